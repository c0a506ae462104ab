use annals_types::Span;

use super::*;
use crate::knowledge::geonames::HEAD;

#[test]
fn it_loads_fast_and_finds_by_any_spelling() {
    let gazetteer = Gazetteer::shipped().unwrap();
    for (name, country) in [
        ("Arbil", "IQ"),
        ("Irbil", "IQ"),
        ("al-Qaim", "IQ"),
        ("Deir ez-Zor", "SY"),
        ("Deir al-Zour", "SY"),
        ("Deir Ezzor", "SY"),
        ("Maaret al-Numan", "SY"),
        ("Hodeidah", "YE"),
        ("Khan Yunis", "PS"),
        ("São Paulo", "BR"),
        ("St. Petersburg", "RU"),
        ("Bakhmut", "UA"),
    ] {
        let words = fold::words(name, Span::at(0, name.len()));
        let (candidates, count) = gazetteer.find(&words).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(count, words.len(), "{name}");
        let countries: Vec<_> =
            candidates.iter().filter_map(|found| gazetteer.country_code(found.place)).collect();
        assert!(countries.contains(&country), "{name}: {countries:?}");
    }
}

#[test]
fn imported_places_stand_beside_the_others() {
    let mut gazetteer = Gazetteer::shipped().unwrap();
    let find = |gazetteer: &Gazetteer, name: &str| {
        let words = fold::words(name, Span::at(0, name.len()));
        let whole = gazetteer.find(&words).filter(|(_, count)| *count == words.len());
        whole.map_or_else(Vec::new, |(candidates, _)| candidates)
    };
    assert!(find(&gazetteer, "Zorvaniqa").is_empty());
    let erbil = find(&gazetteer, "Erbil");
    let erbil = erbil.iter().find(|found| gazetteer.population(found.place) > 500_000).unwrap().place;
    let id = gazetteer.value(erbil).unwrap().geonames.unwrap();
    let table = format!(
        "{HEAD}\nT\tIQ\t07\t33.2500\t44.5000\t1200\tAsia/Baghdad\t900000001\tZorvaniqa\tzurvaniqah\n\
         T\tIQ\t11\t36.19\t44.01\t932800\tAsia/Baghdad\t{id}\tErbil\tqorvathul\n"
    );
    gazetteer.import(&table).unwrap();
    for name in ["Zorvaniqa", "Zurvaniqah", "al-Zorvaniqa"] {
        let found = find(&gazetteer, name);
        assert!(name.starts_with("al-") || found.len() == 1, "{name}");
        let Some(found) = found.first() else { continue };
        let value = gazetteer.value(found.place).unwrap();
        assert_eq!((value.country.as_deref(), value.admin1.as_deref()), (Some("IQ"), Some("Baghdad")));
    }
    // Another spelling of a town that is known is no second town.
    assert_eq!(find(&gazetteer, "Qorvathul").iter().map(|found| found.place).collect::<Vec<_>>(), [erbil]);
    assert!(gazetteer.import("Zorvaniqa").is_err());
    assert!(gazetteer.import(&format!("{HEAD}\nT\tIQ")).is_err());
}

#[test]
fn only_zones_that_are_known_are_imported() {
    let mut gazetteer = Gazetteer::default();
    let zones = ["Asia/Baghdad", "asia/baghdad", "Asia/Zorvaniqa", "", "Europe/Vienna"];
    let line = |(number, zone): (usize, &str)| format!("T\tIQ\t07\t33\t44\t0\t{zone}\t{}\tA\t\n", number + 1);
    let table: String = zones.into_iter().enumerate().map(line).collect();
    gazetteer.import(&format!("{HEAD}\n{table}")).unwrap();
    let found: Vec<_> = (0..5).map(|place| gazetteer.value(place).unwrap().zone).collect();
    let found: Vec<_> = found.iter().map(Option::as_deref).collect();
    assert_eq!(found, [Some("Asia/Baghdad"), Some("Asia/Baghdad"), None, None, Some("Europe/Vienna")]);
}

#[test]
fn more_zones_than_numbers_are_none() {
    let mut gazetteer = Gazetteer::default();
    let numbers: Vec<u16> = (0..=u32::from(NONE) + 1).map(|n| gazetteer.zone(&n.to_string())).collect();
    assert_eq!(numbers[7], 7);
    assert_eq!(numbers[usize::from(NONE)..], [NONE, NONE]);
    assert_eq!(gazetteer.zone("7"), 7);
    assert_eq!(gazetteer.zones.len(), usize::from(NONE));
}

#[test]
fn a_state_holds_its_towns() {
    let gazetteer = Gazetteer::shipped().unwrap();
    let find = |name: &str, country: &str, kind: Kind| {
        let words = fold::words(name, Span::at(0, name.len()));
        let (candidates, _) = gazetteer.find(&words).unwrap();
        candidates
            .iter()
            .map(|found| found.place)
            .find(|&place| gazetteer.country_code(place) == Some(country) && gazetteer.kind(place) == kind)
            .unwrap()
    };
    let illinois = find("Illinois", "US", Kind::Province);
    assert!(
        gazetteer.holds(illinois, find("Peoria", "US", Kind::Town))
            || gazetteer.holds(illinois, find("Chicago", "US", Kind::Town))
    );
    assert!(!gazetteer.holds(illinois, find("Boston", "US", Kind::Town)));
    assert!(gazetteer.holds(find("Iraq", "IQ", Kind::Country), find("Mosul", "IQ", Kind::Town)));
}
