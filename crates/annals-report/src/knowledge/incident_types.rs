//! `knowledge/incident_types.toml`.

use super::Error;

/// The table, loaded.
#[derive(Debug, Default)]
pub struct IncidentTypes {}

impl IncidentTypes {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        Ok(Self {})
    }
}
