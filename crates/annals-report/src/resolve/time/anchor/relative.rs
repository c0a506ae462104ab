//! Weeks, months and years beside the present one; counted times; lengths.

use annals_types::time::{LocalInterval, TimePrecision, TimexKind};
use jiff::civil::{Date, DateTime};

use super::{Anchor, Placed};
use crate::resolve::time::{
    context::{iso, plus},
    expression::{Amount, Base, Edge, Reach, Step},
    lexicon::Unit,
};

/// So many hours beyond whole days may lie on one day more: fewer hardly ever cross midnight.
const HOURS_OF_ANOTHER_DAY: u32 = 6;

/// How many days before the writing "earlier this year" ends: who tells of this week's news calls it something else. A choice.
const fn not_so_recent(unit: Unit) -> i64 {
    match unit {
        Unit::Year => 30,
        Unit::Quarter | Unit::Month => 3,
        _ => 1,
    }
}

impl Anchor<'_> {
    /// "last month", "this week", "that day".
    pub(super) fn near(&self, unit: Unit, step: Step, edge: Option<Edge>, reach: Reach) -> Placed {
        let (base, base_why) = match step {
            Step::That if unit == Unit::Year => {
                (self.year.or(self.told), "the one that the text told of".to_owned())
            }
            Step::That => (self.told, "the one that the text told of".to_owned()),
            // Days and weeks "before" and "after" count from what was told; a "last week" counts from the writing.
            Step::After => (self.told, "the one after that which the text told of".to_owned()),
            Step::Last if unit == Unit::Day => {
                (self.told, "the day before the one that the text told of".to_owned())
            }
            _ => (self.now(), format!("counted from {}", self.now_why())),
        };
        let by = match step {
            Step::Last | Step::Before => -1,
            Step::Next | Step::After => 1,
            Step::This | Step::That => 0,
        };
        let modifier = edge.map(Edge::modifier);
        let precision = precision_of(unit);
        let Some((value, first, last)) = base.and_then(|base| stretch(base, unit, by)) else {
            let value = match unit {
                Unit::Day => "XXXX-XX-XX",
                Unit::Week | Unit::Fortnight => "XXXX-WXX",
                Unit::Weekend => "XXXX-WXX-WE",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Decade => "XXX",
                Unit::Century => "XX",
                _ => "XXXX",
            };
            return Placed { modifier, precision, ..Placed::open(TimexKind::Date, value, base_why) };
        };
        let (first, last) = match (reach, self.now()) {
            (Reach::FromNow, Some(now)) if edge == Some(Edge::Start) => {
                (first, plus(now, -not_so_recent(unit)).filter(|last| *last >= first).unwrap_or(now))
            }
            // What comes later comes after the day of writing.
            (Reach::FromNow, Some(now)) => (plus(now, 1).map_or(last, |next| next.min(last)), last),
            (Reach::UpToNow, Some(now)) => (shifted(now, 1, unit, true).unwrap_or(first), now),
            _ => edge_of(unit, edge, first, last),
        };
        Placed {
            modifier,
            interval: LocalInterval::days(first, last),
            precision,
            ..Placed::open(TimexKind::Date, value, base_why)
        }
    }

    /// "five months ago", "a week later".
    pub(super) fn shift(&self, count: Amount, unit: Unit, back: bool, base: Base) -> Placed {
        let (from, from_why) = match base {
            Base::Now => (self.now(), self.now_why()),
            // "a year earlier": where no day was told, from the year of writing.
            Base::Text if self.told.is_none() && back && unit == Unit::Year => (self.now(), self.now_why()),
            Base::Text => (
                self.told,
                self.told.map_or_else(
                    || "what the text told of".into(),
                    |told| format!("{told}, which the text told of"),
                ),
            ),
        };
        let side = if back { "before" } else { "after" };
        let Amount::Exactly(n) = count else {
            let value = if back { "PAST_REF" } else { "FUTURE_REF" };
            let limit = from.map(|from| from.at(0, 0, 0, 0)).filter(|_| unit >= Unit::Day);
            let interval = if back {
                LocalInterval { earliest: None, latest: limit }
            } else {
                LocalInterval { earliest: limit, latest: None }
            };
            let why = format!("some {}s {side} {from_why}", unit.name());
            return Placed {
                interval,
                precision: TimePrecision::Unknown,
                ..Placed::open(TimexKind::Date, value, why)
            };
        };
        let why = format!("{n} {}{} {side} {from_why}", unit.name(), if n == 1 { "" } else { "s" });
        let placed =
            from.and_then(|from| Some((shifted(from, n, unit, back)?, falls_on(from, n, unit, back))));
        let Some((point, days)) = placed else {
            let value = match unit {
                Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
                Unit::Day | Unit::Weekend => "XXXX-XX-XX",
                Unit::Week | Unit::Fortnight => "XXXX-WXX",
                Unit::Month | Unit::Quarter => "XXXX-XX",
                _ => "XXXX",
            };
            return Placed { precision: precision_of(unit), ..Placed::open(TimexKind::Date, value, why) };
        };
        let value = match unit {
            Unit::Week | Unit::Fortnight => week(point),
            Unit::Month | Unit::Quarter => format!("{:04}-{:02}", point.year(), point.month()),
            Unit::Year | Unit::Century => format!("{:04}", point.year()),
            Unit::Decade => format!("{:04}", point.year()).chars().take(3).collect(),
            _ => point.to_string(),
        };
        let interval =
            days.map_or_else(LocalInterval::default, |(first, last)| LocalInterval::days(first, last));
        Placed { interval, precision: precision_of(unit), ..Placed::open(TimexKind::Date, value, why) }
    }

    /// "five days", "the past two months".
    pub(super) fn length(&self, count: Amount, half: bool, unit: Unit, side: Option<Step>) -> Placed {
        let n = match count {
            Amount::Exactly(n) => n.to_string(),
            Amount::Some => "X".into(),
        };
        let value = if half { with_half(&n, unit) } else { unit.period(&n) };
        let Some(now) = self.now() else {
            return Placed::open(TimexKind::Duration, value, "a length of time");
        };
        let day = LocalInterval::day(now);
        let shifted = |back| match count {
            Amount::Exactly(n) => shifted(now, n, unit, back).map(|point| point.at(0, 0, 0, 0)),
            Amount::Some => None,
        };
        // Hours are counted from a day that is known only as a whole.
        let begins = || match (count, unit) {
            (Amount::Exactly(n), Unit::Hour) if may_cross_midnight(n) => hours_before(day.earliest?, n),
            _ => shifted(true),
        };
        let interval = match side {
            Some(Step::Last) => LocalInterval { earliest: begins(), latest: day.latest },
            Some(Step::Next) => LocalInterval {
                earliest: day.earliest,
                latest: shifted(false).zip(day.latest).map(|(end, day)| end.max(day)),
            },
            _ => return Placed::open(TimexKind::Duration, value, "a length of time"),
        };
        let precision = crate::resolve::time::precision(interval);
        let why = format!("a length of time that ends or begins with {}", self.now_why());
        Placed { interval, precision, ..Placed::open(TimexKind::Duration, value, why) }
    }

    pub(super) fn vague(&self, value: &str) -> Placed {
        let latest =
            self.now().and_then(|now| LocalInterval::day(now).latest).filter(|_| value == "PAST_REF");
        let interval = LocalInterval { earliest: None, latest };
        Placed { interval, ..Placed::open(TimexKind::Date, value, "no certain time") }
    }
}

