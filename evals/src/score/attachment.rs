//! Words, sentences and trees of a raw text against gold ones, by the measures of the `CoNLL` 2018 shared task: F1 over the
//! words of both sides, where a word is right when it is aligned and its tag, or its head (and universal relation), agree.

use std::{collections::BTreeSet, ops::Range};

use super::{
    alignment::{Word, align},
    counts::Counts,
    spans,
};

/// What one side says of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Parsed {
    /// Its words.
    pub words: Vec<Word>,
    /// Part of speech and attachment of each word; empty where the side has none.
    pub tags: Vec<Tag>,
    /// Its sentences, in characters that are not blanks.
    pub sentences: BTreeSet<(usize, usize)>,
    /// Its tokens, likewise.
    pub tokens: BTreeSet<(usize, usize)>,
}

/// What is said of a word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag {
    /// Its universal part of speech.
    pub upos: String,
    /// Its head among the words of the text; `None` for the root of a sentence.
    pub head: Option<usize>,
    /// Its universal relation to the head.
    pub relation: String,
}

impl Parsed {
    /// Adds a token that stands at characters `at` and its words (one but for `don't`).
    pub fn push_token(&mut self, at: Range<usize>, words: &[&str]) {
        self.tokens.insert((at.start, at.end));
        let is_part = words.len() > 1;
        let words = words.iter().map(|word| Word { at: at.clone(), form: word.to_lowercase(), is_part });
        self.words.extend(words);
    }
}

/// Sums over texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Exact spans of tokens.
    pub tokens: Counts,
    /// Exact spans of sentences.
    pub sentences: Counts,
    /// Aligned words.
    pub words: Counts,
    /// Those with the right part of speech.
    pub upos: Counts,
    /// Those with the right head.
    pub unlabelled: Counts,
    /// Those with the right head and relation.
    pub labelled: Counts,
}

impl Tally {
    /// Counts one text.
    pub fn add(&mut self, gold: &Parsed, found: &Parsed) {
        spans::add(&mut self.tokens, &gold.tokens, &found.tokens);
        spans::add(&mut self.sentences, &gold.sentences, &found.sentences);
        let aligned = align(&gold.words, &found.words);
        let pairs: Vec<(usize, usize)> =
            aligned.iter().enumerate().filter_map(|(found, gold)| Some(((*gold)?, found))).collect();
        let count = |counts: &mut Counts, is_right: &dyn Fn(&Tag, &Tag) -> bool| {
            let tags = |&(g, f): &(usize, usize)| gold.tags.get(g).zip(found.tags.get(f));
            let right = pairs.iter().filter_map(tags).filter(|(gold, found)| is_right(gold, found)).count();
            counts.add(right, found.words.len(), gold.words.len());
        };
        // A head that is aligned with no gold word is the head of none.
        let same_head = |gold: &Tag, found: &Tag| match (gold.head, found.head) {
            (None, None) => true,
            (Some(gold), Some(found)) => aligned.get(found).copied().flatten() == Some(gold),
            _ => false,
        };
        count(&mut self.upos, &|gold, found| gold.upos == found.upos);
        count(&mut self.unlabelled, &same_head);
        count(&mut self.labelled, &|gold, found| same_head(gold, found) && gold.relation == found.relation);
        self.words.add(pairs.len(), found.words.len(), gold.words.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as `form/UPOS/head/relation`, the head counted from 1, 0 the root; sentences by ` | `.
    fn parsed(text: &str) -> Parsed {
        let mut parsed = Parsed::default();
        let mut at = 0;
        for sentence in text.split(" | ") {
            let (start, base) = (at, parsed.words.len());
            for word in sentence.split(' ') {
                let [form, upos, head, relation] = word.split('/').collect::<Vec<_>>()[..] else { panic!() };
                parsed.push_token(at..at + form.len(), &[form]);
                at += form.len();
                let head = head.parse::<usize>().unwrap().checked_sub(1).map(|head| base + head);
                parsed.tags.push(Tag { upos: upos.into(), head, relation: relation.into() });
            }
            parsed.sentences.insert((start, at));
        }
        parsed
    }

    #[test]
    fn heads_are_followed_through_the_alignment() {
        let gold = parsed("he/PRON/2/nsubj ran/VERB/0/root home/ADV/2/advmod | ok/INTJ/0/root");
        // "home" is cut in two, "ok" hangs on it, and there is one sentence.
        let found = parsed("he/PRON/2/nsubj ran/VERB/0/root ho/NOUN/2/obj me/PRON/3/obj ok/INTJ/3/root");
        let mut tally = Tally::default();
        tally.add(&gold, &found);
        assert_eq!(tally.words, Counts { tp: 3, fp: 2, fn_: 1 });
        assert_eq!(tally.upos, Counts { tp: 3, fp: 2, fn_: 1 });
        assert_eq!(tally.unlabelled, Counts { tp: 2, fp: 3, fn_: 2 });
        assert_eq!(tally.labelled, Counts { tp: 2, fp: 3, fn_: 2 });
        assert_eq!(tally.sentences, Counts { tp: 0, fp: 1, fn_: 2 });
        assert_eq!(tally.tokens, Counts { tp: 3, fp: 2, fn_: 1 });
    }

    #[test]
    fn a_wrong_relation_counts_for_the_labelled_measure_only() {
        let gold = parsed("he/PRON/2/nsubj ran/VERB/0/root");
        let found = parsed("he/NOUN/2/obj ran/VERB/0/root");
        let mut tally = Tally::default();
        tally.add(&gold, &found);
        assert_eq!((tally.upos.tp, tally.unlabelled.tp, tally.labelled.tp), (1, 2, 1));
    }
}
