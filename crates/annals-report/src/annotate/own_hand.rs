//! Who died by their own hand, whom the network seldom counts: "a bomber blew himself up", "killed two people, then himself".

use std::ops::Range;

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole},
    statement::{Scope, Stance},
};

use super::{
    deaths,
    figures::Figure,
    line::{Line, reciprocal},
    mistaken,
    view::View,
};
use crate::{
    Knowledge,
    closed_classes::{is_reflexive, is_reflexive_of_one},
    knowledge::{
        casualties::{Casualties, CueForm},
        reality::RealityCues,
    },
};

/// How sure a rule of the grammar is beside the network.
const BY_RULE: f32 = 0.8;

/// "A bomber blew himself up": nobody else did it, which the network seldom counts.
pub fn only_themselves(
    view: &View,
    phrases: &[Vec<Figure>],
    found: &[Quantity],
    lexicon: &Casualties,
) -> Vec<Quantity> {
    let mut own = Vec::new();
    for (line, phrases) in view.lines.iter().zip(phrases) {
        for phrase in phrases {
            let at = line.skip_adverbs(phrase.reach);
            let Some((len, cue)) = lexicon.cues.longest(at, |i| line.norm(i)) else { continue };
            let by_themselves = (at..at + len)
                .any(|i| line.norm(i).is_some_and(is_reflexive) || reciprocal(line, i).is_some());
            let spans = line.span(phrase.start, phrase.end).zip(line.span(at, at + len));
            let (true, Some((figure, words)), Some(role)) = (by_themselves, spans, cue.roles.first()) else {
                continue;
            };
            if found.iter().any(|quantity| quantity.figure.overlaps(figure)) {
                continue;
            }
            own.push(Quantity {
                cue: Some(words),
                role: *role,
                low: phrase.low,
                high: phrase.high,
                approximate: phrase.approximate,
                ..one(figure)
            });
        }
    }
    let counts_anybody = own.iter().chain(found).any(|quantity| {
        matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured) && quantity.high != Some(0)
    });
    if !counts_anybody {
        own.extend(view.lines.iter().find_map(|line| in_headline(line, lexicon)));
    }
    own
}

/// "Suspected dealer accidentally shoots self in hand": a headline tells of one person, whatever it calls him, where the report counts
/// nobody.
fn in_headline(line: &Line, lexicon: &Casualties) -> Option<Quantity> {
    if !line.headline {
        return None;
    }
    (1..line.len()).find_map(|at| {
        let (len, cue) = lexicon.cues.longest(at, |i| line.norm(i))?;
        let himself = (at..at + len).find(|&i| line.norm(i).is_some_and(is_reflexive_of_one))?;
        let (figure, words) = line.span(himself, himself + 1).zip(line.span(at, at + len))?;
        Some(Quantity { cue: Some(words), role: *cue.roles.first()?, ..one(figure) })
    })
}

/// "Killed two people, then himself", "before killing himself": those whom none of `found` counts.
pub fn also_themselves(view: &View, found: &[Quantity], knowledge: &Knowledge) -> Vec<Quantity> {
    let mut own = Vec::new();
    for line in view.lines {
        let reflexives = (0..line.len()).filter(|&at| line.norm(at).is_some_and(is_reflexive_of_one));
        for at in reflexives {
            let Some(figure) = line.span(at, at + 1) else { continue };
            if found.iter().any(|quantity| quantity.figure.overlaps(figure)) {
                continue;
            }
            let others = joined_to(line, at, found).map(|others| others.cue);
            if let Some(cue) = others.or_else(|| killed(view, line, at, found, knowledge).map(Some)) {
                own.push(Quantity { cue, ..one(figure) });
            }
        }
    }
    own
}

/// "The man later killed himself": whether a figure is "himself", or the words that tell of the death after it, or the word after them, say
/// that those who died did it themselves.
pub fn tells(view: &View, figure: Span, cue: Option<Span>) -> bool {
    let says = |index: usize, mut words: Range<usize>| {
        words.any(|at| view.lines[index].norm(at).is_some_and(is_reflexive))
    };
    // Of "himself and two others" most did nothing.
    let is_himself = |(index, words): (usize, Range<usize>)| {
        !words.clone().any(|at| view.lines[index].is(at, "and")) && says(index, words)
    };
    let told_after = cue.filter(|cue| figure.end() <= cue.start()).and_then(|cue| view.words(cue));
    view.words(figure).is_some_and(is_himself)
        || told_after.is_some_and(|(index, words)| says(index, words.start..words.end + 1))
}

/// One person who died so.
fn one(figure: Span) -> Quantity {
    Quantity { confidence: BY_RULE, ..deaths::one(figure, Scope::Perpetrator) }
}

/// The others who were killed, where only "and" or "then" stands between them and the word at `at`.
fn joined_to<'a>(line: &Line, at: usize, found: &'a [Quantity]) -> Option<&'a Quantity> {
    let mut first = at;
    while first > 0 && line.is_any(first - 1, &[",", "and", "then"]) {
        first -= 1;
    }
    let last = line.span(first.checked_sub(1)?, first).filter(|_| first < at)?;
    found.iter().find(|quantity| {
        quantity.role == QuantityRole::Killed
            && quantity.stance == Stance::Asserts
            && quantity.high != Some(0)
            && quantity.figure.end() == last.end()
    })
}

/// The words of a killing right before the word at `at`, where they tell of a deed and of nobody in `found`.
fn killed(view: &View, line: &Line, at: usize, found: &[Quantity], knowledge: &Knowledge) -> Option<Span> {
    const LONGEST: usize = 3;
    (1..=LONGEST).filter_map(|len| at.checked_sub(len)).find_map(|start| {
        let (len, cue) = knowledge.casualties.cues.longest(start, |i| line.norm(i))?;
        let words = line.span(start, start + len)?;
        let told = found.iter().any(|quantity| quantity.cue.is_some_and(|cue| cue.overlaps(words)));
        // "Fatally shooting himself" is a cue of its own.
        let is_whole = match cue.form {
            CueForm::Active => start + len == at,
            CueForm::Subject => start + len == at + 1,
            _ => false,
        };
        let is_killing = is_whole && cue.roles == [QuantityRole::Killed];
        (is_killing && !told && is_deed(view, line, start..at, &knowledge.reality)).then_some(words)
    })
}

/// "Before killing himself", "he killed himself"; but "talked about killing himself", "threatened to kill himself", "if he killed himself".
fn is_deed(view: &View, line: &Line, killing: Range<usize>, reality: &RealityCues) -> bool {
    const REACH: usize = 5;
    if killing.clone().any(|at| line.norm(at).is_some_and(|word| word.ends_with("ing"))) {
        return killing.start.checked_sub(1).is_some_and(|at| line.is_any(at, &["before", "after", "then"]));
    }
    let unreal = (killing.start.saturating_sub(REACH)..killing.start).any(|at| {
        reality.cues.longest(at, |i| line.norm(i)).is_some_and(|(len, _)| at + len <= killing.start)
    });
    let words = line.span(killing.start, killing.end);
    !unreal && words.is_some_and(|words| !mistaken::is_infinitive(view, words))
}
