//! The comparison of two mentions: named outcomes, each with its weight, and what forbids a link whatever the weights.

use std::fmt;

use annals_types::{
    account::Term,
    mention::{PlacePrecision, great_circle_km},
    reading::MentionRole,
    statement::{ActorRole, Property},
};

use super::{
    facts::{Facts, Located, Name},
    weights::Weight,
};
use crate::link::compare::time::Gap;

pub mod time;
mod told;

/// Log-odds and whether the link is forbidden.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Score {
    /// The sum of the weights.
    pub sum: f64,
    /// Whether something forbids the link.
    pub vetoed: bool,
}

/// The terms of a score, for a person.
#[derive(Clone, PartialEq, Debug)]
pub struct Explained {
    /// A prior first.
    pub terms: Vec<Term>,
    /// What forbids the link.
    pub veto: Option<String>,
}

/// How two mentions compare, with `published` days between the publication of the two main stories: see [`published_gap`].
pub fn score(a: &Facts, b: &Facts, published: Option<i64>) -> Score {
    let found = compare(a, b, published);
    Score { sum: found.iter().map(What::log_odds).sum(), vetoed: veto(a, b, &found).is_some() }
}

/// The same, with reasons.
pub fn explain(a: &Facts, b: &Facts, published: Option<i64>) -> Explained {
    let found = compare(a, b, published);
    let veto = veto(a, b, &found);
    let terms = found.iter().map(|what| Term { feature: what.told(a, b), weight: what.log_odds() }).collect();
    Explained { terms, veto }
}

