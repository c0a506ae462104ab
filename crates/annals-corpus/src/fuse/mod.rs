//! What is known of each incident.
//!
//! [`member`] gathers the tellings of an incident and who stands behind each statement; [`standing`] finds which counts were
//! superseded or corrected, after [`repeats`] joined what one report says twice; [`course`] follows them from day to day; [`toll`] compares
//! what remains, [`dead`] leaves out who died, [`further`] adds who died later, and [`policy`] chooses; [`time`], [`place`], [`blame`] and
//! [`kind`] fuse the rest; [`grade`], [`confidence`] and [`title`] sum it up. Nothing is averaged, and every value carries the statements
//! that it rests on.

mod aggregate;
mod blame;
pub mod confidence;
mod course;
mod dead;
mod further;
mod grade;
mod kind;
mod learned;
mod member;
mod place;
mod policy;
mod repeats;
mod standing;
mod time;
mod title;
mod toll;
mod totals;
pub mod weighed;
mod weighed_learned;

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Account, Collection, IncidentId, Reading, ReportId, StatementId,
    account::{Dispute, Member, Policy, Relation, Standing, Term},
    collection::Origin,
    statement::{Property, RelationKind, Value},
};

use crate::link::Linked;
use member::{Corpus, Telling};

/// The accounts of the groups in `linked`.
pub fn fuse(
    readings: Vec<Reading>,
    origins: Vec<Option<Origin>>,
    linked: Linked,
    policy: Policy,
) -> Collection {
    let corpus = Corpus::new(&readings, &origins);
    let mut standings = corpus.initial_standings();

    let groups: Vec<Vec<Telling<'_>>> = linked.groups.iter().map(|group| corpus.tellings(group)).collect();
    let ids: Vec<IncidentId> = groups.iter().map(|tellings| founding_id(tellings)).collect();
    let group_of: BTreeMap<(u32, u32), usize> = linked
        .groups
        .iter()
        .enumerate()
        .flat_map(|(group, members)| members.iter().map(move |&member| (member, group)))
        .collect();
    let copied = groups.iter().flatten().filter(|telling| telling.copied).map(|telling| telling.at).collect();
    let whys = strongest_links(&readings, &linked, &copied);

    let mut accounts = Vec::with_capacity(groups.len());
    for (group, tellings) in groups.iter().enumerate() {
        let relations = relations(tellings, &group_of, &ids, group);
        let account = account(tellings, &ids[group], &mut standings, policy, relations, &whys);
        accounts.push((account, group));
    }
    accounts.sort_by(|(a, _), (b, _)| time_order(a).cmp(&time_order(b)).then_with(|| a.id.cmp(&b.id)));

    let mut place_of_group = vec![0; groups.len()];
    for (place, (_, group)) in accounts.iter().enumerate() {
        place_of_group[*group] = place as u32;
    }
    let link = |reading: usize, mention: usize| {
        let group = group_of.get(&(reading as u32, mention as u32))?;
        Some(place_of_group[*group])
    };
    let links = readings
        .iter()
        .enumerate()
        .map(|(index, reading)| (0..reading.incidents.len()).map(|mention| link(index, mention)).collect())
        .collect();
    let aggregates = aggregate::aggregates(&readings, &standings);
    let accounts = accounts.into_iter().map(|(account, _)| account).collect();
    Collection { accounts, links, standings, aggregates, comparisons: linked.comparisons, readings, origins }
}

