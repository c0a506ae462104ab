//! Words cut into the pieces of a vocabulary (`WordPiece`, uncased, as in BERT), each with its exact place in the word.
//!
//! A word is first made plain: control characters go, letters become small, accents fall. Then it is split at blanks, punctuation
//! and Chinese characters, and what is left is matched from the left, always by the longest piece of the vocabulary.
//! Every character of the plain form remembers the bytes that it came from.

use std::{collections::HashMap, ops::Range};

use unicode_categories::UnicodeCategories;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use crate::error::{Error, Kind};

/// A stretch without blanks or punctuation that is longer than this, in characters of the plain form, is unknown as a whole.
const MOST_CHARACTERS: usize = 100;

/// Number of a piece in the vocabulary.
pub type PieceId = u32;

/// A piece and the bytes of the word that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: PieceId,
    /// Bytes of the word as written. Marks that were dropped may lie between pieces.
    pub span: Range<usize>,
}

/// The pieces that words are cut into.
#[derive(Debug)]
pub struct Vocabulary {
    /// Pieces that begin a stretch of letters.
    openings: HashMap<Box<str>, PieceId>,
    /// Pieces that go on with it, without their "##".
    continuations: HashMap<Box<str>, PieceId>,
    /// Bytes of the longest piece: no longer match need be tried.
    longest: usize,
    /// The piece for what has no other.
    pub unknown: PieceId,
    /// The piece before the first word of a window.
    pub start: PieceId,
    /// The piece after each paragraph of a window.
    pub separator: PieceId,
    /// How many pieces there are.
    pub len: usize,
}

/// A character of the plain form, with the bytes that it came from.
#[derive(Clone, Copy)]
struct Plain {
    character: char,
    start: usize,
    end: usize,
}

impl Vocabulary {
    /// Reads a vocabulary: one piece a line, numbered from 0.
    pub fn read(lines: &str) -> Result<Self, Error> {
        let mut openings = HashMap::new();
        let mut continuations = HashMap::new();
        let (mut longest, mut len) = (0, 0);
        for (id, line) in lines.lines().enumerate() {
            let id = PieceId::try_from(id).map_err(|_| Kind::Vocabulary("it has too many pieces"))?;
            let bare = line.strip_prefix("##").filter(|bare| !bare.is_empty());
            longest = longest.max(bare.unwrap_or(line).len());
            match bare {
                Some(bare) => continuations.insert(bare.into(), id),
                None => openings.insert(line.into(), id),
            };
            len += 1;
        }
        let special =
            |name: &str, missing| openings.get(name).copied().ok_or(Error::from(Kind::Vocabulary(missing)));
        Ok(Self {
            unknown: special("[UNK]", "the piece [UNK] is missing")?,
            start: special("[CLS]", "the piece [CLS] is missing")?,
            separator: special("[SEP]", "the piece [SEP] is missing")?,
            openings,
            continuations,
            longest,
            len,
        })
    }

    /// The pieces of `word`: at least one, in the order of the word.
    pub fn cut(&self, word: &str) -> Vec<Piece> {
        let mut cutter = Cutter::default();
        let mut pieces = Vec::new();
        cutter.cut(self, word, &mut pieces);
        pieces
    }

    fn find(&self, text: &str, opens: bool) -> Option<PieceId> {
        if opens { self.openings.get(text).copied() } else { self.continuations.get(text).copied() }
    }
}

/// Cuts one word after the other and keeps its buffers between them.
#[derive(Default)]
pub struct Cutter {
    plain: Vec<Plain>,
    stretch: String,
    /// For each character of `stretch` the byte where it starts there, and for its end the length.
    bounds: Vec<usize>,
}

impl Cutter {
    /// Adds the pieces of `word` to `pieces`: at least one, in the order of the word.
    pub fn cut(&mut self, vocabulary: &Vocabulary, word: &str, pieces: &mut Vec<Piece>) {
        let before = pieces.len();
        self.make_plain(word);
        let mut first = 0;
        for index in 0..=self.plain.len() {
            let character = self.plain.get(index).map(|plain| plain.character);
            let blank = character.is_none_or(char::is_whitespace);
            let alone = character.is_some_and(stands_alone);
            if blank || alone {
                self.cut_stretch(vocabulary, first..index, pieces);
                first = index + 1;
            }
            if alone && !blank {
                self.cut_stretch(vocabulary, index..index + 1, pieces);
            }
        }
        if pieces.len() == before {
            pieces.push(Piece { id: vocabulary.unknown, span: 0..word.len() });
        }
    }

