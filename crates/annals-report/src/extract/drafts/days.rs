//! Whether times of a report are of one day.

use annals_types::{
    mention::TimeMention,
    time::{LocalInterval, TimexKind},
};
use jiff::ToSpan;

use crate::extract::scene::Scene;

/// Whether two expressions can mean one time: their intervals meet, and weekday, month and day do not differ.
pub fn can_be_one_time(a: &TimeMention, b: &TimeMention) -> bool {
    let differs = |x: Option<i16>, y: Option<i16>| x.zip(y).is_some_and(|(x, y)| x != y);
    let wide = |i8: Option<i8>| i8.map(i16::from);
    let (p, q) = (a.partial, b.partial);
    if differs(p.year, q.year) || differs(wide(p.month), wide(q.month)) || differs(wide(p.day), wide(q.day)) {
        return false;
    }
    // Where no date ties them, a weekday is this week's; a date without a weekday lies further back.
    if is_recent(a) && is_dated_only(b) {
        return is_day_of(b, a);
    }
    if is_dated_only(a) && is_recent(b) {
        return is_day_of(a, b);
    }
    if a.interval == LocalInterval::default() || b.interval == LocalInterval::default() {
        return !differs(wide(p.weekday), wide(q.weekday));
    }
    a.interval.meet(b.interval).is_some()
}

/// "14 November" and "17 November", "Monday" and "Tuesday": two days that cannot be one, and are named alike.
pub fn are_two_days(a: &TimeMention, b: &TimeMention) -> bool {
    let (p, q) = (a.partial, b.partial);
    let are_dates = p.day.is_some() && q.day.is_some();
    let are_weekdays = p.weekday.is_some() && q.weekday.is_some();
    (are_dates || are_weekdays) && !can_be_one_time(a, b)
}

/// A weekday or a part of a day that nothing dates: the news of a report that does not say when it was written.
pub fn is_recent(time: &TimeMention) -> bool {
    let partial = time.partial;
    partial.month.is_none()
        && partial.year.is_none()
        && time.interval == LocalInterval::default()
        && (partial.weekday.is_some() || time.kind == TimexKind::Time)
}

/// "At 11:47 p.m.": an hour of a day that is not named.
pub fn is_bare_hour(time: &TimeMention) -> bool {
    let partial = time.partial;
    let names_a_day = partial.weekday.is_some()
        || partial.day.is_some()
        || partial.month.is_some()
        || partial.year.is_some();
    time.kind == TimexKind::Time && time.interval == LocalInterval::default() && !names_a_day
}

/// A month, or a day of one, without a weekday.
pub fn is_dated_only(time: &TimeMention) -> bool {
    time.partial.month.is_some() && time.partial.weekday.is_none()
}

/// Whether `dated` is a known day that falls on the weekday that `recent` names: "on Tuesday", and later "on 14 May 2019".
pub fn is_day_of(dated: &TimeMention, recent: &TimeMention) -> bool {
    let day =
        dated.interval.earliest.filter(|_| dated.partial.day.is_some()).map(jiff::civil::DateTime::date);
    day.is_some_and(|day| recent.partial.weekday == Some(day.weekday().to_monday_one_offset()))
}

/// "a week later", "two days earlier": days or more from what was told before.
pub fn is_other_day(time: &TimeMention, scene: &Scene<'_>) -> bool {
    let tokens = scene.tokens_in(time.span);
    let counted = tokens.last().is_some_and(|last| matches!(last.norm.as_str(), "later" | "earlier"));
    counted
        && tokens.iter().any(|token| {
            let norm = token.norm.as_str();
            ["day", "week", "month", "year"].iter().any(|unit| norm.trim_end_matches('s') == *unit)
        })
}

/// "Halloween festivities" in a report of 29 October: a day that comes after the report, and dates nothing that has happened.
pub fn comes_after_report(time: &TimeMention, scene: &Scene<'_>) -> bool {
    /// Where it happened the next day may have begun.
    const SLACK_DAYS: i64 = 1;
    time.interval.earliest.zip(scene.report.published).is_some_and(|(earliest, published)| {
        earliest.date() > published.date.saturating_add(SLACK_DAYS.days())
    })
}

/// Whether a time lies in the two weeks up to the news: what has gone on for as long may be the news itself.
pub fn is_of_these_days(time: &TimeMention, scene: &Scene<'_>) -> bool {
    const DAYS: i32 = 14;
    time.interval.earliest.zip(scene.report.published).is_some_and(|(earliest, published)| {
        (0..=DAYS).contains(&(published.date - earliest.date()).get_days())
    })
}

/// Whether a time lies far before the news.
pub fn lies_far_before(time: &TimeMention, scene: &Scene<'_>) -> bool {
    /// Two months: what is told in court or counted up weeks after is still the news. A choice: it was not learned.
    const FAR_DAYS: i64 = 60;
    time.interval
        .latest
        .zip(scene.report.published)
        .is_some_and(|(latest, published)| latest.date().saturating_add(FAR_DAYS.days()) < published.date)
}

/// "next Saturday", "tomorrow": what is told to have happened is not dated by it. "The next day" comes after another.
pub fn lies_ahead(time: &TimeMention, scene: &Scene<'_>) -> bool {
    let words = scene.tokens_in(time.span);
    let the = |word: &str| word == "the";
    let counted = words.first().is_some_and(|first| the(&first.norm))
        || scene.words_before(time.span.start(), 1).first().is_some_and(|before| the(before));
    words.iter().any(|word| match word.norm.as_str() {
        "tomorrow" => true,
        "next" | "coming" => !counted,
        _ => false,
    })
}
