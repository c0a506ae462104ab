//! Which incident mentions tell of one incident.
//!
//! [`facts`] gathers what is compared of each mention, [`block`] finds the pairs worth comparing, [`compare`] scores a pair by
//! named features whose log-odds stand in [`learned`], [`cluster`] groups mentions by average link under vetoes. Mentions in
//! passages that were taken over follow the mention they were copied from, so that copies neither cost nor weigh.

mod block;
mod cluster;
mod compare;
mod facts;
mod follow;
mod learned;
mod weights;
mod why;

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    IncidentMention, Reading, ReportId,
    collection::{Comparison, Origin},
    layers::Reality,
    reading::MentionRole,
};

use facts::Facts;
pub use why::why;

/// Mentions grouped into incidents.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Linked {
    /// Groups of (reading, mention) indices; each group and the list of groups ascend.
    pub groups: Vec<Vec<(u32, u32)>>,
    /// The pairs that were compared and are worth keeping: linked, vetoed though alike, or nearly linked; ascending.
    pub comparisons: Vec<Comparison>,
}

/// Log-odds above which the comparison of a pair that was not linked is kept: near enough for a person to wonder.
const NEAR_MISS: f64 = -4.0;

/// Groups the incident mentions of `readings` (aggregates and hypothetical ones left out). `readings` ascend by report id.
pub fn link(readings: &[Reading], origins: &[Option<Origin>]) -> Linked {
    let facts = Facts::of_all(readings, origins);
    let followed = follow::followed(readings, origins, &facts);
    let founders: Vec<usize> = (0..facts.len()).filter(|&mention| followed[mention].is_none()).collect();
    let pairs = block::pairs(&facts, &founders);
    let clustered = cluster::cluster(&facts, &founders, pairs);

    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (group, members) in clustered.groups.iter().enumerate() {
        group_of.extend(members.iter().map(|&member| (member, group)));
    }
    let mut groups = clustered.groups.clone();
    let mut told_in: Vec<BTreeSet<u32>> =
        groups.iter().map(|members| members.iter().map(|&member| facts[member].at.0).collect()).collect();
    for (mention, &leader) in followed.iter().enumerate() {
        let Some(&group) = leader.and_then(|leader| group_of.get(&leader)) else { continue };
        if told_in[group].insert(facts[mention].at.0) {
            groups[group].push(mention);
        } else {
            // The copy tells two incidents, whose originals were found to be one; it keeps them apart.
            groups.push(vec![mention]);
        }
    }
    let mut groups: Vec<Vec<(u32, u32)>> = groups
        .into_iter()
        .map(|members| members.into_iter().map(|member| facts[member].at).collect())
        .collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();

    let mut kept: BTreeSet<(usize, usize)> = BTreeSet::new();
    kept.extend(clustered.scores.iter().filter(|(_, score)| score.sum > NEAR_MISS).map(|(pair, _)| *pair));
    kept.extend(clustered.strongest);
    kept.extend(
        followed
            .iter()
            .enumerate()
            .filter_map(|(mention, leader)| leader.map(|leader| (mention.min(leader), mention.max(leader)))),
    );
    let comparisons = kept.iter().map(|&(a, b)| {
        let copied = followed[a] == Some(b) || followed[b] == Some(a);
        comparison(readings, &facts[a], &facts[b], copied)
    });
    Linked { groups, comparisons: comparisons.collect() }
}

/// A pair of mentions as weights are learned from it.
#[derive(Clone, PartialEq, Debug)]
pub struct Measured {
    /// Report and index of the mention.
    pub left: (ReportId, u32),
    /// The other.
    pub right: (ReportId, u32),
    /// Names of weights, each with the number that it is read at.
    pub measured: Vec<(&'static str, f64)>,
    /// Whether something forbids the link whatever the weights.
    pub vetoed: bool,
}

/// Every pair that is worth comparing, with what is measured of it, before anything is grouped.
pub fn measured(readings: &[Reading], origins: &[Option<Origin>]) -> Vec<Measured> {
    let facts = Facts::of_all(readings, origins);
    let followed = follow::followed(readings, origins, &facts);
    let founders: Vec<usize> = (0..facts.len()).filter(|&mention| followed[mention].is_none()).collect();
    let name = |facts: &Facts| (readings[facts.at.0 as usize].report.id.clone(), facts.at.1);
    let pairs = block::pairs(&facts, &founders).into_iter();
    let measure = |(a, b): (usize, usize)| {
        let (measured, vetoed) = compare::measure(&facts[a], &facts[b]);
        Measured { left: name(&facts[a]), right: name(&facts[b]), measured, vetoed }
    };
    pairs.map(measure).collect()
}

fn comparison(readings: &[Reading], left: &Facts, right: &Facts, copied: bool) -> Comparison {
    let name = |facts: &Facts| (readings[facts.at.0 as usize].report.id.clone(), facts.at.1);
    let mut outcome = compare::explain(left, right);
    if copied {
        // The words are the same; a day counted from another publication date is no second incident.
        outcome.terms.push(follow::copied_term());
        outcome.veto = None;
    }
    let score = outcome.terms.iter().map(|term| term.weight).sum();
    Comparison { left: name(left), right: name(right), terms: outcome.terms, score, veto: outcome.veto }
}

/// Whether a mention can be one of an incident at all.
fn is_incident(mention: &IncidentMention) -> bool {
    mention.role != MentionRole::Aggregate && mention.reality != Reality::Hypothetical
}
