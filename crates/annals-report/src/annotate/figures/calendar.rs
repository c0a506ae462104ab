//! Numbers of the calendar and of measures, which count nobody.

use crate::{
    annotate::{line::Line, number::Amount},
    closed_classes::month,
    knowledge::casualties::Casualties,
};

/// Days, years, times and money: numbers that count nobody.
pub fn is_calendar(line: &Line, at: usize, amount: &Amount, lexicon: &Casualties) -> bool {
    let after = at + amount.len;
    let before = at.checked_sub(1);
    let month = |i: usize| line.norm(i).is_some_and(|norm| month(norm).is_some());
    let symbol = |i: usize| {
        line.is_any(i, &["$", "£", "€", "#", "no.", "aged", "age", "channel", "chapter", "route", "highway"])
    };
    // "10:30", "age: 34"; after any other colon people may be counted: "killed: 12".
    let colon = |i: usize| {
        let label = |norm: &str| norm == "age" || norm.bytes().all(|byte| byte.is_ascii_digit());
        line.is(i, ":") && i.checked_sub(1).and_then(|i| line.norm(i)).is_some_and(label)
    };
    // "2011": a year, unless a noun of people follows, which `complete` decides only for other numbers.
    let year = amount.len == 1
        && amount.high == amount.low
        && amount.low.is_some_and(|n| (1900..2100).contains(&n))
        && line.norm(at).is_some_and(|norm| !norm.contains(','));
    // "In March 12 civilians died": a month alone, and then people.
    let counted = |i: usize| {
        i.checked_sub(1).is_some_and(|before| line.is(before, "in"))
            && lexicon.nouns.longest(after, |i| line.norm(i)).is_some()
    };
    (month(after) && amount.low.is_some_and(|n| n < 32))
        || before.is_some_and(|i| {
            (month(i) && amount.low.is_some_and(|n| n < 32) && !counted(i)) || symbol(i) || colon(i)
        })
        || line.is_any(after, &[":", "%", "percent", "am", "pm", "a.m", "p.m", "a.m.", "p.m."])
        || (year && before.is_none_or(|i| !line.is_any(i, &["killed", "killing", "than", "about"])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{annotate::number, knowledge::Knowledge};

    #[track_caller]
    fn check(text: &str, at: usize, expected: bool) {
        let line = Line::of_words(text);
        let amount = number::amount(&line, at).unwrap_or_else(|| panic!("a number at word {at} of {text:?}"));
        let knowledge = Knowledge::shipped().unwrap();
        assert_eq!(is_calendar(&line, at, &amount, &knowledge.casualties), expected, "{text}");
    }

    #[test]
    fn a_number_after_a_colon_may_count_people() {
        check("killed : 12 people", 2, false);
        check("monitor : ten civilians dead", 2, false);
        check("at 10 : 30 people fled", 3, true);
        check("age : 34", 2, true);
    }

    #[test]
    fn a_number_after_a_month_alone_may_count_people() {
        check("in march 12 civilians died", 2, false);
        check("on march 12 civilians fled", 2, true);
        check("in march 12", 2, true);
    }
}
