//! `knowledge/incident_types.toml`: kinds of incidents, the words that name them, and their names in code books.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::reading::IncidentType;
use serde::Deserialize;

use super::{
    Error,
    inflect::{self, noun, verb},
    parse,
    phrases::Phrases,
};

const TABLE: &str = "knowledge/incident_types.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct IncidentTypes {
    types: BTreeMap<String, IncidentType>,
    words: Phrases<TriggerWord>,
    ambiguous: Vec<Ambiguous>,
    /// Of a kind those that it goes off in.
    goes_off_in: BTreeMap<String, Vec<String>>,
    /// Of a kind others by whose words it is told.
    told_as: BTreeMap<String, Vec<String>>,
    /// Of a kind others that it may name by how they end.
    outcome_of: BTreeMap<String, Vec<String>>,
    /// Kinds that are a part of the flood or the like in which they happen.
    giving_way: BTreeSet<String>,
    /// Kinds that are crowds, at which something else may strike.
    gatherings: BTreeSet<String>,
    /// Of a kind what people do to each other by it.
    deeds: BTreeMap<String, Deed>,
}

/// What people do to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Some strike others.
    Attack,
    /// Two sides strike each other.
    Fight,
}

/// What a word of the table tells.
#[derive(Clone, Debug)]
pub struct TriggerWord {
    /// Its type, or where the type depends on its company.
    pub meaning: Meaning,
    /// Whether it is a verb.
    pub verb: bool,
    /// Whether it is a noun in the plural.
    pub plural: bool,
}

/// What type a word names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// Always this one.
    Type(String),
    /// Index of a row for [`IncidentTypes::sense`].
    Ambiguous(usize),
}

#[derive(Debug)]
struct Ambiguous {
    senses: Vec<Sense>,
    default: String,
}

