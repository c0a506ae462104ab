//! Counts over periods: collected apart, never added to an incident.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Reading, StatementId,
    account::{Aggregate, AggregateValue, Period, Standing, TollScope},
    reading::{IncidentMention, MentionRole},
    statement::{Property, Stance, Value},
};

use super::time::to_period;

/// What tells two counts apart: of what, of whom, where, over which period, how many.
type Key = (Property, TollScope, Vec<String>, Period, AggregateValue);

/// The counts stated of aggregates, by property, people, countries, period and value; the same count told twice is one.
pub fn aggregates(readings: &[Reading], standings: &[Vec<Standing>]) -> Vec<Aggregate> {
    let mut merged: BTreeMap<Key, BTreeSet<StatementId>> = BTreeMap::new();
    for (reading, standings) in readings.iter().zip(standings) {
        for (statement, standing) in reading.statements.iter().zip(standings) {
            let Some(mention) = reading.incidents.get(statement.mention as usize) else { continue };
            let Value::Count(count) = &statement.value else { continue };
            let counts = mention.role == MentionRole::Aggregate
                && statement.stance == Stance::Asserts
                && *standing != Standing::Copied;
            if counts {
                let value = AggregateValue { low: count.low, high: count.high };
                let scope = TollScope::from(count.scope);
                let key =
                    (statement.property, scope, countries(mention, reading), to_period(&mention.time), value);
                merged.entry(key).or_default().insert(statement.id.clone());
            }
        }
    }
    let aggregate =
        |((property, scope, countries, period, value), statements): (Key, BTreeSet<StatementId>)| Aggregate {
            property,
            scope,
            value,
            countries,
            period,
            statements: statements.into_iter().collect(),
        };
    merged.into_iter().map(aggregate).collect()
}

/// The countries of the places that a mention names, ascending.
fn countries(mention: &IncidentMention, reading: &Reading) -> Vec<String> {
    let places = mention.places.iter().filter_map(|&(index, _)| reading.mentions.places.get(index as usize));
    let codes: BTreeSet<&String> =
        places.filter_map(|place| place.place.as_ref()?.country.as_ref()).collect();
    codes.into_iter().cloned().collect()
}
