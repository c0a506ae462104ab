//! What kind of incident it is, and whether it happened.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    StatementId,
    account::{Dispute, TypeValue},
    layers::Reality,
    reading::IncidentType,
    statement::{Property, Value},
};

use super::member::Telling;

/// The most specific type among those that most origins support. A report that names a more general type supports each of its
/// kinds; words that were copied support nothing.
pub fn incident_type(tellings: &[Telling<'_>]) -> TypeValue {
    let mut candidates: BTreeMap<&str, &IncidentType> = BTreeMap::new();
    for telling in tellings {
        candidates.entry(&telling.mention.incident_type.value).or_insert(&telling.mention.incident_type);
    }
    let support = |candidate: &IncidentType| {
        let own = tellings.iter().filter(|telling| !telling.copied);
        let votes = own.filter(|telling| {
            let told = &telling.mention.incident_type.value;
            *told == candidate.value || candidate.kinds.contains(told)
        });
        let voices: BTreeSet<String> = votes.flat_map(Telling::voices).collect();
        voices.len()
    };
    let exact = |candidate: &IncidentType| {
        let own = tellings.iter().filter(|telling| !telling.copied);
        let votes = own.filter(|telling| telling.mention.incident_type.value == candidate.value);
        votes.flat_map(Telling::voices).collect::<BTreeSet<String>>().len()
    };
    // Later ones win ties of `max_by_key`, so that the first by name is taken by walking backwards.
    let best = candidates
        .values()
        .rev()
        .max_by_key(|candidate| (support(candidate), candidate.kinds.len(), exact(candidate)));
    let Some(best) = best else {
        return TypeValue {
            value: String::new(),
            acled: None,
            plover: None,
            cameo: None,
            statements: Vec::new(),
        };
    };
    let says_so = |telling: &Telling<'_>, wanted: &dyn Fn(&str) -> bool| {
        telling.ids(Property::Type, |statement| matches!(&statement.value, Value::Word(word) if wanted(word)))
    };
    let mut statements: BTreeSet<StatementId> = BTreeSet::new();
    for telling in tellings {
        statements.extend(says_so(telling, &|word| word == best.value));
    }
    TypeValue {
        value: best.value.clone(),
        acled: best.acled.clone(),
        plover: best.plover.clone(),
        cameo: best.cameo.clone(),
        statements: statements.into_iter().collect(),
    }
}

/// What the chosen type is called in a sentence.
pub fn label(tellings: &[Telling<'_>], value: &str) -> String {
    let told = tellings.iter().map(|telling| &telling.mention.incident_type).find(|told| told.value == value);
    told.map_or_else(|| value.replace('_', " "), |told| told.label.clone())
}

/// Asserted where anybody asserts it and nobody denies it; doubted where some assert and some deny it; otherwise what most origins
/// say. The dispute holds the statements of both sides.
pub fn reality(tellings: &[Telling<'_>]) -> (Reality, Option<Dispute>) {
    let mut counts: BTreeMap<Reality, BTreeSet<String>> = BTreeMap::new();
    for telling in tellings.iter().filter(|telling| !telling.copied) {
        counts.entry(telling.mention.reality).or_default().extend(telling.voices());
    }
    let (asserted, denied) = (counts.contains_key(&Reality::Asserted), counts.contains_key(&Reality::Denied));
    if asserted && denied {
        let side = |wanted: Reality| -> Vec<StatementId> {
            let told = tellings.iter().filter(|telling| telling.mention.reality == wanted);
            let ids: BTreeSet<StatementId> =
                told.flat_map(|telling| telling.ids(Property::Reality, |_| true)).collect();
            ids.into_iter().collect()
        };
        let sides = vec![side(Reality::Asserted), side(Reality::Denied)];
        let spoken = sides.iter().all(|side| !side.is_empty());
        return (Reality::Doubted, spoken.then_some(Dispute { property: Property::Reality, sides }));
    }
    if asserted {
        return (Reality::Asserted, None);
    }
    let most = counts.iter().rev().max_by_key(|(_, voices)| voices.len()).map(|(reality, _)| *reality);
    (
        most.or_else(|| tellings.first().map(|telling| telling.mention.reality)).unwrap_or(Reality::Asserted),
        None,
    )
}
