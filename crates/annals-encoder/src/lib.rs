//! Text in, linguistic layers out.

pub mod split;
