//! The tellings of one incident, and who stands behind each statement.

use annals_types::{
    IncidentMention, Reading, Span, Statement, StatementId,
    account::Standing,
    collection::Origin,
    reading::Fingerprint,
    segment::SegmentKind,
    statement::{Property, SpeakerKind},
};

use crate::order::seniority;

/// All readings with their origins.
pub struct Corpus<'a> {
    readings: &'a [Reading],
    origins: &'a [Option<Origin>],
}

impl<'a> Corpus<'a> {
    pub const fn new(readings: &'a [Reading], origins: &'a [Option<Origin>]) -> Self {
        Self { readings, origins }
    }

    /// Everything in force but what came with a copy.
    pub fn initial_standings(&self) -> Vec<Vec<Standing>> {
        let standing = |origin: &Option<Origin>, statement: &Statement| match origin {
            Some(origin) if origin.statements.binary_search(&statement.id).is_ok() => Standing::Copied,
            _ => Standing::InForce,
        };
        let of_reading = |(reading, origin): (&Reading, &Option<Origin>)| {
            reading.statements.iter().map(|statement| standing(origin, statement)).collect()
        };
        self.readings.iter().zip(self.origins).map(of_reading).collect()
    }

    /// The tellings of a group in the order of founding: own words before copied ones, main incidents first, then the earliest
    /// report, then the first in the report.
    pub fn tellings(&self, group: &[(u32, u32)]) -> Vec<Telling<'a>> {
        let mut tellings: Vec<Telling<'a>> = group.iter().filter_map(|&at| self.telling(at)).collect();
        tellings.sort_by(|a, b| {
            let key = |telling: &Telling<'a>| (telling.copied, telling.mention.role);
            key(a)
                .cmp(&key(b))
                .then_with(|| seniority(a.reading).cmp(&seniority(b.reading)))
                .then(a.at.1.cmp(&b.at.1))
        });
        tellings
    }

    fn telling(&self, at: (u32, u32)) -> Option<Telling<'a>> {
        let reading = self.readings.get(at.0 as usize)?;
        let mention = reading.incidents.get(at.1 as usize)?;
        let origin = self.origins.get(at.0 as usize).and_then(Option::as_ref);
        let anchor = mention.anchor();
        let words = if in_headline(reading, anchor) { below_headline(reading, at.1) } else { Some(anchor) };
        let copied = origin.is_some_and(|origin| {
            words.is_none_or(|words| origin.passages.iter().any(|passage| passage.overlaps(words)))
        });
        Some(Telling { at, reading, mention, copied, origin, root: self.root(at.0 as usize) })
    }

    /// The report at the start of the chain of copies that ends at `reading`.
    fn root(&self, reading: usize) -> &'a Reading {
        let mut root = &self.readings[reading];
        let mut at = reading;
        // Each step leads to an earlier report; the bound only guards against readings that were tampered with.
        for _ in 0..self.readings.len() {
            let Some(origin) = self.origins.get(at).and_then(Option::as_ref) else { break };
            let Ok(next) = self.readings.binary_search_by(|reading| reading.report.id.cmp(&origin.report))
            else {
                break;
            };
            (root, at) = (&self.readings[next], next);
        }
        root
    }
}

/// One report's telling of the incident.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// Reading and mention.
    pub at: (u32, u32),
    pub reading: &'a Reading,
    pub mention: &'a IncidentMention,
    /// Whether the words that name the incident were taken over from another report, or head what was.
    pub copied: bool,
    /// Where the report was copied from.
    origin: Option<&'a Origin>,
    /// Where the report goes back to; itself where it is no copy.
    root: &'a Reading,
}

