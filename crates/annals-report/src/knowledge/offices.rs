//! `knowledge/offices.toml`: who held which office from when to when.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::{Error, parse};

const TABLE: &str = "knowledge/offices.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Offices {
    terms: Vec<Term>,
    /// By the first word of an alias: the whole alias and the terms of those it names, longer aliases first.
    names: BTreeMap<String, Vec<Alias>>,
}

/// The words of a name, and indices of the terms of those it names.
type Alias = (Vec<String>, Vec<usize>);

/// One term of one holder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// Usual name.
    pub holder: String,
    /// Titles of the office, each as lower-case words.
    pub titles: Vec<Vec<String>>,
    /// First day.
    pub from: Date,
    /// The day on which it ended; `None` where it had not when the table was checked.
    pub to: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    office: Vec<OfficeRow>,
    term: Vec<TermRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeRow {
    id: String,
    titles: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermRow {
    office: String,
    holder: String,
    aliases: Vec<String>,
    from: Date,
    to: Option<Date>,
    #[allow(dead_code, reason = "for the person who reads the table")]
    source: String,
}

impl Offices {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        Self::load(include_str!("../../../../knowledge/offices.toml"))
    }

    fn load(text: &str) -> Result<Self, Error> {
        let table: Table = parse(TABLE, text)?;
        let titles: BTreeMap<String, Vec<Vec<String>>> = table
            .office
            .into_iter()
            .map(|office| (office.id, office.titles.iter().map(|title| cut(title)).collect()))
            .collect();
        let mut terms = Vec::new();
        let mut aliases: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for row in table.term {
            let Some(titles) = titles.get(&row.office) else {
                return Err(Error::new(
                    TABLE,
                    format!("{} holds {:?}, which is no office", row.holder, row.office),
                ));
            };
            if row.to.is_some_and(|to| to <= row.from) {
                return Err(Error::new(TABLE, format!("a term of {} ends before it begins", row.holder)));
            }
            for alias in &row.aliases {
                aliases.entry(cut(alias)).or_default().push(terms.len());
            }
            terms.push(Term { holder: row.holder, titles: titles.clone(), from: row.from, to: row.to });
        }
        let mut names: BTreeMap<String, Vec<Alias>> = BTreeMap::new();
        for (alias, of) in aliases {
            let Some(first) = alias.first() else { return Err(Error::new(TABLE, "a blank alias")) };
            names.entry(first.clone()).or_default().push((alias, of));
        }
        for named in names.values_mut() {
            named.sort_by_key(|(alias, _)| usize::MAX - alias.len());
        }
        Ok(Self { terms, names })
    }

    /// The terms of those whose name begins `words` (lower case, hyphens as words of their own), and the number of words of
    /// the name.
    pub fn named<'w>(&self, mut words: impl Iterator<Item = &'w str> + Clone) -> Option<(Vec<&Term>, usize)> {
        let whole = words.clone();
        let candidates = self.names.get(words.next()?)?;
        let (alias, terms) = candidates.iter().find(|(alias, _)| {
            let mut words = whole.clone();
            alias.iter().all(|word| words.next() == Some(word.as_str()))
        })?;
        Some((terms.iter().filter_map(|term| self.terms.get(*term)).collect(), alias.len()))
    }
}

/// The words of a name or title, as the grammar of times cuts them.
fn cut(name: &str) -> Vec<String> {
    let spaced = name.to_lowercase().replace('-', " - ").replace('.', " . ").replace('\'', " '");
    spaced.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_counts_and_a_shared_name_names_all() {
        let offices = Offices::shipped().unwrap();
        let holders = |name: &str| -> Vec<String> {
            let (terms, _) = offices.named(name.split(' ')).unwrap();
            terms.iter().map(|term| format!("{} {}", term.holder, term.from.year())).collect()
        };
        assert_eq!(holders("bush said"), ["George H. W. Bush 1989", "George W. Bush 2001"]);
        assert_eq!(holders("bashar al - assad"), ["Bashar al-Assad 2000"]);
        assert!(offices.named(["nobody"].into_iter()).is_none());
    }

    #[test]
    fn a_term_of_no_office_is_refused() {
        let row = "office = []\n[[term]]\noffice = \"x\"\nholder = \"A\"\naliases = [\"A\"]\nfrom = \"2020-01-01\"\nsource = \"s\"\n";
        assert!(Offices::load(row).unwrap_err().to_string().contains("no office"));
    }
}
