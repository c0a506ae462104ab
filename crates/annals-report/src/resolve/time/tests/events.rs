//! Days and intervals of the incidents that invented sentences tell of.

use annals_types::{
    Span,
    time::{EventTime, LocalInterval},
};
use jiff::civil::date;
use proptest::prelude::*;

use super::{check, interval, knowledge, layers, report};
use crate::resolve::time::{Evidence, event_time, times};

/// The candidate days, or the interval where they are many, of the incident that all expressions of the lines that `telling`
/// numbers place.
fn event(published: &str, text: &str, telling: &[usize], recalled: bool) -> EventTime {
    let report = report(published, text);
    let layers = layers(text);
    let found = times(&report, &layers, knowledge());
    let telling: Vec<Span> = telling.iter().map(|index| layers.sentences[*index].span).collect();
    let placed_by = found.iter().filter(|time| telling.iter().any(|told| told.contains(time.span))).collect();
    let evidence = Evidence {
        layers: &layers,
        placed_by,
        telling: &telling,
        recalled,
        news: !recalled,
        fresh: true,
        zone: None,
        anchor: None,
    };
    event_time(&report, &evidence, knowledge())
}

#[track_caller]
fn check_event(published: &str, text: &str, telling: &[usize], recalled: bool, expected: &str) {
    let time = event(published, text, telling, recalled);
    let days: Vec<String> = time.days.iter().map(ToString::to_string).collect();
    let found = if days.is_empty() {
        let side = |side: Option<jiff::civil::DateTime>| {
            side.map_or_else(|| "?".to_owned(), |at| at.date().to_string())
        };
        format!("{}..{}", side(time.interval.earliest), side(time.interval.latest))
    } else {
        days.join(" ")
    };
    assert_eq!(found, expected, "{text}\n{:#?}", time.bounds);
}

#[test]
fn a_night_that_ends_on_a_day_is_that_of_the_day_before() {
    let into = "It burned overnight into Sunday.";
    check("2024-03-05", into, &["overnight into Sunday = 2024-03-02TNI"]);
    check("", "It burned overnight into Sunday morning.", &["overnight into Sunday morning = XXXX-WXX-6TNI"]);
    let from = "Shells fell on the night from Saturday to Sunday.";
    check("2024-03-05", from, &["the night from Saturday to Sunday = 2024-03-02TNI"]);
    for text in [into, from, "Shells fell on the night between Saturday and Sunday."] {
        check_event("2024-03-05", text, &[0], false, "2024-03-02 2024-03-03");
    }
    // No night lasts from Monday to Sunday.
    let apart = "It rained on the night from Monday to Sunday.";
    check("", apart, &["the night = XXXX-XX-XXTNI", "Monday = XXXX-WXX-1", "Sunday = XXXX-WXX-7"]);
}

#[test]
fn a_weekday_of_last_week_is_a_week_before() {
    check(
        "2024-03-05",
        "It fell on Monday last week and on Friday of last week.",
        &["Monday last week = 2024-02-26", "Friday of last week = 2024-03-01"],
    );
    check_event("2024-03-05", "Shells killed two on Monday last week.", &[0], false, "2024-02-26");
}

#[test]
fn a_published_date_bounds_what_is_told() {
    check_event("2024-03-05", "Shells killed two on Monday.", &[0], false, "2024-03-04");
    check_event("2024-03-05", "Shells killed two.", &[0], false, "?..2024-03-06");
    check_event("", "Shells killed two on Monday.", &[0], false, "?..?");
}

#[test]
fn a_term_of_office_bounds_what_its_holder_does() {
    // Since 2017, and no end is known: too many years to list.
    check_event("", "The raid was ordered by President Macron on 15 February.", &[0], false, "2017-05-14..?");
    check_event(
        "",
        "Chancellor Olaf Scholz spoke of the blast of 15 February.",
        &[0],
        false,
        "2022-02-15 2023-02-15 2024-02-15 2025-02-15",
    );
}

#[test]
fn late_and_then_may_tell_when_and_not_who_is_gone() {
    check_event(
        "",
        "Then Chancellor Olaf Scholz spoke of the blast of 15 February.",
        &[0],
        false,
        "2022-02-15 2023-02-15 2024-02-15 2025-02-15",
    );
    // Of these four days one is a Tuesday.
    let late = "Late Tuesday Chancellor Olaf Scholz spoke of the blast of 15 February.";
    check_event("", late, &[0], false, "2022-02-15");
}

