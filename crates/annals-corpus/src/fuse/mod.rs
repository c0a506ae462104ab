//! What is known of each incident.

use annals_types::{Collection, Reading, account::Policy, collection::Origin};

use crate::link::Linked;

/// The accounts of the groups in `linked`.
pub fn fuse(
    readings: Vec<Reading>,
    origins: Vec<Option<Origin>>,
    linked: Linked,
    _policy: Policy,
) -> Collection {
    Collection {
        links: readings.iter().map(|reading| vec![None; reading.incidents.len()]).collect(),
        standings: readings
            .iter()
            .map(|reading| vec![annals_types::account::Standing::InForce; reading.statements.len()])
            .collect(),
        readings,
        origins,
        accounts: Vec::new(),
        aggregates: Vec::new(),
        comparisons: linked.comparisons,
    }
}
