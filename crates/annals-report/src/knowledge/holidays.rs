//! `knowledge/holidays.toml`: days that news calls by name.

use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

use super::{Error, parse, telling::Words};

const TABLE: &str = "knowledge/holidays.toml";

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
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    elsewhere: Words,
    lasting: Words,
    gatherings: Words,
    days: Words,
    holiday: Vec<Row>,
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
        let Table { elsewhere, lasting, gatherings, days, holiday: rows } = parse::<Table>(TABLE, text)?;
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
        Ok(Self { rows, names, elsewhere, lasting, gatherings, days })
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
