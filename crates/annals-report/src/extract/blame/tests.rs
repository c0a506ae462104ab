//! Who must be held responsible by short invented reports.

use annals_types::{
    Span,
    layers::Token,
    statement::{Blame, Property, Value},
};

use super::accused::is_negated;
use crate::extract::tests::read;

/// Who is held responsible, by their words, in order.
#[track_caller]
fn held(text: &str, expected: &[&str]) {
    let reading = read(text);
    let blamed = reading.statements.iter().filter(|statement| statement.property == Property::Responsibility);
    let words: Vec<String> = blamed
        .filter_map(|statement| {
            let Value::Responsibility(_, blame) = statement.value else { return None };
            Some(format!("{blame:?} {}", statement.figure?.of(&reading.report.text)))
        })
        .collect();
    assert_eq!(words, expected, "{text}");
}

#[test]
fn a_phrase_blames_once_however_many_incidents_its_sentence_tells() {
    held(
        "Israeli jets bombed Daraa on Monday, a day after a car bomb exploded in Homs, killing seven people.",
        &["Attributes Israeli jets"],
    );
}

#[test]
fn who_is_charged_is_held_responsible() {
    held(
        "A man was shot dead in Springfield on Monday. John Doe was charged with the shooting.",
        &["Attributes John Doe"],
    );
}

#[test]
fn who_is_blamed_in_the_next_sentence_is_held_responsible() {
    let shelled = "A bomb killed four people in Homs on Monday.";
    held(&format!("{shelled} Damascus blamed the rebels."), &["Attributes rebels"]);
    held(
        &format!("{shelled} The United States accused Damascus. Damascus denied responsibility."),
        &["Attributes Damascus", "Denies Damascus"],
    );
    held(
        &format!("{shelled} The minister said that the rebels were responsible for it."),
        &["Attributes rebels"],
    );
    held(&format!("{shelled} He said that the rebels were not behind it."), &["Denies rebels"]);
}

#[test]
fn who_says_that_he_did_it_claims_it() {
    held(
        "Hamas said its fighters attacked an army post near Gaza on Monday, killing four soldiers.",
        &["Claims fighters"],
    );
}

#[test]
fn nobody_is_blamed_for_a_fight() {
    held("Twelve soldiers were killed on Monday in clashes with the rebels near Homs.", &[]);
    held("Police shot a man on Monday during anti-government protests in Homs.", &["Attributes Police"]);
}

#[test]
fn whoever_does_the_deed_by_the_parse_is_held_responsible() {
    held("The rebels shelled Homs on Monday, killing four people.", &["Attributes rebels"]);
    held("Four people were killed in Homs on Monday by the rebels.", &["Attributes rebels"]);
    held("Warplanes of the coalition bombed Homs on Monday, killing four people.", &["Attributes coalition"]);
    held("Syrian forces did not carry out an air strike on Homs on Monday.", &["Denies Syrian forces"]);
}

#[test]
fn nobody_is_named_by_the_deed_alone() {
    held("A gunman opened fire in Springfield on Monday, killing four people.", &[]);
    held("Warplanes bombed a market in Homs on Monday, killing four people.", &[]);
}

#[test]
fn who_was_hurt_did_not_do_it() {
    held("Two women were shot in Springfield on Monday, police said.", &[]);
}

#[test]
fn the_group_is_the_one_that_was_named_before() {
    let text = "Shells killed two people in Homs on Monday. Officials blamed the Green Hill Brigades for the shelling. \
                The group denied that it was responsible.";
    held(text, &["Attributes Green Hill Brigades", "Denies The group"]);
    let reading = read(text);
    let named = reading.statements.iter().filter_map(|statement| match statement.value {
        Value::Responsibility(actor, _) => {
            reading.mentions.actors.get(actor as usize).map(|actor| actor.name.clone())
        }
        _ => None,
    });
    assert_eq!(named.collect::<Vec<_>>(), ["Green Hill Brigades"; 2]);
}

#[test]
fn who_says_that_it_did_it_claims_it() {
    let bomb = "A bomb killed four people in Homs on Monday.";
    held(&format!("{bomb} The rebels said that they had carried out the attack."), &["Claims rebels"]);
    held(&format!("{bomb} The rebels claimed credit."), &["Claims rebels"]);
    held(&format!("{bomb} No group claimed responsibility."), &[]);
}

