//! When an incident happened: everything that constrains it, intersected.
//!
//! The expressions that place it come first, nearest to its trigger first; one that contradicts those before it is left out,
//! and the bounds say so. Then what bounds the whole report: when it was written, and who held which office. What remains are
//! candidate days, thinned out by weekday, month and day where the words give those without a year.

mod narrow;
mod relative;
mod written;

use annals_types::{
    Layers, Report, Span,
    mention::TimeMention,
    time::{EventTime, LocalInterval, PartOfDay, PartialDate, Side, TimeBound, TimePrecision, TimexKind},
};

use super::{
    context::{self, Written},
    office, single_day,
};
use crate::{
    Knowledge,
    closed_classes::{joins_a_stretch, opens_a_stretch},
};
pub use narrow::clock;
use narrow::{Constraint, Narrowing};

/// How many expressions are looked at: further away than that, words place something else.
const MAX_EXPRESSIONS: usize = 12;

/// What constrains the time of one incident.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// The layers of the report: its told sentences may name who held office when it was written.
    pub layers: &'a Layers,
    /// The time expressions that place it, nearest to its trigger first.
    pub placed_by: Vec<&'a TimeMention>,
    /// The sentences that tell of it.
    pub telling: &'a [Span],
    /// Whether the report recalls it.
    pub recalled: bool,
    /// Whether the report tells it as news: its main incident or a further one that happened.
    pub news: bool,
    /// Whether the title tells of the incident itself, not of what was done about it afterwards.
    pub fresh: bool,
    /// IANA zone of its place, where known.
    pub zone: Option<&'a str>,
    /// The time of the incident that this one is told relative to ("a week later"), where there is one.
    pub anchor: Option<&'a EventTime>,
}

/// When the incident happened, by intersecting everything that constrains it.
pub fn event_time(report: &Report, evidence: &Evidence<'_>, knowledge: &Knowledge) -> EventTime {
    let mut time = Narrowing::default();
    let written = context::written(report, knowledge);
    let mut found = constraints(report, evidence, written.as_ref(), knowledge);
    let news = written.as_ref().filter(|_| evidence.news);
    if let Some(written) = news {
        found = written::placed_by(found, written, evidence.fresh);
    }
    for constraint in &found {
        time.add(constraint);
    }
    match written {
        Some(written) => {
            let day = LocalInterval::day(written.date);
            let why = format!("told in a report of {}, {}", written.date, written.why);
            let bound = TimeBound { side: Side::Latest, why, span: written.span };
            // Words that name a later day tell of what is to come, or of a place where that day had begun.
            time.bound(LocalInterval { earliest: None, latest: day.latest }, bound);
            by_offices(&mut time, report, evidence, knowledge, true);
        }
        None => by_offices(&mut time, report, evidence, knowledge, false),
    }
    time.finish(evidence.zone)
}

/// Bounds by who held office. Where the report says when it was written, only the words that tell of the incident add anything.
fn by_offices(
    time: &mut Narrowing,
    report: &Report,
    evidence: &Evidence<'_>,
    knowledge: &Knowledge,
    dated: bool,
) {
    let found = office::bounds(report, evidence.layers, evidence.telling, knowledge);
    for office in found.into_iter().filter(|office| office.telling || (office.of_writing && !dated)) {
        let LocalInterval { earliest, latest } = office.interval;
        // A recalled incident lies before the writing, however far; only its own words bound it below.
        let interval = match (office.telling, office.of_writing, evidence.recalled) {
            (true, true, true)
                if !dated && office.bound.side == Side::Both && earliest_is_narrow(office.interval) =>
            {
                LocalInterval { earliest: None, latest }
            }
            (true, ..) | (false, _, false) => LocalInterval { earliest, latest },
            (false, _, true) => LocalInterval { earliest: None, latest },
        };
        // Who is named as former says when the report was written, and nothing of what it recalls.
        if evidence.recalled && latest.is_none() && office.bound.side == Side::Earliest && !office.telling {
            continue;
        }
        if interval != LocalInterval::default() {
            time.bound(interval, office.bound);
        }
    }
}

/// Whether an interval is a window of months ("seven weeks after taking office"), which bounds the writing and no recalled event.
fn earliest_is_narrow(interval: LocalInterval) -> bool {
    super::precision(interval) <= TimePrecision::Months
}

