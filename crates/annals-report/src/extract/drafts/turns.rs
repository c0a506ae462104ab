//! Sentences that turn from the incident told before to another one: "Elsewhere", "another airstrike hit", "in Homs three people were killed".

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Sentence, Token, Trigger},
    mention::{PlaceMention, PlacePrecision, TimeMention},
};

use super::{Draft, Gathering};
use crate::resolve::time::clock;

impl Gathering<'_, '_> {
    /// Whether `sentence` opens with words that leave the incident before, and tells of something with a place or a figure.
    pub(super) fn turns_away(&self, sentence: &Sentence) -> bool {
        (self.opens_with_a_turn(sentence) && !self.goes_back(sentence)
            || self.names_another(sentence)
            || self.opens_in_another_province(sentence)
            || self.opens_at_another_hour(sentence))
            && (self.scene.quantities_in(sentence.span).next().is_some()
                || !self.towns(sentence.span).is_empty())
    }

    /// "Elsewhere", "separately".
    pub(super) fn opens_with_a_turn(&self, sentence: &Sentence) -> bool {
        let first = self.scene.layers.tokens_of(sentence).first();
        first.is_some_and(|first| self.scene.knowledge.telling.turns.holds(&first.norm))
    }

    /// "Meanwhile the army said that the attack killed ten": whether all the words for what happened in `sentence` name what was told, of its
    /// kind, and neither a town nor what was attacked stands there. Other words that turn, turn whatever follows.
    fn goes_back(&self, sentence: &Sentence) -> bool {
        let (scene, span) = (self.scene, sentence.span);
        let first = scene.layers.tokens_of(sentence).first();
        let Some(told) = self.active.filter(|&active| !self.is_aggregate(active)) else { return false };
        let has_a_target = |trigger: &Trigger| {
            let next = scene.words_in(scene.after_in_sentence(trigger.span)).first();
            next.is_some_and(|next| matches!(next.norm.as_str(), "on" | "against"))
        };
        let mut triggers = scene.triggers_in(span).map(|(_, trigger)| trigger).peekable();
        first.is_some_and(|first| first.norm == "meanwhile")
            && triggers.peek().is_some()
            && !self.names_something_new(span)
            && self.towns(span).is_empty()
            && triggers.all(|trigger| {
                !has_a_target(trigger) && self.is_mostly_of_kind(&self.drafts[told], trigger, true)
            })
    }

    /// "At 11:10 p.m., a shooting on Elm Street hurt three teenagers", after what happened at another hour: whether `sentence` opens with
    /// an hour of its own, and names an incident and a town or a street that were not named before, and people who came to harm there. An hour
    /// of another time zone may be the same.
    fn opens_at_another_hour(&self, sentence: &Sentence) -> bool {
        /// "At about".
        const BEFORE: usize = 2;
        let scene = self.scene;
        let Some(told) = self.active.filter(|&active| !self.is_aggregate(active)) else { return false };
        let tokens = scene.layers.tokens_of(sentence);
        let within = tokens.get(BEFORE).map_or(sentence.span.start(), |word| word.span.end());
        let mut times = scene.times_in(sentence.span).map(|(_, time)| time);
        let opening = times.next().filter(|time| {
            time.span.start() < within
                && !names_a_zone(scene.tokens_in(time.span))
                && !names_a_zone(scene.tokens_in(scene.after_in_sentence(time.span)))
                && !scene.places_the_saying(time.span)
        });
        let Some(minute) = opening.and_then(minute_of_day) else { return false };
        let known = &scene.mentions.times;
        let mut others =
            self.drafts[told].times.iter().filter_map(|&time| minute_of_day(&known[time])).peekable();
        let is_new = |(_, trigger): (usize, &Trigger)| {
            matches!(scene.words_before(trigger.span.start(), 1).as_slice(), ["a" | "an"])
        };
        let name = |place: usize| scene.words(scene.mentions.places[place].span).to_lowercase();
        let is_elsewhere =
            |place: usize| self.drafts[told].places.iter().all(|&other| name(other) != name(place));
        others.peek().is_some()
            && others.all(|other| minute.abs_diff(other) >= MINUTES_APART)
            && scene.triggers_in(sentence.span).any(is_new)
            && self.towns(sentence.span).into_iter().any(is_elsewhere)
            && self.counts_harm(sentence.span)
    }

