//! Ways in: files, folders, HTML, JSON lines and compressed files become reports. Nothing that a file holds may crash, hang or
//! swell the program: limits are named constants, and whatever is set aside is told in a diagnostic.

use std::path::PathBuf;

use annals_types::{Report, document::Diagnostic};

/// What was found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Gathered {
    /// The reports, in the order of the paths as given and of names within folders.
    pub reports: Vec<Report>,
    /// What could not be read, in the same order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every report in `paths`: files, folders (recursively, by name), `-` for standard input.
pub fn gather(_paths: &[PathBuf]) -> Gathered {
    Gathered::default()
}
