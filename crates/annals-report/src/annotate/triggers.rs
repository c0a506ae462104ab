//! Words that name an incident, and whether it is said to have happened.

use std::{collections::HashSet, ops::Range};

use annals_types::{
    Span,
    layers::{QuantityRole, Reality, Trigger},
};

use super::{
    line::{HAVE, Line, is_function_word},
    number,
    view::{FARTHEST, View},
};
use crate::{Knowledge, closed_classes::month, knowledge::incident_types::TriggerWord};

/// How many words before a trigger are looked at for what governs it. A governor stands close: further off it governs
/// something else.
const REACH: usize = 7;

/// How sure the network must be of a word that is in no table. Chosen by hand.
const ALONE: f32 = 0.6;
/// The same in a sentence that tells of people killed or hurt and names no incident otherwise: "soldiers killed three men in a raid".
const BESIDE_VICTIMS: f32 = 0.45;
/// How likely a word of the tables must be an incident. Low, since the tables know what they are about. Chosen by hand.
const LIKELY: f32 = 0.15;
/// How likely one of the heads that know kinds of incidents must think it at least, unless the words beside it say so. Chosen on train.
const POSSIBLE: f32 = 0.03;

/// The heads that know kinds of incidents; that of ECB+ knows events of any kind, and takes a race or a wedding for one.
pub const KINDS: [&str; 2] = ["trigger", "wikievents"];

/// What the network calls an incident of no kind that the tables have.
const NO_KIND: &str = "other";

/// The heads that find words for incidents, each in a set of its own.
const HEADS: [&str; 3] = ["trigger", "wikievents", "ecb"];

/// The triggers of the report that `view` shows: words that `knowledge/incident_types.toml` has and that the network takes for an
/// incident, and words that the network alone takes for one.
pub fn triggers(view: &View, knowledge: &Knowledge) -> Vec<Trigger> {
    let report_words: HashSet<&str> =
        view.lines.iter().flat_map(|line| line.words.iter().map(|word| word.norm.as_str())).collect();
    let mut found = Vec::new();
    let (mut none, mut out) = (Vec::new(), HashSet::new());
    for line in view.lines {
        found.extend(known(view, line, &report_words, knowledge));
        let others = names_of_others(line, knowledge);
        none.extend(others.into_iter().filter_map(|words| line.span(words.start, words.end)));
        for (words, is_sure) in ruled_out(line, &report_words, knowledge) {
            let Some(span) = line.span(words.start, words.end) else { continue };
            if is_sure {
                none.push(span);
            } else {
                out.insert(span);
            }
        }
    }
    none.sort_unstable();
    let victims: HashSet<usize> = ["killed", "injured"]
        .into_iter()
        .flat_map(|head| view.labels.spans(head))
        .map(|tagged| view.sentence(tagged.words.start))
        .collect();
    let named: HashSet<usize> = found
        .iter()
        .filter_map(|trigger: &Trigger| view.words(trigger.span).map(|(sentence, _)| sentence))
        .collect();
    for tagged in view.labels.spans("trigger") {
        let sentence = view.sentence(tagged.words.start);
        let is_wanted = victims.contains(&sentence) && !named.contains(&sentence);
        let bar = if is_wanted { BESIDE_VICTIMS } else { ALONE };
        // Of "went on strike" the network now and then marks the preposition too.
        let word = tagged.words.clone().find(|&token| !view.is_preposition(token));
        let Some(span) = view.span(&(word.unwrap_or(tagged.words.start)..tagged.words.end)) else { continue };
        // "Riot" of "riot police", and "used" before "tear gas".
        let after = none.partition_point(|other: &Span| other.end() <= span.start());
        let new = none.get(after).is_none_or(|other| other.start() > span.end().saturating_add(1))
            && !found.iter().any(|trigger: &Trigger| trigger.span.overlaps(span));
        // A kind of its own is what the network knows better.
        let is_none = tagged.label == NO_KIND && out.contains(&span);
        if new && !is_none && tagged.score >= bar && knowledge.incident_types.get(tagged.label).is_some() {
            let Some((index, words)) = view.words(span) else { continue };
            // "More than 40 attacks": a number is no incident.
            if number::amount(&view.lines[index], words.start).is_some() {
                continue;
            }
            found.push(Trigger {
                span,
                incident_type: tagged.label.to_owned(),
                reality: said_to_be(view, span, &view.lines[index], words.start, knowledge),
                aggregate: false,
            });
        }
    }
    found.sort_by_key(|trigger| trigger.span);
    found
}

