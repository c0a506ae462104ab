//! Which reports are copies of which.
//!
//! A report is a copy where enough of its told words stand, in runs, in one report that is earlier. [`candidates`] finds pairs
//! worth a look at near-linear cost, [`align`] compares two reports word run by word run, [`retell`] finds passages that were reworded,
//! [`boilerplate`] the words that the pages of one outlet share whatever they tell, and [`only_boilerplate`] those that only two of its pages
//! show. Every edge was verified by alignment;
//! nothing follows from a chain of copies alone. Two reports after one pattern ("a man, 30, was shot in A; police said ...") share many
//! words and few facts: where the names and numbers in the shared passages differ, it is no copy.

mod align;
mod boilerplate;
mod candidates;
mod only_boilerplate;
mod places;
mod retell;

use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use annals_types::{Reading, Span, Statement, StatementId, collection::Origin, statement::Value};

use crate::order::seniority;
use align::Shared;
use boilerplate::Boilerplate;
use retell::Words;

/// Share of a report's told words that makes it a copy, or of the *origin's*: a wire story inside a longer local one. True copies are
/// cut, joined and reworded, so that often only a third stays; two reports that merely quote the same speech share less. The checked pairs of `copies`
/// call a third a copy; of 0.3, 0.35, 0.4 and 0.45 for the origin's share this one has the best F1 there (97.1, 98.5, 97.0, 97.0).
pub const COPIED_SHARE: f64 = 0.35;

/// Words that must be shared before anything is called a copy, unless the told words are all the same.
pub const MIN_SHARED_WORDS: usize = 24;

/// Share of a report's told words that must follow another report, in reworded passages, to make it a copy. Hand-checked reports of one
/// incident that tell it each in its own words share up to a half so.
pub const RETOLD_SHARE: f64 = 0.55;

/// The same of the *origin's* told words.
pub const RETOLD_SHARE_OF_ORIGIN: f64 = 0.45;

/// The least share of the names and numbers in the shared passages that both tell. A copy with its figures brought up to date keeps
/// most; reports that one pattern was filled with twice keep few.
pub const KEPT_FACTS: f64 = 0.6;

/// The least share of all names and numbers of the report with fewer of them that the other tells too. Two reports of one incident share
/// most; what one pattern was filled with twice shares small numbers only.
pub const COMMON_FACTS: f64 = 0.35;

/// Fewer facts than this that differ tell no two incidents apart: figures change.
const FEW_FACTS: usize = 3;

/// For each reading, where it was copied from; `None` where it is its own origin. `readings` ascend by report id.
pub fn origins(readings: &[Reading]) -> Vec<Option<Origin>> {
    let mut by_seniority: Vec<usize> = (0..readings.len()).collect();
    by_seniority.sort_by(|&a, &b| seniority(&readings[a]).cmp(&seniority(&readings[b])));

    let (first_of_kind, founders) = identical(readings, &by_seniority);
    let boilerplate = Boilerplate::of(readings, &founders);
    let candidates = candidates::candidates(readings, &founders);

    let mut chosen: Vec<Option<(usize, Shared)>> = vec![None; readings.len()];
    let mut known = KnownWords { readings, boilerplate: &boilerplate, words: BTreeMap::new() };
    for (&copy, candidates) in founders.iter().zip(&candidates) {
        let mut compare = |origin: usize| {
            let exact = align::shared(&readings[copy], &readings[origin], &boilerplate);
            if exact.words == 0 {
                return None;
            }
            let (mine, theirs) = (known.of(copy), known.of(origin));
            if only_boilerplate::only_boilerplate(&readings[copy], &readings[origin], &exact, &mine, &theirs)
            {
                return None;
            }
            taken_over(&readings[copy], &mine, &theirs, exact)
        };
        let verified = candidates.iter().filter_map(|&origin| compare(origin).map(|shared| (origin, shared)));
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
    let mut firsts: HashMap<&[u64], usize> = HashMap::new();
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

/// The words of so many reports are kept: the earliest of each story is compared with every later one.
const KNOWN_WORDS: usize = 4096;

/// The words of reports that were compared before.
struct KnownWords<'a> {
    readings: &'a [Reading],
    boilerplate: &'a Boilerplate,
    words: BTreeMap<usize, Rc<Words>>,
}

impl KnownWords<'_> {
    fn of(&mut self, reading: usize) -> Rc<Words> {
        if self.words.len() >= KNOWN_WORDS && !self.words.contains_key(&reading) {
            self.words.clear();
        }
        let made = || Rc::new(Words::of(&self.readings[reading], self.boilerplate));
        Rc::clone(self.words.entry(reading).or_insert_with(made))
    }
}

/// What `copy` took over, where that makes it a copy: enough words in runs, or in passages that were reworded, with their facts.
fn taken_over(copy: &Reading, mine: &Words, theirs: &Words, exact: Shared) -> Option<Shared> {
    let enough = |shared: &Shared, share: f64, share_of_origin: f64| {
        shared.words >= MIN_SHARED_WORDS
            && (shared.share() >= share || shared.share_of_origin() >= share_of_origin)
    };
    if mine.shared_facts(theirs).is_some_and(|shared| shared < COMMON_FACTS) {
        return None;
    }
    let retold = retell::retold(copy, mine, theirs);
    if retold.kept_share() < KEPT_FACTS && retold.facts - retold.kept_facts >= FEW_FACTS {
        return None;
    }
    if enough(&exact, COPIED_SHARE, COPIED_SHARE) {
        return Some(exact);
    }
    let told = exact.told.max(retold.words);
    let reworded = Shared { words: retold.words, told, passages: retold.passages, ..exact };
    enough(&reworded, RETOLD_SHARE, RETOLD_SHARE_OF_ORIGIN).then_some(reworded)
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
    let speakers: Vec<&str> = statement.speakers.iter().map(|speaker| speaker.voice.as_str()).collect();
    format!("{:?} {value} {:?} {speakers:?}", statement.property, statement.stance)
}

fn actor_name(reading: &Reading, index: u32) -> &str {
    reading.mentions.actors.get(index as usize).map_or("", |actor| actor.name.as_str())
}
