//! Readings in a few lines, for tests. A report begins at the margin, what it says is indented:
//!
//! ```text
//! A 2024-03-05 "Daily Post"
//!   text The shell hit the market when it was full of people.
//!   tells airstrike main on 2024-03-04 at Qarya(34.1,41.2,IQ) names brook street
//!   killed 4 combatant by Army/official
//!   killed 6.. part update said 2024-03-04
//!   killed ? by Ministry/official
//! ```
//!
//! `killed 4 headline` stands in a headline. `injured 4 open` is of people of whom some may have died. A value is `4`, `4..6`, `4..`,
//! `..6`, `~4` ("about") or `?` (not known). What is told first stands for the whole report where no `tells` line comes first. After its
//! day a report may have `home Qarya(34.1,41.2,IQ)`, where its outlet is at home. A line `title Market hit` gives the title, which is told
//! too. Every claim is a sentence of its own in the text.

#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::expect_used, reason = "a mistake in the notation of a test should stop it")]

use annals_corpus::collect;
use annals_types::{
    Collection, IncidentMention, Layers, Mentions, Reading, Report, Segment, Span, Statement, StatementId,
    account::{Member, Policy},
    layers::Reality,
    mention::{ActorKind, ActorMention, PlaceMention, PlacePrecision, PlaceValue},
    reading::{Fingerprint, IncidentType, Marks, MentionRole},
    report::Draft,
    segment::SegmentKind,
    statement::{
        ActorRole, Blame, Change, Count, Losses, PlaceRole, Property, Scope, Speaker, SpeakerKind, Stance,
        Value,
    },
    time::{EventTime, LikelyDay, LocalInterval, PartialDate, TimePrecision},
};
use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

/// Words in a shingle, as in real readings.
const WIDTH: usize = 5;

/// The readings that `notation` describes, in its order.
pub fn readings(notation: &str) -> Vec<Reading> {
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    for line in notation.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with(' ') {
            blocks.last_mut().expect("a report comes before what it says").push(line.trim());
        } else {
            blocks.push(vec![line.trim()]);
        }
    }
    blocks.iter().map(|block| reading(block)).collect()
}

fn reading(block: &[&str]) -> Reading {
    let text = block[1..]
        .iter()
        .map(|line| line.strip_prefix("text ").unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n");
    let (head, home) = match block[0].split_once(" home ") {
        Some((head, home)) => (head, place(home, Span::new(0, 0)).place),
        None => (block[0], None),
    };
    let report = report(head, text);
    let mut reading = Reading {
        title: None,
        dead: false,
        home,
        segments: vec![Segment {
            kind: SegmentKind::Body,
            span: Span::at(0, report.text.len()),
            why: String::new(),
        }],
        layers: Layers::default(),
        mentions: Mentions::default(),
        incidents: Vec::new(),
        statements: Vec::new(),
        fingerprint: fingerprint(&report.text, &copied_from(block)),
        diagnostics: Vec::new(),
        report,
    };
    reading.fingerprint.house = reading.report.outlet.as_deref().map(str::to_lowercase);
    let mut start = 0;
    for line in &block[1..] {
        let shown = line.strip_prefix("text ").unwrap_or(line);
        if let Some(title) = line.strip_prefix("title ") {
            reading.title = Some(title.to_owned());
        }
        let span = Span::at(start, shown.len());
        start += shown.len() + 1;
        if let Some(told) = line.strip_prefix("tells ") {
            tells(&mut reading, told, span);
            continue;
        }
        if reading.incidents.is_empty() {
            tells(&mut reading, "airstrike", span);
        }
        let mention = reading.incidents.last_mut().expect("just made");
        mention.telling.push(span);
        if !line.starts_with("text ") && !line.starts_with("title ") {
            says(&mut reading, line, span);
        }
    }
    reading
}

fn report(head: &str, text: String) -> Report {
    let (head, outlet) = match head.split_once('"') {
        Some((head, outlet)) => (head, Some(outlet.trim_end_matches('"').to_owned())),
        None => (head, None),
    };
    let mut words = head.split_whitespace();
    let id = words.next().expect("a report has an id");
    Draft {
        external_id: Some(id.to_owned()),
        source: id.to_owned(),
        outlet,
        published: words.next().map(|date| date.parse().expect("a date")),
        text,
        ..Draft::default()
    }
    .finish()
}

/// The lines that count as told words: all but `tells`, which would make every report a copy of the next.
fn copied_from(block: &[&str]) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in &block[1..] {
        let shown = line.strip_prefix("text ").unwrap_or(line);
        if !line.starts_with("tells ") {
            lines.push(Span::at(start, shown.len()));
        }
        start += shown.len() + 1;
    }
    lines
}

