//! What all reports say together.
//!
//! [`collect`] turns readings into a [`Collection`]: [`dedupe`] finds which reports are copies, [`link`] which incident mentions
//! tell of one incident, [`fuse`] what is known of it. Pure functions over readings: no text is parsed here, no clock, file
//! or network is read, and the order of the readings does not matter.

pub mod dedupe;
pub mod fuse;
pub mod link;

use annals_types::{Collection, Reading, account::Policy};

/// What `readings` say together, with `best` chosen by `policy`.
pub fn collect(mut readings: Vec<Reading>, policy: Policy) -> Collection {
    readings
        .sort_by(|a, b| a.report.id.cmp(&b.report.id).then_with(|| a.report.source.cmp(&b.report.source)));
    readings.dedup_by(|a, b| a.report.id == b.report.id);
    let origins = dedupe::origins(&readings);
    let linked = link::link(&readings, &origins);
    fuse::fuse(readings, origins, linked, policy)
}
