//! Copies, links and accounts of whole collections, and what must hold for every collection.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing should stop")]

mod notation;

use annals_corpus::collect;
use annals_types::{
    Collection, Reading, ReportId,
    account::{AttributionGrade, IncidentGrade, Policy, Standing, TollGrade},
    layers::Reality,
    why::{Side, Verdict},
};
use notation::{groups, of};
use proptest::prelude::*;

#[track_caller]
fn check_groups(notation: &str, expected: &str) {
    let collection = of(notation);
    assert_eq!(groups(&collection), expected, "{:#?}", collection.comparisons);
}

/// `B of A`: which report is a copy of which.
fn copies(collection: &Collection) -> String {
    let name = |id: &ReportId| {
        let reading = collection.readings.iter().find(|reading| &reading.report.id == id).unwrap();
        reading.report.external_id.clone().unwrap()
    };
    let mut copies: Vec<String> = collection
        .readings
        .iter()
        .zip(&collection.origins)
        .filter_map(|(reading, origin)| Some((reading, origin.as_ref()?)))
        .map(|(reading, origin)| format!("{} of {}", name(&reading.report.id), name(&origin.report)))
        .collect();
    copies.sort();
    copies.join(", ")
}

const WIRE: &str = "text The shell came down at noon between the fish stalls and the bus stop, when the market of the old town was full of people who had come to buy bread for the holiday.
  text Rescuers carried the wounded on doors to the clinic, which had no light, and the mayor asked for blood from everybody who could walk.";

#[test]
fn a_reprint_is_a_copy_of_the_earliest() {
    let notation = format!(
        "B 2024-03-06 \"Post\"\n  {WIRE}\nA 2024-03-05 \"Agency\"\n  {WIRE}\nC 2024-03-07 \"Sun\"\n  {WIRE}"
    );
    assert_eq!(copies(&of(&notation)), "B of A, C of A");
}

#[test]
fn copies_do_not_choose_the_place() {
    let copy = |id: &str, outlet: &str| {
        let [first, last] = WIRE.split("\n  ").collect::<Vec<_>>()[..] else { panic!("two lines") };
        let told = "tells bombing on 2024-03-04 at Pishin(29.81,66.85,PK,2) names brook street field";
        format!("{id} 2024-03-0{} \"{outlet}\"\n  {first}\n  {told}\n  {last}\n", id.len() + 4)
    };
    let told = "tells bombing on 2024-03-04 at Mastung(29.80,66.85,PK,1) names brook street field";
    let notation = [
        format!("A 2024-03-05 \"Post\"\n  {told}\n  text A bus was going by.\n"),
        copy("B", "Sun"),
        copy("CC", "Mail"),
        copy("DDD", "Star"),
        copy("EEEE", "Echo"),
    ];
    let collection = of(&notation.concat());
    assert_eq!(copies(&collection), "CC of B, DDD of B, EEEE of B");
    let account = collection.accounts.iter().find(|account| account.places.len() > 1).expect("one incident");
    assert_eq!(account.places[0].name, "Mastung", "{account:#?}");
}

#[test]
fn nameless_forces_are_those_of_the_country_or_of_nobody_else() {
    let disputed = |blames: [&str; 2]| {
        let report = |id: &str, blamed: &str| {
            format!(
                "{id} 2024-03-05 \"{id}\"\n  tells airstrike on 2024-03-04 at Qarya(34.1,41.2,SY,1) names brook street\n  {blamed}\n"
            )
        };
        let collection = of(&(report("A", blames[0]) + &report("B", blames[1])));
        assert_eq!(groups(&collection), "A+B");
        !collection.accounts[0].disputes.is_empty()
    };
    assert!(!disputed(["blames army:force", "blames Syrian:force:force/sy"]));
    assert!(disputed(["blames army:force", "blames Israeli:force:force/il"]));
    assert!(!disputed(["blames militants:armed_group", "blames BrookRiders:armed_group"]));
    assert!(disputed(["blames militants:armed_group", "blames JohnField:person"]));
    assert!(!disputed(["blames man:person", "blames JohnField:person"]));
    assert!(disputed(["blames man:person", "blames Brook:armed_group:group/brook"]));
    assert!(!disputed(["blames man:person", "blames policeman:person"]));
    assert!(!disputed(["blames gunmen:people", "blames rebels:armed_group"]));
}

