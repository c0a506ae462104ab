//! What is known of a message, by words: where sentences begin, what stands before and behind a name, how many a phrase says, of
//! which nation somebody is.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use annals_encoder::Labels;
use annals_report::knowledge::{countries::Countries, names::Names};
use annals_types::Reading;

use super::{
    assemble::{Entity, Incident},
    classes::{Classes, Features, Words, features},
    counts::{count, head, one_or_many},
    hurt::Hurt,
    message::Message,
};
use crate::{
    document::Placed,
    network::{spans_of, tags_of},
    score::attachment::Tag,
    score::templates::normal,
};

/// Words before a head in which its number is looked for.
pub const BEFORE: usize = 3;

/// Words between a time and the verb that it belongs to, from one to the one that it hangs on.
const STEPS: usize = 4;

/// The countries of the task (task documentation, 1.0): an incident belongs to one of them.
const COUNTRIES: [&str; 9] = ["SV", "GT", "HN", "AR", "BO", "CL", "CO", "EC", "PE"];

/// What is known of a message.
pub struct Known<'a> {
    /// Itself.
    pub message: &'a Message<'a>,
    /// Its words.
    pub placed: &'a Placed,
    /// Where each code point begins, in bytes, and the end.
    bytes: Vec<usize>,
    /// Parts of speech of the words of `placed`, and what they hang on.
    pub tags: Vec<Tag>,
    /// First byte of each sentence.
    sentences: Vec<usize>,
    /// Its words as the learned classes see them.
    pub words: Words,
    /// Who is said to be hurt.
    pub hurt: Hurt,
    /// Words that say that somebody says something.
    cues: BTreeSet<usize>,
    /// What annals reads.
    pub reading: &'a Reading,
    /// What was learned of set lists.
    pub classes: &'a Classes,
    /// The countries, with their names.
    pub countries: &'a Countries,
    /// What names of people are made of.
    pub names: &'a Names,
    /// ISO code of the country that most places of the message are in.
    pub country: Option<String>,
}

