//! When it was: what all tellings together allow.
//!
//! The intersection over all tellings may be narrower than any single one. Where tellings exclude each other, the side with the most
//! voices stands (of equals, the one that most reports tell), and the rest is a dispute; the same night seen from two zones is one night
//! and no dispute.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use annals_types::{
    StatementId,
    account::{AccountTime, Bound, Dispute, Period},
    statement::{Property, Value},
    time::{EventTime, LikelyDay, LocalInterval, Side, TimePrecision},
};
use jiff::{
    Span, Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::member::Telling;

/// The zone furthest ahead of UTC, and the one furthest behind: a local time in an unknown zone lies between.
const AHEAD_HOURS: i64 = 14;
const BEHIND_HOURS: i64 = 12;

/// Of what happened reports tell within so many days, mostly: where as many give another day, that of the older one is rather of something
/// else that the report recalls. A choice: two did as well on the shooting reports, six a little worse.
const NEWS_DAYS: i64 = 3;

/// So many reasons are kept; more tell a person nothing.
const MAX_BOUNDS: usize = 12;

/// So many different times are weighed against each other, those that most tellings give first.
const MAX_TIMES: usize = 64;

/// When the incident was, and what speaks against it.
pub fn time(tellings: &[Telling<'_>]) -> (AccountTime, Option<Dispute>) {
    let own: Vec<&Telling<'_>> = tellings.iter().filter(|telling| !telling.copied).collect();
    let own = if own.is_empty() { tellings.iter().collect() } else { own };
    let zone = zone(&own);
    let told = Told::of_all(&own);
    let first = first_published(&own);
    let published: Vec<(Date, BTreeSet<String>)> = own
        .iter()
        .filter_map(|telling| {
            Some((telling.reading.report.published?.date, telling.voices().into_iter().collect()))
        })
        .collect();
    let Some(fused) = fuse(&told, &published, first) else {
        let bounds = bounds(&own, &(0..own.len()).collect());
        let time = AccountTime {
            earliest: None,
            latest: None,
            precision: TimePrecision::Unknown,
            days: Vec::new(),
            likely: None,
            local_zone: zone,
            bounds,
        };
        return (time, None);
    };
    let likely = likely(&own, &fused, first);
    let (earliest, latest) = instants(fused.interval, zone.as_deref());
    let time = AccountTime {
        earliest,
        latest,
        precision: fused.precision,
        days: fused.days,
        likely,
        local_zone: zone,
        bounds: bounds(&own, &fused.agreeing),
    };
    let side = |members: &BTreeSet<usize>| -> Vec<StatementId> {
        let ids: BTreeSet<StatementId> =
            members.iter().flat_map(|&member| own[member].ids(Property::Time, |_| true)).collect();
        ids.into_iter().collect()
    };
    let sides = vec![side(&fused.agreeing), side(&fused.against)];
    let spoken = sides.iter().all(|side| !side.is_empty());
    (time, spoken.then_some(Dispute { property: Property::Time, sides }))
}

/// The day that the first of the reports was published on: what it tells did not happen later.
fn first_published(tellings: &[&Telling<'_>]) -> Option<Date> {
    tellings
        .iter()
        .filter_map(|telling| telling.reading.report.published)
        .map(|published| published.date)
        .min()
}

/// Whether it is not long before the `first` of the reports.
fn is_news(day: Date, first: Option<Date>) -> bool {
    first.is_none_or(|first| i64::from((first - day).get_days()) <= NEWS_DAYS)
}

/// The day that most voices take for likely or give, of those that all together allow; of equals rather one that was news when the `first`
/// of the reports was published, the earliest that a report takes for likely, else the earliest. None where words leave one.
fn likely(tellings: &[&Telling<'_>], fused: &Fused, first: Option<Date>) -> Option<LikelyDay> {
    let allowed = |day: Date| {
        (fused.days.is_empty() || fused.days.contains(&day))
            && fused.interval.meet(LocalInterval::day(day)).is_some()
    };
    if fused.days.len() == 1 {
        return None;
    }
    let mut votes: BTreeMap<Date, (BTreeSet<String>, Option<&LikelyDay>)> = BTreeMap::new();
    for telling in tellings {
        let time = &telling.mention.time;
        let (day, likely) = match (&time.likely, time.days.as_slice()) {
            (Some(likely), _) => (likely.day, Some(likely)),
            // Of the days of one night each may be given by some.
            (None, [day]) if fused.days.contains(day) => (*day, None),
            _ => continue,
        };
        if allowed(day) || likely.is_none() {
            let vote = votes.entry(day).or_default();
            vote.0.extend(telling.voices());
            vote.1 = vote.1.or(likely);
        }
    }
    let most = votes.values().map(|(voices, _)| voices.len()).max()?;
    votes.retain(|_, (voices, _)| voices.len() == most);
    if votes.keys().any(|&day| is_news(day, first)) {
        votes.retain(|&day, _| is_news(day, first));
    }
    if let Some(taken) = votes.values().find_map(|(_, likely)| *likely) {
        return Some(taken.clone());
    }
    let (day, _) = votes.first_key_value()?;
    let why = match votes.len() {
        1 => format!(
            "likely {day}: the day that most who tell of it give ({most}), since several days are left"
        ),
        days => format!("likely {day}: the earliest of {days} days that equally many give ({most})"),
    };
    Some(LikelyDay { day: *day, why })
}

/// The zone that most newsrooms and agencies give; the first by name of equals.
fn zone(tellings: &[&Telling<'_>]) -> Option<String> {
    let mut votes: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for telling in tellings {
        if let Some(zone) = &telling.mention.time.zone {
            votes.entry(zone).or_default().extend(telling.own_teller());
        }
    }
    votes.into_iter().rev().max_by_key(|(_, tellers)| tellers.len()).map(|(zone, _)| zone.to_owned())
}

/// One time that some tellings give, in the local time of the incident.
#[derive(Clone, Debug)]
struct Told {
    interval: LocalInterval,
    days: Vec<Date>,
    precision: TimePrecision,
    /// Tellings that give it.
    members: BTreeSet<usize>,
    /// Who they lean on.
    voices: BTreeSet<String>,
}

impl Told {
    /// Those that say anything, the ones with the most voices first, then the finer, then the earlier.
    ///
    /// Reports tell the time of the place where it happened: one that finds its place in another zone tells the same clock.
    fn of_all(tellings: &[&Telling<'_>]) -> Vec<Self> {
        type Key = (Option<DateTime>, Option<DateTime>, Vec<Date>, TimePrecision);
        let mut told: BTreeMap<Key, Self> = BTreeMap::new();
        for (member, telling) in tellings.iter().enumerate() {
            let time = &telling.mention.time;
            if time.interval == LocalInterval::default() && time.days.is_empty() {
                continue;
            }
            let (interval, days) = (time.interval, time.days.clone());
            let key = (interval.earliest, interval.latest, days.clone(), time.precision);
            let fresh = || Self {
                interval,
                days,
                precision: time.precision,
                members: BTreeSet::new(),
                voices: BTreeSet::new(),
            };
            let entry = told.entry(key).or_insert_with(fresh);
            entry.members.insert(member);
            entry.voices.extend(telling.voices());
        }
        let mut told: Vec<Self> = told.into_values().collect();
        told.sort_by_key(|told| (Reverse(told.voices.len()), told.precision));
        told.truncate(MAX_TIMES);
        told
    }

    /// What both allow, in days too.
    fn meet(&self, other: &Self) -> Option<LocalInterval> {
        let met = self.interval.meet(other.interval)?;
        let share_day = self.days.is_empty()
            || other.days.is_empty()
            || self.days.iter().any(|day| other.days.binary_search(day).is_ok());
        share_day.then_some(met)
    }
}

struct Fused {
    interval: LocalInterval,
    days: Vec<Date>,
    precision: TimePrecision,
    agreeing: BTreeSet<usize>,
    against: BTreeSet<usize>,
}

/// What most of `told` allow. None of them can be later than the day of a report that tells of it, unless all are, or more voices and reports
/// speak for it than were published before: a date of publication can be wrong. Of equals those that were news when the `first` report came out, the
/// finer, the earlier.
fn fuse(told: &[Told], published: &[(Date, BTreeSet<String>)], first: Option<Date>) -> Option<Fused> {
    let is_later = |candidate: &Told| {
        let Some(earliest) = candidate.interval.earliest.map(DateTime::date) else { return false };
        let before: Vec<_> = published.iter().filter(|(day, _)| *day < earliest).collect();
        let voices: BTreeSet<_> = before.iter().flat_map(|(_, voices)| voices).collect();
        // One report that leans on two voices is still one report.
        voices.len() >= candidate.voices.len() && !before.is_empty()
            || before.len() >= candidate.members.len()
    };
    // Independent voices first, as for tolls; reports by themselves part those that are equal.
    let support = |candidate: &Told| {
        let fitting = || told.iter().filter(|other| candidate.meet(other).is_some());
        let reports: usize = fitting().map(|other| other.members.len()).sum();
        (fitting().flat_map(|other| &other.voices).collect::<BTreeSet<_>>().len(), reports)
    };
    let anchor = told.iter().rev().max_by_key(|candidate| {
        let was_news = candidate.interval.earliest.is_none_or(|at| is_news(at.date(), first));
        (!is_later(candidate), support(candidate), was_news, Reverse(candidate.precision))
    })?;
    let mut running = anchor.clone();
    let mut agreeing = anchor.members.clone();
    let mut against = BTreeSet::new();
    let mut same_night: BTreeSet<Date> = BTreeSet::new();
    for other in told {
        if let Some(met) = running.meet(other) {
            running.interval = met;
            running.days = match (running.days.is_empty(), other.days.is_empty()) {
                (true, _) => other.days.clone(),
                (_, true) => running.days,
                _ => running.days.into_iter().filter(|day| other.days.binary_search(day).is_ok()).collect(),
            };
            running.precision = running.precision.min(other.precision);
            agreeing.extend(&other.members);
        } else if let Some(night) = one_night(&running, other) {
            match whole_day(&running, other) {
                // "Thursday" for what another tells of half past eleven on Wednesday night.
                Some((fine, coarse)) if fine.voices.len() > coarse.voices.len() => {
                    let days = fine.days.clone();
                    running.days = days;
                }
                _ => same_night.extend(running.days.iter().chain(&other.days)),
            }
            running.interval = night;
            running.precision = running.precision.min(other.precision);
            agreeing.extend(&other.members);
        } else {
            against.extend(&other.members);
        }
    }
    let days = days(&running, &same_night);
    let interval = narrowed(running.interval, &running.days);
    let precision = match (days.len(), running.precision) {
        (2.., TimePrecision::Day) => TimePrecision::Days,
        (1, precision) => precision.min(TimePrecision::Day),
        (_, precision) => precision,
    };
    Some(Fused { interval, days, precision, agreeing, against })
}

/// The same night under two dates: "Sunday evening" for one, "early Monday" for another whose clock is ahead. They must touch; what
/// remains is the finer of both. Two whole days that follow each other are two days, since no words tell of a night, and so are an
/// evening and the morning after, which tells of what was found or said then.
fn one_night(a: &Told, b: &Told) -> Option<LocalInterval> {
    let (fine, coarse) = by_precision(a, b);
    let tells_hours = fine.precision < TimePrecision::Day;
    if coarse.precision > TimePrecision::Days || !tells_hours || !they_touch(fine, coarse) {
        return None;
    }
    Some(fine.interval)
}

/// The finer of both first.
fn by_precision<'t>(a: &'t Told, b: &'t Told) -> (&'t Told, &'t Told) {
    if b.precision < a.precision { (b, a) } else { (a, b) }
}

/// The finer and the coarser, where the coarser names a day and no part of it.
fn whole_day<'t>(a: &'t Told, b: &'t Told) -> Option<(&'t Told, &'t Told)> {
    let (fine, coarse) = by_precision(a, b);
    (coarse.precision >= TimePrecision::Day).then_some((fine, coarse))
}

fn they_touch(a: &Told, b: &Told) -> bool {
    let edges = |told: &Told| Some((told.interval.earliest?, told.interval.latest?));
    let (Some((start_a, end_a)), Some((start_b, end_b))) = (edges(a), edges(b)) else { return false };
    let (first_end, second_start) = if start_a <= start_b { (end_a, start_b) } else { (end_b, start_a) };
    first_end >= second_start
}

/// The local dates that remain, where few do.
fn days(running: &Told, same_night: &BTreeSet<Date>) -> Vec<Date> {
    let within = |day: &Date| LocalInterval::day(*day).meet(running.interval).is_some();
    let mut days: BTreeSet<Date> = running.days.iter().copied().filter(within).collect();
    if days.is_empty() {
        days = days_of(running.interval);
    }
    days.extend(same_night);
    if days.len() > EventTime::MAX_DAYS { Vec::new() } else { days.into_iter().collect() }
}

/// Every date of a short interval; none of a long or open one.
fn days_of(interval: LocalInterval) -> BTreeSet<Date> {
    let (Some(earliest), Some(latest)) = (interval.earliest, interval.latest) else { return BTreeSet::new() };
    let Ok(last) = latest.checked_sub(Span::new().nanoseconds(1)) else { return BTreeSet::new() };
    let days: BTreeSet<Date> = earliest
        .date()
        .series(Span::new().days(1))
        .take_while(|day| *day <= last.date())
        .take(EventTime::MAX_DAYS + 1)
        .collect();
    if days.len() > EventTime::MAX_DAYS { BTreeSet::new() } else { days }
}

/// No wider than from the first to the last of `days`.
fn narrowed(interval: LocalInterval, days: &[Date]) -> LocalInterval {
    match (days.first(), days.last()) {
        (Some(&first), Some(&last)) => interval.meet(LocalInterval::days(first, last)).unwrap_or(interval),
        _ => interval,
    }
}

/// Why the interval is as it is, in the words of the tellings that agree, each reason once.
fn bounds(tellings: &[&Telling<'_>], members: &BTreeSet<usize>) -> Vec<Bound> {
    let mut seen: BTreeMap<(Side, &str), usize> = BTreeMap::new();
    let mut bounds: Vec<(Bound, BTreeSet<StatementId>)> = Vec::new();
    for &member in members {
        let telling = tellings[member];
        for bound in &telling.mention.time.bounds {
            let place = *seen.entry((bound.side, &bound.why)).or_insert_with(|| {
                let fresh = Bound { side: bound.side, why: bound.why.clone(), statements: Vec::new() };
                bounds.push((fresh, BTreeSet::new()));
                bounds.len() - 1
            });
            let Some(words) = bound.span else { continue };
            bounds[place].1.extend(telling.ids(Property::Time, |statement| {
                let of_value = match statement.value {
                    Value::Time(index) => {
                        telling.reading.mentions.times.get(index as usize).map(|time| time.span)
                    }
                    _ => None,
                };
                of_value.is_some_and(|span| span.overlaps(words))
                    || statement.spans.iter().any(|span| span.overlaps(words))
            }));
        }
    }
    bounds.truncate(MAX_BOUNDS);
    bounds
        .into_iter()
        .map(|(bound, statements)| Bound { statements: statements.into_iter().collect(), ..bound })
        .collect()
}

/// The interval as instants. Without a zone it is widened to hold that local time in every zone.
fn instants(interval: LocalInterval, zone: Option<&str>) -> (Option<Timestamp>, Option<Timestamp>) {
    let zone = zone.and_then(|zone| TimeZone::get(zone).ok());
    let instant = |local: Option<DateTime>, slack_hours: i64| {
        let local = local?;
        if let Some(zone) = &zone {
            return Some(local.to_zoned(zone.clone()).ok()?.timestamp());
        }
        let as_utc = local.to_zoned(TimeZone::UTC).ok()?.timestamp();
        as_utc.checked_add(Span::new().hours(slack_hours)).ok()
    };
    (instant(interval.earliest, -AHEAD_HOURS), instant(interval.latest, BEHIND_HOURS))
}

/// The period of an aggregate.
pub fn to_period(time: &EventTime) -> Period {
    let (earliest, latest) = instants(time.interval, time.zone.as_deref());
    Period { earliest, latest }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn nothing_happened_after_a_report_told_of_it_for_one_that_leans_on_two_voices() {
        let voices = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>();
        let told = |member: usize, day: Date, names: &[&str]| Told {
            interval: LocalInterval::day(day),
            days: vec![day],
            precision: TimePrecision::Day,
            members: BTreeSet::from([member]),
            voices: voices(names),
        };
        let (day, later) = (date(2024, 3, 2), date(2024, 3, 9));
        let all = [told(1, later, &["mayor", "hospital"]), told(0, day, &["anchor"])];
        let published =
            [(date(2024, 3, 4), voices(&["anchor"])), (date(2024, 3, 14), voices(&["mayor", "hospital"]))];
        let fused = fuse(&all, &published, Some(date(2024, 3, 4))).unwrap();
        assert_eq!(fused.days, [day]);
    }
}
