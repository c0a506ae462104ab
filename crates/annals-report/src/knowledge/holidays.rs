//! `knowledge/holidays.toml`: days that news calls by name.

use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

use super::{Error, parse, telling::Words};

const TABLE: &str = "knowledge/holidays.toml";

/// Days for which news calls what happened by its date without a year.
const JUST_PAST: i32 = 45;

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Holidays {
    rows: Vec<Row>,
    /// The words of each name, with the row; the longer names first.
    names: Vec<(Vec<String>, usize)>,
    elsewhere: Words,
    lasting: Words,
    gatherings: Words,
    days: Words,
    called: Vec<Called>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    elsewhere: Words,
    lasting: Words,
    gatherings: Words,
    days: Words,
    holiday: Vec<Row>,
    called: Vec<Called>,
}

/// A day by which what happened on it is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Called {
    month: i8,
    day: i8,
    year: i16,
    nouns: Vec<String>,
    sure: Vec<String>,
    #[allow(dead_code, reason = "for the person who reads the table")]
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    names: Vec<String>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
    nth: Option<i8>,
    easter: Option<i32>,
    #[allow(dead_code, reason = "for the person who reads the table")]
    source: String,
}

impl Holidays {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        Self::load(include_str!("../../../../knowledge/holidays.toml"))
    }

    fn load(text: &str) -> Result<Self, Error> {
        let Table { elsewhere, lasting, gatherings, days, holiday: rows, called } =
            parse::<Table>(TABLE, text)?;
        let mut names = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            if row.on(2024).is_none() {
                return Err(Error::new(TABLE, format!("row {:?} gives no date", row.names)));
            }
            for name in &row.names {
                let spaced = name.replace("'s", " 's").replace("s'", "s '").replace('.', " .");
                names.push((spaced.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), index));
            }
        }
        names.sort_by_key(|(words, row)| (usize::MAX - words.len(), *row));
        for row in &called {
            if Date::new(row.year, row.month, row.day).is_err() {
                return Err(Error::new(TABLE, format!("{}-{}-{} is no date", row.year, row.month, row.day)));
            }
        }
        Ok(Self { rows, names, elsewhere, lasting, gatherings, days, called })
    }

    /// Whether `word` (lower case) right before a name makes it a feast of another calendar: "Orthodox Easter".
    pub fn is_of_another_calendar(&self, word: &str) -> bool {
        self.elsewhere.holds(word)
    }

    /// Whether what a holiday before `word` (lower case) names goes on for days: "Labor Day weekend".
    pub fn lasts(&self, word: &str) -> bool {
        self.lasting.holds(word)
    }

    /// Whether `word` (lower case) is what people come together for, before or on a holiday: "Christmas parade".
    pub fn gathers(&self, word: &str) -> bool {
        self.gatherings.holds(word)
    }

    /// Whether a name that ends in `word` (lower case) is that of the day itself: "Christmas Eve", not "Christmas".
    pub fn names_a_day(&self, word: &str) -> bool {
        self.days.holds(word)
    }

    /// The row whose name begins `words` (lower case), and the number of words of the name.
    pub fn at<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<(usize, usize)> {
        let named = |name: &[String]| {
            let mut words = words.clone();
            name.iter().all(|word| words.next() == Some(word.as_str()))
        };
        self.names.iter().find(|(name, _)| named(name)).map(|(name, row)| (*row, name.len()))
    }

    /// The year of what is called by a day of a month and the noun after it (lower case), such as "the Sept. 11 attacks", for whoever writes on `now`.
    /// None for a day that came round less than [`JUST_PAST`] days before, which may be the one that is meant, unless the noun leaves no doubt.
    pub fn year_called(&self, month: i8, day: i8, noun: &str, now: Option<Date>) -> Option<i16> {
        let row = self.called.iter().find(|row| (row.month, row.day) == (month, day))?;
        let is_sure = row.sure.iter().any(|sure| sure == noun);
        let happened = Date::new(row.year, month, day).ok()?;
        let is_later = now.is_none_or(|now| now >= happened);
        let came_round = now.and_then(|now| {
            let last = |year| Date::new(year, month, day).ok().filter(|date| *date <= now);
            last(now.year()).or_else(|| last(now.year() - 1))
        });
        let is_just_past = now
            .zip(came_round)
            .is_some_and(|(now, last)| now.since(last).is_ok_and(|span| span.get_days() < JUST_PAST));
        let is_named = is_sure || row.nouns.iter().any(|named| named == noun) && !is_just_past;
        (is_named && is_later).then_some(row.year)
    }

    /// The date of `row` in `year`.
    pub fn date(&self, row: usize, year: i16) -> Option<Date> {
        self.rows.get(row)?.on(year)
    }
}

impl Row {
    fn on(&self, year: i16) -> Option<Date> {
        if let Some(days) = self.easter {
            return easter(year)?.checked_add(days.days()).ok();
        }
        if let Some(day) = self.day {
            return Date::new(year, self.month?, day).ok();
        }
        let weekday = jiff::civil::Weekday::from_monday_one_offset(self.weekday?).ok()?;
        Date::new(year, self.month?, 1).ok()?.nth_weekday_of_month(self.nth?, weekday).ok()
    }
}

/// Western Easter Sunday (the anonymous Gregorian computus, as in Meeus, Astronomical Algorithms, 1991, chapter 8).
fn easter(year: i16) -> Option<Date> {
    // The Gregorian calendar began in October 1582.
    let year = Some(i32::from(year)).filter(|year| *year >= 1583)?;
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let lunar = (8 * century + 13) / 25;
    let moon = (19 * golden + century - century / 4 - lunar + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * late + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, year: i16, expected: &str) {
        let holidays = Holidays::shipped().unwrap();
        let (row, _) = holidays.at(name.split(' ')).unwrap();
        assert_eq!(holidays.date(row, year).unwrap().to_string(), expected);
    }

    #[test]
    fn dates_follow_from_the_year() {
        check("new year 's eve", 2016, "2016-12-31");
        check("memorial day", 2013, "2013-05-27");
        check("thanksgiving", 1999, "1999-11-25");
        check("easter", 2024, "2024-03-31");
        check("good friday", 2018, "2018-03-30");
    }

    #[test]
    fn the_longest_name_counts() {
        let holidays = Holidays::shipped().unwrap();
        assert_eq!(holidays.at(["christmas", "eve", "fire"].into_iter()).unwrap().1, 2);
    }
}
