//! Which class of a set list an entity is in, by the words of it and around it: learned weights, `classes.tsv`, made by
//! `training/muc4_classes.py`, whose features these are.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Words before and after an entity that are looked at.
const AROUND: usize = 8;

/// Places of an entity that are looked at.
const PLACES: usize = 6;

/// The words after which the head of a string is over.
const PREPOSITIONS: [&str; 11] =
    ["OF", "IN", "AT", "ON", "FROM", "WITH", "BY", "FOR", "TO", "NEAR", "BELONGING"];

/// What the name of a feature says that holds for all.
const ALWAYS: &str = "*";

/// The words of a text, for features: runs of capitals and digits, joined by single apostrophes and hyphens.
pub struct Words {
    words: Vec<String>,
    /// First byte of each.
    starts: Vec<usize>,
}

impl Words {
    /// Those of `text`.
    pub fn new(text: &str) -> Self {
        let text = text.to_ascii_uppercase();
        let bytes = text.as_bytes();
        let is_word =
            |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let (mut words, mut starts) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < bytes.len() {
            if !is_word(at) {
                at += 1;
                continue;
            }
            let start = at;
            while is_word(at) || matches!(bytes.get(at), Some(b'\'' | b'-')) && is_word(at + 1) {
                at += 1;
            }
            words.push(text[start..at].to_owned());
            starts.push(start);
        }
        Self { words, starts }
    }

    /// All words, with the bytes where they stand.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.words.iter().zip(&self.starts).map(|(word, &start)| (word.as_str(), start..start + word.len()))
    }

    /// The words that begin in these bytes.
    fn within(&self, bytes: &Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.starts.partition_point(|&start| start < byte);
        at(bytes.start)..at(bytes.end).max(at(bytes.start))
    }
}

/// Features that are there.
pub type Features = BTreeSet<String>;

/// Those of a string by itself.
pub fn own(string: &str) -> Features {
    own_of(&Words::new(string).words)
}

fn own_of(words: &[String]) -> Features {
    let mut found: Features = words.iter().map(|word| format!("m:{word}")).collect();
    let mut head = "";
    for word in words {
        if PREPOSITIONS.contains(&word.as_str()) && !head.is_empty() {
            break;
        }
        head = word;
    }
    if !head.is_empty() {
        found.insert(format!("h:{head}"));
    }
    found
}

/// Those of an entity that stands at these bytes, in an incident of type `kind`; with the words around where `around`.
pub fn features(words: &Words, places: &[Range<usize>], kind: &str, around: bool) -> Features {
    let mut found: Features = [format!("k:{kind}")].into();
    for place in places.iter().take(PLACES) {
        let place = words.within(place);
        found.append(&mut own_of(&words.words[place.clone()]));
        let before = &words.words[..place.start];
        found.extend(before.last().map(|word| format!("p:{word}")));
        if around {
            found.extend(before.iter().rev().take(AROUND).map(|word| format!("b:{word}")));
            found.extend(words.words[place.end..].iter().take(AROUND).map(|word| format!("a:{word}")));
        }
    }
    found
}

/// What was learned of one task: the classes, and by feature a weight for each.
struct Task {
    classes: Vec<&'static str>,
    weights: BTreeMap<&'static str, Vec<f32>>,
}

