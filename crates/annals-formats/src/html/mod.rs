//! Accounts as one self-contained HTML page: no network, no script. Every value is a link to its words ([`refs`]).
//!
//! An incident is an [`account`], or in [`brief`] where it is only recalled: with each [`toll`] and its [`course`] over time, a [`map`], its
//! [`sources`] and [`origins`]. The texts follow ([`report`]). [`inspection`] draws the layers of single reports. All that is
//! drawn goes through [`escape`].

mod account;
mod brief;
mod course;
mod escape;
mod inspection;
mod map;
mod origins;
mod refs;
mod report;
mod sources;
mod toll;

use annals_types::{Document, document::GENERATOR};

pub use self::inspection::inspect;
use self::{escape::Html, refs::Refs};
use crate::{
    view::View,
    words::{self, many},
};

/// Longest title that is shown, in characters.
const TITLE_LENGTH: usize = 240;

/// The page of a document. Where it holds the texts of the reports, values open their words in the text; else the quotes stand
/// alone.
pub fn page(document: &Document) -> String {
    let view = View::new(document);
    let mut out = Html::default();
    head(&mut out, "Accounts · annals");
    out.raw("<a class=\"skip\" href=\"#texts\">Go to the reports</a>\n");
    out.raw("<main id=\"accounts\">");
    masthead(&mut out, &view);
    for &(number, account) in &view.told {
        account::write(&mut out, &view, number, account);
    }
    recalled(&mut out, &view);
    aggregates(&mut out, &view);
    diagnostics(&mut out, document);
    out.raw("<footer class=\"colophon\"><p>Written by annals ").text(&document.reader.version);
    out.raw(". Every value leads to the words it rests on; nothing is averaged, nothing guessed.</p></footer></main>");
    report::panel(&mut out, &view);
    out.raw("</body>\n</html>\n");
    out.finish()
}

fn head(out: &mut Html, title: &str) {
    out.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n").raw(GENERATOR);
    out.raw(concat!(
        "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"color-scheme\" content=\"light dark\">\n",
        // Nothing may be fetched or run, whatever slips through.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        "<meta name=\"referrer\" content=\"no-referrer\">\n",
        "<style>\n",
        include_str!("style.css"),
        "</style>\n<title>",
    ));
    out.text(title).raw("</title>\n</head>\n<body>\n");
}

/// So many incidents are listed in the contents.
const MOST_LISTED: usize = 200;

fn masthead(out: &mut Html, view: &View<'_>) {
    let count = many(view.told.len(), "incident", "incidents");
    let summary = words::summary(view);
    out.raw("<header class=\"masthead\"><p class=\"brand\">annals</p><h1>").text(&count).raw("<span>");
    out.text(summary.strip_prefix(count.as_str()).unwrap_or_default()).raw("</span></h1>");
    if view.told.len() + view.recalled.len() > 1 {
        out.raw("<nav aria-label=\"Incidents\"><ol class=\"contents\">");
        for &(_, account) in view.told.iter().take(MOST_LISTED) {
            out.raw("<li>").link_to("", account.id.as_str());
            out.text(&crate::sanitize::shorten(&account.title, TITLE_LENGTH)).raw("</a></li>");
        }
        out.raw("</ol>");
        if let Some(rest) = view.told.len().checked_sub(MOST_LISTED).filter(|&rest| rest > 0) {
            out.raw("<p class=\"quiet\">and ").text(&words::number(rest as u32)).raw(" more below</p>");
        }
        if !view.recalled.is_empty() {
            out.raw("<p class=\"quiet\"><a href=\"#recalled\">Also recalled: ");
            out.text(&many(view.recalled.len(), "incident", "incidents")).raw("</a></p>");
        }
        out.raw("</nav>");
    }
    out.raw("</header>");
}

/// What reports only recall, in a few lines each.
fn recalled(out: &mut Html, view: &View<'_>) {
    if view.recalled.is_empty() {
        return;
    }
    out.raw(
        "<section class=\"recalled\" aria-labelledby=\"recalled\"><h2 id=\"recalled\">Also recalled</h2>",
    );
    for &(number, account) in &view.recalled {
        brief::write(out, view, number, account);
    }
    out.raw("</section>");
}

fn aggregates(out: &mut Html, view: &View<'_>) {
    if view.document.aggregates.is_empty() {
        return;
    }
    out.raw(
        "<section class=\"account\" aria-labelledby=\"counts\"><h2 id=\"counts\">Counts over periods</h2>",
    );
    out.raw(
        "<p class=\"quiet\">These count many incidents together. They are not added to any of the above.</p>",
    );
    out.raw("<ul class=\"plain\">");
    for aggregate in &view.document.aggregates {
        let refs = Refs::of_reports(view);
        let value = words::counted(aggregate.value.low, aggregate.value.high, aggregate.scope);
        out.raw("<li><strong>").text(words::property(aggregate.property)).raw("</strong> ");
        refs.value(out, &value, &aggregate.statements);
        out.raw(", ").text(&words::period(&aggregate.period));
        let said = refs.speakers(&aggregate.statements);
        if !said.is_empty() {
            out.raw(" <span class=\"quiet\">says ").text(&said.join("; ")).raw("</span>");
        }
        out.raw("</li>");
    }
    out.raw("</ul></section>");
}

fn diagnostics(out: &mut Html, document: &Document) {
    if document.diagnostics.is_empty() {
        return;
    }
    out.raw("<details class=\"account\"><summary>");
    out.text(&many(
        document.diagnostics.len(),
        "input was set aside",
        "inputs were set aside or read only in part",
    ));
    out.raw("</summary><ul>");
    for diagnostic in &document.diagnostics {
        out.raw("<li><code>").text(&diagnostic.source).raw("</code> ").text(&diagnostic.message).raw("</li>");
    }
    out.raw("</ul></details>");
}