#[test]
fn a_wire_story_inside_a_longer_one_is_a_copy_with_words_of_its_own() {
    let notation = format!(
        "A 2024-03-05 \"Agency\"\n  {WIRE}\n  killed 4 by Mayor\nB 2024-03-06 \"Post\"\n  text Our correspondent adds that the road to the east was closed all morning, and that schools will stay shut until the end of the week, as the council has decided in the night.\n  {WIRE}\n  killed 4 by Mayor\n  injured 9 by Clinic/responder\n  text Nobody in the valley had heard a plane, said the keeper of the bridge, and the river was too high for boats."
    );
    let collection = of(&notation);
    assert_eq!(copies(&collection), "B of A");
    let origin = collection.origins.iter().flatten().next().unwrap();
    assert!(origin.share > 0.4 && origin.share < 0.7, "{}", origin.share);
    let mut standings: Vec<Standing> = collection.standings.concat();
    standings.sort_unstable();
    assert_eq!(standings, [Standing::InForce, Standing::InForce, Standing::Copied]);
    assert_eq!(groups(&collection), "A+B");
    // The clinic, whom only the second report quotes, bears it out.
    assert_eq!(collection.accounts[0].grades.incident, IncidentGrade::Corroborated);
    let bare = of(&notation.replace("injured 9 by Clinic/responder", "text Nobody could say more."));
    assert_eq!(bare.accounts[0].grades.incident, IncidentGrade::SingleSource);
}

#[test]
fn copies_change_no_confidence() {
    let told = |head: &str, text: &str| {
        format!(
            "{head}\n  tells shelling main on 2024-03-04 {HERE} names mill_lane\n  {text}\n  killed 4 by Mayor\n"
        )
    };
    let first = told("A 2024-03-05 \"Agency\"", WIRE);
    let second =
        told("B 2024-03-05 \"Post\"", "text A shell hit the fish market, and nobody had been warned.");
    let reprints: String = ["Sun", "Star", "Globe", "Herald"]
        .iter()
        .map(|outlet| told(&format!("{outlet} 2024-03-07 \"{outlet}\""), WIRE))
        .collect();
    let said = |notation: &str| {
        let mut readings = notation::readings(notation);
        for reading in &mut readings {
            // Known by a word of the told text, which can be taken over, and not by the line that makes the mention here.
            let mention = &mut reading.incidents[0];
            let told = mention.telling.iter().max_by_key(|span| span.len()).unwrap();
            mention.triggers = vec![*told];
            if !["A", "B"].contains(&reading.report.external_id.as_deref().unwrap()) {
                mention.confidence = 1.0;
            }
        }
        let collection = collect(readings, Policy::Range);
        assert_eq!(collection.accounts.len(), 1);
        let account = &collection.accounts[0];
        let copies = collection.origins.iter().flatten().count();
        (copies, account.confidence, account.tolls.killed.as_ref().unwrap().confidence)
    };
    for own in [first.clone(), format!("{first}{second}")] {
        let (none, confidence, toll) = said(&own);
        assert_eq!(none, 0);
        assert!(toll.is_some());
        assert_eq!(said(&format!("{own}{reprints}")), (4, confidence, toll));
    }
}

#[test]
fn a_changed_figure_in_a_copy_is_its_own() {
    let notation = format!(
        "A 2024-03-05 \"Agency\"\n  {WIRE}\n  killed 4 by Mayor\nB 2024-03-06 \"Post\"\n  {WIRE}\n  killed 7 by Clinic/responder"
    );
    let collection = of(&notation);
    assert_eq!(copies(&collection), "B of A");
    assert!(collection.standings.concat().iter().all(|standing| *standing != Standing::Copied));
}

