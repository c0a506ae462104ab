//! What the markup of a page says: where the story lies, and what stands in menus, lists of links and boxes.

use std::collections::BTreeMap;

use annals_types::{Report, report::Block, segment::SegmentKind};

use super::{blocks, units::Unit};
use crate::{Knowledge, knowledge::cleaning::Cleaning};

/// Words from which on a block without many links counts as running text.
const RUNNING_TEXT_WORDS: usize = 12;

/// Share of link text, in percent, from which on a block is a link and not a text with links in it.
const LINK_PERCENT: u8 = 60;

/// Share of the page's running text, in percent, from which on the name of an element around it says nothing: a wrapper
/// named `with-sidebar` holds the story too.
const WRAPPER_PERCENT: usize = 50;

/// The same for elements named after comments: readers often write more than the author.
const COMMENT_WRAPPER_PERCENT: usize = 85;

/// From which probability on a block belongs to the story.
const STORY: f64 = 0.5;

/// Words under which the blocks that the scorer takes are too few for a story, and the range of running text is taken.
const LEAST_WORDS: usize = 25;

/// Words of the longest line of authors; longer ones tell who they are.
const BYLINE_WORDS: usize = 12;

/// Judges the units that are blocks of a page.
pub fn judge(units: &mut [Unit<'_>], report: &Report, knowledge: &Knowledge) {
    if report.markup.is_none() {
        return;
    }
    let mut names = Names::new(units, &knowledge.cleaning);
    let named: Vec<Option<(SegmentKind, &str)>> =
        units.iter().map(|unit| unit.block.and_then(|block| names.of(block))).collect();
    let told = told(units, report, knowledge).unwrap_or_else(|| by_range(units, &named));
    let first = told.iter().position(|told| *told).unwrap_or(0);
    let last = told.iter().rposition(|told| *told).unwrap_or(0);
    for (index, unit) in units.iter_mut().enumerate() {
        let Some(block) = unit.block else { continue };
        match named[index] {
            Some((SegmentKind::Caption, why)) if first <= index && index <= last => {
                unit.set(SegmentKind::Caption, why);
            }
            Some((SegmentKind::Byline, why)) if unit.words <= BYLINE_WORDS => {
                unit.set(SegmentKind::Byline, why);
            }
            _ if told[index] => {}
            Some((SegmentKind::Byline | SegmentKind::Caption, _)) => {
                unit.set(SegmentKind::Boilerplate, OUTSIDE);
            }
            Some((kind, why)) => unit.set(kind, why),
            None if is_link(unit, block) => unit.set(SegmentKind::Related, "link"),
            None => unit.set(SegmentKind::Boilerplate, OUTSIDE),
        }
    }
    list_titles(units);
}

/// For each unit, whether it belongs to the story, as the learned scorer says; none where it finds no story.
fn told(units: &[Unit<'_>], report: &Report, knowledge: &Knowledge) -> Option<Vec<bool>> {
    let (places, blocks): (Vec<usize>, Vec<&Unit<'_>>) =
        units.iter().enumerate().filter(|(_, unit)| unit.block.is_some()).unzip();
    let scores = blocks::scores(&blocks, report, &knowledge.cleaning, &knowledge.blocks);
    let mut told = vec![false; units.len()];
    for (place, score) in places.into_iter().zip(scores) {
        told[place] = score >= STORY;
    }
    let words: usize = units.iter().zip(&told).filter(|(_, told)| **told).map(|(unit, _)| unit.words).sum();
    (words >= LEAST_WORDS).then_some(told)
}

/// The same by the range of running text alone.
fn by_range(units: &[Unit<'_>], named: &[Option<(SegmentKind, &str)>]) -> Vec<bool> {
    let story = story(units, named);
    let told = |(index, unit): (usize, &Unit<'_>)| {
        story.contains(&index)
            && named[index].is_none()
            && unit.block.is_some_and(|block| !is_link(unit, block))
    };
    units.iter().enumerate().map(told).collect()
}

/// Why a block is set aside that stands before or after the story.
pub const OUTSIDE: &str = "outside of the story";

/// The range of blocks with the greatest sum of weights, where running text weighs for a block, and links, menus and
/// scraps against it: maximum subsequence segmentation (Pasternack and Roth, "Extracting article text from the web", 2009).
fn story(units: &[Unit<'_>], named: &[Option<(SegmentKind, &str)>]) -> std::ops::Range<usize> {
    let mut best = (0, 0..units.len());
    let (mut sum, mut from) = (0, 0);
    for (index, unit) in units.iter().enumerate() {
        if sum <= 0 {
            (sum, from) = (0, index);
        }
        sum += unit.block.map_or(0, |block| weight(unit, block, named[index]));
        if sum > best.0 {
            best = (sum, from..index + 1);
        }
    }
    best.1
}

/// How much a block speaks for the story. The steps were set on pages in many languages.
fn weight(unit: &Unit<'_>, block: &Block, named: Option<(SegmentKind, &str)>) -> i64 {
    let words = i64::try_from(unit.words.min(80)).unwrap_or(80);
    match named {
        Some((SegmentKind::Caption | SegmentKind::Byline, _)) => 0,
        Some((SegmentKind::Comment, _)) => -12,
        Some(_) => -4,
        None if is_link(unit, block) => -6 - words / 3,
        None if is_running(unit, block) => words,
        None if block.tag == "p" && unit.ends_sentence && unit.words >= 4 => words,
        None if is_heading(block) => -1,
        None => -3,
    }
}

fn is_running(unit: &Unit<'_>, block: &Block) -> bool {
    unit.words >= RUNNING_TEXT_WORDS && block.link_percent < LINK_PERCENT / 2
}

fn is_link(unit: &Unit<'_>, block: &Block) -> bool {
    block.link_percent >= LINK_PERCENT && !(unit.ends_sentence && unit.words >= RUNNING_TEXT_WORDS)
}

/// Sets headings aside that stand above nothing but links.
fn list_titles(units: &mut [Unit<'_>]) {
    let mut below = None;
    for unit in units.iter_mut().rev() {
        let Some(block) = unit.block else { continue };
        if unit.kind == SegmentKind::Related {
            below = Some(SegmentKind::Related);
        } else if unit.is_body() {
            if let Some(kind) = below.take()
                && is_heading(block)
                && !unit.ends_sentence
            {
                unit.set(kind, "title of a list of links");
            }
        } else {
            below = None;
        }
    }
}

/// What the names of elements give away, but for those around most of the running text.
struct Names<'a> {
    cleaning: &'a Cleaning,
    /// Words of running text under each element, by its name with classes and id.
    under: BTreeMap<&'a str, usize>,
    all: usize,
    known: BTreeMap<&'a str, Told<'a>>,
    /// The elements around the last block that was asked about, and what was found of them.
    before: (&'a [String], Vec<Told<'a>>),
}

/// What the name of an element tells of the blocks in it: their kind, and the word that tells it.
type Told<'a> = Option<(SegmentKind, &'a str)>;

impl<'a> Names<'a> {
    fn new(units: &[Unit<'a>], cleaning: &'a Cleaning) -> Self {
        let mut under: BTreeMap<&str, usize> = BTreeMap::new();
        let mut all = 0;
        for unit in units {
            let Some(block) = unit.block.filter(|block| is_running(unit, block)) else { continue };
            all += unit.words;
            let mut elements: Vec<&str> = block.path.iter().map(String::as_str).collect();
            elements.sort_unstable();
            elements.dedup();
            for element in elements {
                *under.entry(element).or_default() += unit.words;
            }
        }
        Self { cleaning, under, all, known: BTreeMap::new(), before: (&[], Vec::new()) }
    }

    /// What the innermost telling name around `block` says of it.
    fn of(&mut self, block: &'a Block) -> Told<'a> {
        // Most blocks stand in the same elements as the one before.
        let (path, mut found) = std::mem::take(&mut self.before);
        found.truncate(path.iter().zip(&block.path).take_while(|(one, other)| one == other).count());
        found.extend(block.path[found.len()..].iter().map(|element| self.element(element)));
        let own = block.path.last().is_none_or(|last| !last.starts_with(&block.tag));
        let told = own.then(|| self.element(&block.tag)).flatten();
        let told = told.or_else(|| found.iter().rev().find_map(|told| *told));
        self.before = (&block.path, found);
        told
    }

    fn element(&mut self, element: &'a str) -> Told<'a> {
        if let Some(known) = self.known.get(element) {
            return *known;
        }
        let words = self.under.get(element).copied().unwrap_or(0);
        let found =
            words_of(element).iter().find_map(|name| self.cleaning.markup(name)).filter(|(kind, _)| {
                let most =
                    if *kind == SegmentKind::Comment { COMMENT_WRAPPER_PERCENT } else { WRAPPER_PERCENT };
                words * 100 < self.all * most || words == 0
            });
        self.known.insert(element, found);
        found
    }
}

/// The names in `div.related-posts#more`: each whole, and the first and last word of those of two or three words, since
/// `post-content-with-sidebar` is about the content.
pub fn words_of(element: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in element.split(['.', '#', '[', ']', '=', ' ']).filter(|name| !name.is_empty()) {
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower.split(['-', '_']).filter(|word| !word.is_empty()).collect();
        if words.len() > 1 && words.len() <= 3 {
            found.extend([words[0].to_owned(), words[words.len() - 1].to_owned()]);
        }
        found.push(lower);
    }
    found
}

pub fn is_heading(block: &Block) -> bool {
    matches!(block.tag.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