impl<'a> Telling<'a> {
    /// The statements on this mention with their index in the reading.
    pub fn statements(&self) -> impl Iterator<Item = (usize, &'a Statement)> + use<'a> {
        let mention = self.at.1;
        self.reading.statements.iter().enumerate().filter(move |(_, statement)| statement.mention == mention)
    }

    /// Ids of the statements of `property` that `wanted` holds for.
    pub fn ids(&self, property: Property, wanted: impl Fn(&Statement) -> bool) -> Vec<StatementId> {
        let found =
            self.statements().filter(|(_, statement)| statement.property == property && wanted(statement));
        found.map(|(_, statement)| statement.id.clone()).collect()
    }

    /// Who stands behind `statement`: the innermost speaker, else the outlet, else the report.
    pub fn source(&self, statement: &Statement) -> Source {
        match statement.speakers.first() {
            Some(speaker) => Source {
                key: speaker.id.clone().unwrap_or_else(|| format!("voice {}", speaker.voice)),
                origin: speaker.id.clone().unwrap_or_else(|| format!("house {}", speaker.house)),
                name: speaker.name.clone(),
                kind: speaker.kind,
                named: true,
            },
            None => self.own_source(),
        }
    }

    /// The outlet, else the report that it all goes back to; in words credited to an agency, that agency.
    pub fn own_source(&self) -> Source {
        let report = &self.reading.report;
        let name = report.outlet.clone().unwrap_or_else(|| report.source.clone());
        let key = teller_of(self.reading).unwrap_or_else(|| format!("report {}", self.root.report.id));
        let origin = house_of(self.reading).unwrap_or_else(|| key.clone());
        Source { origin, key, name, kind: SpeakerKind::Media, named: false }
    }

    /// The key of who tells of it all: the agency that the report credits, else the outlet, or that of the report it was copied from.
    /// Nine outlets that carry one agency are one teller, whether or not the agency's own report was read.
    pub fn teller(&self) -> String {
        teller_of(self.root).unwrap_or_else(|| format!("report {}", self.root.report.id))
    }

    /// [`Self::teller`]; nobody where it is a copy.
    pub fn own_teller(&self) -> Option<String> {
        (!self.copied).then(|| self.teller())
    }

    /// Whether the report states something of the incident that was not taken over.
    pub fn adds(&self) -> bool {
        self.statements().any(|(_, statement)| !self.is_taken(statement))
    }

    /// Whether `statement` came with a copy, or stands in the headline of one: who heads the words of others tells nothing new.
    fn is_taken(&self, statement: &Statement) -> bool {
        self.origin.is_some_and(|origin| {
            let words = statement.figure.or_else(|| statement.spans.first().copied());
            origin.statements.binary_search(&statement.id).is_ok()
                || words.is_some_and(|words| self.in_headline(words))
        })
    }

    /// Whether `words` stand in a passage that was taken over from another report.
    pub fn is_taken_over(&self, words: Span) -> bool {
        self.origin.is_some_and(|origin| origin.passages.iter().any(|passage| passage.overlaps(words)))
    }

    /// Whether `words` stand in a headline.
    pub fn in_headline(&self, words: Span) -> bool {
        in_headline(self.reading, words)
    }

    /// Where this telling comes from, for counting independent origins: the speakers that the report's own words lean on, else who
    /// tells it. One ministry quoted by nine outlets is one.
    pub fn voices(&self) -> Vec<String> {
        let own = self.statements().filter(|(_, statement)| !self.is_taken(statement));
        let spoken = own.filter(|(_, statement)| {
            Property::TOLLS.contains(&statement.property) || statement.property == Property::Responsibility
        });
        let sources: Vec<Source> = spoken.map(|(_, statement)| self.source(statement)).collect();
        let named = sources.iter().filter(|source| source.named);
        let mut voices: Vec<String> = named.map(|source| source.origin.clone()).collect();
        // Who only carries the words of others has no voice.
        if voices.is_empty() {
            voices.extend(match self.origin {
                None => Some(house_of(self.root).unwrap_or_else(|| self.teller())),
                Some(_) => sources.into_iter().next().map(|source| source.origin),
            });
        }
        voices.sort();
        voices.dedup();
        voices
    }
}

/// Who tells what a report says in its own words: the agency that it credits, else its outlet, by its id where it is known.
fn teller_of(reading: &Reading) -> Option<String> {
    let Fingerprint { agency, outlet, .. } = &reading.fingerprint;
    let named = || reading.report.outlet.as_ref().map(|name| format!("outlet {}", name.to_lowercase()));
    agency.clone().or_else(|| outlet.clone()).or_else(named)
}

/// The same by the words of the outlet's name, as whoever quotes it names it.
fn house_of(reading: &Reading) -> Option<String> {
    let Fingerprint { agency, outlet, house, .. } = &reading.fingerprint;
    let named = || house.as_ref().map(|house| format!("house {house}"));
    agency.clone().or_else(|| outlet.clone()).or_else(named)
}

fn in_headline(reading: &Reading, words: Span) -> bool {
    let headlines = reading.segments.iter().filter(|segment| segment.kind == SegmentKind::Headline);
    headlines.into_iter().any(|segment| segment.span.overlaps(words))
}

/// The first words below the headline that name the incident, or a figure of it.
fn below_headline(reading: &Reading, mention: u32) -> Option<Span> {
    let figures = reading.statements.iter().filter(|statement| statement.mention == mention);
    let figures = figures.filter_map(|statement| statement.figure);
    let triggers = reading.incidents.get(mention as usize)?.triggers.iter().copied();
    triggers.chain(figures).filter(|&words| !in_headline(reading, words)).min_by_key(|words| words.start())
}

/// Who stands behind a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The same for the same speaker in different reports, and for one outlet's own words.
    pub key: String,
    /// The same for all whose word weighs as one: who speaks for one house.
    pub origin: String,
    /// For a person.
    pub name: String,
    /// How close to the facts.
    pub kind: SpeakerKind,
    /// Whether a speaker is named; otherwise the outlet speaks.
    pub named: bool,
}
