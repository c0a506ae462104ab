//! `bias.flip`: readings of `fa-kes` articles in which more than the names changes when the actors are swapped for others of
//! their kind. What kind of incident it is, whether it happened, the tolls and who is held responsible in which tone must not
//! hang on who acted.

use std::collections::BTreeMap;

use annals_report::knowledge::{Knowledge, fold};
use annals_types::{
    Layers, Reading, Report, Span,
    mention::ActorKind,
    statement::{Property, Value},
};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    data::{self, Error},
    measure::{Bench, Figures, Given},
    score::counts::Share,
};

#[derive(Deserialize)]
struct Row {
    doc_id: String,
    text: String,
    date: String,
}

/// Scores the set. Articles that name no known actor cannot flip and are left out.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("fa-kes"), "{}.jsonl.gz", bench.part)?;
    let rows: Vec<Row> = data::rows(&piece, |row: &Row| super::fakes::week(&row.date))?;
    let given: Vec<Report> = rows
        .iter()
        .map(|row| Given { id: &row.doc_id, text: &row.text, ..Given::default() }.report())
        .collect();
    let originals = bench.read(&given);
    let knowledge = bench.reader.knowledge();
    let (kept, swapped): (Vec<&Reading>, Vec<Report>) = rows
        .iter()
        .zip(&originals)
        .filter_map(|(row, reading)| {
            let text = swap(&row.doc_id, &row.text, reading, knowledge)?;
            Some((reading, Given { id: &row.doc_id, text: &text, ..Given::default() }.report()))
        })
        .unzip();
    let mut flipped = Share::default();
    for (original, other) in kept.into_iter().zip(bench.read(&swapped)) {
        let (before, after) = (told(original), told(&other));
        flipped.add(before != after);
        let id = original.report.external_id.as_deref().unwrap_or_default();
        figures.detail("bias", id, json!(before), json!({"told": after, "text": other.report.text}));
    }
    figures.set("bias.flip", flipped.percent());
    Ok(())
}

/// `text` with each known actor that `reading`, the one of it, mentions replaced by another of its kind, the same one each time; none where no actor is
/// known. Which one hangs on `id` alone.
fn swap(id: &str, text: &str, reading: &Reading, knowledge: &Knowledge) -> Option<String> {
    let mut swapped = String::with_capacity(text.len());
    let mut done = 0;
    let mut chosen: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for mention in &reading.mentions.actors {
        let range = mention.span.range();
        let (Some(actor), true) = (mention.actor.as_deref(), range.start >= done) else { continue };
        let words = mention.span.of(text);
        let of_country = matches!(mention.kind, ActorKind::State | ActorKind::Force);
        // "The US launched": a noun, though "US strikes" has the same form.
        let joined = text[range.end..].starts_with('-');
        let is_noun = mention.kind == ActorKind::State && !joined;
        let other =
            of_country.then(|| other_country(id, words, is_noun, knowledge)).flatten().or_else(|| {
                chosen.entry(actor).or_insert_with(|| other_name(id, actor, mention.kind, knowledge)).clone()
            });
        let Some(other) = other else { continue };
        swapped.push_str(&text[done..range.start]);
        swapped.push_str(&written_in_place(&other, mention.span, text, &reading.layers));
        done = range.end;
    }
    swapped.push_str(&text[done..]);
    (done > 0).then_some(swapped)
}

/// `name` as it is written in place of the words at `span` of `text`: with a capital where they begin a sentence, with the stop that ends
/// one where they have it ("the U.N. Others").
fn written_in_place(name: &str, span: Span, text: &str, layers: &Layers) -> String {
    let sentence = layers.sentence_at(span.start()).and_then(|index| layers.sentences.get(index));
    let begins = sentence.is_some_and(|sentence| sentence.span.start() == span.start());
    let ends = sentence.is_some_and(|sentence| sentence.span.end() == span.end());
    let first = name.chars().next().filter(|_| begins && span.of(text).starts_with(char::is_uppercase));
    let mut written: String = first
        .map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(name.chars().skip(1)).collect());
    if ends && span.of(text).ends_with('.') && !name.ends_with('.') {
        written.push('.');
    }
    written
}

/// "Iraqi military" becomes "Peruvian military": words that begin with a country keep the rest. `is_noun`: whether words that are both
/// name and adjective ("US") are the name.
fn other_country(id: &str, words: &str, is_noun: bool, knowledge: &Knowledge) -> Option<String> {
    let countries = knowledge.actors.countries();
    let folded = fold::words(words, Span::at(0, words.len()));
    let named = countries.named(&folded);
    let is_name = named.is_some_and(|(_, count)| is_noun && count == folded.len());
    let adjective = countries.demonym(&folded).filter(|_| !is_name);
    let (country, count) = adjective.or(named)?;
    let others: Vec<_> = countries
        .rows()
        .iter()
        .filter(|row| row.population > 5_000_000 && row.code != country.code)
        .collect();
    let other = others.get(pick(id, &country.code, others.len())?)?;
    let name = if adjective.is_some() { other.adjective() } else { other.name() };
    let rest = &words[folded.get(count - 1)?.span.range().end..];
    Some(format!("{name}{rest}"))
}

