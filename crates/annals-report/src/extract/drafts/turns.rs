//! Sentences that turn from the incident told before to another one: "Elsewhere", "another airstrike hit", "in Homs three people were killed".

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Sentence, Token, Trigger},
    mention::{PlaceMention, PlacePrecision, TimeMention},
};

use super::{Draft, Gathering};

impl Gathering<'_, '_> {
    /// Whether `sentence` opens with words that leave the incident before, and tells of something with a place or a figure.
    pub(super) fn turns_away(&self, sentence: &Sentence) -> bool {
        let first = self.scene.layers.tokens_of(sentence).first();
        let turns = first.is_some_and(|first| self.scene.knowledge.telling.turns.holds(&first.norm));
        (turns && !self.goes_back(sentence.span)
            || self.names_another(sentence)
            || self.opens_in_another_province(sentence)
            || self.opens_at_another_hour(sentence))
            && (self.scene.quantities_in(sentence.span).next().is_some()
                || !self.towns(sentence.span).is_empty())
    }

    /// "Meanwhile the army said that the attack killed ten": whether all the words for what happened in `sentence` name what was told, and no
    /// town stands there.
    fn goes_back(&self, sentence: Span) -> bool {
        self.scene.triggers_in(sentence).next().is_some()
            && !self.names_something_new(sentence)
            && self.towns(sentence).is_empty()
    }

    /// "At 9:30 p.m., four people were wounded in a shooting on Elm Street", after what happened at another hour: whether `sentence` opens with
    /// an hour of its own, and names an incident that was not named before and people who came to harm in it.
    fn opens_at_another_hour(&self, sentence: &Sentence) -> bool {
        /// "At about".
        const BEFORE: usize = 2;
        let scene = self.scene;
        let Some(told) = self.active.filter(|&active| !self.is_aggregate(active)) else { return false };
        let tokens = scene.layers.tokens_of(sentence);
        let within = tokens.get(BEFORE).map_or(sentence.span.start(), |word| word.span.end());
        let mut times = scene.times_in(sentence.span).map(|(_, time)| time);
        let opening = times.next().filter(|time| time.span.start() < within);
        let Some(minute) = opening.and_then(minute_of_day) else { return false };
        let known = &scene.mentions.times;
        let mut others =
            self.drafts[told].times.iter().filter_map(|&time| minute_of_day(&known[time])).peekable();
        let is_new = |(_, trigger): (usize, &Trigger)| {
            matches!(scene.words_before(trigger.span.start(), 1).as_slice(), ["a" | "an"])
        };
        others.peek().is_some()
            && others.all(|other| minute.abs_diff(other) >= APART)
            && scene.triggers_in(sentence.span).any(is_new)
            && scene.quantities_in(sentence.span).any(|(_, told)| is_harmed(told))
    }

    /// "A separate blast in Herat", "in a separate incident", "three more died in a separate strike", "another airstrike hit": whether the first
    /// word of `sentence` for what happened is that of another incident.
    fn names_another(&self, sentence: &Sentence) -> bool {
        let (scene, tokens) = (self.scene, self.scene.layers.tokens_of(sentence));
        let is_separate = |at: usize| {
            matches!(tokens[at - 1].norm.as_str(), "a" | "an")
                && scene.knowledge.telling.separate.holds(&tokens[at].norm)
        };
        let separate = (1..tokens.len()).find(|&at| is_separate(at));
        separate.is_some_and(|at| self.names_first(&tokens[at + 1..], sentence.span))
            || self.opens_with_another(tokens, sentence.span)
    }

    /// Whether `rest` of a sentence begins with the name of an incident, and no word for one stands before it there.
    fn names_first(&self, rest: &[Token], sentence: Span) -> bool {
        let Some(noun) = rest.first() else { return false };
        let before = Span::new(sentence.start(), noun.span.start());
        self.scene.knowledge.telling.incidents.holds(&noun.norm)
            || self.scene.triggers_in(noun.span).next().is_some()
                && self.scene.triggers_in(before).next().is_none()
    }

    /// "Another airstrike hit a market", "in another suicide attack": not "another bombing victim died".
    fn opens_with_another(&self, tokens: &[Token], sentence: Span) -> bool {
        /// A preposition may stand before.
        const WITHIN: usize = 2;
        let Some(another) = tokens.iter().take(WITHIN).position(|word| word.norm == "another") else {
            return false;
        };
        let noun = |word: &Token| matches!(word.upos.as_deref(), Some("NOUN" | "PROPN"));
        let phrase = &tokens[another + 1..];
        let len = phrase.iter().take_while(|word| noun(word) || word.upos.as_deref() == Some("ADJ")).count();
        let Some(last) = len.checked_sub(1).map(|last| &phrase[last]) else { return false };
        self.scene.knowledge.telling.incidents.holds(&last.norm)
            || self.scene.triggers_in(sentence).next().is_some_and(|(_, first)| {
                first.span.end() == last.span.end() && first.span.start() >= phrase[0].span.start()
            })
    }

    /// "In Homs three people were killed", after what happened in towns of other provinces: whether `sentence` opens with where people came
    /// to harm, and the incident told before lies elsewhere. Floods and the like are one in however many provinces.
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
        let spreads = |&trigger: &usize| {
            scene.knowledge.incident_types.spreads(&scene.layers.triggers[trigger].incident_type)
        };
        self.harms_elsewhere(draft, sentence.span, opening) && !draft.triggers.iter().any(spreads)
    }

    /// Whether `part` counts people who came to harm, and `stretch` of it names provinces, of which none has a place of the draft.
    pub(super) fn harms_elsewhere(&self, draft: &Draft, part: Span, stretch: Span) -> bool {
        let scene = self.scene;
        let province = |place: &PlaceMention| {
            let place = place.place.as_ref()?;
            Some((place.country.clone()?, place.admin1.clone().unwrap_or_else(|| place.name.clone())))
        };
        let told = draft.places.iter().filter_map(|&place| province(&scene.mentions.places[place]));
        let told: Vec<(String, String)> = told.collect();
        let fine = |place: &&PlaceMention| place.precision <= PlacePrecision::Province;
        let places = scene.places_in(stretch).map(|(_, place)| place).filter(fine);
        let mut here = places.filter_map(province).peekable();
        !told.is_empty()
            && here.peek().is_some()
            && here.all(|here| !told.contains(&here))
            && scene.quantities_in(part).any(|(_, told)| is_harmed(told))
    }
}

/// From so many minutes on two hours of a day are not those of one thing. A choice: it was not learned.
const APART: u16 = 30;

/// The minute of the day that a time names.
fn minute_of_day(time: &TimeMention) -> Option<u16> {
    let (_, clock) = time.value.split_once('T')?;
    let (hour, rest) = clock.split_once(':')?;
    let minute = rest.get(..2)?.parse::<u16>().ok()?;
    Some(hour.parse::<u16>().ok()?.checked_mul(60)?.saturating_add(minute))
}

fn is_harmed(quantity: &Quantity) -> bool {
    matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured)
}
