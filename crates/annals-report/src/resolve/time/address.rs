//! The day that the address of a report was made on. Pages that are told anew keep their address and change their date, so an address may
//! be nearer to what they first told.

use annals_types::Report;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::closed_classes::month;

/// So many days before the declared date at most: a page that was changed later tells of something else, or the numbers are no date.
const MOST_DAYS: i32 = 6;

/// The day in the address of `report`, where it lies a few days before the declared one; `zone` is where the report is from.
pub fn filed(report: &Report, zone: Option<&str>) -> Option<Date> {
    let published = report.published?.date;
    let url = report.url.as_deref()?;
    let day = day_in(url).or_else(|| day_of_identifier(url, zone))?;
    (1..=MOST_DAYS).contains(&(published - day).get_days()).then_some(day)
}

/// A part of an address, and the mark after it.
type Part<'u> = (&'u str, Option<char>);

/// "/2024/03/05/", "/2024-03-05-", "/20240305/", "/2024/mar/05/".
fn day_in(url: &str) -> Option<Date> {
    let parts: Vec<Part<'_>> =
        url.split_inclusive(is_mark).map(cut).filter(|(part, _)| !part.is_empty()).collect();
    let whole = |(part, _): &Part<'_>| {
        let number: i32 = part.parse().ok().filter(|_| part.len() == 8)?;
        date(number / 10_000, number / 100 % 100, number % 100)
    };
    parts.windows(3).find_map(in_three).or_else(|| parts.iter().find_map(whole))
}

fn cut(piece: &str) -> Part<'_> {
    let part = piece.trim_end_matches(is_mark);
    (part, piece[part.len()..].chars().next())
}

fn is_mark(c: char) -> bool {
    !c.is_ascii_alphanumeric()
}

/// The day that year, month and day give with one mark between them. "/2024/03/3-dead-after-shooting" is of a month.
fn in_three(parts: &[Part<'_>]) -> Option<Date> {
    let [(year, mark), (month, same), (day, after)] = parts else { return None };
    let ends = *mark != Some('/') || matches!(after, None | Some('/' | '.' | '?' | '#'));
    if mark != same || !ends {
        return None;
    }
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    let day = day.parse().ok().filter(|_| day.len() <= 2)?;
    date(year, month_in(month)?, day)
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    const FIRST_PAGES: i16 = 1990;
    let year = i16::try_from(year).ok().filter(|year| *year >= FIRST_PAGES)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A month by its number or its name.
fn month_in(part: &str) -> Option<i32> {
    if part.len() <= 2 { part.parse().ok() } else { month(&part.to_ascii_lowercase()).map(i32::from) }
}

/// The day on which an identifier that holds its time was made (RFC 4122, version 1): `3f2504e0-4f89-11d3-9a0c-0305e82c3301`.
fn day_of_identifier(url: &str, zone: Option<&str>) -> Option<Date> {
    /// Lengths of its parts in hexadecimal digits.
    const PARTS: [usize; 5] = [8, 4, 4, 4, 12];
    /// From 15 October 1582 to 1970, in steps of 100 nanoseconds.
    const BEFORE_1970: u64 = 0x01b2_1dd2_1381_4000;
    const STEPS_IN_SECOND: u64 = 10_000_000;
    let parts: Vec<&str> = url.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let is_identifier = |parts: &&[&str]| {
        let digits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_hexdigit());
        parts.iter().zip(PARTS).all(|(part, len)| digits(part, len)) && parts[2].starts_with('1')
    };
    let found = parts.windows(PARTS.len()).find(is_identifier)?;
    let number = |part: &str| u64::from_str_radix(part, 16).ok();
    let steps = number(&found[2][1..])? << 48 | number(found[1])? << 32 | number(found[0])?;
    let seconds = steps.checked_sub(BEFORE_1970)? / STEPS_IN_SECOND;
    let at = Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?;
    let zone = zone.and_then(|zone| TimeZone::get(zone).ok()).unwrap_or(TimeZone::UTC);
    Some(at.to_zoned(zone).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Option<&str>) {
        let day = day_in(url).or_else(|| day_of_identifier(url, Some("America/Chicago")));
        assert_eq!(day.map(|day| day.to_string()).as_deref(), expected, "{url}");
    }

    #[test]
    fn dates_in_addresses() {
        check("http://news.example/2024/03/05/two-hurt", Some("2024-03-05"));
        check("http://news.example/news/2024/mar/5/two-hurt", Some("2024-03-05"));
        check("http://news.example/20240305_two_hurt.html", Some("2024-03-05"));
        check("http://news.example/two-hurt-2024-03-05", Some("2024-03-05"));
        check("http://news.example/story/20246723/2024/two-hurt", None);
        check("http://news.example/story/12/34/56", None);
    }

    #[test]
    fn a_number_that_opens_a_title_is_no_day() {
        check("http://news.example/2024/03/3-dead-after-shooting", None);
        check("http://news.example/2024/03-05/two-hurt", None);
        check("http://news.example/2024-03-05-two-hurt", Some("2024-03-05"));
        check("http://news.example/2024-03-05/two-hurt", Some("2024-03-05"));
        check("http://news.example/2024/03/05.html", Some("2024-03-05"));
        check("http://news.example/2024/03/05", Some("2024-03-05"));
    }

    #[test]
    fn identifiers_that_hold_their_time() {
        // Made at 2:30 in the morning of 6 March 2024, UTC.
        check("http://news.example/article_6e114400-db61-11ee-8000-0123456789ab.html", Some("2024-03-05"));
        check("http://news.example/article_6e114400-db61-41ee-8000-0123456789ab.html", None);
    }
}
