//! What each source gives for the whole incident, its total: the count of everybody that it gives last, else the sum of the disjoint kinds
//! of people that it counts, else the sum of the people that it describes. Parts are never added to a total.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    StatementId,
    account::Standing,
    statement::{Scope, SpeakerKind, Stance},
};
use jiff::civil::DateTime;

use super::standing::Claim;

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
    /// How many died after it was told, at most, and are added.
    pub more: u32,
    /// Who says so.
    pub more_by: BTreeSet<String>,
    /// Who is counted, and how many of each kind.
    pub kinds: BTreeSet<(Scope, Option<u32>, Option<u32>)>,
    /// Where only the soldiers and fighters of some sides of a conflict are counted: which ones.
    pub sides: BTreeSet<String>,
    /// How many people of other sides, whom somebody else counts, are added.
    pub others: u32,
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
    let (sum, basis) = match (stated, summed) {
        (Some(stated), Some(sum)) if sum.low > stated.bounds().1 => (sum, None),
        (Some(stated), _) => (Sum::of(stated), Some(stated)),
        (None, Some(sum)) => (sum, None),
        (None, None) => return None,
    };
    let Sum { low, least, high, high_stated, room } = sum;
    let used: Vec<&Claim> = match basis {
        Some(stated) => of_all
            .into_iter()
            .filter(|claim| (claim.count.low, claim.count.high) == (stated.count.low, stated.count.high))
            .collect(),
        None => claims.to_vec(),
    };
    Some(Total {
        low,
        least,
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
        more: 0,
        more_by: BTreeSet::new(),
        kinds: used.iter().map(|claim| (claim.count.scope, claim.count.low, claim.count.high)).collect(),
        sides: sides_of(&used),
        others: 0,
        figure: basis.map(|stated| stated.figure.clone()).unwrap_or_default(),
        source: used.first()?.source.clone(),
        when: used.iter().filter_map(|claim| claim.when).max(),
        readings: used.iter().map(|claim| claim.at.0).collect(),
        statements: first_said(&used),
    })
}

/// The claims that repeat no other; all where each does.
pub fn first_said(claims: &[&Claim]) -> BTreeSet<StatementId> {
    let ids = |repeats: bool| {
        claims.iter().filter(move |claim| repeats || !claim.repeats).map(|claim| claim.id.clone()).collect()
    };
    Some(ids(false)).filter(|first: &BTreeSet<_>| !first.is_empty()).unwrap_or_else(|| ids(true))
}

pub fn in_force(claims: &[Claim], stance: Stance) -> Vec<&Claim> {
    let stands = |claim: &&Claim| claim.standing == Standing::InForce && claim.stance == stance;
    claims.iter().filter(stands).collect()
}

/// Whether fighters, forces or others are counted, whom no total of civilians holds.
pub fn has_sides(claims: &[Claim]) -> bool {
    in_force(claims, Stance::Asserts).iter().any(|claim| {
        matches!(class(claim.count.scope), Some(Class::Fighters | Class::Forces | Class::Others))
    })
}

/// The sides whose soldiers and fighters are counted, where all of them are said to be of some side.
fn sides_of(claims: &[&Claim]) -> BTreeSet<String> {
    let fights = |claim: &&&Claim| matches!(class(claim.count.scope), Some(Class::Fighters | Class::Forces));
    let sides: Option<BTreeSet<String>> =
        claims.iter().filter(fights).map(|claim| claim.side().map(str::to_owned)).collect();
    sides.unwrap_or_default()
}

/// The losses of each side by its name.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LossesBySide(BTreeMap<String, Side>);

/// What is told of the losses of one side.
#[derive(Clone, PartialEq, Debug, Default)]
struct Side {
    /// The largest count, whoever gives it.
    largest: Sum,
    /// The largest that the side itself gives, or somebody who is no party: what its enemies count is no lower bound.
    sure: u32,
    /// What says the largest.
    statements: BTreeSet<StatementId>,
}

impl LossesBySide {
    pub fn of(claims: &[Claim]) -> Self {
        let mut sides: BTreeMap<String, Side> = BTreeMap::new();
        for claim in in_force(claims, Stance::Asserts) {
            let Some(name) = claim.side().filter(|_| !claim.count.part && !claim.count.open) else {
                continue;
            };
            let side = sides.entry(name.to_owned()).or_default();
            let sum = Sum::of(claim);
            if side.largest != sum && side.largest.larger(sum) == sum {
                (side.largest, side.statements) = (sum, BTreeSet::new());
            }
            if side.largest == sum {
                side.statements.insert(claim.id.clone());
            }
            let is_own = claim.losses.as_ref().is_some_and(|losses| losses.own);
            if is_own || claim.source.kind != SpeakerKind::Party {
                side.sure = side.sure.max(sum.low);
            }
        }
        Self(sides)
    }

    /// A total of the people of one side, with those of the others: each side counts its own, and nobody is counted by two.
    pub fn with_other_sides(&self, mut total: Total) -> Total {
        if total.of_all || total.sides.is_empty() {
            return total;
        }
        for (_, side) in self.0.iter().filter(|(name, _)| !total.sides.contains(*name)) {
            let Side { largest: sum, sure, statements } = side;
            total.low = total.low.saturating_add(*sure);
            total.least = total.least.saturating_add(*sure);
            total.high = total.high.saturating_add(sum.high);
            total.high_stated = total.high_stated.saturating_add(sum.high_stated);
            total.room = (total.room.0.saturating_add(sum.room.0), total.room.1.saturating_add(sum.room.1));
            total.others = total.others.saturating_add(*sure);
            total.statements.extend(statements.iter().cloned());
        }
        total
    }
}

