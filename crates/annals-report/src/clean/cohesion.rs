//! How a unit hangs together with the rest: a spliced story, an advert or the headline of another story shares no names and few words
//! with the report around it.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::segment::SegmentKind;

use super::units::Unit;

/// Words from which on a paragraph says enough to be judged by its words.
const PARAGRAPH_WORDS: usize = 18;

/// Words that a report must have beside a unit before the unit is judged by them.
const REST_WORDS: usize = 80;

/// Judges body units of plain texts by the words that they share with the rest.
pub fn judge(units: &mut [Unit<'_>]) {
    let is_judged = |unit: &Unit<'_>| unit.is_body() && unit.block.is_none();
    if !units.iter().skip(1).any(is_judged) {
        return;
    }
    let contents: Vec<BTreeSet<&str>> = units.iter().map(|unit| content(&unit.line)).collect();
    let told: Vec<bool> =
        units.iter().map(|unit| unit.is_body() || unit.kind == SegmentKind::Headline).collect();
    // How many told units hold each word.
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for (content, _) in contents.iter().zip(&told).filter(|(_, told)| **told) {
        for word in content {
            *holders.entry(word).or_default() += 1;
        }
    }
    let all: usize = units.iter().zip(&told).filter(|(_, told)| **told).map(|(unit, _)| unit.words).sum();
    let shared = |index: usize, apart: usize| {
        contents[index]
            .iter()
            .filter(|word| {
                let others = holders.get(*word).copied().unwrap_or(0) - usize::from(told[index]);
                let in_apart = apart != index && told[apart] && contents[apart].contains(*word);
                others > usize::from(in_apart)
            })
            .count()
    };
    let mut verdicts: Vec<(usize, SegmentKind, &str)> = Vec::new();
    let is_line =
        |index: usize| units[index].is_body() && units[index].is_title_like() && units[index].block.is_none();
    for index in 1..units.len() {
        let unit = &units[index];
        if !is_judged(unit) || all < unit.words + REST_WORDS {
            continue;
        }
        if is_line(index) {
            let next = index + 1;
            let next_shares = units.get(next).is_some().then(|| shared(next, index));
            let own = shared(index, next.min(units.len() - 1));
            let of = contents[index].len();
            let next_is_stray = units
                .get(next)
                .is_some_and(|next| next.is_body() && next.words >= PARAGRAPH_WORDS && next.words * 3 <= all)
                && is_stray(next_shares.unwrap_or(0), contents.get(next).map_or(0, BTreeSet::len));
            if next_is_stray && own * 3 <= of {
                verdicts.push((
                    index,
                    SegmentKind::OtherStory,
                    "headline of a story that shares nothing with the report",
                ));
                verdicts.push((
                    next,
                    SegmentKind::OtherStory,
                    "shares no name and few words with the report",
                ));
            } else if of >= 3
                && (own * 2 <= of || is_line(index - 1) || next < units.len() && is_line(next))
                && index > 2
            {
                verdicts.push((index, SegmentKind::Related, "headline between paragraphs"));
            }
        } else if unit.words >= PARAGRAPH_WORDS
            && is_address(&unit.line)
            && !unit.line.contains('"')
            && is_stray(shared(index, index), contents[index].len())
        {
            verdicts.push((
                index,
                SegmentKind::Boilerplate,
                "advert: speaks to the reader and shares nothing with the report",
            ));
        }
    }
    for (index, kind, why) in verdicts {
        units[index].set(kind, why);
    }
}

/// Whether so few of so many words are shared that two texts have hardly a subject in common: under one in six.
const fn is_stray(shared: usize, of: usize) -> bool {
    of >= 6 && shared * 6 < of
}

/// Whether a paragraph speaks to its reader.
fn is_address(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .any(|word| matches!(word, "you" | "your" | "you're" | "you'll" | "yours"))
}

/// The words that carry a subject: longer than three letters or with a digit, function words left out, plurals folded.
pub fn content(line: &str) -> BTreeSet<&str> {
    line.split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            (word.len() > 3 || word.contains(|c: char| c.is_ascii_digit()))
                && FUNCTION_WORDS.binary_search(word).is_err()
        })
        .map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word))
        .collect()
}

/// Function words of four letters and more, and the commonest words of any news; sorted.
#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "about", "above", "after", "again", "against", "ahead", "also", "although", "always", "among", "another",
    "around", "away", "because", "been", "before", "being", "below", "between", "both", "could", "does",
    "doing", "down", "during", "each", "either", "else", "even", "ever", "every", "first", "from", "further",
    "going", "have", "having", "here", "hers", "himself", "however", "into", "itself", "just", "last",
    "later", "least", "less", "like", "long", "made", "make", "many", "might", "more", "most", "much", "must",
    "near", "neither", "never", "next", "none", "nothing", "once", "only", "onto", "other", "others", "ours",
    "over", "people", "rather", "really", "said", "same", "says", "several", "shall", "should", "since",
    "some", "still", "such", "take", "than", "that", "their", "them", "themselves", "then", "there", "these",
    "they", "this", "those", "though", "through", "thus", "time", "today", "together", "told", "toward",
    "towards", "under", "until", "upon", "very", "want", "week", "well", "were", "what", "when", "where",
    "whether", "which", "while", "whose", "will", "with", "within", "without", "would", "year", "years",
    "your", "yours",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
    }
}
