//! What the names of the elements of a page say of the blocks in them, found out once for each.

use annals_types::{Report, report::Block, segment::SegmentKind};
use rustc_hash::FxHashMap;

use super::units::Unit;
use crate::{
    Knowledge,
    knowledge::{blocks::BlockScorer, cleaning::Cleaning},
};

/// What the name of an element tells of the blocks in it: their kind, and the word that tells it.
pub type Told<'a> = Option<(SegmentKind, &'a str)>;

/// Elements whose distance above a block is a feature of it.
pub const AROUND: [&[&str]; 12] = [
    &["article"],
    &["main"],
    &["ul", "ol"],
    &["table"],
    &["aside"],
    &["nav"],
    &["footer"],
    &["header"],
    &["section"],
    &["form"],
    &["figure"],
    &["blockquote"],
];

/// The elements of a page, each at its place in [`Markup::elements`](annals_types::report::Markup::elements).
pub struct Elements<'a> {
    names: &'a [String],
    known: Vec<Element<'a>>,
    /// What the bare names of block elements tell, each with the place of an element that is called so.
    tags: FxHashMap<&'a str, (Told<'a>, Option<u32>)>,
}

/// What is known of an element.
pub struct Element<'a> {
    /// Its place in [`AROUND`].
    pub around: Option<usize>,
    /// Whether it is a `div`.
    pub is_div: bool,
    /// What its name tells.
    pub told: Told<'a>,
    /// What the scorer of blocks knows of the words in its name.
    pub score: NameScore,
}

impl<'a> Elements<'a> {
    /// Those of the page of `report`, with blocks in `units`.
    pub fn new(units: &[Unit<'a>], report: &'a Report, knowledge: &'a Knowledge) -> Self {
        let cleaning = &knowledge.cleaning;
        let names = report.markup.as_ref().map_or(&[][..], |markup| markup.elements.as_slice());
        let known = names.iter().map(|name| Element::of(name, cleaning, &knowledge.blocks)).collect();
        let mut tags = FxHashMap::default();
        for block in units.iter().filter_map(|unit| unit.block) {
            tags.entry(block.tag.as_str()).or_insert_with(|| {
                let told = told(&block.tag, cleaning);
                let place = told.and_then(|_| names.iter().position(|name| *name == block.tag));
                (told, place.map(|place| place as u32))
            });
        }
        Self { names, known, tags }
    }

    /// The element at a place; none where the page has no such.
    pub fn get(&self, place: u32) -> Option<&Element<'a>> {
        self.known.get(place as usize)
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.known.len()
    }

    /// The name of the element that `block` stands in, with its classes.
    pub fn own_name(&self, block: &'a Block) -> &'a str {
        block.path.last().and_then(|place| self.names.get(*place as usize)).map_or(&block.tag, |name| name)
    }

    /// What the bare name of the block element of `block` tells, and the place of an element that is called so.
    pub fn tag(&self, block: &Block) -> (Told<'a>, Option<u32>) {
        self.tags.get(block.tag.as_str()).copied().unwrap_or_default()
    }
}

impl<'a> Element<'a> {
    fn of(name: &str, cleaning: &'a Cleaning, scorer: &BlockScorer) -> Self {
        let tag = name.split(['.', '#', '[']).next().unwrap_or_default();
        Self {
            around: AROUND.iter().position(|tags| tags.contains(&tag)),
            is_div: tag == "div",
            told: told(name, cleaning),
            score: NameScore::of(name, scorer),
        }
    }
}

/// What one of the names in `div.related-posts#more` tells, the first that does: each whole, and before it the first and the last word
/// of those of two or three words, since `post-content-with-sidebar` is about the content.
fn told<'a>(element: &str, cleaning: &'a Cleaning) -> Told<'a> {
    let element = element.to_lowercase();
    let mut names = element.split(['.', '#', '[', ']', '=', ' ']).filter(|name| !name.is_empty());
    names.find_map(|name| {
        let words = || name.split(['-', '_']).filter(|word| !word.is_empty());
        let outer = matches!(words().take(4).count(), 2 | 3);
        let outer = outer.then(|| words().next().into_iter().chain(words().next_back()));
        outer.into_iter().flatten().chain([name]).find_map(|name| cleaning.markup(name))
    })
}

/// What the words in the name, classes and id of an element say.
#[derive(Clone, Copy, Default)]
pub struct NameScore {
    /// The least log-odds of a word.
    pub least: f64,
    /// The greatest.
    pub most: f64,
    /// Their sum.
    pub sum: f64,
}

impl NameScore {
    fn of(element: &str, scorer: &BlockScorer) -> Self {
        let lower = element.to_ascii_lowercase();
        let words = name_words(element, &lower);
        let scores = || words.iter().map(|word| scorer.name(word));
        Self {
            least: scores().reduce(f64::min).unwrap_or(0.0),
            most: scores().reduce(f64::max).unwrap_or(0.0),
            sum: scores().sum(),
        }
    }
}

/// The words of two letters and more in `div.articleBody#main-text`, in order, each once: `article`, `body`, `div`, `main`, `text`.
/// `lower` is the same in small letters.
fn name_words<'l>(element: &str, lower: &'l str) -> Vec<&'l str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = b' ';
    for (at, byte) in element.bytes().chain([b' ']).enumerate() {
        let is_letter = byte.is_ascii_alphabetic();
        if !is_letter || (before.is_ascii_lowercase() && byte.is_ascii_uppercase()) {
            if at > start + 1 {
                words.push(&lower[start..at]);
            }
            start = if is_letter { at } else { at + 1 };
        }
        before = byte;
    }
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_words() {
        let words = |element: &str| name_words(element, &element.to_ascii_lowercase()).join(" ");
        assert_eq!(words("div.articleBody#main-text"), "article body div main text");
        assert_eq!(words("p.NYTLogo.p.a2b"), "nytlogo");
        assert_eq!(words("div.größe-x.div"), "div gr");
    }
}
