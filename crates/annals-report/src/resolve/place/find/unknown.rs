//! Names of places that the gazetteer does not know.

use annals_types::{Span, layers::EntityKind, mention::PlacePrecision};

use super::{Scan, WELL_KNOWN};
use crate::{
    closed_classes::{is_calendar, is_compass, is_compass_point, is_function},
    knowledge::{
        fold::{self, Gap, Word},
        gazetteer::{Candidate, Kind, PlaceId},
    },
};

impl Scan<'_> {
    /// A name that is not in the gazetteer: by the place that it holds ("Aleppo University Hospital", "Benue State"), by the one that it is
    /// said to stand in ("Stoke Farm in Ripon"), else unknown.
    pub(super) fn beside_known(&mut self, at: usize, count: usize) -> Option<usize> {
        let lexicon = &self.knowledge.place_words;
        let gazetteer = &self.knowledge.gazetteer;
        let words = &self.words[at..at + count];
        let (first, last) = (words.first()?, words.last()?);
        // One word that is somebody's name elsewhere, or no name at all.
        if count == 1
            && (!first.capital
                || first.folded.len() < 3
                || is_calendar(&first.folded)
                || is_function(&first.folded)
                || self.surnames.contains(&first.folded)
                || lexicon.is_generic(&first.folded))
        {
            return None;
        }
        // "Greece Italy", "Paris, London": two names that the network read as one.
        let country = |candidates: &[Candidate]| {
            candidates.iter().any(|found| !found.alias && gazetteer.kind(found.place) == Kind::Country)
        };
        let is_apart = |from: usize, to: usize| {
            let is_comma = |at: usize| words.get(at).is_some_and(|word| word.gap == Gap::Comma);
            from > 0 && is_comma(from) || is_comma(to)
        };
        let mut covered = 0;
        while let Some((_, taken)) = self.known(&words[covered..]).filter(|(candidates, taken)| {
            covered + taken <= count && (country(candidates) || is_apart(covered, covered + taken))
        }) {
            covered += taken;
        }
        if covered == count {
            return None;
        }
        let inner = (0..count).find_map(|first| {
            let (candidates, taken) = self.known(&words[first..])?;
            let named =
                words[first].capital && first + taken <= count && !self.says_little(first + at, taken);
            named.then_some((first, candidates, taken))
        });
        let division = lexicon.division(&last.folded);
        let head = self.knowledge.names.heads.get(&last.folded);
        let estate = count > 1 && lexicon.is_estate(&last.folded);
        let facility = estate || head == Some(&EntityKind::Facility);
        let street = count > 1 && lexicon.is_street(&last.folded);
        // "Lowe and Ripon Town" is one town, and none of Ripon.
        let is_joined = words.iter().any(|word| !word.capital && word.folded == "and");
        let whole = division.filter(|_| {
            !is_joined && inner.as_ref().is_some_and(|&(first, _, taken)| first + taken + 1 == count)
        });
        // "A village in Mali" has no point of its own: that of a country is none.
        let is_country = |outer: &Vec<Candidate>| {
            let is = |kind| outer.iter().any(|found| !found.alias && gazetteer.kind(found.place) == kind);
            is(Kind::Country) && !is(Kind::Province)
        };
        let outer = self.outer(at + count).filter(|outer| !is_country(outer));
        // "The Severn river" flows through many a town of that name, and is none.
        let is_river = count > 1 && [first, last].iter().any(|word| word.folded == "river");
        let begins = !is_river
            && inner.as_ref().is_some_and(|&(first, ..)| {
                words[..first].iter().all(|word| is_compass(&word.folded))
                    && !is_compass(&words[first].folded)
                    && !fold::is_article(&words[first].folded)
            });
        // "West Mosul", in small letters: a side of the town, and no longer name that holds that of the town.
        let is_side = inner.as_ref().is_some_and(|(first, candidates, taken)| {
            *first > 0
                && first + taken == count
                && words[..*first].iter().all(|word| !word.capital)
                && candidates.iter().all(|found| gazetteer.kind(found.place) == Kind::Town)
        });
        let (mut candidates, part) = match (whole, inner, outer) {
            (Some(_), Some((_, candidates, _)), _) => (candidates, false),
            // Many a hospital bears somebody's name, and so does many a county: only a large town or a province is surely meant,
            // by its own name.
            (None, Some((_, candidates, _)), _) if facility && !street => {
                let known = candidates.iter().any(|found| {
                    !estate
                        && !found.alias
                        && gazetteer.kind(found.place) != Kind::District
                        && self.is_well_known(found.place)
                });
                (candidates, !known)
            }
            (.., Some(outer)) => (outer, false),
            (None, Some((_, candidates, _)), None) if begins && !street => (candidates, !is_side),
            _ => (Vec::new(), false),
        };
        if let Some(noun) = whole {
            self.keep_division(&mut candidates, noun);
        }
        let countries_only =
            part && candidates.iter().any(|candidate| gazetteer.kind(candidate.place) >= Kind::Country);
        if countries_only {
            candidates.clear();
        }
        // "Benue State Police" is somebody, and the place only the part of the name.
        let somebody = count > 1
            && !facility
            && (head.is_some_and(|&head| head != EntityKind::Place)
                || lexicon.is_organisation_word(&last.folded))
            && !street
            && whole.is_none();
        if somebody && division.is_none() {
            return None;
        }
        // "In Belkura rebel stronghold" names a place all the same.
        let before = at.checked_sub(1).map(|before| &self.words[before]);
        let is_placed = before.is_some_and(|before| {
            first.gap == Gap::Blank && matches!(before.folded.as_str(), "in" | "at" | "near")
        });
        if candidates.is_empty() && !is_placed && self.is_of_a_people(at + count) {
            return None;
        }
        let near = whole.is_none() && !candidates.is_empty();
        let after = self.words.get(at + count).filter(|next| next.gap == Gap::Blank);
        let land = after.is_some_and(|after| lexicon.is_land(&after.folded))
            || count > 1 && (lexicon.is_land(&first.folded) || lexicon.is_land(&last.folded));
        self.push(at, count, candidates, false, true);
        if let Some(found) = self.found.last_mut() {
            found.near |= near;
            found.part = part;
            if street || facility {
                found.unknown_precision = PlacePrecision::Exact;
            } else if land {
                found.unknown_precision = PlacePrecision::District;
            }
        }
        self.link_container(at);
        Some(count)
    }

    /// "The Balkuri militia", "Tamiri and Osko herders": whether the word at `after`, or the one after another name that "and" joins, says that what
    /// stands before is the name of a people or of a group.
    fn is_of_a_people(&self, after: usize) -> bool {
        /// Words of the other name.
        const LONGEST: usize = 3;
        let lexicon = &self.knowledge.place_words;
        let is_group = |at: usize| {
            let word = self.words.get(at).filter(|word| word.gap == Gap::Blank);
            word.is_some_and(|word| !word.capital && lexicon.is_people_word(&word.folded))
        };
        let is_and = self.words.get(after).is_some_and(|word| word.folded == "and" && word.gap == Gap::Blank);
        let other = after + 1;
        let names = (other..other + LONGEST)
            .take_while(|&at| self.words.get(at).is_some_and(|word| word.capital && word.gap == Gap::Blank))
            .count();
        is_group(after) || is_and && names > 0 && is_group(other + names)
    }

    /// "The 1900 block of Dover", "at the corner of East Lincoln and Quincy": whether a name is surely that of a street, whatever towns bear it.
    /// "A quiet corner of Aleppo" and "the corner of Benue and Taraba states" are no streets, nor is "a block of Lagos offices".
    pub(super) fn is_on_a_street_map(&self, at: usize, count: usize) -> bool {
        /// Words of another street between: "of East Lincoln and".
        const LONGEST: usize = 4;
        let lexicon = &self.knowledge.place_words;
        let gazetteer = &self.knowledge.gazetteer;
        let is_land = |found: &Candidate| {
            !found.alias && matches!(gazetteer.kind(found.place), Kind::Province | Kind::Country)
        };
        let known = self.known(&self.words[at..]).filter(|(_, taken)| *taken >= count);
        if known.is_some_and(|(candidates, _)| candidates.iter().any(is_land)) {
            return false;
        }
        let is_of_a_name = |word: &Word| {
            matches!(word.gap, Gap::Blank | Gap::Stop) && (word.capital || word.folded == "and")
        };
        let back = (0..=LONGEST.min(at)).find(|&back| {
            let before = at.checked_sub(back + 1).map(|before| &self.words[before]);
            before.is_none_or(|before| !is_of_a_name(before))
        });
        let Some(of) = back.and_then(|back| at.checked_sub(back + 1)) else { return false };
        let Some([before, noun]) = of.checked_sub(2).map(|from| [&self.words[from], &self.words[from + 1]])
        else {
            return false;
        };
        // "Dover and Lincoln", "North Dover Street and Lincoln".
        let first =
            self.words[of + 1..].iter().take(LONGEST).take_while(|word| word.capital && is_of_a_name(word));
        let and = of + 1 + first.count();
        let are_two = and > of + 1
            && self.words.get(and).is_some_and(|word| word.folded == "and" && word.gap == Gap::Blank)
            && self.words.get(and + 1).is_some_and(|word| word.capital && word.gap == Gap::Blank);
        let is_number = before.folded.bytes().all(|byte| byte.is_ascii_digit());
        self.words[of].folded == "of"
            && self.words[of + 1].gap == Gap::Blank
            && (is_number && lexicon.is_numbered(&noun.folded)
                || before.folded == "the" && are_two && lexicon.is_crossing(&noun.folded))
    }

    /// The place that a name ending before `after` is said to be in: "in X", "at X".
    fn outer(&self, after: usize) -> Option<Vec<Candidate>> {
        let preposition = self.words.get(after).filter(|word| matches!(word.folded.as_str(), "in" | "at"))?;
        let next = self.words.get(after + 1).filter(|word| word.capital && word.continues(preposition))?;
        let (candidates, taken) = self.known(&self.words[after + 1..])?;
        // "in North Crowley": only as long as the network sees the name.
        let index = self.toponyms.partition_point(|toponym| toponym.start() < next.span.start());
        let seen = self.toponyms.get(index).filter(|toponym| toponym.start() == next.span.start());
        let longer = seen.is_some_and(|seen| seen.end() > self.words[after + taken].span.end());
        (!longer && !self.says_little(after + 1, taken)).then_some(candidates)
    }

    /// A point of the compass or a common word: no name of a town where it is a part of another name.
    pub(super) fn says_little(&self, at: usize, count: usize) -> bool {
        let word = &self.words[at].folded;
        count == 1
            && (is_compass(word)
                || self.knowledge.place_words.is_generic(word)
                || self.knowledge.gazetteer.is_common(word))
    }

    /// A country, a division, or a town of many people.
    pub(super) fn is_well_known(&self, place: PlaceId) -> bool {
        let gazetteer = &self.knowledge.gazetteer;
        gazetteer.kind(place) >= Kind::District || gazetteer.population(place) >= WELL_KNOWN
    }

    /// The capitalised words before a state that is not known as a town.
    pub(super) fn unknown_before(&mut self, at: usize, states: &[Candidate], beside: Span) {
        let gazetteer = &self.knowledge.gazetteer;
        let free = self.ends.last().copied().unwrap_or(0);
        let first = (free.max(at.saturating_sub(3))..at)
            .rev()
            .take_while(|&index| {
                self.words[index].capital && (index + 1 == at || self.words[index + 1].gap == Gap::Blank)
            })
            .last();
        let Some(first) = first else { return };
        let candidates = gazetteer.find(&self.words[first..at]).filter(|(_, count)| first + count == at);
        let candidates = candidates.map_or_else(Vec::new, |(candidates, _)| candidates);
        self.push(first, at - first, candidates, false, true);
        if let Some(town) = self.found.last_mut() {
            town.within = states.iter().map(|state| state.place).collect();
            town.beside = Some(beside);
        }
    }

    /// "the village of X", "in X province": a place that the gazetteer does not know.
    pub(super) fn unknown(&mut self, at: usize) -> usize {
        let lexicon = &self.knowledge.place_words;
        let first = &self.words[at];
        if !first.capital || is_calendar(&first.folded) || self.title_case || is_function(&first.folded) {
            return 1;
        }
        let run = fold::run(&self.words[at..]).min(4);
        let count = (0..run)
            .take_while(|&n| {
                self.words[at + n].capital && (n == 0 || !lexicon.is_generic(&self.words[at + n].folded))
            })
            .count();
        let of =
            at >= 2 && self.words[at - 1].folded == "of" && lexicon.is_settlement(&self.words[at - 2].folded);
        let before = at.checked_sub(1).map(|before| self.words[before].folded.as_str());
        let the = before == Some("the") && at >= 2;
        let position = matches!(before, Some("in" | "near"))
            || the && matches!(self.words[at - 2].folded.as_str(), "in" | "near");
        let next = self.words.get(at + count).filter(|next| next.gap == Gap::Blank);
        let noun = next.and_then(|next| lexicon.division(&next.folded)).filter(|_| position);
        let end = at + count;
        let compass = count == 1 && is_compass_point(&first.folded);
        if count == 0 || compass || !(of || noun.is_some()) || self.people.hold(first.span) {
            return 1;
        }
        self.push(at, count, Vec::new(), false, true);
        if let Some(found) = self.found.last_mut() {
            found.unknown_precision = noun.unwrap_or(PlacePrecision::Town);
        }
        end - at
    }
}
