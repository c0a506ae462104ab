//! Ways in: files, folders, HTML, JSON lines and compressed files become reports.
//!
//! [`gather`] goes through the paths that a person gave. A *folder* is read by name, without hidden files; links in it are
//! followed once. A *file* is opened and, where its first bytes say so, unpacked; the end of its name tells what it
//! holds, and where that says nothing, its first bytes do. Its content becomes one report (plain text, a page) or many (JSON, JSON
//! lines). What cannot be read, and what can be read only in part, is told in a [`Diagnostic`], at most one a file
//! or line; everything else goes on.
//!
//! | ends in | is | gives |
//! |---|---|---|
//! | `.txt` | plain text | a report, its text as it stands but for a byte order mark |
//! | `.html`, `.htm` | a page | a report: all visible text, its blocks, the way back to the bytes; see [`html`] |
//! | `.json` | an object, an array of objects, or such an array under `reports`, `articles` ... | a report each |
//! | `.jsonl`, `.ndjson` | an object a line | a report each, named `crawl.jsonl:12` |
//!
//! Each may also end in `.gz` or `.zst`. Files with other ends are passed over in folders, and looked at when they are given by
//! name, as is standard input (`-`).
//!
//! An object gives `id`, `title`, `url`, `outlet`, `published`, `lang`, and `text` or `html`; common other names of these (`headline`,
//! `link`, `source`, `date`, `body` ...) are taken as well, in any case and with any of `_`, `-` between words. Metadata that a page
//! declares of itself fills what the object leaves open.
//!
//! All that is read is hostile: every size, depth and number is bounded by a constant of [`limits`], and nothing is fetched from where
//! a report points to. Terminal escapes and other oddities *stay* in the text, since offsets count in the text as given; the ways
//! out escape them.

mod dates;
mod decode;
mod error;
pub mod html;
mod json;
mod kind;
pub mod limits;
mod text;
mod unpack;
mod walk;

use std::{
    io::{self, Read},
    path::PathBuf,
};

use annals_types::{Report, document::Diagnostic};

pub use error::Error;

/// What was found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Gathered {
    /// The reports, in the order of the paths as given and of names within folders.
    pub reports: Vec<Report>,
    /// What could not be read, or only in part, in the same order.
    pub diagnostics: Vec<Diagnostic>,
}

/// How far the reading is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress<'a> {
    /// Files read so far, with and without success.
    pub files: usize,
    /// Reports found so far.
    pub reports: usize,
    /// The file that was read last.
    pub source: &'a str,
}

/// Reads every report in `paths`: files, folders (recursively, by name), `-` for standard input.
pub fn gather(paths: &[PathBuf]) -> Gathered {
    gather_with(paths, &mut io::stdin(), &mut |_| {})
}

/// The same, with another standard input, and with news after each file.
pub fn gather_with(
    paths: &[PathBuf],
    stdin: &mut dyn Read,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Gathered {
    let mut walk = walk::Walk::new(stdin, progress);
    for path in paths {
        walk.given(path);
    }
    walk.finish()
}