#[test]
fn a_quotation_is_no_copy() {
    let quote = "We will not leave this valley, whatever they drop on us, said the keeper of the old stone bridge on Monday";
    let notation = format!(
        "A 2024-03-05\n  text {quote}.\n  text Three houses burned in the first hour and two more before dawn while the fire engine stood without water at the wrong end of the village, neighbours told us, and then it began to rain as if nothing had been.\nB 2024-03-06\n  text A week of talks ended without a word about the prisoners or the crossing, diplomats said, although the table had been laid for forty guests and the generals had brought their maps, pencils and rulers with them.\n  text {quote}."
    );
    assert_eq!(copies(&of(&notation)), "");
}

#[test]
fn boilerplate_of_an_outlet_is_no_reuse() {
    let standing = "text Help us to report on what matters to this town. Your gift keeps our newsroom open and our stories free for all who live here, now and in the years to come.";
    let stories = [
        "A dog found its way home after nine days in the hills above the quarry, thin but in good spirits, and slept in front of the stove until the children came back from school with a bone that the butcher had put aside.",
        "The council will vote on the new bridge over the mill stream next week, after two years of talks about who should pay for the pillars, and whether carts may cross it on market days or only people on foot.",
        "Rain washed out the fair for the third year in a row, to nobody's surprise, but the brass band played on under the roof of the timber yard, where someone had hung lanterns, and the cakes were sold by four.",
        "The choir sang in the station when the night train was late by four hours, and those who waited say that they had never heard the old songs sound so well as in the cold hall under the big clock.",
    ];
    let report = |(nth, story): (usize, &&str)| {
        format!("R{nth} 2024-03-0{} \"Town\"\n  text {story}\n  {standing}\n", nth + 1)
    };
    let notation: String = stories.iter().enumerate().map(report).collect();
    assert_eq!(copies(&of(&notation)), "");
}

const RAID: &str = "Ada Berg and Jan Lind had left the mill when the first shot fell, and Lind was hit in the arm behind the old ferry house, as neighbours in Dorf remember.";

#[test]
fn a_story_told_on_under_another_headline_is_a_copy_and_a_standing_text_is_none() {
    let earlier = "The court heard that Lind knew the road well, and that Berg had waited for him since noon by the gate.";
    let later = "Today Berg was sentenced to six years. The widow of Lind left before the end, and said nothing to those who waited.";
    let pages = |shared: &str| {
        format!(
            "A 2024-03-05 \"Post\"\n  title Shots at the ferry\n  text {shared}\n  text {earlier}\nB 2024-04-05 \"Post\"\n  title Six years in prison\n  text {shared}\n  text {later}"
        )
    };
    assert_eq!(copies(&of(&pages(RAID))), "B of A");
    let standing = "Our newsroom in Dorf has served the valley since 1904, and whoever reads the Post or its sister the Morning Star can have both for the price of one.";
    assert_eq!(copies(&of(&pages(standing))), "");
}

#[test]
fn captions_that_stand_with_two_stories_of_an_outlet_are_no_copy() {
    let gallery = format!("text {RAID}\n  text {RAID}");
    let pages = format!(
        "A 2024-03-05 \"Post\"\n  title Shots at the ferry\n  {gallery}\nB 2024-03-06 \"Post\"\n  title Man held after shots\n  {gallery}\n  text A man of forty was held at the border with a gun."
    );
    assert_eq!(copies(&of(&pages)), "");
    assert_eq!(copies(&of(&pages.replace("Man held after shots", "Shots at the ferry"))), "B of A");
}

#[test]
fn a_third_of_a_short_report_within_a_long_one_is_a_copy() {
    let own = "The valley had been quiet since the spring, when both banks agreed to meet once a month in the school, and few believed that anybody would shoot again before the harvest was brought in and sold, which takes until the first snow, and often longer.";
    let other = "Nobody was held. The miller asked those who saw a boat on the water that night, however small, to come to the town hall today, and to bring whoever had been with them on the bank, young or old, since nobody is in any danger, as he put it.";
    let pages = format!(
        "A 2024-03-05 \"Post\"\n  text {RAID}\n  text {other}\nB 2024-03-06 \"Sun\"\n  text {RAID}\n  text {own}\n  text {own}"
    );
    assert_eq!(copies(&of(&pages)), "B of A");
}

