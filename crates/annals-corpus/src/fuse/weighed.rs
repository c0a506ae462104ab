//! Which number likeliest counts everybody, by the words of all reports together.
//!
//! A policy chooses among the totals that sources give. Words leave open more than that: whether the one who was hurt is the one who died, whether two
//! who are described are one, whether a number counts everybody. Each number that any words allow is measured; weights in [`WEIGHTS`]
//! turn what is measured into log-odds that add up. Where they speak for another number than the policy's, that one stands.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    account::{Policy, Standing, Toll},
    statement::{Property, Scope, Stance},
};

use super::{
    confidence::Measured,
    dead::Dead,
    member::Telling,
    standing::Claim,
    toll::{has_sides, settled, toll},
    weighed_learned::WEIGHTS,
};

/// The tolls that learning material has records of.
const LEARNED: [Property; 2] = [Property::Killed, Property::Injured];

/// What one report says is counted by rules of language: another number must be likelier by so much in log-odds, about two to one. A choice:
/// it was not learned.
const CLEARLY: f64 = 0.75;

/// More people than this are not counted one by one.
const MANY: u32 = 8;

/// Of tolls that a policy finds larger than this nothing was learned.
const LARGEST: u32 = 20;

/// A number that may count everybody, with what is measured of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// How many.
    pub value: u32,
    /// Names of weights, each with the number measured.
    pub measured: Measured,
    /// Whether one report tells of the incident.
    of_one_report: bool,
}

/// What each report gives by itself, in the order in which they were published.
pub struct Alone(Vec<Report>);

struct Report {
    killed: u32,
    injured: u32,
}

impl Alone {
    /// Of the reports in words of their own.
    pub fn of(tellings: &[Telling<'_>], claims: &[Claim]) -> Self {
        let mut readings: BTreeMap<u32, _> = BTreeMap::new();
        let copied = tellings.iter().all(|telling| telling.copied);
        for telling in tellings.iter().filter(|telling| copied || !telling.copied) {
            let report = &telling.reading.report;
            readings.insert(telling.at.0, (report.published.map(|published| published.date), &report.id));
        }
        let mut readings: Vec<_> = readings.into_iter().map(|(reading, order)| (order, reading)).collect();
        readings.sort();
        Self(readings.into_iter().map(|(_, reading)| Report::of(reading, claims)).collect())
    }
}

impl Report {
    fn of(reading: u32, claims: &[Claim]) -> Self {
        let mut report = Self { killed: 0, injured: 0 };
        let mut dead = Dead::default();
        for property in LEARNED {
            let own = claims.iter().filter(|claim| claim.at.0 == reading && claim.property == property);
            let claims = settled(property, own.cloned().collect(), &dead);
            if claims.is_empty() {
                continue;
            }
            let (toll, _) = toll(property, &claims, &dead, Policy::Range);
            let best = toll.best.unwrap_or(0);
            if property == Property::Killed {
                report.killed = best;
                dead = Dead::of(&toll, &claims);
            } else {
                report.injured = best;
            }
        }
        report
    }

