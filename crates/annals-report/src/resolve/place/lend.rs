//! Lends a name that no gazetteer holds the place of the town around it: quarters, buildings, streets and villages lie in or near
//! a place that the report names beside them.

use std::collections::BTreeSet;

use annals_types::{Report, Span};

use super::{choose::Chosen, find::Found, full_name};
use crate::{
    Knowledge,
    closed_classes::is_compass,
    knowledge::gazetteer::{Gazetteer, Kind, PlaceId},
    resolve::dateline::holding,
};

/// A name of a place so many bytes before or after is told in one breath: some two sentences.
const IN_ONE_BREATH: u32 = 300;
/// So near each other the towns of a report make it one of a single region: a hundred miles, as far as a local paper's news reaches.
const REGION_KM: f64 = 161.0;
/// Of the named towns of such a report so many, in hundredths, lie around the first.
const REGION_SHARE: usize = 70;

/// Gives each of `found` that has no place that of its surroundings, where the report tells them. What `datelines` name is where the report
/// was filed: it lends itself only to what the text puts nowhere else.
pub fn lend(
    found: &[Found],
    chosen: &mut [Chosen],
    datelines: &[Span],
    report: &Report,
    knowledge: &Knowledge,
) {
    let gazetteer = &knowledge.gazetteer;
    let mut placed: Vec<(Span, PlaceId)> = found
        .iter()
        .zip(chosen.iter())
        .filter(|(mention, _)| !mention.metonymic)
        .filter_map(|(mention, chosen)| Some((mention.span, chosen.place?)))
        .collect();
    placed.sort_unstable();
    let home = report.host().and_then(|host| gazetteer.home(knowledge.outlets.at(&host)?));
    let region = middle_of_region(&placed, home, gazetteer);
    let around = Surroundings {
        text: &report.text,
        placed: &placed,
        datelines,
        region,
        region_is_told: placed
            .iter()
            .find(|(_, place)| is_fine(*place, gazetteer))
            .is_some_and(|&(span, _)| holding(datelines, span).is_none()),
        spoken_of: spoken_of(&placed, home, gazetteer),
        gazetteer,
    };
    for (mention, chosen) in found.iter().zip(chosen) {
        let is_unknown = chosen.place.is_none() && mention.evident && !mention.metonymic;
        if let Some((place, reason)) = is_unknown.then(|| around.of(mention)).flatten() {
            let why = format!("{}; in or near {}: {reason}", chosen.why, full_name(place, gazetteer));
            *chosen = Chosen { place: Some(place), why, lent: true };
        }
    }
}

/// The first town of a report whose towns nearly all lie around it, else the outlet's own where the report names none.
fn middle_of_region(
    placed: &[(Span, PlaceId)],
    home: Option<PlaceId>,
    gazetteer: &Gazetteer,
) -> Option<PlaceId> {
    let mut fine = placed.iter().map(|&(_, place)| place).filter(|&place| is_fine(place, gazetteer));
    let Some(first) = fine.next() else { return home.filter(|&home| gazetteer.kind(home) == Kind::Town) };
    let (mut near, mut all) = (1, 1);
    for place in fine {
        all += 1;
        near += usize::from(gazetteer.distance_km(first, place) <= REGION_KM);
    }
    (near * 100 >= all * REGION_SHARE).then_some(first)
}

/// The countries that a report speaks of: those that it names, or of which it names a division, or places more than once, and where its outlet is
/// at home.
fn spoken_of<'a>(
    placed: &[(Span, PlaceId)],
    home: Option<PlaceId>,
    gazetteer: &'a Gazetteer,
) -> BTreeSet<&'a str> {
    let mut spoken_of: BTreeSet<&str> =
        home.and_then(|home| gazetteer.country_code(home)).into_iter().collect();
    let mut named = BTreeSet::new();
    for &(_, place) in placed {
        let Some(country) = gazetteer.country_code(place) else { continue };
        let is_wide = matches!(gazetteer.kind(place), Kind::Province | Kind::Country);
        if is_wide || !named.insert(country) {
            spoken_of.insert(country);
        }
    }
    spoken_of
}

fn is_fine(place: PlaceId, gazetteer: &Gazetteer) -> bool {
    gazetteer.kind(place) <= Kind::District
}

/// What a report names around its unknown names.
struct Surroundings<'a> {
    text: &'a str,
    /// The places that are known, in the order of their spans.
    placed: &'a [(Span, PlaceId)],
    /// Where the report was filed, ascending.
    datelines: &'a [Span],
    /// The middle of the one region that the report tells of.
    region: Option<PlaceId>,
    /// Whether a town of the text itself tells that.
    region_is_told: bool,
    /// The countries that the report speaks of.
    spoken_of: BTreeSet<&'a str>,
    gazetteer: &'a Gazetteer,
}

/// The land that the words around a name put it in.
#[derive(Clone, Copy)]
struct Land {
    place: PlaceId,
    /// "southern Lebanon": not the whole of it.
    part: bool,
}

