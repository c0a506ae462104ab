//! The layers of reports as a page: each sentence, and under it what its words were taken for.

use annals_types::{Inspection, inspection::ReadingEntry};

use super::{TITLE_LENGTH, escape::Html, head};
use crate::{
    sanitize::shorten,
    words::{self, inspection::Texts, many},
};

/// The page of an inspection.
pub fn inspect(inspection: &Inspection) -> String {
    let mut out = Html::default();
    head(&mut out, "Layers · annals");
    out.raw(
        "<main id=\"accounts\"><header class=\"masthead\"><p class=\"brand\">annals</p><h1>What was read in ",
    );
    out.text(&many(inspection.readings.len(), "report", "reports")).raw("</h1></header>");
    for reading in &inspection.readings {
        report(&mut out, reading);
    }
    out.raw("<footer class=\"colophon\"><p>Read by annals ").text(&inspection.reader.version);
    out.raw(" with ").text(&inspection.reader.model).raw(".</p></footer></main></body>\n</html>\n");
    out.finish()
}

fn report(out: &mut Html, reading: &ReadingEntry) {
    let report = &reading.report;
    let title = report.title.as_deref().unwrap_or(&report.source);
    out.raw("<article class=\"account\"><h2>")
        .text(&shorten(title, TITLE_LENGTH))
        .raw("</h2><p class=\"quiet\">");
    out.text(&words::inspection::declared(report)).raw("</p>");
    if report.dead {
        out.raw("<p><strong>A dead page: the story itself is missing.</strong></p>");
    }
    let texts = Texts::new(report);
    for sentence in &reading.sentences {
        out.raw(if sentence.headline { "<h3>" } else { "<p>" }).text(texts.words(sentence.place));
        out.raw(if sentence.headline { "</h3>" } else { "</p>" });
        let mentions = words::inspection::mentions_in(reading, sentence.place);
        if mentions.is_empty() {
            continue;
        }
        out.raw("<table class=\"layers\">");
        for mention in mentions {
            let taken = words::inspection::taken(mention);
            row(out, taken.label, &format!("“{}”", mention.span.quote), &taken.value, &taken.reason);
        }
        out.raw("</table>");
    }
    speech(out, reading);
    incidents(out, reading);
    set_aside(out, reading, &texts);
    out.raw("</article>");
}

fn row(out: &mut Html, label: &str, words: &str, value: &str, reason: &str) {
    out.raw("<tr><th scope=\"row\">")
        .text(label)
        .raw("</th><td>")
        .text(words)
        .raw("</td><td><strong>")
        .text(value);
    out.raw("</strong> <span class=\"quiet\">").text(reason).raw("</span></td></tr>");
}

fn speech(out: &mut Html, reading: &ReadingEntry) {
    if reading.attributions.is_empty() {
        return;
    }
    out.raw("<h3>Who says what</h3><ul class=\"plain\">");
    for attribution in &reading.attributions {
        out.raw("<li>").text(&words::inspection::attribution(attribution)).raw("</li>");
    }
    out.raw("</ul>");
}

fn incidents(out: &mut Html, reading: &ReadingEntry) {
    if reading.incidents.is_empty() {
        return;
    }
    out.raw("<h3>Incidents</h3>");
    for (index, incident) in reading.incidents.iter().enumerate() {
        let triggers: Vec<&str> = incident.triggers.iter().map(|word| word.quote.as_str()).collect();
        out.raw("<table class=\"layers\">");
        let role = words::inspection::role(incident.role);
        row(out, role, &triggers.join(", "), &words::inspection::incident(incident, reading), "");
        for stated in reading.statements.iter().filter(|stated| stated.of as usize == index) {
            let statement = &stated.statement;
            let quote =
                words::inspection::quote(statement).map(|quote| format!("“{quote}”")).unwrap_or_default();
            let value = words::inspection::value(statement);
            row(out, words::property(statement.property), &quote, &value, "");
        }
        out.raw("</table>");
    }
}

fn set_aside(out: &mut Html, reading: &ReadingEntry, texts: &Texts<'_>) {
    let mut aside = reading.report.segments.iter().filter(|segment| segment.kind.is_junk()).peekable();
    if aside.peek().is_none() {
        return;
    }
    out.raw("<h3>Set aside</h3><table class=\"layers\">");
    for segment in aside {
        row(out, words::segment(segment.kind), texts.segment(segment), "", &segment.why);
    }
    out.raw("</table>");
}
