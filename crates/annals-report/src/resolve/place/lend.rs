//! Lends a name that no gazetteer holds the place of the town around it: quarters, buildings, streets and villages lie in or near
//! a place that the report names beside them.

use annals_types::{Report, Span};

use super::{choose::Chosen, find::Found, full_name};
use crate::{
    Knowledge,
    knowledge::gazetteer::{Gazetteer, Kind, PlaceId},
};

/// A name of a place so many bytes before or after is told in one breath: some two sentences.
const IN_ONE_BREATH: u32 = 300;
/// So near each other the towns of a report make it one of a single region: a hundred miles, as far as a local paper's news reaches.
const REGION_KM: f64 = 161.0;
/// Of the named towns of such a report so many, in hundredths, lie around the first.
const REGION_SHARE: usize = 70;

/// Gives each of `found` that has no place that of its surroundings, where the report tells them.
pub fn lend(found: &[Found], chosen: &mut [Chosen], report: &Report, knowledge: &Knowledge) {
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
    let around = Surroundings { text: &report.text, placed: &placed, region, gazetteer };
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

fn is_fine(place: PlaceId, gazetteer: &Gazetteer) -> bool {
    gazetteer.kind(place) <= Kind::District
}

/// What a report names around its unknown names.
struct Surroundings<'a> {
    text: &'a str,
    /// The places that are known, in the order of their spans.
    placed: &'a [(Span, PlaceId)],
    /// The middle of the one region that the report tells of.
    region: Option<PlaceId>,
    gazetteer: &'a Gazetteer,
}

impl Surroundings<'_> {
    /// The place around `mention`, and what tells it.
    fn of(&self, mention: &Found) -> Option<(PlaceId, &'static str)> {
        let holds = |place: PlaceId| {
            mention.within.is_empty()
                || mention.within.iter().any(|&outer| outer == place || self.gazetteer.holds(outer, place))
        };
        let beside = self.beside(mention.span).filter(|&place| holds(place) && self.is_narrow(place));
        let nearest = |wanted: &dyn Fn(PlaceId) -> bool| {
            let near = self.in_one_breath(mention.span).filter(|(_, place)| wanted(*place) && holds(*place));
            // Of two as near the one before.
            near.min_by_key(|(span, _)| (span.gap(mention.span), *span)).map(|&(_, place)| place)
        };
        beside
            .map(|place| (place, "it stands beside it"))
            .or_else(|| Some((nearest(&|place| is_fine(place, self.gazetteer))?, "it is told in one breath")))
            .or_else(|| Some((self.region.filter(|&place| holds(place))?, "the report tells of its region")))
            .or_else(|| {
                let division = nearest(&|place| self.gazetteer.kind(place) == Kind::Province);
                Some((division?, "it is told in one breath"))
            })
    }

    /// The places that are told so near before or after a name; names do not overlap.
    fn in_one_breath(&self, name: Span) -> impl Iterator<Item = &(Span, PlaceId)> {
        let first = self.placed.partition_point(|(span, _)| span.end() + IN_ONE_BREATH < name.start());
        self.placed[first..].iter().take_while(move |(span, _)| span.start() <= name.end() + IN_ONE_BREATH)
    }

    fn is_narrow(&self, place: PlaceId) -> bool {
        self.gazetteer.kind(place) <= Kind::Province
    }

    /// "NAME, Springfield", "NAME in Springfield".
    fn beside(&self, name: Span) -> Option<PlaceId> {
        let after = self.placed.partition_point(|(span, _)| span.start() < name.end());
        let &(span, place) = self.placed.get(after)?;
        let between = self.text.get(name.end() as usize..span.start() as usize)?;
        matches!(between.trim(), "," | "in" | "of" | ", in" | "outside" | "near").then_some(place)
    }
}
