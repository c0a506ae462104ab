//! Tells the report's own words from the junk around them.
//!
//! The text is cut into [`units`] (lines, paragraphs, blocks of a page). Each is judged by what it says of itself: cue phrases
//! ([`knowledge/cleaning.toml`](crate::knowledge::cleaning)), the markup around it ([`markup`]), its shape and place ([`shape`]), and by
//! how it hangs together with the rest ([`cohesion`]). Where nothing speaks against a unit it is body: cutting the story costs more than
//! keeping junk.

pub mod blocks;
mod cohesion;
mod dead;
mod elements;
mod inline;
mod markup;
mod shape;
mod title;
mod units;

use annals_types::{Report, Segment, Span, segment::SegmentKind};

use crate::Knowledge;
use units::Unit;

/// A report, cleaned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cleaned {
    /// Segments, end to end.
    pub segments: Vec<Segment>,
    /// Declared title, else the headline found in the text.
    pub title: Option<String>,
    /// Whether the page is dead.
    pub dead: bool,
}

/// What each stretch of `report` is.
pub fn clean(report: &Report, knowledge: &Knowledge) -> Cleaned {
    let mut units = units::units(report, &knowledge.cleaning);
    markup::judge(&mut units, report, knowledge);
    shape::headlines(&mut units, report);
    shape::cues(&mut units, &knowledge.cleaning);
    cohesion::judge(&mut units);
    shape::tails(&mut units);
    let title = report.title.clone().or_else(|| headline(&units, &report.text));
    let dead = dead::is_dead(&units, report, knowledge);
    if dead {
        for unit in units.iter_mut().filter(|unit| unit.kind.is_told() && unit.kind != SegmentKind::Headline)
        {
            unit.set(SegmentKind::Boilerplate, "the page holds no story");
        }
    }
    Cleaned { dead, segments: segments(&units, report), title }
}

/// The features of each block of `report`'s page, in the order of [`blocks::FEATURES`]: what the scorer of blocks is taught from.
pub fn measured(report: &Report, knowledge: &Knowledge) -> Vec<Vec<f64>> {
    let units = units::units(report, &knowledge.cleaning);
    let elements = elements::Elements::new(&units, report, knowledge);
    let units: Vec<&Unit<'_>> = units.iter().filter(|unit| unit.block.is_some()).collect();
    blocks::rows(&units, report, &elements)
}

/// The first headline of the text.
fn headline(units: &[Unit<'_>], text: &str) -> Option<String> {
    let unit = units.iter().find(|unit| unit.kind == SegmentKind::Headline)?;
    Some(unit.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The segments: each unit reaches up to the next, so that blanks between units belong to one as well.
fn segments(units: &[Unit<'_>], report: &Report) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let end = report.text.len() as u32;
    if units.is_empty() {
        return vec![Segment { kind: SegmentKind::Body, span: Span::new(0, end), why: String::new() }];
    }
    for (index, unit) in units.iter().enumerate() {
        let from = if index == 0 { 0 } else { unit.span.start() };
        let to = units.get(index + 1).map_or(end, |next| next.span.start());
        match segments.last_mut() {
            Some(last)
                if last.kind == unit.kind && last.why == unit.why && unit.kind != SegmentKind::Headline =>
            {
                last.span = last.span.cover(Span::new(from, to));
            }
            _ => segments.push(Segment { kind: unit.kind, span: Span::new(from, to), why: unit.why.clone() }),
        }
    }
    segments
}

#[cfg(test)]
mod tests;
