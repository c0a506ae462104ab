//! Those who died after others were counted: "two more have died of their wounds" raises a toll that was told before.
//!
//! Nobody is counted twice: a toll that was told at the same time or later may hold them already and stays as it is, and so do smaller
//! tolls beside it. Who tells of the same number tells of the same people; different numbers of different speakers may hold each other, so
//! that only the high bound adds them.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    account::Standing,
    statement::{Scope, Stance},
};
use jiff::civil::Date;

use super::{course::day, standing::Claim, totals::Total};

/// The later deaths that claims on one toll tell of.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Further<'c> {
    later: Vec<&'c Claim>,
    claims: &'c [Claim],
}

impl<'c> Further<'c> {
    pub fn of(claims: &'c [Claim]) -> Self {
        let is_told = |claim: &&Claim| claim.is_further() && stands(claim) && claim.count.low.is_some();
        Self { later: claims.iter().filter(is_told).collect(), claims }
    }

    /// A total with those who died after it was told.
    pub fn raise(&self, mut total: Total) -> Total {
        let basis: Vec<&Claim> =
            self.claims.iter().filter(|claim| total.statements.contains(&claim.id)).collect();
        let after: Vec<&Claim> =
            self.later.iter().copied().filter(|later| self.comes_after(later, &basis, &total)).collect();
        let is_told = basis.iter().any(|claim| !claim.is_further());
        if !is_told || after.is_empty() || self.is_held(&after, &basis, &total) {
            return total;
        }
        let (low, high) = more(&after);
        total.more = high;
        total.more_by = after.iter().map(|claim| claim.source.name.clone()).collect();
        for count in [&mut total.low, &mut total.least, &mut total.room.0] {
            *count = count.saturating_add(low);
        }
        for count in [&mut total.high, &mut total.high_stated, &mut total.room.1] {
            *count = count.saturating_add(high);
        }
        total.statements.extend(after.iter().map(|claim| claim.id.clone()));
        total
    }

    /// Whether somebody died after the claims of a total were made: by their days, or within one report by its words. There what comes
    /// first counts those who died at once only where no headline and no word of change gives it as the toll of now.
    fn comes_after(&self, later: &Claim, basis: &[&Claim], total: &Total) -> bool {
        let told_by = basis.iter().filter_map(|claim| day(claim)).max();
        let on_a_later_day =
            told_by.is_some_and(|told| self.first_day(later).is_some_and(|first| told < first));
        let first_in_report = || {
            let repeated = |claim: &Claim| {
                let is_total = !claim.count.part && stands(claim) && claim.at.0 == later.at.0;
                is_total && (claim.headline || claim.change.is_some()) && claim.count.low >= Some(total.low)
            };
            let here = basis.iter().filter(|claim| claim.at.0 == later.at.0).collect::<Vec<_>>();
            !here.is_empty()
                && basis.iter().all(|claim| claim.at.0 == later.at.0 && claim.at < later.at)
                && !self.claims.iter().any(repeated)
        };
        let is_victim = later.count.scope != Scope::Perpetrator;
        let kind = total.of_all && is_victim || basis.iter().any(|claim| claim.is_of_same_people(later));
        // "A man died; another man died": whom the words join is counted by them.
        let joined = later.roll > 1;
        kind && !joined && !basis.is_empty() && (on_a_later_day || first_in_report())
    }

    /// The day on which deaths were first told of: who tells of as many again tells of the same people.
    fn first_day(&self, later: &Claim) -> Option<Date> {
        let same = self.later.iter().filter(|other| other.count.low == later.count.low);
        same.filter_map(|claim| day(claim)).min()
    }

    /// Whether a larger toll was told when they had died, which may hold them.
    fn is_held(&self, after: &[&Claim], basis: &[&Claim], total: &Total) -> bool {
        let first = after.iter().filter_map(|later| self.first_day(later)).min();
        let may_hold = |claim: &&Claim| {
            let is_total = !claim.count.part && stands(claim) && claim.is_of_same_people_as_one_of(basis);
            let not_before = day(claim).is_none() || first.is_none() || day(claim) >= first;
            is_total && not_before && claim.count.low > Some(total.low)
        };
        self.claims.iter().any(|claim| may_hold(&claim))
    }
}

impl Claim {
    fn is_of_same_people_as_one_of(&self, others: &[&Self]) -> bool {
        others.iter().any(|other| self.is_of_same_people(other))
    }
}

/// How many more at least and at most: of each speaker every number once, of all speakers the largest sum, and all numbers together.
fn more(after: &[&Claim]) -> (u32, u32) {
    let mut of_source: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for claim in after {
        of_source.entry(&claim.source.origin).or_default().insert(claim.count.low.unwrap_or(0));
    }
    let sum = |numbers: &BTreeSet<u32>| numbers.iter().fold(0_u32, |sum, &more| sum.saturating_add(more));
    let least = of_source.values().map(sum).max().unwrap_or(0);
    (least, sum(&of_source.into_values().flatten().collect()))
}

fn stands(claim: &Claim) -> bool {
    claim.standing == Standing::InForce && claim.stance == Stance::Asserts
}
