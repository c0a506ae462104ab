//! "Everyone on board was killed": all people in something that travels, whose number may be told elsewhere in the report.

use annals_types::{
    layers::{Quantity, QuantityRole},
    statement::{Scope, Stance},
};

use super::{
    line::{BE, HAVE, Line, is_adverb},
    number,
    view::View,
};
use crate::knowledge::casualties::{Casualties, CueForm};

/// How sure this rule is beside the network.
const BY_RULE: f32 = 0.6;

/// How many words may stand within the phrase: "all of the people on board".
const LONGEST: usize = 6;

/// Before the phrase these leave out a few.
const NEARLY: &[&str] = &["almost", "nearly"];

/// Puts such phrases in the place of what `found` makes of their words.
pub fn everybody(view: &View, found: &mut Vec<Quantity>, lexicon: &Casualties) {
    for line in view.lines {
        let mut at = 0;
        while at < line.len() {
            let Some(end) = phrase(line, at, lexicon) else {
                at += 1;
                continue;
            };
            let is_nearly = at > 0 && line.is_any(at - 1, NEARLY);
            let start = if is_nearly { at - 1 } else { at };
            let cue = passive(line, end, lexicon).or_else(|| active(line, start, lexicon));
            let Some(figure) = line.span(start, end) else { break };
            let is_open = is_open_before(line, start, lexicon)
                || cue.is_some_and(|(from, _)| is_open_before(line, from, lexicon));
            if is_open {
                found.retain(|other| !other.figure.overlaps(figure));
            } else if let Some((from, to)) = cue {
                found.retain(|other| other.role != QuantityRole::Killed || !other.figure.overlaps(figure));
                found.push(Quantity {
                    figure,
                    cue: line.span(from, to),
                    role: QuantityRole::Killed,
                    low: Some(2),
                    high: None,
                    approximate: is_nearly,
                    scope: Scope::All,
                    part: false,
                    stance: Stance::Asserts,
                    change: None,
                    confidence: BY_RULE,
                });
            }
            at = end;
        }
    }
}

/// After the phrase that begins at word `at`: "all on board", "everyone aboard", "all of the passengers on board"; where it gives a
/// number itself, other rules read it.
fn phrase(line: &Line, at: usize, lexicon: &Casualties) -> Option<usize> {
    if !lexicon.everybody.contains(line.norm(at)?) {
        return None;
    }
    for next in at + 1..at + LONGEST {
        if line.mark(next) || number::amount(line, next).is_some() {
            return None;
        }
        if let Some((len, ())) = lexicon.aboard.longest(next, |i| line.norm(i)) {
            return Some(next + len);
        }
    }
    None
}

/// "Were killed", "died", "is dead" at word `at`.
fn passive(line: &Line, at: usize, lexicon: &Casualties) -> Option<(usize, usize)> {
    let mut verb = line.skip_adverbs(at);
    while line.is_any(verb, BE) || line.is_any(verb, HAVE) {
        verb = line.skip_adverbs(verb + 1);
    }
    let is_form = |form| matches!(form, CueForm::Participle | CueForm::Subject | CueForm::Predicate);
    killed(line, verb, lexicon, is_form)
}

/// Whether what stands right before word `at` denies it or leaves it open: "did not", "without", "might have".
pub fn is_open_before(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    let goes_on = |&word: &usize| {
        is_unsure(line, word, lexicon)
            || line.is_any(word, BE)
            || line.is_any(word, HAVE)
            || line.norm(word).is_some_and(is_adverb)
    };
    (0..at).rev().take_while(goes_on).any(|word| is_unsure(line, word, lexicon))
}

/// Whether word `at` denies or leaves open what it stands beside.
fn is_unsure(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    let is_name = at > 0 && line.is_any(at, &["may", "will"]) && line.capital(at);
    let unsure = |word: &str| {
        matches!(word, "without" | "cannot" | "will")
            || word.ends_with("n't")
            || lexicon.unsure.contains(word)
    };
    !is_name && line.norm(at).is_some_and(unsure)
}

/// "Killing" right before word `at`.
fn active(line: &Line, at: usize, lexicon: &Casualties) -> Option<(usize, usize)> {
    const LONGEST_CUE: usize = 3;
    let starts = (1..=LONGEST_CUE).filter_map(|len| at.checked_sub(len));
    let is_form = |form| matches!(form, CueForm::Active | CueForm::Participle | CueForm::Of);
    starts.filter_map(|start| killed(line, start, lexicon, is_form)).find(|(_, end)| *end == at)
}

fn killed(
    line: &Line,
    at: usize,
    lexicon: &Casualties,
    is_form: fn(CueForm) -> bool,
) -> Option<(usize, usize)> {
    let (len, cue) = lexicon.cues.longest(at, |i| line.norm(i))?;
    (is_form(cue.form) && cue.roles == [QuantityRole::Killed]).then_some((at, at + len))
}
