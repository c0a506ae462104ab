//! What shape and place say: the headline, lines with cues, what follows them.

use annals_types::{Report, segment::SegmentKind};

use super::units::{Unit, plain};
use crate::knowledge::cleaning::Cleaning;

/// Finds the headline: the declared title, the page's main heading, else a first line that looks like one; and its repetitions.
pub fn headlines(units: &mut [Unit<'_>], report: &Report) {
    let declared = report.title.as_deref().map(plain).filter(|title| !title.is_empty());
    if let Some(title) = &declared {
        let same = |unit: &&mut Unit<'_>| {
            unit.line == *title || unit.block.is_some() && is_same_title(&unit.line, title)
        };
        for unit in
            units.iter_mut().filter(|unit| unit.is_body() || unit.why == super::markup::OUTSIDE).filter(same)
        {
            unit.set(SegmentKind::Headline, "title");
        }
    }
    if let Some(heading) = main_heading(units) {
        units[heading].set(SegmentKind::Headline, "main heading");
    }
    if report.markup.is_none() && report.body_start == 0 && units.len() > 1 {
        let first = &mut units[0];
        if first.is_body() && (first.is_title_like() || (3..=SHORT_LINE).contains(&first.words)) {
            first.set(SegmentKind::Headline, "first line");
        }
    }
    let Some(title) = declared.or_else(|| {
        units.iter().find(|unit| unit.kind == SegmentKind::Headline).map(|unit| unit.line.clone())
    }) else {
        return;
    };
    // The title again, or its beginning, right below it.
    for unit in units
        .iter_mut()
        .take(4)
        .filter(|unit| unit.is_body() && unit.words <= SHORT_LINE && !unit.ends_sentence)
    {
        if title.contains(&unit.line) {
            unit.set(SegmentKind::Headline, "repeats the title");
        }
    }
}

/// Words of the shortest main heading; shorter ones name the outlet.
const LEAST_HEADING: usize = 4;

/// The one main heading of a page that shows none of its titles, where it was left outside of the story and stands above it.
fn main_heading(units: &[Unit<'_>]) -> Option<usize> {
    let is_shown = |unit: &Unit<'_>| unit.block.is_some() && unit.kind == SegmentKind::Headline;
    let story = units.iter().position(|unit| unit.block.is_some() && unit.is_body())?;
    let is_heading = |unit: &Unit<'_>| unit.block.is_some_and(|block| block.tag == "h1");
    let mut headings = units.iter().enumerate().filter(|(_, unit)| is_heading(unit));
    let (at, heading) = headings.next()?;
    let fits = heading.why == super::markup::OUTSIDE
        && heading.is_title_like()
        && heading.words >= LEAST_HEADING
        && at < story;
    (fits && headings.next().is_none() && !units.iter().any(is_shown)).then_some(at)
}

/// Words of a first line that is a headline even when it ends in a full stop.
const SHORT_LINE: usize = 12;

/// Whether one of two titles begins with the other: outlets put their name after it.
fn is_same_title(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= 15 && long.starts_with(short)
}

/// Takes lines with cues for what the cues say. What stands under a picture belongs to the story, unless it tells of another.
pub fn cues(units: &mut [Unit<'_>], cleaning: &Cleaning) {
    for unit in units.iter_mut().filter(|unit| unit.is_body() || unit.kind == SegmentKind::Caption) {
        let is_body = unit.is_body();
        let found = cleaning.line(&unit.line, unit.words);
        if let Some(found) = found.filter(|found| is_body || found.kind == SegmentKind::OtherStory) {
            unit.set(found.kind, found.why);
            unit.tail = found.tail;
        } else if is_body && unit.words <= SHORT_LINE && has_address(&unit.line) {
            unit.set(SegmentKind::Credit, "line with an address for mail");
        } else if is_body && unit.is_title_like() && starts_with_length(&unit.line) {
            unit.set(SegmentKind::Related, "video with its length");
        }
    }
}

/// Whether a word looks like `name@host.org`.
fn has_address(line: &str) -> bool {
    line.split(' ').any(|word| {
        word.split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.trim_end_matches('.').contains('.'))
    })
}

/// Whether a line begins as the entry of a video list does: `1:32 Storm over the bay`.
fn starts_with_length(line: &str) -> bool {
    let Some((minutes, seconds)) = line.split(' ').next().and_then(|word| word.split_once(':')) else {
        return false;
    };
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number(minutes) && minutes.len() <= 2 && is_number(seconds) && seconds.len() == 2 && line.len() > 5
}

/// Words from which on a paragraph that ends as a sentence does ends a list.
const PARAGRAPH_WORDS: usize = 28;

/// Extends lists: what follows "Recent posts" belongs to it up to the next paragraph; what is wedged between junk is junk.
pub fn tails(units: &mut [Unit<'_>]) {
    let mut list: Option<SegmentKind> = None;
    for unit in units.iter_mut() {
        if unit.tail {
            list = Some(unit.kind);
        } else if let Some(kind) = list {
            if unit.is_body() && unit.ends_sentence && unit.words >= PARAGRAPH_WORDS {
                list = None;
            } else if unit.is_body() {
                unit.set(kind, "stands in the list");
            }
        }
    }
    // After the last paragraph of the story only furniture stands: names of authors, buttons, dates.
    let last =
        units.iter().rposition(|unit| unit.is_body() && (unit.ends_sentence || unit.words > SHORT_LINE));
    if let Some(last) = last {
        let junk_after = units[last + 1..].iter().any(|unit| unit.kind.is_junk());
        for unit in
            units[last + 1..].iter_mut().filter(|unit| unit.is_body() && junk_after && unit.words <= 4)
        {
            unit.set(SegmentKind::Boilerplate, "line after the story");
        }
    }
}
