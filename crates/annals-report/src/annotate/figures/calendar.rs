//! Numbers of the calendar and of measures, which count nobody.

use crate::{
    annotate::{
        line::Line,
        number::{self, Amount},
    },
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
    // "10:30", "age: 34"; after any other colon people may be counted: "killed: 12", "KARACHI, May 5: 12 people".
    let colon = |i: usize| {
        let span = |at: usize| line.words.get(at).map(|word| word.span);
        let glued = span(i).zip(span(i + 1)).is_some_and(|(mark, next)| mark.end() == next.start());
        let label = |norm: &str| norm == "age" || glued && norm.bytes().all(|byte| byte.is_ascii_digit());
        line.is(i, ":") && i.checked_sub(1).and_then(|i| line.norm(i)).is_some_and(label)
    };
    // "2011": a year, unless a noun of people follows, which `complete` decides only for other numbers.
    let year = amount.len == 1
        && amount.high == amount.low
        && amount.low.is_some_and(|n| number::YEARS.contains(&n))
        && line.norm(at).is_some_and(|norm| !norm.contains(','));
    // "In March 12 civilians died": a month alone, and then people.
    let counted = |i: usize| {
        i.checked_sub(1).is_some_and(|before| line.is(before, "in"))
            && lexicon.nouns.longest(after, |i| line.norm(i)).is_some()
    };
    // "Died at 94".
    let is_age_at_death = |at: usize| {
        let dies =
            at.checked_sub(1).and_then(|i| line.norm(i)).is_some_and(|norm| lexicon.dies.contains(norm));
        dies && line.is(at, "at")
            && amount.low == amount.high
            && amount.low.is_some_and(|age| age <= number::OLDEST)
            && lexicon.nouns.longest(after, |i| line.norm(i)).is_none()
    };
    (month(after) && amount.low.is_some_and(|n| n < 32))
        || before.is_some_and(|i| {
            (month(i) && amount.low.is_some_and(|n| n < 32) && !counted(i))
                || symbol(i)
                || colon(i)
                || is_age_at_death(i)
        })
        || line.is_any(after, &[":", "%", "percent", "am", "pm", "a.m", "p.m", "a.m.", "p.m."])
        || line.phrase(after, "per cent").is_some()
        || is_of_ages(line, at) && lexicon.nouns.longest(after, |i| line.norm(i)).is_none()
        || (year && before.is_none_or(|i| !line.is_any(i, &["killed", "killing", "than", "about"])))
}

/// "Under the age of about 15", "between the ages of eight and 15", "aged between 17 and 42", "one 17 and the other 21": whether the number at word
/// `at` is an age, or one of a range of ages, by the words before it.
pub fn is_of_ages(line: &Line, at: usize) -> bool {
    /// Words of the first number of a range.
    const LONGEST: usize = 2;
    /// Words from the one for ages to the number.
    const NEAR: usize = 3;
    let leads = |at: usize| line.is_any(at, &["between", "from", "of", "about", "around"]);
    let opens = |at: usize| {
        let word = (at.saturating_sub(NEAR)..at).rev().find(|&before| !leads(before));
        word.is_some_and(|word| line.is_any(word, &["age", "aged", "ages"]))
    };
    let first = (1..=LONGEST).filter_map(|len| Some((at.checked_sub(len + 1)?, len)));
    let mut first = first.filter(|&(start, len)| {
        number::number(line, start).is_some_and(|(_, words)| words == len)
            && line.is_any(start + len, &["and", "to", "-", "\u{2013}"])
    });
    // "Aged 70 and 5 of their relatives".
    let is_of_others = line.is(at + 1, "of");
    opens(at)
        || !is_of_others && (first.any(|(start, _)| opens(start)) || is_listed_age(line, at, opens))
        || is_of_the_other(line, at)
}

/// "Aged 7, 9 and 12": whether the number at word `at` is one of a list with an "and" in it, the first of which `opens` says is an age.
fn is_listed_age(line: &Line, at: usize, opens: impl Fn(usize) -> bool) -> bool {
    /// Ages in one list, of which more never help it.
    const LONGEST: usize = 12;
    let age = |at: usize| number::number(line, at).filter(|(age, len)| *age <= number::OLDEST && *len == 1);
    // Where the age before the one at a word stands, and whether "and" joins them.
    let before = |at: usize| {
        let and = at > 1 && line.is(at - 1, "and");
        let joint = at.checked_sub(if and && line.is(at - 2, ",") { 3 } else { 2 })?;
        (age(joint).is_some() && (and || line.is(at - 1, ","))).then_some((joint, and))
    };
    let mut found = false;
    let mut first = at;
    for _ in 0..LONGEST {
        // One "and" ends a list: the five of "aged 70 and 68 and five relatives" are no age.
        let Some((earlier, and)) = before(first).filter(|&(_, and)| !(and && found)) else { break };
        (first, found) = (earlier, found || and);
    }
    // The "and" may follow: the 9 of "7, 9 and 12".
    let mut last = at;
    for _ in 0..LONGEST {
        if found {
            break;
        }
        let joint = (last + 1..=last + 2).take_while(|&i| line.is_any(i, &[",", "and"])).last();
        let Some(next) = joint.map(|joint| joint + 1).filter(|&next| age(next).is_some()) else { break };
        found |= line.is(next - 1, "and");
        last = next;
    }
    found && age(at).is_some() && first < at && opens(first)
}

/// "One 17 and the other 21": whether the number at word `at` is said of the other, as a number before it of one.
fn is_of_the_other(line: &Line, at: usize) -> bool {
    let Some(one) = at.checked_sub(5) else { return false };
    line.is(one, "one")
        && number::number(line, one + 1).is_some_and(|(_, len)| len == 1)
        && line.phrase(one + 2, "and the other").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

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
    fn ages_may_be_listed() {
        check("three brothers aged 7 , 9 and 12 were killed", 3, true);
        check("three brothers aged 7 , 9 and 12 were killed", 5, true);
        check("three brothers aged 7 , 9 and 12 were killed", 7, true);
        check("brothers aged 7 , 9 and 12 others", 6, false);
        check("a man aged 34 , 12 hurt", 5, false);
        check("a couple aged 70 and 68 and 5 of their relatives died", 5, true);
        check("a couple aged 70 and 68 and 5 of their relatives died", 7, false);
        check("a couple aged 70 and 5 of their relatives died", 5, false);
    }

    #[test]
    fn numbers_of_ages_and_shares_count_nobody() {
        check("children between the ages of eight and 15 drowned", 5, true);
        check("children between the ages of eight and 15 drowned", 7, true);
        check("miners aged between twenty one and 42 died", 6, true);
        check("a girl under the age of about 12 died", 7, true);
        check("children aged 12 and 15 adults died", 4, false);
        check("deaths rose by 80 per cent", 3, true);
        check("he died at 94 in a fire", 3, true);
        check("they died at 12 workers ' homes", 3, false);
        check("from eight to 15 drowned", 3, false);
        check("two men , one 17 and the other 21", 8, true);
        check("five hurt and the other 21 unhurt", 5, false);
    }

    #[test]
    fn a_number_after_a_month_alone_may_count_people() {
        check("in march 12 civilians died", 2, false);
        check("on march 12 civilians fled", 2, true);
        check("in march 12", 2, true);
    }
}