impl Ambiguous {
    /// The first sense that has one of its words in the sentence or, where it looks there, in the report.
    fn in_company(&self, near: impl Fn(&str) -> bool, in_report: impl Fn(&str) -> bool) -> Option<&Sense> {
        self.senses
            .iter()
            .find(|s| s.near.iter().any(|w| near(w)) || s.in_report.iter().any(|w| in_report(w)))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sense {
    #[serde(rename = "type")]
    incident_type: String,
    #[serde(default)]
    near: BTreeSet<String>,
    #[serde(default)]
    in_report: BTreeSet<String>,
    /// Of a sense that is no incident: whether it is none whatever the network says.
    #[serde(default)]
    sure: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "type")]
    types: Vec<TypeRow>,
    #[serde(rename = "word")]
    words: Vec<WordRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeRow {
    key: String,
    label: String,
    kinds: Vec<String>,
    acled: Option<String>,
    plover: Option<String>,
    cameo: Option<String>,
    /// Whether it is one incident in however many places and by whatever plural: "floods across the north".
    #[serde(default)]
    spreads: bool,
    /// The kinds, with all more special ones, that it may name by their explosion alone.
    #[serde(default)]
    goes_off_in: Vec<String>,
    /// The kinds by whose words it is told, though neither is the more general.
    #[serde(default)]
    told_as: Vec<String>,
    /// The kinds that it may name by how they end.
    #[serde(default)]
    outcome_of: Vec<String>,
    /// Whether it is a part of the flood or the like in which it happens.
    #[serde(default)]
    gives_way: bool,
    /// Whether it is a crowd, at which something else may strike.
    #[serde(default)]
    gathers: bool,
    /// What people do to each other by it, and by all more special kinds.
    deed: Option<Deed>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRow {
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    senses: Vec<Sense>,
    default: String,
    #[serde(rename = "source")]
    _source: String,
}

impl IncidentTypes {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        Self::load(include_str!("../../../../knowledge/incident_types.toml"))
    }

    fn load(text: &str) -> Result<Self, Error> {
        let file: File = parse(TABLE, text)?;
        let known: BTreeSet<&str> = file.types.iter().map(|row| row.key.as_str()).collect();
        let kinds = file
            .types
            .iter()
            .flat_map(|row| [&row.kinds, &row.goes_off_in, &row.told_as, &row.outcome_of])
            .flatten();
        let senses = file
            .words
            .iter()
            .flat_map(|row| row.senses.iter().map(|s| &s.incident_type).chain([&row.default]));
        if let Some(unknown) =
            kinds.chain(senses).find(|key| !key.is_empty() && !known.contains(key.as_str()))
        {
            return Err(Error::new(TABLE, format!("type `{unknown}` has no row; add one or mend the name")));
        }
        let mut table = Self::default();
        // Rows of ambiguous words come first: they win over a type's own list.
        for row in file.words {
            let meaning = Meaning::Ambiguous(table.ambiguous.len());
            table.add_words(&row.nouns, &row.verbs, &meaning);
            table.ambiguous.push(Ambiguous { senses: row.senses, default: row.default });
        }
        for row in file.types {
            table.add_words(&row.nouns, &row.verbs, &Meaning::Type(row.key.clone()));
            let incident_type = IncidentType {
                value: row.key.clone(),
                label: row.label,
                kinds: row.kinds,
                acled: row.acled,
                plover: row.plover,
                cameo: row.cameo,
                spreads: row.spreads,
            };
            table.goes_off_in.insert(row.key.clone(), row.goes_off_in);
            table.told_as.insert(row.key.clone(), row.told_as);
            table.outcome_of.insert(row.key.clone(), row.outcome_of);
            table.gatherings.extend(row.gathers.then(|| row.key.clone()));
            table.deeds.extend(row.deed.map(|deed| (row.key.clone(), deed)));
            table.giving_way.extend(row.gives_way.then(|| row.key.clone()));
            table.types.insert(row.key, incident_type);
        }
        Ok(table)
    }

    fn add_words(&mut self, nouns: &[String], verbs: &[String], meaning: &Meaning) {
        let word = |verb, plural| TriggerWord { meaning: meaning.clone(), verb, plural };
        for row in nouns {
            let (singular, plural) = noun(row);
            self.words.insert(&singular, word(false, false));
            self.words.insert(&plural, word(false, true));
        }
        for row in verbs {
            let forms = verb(row);
            for form in [forms.participle, forms.past, forms.base, forms.third, forms.gerund] {
                self.words.insert(&form, word(true, false));
            }
        }
    }

    /// The type called `key`.
    pub fn get(&self, key: &str) -> Option<&IncidentType> {
        self.types.get(key)
    }

    /// Whether the type called `key` is one incident in however many places: a flood, a storm.
    pub fn spreads(&self, key: &str) -> bool {
        self.get(key).is_some_and(|found| found.spreads)
    }

    /// Whether the type called `key` is a part of the flood or the like in which it happens: the collapse of a bridge.
    pub fn gives_way(&self, key: &str) -> bool {
        self.giving_way.contains(key)
    }

    /// Whether the type called `key` is a crowd, at which something else may strike.
    pub fn gathers(&self, key: &str) -> bool {
        self.gatherings.contains(key)
    }

    /// What people do to each other by the type called `key`.
    pub fn deed(&self, key: &str) -> Option<Deed> {
        let kinds = self.get(key).into_iter().flat_map(|found| found.kinds.iter().map(String::as_str));
        std::iter::once(key).chain(kinds).find_map(|kind| self.deeds.get(kind).copied())
    }

    /// The type of an attack of which nothing more is told.
    pub fn attack(&self) -> Option<&IncidentType> {
        let (key, _) = self.deeds.iter().find(|(_, deed)| **deed == Deed::Attack)?;
        self.get(key)
    }

    /// All types, by key.
    pub fn all(&self) -> impl Iterator<Item = &IncidentType> {
        self.types.values()
    }

    /// Whether one of the two is the other, or a more general kind of it.
    pub fn compatible(&self, a: &str, b: &str) -> bool {
        let is_kind =
            |a: &str, b: &str| self.get(a).is_some_and(|row| row.kinds.iter().any(|kind| kind == b));
        a == b || is_kind(a, b) || is_kind(b, a)
    }

    /// Whether `a` is the explosion by which `b`, a bombing or any bombardment, may be named.
    pub fn goes_off_in(&self, a: &str, b: &str) -> bool {
        let kinds = self.get(b).map(|row| row.kinds.as_slice()).unwrap_or_default();
        let within = self.goes_off_in.get(a).into_iter().flatten();
        within.into_iter().any(|kind| kind == b || kinds.contains(kind))
    }

    /// Whether one of the two is told by the words of the other: rockets are fired as shells are.
    pub fn are_told_alike(&self, a: &str, b: &str) -> bool {
        stands_in(&self.told_as, a, b) || stands_in(&self.told_as, b, a)
    }

    /// Whether one of the two may name the other by how it ends: "a murder-suicide", "the slaying" after a shooting.
    pub fn ends_in(&self, a: &str, b: &str) -> bool {
        stands_in(&self.outcome_of, a, b) || stands_in(&self.outcome_of, b, a)
    }

    /// The longest phrase that starts at word `at`: how many words, and what it tells.
    pub fn word_at<'a>(
        &self,
        at: usize,
        word: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<(usize, &TriggerWord)> {
        self.words.longest(at, word)
    }

    /// The type that `meaning` has in company: `near` tells whether a word stands in the sentence, `in_report` whether in
    /// the report. `None` where it names no incident.
    pub fn sense<'a>(
        &'a self,
        meaning: &'a Meaning,
        near: impl Fn(&str) -> bool,
        in_report: impl Fn(&str) -> bool,
    ) -> Option<&'a str> {
        let key = match meaning {
            Meaning::Type(key) => key,
            Meaning::Ambiguous(row) => {
                let row = self.ambiguous.get(*row)?;
                row.in_company(near, in_report).map_or(&row.default, |sense| &sense.incident_type)
            }
        };
        Some(key.as_str()).filter(|key| !key.is_empty())
    }

    /// Whether the company of `meaning`, told as in [`IncidentTypes::sense`], says that it names an incident: "hit" beside an airstrike.
    pub fn is_borne_out(
        &self,
        meaning: &Meaning,
        near: impl Fn(&str) -> bool,
        in_report: impl Fn(&str) -> bool,
    ) -> bool {
        let Meaning::Ambiguous(row) = meaning else { return false };
        let sense = self.ambiguous.get(*row).and_then(|row| row.in_company(near, in_report));
        sense.is_some_and(|sense| !sense.incident_type.is_empty())
    }

    /// Whether the company of `meaning`, told as in [`IncidentTypes::sense`], says that it names no incident: a "barrage" beside a sluice. `Some(true)` where
    /// it does so whatever else speaks for one.
    pub fn ruled_out(
        &self,
        meaning: &Meaning,
        near: impl Fn(&str) -> bool,
        in_report: impl Fn(&str) -> bool,
    ) -> Option<bool> {
        let Meaning::Ambiguous(row) = meaning else { return None };
        let sense = self.ambiguous.get(*row).and_then(|row| row.in_company(near, in_report))?;
        sense.incident_type.is_empty().then_some(sense.sure)
    }

    /// Whether `meaning` is that of a phrase which names no incident in any company.
    pub fn names_none(&self, meaning: &Meaning) -> bool {
        match meaning {
            Meaning::Type(_) => false,
            Meaning::Ambiguous(row) => {
                self.ambiguous.get(*row).is_some_and(|row| row.default.is_empty() && row.senses.is_empty())
            }
        }
    }

    /// Whether `word` is a noun or verb form that may name an incident.
    pub fn knows(&self, word: &str) -> bool {
        inflect::words(word).first().is_some_and(|word| self.words.get(word).is_some())
    }
}

