//! Exact alignment of two reports: the runs of words that both hold.

use annals_types::{Reading, Span};

use super::{boilerplate::Boilerplate, places::Places};

/// A run shorter than this says nothing: names of offices and set phrases are as long.
const MIN_RUN_WORDS: usize = 8;

/// How many places of one shingle in the origin are tried. Only a text that repeats itself has more.
const MAX_PLACES: usize = 4;

/// What one report shares with another.
#[derive(Clone, PartialEq, Debug)]
pub struct Shared {
    /// How many of its words lie in passages taken over.
    pub words: usize,
    /// How many words it tells, boilerplate of its outlet left out.
    pub told: usize,
    /// How many the origin tells.
    pub told_by_origin: usize,
    /// The passages, as spans of its text, ascending.
    pub passages: Vec<Span>,
}

impl Shared {
    /// A report that was taken over whole.
    pub fn all_of(copy: &Reading) -> Self {
        let words = &copy.fingerprint.words;
        let passages = match (words.first(), words.last()) {
            (Some(first), Some(last)) => vec![first.cover(*last)],
            _ => Vec::new(),
        };
        Self { words: words.len(), told: words.len(), told_by_origin: words.len(), passages }
    }

    /// Share of the copy's words that were taken over, 0 to 1.
    pub fn share(&self) -> f64 {
        self.words as f64 / self.told.max(1) as f64
    }

    /// Share of the origin's words that the copy holds, 0 to 1.
    pub fn share_of_origin(&self) -> f64 {
        (self.words as f64 / self.told_by_origin.max(1) as f64).min(1.0)
    }
}

/// For each of `words` whether it lies in one of the `passages`. Both ascend, and no passage overlaps another.
pub fn inside<'a>(words: &'a [Span], passages: &'a [Span]) -> impl Iterator<Item = bool> + 'a {
    let mut ahead = passages;
    words.iter().map(move |word| {
        while let Some((first, rest)) = ahead.split_first()
            && first.range().end <= word.range().start
        {
            ahead = rest;
        }
        ahead.first().is_some_and(|passage| passage.overlaps(*word))
    })
}

/// The runs of words that `copy` has from `origin`: from left to right the longest common run at each place.
pub fn shared(copy: &Reading, origin: &Reading, boilerplate: &Boilerplate) -> Shared {
    let (mine, theirs) = (&copy.fingerprint, &origin.fingerprint);
    let width = mine.width.max(1) as usize;
    let one_outlet = copy.report.outlet.is_some() && copy.report.outlet == origin.report.outlet;
    let standing = if one_outlet { boilerplate.of_outlet(copy) } else { None };
    let counts = |shingle: u64| !standing.is_some_and(|standing| standing.contains(&shingle));
    let told = |reading: &Reading| {
        let left_out = match standing {
            Some(standing) => {
                reading.fingerprint.shingles.iter().filter(|shingle| standing.contains(*shingle)).count()
            }
            None => 0,
        };
        reading.fingerprint.words.len().saturating_sub(left_out).max(1)
    };

    let places = Places::of(theirs.shingles.iter().copied());
    let run_from = |at: usize, place: usize| {
        let pairs = mine.shingles[at..].iter().zip(&theirs.shingles[place..]);
        pairs.take_while(|(a, b)| a == b && counts(**a)).count()
    };

    let mut passages = Vec::new();
    let (mut words, mut at, mut covered) = (0, 0, 0);
    while at < mine.shingles.len() {
        let starts = places.of_thing(mine.shingles[at], MAX_PLACES);
        let run = starts.map(|place| run_from(at, place)).max().unwrap_or(0);
        let run_words = run + width - 1;
        if run == 0 || run_words < MIN_RUN_WORDS {
            at += run.max(1);
            continue;
        }
        let end = at + run_words;
        if let (Some(first), Some(last)) = (mine.words.get(at.max(covered)), mine.words.get(end - 1)) {
            passages.push(first.cover(*last));
        }
        words += end - at.max(covered);
        covered = end;
        at += run;
    }
    Shared { words, told: told(copy).max(words), told_by_origin: told(origin), passages }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lie_in_passages_or_not() {
        let words: Vec<Span> = [(0, 3), (4, 7), (8, 9), (10, 14), (15, 18), (19, 22)].map(span).to_vec();
        let found: Vec<bool> = inside(&words, &[span((4, 9)), span((15, 18))]).collect();
        assert_eq!(found, [false, true, true, false, true, false]);
        assert!(inside(&words, &[]).all(|found| !found));
    }

    fn span((start, end): (u32, u32)) -> Span {
        Span::new(start, end)
    }
}