/// The TIMEX3 value, first and last day of the `unit` that holds `base`, moved by `by`.
pub(super) fn stretch(base: Date, unit: Unit, by: i64) -> Option<(String, Date, Date)> {
    Some(match unit {
        Unit::Day => {
            let day = plus(base, by)?;
            (day.to_string(), day, day)
        }
        Unit::Week | Unit::Fortnight => {
            let monday = plus(base, by * 7 - i64::from(iso(base.weekday()) - 1))?;
            (week(monday), monday, plus(monday, 6)?)
        }
        Unit::Weekend => {
            // The weekend nearest before: on a Saturday or Sunday the present one.
            let back = i64::from((iso(base.weekday()) - 6).rem_euclid(7));
            let by = if by < 0 && back > 1 { 0 } else { by };
            let saturday = plus(base, by * 7 - back)?;
            (format!("{}-WE", week(saturday)), saturday, plus(saturday, 1)?)
        }
        Unit::Month => {
            let first = months(base.first_of_month(), by)?;
            (format!("{:04}-{:02}", first.year(), first.month()), first, first.last_of_month())
        }
        Unit::Quarter => {
            let quarter = (base.month() - 1) / 3;
            let first = months(Date::new(base.year(), quarter * 3 + 1, 1).ok()?, by * 3)?;
            let last = months(first, 2)?.last_of_month();
            (format!("{:04}-Q{}", first.year(), (first.month() - 1) / 3 + 1), first, last)
        }
        Unit::Year => {
            let year = base.year().checked_add(i16::try_from(by).ok()?)?;
            (format!("{year:04}"), Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)
        }
        Unit::Decade => {
            let year = (base.year() / 10).checked_add(i16::try_from(by).ok()?)?.checked_mul(10)?;
            (
                format!("{:03}", year / 10),
                Date::new(year, 1, 1).ok()?,
                Date::new(year.checked_add(9)?, 12, 31).ok()?,
            )
        }
        Unit::Century => {
            let year = (base.year() / 100).checked_add(i16::try_from(by).ok()?)?.checked_mul(100)?;
            (
                format!("{:02}", year / 100),
                Date::new(year, 1, 1).ok()?,
                Date::new(year.checked_add(99)?, 12, 31).ok()?,
            )
        }
        _ => return None,
    })
}

