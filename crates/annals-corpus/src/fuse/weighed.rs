//! Which number likeliest counts everybody, by the words of all reports together.
//!
//! A policy chooses among the totals that sources give. Words leave open more than that: whether the one who was hurt is the one who died,
//! whether two who are described are one, whether a number counts everybody. Each number that any words allow is measured; weights in
//! [`WEIGHTS`] turn what is measured into log-odds that add up. Where they speak for another number than the policy's, that one stands.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    StatementId,
    account::{Dispute, Policy, Standing, Toll},
    statement::{Property, Scope, Stance},
};

use super::{
    confidence::Measured,
    dead::Dead,
    member::Telling,
    standing::Claim,
    toll::{settled, toll},
    totals::has_sides,
    weighed_learned::WEIGHTS,
};
use words::Words;

/// The tolls that learning material has records of.
const LEARNED: [Property; 2] = [Property::Killed, Property::Injured];

/// What one report says is counted by rules of language: another number must be likelier by so much in log-odds, about two to one. A
/// choice: it was not learned.
const CLEARLY: f64 = 0.75;

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
    /// Whether its headline tells of any killed, of any injured.
    headline: [bool; 2],
}

impl Alone {
    /// Of the reports in words of their own.
    pub fn of(tellings: &[Telling<'_>], claims: &[Claim]) -> Self {
        let mut readings: BTreeMap<u32, _> = BTreeMap::new();
        let copied = tellings.iter().all(|telling| telling.copied);
        let only_copies = |telling: &Telling<'_>| telling.statements().next().is_some() && !telling.adds();
        let own = |telling: &&Telling<'_>| copied || !telling.copied && !only_copies(telling);
        for telling in tellings.iter().filter(own) {
            let report = &telling.reading.report;
            readings.insert(telling.at.0, (report.published.map(|published| published.date), &report.id));
        }
        let mut readings: Vec<_> = readings.into_iter().map(|(reading, order)| (order, reading)).collect();
        readings.sort();
        let mut by_reading: BTreeMap<u32, Vec<&Claim>> = BTreeMap::new();
        for claim in claims {
            by_reading.entry(claim.at.0).or_default().push(claim);
        }
        let of = |reading: &u32| Report::of(by_reading.get(reading).map_or(&[], Vec::as_slice));
        Self(readings.iter().map(|(_, reading)| of(reading)).collect())
    }
}

impl Report {
    /// From its claims.
    fn of(claims: &[&Claim]) -> Self {
        let headline = LEARNED.map(|property| {
            let mut own = claims.iter().filter(|claim| claim.property == property);
            own.any(|claim| claim.headline && claim.stance == Stance::Asserts && claim.count.high != Some(0))
        });
        let mut report = Self { killed: 0, injured: 0, headline };
        let mut dead = Dead::default();
        for property in LEARNED {
            let own = claims.iter().copied().filter(|claim| claim.property == property);
            let claims = settled(property, own.cloned().collect(), &dead);
            if claims.is_empty() {
                continue;
            }
            let toll = toll(property, &claims, &dead, Policy::Range).toll;
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

    /// Whether its headline tells of any such, and whether of any others.
    const fn headlines(&self, property: Property) -> (bool, bool) {
        let [killed, injured] = self.headline;
        if matches!(property, Property::Killed) { (killed, injured) } else { (injured, killed) }
    }

    const fn count(&self, property: Property) -> u32 {
        if matches!(property, Property::Killed) { self.killed } else { self.injured }
    }
}

/// The candidates for a toll that a policy chose, ascending; none where nothing was learned of its property or it is contested.
/// `alone` gives what each report gives by itself.
pub fn candidates<'a>(
    property: Property,
    claims: &[Claim],
    (toll, dispute): (&Toll, Option<&Dispute>),
    alone: impl FnOnce() -> &'a Alone,
    dead: &Dead,
) -> Vec<Candidate> {
    let large = toll.best.is_none_or(|best| best > LARGEST);
    if !LEARNED.contains(&property) || large || is_contested(claims, dispute) {
        return Vec::new();
    }
    let alone = alone();
    if alone.0.is_empty() {
        return Vec::new();
    }
    let words = Words::of(property, claims, toll, alone, dead);
    words
        .values()
        .into_iter()
        .map(|value| Candidate { value, measured: words.measure(value), of_one_report: alone.0.len() == 1 })
        .collect()
}

/// Whether sides are counted apart, somebody denies it, or speakers give different numbers for everybody: between those a policy chooses.
fn is_contested(claims: &[Claim], dispute: Option<&Dispute>) -> bool {
    let others: Vec<Claim> =
        claims.iter().filter(|claim| claim.count.scope != Scope::Perpetrator).cloned().collect();
    let is_total = |claim: &&Claim| {
        let count = claim.count;
        let number = claim.least.is_some() && count.low == count.high && !count.approximate;
        let asserted = claim.stance == Stance::Asserts && stands(claim);
        number && asserted && !count.part && !count.open && claim.source.named
    };
    let mut totals: BTreeMap<Option<u32>, BTreeSet<&str>> = BTreeMap::new();
    for claim in claims.iter().filter(is_total) {
        totals.entry(claim.count.low).or_default().insert(&claim.source.key);
    }
    let speakers: BTreeSet<&str> = totals.values().flatten().copied().collect();
    has_sides(&others)
        || totals.len() > 1 && speakers.len() > 1
        || dispute.is_some_and(|dispute| is_between_speakers(dispute, claims))
}

/// Whether speakers stand on two sides of the dispute, or on one of them somebody says that there was nobody.
fn is_between_speakers(dispute: &Dispute, claims: &[Claim]) -> bool {
    let of_side = |side: &[StatementId], wanted: fn(&Claim) -> bool| {
        claims.iter().any(|claim| wanted(claim) && side.contains(&claim.id))
    };
    let spoken = dispute.sides.iter().filter(|side| of_side(side, |claim| claim.source.named)).count();
    let is_denial = |claim: &Claim| claim.stance == Stance::Denies || claim.count.high == Some(0);
    spoken > 1 || dispute.sides.iter().any(|side| of_side(side, is_denial))
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

#[cfg(test)]
mod tests {
    use super::{super::toll::tests::one, *};

    fn candidate(value: u32, measured: Measured, of_one_report: bool) -> Candidate {
        Candidate { value, measured, of_one_report }
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
        let alone = Alone(vec![Report { killed: 1, injured: 0, headline: [false; 2] }]);
        let found = candidates(Property::Injured, &[], (&one(), None), || &alone, &Dead::default());
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
