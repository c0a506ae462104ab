//! People without a name who were hit: the network marks names alone.

use std::{collections::BTreeMap, ops::Range};

use super::{assemble::Incident, classes::features, known::Known};

/// From this probability on a word for people describes a target. What is right in half of the templates that are right at all
/// is worth telling, as F1 wants what is right more often than in half of its own value.
const DESCRIBED: f32 = 0.3;

/// Gives each incident the people who were hit in it. Each goes to the one that is named most often in sentences with them, the
/// first of equals.
pub fn describe(known: &Known, incidents: &mut [Incident]) {
    let sentences: Vec<BTreeMap<usize, usize>> =
        incidents.iter().map(|incident| known.sentences_of(incident)).collect();
    for places in groups(known) {
        let beside = |incident: usize| -> usize {
            let count = |place: &Range<usize>| sentences[incident].get(&known.sentence(place.start));
            places.iter().filter_map(count).sum()
        };
        if let Some(chosen) = (0..incidents.len()).rev().max_by_key(|&incident| beside(incident)) {
            incidents[chosen].groups.push(places);
        }
    }
}

/// The places of words for people who are probably targets.
fn groups(known: &Known) -> Vec<Vec<Range<usize>>> {
    let mut places: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for (word, place) in known.words.iter().filter(|(word, _)| known.classes.is_head("described", word)) {
        places.entry(word).or_default().push(place);
    }
    let is_target = |places: &Vec<Range<usize>>| {
        let by_words = known.classes.chance("described", "TARGET", &features(&known.words, places, "", true));
        let heads: Vec<Range<usize>> = known.heads(places).into_iter().map(|head| head..head + 1).collect();
        known.hurt.chance(&heads, by_words) >= DESCRIBED
    };
    places.into_values().filter(is_target).collect()
}
