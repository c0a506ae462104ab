//! What must hold of the reading of any report.

use annals_types::{Reading, Report, Segment, Span};

/// That every byte of the text belongs to exactly one segment, in order (the second step of the way of a report).
///
/// # Panics
///
/// Where it does not hold.
pub fn segments_cover_the_text(report: &Report, segments: &[Segment]) {
    let mut end = 0;
    for segment in segments {
        assert_eq!(segment.span.start(), end, "segments must touch: {segments:?}");
        assert!(report.text.is_char_boundary(segment.span.start() as usize), "a segment splits a character");
        end = segment.span.end();
    }
    assert_eq!(end as usize, report.text.len(), "segments must reach the end of the text");
}

/// That a reading is sound: segments cover the text, every span lies on characters of it, intervals run forwards, points lie on
/// the globe, figures have low before high, and every statement has words.
///
/// # Panics
///
/// Where it does not hold.
pub fn sound_reading(reading: &Reading) {
    let text = &reading.report.text;
    let lies_in = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} is no span of the text");
    segments_cover_the_text(&reading.report, &reading.segments);
    for sentence in &reading.layers.sentences {
        lies_in(sentence.span);
    }
    for time in &reading.mentions.times {
        lies_in(time.span);
        if let (Some(earliest), Some(latest)) = (time.interval.earliest, time.interval.latest) {
            assert!(earliest < latest, "{}: {:?}", time.value, time.interval);
        }
    }
    for mention in &reading.mentions.places {
        lies_in(mention.span);
        if let Some(place) = &mention.place {
            assert!(place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0, "{place:?}");
        }
    }
    for quantity in &reading.layers.quantities {
        lies_in(quantity.figure);
        assert!(quantity.low.zip(quantity.high).is_none_or(|(low, high)| low <= high), "{quantity:?}");
        assert!((0.0..=1.0).contains(&quantity.confidence), "{quantity:?}");
    }
    for statement in &reading.statements {
        assert!(!statement.spans.is_empty(), "a statement without words: {statement:?}");
        for span in &statement.spans {
            lies_in(*span);
            assert!(!span.is_empty(), "a statement with an empty span: {statement:?}");
        }
    }
}
