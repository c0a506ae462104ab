//! The cutter against examples, and against the `tokenizers` crate on any Unicode.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use tokenizers::{
    Model, NormalizedString, Normalizer, OffsetType, PreTokenizedString, PreTokenizer,
    models::wordpiece::WordPiece, normalizers::bert::BertNormalizer, pre_tokenizers::bert::BertPreTokenizer,
};

use super::*;

/// Special pieces, all small letters and digits in both places, some words, punctuation, Chinese, Greek and Hangul parts.
fn pieces() -> Vec<String> {
    let mut pieces: Vec<String> = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"].map(String::from).into();
    for letter in ('a'..='z').chain('0'..='9').chain("αβγσςßøłı\u{1100}\u{1161}".chars()) {
        pieces.extend([letter.to_string(), format!("##{letter}")]);
    }
    let words =
        "the strike killed kill ##ed ##er ##ing cafe near resume 12 ##000 中 国 . , ' - ( ) # ## … « » “ ”";
    pieces.extend(words.split(' ').map(String::from));
    pieces
}

fn vocabulary() -> Vocabulary {
    Vocabulary::read(&pieces().join("\n")).unwrap()
}

fn check(word: &str, expected: &[(&str, &str)]) {
    let (vocabulary, pieces) = (vocabulary(), pieces());
    let found: Vec<_> = vocabulary
        .cut(word)
        .into_iter()
        .map(|piece| (pieces[piece.id as usize].as_str(), &word[piece.span]))
        .collect();
    assert_eq!(found, expected, "{word:?}");
}

#[test]
fn takes_the_longest_piece_from_the_left() {
    check("killed", &[("killed", "killed")]);
    check("Killer", &[("kill", "Kill"), ("##er", "er")]);
    check("killings", &[("kill", "kill"), ("##ing", "ing"), ("##s", "s")]);
    check("12,000", &[("12", "12"), (",", ","), ("0", "0"), ("##0", "0"), ("##0", "0")]);
}

#[test]
fn spans_count_in_the_word_as_written() {
    check("Café", &[("cafe", "Café")]);
    check("résumés", &[("resume", "résumé"), ("##s", "s")]);
    check("cafe\u{301}s", &[("cafe", "cafe"), ("##s", "s")]);
    check("İa", &[("i", "İ"), ("##a", "a")]);
    check("中国", &[("中", "中"), ("国", "国")]);
    check("a\u{200b}b", &[("a", "a"), ("##b", "b")]);
}

#[test]
fn what_has_no_pieces_is_unknown() {
    check("", &[("[UNK]", "")]);
    check("\u{200f}", &[("[UNK]", "\u{200f}")]);
    check("kill☃", &[("[UNK]", "kill☃")]);
    check(&"a".repeat(101), &[("[UNK]", &"a".repeat(101))]);
    assert_eq!(vocabulary().cut(&"a".repeat(100)).len(), 100);
}

#[test]
fn special_pieces_cannot_be_written() {
    let special = vocabulary().start;
    assert!(vocabulary().cut("[CLS]").iter().all(|piece| piece.id != special));
}

#[test]
fn a_vocabulary_needs_its_special_pieces() {
    let error = Vocabulary::read("[PAD]\n[UNK]\n[CLS]\na").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the model file cannot be used: its vocabulary is damaged: the piece [SEP] is missing; fetch the file again"
    );
}

/// What the `tokenizers` crate makes of `word`; one unknown piece where that is nothing.
fn oracle(model: &WordPiece, unknown: PieceId, word: &str) -> Vec<Piece> {
    let mut normalised = NormalizedString::from(word);
    BertNormalizer::default().normalize(&mut normalised).unwrap();
    let mut cut = PreTokenizedString::from(normalised);
    BertPreTokenizer.pre_tokenize(&mut cut).unwrap();
    cut.tokenize(|part| model.tokenize(part.get())).unwrap();
    let encoding = cut.into_encoding(None, 0, OffsetType::Byte).unwrap();
    let found = encoding
        .get_ids()
        .iter()
        .zip(encoding.get_offsets())
        .map(|(&id, &(start, end))| Piece { id, span: start..end });
    let found: Vec<Piece> = found.collect();
    if found.is_empty() { vec![Piece { id: unknown, span: 0..word.len() }] } else { found }
}

fn model() -> WordPiece {
    let vocabulary: serde_json::Map<_, _> =
        pieces().into_iter().enumerate().map(|(id, piece)| (piece, id.into())).collect();
    let model = serde_json::json!({
        "type": "WordPiece", "vocab": vocabulary, "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
    });
    serde_json::from_str(&model.to_string()).unwrap()
}

#[test]
fn agrees_with_the_oracle_on_every_character() {
    let (ours, theirs) = (vocabulary(), model());
    // Planes 4 to 13 are empty.
    for character in ('\0'..'\u{40000}').chain('\u{e0000}'..='\u{e01ff}') {
        let word = format!("Ki{character}a{character}");
        assert_eq!(
            ours.cut(&word),
            oracle(&theirs, ours.unknown, &word),
            "{word:?} U+{:04X}",
            u32::from(character)
        );
    }
}

/// Marks that stay and yet change places with others: the oracle gives them the bytes of their neighbours.
fn is_moved_mark(character: char) -> bool {
    canonical_combining_class(character) != 0 && !character.is_mark_nonspacing()
}

#[test]
fn a_mark_that_moves_keeps_its_bytes() {
    check("\u{302e}\u{5b0}", &[("[UNK]", "\u{302e}")]);
}

fn any_word() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zA-Z0-9éÜçİßñ'.,() -]{0,20}",
        "[a-c\u{300}-\u{345}\u{5b0}-\u{5c7}\u{302e}\u{302f}中国\u{ac00}-\u{ac10}]{0,12}",
        "\\PC{0,8}[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{0}-\u{1f}]{0,3}\\PC{0,8}",
    ]
}

proptest! {
    #[test]
    fn agrees_with_the_oracle(word in any_word()) {
        let (ours, theirs) = (vocabulary(), model());
        let (found, expected) = (ours.cut(&word), oracle(&theirs, ours.unknown, &word));
        if word.chars().any(is_moved_mark) {
            let ids = |pieces: Vec<Piece>| pieces.into_iter().map(|piece| piece.id).collect::<Vec<_>>();
            prop_assert_eq!(ids(found), ids(expected));
        } else {
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn spans_ascend_at_character_bounds(word in any_word()) {
        let mut end = 0;
        for piece in vocabulary().cut(&word) {
            prop_assert!(word.get(piece.span.clone()).is_some());
            prop_assert!(piece.span.end >= end);
            end = piece.span.end;
        }
    }
}
