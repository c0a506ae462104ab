//! Accounts for a terminal: what, when, where, who, how many and who says so.

mod account;
mod comparison;
mod inspection;
mod reasons;
mod rich;

use annals_types::Document;
use anstyle::{AnsiColor, Style};

use self::rich::{Rich, Writer};
pub use self::{comparison::why, inspection::inspect};
use crate::{view::View, words};

/// How accounts are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextOptions {
    /// Columns to wrap to; at least [`TextOptions::MIN_WIDTH`] are taken.
    pub width: usize,
    /// Whether to use colour and weight.
    pub color: bool,
    /// Whether to give the reasons: words, bounds, links, what was set aside.
    pub why: bool,
}

impl TextOptions {
    /// Fewer columns than this are not worth wrapping to.
    pub const MIN_WIDTH: usize = 40;
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { width: 80, color: false, why: false }
    }
}

/// The accounts of a document. Diagnostics are not among them: they belong on standard error.
pub fn render(document: &Document, options: &TextOptions) -> String {
    let view = View::new(document);
    let mut page = Writer::new(options.width.max(TextOptions::MIN_WIDTH), options.color);
    page.paragraph(0, &Rich::styled(QUIET, &words::summary(&view)));
    for &(number, account) in &view.told {
        page.blank();
        account::write(&mut page, &view, number, account, options.why);
    }
    recalled(&mut page, &view, options.why);
    aggregates(&mut page, &view);
    if options.why {
        reasons::set_aside(&mut page, document);
    }
    page.finish()
}

const PLAIN: Style = Style::new();
const TITLE: Style = Style::new().bold();
const LABEL: Style = AnsiColor::Cyan.on_default();
const QUIET: Style = Style::new().dimmed();
const FIGURE: Style = Style::new().bold();
const ALERT: Style = AnsiColor::Yellow.on_default();
const GONE: Style = Style::new().dimmed().strikethrough();

/// Longest title and quote that is printed, in characters.
const TITLE_LENGTH: usize = 200;
const QUOTE_LENGTH: usize = 400;

/// What reports recall, in a few lines each, so that it does not drown what they are about.
fn recalled(page: &mut Writer, view: &View<'_>, why: bool) {
    if view.recalled.is_empty() {
        return;
    }
    page.blank();
    page.paragraph(0, &Rich::styled(TITLE, "Also recalled"));
    for &(number, account) in &view.recalled {
        page.blank();
        if why {
            account::write(page, view, number, account, why);
        } else {
            account::brief(page, view, number, account);
        }
    }
}

fn aggregates(page: &mut Writer, view: &View<'_>) {
    if view.document.aggregates.is_empty() {
        return;
    }
    page.blank();
    page.paragraph(0, &Rich::styled(TITLE, "Counts over periods, not incidents"));
    for aggregate in &view.document.aggregates {
        let label = Rich::styled(LABEL, words::property(aggregate.property));
        let mut body =
            Rich::styled(FIGURE, &words::counted(aggregate.value.low, aggregate.value.high, aggregate.scope));
        body.push(PLAIN, &format!(", {}", words::period(&aggregate.period)));
        let said = words::sayers(&aggregate.statements, view);
        if !said.is_empty() {
            body.push(QUIET, &format!(", says {}", said.join("; ")));
        }
        if let Some(span) = view.statements(&aggregate.statements).next().and_then(|it| it.spans.first()) {
            body.push(QUIET, &format!(" {}", quoted(&span.quote)));
        }
        page.hang(account::INDENT, &label, account::COLUMN, &body);
    }
}

fn quoted(quote: &str) -> String {
    format!("“{}”", crate::sanitize::shorten(quote.trim(), QUOTE_LENGTH))
}
