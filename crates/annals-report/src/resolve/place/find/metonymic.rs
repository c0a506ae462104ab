//! Names of places that stand for somebody: a government, an organisation, a union.

use super::Scan;
use crate::{
    closed_classes::{is_compass, is_function, is_place_preposition},
    knowledge::{
        fold::Gap,
        gazetteer::{Candidate, Kind},
    },
};

impl Scan<'_> {
    /// A seat of government whose people are meant and not the house: "White House aides".
    pub(super) fn is_office(&self, at: usize, count: usize) -> bool {
        let actor = self.knowledge.actors.find(&self.words[at..]).is_some_and(|found| found.words == count);
        let facility =
            |candidate: &Candidate| self.knowledge.gazetteer.kind(candidate.place) == Kind::Facility;
        actor
            && !self.is_noun_use(at, count)
            && self.known(&self.words[at..]).is_some_and(|(candidates, _)| candidates.iter().any(facility))
    }

    /// "EU" where nothing says that something is in it.
    pub(super) fn is_union(&self, at: usize, count: usize, candidates: &[Candidate]) -> bool {
        let union = |candidate: &Candidate| self.knowledge.gazetteer.kind(candidate.place) == Kind::Region;
        let word = |back: usize| at.checked_sub(back).map_or("", |index| self.words[index].folded.as_str());
        let before = if word(1) == "the" { word(2) } else { word(1) };
        count == 1
            && self.words[at].all_capital
            && candidates.iter().any(union)
            && !(is_place_preposition(before) && before != "of" && before != "from")
    }

    /// Whether a known name of an organisation runs on: "Washington" of "Washington Post".
    pub(super) fn is_in_name_of_somebody(&self, at: usize, count: usize) -> bool {
        let actors = &self.knowledge.actors;
        actors.find(&self.words[at..]).is_some_and(|found| found.words > count)
    }

    /// "The news agency Sana": a name right after a word for news media.
    pub(super) fn is_medium(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.words[before]);
        self.words[at].gap == Gap::Blank
            && before.is_some_and(|before| self.knowledge.place_words.is_medium(&before.folded))
    }

    /// A capital or country that speaks or acts, or is spoken to: "Washington said", "Tehran strongly denies", "accused Ankara".
    pub(super) fn is_government(&self, at: usize, count: usize, candidates: &[Candidate]) -> bool {
        let lexicon = &self.knowledge.place_words;
        let gazetteer = &self.knowledge.gazetteer;
        let countries = self.knowledge.actors.countries();
        let capital = countries.capital(&self.words[at..]).is_some_and(|(_, words)| words == count);
        let country = candidates.iter().any(|candidate| gazetteer.kind(candidate.place) == Kind::Country);
        let before = at.checked_sub(1).map(|before| self.words[before].folded.as_str());
        let adverb = self.words.get(at + count).is_some_and(|next| next.folded.ends_with("ly"));
        let next = self.words.get(at + count + usize::from(adverb));
        let speaks = next.is_some_and(|next| {
            next.gap == Gap::Blank && !next.capital && lexicon.is_verb_of_government(&next.folded)
        });
        // "Warned Beirut residents" is about the town.
        let ends = || {
            let next = self.words.get(at + count);
            next.is_none_or(|next| next.gap != Gap::Blank || is_function(&next.folded))
        };
        (capital || country)
            && !before.is_some_and(|before| is_place_preposition(before) || is_compass(before))
            && !self.words[at + count - 1].possessive
            && (speaks || before.is_some_and(|before| lexicon.is_verb_of_address(before)) && ends())
    }

    /// "Springfield Police", "the Springfield Fire Department": a town whose own force is named, which acts in that town.
    pub(super) fn lends_its_force(&self, at: usize, count: usize, candidates: &[Candidate]) -> bool {
        let lexicon = &self.knowledge.place_words;
        let gazetteer = &self.knowledge.gazetteer;
        let word = |at: usize| self.words.get(at).filter(|word| word.capital && word.gap == Gap::Blank);
        let is_force = word(at + count).is_some_and(|force| {
            lexicon.is_force(&force.folded)
                || lexicon.is_service(&force.folded)
                    && word(at + count + 1).is_some_and(|next| lexicon.is_body(&next.folded))
        });
        is_force
            && !self.words[at + count - 1].possessive
            && candidates.iter().any(|found| gazetteer.kind(found.place) == Kind::Town)
            && !candidates.iter().any(|found| gazetteer.kind(found.place) == Kind::Country)
    }

    /// A country that tells whose something is: "US-led", "Turkey-backed", "Britain-based".
    pub(super) fn is_adjective(&self, at: usize, count: usize, candidates: &[Candidate]) -> bool {
        let gazetteer = &self.knowledge.gazetteer;
        let country = candidates.iter().any(|candidate| gazetteer.kind(candidate.place) == Kind::Country);
        let joined = self.words.get(at + count).filter(|next| next.gap == Gap::Hyphen && !next.capital);
        let participle =
            |word: &str| word.ends_with("ed") || matches!(word, "run" | "born" | "made" | "built");
        country && joined.is_some_and(|next| participle(&next.folded))
    }
}
