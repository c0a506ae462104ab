//! `muc4.all`: all slots, in the form of 1992.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::Report;
use serde::Deserialize;
use serde_json::json;

use super::{
    apart::told_apart,
    assemble, bytes_of,
    classes::Classes,
    described::{describe, lesson, targets},
    fill, joined,
    known::Known,
    message::Message,
    said, spans,
};
use crate::{
    data::{self, Error},
    document::{Document, Placed},
    lessons::Lesson,
    measure::{Bench, Figures, Given},
    score::muc4::{Fill, SLOTS, Scorer, Tallies, Template, total},
};

/// From so many messages on a word that describes targets is listed.
const LISTED: usize = 3;

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    templates: Vec<Key>,
}

#[derive(Deserialize)]
struct Key {
    optional: bool,
    slots: BTreeMap<String, Slot>,
}

/// `*`, `-` or fills.
#[derive(Deserialize)]
#[serde(untagged)]
enum Slot {
    Sign(String),
    Fills(Vec<Line>),
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    optional: bool,
    alts: Vec<Alternative>,
    #[serde(default, rename = "ref")]
    refers: Vec<Alternative>,
}

#[derive(Deserialize)]
struct Alternative {
    t: String,
}

/// Scores the full form.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let mut rows: Vec<Row> = Vec::new();
    for piece in data::pieces(&bench.folder("muc4"), "gtt.", bench.part)? {
        rows.append(&mut data::rows(&piece, |row: &Row| row.id.clone())?);
    }
    let scorer = Scorer::new().map_err(|error| Error::unreadable("muc4.toml".as_ref(), error))?;
    let classes = Classes::shipped();
    let messages: Vec<Message> = rows.iter().map(|row| Message::new(&row.text)).collect();
    let placed: Vec<Placed> =
        rows.iter().zip(&messages).map(|(row, message)| cut(&row.id, message)).collect();
    let documents: Vec<&Document> = placed.iter().map(|placed| &placed.document).collect();
    let reports: Vec<Report> = rows.iter().zip(&messages).map(|(row, message)| given(row, message)).collect();
    let readings = bench.read(&reports);
    let knowledge = bench.reader.knowledge();
    let tables = (&classes, knowledge.actors.countries(), &knowledge.names);
    let mut tallies = Tallies::default();
    let keys: Vec<Vec<Template>> = rows.iter().map(|row| row.templates.iter().map(key).collect()).collect();
    let listed = listed(&keys);
    for (index, labels) in bench.network().label(&documents).enumerate() {
        let labels = labels?;
        let (row, message, placed) = (&rows[index], &messages[index], &placed[index]);
        let (mentions, types) =
            said(&row.text, &bytes_of(&row.text), placed, &labels, joined(spans(&labels)));
        let known = Known::new(message, placed, &labels, &readings[index], tables);
        let mut incidents = assemble::incidents(&placed.document.words, &mentions, &types);
        describe(&known, &mut incidents);
        let incidents = told_apart(message.text, &known.words, &classes, incidents);
        let found = fill::templates(&known, &incidents);
        let keys = &keys[index];
        if figures.lessons.want(Lesson::Described) && !keys.is_empty() {
            for line in lesson(&known, &listed, &targets(keys)) {
                figures.lessons.add(Lesson::Described, &line)?;
            }
        }
        scorer.add(&mut tallies, keys, &found);
        figures.detail("muc4.all", &row.id, json!(told(keys)), json!(told(&found)));
    }
    set(figures, &tallies);
    Ok(())
}

/// Sets the figures of all slots, and tells those of each.
fn set(figures: &mut Figures, tallies: &Tallies) {
    let by_slot: Vec<serde_json::Value> = SLOTS
        .iter()
        .chain(&["TEMPLATE"])
        .filter_map(|slot| tallies.get(slot).map(|tally| json!([slot, format!("{tally:?}")])))
        .collect();
    let rates = total(tallies).rates();
    figures.detail("muc4.all", "slots", json!(by_slot), json!(format!("{rates:?}")));
    if let Some((recall, precision, f)) = rates {
        figures.set("muc4.all", Some(f));
        figures.set("muc4.all.recall", Some(recall));
        figures.set("muc4.all.precision", Some(precision));
    }
}

