//! Tolls: what reports say, and low / best / high of the dead.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that finds nothing should stop")]

mod notation;

use annals_corpus::collect;
use annals_types::account::{Account, Policy, Standing, TollScope, TollValue};

fn one_account(notation: &str, policy: Policy) -> Account {
    // All reports tell of one and the same thing; the tests are not about linking.
    let notation: String = notation
        .lines()
        .map(|line| line.trim_start_matches("    ").to_owned() + "\n")
        .map(|line| if line.starts_with(' ') || line.trim().is_empty() { line } else { line + SAME_INCIDENT })
        .collect();
    let collection = collect(notation::readings(&notation), policy);
    assert_eq!(collection.accounts.len(), 1, "one incident: {:#?}", collection.comparisons);
    collection.accounts.into_iter().next().unwrap()
}

const SAME_INCIDENT: &str =
    "  tells airstrike on 2024-03-04 at Qarya(34.1,41.2,IQ) names brook_street mill_lane\n";

#[track_caller]
fn check(notation: &str, expected: &str) {
    check_policy(Policy::Range, notation, expected);
}

#[track_caller]
fn check_policy(policy: Policy, notation: &str, expected: &str) {
    let account = one_account(notation, policy);
    let toll = account.tolls.killed.expect("a toll of the dead");
    let show = |n: Option<u32>| n.map_or("-".to_owned(), |n| n.to_string());
    let disputed = if toll.disputed { " disputed" } else { "" };
    assert_eq!(
        format!("{} {} {}{disputed}", show(toll.low), show(toll.best), show(toll.high)),
        expected,
        "{}: {:#?}",
        toll.why,
        toll.values
    );
}

#[test]
fn one_figure() {
    check("A 2024-03-05\n  killed 4", "4 4 4");
    check("A 2024-03-05\n  killed 4..", "4 4 4");
    check("A 2024-03-05\n  killed 4..6", "4 4 6");
    check("A 2024-03-05\n  killed 0", "0 0 0");
    check("A 2024-03-05\n  killed ? by Ministry", "- - -");
}

#[test]
fn two_speakers_who_differ_are_in_dispute() {
    check("A 2024-03-05\n  killed 12 by Hospital/responder\n  killed 9 by Army/party", "9 12 12 disputed");
    check("A 2024-03-05 \"X\"\n  killed 12\nB 2024-03-05 \"Y\"\n  killed 15", "12 15 15 disputed");
}

#[test]
fn more_precise_agrees_with_less_precise() {
    check("A 2024-03-05 \"X\"\n  killed 10..\nB 2024-03-05 \"Y\"\n  killed 13", "10 13 13");
    check("A 2024-03-05 \"X\"\n  killed ~20\nB 2024-03-05 \"Y\"\n  killed 22", "20 22 22");
}

#[test]
fn the_same_speaker_later_supersedes() {
    check(
        "A 2024-03-05 \"X\"\n  killed 12 by Ministry\nB 2024-03-07 \"Y\"\n  killed 15 by Ministry",
        "15 15 15",
    );
    check(
        "A 2024-03-07\n  killed 12 by Ministry said 2024-03-05\n  killed 15 by Ministry said 2024-03-07",
        "15 15 15",
    );
    // An update in other words of one outlet.
    check("A 2024-03-05 \"X\"\n  killed 12\nB 2024-03-06 \"X\"\n  killed 15", "15 15 15");
}

#[test]
fn a_toll_that_rose_supersedes_smaller_ones_of_nobody_in_particular() {
    check("A 2024-03-05 \"X\"\n  killed 12\nB 2024-03-07 \"Y\"\n  killed 15 update", "15 15 15");
    check("A 2024-03-05\n  killed 12\n  killed 15 update", "15 15 15");
}

