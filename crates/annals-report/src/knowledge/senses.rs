//! `knowledge/senses.tsv.zst`: dictionary forms and meanings of words that name what happens, from WordNet.
//!
//! Rows stay packed as text and are found by a search over their first fields.

use std::io::Read;

use super::Error;

const TABLE: &str = "knowledge/senses.tsv.zst";

/// So many forms of a part of speech are looked at; "found" is one of "find" and of "found".
const MOST_FORMS: usize = 2;

/// Endings of inflected words and what stands for them in the dictionary, as WordNet's `morphy` has them.
const VERB_ENDINGS: &[(&str, &str)] =
    &[("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")];
const NOUN_ENDINGS: &[(&str, &str)] =
    &[("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("ies", "y")];

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Senses {
    /// Lines of the table, sorted.
    text: String,
    /// Where each line begins.
    lines: Vec<u32>,
}

/// What a word can mean.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Meaning {
    /// Its dictionary forms, verbs first; the word itself where the table has none. Never empty.
    pub forms: Vec<String>,
    /// Numbers of its meanings, and of those of words derived from it; ascending.
    pub meanings: Vec<u32>,
    /// Numbers of broader meanings; ascending.
    pub broader: Vec<u32>,
}

impl Senses {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let packed: &[u8] = include_bytes!("../../../../knowledge/senses.tsv.zst");
        let mut text = String::new();
        zstd::Decoder::new(packed)
            .and_then(|mut table| table.read_to_string(&mut text))
            .map_err(|error| Error::new(TABLE, error))?;
        Self::of(text)
    }

    fn of(text: String) -> Result<Self, Error> {
        let mut lines = vec![0];
        lines.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        lines.pop();
        let senses = Self { text, lines };
        let first = |line: usize| senses.line(line).split('\t').next();
        match (1..senses.lines.len()).find(|&line| first(line - 1) > first(line)) {
            Some(line) => Err(Error::new(TABLE, format!("line {} is out of order", line + 1))),
            None => Ok(senses),
        }
    }

    fn line(&self, line: usize) -> &str {
        let start = self.lines.get(line).map_or(self.text.len(), |&start| start as usize);
        self.text[start..].lines().next().unwrap_or_default()
    }

    /// The fields after the first of the rows of `word`.
    fn rows<'a>(&'a self, word: &str) -> impl Iterator<Item = Vec<&'a str>> {
        let key = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
        let first = self.lines.partition_point(|&start| {
            key(self.text[start as usize..].lines().next().unwrap_or_default()).as_str() < word
        });
        let word = word.to_owned();
        (first..self.lines.len())
            .map(|line| self.line(line))
            .take_while(move |line| key(line) == word)
            .map(|line| line.split('\t').skip(1).collect())
    }

    /// The row of a dictionary form.
    fn entry<'a>(&'a self, lemma: &str, pos: &str) -> Option<(&'a str, &'a str)> {
        self.rows(lemma).find_map(|row| match row[..] {
            [of, meanings, broader] if of == pos => Some((meanings, broader)),
            _ => None,
        })
    }

    /// The dictionary forms of a lower-case word as this part of speech.
    fn forms(&self, word: &str, pos: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut add = |lemma: &str| {
            if !found.iter().any(|known| known == lemma) && self.entry(lemma, pos).is_some() {
                found.push(lemma.to_owned());
            }
        };
        for row in self.rows(word) {
            if let [of, lemma] = row[..]
                && of == pos
            {
                add(lemma);
            }
        }
        add(word);
        for (ending, replaced) in if pos == "v" { VERB_ENDINGS } else { NOUN_ENDINGS } {
            if let Some(stem) = word.strip_suffix(ending) {
                add(&format!("{stem}{replaced}"));
                // "stopping": "stop".
                let mut letters = stem.chars().rev();
                if matches!(*ending, "ed" | "ing")
                    && let (Some(last), Some(before)) = (letters.next(), letters.next())
                    && last == before
                    && letters.next().is_some()
                {
                    add(&stem[..stem.len() - last.len_utf8()]);
                }
            }
        }
        found.truncate(MOST_FORMS);
        found
    }

    /// What a lower-case word can mean as a verb, a noun or an adjective.
    pub fn meaning(&self, word: &str) -> Meaning {
        let mut meaning = Meaning::default();
        let numbers =
            |field: &str| field.split(',').filter_map(|number| number.parse().ok()).collect::<Vec<u32>>();
        let mut entries = Vec::new();
        for pos in ["v", "n"] {
            for form in self.forms(word, pos) {
                entries.extend(self.entry(&form, pos));
                if !meaning.forms.contains(&form) {
                    meaning.forms.push(form);
                }
            }
        }
        entries.extend(self.entry(word, "a"));
        for (meanings, broader) in entries {
            meaning.meanings.extend(numbers(meanings));
            meaning.broader.extend(numbers(broader));
        }
        for list in [&mut meaning.meanings, &mut meaning.broader] {
            list.sort_unstable();
            list.dedup();
        }
        if meaning.forms.is_empty() {
            meaning.forms.push(plain_form(word));
        }
        meaning
    }

    /// The first dictionary form of a lower-case word.
    pub fn form(&self, word: &str) -> String {
        let first = |pos| self.forms(word, pos).into_iter().next();
        first("v").or_else(|| first("n")).unwrap_or_else(|| plain_form(word))
    }
}

/// A word that the table lacks, without the ending of a plural.
fn plain_form(word: &str) -> String {
    let stem =
        word.strip_suffix('s').filter(|stem| stem.chars().count() > 2 && !stem.ends_with(['s', 'u', 'i']));
    stem.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shipped() -> Senses {
        Senses::shipped().unwrap()
    }

    #[test]
    fn inflected_words_have_their_dictionary_forms() {
        let senses = shipped();
        assert_eq!(senses.form("shot"), "shoot");
        assert_eq!(senses.form("stopping"), "stop");
        assert_eq!(senses.form("earthquakes"), "earthquake");
        assert!(senses.meaning("left").forms.iter().any(|form| form == "leave"));
        assert_eq!(senses.form("qwertys"), "qwerty");
    }

    #[test]
    fn derived_words_and_synonyms_share_meanings() {
        let senses = shipped();
        let shared = |a: &str, b: &str| {
            let (a, b) = (senses.meaning(a), senses.meaning(b));
            a.meanings.iter().any(|meaning| b.meanings.contains(meaning))
        };
        assert!(shared("announced", "announcement"));
        assert!(shared("quake", "earthquake"));
        assert!(!shared("quake", "election"));
    }

    #[test]
    fn a_table_out_of_order_is_refused() {
        assert!(Senses::of("b\tv\t1\t\na\tv\t2\t\n".to_owned()).is_err());
        assert!(Senses::of("a\tv\t1\t\nb\tv\t2\t\n".to_owned()).is_ok());
    }

    proptest! {
        #[test]
        fn any_word_has_a_form(word in any::<String>()) {
            prop_assert!(!Senses::of("go\tv\t1\t\nwent\tv\tgo\n".to_owned()).unwrap().meaning(&word).forms.is_empty());
        }
    }
}