/// Whether `b` stands in the row of `a`.
fn stands_in(rows: &BTreeMap<String, Vec<String>>, a: &str, b: &str) -> bool {
    rows.get(a).is_some_and(|kinds| kinds.iter().any(|kind| kind == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_types_have_the_names_of_the_code_books() {
        let table = IncidentTypes::shipped().unwrap();
        let airstrike = table.get("airstrike").unwrap();
        assert_eq!(airstrike.acled.as_deref(), Some("Explosions/Remote violence: Air/drone strike"));
        assert_eq!(airstrike.cameo.as_deref(), Some("195"));
        assert!(table.get("other").is_some());
        assert!(table.compatible("drone_strike", "attack") && !table.compatible("flood", "attack"));
    }

    #[test]
    fn a_word_takes_its_sense_from_its_company() {
        let table = IncidentTypes::shipped().unwrap();
        let check = |words: &[&str], at: usize, expect: Option<&str>| {
            let (_, found) = table.word_at(at, |i| words.get(i).copied()).unwrap();
            assert_eq!(table.sense(&found.meaning, |w| words.contains(&w), |_| false), expect, "{words:?}");
        };
        check(&["the", "teachers", "went", "on", "strike"], 4, None);
        check(&["a", "jet", "strike", "hit"], 2, Some("airstrike"));
        check(&["a", "car", "bomb", "exploded"], 1, Some("bombing"));
        check(&["they", "shelled", "it"], 1, Some("shelling"));
        check(&["gunmen", "storm", "a", "hospital"], 1, Some("attack"));
        check(&["rebels", "stormed", "the", "base"], 1, Some("armed_clash"));
        check(&["a", "ferry", "caught", "fire"], 2, Some("fire"));
        check(&["an", "oxygen", "tank", "fire"], 1, Some("fire"));
        check(&["a", "blast", "in", "a", "coal", "mine"], 1, Some("explosion"));
        check(&["a", "mine", "blast", "hurt", "two", "farmers"], 2, Some("bombing"));
    }

    #[test]
    fn a_sense_without_a_row_is_refused() {
        let text = "type = []\n[[word]]\nnouns = [\"raid\"]\ndefault = \"nothing_known\"\nsenses = []\nsource = \"x\"\n";
        let error = IncidentTypes::load(text).unwrap_err().to_string();
        assert!(error.contains("nothing_known"), "{error}");
    }
}
