//! Which counts still stand: later counts of one speaker supersede, corrections replace.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    StatementId,
    account::Standing,
    statement::{Change, Count, Losses, Property, Scope, SpeakerKind, Stance, Value},
};
use jiff::civil::DateTime;

use super::{
    course,
    member::{Source, Telling},
};

/// A statement of how many, with who stands behind it.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    pub id: StatementId,
    /// Reading, and index of the statement in it.
    pub at: (u32, usize),
    pub property: Property,
    pub count: Count,
    pub stance: Stance,
    pub source: Source,
    /// Who tells of it: the outlet, or the report that was copied.
    pub teller: String,
    /// When it was said, else when the report was published; `None` where neither is known.
    pub when: Option<DateTime>,
    pub change: Option<Change>,
    pub standing: Standing,
    /// What took its place.
    pub replaced_by: Option<StatementId>,
    /// Whether it only repeats another claim of its report.
    pub repeats: bool,
    /// [`Statement::roll`](annals_types::Statement::roll).
    pub roll: u32,
    /// [`Statement::least`](annals_types::Statement::least).
    pub least: Option<u32>,
    /// How sure it is that it counts everybody, or a part where it is one.
    pub confidence: f32,
    /// The phrase of the figure, lower case.
    pub figure: String,
    /// Whether it stands in a headline.
    pub headline: bool,
    /// [`Statement::by_name`](annals_types::Statement::by_name).
    pub by_name: bool,
    /// [`Statement::losses`](annals_types::Statement::losses).
    pub losses: Option<Losses>,
}

