//! Dead pages: a paywall, a login, an error, a list of videos, where the story was.

use std::collections::BTreeSet;

use annals_types::{Report, segment::SegmentKind};

use super::{
    cohesion,
    units::{Unit, plain},
};
use crate::Knowledge;

/// Told words under which a page that speaks of logins, payment or errors holds no story.
const DEAD_WORDS: usize = 12;

/// The same for a page on which several lines speak of them.
const DEAD_WORDS_IF_INSISTENT: usize = 90;

/// Whether the page holds no story.
pub fn is_dead(units: &[Unit<'_>], report: &Report, knowledge: &Knowledge) -> bool {
    let told = |unit: &&Unit<'_>| unit.kind == SegmentKind::Body;
    let body: usize = units.iter().filter(told).map(|unit| unit.words).sum();
    let insistent = || {
        let speaking = units.iter().filter(|unit| unit.kind != SegmentKind::Headline);
        let count = speaking.filter(|unit| knowledge.cleaning.is_dead(&unit.line)).take(2).count();
        count > 1 || count == 1 && body < DEAD_WORDS
    };
    let headed = units.iter().any(|unit| unit.kind == SegmentKind::Headline);
    let furnished = units.iter().any(|unit| unit.kind == SegmentKind::Boilerplate);
    body == 0 && (!headed || furnished)
        || body < DEAD_WORDS_IF_INSISTENT && insistent()
        || body < DEAD_WORDS_IF_STRANGE && is_strange(units, report) && !leads_with_harm(units, knowledge)
}

/// The same for a page on which nothing speaks of what its title says.
const DEAD_WORDS_IF_STRANGE: usize = 250;

/// Words of a title or of the told text that carry its subject, from which on it says enough.
const TITLE_WORDS: usize = 3;

/// Whether no told word is akin to one of the declared title or of the address, whose last part repeats the title.
fn is_strange(units: &[Unit<'_>], report: &Report) -> bool {
    let title = report.title.as_deref().map(plain).unwrap_or_default();
    let title = stems(&title);
    let address = report.url.as_deref().map(plain).unwrap_or_default();
    let slug = stems(address.trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    let told = units.iter().filter(|unit| unit.kind == SegmentKind::Body);
    let told: BTreeSet<String> = told.flat_map(|unit| stems(&unit.line)).collect();
    let akin = |stem: &String| title.contains(stem) || slug.contains(stem);
    // A story in another script than its title gives no words to compare.
    title.len() >= TITLE_WORDS && told.len() >= TITLE_WORDS && !told.iter().any(akin)
}

/// Whether the first told line of some length has a word for people who were hurt: the lead of a story has, and "Families bury their
/// loved ones" need not share a word with it.
fn leads_with_harm(units: &[Unit<'_>], knowledge: &Knowledge) -> bool {
    const WORDS: usize = 8;
    let lead = units.iter().find(|unit| unit.kind == SegmentKind::Body && unit.words >= WORDS);
    lead.is_some_and(|lead| {
        let words = lead.line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        let cues = &knowledge.casualties.cues;
        (0..words.len()).any(|at| cues.longest(at, |i| words.get(i).copied()).is_some())
    })
}

/// The first letters of the words in `line` that carry a subject: "shooting" and "shoots" are akin. Scripts without blanks, whose
/// words are not known, give none.
fn stems(line: &str) -> BTreeSet<String> {
    const LETTERS: usize = 4;
    let words = cohesion::content(line).into_iter().filter(|word| word.is_ascii());
    words.map(|word| word.chars().take(LETTERS).collect()).collect()
}
