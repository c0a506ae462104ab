//! Who did it, as claims, denials and attributions.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    StatementId,
    account::{Dispute, Responsibility},
    mention::{ActorKind, ActorMention},
    statement::{Blame, Property, Value},
};

use super::member::Telling;

/// What one actor goes by: the id of a known one, else the name, however it is written.
pub fn actor_key(id: Option<&str>, name: &str) -> String {
    id.map_or_else(|| format!("name {}", name.to_lowercase()), str::to_owned)
}

/// Who is held responsible for an incident.
#[derive(Debug)]
pub struct Blamed {
    /// Everybody named as responsible, by name, then by stance.
    pub list: Vec<Responsibility>,
    /// How many are named that cannot be the same.
    pub different: usize,
    /// Where different ones are named, or where one that is named denies it.
    pub dispute: Option<Dispute>,
}

/// Which side somebody is of who is told by no name: "militants", "a man", "the army". A name has a capital letter within it, or annals knows it.
fn side_of_nameless(actor: &ActorMention) -> Option<Side> {
    let is_name = actor.actor.is_some() || actor.name.chars().skip(1).any(char::is_uppercase);
    side(actor.kind).filter(|_| !is_name)
}

/// The sides of a conflict that may be told without a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Side {
    /// A state and its forces.
    State,
    /// Armed groups, and people who may be of one.
    People,
}

const fn side(kind: ActorKind) -> Option<Side> {
    match kind {
        ActorKind::State | ActorKind::Force => Some(Side::State),
        ActorKind::ArmedGroup | ActorKind::People | ActorKind::Person => Some(Side::People),
        _ => None,
    }
}

/// Everybody named as responsible, and whether they contradict each other. Whom one report calls rebels and
/// another gunmen may be the same people, and may be of the group that a third names; "the army" and "government forces" may be those of the
/// state that a third names.
pub fn responsibility(tellings: &[Telling<'_>]) -> Blamed {
    let mut merged: BTreeMap<(String, Blame), (Responsibility, BTreeSet<StatementId>)> = BTreeMap::new();
    let mut nameless: BTreeMap<String, Side> = BTreeMap::new();
    let mut named: BTreeMap<String, Side> = BTreeMap::new();
    for telling in tellings {
        for (_, statement) in telling.statements() {
            let Value::Responsibility(index, stance) = statement.value else { continue };
            let Some(actor) = telling.reading.mentions.actors.get(index as usize) else { continue };
            let key = actor_key(actor.actor.as_deref(), &actor.name);
            if let Some(side) = side_of_nameless(actor) {
                nameless.insert(key.clone(), side);
            } else if let Some(side) = side(actor.kind) {
                named.insert(key.clone(), side);
            }
            let fresh = || Responsibility {
                actor: actor.actor.clone(),
                name: actor.name.clone(),
                stance,
                statements: Vec::new(),
            };
            let (_, statements) = merged.entry((key, stance)).or_insert_with(|| (fresh(), BTreeSet::new()));
            statements.insert(statement.id.clone());
        }
    }
    // The two sides for each actor: who says that it did it, and who says that it did not.
    let mut says: BTreeMap<&str, BTreeSet<StatementId>> = BTreeMap::new();
    for ((actor, stance), (_, statements)) in &merged {
        if matches!(stance, Blame::Claims | Blame::Attributes) {
            says.entry(actor).or_default().extend(statements.iter().cloned());
        }
    }
    // Who denies what nobody says of him contradicts nobody.
    let denied = merged
        .iter()
        .filter(|((actor, stance), _)| *stance == Blame::Denies && says.contains_key(actor.as_str()));
    let denies: BTreeSet<StatementId> =
        denied.flat_map(|(_, (_, statements))| statements.iter().cloned()).collect();
    let blamed: BTreeSet<Side> = says.keys().filter_map(|actor| named.get(*actor).copied()).collect();
    let mut sides: Vec<Vec<StatementId>> = Vec::new();
    let mut of_the_nameless: BTreeMap<Side, BTreeSet<StatementId>> = BTreeMap::new();
    for (actor, statements) in says {
        if let Some(side) = nameless.get(actor) {
            of_the_nameless.entry(*side).or_default().extend(statements);
        } else {
            sides.push(statements.into_iter().collect());
        }
    }
    of_the_nameless.retain(|side, _| !blamed.contains(side));
    sides.extend(of_the_nameless.into_values().map(|statements| statements.into_iter().collect()));
    let different = sides.len();
    if !denies.is_empty() {
        sides.push(denies.into_iter().collect());
    }
    let dispute = (sides.len() > 1).then_some(Dispute { property: Property::Responsibility, sides });
    let list = merged
        .into_values()
        .map(|(entry, statements)| Responsibility { statements: statements.into_iter().collect(), ..entry })
        .collect();
    Blamed { list, different, dispute }
}
