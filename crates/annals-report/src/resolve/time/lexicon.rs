//! The closed classes of English words of time.

use annals_types::time::PartOfDay;

use crate::closed_classes::month;

/// A unit of counting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// "hour", "hours".
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "second" | "seconds" => Self::Second,
            "minute" | "minutes" => Self::Minute,
            "hour" | "hours" => Self::Hour,
            "day" | "days" => Self::Day,
            "weekend" | "weekends" => Self::Weekend,
            "week" | "weeks" => Self::Week,
            "fortnight" => Self::Fortnight,
            "month" | "months" => Self::Month,
            "quarter" | "quarters" => Self::Quarter,
            "year" | "years" => Self::Year,
            "decade" | "decades" => Self::Decade,
            "century" | "centuries" => Self::Century,
            _ => return None,
        })
    }

    /// As an ISO 8601 duration of `n` (digits or `X`).
    pub fn period(self, n: &str) -> String {
        match self {
            Self::Second => format!("PT{n}S"),
            Self::Minute => format!("PT{n}M"),
            Self::Hour => format!("PT{n}H"),
            Self::Day => format!("P{n}D"),
            Self::Weekend => format!("P{n}WE"),
            Self::Week => format!("P{n}W"),
            Self::Fortnight => {
                n.parse::<u32>().map_or_else(|_| "PXW".into(), |n| format!("P{}W", n.saturating_mul(2)))
            }
            Self::Month => format!("P{n}M"),
            Self::Quarter => format!("P{n}Q"),
            Self::Year => format!("P{n}Y"),
            Self::Decade => {
                n.parse::<u32>().map_or_else(|_| "PXDE".into(), |n| format!("P{}Y", n.saturating_mul(10)))
            }
            Self::Century => {
                n.parse::<u32>().map_or_else(|_| "PXCE".into(), |n| format!("P{}Y", n.saturating_mul(100)))
            }
        }
    }

    /// For a person.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// Names of the months in full, January first.
pub const MONTHS: [&str; 12] = [
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

/// Names of the days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The first year of a decade that has a name of its own.
pub fn decade(word: &str) -> Option<i16> {
    Some(match word {
        "fifties" => 1950,
        "sixties" => 1960,
        "seventies" => 1970,
        "eighties" => 1980,
        "nineties" => 1990,
        _ => return None,
    })
}

/// Whether `word` is an abbreviation of a month or weekday: one after which a full stop may stand, and which alone is
/// no expression of time.
pub fn is_abbreviation(word: &str) -> bool {
    word.len() <= 5
        && (month(word).is_some() || weekday(word).is_some())
        && !matches!(word, "march" | "april" | "may" | "june" | "july")
}

/// The weekday, 1 (Monday) to 7, of a name or abbreviation in lower case.
pub fn weekday(word: &str) -> Option<i8> {
    Some(match word {
        "monday" | "mondays" | "mon" => 1,
        "tuesday" | "tuesdays" | "tue" | "tues" => 2,
        "wednesday" | "wednesdays" | "wed" => 3,
        "thursday" | "thursdays" | "thu" | "thur" | "thurs" => 4,
        "friday" | "fridays" | "fri" => 5,
        "saturday" | "saturdays" | "sat" => 6,
        "sunday" | "sundays" | "sun" => 7,
        _ => return None,
    })
}

/// `SP`, `SU`, `FA`, `WI`.
pub fn season(word: &str) -> Option<&'static str> {
    Some(match word {
        "spring" => "SP",
        "summer" => "SU",
        "autumn" | "fall" => "FA",
        "winter" => "WI",
        _ => return None,
    })
}

/// The part of a day.
pub fn part(word: &str) -> Option<PartOfDay> {
    Some(match word {
        "morning" | "mornings" => PartOfDay::Morning,
        "afternoon" | "afternoons" => PartOfDay::Afternoon,
        "evening" | "evenings" | "dusk" | "sunset" | "nightfall" => PartOfDay::Evening,
        "night" | "nights" | "nighttime" => PartOfDay::Night,
        "dawn" | "sunrise" | "daybreak" => PartOfDay::Dawn,
        "midday" | "lunchtime" => PartOfDay::Midday,
        _ => return None,
    })
}

/// TIMEX3's letters for a part of the day.
pub const fn part_code(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::EarlyHours | PartOfDay::Dawn | PartOfDay::Morning => "TMO",
        PartOfDay::Midday => "TMI",
        PartOfDay::Afternoon => "TAF",
        PartOfDay::Evening => "TEV",
        PartOfDay::Night => "TNI",
    }
}

/// For a person.
pub const fn part_name(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::EarlyHours => "the early hours",
        PartOfDay::Dawn => "dawn",
        PartOfDay::Morning => "morning",
        PartOfDay::Midday => "midday",
        PartOfDay::Afternoon => "afternoon",
        PartOfDay::Evening => "evening",
        PartOfDay::Night => "night",
    }
}

/// A number word below 100, or "hundred", "thousand".
pub fn number(word: &str) -> Option<u32> {
    Some(match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        "hundred" => 100,
        "thousand" => 1000,
        _ => return None,
    })
}

/// "first" to "tenth".
pub fn ordinal(word: &str) -> Option<u32> {
    const ORDINALS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    ORDINALS.iter().position(|ordinal| *ordinal == word).map(|index| index as u32 + 1)
}
