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

/// One that is told by a name.
struct Named {
    id: Option<String>,
    kind: ActorKind,
}

/// A statement that holds somebody responsible who is told by no name.
struct Nameless<'t, 'r> {
    kind: ActorKind,
    side: Side,
    telling: &'t Telling<'r>,
}

impl Nameless<'_, '_> {
    /// Whether it may be `named`: "the army" is that of the country where it happened, or of a state whose forces the same report names;
    /// "militants" are of a group, and "a man" is a person.
    fn may_be(&self, named: &Named, countries: &BTreeSet<&str>) -> bool {
        match self.kind {
            ActorKind::State | ActorKind::Force if side(named.kind) == Some(Side::State) => {
                let state = named.id.as_deref().and_then(state);
                let is_there = countries
                    .iter()
                    .any(|country| state.is_some_and(|state| state.eq_ignore_ascii_case(country)));
                let mut actors = self.telling.reading.mentions.actors.iter();
                is_there
                    || actors.any(|actor| {
                        let is_theirs =
                            state.is_some() && actor.actor.as_deref().and_then(self::state) == state;
                        actor.kind == ActorKind::Force
                            && actor.actor.is_some()
                            && (is_theirs || actor.actor == named.id)
                    })
            }
            ActorKind::ArmedGroup => named.kind == ActorKind::ArmedGroup,
            ActorKind::People => matches!(named.kind, ActorKind::ArmedGroup | ActorKind::Person),
            ActorKind::Person => named.kind == ActorKind::Person,
            _ => false,
        }
    }
}

/// The country of a state or of its forces, by its id: the "us" of `force/us`.
fn state(id: &str) -> Option<&str> {
    let (_, rest) = id.split_once('/').filter(|(kind, _)| matches!(*kind, "state" | "force"))?;
    let country = rest.split('-').next()?;
    (country.len() == 2).then_some(country)
}

/// The countries in which the incident is told to have happened.
fn countries<'r>(tellings: &[Telling<'r>]) -> BTreeSet<&'r str> {
    let of = |telling: &Telling<'r>| {
        let (places, reading) = (&telling.mention.places, telling.reading);
        places.iter().filter_map(move |&(index, _)| {
            let named = reading.mentions.places.get(index as usize).filter(|named| !named.metonymic)?;
            named.place.as_ref()?.country.as_deref()
        })
    };
    tellings.iter().flat_map(of).collect()
}

/// Everybody named as responsible, and whether they contradict each other. Whom one report calls rebels and
/// another gunmen may be the same people, and may be of the group that a third names; see [`Nameless::may_be`].
pub fn responsibility(tellings: &[Telling<'_>]) -> Blamed {
    let mut merged: BTreeMap<(String, Blame), (Responsibility, BTreeSet<StatementId>)> = BTreeMap::new();
    let mut nameless: BTreeMap<StatementId, Nameless<'_, '_>> = BTreeMap::new();
    let mut named: BTreeMap<String, Named> = BTreeMap::new();
    for telling in tellings {
        for (_, statement) in telling.statements() {
            let Value::Responsibility(index, stance) = statement.value else { continue };
            let Some(actor) = telling.reading.mentions.actors.get(index as usize) else { continue };
            let key = actor_key(actor.actor.as_deref(), &actor.name);
            if let Some(side) = side_of_nameless(actor) {
                nameless.insert(statement.id.clone(), Nameless { kind: actor.kind, side, telling });
            } else {
                named.insert(key.clone(), Named { id: actor.actor.clone(), kind: actor.kind });
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
    let countries = countries(tellings);
    let blamed: Vec<&Named> = says.keys().filter_map(|actor| named.get(*actor)).collect();
    let mut sides: Vec<Vec<StatementId>> = Vec::new();
    let mut of_the_nameless: BTreeMap<Side, Vec<StatementId>> = BTreeMap::new();
    for statements in says.into_values() {
        let mut by_name = Vec::new();
        for id in statements {
            match nameless.get(&id) {
                None => by_name.push(id),
                Some(one) if blamed.iter().any(|named| one.may_be(named, &countries)) => {}
                Some(one) => of_the_nameless.entry(one.side).or_default().push(id),
            }
        }
        sides.extend(Some(by_name).filter(|side| !side.is_empty()));
    }
    sides.extend(of_the_nameless.into_values());
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
