//! Tolls that grow and shrink from day to day: a later day's count may take the place of what was counted before.
//!
//! The dead and the injured are found one after the other, and the missing with them: a report that counted fewer dead the day before
//! contradicts nobody. Named speakers who give different tolls do, unless the later one says that the toll rose, or they count the missing.
//! Parties to a conflict, and counts of soldiers and fighters, are left out: their numbers are disputed on any day. So is whoever gives the
//! same figure again on the later day.

use annals_types::{
    account::Standing,
    statement::{Change, Property, Scope, SpeakerKind, Stance},
};
use jiff::civil::Date;

use super::standing::{Claim, same_value};

/// The claims that a later day has outgrown, each with the first one that did. `claims` are of one property.
pub fn outgrown(claims: &[Claim]) -> Vec<(usize, usize)> {
    let tells = |&index: &usize| counts(&claims[index]) || misses_nobody(&claims[index]);
    let mut in_order: Vec<usize> = (0..claims.len()).filter(tells).collect();
    in_order.sort_by_key(|&at| (claims[at].when, std::cmp::Reverse(claims[at].count.low), at));
    let found = |index: usize| {
        let early = &claims[index];
        let first = in_order.iter().copied().find(|&late| outgrows(&claims[late], early))?;
        // Who says it again on that day or after still stands by it.
        let again = claims.iter().any(|claim| {
            counts(claim)
                && claim.source.origin == early.source.origin
                && same_value(claim, early)
                && (day(claim) > day(&claims[first]) || claim.when >= claims[first].when)
        });
        (!again).then_some((index, first))
    };
    (0..claims.len()).filter(|&index| counts(&claims[index])).filter_map(found).collect()
}

/// Whether `late` was counted on a later day than `early` by somebody else, or later on one day where it says that the toll rose, and counts as
/// the course of things lets expect: more people than a report itself counted, and of the missing another number or nobody.
fn outgrows(late: &Claim, early: &Claim) -> bool {
    let changed = match late.property {
        Property::Killed | Property::Injured | Property::Detained | Property::Displaced => {
            late.count.low > early.count.low
        }
        Property::Missing => late.count.low != early.count.low,
        _ => false,
    };
    // Named speakers who give different tolls are in dispute, where no words of change say that the toll rose; the missing are
    // counted anew each day by all.
    let may_give_way =
        late.property == Property::Missing || !early.source.named || late.change == Some(Change::Update);
    let is_later = day(late) > day(early) || late.change == Some(Change::Update) && late.when > early.when;
    (counts(late) || misses_nobody(late))
        && changed
        && may_give_way
        && late.is_of_same_people(early)
        && late.source.origin != early.source.origin
        && is_later
}

/// "Nobody is missing any more", by somebody who is no party.
fn misses_nobody(claim: &Claim) -> bool {
    claim.property == Property::Missing
        && claim.standing == Standing::InForce
        && claim.stance == Stance::Asserts
        && claim.count.high == Some(0)
        && !claim.count.part
        && claim.source.kind != SpeakerKind::Party
        && claim.when.is_some()
}

/// Whether it tells a number of people who do not fight, by somebody who is no party.
fn counts(claim: &Claim) -> bool {
    let fights = matches!(
        claim.count.scope,
        Scope::Combatant | Scope::MemberOfForce | Scope::Perpetrator | Scope::Other
    );
    !fights
        && claim.standing == Standing::InForce
        && claim.stance == Stance::Asserts
        && claim.count.low.is_some_and(|low| low > 0)
        && !claim.count.part
        && !claim.count.open
        && !claim.is_uncounted()
        && claim.source.kind != SpeakerKind::Party
        && claim.when.is_some()
}

/// The day on which it was said.
pub fn day(claim: &Claim) -> Option<Date> {
    claim.when.map(jiff::civil::DateTime::date)
}
