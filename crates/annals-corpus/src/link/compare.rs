//! The comparison of two mentions: named outcomes, each with its weight, and what forbids a link whatever the weights.

use std::fmt;

use annals_types::{
    account::Term,
    mention::{PlacePrecision, great_circle_km},
    reading::MentionRole,
    statement::{ActorRole, Property},
};

use super::{
    facts::{Facts, Located},
    weights::WEIGHTS as W,
};
use crate::link::compare::time::Gap;

mod time;

/// Log-odds and whether the link is forbidden.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Score {
    /// The sum of the weights.
    pub sum: f64,
    /// Whether something forbids the link.
    pub vetoed: bool,
}

/// The terms of a score, for a person.
#[derive(Clone, PartialEq, Debug)]
pub struct Explained {
    /// A prior first.
    pub terms: Vec<Term>,
    /// What forbids the link.
    pub veto: Option<String>,
}

/// How two mentions compare.
pub fn score(a: &Facts, b: &Facts) -> Score {
    let outcomes = outcomes(a, b);
    Score {
        sum: outcomes.iter().map(|outcome| outcome.weight).sum(),
        vetoed: veto(a, b, &outcomes).is_some(),
    }
}

/// The same, with reasons.
pub fn explain(a: &Facts, b: &Facts) -> Explained {
    let outcomes = outcomes(a, b);
    let veto = veto(a, b, &outcomes);
    let terms = outcomes
        .into_iter()
        .map(|outcome| Term { feature: outcome.what.to_string(), weight: outcome.weight })
        .collect();
    Explained { terms, veto }
}

/// One thing compared.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Outcome {
    what: What,
    weight: f64,
}

/// What was compared and how it came out.
#[derive(Clone, Copy, PartialEq, Debug)]
enum What {
    Prior,
    Time(Gap),
    Published(i64),
    Unpublished,
    Place(Nearness),
    Names(usize),
    Type(Kinship),
    Actors(Actors),
    Figures(Figures),
    Telling(f64),
    Report(f64),
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prior => f.write_str("before anything is compared"),
            Self::Time(gap) => gap.fmt(f),
            Self::Published(0) => f.write_str("published on the same day"),
            Self::Published(1) => f.write_str("published 1 day apart"),
            Self::Published(days) => write!(f, "published {days} days apart"),
            Self::Unpublished => f.write_str("days of publication not compared"),
            Self::Place(nearness) => nearness.fmt(f),
            Self::Names(0) => f.write_str("no rare name shared"),
            Self::Names(1) => f.write_str("a rare name shared"),
            Self::Names(names) => write!(f, "{names} rare names shared"),
            Self::Type(Kinship::Same) => f.write_str("same type"),
            Self::Type(Kinship::Compatible) => f.write_str("one type is a kind of the other"),
            Self::Type(Kinship::Related) => f.write_str("related types"),
            Self::Type(Kinship::None) => f.write_str("types have nothing in common"),
            Self::Actors(Actors::Unknown) => f.write_str("actors not compared"),
            Self::Actors(Actors::Shared) => f.write_str("an actor shared"),
            Self::Actors(Actors::AgentsDiffer) => f.write_str("different agents named"),
            Self::Figures(Figures::Unknown) => f.write_str("figures not compared"),
            Self::Figures(Figures::Same) => f.write_str("the same figure"),
            Self::Figures(Figures::Agree) => f.write_str("figures agree"),
            Self::Figures(Figures::Close) => f.write_str("figures differ little"),
            Self::Figures(Figures::Differ) => f.write_str("figures differ widely"),
            Self::Telling(cosine) => write!(f, "wording of the telling {:.0} % alike", cosine * 100.0),
            Self::Report(cosine) => write!(f, "wording of the reports {:.0} % alike", cosine * 100.0),
        }
    }
}

