//! Pairs of reports of `gva`'s train file that share passages, judged by a person who read both; guidelines in `checked.md`. The list holds
//! ids and verdicts, no texts. All reports of the file are compared as one collection.

use serde_json::json;

use super::{
    super::gva::{Row, given},
    roots, rows, set,
};
use crate::{
    data::{Error, Part},
    measure::{Bench, Figures},
    score::counts::Counts,
};

/// What a person says of a pair.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    /// One story was taken over, whole or in a good part.
    Copy,
    /// Each tells in its own words.
    Own,
    /// What they share is the furniture of one outlet or company.
    Furniture,
    /// Near the line; not counted.
    Unsure,
}

#[derive(Clone, PartialEq, Debug)]
struct Pair {
    left: String,
    right: String,
    verdict: Verdict,
}

fn pairs(table: &str) -> Option<Vec<Pair>> {
    let pair = |line: &str| {
        let mut cells = line.split('\t');
        let (left, right) = (cells.next()?.to_owned(), cells.next()?.to_owned());
        let verdict = match cells.next()? {
            "copy" => Verdict::Copy,
            "own" => Verdict::Own,
            "furniture" => Verdict::Furniture,
            "unsure" => Verdict::Unsure,
            _ => return None,
        };
        Some(Pair { left, right, verdict })
    };
    table.lines().skip(1).map(pair).collect()
}

/// Scores `copies.*`: a pair is found where both reports go back to one.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let rows: Vec<Row> = rows(bench, Part::Train)?;
    let reports: Vec<_> = rows.iter().map(given).collect();
    let roots = roots(bench, &reports);
    let mut counts = Counts::default();
    for pair in pairs(include_str!("checked.tsv")).unwrap_or_default() {
        let (Some(left), Some(right)) = (roots.get(&pair.left), roots.get(&pair.right)) else { continue };
        let found = left == right;
        if pair.verdict != Verdict::Unsure {
            let copy = pair.verdict == Verdict::Copy;
            counts.add(usize::from(found && copy), usize::from(found), usize::from(copy));
        }
        let id = format!("{} {}", pair.left, pair.right);
        figures.detail("copies", &id, json!(format!("{:?}", pair.verdict)), json!(found));
    }
    set(figures, "copies", counts);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_pair_once() {
        let mut pairs = pairs(include_str!("checked.tsv")).unwrap();
        let all = pairs.len();
        assert!(all >= 150);
        assert!(pairs.iter().all(|pair| pair.left < pair.right));
        pairs.sort_by(|a, b| (&a.left, &a.right).cmp(&(&b.left, &b.right)));
        pairs.dedup_by(|a, b| (&a.left, &a.right) == (&b.left, &b.right));
        assert_eq!(pairs.len(), all);
        assert!(pairs.iter().filter(|pair| pair.verdict == Verdict::Copy).count() > 50);
    }
}
