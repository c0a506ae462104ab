//! Days, months and years.

use annals_types::time::{LocalInterval, PartOfDay, PartialDate, TimePrecision, TimexKind};
use jiff::civil::{Date, DateTime};

use super::{Anchor, Placed, relative::stretch};
use crate::resolve::time::{
    context::{iso, plus},
    expression::{Edge, Said, Step, on_clock},
    lexicon::{MONTHS, Unit, WEEKDAYS, part_code, part_name},
    tense::Tense,
};

/// A report may be written a few days before the date that it was given, so a past month and day may lie so many days after it.
const TOLERANCE: i64 = 3;

/// A day that lies against the tense of its clause counts so many times its distance: "set Nov. 16 as the last day", written
/// early in November, still means the same month and not the year before.
const AGAINST_TENSE: i64 = 6;

/// A day behind the writing counts so many times its distance where it was to come, seen from what was told. A choice.
const AGAINST_PLANS: i64 = 3;

/// What was to come, seen from what was told, has come where it would have been so many days ago: further back the next such day is meant. A
/// choice.
const JUST_PAST: i64 = 2;

/// The first day of "late" in a month and the last of "early": "late February" is the last third.
const EARLY_TO: i8 = 10;
const LATE_FROM: i8 = 20;

impl Anchor<'_> {
    pub(super) fn calendar(&self, said: &Said, tense: Tense) -> Option<Placed> {
        // "June last year"
        let year = said.year_by.and_then(|by| self.now()?.year().checked_add(by)).or(said.year);
        let said = &Said { year, ..*said };
        let partial = partial_of(said, &self.knowledge.holidays);
        if said.names_day() || (said.step.is_some() && said.part.is_some()) {
            return Some(self.day(said, tense, partial));
        }
        if said.clock.is_some() || (said.part.is_some() && said.month.is_none() && said.year.is_none()) {
            return Some(self.hour_only(said, partial));
        }
        self.stretch(said, tense, partial)
    }

    /// A day, with or without the hour.
    fn day(&self, said: &Said, tense: Tense, partial: PartialDate) -> Placed {
        let Some((date, why)) = self.date(said, tense) else {
            return self.unplaced_day(said, partial);
        };
        let mut partial = partial;
        // What the words name, even where only a table or a count gave the date.
        if said.holiday.is_some() {
            (partial.month, partial.day) = (Some(date.month()), Some(date.day()));
        }
        // "overnight Saturday at 2 a.m.": the clock says which hour of Saturday.
        if said.overnight && !(said.names_date() && said.clock.is_some()) {
            return overnight(said, date, partial, &why);
        }
        if said.week
            && let Some((value, first, last)) = stretch(date, Unit::Week, 0)
        {
            let why = format!("the week of {date}: {why}");
            return Placed {
                interval: LocalInterval::days(first, last),
                precision: TimePrecision::Week,
                ..Placed::open(TimexKind::Date, value, why)
            };
        }
        let last = said.day_to.and_then(|day| Date::new(date.year(), date.month(), day).ok());
        let mut interval = LocalInterval::days(date, last.unwrap_or(date));
        let mut precision = if last.is_some() { TimePrecision::Days } else { TimePrecision::Day };
        if said.swappable {
            if let Ok(other) = Date::new(date.year(), date.day(), date.month()) {
                interval = LocalInterval::days(date.min(other), date.max(other));
                precision = TimePrecision::Days;
            }
            partial = PartialDate { year: partial.year, ..PartialDate::default() };
            return Placed {
                kind: TimexKind::Date,
                value: format!("{:04}-XX-XX", date.year()),
                modifier: None,
                interval,
                precision,
                partial,
                why: "day and month could stand either way round".into(),
            };
        }
        if let Some((hours, fine)) = hours_of(said, partial.part, date) {
            interval = hours;
            precision = fine;
        }
        let (kind, suffix) = time_of_day(said);
        Placed {
            kind,
            value: format!("{date}{suffix}"),
            modifier: said.edge.map(Edge::modifier),
            interval,
            precision,
            partial,
            why,
        }
    }

    /// The day that is meant, and why.
    fn date(&self, said: &Said, tense: Tense) -> Option<(Date, String)> {
        let now = self.now();
        if let Some(offset) = said.offset {
            let date = plus(now?, offset)?;
            let day = match offset {
                0 => "the day of writing",
                -2 => "two days before",
                -1 => "the day before",
                1 => "the day after",
                _ => "two days after",
            };
            return Some((date, format!("{day}: {}", self.now_why())));
        }
        if said.overnight && !said.names_date() {
            return Some((now?, self.now_why()));
        }
        if let (Some(month), Some(day)) = (said.month, said.day) {
            return self.month_day(said, month, day, tense);
        }
        if let Some(row) = said.holiday {
            let of = |year| self.knowledge.holidays.date(row, year);
            if let Some(year) = said.year {
                return Some((of(year)?, "a holiday, whose date follows from the year".into()));
            }
            let date = choose(now?, tense, said.step, of)?;
            return Some((date, format!("a holiday; its year from {}", self.now_why())));
        }
        if let Some(weekday) = said.weekday {
            return self.on_weekday(said, weekday, tense);
        }
        match said.step? {
            Step::That => Some((self.told?, "the day that the text told of".into())),
            Step::After => Some((plus(self.told?, 1)?, "the day after the one that the text told of".into())),
            _ => None,
        }
    }

    fn month_day(&self, said: &Said, month: i8, day: i8, tense: Tense) -> Option<(Date, String)> {
        if let Some(year) = said.year {
            return Some((Date::new(year, month, day).ok()?, "a full date".into()));
        }
        let of = |year| Date::new(year, month, day).ok();
        let fits = |date: &Date| said.weekday.is_none_or(|weekday| iso(date.weekday()) == weekday);
        if let Some(now) = self.now() {
            let chosen = choose(now, tense, said.step, |year| of(year).filter(fits))
                .or_else(|| choose(now, tense, said.step, of));
            return Some((chosen?, format!("the year that puts it nearest to {}", self.now_why())));
        }
        let dated = self.dated?;
        let date = choose(dated, Tense::Unsaid, None, of)?;
        Some((date, format!("the year of {dated}, which the text told of before")))
    }

    fn on_weekday(&self, said: &Said, weekday: i8, tense: Tense) -> Option<(Date, String)> {
        let name = WEEKDAYS[usize::from(weekday.unsigned_abs()).checked_sub(1)?];
        if let Some(Step::That | Step::After) = said.step {
            let told = self.told?;
            let ahead = i64::from((weekday - iso(told.weekday())).rem_euclid(7));
            let ahead = if said.step == Some(Step::After) && ahead == 0 { 7 } else { ahead };
            return Some((plus(told, ahead)?, format!("{name} after {told}, which the text told of")));
        }
        if said.step == Some(Step::Before)
            && let Some(told) = self.told
        {
            let back = i64::from((iso(told.weekday()) - weekday - 1).rem_euclid(7)) + 1;
            return Some((plus(told, -back)?, format!("{name} before {told}, which the text told of")));
        }
        let now = self.now()?;
        if let Some(by) = said.week_by {
            let days = i64::from(weekday - iso(now.weekday())) + 7 * i64::from(by);
            return Some((plus(now, days)?, format!("{name} of the week counted from {}", self.now_why())));
        }
        let back = i64::from((iso(now.weekday()) - weekday).rem_euclid(7));
        let early = said.edge == Some(Edge::Start) || said.clock.is_some_and(|(hour, _)| hour < 8);
        let (offset, which) = match said.step {
            Some(Step::Last | Step::Before) => (if back == 0 { -7 } else { -back }, "the last before"),
            Some(Step::Next) => (if back == 0 { 7 } else { 7 - back }, "the first after"),
            _ if tense == Tense::Future || tense == Tense::Between && back > JUST_PAST => {
                ((7 - back) % 7, "the next on or after")
            }
            // Early on the next day is already past where clocks run ahead of the outlet's.
            _ if back == 6 && early => (1, "which had begun in zones ahead when the report was written,"),
            // News calls a day so long ago by its date.
            _ if back == 6 && tense == Tense::Unsaid => (1, "the day after, nearer than the one before"),
            _ => (-back, "the last on or before"),
        };
        Some((plus(now, offset)?, format!("{name}, {which} {}", self.now_why())))
    }

    /// A day that nothing places: its value keeps what was said.
    fn unplaced_day(&self, said: &Said, partial: PartialDate) -> Placed {
        let (kind, suffix) = time_of_day(said);
        let holiday = said.holiday.and_then(|row| fixed(&self.knowledge.holidays, row));
        let day = match (partial.month.zip(partial.day).or(holiday), said.weekday) {
            (Some((month, day)), _) => format!("XXXX-{month:02}-{day:02}"),
            // The night that ends on a day is the one of the day before.
            (None, Some(weekday)) if ends_on_its_day(said) => format!("XXXX-WXX-{}", (weekday + 5) % 7 + 1),
            (None, Some(weekday)) => format!("XXXX-WXX-{weekday}"),
            _ => "XXXX-XX-XX".into(),
        };
        let suffix = if said.overnight { "TNI" } else { &suffix };
        let kind = if said.overnight { TimexKind::Time } else { kind };
        let precision = if suffix.is_empty() { TimePrecision::Day } else { TimePrecision::PartOfDay };
        let why = format!("{}: counted from {}", describe(&partial), self.now_why());
        Placed {
            modifier: said.edge.filter(|_| !ends_on_its_day(said)).map(Edge::modifier),
            precision,
            partial,
            ..Placed::open(kind, format!("{day}{suffix}"), why)
        }
    }

    /// An hour of a day that other words give.
    fn hour_only(&self, said: &Said, partial: PartialDate) -> Placed {
        let (kind, suffix) = time_of_day(said);
        let day =
            self.told.or_else(|| self.now()).map_or_else(|| "XXXX-XX-XX".into(), |date| date.to_string());
        let precision = if said.clock.is_some() { TimePrecision::Hour } else { TimePrecision::PartOfDay };
        Placed {
            modifier: said.edge.map(Edge::modifier),
            precision,
            partial,
            ..Placed::open(kind, format!("{day}{suffix}"), "a time of day; which day other words say")
        }
    }

    /// Months, quarters, seasons, years, decades.
    fn stretch(&self, said: &Said, tense: Tense, partial: PartialDate) -> Option<Placed> {
        let modifier = said.edge.map(Edge::modifier);
        if let Some(years) = said.years {
            let (first, last) = (said.year?, said.year?.checked_add(years - 1)?);
            let interval = LocalInterval::days(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
            let (digits, name) = if years == 100 { (2, "a century") } else { (3, "a decade") };
            let value = format!("{first:04}").get(..digits)?.to_owned();
            return Some(Placed {
                interval,
                precision: TimePrecision::Years,
                modifier,
                ..Placed::open(TimexKind::Date, value, name)
            });
        }
        let (name, first_month, months, code) = if let Some(month) = said.month {
            (
                MONTHS[usize::from(month.unsigned_abs()).checked_sub(1)?].to_owned(),
                month,
                1,
                format!("{month:02}"),
            )
        } else if let Some(half) = said.half {
            (format!("half {half} of a year"), half * 6 - 5, 6, format!("H{half}"))
        } else if let Some(quarter) = said.quarter {
            (format!("quarter {quarter}"), quarter * 3 - 2, 3, format!("Q{quarter}"))
        } else if let Some(season) = said.season {
            let first = match season {
                "SP" => 3,
                "SU" => 6,
                "FA" => 9,
                _ => 12,
            };
            ("a season, as in the north".to_owned(), first, 3, season.to_owned())
        } else {
            let year = said.year?;
            let (first, last) = match said.edge {
                Some(Edge::Start) => (Date::new(year, 1, 1), Date::new(year, 4, 30)),
                Some(Edge::Mid) => (Date::new(year, 5, 1), Date::new(year, 8, 31)),
                Some(Edge::End) => (Date::new(year, 9, 1), Date::new(year, 12, 31)),
                None => (Date::new(year, 1, 1), Date::new(year, 12, 31)),
            };
            let interval = LocalInterval::days(first.ok()?, last.ok()?);
            let why = "a year in so many words";
            return Some(Placed {
                interval,
                precision: TimePrecision::Year,
                modifier,
                partial,
                ..Placed::open(TimexKind::Date, format!("{year:04}"), why)
            });
        };
        let of = |year: i16| Date::new(year, first_month, 1).ok();
        let (start, why) = match said.year {
            Some(year) => (of(year), "said with its year".to_owned()),
            None => match (self.now(), self.dated) {
                (Some(now), _) => (
                    Self::choose_stretch(now, tense, said.step, months, of),
                    format!("{name} of the year that puts it nearest to {}", self.now_why()),
                ),
                (None, Some(dated)) => (
                    Self::choose_stretch(dated, tense, said.step, months, of),
                    format!("{name} of the year of {dated}, which the text told of before"),
                ),
                (None, None) => (None, format!("{name} of a year that is not said")),
            },
        };
        let precision = if months == 1 { TimePrecision::Month } else { TimePrecision::Months };
        let Some(start) = start else {
            let value = format!("XXXX-{code}");
            return Some(Placed {
                modifier,
                precision,
                partial,
                ..Placed::open(TimexKind::Date, value, why)
            });
        };
        let interval = LocalInterval {
            earliest: Some(start.at(0, 0, 0, 0)),
            latest: months_after(start, months).map(|end| end.at(0, 0, 0, 0)),
        };
        let interval = match said.edge {
            Some(edge) if months == 1 => edge_of_month(start, edge).unwrap_or(interval),
            _ => interval,
        };
        Some(Placed {
            modifier,
            interval,
            precision,
            partial,
            ..Placed::open(TimexKind::Date, format!("{:04}-{code}", start.year()), why)
        })
    }

    /// The stretch of `months` months that is meant, of those that `of` gives for each year.
    fn choose_stretch(
        now: Date,
        tense: Tense,
        step: Option<Step>,
        months: i32,
        of: impl Fn(i16) -> Option<Date>,
    ) -> Option<Date> {
        let holds = |start: &Date| *start <= now && months_after(*start, months).is_none_or(|end| now < end);
        let years = (now.year().saturating_sub(1)..=now.year().saturating_add(1)).filter_map(&of);
        match step {
            Some(Step::Last) => {
                years.filter(|start| months_after(*start, months).is_some_and(|end| end <= now)).last()
            }
            Some(Step::Next | Step::After) => years.into_iter().find(|start| *start > now),
            // "this winter" began in the year before, where it is January.
            Some(Step::This) => years.into_iter().find(holds).or_else(|| of(now.year())),
            _ => {
                let all: Vec<Date> = years.collect();
                if let Some(present) = all.iter().find(|start| holds(start)) {
                    return Some(*present);
                }
                nearest(now, tense, all)
            }
        }
    }
}