#[test]
fn months_in_office_leave_a_month_and_weekdays_thin_it_out() {
    let text = "The raid came early on Monday.\nIt is the second that Chancellor Olaf Scholz has backed since he took office five months ago.";
    check_event(
        "",
        text,
        &[0, 1],
        false,
        "2022-05-02 2022-05-09 2022-05-16 2022-05-23 2022-05-30 2022-06-06",
    );
}

#[test]
fn one_night_in_two_zones_is_no_contradiction() {
    check_event(
        "2024-03-05",
        "The raid came early Monday.\nIt was ordered on Sunday evening.",
        &[0, 1],
        false,
        "2024-03-03 2024-03-04",
    );
}

#[test]
fn an_hour_says_which_day_of_a_night() {
    let early = "Two men were hurt overnight.\nIt was about 2:30 a.m. on Tuesday.";
    check_event("2024-03-05", early, &[0, 1], false, "2024-03-05");
    check_event("2024-03-05", early, &[1, 0], false, "2024-03-05");
    let late = "Two men were hurt around 10 p.m.\nIt was last night.";
    check_event("2024-03-05", late, &[0, 1], false, "2024-03-04");
    check_event("2024-03-05", "Two men were hurt overnight.", &[0], false, "2024-03-04 2024-03-05");
}

#[test]
fn overnight_beside_a_day_is_one_of_its_nights() {
    let saturday = "Two men were shot overnight Saturday";
    check("2024-03-05", saturday, &["overnight Saturday = 2024-03-02TNI"]);
    check("2024-03-05", "It burned overnight on Saturday.", &["overnight on Saturday = 2024-03-02TNI"]);
    check("2024-03-05", "It burned on Saturday overnight.", &["Saturday overnight = 2024-03-02TNI"]);
    check("2024-03-05", "It burned overnight on March 2.", &["overnight on March 2 = 2024-03-02TNI"]);
    check("", "It burned overnight Saturday.", &["overnight Saturday = XXXX-WXX-6TNI"]);
    check_event("2024-03-05", saturday, &[0], false, "2024-03-01 2024-03-02 2024-03-03");
    let into = format!("{saturday} into Sunday.");
    check_event("2024-03-05", &into, &[0], false, "2024-03-02 2024-03-03");
    let early = format!("{saturday}.\nIt was about 2:30 a.m. on Sunday.");
    check_event("2024-03-05", &early, &[0, 1], false, "2024-03-03");
}

#[test]
fn a_day_ends_with_the_midnight_that_words_lead_up_to() {
    let before = "It hit just before midnight Saturday.";
    check("2024-03-05", before, &["midnight Saturday = 2024-03-02T24:00"]);
    let of_event = event("2024-03-05", before, &[0], false).interval;
    let ends =
        LocalInterval { latest: Some(date(2024, 3, 3).at(0, 0, 0, 0)), ..interval("2024-03-05", before) };
    assert_eq!(of_event, ends);
    assert_eq!(of_event.earliest, Some(date(2024, 3, 2).at(23, 29, 0, 0)));
    let after = "It hit just after midnight Saturday.";
    check("2024-03-05", after, &["midnight Saturday = 2024-03-02T00:00"]);
}

#[test]
fn a_preposition_of_a_noun_leaves_its_day_alone() {
    check_event("2024-03-05", "A bomb exploded after Friday prayers.", &[0], false, "2024-03-01");
    check_event("2024-03-05", "Six were displaced by the Feb. 6 earthquake.", &[0], false, "2024-02-06");
    let after = "2024-03-01 2024-03-02 2024-03-03 2024-03-04 2024-03-05";
    check_event("2024-03-05", "They fled after Friday.", &[0], false, after);
}

