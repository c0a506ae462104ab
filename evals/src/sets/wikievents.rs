//! `wikievents`: triggers of events with their types, and arguments, on raw text. Types are cut to two levels
//! (`Conflict.Attack`).

use std::collections::BTreeSet;

use annals_encoder::Labels;
use serde::Deserialize;
use serde_json::json;

use crate::{
    data::{self, Cut, Error, Part, Piece},
    document::{Document, Placed},
    measure::{Bench, Figures},
    network::{arguments_of, spans_of},
    score::{counts::Counts, spans},
};

#[derive(Deserialize)]
struct Row {
    doc_id: String,
    text: String,
    events: Vec<Event>,
}

// Of train some triggers and arguments have no known place.
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    start: Option<u32>,
    end: Option<u32>,
    args: Vec<Argument>,
}

#[derive(Deserialize)]
struct Argument {
    role: String,
    start: Option<u32>,
    end: Option<u32>,
}

/// The events of a document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Events {
    /// Start and end of the trigger in code points, type.
    triggers: BTreeSet<(u32, u32, String)>,
    /// Type of the event, role, start and end. Of two events of one type with the same argument one counts: the measure does
    /// not ask which of the triggers of a type an argument was found at.
    arguments: BTreeSet<(String, String, u32, u32)>,
}

/// Scores the set: `trigger` asks for the exact span and the type, `arg` for the type of the event, the role and the exact
/// span, with the triggers that were found.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let folder = bench.folder("wikievents");
    let piece = match bench.part {
        Part::Measured => data::piece(&folder, "{}.jsonl.gz", bench.part)?,
        // Its name hides that there is a dev file.
        Part::Train => Piece { path: folder.join("reduced.train.jsonl.gz"), cut: Cut::Whole },
    };
    let rows: Vec<Row> = data::rows(&piece, |row: &Row| row.doc_id.clone())?;
    let placed: Vec<Placed> = rows.iter().map(|row| Placed::cut(&row.doc_id, &row.text)).collect();
    let documents: Vec<&Document> = placed.iter().map(|placed| &placed.document).collect();
    let (mut triggers, mut arguments) = (Counts::default(), Counts::default());
    for ((row, placed), labels) in rows.iter().zip(&placed).zip(bench.network().label(&documents)) {
        let labels = labels?;
        let (gold, found) = (gold(&row.events), found(placed, &labels));
        spans::add(&mut triggers, &gold.triggers, &found.triggers);
        spans::add(&mut arguments, &gold.arguments, &found.arguments);
        let told = |events: &Events| {
            let words = |start: u32, end: u32| -> String {
                row.text.chars().skip(start as usize).take((end - start) as usize).collect()
            };
            let triggers = events.triggers.iter().map(|(start, end, kind)| (kind, words(*start, *end)));
            let arguments =
                events.arguments.iter().map(|(kind, role, start, end)| (kind, role, words(*start, *end)));
            json!({"triggers": triggers.collect::<Vec<_>>(), "arguments": arguments.collect::<Vec<_>>()})
        };
        figures.detail("wikievents", &row.doc_id, told(&gold), told(&found));
    }
    figures.set("wikievents.trigger", triggers.f1());
    figures.set("wikievents.arg", arguments.f1());
    Ok(())
}

fn two_levels(kind: &str) -> String {
    kind.split('.').take(2).collect::<Vec<_>>().join(".")
}

fn gold(events: &[Event]) -> Events {
    let mut gold = Events::default();
    for event in events {
        let kind = two_levels(&event.kind);
        for argument in &event.args {
            if let Some((start, end)) = argument.start.zip(argument.end) {
                gold.arguments.insert((kind.clone(), argument.role.clone(), start, end));
            }
        }
        if let Some((start, end)) = event.start.zip(event.end) {
            gold.triggers.insert((start, end, kind));
        }
    }
    gold
}

fn found(placed: &Placed, labels: &Labels) -> Events {
    let mut found = Events::default();
    for (words, kind) in spans_of(labels, "wikievents") {
        let Some((start, end)) = placed.span_of(&words) else { continue };
        let arguments = arguments_of(labels, words.start).into_iter().filter_map(|(words, role)| {
            let (start, end) = placed.span_of(&words)?;
            Some((kind.to_owned(), role, start, end))
        });
        found.arguments.extend(arguments);
        found.triggers.insert((start, end, kind.to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_of_one_type_share_their_arguments() {
        let event = |kind: &str, start: u32, role: &str| Event {
            kind: kind.into(),
            start: Some(start),
            end: Some(start + 4),
            args: vec![
                Argument { role: role.into(), start: Some(20), end: Some(25) },
                Argument { role: role.into(), start: None, end: None },
            ],
        };
        let events = [
            event("Conflict.Attack.Unspecified", 0, "Target"),
            event("Conflict.Attack.DetonateExplode", 8, "Target"),
            event("Life.Die.Unspecified", 8, "Victim"),
        ];
        let gold = gold(&events);
        let kinds: Vec<_> = gold.triggers.iter().map(|(start, _, kind)| (*start, kind.as_str())).collect();
        assert_eq!(kinds, [(0, "Conflict.Attack"), (8, "Conflict.Attack"), (8, "Life.Die")]);
        assert_eq!(gold.arguments.len(), 2);
        let mut counts = Counts::default();
        let found = [
            ("Conflict.Attack".into(), "Target".into(), 20, 25),
            ("Life.Die".into(), "Place".into(), 20, 25),
        ];
        spans::add(&mut counts, &gold.arguments, &found.into());
        assert_eq!(counts, Counts { tp: 1, fp: 1, fn_: 1 });
    }
}
