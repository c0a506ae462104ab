//! `fa-kes`: articles on deadly incidents in Syria; civilians killed, date and place of the main incident.

use annals_types::{
    Account, Report,
    account::{Standing, TollScope, TollValue},
    statement::{Property, Stance},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;

use crate::{
    data::{self, Error},
    measure::{Bench, Figures, Given, alone, day, main_account},
    score::{counts::Share, places},
    totals,
};

#[derive(Deserialize)]
struct Row {
    doc_id: String,
    title: String,
    text: String,
    source: String,
    date: String,
    location: String,
    civilians: u32,
}

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let rows: Vec<Row> =
        data::rows(&data::piece(&bench.folder("fa-kes"), "{}.jsonl.gz", bench.part)?, |row: &Row| {
            week(&row.date)
        })?;
    let reports: Vec<Report> = rows.iter().map(given).collect();
    let [mut civilians, mut date, mut place] = [Share::default(); 3];
    for (row, reading) in rows.iter().zip(bench.read(&reports)) {
        let collection = alone(&reading);
        let account = main_account(&collection, 0);
        let killed = account.map_or(0, civilians_killed);
        let is_right = |property, count| property == Property::Killed && count == row.civilians;
        totals::teach_tolls(&mut figures.lessons, "fakes", &row.doc_id, &collection, account, is_right)?;
        civilians.add(killed == row.civilians);
        date.add(account.is_some_and(|account| day(account).is_some_and(|day| day.to_string() == row.date)));
        let at = locate(bench, &row.location);
        place.add(account.is_some_and(|account| places::is_in_province(account, &row.location, at)));
        figures.detail(
            "fakes",
            &row.doc_id,
            json!({"civilians": row.civilians, "date": row.date, "location": row.location}),
            json!({"civilians": killed, "date": account.and_then(day), "time": account.map(|account| &account.time),
                   "places": account.map(|account| &account.places), "killed": account.map(|account| &account.tolls.killed)}),
        );
    }
    figures.set("fakes.civilians", civilians.percent());
    figures.set("fakes.date", date.percent());
    figures.set("fakes.place", place.percent());
    Ok(())
}

fn given(row: &Row) -> Report {
    Given {
        id: &row.doc_id,
        title: Some(&row.title),
        outlet: Some(&row.source),
        text: &row.text,
        ..Given::default()
    }
    .report()
}

/// What the dev cut of this set is made by: reports of one week stay together.
pub(super) fn week(date: &str) -> String {
    date.parse::<Date>().map_or_else(
        |_| date.into(),
        |date| {
            let week = date.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        },
    )
}

/// Civilians killed as far as said: a figure for civilians, else one for people of no said kind, else women and children.
fn civilians_killed(account: &Account) -> u32 {
    let Some(toll) = &account.tolls.killed else { return 0 };
    let largest = |scope: TollScope| {
        let holds = |value: &&TollValue| {
            value.scope == scope && value.stance == Stance::Asserts && value.standing == Standing::InForce
        };
        toll.values.iter().filter(holds).filter_map(|value| value.low.or(value.high)).max()
    };
    let women_and_children = || match (largest(TollScope::Woman), largest(TollScope::Child)) {
        (None, None) => None,
        (women, children) => Some(women.unwrap_or(0) + children.unwrap_or(0)),
    };
    let all = || largest(TollScope::All).and(toll.best);
    largest(TollScope::Civilian).or_else(all).or_else(women_and_children).unwrap_or(0)
}

/// Where annals itself takes the gold name to lie, so that a name and its aliases are one place.
fn locate(bench: &Bench, location: &str) -> Option<(f64, f64)> {
    let mut name: Vec<char> = location.chars().collect();
    name.first_mut()?.make_ascii_uppercase();
    let name: String = name.into_iter().collect();
    let text = format!("People were killed in {name}, Syria.");
    let reading = bench.reader.read(&Given { id: "location", text: &text, ..Given::default() }.report());
    let place = reading.mentions.places.first()?.place.as_ref()?;
    Some((place.lat, place.lon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_is_made_by_iso_week() {
        assert_eq!(week("2017-04-05"), "2017-W14");
        assert_eq!(week("2016-01-01"), "2015-W53");
    }
}