impl Claim {
    /// Every claim on a toll, by reading, then in the order of the words.
    pub fn all(tellings: &[Telling<'_>], standings: &[Vec<Standing>]) -> Vec<Self> {
        let mut claims = Vec::new();
        for telling in tellings {
            for (index, statement) in telling.statements() {
                let Value::Count(count) = statement.value else { continue };
                let text = &telling.reading.report.text;
                let words = statement.figure.or_else(|| statement.spans.first().copied());
                let figure = words.map(|words| words.of(text).to_lowercase()).unwrap_or_default();
                let is_further = statement.change == Some(Change::Further);
                let when = moment(
                    statement.said.earliest,
                    telling.reading.report.published.map(|published| published.moment()),
                );
                let standing =
                    standings.get(telling.at.0 as usize).and_then(|standings| standings.get(index));
                claims.push(Self {
                    id: statement.id.clone(),
                    at: (telling.at.0, index),
                    property: statement.property,
                    count: Count { part: count.part || is_further, ..count },
                    stance: statement.stance,
                    source: telling.source(statement),
                    teller: telling.teller(),
                    when,
                    change: statement.change,
                    standing: standing.copied().unwrap_or(Standing::InForce),
                    replaced_by: None,
                    repeats: false,
                    roll: statement.roll,
                    confidence: statement.confidence,
                    figure,
                    headline: words.is_some_and(|words| telling.in_headline(words)),
                    least: statement.least,
                    by_name: statement.by_name,
                    losses: statement.losses.clone(),
                });
            }
        }
        claims.sort_by_key(|claim| claim.at);
        claims
    }

    /// Whether it counts those who died beyond a count of before.
    pub fn is_further(&self) -> bool {
        self.change == Some(Change::Further)
    }

    /// The side whose people it counts, where that is said.
    pub fn side(&self) -> Option<&str> {
        self.losses.as_ref().map(|losses| losses.side.as_str())
    }

    /// Whether it counts the same people as another, by their kind and their side.
    pub fn is_of_same_people(&self, other: &Self) -> bool {
        (self.count.scope, self.side()) == (other.count.scope, other.side())
    }

    /// Whether it speaks of one person.
    pub fn is_one(&self) -> bool {
        self.count.is_one()
    }

    /// Whether it likely counts everybody who was killed or injured: a figure of several people, and no part.
    pub fn is_sure(&self) -> bool {
        const EVEN: f32 = 0.5;
        matches!(self.property, Property::Killed | Property::Injured)
            && self.standing == Standing::InForce
            && self.stance == Stance::Asserts
            && self.count.high != Some(0)
            && !self.is_one()
            && !self.count.part
            && self.confidence >= EVEN
    }

    /// Whether it counts a group that others are joined to: the two girls of "a man and two girls".
    pub fn is_joined(&self) -> bool {
        !self.is_one() && Some(self.roll) > self.count.low
    }

    /// Whether no number is said: a person who is named or described ("his wife"), or a plural ("civilians", "several").
    pub fn is_uncounted(&self) -> bool {
        let is_open = self.is_one() || self.count.low.is_some() && self.count.high.is_none();
        is_open && self.least.is_none()
    }

    /// Whether a plural is all that is said: "civilians".
    pub fn is_plural(&self) -> bool {
        self.is_uncounted() && !self.is_one() && !self.by_name
    }

    /// The smallest number that the words allow, by a code book.
    pub fn least(&self) -> u32 {
        self.least.or(self.count.low).unwrap_or(0)
    }

    /// The stated bounds; an open lower bound of an upper limit is 0.
    pub fn bounds(&self) -> (u32, u32) {
        bounds(&self.count)
    }
}

/// When it was said, to the time of publication where that is of the same day.
fn moment(said: Option<DateTime>, published: Option<DateTime>) -> Option<DateTime> {
    match (said, published) {
        (Some(said), Some(published)) if said.date() == published.date() => Some(published),
        (said, published) => said.or(published),
    }
}

/// The range that a count allows. "About 20" allows a sixth more or less.
pub fn bounds(count: &Count) -> (u32, u32) {
    let (low, high) = (count.low.unwrap_or(0), count.high.unwrap_or(u32::MAX));
    if count.approximate {
        let room = |n: u32| (n / 6).max(1);
        (low - room(low).min(low), high.saturating_add(if high == u32::MAX { 0 } else { room(high) }))
    } else {
        (low, high)
    }
}

/// Marks what was superseded or corrected. `claims` are of one property.
pub fn settle(claims: &mut [Claim]) {
    let mut replaced = former(claims);
    apply(claims, &replaced);
    replaced.clear();
    let mut by_source: BTreeMap<(String, Scope, Option<String>), Vec<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        if claim.standing == Standing::InForce && !claim.count.part {
            let side = claim.side().map(str::to_owned);
            by_source.entry((claim.source.key.clone(), claim.count.scope, side)).or_default().push(index);
        }
    }
    for members in by_source.values() {
        // Of each source the last count stands; earlier ones gave way to it. Who speaks of "dozens" after he counted 31, or does not know,
        // takes nothing back.
        let vaguer =
            |&member: &usize| members.iter().any(|&other| is_vaguer(&claims[member], &claims[other]));
        let counts: Vec<usize> = members.iter().copied().filter(|member| !vaguer(member)).collect();
        let Some(last) = counts.iter().copied().max_by_key(|&member| lateness(&claims[member])) else {
            continue;
        };
        for &member in members {
            if let Some(standing) = gives_way(&claims[member], &claims[last]) {
                let next = next_count(claims, &counts, member).unwrap_or(last);
                let corrected = claims[next].change == Some(Change::Correction);
                let standing = if next == last || corrected { standing } else { Standing::Superseded };
                replaced.push(Replaced { claim: member, by: Some(next), standing });
            }
        }
    }
    let given_way: BTreeSet<usize> = replaced.iter().map(|replaced| replaced.claim).collect();
    replaced.extend(changed(claims).into_iter().filter(|changed| !given_way.contains(&changed.claim)));
    apply(claims, &replaced);
    let outgrown = course::outgrown(claims).into_iter();
    let outgrown =
        outgrown.map(|(claim, by)| Replaced { claim, by: Some(by), standing: Standing::Superseded });
    apply(claims, &outgrown.collect::<Vec<_>>());
}

/// A claim that gave way, to which, and how.
struct Replaced {
    claim: usize,
    by: Option<usize>,
    standing: Standing,
}

