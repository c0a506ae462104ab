//! `knowledge/cleaning.toml`: cues of what does not belong to a story.

use std::collections::HashMap;

use annals_types::segment::SegmentKind;
use serde::Deserialize;

use super::Error;

const TABLE: &str = "knowledge/cleaning.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Cleaning {
    cues: Vec<Cue>,
    markup: HashMap<String, (SegmentKind, String)>,
    dead: Vec<String>,
}

/// What gave a stretch of text away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The kind of segment that it is.
    pub kind: SegmentKind,
    /// For a person.
    pub why: String,
    /// Whether what follows belongs to it.
    pub tail: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    kind: SegmentKind,
    why: String,
    at: At,
    #[serde(default = "any_length")]
    most_words: usize,
    #[serde(default)]
    tail: bool,
    phrases: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

const fn any_length() -> usize {
    usize::MAX
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    Whole,
    Start,
    Any,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cue: Vec<Cue>,
    markup: Vec<MarkupNames>,
    dead: Dead,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkupNames {
    kind: SegmentKind,
    why: String,
    names: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dead {
    phrases: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

impl Cleaning {
    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let file: File = super::parse(TABLE, include_str!("../../../../knowledge/cleaning.toml"))?;
        let markup = file
            .markup
            .into_iter()
            .flat_map(|group| {
                let MarkupNames { kind, why, names, .. } = group;
                names.into_iter().map(move |name| (name, (kind, why.clone())))
            })
            .collect();
        Ok(Self { cues: file.cue, markup, dead: file.dead.phrases })
    }

    /// What a line gives away of itself. `line` is lower case with plain quotes and single blanks; `words` counts its words.
    pub fn line(&self, line: &str, words: usize) -> Option<Found> {
        let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
        let cue = self.cues.iter().filter(|cue| words <= cue.most_words).find_map(|cue| {
            let phrase = cue.phrases.iter().find(|phrase| match cue.at {
                At::Whole => bare == *phrase || line == *phrase,
                At::Start => line.starts_with(phrase.as_str()),
                At::Any => holds(line, phrase),
            })?;
            Some((cue, phrase))
        });
        cue.map(|(cue, phrase)| Found {
            kind: cue.kind,
            why: format!("{}: \"{}\"", cue.why, phrase.trim()),
            tail: cue.tail,
        })
    }

    /// What the name of an element, class, id or role gives away of what stands in it.
    pub fn markup(&self, name: &str) -> Option<(SegmentKind, &str)> {
        self.markup.get(name).map(|(kind, why)| (*kind, why.as_str()))
    }

    /// Whether `line` speaks of logging in, paying or a page that is gone.
    pub fn is_dead(&self, line: &str) -> bool {
        self.dead.iter().any(|phrase| holds(line, phrase))
    }
}

/// Whether `phrase` stands in `line` as whole words.
fn holds(line: &str, phrase: &str) -> bool {
    line.match_indices(phrase).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_know_their_place() {
        let cleaning = Cleaning::shipped().unwrap();
        let kind = |line: &str| cleaning.line(line, line.split(' ').count()).map(|found| found.kind);
        assert_eq!(kind("related posts"), Some(SegmentKind::Related));
        assert_eq!(kind("comments are closed."), Some(SegmentKind::Comment));
        assert_eq!(kind("source: agencies"), Some(SegmentKind::Credit));
        assert_eq!(kind("the source said that two posts were hit"), None);
    }
}
