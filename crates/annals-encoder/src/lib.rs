//! Text in, linguistic layers out.

pub mod decode;
pub mod split;
