//! Names of persons beside a cue: "Jane Doe was killed", "the death of John Doe, 34, and Ann Doe (30)".

use annals_types::statement::Scope;

use super::{
    figures::{Figure, Kind},
    line::{Line, PREPOSITIONS, is_function_word},
    number,
};
use crate::knowledge::casualties::Casualties;

/// The name that starts at `at`.
pub fn name_at(line: &Line, at: usize, lexicon: &Casualties) -> Option<Figure> {
    let mut end = at;
    while end < at + 8 && is_name_word(line, end) {
        end += 1;
    }
    while end > at && !line.capital(end - 1) {
        end -= 1;
    }
    name(line, at, end, lexicon).filter(|name| name.end - name.start >= 2)
}

/// The name that ends before word `end`: "John Doe", "John Doe, 34,", "John Doe (34)".
pub fn name_before(line: &Line, end: usize, lexicon: &Casualties) -> Option<Figure> {
    let mut end = end;
    for close in [",", ")"] {
        if end >= 3 && line.is(end - 1, close) {
            let open = if close == "," { "," } else { "(" };
            let age = (end - 3..end).rev().find(|i| line.is(*i, open) && *i + 1 < end);
            if let Some(age) = age.filter(|i| number::number(line, i + 1).is_some()) {
                end = age;
            }
        }
    }
    let mut start = end;
    while start > 0 && end - start < 8 && is_name_word(line, start - 1) {
        start -= 1;
    }
    while start < end && !line.capital(start) {
        start += 1;
    }
    name(line, start, end, lexicon)
}

fn is_name_word(line: &Line, at: usize) -> bool {
    line.words.get(at).is_some_and(|word| {
        !word.mark
            && !word.possessive
            && (word.capital
                || matches!(
                    word.norm.as_str(),
                    "al" | "bin" | "bint" | "ibn" | "abu" | "de" | "van" | "von" | "el" | "da" | "del"
                ))
            || word.norm.starts_with("al-")
    })
}

fn name(line: &Line, start: usize, end: usize, lexicon: &Casualties) -> Option<Figure> {
    let known = |i: usize| {
        line.norm(i).is_some_and(|norm| {
            is_function_word(norm)
                || lexicon.nouns.get(norm).is_some()
                || lexicon.cues.get(norm).is_some()
                || norm.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    // Capitals mean nothing in a headline, where each word has one.
    if start >= end || line.headline || (start..end).all(known) || (start == 0 && end == 1 && known(0)) {
        return None;
    }
    let start = (start..end).find(|i| !line.norm(*i).is_some_and(is_function_word))?;
    Some(Figure {
        start,
        end,
        reach: end,
        kind: Kind::Name,
        low: Some(1),
        high: Some(1),
        approximate: false,
        scope: Scope::All,
        head: (start, end),
        inner: None,
        of_total: false,
        others: false,
    })
}
