//! The words of a report in windows that the network can read: whole sentences, and long sentences in overlapping parts.

use std::ops::Range;

/// Pieces of every window beside those of its words: one before the first word, one after the last.
const SPECIAL_PIECES: usize = 2;
/// More pieces of one word than these are not read: its label is read at its first.
const MOST_PIECES_OF_WORD: usize = 40;

/// Neighbouring words that the network reads together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The words that are read.
    pub words: Range<usize>,
    /// Those of them whose labels are taken from this window. Each word is one window's own.
    pub own: Range<usize>,
}

/// How many pieces of a word are read in windows of `budget` pieces.
pub fn piece_limit(budget: usize) -> usize {
    // At most half a window, so that a window of a long sentence always reaches beyond the one before.
    MOST_PIECES_OF_WORD.min(budget.saturating_sub(SPECIAL_PIECES) / 2).max(1)
}

/// Cuts words into windows of at most `budget` pieces.
///
/// `pieces` has the number of pieces of each word, at most [`piece_limit`]; `sentences` and `paragraphs` hold the first words of
/// each, ascending. A paragraph that begins inside a window takes one piece more.
pub fn windows(pieces: &[usize], sentences: &[usize], paragraphs: &[usize], budget: usize) -> Vec<Window> {
    let cutter = Cutter::new(pieces, paragraphs, budget);
    let mut windows = Vec::new();
    let (mut first, mut end) = (0, 0);
    let mut whole = |first, end| {
        if end > first {
            windows.push(Window { words: first..end, own: first..end });
        }
    };
    let mut long = Vec::new();
    for sentence in ranges(sentences, pieces.len()) {
        if cutter.size(first, sentence.end) <= budget {
            end = sentence.end;
            continue;
        }
        whole(first, end);
        (first, end) = (sentence.start, sentence.end);
        if cutter.size(first, end) > budget {
            long.extend(cutter.cut(sentence));
            first = end;
        }
    }
    whole(first, end);
    windows.extend(long);
    windows.sort_by_key(|window| window.words.start);
    windows
}

/// The stretches that begin at `starts`: they cover all of `0..len`, whatever `starts` holds.
pub fn ranges(starts: &[usize], len: usize) -> Vec<Range<usize>> {
    let mut bounds = vec![0];
    for &start in starts {
        if start > bounds[bounds.len() - 1] && start < len {
            bounds.push(start);
        }
    }
    bounds.push(len);
    bounds.windows(2).map(|pair| pair[0]..pair[1]).filter(|range| !range.is_empty()).collect()
}

struct Cutter {
    /// Pieces before each word, with one for each paragraph that begins.
    before: Vec<usize>,
    begins_paragraph: Vec<bool>,
    budget: usize,
}

impl Cutter {
    fn new(pieces: &[usize], paragraphs: &[usize], budget: usize) -> Self {
        let mut begins_paragraph = vec![false; pieces.len() + 1];
        for &word in paragraphs {
            if let Some(begins) = begins_paragraph.get_mut(word) {
                *begins = true;
            }
        }
        let mut before = Vec::with_capacity(pieces.len() + 1);
        let mut total = 0;
        before.push(0);
        for (count, &begins) in pieces.iter().zip(&begins_paragraph) {
            total += count + usize::from(begins);
            before.push(total);
        }
        Self { before, begins_paragraph, budget }
    }

    /// Pieces of a window of these words.
    fn size(&self, first: usize, end: usize) -> usize {
        let separator = usize::from(self.begins_paragraph[first] && end > first);
        SPECIAL_PIECES + self.before[end] - self.before[first] - separator
    }

    /// Windows over a sentence that is too long for one; each begins a quarter of a window before the end of the last.
    fn cut(&self, sentence: Range<usize>) -> Vec<Window> {
        let mut found: Vec<Window> = Vec::new();
        let (mut start, mut own) = (sentence.start, sentence.start);
        loop {
            let mut end = start + 1;
            while end < sentence.end && self.size(start, end + 1) <= self.budget {
                end += 1;
            }
            if end == sentence.end {
                found.push(Window { words: start..end, own: own..end });
                return found;
            }
            let mut next = end;
            while next > start + 1 && self.before[end] - self.before[next - 1] <= self.budget / 4 {
                next -= 1;
            }
            let middle = usize::midpoint(next, end);
            found.push(Window { words: start..end, own: own..middle });
            (start, own) = (next, middle);
        }
    }
}

#[cfg(test)]
mod tests;
