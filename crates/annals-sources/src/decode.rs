//! From bytes to text, and back to the bytes.
//!
//! The encoding is the one that a byte order mark names, else the one that the file declares, else UTF-8 where the bytes
//! are UTF-8, else a guess. One exception to a declaration: bytes that are UTF-8 and not ASCII are UTF-8 whatever they
//! declare, because many tools save pages as UTF-8 and leave the old declaration in them, while no text of another encoding is
//! UTF-8 by chance.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and where its characters stand in the bytes that it was made from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Decoded {
    pub text: String,
    /// In order, touching each other.
    pieces: Vec<Piece>,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// Whether bytes were replaced, since they mean nothing in the encoding.
    pub broken: bool,
}

/// A stretch of text that stands byte by byte in the file, or (where the lengths differ) one character or sequence as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Piece {
    text: usize,
    raw: usize,
    text_len: usize,
    raw_len: usize,
    same: bool,
}

/// The text in `bytes`; `declared` finds what the content declares of its encoding.
pub(crate) fn decode(bytes: &[u8], declared: impl FnOnce(&[u8]) -> Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, bom);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decode_as(encoding, bytes, 0);
    }
    let declared = declared(bytes);
    // Most files are in order, and whole they are looked through faster.
    if let Ok(text) = std::str::from_utf8(bytes)
        && (!text.is_ascii() || declared.is_none_or(Encoding::is_ascii_compatible))
    {
        return Decoded::whole(text);
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => decode_as(encoding, bytes, 0),
        _ if is_mostly_utf_8(bytes) => decode_as(UTF_8, bytes, 0),
        _ => guess(bytes),
    }
}

/// How many bytes beyond ASCII it takes to tell the encodings of Latin scripts apart.
const ENOUGH: usize = 8;

/// The text in `bytes`, in the encoding that the bytes look like.
fn guess(bytes: &[u8]) -> Decoded {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, Utf8Detection::Deny);
    // From one or two bytes the detector may guess Turkish, say. English text is in windows-1252.
    if encoding.is_single_byte() && bytes.iter().filter(|byte| !byte.is_ascii()).count() < ENOUGH {
        encoding = WINDOWS_1252;
    }
    let decoded = decode_as(encoding, bytes, 0);
    // Single-byte encodings give every byte a meaning. Where that meaning is nonsense, the bytes are broken UTF-8.
    if encoding == WINDOWS_1252 && is_nonsense(&decoded.text) { decode_as(UTF_8, bytes, 0) } else { decoded }
}

/// Whether a text in windows-1252 holds what no text holds: control characters from above ASCII, `ÿ`, which stands for the
/// byte FF and hardly for the letter, or a capital within a word.
fn is_nonsense(text: &str) -> bool {
    let mut previous = ' ';
    text.chars().any(|char| {
        let odd = matches!(char, '\u{80}'..='\u{9f}' | 'ÿ')
            || (!char.is_ascii() && char.is_uppercase() && previous.is_ascii_lowercase());
        previous = char;
        odd
    })
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], skip: usize) -> Decoded {
    let mut decoded = Decoded {
        text: String::with_capacity(bytes.len()),
        pieces: Vec::new(),
        encoding: encoding.name(),
        broken: false,
    };
    if encoding == UTF_8 {
        decoded.utf_8(bytes, skip);
    } else {
        decoded.other(encoding, bytes, skip);
    }
    decoded
}

impl Decoded {
    /// A file in UTF-8 that is in order.
    fn whole(text: &str) -> Self {
        let piece = Piece { text: 0, raw: 0, text_len: text.len(), raw_len: text.len(), same: true };
        Self { text: text.to_owned(), pieces: vec![piece], encoding: UTF_8.name(), broken: false }
    }

