//! Credits and the like that were run into a paragraph when its page lost its lines: `(Photo: Jane Doe)` after a sentence,
//! `Read also` at its end.

use annals_types::{Span, segment::SegmentKind};

use super::units::plain;
use crate::knowledge::cleaning::Cleaning;

/// A stretch of a paragraph.
pub struct Piece<'k> {
    /// Where it lies.
    pub span: Span,
    /// What it is if it is not for the later steps to say, and what gave it away.
    pub junk: Option<(SegmentKind, &'k str)>,
}

/// Bytes of the longest credit in brackets, or after the last sentence.
const LONGEST: usize = 120;

/// The pieces of the paragraph at `span`. A credit is cut out only between sentences, so that no sentence falls apart.
pub fn pieces<'k>(text: &str, span: Span, cleaning: &'k Cleaning) -> Vec<Piece<'k>> {
    let words = span.of(text);
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in starts(words) {
        if at < from {
            continue;
        }
        let Some((len, junk)) = junk(&words[at..], cleaning) else { continue };
        push(&mut pieces, words, from, at, span, None);
        push(&mut pieces, words, at, at + len, span, Some(junk));
        from = at + len;
    }
    push(&mut pieces, words, from, words.len(), span, None);
    pieces
}

/// Adds `words[from..to]` without the blanks around it.
fn push<'k>(
    pieces: &mut Vec<Piece<'k>>,
    words: &str,
    from: usize,
    to: usize,
    span: Span,
    junk: Option<(SegmentKind, &'k str)>,
) {
    let piece = &words[from..to];
    let len = piece.trim().len();
    if len > 0 {
        let from = from + piece.len() - piece.trim_start().len();
        pieces.push(Piece { span: Span::at(span.start() as usize + from, len), junk });
    }
}

/// Where a sentence may start: at the beginning, and after a mark that ends one and a blank.
fn starts(words: &str) -> impl Iterator<Item = usize> {
    let mut ended = true;
    let mut blank = true;
    words.char_indices().filter_map(move |(at, c)| {
        let starts = ended && blank && !c.is_whitespace();
        if c.is_whitespace() {
            blank = true;
        } else {
            ended = matches!(c, '.' | '!' | '?' | '…' | '|') || ended && matches!(c, '"' | '”' | '’' | ')');
            blank = false;
        }
        starts.then_some(at)
    })
}

/// What `rest`, which starts a sentence, begins with if that is no part of the story, and its length.
fn junk<'k>(rest: &str, cleaning: &'k Cleaning) -> Option<(usize, (SegmentKind, &'k str))> {
    if let Some(inner) = rest.strip_prefix(['(', '[']) {
        let near = &inner[..inner.floor_char_boundary(LONGEST)];
        let len = near.find([')', ']', '('])?;
        return Some((len + 2, cleaning.inline(plain(&near[..len]).as_str(), true)?));
    }
    if rest.len() > LONGEST || rest.trim_end().ends_with(['.', '!', '?']) {
        return None;
    }
    Some((rest.len(), cleaning.inline(&plain(rest), false)?))
}