/// Claims of civilians and of fighters that are rival accounts of the same dead: one speaker counts as many civilians as another counts
/// fighters, and neither counts any of the other kind.
pub fn rivals(claims: &[Claim]) -> Vec<(&Claim, &Claim)> {
    let told: Vec<&Claim> = in_force(claims, Stance::Asserts)
        .into_iter()
        .filter(|claim| {
            !claim.count.part && claim.bounds().0 > 0 && (claim.is_one() || !claim.is_uncounted())
        })
        .collect();
    let of =
        |wanted: Class| told.iter().copied().filter(move |claim| class(claim.count.scope) == Some(wanted));
    let origins =
        |wanted: Class| -> BTreeSet<&str> { of(wanted).map(|claim| claim.source.origin.as_str()).collect() };
    let (count_civilians, count_fighters) = (origins(Class::Civilians), origins(Class::Fighters));
    let mut fighters: BTreeMap<_, Vec<&Claim>> = BTreeMap::new();
    for fighter in of(Class::Fighters).filter(|claim| !count_civilians.contains(claim.source.origin.as_str()))
    {
        fighters.entry((fighter.count.low, fighter.count.high)).or_default().push(fighter);
    }
    let civilians =
        of(Class::Civilians).filter(|claim| !count_fighters.contains(claim.source.origin.as_str()));
    let pairs = civilians.flat_map(|civilian| {
        let same = fighters.get(&(civilian.count.low, civilian.count.high));
        same.into_iter().flatten().map(move |fighter| (civilian, *fighter))
    });
    pairs.collect()
}

/// Whether somebody surely asserts that people were harmed whom a denial speaks of: anybody, or people of that class.
pub fn contradicts(claim: &Claim, denial: &Claim) -> bool {
    let denied = class(denial.count.scope);
    claim.bounds().0 > 0 && (denied.is_none() || denied == class(claim.count.scope))
}

/// The fighters or attackers that a speaker counts by these claims as those whom he killed. A force that counts its own soldiers or
/// fighters counts no whole toll.
fn side(claims: &[&Claim]) -> Option<Scope> {
    let is_own = |claim: &Claim| claim.losses.as_ref().is_some_and(|losses| losses.own);
    let of_side = |claim: &&Claim| {
        claim.source.named
            && !claim.count.part
            && !is_own(claim)
            && class(claim.count.scope) == Some(Class::Fighters)
    };
    claims.first().filter(|_| claims.iter().all(of_side)).map(|claim| claim.count.scope)
}

/// A sum of ranges.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
struct Sum {
    low: u32,
    /// The same by the code book for words such as "dozens".
    least: u32,
    high: u32,
    high_stated: u32,
    room: (u32, u32),
}

impl Sum {
    fn of(claim: &Claim) -> Self {
        let low = claim.count.low.unwrap_or(0);
        let high = claim.count.high.unwrap_or(u32::MAX);
        let high_stated = claim.count.high.unwrap_or(low).max(low);
        Self { low, least: claim.least(), high, high_stated, room: claim.bounds() }
    }

    const fn exact(count: u32) -> Self {
        Self { low: count, least: count, high: count, high_stated: count, room: (count, count) }
    }

    fn add(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            least: self.least.saturating_add(other.least),
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
    let mut by_side: BTreeMap<(Scope, Option<&str>), Sum> = BTreeMap::new();
    for claim in claims {
        let sum = by_side.entry((claim.count.scope, claim.side())).or_insert_with(|| Sum::of(claim));
        *sum = sum.larger(Sum::of(claim));
    }
    // Of each kind the people of several sides together, or those of whom no side is told where they are more.
    let mut by_scope: BTreeMap<Scope, Sum> = BTreeMap::new();
    for (&(scope, _), &sum) in by_side.iter().filter(|((_, side), _)| side.is_some()) {
        by_scope.entry(scope).and_modify(|known| *known = known.add(sum)).or_insert(sum);
    }
    for (&(scope, _), &sum) in by_side.iter().filter(|((_, side), _)| side.is_none()) {
        by_scope.entry(scope).and_modify(|known| *known = known.larger(sum)).or_insert(sum);
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

/// All kinds that any source counts, added where they are disjoint: what is true if everybody is right.
pub fn disjoint_sum(claims: &[Claim]) -> u32 {
    // Fighters by one account who are civilians by another are the same people.
    let twice: BTreeSet<&StatementId> = rivals(claims).into_iter().map(|(_, fighter)| &fighter.id).collect();
    let whole: Vec<&Claim> = in_force(claims, Stance::Asserts)
        .into_iter()
        .filter(|claim| class(claim.count.scope).is_some() && !claim.count.part && !claim.count.open)
        .filter(|claim| !twice.contains(&claim.id))
        .collect();
    sum_of_kinds(&whole).map_or(0, |sum| sum.high_stated)
}
