//! Expressions of time: TIMEX3 values and intervals with reasons; and when an incident happened.
//!
//! A sentence is cut into [`words`]; the [`grammar`] finds expressions among them and says what they say
//! ([`expression`]); [`anchor`] places them in the calendar by what the report says of when it was written ([`context`]) and by
//! the [`tense`] of the clause. [`event`] intersects everything that constrains one incident.

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
    mention::TimeMention,
    time::{LocalInterval, TimePrecision},
};
use jiff::civil::Date;

pub use context::{Written, written};
pub use event::{Evidence, event_time};

use crate::Knowledge;

/// The expressions of time in the told segments of `report`, in the order of their spans.
pub fn times(report: &Report, layers: &Layers, knowledge: &Knowledge) -> Vec<TimeMention> {
    let holidays = &knowledge.holidays;
    let written = written(report, knowledge);
    let mut anchor =
        anchor::Anchor { holidays, written: written.as_ref(), told: None, dated: None, quarter: None };
    let mut found = Vec::new();
    // The quarter told of last, and the sentence that told of it: figures of another one are compared right beside it.
    let mut quarter: Option<(usize, Date)> = None;
    for (index, sentence) in layers.sentences.iter().enumerate() {
        let words = words::words(&report.text, sentence.span);
        for expression in grammar::parse(&words, holidays) {
            anchor.quarter = quarter.filter(|(told, _)| index - told <= 1).map(|(_, first)| first);
            let tense = tense::tense(&words, expression.start, expression.end);
            let Some(mention) = anchor.mention(&words, &expression, tense) else { continue };
            if let Some(earliest) = mention.interval.earliest.filter(|_| mention.value.contains("-Q")) {
                quarter = Some((index, earliest.date()));
            }
            if let Some(day) = single_day(mention.interval) {
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

/// The day that an interval of at most one day and a night begins on.
fn single_day(interval: LocalInterval) -> Option<Date> {
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
