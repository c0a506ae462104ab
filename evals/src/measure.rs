//! What every set is scored with: the reader, the way from raw text to accounts, and the figures that come out.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Instant,
};

use annals_corpus::collect;
use annals_encoder::Encoder;
use annals_report::Reader;
use annals_types::{
    Account, Collection, Layers, Reading, Report,
    account::Policy,
    reading::MentionRole,
    report::{Draft, Published},
};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    data::{Error, Part},
    lessons::Lessons,
    network::Network,
    outcomes::Outcomes,
};

/// What reading took so far.
#[derive(Clone, Copy, Debug, Default)]
struct Effort {
    reports: usize,
    bytes: usize,
    core_seconds: f64,
}

/// The reader, the folder of the data sets and the part to score.
pub struct Bench {
    /// The reader.
    pub reader: Reader,
    /// Which part.
    pub part: Part,
    /// Where readings are kept between runs.
    pub keep: Option<PathBuf>,
    data: PathBuf,
    effort: Mutex<Effort>,
}

impl Bench {
    /// A bench over the data sets in `data`, that reads with the network of the file `model` or with the one that ships, and keeps
    /// what it says in the folder `outcomes`.
    pub fn new(
        data: &Path,
        part: Part,
        model: Option<&Path>,
        outcomes: Option<&Path>,
    ) -> Result<Self, Error> {
        let unusable = |error: &dyn std::error::Error| Error::Network(error.to_string());
        let mut encoder = match model {
            None => Encoder::shipped().map_err(|error| unusable(&error))?,
            Some(path) => {
                let of_file =
                    |error: &dyn std::error::Error| Error::Network(format!("{}: {error}", path.display()));
                let bytes = std::fs::read(path).map_err(|error| of_file(&error))?;
                Encoder::load(bytes).map_err(|error| of_file(&error))?
            }
        };
        if let Some(folder) = outcomes {
            let store =
                Outcomes::new(folder, encoder.name()).map_err(|error| Error::unreadable(folder, error))?;
            encoder = encoder.with_store(Arc::new(store));
        }
        let reader = Reader::with_encoder(encoder).map_err(|error| unusable(&error))?;
        Ok(Self { reader, part, keep: None, data: data.into(), effort: Mutex::default() })
    }

    /// The network that the reader reads with, by itself.
    pub const fn network(&self) -> Network<'_> {
        Network::of(self.reader.encoder())
    }

    /// The folder of one set.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }

    /// The readings of `reports`, in their order: those that were kept under `name`, where they are of the same reports and of the model
    /// that reads now, else read and, where readings are kept, kept.
    pub fn read_or_keep(&self, name: &str, reports: &[Report]) -> Result<Vec<Reading>, Error> {
        let Some(folder) = &self.keep else { return Ok(self.read(reports)) };
        let part = if self.part == Part::Train { "train" } else { "measured" };
        let path = folder.join(format!("{name}.{part}.jsonl"));
        let model = self.reader.model();
        if kept_by(&path)?.as_deref() == Some(model.as_str())
            && let Some(kept) = kept(&path)?
            && kept.len() == reports.len()
            && kept.iter().zip(reports).all(|(reading, report)| reading.report.id == report.id)
        {
            return Ok(kept);
        }
        let readings = self.read(reports);
        keep(&path, &model, &readings).map_err(|error| Error::unreadable(&path, error))?;
        Ok(readings)
    }

    /// The readings of `reports`, in their order.
    pub fn read(&self, reports: &[Report]) -> Vec<Reading> {
        let (readings, seconds): (Vec<Reading>, Vec<f64>) = reports
            .par_iter()
            .map(|report| {
                let start = Instant::now();
                (self.reader.read(report), start.elapsed().as_secs_f64())
            })
            .unzip();
        if let Ok(mut effort) = self.effort.lock() {
            effort.reports += reports.len();
            effort.bytes += reports.iter().map(|report| report.text.len()).sum::<usize>();
            effort.core_seconds += seconds.iter().sum::<f64>();
        }
        readings
    }
}

/// The first line of a file of kept readings.
#[derive(Serialize, Deserialize)]
struct KeptBy {
    /// What read them: [`Reader::model`].
    model: String,
}

/// What read the readings in a file; `None` where there is no file, or one that does not say.
fn kept_by(path: &Path) -> Result<Option<String>, Error> {
    let Ok(file) = File::open(path) else { return Ok(None) };
    let mut line = String::new();
    BufReader::new(file).read_line(&mut line).map_err(|error| Error::unreadable(path, error))?;
    Ok(serde_json::from_str::<KeptBy>(&line).ok().map(|by| by.model))
}

