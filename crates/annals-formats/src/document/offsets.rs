//! [`Offsets`](annals_types::document::Offsets) of a text: from UTF-8 bytes to code points and UTF-16 units.

/// Bytes between two checkpoints: a look-up counts at most so many bytes, and the index takes 8 bytes for so many.
const STRIDE: usize = 256;

/// The way from byte offsets of one text to code points and UTF-16 units; made in one pass over the text.
pub(super) struct TextIndex<'a> {
    text: &'a str,
    /// Counts before byte `i * STRIDE`, or before the character that this byte stands inside of.
    checkpoints: Vec<Counts>,
}

/// Code points and UTF-16 units before an offset.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Counts {
    pub(super) code_points: u32,
    pub(super) utf16: u32,
}

impl Counts {
    fn add(&mut self, lead: u8) {
        // In UTF-8, a byte 10xxxxxx continues a character; a lead byte from F0 on starts one beyond the BMP, which UTF-16
        // writes as two units.
        if lead & 0xC0 != 0x80 {
            self.code_points += 1;
            self.utf16 += if lead >= 0xF0 { 2 } else { 1 };
        }
    }
}

impl<'a> TextIndex<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut counts = Counts::default();
        checkpoints.push(counts);
        for chunk in text.as_bytes().chunks(STRIDE) {
            if chunk.len() == STRIDE {
                for &byte in chunk {
                    counts.add(byte);
                }
                checkpoints.push(counts);
            }
        }
        Self { text, checkpoints }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// `offset` moved back to the start of the character that it stands in, and into the text.
    pub(super) fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }

    /// The counts before byte `offset`, which must be a boundary of characters in the text: see [`TextIndex::floor`].
    pub(super) fn at(&self, offset: usize) -> Counts {
        let (mut counts, mut from) =
            (self.checkpoints.get(offset / STRIDE).copied().unwrap_or_default(), offset / STRIDE * STRIDE);
        from = from.min(offset);
        for &byte in self.text.as_bytes().get(from..offset).unwrap_or_default() {
            counts.add(byte);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_counting_from_the_start(text in "\\PC{0,900}") {
            let index = TextIndex::new(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..offset];
                let counts = index.at(offset);
                prop_assert_eq!(counts.code_points as usize, before.chars().count());
                prop_assert_eq!(counts.utf16 as usize, before.encode_utf16().count());
            }
        }

        #[test]
        fn floors_any_offset(text in any::<String>(), offset in 0usize..100) {
            prop_assert!(text.is_char_boundary(TextIndex::new(&text).floor(offset)));
        }
    }
}