fn outcomes(a: &Facts, b: &Facts) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome { what: What::Prior, weight: W.prior }];
    let mut add = |what: What, weight: f64| outcomes.push(Outcome { what, weight });

    let published = published_gap(a, b);
    let gap = time::gap(a, b, published);
    add(What::Time(gap), gap.weight());
    match published {
        Some(days) => add(What::Published(days), published_weight(days)),
        // Where the day itself is known of both, it does not matter when the stories came out.
        None if matches!(gap, Gap::SameDay | Gap::MonthDaySame) => {}
        None => add(What::Unpublished, W.published_unknown),
    }
    let nearness = nearness(a, b);
    add(What::Place(nearness), nearness.weight());
    if !a.rare_names.is_empty() && !b.rare_names.is_empty() {
        let shared = a.rare_names.iter().filter(|name| b.rare_names.binary_search(name).is_ok()).count();
        let weight = match shared {
            0 => W.names_differ,
            n => W.name_shared + W.name_shared_more * (n - 1).min(2) as f64,
        };
        add(What::Names(shared), weight);
    }
    let kinship = kinship(a, b);
    let weight = match kinship {
        Kinship::Same => W.type_same,
        Kinship::Compatible => W.type_compatible,
        Kinship::Related => W.type_related,
        Kinship::None => W.type_differs,
    };
    add(What::Type(kinship), weight);
    let actors = actors(a, b);
    let weight = match actors {
        Actors::Unknown => 0.0,
        Actors::Shared => W.actor_shared,
        Actors::AgentsDiffer => W.agents_differ,
    };
    add(What::Actors(actors), weight);
    let figures = figures(a, b);
    let weight = match figures {
        Figures::Unknown | Figures::Close => 0.0,
        Figures::Same => W.figure_same,
        Figures::Agree => W.figure_agrees,
        Figures::Differ => W.figure_differs,
    };
    add(What::Figures(figures), weight);
    if !a.telling.is_empty() && !b.telling.is_empty() {
        let cosine = a.telling.cosine(&b.telling);
        add(What::Telling(cosine), W.telling * (cosine - W.telling_neutral).min(MAX_RISE));
    }
    if !a.report.is_empty() && !b.report.is_empty() {
        let cosine = a.report.cosine(&b.report);
        add(What::Report(cosine), W.report * (cosine - W.report_neutral).min(MAX_RISE));
    }
    outcomes
}

/// Above its neutral point similarity of words counts up to this; more of it says no more.
const MAX_RISE: f64 = 0.4;

/// Days between publications of two main stories.
fn published_gap(a: &Facts, b: &Facts) -> Option<i64> {
    if a.role != MentionRole::Main || b.role != MentionRole::Main {
        return None;
    }
    Some(time::days_between(a.published?, b.published?))
}

fn published_weight(days: i64) -> f64 {
    match days {
        ..=1 => W.published_gap_1,
        2..=3 => W.published_gap_3,
        4..=7 => W.published_gap_7,
        8..=31 => W.published_gap_31,
        _ => W.published_gap_over,
    }
}

/// How two places lie.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Nearness {
    Unknown,
    Same,
    Holds,
    Near(f64),
    Apart(f64),
    Far(f64),
}

impl Nearness {
    const fn weight(self) -> f64 {
        match self {
            Self::Unknown => 0.0,
            Self::Same => W.place_same,
            Self::Holds => W.place_holds,
            Self::Near(_) => W.place_near,
            Self::Apart(_) => W.place_apart,
            Self::Far(_) => W.place_far,
        }
    }
}

impl fmt::Display for Nearness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("places not compared"),
            Self::Same => f.write_str("the same place"),
            Self::Holds => f.write_str("one place holds the other"),
            Self::Near(km) | Self::Apart(km) | Self::Far(km) => write!(f, "places {km:.0} km apart"),
        }
    }
}

/// The best fit of any two of the finest places of each.
fn nearness(a: &Facts, b: &Facts) -> Nearness {
    let mut best: Option<(f64, Nearness)> = None;
    for left in finest(a) {
        for right in finest(b) {
            let nearness = pair_nearness(left, right);
            let order = match nearness {
                Nearness::Same => -2.0,
                Nearness::Holds => -1.0,
                Nearness::Near(km) | Nearness::Apart(km) | Nearness::Far(km) => km,
                Nearness::Unknown => f64::MAX,
            };
            if best.is_none_or(|(known, _)| order < known) {
                best = Some((order, nearness));
            }
        }
    }
    best.map_or(Nearness::Unknown, |(_, nearness)| nearness)
}

