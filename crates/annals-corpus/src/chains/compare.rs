//! What is measured of two event mentions.

use annals_types::{EventMention, EventReading};

use super::weights::Event;
use crate::words::{Bag, Rarity};

/// Two mentions.
pub struct Pair<'a> {
    /// One.
    pub left: &'a EventMention,
    /// The other.
    pub right: &'a EventMention,
    /// For mentions of two reports the log-odds that these are of one story, and whether they were grouped into one.
    pub story: Option<(f64, bool)>,
}

/// How rare words are in the reports.
pub struct Compared {
    rarity: Rarity,
}

impl Compared {
    /// Of the words of `readings`.
    pub fn of(readings: &[&EventReading]) -> Self {
        // Dictionary forms are counted, each once a report: those of the mentions and of their sentences.
        let bags: Vec<Bag> = readings
            .iter()
            .map(|reading| {
                let mentions = reading.mentions.iter();
                Bag::of_words(mentions.flat_map(|mention| {
                    mention
                        .sentence_words
                        .iter()
                        .chain(&mention.words)
                        .chain(mention.forms.first())
                        .map(String::as_str)
                }))
            })
            .collect();
        Self { rarity: Rarity::of(&bags) }
    }

    /// Everything that is measured of a pair.
    pub fn measure(&self, pair: &Pair<'_>) -> Vec<(Event, f64)> {
        let (a, b) = (pair.left, pair.right);
        let mut found = vec![(Event::Prior, 0.0)];
        found.push((Event::Sense, dot(&a.sense, &b.sense)));
        found.push((Event::PhraseSense, dot(&a.phrase_sense, &b.phrase_sense)));
        found.push((Event::Context, dot(&a.context, &b.context)));
        if !a.event.is_empty() && !b.event.is_empty() {
            found.push((Event::Vectors, dot(&a.event, &b.event)));
        }
        let mut holds = |weight: Event, held: bool| {
            if held {
                found.push((weight, 1.0));
            }
        };
        let same_form = a.forms.iter().any(|form| b.forms.contains(form));
        let broader = meet(&a.meanings, &b.broader) || meet(&b.meanings, &a.broader);
        let kinship = if same_form {
            Some(Event::SameForm)
        } else if meet(&a.meanings, &b.meanings) {
            Some(Event::SharedMeaning)
        } else if broader {
            Some(Event::BroaderMeaning)
        } else if meet(&a.broader, &b.broader) {
            Some(Event::SisterMeaning)
        } else {
            None
        };
        for weight in [Event::SameForm, Event::SharedMeaning, Event::BroaderMeaning, Event::SisterMeaning] {
            holds(weight, kinship == Some(weight));
        }
        holds(Event::SharedWord, meet(&a.words, &b.words));
        holds(Event::SamePhrase, a.phrase == b.phrase);
        holds(Event::SameReport, pair.story.is_none());
        holds(Event::SameSentence, pair.story.is_none() && a.sentence == b.sentence);
        holds(Event::SamePartOfSpeech, a.upos == b.upos);
        holds(Event::Verbs, a.upos == "VERB" && b.upos == "VERB");
        holds(Event::Cues, a.cue && b.cue);
        holds(Event::OneCue, a.cue != b.cue);
        holds(Event::Pronoun, a.pronoun || b.pronoun);
        holds(Event::SameClass, a.class == b.class);
        found.push((Event::Meanings, shared_meanings(a, b)));
        let arguments = self.likeness(&arguments(a), &arguments(b));
        let crossed = [self.likeness(&a.subjects, &b.objects), self.likeness(&a.objects, &b.subjects)];
        let told = [
            (Event::Subjects, self.likeness(&a.subjects, &b.subjects)),
            (Event::Objects, self.likeness(&a.objects, &b.objects)),
            (Event::Others, self.likeness(&a.others, &b.others)),
            (Event::Arguments, arguments),
            (Event::Crossed, crossed.into_iter().flatten().max_by(f64::total_cmp)),
            (Event::NoArguments, arguments.is_none().then_some(1.0)),
            (Event::SentenceWords, Some(self.likeness(&a.sentence_words, &b.sentence_words).unwrap_or(0.0))),
            (Event::Nearby, Some(self.likeness(&a.nearby, &b.nearby).unwrap_or(0.0))),
        ];
        found.extend(told.into_iter().filter_map(|(weight, likeness)| Some((weight, likeness?))));
        let beside = [meet(&a.words, &b.sentence_words), meet(&b.words, &a.sentence_words)];
        found.push((Event::Beside, beside.into_iter().filter(|&beside| beside).count() as f64));
        if let Some((odds, same)) = pair.story {
            found.push((Event::Story, odds));
            if same {
                found.push((Event::SameStory, 1.0));
            }
        }
        let rarity =
            [a, b].map(|mention| mention.forms.first().map_or(0.0, |form| self.rarity.of_text(form)));
        found.push((Event::Rarity, rarity[0].min(rarity[1])));
        found.push((Event::Rarer, rarity[0].max(rarity[1])));
        found
    }

    /// The cosine of two sorted lists of words, each as heavy as it is rare; `None` where one is empty.
    fn likeness(&self, a: &[String], b: &[String]) -> Option<f64> {
        let weight =
            |words: &[String]| words.iter().map(|word| self.rarity.of_text(word).powi(2)).sum::<f64>();
        let shared: f64 = common(a, b).map(|word| self.rarity.of_text(word).powi(2)).sum();
        let all = (weight(a) * weight(b)).sqrt();
        (all > 0.0).then(|| shared / all)
    }
}

/// All words of what is said of a mention, sorted.
fn arguments(mention: &EventMention) -> Vec<String> {
    let mut words: Vec<String> =
        [&mention.subjects, &mention.objects, &mention.others].into_iter().flatten().cloned().collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The meanings, broad ones too, that both heads can have, by the geometric mean of how many each can.
fn shared_meanings(a: &EventMention, b: &EventMention) -> f64 {
    let all = |mention: &EventMention| {
        let mut all = [mention.meanings.as_slice(), &mention.broader].concat();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (a, b) = (all(a), all(b));
    let most = ((a.len() * b.len()) as f64).sqrt();
    if most > 0.0 { common(&a, &b).count() as f64 / most } else { 0.0 }
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(x, y)| f64::from(x * y)).sum()
}

/// What stands in both sorted lists.
fn common<'a, T: Ord>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = &'a T> {
    a.iter().filter(|item| b.binary_search(item).is_ok())
}

fn meet<T: Ord>(a: &[T], b: &[T]) -> bool {
    common(a, b).next().is_some()
}