    const fn count(&self, property: Property) -> u32 {
        if matches!(property, Property::Killed) { self.killed } else { self.injured }
    }
}

/// The candidates for a toll that a policy chose, ascending; none where nothing was learned of its property or sides are counted apart.
pub fn candidates(
    property: Property,
    claims: &[Claim],
    toll: &Toll,
    alone: &Alone,
    dead: &Dead,
) -> Vec<Candidate> {
    let large = toll.best.is_none_or(|best| best > LARGEST);
    if !LEARNED.contains(&property) || large || alone.0.is_empty() || is_contested(claims) {
        return Vec::new();
    }
    let words = Words::of(property, claims, toll, alone, dead);
    words
        .values()
        .into_iter()
        .map(|value| Candidate { value, measured: words.measure(value), of_one_report: alone.0.len() == 1 })
        .collect()
}

/// Whether sides are counted apart, or speakers give different numbers for everybody: between those a policy chooses.
fn is_contested(claims: &[Claim]) -> bool {
    let others: Vec<Claim> =
        claims.iter().filter(|claim| claim.count.scope != Scope::Perpetrator).cloned().collect();
    let is_total = |claim: &&Claim| {
        let count = claim.count;
        let number = claim.least.is_some() && count.low == count.high && !count.approximate;
        number && !count.part && !count.open && claim.source.named && stands(claim)
    };
    let mut totals: BTreeMap<Option<u32>, BTreeSet<&str>> = BTreeMap::new();
    for claim in claims.iter().filter(is_total) {
        totals.entry(claim.count.low).or_default().insert(&claim.source.key);
    }
    let speakers: BTreeSet<&str> = totals.values().flatten().copied().collect();
    has_sides(&others) || totals.len() > 1 && speakers.len() > 1
}

fn stands(claim: &Claim) -> bool {
    claim.standing == Standing::InForce
}

/// Puts the likeliest of `candidates` in the place of the best figure, where it is clearly likelier.
pub fn choose(property: Property, toll: &mut Toll, candidates: &[Candidate]) {
    let chosen = toll.best.unwrap_or(0);
    let Some(own) = candidates.iter().find(|candidate| candidate.value == chosen) else { return };
    let own = odds(property, own);
    let better = |(best, most): (u32, f64), candidate: &Candidate| {
        let odds = odds(property, candidate);
        if odds > most { (candidate.value, odds) } else { (best, most) }
    };
    let (best, most) = candidates.iter().fold((chosen, own), better);
    let single = candidates.iter().any(|candidate| candidate.of_one_report);
    if best == chosen || single && most - own < CLEARLY {
        return;
    }
    let rather = if best == 0 { "nobody".to_owned() } else { best.to_string() };
    let by = most - own;
    toll.why = format!(
        "{}; all words together speak rather for {rather} than for {chosen} (log-odds {by:.1})",
        toll.why
    );
    toll.best = Some(best);
    toll.low = toll.low.map(|low| low.min(best));
    toll.high = toll.high.map(|high| high.max(best));
}

/// Log-odds of a candidate, up to a constant that all candidates of one toll share.
fn odds(property: Property, candidate: &Candidate) -> f64 {
    let weight = |name: &str| {
        WEIGHTS
            .iter()
            .find(|(known, ..)| *known == name)
            .map_or(0.0, |(_, killed, injured)| if property == Property::Killed { *killed } else { *injured })
    };
    candidate.measured.iter().map(|(name, value)| weight(name) * value).sum()
}

/// What is said of one toll, gathered for measuring.
struct Words<'c> {
    property: Property,
    /// Claims in force that assert something.
    claims: Vec<&'c Claim>,
    alone: &'c Alone,
    /// What the policy chose.
    chosen: u32,
    /// How many died.
    dead: u32,
    /// In how many different phrases each reading tells of single people.
    ones: BTreeMap<u32, u32>,
    /// How many ages and other numbers are in those of one report at most.
    ages: u32,
    /// How many people are told apart at most who are not also told of as dead.
    alive: u32,
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
    fn of(property: Property, claims_all: &'c [Claim], toll: &Toll, alone: &'c Alone, dead: &Dead) -> Self {
        let asserted = |claim: &&Claim| claim.stance == Stance::Asserts && value(claim).is_some();
        let claims: Vec<&Claim> = claims_all.iter().filter(asserted).filter(|claim| stands(claim)).collect();
        let ones = || claims.iter().filter(|claim| claim.is_one());
        let mut phrases: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        for claim in ones() {
            phrases.entry(claim.at.0).or_default().insert(&claim.figure);
        }
        let told_dead = people(dead.phrases());
        let roll = claims.iter().map(|claim| claim.roll).max().unwrap_or(0);
        let others =
            |phrases: &BTreeSet<&str>| people(phrases.iter().copied()).difference(&told_dead).count() as u32;
        let apart = if roll > 1 { roll.saturating_sub(dead.best()) } else { 0 };
        let alive = phrases.values().map(others).max().unwrap_or(0).max(apart);
        let mut all: Vec<&str> = dead.phrases().collect();
        all.extend(phrases.values().flatten().copied());
        let all_ages = numbers(&all.into_iter().collect()).len() as u32;
        let counted = phrases
            .iter()
            .map(|(&reading, phrases)| (reading, (people(phrases.iter().copied()).len() as u32).min(MANY)));
        Self {
            property,
            alone,
            chosen: toll.best.unwrap_or(0),
            dead: dead.best(),
            alive,
            all_ages,
            ones: counted.collect(),
            ages: phrases.values().map(|phrases| numbers(phrases).len() as u32).max().unwrap_or(0),
            roll,
            surest: ones().map(|claim| f64::from(claim.confidence)).fold(0.0, f64::max),
            denied: claims_all
                .iter()
                .any(|claim| claim.stance != Stance::Asserts || claim.count.high == Some(0)),
            claims,
        }
    }

