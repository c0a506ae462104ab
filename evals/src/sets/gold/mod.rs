//! `gold`: what one report says, statement by statement. The measures are those of the set's own `score.py`.

mod marks;
mod predict;
mod scorer;

use annals_types::Report;

use crate::{
    data::{self, Error},
    measure::{Bench, Figures, Given},
};
use marks::Marks;

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("gold"), "{}.jsonl.gz", bench.part)?;
    let gold: Vec<Marks> = data::rows(&piece, |marks: &Marks| marks.id.clone())?;
    let reports: Vec<Report> = gold.iter().map(given).collect();
    let mut scorer = scorer::Scorer::default();
    for (gold, reading) in gold.iter().zip(bench.read(&reports)) {
        let found = predict::marks(&gold.id, &reading);
        scorer.add(gold, &found);
        figures.detail("gold", &gold.id, serde_json::json!(gold), serde_json::json!(found));
    }
    for (name, value) in scorer.figures() {
        figures.set(&format!("gold.{name}"), value);
    }
    Ok(())
}

fn given(marks: &Marks) -> Report {
    Given {
        id: &marks.id,
        title: marks.title.as_deref(),
        url: marks.url.as_deref(),
        outlet: marks.outlet.as_deref(),
        published: marks.published.as_deref(),
        text: &marks.text,
    }
    .report()
}
