//! Filled templates against the keys of MUC-4, all slots, after the scoring guidelines of 1992 (version 7).
//!
//! * A value is right, partly right (counts half) or wrong. Which values of a set are partly right stands in `muc4.toml`.
//! * A fill is right when one of the alternatives of the key's is. Values with a reference ("DEATH: "MAYOR"") are partly right
//!   when the value is right and what it refers to is not.
//! * Fills of a slot are aligned so that most is right; so are templates of a document. Two templates may be aligned when their
//!   types match at least partly, and something of a perpetrator or a target does.
//! * Optional fills and templates that were not found are not missed. Slots with `*` in the key are not scored.
//! * The row "all templates": whatever stands in templates that were not aligned is missed or too much. The number of a template
//!   is one more slot.
//!
//! In 1992 a person judged strings that differ. Here a rule does: right are strings that are equal without articles,
//! quantifiers, numbers and adjectives of nations before them, or where the found one has but more modifiers in front; partly right
//! those where all words of one are in the other.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::matching::best;
use values::{date, location, number};

mod values;

pub use values::MONTHS;

/// The slots that are scored, as the keys name them.
pub const SLOTS: [&str; 23] = [
    "INCIDENT: DATE",
    "INCIDENT: LOCATION",
    "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT ID",
    "INCIDENT: INSTRUMENT TYPE",
    "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PERP: ORGANIZATION CONFIDENCE",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER",
    "PHYS TGT: FOREIGN NATION",
    "PHYS TGT: EFFECT OF INCIDENT",
    "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: TYPE",
    "HUM TGT: NUMBER",
    "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT",
    "HUM TGT: TOTAL NUMBER",
];

const TYPE: &str = "INCIDENT: TYPE";
const DESCRIPTION: &str = "HUM TGT: DESCRIPTION";

/// Slots of which one must match at least partly (scoring 3.2.1).
pub const CONTENT: [&str; 7] = [
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "HUM TGT: NAME",
    DESCRIPTION,
    "HUM TGT: TYPE",
];

/// No value: as a reference, that the value belongs to nobody named.
const NONE: &str = "-";

/// One line of a slot.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Fill {
    /// Alternatives, any of which is right; a found fill has one.
    pub values: Vec<String>,
    /// What the value belongs to, alternatives again; empty where nothing is referred to.
    pub refers: Vec<String>,
    /// Whether the key may be left unfilled.
    pub optional: bool,
}

/// An incident.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Template {
    /// Whether the key may be left out.
    pub optional: bool,
    /// Fills by slot; slots without are empty.
    pub slots: BTreeMap<String, Vec<Fill>>,
    /// Slots that do not apply, and are not scored.
    pub inapplicable: BTreeSet<String>,
}

/// How far a found value is that of the key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Grade {
    Wrong,
    Partial,
    Right,
}

/// Counts of one slot or of all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Right fills.
    pub right: usize,
    /// Partly right ones.
    pub partial: usize,
    /// Fills of the key.
    pub possible: usize,
    /// Fills that were found.
    pub actual: usize,
}

impl Tally {
    const fn add(&mut self, other: Self) {
        self.right += other.right;
        self.partial += other.partial;
        self.possible += other.possible;
        self.actual += other.actual;
    }

    /// Recall, precision and F (P&R: both alike) in percent; `None` where there is nothing to find or nothing found.
    pub fn rates(self) -> Option<(f64, f64, f64)> {
        if self.possible == 0 || self.actual == 0 {
            return None;
        }
        let points = self.right as f64 + 0.5 * self.partial as f64;
        let (recall, precision) =
            (100.0 * points / self.possible as f64, 100.0 * points / self.actual as f64);
        let f = 200.0 * points / (self.possible + self.actual) as f64;
        Some((recall, precision, f))
    }

    const fn points(self) -> u32 {
        (2 * self.right + self.partial) as u32
    }
}