/// What was measured of two mentions, by the names of the weights, and whether something forbids the link.
pub fn measure(a: &Facts, b: &Facts) -> (Vec<(&'static str, f64)>, bool) {
    let found = compare(a, b, published_gap(a, b));
    let vetoed = veto(a, b, &found).is_some();
    let measured = found.iter().filter_map(What::weighed).map(|(weight, measured)| (weight.name(), measured));
    (measured.collect(), vetoed)
}

/// What was compared and how it came out.
#[derive(Clone, Copy, PartialEq, Debug)]
enum What {
    Prior,
    Time(Gap),
    Published(i64),
    /// The same where both name one person.
    PublishedNamed(i64),
    Unpublished,
    /// Only one gives a day: so many days after it the other was published, which tells it as news.
    News(i64),
    /// The same where the other tells it later on, of an arrest or a trial.
    ToldLater(i64),
    /// One was published so many days before the first day that the other gives, and gives another day; they name no person in common.
    ToldBefore(i64),
    /// Each is news of its own day: so many days lie between both, and between their publications.
    NewsApart(i64),
    /// Whether both give the same part of a day; what lies between is not compared.
    Part(bool),
    Place(Nearness),
    /// Kilometres between the place of one and the home of the other's outlet, or the place of what its report is about, where the other
    /// names no place.
    Home(f64),
    /// How rare the words of names are that both hold.
    Names(f64),
    /// The same of buildings and the like.
    Landmarks(f64),
    /// The share of ages that both tell.
    Ages(f64),
    Streets(bool),
    Blocks(bool),
    Type(Kinship),
    /// The same type of those that strike many places at once, in days that meet.
    Spreads,
    Actors(Actors),
    Figures(Figures),
    Telling(f64),
    Report(f64),
    /// The share of the title of each that the other report holds, on average.
    Title(f64),
    /// The same where one page holds nothing but its title.
    TitleAlone(f64),
    SameOutlet,
}

impl What {
    /// The weight, and the number that it is read at; `None` where nothing could be compared.
    fn weighed(&self) -> Option<(Weight, f64)> {
        let holds = |weight| Some((weight, 0.0));
        match *self {
            Self::Prior => holds(Weight::Prior),
            Self::Time(gap) => gap.weighed(),
            Self::Published(days) => Some((Weight::PublishedGap, days as f64)),
            Self::PublishedNamed(days) => Some((Weight::PublishedGapNamed, days as f64)),
            Self::Unpublished => holds(Weight::PublishedUnknown),
            Self::News(days) => Some((Weight::NewsGap, days as f64)),
            Self::ToldLater(days) => Some((Weight::ToldLaterGap, days as f64)),
            Self::ToldBefore(days) => Some((Weight::ToldBefore, days as f64)),
            Self::NewsApart(_) => holds(Weight::NewsApart),
            Self::Part(same) => holds(if same { Weight::PartSame } else { Weight::PartDiffers }),
            Self::Place(nearness) => nearness.weighed(),
            Self::Home(km) => Some((Weight::HomeGap, km)),
            Self::Names(rarity) if rarity > 0.0 => Some((Weight::NamesShared, rarity)),
            Self::Names(_) => holds(Weight::NamesDiffer),
            Self::Landmarks(rarity) => Some((Weight::LandmarksShared, rarity)),
            Self::Ages(share) => Some((Weight::AgesShared, share)),
            Self::Streets(shared) => holds(if shared { Weight::StreetShared } else { Weight::StreetsDiffer }),
            Self::Blocks(shared) => holds(if shared { Weight::BlockShared } else { Weight::BlocksDiffer }),
            Self::Type(Kinship::Same) => holds(Weight::TypeSame),
            Self::Spreads => holds(Weight::TypeSpreads),
            Self::Type(Kinship::Compatible) => holds(Weight::TypeCompatible),
            Self::Type(Kinship::Related) => holds(Weight::TypeRelated),
            Self::Type(Kinship::None) => holds(Weight::TypeDiffers),
            Self::Actors(Actors::Shared) => holds(Weight::ActorShared),
            Self::Actors(Actors::AgentsDiffer) => holds(Weight::AgentsDiffer),
            Self::Figures(Figures::Same) => holds(Weight::FigureSame),
            Self::Figures(Figures::Agree) => holds(Weight::FigureAgrees),
            Self::Figures(Figures::Differ) => holds(Weight::FigureDiffers),
            Self::Actors(Actors::Unknown) | Self::Figures(Figures::Unknown | Figures::Close) => None,
            Self::Telling(cosine) => Some((Weight::Telling, cosine)),
            Self::Report(cosine) => Some((Weight::Report, cosine)),
            Self::Title(share) => Some((Weight::Title, share)),
            Self::TitleAlone(share) => Some((Weight::TitleAlone, share)),
            Self::SameOutlet => holds(Weight::SameOutlet),
        }
    }

    /// Natural log-odds; 0 where nothing could be compared.
    fn log_odds(&self) -> f64 {
        self.weighed().map_or(0.0, |(weight, measured)| weight.at(measured))
    }
}

/// With more ages than these a report is not compared by them.
const MOST_AGES: usize = 8;

fn compare(a: &Facts, b: &Facts, published: Option<i64>) -> Vec<What> {
    let gap = time::gap(a, b, published);
    let mut found = vec![What::Prior, What::Time(gap)];
    match published {
        Some(days) if name_one_person(a, b) => found.push(What::PublishedNamed(days)),
        Some(days) => found.push(What::Published(days)),
        // Where the day itself is known of both, it does not matter when the stories came out.
        None if matches!(gap, Gap::SameDay | Gap::MonthDaySame) => {}
        None => found.push(What::Unpublished),
    }
    found.extend(time::news(a, b).or_else(|| time::news(b, a)));
    // Where both name one person, rather a day was misread.
    found.extend(time::told_before(a, b).filter(|_| !name_one_person(a, b)));
    found.extend(time::news_apart(a, b).filter(|_| !name_one_person(a, b)));
    found.extend(time::part(a, b).map(What::Part));
    found.push(What::Place(nearness(a, b)));
    found.extend(home_gap(a, b).map(What::Home));
    if !a.names.is_empty() && !b.names.is_empty() {
        found.push(What::Names(rarity(&a.names, &b.names)));
    }
    if !a.landmarks.is_empty() && !b.landmarks.is_empty() {
        found.push(What::Landmarks(rarity(&a.landmarks, &b.landmarks)));
    }
    let (own, other) = (a, b);
    let fewer = own.ages.len().min(other.ages.len());
    // Long lists of ages are of rolls of victims, and each report tells of others.
    if fewer > 0 && own.ages.len().max(other.ages.len()) <= MOST_AGES {
        found.push(What::Ages(common(&own.ages, &other.ages).count() as f64 / fewer as f64));
    }
    if !own.streets.is_empty() && !other.streets.is_empty() {
        found.push(What::Streets(common(&own.streets, &other.streets).next().is_some()));
    }
    if !own.blocks.is_empty() && !other.blocks.is_empty() {
        found.push(What::Blocks(common(&own.blocks, &other.blocks).next().is_some()));
    }
    let meet = matches!(gap, Gap::SameDay | Gap::DayShared | Gap::SpansOverlap);
    if meet && a.spreads && kinship(a, b) == Kinship::Same {
        found.push(What::Spreads);
    }
    found.extend([What::Type(kinship(a, b)), What::Actors(actors(a, b)), What::Figures(figures(a, b))]);
    let title_alone = a.title_alone || b.title_alone;
    if !title_alone && !a.telling.is_empty() && !b.telling.is_empty() {
        found.push(What::Telling(a.telling.cosine(&b.telling)));
    }
    if !a.report.is_empty() && !b.report.is_empty() {
        if title_alone {
            found.extend(title(a, b).map(What::TitleAlone));
        } else {
            found.push(What::Report(a.report.cosine(&b.report)));
            found.extend(title(a, b).map(What::Title));
        }
        if a.host.is_some() && a.host == b.host {
            found.push(What::SameOutlet);
        }
    }
    found
}

/// The share of the title of each report that the other holds, on average; of one where only one has a title.
fn title(a: &Facts, b: &Facts) -> Option<f64> {
    let held = |own: &Facts, other: &Facts| (!own.title.is_empty()).then(|| own.title.held_by(&other.report));
    match (held(a, b), held(b, a)) {
        (Some(own), Some(other)) => Some(f64::midpoint(own, other)),
        (one, other) => one.or(other),
    }
}

/// What stands in both lists of names, which ascend by id.
fn in_both<'a>(a: &'a [Name], mut b: &'a [Name]) -> impl Iterator<Item = &'a Name> {
    a.iter().filter(move |name| {
        b = &b[b.iter().take_while(|other| other.id < name.id).count()..];
        b.first().is_some_and(|other| other.id == name.id)
    })
}

/// How rare the words in both lists are together.
fn rarity(a: &[Name], b: &[Name]) -> f64 {
    in_both(a, b).map(|name| name.rarity).sum()
}

/// A shared word of a name is so rare (natural logarithm of reports for each holder) that it is of one person: one report of 200 holds it. Of
/// 3, 5.3, 8 and 11 this one parted the pairs of `gva` (train) best.
const ONE_PERSON: f64 = 5.3;

/// Whether both name one person, by a single word that is rare enough.
fn name_one_person(a: &Facts, b: &Facts) -> bool {
    in_both(&a.names, &b.names).any(|name| name.rarity >= ONE_PERSON)
}

/// What stands in both sorted lists.
fn common<'a, T: Ord>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = &'a T> {
    a.iter().filter(|item| b.binary_search(item).is_ok())
}

/// Days between the publication of two main stories; `None` where one is no main story, or has no day of publication.
pub fn published_gap(a: &Facts, b: &Facts) -> Option<i64> {
    if a.role != MentionRole::Main || b.role != MentionRole::Main {
        return None;
    }
    Some(time::days_between(a.published?, b.published?))
}

/// How two places lie.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Nearness {
    Unknown,
    Same,
    Holds,
    /// So many kilometres.
    Apart(f64),
}