#[test]
fn a_correction_replaces() {
    check("A 2024-03-05 \"X\"\n  killed 12\nB 2024-03-06 \"X\"\n  killed 9 correction", "9 9 9");
    let account = one_account(
        "A 2024-03-05 \"X\"\n  killed 12\nB 2024-03-06 \"X\"\n  killed 9 correction",
        Policy::Range,
    );
    let standings: Vec<Standing> =
        account.tolls.killed.unwrap().values.iter().map(|value| value.standing).collect();
    assert_eq!(standings, [Standing::InForce, Standing::Corrected]);
}

#[test]
fn parts_are_never_added_to_a_total() {
    check("A 2024-03-05\n  killed 6\n  killed 2 child part", "6 6 6");
    check("A 2024-03-05\n  killed 6\n  killed 4 part\n  killed 2 part", "6 6 6");
}

#[test]
fn described_people_are_summed_once_each() {
    check("A 2024-03-05\n  killed 1 part\n  killed 1 woman part", "2 2 2");
    // What one source counts, whatever all of them together make likelier.
    check_policy(
        Policy::Majority,
        "A 2024-03-05\n  killed 1 part figure part\n  killed 1 child part\nB 2024-03-05\n  killed 1 part figure part",
        "2 2 2",
    );
}

#[test]
fn disjoint_kinds_of_people_are_added_for_the_high_bound() {
    check(
        "A 2024-03-05\n  killed 4 combatant by Army/party\n  killed 1 child by Agency/media",
        "1 4 5 disputed",
    );
    check("A 2024-03-05\n  killed 4 combatant by Army\n  killed 2 civilian by Army", "6 6 6");
    // A child is a civilian: not added.
    check("A 2024-03-05\n  killed 4 civilian by Army\n  killed 1 child by Army", "4 4 4");
}

#[test]
fn a_kind_of_people_within_the_total_of_another_is_no_rival() {
    check("A 2024-03-05\n  killed 20 by Ministry\n  killed 6 child by Charity/monitor", "20 20 20");
}

#[test]
fn somebody_whom_a_speaker_names_is_no_rival_of_a_number_in_the_same_report() {
    check("A 2024-03-05\n  killed 9 by Hospital/responder\n  killed 1 figure his by Cousin/witness", "9 9 9");
    // Another report may know better.
    check("A 2024-03-05 \"X\"\n  killed 2\nB 2024-03-05 \"Y\"\n  killed 1 figure his", "1 2 2 disputed");
}

#[test]
fn a_plural_has_room_for_any_number() {
    check(
        "A 2024-03-05\n  killed 2.. figure people by Agency/media\n  killed 9 by Hospital/responder",
        "9 9 9",
    );
}

#[test]
fn a_number_word_says_its_own_number_but_under_the_policy_of_a_code_book() {
    check("A 2024-03-05\n  killed 24.. least 12", "24 24 24");
}

#[test]
fn those_who_are_named_are_no_fewer_than_all() {
    check("A 2024-03-05\n  killed 5.. named", "5 5 5");
    check("A 2024-03-05\n  killed 5.. named\n  killed 3 by Agency/media", "5 5 5");
    check("A 2024-03-05\n  killed 5.. named\n  killed 9 by Agency/media", "9 9 9");
}

#[test]
fn civilians_are_everybody_where_nobody_else_is_counted() {
    check(
        "A 2024-03-05\n  killed 25 by Hospital/responder\n  killed 17 civilian by Agency/media",
        "17 25 25 disputed",
    );
}

#[test]
fn many_attackers_may_be_all_who_were_killed() {
    check(
        "A 2024-03-05\n  killed 30 perpetrator by Army/party\n  killed 40 by Group/party",
        "30 40 40 disputed",
    );
    check("A 2024-03-05\n  killed 1 perpetrator by Witness/witness\n  killed 7 by Police/official", "7 7 7");
}

#[test]
fn nobody_killed_against_somebody_is_a_dispute() {
    check("A 2024-03-05\n  killed 0 by Army/party\n  killed 3 by Hospital/responder", "0 3 3 disputed");
    check(
        "A 2024-03-05\n  killed 3 by Hospital/responder\n  killed ? denied by Army/party",
        "3 3 3 disputed",
    );
}

