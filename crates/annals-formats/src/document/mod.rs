//! Makes the `annals/1` document of a collection: byte spans become code-point offsets with quotes.

mod inspection;
mod offsets;
mod places_in_text;
mod why;

use annals_types::{
    Account, Collection, Document, IncidentId, Reading, Statement,
    account::{Period, Standing, TollScope},
    collection::Origin,
    document::{
        Diagnostic, FORMAT, OriginEntry, ReaderVersion, ReportEntry, SegmentEntry, SpeakerEntry,
        StatementEntry, ValueEntry,
    },
    statement::{Change, Property, Value},
    time::LocalInterval,
};
use jiff::{SignedDuration, civil::DateTime, tz::TimeZone};

pub use self::inspection::inspection;
use self::places_in_text::PlacesInText;
pub use self::why::why;

/// What beyond the usual goes into a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct With {
    /// The texts of the reports.
    pub text: bool,
    /// UTF-8 and UTF-16 offsets beside the code points.
    pub offsets: bool,
}

/// The document of `collection`. What went wrong while reading joins `diagnostics`; they are sorted and each stands once.
pub fn document(
    collection: &Collection,
    reader: ReaderVersion,
    diagnostics: Vec<Diagnostic>,
    with: With,
) -> Document {
    let mut reports = Vec::with_capacity(collection.readings.len());
    let mut statements = Vec::new();
    for (index, reading) in collection.readings.iter().enumerate() {
        let places = PlacesInText::new(&reading.report, with.offsets);
        let origin = collection.origins.get(index).and_then(Option::as_ref);
        reports.push(report_entry(reading, origin, &places, with));

        let incidents = IncidentsOf { accounts: &collection.accounts, links: collection.links.get(index) };
        let standings = collection.standings.get(index).map(Vec::as_slice).unwrap_or_default();
        let mut of_report: Vec<_> = reading.statements.iter().enumerate().collect();
        of_report.sort_by(|(_, a), (_, b)| (&a.spans, &a.id).cmp(&(&b.spans, &b.id)));
        statements.extend(of_report.into_iter().map(|(nth, statement)| {
            let standing = standings.get(nth).copied().unwrap_or(Standing::InForce);
            statement_entry(reading, statement, standing, &incidents, &places)
        }));
    }
    Document {
        format: FORMAT.into(),
        reader,
        reports,
        incidents: collection.accounts.iter().cloned().map(rounded).collect(),
        statements,
        aggregates: collection.aggregates.clone(),
        diagnostics: with_those_of(&collection.readings, diagnostics),
    }
}

/// `diagnostics`, and those of `readings`, sorted and each once.
fn with_those_of<'a>(
    readings: impl IntoIterator<Item = &'a Reading>,
    mut diagnostics: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    for reading in readings {
        diagnostics.extend(reading.diagnostics.iter().cloned());
    }
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

fn report_entry(
    reading: &Reading,
    origin: Option<&Origin>,
    places: &PlacesInText<'_>,
    with: With,
) -> ReportEntry {
    let report = &reading.report;
    let segments = reading.segments.iter().filter_map(|segment| {
        let (start, end) = places.in_text(segment.span)?;
        Some(SegmentEntry { kind: segment.kind, start, end, why: segment.why.clone() })
    });
    ReportEntry {
        id: report.id.clone(),
        external_id: report.external_id.clone(),
        source: report.source.clone(),
        // Offsets `in: "title"` count in this, so a title that was put before the text stands as it was put.
        title: places.title().map(str::to_owned).or_else(|| reading.title.clone()),
        url: report.url.clone(),
        outlet: report.outlet.clone(),
        published: report.published.map(|published| published.to_string()),
        lang: report.lang.clone(),
        dead: reading.dead,
        origin: origin
            .map(|origin| OriginEntry { report: origin.report.clone(), share: round(origin.share) }),
        text: with.text.then(|| report.given_text().to_owned()),
        segments: segments.collect(),
    }
}

/// Which incident each mention of one reading became.
struct IncidentsOf<'a> {
    accounts: &'a [Account],
    links: Option<&'a Vec<Option<u32>>>,
}

impl IncidentsOf<'_> {
    fn of_mention(&self, mention: u32) -> Option<IncidentId> {
        let account = (*self.links?.get(mention as usize)?)?;
        Some(self.accounts.get(account as usize)?.id.clone())
    }
}