fn fingerprint(text: &str, lines: &[Span]) -> Fingerprint {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.extend(
                    Some(Span::at(from, at - from))
                        .filter(|word| lines.iter().any(|line| line.contains(*word))),
                );
                start = None;
            }
            _ => {}
        }
    }
    let shingle = |words: &[Span]| {
        let words: Vec<String> = words.iter().map(|word| word.of(text).to_lowercase()).collect();
        xxh3_64(words.join(" ").as_bytes())
    };
    Fingerprint {
        width: WIDTH as u32,
        shingles: words.windows(WIDTH).map(shingle).collect(),
        words,
        agency: None,
        outlet: None,
        house: None,
    }
}

/// `TYPE [main|also|background|aggregate] [denied|planned] [on DATE | on DATE..DATE | on SUNDAY-like partial] [at NAME(lat,lon,CC[,ID])] [zone
/// Z] [ages 3,34] [streets elm] [landmarks a,b] [names a b]`
fn tells(reading: &mut Reading, told: &str, span: Span) {
    let mut mention = IncidentMention {
        role: MentionRole::Main,
        incident_type: incident_type("airstrike"),
        reality: Reality::Asserted,
        triggers: vec![span],
        telling: Vec::new(),
        time: EventTime::unknown(),
        places: Vec::new(),
        actors: Vec::new(),
        marks: Marks::default(),
        confidence: 0.8,
    };
    let mut words = told.split_whitespace().peekable();
    while let Some(word) = words.next() {
        match word {
            "main" => mention.role = MentionRole::Main,
            "also" => mention.role = MentionRole::Also,
            "background" => mention.role = MentionRole::Background,
            "aggregate" => mention.role = MentionRole::Aggregate,
            "denied" => mention.reality = Reality::Denied,
            "planned" => mention.reality = Reality::Planned,
            "hypothetical" => mention.reality = Reality::Hypothetical,
            "on" => mention.time = time(words.next().expect("a day")),
            "before" => mention.time.interval.latest = time(words.next().expect("a day")).interval.earliest,
            "likely" => mention.time.likely = Some(likely(words.next().expect("a day"))),
            "zone" => mention.time.zone = words.next().map(str::to_owned),
            "at" => {
                let place = place(words.next().expect("a place"), span);
                mention.places.push((reading.mentions.places.len() as u32, PlaceRole::At));
                reading.mentions.places.push(place);
            }
            "target" => {
                let name = words.next().expect("an actor").to_owned();
                mention.actors.push((reading.mentions.actors.len() as u32, ActorRole::Target));
                reading.mentions.actors.push(actor(name, span));
            }
            "ages" => {
                let ages = words.next().expect("ages").split(',');
                mention.marks.ages = ages.map(|age| age.parse().expect("an age")).collect();
            }
            "landmarks" => {
                let landmarks = words.next().expect("names").split(',');
                mention.marks.landmarks = landmarks.map(str::to_owned).collect();
                mention.marks.landmarks.sort();
            }
            "streets" => {
                mention.marks.streets = vec![words.next().expect("a street").to_owned()];
            }
            "names" => {
                mention.marks.names = words.by_ref().map(str::to_owned).collect();
                mention.marks.names.sort();
            }
            other => mention.incident_type = incident_type(other),
        }
    }
    reading.incidents.push(mention);
}

fn incident_type(value: &str) -> IncidentType {
    let kinds: &[&str] = match value {
        "airstrike" | "shelling" => &["bombardment", "attack"],
        "bombardment" | "shooting" => &["attack"],
        _ => &[],
    };
    IncidentType {
        value: value.to_owned(),
        label: value.replace('_', " "),
        kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
        acled: None,
        plover: None,
        cameo: None,
        spreads: value == "flood",
    }
}