    /// Every number that some words allow.
    fn values(&self) -> BTreeSet<u32> {
        let mut values = BTreeSet::from([0, self.chosen]);
        values.extend(self.claims.iter().filter_map(|claim| value(claim)));
        values.extend(self.claims.iter().map(|claim| claim.roll));
        values.extend(self.ones.values());
        values.extend(self.alone.0.iter().map(|report| report.count(self.property)));
        if self.property == Property::Injured {
            let open = self.claims.iter().filter(|claim| claim.count.open).filter_map(|claim| value(claim));
            values.extend(open.map(|value| value.saturating_sub(self.dead)));
        }
        values
    }

    /// In what share of the reports a claim is such.
    fn share(&self, is: impl Fn(&Claim) -> bool) -> f64 {
        let readings: BTreeSet<u32> =
            self.claims.iter().filter(|claim| is(claim)).map(|claim| claim.at.0).collect();
        (readings.len() as f64 / self.alone.0.len() as f64).min(1.0)
    }

    /// What is measured of the number `v`, in the order of [`WEIGHTS`].
    fn measure(&self, v: u32) -> Measured {
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
            ("none", flag(v == 0)),
            ("one", flag(v == 1)),
            ("two", flag(v == 2)),
            ("chosen_one", flag(is && v == 1)),
            ("chosen_single", flag(is && self.alone.0.len() == 1)),
            ("near", f64::from(v.abs_diff(self.chosen).min(3))),
            ("more", flag(v > self.chosen)),
        ]
    }

    /// Of nobody: what else is said.
    fn nobody(&self, v: u32) -> Measured {
        let is = flag(v == 0);
        let perpetrator = self.claims.iter().any(|claim| claim.count.scope == Scope::Perpetrator);
        let last = self.alone.0.last().is_some_and(|report| report.count(self.property) == 0);
        vec![
            ("none_any", is * self.share(|_| true)),
            ("none_claims", is * ln(self.claims.len() as u32)),
            ("none_surest", is * self.surest),
            ("none_roll", is * ln(self.roll)),
            ("none_speaker", is * self.share(|claim| claim.source.named)),
            ("none_perpetrator", is * flag(perpetrator)),
            ("none_denied", is * flag(self.denied)),
            ("none_last", is * flag(last)),
            (
                "none_injured",
                is * flag(
                    self.property == Property::Killed && self.alone.0.iter().any(|report| report.injured > 0),
                ),
            ),
        ]
    }

    /// What each report gives by itself.
    fn by_each(&self, v: u32) -> Measured {
        let same = self.alone.0.iter().filter(|report| report.count(self.property) == v).count();
        let less = self.alone.0.iter().filter(|report| report.count(self.property) < v).count();
        let last = self.alone.0.last().is_some_and(|report| report.count(self.property) == v);
        vec![
            ("alone", ln(same as u32)),
            ("alone_less", less as f64 / self.alone.0.len() as f64),
            ("last", flag(last)),
        ]
    }

    /// What numbers are said.
    fn by_numbers(&self, v: u32) -> Measured {
        let number = |claim: &Claim| claim.least.is_some();
        let is = |claim: &Claim| number(claim) && value(claim) == Some(v);
        let more = |claim: &Claim| number(claim) && value(claim) > Some(v);
        let less = |claim: &Claim| number(claim) && value(claim) < Some(v);
        let surely = |claim: &Claim| !claim.count.part && !claim.count.open;
        let all = v + self.died();
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
        let one = flag(v == 1);
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
            ("one_only", one * flag(self.is_one_at_most())),
            ("ones", ones(&|count| count == v)),
            ("ones_more", ones(&|count| count > v)),
            ("ages", flag(v > 0 && v == self.ages)),
            ("ages_more", flag(self.ages > v)),
            ("roll", self.share(rolled)),
            ("roll_sure", self.share(|claim| rolled(claim) && !claim.count.open)),
            ("roll_more", self.share(|claim| claim.roll > v)),
            ("roll_more_sure", self.share(|claim| claim.roll > v && !claim.count.open)),
            ("named", self.share(|claim| claim.by_name && is(claim))),
            ("named_more", self.share(|claim| claim.by_name && more(claim))),
            ("headline", self.share(|claim| claim.headline && is(claim))),
            ("headline_more", self.share(|claim| claim.headline && more(claim))),
            ("perpetrator", self.share(|claim| is(claim) && claim.count.scope == Scope::Perpetrator)),
            ("unstated", flag(v > 0 && unstated)),
        ]
    }

    /// Of the injured, what hangs on how many died.
    fn beside_the_dead(&self, v: u32) -> Measured {
        let killed = self.died();
        let none = flag(v == 0 && killed > 0);
        let one = none * flag(self.is_one_at_most());
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
                self.share(|claim| killed > 0 && claim.count.open && claim.roll == v + killed),
            ),
            ("alive", flag(killed > 0 && v == self.alive)),
            ("alive_more", flag(killed > 0 && self.alive > v)),
            ("alive_less", flag(killed > 0 && self.alive < v)),
            ("ages_with_dead", flag(killed > 0 && v + killed == self.all_ages)),
            ("ages_with_dead_more", flag(killed > 0 && v + killed < self.all_ages)),
            ("one_less", flag(killed > 0 && v + 1 == self.chosen)),
            ("unknowing", self.alone.0.iter().filter(unknowing).count() as f64 / self.alone.0.len() as f64),
        ]
    }

    /// Whether it is a number of people who were shot, of whom `v` lived.
    fn is_all_with_the_dead(&self, claim: &Claim, v: u32) -> bool {
        let killed = self.died();
        killed > 0 && claim.least.is_some() && claim.count.open && value(claim) == Some(v + killed)
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

/// At least so many; at most, where only that is said.
fn value(claim: &Claim) -> Option<u32> {
    claim.count.low.or(claim.count.high)
}

/// How likely it counts everybody.
fn chance_of_whole(claim: &Claim) -> f64 {
    let confidence = f64::from(claim.confidence);
    if claim.count.part { 1.0 - confidence } else { confidence }
}

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

fn ln(count: u32) -> f64 {
    f64::from(count.min(1000)).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(value: u32, measured: Measured, of_one_report: bool) -> Candidate {
        Candidate { value, measured, of_one_report }
    }

    fn one() -> Toll {
        Toll {
            low: Some(1),
            best: Some(1),
            high: Some(1),
            disputed: false,
            why: "range: the only figure".to_owned(),
            confidence: None,
            values: Vec::new(),
        }
    }

    /// Candidates of which two are likelier than the policy's one by this much.
    fn two_by(odds: f64, of_one_report: bool) -> [Candidate; 2] {
        let weight =
            WEIGHTS.iter().find(|(name, ..)| *name == "chances").map_or(1.0, |(_, killed, _)| *killed);
        [
            candidate(1, vec![("chances", 0.0)], of_one_report),
            candidate(2, vec![("chances", odds / weight)], of_one_report),
        ]
    }

    fn best(candidates: &[Candidate]) -> Option<u32> {
        let mut toll = one();
        choose(Property::Killed, &mut toll, candidates);
        assert!(toll.low <= toll.best && toll.best <= toll.high);
        toll.best
    }

    #[test]
    fn what_is_measured_and_what_has_a_weight_are_the_same() {
        let alone = Alone(vec![Report { killed: 1, injured: 0 }]);
        let found = candidates(Property::Injured, &[], &one(), &alone, &Dead::default());
        let measured: Vec<&str> = found[0].measured.iter().map(|(name, _)| *name).collect();
        let weighed: Vec<&str> = WEIGHTS.iter().map(|(name, ..)| *name).collect();
        assert_eq!(measured, weighed);
    }

    #[test]
    fn the_likeliest_number_stands_and_says_why() {
        let mut toll = one();
        choose(Property::Killed, &mut toll, &two_by(0.5, false));
        assert_eq!((toll.low, toll.best, toll.high), (Some(1), Some(2), Some(2)));
        assert!(
            toll.why.starts_with("range: ") && toll.why.contains("rather for 2 than for 1 (log-odds 0.5)")
        );
    }

    #[test]
    fn one_report_must_speak_clearly() {
        assert_eq!(best(&two_by(0.5, true)), Some(1));
        assert_eq!(best(&two_by(0.8, true)), Some(2));
    }

    #[test]
    fn nothing_changes_without_the_number_that_the_policy_chose() {
        assert_eq!(best(&[]), Some(1));
        assert_eq!(best(&two_by(3.0, false)[1..]), Some(1));
    }
}
