//! The likeliest of the days that a report names, for an incident that it tells as news and whose day no words give outright.
//!
//! A conditional logit over the days that the report names anywhere, the day that it was written on and the day before: what is measured of
//! each day is weighed with the weights of [`learned`](super::days_learned), and the chances of all add up to 1. Such a day bounds nothing:
//! it is shown as likely, beside what words allow.

use std::{collections::BTreeMap, fmt::Write as _};

use annals_types::{
    IncidentMention, Layers, Mentions, Report, Span,
    layers::Reality,
    mention::TimeMention,
    reading::MentionRole,
    time::{EventTime, LikelyDay, LocalInterval, PartOfDay, TimexKind},
};
use jiff::civil::Date;

use super::{
    dating::{dates_a_death_long_after, dates_an_aftermath, dates_the_report},
    days_learned::WEIGHTS,
    facts::{main_by_words, other_triggers},
    scene::Scene,
    sorted_drafts,
};
use crate::{
    Knowledge,
    resolve::time::{Written, filed, plus, single_day, written},
};

/// What is measured of a day, in the order of [`WEIGHTS`].
pub type Measures = [f64; WEIGHTS.len()];

/// A day and what is measured of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measured {
    /// In the local time of the place; `None` stands for all days that the report does not name.
    pub day: Option<Date>,
    /// By [`WEIGHTS`].
    pub measures: Measures,
}

/// A day further back than this many days before the writing is no news. Some four years, a choice: it was not learned.
const FURTHEST_DAYS: i64 = 1500;

/// Days in a week.
const WEEK: i64 = 7;

/// A day less likely than this is not shown. A choice: below it, two days or more may each be as likely.
const LEAST_CHANCE: f64 = 0.3;

/// A day is told by other words than those that stand nearest where its log-odds are greater by so much: where it is 1.6 times as likely. A
/// choice: it was not learned.
const CLEARLY: f64 = 0.5;

/// What is measured, by name.
pub fn names() -> impl Iterator<Item = &'static str> {
    WEIGHTS.iter().map(|(name, _)| *name)
}

/// The days of a main incident before any weight is used, so that what is learned does not depend on what was learned before.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Choice {
    /// Those that words leave.
    pub left: Vec<Date>,
    /// All that it may have happened on, that of no named day first, then the earliest; nothing where the report does not say when it was
    /// written, or does not tell the incident as news.
    pub days: Vec<Measured>,
}

/// The days that the main incident of `report` may have happened on, by words alone; `None` where it has no main incident.
pub fn measured(
    report: &Report,
    layers: &Layers,
    mentions: &Mentions,
    knowledge: &Knowledge,
) -> Option<Choice> {
    let scene = Scene::new(report, layers, mentions, knowledge);
    let drafts = sorted_drafts(&scene);
    let incident = main_by_words(&drafts, &scene)?;
    let others = other_triggers(drafts.first()?, &drafts, &scene);
    Some(Choice { days: weigh(&scene, &incident, &others), left: incident.time.days })
}

/// The likeliest day of `incident`, where words leave none or several; `others` name other incidents.
pub(super) fn likely(scene: &Scene<'_>, incident: &IncidentMention, others: &[Span]) -> Option<LikelyDay> {
    let time = &incident.time;
    if time.days.len() == 1 {
        return None;
    }
    let allowed = |day: Date| {
        let holds = time.days.is_empty() || time.days.contains(&day);
        holds && time.interval.meet(LocalInterval::day(day)).is_some()
    };
    let days = weigh(scene, incident, others);
    let days: Vec<Measured> = days.into_iter().filter(|measured| measured.day.is_none_or(allowed)).collect();
    let (chance, day) = likeliest(&days)?;
    let written = first_written(scene, incident)?;
    let several = !time.days.is_empty();
    let names_any = days.iter().any(|measured| measured.measures[NAMED] > 0.0);
    (chance >= LEAST_CHANCE).then(|| LikelyDay { day, why: why(day, chance, several, names_any, &written) })
}

/// When the report was first written, by its address where that names an earlier day than the declared one.
fn first_written(scene: &Scene<'_>, incident: &IncidentMention) -> Option<Written> {
    let written = written(scene.report, scene.knowledge)?;
    Some(match filed(scene.report, incident.time.zone.as_deref()) {
        Some(date) => Written { date, why: "the date in the address of the report", span: None },
        None => written,
    })
}

