//! Which reports are copies of which.
//!
//! A report is a copy where enough of its told words stand, in runs, in one report that is earlier. [`candidates`] finds pairs
//! worth a look at near-linear cost, [`align`] compares two reports word run by word run, [`boilerplate`] finds the words
//! that the pages of one outlet share whatever they tell. Every edge was verified by alignment; nothing follows from
//! a chain of copies alone.

mod align;
mod boilerplate;
mod candidates;

use std::collections::BTreeMap;

use annals_types::{Reading, Span, Statement, StatementId, collection::Origin, statement::Value};

use crate::{order::seniority, words::Bag};
use align::Shared;
use boilerplate::Boilerplate;

/// Share of a report's told words that makes it a copy. True copies are cut, joined and reworded, so that often only a third
/// stays; two reports that merely quote the same speech share less.
pub const COPIED_SHARE: f64 = 0.35;

/// Share of the *origin's* told words that makes the other a copy of it too: a wire story inside a longer local one.
pub const CONTAINED_SHARE: f64 = 0.7;

/// Words that must be shared before anything is called a copy, unless the told words are all the same.
pub const MIN_SHARED_WORDS: usize = 24;

/// For each reading, where it was copied from; `None` where it is its own origin. `readings` ascend by report id.
pub fn origins(readings: &[Reading]) -> Vec<Option<Origin>> {
    let mut by_seniority: Vec<usize> = (0..readings.len()).collect();
    by_seniority.sort_by(|&a, &b| seniority(&readings[a]).cmp(&seniority(&readings[b])));

    let (first_of_kind, founders) = identical(readings, &by_seniority);
    let boilerplate = Boilerplate::of(readings, &founders);
    let candidates = candidates::candidates(readings, &founders);

    let mut chosen: Vec<Option<(usize, Shared)>> = vec![None; readings.len()];
    for &copy in &founders {
        let compare = |origin: usize| {
            if only_furniture(&readings[copy], &readings[origin]) {
                return None;
            }
            let shared = align::shared(&readings[copy], &readings[origin], &boilerplate);
            is_copy(&shared).then_some(shared)
        };
        let verified = candidates.get(&copy).into_iter().flatten();
        let verified = verified.filter_map(|&origin| compare(origin).map(|shared| (origin, shared)));
        // The largest share; of equals the earliest, which comes first.
        let best = verified.reduce(|best, next| if next.1.words > best.1.words { next } else { best });
        let Some((mut origin, mut shared)) = best else { continue };
        // Where what it was taken from is itself a copy, the report further back is the origin, if that can be verified.
        while let Some((further, _)) = chosen[origin] {
            let Some(verified) = compare(further) else { break };
            (origin, shared) = (further, verified);
        }
        chosen[copy] = Some((origin, shared));
    }
    for (reading, &first) in first_of_kind.iter().enumerate() {
        if reading != first {
            chosen[reading] = Some((first, Shared::all_of(&readings[reading])));
        }
    }
    let origin = |copy: usize| {
        let (origin, shared) = chosen[copy].as_ref()?;
        let statements = came_with(&readings[copy], &readings[*origin], &shared.passages);
        let report = readings[*origin].report.id.clone();
        Some(Origin { report, share: shared.share(), passages: shared.passages.clone(), statements })
    };
    (0..readings.len()).map(origin).collect()
}

/// For each reading the earliest one with the very same told words (itself where none is earlier), and those firsts in the
/// order of seniority. Dead pages and reports without words are left out of the latter.
fn identical(readings: &[Reading], by_seniority: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut firsts: BTreeMap<&[u64], usize> = BTreeMap::new();
    let mut first_of_kind: Vec<usize> = (0..readings.len()).collect();
    let mut founders = Vec::new();
    for &reading in by_seniority {
        let told = readings[reading].fingerprint.shingles.as_slice();
        if told.is_empty() || readings[reading].dead {
            continue;
        }
        let first = *firsts.entry(told).or_insert(reading);
        first_of_kind[reading] = first;
        if first == reading {
            founders.push(reading);
        }
    }
    (first_of_kind, founders)
}

fn is_copy(shared: &Shared) -> bool {
    shared.words >= MIN_SHARED_WORDS
        && (shared.share() >= COPIED_SHARE || shared.share_of_origin() >= CONTAINED_SHARE)
}

/// What share of the words of the shorter title must stand in the other, by days between the publications: a week later a copy may
/// have a headline of its own, two months later hardly.
const TITLES_ALIKE: [(i64, f64); 2] = [(7, 0.34), (60, 0.8)];

/// Whether what two reports share cannot be a story: titles that have little in common, long apart. Login forms and standing texts
/// that were taken for told words share much.
fn only_furniture(a: &Reading, b: &Reading) -> bool {
    let (Some(title_a), Some(title_b)) = (&a.title, &b.title) else { return false };
    let (Some(published_a), Some(published_b)) = (a.report.published, b.report.published) else {
        return false;
    };
    let apart = published_a.date.duration_since(published_b.date).as_hours().abs() / 24;
    let Some(alike) = Bag::of([title_a.as_str()]).overlap(&Bag::of([title_b.as_str()])) else { return false };
    TITLES_ALIKE.iter().any(|&(days, needed)| apart > days && alike < needed)
}

/// The statements of `copy` whose words lie in a passage taken over, and that the origin makes too. What stands in changed
/// words, or with another figure, is the copy's own.
fn came_with(copy: &Reading, origin: &Reading, passages: &[Span]) -> Vec<StatementId> {
    let theirs: std::collections::BTreeSet<String> =
        origin.statements.iter().map(|statement| content(origin, statement)).collect();
    let lies_in_passage = |statement: &Statement| {
        let words = statement.figure.or_else(|| statement.spans.first().copied());
        words.is_some_and(|words| passages.iter().any(|passage| passage.overlaps(words)))
    };
    let taken = copy.statements.iter().filter(|statement| lies_in_passage(statement));
    let mut taken: Vec<StatementId> = taken
        .filter(|statement| theirs.contains(&content(copy, statement)))
        .map(|statement| statement.id.clone())
        .collect();
    taken.sort();
    taken
}

/// What a statement says, without where it stands: equal for the same words in two reports.
fn content(reading: &Reading, statement: &Statement) -> String {
    let mentions = &reading.mentions;
    let text = &reading.report.text;
    let value = match &statement.value {
        Value::Count(count) => format!("{count:?}"),
        Value::Word(word) => word.clone(),
        Value::Time(index) => mentions
            .times
            .get(*index as usize)
            .map(|time| time.span.of(text).to_lowercase())
            .unwrap_or_default(),
        Value::Place(index, role) => {
            let name = mentions.places.get(*index as usize).map(|place| place.span.of(text).to_lowercase());
            format!("{role:?} {}", name.unwrap_or_default())
        }
        Value::Actor(index, role) => {
            format!("{role:?} {}", actor_name(reading, *index))
        }
        Value::Responsibility(index, blame) => format!("{blame:?} {}", actor_name(reading, *index)),
        Value::Relation(kind, _) => format!("{kind:?}"),
    };
    let speakers: Vec<&str> = statement.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    format!("{:?} {value} {:?} {speakers:?}", statement.property, statement.stance)
}

fn actor_name(reading: &Reading, index: u32) -> &str {
    reading.mentions.actors.get(index as usize).map_or("", |actor| actor.name.as_str())
}
