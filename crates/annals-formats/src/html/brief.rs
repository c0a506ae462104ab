//! An incident that is only recalled: its values in a few lines, each linked to its words.

use annals_types::{Account, statement::Property};

use super::{TITLE_LENGTH, account::capital, escape::Html, refs::Refs};
use crate::{
    sanitize::shorten,
    view::{self, View},
    words,
};

/// So many claims of a toll, and sources, are named.
const MOST_CLAIMS: usize = 6;
const MOST_SOURCES: usize = 6;

pub(super) fn write(out: &mut Html, view: &View<'_>, number: usize, account: &Account) {
    let sources = view.sources(account);
    let refs = Refs::new(view, view::numbers(&sources));
    out.raw("<article class=\"brief\" id=\"").text(account.id.as_str()).raw("\"><h3><span>");
    out.text(&number.to_string())
        .raw("</span> ")
        .text(&shorten(&account.title, TITLE_LENGTH))
        .raw("</h3><p>");
    refs.value(out, &capital(&words::key(&account.incident_type.value)), &account.incident_type.statements);
    let bounds: Vec<_> = account.time.bounds.iter().flat_map(|bound| bound.statements.clone()).collect();
    match words::when(&account.time) {
        when if when == "not known" => _ = out.raw(", time not known"),
        when => {
            out.raw(", ");
            refs.value(out, &when, &bounds);
        }
    }
    for place in words::finest(&account.places).0 {
        out.raw("; ");
        refs.value(out, &words::place(place), &place.statements);
    }
    out.raw(".");
    if let Some(reality) = words::reality(account.reality) {
        out.raw(" <span class=\"flag\">").text(reality).raw("</span>");
    }
    out.raw("</p>");
    tolls(out, &refs, account);
    responsibility(out, &refs, account);
    out.raw("<p class=\"quiet\">Told by ");
    for (i, source) in sources.iter().take(MOST_SOURCES).enumerate() {
        out.raw(if i == 0 { "" } else { ", " });
        out.link_to("source", source.report.id.as_str()).text(words::outlet(source.report)).raw("</a>");
    }
    if let Some(more) = sources.len().checked_sub(MOST_SOURCES).filter(|&more| more > 0) {
        out.raw(" and ").text(&words::number(more as u32)).raw(" more");
    }
    out.raw("</p></article>");
}

fn tolls(out: &mut Html, refs: &Refs<'_>, account: &Account) {
    for property in Property::TOLLS {
        let Some(toll) = account.tolls.get(property) else { continue };
        out.raw("<p><b>").text(&words::headed(property, toll)).raw("</b>");
        for (i, value) in words::distinct(toll).into_iter().take(MOST_CLAIMS).enumerate() {
            out.raw(if i == 0 { ": " } else { "; " });
            refs.value(out, &words::claimed(value), &value.statements);
            out.raw(" ").text(&words::claimants(value, refs.view).join(", "));
            for note in [words::said(value), words::standing(value.standing)].into_iter().flatten() {
                out.raw(" (").text(note).raw(")");
            }
        }
        if toll.disputed {
            out.raw(" <span class=\"flag\">disputed</span>");
        }
        out.raw("</p>");
    }
}

fn responsibility(out: &mut Html, refs: &Refs<'_>, account: &Account) {
    for (i, claim) in account.responsibility.iter().enumerate() {
        out.raw(if i == 0 { "<p>By whom: " } else { "; " });
        refs.value(out, &words::blame(&claim.name, claim.stance), &claim.statements);
    }
    if !account.responsibility.is_empty() {
        out.raw("</p>");
    }
}
