//! How sure an account and its tolls are: chances learned from incidents whose records are known.
//!
//! A few numbers are measured of a finished account, and of each toll; weights in [`learned`] turn them into a chance by
//! logistic regression. `training/confidence.py` learns the weights, and `docs/confidence.md` shows how often what is said with a given
//! confidence is right.

use std::collections::BTreeSet;

use annals_types::{
    Account, Collection, ReportId,
    account::{AccountTime, IncidentGrade, Policy, Standing, Toll, TollScope},
    layers::Reality,
    mention::PlacePrecision,
    reading::MentionRole,
    statement::{Property, Stance},
    time::TimePrecision,
};

use super::{
    grade, learned,
    member::{Corpus, Telling},
    toll,
    weighed::Candidate,
};

/// What a number that is measured is called, and the number.
pub type Measured = Vec<(&'static str, f64)>;

/// What a dispute about whether anything happened leaves of an incident's confidence. Learning material with denials is too scarce to
/// learn this from.
const DISPUTED: f64 = 0.5;

/// What a denial that nobody contradicts leaves.
const DENIED: f64 = 0.1;

/// The tolls that learning material has records of.
const LEARNED: [Property; 2] = [Property::Killed, Property::Injured];

/// More origins than this make an account no surer.
const MANY: usize = 8;

/// Chance, 0 to 1 and rounded to two digits, that `account` tells of one incident, on the day and at the place that it gives.
/// `tellings` are those that it was made of, in the order of founding.
pub fn incident(account: &Account, tellings: &[Telling<'_>]) -> f64 {
    let left = match account.grades.incident {
        IncidentGrade::Disputed => DISPUTED,
        IncidentGrade::Denied => DENIED,
        IncidentGrade::SingleSource | IncidentGrade::Corroborated => 1.0,
    };
    rounded(chance(&measure_incident(account, tellings), learned::INCIDENT) * left)
}

/// Chance, 0 to 1 and rounded to two digits, that `best` of a toll is what the record of the incident will say: the number itself, or one
/// within its range. `None` for the properties that nothing was learned of.
pub fn toll(account: &Account, tellings: &[Telling<'_>], property: Property, toll: &Toll) -> Option<f64> {
    if !LEARNED.contains(&property) {
        return None;
    }
    if toll.best.is_none() {
        return Some(0.0);
    }
    Some(rounded(chance(&measure_toll(account, tellings, property, toll), learned::TOLL)))
}

/// What is measured of an account and of the tolls of killed and injured in it, for learning.
pub fn measured(collection: &Collection, account: usize) -> Option<(Measured, Vec<(Property, Measured)>)> {
    let of = collection.accounts.get(account)?;
    let tellings =
        Corpus::new(&collection.readings, &collection.origins).tellings(&group(collection, account));
    let tolls = LEARNED.into_iter().filter_map(|property| {
        let toll = of.tolls.get(property).filter(|toll| toll.best.is_some())?;
        Some((property, measure_toll(of, &tellings, property, toll)))
    });
    Some((measure_incident(of, &tellings), tolls.collect()))
}

/// The mentions that an account was made of.
fn group(collection: &Collection, account: usize) -> Vec<(u32, u32)> {
    let mut group = Vec::new();
    for (reading, links) in (0..).zip(&collection.links) {
        for (mention, link) in (0..).zip(links) {
            if link.is_some_and(|link| link as usize == account) {
                group.push((reading, mention));
            }
        }
    }
    group
}

/// What was weighed for the tolls of an account, for learning.
pub fn weighed(collection: &Collection, account: usize) -> Vec<(Property, Vec<Candidate>)> {
    let corpus = Corpus::new(&collection.readings, &collection.origins);
    let tellings = corpus.tellings(&group(collection, account));
    toll::tolls(&tellings, &mut corpus.initial_standings(), Policy::Range).weighed
}

/// The tellings in words of their own, since copies weigh nothing; the founding one where all are copied.
fn own<'a, 'b>(tellings: &'b [Telling<'a>]) -> &'b [Telling<'a>] {
    // Own words come before copied ones in the order of founding.
    let own = tellings.iter().take_while(|telling| !telling.copied).count();
    &tellings[..own.max(1).min(tellings.len())]
}

fn chance(measured: &Measured, weights: &[(&str, f64)]) -> f64 {
    let weight =
        |name: &str| weights.iter().find(|(known, _)| *known == name).map_or(0.0, |(_, weight)| *weight);
    let sum: f64 = measured.iter().map(|(name, value)| weight(name) * value).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn rounded(chance: f64) -> f64 {
    (chance * 100.0).round() / 100.0
}

/// Natural logarithm of how many, bounded by [`MANY`].
fn log(count: usize) -> f64 {
    (count.clamp(1, MANY) as f64).ln()
}

fn measure_incident(account: &Account, tellings: &[Telling<'_>]) -> Measured {
    let own = own(tellings);
    let count = own.len().max(1) as f64;
    let mean = own.iter().map(|telling| f64::from(telling.mention.confidence)).sum::<f64>() / count;
    let main = own.iter().filter(|telling| telling.mention.role == MentionRole::Main).count() as f64 / count;
    let finest = account.places.iter().map(|place| place.precision).min();
    vec![
        ("prior", 1.0),
        ("origins", log(grade::origins(tellings))),
        ("corroborated", f64::from(account.grades.incident == IncidentGrade::Corroborated)),
        ("signs", mean),
        ("main", main),
        ("weakest_link", weakest_link(account, own)),
        ("doubted", f64::from(account.reality != Reality::Asserted)),
        ("disputes", f64::from(!account.disputes.is_empty())),
        ("day", f64::from(is_day(&account.time))),
        ("few_days", f64::from(!is_day(&account.time) && !account.time.days.is_empty())),
        ("town", f64::from(finest.is_some_and(|finest| finest <= PlacePrecision::Town))),
        ("towns", log(towns(account))),
        ("placed", f64::from(finest.is_some_and(|finest| finest <= PlacePrecision::Province))),
        ("toll", f64::from(account.tolls.killed.is_some() || account.tolls.injured.is_some())),
    ]
}

fn is_day(time: &AccountTime) -> bool {
    time.days.len() == 1 || time.precision <= TimePrecision::PartOfDay
}

fn towns(account: &Account) -> usize {
    account.places.iter().filter(|place| place.precision <= PlacePrecision::Town).count()
}

/// Log-odds of the weakest of the strongest links, in tens, that tie the reports of `own` together; 1 where there is one report.
fn weakest_link(account: &Account, own: &[Telling<'_>]) -> f64 {
    let own: BTreeSet<&ReportId> = own.iter().map(|telling| &telling.reading.report.id).collect();
    let members = account.reports.iter().skip(1).filter(|member| own.contains(&member.report));
    let sums = members.map(|member| member.why.iter().map(|term| term.weight).sum::<f64>());
    sums.reduce(f64::min).map_or(1.0, |weakest| weakest.clamp(-10.0, 20.0) / 10.0)
}

fn measure_toll(account: &Account, tellings: &[Telling<'_>], property: Property, toll: &Toll) -> Measured {
    let best = toll.best.unwrap_or(0);
    let asserted = || toll.values.iter().filter(|value| value.stance == Stance::Asserts);
    let in_force = || asserted().filter(|value| value.standing == Standing::InForce);
    let holds_best = |low: Option<u32>, high: Option<u32>| low == Some(best) || high == Some(best);
    let stating = || in_force().filter(|value| holds_best(value.low, value.high));
    let origins: u32 = stating().map(|value| value.origins).sum();
    let others: u32 =
        in_force().filter(|value| !holds_best(value.low, value.high)).map(|value| value.origins).sum();
    let whole = stating().any(|value| value.scope == TollScope::All);
    let speakers = stating().flat_map(|value| &value.speakers).count();
    let injured = property == Property::Injured;
    vec![
        ("prior", 1.0),
        ("injured", f64::from(injured)),
        ("none", f64::from(best == 0)),
        ("several", f64::from(best > 1)),
        ("injured_none", f64::from(injured && best == 0)),
        ("injured_several", f64::from(injured && best > 1)),
        ("size", f64::from(best.min(1000)).ln_1p()),
        ("stated", f64::from(origins > 0)),
        ("origins", log(origins as usize)),
        ("speakers", log(speakers)),
        ("others", f64::from(others.min(MANY as u32)).ln_1p()),
        ("whole", f64::from(whole)),
        ("disputed", f64::from(toll.disputed)),
        (
            "spread",
            f64::from(toll.high.unwrap_or(best).saturating_sub(toll.low.unwrap_or(best)).min(1000)).ln_1p(),
        ),
        ("replaced", f64::from(toll.values.iter().any(|value| value.standing == Standing::Superseded))),
        ("incident_origins", log(grade::origins(tellings))),
        ("killed_too", f64::from(injured && account.tolls.killed.is_some())),
    ]
}

#[cfg(test)]
mod tests {
    use annals_types::{
        IncidentId, Span,
        account::{AttributionGrade, Grades, Policy, TollGrade, Tolls, TypeValue},
    };

    use super::{super::toll::tests::one, *};

    /// An account that says nothing.
    fn blank() -> Account {
        Account {
            id: IncidentId::of(&ReportId::of(None, None, ""), Span::new(0, 0), 0),
            title: String::new(),
            incident_type: TypeValue {
                value: String::new(),
                acled: None,
                plover: None,
                cameo: None,
                statements: Vec::new(),
            },
            reality: Reality::Asserted,
            time: AccountTime {
                earliest: None,
                latest: None,
                precision: TimePrecision::Unknown,
                days: Vec::new(),
                likely: None,
                local_zone: None,
                bounds: Vec::new(),
            },
            places: Vec::new(),
            actors: Vec::new(),
            tolls: Tolls::default(),
            responsibility: Vec::new(),
            relations: Vec::new(),
            disputes: Vec::new(),
            grades: Grades {
                incident: IncidentGrade::SingleSource,
                toll: TollGrade::Unknown,
                attribution: AttributionGrade::Unknown,
            },
            policy: Policy::Range,
            confidence: 0.0,
            reports: Vec::new(),
        }
    }

    #[test]
    fn what_is_measured_and_what_has_a_weight_are_the_same_each_once() {
        let measured = [
            (measure_incident(&blank(), &[]), learned::INCIDENT),
            (measure_toll(&blank(), &[], Property::Killed, &one()), learned::TOLL),
        ];
        for (measured, weights) in measured {
            let mut measured: Vec<&str> = measured.iter().map(|(name, _)| *name).collect();
            let mut weighed: Vec<&str> = weights.iter().map(|(name, _)| *name).collect();
            measured.sort_unstable();
            weighed.sort_unstable();
            assert_eq!(measured, weighed);
            assert!(measured.is_sorted_by(|a, b| a < b), "one is measured twice: {measured:?}");
        }
    }

    #[test]
    fn a_chance_is_given_only_to_what_was_learned() {
        for property in Property::TOLLS {
            let given = toll(&blank(), &[], property, &one());
            let learned = matches!(property, Property::Killed | Property::Injured);
            assert_eq!(given.is_some(), learned, "{property:?}");
        }
    }

    #[test]
    fn a_chance_is_the_logistic_function_of_the_sum() {
        let measured = vec![("prior", 1.0), ("x", 2.0), ("not learned", 5.0)];
        let found = chance(&measured, &[("prior", -1.0), ("x", 0.5)]);
        assert!((found - 0.5).abs() < 1e-9);
        assert!((rounded(0.123_4) - 0.12).abs() < 1e-9);
    }
}
