//! What is measured of a block of a page, for the learned scorer that tells the story's blocks from the others.
//!
//! Shallow features of text and links (Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using shallow text
//! features", 2010), of the elements around a block, of its neighbours and of its place in the page. The scorer is
//! asked twice: the second time it also sees what was thought of the blocks around at first.

use std::hash::Hash;

use annals_types::{Report, report::Block, segment::SegmentKind};
use rustc_hash::FxHashMap;

use super::{
    elements::{AROUND, Elements},
    markup::is_heading,
    units::{Unit, plain},
};
use crate::knowledge::blocks::BlockScorer;

/// Names of the features, in the order of [`rows`]; `knowledge/blocks.txt` uses them.
pub const FEATURES: [&str; 73] = [
    "words",
    "links",
    "tag",
    "ending",
    "letters_a_word",
    "capitals",
    "digits",
    "commas",
    "marks",
    "lines",
    "starts_small",
    "address",
    "below_story",
    "below_quarter",
    "has_story",
    "share_1",
    "share_2",
    "share_3",
    "share_4",
    "to_furniture",
    "to_related",
    "to_comment",
    "to_byline",
    "to_caption",
    "to_article",
    "to_main",
    "to_list",
    "to_table",
    "to_aside",
    "to_nav",
    "to_footer",
    "to_header",
    "to_section",
    "to_form",
    "to_figure",
    "to_quote",
    "depth",
    "divs",
    "position",
    "told_before",
    "from_title_share",
    "from_title",
    "repeated",
    "alike",
    "alike_deep",
    "before_2_words",
    "before_2_links",
    "before_2_tag",
    "before_2_path",
    "before_words",
    "before_links",
    "before_tag",
    "before_path",
    "after_words",
    "after_links",
    "after_tag",
    "after_path",
    "after_2_words",
    "after_2_links",
    "after_2_tag",
    "after_2_path",
    "running_before",
    "links_before",
    "running_after",
    "links_after",
    "page_running",
    "page_blocks",
    "name_least",
    "name_most",
    "name_sum",
    "own_name_least",
    "own_name_sum",
    "name_best",
];

/// Names of what is added when the scorer is asked for the second time.
pub const SECOND: [&str; 14] = [
    "score",
    "score_before",
    "score_before_2",
    "score_after",
    "score_after_2",
    "most_of_5_before",
    "most_of_5_after",
    "mean_of_8_before",
    "mean_of_8_after",
    "most_of_20_before",
    "most_of_20_after",
    "siblings",
    "story_before",
    "story_words",
];

/// Words from which on a block without many links counts as running text.
const RUNNING_WORDS: usize = 12;

/// Share of link text, in percent, under which a block is running text.
const RUNNING_LINKS: u8 = 30;

/// Kinds whose names' distance above a block is a feature.
const KINDS: [SegmentKind; 5] = [
    SegmentKind::Boilerplate,
    SegmentKind::Related,
    SegmentKind::Comment,
    SegmentKind::Byline,
    SegmentKind::Caption,
];

/// The probability of each block to be of the story, in order; `units` must all be blocks.
pub fn scores(
    units: &[&Unit<'_>],
    report: &Report,
    elements: &Elements<'_>,
    scorer: &BlockScorer,
) -> Vec<f64> {
    let mut rows = rows(units, report, elements);
    let first = scorer.first(&rows);
    for (row, more) in rows.iter_mut().zip(second(units, &first, elements.len())) {
        row.extend(more);
    }
    scorer.second(&rows)
}

/// A block with what is asked of it more than once.
struct Seen<'a> {
    unit: &'a Unit<'a>,
    block: &'a Block,
    /// Its words where it is running text, else 0.
    running: usize,
}

impl Seen<'_> {
    /// The elements around it, by their places in [`Elements`].
    fn path(&self) -> &[u32] {
        &self.block.path
    }
}

