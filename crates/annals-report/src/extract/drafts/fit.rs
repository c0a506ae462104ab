//! Which draft something told belongs to: by kind, day and town.

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Trigger},
    mention::{PlaceMention, PlacePrecision, TimeMention, great_circle_km},
    reading::MentionRole,
    statement::Scope,
    time::TimePrecision,
};

use super::{
    Draft, Gathering, WITHIN_REACH,
    days::{
        can_be_one_time, is_bare_hour, is_dated_only, is_day_of, is_of_these_days, is_other_day, is_recent,
        lies_far_before,
    },
};
use crate::extract::{dating::is_of_a_name, scene::Scene};

impl Gathering<'_, '_> {
    /// The draft that a trigger fits best: the active one, else the latest told of.
    pub(super) fn best_fit(
        &self,
        trigger: &Trigger,
        own: Span,
        time: Option<usize>,
        places: &[usize],
        recalled: bool,
    ) -> Option<usize> {
        let turned = self.turned && self.active.is_none();
        let later = time.is_some_and(|time| is_other_day(&self.scene.mentions.times[time], self.scene));
        let former = time.is_some_and(|time| self.is_of_a_former_year(trigger.span, time));
        let recent = time.is_some_and(|time| is_of_these_days(&self.scene.mentions.times[time], self.scene));
        let same_time = |draft: &Draft| time.is_some_and(|time| draft.times.contains(&time));
        let fits = |draft: &Draft| {
            draft.role != MentionRole::Aggregate
                && !draft.cause
                && (!later || same_time(draft))
                && self.no_other_time(draft, time)
                && !self.counts_anew(draft, time, own)
                && (self.no_other_place(draft, places) || self.heads_a_land(draft, own))
                && !(places.is_empty() && self.harms_elsewhere(draft, own))
                && (!recalled || draft.recalled || same_time(draft) || recent && self.only_heads(draft))
                && (!former || !draft.times.is_empty() || self.only_heads(draft))
                && self.is_mostly_of_kind(draft, trigger, time.is_none() || same_time(draft))
        };
        let active = self.active.filter(|&active| fits(&self.drafts[active]));
        let told = self.drafts.iter().enumerate().rev().take(WITHIN_REACH).map(|(index, _)| index);
        // What words turn to may have been told in a headline, or by the words before in the sentence that turns.
        if turned {
            return told.into_iter().find(|&index| {
                let draft = &self.drafts[index];
                fits(draft)
                    && (draft.telling.last() == Some(&self.whole)
                        || self.is_in_headlines(draft) && self.share_a_place(places, &draft.places))
            });
        }
        // What was recalled is left behind; only words that recall or date it go back to it.
        let open = |draft: &Draft| !draft.recalled || recalled || time.is_some();
        let named = active
            .or_else(|| told.clone().find(|&index| open(&self.drafts[index]) && fits(&self.drafts[index])));
        // Words of another kind that nothing sets apart tell of the same thing from another side.
        let loose = time.is_none() && places.is_empty() && !recalled;
        let elsewhere = |active: usize| self.harms_elsewhere(&self.drafts[active], own);
        named.or_else(|| self.active.filter(|&active| loose && !elsewhere(active)))
    }

    /// Whether the kind of `trigger` goes with that of at least half of the draft's triggers. "The explosion" may be that of a rocket where nothing
    /// gives it a time of its own.
    pub(super) fn is_mostly_of_kind(&self, draft: &Draft, trigger: &Trigger, at_its_time: bool) -> bool {
        let types = &self.scene.knowledge.incident_types;
        let triggers = &self.scene.layers.triggers;
        let looked_at = draft.triggers.len().min(WITHIN_REACH);
        let alike = draft.triggers[..looked_at]
            .iter()
            .filter(|&&other| {
                let (told, found) = (&triggers[other].incident_type, &trigger.incident_type);
                types.compatible(told, found)
                    || types.ends_in(told, found)
                    || types.are_told_alike(told, found)
                    || at_its_time && (types.goes_off_in(told, found) || types.goes_off_in(found, told))
            })
            .count();
        2 * alike >= looked_at
    }

    /// Whether a draft is told in headlines alone, which seldom say when: "Floods: 74 dead" above "last weekend's floods".
    fn only_heads(&self, draft: &Draft) -> bool {
        draft.times.is_empty() && self.is_in_headlines(draft)
    }

    fn is_in_headlines(&self, draft: &Draft) -> bool {
        draft.telling.iter().all(|&sentence| self.scene.in_headline(sentence))
    }

    /// "Idlib attack kills nine" above "in Atmeh, in Idlib province": whether a draft is told in headlines alone, and places itself by the name
    /// of a division that `own` names, which a town may share. Another number of the dead is that of something else there.
    fn heads_a_land(&self, draft: &Draft, own: Span) -> bool {
        let scene = self.scene;
        let name = |place: &PlaceMention| scene.words(place.span).to_lowercase();
        let is_land = |place: &PlaceMention| {
            matches!(place.precision, PlacePrecision::District | PlacePrecision::Province)
        };
        let lands: Vec<String> =
            scene.places_in(own).filter(|(_, place)| is_land(place)).map(|(_, place)| name(place)).collect();
        !lands.is_empty()
            && self.only_heads(draft)
            && !self.counts_others(draft, own)
            && draft.places.iter().any(|&place| lands.contains(&name(&scene.mentions.places[place])))
    }

