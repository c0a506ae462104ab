//! `evals scale`: what finding copies and linking cost as a collection grows.
//!
//! Readings of real reports (`gva`, train) are varied: in each round the same stories happen to people of other names in other places on other
//! days, so that a collection of any size holds incidents of the usual kinds, and nothing was read twice by the network. Ages, numbers of
//! blocks, figures and known actors of what was read stay. Every report is a look-alike of its fellows of the other rounds; every tenth is
//! carried by another outlet as well, under another headline and without its last fifth.

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    time::Instant,
};

use annals_corpus::{dedupe, fuse, link};
use annals_report::fingerprint;
use annals_types::{
    Layers, Reading, ReportId, Segment, Span, StatementId,
    account::Policy,
    segment::SegmentKind,
    time::{LocalInterval, PartialDate},
};
use clap::Args;
use jiff::{ToSpan, civil::Date};

use crate::{
    data::Error,
    measure::peak_memory_mb,
    vary::{self, Chance},
};

/// One report in so many is carried by another outlet too.
const COPIED: usize = 10;

/// Rounds are spread over so many days.
const DAYS: usize = 3650;

/// Options of `evals scale`.
#[derive(Args, Debug)]
pub struct Options {
    /// Folder in which `--keep` kept the readings of the train part of `gva`.
    #[arg(long, value_name = "DIR")]
    kept: PathBuf,
    /// How many reports, one collection each.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000])]
    reports: Vec<usize>,
    /// How many of the readings are varied.
    #[arg(long, default_value_t = 1_000)]
    bases: usize,
    /// Write the told words of the largest collection, a JSON line a report with its id and the id of what it was copied from.
    #[arg(long, value_name = "FILE")]
    dump: Option<PathBuf>,
    /// Stop after finding copies.
    #[arg(long)]
    copies_only: bool,
}

/// Runs it, and gives the table as Markdown.
pub fn run(options: &Options) -> Result<String, Error> {
    let path = options.kept.join("gva.train.jsonl");
    let mut bases = crate::measure::kept(&path)?.ok_or_else(|| Error::Absent(path.clone()))?;
    bases
        .retain(|reading| !reading.dead && !reading.incidents.is_empty() && reading.report.text.len() < 8000);
    bases.sort_by_cached_key(|reading| Chance::of(&["base", reading.report.id.as_str()]).next());
    bases.truncate(options.bases);
    let mut table = String::from(
        "| reports | copies, ms a report | linking, ms a report | fusing, ms a report | peak memory, MB | planted copies found, % | copies among the others, % | incidents |\n|---|---|---|---|---|---|---|---|\n",
    );
    for &size in &options.reports {
        let (readings, planted) = collection(&bases, size);
        if let Some(dump) = options.dump.as_deref().filter(|_| options.reports.iter().max() == Some(&size)) {
            write_words(dump, &readings, &planted).map_err(|error| Error::unreadable(dump, error))?;
        }
        let _ = writeln!(table, "{}", measure(readings, &planted, options.copies_only));
    }
    Ok(table)
}

/// `size` reports, ascending by id, and for each the report that it was copied from.
fn collection(bases: &[Reading], size: usize) -> (Vec<Reading>, Vec<Option<ReportId>>) {
    let mut made: Vec<(Reading, Option<ReportId>)> = Vec::with_capacity(size);
    let mut nth = 0;
    while made.len() < size && !bases.is_empty() {
        let round = nth / bases.len();
        let reading = varied(&bases[nth % bases.len()], &format!("round {round}"));
        let id = reading.report.id.clone();
        if nth % COPIED == 0 && made.len() + 1 < size {
            made.push((carried(&reading), Some(id)));
        }
        made.push((reading, None));
        nth += 1;
    }
    made.sort_by(|(a, _), (b, _)| a.report.id.cmp(&b.report.id));
    made.dedup_by(|(a, _), (b, _)| a.report.id == b.report.id);
    made.into_iter().unzip()
}

