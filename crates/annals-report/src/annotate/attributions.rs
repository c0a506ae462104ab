//! Who says what: source, cue and content of reported speech.
//!
//! Three shapes: "according to SOURCE", "SOURCE said (that) ..." and "..., SOURCE said" or "said SOURCE". A quotation that
//! runs over several sentences, and a quotation that follows one whose speaker is named, belong to the same speaker.

use std::collections::BTreeSet;

use annals_types::{Span, layers::Attribution, statement::Stance};

use super::{
    line::{BE, CONJUNCTIONS, DETERMINERS, HAVE, Line, MODAL, is_quote},
    naming::{noun_phrase_end, starts_source, subject},
    number,
};
use crate::{
    Knowledge,
    knowledge::{casualties::CueForm, speech::SpeechVerb},
};

/// Words of the longest name between "quoted" and "as saying".
const SOURCE_REACH: usize = 16;

/// The attributions of all `lines`, in the order of their cues.
pub fn attributions(lines: &[Line], knowledge: &Knowledge) -> Vec<Attribution> {
    let mut found: Vec<(usize, Attribution)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        found.extend(in_line(line, knowledge).into_iter().map(|attribution| (index, attribution)));
    }
    carry_quotes(lines, &mut found);
    let continues: BTreeSet<Span> = lines
        .iter()
        .flat_map(|line| (0..line.len().min(12)).filter_map(|i| continuing(line, i, knowledge)))
        .collect();
    carry_through(lines, &mut found, |source| continues.contains(&source));
    let mut attributions: Vec<Attribution> = found.into_iter().map(|(_, attribution)| attribution).collect();
    attributions.sort_by_key(|attribution| (attribution.cue, attribution.source));
    nest(&mut attributions);
    attributions
}

fn in_line(line: &Line, knowledge: &Knowledge) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        if let Some((len, stance)) = knowledge.speech.phrases.longest(at, |i| line.norm(i)) {
            found.extend(by_phrase(line, at, at + len, *stance, knowledge));
            at += len;
        } else if let Some((len, verb)) = knowledge.speech.verbs.longest(at, |i| line.norm(i)) {
            match quoted_as_saying(line, at, at + len, *verb, knowledge) {
                Some(both) => found.extend(both),
                None => found.extend(by_verb(line, at, at + len, *verb, knowledge)),
            }
            at += len;
        } else {
            at += 1;
        }
    }
    found
}

/// "according to SOURCE": the rest of the sentence is the content.
fn by_phrase(
    line: &Line,
    start: usize,
    end: usize,
    stance: Stance,
    knowledge: &Knowledge,
) -> Option<Attribution> {
    let source_end = noun_phrase_end(line, end, knowledge);
    let source = line.span(end, source_end)?;
    let before = trimmed(line, 0, start);
    // "X, citing SOURCE, said": what X says is the source's.
    let verb_after = line.skip_adverbs(source_end + 1);
    let quoted = line
        .is(source_end, ",")
        .then(|| knowledge.speech.verbs.longest(verb_after, |i| line.norm(i)))
        .flatten();
    if let Some((len, _)) = quoted {
        let content = trimmed(line, verb_after + len, line.len());
        return attribution(Some(source), line.span(start, end)?, content.into_iter().collect(), stance);
    }
    let after = trimmed(line, source_end, line.len());
    // At the head of a sentence the content follows; elsewhere what stands before is meant, and what follows a comma too.
    let content: Vec<Span> = if start <= 1 {
        after.into_iter().collect()
    } else if line.is(source_end, ",") {
        before.into_iter().chain(after).collect()
    } else {
        before.into_iter().collect()
    };
    (!content.is_empty()).then_some(Attribution {
        source: Some(source),
        cue: line.span(start, end)?,
        content,
        stance,
        within: None,
    })
}

/// "OUTLET quoted SOURCE as saying ...": what the source says, within what the outlet says.
fn quoted_as_saying(
    line: &Line,
    start: usize,
    end: usize,
    verb: SpeechVerb,
    knowledge: &Knowledge,
) -> Option<[Attribution; 2]> {
    let group = verb_group(line, start);
    let saying =
        (end + 1..line.len().min(end + SOURCE_REACH)).find(|i| line.phrase(*i, "as saying").is_some())?;
    let (from, to) = subject(line, group, knowledge)?;
    let passive = (group..start).any(|i| line.is_any(i, BE));
    if passive || to > start {
        return None;
    }
    let said: Vec<Span> =
        trimmed(line, saying + 2, line.len()).into_iter().chain(trimmed(line, 0, from)).take(1).collect();
    let inner = attribution(line.span(end, saying), line.span(saying, saying + 2)?, said, verb.stance)?;
    let told: Vec<Span> = trimmed(line, 0, from).into_iter().chain(trimmed(line, end, line.len())).collect();
    let outer = attribution(line.span(from, to), line.span(start, end)?, told, verb.stance)?;
    Some([outer, inner])
}