    fn push(&mut self, text: &str, raw: usize, raw_len: usize, same: bool) {
        let at = self.text.len();
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(last) if same && last.same && last.raw + last.raw_len == raw => {
                last.text_len += text.len();
                last.raw_len += raw_len;
            }
            _ => self.pieces.push(Piece { text: at, raw, text_len: text.len(), raw_len, same }),
        }
    }

    fn utf_8(&mut self, bytes: &[u8], skip: usize) {
        let rest = bytes.get(skip..).unwrap_or_default();
        if let Ok(text) = std::str::from_utf8(rest) {
            return self.push(text, skip, rest.len(), true);
        }
        let mut at = skip;
        for chunk in rest.utf8_chunks() {
            let valid = chunk.valid();
            if !valid.is_empty() {
                self.push(valid, at, valid.len(), true);
                at += valid.len();
            }
            let invalid = chunk.invalid().len();
            if invalid > 0 {
                self.push("\u{fffd}", at, invalid, false);
                self.broken = true;
                at += invalid;
            }
        }
    }

    fn other(&mut self, encoding: &'static Encoding, bytes: &[u8], skip: usize) {
        // In an encoding that contains ASCII, ASCII after a whole character is itself.
        let ascii_is_itself = encoding.is_ascii_compatible();
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut at = skip;
        let mut pending = skip;
        while at < bytes.len() {
            if ascii_is_itself && pending == at {
                let run = bytes[at..].iter().take_while(|byte| byte.is_ascii()).count();
                if let Ok(text) = std::str::from_utf8(&bytes[at..at + run])
                    && run > 0
                {
                    self.push(text, at, run, true);
                    at += run;
                    pending = at;
                    continue;
                }
            }
            let last = at + 1 == bytes.len();
            pending = self.feed(&mut decoder, &bytes[at..=at], pending, at + 1, last);
            at += 1;
        }
    }

    /// Feeds the bytes before `end` to the decoder, of which those from `pending` on are not yet in the text; gives the new
    /// `pending`.
    fn feed(
        &mut self,
        decoder: &mut encoding_rs::Decoder,
        mut bytes: &[u8],
        pending: usize,
        end: usize,
        last: bool,
    ) -> usize {
        let mut written = String::new();
        loop {
            let mut out = [0; 32];
            let (result, read, len, broken) = decoder.decode_to_utf8(bytes, &mut out, last);
            self.broken |= broken;
            written.push_str(&String::from_utf8_lossy(&out[..len]));
            bytes = &bytes[read..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if written.is_empty() {
            return pending;
        }
        self.push(&written, pending, end - pending, false);
        end
    }

    /// The bytes of the file that `start..end` of the text stand for: one entry a piece, as (start and length in the text, start and
    /// end in the file, whether it stands there byte by byte).
    pub fn raw(&self, start: usize, end: usize) -> impl Iterator<Item = (usize, usize, usize, usize, bool)> {
        let first = self.pieces.partition_point(|piece| piece.text + piece.text_len <= start);
        self.pieces[first..].iter().take_while(move |piece| piece.text < end).map(move |piece| {
            let from = start.max(piece.text);
            let to = end.min(piece.text + piece.text_len);
            if piece.same {
                let raw = piece.raw + (from - piece.text);
                (from, to - from, raw, raw + (to - from), true)
            } else {
                (from, to - from, piece.raw, piece.raw + piece.raw_len, false)
            }
        })
    }
}

/// Whether no fewer sequences of several bytes are UTF-8 than are not: such a file is broken UTF-8, and a guess would spoil all its other
/// accents.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad
}

/// Whether the bytes look like UTF-16 of a mostly Latin text: every other byte is zero.
pub(crate) fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1024) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (most, few) = (sample.len() * 2 / 5, sample.len() / 40);
    if odd >= most && even <= few {
        Some(UTF_16LE)
    } else if even >= most && odd <= few {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: &str, broken: bool) {
        let decoded = decode(bytes, |_| None);
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.broken), (text, encoding, broken));
    }

    #[test]
    fn marks_name_the_encoding_and_are_dropped() {
        check(b"\xef\xbb\xbfone", "one", "UTF-8", false);
        check(b"\xff\xfeo\0n\0", "on", "UTF-16LE", false);
        check(b"\xfe\xff\0o\0n", "on", "UTF-16BE", false);
    }

    #[test]
    fn without_a_mark_the_bytes_tell() {
        check("a café\r\n".as_bytes(), "a café\r\n", "UTF-8", false);
        check(b"S\0i\0x\0 \0d\0i\0e\0d\0", "Six died", "UTF-16LE", false);
        check(
            b"\x93Six died in a caf\xe9\x94, she said",
            "“Six died in a café”, she said",
            "windows-1252",
            false,
        );
    }

    #[test]
    fn broken_utf_8_is_replaced_where_it_is_broken() {
        check("café caf\u{e9}".as_bytes(), "café café", "UTF-8", false);
        check(b"caf\xc3\xa9, caf\xe9, caf\xc3\xa9", "café, caf\u{fffd}, café", "UTF-8", true);
        check(b"six \xff\xfe died", "six \u{fffd}\u{fffd} died", "UTF-8", true);
    }

    #[test]
    fn a_declaration_holds_unless_the_bytes_are_utf_8() {
        let declared = |_: &[u8]| Some(encoding_rs::WINDOWS_1251);
        assert_eq!(decode(b"\xea\xe8\xe5\xe2", declared).text, "киев");
        assert_eq!(decode("киев".as_bytes(), declared).text, "киев");
        let broken = decode(b"\x81\xff", |_| Some(encoding_rs::SHIFT_JIS));
        assert!(broken.broken);
    }

    #[test]
    fn places_lead_back_to_the_bytes() {
        let decoded = decode(b"a caf\xe9, open", |_| Some(WINDOWS_1252));
        assert_eq!(decoded.text, "a café, open");
        let raw: Vec<_> = decoded.raw(2, 9).collect();
        assert_eq!(raw, [(2, 3, 2, 5, true), (5, 2, 5, 6, false), (7, 2, 6, 8, true)]);
        let marked = decode(b"\xef\xbb\xbfone", |_| None);
        assert_eq!(marked.raw(1, 3).collect::<Vec<_>>(), [(1, 2, 4, 6, true)]);
    }

    proptest! {
        #[test]
        fn every_byte_of_text_has_its_place(bytes in prop::collection::vec(any::<u8>(), 0..200), which in 0usize..4) {
            let encoding = [None, Some(encoding_rs::SHIFT_JIS), Some(encoding_rs::GB18030), Some(WINDOWS_1252)][which];
            let decoded = decode(&bytes, |_| encoding);
            let mut at = 0;
            for (start, len, raw, raw_end, _) in decoded.raw(0, decoded.text.len()) {
                prop_assert_eq!(start, at);
                prop_assert!(raw <= raw_end && raw_end <= bytes.len());
                at += len;
            }
            prop_assert_eq!(at, decoded.text.len());
        }
    }
}
