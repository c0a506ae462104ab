//! `knowledge/casualties.toml` and `knowledge/people.toml`: words that tell who was hurt, and how.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{layers::QuantityRole, statement::Scope};
use serde::Deserialize;

use super::{
    Error,
    inflect::{noun, verb, words},
    parse,
    phrases::Phrases,
};

const CASUALTIES: &str = "knowledge/casualties.toml";
const PEOPLE: &str = "knowledge/people.toml";

/// Both tables, loaded.
#[derive(Debug, Default)]
pub struct Casualties {
    /// Words that link people to a role.
    pub cues: Phrases<Cue>,
    /// Nouns that are counted: people, and casualties as such.
    pub nouns: Phrases<Noun>,
    /// Adjectives that give a scope.
    pub adjectives: Phrases<Scope>,
    /// Nouns that are counted and are not people.
    pub not_people: Phrases<()>,
    /// Animals, which are harmed and not counted; who is not born yet is not counted either.
    pub animals: Phrases<()>,
    /// Nouns for men and boys.
    pub male: BTreeSet<String>,
    /// Nouns for women and girls.
    pub female: BTreeSet<String>,
    /// Before the word of an incident these say that somebody died.
    pub deadly: BTreeSet<String>,
    /// Nouns that say that somebody was killed.
    pub killings: Killings,
    /// Before a word for life these say that nobody died.
    pub rescues: BTreeSet<String>,
    /// Words for life.
    pub lives: BTreeSet<String>,
    /// What those do who get away.
    pub escapes: BTreeSet<String>,
    /// Who is held: who flees of them is not driven out.
    pub captives: BTreeSet<String>,
    /// Before a number these count people beyond those who were counted: "further", "remaining".
    pub added: BTreeSet<String>,
    /// Words that tell people from those named before.
    pub others: BTreeSet<String>,
    /// Words beside a figure that make it one of further people.
    pub further: BTreeSet<String>,
    /// Words for all people.
    pub everybody: BTreeSet<String>,
    /// In something that travels: "on board".
    pub aboard: Phrases<()>,
    /// Words that tell that something has people on board.
    pub carries: BTreeSet<String>,
    /// What is said of those who died, be it later: no words of killing.
    pub dies: BTreeSet<String>,
    /// Before a number of lives these tell how many died.
    pub takes_lives: BTreeSet<String>,
    /// After the word of a death these tell that it was one by illness or age.
    pub natural: Phrases<()>,
    /// Words for lists of people or incidents.
    pub lists: BTreeSet<String>,
    /// Words for a count of all.
    pub tolls: BTreeSet<String>,
    /// Words that tell what was said before more was known.
    pub at_first: BTreeSet<String>,
    /// Right after people these say that they were none that count: "two bodies had been counted twice".
    pub miscounted: Phrases<()>,
    /// After people these say that they are missing no more: "a girl, who was found safe".
    pub found: Phrases<()>,
    /// Words for those who were not killed.
    pub survivors: BTreeSet<String>,
    /// What those do who were not killed.
    pub survives: BTreeSet<String>,
    /// Between a word for a toll and a number these say that it is more.
    pub passes: BTreeSet<String>,
    /// The same after a plural.
    pub bare_passes: BTreeSet<String>,
    /// Several people as one, whom nobody counts, and whose members may be anybody.
    pub families: BTreeSet<String>,
    /// Craft that somebody flies: a name for nobody.
    pub craft: Phrases<()>,
    missiles: BTreeSet<String>,
    munitions: BTreeSet<String>,
    /// What is done to what flies.
    pub downs: Phrases<()>,
    /// These tell no more of those who were hurt than that they were cared for.
    pub cared_for: BTreeSet<String>,
    /// Words beside which whoever is brought or treated, or suffers something, is hurt.
    pub bodily: BTreeSet<String>,
    /// What armed groups are called.
    pub armed_groups: Phrases<()>,
    /// Below the word of a death in the parse these leave open whether it happened.
    pub unsure: BTreeSet<String>,
    /// Before the word of a harm or a killing these say how many it befell: "a triple shooting".
    pub multiples: BTreeMap<String, u32>,
}

