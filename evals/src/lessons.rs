//! What the scripts of `training/` learn from: JSON lines that the sets give while they are scored, a file a lesson.

use std::{collections::BTreeMap, path::PathBuf, str::FromStr};

use clap::ValueEnum;
use serde::Serialize;

use crate::data::Error;

/// What can be learned from readings, each by a script of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, ValueEnum)]
pub enum Lesson {
    /// `gva`: compared pairs of main incidents, for `link_weights.py`.
    Links,
    /// `ecb`: event mentions, and compared pairs of them and of their reports, for `chain_weights.py`.
    Chains,
    /// `lgl`, `gwn`, `geovirus`: names that several places share, for `place_weights.py`.
    Places,
    /// `gva`, `airwars`: figures of the killed and the injured, for `figure_totals.py`.
    Totals,
    /// `gva`: the days that a main incident may have happened on, for `likely_days.py`.
    Days,
    /// `gva`, `airwars`: the people whom a report names, for `fates.py`.
    Fates,
    /// `pages`: the blocks of each page, for `blocks.py`.
    Blocks,
    /// `gva`, `airwars`: accounts and tolls, and whether the record agrees, for `confidence.py`.
    Confidence,
    /// `gva`, `airwars`, `fakes`: the numbers that tolls may have, for `toll_weights.py`.
    Tolls,
    /// `muc4`: words for people in messages with incidents, for `muc4_classes.py`.
    Described,
}

/// A lesson and the file that it is written to: `LESSON=FILE`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    lesson: Lesson,
    file: PathBuf,
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (lesson, file) = text.split_once('=').ok_or("it has the form LESSON=FILE")?;
        if file.is_empty() {
            return Err("no file is named after the =".to_owned());
        }
        let lesson = Lesson::from_str(lesson, false).map_err(|_| {
            let known = Lesson::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let known: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
            format!("there is no lesson \"{lesson}\" (there are {})", known.join(", "))
        })?;
        Ok(Self { lesson, file: file.into() })
    }
}

/// The lessons that are asked for, with the lines that were given so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lessons(BTreeMap<Lesson, (PathBuf, String)>);

impl Lessons {
    /// Those asked for; where one is asked for twice the last file counts.
    pub fn new(wanted: &[Wanted]) -> Self {
        Self(wanted.iter().map(|wanted| (wanted.lesson, (wanted.file.clone(), String::new()))).collect())
    }

    /// Whether this one is asked for: what is not need not be measured.
    pub fn want(&self, lesson: Lesson) -> bool {
        self.0.contains_key(&lesson)
    }

    /// Adds a JSON line to a lesson that is asked for.
    pub fn add(&mut self, lesson: Lesson, line: &impl Serialize) -> Result<(), Error> {
        if let Some((file, lines)) = self.0.get_mut(&lesson) {
            lines.push_str(&serde_json::to_string(line).map_err(|error| Error::unwritable(file, error))?);
            lines.push('\n');
        }
        Ok(())
    }

    /// Writes the file of each.
    pub fn write(&self) -> Result<(), Error> {
        let write = |(file, lines): &(PathBuf, String)| {
            std::fs::write(file, lines).map_err(|error| Error::unwritable(file, error))
        };
        self.0.values().try_for_each(write)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_asked_for_is_kept_and_it_is_written_whole() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a=b.jsonl");
        let wanted: Wanted = format!("totals={}", file.display()).parse().unwrap();
        let mut lessons = Lessons::new(&[wanted]);
        assert!(lessons.want(Lesson::Totals) && !lessons.want(Lesson::Links));
        for (lesson, number) in [(Lesson::Totals, 1), (Lesson::Links, 2), (Lesson::Totals, 3)] {
            lessons.add(lesson, &json!({"n": number})).unwrap();
        }
        std::fs::write(&file, "from before").unwrap();
        lessons.write().unwrap();
        assert_eq!(std::fs::read_to_string(file).unwrap(), "{\"n\":1}\n{\"n\":3}\n");
    }

    #[test]
    fn a_lesson_that_is_not_known_is_told_with_those_that_are() {
        let told = "total=x".parse::<Wanted>().unwrap_err();
        assert!(
            told.contains("\"total\"") && told.contains("links") && told.contains("confidence"),
            "{told}"
        );
        assert!("totals".parse::<Wanted>().unwrap_err().contains("LESSON=FILE"));
        assert!("totals=".parse::<Wanted>().is_err());
    }
}