fn apply(claims: &mut [Claim], replaced: &[Replaced]) {
    for Replaced { claim, by, standing } in replaced {
        claims[*claim].standing = *standing;
        claims[*claim].replaced_by = by.map(|by| first_said(claims, by).id.clone());
    }
}

/// The claim that the one at `index` repeats; itself where it repeats none.
fn first_said(claims: &[Claim], index: usize) -> &Claim {
    let claim = &claims[index];
    let same = |other: &&Claim| {
        other.at.0 == claim.at.0 && other.source.key == claim.source.key && same_value(other, claim)
    };
    let said = claims.iter().filter(|other| claim.repeats && !other.repeats).find(same);
    said.unwrap_or(claim)
}

/// Of the counts of one source that differ from that of `member`, the first one after it.
fn next_count(claims: &[Claim], members: &[usize], member: usize) -> Option<usize> {
    let after = |other: &usize| {
        !same_value(&claims[*other], &claims[member])
            && lateness(&claims[*other]) > lateness(&claims[member])
            && gives_way(&claims[member], &claims[*other]).is_some()
    };
    members.iter().copied().filter(after).min_by_key(|&other| lateness(&claims[other]))
}

/// "15, not 12 as reported earlier", "earlier reports put the toll at 12": figures that a report gives as those of before give way to what
/// it says now; those of a speaker only to the same speaker's. So do, of other reports, the same figures of the same source and of nobody
/// in particular.
fn former(claims: &[Claim]) -> Vec<Replaced> {
    let mut replaced = Vec::new();
    let stands = |claim: &Claim| claim.standing == Standing::InForce && claim.stance == Stance::Asserts;
    let is_former = |claim: &Claim| matches!(claim.change, Some(Change::Former | Change::Mistaken));
    for (index, old) in claims.iter().enumerate().filter(|(_, claim)| is_former(claim)) {
        let is_current = |(_, claim): &(usize, &Claim)| {
            claim.at.0 == old.at.0
                && stands(claim)
                && !is_former(claim)
                && !claim.count.part
                && claim.is_of_same_people(old)
                && !same_value(claim, old)
        };
        // What one speaker counted does not give way to the count of another; "earlier reports" are no speaker who stands by it.
        let is_speaker = old.source.named && old.source.kind != SpeakerKind::Media;
        let same_speaker = |claim: &Claim| !is_speaker || claim.source.origin == old.source.origin;
        let currents: Vec<(usize, &Claim)> = claims.iter().enumerate().filter(is_current).collect();
        let current = currents.iter().filter(|(_, claim)| same_speaker(claim)).max_by_key(|(_, claim)| {
            (claim.change.is_some(), !claim.is_uncounted(), claim.count.low, std::cmp::Reverse(claim.at))
        });
        let standing =
            if old.change == Some(Change::Mistaken) { Standing::Corrected } else { Standing::Superseded };
        let Some(&(by, current)) = current else {
            // What was wrong does not stand, whatever is right.
            if standing == Standing::Corrected && currents.is_empty() {
                replaced.push(Replaced { claim: index, by: None, standing });
            }
            continue;
        };
        replaced.push(Replaced { claim: index, by: Some(by), standing });
        for (other, claim) in claims.iter().enumerate() {
            let same_source = [&old.source.origin, &current.source.origin].contains(&&claim.source.origin);
            let not_later = claim.when <= old.when || claim.when.is_none() || old.when.is_none();
            if stands(claim)
                && claim.at.0 != old.at.0
                && claim.count.scope == old.count.scope
                && !claim.count.part
                && same_value(claim, old)
                && (same_source || !claim.source.named)
                && not_later
            {
                replaced.push(Replaced { claim: other, by: Some(by), standing });
            }
        }
    }
    replaced
}

/// The order in which the counts of one source were made: by when they were said, those of unknown time first; at the same time one that says
/// that it changes the figure comes last, else the larger one, since counts rise. A total order.
fn lateness(claim: &Claim) -> (Option<DateTime>, bool, bool, Option<u32>, &StatementId) {
    (claim.when, claim.change.is_some(), claim.stance == Stance::Asserts, claim.count.low, &claim.id)
}

