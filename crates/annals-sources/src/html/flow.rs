//! The words of a page as they flow: white space as a browser shows it, blocks, and the way back to the source.

use std::ops::Range;

use annals_types::{Span, report::Block};

use crate::limits::{MAX_HTML_BLOCKS, MAX_PATH, MAX_TEXT};

/// The longest cell, in bytes, that stands on one line with the other cells of its row.
const CELL_ON_LINE: usize = 80;

/// A stretch of text and its place in the source; `same` where it stands there byte by byte.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    pub text: usize,
    pub len: usize,
    pub source: Range<usize>,
    pub same: bool,
}

/// Where a block stands in the page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Place {
    /// Name of the nearest block element.
    pub tag: String,
    /// The elements around it with their depth, outermost first; see [`Block::path`].
    pub path: Vec<(usize, u32)>,
    /// Numbers of its table, row and cell, where it is the whole content of a table cell so far.
    pub cell: Option<(u32, u32, u32)>,
}

/// The text of a page while it is being made.
#[derive(Default, Debug)]
pub(super) struct Flow {
    pub text: String,
    pub pieces: Vec<Piece>,
    pub blocks: Vec<Block>,
    /// Whether a limit was met: what comes after it is not kept.
    pub full: bool,
    open: Option<Open>,
    /// White space that was read and is not yet written: its place in the source, and whether it is one blank.
    space: Option<(Range<usize>, bool)>,
    /// Line breaks that were read and are not yet written.
    breaks: usize,
    last_cell: Option<((u32, u32, u32), bool)>,
}

/// The block that is being filled.
#[derive(Debug)]
struct Open {
    place: Place,
    start: usize,
    pieces: usize,
    visible: usize,
    linked: usize,
    /// The least depth of open elements between its words.
    depth: usize,
}

/// How text is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// White space is kept.
    pub pre: bool,
    /// It belongs to a link.
    pub link: bool,
    /// The least depth of open elements since the last words.
    pub depth: usize,
}

impl Flow {
    /// Adds words that stand at `source`; `place` tells where a block would stand that starts with them. Gives whether there was
    /// something to see.
    pub fn add(
        &mut self,
        words: &str,
        source: Range<usize>,
        same: bool,
        style: Style,
        place: &mut impl FnMut() -> Place,
    ) -> bool {
        let mut at = 0;
        let mut any = false;
        let mut deep = style.depth;
        while at < words.len() && !self.full {
            let rest = &words[at..];
            let run = Run::of(rest, same);
            let here = |from: usize, to: usize| {
                if same { source.start + from..source.start + to } else { source.clone() }
            };
            if run.len > 0 {
                let style = Style { depth: deep, ..style };
                self.visible(&rest[..run.len], run.blanks, here(at, at + run.len), same, style, place);
                deep = usize::MAX;
                any = true;
                at += run.len;
                continue;
            }
            let len = rest.chars().next().map_or(1, char::len_utf8);
            let char = &rest[..len];
            if style.pre && char == "\n" {
                self.breaks += 1;
                self.space = None;
            } else if char.starts_with(is_space) {
                let this = here(at, at + len);
                self.space = Some(match self.space.take() {
                    Some((before, _)) => (before.start..this.end, false),
                    None => (this, same && char == " "),
                });
            }
            at += len;
        }
        any
    }

    /// A line break.
    pub fn line_break(&mut self) {
        self.breaks += 1;
        self.space = None;
    }

    /// A blank between words that the source does not have.
    pub fn blank(&mut self, at: usize) {
        if self.space.is_none() {
            self.space = Some((at..at, false));
        }
    }

    /// Whether the last thing written or read was a word.
    pub fn after_word(&self) -> bool {
        self.open.is_some() && self.space.is_none() && self.breaks == 0
    }

