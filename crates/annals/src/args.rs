//! What can be asked for on the command line.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use annals_types::account::Policy;
use clap::{Parser, Subcommand, ValueEnum};

/// Reads many raw reports of the same events and writes down what happened: what, when, where, who, how many, who says so, who
/// says otherwise, and the exact words behind every figure.
#[derive(Parser, Debug)]
#[command(name = "annals", version, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Write the account of these reports.
    Read(Read),
    /// Show what is seen in each report by itself: segments, sentences, mentions with their values, incidents, statements.
    Inspect(Inspect),
    /// Say why two reports, or two incidents, belong together or not.
    Why(Why),
    /// Take in places of GeoNames that the shipped gazetteer lacks.
    Gazetteer(Gazetteer),
}

/// What to read, and where to write.
#[derive(clap::Args, Debug)]
pub struct Ways {
    /// Files, folders, or - for standard input.
    ///
    /// Text (.txt), web pages (.html, .htm), JSON (.json) and JSON lines (.jsonl, a report a line: id, title, url, outlet,
    /// published, text or html), each also packed (.gz, .zst). Folders are read with all that is in them, in the order of names.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How to read and write.
    #[command(flatten)]
    pub manner: Manner,
}

/// How to read and write.
#[derive(clap::Args, Debug)]
pub struct Manner {
    /// Write to FILE rather than to standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Width of text in columns; that of the terminal, from 40 to 100, unless given (80 where there is none).
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub width: Option<u16>,

    /// How many reports to read at once; as many as there are cores unless given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Imported places to read beside the shipped ones, as written by annals gazetteer import. Unless given, those that were imported
    /// without --output, where there are any; an empty name reads none.
    #[arg(long, value_name = "FILE", env = "ANNALS_GAZETTEER", hide_env_values = true)]
    pub gazetteer: Option<OsString>,
}

/// `annals gazetteer`
#[derive(clap::Args, Debug)]
#[command(arg_required_else_help = true)]
pub struct Gazetteer {
    /// What to do.
    #[command(subcommand)]
    pub command: GazetteerCommand,
}

/// What to do with gazetteers.
#[derive(Subcommand, Debug)]
pub enum GazetteerCommand {
    /// Write the places of GeoNames dumps into a file that read, inspect and why use beside the shipped gazetteer.
    Import(GazetteerImport),
}

/// `annals gazetteer import`
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 all taken; 1 nothing could be read or written; 2 wrong usage; 3 written, but some lines were left out \
(told on standard error).\n\nExamples:\n  unzip IQ.zip IQ.txt && annals gazetteer import IQ.txt\n  \
unzip -p SY.zip SY.txt | annals gazetteer import - --output syria.tsv.zst\n  annals read --gazetteer syria.tsv.zst reports/"
)]
pub struct GazetteerImport {
    /// Dumps of GeoNames (IQ.txt, allCountries.txt), plain or packed (.gz, .zst), or - for standard input.
    ///
    /// All that is to be known goes into one import: a later one takes the place of an earlier one.
    #[arg(required = true, value_name = "FILE")]
    pub paths: Vec<PathBuf>,

    /// Where to write; annals/gazetteer.tsv.zst in the user's folder for data unless given, which all commands then read.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `annals inspect`
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: as of annals read.\n\nExamples:\n  annals inspect examples/flood/situation-report.txt\n  \
annals inspect --format json page.html | jq '.readings[0].mentions[] | select(.kind == \"time\")'"
)]
pub struct Inspect {
    /// What to read, and where to write.
    #[command(flatten)]
    pub ways: Ways,

    /// How to show the layers.
    #[arg(long, value_enum, default_value_t = InspectFormat::Text, value_name = "FORMAT")]
    pub format: InspectFormat,

    /// What to add to JSON.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    pub with: Vec<InspectWith>,
}

/// How to show layers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum InspectFormat {
    /// For reading in a terminal.
    Text,
    /// One JSON document in the format annals-inspect/1.
    Json,
    /// One self-contained page.
    Html,
}

