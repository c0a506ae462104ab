//! Whether what two reports share is no story: login forms, standing texts and galleries that were taken for told words.

use std::collections::HashMap;

use annals_types::Reading;

use super::{
    align::{Shared, inside},
    retell::Words,
};
use crate::words::Bag;

/// What share of the words of the shorter title must stand in the other, by days between the publications: a week later a copy may
/// have a headline of its own, two months later hardly.
const TITLES_ALIKE: [(i64, f64); 2] = [(7, 0.34), (60, 0.8)];

/// Forms and legal lines that different outlets of one company share are shorter than this.
const COMPANY_LINES: usize = 60;

/// A headline of which less than this share stands in the other is another headline. By hand: 0.6 and 0.9 tell the checked pairs of `copies`
/// apart as well.
const SAME_HEADLINE: f64 = 0.8;

/// Share of the shared words from which on they are a gallery where the report itself says them more than once: the captions of its
/// pictures, which stand there again with the next story of the outlet. By hand: 0.6 and 0.9 tell the checked pairs of `copies` apart as well.
const GALLERY: f64 = 0.8;

/// With so many names and numbers of the shared passages both reports go on in what they do not share. By hand: of the checked pairs of
/// `copies` 3 finds the same, and 1 one copy more, where a single name in common may be chance.
const GONE_ON_WITH: usize = 2;

/// Whether what `copy` shares with `origin` cannot be a story: of one outlet or only a few words, and either repeated as captions are, or
/// under titles that have little in common, long apart, and apart from what else each tells.
pub fn only_boilerplate(
    copy: &Reading,
    origin: &Reading,
    shared: &Shared,
    mine: &Words,
    theirs: &Words,
) -> bool {
    let one_outlet = match (&copy.report.outlet, &origin.report.outlet) {
        (Some(own), Some(other)) if own != other && shared.words >= COMPANY_LINES => return false,
        (Some(own), Some(other)) => own == other,
        _ => false,
    };
    let (Some(own), Some(other)) = (&copy.title, &origin.title) else { return false };
    let (Some(published), Some(before)) = (copy.report.published, origin.report.published) else {
        return false;
    };
    let Some(alike) = Bag::of([own.as_str()]).overlap(&Bag::of([other.as_str()])) else { return false };
    if one_outlet && alike < SAME_HEADLINE && repeated(copy, shared) as f64 >= GALLERY * shared.words as f64 {
        return true;
    }
    let apart = published.date.duration_since(before.date).as_hours().abs() / 24;
    TITLES_ALIKE.iter().any(|&(days, needed)| apart > days && alike < needed)
        && mine.gone_on_with(theirs, copy, &shared.passages) < GONE_ON_WITH
}

/// How many of the shared words stand in shingles that the report itself holds more than once.
fn repeated(copy: &Reading, shared: &Shared) -> usize {
    let print = &copy.fingerprint;
    let mut count: HashMap<u64, usize> = HashMap::new();
    for &shingle in &print.shingles {
        *count.entry(shingle).or_default() += 1;
    }
    let mut again = vec![false; print.words.len()];
    for (start, shingle) in print.shingles.iter().enumerate() {
        if count.get(shingle).is_some_and(|&count| count > 1) {
            let width = print.width as usize;
            again.iter_mut().skip(start).take(width).for_each(|again| *again = true);
        }
    }
    inside(&print.words, &shared.passages).zip(again).filter(|&(is_shared, again)| is_shared && again).count()
}
