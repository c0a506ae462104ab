//! What a report and its outlet tell of where its places lie, and what a place of a name weighs by it.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{Report, Span};

use super::Chosen;
use crate::{
    Knowledge,
    knowledge::{
        fold,
        gazetteer::{Candidate, Gazetteer, Kind, PlaceId},
        outlets::Outlets,
    },
    resolve::place::{
        find::{Found, WELL_KNOWN},
        full_name,
        weights::{TERMS, WEIGHTS},
    },
};

/// How many places that are already decided are compared with: those of a report lie together, so a few tell as much as all.
const MOST_ANCHORS: usize = 40;
/// How many places of one name are weighed, the most populous first.
const MOST_CANDIDATES: usize = 60;

/// Places so near each other tell of one region.
const CLOSE_KM: f64 = 120.0;
/// So near a place that the report names, a small town of the next country is not far away.
const ACROSS_BORDER_KM: f64 = 200.0;
/// What is said to be near a town is no further off: an hour's drive.
const NEAR_KM: f64 = 100.0;
/// A part of a town is no further from its middle.
const QUARTER_KM: f64 = 50.0;
/// A town of fewer people is meant by its bare name in its own state only.
const VILLAGE: u32 = 20_000;
/// A town of so many people is known all over the world.
pub const GREAT: u32 = 500_000;
/// A town is meant by a name alone that is so many times greater than the next of the name.
const TIMES_GREATER: u32 = 10;
/// Where a report tells of so many places around a village, it is of that corner.
const NEIGHBOURS: usize = 6;
/// So much must tell of a state: that it is named, or that the outlet is at home there.
const STATE_VOTES: f64 = 1.0;
/// What the outlet's home weighs beside the names of the report.
const HOME_VOTES: f64 = 3.0;

fn score(terms: &[f64; TERMS]) -> f64 {
    terms.iter().zip(&WEIGHTS).map(|(term, (_, weight))| term * weight).sum()
}

/// The same without what the outlet's own home tells.
fn without_home(terms: &[f64; TERMS]) -> [f64; TERMS] {
    let mut terms = *terms;
    for (term, (name, _)) in terms.iter_mut().zip(&WEIGHTS) {
        if *name == "home" {
            *term = 0.0;
        }
    }
    terms
}

/// People of the smallest town after which its province is called, rather than the other way round.
const LEAST_SEAT: u32 = 50_000;

/// What a report and its outlet tell of where its places lie.
pub(super) struct Context<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    countries: BTreeMap<String, f64>,
    divisions: BTreeMap<PlaceId, f64>,
    anchors: Vec<PlaceId>,
    /// Where the outlet is at home.
    home: Option<PlaceId>,
    /// Countries that the report itself names or names places of.
    spoken_of: BTreeSet<String>,
    /// Those of them that it names by more than an adjective.
    named: BTreeSet<String>,
}

impl<'a> Context<'a> {
    /// What the outlet and the names of countries and divisions tell, before any place is decided.
    pub(super) fn of(found: &[Found], report: &Report, knowledge: &'a Knowledge) -> Self {
        let mut context = Self {
            gazetteer: &knowledge.gazetteer,
            countries: BTreeMap::new(),
            divisions: BTreeMap::new(),
            anchors: Vec::new(),
            home: None,
            spoken_of: BTreeSet::new(),
            named: BTreeSet::new(),
        };
        context.hear_outlet(report, &knowledge.outlets);
        for mention in found {
            context.hear(mention);
        }
        context
    }

    /// Countries and divisions that the report names.
    fn hear(&mut self, mention: &Found) {
        let outer = mention
            .candidates
            .iter()
            .filter(|candidate| self.gazetteer.kind(candidate.place) >= Kind::Province);
        let outer: Vec<PlaceId> = outer.map(|candidate| candidate.place).collect();
        let [place] = outer[..] else { return };
        let gazetteer = self.gazetteer;
        let foreign = gazetteer.kind(place) == Kind::Province && !gazetteer.has_states(place);
        let city = mention.candidates.iter().any(|candidate| {
            gazetteer.kind(candidate.place) == Kind::Town && gazetteer.population(candidate.place) > GREAT
        });
        if mention.candidates.len() > 1 && (foreign || city && gazetteer.kind(place) != Kind::Country) {
            return;
        }
        let weight = if mention.metonymic { 0.5 } else { 1.0 };
        self.vote(place, weight);
        if mention.metonymic {
            self.spoken_of.extend(gazetteer.country_code(place).map(str::to_owned));
        } else {
            self.speak_of(place);
        }
    }

