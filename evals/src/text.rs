//! Byte spans of the text that is read, as code points of the text as given: data sets count in those.

use annals_types::{Report, Span};

/// The code points before each byte of a report's given text.
pub struct Points {
    body_start: u32,
    before: Vec<u32>,
}

impl Points {
    /// For one report.
    pub fn new(report: &Report) -> Self {
        let mut points = 0;
        let mut before: Vec<u32> = Vec::with_capacity(report.text.len() + 1);
        for character in report.given_text().chars() {
            before.extend(std::iter::repeat_n(points, character.len_utf8()));
            points += 1;
        }
        before.push(points);
        Self { body_start: report.body_start, before }
    }

    /// First code point and the one after the last; `None` for words of a title that was given apart from the text.
    pub fn of(&self, span: Span) -> Option<(u32, u32)> {
        let at = |offset: u32| self.before.get(offset.checked_sub(self.body_start)? as usize).copied();
        let end = at(span.end())?;
        // A segment may begin in the title and reach into the text.
        Some((at(span.start().max(self.body_start))?, end))
    }
}
