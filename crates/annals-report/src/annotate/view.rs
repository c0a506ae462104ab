//! [`View`]: the words of a report beside what the network says of them.

use std::{collections::BTreeMap, ops::Range};

use annals_encoder::Labels;
use annals_types::{Layers, Span, layers::RoleChances};
use serde::de::{DeserializeOwned, IntoDeserializer, value::Error as Unknown};

use super::line::Line;

/// So many words on each side of one are looked at for those that hang on it by the parse: a bound, so that endless sentences stay cheap.
pub const FARTHEST: usize = 160;

/// The words of a report, as tokens and as lines, and the network's labels of the tokens.
pub struct View<'a> {
    /// Its sentences and tokens.
    pub layers: &'a Layers,
    /// Its sentences as lines, in order.
    pub lines: &'a [Line],
    /// What the network says of its tokens.
    pub labels: &'a Labels,
}

impl View<'_> {
    /// The stretch of text that the tokens cover.
    pub fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        let tokens = self.layers.tokens.get(tokens.clone())?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// The index of the sentence that holds `token`.
    pub fn sentence(&self, token: usize) -> usize {
        self.layers.sentences.partition_point(|sentence| sentence.end_token as usize <= token)
    }

    /// The line of a span, and the words of it that the span touches.
    pub fn words(&self, span: Span) -> Option<(usize, Range<usize>)> {
        let index = self.layers.sentence_at(span.start())?;
        let words = &self.lines.get(index)?.words;
        let start = words.partition_point(|word| word.span.end() <= span.start());
        let end = words.partition_point(|word| word.span.start() < span.end());
        (start < end).then_some((index, start..end))
    }

    /// The token that holds or follows the byte at `offset`.
    pub fn token_at(&self, offset: u32) -> Option<usize> {
        let index = self.layers.tokens.partition_point(|token| token.span.end() <= offset);
        (index < self.layers.tokens.len()).then_some(index)
    }

    /// The tokens that `span` touches.
    pub fn tokens(&self, span: Span) -> Option<Range<usize>> {
        let first = self.token_at(span.start())?;
        let after = self.layers.tokens.partition_point(|token| token.span.start() < span.end());
        (first < after).then_some(first..after)
    }

    /// The tokens without marks at their ends; all of them where they are nothing but marks.
    pub fn trimmed(&self, tokens: &Range<usize>) -> Range<usize> {
        let word = |token: &usize| {
            let norm = self.layers.tokens.get(*token).map(|token| token.norm.as_str());
            norm.is_some_and(|norm| norm.chars().any(char::is_alphanumeric))
        };
        match (tokens.clone().find(word), tokens.clone().rev().find(word)) {
            (Some(first), Some(last)) => first..last + 1,
            _ => tokens.clone(),
        }
    }

    /// Whether a token is a preposition, by the network.
    pub fn is_preposition(&self, token: usize) -> bool {
        self.class("upos", token) == Some("ADP")
    }

    /// The likeliest label of a token by `head`.
    pub fn class(&self, head: &str, token: usize) -> Option<&str> {
        self.labels.class_of(head, token).map(|(label, _)| label)
    }

    /// How likely it is that a token has this label by `head`; 0 to 1.
    pub fn probability(&self, head: &str, token: usize, label: &str) -> f32 {
        self.labels.probability(head, token, label).unwrap_or_default()
    }

    /// What the incident that the words of `span` tell of is to the report, by a head that labels words so: the mean of its words.
    pub fn roles(&self, head: &str, span: Span) -> RoleChances {
        let tokens = self.tokens(span).unwrap_or_default();
        let of = |label: &str| {
            let chances = tokens.clone().filter_map(|token| self.labels.probability(head, token, label));
            chances.sum::<f32>() / tokens.len() as f32
        };
        let found = RoleChances {
            main: of("main"),
            also: of("also"),
            background: of("background"),
            aggregate: of("aggregate"),
        };
        if found.main + found.also + found.background + found.aggregate > 0.0 {
            found
        } else {
            RoleChances::default()
        }
    }

    /// The label of `head` that most of the tokens have, the surer ones counting more, as a member of `T`.
    pub fn vote<T: DeserializeOwned>(&self, head: &str, tokens: &Range<usize>) -> Option<T> {
        let mut votes: BTreeMap<&str, f32> = BTreeMap::new();
        for (label, score) in tokens.clone().filter_map(|token| self.labels.class_of(head, token)) {
            *votes.entry(label).or_default() += score;
        }
        let most = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(a.0)));
        named(most?.0)
    }
}

/// The member of an enumeration that a label names.
pub fn named<T: DeserializeOwned>(label: &str) -> Option<T> {
    let label: serde::de::value::StrDeserializer<Unknown> = label.into_deserializer();
    T::deserialize(label).ok()
}
