//! Who says what: the network marks sources, cues and contents and links them; the cue's words tell how the source stands to it.

use std::{collections::BTreeMap, ops::Range};

use annals_encoder::Tagged;
use annals_types::{Span, layers::Attribution, statement::Stance};

mod headline;
mod reference;

use super::view::View;
use crate::{Knowledge, knowledge::speech::Speech};

/// The attributions of the report that `view` shows, in the order of their cues. `text` is the report's.
pub fn attributions(text: &str, view: &View, knowledge: &Knowledge) -> Vec<Attribution> {
    let speech = &knowledge.speech;
    let cues = view.labels.spans("cue");
    let mut sources: Vec<Vec<Tagged>> = vec![Vec::new(); cues.len()];
    let mut contents: Vec<Vec<Tagged>> = vec![Vec::new(); cues.len()];
    for (head, places) in [("source", &mut sources), ("content", &mut contents)] {
        for part in view.labels.spans(head) {
            if let Some(cue) = cue_of(view, &part, &cues) {
                places[cue].push(part);
            }
        }
    }
    let mut told = vec![false; view.layers.tokens.len()];
    for part in cues.iter().chain(sources.iter().flatten()) {
        told[part.words.clone()].fill(true);
    }
    let mut found: Vec<Attribution> = Vec::new();
    for ((cue, sources), contents) in cues.iter().zip(sources).zip(contents) {
        let Some(span) = view.span(&cue.words) else { continue };
        // The one that stands nearest is the speaker; what else was linked speaks with it.
        let nearest = sources.iter().min_by_key(|source| gap(&source.words, &cue.words));
        found.push(Attribution {
            source: nearest
                .and_then(|source| named_source(view, &up_to_cue(view, &source.words, &cue.words)))
                .or_else(|| subject(view, &cue.words))
                .filter(|source| !is_anybody(view, *source) && !is_spoken_of(view, *source, &cue.words)),
            cue: span,
            content: joined(view, &contents, &told).iter().filter_map(|content| view.span(content)).collect(),
            stance: stance(view, span, speech),
            within: None,
        });
    }
    share_sources(view, &mut found);
    share_with_participles(view, &mut found);
    part_contents(view, &mut found);
    keep_to_clauses(view, &mut found);
    according_to(view, &mut found);
    carry(view, &mut found);
    headline::keep_apart(view, &mut found);
    headline::drop_blamed(view, knowledge, &mut found);
    headline::add(text, view, knowledge, &mut found);
    reference::add(text, view, knowledge, &mut found);
    found.sort_by_key(|attribution| (attribution.cue, attribution.source));
    part_cited(view, &mut found);
    let cited = cited(view, &mut found);
    nest(&mut found);
    for (inner, outer) in cited {
        found[inner].within = Some(outer as u32);
        found[outer].within = found[outer].within.filter(|within| *within as usize != inner);
    }
    found
}

/// "Jets believed to belong to the coalition", "the raids are said to be Russian": whether the cue tells by the parse what others say of the source.
fn is_spoken_of(view: &View, source: Span, cue: &Range<usize>) -> bool {
    let tokens = &view.layers.tokens;
    let (Some(words), Some(next)) = (view.tokens(source), tokens.get(cue.end)) else { return false };
    let is_participle = |at: usize| {
        let describes = tokens[at].deprel.as_deref().is_some_and(|how| how.starts_with("acl"));
        let above = tokens[at].head.is_some_and(|head| words.contains(&(head as usize)));
        let passive = |word: usize| {
            tokens[word].deprel.as_deref() == Some("nsubj:pass")
                && tokens[word].head.is_some_and(|head| head as usize == at)
        };
        describes && above || words.clone().any(passive)
    };
    next.norm == "to" && words.end <= cue.start && cue.clone().any(is_participle)
}

/// Words between two parts of a content that the network may have missed.
const MOST_MISSED: usize = 6;

