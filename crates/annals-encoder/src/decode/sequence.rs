//! Spans of words from scores of labels.

use std::ops::Range;

/// How the labels of a head mark spans.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scheme {
    /// What each label does, in the order of the scores.
    labels: Vec<Mark>,
    /// Names of kinds, in the order in which they first appear among the labels.
    kinds: Vec<String>,
}

/// What a label says of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    Outside,
    /// The first word of a span of this kind.
    Begins(usize),
    /// A later word of a span of this kind.
    Goes(usize),
    /// A word of a span of this kind; neighbours of one kind are one span.
    Inside(usize),
}

/// A span of words with what it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Tagged<'a> {
    /// From the first word up to, but without, the last.
    pub words: Range<usize>,
    /// Its kind, without `B-` and `I-`.
    pub label: &'a str,
    /// How sure: the mean over its words of the probability of their kind; 0 to 1.
    pub score: f32,
}

impl Scheme {
    /// Labels as in BIO (`O`, `B-x`, `I-x`); labels without `B-` and `I-` mark runs of words.
    pub fn new<S: AsRef<str>>(labels: &[S]) -> Self {
        let mut kinds: Vec<String> = Vec::new();
        let labels = labels
            .iter()
            .map(|label| {
                let label = label.as_ref();
                let (mark, kind): (fn(usize) -> Mark, &str) = if label == "O" {
                    return Mark::Outside;
                } else if let Some(kind) = label.strip_prefix("B-") {
                    (Mark::Begins, kind)
                } else if let Some(kind) = label.strip_prefix("I-") {
                    (Mark::Goes, kind)
                } else {
                    (Mark::Inside, label)
                };
                let number = kinds.iter().position(|known| known == kind).unwrap_or_else(|| {
                    kinds.push(kind.to_owned());
                    kinds.len() - 1
                });
                mark(number)
            })
            .collect();
        Self { labels, kinds }
    }

    /// Number of labels.
    pub fn width(&self) -> usize {
        self.labels.len()
    }

    /// Whether `after` may follow `before`; `None` is the beginning.
    fn allows(&self, before: Option<usize>, after: usize) -> bool {
        match self.labels[after] {
            Mark::Goes(kind) => before.is_some_and(
                |before| matches!(self.labels[before], Mark::Begins(b) | Mark::Goes(b) if b == kind),
            ),
            _ => true,
        }
    }

