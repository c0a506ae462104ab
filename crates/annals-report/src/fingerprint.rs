//! Hashes of word shingles, for the recognition of copies.

use annals_types::{Segment, Span, reading::Fingerprint};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use annals_encoder::split::tokens::norm;

/// Words in a shingle. Five are rarely shared by chance between two texts, and survive the small changes of reprints
/// (Broder 1997 takes four to ten).
const WIDTH: usize = 5;

/// Seed of the hashes; part of what readings keep, so it never changes.
const SEED: u64 = 0x616e_6e61_6c73_0001;

/// The fingerprint of the told segments of `text`. Case, quotes, dashes and all punctuation do not count.
pub fn fingerprint(text: &str, segments: &[Segment]) -> Fingerprint {
    let mut words = Vec::new();
    for segment in segments.iter().filter(|segment| segment.kind.is_told()) {
        add_words(text, segment.span, &mut words);
    }
    let normal: Vec<String> = words.iter().map(|span| norm(span.of(text))).collect();
    let shingles =
        normal.windows(WIDTH).map(|shingle| xxh3_64_with_seed(shingle.join(" ").as_bytes(), SEED)).collect();
    Fingerprint { width: WIDTH as u32, shingles, words }
}

/// Appends the runs of letters and digits in `stretch`.
fn add_words(text: &str, stretch: Span, words: &mut Vec<Span>) {
    let part = stretch.of(text);
    let mut start = None;
    for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                words.push(Span::at(stretch.start() as usize + first, at - first));
                start = None;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use annals_types::segment::SegmentKind;
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str, kind: SegmentKind) -> Fingerprint {
        fingerprint(text, &[Segment { kind, span: Span::at(0, text.len()), why: String::new() }])
    }

    #[test]
    fn typography_does_not_count() {
        let plain = of("\"We saw it,\" the driver said - twice.", SegmentKind::Body);
        let typeset = of("“WE SAW IT”, the driver said — twice", SegmentKind::Body);
        assert_eq!(plain.shingles, typeset.shingles);
        assert_eq!(plain.shingles.len(), 3);
        assert_eq!(plain.words.len(), 7);
    }

    #[test]
    fn junk_has_no_fingerprint() {
        assert!(of("Sign up for our newsletter today", SegmentKind::Boilerplate).words.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_has_one(text in "\\PC{0,80}") {
            let fingerprint = of(&text, SegmentKind::Body);
            prop_assert_eq!(fingerprint.shingles.len(), (fingerprint.words.len() + 1).saturating_sub(WIDTH));
            prop_assert!(fingerprint.words.iter().all(|span| text.get(span.range()).is_some()));
        }
    }
}