/// The parts of a content, in order, as one where only a few words of a sentence between them went unmarked; `told` has the words
/// that tell who says it, which part a content.
fn joined(view: &View, contents: &[Tagged], told: &[bool]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::with_capacity(contents.len());
    for content in contents {
        let missed = parts.last().map(|last| last.end..content.words.start).filter(|missed| {
            missed.len() <= MOST_MISSED
                && view.sentence(missed.start.saturating_sub(1)) == view.sentence(content.words.start)
                && !told[missed.clone()].contains(&true)
        });
        match (missed, parts.last_mut()) {
            (Some(_), Some(last)) => last.end = content.words.end,
            _ => parts.push(content.words.clone()),
        }
    }
    parts
}

/// The phrase of a source: whole where the network marked only its article, none where a relative pronoun stands for it.
fn named_source(view: &View, words: &Range<usize>) -> Option<Span> {
    let tokens = &view.layers.tokens;
    let mut words = view.trimmed(words);
    // "The director of the hospital, who".
    while words.len() > 1 && RELATIVE.contains(&tokens.get(words.end - 1)?.norm.as_str()) {
        words = view.trimmed(&(words.start..words.end - 1));
    }
    let last = tokens.get(words.end.checked_sub(1)?)?;
    if words.len() == 1 && RELATIVE.contains(&last.norm.as_str()) {
        return None;
    }
    let head = last
        .head
        .map(|head| head as usize)
        .filter(|head| view.class("upos", words.end - 1) == Some("DET") && words.end <= *head);
    view.span(&(words.start..head.map_or(words.end, |head| head + 1)))
}

/// "Anyone who saw it is asked to call": whoever that is has said nothing yet.
fn is_anybody(view: &View, source: Span) -> bool {
    let first = view.tokens(source).and_then(|words| view.layers.tokens.get(words.start));
    first.is_some_and(|word| matches!(word.norm.as_str(), "anyone" | "anybody" | "whoever"))
}

/// "Bread for All said", "a spokesman for the agency said": a source that the network cut at a preposition runs on to the cue.
fn up_to_cue(view: &View, words: &Range<usize>, cue: &Range<usize>) -> Range<usize> {
    const LONGEST: usize = 6;
    let norm = |token: usize| view.layers.tokens.get(token).map(|token| token.norm.as_str());
    let joins = |token: usize| matches!(norm(token), Some("for" | "of" | "at" | "in"));
    let begins = joins(words.end) || words.end.checked_sub(1).is_some_and(joins);
    let goes_on = |token: usize| {
        joins(token) || !matches!(view.class("upos", token), None | Some("ADP" | "AUX" | "PUNCT" | "VERB"))
    };
    let missed = words.end..cue.start;
    if begins && missed.len() <= LONGEST && missed.clone().all(goes_on) {
        words.start..cue.start.max(words.end)
    } else {
        words.clone()
    }
}

/// "said ..., and denied ...": a cue after "and" or "but" that has no source of its own has that of the cue before it in its sentence.
fn share_sources(view: &View, attributions: &mut [Attribution]) {
    for index in 1..attributions.len() {
        let (before, after) = (&attributions[index - 1], &attributions[index]);
        let joined =
            view.token_at(after.cue.start()).and_then(|token| view.layers.tokens.get(token.checked_sub(1)?));
        let same = view.layers.sentence_at(before.cue.start()) == view.layers.sentence_at(after.cue.start());
        if after.source.is_none()
            && same
            && joined.is_some_and(|word| matches!(word.norm.as_str(), "and" | "but"))
        {
            attributions[index].source = attributions[index - 1].source;
        }
    }
}

