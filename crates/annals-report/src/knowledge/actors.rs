//! `knowledge/actors.toml` and `knowledge/roles.toml`: states, forces, groups, agencies, outlets, and the words that
//! describe them.

use std::collections::HashMap;

use annals_types::{mention::ActorKind, statement::SpeakerKind};
use serde::Deserialize;

use super::{
    Error,
    countries::{Countries, Country},
    fold::{self, Phrases, Word},
    parse,
};

/// A known actor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// Key: `force/us`.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// What kind.
    pub kind: ActorKind,
    /// How close to the facts it is when it speaks.
    pub speaker_kind: SpeakerKind,
}

/// What a description without a name says of someone: "hospital officials".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
pub struct Role {
    /// What kind.
    pub kind: ActorKind,
    /// How close to the facts.
    pub speaker_kind: SpeakerKind,
}

/// What stands at the beginning of some words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundActor {
    /// Who.
    pub actor: Actor,
    /// How many words name it.
    pub words: usize,
}

/// The tables, loaded.
#[derive(Debug, Default)]
pub struct Actors {
    countries: Countries,
    rows: Vec<Actor>,
    by_id: HashMap<String, usize>,
    aliases: Phrases,
    /// For each short name of one word, folded, how many of its letters are doubled: "Man" is not "Ma'an".
    doubled: HashMap<String, Vec<u8>>,
    skeletons: HashMap<String, u32>,
    longest_skeleton: usize,
    roles: Vec<Role>,
    role_words: Phrases,
    speaks_for: Phrases,
    voice_of: Phrases,
    writing: Phrases,
    compose: Phrases,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    kind: ActorKind,
    speaker_kind: SpeakerKind,
    #[serde(default)]
    translit: bool,
    #[serde(rename = "source")]
    _source: String,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    name: String,
    #[serde(rename = "country")]
    _country: Option<String>,
    aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    compose: Compose,
    speaks_for: WordList,
    voice_of: WordList,
    writing: WordList,
    role: Vec<RoleRow>,
}

#[derive(Deserialize)]
struct Compose {
    state: Vec<String>,
    force: Vec<String>,
    deed: Vec<String>,
}

#[derive(Deserialize)]
struct WordList {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct RoleRow {
    #[serde(flatten)]
    role: Role,
    words: Vec<String>,
}

const STATE: u32 = 0;
const FORCE: u32 = 1;
const DEED: u32 = 2;

/// A name of fewer letters than this is another word where other letters are doubled; longer ones are spelled in several ways.
const LEAST_LETTERS: usize = 5;

/// A skeleton of fewer consonants than this meets too many other words; longer names are told apart by the rest.
const LEAST_CONSONANTS: usize = 4;

impl Actors {
    /// The tables compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let table: Table = parse("knowledge/actors.toml", include_str!("../../../../knowledge/actors.toml"))?;
        let roles: Roles = parse("knowledge/roles.toml", include_str!("../../../../knowledge/roles.toml"))?;
        let mut actors = Self { countries: Countries::shipped()?, ..Self::default() };
        for group in table.group {
            for row in group.rows {
                let index = actors.rows.len() as u32;
                for alias in row.aliases.iter().chain([&row.name]) {
                    actors.aliases.add(alias, index);
                    actors.add_doubled(alias);
                    if group.translit {
                        actors.add_skeleton(alias, index);
                    }
                }
                let kind = if row.id.starts_with("state/") { ActorKind::State } else { group.kind };
                actors.by_id.insert(row.id.clone(), index as usize);
                actors.rows.push(Actor {
                    id: row.id,
                    name: row.name,
                    kind,
                    speaker_kind: group.speaker_kind,
                });
            }
        }
        for (id, words) in
            [(STATE, roles.compose.state), (FORCE, roles.compose.force), (DEED, roles.compose.deed)]
        {
            for word in &words {
                actors.compose.add(word, id);
            }
        }
        roles.speaks_for.words.iter().for_each(|word| actors.speaks_for.add(word, 0));
        roles.voice_of.words.iter().for_each(|word| actors.voice_of.add(word, 0));
        roles.writing.words.iter().for_each(|word| actors.writing.add(word, 0));
        for row in roles.role {
            let index = actors.roles.len() as u32;
            row.words.iter().for_each(|word| actors.role_words.add(word, index));
            actors.roles.push(row.role);
        }
        Ok(actors)
    }

