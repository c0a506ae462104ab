//! What the markup of a page says: where the story lies, and what stands in menus, lists of links and boxes.

use annals_types::{Report, report::Block, segment::SegmentKind};

use super::{
    blocks,
    elements::{Elements, Told},
    units::Unit,
};
use crate::{Knowledge, knowledge::blocks::BlockScorer};

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
    let elements = Elements::new(units, report, knowledge);
    let names = Names::new(units, &elements);
    let named: Vec<Told<'_>> =
        units.iter().map(|unit| unit.block.and_then(|block| names.of(block))).collect();
    let told = told(units, report, &elements, &knowledge.blocks).unwrap_or_else(|| by_range(units, &named));
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
fn told(
    units: &[Unit<'_>],
    report: &Report,
    elements: &Elements<'_>,
    scorer: &BlockScorer,
) -> Option<Vec<bool>> {
    let (places, blocks): (Vec<usize>, Vec<&Unit<'_>>) =
        units.iter().enumerate().filter(|(_, unit)| unit.block.is_some()).unzip();
    let scores = blocks::scores(&blocks, report, elements, scorer);
    let mut told = vec![false; units.len()];
    for (place, score) in places.into_iter().zip(scores) {
        told[place] = score >= STORY;
    }
    let words: usize = units.iter().zip(&told).filter(|(_, told)| **told).map(|(unit, _)| unit.words).sum();
    (words >= LEAST_WORDS).then_some(told)
}

/// The same by the range of running text alone.
fn by_range(units: &[Unit<'_>], named: &[Told<'_>]) -> Vec<bool> {
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
fn story(units: &[Unit<'_>], named: &[Told<'_>]) -> std::ops::Range<usize> {
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
fn weight(unit: &Unit<'_>, block: &Block, named: Told<'_>) -> i64 {
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
struct Names<'e> {
    elements: &'e Elements<'e>,
    /// Words of running text in each element.
    under: Vec<usize>,
    all: usize,
}

impl<'e> Names<'e> {
    fn new(units: &[Unit<'_>], elements: &'e Elements<'e>) -> Self {
        let mut names = Self { elements, under: vec![0; elements.len()], all: 0 };
        for unit in units {
            let Some(block) = unit.block.filter(|block| is_running(unit, block)) else { continue };
            names.all += unit.words;
            let mut around = block.path.clone();
            around.sort_unstable();
            around.dedup();
            for element in around {
                if let Some(under) = names.under.get_mut(element as usize) {
                    *under += unit.words;
                }
            }
        }
        names
    }

    /// What the innermost telling name around `block` says of it.
    fn of(&self, block: &'e Block) -> Told<'e> {
        let has_tag = self.elements.own_name(block).starts_with(&block.tag) && !block.path.is_empty();
        let (told, place) = if has_tag { (None, None) } else { self.elements.tag(block) };
        let around = || block.path.iter().rev();
        self.unless_wrapper(told, place).or_else(|| {
            around().find_map(|place| self.unless_wrapper(self.elements.get(*place)?.told, Some(*place)))
        })
    }

    /// What was told by the name of the element at `place`, unless it holds so much of the running text that its name says nothing.
    fn unless_wrapper(&self, told: Told<'e>, place: Option<u32>) -> Told<'e> {
        let words = place.and_then(|place| self.under.get(place as usize)).map_or(0, |words| *words);
        told.filter(|(kind, _)| {
            let most = if *kind == SegmentKind::Comment { COMMENT_WRAPPER_PERCENT } else { WRAPPER_PERCENT };
            words * 100 < self.all * most || words == 0
        })
    }
}

pub fn is_heading(block: &Block) -> bool {
    matches!(block.tag.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
