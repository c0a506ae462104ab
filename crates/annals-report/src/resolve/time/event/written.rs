//! What the day of writing says of the weekdays that place news.

use annals_types::time::LocalInterval;
use jiff::civil::{Date, DateTime};

use super::narrow::Constraint;
use crate::resolve::time::{
    context::{Written, plus},
    single_day,
};

/// Days in a week.
const WEEK: i64 = 7;

/// Why a weekday says nothing.
const DAY_AFTER: &str =
    "it is the weekday of the day after the declared date, when the report may have been rewritten";

/// What places an incident that a report of `written` tells as news, nearest first. `fresh` where the report is of the incident itself,
/// not of what was done about it days later.
pub fn placed_by(found: Vec<Constraint>, written: &Written, fresh: bool) -> Vec<Constraint> {
    let beside = |constraint: Constraint| match day_of_weekday(&constraint) {
        Some(day) if fresh && is_day_after(day, written) => {
            Constraint { left_out: Some(DAY_AFTER), ..constraint }
        }
        Some(day) if plus(written.date, 1).is_some_and(|next| next < day) => a_week_before(constraint),
        _ => constraint,
    };
    timed_first(found.into_iter().map(beside).collect())
}

/// The day of a weekday that is placed only by being the nearest.
fn day_of_weekday(constraint: &Constraint) -> Option<Date> {
    constraint.interval.earliest.filter(|_| constraint.by_weekday).map(DateTime::date)
}

/// Whether the weekday is that of the day after the one that the report was declared to be of: hardly anybody calls the day of six days
/// ago by its weekday alone, but reports are rewritten on the next day and keep their date.
fn is_day_after(day: Date, written: &Written) -> bool {
    written.span.is_none() && plus(day, WEEK - 1) == Some(written.date)
}

/// What has happened lies behind: the weekday is the one before the writing, whatever the tense of its clause.
fn a_week_before(constraint: Constraint) -> Constraint {
    let back = |at: Option<DateTime>| at.and_then(|at| at.checked_sub(jiff::Span::new().days(WEEK)).ok());
    let LocalInterval { earliest, latest } = constraint.interval;
    Constraint {
        interval: LocalInterval { earliest: back(earliest), latest: back(latest) },
        why: format!("{}; a week before, since it has happened", constraint.why),
        ..constraint
    }
}

/// "Police said Saturday that four were shot. It was at 9:45 p.m. on Friday.": a weekday told with its hour goes before a later one
/// told without, which is rather that of the saying.
fn timed_first(mut found: Vec<Constraint>) -> Vec<Constraint> {
    let has_hour = |constraint: &Constraint| constraint.clock.is_some() || constraint.partial.part.is_some();
    let day = |constraint: &Constraint| {
        single_day(constraint.interval).filter(|_| constraint.by_weekday && constraint.left_out.is_none())
    };
    let Some(first) = found.first().filter(|first| !has_hour(first)).and_then(day) else { return found };
    if found.iter().any(|other| has_hour(other) && day(other) == Some(first)) {
        return found;
    }
    let timed =
        found.iter().position(|other| has_hour(other) && day(other).is_some_and(|other| other < first));
    if let Some(timed) = timed {
        let timed = found.remove(timed);
        found.insert(0, timed);
    }
    found
}