const HERE: &str = "at Qarya(34.1,41.2,IQ)";

#[test]
fn the_same_town_and_day_belong_together() {
    check_groups(
        &format!(
            "A 2024-03-05\n  tells airstrike on 2024-03-04 {HERE}\n  text Planes hit the market.\n  killed 4\nB 2024-03-05\n  tells airstrike on 2024-03-04 {HERE}\n  text The market was bombed from planes.\n  killed 4"
        ),
        "A+B",
    );
}

#[test]
fn successive_days_in_one_town_stay_apart() {
    check_groups(
        &format!(
            "A 2024-03-05\n  tells airstrike on 2024-03-04 {HERE}\n  text Planes hit the market.\n  killed 4\nB 2024-03-08\n  tells airstrike on 2024-03-07 {HERE}\n  text The school was bombed.\n  killed 2"
        ),
        "A B",
    );
}

#[test]
fn what_was_told_before_the_other_happened_stays_apart_however_alike_it_is() {
    let told = |names: &str| {
        format!(
            "A 2024-03-05\n  tells airstrike main on 2024-03-04 {HERE}{names}\n  title Strike kills four\n  text An airstrike on a bakery killed four people on Monday.\n  killed 4\nB 2024-03-07\n  tells airstrike main on 2024-03-06 {HERE}{names}\n  title Strike kills four\n  text An airstrike on a school killed four people on Wednesday.\n  killed 4"
        )
    };
    check_groups(&told(""), "A B");
    // Where both name one person, rather a day was misread.
    check_groups(&told(" names oleander"), "A+B");
}

#[test]
fn what_is_told_beside_another_is_of_the_report_that_is_about_it() {
    // Their words are alike; only the towns and the figures tell.
    let round = |place: &str, beside: &str| {
        format!(
            "A 2024-03-05\n  tells shelling main on 2024-03-05 {HERE}\n  title Shelling kills many\n  text Shells hit the old town.\n  killed 7\nB 2024-03-05\n  tells shelling main on 2024-03-05 {place}\n  title Shelling kills many\n  text Shells hit the old town again.\n  killed 3\n  tells shelling also on 2024-03-05 {beside}\n  text Shells hit the bridge.\n  killed 7"
        )
    };
    let apart = round("at Madina(34.4,41.9,IQ)", HERE);
    check_groups(&apart, "A+B B");
    let collection = of(&apart);
    let [left, right] = &collection.accounts[..] else { panic!("two incidents") };
    let side = |account: &annals_types::Account| Side::Incident(account.id.clone());
    assert_eq!(annals_corpus::why(&collection, &side(left), &side(right)).verdict, Verdict::Forbidden);
}

#[test]
fn what_is_recalled_without_a_place_is_thought_to_be_of_the_same_town() {
    check_groups(
        &format!(
            "A 2024-03-05\n  tells airstrike main on 2024-03-04 {HERE}\n  text Planes hit the market.\n  killed 4\nB 2024-03-07\n  tells airstrike main on 2024-03-06 {HERE}\n  text The school was bombed.\n  killed 2\n  tells airstrike background on 2024-03-04\n  text Four had died at the market.\n  killed 4"
        ),
        "A+B B",
    );
}

#[test]
fn other_countries_stay_apart() {
    check_groups(
        "A 2024-03-05\n  tells airstrike on 2024-03-04 at Qarya(34.1,41.2,IQ)\n  text Planes hit the market.\nB 2024-03-05\n  tells airstrike on 2024-03-04 at Qarya(14.1,31.2,SD)\n  text Planes hit the market.",
        "A B",
    );
}

#[test]
fn two_incidents_of_one_report_stay_apart() {
    check_groups(
        &format!(
            "A 2024-03-05\n  tells airstrike on 2024-03-04 {HERE}\n  text Planes hit the market.\n  tells airstrike also on 2024-03-04 {HERE}\n  text Planes hit the market."
        ),
        "A A",
    );
}

