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

/// Whether it is people or fighters of no group that is named: "militants", "a man". A name has a capital letter within
/// it, or annals knows it.
fn is_nameless(actor: &ActorMention) -> bool {
    let is_name = actor.actor.is_some() || actor.name.chars().skip(1).any(char::is_uppercase);
    matches!(actor.kind, ActorKind::ArmedGroup | ActorKind::People | ActorKind::Person) && !is_name
}

/// Whether those whom one report calls "gunmen" or "a man" may be the one that another names.
const fn may_be_described(actor: &ActorMention) -> bool {
    matches!(actor.kind, ActorKind::ArmedGroup | ActorKind::People | ActorKind::Person)
}

/// Everybody named as responsible, and whether they contradict each other. Whom one report calls rebels and
/// another gunmen may be the same people, and may be of the group that a third names.
pub fn responsibility(tellings: &[Telling<'_>]) -> Blamed {
    let mut merged: BTreeMap<(String, Blame), (Responsibility, BTreeSet<StatementId>)> = BTreeMap::new();
    let mut nameless: BTreeSet<String> = BTreeSet::new();
    let mut groups: BTreeSet<String> = BTreeSet::new();
    for telling in tellings {
        for (_, statement) in telling.statements() {
            let Value::Responsibility(index, stance) = statement.value else { continue };
            let Some(actor) = telling.reading.mentions.actors.get(index as usize) else { continue };
            let key = actor_key(actor.actor.as_deref(), &actor.name);
            if is_nameless(actor) {
                nameless.insert(key.clone());
            } else if may_be_described(actor) {
                groups.insert(key.clone());
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
    let group_is_blamed = says.keys().any(|actor| groups.contains(*actor));
    let mut sides: Vec<Vec<StatementId>> = Vec::new();
    let mut of_the_nameless: BTreeSet<StatementId> = BTreeSet::new();
    for (actor, side) in says {
        if nameless.contains(actor) {
            of_the_nameless.extend(side);
        } else {
            sides.push(side.into_iter().collect());
        }
    }
    if !of_the_nameless.is_empty() && !group_is_blamed {
        sides.push(of_the_nameless.into_iter().collect());
    }
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
