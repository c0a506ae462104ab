//! When and where an incident was: times and places of the reading that stand where something of it is named. Without a day it was on
//! or before the day of the message; without a town of the country it was in the country.

use std::collections::BTreeMap;

use annals_types::{
    mention::{PlaceMention, PlacePrecision, TimeMention},
    time::{TimePrecision, TimexKind},
};
use jiff::civil::{Date, DateTime};

use super::known::{Known, capitals};
use crate::score::muc4::MONTHS;

/// What a day in the sentence before or after counts of one beside the incident.
const NEXT: f32 = 0.2;

/// Countries of the task whose first-level divisions are provinces; the others' are departments mostly.
const PROVINCES: [&str; 2] = ["AR", "EC"];

impl Known<'_> {
    /// The day that is said most often beside the incident or next to that, else "on or before the day of the message". A day on
    /// which something was said is none.
    pub fn day(&self, sentences: &BTreeMap<usize, usize>) -> Option<String> {
        let weight = |sentence: usize| {
            let of = |sentence: usize| sentences.get(&sentence).map_or(0.0, |&count| count as f32);
            of(sentence) + NEXT * (of(sentence.wrapping_sub(1)) + of(sentence + 1))
        };
        let mut votes: BTreeMap<Date, (f32, usize)> = BTreeMap::new();
        for time in &self.reading.mentions.times {
            let Some(day) = day_of(time).filter(|day| self.message.day.is_none_or(|last| *day <= last))
            else {
                continue;
            };
            let start = time.span.range().start;
            if start >= self.message.body && !self.is_said(start) {
                let (votes, _) = votes.entry(day).or_insert((0.0, start));
                *votes += weight(self.sentence(start));
            }
        }
        // Of equals the one that is told first.
        let best = votes.into_iter().filter(|(_, (votes, _))| *votes > 0.0);
        let told = best.max_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        told.map(|(day, _)| written(day))
            .or_else(|| self.message.day.map(|day| format!("- {}", written(day))))
    }

    /// The country, and a town or province of it that is named beside the incident.
    pub fn location(&self, sentences: &BTreeMap<usize, usize>) -> Option<String> {
        let code = self.country.as_deref()?;
        let country = self.countries.get(code)?.name().to_uppercase();
        let beside: Vec<(&PlaceMention, usize)> = self
            .reading
            .mentions
            .places
            .iter()
            .filter(|place| place.span.range().start >= self.message.body)
            .filter(|place| place.place.as_ref().and_then(|value| value.country.as_deref()) == Some(code))
            .filter_map(|place| Some((place, *sentences.get(&self.sentence(place.span.range().start))?)))
            .collect();
        let name = |place: &PlaceMention| {
            self.message.text.get(place.span.range()).map(capitals).unwrap_or_default()
        };
        let most = |precision: PlacePrecision| {
            let mut votes: Vec<(String, usize)> = Vec::new();
            for (place, count) in beside.iter().filter(|(place, _)| place.precision == precision) {
                let name = name(place);
                match votes.iter_mut().find(|(other, _)| *other == name) {
                    Some((_, votes)) => *votes += count,
                    None => votes.push((name, *count)),
                }
            }
            votes.into_iter().rev().max_by_key(|(_, votes)| *votes).map(|(name, _)| name)
        };
        if let Some(town) = most(PlacePrecision::Exact).or_else(|| most(PlacePrecision::Town)) {
            return Some(format!("{country}: {town} (CITY)"));
        }
        let Some(province) = most(PlacePrecision::Province) else { return Some(country) };
        let kind = if PROVINCES.contains(&code) { "PROVINCE" } else { "DEPARTMENT" };
        Some(format!("{country}: {province} ({kind})"))
    }
}

/// The day of a time that is one day or part of one. A day of the week says none (task documentation, 7.3, note 1).
fn day_of(time: &TimeMention) -> Option<Date> {
    if time.partial.weekday.is_some() && time.partial.day.is_none() {
        return None;
    }
    let is_day =
        matches!(time.precision, TimePrecision::Day | TimePrecision::Hour | TimePrecision::PartOfDay)
            && matches!(time.kind, TimexKind::Date | TimexKind::Time);
    time.interval.latest.filter(|_| is_day)?;
    time.interval.earliest.map(DateTime::date)
}

/// `05 JAN 90`.
fn written(day: Date) -> String {
    let month = MONTHS[(day.month() as usize).saturating_sub(1).min(11)];
    format!("{:02} {month} {:02}", day.day(), day.year().rem_euclid(100))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_written_as_in_the_keys() {
        assert_eq!(written(date(1990, 1, 5)), "05 JAN 90");
    }
}
