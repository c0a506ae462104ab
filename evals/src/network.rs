//! The network behind the layers, asked on words that are given: loaded once, from the file that ships or from another.
//!
//! The encoder that runs it is not here yet; until it is, there is no network to load and the sets that ask it are left out.

use std::{ops::Range, path::Path};

use crate::{data::Error, document::Document, score::attachment::Tag};

/// Where the network lies that ships.
const SHIPPED: &str = "models/en/en-1.annals";

/// The network.
pub enum Network {}

/// What it says of a document.
pub enum Labels {}

impl Network {
    /// From `model`, or the one that ships.
    pub fn load(model: Option<&Path>) -> Result<Self, Error> {
        Err(Error::Absent(model.unwrap_or(Path::new(SHIPPED)).into()))
    }

    /// What it says of each document.
    pub fn label(&self, _documents: &[&Document]) -> Result<Vec<Labels>, Error> {
        match *self {}
    }
}

/// The answer of a head that labels each word by itself, a label a word.
pub fn classes_of<'a>(labels: &'a Labels, _head: &str) -> Vec<&'a str> {
    match *labels {}
}

/// The spans of a head, with their probabilities.
pub fn scored_spans_of<'a>(labels: &'a Labels, _head: &str) -> Vec<(Range<usize>, &'a str, f32)> {
    match *labels {}
}

/// The spans of a head.
pub fn spans_of<'a>(labels: &'a Labels, head: &str) -> impl Iterator<Item = (Range<usize>, &'a str)> {
    scored_spans_of(labels, head).into_iter().map(|(words, label, _)| (words, label))
}

/// The arguments of the event whose trigger begins at a word: their words and roles.
pub fn arguments_of(labels: &Labels, _trigger: usize) -> Vec<(Range<usize>, String)> {
    match *labels {}
}

/// The kinds whose names begin with `prefix` and how probable the window of a word shows each.
pub fn shown_at<'a>(labels: &'a Labels, _word: usize, _prefix: &str) -> Vec<(&'a str, f32)> {
    match *labels {}
}

/// Parts of speech, heads and universal relations of all words, from the most probable tree of each sentence.
pub fn tags_of(labels: &Labels, _document: &Document) -> Vec<Tag> {
    match *labels {}
}
