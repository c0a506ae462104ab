//! How the layers of a report are called.

use annals_types::{
    document::{Field, ReportEntry, SegmentEntry, StatementEntry, ValueEntry},
    inspection::{
        AttributionEntry, IncidentMentionEntry, Meaning, MentionEntry, PlaceInText, ReadingEntry, Unit,
    },
    reading::MentionRole,
    statement::Scope,
};
use serde::Serialize;

use super::{figure, key, reality, stance};

/// What words were taken for, in three pieces.
pub(crate) struct Taken {
    /// Which layer: "time", "place".
    pub(crate) label: &'static str,
    /// The value.
    pub(crate) value: String,
    /// Why.
    pub(crate) reason: String,
}

/// What a mention was taken for.
pub(crate) fn taken(mention: &MentionEntry) -> Taken {
    let (label, parts, reason): (_, Vec<String>, &str) = match &mention.meaning {
        Meaning::Time { timex, value, modifier, earliest, latest, reason, .. } => {
            let allowed = match (earliest, latest) {
                (None, None) => None,
                (from, to) => Some(format!("{} up to {}", open(from.as_deref()), open(to.as_deref()))),
            };
            let timex = [Some(name(timex)), Some(value.clone()), modifier.clone()];
            (
                "time",
                vec![timex.into_iter().flatten().collect::<Vec<_>>().join(" "), allowed.unwrap_or_default()],
                reason,
            )
        }
        Meaning::Place { name: known, lat, lon, country, admin1, precision, metonymic, reason, .. } => {
            let within = [known.as_deref(), admin1.as_deref(), country.as_deref()];
            let place = match known {
                Some(_) => within.into_iter().flatten().collect::<Vec<_>>().join(", "),
                None => "not in the gazetteer".into(),
            };
            let point = lat.zip(*lon).map(|(lat, lon)| format!("{lat:.2}, {lon:.2}"));
            let use_ = if *metonymic { "no location".into() } else { name(precision).replace('_', " ") };
            ("place", vec![place, point.unwrap_or_default(), use_], reason)
        }
        Meaning::Actor { name: who, id, actor } => {
            ("actor", vec![who.clone(), id.clone().unwrap_or_default(), name(actor).replace('_', " ")], "")
        }
        Meaning::Name { names } => ("name", vec![name(names)], ""),
        Meaning::Trigger { incident_type, reality: real, aggregate, arguments } => {
            let mut parts = vec![key(incident_type), reality(*real).unwrap_or_default().into()];
            parts.push(if *aggregate { "counted over a period".into() } else { String::new() });
            parts.extend(arguments.iter().map(|part| format!("{} “{}”", name(&part.role), part.span.quote)));
            ("incident", parts, "")
        }
        Meaning::Quantity { low, high, approximate, unit, role, scope, part, stance: how, cue, .. } => {
            let about = if *approximate { "about " } else { "" };
            let parts = vec![
                format!("{} {about}{}", name(role), figure(*low, *high)),
                if *scope == Scope::All || *unit == Unit::Incidents {
                    String::new()
                } else {
                    name(scope).replace('_', " ")
                },
                if *part { "part of a total".into() } else { String::new() },
                stance(*how).unwrap_or_default().into(),
                cue.as_ref().map(|cue| format!("by “{}”", cue.quote)).unwrap_or_default(),
            ];
            ("figure", parts, "")
        }
    };
    Taken { label, value: listed(parts), reason: reason.to_owned() }
}

/// "“the governor” said “five people died”".
pub(crate) fn attribution(attribution: &AttributionEntry) -> String {
    let quote = |words: &str| format!("“{words}”");
    let source = attribution.source.as_ref().map_or_else(|| "somebody".into(), |source| quote(&source.quote));
    let cue = attribution.cue.as_ref().map_or("", |cue| cue.quote.as_str());
    let content: Vec<String> = attribution.content.iter().map(|part| quote(&part.quote)).collect();
    listed(vec![
        format!("{source} {cue} {}", content.join(" … ")),
        stance(attribution.stance).unwrap_or_default().into(),
    ])
}

