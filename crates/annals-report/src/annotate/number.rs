//! Numbers and what stands for them: digits, number words, "dozens", with "at least" and the like.
//!
//! The values of vague words follow the guidelines by which the project's own texts were marked: "dozens" 24 and more,
//! "several" 3 and more.

use std::ops::Range;

use super::line::Line;

/// A number or what stands for one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Amount {
    /// At least.
    pub low: Option<u32>,
    /// At most.
    pub high: Option<u32>,
    /// "about", "nearly".
    pub approximate: bool,
    /// Number of words.
    pub len: usize,
}

/// The highest age that was ever vouched for, that of Jeanne Calment, who died in 1997.
pub const OLDEST: u32 = 122;

/// Numbers that are read as years where nothing says what they count.
pub const YEARS: Range<u32> = 1900..2100;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
}

/// Longer phrases first.
const BOUNDS: &[(&str, Bound)] = &[
    ("at least", Bound::AtLeast),
    ("at the least", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("more than", Bound::MoreThan),
    ("well over", Bound::MoreThan),
    ("in excess of", Bound::MoreThan),
    ("upwards of", Bound::MoreThan),
    ("upward of", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("up to", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("fewer than", Bound::LessThan),
    ("less than", Bound::LessThan),
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("roughly", Bound::About),
    ("nearly", Bound::About),
    ("almost", Bound::About),
    ("close to", Bound::About),
    ("an estimated", Bound::About),
    ("estimated", Bound::About),
    ("some", Bound::About),
    ("just over", Bound::MoreThan),
    ("just under", Bound::About),
];

/// Forms of the verb that "up" belongs to in "went up to 25".
const GO: &[&str] = &["go", "goes", "going", "gone", "went"];

/// What "several", "a few" and "many" stand for at the least; before "hundred" and the like so many of them.
const SOME: u32 = 3;

/// Words that stand for a number with no upper bound, and its lower bound. Longer phrases first.
const VAGUE: &[(&str, u32)] = &[
    ("hundreds of thousands", 200_000),
    ("tens of thousands", 20_000),
    ("hundreds of", 200),
    ("several dozens", 36),
    ("several dozen", 36),
    ("several hundred", 300),
    ("several thousand", 3000),
    ("a large number of", 3),
    ("large numbers of", 3),
    ("a great number of", 3),
    ("a number of", 3),
    ("an unknown number of", 2),
    ("an unspecified number of", 2),
    ("numbers of", 2),
    ("a handful of", 3),
    ("a group of", 2),
    ("a few", 3),
    ("dozens", 24),
    ("scores", 40),
    ("tens", 20),
    ("hundreds", 200),
    ("thousands", 2000),
    ("millions", 2_000_000),
    ("several", 3),
    ("many", 3),
    ("multiple", 3),
    ("numerous", 3),
    ("various", 3),
    ("few", 3),
    ("countless", 3),
];

/// The amount that starts at word `at`, with its bounds: "at least 17", "a couple", "dozens", "two to four".
pub fn amount(line: &Line, at: usize) -> Option<Amount> {
    // "The toll went up to 25" is no bound.
    let goes_up = line.is(at, "up") && at > 0 && line.is_any(at - 1, GO);
    let bound = BOUNDS.iter().find_map(|(phrase, bound)| Some((*bound, line.phrase(at, phrase)?)));
    let bound = bound.filter(|_| !goes_up);
    let (bound, mut next) = bound.map_or((None, at), |(bound, len)| (Some(bound), at + len));
    // "at least another three", "some of the 12"
    next += line.first_phrase(next, &["an additional", "another", "a further", "a total of", "the"]).map_or(
        0,
        |(_, len)| {
            if bound.is_some() { len } else { 0 }
        },
    );
    let mut found = core(line, next, bound.is_some())?;
    found.len += next - at;
    let after = at + found.len;
    // "seven at least", "15+", but not "in May 2016 at least ten people".
    let bounds_next = |len: usize| core(line, after + len, true).is_some() || line.is(after + len, "than");
    if let Some((_, len)) = line.first_phrase(after, &["or more", "at least", "and more", "+"])
        && !bounds_next(len)
    {
        found.len += len;
        found.high = None;
    }
    match bound {
        Some(Bound::AtLeast) => found.high = None,
        Some(Bound::MoreThan) => {
            found.low = found.low.map(|n| n.saturating_add(1));
            found.high = None;
        }
        Some(Bound::AtMost) => {
            found.high = found.high.or(found.low);
            found.low = None;
        }
        Some(Bound::LessThan) => {
            found.high = found.high.or(found.low).map(|n| n.saturating_sub(1));
            found.low = None;
        }
        Some(Bound::About) => found.approximate = true,
        None => {}
    }
    Some(found)
}

fn core(line: &Line, at: usize, bounded: bool) -> Option<Amount> {
    let exact = |n: u32, len: usize| Amount { low: Some(n), high: Some(n), approximate: false, len };
    if let Some(len) = line.phrase(at, "between") {
        let (low, a) = number(line, at + len)?;
        if line.is(at + len + a, "and") {
            let (high, b) = number(line, at + len + a + 1)?;
            return range(low, high, len + a + 1 + b);
        }
        return None;
    }
    if let Some((low, a)) = number(line, at) {
        let joins = line.is_any(at + a, &["to", "-", "\u{2013}", "or"]);
        if let Some((high, b)) = number(line, at + a + 1).filter(|(high, _)| joins && *high > low) {
            return range(
                scaled_alike(line, at..at + a, low, at + a + 1..at + a + 1 + b, high),
                high,
                a + 1 + b,
            );
        }
        return Some(exact(low, a));
    }
    if let Some((low, high)) = line.norm(at).and_then(hyphen_range) {
        return range(low, high, 1);
    }
    if let Some((low, len)) = VAGUE.iter().find_map(|(phrase, low)| Some((*low, line.phrase(at, phrase)?))) {
        if let Some(factor) = line.norm(at + len).and_then(scale).filter(|_| low == SOME) {
            return Some(Amount { high: None, ..exact(low.saturating_mul(factor), len + 1) });
        }
        // "hundreds of" leaves its "of" to the noun phrase.
        let len = if line.is(at + len - 1, "of") && len == 2 { len - 1 } else { len };
        return Some(Amount { high: None, ..exact(low, len) });
    }
    if let Some((_, len)) = line.first_phrase(at, &["a couple of", "a couple", "a pair of"]) {
        if let Some(factor) = line.norm(at + len).and_then(scale) {
            return Some(Amount { approximate: true, ..exact(2 * factor, len + 1) });
        }
        return Some(exact(2, len));
    }
    if line.is(at, "both") && !bounded {
        return Some(exact(2, 1));
    }
    None
}

/// The low side of "two to three hundred", which takes the hundred from the high one.
fn scaled_alike(line: &Line, of: Range<usize>, low: u32, other: Range<usize>, high: u32) -> u32 {
    let scales = |mut words: Range<usize>| words.find_map(|at| line.norm(at).and_then(scale));
    let factor = scales(other).filter(|_| scales(of).is_none());
    factor.and_then(|factor| low.checked_mul(factor)).filter(|scaled| *scaled < high).unwrap_or(low)
}

fn range(low: u32, high: u32, len: usize) -> Option<Amount> {
    (low < high).then_some(Amount { low: Some(low), high: Some(high), approximate: false, len })
}

/// `12-15` as one word.
fn hyphen_range(norm: &str) -> Option<(u32, u32)> {
    let (low, high) = norm.split_once(['-', '\u{2013}'])?;
    Some((digits(low)?, digits(high)?)).filter(|(low, high)| low < high)
}

/// Words of the longest number that is read; "one hundred one hundred ..." goes on for ever and is none.
const LONGEST_NUMBER: usize = 16;

/// The exact number that starts at word `at`, and its number of words: "1,200", "twenty-five", "two hundred and six",
/// "a dozen", "1.5 million", "a quarter of a million".
pub fn number(line: &Line, at: usize) -> Option<(u32, usize)> {
    if let Some(len) = line.phrase(at, "a quarter of a million") {
        return Some((250_000, len));
    }
    if let Some(len) = line.phrase(at, "half a million") {
        return Some((500_000, len));
    }
    if let Some(len) = line.phrase(at, "half a dozen") {
        return Some((6, len));
    }
    let mut total: f64 = 0.0;
    let mut current: Option<f64> = None;
    let mut len = 0;
    // "A hundred and six".
    if line.is_any(at, &["a", "an"]) {
        line.norm(at + 1).and_then(scale)?;
        (current, len) = (Some(1.0), 1);
    }
    while let Some(norm) = line.norm(at + len).filter(|_| len < LONGEST_NUMBER) {
        let first = len == 0;
        if let Some(n) = decimal(norm).filter(|_| first) {
            current = Some(n);
        } else if let Some(n) = unit(norm) {
            match current {
                None => current = Some(f64::from(n)),
                // "two hundred six"
                Some(c) if c >= 100.0 && n < 100 && !decimal_at(line, at) => current = Some(c + f64::from(n)),
                Some(c)
                    if (20.0..100.0).contains(&c)
                        && c % 10.0 == 0.0
                        && n < 10
                        && unit_word(line, at + len - 1) =>
                {
                    current = Some(c + f64::from(n));
                }
                Some(_) => break,
            }
        } else if let (Some(factor), Some(c)) = (scale(norm), current) {
            let value = c * f64::from(factor);
            if factor >= 1000 {
                total += value;
                current = Some(0.0);
            } else {
                current = Some(value);
            }
        } else if line.phrase(at + len, "and a half").is_some()
            && line.norm(at + len + 3).and_then(scale).is_some()
        {
            current = current.map(|c| c + 0.5);
            len += 2;
        } else if norm == "and" && current.is_some_and(|c| c >= 100.0 || total > 0.0) {
            // "two hundred and six": only where a smaller number word follows.
            if line.norm(at + len + 1).and_then(unit).is_none_or(|n| n >= 100) || decimal_at(line, at) {
                break;
            }
        } else {
            break;
        }
        len += 1;
    }
    let value = total + current?;
    (len > 0 && (0.0..=f64::from(u32::MAX)).contains(&value)).then_some((value as u32, len))
}

fn unit_word(line: &Line, at: usize) -> bool {
    line.norm(at).and_then(unit).is_some()
}

fn decimal_at(line: &Line, at: usize) -> bool {
    line.norm(at).and_then(decimal).is_some()
}

/// `12`, `1,200`, `1.5`; no ordinals, no times.
fn decimal(norm: &str) -> Option<f64> {
    if let Some(n) = digits(norm) {
        return Some(f64::from(n));
    }
    let (whole, part) = norm.split_once('.')?;
    let numeric = |text: &str| !text.is_empty() && text.len() < 7 && text.bytes().all(|b| b.is_ascii_digit());
    (numeric(whole) && numeric(part)).then(|| norm.parse().ok()).flatten()
}

/// Digits, with commas between thousands.
fn digits(norm: &str) -> Option<u32> {
    if !norm.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut groups = norm.split(',');
    let head = groups.next()?;
    let mut all = head.to_owned();
    for group in groups {
        if group.len() != 3 || head.len() > 3 {
            return None;
        }
        all.push_str(group);
    }
    if all.bytes().all(|b| b.is_ascii_digit()) && all.len() < 10 { all.parse().ok() } else { None }
}

/// A number word below a hundred, such as "seven" or "twenty-five".
pub fn unit(norm: &str) -> Option<u32> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let tens = |word: &str| TENS.iter().position(|t| *t == word).map(|k| 10 * (k as u32 + 2));
    let ones = |word: &str| ONES.iter().position(|t| *t == word).map(|k| k as u32);
    ones(norm).or_else(|| tens(norm)).or_else(|| {
        let (ten, one) = norm.split_once('-')?;
        Some(tens(ten)? + ones(one).filter(|n| (1..10).contains(n))?)
    })
}

/// Whether a share of people begins at word `at`: "two-thirds of", "half of", "a quarter of", "half the". How many they are depends on all.
pub fn begins_a_share(line: &Line, at: usize) -> bool {
    let is_part =
        |word: &str| matches!(word, "third" | "thirds" | "quarter" | "quarters" | "fifth" | "fifths");
    let of = |at: usize| line.is(at, "of");
    match line.norm(at) {
        Some("half") => of(at + 1) || line.is_any(at + 1, &["the", "those"]),
        Some("a" | "one") => line.norm(at + 1).is_some_and(&is_part) && of(at + 2),
        Some(word) => {
            let hyphened =
                word.split_once('-').is_some_and(|(count, part)| unit(count).is_some() && is_part(part));
            hyphened && of(at + 1)
                || unit(word).is_some() && line.norm(at + 1).is_some_and(&is_part) && of(at + 2)
        }
        None => false,
    }
}

/// Whether a word says which one of several: "14th", "seventh", "twenty-first".
pub fn is_ordinal(norm: &str) -> bool {
    const IRREGULAR: [&str; 9] =
        ["first", "second", "third", "fifth", "eighth", "ninth", "twelfth", "twentieth", "thirtieth"];
    let last = norm.rsplit('-').next().unwrap_or(norm);
    let digits = last.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number && ["st", "nd", "rd", "th"].contains(&&last[digits.len()..])
        || IRREGULAR.contains(&last)
        || last.strip_suffix("th").and_then(unit).is_some()
}

fn scale(norm: &str) -> Option<u32> {
    Some(match norm {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, low: Option<u32>, high: Option<u32>, len: usize) {
        let found = amount(&Line::of_words(text), 0).unwrap_or_else(|| panic!("nothing in {text:?}"));
        assert_eq!((found.low, found.high, found.len), (low, high, len), "{text:?}");
    }

    #[test]
    fn amounts() {
        check("12 people", Some(12), Some(12), 1);
        check("1,200 people", Some(1200), Some(1200), 1);
        check("at least 17 people", Some(17), None, 3);
        check("more than 40", Some(41), None, 3);
        check("up to ten men", None, Some(10), 3);
        check("fewer than ten men", None, Some(9), 3);
        check("some 30 fighters", Some(30), Some(30), 2);
        check("two hundred and six dead", Some(206), Some(206), 4);
        check("12 and 106 injured", Some(12), Some(12), 1);
        check("one hundred and 106 injured", Some(100), Some(100), 2);
        check("twenty-five people", Some(25), Some(25), 1);
        check("twenty five people", Some(25), Some(25), 2);
        check("a dozen people", Some(12), Some(12), 2);
        check("more than a dozen people", Some(13), None, 4);
        check("dozens of people", Some(24), None, 1);
        check("tens of thousands of civilians", Some(20_000), None, 3);
        check("several dozen people", Some(36), None, 2);
        check("a couple of men", Some(2), Some(2), 3);
        check("between 5 and 10 men", Some(5), Some(10), 4);
        check("three to five men", Some(3), Some(5), 3);
        check("12-15 men", Some(12), Some(15), 1);
        check("1.5 million people", Some(1_500_000), Some(1_500_000), 2);
        check("more than a quarter of a million people", Some(250_001), None, 7);
        check("20 civilians", Some(20), Some(20), 1);
        check("five or more", Some(5), None, 3);
        check("five and more were", Some(5), None, 3);
        check("five and more than 20 soldiers", Some(5), Some(5), 1);
        check("seven at least were", Some(7), None, 3);
        check("15 + injured", Some(15), None, 2);
        check("2016 at least ten people", Some(2016), Some(2016), 1);
        check("2,016 five", Some(2016), Some(2016), 1);
    }

    #[test]
    fn what_goes_up_to_a_number_has_reached_it() {
        let line = Line::of_words("the toll went up to 25");
        assert_eq!(amount(&line, 3), None);
        let found = amount(&line, 5).map(|amount| (amount.low, amount.high));
        assert_eq!(found, Some((Some(25), Some(25))));
    }

    #[test]
    fn words_that_are_multiplied() {
        check("a hundred and six people", Some(106), Some(106), 4);
        check("a hundred thousand people", Some(100_000), Some(100_000), 3);
        check("a few hundred people", Some(300), None, 3);
        check("a few dozen people", Some(36), None, 3);
        check("several million people", Some(3_000_000), None, 2);
        check("a couple of hundred people", Some(200), Some(200), 4);
        check("two to three hundred people", Some(200), Some(300), 4);
        check("5 to 10 thousand people", Some(5000), Some(10_000), 4);
        check("50 to two hundred people", Some(50), Some(200), 4);
        check("one and a half million people", Some(1_500_000), Some(1_500_000), 5);
        check("two billion people", Some(2_000_000_000), Some(2_000_000_000), 2);
    }

    #[test]
    fn ordinals() {
        for word in ["14th", "1st", "102nd", "seventh", "twenty-first", "ninth"] {
            assert!(is_ordinal(word), "{word}");
        }
        for word in ["14", "birth", "th", "both", "month", "first-degree"] {
            assert!(!is_ordinal(word), "{word}");
        }
    }

    #[test]
    fn no_amounts() {
        for text in
            ["the people", "some people", "a man", "9:30", "3rd", "over the town", "and five", "1,2,3"]
        {
            assert_eq!(amount(&Line::of_words(text), 0), None, "{text}");
        }
    }
}
