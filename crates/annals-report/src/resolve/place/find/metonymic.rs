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
    /// Whether a name stands for somebody where it stands; `part_of_name` tells that it is but a part of a longer name.
    pub(super) fn stands_for_somebody(
        &self,
        at: usize,
        count: usize,
        candidates: &[Candidate],
        part_of_name: bool,
    ) -> bool {
        (part_of_name || self.is_in_name_of_somebody(at, count))
            && !self.lends_its_force(at, count, candidates)
            || self.is_union(at, count, candidates)
            || self.is_medium(at)
            || self.is_government(at, count, candidates)
            || self.is_adjective(at, count, candidates)
    }

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
    fn is_union(&self, at: usize, count: usize, candidates: &[Candidate]) -> bool {
        let union = |candidate: &Candidate| self.knowledge.gazetteer.kind(candidate.place) == Kind::Region;
        let word = |back: usize| at.checked_sub(back).map_or("", |index| self.words[index].folded.as_str());
        let before = if word(1) == "the" { word(2) } else { word(1) };
        count == 1
            && self.words[at].all_capital
            && candidates.iter().any(union)
            && !(is_place_preposition(before) && before != "of" && before != "from")
    }

    /// Whether a known name of an organisation runs on: "Washington" of "Washington Post".
    fn is_in_name_of_somebody(&self, at: usize, count: usize) -> bool {
        let actors = &self.knowledge.actors;
        actors.find(&self.words[at..]).is_some_and(|found| found.words > count)
    }

    /// "The news agency Sana": a name right after a word for news media.
    fn is_medium(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.words[before]);
        self.words[at].gap == Gap::Blank
            && before.is_some_and(|before| self.knowledge.place_words.is_medium(&before.folded))
    }

    /// A capital or country that speaks or acts: "Washington said", "Tehran strongly denies". A country that is spoken to: "accused Turkey"; who
    /// warned a capital may have warned its people.
    fn is_government(&self, at: usize, count: usize, candidates: &[Candidate]) -> bool {
        let lexicon = &self.knowledge.place_words;
        let gazetteer = &self.knowledge.gazetteer;
        let countries = self.knowledge.actors.countries();
        let capital = countries.capital(&self.words[at..]).is_some_and(|(_, words)| words == count);
        let country = candidates.iter().any(|candidate| gazetteer.kind(candidate.place) == Kind::Country);
        let before = at.checked_sub(1).map(|before| self.words[before].folded.as_str());
        let adverb = self.words.get(at + count).is_some_and(|next| {
            next.gap == Gap::Blank && !next.capital && is_of_manner(&next.span.of(self.text).to_lowercase())
        });
        let next = self.words.get(at + count + usize::from(adverb));
        let speaks = next.is_some_and(|next| {
            next.gap == Gap::Blank && !next.capital && lexicon.is_verb_of_government(&next.folded)
        });
        // "Warned Panama residents" is about people there.
        let ends = || {
            let next = self.words.get(at + count);
            next.is_none_or(|next| next.gap != Gap::Blank || is_function(&next.folded))
        };
        (capital || country)
            && !before.is_some_and(|before| is_place_preposition(before) || is_compass(before))
            && !self.words[at + count - 1].possessive
            && (speaks
                || country && before.is_some_and(|before| lexicon.is_verb_of_address(before)) && ends())
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
    fn is_adjective(&self, at: usize, count: usize, candidates: &[Candidate]) -> bool {
        let gazetteer = &self.knowledge.gazetteer;
        let country = candidates.iter().any(|candidate| gazetteer.kind(candidate.place) == Kind::Country);
        let joined = self.words.get(at + count).filter(|next| next.gap == Gap::Hyphen && !next.capital);
        let participle =
            |word: &str| word.ends_with("ed") || matches!(word, "run" | "born" | "made" | "built");
        country && joined.is_some_and(|next| participle(&next.folded))
    }
}

/// Whether a word in "-ly" may tell how somebody says something: "strongly", and not "family" or "early".
fn is_of_manner(word: &str) -> bool {
    const OTHERS: [&str; 21] = [
        "ally", "assembly", "bully", "daily", "deadly", "early", "elderly", "family", "friendly", "hourly",
        "italy", "july", "likely", "monopoly", "monthly", "only", "rally", "reply", "supply", "weekly",
        "yearly",
    ];
    word.ends_with("ly") && !OTHERS.contains(&word)
}
