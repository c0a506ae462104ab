//! [`Span`]: a stretch of a report's text.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 byte offsets into [`Report::text`](crate::Report::text).
///
/// Spans order by start, then by end: this is the order in which everything found in a text is listed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    // Invariant: start <= end.
    start: u32,
    end: u32,
}

impl Span {
    /// The span from byte `start` up to, but without, byte `end`.
    ///
    /// # Panics
    ///
    /// When `start > end`.
    ///
    /// ```
    /// # use annals_types::Span;
    /// assert_eq!(Span::new(2, 5).of("no one"), " on");
    /// ```
    #[track_caller]
    pub const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span must not end before it starts");
        Self { start, end }
    }

    /// The span of `len` bytes from byte `start`. Texts are bounded far below 4 GiB where they enter the program.
    #[track_caller]
    pub const fn at(start: usize, len: usize) -> Self {
        Self::new(start as u32, (start + len) as u32)
    }

    /// The first byte.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range of `usize`, for slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words that the span covers; empty where the span lies outside of `text` or splits a character, which only a
    /// span that was made for another text does.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether every byte of `other` lies in `self`.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies in `self`.
    pub const fn holds(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How many bytes lie between two spans; 0 where they touch or overlap.
    pub fn gap(self, other: Self) -> u32 {
        self.start.saturating_sub(other.end).max(other.start.saturating_sub(self.end))
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same length, moved to the right by `by` bytes.
    #[must_use]
    pub const fn shift(self, by: u32) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// A pair of offsets of which the second lies before the first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("span {0}..{1} ends before it starts")]
pub struct BackwardSpan(u32, u32);

impl TryFrom<(u32, u32)> for Span {
    type Error = BackwardSpan;

    fn try_from((start, end): (u32, u32)) -> Result<Self, Self::Error> {
        if start <= end { Ok(Self { start, end }) } else { Err(BackwardSpan(start, end)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_words() {
        assert_eq!(Span::at(3, 5).of("un café"), "café");
    }

    #[test]
    fn a_foreign_span_is_empty_not_a_panic() {
        assert_eq!(Span::new(3, 90).of("short"), "");
        assert_eq!(Span::new(1, 2).of("é"), "");
    }

    #[test]
    fn backward_pairs_are_refused() {
        assert!(serde_json::from_str::<Span>("[5,2]").is_err());
        assert_eq!(serde_json::from_str::<Span>("[2,5]").unwrap(), Span::new(2, 5));
    }

    #[test]
    fn a_gap_is_the_same_from_both_sides() {
        let (a, b) = (Span::new(2, 5), Span::new(9, 11));
        assert_eq!((a.gap(b), b.gap(a), a.gap(Span::new(5, 9)), a.gap(Span::new(3, 4))), (4, 4, 0, 0));
    }

    #[test]
    fn overlap_is_about_shared_bytes() {
        assert!(Span::new(0, 3).overlaps(Span::new(2, 4)));
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 4)));
    }
}
