//! Whether times of a report are of one day.

use annals_types::{
    mention::TimeMention,
    time::{LocalInterval, TimexKind},
};

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

/// A weekday or a part of a day that nothing dates: the news of a report that does not say when it was written.
pub fn is_recent(time: &TimeMention) -> bool {
    let partial = time.partial;
    partial.month.is_none()
        && partial.year.is_none()
        && time.interval == LocalInterval::default()
        && (partial.weekday.is_some() || time.kind == TimexKind::Time)
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
