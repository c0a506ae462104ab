//! The shipped network against ONNX Runtime: same pieces, and same labels where the best leads clearly.
#![allow(clippy::unwrap_used)]

use annals_encoder::{Encoder, Words};
use serde_json::Value;

const MODEL: &[u8] = include_bytes!("../../../models/en/en-1.annals");
/// Written by `training/network/reference.py`.
const REFERENCE: &str = include_str!("reference.json");

fn numbers<T: TryFrom<u64, Error: std::fmt::Debug>>(case: &Value, name: &str) -> Vec<T> {
    case[name]
        .as_array()
        .unwrap()
        .iter()
        .map(|number| T::try_from(number.as_u64().unwrap()).unwrap())
        .collect()
}

#[test]
fn labels_are_those_of_the_reference() {
    let encoder = Encoder::load(MODEL).unwrap();
    let cases: Vec<Value> = serde_json::from_str(REFERENCE).unwrap();
    for case in &cases {
        let words = Words {
            words: case["words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect(),
            sentences: numbers(case, "paragraphs"),
            paragraphs: numbers(case, "paragraphs"),
            ..Words::default()
        };
        let (_, inputs) = encoder.inputs(&words);
        assert_eq!(inputs.len(), 1);
        assert_eq!(inputs[0].pieces, numbers::<i32>(case, "pieces"));
        assert_eq!(inputs[0].shapes, numbers::<i32>(case, "shapes"));
        assert_eq!(inputs[0].first, numbers::<i32>(case, "first"));
        let labels = encoder.label(&words).unwrap();
        for (head, expected) in case["labels"].as_object().unwrap() {
            let found = labels.class(head).unwrap();
            for ((word, expected), found) in words.words.iter().zip(expected.as_array().unwrap()).zip(found) {
                assert!(
                    expected.as_str().is_none_or(|expected| expected == found),
                    "{head} of {word}: {found}, not {expected}"
                );
            }
        }
    }
}
