//! The layers of reports for a terminal: each sentence, and under it what its words were taken for.

use annals_types::{Inspection, inspection::ReadingEntry};

use super::rich::{Rich, Writer};
use super::{ALERT, FIGURE, LABEL, PLAIN, QUIET, QUOTE_LENGTH, TITLE, TextOptions, quoted};
use crate::{
    sanitize::shorten,
    words::{self, inspection::Texts},
};

const INDENT: usize = 2;
const COLUMN: usize = 10;

/// The layers of an inspection.
pub fn inspect(inspection: &Inspection, options: &TextOptions) -> String {
    let mut page = Writer::new(options.width.max(TextOptions::MIN_WIDTH), options.color);
    for reading in &inspection.readings {
        page.blank();
        report(&mut page, reading);
    }
    page.finish()
}

fn report(page: &mut Writer, reading: &ReadingEntry) {
    let report = &reading.report;
    let title = report.title.as_deref().unwrap_or(&report.source);
    page.paragraph(0, &Rich::styled(TITLE, &shorten(title, super::TITLE_LENGTH)));
    page.paragraph(0, &Rich::styled(QUIET, &words::inspection::declared(report)));
    if report.dead {
        page.paragraph(0, &Rich::styled(ALERT, "a dead page: the story itself is missing"));
    }
    let texts = Texts::new(report);
    for sentence in &reading.sentences {
        page.blank();
        let style = if sentence.headline { TITLE } else { PLAIN };
        page.paragraph(0, &Rich::styled(style, texts.words(sentence.place)));
        for mention in words::inspection::mentions_in(reading, sentence.place) {
            let taken = words::inspection::taken(mention);
            let mut body = Rich::plain(&quoted(&mention.span.quote));
            body.push(PLAIN, " ").push(FIGURE, &taken.value);
            if !taken.reason.is_empty() {
                body.push(QUIET, &format!(" ({})", taken.reason));
            }
            page.hang(INDENT, &Rich::styled(LABEL, taken.label), COLUMN, &body);
        }
    }
    speech(page, reading);
    incidents(page, reading);
    set_aside(page, reading, &texts);
}

fn heading(page: &mut Writer, words: &str) {
    page.blank();
    page.paragraph(0, &Rich::styled(TITLE, words));
}

fn speech(page: &mut Writer, reading: &ReadingEntry) {
    if reading.attributions.is_empty() {
        return;
    }
    heading(page, "Who says what");
    for attribution in &reading.attributions {
        page.paragraph(
            INDENT,
            &Rich::plain(&shorten(&words::inspection::attribution(attribution), QUOTE_LENGTH)),
        );
    }
}

fn incidents(page: &mut Writer, reading: &ReadingEntry) {
    for (index, incident) in reading.incidents.iter().enumerate() {
        if index == 0 {
            heading(page, "Incidents");
        }
        let label = Rich::styled(LABEL, words::inspection::role(incident.role));
        let mut body = Rich::styled(FIGURE, &words::inspection::incident(incident, reading));
        let triggers: Vec<&str> = incident.triggers.iter().map(|word| word.quote.as_str()).collect();
        body.push(QUIET, &format!(" ({})", triggers.join(", ")));
        page.hang(INDENT, &label, COLUMN, &body);
        for stated in reading.statements.iter().filter(|stated| stated.of as usize == index) {
            let statement = &stated.statement;
            let label = Rich::styled(LABEL, words::property(statement.property));
            let mut body = Rich::plain(&words::inspection::value(statement));
            if let Some(quote) = words::inspection::quote(statement) {
                body.push(QUIET, &format!(" {}", quoted(quote)));
            }
            page.hang(INDENT + COLUMN, &label, COLUMN, &body);
        }
    }
}

fn set_aside(page: &mut Writer, reading: &ReadingEntry, texts: &Texts<'_>) {
    let mut aside = reading.report.segments.iter().filter(|segment| segment.kind.is_junk()).peekable();
    if aside.peek().is_some() {
        heading(page, "Set aside");
    }
    for segment in aside {
        let mut body = Rich::styled(QUIET, &quoted(texts.segment(segment)));
        body.push(PLAIN, &format!(" {}", segment.why));
        page.hang(INDENT, &Rich::styled(LABEL, words::segment(segment.kind)), COLUMN, &body);
    }
}
