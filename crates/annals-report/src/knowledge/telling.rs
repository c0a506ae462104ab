//! `knowledge/telling.toml`: words that part incidents, count over a period, and hold somebody responsible.

use serde::Deserialize;

use super::Error;

/// The table, loaded. All words are lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telling {
    /// At the start of a sentence these turn to another incident.
    pub turns: Words,
    /// What lasts longer than an incident and kills in sum.
    pub wars: Words,
    /// Who follows these is held responsible.
    pub blames: Words,
    /// Who stands before these takes it on himself.
    pub claims: Phrases,
    /// Who stands before these denies it.
    pub denies: Words,
}

/// Single words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    words: Vec<String>,
    #[expect(dead_code, reason = "for whoever edits the table")]
    source: String,
}

impl Words {
    /// Whether `word`, in lower case, is one of them.
    pub fn holds(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }
}

/// Phrases of two words or more.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    phrases: Vec<String>,
    #[expect(dead_code, reason = "for whoever edits the table")]
    source: String,
}

impl Phrases {
    /// Whether `words`, in lower case, begin with one of them.
    pub fn begin(&self, words: &[&str]) -> bool {
        self.phrases.iter().any(|phrase| {
            let mut wanted = phrase.split(' ');
            let mut given = words.iter();
            wanted.all(|word| given.next() == Some(&word))
        })
    }
}

impl Telling {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        super::parse("knowledge/telling.toml", include_str!("../../../../knowledge/telling.toml"))
    }
}
