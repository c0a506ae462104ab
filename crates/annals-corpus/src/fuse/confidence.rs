//! How sure an account and its tolls are: chances learned from incidents whose records are known.
//!
//! A few numbers are measured of a finished account, and of each toll; weights in [`learned`](super::learned) turn them into a chance by
//! logistic regression. `training/confidence.py` learns the weights, and `docs/confidence.md` shows how often what is said with a given
//! confidence is right.

use annals_types::{
    Account, Collection, IncidentMention,
    account::{AccountTime, IncidentGrade, Standing, Toll, TollScope},
    layers::Reality,
    mention::PlacePrecision,
    reading::MentionRole,
    statement::{Property, Stance},
    time::TimePrecision,
};

use super::learned;

/// What a number that is measured is called, and the number.
pub type Measured = Vec<(&'static str, f64)>;

/// What a dispute about whether anything happened leaves of an incident's confidence. Learning material with denials is too scarce to
/// learn this from.
const DISPUTED: f64 = 0.5;

/// What a denial that nobody contradicts leaves.
const DENIED: f64 = 0.1;

/// More reports than this make an account no surer.
const MANY: usize = 8;

/// Chance, 0 to 1 and rounded to two digits, that `account` tells of one incident, on the day and at the place that it gives.
/// `mentions` are the tellings that it was made of.
pub fn incident(account: &Account, mentions: &[&IncidentMention]) -> f64 {
    let left = match account.grades.incident {
        IncidentGrade::Disputed => DISPUTED,
        IncidentGrade::Denied => DENIED,
        IncidentGrade::SingleSource | IncidentGrade::Corroborated => 1.0,
    };
    rounded(chance(&measure_incident(account, mentions), learned::INCIDENT) * left)
}

/// Chance, 0 to 1 and rounded to two digits, that `best` of a toll is what the record of the incident will say: the number itself, or one
/// within its range.
pub fn toll(account: &Account, property: Property, toll: &Toll) -> f64 {
    if toll.best.is_none() {
        return 0.0;
    }
    rounded(chance(&measure_toll(account, property, toll), learned::TOLL))
}

/// What is measured of an account and of the tolls of killed and injured in it, for learning.
pub fn measured(collection: &Collection, account: usize) -> Option<(Measured, Vec<(Property, Measured)>)> {
    let of = collection.accounts.get(account)?;
    let mut mentions = Vec::new();
    for (reading, links) in collection.readings.iter().zip(&collection.links) {
        for (mention, link) in reading.incidents.iter().zip(links) {
            if link.is_some_and(|link| link as usize == account) {
                mentions.push(mention);
            }
        }
    }
    let tolls = [Property::Killed, Property::Injured].into_iter().filter_map(|property| {
        let toll = of.tolls.get(property).filter(|toll| toll.best.is_some())?;
        Some((property, measure_toll(of, property, toll)))
    });
    Some((measure_incident(of, &mentions), tolls.collect()))
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

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// Natural logarithm of how many, bounded by [`MANY`].
fn log(count: usize) -> f64 {
    (count.clamp(1, MANY) as f64).ln()
}

fn measure_incident(account: &Account, mentions: &[&IncidentMention]) -> Measured {
    let count = mentions.len().max(1) as f64;
    let mean = mentions.iter().map(|mention| f64::from(mention.confidence)).sum::<f64>() / count;
    let main = mentions.iter().filter(|mention| mention.role == MentionRole::Main).count() as f64 / count;
    let finest = account.places.iter().map(|place| place.precision).min();
    vec![
        ("prior", 1.0),
        ("reports", log(account.reports.len())),
        ("corroborated", flag(account.grades.incident == IncidentGrade::Corroborated)),
        ("signs", mean),
        ("main", main),
        ("weakest_link", weakest_link(account)),
        ("doubted", flag(account.reality != Reality::Asserted)),
        ("disputes", flag(!account.disputes.is_empty())),
        ("day", flag(is_day(&account.time))),
        ("few_days", flag(!is_day(&account.time) && !account.time.days.is_empty())),
        ("town", flag(finest.is_some_and(|finest| finest <= PlacePrecision::Town))),
        ("towns", log(towns(account))),
        ("placed", flag(finest.is_some_and(|finest| finest <= PlacePrecision::Province))),
        ("toll", flag(account.tolls.killed.is_some() || account.tolls.injured.is_some())),
    ]
}

fn is_day(time: &AccountTime) -> bool {
    time.days.len() == 1 || time.precision <= TimePrecision::PartOfDay
}

fn towns(account: &Account) -> usize {
    account.places.iter().filter(|place| place.precision <= PlacePrecision::Town).count()
}

/// Log-odds of the weakest of the strongest links, in tens, that tie the reports together; 1 where there is one report.
fn weakest_link(account: &Account) -> f64 {
    let sums =
        account.reports.iter().skip(1).map(|member| member.why.iter().map(|term| term.weight).sum::<f64>());
    sums.reduce(f64::min).map_or(1.0, |weakest| weakest.clamp(-10.0, 20.0) / 10.0)
}

fn measure_toll(account: &Account, property: Property, toll: &Toll) -> Measured {
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
        ("injured", flag(injured)),
        ("none", flag(best == 0)),
        ("several", flag(best > 1)),
        ("injured_none", flag(injured && best == 0)),
        ("injured_several", flag(injured && best > 1)),
        ("size", f64::from(best.min(1000)).ln_1p()),
        ("stated", flag(origins > 0)),
        ("origins", log(origins as usize)),
        ("speakers", log(speakers)),
        ("others", f64::from(others.min(MANY as u32)).ln_1p()),
        ("whole", flag(whole)),
        ("disputed", flag(toll.disputed)),
        (
            "spread",
            f64::from(toll.high.unwrap_or(best).saturating_sub(toll.low.unwrap_or(best)).min(1000)).ln_1p(),
        ),
        ("replaced", flag(toll.values.iter().any(|value| value.standing == Standing::Superseded))),
        ("reports", log(account.reports.len())),
        ("killed_too", flag(injured && account.tolls.killed.is_some())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_has_a_name_that_is_measured_once() {
        for weights in [learned::INCIDENT, learned::TOLL] {
            let mut names: Vec<&str> = weights.iter().map(|(name, _)| *name).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all);
            assert!(names.contains(&"prior"));
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
