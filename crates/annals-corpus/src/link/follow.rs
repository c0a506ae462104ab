//! Mentions in copied passages follow the mention that they were copied from.

use std::collections::BTreeMap;

use annals_types::{Reading, Span, account::Term, collection::Origin};

use super::{facts::Facts, weights::Weight};

/// Share of words that two tellings must have in common to be one telling.
const SAME_TELLING: f64 = 0.8;

/// For each mention the one that it was copied from, as indices in `facts`; always one that follows nobody itself.
///
/// The word that names it must stand in a passage taken over, and the origin must have one telling of the same type in
/// nearly the same words.
pub fn followed(readings: &[Reading], origins: &[Option<Origin>], facts: &[Facts]) -> Vec<Option<usize>> {
    let mut of_report: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, facts) in facts.iter().enumerate() {
        of_report.entry(facts.at.0).or_default().push(index);
    }
    let reading_of = |origin: &Origin| {
        readings
            .binary_search_by(|reading| reading.report.id.cmp(&origin.report))
            .ok()
            .map(|index| index as u32)
    };
    let mut direct: Vec<Option<usize>> = vec![None; facts.len()];
    for (report, mentions) in &of_report {
        let Some(origin) = &origins[*report as usize] else { continue };
        let theirs = reading_of(origin).and_then(|origin| of_report.get(&origin));
        let mut free: Vec<usize> = theirs.cloned().unwrap_or_default();
        for &mention in mentions {
            let anchor = readings[*report as usize].incidents[facts[mention].at.1 as usize].anchor();
            if !origin.passages.iter().any(|passage: &Span| passage.overlaps(anchor)) {
                continue;
            }
            let alike = |&&leader: &&usize| {
                facts[leader].kinds.first() == facts[mention].kinds.first()
                    && facts[leader].telling.cosine(&facts[mention].telling) >= SAME_TELLING
            };
            if let Some(&leader) = free.iter().find(alike) {
                direct[mention] = Some(leader);
                free.retain(|&other| other != leader);
            }
        }
    }
    let leader_of = |mention: usize| {
        let mut leader = direct[mention]?;
        // Origins lead from later to earlier reports, so that this ends.
        while let Some(further) = direct[leader] {
            leader = further;
        }
        Some(leader)
    };
    let mut leaders: Vec<Option<usize>> = (0..facts.len()).map(leader_of).collect();
    // Two mentions of one report never follow the same leader by different ways.
    let mut taken = std::collections::BTreeSet::new();
    for (mention, leader) in leaders.iter_mut().enumerate() {
        if leader.is_some_and(|leader| !taken.insert((facts[mention].at.0, leader))) {
            *leader = None;
        }
    }
    leaders
}

/// What a comparison says of a mention that was copied.
pub fn copied_term() -> Term {
    Term { feature: "the words were taken over".to_owned(), weight: Weight::Copied.at(0.0) }
}
