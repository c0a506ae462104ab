//! A document made by hand: an air strike told by three reports, one a copy; a rocket attack recalled; a count over months.
//! Names and words are invented.

use annals_types::{
    Account, Document, IncidentId, ReportId, Span, StatementId,
    account::{
        AccountActor, AccountPlace, AccountTime, Aggregate, AggregateValue, AttributionGrade, Bound, Dispute,
        Grades, IncidentGrade, Member, Period, Policy, Relation, Responsibility, Standing, Term, Toll,
        TollGrade, TollScope, TollValue, Tolls, TypeValue,
    },
    document::{
        Diagnostic, DiagnosticKind, FORMAT, Field, OriginEntry, ReaderVersion, ReportEntry, SegmentEntry,
        SpanEntry, SpeakerEntry, StatementEntry, ValueEntry,
    },
    layers::Reality,
    mention::PlacePrecision,
    reading::MentionRole,
    segment::SegmentKind,
    statement::{ActorRole, Blame, PlaceRole, Property, RelationKind, Stance},
    time::{Side, TimePrecision, TimexKind},
};
use jiff::civil::date;

const WIRE: &str = "QASRA (Northern Wire) - An air strike hit the market of Qasra early on Sunday, killing at least \
four people, the governor's office said.\n\nRescuers said five people had died and eleven were wounded, three of them \
children.\n\nRead more: Ten phones to buy this summer\n\nThe army said that its aircraft had struck fighters of the Hill \
Front. \"No civilians were harmed,\" a spokesman said.\n\nThe strike came a day after rockets fell on an army base near \
Dura, killing one soldier.";

const LATER: &str = "The death toll of Sunday's strike on the market rose to six, the director of Qasra hospital said on \
Tuesday.\n\nMore than 30 strikes have hit the province since January.\n\nLeave a comment";

