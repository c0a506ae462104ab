//! Which speakers of short invented reports must be one.

use annals_types::statement::Value;

use crate::{extract::tests::read, knowledge::fold};

/// The speakers of the tolls, as `9 hospital`, in the order of the words.
fn names(text: &str) -> Vec<String> {
    let reading = read(text);
    let said = reading.statements.iter().filter_map(|statement| {
        let Value::Count(count) = &statement.value else { return None };
        let who = statement.speakers.first().map_or("nobody", |speaker| speaker.name.as_str());
        Some(format!("{} {who}", count.low.unwrap_or(0)))
    });
    said.collect()
}

/// The voices of the tolls, each as the number of the first that is the same: 0, 1, 0.
fn voices(text: &str) -> Vec<usize> {
    let all = keys(text);
    all.iter().map(|voice| all.iter().position(|other| other == voice).unwrap()).collect()
}

fn keys(text: &str) -> Vec<String> {
    let reading = read(text);
    let tolls = reading.statements.iter().filter(|statement| matches!(statement.value, Value::Count(_)));
    tolls.map(|toll| toll.speakers.first().map_or(String::new(), |speaker| speaker.voice.clone())).collect()
}

const BLAST: &str = "A bomb went off in the market of Homs on Monday.";

#[test]
fn a_statement_is_of_whoever_wrote_it() {
    let text = format!(
        "{BLAST} The army said in a statement that five fighters died. Residents said that three civilians were killed. The statement \
         said that nine people were hurt."
    );
    assert_eq!(names(&text), ["5 The army", "3 Residents", "9 The army"]);
}

#[test]
fn a_statement_of_nobody_stays_as_written() {
    let text = format!(
        "{BLAST} Residents said that three civilians were killed. The statement said that nine people were hurt."
    );
    assert_eq!(names(&text), ["3 Residents", "9 The statement"]);
}

#[test]
fn who_speaks_for_a_person_is_not_that_person() {
    let text = format!(
        "{BLAST} Ali Hassan said that five people were killed. A lawyer for Ali Hassan said that nine people were hurt."
    );
    assert_eq!(voices(&text), [0, 1]);
}

#[test]
fn two_full_names_are_two_people() {
    let text = format!(
        "{BLAST} Ali Hassan said that five people were killed. Fatima Hassan said that nine people were hurt."
    );
    assert_eq!(voices(&text), [0, 1]);
    // A bare last name is the full one's.
    let text = format!(
        "{BLAST} Ali Hassan, a shopkeeper, said that five people were killed. Hassan said that nine people were hurt."
    );
    assert_eq!(voices(&text), [0, 0]);
}

#[test]
fn a_person_is_told_across_reports_by_the_full_name() {
    let of = |name: &str| keys(&format!("{BLAST} {name} said that five people were killed."));
    assert_ne!(of("Imran Khan"), of("Salma Khan"));
    assert_eq!(of("Imran Khan"), ["imran khan"]);
}

#[test]
fn another_witness_is_another_voice() {
    let text = format!(
        "{BLAST} One witness said that five people were killed. Another witness said that nine people were hurt. The witness said that \
         two people were missing."
    );
    assert_eq!(voices(&text), [0, 1, 1]);
}

#[test]
fn a_witness_is_none_of_another_report() {
    let first = keys(&format!("{BLAST} A witness said that five people were killed."));
    let second = keys(&format!("{BLAST} A witness said that nine people were killed."));
    assert_ne!(first, second);
}

#[test]
fn words_that_bring_somebody_in_are_folded() {
    assert_eq!(super::NEW.map(fold::fold), super::NEW);
}
