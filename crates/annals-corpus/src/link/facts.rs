//! What is compared of an incident mention, taken out of its reading once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use annals_types::{
    IncidentMention, Reading, Span,
    account::TollScope,
    collection::Origin,
    mention::{PlacePrecision, PlaceValue},
    reading::{Marks, MentionRole},
    statement::{ActorRole, PlaceRole, Property, Stance, Value},
    time::EventTime,
};
use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use crate::words::{Bag, Rarity, Vector};

/// What is compared of one incident mention.
#[derive(Clone, PartialEq, Debug)]
pub struct Facts {
    /// Reading and index of the mention.
    pub at: (u32, u32),
    /// What the incident is to the report.
    pub role: MentionRole,
    /// The type, then its more general ones.
    pub kinds: Vec<String>,
    /// When.
    pub time: EventTime,
    /// Whether the page holds its title alone, and nothing of the story.
    pub title_alone: bool,
    /// When the report was published.
    pub published: Option<Date>,
    /// Places of the gazetteer, the finest first.
    pub places: Vec<Located>,
    /// Whether it is of a type that strikes many places at once.
    pub spreads: bool,
    /// Where the outlet is at home, for a main incident; for others, which are told beside it, where that happened.
    pub home: Option<Located>,
    /// Countries of the places, sorted.
    pub countries: Vec<String>,
    /// Ids of actors with what they did, sorted.
    pub actors: Vec<(ActorRole, String)>,
    /// Words of names of people, ascending by id.
    pub names: Vec<Name>,
    /// Words of names of buildings, organisations and small places, ascending by id.
    pub landmarks: Vec<Name>,
    /// Ages in years, sorted.
    pub ages: Vec<u8>,
    /// Names of streets, sorted.
    pub streets: Vec<String>,
    /// Numbers of blocks of houses, sorted.
    pub blocks: Vec<u32>,
    /// Asserted figures: property, scope, low, high; sorted.
    pub figures: Vec<(Property, TollScope, u32, u32)>,
    /// The sentences that tell of it.
    pub telling: Vector,
    /// The whole report, for a main incident; empty for others.
    pub report: Vector,
    /// Its title, for a main incident; empty for others.
    pub title: Vector,
    /// The host that the report came from.
    pub host: Option<String>,
}

/// A word of a name.
#[derive(Clone, PartialEq, Debug)]
pub struct Name {
    /// Hash of the word: millions of pairs are compared, and numbers compare faster than words.
    pub id: u64,
    /// Lower case.
    pub word: String,
    /// How many reports hold it, copies left out.
    pub holders: u32,
    /// Natural logarithm of how many reports there are for each that holds it.
    pub rarity: f64,
}

/// A place with coordinates.
#[derive(Clone, PartialEq, Debug)]
pub struct Located {
    /// Usual name.
    pub name: String,
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// Kilometres.
    pub radius_km: f64,
    /// `GeoNames` id.
    pub geonames: Option<u32>,
    /// How finely it is placed.
    pub precision: PlacePrecision,
}

impl Facts {
    /// Of every mention that can be an incident, ascending by reading and mention. How rare a word is, is told by the reports
    /// that are no copies.
    pub fn of_all(readings: &[Reading], origins: &[Option<Origin>]) -> Vec<Self> {
        let mut whole: Vec<Bag> = readings.iter().map(whole_report).collect();
        let own = whole.iter().zip(origins).filter(|(_, origin)| origin.is_none());
        let rarity = Rarity::of(own.map(|(bag, _)| bag));
        let originals = || readings.iter().zip(origins).filter(|(_, o)| o.is_none()).map(|(r, _)| r);
        let rare = RareNames {
            names: NameRarity::of(originals(), |marks| &marks.names),
            landmarks: NameRarity::of(originals(), |marks| &marks.landmarks),
        };
        let mut all = Vec::new();
        for (index, reading) in readings.iter().enumerate() {
            let wording = Wording {
                // Taken, so that a large collection is not held twice.
                report: rarity.vector(&std::mem::take(&mut whole[index])),
                title: rarity.vector(&Bag::of(reading.title.as_deref())),
            };
            for (nth, mention) in reading.incidents.iter().enumerate() {
                if super::is_incident(mention) {
                    let at = (index as u32, nth as u32);
                    all.push(Self::of(reading, mention, at, &rarity, &rare, &wording));
                }
            }
        }
        all
    }

    fn of(
        reading: &Reading,
        mention: &IncidentMention,
        at: (u32, u32),
        rarity: &Rarity,
        rare: &RareNames<'_>,
        wording: &Wording,
    ) -> Self {
        let text = &reading.report.text;
        let places = located(reading, mention);
        // What is told beside another incident, and names no place, is thought to be of the same country.
        let beside =
            reading.incidents.first().filter(|main| main.role == MentionRole::Main && places.is_empty());
        let mut countries: Vec<String> = countries(reading, beside.unwrap_or(mention));
        countries.sort();
        countries.dedup();
        let mut kinds = vec![mention.incident_type.value.clone()];
        kinds.extend(mention.incident_type.kinds.iter().cloned());
        let is_main = mention.role == MentionRole::Main;
        Self {
            at,
            role: mention.role,
            kinds,
            time: mention.time.clone(),
            title_alone: reading.dead,
            published: reading.report.published.map(|published| published.date),
            places,
            home: if is_main {
                reading.home.as_ref().map(at_home)
            } else {
                beside.and_then(|main| located(reading, main).into_iter().next())
            },
            spreads: mention.incident_type.spreads,
            countries,
            actors: actors(reading, mention),
            names: rare.names.of_names(&mention.marks.names),
            landmarks: rare.landmarks.of_names(&mention.marks.landmarks),
            ages: mention.marks.ages.clone(),
            streets: mention.marks.streets.clone(),
            blocks: mention.marks.blocks.clone(),
            figures: figures(reading, at.1),
            telling: rarity.vector(&Bag::of(mention.telling.iter().map(|span| span.of(text)))),
            report: if is_main { wording.report.clone() } else { Vector::default() },
            title: if is_main { wording.title.clone() } else { Vector::default() },
            host: reading.report.host(),
        }
    }
}

