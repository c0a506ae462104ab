//! Which bytes of the source the characters of a text token come from.
//!
//! The tokeniser tells where a token starts; in between, character references, line ends and NUL make the token
//! differ from its source. Both are walked together.

use std::{collections::HashMap, ops::Range};

use html5gum::{Token, Tokenizer};

/// The longest character reference, and some.
const MAX_REFERENCE: usize = 40;

/// Character references seen so far.
#[derive(Default, Debug)]
pub(super) struct References {
    seen: HashMap<String, String>,
}

impl References {
    /// How many different ones are remembered.
    const MOST: usize = 4096;

    /// What `written`, which begins with `&`, stands for.
    pub fn decode(&mut self, written: &str) -> &str {
        if !self.seen.contains_key(written) {
            if self.seen.len() >= Self::MOST {
                self.seen.clear();
            }
            self.seen.insert(written.to_owned(), unescape(written));
        }
        self.seen.get(written).map_or("", String::as_str)
    }
}

/// `text` with its character references resolved.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        if let Token::String(string) = token {
            out.push_str(&String::from_utf8_lossy(&string.value));
        }
    }
    out
}

/// Gives the pieces of `value`, a text token that starts at byte `start` of `source` and ends before `end`: each with its
/// place in the source, and whether it stands there as it is.
pub(super) fn pieces<'v>(
    value: &'v str,
    source: &str,
    start: usize,
    end: usize,
    references: &mut References,
    mut give: impl FnMut(&'v str, Range<usize>, bool),
) {
    let raw = source.as_bytes();
    let mut at = start.min(raw.len());
    // A line feed that belongs to the carriage return before it is no character of its own.
    if at > 0 && raw[at - 1] == b'\r' && raw.get(at) == Some(&b'\n') && !value.starts_with('\n') {
        at += 1;
    }
    let mut rest = value;
    while !rest.is_empty() {
        let plain = plain_len(rest, source, at);
        if plain > 0 {
            let (piece, after) = rest.split_at(plain);
            give(piece, at..at + plain, true);
            (rest, at) = (after, at + plain);
            continue;
        }
        let (len, raw_len) = match raw.get(at) {
            Some(b'&') => {
                let written = reference_at(source, at);
                let meant = references.decode(written);
                if rest.starts_with(meant) { (meant.len(), written.len()) } else { (0, 0) }
            }
            Some(b'\r') if rest.starts_with('\n') => (1, 1 + usize::from(raw.get(at + 1) == Some(&b'\n'))),
            Some(0) if rest.starts_with('\u{fffd}') => (3, 1),
            _ => (0, 0),
        };
        if len == 0 {
            // Never seen; the whole rest is then known to lie somewhere in the token.
            let at = floor(source, at);
            give(rest, at..floor(source, end.max(at)), false);
            return;
        }
        let (piece, after) = rest.split_at(len);
        let same = piece.as_bytes() == &raw[at..at + raw_len];
        give(piece, at..at + raw_len, same);
        (rest, at) = (after, at + raw_len);
    }
}

/// How many bytes of `rest` stand in the source from `at` on, up to the next character that may stand for another.
fn plain_len(rest: &str, source: &str, at: usize) -> usize {
    let here = source.as_bytes().get(at..).unwrap_or_default();
    let len = rest.len().min(here.len());
    let mut same = match here[..len].iter().position(|byte| matches!(byte, b'&' | b'\r')) {
        Some(special) => special,
        None => len,
    };
    if rest.as_bytes()[..same] != here[..same] {
        same = rest.bytes().zip(here).take_while(|(one, other)| one == *other).count().min(same);
    }
    while !rest.is_char_boundary(same) {
        same -= 1;
    }
    same
}

/// The character reference that is written at `at`, with what follows as long as it could belong to it.
fn reference_at(source: &str, at: usize) -> &str {
    let rest = &source[at..];
    let body = rest
        .bytes()
        .skip(1)
        .take(MAX_REFERENCE)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
    let len = 1 + body.count();
    let semicolon = usize::from(rest.as_bytes().get(len) == Some(&b';'));
    &rest[..len + semicolon]
}

fn floor(source: &str, at: usize) -> usize {
    source.floor_char_boundary(at.min(source.len()))
}
