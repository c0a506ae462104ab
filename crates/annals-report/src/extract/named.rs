//! The roll of the dead: where a report names those who were killed one by one, how many people it names.
//!
//! On it stand those who are told to be killed by the words around their names ([`fates`]), and the names in lists of the dead
//! ([`name_list`]). Who is named twice, in full or in part, stands on it once.

use std::{cmp::Reverse, collections::BTreeMap};

use annals_types::{
    IncidentMention, Span, Statement, StatementId,
    reading::MentionRole,
    statement::{Count, Property, Scope, Stance, Value},
};

use super::{
    fates::{self, Person},
    name_list::{self, FEWEST},
    person_name::PersonName,
    scene::Scene,
    speakers,
};

/// How sure it is that everybody is named: less than even odds, since mostly some are not. A choice; it was not learned.
const BY_NAMES: f32 = 0.4;

/// Log-odds from which on a name stands on the roll by itself. Picked by the figures of the training reports, by hand.
const SURE: f64 = 1.0;

/// Log-odds from which on names tell that the report counts too few. Picked as [`SURE`].
const CERTAIN: f64 = 1.5;

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
    let is_incident = |mention: u32| {
        incidents.get(mention as usize).is_some_and(|incident| incident.role != MentionRole::Aggregate)
    };
    let ones: Vec<&Statement> = told.values().flatten().copied().filter(|one| is_one(one)).collect();
    let main = incidents.iter().position(|incident| incident.role == MentionRole::Main);
    let main = main.map(|main| main as u32);
    let lists = name_list::lists(scene);
    let listed: Vec<(Span, Option<u32>)> = lists
        .iter()
        .flat_map(|list| list.names.iter().map(|&name| (name, teller(list.sentence, incidents))))
        .collect();
    let names: Vec<Span> = listed.iter().map(|(name, _)| *name).collect();
    let mut named: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    let mut of_main = Vec::new();
    let mut one_by_one = 0;
    for person in fates::people(incidents, statements, scene, &names) {
        let is_listed =
            |(name, _): &&(Span, Option<u32>)| person.mentions.iter().any(|one| one.overlaps(*name));
        let listed = listed.iter().find(is_listed).and_then(|(_, mention)| *mention);
        let counted = counting(&person.mentions, &ones).filter(|&mention| is_incident(mention));
        // What brings in a list says that they are dead.
        let odds = if listed.is_some() { f64::INFINITY } else { person.odds() };
        if odds < fates::EVEN {
            continue;
        }
        let other = listed.or(counted).filter(|&mention| Some(mention) != main);
        if let Some(other) = other {
            named.entry(other).or_default().push(person.name);
        } else {
            // "Shot and killed Officer Ann Field": a name that the report counts as killed is no guess.
            let is_sure = counted.is_some() && !person.is_of_another_time();
            one_by_one += u32::from(is_sure);
            of_main.push(Likely { person, odds: if is_sure { odds.max(SURE) } else { odds } });
        }
    }
    if let Some(main) = main {
        let count = told.get(&main).into_iter().flatten().filter_map(|told| counted(told)).max();
        // Where none is counted but by ones, so many ones are.
        let count = count.map(|count| if count > 1 { count } else { one_by_one.max(count) });
        named.insert(main, roll_of(&of_main, count, scene));
    }
    let rolls =
        named.into_iter().filter(|(mention, _)| is_incident(*mention)).filter_map(|(mention, names)| {
            let told = told.get(&mention).map_or(&[][..], Vec::as_slice);
            count(mention, told, names, scene)
        });
    rolls.collect()
}

/// Somebody who was likely killed in the main incident.
struct Likely {
    person: Person,
    odds: f64,
}

