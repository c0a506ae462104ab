//! Copies weigh nothing: however often a report is carried, and under whatever headline, its figures have the origins that they had.

#![allow(clippy::expect_used, reason = "a test that finds nothing should stop")]

mod notation;

use annals_corpus::collect;
use annals_types::account::{Account, Grades, Policy, Standing};
use proptest::prelude::*;

/// What a report tells, long enough to be known again.
const STORY: &str = "  text The shell hit the market when it was full of people buying bread for the holiday, and shopkeepers carried the wounded \
                     on doors to a clinic without light or water, while others dug in the rubble with bare hands until the evening came.\n";

const SAME_INCIDENT: &str =
    "  tells airstrike on 2024-03-04 at Qarya(34.1,41.2,IQ) names brook_street mill_lane\n";

fn one_account(notation: &str) -> Account {
    let collection = collect(notation::readings(notation), Policy::Range);
    let mut accounts = collection.accounts.into_iter();
    let account = accounts.next().expect("an account");
    assert_eq!(accounts.count(), 0, "one incident");
    account
}

/// What must not change: the tolls with the origins of each value that stands, and the grades.
fn weight(account: &Account) -> (Vec<String>, Grades) {
    let toll = account.tolls.killed.as_ref().expect("a toll of the dead");
    let standing = toll.values.iter().filter(|value| value.standing != Standing::Copied);
    let values = standing.map(|value| {
        format!(
            "{:?} {:?} {:?} {:?} {}",
            value.low, value.high, value.standing, value.speakers, value.origins
        )
    });
    let toll = format!("{:?} {:?} {:?} {} {}", toll.low, toll.best, toll.high, toll.disputed, toll.why);
    (values.chain([toll]).collect(), account.grades)
}

/// A claim of a report: a figure and who gives it.
fn claim() -> impl Strategy<Value = String> {
    let speaker = prop_oneof![
        Just(String::new()),
        Just(" by Police".to_owned()),
        Just(" by Hospital/responder".to_owned())
    ];
    (3..30_u32, prop_oneof![Just(""), Just("..")], speaker)
        .prop_map(|(count, open, speaker)| format!("{count}{open}{speaker}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn copies_never_add_weight(
        claims in proptest::collection::vec(claim(), 1..4),
        other in claim(),
        copies in 1..4_usize,
        headed in 0..4_usize,
    ) {
        let body = claims.iter().map(|claim| format!("  killed {claim}\n")).collect::<Vec<_>>().concat();
        let told = format!("{SAME_INCIDENT}{STORY}{body}");
        let other = format!("D 2024-03-06 \"Fourth\"\n{SAME_INCIDENT}  text Rain fell on the hills all day long.\n  killed {other}\n");
        let alone = format!("A 2024-03-05 \"First\"\n{told}{other}");
        let mut carried = alone.clone();
        for copy in 0..copies {
            // The headline gives one of the figures in the copy's own words.
            let title = claims.get(headed).and_then(|claim| claim.split(['.', ' ']).next());
            let title = title.map(|count| format!("  killed {count} headline\n")).unwrap_or_default();
            let head = format!("C{copy} 2024-03-07 \"Carrier {copy}\"\n{SAME_INCIDENT}");
            carried = [carried, head, title, STORY.to_owned(), body.clone()].concat();
        }
        prop_assert_eq!(weight(&one_account(&alone)), weight(&one_account(&carried)));
    }
}
