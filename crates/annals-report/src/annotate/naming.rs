//! Phrases that name who speaks: "Pentagon spokesman Jane Doe", "a source at the ministry", "the group".

use super::{
    line::{BE, CONJUNCTIONS, DETERMINERS, HAVE, Line, MODAL, PREPOSITIONS, is_adverb, is_quote},
    number,
};
use crate::{Knowledge, knowledge::casualties::CueForm};

/// Words of the longest naming phrase.
const SOURCE_WORDS: usize = 16;

/// The naming phrase that ends before word `end`.
pub fn subject(line: &Line, end: usize, knowledge: &Knowledge) -> Option<(usize, usize)> {
    let mut end = line.skip_adverbs_back(end);
    if end == 0 {
        return None;
    }
    if line.is_any(end - 1, &["who", "which"]) {
        end -= 1;
        end -= usize::from(end > 0 && line.is(end - 1, ","));
    } else if line.is(end - 1, ",") {
        // "Two officials, speaking on condition of anonymity, said": the phrase before the aside.
        let open = (0..end - 1).rev().take(20).find(|i| line.is(*i, ","))?;
        let aside_has_speech = (open..end).any(|i| line.norm(i).is_some_and(is_quote));
        if aside_has_speech || open == 0 {
            return None;
        }
        end = open;
    } else if line.is(end - 1, ")") {
        let open = (0..end - 1).rev().take(12).find(|i| line.is(*i, "("))?;
        end = open;
    }
    let start = noun_phrase_start(line, end, knowledge);
    // "The group with a network in the country said": the phrase found hangs on a preposition; the clause begins with the
    // teller.
    let hangs = start > 0 && line.is_any(start - 1, PREPOSITIONS) || start == end;
    if hangs {
        let from = (0..start).rev().find(|i| line.mark(*i) || line.is(*i, "that")).map_or(0, |i| i + 1);
        let to = noun_phrase_end(line, from, knowledge);
        let leads =
            line.is_any(to, &["which", "who", "with", "in", "at", "from", "inside", "near", "based", "on"]);
        let told = (from..start).any(|i| knowledge.casualties.cues.longest(i, |k| line.norm(k)).is_some());
        if from < to && to < start && leads && !told && starts_source(line, from, knowledge) {
            let clause = line.is_any(to, &["which", "who", "with"]);
            return Some((from, if clause || end - from > SOURCE_WORDS { to } else { end }));
        }
    }
    // "The Observatory a monitoring group said": the name before an apposition.
    if line.is_any(start, &["a", "an", "the"])
        && start > 0
        && line.capital(start - 1)
        && !is_day(&line.words[start - 1].norm)
    {
        let from = noun_phrase_start(line, start, knowledge);
        let free = from == 0 || !line.is_any(from - 1, PREPOSITIONS);
        let named = start - from > 1
            || line
                .words
                .get(from)
                .is_some_and(|word| !is_adverb(&word.norm) && !word.norm.starts_with("earl"));
        if free && named && from < start && start - from <= 8 {
            return Some((from, start));
        }
    }
    (start < end).then_some((start, end))
}

/// Whether a naming phrase may start at `at`.
pub fn starts_source(line: &Line, at: usize, knowledge: &Knowledge) -> bool {
    let article = line.is_any(
        at,
        &["the", "a", "an", "his", "her", "its", "one", "another", "two", "he", "she", "they", "local"],
    );
    let teller = line.norm(at).is_some_and(|norm| {
        knowledge.speech.tellers.get(norm).is_some() || knowledge.names.titles.get(norm).is_some()
    });
    (line.capital(at) && !line.norm(at).is_some_and(is_day)) || article || teller
}