#[test]
fn not_knowing_is_kept_and_is_no_dispute() {
    check("A 2024-03-05\n  killed 3 by Hospital/responder\n  killed ? by Army/party", "3 3 3");
}

#[test]
fn the_same_speaker_in_many_outlets_is_one_origin() {
    let notation = "A 2024-03-05 \"X\"\n  killed 9 by Army/party\nB 2024-03-05 \"Y\"\n  text Rain fell all day.\n  killed 9 by Army/party\nC 2024-03-05 \"Z\"\n  text Nobody slept.\n  killed 9 by Army/party\nD 2024-03-05 \"W\"\n  killed 4 by Hospital/responder";
    check(notation, "4 4 9 disputed");
    let toll = one_account(notation, Policy::Range).tolls.killed.unwrap();
    let origins: Vec<(Option<u32>, u32)> =
        toll.values.iter().map(|value| (value.low, value.origins)).collect();
    assert_eq!(origins, [(Some(9), 1), (Some(4), 1)]);
}

#[test]
fn policies() {
    let notation = "A 2024-03-05 \"X\"\n  killed 20\nB 2024-03-05 \"Y\"\n  killed 20\nC 2024-03-05 \"Z\"\n  killed 14 by Hospital/responder\nD 2024-03-06 \"W\"\n  killed 12 by Army/party";
    check_policy(Policy::Range, notation, "12 20 20 disputed");
    check_policy(Policy::Majority, notation, "12 20 20 disputed");
    check_policy(Policy::Hierarchy, notation, "12 14 20 disputed");
    check_policy(Policy::Conservative, notation, "12 12 20 disputed");
    check_policy(Policy::Conservative, "A 2024-03-05\n  killed 24.. least 12", "12 12 24");
}

#[test]
fn values_are_grouped_with_their_speakers() {
    let notation = "A 2024-03-05 \"X\"\n  killed 4 combatant by Army/party\n  killed 1 child by Agency/media\n  killed ? by Ministry";
    let toll = one_account(notation, Policy::Range).tolls.killed.unwrap();
    let values: Vec<(Option<u32>, TollScope, &str)> =
        toll.values.iter().map(|value| (value.low, value.scope, value.speakers[0].as_str())).collect();
    assert_eq!(
        values,
        [
            (Some(4), TollScope::Combatant, "Army"),
            (Some(1), TollScope::Child, "Agency"),
            (None, TollScope::All, "Ministry")
        ]
    );
}

/// Low, best and high of the injured.
#[track_caller]
fn check_injured(notation: &str, expected: &str) {
    let account = one_account(notation, Policy::Range);
    let toll = account.tolls.injured.expect("a toll of the injured");
    let show = |n: Option<u32>| n.map_or("-".to_owned(), |n| n.to_string());
    assert_eq!(
        format!("{} {} {}", show(toll.low), show(toll.best), show(toll.high)),
        expected,
        "{}: {:#?}",
        toll.why,
        toll.values
    );
}

#[test]
fn of_people_who_were_shot_those_who_died_are_left_out() {
    check_injured("A 2024-03-05\n  injured 4 open\n  killed 1", "3 3 3");
    let later =
        one_account("A 2024-03-05 \"X\"\n  injured 4 open\nB 2024-03-07 \"Y\"\n  killed 1", Policy::Majority);
    assert_eq!(later.tolls.injured.and_then(|toll| toll.best), Some(3));
    // Who was shot on Tuesday died on Thursday.
    check_injured("A 2024-03-05 \"X\"\n  injured 1 open\nB 2024-03-07 \"Y\"\n  killed 1", "- - -");
}

#[test]
fn who_is_told_from_the_dead_stays_injured() {
    check_injured("A 2024-03-05\n  injured 4\n  killed 1", "4 4 4");
    check_injured("A 2024-03-05 \"X\"\n  injured 1\nB 2024-03-07 \"Y\"\n  killed 1", "1 1 1");
}

