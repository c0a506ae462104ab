//! The document of a collection made by hand: one report with its title apart from its text, one copy of it.

use annals_formats::document::{With, document};
use annals_types::{
    Collection, Document, Layers, Mentions, Reading, ReportId, Segment, Span, Statement, StatementId,
    account::{Aggregate, AggregateValue, Period, Standing, TollScope},
    collection::Origin,
    document::{Diagnostic, DiagnosticKind, Field, ReaderVersion, ValueEntry},
    layers::Reality,
    reading::{Fingerprint, IncidentMention, IncidentType, Marks, MentionRole},
    report::Draft,
    segment::SegmentKind,
    statement::{Count, Property, RelationKind, Scope, Speaker, SpeakerKind, Stance, Value},
    time::{EventTime, LocalInterval},
};

use crate::sample;

const TITLE: &str = "Café fire kills two";
const TEXT: &str = "“Two people died,” the mayor said. A week before, a shop burned.\n\nRead more: phones";

/// The span of the words in what is read: title, blank lines, text.
fn span(words: &str) -> Span {
    let read = format!("{TITLE}\n\n{TEXT}");
    let start = read.find(words).unwrap_or_else(|| panic!("{words:?} is not in the report"));
    Span::new(start as u32, (start + words.len()) as u32)
}

fn statement(report: &ReportId, mention: u32, property: Property, value: Value, words: &str) -> Statement {
    Statement {
        id: StatementId::of(report, property.as_str(), span(words), words),
        mention,
        property,
        value,
        stance: Stance::Asserts,
        speakers: vec![],
        said: LocalInterval::default(),
        spans: vec![span(words)],
        figure: None,
        cue: None,
        change: None,
        roll: 0,
        least: None,
        by_name: false,
        losses: None,
        confidence: 0.875,
    }
}

fn killed(low: u32) -> Value {
    let count = Count {
        low: Some(low),
        high: Some(low),
        scope: Scope::Other,
        part: true,
        approximate: false,
        open: false,
    };
    Value::Count(count)
}

fn mention(words: &str, role: MentionRole) -> IncidentMention {
    let incident_type = IncidentType {
        value: "fire".into(),
        label: "fire".into(),
        kinds: vec![],
        acled: None,
        plover: None,
        cameo: None,
        spreads: false,
    };
    IncidentMention {
        role,
        incident_type,
        reality: Reality::Asserted,
        triggers: vec![span(words)],
        telling: vec![],
        time: EventTime::unknown(),
        places: vec![],
        actors: vec![],
        marks: Marks::default(),
        confidence: 0.9,
    }
}

fn reading(source: &str, outlet: &str) -> Reading {
    let draft = Draft {
        source: source.into(),
        url: Some(format!("https://{outlet}.example/1")),
        outlet: Some(outlet.into()),
        title: Some(TITLE.into()),
        text: TEXT.into(),
        ..Draft::default()
    };
    let report = draft.finish();
    let id = &report.id;
    let mut by_mayor = statement(id, 0, Property::Killed, killed(2), "Two people died");
    let name = "the mayor";
    by_mayor.speakers = vec![Speaker {
        name: name.into(),
        id: None,
        voice: name.into(),
        house: name.into(),
        span: span(name),
        kind: SpeakerKind::Official,
    }];
    let after = Value::Relation(RelationKind::After, 1);
    let statements = vec![
        statement(id, 0, Property::Killed, killed(2), "kills two"),
        by_mayor,
        statement(id, 0, Property::Relation, after, "A week before"),
        statement(id, 2, Property::Killed, killed(9), "phones"),
    ];
    let end_of_title = TITLE.len() as u32 + 2;
    let junk = span("Read more: phones");
    let segment =
        |kind, start, end, why: &str| Segment { kind, span: Span::new(start, end), why: why.into() };
    Reading {
        segments: vec![
            segment(SegmentKind::Headline, 0, end_of_title, ""),
            segment(SegmentKind::Body, end_of_title, junk.start(), ""),
            segment(SegmentKind::Related, junk.start(), junk.end(), "cue \"Read more\""),
        ],
        report,
        title: Some(TITLE.into()),
        dead: false,
        home: None,
        layers: Layers::default(),
        mentions: Mentions::default(),
        incidents: vec![
            mention("fire", MentionRole::Main),
            mention("burned", MentionRole::Background),
            mention("phones", MentionRole::Aggregate),
        ],
        statements,
        fingerprint: Fingerprint::default(),
        diagnostics: vec![Diagnostic {
            source: source.into(),
            kind: DiagnosticKind::Reading,
            message: "one word was skipped".into(),
        }],
    }
}