    /// The report tells of this place.
    pub(super) fn tell(&mut self, place: PlaceId) {
        self.speak_of(place);
        self.anchor(place);
    }

    /// Where nothing else tells which country a report is about, it is the one of most of its unmistakable places: those that are the
    /// only ones of their name, and the `great` ones, which count twice.
    pub(super) fn speak_of_most(&mut self, only: &BTreeSet<PlaceId>, great: &BTreeSet<PlaceId>) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let places = only.difference(great).chain(great).chain(great);
        for code in places.filter_map(|&place| self.gazetteer.country_code(place)) {
            *counts.entry(code).or_default() += 1;
        }
        let most = counts.values().copied().max();
        let spoken_of =
            counts.into_iter().filter(|&(_, count)| Some(count) == most).map(|(code, _)| code.to_owned());
        self.named.extend(spoken_of);
        self.spoken_of.extend(self.named.iter().cloned());
    }

    /// The town that is meant by a name alone, since it is so much greater than any other of the name: "London".
    pub(super) fn great(&self, candidates: &[Candidate]) -> Option<PlaceId> {
        let gazetteer = self.gazetteer;
        let is_town = |candidate: &&Candidate| gazetteer.kind(candidate.place) == Kind::Town;
        let mut towns: Vec<(u32, PlaceId)> = candidates
            .iter()
            .filter(is_town)
            .filter(|candidate| !candidate.alias)
            .map(|candidate| (gazetteer.population(candidate.place), candidate.place))
            .collect();
        towns.sort_unstable();
        let (most, place) = towns.pop()?;
        let next = towns.last().map_or(0, |&(next, _)| next);
        (most >= GREAT && most / TIMES_GREATER >= next).then_some(place)
    }

    /// Whether neither the outlet nor the report has told of a country yet.
    pub(super) fn speaks_of_nothing(&self) -> bool {
        self.spoken_of.is_empty()
    }

    /// The report names a place of this country, or the country itself.
    pub(super) fn speak_of(&mut self, place: PlaceId) {
        if let Some(code) = self.gazetteer.country_code(place) {
            self.spoken_of.insert(code.to_owned());
            self.named.insert(code.to_owned());
        }
    }

    fn vote(&mut self, place: PlaceId, weight: f64) {
        if let Some(code) = self.gazetteer.country_code(place) {
            *self.countries.entry(code.to_owned()).or_default() += weight;
        }
        if let Some(division) = self.gazetteer.admin1(place) {
            *self.divisions.entry(division).or_default() += weight;
        }
    }

    /// What the outlet's host tells: the home that is known, else its country code, or the name of a town or state that it begins
    /// with.
    fn hear_outlet(&mut self, report: &Report, outlets: &Outlets) {
        let Some(host) = report.host() else { return };
        if let Some(outlet) = outlets.at(&host) {
            self.home = self.gazetteer.home(outlet);
            if let Some(place) = self.home {
                self.speak_of(place);
                self.vote(place, HOME_VOTES);
                self.anchor(place);
            }
            return;
        }
        if let Some(place) = outlets.country_of(&host).and_then(|code| self.gazetteer.country(&code)) {
            self.speak_of(place);
            self.vote(place, HOME_VOTES);
        }
        for label in host.split('.').take(6).filter(|label| label.len() >= 5 && label.is_ascii()) {
            self.hear_label(label);
        }
    }

    /// "chicagoledger": the longest name of a state or a larger town at its beginning.
    fn hear_label(&mut self, label: &str) {
        let letters: String = label.chars().filter(char::is_ascii_alphabetic).take(30).collect();
        for end in (5..=letters.len()).rev() {
            let Some(part) = letters.get(..end) else { continue };
            let words = fold::words(part, Span::at(0, part.len()));
            let Some((candidates, _)) = self.gazetteer.find(&words) else { continue };
            let places: Vec<PlaceId> = candidates
                .iter()
                .filter(|candidate| !candidate.alias)
                .map(|candidate| candidate.place)
                .filter(|&place| {
                    self.gazetteer.kind(place) == Kind::Province || self.gazetteer.population(place) >= 10_000
                })
                .collect();
            let best = places.iter().copied().max_by_key(|&place| {
                (
                    self.gazetteer.kind(place) == Kind::Province,
                    self.gazetteer.population(place),
                    std::cmp::Reverse(place),
                )
            });
            if let Some(best) = best {
                self.vote(best, 2.0);
                self.anchor(best);
                return;
            }
        }
    }

    fn anchor(&mut self, place: PlaceId) {
        if matches!(self.gazetteer.kind(place), Kind::Town | Kind::District | Kind::Facility)
            && self.anchors.len() < MOST_ANCHORS
            && !self.anchors.contains(&place)
        {
            self.anchors.push(place);
            self.vote(place, 0.7);
        }
    }

    /// [`Self::decide`]; for a name of which only a part is known, no place that nothing else of the report lies near.
    pub(super) fn decide_for(&self, mention: &Found) -> Chosen {
        let chosen = self.decide(&mention.candidates);
        match chosen.place {
            Some(place) if mention.part && !self.is_told_around(place) => {
                Chosen { place: None, why: "not in the gazetteer".into(), lent: false }
            }
            _ => chosen,
        }
    }

    /// The same for a part of a town: none of its namesakes that lie far from all that the report names, where it names anything.
    pub(super) fn decide_quarter(&self, mention: &Found) -> Chosen {
        let is_around = |candidate: &Candidate| {
            let mut distances =
                self.anchors.iter().map(|&anchor| self.gazetteer.distance_km(anchor, candidate.place));
            self.gazetteer.kind(candidate.place) > Kind::District || distances.any(|km| km <= QUARTER_KM)
        };
        let near: Vec<Candidate> = mention.candidates.iter().copied().filter(is_around).collect();
        if self.anchors.is_empty() || near.len() == mention.candidates.len() {
            return self.decide_for(mention);
        }
        if near.is_empty() {
            let why = "a part of a town, and no town of the name is around";
            return Chosen { place: None, why: why.into(), lent: false };
        }
        self.decide(&near)
    }

    /// The candidates of `mention` that lie near `town`.
    pub(super) fn near(&self, mention: &Found, town: PlaceId) -> Vec<Candidate> {
        let is_near = |candidate: &Candidate| self.gazetteer.distance_km(candidate.place, town) <= NEAR_KM;
        mention.candidates.iter().copied().filter(is_near).collect()
    }

    /// Whether the report tells of places around this one.
    fn is_told_around(&self, place: PlaceId) -> bool {
        self.anchors.iter().any(|&anchor| self.gazetteer.distance_km(anchor, place) <= CLOSE_KM)
            || self.gazetteer.kind(place) >= Kind::Province
            || self
                .gazetteer
                .admin1(place)
                .is_some_and(|division| self.divisions.get(&division).is_some_and(|&votes| votes >= 1.0))
    }

    /// The candidates that are weighed, in a written order.
    pub(super) fn weighed(&self, candidates: &[Candidate]) -> Vec<Candidate> {
        let mut weighed: Vec<Candidate> = candidates.to_vec();
        // A province that bears the name of its town, in this spelling or another: the name alone is the town.
        let is_seat = |inner: &Candidate, outer: &Candidate| {
            self.gazetteer.kind(inner.place) == Kind::Town
                && outer.place != inner.place
                && self.gazetteer.kind(outer.place) == Kind::Province
                && !self.gazetteer.has_states(outer.place)
                && self.gazetteer.admin1(inner.place) == Some(outer.place)
        };
        for candidate in &mut weighed {
            candidate.alias &= !candidates.iter().any(|outer| is_seat(candidate, outer));
        }
        weighed.retain(|outer| {
            let mut seats = candidates.iter().filter(|inner| is_seat(inner, outer));
            !seats.any(|inner| !inner.alias && self.gazetteer.population(inner.place) >= LEAST_SEAT)
        });
        weighed.sort_by_key(|candidate| {
            (
                std::cmp::Reverse((
                    self.gazetteer.kind(candidate.place),
                    self.gazetteer.population(candidate.place),
                )),
                candidate.place,
            )
        });
        weighed.truncate(MOST_CANDIDATES);
        weighed.retain(|inner| {
            !self.is_elsewhere(inner.place) && !self.is_county_elsewhere(*inner)
                || candidates.iter().any(|outer| is_seat(inner, outer))
        });
        let states = weighed.iter().any(|candidate| self.is_state_or_larger(*candidate));
        let capital = weighed.iter().any(|candidate| {
            self.gazetteer.is_capital(candidate.place)
                && self.gazetteer.population(candidate.place) >= GREAT
                && !candidate.alias
        });
        let great = weighed.iter().any(|candidate| {
            self.gazetteer.kind(candidate.place) == Kind::Town
                && self.gazetteer.population(candidate.place) >= GREAT
                && !candidate.alias
        });
        let is_overshadowed = |candidate: &Candidate| {
            (states || capital) && self.is_bare_county(*candidate)
                || (states || great) && self.is_namesake(*candidate)
        };
        weighed.retain(|candidate| !is_overshadowed(candidate));
        weighed
    }

    /// A state, a country, or what is larger, by its usual name.
    fn is_state_or_larger(&self, candidate: Candidate) -> bool {
        let gazetteer = self.gazetteer;
        !candidate.alias
            && match gazetteer.kind(candidate.place) {
                Kind::Region | Kind::Water | Kind::Country => true,
                _ => gazetteer.is_state(candidate.place),
            }
    }

    /// The country of a name that a state of another shares ("Georgia"), where the report tells of none of the state's places.
    pub(super) fn country_beside_its_people(
        &self,
        mention: &Found,
        peoples: &BTreeSet<PlaceId>,
    ) -> Option<PlaceId> {
        let gazetteer = self.gazetteer;
        let is_told = |place: PlaceId| self.divisions.get(&place).is_some_and(|&votes| votes >= STATE_VOTES);
        let own = || mention.candidates.iter().filter(|candidate| !candidate.alias).map(|found| found.place);
        let states = own().any(|place| gazetteer.kind(place) == Kind::Province && is_told(place));
        own().find(|place| peoples.contains(place)).filter(|_| !states)
    }

    /// A county by its name alone: "Ohio" for Ohio County.
    fn is_bare_county(&self, candidate: Candidate) -> bool {
        candidate.alias && self.gazetteer.kind(candidate.place) == Kind::District
    }

    /// A village of the English-speaking lands, where many bear the name of a state, region, country or great city: "Florida" of New York. It is
    /// meant by its bare name where the outlet is at home in its state, or where the report tells of its neighbours one by one.
    fn is_namesake(&self, candidate: Candidate) -> bool {
        let (gazetteer, place) = (self.gazetteer, candidate.place);
        let neighbours = self
            .anchors
            .iter()
            .filter(|&&anchor| anchor != place && gazetteer.distance_km(anchor, place) <= CLOSE_KM);
        gazetteer.kind(place) == Kind::Town
            && gazetteer.population(place) < VILLAGE
            && gazetteer.is_spelled_in_english(place)
            && !self.is_at_home(place)
            && neighbours.count() < NEIGHBOURS
    }

    /// Whether the outlet is at home in the state of a place.
    fn is_at_home(&self, place: PlaceId) -> bool {
        let state = self.home.and_then(|home| self.gazetteer.admin1(home));
        state.is_some() && self.gazetteer.admin1(place) == state
    }

    /// The place of the highest score; of equals the first of the gazetteer.
    pub(super) fn decide(&self, candidates: &[Candidate]) -> Chosen {
        let weighed: Vec<(PlaceId, [f64; TERMS])> = self
            .weighed(candidates)
            .into_iter()
            .map(|candidate| (candidate.place, self.terms(candidate)))
            .collect();
        let best_by = |score: &dyn Fn(&[f64; TERMS]) -> f64| {
            weighed
                .iter()
                .max_by(|a, b| score(&a.1).total_cmp(&score(&b.1)).then(b.0.cmp(&a.0)))
                .map(|&(place, _)| place)
        };
        let Some(best) = best_by(&score) else {
            let why = "only small towns of the name in countries that the report does not speak of";
            return Chosen { place: None, why: why.into(), lent: false };
        };
        let elsewhere = best_by(&|terms| score(&without_home(terms)));
        let by_home = elsewhere != Some(best);
        Chosen { place: Some(best), why: self.why(best, candidates.len(), by_home), lent: false }
    }

    /// Whether a place is a small town far from all that the report names, in a country that it does not speak of.
    pub(super) fn is_elsewhere(&self, place: PlaceId) -> bool {
        self.is_small(place)
            && (self.is_unspoken(place) || self.is_in_other_state(place))
            && self.is_far(place)
    }

    /// The same of a county by its name alone: "Medina" for Medina County.
    fn is_county_elsewhere(&self, candidate: Candidate) -> bool {
        self.is_bare_county(candidate) && self.is_unspoken(candidate.place) && self.is_far(candidate.place)
    }

    /// A town of few people that governs no country.
    pub(super) fn is_small(&self, place: PlaceId) -> bool {
        let gazetteer = self.gazetteer;
        gazetteer.kind(place) == Kind::Town
            && gazetteer.population(place) < WELL_KNOWN
            && !gazetteer.is_capital(place)
    }

    /// Whether the report speaks of other countries than that of `place`. "US embassy" and "British police" stand in reports of the whole
    /// world, and hardly any name lacks a village of English-speaking lands: an adjective does not speak of these.
    fn is_unspoken(&self, place: PlaceId) -> bool {
        let Some(code) = self.gazetteer.country_code(place) else { return false };
        let needs_name = self.gazetteer.is_spelled_in_english(place) && !self.named.is_empty();
        let spoken_of = self.named.contains(code) || !needs_name && self.spoken_of.contains(code);
        !spoken_of && !self.spoken_of.is_empty()
    }

    /// Whether nothing that the report names lies around a place.
    fn is_far(&self, place: PlaceId) -> bool {
        let is_around = |&anchor: &PlaceId| {
            anchor != place && self.gazetteer.distance_km(anchor, place) <= ACROSS_BORDER_KM
        };
        !self.anchors.iter().any(is_around)
    }

    /// Whether a village lies in another state of its country than those that the report names: there is one of most names somewhere.
    fn is_in_other_state(&self, place: PlaceId) -> bool {
        let gazetteer = self.gazetteer;
        let country = gazetteer.country_code(place);
        let told =
            |division: PlaceId| self.divisions.get(&division).is_some_and(|&votes| votes >= STATE_VOTES);
        gazetteer.has_states(place)
            && gazetteer.population(place) < VILLAGE
            && gazetteer.admin1(place).is_some_and(|division| !told(division))
            && self
                .divisions
                .keys()
                .any(|&division| gazetteer.country_code(division) == country && told(division))
    }

    pub(super) fn score(&self, candidate: Candidate) -> f64 {
        score(&self.terms(candidate))
    }

    /// What is measured of a candidate, in the order of [`WEIGHTS`].
    pub(super) fn terms(&self, candidate: Candidate) -> [f64; TERMS] {
        let gazetteer = self.gazetteer;
        let place = candidate.place;
        let kind = gazetteer.kind(place);
        let is = |condition: bool| f64::from(u8::from(condition));
        let town = kind == Kind::Town;
        let votes = |votes: Option<&f64>| votes.copied().unwrap_or(0.0).ln_1p();
        let distances = || {
            let others = self.anchors.iter().filter(|&&anchor| anchor != place);
            others.map(|&anchor| gazetteer.distance_km(anchor, place))
        };
        [
            if town { f64::from(gazetteer.population(place) + 300).log10() } else { 0.0 },
            is(kind == Kind::Country),
            is(matches!(kind, Kind::Region | Kind::Water)),
            is(gazetteer.is_state(place)),
            is(kind == Kind::Province && !gazetteer.is_state(place)),
            is(kind == Kind::Facility),
            is(kind == Kind::District),
            is(town && gazetteer.is_capital(place)),
            is(candidate.alias),
            votes(gazetteer.country_code(place).and_then(|code| self.countries.get(code))),
            votes(gazetteer.admin1(place).and_then(|division| self.divisions.get(&division))),
            (distances().filter(|&km| km <= CLOSE_KM).count() as f64).ln_1p(),
            is(self.home == Some(place)),
        ]
    }

    /// `by_home`: whether the outlet's home made the difference.
    fn why(&self, place: PlaceId, of: usize, by_home: bool) -> String {
        let gazetteer = self.gazetteer;
        let name = full_name(place, gazetteer);
        if of == 1 {
            return format!("{name}: the only one of the name in the gazetteer");
        }
        let division = gazetteer.admin1(place).filter(|&division| {
            division != place && self.divisions.get(&division).is_some_and(|&votes| votes >= 1.0)
        });
        let close = self
            .anchors
            .iter()
            .copied()
            .find(|&anchor| anchor != place && gazetteer.distance_km(anchor, place) <= CLOSE_KM);
        let country = gazetteer
            .country_code(place)
            .filter(|code| self.countries.get(*code).is_some_and(|&votes| votes >= 1.0));
        if by_home {
            return format!("{name}, one of {of} of the name: the outlet is at home there");
        }
        let reason = match (division, close, country) {
            (Some(division), ..) => format!("other places of the report lie in {}", gazetteer.name(division)),
            (_, Some(close), _) => format!("near {} of the report", gazetteer.name(close)),
            (.., Some(country)) => format!("the report names places of {country}"),
            _ => "the largest of the name".into(),
        };
        format!("{name}, one of {of} of the name: {reason}")
    }
}