/// The words of one report.
struct Wording {
    report: Vector,
    title: Vector,
}

/// How rare names of each kind are.
struct RareNames<'a> {
    names: NameRarity<'a>,
    landmarks: NameRarity<'a>,
}

/// In how many reports each word of a name stands.
struct NameRarity<'a> {
    reports: f64,
    holders: HashMap<&'a str, u32>,
}

impl<'a> NameRarity<'a> {
    /// So many reports without the name are thought to stand beside every collection: that all three reports of a small one hold
    /// a name does not make it common.
    const UNSEEN: f64 = 1000.0;

    fn of(readings: impl Iterator<Item = &'a Reading>, words: fn(&Marks) -> &[String]) -> Self {
        let mut rarity = Self { reports: Self::UNSEEN, holders: HashMap::new() };
        for reading in readings {
            rarity.reports += 1.0;
            let names: BTreeSet<&str> = reading
                .incidents
                .iter()
                .flat_map(|mention| words(&mention.marks))
                .map(String::as_str)
                .collect();
            for name in names {
                *rarity.holders.entry(name).or_default() += 1;
            }
        }
        rarity
    }

    fn of_names(&self, words: &[String]) -> Vec<Name> {
        let of_name = |word: &String| {
            let holders = self.holders.get(word.as_str()).copied().unwrap_or(0).max(1);
            let rarity = (self.reports / f64::from(holders)).ln();
            Name { id: xxh3_64(word.as_bytes()), word: word.clone(), holders, rarity }
        };
        let mut names: Vec<Name> = words.iter().map(of_name).collect();
        names.sort_unstable_by_key(|name| name.id);
        names
    }
}

/// The told words of a report with its title.
fn whole_report(reading: &Reading) -> Bag {
    let text = &reading.report.text;
    let words = reading.fingerprint.words.iter().map(|word| word.of(text));
    let telling: Vec<Span> = if reading.fingerprint.words.is_empty() {
        reading.incidents.iter().flat_map(|mention| mention.telling.iter().copied()).collect()
    } else {
        Vec::new()
    };
    Bag::of(words.chain(telling.iter().map(|span| span.of(text))).chain(reading.title.as_deref()))
}

fn located(reading: &Reading, mention: &IncidentMention) -> Vec<Located> {
    // Two towns of one name are two places.
    let mut located: BTreeMap<(PlacePrecision, String, Option<u32>), Located> = BTreeMap::new();
    for &(index, _) in &mention.places {
        let Some(named) = reading.mentions.places.get(index as usize) else { continue };
        let Some(place) = named.place.as_ref().filter(|_| !named.metonymic) else { continue };
        let found = Located {
            name: place.name.clone(),
            lat: place.lat,
            lon: place.lon,
            radius_km: place.radius_km,
            geonames: place.geonames,
            precision: named.precision,
        };
        located.entry((named.precision, place.name.clone(), place.geonames)).or_insert(found);
    }
    located.into_values().collect()
}

fn at_home(home: &PlaceValue) -> Located {
    Located {
        name: home.name.clone(),
        lat: home.lat,
        lon: home.lon,
        radius_km: home.radius_km,
        geonames: home.geonames,
        precision: PlacePrecision::Province,
    }
}

/// Countries that the places lie in; those of the places *at* which it happened where there are such.
fn countries(reading: &Reading, mention: &IncidentMention) -> Vec<String> {
    let of_role = |wanted: &dyn Fn(PlaceRole) -> bool| {
        let places = mention.places.iter().filter(|(_, role)| wanted(*role));
        let places = places.filter_map(|(index, _)| reading.mentions.places.get(*index as usize));
        let places = places.filter(|place| !place.metonymic).filter_map(|place| place.known());
        places.filter_map(|place| place.country.clone()).collect::<Vec<_>>()
    };
    let near = of_role(&|role| role != PlaceRole::In);
    if near.is_empty() { of_role(&|_| true) } else { near }
}

fn actors(reading: &Reading, mention: &IncidentMention) -> Vec<(ActorRole, String)> {
    let named = mention.actors.iter().filter_map(|&(index, role)| {
        let actor = reading.mentions.actors.get(index as usize)?;
        Some((role, actor.actor.clone()?))
    });
    let mut actors: Vec<_> = named.collect();
    actors.sort();
    actors.dedup();
    actors
}

fn figures(reading: &Reading, mention: u32) -> Vec<(Property, TollScope, u32, u32)> {
    let of_mention = reading.statements.iter().filter(|statement| statement.mention == mention);
    let asserted = of_mention.filter(|statement| statement.stance == Stance::Asserts);
    let figures = asserted.filter_map(|statement| match &statement.value {
        Value::Count(count) if !count.part => {
            count.low.or(count.high)?;
            let (low, high) = (count.low.unwrap_or(0), count.high.unwrap_or(u32::MAX));
            Some((statement.property, TollScope::from(count.scope), low, high))
        }
        _ => None,
    });
    let mut figures: Vec<_> = figures.collect();
    figures.sort_unstable();
    figures.dedup();
    figures
}
