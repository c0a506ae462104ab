//! The scorers, each tested against cases computed by hand.

pub mod alignment;
pub mod attachment;
pub mod classes;
pub mod clusters;
pub mod counts;
pub mod matching;
pub mod muc4;
pub mod places;
pub mod spans;
pub mod templates;
