//! A toll over time: who said what when. What was superseded or corrected is struck through, and nothing is joined by a line, since
//! the figures of different speakers are no series.

use std::collections::BTreeMap;

use annals_types::{
    StatementId,
    account::{Standing, Toll, TollValue},
    statement::Property,
};
use jiff::civil::Date;

use super::{
    escape::Html,
    refs::Refs,
    toll::{self, Scale},
};
use crate::words;

/// Units of the drawing, about a CSS pixel each on a phone.
const WIDTH: f64 = 340.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 322.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 130.0;
const HEIGHT: f64 = 156.0;

/// So many claims are drawn, and listed: the earliest and the latest halves.
const MOST: usize = 40;

/// A figure on a day; who gave it are its statements.
struct Claim<'a> {
    day: Date,
    value: &'a TollValue,
    statements: Vec<StatementId>,
}

/// Draws the toll where it was told on at least two days.
pub(super) fn write(out: &mut Html, refs: &Refs<'_>, property: Property, toll: &Toll) {
    let mut claims = claims(refs, toll);
    let (Some(first), Some(last)) = (claims.first().map(|it| it.day), claims.last().map(|it| it.day)) else {
        return;
    };
    if first == last {
        return;
    }
    let left_out = claims.len().saturating_sub(MOST);
    if left_out > 0 {
        claims.drain(MOST / 2..claims.len() - MOST / 2);
    }
    out.raw("<details class=\"course\"><summary>Who said what when</summary>");
    draw(out, refs, (property, toll), &claims, (first, last));
    list(out, refs, &claims);
    if left_out > 0 {
        out.raw("<p class=\"quiet note\">")
            .text(&words::number(left_out as u32))
            .raw(" more are not drawn</p>");
    }
    out.raw("</details>");
}

/// The claims by day; a figure that several gave on one day is one claim. A statement counts from the day it was said, else from the day
/// its report was published.
fn claims<'a>(refs: &Refs<'_>, toll: &'a Toll) -> Vec<Claim<'a>> {
    let mut by_day: BTreeMap<(Date, usize), Vec<StatementId>> = BTreeMap::new();
    for (nth, value) in toll.values.iter().enumerate().filter(|(_, value)| value.standing != Standing::Copied)
    {
        for statement in refs.view.statements(&value.statements) {
            let published = || {
                let report = refs.view.report(&statement.report)?;
                report.published.as_ref()?.get(..10)?.parse().ok()
            };
            if let Some(day) = words::first_day(statement.said).or_else(published) {
                by_day.entry((day, nth)).or_default().push(statement.id.clone());
            }
        }
    }
    by_day
        .into_iter()
        .map(|((day, nth), statements)| Claim { day, value: &toll.values[nth], statements })
        .collect()
}

const fn is_gone(value: &TollValue) -> bool {
    matches!(value.standing, Standing::Superseded | Standing::Corrected)
}

fn draw(
    out: &mut Html,
    refs: &Refs<'_>,
    (property, toll): (Property, &Toll),
    claims: &[Claim<'_>],
    (first, last): (Date, Date),
) {
    let scale = Scale::of(toll);
    let days = f64::from(days_between(first, last));
    let x = |day: Date| LEFT + f64::from(days_between(first, day)) / days * (RIGHT - LEFT);
    let y = |figure: u32| BOTTOM - scale.share(figure) * (BOTTOM - TOP);
    out.raw("<svg class=\"chart\" viewBox=\"0 0 ").number(WIDTH).raw(" ").number(HEIGHT);
    out.raw("\" role=\"group\" aria-label=\"").text(words::property(property)).raw(" over time, from ");
    out.text(&words::date(&first.to_string())).raw(" to ").text(&words::date(&last.to_string())).raw("\">");
    for tick in scale.ticks() {
        toll::line(out, "grid", (LEFT, y(tick)), (RIGHT, y(tick)));
        out.raw("<text class=\"tick end\" x=\"").number(LEFT - 6.0).raw("\" y=\"").number(y(tick) + 4.0);
        out.raw("\">").text(&words::number(tick)).raw("</text>");
    }
    for (day, class) in [(first, "tick start"), (last, "tick end")] {
        out.raw("<text class=\"")
            .raw(class)
            .raw("\" x=\"")
            .number(x(day))
            .raw("\" y=\"")
            .number(HEIGHT - 8.0);
        out.raw("\">").text(&words::date(&day.to_string())).raw("</text>");
    }
    for claim in claims {
        let (Some(low), Some(high)) =
            (claim.value.low.or(claim.value.high), claim.value.high.or(claim.value.low))
        else {
            continue;
        };
        let Some(statement) = refs.first(&claim.statements) else { continue };
        out.link_to(toll::class(claim.value), statement.id.as_str());
        out.raw("<title>").text(&told(refs, claim)).raw("</title>");
        let at = x(claim.day);
        if high > low {
            toll::line(out, "span", (at, y(low)), (at, y(high)));
        }
        toll::dot(out, at, y(low));
        if high > low {
            toll::dot(out, at, y(high));
        }
        if is_gone(claim.value) {
            toll::line(out, "strike", (at - 8.0, y(low) + 6.0), (at + 8.0, y(low) - 6.0));
        }
        out.raw("</a>");
    }
    out.raw("</svg>");
}

fn list(out: &mut Html, refs: &Refs<'_>, claims: &[Claim<'_>]) {
    out.raw("<ol>");
    let mut before = None;
    for claim in claims {
        out.raw("<li><time>");
        if before != Some(claim.day) {
            out.text(&words::date(&claim.day.to_string()));
        }
        before = Some(claim.day);
        out.raw(if is_gone(claim.value) { "</time> <s>" } else { "</time> <span>" });
        refs.value(out, &words::claimed(claim.value), &claim.statements);
        out.raw(if is_gone(claim.value) { "</s> " } else { "</span> " });
        out.text(&who(refs, claim)).raw("</li>");
    }
    out.raw("</ol>");
}

/// Who gave the figure on that day, how, and what became of it.
fn who(refs: &Refs<'_>, claim: &Claim<'_>) -> String {
    let mut told = refs.speakers(&claim.statements).join("; ");
    for note in [words::said(claim.value), words::standing(claim.value.standing)].into_iter().flatten() {
        told = format!("{told} ({note})");
    }
    told
}

fn told(refs: &Refs<'_>, claim: &Claim<'_>) -> String {
    let figure = words::claimed(claim.value);
    format!("{}: {figure}, {}", words::date(&claim.day.to_string()), who(refs, claim))
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