impl Nearness {
    const fn weighed(self) -> Option<(Weight, f64)> {
        match self {
            Self::Unknown => None,
            Self::Same => Some((Weight::PlaceSame, 0.0)),
            Self::Holds => Some((Weight::PlaceHolds, 0.0)),
            Self::Apart(km) => Some((Weight::PlaceGap, km)),
        }
    }
}

impl fmt::Display for Nearness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("places not compared"),
            Self::Same => f.write_str("the same place"),
            Self::Holds => f.write_str("one place holds the other"),
            Self::Apart(km) => write!(f, "places {km:.0} km apart"),
        }
    }
}

/// The best fit of any two of the finest places of each.
fn nearness(a: &Facts, b: &Facts) -> Nearness {
    let mut best: Option<(f64, Nearness)> = None;
    for left in finest(a) {
        for right in finest(b) {
            let nearness = pair_nearness(left, right);
            let order = match nearness {
                Nearness::Same => -2.0,
                Nearness::Holds => -1.0,
                Nearness::Apart(km) => km,
                Nearness::Unknown => f64::MAX,
            };
            if best.is_none_or(|(known, _)| order < known) {
                best = Some((order, nearness));
            }
        }
    }
    best.map_or(Nearness::Unknown, |(_, nearness)| nearness)
}

