//! The roll of the dead: where a report names those who were killed one by one, how many people it names.
//!
//! On it stands whose name is a figure of one killed or follows it ("his wife Ann Field"), and the others of a list with such a one
//! ("was killed along with Ann Field, 9, and Tom Field"). Who is named twice, in full or in part, stands on it once.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    IncidentMention, Span, Statement, StatementId,
    layers::{EntityKind, QuantityRole},
    reading::MentionRole,
    statement::{Count, Property, Scope, Stance, Value},
};

use super::{name_list, person_name::PersonName, scene::Scene, speakers};

/// How sure it is that everybody is named: less than even odds, since mostly some are not.
const BY_NAMES: f32 = 0.4;

/// Fewer names are no list.
const FEWEST: usize = 2;

/// Most names of one report that are compared with one another.
const MOST: usize = 500;

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
    let persons = Persons::new(scene);
    let mut lists: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    for list in name_list::lists(scene) {
        if let Some(mention) = teller(list.sentence, incidents) {
            lists.entry(mention).or_default().extend(list.names);
        }
    }
    let mentions: BTreeSet<u32> = told.keys().chain(lists.keys()).copied().collect();
    let rolls = mentions.into_iter().filter(|&mention| is_incident(mention)).filter_map(|mention| {
        let told = told.get(&mention).map_or(&[][..], Vec::as_slice);
        roll(mention, told, lists.get(&mention).map_or(&[], Vec::as_slice), &persons)
    });
    rolls.collect()
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

