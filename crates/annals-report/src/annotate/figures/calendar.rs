//! Numbers of the calendar and of measures, which count nobody.

use crate::{
    annotate::{line::Line, number::Amount},
    closed_classes::month,
};

/// Days, years, times and money: numbers that count nobody.
pub fn is_calendar(line: &Line, at: usize, amount: &Amount) -> bool {
    let after = at + amount.len;
    let before = at.checked_sub(1);
    let month = |i: usize| line.norm(i).is_some_and(|norm| month(norm).is_some());
    let symbol = |i: usize| {
        line.is_any(
            i,
            &["$", "£", "€", ":", "#", "no.", "aged", "age", "channel", "chapter", "route", "highway"],
        )
    };
    // "2011": a year, unless a noun of people follows, which `complete` decides only for other numbers.
    let year = amount.len == 1
        && amount.high == amount.low
        && amount.low.is_some_and(|n| (1900..2100).contains(&n))
        && line.norm(at).is_some_and(|norm| !norm.contains(','));
    (month(after) && amount.low.is_some_and(|n| n < 32))
        || before.is_some_and(|i| (month(i) && amount.low.is_some_and(|n| n < 32)) || symbol(i))
        || line.is_any(after, &[":", "%", "percent", "am", "pm", "a.m", "p.m", "a.m.", "p.m."])
        || (year && before.is_none_or(|i| !line.is_any(i, &["killed", "killing", "than", "about"])))
}
