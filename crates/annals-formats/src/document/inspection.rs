//! Makes the [`Inspection`] of readings: each layer with offsets and quotes.

use annals_types::{
    IncidentMention, Inspection, Reading, Span,
    account::Standing,
    document::{Diagnostic, ReaderVersion, SpanEntry},
    inspection::{
        ActorOfIncident, ArgumentEntry, AttributionEntry, BoundEntry, EventTimeEntry, INSPECTION_FORMAT,
        IncidentMentionEntry, Meaning, MentionEntry, PlaceInText, PlaceOfIncident, ReadingEntry,
        SentenceEntry, StatedEntry, TokenEntry, Unit,
    },
    layers::{Quantity, QuantityRole},
    mention::{ActorMention, PlaceMention, TimeMention},
    time::EventTime,
};

use super::{
    IncidentsOf, With, local, places_in_text::PlacesInText, report_entry, round, statement_entry,
    with_those_of,
};

/// The layers of `readings`, in the order of their reports' ids. What went wrong while reading joins `diagnostics`.
pub fn inspection(
    readings: &[Reading],
    reader: ReaderVersion,
    diagnostics: Vec<Diagnostic>,
    with_offsets: bool,
) -> Inspection {
    let mut sorted: Vec<&Reading> = readings.iter().collect();
    sorted.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    let diagnostics = with_those_of(sorted.iter().copied(), diagnostics);
    let readings = sorted.into_iter().map(|reading| reading_entry(reading, with_offsets)).collect();
    Inspection { format: INSPECTION_FORMAT.into(), reader, readings, diagnostics }
}

fn reading_entry(reading: &Reading, offsets: bool) -> ReadingEntry {
    let layers = Layers { reading, places: PlacesInText::new(&reading.report, offsets) };
    let mentions = layers.mentions();
    ReadingEntry {
        report: report_entry(reading, None, &layers.places, With { text: true, offsets }),
        sentences: layers.sentences(),
        tokens: layers.tokens(),
        incidents: reading.incidents.iter().map(|incident| layers.incident(incident, &mentions)).collect(),
        mentions: mentions.into_iter().map(|(_, entry)| entry).collect(),
        attributions: layers.attributions(),
        statements: layers.statements(),
    }
}

/// Which list of a reading a mention comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum From {
    Time(usize),
    Place(usize),
    Actor(usize),
    Name(usize),
    Trigger(usize),
    Quantity(usize),
}

struct Layers<'a> {
    reading: &'a Reading,
    places: PlacesInText<'a>,
}