/// "denied it, saying that ...", "said ..., adding that ...": a participle after a comma that has no source of its own has that of the cue which
/// it hangs on by the parse, else of the one before it in its sentence.
fn share_with_participles(view: &View, attributions: &mut [Attribution]) {
    let tokens = &view.layers.tokens;
    for index in 1..attributions.len() {
        let (before, after) = (&attributions[..index], &attributions[index]);
        let Some(cue) = view.tokens(after.cue).filter(|_| after.source.is_none()) else { continue };
        let is_participle = matches!(view.class("verb_form", cue.start), Some("Ger" | "Part"))
            && tokens[cue.start].norm.ends_with("ing")
            && follows_comma(view, cue.start);
        // "Citing the governor" names who is cited.
        let mut told = after.content.iter().filter_map(|content| view.tokens(*content));
        let tells = told.any(|words| is_clause(view, &words));
        if !is_participle || !tells {
            continue;
        }
        let sentence = view.layers.sentence_at(after.cue.start());
        let is_here = |other: &&Attribution| view.layers.sentence_at(other.cue.start()) == sentence;
        let here = || before.iter().rev().take_while(is_here).filter(|other| other.source.is_some());
        let head = tokens[cue.start].head.and_then(|head| tokens.get(head as usize)).map(|head| head.span);
        let above = |other: &&Attribution| head.is_some_and(|head| other.cue.overlaps(head));
        let said = here().find(above).or_else(|| here().next());
        attributions[index].source = said.and_then(|said| said.source);
    }
}

/// "Police put the crowd at 20,000; organisers said that 120,000 came": whoever begins to speak after a semicolon said nothing of what stands
/// before it.
fn keep_to_clauses(view: &View, attributions: &mut [Attribution]) {
    for attribution in attributions {
        let Some(source) = attribution.source.filter(|source| source.end() <= attribution.cue.start()) else {
            continue;
        };
        let before = view.token_at(source.start()).and_then(|token| token.checked_sub(1));
        let mark = before.and_then(|before| view.layers.tokens.get(before));
        let Some(mark) = mark.filter(|mark| mark.norm == ";") else { continue };
        if attribution.content.iter().any(|content| content.start() >= attribution.cue.end()) {
            attribution.content.retain(|content| content.start() >= mark.span.end());
        }
    }
}

/// "said that X, and denied that Y", where the network took all after "said" for one content: what stands after the second cue is what that
/// one tells, and no more.
fn part_contents(view: &View, attributions: &mut [Attribution]) {
    for index in 1..attributions.len() {
        let [before, after] = &mut attributions[index - 1..=index] else { continue };
        if after.source.is_none() || after.source != before.source || !after.content.is_empty() {
            continue;
        }
        let Some(place) = before.content.iter().position(|content| content.contains(after.cue)) else {
            continue;
        };
        let whole = before.content[place];
        let (Some(words), Some(cue)) = (view.tokens(whole), view.tokens(after.cue)) else { continue };
        // Without the "and" before the cue.
        let own = view.trimmed(&(words.start..cue.start.saturating_sub(1).max(words.start)));
        before.content.splice(place..=place, view.span(&own));
        after.content.extend(view.span(&view.trimmed(&(cue.end..words.end))));
    }
}

/// The subject of a cue whose source the network missed, with what describes it but without its clauses.
fn subject(view: &View, cue: &Range<usize>) -> Option<Span> {
    let tokens = &view.layers.tokens;
    let sentence = view.layers.sentences.get(view.sentence(cue.start))?;
    let range = sentence.first_token as usize..sentence.end_token as usize;
    let head_of = |token: usize| tokens.get(token).and_then(|token| token.head).map(|head| head as usize);
    let relation = |token: usize| tokens.get(token).and_then(|token| token.deprel.as_deref());
    let noun = range.clone().find(|&token| {
        relation(token) == Some("nsubj")
            && head_of(token).is_some_and(|head| cue.contains(&head))
            && matches!(view.class("upos", token), Some("NOUN" | "PROPN"))
    })?;
    let belongs = |&token: &usize| {
        head_of(token) == Some(noun) && relation(token).is_some_and(|relation| DESCRIBES.contains(&relation))
    };
    let first = (range.start..noun).rev().take_while(belongs).last().unwrap_or(noun);
    let last = (noun + 1..range.end).take_while(belongs).last().unwrap_or(noun);
    view.span(&up_to_cue(view, &(first..last + 1), cue))
}

