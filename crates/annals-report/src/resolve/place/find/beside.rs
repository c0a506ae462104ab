//! The larger place beside a name: "Springfield, Ill.", "Tripoli, Lebanon".

use annals_types::Span;

use super::{Scan, WELL_KNOWN};
use crate::{
    closed_classes::is_compass,
    knowledge::{
        fold::{Gap, Word},
        gazetteer::{Candidate, Kind, PlaceId},
    },
};

impl Scan<'_> {
    /// A state by its abbreviation after a comma: "Springfield, Ill."
    pub(super) fn abbreviation(&mut self, at: usize) -> Option<usize> {
        let word = &self.words[at];
        let before = at.checked_sub(1).map(|before| &self.words[before])?;
        if word.gap != Gap::Comma || !before.capital {
            return None;
        }
        let (states, count) = self.abbreviated(at)?;
        let last = &self.words[at + count - 1];
        let dotted =
            self.text[last.span.range().end..].starts_with('.') || word.span.of(self.text).contains('.');
        if !(word.all_capital && word.folded.len() == 2 || dotted) {
            return None;
        }
        if self.ends.last() == Some(&at)
            && let Some(town) = self.found.last_mut()
        {
            town.within = states.iter().map(|state| state.place).collect();
            town.beside = Some(word.span.cover(last.span));
            town.evident = true;
        } else {
            // A town that is too small for the gazetteer, or that looked like a person.
            self.unknown_before(at, &states, word.span.cover(last.span));
        }
        self.push(at, count, states, false, true);
        if let Some(state) = self.found.last_mut()
            && self.text[state.span.range().end..].starts_with('.')
            && !(word.all_capital && word.folded.len() == 2)
        {
            state.span = Span::new(state.span.start(), state.span.end() + 1);
        }
        Some(count)
    }

    /// The state that one word abbreviates, or a letter and a word ("W. Va."), and how many words that takes.
    pub(super) fn abbreviated(&self, at: usize) -> Option<(Vec<Candidate>, usize)> {
        let gazetteer = &self.knowledge.gazetteer;
        let word = &self.words[at];
        let next = self
            .words
            .get(at + 1)
            .filter(|next| word.folded.len() == 1 && next.capital && next.gap == Gap::Stop);
        let states = |word: &Word| -> Option<Vec<Candidate>> {
            // "N.Y.", but no "L.A.": a stop stands after each word of the name.
            let initials = word.span.of(self.text).trim_end_matches('.').contains('.');
            let is_name = |place: &PlaceId| !initials || gazetteer.name(*place).contains([' ', '-']);
            let places = gazetteer.abbreviation(word)?.iter().copied().filter(is_name);
            let states: Vec<Candidate> = places.map(|place| Candidate { place, alias: false }).collect();
            (!states.is_empty()).then_some(states)
        };
        let two = next.and_then(|next| {
            let joined = Word { folded: format!("{}{}", word.folded, next.folded), ..word.clone() };
            states(&joined).map(|places| (places, 2))
        });
        two.or_else(|| states(word).map(|places| (places, 1)))
    }

    /// "Tripoli, Lebanon": the place just found holds the one before, when only a comma stands between.
    pub(super) fn link_container(&mut self, at: usize) {
        let (country, closes) = self.behind_apposition();
        let Some([before, larger]) = self.found.last_chunk_mut::<2>() else { return };
        let ends = &self.ends[self.ends.len().saturating_sub(2)..];
        let adjacent = ends.first() == Some(&at) && self.words[at].gap == Gap::Comma;
        if !adjacent || before.candidates.is_empty() || !before.within.is_empty() {
            return;
        }
        let gazetteer = &self.knowledge.gazetteer;
        let holders: Vec<PlaceId> = larger
            .candidates
            .iter()
            .map(|candidate| candidate.place)
            .filter(|&outer| before.candidates.iter().any(|inner| gazetteer.holds(outer, inner.place)))
            .collect();
        // "China, Japan and Korea" lists countries, whatever town of Japan is called China; "Lebanon, Ohio" does not.
        let is_country = |found: &Candidate| gazetteer.kind(found.place) == Kind::Country;
        let listed = before.candidates.iter().any(is_country)
            && larger.candidates.iter().any(is_country)
            && !before.candidates.iter().any(|inner| {
                gazetteer.kind(inner.place) == Kind::Province
                    && holders.iter().any(|&outer| gazetteer.holds(outer, inner.place))
            });
        // "Ripon, Ontario, Canada" where the gazetteer knows none there: no other Ripon.
        let is_state = |found: &Candidate| {
            gazetteer.is_state(found.place)
                && !found.alias
                && country.is_none_or(|country| gazetteer.holds(country, found.place))
        };
        let is_town = |found: &Candidate| gazetteer.kind(found.place) == Kind::Town;
        let is_city = |found: &Candidate| is_town(found) && gazetteer.population(found.place) >= WELL_KNOWN;
        let is_bare_county = |found: &Candidate| found.alias && gazetteer.kind(found.place) == Kind::District;
        if holders.is_empty()
            && closes
            && before.candidates.iter().all(|found| is_town(found) || is_bare_county(found))
            && (country.is_some() || !larger.candidates.iter().any(is_city))
            && larger.candidates.iter().any(is_state)
        {
            larger.candidates.retain(is_state);
            before.within = larger.candidates.iter().map(|state| state.place).collect();
            before.beside = Some(larger.span);
            return;
        }
        if !holders.is_empty() && !listed {
            before.within.clone_from(&holders);
            before.beside = Some(larger.span);
            before.evident = true;
            larger.candidates.retain(|candidate| holders.contains(&candidate.place));
            larger.evident = true;
        }
    }

    /// The country that stands behind the name found last, and whether it or another mark of punctuation closes what is said of where something
    /// lies: "Ripon, Ontario, Canada.", and not "Ripon, Ontario and Alberta".
    fn behind_apposition(&self) -> (Option<PlaceId>, bool) {
        let Some(&end) = self.ends.last() else { return (None, false) };
        let Some(next) = self.words.get(end) else { return (None, true) };
        let joins = matches!(next.folded.as_str(), "and" | "or");
        let named = self.known(&self.words[end..]).filter(|_| next.gap == Gap::Comma);
        let country = named.and_then(|(candidates, _)| {
            let places = candidates.into_iter().map(|candidate| candidate.place);
            places.into_iter().find(|&place| self.knowledge.gazetteer.kind(place) == Kind::Country)
        });
        (country, next.gap != Gap::Blank && !joins && (!next.capital || country.is_some()))
    }

    /// "Houla in southern Lebanon", "the Houla area of Homs province": a land that a village is said to lie in rules out its namesakes
    /// elsewhere, also where the gazetteer holds none there. "Refugees from Houla in Lebanon" have left it.
    pub(super) fn link_land(&mut self, at: usize) {
        let Some(&[end, _]) = self.ends.last_chunk::<2>() else { return };
        let Some([inner, larger]) = self.found.last_chunk_mut::<2>() else { return };
        let lexicon = &self.knowledge.place_words;
        let rest = match self.words.get(end..at) {
            Some([noun, of, rest @ ..])
                if of.folded == "of" && (noun.folded == "area" || lexicon.is_settlement(&noun.folded)) =>
            {
                rest
            }
            Some([preposition, rest @ ..]) if preposition.folded == "in" => rest,
            _ => return,
        };
        let joined = rest.iter().all(|word| word.folded == "the" || is_compass(&word.folded))
            && self.words[end..=at].iter().all(|word| word.gap == Gap::Blank);
        if !joined || inner.metonymic || larger.metonymic || !inner.within.is_empty() {
            return;
        }
        let gazetteer = &self.knowledge.gazetteer;
        let is_land = |place: PlaceId| matches!(gazetteer.kind(place), Kind::Province | Kind::Country);
        let is_village = |candidate: &Candidate| {
            gazetteer.kind(candidate.place) == Kind::Town
                && gazetteer.population(candidate.place) < WELL_KNOWN
        };
        let is_small = |candidate: &Candidate| {
            is_village(candidate) || gazetteer.kind(candidate.place) == Kind::District
        };
        let lands: Vec<PlaceId> = larger
            .candidates
            .iter()
            .map(|candidate| candidate.place)
            .filter(|&place| is_land(place))
            .collect();
        // "Georgetown in Washington" may be the city.
        let is_town =
            |candidate: &Candidate| gazetteer.kind(candidate.place) == Kind::Town && !is_village(candidate);
        // "Tripoli in Lebanon" is not the province of Libya.
        let is_ruled_out = |place: PlaceId| {
            gazetteer.kind(place) == Kind::Province
                && !gazetteer.has_states(place)
                && !lands.iter().any(|&outer| gazetteer.holds(outer, place))
        };
        let may_be_land = |candidate: &Candidate| is_land(candidate.place) && !is_ruled_out(candidate.place);
        if inner.candidates.iter().any(may_be_land) || larger.candidates.iter().any(is_town) {
            return;
        }
        let holds = |outer: PlaceId| inner.candidates.iter().any(|found| gazetteer.holds(outer, found.place));
        let holders: Vec<PlaceId> = lands.iter().copied().filter(|&outer| holds(outer)).collect();
        if !holders.is_empty() {
            inner.within = holders;
            inner.beside = Some(larger.span);
            inner.evident = true;
            return;
        }
        let before = self.words[..end].iter().rfind(|word| word.span.end() <= inner.span.start());
        let left = before.is_some_and(|word| word.folded == "from");
        if !lands.is_empty() && !left && !inner.candidates.is_empty() && inner.candidates.iter().all(is_small)
        {
            self.strangers.insert(inner.key.clone());
            inner.evident = true;
        }
    }
}