fn why(day: Date, chance: f64, several: bool, names_any: bool, written: &Written) -> String {
    let by = match (several, names_any) {
        (true, true) => "by the words around the days that the report names, since several days are left",
        (true, false) => "by when reports tell of such days, since several days are left",
        (false, true) => {
            "by the words around the days that the report names, since none is given as that of the incident"
        }
        (false, false) => "by when reports tell their news, since this one names no day",
    };
    format!("likely {day}: {:.0} % {by} ({}, {})", 100.0 * chance, written.date, written.why)
}

/// The times that tell another day of an incident than the one that is left.
pub(super) struct Rather {
    /// Their indices, ascending; one at least.
    pub times: Vec<usize>,
    /// The day that is left.
    left: Date,
}

impl Rather {
    /// Says for a person why the first of these times that bounds `time` does so.
    pub fn explain(&self, scene: &Scene<'_>, time: &mut EventTime) {
        let spans: Vec<Span> = self.times.iter().map(|&index| scene.mentions.times[index].span).collect();
        let first = time.bounds.iter_mut().find(|bound| bound.span.is_some_and(|span| spans.contains(&span)));
        if let Some(bound) = first {
            let _ = write!(bound.why, "; rather than {}, by the words around the two days", self.left);
        }
    }
}

/// The times that tell another day of `incident` than the one that is left, where that other one is clearly likelier: "The man who was
/// shot died on Friday. ... The Tuesday night shooting". `others` name other incidents.
pub(super) fn rather(scene: &Scene<'_>, incident: &IncidentMention, others: &[Span]) -> Option<Rather> {
    let &[left] = incident.time.days.as_slice() else { return None };
    // The weights were learned from reports whose date is declared. One that opens with its date names one day more.
    if incident.role != MentionRole::Main || scene.report.published.is_none() {
        return None;
    }
    let days = weigh(scene, incident, others);
    let of = |day: Date| days.iter().find(|measured| measured.day == Some(day)).map(odds);
    let named: Vec<Measured> =
        days.iter().copied().filter(|measured| measured.measures[NAMED] > 0.0).collect();
    let best = named.iter().rev().max_by(|a, b| odds(a).total_cmp(&odds(b)));
    let (best, day) = best.and_then(|best| Some((odds(best), best.day?)))?;
    if day == left || best - of(left)? < CLEARLY {
        return None;
    }
    let times = scene.mentions.times.iter().enumerate();
    let times = times.filter(|(_, time)| single_day(time.interval) == Some(day)).map(|(index, _)| index);
    Some(Rather { times: times.collect(), left })
}

/// Which of the measures says that the report names the day.
const NAMED: usize = 2;

/// The log-odds of a day against the others.
fn odds(day: &Measured) -> f64 {
    WEIGHTS.iter().zip(day.measures).map(|((_, weight), measure)| weight * measure).sum()
}

/// The day with the greatest chance, the earliest of equals.
fn likeliest(days: &[Measured]) -> Option<(f64, Date)> {
    let of_days = days.iter().filter_map(|day| Some((odds(day), day.day?)));
    let (best, day) = of_days.rev().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let all: f64 = days.iter().map(|day| (odds(day) - best).exp()).sum();
    Some((1.0 / all, day))
}

/// What the mentions of one day say, each where any of them does.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is measured by itself")]
struct Named {
    /// How often.
    times: usize,
    /// In a sentence that tells of the incident.
    telling: bool,
    /// With the hour.
    hour: bool,
    /// With the hour or a part of the day.
    part: bool,
    /// "said on Monday".
    said: bool,
    /// "was charged on Monday", by the parse.
    aftermath: bool,
    /// A word for what is done afterwards stands within a few words; in the sentence.
    aftermath_beside: bool,
    aftermath_sentence: bool,
    /// "is recovering on Monday".
    follow_up_beside: bool,
    /// "Posted: Monday, May 12, 2014".
    issued: bool,
    /// "happened", "responded" in the sentence.
    happens: bool,
    /// "today", "this morning".
    today: bool,
    /// "overnight": the night that ends on the day of writing counts as of the day before.
    overnight: bool,
    /// "the Monday night shooting".
    of_incident: bool,
    /// In one of the first sentences.
    early: bool,
    /// By the weekday of the day after the declared date: hardly anybody calls the day of six days ago by its weekday alone, but reports
    /// are rewritten on the next day and keep their date.
    day_after: bool,
}

