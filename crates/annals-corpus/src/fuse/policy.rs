//! Which of several totals becomes `best`, by a named policy.

use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeSet,
    fmt::Write as _,
};

use annals_types::{account::Policy, statement::SpeakerKind};

use super::{toll::kind_name, totals::Total};

/// A figure and the reason for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The figure.
    pub best: u32,
    /// The policy and what decided, for a person.
    pub why: String,
}

/// One figure that some sources give.
struct Candidate<'a> {
    total: &'a Total,
    /// Sources that give it, or a vaguer figure that it fits into.
    origins: usize,
    /// The closest of those that give it.
    kind: SpeakerKind,
}

/// What `policy` chooses of `totals`; `None` where there are none.
pub fn choose(policy: Policy, totals: &[&Total]) -> Option<Choice> {
    let candidates: Vec<Candidate<'_>> = totals.iter().map(|total| candidate(total, totals)).collect();
    let first = candidates.first()?;
    if totals.iter().all(|total| same(total, first.total)) && policy != Policy::Conservative {
        let why =
            format!("{}: the only figure, by {}{}", name(policy), origins(first.origins), notes(first.total));
        return Some(Choice { best: figure(first.total), why });
    }
    let order = |a: &&Candidate<'_>, b: &&Candidate<'_>| compare(policy, a, b);
    let chosen = candidates.iter().min_by(order)?;
    let best = match policy {
        Policy::Conservative => chosen.total.least,
        Policy::Range | Policy::Majority | Policy::Hierarchy => figure(chosen.total),
    };
    let figures: BTreeSet<(u32, u32)> = totals.iter().map(|total| (total.low, total.high)).collect();
    let why = match policy {
        Policy::Conservative => {
            format!("conservative: the lowest of {} figures, by {}", figures.len(), chosen.total.source.name)
        }
        Policy::Majority => {
            format!("majority: given by {}, the most of {} figures", origins(chosen.origins), figures.len())
        }
        Policy::Hierarchy => format!(
            "hierarchy: {} ({}) stands closest to the facts of {} figures",
            chosen.total.source.name,
            kind_name(chosen.kind),
            figures.len()
        ),
        Policy::Range => format!("range: of {} figures, {}", figures.len(), decided(&candidates, chosen)),
    };
    Some(Choice { best, why: why + &notes(chosen.total) })
}

/// Whom a total leaves out, and whom it adds.
fn notes(total: &Total) -> String {
    // Writing to a string does not fail.
    let mut all = String::new();
    if total.less > 0 {
        let _ = write!(all, "; of those who were counted {} died", total.less);
    }
    if total.others > 0 {
        let _ = write!(all, "; with {} of other sides", total.others);
    }
    if total.more > 0 {
        let by: Vec<&str> = total.more_by.iter().map(String::as_str).collect();
        let _ = write!(all, "; {} more died after that, by the word of {}", total.more, by.join(", "));
    }
    all
}

/// What made `range` choose it.
fn decided(candidates: &[Candidate<'_>], chosen: &Candidate<'_>) -> String {
    let others = || candidates.iter().filter(|other| !same(other.total, chosen.total));
    let by = &chosen.total.source.name;
    if others().all(|other| other.origins < chosen.origins) {
        format!("the one that most origins give ({})", chosen.origins)
    } else if others().filter(|other| other.origins == chosen.origins).all(|other| other.kind > chosen.kind) {
        format!(
            "borne by {} like others, the one of {by} ({}), who stand closest to the facts",
            origins(chosen.origins),
            kind_name(chosen.kind)
        )
    } else if chosen.total.when.is_some()
        && others()
            .filter(|other| (other.origins, other.kind) == (chosen.origins, chosen.kind))
            .all(|other| other.total.when < chosen.total.when)
    {
        format!("the latest, by {by}")
    } else {
        format!("the most specific, by {by}")
    }
}

fn candidate<'a>(total: &'a Total, totals: &[&'a Total]) -> Candidate<'a> {
    // A vague figure bears out a precise one, but many precise ones do not bear out "at least two".
    let bears_out = |other: &&&Total| {
        same(other, total) || (total.is_exact() && !other.is_exact() && other.agrees(total))
    };
    let origins =
        totals.iter().filter(bears_out).map(|other| &other.source.origin).collect::<BTreeSet<_>>().len();
    let kind = totals.iter().filter(|other| same(other, total)).map(|other| other.source.kind).min();
    Candidate { total, origins, kind: kind.unwrap_or(total.source.kind) }
}

/// The better candidate first, by a total order.
fn compare(policy: Policy, a: &Candidate<'_>, b: &Candidate<'_>) -> Ordering {
    let specific = |candidate: &Candidate<'_>| {
        (!candidate.total.is_exact(), candidate.total.high.saturating_sub(candidate.total.low))
    };
    let last = |a: &Candidate<'_>, b: &Candidate<'_>| {
        specific(a)
            .cmp(&specific(b))
            .then(b.total.low.cmp(&a.total.low))
            .then_with(|| a.total.source.key.cmp(&b.total.source.key))
    };
    let recent = |candidate: &Candidate<'_>| Reverse(candidate.total.when);
    match policy {
        Policy::Range => (Reverse(a.origins), a.kind, recent(a))
            .cmp(&(Reverse(b.origins), b.kind, recent(b)))
            .then_with(|| last(a, b)),
        Policy::Conservative => a.total.least.cmp(&b.total.least).then_with(|| last(a, b)),
        Policy::Majority => Reverse(a.origins)
            .cmp(&Reverse(b.origins))
            .then(a.total.low.cmp(&b.total.low))
            .then_with(|| last(a, b)),
        Policy::Hierarchy => (a.kind, recent(a)).cmp(&(b.kind, recent(b))).then_with(|| last(a, b)),
    }
}

/// The one number that stands for a total: its lower bound; the upper one where there is no lower.
fn figure(total: &Total) -> u32 {
    if total.low == 0 && total.high != u32::MAX { total.high_stated } else { total.low }
}

fn same(a: &Total, b: &Total) -> bool {
    (a.low, a.high, a.is_exact()) == (b.low, b.high, b.is_exact())
}

fn origins(count: usize) -> String {
    if count == 1 { "1 origin".to_owned() } else { format!("{count} independent origins") }
}

const fn name(policy: Policy) -> &'static str {
    match policy {
        Policy::Range => "range",
        Policy::Conservative => "conservative",
        Policy::Majority => "majority",
        Policy::Hierarchy => "hierarchy",
    }
}