/// The document, with texts.
pub fn document() -> Document {
    let wire = report("Northern Wire", Some("Air strike kills four in Qasra market"), "2023-05-14", WIRE);
    let mut copy = report("Coast Daily", Some("Market hit in Qasra"), "2023-05-15", WIRE);
    copy.origin = Some(OriginEntry { report: wire.id.clone(), share: 0.93 });
    let later = report("Qasra Monitor", Some("Toll of market strike rises to six"), "2023-05-16", LATER);

    let strike = incident("strike");
    let rockets = incident("rockets");
    let s = |report: &ReportEntry, incident: &IncidentId| Say {
        report: report.clone(),
        incident: Some(incident.clone()),
    };
    let governor = s(&wire, &strike).count(
        Property::Killed,
        (4, None),
        TollScope::All,
        "killing at least four people",
        "the governor's office",
    );
    let rescuers = s(&wire, &strike).count(
        Property::Killed,
        (5, Some(5)),
        TollScope::All,
        "five people had died",
        "Rescuers",
    );
    let wounded = s(&wire, &strike).count(
        Property::Injured,
        (11, Some(11)),
        TollScope::All,
        "eleven were wounded",
        "Rescuers",
    );
    let children = s(&wire, &strike).count(
        Property::Injured,
        (3, Some(3)),
        TollScope::Child,
        "three of them children",
        "Rescuers",
    );
    let spared = s(&wire, &strike).count(
        Property::Killed,
        (0, Some(0)),
        TollScope::Civilian,
        "\"No civilians were harmed,\"",
        "a spokesman",
    );
    let hospital = s(&later, &strike).count(
        Property::Killed,
        (6, Some(6)),
        TollScope::All,
        "rose to six",
        "the director of Qasra hospital",
    );
    let soldier = s(&wire, &rockets).count(
        Property::Killed,
        (1, Some(1)),
        TollScope::MemberOfForce,
        "killing one soldier",
        "",
    );
    let sunday = s(&wire, &strike).word(
        Property::Time,
        "early on Sunday",
        ValueEntry::Time {
            timex: TimexKind::Date,
            value: "2023-05-14TMO".into(),
            earliest: Some("2023-05-14T00:00:00".into()),
            latest: Some("2023-05-14T06:00:00".into()),
            why: "the Sunday of publication".into(),
        },
    );
    let market = s(&wire, &strike).word(
        Property::Place,
        "the market of Qasra",
        ValueEntry::Place {
            name: "Qasra".into(),
            role: PlaceRole::At,
            geonames: Some(1),
            why: "the only place of that name in the province".into(),
        },
    );
    let army = s(&wire, &strike).word(
        Property::Responsibility,
        "its aircraft had struck",
        ValueEntry::Responsibility { actor: None, name: "the army".into(), blame: Blame::Claims },
    );
    let dura = s(&wire, &rockets).word(
        Property::Place,
        "near Dura",
        ValueEntry::Place { name: "Dura".into(), role: PlaceRole::Near, geonames: None, why: String::new() },
    );
    let many = Say { report: later.clone(), incident: None }.count(
        Property::Attacks,
        (31, None),
        TollScope::All,
        "More than 30 strikes",
        "",
    );

    let ids = |statements: &[&StatementEntry]| statements.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    let value = |statement: &StatementEntry, who: &str, standing| {
        let ValueEntry::Count { low, high, scope, .. } = statement.value else { panic!("a count") };
        TollValue {
            low,
            high,
            scope,
            stance: Stance::Asserts,
            standing,
            speakers: vec![who.into()],
            origins: 1,
            statements: ids(&[statement]),
            replaced_by: Vec::new(),
        }
    };
    let first = Account {
        id: strike.clone(),
        title: "Air strike on the market of Qasra".into(),
        incident_type: kind("air_strike", ids(&[&governor])),
        reality: Reality::Asserted,
        time: AccountTime {
            earliest: Some("2023-05-13T21:00:00Z".parse().unwrap()),
            latest: Some("2023-05-14T03:00:00Z".parse().unwrap()),
            precision: TimePrecision::PartOfDay,
            days: vec![date(2023, 5, 14)],
            likely: None,
            local_zone: Some("Asia/Baghdad".into()),
            bounds: vec![Bound {
                side: Side::Both,
                why: "early on the Sunday of publication".into(),
                statements: ids(&[&sunday]),
            }],
        },
        places: vec![
            place("Qasra", PlaceRole::At, PlacePrecision::Town, Some((36.5, 44.8, 5.0)), ids(&[&market])),
            place(
                "Northern Province",
                PlaceRole::In,
                PlacePrecision::Province,
                Some((36.2, 44.0, 90.0)),
                vec![],
            ),
        ],
        actors: vec![
            actor("the army", ActorRole::Agent, ids(&[&army])),
            actor("Hill Front", ActorRole::Target, ids(&[&army])),
        ],
        tolls: Tolls {
            killed: Some(Toll {
                low: Some(4),
                best: Some(6),
                high: Some(6),
                disputed: true,
                why: "as many origins as the others; a hospital is closest to the facts".into(),
                confidence: Some(0.8),
                values: vec![
                    value(&hospital, "the director of Qasra hospital", Standing::InForce),
                    value(&governor, "the governor's office", Standing::InForce),
                    value(&spared, "army spokesman", Standing::InForce),
                    value(&rescuers, "rescuers", Standing::Superseded),
                ],
            }),
            injured: Some(Toll {
                low: Some(11),
                best: Some(11),
                high: Some(11),
                disputed: false,
                why: "all agree".into(),
                confidence: Some(0.8),
                values: vec![
                    value(&wounded, "rescuers", Standing::InForce),
                    value(&children, "rescuers", Standing::InForce),
                ],
            }),
            ..Tolls::default()
        },
        responsibility: vec![Responsibility {
            actor: None,
            name: "the army".into(),
            stance: Blame::Claims,
            statements: ids(&[&army]),
        }],
        relations: vec![Relation {
            kind: RelationKind::After,
            incident: rockets.clone(),
            statements: ids(&[&soldier]),
        }],
        disputes: vec![Dispute {
            property: Property::Killed,
            sides: vec![ids(&[&hospital]), ids(&[&governor])],
        }],
        grades: Grades {
            incident: IncidentGrade::Corroborated,
            toll: TollGrade::Contested,
            attribution: AttributionGrade::Claimed,
        },
        policy: Policy::Range,
        confidence: 0.9312,
        reports: vec![
            member(&wire, MentionRole::Main, &[]),
            member(&copy, MentionRole::Main, &[("prior", -3.0), ("93 % of the words shared", 9.1)]),
            member(
                &later,
                MentionRole::Main,
                &[
                    ("prior", -3.0),
                    ("same place: Qasra", 4.2),
                    ("date gap 0 days", 2.1),
                    ("tolls differ: 4 and 6", -0.4),
                ],
            ),
        ],
    };
    let second = Account {
        id: rockets.clone(),
        title: "Rocket attack on an army base near Dura".into(),
        incident_type: kind("rocket_attack", ids(&[&soldier])),
        reality: Reality::Asserted,
        time: AccountTime {
            earliest: None,
            latest: None,
            precision: TimePrecision::Unknown,
            days: vec![],
            likely: None,
            local_zone: None,
            bounds: vec![],
        },
        places: vec![place("Dura", PlaceRole::Near, PlacePrecision::Near, None, ids(&[&dura]))],
        actors: vec![],
        tolls: Tolls {
            killed: Some(Toll {
                low: Some(1),
                best: Some(1),
                high: Some(1),
                disputed: false,
                why: "one figure".into(),
                confidence: Some(0.8),
                values: vec![value(&soldier, "Northern Wire", Standing::InForce)],
            }),
            ..Tolls::default()
        },
        responsibility: vec![],
        relations: vec![],
        disputes: vec![],
        grades: Grades {
            incident: IncidentGrade::SingleSource,
            toll: TollGrade::Agreed,
            attribution: AttributionGrade::Unknown,
        },
        policy: Policy::Range,
        confidence: 0.8,
        reports: vec![member(&wire, MentionRole::Background, &[])],
    };
    Document {
        format: FORMAT.into(),
        reader: ReaderVersion { version: "0.0.0".into(), model: "none".into() },
        aggregates: vec![Aggregate {
            property: Property::Attacks,
            scope: TollScope::All,
            countries: vec![],
            value: AggregateValue { low: Some(31), high: None },
            period: Period {
                earliest: Some("2023-01-01T00:00:00Z".parse().unwrap()),
                latest: Some("2023-05-17T00:00:00Z".parse().unwrap()),
            },
            statements: ids(&[&many]),
        }],
        reports: vec![wire, copy, later],
        incidents: vec![first, second],
        statements: vec![
            sunday, market, governor, rescuers, wounded, children, army, spared, soldier, dura, hospital,
            many,
        ],
        diagnostics: vec![Diagnostic {
            source: "empty.txt".into(),
            kind: DiagnosticKind::Empty,
            message: "empty.txt: no text in it".into(),
        }],
    }
}