/// Tallies by slot; "TEMPLATE" is that of the templates themselves.
pub type Tallies = BTreeMap<&'static str, Tally>;

/// All slots together.
pub fn total(tallies: &Tallies) -> Tally {
    let mut total = Tally::default();
    for tally in tallies.values() {
        total.add(*tally);
    }
    total
}

#[derive(Deserialize)]
struct Partial {
    slot: String,
    found: String,
    key: Vec<String>,
}

#[derive(Deserialize)]
struct Nonessential {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Table {
    partial: Vec<Partial>,
    nonessential: Vec<Nonessential>,
}

/// The scorer, with its table.
pub struct Scorer {
    partial: BTreeSet<(String, String, String)>,
    nonessential: BTreeSet<String>,
}

impl Scorer {
    /// With the table that ships.
    pub fn new() -> Result<Self, toml::de::Error> {
        let table: Table = toml::from_str(include_str!("muc4.toml"))?;
        let pairs = table.partial.into_iter().flat_map(|row| {
            let Partial { slot, found, key } = row;
            key.into_iter().map(move |key| (slot.clone(), found.clone(), key))
        });
        Ok(Self {
            partial: pairs.collect(),
            nonessential: table.nonessential.into_iter().flat_map(|row| row.words).collect(),
        })
    }

    /// Adds the counts of one document.
    pub fn add(&self, tallies: &mut Tallies, keys: &[Template], found: &[Template]) {
        let pairs = best(keys.len(), found.len(), |k, f| self.alike(&keys[k], &found[f]));
        let nothing = Template::default();
        for &(k, f) in &pairs {
            self.count(tallies, &keys[k], &found[f], Tally { right: 1, possible: 1, actual: 1, partial: 0 });
        }
        for (k, key) in keys.iter().enumerate() {
            if !key.optional && pairs.iter().all(|pair| pair.0 != k) {
                self.count(tallies, key, &nothing, Tally { possible: 1, ..Tally::default() });
            }
        }
        for (f, found) in found.iter().enumerate() {
            if pairs.iter().all(|pair| pair.1 != f) {
                self.count(tallies, &nothing, found, Tally { actual: 1, ..Tally::default() });
            }
        }
    }

    fn count(&self, tallies: &mut Tallies, key: &Template, found: &Template, number: Tally) {
        tallies.entry("TEMPLATE").or_default().add(number);
        for slot in SLOTS {
            tallies.entry(slot).or_default().add(self.slot(slot, key, found));
        }
    }

    /// Twice the points of two templates; 0 where they may not be aligned.
    fn alike(&self, key: &Template, found: &Template) -> u32 {
        let points = |slot: &str| self.slot(slot, key, found).points();
        if points(TYPE) == 0 || CONTENT.iter().all(|slot| points(slot) == 0) {
            return 0;
        }
        SLOTS.iter().map(|slot| points(slot)).sum()
    }

    fn slot(&self, slot: &str, key: &Template, found: &Template) -> Tally {
        if key.inapplicable.contains(slot) {
            return Tally::default();
        }
        let fills = |template: &Template| template.slots.get(slot).cloned().unwrap_or_default();
        let (keys, found) = (fills(key), fills(found));
        let grade = |k: usize, f: usize| self.fill(slot, &keys[k], &found[f]);
        let pairs = best(keys.len(), found.len(), |k, f| grade(k, f) as u32);
        let graded = |wanted: Grade| pairs.iter().filter(|&&(k, f)| grade(k, f) == wanted).count();
        let is_expected =
            |(k, key): &(usize, &Fill)| !key.may_be_empty() || pairs.iter().any(|pair| pair.0 == *k);
        Tally {
            right: graded(Grade::Right),
            partial: graded(Grade::Partial),
            possible: keys.iter().enumerate().filter(is_expected).count(),
            actual: found.len(),
        }
    }

