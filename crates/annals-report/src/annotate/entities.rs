//! Names, with a kind where their own words give it. Which place or actor a name means is found later, by tables.

use annals_types::layers::{Entity, EntityKind};

use super::{
    line::{Line, is_function_word},
    naming::is_day,
};
use crate::knowledge::names::Names;

/// The names of `line`, in order.
pub fn entities(line: &Line, names: &Names) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        if !begins_name(line, at) {
            at += 1;
            continue;
        }
        let start = at;
        while at < line.len() && (in_name(line, at) || joins(line, at)) {
            at += 1;
            // A possessive ends a name.
            if line.words[at - 1].possessive {
                break;
            }
        }
        let mut end = at;
        while end > start && !line.capital(end - 1) {
            end -= 1;
        }
        if let Some(span) = line.span(start, end) {
            found.push(Entity { span, kind: kind(line, start, end, names) });
        }
        at = at.max(start + 1);
    }
    found
}

fn begins_name(line: &Line, at: usize) -> bool {
    let Some(word) = line.words.get(at) else { return false };
    let first = at == 0 || line.mark(at - 1) && !line.is_any(at - 1, &[",", "(", "-", "/"]);
    let follows = line.capital(at + 1)
        || word.norm.len() <= 4 && word.norm.len() >= 2 && word.norm.chars().all(char::is_alphabetic);
    in_name(line, at) && (!first || follows || at > 0)
}

fn in_name(line: &Line, at: usize) -> bool {
    line.words.get(at).is_some_and(|word| {
        word.capital && !word.mark && !is_day(&word.norm) && !is_function_word(&word.norm)
            || word.norm.starts_with("al-")
    })
}

/// "of", "for", "bin" between two capitals.
fn joins(line: &Line, at: usize) -> bool {
    line.is_any(at, &["of", "for", "bin", "al", "el", "de", "von", "van", "&"]) && line.capital(at + 1)
}

fn kind(line: &Line, start: usize, end: usize, names: &Names) -> EntityKind {
    let at = |i: usize| line.norm(i).unwrap_or_default();
    let (first, last, next) = (at(start), at(end - 1), at(end));
    let before = start.checked_sub(1).map(at).unwrap_or_default();
    // The last word tells most ("Army Hospital"), then any word of the name ("Ministry of Health"), then the word after it.
    let within = (start..end).rev().find_map(|i| names.heads.get(at(i)));
    let place_after = names.heads.get(next).filter(|kind| **kind == EntityKind::Place);
    if let Some(kind) = names.heads.get(last).or(within).or(place_after) {
        *kind
    } else if let Some(kind) = names.titles.get(first).or_else(|| names.titles.get(before)) {
        *kind
    } else if end - start == 1 && is_nationality(last) {
        EntityKind::Nationality
    } else if matches!(before, "in" | "near" | "at") && end - start <= 2 {
        EntityKind::Place
    } else if matches!(end - start, 2 | 3) && line.is_any(end, &["said", "says", "told", "was", ",", "who"]) {
        EntityKind::Person
    } else {
        EntityKind::Other
    }
}

/// By the endings of English names of nationalities.
fn is_nationality(norm: &str) -> bool {
    norm.len() > 4 && ["ian", "ean", "ish", "ese", "ican"].iter().any(|end| norm.ends_with(end))
}
