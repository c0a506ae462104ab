//! Times in words, with the weekday; what is not known is said to be so.

use annals_types::account::{AccountTime, Period};
use annals_types::time::TimePrecision;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// When an incident happened: `Sunday 27 or Monday 28 June 2021`, with the hours where they are known; `probably Sunday 27 June 2021`
/// where no words give the day, and `Sunday 27 or Monday 28 June 2021, probably Sunday 27 June 2021` where they leave several.
pub(crate) fn when(time: &AccountTime) -> String {
    let Some(likely) = &time.likely else { return by_words(time) };
    let likely = format!("probably {}", days(&[likely.day]));
    if time.days.is_empty() { likely } else { format!("{}, {likely}", by_words(time)) }
}

fn by_words(time: &AccountTime) -> String {
    let (from, to) = local(time);
    if !time.days.is_empty() {
        let mut out = days(&time.days);
        if let (Some(from), Some(to), true) = (from, to, is_within_days(time)) {
            let until = if (to.hour(), to.minute()) == (0, 0) { "24:00".into() } else { clock(to) };
            out = format!("{out}, {} to {until} local time", clock(from));
            if let Some(zone) = time.local_zone.as_deref() {
                out = format!("{out} ({})", zone.replace('_', " "));
            }
        }
        return out;
    }
    stretch(from, to).unwrap_or_else(|| "not known".into())
}

/// A period of a count.
pub(crate) fn period(period: &Period) -> String {
    let utc = |at: Timestamp| at.to_zoned(TimeZone::UTC).datetime();
    // Whatever the zone, these are the local days.
    let first = first_day(*period);
    let last = period.latest.and_then(|at| at.checked_sub(BEHIND).ok()).map(|at| {
        let at = utc(at);
        let begun = at.time() != jiff::civil::Time::midnight();
        if begun { at.date().tomorrow().unwrap_or(at.date()) } else { at.date() }
    });
    if let (Some(first), None) = (first, last) {
        let whole = first == first.first_of_month();
        let since =
            if whole { format!("{} {}", month(first), first.year()) } else { day_of(first, Parts::Year) };
        return format!("since {since}");
    }
    let midnight = |day: Date| day.to_datetime(jiff::civil::Time::midnight());
    stretch(first.map(midnight), last.map(midnight)).unwrap_or_else(|| "over an unstated period".into())
}

/// What the words of a report say of when, by its bounds in local time: `Sunday 3 March 2024`, `Sunday 3 March 2024, 18:00 to 24:00`;
/// `None` where they give none.
pub(crate) fn told(earliest: Option<&str>, latest: Option<&str>) -> Option<String> {
    let at = |bound: Option<&str>| bound.and_then(|bound| bound.parse::<DateTime>().ok());
    let (from, to) = (at(earliest), at(latest));
    let told = stretch(from, to)?;
    let midnight = |at: DateTime| (at.hour(), at.minute()) == (0, 0);
    let (Some(from), Some(to)) = (from, to) else { return Some(told) };
    let within = to.duration_since(from) <= SignedDuration::from_hours(24);
    if !within || midnight(from) && midnight(to) {
        return Some(told);
    }
    let until = if midnight(to) { "24:00".into() } else { clock(to) };
    Some(format!("{told}, {} to {until}", clock(from)))
}

/// A declared date: `14 May 2023`; as it is where it is no date.
pub(crate) fn date(declared: &str) -> String {
    let day = declared.get(..10).and_then(|day| day.parse::<Date>().ok());
    day.map_or_else(|| declared.to_owned(), |day| day_of(day, Parts::Year))
}

/// The widest that the zones of the earth stand off UTC: an interval of unknown zone was widened by them.
const AHEAD: SignedDuration = SignedDuration::from_hours(14);
const BEHIND: SignedDuration = SignedDuration::from_hours(12);

/// The first local day of a stretch that was widened since its zone is not known.
pub(crate) fn first_day(said: Period) -> Option<Date> {
    let local = said.earliest?.checked_add(AHEAD).ok()?;
    Some(local.to_zoned(TimeZone::UTC).date())
}

/// The interval in local time.
fn local(time: &AccountTime) -> (Option<DateTime>, Option<DateTime>) {
    let zone = time.local_zone.as_deref().and_then(|zone| TimeZone::get(zone).ok());
    let (ahead, behind) =
        if zone.is_some() { (SignedDuration::ZERO, SignedDuration::ZERO) } else { (AHEAD, BEHIND) };
    let zone = zone.unwrap_or(TimeZone::UTC);
    let civil = |at: Timestamp| at.to_zoned(zone.clone()).datetime();
    (
        time.earliest.and_then(|at| at.checked_add(ahead).ok()).map(&civil),
        time.latest.and_then(|at| at.checked_sub(behind).ok()).map(&civil),
    )
}

/// Whether the hours say more than the days.
fn is_within_days(time: &AccountTime) -> bool {
    matches!(time.precision, TimePrecision::Hour | TimePrecision::PartOfDay)
}

fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A half-open stretch of time; `None` where both sides are open.
fn stretch(from: Option<DateTime>, to: Option<DateTime>) -> Option<String> {
    // The last day that belongs to it: what ends at midnight does not hold the day that begins.
    let last = |to: DateTime| to.checked_sub(SignedDuration::from_secs(1)).map_or(to, |at| at).date();
    let year = Parts::Year;
    Some(match (from.map(DateTime::date), to.map(last)) {
        (Some(first), Some(last)) if first >= last => weekday_of(first, year),
        (Some(first), Some(last)) if is_year(first, last) => format!("in {}", first.year()),
        (Some(first), Some(last)) if is_month(first, last) => {
            format!("in {} {}", month(first), first.year())
        }
        (Some(first), Some(last)) => {
            format!("between {} and {}", day_of(first, parts(first, last)), day_of(last, year))
        }
        (Some(first), None) => format!("on or after {}", day_of(first, year)),
        (None, Some(last)) => format!("on or before {}", day_of(last, year)),
        (None, None) => return None,
    })
}

