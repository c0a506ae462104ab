//! What the network says of one report: labels of words, spans, trees, links, arguments, vectors.

use std::{ops::Range, sync::Arc};

pub use crate::decode::sequence::Tagged;
use crate::{
    decode::{best, probability, tree::tree},
    header::HeadKind,
    network::{Matrix, Outcome},
    order::Order,
    table::{Head, Table},
    windows::Window,
};

/// Longer sentences are parsed in parts, each by itself: the search for a tree takes the square of this in memory.
const MOST_TREE_WORDS: usize = 200;

/// The score of an arc between words that no window has together: far below any logit.
const OUT_OF_SIGHT: f32 = -1e3;

/// The label of the arc from the root, in the scheme of Universal Dependencies.
const ROOT: &str = "root";

/// The relation of the words of a name that was read as one to its last. Universal Dependencies has `flat` for names without a
/// head, and `compound` for those like "Peruvian Red Cross", which most names of actors are.
const WITHIN_NAME: &str = "compound";

/// What the network says of the words of one report. Words are counted over the whole report; those of a name that was read as
/// one word all have the labels of that.
#[derive(Debug, Clone)]
pub struct Labels {
    pub(crate) table: Arc<Table>,
    /// Windows, sentences and trees count the words that were read; only the public functions count those of the report.
    pub(crate) windows: Vec<(Window, Arc<Outcome>)>,
    /// For each word that was read the window that it is the own of.
    pub(crate) window_of: Vec<usize>,
    pub(crate) sentences: Vec<Range<usize>>,
    pub(crate) order: Order,
}

/// An arc of a parse, from a word to its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached<'a> {
    /// The head; `None` for the root of the sentence.
    pub head: Option<usize>,
    /// What the word is to its head; empty where the model names no relations.
    pub relation: &'a str,
}

impl Labels {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The names of all heads, in the order of the model file.
    pub fn heads(&self) -> impl Iterator<Item = &str> {
        self.table.heads.iter().map(|head| head.name.as_str())
    }

    /// Says anew where sentences begin: the first word of each, ascending.
    pub(crate) fn set_sentences(&mut self, firsts: &[usize]) {
        let firsts: Vec<usize> = firsts.iter().filter_map(|first| self.order.read(*first)).collect();
        self.sentences = crate::windows::ranges(&firsts, self.window_of.len());
    }

    /// The label of each word by a head of classes; `None` where the model has no such head.
    pub fn class(&self, head: &str) -> Option<Vec<&str>> {
        let head = self.head(head)?;
        let read = |word| Some(head.labels[best(self.scores(head, self.order.read(word)?))].as_str());
        (0..self.len()).map(read).collect()
    }

    /// The label of one word by a head, and its probability.
    pub fn class_of(&self, head: &str, word: usize) -> Option<(&str, f32)> {
        let head = self.head(head)?;
        let scores = self.scores(head, self.order.read(word)?);
        let chosen = best(scores);
        Some((&head.labels[chosen], probability(scores, chosen)))
    }

    /// The probability that a word has this label by a head; `None` where the model has no such head or label.
    pub fn probability(&self, head: &str, word: usize, label: &str) -> Option<f32> {
        let head = self.head(head)?;
        let label = head.labels.iter().position(|other| other == label)?;
        Some(probability(self.scores(head, self.order.read(word)?), label))
    }