/// Relations of the words that describe a noun, in the scheme of Universal Dependencies.
const DESCRIBES: [&str; 6] = ["det", "amod", "compound", "flat", "nummod", "nmod:poss"];

/// Pronouns that stand for a name before them.
const RELATIVE: [&str; 4] = ["who", "which", "that", "what"];

/// "The agency reported, citing two officials who asked not to be named, that ...", where the network took all after "citing" for what the
/// agency reports: who is cited stands before the comma and "that".
fn part_cited(view: &View, attributions: &mut [Attribution]) {
    for inner in 0..attributions.len() {
        let citing = &attributions[inner];
        let Some(cue) = view.tokens(citing.cue) else { continue };
        if citing.source.is_some() || !citing.content.is_empty() || !follows_comma(view, cue.start) {
            continue;
        }
        let parted = neighbours(inner, attributions.len()).find_map(|outer| {
            let other = &attributions[outer];
            let begins = |content: &Span| view.tokens(*content).filter(|words| words.start == cue.end);
            let mut parts = other.content.iter().enumerate();
            let (place, words) = parts.find_map(|(place, content)| Some((place, begins(content)?)))?;
            let mut near = words.start..words.end.min(words.start + MOST_CITED);
            let comma = near.find(|&token| is(view, token, ",") && is(view, token + 1, "that"))?;
            let name = view.span(&view.trimmed(&(words.start..comma)))?;
            Some((outer, place, name, view.span(&view.trimmed(&(comma + 1..words.end)))?))
        });
        if let Some((outer, place, name, told)) = parted {
            attributions[inner].source = Some(name);
            attributions[outer].content[place] = told;
        }
    }
}

/// "The agency, citing the governor, said ...": what the one says is the other's. Pairs of who is cited and who cites.
fn cited(view: &View, attributions: &mut [Attribution]) -> Vec<(usize, usize)> {
    let sentence = |attribution: &Attribution| view.layers.sentence_at(attribution.cue.start());
    let mut pairs = Vec::new();
    let had_content: Vec<bool> =
        attributions.iter().map(|attribution| !attribution.content.is_empty()).collect();
    for inner in 0..attributions.len() {
        if let Some(named) = cited_name(view, &attributions[inner], attributions) {
            attributions[inner].source = Some(named);
            attributions[inner].content.clear();
        }
        if let Some(named) = cited_between_commas(view, &attributions[inner], attributions) {
            attributions[inner].source = Some(named);
            attributions[inner].content.clear();
        }
        if let Some(named) = quoted_name(view, &attributions[inner], attributions) {
            attributions[inner].source = Some(named);
        }
        if attributions[inner].source.is_none() || !attributions[inner].content.is_empty() {
            continue;
        }
        let cites = |outer: &usize| {
            let other = &attributions[*outer];
            *outer != inner
                && had_content[*outer]
                && other.source.is_some()
                && sentence(other) == sentence(&attributions[inner])
        };
        if let Some(outer) = (0..attributions.len()).find(cites) {
            let content = attributions[outer].content.clone();
            attributions[inner].content = content;
            pairs.push((inner, outer));
        }
    }
    pairs
}

/// The governor of "citing the governor": what `PolNeAR` takes for what is cited, and here is who. Who cites may stand with it as
/// its source: then it is a participle, and the one who cites speaks by a verb of its own.
fn cited_name(view: &View, attribution: &Attribution, attributions: &[Attribution]) -> Option<Span> {
    let [content] = attribution.content.as_slice() else { return None };
    let (cue, words) = (view.tokens(attribution.cue)?, view.tokens(*content)?);
    let speaks = |source: Span| {
        let mut others =
            attributions.iter().filter(|other| other.cue != attribution.cue && !other.content.is_empty());
        matches!(view.class("verb_form", cue.start), Some("Ger" | "Part"))
            && others.any(|other| other.source.is_some_and(|other| other.overlaps(source)))
    };
    let is_cited =
        cue.end == words.start && !is_clause(view, &words) && attribution.source.is_none_or(speaks);
    is_cited.then(|| named_source(view, &words)).flatten()
}

