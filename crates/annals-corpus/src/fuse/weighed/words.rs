//! What is measured of the numbers that a toll may have.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    account::Toll,
    statement::{Property, Scope, Stance},
};

use super::{
    super::{confidence::Measured, dead::Dead, standing::Claim},
    Alone, Report, stands,
};

/// More people than this are not counted one by one.
const MANY: u32 = 8;

/// What is said of one toll, gathered for measuring.
pub(super) struct Words<'c> {
    property: Property,
    /// Claims in force that assert something.
    claims: Vec<&'c Claim>,
    alone: &'c Alone,
    /// What the policy chose.
    chosen: u32,
    /// How many died.
    dead: u32,
    /// How many single people each reading tells of, by their ages or the last words of their phrases.
    ones: BTreeMap<u32, u32>,
    /// How many ages and other numbers are in those of one report at most.
    ages: u32,
    /// How many ages the dead and these have.
    all_ages: u32,
    /// The largest roll.
    roll: u32,
    /// How sure the surest claim on one person is.
    surest: f64,
    /// Whether somebody does not assert it, or says that there was nobody.
    denied: bool,
}

impl<'c> Words<'c> {
    pub(super) fn of(
        property: Property,
        all: &'c [Claim],
        toll: &Toll,
        alone: &'c Alone,
        dead: &Dead,
    ) -> Self {
        let asserted = |claim: &&Claim| claim.stance == Stance::Asserts && value(claim).is_some();
        let claims: Vec<&Claim> = all.iter().filter(asserted).filter(|claim| stands(claim)).collect();
        let ones = || claims.iter().filter(|claim| claim.is_one());
        let mut phrases: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        for claim in ones() {
            phrases.entry(claim.at.0).or_default().insert(&claim.figure);
        }
        let roll = claims.iter().map(|claim| claim.roll).max().unwrap_or(0);
        let mut told: Vec<&str> = dead.phrases().collect();
        told.extend(phrases.values().flatten().copied());
        let all_ages = numbers(&told.into_iter().collect()).len() as u32;
        let counted = phrases
            .iter()
            .map(|(&reading, phrases)| (reading, (people(phrases.iter().copied()).len() as u32).min(MANY)));
        Self {
            property,
            alone,
            chosen: toll.best.unwrap_or(0),
            dead: dead.best(),
            all_ages,
            ones: counted.collect(),
            ages: phrases.values().map(|phrases| numbers(phrases).len() as u32).max().unwrap_or(0),
            roll,
            surest: ones().map(|claim| f64::from(claim.confidence)).fold(0.0, f64::max),
            denied: all.iter().any(|claim| claim.stance != Stance::Asserts || claim.count.high == Some(0)),
            claims,
        }
    }

    /// Every number that statements bear: one says it, or so many people are told apart. Nobody only where no statement surely counts
    /// somebody.
    pub(super) fn values(&self) -> BTreeSet<u32> {
        let mut values = BTreeSet::from([self.chosen]);
        if !self.claims.iter().any(|claim| counts_somebody(claim)) {
            values.insert(0);
        }
        // Who tells of one of them counts nobody anew.
        let sure = self.claims.iter().filter(|claim| claim.is_sure());
        let counters: BTreeSet<&str> = sure.map(|claim| claim.source.origin.as_str()).collect();
        let describes = |claim: &Claim| {
            claim.is_one() && claim.roll == 1 && counters.contains(claim.source.origin.as_str())
        };
        let said = || self.claims.iter().filter(|claim| !describes(claim));
        values.extend(said().filter_map(|claim| value(claim)).filter(|&value| value > 0));
        values.extend(said().map(|claim| claim.roll).filter(|&roll| roll > 0));
        if self.property == Property::Injured {
            let open = self.claims.iter().filter(|claim| claim.count.open).filter_map(|claim| value(claim));
            let left = open.map(|value| value.saturating_sub(self.dead));
            values.extend(left.filter(|&left| left > 0));
        }
        values
    }

    /// In what share of the reports a claim is such.
    fn share(&self, is: impl Fn(&Claim) -> bool) -> f64 {
        let readings: BTreeSet<u32> =
            self.claims.iter().filter(|claim| is(claim)).map(|claim| claim.at.0).collect();
        (readings.len() as f64 / self.alone.0.len() as f64).min(1.0)
    }

    /// What share of the reports have such a headline, by whether it tells of any such people and of any others.
    fn headlines(&self, is: impl Fn(bool, bool) -> bool) -> f64 {
        let such = self.alone.0.iter().filter(|report| {
            let (own, others) = report.headlines(self.property);
            is(own, others)
        });
        such.count() as f64 / self.alone.0.len() as f64
    }

