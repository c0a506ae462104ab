//! The times and the towns that a word for something told stands with.

use annals_types::{
    Span,
    layers::Reality,
    mention::{PlaceMention, PlacePrecision, TimeMention},
};

use super::{
    Gathering,
    clauses::names_a_day,
    days::{comes_after_report, is_bare_hour, lies_ahead},
    periods::are_ends_of_a_stretch,
};
use crate::extract::dating::{dates_what_follows, dates_what_is_told};

/// Words before a day that opens its sentence: "On July 4", "Early on Monday".
const OPENING: usize = 2;

/// Bytes between a day and its hour: "on July 4, at approximately 2 a.m.".
const BESIDE: u32 = 24;

impl Gathering<'_, '_> {
    pub(super) fn note_times(&mut self, draft: usize, word: Span, sentence: Span) {
        let Some(time) = self.own_time(word, sentence) else { return };
        let day = self.day_of_hour(time, sentence);
        // Of one incident the nearer day says more than the stretch.
        let end = self.other_end(time, sentence).filter(|_| self.is_aggregate(draft));
        for time in [Some(time), day, end].into_iter().flatten() {
            if !self.drafts[draft].times.contains(&time) {
                self.drafts[draft].times.push(time);
            }
        }
    }

    /// The other end of the stretch of which a time is one: "between 26 February and 4 March".
    fn other_end(&self, time: usize, sentence: Span) -> Option<usize> {
        let one = &self.scene.mentions.times[time];
        let joins = |other: &TimeMention| {
            let (first, last) = if one.span < other.span { (one, other) } else { (other, one) };
            are_ends_of_a_stretch(first, last, self.scene)
        };
        let mut others = self.scene.times_in(sentence).filter(|(index, _)| *index != time);
        others.find(|(_, other)| joins(other)).map(|(index, _)| index)
    }

    /// The day of an hour that names none: the one beside it, else the one that the sentence opens with.
    fn day_of_hour(&self, hour: usize, sentence: Span) -> Option<usize> {
        let hour = &self.scene.mentions.times[hour];
        if !is_bare_hour(hour) {
            return None;
        }
        let gap = |day: &TimeMention| self.scene.gap(day.span, hour.span);
        let opens = |day: &TimeMention| {
            self.scene.words_in(Span::new(sentence.start(), day.span.start())).len() <= OPENING
        };
        let days = self.scene.times_in(sentence).filter(|(_, day)| {
            names_a_day(day)
                && (gap(day) <= BESIDE || opens(day))
                && day.span != hour.span
                && !self.scene.is_in_dateline(day.span)
                && self.may_date(day, false)
        });
        days.min_by_key(|(_, day)| gap(day)).map(|(index, _)| index)
    }

    /// The time in `part` that stands nearest to `word`; where a part of the sentence that has an incident of its own names none, that of
    /// the sentence: "on Monday a bomb killed four people in Hama and shells killed two in Homs".
    pub(super) fn own_time(&self, word: Span, part: Span) -> Option<usize> {
        self.nearest_time(word, part).or_else(|| self.nearest_time(word, self.whole_of(part)?))
    }

    /// The towns of `part`, else those of the sentence that it is a part of.
    pub(super) fn own_towns(&self, part: Span) -> Vec<usize> {
        let own = self.towns(part);
        let whole = self.whole_of(part).filter(|_| own.is_empty());
        whole.map_or(own, |whole| self.towns(whole))
    }

    /// The sentence of which `part` tells an incident of its own; `None` where it tells of one alone, and of a smaller part of that.
    pub(super) fn whole_of(&self, part: Span) -> Option<Span> {
        (self.part == part && self.part != self.whole).then_some(self.whole)
    }

