//! Plain text: a file is a report.

use annals_types::{document::DiagnosticKind, report::Draft};

use crate::{
    Error,
    decode::{Decoded, decode},
    error::size,
    kind::refuse_binary,
    limits::MAX_TEXT,
};

/// Something read, and what was amiss with it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Found<T> {
    pub value: T,
    pub amiss: Option<Error>,
}

/// The text in `bytes`, exactly as it stands there but for a byte order mark.
pub(crate) fn read(bytes: &[u8], source: &str) -> Result<Found<Draft>, Error> {
    refuse_binary(bytes)?;
    // UTF-16 takes at most twice the bytes that UTF-8 takes.
    if bytes.len() > 2 * MAX_TEXT + 2 {
        return Err(too_long(bytes.len()));
    }
    let decoded = decode(bytes, |_| None);
    let amiss = broken(&decoded);
    check_text(&decoded.text)?;
    let draft = Draft { source: source.to_owned(), text: decoded.text, ..Draft::default() };
    Ok(Found { value: draft, amiss })
}

/// Refuses a report without text, or with more than one may have.
pub(crate) fn check_text(text: &str) -> Result<(), Error> {
    if text.chars().all(|char| char.is_whitespace() || char.is_control() || char == '\u{feff}') {
        return Err(Error::empty("no text in it"));
    }
    if text.len() > MAX_TEXT { Err(too_long(text.len())) } else { Ok(()) }
}

fn too_long(len: usize) -> Error {
    Error::limit("too much text for one report", size(len as u64), size(MAX_TEXT as u64))
}

/// What to say of a text that was decoded.
pub(crate) fn broken(decoded: &Decoded) -> Option<Error> {
    decoded.broken.then(|| {
        let count = decoded.text.matches('\u{fffd}').count();
        let message = format!(
            "broken {}: {count} places were replaced with U+FFFD; the rest is read",
            decoded.encoding
        );
        Error::new(DiagnosticKind::Encoding, message)
    })
}