/// Nouns that say that somebody was killed, and what keeps them from saying so.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Killings {
    /// The nouns.
    pub words: BTreeSet<String>,
    /// After these they say nothing: "attempted murder".
    pub not_after: BTreeSet<String>,
    /// Before these they say nothing: "homicide detectives".
    pub not_before: BTreeSet<String>,
    #[serde(rename = "source")]
    _source: String,
}

/// What a cue tells, and of whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cue {
    /// One role, or two where one number stands for both.
    pub roles: Vec<QuantityRole>,
    /// Where the people stand.
    pub form: CueForm,
    /// What leaves open if the harm was deadly.
    pub open: Option<Open>,
    /// Whether it tells of harm only where people or lives are named: `claimed` says something else before a number alone.
    pub needs_people: bool,
}

/// What a cue tells that leaves open if the harm was deadly.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// The harm itself: `shot`.
    Harm,
    /// What followed: `taken to hospital`.
    Care,
}

/// Where the people stand to a cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CueForm {
    /// After it: `kills`, `killing`, `claimed the lives of`.
    Active,
    /// After it in the active, before it in the passive or without "be": `killed`.
    Participle,
    /// Before it: `died`, `fled`.
    Subject,
    /// Before it, and it is no verb: `dead`, `in critical condition`.
    Predicate,
    /// After it: `deaths of`.
    Of,
    /// A number follows: `death toll`.
    Toll,
}