/// The same story of others, all spans as they were: names and numbers in the text as [`vary::pattern`] exchanges them, and of what was read
/// names of people, landmarks and streets, places and days. Ages, blocks, figures and known actors stay as they were read.
fn varied(base: &Reading, seed: &str) -> Reading {
    let mut chance = Chance::of(&[seed, "where and when"]);
    let days = i64::try_from(chance.below(DAYS)).unwrap_or(0);
    let (north, east) = (chance.below(400) as f64 / 20.0, chance.below(800) as f64 / 20.0);
    let mut reading = Reading { layers: Layers::default(), ..base.clone() };
    reading.report.text = vary::pattern(&base.report.text, seed);
    reading.report.title = base.report.title.as_deref().map(|title| vary::pattern(title, seed));
    reading.title = base.title.as_deref().map(|title| vary::pattern(title, seed));
    let address = format!("{seed} {}", base.report.id);
    reading.report.id = ReportId::of(Some(&address), reading.report.title.as_deref(), &reading.report.text);
    let shift = |day: Date| day.checked_add(days.days()).unwrap_or(day);
    if let Some(published) = &mut reading.report.published {
        published.date = shift(published.date);
        published.at = None;
    }
    for place in reading.mentions.places.iter_mut().filter_map(|place| place.place.as_mut()) {
        place.name = vary::pattern(&format!("in {}", place.name), seed).split_off(3);
        place.geonames = place.geonames.map(|id| id.wrapping_add(chance_of(seed)));
        (place.lat, place.lon) = ((place.lat + north).min(89.0), (place.lon + east).min(179.0));
    }
    if let Some(home) = &mut reading.home {
        (home.lat, home.lon) = ((home.lat + north).min(89.0), (home.lon + east).min(179.0));
    }
    for actor in reading.mentions.actors.iter_mut().filter(|actor| actor.actor.is_none()) {
        actor.name = vary::pattern(&format!("in {}", actor.name), seed).split_off(3);
    }
    for mention in &mut reading.incidents {
        mention.time.interval = moved(mention.time.interval, days);
        mention.time.partial = PartialDate::default();
        for day in &mut mention.time.days {
            *day = shift(*day);
        }
        for name in &mut mention.marks.names {
            *name = vary::exchange(name, seed);
        }
        mention.marks.names.sort();
        for landmark in &mut mention.marks.landmarks {
            *landmark = vary::exchange(landmark, seed);
        }
        mention.marks.landmarks.sort();
        for street in &mut mention.marks.streets {
            *street = vary::exchange(street, seed);
        }
        mention.marks.streets.sort();
    }
    for time in &mut reading.mentions.times {
        time.interval = moved(time.interval, days);
    }
    finish(reading)
}

fn chance_of(seed: &str) -> u32 {
    Chance::of(&[seed, "places"]).next() as u32 >> 8
}

fn moved(interval: LocalInterval, days: i64) -> LocalInterval {
    let shift = |at: jiff::civil::DateTime| at.checked_add(days.days()).unwrap_or(at);
    LocalInterval { earliest: interval.earliest.map(shift), latest: interval.latest.map(shift) }
}

/// The same report by another outlet a day later, under another headline, without the last fifth of its text.
fn carried(reading: &Reading) -> Reading {
    let mut copy = reading.clone();
    let text = &reading.report.text;
    let cut = text.floor_char_boundary(text.len() * 4 / 5) as u32;
    copy.report.outlet =
        Some(format!("post{}.example", Chance::of(&[reading.report.id.as_str()]).below(500)));
    copy.report.url = None;
    copy.report.title = copy.report.title.map(|title| vary::reworded(&title) + " again");
    copy.title.clone_from(&copy.report.title);
    copy.report.id = ReportId::of(Some(&format!("copy of {}", reading.report.id)), None, text);
    if let Some(published) = &mut copy.report.published {
        published.date = published.date.tomorrow().unwrap_or(published.date);
    }
    // What follows the cut is set aside as another story; nothing moves.
    copy.segments = vec![
        Segment { kind: SegmentKind::Body, span: Span::new(0, cut), why: String::new() },
        Segment {
            kind: SegmentKind::OtherStory,
            span: Span::new(cut, text.len() as u32),
            why: String::new(),
        },
    ];
    copy.statements.retain(|statement| statement.spans.iter().all(|span| span.end() <= cut));
    finish(copy)
}