    /// "A separate blast in Herat", "in a separate incident", "three more died in a separate strike", "another airstrike hit": whether the first
    /// word of `sentence` for what happened is that of another incident.
    fn names_another(&self, sentence: &Sentence) -> bool {
        let (scene, tokens) = (self.scene, self.scene.layers.tokens_of(sentence));
        let telling = &scene.knowledge.telling;
        let is_separate = |at: usize| {
            matches!(tokens[at - 1].norm.as_str(), "a" | "an")
                && (telling.separate.holds(&tokens[at].norm) || telling.related.holds(&tokens[at].norm))
        };
        let separate = (1..tokens.len()).find(|&at| is_separate(at));
        separate.and_then(|at| tokens.get(at + 1).map(|noun| (at - 1, noun))).is_some_and(|(before, noun)| {
            before < OPENING && scene.knowledge.telling.incidents.holds(&noun.norm)
                || self.names_first(noun, sentence.span)
                    && (before < OPENING || self.is_where_some_came_to_harm(noun, sentence.span))
        }) || self.opens_with_another(tokens, sentence.span)
    }

    /// Whether `noun` names what happened, and no word for that stands before it in the sentence.
    fn names_first(&self, noun: &Token, sentence: Span) -> bool {
        let before = Span::new(sentence.start(), noun.span.start());
        self.scene.triggers_in(noun.span).next().is_some() && self.scene.triggers_in(before).next().is_none()
    }

    /// "Three more were killed in a separate attack": whether by the parse the verb above `noun` is that of what befell somebody; not "the man,
    /// on bail in a separate shooting, killed four".
    fn is_where_some_came_to_harm(&self, noun: &Token, sentence: Span) -> bool {
        let scene = self.scene;
        let mut above = scene.upwards(noun.span).map(|at| &scene.layers.tokens[at]);
        let verb = above.find(|word| word.upos.as_deref() == Some("VERB"));
        verb.is_some_and(|verb| {
            scene
                .quantities_in(sentence)
                .any(|(_, told)| is_harmed(told) && told.cue.is_some_and(|cue| cue.overlaps(verb.span)))
        })
    }

    /// "Another airstrike hit a market", "in another suicide attack": not "another bombing victim died", nor "another strike hit the same
    /// building minutes later, and ten died in total", which is told on of one scene.
    fn opens_with_another(&self, tokens: &[Token], sentence: Span) -> bool {
        let telling = &self.scene.knowledge.telling;
        let Some(another) = tokens.iter().take(OPENING).position(|word| word.norm == "another") else {
            return false;
        };
        let tolls = &self.scene.knowledge.casualties.tolls;
        let is_one_scene = |word: &Token| telling.one_scene.holds(&word.norm) || tolls.contains(&word.norm);
        if tokens.iter().any(is_one_scene) || self.active.is_some_and(|told| self.spreads(&self.drafts[told]))
        {
            return false;
        }
        let noun = |word: &Token| matches!(word.upos.as_deref(), Some("NOUN" | "PROPN"));
        let phrase = &tokens[another + 1..];
        let len = phrase.iter().take_while(|word| noun(word) || word.upos.as_deref() == Some("ADJ")).count();
        let Some(last) = len.checked_sub(1).map(|last| &phrase[last]) else { return false };
        telling.incidents.holds(&last.norm)
            || self.scene.triggers_in(sentence).next().is_some_and(|(_, first)| {
                first.span.end() == last.span.end() && first.span.start() >= phrase[0].span.start()
            })
    }

    /// "In Homs mortar shells killed three people", after what happened in towns of other provinces: whether `sentence` opens with where people
    /// came to harm by something that was not named before, and the incident told before lies elsewhere. Not where somebody speaks there or
    /// tends to the hurt, or those who were told of go on. Floods and the like are one in however many provinces.
    fn opens_in_another_province(&self, sentence: &Sentence) -> bool {
        /// "In the northern countryside of Homs".
        const WITHIN: usize = 6;
        let scene = self.scene;
        let Some(told) = self.active.filter(|&active| !self.is_aggregate(active)) else { return false };
        let draft = &self.drafts[told];
        let tokens = scene.layers.tokens_of(sentence);
        if tokens.first().is_none_or(|first| first.norm != "in") {
            return false;
        }
        let is_verb = |word: &&Token| matches!(word.upos.as_deref(), Some("VERB" | "AUX" | "PUNCT"));
        let ends = tokens.iter().take(WITHIN).find(is_verb).or_else(|| tokens.get(WITHIN));
        let opening =
            Span::new(sentence.span.start(), ends.map_or(sentence.span.end(), |end| end.span.start()));
        self.names_something_new(sentence.span)
            && self.counts_harm(sentence.span)
            && self.lies_elsewhere(draft, opening)
            && !self.spreads(draft)
            && !goes_on_with_them(tokens)
            && !self.scene.opens_with_who_speaks(sentence.span, opening.end())
    }

