//! Names of places as the network sees them.

use annals_types::{Span, layers::EntityKind, mention::PlacePrecision};

use super::Scan;
use crate::{
    closed_classes::{is_compass, is_function},
    knowledge::{
        fold::{self, Gap, Word},
        gazetteer::{Candidate, Kind, PlaceId},
    },
};

impl Scan<'_> {
    /// A name that the network takes for a place, as long as the network says; also one that the gazetteer does not know. None where
    /// it is somebody's name or part of one.
    pub(super) fn toponym(&mut self, at: usize) -> Option<usize> {
        let (span, count) = self.seen(at)?;
        let words = &self.words[at..at + count];
        let countries = self.knowledge.actors.countries();
        let adjective = countries.demonym(words).is_some_and(|(_, taken)| taken == count)
            || count == 1 && self.knowledge.gazetteer.adjective(&words[0]).is_some();
        // "Islamic State" is where its fighters are only to the network.
        let actor = self.knowledge.actors.find(&self.words[at..]).is_some_and(|found| found.words >= count)
            && self.known(words).is_none_or(|(_, taken)| taken < count);
        let person = self.people.hold(span) && !self.is_told_as_place(at, count);
        let somebody = adjective || actor || person;
        // "the South" is no province of Cameroon.
        let says_nothing = fold::is_article(&words[0].folded) || is_compass(&words[0].folded);
        if somebody || count == 1 && says_nothing {
            return None;
        }
        let dot = self.text[words[count - 1].span.range().end..].starts_with('.');
        let letters = words.iter().all(|word| word.all_capital) && count == 1;
        // The network saw but a part of the name: "Latin" of "Latin America".
        let longer = self.known(&self.words[at..]).filter(|(_, taken)| *taken > count);
        let is_meant = |(candidates, taken): (Vec<Candidate>, usize)| {
            candidates.iter().any(|found| self.is_surely_meant(*found, count))
                || self.is_cut(at, count, &candidates, taken)
        };
        if longer.is_some_and(is_meant) || self.is_office(at, count) {
            return None;
        }
        let dotted = span.of(self.text).contains('.');
        let seat = self.is_seat(at);
        let state = || {
            self.abbreviated(at).filter(|&(_, taken)| (dotted || dot || letters || seat) && taken == count)
        };
        let last = &words[count - 1].folded;
        let short_street = count > 1
            && self.knowledge.place_words.is_street(last)
            && (last == "ave" || !last.contains(['a', 'e', 'i', 'o', 'u']));
        let shortened = dot && (short_street || (dotted || !letters) && state().is_some());
        if self.is_on_a_street_map(at, count) {
            self.push(at, count, Vec::new(), false, true);
            if let Some(street) = self.found.last_mut() {
                street.unknown_precision = PlacePrecision::Exact;
            }
            self.link_container(at);
            return Some(count);
        }
        let known = state().or_else(|| self.known(words).filter(|(_, taken)| *taken == count));
        let Some((candidates, _)) = known else {
            if self.with_its_land(at, count) {
                return Some(count);
            }
            if self.is_no_place(at, count, span) {
                return None;
            }
            let done = self.beside_known(at, count);
            if done.is_some() && shortened {
                self.take_stop();
            }
            return done;
        };
        let next = self.words.get(at + count).filter(|next| next.capital && next.gap == Gap::Blank);
        let part_of_name = !self.title_case
            && next.is_some_and(|next| self.knowledge.place_words.is_organisation_word(&next.folded));
        let metonymic = self.stands_for_somebody(at, count, &candidates, part_of_name);
        self.push(at, count, candidates, metonymic, true);
        if shortened {
            self.take_stop();
        }
        self.link_container(at);
        self.link_land(at);
        Some(count)
    }

    /// "Washington, D.C." where the network takes it for one name: pushed as the town with its state beside it.
    fn with_its_land(&mut self, at: usize, count: usize) -> bool {
        let Some(comma) = (at + 1..at + count).find(|&index| self.words[index].gap == Gap::Comma) else {
            return false;
        };
        let town = self.known(&self.words[at..comma]).filter(|(_, taken)| at + taken == comma);
        let land = self.abbreviated(comma).or_else(|| self.known(&self.words[comma..]));
        let land = land.filter(|(_, taken)| comma + taken == at + count);
        let (Some((town, _)), Some((land, _))) = (town, land) else { return false };
        let gazetteer = &self.knowledge.gazetteer;
        let holds = |outer: &PlaceId| town.iter().any(|inner| gazetteer.holds(*outer, inner.place));
        let within: Vec<PlaceId> = land.iter().map(|land| land.place).filter(holds).collect();
        if within.is_empty() {
            return false;
        }
        let beside = self.words[comma].span.cover(self.words[at + count - 1].span);
        self.push(at, count, town, false, true);
        if let Some(found) = self.found.last_mut() {
            found.key = fold::join(&self.words[at..comma]);
            found.within = within;
            found.beside = Some(beside);
        }
        if self.words[at + count - 1].span.of(self.text).contains('.') {
            self.take_stop();
        }
        true
    }

    /// Whether what stands beside a name, or another mention of it, tells that it is a place's though it may look like a person's: "a Duluth
    /// man", "Rep. Ann Roe, D-Duluth".
    fn is_told_as_place(&self, at: usize, count: usize) -> bool {
        let next = self.words.get(at + count).filter(|next| next.gap == Gap::Blank);
        let is_of_local = next.is_some_and(|next| self.knowledge.place_words.is_local(&next.folded));
        let is_known = self.known(&self.words[at..]).is_some_and(|(_, taken)| taken == count);
        is_known && (is_of_local || self.is_seat(at))
            || self.told_places.contains(&fold::join(&self.words[at..at + count]))
    }

    /// Whether the letter of a party stands before a name, which is where somebody was elected: "D-Duluth".
    fn is_seat(&self, at: usize) -> bool {
        let party = at.checked_sub(1).map(|before| &self.words[before]);
        self.words[at].gap == Gap::Hyphen
            && party.is_some_and(|word| word.capital && self.knowledge.place_words.is_party(&word.folded))
    }

    /// Whether a name that no gazetteer holds is none of a place: the adjective of a people or a faith ("Kurdish militants"), one thing of
    /// many ("in a Mazda"), a part of a longer word ("the Pan-American Highway").
    fn is_no_place(&self, at: usize, count: usize, span: Span) -> bool {
        let before = at.checked_sub(1).map(|before| self.words[before].folded.as_str());
        let next = self.words.get(at + count);
        // "a Zorvaniqa man", "a Zorvaniqa hospital": one of that place.
        let is_of_place = next.is_some_and(|next| {
            self.knowledge.place_words.is_local(&next.folded)
                || self.knowledge.names.heads.get(&next.folded) == Some(&EntityKind::Facility)
        });
        let is_one_of_many = matches!(before, Some("a" | "an")) && !is_of_place;
        let end = self.words[at + count - 1].span.end();
        let is_part = next.is_some_and(|next| next.gap == Gap::Hyphen && next.span.start() == end + 1);
        self.peoples.touch(span) || count == 1 && (is_one_of_many || is_part)
    }

    /// The name that the network sees at `at`, and how many words it has, made whole where the network cut it: without words of grammar
    /// at its beginning ("the Netherlands"), and with its end.
    fn seen(&self, at: usize) -> Option<(Span, usize)> {
        let first = &self.words[at];
        let small = |word: &Word| !word.capital && is_function(&word.folded);
        let index = self.toponyms.partition_point(|toponym| toponym.end() <= first.span.start());
        let seen = *self.toponyms.get(index).filter(|toponym| toponym.start() <= first.span.start())?;
        let mut before = self.words[..at].iter().rev().take_while(|word| word.span.end() > seen.start());
        let count = self.words[at..].iter().take_while(|word| word.span.start() < seen.end()).count();
        if !before.all(small) || count > 1 && small(first) {
            return None;
        }
        let whole = self.without_noun(at, self.whole(at, count));
        let span = if whole == count {
            Span::new(first.span.start(), seen.end())
        } else {
            first.span.cover(self.words[at + whole - 1].span)
        };
        Some((span, whole))
    }

    /// `count` without a noun in small letters behind a known name: "Idlib" of "Idlib province".
    fn without_noun(&self, at: usize, count: usize) -> usize {
        let words = &self.words[at..at + count];
        let taken = self.known(words).map_or(0, |(_, taken)| taken);
        let lexicon = &self.knowledge.place_words;
        let is_noun = words.last().is_some_and(|last| {
            !last.capital && lexicon.is_generic(&last.folded) && !lexicon.is_street(&last.folded)
        });
        if is_noun && taken > 0 && taken + 1 == count { taken } else { count }
    }

    /// How many words a name has of which the network sees the first `count`: "New" and "Republic of" go on, "Saltmarsh Correctional" does
    /// where the noun of a building or an office follows, and "Brooklyn" where that of houses does.
    fn whole(&self, at: usize, count: usize) -> usize {
        const MOST_MORE: usize = 3;
        let last = &self.words[at + count - 1];
        let follows =
            |index: usize| self.words.get(index).filter(|word| word.capital && word.gap == Gap::Blank);
        if self.title_case || last.possessive {
            return count;
        }
        let lexicon = &self.knowledge.place_words;
        let next = follows(at + count);
        let longer = count + usize::from(next.is_some());
        if count == 1 && lexicon.begins_names(&last.folded) {
            let known = self.known(&self.words[at..]).map(|(_, taken)| taken);
            let written = known.filter(|&taken| taken > longer && self.is_written_as_name(at, taken));
            return written.unwrap_or(longer);
        }
        if next.is_some_and(|next| lexicon.is_estate(&next.folded)) {
            return longer;
        }
        if count > 1 && !last.capital && is_function(&last.folded) {
            let more = (at + count..).take(MOST_MORE).take_while(|&index| follows(index).is_some()).count();
            return if more == 0 { count - 1 } else { count + more };
        }
        // "University of Kentucky Medical": what stands there is Kentucky.
        let holds_place = (at..at + count).any(|index| {
            self.words[index].capital
                && self.known(&self.words[index..]).is_some_and(|(_, taken)| !self.says_little(index, taken))
        });
        let noun = next.is_some_and(|word| {
            let head = self.knowledge.names.heads.get(&word.folded);
            matches!(head, Some(EntityKind::Facility | EntityKind::Organisation))
        });
        if count > 1 && noun && !holds_place { count + 1 } else { count }
    }

    /// Whether a longer name than the one of `count` words that the network sees is meant: that of a country or a larger place, or of
    /// a well-known one where the network sees but a word of it ("Mexico" of "Mexico City").
    fn is_surely_meant(&self, longer: Candidate, count: usize) -> bool {
        match self.knowledge.gazetteer.kind(longer.place) {
            Kind::Country | Kind::Region | Kind::Water => true,
            Kind::Town | Kind::Province => count == 1 && !longer.alias && self.is_well_known(longer.place),
            Kind::Facility | Kind::District => false,
        }
    }

    /// Whether the `count` words that the network sees are but the beginning of a name of `taken` words, and no place's own name: the
    /// "Khan" of "Khan Sheikhoun". `longer` are the places of the whole name.
    fn is_cut(&self, at: usize, count: usize, longer: &[Candidate], taken: usize) -> bool {
        let owns = |candidates: &[Candidate]| candidates.iter().any(|found| !found.alias);
        let shorter = self.known(&self.words[at..at + count]);
        owns(longer)
            && self.is_written_as_name(at, taken)
            && shorter.is_none_or(|(candidates, _)| !owns(&candidates))
    }

    /// The full stop of an abbreviation belongs to the name.
    pub(super) fn take_stop(&mut self) {
        if let Some(found) = self.found.last_mut()
            && self.text[found.span.range().end..].starts_with('.')
            && !found.span.of(self.text).ends_with('.')
        {
            found.span = Span::new(found.span.start(), found.span.end() + 1);
        }
    }
}
