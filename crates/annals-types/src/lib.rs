//! The words of annals as types.
//!
//! Four nouns carry the program. A [`Report`] is one text from one source. A [`Reading`] is everything that one report
//! says: segments, layers, mentions, incident mentions and [`Statement`]s, and is a pure function of the report and of
//! the reader's version. A [`Collection`] is what all readings say together: origins, and an [`Account`] for each
//! incident. A [`Document`] is the collection as it leaves the program, in the format `annals/1`; an [`Inspection`] shows single
//! readings, and a [`Why`] the reasons for a link.
//!
//! This crate holds invariants and nothing else: it reads no file, knows no English but function words and decides nothing.

pub mod account;
pub mod collection;
pub mod document;
pub mod event;
pub mod function_words;
pub mod id;
pub mod inspection;
pub mod layers;
pub mod mention;
pub mod reading;
pub mod report;
pub mod segment;
pub mod span;
pub mod statement;
pub mod time;
pub mod why;

pub use account::Account;
pub use collection::Collection;
pub use document::Document;
pub use event::{EventMention, EventReading};
pub use id::{IncidentId, ReportId, StatementId};
pub use inspection::Inspection;
pub use layers::Layers;
pub use mention::Mentions;
pub use reading::{IncidentMention, Reading};
pub use report::Report;
pub use segment::Segment;
pub use span::Span;
pub use statement::Statement;
pub use why::Why;
