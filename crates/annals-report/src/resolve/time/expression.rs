//! What an expression of time says, before anything places it in the calendar.

use annals_types::time::PartOfDay;

use super::lexicon::Unit;

/// An expression found: words `start..end` of a sentence, and what they say.
#[derive(Clone, PartialEq, Debug)]
pub struct Expression {
    /// Index of the first word.
    pub start: usize,
    /// Index after the last word.
    pub end: usize,
    /// What it says.
    pub meaning: Meaning,
    /// "more than", "nearly", "about" before or in it.
    pub bound: Option<&'static str>,
}

/// What words say.
#[derive(Clone, PartialEq, Debug)]
pub enum Meaning {
    /// A point or stretch of the calendar.
    Calendar(Said),
    /// "last month", "this week", "next year", "that day".
    Near { unit: Unit, step: Step, edge: Option<Edge>, reach: Reach },
    /// "two days ago", "a week later".
    Shift { count: Amount, unit: Unit, back: bool, base: Base },
    /// "five days", "the past two months".
    Length { count: Amount, half: bool, unit: Unit, side: Option<Step> },
    /// "daily", "every Friday".
    Repeated(String),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Vague(&'static str),
    /// "the year-ago quarter", "the latest period".
    Period(Period),
}

/// A stretch of time that figures are told for beside others: "the year-ago quarter", "last year's third quarter".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// 1 to 4, where said.
    pub quarter: Option<i8>,
    /// Whether it is called a quarter, not only a period or results.
    pub is_quarter: bool,
    pub year: OfYear,
}

/// Of which year a [`Period`] is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OfYear {
    /// "the 1988 quarter".
    Said(i16),
    /// "the latest quarter": that of the figures told of.
    Told,
    /// "year-ago": the year before that of the figures told of.
    Before,
    /// "last year's": so many years from the present one.
    Present(i16),
}

/// How many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// So many.
    Exactly(u32),
    /// "several", "a few", "dozens of".
    Some,
}

/// From where a shift counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    /// From the time of writing: "ago".
    Now,
    /// From what the text tells before: "later", "earlier".
    Text,
}

/// Which one of several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Last,
    This,
    Next,
    /// "the same day", "that year": the one that the text told of.
    That,
    /// "the next morning", "the following day": the one after what the text told of.
    After,
    /// "the previous Friday": the one before what the text told of.
    Before,
}

/// Which end of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    Start,
    Mid,
    End,
}

impl Edge {
    /// TIMEX3's `mod`.
    pub const fn modifier(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
        }
    }
}

/// How far a stretch beside the present reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// As the calendar has it.
    Whole,
    /// "earlier this year", "later this month": up to the present, or from it on.
    FromNow,
    /// "in the last week": as long as one, up to the present.
    UpToNow,
}

/// A time of day as a clock shows it: the end of the day is its last minute.
pub const fn on_clock((hour, minute): (i8, i8)) -> (i8, i8) {
    if hour < 24 { (hour, minute) } else { (23, 59) }
}

/// Takes up `theirs` where it says anything; `clash` where `mine` did too.
fn take<T: Copy>(mine: &mut Option<T>, theirs: Option<T>, clash: &mut bool) {
    if theirs.is_some() {
        *clash |= mine.is_some();
        *mine = theirs;
    }
}

/// The parts of a calendar date as said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Said {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// Last day of a range: "12 to 14 March", "12-14 March".
    pub day_to: Option<i8>,
    /// 1 to 7.
    pub weekday: Option<i8>,
    /// The number of years that `year` begins: 10 for "the 1980s".
    pub years: Option<i16>,
    /// `SP`, `SU`, `FA`, `WI`.
    pub season: Option<&'static str>,
    /// 1 to 4.
    pub quarter: Option<i8>,
    /// 1 or 2: half of a year.
    pub half: Option<i8>,
    /// A row of `knowledge/holidays.toml`.
    pub holiday: Option<usize>,
    /// Days from today: 0 today, -1 yesterday.
    pub offset: Option<i64>,
    /// The night that ends today; beside a day the one before or after it, which people do not tell apart, and with [`Edge::Start`] the
    /// one that ends on it: "overnight into Sunday".
    pub overnight: bool,
    pub part: Option<PartOfDay>,
    /// Hour and minute; 24:00 is the end of the day: see [`on_clock`].
    pub clock: Option<(i8, i8)>,
    pub step: Option<Step>,
    pub edge: Option<Edge>,
    /// Day and month could stand the other way round.
    pub swappable: bool,
    /// The year, counted from the present one: "June last year".
    pub year_by: Option<i16>,
    /// The week that the weekday is of, counted from the present one: "Monday last week".
    pub week_by: Option<i16>,
    /// The week that holds the day: "the week of March 6".
    pub week: bool,
}

impl Said {
    /// Takes up what `other` says, where the two say different things of one point in time.
    pub fn join(self, other: Self) -> Option<Self> {
        let mut joined = self;
        let mut clash = false;
        take(&mut joined.year, other.year, &mut clash);
        take(&mut joined.month, other.month, &mut clash);
        take(&mut joined.day, other.day, &mut clash);
        take(&mut joined.day_to, other.day_to, &mut clash);
        take(&mut joined.weekday, other.weekday, &mut clash);
        take(&mut joined.years, other.years, &mut clash);
        take(&mut joined.season, other.season, &mut clash);
        take(&mut joined.quarter, other.quarter, &mut clash);
        take(&mut joined.half, other.half, &mut clash);
        take(&mut joined.holiday, other.holiday, &mut clash);
        take(&mut joined.offset, other.offset, &mut clash);
        take(&mut joined.clock, other.clock, &mut clash);
        take(&mut joined.step, other.step, &mut clash);
        take(&mut joined.edge, other.edge, &mut clash);
        take(&mut joined.year_by, other.year_by, &mut clash);
        take(&mut joined.week_by, other.week_by, &mut clash);
        clash |= joined.year.is_some() && joined.year_by.is_some();
        // "2 a.m. Monday morning": the clock says it more finely.
        joined.part = joined.part.or(other.part);
        joined.overnight |= other.overnight;
        joined.swappable |= other.swappable;
        (!clash).then_some(joined)
    }

    /// Whether it says which day, in some way.
    pub const fn names_day(&self) -> bool {
        self.names_date() || self.overnight
    }

    /// Whether it says which day, other than by the night that ends today.
    pub const fn names_date(&self) -> bool {
        self.weekday.is_some() || self.day.is_some() || self.offset.is_some() || self.holiday.is_some()
    }

    /// Whether it says a part of a year, longer than a month.
    pub const fn names_part_of_year(&self) -> bool {
        self.season.is_some() || self.quarter.is_some() || self.half.is_some()
    }

    /// Whether it says a time of day.
    pub const fn names_hour(&self) -> bool {
        self.part.is_some() || self.clock.is_some()
    }
}
