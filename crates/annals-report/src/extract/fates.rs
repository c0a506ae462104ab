//! Who of the people that a report names was killed.
//!
//! A logistic regression over what the words around a name say ([`around`]), with the weights of [`learned`](super::fates_learned): each thing
//! that is measured counts once where any mention of the person has it, and once for the share of the mentions that have it. A person is all
//! the full names of the report that may be names of one ([`PersonName`]).

mod around;

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    IncidentMention, Layers, Mentions, Report, Span, Statement,
    layers::EntityKind,
    reading::MentionRole,
    statement::{Property, Scope, Stance, Value},
};

use self::around::{Name, Words};
use super::{fates_learned::WEIGHTS, person_name::PersonName, scene::Scene};
use crate::Knowledge;

/// From here on somebody is taken for killed: even odds.
pub(super) const EVEN: f64 = 0.0;

/// A figure of one person that ends at most so many bytes before a name counts who bears it: "his wife", "a boy of nine,".
const NEAR: u32 = 24;

/// Of a sentence about another day than that of the main incident.
const ANOTHER_TIME: &str = "times: another";

/// Most names of one report that are weighed.
const MOST: usize = 2000;

/// What is measured of a person, by name: 1 where any mention has it, and the share of the mentions that have it. A name that was not
/// learned weighs nothing.
pub type Measures = BTreeMap<String, (f64, f64)>;

/// A person whom a report names in full.
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    /// Where the fullest name stands.
    pub name: Span,
    /// All mentions by a full name, in order.
    pub mentions: Vec<Span>,
    /// What their words say.
    pub measures: Measures,
    /// The lists that the mentions stand in, by number.
    lists: BTreeSet<usize>,
}

impl Person {
    fn has(&self, what: &str) -> bool {
        self.measures.contains_key(what)
    }

    /// Whether this person is counted or named among the injured: "the wounded were identified as".
    fn is_hurt(&self) -> bool {
        let is_named = self.has("of identified") && self.has("beside hurt") && !self.has("beside killed");
        is_named || self.has("figure injured") || self.has("after figure injured")
    }

    /// Whether a figure counts this person among the dead.
    fn is_counted_dead(&self) -> bool {
        ["figure killed", "after figure killed", "figure perpetrator killed"]
            .iter()
            .any(|what| self.has(what))
    }

    /// Whether this person is named where another day than that of the main incident is told of.
    pub fn is_of_another_time(&self) -> bool {
        self.has(ANOTHER_TIME)
    }

    /// Whether both stand in one list of names.
    pub fn is_listed_with(&self, other: &Self) -> bool {
        !self.lists.is_disjoint(&other.lists)
    }

    /// The log-odds that this person was killed in the main incident.
    pub fn odds(&self) -> f64 {
        // By the meaning of the words, whatever was learned.
        if (self.is_hurt() || self.has("agent of killed")) && !self.is_counted_dead() {
            return f64::NEG_INFINITY;
        }
        let weight = |(name, (any, share)): (&String, &(f64, f64))| {
            let found = WEIGHTS.binary_search_by(|(known, ..)| (*known).cmp(name.as_str())).ok()?;
            let (_, of_any, of_share) = WEIGHTS[found];
            Some(of_any * any + of_share * share)
        };
        self.measures.iter().filter_map(weight).sum()
    }
}

/// The people whom `report` names in full, before any weight is used.
pub fn measured(
    report: &Report,
    layers: &Layers,
    mentions: &Mentions,
    incidents: &[IncidentMention],
    statements: &[Statement],
    knowledge: &Knowledge,
) -> Vec<Person> {
    people(incidents, statements, &Scene::new(report, layers, mentions, knowledge), &[])
}

/// The people who are named in full, by their first mentions; and those whose names are `listed`, which the network may have missed.
pub(super) fn people(
    incidents: &[IncidentMention],
    statements: &[Statement],
    scene: &Scene<'_>,
    listed: &[Span],
) -> Vec<Person> {
    let known = &scene.knowledge.names;
    let persons = scene.layers.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    let mut spans: Vec<Span> = persons
        .map(|entity| entity.span)
        .filter(|&span| PersonName::is_full(scene.words(span), known))
        .take(MOST)
        .collect();
    let missed = listed.iter().filter(|name| !spans.iter().any(|span| span.overlaps(**name)));
    let missed: Vec<Span> = missed.copied().collect();
    spans.extend(missed);
    spans.sort_unstable();
    if spans.is_empty() {
        return Vec::new();
    }
    let words = Words::new(scene, incidents, &spans);
    let names: Vec<Name<'_>> = spans.iter().map(|&span| words.name(span)).collect();
    let mut people: Vec<Vec<usize>> = Vec::new();
    // The fullest name first: shorter ones of the same person fall to it.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(names[at].words.words()), names[at].span));
    for at in order {
        let name = &names[at];
        let of = |may_be: &dyn Fn(&Name<'_>) -> bool| {
            let is_another = |person: &[usize]| person.iter().any(|&one| names[one].is_another(name));
            people.iter().position(|person| may_be(&names[person[0]]) && !is_another(person))
        };
        // The same words rather than a near spelling.
        match of(&|one| one.words.is_same(&name.words)).or_else(|| of(&|one| one.is_also(name))) {
            Some(person) => people[person].push(at),
            None => people.push(vec![at]),
        }
    }
    let told = told(incidents, statements);
    let mut people: Vec<Person> = people.into_iter().map(|person| joined(&person, &names, told)).collect();
    people.sort_by_key(|person| person.mentions.first().copied());
    people
}

