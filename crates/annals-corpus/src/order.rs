//! The orders that everything else relies on, so that a collection is the same for any order of input.

use std::cmp::{Ordering, Reverse};

use annals_types::{Reading, ReportId};
use jiff::{Timestamp, civil::Date};

/// The readings ascending by report id, each report once. Where one report was given several times with different metadata,
/// the first by source, then by the rest of its metadata, stays.
pub fn canonical(mut readings: Vec<Reading>) -> Vec<Reading> {
    readings.sort_by(by_id);
    readings.dedup_by(|a, b| a.report.id == b.report.id);
    readings
}

fn by_id(a: &Reading, b: &Reading) -> Ordering {
    let (a, b) = (&a.report, &b.report);
    a.id.cmp(&b.id)
        .then_with(|| a.source.cmp(&b.source))
        .then_with(|| a.published.cmp(&b.published))
        .then_with(|| a.external_id.cmp(&b.external_id))
        .then_with(|| a.url.cmp(&b.url))
        .then_with(|| a.outlet.cmp(&b.outlet))
        .then_with(|| a.lang.cmp(&b.lang))
}

/// Which of two reports counts as the earlier: the one published first (declared dates before none, a declared time of
/// day before a bare date), then the more complete one, then the smaller id. A total order.
pub type Seniority<'a> = ((bool, Date, bool, Timestamp), Reverse<usize>, &'a ReportId);

/// The place of `reading` in that order; the smallest is the earliest.
pub fn seniority(reading: &Reading) -> Seniority<'_> {
    let published = match reading.report.published {
        Some(published) => {
            (false, published.date, published.at.is_none(), published.at.unwrap_or(Timestamp::MAX))
        }
        None => (true, Date::MAX, true, Timestamp::MAX),
    };
    (published, Reverse(reading.fingerprint.words.len()), &reading.report.id)
}