/// Makes parts of the counts of several people that are smaller than the number of those whom the same report names: they were given
/// before all were found, or count some of them. `claims` are of one property.
pub fn yield_to_names(claims: &mut [Claim]) {
    let mut named: BTreeMap<u32, u32> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.by_name && claim.standing == Standing::InForce) {
        let most = named.entry(claim.at.0).or_default();
        *most = claim.count.low.unwrap_or(0).max(*most);
    }
    for claim in claims.iter_mut().filter(|claim| !claim.by_name && claim.stance == Stance::Asserts) {
        let several = claim.count.low.is_some_and(|low| low > 1);
        let most = claim.count.high.or(claim.count.low).unwrap_or(0);
        if several && named.get(&claim.at.0).is_some_and(|&named| most < named) {
            claim.count.part = true;
        }
    }
}

/// Whether `claim` leaves room for what `other` counts, without a word of change.
fn is_vaguer(claim: &Claim, other: &Claim) -> bool {
    let ((low, high), (least, most)) = (claim.bounds(), other.bounds());
    let holds = low <= least && most <= high && (low, high) != (least, most);
    other.stance == Stance::Asserts
        && claim.change.is_none()
        && (claim.stance == Stance::Unknown || claim.stance == Stance::Asserts && holds)
}

/// How `earlier` stands beside the `last` count of the same source, where it gives way.
fn gives_way(earlier: &Claim, last: &Claim) -> Option<Standing> {
    // Who tells of one of them counts nobody anew.
    let describes = last.is_one() && last.roll > 0 && !earlier.is_one();
    if same_value(earlier, last) || earlier.id == last.id || describes {
        return None;
    }
    if last.change == Some(Change::Correction) {
        return Some(Standing::Corrected);
    }
    let said_before = earlier.when.is_some() && earlier.when < last.when;
    let in_one_report = earlier.at.0 == last.at.0;
    let says_so = last.change == Some(Change::Update);
    // Within one report a smaller figure of the same speaker without a word of change may be a part that was not marked.
    ((said_before && (!in_one_report || earlier.stance == last.stance)) || says_so)
        .then_some(Standing::Superseded)
}

/// "The toll rose to 15": earlier counts that nobody in particular stands for give way as well, where they are smaller and were not
/// said later. "It was corrected to 9": so do all other counts of the same people in that report, and, where it is not said whose
/// count that was, those that the same outlet gave before and those that nobody in particular stands for.
fn changed(claims: &[Claim]) -> Vec<Replaced> {
    let mut replaced = Vec::new();
    let is_change = |claim: &Claim| matches!(claim.change, Some(Change::Correction | Change::Update));
    let changes = claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| is_change(claim) && claim.standing == Standing::InForce && !claim.count.part);
    for (by, change) in changes {
        for (index, claim) in claims.iter().enumerate() {
            let other = claim.standing == Standing::InForce
                && claim.change.is_none()
                && !claim.count.part
                && claim.is_of_same_people(change)
                && claim.stance == Stance::Asserts
                && !same_value(claim, change);
            let not_later = claim.when <= change.when || claim.when.is_none() || change.when.is_none();
            let in_one_report = claim.at.0 == change.at.0;
            let same_teller = claim.teller == change.teller;
            if !other || !not_later {
                continue;
            }
            match change.change {
                Some(Change::Correction)
                    if in_one_report
                        || change.source.origin == claim.source.origin
                        || !change.source.named && (!claim.source.named || same_teller) =>
                {
                    replaced.push(Replaced { claim: index, by: Some(by), standing: Standing::Corrected });
                }
                Some(Change::Update)
                    if claim.bounds().0 < change.bounds().0 && (in_one_report || !claim.source.named) =>
                {
                    replaced.push(Replaced { claim: index, by: Some(by), standing: Standing::Superseded });
                }
                _ => {}
            }
        }
    }
    replaced
}

pub fn same_value(a: &Claim, b: &Claim) -> bool {
    (a.count.low, a.count.high, a.stance) == (b.count.low, b.count.high, b.stance)
}