    /// The time in the sentence that stands nearest to `word`.
    pub(super) fn nearest_time(&self, word: Span, sentence: Span) -> Option<usize> {
        let triggers = &self.scene.layers.triggers;
        let first = triggers.partition_point(|trigger| trigger.span < word);
        let planned = triggers
            .get(first)
            .is_some_and(|trigger| trigger.span == word && trigger.reality == Reality::Planned);
        let dates_another = |time: &TimeMention, word: Span| {
            word.start() < time.span.start() && dates_what_follows(time, self.scene)
        };
        let times = self.scene.times_in(sentence);
        let times: Vec<(usize, &TimeMention)> =
            times.filter(|(_, time)| self.may_date(time, planned) && !dates_another(time, word)).collect();
        // A dateline tells when the report was filed; where nothing else gives a time, that is better than none.
        let order =
            |time: &TimeMention| (self.scene.is_in_dateline(time.span), self.scene.gap(time.span, word));
        let (nearest, near) = *times.iter().min_by_key(|(_, time)| order(time))?;
        let own = times.iter().filter(|(_, time)| names_a_day(time) && self.hangs_on(time, word));
        let own = own.min_by_key(|(_, time)| order(time));
        let is_of_another = || names_a_day(near) && self.hangs_on_another(near, word);
        own.filter(|_| is_of_another()).map_or(Some(nearest), |&(own, _)| Some(own))
    }

    /// "Riots went on until Friday after an officer shot a boy dead on Tuesday": whether by the parse a time hangs on the verb at `word` itself, of a
    /// clause that tells what came before or after.
    fn hangs_on(&self, time: &TimeMention, word: Span) -> bool {
        let tokens = &self.scene.layers.tokens;
        self.head_of(time).is_some_and(|head| {
            tokens[head].upos.as_deref() == Some("VERB")
                && tokens[head].span.overlaps(word)
                && self.scene.hanging_on(head).any(|child| {
                    tokens[child].deprel.as_deref() == Some("mark")
                        && matches!(tokens[child].norm.as_str(), "after" | "before" | "because" | "since")
                })
        })
    }

    /// Whether it hangs on another verb, which says of what else it is the time.
    fn hangs_on_another(&self, time: &TimeMention, word: Span) -> bool {
        let tokens = &self.scene.layers.tokens;
        self.head_of(time).is_some_and(|head| {
            tokens[head].upos.as_deref() == Some("VERB") && !tokens[head].span.overlaps(word)
        })
    }

    /// The first word above a time that is none of its own.
    fn head_of(&self, time: &TimeMention) -> Option<usize> {
        let tokens = &self.scene.layers.tokens;
        self.scene.upwards(time.span).find(|&at| !tokens[at].span.overlaps(time.span))
    }

    /// Whether a time can say when something told happened, be it `planned`, and not when it was said or what came after.
    pub(super) fn may_date(&self, time: &TimeMention, planned: bool) -> bool {
        let scene = self.scene;
        (planned || !lies_ahead(time, scene) && !comes_after_report(time, scene))
            && dates_what_is_told(time, scene)
    }

    /// Named towns and smaller places of the sentence. Reports are filed from far away or from where it happened: a town in its dateline
    /// counts where another one of its division is named, and where no town is named, and no other country or part of one.
    pub(super) fn towns(&self, sentence: Span) -> Vec<usize> {
        let fine = |(_, place): &(usize, &PlaceMention)| {
            matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Town | PlacePrecision::Near)
        };
        let (towns, wide): (Vec<_>, Vec<_>) = self.scene.places_in(sentence).partition(fine);
        let agrees = |filed: &PlaceMention| {
            if towns.is_empty() {
                !wide.iter().any(|(_, place)| self.scene.leads_away(place, filed))
            } else {
                towns.iter().any(|(_, place)| division(place).is_some() && division(place) == division(filed))
            }
        };
        let filed = self.scene.filed_at(sentence).filter(fine).filter(|(_, place)| agrees(place));
        filed.chain(towns.iter().copied()).map(|(index, _)| index).collect()
    }
}

/// The first-level division that a place lies in, with its country.
fn division(place: &PlaceMention) -> Option<(Option<&str>, &str)> {
    let place = place.place.as_ref()?;
    Some((place.country.as_deref(), place.admin1.as_deref()?))
}
