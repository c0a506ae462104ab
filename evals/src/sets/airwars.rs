//! `airwars-gaza`: assessments that retell conflicting claims, without their first paragraph; lowest and highest toll.

use annals_types::{Account, Collection, Reading, Report, account::Toll, statement::Property};
use serde::Deserialize;
use serde_json::json;

use crate::{
    calibration::Case,
    data::{self, Error},
    fates::{self, Record, Recorded},
    lessons::{Lesson, Lessons},
    measure::{Bench, Figures, Given, alone, main_account},
    score::counts::Share,
    totals,
};

#[derive(Deserialize)]
struct Row {
    id: String,
    url: String,
    assessment: String,
    killed_low: Option<u32>,
    killed_high: Option<u32>,
    injured_low: Option<u32>,
    injured_high: Option<u32>,
    #[serde(default)]
    victims: Vec<Victim>,
}

#[derive(Deserialize)]
struct Victim {
    name: Option<String>,
    status: Option<String>,
}

impl Row {
    /// Whom the record names, and how many it counts as killed.
    fn fates(&self) -> Record<'_> {
        let named = self.victims.iter().filter_map(|victim| Some((victim.name.as_deref()?, victim)));
        let killed = |victim: &Victim| victim.status.as_deref() == Some("killed");
        let named = named.map(|(name, victim)| Recorded { name, killed: killed(victim) }).collect();
        Record { incident: &self.id, killed: self.killed_low, named }
    }

    /// The lowest and the highest count of the record.
    fn range(&self, property: Property) -> Option<(u32, u32)> {
        match property {
            Property::Killed => self.killed_low.zip(self.killed_high),
            _ => self.injured_low.zip(self.injured_high),
        }
    }
}

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let rows: Vec<Row> =
        data::rows(&data::piece(&bench.folder("airwars-gaza"), "{}.jsonl.gz", bench.part)?, |row: &Row| {
            row.id.clone()
        })?;
    let reports: Vec<Report> = rows.iter().map(given).collect();
    let (mut killed, mut injured) = (Share::default(), Share::default());
    for (row, reading) in rows.iter().zip(bench.read_or_keep("airwars", &reports)?) {
        let collection = alone(&reading);
        for case in cases(row, &collection) {
            figures.lessons.add(Lesson::Confidence, &case)?;
        }
        let account = main_account(&collection, 0);
        let is_right =
            |property, count| row.range(property).is_some_and(|(low, high)| (low..=high).contains(&count));
        totals::teach_tolls(&mut figures.lessons, "airwars", &row.id, &collection, account, is_right)?;
        let add =
            |share: &mut Share, low: Option<u32>, high: Option<u32>, toll: fn(&Account) -> Option<&Toll>| {
                if let (Some(low), Some(high)) = (low, high) {
                    let found = account.and_then(toll);
                    // Nothing said is 0 to 0 where the record says so.
                    let range = found.map_or((Some(0), Some(0)), |toll| (toll.low, toll.high));
                    share.add(range == (Some(low), Some(high)));
                }
            };
        add(&mut killed, row.killed_low, row.killed_high, |account| account.tolls.killed.as_ref());
        add(&mut injured, row.injured_low, row.injured_high, |account| account.tolls.injured.as_ref());
        if figures.lessons.want(Lesson::Totals) {
            teach_totals(row, &reading, bench, &mut figures.lessons)?;
        }
        if figures.lessons.want(Lesson::Fates) {
            fates::teach(&mut figures.lessons, "airwars", &reading, &row.fates(), bench.reader.knowledge())?;
        }
        figures.detail(
            "airwars",
            &row.id,
            json!({"killed": [row.killed_low, row.killed_high], "injured": [row.injured_low, row.injured_high]}),
            json!(account.map(|account| &account.tolls)),
        );
    }
    figures.set("airwars.killed", killed.percent());
    figures.set("airwars.injured", injured.percent());
    Ok(())
}

/// Whether the best figures of the main incident lie within the record's.
fn cases(row: &Row, collection: &Collection) -> Vec<Case> {
    let Some(main) = main_account(collection, 0) else { return Vec::new() };
    let index = collection.accounts.iter().position(|account| account.id == main.id);
    index.map_or_else(Vec::new, |index| {
        Case::of("airwars", collection, index, None, |property| row.range(property))
    })
}

/// A figure is a total where it lies in the range of the record.
fn teach_totals(row: &Row, reading: &Reading, bench: &Bench, lessons: &mut Lessons) -> Result<(), Error> {
    for (property, low, high) in [
        (Property::Killed, row.killed_low, row.killed_high),
        (Property::Injured, row.injured_low, row.injured_high),
    ] {
        if let (Some(low), Some(high)) = (low, high) {
            let is_total = |value, _| (low..=high).contains(&value);
            totals::teach(lessons, "airwars", reading, property, bench.reader.knowledge(), is_total)?;
        }
    }
    Ok(())
}

fn given(row: &Row) -> Report {
    let rest = row.assessment.split_once("\n\n").map_or("", |(_, rest)| rest);
    Given { id: &row.id, url: Some(&row.url), outlet: Some("Airwars"), text: rest, ..Given::default() }
        .report()
}