    /// The spans that a head finds, in order, none over the end of a sentence. None where the model has no such head, or where
    /// it labels words one by one.
    pub fn spans(&self, head: &str) -> Vec<Tagged<'_>> {
        self.eased_spans(head, 0.0)
    }

    /// As [`Labels::spans`], but a word outside of all spans must be so by `ease` more than its logits say: the greater, the more
    /// spans.
    pub fn eased_spans(&self, head: &str, ease: f32) -> Vec<Tagged<'_>> {
        let Some(head) = self.head(head).filter(|head| head.kind != HeadKind::Class) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut rows = Vec::new();
        for sentence in &self.sentences {
            rows.clear();
            rows.extend(sentence.clone().map(|word| self.scores(head, word)));
            found.append(&mut head.scheme.spans(&rows, sentence.start, ease));
        }
        self.counted(found)
    }

    /// The parse of the words of one sentence: one arc for each, exactly one of them from the root. Empty where the model has no
    /// parser or there are no such words.
    pub fn tree(&self, sentence: Range<usize>) -> Vec<Attached<'_>> {
        if sentence.is_empty() || sentence.end > self.len() || self.table.relation.is_none() {
            return Vec::new();
        }
        let reads = self.order.reads(&sentence);
        let heads = self.heads_of(&reads);
        // In a name the last word stands for the whole.
        let last = |read: usize| {
            let words = self.order.words(&(read..read + 1));
            words.end.min(sentence.end) - 1
        };
        let arc = |word: usize| {
            let read = self.order.read(word)?;
            if word != last(read) {
                return Some(Attached { head: Some(last(read)), relation: WITHIN_NAME });
            }
            let head = *heads.get(read - reads.start)?;
            Some(Attached { head: head.map(last), relation: self.relation(read, head) })
        };
        sentence.clone().filter_map(arc).collect()
    }

    /// The head of each of these words that were read.
    fn heads_of(&self, sentence: &Range<usize>) -> Vec<Option<usize>> {
        let mut heads: Vec<Option<usize>> = Vec::with_capacity(sentence.len());
        for part in self.tree_parts(sentence) {
            heads.extend(self.part_heads(&part));
        }
        // The first part has the root; those of the others hang on it.
        let root = heads.iter().position(Option::is_none).map(|root| sentence.start + root);
        for (word, head) in sentence.clone().zip(&mut heads) {
            if head.is_none() && Some(word) != root {
                *head = root;
            }
        }
        heads
    }

    /// The word that a link leads to from `from` (the last one of a name that was read as one word), with its probability; `None`
    /// where it more likely leads to nothing.
    pub fn link(&self, name: &str, from: usize) -> Option<(usize, f32)> {
        let index = self.table.links.iter().position(|other| other == name)?;
        let (window, outcome, local) = self.place(self.order.read(from)?)?;
        let row = outcome.links[index].row(local);
        let target = best(row);
        let read = window.words.start + target.checked_sub(1)?;
        Some((self.order.words(&(read..read + 1)).end - 1, probability(row, target)))
    }

    /// What is an argument of the trigger word by this table, among the words that were read together with it.
    pub fn arguments(&self, table: &str, trigger: usize) -> Vec<Tagged<'_>> {
        let Some(pair) = self.table.arguments.iter().find(|pair| pair.name == table) else {
            return Vec::new();
        };
        let place = self.order.read(trigger).and_then(|read| self.place(read));
        let Some((window, Some((of, to)), local)) =
            place.map(|(window, outcome, local)| (window, outcome.argument.as_ref(), local))
        else {
            return Vec::new();
        };
        let width = pair.table.width();
        let mut scores = vec![0.0; width * window.words.len()];
        for (word, scores) in scores.chunks_exact_mut(width).enumerate() {
            pair.table.score(of.row(word), to.row(local), scores);
        }
        let rows: Vec<&[f32]> = scores.chunks_exact(width).collect();
        self.counted(pair.scheme.spans(&rows, window.words.start, 0.0))
    }

    /// Spans of words that were read as spans of the report's.
    fn counted<'a>(&self, found: Vec<Tagged<'a>>) -> Vec<Tagged<'a>> {
        found.into_iter().map(|tagged| Tagged { words: self.order.words(&tagged.words), ..tagged }).collect()
    }

    /// For each window the words that are its own, and each label of windows with its probability.
    pub fn window_scores(&self) -> impl Iterator<Item = (Range<usize>, Vec<(&str, f32)>)> {
        let names = &self.table.windows;
        self.windows.iter().map(move |(window, outcome)| {
            let scores = names.iter().zip(&outcome.window);
            (
                self.order.words(&window.own),
                scores.map(|(name, score)| (name.as_str(), 1.0 / (1.0 + (-score).exp()))).collect(),
            )
        })
    }

    /// The vector of neighbouring words, of length 1: the mean of theirs. Empty where the model has none, all 0 for no words.
    pub fn vector(&self, words: Range<usize>) -> Vec<f32> {
        self.mean(self.order.reads(&words), |outcome| outcome.sense.as_ref())
    }

    /// The vector of the event that words tell of, of length 1: the nearer two are, the likelier they tell of one event. Empty where the
    /// model has none, all 0 for no words.
    pub fn event(&self, words: &[usize]) -> Vec<f32> {
        let reads = words.iter().flat_map(|&word| self.order.reads(&(word..word + 1)));
        self.mean(reads, |outcome| outcome.event.as_ref())
    }

    /// The mean of the vectors of words, counted as they are read, made of length 1.
    fn mean(&self, reads: impl Iterator<Item = usize>, of: impl Fn(&Outcome) -> Option<&Matrix>) -> Vec<f32> {
        let width = self.windows.first().and_then(|(_, outcome)| of(outcome)).map_or(0, Matrix::width);
        let mut sum = vec![0.0_f32; width];
        for word in reads {
            let vector = self.place(word).and_then(|(_, outcome, local)| Some(of(outcome)?.row(local)));
            for (total, number) in sum.iter_mut().zip(vector.unwrap_or_default()) {
                *total += number;
            }
        }
        let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
        if length > 0.0 {
            for number in &mut sum {
                *number /= length;
            }
        }
        sum
    }

    fn head(&self, name: &str) -> Option<&Head> {
        self.table.heads.iter().find(|head| head.name == name)
    }

    /// The window of a word that was read, and its row there.
    fn place(&self, word: usize) -> Option<(&Window, &Outcome, usize)> {
        let (window, outcome) = &self.windows[*self.window_of.get(word)?];
        Some((window, outcome, word - window.words.start))
    }

    fn scores(&self, head: &Head, word: usize) -> &[f32] {
        let (window, outcome) = &self.windows[self.window_of[word]];
        &outcome.labels.row(word - window.words.start)[head.first..head.first + head.labels.len()]
    }

    /// A sentence whole, or cut where windows are cut if it is too long to be parsed whole.
    fn tree_parts(&self, sentence: &Range<usize>) -> Vec<Range<usize>> {
        if sentence.len() <= MOST_TREE_WORDS {
            return vec![sentence.clone()];
        }
        let mut parts = Vec::new();
        let mut start = sentence.start;
        while start < sentence.end {
            let own = &self.windows[self.window_of[start]].0.own;
            let end = own.end.min(sentence.end);
            parts.push(start..end);
            start = end;
        }
        parts
    }

    fn part_heads(&self, part: &Range<usize>) -> Vec<Option<usize>> {
        let words = part.len();
        let mut scores = vec![OUT_OF_SIGHT; words * (words + 1)];
        for (word, row) in part.clone().zip(scores.chunks_exact_mut(words + 1)) {
            let Some((window, Some(heads), local)) =
                self.place(word).map(|(window, outcome, local)| (window, outcome.heads.as_ref(), local))
            else {
                continue;
            };
            let found = heads.row(local);
            row[0] = found[0];
            let (start, end) = (part.start.max(window.words.start), part.end.min(window.words.end));
            if start < end {
                let first = start - window.words.start + 1;
                row[start - part.start + 1..=end - part.start]
                    .copy_from_slice(&found[first..first + end - start]);
            }
        }
        tree(&scores, words)
            .into_iter()
            .map(|head| head.checked_sub(1).map(|head| part.start + head))
            .collect()
    }

    /// The likeliest relation of a word to its head. That of the root is for the root alone.
    fn relation(&self, word: usize, head: Option<usize>) -> &str {
        let Some(pair) = &self.table.relation else { return "" };
        let root = pair.labels.iter().position(|label| label == ROOT);
        if let (None, Some(root)) = (head, root) {
            return &pair.labels[root];
        }
        let Some((window, Some((of, to)), local)) =
            self.place(word).map(|(window, outcome, local)| (window, outcome.relation.as_ref(), local))
        else {
            return "";
        };
        let seen = head.filter(|head| window.words.contains(head));
        let mut scores = vec![0.0; pair.table.width()];
        pair.table.score(
            of.row(local),
            to.row(seen.map_or(0, |head| head - window.words.start + 1)),
            &mut scores,
        );
        if let Some(root) = root {
            scores[root] = f32::NEG_INFINITY;
        }
        &pair.labels[best(&scores)]
    }
}