#[test]
fn who_may_have_died_of_it_is_not_counted_twice() {
    check_injured("A 2024-03-05\n  injured 1 open\n  killed 1", "- - -");
    check_injured(
        "A 2024-03-05 \"X\"\n  injured 1 open\n  killed 1\nB 2024-03-06 \"Y\"\n  injured 1 open",
        "- - -",
    );
    // Somebody who was surely hurt and no more.
    let sure = one_account(
        "A 2024-03-05 \"X\"\n  injured 1 open\n  killed 1\nB 2024-03-06 \"Y\"\n  injured 1",
        Policy::Majority,
    );
    assert_eq!(sure.tolls.injured.and_then(|toll| toll.best), Some(1));
    // Who is described as hurt died later, by the only report that knows of it; but not where that report tells of somebody hurt.
    check_injured("A 2024-03-05 \"X\"\n  injured 1 roll 1\nB 2024-03-06 \"Y\"\n  killed 1", "- - -");
    check_injured(
        "A 2024-03-05 \"X\"\n  injured 1 roll 1\nB 2024-03-06 \"Y\"\n  killed 1\n  injured 1 roll 1",
        "1 1 1",
    );
    // Of three people who are told apart one died.
    check_injured(
        "A 2024-03-05\n  injured 1 open figure man roll 1\n  injured 1 open figure lady roll 2\n  injured 1 open figure boy roll 3\n  killed 1",
        "2 2 2",
    );
}

#[test]
fn who_is_told_of_as_hurt_is_another_than_the_dead() {
    // Five died: which of them would it be?
    check_injured("A 2024-03-05 \"X\"\n  injured 1 roll 1\nB 2024-03-06 \"Y\"\n  killed 5", "1 1 1");
    // The death was known before.
    check_injured("A 2024-03-05 \"X\"\n  killed 1\nB 2024-03-06 \"Y\"\n  injured 1 roll 1", "1 1 1");
    check_injured("A 2024-03-05 \"X\"\n  killed 5\nB 2024-03-06 \"Y\"\n  injured 1 child roll 1", "1 1 1");
    // Another kind of person died.
    check_injured(
        "A 2024-03-05 \"X\"\n  injured 1 child roll 1\nB 2024-03-06 \"Y\"\n  killed 1 woman",
        "1 1 1",
    );
    check_injured(
        "A 2024-03-05 \"X\"\n  injured 1 child roll 1\nB 2024-03-06 \"Y\"\n  killed 1 civilian",
        "- - -",
    );
}

#[test]
fn people_told_of_one_by_one_are_as_many_as_are_told_apart() {
    check("A 2024-03-05\n  killed 1 child roll 1\n  killed 1 woman roll 1", "1 1 1");
    check("A 2024-03-05\n  killed 1 child roll 1\n  killed 1 woman roll 2", "2 2 2");
    check("A 2024-03-05\n  killed 1 roll 1\n  killed 1 roll 2\n  killed 1 roll 2", "2 2 2");
    check("A 2024-03-05\n  killed 1 part figure part roll 1\n  killed 1 child part roll 1", "1 1 1");
    // A group and those beside it are as many as they are together.
    check("A 2024-03-05\n  killed 1 part roll 1\n  killed 2 child roll 3", "3 3 3");
    // A number tells more than a list.
    check_policy(Policy::Majority, "A 2024-03-05\n  killed 2\n  killed 1 roll 1\n  killed 1 roll 3", "2 2 2");
}

#[test]
fn where_nobody_contests_it_the_number_stands_that_all_words_speak_for() {
    // Two were hurt, says one outlet, and the police in two others, later, that one was.
    let shot = "A 2024-03-05 \"X\"\n  injured 2\nB 2024-03-05 \"Y\"\n  injured 2 part\nC 2024-03-06 \"Z\"\n  text Rain fell all day.\n  injured 1 by Police/official\nD 2024-03-07 \"W\"\n  text Nobody slept.\n  injured 1 by Police/official";
    let toll = |policy| one_account(shot, policy).tolls.injured.unwrap();
    assert_eq!((toll(Policy::Range).best, toll(Policy::Majority).best), (Some(1), Some(2)));
    assert!(toll(Policy::Range).why.contains("rather for 1 than for 2"));
}

