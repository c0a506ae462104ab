use std::sync::LazyLock;

use annals_types::{layers::Sentence, report::Draft};
use proptest::prelude::*;

use super::*;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

fn read(text: &str, knowledge: &Knowledge) -> Vec<ActorMention> {
    let report = Draft { text: text.into(), ..Draft::default() }.finish();
    let span = Span::at(0, text.len());
    let sentence = Sentence { span, first_token: 0, end_token: 0, paragraph: 0, headline: false };
    actors(&report, &Layers { sentences: vec![sentence], ..Layers::default() }, knowledge)
}

/// `expected`: `words=id`, `-` for no id.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text, &KNOWLEDGE)
        .iter()
        .map(|mention| format!("{}={}", mention.span.of(text), mention.actor.as_deref().unwrap_or("-")))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// `expected`: `name | id or - | kind of speaker`.
#[track_caller]
fn check_speaker(phrase: &str, expected: &str) {
    let speaker = speaker(Span::at(0, phrase.len()), phrase, &KNOWLEDGE);
    let found = format!("{} | {} | {:?}", speaker.name, speaker.id.as_deref().unwrap_or("-"), speaker.kind);
    assert_eq!(found, expected, "{phrase}");
}

#[test]
fn one_name_in_many_spellings() {
    for spelling in ["Kata'ib Hizballah", "Kataib Hezbollah", "Kataeb Hezbollah", "Ketaeb Hizbollah"] {
        check(&format!("It blamed {spelling} for it."), &[&format!("{spelling}=group/kataib-hezbollah")]);
    }
    check("Lebanon's Hizbullah spoke.", &["Hizbullah=group/hezbollah"]);
    check("Fighters of Hamas in Homs.", &["Fighters=-", "Hamas=group/hamas"]);
}

#[test]
fn a_short_name_has_the_letters_that_are_doubled_in_it() {
    check("Ma'an and Maan told of it.", &["Ma'an=outlet/maan", "Maan=outlet/maan"]);
    check("Man shot in leg.", &[]);
}

#[test]
fn governments_and_forces_are_composed() {
    check("The Iraqi military and US officials met.", &["Iraqi military=force/iq", "US officials=state/us"]);
    check("Peruvian troops left.", &["Peruvian troops=force/pe"]);
    check("Israeli airstrikes hit it.", &["Israeli=force/il"]);
    check("Syria condemned it; a camp in Syria burned.", &["Syria=state/sy"]);
    check("It was hit by Turkey.", &["Turkey=state/tr"]);
}

#[test]
fn small_words_are_no_acronyms() {
    check("He told us who is there.", &[]);
    check("In Scranton, PA it rained.", &[]);
}

#[test]
fn speakers() {
    check_speaker(
        "the Syrian Observatory for Human Rights",
        "Syrian Observatory for Human Rights | agency/sohr | Monitor",
    );
    check_speaker("hospital officials", "hospital officials | - | Responder");
    check_speaker("Mr. Oduya, the Pentagon spokesman", "United States armed forces | force/us | Party");
    check_speaker("Syria's state news agency SANA", "SANA | outlet/sana | Media");
    check_speaker("a Hamas official", "Hamas | group/hamas | Party");
    check_speaker(
        "a resident of Hama who spoke to Reuters",
        "a resident of Hama who spoke to Reuters | - | Witness",
    );
    check_speaker("the Iraqi prime minister's office", "Iraqi government | state/iq | Official");
    check_speaker("Police Chief Jane Roe", "Police Chief Jane Roe | - | Official");
    check_speaker("the sheriff's office", "the sheriff's office | - | Official");
    check_speaker(
        "the Hamas-run health ministry",
        "Gaza health ministry | agency/gaza-health-ministry | Responder",
    );
    check_speaker("John Roe", "John Roe | - | Other");
    check_speaker("local activists", "local activists | - | Monitor");
    check_speaker("Damascus police", "Damascus police | - | Official");
}

#[test]
fn every_alias_finds_its_row() {
    let knowledge = &*KNOWLEDGE;
    for id in ["force/us", "group/pij", "outlet/reuters", "state/fr", "force/br"] {
        assert!(knowledge.actors.get(id).is_some(), "{id}");
        assert!(knowledge.actors.speaker_kind(id).is_some());
    }
    assert!(knowledge.actors.get("force/xx").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_read(text in "(\\PC|US |Iraqi |military |the |Kata'ib |al-){0,40}") {
        let text = text.trim();
        for mention in read(text, &KNOWLEDGE) {
            prop_assert!(!mention.span.of(text).is_empty());
        }
        speaker(Span::at(0, text.len()), text, &KNOWLEDGE);
    }
}

#[test]
fn the_ministry_of_all_palestinians_is_not_that_of_gaza() {
    check_speaker("the Palestinian health ministry", "the Palestinian health ministry | - | Responder");
    check_speaker(
        "the Gaza health ministry",
        "Gaza health ministry | agency/gaza-health-ministry | Responder",
    );
}

#[test]
fn a_country_where_something_happens_does_nothing() {
    check("A landslide in war-torn Yemen killed 12 people.", &[]);
    check("An earthquake that struck Nepal killed 157 people.", &[]);
    check("Floods across Pakistan killed 55 people.", &[]);
    check("A drone over Turkey killed two people.", &[]);
    check("Last week Turkey killed two people.", &["Turkey=state/tr"]);
}

#[test]
fn a_number_is_no_word_of_a_description() {
    let voice = |phrase: &str| speaker(Span::at(0, phrase.len()), phrase, &KNOWLEDGE).voice;
    assert_eq!(voice("three witnesses"), voice("two witnesses"));
}