impl Surroundings<'_> {
    /// The place around `mention`, and what tells it.
    fn of(&self, mention: &Found) -> Option<(PlaceId, &'static str)> {
        let said = self.land_beside(mention.span);
        let holds = |place: PlaceId| {
            let stands_in = |outer: PlaceId| outer == place || self.gazetteer.holds(outer, place);
            (mention.within.is_empty() || mention.within.iter().any(|&outer| stands_in(outer)))
                && said.is_none_or(|said| stands_in(said.place))
        };
        // Where the report was filed, or what it is mostly about, is not where its words put something.
        let land = said.or_else(|| self.land_told(mention.span));
        let may_be =
            |place: PlaceId| land.is_none_or(|land| !land.part && self.gazetteer.holds(land.place, place));
        let is_filed_itself = self.is_filed(mention.span);
        let beside = self.beside(mention.span).filter(|&place| holds(place) && self.is_narrow(place));
        let nearest = |wanted: &dyn Fn(Span, PlaceId) -> bool| {
            let near = self
                .in_one_breath(mention.span)
                .filter(|(span, place)| wanted(*span, *place) && holds(*place));
            // Of two as near the one before.
            near.min_by_key(|(span, _)| (span.gap(mention.span), *span)).map(|&(_, place)| place)
        };
        let fine = |span: Span, place: PlaceId| {
            is_fine(place, self.gazetteer) && (is_filed_itself || !self.is_filed(span) || may_be(place))
        };
        // Of a town that the report names once, in a country that it does not speak of, nobody knows which one it is.
        let of_told_land = |span: Span, place: PlaceId| fine(span, place) && self.is_spoken_of(place);
        let in_one_sentence = |span: Span, place: PlaceId| {
            fine(span, place) && (self.spoken_of.is_empty() || self.are_in_one_sentence(span, mention.span))
        };
        beside
            .map(|place| (place, "it stands beside it"))
            .or_else(|| {
                let place = nearest(&of_told_land).or_else(|| nearest(&in_one_sentence))?;
                Some((place, "it is told in one breath"))
            })
            .or_else(|| {
                let told = |place: PlaceId| self.spoken_of.is_empty() || self.is_spoken_of(place);
                let region = self
                    .region
                    .filter(|&place| holds(place) && told(place) && (self.region_is_told || may_be(place)));
                Some((region?, "the report tells of its region"))
            })
            .or_else(|| {
                let division = |_, place: PlaceId| self.gazetteer.kind(place) == Kind::Province;
                Some((nearest(&division)?, "it is told in one breath"))
            })
    }

    /// Whether a name stands in a dateline.
    fn is_filed(&self, name: Span) -> bool {
        holding(self.datelines, name).is_some()
    }

    /// The places that are told so near before or after a name; names do not overlap.
    fn in_one_breath(&self, name: Span) -> impl Iterator<Item = &(Span, PlaceId)> {
        let first = self.placed.partition_point(|(span, _)| span.end() + IN_ONE_BREATH < name.start());
        self.placed[first..].iter().take_while(move |(span, _)| span.start() <= name.end() + IN_ONE_BREATH)
    }

    fn is_narrow(&self, place: PlaceId) -> bool {
        self.gazetteer.kind(place) <= Kind::Province
    }

    fn is_wide(&self, place: PlaceId) -> bool {
        matches!(self.gazetteer.kind(place), Kind::Province | Kind::Country)
    }

    /// "NAME, Springfield", "NAME in Springfield".
    fn beside(&self, name: Span) -> Option<PlaceId> {
        let (between, place) = self.next(name)?;
        let (words, _) = without_compass(between);
        matches!(words, "," | "in" | "of" | ", in" | "outside" | "near" | ", near" | ", outside")
            .then_some(place)
    }

    /// "NAME in southern Lebanon", "NAME, a village in Lebanon".
    fn land_beside(&self, name: Span) -> Option<Land> {
        let next = self.next(name).filter(|&(between, _)| between.len() <= IN_ONE_BREATH as usize);
        let (between, place) = next.filter(|&(_, place)| self.is_wide(place))?;
        let (words, part) = without_compass(between);
        let is_in = words.rsplit(' ').next().is_some_and(|word| matches!(word, "in" | "of"));
        let is_plain = words.split(' ').count() <= MOST_BETWEEN
            && words.chars().all(|c| c == ',' || c == ' ' || c.is_lowercase());
        (is_in && is_plain).then_some(Land { place, part })
    }

    /// The country named nearest to a name in its sentence, and in no dateline.
    fn land_told(&self, name: Span) -> Option<Land> {
        let is_land = |&&(span, place): &&(Span, PlaceId)| {
            self.gazetteer.kind(place) == Kind::Country
                && !self.is_filed(span)
                && self.are_in_one_sentence(span, name)
        };
        let near = self.in_one_breath(name).filter(is_land);
        let &(span, place) = near.min_by_key(|(span, _)| (span.gap(name), *span))?;
        let before = self.text.get(..span.start() as usize)?;
        let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        Some(Land { place, part: is_compass(&word.to_lowercase()) })
    }

    /// Whether the report speaks of the country of a place.
    fn is_spoken_of(&self, place: PlaceId) -> bool {
        self.gazetteer.country_code(place).is_some_and(|country| self.spoken_of.contains(country))
    }

    /// Whether no sentence ends between two names.
    fn are_in_one_sentence(&self, a: Span, b: Span) -> bool {
        let between = a.end().min(b.end()) as usize..a.start().max(b.start()) as usize;
        self.text.get(between).is_none_or(|between| !between.contains(". ") && !between.contains('\n'))
    }

    /// The words between a name and the next known one, and that one's place.
    fn next(&self, name: Span) -> Option<(&str, PlaceId)> {
        let after = self.placed.partition_point(|(span, _)| span.start() < name.end());
        let &(span, place) = self.placed.get(after)?;
        let between = self.text.get(name.end() as usize..span.start() as usize)?;
        Some((between.trim(), place))
    }
}

/// Most words between a name and the land that it is said to lie in: "a small village in".
const MOST_BETWEEN: usize = 6;

/// `words` without an article and points of the compass at their end, and whether there were any of these.
fn without_compass(words: &str) -> (&str, bool) {
    let mut rest = words.trim();
    let mut part = false;
    loop {
        let (before, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
        if is_compass(&last.to_lowercase()) {
            part = true;
        } else if last != "the" {
            return (rest, part);
        }
        if before.is_empty() {
            return (before, part);
        }
        rest = before.trim_end();
    }
}