    /// The countries that forces and governments are composed from.
    pub const fn countries(&self) -> &Countries {
        &self.countries
    }

    /// The rows of one kind, in the order of the table.
    pub fn of_kind(&self, kind: ActorKind) -> impl Iterator<Item = &Actor> {
        self.rows.iter().filter(move |actor| actor.kind == kind)
    }

    /// The row with this id, or the government or force of a country composed for it.
    pub fn get(&self, id: &str) -> Option<Actor> {
        if let Some(&index) = self.by_id.get(id) {
            return self.rows.get(index).cloned();
        }
        let (prefix, code) = id.split_once('/')?;
        let country = self.countries.get(&code.to_uppercase())?;
        match prefix {
            "state" => Some(self.of_country(country, STATE)),
            "force" => Some(self.of_country(country, FORCE)),
            _ => None,
        }
    }

    /// How close to the facts the actor `id` is when it speaks.
    pub fn speaker_kind(&self, id: &str) -> Option<SpeakerKind> {
        self.get(id).map(|actor| actor.speaker_kind)
    }

    /// The actor whose name, in any of its spellings, begins `words`: the longest name.
    pub fn find(&self, words: &[Word]) -> Option<FoundActor> {
        let named = self.aliases.longest(words).filter(|found| found.words > 1 || self.is_spelled(&words[0]));
        let named = named.map(|found| (found.ids[0], found.words));
        let sounding = self.find_skeleton(words).filter(|found| named.is_none_or(|named| named.1 < found.1));
        let (row, count) = sounding.or(named)?;
        Some(FoundActor { actor: self.rows.get(row as usize)?.clone(), words: count })
    }

    /// The government or force named by the adjective or name of a country and a noun ("Iraqi military", "US officials"),
    /// or only by an adjective before a deed ("Israeli airstrikes": one word).
    pub fn compose(&self, words: &[Word]) -> Option<FoundActor> {
        let adjective = self.countries.demonym(words);
        let name = self.countries.named(words).filter(|(_, count)| words[count - 1].possessive);
        let (country, count) = adjective.or(name)?;
        let noun = words
            .get(count)
            .filter(|noun| noun.continues(&words[count - 1]))
            .and_then(|_| self.compose.longest(&words[count..]))?;
        let kind = noun.ids[0];
        let words = if kind == DEED { count } else { count + noun.words };
        Some(FoundActor { actor: self.of_country(country, kind), words })
    }

    /// The government of the country whose name begins `words`.
    pub fn state(&self, words: &[Word]) -> Option<FoundActor> {
        let (country, words) = self.countries.named(words)?;
        Some(FoundActor { actor: self.of_country(country, STATE), words })
    }

    /// The government that leads what follows: "US-led", "Saudi-led". Only the country's own words are taken.
    pub fn leader(&self, words: &[Word]) -> Option<FoundActor> {
        let (country, count) = self.countries.demonym(words).or_else(|| self.countries.named(words))?;
        let leads =
            words.get(count).is_some_and(|next| next.gap == fold::Gap::Hyphen && next.folded == "led");
        leads.then(|| FoundActor { actor: self.of_country(country, STATE), words: count })
    }

    /// The description that begins `words`, and how many words it takes.
    pub fn role(&self, words: &[Word]) -> Option<(Role, usize)> {
        let found = self.role_words.longest(words)?;
        Some((*self.roles.get(found.ids[0] as usize)?, found.words))
    }