fn statement_entry(
    reading: &Reading,
    statement: &Statement,
    standing: Standing,
    incidents: &IncidentsOf<'_>,
    places: &PlacesInText<'_>,
) -> StatementEntry {
    let speakers = statement.speakers.iter().map(|speaker| {
        let (field, start, end) = places.offsets(speaker.span);
        SpeakerEntry { name: speaker.name.clone(), id: speaker.id.clone(), start, end, field }
    });
    StatementEntry {
        id: statement.id.clone(),
        report: reading.report.id.clone(),
        incident: incidents.of_mention(statement.mention),
        property: statement.property,
        value: value_entry(reading, statement, incidents),
        stance: statement.stance,
        speakers: speakers.collect(),
        said: said(statement.said),
        spans: statement.spans.iter().flat_map(|&span| places.entries(span)).collect(),
        figure: statement.figure.and_then(|span| places.entries(span).next()),
        cue: statement.cue.and_then(|span| places.entries(span).next()),
        confidence: round(f64::from(statement.confidence)),
        standing,
    }
}

fn value_entry(reading: &Reading, statement: &Statement, incidents: &IncidentsOf<'_>) -> ValueEntry {
    let (mentions, text) = (&reading.mentions, reading.report.text.as_str());
    let is_further = statement.change == Some(Change::Further);
    let nameless = || ValueEntry::Word { word: String::new() };
    match &statement.value {
        Value::Count(count) => ValueEntry::Count {
            low: count.low,
            high: count.high,
            scope: if is_further { TollScope::Further } else { TollScope::from(count.scope) },
            part: count.part,
            approximate: count.approximate,
        },
        Value::Word(word) => ValueEntry::Word { word: word.clone() },
        Value::Time(index) => {
            mentions.times.get(*index as usize).map_or_else(nameless, |time| ValueEntry::Time {
                timex: time.kind,
                value: time.value.clone(),
                earliest: local(time.interval.earliest),
                latest: local(time.interval.latest),
                why: time.why.clone(),
            })
        }
        Value::Place(index, role) => mentions.places.get(*index as usize).map_or_else(nameless, |mention| {
            let known = mention.place.as_ref();
            ValueEntry::Place {
                name: known.map_or_else(|| mention.span.of(text).to_owned(), |place| place.name.clone()),
                role: *role,
                geonames: known.and_then(|place| place.geonames),
                why: mention.why.clone(),
            }
        }),
        Value::Actor(index, role) => mentions.actors.get(*index as usize).map_or_else(nameless, |actor| {
            ValueEntry::Actor { name: actor.name.clone(), id: actor.actor.clone(), role: *role }
        }),
        Value::Responsibility(index, blame) => {
            mentions.actors.get(*index as usize).map_or_else(nameless, |actor| ValueEntry::Responsibility {
                actor: actor.actor.clone(),
                name: actor.name.clone(),
                blame: *blame,
            })
        }
        Value::Relation(kind, other) => {
            ValueEntry::Relation { kind: *kind, incident: incidents.of_mention(*other) }
        }
    }
}

/// Local time as it is written: `2021-06-27T00:00:00`.
fn local(at: Option<DateTime>) -> Option<String> {
    at.map(|at| at.to_string())
}

/// The zones furthest ahead of and behind UTC (Kiribati, Baker Island).
const FURTHEST_AHEAD: SignedDuration = SignedDuration::from_hours(14);
const FURTHEST_BEHIND: SignedDuration = SignedDuration::from_hours(12);

/// When it was said, widened to hold the local time in every zone, since the speaker's zone is not known.
fn said(local: LocalInterval) -> Period {
    let utc = |at: DateTime| at.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp());
    Period {
        earliest: local.earliest.and_then(utc).and_then(|at| at.checked_sub(FURTHEST_AHEAD).ok()),
        latest: local.latest.and_then(utc).and_then(|at| at.checked_add(FURTHEST_BEHIND).ok()),
    }
}

fn rounded(mut account: Account) -> Account {
    account.confidence = round(account.confidence);
    for property in Property::TOLLS {
        if let Some(Some(toll)) = account.tolls.get_mut(property) {
            toll.confidence = toll.confidence.map(round);
        }
    }
    for place in &mut account.places {
        for degrees in [&mut place.lat, &mut place.lon, &mut place.radius_km] {
            *degrees = degrees.map(round);
        }
    }
    for term in account.reports.iter_mut().flat_map(|member| &mut member.why) {
        term.weight = round(term.weight);
    }
    account
}

/// To four decimals, which is 11 m in degrees: further ones would only differ between machines. Never negative zero.
fn round(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0 + 0.0
}