#[test]
fn without_a_year_the_day_of_the_year_ties() {
    check_groups(
        &format!(
            "A\n  tells airstrike on --02-15 {HERE} names mill_lane\n  text Planes hit the market.\nB\n  tells airstrike on --02-15 {HERE} names mill_lane\n  text The market was bombed.\nC\n  tells airstrike on --05-20 {HERE} names mill_lane\n  text The market was bombed."
        ),
        "A+B C",
    );
}

#[test]
fn times_meet_and_the_same_night_is_no_dispute() {
    let night = of(&format!(
        "A 2024-03-06\n  tells airstrike on 2024-03-03 {HERE} names mill_lane\n  text Planes hit the market.\nB 2024-03-06\n  tells airstrike on 2024-03-04T0..2024-03-04T6 {HERE} names mill_lane\n  text Planes hit the market."
    ));
    let account = &night.accounts[0];
    assert_eq!(groups(&night), "A+B");
    assert!(account.disputes.is_empty());
    let days: Vec<String> = account.time.days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2024-03-03", "2024-03-04"]);
    assert_eq!(account.title, "Airstrike, Qarya, 3–4 March 2024");
    // Without a zone the six hours are widened to every zone.
    assert_eq!(account.time.earliest.unwrap().to_string(), "2024-03-03T10:00:00Z");
    assert_eq!(account.time.latest.unwrap().to_string(), "2024-03-04T18:00:00Z");
}

#[test]
fn of_the_days_of_one_night_one_is_likely() {
    let tells = |id: &str, on: &str, text: &str| {
        format!("{id} 2024-03-06\n  tells airstrike on {on} {HERE} names mill_lane\n  text {text}\n")
    };
    let early = "2024-03-04T0..2024-03-04T6";
    let one =
        tells("A", "2024-03-03", "Planes hit the market.") + &tells("B", early, "The market was bombed.");
    let two = tells("C", "2024-03-03", "Jets fired at the stalls.")
        + &tells("D", early, "Bombs fell on the stalls.")
        + &tells("E", early, "The stalls burned.");
    // The earlier of two; where more tell the hours than the day before, one day is left, and none is merely likely.
    for (notation, likely) in [(one.clone(), Some("2024-03-03")), (one + &two, None)] {
        let told = of(&notation);
        let found = told.accounts[0].time.likely.as_ref().map(|likely| likely.day.to_string());
        assert_eq!(found.as_deref(), likely, "{:?}", told.accounts[0].time.days);
    }
}

#[test]
fn nothing_happened_after_the_first_report_of_it() {
    let told = of(&format!(
        "A 2024-03-04\n  tells airstrike on 2024-03-04 {HERE} names mill_lane\n  text Planes hit the market.\nB 2024-03-06\n  tells airstrike on 2024-03-05T6..2024-03-05T12 {HERE} names mill_lane\n  text The market was bombed, and a clinic counted the dead."
    ));
    assert_eq!(groups(&told), "A+B");
    let days: Vec<String> = told.accounts[0].time.days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2024-03-04"]);
}

#[test]
fn of_days_that_as_many_give_the_one_that_was_news_stands() {
    let told = of(&format!(
        "A 2024-03-05\n  tells airstrike on 2024-03-04 {HERE} names mill_lane\n  text Planes hit the market.\nB 2024-03-20\n  tells airstrike on 2024-02-23 {HERE} names mill_lane\n  text A clinic that was bombed in the winter counted its dead."
    ));
    let dated = |account: &annals_types::Account| account.time.days.iter().map(ToString::to_string).collect();
    let days: Vec<Vec<String>> = told.accounts.iter().map(dated).collect();
    assert!(days.contains(&vec!["2024-03-04".into()]), "{days:?}");
}

#[test]
fn the_likeliest_day_bounds_nothing() {
    let told = of(&format!(
        "A 2024-03-06\n  tells airstrike before 2024-03-07 likely 2024-03-06 {HERE}\n  text Planes hit."
    ));
    let time = &told.accounts[0].time;
    let likely = time.likely.as_ref().unwrap();
    assert_eq!((likely.day.to_string().as_str(), likely.why.as_str()), ("2024-03-06", "likely 2024-03-06"));
    assert!(time.days.is_empty() && time.earliest.is_none(), "{time:?}");
}

