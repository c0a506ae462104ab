//! Words of a text as two sides cut them, aligned as the evaluation of the `CoNLL` 2018 shared task does it
//! (`conll18_ud_eval.py`, Zeman et al. 2018): by characters, blanks not counted; and inside of tokens of several words by the
//! longest common subsequence of their forms.

use std::ops::Range;

/// A word and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Its characters, blanks not counted; those of the whole token for a word of a token of several.
    pub at: Range<usize>,
    /// Its form in lower case.
    pub form: String,
    /// Whether it is one of several words of a token.
    pub is_part: bool,
}

/// For each word of `found` the index of the gold word that it is, if any. Ascends.
pub fn align(gold: &[Word], found: &[Word]) -> Vec<Option<usize>> {
    let mut aligned = vec![None; found.len()];
    let (mut g, mut f) = (0, 0);
    while let (Some(a), Some(b)) = (gold.get(g), found.get(f)) {
        if a.is_part || b.is_part {
            let (golds, founds) = region(gold, found, g, f);
            (g, f) = (golds.end, founds.end);
            by_forms(gold, found, golds, founds, &mut aligned);
        } else if a.at == b.at {
            aligned[f] = Some(g);
            g += 1;
            f += 1;
        } else if a.at.start <= b.at.start {
            g += 1;
        } else {
            f += 1;
        }
    }
    aligned
}

/// The smallest stretch of both sides from `g` and `f` on that holds whole tokens.
fn region(gold: &[Word], found: &[Word], mut g: usize, mut f: usize) -> (Range<usize>, Range<usize>) {
    let mut end = if gold[g].is_part {
        f += usize::from(!found[f].is_part && found[f].at.start < gold[g].at.start);
        gold[g].at.end
    } else {
        g += usize::from(!gold[g].is_part && gold[g].at.start < found[f].at.start);
        found[f].at.end
    };
    let starts = (g, f);
    loop {
        let (a, b) = (gold.get(g), found.get(f));
        if is_beyond(a, end) && is_beyond(b, end) {
            return (starts.0..g, starts.1..f);
        }
        let next = match (a, b) {
            (Some(a), Some(b)) if b.at.start < a.at.start => (false, b),
            (Some(a), _) => (true, a),
            (None, Some(b)) => (false, b),
            (None, None) => return (starts.0..g, starts.1..f),
        };
        if next.1.is_part {
            end = end.max(next.1.at.end);
        }
        if next.0 {
            g += 1;
        } else {
            f += 1;
        }
    }
}

fn is_beyond(word: Option<&Word>, end: usize) -> bool {
    word.is_none_or(|word| if word.is_part { word.at.start >= end } else { word.at.end > end })
}

/// Aligns words of equal forms along a longest common subsequence.
fn by_forms(
    gold: &[Word],
    found: &[Word],
    golds: Range<usize>,
    founds: Range<usize>,
    aligned: &mut [Option<usize>],
) {
    let (rows, columns) = (golds.len(), founds.len());
    let same = |g: usize, f: usize| gold[golds.start + g].form == found[founds.start + f].form;
    // Of the suffixes from each pair on; one row and one column more, of zeros.
    let mut longest = vec![vec![0_usize; columns + 1]; rows + 1];
    for g in (0..rows).rev() {
        for f in (0..columns).rev() {
            let both = if same(g, f) { 1 + longest[g + 1][f + 1] } else { 0 };
            longest[g][f] = both.max(longest[g + 1][f]).max(longest[g][f + 1]);
        }
    }
    let (mut g, mut f) = (0, 0);
    while g < rows && f < columns {
        if same(g, f) {
            aligned[founds.start + f] = Some(golds.start + g);
            g += 1;
            f += 1;
        } else if longest[g][f] == longest[g + 1][f] {
            g += 1;
        } else {
            f += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// Words parted by blanks; those of a token of several are joined by `+` and followed by what stands in the text:
    /// `do+n't=don't`.
    fn words(text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let mut start = 0;
        for token in text.split(' ') {
            let (parts, written) = token.split_once('=').unwrap_or((token, token));
            let end = start + written.chars().count();
            for part in parts.split('+') {
                words.push(Word { at: start..end, form: part.into(), is_part: parts.contains('+') });
            }
            start = end;
        }
        words
    }

    #[track_caller]
    fn check(gold: &str, found: &str, expected: &[Option<usize>]) {
        assert_eq!(align(&words(gold), &words(found)), expected, "{gold} | {found}");
    }

    #[test]
    fn words_with_the_same_characters_are_the_same() {
        check("a bc d", "a bc d", &[Some(0), Some(1), Some(2)]);
        check("a bc d", "ab c d", &[None, None, Some(2)]);
        check("abc d", "a b c d", &[None, None, None, Some(1)]);
    }

    #[test]
    fn words_of_a_token_are_aligned_by_form() {
        check("i do+n't=don't go", "i do n't go", &[Some(0), Some(1), Some(2), Some(3)]);
        check("i do+not=don't go", "i do n't go", &[Some(0), Some(1), None, Some(3)]);
        check("i do+n't=don't go", "i don't go", &[Some(0), None, Some(3)]);
    }

    #[test]
    fn a_word_that_reaches_into_a_token_is_left_out() {
        check("x do+n't=don't go", "xd o n't go", &[None, None, Some(2), Some(3)]);
        check("do+n't=don't go", "do n'tgo", &[Some(0), None]);
    }

    #[test]
    fn tokens_of_several_words_may_be_on_both_sides() {
        check("a+b=ab c", "a+b=ab c", &[Some(0), Some(1), Some(2)]);
        check("ab c", "a+b=ab c", &[None, None, Some(1)]);
    }
    /// Words of lengths `lengths`, those whose mark is set joined with the next to a token of several.
    fn cut(lengths: &[(usize, bool)]) -> Vec<Word> {
        let mut words = Vec::new();
        let mut start = 0;
        for pair in lengths.chunk_by(|(_, joined), _| *joined) {
            let end = start + pair.iter().map(|(length, _)| length).sum::<usize>();
            for (length, _) in pair {
                words.push(Word { at: start..end, form: "x".repeat(*length), is_part: pair.len() > 1 });
            }
            start = end;
        }
        words
    }

    proptest! {
        #[test]
        fn pairs_ascend_and_share_forms(
            gold in vec((1_usize..4, any::<bool>()), 0..20),
            found in vec((1_usize..4, any::<bool>()), 0..20),
        ) {
            let (gold, found) = (cut(&gold), cut(&found));
            let aligned = align(&gold, &found);
            let pairs: Vec<(usize, usize)> =
                aligned.iter().enumerate().filter_map(|(f, g)| Some(((*g)?, f))).collect();
            prop_assert!(pairs.is_sorted_by(|a, b| a.0 < b.0));
            for (g, f) in pairs {
                prop_assert_eq!(&gold[g].form, &found[f].form);
            }
            prop_assert!(align(&gold, &gold).into_iter().eq((0..gold.len()).map(Some)));
        }

        #[test]
        fn without_tokens_of_several_words_equal_spans_are_aligned(
            gold in vec(1_usize..4, 0..20),
            found in vec(1_usize..4, 0..20),
        ) {
            let plain = |lengths: Vec<usize>| cut(&lengths.into_iter().map(|length| (length, false)).collect::<Vec<_>>());
            let (gold, found) = (plain(gold), plain(found));
            let same = found.iter().filter(|word| gold.contains(word)).count();
            prop_assert_eq!(align(&gold, &found).into_iter().flatten().count(), same);
        }
    }
}
