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

/// Bytes of the longest row of titles at the end of a paragraph. More than that is read as the story, and not looked through anew for
/// each sentence in it.
const LONGEST_ROW: usize = 2_000;

/// The pieces of the paragraph at `span`. A credit is cut out only between sentences, so that no sentence falls apart.
pub fn pieces<'k>(text: &str, span: Span, cleaning: &'k Cleaning) -> Vec<Piece<'k>> {
    let words = span.of(text);
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in starts(words) {
        if at < from {
            continue;
        }
        let Some((len, junk)) = junk(&words[at..], &words[..at], cleaning) else { continue };
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

/// What `rest`, which starts a sentence, begins with if that is no part of the story, and its length. `before`: what stands
/// before it in the paragraph.
fn junk<'k>(rest: &str, before: &str, cleaning: &'k Cleaning) -> Option<(usize, (SegmentKind, &'k str))> {
    if let Some(inner) = rest.strip_prefix(['(', '[']) {
        let near = &inner[..inner.floor_char_boundary(LONGEST)];
        let len = near.find([')', ']', '('])?;
        return Some((len + 2, cleaning.inline(plain(&near[..len]).as_str(), true)?));
    }
    if rest.len() > LONGEST_ROW {
        return None;
    }
    // Behind the last sentence a count of readers may stand first: "67 Related".
    let bare = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if rest.trim_end().ends_with(['.', '!', '?']) || (rest.len() > LONGEST && !is_row_of_titles(bare)) {
        return None;
    }
    let said = || cleaning.inline(&plain(&bare[..bare.floor_char_boundary(LONGEST)]), false);
    let signed = || {
        (ends_plainly(before) && is_signature(rest))
            .then_some((SegmentKind::Credit, "names after the last sentence"))
    };
    Some((rest.len(), said().or_else(signed)?))
}

/// Whether most words begin with a capital letter, as in headlines that lost their lines, and no sentence ends among them.
fn is_row_of_titles(words: &str) -> bool {
    let all = words.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic));
    let (capital, small) = all.fold((0, 0), |(capital, small), word| {
        if word.starts_with(char::is_uppercase) { (capital + 1, small) } else { (capital, small + 1) }
    });
    capital > 2 * small && !words.contains(". ")
}

/// Whether a sentence ends here after a word in small letters, and so not after an abbreviation such as "Gov." or "U.S.".
fn ends_plainly(before: &str) -> bool {
    let Some(before) = before.trim_end().strip_suffix('.') else { return false };
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.len() > 2 && last.chars().all(char::is_lowercase)
}

/// Whether `words` are a few names and no more, as agencies sign their reports: "J. Doe / Roe".
fn is_signature(words: &str) -> bool {
    const MOST_NAMES: usize = 4;
    let mut names = words.split(|c: char| c.is_whitespace() || c == '/').filter(|name| !name.is_empty());
    let count = names.clone().count();
    (2..=MOST_NAMES).contains(&count) && names.all(|name| name.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Knowledge;

    #[test]
    fn a_row_of_titles_without_end_is_looked_through_once() {
        let cleaning = Knowledge::shipped().unwrap().cleaning;
        let row = |len: usize| format!("Related {}", "Boat | ".repeat(len / 7));
        let is_junk = |row: &str| junk(row, "", &cleaning).is_some();
        assert!(is_junk(&row(1_900)));
        assert!(!is_junk(&row(2_100)));
        let long = "A | ".repeat(50_000);
        let started = std::time::Instant::now();
        let pieces = pieces(&long, Span::at(0, long.len()), &cleaning);
        assert_eq!(pieces.len(), 1);
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    }
}
