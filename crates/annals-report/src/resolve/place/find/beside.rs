//! The larger place beside a name: "Springfield, Ill.", "Tripoli, Lebanon".

use annals_types::Span;

use super::Scan;
use crate::knowledge::{
    fold::{Gap, Word},
    gazetteer::{Candidate, Kind, PlaceId},
};

impl Scan<'_> {
    /// A state by its abbreviation after a comma: "Springfield, Ill."
    pub(super) fn abbreviation(&mut self, at: usize) -> Option<usize> {
        let word = &self.words[at];
        let before = at.checked_sub(1).map(|before| &self.words[before])?;
        if word.gap != Gap::Comma || !before.capital {
            return None;
        }
        let (states, count) = self.abbreviated(at)?;
        let last = &self.words[at + count - 1];
        let dotted =
            self.text[last.span.range().end..].starts_with('.') || word.span.of(self.text).contains('.');
        if !(word.all_capital && word.folded.len() == 2 || dotted) {
            return None;
        }
        if self.ends.last() == Some(&at)
            && let Some(town) = self.found.last_mut()
        {
            town.within = states.iter().map(|state| state.place).collect();
            town.beside = Some(word.span.cover(last.span));
            town.evident = true;
        } else {
            // A town that is too small for the gazetteer, or that looked like a person.
            self.unknown_before(at, &states, word.span.cover(last.span));
        }
        self.push(at, count, states, false, true);
        if let Some(state) = self.found.last_mut()
            && self.text[state.span.range().end..].starts_with('.')
            && !(word.all_capital && word.folded.len() == 2)
        {
            state.span = Span::new(state.span.start(), state.span.end() + 1);
        }
        Some(count)
    }

    /// The state that one word abbreviates, or a letter and a word ("W. Va."), and how many words that takes.
    pub(super) fn abbreviated(&self, at: usize) -> Option<(Vec<Candidate>, usize)> {
        let gazetteer = &self.knowledge.gazetteer;
        let word = &self.words[at];
        let next = self
            .words
            .get(at + 1)
            .filter(|next| word.folded.len() == 1 && next.capital && next.gap == Gap::Stop);
        let states = |word: &Word| -> Option<Vec<Candidate>> {
            let places = gazetteer.abbreviation(word)?;
            Some(places.iter().map(|&place| Candidate { place, alias: false }).collect())
        };
        let two = next.and_then(|next| {
            let joined = Word { folded: format!("{}{}", word.folded, next.folded), ..word.clone() };
            states(&joined).map(|places| (places, 2))
        });
        two.or_else(|| states(word).map(|places| (places, 1)))
    }

    /// "Tripoli, Lebanon": the place just found holds the one before, when only a comma stands between.
    pub(super) fn link_container(&mut self, at: usize) {
        let Some([before, larger]) = self.found.last_chunk_mut::<2>() else { return };
        let ends = &self.ends[self.ends.len().saturating_sub(2)..];
        let adjacent = ends.first() == Some(&at) && self.words[at].gap == Gap::Comma;
        if !adjacent || before.candidates.is_empty() || !before.within.is_empty() {
            return;
        }
        let gazetteer = &self.knowledge.gazetteer;
        let holders: Vec<PlaceId> = larger
            .candidates
            .iter()
            .map(|candidate| candidate.place)
            .filter(|&outer| before.candidates.iter().any(|inner| gazetteer.holds(outer, inner.place)))
            .collect();
        // "China, Japan and Korea" lists countries, whatever town of Japan is called China.
        let listed = before.candidates.iter().any(|inner| gazetteer.kind(inner.place) == Kind::Country)
            && !before.candidates.iter().any(|inner| {
                gazetteer.kind(inner.place) == Kind::Province
                    && holders.iter().any(|&outer| gazetteer.holds(outer, inner.place))
            });
        if !holders.is_empty() && !listed {
            before.within.clone_from(&holders);
            before.beside = Some(larger.span);
            before.evident = true;
            larger.candidates.retain(|candidate| holders.contains(&candidate.place));
            larger.evident = true;
        }
    }
}
