//! Ages that describe people: "22-year-old", "17-year-olds".

use annals_types::statement::Scope;

use super::noun::noun_at;
use crate::{
    annotate::{
        line::{Line, is_adverb, is_function_word},
        number,
    },
    knowledge::casualties::Casualties,
};

/// "22-year-old", "22 year old", "17-year-olds": where it ends, and the scope by the age.
pub fn age_head(line: &Line, at: usize) -> Option<(usize, Scope)> {
    let norm = line.norm(at)?;
    let scope = |age: u32| if age < 18 { Scope::Child } else { Scope::All };
    for (unit, months) in [
        ("-year-old", false),
        ("-years-old", false),
        ("-month-old", true),
        ("-week-old", true),
        ("-day-old", true),
    ] {
        if let Some(age) = norm.strip_suffix(unit).or_else(|| norm.strip_suffix('s')?.strip_suffix(unit)) {
            let years = age.parse().ok().or_else(|| word_age(age));
            return Some((at + 1, if months { Scope::Child } else { years.map_or(Scope::All, scope) }));
        }
    }
    if norm.ends_with("-year") && line.is_any(at + 1, &["old", "olds"]) {
        let years = norm.strip_suffix("-year")?;
        return Some((at + 2, years.parse().ok().or_else(|| word_age(years)).map_or(Scope::All, scope)));
    }
    let (age, len) = number::number(line, at)?;
    let len = len + half(line, at + len);
    // "71 year-old"
    if line.is_any(
        at + len,
        &["year-old", "years-old", "year-olds", "yr-old", "yo", "y/o", "y.o.", "month-old", "months-old"],
    ) {
        let months = line.is_any(at + len, &["month-old", "months-old"]);
        return Some((at + len + 1, if months { Scope::Child } else { scope(age) }));
    }
    // "43 y/o", in three words
    if line.is(at + len, "y") && line.is(at + len + 1, "/") && line.is(at + len + 2, "o") {
        return Some((at + len + 3, scope(age)));
    }
    if line.is_any(at + len, &["year", "years", "yr", "yrs", "month", "months"])
        && line.is_any(at + len + 1, &["old", "olds"])
    {
        let months = line.is_any(at + len, &["month", "months"]);
        return Some((at + len + 2, if months { Scope::Child } else { scope(age) }));
    }
    (norm.strip_suffix("-year-old").is_some()).then_some((at + 1, Scope::All))
}

/// Words of a half at `at`, which stands after a number of years: "2 1/2 years old".
fn half(line: &Line, at: usize) -> usize {
    if line.is_any(at, &["1/2", "½"]) {
        1
    } else if line.is(at, "1") && line.is(at + 1, "/") && line.is(at + 2, "2") {
        3
    } else {
        line.phrase(at, "and a half").unwrap_or(0)
    }
}

/// An age up to twenty in words.
fn word_age(word: &str) -> Option<u32> {
    number::unit(word).filter(|age| (1..=20).contains(age))
}

/// After the name that follows an age: "20-year-old Jane Doe".
pub fn with_name(line: &Line, at: usize) -> usize {
    let name = |i: usize| line.capital(i) && !line.mark(i) && !line.norm(i).is_some_and(is_function_word);
    if line.headline { at } else { (at..at + 4).take_while(|i| name(*i)).last().map_or(at, |last| last + 1) }
}

/// Whether the words at `at` go on describing a person after an age: "12-year-old Palestinian boy".
pub fn describes(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    (at..at + 3)
        .take_while(|i| {
            !line.mark(*i)
                && line.norm(*i).is_some_and(|norm| {
                    !is_function_word(norm)
                        && lexicon.cues.longest(*i, |k| line.norm(k)).is_none()
                        && !is_adverb(norm)
                })
        })
        .any(|i| {
            noun_at(line, i + 1, lexicon).is_some()
                || lexicon.adjectives.longest(i, |k| line.norm(k)).is_some()
        })
}