#[test]
fn its_allies_are_those_of_the_side_that_is_named() {
    let reading = read(
        "The ministry said that Israel and its forces shelled a post near Gaza on Monday, killing four people.",
    );
    let blames = reading.statements.iter().filter_map(|statement| match statement.value {
        Value::Responsibility(_, blame) => Some(blame),
        _ => None,
    });
    let blames: Vec<Blame> = blames.collect();
    assert!(!blames.is_empty() && blames.iter().all(|blame| *blame == Blame::Attributes), "{blames:?}");
}

#[test]
fn who_confesses_claims_it() {
    held(
        "A man was shot dead in Springfield on Monday. Police say a teenager confessed.",
        &["Claims a teenager"],
    );
}

#[test]
fn fingers_point_at_whoever_is_blamed() {
    let bomb = "A bomb killed four people in Homs on Monday.";
    held(&format!("{bomb} Many pointed their fingers at the rebels."), &["Attributes rebels"]);
    held(
        &format!("{bomb} The minister said that the rebels bear responsibility for the attack."),
        &["Attributes rebels"],
    );
}

#[test]
fn who_stops_the_attacker_did_not_do_it() {
    held(
        "A man stabbed four people in a market in Homs on Monday, killing two. Police shot the attacker.",
        &["Attributes man"],
    );
}

#[test]
fn who_stops_the_attacker_within_one_sentence_did_not_do_it() {
    held(
        "Police shot dead a gunman who opened fire at a market in Homs on Monday, killing three people.",
        &[],
    );
    held(
        "A gunman opened fire in a church in Homs on Monday, killing four people before he was shot dead by police officers.",
        &[],
    );
    held("A guard killed an attacker who had stabbed two women in Homs on Monday.", &[]);
    held(
        "Soldiers killed the attacker after he detonated a bomb in Homs on Monday, killing six people.",
        &[],
    );
    held("Police shot a gunman dead in Homs on Monday.", &["Attributes Police"]);
    held(
        "A man stabbed a guard in Homs on Monday. Police shot the attacker and killed two bystanders.",
        &["Attributes man", "Attributes Police"],
    );
}

#[test]
fn a_noun_alone_is_nobody_in_particular() {
    held("Two children were killed in Homs on Monday in a shooting by the father, police said.", &[]);
}

#[test]
fn who_loses_his_own_did_not_do_it() {
    let raid = "The rebels attacked a post near Homs on Monday, killing four people.";
    held(&format!("{raid} The army lost no soldiers."), &["Attributes rebels"]);
    held(&format!("{raid} The army said that it lost 50 soldiers."), &["Attributes rebels"]);
}

#[test]
fn who_counts_the_dead_claims_nothing() {
    held("A bomb exploded in Homs on Monday. The rebels said that 14 civilians died.", &[]);
}

#[test]
fn fighters_of_a_group_are_the_group() {
    held(
        "A bomb killed four people in Homs on Monday. The minister blamed Russian mercenaries of the Wagner group for the attack.",
        &["Attributes Wagner group"],
    );
}

#[test]
fn drones_of_whoever_speaks_are_his() {
    held(
        "The army said that a convoy near Homs was hit by one of its drones on Monday, killing nine people.",
        &["Claims army"],
    );
}

#[test]
fn work_that_is_praised_is_no_deed() {
    let bomb = "A bomb killed four people in Homs on Monday.";
    held(&format!("{bomb} Rescuers praised the work of the army."), &[]);
    held(&format!("{bomb} The minister said that it was the work of the rebels."), &["Attributes rebels"]);
    held(
        &format!("{bomb} The minister said that the attack bore the hallmarks of the rebels."),
        &["Attributes rebels"],
    );
}

#[test]
fn what_is_negated_is_not_said() {
    let is_not = |words: &str| {
        let token = |norm: &str| Token {
            span: Span::new(0, 0),
            norm: norm.into(),
            upos: None,
            head: None,
            deprel: None,
        };
        let tokens: Vec<Token> = words.split(' ').map(token).collect();
        is_negated(&tokens)
    };
    for before in [
        "the group has not",
        "the group did n't",
        "israel has neither confirmed nor",
        "israel has not confirmed or",
        "officials declined to",
        "the army stopped short of",
        "the group has yet to",
        "without directly",
    ] {
        assert!(is_not(before), "{before}");
    }
    for before in [
        "the group",
        "the army not only",
        "the army did not fire and",
        "the army , which did not fire ,",
        "without evidence the army",
        "the officials who declined to be named",
    ] {
        assert!(!is_not(before), "{before}");
    }
}

#[test]
fn they_who_were_told_of_before_are_not_whoever_says_so() {
    held(
        "Two brothers are dead after they shot each other during an argument at a home near Bowdon on Saturday, the \
         sheriff's office said.",
        &[],
    );
}