/// Kilometres between the nearest places of each, where one that names none has the home of its outlet for one, or the place of what its
/// report is about; `None` where both name places, and where no home is known.
fn home_gap(a: &Facts, b: &Facts) -> Option<f64> {
    if !a.places.is_empty() && !b.places.is_empty() {
        return None;
    }
    let gaps =
        thought_near(a).iter().flat_map(|left| thought_near(b).iter().map(|right| gap_km(left, right)));
    gaps.min_by(f64::total_cmp)
}

/// Where it may have happened: its finest places, else the home of the outlet.
fn thought_near(facts: &Facts) -> &[Located] {
    if facts.places.is_empty() { facts.home.as_slice() } else { finest(facts) }
}

/// Towns, spots and districts; where there are none, whatever there is.
fn finest(facts: &Facts) -> &[Located] {
    let fine = facts.places.partition_point(|place| place.precision <= PlacePrecision::District);
    let count = if fine == 0 { facts.places.len() } else { fine };
    &facts.places[..count.min(6)]
}

fn pair_nearness(a: &Located, b: &Located) -> Nearness {
    let is_fine = |place: &Located| place.precision <= PlacePrecision::District;
    let same =
        (a.geonames.is_some() && a.geonames == b.geonames) || (a.name == b.name && km_between(a, b) < 10.0);
    if same {
        return if is_fine(a) && is_fine(b) { Nearness::Same } else { Nearness::Holds };
    }
    let km = gap_km(a, b);
    if km > 0.0 { Nearness::Apart(km) } else { Nearness::Holds }
}

/// Kilometres between the nearest points of both.
fn gap_km(a: &Located, b: &Located) -> f64 {
    (km_between(a, b) - a.radius_km.max(0.0) - b.radius_km.max(0.0)).max(0.0)
}

fn km_between(a: &Located, b: &Located) -> f64 {
    great_circle_km((a.lat, a.lon), (b.lat, b.lon))
}

/// How two types stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kinship {
    Same,
    Compatible,
    Related,
    None,
}

fn kinship(a: &Facts, b: &Facts) -> Kinship {
    let (Some(own_a), Some(own_b)) = (a.kinds.first(), b.kinds.first()) else { return Kinship::Related };
    if own_a == own_b {
        Kinship::Same
    } else if a.kinds.contains(own_b) || b.kinds.contains(own_a) {
        Kinship::Compatible
    } else if a.kinds.iter().any(|kind| b.kinds.contains(kind)) {
        Kinship::Related
    } else {
        Kinship::None
    }
}

/// How the actors compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Actors {
    Unknown,
    Shared,
    AgentsDiffer,
}

fn actors(a: &Facts, b: &Facts) -> Actors {
    if a.actors.iter().any(|actor| b.actors.binary_search(actor).is_ok()) {
        return Actors::Shared;
    }
    let names_agent = |facts: &Facts| facts.actors.iter().any(|(role, _)| *role == ActorRole::Agent);
    if names_agent(a) && names_agent(b) { Actors::AgentsDiffer } else { Actors::Unknown }
}

/// How the figures compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Figures {
    Unknown,
    Differ,
    Close,
    Agree,
    Same,
}

