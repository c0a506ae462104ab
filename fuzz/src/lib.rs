//! What must hold of any input, and how bytes become text. The targets are in `tests/`.

mod phrases;
mod sound;

pub use phrases::spell;
pub use sound::{segments_cover_the_text, sound_reading};