    /// "The 1925 Tri-State Tornado": whether the year of `time` stands in the name of what `trigger` tells, and lies far before the news.
    fn is_of_a_former_year(&self, trigger: Span, time: usize) -> bool {
        let scene = self.scene;
        let time = &scene.mentions.times[time];
        let is_year = time.partial.year.is_some() && time.partial.month.is_none();
        is_year
            && time.span.end() <= trigger.start()
            && scene.words_before(time.span.start(), 1) == ["the"]
            && scene.tokens_in(Span::new(time.span.end(), trigger.start())).iter().all(is_of_a_name)
            && lies_far_before(time, scene)
    }

    /// Whether `time` does not place something on another day than `draft`.
    pub(super) fn no_other_time(&self, draft: &Draft, time: Option<usize>) -> bool {
        let times = &self.scene.mentions.times;
        let Some(time) = time.and_then(|time| times.get(time)) else { return true };
        // "The third attack this week" leaves the day that the news is told by as it is.
        let is_fine = |other: &TimeMention| other.precision <= TimePrecision::Day;
        let fine = is_fine(time) && draft.times.iter().any(|&other| is_fine(&times[other]));
        let told = || draft.times.iter().map(|&other| &times[other]).filter(|other| !fine || is_fine(other));
        // "At 11:47 p.m." fits any year: the day beside it tells.
        let dated = time.precision >= TimePrecision::Months && told().any(|other| !is_bare_hour(other));
        let mut known = told().filter(|other| !dated || !is_bare_hour(other));
        draft.times.is_empty() || known.any(|other| can_be_one_time(other, time))
    }

    /// "In 2010, floods killed nearly 2,000 people": whether a draft without a day has counted other people already, and `time` lies far
    /// before the news. What is told in court long after has its numbers once.
    pub(super) fn counts_anew(&self, draft: &Draft, time: Option<usize>, part: Span) -> bool {
        let scene = self.scene;
        let far = time.is_some_and(|time| lies_far_before(&scene.mentions.times[time], scene));
        far && draft.times.is_empty() && self.counts_others(draft, part)
    }

    /// Whether `part` counts everybody by another number than a draft does.
    fn counts_others(&self, draft: &Draft, part: Span) -> bool {
        let quantities = &self.scene.layers.quantities;
        self.scene.quantities_in(part).any(|(index, quantity)| {
            !draft.quantities.contains(&index)
                && draft.quantities.iter().any(|&told| is_other_count(quantity, &quantities[told]))
        })
    }

    /// Whether `places` name no other town than those of `draft`.
    pub(super) fn no_other_place(&self, draft: &Draft, places: &[usize]) -> bool {
        places.is_empty() || draft.places.is_empty() || self.share_a_place(places, &draft.places)
    }

    /// Whether a draft has the day or the town that a part of a sentence is set apart by.
    pub(super) fn is_told_there(&self, draft: &Draft, time: Option<usize>, places: &[usize]) -> bool {
        let times = &self.scene.mentions.times;
        let same_day =
            |time: usize| draft.times.iter().any(|&other| times[other].interval == times[time].interval);
        let there = places.is_empty() || self.share_a_place(places, &draft.places);
        time.is_none_or(same_day) && there
    }

    /// Whether a place of each can be one.
    pub(super) fn share_a_place(&self, a: &[usize], b: &[usize]) -> bool {
        let mentions = &self.scene.mentions.places;
        a.iter().any(|&a| b.iter().any(|&b| can_be_one_place(&mentions[a], &mentions[b], self.scene)))
    }

    /// Whether a date lies further back than the days of the week that the news is told by.
    pub(super) fn lies_further_back(&self, time: Option<usize>) -> bool {
        let times = &self.scene.mentions.times;
        time.is_some_and(|time| {
            is_dated_only(&times[time])
                && self
                    .drafts
                    .iter()
                    .flat_map(|draft| &draft.times)
                    .any(|&other| is_recent(&times[other]) && !is_day_of(&times[time], &times[other]))
        })
    }
}

/// Whether both count everybody whom one thing befell, or all of one sort, and give other numbers.
fn is_other_count(a: &Quantity, b: &Quantity) -> bool {
    // "A family" may be all five of those who were counted.
    let is_numbered = |quantity: &Quantity| quantity.high.is_some() || quantity.low > Some(2);
    let whole = |quantity: &Quantity| {
        !quantity.part
            && matches!(quantity.scope, Scope::All | Scope::Other)
            && quantity.low > Some(0)
            && is_numbered(quantity)
    };
    let people = matches!(
        a.role,
        QuantityRole::Killed | QuantityRole::Injured | QuantityRole::Missing | QuantityRole::Displaced
    );
    people && a.role == b.role && whole(a) && whole(b) && a.low != b.low
}

/// Whether two names can mean one place: a town, and a quarter or a building of it, or the same name. Two towns are two places, however
/// near.
fn can_be_one_place(a: &PlaceMention, b: &PlaceMention, scene: &Scene<'_>) -> bool {
    /// How far from the middle of a town its quarters and suburbs lie.
    const TOGETHER_KM: f64 = 15.0;
    let towns = a.precision == PlacePrecision::Town && b.precision == PlacePrecision::Town;
    match (a.known(), b.known()) {
        (Some(a), Some(b)) if a.name.to_lowercase() == b.name.to_lowercase() => true,
        (Some(a), Some(b)) => !towns && great_circle_km((a.lat, a.lon), (b.lat, b.lon)) <= TOGETHER_KM,
        (None, None) => scene.words(a.span).to_lowercase() == scene.words(b.span).to_lowercase(),
        _ => true,
    }
}