/// The features of each block.
pub fn rows(units: &[&Unit<'_>], report: &Report, elements: &Elements<'_>) -> Vec<Vec<f64>> {
    let seen = seen(units);
    let title = place_of_title(&seen, report);
    let texts = counts(seen.iter().map(|seen| seen.unit.line.as_str()));
    let alike = counts(seen.iter().map(|seen| elements.own_name(seen.block)));
    let alike_deep = counts(seen.iter().map(|seen| end(seen.path())));
    let all: usize = seen.iter().map(|seen| seen.running).sum();
    let under = under(&seen);
    let mut told = 0;
    let mut rows = Vec::with_capacity(seen.len());
    // For each element around the block, the share of the page's running text in it.
    let mut shares: Vec<f64> = Vec::new();
    for (index, this) in seen.iter().enumerate() {
        let Seen { unit, block, .. } = this;
        let path = this.path();
        // Most blocks stand in the same elements as the one before.
        let before = index.checked_sub(1).map_or(&[][..], |before| seen[before].path());
        shares.truncate(shared_path(path, before));
        let new = pairs(path).skip(shares.len());
        shares.extend(new.map(|pair| share(under.get(&pair).copied().unwrap_or(0), all)));
        let mut row = Vec::with_capacity(FEATURES.len() + SECOND.len());
        row.extend(text_features(unit, block, unit.span.of(&report.text)));
        let reach = |least: f64| shares.iter().rposition(|share| *share >= least).map_or(0, |at| at + 1);
        let story = reach(0.5);
        row.extend([number(path.len() - story), number(path.len() - reach(0.25)), f64::from(story > 0)]);
        row.extend((0..4).map(|up| shares.iter().rev().nth(up).copied().unwrap_or(0.0)));
        let below = &path[story..];
        let kind = |place| {
            let (kind, _) = elements.get(place)?.told?;
            KINDS.iter().position(|known| *known == kind)
        };
        row.extend(distances::<{ KINDS.len() }>(below, 9, kind));
        row.extend(distances::<{ AROUND.len() }>(path, 20, |place| elements.get(place)?.around));
        let divs =
            path.iter().filter(|place| elements.get(**place).is_some_and(|element| element.is_div)).count();
        row.extend([number(path.len()), number(divs)]);
        row.extend([share(index, seen.len()), share(told, all)]);
        told += this.running;
        let from = title.map(|title| number(index) - number(title));
        row.push(from.map_or(-2.0, |from| from / number(seen.len())));
        row.push(from.map_or(-30.0, |from| from.clamp(-20.0, 60.0)));
        row.push(number(texts.get(unit.line.as_str()).copied().unwrap_or(1).min(5)));
        row.push(number(alike.get(elements.own_name(block)).copied().unwrap_or(1).min(30)));
        row.push(number(alike_deep.get(end(path)).copied().unwrap_or(1).min(30)));
        for by in [-2, -1, 1, 2] {
            match index.checked_add_signed(by).and_then(|at| seen.get(at)) {
                Some(other) => row.extend([
                    number(other.unit.words.min(100)),
                    f64::from(other.block.link_percent),
                    tag(other.block),
                    number(shared_path(path, other.path())) - number(path.len()),
                ]),
                None => row.extend([-1.0, -1.0, -1.0, -20.0]),
            }
        }
        let near = [&seen[index.saturating_sub(6)..index], &seen[index + 1..seen.len().min(index + 7)]];
        for near in near {
            let links: usize = near.iter().map(|seen| usize::from(seen.block.link_percent)).sum();
            row.push(number(near.iter().map(|seen| seen.running).sum()));
            row.push(number(links) / number(near.len().max(1)));
        }
        row.extend([number(all.min(3000)), number(seen.len().min(1000))]);
        let score = |place: &u32| elements.get(*place).map(|element| element.score).unwrap_or_default();
        let below = || below.iter().map(score);
        let own = path.last().map(score).unwrap_or_default();
        let best = path.iter().map(|place| score(place).sum).fold(f64::NEG_INFINITY, f64::max);
        row.extend([
            below().map(|name| name.least).fold(0.0, f64::min),
            below().map(|name| name.most).fold(0.0, f64::max),
            below().map(|name| name.sum).sum(),
            own.least,
            own.sum,
            if path.is_empty() { 0.0 } else { best },
        ]);
        rows.push(row);
    }
    rows
}

/// For each of `N` classes how far up `path` its nearest element stands; `none` where there is none.
fn distances<const N: usize>(path: &[u32], none: usize, class: impl Fn(u32) -> Option<usize>) -> [f64; N] {
    let mut distances = [number(none); N];
    for (element, up) in path.iter().zip((0..path.len()).rev()) {
        if let Some(class) = class(*element) {
            distances[class] = number(up);
        }
    }
    distances
}

/// What was thought of the blocks around each, with `first` the scores of the first pass.
fn second(units: &[&Unit<'_>], first: &[f64], elements: usize) -> Vec<[f64; 14]> {
    // Place in `siblings` of those that stand in the same element as a block; the last is for blocks in no such element.
    let parent = |at: usize| {
        let path = units[at].block.map_or(&[][..], |block| block.path.as_slice());
        path.iter().rev().nth(1).map_or(elements, |place| *place as usize)
    };
    let mut siblings = vec![(0.0, 0_usize); elements + 1];
    for (at, score) in first.iter().enumerate() {
        let (sum, count) = &mut siblings[parent(at)];
        *sum += score;
        *count += 1;
    }
    let weighed = |at: usize| first[at] * number(units[at].words.min(80));
    let all: f64 = (0..first.len()).map(weighed).sum();
    let mut before = 0.0;
    let most = |scores: &[f64]| scores.iter().copied().fold(0.0, f64::max);
    let mean = |scores: &[f64]| scores.iter().sum::<f64>() / number(scores.len().max(1));
    (0..first.len())
        .map(|at| {
            let other =
                |by: isize| at.checked_add_signed(by).and_then(|at| first.get(at)).copied().unwrap_or(-1.0);
            let above = |many: usize| &first[at.saturating_sub(many)..at];
            let below = |many: usize| &first[at + 1..first.len().min(at + 1 + many)];
            before += weighed(at);
            let (sum, count) = siblings[parent(at)];
            [
                first[at],
                other(-1),
                other(-2),
                other(1),
                other(2),
                most(above(5)),
                most(below(5)),
                mean(above(8)),
                mean(below(8)),
                most(above(20)),
                most(below(20)),
                (sum - first[at]) / number(count.saturating_sub(1).max(1)),
                before / (all + 1e-9),
                all,
            ]
        })
        .collect()
}

fn seen<'a>(units: &[&'a Unit<'a>]) -> Vec<Seen<'a>> {
    let blocks = units.iter().filter_map(|unit| Some((*unit, unit.block?)));
    let seen = blocks.map(|(unit, block)| {
        let is_running = unit.words >= RUNNING_WORDS && block.link_percent < RUNNING_LINKS;
        Seen { unit, block, running: if is_running { unit.words } else { 0 } }
    });
    seen.collect()
}

/// An element with the one around it, which tells it from another of its name.
type Pair = (Option<u32>, u32);

fn pairs(path: &[u32]) -> impl Iterator<Item = Pair> {
    std::iter::once(None).chain(path.iter().copied().map(Some)).zip(path.iter().copied())
}

/// The words of running text in each element.
fn under(seen: &[Seen<'_>]) -> FxHashMap<Pair, usize> {
    let mut under = FxHashMap::default();
    for seen in seen.iter().filter(|seen| seen.running > 0) {
        let mut elements: Vec<Pair> = pairs(seen.path()).collect();
        elements.sort_unstable();
        elements.dedup();
        for element in elements {
            *under.entry(element).or_default() += seen.running;
        }
    }
    under
}

fn text_features(unit: &Unit<'_>, block: &Block, text: &str) -> [f64; 12] {
    let words = unit.words.max(1);
    let (mut len, mut capitals, mut digits, mut commas, mut marks, mut lines) = (0, 0, 0, 0, 0, 0);
    for c in text.chars() {
        len += 1;
        match c {
            'a'..='z' | ' ' => {}
            '0'..='9' => digits += 1,
            ',' | ';' => commas += 1,
            '|' | '©' | '»' | '›' | '•' | '→' => marks += 1,
            '\n' => lines += 1,
            c => capitals += usize::from(c.is_uppercase()),
        }
    }
    let bare = text.trim_end_matches(|c: char| "\"') ]»”’".contains(c));
    let ending = if bare.ends_with(['.', '!', '?', '…', '。']) {
        1.0
    } else if bare.ends_with([':', ';']) {
        2.0
    } else {
        0.0
    };
    [
        number(unit.words.min(150)),
        f64::from(block.link_percent),
        tag(block),
        ending,
        share(len, words),
        share(capitals, len),
        share(digits, len),
        share(commas, words),
        number(marks),
        number(lines),
        f64::from(text.starts_with(char::is_lowercase)),
        f64::from(["@", "http", "www."].iter().any(|part| text.contains(part))),
    ]
}

/// The block that shows the title: the main heading that says the same, else any block that does, else the main heading.
fn place_of_title(seen: &[Seen<'_>], report: &Report) -> Option<usize> {
    let title = report.title.as_deref().map(plain).unwrap_or_default();
    let same = |line: &str| {
        line == title
            || (15 < line.len() && line.len() < 300 && (title.starts_with(line) || line.starts_with(&title)))
    };
    let says = |seen: &&Seen<'_>| title.len() > 8 && !seen.unit.line.is_empty() && same(&seen.unit.line);
    let is_main = |seen: &Seen<'_>| seen.block.tag == "h1";
    seen.iter()
        .position(|seen| is_main(seen) && says(&seen))
        .or_else(|| seen.iter().position(|seen| says(&seen)))
        .or_else(|| seen.iter().position(is_main))
}

fn counts<T: Hash + Eq>(items: impl Iterator<Item = T>) -> FxHashMap<T, usize> {
    let mut counts = FxHashMap::default();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

/// The three nearest elements.
fn end(path: &[u32]) -> &[u32] {
    &path[path.len().saturating_sub(3)..]
}

fn shared_path(one: &[u32], other: &[u32]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// Tags in an order from running text to furniture, so that one cut parts many.
fn tag(block: &Block) -> f64 {
    if is_heading(block) {
        return 3.0;
    }
    match block.tag.as_str() {
        "p" => 0.0,
        "blockquote" => 1.0,
        "pre" => 2.0,
        "dd" | "dt" => 4.0,
        "td" | "th" => 5.0,
        "li" => 6.0,
        "div" => 7.0,
        "figcaption" => 9.0,
        _ => 8.0,
    }
}

const fn number(count: usize) -> f64 {
    count as f64
}

fn share(part: usize, all: usize) -> f64 {
    number(part) / number(all.max(1))
}