#[test]
fn between_speakers_who_contradict_each_other_and_sides_only_the_policy_chooses() {
    for notation in [
        "A 2024-03-05 \"X\"\n  killed 3 by Army/party\nB 2024-03-05 \"Y\"\n  killed 3 by Army/party\nC 2024-03-05 \"Z\"\n  killed 2 by Hospital/responder",
        "A 2024-03-05 \"X\"\n  killed 2 combatant by Army/party\n  killed 1 child by Agency/media",
        "A 2024-03-05 \"X\"\n  killed 10.. by Police\nB 2024-03-05 \"Y\"\n  killed 3 by Hospital/responder",
        "A 2024-03-05 \"X\"\n  killed 3 by Hospital/responder\n  killed ? denied by Army/party",
    ] {
        let why = one_account(notation, Policy::Range).tolls.killed.unwrap().why;
        assert!(!why.contains("rather for"), "{why}");
    }
}

/// The values of the toll of the dead, as `12 superseded X`: the figure, its standing where it does not stand, who gives it, from how many
/// origins.
fn values(notation: &str) -> Vec<String> {
    let toll = one_account(notation, Policy::Range).tolls.killed.expect("a toll of the dead");
    let value = |value: &TollValue| {
        let standing = match value.standing {
            Standing::InForce => "",
            Standing::Superseded => "superseded ",
            Standing::Corrected => "corrected ",
            Standing::Copied => "copied ",
        };
        let high = if value.high.is_none() { ".." } else { "" };
        let low = value.low.map_or("?".to_owned(), |low| low.to_string());
        format!("{low}{high} {standing}{} {}", value.speakers.join(", "), value.origins)
    };
    toll.values.iter().map(value).collect()
}

#[test]
fn a_headline_is_no_voice_of_its_own() {
    assert_eq!(
        values("A 2024-03-05 \"X\"\n  killed 9 headline\n  killed 9.. by Hospital/responder"),
        ["9.. Hospital 1"]
    );
    // It heads the words of the paper itself too.
    assert_eq!(values("A 2024-03-05 \"X\"\n  killed 9 headline\n  killed 9.."), ["9.. X 1"]);
    // Crowds in a headline are counted below it.
    assert_eq!(
        values("A 2024-03-05 \"X\"\n  killed 24.. headline\n  killed 31 by Hospital/responder"),
        ["31 Hospital 1"]
    );
    // "Ten civilians among the dead" over "twelve people, among them ten civilians".
    check(
        "A 2024-03-05 \"X\"\n  killed 10 civilian headline\n  killed 12\n  killed 10 civilian part\n  killed 4 combatant by Army/party",
        "12 12 12",
    );
    // A number of its own stands.
    assert_eq!(
        values("A 2024-03-05 \"X\"\n  killed 11 headline\n  killed 9 by Hospital/responder"),
        ["11 X 1", "9 Hospital 1"]
    );
}

#[test]
fn what_an_outlet_repeats_of_a_speaker_is_that_one() {
    assert_eq!(values("A 2024-03-05 \"X\"\n  killed 9\n  killed 9 by Hospital/responder"), ["9 Hospital 1"]);
}

#[test]
fn a_plural_is_left_out_where_its_people_are_counted() {
    assert_eq!(
        values("A 2024-03-05 \"X\"\n  killed 2.. civilian figure civilian\n  killed 10 civilian"),
        ["10 X 1"]
    );
    // Of other people it says something new.
    assert_eq!(
        values("A 2024-03-05 \"X\"\n  killed 2.. combatant figure combatant\n  killed 10 civilian"),
        ["10 X 1", "2.. X 1"]
    );
}

