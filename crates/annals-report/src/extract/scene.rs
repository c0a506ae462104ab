//! [`Scene`]: a report's layers and mentions, by sentence.

use annals_types::{
    Layers, Mentions, Report, Span,
    layers::{Quantity, Sentence, Token, Trigger},
    mention::{ActorKind, PlaceMention, TimeMention},
    time::TimexKind,
};

use crate::{Knowledge, resolve::actor};

/// What was found in one report, with quick ways to what stands in a sentence.
pub struct Scene<'a> {
    pub report: &'a Report,
    pub layers: &'a Layers,
    pub mentions: &'a Mentions,
    pub knowledge: &'a Knowledge,
    /// Where each cue of speech ends, ascending, with the index of its attribution.
    cues: Vec<(u32, usize)>,
}

impl<'a> Scene<'a> {
    pub fn new(
        report: &'a Report,
        layers: &'a Layers,
        mentions: &'a Mentions,
        knowledge: &'a Knowledge,
    ) -> Self {
        let ends = layers.attributions.iter().enumerate().map(|(index, said)| (said.cue.end(), index));
        let mut cues: Vec<(u32, usize)> = ends.collect();
        cues.sort_unstable();
        Self { report, layers, mentions, knowledge, cues }
    }

    /// The words of `span`.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(&self.report.text)
    }

    /// The sentences, in order.
    pub fn sentences(&self) -> &'a [Sentence] {
        &self.layers.sentences
    }

    /// The sentence that holds the first byte of `span`; the span itself where none does.
    pub fn sentence_of(&self, span: Span) -> Span {
        let index = self.layers.sentence_at(span.start());
        index.map_or(span, |index| self.layers.sentences[index].span)
    }

    /// Triggers in `sentence`, with their indices.
    pub fn triggers_in(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a Trigger)> + use<'a> {
        within(&self.layers.triggers, sentence, |trigger| trigger.span)
    }

    /// Figures in `sentence`, with their indices.
    pub fn quantities_in(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a Quantity)> + use<'a> {
        within(&self.layers.quantities, sentence, |quantity| quantity.figure)
    }

    /// Times of the calendar in `sentence` (no durations and no sets), with their indices.
    pub fn times_in(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a TimeMention)> + use<'a> {
        within(&self.mentions.times, sentence, |time| time.span)
            .filter(|(_, time)| matches!(time.kind, TimexKind::Date | TimexKind::Time))
            .filter(|(_, time)| !time.value.ends_with("_REF"))
    }

    /// Places in `sentence` that locate something, with their indices.
    pub fn places_in(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a PlaceMention)> + use<'a> {
        let (report, knowledge) = (self.report, self.knowledge);
        within(&self.mentions.places, sentence, |place| place.span).filter(move |(_, place)| {
            !place.metonymic && !names_an_outlet(place.span, place.span.of(&report.text), knowledge)
        })
    }

    /// Whether `place` stands within the longer name of somebody: the "Washington" of "Washington Post".
    pub fn is_in_name(&self, place: Span) -> bool {
        let actors = &self.mentions.actors;
        let after = actors.partition_point(|actor| actor.span.end() <= place.start());
        actors.get(after).is_some_and(|actor| actor.span.contains(place) && actor.span != place)
    }

    /// Whether a time tells when something was said: it stands right after a cue of speech ("said on Monday").
    pub fn places_the_saying(&self, time: Span) -> bool {
        const NEAR: u32 = 12;
        let first = self.cues.partition_point(|&(end, _)| end.saturating_add(NEAR) < time.start());
        self.cues[first..].iter().take_while(|&&(end, _)| end <= time.start()).any(|&(_, index)| {
            self.layers.attributions[index].content.iter().all(|content| !content.contains(time))
        })
    }

    /// The tokens that begin in `stretch`.
    pub fn tokens_in(&self, stretch: Span) -> &'a [Token] {
        let tokens = &self.layers.tokens;
        let first = tokens.partition_point(|token| token.span.start() < stretch.start());
        let end = tokens.partition_point(|token| token.span.start() < stretch.end());
        &tokens[first..end.max(first)]
    }

    /// The `count` words before `at` within its sentence, lower case.
    pub fn words_before(&self, at: u32, count: usize) -> Vec<&'a str> {
        let Some(index) = self.layers.sentence_at(at) else { return Vec::new() };
        let tokens = self.layers.tokens_of(&self.layers.sentences[index]);
        let end = tokens.partition_point(|token| token.span.start() < at);
        tokens[end.saturating_sub(count)..end].iter().map(|token| token.norm.as_str()).collect()
    }
}

/// Whether a name is that of an agency or a station, though a town has it too.
fn names_an_outlet(span: Span, name: &str, knowledge: &Knowledge) -> bool {
    !name.contains(char::is_lowercase) && actor::describe(name, span, knowledge).kind == ActorKind::Outlet
}

/// The items of a list ordered by span whose span begins in `stretch`, with their indices.
fn within<T>(
    items: &[T],
    stretch: Span,
    span: fn(&T) -> Span,
) -> impl Iterator<Item = (usize, &T)> + use<'_, T> {
    let first = items.partition_point(|item| span(item).start() < stretch.start());
    items[first..]
        .iter()
        .enumerate()
        .take_while(move |(_, item)| span(item).start() < stretch.end())
        .map(move |(index, item)| (first + index, item))
}
