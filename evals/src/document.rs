//! Texts as words: what the network is asked about, and where its words stand in the text.

use std::ops::Range;

use annals_encoder::split;
use annals_types::{Segment, Span, segment::SegmentKind};

/// A text as words in sentences and paragraphs. Windows of the network take neighbouring sentences of one document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// Its id in the set.
    pub id: String,
    /// Its words, in order.
    pub words: Vec<String>,
    /// The first word of each sentence.
    pub sentences: Vec<usize>,
    /// The first word of each paragraph.
    pub paragraphs: Vec<usize>,
}

impl Document {
    /// Adds a sentence; the first one opens a paragraph in any case.
    pub fn push_sentence(&mut self, opens_paragraph: bool, words: impl IntoIterator<Item = String>) {
        let first = self.words.len();
        self.words.extend(words);
        if self.words.len() > first {
            if opens_paragraph || self.paragraphs.is_empty() {
                self.paragraphs.push(first);
            }
            self.sentences.push(first);
        }
    }

    /// The words of each sentence.
    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let ends = self.sentences.iter().skip(1).copied().chain([self.words.len()]);
        self.sentences.iter().zip(ends).map(|(&start, end)| start..end)
    }
}

/// A running text, cut into words by the program's own rules.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Placed {
    /// The words.
    pub document: Document,
    /// First code point of each word and the one after its last.
    pub at: Vec<(u32, u32)>,
}

impl Placed {
    /// Cuts `text`, all of it body.
    pub fn cut(id: &str, text: &str) -> Self {
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        let layers = split::split(text, &[body]);
        let points = points(text);
        let mut placed =
            Self { document: Document { id: id.into(), ..Document::default() }, ..Self::default() };
        let mut paragraph = None;
        for sentence in &layers.sentences {
            let opens = paragraph.replace(sentence.paragraph) != Some(sentence.paragraph);
            let spans = layers.tokens_of(sentence).iter().map(|token| token.span);
            placed
                .at
                .extend(spans.clone().map(|span| (points[span.range().start], points[span.range().end])));
            placed.document.push_sentence(opens, spans.map(|span| span.of(text).to_owned()));
        }
        placed
    }

    /// Cuts a text that has no capitals where the same text in capitals would be cut: by rule a lower-case word begins no
    /// sentence, and all of the text would be one.
    pub fn cut_uncased(id: &str, text: &str) -> Self {
        let mut placed = Self::cut(id, &text.to_ascii_uppercase());
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        for (word, &(start, end)) in placed.document.words.iter_mut().zip(&placed.at) {
            text[bytes[start as usize]..bytes[end as usize]].clone_into(word);
        }
        placed
    }

    /// A text whose words are parted by blanks, one sentence.
    pub fn tokenised(id: &str, text: &str) -> Self {
        let mut placed =
            Self { document: Document { id: id.into(), ..Document::default() }, ..Self::default() };
        let mut at = 0;
        let mut words = Vec::new();
        for word in text.split(' ') {
            let end = at + word.chars().count() as u32;
            if end > at {
                placed.at.push((at, end));
                words.push(word.to_owned());
            }
            at = end + 1;
        }
        placed.document.push_sentence(true, words);
        placed
    }

    /// The words that share a character with the code points `start..end`.
    pub fn words_of(&self, start: u32, end: u32) -> Range<usize> {
        let first = self.at.partition_point(|&(_, word_end)| word_end <= start);
        let after = self.at.partition_point(|&(word_start, _)| word_start < end);
        first..after.max(first)
    }

    /// From the first code point of the first word to the end of the last; `None` for no word.
    pub fn span_of(&self, words: &Range<usize>) -> Option<(u32, u32)> {
        let words = self.at.get(words.clone())?;
        Some((words.first()?.0, words.last()?.1))
    }
}

/// The code points before each byte of `text`, and all of them at its end.
fn points(text: &str) -> Vec<u32> {
    let mut points = Vec::with_capacity(text.len() + 1);
    for (index, character) in text.chars().enumerate() {
        points.extend(std::iter::repeat_n(index as u32, character.len_utf8()));
    }
    points.push(text.chars().count() as u32);
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_sentence_paragraph_and_place() {
        let placed = Placed::cut("a", "Zoë’s dog ran. It fell.\n\nNobody saw it.");
        assert_eq!(placed.document.words[..3], ["Zoë", "’s", "dog"]);
        assert_eq!(placed.document.sentences, [0, 5, 8]);
        assert_eq!(placed.document.paragraphs, [0, 8]);
        assert_eq!(placed.document.ranges().collect::<Vec<_>>(), [0..5, 5..8, 8..12]);
        assert_eq!(placed.at[..3], [(0, 3), (3, 5), (6, 9)]);
        assert_eq!(placed.words_of(4, 9), 1..3);
        assert_eq!(placed.span_of(&(1..3)), Some((3, 9)));
        assert_eq!(placed.span_of(&(1..1)), None);
    }

    #[test]
    fn a_text_without_capitals_has_sentences_too() {
        let placed = Placed::cut_uncased("a", "the café burned. two men fled.");
        assert_eq!(placed.document.words[..4], ["the", "café", "burned", "."]);
        assert_eq!(placed.document.sentences, [0, 4]);
        assert_eq!(Placed::cut("a", "the café burned. two men fled.").document.sentences, [0]);
    }

    #[test]
    fn words_of_a_tokenised_text_are_what_blanks_part() {
        let placed = Placed::tokenised("a", "The boy  's return");
        assert_eq!(placed.document.words, ["The", "boy", "'s", "return"]);
        assert_eq!(placed.at[2..], [(9, 11), (12, 18)]);
        assert_eq!(placed.words_of(12, 18), 3..4);
        assert_eq!(placed.words_of(7, 8), 2..2);
    }
}
