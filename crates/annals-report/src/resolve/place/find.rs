//! Looks for names of places.
//!
//! Word by word, the longest name first: as the gazetteer spells it ([`known`], [`named`]), as the network sees it ([`seen`]), or one that nobody
//! knows ([`unknown`]); a [`capital`] without its name, "Syrias" without its apostrophe ([`genitive`]). What stands beside a name
//! tells the larger place ([`beside`]), the list that it is one of ([`listed`]), the town it lies near ([`neighbour`]), and whether it
//! stands for somebody ([`metonymic`]). In the end those are kept that are [`evident`].

mod beside;
mod capital;
mod evident;
mod genitive;
mod known;
mod listed;
mod metonymic;
mod named;
mod neighbour;
mod seen;
mod unknown;

use std::collections::BTreeSet;

use annals_types::{Layers, Report, Span, layers::EntityKind, mention::ActorKind, mention::PlacePrecision};

pub use neighbour::Neighbour;

use crate::{
    Knowledge,
    closed_classes::{is_function, is_zone},
    knowledge::{
        fold::{self, Gap, Word},
        gazetteer::{Candidate, Kind, PlaceId},
    },
};

/// A name of a place in the text.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts of one name that do not hang on each other")]
pub struct Found {
    /// The name.
    pub span: Span,
    /// Its folded words: what one sense a report goes by.
    pub key: String,
    /// The places of that name; none for a name that stands where a place stands but is not known.
    pub candidates: Vec<Candidate>,
    /// The larger place that stands beside it: "Springfield, Ill."
    pub within: Vec<PlaceId>,
    /// The words of that larger place, for a person.
    pub beside: Option<Span>,
    /// An adjective, a government, a part of another name.
    pub metonymic: bool,
    /// "near", "outside", "north of" stands before it.
    pub near: bool,
    /// Whether something beside the name itself tells that it is a place.
    pub evident: bool,
    /// How finely an unknown name places something.
    pub unknown_precision: PlacePrecision,
    /// The candidates are those of a part of the name: "Glenrock" of "Glenrock Lagoon".
    pub part: bool,
    /// The town that it is said to lie beside: "Mina, near Mecca".
    pub beside_town: Option<Neighbour>,
    /// Whether it is said to be a part of a town: "the Riverside neighborhood".
    pub is_quarter: bool,
}

/// The names in the told segments of `report`, in the order of their spans.
pub fn find(report: &Report, layers: &Layers, knowledge: &Knowledge) -> Vec<Found> {
    let people = Spans::of(layers, EntityKind::Person);
    let peoples = Spans::of(layers, EntityKind::Nationality);
    let mut all = Vec::new();
    let mut surnames = BTreeSet::new();
    let mut strangers = BTreeSet::new();
    let mut country = None;
    let toponyms = toponyms(report, layers, &people, knowledge);
    let told_places = told_places(report, layers, &people);
    let mut told: Vec<Vec<Word>> =
        layers.sentences.iter().map(|sentence| fold::words(&report.text, sentence.span)).collect();
    genitive::restore(&mut told, &knowledge.gazetteer);
    for (sentence, words) in layers.sentences.iter().zip(told) {
        let mut scan = Scan {
            text: &report.text,
            title_case: !sentence.span.of(&report.text).trim_end().ends_with('.') && is_title_case(&words),
            words: &words,
            people: &people,
            peoples: &peoples,
            toponyms: &toponyms,
            told_places: &told_places,
            knowledge,
            surnames: &mut surnames,
            strangers: &mut strangers,
            country: &mut country,
            heads: capital::Heads(&layers.tokens),
            found: Vec::new(),
            ends: Vec::new(),
        };
        scan.run();
        all.append(&mut scan.found);
    }
    // A name keeps its one sense: a village that the list lacks is none of its namesakes further on either.
    for found in all.iter_mut().filter(|found| found.within.is_empty() && strangers.contains(&found.key)) {
        found.candidates.clear();
    }
    let credits = credits(report, layers);
    all.retain(|found| !credits.hold(found.span));
    let mut kept = evident::keep_evident(all, &surnames, &knowledge.gazetteer);
    if !layers.toponyms.is_empty() {
        evident::keep_seen(&mut kept, &toponyms, &knowledge.gazetteer);
    }
    evident::drop_plain_words(&mut kept, report, layers, &knowledge.gazetteer);
    listed::tell_lands(&mut kept, &report.text, &knowledge.gazetteer);
    listed::tell_initials(&mut kept, &report.text, &knowledge.gazetteer);
    neighbour::link(&mut kept, &report.text, knowledge);
    kept
}

