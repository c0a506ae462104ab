//! The encoder from words to labels, with a tiny network of random weights (`small_model.py` writes it).
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use annals_encoder::{Encoder, Labels, StandIn, Words};
use common::words;
use proptest::prelude::*;

const SMALL: &[u8] = include_bytes!("small.annals");

fn encoder() -> Encoder {
    Encoder::load(SMALL).unwrap()
}

/// Everything that labels say, scores to the last bit.
fn said(labels: &Labels, words: &Words<'_>) -> String {
    let mut bounds = words.sentences.clone();
    bounds.push(words.words.len());
    bounds.dedup();
    let trees: Vec<_> = bounds.windows(2).map(|pair| labels.tree(pair[0]..pair[1])).collect();
    let each: Vec<_> = (0..labels.len())
        .map(|word| {
            (
                labels.class_of("sort", word),
                labels.link("cue", word),
                labels.arguments("role", word),
                labels.vector(word..word + 1),
            )
        })
        .collect();
    let windows: Vec<_> = labels.window_scores().collect();
    format!(
        "{:?}",
        (labels.class("sort"), labels.spans("thing"), labels.spans("event"), trees, each, windows)
    )
}

fn label(encoder: &Encoder, text: &str) -> String {
    let words = words(text);
    said(&encoder.label(&words).unwrap(), &words)
}

const REPORTS: [&str; 4] = [
    "The shed burned . Nobody was hurt , said the owner . |It was 9 p.m. .",
    "Two boats sank off the coast .",
    "",
    "Rain fell all day in the north , and the river rose by a metre , so that the fields along it stood under water , \
     the roads were cut , two bridges were closed , and the school stayed shut until the end of the week , which pleased many .",
];

#[test]
fn says_which_model_it_is() {
    let encoder = encoder();
    let (name, hash) = encoder.name().split_once(" sha256:").unwrap();
    assert_eq!((name, hash.len()), ("small", 12));
}

/// Labels of `text` with the words of `name` read as "Boats", and how many arcs there are.
fn veiled(encoder: &Encoder, text: &str, name: std::ops::Range<usize>) -> (Vec<String>, usize) {
    let mut words = words(text);
    words.stand_ins = vec![StandIn { words: name, read_as: "Boats" }];
    let labels = encoder.label(&words).unwrap();
    check_tree(&labels, 0..labels.len());
    (
        labels.class("sort").unwrap().into_iter().map(str::to_owned).collect(),
        labels.tree(0..labels.len()).len(),
    )
}

#[test]
fn a_name_with_a_stand_in_is_read_as_that_whatever_it_is() {
    let encoder = encoder();
    let (short, _) = veiled(&encoder, "Two Ferries sank off the coast .", 1..2);
    let (long, arcs) = veiled(&encoder, "Two Large Steel Ferries sank off the coast .", 1..4);
    assert_eq!((long.len(), arcs), (9, 9));
    assert_eq!((&long[0], &long[4..]), (&short[0], &short[2..]));
    assert!(long[1..4].iter().all(|label| *label == short[1]));
    let (plain, _) = veiled(&encoder, "Two Boats sank off the coast .", 0..0);
    assert_eq!(short, plain);
}

#[test]
fn the_same_words_get_the_same_labels_in_any_company() {
    let alone: Vec<String> = REPORTS.iter().map(|report| label(&encoder(), report)).collect();
    let shared = encoder();
    for (report, expected) in REPORTS.iter().zip(&alone).rev().chain(REPORTS.iter().zip(&alone)) {
        assert_eq!(&label(&shared, report), expected);
    }
    // A sentence in other company is another window, and may be read in another way; so the labels can differ at all.
    assert_ne!(alone[0], alone[1]);
}