/// Ids and fingerprint of what was changed.
fn finish(mut reading: Reading) -> Reading {
    let id = reading.report.id.clone();
    for (nth, statement) in reading.statements.iter_mut().enumerate() {
        let span = statement.spans.first().copied().unwrap_or(Span::new(0, 0));
        statement.id = StatementId::of(&id, statement.property.as_str(), span, &nth.to_string());
    }
    reading.fingerprint = annals_types::reading::Fingerprint {
        agency: reading.fingerprint.agency.take(),
        outlet: reading.fingerprint.outlet.take(),
        house: reading.fingerprint.house.take(),
        ..fingerprint::fingerprint(&reading.report.text, &reading.segments)
    };
    reading
}

/// A row of the table. Times are processor time of this process, which other load on the machine does not lengthen.
fn measure(readings: Vec<Reading>, planted: &[Option<ReportId>], copies_only: bool) -> String {
    let size = readings.len();
    let each = |seconds: f64| format!("{:.2}", 1000.0 * seconds / size.max(1) as f64);
    let clock = Clock::start();
    let origins = dedupe::origins(&readings);
    let copies = each(clock.seconds());
    let copied = planted.iter().filter(|copy| copy.is_some()).count();
    let found = planted.iter().zip(&origins).filter(|(from, origin)| {
        from.as_ref().is_some_and(|from| origin.as_ref().is_some_and(|origin| origin.report == *from))
    });
    let found = found.count();
    let false_ones =
        planted.iter().zip(&origins).filter(|(from, origin)| from.is_none() && origin.is_some()).count();
    let percent = |part: usize, all: usize| format!("{:.1}", 100.0 * part as f64 / all.max(1) as f64);
    let (mut linking, mut fusing, mut incidents) = ("-".to_owned(), "-".to_owned(), "-".to_owned());
    if !copies_only {
        let clock = Clock::start();
        let linked = link::link(&readings, &origins);
        linking = each(clock.seconds());
        let clock = Clock::start();
        let collection = fuse::fuse(readings, origins, linked, Policy::default());
        fusing = each(clock.seconds());
        incidents = collection.accounts.len().to_string();
    }
    let memory = peak_memory_mb().map_or_else(|| "-".to_owned(), |memory| format!("{memory:.0}"));
    format!(
        "| {size} | {copies} | {linking} | {fusing} | {memory} | {} | {} | {incidents} |",
        percent(found, copied),
        percent(false_ones, size - copied)
    )
}

/// Processor time of this process where the system tells it, else time as it passes.
struct Clock {
    passed: Instant,
    used: Option<f64>,
}

impl Clock {
    fn start() -> Self {
        Self { passed: Instant::now(), used: processor_seconds() }
    }

    fn seconds(&self) -> f64 {
        match (self.used, processor_seconds()) {
            (Some(start), Some(now)) => now - start,
            _ => self.passed.elapsed().as_secs_f64(),
        }
    }
}

/// User and system time so far: fields 14 and 15 of `/proc/self/stat`, in hundredths of a second. Only Linux has it.
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / 100.0)
}

fn write_words(path: &Path, readings: &[Reading], planted: &[Option<ReportId>]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for (reading, from) in readings.iter().zip(planted) {
        let text = &reading.report.text;
        let words: Vec<String> =
            reading.fingerprint.words.iter().map(|word| word.of(text).to_lowercase()).collect();
        let line = serde_json::json!({"id": reading.report.id, "from": from, "words": words.join(" ")});
        writeln!(file, "{line}")?;
    }
    file.flush()
}
