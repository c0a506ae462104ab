//! The texts of the reports, with every quoted word marked, and what was set aside greyed.

use std::collections::BTreeMap;

use annals_types::{
    ReportId,
    document::{Field, ReportEntry, SegmentEntry, StatementEntry},
    segment::SegmentKind,
};

use super::{escape::Html, sources};
use crate::{
    sanitize::shorten,
    view::View,
    words::{self, percent},
};

/// Marks nest at most so deep: what would go deeper gets an anchor without a mark.
const DEEPEST: usize = 24;

/// The panel with all reports.
pub(super) fn panel(out: &mut Html, view: &View<'_>) {
    let mut said: BTreeMap<&ReportId, Vec<&StatementEntry>> = BTreeMap::new();
    for statement in &view.document.statements {
        said.entry(&statement.report).or_default().push(statement);
    }
    out.raw("<aside id=\"texts\" aria-label=\"The reports\"><h2 class=\"panel\">The reports</h2>");
    out.raw("<p class=\"hint\">Choose any underlined value to see the words that it rests on.</p>");
    for report in in_order(view) {
        let statements = said.remove(&report.id).unwrap_or_default();
        article(out, view, report, &statements);
    }
    out.raw("</aside>");
}

/// The reports in the order in which the accounts name them as sources, then the rest; pages without a story last.
fn in_order<'a>(view: &View<'a>) -> Vec<&'a ReportEntry> {
    let mut first: BTreeMap<&ReportId, usize> = BTreeMap::new();
    for &(_, account) in view.told.iter().chain(&view.recalled) {
        for source in view.sources(account) {
            for report in [source.report].into_iter().chain(source.copies.iter().map(|(copy, _)| *copy)) {
                let next = first.len();
                first.entry(&report.id).or_insert(next);
            }
        }
    }
    let mut reports: Vec<_> = view.document.reports.iter().collect();
    reports.sort_by_key(|report| (report.dead, first.get(&report.id).copied().unwrap_or(usize::MAX)));
    reports
}

fn article(out: &mut Html, view: &View<'_>, report: &ReportEntry, statements: &[&StatementEntry]) {
    out.raw("<article class=\"report\" id=\"").text(report.id.as_str()).raw("\"><header>");
    // An anchor that does not exist: nothing is the target any more, and nothing scrolls.
    out.raw("<a class=\"close\" href=\"#-\">Close</a><p class=\"outlet\">").text(words::outlet(report));
    if let Some(published) = &report.published {
        out.raw(" <span class=\"quiet\">").text(&words::date(published)).raw("</span>");
    }
    sources::elsewhere(out, report);
    if let Some(origin) = &report.origin {
        out.raw(" <span class=\"tag\">").text(&percent(origin.share)).raw(" taken from ");
        let name = view.report(&origin.report).map_or("another report", words::outlet);
        out.link_to("", origin.report.as_str()).text(name).raw("</a></span>");
    }
    if report.dead {
        out.raw(" <span class=\"tag\">page without its story</span>");
    }
    out.raw("</p>");
    if let Some(title) = &report.title {
        out.raw("<h3 dir=\"auto\">");
        let marks = marks(statements, Field::Title);
        Text::new(title).write(out, &marks, 0..title.len());
        out.raw("</h3>");
    }
    out.raw("</header>");
    match &report.text {
        Some(text) => body(out, text, &report.segments, &marks(statements, Field::Text)),
        None => quotes(out, statements),
    }
    out.raw("</article>");
}

/// A stretch to mark, in code points.
struct Mark<'a> {
    start: u32,
    end: u32,
    /// The anchor: a statement has one, at its first words.
    id: Option<&'a str>,
    /// The smallest phrase with the value, within the words of a statement.
    figure: bool,
}

/// What the statements quote in one field, outer before inner.
fn marks<'a>(statements: &[&'a StatementEntry], field: Field) -> Vec<Mark<'a>> {
    let mut marks = Vec::new();
    for statement in statements {
        for (i, span) in statement.spans.iter().enumerate().filter(|(_, span)| span.field == field) {
            let id = (i == 0).then(|| statement.id.as_str());
            marks.push(Mark { start: span.start, end: span.end, id, figure: false });
        }
        if let Some(span) = statement.figure.as_ref().filter(|span| span.field == field) {
            marks.push(Mark { start: span.start, end: span.end, id: None, figure: true });
        }
    }
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end), mark.figure, mark.id));
    marks.dedup_by(|a, b| a.id.is_none() && (a.start, a.end, a.figure) == (b.start, b.end, b.figure));
    marks
}

/// A text with the way from code points to bytes: one entry a stride of code points.
struct Text<'a> {
    text: &'a str,
    every: Vec<usize>,
}

