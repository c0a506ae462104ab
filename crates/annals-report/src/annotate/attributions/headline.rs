//! Who speaks in a headline. Headlines leave out words: "Monitor: ten dead", "Ten dead in blast - police", "hospital counts ten dead".

use std::{cell::OnceCell, ops::Range};

use annals_types::{
    Span,
    layers::{Attribution, Sentence},
    mention::ActorKind,
    statement::SpeakerKind,
};

use crate::{
    Knowledge,
    annotate::view::View,
    knowledge::fold::{self, Word},
};

/// Takes from what is said in a headline what stands below it, and the other way round: no sentence goes on from one to the other.
pub fn keep_apart(view: &View, attributions: &mut [Attribution]) {
    for attribution in attributions {
        let above = in_headline(view, attribution.cue);
        attribution.content.retain(|content| in_headline(view, *content) == above);
    }
}

/// Drops what the network takes for words of those who are blamed: "ten dead in Idlib, rebels blamed", "rebels blamed for attack".
pub fn drop_blamed(view: &View, knowledge: &Knowledge, attributions: &mut Vec<Attribution>) {
    let is_blamed = |cue: Span| {
        let Some(words) = view.tokens(cue) else { return false };
        let tokens = &view.layers.tokens;
        let end = view.layers.sentences.get(view.sentence(words.start)).map(|said| said.end_token as usize);
        let next = tokens.get(words.end).filter(|_| end.is_some_and(|end| words.end < end));
        tokens[words].iter().any(|word| knowledge.telling.blames.holds(&word.norm))
            && next.is_none_or(|next| matches!(next.norm.as_str(), "for" | "in" | "over"))
    };
    attributions.retain(|attribution| !in_headline(view, attribution.cue) || !is_blamed(attribution.cue));
}

/// Adds who speaks in the headlines of `text` where nobody was found to.
pub fn add(text: &str, view: &View, knowledge: &Knowledge, found: &mut Vec<Attribution>) {
    let nearly = OnceCell::new();
    for sentence in view.layers.sentences.iter().filter(|sentence| sentence.headline) {
        let told = |attribution: &&Attribution| {
            sentence.span.contains(attribution.cue)
                && attribution.source.is_some()
                && !attribution.content.is_empty()
        };
        if found.iter().any(|attribution| told(&attribution)) {
            continue;
        }
        let speaks = |words: &Range<usize>| {
            let Some(span) = view.span(words) else { return false };
            names_a_speaker(words, &fold::words(text, span), view, knowledge)
        };
        let Some((source, cue, content)) = parted(view, sentence, &speaks)
            .or_else(|| by_verb(nearly.get_or_init(|| Nearly::of(view)), sentence, &speaks))
        else {
            continue;
        };
        let (Some(source), Some(cue), Some(content)) =
            (view.span(&source), view.span(&cue), view.span(&view.trimmed(&content)))
        else {
            continue;
        };
        found.retain(|attribution| !attribution.cue.overlaps(cue));
        found.push(Attribution {
            source: Some(source),
            cue,
            content: vec![content],
            stance: super::stance(view, cue, &knowledge.speech),
            within: None,
        });
    }
}

fn in_headline(view: &View, span: Span) -> bool {
    let sentence = view.layers.sentence_at(span.start()).and_then(|index| view.layers.sentences.get(index));
    sentence.is_some_and(|sentence| sentence.headline)
}

/// Source, cue and content.
type Parts = (Range<usize>, Range<usize>, Range<usize>);

