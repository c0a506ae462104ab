//! Sentences, tokens, and what is looked up without the network: times and places.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{sync::LazyLock, time::Duration};

use annals_encoder::split;
use annals_fuzz::spell;
use annals_report::{Knowledge, clean, resolve};
use annals_types::{Layers, Report, report::Draft};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

const TIMES: &[&str] = &[
    "early",
    "late",
    "Monday",
    "31",
    "February",
    "2021",
    "the",
    "of",
    "on",
    "a",
    "week",
    "later",
    "ago",
    "five",
    "months",
    "3",
    "a.m.",
    "overnight",
    "last",
    "next",
    "night",
    "this",
    "since",
    "New Year's Eve",
    "President",
    "taking",
    "office",
    "1980s",
    "0230",
    "GMT",
    "May",
    "12/13/2014",
    "hour",
    "quarter",
    "fiscal",
    "year",
    "earlier",
    "between",
    "and",
    "to",
    "from",
    "until",
    "day",
    "before",
    "same",
    "morning",
    "decade",
    "century",
    "every",
    "each",
    "yesterday",
    "tomorrow",
    "now",
    "recently",
    "9999",
    "-0001",
    "24:00",
    "99:99",
    "29 February",
    "third",
    "mid-1990s",
    "half",
    "two-week",
    "year-old",
];

const PLACES: &[&str] = &[
    "Paris",
    "Al",
    "in",
    "Tripoli",
    "Ill.",
    "US",
    "the village of",
    "near",
    "north of",
    "km",
    "10",
    "Baghdad",
    "Province",
    "County",
    "Springfield",
    "St.",
    "New",
    "York",
    "Tex.",
    "al-",
    "Gaza",
    "Strip",
    "Lake",
    "Airport",
    "Street",
    "police",
    "University of",
    "Iraqi",
    "of",
    "and",
    "the",
    "D.C.",
    "Washington",
    "said",
    "Georgia",
    "Jordan",
    "Michael",
    "West",
    "Bank",
    "Sea",
    "River",
    "Mount",
    "District",
];

fn split_up(text: String) -> (Report, Layers) {
    let report =
        Draft { text, published: "2024-03-05".parse().ok(), source: "a.txt".into(), ..Draft::default() }
            .finish();
    let cleaned = clean::clean(&report, &KNOWLEDGE);
    let layers = split::split(&report.text, &cleaned.segments);
    for pair in layers.tokens.windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start(), "tokens overlap");
    }
    for sentence in &layers.sentences {
        for token in layers.tokens_of(sentence) {
            assert!(sentence.span.contains(token.span), "a token out of its sentence");
            assert!(!token.span.of(&report.text).trim().is_empty(), "a blank token");
        }
    }
    (report, layers)
}

#[test]
fn any_text_is_split() {
    bolero::check!().with_test_time(Duration::from_secs(1)).for_each(|bytes: &[u8]| {
        split_up(String::from_utf8_lossy(bytes).into_owned());
    });
}

#[test]
fn any_words_of_time_are_times() {
    bolero::check!().with_test_time(Duration::from_secs(3)).for_each(|bytes: &[u8]| {
        let (report, layers) = split_up(spell(bytes, TIMES));
        let found = resolve::time::times(&report, &layers, &KNOWLEDGE);
        for pair in found.windows(2) {
            assert!(pair[0].span.end() <= pair[1].span.start(), "expressions overlap");
        }
        for time in &found {
            assert!(!time.span.of(&report.text).is_empty(), "{time:?} has no words");
            assert!(!time.value.is_empty() && !time.why.is_empty(), "{time:?}");
            if let (Some(earliest), Some(latest)) = (time.interval.earliest, time.interval.latest) {
                assert!(earliest < latest, "{time:?}");
            }
        }
    });
}

#[test]
fn any_names_are_places_or_not() {
    bolero::check!().with_test_time(Duration::from_secs(3)).for_each(|bytes: &[u8]| {
        let (report, layers) = split_up(spell(bytes, PLACES));
        let found = resolve::place::places(&report, &layers, &KNOWLEDGE);
        for mention in &found {
            assert!(!mention.span.of(&report.text).is_empty(), "{mention:?} has no words");
            if let Some(place) = &mention.place {
                assert!(
                    place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0 && place.radius_km >= 0.0,
                    "{place:?}"
                );
            }
        }
    });
}