/// Towns, spots and districts; where there are none, whatever there is.
fn finest(facts: &Facts) -> &[Located] {
    let fine = facts.places.partition_point(|place| place.precision <= PlacePrecision::District);
    let count = if fine == 0 { facts.places.len() } else { fine };
    &facts.places[..count.min(6)]
}

fn pair_nearness(a: &Located, b: &Located) -> Nearness {
    let is_fine = |place: &Located| place.precision <= PlacePrecision::District;
    let same =
        (a.geonames.is_some() && a.geonames == b.geonames) || (a.name == b.name && km_between(a, b) < 10.0);
    if same {
        return if is_fine(a) && is_fine(b) { Nearness::Same } else { Nearness::Holds };
    }
    let km = (km_between(a, b) - a.radius_km.max(0.0) - b.radius_km.max(0.0)).max(0.0);
    match km {
        km if km <= 0.0 => Nearness::Holds,
        km if km <= 30.0 => Nearness::Near(km),
        km if km <= 150.0 => Nearness::Apart(km),
        km => Nearness::Far(km),
    }
}

fn km_between(a: &Located, b: &Located) -> f64 {
    great_circle_km((a.lat, a.lon), (b.lat, b.lon))
}

/// How two types stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kinship {
    Same,
    Compatible,
    Related,
    None,
}

fn kinship(a: &Facts, b: &Facts) -> Kinship {
    let (Some(own_a), Some(own_b)) = (a.kinds.first(), b.kinds.first()) else { return Kinship::Related };
    if own_a == own_b {
        Kinship::Same
    } else if a.kinds.contains(own_b) || b.kinds.contains(own_a) {
        Kinship::Compatible
    } else if a.kinds.iter().any(|kind| b.kinds.contains(kind)) {
        Kinship::Related
    } else {
        Kinship::None
    }
}

/// How the actors compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Actors {
    Unknown,
    Shared,
    AgentsDiffer,
}

fn actors(a: &Facts, b: &Facts) -> Actors {
    if a.actors.iter().any(|actor| b.actors.binary_search(actor).is_ok()) {
        return Actors::Shared;
    }
    let names_agent = |facts: &Facts| facts.actors.iter().any(|(role, _)| *role == ActorRole::Agent);
    if names_agent(a) && names_agent(b) { Actors::AgentsDiffer } else { Actors::Unknown }
}

/// How the figures compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Figures {
    Unknown,
    Differ,
    Close,
    Agree,
    Same,
}

/// The best fit of any figure of the dead or hurt that both give for the same people.
fn figures(a: &Facts, b: &Facts) -> Figures {
    let mut best = Figures::Unknown;
    for &(property, scope, low, high) in &a.figures {
        if !matches!(property, Property::Killed | Property::Injured) {
            continue;
        }
        for &(_, _, other_low, other_high) in
            b.figures.iter().filter(|other| other.0 == property && other.1 == scope)
        {
            let outcome = if low == other_low && high == other_high && low >= 2 {
                Figures::Same
            } else if low <= other_high && other_low <= high {
                Figures::Agree
            } else {
                let (less, more) = (low.min(other_low), low.max(other_low));
                if more > 3 * less.max(1) { Figures::Differ } else { Figures::Close }
            };
            best = best.max(outcome);
        }
    }
    best
}

/// Days apart from which two dated mentions cannot be one incident.
const VETO_DAYS: i64 = 32;

/// What forbids a link.
fn veto(a: &Facts, b: &Facts, outcomes: &[Outcome]) -> Option<String> {
    if a.at.0 == b.at.0 {
        return Some("one report tells them as two incidents".to_owned());
    }
    for outcome in outcomes {
        match outcome.what {
            What::Time(Gap::Days(days)) if days >= VETO_DAYS => {
                return Some(format!("{days} days lie between them"));
            }
            What::Time(Gap::MonthDayDiffers) => {
                return Some("they name different days of the year".to_owned());
            }
            What::Place(Nearness::Far(km)) if countries_differ(a, b) => {
                return Some(format!("they lie in different countries, {km:.0} km apart"));
            }
            _ => {}
        }
    }
    None
}

fn countries_differ(a: &Facts, b: &Facts) -> bool {
    !a.countries.is_empty()
        && !b.countries.is_empty()
        && !a.countries.iter().any(|country| b.countries.binary_search(country).is_ok())
}
