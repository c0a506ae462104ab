//! [`EventReading`]: the words of one report that name what happens, for chains over reports.
//!
//! An event mention is finer than an incident mention: any word for something that happens ("said", "arrested", "earthquake"), as in
//! the annotation of event coreference.

use serde::{Deserialize, Serialize};

use crate::{ReportId, Span};

/// The event mentions of one report, and the words by which its story is told from others. A pure function of the report and of the
/// reader's version.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EventReading {
    /// The report.
    pub report: ReportId,
    /// Its words that are no function words, in their order; lower case.
    pub words: Vec<StoryWord>,
    /// Its event mentions, in the order of their spans.
    pub mentions: Vec<EventMention>,
}

/// A word of a report.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct StoryWord {
    /// Lower case.
    pub word: String,
    /// What kind of word it is.
    pub kind: StoryWordKind,
}

/// What kind of word tells a story from another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoryWordKind {
    /// Of a name.
    Name,
    /// A number or a day.
    Number,
    /// Any other.
    Common,
}

/// A word, or a few, that name something that happens. Every list of words is sorted, each word once, in dictionary form.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct EventMention {
    /// Where it stands: one span, or several where other words stand between ("checked herself into"); never empty.
    pub spans: Vec<Span>,
    /// Its head as written, lower case.
    pub head: String,
    /// The dictionary forms that its head can have ("left": "leave", "left"); never empty.
    pub forms: Vec<String>,
    /// The dictionary forms of all its words, in their order, with a blank between.
    pub phrase: String,
    /// Its nouns, verbs, adjectives, adverbs and particles.
    pub words: Vec<String>,
    /// Numbers of meanings that its head can have, those of derived words with it; ascending.
    pub meanings: Vec<u32>,
    /// Numbers of broader meanings; ascending.
    pub broader: Vec<u32>,
    /// UD part of speech of the head.
    pub upos: String,
    /// Its class as `TimeML` has them ("OCCURRENCE"); empty where nothing is known.
    pub class: String,
    /// Whether it is a pronoun ("it").
    pub pronoun: bool,
    /// Whether it tells that something is said.
    pub cue: bool,
    /// Words of who did it.
    pub subjects: Vec<String>,
    /// Words of what it was done to.
    pub objects: Vec<String>,
    /// Words of where, when, with what, of what kind.
    pub others: Vec<String>,
    /// Counts sentences of the report from 0.
    pub sentence: u32,
    /// The other words of its sentence.
    pub sentence_words: Vec<String>,
    /// The words right before and after it.
    pub nearby: Vec<String>,
    /// The vector of its head as a word by itself, of length 1; empty where there is none.
    pub sense: Vec<f32>,
    /// The vector of its words as one phrase without its sentence, of length 1.
    pub phrase_sense: Vec<f32>,
    /// The vector of its head in its sentence, of length 1.
    pub context: Vec<f32>,
    /// The vector of the event that its words tell of, as the network holds it: of length 1, or empty.
    pub event: Vec<f32>,
}

impl EventMention {
    /// Where it is known by: its first span; the start of the text where there is none.
    pub fn anchor(&self) -> Span {
        self.spans.first().copied().unwrap_or(Span::new(0, 0))
    }
}