    fn fill(&self, slot: &str, key: &Fill, found: &Fill) -> Grade {
        let Some(value) = found.values.first() else { return Grade::Wrong };
        let value = key
            .values
            .iter()
            .map(|alternative| self.value(slot, alternative, value))
            .max()
            .unwrap_or(Grade::Wrong);
        if value < Grade::Right || self.refers_to_the_same(slot, key, found) { value } else { Grade::Partial }
    }

    fn refers_to_the_same(&self, slot: &str, key: &Fill, found: &Fill) -> bool {
        match (key.refers.is_empty(), found.refers.first()) {
            (true, None) => true,
            // Only a description is spoilt by a reference that the key does not have.
            (true, Some(_)) => slot != DESCRIPTION,
            (false, None) => false,
            (false, Some(found)) => key.refers.iter().any(|key| {
                key == found || key != NONE && found != NONE && self.string(key, found) == Grade::Right
            }),
        }
    }

    fn value(&self, slot: &str, key: &str, found: &str) -> Grade {
        match slot {
            _ if key == found => Grade::Right,
            "INCIDENT: DATE" => date(key, found),
            "INCIDENT: LOCATION" => location(key, found),
            DESCRIPTION | "HUM TGT: NAME" => self.string(key, found),
            _ if slot.ends_with(" ID") => self.string(key, found),
            _ if slot.ends_with("NUMBER") => number(key, found),
            _ if self.partial.contains(&(slot.into(), found.into(), key.into())) => Grade::Partial,
            _ => Grade::Wrong,
        }
    }

    fn string(&self, key: &str, found: &str) -> Grade {
        let (key, found) = (self.essential(key), self.essential(found));
        if key.is_empty() || found.is_empty() {
            return Grade::Wrong;
        }
        let is_modifier = |word: &String| !PREPOSITIONS.contains(&word.as_str());
        if found.strip_suffix(key.as_slice()).is_some_and(|before| before.iter().all(is_modifier)) {
            return Grade::Right;
        }
        let within = |a: &[String], b: &[String]| a.iter().all(|word| b.contains(word));
        if within(&key, &found) || within(&found, &key) { Grade::Partial } else { Grade::Wrong }
    }