/// What to add to the JSON of layers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum InspectWith {
    /// UTF-8 and UTF-16 offsets beside code points; for web pages also the bytes of the file.
    Offsets,
}

/// `annals why`
#[derive(clap::Args, Debug)]
#[command(
    override_usage = "annals why [OPTIONS] PATH... A B",
    after_help = "Exit codes: as of annals read; 2 where A or B names nothing, or too much.\n\nExamples:\n  \
annals why examples/airstrikes 01-frontier-herald.txt 07-undated-blog.txt\n  annals why examples/airstrikes 1 2 --format json | jq '.pairs[0].terms'"
)]
pub struct Why {
    /// Files, folders, or - for standard input, as of annals read; then the two that are asked about.
    ///
    /// A and B are reports (path, file name, address, id) or incidents (id, or the number that annals read gives them; where a
    /// report is called by the same number, the report is meant). Two files alone are read and compared.
    #[arg(required = true, num_args = 1.., value_name = "PATH")]
    names: Vec<OsString>,

    /// How to read and write.
    #[command(flatten)]
    pub manner: Manner,

    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = WhyFormat::Text, value_name = "FORMAT")]
    pub format: WhyFormat,
}

impl Why {
    /// What to read, and the two names; `None` where fewer were given. Two files may stand for both.
    pub fn asked(&self) -> Option<(Vec<PathBuf>, [String; 2])> {
        let (paths, names) = self.names.split_at_checked(self.names.len().checked_sub(2)?)?;
        let [left, right] = names else { return None };
        let name = |name: &OsString| name.to_string_lossy().into_owned();
        let read = if paths.is_empty() { names } else { paths };
        if paths.is_empty() && !names.iter().all(|name| Path::new(name).is_file()) {
            return None;
        }
        Some((read.iter().map(PathBuf::from).collect(), [name(left), name(right)]))
    }
}

/// How to write why two belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum WhyFormat {
    /// For reading in a terminal.
    Text,
    /// One JSON document in the format annals-why/1.
    Json,
}

/// `annals read`
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit codes: 0 all read; 1 nothing could be read, or an internal error; 2 wrong usage; 3 read, but some \
inputs were set aside (told on standard error and in JSON).\n\nExamples:\n  annals read examples/airstrikes\n  \
annals read --format html --output account.html pages/*.html\n  zcat crawl.jsonl.gz | annals read - --format jsonl"
)]
pub struct Read {
    /// What to read, and where to write.
    #[command(flatten)]
    pub ways: Ways,

    /// How to write the account.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,

    /// What to add to JSON.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    pub with: Vec<With>,

    /// Add the reasons: why this time, this place, these reports, this figure (text only; the other formats always hold them).
    #[arg(long)]
    pub why: bool,

    /// The rule that chooses the best figure of several.
    #[arg(long, value_enum, default_value_t = PolicyName::Range, value_name = "POLICY")]
    pub policy: PolicyName,
}

/// How to write an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// For reading in a terminal.
    Text,
    /// One JSON document in the format annals/1.
    Json,
    /// JSON lines: one for each incident with its reports and statements, for each other report, for each count over a period and
    /// for each diagnostic.
    Jsonl,
    /// One self-contained page with the texts beside the accounts.
    Html,
}

/// What to add to JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum With {
    /// The texts of the reports.
    Text,
    /// UTF-8 and UTF-16 offsets beside code points; for web pages also the bytes of the file.
    Offsets,
}

/// Names of [`Policy`] on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum PolicyName {
    /// Most independent origins, then closeness to the facts, then recency, then specificity.
    Range,
    /// The lowest.
    Conservative,
    /// The one that most origins give.
    Majority,
    /// The one of the speaker closest to the facts.
    Hierarchy,
}

impl From<PolicyName> for Policy {
    fn from(name: PolicyName) -> Self {
        match name {
            PolicyName::Range => Self::Range,
            PolicyName::Conservative => Self::Conservative,
            PolicyName::Majority => Self::Majority,
            PolicyName::Hierarchy => Self::Hierarchy,
        }
    }
}
