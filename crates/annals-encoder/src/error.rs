//! What can go wrong: the model file is not as it should be, or the network fails on it.

use std::fmt;

/// Why a model file cannot be used, or why a network did not run.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

/// The causes, each with what its sentence needs.
#[derive(Debug)]
pub(crate) enum Kind {
    NotAModel,
    Version(u32),
    Damaged,
    Truncated { needed: u64, found: u64 },
    Header(String),
    Section(String),
    TooLarge { section: String, bytes: u64, limit: u64 },
    Vocabulary(&'static str),
    Columns(String),
    Network(String),
    Run(String),
}

impl Error {
    /// The file was changed or cut short after it was written, or it is no model file at all.
    pub fn is_damaged(&self) -> bool {
        matches!(self.kind, Kind::NotAModel | Kind::Damaged | Kind::Truncated { .. })
    }

    /// The file is of a version that this program does not read.
    pub fn is_version(&self) -> bool {
        matches!(self.kind, Kind::Version(_))
    }
}

impl From<Kind> for Error {
    #[cold]
    fn from(kind: Kind) -> Self {
        Self { kind }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WHAT: &str = "the model file cannot be used";
        const AGAIN: &str = "fetch the file again";
        match &self.kind {
            Kind::NotAModel => write!(to, "{WHAT}: it does not begin as one; check its name"),
            Kind::Version(version) => {
                write!(
                    to,
                    "{WHAT}: it is of version {version}, and this program reads version {}; use files and program of one release",
                    crate::file::VERSION
                )
            }
            Kind::Damaged => write!(to, "{WHAT}: it is damaged, its bytes do not match its hash; {AGAIN}"),
            Kind::Truncated { needed, found } => {
                write!(to, "{WHAT}: it is cut short, {found} bytes of at least {needed}; {AGAIN}")
            }
            Kind::Header(why) => write!(to, "{WHAT}: its header is not as expected: {why}; {AGAIN}"),
            Kind::Section(why) => write!(to, "{WHAT}: {why}; {AGAIN}"),
            Kind::TooLarge { section, bytes, limit } => {
                write!(
                    to,
                    "{WHAT}: its section {section} has {bytes} bytes unpacked, and at most {limit} are read; use a smaller network"
                )
            }
            Kind::Vocabulary(why) => write!(to, "{WHAT}: its vocabulary is damaged: {why}; {AGAIN}"),
            Kind::Columns(why) => {
                write!(to, "{WHAT}: its network and its labels do not fit: {why}; export it again")
            }
            Kind::Network(why) => write!(to, "{WHAT}: its network is not understood: {why}; export it again"),
            Kind::Run(why) => write!(to, "the network did not run: {why}"),
        }
    }
}

impl std::error::Error for Error {}
