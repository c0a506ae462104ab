//! `knowledge/offices.toml`.

use super::Error;

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Offices {}

impl Offices {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        Ok(Self {})
    }
}
