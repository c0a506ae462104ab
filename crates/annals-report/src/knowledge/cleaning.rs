//! `knowledge/cleaning.toml`: cues of what does not belong to a story.

use rustc_hash::FxHashMap;

use annals_types::segment::SegmentKind;
use serde::Deserialize;

use super::Error;

const TABLE: &str = "knowledge/cleaning.toml";

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Cleaning {
    cues: Vec<Cue>,
    /// Where in `cues` the phrases stand that have this as their first word: numbers of cue and phrase.
    by_word: FxHashMap<String, Vec<(usize, usize)>>,
    inline: Vec<Inline>,
    markup: FxHashMap<String, (SegmentKind, String)>,
    dead: Vec<String>,
    outlet_names: Vec<String>,
    speakers: Vec<String>,
    leads: Vec<String>,
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

/// Cues of what was run into a paragraph when a page lost its lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inline {
    kind: SegmentKind,
    why: String,
    bracket: bool,
    #[serde(default)]
    begins: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cue: Vec<Cue>,
    inline: Vec<Inline>,
    markup: Vec<MarkupNames>,
    outlet_names: OutletNames,
    credit: Credit,
    dead: Dead,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Credit {
    leads: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OutletNames {
    words: Vec<String>,
    speakers: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
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
        let mut by_word: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for (cue, row) in file.cue.iter().enumerate() {
            for (phrase, text) in row.phrases.iter().enumerate() {
                let (_, word) = runs(text).next().unwrap_or_default();
                by_word.entry(word.to_owned()).or_default().push((cue, phrase));
            }
        }
        Ok(Self {
            cues: file.cue,
            by_word,
            inline: file.inline,
            markup,
            dead: file.dead.phrases,
            outlet_names: file.outlet_names.words,
            speakers: file.outlet_names.speakers,
            leads: file.credit.leads,
        })
    }

    /// Whether names of outlets are made of `word`, given in lower case.
    pub fn is_of_outlet_name(&self, word: &str) -> bool {
        self.outlet_names.iter().any(|known| known == word)
    }

    /// Whether `word`, in lower case, makes the name of an outlet that of one who is cited.
    pub fn is_speaker(&self, word: &str) -> bool {
        self.speakers.iter().any(|known| known == word)
    }

    /// Whether `word`, in lower case, may stand before the name of who wrote the text in a line of credit: "source: Reuters".
    pub fn leads_to_author(&self, word: &str) -> bool {
        self.leads.iter().any(|known| known == word)
    }

    /// What a line gives away of itself. `line` is lower case with plain quotes and single blanks; `words` counts its words.
    pub fn line(&self, line: &str, words: usize) -> Option<Found> {
        let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
        // A phrase without letters or figures has the empty first word, and is looked for at the start alone.
        let words_at = std::iter::once((0, "")).chain(runs(line)).enumerate();
        let hits = words_at.flat_map(|(nth, (at, word))| {
            let known = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
            known.iter().filter(move |(cue, phrase)| {
                let (row, phrase) = (&self.cues[*cue], self.cues[*cue].phrases[*phrase].as_str());
                words <= row.most_words
                    && match row.at {
                        At::Whole => nth <= 1 && (bare == phrase || line == phrase),
                        At::Start => nth <= 1 && line.starts_with(phrase),
                        At::Any => stands_at(line, phrase, at),
                    }
            })
        });
        let (cue, phrase) = hits.min()?;
        let cue_row = &self.cues[*cue];
        Some(Found {
            kind: cue_row.kind,
            why: format!("{}: \"{}\"", cue_row.why, cue_row.phrases[*phrase].trim()),
            tail: cue_row.tail,
        })
    }

    /// What the end of a paragraph, or words in brackets without the brackets, give away of themselves. `words` are in lower
    /// case with plain quotes and single blanks.
    pub fn inline(&self, words: &str, bracket: bool) -> Option<(SegmentKind, &str)> {
        let rows = self.inline.iter().filter(|row| row.bracket == bracket);
        rows.into_iter()
            .find(|row| {
                row.begins.iter().any(|phrase| stands_at(words, phrase, 0))
                    || row.ends.iter().any(|phrase| {
                        words.len() >= phrase.len() && stands_at(words, phrase, words.len() - phrase.len())
                    })
            })
            .map(|row| (row.kind, row.why.as_str()))
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
    line.match_indices(phrase).any(|(at, _)| stands_at(line, phrase, at))
}

/// Whether `phrase` stands in `line` from byte `at` on, as whole words.
fn stands_at(line: &str, phrase: &str, at: usize) -> bool {
    let (Some(before), Some(rest)) = (line.get(..at), line.get(at..)) else { return false };
    let Some(after) = rest.strip_prefix(phrase) else { return false };
    !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
}

/// The runs of letters and figures in `text`, with where they start.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|run| !run.is_empty())
        .map(move |run| (run.as_ptr().addr() - text.as_ptr().addr(), run))
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
        assert_eq!(kind("© harbour press"), Some(SegmentKind::Boilerplate));
        assert_eq!(kind("now you may subscribe to our paper"), Some(SegmentKind::Boilerplate));
    }
}
