//! Low, best and high of each toll, and every value behind them.
//!
//! Each source (a speaker, or an outlet in its own words) has one total (see [`totals`](super::totals)). Totals are compared, never
//! averaged. Low and high span every figure that surely counts everybody, also where one source relays several.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use annals_types::{
    StatementId,
    account::{Dispute, Policy, Standing, Toll, TollScope, TollValue, Tolls},
    statement::{Property, Scope, SpeakerKind, Stance},
};

use super::{
    dead::Dead,
    further::Further,
    member::Telling,
    policy, repeats,
    standing::{self, Claim},
    totals::{
        LossesBySide, Total, contradicts, disjoint_sum, first_said, has_sides, in_force, rivals, totals,
    },
    weighed::{self, Alone, Candidate},
};

/// What is known of the tolls of an incident.
#[derive(Debug, Default)]
pub struct Fused {
    pub tolls: Tolls,
    pub disputes: Vec<Dispute>,
    /// What was weighed of each toll.
    pub weighed: Vec<(Property, Vec<Candidate>)>,
}

/// The tolls of an incident and the disputes about them; marks in `standings` what was superseded or corrected.
pub fn tolls(tellings: &[Telling<'_>], standings: &mut [Vec<Standing>], policy: Policy) -> Fused {
    let mut fused = Fused::default();
    let all = Claim::all(tellings, standings);
    let alone = OnceCell::new();
    let mut dead = Dead::default();
    // Who was killed is settled first: what is said of the injured hangs on it.
    let (first, rest): (Vec<_>, Vec<_>) =
        Property::TOLLS.into_iter().partition(|&property| property == Property::Killed);
    for property in first.into_iter().chain(rest) {
        let claims = settled(
            property,
            all.iter().filter(|claim| claim.property == property).cloned().collect(),
            &dead,
        );
        if claims.is_empty() {
            continue;
        }
        for claim in &claims {
            standings[claim.at.0 as usize][claim.at.1] = claim.standing;
        }
        let Compared { mut toll, dispute, raised } = toll(property, &claims, &dead, policy);
        let alone = || alone.get_or_init(|| Alone::of(tellings, &all));
        // Nothing was learned of tolls that words add up.
        let candidates = if raised {
            Vec::new()
        } else {
            weighed::candidates(property, &claims, (&toll, dispute.as_ref()), alone, &dead)
        };
        if policy == Policy::Range {
            weighed::choose(property, &mut toll, &candidates);
        }
        if property == Property::Killed {
            dead = Dead::of(&toll, &claims);
        }
        fused.weighed.push((property, candidates));
        fused.disputes.extend(dispute);
        if let Some(place) = fused.tolls.get_mut(property) {
            *place = Some(toll);
        }
    }
    fused
}

/// The claims on one toll, with how each stands beside the others.
pub fn settled(property: Property, mut claims: Vec<Claim>, dead: &Dead) -> Vec<Claim> {
    repeats::join(&mut claims);
    standing::settle(&mut claims);
    standing::yield_to_names(&mut claims);
    dead.supersede(property, &mut claims);
    claims
}

/// A toll, and what was found on the way to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Compared {
    pub toll: Toll,
    pub dispute: Option<Dispute>,
    /// Whether it holds people who died after others were counted.
    pub raised: bool,
}

/// The toll of one property from its claims, and the dispute about it.
pub fn toll(property: Property, claims: &[Claim], dead: &Dead, policy: Policy) -> Compared {
    let sided = has_sides(claims);
    let (further, losses) = (Further::of(claims), LossesBySide::of(claims));
    let complete = |total| further.raise(losses.with_other_sides(dead.without(property, total)));
    let totals: Vec<Total> = totals(claims, sided).into_iter().map(complete).collect();
    let raised = totals.iter().any(|total| total.more > 0);
    let whole: Vec<&Total> =
        totals.iter().filter(|total| !is_part_of_another(total, &totals, sided)).collect();
    let rivals = without_described(&whole, claims);
    let whole: Vec<&Total> = whole.into_iter().filter(|total| rivals.contains(&total.source.key)).collect();
    let mut sides = sides(&whole, &denials(claims));
    let rival = rival_sides(claims);
    if sides.len() < 2 && !rival.is_empty() {
        sides = rival;
    }
    let by_code_book = policy == Policy::Conservative;
    let low = whole.iter().map(|total| if by_code_book { total.least } else { total.low }).min();
    let high = whole.iter().map(|total| total.high_stated).max();
    let high = high.map(|high| high.max(disjoint_sum(claims)));
    let (low, high) = match range(claims, by_code_book).filter(|_| !raised) {
        // Who says that nobody was hurt stands by that.
        Some((_, high)) if whole.iter().any(|total| total.high == 0) => (Some(0), Some(high)),
        // Where sources contradict each other, low and high reach over all sides.
        Some((least, most)) if sides.len() > 1 => {
            (Some(low.map_or(least, |low| low.min(least))), Some(high.map_or(most, |high| high.max(most))))
        }
        Some((low, high)) => (Some(low), Some(high)),
        None => (low, high),
    };
    let choice = policy::choose(policy, &whole);
    let (best, why) = match choice {
        Some(choice) => (Some(choice.best), choice.why),
        None => (None, nothing_known(claims)),
    };
    let (low, high) = match best {
        Some(best) => (low.map(|low| low.min(best)), high.map(|high| high.max(best))),
        None => (low, high),
    };
    let disputed = sides.len() > 1;
    let toll = Toll { low, best, high, disputed, why, confidence: None, values: values(claims) };
    Compared { toll, dispute: disputed.then_some(Dispute { property, sides }), raised }
}

