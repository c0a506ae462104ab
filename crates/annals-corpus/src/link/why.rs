//! Why two reports, or two incidents, tell of one thing or not: the comparison of their mentions, by the groups that the linking made.
//!
//! While it made them it compared smaller groups, whose nearest days of publication may have lain further apart.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Collection, ReportId,
    collection::Comparison,
    reading::MentionRole,
    why::{Explanation, Side, Verdict},
};

use super::{
    Gathered, beside,
    cluster::{self, Published},
    compare::{self, Score},
};

/// Most pairs that are explained.
const MOST_PAIRS: usize = 100;

/// Why `left` and `right` belong together or not.
pub fn why(collection: &Collection, left: &Side, right: &Side) -> Explanation {
    let seen = Seen::new(collection);
    let (own, other) = (seen.of(left), seen.of(right));
    let mut pairs: Vec<Pair> = Vec::new();
    for &a in &own {
        pairs.extend(other.iter().filter(|&&b| a != b).map(|&b| seen.pair(a, b)));
    }
    pairs.sort_by(|x, y| {
        let first = |pair: &Pair| (!pair.together, pair.score.vetoed, !pair.is_main);
        let mentions = |pair: &Pair| (pair.a.min(pair.b), pair.a.max(pair.b));
        first(x).cmp(&first(y)).then(y.score.sum.total_cmp(&x.score.sum)).then(mentions(x).cmp(&mentions(y)))
    });
    let (verdict, mean) = if own.iter().any(|mention| other.contains(mention)) {
        // What else the report tells does not matter.
        pairs.retain(|pair| pair.together);
        (Verdict::Told, None)
    } else {
        seen.verdict(pairs.first(), seen.is_copy(left, right))
    };
    let explained =
        pairs.iter().take(MOST_PAIRS).map(|pair| (seen.comparison(pair.a, pair.b), pair.together));
    Explanation { verdict, mean, pairs: explained.collect(), further: pairs.len().saturating_sub(MOST_PAIRS) }
}

/// Two mentions, as indices of facts.
struct Pair {
    a: usize,
    b: usize,
    score: Score,
    /// Whether both were found to tell of one incident.
    together: bool,
    /// Whether it is what both reports are about.
    is_main: bool,
}

/// A collection as the linking saw it.
struct Seen<'a> {
    collection: &'a Collection,
    gathered: Gathered<'a>,
    /// When the founders of each group (an account holds one) were published.
    published: BTreeMap<usize, Published>,
}

impl<'a> Seen<'a> {
    fn new(collection: &'a Collection) -> Self {
        let gathered = Gathered::of(&collection.readings, &collection.origins);
        let mut seen = Self { collection, gathered, published: BTreeMap::new() };
        let mut founders: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &mention in &seen.gathered.founders {
            if let Some(account) = seen.account(mention) {
                founders.entry(account).or_default().push(mention);
            }
        }
        let published = |(account, members): (usize, Vec<usize>)| {
            (account, Published::of(&seen.gathered.facts, &members))
        };
        seen.published = founders.into_iter().map(published).collect();
        seen
    }

    /// Days between the publication of two main stories: of those grouped with them, where they are not of one group.
    fn published_gap(&self, a: usize, b: usize) -> Option<i64> {
        let facts = &self.gathered.facts;
        let own = compare::published_gap(&facts[a], &facts[b])?;
        let (left, right) = (self.account(a), self.account(b));
        if left == right {
            return Some(own);
        }
        let of = |account: Option<usize>| account.and_then(|account| self.published.get(&account));
        of(left).zip(of(right)).and_then(|(left, right)| left.gap(right)).or(Some(own))
    }

    fn comparison(&self, a: usize, b: usize) -> Comparison {
        self.gathered.comparison(a, b, self.published_gap(a, b))
    }

    /// The mentions of a side.
    fn of(&self, side: &Side) -> Vec<usize> {
        let is_of = |&mention: &usize| match side {
            Side::Report(id) => &self.gathered.name(mention).0 == id,
            Side::Incident(id) => {
                self.account(mention).is_some_and(|at| &self.collection.accounts[at].id == id)
            }
        };
        (0..self.gathered.facts.len()).filter(is_of).collect()
    }

