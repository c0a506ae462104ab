//! Finds which day, place and actor words mean: [`time`] reads expressions of time and says when an incident happened, [`place`] looks names
//! up in the gazetteer, [`actor`] among those who act and speak; [`dateline`] says where and when the report was filed.

pub mod actor;
pub mod dateline;
pub mod place;
pub mod time;
