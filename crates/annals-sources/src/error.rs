//! [`Error`]: why something could not be read, or could be read only in part.

use annals_types::document::{Diagnostic, DiagnosticKind};

/// Why something could not be read, or could be read only in part.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: DiagnosticKind,
    message: String,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: DiagnosticKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    #[cold]
    pub(crate) fn limit(what: &str, found: impl std::fmt::Display, limit: impl std::fmt::Display) -> Self {
        Self::new(DiagnosticKind::Limit, format!("{what}: {found}, at most {limit} are read"))
    }

    #[cold]
    pub(crate) fn empty(message: &str) -> Self {
        Self::new(DiagnosticKind::Empty, message)
    }

    #[cold]
    pub(crate) fn io(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => {
                Self::new(DiagnosticKind::Missing, "no such file or folder; look how its path is written")
            }
            _ => Self::new(DiagnosticKind::Unreadable, format!("could not be read: {error}")),
        }
    }

    /// What went wrong, for machines.
    pub const fn kind(&self) -> DiagnosticKind {
        self.kind
    }

    pub(crate) fn at(self, source: &str) -> Diagnostic {
        Diagnostic { source: source.to_owned(), kind: self.kind, message: self.message }
    }
}

/// A size for a person: `4 MiB`.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..0x400 => format!("{bytes} bytes"),
        0x400..0x10_0000 => format!("{} KiB", bytes.div_ceil(1 << 10)),
        0x10_0000..0x4000_0000 => format!("{} MiB", bytes.div_ceil(1 << 20)),
        _ => format!("{} GiB", bytes.div_ceil(1 << 30)),
    }
}
