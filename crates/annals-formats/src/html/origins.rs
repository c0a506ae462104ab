//! Who said it first: a graph from those who are quoted to the reports that quote them and on to the copies of these. Nine outlets that quote one
//! ministry hang on one point, and so do forty that carry one story.

use std::collections::BTreeMap;

use annals_types::{Account, StatementId, statement::Property};

use super::{escape::Html, refs::Refs};
use crate::{
    sanitize::shorten,
    view::Source,
    words::{self, many, percent},
};

/// Units of the drawing. Three columns: who is quoted, the reports, their copies.
const WIDTH: f64 = 700.0;
const ROW: f64 = 25.0;
const TOP: f64 = 30.0;
/// Where the points of the columns stand; their labels begin or end beside them.
const SPEAKER: f64 = 222.0;
const REPORT: f64 = 282.0;
const REPORT_END: f64 = 500.0;
const COPY: f64 = 528.0;
/// Somewhat more than a letter of a label is wide on average.
const LETTER: f64 = 7.0;

/// So many of each column are drawn.
const MOST: usize = 14;

/// Longest labels, in characters.
const LABEL: usize = 32;
const COPY_LABEL: usize = 24;

/// Somebody who is quoted.
struct Quoted {
    name: String,
    /// The numbers of the sources that quote them, each with the first statement there.
    by: BTreeMap<usize, StatementId>,
}

/// Draws the graph where it shows more than the list of sources: somebody is quoted by two of them, or one was copied.
pub(super) fn write(out: &mut Html, refs: &Refs<'_>, account: &Account, sources: &[Source<'_>]) {
    let quoted = quoted(refs, account);
    let copies: usize = sources.iter().map(|source| source.copies.len()).sum();
    if copies == 0 && !quoted.iter().any(|one| one.by.len() > 1) {
        return;
    }
    let drawn = &sources[..sources.len().min(MOST)];
    let rows = quoted.len().min(MOST).max(drawn.len()).max(copies.min(MOST));
    let left_out =
        quoted.len().saturating_sub(MOST) + (sources.len() - drawn.len()) + copies.saturating_sub(MOST);
    out.raw("<section class=\"origins\"><h3>Who said it first</h3><div><svg viewBox=\"0 0 ")
        .number(WIDTH)
        .raw(" ");
    out.number(TOP + rows as f64 * ROW).raw("\" role=\"group\" aria-label=\"");
    out.text(&many(quoted.len(), "speaker", "speakers")).raw(" quoted in ");
    out.text(&many(sources.len(), "report", "reports"))
        .raw(", carried by ")
        .text(&many(copies, "copy", "copies"))
        .raw("\">");
    heading(out, "end", SPEAKER, "Quoted");
    heading(out, "start", REPORT, "Reports");
    if copies > 0 {
        heading(out, "start", COPY, "Copies");
    }
    for (row, one) in quoted.iter().take(MOST).enumerate() {
        for number in one.by.keys().filter(|&&number| number <= drawn.len()) {
            edge(out, (SPEAKER + 6.0, y(row)), (REPORT - 8.0, y(number - 1)));
        }
    }
    let mut copy_row = 0;
    for (row, source) in drawn.iter().enumerate() {
        for _ in &source.copies[..source.copies.len().min(MOST - copy_row.min(MOST))] {
            let end = REPORT + 12.0 + report_label(source).chars().count() as f64 * LETTER;
            edge(out, (end.min(REPORT_END), y(row)), (COPY - 6.0, y(copy_row)));
            copy_row += 1;
        }
    }
    for (row, one) in quoted.iter().take(MOST).enumerate() {
        if let Some(first) = one.by.values().next() {
            out.link_to("node", first.as_str());
            point(out, SPEAKER, row);
            label(out, "end", SPEAKER - 8.0, row, &shorten(&one.name, LABEL));
            out.raw("</a>");
        }
    }
    copy_row = 0;
    for (row, source) in drawn.iter().enumerate() {
        out.link_to("node report-node", source.report.id.as_str());
        point(out, REPORT, row);
        label(out, "start", REPORT + 8.0, row, &report_label(source));
        out.raw("</a>");
        for (copy, _) in &source.copies[..source.copies.len().min(MOST - copy_row.min(MOST))] {
            out.link_to("node copy", copy.id.as_str());
            point(out, COPY, copy_row);
            let share =
                copy.origin.as_ref().map(|origin| format!(" {}", percent(origin.share))).unwrap_or_default();
            label(
                out,
                "start",
                COPY + 8.0,
                copy_row,
                &format!("{}{share}", shorten(words::outlet(copy), COPY_LABEL)),
            );
            out.raw("</a>");
            copy_row += 1;
        }
    }
    out.raw("</svg></div>");
    if left_out > 0 {
        out.raw("<p class=\"quiet note\">")
            .text(&words::number(left_out as u32))
            .raw(" more are not drawn</p>");
    }
    out.raw("</section>");
}

/// Who is quoted for figures and responsibility, by the number of the first source that quotes them, then by name.
fn quoted(refs: &Refs<'_>, account: &Account) -> Vec<Quoted> {
    let mut found: BTreeMap<String, Quoted> = BTreeMap::new();
    let counts = |property| Property::TOLLS.contains(&property) || property == Property::Responsibility;
    for statement in refs.view.statements_of(&account.id).filter(|statement| counts(statement.property)) {
        let (Some(speaker), Some(number)) = (statement.speakers.first(), refs.number(&statement.report))
        else {
            continue;
        };
        let (key, name) = words::named(&speaker.name);
        let one = found.entry(key).or_insert_with(|| Quoted { name, by: BTreeMap::new() });
        one.by.entry(number).or_insert_with(|| statement.id.clone());
    }
    let mut quoted: Vec<Quoted> = found.into_values().collect();
    quoted.sort_by(|a, b| a.by.keys().next().cmp(&b.by.keys().next()).then_with(|| a.name.cmp(&b.name)));
    quoted
}

fn report_label(source: &Source<'_>) -> String {
    shorten(&format!("{} {}", source.number, words::outlet(source.report)), LABEL).into_owned()
}

fn y(row: usize) -> f64 {
    TOP + row as f64 * ROW + ROW / 2.0
}

fn edge(out: &mut Html, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    let middle = f64::midpoint(x1, x2);
    out.raw("<path class=\"edge\" d=\"M")
        .number(x1)
        .raw(" ")
        .number(y1)
        .raw("C")
        .number(middle)
        .raw(" ")
        .number(y1);
    out.raw(" ").number(middle).raw(" ").number(y2).raw(" ").number(x2).raw(" ").number(y2).raw("\"/>");
}

fn point(out: &mut Html, x: f64, row: usize) {
    out.raw("<circle cx=\"").number(x).raw("\" cy=\"").number(y(row)).raw("\" r=\"4\"/>");
}

fn label(out: &mut Html, anchor: &'static str, x: f64, row: usize, words: &str) {
    out.raw("<text class=\"")
        .raw(anchor)
        .raw("\" x=\"")
        .number(x)
        .raw("\" y=\"")
        .number(y(row) + 4.0)
        .raw("\">");
    out.text(words).raw("</text>");
}

fn heading(out: &mut Html, anchor: &'static str, x: f64, words: &'static str) {
    out.raw("<text class=\"heading ")
        .raw(anchor)
        .raw("\" x=\"")
        .number(x)
        .raw("\" y=\"14\">")
        .raw(words)
        .raw("</text>");
}
