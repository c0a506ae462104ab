//! The reasons behind an account: words, bounds, terms of links, and what was set aside.

use annals_types::{
    Document, StatementId,
    account::{AccountTime, Member},
    document::ValueEntry,
    segment::SegmentKind,
    time::Side,
};

use super::{
    LABEL, PLAIN, QUIET, Rich, TITLE, Writer,
    account::{COLUMN, INDENT},
    quoted,
};
use crate::{
    sanitize::shorten,
    view::View,
    words::{self, many},
};

/// Where reasons stand.
const DEEP: usize = INDENT + COLUMN + 2;

/// At most so many quotes stand under one value, and so many pieces set aside under one report.
const MOST_QUOTES: usize = 6;
const MOST_PIECES: usize = 12;

/// Columns of a bar for the heaviest term.
const BAR: f64 = 10.0;

/// The words of statements, each once.
pub(super) fn quotes(page: &mut Writer, view: &View<'_>, statements: &[StatementId]) {
    let mut seen: Vec<String> = Vec::new();
    for statement in view.statements(statements) {
        let spans: Vec<&str> = statement.spans.iter().map(|span| span.quote.trim()).collect();
        let quote = spans.join(" … ");
        if seen.len() < MOST_QUOTES && !quote.is_empty() && !seen.contains(&quote) {
            page.paragraph(DEEP, &Rich::styled(QUIET, &quoted(&quote)));
            seen.push(quote);
        }
    }
}

/// What set each bound of the time, with its words.
pub(super) fn bounds(page: &mut Writer, view: &View<'_>, time: &AccountTime) {
    for bound in &time.bounds {
        let side = match bound.side {
            Side::Earliest => "not before",
            Side::Latest => "not after",
            Side::Both => "both sides",
        };
        page.hang(INDENT + COLUMN, &Rich::styled(LABEL, side), 12, &Rich::plain(&bound.why));
        quotes(page, view, &bound.statements);
    }
}

/// Why a place is this one of several of its name.
pub(super) fn place(page: &mut Writer, view: &View<'_>, statements: &[StatementId]) {
    let mut seen: Vec<&str> = Vec::new();
    for statement in view.statements(statements) {
        if let ValueEntry::Place { why, .. } = &statement.value
            && !why.is_empty()
            && !seen.contains(&why.as_str())
        {
            seen.push(why);
            page.paragraph(DEEP, &Rich::styled(QUIET, why));
        }
    }
    quotes(page, view, statements);
}

/// The terms that tie a report to the incident, as bars that add up.
pub(super) fn terms(page: &mut Writer, member: &Member) {
    if member.why.is_empty() {
        return;
    }
    // Bars need room: on narrow lines they stand further left.
    let indent = if page.width() < 60 { INDENT + 2 } else { DEEP };
    let heaviest = member.why.iter().map(|term| term.weight.abs()).fold(1.0, f64::max);
    let mut sum = 0.0;
    for term in &member.why {
        sum += term.weight;
        let bar = "█".repeat((term.weight.abs() / heaviest * BAR).round() as usize);
        let label = format!("{:+6.2} {bar}", term.weight);
        page.hang(indent, &Rich::styled(QUIET, &label), 19, &Rich::styled(PLAIN, &term.feature));
    }
    page.hang(indent, &Rich::styled(QUIET, &format!("{sum:+6.2}")), 19, &Rich::styled(PLAIN, "sum"));
}

/// What was cut out of each report, and why.
pub(super) fn set_aside(page: &mut Writer, document: &Document) {
    let mut first = true;
    for report in &document.reports {
        let pieces: Vec<_> = report
            .segments
            .iter()
            .filter(|piece| piece.kind.is_junk() && piece.kind != SegmentKind::Credit)
            .collect();
        if pieces.is_empty() {
            continue;
        }
        if std::mem::take(&mut first) {
            page.blank();
            page.paragraph(0, &Rich::styled(TITLE, "Set aside"));
        }
        page.paragraph(INDENT, &Rich::plain(words::outlet(report)));
        for piece in pieces.iter().take(MOST_PIECES) {
            let mut body = Rich::plain(words::segment(piece.kind));
            if !piece.why.is_empty() {
                body.push(PLAIN, &format!(", {}", piece.why));
            }
            let length = (piece.end - piece.start) as usize;
            body.push(QUIET, &format!(", {}", many(length, "character", "characters")));
            if let Some(text) = &report.text {
                let words: String = text.chars().skip(piece.start as usize).take(length.min(100)).collect();
                body.push(QUIET, &format!(" “{}”", shorten(words.trim(), 60)));
            }
            page.paragraph(INDENT + 2, &body);
        }
        if pieces.len() > MOST_PIECES {
            page.paragraph(
                INDENT + 2,
                &Rich::styled(QUIET, &format!("and {} more", pieces.len() - MOST_PIECES)),
            );
        }
    }
}
