//! The weights of stories and chains: natural log-odds that add up, each a number or a curve over what was measured. The numbers stand in
//! [`learned`](super::learned), which `training/chain_weights.py` writes.

use super::learned::{EVENTS, FIRST, STORIES};
use crate::curve;

/// What is measured of two reports of one topic, all from 0 to 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Story {
    /// Before anything is compared.
    Prior,
    /// Likeness of all words.
    Wording,
    /// Likeness of the words of names.
    Names,
    /// Likeness of numbers and days.
    Numbers,
    /// Likeness of the other words.
    Common,
    /// Likeness of all words, as rare as they are in the topic.
    WordingInTopic,
    /// Likeness of the words of names, as rare as they are in the topic.
    NamesInTopic,
}

impl Story {
    /// The log-odds where this was measured.
    pub fn at(self, measured: f64) -> f64 {
        curve::at(STORIES[self as usize].1, measured)
    }

    /// What it is called where weights are learned.
    pub fn name(self) -> &'static str {
        STORIES[self as usize].0
    }
}

/// What is measured of two event mentions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// Before anything is compared.
    Prior,
    /// Likeness of the heads as words by themselves, -1 to 1.
    Sense,
    /// Likeness of the whole phrases, word by word, -1 to 1.
    PhraseSense,
    /// Likeness of the heads in their sentences, -1 to 1.
    Context,
    /// Likeness of the vectors of the events that they tell of, -1 to 1.
    Vectors,
    /// The heads share a dictionary form.
    SameForm,
    /// Other words, but they share a meaning.
    SharedMeaning,
    /// One means something broader than the other.
    BroaderMeaning,
    /// Both are kinds of one thing.
    SisterMeaning,
    /// The share of meanings in common, 0 to 1.
    Meanings,
    /// Some word of the one is one of the other.
    SharedWord,
    /// The same phrase.
    SamePhrase,
    /// Likeness of who did it, 0 to 1; left out, as the next four, where one of them says nothing of that.
    Subjects,
    /// Likeness of what it was done to.
    Objects,
    /// Likeness of what else is said of it.
    Others,
    /// Likeness of all of that together.
    Arguments,
    /// Likeness of who did the one and of what the other was done to.
    Crossed,
    /// No likeness of all that is said of them could be measured.
    NoArguments,
    /// Likeness of the other words of their sentences, 0 to 1.
    SentenceWords,
    /// Likeness of the words around, 0 to 1.
    Nearby,
    /// How many of the two stand, by the same word, in the sentence of the other.
    Beside,
    /// The same report.
    SameReport,
    /// The same sentence.
    SameSentence,
    /// Log-odds that their reports are of one story.
    Story,
    /// Their reports were grouped into one story.
    SameStory,
    /// How rare the more common of the two heads is.
    Rarity,
    /// How rare the rarer one is.
    Rarer,
    /// The same part of speech.
    SamePartOfSpeech,
    /// Two verbs.
    Verbs,
    /// Both tell that something is said.
    Cues,
    /// One of them does.
    OneCue,
    /// One of them is a pronoun.
    Pronoun,
    /// The same class of event.
    SameClass,
    /// How far both are near to the same others, 0 to 1.
    Neighbours,
}

impl Event {
    /// The log-odds where this was measured; for what holds or does not, any number does.
    pub fn at(self, measured: f64) -> f64 {
        curve::at(EVENTS[self as usize].1, measured)
    }

    /// The log-odds before neighbours are known.
    pub fn first(self, measured: f64) -> f64 {
        FIRST.get(self as usize).map_or(0.0, |(_, points)| curve::at(points, measured))
    }

    /// What it is called where weights are learned.
    pub fn name(self) -> &'static str {
        EVENTS[self as usize].0
    }

    /// What was found, in words.
    pub fn told(self, measured: f64) -> String {
        let alike = |what: &str| format!("{what} {:.0} % alike", measured.max(0.0) * 100.0);
        match self {
            Self::Prior => "before anything is compared".to_owned(),
            Self::Sense => alike("the words"),
            Self::PhraseSense => alike("the phrases"),
            Self::Context => alike("the words in their sentences"),
            Self::Vectors => alike("the events, as the network reads them,"),
            Self::SameForm => "the same word".to_owned(),
            Self::SharedMeaning => "words of one meaning".to_owned(),
            Self::BroaderMeaning => "one word is broader than the other".to_owned(),
            Self::SisterMeaning => "words for kinds of one thing".to_owned(),
            Self::Meanings => format!("{:.0} % of meanings shared", measured * 100.0),
            Self::SharedWord => "a word shared".to_owned(),
            Self::SamePhrase => "the same phrase".to_owned(),
            Self::Subjects => alike("who did it"),
            Self::Objects => alike("what it was done to"),
            Self::Others => alike("what else is said of it"),
            Self::Arguments => alike("all that is said of it"),
            Self::Crossed => alike("who did the one and what the other was done to"),
            Self::NoArguments => "nothing said of it to be compared".to_owned(),
            Self::SentenceWords => alike("the sentences"),
            Self::Nearby => alike("the words around"),
            Self::Beside => format!("{measured:.0} stand in the sentence of the other"),
            Self::SameReport => "the same report".to_owned(),
            Self::SameSentence => "the same sentence".to_owned(),
            Self::Story => format!("reports of one story by {measured:+.1}"),
            Self::SameStory => "the same story".to_owned(),
            Self::Rarity => format!("the more common word is rare by {measured:.1}"),
            Self::Rarer => format!("the rarer word is rare by {measured:.1}"),
            Self::SamePartOfSpeech => "the same part of speech".to_owned(),
            Self::Verbs => "two verbs".to_owned(),
            Self::Cues => "both tell that something is said".to_owned(),
            Self::OneCue => "one tells that something is said".to_owned(),
            Self::Pronoun => "a pronoun".to_owned(),
            Self::SameClass => "the same class of event".to_owned(),
            Self::Neighbours => alike("the others that they are near to"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_has_its_curve() {
        assert_eq!(STORIES.len(), Story::NamesInTopic as usize + 1);
        assert_eq!(EVENTS.len(), Event::Neighbours as usize + 1);
        let first: Vec<&str> = FIRST.iter().map(|(name, _)| *name).collect();
        let others: Vec<&str> = EVENTS[..EVENTS.len() - 1].iter().map(|(name, _)| *name).collect();
        assert_eq!(first, others);
        for (name, curve) in STORIES.iter().chain(EVENTS) {
            assert!(!curve.is_empty() && curve.is_sorted_by(|a, b| a.0 < b.0), "{name}");
        }
        // By the names of the variants, so that no two curves can change places.
        let snake = |variant: String| -> String {
            variant.chars().enumerate().fold(String::new(), |name, (at, c)| {
                let gap = if c.is_uppercase() && at > 0 { "_" } else { "" };
                name + gap + &c.to_lowercase().to_string()
            })
        };
        for weight in [Story::Prior, Story::Wording, Story::Numbers, Story::NamesInTopic] {
            assert_eq!(weight.name(), snake(format!("{weight:?}")));
        }
        for weight in [
            Event::Prior,
            Event::SameForm,
            Event::Crossed,
            Event::Beside,
            Event::Story,
            Event::Verbs,
            Event::SameClass,
            Event::Neighbours,
        ] {
            assert_eq!(weight.name(), snake(format!("{weight:?}")));
        }
    }
}
