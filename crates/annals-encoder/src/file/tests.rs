//! Model files that are as they should be, and many that are not.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// Sections by name.
fn parts() -> Vec<(&'static str, Vec<u8>)> {
    let tensors = [0.5_f32, 1.0, 1.5, 2.0, 0.1, 0.2].iter().flat_map(|number| number.to_le_bytes()).collect();
    vec![
        ("network.onnx", b"a network".to_vec()),
        ("vocab.txt", b"[UNK]\n[CLS]\n[SEP]".to_vec()),
        ("tensors.f32", tensors),
    ]
}

fn header() -> Value {
    json!({
        "name": "small", "precision": "int8", "window": 32, "shapes": 6, "links": ["cue"], "sense": 2, "windows": [],
        "heads": [
            {"name": "sort", "kind": "class", "first": 0, "labels": ["a", "b"]},
            {"name": "thing", "kind": "bio", "first": 2, "labels": ["O", "B-x", "I-x"]},
        ],
        "pairs": [{"name": "relation", "labels": ["p", "q"], "hidden": 2, "weight": [0, 4], "bias": [4, 2]}],
    })
}

/// A file of `header` and `parts`; `change` may spoil the list of sections.
fn file(mut header: Value, parts: &[(&str, Vec<u8>)], change: impl Fn(&mut Value)) -> Vec<u8> {
    let (mut sections, mut listed) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let packed = zstd::encode_all(bytes.as_slice(), 1).unwrap();
        listed.push(
            json!({"name": name, "start": sections.len(), "len": packed.len(), "unpacked": bytes.len()}),
        );
        sections.extend(packed);
    }
    header["sections"] = listed.into();
    change(&mut header);
    let header = serde_json::to_vec(&header).unwrap();
    let mut hashed = u32::try_from(header.len()).unwrap().to_le_bytes().to_vec();
    hashed.extend(header);
    hashed.extend(sections);
    [MAGIC.as_slice(), &VERSION.to_le_bytes(), &Sha256::digest(&hashed), &hashed].concat()
}

fn good() -> Vec<u8> {
    file(header(), &parts(), |_| ())
}

fn check(bytes: &[u8], expected: &str) {
    let message = ModelFile::read(bytes).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(message.contains(expected), "{message:?} does not say {expected:?}");
}

#[test]
fn reads_what_was_written() {
    let read = ModelFile::read(&good()).unwrap();
    assert_eq!(read.network, b"a network");
    assert_eq!(read.vocabulary, "[UNK]\n[CLS]\n[SEP]");
    assert_eq!(read.tensors, [0.5, 1.0, 1.5, 2.0, 0.1, 0.2]);
    assert_eq!(read.header.columns(), 5);
}

#[test]
fn refuses_what_is_no_model_file() {
    check(b"", "does not begin as one");
    check(b"PK\x03\x04 something else entirely, long enough to hold a whole header", "does not begin as one");
    check(&good()[..40], "cut short, 40 bytes of at least 48");
    check(&good()[..good().len() - 1], "damaged");
    let mut other = good();
    other[8] = 2;
    check(&other, "it is of version 2, and this program reads version 1");
}

#[test]
fn refuses_sections_that_are_missing_or_lie() {
    for name in ["network.onnx", "vocab.txt", "tensors.f32"] {
        let parts: Vec<_> = parts().into_iter().filter(|(other, _)| *other != name).collect();
        check(&file(header(), &parts, |_| ()), &format!("its section {name} is missing"));
    }
    check(
        &file(header(), &parts(), |header| header["sections"][0]["unpacked"] = 8.into()),
        "does not unpack",
    );
    check(
        &file(header(), &parts(), |header| header["sections"][0]["unpacked"] = 10.into()),
        "does not unpack",
    );
    check(&file(header(), &parts(), |header| header["sections"][1]["len"] = u64::MAX.into()), "cut short");
    check(&file(header(), &parts(), |header| header["sections"][1]["len"] = 3.into()), "does not unpack");
    check(
        &file(header(), &parts(), |header| header["sections"][2]["unpacked"] = (MOST_UNPACKED + 1).into()),
        "at most 209715200 are read",
    );
}

#[test]
fn refuses_tables_that_do_not_fit() {
    let changed = |path: &str, value: Value| {
        file(header(), &parts(), |header| *header.pointer_mut(path).unwrap() = value.clone())
    };
    check(&changed("/window", 4.into()), "windows of 4 pieces");
    check(&changed("/window", json!("many")), "header is not as expected");
    check(&changed("/heads/1/name", "sort".into()), "two of its heads are called sort");
    check(&changed("/heads/1/labels", json!([])), "0 labels");
    check(&changed("/heads/1/labels", json!(["B-x", "O"])), "not O");
    check(&changed("/heads/1/labels", json!(["O", "I-x"])), "begins no span");
    check(&changed("/heads/1/first", usize::MAX.into()), "ends after column");
    check(&changed("/pairs/0/hidden", 3.into()), "tables of the pair relation");
    check(&changed("/pairs/0/bias", json!([5, 2])), "tables of the pair relation");
    check(&changed("/pairs/0/weight", json!([usize::MAX, 4])), "tables of the pair relation");
}

#[test]
fn refuses_tables_of_other_than_finite_numbers() {
    for bytes in [f32::NAN.to_le_bytes().to_vec(), vec![0; 5]] {
        let mut parts = parts();
        parts[2].1 = bytes;
        check(&file(header(), &parts, |_| ()), "does not hold finite numbers");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_refused(bytes in any::<Vec<u8>>()) {
        prop_assert!(ModelFile::read(&bytes).is_err());
        prop_assert!(ModelFile::read(&[MAGIC.as_slice(), &bytes].concat()).is_err());
    }

    #[test]
    fn any_changed_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0..8) {
        let mut bytes = good();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        prop_assert!(ModelFile::read(&bytes).is_err());
    }

    #[test]
    fn any_header_with_a_right_hash_does_no_harm(header in "\\PC{0,40}", sections in any::<Vec<u8>>(), length in prop::option::of(any::<u32>())) {
        let length = length.unwrap_or(header.len() as u32);
        let hashed = [length.to_le_bytes().as_slice(), header.as_bytes(), &sections].concat();
        let bytes = [MAGIC.as_slice(), &VERSION.to_le_bytes(), &Sha256::digest(&hashed), &hashed].concat();
        prop_assert!(ModelFile::read(&bytes).is_err());
    }
}