fn is_month(first: Date, last: Date) -> bool {
    first == first.first_of_month() && last == first.last_of_month()
}

fn is_year(first: Date, last: Date) -> bool {
    first == first.first_of_year() && last == first.last_of_year()
}

/// Which parts a date needs before a later one.
#[derive(Clone, Copy)]
enum Parts {
    Day,
    Month,
    Year,
}

fn parts(date: Date, next: Date) -> Parts {
    match (date.year() == next.year(), date.month() == next.month()) {
        (true, true) => Parts::Day,
        (true, false) => Parts::Month,
        (false, _) => Parts::Year,
    }
}

fn day_of(date: Date, parts: Parts) -> String {
    match parts {
        Parts::Day => date.day().to_string(),
        Parts::Month => format!("{} {}", date.day(), month(date)),
        Parts::Year => format!("{} {} {}", date.day(), month(date), date.year()),
    }
}

fn weekday_of(date: Date, parts: Parts) -> String {
    format!("{} {}", date.strftime("%A"), day_of(date, parts))
}

fn month(date: Date) -> String {
    date.strftime("%B").to_string()
}

/// At most so many days are named one by one.
const MOST_DAYS: usize = 4;

/// Days in words, of which the incident fell on one.
fn days(days: &[Date]) -> String {
    match days {
        [] => String::new(),
        [day] => weekday_of(*day, Parts::Year),
        [first, .., last] if days.len() > MOST_DAYS => {
            let run = days.windows(2).all(|pair| pair[0].tomorrow().is_ok_and(|next| next == pair[1]));
            let one = if run { String::new() } else { format!("one of {} days ", days.len()) };
            format!(
                "{one}between {} and {}",
                weekday_of(*first, parts(*first, *last)),
                weekday_of(*last, Parts::Year)
            )
        }
        _ => {
            let named = days.iter().enumerate().map(|(i, day)| {
                weekday_of(*day, days.get(i + 1).map_or(Parts::Year, |next| parts(*day, *next)))
            });
            let named: Vec<_> = named.collect();
            let (last, before) = named.split_last().map_or((String::new(), &[][..]), |(l, b)| (l.clone(), b));
            format!("{} or {last}", before.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use annals_types::time::LikelyDay;

    use super::*;

    #[track_caller]
    fn check(given: &[(i16, i8, i8)], expected: &str) {
        let given: Vec<_> = given.iter().map(|&(year, month, day)| date(year, month, day)).collect();
        assert_eq!(days(&given), expected);
    }

    #[test]
    fn days_in_words() {
        check(&[(2021, 6, 27)], "Sunday 27 June 2021");
        check(&[(2021, 6, 27), (2021, 6, 28)], "Sunday 27 or Monday 28 June 2021");
        check(&[(2021, 6, 30), (2021, 7, 1)], "Wednesday 30 June or Thursday 1 July 2021");
        check(&[(2020, 12, 31), (2021, 1, 1)], "Thursday 31 December 2020 or Friday 1 January 2021");
    }

    #[test]
    fn what_words_tell_of_a_time_is_said_in_words() {
        let check = |from, to, expected| assert_eq!(told(from, to).as_deref(), expected);
        check(Some("2024-03-03T00:00:00"), Some("2024-03-04T00:00:00"), Some("Sunday 3 March 2024"));
        let evening = Some("Sunday 3 March 2024, 18:00 to 24:00");
        check(Some("2024-03-03T18:00:00"), Some("2024-03-04T00:00:00"), evening);
        check(Some("2024-03-01T00:00:00"), Some("2024-04-01T00:00:00"), Some("in March 2024"));
        check(None, None, None);
    }

    #[test]
    fn a_likely_day_is_called_so() {
        let day = date(2021, 6, 27);
        let at = |day: Date| day.at(0, 0, 0, 0).to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp());
        let time = AccountTime {
            earliest: None,
            latest: at(date(2021, 6, 28)),
            precision: TimePrecision::Unknown,
            days: Vec::new(),
            likely: Some(LikelyDay { day, why: String::new() }),
            local_zone: Some("UTC".into()),
            bounds: Vec::new(),
        };
        assert_eq!(when(&time), "probably Sunday 27 June 2021");
        let night = AccountTime { days: vec![day, date(2021, 6, 28)], latest: None, ..time.clone() };
        assert_eq!(when(&night), "Sunday 27 or Monday 28 June 2021, probably Sunday 27 June 2021");
        let told = AccountTime { precision: TimePrecision::Day, days: vec![day], likely: None, ..time };
        assert!(when(&told).starts_with("Sunday 27 June 2021"));
    }

    #[track_caller]
    fn check_stretch(from: Option<&str>, to: Option<&str>, expected: Option<&str>) {
        let at = |day: &str| day.parse::<Date>().unwrap().at(0, 0, 0, 0);
        assert_eq!(stretch(from.map(at), to.map(at)).as_deref(), expected);
    }

    #[test]
    fn open_and_whole_stretches() {
        check_stretch(Some("2021-02-01"), Some("2021-03-01"), Some("in February 2021"));
        check_stretch(Some("2021-01-01"), Some("2022-01-01"), Some("in 2021"));
        check_stretch(Some("2021-01-20"), Some("2021-02-01"), Some("between 20 and 31 January 2021"));
        check_stretch(Some("2021-01-20"), None, Some("on or after 20 January 2021"));
        check_stretch(None, Some("2021-02-01"), Some("on or before 31 January 2021"));
        check_stretch(None, None, None);
    }
}
