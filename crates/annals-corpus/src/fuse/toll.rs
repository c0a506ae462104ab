//! Low, best and high of each toll, and every value behind them.
//!
//! Each source (a speaker, or an outlet in its own words) has one total: the count of everybody that it gives last, else the sum of
//! the disjoint kinds of people that it counts, else the sum of the people that it describes. Parts are never added to a total. Totals
//! are compared, never averaged. Low and high span every figure that surely counts everybody, also where one source relays several.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use annals_types::{
    StatementId,
    account::{Dispute, Policy, Standing, Toll, TollScope, TollValue, Tolls},
    statement::{Property, Scope, SpeakerKind, Stance},
};
use jiff::civil::DateTime;

use super::{
    dead::Dead,
    member::Telling,
    policy, repeats,
    standing::{self, Claim},
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
        let (mut toll, dispute) = toll(property, &claims, &dead, policy);
        let alone = || alone.get_or_init(|| Alone::of(tellings, &all));
        let candidates = weighed::candidates(property, &claims, (&toll, dispute.as_ref()), alone, &dead);
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

/// The toll of one property from its claims, and the dispute about it.
pub fn toll(property: Property, claims: &[Claim], dead: &Dead, policy: Policy) -> (Toll, Option<Dispute>) {
    let sided = has_sides(claims);
    let totals: Vec<Total> =
        totals(claims, sided).into_iter().map(|total| dead.without(property, total)).collect();
    let whole: Vec<&Total> =
        totals.iter().filter(|total| !is_part_of_another(total, &totals, sided)).collect();
    let rivals = without_described(&whole, claims);
    let whole: Vec<&Total> = whole.into_iter().filter(|total| rivals.contains(&total.source.key)).collect();
    let denials: Vec<&Claim> = in_force(claims, Stance::Denies);
    let sides = sides(&whole, &denials);
    let by_code_book = policy == Policy::Conservative;
    let low = whole.iter().map(|total| if by_code_book { total.least } else { total.low }).min();
    let high = whole.iter().map(|total| total.high_stated).max();
    let high = high.map(|high| high.max(disjoint_sum(claims)));
    let (low, high) = match range(claims, by_code_book) {
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
    (toll, disputed.then_some(Dispute { property, sides }))
}

/// Keys of the sources whose totals are rivals: where a report surely counts everybody, smaller totals of the same report that may not are none, such as people
/// whom a witness describes one by one.
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

/// Whether fighters, forces or others are counted, whom no total of civilians holds.
pub fn has_sides(claims: &[Claim]) -> bool {
    in_force(claims, Stance::Asserts).iter().any(|claim| {
        matches!(class(claim.count.scope), Some(Class::Fighters | Class::Forces | Class::Others))
    })
}

/// The fighters or attackers that a speaker counts by these claims as those whom he killed. A force that counts its own soldiers counts no
/// whole toll.
fn side(claims: &[&Claim]) -> Option<Scope> {
    let of_side = |claim: &&Claim| {
        claim.source.named && !claim.count.part && class(claim.count.scope) == Some(Class::Fighters)
    };
    claims.first().filter(|_| claims.iter().all(of_side)).map(|claim| claim.count.scope)
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

pub fn in_force(claims: &[Claim], stance: Stance) -> Vec<&Claim> {
    let stands = |claim: &&Claim| claim.standing == Standing::InForce && claim.stance == stance;
    claims.iter().filter(stands).collect()
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

/// What one source gives for the whole incident.
#[derive(Clone, PartialEq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts of one total that do not hang on each other")]
pub struct Total {
    /// At least so many.
    pub low: u32,
    /// The same by the code book for words such as "dozens".
    pub least: u32,
    /// At most so many; `u32::MAX` for an open bound.
    pub high: u32,
    /// The largest number that was said: the bound itself where it is open above.
    pub high_stated: u32,
    /// The range in which another total agrees.
    pub room: (u32, u32),
    /// Whether it counts everybody, not only people of some kind.
    pub of_all: bool,
    /// Whether it is only the sum of people described one by one, so that there may be more.
    pub described: bool,
    /// The fighters or attackers whom a speaker counts by it: his toll, and no part of another's.
    pub of_side: Option<Scope>,
    /// Whether no number is said: somebody is named or described, or "civilians" are.
    pub uncounted: bool,
    /// Whether it rests on a figure that surely counts everybody.
    pub sure: bool,
    /// Whether it is one person who is described or named, and no count.
    pub of_one: bool,
    /// Whether all of it is harm that may have been deadly.
    pub open: bool,
    /// How many of those who were counted died, and are left out.
    pub less: u32,
    /// The phrase of the figure, where the total is one.
    pub figure: String,
    /// Who gives it.
    pub source: super::member::Source,
    /// When last.
    pub when: Option<DateTime>,
    /// Readings that hold it.
    pub readings: BTreeSet<u32>,
    /// The statements that it rests on.
    pub statements: BTreeSet<StatementId>,
}

impl Total {
    /// Whether one number is given.
    pub fn is_exact(&self) -> bool {
        self.low == self.high && self.room == (self.low, self.high)
    }

    /// Whether both can be true.
    pub fn agrees(&self, other: &Self) -> bool {
        self.room.0 <= other.room.1 && other.room.0 <= self.room.1
    }
}

/// The totals of all sources, by key of the source. Copied statements count only where nothing else is left.
pub fn totals(claims: &[Claim], sided: bool) -> Vec<Total> {
    let mut asserted: Vec<&Claim> = in_force(claims, Stance::Asserts);
    if asserted.is_empty() {
        asserted = claims
            .iter()
            .filter(|claim| claim.standing == Standing::Copied && claim.stance == Stance::Asserts)
            .collect();
    }
    let mut by_source: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in asserted {
        by_source.entry(&claim.source.key).or_default().push(claim);
    }
    by_source.into_values().filter_map(|claims| total(&claims, sided)).collect()
}

fn total(claims: &[&Claim], sided: bool) -> Option<Total> {
    // Where nobody else is counted, civilians are everybody.
    let everybody = |scope: Scope| scope == Scope::All || scope == Scope::Civilian && !sided;
    let of_all: Vec<&Claim> =
        claims.iter().copied().filter(|claim| everybody(claim.count.scope) && !claim.count.part).collect();
    // The largest of what still stands: a smaller figure of the same source is a part that was not marked as one.
    let stated = of_all.iter().copied().max_by_key(|claim| {
        (claim.count.low.or(claim.count.high), claim.count.high, claim.when, std::cmp::Reverse(&claim.id))
    });
    let whole: Vec<&Claim> = claims.iter().copied().filter(|claim| !claim.count.part).collect();
    let kinds = sum_of_kinds(&whole);
    let described = if whole.is_empty() { described(claims) } else { None };
    // A number tells more than a list, which may leave out some and name others twice.
    let is_number = |claim: &&Claim| !claim.is_one() && claim.count.high != Some(0);
    let joined = if whole.iter().any(is_number) { together(claims) } else { joined(claims) }.map(Sum::exact);
    let only_described = stated.is_none() && kinds.is_none();
    let summed = match (kinds.or(described), joined) {
        (Some(summed), Some(joined)) => Some(summed.larger(joined)),
        (summed, joined) => summed.or(joined),
    };
    let (low, high, high_stated, room, basis) = match (stated, summed) {
        (Some(stated), Some(sum)) if sum.low > stated.bounds().1 => {
            (sum.low, sum.high, sum.high_stated, sum.room, None)
        }
        (Some(stated), _) => {
            let low = stated.count.low.unwrap_or(0);
            let high = stated.count.high.unwrap_or(u32::MAX);
            (low, high, stated.count.high.unwrap_or(low).max(low), stated.bounds(), Some(stated))
        }
        (None, Some(sum)) => (sum.low, sum.high, sum.high_stated, sum.room, None),
        (None, None) => return None,
    };
    let used: Vec<&Claim> = match basis {
        Some(stated) => of_all
            .into_iter()
            .filter(|claim| (claim.count.low, claim.count.high) == (stated.count.low, stated.count.high))
            .collect(),
        None => claims.to_vec(),
    };
    Some(Total {
        low,
        least: basis.map_or(low, Claim::least),
        high,
        high_stated,
        room,
        of_all: basis.is_some(),
        described: only_described,
        of_side: side(&used),
        uncounted: used.iter().all(|claim| claim.is_uncounted()),
        sure: used.iter().any(|claim| claim.is_sure()),
        of_one: basis.is_some() && used.iter().all(|claim| claim.is_one() && claim.roll > 0),
        open: used.iter().all(|claim| claim.count.open),
        less: 0,
        figure: basis.map(|stated| stated.figure.clone()).unwrap_or_default(),
        source: used.first()?.source.clone(),
        when: used.iter().filter_map(|claim| claim.when).max(),
        readings: used.iter().map(|claim| claim.at.0).collect(),
        statements: first_said(&used),
    })
}

/// The claims that repeat no other; all where each does.
fn first_said(claims: &[&Claim]) -> BTreeSet<StatementId> {
    let ids = |repeats: bool| {
        claims.iter().filter(move |claim| repeats || !claim.repeats).map(|claim| claim.id.clone()).collect()
    };
    Some(ids(false)).filter(|first: &BTreeSet<_>| !first.is_empty()).unwrap_or_else(|| ids(true))
}

/// A sum of ranges.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
struct Sum {
    low: u32,
    high: u32,
    high_stated: u32,
    room: (u32, u32),
}

impl Sum {
    fn of(claim: &Claim) -> Self {
        let low = claim.count.low.unwrap_or(0);
        let high = claim.count.high.unwrap_or(u32::MAX);
        Self { low, high, high_stated: claim.count.high.unwrap_or(low).max(low), room: claim.bounds() }
    }

    const fn exact(count: u32) -> Self {
        Self { low: count, high: count, high_stated: count, room: (count, count) }
    }

    fn add(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            high: self.high.saturating_add(other.high),
            high_stated: self.high_stated.saturating_add(other.high_stated),
            room: (self.room.0.saturating_add(other.room.0), self.room.1.saturating_add(other.room.1)),
        }
    }

    fn larger(self, other: Self) -> Self {
        if (other.low, other.high_stated) > (self.low, self.high_stated) { other } else { self }
    }
}

/// Kinds of people of which nobody is of two: a child or a medic is a civilian, a perpetrator may be a fighter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Class {
    Civilians,
    Fighters,
    Forces,
    Others,
}

const fn class(scope: Scope) -> Option<Class> {
    match scope {
        Scope::All => None,
        Scope::Civilian | Scope::Child | Scope::Woman | Scope::Responder => Some(Class::Civilians),
        Scope::Combatant | Scope::Perpetrator => Some(Class::Fighters),
        Scope::MemberOfForce => Some(Class::Forces),
        Scope::Other => Some(Class::Others),
    }
}

/// Whether one person may be called by both: a fighter is no civilian, and a child no woman and no medic.
pub fn may_be_one(a: Scope, b: Scope) -> bool {
    let (Some(class_a), Some(class_b)) = (class(a), class(b)) else { return true };
    let is_child = |scope| scope == Scope::Child;
    let is_any = |scope| scope == Scope::Civilian;
    class_a == class_b && (is_child(a) == is_child(b) || is_any(a) || is_any(b))
}

/// The sum over disjoint kinds of people, of each kind the largest count: civilians as such, or children, women and medics added up;
/// `None` where no kind is named. People described one by one as of several kinds are as many as they are told apart: a teenager who is
/// called a girl elsewhere is one.
fn sum_of_kinds(claims: &[&Claim]) -> Option<Sum> {
    let mut by_scope: BTreeMap<Scope, Sum> = BTreeMap::new();
    for claim in claims {
        let sum = by_scope.entry(claim.count.scope).or_insert_with(|| Sum::of(claim));
        *sum = sum.larger(Sum::of(claim));
    }
    let most = told_apart(claims);
    let is_described = |scope| claims.iter().any(|claim| claim.count.scope == scope && claim.roll > 0);
    let mut ones = 0;
    by_scope.retain(|&scope, sum| {
        let is_one = class(scope).is_some() && (sum.low, sum.high) == (1, 1) && is_described(scope);
        ones += usize::from(is_one);
        !is_one || ones <= most
    });
    let scope = |scope: Scope| by_scope.get(&scope).copied();
    let civilians =
        [Scope::Child, Scope::Woman, Scope::Responder].into_iter().filter_map(scope).reduce(Sum::add);
    let larger = |a: Option<Sum>, b: Option<Sum>| match (a, b) {
        (Some(a), Some(b)) => Some(a.larger(b)),
        (a, b) => a.or(b),
    };
    let classes = [
        larger(scope(Scope::Civilian), civilians),
        larger(scope(Scope::Combatant), scope(Scope::Perpetrator)),
        scope(Scope::MemberOfForce),
        scope(Scope::Other),
    ];
    classes.into_iter().flatten().reduce(Sum::add)
}

/// How many people who are described one by one are joined at most, and so are surely not the same; `usize::MAX` where that is not known.
fn told_apart(claims: &[&Claim]) -> usize {
    most_joined(claims).filter(|&most| most > 0).map_or(usize::MAX, |most| most as usize)
}

/// Where only people and groups are described: their sum in the report that describes most, headline and body apart, each
/// phrase once, and no more single people than are told apart.
fn described(claims: &[&Claim]) -> Option<Sum> {
    let mut reports: BTreeMap<(u32, bool), Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        reports.entry((claim.at.0, claim.headline)).or_default().push(claim);
    }
    let sum = |claims: Vec<&Claim>| {
        let most = told_apart(&claims);
        let (mut phrases, mut ones) = (BTreeSet::new(), 0);
        let fresh = claims.into_iter().filter(|claim| {
            let is_new = phrases.insert(&claim.figure);
            ones += usize::from(is_new && claim.is_one());
            is_new && (!claim.is_one() || ones <= most)
        });
        fresh.map(Sum::of).reduce(Sum::add)
    };
    reports.into_values().filter_map(sum).reduce(Sum::larger)
}

/// How many people are described one by one or in groups and joined, where they are two or more.
pub fn joined(claims: &[&Claim]) -> Option<u32> {
    most_joined(claims).filter(|&most| most > 1).max(together(claims))
}

/// How many the largest group and those in one list with it are: three of "a man and two girls".
fn together(claims: &[&Claim]) -> Option<u32> {
    let groups = claims.iter().filter(|claim| claim.is_joined());
    groups.map(|claim| claim.roll).max()
}

/// The largest roll of the people who are described one by one; 0 where nobody knows which of them are the same.
fn most_joined(claims: &[&Claim]) -> Option<u32> {
    claims.iter().filter(|claim| claim.is_one()).map(|claim| claim.roll).max()
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
        let of_kind =
            !total.of_all && more && (total.described || other.of_all && (total.of_side.is_none() || quoted));
        let named = beside && total.uncounted && more;
        let parts = beside && total.described && other.of_all && !other.uncounted;
        other.source.key != total.source.key && (of_kind || named || parts)
    };
    totals.iter().any(holds)
}

/// All kinds that any source counts, added where they are disjoint: what is true if everybody is right.
fn disjoint_sum(claims: &[Claim]) -> u32 {
    let whole: Vec<&Claim> = in_force(claims, Stance::Asserts)
        .into_iter()
        .filter(|claim| class(claim.count.scope).is_some() && !claim.count.part && !claim.count.open)
        .collect();
    sum_of_kinds(&whole).map_or(0, |sum| sum.high_stated)
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
