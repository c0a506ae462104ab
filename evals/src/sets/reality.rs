//! `factuality`: whether what a word names happened. The targets of `uw-factuality` and `meantime-factuality` together, in
//! three classes.

use serde::Deserialize;
use serde_json::json;

use crate::{
    data::{self, Error},
    document::{Document, Placed},
    measure::{Bench, Figures},
    network::classes_of,
    score::{classes::Classes, counts::Share},
};

/// The two sets of news texts.
const FOLDERS: [&str; 2] = ["uw-factuality", "meantime-factuality"];

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    start: u32,
    end: u32,
    text: String,
    factuality: f64,
}

/// The class of a mean of judgements from -3 (did not happen) to 3 (happened).
fn class(factuality: f64) -> &'static str {
    if factuality >= 2.0 {
        "yes"
    } else if factuality <= -2.0 {
        "no"
    } else {
        "uncertain"
    }
}

/// Scores the set. A target's answer is read at its last word.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let (mut classes, mut share) = (Classes::default(), Share::default());
    for folder in FOLDERS {
        let folder = bench.folder("factuality").join(folder);
        let piece = data::piece(&folder, "{}.jsonl.gz", bench.part)?;
        let rows: Vec<Row> = data::rows(&piece, |row: &Row| row.id.clone())?;
        let placed: Vec<Placed> = rows.iter().map(|row| Placed::tokenised(&row.id, &row.text)).collect();
        let documents: Vec<&Document> = placed.iter().map(|placed| &placed.document).collect();
        for ((row, placed), labels) in rows.iter().zip(&placed).zip(bench.network().label(&documents)) {
            let labels = labels?;
            let answers = classes_of(&labels, "factuality");
            let mut wrong = Vec::new();
            for target in &row.targets {
                let last = placed.words_of(target.start, target.end).next_back();
                let found = last.and_then(|word| answers.get(word).copied()).unwrap_or_default();
                let gold = class(target.factuality);
                classes.add(gold, found);
                share.add(gold == found);
                if gold != found {
                    wrong.push((&target.text, gold, found));
                }
            }
            figures.detail("reality", &row.id, json!(row.text), json!(wrong));
        }
    }
    figures.set("reality.acc", classes.macro_f1());
    figures.set("reality.share", share.percent());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_meet_at_two() {
        assert_eq!(
            [3.0, 2.0, 1.9, 0.0, -1.9, -2.0].map(class),
            ["yes", "yes", "uncertain", "uncertain", "uncertain", "no"]
        );
    }
}