/// "SOURCE said ...", "..., SOURCE said", "... said SOURCE", "it was reported that ...".
fn by_verb(
    line: &Line,
    start: usize,
    end: usize,
    verb: SpeechVerb,
    knowledge: &Knowledge,
) -> Option<Attribution> {
    let group = verb_group(line, start);
    let before = start.checked_sub(1);
    if before
        .is_some_and(|i| line.is_any(i, &["to", "n't"]) || line.is_any(i, DETERMINERS) || line.is(i, "of"))
    {
        return None;
    }
    // "believed to be", "said to have been"
    if line.is(end, "to") {
        return None;
    }
    // "claimed the lives of", "claimed 12 lives"
    let kills = knowledge.casualties.cues.longest(start, |i| line.norm(i));
    if line.is(start, "claimed") && number::amount(line, end).is_some() {
        return None;
    }
    if kills.is_some_and(|(len, cue)| {
        len > 1
            || cue.form == CueForm::Active
                && line.norm(end).is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
    }) {
        return None;
    }
    let that = line.is(line.skip_adverbs(end), "that");
    let passive = (group..start).any(|i| line.is_any(i, BE));
    if verb.noun_like && !that && !opens_quote(line, end) {
        let named = before.is_some_and(|i| {
            line.capital(i) || line.norm(i).is_some_and(|norm| knowledge.speech.tellers.get(norm).is_some())
        });
        if !named || line.is_any(end, &["of", "said", "say"]) || line.capital(start) {
            return None;
        }
    }
    let cue = line.span(start, end)?;
    if passive {
        // "it was reported that", "was quoted by X as saying"
        let by = (end..line.len().min(end + 3)).find(|i| line.is(*i, "by"));
        if let Some(by) = by {
            let source_end = noun_phrase_end(line, by + 1, knowledge);
            let content = if that { trimmed(line, end + 1, line.len()) } else { trimmed(line, 0, group) };
            return attribution(
                line.span(by + 1, source_end),
                cue,
                content.into_iter().collect(),
                verb.stance,
            );
        }
        if line.is(end, "as") {
            let source = subject(line, group, knowledge).and_then(|(from, to)| line.span(from, to));
            let saying = end + 1 + usize::from(!line.mark(end + 1));
            return attribution(
                source,
                cue,
                trimmed(line, saying, line.len()).into_iter().collect(),
                verb.stance,
            );
        }
        if that {
            let content = trimmed(line, end + 1, line.len());
            return attribution(None, cue, content.into_iter().collect(), verb.stance);
        }
        return None;
    }
    let subject = subject(line, group, knowledge);
    let closes = ends_clause(line, end);
    // "... ," said the minister: nothing that could be a subject stands before, or the sentence ends with a naming phrase.
    // What follows "told" is who hears it.
    let addressed = line.is_any(start, &["told", "tells", "tell", "informed", "informs"]);
    // "..., said Jane Doe, a nurse.": nothing but a name follows.
    let name_only =
        || group > 0 && line.is(group - 1, ",") && line.capital(end) && !has_verb(line, end, knowledge);
    let inverted = !that
        && !addressed
        && (subject.is_none() || subject_is_content(line, group, subject) || name_only())
        && starts_source(line, end, knowledge);
    if inverted {
        let source_end = noun_phrase_end(line, end, knowledge);
        let rest_is_content =
            has_verb(line, source_end, knowledge) && !line.is(source_end, ",") && subject.is_some();
        if !rest_is_content {
            let mut content: Vec<Span> = trimmed(line, 0, group).into_iter().collect();
            if line.is(source_end, ",") || is_quote(line.norm(source_end).unwrap_or_default()) {
                content.extend(trimmed(line, source_end, line.len()));
            }
            return attribution(line.span(end, source_end), cue, content, verb.stance);
        }
    }
    let (from, to) = subject?;
    // "no source specified": nobody says it.
    if line.is_any(from, &["no", "nobody"]) {
        return None;
    }
    let source = line.span(from, to)?;
    if verb.gerund && !line.is_any(group, BE) && !that {
        return None;
    }
    let mut after = end;
    if matches!(line.norm(start), Some("told" | "tells" | "tell" | "informed" | "assured" | "warned"))
        && !that
    {
        // Past the one who is told.
        after = noun_phrase_end(line, end, knowledge);
    }
    // Past "in a statement", "on Monday", up to what is said.
    if let Some(that) = (after..line.len().min(after + 10)).find(|i| line.is(*i, "that"))
        && (after..that).all(|i| !line.is_any(i, &[".", ";", "\""]))
    {
        after = that + 1;
    }
    let said_before = from > 1 && trimmed(line, 0, from).is_some();
    let mut content = Vec::new();
    let tail = trimmed(line, after, line.len());
    if said_before && (closes || line.is(end, ",") || tail.is_none() || told_after(line, from)) {
        content.extend(trimmed(line, 0, from));
    }
    if !closes || content.is_empty() {
        content.extend(tail);
    }
    attribution(Some(source), cue, content, verb.stance)
}

