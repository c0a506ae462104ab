//! `knowledge/place_words.toml`: words beside a name that tell whether it is one of a place.

use std::collections::BTreeSet;

use annals_types::{Span, mention::PlacePrecision};
use serde::{Deserialize, Deserializer};

use super::{
    Error,
    fold::{self, Gap, Word},
    parse,
};
use crate::closed_classes::is_function;

/// The table, loaded. Each question is about one folded word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWords {
    title: Words,
    province: Words,
    district: Words,
    town: Words,
    quarter: Words,
    neighbourhood: Words,
    settlement: Words,
    of_place: Words,
    land: Words,
    begins: Words,
    organisation: Words,
    force: Words,
    service: Words,
    body: Words,
    crossing: Words,
    numbered: Words,
    people: Words,
    street: Words,
    estate: Words,
    seat: Words,
    realm: Words,
    local: Words,
    of_state: Words,
    party: Words,
    government: Words,
    addressed: Words,
    medium: Words,
    acting: Words,
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

    /// Begins names of places and is none by itself: "New".
    pub fn begins_names(&self, word: &str) -> bool {
        self.begins.has(word)
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

    /// After a town's name: its own force, which acts there ("Springfield Police").
    pub fn is_force(&self, word: &str) -> bool {
        self.force.has(word)
    }

    /// The same where [`Self::is_body`] follows: "Springfield Fire Department".
    pub fn is_service(&self, word: &str) -> bool {
        self.service.has(word)
    }

    /// What the services of a town are: "department".
    pub fn is_body(&self, word: &str) -> bool {
        self.body.has(word)
    }

    /// With "of" before a name: it is that of a street ("the 1900 block of Dover").
    pub fn is_crossing(&self, word: &str) -> bool {
        self.crossing.has(word)
    }

    /// After a number and with "of" before a name: it is that of a street: "block".
    pub fn is_numbered(&self, word: &str) -> bool {
        self.numbered.has(word)
    }

    /// After a name that no gazetteer holds: it is that of a people or of a group.
    pub fn is_people_word(&self, word: &str) -> bool {
        self.people.has(word)
    }

    /// "the village of": a place's name follows.
    pub fn is_settlement(&self, word: &str) -> bool {
        self.settlement.has(word)
    }

    /// Makes a name before it that of a part of the town that follows: "the Jobar district of Damascus".
    pub fn is_quarter(&self, word: &str) -> bool {
        self.quarter.has(word)
    }

    /// Says of a name before it that it is one of a part of a town, whatever towns bear the name.
    pub fn is_neighbourhood(&self, word: &str) -> bool {
        self.neighbourhood.has(word)
    }

    /// Makes a name before it that of a street.
    pub fn is_street(&self, word: &str) -> bool {
        self.street.has(word)
    }

    /// Makes a name before it that of houses, or of a house that people go to, which tells of no town: "Brooklyn Homes".
    pub fn is_estate(&self, word: &str) -> bool {
        self.estate.has(word)
    }

    /// Stands for the town that a country is governed from: "the Afghan capital".
    pub fn is_seat(&self, word: &str) -> bool {
        self.seat.has(word)
    }

    /// After "the" it stands for the country told of last: "the country's capital".
    pub fn is_realm(&self, word: &str) -> bool {
        self.realm.has(word)
    }

    /// A town's name stands before it: "a Springfield man".
    pub fn is_local(&self, word: &str) -> bool {
        self.local.has(word)
    }

    /// Belongs to a state or province and to no town: "the New York governor".
    pub fn is_of_state(&self, word: &str) -> bool {
        self.of_state.has(word)
    }

    /// The letter of a party, which stands before the name of where somebody was elected: "D-Duluth".
    pub fn is_party(&self, word: &str) -> bool {
        self.party.has(word)
    }

    /// What governments do: "Washington said".
    pub fn is_verb_of_government(&self, word: &str) -> bool {
        self.government.has(word)
    }

    /// What is done to governments by words: "accused Ankara".
    pub fn is_verb_of_address(&self, word: &str) -> bool {
        self.addressed.has(word)
    }

    /// A name after it is that of news media: "the news agency Sana".
    pub fn is_medium(&self, word: &str) -> bool {
        self.medium.has(word)
    }

    /// What states and their forces do: "Syria bombed".
    pub fn is_verb_of_acting(&self, word: &Word) -> bool {
        let verb = word.folded.as_str();
        !word.capital && (verb.len() > 3 && verb.ends_with("ed") || self.acting.has(verb))
    }

    /// Whether the first `count` of `words`, a name that has the form of its adjective, stand as the name: "in the US, where" and not "US
    /// jets". What follows them is no noun.
    pub fn is_noun_use(&self, words: &[Word], count: usize) -> bool {
        let Some((last, next)) = words.get(count - 1).zip(words.get(count)) else { return true };
        last.possessive
            || !matches!(next.gap, Gap::Blank | Gap::Hyphen)
            || next.gap == Gap::Blank
                && (is_function(&next.folded)
                    || self.is_verb_of_government(&next.folded)
                    || self.is_verb_of_acting(next))
    }
}
