//! The network behind the layers, asked on words that are given.

use std::ops::Range;

use annals_encoder::{Encoder, Labels, Words};
use rayon::prelude::*;

use crate::{data::Error, document::Document, read::conllu::universal, score::attachment::Tag};

/// The network of a reader.
#[derive(Clone, Copy)]
pub struct Network<'a>(&'a Encoder);

impl<'a> Network<'a> {
    /// That of `encoder`.
    pub const fn of(encoder: &'a Encoder) -> Self {
        Self(encoder)
    }

    /// What it says of each document, in order. A few documents are read at once, so that memory stays small: labels hold all
    /// that the network said.
    pub fn label<'d>(
        self,
        documents: &'d [&'d Document],
    ) -> impl Iterator<Item = Result<Labels, Error>> + use<'a, 'd> {
        documents.chunks(AT_ONCE).flat_map(move |some| {
            let read = |document: &&Document| {
                let words = Words {
                    words: document.words.iter().map(String::as_str).collect(),
                    sentences: document.sentences.clone(),
                    paragraphs: document.paragraphs.clone(),
                    ..Words::default()
                };
                self.0.label(&words).map_err(|error| Error::Network(error.to_string()))
            };
            some.par_iter().map(read).collect::<Vec<_>>()
        })
    }
}

/// Documents whose labels are in memory at once.
const AT_ONCE: usize = 16;

/// The answer of a head that labels each word by itself, a label a word; empty where the network has no such head.
pub fn classes_of<'a>(labels: &'a Labels, head: &str) -> Vec<&'a str> {
    labels.class(head).unwrap_or_default()
}

/// The spans of a head, with their probabilities; more of them the greater `ease` is.
pub fn scored_spans_of<'a>(labels: &'a Labels, head: &str, ease: f32) -> Vec<(Range<usize>, &'a str, f32)> {
    labels.eased_spans(head, ease).into_iter().map(|span| (span.words, span.label, span.score)).collect()
}

/// The spans of a head.
pub fn spans_of<'a>(labels: &'a Labels, head: &str) -> impl Iterator<Item = (Range<usize>, &'a str)> {
    labels.spans(head).into_iter().map(|span| (span.words, span.label))
}

/// The arguments of the event whose trigger begins at a word: their words and roles.
pub fn arguments_of(labels: &Labels, trigger: usize) -> Vec<(Range<usize>, String)> {
    let arguments = labels.arguments("argument", trigger);
    arguments.into_iter().map(|span| (span.words, span.label.to_owned())).collect()
}

/// A window: its own words, and the kinds whose names begin with a prefix (cut off) with the probability that it shows them.
pub type Shown<'a> = (Range<usize>, Vec<(&'a str, f32)>);

/// All windows, in order.
pub fn windows_of<'a>(labels: &'a Labels, prefix: &str) -> Vec<Shown<'a>> {
    labels
        .window_scores()
        .map(|(words, scores)| {
            let kinds =
                scores.into_iter().filter_map(|(name, score)| Some((name.strip_prefix(prefix)?, score)));
            (words, kinds.collect())
        })
        .collect()
}

/// Parts of speech, heads and universal relations of all words, from the most probable tree of each sentence.
pub fn tags_of(labels: &Labels, document: &Document) -> Vec<Tag> {
    let upos = classes_of(labels, "upos");
    let arcs = document.ranges().flat_map(|sentence| labels.tree(sentence));
    upos.into_iter()
        .zip(arcs)
        .map(|(upos, arc)| Tag {
            upos: upos.to_owned(),
            head: arc.head,
            relation: universal(arc.relation).to_owned(),
        })
        .collect()
}
