//! What annals says of a report, in the form of the set.

use annals_types::{
    IncidentMention, Reading, Span, Statement,
    reading::MentionRole,
    statement::{Blame, Value},
    time::EventTime,
};
use serde::Serialize;

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

/// Byte spans of the text that is read, to code points of the text as given.
struct Offsets<'a> {
    reading: &'a Reading,
    /// Code points before each byte.
    before: Vec<u32>,
}

impl<'a> Offsets<'a> {
    fn new(reading: &'a Reading) -> Self {
        let mut points = 0;
        let mut before: Vec<u32> = Vec::with_capacity(reading.report.text.len() + 1);
        for character in reading.report.given_text().chars() {
            before.extend(std::iter::repeat_n(points, character.len_utf8()));
            points += 1;
        }
        before.push(points);
        Self { reading, before }
    }

    /// `None` for words of a title that was given apart from the text.
    fn quote(&self, span: Span) -> Option<Quote> {
        let by = self.reading.report.body_start;
        let at = |offset: u32| self.before.get(offset.checked_sub(by)? as usize).copied();
        Some(Quote {
            start: at(span.start().max(by))?,
            end: at(span.end())?,
            quote: span.of(&self.reading.report.text).into(),
        })
    }
}

/// Kept here so that the roles of the set and of annals cannot drift apart unseen.
const _: [MentionRole; 4] =
    [MentionRole::Main, MentionRole::Also, MentionRole::Background, MentionRole::Aggregate];