    /// Whether `words` begin with a word for someone who speaks for another ("spokesman", "official").
    pub fn speaks_for(&self, words: &[Word]) -> bool {
        self.speaks_for.longest(words).is_some()
    }

    /// How many words that begin `words` are for someone who has no voice of their own ("spokesman").
    pub fn voice_of(&self, words: &[Word]) -> Option<usize> {
        self.voice_of.longest(words).map(|found| found.words)
    }

    /// Whether `words` are a word for something written ("statement").
    pub fn is_writing(&self, words: &[Word]) -> bool {
        self.writing.longest(words).is_some_and(|found| found.words == words.len())
    }

    /// Whether `words` begin with a word for something written.
    pub fn tells_of_writing(&self, words: &[Word]) -> bool {
        self.writing.longest(words).is_some()
    }

    fn of_country(&self, country: &Country, kind: u32) -> Actor {
        let code = country.code.to_lowercase();
        let state = kind == STATE;
        let id = if state { format!("state/{code}") } else { format!("force/{code}") };
        if let Some(&index) = self.by_id.get(&id)
            && let Some(row) = self.rows.get(index)
        {
            return row.clone();
        }
        let what = if state { "government" } else { "armed forces" };
        Actor {
            id,
            name: format!("{} {what}", country.adjective()),
            kind: if state { ActorKind::State } else { ActorKind::Force },
            speaker_kind: if state { SpeakerKind::Official } else { SpeakerKind::Party },
        }
    }

    fn add_doubled(&mut self, alias: &str) {
        if let [word] = fold::words(alias, annals_types::Span::at(0, alias.len())).as_slice()
            && word.folded.len() < LEAST_LETTERS
        {
            self.doubled.entry(word.folded.clone()).or_default().push(word.doubled);
        }
    }

    /// Whether the letters of a word are doubled as in the short name that it is taken for.
    fn is_spelled(&self, word: &Word) -> bool {
        self.doubled.get(&word.folded).is_none_or(|known| known.contains(&word.doubled))
    }

    fn add_skeleton(&mut self, alias: &str, row: u32) {
        let words = fold::words(alias, annals_types::Span::at(0, alias.len()));
        let (key, count) = skeleton(&words);
        if key.chars().filter(|c| *c != ' ').count() >= LEAST_CONSONANTS {
            self.longest_skeleton = self.longest_skeleton.max(count);
            self.skeletons.entry(key).or_insert(row);
        }
    }

    fn find_skeleton(&self, words: &[Word]) -> Option<(u32, usize)> {
        let most = fold::run(words).min(self.longest_skeleton);
        let first = words.first()?;
        if !first.capital && !fold::is_article(&first.folded) {
            return None;
        }
        // "an Islamic State checkpoint", "as Hezbollah said": only a hyphen makes these an article of a name.
        let english = matches!(first.folded.as_str(), "an" | "as" | "at");
        if english && words.get(1).is_none_or(|next| next.gap != fold::Gap::Hyphen) {
            return None;
        }
        (1..=most).rev().find_map(|count| {
            let part = &words[..count];
            if !part.last()?.capital || fold::is_article(&part[0].folded) && count == 1 {
                return None;
            }
            // Each word must be a name or an article, or ordinary words with the same consonants would do.
            let names = part
                .iter()
                .all(|word| word.capital || fold::is_article(&word.folded) || word.folded.len() <= 2);
            names.then(|| self.skeletons.get(&skeleton(part).0).map(|&row| (row, count))).flatten()
        })
    }
}

/// The consonants of `words` without articles, and how many words there are.
fn skeleton(words: &[Word]) -> (String, usize) {
    let parts: Vec<String> = words
        .iter()
        .filter(|word| !fold::is_article(&word.folded))
        .map(|word| fold::skeleton(&word.folded))
        .collect();
    (parts.join(" "), words.len())
}