/// The denials that somebody contradicts.
fn denials(claims: &[Claim]) -> Vec<&Claim> {
    let asserted = in_force(claims, Stance::Asserts);
    let mut denials = in_force(claims, Stance::Denies);
    denials.retain(|denial| asserted.iter().any(|claim| contradicts(claim, denial)));
    denials
}

/// The two sides of a dispute about who the dead were, where as many are civilians by one account as are fighters by another.
fn rival_sides(claims: &[Claim]) -> Vec<Vec<StatementId>> {
    let (civilians, fighters): (BTreeSet<StatementId>, BTreeSet<StatementId>) = rivals(claims)
        .into_iter()
        .map(|(civilian, fighter)| (civilian.id.clone(), fighter.id.clone()))
        .unzip();
    let sides = [civilians, fighters].into_iter().filter(|side| !side.is_empty());
    sides.map(|side| side.into_iter().collect()).collect()
}

/// Keys of the sources whose totals are rivals: where a report surely counts everybody, smaller totals of the same report that may not are
/// none, such as people whom a witness describes one by one.
fn without_described(whole: &[&Total], claims: &[Claim]) -> BTreeSet<String> {
    let sided = has_sides(claims);
    let least = |total: &Total| {
        let sure = whole.iter().filter(|other| other.sure && !other.readings.is_disjoint(&total.readings));
        sure.map(|other| other.low).min()
    };
    let is_rival = |total: &&&Total| {
        sided && !total.of_all
            || total.sure
            || total.high == 0
            || total.of_all && total.source.named && !total.of_one
            || least(total).is_none_or(|least| total.low >= least)
    };
    whole.iter().filter(is_rival).map(|total| total.source.key.clone()).collect()
}

/// The smallest and the largest figure that surely count everybody; `None` where there is none, where sides are counted apart, or
/// where those who were counted may have died. Words for numbers count as the code book takes them where `by_code_book`.
fn range(claims: &[Claim], by_code_book: bool) -> Option<(u32, u32)> {
    if has_sides(claims) {
        return None;
    }
    let mut sure: Vec<&Claim> = claims.iter().filter(|claim| claim.is_sure() && !claim.is_joined()).collect();
    // Children and women are among everybody whom somebody else counts.
    let of_a_kind =
        |claim: &&Claim| matches!(claim.count.scope, Scope::Child | Scope::Woman | Scope::Responder);
    if !sure.iter().all(of_a_kind) {
        sure.retain(|claim| !of_a_kind(claim));
    }
    if sure.iter().any(|claim| claim.count.open) {
        return None;
    }
    // Who speaks of "civilians" has room for every number that others give.
    sure.retain(|claim| !claim.is_uncounted());
    let lowest = |claim: &Claim| if by_code_book { claim.least() } else { claim.count.low.unwrap_or(0) };
    let low = sure.iter().map(|claim| lowest(claim)).min()?;
    let high = sure.iter().filter_map(|claim| claim.count.high.or(claim.count.low)).max()?;
    Some((low, high))
}

fn nothing_known(claims: &[Claim]) -> String {
    let mut names: Vec<&str> =
        in_force(claims, Stance::Unknown).iter().map(|claim| claim.source.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        "no figure is asserted".to_owned()
    } else {
        format!("not known, by the word of {}", names.join(", "))
    }
}

/// Whether a source counts only people of some kind, or describes some, and another's total has room for them: then it is no rival
/// total. Nor is, unless sides are counted apart, somebody whom a source names in a report that tells of more, or a sum of parts in a
/// report that counts everybody.
fn is_part_of_another(total: &Total, totals: &[Total], sided: bool) -> bool {
    let holds = |other: &Total| {
        let beside = !sided && !other.readings.is_disjoint(&total.readings);
        let more = other.low > total.low;
        // The paper that quotes the army on four fighters counts them among its own twelve.
        let quoted = total.of_side == Some(Scope::Combatant)
            && !other.source.named
            && !other.readings.is_disjoint(&total.readings);
        // Whoever speaks of the one attacker says nothing against a count of everybody; a count of attackers may be one of all.
        let attacker = total.of_side == Some(Scope::Perpetrator) && total.high == 1;
        let is_kind = total.of_side.is_none() || quoted || attacker;
        let of_kind = !total.of_all && more && (total.described || other.of_all && is_kind);
        let named = beside && total.uncounted && more;
        // Who counts twelve soldiers says nothing against twelve soldiers and thirty fighters.
        let fewer_kinds = sided
            && !total.of_all
            && more
            && total.kinds.len() < other.kinds.len()
            && total.kinds.is_subset(&other.kinds);
        let parts = beside && total.described && other.of_all && !other.uncounted;
        other.source.key != total.source.key && (of_kind || named || parts || fewer_kinds)
    };
    totals.iter().any(holds)
}

