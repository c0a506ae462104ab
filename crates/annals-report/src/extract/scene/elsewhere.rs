//! Places that a report names beside what happened elsewhere: where somebody came from, was going or was brought, and where a court sits.

use annals_types::{
    Span,
    layers::Token,
    mention::{ActorKind, PlaceMention, PlacePrecision},
};

use super::{Scene, within};
use crate::{knowledge::fold, resolve::actor};

impl Scene<'_> {
    /// Whether a place is no adjective, government, outlet or seat of a court, nor where missiles came from, where something only reached to or was
    /// bound for, or where people were brought.
    pub(super) fn may_locate(&self, place: &PlaceMention) -> bool {
        let span = place.span;
        !place.metonymic
            && !self.names_an_outlet(span)
            && !self.seats_a_court(span)
            && !self.is_origin(span)
            && !self.is_reached(span)
            && !self.is_on_a_route(span)
            && !self.is_of_a_hospital(span)
            && !self.is_left_behind(place)
            && !self.is_home_of_one(span)
            && !self.is_where_others_care(span)
    }

    /// "Moved to a camp outside Iraq": what is told to be outside of a country is nowhere near it. A bomb may go off outside a town.
    fn is_left_behind(&self, place: &PlaceMention) -> bool {
        let before = self.words_before(place.span.start(), 2);
        // Countries and provinces lie in no division; but one that is called as its capital may be that town.
        let is_wide = place.known().is_some_and(|known| known.admin1.is_none());
        let name = fold::words(&self.report.text, place.span);
        let countries = self.knowledge.actors.countries();
        let is_capital = countries.capital(&name).is_some_and(|(_, words)| words == name.len());
        is_wide && !is_capital && matches!(before.as_slice(), [.., "outside"] | [.., "outside", "of"])
    }

    /// "Ann Field, 42, of Woodbridge, Virginia, died in northern Syria": a town that somebody is of, and what it lies in, where the words go on to
    /// tell of what befell them in another place.
    fn is_home_of_one(&self, place: Span) -> bool {
        /// A home and what it lies in.
        const NAMES: usize = 2;
        let is_age = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let is_of_one = |home: Span| matches!(self.words_before(home.start(), 3).as_slice(), [age, ",", "of"] if is_age(age));
        let from = self.sentence_of(place).start();
        let upto = within(&self.mentions.places, Span::new(from, place.end()), |other| other.span);
        let names: Vec<Span> = upto.map(|(_, other)| other.span).collect();
        let beside = |names: &[Span]| {
            names
                .windows(2)
                .all(|pair| self.report.text.get(pair[0].range().end..pair[1].range().start) == Some(", "))
        };
        let home = names.iter().rev().take(NAMES).position(|&home| is_of_one(home));
        let Some(back) = home.filter(|back| beside(&names[names.len() - 1 - back..])) else { return false };
        let cues = &self.knowledge.casualties.cues;
        let home = names[names.len() - 1 - back];
        within(&self.mentions.places, self.after_in_sentence(place), |other| other.span).any(|(_, other)| {
            let words = self.words_in(Span::new(home.end(), other.span.start()));
            let norm = |at: usize| words.get(at).map(|word| word.norm.as_str());
            let is_told = (0..words.len()).any(|at| cues.longest(at, norm).is_some());
            let is_in =
                words.iter().rev().take(3).any(|word| matches!(word.norm.as_str(), "in" | "near" | "at"));
            !other.metonymic && is_told && is_in
        })
    }

    /// Whether a country or a part of one that is named at `place` puts what is told there elsewhere than in the town `filed` of a dateline: it lies
    /// in another country, or only a part of it is meant.
    pub fn leads_away(&self, place: &PlaceMention, filed: &PlaceMention) -> bool {
        let country = |place: &PlaceMention| place.place.as_ref().and_then(|place| place.country.clone());
        country(place).is_some_and(|own| country(filed) != Some(own)) || self.is_part_meant(place.span)
    }

    /// "Missiles fired from bombers over the Kursk region", "rockets launched from Gaza": a place that something came from which struck
    /// elsewhere.
    fn is_origin(&self, place: Span) -> bool {
        /// Words from the missiles to "from", and from there to the place: a phrase each.
        const REACH: usize = 8;
        /// What follows these is where something went, or when.
        const ELSEWHERE: [&str; 14] = [
            ",", ";", "and", "at", "on", "to", "into", "onto", "towards", "toward", "against", "when",
            "that", "which",
        ];
        let telling = &self.knowledge.telling;
        let before = self.words_in(self.before_in_sentence(place));
        let before = &before[before.len().saturating_sub(2 * REACH + 1)..];
        let Some(from) = before.iter().rposition(|word| word.norm == "from") else { return false };
        let (launched, way) = (&before[from.saturating_sub(REACH)..from], &before[from + 1..]);
        let goes_on =
            |word: &Token| !ELSEWHERE.contains(&word.norm.as_str()) && word.upos.as_deref() != Some("VERB");
        way.len() <= REACH
            && way.iter().all(goes_on)
            && launched.iter().any(|word| self.knowledge.casualties.is_fired(&word.norm))
            && launched.iter().any(|word| telling.launched.holds(&word.norm))
    }

    /// "Citizens of Denmark, Malta and Chile", "migrants from Eritrea and Somalia": a country, or one of a list of them, that people are of, by the
    /// parse where there is one. A man from a town may have been harmed there, and a flood come over the countries that its dead are from.
    pub(super) fn is_home(&self, place: &PlaceMention) -> bool {
        /// Words of the list before the place.
        const REACH: usize = 12;
        if !is_wide(place) {
            return false;
        }
        let before = self.words_in(self.before_in_sentence(place.span));
        let before = &before[before.len().saturating_sub(REACH)..];
        let Some(at) = before.iter().rposition(|word| matches!(word.norm.as_str(), "of" | "from")) else {
            return false;
        };
        let Some((people, listed)) = at.checked_sub(1).map(|people| (&before[people], &before[at + 1..]))
        else {
            return false;
        };
        let until = Span::new(before[at].span.end(), place.span.start());
        let countries: Vec<Span> = within(&self.mentions.places, until, |place| place.span)
            .map(|(_, other)| other)
            .filter(|other| is_wide(other))
            .map(|other| other.span)
            .collect();
        let is_of_list = |word: &Token| {
            matches!(word.norm.as_str(), "," | "and" | "the" | "-")
                || word.upos.as_deref() == Some("ADJ")
                || countries.iter().any(|country| country.contains(word.span))
        };
        let are_of_it = if before[at].norm == "of" {
            self.knowledge.telling.citizens.holds(&people.norm)
        } else {
            self.knowledge.casualties.nouns.get(&people.norm).is_some()
        };
        are_of_it
            && listed.iter().all(is_of_list)
            && self.describes(place.span, people.span)
            && !self.is_of_what_spreads(self.sentence_of(place.span))
    }

    /// Whether by the parse the first noun or verb above a place is the one at `noun`; where nothing was parsed, it may be.
    fn describes(&self, place: Span, noun: Span) -> bool {
        let above = self.upwards(place).map(|at| &self.layers.tokens[at]);
        let mut above = above.filter(|word| matches!(word.upos.as_deref(), Some("NOUN" | "VERB")));
        above.next().is_none_or(|word| noun.contains(word.span))
    }

    /// Whether `sentence` tells of what comes over many places at once.
    fn is_of_what_spreads(&self, sentence: Span) -> bool {
        let types = &self.knowledge.incident_types;
        self.triggers_in(sentence).any(|(_, trigger)| types.spreads(&trigger.incident_type))
    }

    /// Whether a name is that of an agency or a station, though a town has it too: in capital letters, or in a dateline ("TAIZ, Saba -").
    fn names_an_outlet(&self, place: Span) -> bool {
        let name = self.words(place);
        (!name.contains(char::is_lowercase) || self.is_in_dateline(place))
            && actor::describe(name, place, self.knowledge).kind == ActorKind::Outlet
    }

    /// Whether a place is surely not where that happened which its sentence goes on to tell, though nothing else may be named.
    pub fn is_elsewhere(&self, place: Span) -> bool {
        let told = || self.triggers_in(self.before_in_sentence(place)).next().is_some();
        self.is_reached(place) || self.is_of_a_hospital(place) && !told()
    }

    /// "Felt as far away as Delhi": a place that an earthquake or the like, or the sound of something, reached from elsewhere; not "rockets struck
    /// as far north as Haifa".
    fn is_reached(&self, place: Span) -> bool {
        /// Words from that of perceiving to the place.
        const REACH: usize = 8;
        let before = self.words_before(place.start(), REACH);
        matches!(before.as_slice(), [.., "far", "as"] | [.., "far", _, "as"])
            && (before.iter().any(|word| self.knowledge.telling.perceives.holds(word))
                || self.is_of_what_spreads(self.before_in_sentence(place)))
    }

    /// "A bus travelling from Lima to Cusco", "a train bound for Lyon", "carrying pilgrims from Lima to Cusco": a place that somebody had set out
    /// from or was bound for.
    fn is_on_a_route(&self, place: Span) -> bool {
        /// Words from the one for travelling on.
        const REACH: usize = 12;
        /// Words between that one and the preposition: "travelling overnight from".
        const NEAR: usize = 2;
        let before = self.words_before(place.start(), REACH);
        let travels = |word: &str| self.knowledge.telling.travels.holds(word);
        let carries = |word: &str| self.knowledge.casualties.carries.contains(word);
        let Some(verb) = before.iter().rposition(|&word| travels(word) || carries(word)) else {
            return false;
        };
        let Some((&last, between)) = before[verb + 1..].split_last() else { return false };
        let next = self.words_in(self.after_in_sentence(place)).first().map(|next| next.norm.as_str());
        let is_plain = between.iter().all(|word| word.starts_with(char::is_alphanumeric));
        let one_end = match last {
            "from" => next == Some("to"),
            "to" => between.contains(&"from"),
            _ => false,
        };
        let near = travels(before[verb]) && between.len() < NEAR && matches!(last, "from" | "to" | "for");
        is_plain && (near || one_end)
    }

    /// "The injured are treated in hospitals in Surkhet", "he died at a hospital in Columbus": a place where people were brought. A hospital
    /// that was attacked is a scene.
    fn is_of_a_hospital(&self, place: Span) -> bool {
        /// Words that are looked at before the place.
        const REACH: usize = 10;
        let telling = &self.knowledge.telling;
        let words = self.words_in(self.before_in_sentence(place));
        let words = &words[words.len().saturating_sub(REACH)..];
        let brings = |word: &Token| {
            telling.brings_to_care.holds(&word.norm) || self.knowledge.casualties.dies.contains(&word.norm)
        };
        let Some(hospital) = words.iter().rposition(|word| telling.hospitals.holds(&word.norm)) else {
            return false;
        };
        let brought = words[..hospital].iter().rfind(|word| brings(word)).map(|word| word.span.end());
        let is_told = |from: u32| self.triggers_in(Span::new(from, place.start())).next().is_some();
        // "In Nepalgunj and Surkhet".
        let is_in = match &words[hospital + 1..] {
            [joint] => joint.norm == "in",
            [joint, _, last] => joint.norm == "in" && last.norm == "and",
            _ => false,
        };
        is_in && brought.is_some_and(|from| !is_told(from))
    }

    /// "In Kabul, doctors treated 14 people": whether the sentence opens with a place where people are cared for.
    fn is_where_others_care(&self, place: Span) -> bool {
        /// Words from the place to the one for what is done.
        const NEAR: usize = 6;
        let telling = &self.knowledge.telling;
        let opens = matches!(self.words_in(self.before_in_sentence(place)), [first] if matches!(first.norm.as_str(), "in" | "at"));
        let rest = self.words_in(self.after_in_sentence(place));
        let rest = &rest[..rest.len().min(NEAR)];
        let Some(carer) = rest.iter().position(|word| telling.carers.holds(&word.norm)) else { return false };
        let verb = rest[carer + 1..].iter().find(|word| matches!(word.upos.as_deref(), Some("VERB")));
        opens && verb.is_some_and(|verb| telling.brings_to_care.holds(&verb.norm))
    }

    /// "A court in London jailed a man for the murder in Bradford": by the parse, a place that says where a court sits which acts, or
    /// where a trial is held. A court that was attacked is a scene.
    fn seats_a_court(&self, place: Span) -> bool {
        let tokens = &self.layers.tokens;
        let inside = self.tokens_in(place).iter();
        let above = |token: &Token| tokens.get(token.head? as usize);
        let mut seats = inside.filter(|token| token.deprel.as_deref() == Some("nmod")).filter_map(above);
        seats.any(|seat| {
            let acts = matches!(seat.deprel.as_deref(), Some("nsubj" | "nsubj:pass" | "obl" | "root"));
            acts && seat.upos.as_deref() == Some("NOUN") && self.knowledge.telling.aftermath.holds(&seat.norm)
        })
    }
}

fn is_wide(place: &PlaceMention) -> bool {
    matches!(place.precision, PlacePrecision::Country | PlacePrecision::Region)
}