/// A noun that is counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Noun {
    /// Whom it names; [`Scope::All`] where it says nothing.
    pub scope: Scope,
    /// Whether it is a plural.
    pub plural: bool,
    /// The roles that the noun itself gives: `deaths`; empty for people.
    pub roles: Vec<QuantityRole>,
    /// Whether it is counted only beside a number.
    pub numbered_only: bool,
    /// What leaves open if the harm that it tells of was deadly.
    pub open: Option<Open>,
    /// Whether it may describe a noun after it: "police officers", not "officers police".
    pub compounds: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CasualtiesFile {
    transitive: Vec<CueRow>,
    intransitive: Vec<CueRow>,
    predicate: Vec<CueRow>,
    noun: Vec<CueRow>,
    toll: Vec<CueRow>,
    of: Vec<CueRow>,
    deadly: WordRow,
    killings: Killings,
    unsure: WordRow,
    rescues: WordRow,
    lives: WordRow,
    escapes: WordRow,
    captives: WordRow,
    others: WordRow,
    added: WordRow,
    further: WordRow,
    dies: WordRow,
    natural: WordRow,
    takes_lives: WordRow,
    everybody: WordRow,
    aboard: WordRow,
    carries: WordRow,
    lists: WordRow,
    tolls: WordRow,
    at_first: WordRow,
    miscounted: WordRow,
    found: WordRow,
    survivors: WordRow,
    survives: WordRow,
    passes: WordRow,
    bare_passes: WordRow,
    families: WordRow,
    craft: WordRow,
    missiles: WordRow,
    munitions: WordRow,
    downs: WordRow,
    cared_for: WordRow,
    bodily: WordRow,
    armed_groups: WordRow,
    multiples: Multiples,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Multiples {
    numbers: BTreeMap<String, u32>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRow {
    words: BTreeSet<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueRow {
    roles: Vec<QuantityRole>,
    words: Vec<String>,
    #[serde(default)]
    active_only: bool,
    #[serde(default)]
    numbered_only: bool,
    #[serde(default)]
    needs_people: bool,
    open: Option<Open>,
    #[serde(rename = "source")]
    _source: String,
}

impl CueRow {
    fn cue(&self, form: CueForm) -> Cue {
        Cue { roles: self.roles.clone(), form, open: self.open, needs_people: self.needs_people }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    people: Vec<PeopleRow>,
    not_people: Vec<NotPeopleRow>,
    animals: Vec<NotPeopleRow>,
    gender: Gender,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gender {
    male: BTreeSet<String>,
    female: BTreeSet<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleRow {
    scope: Scope,
    nouns: Vec<String>,
    #[serde(default)]
    invariant: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotPeopleRow {
    nouns: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

impl Casualties {
    /// The tables compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let casualties = parse(CASUALTIES, include_str!("../../../../knowledge/casualties.toml"))?;
        let people = parse(PEOPLE, include_str!("../../../../knowledge/people.toml"))?;
        Ok(Self::of(casualties, people))
    }

    /// Whether the words of a cue leave it open if the harm was deadly; so does what is no cue.
    pub fn is_open(&self, words: &str) -> bool {
        longest(&self.cues, words).is_none_or(|cue| cue.open.is_some())
    }

    /// Whether the words of a cue name a harm that may have been deadly: "were shot", not "were taken to hospital".
    pub fn is_open_harm(&self, words: &str) -> bool {
        let cue = longest(&self.cues, words).and_then(|cue| cue.open);
        cue.or_else(|| longest(&self.nouns, words).and_then(|noun| noun.open)) == Some(Open::Harm)
    }

    /// Whether the cue that begins with the first `word` tells no more of people than that they were cared for.
    pub fn is_care<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> bool {
        word(0).is_some_and(|first| self.cared_for.contains(first))
            || self.cues.longest(0, word).is_some_and(|(_, cue)| cue.open == Some(Open::Care))
    }

    /// Whether the words of a cue tell how somebody is who is cared for: "in critical condition".
    pub fn is_state_of_care(&self, words: &str) -> bool {
        let is_state = |cue: &Cue| cue.form == CueForm::Predicate && cue.open == Some(Open::Care);
        longest(&self.cues, words).is_some_and(is_state)
    }

    /// Whether `word` names what flies and nobody: "drone", "missile"; a bomber may be somebody.
    pub fn flies(&self, word: &str) -> bool {
        let is_craft = self.craft.get(word).is_some() && self.nouns.get(word).is_none();
        is_craft || self.missiles.contains(word)
    }

    /// Whether `word` names what is dropped, or launched far away from where it strikes.
    pub fn is_fired(&self, word: &str) -> bool {
        self.missiles.contains(word) || self.munitions.contains(word)
    }

    /// Whether the words of a figure tell those who are counted from others: "three others".
    pub fn tells_apart(&self, figure: &str) -> bool {
        let mut words = figure.split(|c: char| !c.is_alphanumeric());
        words.any(|word| self.others.contains(&word.to_lowercase()))
    }

    /// Whether the words of a figure are a multiple: "triple" of "a triple shooting", whoever of the three died.
    pub fn is_multiple(&self, figure: &str) -> bool {
        let first = figure.split('-').next().unwrap_or_default();
        self.multiples.contains_key(&first.to_lowercase())
    }

    fn of(file: CasualtiesFile, mut people: PeopleFile) -> Self {
        let mut table = Self {
            male: std::mem::take(&mut people.gender.male),
            female: std::mem::take(&mut people.gender.female),
            deadly: file.deadly.words,
            killings: file.killings,
            unsure: file.unsure.words,
            rescues: file.rescues.words,
            lives: file.lives.words,
            escapes: file.escapes.words,
            captives: file.captives.words,
            others: file.others.words,
            added: file.added.words,
            further: file.further.words,
            dies: file.dies.words,
            takes_lives: file.takes_lives.words,
            everybody: file.everybody.words,
            carries: file.carries.words,
            lists: file.lists.words,
            tolls: file.tolls.words,
            at_first: file.at_first.words,
            survivors: file.survivors.words,
            survives: file.survives.words,
            passes: file.passes.words,
            bare_passes: file.bare_passes.words,
            families: file.families.words,
            missiles: file.missiles.words,
            munitions: file.munitions.words,
            cared_for: file.cared_for.words,
            bodily: file.bodily.words,
            multiples: file.multiples.numbers,
            ..Self::default()
        };
        for (phrases, row) in [
            (&mut table.aboard, &file.aboard),
            (&mut table.craft, &file.craft),
            (&mut table.downs, &file.downs),
            (&mut table.miscounted, &file.miscounted),
            (&mut table.armed_groups, &file.armed_groups),
            (&mut table.found, &file.found),
            (&mut table.natural, &file.natural),
        ] {
            for phrase in &row.words {
                phrases.insert(&words(phrase), ());
            }
        }
        for row in &file.transitive {
            for forms in row.words.iter().map(|word| verb(word)) {
                let participle = if row.active_only { CueForm::Active } else { CueForm::Participle };
                for (words, form) in [
                    (&forms.participle, participle),
                    (&forms.past, participle),
                    (&forms.base, CueForm::Active),
                    (&forms.third, CueForm::Active),
                    (&forms.gerund, CueForm::Active),
                ] {
                    table.cues.insert(words, row.cue(form));
                }
            }
        }
        for row in &file.intransitive {
            for forms in row.words.iter().map(|word| verb(word)) {
                for words in [&forms.past, &forms.participle, &forms.base, &forms.third, &forms.gerund] {
                    table.cues.insert(words, row.cue(CueForm::Subject));
                }
            }
        }
        for (rows, form) in
            [(&file.predicate, CueForm::Predicate), (&file.toll, CueForm::Toll), (&file.of, CueForm::Of)]
        {
            for row in rows {
                for word in &row.words {
                    table.cues.insert(&words(word), row.cue(form));
                }
            }
        }
        table.add_nouns(&file.noun, people);
        table
    }

    fn add_nouns(&mut self, counted: &[CueRow], people: PeopleFile) {
        let mut add = |row: &str, scope, roles: &[QuantityRole], numbered_only, open| {
            let (singular, plural) = noun(row);
            let entry = |plural| Noun {
                scope,
                plural,
                roles: roles.to_vec(),
                numbered_only,
                open,
                compounds: !plural,
            };
            self.nouns.insert(&plural, entry(true));
            self.nouns.insert(&singular, entry(false));
        };
        for row in counted {
            for word in &row.words {
                let scope = if word.starts_with("civilian") { Scope::Civilian } else { Scope::All };
                add(word, scope, &row.roles, row.numbered_only, row.open);
            }
        }
        for row in &people.people {
            for word in &row.nouns {
                add(word, row.scope, &[], false, None);
            }
        }
        for row in people.people {
            for word in &row.invariant {
                let entry = Noun {
                    scope: row.scope,
                    plural: true,
                    roles: Vec::new(),
                    numbered_only: false,
                    open: None,
                    compounds: true,
                };
                self.nouns.insert(&words(word), entry);
            }
            for word in &row.adjectives {
                self.adjectives.insert(&words(word), row.scope);
            }
        }
        for word in people.not_people.iter().flat_map(|row| &row.nouns) {
            let (singular, plural) = noun(word);
            self.not_people.insert(&singular, ());
            self.not_people.insert(&plural, ());
        }
        for word in people.animals.iter().flat_map(|row| &row.nouns) {
            let (singular, plural) = noun(word);
            self.animals.insert(&singular, ());
            self.animals.insert(&plural, ());
        }
    }
}

/// What the longest phrase of `phrases` that `words` begin with tells.
fn longest<'p, T>(phrases: &'p Phrases<T>, words: &str) -> Option<&'p T> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    phrases.longest(0, |i| words.get(i).map(String::as_str)).map(|(_, told)| told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_tables_load_and_inflect() {
        let table = Casualties::shipped().unwrap();
        let find = |text: &str| {
            let text: Vec<&str> = text.split(' ').collect();
            table.cues.longest(0, |i| text.get(i).copied()).map(|(len, cue)| (len, cue.roles[0], cue.form))
        };
        assert_eq!(find("killed"), Some((1, QuantityRole::Killed, CueForm::Participle)));
        assert_eq!(find("shot dead"), Some((2, QuantityRole::Killed, CueForm::Participle)));
        assert_eq!(find("shot in"), Some((1, QuantityRole::Injured, CueForm::Participle)));
        assert_eq!(find("deaths of"), Some((2, QuantityRole::Killed, CueForm::Of)));
        assert_eq!(table.nouns.get("children").unwrap().scope, Scope::Child);
    }
}
