//! What a name that the gazetteer knows names where it stands.

use annals_types::mention::PlacePrecision;

use super::Scan;
use crate::{
    closed_classes::{is_calendar, is_compass, is_function, is_place_preposition},
    knowledge::{
        fold::{self, Gap, Word},
        gazetteer::{Candidate, Gazetteer, Kind},
    },
};

impl Scan<'_> {
    /// A name of the gazetteer: pushed unless it is somebody's.
    pub(super) fn named(&mut self, at: usize, count: usize, candidates: Vec<Candidate>) -> usize {
        let lexicon = &self.knowledge.place_words;
        let gazetteer = &self.knowledge.gazetteer;
        let (first, last) = (&self.words[at], &self.words[at + count - 1]);
        let before = at.checked_sub(1).map(|before| &self.words[before]);
        let joined = before.filter(|before| first.continues(before));
        let next = self.words.get(at + count).filter(|next| next.continues(last) && !last.possessive);
        let span = first.span.cover(last.span);

        if self.people.hold(span) {
            self.surnames.insert(fold::join(&self.words[at..at + count]));
            return count;
        }
        if self.is_on_a_street_map(at, count) {
            return count;
        }
        if before.is_some_and(|before| {
            lexicon.is_title(&before.folded) && matches!(first.gap, Gap::Blank | Gap::Stop)
        }) {
            self.surnames.insert(last.folded.clone());
            return count;
        }
        let larger = candidates.iter().any(|found| gazetteer.kind(found.place) >= Kind::Province);
        // "Condolences to Lyon's family", after "Ann Lyon".
        let is_somebodys =
            last.possessive && self.surnames.contains(&fold::join(&self.words[at..at + count]));
        let position = !is_somebodys
            && before.is_some_and(|before| {
                is_place_preposition(&before.folded) && !before.capital || is_compass(&before.folded)
            });
        if count == 1 && !self.title_case {
            // "J Crossville" is somebody, "A Crossville man" and "An Ottumwa man" begin with an article.
            let article =
                at == 1 && before.is_some_and(|before| matches!(before.folded.as_str(), "a" | "an"));
            let given =
                joined.filter(|before| before.capital && at > 0 && gazetteer.is_first_name(&before.folded));
            let initial = joined.is_some_and(|before| before.capital && before.folded.len() == 1 && !article)
                || before.is_some_and(|before| {
                    first.gap == Gap::Stop && before.capital && before.folded.len() == 1
                });
            if (given.is_some() && !article && !larger_than_surname(&candidates, gazetteer)) || initial {
                self.surnames.insert(first.folded.clone());
                return count;
            }
            let surname = next
                .filter(|next| next.capital && next.gap == Gap::Blank && !lexicon.is_generic(&next.folded));
            if let Some(surname) = surname
                && gazetteer.is_first_name(&first.folded)
            {
                self.surnames.insert(surname.folded.clone());
                return count + 1;
            }
        }
        // "Remsen Avenue" is a street, "South Side" a part of some town.
        if let Some(street) = next.filter(|next| next.capital && next.gap == Gap::Blank)
            && lexicon.is_street(&street.folded)
            && !larger
        {
            return count + 1;
        }
        if count == 1
            && gazetteer.is_common(&first.folded)
            && joined.is_some_and(|before| before.capital && is_compass(&before.folded))
        {
            return count;
        }
        let starts = before.is_none()
            || self.title_case
            || before.is_some_and(|before| before.folded == "the" && at == 1);
        let container = self.words.get(at + count).is_some_and(|word| word.gap == Gap::Comma && word.capital);
        let calendar = is_calendar(&first.folded);
        let told = container || position && !starts;
        let common = gazetteer.is_common(&first.folded);
        let of = before.is_some_and(|before| before.folded == "of");
        // "University of Georgia", "Chamber of Commerce"
        let of_name = of
            && at >= 3
            && self.words[at - 2].capital
            && !self.title_case
            && lexicon.is_organisation_word(&self.words[at - 2].folded);
        let generic = is_compass(&first.folded) || lexicon.is_generic(&first.folded);
        if count == 1 && (calendar || generic || common && (!told || of && !container)) {
            return count;
        }
        if count == 1 && first.folded.len() <= 3 && !larger && !position && !container {
            return count;
        }
        let follows_place = self.ends.last().is_some_and(|&end| {
            end < at && at - end <= 1 && self.words[end].folded == "and"
                || end == at && first.gap == Gap::Comma
        }) && self.found.last().is_some_and(|found| found.evident);
        let part_of_name = !self.title_case
            && (next.is_some_and(|next| {
                next.capital && next.gap == Gap::Blank && lexicon.is_organisation_word(&next.folded)
            }) || joined.is_some_and(|before| {
                before.capital && at > 1 && !is_compass(&before.folded) && !is_function(&before.folded)
            }));
        // A name runs on to its left: an unknown longer name, of which this is the end.
        let tail = count == 1
            && !self.title_case
            && !larger
            && joined.is_some_and(|before| {
                before.capital
                    && at > 1
                    && !is_compass(&before.folded)
                    && !is_function(&before.folded)
                    && self.ends.last() != Some(&at)
            });
        if tail {
            return count;
        }
        let runs_on = count == 1
            && !self.title_case
            && !position
            && !larger
            && next.is_some_and(|next| {
                next.capital
                    && next.gap == Gap::Blank
                    && !lexicon.is_generic(&next.folded)
                    && !lexicon.is_organisation_word(&next.folded)
            });
        let dateline = before.is_none() && first.all_capital;
        // "A Polk County jury": the noun is a part of the name.
        let division = count > 1
            && last.capital
            && lexicon.division(&last.folded) == Some(PlacePrecision::District)
            && candidates.iter().any(|found| gazetteer.kind(found.place) == Kind::District && !found.alias);
        // "an Ottumwa man", "Ottumwa police"
        let local = !common
            && self
                .words
                .get(at + count)
                .is_some_and(|next| next.gap == Gap::Blank && lexicon.is_local(&next.folded));
        let of_force = self.lends_its_force(at, count, &candidates);
        let evident = local
            || of_force
            || division
            || (position && !runs_on && !of_name)
            || container
            || follows_place
            || dateline
            || larger && !starts;
        let metonymic = of_name && !lexicon.is_settlement(&self.words[at - 2].folded)
            || self.stands_for_somebody(at, count, &candidates, part_of_name);
        self.push(at, count, candidates, metonymic, evident);
        self.link_container(at);
        self.link_land(at);
        count
    }

    /// Of a name beside which something of a state stands only the states, provinces and countries, where there are any.
    pub(super) fn keep_land(&self, candidates: &mut Vec<Candidate>) {
        let is_land = |found: &Candidate| {
            matches!(self.knowledge.gazetteer.kind(found.place), Kind::Province | Kind::Country)
                && !found.alias
        };
        if candidates.iter().any(is_land) {
            candidates.retain(is_land);
        }
    }

    /// Whether what stands beside the name belongs to a state: "the New York governor", "New York's attorney general", "the attorney general of
    /// New York".
    pub(super) fn is_of_state(&self, at: usize, count: usize) -> bool {
        /// Words of the noun.
        const LONGEST: usize = 2;
        let lexicon = &self.knowledge.place_words;
        let is_noun = |words: &[Word]| {
            words.iter().skip(1).all(|word| word.gap == Gap::Blank) && lexicon.is_of_state(&fold::join(words))
        };
        let next = at + count;
        let last = self.words.len().min(next + LONGEST);
        let is_after = (next + 1..=last)
            .any(|end| self.words[next].gap == Gap::Blank && is_noun(&self.words[next..end]));
        let of = at.checked_sub(1).filter(|&of| self.words[of].folded == "of");
        is_after
            || of.is_some_and(|of| {
                (of.saturating_sub(LONGEST)..of).any(|start| is_noun(&self.words[start..of]))
            })
    }

    /// Of a name with a noun such as "province" only the places of that kind, where there are any.
    pub(super) fn keep_division(&self, candidates: &mut Vec<Candidate>, noun: PlacePrecision) {
        let gazetteer = &self.knowledge.gazetteer;
        let wanted = |found: &Candidate| match (noun, gazetteer.kind(found.place)) {
            (PlacePrecision::Province, kind) => matches!(kind, Kind::Province | Kind::Region),
            (PlacePrecision::District, kind) => kind == Kind::District,
            (_, kind) => kind == Kind::Town,
        };
        if candidates.iter().any(wanted) {
            candidates.retain(wanted);
        }
    }
}

/// Cities and countries so well known that a first name before them starts nobody's full name.
fn larger_than_surname(candidates: &[Candidate], gazetteer: &Gazetteer) -> bool {
    candidates.iter().any(|candidate| gazetteer.kind(candidate.place) == Kind::Country)
}
