//! Those who were hurt and died: they are counted among the dead, and not among the injured as well.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    StatementId,
    account::{Standing, Toll},
    statement::{Property, Scope, Stance},
};
use jiff::civil::{Date, DateTime};

use super::{
    standing::Claim,
    totals::{Total, has_sides, in_force, joined, may_be_one, totals},
};

/// Who died, for what is said of the injured: of four people who were shot one may have died.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Dead {
    best: u32,
    /// The first statement that tells of so many, else of any.
    told_by: Option<StatementId>,
    /// Readings that tell of somebody killed.
    readings: BTreeSet<u32>,
    /// What kinds of people they call them.
    scopes: BTreeSet<Scope>,
    /// When the first of them was told, where that is known.
    first: Option<Date>,
    /// The phrases by which single people of them are told.
    phrases: BTreeSet<String>,
    /// How many died after they were hurt, by each claim that says so.
    after: BTreeSet<u32>,
}

impl Dead {
    pub fn of(killed: &Toll, claims: &[Claim]) -> Self {
        let told: Vec<&Claim> =
            claims.iter().filter(|claim| claim.stance == Stance::Asserts && claim.bounds().0 > 0).collect();
        let best = killed.best.unwrap_or(0);
        let tells = |all: bool| {
            let stands = |claim: &&&Claim| claim.standing == Standing::InForce && !claim.repeats;
            told.iter()
                .filter(stands)
                .find(|claim| !all || claim.count.low == Some(best))
                .map(|claim| claim.id.clone())
        };
        Self {
            best,
            told_by: tells(true).or_else(|| tells(false)),
            readings: told.iter().map(|claim| claim.at.0).collect(),
            scopes: told.iter().map(|claim| claim.count.scope).collect(),
            phrases: told.iter().filter(|claim| claim.is_one()).map(|claim| claim.figure.clone()).collect(),
            after: told
                .iter()
                .filter(|claim| claim.is_further())
                .filter_map(|claim| claim.count.low)
                .collect(),
            first: told.iter().filter_map(|claim| claim.when).min().map(DateTime::date),
        }
    }

    /// Marks a claim on the injured as one on people who are known to have died.
    fn take_the_place_of(&self, claim: &mut Claim) {
        claim.standing = Standing::Superseded;
        claim.replaced_by.clone_from(&self.told_by);
    }

    /// The phrases by which single people of them are told.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(String::as_str)
    }

    /// How many died.
    pub const fn best(&self) -> u32 {
        self.best
    }

    /// Leaves out those who were hurt and died: whom a report that knows of no dead counts as shot, where as many died, and, where nobody is
    /// counted who was surely hurt and no more, whoever may have died.
    pub fn supersede(&self, property: Property, claims: &mut [Claim]) {
        if property != Property::Injured {
            return;
        }
        self.supersede_counted_before(claims);
        self.supersede_one(claims);
        let stands = |claim: &&mut Claim| matches!(claim.standing, Standing::InForce | Standing::Copied);
        let is_other = |claim: &Claim| !claim.count.open && claim.count.high != Some(0);
        let told = in_force(claims, Stance::Asserts);
        let several = joined(&told).is_some_and(|people| people > self.best);
        if !several && !told.into_iter().any(is_other) {
            let may_have_died = |claim: &&mut Claim| {
                let count = claim.count;
                count.open && count.high.or(count.low).is_some_and(|most| most <= self.best)
            };
            for claim in claims.iter_mut().filter(stands).filter(may_have_died) {
                self.take_the_place_of(claim);
            }
            return;
        }
        let all = totals(claims, has_sides(claims));
        let died = all.iter().filter(|total| {
            total.open && total.high <= self.best && total.readings.is_disjoint(&self.readings)
        });
        let died: BTreeSet<&StatementId> = died.flat_map(|total| &total.statements).collect();
        for claim in claims.iter_mut().filter(|claim| died.contains(&claim.id)) {
            self.take_the_place_of(claim);
        }
    }

    /// Leaves out a count of the injured of before some of them died, where a later one counts as many fewer as are told to have died.
    fn supersede_counted_before(&self, claims: &mut [Claim]) {
        let counts = |claim: &Claim| {
            let exact = claim.count.low.filter(|low| claim.count.high == Some(*low) && !claim.count.part);
            exact.filter(|_| claim.standing == Standing::InForce && claim.stance == Stance::Asserts)
        };
        // Of each number the last day on which it was told.
        let mut told: BTreeMap<u32, Date> = BTreeMap::new();
        for (count, when) in claims.iter().filter_map(|claim| Some((counts(claim)?, claim.when?.date()))) {
            let last = told.entry(count).or_insert(when);
            *last = (*last).max(when);
        }
        for claim in claims.iter_mut() {
            let Some((count, when)) = counts(claim).zip(claim.when.map(DateTime::date)) else { continue };
            let is_left = |died: &u32| {
                let left = count.checked_sub(*died).filter(|_| *died > 0);
                left.and_then(|left| told.get(&left)).is_some_and(|later| *later > when)
            };
            if self.after.iter().any(is_left) {
                self.take_the_place_of(claim);
            }
        }
    }

    /// Leaves out the one person whom reports that know of no dead describe as hurt, where one died, who may be of that kind, and no report that
    /// knows of it tells of somebody hurt: the same one, who died later. Who is told of as hurt after that is another.
    fn supersede_one(&self, claims: &mut [Claim]) {
        let is_hurt = |claim: &Claim| {
            matches!(claim.standing, Standing::InForce | Standing::Copied)
                && claim.stance == Stance::Asserts
                && claim.count.high != Some(0)
                && !claim.count.open
        };
        let may_have_died = |claim: &Claim| {
            let not_after = claim.when.zip(self.first).is_some_and(|(hurt, died)| hurt.date() <= died);
            not_after && self.scopes.iter().all(|&scope| may_be_one(scope, claim.count.scope))
        };
        let is_the_one = |claim: &Claim| {
            !self.readings.contains(&claim.at.0) && claim.is_one() && claim.roll == 1 && may_have_died(claim)
        };
        if self.best != 1 || claims.iter().any(|claim| is_hurt(claim) && !is_the_one(claim)) {
            return;
        }
        for claim in claims.iter_mut().filter(|claim| is_hurt(claim)) {
            self.take_the_place_of(claim);
        }
    }

    /// A total of people who were shot without those of them who died, where it counts more than died.
    pub fn without(&self, property: Property, mut total: Total) -> Total {
        if property == Property::Injured && total.open && total.high != u32::MAX && total.low > self.best {
            total.less = self.best;
            for count in [
                &mut total.low,
                &mut total.least,
                &mut total.high,
                &mut total.high_stated,
                &mut total.room.0,
                &mut total.room.1,
            ] {
                *count = count.saturating_sub(self.best);
            }
        }
        total
    }
}
