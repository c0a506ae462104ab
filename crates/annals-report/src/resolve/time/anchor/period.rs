//! Figures told for one stretch of time and set beside those of another: quarters, and "a year earlier".

use annals_types::time::{LocalInterval, TimePrecision, TimexKind};
use jiff::civil::Date;

use super::{Anchor, Placed, relative::stretch};
use crate::resolve::time::{
    context::plus,
    expression::{Amount, Expression, Meaning, OfYear, Period, Step},
    lexicon::Unit,
    words::Word,
};

/// The stretches of time that figures were told for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// The first day of the quarter: the latest that had ended when the report was written, else the last one told of.
    pub quarter: Option<Date>,
    /// Whether the last ones are of more than a quarter: "the first nine months", "the year".
    pub longer: bool,
    /// The first day of the month that the present sentence told of.
    pub month: Option<Date>,
}

impl Figures {
    /// Takes up what `expression` says, placed in `interval` with `value`; `now` is when the report was written.
    pub fn tell(
        &mut self,
        words: &[Word<'_>],
        expression: &Expression,
        value: &str,
        interval: LocalInterval,
        now: Option<Date>,
    ) {
        match expression.meaning {
            // What figures are compared with is not what they are of.
            Meaning::Period(Period {
                year: OfYear::Before | OfYear::Said(_) | OfYear::Present(..0), ..
            })
            | Meaning::Shift { .. } => return,
            Meaning::Length { count: Amount::Exactly(6..), unit: Unit::Month, .. }
            | Meaning::Length { count: Amount::Exactly(1), unit: Unit::Year, .. } => self.longer = true,
            Meaning::Near { unit: Unit::Year, step: Step::This, .. }
                if begins_with_the(words, expression) =>
            {
                self.longer = true;
            }
            _ => {}
        }
        let Some(first) = interval.earliest.map(jiff::civil::DateTime::date) else { return };
        if value.contains("-Q") {
            let has_ended = |first: Date| now.is_none_or(|now| plus(first, 90).is_some_and(|end| end <= now));
            let is_better = |told| !has_ended(told) || has_ended(first) && first >= told;
            if self.quarter.is_none_or(is_better) {
                self.quarter = Some(first);
            }
            self.longer = false;
        } else if is_month(value) {
            self.month = Some(first);
        }
    }
}

/// `1989-09`.
fn is_month(value: &str) -> bool {
    value.len() == 7 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn begins_with_the(words: &[Word<'_>], expression: &Expression) -> bool {
    words.get(expression.start).is_some_and(|word| word.norm == "the")
}

impl Anchor<'_> {
    /// Figures of a quarter or month are compared with those of "a year earlier" or "a year ago", which is the same quarter or month;
    /// "the quarter" is the one told of.
    pub(super) fn beside_figures(&self, words: &[Word<'_>], expression: &Expression) -> Option<Placed> {
        match expression.meaning {
            Meaning::Shift { count: Amount::Exactly(1), unit: Unit::Year, back: true, .. } => {
                self.year_before(true)
            }
            // "the current quarter" is that of the writing.
            Meaning::Near { unit: Unit::Quarter, step: Step::This, edge: None, .. }
                if begins_with_the(words, expression) && expression.end == expression.start + 2 =>
            {
                self.told_quarter()
            }
            Meaning::Near { unit: Unit::Quarter, step: Step::That, edge: None, .. } => self.told_quarter(),
            Meaning::Period(period) => Some(self.period(period)),
            _ => None,
        }
    }

    /// "the quarter ended July 31", whose last day is `end`: the one that most of its months lie in.
    pub(super) fn quarter_ended(end: Date) -> Option<Placed> {
        let middle = plus(end, -45)?;
        quarter(middle, 0, format!("the quarter that most of the three months to {end} lie in"))
    }

    fn period(&self, period: Period) -> Placed {
        let now = self.now();
        let told = self.figures.quarter.filter(|_| period.is_quarter || !self.figures.longer);
        let year = match period.year {
            OfYear::Said(year) => Some(year),
            OfYear::Present(by) => now.and_then(|now| now.year().checked_add(by)),
            OfYear::Told if period.quarter.is_none() => {
                return self.told_quarter().unwrap_or_else(|| open("XXXX-QX"));
            }
            OfYear::Before if period.quarter.is_none() => {
                let same = self.year_before(period.is_quarter);
                let year = || now.and_then(|now| year_of(now.year().checked_sub(1)?));
                return same.or_else(year).unwrap_or_else(|| open("XXXX"));
            }
            OfYear::Told => told.or(now).map(Date::year),
            OfYear::Before => told.or(now).and_then(|date| date.year().checked_sub(1)),
        };
        let Some(year) = year else { return open("XXXX") };
        let first_month = period.quarter.map(|n| n * 3 - 2).or(told.map(Date::month));
        let first = first_month.and_then(|month| Date::new(year, month, 1).ok());
        let why = "a quarter of the year that the words give";
        first
            .and_then(|first| quarter(first, 0, why))
            .or_else(|| year_of(year))
            .unwrap_or_else(|| open("XXXX"))
    }

    /// The quarter, or where the figures are of more than that the year, before that of the figures told of; `finely` takes the
    /// month that the sentence told of first.
    fn year_before(&self, finely: bool) -> Option<Placed> {
        let figures = self.figures;
        if let Some(month) = figures.month.filter(|_| finely) {
            let (value, first, last) = stretch(month, Unit::Month, -12)?;
            let why = "the month that the text told of, a year before";
            return Some(placed(value, first, last, TimePrecision::Month, why));
        }
        if figures.longer {
            let told = figures.quarter.or(self.now())?;
            return year_of(told.year().checked_sub(1)?);
        }
        quarter(figures.quarter?, -4, "the quarter that the text told of, a year before")
    }

    /// The quarter told of; where none was, the one whose figures are told in the days of writing: the last that had ended, until
    /// the present one has run two months.
    fn told_quarter(&self) -> Option<Placed> {
        if let Some(told) = self.figures.quarter {
            return quarter(told, 0, "the quarter that the text told of");
        }
        let now = self.now()?;
        let ends = (now.month() - 1) % 3 == 2;
        quarter(now, if ends { 0 } else { -1 }, format!("the quarter last told of at {}", self.now_why()))
    }
}

fn quarter(base: Date, by: i64, why: impl Into<String>) -> Option<Placed> {
    let (value, first, last) = stretch(base, Unit::Quarter, by)?;
    Some(placed(value, first, last, TimePrecision::Months, why))
}

fn year_of(year: i16) -> Option<Placed> {
    let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    Some(placed(
        format!("{year:04}"),
        first,
        last,
        TimePrecision::Year,
        "the year that figures are compared with",
    ))
}

fn placed(
    value: String,
    first: Date,
    last: Date,
    precision: TimePrecision,
    why: impl Into<String>,
) -> Placed {
    Placed {
        interval: LocalInterval::days(first, last),
        precision,
        ..Placed::open(TimexKind::Date, value, why)
    }
}

fn open(value: &str) -> Placed {
    Placed::open(TimexKind::Date, value, "a stretch of time beside one that is not told")
}