    /// Adds `words`, parted by single blanks, of which there are so many.
    fn visible(
        &mut self,
        words: &str,
        blanks: usize,
        source: Range<usize>,
        same: bool,
        style: Style,
        place: &mut impl FnMut() -> Place,
    ) {
        // Two line breaks are how old pages write paragraphs.
        if self.breaks > 1 && !style.pre {
            self.end_block();
        }
        if self.open.is_none() {
            if self.blocks.len() >= MAX_HTML_BLOCKS {
                self.full = true;
                return;
            }
            let (start, pieces) = (self.text.len(), self.pieces.len());
            self.open =
                Some(Open { place: place(), start, pieces, visible: 0, linked: 0, depth: usize::MAX });
        } else if self.breaks > 0 {
            self.text.extend(std::iter::repeat_n('\n', self.breaks.min(MAX_TEXT)));
        } else if let Some((space, blank)) = self.space.take() {
            let text = self.text.len();
            self.text.push(' ');
            // A line feed that became a blank has no bytes of its own: a piece of equal length stands byte by byte.
            if blank || space.len() > 1 {
                self.piece(Piece { text, len: 1, source: space, same: blank });
            }
        }
        self.space = None;
        self.breaks = 0;
        let at = self.text.len();
        self.text.push_str(words);
        self.piece(Piece { text: at, len: words.len(), source, same });
        if let Some(open) = &mut self.open {
            let visible = words.len() - blanks;
            open.visible += visible;
            open.linked += if style.link { visible } else { 0 };
            open.depth = if open.depth == usize::MAX { usize::MAX - 1 } else { open.depth.min(style.depth) };
        }
        self.full |= self.text.len() > MAX_TEXT;
    }

    fn piece(&mut self, piece: Piece) {
        match self.pieces.last_mut() {
            Some(last)
                if last.same
                    && piece.same
                    && last.source.end == piece.source.start
                    && last.text + last.len == piece.text =>
            {
                last.len += piece.len;
                last.source.end = piece.source.end;
            }
            _ => self.pieces.push(piece),
        }
    }

    /// Ends the block that is open, if one is.
    pub fn end_block(&mut self) {
        self.space = None;
        self.breaks = 0;
        let Some(mut open) = self.open.take() else { return };
        let short = self.text.len() - open.start <= CELL_ON_LINE && !self.text[open.start..].contains('\n');
        let cell = open.place.cell.map(|cell| (cell, short));
        if open.start > 0 {
            let between = match (self.last_cell, cell) {
                (Some((last, true)), Some((this, true))) if last.0 == this.0 && last.2 != this.2 => {
                    if last.1 == this.1 { "\t" } else { "\n" }
                }
                _ => "\n\n",
            };
            self.text.insert_str(open.start, between);
            for piece in &mut self.pieces[open.pieces..] {
                piece.text += between.len();
            }
            open.start += between.len();
        }
        self.last_cell = cell;
        let mut path = open.place.path;
        path.retain(|(depth, _)| *depth <= open.depth);
        let nearest = &path[path.len().saturating_sub(MAX_PATH)..];
        self.blocks.push(Block {
            span: Span::new(open.start as u32, self.text.len() as u32),
            tag: open.place.tag,
            path: nearest.iter().map(|(_, element)| *element).collect(),
            link_percent: (open.linked * 100 / open.visible.max(1)) as u8,
        });
    }
}

/// The words that a text begins with, up to the first white space that is more than a blank between two of them.
struct Run {
    len: usize,
    blanks: usize,
}

impl Run {
    /// The run that `text` begins with; a single word unless `blanks` may stand in it.
    fn of(text: &str, blanks: bool) -> Self {
        let bytes = text.as_bytes();
        let is_end = |at: usize| match bytes.get(at) {
            None | Some(b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') => true,
            // The first bytes of what is special beyond ASCII.
            Some(0xc2 | 0xe2 | 0xef) => text[at..].starts_with(is_special),
            _ => false,
        };
        let mut run = Self { len: 0, blanks: 0 };
        loop {
            if !is_end(run.len) {
                run.len += 1;
            } else if blanks && run.len > 0 && bytes.get(run.len) == Some(&b' ') && !is_end(run.len + 1) {
                run.len += 1;
                run.blanks += 1;
            } else {
                return run;
            }
        }
    }
}

fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r' | '\x0c' | '\u{a0}')
}

/// White space, and characters that are not shown: soft hyphens, zero-width blanks and byte order marks.
fn is_special(char: char) -> bool {
    is_space(char) || matches!(char, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_run_on_over_single_blanks() {
        let run = |text: &str, blanks| {
            let run = Run::of(text, blanks);
            (text[..run.len].to_owned(), run.blanks)
        };
        assert_eq!(run("two men hurt  badly", true), ("two men hurt".to_owned(), 2));
        assert_eq!(run("two men", false), ("two".to_owned(), 0));
        assert_eq!(run("a caf\u{e9} – \u{a0}b", true), ("a caf\u{e9} –".to_owned(), 2));
        assert_eq!(run("hy\u{ad}phen", true), ("hy".to_owned(), 0));
        assert_eq!(run(" two", true), (String::new(), 0));
        assert_eq!(run("two ", true), ("two".to_owned(), 0));
    }
}