/// "Monitor: ten dead" and "ten dead - monitor".
fn parted(view: &View, sentence: &Sentence, speaks: &impl Fn(&Range<usize>) -> bool) -> Option<Parts> {
    let (first, end) = (sentence.first_token as usize, sentence.end_token as usize);
    let is_mark = |token: usize, marks: &[&str]| {
        view.layers.tokens.get(token).is_some_and(|token| marks.contains(&token.norm.as_str()))
    };
    let colon = (first..end).find(|&token| is_mark(token, &[":"]));
    let before = colon.map(|mark| (first..mark, mark, mark + 1..end));
    // "22-year-old" has no dash.
    let is_free = |token: usize| {
        let tokens = &view.layers.tokens;
        token.checked_sub(1).is_some_and(|before| tokens[before].span.end() < tokens[token].span.start())
    };
    let is_dash = |token: usize| is_mark(token, &["-", "\u{2013}", "\u{2014}"]) && is_free(token);
    let last = (first..end).rev().find(|&token| is_mark(token, &[":"]) || is_dash(token));
    let after = last.map(|mark| (mark + 1..end, mark, first..mark));
    let is_name = |words: &Range<usize>| !words.is_empty() && words.len() <= MOST_WORDS && speaks(words);
    let told = |(source, _, content): &(Range<usize>, usize, Range<usize>)| {
        is_name(source) && content.len() >= LEAST_WORDS
    };
    let (source, mark, content) = [before, after].into_iter().flatten().find(told)?;
    Some((source, mark..mark + 1, content))
}

/// Words of the longest name before or after a mark, and of the shortest news on its other side.
const MOST_WORDS: usize = 5;
const LEAST_WORDS: usize = 2;

/// The words of a report that the network nearly takes for speakers and for words of speech.
struct Nearly {
    sources: Vec<Range<usize>>,
    cues: Vec<Range<usize>>,
}

impl Nearly {
    fn of(view: &View) -> Self {
        let spans = |head| view.labels.eased_spans(head, NEARLY).into_iter().map(|span| span.words).collect();
        Self { sources: spans("source"), cues: spans("cue") }
    }
}

/// "hospital counts ten dead": somebody who may speak, right before a word that the network nearly takes for one of speech.
fn by_verb(nearly: &Nearly, sentence: &Sentence, speaks: &impl Fn(&Range<usize>) -> bool) -> Option<Parts> {
    let range = sentence.first_token as usize..sentence.end_token as usize;
    let here = |words: &&Range<usize>| range.contains(&words.start) && words.end <= range.end;
    let source = |cue: &Range<usize>| {
        let before = nearly.sources.iter().filter(here);
        before.filter(|source| source.end == cue.start).find(|source| speaks(source)).cloned()
    };
    let cue = nearly.cues.iter().filter(here).find(|cue| source(cue).is_some())?;
    let content = cue.end..range.end;
    (content.len() >= LEAST_WORDS).then_some((source(cue)?, cue.clone(), content))
}

/// How much surer than its logits say the network must be that a word of a headline is no speaker and no word of speech: the texts that
/// it learned from have few headlines.
const NEARLY: f32 = 2.0;

/// Whether the words are a name or a description of somebody who is known to speak, with at most what describes him before it; no
/// country, which before a colon is where the news is from.
pub fn names_a_speaker(tokens: &Range<usize>, words: &[Word], view: &View, knowledge: &Knowledge) -> bool {
    let actors = &knowledge.actors;
    let who = (0..words.len()).find(|&at| {
        let rest = &words[at..];
        let named = [actors.find(rest), actors.compose(rest)].into_iter().flatten().any(|found| {
            found.words == rest.len()
                && found.actor.kind != ActorKind::State
                && found.actor.speaker_kind != SpeakerKind::Other
        });
        let described = actors
            .role(rest)
            .is_some_and(|(role, count)| count == rest.len() && role.speaker_kind != SpeakerKind::Other);
        named || described
    });
    let Some(who) = who.and_then(|at| words.get(at)) else { return false };
    let describes = |&token: &usize| {
        let norm = &view.layers.tokens[token].norm;
        matches!(view.class("upos", token), Some("DET" | "ADJ" | "PROPN"))
            && !knowledge.incident_types.knows(norm)
    };
    let mut before =
        tokens.clone().take_while(|&token| view.layers.tokens[token].span.end() <= who.span.start());
    before.all(|token| describes(&token))
}
