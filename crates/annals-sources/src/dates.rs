//! Declared times of publication, in the ways that pages and feeds write them.
//!
//! Only what leaves no doubt is read: `03/04/2021` is two days, so it is none.

use annals_types::report::Published;
use jiff::{Timestamp, civil::Date, fmt::rfc2822, tz::TimeZone};

/// Years that a report can be from.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;

/// The time that `declared` gives: RFC 3339 and its looser kin, RFC 2822, `27 June 2021`, `June 27, 2021`, `2021/06/27`, `20210627`,
/// `27.06.2021`, `Sun Jun 27 10:00:00 +0300 2021`, seconds or milliseconds since 1970.
pub(crate) fn published(declared: &str) -> Option<Published> {
    let declared = declared.trim();
    let found = iso(declared)
        .or_else(|| mail(declared))
        .or_else(|| seconds(declared))
        .or_else(|| named_month(declared))
        .or_else(|| digits(declared))?;
    YEARS.contains(&found.date.year()).then_some(found)
}

/// A date in the path of an address, as many outlets have it: `/2021/06/27/`, `/2021-06-27-`, `/20210627/`.
pub(crate) fn in_address(url: &str) -> Option<Published> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/')?.1;
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|char: char| !char.is_ascii_alphanumeric()).collect();
    let found = numbers.windows(3).find_map(|window| match window {
        [year, month, day] if year.len() == 4 && (1..=2).contains(&day.len()) => {
            let month = if month.len() <= 2 { month.parse().ok() } else { month_number(month) };
            date(year.parse().ok()?, month?, day.parse().ok()?)
        }
        _ => None,
    });
    let packed = || numbers.iter().find(|number| number.len() == 8).and_then(|number| packed_date(number));
    let date = found.or_else(packed)?;
    // An address is weak evidence, so only for years that had addresses.
    (1990..=2199).contains(&date.year()).then_some(Published { date, at: None })
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn packed_date(number: &str) -> Option<Date> {
    let at = |range: std::ops::Range<usize>| number.get(range)?.parse::<i16>().ok();
    date(at(0..4)?, at(4..6)? as i8, at(6..8)? as i8)
}

/// `2021-06-27`, with or without a time, with or without an offset. `+0300`, `+03` and a blank for `T` are taken as well.
fn iso(declared: &str) -> Option<Published> {
    if declared.get(..10)?.chars().nth(4)? != '-' {
        return None;
    }
    let mut found: Published = declared.parse().ok()?;
    if found.at.is_none() {
        found.at = declared.replacen(' ', "T", 1).replace(' ', "").parse().ok();
    }
    Some(found)
}

/// `Sun, 27 Jun 2021 10:00:00 +0300`.
fn mail(declared: &str) -> Option<Published> {
    let zoned = rfc2822::parse(declared).ok()?;
    Some(Published { date: zoned.date(), at: Some(zoned.timestamp()) })
}

