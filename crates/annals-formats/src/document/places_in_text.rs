//! Byte spans of [`Report::text`] as offsets into the title or the text as they were given.

use annals_types::{
    Report, Span,
    document::{Field, Offsets, SpanEntry},
};

use super::offsets::TextIndex;

/// The way from spans of one report's text to places in its title and in its text as given.
pub(super) struct PlacesInText<'a> {
    index: TextIndex<'a>,
    /// Bytes of the title that was put before the text, without the blank lines after it; 0 where none was.
    title_end: usize,
    /// First byte of the text as given.
    body_start: usize,
    /// Whether to give the further offsets.
    offsets: bool,
}

impl<'a> PlacesInText<'a> {
    pub(super) fn new(report: &'a Report, offsets: bool) -> Self {
        let index = TextIndex::new(&report.text);
        let body_start = index.floor(report.body_start as usize);
        let title_end = report.text[..body_start].trim_end_matches('\n').len();
        Self { index, title_end, body_start, offsets }
    }

    /// The title that was put before the text; `None` where none was.
    pub(super) fn title(&self) -> Option<&'a str> {
        (self.body_start > 0).then(|| &self.index.text()[..self.title_end])
    }

    /// The code points of `span` in the text as given; `None` for what lies in the title before it.
    pub(super) fn in_text(&self, span: Span) -> Option<(u32, u32)> {
        let part = self.part(span, Field::Text)?;
        Some((part.start, part.end))
    }

    /// The place of a span that is named but not quoted.
    pub(super) fn offsets(&self, span: Span) -> (Field, u32, u32) {
        let part = self.entries(span).next();
        part.map_or((Field::Text, 0, 0), |part| (part.field, part.start, part.end))
    }

    /// The words of `span`: one entry, or two where it runs from the title into the text.
    pub(super) fn entries(&self, span: Span) -> impl Iterator<Item = SpanEntry> {
        [Field::Title, Field::Text].into_iter().filter_map(move |field| self.part(span, field))
    }

    /// The part of `span` that lies in `field`; `None` where none does.
    fn part(&self, span: Span, field: Field) -> Option<SpanEntry> {
        let (from, to) = match field {
            Field::Title => (0, self.title_end),
            Field::Text => (self.body_start, self.index.text().len()),
        };
        let start = self.index.floor(span.start() as usize).clamp(from, to);
        let end = self.index.floor(span.end() as usize).clamp(from, to);
        if start >= end {
            return None;
        }
        let (base, first, last) = (self.index.at(from), self.index.at(start), self.index.at(end));
        let offsets = self.offsets.then(|| Offsets {
            utf8: ((start - from) as u32, (end - from) as u32),
            utf16: (first.utf16 - base.utf16, last.utf16 - base.utf16),
            // A reading does not keep the markup, which alone knows the way back to the bytes of the file.
            raw: None,
        });
        Some(SpanEntry {
            start: first.code_points - base.code_points,
            end: last.code_points - base.code_points,
            quote: self.index.text()[start..end].to_owned(),
            field,
            offsets,
        })
    }
}

#[cfg(test)]
mod tests {
    use annals_types::report::Draft;
    use proptest::prelude::*;

    use super::*;

    fn report(title: Option<&str>, text: &str) -> Report {
        Draft { title: title.map(str::to_owned), text: text.to_owned(), ..Draft::default() }.finish()
    }

    /// The entries of the span that `words` stand in, as `field start..end "quote"`.
    #[track_caller]
    fn check(title: Option<&str>, text: &str, words: &str, expected: &[(Field, u32, u32, &str)]) {
        let report = report(title, text);
        let span = Span::at(report.text.find(words).unwrap(), words.len());
        let entries: Vec<_> = PlacesInText::new(&report, true).entries(span).collect();
        let seen: Vec<_> =
            entries.iter().map(|entry| (entry.field, entry.start, entry.end, entry.quote.as_str())).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn offsets_count_in_the_text_as_given() {
        check(Some("Été: a title"), "Déjà vu, café", "café", &[(Field::Text, 9, 13, "café")]);
        check(Some("Été: a title"), "Déjà vu, café", "a title", &[(Field::Title, 5, 12, "a title")]);
        check(Some("Déjà vu"), "Déjà vu\n\ncafé", "Déjà", &[(Field::Text, 0, 4, "Déjà")]);
        check(None, "😀 café", "café", &[(Field::Text, 2, 6, "café")]);
    }

    #[test]
    fn a_span_over_both_becomes_two() {
        check(Some("Head"), "Body", "ad\n\nBo", &[(Field::Title, 2, 4, "ad"), (Field::Text, 0, 2, "Bo")]);
    }

    proptest! {
        /// What `annals/1` promises: `text[start:end] == quote`, in each unit, for any text and any span.
        #[test]
        fn slicing_gives_the_quote(
            title in proptest::option::of("\\PC{1,40}"),
            text in any::<String>(),
            (a, b) in (0u32..200, 0u32..200),
        ) {
            let report = report(title.as_deref(), &text);
            let places = PlacesInText::new(&report, true);
            let title = places.title().unwrap_or_default();
            for entry in places.entries(Span::new(a.min(b), a.max(b))) {
                let given = match entry.field {
                    Field::Text => text.as_str(),
                    Field::Title => title,
                };
                let sliced: String =
                    given.chars().skip(entry.start as usize).take((entry.end - entry.start) as usize).collect();
                prop_assert_eq!(&sliced, &entry.quote);
                prop_assert!(!sliced.is_empty());
                let offsets = entry.offsets.unwrap();
                prop_assert_eq!(Span::new(offsets.utf8.0, offsets.utf8.1).of(given), &entry.quote);
                let units: Vec<u16> = given.encode_utf16().collect();
                let units = &units[offsets.utf16.0 as usize..offsets.utf16.1 as usize];
                prop_assert_eq!(String::from_utf16_lossy(units), entry.quote);
            }
        }

        /// The quotes of a whole span hold all its words, less the blank lines between title and text.
        #[test]
        fn nothing_is_lost_between_title_and_text(title in "[a-zé]{1,9}", text in "[a-zé ]{0,9}") {
            let report = report(Some(&title), &text);
            let whole = Span::at(0, report.text.len());
            let quotes: String =
                PlacesInText::new(&report, false).entries(whole).map(|entry| entry.quote).collect();
            prop_assert_eq!(quotes, report.text.replacen("\n\n", "", 1));
        }
    }
}
