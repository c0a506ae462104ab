//! How far apart two mentions lie in time, as far as their words tell.

use std::fmt;

use annals_types::{reading::MentionRole, time::EventTime};
use jiff::civil::Date;

use super::What;
use crate::link::{facts::Facts, weights::Weight};

/// How two times compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gap {
    /// Nothing can be compared.
    Unknown,
    /// The same single day.
    SameDay,
    /// One of the few days that each allows.
    DayShared,
    /// Wider spans overlap.
    SpansOverlap,
    /// The nearest days that they allow are so far apart.
    Days(i64),
    /// The same, though two main stories were published within a week: one of the days was misread.
    DaysDoubted(i64),
    /// Without a year: the same day of the same month.
    MonthDaySame,
    /// Without a year: another day or month.
    MonthDayDiffers,
    /// The same weekday.
    WeekdaySame,
    /// The day of the week next to it: one night seen from two zones, or two days.
    WeekdayNext,
    /// Weekdays that are neither the same nor neighbours.
    WeekdayDiffers,
}

impl Gap {
    /// The weight, and the number that it is read at; `None` where it says nothing.
    pub const fn weighed(self) -> Option<(Weight, f64)> {
        let weight = match self {
            Self::Unknown | Self::WeekdayNext => return None,
            Self::Days(days) => return Some((Weight::DayGap, days as f64)),
            Self::SameDay => Weight::SameDay,
            Self::DayShared => Weight::DaysShared,
            Self::SpansOverlap => Weight::SpansOverlap,
            Self::DaysDoubted(_) => Weight::DayGapDoubted,
            Self::MonthDaySame => Weight::MonthDaySame,
            Self::MonthDayDiffers => Weight::MonthDayDiffers,
            Self::WeekdaySame => Weight::WeekdaySame,
            Self::WeekdayDiffers => Weight::WeekdayDiffers,
        };
        Some((weight, 0.0))
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "times not compared",
            Self::SameDay => "date gap 0 days",
            Self::DayShared => "a possible day in common",
            Self::SpansOverlap => "spans of time overlap",
            Self::Days(1) => "date gap 1 day",
            Self::Days(days) => return write!(f, "date gap {days} days"),
            Self::DaysDoubted(days) => {
                return write!(f, "date gap {days} days, which the days of publication make doubtful");
            }
            Self::MonthDaySame => "same day of the year, year unknown",
            Self::MonthDayDiffers => "another day of the year",
            Self::WeekdaySame => "same weekday",
            Self::WeekdayNext => "the weekday next to it",
            Self::WeekdayDiffers => "another weekday",
        })
    }
}

/// How long after the day of `dated` the other main story was published, where that gives no day.
///
/// Nothing is told before it happened, and what is told as news happened a day or two before.
pub(super) fn news(dated: &Facts, other: &Facts) -> Option<What> {
    let mains = dated.role == MentionRole::Main && other.role == MentionRole::Main;
    if !mains || !other.time.days.is_empty() {
        return None;
    }
    let published = other.published?;
    let after = dated.time.days.iter().map(|&day| number(published) - number(day));
    let after = after.min_by_key(|days| days.abs())?;
    Some(if other.time.likely.is_some() { What::News(after) } else { What::ToldLater(after) })
}

/// How many days before the first day that one main story gives the other was published, which gives another day: it cannot tell of what had
/// not happened yet, unless a day was misread.
pub(super) fn told_before(a: &Facts, b: &Facts) -> Option<What> {
    let mains = a.role == MentionRole::Main && b.role == MentionRole::Main;
    let apart = !a.time.days.iter().any(|day| b.time.days.contains(day));
    let before = |dated: &Facts, other: &Facts| {
        let first = dated.time.days.first().filter(|_| !other.time.days.is_empty())?;
        Some(number(*first) - number(other.published?))
    };
    let most = before(a, b).max(before(b, a)).filter(|&days| mains && apart && days > 0)?;
    Some(What::ToldBefore(most))
}

/// Whether both main stories give one day, that of their publication or the day before, and the one came out as many days after the other as
/// its day lies after the other's: what happens in a town on successive days is told on successive days.
pub(super) fn news_apart(a: &Facts, b: &Facts) -> Option<What> {
    let news = |facts: &Facts| {
        let &[day] = facts.time.days.as_slice() else { return None };
        let published = facts.published.filter(|_| facts.role == MentionRole::Main)?;
        (0..=1).contains(&(number(published) - number(day))).then_some((number(day), number(published)))
    };
    let ((day_a, published_a), (day_b, published_b)) = (news(a)?, news(b)?);
    let days = day_a - day_b;
    (days != 0 && days == published_a - published_b).then_some(What::NewsApart(days.abs()))
}

