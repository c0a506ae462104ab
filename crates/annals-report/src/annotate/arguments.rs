//! Who did what to whom: arguments of triggers, by what stands near them.

use annals_types::{
    Span,
    layers::{Argument, ArgumentRole, EntityKind, Trigger},
};

use super::{
    line::{BE, CONJUNCTIONS, DETERMINERS, HAVE, Line, MODAL, PREPOSITIONS, is_adverb},
    naming::is_day,
};
use crate::knowledge::{names::Names, phrases::Phrases};

/// The arguments of the triggers of one line. `first` is the index of the first of `triggers` in its layer.
pub fn arguments(line: &Line, first: usize, triggers: &[Trigger], names: &Names) -> Vec<Argument> {
    let mut found = Vec::new();
    for (k, trigger) in triggers.iter().enumerate() {
        let start = line.words.partition_point(|word| word.span.start() < trigger.span.start());
        let len = line.words[start.min(line.len())..]
            .iter()
            .take_while(|word| word.span.end() <= trigger.span.end())
            .count();
        let mut add = |role: ArgumentRole, span: Option<Span>| {
            if let Some(span) = span {
                found.push(Argument { trigger: (first + k) as u32, span, role });
            }
        };
        of_noun(line, start, start + len, names, &mut add);
        of_verb(line, start, start + len, &mut add);
        settings(line, start + len, &mut add);
    }
    found.sort_by_key(|argument| (argument.span, argument.trigger, argument.role));
    found.dedup();
    found
}

/// "an Israeli airstrike on a school", "the army carried out raids on the town", "an attack claimed by the group".
fn of_noun(
    line: &Line,
    start: usize,
    end: usize,
    names: &Names,
    add: &mut impl FnMut(ArgumentRole, Option<Span>),
) {
    let phrase = |table: &Phrases<()>, at: usize| table.longest(at, |i| line.norm(i)).map(|(len, ())| len);
    let is_force =
        |at: usize| line.norm(at).and_then(|norm| names.heads.get(norm)) == Some(&EntityKind::Force);
    // Words before the noun: "US-led coalition air strikes", "Israeli airstrike".
    let mut from = start;
    while from > 0 && start - from < 6 {
        let word = &line.words[from - 1];
        if word.mark
            || is_grammar(&word.norm)
            || is_day(&word.norm)
            || word.norm.ends_with("ing") && !word.capital
        {
            break;
        }
        from -= 1;
    }
    let capital = (from..start).find(|i| line.capital(*i) && (*i > 0 || start - *i > 0));
    if let Some(agent) = capital {
        // Up to the last capital or noun of force before the trigger; adjectives of the incident itself are left out.
        let last = (agent..start).rev().find(|i| line.capital(*i) || is_force(*i)).unwrap_or(agent);
        let ambiguous_head =
            agent == 0 && last == 0 && !ends_like_nationality(line.norm(0).unwrap_or_default());
        if !ambiguous_head {
            add(ArgumentRole::Agent, line.span(agent, last + 1));
        }
    }
    // "X carried out ..."
    let verb = (start.saturating_sub(9)..from.max(1))
        .rev()
        .find_map(|i| phrase(&names.makes, i).map(|len| (i, len)));
    if let Some((verb, len)) = verb.filter(|(verb, len)| verb + len <= start) {
        let clear =
            (verb + len..start).all(|i| !line.is_any(i, &["that", "which", "after", "when", ",", "and"]));
        if clear {
            add(ArgumentRole::Agent, phrase_before(line, verb));
        }
    }
    if let Some((at, len)) =
        (end..line.len().min(end + 8)).find_map(|i| phrase(&names.by, i).map(|len| (i, len)))
    {
        let near = (end..at).all(|i| !line.is_any(i, &[".", ";", "said", "who"]));
        // "strikes on depots used by the militia": the depots are used, the strikes are not the militia's.
        let of_target = at > end
            && (end..at).any(|i| phrase(&names.on, i).is_some())
            && line.norm(at - 1).is_some_and(|norm| norm.ends_with("ed"));
        if near && !of_target {
            add(ArgumentRole::Agent, phrase_after(line, at + len));
        }
    }
    if let Some(len) = phrase(&names.on, end)
        && !line.norm(end + len).is_some_and(is_day)
    {
        add(ArgumentRole::Target, phrase_after(line, end + len));
    }
    // "Y was hit by an airstrike"
    if let Some((at, len)) =
        (from.saturating_sub(6)..from).rev().find_map(|i| phrase(&names.struck, i).map(|len| (i, len)))
        && at + len <= start
        && at > 0
        && line.is_any(line.skip_adverbs_back(at).saturating_sub(1), BE)
    {
        add(ArgumentRole::Target, phrase_before(line, at));
    }
}

