//! How far a date, a place or a number is that of the key.

use super::Grade;

/// First and last day, as year, month and day; no first one for "on or before".
type Days = (Option<(u32, u32, u32)>, (u32, u32, u32));

/// `12 JAN 90`, `12 JAN 90 - 14 JAN 90`, `- 14 JAN 90`.
fn days(text: &str) -> Option<Days> {
    let day = |text: &str| {
        let mut words = text.split_whitespace();
        let day = words.next()?.parse().ok()?;
        let month = words.next()?;
        let month = MONTHS.iter().position(|name| *name == month)? as u32 + 1;
        Some((words.next()?.parse::<u32>().ok()?, month, day))
    };
    match text.split_once('-') {
        None => day(text).map(|day| (Some(day), day)),
        Some((first, last)) if first.trim().is_empty() => Some((None, day(last)?)),
        Some((first, last)) => Some((Some(day(first)?), day(last)?)),
    }
}

/// Names of months in dates.
pub const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// Partly right: a part of the key's days; "on or before" the day on which the key ends; more days that hold the key's.
pub fn date(key: &str, found: &str) -> Grade {
    let (Some(key), Some(found)) = (days(key), days(found)) else { return Grade::Wrong };
    let is_day = |days: Days| days.0 == Some(days.1);
    let partly = match found.0 {
        _ if key == found => return Grade::Right,
        None => key.1 == found.1,
        Some(first) if is_day(found) => {
            !is_day(key) && key.0.is_none_or(|start| start <= first) && first <= key.1
        }
        Some(first) => is_day(key) && first <= key.1 && key.1 <= found.1,
    };
    if partly { Grade::Partial } else { Grade::Wrong }
}

/// Partly right: the right country, whatever the place; the right place in a wrong country; one of two places between which the
/// incident was. Cities and towns are one kind.
pub fn location(key: &str, found: &str) -> Grade {
    let path = |text: &str| -> Vec<String> {
        text.split(':').map(|step| step.trim().replace("(TOWN)", "(CITY)")).collect()
    };
    let (key, found) = (path(key), path(found));
    if key == found {
        return Grade::Right;
    }
    let countries: Vec<&str> = key[0].split(" - ").map(str::trim).collect();
    let same_country = found.first().is_some_and(|country| countries.contains(&country.as_str()));
    if same_country || key.len() > 1 && key[1..] == found[1..] { Grade::Partial } else { Grade::Wrong }
}

/// Partly right: one end of a range, or exactly what the key says to be about right.
pub fn number(key: &str, found: &str) -> Grade {
    let tight = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (key, found) = (tight(key), tight(found));
    if key == found {
        return Grade::Right;
    }
    let is_single = !found.is_empty() && found.chars().all(|c| c.is_ascii_digit());
    let at_an_end = key.contains('-') && key.split('-').any(|end| end == found);
    if is_single && (at_an_end || key.strip_prefix('~') == Some(&found)) {
        Grade::Partial
    } else {
        Grade::Wrong
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn grades(value: fn(&str, &str) -> Grade, expected: Grade, pairs: &[(&str, &str)]) {
        for (key, found) in pairs {
            assert_eq!(value(key, found), expected, "{key} {found}");
        }
    }

    #[test]
    fn dates() {
        let partly = [
            ("25 AUG 89 - 26 AUG 89", "26 AUG 89"),
            ("- 26 AUG 89", "25 AUG 89"),
            ("25 AUG 89 - 26 AUG 89", "- 26 AUG 89"),
            ("26 AUG 89", "- 26 AUG 89"),
            ("26 AUG 89", "25 AUG 89 - 27 AUG 89"),
        ];
        grades(date, Grade::Partial, &partly);
        let wrong = [
            ("16 AUG 89", "- 26 AUG 89"),
            ("24 AUG 89 - 25 AUG 89", "- 26 AUG 89"),
            ("- 26 AUG 89", "27 AUG 89"),
            ("26 AUG 89", "25 AUG 89"),
            ("26 AUG 89", "SOON"),
        ];
        grades(date, Grade::Wrong, &wrong);
        grades(date, Grade::Right, &[("05 JAN 90", "5 JAN 90")]);
    }

    #[test]
    fn locations() {
        grades(location, Grade::Right, &[("PERU: ANTA (TOWN)", "PERU: ANTA (CITY)")]);
        let partly = [
            ("PERU: ANTA (TOWN)", "PERU"),
            ("PERU", "PERU: ANTA (CITY)"),
            ("PERU: ANTA (CITY)", "CHILE: ANTA (CITY)"),
            ("PERU - CHILE", "CHILE"),
        ];
        grades(location, Grade::Partial, &partly);
        grades(location, Grade::Wrong, &[("PERU: ANTA (CITY)", "CHILE"), ("PERU", "CHILE")]);
    }

    #[test]
    fn numbers() {
        grades(number, Grade::Right, &[("5 - 7", "5-7"), ("PLURAL", "PLURAL")]);
        grades(number, Grade::Partial, &[("5 - 7", "7"), ("~7", "7"), ("6-", "6")]);
        grades(number, Grade::Wrong, &[("7", "~7"), ("5-7", "6"), ("5-7", ""), ("2", "PLURAL")]);
    }
}
