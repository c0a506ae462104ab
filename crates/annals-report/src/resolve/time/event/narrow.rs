//! An interval that words narrow, one after the other.

use annals_types::{
    Span,
    mention::TimeMention,
    time::{EventTime, LocalInterval, PartOfDay, PartialDate, Side, TimeBound, TimePrecision, TimexKind},
};
use jiff::civil::{Date, DateTime};

use crate::resolve::time::{
    anchor::describe,
    context::{iso, plus},
    expression::on_clock,
    precision, single_day,
};

/// The hour that parts the morning from the rest of the day.
const NOON: i8 = 12;

/// How many days are tried one by one: forty years. A longer interval lists no days.
const MAX_TRIED: usize = 40 * 366;

/// Why most expressions are left out.
const CONTRADICTED: &str = "nearer words contradict it";

/// What one expression allows.
#[derive(Clone, PartialEq, Debug)]
pub struct Constraint {
    pub interval: LocalInterval,
    pub partial: PartialDate,
    /// For a person.
    pub why: String,
    pub span: Span,
    /// Hour and minute, where said.
    pub clock: Option<(i8, i8)>,
    /// The night that ends on a day, which people call by either of its days.
    pub overnight: bool,
    /// Placed only by being the nearest such weekday: other words may say which.
    pub by_weekday: bool,
    /// Where not empty, only these days.
    pub allowed: Vec<Date>,
    /// The sentence that it stands in.
    pub sentence: Option<usize>,
    /// Why it says nothing, where it does not.
    pub left_out: Option<&'static str>,
}

impl Constraint {
    /// What `mention` allows.
    pub fn of(mention: &TimeMention, text: &str) -> Self {
        let said = mention.span.of(text).to_lowercase();
        // "the night from Saturday to Sunday" ends at noon, as "overnight" does; "Saturday night" ends with its darkness.
        let into_day = mention.interval.latest.is_some_and(|latest| latest.hour() == NOON);
        let overnight = (said.contains("overnight") || into_day)
            && mention.value.ends_with("TNI")
            && mention.interval.earliest.is_some();
        // "overnight Saturday" may have been on Friday or Sunday.
        let partial = if overnight {
            PartialDate { part: mention.partial.part, ..PartialDate::default() }
        } else {
            mention.partial
        };
        let only_weekday = partial.weekday.is_some() && partial.day.is_none() && partial.month.is_none();
        Self {
            interval: mention.interval,
            partial,
            why: format!("\"{}\": {}", mention.span.of(text), mention.why),
            span: mention.span,
            clock: clock(mention),
            overnight,
            by_weekday: only_weekday && !said.contains("last") && !said.contains("next"),
            allowed: Vec::new(),
            sentence: None,
            left_out: None,
        }
    }
}

/// The time of day in a TIMEX3 value.
pub fn clock(mention: &TimeMention) -> Option<(i8, i8)> {
    if mention.kind != TimexKind::Time {
        return None;
    }
    let (_, time) = mention.value.split_once('T')?;
    let (hour, minute) = time.split_once(':')?;
    Some(on_clock((hour.parse().ok()?, minute.parse().ok()?)))
}

/// What is known so far.
#[derive(Debug, Default)]
pub struct Narrowing {
    interval: LocalInterval,
    partial: PartialDate,
    allowed: Vec<Date>,
    bounds: Vec<TimeBound>,
    /// A night that belongs to both of its days.
    overnight: bool,
    clock: Option<(i8, i8)>,
    /// The sentence of the first expression that was taken up.
    sentence: Option<usize>,
}

