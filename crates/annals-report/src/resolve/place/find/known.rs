//! Names of places as the gazetteer spells them.

use annals_types::Span;

use super::Scan;
use crate::{
    Knowledge,
    knowledge::{
        fold::{self, Word},
        gazetteer::{Candidate, Kind},
    },
};

impl Scan<'_> {
    /// The places whose name is the longest at the beginning of `words`: no country that is only spelled alike.
    pub(super) fn known(&self, words: &[Word]) -> Option<(Vec<Candidate>, usize)> {
        let Knowledge { gazetteer, actors, .. } = self.knowledge;
        let (mut candidates, count) = gazetteer.find(words)?;
        if count == 1 && !actors.countries().is_spelled(&words[0]) {
            candidates.retain(|candidate| gazetteer.kind(candidate.place) != Kind::Country);
        }
        // Two or three capital letters are no town that is spelled otherwise: "SA" is not Saa.
        if count == 1
            && words[0].all_capital
            && (words[0].folded.len() < 3 || words[0].folded.len() == 3 && words[0].doubled > 0)
        {
            candidates.retain(|candidate| gazetteer.kind(candidate.place) >= Kind::Country);
        }
        self.tell_spellings(&words[..count], &mut candidates);
        (!candidates.is_empty()).then_some((candidates, count))
    }

    /// Names are compared without doubled letters: "Altona" is but another spelling where there is an Altoona, and wherever English
    /// is written.
    fn tell_spellings(&self, words: &[Word], candidates: &mut [Candidate]) {
        let gazetteer = &self.knowledge.gazetteer;
        let doubled = |words: &[Word]| words.iter().map(|word| u32::from(word.doubled)).sum::<u32>();
        let written = doubled(words);
        let as_written = |candidate: &Candidate| {
            let name = gazetteer.name(candidate.place);
            doubled(&fold::words(name, Span::at(0, name.len()))) == written
        };
        let other = |candidate: &Candidate| !candidate.alias && !as_written(candidate);
        let exact = candidates.iter().any(|candidate| !candidate.alias && as_written(candidate));
        for candidate in candidates.iter_mut().filter(|candidate| other(candidate)) {
            candidate.alias = exact || gazetteer.is_spelled_in_english(candidate.place);
        }
    }
}