#[test]
fn threads_and_cache_change_nothing() {
    let expected: Vec<String> = REPORTS.iter().map(|report| label(&encoder(), report)).collect();
    let others = [
        encoder().with_cache_bytes(0),
        encoder().with_cache_bytes(50_000),
        Encoder::load_with_threads(SMALL, 3).unwrap(),
    ];
    for other in others {
        let other = Arc::new(other);
        let runs: Vec<_> = (0..4)
            .map(|_| {
                let other = Arc::clone(&other);
                std::thread::spawn(move || REPORTS.map(|report| label(&other, report)).to_vec())
            })
            .collect();
        for run in runs {
            assert_eq!(run.join().unwrap(), expected);
        }
    }
}

#[test]
fn trees_have_one_root_and_stay_in_their_sentence() {
    let words = words(REPORTS[3]);
    let labels = encoder().label(&words).unwrap();
    check_tree(&labels, 0..words.words.len());
    assert!(labels.tree(3..3).is_empty());
    assert!(labels.tree(0..words.words.len() + 1).is_empty());
}

fn check_tree(labels: &Labels, sentence: std::ops::Range<usize>) {
    let arcs = labels.tree(sentence.clone());
    assert_eq!(arcs.len(), sentence.len());
    assert_eq!(arcs.iter().filter(|arc| arc.head.is_none()).count(), 1);
    for (word, arc) in sentence.clone().zip(&arcs) {
        assert!(arc.head.is_none_or(|head| sentence.contains(&head) && head != word));
        assert_eq!(arc.head.is_none(), arc.relation == "root");
    }
}

#[test]
fn what_the_model_does_not_know_is_empty() {
    let labels = encoder().label(&words(REPORTS[0])).unwrap();
    assert_eq!(labels.class("nothing"), None);
    assert_eq!(labels.class_of("sort", 999), None);
    assert_eq!(labels.probability("sort", 0, "nothing"), None);
    assert!(labels.spans("nothing").is_empty() && labels.spans("sort").is_empty());
    assert_eq!(labels.link("nothing", 0), None);
    assert_eq!(labels.link("cue", 999), None);
    assert!(labels.arguments("nothing", 0).is_empty() && labels.arguments("role", 999).is_empty());
}

#[test]
fn vectors_have_length_one() {
    let labels = encoder().label(&words(REPORTS[0])).unwrap();
    let length: f32 = labels.vector(0..4).iter().map(|number| number * number).sum();
    assert!((length - 1.0).abs() < 1e-5);
}

#[test]
fn hostile_words_get_labels_all_the_same() {
    let encoder = encoder();
    let many = vec!["wörd"; 5000];
    let long = "x".repeat(100_000);
    let marks = ".".repeat(10_000);
    for words in [
        many,
        vec![],
        vec![""],
        vec!["☃", "♥", "…"],
        vec!["\u{202e}", "\u{200f}", "\0"],
        vec![&long, &marks, "end"],
    ] {
        let words = Words { words, sentences: vec![0], paragraphs: vec![0], ..Words::default() };
        let labels = encoder.label(&words).unwrap();
        assert_eq!(labels.len(), words.words.len());
        assert_eq!(labels.class("sort").map(|found| found.len()), Some(words.words.len()));
        labels.spans("thing");
        if !labels.is_empty() {
            check_tree(&labels, 0..labels.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_words_in_any_order_get_labels(
        words in prop::collection::vec(".{0,12}", 0..60),
        sentences in prop::collection::vec(0_usize..80, 0..6),
        paragraphs in prop::collection::vec(0_usize..80, 0..6),
        names in prop::collection::vec(0_usize..80, 0..6),
    ) {
        let words = words.iter().map(String::as_str).collect();
        let stand_ins = names.into_iter().map(|at| StandIn { words: at..at + 3, read_as: "name" }).collect();
        let words = Words { words, sentences, paragraphs, stand_ins };
        let labels = encoder().label(&words).unwrap();
        prop_assert_eq!(labels.len(), words.words.len());
        for span in labels.spans("thing") {
            prop_assert!(!span.words.is_empty() && span.words.end <= words.words.len());
            prop_assert!((0.0..=1.0).contains(&span.score));
        }
    }
}
