//! Words that name an incident, and whether it is said to have happened.

use std::collections::HashSet;

use annals_types::layers::{Reality, Trigger};

use super::{
    line::{DETERMINERS, Line, MODAL, PRONOUNS},
    number,
};
use crate::{Knowledge, knowledge::incident_types::TriggerWord};

/// How many words before a trigger are looked at for what governs it. A governor stands close: further off it governs
/// something else.
const REACH: usize = 7;

/// The triggers of `line`. `report_words` are all words of the report, for what the sentence leaves open.
pub fn triggers(line: &Line, report_words: &HashSet<&str>, knowledge: &Knowledge) -> Vec<Trigger> {
    let line_words: HashSet<&str> = line.words.iter().map(|word| word.norm.as_str()).collect();
    let types = &knowledge.incident_types;
    let mut found = Vec::new();
    let periods = &knowledge.reality.periods;
    let period = (0..line.len()).any(|i| periods.longest(i, |k| line.norm(k)).is_some());
    let mut at = 0;
    while at < line.len() {
        let Some((len, word)) = types.word_at(at, |i| line.norm(i)) else {
            at += 1;
            continue;
        };
        let start = at;
        at += len;
        let key = types.sense(&word.meaning, |w| line_words.contains(w), |w| report_words.contains(w));
        let (Some(key), Some(span)) = (key, line.span(start, at)) else { continue };
        if !stands_as_verb_or_noun(line, start, word) {
            continue;
        }
        let reality = reality(line, start, knowledge);
        found.push(Trigger {
            span,
            incident_type: key.to_owned(),
            reality,
            aggregate: period && is_aggregate(line, start, word, knowledge),
        });
    }
    found
}

/// Whether a form that is a noun as often ("shells", "fires") stands where a verb does: after what could be its subject.
fn stands_as_verb_or_noun(line: &Line, at: usize, word: &TriggerWord) -> bool {
    let plain = word.verb && !word.participle && !line.norm(at).is_some_and(|norm| norm.ends_with("ing"));
    let Some(before) = at.checked_sub(1).filter(|_| plain) else { return !plain };
    let subject = line.capital(before) || line.norm(before).is_some_and(|norm| norm.ends_with('s'));
    (subject || line.is_any(before, PRONOUNS) || line.is_any(before, MODAL) || line.is(before, "to"))
        && !line.is_any(before, DETERMINERS)
}

/// What governs the trigger at `at`: the nearest cue before it in its clause.
fn reality(line: &Line, at: usize, knowledge: &Knowledge) -> Reality {
    let mut position = at;
    while position > 0 && at - position < REACH {
        position -= 1;
        if line
            .is_any(position, &[".", ";", ":", "after", "because", "since", "when", "while", "who", "which"])
        {
            break;
        }
        let Some((len, reality)) = knowledge.reality.cues.longest(position, |i| line.norm(i)) else {
            continue;
        };
        if position + len > at {
            continue;
        }
        // "denied responsibility for the attack", "denied any role": who did it is denied, not that it happened.
        let about_who = (position + len..at).any(|i| {
            line.is_any(
                i,
                &[
                    "responsibility",
                    "role",
                    "involvement",
                    "carrying",
                    "being",
                    "part",
                    "hand",
                    "accusations",
                    "claims",
                    "behind",
                ],
            )
        });
        if *reality == Reality::Denied && about_who {
            return Reality::Asserted;
        }
        // "no casualties in the attack": the negation belongs to the nearer noun.
        let direct = (position + len..at)
            .all(|i| !line.is_any(i, &["in", "by", "from", "of", "on", "at", "for", "to", "with"]));
        let modal = line.is_any(position, &["will", "would", "could", "might", "should", "if", "whether"]);
        if direct || modal {
            return *reality;
        }
        return Reality::Asserted;
    }
    Reality::Asserted
}

/// Whether a trigger in a sentence with a period stands for a count of incidents: a plural with a number or "a series of".
fn is_aggregate(line: &Line, at: usize, word: &TriggerWord, knowledge: &Knowledge) -> bool {
    let cues = &knowledge.reality;
    let from = at.saturating_sub(4);
    let counted = word.plural
        && (from..at)
            .any(|i| number::amount(line, i).is_some() || cues.many.longest(i, |k| line.norm(k)).is_some());
    let times = (at.saturating_sub(6)..line.len().min(at + 8))
        .any(|i| number::amount(line, i).is_some_and(|amount| line.is(i + amount.len, "times")));
    let verbal =
        word.verb && (times || line.is_any(at.saturating_sub(1), &["repeatedly", "regularly", "frequently"]));
    counted || times || verbal
}
