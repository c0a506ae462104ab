//! People without a name who were hit: the network marks names alone.
//!
//! A word for people that the keys of the training part describe targets by, or one that heads a phrase for the killed or injured, is
//! a target where the task `described` of [`super::classes`] says so. It is learned from the words around, what the word hangs on,
//! and whether it is said to be hurt: `training/muc4_classes.py`, from what [`lesson`] gives.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use serde::Serialize;

use super::{
    assemble::Incident,
    classes::{Features, features, own},
    known::{BEFORE, Known},
};
use crate::score::muc4::Template;

/// From this probability on a word for people describes a target. F1 wants what is right more often than in half of its own value,
/// and a template of a word that describes a target is right less often than the word.
const DESCRIBED: f32 = 0.35;

/// Relations by which a word only stands beside the one that it hangs on.
const BESIDE: [&str; 3] = ["appos", "conj", "flat"];

/// Steps from one word to the next that are taken over [`BESIDE`].
const STEPS: usize = 4;

/// Words before a verb in which an auxiliary tells that it is passive, and those auxiliaries.
const PASSIVE: usize = 6;
const BEING: [&str; 7] = ["are", "be", "been", "being", "is", "was", "were"];

/// A word for people and where it stands.
struct Head {
    word: String,
    /// Its words in the message.
    words: Vec<usize>,
    /// The same in bytes.
    places: Vec<Range<usize>>,
}

/// What there is to learn of one word for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Lesson {
    features: Features,
    target: bool,
}

/// Gives each incident the people who were hit in it. Each goes to the one that is named most often in sentences with them, the
/// first of equals.
pub fn describe(known: &Known, incidents: &mut [Incident]) {
    let sentences: Vec<BTreeMap<usize, usize>> =
        incidents.iter().map(|incident| known.sentences_of(incident)).collect();
    let is_target = |head: &Head, is_listed: bool| {
        known.classes.chance("described", "TARGET", &seen(known, head, is_listed)) >= DESCRIBED
    };
    let is_listed = |word: &str| known.classes.is_head("described", word);
    for head in heads(known, &is_listed) {
        if !is_target(&head, is_listed(&head.word)) {
            continue;
        }
        let beside = |incident: usize| -> usize {
            let count = |place: &Range<usize>| sentences[incident].get(&known.sentence(place.start));
            head.places.iter().filter_map(count).sum()
        };
        if let Some(chosen) = (0..incidents.len()).rev().max_by_key(|&incident| beside(incident)) {
            incidents[chosen].groups.push(head.places);
        }
    }
}

/// The words by which a key describes targets whose name it does not know.
pub fn targets(keys: &[Template]) -> BTreeSet<String> {
    let fills = keys.iter().filter_map(|key| key.slots.get("HUM TGT: DESCRIPTION")).flatten();
    let values = fills.filter(|fill| fill.refers.is_empty()).flat_map(|fill| &fill.values);
    values
        .filter_map(|value| own(value).iter().find_map(|name| Some(name.strip_prefix("h:")?.to_owned())))
        .collect()
}

/// What there is to learn of a message with incidents. `listed` are words that describe targets more often, `targets` those of its
/// key.
pub fn lesson(known: &Known, listed: &BTreeSet<String>, targets: &BTreeSet<String>) -> Vec<Lesson> {
    let of = |head: &Head| Lesson {
        features: seen(known, head, listed.contains(&head.word)),
        target: targets.contains(&head.word),
    };
    heads(known, &|word| listed.contains(word)).iter().map(of).collect()
}

/// The words for people of a message: those of a list, and heads of phrases for the killed and injured.
fn heads(known: &Known, is_listed: &impl Fn(&str) -> bool) -> Vec<Head> {
    let word = |index: usize| known.placed.document.words[index].to_ascii_uppercase();
    let hurt: BTreeSet<String> =
        known.hurt.heads(|index| known.upos(index) == "NOUN").into_iter().map(word).collect();
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in 0..known.placed.document.words.len() {
        let word = word(index);
        if is_listed(&word) || hurt.contains(&word) {
            found.entry(word).or_default().push(index);
        }
    }
    let head = |(word, words): (String, Vec<usize>)| {
        let places = words.iter().filter_map(|&index| known.place(index)).collect();
        Head { word, words, places }
    };
    found.into_iter().map(head).collect()
}

/// The features of a word for people. Of one that is not listed its own words say nothing.
fn seen(known: &Known, head: &Head, is_listed: bool) -> Features {
    let mut found = features(&known.words, &head.places, "", true);
    if !is_listed {
        found.retain(|name| !name.starts_with("h:") && !name.starts_with("m:"));
        found.insert("rare".to_owned());
    }
    for &word in &head.words {
        hanging(known, word, &mut found);
        if (word.saturating_sub(BEFORE)..word).any(|before| known.upos(before) == "NUM") {
            found.insert("counted".to_owned());
        }
    }
    found.insert(format!("often:{}", head.words.len().min(4)));
    let sentence = head.places.first().map_or(0, |place| known.sentence(place.start).saturating_sub(1));
    let first = [1, 3, 6].into_iter().filter(|&step| sentence >= step).count();
    found.insert(format!("first:{first}"));
    let phrases: Vec<Range<usize>> = head.words.iter().map(|&word| word..word + 1).collect();
    found.append(&mut known.hurt.features(&phrases));
    found
}

/// How a word hangs on another, and on which.
fn hanging(known: &Known, mut word: usize, found: &mut Features) {
    let of = |word: usize| known.tags.get(word).map(|tag| (tag.head, tag.relation.as_str()));
    for _ in 0..STEPS {
        match of(word) {
            Some((Some(head), relation)) if BESIDE.contains(&relation) => word = head,
            _ => break,
        }
    }
    let Some((head, relation)) = of(word) else { return };
    found.insert(format!("rel:{relation}"));
    let Some(head) = head else { return };
    let words = &known.placed.document.words;
    let other = words[head].to_ascii_uppercase();
    found.insert(format!("g:{other} {relation}"));
    let is_passive =
        |index: usize| of(index) == Some((Some(head), "aux")) && BEING.contains(&words[index].as_str());
    if relation == "nsubj" && (head.saturating_sub(PASSIVE)..head).any(is_passive) {
        found.insert("rel:passive".to_owned());
        found.insert(format!("g:{other} passive"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::muc4::Fill;

    #[test]
    fn words_of_a_key_that_describe_nobody_named_are_targets() {
        let fill = |value: &str, refers: &[&str]| Fill {
            values: vec![value.to_owned()],
            refers: refers.iter().map(|&name| name.to_owned()).collect(),
            optional: false,
        };
        let fills = vec![fill("TEACHERS OF THE SCHOOL", &[]), fill("MAYOR", &["ANN LEE"])];
        let key =
            Template { slots: [("HUM TGT: DESCRIPTION".to_owned(), fills)].into(), ..Template::default() };
        assert_eq!(targets(&[key]), ["TEACHERS".to_owned()].into());
    }
}