/// Seconds, or milliseconds, since 1970; only from 1990 on, since small numbers are something else.
fn seconds(declared: &str) -> Option<Published> {
    let (whole, fraction) = declared.split_once('.').unwrap_or((declared, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = match whole.len() {
        9..=10 => whole.parse::<i64>().ok()?,
        12..=13 => whole.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    let at = Timestamp::from_second(seconds).ok()?;
    (seconds > 630_000_000).then(|| Published { date: at.to_zoned(TimeZone::UTC).date(), at: Some(at) })
}

/// `27 June 2021`, `June 27, 2021`, `Sunday, 27th of Jun. 2021, 10:30`.
fn named_month(declared: &str) -> Option<Published> {
    let tokens = without_clock(declared);
    let words = tokens.iter().flat_map(|token| token.split(|char: char| !char.is_alphanumeric()));
    let mut words = words.filter(|word| !word.is_empty()).take(12);
    let (mut day, mut month, mut year) = (None, None, None);
    while let Some(word) = words.next().filter(|_| year.is_none() || day.is_none() || month.is_none()) {
        let digits = word.trim_end_matches(|char: char| char.is_alphabetic());
        match digits.len() {
            0 => month = month.or_else(|| month_number(word)),
            // "3 comments, 27 June 2021": two numbers leave it in doubt which is the day.
            1 | 2 if day.is_some() => return None,
            1 | 2 => day = digits.parse().ok(),
            4 => year = year.or_else(|| digits.parse().ok()),
            _ => return None,
        }
    }
    Some(Published { date: date(year?, month?, day?)?, at: None })
}

/// The words of a declared date without its time of day and its zone: "2:15 PM", "10.30am", "+0300".
fn without_clock(declared: &str) -> Vec<&str> {
    let tokens: Vec<&str> = declared
        .split(|char: char| char.is_whitespace() || char == ',')
        .filter(|token| !token.is_empty())
        .collect();
    let half_of_day = |token: &str| {
        let letters: String = token.chars().filter(char::is_ascii_alphabetic).collect();
        ["am", "pm"].contains(&letters.to_ascii_lowercase().as_str())
    };
    let is_clock = |at: usize| {
        let next = tokens.get(at + 1).is_some_and(|next| half_of_day(next));
        tokens[at].contains(':') || half_of_day(tokens[at]) || next
    };
    let kept = (0..tokens.len()).filter(|&at| !is_clock(at) && !is_offset(tokens[at]));
    kept.map(|at| tokens[at]).collect()
}

/// Whether `token` says how far a zone stands off UTC: "+0300", "-0500".
fn is_offset(token: &str) -> bool {
    let digits = token.strip_prefix(['+', '-']).unwrap_or_default();
    digits.len() == 4 && digits.starts_with(['0', '1']) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2021/06/27`, `20210627`, `27.06.2021`, and `27/06/2021` or `06/27/2021` where one number cannot be a month.
fn digits(declared: &str) -> Option<Published> {
    let first = declared.split([' ', 'T', ',']).next()?;
    let numbers: Vec<&str> = first.split(['/', '.', '-']).collect();
    let number = |index: usize| numbers.get(index).and_then(|number| number.parse::<i16>().ok());
    let date = match numbers.as_slice() {
        [only] if only.len() == 8 => packed_date(only)?,
        [year, _, _] if year.len() == 4 => date(number(0)?, number(1)? as i8, number(2)? as i8)?,
        [one, two, year] if year.len() == 4 && one.len() <= 2 && two.len() <= 2 => {
            let (one, two, year) = (number(0)? as i8, number(1)? as i8, number(2)?);
            match (first.contains('.'), one > 12, two > 12) {
                (true, _, _) | (_, true, _) => date(year, two, one)?,
                (_, _, true) => date(year, one, two)?,
                _ if one == two => date(year, two, one)?,
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Published { date, at: None })
}

/// The number of an English month, by its name or the first three letters and more of it.
fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let position = MONTHS
        .iter()
        .position(|month| month.starts_with(&word) || (word == "sept" && *month == "september"))?;
    (word.len() >= 3).then_some(position as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(declared: &str, expected: Option<&str>) {
        let found = published(declared).map(|published| format!("{} {published}", published.date));
        assert_eq!(found.as_deref(), expected, "{declared}");
    }

    #[test]
    fn times_with_a_zone_are_instants() {
        check("2021-06-27T23:30:00+03:00", Some("2021-06-27 2021-06-27T20:30:00Z"));
        check("2021-06-27T23:30:00+0300", Some("2021-06-27 2021-06-27T20:30:00Z"));
        check("2021-06-27 23:30:00 +0300", Some("2021-06-27 2021-06-27T20:30:00Z"));
        check("Sun, 27 Jun 2021 23:30:00 GMT", Some("2021-06-27 2021-06-27T23:30:00Z"));
        check("1624836600", Some("2021-06-27 2021-06-27T23:30:00Z"));
        check("1624836600000", Some("2021-06-27 2021-06-27T23:30:00Z"));
        check("1624836600.25", Some("2021-06-27 2021-06-27T23:30:00Z"));
        check("1624836600.html", None);
    }

    #[test]
    fn dates_are_days() {
        for declared in [
            "2021-06-27",
            "2021-06-27 23:30",
            "2021/06/27",
            "20210627",
            "27.06.2021",
            "27/06/2021",
            "06/27/2021",
            "27 June 2021",
            "June 27, 2021",
            "Sunday, 27th of Jun. 2021, 10:30",
            "Updated 2:15 PM ET, Sun June 27, 2021",
            "10.30am, 27 June 2021",
            "Sun Jun 27 23:30:00 +0000 2021",
            "June 27, 2021 23:30 -0500",
        ] {
            check(declared, Some("2021-06-27 2021-06-27"));
        }
    }

    #[test]
    fn what_leaves_a_doubt_is_no_date() {
        for declared in [
            "",
            "03/04/2021",
            "yesterday",
            "June 2021",
            "2021",
            "12",
            "27 June",
            "3 comments, 27 June 2021",
            "0000-00-00",
            "9999-01-01",
            "é-è",
        ] {
            check(declared, None);
        }
    }

    #[test]
    fn addresses_hold_dates() {
        let found = |url: &str| in_address(url).map(|published| published.to_string());
        assert_eq!(found("https://a.example/world/2021/06/27/two-hurt").as_deref(), Some("2021-06-27"));
        assert_eq!(found("https://a.example/2021/jun/27/two-hurt").as_deref(), Some("2021-06-27"));
        assert_eq!(found("https://a.example/20210627-two-hurt").as_deref(), Some("2021-06-27"));
        assert_eq!(found("https://a.example/news/12345678/two-hurt"), None);
        assert_eq!(found("https://a.example/2021/06/two-hurt"), None);
    }
}