#[test]
fn each_count_gives_way_to_the_next() {
    let notation = "A 2024-03-05 \"X\"\n  killed 3 by Agency\nB 2024-03-06 \"X\"\n  killed 27 by Agency\nC 2024-03-07 \"X\"\n  \
                    killed 25 correction by Agency";
    assert_eq!(values(notation), ["25 Agency 1", "3 superseded Agency 1", "27 corrected Agency 1"]);
}

#[test]
fn a_figure_that_is_told_as_former_or_wrong_does_not_stand() {
    let values = |notation: &str| {
        check(notation, "15 15 15");
        values(notation)
    };
    let wrong = "A 2024-03-05 \"X\"\n  killed 12 by Police\nB 2024-03-06 \"Y\"\n  killed 12 mistaken by Police\n  killed 15 by Police";
    assert_eq!(values(wrong), ["15 Police 1", "12 corrected Police 1"]);
    let former =
        "A 2024-03-05 \"X\"\n  killed 12\nB 2024-03-06 \"Y\"\n  killed 12 former\n  killed 15 by Police";
    assert_eq!(values(former), ["15 Police 1", "12 superseded X, Y 2"]);
    // Who gave that number on their own word still stands by it.
    check(
        "A 2024-03-05 \"X\"\n  killed 12 by Hospital/responder\nB 2024-03-05 \"Y\"\n  killed 12 former\n  killed 15 by Police",
        "12 12 15 disputed",
    );
    // What was said before stands where nothing newer is said.
    check("A 2024-03-05 \"X\"\n  killed 12 former by Police", "12 12 12");
}

#[test]
fn who_tells_of_one_of_them_counts_nobody_anew() {
    check("A 2024-03-05 \"X\"\n  killed 4\nB 2024-03-06 \"X\"\n  killed 1 roll 1", "4 4 4");
}

#[test]
fn the_count_of_one_speaker_does_not_give_way_to_that_of_another() {
    check(
        "A 2024-03-05\n  killed 5 former by Army/party\n  killed 20 by Villagers/witness",
        "5 20 20 disputed",
    );
}

#[test]
fn what_a_witness_says_is_no_repetition_of_what_an_army_counts() {
    assert_eq!(
        values(
            "A 2024-03-05 \"X\"\n  killed 2.. civilian figure civilian by Villagers/witness\n  killed 4 civilian by Army/party"
        ),
        ["4 Army 1", "2.. Villagers 1"]
    );
}

#[test]
fn a_force_that_counts_its_own_soldiers_disputes_no_total() {
    check(
        "A 2024-03-05\n  killed 14 by Hospital/responder\n  killed 2 member_of_force by Army/party",
        "14 14 14",
    );
    check(
        "A 2024-03-05\n  killed 12 by Hospital/responder\n  killed 4 combatant by Coalition/party",
        "4 12 12 disputed",
    );
}

#[test]
fn a_later_day_outgrows_what_was_counted_before() {
    let toll = "A 2024-03-05 \"X\"\n  killed 4\nB 2024-03-06 \"Y\"\n  killed 7 by Rescuers/responder";
    check(toll, "7 7 7");
    assert_eq!(values(toll), ["7 Rescuers 1", "4 superseded X 1"]);
    // Words of change outgrow whoever counted before.
    check(
        "A 2024-03-05 \"X\"\n  killed 4 by Agency/official\nB 2024-03-06 \"Y\"\n  killed 7 update by Rescuers/responder",
        "7 7 7",
    );
    // Each gives way to the next.
    check(
        "A 2024-03-05 \"X\"\n  killed 4\nB 2024-03-06 \"Y\"\n  killed 7\nC 2024-03-08 \"Z\"\n  killed 11",
        "11 11 11",
    );
    // The missing are found.
    let missing =
        one_account("A 2024-03-05 \"X\"\n  missing 12\nB 2024-03-06 \"Y\"\n  missing 9", Policy::Range);
    let missing = missing.tolls.missing.unwrap();
    assert_eq!(
        (missing.low, missing.best, missing.high, missing.disputed),
        (Some(9), Some(9), Some(9), false)
    );
    let missing = one_account(
        "A 2024-03-05 \"X\"\n  missing 12 by Police\nB 2024-03-06 \"Y\"\n  missing 0 by Rescuers/responder",
        Policy::Range,
    );
    let missing = missing.tolls.missing.unwrap();
    assert_eq!(
        (missing.low, missing.best, missing.high, missing.disputed),
        (Some(0), Some(0), Some(0), false)
    );
}

