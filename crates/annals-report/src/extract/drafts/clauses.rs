//! Parts of a sentence that tell of incidents of their own: "on Monday four people died in a bombing, and on Tuesday six were shot dead".

use annals_types::{Span, layers::QuantityRole, mention::TimeMention, time::TimePrecision};

use super::{
    Gathering,
    days::{can_be_one_time, is_other_day},
};

/// The words that join such parts.
const JOINTS: &[&str] = &["and", "while", "but", "whereas", ";"];

/// In a sentence with more of these words no further parts are looked for: a bound, so that lists stay cheap.
const MOST_JOINTS: usize = 24;

impl Gathering<'_, '_> {
    /// The parts of `sentence`, in order; the sentence itself where it tells of one thing. Each part has its own words for what happened,
    /// and another day or another town than the one before.
    pub(super) fn parts(&self, sentence: Span) -> Vec<Span> {
        let scene = self.scene;
        let joints = scene.words_in(sentence).iter().filter(|word| JOINTS.contains(&word.norm.as_str()));
        let mut start = sentence.start();
        let mut parts = Vec::new();
        for joint in joints.take(MOST_JOINTS).map(|word| word.span.start()) {
            let (left, right) = (Span::new(start, joint), Span::new(joint, sentence.end()));
            if self.are_of_two(left, right) {
                parts.push(left);
                start = joint;
            }
        }
        parts.push(Span::new(start, sentence.end()));
        parts
    }

    /// Whether two neighbouring stretches of a sentence tell of two incidents.
    fn are_of_two(&self, left: Span, right: Span) -> bool {
        let (left_named, right_named) = (self.names_what_happened(left), self.names_what_happened(right));
        let told = (left_named || self.counts_the_harmed(left))
            && (right_named || self.opens_with_its_day(right) && self.counts_the_harmed(right));
        told && self.are_of_two_days(left, right)
            || (left_named || self.counts_the_harmed(left))
                && (self.names_something_new(right) || right_named && self.counts_the_harmed(right))
                && self.are_towns_apart(left, right)
    }

    /// Whether people are said to have been killed or hurt in words that all stand there. Those who died may have been hurt before.
    fn counts_the_harmed(&self, part: Span) -> bool {
        let harmed = |role| matches!(role, QuantityRole::Killed | QuantityRole::Injured);
        let dies = &self.scene.knowledge.casualties.dies;
        self.scene.quantities_in(part).any(|(_, quantity)| {
            let told = |cue: Span| {
                let words = self.scene.tokens_in(cue);
                part.contains(cue) && !words.iter().any(|word| dies.contains(&word.norm))
            };
            harmed(quantity.role) && quantity.cue.is_some_and(told)
        })
    }

    /// "And on Tuesday six people were killed": not "and six people were in hospital on Tuesday".
    fn opens_with_its_day(&self, part: Span) -> bool {
        /// The joint and a preposition, or an article.
        const BEFORE: usize = 3;
        let words = self.scene.words_in(part);
        let within = words.get(BEFORE).map_or(part.end(), |word| word.span.start());
        self.scene.times_in(part).next().is_some_and(|(_, time)| time.span.start() < within)
    }

    fn names_what_happened(&self, part: Span) -> bool {
        self.scene.triggers_in(part).next().is_some()
    }

    /// Whether some word for what happened is no mere reference to what was told: not "and victims of the blast were taken to Damascus".
    fn names_something_new(&self, part: Span) -> bool {
        let refers = |word: Span| {
            matches!(
                self.scene.words_before(word.start(), 1).as_slice(),
                ["the" | "this" | "that" | "these" | "those"]
            )
        };
        self.scene.triggers_in(part).any(|(_, trigger)| !refers(trigger.span))
    }

    /// Whether the first day that the right one names is none that the left one names.
    fn are_of_two_days(&self, left: Span, right: Span) -> bool {
        let scene = self.scene;
        let days = |part: Span| {
            let dates = |&(_, time): &(usize, &TimeMention)| self.may_date(time, false);
            scene.times_in(part).filter(dates).map(|(_, time)| time).filter(|time| names_a_day(time))
        };
        let Some(next) = days(right).next() else { return false };
        let mut before = days(left).peekable();
        before.peek().is_some()
            && (is_other_day(next, scene) || before.all(|day| !can_be_one_time(day, next)))
    }

    /// Whether both name towns, and none in common.
    fn are_towns_apart(&self, left: Span, right: Span) -> bool {
        let (left, right) = (self.towns(left), self.towns(right));
        !left.is_empty() && !right.is_empty() && !self.share_a_place(&left, &right)
    }
}

/// A day or a part of one, be it counted from another.
fn names_a_day(time: &TimeMention) -> bool {
    matches!(time.precision, TimePrecision::PartOfDay | TimePrecision::Day)
        || time.partial.weekday.is_some()
        || time.partial.day.is_some()
}