fn attribution(source: Option<Span>, cue: Span, content: Vec<Span>, stance: Stance) -> Option<Attribution> {
    (!content.is_empty()).then_some(Attribution { source, cue, content, stance, within: None })
}

/// Whether the clause before word `at` ends with a comma and a quotation mark: `"We will", he said`.
fn told_after(line: &Line, at: usize) -> bool {
    at >= 2
        && (is_quote(line.norm(at - 1).unwrap_or_default())
            || line.is(at - 1, ",") && is_quote(line.norm(at - 2).unwrap_or_default()))
}

/// Whether nothing, or only when and how it was said, follows word `at`.
fn ends_clause(line: &Line, at: usize) -> bool {
    let rest = at..line.len();
    let marks = rest.clone().all(|i| line.mark(i));
    let setting = line.is_any(
        at,
        &[
            "on",
            "in",
            "by",
            "late",
            "early",
            "at",
            "via",
            "yesterday",
            "today",
            "during",
            "earlier",
            "later",
            "through",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ],
    ) && rest.len() <= 9;
    marks
        || setting
            && !(at..line.len()).any(|i| line.is_any(i, BE) || line.is_any(i, HAVE) || line.is(i, "that"))
}

fn opens_quote(line: &Line, at: usize) -> bool {
    (at..at + 2).any(|i| line.norm(i).is_some_and(is_quote))
}

fn verb_group(line: &Line, at: usize) -> usize {
    let mut start = line.skip_adverbs_back(at);
    let mut seen = at;
    while start > 0 && [BE, HAVE, MODAL].iter().any(|list| line.is_any(start - 1, list)) {
        seen = start - 1;
        start = line.skip_adverbs_back(start - 1);
    }
    seen
}

/// In a text without commas the subject found may belong to what is said: "was shot down Friday said the army".
fn subject_is_content(line: &Line, group: usize, subject: Option<(usize, usize)>) -> bool {
    let Some((from, to)) = subject else { return true };
    let own = from == 0 || line.mark(from - 1) || line.is_any(from - 1, CONJUNCTIONS);
    let pronoun = to - from == 1 && line.is_any(from, &["he", "she", "they", "it", "we", "i"]);
    to == group && !own && !pronoun
}

/// Whether a verb stands between `from` and the end: then what follows is told, not teller.
fn has_verb(line: &Line, from: usize, knowledge: &Knowledge) -> bool {
    (from..line.len()).any(|i| {
        [BE, HAVE, MODAL].iter().any(|list| line.is_any(i, list))
            || knowledge
                .casualties
                .cues
                .longest(i, |k| line.norm(k))
                .is_some_and(|(_, cue)| cue.form != CueForm::Of)
            || line.norm(i).is_some_and(|norm| norm.len() > 4 && norm.ends_with("ed"))
    })
}

/// The words from `from` up to `to` without marks and joining words at the edges.
fn trimmed(line: &Line, mut from: usize, mut to: usize) -> Option<Span> {
    while from < to && (line.mark(from) || line.is_any(from, &["that"])) {
        from += 1;
    }
    while to > from && (line.mark(to - 1) || line.is_any(to - 1, &["as", "and", "but"])) {
        to -= 1;
    }
    line.span(from, to)
}

