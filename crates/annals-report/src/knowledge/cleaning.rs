//! `knowledge/cleaning.toml`.

use super::Error;

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Cleaning {}

impl Cleaning {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        Ok(Self {})
    }
}
