//! Who is quoted in "the agency reports with reference to the ministry", where the network takes nobody for it.

use std::ops::Range;

use annals_types::{layers::Attribution, statement::Stance};

use super::headline::names_a_speaker;
use crate::{Knowledge, annotate::view::View, knowledge::fold};

/// What leads from who quotes to who is quoted. "Referring to" does not: after what somebody said it names whom he means.
const LEADS: [&[&str]; 2] = [&["with", "reference", "to"], &["with", "a", "reference", "to"]];

/// Words of the longest name that is looked for.
const LONGEST: usize = 6;

/// Adds who is referred to in the sentences of `text` in which somebody tells something. What he says is what is told.
pub fn add(text: &str, view: &View, knowledge: &Knowledge, found: &mut Vec<Attribution>) {
    let mut added: Vec<Attribution> = Vec::new();
    for outer in found.iter().filter(|outer| outer.source.is_some() && !outer.content.is_empty()) {
        let Some(cue) = view.tokens(outer.cue) else { continue };
        let Some(sentence) = view.layers.sentences.get(view.sentence(cue.start)) else { continue };
        let end = sentence.end_token as usize;
        let Some(lead) = (cue.end..end).find_map(|at| lead(at, view)) else { continue };
        let speaks = |words: &Range<usize>| {
            let Some(span) = view.span(words) else { return false };
            names_a_speaker(words, &fold::words(text, span), view, knowledge)
        };
        let names = (1..=LONGEST).map(|len| lead.end..lead.end + len);
        let name = names.take_while(|name| name.end <= end).filter(speaks).last();
        let name = name.map(|name| view.trimmed(&name));
        let Some((source, cue)) = name.and_then(|name| Some((view.span(&name)?, view.span(&lead)?))) else {
            continue;
        };
        let is_known = found.iter().chain(&added).any(|known| known.cue.overlaps(cue));
        if !is_known {
            let stance = Stance::Asserts;
            added.push(Attribution { source: Some(source), cue, content: Vec::new(), stance, within: None });
        }
    }
    found.extend(added);
}

/// The words at `at` that lead to who is quoted.
fn lead(at: usize, view: &View) -> Option<Range<usize>> {
    let is = |at: usize, word: &str| view.layers.tokens.get(at).is_some_and(|token| token.norm == word);
    let lead = LEADS.iter().find(|lead| (at..).zip(lead.iter()).all(|(at, word)| is(at, word)))?;
    Some(at..at + lead.len())
}
