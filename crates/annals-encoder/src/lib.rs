//! Text in, linguistic layers out.

pub mod decode;
mod error;
pub mod file;
pub mod header;
pub mod split;
mod windows;
pub mod wordpiece;

pub use error::Error;