/// The governor of "The agency, citing the governor, said ...", where the network took the agency for the source of both.
fn cited_between_commas(view: &View, citing: &Attribution, attributions: &[Attribution]) -> Option<Span> {
    let (source, cue) = (citing.source?, view.tokens(citing.cue)?);
    if !follows_comma(view, cue.start) {
        return None;
    }
    let comma = (cue.end + 1..=cue.end + MOST_CITED).find(|&token| is(view, token, ","))?;
    let name = cue.end..comma;
    let says = |other: &Attribution| {
        other.source.is_some_and(|other| other.overlaps(source))
            && view.tokens(other.cue).is_some_and(|other| other.start == comma + 1)
    };
    let is_cited = matches!(view.class("verb_form", cue.start), Some("Ger" | "Part"))
        && !is_clause(view, &name)
        && attributions.iter().any(says);
    is_cited.then(|| named_source(view, &name)).flatten()
}

/// Words of the longest description of who is cited.
const MOST_CITED: usize = 14;

fn is(view: &View, token: usize, norm: &str) -> bool {
    view.layers.tokens.get(token).is_some_and(|token| token.norm == norm)
}

fn follows_comma(view: &View, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|before| is(view, before, ","))
}

fn is_clause(view: &View, words: &Range<usize>) -> bool {
    words.clone().any(|token| matches!(view.class("upos", token), Some("VERB" | "AUX")))
}

/// Words that name who is quoted in "quoted a doctor at the hospital as saying".
const MOST_QUOTED: usize = 10;

/// The doctor of "State TV quoted a doctor as saying".
fn quoted_name(view: &View, inner: &Attribution, attributions: &[Attribution]) -> Option<Span> {
    if inner.source.is_some() || !inner.content.is_empty() {
        return None;
    }
    let saying = view.tokens(inner.cue)?.start;
    let mut before =
        attributions.iter().filter(|outer| outer.source.is_some() && outer.cue.end() <= inner.cue.start());
    let quoting = view.tokens(before.next_back()?.cue)?.end;
    let name = quoting..saying.checked_sub(1)?;
    let is_as = view.layers.tokens.get(name.end).is_some_and(|token| token.norm == "as");
    let here = view.sentence(quoting) == view.sentence(saying);
    (is_as && here && !name.is_empty() && name.len() <= MOST_QUOTED).then(|| view.span(&name)).flatten()
}

/// How sure the network must be of the speaker of a figure that no content holds.
const SURE: f32 = 0.5;

/// "Thirty strikes hit the town, according to a group that counts them": what stands before is what the group tells, where the network
/// found nothing of the sentence but what follows. What somebody else says before it in the sentence is his.
fn according_to(view: &View, attributions: &mut [Attribution]) {
    for index in 0..attributions.len() {
        let attribution = &attributions[index];
        let Some(cue) = view.tokens(attribution.cue).filter(|_| attribution.source.is_some()) else {
            continue;
        };
        let words: Vec<&str> =
            view.layers.tokens[cue.clone()].iter().map(|token| token.norm.as_str()).collect();
        let Some(sentence) = view.layers.sentences.get(view.sentence(cue.start)) else { continue };
        let others = attributions.iter().enumerate().filter(|(other, _)| *other != index);
        let first = others
            .flat_map(|(_, other)| other.content.iter().chain(&other.source))
            .filter(|part| sentence.span.start() <= part.start() && part.end() <= attribution.cue.start())
            .filter_map(|part| Some(view.tokens(*part)?.end))
            .max();
        let before = first.unwrap_or(0).max(sentence.first_token as usize)..cue.start;
        let follows = |content: &Span| content.start() >= attribution.cue.end();
        if words == ["according", "to"] && before.len() > 1 && attribution.content.iter().all(follows) {
            attributions[index].content = view.span(&view.trimmed(&before)).into_iter().collect();
        }
    }
}

