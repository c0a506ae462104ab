//! "Syrias army", "Aleppos suburbs": names of places in texts that lost their apostrophes.

use std::collections::BTreeSet;

use super::WELL_KNOWN;
use crate::{
    closed_classes::{is_compass, is_function},
    knowledge::{
        fold::{Gap, Word},
        gazetteer::{Gazetteer, Kind},
    },
};

/// Letters of the shortest name: "Mali".
const SHORTEST: usize = 4;

/// Reads each word of a report that no table knows, but that is a country, or a large town which it names too, but for its last letter, as the
/// possessive of that one, where something follows that can be of it.
pub fn restore(sentences: &mut [Vec<Word>], gazetteer: &Gazetteer) {
    let capitals = sentences.iter().flatten().filter(|word| word.capital);
    let named: BTreeSet<&str> = capitals.map(|word| word.folded.as_str()).collect();
    let mut found = Vec::new();
    for (index, words) in sentences.iter().enumerate() {
        for at in 0..words.len() {
            let owner = owner(words, at, gazetteer)
                .filter(|_| gazetteer.find(std::slice::from_ref(&words[at])).is_none());
            if let Some(owner) = owner
                && is_surely_meant(&owner, &named, gazetteer)
            {
                found.push((index, at, owner));
            }
        }
    }
    for (index, at, owner) in found {
        sentences[index][at] = owner;
    }
}

/// The word at `at` without its last letter, where it may have lost an apostrophe before it.
fn owner(words: &[Word], at: usize, gazetteer: &Gazetteer) -> Option<Word> {
    let word = &words[at];
    let before = at.checked_sub(1).map(|before| &words[before]);
    let follows = words.get(at + 1).is_some_and(|next| next.gap == Gap::Blank && !is_function(&next.folded));
    // "The Jordans" are people, "Air Jordans" shoes; "Aleppo Syrias largest city" lost its comma too.
    let is_in_name = before.is_some_and(|before| {
        before.folded == "the"
            || at > 1
                && before.capital
                && word.gap == Gap::Blank
                && !is_compass(&before.folded)
                && gazetteer.find(std::slice::from_ref(before)).is_none()
    });
    let may_be = follows && !is_in_name && word.capital && !word.all_capital && !word.possessive;
    let stem = word.folded.strip_suffix('s').filter(|stem| may_be && stem.len() >= SHORTEST)?;
    Some(Word { folded: stem.to_owned(), possessive: true, ..word.clone() })
}

/// Whether `word` is the own name of a country, or of a large town that is one of the names that a report has `named`.
fn is_surely_meant(word: &Word, named: &BTreeSet<&str>, gazetteer: &Gazetteer) -> bool {
    let Some((candidates, _)) = gazetteer.find(std::slice::from_ref(word)) else { return false };
    let is =
        |kind| candidates.iter().filter(move |found| !found.alias && gazetteer.kind(found.place) == kind);
    is(Kind::Country).next().is_some()
        || is(Kind::Town).any(|found| gazetteer.population(found.place) >= WELL_KNOWN)
            && named.contains(word.folded.as_str())
}

#[cfg(test)]
mod tests {
    use annals_types::Span;

    use super::*;
    use crate::{Knowledge, knowledge::fold};

    #[test]
    fn a_lost_apostrophe_is_seen() {
        let knowledge = Knowledge::shipped().unwrap();
        let folded = |text: &str| {
            let mut words = vec![fold::words(text, Span::at(0, text.len()))];
            restore(&mut words, &knowledge.gazetteer);
            words.into_iter().flatten().map(|word| word.folded).collect::<Vec<_>>()
        };
        assert_eq!(folded("near Syrias border")[1], "syria");
        assert_eq!(folded("to Aleppo through Aleppos suburbs")[3], "alepo");
        assert_eq!(folded("through Aleppos suburbs")[1], "alepos", "the report names no such town");
        assert_eq!(folded("in the Philippines today")[2], "philipines", "a name of its own");
        assert_eq!(folded("with the Jordans today")[2], "jordans", "people");
        assert_eq!(folded("a pair of Air Jordans on Friday")[4], "jordans", "shoes");
        assert_eq!(folded("for Aleppo Syrias largest city")[2], "syria");
        assert_eq!(folded("for Jordans on Friday")[1], "jordans", "nothing of it follows");
        assert_eq!(folded("Turkeys were culled at two farms")[0], "turkeys", "birds");
        assert_eq!(folded("Syrias army spoke")[0], "syria");
        assert_eq!(folded("met Williams there")[1], "wiliams");
    }
}
