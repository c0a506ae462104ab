//! One victim, told several times: "a man was shot ... he died at the hospital" is one dead and nobody hurt.
//!
//! Looks at the figures of the whole report, after [`quantities`](super::quantities) has read each sentence by itself.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole},
    statement::{Scope, Stance},
};

use super::line::Line;
use crate::{closed_classes::is_reflexive, knowledge::casualties::Casualties};

/// Leaves out pronouns where somebody is named as dead, and the harm of which the only victim of a report died.
pub fn settle(text: &str, lines: &[Line], quantities: &mut Vec<Quantity>, lexicon: &Casualties) {
    let is_pronoun =
        |quantity: &Quantity| matches!(quantity.figure.of(text).to_lowercase().as_str(), "he" | "she");
    let named = quantities.iter().any(|quantity| is_death(quantity) && !is_pronoun(quantity));
    let first =
        quantities.iter().filter(|quantity| is_pronoun(quantity)).map(|quantity| quantity.figure).min();
    quantities.retain(|quantity| !is_pronoun(quantity) || !named && Some(quantity.figure) == first);
    if died_of_it(text, lines, quantities, lexicon) {
        quantities.retain(|quantity| quantity.role != QuantityRole::Injured || quantity.high == Some(0));
    }
}

/// Whether one person is killed, one is hurt, and nothing tells the two apart.
fn died_of_it(text: &str, lines: &[Line], quantities: &[Quantity], lexicon: &Casualties) -> bool {
    let told = |role| -> Vec<&Quantity> {
        quantities.iter().filter(|quantity| quantity.role == role && quantity.high != Some(0)).collect()
    };
    let (killed, injured) = (told(QuantityRole::Killed), told(QuantityRole::Injured));
    if killed.is_empty() || injured.is_empty() {
        return false;
    }
    let single = |quantity: &&Quantity| {
        quantity.low == Some(1) && quantity.high == Some(1) && quantity.stance == Stance::Asserts
    };
    let besides = |quantity: &&Quantity| lexicon.tells_apart(quantity.figure.of(text));
    let all = || killed.iter().chain(&injured).copied();
    if !all().all(|quantity| single(&quantity)) || all().any(|quantity| besides(&quantity)) {
        return false;
    }
    injured.iter().all(|quantity| is_open(text, quantity, lexicon))
        && !Traits::of(text, killed.iter().copied(), lexicon).conflict(&Traits::of(
            text,
            injured.iter().copied(),
            lexicon,
        ))
        && !side_by_side(text, lines, &killed, &injured)
}

fn words<'a>(text: &'a str, quantity: &Quantity) -> impl Iterator<Item = String> + use<'a> {
    quantity.figure.of(text).split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase)
}

/// Whether the cue leaves open if the harm was deadly; so does a noun ("the shooting victim"). Of a gunshot wound the cue may be the wound alone.
fn is_open(text: &str, quantity: &Quantity, lexicon: &Casualties) -> bool {
    let with_word_before = |cue: Span| {
        let before = text.get(..cue.start() as usize).unwrap_or_default().trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        format!("{word} {}", cue.of(text))
    };
    quantity
        .cue
        .is_none_or(|cue| lexicon.is_open(cue.of(text)) || lexicon.is_open_harm(&with_word_before(cue)))
}

/// Whether the words of a figure tell its people from others who were harmed: "another man", but not where the harm stands right before them, as
/// in "a teenager accidentally shot another teenager": he is another than who did it. "And then shot another" is one more.
fn tells_apart(text: &str, quantity: &Quantity, lexicon: &Casualties) -> bool {
    let is_another = words(text, quantity).next().as_deref() == Some("another");
    let is_other_than_the_doer = quantity.cue.filter(|_| is_another).is_some_and(|cue| {
        let upto = text.get(..cue.start() as usize).unwrap_or_default().trim_end();
        let between = text.get(cue.end() as usize..quantity.figure.start() as usize);
        let last = upto.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let goes_on = matches!(last.to_lowercase().as_str(), "" | "and" | "also" | "then" | "later");
        between.is_some_and(|between| between.trim().is_empty()) && !goes_on
    });
    lexicon.tells_apart(quantity.figure.of(text)) && !is_other_than_the_doer
}

/// What the words say of some people.
#[derive(Debug, Default)]
struct Traits {
    ages: BTreeSet<String>,
    /// The last words of their names.
    names: BTreeSet<String>,
    is_male: bool,
    is_female: bool,
    sides: BTreeSet<Scope>,
    /// Whether some are of no side.
    has_bystander: bool,
}

