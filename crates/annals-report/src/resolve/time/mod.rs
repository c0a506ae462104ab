//! Expressions of time: TIMEX3 values and intervals with reasons; and when an incident happened.
//!
//! A sentence is cut into [`words`]; the [`grammar`] finds expressions among them and says what they say
//! ([`expression`]); [`anchor`] places them in the calendar by what the report says of when it was written ([`context`]) and by
//! the [`tense`] of the clause. [`event`] intersects everything that constrains one incident.

mod address;
mod anchor;
mod context;
mod event;
mod expression;
mod grammar;
mod lexicon;
mod office;
mod tense;
mod words;

#[cfg(test)]
mod tests;

use annals_types::{
    Layers, Report,
    layers::{Entity, EntityKind},
    mention::TimeMention,
    time::{LocalInterval, TimePrecision},
};
use jiff::civil::Date;

pub use address::filed;
use anchor::Figures;
pub use context::{Written, plus, written};
pub use event::{Evidence, clock, event_time};
use expression::{Expression, Meaning, Step};

use crate::Knowledge;

/// The expressions of time in the told segments of `report`, in the order of their spans.
pub fn times(report: &Report, layers: &Layers, knowledge: &Knowledge) -> Vec<TimeMention> {
    let written = written(report, knowledge);
    let mut anchor = anchor::Anchor {
        layers,
        knowledge,
        written: written.as_ref(),
        told: None,
        dated: None,
        year: None,
        figures: Figures::default(),
    };
    let now = written.as_ref().map(|written| written.date);
    let mut found = Vec::new();
    for sentence in &layers.sentences {
        let words = words::words(&report.text, sentence.span);
        let mut expressions = grammar::parse(&words, knowledge);
        expressions.retain(|expression| !is_named(&words, expression, layers));
        anchor.figures.month = None;
        let mut told_here = false;
        for (index, expression) in expressions.iter().enumerate() {
            let tense = tense::tense(&words, expression.start, expression.end);
            let ended = expressions.get(index + 1).and_then(|next| ended(&anchor, &words, expression, next));
            let Some(mention) = anchor.mention(&words, expression, tense, ended) else { continue };
            if mention.partial.year.is_some() {
                anchor.year = mention.interval.earliest.map(jiff::civil::DateTime::date);
            }
            anchor.figures.tell(&words, expression, &mention.value, mention.interval, now);
            // "On Monday, two weeks after the Feb. 6 quake": what follows is told of Monday.
            if let Some(day) = single_day(mention.interval)
                && !(told_here && anchor.is_of_another(&words, expression))
            {
                told_here = true;
                anchor.told = Some(day);
                if mention.partial.year.is_some() {
                    anchor.dated = Some(day);
                }
            }
            found.push(mention);
        }
    }
    found
}

/// Whether an expression is the name, or a part of the name, of somebody known, or a part of that of a person: "Dawn" the newspaper, "June
/// Smith". No length of time is a part of anybody's name, whoever is called "a 27-year veteran".
fn is_named(words: &[words::Word<'_>], expression: &Expression, layers: &Layers) -> bool {
    let Some(words) = words.get(expression.start..expression.end) else { return false };
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let after = layers.known.partition_point(|name| name.start() <= first.span.start());
    let span = first.span.cover(last.span);
    let entities =
        &layers.entities[layers.entities.partition_point(|entity| entity.span.end() <= span.start())..];
    let may_be_name = matches!(expression.meaning, Meaning::Calendar(_));
    let in_person = |entity: &Entity| {
        may_be_name && entity.kind == EntityKind::Person && entity.span.contains(span) && entity.span != span
    };
    layers.known[..after].last().is_some_and(|name| last.span.end() <= name.end())
        || entities.iter().take_while(|entity| entity.span.start() <= span.start()).any(in_person)
}

/// The last day of "the quarter ended July 31", where `expression` is the quarter and `next` the day.
fn ended(
    anchor: &anchor::Anchor<'_>,
    words: &[words::Word<'_>],
    expression: &Expression,
    next: &Expression,
) -> Option<Date> {
    let quarter =
        matches!(expression.meaning, Meaning::Near { unit: lexicon::Unit::Quarter, step: Step::This, .. });
    let joined = next.start == expression.end + 1
        && words.get(expression.end).is_some_and(|word| matches!(word.norm.as_str(), "ended" | "ending"));
    let tense = tense::tense(words, next.start, next.end);
    let day = (quarter && joined).then(|| anchor.mention(words, next, tense, None))??;
    single_day(day.interval)
}

/// The day that an interval of at most one day and a night begins on.
pub fn single_day(interval: LocalInterval) -> Option<Date> {
    let (earliest, latest) = (interval.earliest?, interval.latest?);
    let next = earliest.date().tomorrow().ok()?;
    (latest <= next.at(12, 0, 0, 0)).then(|| earliest.date())
}

/// How finely an interval is known, by its length.
fn precision(interval: LocalInterval) -> TimePrecision {
    let (Some(earliest), Some(latest)) = (interval.earliest, interval.latest) else {
        return TimePrecision::Unknown;
    };
    let hours = latest
        .since((jiff::Unit::Hour, earliest))
        .map_or(i64::from(i32::MAX), |span| i64::from(span.get_hours()));
    match hours {
        ..=2 => TimePrecision::Hour,
        3..=23 => TimePrecision::PartOfDay,
        24 => TimePrecision::Day,
        25..=144 => TimePrecision::Days,
        145..=192 => TimePrecision::Week,
        193..=768 => TimePrecision::Month,
        769..=8000 => TimePrecision::Months,
        8001..=8784 => TimePrecision::Year,
        _ => TimePrecision::Years,
    }
}
