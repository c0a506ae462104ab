//! `knowledge/numbers.toml`: words that say a number.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Error, parse};

const TABLE: &str = "knowledge/numbers.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Words that say a number, beside digits and "one" to "ninety-nine".
    pub words: BTreeSet<String>,
    /// "Second", "third" and so on.
    pub nths: Vec<String>,
    code_book: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: Words<BTreeSet<String>>,
    nths: Words<Vec<String>>,
    code_book: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words<W> {
    words: W,
    #[serde(rename = "source")]
    _source: String,
}

/// A word that a code book takes for fewer than it is read as.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    word: String,
    read: u32,
    least: u32,
    #[serde(rename = "source")]
    _source: String,
}

impl Numbers {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let file: File = parse(TABLE, include_str!("../../../../knowledge/numbers.toml"))?;
        Ok(Self { words: file.words.words, nths: file.nths.words, code_book: file.code_book })
    }

    /// What a code book takes `word` for, where it is read as `read`.
    pub fn least(&self, word: &str, read: u32) -> Option<u32> {
        self.code_book.iter().find(|row| row.word == word && row.read == read).map(|row| row.least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_book_takes_words_for_fewer_than_they_are_read_as() {
        let numbers = Numbers::shipped().unwrap();
        assert!(numbers.words.contains("dozens"));
        let row = numbers.code_book.first().unwrap();
        assert!(row.least < row.read);
        assert_eq!(numbers.least(&row.word, row.read), Some(row.least));
        assert_eq!(numbers.least(&row.word, row.read + 1), None, "as part of a longer number");
        assert_eq!(numbers.least("people", row.read), None);
    }
}
