//! Byte spans of [`Report::text`] as offsets into the title or the text as they were given.

use annals_types::{
    Report, Span,
    document::{Field, Offsets, SpanEntry},
    report::Run,
};

use super::offsets::TextIndex;

/// The way from spans of one report's text to places in its title and in its text as given.
pub(super) struct PlacesInText<'a> {
    index: TextIndex<'a>,
    /// Bytes of the title that was put before the text, without the blank lines after it; 0 where none was.
    title_end: usize,
    /// First byte of the text as given.
    body_start: usize,
    /// The way back to the bytes of the page; empty for other files.
    runs: &'a [Run],
    /// Whether to give the further offsets.
    offsets: bool,
}

impl<'a> PlacesInText<'a> {
    pub(super) fn new(report: &'a Report, offsets: bool) -> Self {
        let index = TextIndex::new(&report.text);
        let body_start = index.floor(report.body_start as usize);
        let title_end = report.text[..body_start].trim_end_matches('\n').len();
        let runs = report.markup.as_ref().map_or(&[][..], |markup| &markup.runs);
        Self { index, title_end, body_start, runs, offsets }
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
            raw: raw(self.runs, start as u32, end as u32),
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

/// The bytes of the page that the bytes `start..end` of the text come from, with what stands between them there; none where no
/// run holds any of them.
fn raw(runs: &[Run], start: u32, end: u32) -> Option<(u32, u32)> {
    let within = runs.partition_point(|run| run.text + run.len <= start);
    let within = runs[within..].iter().take_while(|run| run.text < end);
    let ranges = within.map(|run| {
        // What does not stand in the page byte by byte comes from its run as a whole.
        if run.raw_end - run.raw == run.len {
            let from = run.raw + start.saturating_sub(run.text);
            (from, run.raw_end - (run.text + run.len).saturating_sub(end))
        } else {
            (run.raw, run.raw_end)
        }
    });
    ranges.reduce(|one, next| (one.0.min(next.0), one.1.max(next.1)))
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
    fn raw_bytes_are_those_of_the_page() {
        let run = |text, len, raw, raw_end| Run { text, len, raw, raw_end };
        // "two", an entity for "é", "men", as they stand in "<p>two &eacute;<b>men".
        let runs = [run(10, 4, 3, 7), run(14, 2, 7, 15), run(16, 3, 18, 21)];
        assert_eq!(raw(&runs, 10, 13), Some((3, 6)));
        assert_eq!(raw(&runs, 11, 12), Some((4, 5)));
        assert_eq!(raw(&runs, 12, 16), Some((5, 15)));
        assert_eq!(raw(&runs, 14, 18), Some((7, 20)));
        assert_eq!(raw(&runs, 10, 19), Some((3, 21)));
        assert_eq!(raw(&runs, 0, 10), None);
        assert_eq!(raw(&runs, 19, 30), None);
        assert_eq!(raw(&[], 0, 30), None);
    }

    #[test]
    fn a_span_over_both_becomes_two() {
        check(Some("Head"), "Body", "ad\n\nBo", &[(Field::Title, 2, 4, "ad"), (Field::Text, 0, 2, "Bo")]);
    }

    /// Runs one behind another, with gaps in text and page.
    fn runs() -> impl Strategy<Value = Vec<Run>> {
        let step = (0u32..3, 1u32..9, 0u32..9, prop_oneof![Just(0u32), 1u32..9]);
        prop::collection::vec(step, 0..20).prop_map(|steps| {
            let (mut text, mut raw) = (0, 0);
            let runs = steps.into_iter().map(|(gap, len, raw_gap, longer)| {
                let run =
                    Run { text: text + gap, len, raw: raw + raw_gap, raw_end: raw + raw_gap + len + longer };
                (text, raw) = (run.text + run.len, run.raw_end);
                run
            });
            runs.collect()
        })
    }

    proptest! {
        /// Every byte that a run holds leads to a byte of that run, and a span to no less than its bytes do.
        #[test]
        fn every_byte_leads_back(runs in runs(), (a, b) in (0u32..200, 0u32..200)) {
            let (start, end) = (a.min(b), a.max(b));
            let whole = raw(&runs, start, end);
            for byte in start..end {
                let holder = runs.iter().find(|run| run.text <= byte && byte < run.text + run.len);
                let found = raw(&runs, byte, byte + 1);
                prop_assert_eq!(found.is_some(), holder.is_some());
                if let (Some(run), Some((from, to))) = (holder, found) {
                    prop_assert!(run.raw <= from && from < to && to <= run.raw_end);
                    let whole = whole.unwrap();
                    prop_assert!(whole.0 <= from && to <= whole.1);
                }
            }
        }

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