/// A report with its segments: what its words say is not told is set aside.
pub fn report(outlet: &str, title: Option<&str>, published: &str, text: &str) -> ReportEntry {
    let mut segments: Vec<SegmentEntry> = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive("\n\n") {
        let end = start + paragraph.chars().count() as u32;
        let (kind, why) = match paragraph {
            it if it.starts_with("Read more") => (SegmentKind::Related, "cue \"Read more\""),
            it if it.starts_with("Leave a comment") => (SegmentKind::Comment, "comment form"),
            _ => (SegmentKind::Body, ""),
        };
        segments.push(SegmentEntry { kind, start, end, why: why.into() });
        start = end;
    }
    let slug = outlet.to_lowercase().replace(' ', "-");
    let url = format!("https://{slug}.example/1");
    ReportEntry {
        id: ReportId::of(Some(&url), title, text),
        external_id: None,
        source: format!("sample/{slug}.txt"),
        title: title.map(str::to_owned),
        url: Some(url),
        outlet: Some(outlet.into()),
        published: Some(published.into()),
        lang: Some("en".into()),
        dead: false,
        origin: None,
        text: Some(text.into()),
        segments,
    }
}

fn incident(name: &str) -> IncidentId {
    IncidentId::of(&ReportId::of(None, None, name), Span::new(0, 1), 0)
}

fn kind(value: &str, statements: Vec<StatementId>) -> TypeValue {
    TypeValue { value: value.into(), acled: None, plover: None, cameo: None, statements }
}

fn place(
    name: &str,
    role: PlaceRole,
    precision: PlacePrecision,
    spot: Option<(f64, f64, f64)>,
    statements: Vec<StatementId>,
) -> AccountPlace {
    AccountPlace {
        name: name.into(),
        role,
        country: Some("IQ".into()),
        admin1: None,
        lat: spot.map(|it| it.0),
        lon: spot.map(|it| it.1),
        radius_km: spot.map(|it| it.2),
        geonames: None,
        precision,
        statements,
    }
}

fn actor(name: &str, role: ActorRole, statements: Vec<StatementId>) -> AccountActor {
    AccountActor { name: name.into(), id: None, role, statements }
}

fn member(report: &ReportEntry, role: MentionRole, terms: &[(&str, f64)]) -> Member {
    let why = terms.iter().map(|&(feature, weight)| Term { feature: feature.into(), weight }).collect();
    Member { report: report.id.clone(), role, why }
}

/// What a report says.
struct Say {
    report: ReportEntry,
    incident: Option<IncidentId>,
}

impl Say {
    fn count(
        self,
        property: Property,
        (low, high): (u32, Option<u32>),
        scope: TollScope,
        words: &str,
        speaker: &str,
    ) -> StatementEntry {
        let value = ValueEntry::Count { low: Some(low), high, scope, part: false, approximate: false };
        let mut said = self.word(property, words, value);
        said.figure = said.spans.first().cloned();
        if !speaker.is_empty() {
            let text = said_in(&self.report);
            let span = find(text, speaker);
            said.speakers = vec![SpeakerEntry {
                name: speaker.into(),
                id: None,
                start: span.start,
                end: span.end,
                field: Field::Text,
            }];
        }
        said
    }

    fn word(&self, property: Property, words: &str, value: ValueEntry) -> StatementEntry {
        let span = find(said_in(&self.report), words);
        StatementEntry {
            id: StatementId::of(&self.report.id, property.as_str(), Span::new(span.start, span.end), words),
            report: self.report.id.clone(),
            incident: self.incident.clone(),
            property,
            value,
            stance: Stance::Asserts,
            speakers: vec![],
            said: Period::default(),
            spans: vec![span],
            figure: None,
            cue: None,
            confidence: 0.9,
            standing: Standing::InForce,
        }
    }
}

fn said_in(report: &ReportEntry) -> &str {
    report.text.as_deref().unwrap()
}

fn find(text: &str, words: &str) -> SpanEntry {
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} in {text:?}"));
    let start = text[..at].chars().count() as u32;
    SpanEntry {
        start,
        end: start + words.chars().count() as u32,
        quote: words.into(),
        field: Field::Text,
        offsets: None,
    }
}