/// `2024-03-04`, `2024-03-04..2024-03-06`, `2024-03-04T18..2024-03-05T06`, or without a year `--02-15`.
fn likely(day: &str) -> LikelyDay {
    LikelyDay { day: day.parse().expect("a date"), why: format!("likely {day}") }
}

fn time(told: &str) -> EventTime {
    let mut time = EventTime::unknown();
    if let Some(month_day) = told.strip_prefix("--") {
        let (month, day) = month_day.split_once('-').expect("month and day");
        time.partial =
            PartialDate { month: month.parse().ok(), day: day.parse().ok(), ..PartialDate::default() };
        return time;
    }
    let at = |s: &str| -> jiff::civil::DateTime {
        match s.split_once('T') {
            Some((date, hour)) => {
                date.parse::<Date>().expect("a date").at(hour.parse().expect("an hour"), 0, 0, 0)
            }
            None => s.parse::<Date>().expect("a date").at(0, 0, 0, 0),
        }
    };
    let (first, last) = told.split_once("..").unwrap_or((told, told));
    let (earliest, latest) = (at(first), at(last));
    let hours = last.contains('T');
    let latest = if hours { latest } else { latest.tomorrow().expect("in range") };
    time.interval = LocalInterval { earliest: Some(earliest), latest: Some(latest) };
    let end = latest.checked_sub(jiff::Span::new().nanoseconds(1)).expect("in range").date();
    time.days =
        earliest.date().series(jiff::Span::new().days(1)).take_while(|day| *day <= end).take(15).collect();
    if time.days.len() > EventTime::MAX_DAYS {
        time.days.clear();
    }
    time.precision = match (hours, time.days.len()) {
        (true, _) => TimePrecision::PartOfDay,
        (_, 1) => TimePrecision::Day,
        (_, 2..) => TimePrecision::Days,
        _ => TimePrecision::Month,
    };
    time
}

fn place(told: &str, span: Span) -> PlaceMention {
    let (name, rest) = told.split_once('(').expect("coordinates");
    let mut parts = rest.trim_end_matches(')').split(',');
    let mut number = || parts.next().and_then(|part| part.parse().ok()).expect("a number");
    let (lat, lon) = (number(), number());
    let country = parts.next().map(str::to_owned);
    let geonames = parts.next().map(|id| id.parse().expect("an id"));
    PlaceMention {
        span,
        precision: PlacePrecision::Town,
        place: Some(PlaceValue {
            name: name.to_owned(),
            country,
            admin1: None,
            lat,
            lon,
            radius_km: 5.0,
            geonames,
            zone: None,
            population: 0,
        }),
        lent: false,
        why: String::new(),
        metonymic: false,
    }
}

/// `Rebels`, or with a kind `army:force` and an id `Israel:state:state/il`; an armed group where none is given.
fn actor(told: String, span: Span) -> ActorMention {
    let mut parts = told.split(':');
    let name = parts.next().unwrap_or_default().to_owned();
    let kind = parts.next().map(|kind| serde_json::from_value(kind.into()).expect("a kind of actor"));
    let id = parts.next().map(str::to_owned);
    ActorMention { span, actor: id, name, kind: kind.unwrap_or(ActorKind::ArmedGroup) }
}