/// The readings in a file, a JSON line each after the one that says what read them; `None` where [`kept_by`] is.
pub fn kept(path: &Path) -> Result<Option<Vec<Reading>>, Error> {
    if kept_by(path)?.is_none() {
        return Ok(None);
    }
    let Ok(file) = File::open(path) else { return Ok(None) };
    let unreadable = |error: &dyn std::error::Error| Error::unreadable(path, error);
    let mut readings = Vec::new();
    for line in BufReader::new(file).lines().skip(1) {
        let line = line.map_err(|error| unreadable(&error))?;
        readings.push(serde_json::from_str(&line).map_err(|error| unreadable(&error))?);
    }
    Ok(Some(readings))
}

/// Writes readings of `model` without their layers, which nothing after reading looks at.
fn keep(path: &Path, model: &str, readings: &[Reading]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = BufWriter::new(File::create(path)?);
    serde_json::to_writer(&mut file, &KeptBy { model: model.to_owned() })?;
    file.write_all(b"\n")?;
    for reading in readings {
        let bare = Reading { layers: Layers::default(), ..reading.clone() };
        serde_json::to_writer(&mut file, &bare)?;
        file.write_all(b"\n")?;
    }
    file.flush()
}

/// The collection of one reading alone.
pub fn alone(reading: &Reading) -> Collection {
    collect(vec![reading.clone()], Policy::default())
}

/// The account of the main incident of the reading at `index`.
pub fn main_account(collection: &Collection, index: usize) -> Option<&Account> {
    let mention = collection
        .readings
        .get(index)?
        .incidents
        .iter()
        .position(|mention| mention.role == MentionRole::Main)?;
    let account = collection.links.get(index)?.get(mention).copied()??;
    collection.accounts.get(account as usize)
}

/// The day that an account shows: the one that is left, or the likely one where no words give any.
pub fn day(account: &Account) -> Option<Date> {
    match account.time.days.as_slice() {
        [day] => Some(*day),
        _ => account.time.likely.as_ref().map(|likely| likely.day),
    }
}

/// A report as a data set gives it: id, title, address, date and text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// Its id in the set.
    pub id: &'a str,
    /// Its title.
    pub title: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// Its outlet.
    pub outlet: Option<&'a str>,
    /// Its date of publication.
    pub published: Option<&'a str>,
    /// Its text.
    pub text: &'a str,
}

impl Given<'_> {
    /// The report.
    pub fn report(self) -> Report {
        Draft {
            external_id: Some(self.id.into()),
            source: self.id.into(),
            title: self.title.map(Into::into),
            url: self.url.map(Into::into),
            outlet: self.outlet.map(Into::into),
            published: self.published.and_then(|published| published.parse::<Published>().ok()),
            text: self.text.into(),
            ..Draft::default()
        }
        .finish()
    }
}

/// Figures by name, in percent unless the name says otherwise; and details for looking at errors.
#[derive(Debug, Default)]
pub struct Figures {
    /// What training learns from.
    pub lessons: Lessons,
    values: BTreeMap<String, f64>,
    details: Vec<Value>,
}

impl Figures {
    /// No figures yet, and these lessons to be taught beside them.
    pub fn teaching(lessons: Lessons) -> Self {
        Self { lessons, ..Self::default() }
    }

    /// Sets a figure; `None` (nothing to measure) leaves it out.
    pub fn set(&mut self, name: &str, value: Option<f64>) {
        if let Some(value) = value {
            self.values.insert(name.into(), value);
        }
    }

    /// The figures, by name.
    pub const fn values(&self) -> &BTreeMap<String, f64> {
        &self.values
    }

    /// Adds a line to the details.
    pub fn detail(&mut self, set: &str, id: &str, expected: Value, found: Value) {
        self.details.push(json!({"set": set, "id": id, "expected": expected, "found": found}));
    }

    /// The details, a JSON line each.
    pub fn details(&self) -> String {
        self.details.iter().fold(String::new(), |text, detail| text + &detail.to_string() + "\n")
    }

    /// A flat JSON object, two decimals.
    pub fn to_json(&self) -> String {
        let rounded: BTreeMap<&str, f64> = self
            .values
            .iter()
            .map(|(name, value)| (name.as_str(), (value * 100.0).round() / 100.0))
            .collect();
        serde_json::to_string_pretty(&rounded).unwrap_or_default() + "\n"
    }
}

/// How fast the reports of this run were read, and the most memory that it took.
pub fn rates(bench: &Bench, figures: &mut Figures) {
    if let Ok(effort) = bench.effort.lock()
        && effort.core_seconds > 0.0
    {
        figures.set("rate.reports_per_core_second", Some(effort.reports as f64 / effort.core_seconds));
        figures
            .set("rate.kilobytes_per_core_second", Some(effort.bytes as f64 / 1000.0 / effort.core_seconds));
    }
    figures.set("rate.peak_memory_mb", peak_memory_mb());
}

/// `VmHWM` of `/proc/self/status`; only Linux has it.
pub fn peak_memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}