    /// The spans of the best legal sequence of labels. `scores` holds [`Scheme::width`] logits a word, for the words from
    /// `first` on; `ease` is taken from those of being outside, so that more is found.
    pub fn spans<'a>(&'a self, scores: &[&[f32]], first: usize, ease: f32) -> Vec<Tagged<'a>> {
        let path = self.path(scores, ease);
        let mut found: Vec<Tagged> = Vec::new();
        let mut open: Option<usize> = None;
        for (index, label) in path.into_iter().enumerate() {
            let (kind, begins) = match self.labels[label] {
                Mark::Outside => {
                    open = None;
                    continue;
                }
                Mark::Begins(kind) => (kind, true),
                Mark::Goes(kind) => (kind, false),
                Mark::Inside(kind) => (kind, open != Some(kind)),
            };
            let sure = self.sureness(scores[index], kind);
            match found.last_mut().filter(|_| !begins) {
                Some(span) => {
                    span.words.end += 1;
                    span.score += sure;
                }
                None => found.push(Tagged {
                    words: first + index..first + index + 1,
                    label: &self.kinds[kind],
                    score: sure,
                }),
            }
            open = Some(kind);
        }
        for span in &mut found {
            span.score /= span.words.len() as f32;
        }
        found
    }

    /// The probability that a word is of `kind`, first or not.
    fn sureness(&self, scores: &[f32], kind: usize) -> f32 {
        let of_kind =
            |mark: &Mark| matches!(mark, Mark::Begins(k) | Mark::Goes(k) | Mark::Inside(k) if *k == kind);
        let greatest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let (mut total, mut part) = (0.0, 0.0);
        for (score, mark) in scores.iter().zip(&self.labels) {
            let weight = (score - greatest).exp();
            total += weight;
            if of_kind(mark) {
                part += weight;
            }
        }
        if total > 0.0 { part / total } else { 0.0 }
    }

    /// The best legal sequence of labels (Viterbi), where a label's score is its logit, less `ease` for being outside.
    fn path(&self, scores: &[&[f32]], ease: f32) -> Vec<usize> {
        if ease == 0.0 && self.labels.iter().all(|mark| !matches!(mark, Mark::Goes(_))) {
            return scores.iter().map(|row| super::best(row)).collect();
        }
        let width = self.width();
        // Of all ways to a label of the word before, the best and the label that it came from.
        let mut totals = vec![f32::NEG_INFINITY; width];
        let mut came_from: Vec<Vec<usize>> = Vec::with_capacity(scores.len());
        for (index, row) in scores.iter().enumerate() {
            let best_before = super::best(&totals);
            let mut next = vec![f32::NEG_INFINITY; width];
            let mut from = vec![0; width];
            for label in 0..width {
                let before = if index == 0 {
                    if !self.allows(None, label) {
                        continue;
                    }
                    0.0
                } else if let Mark::Goes(_) = self.labels[label] {
                    let Some(before) = (0..width)
                        .filter(|&before| self.allows(Some(before), label))
                        .max_by(|&a, &b| totals[a].total_cmp(&totals[b]).then(b.cmp(&a)))
                    else {
                        continue;
                    };
                    from[label] = before;
                    totals[before]
                } else {
                    from[label] = best_before;
                    totals[best_before]
                };
                // What is no number counts for nothing, so that it cannot spread over the sentence.
                let score = row.get(label).copied().filter(|score| score.is_finite()).unwrap_or(0.0);
                let eased = if self.labels[label] == Mark::Outside { score - ease } else { score };
                next[label] = before + eased;
            }
            totals = next;
            came_from.push(from);
        }
        let mut path = vec![0; scores.len()];
        let mut label = super::best(&totals);
        for index in (0..scores.len()).rev() {
            path[index] = label;
            label = came_from[index][label];
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BIO: &[&str] = &["O", "B-a", "B-b", "I-a", "I-b"];

    fn spans(labels: &[&str], rows: &[&[f32]]) -> Vec<(Range<usize>, String)> {
        Scheme::new(labels)
            .spans(rows, 0, 0.0)
            .into_iter()
            .map(|span| (span.words, span.label.to_owned()))
            .collect()
    }

    #[test]
    fn neighbours_are_parted_by_what_begins() {
        let rows: &[&[f32]] = &[
            &[0.0, 5.0, 0.0, 0.0, 0.0],
            &[0.0, 0.0, 0.0, 5.0, 0.0],
            &[0.0, 5.0, 0.0, 0.0, 0.0],
            &[5.0, 0.0, 0.0, 0.0, 0.0],
        ];
        assert_eq!(spans(BIO, rows), [(0..2, "a".to_owned()), (2..3, "a".to_owned())]);
    }

    #[test]
    fn nothing_goes_on_that_did_not_begin() {
        // "I-b" is the best label of the second word, but after "B-a" only "I-a" is legal; it wins over what stands before.
        let rows: &[&[f32]] = &[&[0.0, 5.0, 0.0, 0.0, 0.0], &[0.0, 0.0, 0.0, 3.0, 4.0]];
        assert_eq!(spans(BIO, rows), [(0..2, "a".to_owned())]);
        // With little to hold the first, both become "b".
        let rows: &[&[f32]] = &[&[0.0, 0.5, 0.2, 0.0, 0.0], &[0.0, 0.0, 0.0, 0.0, 4.0]];
        assert_eq!(spans(BIO, rows), [(0..2, "b".to_owned())]);
    }

    #[test]
    fn runs_of_one_kind_are_one_span() {
        let rows: &[&[f32]] = &[&[0.0, 5.0, 0.0], &[0.0, 5.0, 0.0], &[0.0, 0.0, 5.0], &[5.0, 0.0, 0.0]];
        assert_eq!(spans(&["O", "x", "y"], rows), [(0..2, "x".to_owned()), (2..3, "y".to_owned())]);
    }

    #[test]
    fn ease_finds_what_is_nearly_outside() {
        let rows: &[&[f32]] =
            &[&[1.0, 0.5, 0.0, 0.0, 0.0], &[0.0, 0.0, 0.0, 0.2, 0.0], &[5.0, 0.0, 0.0, 0.0, 0.0]];
        let count = |labels: &[&str], ease: f32| Scheme::new(labels).spans(rows, 0, ease).len();
        assert_eq!((count(BIO, 0.0), count(BIO, 0.4), count(BIO, 0.6)), (0, 1, 1));
        let runs = &["O", "a", "b", "c", "d"];
        assert_eq!((count(runs, 0.0), count(runs, 0.6)), (1, 2));
    }

    #[test]
    fn no_words_have_no_spans() {
        assert_eq!(spans(BIO, &[]), []);
    }

    proptest! {
        #[test]
        fn the_path_is_the_best_of_all_legal_ones(rows in prop::collection::vec(prop::array::uniform5(-3.0_f32..3.0), 1..5)) {
            let scheme = Scheme::new(BIO);
            let rows: Vec<&[f32]> = rows.iter().map(<[f32; 5]>::as_slice).collect();
            let score = |path: &[usize]| path.iter().zip(&rows).map(|(label, row)| row[*label]).sum::<f32>();
            let path = scheme.path(&rows, 0.0);
            let mut best = f32::NEG_INFINITY;
            for number in 0..5_usize.pow(rows.len() as u32) {
                let labels: Vec<usize> = (0..rows.len()).map(|at| number / 5_usize.pow(at as u32) % 5).collect();
                let legal = (0..labels.len()).all(|at| scheme.allows(at.checked_sub(1).map(|before| labels[before]), labels[at]));
                if legal {
                    best = best.max(score(&labels));
                }
            }
            prop_assert!((score(&path) - best).abs() < 1e-4);
        }

        #[test]
        fn any_numbers_give_spans_in_order(rows in prop::collection::vec(prop::array::uniform5(prop::num::f32::ANY), 0..9)) {
            let scheme = Scheme::new(BIO);
            let rows: Vec<&[f32]> = rows.iter().map(<[f32; 5]>::as_slice).collect();
            let mut end = 0;
            for span in scheme.spans(&rows, 0, 0.0) {
                prop_assert!(span.words.start >= end && span.words.end > span.words.start);
                end = span.words.end;
            }
            prop_assert!(end <= rows.len());
        }
    }
}