#[test]
fn local_time_becomes_utc_by_the_zone_of_the_place() {
    let collection = of(
        "A 2024-03-06\n  tells airstrike on 2024-03-04 zone Asia/Baghdad at Qarya(34.1,41.2,IQ)\n  text Planes hit.",
    );
    let time = &collection.accounts[0].time;
    assert_eq!(time.earliest.unwrap().to_string(), "2024-03-03T21:00:00Z");
    assert_eq!(time.latest.unwrap().to_string(), "2024-03-04T21:00:00Z");
}

#[test]
fn grades() {
    let grade = |notation: &str| of(notation).accounts[0].grades;
    let telling = format!("tells airstrike on 2024-03-04 {HERE} names mill_lane brook");
    let two = grade(&format!(
        "A 2024-03-05 \"X\"\n  {telling}\n  killed 4\n  blames Army\nB 2024-03-05 \"Y\"\n  {telling}\n  killed 4\n  denies Army"
    ));
    assert_eq!(two.incident, IncidentGrade::Corroborated);
    assert_eq!(two.toll, TollGrade::Agreed);
    assert_eq!(two.attribution, AttributionGrade::Denied);
    let one_speaker = grade(&format!(
        "A 2024-03-05 \"X\"\n  {telling}\n  killed 4 by Army\nB 2024-03-06 \"Y\"\n  {telling}\n  killed 6 by Army"
    ));
    assert_eq!(one_speaker.incident, IncidentGrade::SingleSource);
    assert_eq!(one_speaker.toll, TollGrade::Updated);
    let denied = telling.replace("airstrike", "airstrike denied");
    let denied = of(&format!("A 2024-03-05 \"X\"\n  {denied}\n  text Nothing was hit."));
    assert_eq!(denied.accounts[0].grades.incident, IncidentGrade::Denied);
    assert_eq!(denied.accounts[0].reality, Reality::Denied);
}

#[test]
fn a_paper_that_another_quotes_is_one_origin_with_itself() {
    let telling = format!("tells airstrike on 2024-03-04 {HERE} names mill_lane brook");
    let collection = of(&format!(
        "A 2024-03-05 \"Harbour Times\"\n  {telling}\n  killed 4\nB 2024-03-06 \"Y\"\n  {telling}\n  killed 4 by Harbour_Times/media"
    ));
    let [account] = &collection.accounts[..] else { panic!("{:?}", collection.accounts) };
    assert_eq!(account.tolls.killed.as_ref().unwrap().values[0].origins, 1);
    assert_eq!(account.grades.incident, IncidentGrade::SingleSource);
}

#[test]
fn aggregates_are_no_incidents() {
    let collection =
        of("A 2024-03-05\n  tells airstrike aggregate on 2024-01-01..2024-03-04\n  attacks 41..");
    assert!(collection.accounts.is_empty());
    assert_eq!(collection.aggregates[0].value.low, Some(41));
    assert_eq!(collection.links, [vec![None]]);
}

#[test]
fn hypothetical_ones_are_no_incidents() {
    assert!(of("A\n  tells airstrike hypothetical\n  text If planes came.").accounts.is_empty());
}

/// Ten thousand reprints, and ten thousand that differ in a word: neither may cost the square.
#[test]
fn many_copies_cost_little() {
    let reprint = |nth: usize| {
        format!(
            "R{nth} 2024-03-05 \"Outlet {nth}\"\n  {WIRE}\n  text Edition {}.\n  killed 4 by Mayor\n",
            nth % 5000
        )
    };
    let notation: String = (0..10_000).map(reprint).collect();
    let readings = notation::readings(&notation);
    let start = std::time::Instant::now();
    let collection = collect(readings, Policy::Range);
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    assert_eq!(collection.accounts.len(), 1);
    assert_eq!(collection.origins.iter().flatten().count(), 9_999);
}