    /// The account that a mention was linked to.
    fn account(&self, mention: usize) -> Option<usize> {
        let (report, index) = self.gathered.facts[mention].at;
        let account = (*self.collection.links.get(report as usize)?.get(index as usize)?)?;
        Some(account as usize)
    }

    fn pair(&self, a: usize, b: usize) -> Pair {
        let Gathered { facts, .. } = &self.gathered;
        let is_main = |mention: usize| facts[mention].role == MentionRole::Main;
        Pair {
            a,
            b,
            score: if self.gathered.copied(a, b) {
                Score { sum: self.comparison(a, b).score, vetoed: false }
            } else {
                beside::score(facts, a, b, self.published_gap(a, b))
            },
            together: self.account(a).is_some() && self.account(a) == self.account(b),
            is_main: is_main(a) && is_main(b),
        }
    }

    /// Whether one report was taken from the other.
    fn is_copy(&self, left: &Side, right: &Side) -> bool {
        let (Side::Report(left), Side::Report(right)) = (left, right) else { return false };
        let from = |copy: &ReportId, origin: &ReportId| {
            let readings = self.collection.readings.iter().zip(&self.collection.origins);
            let mut origins =
                readings.filter(|(reading, _)| &reading.report.id == copy).filter_map(|(_, o)| o.as_ref());
            origins.any(|found| &found.report == origin)
        };
        from(left, right) || from(right, left)
    }

    fn verdict(&self, best: Option<&Pair>, is_copy: bool) -> (Verdict, Option<f64>) {
        let Some(best) = best else { return (Verdict::NothingTold, None) };
        if best.together && (is_copy || self.gathered.copied(best.a, best.b)) {
            return (Verdict::Copied, None);
        }
        let mean = self.mean(best);
        let verdict = match mean {
            _ if best.together && best.score.sum > 0.0 && !best.score.vetoed => Verdict::Together,
            _ if best.together => Verdict::TogetherByGroup,
            _ if best.score.vetoed => Verdict::Forbidden,
            None if best.score.sum <= 0.0 => Verdict::Against,
            Some(mean) if mean <= 0.0 && best.score.sum <= 0.0 => Verdict::Against,
            Some(mean) if mean <= 0.0 => Verdict::GroupAgainst,
            Some(_) if !self.met(best) => Verdict::NeverMet,
            Some(_) | None => Verdict::GroupForbidden,
        };
        (verdict, mean)
    }

    /// The mean score between the mentions grouped with each of a pair; between the two alone where they are grouped together.
    fn mean(&self, pair: &Pair) -> Option<f64> {
        let Gathered { facts, founders, .. } = &self.gathered;
        let group = |mention: usize| -> Vec<usize> {
            if pair.together {
                return vec![mention];
            }
            let account = self.account(mention);
            let beside = founders.iter().copied().filter(|&other| self.account(other) == account);
            let beside: Vec<usize> = beside.collect();
            // A copy that was kept apart from what it follows has no founder beside it.
            if beside.is_empty() { vec![mention] } else { beside }
        };
        let (left, right) = (group(pair.a), group(pair.b));
        let reports =
            |members: &[usize]| -> BTreeSet<u32> { members.iter().map(|&m| facts[m].at.0).collect() };
        if !reports(&left).is_disjoint(&reports(&right)) {
            return None;
        }
        let nearest = Published::of(facts, &left).gap(&Published::of(facts, &right));
        cluster::mean(facts, &left, &right, nearest, |a, b, published| beside::score(facts, a, b, published))
    }

    /// Whether anything made the linking compare the two groups that a pair belongs to.
    fn met(&self, pair: &Pair) -> bool {
        let of = |mention: usize| self.account(mention);
        self.gathered.pairs(super::block::MOST).into_iter().any(|(a, b)| {
            (of(a), of(b)) == (of(pair.a), of(pair.b)) || (of(b), of(a)) == (of(pair.a), of(pair.b))
        })
    }
}
