//! Windows of invented reports, and of any.

use proptest::prelude::*;

use super::*;

fn check(
    pieces: &[usize],
    sentences: &[usize],
    paragraphs: &[usize],
    budget: usize,
    expected: &[(Range<usize>, Range<usize>)],
) {
    let found: Vec<_> = windows(pieces, sentences, paragraphs, budget)
        .into_iter()
        .map(|window| (window.words, window.own))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn sentences_share_a_window_while_they_fit() {
    check(&[], &[], &[], 8, &[]);
    check(&[1; 6], &[0, 3], &[0], 8, &[(0..6, 0..6)]);
    check(&[1; 7], &[0, 3], &[0], 8, &[(0..3, 0..3), (3..7, 3..7)]);
}

#[test]
fn a_new_paragraph_takes_a_piece() {
    check(&[1; 6], &[0, 3], &[0, 3], 8, &[(0..3, 0..3), (3..6, 3..6)]);
    check(&[1; 5], &[0, 3], &[0, 3], 8, &[(0..5, 0..5)]);
}

#[test]
fn long_sentences_are_read_in_overlapping_windows() {
    check(&[1; 12], &[0], &[0], 10, &[(0..8, 0..7), (6..12, 7..12)]);
    check(&[1; 14], &[0, 1, 13], &[0], 10, &[(0..1, 0..1), (1..9, 1..8), (7..13, 8..13), (13..14, 13..14)]);
}

proptest! {
    #[test]
    fn every_word_is_one_windows_own(
        budget in 8_usize..60,
        words in prop::collection::vec((1_usize..50, 0_u8..8), 0..200),
    ) {
        let pieces: Vec<usize> = words.iter().map(|&(count, _)| count.min(piece_limit(budget))).collect();
        let starts = |below| words.iter().enumerate().filter(|(_, (_, chance))| *chance < below).map(|(word, _)| word).collect::<Vec<_>>();
        let (sentences, paragraphs) = (starts(2), starts(1));
        let found = windows(&pieces, &sentences, &paragraphs, budget);
        let mut next = 0;
        for window in &found {
            prop_assert_eq!(window.own.start, next);
            prop_assert!(!window.own.is_empty());
            prop_assert!(window.words.start <= window.own.start && window.own.end <= window.words.end);
            next = window.own.end;
            let separators = paragraphs.iter().filter(|word| (window.words.start + 1..window.words.end).contains(word)).count();
            prop_assert!(pieces[window.words.clone()].iter().sum::<usize>() + separators + 2 <= budget);
        }
        prop_assert_eq!(next, words.len());
        // A window ends inside a sentence only where that sentence fits none.
        let cutter = Cutter::new(&pieces, &paragraphs, budget);
        for sentence in ranges(&sentences, words.len()) {
            if cutter.size(sentence.start, sentence.end) <= budget {
                prop_assert!(found.iter().any(|window| window.own.start <= sentence.start && sentence.end <= window.own.end));
            }
        }
    }

    #[test]
    fn ranges_cover_everything(starts in prop::collection::vec(0_usize..30, 0..10), len in 0_usize..20) {
        let found = ranges(&starts, len);
        prop_assert_eq!(found.iter().map(ExactSizeIterator::len).sum::<usize>(), len);
        prop_assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
    }
}