/// "main: airstrike, 2019-05-14T00:00:00 up to ...".
pub(crate) fn incident(incident: &IncidentMentionEntry, reading: &ReadingEntry) -> String {
    let mention =
        |index: u32| reading.mentions.get(index as usize).map(|mention| mention.span.quote.as_str());
    let mut parts =
        vec![key(&incident.incident_type.value), reality(incident.reality).unwrap_or_default().into()];
    if incident.time.earliest.is_some() || incident.time.latest.is_some() {
        let (from, to) = (incident.time.earliest.as_deref(), incident.time.latest.as_deref());
        parts.push(format!("{} up to {}", open(from), open(to)));
    }
    let places = incident
        .places
        .iter()
        .filter_map(|place| Some(format!("{} {}", name(&place.role), mention(place.mention)?)));
    let actors = incident
        .actors
        .iter()
        .filter_map(|actor| Some(format!("{} {}", name(&actor.role), mention(actor.mention)?)));
    parts.extend(places.chain(actors));
    listed(parts)
}

/// What a report declares of itself, beside its title.
pub(crate) fn declared(report: &ReportEntry) -> String {
    let known = [
        Some(report.source.as_str()),
        report.outlet.as_deref(),
        report.published.as_deref(),
        report.lang.as_deref(),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The smallest words that hold a statement's value.
pub(crate) fn quote(statement: &StatementEntry) -> Option<&str> {
    statement.figure.as_ref().or_else(|| statement.spans.first()).map(|span| span.quote.as_str())
}

/// What an incident is to its report.
pub(crate) const fn role(role: MentionRole) -> &'static str {
    match role {
        MentionRole::Main => "main",
        MentionRole::Also => "also",
        MentionRole::Background => "recalled",
        MentionRole::Aggregate => "count",
    }
}

/// The value of a statement.
pub(crate) fn value(statement: &StatementEntry) -> String {
    let parts = match &statement.value {
        ValueEntry::Count { low, high, scope, part, .. } => {
            vec![
                super::counted(*low, *high, *scope),
                if *part { "part of a total".into() } else { String::new() },
            ]
        }
        ValueEntry::Time { timex, value, .. } => vec![format!("{} {value}", name(timex))],
        ValueEntry::Place { name: place, role, .. } => vec![format!("{} {place}", name(role))],
        ValueEntry::Responsibility { name: who, blame, .. } => vec![who.clone(), name(blame)],
        ValueEntry::Actor { name: who, role, .. } => vec![format!("{} {who}", name(role))],
        ValueEntry::Relation { kind, .. } => vec![name(kind).replace('_', " ")],
        ValueEntry::Word { word } => vec![key(word)],
    };
    let how = stance(statement.stance).map(str::to_owned);
    // The innermost stands first: "the agency, citing the governor".
    let says: Vec<&str> = statement.speakers.iter().rev().map(|speaker| speaker.name.as_str()).collect();
    let says = (!says.is_empty()).then(|| format!("says {}", says.join(", citing ")));
    listed(parts.into_iter().chain(how).chain(says).collect())
}

/// The texts of a report, to be cut at code points.
pub(crate) struct Texts<'a> {
    title: Cut<'a>,
    text: Cut<'a>,
}

/// A text with the byte of each code point, and of its end.
struct Cut<'a>(&'a str, Vec<usize>);

impl<'a> Cut<'a> {
    fn new(text: Option<&'a str>) -> Self {
        let text = text.unwrap_or_default();
        Self(text, text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    fn words(&self, start: u32, end: u32) -> &'a str {
        let at = |point: u32| self.1.get(point as usize).copied();
        at(start).zip(at(end)).and_then(|(start, end)| self.0.get(start..end)).unwrap_or_default()
    }
}

impl<'a> Texts<'a> {
    pub(crate) fn new(report: &'a ReportEntry) -> Self {
        Self { title: Cut::new(report.title.as_deref()), text: Cut::new(report.text.as_deref()) }
    }

    /// The words of a segment.
    pub(crate) fn segment(&self, segment: &SegmentEntry) -> &'a str {
        self.text.words(segment.start, segment.end)
    }

    /// The words that stand there.
    pub(crate) fn words(&self, place: PlaceInText) -> &'a str {
        match place.field {
            Field::Title => self.title.words(place.start, place.end),
            Field::Text => self.text.words(place.start, place.end),
        }
    }
}

/// The mentions that begin in a sentence.
pub(crate) fn mentions_in(reading: &ReadingEntry, place: PlaceInText) -> &[MentionEntry] {
    // The title stands before the text.
    let before = |end: u32| {
        let end = (place.field == Field::Text, end);
        reading
            .mentions
            .partition_point(|mention| (mention.span.field == Field::Text, mention.span.start) < end)
    };
    &reading.mentions[before(place.start)..before(place.end)]
}

/// A value of an enumeration as it is written in JSON.
fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn open(at: Option<&str>) -> &str {
    at.unwrap_or("?")
}

/// The parts that are not empty, with commas between them.
fn listed(parts: Vec<String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