/// "overnight": the night that ends on `date`, the day of writing. Beside a day it is one of the two nights that people call by that day.
fn overnight(said: &Said, date: Date, partial: PartialDate, why: &str) -> Placed {
    let before = plus(date, -1).unwrap_or(date);
    let (of, last, which) = if said.names_date() && !ends_on_its_day(said) {
        (date, plus(date, 1).unwrap_or(date), "a night that begins or ends on")
    } else {
        (before, date, "the night that ends on")
    };
    let interval = LocalInterval {
        earliest: Some(before.at(18, 0, 0, 0)),
        latest: LocalInterval::day(last).latest.map(|_| last.at(12, 0, 0, 0)),
    };
    Placed {
        kind: TimexKind::Time,
        value: format!("{of}TNI"),
        modifier: None,
        interval,
        precision: TimePrecision::PartOfDay,
        partial,
        why: format!("overnight: {which} {why}"),
    }
}

/// "overnight into Sunday": whether the words tell that a night ends on its day.
fn ends_on_its_day(said: &Said) -> bool {
    said.overnight && said.edge == Some(Edge::Start)
}

/// The one of the dates that `of` gives for the years around `now` that is meant.
fn choose(now: Date, tense: Tense, step: Option<Step>, of: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let years = now.year().saturating_sub(1)..=now.year().saturating_add(1);
    let all: Vec<Date> = years.filter_map(of).collect();
    match step {
        Some(Step::Last) => all.into_iter().rfind(|date| *date < now),
        Some(Step::Next) => all.into_iter().find(|date| *date > now),
        _ => nearest(now, tense, all),
    }
}