    /// The words without those in front that change nothing; the last word stays.
    fn essential(&self, text: &str) -> Vec<String> {
        let kept: String = text
            .chars()
            .filter(|c| *c != '\'' && *c != '.')
            .map(|c| if c.is_alphanumeric() || c == '-' { c.to_ascii_uppercase() } else { ' ' })
            .collect();
        let words: Vec<String> = kept.split_whitespace().map(Into::into).collect();
        let is_spare = |word: &String| {
            self.nonessential.contains(word) || word.chars().all(|character| character.is_ascii_digit())
        };
        let spare = words.iter().take_while(|word| is_spare(word)).count().min(words.len().saturating_sub(1));
        words[spare..].to_vec()
    }
}

/// What follows one of these is no modifier of what comes after.
const PREPOSITIONS: [&str; 12] =
    ["OF", "AND", "IN", "AT", "BY", "FOR", "TO", "WITH", "FROM", "WHO", "ON", "OR"];

impl Fill {
    fn may_be_empty(&self) -> bool {
        self.optional || self.values.iter().any(|value| value == NONE)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `SLOT = A / B : REF | C`: alternatives parted by `/`, fills by `|`, `?` before optional ones; `*` for a slot that does not
    /// apply. A line `OPTIONAL` makes the template optional.
    fn template(text: &str) -> Template {
        let mut template = Template::default();
        for line in text.split(';').map(str::trim).filter(|line| !line.is_empty()) {
            let Some((slot, fills)) = line.split_once(" = ") else {
                template.optional = line == "OPTIONAL";
                continue;
            };
            assert!(SLOTS.contains(&slot), "{slot}");
            if fills == "*" {
                template.inapplicable.insert(slot.into());
                continue;
            }
            let split = |text: &str| text.split(" / ").map(|value| value.trim().to_owned()).collect();
            let fills = fills.split(" | ").map(|fill| {
                let (value, refers) = fill.split_once(" @ ").unwrap_or((fill, ""));
                Fill {
                    values: split(value.trim_start_matches('?')),
                    refers: if refers.is_empty() { Vec::new() } else { split(refers) },
                    optional: value.starts_with('?'),
                }
            });
            template.slots.insert(slot.into(), fills.collect());
        }
        template
    }

    fn scored(keys: &[&str], found: &[&str]) -> Tallies {
        let read = |texts: &[&str]| -> Vec<Template> { texts.iter().map(|text| template(text)).collect() };
        let mut tallies = Tallies::default();
        Scorer::new().unwrap().add(&mut tallies, &read(keys), &read(found));
        tallies
    }

    /// Right, partly right, possible, actual, of all slots and the template.
    #[track_caller]
    fn check(keys: &[&str], found: &[&str], expected: (usize, usize, usize, usize)) {
        let all = total(&scored(keys, found));
        assert_eq!((all.right, all.partial, all.possible, all.actual), expected, "{keys:?} {found:?}");
    }

    #[track_caller]
    fn grades(slot: &str, expected: Grade, pairs: &[(&str, &str)]) {
        for (key, found) in pairs {
            assert_eq!(Scorer::new().unwrap().value(slot, key, found), expected, "{key} {found}");
        }
    }

    const BOMBING: &str = "INCIDENT: TYPE = BOMBING; PHYS TGT: ID = BUS";

    #[test]
    fn an_aligned_template_counts_slot_by_slot() {
        check(&[BOMBING], &[BOMBING], (3, 0, 3, 3));
        // The type is partly right: ATTACK holds them all.
        check(&[BOMBING], &["INCIDENT: TYPE = ATTACK; PHYS TGT: ID = BUS"], (2, 1, 3, 3));
        // One fill too few, one too many.
        check(
            &["INCIDENT: TYPE = BOMBING; PHYS TGT: ID = BUS | BRIDGE; HUM TGT: NAME = ANN LEE"],
            &["INCIDENT: TYPE = BOMBING; PHYS TGT: ID = BUS; INCIDENT: INSTRUMENT ID = BOMB"],
            (3, 0, 5, 4),
        );
    }

    #[test]
    fn templates_are_aligned_only_by_type_and_content() {
        check(&[BOMBING], &["INCIDENT: TYPE = KIDNAPPING; PHYS TGT: ID = BUS"], (0, 0, 3, 3));
        check(&[BOMBING], &["INCIDENT: TYPE = BOMBING; PHYS TGT: ID = BANK"], (0, 0, 3, 3));
        let two = ["INCIDENT: TYPE = BOMBING; PHYS TGT: ID = BANK", BOMBING];
        check(&two, &[BOMBING], (3, 0, 6, 3));
    }

    #[test]
    fn what_is_optional_is_not_missed() {
        let optional = format!("OPTIONAL; {BOMBING}");
        check(&[&optional], &[], (0, 0, 0, 0));
        check(&[&optional], &[BOMBING], (3, 0, 3, 3));
        let key = "INCIDENT: TYPE = BOMBING; PHYS TGT: ID = BUS | ?SHOP";
        check(&[key], &[BOMBING], (3, 0, 3, 3));
        check(&[key], &["INCIDENT: TYPE = BOMBING; PHYS TGT: ID = SHOP | BUS"], (4, 0, 4, 4));
        // No value may be one of the alternatives.
        check(
            &["INCIDENT: TYPE = BOMBING; PHYS TGT: ID = BUS; PHYS TGT: NUMBER = - / 3 @ BUS"],
            &[BOMBING],
            (3, 0, 3, 3),
        );
    }

    #[test]
    fn slots_that_do_not_apply_are_not_scored() {
        check(
            &["INCIDENT: TYPE = KIDNAPPING; HUM TGT: NAME = ANN LEE; PHYS TGT: ID = *"],
            &["INCIDENT: TYPE = KIDNAPPING; HUM TGT: NAME = ANN LEE; PHYS TGT: ID = CAR"],
            (3, 0, 3, 3),
        );
    }

    #[test]
    fn a_right_value_of_the_wrong_one_is_partly_right() {
        let with = |effect: &str| format!("{BOMBING}; HUM TGT: EFFECT OF INCIDENT = {effect}");
        let key = with("DEATH @ ANN LEE / MRS LEE");
        check(&[&key], &[&with("DEATH @ MRS LEE")], (4, 0, 4, 4));
        check(&[&key], &[&with("DEATH @ BO")], (3, 1, 4, 4));
        check(&[&key], &[&with("DEATH")], (3, 1, 4, 4));
        check(&[&key], &[&with("INJURY @ MRS LEE")], (3, 0, 4, 4));
        check(&[&with("NO INJURY @ -")], &[&with("NO INJURY @ -")], (4, 0, 4, 4));
        check(&[&with("NO INJURY OR DEATH @ -")], &[&with("NO INJURY @ BO")], (3, 1, 4, 4));
    }

    #[test]
    fn descriptions_need_their_names() {
        let with = |described: &str| format!("{BOMBING}; HUM TGT: DESCRIPTION = {described}");
        check(&[&with("MAYOR @ BO DY")], &[&with("MAYOR @ BO DY")], (4, 0, 4, 4));
        check(&[&with("MAYOR @ BO DY")], &[&with("MAYOR")], (3, 1, 4, 4));
        check(&[&with("MAYOR")], &[&with("MAYOR @ BO DY")], (3, 1, 4, 4));
    }

    #[test]
    fn strings() {
        let slot = "PHYS TGT: ID";
        grades(
            slot,
            Grade::Right,
            &[("PEASANTS", "THE 3 PEASANTS"), ("BUS", "BURNT BUS"), ("U.S. BANK", "US BANK")],
        );
        grades(
            slot,
            Grade::Partial,
            &[("ANA LUZ TORO", "TORO"), ("OIL PIPELINE", "OIL"), ("BUS", "PASSENGERS OF BUS")],
        );
        grades(slot, Grade::Wrong, &[("FUEL TRUCK", "ARMY TRUCK"), ("BUS", ""), ("", "BUS")]);
    }

    #[test]
    fn values_of_sets() {
        grades("INCIDENT: INSTRUMENT TYPE", Grade::Partial, &[("DYNAMITE", "EXPLOSIVE"), ("RIFLE", "GUN")]);
        grades("INCIDENT: INSTRUMENT TYPE", Grade::Wrong, &[("EXPLOSIVE", "DYNAMITE"), ("GUN", "BOMB")]);
        grades("PHYS TGT: EFFECT OF INCIDENT", Grade::Partial, &[("SOME DAMAGE", "DESTROYED")]);
        grades("PHYS TGT: EFFECT OF INCIDENT", Grade::Wrong, &[("DESTROYED", "SOME DAMAGE")]);
        grades("INCIDENT: STAGE OF EXECUTION", Grade::Wrong, &[("ATTEMPTED", "ACCOMPLISHED")]);
    }

    #[test]
    fn rates_count_partly_right_ones_half() {
        let tally = Tally { right: 3, partial: 2, possible: 8, actual: 5 };
        let (recall, precision, f) = tally.rates().unwrap();
        assert_eq!((recall, precision), (50.0, 80.0));
        // 2PR / (P + R).
        assert!((f - 2.0 * 50.0 * 80.0 / 130.0).abs() < 1e-9);
        assert_eq!(Tally::default().rates(), None);
    }

    proptest! {
        #[test]
        fn any_strings_can_be_compared(key in ".{0,40}", found in ".{0,40}") {
            let scorer = Scorer::new().unwrap();
            for slot in SLOTS {
                let grade = scorer.value(slot, &key, &found);
                prop_assert!(key != found || grade == Grade::Right);
            }
        }
    }
}