/// How many are named: by figures of one person that are `told`, and `in_lists`.
fn roll(
    mention: u32,
    told: &[&Statement],
    in_lists: &[Span],
    persons: &Persons<'_, '_>,
) -> Option<Statement> {
    let scene = persons.scene;
    let are_named = |statement: &&&Statement| {
        is_one(statement)
            || is_two(statement) && statement.figure.is_some_and(|pair| persons.are_within(pair))
    };
    let figures: Vec<Span> = told.iter().filter(are_named).filter_map(|one| one.figure).collect();
    let named: BTreeSet<usize> = figures.iter().filter_map(|&figure| persons.named(figure)).collect();
    let mut listed: BTreeSet<usize> = BTreeSet::new();
    for index in named {
        // The list of one who stands in a list is that list.
        if listed.insert(index) {
            listed.extend(persons.list(index));
        }
    }
    let introduced = persons.introduced(&figures);
    let known = &scene.knowledge.names;
    let listed: Vec<Span> = listed.into_iter().map(|index| persons.spans[index]).collect();
    let more = in_lists.iter().filter(|name| !listed.iter().any(|other| other.overlaps(**name)));
    let mut names: Vec<(PersonName<'_>, Span)> = listed
        .iter()
        .chain(more)
        .map(|&span| (PersonName::new(scene.words(span), known), span))
        .take(MOST)
        .collect();
    // The fullest name first: shorter ones of the same person fall to it.
    names.sort_by_key(|(name, span)| (std::cmp::Reverse(name.words()), *span));
    let mut people: Vec<(PersonName<'_>, Span)> = Vec::new();
    for (name, span) in names {
        let is_known = |(known, at): &(PersonName<'_>, Span)| {
            known.is_also(&name)
                || known.ends_with(&name) && !introduced.contains(&span) && !persons.are_listed(*at, span)
        };
        if !people.iter().any(is_known) {
            people.push((name, span));
        }
    }
    let mut spans: Vec<Span> = people.into_iter().map(|(_, span)| span).collect();
    spans.sort_unstable();
    let first = *spans.first().filter(|_| spans.len() >= FEWEST)?;
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

fn is_one(statement: &Statement) -> bool {
    matches!(statement.value, Value::Count(count) if count.is_one())
}

fn is_two(statement: &Statement) -> bool {
    matches!(statement.value, Value::Count(count) if (count.low, count.high) == (Some(2), Some(2)))
}

/// The people that a report names with two words or more, in order.
struct Persons<'a, 's> {
    scene: &'s Scene<'a>,
    spans: Vec<Span>,
}

impl<'a, 's> Persons<'a, 's> {
    fn new(scene: &'s Scene<'a>) -> Self {
        let is_full_name = |span| PersonName::is_full(scene.words(span), &scene.knowledge.names);
        let entities = scene.layers.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        let mut spans: Vec<Span> =
            entities.map(|entity| entity.span).filter(|&span| is_full_name(span)).collect();
        spans.sort_unstable();
        Self { scene, spans }
    }

    /// The person whose name a figure holds, or who is named right after it: "his wife", "a boy of nine,".
    fn named(&self, figure: Span) -> Option<usize> {
        const NEAR: u32 = 24;
        let at = self.spans.partition_point(|span| span.end() <= figure.start());
        let span = *self.spans.get(at)?;
        let follows = span.start() >= figure.end() && span.start() - figure.end() <= NEAR;
        let is_name =
            span.overlaps(figure) || follows && self.is_list(Span::new(figure.end(), span.start()), false);
        (is_name && self.is_victim(at, figure)).then_some(at)
    }

    /// "Anna Keller and Ben Ortiz": whether a figure holds the name of one of them.
    fn are_within(&self, figure: Span) -> bool {
        let at = self.spans.partition_point(|span| span.start() < figure.start());
        self.spans.get(at).is_some_and(|&span| figure.contains(span))
    }

    /// The names of those whom a figure brings in by other words than their name: "his father, Salem al-Harbi". That is nobody who was named before.
    fn introduced(&self, figures: &[Span]) -> BTreeSet<Span> {
        let is_known =
            |figure: Span| self.scene.tokens_in(figure).first().is_some_and(|first| first.norm == "the");
        let described = figures.iter().filter(|&&figure| !is_known(figure));
        let names = described.filter_map(|&figure| Some((figure, self.spans[self.named(figure)?])));
        names.filter(|(figure, name)| !name.contains(*figure)).map(|(_, name)| name).collect()
    }

    /// Those who are named in one list with the person at `index`.
    fn list(&self, index: usize) -> Vec<usize> {
        let sentence = self.scene.sentence_of(self.spans[index]);
        let joined = |a: usize, b: usize| {
            let between = Span::new(self.spans[a].end().min(self.spans[b].start()), self.spans[b].start());
            sentence.contains(self.spans[a])
                && sentence.contains(self.spans[b])
                && self.is_list(between, true)
        };
        let mut found = Vec::new();
        let mut last = index;
        while last + 1 < self.spans.len() && joined(last, last + 1) {
            last += 1;
            found.push(last);
        }
        let mut first = index;
        while first > 0 && joined(first - 1, first) {
            first -= 1;
            found.push(first);
        }
        found.retain(|&other| self.is_victim(other, sentence));
        found
    }

    /// Whether two persons stand in one list: then they are two, though one bears the name of the other.
    fn are_listed(&self, a: Span, b: Span) -> bool {
        let at = |span: Span| self.spans.binary_search(&span).ok();
        at(a).zip(at(b)).is_some_and(|(a, b)| self.list(a).contains(&b))
    }

    /// Whether words only go on with a list: no verb, and of the prepositions only those that join people.
    fn is_list(&self, between: Span, and: bool) -> bool {
        const JOIN: [&str; 3] = ["with", "alongside", "including"];
        let tokens = self.scene.tokens_in(between);
        tokens.iter().filter(|token| token.span.end() <= between.end()).all(|token| {
            match token.upos.as_deref() {
                Some("VERB" | "AUX" | "SCONJ" | "PART" | "ADP") => JOIN.contains(&token.norm.as_str()),
                Some("CCONJ") => and && token.norm != "but",
                _ => !matches!(token.norm.as_str(), "." | "!" | "?" | ":" | "\"" | "\u{201c}"),
            }
        })
    }

    /// Whether a name stands for somebody killed, not for who says so, who was hurt, a relative or a family.
    fn is_victim(&self, index: usize, within: Span) -> bool {
        let span = self.spans[index];
        let scene = self.scene;
        let speaks = scene
            .layers
            .attributions
            .iter()
            .filter_map(|said| said.source)
            .any(|source| source.overlaps(span) && !source.contains(within));
        let hurt = scene
            .quantities_in(scene.sentence_of(span))
            .any(|(_, quantity)| quantity.role == QuantityRole::Injured && quantity.figure.overlaps(span));
        let rest = &scene.report.text[span.end() as usize..];
        let owns = rest.starts_with("\u{2019}s") || rest.starts_with("'s");
        let next =
            rest.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        let family = matches!(next.to_lowercase().as_str(), "family" | "families" | "home" | "house");
        !speaks && !hurt && !owns && !family
    }
}
