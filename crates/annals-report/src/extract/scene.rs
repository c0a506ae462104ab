//! [`Scene`]: a report's layers and mentions, by sentence.

mod elsewhere;
mod saying;

use annals_types::{
    Layers, Mentions, Report, Span,
    layers::{Entity, Quantity, Sentence, Token, Trigger},
    mention::{PlaceMention, TimeMention},
    time::{LocalInterval, TimexKind},
};

use super::speakers::is_pronoun;
use crate::{
    Knowledge,
    closed_classes::is_compass,
    resolve::dateline::{before_colon, datelines},
};

/// What was found in one report, with quick ways to what stands in a sentence.
pub struct Scene<'a> {
    pub report: &'a Report,
    pub layers: &'a Layers,
    pub mentions: &'a Mentions,
    pub knowledge: &'a Knowledge,
    /// The tokens, each known name as one.
    words: Vec<Token>,
    /// Before each known name, and after the last: by how many bytes all names so far are longer than [`NAME`].
    longer: Vec<i64>,
    /// Whether the title tells of what was done about an incident afterwards ("charged", "sentenced").
    pub tells_an_aftermath: bool,
    /// Where and when the report was filed, ascending.
    datelines: Vec<Span>,
    /// Where each cue of speech ends, ascending, with the index of its attribution.
    cues: Vec<(u32, usize)>,
    /// The sources that are no pronouns, ascending.
    named_sources: Vec<Span>,
    /// Of each place whether it may locate what its sentence tells: asked for each word that is told, found out once.
    locates: Vec<bool>,
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
        let tells_an_aftermath = tells_an_aftermath(report.title.as_deref().unwrap_or_default(), knowledge);
        let (words, longer) = (words(layers), longer(&layers.known));
        let places: Vec<(Span, bool)> =
            mentions.places.iter().map(|place| (place.span, place.metonymic)).collect();
        let mut datelines = datelines(report, layers, &places);
        datelines.extend(before_colon(report, layers, &mentions.places));
        datelines.sort_unstable();
        datelines.dedup_by(|later, line| later.overlaps(*line));
        let sources = layers.attributions.iter().filter_map(|said| said.source);
        let mut named_sources: Vec<Span> =
            sources.filter(|source| !is_pronoun(source.of(&report.text))).collect();
        named_sources.sort_unstable();
        let mut scene = Self {
            report,
            layers,
            mentions,
            knowledge,
            words,
            longer,
            tells_an_aftermath,
            datelines,
            cues,
            named_sources,
            locates: Vec::new(),
        };
        scene.locates = mentions.places.iter().map(|place| scene.may_locate(place)).collect();
        let homes: Vec<bool> = mentions.places.iter().map(|place| scene.is_home(place)).collect();
        // Where nothing else may be the scene, the country of the dead is better than none.
        let is_scene = |(index, place): (usize, &PlaceMention)| {
            scene.locates[index] && !homes[index] && !scene.is_in_dateline(place.span)
        };
        if mentions.places.iter().enumerate().any(is_scene) {
            for (locates, is_home) in scene.locates.iter_mut().zip(homes) {
                *locates &= !is_home;
            }
        }
        scene
    }

    /// The last source before the byte `at` that is no pronoun.
    pub fn named_source_before(&self, at: u32) -> Option<Span> {
        let first = self.named_sources.partition_point(|source| source.start() < at);
        self.named_sources[..first].iter().rev().copied().find(|source| source.end() <= at)
    }

    /// The day of the declared publication; nothing where none is declared.
    pub fn published(&self) -> LocalInterval {
        self.report.published.map_or(LocalInterval::default(), |published| LocalInterval::day(published.date))
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

    /// The part of the sentence of `span` that stands before it.
    pub fn before_in_sentence(&self, span: Span) -> Span {
        Span::new(self.sentence_of(span).start().min(span.start()), span.start())
    }

    /// The part of the sentence of `span` that stands after it.
    pub fn after_in_sentence(&self, span: Span) -> Span {
        Span::new(span.end(), self.sentence_of(span).end().max(span.end()))
    }

    /// The first word of `span` and those above it in the parse, from below: indices of all tokens.
    pub fn upwards(&self, span: Span) -> impl Iterator<Item = usize> + use<'a> {
        /// A bound for damaged parses.
        const HIGHEST: usize = 10;
        let tokens = &self.layers.tokens;
        let first = tokens.partition_point(|token| token.span.end() <= span.start());
        let first = Some(first).filter(|&first| first < tokens.len());
        let above = move |&at: &usize| {
            tokens[at].head.map(|head| head as usize).filter(|&head| head != at && head < tokens.len())
        };
        std::iter::successors(first, above).take(HIGHEST)
    }

    /// The tokens near `at` that the parse hangs on it, in order.
    pub fn hanging_on(&self, at: usize) -> impl Iterator<Item = usize> + use<'a> {
        /// Words to either side: a bound, so that long sentences stay cheap.
        const FARTHEST: usize = 24;
        let tokens = &self.layers.tokens;
        let near = at.saturating_sub(FARTHEST)..(at + FARTHEST).min(tokens.len());
        near.filter(move |&child| child != at && tokens[child].head == u32::try_from(at).ok())
    }

    /// Whether `span` begins in a headline.
    pub fn in_headline(&self, span: Span) -> bool {
        self.layers.sentence_at(span.start()).is_some_and(|index| self.layers.sentences[index].headline)
    }

    /// Triggers in `sentence`, with their indices.
    pub fn triggers_in(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a Trigger)> + use<'a> {
        within(&self.layers.triggers, sentence, |trigger| trigger.span)
    }

    /// Figures in `sentence`, with their indices.
    pub fn quantities_in(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a Quantity)> + use<'a> {
        within(&self.layers.quantities, sentence, |quantity| quantity.figure)
    }

    /// Names that overlap `span`, in order.
    pub fn entities_over(&self, span: Span) -> impl Iterator<Item = &'a Entity> + use<'a> {
        let entities = &self.layers.entities;
        let first = entities.partition_point(|entity| entity.span.end() <= span.start());
        entities[first..].iter().take_while(move |entity| entity.span.start() < span.end())
    }

    /// Times of the calendar in `sentence` (no durations and no sets), with their indices.
    pub fn times_in(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a TimeMention)> + use<'a> {
        within(&self.mentions.times, sentence, |time| time.span)
            .filter(|(_, time)| matches!(time.kind, TimexKind::Date | TimexKind::Time))
            .filter(|(_, time)| !time.value.ends_with("_REF"))
    }

    /// Lengths of time in `sentence`: "the past several weeks", "a week".
    pub fn lengths_in(&self, sentence: Span) -> impl Iterator<Item = &'a TimeMention> + use<'a> {
        within(&self.mentions.times, sentence, |time| time.span)
            .map(|(_, time)| time)
            .filter(|time| time.kind == TimexKind::Duration)
    }

    /// The length of time that ends right before the byte `at`: "a day" before "after".
    pub fn length_before(&self, at: u32) -> Option<usize> {
        let times = &self.mentions.times;
        let after = times.partition_point(|time| time.span.end() <= at);
        let last = after.checked_sub(1)?;
        let joined = self.words_in(Span::new(times[last].span.end(), at)).is_empty();
        (joined && times[last].kind == TimexKind::Duration).then_some(last)
    }

    /// Places in `sentence` that locate what it tells, with their indices: those of a dateline do not.
    pub fn places_in(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a PlaceMention)> {
        self.locating(sentence).filter(|(_, place)| !self.is_in_dateline(place.span))
    }

    /// Places in the dateline that `sentence` opens with, with their indices.
    pub fn filed_at(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a PlaceMention)> {
        self.locating(sentence).filter(|(_, place)| self.is_in_dateline(place.span))
    }

    /// Places in `sentence` where something may have happened.
    fn locating(&self, sentence: Span) -> impl Iterator<Item = (usize, &'a PlaceMention)> {
        within(&self.mentions.places, sentence, |place| place.span)
            .filter(move |(index, _)| self.locates[*index])
    }

    /// Whether `span` stands in a dateline.
    pub fn is_in_dateline(&self, span: Span) -> bool {
        let after = self.datelines.partition_point(|dateline| dateline.end() <= span.start());
        self.datelines.get(after).is_some_and(|dateline| dateline.contains(span))
    }

    /// Whether only a part of the land named at `place` is meant: "southern Lebanon".
    pub fn is_part_meant(&self, place: Span) -> bool {
        self.words_before(place.start(), 1).first().is_some_and(|word| is_compass(word))
    }

    /// Whether `place` stands within the longer name of somebody: the "Washington" of "Washington Post".
    pub fn is_in_name(&self, place: Span) -> bool {
        let actors = &self.mentions.actors;
        let after = actors.partition_point(|actor| actor.span.end() <= place.start());
        actors.get(after).is_some_and(|actor| actor.span.contains(place) && actor.span != place)
    }

    /// The tokens that begin in `stretch`.
    pub fn tokens_in(&self, stretch: Span) -> &'a [Token] {
        tokens_within(&self.layers.tokens, stretch)
    }

    /// The tokens that begin in `stretch`, each known name as one: what is counted must not hang on how long a name is.
    pub fn words_in(&self, stretch: Span) -> &[Token] {
        tokens_within(&self.words, stretch)
    }

    /// The `count` words before `at` within its sentence, lower case; a known name is one.
    pub fn words_before(&self, at: u32, count: usize) -> Vec<&str> {
        let Some(index) = self.layers.sentence_at(at) else { return Vec::new() };
        let start = self.layers.sentences[index].span.start();
        let words = self.words_in(Span::new(start, at.max(start)));
        words[words.len().saturating_sub(count)..].iter().map(|word| word.norm.as_str()).collect()
    }

    /// Bytes between two spans, as [`Span::gap`]; of each known name between them as many as a name has.
    pub fn gap(&self, a: Span, b: Span) -> u32 {
        let between = Span::new(a.end().min(b.end()), a.start().max(b.start()).max(a.end().min(b.end())));
        let known = &self.layers.known;
        let first = known.partition_point(|name| name.start() < between.start());
        let end = known.partition_point(|name| name.end() <= between.end()).max(first);
        let gap = i64::from(a.gap(b)) + self.longer[first] - self.longer[end];
        u32::try_from(gap.max(0)).unwrap_or(u32::MAX)
    }
}