impl Traits {
    fn of<'a>(text: &str, quantities: impl IntoIterator<Item = &'a Quantity>, lexicon: &Casualties) -> Self {
        let mut traits = Self::default();
        for quantity in quantities {
            for word in words(text, quantity).filter(|word| !word.is_empty()) {
                traits.is_male |= lexicon.male.contains(&word);
                traits.is_female |= lexicon.female.contains(&word);
                if word.bytes().all(|b| b.is_ascii_digit()) {
                    traits.ages.insert(word);
                }
            }
            traits.names.extend(full_name(text, quantity).as_deref().and_then(last_word));
            if matches!(quantity.scope, Scope::Perpetrator | Scope::MemberOfForce | Scope::Combatant) {
                traits.sides.insert(quantity.scope);
            } else {
                traits.has_bystander = true;
            }
        }
        traits
    }

    /// Whether age, name, sex or side tell these people, who were killed, from those who were hurt.
    fn conflict(&self, hurt: &Self) -> bool {
        let apart =
            |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_empty() && !b.is_empty() && !b.is_subset(a);
        apart(&self.ages, &hurt.ages)
            || self.is_male && !self.is_female && hurt.is_female
            || self.is_female && !self.is_male && hurt.is_male
            || !hurt.sides.is_subset(&self.sides)
            || hurt.has_bystander && !self.has_bystander
            || apart(&self.names, &hurt.names)
    }
}

/// A figure that is nothing but a name of two words or more, lower case.
fn full_name(text: &str, quantity: &Quantity) -> Option<String> {
    let words = quantity.figure.of(text).split_whitespace();
    let is_name = words.clone().count() > 1 && words.clone().all(|word| word.starts_with(char::is_uppercase));
    is_name.then(|| quantity.figure.of(text).to_lowercase())
}

fn last_word(name: &str) -> Option<String> {
    name.split_whitespace().last().map(str::to_owned)
}

/// Those of whom a report says that they died.
#[derive(Debug)]
pub struct Dead<'a> {
    text: &'a str,
    lexicon: &'a Casualties,
    traits: Traits,
    /// Full names, lower case, and their last words where only one of them has it.
    names: BTreeSet<String>,
    /// The nouns that they are called by.
    nouns: BTreeSet<String>,
    /// Their figures, in order; without those for somebody who was told of before ("the boy").
    fresh: Vec<Span>,
    is_nobody: bool,
}

impl<'a> Dead<'a> {
    /// Of the `quantities` of the report with this text.
    pub fn of(text: &'a str, quantities: &[Quantity], lexicon: &'a Casualties) -> Self {
        let dead = || quantities.iter().filter(|quantity| is_death(quantity));
        let mut fresh: Vec<Span> =
            dead().filter(|quantity| is_fresh(text, quantity)).map(|quantity| quantity.figure).collect();
        fresh.sort_unstable();
        let mut names: BTreeSet<String> = dead().filter_map(|quantity| full_name(text, quantity)).collect();
        let mut last: Vec<String> = names.iter().filter_map(|name| last_word(name)).collect();
        last.sort_unstable();
        names.extend(last.chunk_by(|a, b| a == b).filter(|same| same.len() == 1).flatten().cloned());
        let is_noun =
            |word: &String| lexicon.nouns.longest(0, |i| (i == 0).then_some(word.as_str())).is_some();
        let nouns = dead().flat_map(|quantity| words(text, quantity)).filter(is_noun).collect();
        Self {
            text,
            lexicon,
            nouns,
            traits: Traits::of(text, dead(), lexicon),
            fresh,
            names,
            is_nobody: dead().next().is_none(),
        }
    }

    /// Whether `hurt`, one person of whom `sentence` tells, can be one of them: by name, or the cue leaves it open if the harm was deadly, and
    /// neither words, nor age, name, sex or side, nor a sentence that tells of both tell the two apart. Where nobody is said to have
    /// died, another report may say so.
    pub fn may_hold(&self, hurt: &Quantity, sentence: Span) -> bool {
        if self.names.contains(&hurt.figure.of(self.text).to_lowercase()) {
            return true;
        }
        if self.is_one_of_them(hurt, sentence) {
            return true;
        }
        is_open(self.text, hurt, self.lexicon)
            && !tells_apart(self.text, hurt, self.lexicon)
            && (self.is_nobody
                || !self.lives(hurt, sentence)
                    && !self.stand_beside(hurt, sentence)
                    && !self.traits.conflict(&Traits::of(self.text, [hurt], self.lexicon)))
    }

