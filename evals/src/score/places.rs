//! Whether an account's place is the gold one.

use annals_types::{
    Account,
    account::AccountPlace,
    mention::{PlacePrecision, great_circle_km},
};

/// How far a place may lie from the gold one and still count as the same.
const SAME_PLACE_KM: f64 = 30.0;

/// Whether the finest place of `account` that is in the gazetteer has the gold name (brackets aside) or lies within 30 km of
/// `at` (latitude, longitude).
pub fn is_in(account: &Account, name: &str, at: Option<(f64, f64)>) -> bool {
    let Some(place) = finest(account) else { return false };
    is_named(&place.name, name) || near(place, at)
}

/// The same, where the gold place may be the province of the finest place.
pub fn is_in_province(account: &Account, name: &str, at: Option<(f64, f64)>) -> bool {
    let Some(place) = finest(account) else { return false };
    is_in(account, name, at) || place.admin1.as_deref().is_some_and(|admin1| is_named(admin1, name))
}

/// The first place that is in the gazetteer; places stand finest first.
fn finest(account: &Account) -> Option<&AccountPlace> {
    account.places.iter().find(|place| place.lat.is_some())
}

fn near(place: &AccountPlace, at: Option<(f64, f64)>) -> bool {
    let is_small = !matches!(
        place.precision,
        PlacePrecision::Province | PlacePrecision::Country | PlacePrecision::Region
    );
    match (place.lat.zip(place.lon), at) {
        (Some(here), Some(there)) => is_small && great_circle_km(here, there) <= SAME_PLACE_KM,
        _ => false,
    }
}

/// Compares letters only, case aside: `Deir ez-Zor` is `deir ezzor`. What stands in brackets is a part of the town.
fn is_named(name: &str, gold: &str) -> bool {
    let letters = |s: &str| -> String {
        s.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
    };
    let gold = gold.split('(').next().unwrap_or(gold);
    letters(name) == letters(gold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_letters() {
        assert!(is_named("Deir ez-Zor", "deir ezzor"));
        assert!(is_named("Chicago", "Chicago (Roseland)"));
        assert!(!is_named("Hama", "Homs"));
    }
}
