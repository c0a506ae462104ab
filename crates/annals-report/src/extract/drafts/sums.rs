//! Totals of several incidents: "in all eight people were killed across the province", after three here and five there.
//!
//! The number itself tells: it is the sum of what was told of incidents in other towns or on other days, and its sentence names no town.
//! Such a figure counts none of them, and is kept apart as a count over all.

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Trigger},
    reading::MentionRole,
    statement::Stance,
};

use super::{Apart, Draft, Gathering, days::can_be_one_time};
use crate::extract::standing::is_plural;

/// Smaller sums than this come about by chance.
const LEAST: u32 = 3;

/// The same where two numbers are added and no word says that several things happened: a choice.
const LEAST_OF_TWO: u32 = 8;

/// Of reports with more incidents or more figures than this no sums are taken: a bound, so that long reports stay cheap.
const MOST_DRAFTS: usize = 64;
/// See [`MOST_DRAFTS`].
const MOST_FIGURES: usize = 512;

impl Gathering<'_, '_> {
    /// Sets totals of several of the drafts apart, with the words that stand beside them, and gives those of the drafts that name no time that
    /// of their total.
    pub(super) fn set_totals_apart(&mut self) {
        if self.drafts.len() > MOST_DRAFTS {
            return;
        }
        let told: Vec<usize> =
            self.drafts.iter().flat_map(|draft| draft.quantities.iter().copied()).collect();
        if told.len() > MOST_FIGURES {
            return;
        }
        for total in told {
            let figure = self.scene.layers.quantities[total].figure;
            let sentence = self.scene.sentence_of(figure);
            if let Some(summed) = self.summed(total, sentence) {
                self.set_apart(figure, sentence, &summed);
            }
        }
    }

    /// The drafts whose figures a total adds up: all that count such people elsewhere, or all of those that are news.
    fn summed(&self, total: usize, sentence: Span) -> Option<Vec<usize>> {
        let quantity = &self.scene.layers.quantities[total];
        let number = quantity.low.filter(|&low| low >= LEAST && !quantity.part && counts(quantity))?;
        let in_incident = |draft: &&Draft| draft.role != MentionRole::Aggregate && !draft.cause;
        if self.names_a_town(sentence) {
            return None;
        }
        let (several, one) = self.named(sentence);
        if one && !several {
            return None;
        }
        let largest = |draft: &Draft| self.largest_below(number, draft, quantity.role, sentence);
        let of = |news: bool| {
            let drafts = self.drafts.iter().enumerate();
            let drafts = drafts.filter(|(_, draft)| in_incident(draft) && !(news && draft.recalled));
            drafts.filter_map(|(index, draft)| Some((index, largest(draft)?))).collect::<Vec<_>>()
        };
        let adds_up = |parts: &Vec<(usize, u32)>| {
            let sum = parts.iter().fold(0_u32, |sum, (_, count)| sum.saturating_add(*count));
            let pairs = (1..parts.len()).flat_map(|last| (0..last).map(move |first| (first, last)));
            let mut pairs =
                pairs.map(|(first, last)| (&self.drafts[parts[first].0], &self.drafts[parts[last].0]));
            let told = || parts.iter().map(|(index, _)| &self.drafts[*index]);
            parts.len() > 1
                && sum == number
                && pairs.all(|(a, b)| self.are_surely_two(a, b))
                && (several || parts.len() > 2 || number >= LEAST_OF_TWO)
                && (several || self.are_days_or_kinds_apart(told()))
        };
        let parts = [of(false), of(true)].into_iter().find(adds_up)?;
        Some(parts.into_iter().map(|(index, _)| index).collect())
    }

    /// Whether `sentence` names several incidents ("the bombings"), and whether it names one ("the attack"), be it in however many places.
    fn named(&self, sentence: Span) -> (bool, bool) {
        let plural = |(_, trigger): (usize, &Trigger)| is_plural(trigger.span, self.scene);
        let several = self.scene.triggers_in(sentence).any(plural);
        (several, self.scene.triggers_in(sentence).any(|trigger| !plural(trigger)))
    }