impl Layers<'_> {
    /// The words of `span`: its first part where it runs from the title into the text.
    fn words(&self, span: Span) -> Option<SpanEntry> {
        self.places.entries(span).next()
    }

    fn all_words(&self, spans: &[Span]) -> Vec<SpanEntry> {
        spans.iter().filter_map(|span| self.words(*span)).collect()
    }

    fn place(&self, span: Span) -> PlaceInText {
        let (field, start, end) = self.places.offsets(span);
        PlaceInText { start, end, field }
    }

    fn sentences(&self) -> Vec<SentenceEntry> {
        let entry = |sentence: &annals_types::layers::Sentence| SentenceEntry {
            place: self.place(sentence.span),
            first_token: sentence.first_token,
            end_token: sentence.end_token,
            paragraph: sentence.paragraph,
            headline: sentence.headline,
        };
        self.reading.layers.sentences.iter().map(entry).collect()
    }

    fn tokens(&self) -> Vec<TokenEntry> {
        let entry = |token: &annals_types::layers::Token| TokenEntry {
            place: self.place(token.span),
            upos: token.upos.clone(),
            head: token.head,
            deprel: token.deprel.clone(),
        };
        self.reading.layers.tokens.iter().map(entry).collect()
    }

    /// All mentions in the order of their words, each with where it comes from.
    fn mentions(&self) -> Vec<(From, MentionEntry)> {
        let (layers, mentions) = (&self.reading.layers, &self.reading.mentions);
        let mut found: Vec<(Span, From, Meaning)> = Vec::new();
        found.extend(
            mentions.times.iter().enumerate().map(|(i, time)| (time.span, From::Time(i), of_time(time))),
        );
        found.extend(
            mentions
                .places
                .iter()
                .enumerate()
                .map(|(i, place)| (place.span, From::Place(i), of_place(place))),
        );
        found.extend(
            mentions
                .actors
                .iter()
                .enumerate()
                .map(|(i, actor)| (actor.span, From::Actor(i), of_actor(actor))),
        );
        found.extend(
            layers
                .entities
                .iter()
                .enumerate()
                .map(|(i, entity)| (entity.span, From::Name(i), Meaning::Name { names: entity.kind })),
        );
        found.extend(layers.triggers.iter().enumerate().map(|(i, trigger)| {
            let meaning = Meaning::Trigger {
                incident_type: trigger.incident_type.clone(),
                reality: trigger.reality,
                aggregate: trigger.aggregate,
                arguments: self.arguments(i),
            };
            (trigger.span, From::Trigger(i), meaning)
        }));
        found.extend(
            layers
                .quantities
                .iter()
                .enumerate()
                .map(|(i, quantity)| (quantity.figure, From::Quantity(i), self.of_quantity(quantity))),
        );
        found.sort_by_key(|(span, from, _)| (*span, *from));
        found
            .into_iter()
            .filter_map(|(span, from, meaning)| {
                Some((from, MentionEntry { span: self.words(span)?, meaning }))
            })
            .collect()
    }

    fn arguments(&self, trigger: usize) -> Vec<ArgumentEntry> {
        let of_trigger =
            self.reading.layers.arguments.iter().filter(|argument| argument.trigger as usize == trigger);
        of_trigger
            .filter_map(|argument| {
                Some(ArgumentEntry { role: argument.role, span: self.words(argument.span)? })
            })
            .collect()
    }

    fn of_quantity(&self, quantity: &Quantity) -> Meaning {
        Meaning::Quantity {
            low: quantity.low,
            high: quantity.high,
            approximate: quantity.approximate,
            unit: if quantity.role == QuantityRole::Attacks { Unit::Incidents } else { Unit::People },
            role: quantity.role,
            scope: quantity.scope,
            part: quantity.part,
            stance: quantity.stance,
            cue: quantity.cue.and_then(|cue| self.words(cue)),
            confidence: round(f64::from(quantity.confidence)),
        }
    }

    fn attributions(&self) -> Vec<AttributionEntry> {
        let entry = |attribution: &annals_types::layers::Attribution| AttributionEntry {
            source: attribution.source.and_then(|source| self.words(source)),
            cue: self.words(attribution.cue),
            content: self.all_words(&attribution.content),
            stance: attribution.stance,
            within: attribution.within,
        };
        self.reading.layers.attributions.iter().map(entry).collect()
    }

    fn incident(
        &self,
        incident: &IncidentMention,
        mentions: &[(From, MentionEntry)],
    ) -> IncidentMentionEntry {
        let index =
            |from: From| mentions.iter().position(|(other, _)| *other == from).map(|index| index as u32);
        let places = incident.places.iter().filter_map(|&(place, role)| {
            Some(PlaceOfIncident { mention: index(From::Place(place as usize))?, role })
        });
        let actors = incident.actors.iter().filter_map(|&(actor, role)| {
            Some(ActorOfIncident { mention: index(From::Actor(actor as usize))?, role })
        });
        IncidentMentionEntry {
            role: incident.role,
            incident_type: incident.incident_type.clone(),
            reality: incident.reality,
            triggers: self.all_words(&incident.triggers),
            time: self.time(&incident.time),
            places: places.collect(),
            actors: actors.collect(),
            confidence: round(f64::from(incident.confidence)),
        }
    }

    fn time(&self, time: &EventTime) -> EventTimeEntry {
        let bounds = time.bounds.iter().map(|bound| BoundEntry {
            side: bound.side,
            why: bound.why.clone(),
            span: bound.span.and_then(|span| self.words(span)),
        });
        EventTimeEntry {
            earliest: local(time.interval.earliest),
            latest: local(time.interval.latest),
            precision: time.precision,
            days: time.days.iter().map(ToString::to_string).collect(),
            zone: time.zone.clone(),
            bounds: bounds.collect(),
        }
    }

    fn statements(&self) -> Vec<StatedEntry> {
        let of_none = IncidentsOf { accounts: &[], links: None };
        let entry = |statement: &annals_types::Statement| StatedEntry {
            of: statement.mention,
            statement: statement_entry(self.reading, statement, Standing::InForce, &of_none, &self.places),
        };
        self.reading.statements.iter().map(entry).collect()
    }
}

fn of_time(time: &TimeMention) -> Meaning {
    Meaning::Time {
        timex: time.kind,
        value: time.value.clone(),
        modifier: time.modifier.clone(),
        earliest: local(time.interval.earliest),
        latest: local(time.interval.latest),
        precision: time.precision,
        reason: time.why.clone(),
    }
}

fn of_place(mention: &PlaceMention) -> Meaning {
    let place = mention.place.as_ref();
    Meaning::Place {
        name: place.map(|place| place.name.clone()),
        lat: place.map(|place| round(place.lat)),
        lon: place.map(|place| round(place.lon)),
        radius_km: place.map(|place| round(place.radius_km)),
        geonames: place.and_then(|place| place.geonames),
        country: place.and_then(|place| place.country.clone()),
        admin1: place.and_then(|place| place.admin1.clone()),
        precision: mention.precision,
        metonymic: mention.metonymic,
        reason: mention.why.clone(),
    }
}

fn of_actor(mention: &ActorMention) -> Meaning {
    Meaning::Actor { name: mention.name.clone(), id: mention.actor.clone(), actor: mention.kind }
}