#[test]
fn hours_may_cross_midnight() {
    let told = "On March 3 a bridge fell.\nThe rain began 18 hours earlier.";
    check_event("2024-03-05", told, &[1], false, "2024-03-02 2024-03-03");
    check_event("2024-03-05", "It killed nine in the past 12 hours.", &[0], false, "2024-03-04 2024-03-05");
    let text = "The rain began 18 hours earlier.";
    let report = report("", text);
    let layers = layers(text);
    let found = times(&report, &layers, knowledge());
    let anchor = EventTime { days: vec![date(2024, 3, 3)], ..EventTime::unknown() };
    let evidence = Evidence {
        layers: &layers,
        placed_by: found.iter().collect(),
        telling: &[],
        recalled: false,
        news: true,
        fresh: true,
        zone: None,
        anchor: Some(&anchor),
    };
    let time = event_time(&report, &evidence, knowledge());
    assert_eq!(time.days, [date(2024, 3, 2), date(2024, 3, 3)]);
}

#[test]
fn this_winter_is_the_one_that_lasts() {
    check("2024-01-20", "Two died this winter.", &["this winter = 2023-WI"]);
    check_event("2024-01-20", "Two died this winter.", &[0], false, "2023-12-01..2024-01-21");
}

#[test]
fn a_weekday_of_what_has_happened_lies_behind() {
    check_event("2024-03-05", "Two will be buried who fell on Thursday.", &[0], false, "2024-02-29");
    // A report that was rewritten on the day after keeps its date: nobody calls the day of six days ago by its weekday alone.
    check_event("2024-03-05", "Two fell on Wednesday.", &[0], false, "?..2024-03-06");
}

#[test]
fn the_nearest_words_win() {
    let time = event("2024-03-05", "Shells fell on Monday.\nIt was in March 2019.", &[0, 1], false);
    assert_eq!(time.days.len(), 1);
    assert!(time.bounds.iter().any(|bound| bound.why.starts_with("left out")), "{:?}", time.bounds);
}

#[test]
fn sentences_apart_do_not_make_up_a_date() {
    let text = "Chancellor Olaf Scholz condemned Thursday's strike.\nThe attack of February 15 was another.";
    let time = event("", text, &[0, 1], false);
    assert_eq!(time.days.len(), 0, "{:?}", time.days);
    assert_eq!(time.partial.weekday, Some(4));
    assert_eq!(time.partial.day, None);
}

#[test]
fn ranges_are_one_stretch() {
    check_event(
        "2024-03-05",
        "Clashes from Friday to Sunday killed nine.",
        &[0],
        false,
        "2024-03-01 2024-03-02 2024-03-03",
    );
}

#[test]
fn dates_at_the_ends_of_the_calendar_are_no_panic() {
    for published in ["9999-12-31", "-009999-01-01", "0001-01-01"] {
        for text in [
            "It comes tomorrow, next week, next month, next year, in the next decade and this century.",
            "It was yesterday, last week, last year, 9999 years ago, 4000000000 centuries ago and overnight.",
            "It was on Friday, on 29 February, at 24:00, last Christmas and 99999999 months later.",
            "It was late Monday night, the next morning, the day before and in the past 4294967295 years.",
        ] {
            let _ = event(published, text, &[0], false);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,120}", published in "2[0-9]{3}-0[1-9]-[01][0-9]") {
        let _ = event(&published, &text, &[], false);
    }

    #[test]
    fn any_mix_of_words_of_time_gives_spans_in_order(
        words in prop::collection::vec(prop::sample::select(vec![
            "early", "late", "Monday", "31", "February", "2021", "the", "of", "on", ",", "a", "week", "later", "ago", "five",
            "months", "3", "a.m.", ":", "-", "overnight", "last", "next", "night", "this", "since", "New", "Year's", "Eve",
            "President", "Obama", "taking", "office", "é", "’s", "1980s", "0230", "GMT", "May", "12/13/2014", "hour",
        ]), 0..24),
        published in "2[0-9]{3}-0[1-9]-[01][0-9]",
    ) {
        let text = words.join(" ");
        let report = report(&published, &text);
        let found = times(&report, &layers(&text), knowledge());
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        for time in &found {
            prop_assert!(text.get(time.span.range()).is_some());
            if let (Some(earliest), Some(latest)) = (time.interval.earliest, time.interval.latest) {
                prop_assert!(earliest < latest, "{} {:?}", time.value, time.interval);
            }
        }
        let _ = event(&published, &text, &[0][..usize::from(!text.is_empty())], true);
    }
}
