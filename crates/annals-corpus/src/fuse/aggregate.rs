//! Counts over periods: collected apart, never added to an incident.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Reading, StatementId,
    account::{Aggregate, AggregateValue, Period, Standing},
    reading::MentionRole,
    statement::{Property, Stance, Value},
};

use super::time::to_period;

/// The counts stated of aggregates, by property, period and value; the same count told twice is one.
pub fn aggregates(readings: &[Reading], standings: &[Vec<Standing>]) -> Vec<Aggregate> {
    let mut merged: BTreeMap<(Property, Period, AggregateValue), BTreeSet<StatementId>> = BTreeMap::new();
    for (reading, standings) in readings.iter().zip(standings) {
        for (statement, standing) in reading.statements.iter().zip(standings) {
            let Some(mention) = reading.incidents.get(statement.mention as usize) else { continue };
            let Value::Count(count) = &statement.value else { continue };
            let counts = mention.role == MentionRole::Aggregate
                && statement.stance == Stance::Asserts
                && *standing != Standing::Copied;
            if counts {
                let value = AggregateValue { low: count.low, high: count.high };
                let period = to_period(&mention.time);
                merged.entry((statement.property, period, value)).or_default().insert(statement.id.clone());
            }
        }
    }
    let aggregate = |((property, period, value), statements): (_, BTreeSet<StatementId>)| Aggregate {
        property,
        value,
        period,
        statements: statements.into_iter().collect(),
    };
    merged.into_iter().map(aggregate).collect()
}