#[test]
fn a_later_day_decides_no_dispute() {
    // Fewer dead are no course of things.
    check(
        "A 2024-03-05 \"X\"\n  killed 7\nB 2024-03-06 \"Y\"\n  killed 4 by Hospital/responder",
        "4 7 7 disputed",
    );
    check_policy(
        Policy::Hierarchy,
        "A 2024-03-05 \"X\"\n  killed 7\nB 2024-03-06 \"Y\"\n  killed 4 by Hospital/responder",
        "4 4 7 disputed",
    );
    // On one day two counts contradict each other.
    check(
        "A 2024-03-05 \"X\"\n  killed 4\nB 2024-03-05 \"Y\"\n  killed 7 by Hospital/responder",
        "4 7 7 disputed",
    );
    // Nor do named speakers agree.
    check(
        "A 2024-03-05 \"X\"\n  killed 4 by Police\nB 2024-03-06 \"Y\"\n  killed 7 by Hospital/responder",
        "4 7 7 disputed",
    );
    // Who says it again stands by it.
    check(
        "A 2024-03-05 \"X\"\n  killed 4\nB 2024-03-06 \"Y\"\n  killed 7 by Hospital/responder\nC 2024-03-07 \"X\"\n  killed 4",
        "4 4 7 disputed",
    );
    // A party counts as it sees fit.
    check("A 2024-03-05 \"X\"\n  killed 4\nB 2024-03-06 \"Y\"\n  killed 7 by Army/party", "4 7 7 disputed");
}

#[test]
fn later_deaths_are_added_to_an_earlier_toll() {
    let later = "A 2024-03-05 \"X\"\n  killed 6 by Hospital/responder\nB 2024-03-07 \"Y\"\n  killed 2 further by Hospital/responder";
    check(later, "8 8 8");
    let toll = one_account(later, Policy::Range).tolls.killed.unwrap();
    assert!(toll.why.ends_with("2 more died after that, by the word of Hospital"), "{}", toll.why);
    let scopes: Vec<TollScope> = toll.values.iter().map(|value| value.scope).collect();
    assert_eq!(scopes, [TollScope::All, TollScope::Further]);
    check_policy(Policy::Conservative, later, "8 8 8");
    // Whoever says so, and within one report too.
    check("A 2024-03-05 \"X\"\n  killed 6 by Police\nB 2024-03-07 \"Y\"\n  killed 2 further", "8 8 8");
    check("A 2024-03-05 \"X\"\n  killed 6 by Police\n  killed 2 further", "8 8 8");
    // In dispute, each toll is raised.
    check(
        "A 2024-03-05 \"X\"\n  killed 6 by Police\n  killed 9 by Hospital/responder\nB 2024-03-07 \"Y\"\n  killed 2 further",
        "8 11 11 disputed",
    );
}