/// What the network takes for names of places, ascending: as toponyms, and known names that it takes for those of places where it takes nothing
/// there for a toponym or for somebody.
fn toponyms(report: &Report, layers: &Layers, people: &Spans, knowledge: &Knowledge) -> Vec<Span> {
    let mut toponyms = layers.toponyms.clone();
    if toponyms.is_empty() {
        return toponyms;
    }
    let seen = Spans(toponyms.clone());
    let is_known = |span: &Span| {
        let words = fold::words(&report.text, *span);
        let gazetteer = &knowledge.gazetteer;
        let known = gazetteer.find(&words).is_some_and(|(_, taken)| taken == words.len());
        let says_something = words.len() > 1
            || words.iter().all(|word| {
                !gazetteer.is_common(&word.folded) && !knowledge.place_words.is_generic(&word.folded)
            });
        known && says_something && words[0].capital
    };
    let named = layers.entities.iter().filter(|entity| entity.kind == EntityKind::Place);
    let named = named.map(|entity| entity.span);
    toponyms.extend(named.filter(|&span| !seen.touch(span) && !people.touch(span)).filter(is_known));
    toponyms.sort_unstable();
    toponyms
}

/// "(Levant Wire) The army said": organisations that stand alone in brackets, whose names tell of no place.
fn credits(report: &Report, layers: &Layers) -> Spans {
    let is_alone = |span: &Span| {
        let before = report.text.get(..span.start() as usize).unwrap_or_default();
        let after = report.text.get(span.end() as usize..).unwrap_or_default();
        before.ends_with('(') && after.starts_with(')')
    };
    let mut credits = Spans::of(layers, EntityKind::Organisation);
    credits.0.retain(is_alone);
    credits
}

/// The folded names that the network takes for places, at least once without taking them for people too.
fn told_places(report: &Report, layers: &Layers, people: &Spans) -> BTreeSet<String> {
    let places = layers.toponyms.iter().filter(|&&span| !people.touch(span));
    places.map(|&span| fold::join(&fold::words(&report.text, span))).collect()
}

/// A town of fewer people than this needs something that tells that it is a place: most short words are a village somewhere.
pub const WELL_KNOWN: u32 = 100_000;

/// Spans of one kind of entity, ascending.
struct Spans(Vec<Span>);

impl Spans {
    fn of(layers: &Layers, kind: EntityKind) -> Self {
        Self(layers.entities.iter().filter(|entity| entity.kind == kind).map(|entity| entity.span).collect())
    }

    /// Whether one of them holds `span` and more.
    fn hold(&self, span: Span) -> bool {
        let after = self.0.partition_point(|other| other.end() < span.end());
        self.0.get(after).is_some_and(|other| other.contains(span))
    }

    /// Whether one of them overlaps `span`.
    fn touch(&self, span: Span) -> bool {
        let after = self.0.partition_point(|other| other.end() <= span.start());
        self.0.get(after).is_some_and(|other| other.start() < span.end())
    }
}

