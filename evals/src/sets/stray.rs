//! `stray.share`: documents of the English Web Treebank that are reviews, questions with their answers, or mail, and from which annals reads a main
//! incident. Next to none of them tells of one, though they speak of crashes, battles and shots like all others; nobody marked which do.

use annals_types::{Report, reading::MentionRole};
use serde_json::json;

use crate::{
    data::{self, Error},
    measure::{Bench, Figures, Given},
    read::conllu::{self, Treebank},
    score::counts::Share,
};

/// How the ids of such documents begin.
const GENRES: [&str; 3] = ["answers", "email", "reviews"];

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("ewt"), "{}.conllu.gz", bench.part)?;
    let mut treebank = conllu::read(&piece.path)?;
    treebank.retain(|document| GENRES.iter().any(|genre| document.id.starts_with(genre)));
    let texts: Vec<String> = treebank.iter().map(Treebank::text).collect();
    let given = treebank.iter().zip(&texts);
    let reports: Vec<Report> =
        given.map(|(document, text)| Given { id: &document.id, text, ..Given::default() }.report()).collect();
    let mut stray = Share::default();
    for (document, reading) in treebank.iter().zip(bench.read(&reports)) {
        let incident = reading.incidents.iter().find(|incident| incident.role == MentionRole::Main);
        stray.add(incident.is_some());
        if let Some(incident) = incident {
            let words: Vec<&str> =
                incident.triggers.iter().map(|trigger| trigger.of(&reading.report.text)).collect();
            let told = json!({"type": incident.incident_type.value, "words": words});
            figures.detail("stray", &document.id, json!(null), told);
        }
    }
    figures.set("stray.share", stray.percent());
    Ok(())
}