/// What the expressions allow, nearest first. Ranges ("from Monday to Wednesday") are put together, counted times are
/// counted from the incident that they are told relative to.
fn constraints(
    report: &Report,
    evidence: &Evidence<'_>,
    written: Option<&Written>,
    knowledge: &Knowledge,
) -> Vec<Constraint> {
    let mut placed_by: Vec<&TimeMention> = evidence.placed_by.iter().copied().take(MAX_EXPRESSIONS).collect();
    // An hour that names no day.
    let says_nothing = |mention: &TimeMention| {
        mention.interval == LocalInterval::default() && mention.partial == PartialDate::default()
    };
    // The date of writing places an event only where no other words do.
    if let Some(span) = written.and_then(|written| written.span)
        && placed_by.iter().any(|mention| {
            !mention.span.overlaps(span) && mention.precision <= TimePrecision::Day && !says_nothing(mention)
        })
    {
        placed_by.retain(|mention| !mention.span.overlaps(span));
    }
    let mut used = vec![false; placed_by.len()];
    let mut found = Vec::new();
    for (index, mention) in placed_by.iter().enumerate() {
        if used[index] || mention.kind == TimexKind::Set || mention.value.ends_with("_REF") {
            continue;
        }
        // A day that the text told of before is nearer than any other incident.
        if mention.interval == LocalInterval::default()
            && let Some(anchor) = evidence.anchor
            && let Some(constraint) = relative::counted(report, mention, anchor, knowledge)
        {
            found.push(constraint);
            continue;
        }
        let range = placed_by.iter().enumerate().find_map(|(other, second)| {
            let (first, last) = if second.span.start() < mention.span.start() {
                (second, mention)
            } else {
                (mention, second)
            };
            (other != index && !used[other])
                .then(|| range(report, first, last))
                .flatten()
                .map(|constraint| (other, constraint))
        });
        if let Some((other, constraint)) = range {
            used[other] = true;
            found.push(constraint);
        } else if !says_nothing(mention)
            && (mention.kind != TimexKind::Duration || mention.interval.earliest.is_some())
        {
            let sentence = evidence.layers.sentence_at(mention.span.start());
            found.push(Constraint { sentence, ..Constraint::of(mention, &report.text) });
        }
    }
    found
}

/// "from Monday to Wednesday", "on Sunday and Monday", "overnight Wednesday and into Thursday": one stretch.
fn range(report: &Report, first: &TimeMention, last: &TimeMention) -> Option<Constraint> {
    let between = report.text.get(first.span.end() as usize..last.span.start() as usize)?;
    let between = between.trim().to_lowercase();
    let joins = joins_a_stretch(&between)
        || matches!(between.as_str(), "-" | "–" | "into" | "and into" | "and on" | "to early");
    let (earliest, latest) = (first.interval.earliest?, last.interval.latest?);
    if !joins || earliest >= latest || first.kind == TimexKind::Duration || last.kind == TimexKind::Duration {
        return None;
    }
    let night = night_into(first, last);
    // "in 2014 and 2018" are two times, no stretch; "between March and August" leaves no doubt.
    let before = report.text.get(..first.span.start() as usize).unwrap_or_default().trim_end();
    let last_word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_led = opens_a_stretch(&last_word.to_lowercase());
    let days = if is_led { 1..=i32::MAX } else { 1..=31 };
    let follows = single_day(first.interval).zip(single_day(last.interval)).is_some_and(|(first, last)| {
        last.since((jiff::Unit::Day, first)).is_ok_and(|span| days.contains(&span.get_days()))
    });
    if night.is_none() && !follows {
        return None;
    }
    let span = first.span.cover(last.span);
    Some(Constraint {
        interval: night.unwrap_or(LocalInterval { earliest: Some(earliest), latest: Some(latest) }),
        partial: PartialDate {
            month: first.partial.month.filter(|month| last.partial.month == Some(*month)),
            part: night.map(|_| PartOfDay::Night),
            ..PartialDate::default()
        },
        why: format!("\"{}\": {}; {}", span.of(&report.text), first.why, last.why),
        span,
        clock: None,
        overnight: night.is_some(),
        by_weekday: false,
        allowed: Vec::new(),
        sentence: None,
        left_out: None,
    })
}

/// The night between the two days of "overnight Saturday into Sunday"; "overnight Saturday" alone leaves open whether it began or ended
/// on Saturday.
fn night_into(first: &TimeMention, last: &TimeMention) -> Option<LocalInterval> {
    let morning = single_day(last.interval)?;
    let evening = context::plus(morning, -1)?.at(18, 0, 0, 0);
    let noon = morning.at(12, 0, 0, 0);
    let is_open = first.value.ends_with("TNI") && single_day(first.interval).is_none();
    (is_open && first.interval.latest == Some(noon))
        .then_some(LocalInterval { earliest: Some(evening), latest: Some(noon) })
}
