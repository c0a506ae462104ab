//! [`Segment`]: what a stretch of a report's text is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// A stretch of a report's text of one kind. The segments of a reading lie end to end: every byte of the text,
/// the blanks between paragraphs included, belongs to exactly one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Where it lies.
    pub span: Span,
    /// What gave it away, in a few words for a person: `advert`, `link list`, `cue "Read more"`. Empty for the body.
    pub why: String,
}

/// What a stretch of text is. Only [`SegmentKind::is_told`] kinds are read for what happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// The report's own running text.
    Body,
    /// Its title.
    Headline,
    /// `BEIRUT (Reuters) -`.
    Dateline,
    /// `By Jane Doe`, the line of authors and the like.
    Byline,
    /// The words under a picture.
    Caption,
    /// `Source: Agencies`, agency lines, `Source link`.
    Credit,
    /// Adverts, navigation, newsletter and cookie lines, copyright.
    Boilerplate,
    /// Lists of related, recent or recommended stories, headlines of other stories between paragraphs.
    Related,
    /// Running text of another story.
    OtherStory,
    /// Readers' comments and the form for them.
    Comment,
}

impl SegmentKind {
    /// Whether the report itself tells something here: the body, its headline and captions.
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Body | Self::Headline | Self::Caption)
    }

    /// Whether a reader who wants the story would want it cut out. Datelines and bylines belong to the story.
    pub const fn is_junk(self) -> bool {
        !self.is_told() && !matches!(self, Self::Dateline | Self::Byline)
    }
}