/// The sentences of a story told in words of its own length, for tests of rewording.
const STORY: &str = "text The fire broke out in the Brook Street mill in Dorf shortly after 9 in the evening when workers of the late shift were \
    still loading a lorry, and it took 40 firefighters under Jan Lind until dawn to stop it from reaching the school next door.";

#[test]
fn a_story_with_words_changed_here_and_there_is_a_copy() {
    let reworded = STORY
        .replace("broke out", "started")
        .replace("shortly after", "soon after")
        .replace("workers", "labourers")
        .replace("lorry", "truck")
        .replace("until dawn", "until morning")
        .replace("stop", "keep");
    let collection = of(&format!("A 2024-03-05 \"Post\"\n  {STORY}\nB 2024-03-06 \"Sun\"\n  {reworded}"));
    let origin = collection.origins.iter().flatten().next().expect("the later one is a copy");
    assert!(origin.share > 0.8, "{origin:?}");
}

#[test]
fn one_pattern_filled_with_other_facts_is_no_copy() {
    let other = STORY
        .replace("Brook Street", "Hill Road")
        .replace("Dorf", "Qarya")
        .replace(" 9 ", " 4 ")
        .replace("40", "15")
        .replace("Jan Lind", "Ada Berg");
    let collection = of(&format!("A 2024-03-05 \"Post\"\n  {STORY}\nB 2024-03-06 \"Sun\"\n  {other}"));
    assert_eq!(collection.origins.iter().flatten().count(), 0, "{:?}", collection.origins);
}

#[test]
fn nine_outlets_that_carry_one_agency_are_one_origin() {
    let said = [
        "The shell hit a mill.",
        "Shells fell on the mill of the town.",
        "A mill was hit at noon by shells.",
    ];
    let reports: Vec<String> = said
        .iter()
        .enumerate()
        .map(|(nth, said)| {
            format!("R{nth} 2024-03-05 \"Post {nth}\"\n  tells shelling main on 2024-03-04 at Qarya(34.1,41.2,IQ)\n  text {said}\n  killed 4\n")
        })
        .collect();
    let grade = |readings: Vec<Reading>| collect(readings, Policy::Range).accounts[0].grades.incident;
    let readings = notation::readings(&reports.concat());
    assert_eq!(grade(readings.clone()), IncidentGrade::Corroborated);
    let credited = readings.into_iter().map(|mut reading| {
        reading.fingerprint.agency = Some("outlet/ap".to_owned());
        reading
    });
    assert_eq!(grade(credited.collect()), IncidentGrade::SingleSource);
}

/// A small report of a small world, so that reports meet.
fn report() -> impl Strategy<Value = String> {
    let place = prop_oneof![Just("at Qarya(34.1,41.2,IQ)"), Just("at Dorf(34.2,41.2,IQ)"), Just("")];
    let when = prop_oneof![
        Just("on 2024-03-04".to_owned()),
        Just("on 2024-03-05".to_owned()),
        Just("on --03-04".to_owned()),
        Just("on 2024-03-01..2024-03-31".to_owned()),
        Just(String::new()),
    ];
    let kind = prop_oneof![Just("airstrike"), Just("shelling"), Just("bombardment"), Just("flood")];
    let said = prop_oneof![
        Just(WIRE.to_owned()),
        Just("text Planes hit the market of the old town.".to_owned()),
        Just("text The river rose in the night.".to_owned()),
    ];
    let claim =
        (0u32..6, prop_oneof![Just(""), Just(" by Army/party"), Just(" child part"), Just(" update")])
            .prop_map(|(n, rest)| format!("killed {n}{rest}"));
    let outlet = prop_oneof![Just("\"Post\""), Just("\"Sun\""), Just("")];
    let published = prop_oneof![Just("2024-03-05"), Just("2024-03-06"), Just("2024-04-01")];
    (place, when, kind, said, prop::collection::vec(claim, 0..3), outlet, published).prop_map(
        |(place, when, kind, said, claims, outlet, published)| {
            let claims: String =
                claims.iter().map(|claim| format!("  {claim}\n")).collect::<Vec<_>>().concat();
            format!(" {published} {outlet}\n  tells {kind} {when} {place}\n  {said}\n{claims}")
        },
    )
}

