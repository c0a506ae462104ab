//! What one report says twice: a headline shortens what stands below it, and "civilians" are those who are counted elsewhere.
//!
//! Such a claim is no voice of its own. It takes the count and the speaker of the one that it repeats, and its standing too: over the
//! copied words of another report a headline weighs nothing.

use annals_types::{
    account::Standing,
    statement::{Count, Scope, Stance},
};

use super::standing::Claim;

/// Gives claims that repeat a claim of the same report that one's count and speaker, and those that say less than it too. `claims` are of
/// one property.
pub fn join(claims: &mut [Claim]) {
    claims.sort_by_key(|claim| claim.at);
    for claims in claims.chunk_by_mut(|a, b| a.at.0 == b.at.0) {
        join_within(claims);
    }
}

/// The same for the claims of one report.
fn join_within(claims: &mut [Claim]) {
    for index in 0..claims.len() {
        let Some(told) = repeated(claims, index) else { continue };
        let told = claims[told].clone();
        let claim = &mut claims[index];
        claim.count = Count { scope: claim.count.scope, ..told.count };
        claim.least = told.least;
        claim.repeats = true;
        claim.source = told.source;
        claim.standing = told.standing;
        claim.when = told.when;
    }
}

/// The claim that the one at `index` repeats.
fn repeated(claims: &[Claim], index: usize) -> Option<usize> {
    let claim = &claims[index];
    let same = |(at, told): &(usize, &Claim)| {
        let beside = told.stance == claim.stance && *at != index;
        beside && !told.is_plural() && (repeats(claim, told) || is_vaguer(claim, told))
    };
    let fit = |(at, told): &(usize, &Claim)| {
        (!same_number(claim, told), told.count.scope != claim.count.scope, !told.source.named, *at)
    };
    claims.iter().enumerate().filter(same).min_by_key(fit).map(|(at, _)| at)
}

/// Whether an outlet says in its own words what somebody says in the same report, the same number of the same people; or a headline, be it on
/// the word of the same one.
fn repeats(claim: &Claim, told: &Claim) -> bool {
    let headed = claim.headline && !told.headline;
    let same = told.count.scope == claim.count.scope;
    // "Ten civilians among the dead" heads "twelve people, among them ten civilians".
    let part = told.count.part && !(headed && same && claim.count.scope != Scope::All);
    let people = same || claim.count.scope == Scope::All;
    let own = !claim.source.named && (told.source.named || headed);
    let on_one_word = headed && claim.source.key == told.source.key;
    !claim.is_one()
        && !claim.count.part
        && !part
        && people
        && (own || on_one_word)
        && if headed { same_number(claim, told) } else { same_bounds(claim, told) }
}

/// Whether a claim says less than another about the same people: "thousands march" over "4,000 people, police said", or "civilians" where
/// civilians are counted.
fn is_vaguer(claim: &Claim, told: &Claim) -> bool {
    let asserted = claim.stance == Stance::Asserts && told.least.is_some() && !told.is_one();
    let people = told.count.scope == claim.count.scope;
    let (low, high) = claim.bounds();
    let holds = claim.count.high.is_none() && !same_bounds(claim, told) && {
        let inner = told.bounds();
        low <= inner.0 && inner.1 <= high
    };
    let own = claim.headline
        && !told.headline
        && !claim.source.named
        && !told.count.part
        && !same_number(claim, told);
    let same_speaker = !claim.source.named || claim.source.origin == told.source.origin;
    let stands = claim.headline || told.standing == Standing::InForce;
    asserted && people && holds && same_speaker && stands && (own || claim.is_plural())
}

/// "At least nine" and "nine".
fn same_number(a: &Claim, b: &Claim) -> bool {
    a.count.low == b.count.low && (a.count.high.is_none() || b.count.high.is_none() || same_bounds(a, b))
}

fn same_bounds(a: &Claim, b: &Claim) -> bool {
    (a.count.low, a.count.high) == (b.count.low, b.count.high)
}
