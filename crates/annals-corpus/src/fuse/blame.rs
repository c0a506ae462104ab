//! Who did it, as claims, denials and attributions.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    StatementId,
    account::{Dispute, Responsibility},
    statement::{Blame, Property, Value},
};

use super::member::Telling;

/// What one actor goes by: the id of a known one, else the name, however it is written.
pub fn actor_key(id: Option<&str>, name: &str) -> String {
    id.map_or_else(|| format!("name {}", name.to_lowercase()), str::to_owned)
}

/// Everybody named as responsible, by name, then by stance; and a dispute where different ones are named or where one that is named
/// denies it.
pub fn responsibility(tellings: &[Telling<'_>]) -> (Vec<Responsibility>, Option<Dispute>) {
    let mut merged: BTreeMap<(String, Blame), (Responsibility, BTreeSet<StatementId>)> = BTreeMap::new();
    for telling in tellings {
        for (_, statement) in telling.statements() {
            let Value::Responsibility(index, stance) = statement.value else { continue };
            let Some(actor) = telling.reading.mentions.actors.get(index as usize) else { continue };
            let key = actor_key(actor.actor.as_deref(), &actor.name);
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
    let mut sides: Vec<Vec<StatementId>> =
        says.into_values().map(|side| side.into_iter().collect()).collect();
    if !denies.is_empty() {
        sides.push(denies.into_iter().collect());
    }
    let dispute = (sides.len() > 1).then_some(Dispute { property: Property::Responsibility, sides });
    let list = merged
        .into_values()
        .map(|(entry, statements)| Responsibility { statements: statements.into_iter().collect(), ..entry })
        .collect();
    (list, dispute)
}
