//! The scorers, each tested against cases computed by hand.

pub mod clusters;
pub mod counts;
pub mod places;