/// The best fit of any figure of the dead or hurt that both give for the same people.
fn figures(a: &Facts, b: &Facts) -> Figures {
    let mut best = Figures::Unknown;
    for &(property, scope, low, high) in &a.figures {
        if !matches!(property, Property::Killed | Property::Injured) {
            continue;
        }
        for &(_, _, other_low, other_high) in
            b.figures.iter().filter(|other| other.0 == property && other.1 == scope)
        {
            let outcome = if low == other_low && high == other_high && low >= 2 {
                Figures::Same
            } else if low <= other_high && other_low <= high {
                Figures::Agree
            } else {
                let (less, more) = (low.min(other_low), low.max(other_low));
                if more > less.max(1).saturating_mul(3) { Figures::Differ } else { Figures::Close }
            };
            best = best.max(outcome);
        }
    }
    best
}

/// Whether `own` is what another report tells as `beside` rather than its `main` incident: by a figure that is not that of the main one, and by
/// the town, where that of the main one is another, or by the day.
pub fn is_rather(own: &Facts, main: &Facts, beside: &Facts) -> bool {
    let apart = |gap: Gap| {
        matches!(gap, Gap::Days(_) | Gap::DaysDoubted(_) | Gap::MonthDayDiffers | Gap::WeekdayDiffers)
    };
    let gap = |other: &Facts| time::gap(own, other, None);
    let (place, rather) = (nearness(own, main), nearness(own, beside));
    let (day, day_beside) = (gap(main), gap(beside));
    let is_kin = kinship(own, beside) != Kinship::None
        || [own, beside].iter().any(|facts| facts.kinds.len() <= 1 && !facts.spreads);
    let by_town = rather == Nearness::Same && matches!(place, Nearness::Apart(_)) && !apart(day_beside);
    let by_day =
        matches!(rather, Nearness::Same | Nearness::Unknown) && day_beside == Gap::SameDay && apart(day);
    let by_figure = figures(own, beside) == Figures::Same
        && matches!(figures(own, main), Figures::Differ | Figures::Close)
        && !name_one_person(own, main);
    is_kin && by_figure && (by_town || by_day)
}

/// Kilometres apart from which places in two countries cannot be one.
const VETO_KM: f64 = 150.0;

/// Days apart from which two dated mentions cannot be one incident.
const VETO_DAYS: i64 = 32;

/// So many words of names shared, or so many where places would forbid the link, tell that a day or a country was misread rather
/// than that there are two incidents.
const SAME_PEOPLE: usize = 2;
const SAME_PEOPLE_ELSEWHERE: usize = 3;

/// With one such word it is enough that all else that was compared argues for the link by so much (log-odds).
const OVERRULES: f64 = 4.0;

/// A word of a name counts for that where no more than so many reports hold it.
const MOST_HOLDERS: u32 = 8;

/// What forbids a link.
fn veto(a: &Facts, b: &Facts, found: &[What]) -> Option<String> {
    if a.at.0 == b.at.0 {
        return Some("one report tells them as two incidents".to_owned());
    }
    let same = in_both(&a.names, &b.names).filter(|name| name.holders <= MOST_HOLDERS).count();
    let misread = |vetoing: &What, enough: usize| {
        let rest = found.iter().filter(|what| *what != vetoing).map(What::log_odds);
        same >= enough || same > 0 && rest.sum::<f64>() > OVERRULES
    };
    found.iter().find_map(|what| match *what {
        What::Time(Gap::Days(days))
            if days >= VETO_DAYS && !name_one_person(a, b) && !misread(what, SAME_PEOPLE) =>
        {
            Some(format!("{days} days lie between them"))
        }
        What::Time(Gap::MonthDayDiffers) if !misread(what, SAME_PEOPLE) => {
            Some("they name different days of the year".to_owned())
        }
        What::Place(Nearness::Apart(km))
            if km > VETO_KM && countries_differ(a, b) && !misread(what, SAME_PEOPLE_ELSEWHERE) =>
        {
            Some(format!("they lie in different countries, {km:.0} km apart"))
        }
        _ => None,
    })
}

fn countries_differ(a: &Facts, b: &Facts) -> bool {
    !a.countries.is_empty()
        && !b.countries.is_empty()
        && !a.countries.iter().any(|country| b.countries.binary_search(country).is_ok())
}