/// The part of a stretch that "early", "mid" or "late" leaves, in whole days.
fn edge_of(unit: Unit, edge: Option<Edge>, first: Date, last: Date) -> (Date, Date) {
    let Some(edge) = edge else { return (first, last) };
    let days = last.since((jiff::Unit::Day, first)).map_or(0, |span| i64::from(span.get_days())) + 1;
    let at = |share: i64| plus(first, days * share / 100).unwrap_or(first);
    let day_before = |date: Date| plus(date, -1).unwrap_or(date);
    match (unit, edge) {
        (Unit::Day, _) => (first, last),
        // A week is cut in halves around its Wednesday: "late last week" begins on Thursday.
        (Unit::Week, Edge::Start) => (first, at(43).max(first)),
        (Unit::Week, Edge::Mid) => (at(29), at(58)),
        (Unit::Week, Edge::End) => (at(43), last),
        (_, Edge::Start) => (first, day_before(at(50)).max(first)),
        (_, Edge::Mid) => (at(25), at(75)),
        (_, Edge::End) => (at(50), last),
    }
}

/// The day `n` units from `from`; of hours, by whole days.
pub fn shifted(from: Date, n: u32, unit: Unit, back: bool) -> Option<Date> {
    let n = if back { -i64::from(n) } else { i64::from(n) };
    match unit {
        Unit::Second | Unit::Minute => Some(from),
        Unit::Hour => plus(from, n / 24),
        Unit::Day => plus(from, n),
        Unit::Week | Unit::Weekend => plus(from, n.checked_mul(7)?),
        Unit::Fortnight => plus(from, n.checked_mul(14)?),
        Unit::Month => months(from, n),
        Unit::Quarter => months(from, n.checked_mul(3)?),
        Unit::Year => months(from, n.checked_mul(12)?),
        Unit::Decade => months(from, n.checked_mul(120)?),
        Unit::Century => months(from, n.checked_mul(1200)?),
    }
}

/// The first and the last day that `n` units from `from` may fall on.
pub fn falls_on(from: Date, n: u32, unit: Unit, back: bool) -> Option<(Date, Date)> {
    let point = shifted(from, n, unit, back)?;
    if unit == Unit::Hour && may_cross_midnight(n) {
        let beyond = plus(point, if back { -1 } else { 1 })?;
        return Some((point.min(beyond), point.max(beyond)));
    }
    let slack = slack(n, unit);
    Some((plus(point, -slack)?, plus(point, slack)?))
}

/// By how many days a count of `n` units may be off to each side: people round to whole units, so half of one.
pub fn slack(n: u32, unit: Unit) -> i64 {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => 0,
        Unit::Week | Unit::Weekend => i64::from(n.clamp(1, 3)),
        Unit::Fortnight => 3,
        Unit::Month => 15,
        Unit::Quarter => 45,
        Unit::Year => 183,
        Unit::Decade => 5 * 365,
        Unit::Century => 50 * 365,
    }
}

/// Whether what is left of `n` hours beyond whole days may reach into another day.
const fn may_cross_midnight(n: u32) -> bool {
    n % 24 >= HOURS_OF_ANOTHER_DAY
}

fn hours_before(at: DateTime, n: u32) -> Option<DateTime> {
    at.checked_sub(jiff::Span::new().try_hours(n).ok()?).ok()
}

fn months(date: Date, by: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(by).ok()?).ok()
}

/// `2021-W26`.
fn week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn with_half(n: &str, unit: Unit) -> String {
    match unit {
        Unit::Minute => format!("PT{n}M30S"),
        Unit::Hour => format!("PT{n}H30M"),
        Unit::Day => format!("P{n}DT12H"),
        Unit::Year => format!("P{n}Y6M"),
        _ => unit.period(&format!("{n}.5")),
    }
}

const fn precision_of(unit: Unit) -> TimePrecision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => TimePrecision::Hour,
        Unit::Day => TimePrecision::Day,
        Unit::Weekend => TimePrecision::Days,
        Unit::Week | Unit::Fortnight => TimePrecision::Week,
        Unit::Month => TimePrecision::Month,
        Unit::Quarter => TimePrecision::Months,
        Unit::Year => TimePrecision::Year,
        Unit::Decade | Unit::Century => TimePrecision::Years,
    }
}
