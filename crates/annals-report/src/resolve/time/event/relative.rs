//! Times counted from another incident: "a week later".

use std::fmt::Write as _;

use annals_types::{
    Report,
    mention::TimeMention,
    time::{EventTime, LocalInterval, PartialDate},
};
use jiff::civil::Date;

use super::narrow::Constraint;
use crate::{
    Knowledge,
    resolve::time::{
        anchor::{falls_on, slack},
        context::plus,
        expression::{Amount, Base, Meaning, Step},
        grammar,
        lexicon::Unit,
        words::words,
    },
};

/// What `mention` allows, counted from `anchor`; `None` where it is not counted from what the text tells.
pub fn counted(
    report: &Report,
    mention: &TimeMention,
    anchor: &EventTime,
    knowledge: &Knowledge,
) -> Option<Constraint> {
    let words = words(&report.text, mention.span);
    let expression = grammar::parse(&words, knowledge).into_iter().next()?;
    let (n, unit, back) = match expression.meaning {
        Meaning::Shift { count: Amount::Exactly(n), unit, back, base: Base::Text } => (n, unit, back),
        Meaning::Length { count: Amount::Exactly(n), half: false, unit, side: None }
            if is_before(report, mention) =>
        {
            (n, unit, true)
        }
        Meaning::Near { unit: unit @ (Unit::Day | Unit::Week), step, edge: None, .. } => match step {
            Step::After => (1, unit, false),
            Step::That => (0, unit, false),
            _ => return None,
        },
        Meaning::Calendar(said) if said.part.is_some() && !said.names_day() => match said.step? {
            Step::After => (1, Unit::Day, false),
            Step::That => (0, Unit::Day, false),
            _ => return None,
        },
        _ => return None,
    };
    // Who counts four days and more may be off by one.
    let days_off = i64::from(unit == Unit::Day && n >= 4);
    let moved = |date: Date| -> Option<(Date, Date)> {
        let (first, last) = falls_on(date, n, unit, back)?;
        Some((plus(first, -days_off)?, plus(last, days_off)?))
    };
    let mut why = format!("\"{}\" counted from ", mention.span.of(&report.text));
    let mut allowed: Vec<Date> = Vec::new();
    let mut interval = LocalInterval::default();
    let mut partial = PartialDate { part: mention.partial.part, ..PartialDate::default() };
    if anchor.days.is_empty() {
        let (first, last) = (anchor.interval.earliest, anchor.interval.latest);
        interval.earliest = first.and_then(|at| moved(at.date())).map(|(first, _)| first.at(0, 0, 0, 0));
        interval.latest = last.and_then(|at| moved(at.date())).map(|(_, last)| last.at(0, 0, 0, 0));
        why.push_str(&describe_interval(anchor.interval));
    } else {
        for day in &anchor.days {
            let Some((first, last)) = moved(*day) else { continue };
            allowed.extend(first.series(jiff::Span::new().days(1)).take_while(|date| *date <= last));
        }
        allowed.sort_unstable();
        allowed.dedup();
        if let (Some(first), Some(last)) = (allowed.first(), allowed.last()) {
            interval = LocalInterval::days(*first, *last);
        }
        let days: Vec<String> = anchor.days.iter().map(ToString::to_string).collect();
        why.push_str(&days.join(" or "));
    }
    // "February 15" of an unknown year: a week later it is still February.
    if interval == LocalInterval::default()
        && let (Some(month), Some(day)) = (anchor.partial.month, anchor.partial.day)
        && let Ok(sample) = Date::new(2021, month, day)
        && let Some((first, last)) = moved(sample)
    {
        if first.month() == last.month() {
            partial.month = Some(first.month());
        }
        let _ = write!(why, "{month:02}-{day:02} of a year that is not said");
    }
    let tolerance = slack(n, unit) + days_off;
    if tolerance > 0 {
        let _ = write!(why, ", give or take {tolerance} day{}", if tolerance == 1 { "" } else { "s" });
    }
    Some(Constraint {
        interval,
        partial,
        why,
        span: mention.span,
        clock: None,
        overnight: false,
        by_weekday: false,
        allowed,
        sentence: None,
        left_out: None,
    })
}

/// "A day after": what follows lies so long before what the text tells. "For three days after" is how long something went on.
fn is_before(report: &Report, mention: &TimeMention) -> bool {
    let before = report.text.get(..mention.span.start() as usize).unwrap_or_default();
    let last = before.rsplit(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    if ["for", "during", "over", "within", "in"].iter().any(|word| last.eq_ignore_ascii_case(word)) {
        return false;
    }
    let rest = report.text.get(mention.span.end() as usize..).unwrap_or_default();
    rest.split_whitespace().next().is_some_and(|next| next.eq_ignore_ascii_case("after"))
}

fn describe_interval(interval: LocalInterval) -> String {
    match (interval.earliest, interval.latest) {
        (Some(first), Some(last)) => format!("{} to {}", first.date(), last.date()),
        (Some(first), None) => format!("some time after {}", first.date()),
        (None, Some(last)) => format!("some time before {}", last.date()),
        (None, None) => "an incident at ".to_owned(),
    }
}
