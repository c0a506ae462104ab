//! Makes the `annals/1` document of a collection: byte spans become code-point offsets with quotes.

use annals_types::{
    Collection, Document,
    document::{Diagnostic, FORMAT, ReaderVersion},
};

/// What beyond the usual goes into a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct With {
    /// The texts of the reports.
    pub text: bool,
    /// UTF-8 and UTF-16 offsets beside the code points.
    pub offsets: bool,
}

/// The document of `collection`.
pub fn document(
    _collection: &Collection,
    reader: ReaderVersion,
    diagnostics: Vec<Diagnostic>,
    _with: With,
) -> Document {
    Document {
        format: FORMAT.into(),
        reader,
        reports: Vec::new(),
        incidents: Vec::new(),
        statements: Vec::new(),
        aggregates: Vec::new(),
        diagnostics,
    }
}
