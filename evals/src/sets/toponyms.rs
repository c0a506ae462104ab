//! `places`: toponyms of local and other news with coordinates (LGL, `GeoWebNews`, TR-News, `GeoVirus`).

use std::collections::{BTreeMap, BTreeSet};

use annals_report::resolve::place;
use annals_types::{Reading, Report, mention::great_circle_km};
use serde::Deserialize;
use serde_json::json;

use crate::{
    data::{self, Error},
    lessons::{Lesson, Lessons},
    measure::{Bench, Figures, Given},
    score::counts::{Counts, Share},
    text::Points,
};

/// A toponym counts as resolved within so many kilometres (100 miles), as the field measures it.
const RESOLVED_KM: f64 = 161.0;

/// Types of `GeoWebNews` that are no toponyms with a place.
const NO_TOPONYM: &[&str] =
    &["Literal_Expression", "Non_Lit_Expression", "Non_Toponym", "Demonym", "Language", "Homonym"];

#[derive(Deserialize)]
struct Row {
    id: String,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    date: Option<String>,
    text: String,
    toponyms: Vec<Toponym>,
}

#[derive(Deserialize)]
struct Toponym {
    s: u32,
    e: u32,
    phrase: String,
    lat: Option<f64>,
    lon: Option<f64>,
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// Scores LGL.
pub fn lgl(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    score("lgl", bench, figures)
}

/// Scores `GeoWebNews`.
pub fn gwn(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    score("gwn", bench, figures)
}

/// Scores TR-News, by whichever name its file bears.
pub fn trn(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    for file in ["trnews", "tr-news", "tr_news"] {
        match score_file("trn", file, bench, figures) {
            Err(error) if error.is_absent() => {}
            done => return done,
        }
    }
    score("trn", bench, figures)
}

/// Scores `GeoVirus`, which marks no adjectives: all that annals finds of them counts as wrong.
pub fn geovirus(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    score("geovirus", bench, figures)
}

fn score(name: &str, bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    score_file(name, name, bench, figures)
}

fn score_file(name: &str, file: &str, bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let pattern = format!("{file}.{{}}.jsonl.gz");
    let rows: Vec<Row> =
        data::rows(&data::piece(&bench.folder("places"), &pattern, bench.part)?, |row: &Row| row.id.clone())?;
    let reports: Vec<Report> = rows.iter().map(given).collect();
    let (mut found_all, mut resolved) = (Counts::default(), Share::default());
    for (row, reading) in rows.iter().zip(bench.read(&reports)) {
        let points = Points::new(&reading.report);
        let is_toponym =
            |toponym: &&Toponym| toponym.kind.as_deref().is_none_or(|kind| !NO_TOPONYM.contains(&kind));
        let gold: Vec<&Toponym> = row.toponyms.iter().filter(is_toponym).collect();
        let spans: BTreeSet<(u32, u32)> = gold.iter().map(|toponym| (toponym.s, toponym.e)).collect();
        let others: BTreeSet<(u32, u32)> = row
            .toponyms
            .iter()
            .filter(|toponym| !is_toponym(toponym))
            .map(|toponym| (toponym.s, toponym.e))
            .collect();
        let found: BTreeMap<(u32, u32), Option<(f64, f64)>> = reading
            .mentions
            .places
            .iter()
            .filter_map(|mention| {
                Some((points.of(mention.span)?, mention.place.as_ref().map(|place| (place.lat, place.lon))))
            })
            // Neither right nor wrong: the set marks them, but not as toponyms.
            .filter(|(span, _)| spans.contains(span) || !others.contains(span))
            .collect();
        found_all.add(spans.iter().filter(|span| found.contains_key(span)).count(), found.len(), spans.len());
        if figures.lessons.want(Lesson::Places) {
            teach_places(name, row, &reading, &points, bench, &mut figures.lessons)?;
        }
        let mut missed = Vec::new();
        for toponym in &gold {
            let Some(there) = toponym.lat.zip(toponym.lon) else { continue };
            let here = found.get(&(toponym.s, toponym.e)).copied();
            let near = here.flatten().is_some_and(|here| great_circle_km(here, there) <= RESOLVED_KM);
            resolved.add(near);
            if !near {
                let has = |&(start, end): &(u32, u32)| start < toponym.e && toponym.s < end;
                let seen = reading.layers.toponyms.iter().filter_map(|&span| points.of(span)).filter(has);
                missed.push(json!({
                    "phrase": toponym.phrase, "s": toponym.s, "e": toponym.e, "kind": toponym.kind, "at": there,
                    "found": here.flatten(), "is_found": here.is_some(),
                    "found_beside": found.keys().copied().filter(has).collect::<Vec<_>>(),
                    "seen": seen.collect::<Vec<_>>(),
                }));
            }
        }
        let extra = found.keys().filter(|span| !spans.contains(span)).map(|&(start, end)| {
            let text: String = row.text.chars().skip(start as usize).take((end - start) as usize).collect();
            json!({"phrase": text, "s": start, "e": end})
        });
        figures.detail(name, &row.id, json!({"missed": missed}), json!({"extra": extra.collect::<Vec<_>>()}));
    }
    figures.set(&format!("{name}.f1"), found_all.f1());
    figures.set(&format!("{name}.acc161"), resolved.percent());
    Ok(())
}

/// Teaches the names with coordinates that several places share, as they are weighed.
fn teach_places(
    set: &str,
    row: &Row,
    reading: &Reading,
    points: &Points,
    bench: &Bench,
    lessons: &mut Lessons,
) -> Result<(), Error> {
    let terms: Vec<&str> = place::term_names().collect();
    for weighed in place::weighed(&reading.report, &reading.layers, bench.reader.knowledge()) {
        let span = points.of(weighed.span);
        let gold = row.toponyms.iter().find(|toponym| Some((toponym.s, toponym.e)) == span);
        let Some(there) = gold.and_then(|toponym| toponym.lat.zip(toponym.lon)) else { continue };
        let places = weighed.places.iter().map(|(place, terms)| {
            let right = great_circle_km((place.lat, place.lon), there) <= RESOLVED_KM;
            json!({"right": right, "terms": terms})
        });
        let name = json!({
            "set": set, "report": row.id, "terms": terms, "places": places.collect::<Vec<_>>(),
        });
        lessons.add(Lesson::Places, &name)?;
    }
    Ok(())
}

/// The title stands at the head of the text in these sets.
fn given(row: &Row) -> Report {
    Given {
        id: &row.id,
        title: row.title.as_deref().filter(|title| row.text.contains(title)),
        url: row.url.as_deref(),
        outlet: row.outlet.as_deref(),
        published: row.date.as_deref().and_then(|date| date.get(..10)),
        text: &row.text,
    }
    .report()
}