fn notation() -> impl Strategy<Value = String> {
    prop::collection::vec(report(), 1..9).prop_map(|reports| {
        reports.iter().enumerate().map(|(nth, report)| format!("R{nth}{report}")).collect::<Vec<_>>().concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_reports_changes_no_byte(
        (ordered, shuffled) in notation().prop_map(|n| notation::readings(&n)).prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle()))
    ) {
        let a = serde_json::to_string(&collect(ordered, Policy::Range)).unwrap();
        let b = serde_json::to_string(&collect(shuffled, Policy::Range)).unwrap();
        prop_assert_eq!(a, b);
    }

    /// There is no incremental form of `collect` yet; what is known after some reports, with one more, is what all at once say.
    #[test]
    fn one_by_one_ends_where_all_at_once_does(
        readings in notation().prop_map(|n| notation::readings(&n)).prop_flat_map(|r| Just(r).prop_shuffle())
    ) {
        let mut known = collect(Vec::new(), Policy::Range);
        for reading in &readings {
            let mut so_far = known.readings;
            so_far.push(reading.clone());
            known = collect(so_far, Policy::Range);
        }
        let at_once = collect(readings, Policy::Range);
        prop_assert_eq!(serde_json::to_string(&known).unwrap(), serde_json::to_string(&at_once).unwrap());
    }

    #[test]
    fn confidence_is_a_chance(notation in notation()) {
        for account in of(&notation).accounts {
            prop_assert!((0.0..=1.0).contains(&account.confidence));
            for toll in [&account.tolls.killed, &account.tolls.injured].into_iter().flatten() {
                let confidence = toll.confidence.expect("learned for the killed and the injured");
                prop_assert!((0.0..=1.0).contains(&confidence));
                prop_assert!(toll.best.is_some() || confidence == 0.0);
            }
        }
    }

    #[test]
    fn terms_sum_to_the_score_and_bounds_hold(notation in notation()) {
        let collection = of(&notation);
        for comparison in &collection.comparisons {
            let sum: f64 = comparison.terms.iter().map(|term| term.weight).sum();
            prop_assert!((sum - comparison.score).abs() < 1e-9);
        }
        for account in &collection.accounts {
            if let Some(toll) = &account.tolls.killed {
                prop_assert!(toll.low <= toll.best && toll.best <= toll.high, "{:?}", toll);
            }
            let mut reports: Vec<_> = account.reports.iter().map(|member| &member.report).collect();
            let all = reports.len();
            reports.sort();
            reports.dedup();
            prop_assert_eq!(reports.len(), all, "two mentions of one report are one incident");
        }
    }

    #[test]
    fn why_says_what_the_linking_did(notation in notation()) {
        let collection = of(&notation);
        let sides: Vec<Side> = collection.accounts.iter().map(|account| Side::Incident(account.id.clone())).collect();
        for (nth, left) in sides.iter().enumerate() {
            for right in &sides[nth + 1..] {
                let why = annals_corpus::why(&collection, left, right);
                prop_assert!(!matches!(why.verdict, Verdict::Together | Verdict::Copied), "{:?}", why);
                for (pair, together) in &why.pairs {
                    let sum: f64 = pair.terms.iter().map(|term| term.weight).sum();
                    prop_assert!((sum - pair.score).abs() < 1e-9);
                    prop_assert!(!together);
                }
                let turned = annals_corpus::why(&collection, right, left);
                prop_assert_eq!(why.verdict, turned.verdict);
            }
        }
        for comparison in &collection.comparisons {
            let side = |report: &ReportId| Side::Report(report.clone());
            let why = annals_corpus::why(&collection, &side(&comparison.left.0), &side(&comparison.right.0));
            prop_assert!(why.verdict != Verdict::NothingTold);
        }
    }

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        let line: String = text.chars().filter(|c| !c.is_control()).collect();
        of(&format!("A 2024-03-05\n  text {line} x\nB 2024-03-05\n  text {line} y"));
    }
}
