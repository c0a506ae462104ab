//! The measured table: scores annals on every public set that is found, as a user would meet it.

mod calibration;
mod data;
mod days;
mod document;
mod fates;
mod frozen;
mod lessons;
mod measure;
mod network;
mod outcomes;
mod read;
mod scale;
mod score;
mod sets;
mod table;
mod text;
mod totals;
mod vary;

use std::{path::PathBuf, process::ExitCode, time::Instant};

use clap::{Parser, Subcommand};
use data::Part;
use measure::{Bench, Figures};

/// Scores annals on the data sets found under DIR and prints the table beside the frozen one.
#[derive(Parser, Debug)]
#[command(name = "evals", version)]
struct Args {
    /// Folder of the data sets.
    #[arg(long, value_name = "DIR", default_value = "../shared/data")]
    data: PathBuf,
    /// Only these sets, by the first piece of their figures' names.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<String>,
    /// Write the figures as a flat JSON object.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Which part to score: `test` files where a folder has them, else dev; or `train`, to look at errors.
    #[arg(long, value_enum, default_value_t = Part::Measured)]
    part: Part,
    /// Write what was expected and what was found, a JSON line a report, to look at errors.
    #[arg(long, value_name = "FILE")]
    details: Option<PathBuf>,
    /// Write what a script of `training/` learns from, JSON lines: links, chains, places, totals, blocks or confidence.
    /// May be given several times.
    #[arg(long, value_name = "LESSON=FILE")]
    teach: Vec<lessons::Wanted>,
    /// Read with the network of this file instead of the one that ships.
    #[arg(long, value_name = "FILE", conflicts_with = "freeze")]
    model: Option<PathBuf>,
    /// Keep the readings of `gva` and `airwars-gaza` in this folder, without their layers, and take them from there in later runs
    /// instead of reading again where the same network and knowledge read them. Empty it when the code that reads changes.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["gate", "freeze"])]
    keep: Option<PathBuf>,
    /// Keep what the network says of every window in this folder, and look there before it runs: for measuring again and again what
    /// stands on the network. Empty it when the code that runs the network changes. The measured parts together take about 5 GB.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["gate", "freeze"])]
    outcomes: Option<PathBuf>,
    /// Fail when a figure lies more than half a point below the frozen table.
    #[arg(long, conflicts_with = "freeze")]
    gate: bool,
    /// Write the figures into the frozen table.
    #[arg(long)]
    freeze: bool,
    /// Let a figure of the frozen table fall.
    #[arg(long, requires = "freeze")]
    lower: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// What finding copies and linking cost as a collection grows, as a table.
    Scale(scale::Options),
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(code) => code,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<ExitCode, Box<dyn std::error::Error>> {
    if let Some(Command::Scale(options)) = &args.command {
        say(&scale::run(options)?);
        return Ok(ExitCode::SUCCESS);
    }
    if !args.data.is_dir() {
        complain(&format!(
            "no data sets at {}: nothing is measured (name their folder by --data DIR)",
            args.data.display()
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let mut bench = Bench::new(&args.data, args.part, args.model.as_deref(), args.outcomes.as_deref())?;
    bench.keep.clone_from(&args.keep);
    let mut figures = Figures::teaching(lessons::Lessons::new(&args.teach));
    for set in sets::ALL {
        if !args.only.is_empty() && !set.names.iter().any(|name| args.only.iter().any(|only| only == name)) {
            continue;
        }
        let start = Instant::now();
        match (set.score)(&bench, &mut figures) {
            Ok(()) => complain(&format!("{}: {:.1} s", set.folder, start.elapsed().as_secs_f64())),
            Err(error) if error.is_absent() => complain(&format!("{}: left out, {error}", set.folder)),
            Err(error) => return Err(error.into()),
        }
    }
    measure::rates(&bench, &mut figures);
    let frozen = frozen::Frozen::load()?;
    say(&table::render(&figures, &frozen));
    if let Some(path) = &args.json {
        std::fs::write(path, figures.to_json())?;
    }
    if let Some(path) = &args.details {
        std::fs::write(path, figures.details())?;
    }
    figures.lessons.write()?;
    if args.gate {
        let falls = frozen.falls(&figures, &bench);
        for fall in &falls {
            complain(fall);
        }
        return Ok(if falls.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    if args.freeze {
        frozen.update(&figures, &bench, args.lower)?;
    }
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn say(text: &str) {
    print!("{text}");
}

#[expect(clippy::print_stderr, reason = "progress and complaints of a program")]
fn complain(text: &str) {
    eprintln!("{text}");
}
