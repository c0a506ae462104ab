//! "The Afghan capital", "the capital of Mali", "the country's capital": towns that are not named.

use super::Scan;
use crate::{
    closed_classes::is_function,
    knowledge::{
        fold::Gap,
        gazetteer::{Candidate, Kind, PlaceId},
    },
};

impl Scan<'_> {
    /// The capital that the word at `at` stands for: pushed where the words around it tell of which country it is, and do not name it.
    pub(super) fn capital(&mut self, at: usize) -> Option<usize> {
        let word = &self.words[at];
        let heads = |span| self.heads.get(span);
        if word.capital
            || !self.knowledge.place_words.is_seat(&word.folded)
            || heads(word.span) == Some(false)
        {
            return None;
        }
        let before = self.country_before(at);
        let country = before.or_else(|| self.country_after(at))?;
        let capital = self.knowledge.gazetteer.capital_of(country)?;
        if self.is_named_after(at, capital) || self.is_named_before(at, capital) {
            return None;
        }
        // "West of the Sudanese capital".
        let is_beside = before.is_some() && at.checked_sub(1).is_some_and(|from| self.is_near(from));
        self.push(at, 1, vec![Candidate { place: capital, alias: false }], false, true);
        if let Some(found) = self.found.last_mut() {
            found.near |= is_beside;
        }
        Some(1)
    }

    /// "Afghan", "Somalia's", "the country's" right before the word at `at`.
    fn country_before(&self, at: usize) -> Option<PlaceId> {
        let before = self.words.get(at.checked_sub(1)?)?;
        if self.words[at].gap != Gap::Blank {
            return None;
        }
        if self.ends.last() == Some(&at) {
            let found = self.found.last()?;
            return found.country(&self.knowledge.gazetteer).filter(|_| found.metonymic || before.possessive);
        }
        let the = at.checked_sub(2).is_some_and(|the| self.words[the].folded == "the");
        let is_realm = the && before.possessive && self.knowledge.place_words.is_realm(&before.folded);
        (*self.country).filter(|_| is_realm)
    }

    /// "Of Mali" right after the word at `at`; not "of Mali's Mopti region", and not after "provincial".
    fn country_after(&self, at: usize) -> Option<PlaceId> {
        let plain = at
            .checked_sub(1)
            .is_none_or(|before| self.words[at].gap != Gap::Blank || is_function(&self.words[before].folded));
        let of = self.words.get(at + 1).filter(|of| plain && of.folded == "of" && of.gap == Gap::Blank)?;
        let the = usize::from(self.words.get(at + 2).is_some_and(|word| word.folded == "the"));
        let first = at + 2 + the;
        let next = self.words.get(first).filter(|next| next.capital && next.continues(of))?;
        let (country, count) = self.knowledge.actors.countries().named(&self.words[first..])?;
        let last = self.words.get(first + count - 1).unwrap_or(next);
        self.knowledge.gazetteer.country(&country.code).filter(|_| !last.possessive)
    }

    /// "Lilongwe, the capital of Malawi".
    fn is_named_before(&self, at: usize, capital: PlaceId) -> bool {
        const NEAR: usize = 2;
        let ends = self.ends.iter().zip(&self.found).rev().take(NEAR);
        ends.filter(|(end, _)| at - **end <= NEAR)
            .any(|(_, found)| found.candidates.iter().any(|candidate| candidate.place == capital))
    }

    /// "The Afghan capital, Kabul", "the capital city of Kabul": the name follows.
    fn is_named_after(&self, at: usize, capital: PlaceId) -> bool {
        const NEAR: usize = 3;
        (at + 1..self.words.len().min(at + 1 + NEAR)).any(|index| {
            let known = self.known(&self.words[index..]).filter(|_| self.words[index].capital);
            known.is_some_and(|(candidates, _)| candidates.iter().any(|found| found.place == capital))
        })
    }
}

impl super::Found {
    /// The country that it names, and nothing else.
    pub(super) fn country(&self, gazetteer: &crate::knowledge::gazetteer::Gazetteer) -> Option<PlaceId> {
        let [only] = self.candidates[..] else { return None };
        Some(only.place).filter(|&place| gazetteer.kind(place) == Kind::Country)
    }
}

/// Which nouns describe no other noun: "the capital", not "capital punishment".
pub(super) struct Heads<'a>(pub &'a [annals_types::layers::Token]);

impl Heads<'_> {
    /// Whether the word at `span` is none that describes another; none where no network read it.
    fn get(&self, span: annals_types::Span) -> Option<bool> {
        let index = self.0.partition_point(|token| token.span.end() <= span.start());
        let relation = self.0.get(index)?.deprel.as_deref()?;
        Some(!matches!(relation, "compound" | "amod" | "advmod"))
    }
}