impl Named {
    fn add(&mut self, other: Self) {
        self.times += other.times;
        self.telling |= other.telling;
        self.hour |= other.hour;
        self.part |= other.part;
        self.said |= other.said;
        self.aftermath |= other.aftermath;
        self.aftermath_beside |= other.aftermath_beside;
        self.aftermath_sentence |= other.aftermath_sentence;
        self.follow_up_beside |= other.follow_up_beside;
        self.issued |= other.issued;
        self.happens |= other.happens;
        self.today |= other.today;
        self.overnight |= other.overnight;
        self.of_incident |= other.of_incident;
        self.early |= other.early;
        self.day_after |= other.day_after;
    }
}

/// What holds of the whole report.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is measured by itself")]
struct Whole {
    written: Date,
    /// The title tells of what was done afterwards.
    aftermath: bool,
    /// The words of the incident say an evening.
    evening: bool,
    /// A day is named somewhere.
    names_any: bool,
    /// Some weekday is that of the day after the declared date.
    rewritten: bool,
    /// The earliest day of the week before the writing that is named.
    earliest: Option<Date>,
}

fn weigh(scene: &Scene<'_>, incident: &IncidentMention, others: &[Span]) -> Vec<Measured> {
    let is_news = matches!(incident.role, MentionRole::Main | MentionRole::Also)
        && incident.reality == Reality::Asserted;
    let Some(written) = first_written(scene, incident).filter(|_| is_news) else {
        return Vec::new();
    };
    let mut days = named(scene, incident, &written, others);
    let week = plus(written.date, -WEEK);
    let whole = Whole {
        written: written.date,
        aftermath: scene.tells_an_aftermath,
        evening: matches!(incident.time.partial.part, Some(PartOfDay::Evening | PartOfDay::Night)),
        names_any: !days.is_empty(),
        rewritten: days.values().any(|named| named.day_after),
        earliest: days.keys().copied().find(|day| Some(*day) >= week),
    };
    for day in [Some(written.date), plus(written.date, -1)]
        .into_iter()
        .flatten()
        .chain(incident.time.days.iter().copied())
    {
        days.entry(day).or_default();
    }
    let unnamed = Measured { day: None, measures: measures(None, Named::default(), whole) };
    let of_days = days
        .into_iter()
        .map(|(day, named)| Measured { day: Some(day), measures: measures(Some(day), named, whole) });
    std::iter::once(unnamed).chain(of_days).collect()
}

/// The days that the report names up to its writing, with what their mentions say. Of an incident beside the main one only those in the
/// sentences that tell of it.
fn named(
    scene: &Scene<'_>,
    incident: &IncidentMention,
    written: &Written,
    others: &[Span],
) -> BTreeMap<Date, Named> {
    let mut days: BTreeMap<Date, Named> = BTreeMap::new();
    for (index, sentence) in scene.sentences().iter().enumerate() {
        let telling = incident.telling.contains(&sentence.span);
        if !telling && incident.role != MentionRole::Main {
            continue;
        }
        for (_, time) in scene.times_in(sentence.span) {
            let Some(day) = single_day(time.interval) else { continue };
            let is_heading = written.span.is_some_and(|span| span.overlaps(time.span));
            let ago = days_between(day, written.date);
            let is_none = is_heading || dates_a_death_long_after(time, scene);
            if is_none || !(-1..=FURTHEST_DAYS).contains(&ago) {
                continue;
            }
            days.entry(day).or_default().add(Named {
                telling,
                early: index < EARLY,
                ..of_mention(scene, time, sentence.span, others)
            });
        }
    }
    days
}

/// So many sentences are the beginning.
const EARLY: usize = 5;

