//! Styled words, wrapped to a width.

use std::{borrow::Cow, fmt::Write, ops::Range};

use anstyle::Style;
use textwrap::{WordSeparator, core::Fragment};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::sanitize;

/// A run of words with styles, made safe as it grows.
#[derive(Default)]
pub(super) struct Rich {
    text: String,
    /// End of each styled stretch, ascending, with its style.
    styles: Vec<(usize, Style)>,
}

impl Rich {
    pub(super) fn plain(text: &str) -> Self {
        Self::styled(Style::new(), text)
    }

    pub(super) fn styled(style: Style, text: &str) -> Self {
        let mut rich = Self::default();
        rich.push(style, text);
        rich
    }

    pub(super) fn push(&mut self, style: Style, text: &str) -> &mut Self {
        self.text.push_str(&sanitize::clean(text));
        self.styles.push((self.text.len(), style));
        self
    }

    pub(super) fn width(&self) -> usize {
        self.text.width()
    }

    /// The lines, each a range of the text without the blanks at its end.
    pub(super) fn wrap(&self, width: usize) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let (mut line, mut used, mut at) = (0..0, 0, 0);
        for word in WordSeparator::UnicodeBreakProperties.find_words(&self.text) {
            let (start, end) = (at, at + word.word.len());
            at = end + word.whitespace.len();
            // A word that no line can hold is broken at its characters.
            for piece in pieces(&self.text[start..end], width) {
                let (from, to) = (start + piece.start, start + piece.end);
                let piece_width = self.text[from..to].width();
                if used > 0 && used + piece_width > width {
                    lines.push(line.start..trimmed(&self.text, &line));
                    (line, used) = (from..from, 0);
                }
                line.end = to;
                used += piece_width;
            }
            line.end = at;
            used += word.whitespace_width() as usize;
        }
        if !line.is_empty() {
            lines.push(line.start..trimmed(&self.text, &line));
        }
        lines
    }

    /// Writes a stretch of the text, with its styles where `color`.
    pub(super) fn write(&self, line: &Range<usize>, color: bool, out: &mut String) {
        if !color {
            out.push_str(&self.text[line.clone()]);
            return;
        }
        let mut from = line.start;
        let first = self.styles.partition_point(|(end, _)| *end <= line.start);
        for &(end, style) in &self.styles[first..] {
            let to = end.min(line.end);
            if from < to {
                // Writing to a string cannot fail.
                let _ = write!(out, "{style}{}{style:#}", &self.text[from..to]);
            }
            from = to.max(from);
            if from >= line.end {
                break;
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }
}

fn trimmed(text: &str, line: &Range<usize>) -> usize {
    line.start + text[line.clone()].trim_end_matches(' ').len()
}

fn pieces(word: &str, width: usize) -> Vec<Range<usize>> {
    if word.width() <= width {
        return std::iter::once(0..word.len()).collect();
    }
    let (mut pieces, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, grapheme) in word.grapheme_indices(true) {
        let wide = grapheme.width();
        if used > 0 && used + wide > width {
            pieces.push(start..at);
            (start, used) = (at, 0);
        }
        used += wide;
    }
    pieces.push(start..word.len());
    pieces
}

/// Lines of a width, indented.
pub(super) struct Writer {
    width: usize,
    color: bool,
    out: String,
}

impl Writer {
    pub(super) fn new(width: usize, color: bool) -> Self {
        Self { width, color, out: String::new() }
    }

    pub(super) const fn width(&self) -> usize {
        self.width
    }

    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// A paragraph: its lines indented by `indent`.
    pub(super) fn paragraph(&mut self, indent: usize, body: &Rich) {
        self.hang(indent, &Rich::default(), 0, body);
    }

    /// `label`, and `column` further right the body; the body wraps within its column. A label too wide stands alone.
    pub(super) fn hang(&mut self, indent: usize, label: &Rich, column: usize, body: &Rich) {
        let blanks = |count: usize| Cow::Owned::<str>(" ".repeat(count));
        let all = 0..label.len();
        if column > 0 && label.width() >= column {
            self.paragraph(indent, label);
            self.paragraph(indent + column, body);
            return;
        }
        let room = self.width.saturating_sub(indent + column).max(8);
        let mut lines = body.wrap(room);
        if lines.is_empty() {
            lines.push(0..0);
        }
        for (i, line) in lines.iter().enumerate() {
            let start = self.out.len();
            self.out.push_str(&blanks(indent));
            if i == 0 && column > 0 {
                label.write(&all, self.color, &mut self.out);
                self.out.push_str(&blanks(column - label.width()));
            } else {
                self.out.push_str(&blanks(column));
            }
            body.write(line, self.color, &mut self.out);
            let kept = self.out[start..].trim_end_matches(' ').len();
            self.out.truncate(start + kept);
            self.out.push('\n');
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_fit_and_hold_all_words(text in "\\PC{0,120}", width in 10usize..60) {
            let rich = Rich::plain(&text);
            let lines = rich.wrap(width);
            for line in &lines {
                // Only a single character may be wider than its line.
                prop_assert!(rich.text[line.clone()].width() <= width);
            }
            let kept: String = lines.iter().map(|line| &rich.text[line.clone()]).collect();
            prop_assert_eq!(kept.replace(' ', ""), rich.text.replace(' ', ""));
        }
    }
}
