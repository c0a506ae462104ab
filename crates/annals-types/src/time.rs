//! Times: TIMEX3 values, and intervals that words constrain.

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// TIMEX3 `type` (TimeML 1.2.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A calendar date, of any size from day to century.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

/// How finely a time is known, from fine to coarse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimePrecision {
    /// To the hour or better.
    Hour,
    /// `early Monday`, `overnight`.
    PartOfDay,
    /// One day.
    Day,
    /// Several days that stand apart or together: `days` of the event lists them.
    Days,
    /// One week.
    Week,
    /// One month, or a part of it (`late February`).
    Month,
    /// Several months: a season, a quarter, `this year`.
    Months,
    /// One year.
    Year,
    /// Several years.
    Years,
    /// Not known.
    Unknown,
}

/// A part of the day, with the local hours that annals takes it for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartOfDay {
    /// 00:00 to 06:00: "early Monday", "before dawn", "just after midnight".
    EarlyHours,
    /// 04:00 to 08:00: "at dawn".
    Dawn,
    /// 06:00 to 12:00.
    Morning,
    /// 11:00 to 14:00.
    Midday,
    /// 12:00 to 18:00.
    Afternoon,
    /// 17:00 to 24:00.
    Evening,
    /// 18:00 to 06:00 of the next day.
    Night,
}

impl PartOfDay {
    /// First and last hour, half-open, counted from midnight of the named day; more than 24 runs into the next.
    pub const fn hours(self) -> (i8, i8) {
        match self {
            Self::EarlyHours => (0, 6),
            Self::Dawn => (4, 8),
            Self::Morning => (6, 12),
            Self::Midday => (11, 14),
            Self::Afternoon => (12, 18),
            Self::Evening => (17, 24),
            Self::Night => (18, 30),
        }
    }

    /// Whether an hour of the day is of both.
    pub const fn overlaps(self, other: Self) -> bool {
        let (start, end) = self.hours();
        let (other_start, other_end) = other.hours();
        // How long after the one the other begins, around the clock.
        let to_other = (other_start - start).rem_euclid(DAY);
        let from_other = (start - other_start).rem_euclid(DAY);
        to_other < end - start || from_other < other_end - other_start
    }
}

/// Hours of a day.
const DAY: i8 = 24;

/// A half-open interval of local time; `None` is an open side. Where both sides are open nothing is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct LocalInterval {
    /// Not before.
    pub earliest: Option<DateTime>,
    /// Before.
    pub latest: Option<DateTime>,
}

impl LocalInterval {
    /// The whole of `date`.
    pub fn day(date: Date) -> Self {
        Self::days(date, date)
    }

    /// From the start of `first` to the end of `last`.
    pub fn days(first: Date, last: Date) -> Self {
        Self {
            earliest: Some(first.to_datetime(jiff::civil::Time::midnight())),
            latest: last.tomorrow().ok().map(|day| day.to_datetime(jiff::civil::Time::midnight())),
        }
    }

    /// What both allow; `None` when they exclude each other.
    pub fn meet(self, other: Self) -> Option<Self> {
        let met = Self {
            earliest: self.earliest.max(other.earliest),
            latest: match (self.latest, other.latest) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
        };
        match (met.earliest, met.latest) {
            (Some(earliest), Some(latest)) if earliest >= latest => None,
            _ => Some(met),
        }
    }
}

/// What words say of a calendar day without necessarily giving it: "Sunday", "February 15", "late February".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PartialDate {
    /// The year, where said.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
    /// 1 (Monday) to 7 (Sunday), as ISO 8601 counts.
    pub weekday: Option<i8>,
    /// The part of the day.
    pub part: Option<PartOfDay>,
}

/// When an incident happened, as far as words constrain it, in the local time of its place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EventTime {
    /// What all bounds together allow.
    pub interval: LocalInterval,
    /// How finely that is.
    pub precision: TimePrecision,
    /// The local dates that remain, ascending, where at most [`EventTime::MAX_DAYS`] do; otherwise empty.
    pub days: Vec<Date>,
    /// What the words say of weekday, month, day and part of day, whether or not it could be placed in a year. The
    /// linking of reports compares these too.
    pub partial: PartialDate,
    /// IANA zone of the place, where known.
    pub zone: Option<String>,
    /// What set each bound, in the order in which they were applied.
    pub bounds: Vec<TimeBound>,
    /// The likeliest day, where the report tells it as news and words leave none or several. The linking of reports does not compare
    /// the day itself; that there is one tells it that the report brings news.
    #[serde(default)]
    pub likely: Option<LikelyDay>,
}

/// A day that no words give outright.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LikelyDay {
    /// In the local time of the place.
    #[schemars(with = "String")]
    pub day: Date,
    /// For a person.
    pub why: String,
}

impl EventTime {
    /// How many candidate days are listed one by one. A person can still look through a fortnight.
    pub const MAX_DAYS: usize = 14;

    /// Nothing known.
    pub fn unknown() -> Self {
        Self {
            interval: LocalInterval::default(),
            precision: TimePrecision::Unknown,
            days: Vec::new(),
            partial: PartialDate::default(),
            zone: None,
            bounds: Vec::new(),
            likely: None,
        }
    }
}

/// One reason why an interval is as it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TimeBound {
    /// Which side it set.
    pub side: Side,
    /// For a person: `weekday Sunday`, `two years after 2010-05-06, when the minister took office`.
    pub why: String,
    /// The words; `None` for a declared publication date, which is metadata.
    pub span: Option<Span>,
}

/// A side of an interval.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The lower bound.
    Earliest,
    /// The upper bound.
    Latest,
    /// Both at once, as "on Monday" does.
    Both,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn parts_of_the_day_overlap_around_the_clock() {
        use PartOfDay::{Afternoon, Dawn, EarlyHours, Evening, Midday, Morning, Night};
        let overlapping =
            [(Night, Dawn), (Night, EarlyHours), (Night, Evening), (Dawn, Morning), (Midday, Morning)];
        let apart =
            [(Night, Midday), (Night, Morning), (Evening, EarlyHours), (Morning, Afternoon), (Midday, Dawn)];
        for (a, b) in overlapping {
            assert!(a.overlaps(b) && b.overlaps(a), "{a:?} {b:?}");
        }
        for (a, b) in apart {
            assert!(!a.overlaps(b) && !b.overlaps(a), "{a:?} {b:?}");
        }
    }

    #[test]
    fn days_are_half_open() {
        let day = LocalInterval::day(date(2024, 2, 28));
        assert_eq!(day.latest, Some(date(2024, 2, 29).at(0, 0, 0, 0)));
    }

    #[test]
    fn intervals_meet_or_exclude_each_other() {
        let february = LocalInterval::days(date(2021, 2, 1), date(2021, 2, 28));
        let fifteenth = LocalInterval::day(date(2021, 2, 15));
        assert_eq!(february.meet(fifteenth), Some(fifteenth));
        assert_eq!(fifteenth.meet(LocalInterval::day(date(2021, 2, 16))), None);
        assert_eq!(fifteenth.meet(LocalInterval::default()), Some(fifteenth));
    }
}