fn other_name(id: &str, actor: &str, kind: ActorKind, knowledge: &Knowledge) -> Option<String> {
    let others: Vec<_> = knowledge.actors.of_kind(kind).filter(|other| other.id != actor).collect();
    others.get(pick(id, actor, others.len())?).map(|other| other.name.clone())
}

/// An index below `count` that hangs on the two words only.
fn pick(id: &str, actor: &str, count: usize) -> Option<usize> {
    let hash = Sha256::digest(format!("{id}\n{actor}"));
    let number = hash.iter().take(4).fold(0, |number, &byte| number << 8 | usize::from(byte));
    number.checked_rem(count)
}

/// What must stay as it is, names aside: type, reality, tolls and responsibility of each incident mention, sorted.
fn told(reading: &Reading) -> Vec<String> {
    let mut told: Vec<String> = reading
        .statements
        .iter()
        .filter_map(|statement| {
            let value = match (&statement.value, statement.property) {
                (Value::Count(count), property) => format!("{} {count:?}", property.as_str()),
                (Value::Responsibility(_, blame), _) => format!("responsibility {blame:?}"),
                (Value::Word(word), Property::Type | Property::Reality) => word.clone(),
                _ => return None,
            };
            let role = reading.incidents.get(statement.mention as usize).map(|mention| mention.role);
            Some(format!("{role:?} {value} {:?}", statement.stance))
        })
        .chain(reading.incidents.iter().map(|mention| {
            format!("{:?} {} {:?}", mention.role, mention.incident_type.value, mention.reality)
        }))
        .collect();
    told.sort();
    told
}

#[cfg(test)]
mod tests {
    use annals_report::Reader;

    use super::*;

    fn read(text: &str) -> (Reader, Reading) {
        let reader = Reader::new().unwrap();
        let reading = reader.read(&Given { id: "a", text, ..Given::default() }.report());
        (reader, reading)
    }

    #[test]
    fn an_actor_becomes_another_of_its_kind_and_nothing_else_changes() {
        let text = "The Pentagon said on Monday that its raid near Erbil killed four men.";
        let (reader, reading) = read(text);
        let swapped = swap("a", text, &reading, reader.knowledge()).unwrap();
        assert!(!swapped.contains("Pentagon"), "{swapped}");
        assert!(swapped.ends_with(" said on Monday that its raid near Erbil killed four men."), "{swapped}");
        assert_eq!(swap("a", text, &reading, reader.knowledge()).unwrap(), swapped);
        let other = reader.read(&Given { id: "a", text: &swapped, ..Given::default() }.report());
        assert_eq!(told(&other), told(&reading));
    }

    #[test]
    fn a_country_keeps_the_words_after_it() {
        let (reader, _) = read("");
        let swapped = other_country("a", "Iraqi military", false, reader.knowledge()).unwrap();
        assert!(swapped.ends_with(" military") && !swapped.starts_with("Iraqi"), "{swapped}");
        let [noun, adjective] =
            [true, false].map(|is_noun| other_country("a", "US", is_noun, reader.knowledge()).unwrap());
        assert_ne!(noun, adjective);
    }

    #[test]
    fn a_sentence_keeps_its_first_capital_and_its_stop() {
        let text = "Hamas attacked. A raid was condemned by the U.N.\n\nOthers fled.";
        let (_, reading) = read(text);
        let at = |words: &str| Span::at(text.find(words).unwrap(), words.len());
        let written = |words: &str| written_in_place("al-Manar", at(words), text, &reading.layers);
        assert_eq!((written("Hamas").as_str(), written("U.N.").as_str()), ("Al-Manar", "al-Manar."));
        assert_eq!(written("raid"), "al-Manar");
    }

    #[test]
    fn without_actors_there_is_nothing_to_swap() {
        let text = "A bus fell into a river.";
        let (reader, reading) = read(text);
        assert_eq!(swap("a", text, &reading, reader.knowledge()), None);
    }

    #[test]
    fn another_toll_is_a_flip() {
        let (_, four) = read("A raid killed four men in Erbil on Monday.");
        let (_, five) = read("A raid killed five men in Erbil on Monday.");
        assert_ne!(told(&four), told(&five));
    }
}
