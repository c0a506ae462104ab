//! What tells an incident apart from others of its kind: names of people who do not speak, of buildings; ages, streets, blocks of houses.

use std::collections::BTreeSet;

use annals_types::{
    Span,
    layers::{Entity, EntityKind, Sentence},
    reading::{Marks, MentionRole},
};

use super::{drafts::Draft, scene::Scene};
use crate::{Knowledge, annotate::OLDEST, knowledge::fold};

/// Shorter words of a name are initials, particles and numbers of districts.
const SHORTEST_NAME: usize = 3;

/// The longest short form of a word for street.
const SHORT: usize = 4;

/// The marks in the sentences that tell of `draft`. What the report is about has all sentences that tell of nothing else. `small`: words
/// that are no names ([`small_words`]).
pub fn marks(draft: &Draft, drafts: &[Draft], small: &BTreeSet<&str>, scene: &Scene<'_>) -> Marks {
    let of_others: BTreeSet<Span> = if draft.role == MentionRole::Main {
        drafts
            .iter()
            .filter(|other| other.role != MentionRole::Main)
            .flat_map(|other| other.telling.clone())
            .collect()
    } else {
        BTreeSet::new()
    };
    let own: BTreeSet<Span> = draft.telling.iter().copied().collect();
    let tells = |sentence: &&Sentence| {
        own.contains(&sentence.span) || draft.role == MentionRole::Main && !of_others.contains(&sentence.span)
    };
    let mut found = Found::default();
    for sentence in scene.sentences().iter().filter(tells) {
        found.names(sentence, small, scene);
        let words = Words::of(scene.words(sentence.span), scene.knowledge);
        for at in 0..words.written.len() {
            found.ages.extend(words.age(at));
            found.streets.extend(words.street(at));
            found.blocks.extend(words.block(at));
        }
    }
    found.finish()
}

/// Words that the report writes without a capital somewhere: they are no names where they begin a sentence.
pub fn small_words<'a>(scene: &Scene<'a>) -> BTreeSet<&'a str> {
    let words = scene.layers.tokens.iter().map(|token| scene.words(token.span));
    words.filter(|word| word.starts_with(char::is_lowercase)).collect()
}

#[derive(Default)]
struct Found {
    names: BTreeSet<String>,
    landmarks: BTreeSet<String>,
    ages: BTreeSet<u8>,
    streets: BTreeSet<String>,
    blocks: BTreeSet<u32>,
}

/// Whose name it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Bearer {
    Person,
    Landmark,
}

impl Found {
    /// Words of names in a sentence. `small`: words that the report also writes without a capital; they are no names in a headline and
    /// where they begin a sentence.
    fn names(&mut self, sentence: &Sentence, small: &BTreeSet<&str>, scene: &Scene<'_>) {
        let span = sentence.span;
        let entities = &scene.layers.entities;
        let first = entities.partition_point(|entity| entity.span.start() < span.start());
        let here = entities[first..].iter().take_while(|entity| entity.span.start() < span.end());
        for (entity, bearer) in here.filter_map(|entity| Some((entity, bearer(entity, scene)?))) {
            let begins = entity.span.start() == span.start();
            let words = scene.words(entity.span).split(|c: char| !c.is_alphabetic());
            for (nth, word) in words.filter(|word| !word.is_empty()).enumerate() {
                let name = word.to_lowercase();
                let may_be_small = sentence.headline || begins && nth == 0 || bearer == Bearer::Landmark;
                let is_name = word.starts_with(char::is_uppercase)
                    && word.chars().count() >= SHORTEST_NAME
                    && !(may_be_small && small.contains(name.as_str()));
                if is_name {
                    match bearer {
                        Bearer::Person => self.names.insert(name),
                        Bearer::Landmark => self.landmarks.insert(name),
                    };
                }
            }
        }
    }

    fn finish(self) -> Marks {
        Marks {
            landmarks: self.landmarks.into_iter().collect(),
            names: self.names.into_iter().collect(),
            ages: self.ages.into_iter().collect(),
            streets: self.streets.into_iter().collect(),
            blocks: self.blocks.into_iter().collect(),
        }
    }
}

/// Whose name an entity is; `None` for what many reports share: those who speak, known actors, places of the gazetteer, nationalities
/// and things.
fn bearer(entity: &Entity, scene: &Scene<'_>) -> Option<Bearer> {
    let (actors, places) = (&scene.mentions.actors, &scene.mentions.places);
    if actors.iter().any(|actor| actor.actor.is_some() && actor.span.overlaps(entity.span)) {
        return None;
    }
    let is_place = entity.kind == EntityKind::Place;
    if is_place && places.iter().any(|place| place.known().is_some() && place.span.overlaps(entity.span)) {
        return None;
    }
    let mut sources = scene.layers.attributions.iter().filter_map(|said| said.source);
    if sources.any(|source| source.overlaps(entity.span)) {
        return None;
    }
    match entity.kind {
        EntityKind::Person => Some(Bearer::Person),
        EntityKind::Organisation | EntityKind::Force | EntityKind::Facility | EntityKind::Place => {
            Some(Bearer::Landmark)
        }
        EntityKind::Nationality | EntityKind::Weapon | EntityKind::Vehicle | EntityKind::Other => None,
    }
}

