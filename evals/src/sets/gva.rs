//! `gva`: local news of US shootings. Linking over the whole part; figures, dates and cities against the incident's record.

use std::collections::BTreeMap;

use annals_corpus::{collect, fuse, link::Linked};
use annals_types::{
    Account, Collection, Reading, Report,
    account::Policy,
    reading::MentionRole,
    statement::{Count, Property},
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    calibration::Case,
    data::{self, Error},
    days,
    fates::{self, Record, Recorded},
    lessons::{Lesson, Lessons},
    measure::{Bench, Figures, Given, alone, day, main_account},
    score::{clusters, counts::Share, places},
    totals,
};

/// A report of the set.
#[derive(Deserialize)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) incident: String,
    pub(super) title: Option<String>,
    pub(super) text: String,
    pub(super) url: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    date: Option<String>,
    city: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    killed: u32,
    injured: u32,
    participants: Vec<Participant>,
}

#[derive(Deserialize)]
struct Participant {
    name: Option<String>,
    #[serde(default)]
    status: String,
}

impl Gold {
    /// Whom the record names, and how many it counts as killed.
    fn fates(&self) -> Record<'_> {
        let named = self.participants.iter().filter_map(|one| Some((one.name.as_deref()?, &one.status)));
        // The record gives several statuses in one: "Killed, Arrested".
        let named =
            named.map(|(name, status)| Recorded { name, killed: status.contains("Killed") }).collect();
        Record { incident: &self.id, killed: Some(self.killed), named }
    }

    /// Whether the record counts so many.
    fn has(&self, property: Property, count: u32) -> bool {
        count == if property == Property::Killed { self.killed } else { self.injured }
    }
}

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let folder = bench.folder("gva");
    let rows: Vec<Row> =
        data::rows(&data::piece(&folder, "{}.reports.jsonl.gz", bench.part)?, |row: &Row| row.id.clone())?;
    let gold: BTreeMap<String, Gold> =
        data::rows(&data::piece(&folder, "{}.incidents.jsonl.gz", bench.part)?, |gold: &Gold| {
            gold.id.clone()
        })?
        .into_iter()
        .map(|gold| (gold.id.clone(), gold))
        .collect();
    let reports: Vec<Report> = rows.iter().map(|row| given(row).report()).collect();
    let readings = bench.read_or_keep("gva", &reports)?;
    each_report(&rows, &readings, &gold, bench, figures)?;
    given_clusters(&rows, &readings, &gold, figures)?;
    if figures.lessons.want(Lesson::Links) {
        teach_links(&rows, &readings, &mut figures.lessons)?;
    }
    let collection = end_to_end(&rows, readings, &gold, figures);
    if figures.lessons.want(Lesson::Confidence) {
        for case in calibrated(&rows, &collection, &gold) {
            figures.lessons.add(Lesson::Confidence, &case)?;
        }
    }
    Ok(())
}

/// Of every account that a report is about: whether its main reports are of one incident of the record, which lies within its days and in its
/// finest place; and of its tolls whether the best is the record's, that of most of its reports.
fn calibrated(rows: &[Row], collection: &Collection, gold: &BTreeMap<String, Gold>) -> Vec<Case> {
    let incident_of: BTreeMap<String, &str> =
        rows.iter().map(|row| (given(row).report().id.as_str().to_owned(), row.incident.as_str())).collect();
    let mut cases = Vec::new();
    for (index, account) in collection.accounts.iter().enumerate() {
        let mut held: BTreeMap<&str, usize> = BTreeMap::new();
        for member in account.reports.iter().filter(|member| member.role == MentionRole::Main) {
            if let Some(incident) = incident_of.get(member.report.as_str()) {
                *held.entry(incident).or_default() += 1;
            }
        }
        let Some((incident, _)) =
            held.iter().max_by_key(|(incident, count)| (**count, std::cmp::Reverse(**incident)))
        else {
            continue;
        };
        let Some(gold) = gold.get(*incident) else { continue };
        let on_its_day = gold.date.as_deref().is_none_or(|date| holds_day(account, date));
        let at = gold.lat.zip(gold.lon);
        let in_its_place = gold.city.as_deref().is_none_or(|city| places::is_in(account, city, at));
        let right = held.len() == 1 && on_its_day && in_its_place;
        let record = |property| {
            let count = if property == Property::Killed { gold.killed } else { gold.injured };
            Some((count, count))
        };
        cases.extend(Case::of("gva", collection, index, Some(right), record));
    }
    cases
}

/// Whether `date` is the account's day, or one of the few that remain.
fn holds_day(account: &Account, date: &str) -> bool {
    account.time.days.iter().any(|day| day.to_string() == date)
}

