//! Finds which day, place and actor words mean.

pub mod actor;
pub mod dateline;
pub mod place;
pub mod time;