/// The words of one sentence, between blanks.
struct Words<'a> {
    written: Vec<&'a str>,
    knowledge: &'a Knowledge,
}

impl<'a> Words<'a> {
    fn of(sentence: &'a str, knowledge: &'a Knowledge) -> Self {
        Self { written: sentence.split_whitespace().collect(), knowledge }
    }

    fn written(&self, at: usize) -> &'a str {
        self.written.get(at).copied().unwrap_or_default()
    }

    /// A word without the marks around it.
    fn bare(&self, at: usize) -> &'a str {
        self.written(at).trim_matches(|c: char| !c.is_alphanumeric())
    }

    fn is_capital(&self, at: usize) -> bool {
        self.bare(at).starts_with(char::is_uppercase)
    }

    /// An age that begins at a word: "34-year-old", "34 years old", "aged 34", "Ann Field, 34,".
    fn age(&self, at: usize) -> Option<u8> {
        let bare = self.bare(at);
        let digits = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
        let (number, unit) = bare.split_at(digits);
        let age = number.parse().ok().filter(|&age: &u8| (1..=OLDEST).contains(&u32::from(age)))?;
        let telling = &self.knowledge.telling;
        let is_year = |word: &str| telling.years.holds(word);
        let is_old = |word: &str| telling.old.holds(word);
        // "34-year-old's": what is joined to the number by a hyphen.
        let mut joined = unit.strip_prefix('-').unwrap_or_default().split(|c: char| !c.is_alphanumeric());
        let (year, old) = if unit.is_empty() {
            (self.bare(at + 1), self.bare(at + 2))
        } else {
            (joined.next().unwrap_or_default(), joined.next().unwrap_or_else(|| self.bare(at + 1)))
        };
        let is_old = is_year(year) && is_old(old);
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.written(at));
        let is_called = telling.aged.holds(before(1));
        let is_beside_name = before(1).ends_with(',')
            && before(1).starts_with(char::is_uppercase)
            && self.written(at).ends_with([',', '.', ';']);
        (is_old || unit.is_empty() && (is_called || is_beside_name)).then_some(age)
    }

    /// The name of a street before the word for it: "Elm Street", "North 5th St.".
    fn street(&self, at: usize) -> Option<String> {
        let before = at.checked_sub(1)?;
        let name = self.bare(before);
        let joined = self.written(before).ends_with(char::is_alphanumeric);
        let is_name =
            self.is_capital(before) || name.starts_with(|c: char| c.is_ascii_digit()) && name.len() > 2;
        // "Minister Dr. Field", "East St. Louis": a short form before a name is a title or a saint.
        let is_short = self.bare(at).chars().count() <= SHORT && self.written(at).ends_with('.');
        if is_short && self.is_capital(at + 1) {
            return None;
        }
        let kind = fold::words(self.bare(at), Span::at(0, self.bare(at).len()));
        let is_street = self.is_capital(at) && self.knowledge.place_words.is_street(&fold::join(&kind));
        (is_street && is_name && joined).then(|| name.to_lowercase())
    }

    /// The number of a block of houses: "the 1200 block of Elm Street".
    fn block(&self, at: usize) -> Option<u32> {
        let bare = self.bare(at);
        let (number, next) = match bare.strip_suffix("-block") {
            Some(number) => (number, at + 1),
            None if self.bare(at + 1) == "block" => (bare, at + 2),
            None => return None,
        };
        number.parse().ok().filter(|_| self.bare(next) == "of")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str) -> (Vec<u8>, Vec<String>, Vec<u32>) {
        let knowledge = Knowledge::shipped().expect("the shipped tables are sound");
        let words = Words::of(sentence, &knowledge);
        let places = 0..words.written.len();
        (
            places.clone().filter_map(|at| words.age(at)).collect(),
            places.clone().filter_map(|at| words.street(at)).collect(),
            places.filter_map(|at| words.block(at)).collect(),
        )
    }

    #[test]
    fn ages_are_told_from_other_numbers() {
        let sentence = "Ann Field, 34, a 7-year-old boy and a man aged 51, who is 52 years old, and a 40-year-old's dog were hit 3 times on May 5, 2016.";
        assert_eq!(found(sentence).0, [34, 7, 51, 52, 40]);
    }

    #[test]
    fn streets_and_blocks() {
        let (_, streets, blocks) = found(
            "It was in the 1200 block of North Elm Street, near 5th Ave. and the 300-block of Oak Drive.",
        );
        assert_eq!(streets, ["elm", "5th", "oak"]);
        assert_eq!(blocks, [1200, 300]);
        for nothing in [
            "The street was closed, and so was the block.",
            "Health Minister Dr. Field spoke in East St. Louis of a 10-year war and a 5-block radius.",
        ] {
            assert_eq!(found(nothing), (vec![], vec![], vec![]), "{nothing}");
        }
    }
}