struct Scan<'a> {
    text: &'a str,
    words: &'a [Word],
    title_case: bool,
    people: &'a Spans,
    /// Adjectives of nations, peoples and faiths as the network sees them.
    peoples: &'a Spans,
    /// Names of places as the network sees them.
    toponyms: &'a [Span],
    /// Those that it at least once takes for places and not for people too, folded.
    told_places: &'a BTreeSet<String>,
    knowledge: &'a Knowledge,
    surnames: &'a mut BTreeSet<String>,
    /// Names that are said to lie in a land that holds none of their places.
    strangers: &'a mut BTreeSet<String>,
    /// The country named last.
    country: &'a mut Option<PlaceId>,
    heads: capital::Heads<'a>,
    found: Vec<Found>,
    /// Index after the last word of each of `found`.
    ends: Vec<usize>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            at += self.step(at).max(1);
        }
    }

    /// Deals with the word at `at` and gives the number of words that are done.
    fn step(&mut self, at: usize) -> usize {
        let rest = &self.words[at..];
        let gazetteer = &self.knowledge.gazetteer;
        let actors = &self.knowledge.actors;
        if self.is_zone(at) {
            return 1;
        }
        if let Some(count) = self.abbreviation(at) {
            return count;
        }
        if let Some(count) = self.capital(at) {
            return count;
        }
        if let Some(count) = self.toponym(at) {
            return count;
        }
        let place = self.known(rest).filter(|(candidates, count)| {
            self.is_written_as_name(at, *count) && !self.is_only_people(at, *count, candidates)
        });
        let place_words = place.as_ref().map_or(0, |(_, count)| *count);
        // "Washington Post", "Syrian Observatory for Human Rights": names of others that hold a place.
        if let Some(actor) = actors.find(rest).filter(|actor| actor.words > place_words) {
            let organisation = actor.actor.kind != ActorKind::State;
            if place_words == 0 || organisation {
                let words = actor.words;
                // "Syrian government", a row of its own, holds the country no less than "Peruvian government", which is composed.
                let of_country = matches!(actor.actor.kind, ActorKind::State | ActorKind::Force);
                let country = of_country && self.adjective_of_country(at, place_words);
                if let Some((candidates, count)) = place.filter(|_| !country && !self.title_case) {
                    self.part_of_actor(at, count, candidates);
                }
                return words;
            }
        }
        // "White House" is also a town, but hardly meant.
        if let Some((candidates, count)) = &place
            && actors.find(rest).is_some_and(|actor| actor.words == *count)
            && candidates.iter().all(|candidate| match gazetteer.kind(candidate.place) {
                Kind::Facility => !self.is_noun_use(at, *count),
                Kind::Town => candidate.alias || gazetteer.population(candidate.place) < WELL_KNOWN,
                _ => candidate.alias && gazetteer.kind(candidate.place) != Kind::Region,
            })
        {
            return *count;
        }
        if let Some(place) = gazetteer.adjective(&rest[0]).filter(|_| place_words <= 1) {
            self.push(at, 1, vec![Candidate { place, alias: false }], true, true);
            return 1;
        }
        if self.adjective_of_country(at, place_words) {
            return self.ends.last().map_or(1, |end| end - at);
        }
        if let Some((candidates, count)) = place {
            return self.named(at, count, candidates);
        }
        self.unknown(at)
    }

    /// "Canadian" where no state stands beside it: somebody of Canada, and none of the few villages called so.
    fn is_only_people(&self, at: usize, count: usize, candidates: &[Candidate]) -> bool {
        let gazetteer = &self.knowledge.gazetteer;
        let demonym = self.knowledge.actors.countries().demonym(&self.words[at..]);
        let next = self.words.get(at + count);
        demonym.is_some_and(|(_, taken)| taken == count)
            && !next.is_some_and(|next| next.gap == Gap::Comma && next.capital)
            && candidates.iter().all(|found| {
                matches!(gazetteer.kind(found.place), Kind::Town | Kind::District)
                    && gazetteer.population(found.place) < WELL_KNOWN
            })
    }

    /// The country whose adjective stands at `at`, pushed; whether there is one that is no shorter than a name of `place_words` words.
    fn adjective_of_country(&mut self, at: usize, place_words: usize) -> bool {
        let rest = &self.words[at..];
        let found =
            self.knowledge.actors.countries().demonym(rest).filter(|(_, count)| *count >= place_words);
        let place = found
            .and_then(|(country, count)| Some((self.knowledge.gazetteer.country(&country.code)?, count)));
        let Some((place, count)) =
            place.filter(|&(_, count)| place_words < count || !self.is_noun_use(at, count))
        else {
            return false;
        };
        self.push(at, count, vec![Candidate { place, alias: false }], true, true);
        true
    }

    /// "Washington Post": the well-known place that the name of an organisation begins with.
    fn part_of_actor(&mut self, at: usize, count: usize, mut candidates: Vec<Candidate>) {
        let gazetteer = &self.knowledge.gazetteer;
        candidates.retain(|candidate| {
            let well_known = gazetteer.population(candidate.place) >= WELL_KNOWN;
            !candidate.alias && (gazetteer.kind(candidate.place) >= Kind::Province || well_known)
        });
        if !candidates.is_empty() {
            self.push(at, count, candidates, true, true);
        }
    }

    /// "EST" after a time of day, of at most four digits: no place.
    fn is_zone(&self, at: usize) -> bool {
        let ends_time = |before: usize| {
            let word = self.words[before].folded.as_str();
            matches!(word, "am" | "pm" | "noon" | "midnight")
                || (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        self.words[at].all_capital
            && self.words[at].gap != Gap::Comma
            && is_zone(&self.words[at].folded)
            && at.checked_sub(1).is_some_and(ends_time)
    }

    fn push(
        &mut self,
        at: usize,
        count: usize,
        mut candidates: Vec<Candidate>,
        metonymic: bool,
        evident: bool,
    ) {
        let lexicon = &self.knowledge.place_words;
        let mut span = self.words[at].span.cover(self.words[at + count - 1].span);
        let mut first = at;
        // "El Qaim" where only "Qaim" was found.
        if let Some(before) = at.checked_sub(1).map(|before| &self.words[before])
            && fold::is_article(&before.folded)
            && (before.capital && matches!(before.folded.as_str(), "al" | "el")
                || self.words[at].gap == Gap::Hyphen)
            && self.words[at].continues(before)
        {
            span = span.cover(before.span);
            first = at - 1;
        }
        // "Idlib province" and "the province of Idlib" are the province, "Idlib" the town.
        let next = self.words.get(at + count).filter(|next| next.gap == Gap::Blank);
        let of = at.checked_sub(1).filter(|&of| self.words[of].folded == "of");
        let before = of.and_then(|of| self.words.get(of.checked_sub(1)?));
        let noun = [next, before].into_iter().flatten().find_map(|word| lexicon.division(&word.folded));
        if let Some(noun) = noun {
            self.keep_division(&mut candidates, noun);
        } else if self.is_of_state(at, count) {
            self.keep_land(&mut candidates);
        }
        let is_river = self.is_of_a_river(at, count);
        if is_river {
            candidates.retain(|found| self.knowledge.gazetteer.kind(found.place) == Kind::Water);
        }
        self.found.push(Found {
            span,
            key: fold::join(&self.words[at..at + count]),
            candidates,
            within: Vec::new(),
            beside: None,
            metonymic,
            near: !metonymic && self.is_near(first),
            evident,
            unknown_precision: if is_river { PlacePrecision::District } else { PlacePrecision::Town },
            part: false,
            beside_town: None,
            is_quarter: next.is_some_and(|next| lexicon.is_neighbourhood(&next.folded)),
        });
        self.ends.push(at + count);
        let country = self.found.last().and_then(|found| found.country(&self.knowledge.gazetteer));
        *self.country = country.or(*self.country);
    }

    /// "The river Severn", "the Severn river": whether a name is that of a river, whatever towns and lands bear it.
    fn is_of_a_river(&self, at: usize, count: usize) -> bool {
        let is = |index: Option<usize>, name: &str| {
            index.and_then(|index| self.words.get(index)).is_some_and(|word| word.folded == name)
        };
        let is_next = |index: usize| self.words.get(index).is_some_and(|word| word.gap == Gap::Blank);
        is_next(at)
            && (is(at.checked_sub(1), "river") && is(at.checked_sub(2), "the")
                || is(at.checked_sub(1), "the") && is_next(at + count) && is(Some(at + count), "river"))
    }

    /// Whether words before `at` put something beside the place and not in it.
    fn is_near(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).map_or("", |index| self.words[index].folded.as_str());
        let (one, two) = match word(1) {
            "the" => (word(2), word(3)),
            "town" | "city" | "vilage" if word(2) == "the" => (word(3), word(4)),
            one => (one, word(2)),
        };
        match one {
            "near" | "outside" | "around" | "nearby" | "beyond" => true,
            "of" => matches!(
                two,
                "north"
                    | "south"
                    | "east"
                    | "west"
                    | "northeast"
                    | "northwest"
                    | "southeast"
                    | "southwest"
                    | "outskirts"
                    | "suburb"
                    | "suburbs"
                    | "outside"
                    | "vicinity"
                    | "edge"
                    | "countryside"
                    | "environs"
            ),
            "from" => matches!(two, "km" | "kilometers" | "kilometres" | "miles" | "away" | "far"),
            "to" => two == "close",
            _ => false,
        }
    }

    /// Capital letters where a name has them.
    fn is_written_as_name(&self, at: usize, count: usize) -> bool {
        let lexicon = &self.knowledge.place_words;
        let words = &self.words[at..at + count];
        // "He waited at Tabqa": no Arabic article, as in "at-Tabqa".
        let preposition = words.get(1).is_some_and(|next| next.gap != Gap::Hyphen)
            && fold::is_article(&words[0].folded)
            && is_function(&words[0].folded)
            && (!words[0].capital || at == 0);
        let written = words.iter().enumerate().all(|(index, word)| {
            word.capital
                || word.folded.len() <= 3 && (index > 0 || fold::is_article(&word.folded) && count > 1)
                || index > 0 && lexicon.is_generic(&word.folded)
        });
        written
            && !preposition
            && words.iter().any(|word| word.capital)
            && (words.len() > 1 || words[0].folded.len() > 2 || words[0].all_capital)
            && (words.len() > 1 || !self.knowledge.actors.countries().lacks_capitals(&words[0]))
    }

    /// "US" as a noun ("in the US") where the adjective has the same form.
    fn is_noun_use(&self, at: usize, count: usize) -> bool {
        self.knowledge.place_words.is_noun_use(&self.words[at..], count)
    }
}

/// A headline in which each longer word begins with a capital: capitals tell nothing there.
fn is_title_case(words: &[Word]) -> bool {
    let long = words.iter().filter(|word| word.folded.len() > 3);
    let (all, capital) =
        long.fold((0, 0), |(all, capital), word| (all + 1, capital + usize::from(word.capital)));
    all >= 4 && capital * 10 >= all * 8
}