fn collection() -> Collection {
    let mut readings = vec![reading("a.txt", "north"), reading("b.txt", "south")];
    readings.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    let first = readings[0].report.id.clone();
    let origin = Origin { report: first, share: 0.923_456, passages: vec![], statements: vec![] };
    Collection {
        readings,
        origins: vec![None, Some(origin)],
        accounts: sample::document().incidents,
        links: vec![vec![Some(0), Some(1), None]; 2],
        standings: vec![vec![Standing::InForce; 4], vec![Standing::Copied; 4]],
        aggregates: vec![Aggregate {
            property: Property::Attacks,
            scope: TollScope::All,
            countries: vec![],
            value: AggregateValue { low: Some(31), high: None },
            period: Period::default(),
            statements: vec![],
        }],
        comparisons: vec![],
    }
}

fn made(with: With) -> Document {
    let reader = ReaderVersion { version: "1".into(), model: "none".into() };
    let empty = Diagnostic { source: "c.txt".into(), kind: DiagnosticKind::Empty, message: "no text".into() };
    document(&collection(), reader, vec![empty.clone(), empty], with)
}

#[test]
fn statements_carry_their_words_standing_and_incident() {
    let document = made(With::default());
    let collection = collection();
    assert_eq!(document.statements.len(), 8);
    for (nth, statement) in document.statements.iter().enumerate() {
        let expected = if nth < 4 { Standing::InForce } else { Standing::Copied };
        assert_eq!(statement.standing, expected, "statement {nth}");
        assert_eq!(statement.report, collection.readings[nth / 4].report.id);
    }
    let [titled, quoted, related, counted] = &document.statements[..4] else { panic!("four a report") };
    assert_eq!((titled.spans[0].field, titled.spans[0].quote.as_str()), (Field::Title, "kills two"));
    assert_eq!((quoted.spans[0].field, quoted.spans[0].quote.as_str()), (Field::Text, "Two people died"));
    assert_eq!(titled.incident.as_ref(), Some(&collection.accounts[0].id));
    assert_eq!(counted.incident, None, "a count over a period is of no incident");
    let expected =
        ValueEntry::Relation { kind: RelationKind::After, incident: Some(collection.accounts[1].id.clone()) };
    assert_eq!(related.value, expected);
    let part = ValueEntry::Count {
        low: Some(2),
        high: Some(2),
        scope: TollScope::Part,
        part: true,
        approximate: false,
    };
    assert_eq!(quoted.value, part);
    assert_eq!(quoted.speakers[0].name, "the mayor");
}

#[test]
fn offsets_count_code_points_of_title_and_text_apart() {
    let document = made(With { text: true, offsets: true });
    for statement in &document.statements {
        let report = document.reports.iter().find(|report| report.id == statement.report).unwrap();
        assert_eq!(report.text.as_deref(), Some(TEXT));
        for span in statement.spans.iter().chain(&statement.figure) {
            let field = if span.field == Field::Title { &report.title } else { &report.text };
            let length = (span.end - span.start) as usize;
            let words: String =
                field.as_deref().unwrap().chars().skip(span.start as usize).take(length).collect();
            assert_eq!(words, span.quote);
            let (start, end) = span.offsets.unwrap().utf8;
            assert_eq!(field.as_deref().unwrap()[start as usize..end as usize], span.quote);
        }
    }
}

#[test]
fn segments_lie_end_to_end_in_the_text_as_given() {
    let document = made(With::default());
    for report in &document.reports {
        assert_eq!(report.text, None, "texts only where asked for");
        let kinds: Vec<_> = report.segments.iter().map(|segment| segment.kind).collect();
        assert_eq!(kinds, [SegmentKind::Body, SegmentKind::Related], "the title stands before the text");
        assert_eq!(report.segments[0].start, 0);
        assert_eq!(report.segments[1].start, report.segments[0].end);
        assert_eq!(report.segments[1].end, TEXT.chars().count() as u32);
    }
}

#[test]
fn copies_counts_and_diagnostics_are_kept() {
    let document = made(With::default());
    let origins: Vec<_> = document.reports.iter().map(|report| report.origin.as_ref()).collect();
    assert_eq!(origins[0], None);
    assert_eq!(
        origins[1].map(|origin| (&origin.report, origin.share)),
        Some((&document.reports[0].id, 0.9235))
    );
    assert_eq!(document.aggregates.len(), 1);
    let told: Vec<_> = document.diagnostics.iter().map(|it| (it.source.as_str(), it.kind)).collect();
    let reading = DiagnosticKind::Reading;
    assert_eq!(told, [("a.txt", reading), ("b.txt", reading), ("c.txt", DiagnosticKind::Empty)]);
}
