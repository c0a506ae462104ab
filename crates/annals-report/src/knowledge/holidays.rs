//! `knowledge/holidays.toml`: days that news calls by name.

use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

use super::{Error, parse};

const TABLE: &str = "knowledge/holidays.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Holidays {
    rows: Vec<Row>,
    /// The words of each name, with the row; the longer names first.
    names: Vec<(Vec<String>, usize)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
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
        let rows = parse::<Table>(TABLE, text)?.holiday;
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
        Ok(Self { rows, names })
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
    let y = i32::from(year);
    if y < 1583 {
        return None;
    }
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
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
