//! What the comparison of two reports weighs: each test looks at the terms by which their incidents belong together or not.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing should stop")]

mod notation;

use annals_corpus::collect;
use annals_types::{
    account::Policy,
    time::PartOfDay,
    why::{Explanation, Side, Verdict},
};
use notation::{groups, of};

/// Where everything happens that is told to have happened in one place.
const HERE: &str = "at Qarya(34.1,41.2,IQ)";

/// What `annals why` says of A and B.
fn why_of_a_and_b(notation: &str) -> Explanation {
    let collection = of(notation);
    let side = |name: &str| {
        let reading =
            collection.readings.iter().find(|reading| reading.report.external_id.as_deref() == Some(name));
        Side::Report(reading.unwrap().report.id.clone())
    };
    annals_corpus::why(&collection, &side("A"), &side("B"))
}

/// The terms of the best pair.
fn terms(notation: &str) -> Vec<(String, f64)> {
    let why = why_of_a_and_b(notation);
    why.pairs[0].0.terms.iter().map(|term| (term.feature.clone(), term.weight)).collect()
}

#[test]
fn ages_streets_and_names_argue_for_a_link_where_they_are_shared_and_against_it_where_they_differ() {
    let terms_of = |a: &str, b: &str| {
        terms(&format!("A 2024-03-05\n  tells shooting {a}\nB 2024-03-05\n  tells shooting {b}"))
    };
    let weight = |terms: &[(String, f64)], of: &str| {
        terms.iter().find(|(feature, _)| feature.starts_with(of)).map(|(_, weight)| *weight)
    };
    let same = terms_of("ages 7,34 streets elm names ann field", "ages 7,34 streets elm names ann field");
    for of in ["ages shared: 7, 34", "street shared: elm", "names shared: ann, field"] {
        assert!(weight(&same, of).is_some_and(|weight| weight > 0.0), "{of}: {same:?}");
    }
    let other = terms_of("ages 7,34 streets elm names ann field", "ages 51 streets oak names jo hill");
    for of in ["other ages", "other streets"] {
        assert!(weight(&other, of).is_some_and(|weight| weight < 0.0), "{of}: {other:?}");
    }
}

#[test]
fn buildings_argue_the_more_the_more_of_them_are_shared_and_lift_no_veto() {
    let told = |b: &str, day: &str| {
        format!(
            "A 2024-03-05\n  tells shooting on 2024-03-04 at Qarya(34.1,41.2,IQ) landmarks clinic,saint,walburga\nB {day}\n  tells shooting on {day} at Qarya(34.1,41.2,IQ) {b}"
        )
    };
    let weight = |b: &str| {
        let terms = terms(&told(b, "2024-03-04"));
        let of_buildings = terms.iter().filter(|(feature, _)| feature.contains("building"));
        of_buildings.map(|(_, weight)| *weight).sum::<f64>()
    };
    let landmarks = ["landmarks inn", "landmarks clinic", "landmarks clinic,saint,walburga"].map(weight);
    assert!(landmarks.is_sorted() && landmarks[0] < landmarks[2], "{landmarks:?}");
    let years_later = told("landmarks clinic,saint,walburga", "2026-03-04");
    assert_eq!(why_of_a_and_b(&years_later).verdict, Verdict::Forbidden);
}

#[test]
fn years_apart_is_two_incidents_unless_the_people_are_the_same() {
    let told = |names: &str| {
        format!(
            "A 2024-03-05\n  tells shooting on 2024-03-04 at Qarya(34.1,41.2,IQ){names}\n  text A man was shot at the old mill by the river.\nB 2023-01-05\n  tells shooting on 2023-01-04 at Qarya(34.1,41.2,IQ){names}\n  text Police found him dead beside a burnt car."
        )
    };
    let verdict = |notation: &str| why_of_a_and_b(notation).verdict;
    assert_eq!(verdict(&told("")), Verdict::Forbidden);
    assert_ne!(verdict(&told(" names ann field")), Verdict::Forbidden);
}

#[test]
fn the_gap_of_publication_tells_less_where_one_rare_name_is_shared() {
    let gap = |names: &str| {
        let told = format!(
            "A 2024-03-05\n  tells shooting on 2024-03-04 at Qarya(34.1,41.2,IQ){names}\nB 2024-09-05\n  tells shooting at Qarya(34.1,41.2,IQ){names}"
        );
        let terms = terms(&told);
        let of_gap = terms.iter().find(|(feature, _)| feature.starts_with("published 184 days apart"));
        of_gap.map(|(_, weight)| *weight)
    };
    let (unnamed, named) = (gap(""), gap(" names oleander"));
    assert!(unnamed.is_some() && named > unnamed, "{unnamed:?} {named:?}");
}

