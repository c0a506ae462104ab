//! A title composed from the incident's own facts.

use annals_types::{
    account::{AccountActor, AccountPlace, AccountTime},
    statement::{ActorRole, PlaceRole},
    time::PartialDate,
};
use jiff::civil::Date;

use super::member::Telling;

/// For instance "Airstrike on X, Y, 27–28 June 2021" or "Rocket attack, Erbil, 15 February (year unknown)".
pub fn title(
    label: &str,
    tellings: &[Telling<'_>],
    time: &AccountTime,
    places: &[AccountPlace],
    actors: &[AccountActor],
) -> String {
    let mut title = capitalised(label);
    if let Some(target) = actors.iter().find(|actor| actor.role == ActorRole::Target) {
        title.push_str(" on ");
        title.push_str(&target.name);
    }
    let place = place(places);
    if !place.is_empty() {
        title.push_str(", ");
        title.push_str(&place);
    }
    let when = when(time, tellings);
    if !when.is_empty() {
        title.push_str(", ");
        title.push_str(&when);
    }
    title
}

fn capitalised(label: &str) -> String {
    let mut letters = label.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Incident".to_owned(),
    }
}

/// The finest place, and the larger one that the finest lies in where one is named.
fn place(places: &[AccountPlace]) -> String {
    let Some(finest) = places.first() else { return String::new() };
    let near = finest.role == PlaceRole::Near;
    let mut name = if near { format!("near {}", finest.name) } else { finest.name.clone() };
    let holder = places.iter().skip(1).find(|place| {
        // Of a place that is not on the map nobody knows what lies in it.
        place.role == PlaceRole::In
            && place.lat.is_some()
            && place.precision > finest.precision
            && (place.country.is_none() || finest.country.is_none() || place.country == finest.country)
    });
    if let Some(holder) = holder {
        name.push_str(", ");
        name.push_str(&holder.name);
    }
    name
}

fn when(time: &AccountTime, tellings: &[Telling<'_>]) -> String {
    let days = &time.days;
    if let Some(likely) = time.likely.as_ref().filter(|_| days.is_empty()) {
        return format!("about {}", full(likely.day));
    }
    match (days.first(), days.last()) {
        (Some(&first), Some(&last)) if first == last => full(first),
        (Some(&first), Some(&last)) if days.len() <= 3 || run_of_days(days) => match first {
            _ if run_of_days(days) => range(first, last),
            _ => days.iter().map(|&day| full(day)).collect::<Vec<_>>().join(" or "),
        },
        _ => {
            let said = tellings.iter().map(|telling| telling.mention.time.partial);
            let span = span(time);
            let undated = said.clone().find_map(undated);
            match (span, undated) {
                (Some(span), _) => span,
                (None, Some(undated)) => undated,
                (None, None) => String::new(),
            }
        }
    }
}

fn run_of_days(days: &[Date]) -> bool {
    days.windows(2).all(|pair| pair[0].tomorrow().is_ok_and(|next| next == pair[1]))
}

fn full(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day.month()), day.year())
}

fn range(first: Date, last: Date) -> String {
    if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{}", first.day(), full(last))
    } else if first.year() == last.year() {
        format!("{} {} – {}", first.day(), month(first.month()), full(last))
    } else {
        format!("{} – {}", full(first), full(last))
    }
}

/// The month or the year where both sides of the interval lie in one.
fn span(time: &AccountTime) -> Option<String> {
    let (earliest, latest) = (time.earliest?, time.latest?);
    let zone = time.local_zone.as_deref().and_then(|zone| jiff::tz::TimeZone::get(zone).ok());
    // Without a zone the interval was widened by half a day and more on both sides, which would reach into the next month.
    let slack = if zone.is_none() { 15 } else { 0 };
    let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
    let local = |at: jiff::Timestamp, hours: i64| {
        let moved = at.checked_add(jiff::Span::new().hours(hours)).unwrap_or(at);
        moved.to_zoned(zone.clone()).date()
    };
    let (first, last) = (local(earliest, slack), local(latest, -slack.max(1)));
    if (first.year(), first.month()) == (last.year(), last.month()) {
        Some(format!("{} {}", month(first.month()), first.year()))
    } else if first.year() == last.year() {
        Some(first.year().to_string())
    } else {
        None
    }
}

/// What was said of the day where the year is not known.
fn undated(said: PartialDate) -> Option<String> {
    match (said.month, said.day, said.weekday) {
        (Some(of), Some(day), _) => Some(format!("{day} {} (year unknown)", month(of))),
        (Some(of), None, _) => Some(format!("{} (year unknown)", month(of))),
        (None, None, Some(weekday)) => {
            Some(format!("{} (date unknown)", WEEKDAYS.get(usize::try_from(weekday).ok()?.checked_sub(1)?)?))
        }
        _ => None,
    }
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn month(month: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?))
        .copied()
        .unwrap_or_default()
}
