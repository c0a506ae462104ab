//! Who is said to be killed or injured, by the figures that the network reads: it has not learned those from messages of MUC-4.

use std::ops::Range;

use annals_encoder::Labels;

use super::classes::Features;
use crate::network::spans_of;

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

    /// What is seen of people told by these phrases, for the task `described`.
    pub fn features(&self, phrases: &[Range<usize>]) -> Features {
        let (killed, injured) = self.count(phrases);
        let mut found: Features =
            [format!("killed:{}", killed.min(2)), format!("injured:{}", injured.min(2))].into();
        let others = [(!self.killed.is_empty(), "killed:any"), (!self.injured.is_empty(), "injured:any")];
        found.extend(others.into_iter().filter(|(any, _)| *any).map(|(_, name)| name.to_owned()));
        if killed + injured == 0 {
            found.insert("unhurt".to_owned());
        }
        found
    }

    /// The heads of the phrases of people who are said to be hurt: nouns that no noun follows. `is_noun` knows the words.
    pub fn heads(&self, is_noun: impl Fn(usize) -> bool) -> Vec<usize> {
        let of = |phrase: &Range<usize>| -> Vec<usize> {
            let is_head = |word: &usize| is_noun(*word) && !(word + 1 < phrase.end && is_noun(word + 1));
            phrase.clone().filter(is_head).collect()
        };
        self.killed.iter().chain(&self.injured).flat_map(of).collect()
    }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one span is a list of spans")]
mod tests {
    use super::*;

    #[test]
    fn the_dead_are_seen_as_killed() {
        let hurt = Hurt { killed: vec![2..4], injured: Vec::new() };
        let (dead, other) = ([3..4, 9..10], [7..8]);
        assert_eq!((hurt.effect(&dead), hurt.effect(&other)), (Some("DEATH"), None));
        assert_eq!(hurt.features(&dead), ["injured:0", "killed:1", "killed:any"].map(str::to_owned).into());
        assert!(hurt.features(&other).contains("unhurt"));
    }

    #[test]
    fn the_last_noun_of_a_phrase_is_its_head() {
        let hurt = Hurt { killed: vec![2..4], injured: vec![6..9] };
        assert_eq!(hurt.heads(|word| [2, 3, 6, 8].contains(&word)), [3, 6, 8]);
    }

    #[test]
    fn what_is_said_more_often_counts() {
        let hurt = Hurt { killed: vec![2..4], injured: vec![5..6, 8..9] };
        let phrases = [2..3, 5..6, 8..9];
        assert_eq!(hurt.effect(&phrases), Some("INJURY"));
    }
}
