//! Who is said to be killed or injured, by the figures that the network reads: it has not learned those from messages of MUC-4.

use std::ops::Range;

use annals_encoder::Labels;

use crate::network::spans_of;

/// By how much being killed or injured raises the log-odds that a word for people describes a target, and what parts of the odds
/// by the words around and of a target in general are left beside it. After a logistic regression on the keys of the training part,
/// where half of the words for people that are read as killed or injured describe a target, and one in five of all.
const RAISED: f32 = 1.3;
const BY_WORDS: f32 = 0.5;
const ALWAYS: f32 = -1.1;

/// Words of figures.
pub struct Hurt {
    killed: Vec<Range<usize>>,
    injured: Vec<Range<usize>>,
}

impl Hurt {
    /// Those that `labels` show.
    pub fn of(labels: &Labels) -> Self {
        let words = |head: &str| spans_of(labels, head).map(|(words, _)| words).collect();
        Self { killed: words("killed"), injured: words("injured") }
    }

    /// How many of these phrases are within what is said to be killed, and how many injured.
    fn count(&self, phrases: &[Range<usize>]) -> (usize, usize) {
        let within = |figures: &[Range<usize>]| {
            let meets = |phrase: &&Range<usize>| {
                figures.iter().any(|figure| figure.start < phrase.end && phrase.start < figure.end)
            };
            phrases.iter().filter(meets).count()
        };
        (within(&self.killed), within(&self.injured))
    }

    /// What is mostly said of somebody who is told by these phrases; `None` for nothing.
    pub fn effect(&self, phrases: &[Range<usize>]) -> Option<&'static str> {
        match self.count(phrases) {
            (0, 0) => None,
            (killed, injured) if killed > injured => Some("DEATH"),
            _ => Some("INJURY"),
        }
    }

    /// The chance that people told by these phrases are a target, where the words alone give them `chance`.
    pub fn chance(&self, phrases: &[Range<usize>], chance: f32) -> f32 {
        let (killed, injured) = self.count(phrases);
        let raised = RAISED * (f32::from(u8::from(killed > 0)) + f32::from(u8::from(injured > 0)));
        let odds = (chance / (1.0 - chance)).powf(BY_WORDS) * (ALWAYS + raised).exp();
        if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 }
    }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one span is a list of spans")]
mod tests {
    use super::*;

    #[test]
    fn the_dead_are_more_likely_targets() {
        let hurt = Hurt { killed: vec![2..4], injured: Vec::new() };
        let (dead, other) = ([3..4, 9..10], [7..8]);
        assert_eq!((hurt.effect(&dead), hurt.effect(&other)), (Some("DEATH"), None));
        assert!(hurt.chance(&dead, 0.3) > 0.4 && hurt.chance(&other, 0.3) < 0.3);
        assert!(hurt.chance(&other, 1.0) > 0.99);
    }

    #[test]
    fn what_is_said_more_often_counts() {
        let hurt = Hurt { killed: vec![2..4], injured: vec![5..6, 8..9] };
        let phrases = [2..3, 5..6, 8..9];
        assert_eq!(hurt.effect(&phrases), Some("INJURY"));
    }
}
