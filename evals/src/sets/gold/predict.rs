//! What annals says of a report, in the form of the set.

use annals_types::{
    IncidentMention, Reading, Span, Statement,
    statement::{Blame, Value},
    time::EventTime,
};
use serde::Serialize;

use crate::text::Points;

use super::marks::{Incident, Marks, Quote, Stated, TOLLS, Time};

/// The marks of `reading`.
pub fn marks(id: &str, reading: &Reading) -> Marks {
    let offsets = Offsets::new(reading);
    Marks {
        id: id.into(),
        junk: reading
            .segments
            .iter()
            .filter(|segment| segment.kind.is_junk())
            .filter_map(|segment| offsets.quote(segment.span))
            .collect(),
        incidents: reading
            .incidents
            .iter()
            .enumerate()
            .map(|(index, mention)| incident(index as u32, mention, reading, &offsets))
            .collect(),
        ..Marks::default()
    }
}

fn incident(index: u32, mention: &IncidentMention, reading: &Reading, offsets: &Offsets<'_>) -> Incident {
    Incident {
        key: index.to_string(),
        role: name(&mention.role),
        incident_type: mention.incident_type.value.clone(),
        triggers: mention.triggers.iter().filter_map(|&span| offsets.quote(span)).collect(),
        time: days(&mention.time),
        statements: reading
            .statements
            .iter()
            .filter(|statement| statement.mention == index)
            .filter_map(|statement| stated(statement, reading, offsets))
            .collect(),
    }
}

/// First and last local day; the upper end of a half-open interval is the day before it ends.
fn days(time: &EventTime) -> Time {
    if let (Some(first), Some(last)) = (time.days.first(), time.days.last()) {
        return Time { earliest: Some(first.to_string()), latest: Some(last.to_string()) };
    }
    // An interval that is open on one side places nothing: the marks are null then.
    let (Some(earliest), Some(latest)) = (time.interval.earliest, time.interval.latest) else {
        return Time::default();
    };
    let last = latest.checked_sub(jiff::Span::new().seconds(1)).unwrap_or(latest);
    Time { earliest: Some(earliest.date().to_string()), latest: Some(last.date().to_string()) }
}

fn stated(statement: &Statement, reading: &Reading, offsets: &Offsets<'_>) -> Option<Stated> {
    let property = statement.property.as_str();
    let speakers = statement.speakers.iter().filter_map(|speaker| offsets.quote(speaker.span)).collect();
    match &statement.value {
        Value::Count(count) if TOLLS.contains(&property) => Some(Stated {
            property: property.into(),
            low: count.low,
            high: count.high,
            scope: Some(name(&count.scope)),
            part: count.part,
            stance: name(&statement.stance),
            // Words of a title given apart from the text have no place in the text.
            figure: Some(offsets.quote(statement.figure?)?),
            cue: statement.cue.and_then(|span| offsets.quote(span)),
            actor: None,
            speakers,
        }),
        Value::Responsibility(actor, blame) if *blame != Blame::Doubts => Some(Stated {
            property: "responsibility".into(),
            low: None,
            high: None,
            scope: None,
            part: false,
            stance: name(blame),
            figure: None,
            cue: None,
            actor: statement
                .figure
                .or_else(|| Some(reading.mentions.actors.get(*actor as usize)?.span))
                .and_then(|span| offsets.quote(span)),
            speakers,
        })
        .filter(|stated| stated.actor.is_some()),
        _ => None,
    }
}

/// The name under which serde writes a unit variant.
fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Quotes of one reading.
struct Offsets<'a> {
    text: &'a str,
    points: Points,
}

impl<'a> Offsets<'a> {
    fn new(reading: &'a Reading) -> Self {
        Self { text: &reading.report.text, points: Points::new(&reading.report) }
    }

    fn quote(&self, span: Span) -> Option<Quote> {
        let (start, end) = self.points.of(span)?;
        Some(Quote { start, end, quote: span.of(self.text).into() })
    }
}