/// The date nearest to `now`. News looks back more than ahead: where the clause does not say, days ahead count twice.
fn nearest(now: Date, tense: Tense, dates: Vec<Date>) -> Option<Date> {
    let away = |date: Date| -> i64 { i64::from((date - now).get_days()) };
    let days = |date: Date| {
        date.since((jiff::Unit::Day, now)).map_or_else(|_| away(date), |span| i64::from(span.get_days()))
    };
    dates.into_iter().min_by_key(|date| {
        let ahead = days(*date);
        match tense {
            Tense::Since if ahead > 0 => 100_000 + ahead,
            Tense::Past if ahead > TOLERANCE => ahead * AGAINST_TENSE,
            Tense::Future if ahead < -TOLERANCE => -ahead * AGAINST_TENSE,
            Tense::Between if ahead < -TOLERANCE => -ahead * AGAINST_PLANS,
            Tense::Unsaid if ahead > 0 => ahead * 2,
            _ => ahead.abs(),
        }
    })
}

fn months_after(date: Date, months: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

fn edge_of_month(start: Date, edge: Edge) -> Option<LocalInterval> {
    let day = |day| Date::new(start.year(), start.month(), day).ok();
    Some(match edge {
        Edge::Start => LocalInterval::days(start, day(EARLY_TO)?),
        Edge::Mid => LocalInterval::days(day(EARLY_TO + 1)?, day(LATE_FROM)?),
        Edge::End => LocalInterval::days(day(LATE_FROM)?, start.last_of_month()),
    })
}

/// The parts as said. "early Monday" names its early hours, "late Monday" its evening.
fn partial_of(said: &Said, holidays: &crate::knowledge::holidays::Holidays) -> PartialDate {
    let part = match (said.clock, said.part, said.edge) {
        (Some((hour, _)), ..) => Some(part_at(hour)),
        (None, Some(PartOfDay::Morning) | None, Some(Edge::Start)) if said.names_day() => {
            Some(PartOfDay::EarlyHours)
        }
        (None, None, Some(Edge::End)) if said.names_day() => Some(PartOfDay::Evening),
        (None, part, _) => part,
    };
    let holiday = said.holiday.and_then(|row| fixed(holidays, row));
    PartialDate {
        year: said.year.filter(|_| said.years.is_none()),
        month: said.month.or(holiday.map(|(month, _)| month)),
        day: said.day.filter(|_| said.day_to.is_none()).or(holiday.map(|(_, day)| day)),
        weekday: said.weekday,
        part,
    }
}

/// Month and day of a holiday that falls on the same date each year.
fn fixed(holidays: &crate::knowledge::holidays::Holidays, row: usize) -> Option<(i8, i8)> {
    let dates =
        [2021, 2022, 2023].map(|year| holidays.date(row, year).map(|date| (date.month(), date.day())));
    (dates[0] == dates[1] && dates[1] == dates[2]).then_some(dates[0]).flatten()
}

const fn part_at(hour: i8) -> PartOfDay {
    match hour {
        0..=5 => PartOfDay::EarlyHours,
        6..=11 => PartOfDay::Morning,
        12..=17 => PartOfDay::Afternoon,
        _ => PartOfDay::Evening,
    }
}

/// The hours of `date` that the words leave.
fn hours_of(said: &Said, part: Option<PartOfDay>, date: Date) -> Option<(LocalInterval, TimePrecision)> {
    let hours_after = |hours: i8| -> Option<DateTime> {
        date.at(0, 0, 0, 0).checked_add(jiff::Span::new().try_hours(hours).ok()?).ok()
    };
    if let Some((hour, minute)) = said.clock.map(on_clock) {
        let at = date.at(hour, minute, 0, 0);
        // People round: a time told to the minute stands for an hour around it, cut at the ends of the day.
        let half = jiff::Span::new().try_minutes(30).ok()?;
        let earliest = at
            .checked_sub(half)
            .ok()
            .filter(|earliest| earliest.date() == date)
            .unwrap_or_else(|| date.at(0, 0, 0, 0));
        let latest =
            at.checked_add(half).ok().filter(|latest| latest.date() == date).or_else(|| hours_after(24));
        return Some((LocalInterval { earliest: Some(earliest), latest }, TimePrecision::Hour));
    }
    let (from, to) = part?.hours();
    let interval = LocalInterval { earliest: hours_after(from), latest: hours_after(to) };
    Some((interval, TimePrecision::PartOfDay))
}

/// TIMEX3's kind and the letters after the day.
fn time_of_day(said: &Said) -> (TimexKind, String) {
    match (said.clock, said.part) {
        (Some((hour, minute)), _) => (TimexKind::Time, format!("T{hour:02}:{minute:02}")),
        (None, Some(part)) => (TimexKind::Time, part_code(part).into()),
        (None, None) => (TimexKind::Date, String::new()),
    }
}

/// `Monday, the early hours`, for a person.
pub fn describe(partial: &PartialDate) -> String {
    let mut said = Vec::new();
    if let Some(weekday) =
        partial.weekday.and_then(|weekday| WEEKDAYS.get(usize::from(weekday.unsigned_abs()).wrapping_sub(1)))
    {
        said.push(format!("weekday {weekday}"));
    }
    if let Some(month) =
        partial.month.and_then(|month| MONTHS.get(usize::from(month.unsigned_abs()).wrapping_sub(1)))
    {
        said.push(partial.day.map_or_else(|| (*month).to_owned(), |day| format!("{month} {day}")));
    }
    if let Some(year) = partial.year {
        said.push(year.to_string());
    }
    if let Some(part) = partial.part {
        said.push(part_name(part).into());
    }
    if said.is_empty() { "a day".into() } else { said.join(", ") }
}