    /// Fills `plain` with the word's characters after cleaning, decomposing, dropping marks and lower-casing.
    fn make_plain(&mut self, word: &str) {
        self.plain.clear();
        if word.is_ascii() {
            let kept = word.char_indices().filter(|&(_, character)| !is_dropped(character));
            self.plain.extend(kept.map(|(start, character)| Plain {
                character: character.to_ascii_lowercase(),
                start,
                end: start + 1,
            }));
            return;
        }
        for (start, character) in word.char_indices().filter(|&(_, character)| !is_dropped(character)) {
            let end = start + character.len_utf8();
            decompose_canonical(character, |character| self.plain.push(Plain { character, start, end }));
        }
        self.order_marks();
        self.plain.retain(|plain| !plain.character.is_mark_nonspacing());
        let mut index = 0;
        while index < self.plain.len() {
            let Plain { character, start, end } = self.plain[index];
            let mut small = character.to_lowercase();
            self.plain[index].character = small.next().unwrap_or(character);
            index += 1;
            for character in small {
                self.plain.insert(index, Plain { character, start, end });
                index += 1;
            }
        }
    }

    /// Puts runs of combining marks in canonical order.
    fn order_marks(&mut self) {
        let class = |plain: &Plain| canonical_combining_class(plain.character);
        let mut first = 0;
        for index in 0..=self.plain.len() {
            if self.plain.get(index).is_none_or(|plain| class(plain) == 0) {
                self.plain[first..index].sort_by_key(class);
                first = index + 1;
            }
        }
    }

    /// Adds the pieces of the characters `range`: all of it matched, or unknown as a whole.
    fn cut_stretch(&mut self, vocabulary: &Vocabulary, range: Range<usize>, pieces: &mut Vec<Piece>) {
        let plain = &self.plain[range];
        if plain.is_empty() {
            return;
        }
        let before = pieces.len();
        if plain.len() <= MOST_CHARACTERS {
            self.stretch.clear();
            self.bounds.clear();
            for one in plain {
                self.bounds.push(self.stretch.len());
                self.stretch.push(one.character);
            }
            self.bounds.push(self.stretch.len());
            let mut first = 0;
            while let Some((id, after)) = longest_match(vocabulary, &self.stretch, &self.bounds, first) {
                pieces.push(Piece { id, span: span(&plain[first..after]) });
                first = after;
            }
            if first == plain.len() {
                return;
            }
            pieces.truncate(before);
        }
        pieces.push(Piece { id: vocabulary.unknown, span: span(plain) });
    }
}

/// The longest piece that starts at character `first`, and the character after it.
fn longest_match(
    vocabulary: &Vocabulary,
    stretch: &str,
    bounds: &[usize],
    first: usize,
) -> Option<(PieceId, usize)> {
    let start = bounds[first];
    let afters =
        (first + 1..bounds.len()).rev().skip_while(|&after| bounds[after] - start > vocabulary.longest);
    afters
        .into_iter()
        .find_map(|after| vocabulary.find(&stretch[start..bounds[after]], first == 0).map(|id| (id, after)))
}

/// From the first to the last byte of characters that are not empty.
fn span(plain: &[Plain]) -> Range<usize> {
    let start = plain.iter().map(|one| one.start).min().unwrap_or(0);
    let end = plain.iter().map(|one| one.end).max().unwrap_or(0);
    start..end
}

fn is_dropped(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\0' | '\u{fffd}' => true,
        _ if character.is_ascii() => character.is_ascii_control(),
        _ => character.is_other(),
    }
}

/// Whether a character is a basic token by itself: punctuation, and what BERT takes for Chinese.
fn stands_alone(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_punctuation();
    }
    character.is_punctuation() || is_chinese(character)
}

/// The blocks that BERT's reference code lists.
fn is_chinese(character: char) -> bool {
    matches!(u32::from(character),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F
        | 0x2B740..=0x2B81F | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests;
