//! Which incident mentions tell of one incident.
//!
//! [`Gathered`] holds what is compared of each mention ([`facts`]), [`block`] finds the pairs worth comparing, [`compare`] scores a pair by
//! named features whose log-odds stand in [`learned`], [`cluster`] groups mentions by average link under vetoes. Mentions in
//! passages that were taken over follow the mention they were copied from, so that copies neither cost nor weigh.

mod beside;
mod block;
mod cluster;
mod compare;
mod facts;
mod follow;
mod learned;
mod weights;
mod why;

use std::collections::BTreeSet;

use annals_types::{
    IncidentMention, Reading, ReportId,
    collection::{Comparison, Origin},
    layers::Reality,
    reading::MentionRole,
};

use cluster::Published;
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

/// What is compared of every mention of a collection.
struct Gathered<'a> {
    readings: &'a [Reading],
    facts: Vec<Facts>,
    /// For each of `facts`, the one that it was copied from.
    followed: Vec<Option<usize>>,
    /// Those that follow none, ascending: they are grouped by what they say.
    founders: Vec<usize>,
}

impl<'a> Gathered<'a> {
    /// Of `readings`, which ascend by report id.
    fn of(readings: &'a [Reading], origins: &[Option<Origin>]) -> Self {
        let facts = Facts::of_all(readings, origins);
        let followed = follow::followed(readings, origins, &facts);
        let founders = (0..facts.len()).filter(|&mention| followed[mention].is_none()).collect();
        Self { readings, facts, followed, founders }
    }

    /// The pairs of founders that are worth comparing, ascending; `most` as [`block::pairs`] takes it.
    fn pairs(&self, most: usize) -> Vec<(usize, usize)> {
        block::pairs(&self.facts, &self.founders, most)
    }

    /// Whether the words of one were taken over from the other.
    fn copied(&self, a: usize, b: usize) -> bool {
        self.followed[a] == Some(b) || self.followed[b] == Some(a)
    }

    /// Report and index of a mention.
    fn name(&self, mention: usize) -> (ReportId, u32) {
        let (reading, index) = self.facts[mention].at;
        (self.readings[reading as usize].report.id.clone(), index)
    }

    /// Two mentions compared, `published` days apart, with reasons.
    fn comparison(&self, a: usize, b: usize, published: Option<i64>) -> Comparison {
        let mut outcome = compare::explain(&self.facts[a], &self.facts[b], published);
        if self.copied(a, b) {
            // The words are the same; a day counted from another publication date is no second incident.
            outcome.terms.push(follow::copied_term());
            outcome.veto = None;
        }
        let score = outcome.terms.iter().map(|term| term.weight).sum();
        if outcome.veto.is_none() && !self.copied(a, b) && beside::forbids(&self.facts, a, b, score) {
            outcome.veto =
                Some("one report tells beside its own incident the one that the other is about".to_owned());
        }
        Comparison {
            left: self.name(a),
            right: self.name(b),
            terms: outcome.terms,
            score,
            veto: outcome.veto,
        }
    }
}

/// Groups the incident mentions of `readings` (aggregates and hypothetical ones left out). `readings` ascend by report id.
pub fn link(readings: &[Reading], origins: &[Option<Origin>]) -> Linked {
    let gathered = Gathered::of(readings, origins);
    let Gathered { facts, followed, founders, .. } = &gathered;
    let clustered = cluster::cluster(facts, founders, gathered.pairs(block::MOST));
    let group_of = &clustered.group_of;

    let mut groups = clustered.groups.clone();
    let mut told_in: Vec<BTreeSet<u32>> =
        groups.iter().map(|members| members.iter().map(|&member| facts[member].at.0).collect()).collect();
    for (mention, &leader) in followed.iter().enumerate() {
        let Some(group) = leader.and_then(|leader| group_of[leader]) else { continue };
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

    let mut kept: Vec<(usize, usize)> = Vec::new();
    kept.extend(clustered.scores.iter().filter(|(_, score)| score.sum > NEAR_MISS).map(|(pair, _)| *pair));
    kept.extend(clustered.strongest);
    kept.extend(
        followed
            .iter()
            .enumerate()
            .filter_map(|(mention, leader)| leader.map(|leader| (mention.min(leader), mention.max(leader)))),
    );
    kept.sort_unstable();
    kept.dedup();
    let news: Vec<Published> = clustered.groups.iter().map(|members| Published::of(facts, members)).collect();
    let published = |a: usize, b: usize| {
        let own = compare::published_gap(&facts[a], &facts[b]);
        match (group_of[a], group_of[b]) {
            (Some(a), Some(b)) if a != b => own.and(news[a].gap(&news[b])),
            _ => own,
        }
    };
    let comparisons = kept.iter().map(|&(a, b)| gathered.comparison(a, b, published(a, b))).collect();
    Linked { groups, comparisons }
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

/// Every pair that weights can be learned from, with what is measured of it, before anything is grouped.
pub fn measured(readings: &[Reading], origins: &[Option<Origin>]) -> Vec<Measured> {
    let gathered = Gathered::of(readings, origins);
    let measure = |(a, b): (usize, usize)| {
        let (measured, vetoed) = compare::measure(&gathered.facts[a], &gathered.facts[b]);
        Measured { left: gathered.name(a), right: gathered.name(b), measured, vetoed }
    };
    gathered.pairs(block::MOST_TO_LEARN).into_iter().map(measure).collect()
}

/// Whether a mention can be one of an incident at all.
fn is_incident(mention: &IncidentMention) -> bool {
    mention.role != MentionRole::Aggregate && mention.reality != Reality::Hypothetical
}