    /// What is measured of the number `v`, in the order of the weights.
    pub(super) fn measure(&self, v: u32) -> Measured {
        let mut measured = self.beside_the_chosen(v);
        measured.extend(self.nobody(v));
        measured.extend(self.by_each(v));
        measured.extend(self.by_numbers(v));
        measured.extend(self.by_people(v));
        measured.extend(self.beside_the_dead(v));
        measured
    }

    /// How it stands to what the policy chose.
    fn beside_the_chosen(&self, v: u32) -> Measured {
        let is = v == self.chosen;
        vec![
            ("none", f64::from(v == 0)),
            ("one", f64::from(v == 1)),
            ("two", f64::from(v == 2)),
            ("chosen_one", f64::from(is && v == 1)),
            ("chosen_single", f64::from(is && self.alone.0.len() == 1)),
            ("near", f64::from(v.abs_diff(self.chosen).min(3))),
            ("more", f64::from(v > self.chosen)),
        ]
    }

    /// Of nobody: what else is said.
    fn nobody(&self, v: u32) -> Measured {
        let is = f64::from(v == 0);
        let perpetrator = self.claims.iter().any(|claim| claim.count.scope == Scope::Perpetrator);
        let last = self.alone.0.last().is_some_and(|report| report.count(self.property) == 0);
        vec![
            ("none_any", is * self.share(|_| true)),
            ("none_claims", is * ln(self.claims.len() as u32)),
            ("none_surest", is * self.surest),
            ("none_roll", is * ln(self.roll)),
            ("none_perpetrator", is * f64::from(perpetrator)),
            ("none_denied", is * f64::from(self.denied)),
            ("none_last", is * f64::from(last)),
            (
                "none_injured",
                is * f64::from(
                    self.property == Property::Killed && self.alone.0.iter().any(|report| report.injured > 0),
                ),
            ),
        ]
    }

    /// What each report gives by itself.
    fn by_each(&self, v: u32) -> Measured {
        let same = self.alone.0.iter().filter(|report| report.count(self.property) == v).count();
        let less = self.alone.0.iter().filter(|report| report.count(self.property) < v).count();
        vec![("alone", ln(same as u32)), ("alone_less", less as f64 / self.alone.0.len() as f64)]
    }

    /// What numbers are said.
    fn by_numbers(&self, v: u32) -> Measured {
        let number = |claim: &Claim| claim.least.is_some();
        let is = |claim: &Claim| number(claim) && value(claim) == Some(v);
        let more = |claim: &Claim| number(claim) && value(claim) > Some(v);
        let less = |claim: &Claim| number(claim) && value(claim) < Some(v);
        let surely = |claim: &Claim| !claim.count.part && !claim.count.open;
        let all = v.saturating_add(self.died());
        let deadly = |claim: &Claim| self.died() > 0 && claim.count.open;
        let chances = |is: &dyn Fn(&Claim) -> bool| {
            let such = self.claims.iter().filter(|claim| number(claim) && is(claim));
            such.map(|claim| chance_of_whole(claim)).sum::<f64>().ln_1p()
        };
        vec![
            ("number", self.share(|claim| is(claim) && surely(claim))),
            ("number_open", self.share(|claim| is(claim) && !claim.count.part && claim.count.open)),
            ("number_headline", self.share(|claim| is(claim) && claim.headline)),
            ("number_more", self.share(|claim| more(claim) && surely(claim))),
            (
                "number_more_open",
                self.share(|claim| number(claim) && value(claim) > Some(all) && claim.count.open),
            ),
            ("number_more_part", self.share(|claim| more(claim) && claim.count.part)),
            ("number_less", self.share(|claim| less(claim) && !claim.count.part)),
            ("chances", chances(&|claim| is(claim) && !deadly(claim))),
            ("chances_open", chances(&|claim| is(claim) && deadly(claim))),
            ("chances_with_dead", chances(&|claim| deadly(claim) && value(claim) == Some(all))),
        ]
    }