const STRIDE: usize = 128;

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, every: text.char_indices().step_by(STRIDE).map(|(at, _)| at).collect() }
    }

    /// The byte of a code point; the end for one beyond it.
    fn byte(&self, code_point: u32) -> usize {
        let point = code_point as usize;
        let Some(&from) = self.every.get(point / STRIDE) else { return self.text.len() };
        let rest = &self.text[from..];
        rest.char_indices().nth(point % STRIDE).map_or(self.text.len(), |(at, _)| from + at)
    }

    /// Writes the bytes of `range`, with the marks that start in it. Elements must nest, so a mark that crosses the end of one
    /// around it is cut there.
    fn write(&self, out: &mut Html, marks: &[Mark<'_>], range: std::ops::Range<usize>) {
        let mut open: Vec<usize> = Vec::new();
        let mut at = range.start;
        let mut advance = |out: &mut Html, open: &mut Vec<usize>, to: usize| {
            while let Some(&end) = open.last().filter(|&&end| end <= to) {
                out.lines(&self.text[at..end]).raw("</mark>");
                at = end;
                open.pop();
            }
            out.lines(&self.text[at..to]);
            at = to;
        };
        for mark in marks {
            let start = self.byte(mark.start);
            if start < range.start || start >= range.end {
                continue;
            }
            let end = self.byte(mark.end).min(range.end);
            advance(out, &mut open, start);
            let end = open.last().map_or(end, |&outer| end.min(outer)).max(start);
            let deep = open.len() >= DEEPEST;
            match mark.id {
                Some(id) if deep => _ = out.raw("<span id=\"").text(id).raw("\"></span>"),
                Some(id) => _ = out.raw("<mark id=\"").text(id).raw("\">"),
                None if deep => {}
                None if mark.figure => _ = out.raw("<mark class=\"f\">"),
                None => _ = out.raw("<mark>"),
            }
            if !deep {
                open.push(end);
            }
        }
        advance(out, &mut open, range.end);
    }
}

fn body(out: &mut Html, text: &str, segments: &[SegmentEntry], marks: &[Mark<'_>]) {
    let index = Text::new(text);
    out.raw("<div class=\"text\" dir=\"auto\">");
    let mut from = 0;
    let mut next = 0;
    for segment in segments {
        let (start, end) = (index.byte(segment.start).max(from), index.byte(segment.end));
        if end <= start {
            continue;
        }
        // The marks are in the order of their starts, so each segment needs only its own.
        let first = next;
        while marks.get(next).is_some_and(|mark| mark.start < segment.end) {
            next += 1;
        }
        let own = &marks[first..next];
        if from < start {
            index.write(out, &[], from..start);
        }
        if segment.kind.is_junk() {
            out.raw("<span class=\"cut\"><span class=\"cut-why\">").text(words::segment(segment.kind));
            if !segment.why.is_empty() && segment.why != words::segment(segment.kind) {
                out.raw(": ").text(&segment.why);
            }
            out.raw("</span>");
            // The block ends its line by itself: blank lines after it would only leave a hole.
            let last = start + text[start..end].trim_end().len();
            index.write(out, own, start..last);
            out.raw("</span>");
        } else if segment.kind == SegmentKind::Headline {
            out.raw("<strong>");
            index.write(out, own, start..end);
            out.raw("</strong>");
        } else {
            index.write(out, own, start..end);
        }
        from = end;
    }
    index.write(out, &marks[next..], from..text.len());
    out.raw("</div>");
}

/// The words alone, where the text is not in the document.
fn quotes(out: &mut Html, statements: &[&StatementEntry]) {
    out.raw("<ul class=\"quotes\">");
    for statement in statements {
        let Some(span) = statement.spans.first() else { continue };
        // Words in the title are marked there.
        let anchor = if span.field == Field::Title { None } else { Some(statement.id.as_str()) };
        out.raw("<li><q");
        if let Some(id) = anchor {
            out.raw(" id=\"").text(id).raw("\"");
        }
        out.raw(">").text(&shorten(&span.quote, 600)).raw("</q></li>");
    }
    out.raw("</ul>");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(text: &str, spans: &[(u32, u32)]) -> String {
        let mut marks: Vec<_> =
            spans.iter().map(|&(start, end)| Mark { start, end, id: Some("s"), figure: false }).collect();
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        let mut out = Html::default();
        Text::new(text).write(&mut out, &marks, 0..text.len());
        out.finish()
    }

    #[test]
    fn crossing_marks_are_cut() {
        assert_eq!(
            drawn("one two three", &[(0, 7), (4, 13)]),
            r#"<mark id="s">one <mark id="s">two</mark></mark> three"#
        );
    }

    proptest! {
        #[test]
        fn marks_nest_and_keep_the_text(
            text in "[a-zé]{0,40}",
            spans in proptest::collection::vec((0u32..45, 0u32..45), 0..12),
        ) {
            let spans: Vec<_> = spans.into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
            let html = drawn(&text, &spans);
            prop_assert_eq!(html.matches("<mark").count(), html.matches("</mark>").count());
            prop_assert_eq!(html.replace("<mark id=\"s\">", "").replace("</mark>", ""), text);
        }
    }
}
