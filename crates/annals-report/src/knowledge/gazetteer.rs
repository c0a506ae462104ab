//! `knowledge/gazetteer.toml`.

use super::Error;

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        Ok(Self {})
    }
}