/// The words of `line` that the tables have.
fn known(view: &View, line: &Line, report_words: &HashSet<&str>, knowledge: &Knowledge) -> Vec<Trigger> {
    let none = names_of_others(line, knowledge);
    let is_own = |at: &usize| !none.iter().any(|words| words.contains(at));
    let line_words: HashSet<&str> = (0..line.len()).filter(is_own).filter_map(|at| line.norm(at)).collect();
    let types = &knowledge.incident_types;
    let mut found = Vec::new();
    let periods = &knowledge.reality.periods;
    // "Was stabbed five times and has since died" names no period.
    let is_adverb =
        |i: usize| line.is(i, "since") && i.checked_sub(1).is_some_and(|before| line.is_any(before, HAVE));
    // "Clashes between police and youths" neither: only "between March and May", "between 2011 and 2013".
    let is_of_two = |i: usize| {
        let next = line.norm(i + 1).unwrap_or_default();
        line.is(i, "between") && month(next).is_none() && !next.starts_with(|c: char| c.is_ascii_digit())
    };
    let period = (0..line.len())
        .any(|i| periods.longest(i, |k| line.norm(k)).is_some() && !is_adverb(i) && !is_of_two(i));
    let mut at = 0;
    while at < line.len() {
        let Some((len, word)) = types.word_at(at, |i| line.norm(i)) else {
            at += 1;
            continue;
        };
        let start = at;
        at += len;
        let (near, in_report) = (|w: &str| line_words.contains(w), |w: &str| report_words.contains(w));
        let key = types.sense(&word.meaning, near, in_report);
        let (Some(key), Some(span)) = (key, line.span(start, at)) else { continue };
        let least = if types.is_borne_out(&word.meaning, near, in_report) { 0.0 } else { POSSIBLE };
        if !is_incident(view, span, least) && !is_agent(view, span) {
            continue;
        }
        found.push(Trigger {
            span,
            incident_type: key.to_owned(),
            reality: said_to_be(view, span, line, start, knowledge),
            aggregate: period && is_aggregate(line, start, word, knowledge),
        });
    }
    found
}

/// "Riot police", "fire brigade", "tear gas": the words of `line` that name something else by a word for an incident.
fn names_of_others(line: &Line, knowledge: &Knowledge) -> Vec<Range<usize>> {
    let types = &knowledge.incident_types;
    let named = |at: usize| {
        let (len, word) = types.word_at(at, |i| line.norm(i))?;
        types.names_none(&word.meaning).then_some(at..at + len)
    };
    (0..line.len()).filter_map(named).collect()
}

/// "The barrage and its sluices", "the goalkeeper's shot": the words of `line` that name no incident in the company in which they stand, and whether they
/// surely do not.
fn ruled_out(line: &Line, report_words: &HashSet<&str>, knowledge: &Knowledge) -> Vec<(Range<usize>, bool)> {
    let types = &knowledge.incident_types;
    let line_words: HashSet<&str> = (0..line.len()).filter_map(|at| line.norm(at)).collect();
    let is_none = |at: usize| {
        let (len, word) = types.word_at(at, |i| line.norm(i))?;
        let near = |word: &str| line_words.contains(word);
        let is_sure = types.ruled_out(&word.meaning, near, |word| report_words.contains(word))?;
        Some((at..at + len, is_sure))
    };
    (0..line.len()).filter_map(is_none).collect()
}

