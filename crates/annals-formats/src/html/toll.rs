//! A toll, drawn: the band from low to high, a line at best, and a mark for each claim with who makes it.

use annals_types::{
    account::{Standing, Toll, TollValue},
    statement::{Property, Stance},
};

use super::{course, escape::Html, refs::Refs};
use crate::{sanitize::shorten, words};

/// Units of the drawing, about a CSS pixel each on a phone.
const WIDTH: f64 = 340.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 320.0;
const ROW: f64 = 38.0;
const FOOT: f64 = 22.0;

/// So many claims are drawn; all stand in the table.
const MOST_DRAWN: usize = 12;

/// Longest label in the drawing, in characters.
const LABEL_LENGTH: usize = 44;

pub(super) fn write(out: &mut Html, refs: &Refs<'_>, property: Property, toll: &Toll) {
    out.raw("<section class=\"toll\"><h3>").text(words::property(property)).raw(" <b>");
    out.text(&toll.best.map_or_else(|| "not known".into(), words::number)).raw("</b>");
    if toll.low != toll.high {
        out.raw(" <span class=\"range\">");
        out.text(&match (toll.low, toll.high) {
            (Some(low), Some(high)) => format!("low {}, high {}", words::number(low), words::number(high)),
            (Some(low), None) => format!("low {}, no upper bound stated", words::number(low)),
            (_, Some(high)) => format!("high {}", words::number(high)),
            _ => String::new(),
        });
        out.raw("</span>");
    }
    if toll.disputed {
        out.raw(" <span class=\"flag\">disputed</span>");
    }
    out.raw("</h3>");
    let drawn = words::distinct(toll);
    match drawn.as_slice() {
        // One figure needs no drawing.
        [value] => {
            out.raw("<p class=\"sole\">");
            refs.value(out, &words::claimed(value), &value.statements);
            out.raw(" ").text(&describe(refs, value)).raw("</p>");
        }
        drawn => chart(out, refs, (property, toll), drawn),
    }
    table(out, refs, toll);
    course::write(out, refs, property, toll);
    out.raw("</section>");
}

/// A scale from nothing to the largest figure: linear, or logarithmic where small figures would lie on one another.
pub(super) struct Scale {
    most: f64,
    is_log: bool,
}

/// From this ratio of the largest figure to the smallest on the scale is logarithmic.
const STEEP: f64 = 50.0;

impl Scale {
    pub(super) fn of(toll: &Toll) -> Self {
        let figures = toll.values.iter().flat_map(|value| [value.low, value.high]);
        let figures: Vec<_> = figures.chain([toll.low, toll.best, toll.high]).flatten().collect();
        let most = f64::from(figures.iter().copied().max().unwrap_or(0).max(1));
        let least = figures.into_iter().filter(|&figure| figure > 0).min().map_or(most, f64::from);
        Self { most, is_log: most / least >= STEEP }
    }

    /// How far along the scale a figure lies, 0 to 1.
    pub(super) fn share(&self, figure: u32) -> f64 {
        if self.is_log {
            f64::from(figure).ln_1p() / self.most.ln_1p()
        } else {
            f64::from(figure) / self.most
        }
    }

    fn x(&self, figure: u32) -> f64 {
        LEFT + self.share(figure) * (RIGHT - LEFT)
    }

    /// The figures that the scale names, few enough to stand beside each other.
    pub(super) fn ticks(&self) -> Vec<u32> {
        let most = self.most as u32;
        let ticks = if self.is_log { powers(most) } else { ticks(most) };
        if ticks.len() > 8 { ticks.into_iter().step_by(2).collect() } else { ticks }
    }
}

fn chart(out: &mut Html, refs: &Refs<'_>, (property, toll): (Property, &Toll), values: &[&TollValue]) {
    let drawn = &values[..values.len().min(MOST_DRAWN)];
    let scale = Scale::of(toll);
    let bottom = drawn.len() as f64 * ROW + 4.0;
    out.raw("<svg class=\"chart\" viewBox=\"0 0 ").number(WIDTH).raw(" ").number(bottom + FOOT);
    out.raw("\" role=\"group\" aria-label=\"").text(words::property(property)).raw(": ");
    out.text(&words::triple(toll)).raw(", the claims one below the other\">");

    if let (Some(low), Some(high)) = (toll.low, toll.high.or(Some(scale.most as u32))) {
        let (from, to) = (scale.x(low), scale.x(high));
        out.raw("<rect class=\"band\" x=\"")
            .number(from - 3.0)
            .raw("\" y=\"0\" width=\"")
            .number(to - from + 6.0);
        out.raw("\" height=\"").number(bottom).raw("\" rx=\"3\"/>");
    }
    if let Some(best) = toll.best {
        line(out, "best", (scale.x(best), 0.0), (scale.x(best), bottom));
    }
    for (i, value) in drawn.iter().enumerate() {
        claim(out, refs, &scale, value, i as f64 * ROW);
    }
    axis(out, &scale, bottom);
    out.raw("</svg>");
    if scale.is_log {
        out.raw("<p class=\"quiet note\">Each step of the scale is ten times the one before.</p>");
    }
    if values.len() > drawn.len() {
        let rest = words::number((values.len() - drawn.len()) as u32);
        out.raw("<p class=\"quiet note\">").text(&rest).raw(" more in the list below</p>");
    }
}

