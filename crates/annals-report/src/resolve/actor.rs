//! Names of states, forces, groups and agencies.

use annals_types::{Layers, Report, mention::ActorMention};

use crate::Knowledge;

/// The names of actors in the told segments of `report`, in the order of their spans.
pub fn actors(_report: &Report, _layers: &Layers, _knowledge: &Knowledge) -> Vec<ActorMention> {
    Vec::new()
}