fn account(
    tellings: &[Telling<'_>],
    id: &IncidentId,
    standings: &mut [Vec<Standing>],
    policy: Policy,
    relations: Vec<Relation>,
    whys: &Strongest,
) -> Account {
    let toll::Fused { tolls, mut disputes, .. } = toll::tolls(tellings, standings, policy);
    let incident_type = kind::incident_type(tellings);
    let (reality, reality_dispute) = kind::reality(tellings);
    let (time, time_dispute) = time::time(tellings);
    let places = place::places(tellings);
    let actors = place::actors(tellings);
    let mut blamed = blame::responsibility(tellings);
    disputes.extend([reality_dispute, time_dispute, blamed.dispute.take()].into_iter().flatten());
    disputes.sort_by_key(|dispute: &Dispute| dispute.property);
    let grades = grade::grades(tellings, &tolls, &blamed);
    let label = kind::label(tellings, &incident_type.value);
    let title = title::title(&label, tellings, &time, &places, &actors);
    let reports = members(tellings, whys);
    let mut account = Account {
        id: id.clone(),
        title,
        incident_type,
        reality,
        time,
        places,
        actors,
        tolls,
        responsibility: blamed.list,
        relations,
        disputes,
        grades,
        policy,
        confidence: 0.0,
        reports,
    };
    account.confidence = confidence::incident(&account, tellings);
    for property in Property::TOLLS {
        let chance =
            account.tolls.get(property).and_then(|toll| confidence::toll(&account, tellings, property, toll));
        if let Some(Some(toll)) = account.tolls.get_mut(property) {
            toll.confidence = chance;
        }
    }
    account
}

/// The id from the founding mention. `tellings` stand in the order of founding.
fn founding_id(tellings: &[Telling<'_>]) -> IncidentId {
    let Some(founder) = tellings.first() else {
        return IncidentId::of(&ReportId::of(None, None, ""), annals_types::Span::new(0, 0), 0);
    };
    let anchor = founder.mention.anchor();
    let before = &founder.reading.incidents[..founder.at.1 as usize];
    let nth = before.iter().filter(|other| other.anchor() == anchor).count();
    IncidentId::of(&founder.reading.report.id, anchor, nth as u32)
}

/// By time, those of unknown time last.
fn time_order(account: &Account) -> (bool, Option<jiff::Timestamp>, Option<jiff::Timestamp>) {
    let time = &account.time;
    let first = time.earliest.or(time.latest);
    (first.is_none(), first, time.latest)
}

type Strongest = BTreeMap<(u32, u32), Vec<Term>>;

/// The terms of a link, with what it is ranked by: whether it leads to an original, then its score.
type Ranked<'a> = ((bool, f64), &'a [Term]);

/// For each mention the terms of its strongest link within its group; a link to one of `copied` only where there is no other, since
/// what was taken over from a report says nothing about where that report belongs.
fn strongest_links(readings: &[Reading], linked: &Linked, copied: &BTreeSet<(u32, u32)>) -> Strongest {
    let index = |(report, mention): &(ReportId, u32)| {
        let reading = readings.binary_search_by(|reading| reading.report.id.cmp(report)).ok()?;
        Some((reading as u32, *mention))
    };
    let mut group_of = BTreeMap::new();
    for (group, members) in linked.groups.iter().enumerate() {
        group_of.extend(members.iter().map(|&member| (member, group)));
    }
    let mut best: BTreeMap<(u32, u32), Ranked<'_>> = BTreeMap::new();
    for comparison in &linked.comparisons {
        let (Some(left), Some(right)) = (index(&comparison.left), index(&comparison.right)) else { continue };
        if comparison.veto.is_some() || group_of.get(&left) != group_of.get(&right) {
            continue;
        }
        for (member, other) in [(left, right), (right, left)] {
            let rank = (!copied.contains(&other), comparison.score);
            if best.get(&member).is_none_or(|(known, _)| rank > *known) {
                best.insert(member, (rank, &comparison.terms));
            }
        }
    }
    best.into_iter().map(|(member, (_, terms))| (member, terms.to_vec())).collect()
}

/// One entry a report, the founding one first, then by role and report id.
fn members(tellings: &[Telling<'_>], whys: &Strongest) -> Vec<Member> {
    let mut members: Vec<(usize, Member)> = Vec::new();
    for (place, telling) in tellings.iter().enumerate() {
        let why = if place == 0 { Vec::new() } else { whys.get(&telling.at).cloned().unwrap_or_default() };
        let report = telling.reading.report.id.clone();
        members.push((place, Member { report, role: telling.mention.role, why }));
    }
    members.sort_by(|(place_a, a), (place_b, b)| {
        (*place_a != 0, a.role, &a.report).cmp(&(*place_b != 0, b.role, &b.report))
    });
    members.into_iter().map(|(_, member)| member).collect()
}

/// Relations to other incidents of the collection, by kind, then incident.
fn relations(
    tellings: &[Telling<'_>],
    group_of: &BTreeMap<(u32, u32), usize>,
    ids: &[IncidentId],
    own: usize,
) -> Vec<Relation> {
    let mut found: BTreeMap<(RelationKind, &IncidentId), BTreeSet<StatementId>> = BTreeMap::new();
    for telling in tellings {
        for (_, statement) in telling.statements() {
            let Value::Relation(kind, other) = statement.value else { continue };
            if let Some(&group) = group_of.get(&(telling.at.0, other))
                && group != own
            {
                found.entry((kind, &ids[group])).or_default().insert(statement.id.clone());
            }
        }
    }
    let relation = |((kind, incident), statements): ((RelationKind, &IncidentId), BTreeSet<StatementId>)| {
        Relation { kind, incident: incident.clone(), statements: statements.into_iter().collect() }
    };
    found.into_iter().map(relation).collect()
}
