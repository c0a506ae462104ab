//! Copies and look-alikes planted among reports of the measured part of `gva`, the same in every run.

use std::collections::BTreeSet;

use serde_json::json;

use super::{
    super::gva::{Row, given},
    roots, rows, set,
};
use crate::{
    data::Error,
    measure::{Bench, Figures, Given},
    score::counts::Counts,
    vary::{self, Chance},
};

/// So many reports are copied in all ways; those whose ids hash lowest. Each base and each story that one is put into is of another
/// incident, so that no two of them are copies before anything is planted.
const BASES: usize = 120;

/// A base has between so many words: a shorter one cannot be cut, a longer one is mostly a page of several stories.
const WORDS: std::ops::Range<usize> = 90..900;

/// What is made of a base.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    /// The first half of its sentences.
    Cut,
    /// The whole of it within a longer story of another town.
    Embedded,
    /// Under another headline.
    Retitled,
    /// With its sentences in another order.
    Reordered,
    /// With words replaced by others of the same meaning.
    Reworded,
    /// With later figures.
    Updated,
    /// Reworded, with later figures, and without its last third.
    Revised,
    /// Its pattern, filled with other names, numbers and days: no copy.
    Pattern,
    /// Up to a quarter of it, whole sentences of its second half, quoted in another story: no copy. What [`Way::Cut`] left is not among
    /// them, since of that it would hold most.
    Quoted,
}

const WAYS: [Way; 9] = [
    Way::Cut,
    Way::Embedded,
    Way::Retitled,
    Way::Reordered,
    Way::Reworded,
    Way::Updated,
    Way::Revised,
    Way::Pattern,
    Way::Quoted,
];

impl Way {
    const fn is_copy(self) -> bool {
        !matches!(self, Self::Pattern | Self::Quoted)
    }

    /// What becomes of `text`; `other` is a report of another incident.
    fn text(self, text: &str, other: &str, id: &str) -> String {
        let told = vary::sentences(text);
        let aside = vary::sentences(other);
        match self {
            Self::Cut => told[..told.len().div_ceil(2)].join(" "),
            Self::Embedded => {
                let half = aside.len() / 2;
                [aside[..half].join(" "), told.join(" "), aside[half..].join(" ")].join("\n\n")
            }
            Self::Retitled => text.to_owned(),
            Self::Reordered => {
                let mut mixed = told;
                Chance::of(&["order", id]).shuffle(&mut mixed);
                mixed.join(" ")
            }
            Self::Reworded => vary::reworded(text),
            Self::Updated => vary::updated(text),
            Self::Revised => vary::reworded(&vary::updated(&told[..(told.len() * 2).div_ceil(3)].join(" "))),
            Self::Pattern => vary::pattern(text, id),
            Self::Quoted => {
                let mut left = text.split_whitespace().count() / 4;
                let fits = |sentence: &&&str| {
                    let words = sentence.split_whitespace().count();
                    let fits = words <= left;
                    left -= if fits { words } else { 0 };
                    fits
                };
                let quoted: Vec<&str> = told[told.len().div_ceil(2)..].iter().filter(fits).copied().collect();
                [aside[..aside.len() / 2].join(" "), quoted.join(" "), aside[aside.len() / 2..].join(" ")]
                    .join("\n\n")
            }
        }
    }
}

struct Plant {
    id: String,
    base: usize,
    way: Way,
    title: String,
    outlet: String,
    published: Option<String>,
    text: String,
}

impl Plant {
    fn given(&self) -> Given<'_> {
        Given {
            id: &self.id,
            title: Some(&self.title),
            url: None,
            outlet: Some(&self.outlet),
            published: self.published.as_deref(),
            text: &self.text,
        }
    }
}

/// Scores `copies.planted.*`: a copy is found where it goes back to what its base goes back to; a look-alike that goes back to
/// anything planted or to its base is a false one.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let mut rows: Vec<Row> = rows(bench, bench.part)?;
    rows.retain(|row| WORDS.contains(&row.text.split_whitespace().count()));
    rows.sort_by_cached_key(|row| Chance::of(&["base", &row.id]).next());
    let mut incidents = BTreeSet::new();
    rows.retain(|row| incidents.insert(row.incident.clone()));
    let bases = BASES.min(rows.len() / 3);
    let (base, rest) = rows.split_at(bases);
    let plants: Vec<Plant> = base
        .iter()
        .enumerate()
        .flat_map(|(index, row)| WAYS.iter().enumerate().map(move |(nth, &way)| (index, row, nth, way)))
        .map(|(index, row, nth, way)| {
            let other = &rest[2 * index + usize::from(way == Way::Quoted)];
            plant(index, row, nth, way, other)
        })
        .collect();
    let mut reports: Vec<Given<'_>> = base.iter().map(given).collect();
    reports.extend(plants.iter().map(Plant::given));
    let roots = roots(bench, &reports);
    let mut counts = Counts::default();
    for plant in &plants {
        let (Some(root), Some(of_base)) = (roots.get(&plant.id), roots.get(&base[plant.base].id)) else {
            continue;
        };
        let found = *root != plant.given().report().id;
        let right = plant.way.is_copy() && root == of_base;
        counts.add(
            usize::from(right),
            usize::from(found),
            usize::from(plant.way.is_copy()).max(usize::from(right)),
        );
        figures.detail("copies.planted", &plant.id, json!(format!("{:?}", plant.way)), json!([found, right]));
    }
    set(figures, "copies.planted", counts);
    Ok(())
}

fn plant(index: usize, row: &Row, nth: usize, way: Way, other: &Row) -> Plant {
    let id = format!("{}.{way:?}", row.id);
    let own = row.title.clone().unwrap_or_default();
    let title = match way {
        Way::Retitled | Way::Revised => {
            let first = vary::sentences(&row.text).first().map(|sentence| (*sentence).to_owned());
            vary::reworded(&first.unwrap_or_default()).split(' ').take(9).collect::<Vec<_>>().join(" ")
        }
        Way::Pattern => vary::pattern(&own, &id),
        Way::Embedded | Way::Quoted => other.title.clone().unwrap_or_default(),
        _ => own,
    };
    let text = way.text(&row.text, &other.text, &id);
    let later = row.published.as_deref().and_then(|day| day.parse::<jiff::civil::Date>().ok());
    let published = later.and_then(|day| day.tomorrow().ok()).map(|day| day.to_string());
    Plant { id, base: index, way, title, outlet: format!("post{nth}.example"), published, text }
}
