//! What the expressions of one report are counted from: when it was written, and the day it told of last.

use annals_types::{Report, Span, mention::ActorKind};
use jiff::civil::{Date, Weekday};

use super::{expression::Meaning, grammar, words::words};
use crate::{Knowledge, closed_classes::is_dash, knowledge::fold};

/// How much of a report's beginning can hold the date it was written on.
const LEADING_BYTES: usize = 500;

/// The day a report was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// In the outlet's zone.
    pub date: Date,
    /// For a person: `the declared publication date`.
    pub why: &'static str,
    /// The words; `None` for metadata.
    pub span: Option<Span>,
}

/// When `report` was written: as declared, else the full date that it opens with.
pub fn written(report: &Report, knowledge: &Knowledge) -> Option<Written> {
    if let Some(published) = report.published {
        return Some(Written { date: published.date, why: "the declared publication date", span: None });
    }
    let given = report.body_start as usize;
    [0, given].into_iter().find_map(|from| leading_date(&report.text, from, knowledge))
}

/// A full date among the first words from byte `from` on that stands as reports write their own date: at the start of a line,
/// or beside the name of an agency, and after no preposition. "On 3 May 2019, ..." tells of an event.
fn leading_date(text: &str, from: usize, knowledge: &Knowledge) -> Option<Written> {
    let rest = text.get(from..)?;
    let mut len = rest.len().min(LEADING_BYTES);
    while !rest.is_char_boundary(len) {
        len -= 1;
    }
    let mut at = from;
    for line in rest[..len].split_inclusive('\n') {
        let words = words(text, Span::at(at, line.len()));
        at += line.len();
        for found in grammar::parse(&words, knowledge) {
            let Meaning::Calendar(said) = &found.meaning else { continue };
            let (Some(year), Some(month), Some(day), None) = (said.year, said.month, said.day, said.day_to)
            else {
                continue;
            };
            if said.swappable {
                continue;
            }
            let Ok(date) = Date::new(year, month, day) else { continue };
            if said.weekday.is_some_and(|weekday| weekday != iso(date.weekday())) {
                continue;
            }
            let before = found.start.checked_sub(1).map(|at| &words[at]);
            let opens = before.is_none_or(|word| {
                matches!(
                    word.norm.as_str(),
                    "published" | "posted" | "updated" | "publication" | "date" | ":" | "|" | "(" | "·" | "•"
                )
            }) || (found.start <= 4
                && words[..found.start]
                    .iter()
                    .any(|word| matches!(word.norm.as_str(), "published" | "posted" | "updated" | "date")));
            // "02.03.2009 (updated 11:05 02.03.2009)"
            let updated =
                (found.end..found.end + 2).any(|at| words.get(at).is_some_and(|word| word.norm == "updated"));
            let span = words[found.start].span.cover(words[found.end - 1].span);
            let line = Span::new(words[0].span.start(), words[words.len() - 1].span.end());
            let beside_outlet = updated
                || is_after_outlet(text, Span::new(line.start(), span.start()), knowledge)
                || is_before_outlet(text, Span::new(span.end(), line.end()), knowledge);
            // "Lima, 12 Nov 1989 --", "Lima, 12 Nov 1989 (Agency) --".
            let dashed = words.get(found.end).is_some_and(|word| is_dash(word.text) || word.text == "(");
            let header =
                (said.weekday.is_some() || dashed) && is_header(text, Span::new(line.start(), span.start()));
            let no_preposition = before.is_none_or(|word| {
                !matches!(
                    word.norm.as_str(),
                    "on" | "in"
                        | "since"
                        | "until"
                        | "from"
                        | "by"
                        | "of"
                        | "to"
                        | "before"
                        | "after"
                        | "between"
                        | "and"
                        | "at"
                )
            });
            if opens || (header || beside_outlet) && no_preposition {
                return Some(Written { date, why: "the date that the report opens with", span: Some(span) });
            }
        }
    }
    None
}

/// Words of the longest name of an outlet.
const LONGEST_OUTLET: usize = 5;

/// Whether `before` ends in the name of an outlet, or in capitals that can be one, and no sentence ends between it and the date.
fn is_after_outlet(text: &str, before: Span, knowledge: &Knowledge) -> bool {
    let words = fold::words(text, before);
    let Some((last, earlier)) = words.split_last() else { return false };
    let known = |count: usize| {
        let name = &words[words.len() - count..];
        knowledge
            .actors
            .find(name)
            .is_some_and(|found| found.actor.kind == ActorKind::Outlet && found.words == count)
    };
    // "attacked the UN June 24, 2018" goes on in a sentence.
    let alone = last.gap != fold::Gap::Hyphen && earlier.last().is_none_or(|word| !is_small(text, word));
    is_joined(&text[last.span.range().end..before.range().end])
        && (alone && is_unknown_acronym(std::slice::from_ref(last), knowledge)
            || (1..=words.len().min(LONGEST_OUTLET)).any(known))
}

/// Whether `after` begins with the name of an outlet, or with capitals that can be one, and no sentence ends between it and the date.
fn is_before_outlet(text: &str, after: Span, knowledge: &Knowledge) -> bool {
    let words = fold::words(text, after);
    let Some(first) = words.first() else { return false };
    let known = || knowledge.actors.find(&words).is_some_and(|found| found.actor.kind == ActorKind::Outlet);
    // "June 24, 2018, US-based monitors said", "June 24, 2018, UN monitors said" go on in a sentence.
    let alone = words.get(1).is_none_or(|next| next.gap != fold::Gap::Hyphen && !is_small(text, next));
    is_joined(&text[after.range().start..first.span.range().start])
        && (alone && is_unknown_acronym(&words, knowledge) || known())
}

/// Whether nothing but blanks, commas, dashes and brackets stands between two words of a heading.
fn is_joined(between: &str) -> bool {
    between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '(' | ')' | '|'))
}

/// Whether `words` begin with capitals that nobody but an outlet can be known by.
fn is_unknown_acronym(words: &[fold::Word], knowledge: &Knowledge) -> bool {
    let is_acronym = |word: &fold::Word| {
        word.all_capital && word.folded.len() <= 8 && word.folded.chars().all(char::is_alphabetic)
    };
    words.first().is_some_and(is_acronym)
        && knowledge.actors.find(words).is_none()
        && knowledge.actors.state(words).is_none()
}

/// Whether a word begins in lower case.
fn is_small(text: &str, word: &fold::Word) -> bool {
    word.span.of(text).starts_with(char::is_lowercase)
}

/// Whether `before` is a few names and no sentence: "Beirut, Monday 3 May 2021".
fn is_header(text: &str, before: Span) -> bool {
    const MOST_NAMES: usize = 3;
    let names = fold::words(text, before);
    let last = names.last().is_some_and(|last| is_joined(&text[last.span.range().end..before.range().end]));
    last && names.len() <= MOST_NAMES && names.iter().all(|name| name.capital)
}

/// 1 (Monday) to 7.
pub fn iso(weekday: Weekday) -> i8 {
    weekday.to_monday_one_offset()
}

/// `days` after `date`.
pub fn plus(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