/// The names of those of `people` who were surely killed or stand in a list with such: two names that are barely likely are no roll. They are
/// at most as many as the `count` of the dead that the report gives, unless it is surely too small.
fn roll_of(people: &[Likely], count: Option<u32>, scene: &Scene<'_>) -> Vec<Span> {
    // Whoever stands in a list with a surer one goes before strangers.
    let surest = |likely: &Likely| {
        let sure = people.iter().filter(|other| other.odds >= SURE);
        let beside = sure.filter(|other| other.person.is_listed_with(&likely.person));
        beside.map(|other| other.odds).max_by(f64::total_cmp)
    };
    let mut ranked: Vec<(f64, &Likely)> =
        people.iter().filter_map(|likely| Some((surest(likely)?, likely))).collect();
    ranked.sort_by(|(a_list, a), (b_list, b)| {
        b_list.total_cmp(a_list).then(b.odds.total_cmp(&a.odds)).then(a.person.name.cmp(&b.person.name))
    });
    // Where more are named for certain than the report counts, it counted before all were known.
    let certain = ranked.iter().filter(|(_, likely)| likely.odds >= CERTAIN);
    let certain = apart(certain.map(|(_, likely)| &likely.person), scene);
    let most = count.map(|count| count as usize).filter(|&count| certain <= count).unwrap_or(usize::MAX);
    ranked.iter().take(most).map(|(_, likely)| likely.person.name).collect()
}

/// How many of `people` bear names that are surely no spellings of one.
fn apart<'a>(people: impl Iterator<Item = &'a Person>, scene: &Scene<'_>) -> usize {
    let mut known: Vec<(&Person, PersonName<'_>)> = Vec::new();
    for person in people {
        let name = PersonName::new(scene.words(person.name), &scene.knowledge.names);
        if !known.iter().any(|(other, of)| !other.is_listed_with(person) && of.resembles(&name)) {
            known.push((person, name));
        }
    }
    known.len()
}

/// How many a statement says at most.
fn counted(statement: &Statement) -> Option<u32> {
    match statement.value {
        Value::Count(count) => count.high.or(count.low),
        _ => None,
    }
}

fn is_one(statement: &Statement) -> bool {
    matches!(statement.value, Value::Count(count) if count.is_one())
}

/// The incident whose figures of one person stand by the most of these `mentions` of a name; the first of equals.
fn counting(mentions: &[Span], ones: &[&Statement]) -> Option<u32> {
    let mut by: BTreeMap<u32, usize> = BTreeMap::new();
    for &name in mentions {
        let one = ones.iter().find(|one| one.figure.is_some_and(|figure| fates::is_by(figure, name)));
        if let Some(one) = one {
            *by.entry(one.mention).or_default() += 1;
        }
    }
    by.into_iter().max_by_key(|&(mention, count)| (count, Reverse(mention))).map(|(mention, _)| mention)
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

/// How many people `names` stand for, one each.
fn count(mention: u32, told: &[&Statement], mut spans: Vec<Span>, scene: &Scene<'_>) -> Option<Statement> {
    spans.sort_unstable();
    // Where nothing counts the dead, one name tells that somebody is.
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

#[cfg(test)]
mod tests {
    use crate::extract::tests::read;

    /// Whom each roll of the dead names, in the order of the words.
    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let reading = read(text);
        let rolls = reading.statements.iter().filter(|statement| statement.by_name);
        let found: Vec<Vec<&str>> =
            rolls.map(|roll| roll.spans.iter().map(|span| span.of(&reading.report.text)).collect()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn who_stands_in_a_list_of_the_dead_and_is_told_of_again_counts_once() {
        check(
            "Gunmen attacked a village near Jos on Monday. The dead were identified as Musa Bello, Zainab Bello and Amina Sani. Alhaji Musa Bello was killed in his bed. Hajiya Zainab Bello was killed at the door.",
            &[&["Musa Bello", "Zainab Bello", "Amina Sani"]],
        );
    }

    #[test]
    fn more_names_than_the_report_counts_are_left_out_unless_they_are_certain() {
        let killed = |count: &str| {
            format!(
                "An airstrike hit a house in Aleppo on Monday, killing {count} people. Karim Haddad was killed along with his wife, Salma Haddad, and his son, Omar Haddad."
            )
        };
        check(&killed("two"), &[&["Karim Haddad", "Salma Haddad", "Omar Haddad"]]);
        check(&killed("three"), &[&["Karim Haddad", "Salma Haddad", "Omar Haddad"]]);
    }

    #[test]
    fn who_survived_stands_on_no_roll() {
        check(
            "A man killed three people at a bar in Reno on Monday. The dead were identified as Ann Field, Bo Hart and Tom Walsh. On Sunday he shot his grandmother, Celia Hart, and his uncle, Dan Hart, who survived.",
            &[&["Ann Field", "Bo Hart", "Tom Walsh"]],
        );
    }
}