    /// Which people are named or described, one by one.
    fn by_people(&self, v: u32) -> Measured {
        let one = f64::from(v == 1);
        let is = |claim: &Claim| value(claim) == Some(v);
        let more = |claim: &Claim| value(claim) > Some(v);
        let rolled = |claim: &Claim| claim.roll == v && v > 0;
        let ones = |is: &dyn Fn(u32) -> bool| {
            self.ones.values().filter(|&&count| is(count)).count() as f64 / self.alone.0.len() as f64
        };
        let stated = |claim: &Claim| is(claim) || claim.roll == v || self.is_all_with_the_dead(claim, v);
        let unstated = v != self.chosen && !self.claims.iter().any(|claim| stated(claim));
        vec![
            ("one_described", one * self.share(Claim::is_one)),
            ("one_surest", one * self.surest),
            ("one_only", one * f64::from(self.is_one_at_most())),
            ("ones", ones(&|count| count == v)),
            ("ones_more", ones(&|count| count > v)),
            ("ages", f64::from(v > 0 && v == self.ages)),
            ("ages_more", f64::from(self.ages > v)),
            ("roll", self.share(rolled)),
            ("roll_more", self.share(|claim| claim.roll > v)),
            ("roll_more_sure", self.share(|claim| claim.roll > v && !claim.count.open)),
            ("named", self.share(|claim| claim.by_name && is(claim))),
            ("named_more", self.share(|claim| claim.by_name && more(claim))),
            ("headline", self.share(|claim| claim.headline && is(claim))),
            ("headline_more", self.share(|claim| claim.headline && more(claim))),
            ("headline_others_none", f64::from(v == 0) * self.headlines(|own, others| others && !own)),
            ("headline_others_one", one * self.headlines(|own, others| others && !own)),
            ("headline_own_none", f64::from(v == 0) * self.headlines(|own, _| own)),
            ("headline_own_one", one * self.headlines(|own, _| own)),
            ("headline_both", f64::from(v > 1) * self.headlines(|own, others| own && others)),
            ("perpetrator", self.share(|claim| is(claim) && claim.count.scope == Scope::Perpetrator)),
            ("unstated", f64::from(v > 0 && unstated)),
        ]
    }

    /// Of the injured, what hangs on how many died.
    fn beside_the_dead(&self, v: u32) -> Measured {
        let killed = self.died();
        let none = f64::from(v == 0 && killed > 0);
        let one = none * f64::from(self.is_one_at_most());
        let unknowing = |report: &&Report| {
            self.property == Property::Injured && report.killed == 0 && report.injured == v
        };
        vec![
            ("none_dead", none),
            ("none_dead_one", one),
            ("none_dead_one_sure", one * self.share(|claim| !claim.count.open)),
            ("with_dead", self.share(|claim| self.is_all_with_the_dead(claim, v))),
            (
                "roll_with_dead",
                self.share(|claim| killed > 0 && claim.count.open && claim.roll == v.saturating_add(killed)),
            ),
            ("ages_with_dead", f64::from(killed > 0 && v.saturating_add(killed) == self.all_ages)),
            ("ages_with_dead_more", f64::from(killed > 0 && v.saturating_add(killed) < self.all_ages)),
            ("one_less", f64::from(killed > 0 && v.saturating_add(1) == self.chosen)),
            ("unknowing", self.alone.0.iter().filter(unknowing).count() as f64 / self.alone.0.len() as f64),
        ]
    }

    /// Whether it is a number of people who were shot, of whom `v` lived.
    fn is_all_with_the_dead(&self, claim: &Claim, v: u32) -> bool {
        let killed = self.died();
        killed > 0 && claim.least.is_some() && claim.count.open && value(claim) == v.checked_add(killed)
    }

    /// How many died, where it counts the injured.
    const fn died(&self) -> u32 {
        if matches!(self.property, Property::Injured) { self.dead } else { 0 }
    }

    /// Whether no number is said and nobody joined to another.
    fn is_one_at_most(&self) -> bool {
        self.roll <= 1 && self.claims.iter().all(|claim| claim.least.is_none())
    }
}

/// Whom these phrases tell of: by an age or another number, else by the last word.
fn people<'a>(phrases: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let person = |phrase: &str| {
        let digits: String = phrase.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            phrase.split_whitespace().last().unwrap_or_default().to_owned()
        } else {
            digits
        }
    };
    phrases.map(person).collect()
}

/// The words with digits in these phrases: ages, mostly.
fn numbers<'a>(phrases: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let words = phrases.iter().flat_map(|phrase| phrase.split_whitespace());
    words.filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect()
}

/// Whether it says by a number, more likely than not, that somebody was hurt and lived, or was killed.
fn counts_somebody(claim: &Claim) -> bool {
    const EVEN: f32 = 0.5;
    let number = !claim.is_uncounted() && claim.bounds().0 > 0;
    number && claim.confidence >= EVEN && !claim.count.part && !claim.count.open
}

/// At least so many; at most, where only that is said.
fn value(claim: &Claim) -> Option<u32> {
    claim.count.low.or(claim.count.high)
}

/// How likely it counts everybody.
fn chance_of_whole(claim: &Claim) -> f64 {
    let confidence = f64::from(claim.confidence);
    if claim.count.part { 1.0 - confidence } else { confidence }
}

fn ln(count: u32) -> f64 {
    f64::from(count.min(1000)).ln_1p()
}
