//! Dates by day and month: "March 3, 2015", "3 to 5 March", "03/05/2015".

use super::{Grammar, lexicon, year::YEARS};
use crate::{closed_classes::month, resolve::time::expression::Said};

/// Two digits of a year from here on are of the last century.
const FIRST_SHORT: u32 = 50;

impl Grammar<'_> {
    /// "15 February", "Feb. 15", "June 27, 2021", "12-14 March", "March 2011", "the 15th".
    pub(super) fn date(&self, at: usize) -> Option<(usize, Said)> {
        if month(self.norm(at)).is_some() { self.month_first(at) } else { self.day_first(at) }
    }

    /// Whether the month's name at `at` is one, and no verb ("may", "march") or first name.
    pub(super) fn is_month(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let placed = matches!(
            self.before(at),
            "in" | "since"
                | "until"
                | "till"
                | "last"
                | "this"
                | "next"
                | "early"
                | "late"
                | "mid"
                | "-"
                | "of"
                | "by"
                | "from"
                | "between"
                | "during"
                | "past"
                | "after"
                | "before"
                | "on"
                | "through"
        );
        // "from March to May", "April or May"
        let beside = matches!(self.before(at), "to" | "or" | "and")
            && at.checked_sub(2).is_some_and(|other| month(self.norm(other)).is_some());
        let placed = placed || beside;
        match word.norm.as_str() {
            "may" | "march" | "mar" | "august" => word.is_capital() && placed,
            norm if lexicon::is_abbreviation(norm) => word.is_capital() && placed,
            _ => word.is_capital(),
        }
    }

    pub(super) fn month_first(&self, at: usize) -> Option<(usize, Said)> {
        let month = month(self.norm(at))?;
        if !self.words[at].is_capital() {
            return None;
        }
        let dotted = self.skip(at + 1, if lexicon::is_abbreviation(self.norm(at)) { &["."] } else { &[] });
        let the = self.skip(dotted, &["the"]);
        if let Some((day, year)) = self.run_together(dotted) {
            return Some((
                dotted + 1,
                Said { month: Some(month), day: Some(day), year: Some(year), ..Said::default() },
            ));
        }
        if let Some(day) = self.day(the).filter(|_| self.no_count(the)) {
            let (end, day_to) = self.range_to(the + 1, day);
            let (end, year) = self.year_after(end);
            return Some((end, Said { month: Some(month), day: Some(day), day_to, year, ..Said::default() }));
        }
        let of = self.skip(self.skip(dotted, &[","]), &["of"]);
        if let Some((end, year)) = self.year(of).or_else(|| self.old_year(dotted)) {
            return Some((end, Said { month: Some(month), year: Some(year), ..Said::default() }));
        }
        self.is_month(at).then(|| (at + 1, Said { month: Some(month), ..Said::default() }))
    }

    fn day_first(&self, at: usize) -> Option<(usize, Said)> {
        let start = self.skip(at, &["the"]);
        let day = self.day(start)?;
        let (end, day_to) = self.range_to(start + 1, day);
        // "02-Mar-2024"
        let hyphen = |at: usize| self.norm(at) == "-" && self.glued(at) && self.glued(at + 1);
        let month_at = if hyphen(end) { end + 1 } else { self.skip(end, &["of"]) };
        let month = month(self.norm(month_at)).filter(|_| self.words[month_at].is_capital())?;
        let end =
            self.skip(month_at + 1, if lexicon::is_abbreviation(self.norm(month_at)) { &["."] } else { &[] });
        let year_at = if hyphen(end) { end + 1 } else { end };
        let (end, year) = match self.year_after(year_at) {
            (_, None) => self.short_year(month_at, end),
            found => found,
        };
        Some((end, Said { month: Some(month), day: Some(day), day_to, year, ..Said::default() }))
    }

    /// 1 to 31, "15th", "first".
    fn day(&self, at: usize) -> Option<i8> {
        let word = self.words.get(at)?;
        let day = word.number.filter(|_| word.digits() <= 2).filter(|day| (1..=31).contains(day))?;
        Some(day as i8)
    }

    /// Whether the number at `at` counts no things: "in March 12 people died" is no date, "on March 12" is one.
    fn no_count(&self, at: usize) -> bool {
        let next = self.norm(at + 1);
        let month_in = at.checked_sub(2).is_some_and(|before| self.norm(before) == "in");
        !(matches!(next, "%" | "percent")
            || (month_in
                && (next.len() > 3 || next == "men")
                && self.words[at + 1].text.chars().all(char::is_lowercase)))
            && !(next == ":" && self.glued(at + 1) && self.digits(at + 2).is_some())
    }

    /// The last day of a range that begins with `day`.
    fn range_to(&self, at: usize, day: i8) -> (usize, Option<i8>) {
        let between = (1..=4).any(|back| at.checked_sub(back).is_some_and(|at| self.norm(at) == "between"));
        let joins = match self.norm(at) {
            "-" | "to" | "until" | "through" => true,
            "and" => between,
            _ => false,
        };
        match self.day(at + 1) {
            Some(to) if joins && to > day => (at + 2, Some(to)),
            _ => (at, None),
        }
    }

    /// "012016": day and year run together, as is left of "01, 2016" where marks were stripped.
    fn run_together(&self, at: usize) -> Option<(i8, i16)> {
        let word = self.words.get(at)?;
        let value = word.number.filter(|_| word.text.len() == 6)?;
        let (day, year) = (value / 10_000, value % 10_000);
        ((1..=31).contains(&day) && YEARS.contains(&year)).then_some((day as i8, year as i16))
    }

    fn year_after(&self, at: usize) -> (usize, Option<i16>) {
        let start = self.skip(at, &[","]);
        match self.four_digits(start) {
            Some(year) => (start + 1, Some(year)),
            None => (at, None),
        }
    }

    /// "17 MAR 92 (Agency)": two digits are a year after a month in capitals, where nothing follows that they could count; and before the
    /// bracket or the dash of a dateline of the last century, "12 Nov 89 --".
    fn short_year(&self, month_at: usize, at: usize) -> (usize, Option<i16>) {
        let is_code = self
            .words
            .get(month_at)
            .is_some_and(|month| month.text.len() == 3 && month.text.chars().all(char::is_uppercase));
        let next = self.norm(at + 1);
        let ends = matches!(next, "" | "(" | ")" | "[" | "]" | "," | "." | "-" | ":" | ";");
        let opens = next == "(" || next == "-" && !self.glued(at + 1);
        let digits = self.words.get(at).filter(|word| !word.ordinal && !word.glued && word.text.len() == 2);
        let is_year = |short: &u32| is_code && ends || opens && (FIRST_SHORT..100).contains(short);
        match digits.and_then(|word| word.number).filter(is_year) {
            Some(short) => (at + 1, i16::try_from(full_year(short)).ok()),
            None => (at, None),
        }
    }

    /// "2021-06-27", "27/06/2021", "27.06.2021", "27-06-2021".
    pub(super) fn numeric(&self, at: usize) -> Option<(usize, Said)> {
        let mark = self.norm(at + 1);
        if !matches!(mark, "-" | "/" | ".")
            || mark != self.norm(at + 3)
            || !(1..=4).all(|step| self.glued(at + step))
        {
            return None;
        }
        let (a, b, c) = (self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?);
        let widths = [at, at + 2, at + 4].map(|at| self.words[at].text.len());
        if widths[0] == 4 && YEARS.contains(&a) && widths[1] <= 2 && widths[2] <= 2 {
            return date_of(a, b, c).map(|said| (at + 5, said));
        }
        let year = match widths[2] {
            4 if YEARS.contains(&c) => c,
            2 if mark == "/" => full_year(c),
            _ => return None,
        };
        if widths[0] > 2 || widths[1] > 2 {
            return None;
        }
        // Marks other than a slash are written where the day comes first.
        let day_first = a > 12 || mark != "/";
        let month_first = b > 12;
        let said = if month_first { date_of(year, a, b)? } else { date_of(year, b, a)? };
        let swappable = !day_first && !month_first && a != b;
        Some((at + 5, Said { swappable, ..said }))
    }
}

/// The year that two digits stand for.
const fn full_year(short: u32) -> u32 {
    short + if short < FIRST_SHORT { 2000 } else { 1900 }
}

fn date_of(year: u32, month: u32, day: u32) -> Option<Said> {
    let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    jiff::civil::Date::new(year, month, day).ok()?;
    Some(Said { year: Some(year), month: Some(month), day: Some(day), ..Said::default() })
}
