//! Names of persons beside a cue: "Jane Doe was killed", "the death of John Doe, 34, and Ann Doe (30)".

use annals_types::statement::Scope;

use super::{
    figures::{Figure, Kind},
    line::{Line, PREPOSITIONS, is_function_word},
    number,
};
use crate::knowledge::casualties::Casualties;

/// Names of one list.
const LIST: usize = 12;

/// The names that start at `at`: "Jane Doe", "John Doe (34) and his brother Jack Doe (30)".
pub fn names_after(line: &Line, at: usize, lexicon: &Casualties) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = at;
    while found.len() < LIST {
        let mut end = at;
        while end < at + 8 && is_name_word(line, end) {
            end += 1;
        }
        while end > at && !line.capital(end - 1) {
            end -= 1;
        }
        let Some(name) = name(line, at, end, lexicon).filter(|name| name.end - name.start >= 2) else {
            break;
        };
        end = past_age(line, name.end);
        found.push(name);
        let joint = line.first_phrase(end, &[", and", "and", ",", "as well as"]).map_or(0, |(_, len)| len);
        if joint == 0 {
            break;
        }
        at = end + joint;
    }
    found
}

/// The names that end before word `end`: "John Doe, 34,", "John Doe (34), Jane Doe (30) and Jack Doe".
pub fn names_before(line: &Line, end: usize, lexicon: &Casualties) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut end = end;
    while found.len() < LIST {
        let close = before_age(line, end);
        let mut start = close;
        while start > 0 && close - start < 8 && is_name_word(line, start - 1) {
            start -= 1;
        }
        while start < close && !line.capital(start) {
            start += 1;
        }
        let Some(name) = name(line, start, close, lexicon) else { break };
        // "fighting in Aleppo and Homs was killed": places hang on prepositions; a person of a list has two names.
        let hangs = start > 0
            && line.is_any(start - 1, PREPOSITIONS)
            && !line.is_any(start - 1, &["including", "as", "with", "like", "after"]);
        if hangs || start > 0 && line.is(start - 1, "of") || !found.is_empty() && name.end - name.start < 2 {
            if hangs {
                found.clear();
            }
            break;
        }
        let start = name.start;
        found.push(name);
        let joint = [", and", "and", ","].iter().find_map(|joint| {
            let len = joint.split(' ').count();
            start.checked_sub(len).filter(|at| line.phrase(*at, joint).is_some())
        });
        let Some(joint) = joint else { break };
        end = joint;
    }
    found.reverse();
    found
}

/// Before ", 34,", "(34)", ", 34, of Springfield" or a comma that end at word `end`.
fn before_age(line: &Line, end: usize) -> usize {
    let is_number = |i: usize| number::number(line, i).is_some();
    let mut end = end;
    // ", of Springfield"
    let from = (end.saturating_sub(5)..end).rev().find(|i| line.is(*i, "of"));
    if let Some(of) = from.filter(|of| {
        *of > 1 && line.is(of - 1, ",") && (of + 1..end).all(|i| line.capital(i) || line.is(i, ","))
    }) {
        end = of;
    }
    for (open, close) in [(",", ","), ("(", ")")] {
        if end >= 3 && line.is(end - 1, close) {
            let age = (end.saturating_sub(6)..end - 1).rev().find(|i| line.is(*i, open) && i + 1 < end - 1);
            if let Some(age) = age.filter(|i| is_number(i + 1)) {
                return age;
            }
        }
    }
    if end > 1 && line.is(end - 1, ",") { end - 1 } else { end }
}

/// After ", 34," or "(34)" that start at word `at`.
fn past_age(line: &Line, at: usize) -> usize {
    let close = if line.is(at, "(") { ")" } else { "," };
    if !line.is_any(at, &["(", ","]) || number::number(line, at + 1).is_none() {
        return at;
    }
    (at + 2..at + 6).find(|i| line.is(*i, close)).map_or(at, |i| if close == ")" { i + 1 } else { i })
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
