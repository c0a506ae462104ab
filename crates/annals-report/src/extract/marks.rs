//! What tells an incident apart from others of its kind: names of people who neither speak nor are known actors, ages, streets, blocks
//! of houses.

use std::collections::BTreeSet;

use annals_types::{
    Span,
    layers::{Entity, EntityKind, Sentence},
    reading::{Marks, MentionRole},
};

use super::{drafts::Draft, scene::Scene};
use crate::knowledge::{fold, place_words::PlaceWords};

/// Shorter words of a name are initials and particles.
const SHORTEST_NAME: usize = 3;

/// The longest short form of a word for street.
const SHORT: usize = 4;

/// The oldest that people get to be in news.
const OLDEST: u8 = 115;

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
    let sentences: Vec<&Sentence> = scene.sentences().iter().filter(tells).collect();
    let mut found = Found::default();
    for sentence in sentences {
        found.names(sentence.span, small, scene);
        let words = Words::of(scene.words(sentence.span), &scene.knowledge.place_words);
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
    ages: BTreeSet<u8>,
    streets: BTreeSet<String>,
    blocks: BTreeSet<u32>,
}

impl Found {
    /// Words of names in a sentence. `small`: words that the report also writes without a capital, which are no names.
    fn names(&mut self, sentence: Span, small: &BTreeSet<&str>, scene: &Scene<'_>) {
        let entities = &scene.layers.entities;
        let first = entities.partition_point(|entity| entity.span.start() < sentence.start());
        let here = entities[first..].iter().take_while(|entity| entity.span.start() < sentence.end());
        let is_rare = |entity: &&Entity| {
            let actors = &scene.mentions.actors;
            let known = actors.iter().any(|actor| actor.actor.is_some() && actor.span.overlaps(entity.span));
            let mut sources = scene.layers.attributions.iter().filter_map(|said| said.source);
            entity.kind == EntityKind::Person && !known && !sources.any(|source| source.overlaps(entity.span))
        };
        for entity in here.filter(is_rare) {
            for word in scene.words(entity.span).split(|c: char| !c.is_alphabetic()) {
                let name = word.to_lowercase();
                let is_name = word.starts_with(char::is_uppercase) && !small.contains(name.as_str());
                if is_name && word.chars().count() >= SHORTEST_NAME {
                    self.names.insert(name);
                }
            }
        }
    }

    fn finish(self) -> Marks {
        Marks {
            names: self.names.into_iter().collect(),
            ages: self.ages.into_iter().collect(),
            streets: self.streets.into_iter().collect(),
            blocks: self.blocks.into_iter().collect(),
        }
    }
}

/// The words of one sentence, between blanks.
struct Words<'a> {
    written: Vec<&'a str>,
    place_words: &'a PlaceWords,
}

impl<'a> Words<'a> {
    fn of(sentence: &'a str, place_words: &'a PlaceWords) -> Self {
        Self { written: sentence.split_whitespace().collect(), place_words }
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
        let age = number.parse().ok().filter(|age| (1..=OLDEST).contains(age))?;
        let (next, after) = (self.bare(at + 1), self.bare(at + 2));
        let is_old = unit.starts_with("-year") && (unit.contains("old") || next.starts_with("old"))
            || unit.is_empty() && next.starts_with("year") && after.starts_with("old");
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.written(at));
        let is_called = matches!(before(1), "aged" | "age");
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
        let is_street = self.is_capital(at) && self.place_words.is_street(&fold::join(&kind));
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
        let place_words = PlaceWords::shipped().expect("the shipped table is sound");
        let words = Words::of(sentence, &place_words);
        let places = 0..words.written.len();
        (
            places.clone().filter_map(|at| words.age(at)).collect(),
            places.clone().filter_map(|at| words.street(at)).collect(),
            places.filter_map(|at| words.block(at)).collect(),
        )
    }

    #[test]
    fn ages_are_told_from_other_numbers() {
        let sentence = "Ann Field, 34, a 7-year-old boy and a man aged 51, who is 52 years old, were hit 3 times on May 5, 2016.";
        assert_eq!(found(sentence).0, [34, 7, 51, 52]);
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