/// The report as the set gives it.
pub(super) fn given(row: &Row) -> Given<'_> {
    Given {
        id: &row.id,
        title: row.title.as_deref(),
        url: row.url.as_deref(),
        outlet: row.outlet.as_deref(),
        published: row.published.as_deref(),
        text: &row.text,
    }
}

/// Each report alone against its incident's record.
fn each_report(
    rows: &[Row],
    readings: &[Reading],
    gold: &BTreeMap<String, Gold>,
    bench: &Bench,
    figures: &mut Figures,
) -> Result<(), Error> {
    let (mut killed, mut injured) = (Share::default(), Share::default());
    for (row, reading) in rows.iter().zip(readings) {
        let Some(gold) = gold.get(&row.incident) else { continue };
        let collection = alone(reading);
        let account = main_account(&collection, 0);
        let (k, i) = tolls(account);
        killed.add(k == gold.killed);
        injured.add(i == gold.injured);
        let is_right = |property, count| gold.has(property, count);
        totals::teach_tolls(&mut figures.lessons, "gva-report", &gold.id, &collection, account, is_right)?;
        if figures.lessons.want(Lesson::Totals) {
            teach_totals(gold, reading, bench, &mut figures.lessons)?;
        }
        if figures.lessons.want(Lesson::Fates) {
            fates::teach(&mut figures.lessons, "gva", reading, &gold.fates(), bench.reader.knowledge())?;
        }
        if let Some(date) = gold.date.as_deref().filter(|_| figures.lessons.want(Lesson::Days)) {
            days::teach(&mut figures.lessons, &gold.id, date, reading, bench.reader.knowledge())?;
        }
        figures.detail(
            "gva.report",
            &row.id,
            json!({"killed": gold.killed, "injured": gold.injured, "date": gold.date, "city": gold.city}),
            json!({"killed": k, "injured": i, "date": account.and_then(day), "time": account.map(|account| &account.time),
                   "places": account.map(|account| &account.places), "title": account.map(|account| &account.title)}),
        );
    }
    figures.set("gva.report.killed", killed.percent());
    figures.set("gva.report.injured", injured.percent());
    Ok(())
}

/// A figure is a total where the record has it; people who were shot may have died.
fn teach_totals(gold: &Gold, reading: &Reading, bench: &Bench, lessons: &mut Lessons) -> Result<(), Error> {
    for (property, stated) in [(Property::Killed, gold.killed), (Property::Injured, gold.injured)] {
        let is_total =
            |value, count: Count| value == stated || count.open && value == gold.killed + gold.injured;
        totals::teach(lessons, "gva", reading, property, bench.reader.knowledge(), is_total)?;
    }
    Ok(())
}

/// Accounts of the gold clusters: the main mentions of an incident's reports fused, whatever the linker says.
fn given_clusters(
    rows: &[Row],
    readings: &[Reading],
    gold: &BTreeMap<String, Gold>,
    figures: &mut Figures,
) -> Result<(), Error> {
    let mut reports_of: BTreeMap<&str, Vec<&Reading>> = BTreeMap::new();
    for (row, reading) in rows.iter().zip(readings) {
        reports_of.entry(&row.incident).or_default().push(reading);
    }
    let mut shares = [Share::default(); 4];
    for (id, members) in reports_of {
        let Some(gold) = gold.get(id) else { continue };
        let collection = fuse_as_one(&members);
        let account = collection.accounts.first();
        let (killed, injured) = tolls(account);
        shares[0].add(killed == gold.killed);
        shares[1].add(injured == gold.injured);
        let is_right = |property, count| gold.has(property, count);
        totals::teach_tolls(&mut figures.lessons, "gva", id, &collection, account, is_right)?;
        figures.detail(
            "gva.gold",
            id,
            json!({"killed": gold.killed, "injured": gold.injured, "date": gold.date, "city": gold.city}),
            json!({"killed": killed, "injured": injured, "date": account.and_then(day),
                   "time": account.map(|account| &account.time)}),
        );
        if let Some(date) = &gold.date {
            shares[2].add(account.is_some_and(|account| is_day(account, date)));
        }
        if let Some(city) = &gold.city {
            let at = gold.lat.zip(gold.lon);
            shares[3].add(account.is_some_and(|account| places::is_in(account, city, at)));
        }
    }
    for (name, share) in ["killed", "injured", "date", "city"].into_iter().zip(shares) {
        figures.set(&format!("gva.gold.{name}"), share.percent());
    }
    Ok(())
}