/// Totals that agree, side by side: more than one where sources contradict each other. An outlet's own summary is no side against
/// the speakers that the same report quotes.
fn sides(totals: &[&Total], denials: &[&Claim]) -> Vec<Vec<StatementId>> {
    let contradicts = |a: &Total, b: &Total| {
        let summary = (!a.source.named || !b.source.named) && !a.readings.is_disjoint(&b.readings);
        !a.agrees(b) && !summary
    };
    let mut sides: Vec<(Vec<&Total>, BTreeSet<StatementId>)> = Vec::new();
    let mut ordered: Vec<&Total> = totals.to_vec();
    // Exact figures found the sides; vaguer ones join those that they agree with.
    ordered.sort_by(|a, b| {
        (!a.is_exact(), a.low, a.high, &a.source.key).cmp(&(!b.is_exact(), b.low, b.high, &b.source.key))
    });
    for total in ordered {
        let rival = sides.iter().all(|(members, _)| members.iter().any(|member| contradicts(member, total)));
        if rival {
            sides.push((vec![total], total.statements.clone()));
        } else if let Some((members, statements)) =
            sides.iter_mut().find(|(members, _)| !members.iter().any(|member| contradicts(member, total)))
        {
            members.push(total);
            statements.extend(total.statements.iter().cloned());
        }
    }
    let mut sides: Vec<Vec<StatementId>> =
        sides.into_iter().map(|(_, statements)| statements.into_iter().collect()).collect();
    let somebody = totals.iter().any(|total| total.low > 0);
    if somebody && !denials.is_empty() {
        let ids: BTreeSet<StatementId> = denials.iter().map(|claim| claim.id.clone()).collect();
        sides.push(ids.into_iter().collect());
    }
    sides
}

/// Every value that is stated, grouped by what it says and how it stands; those in force first, then the larger ones.
fn values(claims: &[Claim]) -> Vec<TollValue> {
    type Key = (Option<u32>, Option<u32>, TollScope, Stance, Standing);
    let mut groups: BTreeMap<Key, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        let scope = match claim.count.scope {
            _ if claim.is_further() => TollScope::Further,
            Scope::All if claim.count.part => TollScope::Part,
            scope => scope.into(),
        };
        let key = (claim.count.low, claim.count.high, scope, claim.stance, claim.standing);
        groups.entry(key).or_default().push(claim);
    }
    let value = |((low, high, scope, stance, standing), claims): (Key, Vec<&Claim>)| {
        // Of the names of one source the longest says most.
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for claim in &claims {
            let name = names.entry(&claim.source.origin).or_insert(&claim.source.name);
            if (claim.source.name.len(), *name) > (name.len(), &claim.source.name) {
                *name = &claim.source.name;
            }
        }
        let origins = if standing == Standing::Copied { 0 } else { names.len() as u32 };
        let speakers: BTreeSet<String> = names.into_values().map(str::to_owned).collect();
        let statements = first_said(&claims).into_iter().collect();
        let replaced_by: BTreeSet<StatementId> =
            claims.iter().filter_map(|claim| claim.replaced_by.clone()).collect();
        TollValue {
            low,
            high,
            scope,
            stance,
            standing,
            speakers: speakers.into_iter().collect(),
            origins,
            statements,
            replaced_by: replaced_by.into_iter().collect(),
        }
    };
    let mut values: Vec<TollValue> = groups.into_iter().map(value).collect();
    values.sort_by(|a, b| {
        let size = |value: &TollValue| std::cmp::Reverse(value.high.or(value.low));
        (a.standing, size(a), a.scope, a.stance, a.low).cmp(&(b.standing, size(b), b.scope, b.stance, b.low))
    });
    values
}

/// For the ordering of speakers in sentences: how a kind of speaker is called.
pub const fn kind_name(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Responder => "responders",
        SpeakerKind::Witness => "witnesses",
        SpeakerKind::Official => "officials of the place",
        SpeakerKind::Monitor => "monitors",
        SpeakerKind::Party => "a party to it",
        SpeakerKind::Media => "media",
        SpeakerKind::Other => "others",
    }
}

#[cfg(test)]
pub mod tests {
    use super::Toll;

    /// One person, by one figure.
    pub fn one() -> Toll {
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
}
