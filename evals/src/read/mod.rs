//! Readers of files in which words stand one a line.

pub mod conllu;
pub mod iob;

use std::{fs::File, io::Read, path::Path};

use flate2::read::MultiGzDecoder;

use crate::data::Error;

/// All of a text file that is packed by gzip.
fn unpacked(path: &Path) -> Result<String, Error> {
    let file = File::open(path).map_err(|_| Error::Absent(path.into()))?;
    let mut text = String::new();
    MultiGzDecoder::new(file).read_to_string(&mut text).map_err(|error| Error::unreadable(path, error))?;
    Ok(text)
}
