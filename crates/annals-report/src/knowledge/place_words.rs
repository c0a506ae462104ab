//! `knowledge/place_words.toml`: words beside a name that tell whether it is one of a place.

use std::collections::BTreeSet;

use annals_types::{Span, mention::PlacePrecision};
use serde::{Deserialize, Deserializer};

use super::{Error, fold, parse};

/// The table, loaded. Each question is about one folded word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWords {
    title: Words,
    province: Words,
    district: Words,
    town: Words,
    settlement: Words,
    of_place: Words,
    land: Words,
    organisation: Words,
    street: Words,
    local: Words,
    government: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(deserialize_with = "folded")]
    words: BTreeSet<String>,
    #[serde(rename = "source")]
    _source: String,
}

fn folded<'de, D: Deserializer<'de>>(words: D) -> Result<BTreeSet<String>, D::Error> {
    let words = Vec::<String>::deserialize(words)?;
    Ok(words.iter().map(|word| fold::join(&fold::words(word, Span::at(0, word.len())))).collect())
}

impl Words {
    fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

impl PlaceWords {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        parse("knowledge/place_words.toml", include_str!("../../../../knowledge/place_words.toml"))
    }

    /// Tells that the name beside it is one of water or land, larger than a town: "the Orne river".
    pub fn is_land(&self, word: &str) -> bool {
        self.land.has(word)
    }

    /// Stands before the name of a person.
    pub fn is_title(&self, word: &str) -> bool {
        self.title.has(word)
    }

    /// Tells what kind of place the name beside it is of.
    pub fn division(&self, word: &str) -> Option<PlacePrecision> {
        if self.province.has(word) {
            Some(PlacePrecision::Province)
        } else if self.district.has(word) {
            Some(PlacePrecision::District)
        } else {
            self.town.has(word).then_some(PlacePrecision::Town)
        }
    }

    /// Stays outside a name but tells that it is one of a place.
    pub fn is_generic(&self, word: &str) -> bool {
        self.division(word).is_some() || self.organisation.has(word) || self.of_place.has(word)
    }

    /// Makes a name before it part of the name of an organisation.
    pub fn is_organisation_word(&self, word: &str) -> bool {
        self.organisation.has(word)
    }

    /// "the village of": a place's name follows.
    pub fn is_settlement(&self, word: &str) -> bool {
        self.settlement.has(word)
    }

    /// Makes a name before it that of a street.
    pub fn is_street(&self, word: &str) -> bool {
        self.street.has(word)
    }

    /// A town's name stands before it: "a Springfield man".
    pub fn is_local(&self, word: &str) -> bool {
        self.local.has(word)
    }

    /// What governments do: "Washington said".
    pub fn is_verb_of_government(&self, word: &str) -> bool {
        self.government.has(word)
    }
}