/// Whether the network takes one of the words for something that happens, and with a chance of `least` for an incident of a kind.
fn is_incident(view: &View, span: Span, least: f32) -> bool {
    view.tokens(span).is_some_and(|mut tokens| {
        tokens.any(|token| {
            let chance = |head| 1.0 - view.probability(head, token, "O");
            HEADS.into_iter().any(|head| chance(head) >= LIKELY)
                && KINDS.into_iter().any(|head| chance(head) >= least)
        })
    })
}

/// Whether the network takes one of the words for who did it: "a suicide bomber killed nine people" tells of a bombing.
fn is_agent(view: &View, span: Span) -> bool {
    view.tokens(span).is_some_and(|mut tokens| {
        tokens.any(|token| view.class("actor_role", token).is_some_and(|label| label.ends_with("agent")))
    })
}

/// Whether the trigger at `span`, word `at` of `line`, is said to have happened.
fn said_to_be(view: &View, span: Span, line: &Line, at: usize, knowledge: &Knowledge) -> Reality {
    if is_only_possible(view, span, knowledge) {
        return Reality::Hypothetical;
    }
    reality(view, line, at, knowledge)
}

/// "A car bomb could kill dozens": by the parse, a noun with "a" or a plural by itself of which it is said whom it may harm: any of its
/// kind, and none that went off. "The blast could be heard", "a bomb that killed two could" tell of one that did.
fn is_only_possible(view: &View, span: Span, knowledge: &Knowledge) -> bool {
    let tokens = &view.layers.tokens;
    let Some(words) = view.tokens(span) else { return false };
    let above = |at: usize| tokens[at].head.map(|head| head as usize).filter(|head| *head < tokens.len());
    let outside = |at: &usize| above(*at).is_some_and(|head| !words.contains(&head));
    let Some(noun) = words.clone().find(outside) else { return false };
    let Some(verb) = above(noun).filter(|_| tokens[noun].deprel.as_deref() == Some("nsubj")) else {
        return false;
    };
    let Some(sentence) = view.layers.sentences.get(view.sentence(noun)) else { return false };
    let first = noun.min(verb).saturating_sub(FARTHEST).max(sentence.first_token as usize);
    let end = (noun.max(verb) + FARTHEST).min(sentence.end_token as usize).min(tokens.len());
    let all = first..end;
    let below =
        |head: usize| all.clone().filter(move |&at| at != head && tokens[at].head == Some(head as u32));
    let is_one_of = |at: usize, norms: &[&str]| norms.contains(&tokens[at].norm.as_str());
    let is_open = below(verb).any(|at| is_one_of(at, &["could", "may", "might"]))
        && !below(verb).any(|at| is_one_of(at, &["have", "be"]));
    let relation = |at: usize| tokens[at].deprel.as_deref();
    let has_clause = below(noun).any(|at| relation(at).is_some_and(|relation| relation.starts_with("acl")));
    let has_article = below(noun).any(|at| is_one_of(at, &["a", "an"]));
    let is_plural_alone = tokens[noun].norm.ends_with('s')
        && !below(noun).any(|at| {
            matches!(relation(at), Some("det" | "nummod" | "nmod:poss"))
                || is_one_of(at, &["recent", "latest"])
        });
    let harms = || {
        view.words(tokens[verb].span).is_some_and(|(index, words)| {
            let cue = knowledge.casualties.cues.longest(words.start, |at| view.lines[index].norm(at));
            cue.is_some_and(|(_, cue)| {
                cue.roles.iter().any(|role| matches!(role, QuantityRole::Killed | QuantityRole::Injured))
            })
        })
    };
    is_open && !has_clause && (has_article || is_plural_alone) && harms()
}