/// "the jets bombed the town", "the town was shelled by the army".
fn of_verb(line: &Line, start: usize, end: usize, add: &mut impl FnMut(ArgumentRole, Option<Span>)) {
    let Some(norm) = line.norm(start) else { return };
    let past = end == start + 1 && (norm.ends_with("ed") || matches!(norm, "struck" | "hit" | "shot"));
    if !past {
        return;
    }
    let group = line.skip_adverbs_back(start);
    let passive = group > 0 && line.is_any(group - 1, BE) || line.is(end, "by");
    if passive {
        add(ArgumentRole::Target, phrase_before(line, start));
        if let Some(by) = (end..line.len().min(end + 8)).find(|i| line.is(*i, "by")) {
            add(ArgumentRole::Agent, phrase_after(line, by + 1));
        }
    } else {
        add(ArgumentRole::Agent, phrase_before(line, start));
        add(ArgumentRole::Target, phrase_after(line, end));
    }
}

/// Where and when: the first phrase with "in", "near", "at" and the first day after the trigger, in its clause.
fn settings(line: &Line, end: usize, add: &mut impl FnMut(ArgumentRole, Option<Span>)) {
    let mut place = false;
    let mut time = false;
    for i in end..line.len().min(end + 16) {
        if line.is_any(i, &[";", "said", "that", "which", "after", "killing"]) {
            break;
        }
        if !place
            && line.is_any(i, &["in", "near", "at", "inside", "outside"])
            && line.capital(i + 1)
            && !line.norm(i + 1).is_some_and(is_day)
        {
            add(ArgumentRole::Place, phrase_after(line, i + 1));
            place = true;
        }
        if !time && line.norm(i).is_some_and(is_day) {
            add(ArgumentRole::Time, line.span(i, i + 1));
            time = true;
        }
    }
}

/// The noun phrase that ends where the verb at `verb` begins.
fn phrase_before(line: &Line, verb: usize) -> Option<Span> {
    let mut end = line.skip_adverbs_back(verb);
    while end > 0 && [BE, HAVE, MODAL].iter().any(|list| line.is_any(end - 1, list)) {
        end = line.skip_adverbs_back(end - 1);
    }
    let mut start = end;
    while start > 0 && end - start < 10 {
        let word = &line.words[start - 1];
        let norm = word.norm.as_str();
        if norm == "of" || norm == "and" && line.capital(start) {
            start -= 1;
            continue;
        }
        if DETERMINERS.contains(&norm) && norm != "that" {
            start -= 1;
            if !(start > 0 && line.is(start - 1, "of")) {
                break;
            }
            continue;
        }
        if word.mark
            || is_grammar(norm)
            || is_day(norm)
            || is_adverb(norm)
            || word.norm.ends_with("ing") && !word.capital
        {
            break;
        }
        start -= 1;
    }
    while start < end && line.is_any(start, &["of", "and"]) {
        start += 1;
    }
    line.span(start, end)
}

/// The noun phrase that starts at `at`, a determiner included.
fn phrase_after(line: &Line, at: usize) -> Option<Span> {
    let mut end = at;
    while end < line.len() && end - at < 10 {
        let word = &line.words[end];
        let norm = word.norm.as_str();
        let determiner = DETERMINERS.contains(&norm) && (end == at || line.is(end - 1, "of"));
        let of = norm == "of" && end > at;
        if word.mark && norm != "&"
            || is_day(norm)
            || (is_grammar(norm) && !determiner && !of)
            || is_adverb(norm)
        {
            break;
        }
        if end > at && norm.ends_with("ing") && !word.capital || norm == "said" {
            break;
        }
        end += 1;
    }
    while end > at && line.is_any(end - 1, &["of"]) {
        end -= 1;
    }
    line.span(at, end)
}

fn is_grammar(norm: &str) -> bool {
    [BE, HAVE, MODAL, PREPOSITIONS, CONJUNCTIONS, DETERMINERS].iter().any(|list| list.contains(&norm))
        || matches!(
            norm,
            "of" | "said"
                | "who"
                | "which"
                | "it"
                | "they"
                | "he"
                | "she"
                | "them"
                | "not"
                | "there"
                | "where"
                | "no"
        )
}

fn ends_like_nationality(norm: &str) -> bool {
    ["an", "ish", "ese", "i", "us", "uk"].iter().any(|end| norm.ends_with(end))
        || norm.contains("-led")
        || norm.contains("-backed")
}
