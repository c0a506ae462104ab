//! Paragraphs: stretches of text between line breaks, unless the text was wrapped at a fixed width.

use annals_types::Span;

/// Texts wrapped by a program have lines between these lengths, in characters.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 40..=130;

/// Share of line breaks, in percent, at which the next word would not have fitted in the line, from which on a text counts
/// as wrapped. In running text of unwrapped paragraphs it is near 0, in wrapped text only the ends of paragraphs fit.
const WRAPPED_PERCENT: usize = 70;

/// The paragraphs of `text`, ascending, without the blanks around them. Every character that is not blank lies in one.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        match (before, paragraphs.last_mut()) {
            (Some(previous), Some(paragraph)) if runs_on(previous, line, width) => {
                *paragraph = paragraph.cover(line.span);
            }
            _ => paragraphs.push(line.span),
        }
        before = Some(line);
    }
    paragraphs
}

/// Whether `c` is nothing to read: white space, control characters and marks without width.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// One line that is not blank.
struct Line {
    span: Span,
    /// Length in characters, without blanks around.
    len: usize,
    /// Length of the first word, in characters.
    first_word: usize,
    starts_lower: bool,
    ends_sentence: bool,
    /// Blank lines stand before it.
    after_gap: bool,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut offset = 0;
    let mut gap = false;
    // A carriage return before a line feed makes no empty line of its own.
    for piece in text.split_inclusive(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let start = offset;
        offset += piece.len();
        let trimmed = piece.trim_start_matches(is_blank);
        let lead = piece.len() - trimmed.len();
        let line = trimmed.trim_end_matches(is_blank);
        if line.is_empty() {
            gap |= !(piece == "\n" && text[..start].ends_with('\r'));
            continue;
        }
        lines.push(Line {
            span: Span::at(start + lead, line.len()),
            len: line.chars().count(),
            first_word: line.chars().take_while(|c| !is_blank(*c)).count(),
            starts_lower: line.starts_with(char::is_lowercase),
            ends_sentence: line
                .trim_end_matches(['"', '”', '\'', '’', ')', ']', '»'])
                .ends_with(['.', '!', '?', ':', '…']),
            after_gap: gap,
        });
        gap = false;
    }
    lines
}

/// The width at which the text was wrapped, if it was: all lines are short, and at most breaks the next word had no room.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(|line| line.len).max()?;
    let mut breaks = 0;
    let mut full = 0;
    for pair in lines.windows(2).filter(|pair| !pair[1].after_gap) {
        breaks += 1;
        full += usize::from(has_no_room(&pair[0], &pair[1], width));
    }
    (WRAP_WIDTHS.contains(&width) && full >= 3 && full * 100 >= breaks * WRAPPED_PERCENT).then_some(width)
}

fn has_no_room(line: &Line, next: &Line, width: usize) -> bool {
    line.len + 1 + next.first_word > width
}

fn runs_on(line: &Line, next: &Line, width: Option<usize>) -> bool {
    if next.after_gap {
        return false;
    }
    match width {
        Some(width) => has_no_room(line, next, width),
        // A sentence that was broken by hand or by a lost element; short lines are headings, names, labels.
        None => next.starts_lower && !line.ends_sentence && line.len >= 25 && next.first_word < next.len,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paragraphs are parted by ` | `, line breaks inside them written as `/`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found: Vec<_> =
            paragraphs(text).into_iter().map(|span| span.of(text).replace('\n', "/")).collect();
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn a_line_break_ends_a_paragraph() {
        check(
            "Flood hits town\nWater rose by two metres on Monday.\n\n  The end. ",
            "Flood hits town | Water rose by two metres on Monday. | The end.",
        );
        check("One.\r\nTwo.\r\n\r\nThree.", "One. | Two. | Three.");
        check("\n \n", "");
    }

    #[test]
    fn wrapped_text_stays_whole() {
        check(
            "The river rose by two metres on Monday, said\nthe mayor, and the old bridge fell. Two cars\nwere on it. Divers went down at once but they\nfound nobody in the wrecks.\nA second bridge is closed.",
            "The river rose by two metres on Monday, said/the mayor, and the old bridge fell. Two cars/were on it. Divers went down at once but they/found nobody in the wrecks. | A second bridge is closed.",
        );
    }

    #[test]
    fn a_broken_sentence_runs_on() {
        check(
            "The river rose by two metres on Monday\nand fell again on the next day.",
            "The river rose by two metres on Monday/and fell again on the next day.",
        );
    }
}