/// What governs the trigger at `at`: the nearest cue before it in its clause.
fn reality(view: &View, line: &Line, at: usize, knowledge: &Knowledge) -> Reality {
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
        let about_who =
            (position + len..at).any(|i| knowledge.reality.about_who.longest(i, |k| line.norm(k)).is_some());
        if *reality == Reality::Denied && (about_who || is_plea(view, line, position, at, knowledge)) {
            return Reality::Asserted;
        }
        // "no casualties in the attack", "ordered an inquiry into the crash": the cue belongs to the nearer noun.
        let direct = (position + len..at)
            .all(|i| !line.is_any(i, &["in", "into", "by", "from", "of", "on", "at", "for", "to", "with"]));
        let modal = line.is_any(position, &["will", "would", "could", "might", "should", "if", "whether"]);
        if direct || modal {
            return *reality;
        }
        return Reality::Asserted;
    }
    Reality::Asserted
}

/// "He had denied murder", "denies three counts of attempted murder": whether the word at `at` is a charge without an article to which whoever
/// denies it at `denial` pleads: one person, or somebody in a court. "The army denied rape" says that there was none. A headline leaves articles out.
fn is_plea(view: &View, line: &Line, denial: usize, at: usize, knowledge: &Knowledge) -> bool {
    let is_charge = knowledge.reality.charges.longest(at, |i| line.norm(i)).is_some();
    let leads = |i: usize| {
        line.is_any(i, &["attempted", "charges", "counts", "of", "all", "both"])
            || number::number(line, i).is_some()
    };
    is_charge
        && !line.headline
        && line.is_any(denial, &["denied", "denies", "deny", "denying"])
        && (denial + 1..at).all(leads)
        && (is_one_person(view, line, denial, knowledge) || is_in_court(view, line, knowledge))
}

/// Whether one person stands before the verb at `verb`: "he had denied", "John Field denied".
fn is_one_person(view: &View, line: &Line, verb: usize, knowledge: &Knowledge) -> bool {
    let Some(subject) = (0..verb).rev().find(|&at| !line.is_any(at, HAVE)) else { return false };
    let is_named = || {
        let tokens = line.span(subject, subject + 1).and_then(|span| view.tokens(span));
        tokens.is_some_and(|mut tokens| {
            tokens.any(|token| view.class("conll2003", token).is_some_and(|label| label.ends_with("PER")))
        })
    };
    let noun = knowledge.casualties.nouns.longest(subject, |i| line.norm(i));
    line.is_any(subject, &["he", "she"])
        || noun.is_some_and(|(_, noun)| !noun.plural && noun.roles.is_empty())
        || is_named()
}

/// Whether a word of `line` or of the one before it is one of a court.
fn is_in_court(view: &View, line: &Line, knowledge: &Knowledge) -> bool {
    let holds = |line: &Line| {
        (0..line.len()).any(|at| knowledge.reality.courts.longest(at, |i| line.norm(i)).is_some())
    };
    let index = line.span(0, line.len()).and_then(|span| view.words(span)).map(|(index, _)| index);
    let before = index.and_then(|index| index.checked_sub(1)).and_then(|before| view.lines.get(before));
    holds(line) || before.is_some_and(holds)
}

/// Whether a trigger in a sentence with a period stands for a count of incidents: a plural with a number or "a series of".
fn is_aggregate(line: &Line, at: usize, word: &TriggerWord, knowledge: &Knowledge) -> bool {
    let cues = &knowledge.reality;
    let from = at.saturating_sub(4);
    // "Ten injured in clashes" counts the injured.
    let counts = |i: usize| {
        number::amount(line, i).is_some_and(|amount| {
            (i + amount.len..at).all(|k| line.is(k, "of") || !line.norm(k).is_some_and(is_function_word))
        })
    };
    let counted =
        word.plural && (from..at).any(|i| counts(i) || cues.many.longest(i, |k| line.norm(k)).is_some());
    let times = (at.saturating_sub(6)..line.len().min(at + 8))
        .any(|i| number::amount(line, i).is_some_and(|amount| line.is(i + amount.len, "times")));
    let verbal =
        word.verb && (times || line.is_any(at.saturating_sub(1), &["repeatedly", "regularly", "frequently"]));
    counted || times || verbal
}