impl Narrowing {
    /// Takes up an expression.
    pub fn add(&mut self, constraint: &Constraint) {
        if let Some(because) = constraint.left_out {
            self.leave_out(constraint, because);
            return;
        }
        if self.try_hours_of_night(constraint) || self.try_night(constraint) || self.try_two_zones(constraint)
        {
            return;
        }
        if self.is_elsewhere(constraint) {
            let why = format!(
                "left out, since it stands in another sentence and no date ties the two: {}",
                constraint.why
            );
            self.bounds.push(TimeBound { side: Side::Both, why, span: Some(constraint.span) });
            return;
        }
        if self.bounds.is_empty() {
            self.sentence = constraint.sentence;
        }
        let fits = partial_join(self.partial, constraint.partial);
        let met = self.interval.meet(constraint.interval);
        match (met, fits) {
            (Some(met), Some(partial)) if Self::day_fits(met, partial) => {
                self.interval = met;
                self.partial = partial;
                self.overnight |= constraint.overnight;
                self.clock = self.clock.or(constraint.clock);
                self.allow(&constraint.allowed);
                self.say(side(constraint), constraint);
            }
            // "Friday" was taken for the last one before the writing, but nearer words give the month: then it is a Friday of it.
            (None, _) if constraint.by_weekday && single_day(self.interval).is_none() => {
                let partial = partial_join(self.partial, constraint.partial);
                match partial.filter(|partial| Self::day_fits(self.interval, *partial)) {
                    Some(partial) => {
                        self.partial = partial;
                        let why = describe(&constraint.partial);
                        self.bounds.push(TimeBound { side: Side::Both, why, span: Some(constraint.span) });
                    }
                    None => self.leave_out(constraint, CONTRADICTED),
                }
            }
            _ => self.leave_out(constraint, CONTRADICTED),
        }
    }

    /// Whether an expression that nothing places in the calendar would add a weekday, month or day to what another sentence
    /// says. "Thursday" here and "February 15" there may tell of two things; together they would make up a year.
    fn is_elsewhere(&self, constraint: &Constraint) -> bool {
        let (mine, theirs) = (self.partial, constraint.partial);
        let adds = (theirs.month.is_some() && theirs.month != mine.month)
            || (theirs.day.is_some() && theirs.day != mine.day)
            || (theirs.weekday.is_some() && theirs.weekday != mine.weekday);
        !self.bounds.is_empty()
            && adds
            && constraint.interval == LocalInterval::default()
            && single_day(self.interval).is_none()
            && constraint.sentence != self.sentence
    }

    /// A bound that no expression gave: the time of writing, an office. One that contradicts the words says nothing.
    pub fn bound(&mut self, interval: LocalInterval, bound: TimeBound) {
        let Some(met) = self.interval.meet(interval) else { return };
        if met != self.interval {
            let side = match (met.earliest != self.interval.earliest, met.latest != self.interval.latest) {
                (true, true) => Side::Both,
                (true, false) => Side::Earliest,
                _ => Side::Latest,
            };
            self.interval = met;
            self.bounds.push(TimeBound { side, ..bound });
        }
    }

    /// "overnight", and "early on Sunday" or "2:30 a.m. on Sunday" of the same night: its hours after midnight, which are Sunday's.
    /// "Saturday night" and "1 a.m. on Sunday" may be two steps of one thing: the night before is when it began.
    fn try_hours_of_night(&mut self, constraint: &Constraint) -> bool {
        if !self.overnight && !constraint.overnight {
            return false;
        }
        let Some(met) = self.interval.meet(constraint.interval) else { return false };
        if is_after_midnight(constraint.interval, night_of(self.interval)) {
            self.interval = met;
            self.partial = constraint.partial;
            self.clock = constraint.clock.or(self.clock);
            self.overnight = false;
        } else if !is_after_midnight(self.interval, night_of(constraint.interval)) {
            return false;
        }
        self.say(Side::Both, constraint);
        true
    }

    /// "overnight" beside a day: the night as a whole, whichever of its days was named.
    fn try_night(&mut self, constraint: &Constraint) -> bool {
        let late = |part| matches!(part, PartOfDay::Evening | PartOfDay::Night);
        let day = |interval: LocalInterval, partial: PartialDate| {
            single_day(interval).filter(|_| partial.part.is_none_or(late))
        };
        let night = if constraint.overnight && day(self.interval, self.partial).is_some() && !self.overnight {
            constraint.interval
        } else if self.overnight && day(constraint.interval, constraint.partial).is_some() {
            self.interval
        } else {
            return false;
        };
        if self.interval.meet(constraint.interval).is_none() {
            return false;
        }
        // "overnight", and "11:30 p.m. on Monday": the clock says which of its days.
        if constraint.clock.is_some() || self.clock.is_some() && constraint.overnight {
            return false;
        }
        self.interval = night;
        self.overnight = true;
        self.partial = PartialDate { part: Some(PartOfDay::Night), ..PartialDate::default() };
        self.say(Side::Both, constraint);
        true
    }

