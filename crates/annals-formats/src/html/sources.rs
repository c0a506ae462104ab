//! The sources of an incident, copies under their origin.

use annals_types::{document::ReportEntry, reading::MentionRole};

use super::{
    TITLE_LENGTH,
    escape::{Html, safe_url},
};
use crate::{
    sanitize::shorten,
    view::Source,
    words::{self, many, percent},
};

pub(super) fn write(out: &mut Html, sources: &[Source<'_>]) {
    out.raw("<section class=\"sources\"><h3>Sources</h3><ol>");
    for source in sources {
        out.raw("<li>");
        name(out, source.report);
        match source.member.role {
            MentionRole::Main => {}
            MentionRole::Also => _ = out.raw(" <span class=\"tag\">among others</span>"),
            MentionRole::Background | MentionRole::Aggregate => {
                out.raw(" <span class=\"tag\">recalls it</span>");
            }
        }
        if source.report.dead {
            out.raw(" <span class=\"tag\">the page was not there: title alone</span>");
        }
        if let Some(origin) = &source.report.origin {
            out.raw(" <span class=\"tag\">copied, ")
                .text(&percent(origin.share))
                .raw(" the same words</span>");
        }
        if !source.copies.is_empty() {
            out.raw("<details><summary>also carried by ");
            out.text(&many(source.copies.len(), "outlet", "outlets")).raw("</summary><ul class=\"copies\">");
            for (copy, _) in &source.copies {
                out.raw("<li>");
                name(out, copy);
                if let Some(origin) = &copy.origin {
                    out.raw(" <span class=\"tag\">")
                        .text(&percent(origin.share))
                        .raw(" the same words</span>");
                }
                out.raw("</li>");
            }
            out.raw("</ul></details>");
        }
        out.raw("</li>");
    }
    out.raw("</ol></section>");
}

/// Outlet, date and title, linked to the text on this page.
fn name(out: &mut Html, report: &ReportEntry) {
    out.link_to("source", report.id.as_str()).raw("<b>").text(words::outlet(report)).raw("</b>");
    if let Some(title) = &report.title {
        out.raw(" ").text(&shorten(title, TITLE_LENGTH));
    }
    out.raw("</a>");
    if let Some(published) = &report.published {
        out.raw(" <span class=\"quiet\">").text(&words::date(published)).raw("</span>");
    }
    elsewhere(out, report);
}

/// A link to where the report was published.
pub(super) fn elsewhere(out: &mut Html, report: &ReportEntry) {
    if let Some(url) = report.url.as_deref().and_then(safe_url) {
        out.raw(" <a class=\"quiet\" rel=\"noreferrer nofollow\" href=\"").text(url);
        out.raw("\">original&nbsp;↗</a>");
    }
}
