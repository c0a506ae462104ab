//! `pages`: saved web pages with strings that must and must not stay. The measure is trafilatura's own, on the English pages.

use std::{
    collections::BTreeMap,
    io::{BufReader, Cursor, Read},
    path::Path,
};

use annals_report::clean::blocks::{FEATURES, SECOND};
use annals_types::segment::SegmentKind;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use crate::{
    data::{self, Error, Part},
    lessons::{Lesson, Lessons},
    measure::{Bench, Figures},
    score::counts::Counts,
};

#[derive(Deserialize)]
struct Gold {
    path: String,
    with: Vec<String>,
    without: Vec<String>,
}

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let folder = bench.folder("pages");
    // The folder has no dev file, and a quarter of its 102 English pages would be too few: one page moves F1 by half a point.
    // So all are measured; whoever works on cleaning looks at the pages in other languages.
    let has_test = folder.join("pages-en.test.tar.xz").exists();
    let (part, language) = match bench.part {
        Part::Measured if has_test => ("test", "en"),
        Part::Measured => ("train", "en"),
        Part::Train => ("train", "other"),
    };
    let gold: BTreeMap<String, Gold> = data::json(&folder.join(format!("gold.{part}.json.gz")))?;
    let pages = unpack(&folder.join(format!("pages-{language}.{part}.tar.xz")))?;
    if figures.lessons.want(Lesson::Blocks) {
        teach_blocks(bench, &gold, &pages, &mut figures.lessons)?;
    }
    let results: Vec<(&Gold, String)> = gold
        .par_iter()
        .filter_map(|(url, gold)| Some((gold, story(bench, pages.get(&gold.path)?, url))))
        .collect();
    let mut counts = Counts::default();
    for (gold, story) in &results {
        let kept = |string: &&String| story.contains(&collapse(string));
        let missing: Vec<_> = gold.with.iter().filter(|string| !kept(string)).collect();
        let extra: Vec<_> = gold.without.iter().filter(kept).collect();
        counts.tp += gold.with.len() - missing.len();
        counts.fn_ += missing.len();
        counts.fp += extra.len();
        figures.detail("pages", &gold.path, json!({"missing": missing, "extra": extra}), json!(story.len()));
    }
    figures.set("pages.f1", counts.f1());
    Ok(())
}

/// The main text of a page: its body and headline. Captions and bylines, which cleaning marks as such, are no part of what the
/// set's authors take for it.
fn story(bench: &Bench, bytes: &[u8], url: &str) -> String {
    let Ok(report) = annals_sources::html::read(bytes, url) else { return String::new() };
    // Cleaning is all that the set asks about; the words need not be read.
    let cleaned = annals_report::clean::clean(&report, bench.reader.knowledge());
    let kept = cleaned
        .segments
        .iter()
        .filter(|segment| matches!(segment.kind, SegmentKind::Body | SegmentKind::Headline));
    collapse(&kept.map(|segment| segment.span.of(&report.text)).collect::<Vec<_>>().join(" "))
}

/// Teaches the names of the features of blocks; then the blocks of each page with their features, a line a page.
fn teach_blocks(
    bench: &Bench,
    gold: &BTreeMap<String, Gold>,
    pages: &BTreeMap<String, Vec<u8>>,
    lessons: &mut Lessons,
) -> Result<(), Error> {
    lessons.add(Lesson::Blocks, &json!({"names": FEATURES.as_slice(), "second": SECOND.as_slice()}))?;
    for (url, gold) in gold {
        let Some(bytes) = pages.get(&gold.path) else { continue };
        let Ok(report) = annals_sources::html::read(bytes, url) else { continue };
        let blocks = report.markup.iter().flat_map(|markup| {
            markup.blocks.iter().map(|block| {
                let path: Vec<&str> = markup.path(block).collect();
                json!({"text": block.span.of(&report.text), "path": path})
            })
        });
        let page = json!({"path": gold.path, "url": url, "with": gold.with, "without": gold.without,
            "features": annals_report::clean::measured(&report, bench.reader.knowledge()),
            "blocks": blocks.collect::<Vec<_>>()});
        lessons.add(Lesson::Blocks, &page)?;
    }
    Ok(())
}

/// `text` with single blanks, in one normal form: pages and strings differ in how they write accents.
fn collapse(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The files of a `.tar.xz`, by their path in it.
fn unpack(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let file = std::fs::File::open(path).map_err(|_| Error::Absent(path.into()))?;
    let mut tar = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(file), &mut tar)
        .map_err(|error| Error::unreadable(path, format!("{error:?}")))?;
    let mut files = BTreeMap::new();
    let mut archive = tar::Archive::new(Cursor::new(tar));
    for entry in archive.entries().map_err(|error| Error::unreadable(path, error))? {
        let mut entry = entry.map_err(|error| Error::unreadable(path, error))?;
        let name =
            entry.path().map_err(|error| Error::unreadable(path, error))?.to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|error| Error::unreadable(path, error))?;
        files.insert(name, bytes);
    }
    Ok(files)
}
