//! Which incident mentions tell of one incident.

use annals_types::{
    Reading,
    collection::{Comparison, Origin},
};

/// Mentions grouped into incidents.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Linked {
    /// Groups of (reading, mention) indices; each group and the list of groups ascend.
    pub groups: Vec<Vec<(u32, u32)>>,
    /// The pairs that were compared.
    pub comparisons: Vec<Comparison>,
}

/// Groups the incident mentions of `readings` (aggregates and hypothetical ones left out).
pub fn link(_readings: &[Reading], _origins: &[Option<Origin>]) -> Linked {
    Linked::default()
}