impl<'a> Known<'a> {
    /// What `labels` and `reading` say of a message. `labels` are those of `placed`, the words of the message.
    pub fn new(
        message: &'a Message<'a>,
        placed: &'a Placed,
        labels: &'a Labels,
        reading: &'a Reading,
        (classes, countries, names): (&'a Classes, &'a Countries, &'a Names),
    ) -> Self {
        let bytes = super::bytes_of(message.text);
        let first = |&word: &usize| placed.at.get(word).map(|at| bytes[at.0 as usize]);
        Self {
            message,
            placed,
            tags: tags_of(labels, &placed.document),
            sentences: placed.document.sentences.iter().filter_map(first).collect(),
            words: Words::new(message.text),
            hurt: Hurt::of(labels),
            cues: spans_of(labels, "cue").flat_map(|(words, _)| words).collect(),
            reading,
            classes,
            countries,
            names,
            country: country(reading),
            bytes,
        }
    }

    /// The words at these places of the message.
    pub fn heads(&self, places: &[Range<usize>]) -> Vec<usize> {
        let points = |byte: usize| self.bytes.partition_point(|&at| at < byte) as u32;
        places
            .iter()
            .filter(|place| place.start >= self.message.body)
            .map(|place| self.placed.words_of(points(place.start), points(place.end)))
            .filter_map(Iterator::last)
            .collect()
    }

    /// The part of speech of a word; empty behind the last.
    pub fn upos(&self, word: usize) -> &str {
        self.tags.get(word).map_or("", |tag| &tag.upos)
    }

    /// Where a word stands, in bytes.
    pub fn place(&self, word: usize) -> Option<Range<usize>> {
        let &(start, end) = self.placed.at.get(word)?;
        Some(self.bytes[start as usize]..self.bytes[end as usize])
    }

    /// Whether what stands at a byte tells of saying: "reported today".
    pub fn is_said(&self, byte: usize) -> bool {
        let point = self.bytes.partition_point(|&at| at <= byte) as u32;
        let mut word = self.placed.words_of(point.saturating_sub(1), point).start;
        for _ in 0..STEPS {
            match self.tags.get(word).and_then(|tag| tag.head) {
                Some(head) => word = head,
                None => break,
            }
            if self.upos(word) == "VERB" {
                break;
            }
        }
        self.cues.contains(&word)
    }

    /// The sentence that holds a byte.
    pub fn sentence(&self, byte: usize) -> usize {
        self.sentences.partition_point(|&first| first <= byte)
    }

    /// The sentences where something of the incident is named, with how often.
    pub fn sentences_of(&self, incident: &Incident) -> BTreeMap<usize, usize> {
        let mentions = incident.entities.iter().flat_map(|entity| &entity.mentions);
        let groups = incident.groups.iter().flatten();
        let places = mentions.map(|mention| &mention.place).chain(groups);
        let mut found = BTreeMap::new();
        for place in places {
            *found.entry(self.sentence(place.start)).or_default() += 1;
        }
        found
    }

    /// Whether a word is a noun, an adjective or a name of some length, as those before a head are.
    pub fn is_modifier(&self, word: usize) -> bool {
        matches!(self.upos(word), "NOUN" | "ADJ" | "PROPN") && self.placed.document.words[word].len() > 1
    }

    /// The features of an entity, its mentions in the order of the text.
    pub fn features(&self, entity: &Entity, kind: &str, around: bool) -> Features {
        let mut places: Vec<Range<usize>> =
            entity.mentions.iter().map(|mention| mention.place.clone()).collect();
        places.sort_by_key(|place| place.start);
        features(&self.words, &places, kind, around)
    }

    /// Words of the message, as they are written, in capitals.
    pub fn written(&self, words: Range<usize>) -> Option<String> {
        let (start, end) = self.placed.span_of(&words)?;
        Some(capitals(&self.message.text[self.bytes[start as usize]..self.bytes[end as usize]]))
    }

    /// How many: a number before the head of a mention, else `PLURAL` or `1`.
    pub fn number(&self, entity: &Entity) -> String {
        let counted = entity.mentions.iter().find_map(|mention| self.counted(mention.words.clone()));
        counted.unwrap_or_else(|| one_or_many(head(&entity.told)).into())
    }

    /// The number in these words or right before them.
    pub fn counted(&self, mention: Range<usize>) -> Option<String> {
        let before = (mention.start.saturating_sub(BEFORE)..mention.start)
            .rev()
            .take_while(|&word| matches!(self.upos(word), "NUM" | "ADJ" | "NOUN" | "PROPN" | "ADV" | "DET"));
        let words = &self.placed.document.words;
        let number = mention.clone().chain(before).find_map(|word| count(words.get(word)?))?;
        Some(number.to_string())
    }
}

/// The country of most places: one of the task's where there is one.
pub fn country(reading: &Reading) -> Option<String> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    let codes = reading.mentions.places.iter().filter_map(|place| place.place.as_ref()?.country.as_deref());
    codes.for_each(|code| *votes.entry(code).or_default() += 1);
    let of_task = |code: &str| COUNTRIES.contains(&code);
    votes.into_iter().rev().max_by_key(|&(code, votes)| (of_task(code), votes)).map(|(code, _)| code.into())
}

/// The words of the mentions of an entity.
pub fn words_of(entity: &Entity) -> Vec<Range<usize>> {
    entity.mentions.iter().map(|mention| mention.words.clone()).collect()
}

/// What an entity is called, as it is written.
pub fn told(entity: &Entity) -> String {
    let told = entity.mentions.iter().find(|mention| normal(mention.text) == entity.told);
    told.map_or_else(|| entity.told.to_uppercase(), |mention| capitals(mention.text))
}

/// Words in capitals with single blanks.
pub fn capitals(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase()
}