fn says(reading: &mut Reading, line: &str, span: Span) {
    let mut words = line.split_whitespace();
    let property = words.next().expect("a property");
    let mention = reading.incidents.len() as u32 - 1;
    let mut statement = Statement {
        id: StatementId::of(&reading.report.id, property, span, line),
        mention,
        property: Property::Killed,
        value: Value::Word(String::new()),
        stance: Stance::Asserts,
        speakers: Vec::new(),
        said: LocalInterval::default(),
        spans: vec![span],
        figure: Some(span),
        cue: None,
        change: None,
        roll: 0,
        least: None,
        by_name: false,
        losses: None,
        confidence: 0.9,
    };
    let value = words.next().expect("a value");
    if property == "blames" || property == "claims" || property == "denies" {
        let index = reading.mentions.actors.len() as u32;
        reading.mentions.actors.push(actor(value.to_owned(), span));
        let blame = match property {
            "blames" => Blame::Attributes,
            "claims" => Blame::Claims,
            _ => Blame::Denies,
        };
        statement.property = Property::Responsibility;
        statement.value = Value::Responsibility(index, blame);
        reading.statements.push(statement);
        return;
    }
    statement.property =
        serde_json::from_value(property.into()).unwrap_or_else(|_| panic!("a property, not {property:?}"));
    let mut count = count(value);
    statement.least = count.low;
    if value == "?" {
        statement.stance = Stance::Unknown;
    }
    while let Some(word) = words.next() {
        match word {
            "part" => count.part = true,
            "update" => statement.change = Some(Change::Update),
            "correction" => statement.change = Some(Change::Correction),
            "further" => statement.change = Some(Change::Further),
            "of" => {
                let side = words.next().expect("a side").to_owned();
                let own = side == "own";
                let side = if own { line.rsplit("by ").next().unwrap_or_default().to_owned() } else { side };
                statement.losses = Some(Losses { side, own });
            }
            "former" => statement.change = Some(Change::Former),
            "mistaken" => statement.change = Some(Change::Mistaken),
            "headline" => {
                reading.segments.push(Segment { kind: SegmentKind::Headline, span, why: String::new() });
            }
            "open" => count.open = true,
            "least" => statement.least = words.next().and_then(|least| least.parse().ok()),
            "roll" => statement.roll = words.next().and_then(|roll| roll.parse().ok()).expect("a number"),
            "named" => {
                let at = span.start() as usize + line.find(word).expect("just read");
                statement.figure = None;
                statement.spans = vec![Span::at(at, 2), Span::at(at + 3, 2)];
                statement.by_name = true;
                statement.least = None;
            }
            "denied" => statement.stance = Stance::Denies,
            "doubted" => statement.stance = Stance::Doubts,
            "said" => {
                let day: Date = words.next().and_then(|day| day.parse().ok()).expect("a day");
                statement.said = LocalInterval::day(day);
            }
            "by" => statement.speakers.push(speaker(words.next().expect("a speaker"), span)),
            "figure" => {
                let phrase = words.next().expect("a phrase");
                let at = line.find(phrase).expect("just read");
                statement.figure = Some(Span::at(span.start() as usize + at, phrase.len()));
                statement.least = None;
            }
            scope => {
                count.scope =
                    serde_json::from_value(scope.into()).unwrap_or_else(|_| panic!("a scope, not {scope:?}"));
            }
        }
    }
    statement.value = Value::Count(count);
    reading.statements.push(statement);
}

fn count(value: &str) -> Count {
    let (approximate, value) = match value.strip_prefix('~') {
        Some(value) => (true, value),
        None => (false, value),
    };
    let (low, high) = match value.split_once("..") {
        Some((low, high)) => (low.parse().ok(), high.parse().ok()),
        None => (value.parse().ok(), value.parse().ok()),
    };
    Count { low, high, scope: Scope::All, part: false, approximate, open: false }
}

/// `Name/kind`.
fn speaker(told: &str, span: Span) -> Speaker {
    let (name, kind) = told.split_once('/').unwrap_or((told, "official"));
    let kind: SpeakerKind =
        serde_json::from_value(kind.into()).unwrap_or_else(|_| panic!("a kind of speaker, not {kind:?}"));
    let name = name.replace('_', " ");
    let voice = name.to_lowercase();
    Speaker { house: voice.clone(), voice, name, id: None, span, kind }
}

/// What the reports of `notation` say together.
pub fn of(notation: &str) -> Collection {
    collect(readings(notation), Policy::Range)
}

/// `A+B C`: which reports' main incidents belong together, by external id.
pub fn groups(collection: &Collection) -> String {
    let mut groups: Vec<String> = collection
        .accounts
        .iter()
        .map(|account| {
            let name = |member: &Member| {
                let reading = collection
                    .readings
                    .iter()
                    .find(|reading| reading.report.id == member.report)
                    .expect("its reading");
                reading.report.external_id.clone().expect("an external id")
            };
            let mut names: Vec<String> = account.reports.iter().map(name).collect();
            names.sort();
            names.join("+")
        })
        .collect();
    groups.sort();
    groups.join(" ")
}