/// Templates for a person to read.
fn told(templates: &[Template]) -> Vec<serde_json::Value> {
    let fill = |fill: &Fill| {
        let mark = if fill.optional { "? " } else { "" };
        let refers = if fill.refers.is_empty() { "" } else { ": " };
        format!("{mark}{}{refers}{}", fill.values.join(" / "), fill.refers.join(" / "))
    };
    let slots = |template: &Template| -> BTreeMap<String, Vec<String>> {
        let fills = template.slots.iter();
        fills.map(|(slot, fills)| (slot.clone(), fills.iter().map(fill).collect())).collect()
    };
    templates.iter().map(|template| json!([template.optional, slots(template)])).collect()
}

/// The words by which more than a few messages' keys describe targets.
fn listed(keys: &[Vec<Template>]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    keys.iter().flat_map(|keys| targets(keys)).for_each(|word| *counts.entry(word).or_default() += 1);
    counts.into_iter().filter(|(_, count)| *count >= LISTED).map(|(word, _)| word).collect()
}

/// The words of the message, in small letters as the network has learned them: without the line of origin, and with round
/// brackets.
fn cut(id: &str, message: &Message) -> Placed {
    let (origin, body) = message.text.split_at(message.body);
    let blank: String = origin.chars().map(|_| ' ').collect();
    let mut placed = Placed::cut(id, &(blank + body));
    for word in &mut placed.document.words {
        *word = word.to_ascii_lowercase().replace('[', "(").replace(']', ")");
    }
    placed
}

fn given(row: &Row, message: &Message) -> Report {
    let published = message.day.map(|day| day.to_string());
    Given { id: &row.id, published: published.as_deref(), text: &row.text, ..Given::default() }.report()
}

fn key(key: &Key) -> Template {
    // A few keys have alternatives in brackets.
    let values = |alternatives: &[Alternative]| -> Vec<String> {
        let bare = |text: &str| text.trim_start_matches('(').trim_end_matches(')').trim().to_owned();
        let each = alternatives.iter().flat_map(|alternative| match alternative.t.strip_prefix('(') {
            Some(_) if alternative.t.contains(" / ") => alternative.t.split(" / ").map(bare).collect(),
            _ => vec![alternative.t.clone()],
        });
        each.collect()
    };
    let mut template = Template { optional: key.optional, ..Template::default() };
    for (slot, lines) in &key.slots {
        match lines {
            Slot::Sign(sign) if sign == "*" => {
                template.inapplicable.insert(slot.clone());
            }
            Slot::Sign(_) => {}
            Slot::Fills(lines) => {
                let fill = |line: &Line| Fill {
                    values: values(&line.alts),
                    refers: values(&line.refers),
                    optional: line.optional,
                };
                template.slots.insert(slot.clone(), lines.iter().map(fill).collect());
            }
        }
    }
    template
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read() {
        let text = r#"{"optional": false, "slots": {"PHYS TGT: ID": "*", "HUM TGT: NAME": "-",
            "HUM TGT: TYPE": [{"alts": [{"t": "(CIVILIAN / DIPLOMAT)"}], "ref": [{"t": "BO"}], "optional": true}]}}"#;
        let template = key(&serde_json::from_str(text).unwrap());
        assert!(template.inapplicable.contains("PHYS TGT: ID") && template.slots.len() == 1);
        let expected = Fill {
            values: vec!["CIVILIAN".into(), "DIPLOMAT".into()],
            refers: vec!["BO".into()],
            optional: true,
        };
        assert_eq!(template.slots["HUM TGT: TYPE"], [expected]);
    }

    #[test]
    fn the_line_of_origin_is_not_read_by_the_network() {
        let placed = cut("a", &Message::new("LIMA, 3 JAN 90 (EFE) -- [TEXT] TWO MEN [SOLDIERS] FELL."));
        assert_eq!(placed.document.words.join(" "), "two men ( soldiers ) fell .");
        assert_eq!(placed.at[0], (31, 34));
    }
}
