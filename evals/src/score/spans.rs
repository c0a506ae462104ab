//! Labelled spans: exact ends and equal labels.

use std::{collections::BTreeSet, ops::Range};

use super::counts::Counts;

/// First item, the one after the last, label. Items are words or code points.
pub type Labelled = (usize, usize, String);

/// The spans of labels `O`, `B-PER`, `I-PER`, those that `keep` holds. An `I-` that follows no span of its label begins one,
/// as the scorer of `CoNLL` has it.
pub fn of_labels(labels: &[String], keep: impl Fn(&str) -> bool) -> BTreeSet<Labelled> {
    let mut spans = BTreeSet::new();
    let mut open: Option<(usize, &str)> = None;
    for (index, label) in labels.iter().map(String::as_str).chain(["O"]).enumerate() {
        let inside = label.strip_prefix("I-");
        if inside.is_some() && inside == open.map(|(_, label)| label) {
            continue;
        }
        if let Some((start, label)) = open.take()
            && keep(label)
        {
            spans.insert((start, index, label.to_owned()));
        }
        open = inside.or_else(|| label.strip_prefix("B-")).map(|label| (index, label));
    }
    spans
}

/// The same for spans that were found as ranges.
pub fn of_ranges<'a>(
    found: impl IntoIterator<Item = (Range<usize>, &'a str)>,
    keep: impl Fn(&str) -> bool,
) -> BTreeSet<Labelled> {
    found
        .into_iter()
        .filter(|(_, label)| keep(label))
        .map(|(range, label)| (range.start, range.end, label.to_owned()))
        .collect()
}

/// Counts those that are in both sets, label and ends.
pub fn add<T: Ord>(counts: &mut Counts, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
    counts.add(gold.intersection(found).count(), found.len(), gold.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(labels: &str, expected: &[(usize, usize, &str)]) {
        let labels: Vec<String> = labels.split(' ').map(Into::into).collect();
        let expected = expected.iter().map(|&(start, end, label)| (start, end, label.into())).collect();
        assert_eq!(of_labels(&labels, |label| label != "MISC"), expected);
    }

    #[test]
    fn spans_begin_and_end_where_the_labels_say() {
        check("B-PER I-PER O B-LOC", &[(0, 2, "PER"), (3, 4, "LOC")]);
        check("B-PER B-PER I-LOC", &[(0, 1, "PER"), (1, 2, "PER"), (2, 3, "LOC")]);
        check("O I-ORG I-ORG", &[(1, 3, "ORG")]);
        check("B-MISC I-MISC B-LOC", &[(2, 3, "LOC")]);
    }

    #[test]
    fn a_span_with_another_label_is_both_missed_and_wrong() {
        let labels = |labels: &str| -> BTreeSet<Labelled> {
            of_labels(&labels.split(' ').map(Into::into).collect::<Vec<_>>(), |_| true)
        };
        let mut counts = Counts::default();
        add(&mut counts, &labels("B-PER I-PER O B-LOC O"), &labels("B-PER I-PER O B-ORG B-LOC"));
        assert_eq!(counts, Counts { tp: 1, fp: 2, fn_: 1 });
    }

    #[test]
    fn ranges_are_kept_by_label() {
        let found = of_ranges([(0..2, "PER"), (4..5, "OTH")], |label| label != "OTH");
        assert_eq!(found, [(0, 2, "PER".to_owned())].into());
    }
}