    /// Sunday evening here is early Monday there: a day or its night beside the early hours of the next is one night.
    fn try_two_zones(&mut self, constraint: &Constraint) -> bool {
        let early =
            |partial: PartialDate| matches!(partial.part, Some(PartOfDay::EarlyHours | PartOfDay::Dawn));
        let late =
            |partial: PartialDate| matches!(partial.part, None | Some(PartOfDay::Evening | PartOfDay::Night));
        let (Some(mine), Some(theirs)) = (single_day(self.interval), single_day(constraint.interval)) else {
            return false;
        };
        let next = |date: Date| plus(date, 1);
        let night = if early(self.partial) && late(constraint.partial) && next(theirs) == Some(mine) {
            (theirs, self.interval.latest)
        } else if late(self.partial) && early(constraint.partial) && next(mine) == Some(theirs) {
            (mine, constraint.interval.latest)
        } else {
            return false;
        };
        self.interval = LocalInterval { earliest: Some(night.0.at(12, 0, 0, 0)), latest: night.1 };
        self.partial = PartialDate { part: Some(PartOfDay::Night), ..PartialDate::default() };
        self.overnight = true;
        let why = format!("{}; one night, seen from two zones", constraint.why);
        self.bounds.push(TimeBound { side: Side::Both, why, span: Some(constraint.span) });
        true
    }

    fn allow(&mut self, days: &[Date]) {
        if self.allowed.is_empty() {
            self.allowed = days.to_vec();
        } else if !days.is_empty() {
            self.allowed.retain(|day| days.binary_search(day).is_ok());
        }
    }

    /// Whether a day that is certain is one that `partial` allows.
    fn day_fits(interval: LocalInterval, partial: PartialDate) -> bool {
        single_day(interval).is_none_or(|day| fits(day, partial))
    }

    fn say(&mut self, side: Side, constraint: &Constraint) {
        self.bounds.push(TimeBound { side, why: constraint.why.clone(), span: Some(constraint.span) });
    }

    fn leave_out(&mut self, constraint: &Constraint, because: &str) {
        let why = format!("left out, since {because}: {}", constraint.why);
        self.bounds.push(TimeBound { side: Side::Both, why, span: Some(constraint.span) });
    }

    /// The time, with its candidate days.
    pub fn finish(mut self, zone: Option<&str>) -> EventTime {
        let candidates = self.candidates();
        let mut interval = self.interval;
        if let Some((first, last)) =
            candidates.as_deref().and_then(|days| Some((*days.first()?, *days.last()?)))
            && let Some(met) = interval.meet(self.hours(first, last))
        {
            interval = met;
        }
        let days = candidates.filter(|days| days.len() <= EventTime::MAX_DAYS).unwrap_or_default();
        let precision = match days.as_slice() {
            [_] => precision(interval).min(TimePrecision::Day),
            [first, last] if self.overnight && plus(*first, 1) == Some(*last) => TimePrecision::PartOfDay,
            [] => precision(interval),
            [first, .., last] => {
                let run = last.since((jiff::Unit::Day, *first)).is_ok_and(|span| span.get_days() == 6);
                if run && days.len() == 7 { TimePrecision::Week } else { TimePrecision::Days }
            }
        };
        self.complete(&days);
        EventTime {
            interval,
            precision,
            days,
            partial: self.partial,
            zone: zone.map(Into::into),
            bounds: self.bounds,
            likely: None,
        }
    }

    /// The part of the day that the words leave, from the first to the last candidate.
    fn hours(&self, first: Date, last: Date) -> LocalInterval {
        if first == last
            && let Some((hour, minute)) = self.clock
        {
            let at = first.at(hour.clamp(0, 23), minute.clamp(0, 59), 0, 0);
            let half = jiff::Span::new().minutes(30);
            return LocalInterval { earliest: at.checked_sub(half).ok(), latest: at.checked_add(half).ok() };
        }
        let Some(part) = self.partial.part.filter(|_| !self.overnight) else {
            return LocalInterval::days(first, last);
        };
        let (from, to) = part.hours();
        let hour = |date: Date, hours: i8| -> Option<DateTime> {
            date.at(0, 0, 0, 0).checked_add(jiff::Span::new().try_hours(hours).ok()?).ok()
        };
        LocalInterval { earliest: hour(first, from), latest: hour(last, to) }
    }