pub(super) fn line(out: &mut Html, class: &'static str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    out.raw("<line class=\"").raw(class).raw("\" x1=\"").number(x1).raw("\" y1=\"").number(y1);
    out.raw("\" x2=\"").number(x2).raw("\" y2=\"").number(y2).raw("\"/>");
}

/// How the mark of a claim looks.
pub(super) const fn class(value: &TollValue) -> &'static str {
    match (value.standing, value.stance) {
        (Standing::Superseded | Standing::Corrected, _) => "claim gone",
        (Standing::Copied, _) => "claim copied",
        (_, Stance::Asserts) => "claim",
        _ => "claim open",
    }
}

fn claim(out: &mut Html, refs: &Refs<'_>, scale: &Scale, value: &TollValue, top: f64) {
    let class = class(value);
    let first = refs.first(&value.statements);
    if let Some(first) = first {
        out.link_to(class, first.id.as_str());
    } else {
        out.raw("<g class=\"").raw(class).raw("\">");
    }
    let figure = words::claimed(value);
    let who = describe(refs, value);
    out.raw("<text x=\"")
        .number(LEFT - 4.0)
        .raw("\" y=\"")
        .number(top + 14.0)
        .raw("\"><tspan class=\"fig\">");
    out.text(&figure).raw("</tspan> ");
    out.text(&shorten(&who, LABEL_LENGTH.saturating_sub(figure.chars().count()))).raw("</text>");
    let y = top + 27.0;
    let (low, high) = (value.low.or(value.high), value.high.or(value.low));
    if let (Some(low), Some(high)) = (low, high) {
        let (from, to) = (scale.x(low), scale.x(high));
        if value.low.is_none() {
            line(out, "open", (LEFT, y), (from, y));
        }
        if value.high.is_none() {
            line(out, "open", (to, y), ((to + 26.0).min(WIDTH - 2.0), y));
        }
        if to > from {
            line(out, "span", (from, y), (to, y));
        }
        dot(out, from, y);
        if to > from {
            dot(out, to, y);
        }
        if class == "claim gone" {
            line(out, "strike", (from - 9.0, y + 6.0), (to + 9.0, y - 6.0));
        }
    } else {
        out.raw("<text class=\"unknown\" x=\"")
            .number(LEFT)
            .raw("\" y=\"")
            .number(y + 4.0)
            .raw("\">?</text>");
    }
    out.raw(if first.is_some() { "</a>" } else { "</g>" });
}

pub(super) fn dot(out: &mut Html, x: f64, y: f64) {
    out.raw("<circle cx=\"").number(x).raw("\" cy=\"").number(y).raw("\" r=\"4.5\"/>");
}

/// Who stands by a value, and how.
fn describe(refs: &Refs<'_>, value: &TollValue) -> String {
    let who = words::claimants(value, refs.view).join(", ");
    match (words::said(value), words::became(value, refs.view)) {
        (Some(stance), _) => format!("{who} ({stance})"),
        (None, Some(standing)) => format!("{who} ({standing})"),
        (None, None) => who,
    }
}

fn axis(out: &mut Html, scale: &Scale, y: f64) {
    line(out, "axis", (LEFT, y), (RIGHT, y));
    for tick in scale.ticks() {
        line(out, "axis", (scale.x(tick), y), (scale.x(tick), y + 4.0));
        out.raw("<text class=\"tick\" x=\"").number(scale.x(tick)).raw("\" y=\"").number(y + 16.0);
        out.raw("\">").text(&words::number(tick)).raw("</text>");
    }
}

/// Round numbers from nothing on, at most seven.
fn ticks(most: u32) -> Vec<u32> {
    let steps = (0..10).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power)));
    let step = steps.into_iter().find(|step| u64::from(most) / step <= 5).unwrap_or(u64::from(most)).max(1);
    (0..=u64::from(most) / step).map(|i| (i * step) as u32).collect()
}

/// Nothing, and the powers of ten.
fn powers(most: u32) -> Vec<u32> {
    let powers = (0..10).map(|power| 10_u32.pow(power)).take_while(|&power| power <= most);
    [0].into_iter().chain(powers).collect()
}

fn table(out: &mut Html, refs: &Refs<'_>, toll: &Toll) {
    out.raw("<details class=\"figures\"><summary>All figures with their words</summary>");
    if !toll.why.is_empty() {
        out.raw("<p class=\"quiet\">Best: ").text(&toll.why).raw("</p>");
    }
    out.raw("<ul>");
    for value in &toll.values {
        out.raw("<li>");
        refs.value(out, &words::claimed(value), &value.statements);
        out.raw(" ").text(&describe(refs, value));
        if value.origins > 1 {
            out.raw(", ").text(&words::many(value.origins as usize, "origin", "origins"));
        }
        if let Some(span) = refs.first(&value.statements).and_then(|it| it.spans.first()) {
            out.raw("<q>").text(&shorten(span.quote.trim(), 300)).raw("</q>");
        }
        out.raw("</li>");
    }
    out.raw("</ul></details>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten() {
        assert_eq!(powers(2_000), [0, 1, 10, 100, 1_000]);
        assert_eq!(powers(u32::MAX).len(), 11);
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks(5), [0, 1, 2, 3, 4, 5]);
        assert_eq!(ticks(23), [0, 5, 10, 15, 20]);
        assert!(ticks(u32::MAX).len() <= 6);
    }
}
