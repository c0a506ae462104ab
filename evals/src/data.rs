//! Finds and loads data sets: which file is which part, and the dev cut of sets that have only train.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// Which part of a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Part {
    /// `test` files where a folder has them, else dev.
    Measured,
    /// Train, without the dev cut.
    Train,
}

/// A set that could not be scored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The set is not there.
    #[error("{0} is not there")]
    Absent(PathBuf),
    /// A file of the set could not be read.
    #[error("{path}: {reason}; its form is described in the README of its folder")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A file could not be written.
    #[error("{path} could not be written: {reason}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The network could not be asked.
    #[error("{0}")]
    Network(String),
}

impl Error {
    /// Whether the set is simply not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent(_))
    }

    /// A file that is there and cannot be used.
    pub fn unreadable(path: &Path, reason: impl ToString) -> Self {
        Self::Unreadable { path: path.into(), reason: reason.to_string() }
    }

    /// A file that could not be written.
    pub fn unwritable(path: &Path, reason: impl ToString) -> Self {
        Self::Unwritable { path: path.into(), reason: reason.to_string() }
    }
}

/// A file of a set, and whether it still has to be cut.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The file.
    pub path: PathBuf,
    /// Which rows of it count.
    pub cut: Cut,
}

/// Which rows of a file count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// All.
    Whole,
    /// Those of the dev cut of a train file.
    Dev,
    /// The others.
    Train,
}

impl Cut {
    /// Whether the row with this key counts. The key is the document's id but where `data/README.md` says otherwise.
    pub fn holds(self, key: &str) -> bool {
        // "those whose id's SHA-256 begins with a byte below 64"
        let dev = Sha256::digest(key.as_bytes())[0] < 64;
        match self {
            Self::Whole => true,
            Self::Dev => dev,
            Self::Train => !dev,
        }
    }
}

/// The file of `folder` named by `pattern`, in which `{}` stands for the part: `{}.jsonl.gz`, `{}.reports.jsonl.gz`.
pub fn piece(folder: &Path, pattern: &str, part: Part) -> Result<Piece, Error> {
    let at = |part: &str| folder.join(pattern.replace("{}", part));
    let whole = |path: PathBuf| Piece { path, cut: Cut::Whole };
    let (test, dev, train) = (at("test"), at("dev"), at("train"));
    match part {
        Part::Measured if test.exists() => Ok(whole(test)),
        Part::Measured if dev.exists() => Ok(whole(dev)),
        Part::Measured if train.exists() => Ok(Piece { path: train, cut: Cut::Dev }),
        Part::Train if train.exists() => {
            Ok(Piece { path: train, cut: if dev.exists() { Cut::Whole } else { Cut::Train } })
        }
        _ => Err(Error::Absent(train)),
    }
}

/// All files of `folder` that hold the part and whose names do not begin with `except`: those that end in `.test.jsonl.gz`, else
/// `.dev.jsonl.gz`; `train.jsonl.gz`, whole, for train. By name.
pub fn pieces(folder: &Path, except: &str, part: Part) -> Result<Vec<Piece>, Error> {
    let train = folder.join("train.jsonl.gz");
    if part == Part::Train && train.exists() {
        return Ok(vec![Piece { path: train, cut: Cut::Whole }]);
    }
    let entries = std::fs::read_dir(folder).map_err(|_| Error::Absent(folder.into()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for ending in [".test.jsonl.gz", ".dev.jsonl.gz"].iter().filter(|_| part == Part::Measured) {
        let is_named = |path: &&PathBuf| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.ends_with(*ending) && !name.starts_with(except))
        };
        let found: Vec<Piece> =
            paths.iter().filter(is_named).map(|path| Piece { path: path.clone(), cut: Cut::Whole }).collect();
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Err(Error::Absent(train))
}

/// The rows of a `.jsonl.gz` file that its cut holds; `key` gives what the cut is made by.
pub fn rows<T: DeserializeOwned>(piece: &Piece, key: impl Fn(&T) -> String) -> Result<Vec<T>, Error> {
    let path = &piece.path;
    let file = File::open(path).map_err(|_| Error::Absent(path.clone()))?;
    let mut rows = Vec::new();
    for (number, line) in BufReader::new(MultiGzDecoder::new(file)).lines().enumerate() {
        let line = line.map_err(|error| Error::unreadable(path, error))?;
        if line.trim().is_empty() {
            continue;
        }
        let row: T = serde_json::from_str(&line)
            .map_err(|error| Error::unreadable(path, format!("line {}: {error}", number + 1)))?;
        if piece.cut.holds(&key(&row)) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// A whole `.json.gz` file.
pub fn json<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let file = File::open(path).map_err(|_| Error::Absent(path.into()))?;
    let mut text = String::new();
    MultiGzDecoder::new(file).read_to_string(&mut text).map_err(|error| Error::unreadable(path, error))?;
    serde_json::from_str(&text).map_err(|error| Error::unreadable(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dev_cut_is_a_quarter() {
        let dev = (0..4000).filter(|n| Cut::Dev.holds(&n.to_string())).count();
        assert!((900..1100).contains(&dev), "{dev}");
        assert!((0..100).all(|n| Cut::Dev.holds(&n.to_string()) != Cut::Train.holds(&n.to_string())));
    }

    #[test]
    fn test_files_come_before_dev_files() {
        let folder = tempfile::tempdir().unwrap();
        let touch = |name: &str| std::fs::write(folder.path().join(name), "").unwrap();
        touch("train.jsonl.gz");
        let found = |part| piece(folder.path(), "{}.jsonl.gz", part).unwrap();
        assert_eq!(found(Part::Measured).cut, Cut::Dev);
        assert_eq!(found(Part::Train).cut, Cut::Train);
        touch("dev.jsonl.gz");
        assert_eq!(found(Part::Measured).cut, Cut::Whole);
        assert_eq!(found(Part::Train).cut, Cut::Whole);
        touch("test.jsonl.gz");
        assert!(found(Part::Measured).path.ends_with("test.jsonl.gz"));
    }

    #[test]
    fn all_files_of_a_part_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let touch = |name: &str| std::fs::write(folder.path().join(name), "").unwrap();
        let found = |part| -> Vec<String> {
            let name = |piece: Piece| piece.path.file_name().unwrap().to_str().unwrap().to_owned();
            pieces(folder.path(), "x.", part).unwrap().into_iter().map(name).collect()
        };
        for name in
            ["b.dev.jsonl.gz", "a.dev.jsonl.gz", "x.dev.jsonl.gz", "x.test.jsonl.gz", "train.jsonl.gz"]
        {
            touch(name);
        }
        assert_eq!(found(Part::Measured), ["a.dev.jsonl.gz", "b.dev.jsonl.gz"]);
        touch("c.test.jsonl.gz");
        assert_eq!(found(Part::Measured), ["c.test.jsonl.gz"]);
        assert_eq!(found(Part::Train), ["train.jsonl.gz"]);
    }
}