    /// The days that remain; `None` where they are too many to try.
    fn candidates(&self) -> Option<Vec<Date>> {
        let (first, latest) = (self.interval.earliest?.date(), self.interval.latest?);
        let last = latest.checked_sub(jiff::Span::new().nanoseconds(1)).ok()?.date();
        let tried = first.series(jiff::Span::new().days(1)).take(MAX_TRIED).take_while(|day| *day <= last);
        let of_night = self.day_of_night();
        let days: Vec<Date> = tried
            .filter(|day| of_night.is_none_or(|only| only == *day))
            .filter(|day| {
                // "Saturday night" names its hours after midnight too.
                (of_night.is_some() || fits(*day, self.partial))
                    && (self.allowed.is_empty() || self.allowed.binary_search(day).is_ok())
            })
            .collect();
        let tried_all =
            last.since((jiff::Unit::Day, first)).is_ok_and(|span| (span.get_days() as usize) < MAX_TRIED);
        (tried_all && !days.is_empty()).then_some(days)
    }

    /// The day of a night that the time of day lies on: the first before midnight, the last after it. "Sunday night" alone is
    /// Sunday's, though it runs into Monday; "overnight" is either's.
    fn day_of_night(&self) -> Option<Date> {
        const EVENING: i8 = 17;
        let first = night_of(self.interval)?;
        match (self.clock, self.partial.part) {
            (Some((EVENING.., _)), _) => Some(first),
            (Some((..NOON, _)), _) if self.overnight => plus(first, 1),
            (_, Some(PartOfDay::Night)) if !self.overnight => Some(first),
            _ => None,
        }
    }

    /// A certain day says its parts too, for comparing reports: but only what it says of itself, not what was reckoned.
    fn complete(&mut self, days: &[Date]) {
        if let [day] = days
            && self.partial.weekday.is_some()
        {
            self.partial.weekday = Some(iso(day.weekday()));
        }
    }
}

/// The day that a night begins on: from noon at the earliest to noon of the next day at the latest, with midnight within.
fn night_of(interval: LocalInterval) -> Option<Date> {
    let (earliest, latest) = (interval.earliest?, interval.latest?);
    let after = latest.checked_sub(jiff::Span::new().nanoseconds(1)).ok()?;
    let is_night = earliest.hour() >= NOON && plus(earliest.date(), 1) == Some(after.date());
    (is_night && after.hour() < NOON).then(|| earliest.date())
}

/// Whether hours lie between midnight and noon after the `night` that begins on a day.
fn is_after_midnight(hours: LocalInterval, night: Option<Date>) -> bool {
    let (Some(earliest), Some(latest)) = (hours.earliest, hours.latest) else { return false };
    let morning = night.and_then(|night| plus(night, 1));
    morning == Some(earliest.date()) && morning == Some(latest.date()) && latest.hour() <= NOON
}

/// Which side an expression sets.
const fn side(constraint: &Constraint) -> Side {
    match (constraint.interval.earliest, constraint.interval.latest) {
        (Some(_), None) => Side::Earliest,
        (None, Some(_)) => Side::Latest,
        _ => Side::Both,
    }
}

fn fits(day: Date, partial: PartialDate) -> bool {
    partial.year.is_none_or(|year| day.year() == year)
        && partial.month.is_none_or(|month| day.month() == month)
        && partial.day.is_none_or(|of_month| day.day() == of_month)
        && partial.weekday.is_none_or(|weekday| iso(day.weekday()) == weekday)
}

/// Both, where they do not contradict each other. Of two parts of the day the one said first, nearest to the trigger, stands.
fn partial_join(a: PartialDate, b: PartialDate) -> Option<PartialDate> {
    let clash = differ(a.year, b.year)
        || differ(a.month, b.month)
        || differ(a.day, b.day)
        || differ(a.weekday, b.weekday);
    if clash {
        return None;
    }
    Some(PartialDate {
        year: a.year.or(b.year),
        month: a.month.or(b.month),
        day: a.day.or(b.day),
        weekday: a.weekday.or(b.weekday),
        part: a.part.or(b.part),
    })
}

fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}
