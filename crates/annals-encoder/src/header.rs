//! The header of a model file: which column of which output means what.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::error::{Error, Kind};

/// Positions that the network can have at most: the limit of `MiniLM`.
const MOST_PIECES: usize = 512;
/// The fewest pieces of a window that leave room for words beside the special pieces.
const FEWEST_PIECES: usize = 8;
/// Widest row of labels of one head or of all: bounds what a window's outputs can take.
const MOST_LABELS: usize = 4096;

/// What a model file says of itself.
#[derive(Debug, Deserialize)]
pub struct Header {
    /// Name of the model.
    pub name: String,
    /// The kind of number that its weights are.
    pub precision: Precision,
    /// Most pieces of a window, special ones included.
    pub window: usize,
    /// Where its parts lie.
    pub sections: Vec<Section>,
    /// Heads that label words: columns of the output `labels`.
    pub heads: Vec<Head>,
    /// Tables that score a word with another word.
    pub pairs: Vec<Pair>,
    /// Outputs that link a word to a word of the window, or to nothing.
    #[serde(default)]
    pub links: Vec<String>,
    /// Columns of the output `window`.
    pub windows: Vec<String>,
    /// How many shapes of words the network tells apart.
    pub shapes: usize,
    /// Width of the output `sense`.
    #[serde(default)]
    pub sense: usize,
    /// Width of the output `event`.
    #[serde(default)]
    pub event: usize,
}

/// The kind of number that a network's weights are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Eight bits, scaled by column.
    Int8,
    /// 32-bit floating point, for comparison.
    F32,
}

/// A part of the file after the header.
#[derive(Debug, Deserialize)]
pub struct Section {
    /// What it is called.
    pub name: String,
    /// Its first byte, counted from the end of the header.
    pub start: u64,
    /// Its bytes in the file.
    pub len: u64,
    /// Its bytes after unpacking.
    pub unpacked: u64,
}

/// A head: neighbouring columns of the output `labels`.
#[derive(Debug, Deserialize)]
pub struct Head {
    /// What it is called.
    pub name: String,
    /// How its labels make up layers.
    pub kind: HeadKind,
    /// Its first column.
    pub first: usize,
    /// Its labels, in the order of the columns.
    pub labels: Vec<String>,
}

/// How the labels of a head make up layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeadKind {
    /// One label for each word.
    Class,
    /// Spans: "O" outside, "B-x" begins a span of x, "I-x" goes on with it.
    Bio,
    /// Spans: "O" outside, and neighbours of equal labels are one span.
    Io,
}

/// A table that scores a word with another: `relu(of[a] + to[b]) . weight + bias`.
#[derive(Debug, Deserialize)]
pub struct Pair {
    /// What it is called.
    pub name: String,
    /// Its labels, in the order of the columns.
    pub labels: Vec<String>,
    /// Width of the vectors of words.
    pub hidden: usize,
    /// First number and length of the weight in the tensors: `hidden` rows of one number for each label.
    pub weight: (usize, usize),
    /// First number and length of the bias in the tensors.
    pub bias: (usize, usize),
}

impl Header {
    /// Refuses a header whose parts do not fit together; `tensors` is how many numbers the tables hold.
    pub fn check(&self, tensors: usize) -> Result<(), Error> {
        if !(FEWEST_PIECES..=MOST_PIECES).contains(&self.window) {
            return Err(Kind::Header(format!(
                "windows of {} pieces, not {FEWEST_PIECES} to {MOST_PIECES}",
                self.window
            ))
            .into());
        }
        let names = self.heads.iter().map(|head| &head.name);
        check_names("heads", names)?;
        check_names("pairs", self.pairs.iter().map(|pair| &pair.name))?;
        check_names("links", self.links.iter())?;
        for head in &self.heads {
            check_labels(&head.name, head.kind, &head.labels)?;
            if head.first.saturating_add(head.labels.len()) > MOST_LABELS {
                return Err(
                    Kind::Columns(format!("the head {} ends after column {MOST_LABELS}", head.name)).into()
                );
            }
        }
        for pair in &self.pairs {
            let kind = if pair.name == RELATION { HeadKind::Class } else { HeadKind::Bio };
            check_labels(&pair.name, kind, &pair.labels)?;
            let weights = pair.hidden.checked_mul(pair.labels.len());
            let inside =
                |(start, len): (usize, usize)| start.checked_add(len).is_some_and(|end| end <= tensors);
            if weights != Some(pair.weight.1)
                || pair.bias.1 != pair.labels.len()
                || !inside(pair.weight)
                || !inside(pair.bias)
            {
                return Err(Kind::Columns(format!(
                    "the tables of the pair {} are not where it says",
                    pair.name
                ))
                .into());
            }
        }
        Ok(())
    }

    /// How many columns of the output `labels` the heads need.
    pub fn columns(&self) -> usize {
        self.heads.iter().map(|head| head.first + head.labels.len()).max().unwrap_or(0)
    }
}

/// The pair that names the arcs of a parse.
pub const RELATION: &str = "relation";

fn check_names<'a>(what: &str, names: impl Iterator<Item = &'a String>) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(Kind::Header(format!("two of its {what} are called {name}")).into());
        }
    }
    Ok(())
}

/// Labels are there, not too many, and of the form that the kind asks for.
fn check_labels(name: &str, kind: HeadKind, labels: &[String]) -> Result<(), Error> {
    if labels.is_empty() || labels.len() > MOST_LABELS {
        return Err(
            Kind::Columns(format!("{name} has {} labels, not 1 to {MOST_LABELS}", labels.len())).into()
        );
    }
    if kind == HeadKind::Class {
        return Ok(());
    }
    if labels[0] != "O" {
        return Err(Kind::Columns(format!("the first label of {name} is {}, not O", labels[0])).into());
    }
    let is_known = |label: &String| {
        label.starts_with("B-")
            || label
                .strip_prefix("I-")
                .is_some_and(|of| labels.iter().any(|other| other.strip_prefix("B-") == Some(of)))
    };
    match labels[1..].iter().find(|label| kind == HeadKind::Bio && !is_known(label)) {
        Some(label) => Err(Kind::Columns(format!(
            "{name} has the label {label}, which begins no span and goes on with none"
        ))
        .into()),
        None => Ok(()),
    }
}