/// All that was learned.
pub struct Classes(BTreeMap<&'static str, Task>);

impl Classes {
    /// That of the file that ships.
    pub fn shipped() -> Self {
        Self::parse(include_str!("classes.tsv"))
    }

    /// Lines `= TASK CLASS ...`, and after each the task's `FEATURE WEIGHT ...`, parted by tabs; `#` begins a comment.
    fn parse(table: &'static str) -> Self {
        let mut tasks: BTreeMap<&str, Task> = BTreeMap::new();
        let mut task = "";
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let Some(name) = cells.next() else { continue };
            if let Some(name) = name.strip_prefix("= ") {
                task = name;
                tasks.insert(name, Task { classes: cells.collect(), weights: BTreeMap::new() });
            } else if let Some(task) = tasks.get_mut(task) {
                task.weights.insert(name, cells.filter_map(|cell| cell.parse().ok()).collect());
            }
        }
        Self(tasks)
    }

    /// Whether a word is one of the heads that a task has learned.
    pub fn is_head(&self, task: &str, word: &str) -> bool {
        self.0.get(task).is_some_and(|task| task.weights.contains_key(format!("h:{word}").as_str()))
    }

    /// The likeliest class; `None` for a task that was not learned, or where it is that there is none.
    pub fn of(&self, task: &str, features: &Features) -> Option<&'static str> {
        let (task, scores) = self.scores(task, features)?;
        let best = (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b]))?;
        Some(task.classes[best]).filter(|class| *class != "-")
    }

    /// The probability of a class; 0 for a task or class that was not learned.
    pub fn chance(&self, task: &str, class: &str, features: &Features) -> f32 {
        let Some((task, scores)) = self.scores(task, features) else { return 0.0 };
        let Some(own) = task.classes.iter().position(|known| *known == class) else { return 0.0 };
        1.0 / scores.iter().map(|score| (score - scores[own]).exp()).sum::<f32>()
    }

    /// The sum of weights of each class of a task.
    fn scores(&self, task: &str, features: &Features) -> Option<(&Task, Vec<f32>)> {
        let task = self.0.get(task)?;
        let mut scores = vec![0.0_f32; task.classes.len()];
        for feature in features.iter().map(String::as_str).chain([ALWAYS]) {
            for (score, weight) in scores.iter_mut().zip(task.weights.get(feature).into_iter().flatten()) {
                *score += weight;
            }
        }
        Some((task, scores))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_capitals_and_digits() {
        let words = Words::new("the mayor's 4-door \"car\" -- u.s.");
        assert_eq!(words.words, ["THE", "MAYOR'S", "4-DOOR", "CAR", "U", "S"]);
        assert_eq!(words.starts, [0, 4, 12, 20, 28, 30]);
        assert_eq!(words.within(&(4..18)), 1..3);
        assert_eq!(words.within(&(90..99)), 6..6);
    }

    #[test]
    fn features_are_the_words_of_an_entity_and_those_around() {
        let words = Words::new("MEN BURNED A BUS OF PILGRIMS YESTERDAY");
        let place = std::slice::from_ref(&(13..28));
        let found = features(&words, place, "ARSON", false);
        let expected = ["h:BUS", "k:ARSON", "m:BUS", "m:OF", "m:PILGRIMS", "p:A"];
        assert_eq!(found, expected.map(str::to_owned).into());
        let found = features(&words, place, "ARSON", true);
        assert!(found.contains("b:BURNED") && found.contains("a:YESTERDAY"), "{found:?}");
    }

    #[test]
    fn the_class_with_the_greatest_sum_is_chosen() {
        let classes =
            Classes::parse("# made\n= colour\tred\tblue\t-\nm:SEA\t-1\t2\t0\nm:ROSE\t3\t0\t0\n*\t0\t0\t1\n");
        let of = |string: &str| classes.of("colour", &own(string));
        assert_eq!(of("A ROSE"), Some("red"));
        assert_eq!(of("THE SEA"), Some("blue"));
        assert_eq!(of("A STONE"), None);
        assert_eq!(classes.of("sound", &own("SEA")), None);
        let chance = |class: &str| classes.chance("colour", class, &own("A STONE"));
        assert!((chance("red") + chance("blue") + chance("-") - 1.0).abs() < 1e-6);
        assert!(chance("-") > chance("red") && chance("green") == 0.0);
        assert!(!classes.is_head("colour", "SEA"));
    }

    #[test]
    fn what_ships_tells_a_person_from_a_description() {
        let classes = Classes::shipped();
        let named = |string: &str| classes.of("named", &own(string));
        assert_eq!(named("STUDENTS"), Some("DESCRIPTION"));
        assert_eq!(named("JOSE QUILLO VARNEZ"), Some("NAME"));
    }
}