fn of_mention(scene: &Scene<'_>, time: &TimeMention, sentence: Span, others: &[Span]) -> Named {
    const BESIDE: usize = 4;
    let telling = &scene.knowledge.telling;
    let tokens = scene.tokens_in(sentence);
    let start = tokens.partition_point(|token| token.span.start() < time.span.start());
    let end = tokens.partition_point(|token| token.span.start() < time.span.end());
    let beside = || {
        let after = &tokens[end..tokens.len().min(end + BESIDE)];
        tokens[start.saturating_sub(BESIDE)..start].iter().chain(after)
    };
    let said = time.span.of(&scene.report.text).to_lowercase();
    let next = tokens[end..].iter().find(|token| token.norm != "'s").map(|token| token.span);
    Named {
        times: 1,
        hour: time
            .value
            .split_once('T')
            .is_some_and(|(_, hour)| hour.starts_with(|c: char| c.is_ascii_digit())),
        part: time.kind == TimexKind::Time,
        said: scene.places_the_saying(time.span),
        aftermath: dates_an_aftermath(time, scene),
        aftermath_beside: beside().any(|token| telling.aftermath.holds(&token.norm)),
        aftermath_sentence: tokens.iter().any(|token| telling.aftermath.holds(&token.norm)),
        follow_up_beside: beside().any(|token| telling.follow_up.holds(&token.norm)),
        issued: dates_the_report(time, scene),
        happens: tokens.iter().any(|token| telling.happens.holds(&token.norm)),
        today: said.starts_with("this ") || said.contains("today") || said.contains("tonight"),
        overnight: said.contains("overnight"),
        // "two weeks after the Feb. 6 quake" tells when another one was.
        of_incident: next.is_some_and(|next| {
            scene.triggers_in(next).any(|(_, trigger)| others.binary_search(&trigger.span).is_err())
        }),
        day_after: is_of_day_after(scene, time),
        telling: false,
        early: false,
    }
}

fn is_of_day_after(scene: &Scene<'_>, time: &TimeMention) -> bool {
    let by_weekday = time.partial.weekday.is_some() && time.partial.day.is_none();
    let next = single_day(time.interval).and_then(|day| plus(day, WEEK - 1));
    by_weekday && next.is_some() && next == scene.report.published.map(|published| published.date)
}

fn measures(day: Option<Date>, named: Named, whole: Whole) -> Measures {
    let ago = day.map(|day| days_between(day, whole.written));
    let within = |days: std::ops::RangeInclusive<i64>| ago.is_some_and(|ago| days.contains(&ago));
    let (same, before) = (within(0..=0), within(1..=1));
    [
        f64::from(day.is_none()),
        f64::from(day.is_none() && whole.aftermath),
        f64::from(named.times > 0),
        f64::from(named.telling),
        f64::from(named.hour),
        f64::from(named.part),
        f64::from(named.said),
        f64::from(named.aftermath),
        f64::from(named.aftermath_beside),
        f64::from(named.aftermath_sentence),
        f64::from(named.follow_up_beside),
        f64::from(named.issued),
        f64::from(named.happens),
        f64::from(named.today),
        f64::from(named.overnight),
        f64::from(named.of_incident),
        f64::from(named.early),
        (named.times.max(1) as f64).ln(),
        f64::from(day.is_some() && whole.earliest == day),
        f64::from(same),
        f64::from(same && whole.aftermath),
        f64::from(same && whole.evening),
        f64::from(same && whole.names_any),
        f64::from(before),
        f64::from(before && whole.evening),
        f64::from(before && whole.names_any),
        f64::from(within(i64::MIN..=-1)),
        f64::from(within(4..=6)),
        f64::from(within(7..=14)),
        f64::from(within(15..=60)),
        f64::from(within(61..=i64::MAX)),
        f64::from(within(2..=6) && whole.aftermath),
        f64::from(within(7..=i64::MAX) && whole.aftermath),
        f64::from(named.day_after),
        f64::from(same && whole.rewritten),
        f64::from(before && whole.rewritten),
    ]
}

/// From `day` to `written`; negative where it lies after it.
fn days_between(day: Date, written: Date) -> i64 {
    (written - day).get_days().into()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(of_month: i8, named: f64) -> Measured {
        let mut measures = [0.0; WEIGHTS.len()];
        measures[NAMED] = named;
        Measured { day: Some(date(2024, 3, of_month)), measures }
    }

    #[test]
    fn the_measures_have_their_places() {
        assert_eq!(names().nth(NAMED), Some("named"));
    }

    #[test]
    fn the_chances_of_all_days_add_up() {
        assert_eq!(likeliest(&[]), None);
        let (chance, first) = likeliest(&[day(4, 0.0), day(5, 0.0)]).unwrap();
        assert_eq!((chance, first), (0.5, date(2024, 3, 4)), "the earliest of equals");
        let (chance, named) = likeliest(&[day(4, 0.0), day(5, 1.0)]).unwrap();
        assert!(named == date(2024, 3, 5) && chance > 0.5, "{chance}");
        // That it was none of these days takes its share of the chance, and is no day itself.
        let none = Measured { day: None, measures: [0.0; WEIGHTS.len()] };
        assert_eq!(likeliest(&[none, day(4, 0.0)]), Some((0.5, date(2024, 3, 4))));
        assert_eq!(likeliest(&[none]), None);
    }
}