/// The first word of the noun phrase that ends before `end`.
fn noun_phrase_start(line: &Line, end: usize, knowledge: &Knowledge) -> usize {
    let mut start = end;
    while start > 0 && end - start < SOURCE_WORDS {
        let at = start - 1;
        let Some(word) = line.words.get(at) else { break };
        let norm = word.norm.as_str();
        let joins = matches!(norm, "of" | "for" | "'" | "&" | "al" | "-")
            || norm == "and"
                && at > 0
                && ((line.capital(at + 1) && line.capital(at - 1)) || !line.mark(at - 1) && end - at <= 3);
        let links = matches!(norm, "in" | "at" | "from" | "with" | "to" | "on" | "close")
            && start < end
            && links_noun(line, at, knowledge);
        if start == end
            && matches!(
                norm,
                "he" | "she" | "it" | "they" | "we" | "i" | "who" | "one" | "another" | "others"
            )
        {
            return at;
        }
        if joins || links {
            start = at;
            continue;
        }
        let digits = norm.starts_with(|c: char| c.is_ascii_digit()) && start < end;
        if word.mark || is_day(norm) || norm == "that" || digits {
            break;
        }
        // Without commas the people of the sentence before may stand right before the teller: "wounding dozens activists
        // said".
        if start < end
            && knowledge.casualties.nouns.get(norm).is_some_and(|noun| noun.plural)
            && !word.capital
        {
            break;
        }
        if DETERMINERS.contains(&norm) {
            start = at;
            // "the head of the centre", "a spokesman for the army": on past the preposition before.
            if at > 0
                && (line.is_any(at - 1, &["of", "for"])
                    || line.is_any(at - 1, &["in", "at", "from", "with"])
                        && links_noun(line, at - 1, knowledge))
            {
                continue;
            }
            break;
        }
        let function = [BE, HAVE, MODAL, PREPOSITIONS, CONJUNCTIONS].iter().any(|list| list.contains(&norm))
            || matches!(
                norm,
                "he" | "she" | "they" | "them" | "him" | "her" | "who" | "which" | "not" | "there" | "it"
            );
        let verbal = knowledge.casualties.cues.longest(at, |i| line.norm(i)).is_some_and(|(len, cue)| {
            len == 1 && matches!(cue.form, CueForm::Participle | CueForm::Subject | CueForm::Active)
        }) && !word.capital;
        if verbal {
            // "killed 12 activists said": the number belongs to the verb.
            while start < end && number::amount(line, start).is_some() {
                start += 1;
            }
            break;
        }
        if function || is_adverb(norm) || knowledge.speech.verbs.get(norm).is_some_and(|verb| !verb.noun_like)
        {
            break;
        }
        if word.possessive && start < end && !line.capital(at) && at > 0 && line.mark(at - 1) {
            start = at;
            break;
        }
        start = at;
    }
    // A phrase does not begin with a link.
    while start < end
        && (line.is_any(
            start,
            &["of", "for", "and", "in", "at", "from", "with", "to", "&", "on", "close", "but", "-"],
        ) || line.mark(start))
    {
        start += 1;
    }
    start
}

/// After the noun phrase that starts at `at`.
pub fn noun_phrase_end(line: &Line, at: usize, knowledge: &Knowledge) -> usize {
    let mut end = at;
    while end < line.len() && end - at < SOURCE_WORDS {
        let word = &line.words[end];
        let norm = word.norm.as_str();
        if word.mark && !matches!(norm, "." | "&" | "@" | "#") {
            break;
        }
        if norm == "."
            && !(end > at
                && line.words[end - 1].norm.len() <= 3
                && line.capital(end - 1)
                && line.capital(end + 1))
        {
            break;
        }
        let counted = end > at && number::amount(line, end).is_some();
        // "user Jane Doe shows": a name is over where small letters follow that are no office.
        let past_name = end > at
            && line.capital(end - 1)
            && !word.capital
            && !line.capital(end + 1)
            && norm.ends_with('s')
            && knowledge.speech.tellers.get(norm).is_none()
            && knowledge.casualties.nouns.get(norm).is_none();
        if counted || past_name {
            break;
        }
        let determiner = DETERMINERS.contains(&norm);
        let opens =
            end == at || line.is_any(end - 1, &["of", "for", "in", "at", "from", "with", "and", "to", "by"]);
        let joint = norm == "of"
            || norm == "for"
            || matches!(norm, "in" | "at" | "from" | "with" | "to" | "on")
                && end > at
                && links_noun(line, end, knowledge)
            || norm == "and"
                && (line.capital(end + 1) || line.is_any(end + 1, &["local", "the"]) || end - at <= 2);
        let function = [BE, HAVE, MODAL, PREPOSITIONS, CONJUNCTIONS].iter().any(|list| list.contains(&norm))
            && !determiner
            || matches!(norm, "who" | "which" | "whom" | "there" | "not" | "whose");
        if (determiner && !opens) || (function && !joint) || is_day(norm) {
            break;
        }
        let pronoun = matches!(norm, "he" | "she" | "it" | "they" | "him" | "them" | "us" | "me");
        if pronoun {
            return if end == at { at + 1 } else { end };
        }
        let verbal = end > at
            && (knowledge.speech.verbs.get(norm).is_some_and(|verb| !verb.noun_like)
                || is_adverb(norm)
                || knowledge
                    .casualties
                    .cues
                    .longest(end, |i| line.norm(i))
                    .is_some_and(|(_, cue)| cue.form != CueForm::Predicate && !word.capital));
        if verbal {
            break;
        }
        end += 1;
    }
    while end > at
        && (line.is_any(end - 1, &["of", "for", "and", "in", "at", "from", "with", "to", "on"])
            || line.mark(end - 1))
    {
        end -= 1;
    }
    end
}

/// Whether the preposition at `at` hangs on a noun of speakers: "a source at the command", "activists in Aleppo".
fn links_noun(line: &Line, at: usize, knowledge: &Knowledge) -> bool {
    at > 0
        && line
            .norm(at - 1)
            .is_some_and(|norm| norm == "close" || knowledge.speech.tellers.get(norm).is_some())
}

/// Days and parts of days: they stand beside names and are none.
pub fn is_day(norm: &str) -> bool {
    matches!(
        norm,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tonight"
            | "night"
            | "morning"
            | "evening"
            | "afternoon"
    )
}
