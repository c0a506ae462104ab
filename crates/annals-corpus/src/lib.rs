//! What all reports say together.
//!
//! [`collect`] turns readings into a [`Collection`]: [`dedupe`] finds which reports are copies, [`link`] which incident mentions
//! tell of one incident, [`fuse`] what is known of it. [`chains`] finds which words tell of one event, beside all that. Pure functions
//! over readings: no text is parsed here, no clock, file or network is read, and the order of the readings does not matter.

mod blocks;
pub mod chains;
mod curve;
pub mod dedupe;
pub mod fuse;
mod join;
pub mod link;
mod order;
mod words;

use annals_types::{Collection, Reading, account::Policy};

pub use link::why;

/// What `readings` say together, with `best` chosen by `policy`.
pub fn collect(readings: Vec<Reading>, policy: Policy) -> Collection {
    let readings = order::canonical(readings);
    let origins = dedupe::origins(&readings);
    let linked = link::link(&readings, &origins);
    fuse::fuse(readings, origins, linked, policy)
}