    /// Whether the words say that `hurt` is one of them, whatever the harm: by age, or as "the injured girl" where a girl died.
    fn is_one_of_them(&self, hurt: &Quantity, sentence: Span) -> bool {
        let traits = Traits::of(self.text, [hurt], self.lexicon);
        let by_age = !traits.ages.is_empty() && traits.ages.is_subset(&self.traits.ages);
        let is_known = words(self.text, hurt).next().as_deref() == Some("the");
        let by_noun = is_known && words(self.text, hurt).any(|word| self.nouns.contains(&word));
        (by_age || by_noun)
            && !tells_apart(self.text, hurt, self.lexicon)
            && !self.stand_beside(hurt, sentence)
            && !self.traits.conflict(&traits)
    }

    /// Whether the words that tell of `hurt` beside the dead say that she is none of them: "a woman was also shot", "she is in critical condition",
    /// "was shot but survived".
    fn lives(&self, hurt: &Quantity, sentence: Span) -> bool {
        /// Words before the cue: its helping verb, and an adverb.
        const NEAR: usize = 2;
        let Some(cue) = hurt.cue else { return false };
        let words = |from: u32, to: u32| -> Vec<String> {
            let text = self.text.get(from as usize..to as usize).unwrap_or_default().to_lowercase();
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let before = words(sentence.start(), cue.start());
        let mut near = before.iter().rev().take(NEAR);
        let is_care = self.lexicon.is_state_of_care(cue.of(self.text));
        let is_beside = before.last().is_some_and(|last| last == "also");
        let is_still = is_care && near.any(|word| matches!(&**word, "is" | "are" | "remains" | "remain"));
        let after = words(hurt.figure.end(), sentence.end());
        let survives = after.iter().position(|word| self.lexicon.survives.contains(word));
        let is_denied = |at: usize| after[..at].iter().any(|word| matches!(&**word, "not" | "t" | "never"));
        is_beside || is_still || survives.is_some_and(|at| !is_denied(at))
    }

    /// Whether `sentence` tells of somebody dead and of `hurt` as somebody else.
    fn stand_beside(&self, hurt: &Quantity, sentence: Span) -> bool {
        let first = self.fresh.partition_point(|figure| figure.start() < sentence.start());
        let mut here = self.fresh[first..].iter().take_while(|figure| figure.start() < sentence.end());
        is_fresh(self.text, hurt) && here.any(|figure| !figure.overlaps(hurt.figure))
    }
}

fn is_death(quantity: &Quantity) -> bool {
    quantity.role == QuantityRole::Killed && quantity.stance == Stance::Asserts && quantity.high != Some(0)
}

/// Whether it is told of somebody for the first time, by its words.
fn is_fresh(text: &str, quantity: &Quantity) -> bool {
    let first = words(text, quantity).next();
    !first.is_some_and(|first| matches!(&*first, "the" | "he" | "she") || is_reflexive(&first))
}

/// Whether a sentence tells of somebody killed and of somebody else hurt: neither by the same words, nor by words for one
/// who was named before.
fn side_by_side(text: &str, lines: &[Line], killed: &[&Quantity], injured: &[&Quantity]) -> bool {
    let line_of = |quantity: &Quantity| {
        lines.partition_point(|line| {
            line.words.first().is_some_and(|word| word.span.start() <= quantity.figure.start())
        })
    };
    let mut dead_by_line: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    let fresh = |quantity: &&&Quantity| is_fresh(text, quantity);
    for quantity in killed.iter().filter(fresh) {
        dead_by_line.entry(line_of(quantity)).or_default().push(quantity.figure);
    }
    injured.iter().filter(fresh).any(|quantity| {
        let beside = dead_by_line.get(&line_of(quantity));
        beside.is_some_and(|dead| dead.iter().any(|figure| !figure.overlaps(quantity.figure)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::deaths::one;

    /// Checks whether `hurt` may be who `died`, both words of `text`, in sentences of their own.
    #[track_caller]
    fn check_same(text: &str, died: &str, hurt: &str, expected: bool) {
        let quantity = |words: &str, role, cue: &str| {
            let span = |words: &str| Span::at(text.find(words).unwrap(), words.len());
            Quantity { cue: Some(span(cue)), role, ..one(span(words), Scope::All) }
        };
        let lexicon = Casualties::shipped().unwrap();
        let dead = quantity(died, QuantityRole::Killed, "died");
        let hurt = quantity(hurt, QuantityRole::Injured, "injured");
        let all = [dead, hurt.clone()];
        let found = Dead::of(text, &all, &lexicon).may_hold(&hurt, hurt.figure);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn who_was_injured_and_is_known_by_noun_or_age_died() {
        check_same("They found the injured boy. A boy died.", "A boy", "the injured boy", true);
        check_same(
            "A 9-year-old was injured. A 9-year-old boy died.",
            "A 9-year-old boy",
            "A 9-year-old",
            true,
        );
        check_same("They found an injured boy. A boy died.", "A boy", "an injured boy", false);
        check_same("They found the injured girl. A boy died.", "A boy", "the injured girl", false);
    }
}
