//! Labels words: sentences and tokens, triggers, attribution, quantities.

pub mod sentences;

use annals_types::{Layers, Segment};

use crate::Knowledge;

/// The layers of the told segments of `text`.
pub fn annotate(text: &str, segments: &[Segment], _knowledge: &Knowledge) -> Layers {
    sentences::split(text, segments)
}