#[test]
fn news_without_a_day_is_of_what_happened_a_day_or_two_before() {
    let news = |published: &str, told: &str| {
        let notation = format!(
            "A 2024-03-04\n  tells shelling main on 2024-03-04 {HERE}\nB {published}\n  tells shelling main {told} {HERE}"
        );
        let terms = terms(&notation);
        terms.into_iter().find(|(told, _)| told.contains("without a day")).unwrap_or_default()
    };
    let (next_day, argues) = news("2024-03-05", "likely 2024-03-05");
    assert_eq!(next_day, "news, without a day, published 1 day after the day of the other");
    assert!(argues > 0.0, "{argues}");
    let (before, argues) = news("2024-03-01", "likely 2024-03-01");
    assert_eq!(before, "news, without a day, published 3 days before the day of the other");
    assert!(argues < 0.0, "{argues}");
    // Of a trial is told for months.
    let of_months = |told| news("2024-06-04", told).1;
    assert!(of_months("likely 2024-06-03") < of_months(""));
    assert_eq!(news("2024-03-05", "on 2024-03-05").0, "");
}

#[test]
fn other_parts_of_the_day_argue_against_a_link_and_overlapping_ones_do_not() {
    let parts = |own, other| {
        let mut readings = notation::readings(&format!(
            "A 2024-03-05\n  tells shelling main on 2024-03-04 {HERE}\nB 2024-03-05\n  tells shelling main on 2024-03-04 {HERE}"
        ));
        for (reading, part) in readings.iter_mut().zip([own, other]) {
            reading.incidents[0].time.partial.part = Some(part);
        }
        let terms = &collect(readings, Policy::Range).comparisons[0].terms;
        terms.iter().find(|term| term.feature.contains("part of the day")).map(|term| term.weight)
    };
    assert!(parts(PartOfDay::Morning, PartOfDay::Night).is_some_and(|weight| weight < 0.0));
    assert_eq!(parts(PartOfDay::Night, PartOfDay::EarlyHours), None);
    assert_eq!(parts(PartOfDay::Night, PartOfDay::Dawn), None);
    assert!(parts(PartOfDay::Night, PartOfDay::Night).is_some_and(|weight| weight >= 0.0));
}

#[test]
fn the_nearest_of_the_group_tells_how_far_apart_two_stories_were_published() {
    let report = |id: &str, published: &str, text: &str| {
        format!("{id} {published}\n  tells shelling main {HERE}\n  text {text}\n")
    };
    let shell = report("A", "2024-03-05", "A shell hit the old mill by the weir and the miller was hurt.");
    let between = report(
        "C",
        "2024-03-19",
        "The old mill by the weir, hit by a shell, is closed while the miller is hurt.",
    );
    let later =
        report("B", "2024-04-02", "Nurses sent somebody home, where neighbours had brought in the hay.");
    let apart = |notation: &str| {
        terms(notation).into_iter().find(|(told, _)| told.starts_with("published")).unwrap_or_default()
    };
    let (told, alone) = apart(&format!("{shell}{later}"));
    assert_eq!(told, "published 28 days apart");
    let beside = format!("{shell}{later}{between}");
    assert_eq!(groups(&of(&beside)), "A+C B");
    let (told, in_group) = apart(&beside);
    assert_eq!(told, "published 14 days apart, the nearest of their groups");
    assert!(in_group > alone, "{in_group} {alone}");
}

#[test]
fn news_of_the_next_day_is_another_incident_however_alike_it_is() {
    let told = |published: &str| {
        format!(
            "A 2024-03-05\n  tells airstrike main on 2024-03-04 {HERE}\n  title Strike kills four\n  text An airstrike on a bakery killed four people.\n  killed 4\nB {published}\n  tells airstrike main on 2024-03-05 {HERE}\n  title Strike kills four\n  text An airstrike on a school killed four people.\n  killed 4"
        )
    };
    let apart = |published| {
        let terms = terms(&told(published));
        terms.into_iter().find(|(told, _)| told.contains("its own day")).unwrap_or_default()
    };
    assert_eq!(apart("2024-03-06").0, "each is news of its own day, 1 day apart");
    assert!(apart("2024-03-06").1 < 0.0);
    assert_eq!(apart("2024-03-08").0, "");
}

#[test]
fn a_story_without_a_place_is_thought_to_be_of_where_its_outlet_is_at_home() {
    let at_home = |near: &str| {
        let told = format!(
            "A 2024-03-05\n  tells shooting main on 2024-03-04 {HERE}\nB 2024-03-05 home {near}\n  tells shooting main on 2024-03-04"
        );
        let terms = terms(&told);
        terms.into_iter().find(|(told, _)| told.contains("at home")).unwrap_or_default()
    };
    let (told, argues) = at_home("Qarya(34.1,41.2,IQ)");
    assert_eq!(told, "one names no place, and its outlet is at home there");
    assert!(argues > 0.0, "{argues}");
    let (told, argues) = at_home("Madina(34.1,51.2,IR)");
    assert!(told.starts_with("one names no place, and its outlet is at home 9"), "{told}");
    assert!(argues < 0.0, "{argues}");
}
