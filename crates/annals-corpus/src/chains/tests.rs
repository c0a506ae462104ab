use annals_types::{
    EventMention, ReportId, Span,
    event::{StoryWord, StoryWordKind},
    report::Draft,
};

use super::*;

/// A report of these names, with a mention of each (word, what it was done to).
fn report(id: &str, names: &[&str], events: &[(&str, &str)]) -> EventReading {
    let report: ReportId =
        Draft { external_id: Some(id.into()), text: id.into(), ..Draft::default() }.finish().id;
    let word = |word: &&str| StoryWord { word: (*word).to_owned(), kind: StoryWordKind::Name };
    let mention = |(at, (word, object)): (usize, &(&str, &str))| EventMention {
        spans: vec![Span::at(at * 10, word.len())],
        head: (*word).to_owned(),
        forms: vec![(*word).to_owned()],
        phrase: (*word).to_owned(),
        words: vec![(*word).to_owned()],
        upos: "VERB".to_owned(),
        objects: vec![(*object).to_owned()],
        sentence: at as u32,
        sentence_words: vec![(*object).to_owned()],
        sense: if *word == "arrest" { vec![1.0, 0.0] } else { vec![0.0, 1.0] },
        phrase_sense: if *word == "arrest" { vec![1.0, 0.0] } else { vec![0.0, 1.0] },
        context: if *word == "arrest" { vec![1.0, 0.0] } else { vec![0.0, 1.0] },
        event: if *object == "lund" { vec![1.0, 0.0] } else { vec![0.0, 1.0] },
        ..EventMention::default()
    };
    EventReading {
        report,
        words: names.iter().map(word).collect(),
        mentions: events.iter().enumerate().map(mention).collect(),
    }
}

const ONE: &[&str] = &["arvid", "lund", "harbour", "oskarsborg", "customs", "cutter"];
const OTHER: &[&str] = &["mirela", "dobre", "stadium", "ploiesti", "referee", "ticket"];

fn readings() -> Vec<EventReading> {
    vec![
        report("a", ONE, &[("arrest", "lund"), ("praise", "cutter")]),
        report("b", ONE, &[("arrest", "lund")]),
        report("c", OTHER, &[("arrest", "dobre")]),
    ]
}

#[test]
fn arrests_of_one_story_are_one_event_and_those_of_another_are_not() {
    let found = chains(&readings());
    assert_eq!(found.chains, [vec![(0, 0), (1, 0)], vec![(0, 1)], vec![(2, 0)]]);
    assert_eq!(found.stories[0], found.stories[1]);
    assert_ne!(found.stories[0], found.stories[2]);
}

#[test]
fn the_order_of_the_reports_does_not_matter() {
    let mut turned = readings();
    turned.reverse();
    let turned_back = |chain: Vec<(u32, u32)>| {
        let mut chain: Vec<_> = chain.into_iter().map(|(reading, mention)| (2 - reading, mention)).collect();
        chain.sort_unstable();
        chain
    };
    let mut found: Vec<_> = chains(&turned).chains.into_iter().map(turned_back).collect();
    found.sort_unstable();
    assert_eq!(found, chains(&readings()).chains);
}

#[test]
fn reasons_add_up_to_what_joined_them() {
    let sum = |right| why(&readings(), (0, 0), right).iter().map(|term| term.weight).sum::<f64>();
    assert!(sum((1, 0)) > learned::CHAIN_BAR);
    assert!(sum((1, 0)) > sum((2, 0)));
    assert!(why(&readings(), (0, 0), (9, 9)).is_empty());
}

#[test]
fn no_report_and_no_mention_are_no_chain() {
    assert_eq!(chains(&[]), Chains::default());
    assert!(chains(&[report("a", &[], &[])]).chains.is_empty());
}

#[test]
fn a_report_of_thousands_of_mentions_ends() {
    let many = vec![("arrest", "lund"); 3000];
    let found = chains(&[report("a", ONE, &many)]);
    assert_eq!(found.chains.iter().map(Vec::len).sum::<usize>(), 3000);
}
