//! What the markup of a page says: which element holds the story, and what stands in menus, lists of links and boxes.

use std::collections::BTreeMap;

use annals_types::{Report, report::Block, segment::SegmentKind};

use super::units::Unit;
use crate::knowledge::cleaning::Cleaning;

/// Words from which on a block without many links counts as running text.
const RUNNING_TEXT_WORDS: usize = 12;

/// Share of link text, in percent, from which on a block is a link and not a text with links in it.
const LINK_PERCENT: u8 = 60;

/// Share of the page's running text that an element must hold to be the one that holds the story, in percent.
const STORY_PERCENT: usize = 60;

/// Judges the units that are blocks of a page.
pub fn judge(units: &mut [Unit<'_>], report: &Report, cleaning: &Cleaning) {
    if report.markup.is_none() {
        return;
    }
    let story = story(units, cleaning);
    for unit in units.iter_mut() {
        let Some(block) = unit.block else { continue };
        if let Some((kind, why)) = named(block, story.len().min(block.path.len()), cleaning) {
            unit.set(kind, why);
        } else if !block.path.starts_with(&story) && !is_heading(block) {
            unit.set(SegmentKind::Boilerplate, "outside of the story");
        } else if block.link_percent >= LINK_PERCENT && !unit.ends_sentence && !is_heading(block) {
            unit.set(SegmentKind::Related, "link");
        }
    }
}

/// The path of the deepest element that holds most of the running text.
fn story(units: &[Unit<'_>], cleaning: &Cleaning) -> Vec<String> {
    let running: Vec<(&Block, usize)> = units
        .iter()
        .filter_map(|unit| Some((unit.block?, unit)))
        .filter(|(block, unit)| {
            unit.words >= RUNNING_TEXT_WORDS
                && block.link_percent < LINK_PERCENT / 2
                && named(block, 0, cleaning).is_none()
        })
        .map(|(block, unit)| (block, unit.words))
        .collect();
    let all: usize = running.iter().map(|(_, words)| words).sum();
    let mut story: Vec<String> = Vec::new();
    loop {
        let mut within: BTreeMap<&String, usize> = BTreeMap::new();
        for (block, words) in &running {
            if block.path.starts_with(&story)
                && let Some(next) = block.path.get(story.len())
            {
                *within.entry(next).or_default() += words;
            }
        }
        let Some((next, words)) = within.into_iter().max_by_key(|(_, words)| *words) else { return story };
        if words * 100 < all * STORY_PERCENT {
            return story;
        }
        story.push(next.clone());
    }
}

/// What the names of the elements around a block give away; those that hold the story too, the first `below`, say nothing.
fn named<'a>(block: &Block, below: usize, cleaning: &'a Cleaning) -> Option<(SegmentKind, &'a str)> {
    let path = block.path.iter().skip(below).map(String::as_str);
    path.chain([block.tag.as_str()]).flat_map(names).find_map(|name| cleaning.markup(&name))
}

/// The names in `div.related-posts#more`: each whole, and its words where it has several and begins or ends with a telling one.
fn names(element: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in element.split(['.', '#', '[', ']', '=', ' ']).filter(|name| !name.is_empty()) {
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower.split(['-', '_']).filter(|word| !word.is_empty()).collect();
        // "post-content-with-sidebar" is about the content: only the first and last word of a name say what it is.
        if words.len() > 1 && words.len() <= 3 {
            found.extend([words[0].to_owned(), words[words.len() - 1].to_owned()]);
        }
        found.push(lower);
    }
    found
}

fn is_heading(block: &Block) -> bool {
    matches!(block.tag.as_str(), "h1" | "h2" | "h3")
}
