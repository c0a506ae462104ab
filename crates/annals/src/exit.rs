//! The ways in which the program ends.

use std::process::ExitCode;

/// How the program ended. Most wrong usage is told by the argument parser, with the same code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// 0: everything was read.
    Success,
    /// 1: nothing could be read, or an internal error.
    Failure,
    /// 2: wrong usage.
    Usage,
    /// 3: read, but some inputs could not be read.
    Diagnostics,
}

impl Exit {
    /// After so many reports were read and so many inputs set aside.
    pub const fn of(reports: usize, diagnostics: usize) -> Self {
        match (reports, diagnostics) {
            (0, _) => Self::Failure,
            (_, 0) => Self::Success,
            _ => Self::Diagnostics,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Success => Self::SUCCESS,
            Exit::Failure => Self::FAILURE,
            Exit::Usage => Self::from(2),
            Exit::Diagnostics => Self::from(3),
        }
    }
}

/// An error of the program itself: what it reads is told in diagnostics.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The knowledge compiled into the program, or imported, is damaged.
    #[error("the tables cannot be used: {0}")]
    Knowledge(#[from] annals_report::Error),
    /// Standard output could not be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] std::io::Error),
    /// The file to write to could not be made.
    #[error("cannot write {path}: {error}; name a file in a folder that is there and may be written to")]
    OutputFile {
        /// As given.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// A file to take in could not be read.
    #[error("cannot read {path}: {error}")]
    InputFile {
        /// As given.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// A dump that is still packed as an archive.
    #[error("{path} is a zip archive; unpack it first: unzip -p {path} IQ.txt | annals gazetteer import -")]
    Zip {
        /// As given.
        path: String,
    },
    /// A file that holds no line of a dump.
    #[error(
        "{path} is no GeoNames dump: no line of it has the 19 columns of one; give a country's file, such as IQ.txt"
    )]
    NoDump {
        /// As given.
        path: String,
    },
    /// Imported places that cannot be read.
    #[error(
        "cannot read the imported places in {path}: {error}; import them anew, or give --gazetteer \"\" to do without"
    )]
    Gazetteer {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// There is no folder for a user's data.
    #[error("no folder for your data is known; name a file with --output FILE")]
    NoHome,
    /// What was asked about names nothing that was read, or too much.
    #[error(transparent)]
    Named(#[from] annals_formats::named::NamedError),
    /// Only one name was given, or two of which one is no file that could be read by itself.
    #[error("name what is to be read, then two reports or incidents of it: annals why PATH... A B")]
    OneName,
    /// Both names are of one thing.
    #[error("both names are of the same report or incident; name two")]
    SameTwice,
    /// A page is not for a terminal.
    #[error("a page is not for a terminal; name a file with --output FILE, then open it in a browser")]
    PageToTerminal,
    /// The pool of threads could not be started.
    #[error("cannot start threads: {0}; try --threads 1")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl Error {
    /// How the program ends with it.
    pub const fn exit(&self) -> Exit {
        match self {
            Self::Named(_) | Self::OneName | Self::SameTwice | Self::PageToTerminal => Exit::Usage,
            _ => Exit::Failure,
        }
    }

    /// Whether the reader of the output went away.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