/// Bytes that a name counts for, however long it is: the length of a short one ("Russia", "Israel"). A choice; it was not learned.
const NAME: u32 = 6;

/// Before each of `known` names, and after the last: by how many bytes all names so far are longer than [`NAME`].
fn longer(known: &[Span]) -> Vec<i64> {
    let sums = known.iter().scan(0, |sum, name| {
        *sum += i64::from(name.len()) - i64::from(NAME);
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

/// The tokens of `layers`, each known name as one.
pub fn words(layers: &Layers) -> Vec<Token> {
    let mut words: Vec<Token> = Vec::with_capacity(layers.tokens.len());
    let mut names = layers.known.iter().peekable();
    for token in &layers.tokens {
        while names.next_if(|name| name.end() <= token.span.start()).is_some() {}
        let name = names.peek().filter(|name| name.start() < token.span.start());
        match words.last_mut().filter(|_| name.is_some()) {
            Some(last) => {
                last.span = last.span.cover(token.span);
                last.norm.push(' ');
                last.norm.push_str(&token.norm);
            }
            None => words.push(token.clone()),
        }
    }
    words
}

/// Whether a title tells of what was done about an incident afterwards.
fn tells_an_aftermath(title: &str, knowledge: &Knowledge) -> bool {
    let title = title.to_lowercase();
    title.split(|c: char| !c.is_alphabetic()).any(|word| knowledge.telling.aftermath.holds(word))
}

/// Those of `tokens` that begin in `stretch`.
pub fn tokens_within(tokens: &[Token], stretch: Span) -> &[Token] {
    let first = tokens.partition_point(|token| token.span.start() < stretch.start());
    let end = tokens.partition_point(|token| token.span.start() < stretch.end());
    &tokens[first..end.max(first)]
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

#[cfg(test)]
mod tests {
    use annals_encoder::split;
    use annals_types::{Segment, report::Draft, segment::SegmentKind};

    use super::*;

    /// The layers of `text`, in which `name` is known.
    fn layers(text: &str, name: &str) -> Layers {
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        let known = vec![Span::at(text.find(name).unwrap(), name.len())];
        Layers { known, ..split::split(text, &[body]) }
    }

    #[test]
    fn a_known_name_is_one_word_of_any_length() {
        let knowledge = Knowledge::shipped().unwrap();
        let mentions = Mentions::default();
        let seen: Vec<(Vec<String>, u32)> = ["Hamas", "Army of the Northern Hills"]
            .into_iter()
            .map(|name| {
                let text = format!("Earlier {name} gunmen seized a bridge.");
                let report = Draft { text: text.clone(), ..Draft::default() }.finish();
                let layers = layers(&text, name);
                let scene = Scene::new(&report, &layers, &mentions, &knowledge);
                let at = |word: &str| Span::at(text.find(word).unwrap(), word.len());
                let before = scene.words_before(at("seized").start(), 3);
                let before = before.into_iter().map(|word| word.replace(&name.to_lowercase(), "NAME"));
                (before.collect(), scene.gap(at("Earlier"), at("gunmen")))
            })
            .collect();
        assert_eq!(seen[0], seen[1]);
        assert_eq!(seen[0].0, ["earlier", "NAME", "gunmen"]);
    }

    #[test]
    fn of_the_names_between_two_words_each_counts_alike() {
        let knowledge = Knowledge::shipped().unwrap();
        let mentions = Mentions::default();
        let text = "US jets and Syrian army jets and US drones";
        let report = Draft { text: text.into(), ..Draft::default() }.finish();
        let known = [(0, 2), (12, 11), (33, 2)].map(|(at, len)| Span::at(at, len)).to_vec();
        let layers = Layers { known, ..layers(text, "US") };
        let scene = Scene::new(&report, &layers, &mentions, &knowledge);
        let at = |start: u32, word: &str| Span::at(start as usize, word.len());
        let (first, last, drones) = (at(3, "jets"), at(24, "jets"), at(36, "drones"));
        assert_eq!(scene.gap(first, drones), 36 - 7 + 2 * NAME - 11 - 2);
        assert_eq!(scene.gap(drones, last), 36 - 28 + NAME - 2);
        assert_eq!(scene.gap(at(12, "Syrian"), at(19, "army")), 1, "a part of a name is no name");
        assert_eq!(scene.gap(at(0, "US"), last), 24 - 2 + NAME - 11, "names at the ends are not between");
    }
}