/// Adds to what a speaker says the figures that stand outside of all contents, and of which the network says whose they are: a
/// speaker named once holds for the sentences that go on reporting them.
fn carry(view: &View, attributions: &mut [Attribution]) {
    for figure in super::quantities::HEADS.iter().flat_map(|head| view.labels.spans(head)) {
        let Some(span) = view.span(&figure.words) else { continue };
        let told =
            |attribution: &Attribution| attribution.content.iter().any(|content| content.overlaps(span));
        if attributions.iter().any(told) {
            continue;
        }
        let Some((word, sure)) = view.labels.link("speaker", figure.words.start) else { continue };
        let Some(speaker) = view.layers.tokens.get(word).filter(|_| sure >= SURE) else { continue };
        let says = |attribution: &&mut Attribution| {
            attribution.source.is_some_and(|source| source.overlaps(speaker.span))
        };
        let nearest = |attribution: &&mut Attribution| attribution.cue.start().abs_diff(span.start());
        if let Some(attribution) = attributions.iter_mut().filter(says).min_by_key(nearest) {
            attribution.content.push(span);
            attribution.content.sort_unstable();
        }
    }
}

/// The cue that most words of `part` are linked to; without a link that holds, the nearest of its sentence.
fn cue_of(view: &View, part: &Tagged, cues: &[Tagged]) -> Option<usize> {
    // "citing the governor", "and denied that anybody was hurt": whatever else the network links it to.
    let follows = |cue: &Tagged| cue.words.end == part.words.start;
    let opens = view.layers.tokens.get(part.words.start).is_some_and(|token| token.norm == "that");
    let cited = cues.iter().position(follows).filter(|_| opens || !is_clause(view, &part.words));
    if cited.is_some() {
        return cited;
    }
    let mut votes: BTreeMap<usize, f32> = BTreeMap::new();
    for token in part.words.clone() {
        if let Some((target, score)) = view.labels.link("cue", token)
            && let Some(cue) = cues.iter().position(|cue| cue.words.contains(&target))
        {
            *votes.entry(cue).or_default() += score;
        }
    }
    let most = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    most.map(|(cue, _)| cue).or_else(|| {
        let sentences = view.sentence(part.words.start)..=view.sentence(part.words.end - 1);
        let near = |cue: &&(usize, &Tagged)| sentences.contains(&view.sentence(cue.1.words.start));
        let numbered: Vec<(usize, &Tagged)> = cues.iter().enumerate().collect();
        numbered
            .iter()
            .filter(near)
            .min_by_key(|(_, cue)| gap(&part.words, &cue.words))
            .map(|(index, _)| *index)
    })
}

/// Words between two stretches.
fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.start.max(b.start).saturating_sub(a.end.min(b.end))
}

/// By the first verb of the cue by which one does not assert.
fn stance(view: &View, cue: Span, speech: &Speech) -> Stance {
    let Some((index, words)) = view.words(cue) else { return Stance::Asserts };
    let line = &view.lines[index];
    words
        .into_iter()
        .find_map(|at| speech.verbs.longest(at, |i| line.norm(i)).map(|(_, stance)| *stance))
        .unwrap_or(Stance::Asserts)
}

/// Those around the attribution at `index` of so many: only neighbours can hold one another, in a sentence, or a quotation of a few.
fn neighbours(index: usize, count: usize) -> Range<usize> {
    const WINDOW: usize = 12;
    index.saturating_sub(WINDOW)..count.min(index + WINDOW + 1)
}

/// Finds for each attribution the smallest one in whose content it stands.
fn nest(attributions: &mut [Attribution]) {
    let size = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<u32>();
    let within: Vec<Option<u32>> = (0..attributions.len())
        .map(|inner| {
            let cue = attributions[inner].cue;
            neighbours(inner, attributions.len())
                .filter(|outer| *outer != inner)
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
