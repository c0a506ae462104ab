//! Hashes of word shingles, for the recognition of copies.

use annals_types::{Segment, reading::Fingerprint};

/// The fingerprint of the told segments of `text`.
pub fn fingerprint(_text: &str, _segments: &[Segment]) -> Fingerprint {
    Fingerprint::default()
}