/// The person who bears the names at `indices`, the fullest first.
fn joined(indices: &[usize], names: &[Name<'_>], told: &str) -> Person {
    let each = 1.0 / indices.len() as f64;
    let of_all = [("bias", (1.0, (indices.len() as f64).ln())), (told, (1.0, 0.0))];
    let mut measures: Measures = of_all.map(|(name, measure)| (name.to_owned(), measure)).into();
    for said in indices.iter().flat_map(|&at| &names[at].said) {
        let (any, share) = measures.entry(said.clone()).or_default();
        *any = 1.0;
        *share += each;
    }
    let mut mentions: Vec<Span> = indices.iter().map(|&at| names[at].span).collect();
    mentions.sort_unstable();
    let lists = indices.iter().map(|&at| names[at].list).collect();
    Person { name: names[indices[0]].span, mentions, measures, lists }
}

/// How many the report says were killed in the main incident, by other words than their names.
fn told(incidents: &[IncidentMention], statements: &[Statement]) -> &'static str {
    let is_main = |mention: u32| {
        incidents.get(mention as usize).is_some_and(|incident| incident.role == MentionRole::Main)
    };
    let killed = statements.iter().filter(|statement| {
        is_main(statement.mention)
            && statement.property == Property::Killed
            && statement.stance == Stance::Asserts
    });
    let count = |statement: &Statement| match statement.value {
        Value::Count(count) if count.scope != Scope::Perpetrator => count.low.or(count.high),
        _ => None,
    };
    match killed.filter_map(count).max() {
        None | Some(0) => "told: nobody",
        Some(1) => "told: one",
        Some(2 | 3) => "told: some",
        Some(_) => "told: many",
    }
}

/// Whether a `figure` of one person counts who bears the `name`: it holds it, or ends right before it.
pub(super) fn is_by(figure: Span, name: Span) -> bool {
    figure.overlaps(name) || ends_before(figure, name)
}

fn ends_before(figure: Span, name: Span) -> bool {
    figure.end() <= name.start() && name.start() - figure.end() <= NEAR
}

#[cfg(test)]
mod tests {
    use annals_types::Reading;

    use super::{around::Topic, *};
    use crate::extract::tests::{READER, read};

    /// The people of a report.
    fn people_of(reading: &Reading) -> Vec<Person> {
        let Reading { report, layers, mentions, incidents, statements, .. } = reading;
        measured(report, layers, mentions, incidents, statements, READER.knowledge())
    }

    /// Whom a report names, and whether each was killed.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let reading = read(text);
        let people = people_of(&reading);
        let found: Vec<(&str, bool)> = people
            .iter()
            .map(|person| (person.name.of(&reading.report.text), person.odds() >= EVEN))
            .collect();
        let why = || people.iter().map(|person| format!("{:.2} {:?}", person.odds(), person.measures));
        assert_eq!(found, expected, "{text}\n{}", why().collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn every_weight_has_a_name_that_can_be_measured() {
        assert!(WEIGHTS.is_sorted_by(|a, b| a.0 < b.0), "they are searched by name");
        let topics = [
            Topic::Killed,
            Topic::Died,
            Topic::Hurt,
            Topic::Mourned,
            Topic::Identified,
            Topic::Charged,
            Topic::Accused,
            Topic::Said,
        ];
        let kinds: Vec<&str> =
            topics.map(Topic::name).into_iter().chain(["verb", "noun", "name", "word"]).collect();
        for (name, ..) in WEIGHTS {
            let last = name.rsplit(' ').next().unwrap();
            let is_of_a_word = name.split(' ').any(|word| word == "of") && !name.contains(':');
            let is_of_a_topic = ["beside ", "sentence "].iter().any(|begin| name.starts_with(begin));
            assert!(!(is_of_a_word || is_of_a_topic) || kinds.contains(&last), "{name}");
        }
    }

    #[test]
    fn who_is_named_with_another_time_is_told_apart() {
        let text = "Tom Walsh was shot dead in Reno on Monday, two years after Ann Field was killed there.";
        let found: Vec<bool> = people_of(&read(text)).iter().map(Person::is_of_another_time).collect();
        assert_eq!(found, [false, true]);
    }

    #[test]
    fn names_of_one_list_are_those_of_several_people() {
        let strike = "An airstrike hit a house in Aleppo on Monday, killing several people.";
        let check = |text: &str, expected: &[&str]| {
            let expected: Vec<(&str, bool)> = expected.iter().map(|name| (*name, true)).collect();
            check(&format!("{strike} {text}"), &expected);
        };
        check(
            "Samira Haddad, 50, and her daughters, Amira Haddad, 21, and Amina Haddad, 19, were killed.",
            &["Samira Haddad", "Amira Haddad", "Amina Haddad"],
        );
        check(
            "Karim Haddad was killed with his wife, Salma Haddad. Karim Hadad was killed in his bed.",
            &["Karim Haddad", "Salma Haddad"],
        );
    }

    #[test]
    fn who_is_named_as_killed_is_told_from_who_kills_speaks_or_mourns() {
        let strike = "An airstrike hit a house in Aleppo on Monday, killing three people.";
        check(
            &format!(
                "{strike} Karim Haddad was killed along with his wife, Salma Haddad, his cousin Omar Nasser said."
            ),
            &[("Karim Haddad", true), ("Salma Haddad", true), ("Omar Nasser", false)],
        );
        check(
            &format!("{strike} The victims were identified as Anna Keller, 34, and Ben Ortiz, 41."),
            &[("Anna Keller", true), ("Ben Ortiz", true)],
        );
        check(
            &format!("{strike} The wounded were identified as Anna Keller, 34, and Ben Ortiz, 41."),
            &[("Anna Keller", false), ("Ben Ortiz", false)],
        );
        check(
            "Police say Ben Ortiz shot and killed Anna Keller at a bar in Reno on Monday.",
            &[("Ben Ortiz", false), ("Anna Keller", true)],
        );
    }
}