    /// Whether two of the drafts surely happened on other days, or are of other kinds: what is alike and happens in several towns of a day
    /// may be one attack.
    fn are_days_or_kinds_apart<'d>(&self, drafts: impl Iterator<Item = &'d Draft>) -> bool {
        let types = &self.scene.knowledge.incident_types;
        let kind = |draft: &Draft| {
            draft.triggers.first().map(|&index| self.scene.layers.triggers[index].incident_type.as_str())
        };
        let drafts: Vec<&Draft> = drafts.collect();
        drafts.windows(2).any(|pair| {
            let kinds = kind(pair[0]).zip(kind(pair[1]));
            self.are_days_apart(pair[0], pair[1]) || kinds.is_some_and(|(a, b)| !types.compatible(a, b))
        })
    }

    /// Whether two drafts name days, and none in common.
    fn are_days_apart(&self, a: &Draft, b: &Draft) -> bool {
        let times = &self.scene.mentions.times;
        let one_time =
            |&time: &usize| b.times.iter().any(|&other| can_be_one_time(&times[time], &times[other]));
        !a.times.is_empty() && !b.times.is_empty() && !a.times.iter().any(one_time)
    }

    /// Whether two drafts name towns or days, and none in common.
    fn are_surely_two(&self, a: &Draft, b: &Draft) -> bool {
        let named = !a.places.is_empty() && !b.places.is_empty();
        named && !self.share_a_place(&a.places, &b.places) || self.are_days_apart(a, b)
    }

    /// Whether `sentence` names a town, be it not the one that it was filed in.
    fn names_a_town(&self, sentence: Span) -> bool {
        let filed: Vec<usize> = self.scene.filed_at(sentence).map(|(index, _)| index).collect();
        self.towns(sentence).iter().any(|town| !filed.contains(town))
    }

    /// The largest number of such people that a draft counts outside of `sentence`; none that is as large as `total`, which may be told twice.
    fn largest_below(&self, total: u32, draft: &Draft, role: QuantityRole, sentence: Span) -> Option<u32> {
        let quantities = draft.quantities.iter().map(|&index| &self.scene.layers.quantities[index]);
        let elsewhere =
            quantities.filter(|quantity| quantity.role == role && !sentence.contains(quantity.figure));
        let counted = elsewhere.filter(|quantity| counts(quantity)).filter_map(|quantity| quantity.low);
        counted.filter(|&count| count < total).max()
    }

    /// Sets apart what `sentence` tells with the total at `figure`.
    fn set_apart(&mut self, figure: Span, sentence: Span, summed: &[usize]) {
        let scene = self.scene;
        let time = self.nearest_time(figure, sentence);
        let (mut triggers, mut quantities) = (Vec::new(), Vec::new());
        for draft in self.drafts.iter_mut().filter(|draft| draft.role != MentionRole::Aggregate) {
            let here = |trigger: &mut usize| sentence.contains(scene.layers.triggers[*trigger].span);
            triggers.extend(draft.triggers.extract_if(.., here));
            let here = |quantity: &mut usize| sentence.contains(scene.layers.quantities[*quantity].figure);
            quantities.extend(draft.quantities.extract_if(.., here));
            draft.telling.retain(|told| *told != sentence);
            draft.first = first(draft, scene.layers).unwrap_or(draft.first);
        }
        for &draft in summed {
            let draft = &mut self.drafts[draft];
            draft.apart = draft.apart.or(Some(Apart::ByNumbers));
            if draft.times.is_empty() && !draft.recalled {
                draft.times.extend(time);
            }
        }
        let period = self.period(figure, sentence);
        let known = &mut self.drafts[period];
        known.apart = Some(Apart::ByNumbers);
        known.tell(sentence);
        known.triggers.extend(triggers);
        known.triggers.sort_unstable();
        known.quantities.extend(quantities);
        known.quantities.sort_unstable();
        if let Some(time) = time.filter(|time| !known.times.contains(time)) {
            known.times.push(time);
        }
    }
}

/// Whether a figure counts people who were harmed.
fn counts(quantity: &Quantity) -> bool {
    matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured)
        && quantity.stance == Stance::Asserts
        && quantity.change.is_none()
}

/// The first of the words of a draft.
fn first(draft: &Draft, layers: &annals_types::Layers) -> Option<Span> {
    let triggers = draft.triggers.first().map(|&index| layers.triggers[index].span);
    let figures = draft.quantities.iter().map(|&index| layers.quantities[index].figure).min();
    triggers.into_iter().chain(figures).min()
}
