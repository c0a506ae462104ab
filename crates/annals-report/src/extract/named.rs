//! The roll of the dead: where a report names those who were killed one by one, how many people it names.
//!
//! On it stand those who are told to be killed by the words around their names ([`fates`]), and the names in lists of the dead
//! ([`name_list`]). Who is named twice, in full or in part, stands on it once.

use std::collections::BTreeMap;

use annals_types::{
    IncidentMention, Span, Statement, StatementId,
    reading::MentionRole,
    statement::{Count, Property, Scope, Stance, Value},
};

use super::{fates, name_list, person_name::PersonName, scene::Scene, speakers};

/// How sure it is that everybody is named: less than even odds, since mostly some are not.
const BY_NAMES: f32 = 0.4;

/// Fewer names are no list.
const FEWEST: usize = 2;

/// Log-odds from which on a name stands on the roll by itself.
const SURE: f64 = 1.0;

/// Log-odds from which on names tell that the report counts too few.
const CERTAIN: f64 = 1.5;

/// So many sure names make a list, on which less sure ones stand too.
const LIST: usize = 3;

/// Most names of one report that are compared with one another.
const MOST: usize = 500;

/// A name of a person counts a figure of one that ends at most so many bytes before it: "his wife", "a boy of nine,".
const NEAR: u32 = 24;

/// How many are named as killed, of each incident.
pub fn statements(
    incidents: &[IncidentMention],
    statements: &[Statement],
    scene: &Scene<'_>,
) -> Vec<Statement> {
    let mut told: BTreeMap<u32, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        if statement.property == Property::Killed && statement.stance == Stance::Asserts {
            told.entry(statement.mention).or_default().push(statement);
        }
    }
    let mut named: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    let main = incidents.iter().position(|incident| incident.role == MentionRole::Main);
    let main = main.map(|main| main as u32);
    let mut of_main = Vec::new();
    let mut one_by_one = 0;
    for person in fates::people(incidents, statements, scene) {
        let counted = counting(&person.mentions, told.values().flatten().copied());
        if let Some(other) = counted.filter(|_| counted != main) {
            named.entry(other).or_default().push(person.name);
        } else if person.odds() >= fates::EVEN {
            one_by_one += u32::from(counted.is_some());
            of_main.push(person);
        }
    }
    if let Some(main) = main {
        let count = told.get(&main).into_iter().flatten().filter_map(|told| counted(told)).max();
        named.entry(main).or_default().extend(roll_of(of_main, count.map(|count| one_by_one.max(count))));
    }
    for list in name_list::lists(scene) {
        if let Some(mention) = teller(list.sentence, incidents) {
            named.entry(mention).or_default().extend(list.names);
        }
    }
    let is_incident = |mention: u32| {
        incidents.get(mention as usize).is_some_and(|incident| incident.role != MentionRole::Aggregate)
    };
    let rolls =
        named.into_iter().filter(|(mention, _)| is_incident(*mention)).filter_map(|(mention, names)| {
            let told = told.get(&mention).map_or(&[][..], Vec::as_slice);
            roll(mention, told, names, scene)
        });
    rolls.collect()
}

/// The names of those of `people`, each at least likely killed, who are surely so or stand in a list with such: two names that are barely
/// likely are no roll. They are at most as many as the `count` of the dead that the report gives, unless it is surely too small.
fn roll_of(mut people: Vec<fates::Person>, count: Option<u32>) -> Vec<Span> {
    people.sort_by(|a, b| b.odds().total_cmp(&a.odds()).then(a.name.cmp(&b.name)));
    let sure = people.partition_point(|person| person.odds() >= SURE);
    let (surest, others) = people.split_at(sure);
    let stands = |person: &&fates::Person| {
        surest.len() >= LIST || surest.iter().any(|other| other.is_listed_with(person))
    };
    let names = surest.iter().chain(others.iter().filter(stands)).map(|person| person.name);
    // Where more are named for certain than the report counts, it counted before all were known.
    let certain = people.partition_point(|person| person.odds() >= CERTAIN);
    let most = count.map(|count| count as usize).filter(|&count| certain <= count).unwrap_or(MOST);
    names.take(most).collect()
}

/// How many a statement says at most.
fn counted(statement: &Statement) -> Option<u32> {
    match statement.value {
        Value::Count(count) => count.high.or(count.low),
        _ => None,
    }
}

/// The incident of the figure of one person that stands by one of these `mentions` of a name.
fn counting<'a>(mentions: &[Span], told: impl Iterator<Item = &'a Statement>) -> Option<u32> {
    let is_one = |statement: &&Statement| matches!(statement.value, Value::Count(count) if count.is_one());
    let counts = |figure: Span| {
        mentions.iter().any(|&name| {
            let is_before = figure.end() <= name.start() && name.start() - figure.end() <= NEAR;
            figure.overlaps(name) || is_before
        })
    };
    told.filter(is_one).find(|one| one.figure.is_some_and(counts)).map(|one| one.mention)
}

/// The incident that `sentence` tells of; else the first of those that were told before it: the main one, where it was.
fn teller(sentence: Span, incidents: &[IncidentMention]) -> Option<u32> {
    let tells = |incident: &IncidentMention| incident.telling.contains(&sentence);
    let told_before = |incident: &&(usize, &IncidentMention)| {
        incident.1.role != MentionRole::Aggregate
            && incident.1.telling.first().is_some_and(|first| first.start() < sentence.start())
    };
    let all = || incidents.iter().enumerate();
    let found =
        all().find(|(_, incident)| tells(incident)).or_else(|| all().find(|incident| told_before(&incident)));
    found.map(|(index, _)| index as u32)
}

/// How many people bear `names`.
fn roll(mention: u32, told: &[&Statement], mut names: Vec<Span>, scene: &Scene<'_>) -> Option<Statement> {
    names.sort_unstable();
    let mut spans: Vec<Span> = Vec::new();
    let mut people: Vec<PersonName<'_>> = Vec::new();
    for span in names {
        let name = PersonName::new(scene.words(span), &scene.knowledge.names);
        let is_known = spans.iter().any(|known| known.overlaps(span))
            || people.iter().any(|known| known.is_also(&name) || name.is_also(known));
        if !is_known && spans.len() < MOST {
            people.push(name);
            spans.push(span);
        }
    }
    let fewest = if told.is_empty() { 1 } else { FEWEST };
    let first = *spans.first().filter(|_| spans.len() >= fewest)?;
    let count = Count {
        low: Some(spans.len() as u32),
        high: None,
        scope: Scope::All,
        part: false,
        approximate: false,
        open: false,
    };
    let key = format!("{mention} named {}", spans.len());
    // The list is somebody's where all of it is; where several speak it is the report's own.
    let is_of_one = told.iter().all(|statement| told[0].speakers == statement.speakers);
    let (speakers, said) = match told {
        [one, ..] => (if is_of_one { one.speakers.clone() } else { Vec::new() }, one.said),
        [] => (speakers::of(first, scene).0, scene.published()),
    };
    Some(Statement {
        id: StatementId::of(&scene.report.id, Property::Killed.as_str(), first, &key),
        mention,
        property: Property::Killed,
        value: Value::Count(count),
        stance: Stance::Asserts,
        speakers,
        said,
        spans,
        figure: None,
        cue: None,
        change: None,
        roll: 0,
        least: None,
        by_name: true,
        losses: told.first().and_then(|one| one.losses.clone()),
        confidence: BY_NAMES,
    })
}