/// Whether both name the same part of the day; `None` where one names none, and where they name two that share an hour.
pub fn part(a: &Facts, b: &Facts) -> Option<bool> {
    let (a, b) = (a.time.partial.part?, b.time.partial.part?);
    let same = a == b;
    (same || !a.overlaps(b)).then_some(same)
}

/// A main story is news for about so many days.
const NEWS_DAYS: i64 = 7;

/// How `a` and `b` compare. `published` are the days between the publication of two main stories.
pub fn gap(a: &Facts, b: &Facts, published: Option<i64>) -> Gap {
    match told_gap(a, b) {
        Gap::Days(days) if days > NEWS_DAYS && published.is_some_and(|published| published <= NEWS_DAYS) => {
            Gap::DaysDoubted(days)
        }
        gap => gap,
    }
}

/// By the days that remain to each, else by the calendar parts that were said.
fn told_gap(a: &Facts, b: &Facts) -> Gap {
    match (Allowed::of(&a.time), Allowed::of(&b.time)) {
        (Some(days_a), Some(days_b)) => match days_a.distance(&days_b) {
            0 => match days_a.size().max(days_b.size()) {
                ..=1 => Gap::SameDay,
                2..=FEW_DAYS => Gap::DayShared,
                _ => by_parts(&a.time, &b.time).unwrap_or(Gap::SpansOverlap),
            },
            days => Gap::Days(days),
        },
        _ => by_parts(&a.time, &b.time).unwrap_or(Gap::Unknown),
    }
}

/// So many candidate days still say something by sharing one.
const FEW_DAYS: i64 = 8;

/// Where not both are dated: day of the year, else weekday.
fn by_parts(a: &EventTime, b: &EventTime) -> Option<Gap> {
    let (a, b) = (a.partial, b.partial);
    if let (Some(year_a), Some(year_b)) = (a.year, b.year)
        && year_a != year_b
    {
        return Some(Gap::Days(365 * i64::from((year_a - year_b).abs())));
    }
    if let (Some(month_a), Some(day_a), Some(month_b), Some(day_b)) = (a.month, a.day, b.month, b.day) {
        // Any leap year does: what counts is the distance within the year.
        let date = |month, day| Date::new(2020, month, day).ok();
        let days = days_between(date(month_a, day_a)?, date(month_b, day_b)?);
        return Some(match days.min(366 - days) {
            0 => Gap::MonthDaySame,
            1 => Gap::Days(1),
            _ => Gap::MonthDayDiffers,
        });
    }
    if let (Some(month_a), Some(month_b)) = (a.month, b.month)
        && month_a != month_b
        && (month_a - month_b).rem_euclid(12).min((month_b - month_a).rem_euclid(12)) > 1
    {
        return Some(Gap::MonthDayDiffers);
    }
    let apart = (a.weekday? - b.weekday?).rem_euclid(7);
    match apart.min(7 - apart) {
        0 => Some(Gap::WeekdaySame),
        1 => Some(Gap::WeekdayNext),
        _ => Some(Gap::WeekdayDiffers),
    }
}

/// The days that words allow: a few that are listed, or a span.
enum Allowed<'a> {
    Days(&'a [Date]),
    Span(Date, Date),
}

impl<'a> Allowed<'a> {
    fn of(time: &'a EventTime) -> Option<Self> {
        if !time.days.is_empty() {
            return Some(Self::Days(&time.days));
        }
        let first = time.interval.earliest?.date();
        let last = time.interval.latest?.checked_sub(jiff::Span::new().nanoseconds(1)).ok()?.date();
        Some(Self::Span(first, last.max(first)))
    }

    fn size(&self) -> i64 {
        match self {
            Self::Days(days) => i64::try_from(days.len()).unwrap_or(i64::MAX),
            Self::Span(first, last) => days_between(*first, *last) + 1,
        }
    }

    /// Days between the nearest of both; 0 where they share one.
    fn distance(&self, other: &Self) -> i64 {
        match (self, other) {
            (Self::Span(first, last), other) | (other, Self::Span(first, last)) => {
                let to_span = |from: Date, to: Date| {
                    if to < *first {
                        days_between(to, *first)
                    } else if from > *last {
                        days_between(*last, from)
                    } else {
                        0
                    }
                };
                match other {
                    Self::Span(from, to) => to_span(*from, *to),
                    Self::Days(days) => days.iter().map(|&day| to_span(day, day)).min().unwrap_or(0),
                }
            }
            (Self::Days(a), Self::Days(b)) => {
                a.iter().flat_map(|&x| b.iter().map(move |&y| days_between(x, y))).min().unwrap_or(0)
            }
        }
    }
}

/// Days from one date to the other, whichever is later.
pub fn days_between(a: Date, b: Date) -> i64 {
    (number(a) - number(b)).abs()
}

/// The days are numbered one by one.
fn number(day: Date) -> i64 {
    day.duration_since(Date::ZERO).as_hours() / 24
}
