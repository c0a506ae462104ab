//! Cues of casualties in a sentence, and on which side of each its people stand.

use annals_types::{layers::QuantityRole, statement::Scope};

use super::{
    figures::{Figure, Kind},
    line::{BE, HAVE, Line, MODAL},
    number,
};
use crate::knowledge::casualties::{Casualties, CueForm};

/// A cue in its sentence. Positions are words.
#[derive(Debug)]
pub struct Found {
    /// First word.
    pub start: usize,
    /// After the last word.
    pub end: usize,
    /// Where its verb begins, auxiliaries included.
    pub verb: usize,
    /// What befell the people.
    pub roles: Vec<QuantityRole>,
    /// Where they stand.
    pub voice: Voice,
    /// Who they are where no word says so.
    pub scope: Option<Scope>,
}

/// On which side of a cue its people stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Voice {
    /// The people follow.
    Active,
    /// The people stand before; with a "be" or another sign that they must.
    Passive,
    /// A number follows.
    Toll,
}

/// All cues of the line that do not stand inside a figure.
pub fn cues(line: &Line, people: &[Figure], lexicon: &Casualties) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    // Figures stand in order: the one that may hold the word at hand.
    let mut near = 0;
    while at < line.len() {
        while people.get(near).is_some_and(|figure| figure.end <= at) {
            near += 1;
        }
        let inside = people.get(near).is_some_and(|figure| figure.start <= at && figure.inner.is_some());
        let Some((len, cue)) = lexicon.cues.longest(at, |i| line.norm(i)).filter(|_| !inside) else {
            at += 1;
            continue;
        };
        let (start, end) = (at, at + len);
        at = end;
        let company = cue.with.is_empty()
            || (end..end + 7).any(|i| line.norm(i).is_some_and(|norm| cue.with.contains(norm)));
        let verb = verb_start(line, start);
        let be = (verb..start).any(|i| line.is_any(i, BE));
        if !company || cue.passive_only && !be {
            continue;
        }
        let Some(voice) = voice(line, (start, end), verb, cue.form, people, lexicon) else { continue };
        // "killed and wounded": one subject or object, both roles.
        let joined = |last: &Found| {
            // "Kills Injures" in a headline: the same form twice.
            let ending = |i: usize| line.norm(i).and_then(|norm| norm.chars().last());
            let doubled = last.end == start && ending(start) == ending(last.start);
            let beside = doubled || last.end + 1 == start && line.is_any(start - 1, &["and", "or", "&", "/"]);
            last.voice == voice && beside
        };
        // "shot and killed", "shot, killed": who died of it is not also hurt.
        let fatal = |last: &Found| {
            last.voice == voice
                && last.roles == [QuantityRole::Injured]
                && cue.roles == [QuantityRole::Killed]
                && line
                    .norm(last.end - 1)
                    .is_some_and(|norm| lexicon.cues.get(norm).is_some_and(|cue| cue.open))
                && last.end + 1 == start
                && line.is_any(start - 1, &[",", "and", "&"])
        };
        if let Some(last) = found.last_mut().filter(|last| fatal(last)) {
            last.end = end;
            last.roles.clone_from(&cue.roles);
            continue;
        }
        match found.last_mut().filter(|last| joined(last)) {
            Some(last) => {
                last.end = end;
                let new: Vec<QuantityRole> =
                    cue.roles.iter().copied().filter(|role| !last.roles.contains(role)).collect();
                last.roles.extend(new);
            }
            None => found.push(Found { start, end, verb, roles: cue.roles.clone(), voice, scope: cue.scope }),
        }
    }
    found
}

/// Words between "were" and "killed" that only say how it is known.
const HEARSAY: &[&str] = &[
    "reported",
    "found",
    "confirmed",
    "believed",
    "feared",
    "presumed",
    "known",
    "said",
    "thought",
    "to",
    "understood",
    "listed",
    "as",
    "having",
];

/// Where the verb of the cue at `at` begins: "have reportedly been" before "killed", "were believed to have been".
fn verb_start(line: &Line, at: usize) -> usize {
    let auxiliary = |i: usize| [BE, HAVE, MODAL].iter().any(|list| line.is_any(i, list));
    let mut start = line.skip_adverbs_back(at);
    let mut seen = at;
    while start > 0 {
        let hearsay = (start.saturating_sub(3)..start).rev().take_while(|i| line.is_any(*i, HEARSAY)).last();
        let known = hearsay.filter(|first| {
            let before = line.skip_adverbs_back(*first);
            before > 0 && auxiliary(before - 1)
        });
        if auxiliary(start - 1) {
            start -= 1;
        } else if let Some(first) = known {
            start = first;
        } else {
            break;
        }
        seen = start;
        start = line.skip_adverbs_back(start);
    }
    seen
}

/// Where the people of a cue stand; `None` where nothing has happened (yet).
fn voice(
    line: &Line,
    (at, end): (usize, usize),
    verb: usize,
    form: CueForm,
    people: &[Figure],
    lexicon: &Casualties,
) -> Option<Voice> {
    // "will kill", "would be killed", "threatened to kill": nothing happened yet.
    if line.is_any(verb, &["will", "would", "could", "should", "'ll", "might"]) {
        return None;
    }
    match form {
        CueForm::Active => {
            let infinitive = at > 0 && line.is(at - 1, "to");
            let succeeded = at > 1 && line.is_any(at - 2, &["managed", "succeeded", "able"]);
            (!infinitive || succeeded).then_some(Voice::Active)
        }
        CueForm::Of => Some(Voice::Active),
        CueForm::Subject | CueForm::Predicate => Some(Voice::Passive),
        CueForm::Toll => Some(Voice::Toll),
        CueForm::Participle if (verb..at).any(|i| line.is_any(i, BE)) => Some(Voice::Passive),
        CueForm::Participle if (verb..at).any(|i| line.is_any(i, HAVE)) => Some(Voice::Active),
        CueForm::Participle => Some(bare_participle(line, (at, end), people, lexicon)),
    }
}

/// "killed" with no auxiliary: a past with an object after it, or a participle with its subject before it.
fn bare_participle(line: &Line, (at, end): (usize, usize), people: &[Figure], lexicon: &Casualties) -> Voice {
    let next = line.skip_adverbs(end);
    let after = people.partition_point(|figure| figure.start < end);
    let object = people.get(after).filter(|figure| figure.start <= next);
    let before = line.skip_adverbs_back(at);
    let subject = after.checked_sub(1).and_then(|k| people.get(k)).filter(|figure| figure.reach == before);
    match (subject, object) {
        // "two children killed 5 others injured", with no comma between
        (Some(subject), Some(object)) => {
            let counted = matches!(subject.kind, Kind::Counted | Kind::Ellipsis) || subject.others;
            let elsewhere = lexicon
                .cues
                .longest(line.skip_adverbs(object.reach), |i| line.norm(i))
                .is_some_and(|(_, cue)| matches!(cue.form, CueForm::Participle | CueForm::Predicate));
            if counted && elsewhere { Voice::Passive } else { Voice::Active }
        }
        (_, Some(_)) => Voice::Active,
        (Some(_), None) => Voice::Passive,
        // "killed in clashes" against "killed the man"
        (None, None) => {
            let counts = number::amount(line, next).is_some() || line.is_any(next, &["most", "some", "all"]);
            let object = counts
                || line.is_any(next, &["him", "her", "them", "the", "his", "their", "a", "an", "another"])
                || line.capital(next);
            if object && at > 0 { Voice::Active } else { Voice::Passive }
        }
    }
}