    /// Whether `part` tells of people who came to harm by something not named before, in provinces of which none has a place of the draft.
    pub(super) fn harms_elsewhere(&self, draft: &Draft, part: Span) -> bool {
        self.lies_elsewhere(draft, part) && self.names_something_new(part) && self.counts_harm(part)
    }

    /// Whether `stretch` names provinces, of which none has a place of the draft.
    fn lies_elsewhere(&self, draft: &Draft, stretch: Span) -> bool {
        fn province(place: &PlaceMention) -> Option<(&str, &str)> {
            let place = place.place.as_ref()?;
            Some((place.country.as_deref()?, place.division()))
        }
        let scene = self.scene;
        let told = draft.places.iter().filter_map(|&place| province(&scene.mentions.places[place]));
        let told: Vec<(&str, &str)> = told.collect();
        let fine = |place: &&PlaceMention| place.precision <= PlacePrecision::Province;
        let places = scene.places_in(stretch).map(|(_, place)| place).filter(fine);
        let mut here = places.filter_map(province).peekable();
        !told.is_empty() && here.peek().is_some() && here.all(|here| !told.contains(&here))
    }

    /// Whether `part` counts people who came to harm.
    fn counts_harm(&self, part: Span) -> bool {
        self.scene.quantities_in(part).any(|(_, told)| is_harmed(told))
    }

    /// Whether a draft is of a kind that comes over many places at once.
    fn spreads(&self, draft: &Draft) -> bool {
        let types = &self.scene.knowledge.incident_types;
        draft.triggers.iter().any(|&index| types.spreads(&self.scene.layers.triggers[index].incident_type))
    }

    /// Gives drafts that words turned to from another one the day of that one where they name none, and its place where they name none and
    /// no "elsewhere" says that it was another: "another airstrike hit a school in the city".
    pub(super) fn take_from_before(&mut self) {
        for Turn { to, from, elsewhere } in std::mem::take(&mut self.turns) {
            let (times, places) = (self.drafts[from].times.clone(), self.drafts[from].places.clone());
            let named =
                self.drafts[to].telling.iter().any(|&told| self.scene.places_in(told).next().is_some());
            let draft = &mut self.drafts[to];
            if draft.times.is_empty() && !draft.recalled {
                draft.times = times;
            }
            if draft.places.is_empty() && !named && !elsewhere {
                draft.places = places;
            }
        }
    }
}

/// A draft that words turned to.
pub(super) struct Turn {
    pub to: usize,
    /// The one that was told before.
    pub from: usize,
    /// Whether the words say that it happened elsewhere.
    pub elsewhere: bool,
}

/// So many words may hold what opens a sentence: a preposition may stand before it.
const OPENING: usize = 2;

/// "In Southaven he killed one more": whether a sentence goes on with those who were told of, or adds to them.
fn goes_on_with_them(tokens: &[Token]) -> bool {
    tokens.iter().enumerate().any(|(at, word)| match word.norm.as_str() {
        "he" | "she" | "they" => true,
        "more" => tokens.get(at + 1).is_none_or(|next| next.norm != "than"),
        _ => false,
    })
}

/// "1508 GMT", "9 a.m. local time": whether words, or the first after an hour, say of which zone it is.
fn names_a_zone(words: &[Token]) -> bool {
    /// Words that an hour has.
    const NEAR: usize = 4;
    words
        .iter()
        .take(NEAR)
        .take_while(|word| word.norm != ",")
        .any(|word| matches!(word.norm.as_str(), "gmt" | "utc" | "local"))
}

/// From so many minutes on two hours of a day are not those of one thing. A choice: it was not learned.
const MINUTES_APART: u16 = 30;

/// The minute of the day that a time names.
fn minute_of_day(time: &TimeMention) -> Option<u16> {
    let (hour, minute) = clock(time)?;
    Some(u16::try_from(hour).ok()? * 60 + u16::try_from(minute).ok()?)
}

fn is_harmed(quantity: &Quantity) -> bool {
    matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured)
}
