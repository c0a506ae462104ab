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

#[cfg(test)]
mod tests {
    use annals_types::{Span, time::PartialDate};
    use jiff::civil::date;

    use super::*;

    /// A report that is declared to be of Tuesday 5 March 2024.
    const WRITTEN: Written =
        Written { date: date(2024, 3, 5), why: "the declared publication date", span: None };

    /// A weekday that was placed on this day of March 2024, with the hour where one is said.
    fn weekday(day: i8, hour: Option<i8>) -> Constraint {
        let day = date(2024, 3, day);
        Constraint {
            interval: LocalInterval::day(day),
            partial: PartialDate {
                weekday: Some(day.weekday().to_monday_one_offset()),
                ..PartialDate::default()
            },
            why: "a weekday".into(),
            span: Span::at(0, 1),
            clock: hour.map(|hour| (hour, 0)),
            overnight: false,
            by_weekday: true,
            allowed: Vec::new(),
            sentence: None,
            left_out: None,
        }
    }

    fn days(found: &[Constraint]) -> Vec<String> {
        found.iter().filter_map(|one| one.interval.earliest).map(|at| at.date().to_string()).collect()
    }

    #[test]
    fn the_weekday_of_the_day_after_says_nothing_in_a_fresh_report() {
        let wednesday =
            || vec![Constraint { interval: LocalInterval::day(date(2024, 2, 28)), ..weekday(6, None) }];
        assert_eq!(placed_by(wednesday(), &WRITTEN, true)[0].left_out, Some(DAY_AFTER));
        assert_eq!(placed_by(wednesday(), &WRITTEN, false)[0].left_out, None);
        // A date that stands in the text was written with it.
        let opening = Written { span: Some(Span::at(0, 4)), ..WRITTEN };
        assert_eq!(placed_by(wednesday(), &opening, true)[0].left_out, None);
    }

    #[test]
    fn a_weekday_further_ahead_is_the_one_before() {
        assert_eq!(days(&placed_by(vec![weekday(8, None)], &WRITTEN, true)), ["2024-03-01"]);
        assert_eq!(days(&placed_by(vec![weekday(6, None)], &WRITTEN, true)), ["2024-03-06"]);
    }

    #[test]
    fn a_weekday_with_its_hour_goes_before_a_later_one_without() {
        let found = vec![weekday(4, None), weekday(3, Some(21))];
        assert_eq!(days(&placed_by(found, &WRITTEN, true)), ["2024-03-03", "2024-03-04"]);
        let found = vec![weekday(3, None), weekday(4, Some(21))];
        assert_eq!(
            days(&placed_by(found, &WRITTEN, true)),
            ["2024-03-03", "2024-03-04"],
            "the later one may be of the aftermath"
        );
        let found = vec![weekday(4, None), weekday(3, Some(21)), weekday(4, Some(8))];
        assert_eq!(days(&placed_by(found, &WRITTEN, true))[0], "2024-03-04", "it has an hour too");
    }
}