fn fuse_as_one(members: &[&Reading]) -> Collection {
    let mut readings: Vec<Reading> = members.iter().map(|&reading| reading.clone()).collect();
    readings.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    readings.dedup_by(|a, b| a.report.id == b.report.id);
    let origins = annals_corpus::dedupe::origins(&readings);
    let group: Vec<(u32, u32)> = readings
        .iter()
        .enumerate()
        .filter_map(|(index, reading)| {
            let main = reading.incidents.iter().position(|mention| mention.role == MentionRole::Main)?;
            Some((index as u32, main as u32))
        })
        .collect();
    let groups = if group.is_empty() { Vec::new() } else { vec![group] };
    fuse::fuse(readings, origins, Linked { groups, comparisons: Vec::new() }, Policy::default())
}

/// Teaches compared pairs of main incidents, with whether the record has them as one.
fn teach_links(rows: &[Row], readings: &[Reading], lessons: &mut Lessons) -> Result<(), Error> {
    let mut incident_of: BTreeMap<_, &str> = BTreeMap::new();
    for (row, reading) in rows.iter().zip(readings) {
        incident_of.insert(&reading.report.id, &row.incident);
    }
    let mut readings = readings.to_vec();
    readings.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    readings.dedup_by(|a, b| a.report.id == b.report.id);
    let is_main = |(report, mention): &(annals_types::ReportId, u32)| {
        let reading =
            readings.binary_search_by(|reading| reading.report.id.cmp(report)).map(|at| &readings[at]);
        reading.is_ok_and(|reading| reading.incidents[*mention as usize].role == MentionRole::Main)
    };
    let origins = annals_corpus::dedupe::origins(&readings);
    for pair in annals_corpus::link::measured(&readings, &origins) {
        if is_main(&pair.left) && is_main(&pair.right) {
            let same = incident_of.get(&pair.left.0) == incident_of.get(&pair.right.0);
            let pair = json!({"same": same, "left": pair.left.0, "right": pair.right.0, "vetoed": pair.vetoed, "measured": pair.measured});
            lessons.add(Lesson::Links, &pair)?;
        }
    }
    Ok(())
}

/// All reports of the part as one collection.
fn end_to_end(
    rows: &[Row],
    readings: Vec<Reading>,
    gold: &BTreeMap<String, Gold>,
    figures: &mut Figures,
) -> Collection {
    let report_ids: Vec<_> = readings.iter().map(|reading| reading.report.id.clone()).collect();
    let collection = collect(readings, Policy::default());
    let index_of: BTreeMap<_, usize> =
        collection.readings.iter().enumerate().map(|(index, reading)| (&reading.report.id, index)).collect();
    let found: Vec<Option<&Account>> = report_ids
        .iter()
        .map(|id| index_of.get(id).and_then(|&index| main_account(&collection, index)))
        .collect();

    // A report's cluster is its main incident; a report without one is alone.
    let clusters: Vec<(&str, (Option<&str>, usize))> = rows
        .iter()
        .zip(&found)
        .enumerate()
        .map(|(index, (row, account))| {
            let cluster = account.map_or((None, index), |account| (Some(account.id.as_str()), 0));
            (row.incident.as_str(), cluster)
        })
        .collect();
    let scores = clusters::compare(&clusters);
    figures.set("gva.link.b3", Some(scores.b3));
    figures.set("gva.link.ceafe", Some(scores.ceafe));
    figures.set("gva.link.pair", Some(scores.pair));

    // The predicted incident that holds most of a gold incident's reports; the one of the earlier report among equals.
    let (mut killed, mut injured) = (Share::default(), Share::default());
    for gold in gold.values() {
        let members = rows.iter().zip(&found).filter(|(row, _)| row.incident == gold.id);
        let mut holders: BTreeMap<&str, (usize, &Account)> = BTreeMap::new();
        for account in members.filter_map(|(_, account)| *account) {
            holders.entry(account.id.as_str()).or_insert((0, account)).0 += 1;
        }
        let most = holders.values().max_by_key(|(count, account)| (*count, std::cmp::Reverse(&account.id)));
        let (k, i) = tolls(most.map(|(_, account)| *account));
        killed.add(k == gold.killed);
        injured.add(i == gold.injured);
    }
    figures.set("gva.killed", killed.percent());
    figures.set("gva.injured", injured.percent());
    for (row, account) in rows.iter().zip(&found) {
        figures.detail(
            "gva.link",
            &row.id,
            json!(row.incident),
            json!(account.map(|account| (&account.id, &account.title))),
        );
    }
    collection
}

/// Best killed and injured; missing counts as 0.
fn tolls(account: Option<&Account>) -> (u32, u32) {
    let best = |toll: Option<&annals_types::account::Toll>| toll.and_then(|toll| toll.best).unwrap_or(0);
    account
        .map_or((0, 0), |account| (best(account.tolls.killed.as_ref()), best(account.tolls.injured.as_ref())))
}

fn is_day(account: &Account, date: &str) -> bool {
    day(account).is_some_and(|day| day.to_string() == date)
}