/// Gives quotations that run on, or that follow a named speaker, to that speaker.
fn carry_quotes(lines: &[Line], found: &mut [(usize, Attribution)]) {
    let mut open: Option<usize> = None;
    for index in 0..lines.len() {
        let line = &lines[index];
        let started_open =
            open.filter(|_| index > 0 && (lines[index - 1].paragraph == line.paragraph || quote_first(line)));
        let marks = line
            .words
            .iter()
            .filter(|word| matches!(word.norm.as_str(), "\"" | "\u{201c}" | "\u{201d}" | "``" | "''"))
            .count();
        let inside = started_open.is_some();
        let closes = inside && marks > 0;
        let own = found.iter().position(|(at, _)| *at == index);
        if let (Some(speaker), None) = (started_open, own) {
            let span = line.span(0, line.len());
            if let (Some(span), Some((_, attribution))) = (span, found.get_mut(speaker)) {
                attribution.content.push(span);
            }
        }
        let odd = marks % 2 == 1;
        open = match (inside && !closes, odd != inside) {
            (true, _) => started_open,
            (false, true) if !closes => found.iter().rposition(|(at, _)| *at == index),
            _ => None,
        };
        // A sentence in quotation marks right after one with a speaker, with no speaker of its own.
        if own.is_none() && started_open.is_none() && quote_first(line) && marks >= 1 && index > 0 {
            let same_paragraph = lines[index - 1].paragraph == line.paragraph;
            let speaker = found.iter().rposition(|(at, _)| {
                *at + 1 == index
                    || (*at < index && *at + 3 >= index && lines[*at].paragraph == line.paragraph)
            });
            if let (true, Some(speaker), Some(span)) = (same_paragraph, speaker, line.span(0, line.len())) {
                found[speaker].1.content.push(span);
                if odd {
                    open = Some(speaker);
                }
            }
        }
    }
}

/// A sentence without a speaker between one with a speaker and one that goes on with the same ("The source added"): it is
/// the same speaker's.
fn carry_through(lines: &[Line], found: &mut [(usize, Attribution)], text_of: impl Fn(Span) -> bool) {
    let mut first_of = vec![None; lines.len()];
    for (k, (index, _)) in found.iter().enumerate() {
        first_of[*index].get_or_insert(k);
    }
    for index in 1..lines.len().saturating_sub(1) {
        let (Some(before), None, Some(after)) = (first_of[index - 1], first_of[index], first_of[index + 1])
        else {
            continue;
        };
        let goes_on = found[after].1.source.is_some_and(&text_of);
        let near = lines[index].paragraph.abs_diff(lines[index - 1].paragraph) <= 1;
        if let (true, true, Some(span)) = (goes_on, near, lines[index].span(0, lines[index].len())) {
            let already = found.iter().any(|(_, attribution)| attribution.content.contains(&span));
            if !already {
                found[before].1.content.push(span);
            }
        }
    }
}

fn quote_first(line: &Line) -> bool {
    line.norm(0).is_some_and(|norm| matches!(norm, "\"" | "\u{201c}" | "``"))
}

/// A phrase for a speaker named before that starts at `at`: "he", "the source".
fn continuing(line: &Line, at: usize, knowledge: &Knowledge) -> Option<Span> {
    let pronoun = line.is_any(at, &["he", "she", "they"]);
    let definite = line.is(at, "the")
        && line.norm(at + 1).is_some_and(|norm| knowledge.speech.tellers.get(norm).is_some());
    let len = if pronoun { 1 } else { 2 };
    line.span(at, at + len).filter(|_| pronoun || definite)
}

/// Finds for each attribution the smallest one in whose content it stands.
fn nest(attributions: &mut [Attribution]) {
    // Only neighbours can hold one another: a sentence, or a quotation of a few.
    const WINDOW: usize = 12;
    let size = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<u32>();
    let within: Vec<Option<u32>> = (0..attributions.len())
        .map(|inner| {
            let cue = attributions[inner].cue;
            let near = inner.saturating_sub(WINDOW)..attributions.len().min(inner + WINDOW + 1);
            near.filter(|outer| *outer != inner)
                .filter(|outer| {
                    let other = &attributions[*outer];
                    let holds = other.content.iter().any(|span| span.contains(cue));
                    // "X, citing Y, said": the cue stands between the one who quotes and the verb.
                    let between = other.source.is_some_and(|source| source.end() <= cue.start())
                        && cue.end() <= other.cue.start()
                        && other.content == attributions[inner].content;
                    holds || between
                })
                .filter(|outer| {
                    // Two that hold each other ("X, citing Y, said"): the one with the verb quotes.
                    !attributions[inner].content.iter().any(|span| span.contains(attributions[*outer].cue))
                        || *outer > inner
                })
                .min_by_key(|outer| (size(&attributions[*outer]), *outer))
                .map(|outer| outer as u32)
        })
        .collect();
    for (attribution, within) in attributions.iter_mut().zip(within) {
        attribution.within = within;
    }
}
