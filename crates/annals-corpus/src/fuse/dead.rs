//! Those who were hurt and died: they are counted among the dead, and not among the injured as well.

use std::collections::BTreeSet;

use annals_types::{
    StatementId,
    account::{Standing, Toll},
    statement::{Property, Stance},
};

use super::{
    standing::Claim,
    toll::{Total, has_sides, in_force, joined, totals},
};

/// Who died, for what is said of the injured: of four people who were shot one may have died.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Dead {
    best: u32,
    /// Readings that tell of somebody killed.
    readings: BTreeSet<u32>,
}

impl Dead {
    pub fn of(killed: &Toll, claims: &[Claim]) -> Self {
        let told = claims.iter().filter(|claim| claim.stance == Stance::Asserts && claim.bounds().0 > 0);
        Self { best: killed.best.unwrap_or(0), readings: told.map(|claim| claim.at.0).collect() }
    }

    /// Leaves out those who were hurt and died: whom a report that knows of no dead counts as shot, where as many died, and, where nobody is
    /// counted who was surely hurt and no more, whoever may have died.
    pub fn supersede(&self, property: Property, claims: &mut [Claim]) {
        if property != Property::Injured {
            return;
        }
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
                claim.standing = Standing::Superseded;
            }
            return;
        }
        let all = totals(claims, has_sides(claims));
        let died = all.iter().filter(|total| {
            total.open && total.high <= self.best && total.readings.is_disjoint(&self.readings)
        });
        let died: BTreeSet<&StatementId> = died.flat_map(|total| &total.statements).collect();
        for claim in claims.iter_mut().filter(|claim| died.contains(&claim.id)) {
            claim.standing = Standing::Superseded;
        }
    }

    /// Leaves out the one person whom reports that know of no dead describe as hurt, where somebody died and no report that knows of it tells of
    /// somebody hurt: the same one, who died later.
    fn supersede_one(&self, claims: &mut [Claim]) {
        let is_hurt = |claim: &Claim| {
            matches!(claim.standing, Standing::InForce | Standing::Copied)
                && claim.stance == Stance::Asserts
                && claim.count.high != Some(0)
                && !claim.count.open
        };
        let is_another = |claim: &Claim| {
            is_hurt(claim) && (self.readings.contains(&claim.at.0) || !claim.is_one() || claim.roll != 1)
        };
        if self.best == 0 || claims.iter().any(is_another) {
            return;
        }
        for claim in claims.iter_mut().filter(|claim| is_hurt(claim)) {
            claim.standing = Standing::Superseded;
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