#[test]
fn nobody_who_died_later_is_counted_twice() {
    let two_more = "A 2024-03-05 \"X\"\n  killed 6\nB 2024-03-07 \"Y\"\n  killed 2 further";
    // A total that is told wins, in the same report, on the same day and later.
    check(
        "A 2024-03-05 \"X\"\n  killed 6\nB 2024-03-07 \"Y\"\n  killed 2 further\n  killed 9 update",
        "9 9 9",
    );
    check(&format!("{two_more}\nC 2024-03-07 \"Z\"\n  killed 8"), "8 8 8");
    check(&format!("{two_more}\nC 2024-03-09 \"Z\"\n  killed 7"), "7 7 7");
    // Two papers tell of the same two, on two days.
    check(&format!("{two_more}\nC 2024-03-08 \"Z\"\n  text Rain fell.\n  killed 2 further"), "8 8 8");
    let held = "A 2024-03-05 \"X\"\n  killed 6\nB 2024-03-07 \"Y\"\n  killed 2 further\nC 2024-03-08 \"Z\"\n  text Rain fell.\n  killed 2 further\nD 2024-03-07 \"W\"\n  killed 8";
    check(held, "8 8 8");
    // Of other numbers one may hold the other.
    check(&format!("{two_more}\nC 2024-03-08 \"Z\"\n  killed 1 further"), "8 8 9");
    check(
        "A 2024-03-05 \"X\"\n  killed 6\nB 2024-03-07 \"Y\"\n  killed 2 further by Police\nC 2024-03-08 \"Z\"\n  killed 1 further by Police",
        "9 9 9",
    );
    // On the day of the toll nobody knows whether it holds them; nor where a headline gives it as that of now.
    check("A 2024-03-05 \"X\"\n  killed 6\nB 2024-03-05 \"Y\"\n  killed 2 further", "6 6 6");
    check("A 2024-03-05 \"X\"\n  killed 6 headline\n  killed 6 by Police\n  killed 2 further", "6 6 6");
}

#[test]
fn each_side_counts_its_own_people() {
    check(
        "A 2024-03-05\n  killed 49 member_of_force of own by North/party\n  killed 50 member_of_force of own by South/party",
        "99 99 99",
    );
    // What one side says of the other is disputed by it.
    check(
        "A 2024-03-05\n  killed 49 member_of_force of own by North/party\n  killed 50 member_of_force of own by South/party\n  \
         killed 80 member_of_force of South/party by North/party",
        "99 129 129 disputed",
    );
    // What a third party says of the other side is no lower bound.
    check(
        "A 2024-03-05\n  killed 5 member_of_force of own by North/party\n  killed 300 member_of_force of South/party by East/party",
        "5 305 305",
    );
    // A group that counts its own fighters disputes no total.
    check(
        "A 2024-03-05\n  killed 14 by Hospital/responder\n  killed 4 combatant of own by Group/party",
        "14 14 14",
    );
}

#[test]
fn two_accounts_of_the_same_dead_are_not_added() {
    check(
        "A 2024-03-05\n  killed 2 civilian by Villagers/witness\n  killed 2 combatant by Army/party",
        "2 2 2 disputed",
    );
    // Who counts both kinds counts them all.
    check(
        "A 2024-03-05\n  killed 2 civilian by Villagers/witness\n  killed 2 civilian by Army/party\n  killed 2 combatant by Army/party",
        "4 4 4",
    );
}

#[test]
fn who_denies_civilian_deaths_disputes_a_toll_of_civilians() {
    check(
        "A 2024-03-05\n  killed 5 civilian by Villagers/witness\n  killed ? civilian denied by Army/party",
        "5 5 5 disputed",
    );
    check(
        "A 2024-03-05\n  killed 5 by Hospital/responder\n  killed ? civilian denied by Army/party",
        "5 5 5",
    );
}

#[test]
fn who_counts_one_kind_as_another_does_disputes_nothing() {
    check(
        "A 2024-03-05\n  killed 12 member_of_force by Army/party\n  killed 30 combatant by Army/party\n  killed 12 member_of_force by Spokesman",
        "42 42 42",
    );
}

#[test]
fn who_speaks_vaguely_after_a_count_takes_nothing_back() {
    check("A 2024-03-05 \"X\"\n  killed 31\nB 2024-03-07 \"X\"\n  killed 24..", "24 31 31");
    check("A 2024-03-05\n  killed 4 by Police\nB 2024-03-06\n  killed ? by Police", "4 4 4");
    // The code book's number of "dozens" counts for kinds of people too.
    check_policy(
        Policy::Conservative,
        "A 2024-03-05\n  killed 24.. least 12 member_of_force by Ministry",
        "12 12 24",
    );
    // Who says more than before does.
    check("A 2024-03-05 \"X\"\n  killed 31\nB 2024-03-07 \"X\"\n  killed 40..", "40 40 40");
}
