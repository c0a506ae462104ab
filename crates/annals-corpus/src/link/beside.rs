//! Reports that tell what another is about beside their own incident: the raid of the day before, the other towns of a round-up.
//!
//! Their words are so alike that the two main incidents would be taken for one, and what is told beside would be left over.

use annals_types::reading::MentionRole;

use super::{
    compare::{self, Score},
    facts::Facts,
};

/// How alike two mentions are, and whether anything forbids the link, be it what one of their reports tells beside. `facts` ascend by
/// reading.
pub fn score(facts: &[Facts], a: usize, b: usize, published: Option<i64>) -> Score {
    let score = compare::score(&facts[a], &facts[b], published);
    Score { vetoed: score.vetoed || forbids(facts, a, b, score.sum), ..score }
}

/// Whether what is told beside forbids a link of this score: it is asked where the two would be linked.
pub fn forbids(facts: &[Facts], a: usize, b: usize, score: f64) -> bool {
    score > 0.0 && is_told_beside(facts, a, b)
}

/// Whether one of two main incidents is told by the report of the other beside its own.
fn is_told_beside(facts: &[Facts], a: usize, b: usize) -> bool {
    let is_main = |mention: usize| facts[mention].role == MentionRole::Main;
    let told = |own: usize, main: usize| {
        let reading = facts[main].at.0;
        let first =
            facts[..main].iter().rposition(|other| other.at.0 != reading).map_or(0, |before| before + 1);
        let told = facts[first..].iter().take_while(|other| other.at.0 == reading);
        told.filter(|other| other.role != MentionRole::Main)
            .any(|beside| compare::is_rather(&facts[own], &facts[main], beside))
    };
    is_main(a) && is_main(b) && (told(a, b) || told(b, a))
}
