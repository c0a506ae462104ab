//! Parts of a sentence that tell of incidents of their own: "on Monday four people died in a bombing, and on Tuesday six were shot dead".

use annals_types::{
    Span,
    layers::{QuantityRole, Token, Trigger},
    mention::TimeMention,
    time::TimePrecision,
};

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
        let headline = scene.in_headline(sentence);
        let is_joint = |word: &&Token| JOINTS.contains(&word.norm.as_str()) || headline && word.norm == ",";
        let joints = scene.words_in(sentence).iter().filter(is_joint);
        let mut start = sentence.start();
        let mut parts = Vec::new();
        for joint in joints.take(MOST_JOINTS) {
            let (left, right) =
                (Span::new(start, joint.span.start()), Span::new(joint.span.start(), sentence.end()));
            let is_mark = matches!(joint.norm.as_str(), "," | ";");
            let apart = joint.norm != "," && self.are_of_two(left, right);
            if apart || headline && is_mark && self.are_two_headlines(left, right) {
                parts.push(left);
                start = joint.span.start();
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

    /// "Two killed in Mosul blast, gunmen kill judge in Kirkuk", "missile kills 11 in Sumy; two dead in Odesa": headlines join by a mark what
    /// sentences tell one by one. What follows it has a town of its own, and somebody who does something, or people of its own after a
    /// semicolon; "rockets kill three in Sderot, two hurt in Ashkelon" tells of one attack.
    fn are_two_headlines(&self, left: Span, right: Span) -> bool {
        let scene = self.scene;
        let is_counted = |word: Span| scene.quantities_in(right).any(|(_, told)| told.figure.overlaps(word));
        let is_own_verb = |head: u32| {
            let verb = scene.layers.tokens.get(head as usize);
            verb.is_some_and(|verb| verb.upos.as_deref() == Some("VERB") && right.contains(verb.span))
        };
        let acts = |word: &Token| {
            word.deprel.as_deref() == Some("nsubj")
                && word.head.is_some_and(is_own_verb)
                && !is_counted(word.span)
        };
        let words = scene.words_in(right);
        let counts = matches!(words, [mark, first, ..] if mark.norm == ";" && is_counted(first.span));
        let types = &scene.knowledge.incident_types;
        let spreads = |(_, trigger): (usize, &Trigger)| types.spreads(&trigger.incident_type);
        let told = |part: Span| self.names_what_happened(part) || self.counts_the_harmed(part);
        told(left)
            && (scene.tokens_in(right).iter().any(acts) && told(right)
                || counts && self.counts_the_harmed(right))
            && !scene.triggers_in(left).any(spreads)
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
    pub(super) fn names_something_new(&self, part: Span) -> bool {
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
pub(super) fn names_a_day(time: &TimeMention) -> bool {
    matches!(time.precision, TimePrecision::PartOfDay | TimePrecision::Day)
        || time.partial.weekday.is_some()
        || time.partial.day.is_some()
}
