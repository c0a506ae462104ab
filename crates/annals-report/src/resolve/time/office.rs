//! Bounds from offices: who is called president, and for how long, tells when words were written.

use annals_types::{
    Layers, Report, Span,
    time::{LocalInterval, Side, TimeBound},
};
use jiff::civil::Date;

use super::{
    anchor::shifted,
    context::plus,
    expression::{Amount, Base, Meaning, Step},
    grammar,
    lexicon::Unit,
    words::{Word, words},
};
use crate::{
    Knowledge,
    closed_classes::is_calendar,
    knowledge::offices::{Offices, Term},
};

/// How many sentences of a report are searched for office holders: enough for any report, and it keeps a huge one cheap.
const MAX_SENTENCES: usize = 200;

/// A bound and its reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficeBound {
    pub interval: LocalInterval,
    pub bound: TimeBound,
    /// Whether the words stand in a sentence that tells of the incident.
    pub telling: bool,
    /// Whether it bounds the time of writing (`President X says`), or some past time (`under President X`).
    pub of_writing: bool,
}

/// How words speak of a holder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Standing {
    /// "President X".
    Present,
    /// "former President X".
    Former,
    /// "under President X", "during former President X's term": the words around tell of the term.
    During,
}

/// A holder named with the title or as an administration.
struct Named<'k> {
    terms: Vec<&'k Term>,
    standing: Standing,
    span: Span,
}

/// What offices say in the told sentences of `report`.
pub fn bounds(report: &Report, layers: &Layers, telling: &[Span], knowledge: &Knowledge) -> Vec<OfficeBound> {
    let mut found: Vec<OfficeBound> = Vec::new();
    // The holder that "he" and "taking office" can mean, and in which sentence the name stood.
    let mut holder: Option<(usize, Vec<&Term>)> = None;
    for (index, sentence) in layers.sentences.iter().take(MAX_SENTENCES).enumerate() {
        let words = words(&report.text, sentence.span);
        let is_telling = telling.iter().any(|told| told.overlaps(sentence.span));
        for named in holders(&words, &knowledge.offices) {
            found.extend(named.bounds(is_telling));
            if named.standing == Standing::Present {
                holder = Some((index, named.terms));
            }
        }
        let known =
            names_alone(&words, &knowledge.offices, holder.as_ref().map(|(_, terms)| terms.as_slice()));
        if let Some((at, terms)) = &mut holder {
            if known {
                *at = index;
            }
            if index - *at <= 1 {
                found.extend(
                    in_office(&words, terms, knowledge)
                        .into_iter()
                        .map(|bound| OfficeBound { telling: is_telling, ..bound }),
                );
            }
        }
    }
    found
}

/// The holders that `words` name with their title, or as "the X administration".
fn holders<'k>(words: &[Word<'_>], offices: &'k Offices) -> Vec<Named<'k>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let name = words[at]
            .is_capital()
            .then(|| offices.named(words[at..].iter().map(|word| word.norm.as_str())))
            .flatten();
        let Some((terms, len)) = name else {
            at += 1;
            continue;
        };
        if let Some(named) = standing(words, at, at + len, terms) {
            found.push(named);
        }
        at += len;
    }
    found
}

fn standing<'k>(words: &[Word<'_>], start: usize, end: usize, terms: Vec<&'k Term>) -> Option<Named<'k>> {
    let norm = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.norm.as_str());
    let titled = |term: &Term| {
        term.titles
            .iter()
            .filter(|title| {
                start
                    .checked_sub(title.len())
                    .is_some_and(|from| words[from..start].iter().map(|word| &word.norm).eq(title.iter()))
            })
            .map(Vec::len)
            .max()
    };
    let title = terms.iter().filter_map(|term| titled(term)).max();
    let administration = matches!(norm(Some(end)), "administration" | "presidency" | "government");
    let terms: Vec<&Term> = match title {
        Some(len) => terms.into_iter().filter(|term| titled(term) == Some(len)).collect(),
        None if administration => terms,
        None => return None,
    };
    let first = start - title.unwrap_or(0);
    // "former U.S. President X": adjectives of the country stand between.
    let mut before = first;
    while before > 0
        && (words[before - 1].is_capital() || norm(Some(before - 1)) == ".")
        && first - before < 4
    {
        before -= 1;
    }
    let around = |word: &[&str]| {
        (before..=first).any(|at| word.contains(&norm(at.checked_sub(1))))
            || (before..first).any(|at| word.contains(&norm(Some(at))))
    };
    if around(&["vice", "deputy", "elect", "candidate"]) || norm(Some(first)) == "vice" {
        return None;
    }
    let hyphen = norm(first.checked_sub(1)) == "-";
    // "Late Tuesday President X spoke" and "Then President X spoke" say when, not that he is gone.
    let of_holder = |at: usize| match norm(Some(at)) {
        "late" => !words[at..first].iter().any(|word| is_calendar(&word.norm)),
        "then" => words[..at].iter().any(|word| word.text.starts_with(char::is_alphanumeric)),
        _ => false,
    };
    let gone = (before.saturating_sub(1)..first).any(of_holder)
        || around(&["former", "ex", "ousted", "deposed", "exiled"])
        || (hyphen && matches!(norm(first.checked_sub(2)), "ex" | "then"));
    let owns = norm(Some(end)) == "'s"
        && matches!(norm(Some(end + 1)), "term" | "tenure" | "presidency" | "administration" | "time");
    let under = around(&["under", "during"]) || owns && gone;
    let standing = match (under, gone) {
        (true, _) => Standing::During,
        (false, true) => Standing::Former,
        (false, false) => Standing::Present,
    };
    let span = words[first].span.cover(words[end - 1].span);
    Some(Named { terms, standing, span })
}

impl Named<'_> {
    fn bounds(&self, telling: bool) -> Vec<OfficeBound> {
        let Some(first) = self.terms.iter().min_by_key(|term| term.from) else { return Vec::new() };
        let holder = &first.holder;
        let made = |side, interval, why: String, of_writing| OfficeBound {
            interval,
            bound: TimeBound { side, why, span: Some(self.span) },
            telling,
            of_writing,
        };
        let start = |date: Date| Some(date.at(0, 0, 0, 0));
        // Where a holder had several terms and the words do not say which, all of them are allowed.
        let to =
            self.terms.iter().map(|term| term.to).reduce(|a, b| a.zip(b).map(|(a, b)| a.max(b))).flatten();
        let from = first.from;
        match self.standing {
            Standing::Present | Standing::During => {
                let of_writing = self.standing == Standing::Present;
                let interval = LocalInterval { earliest: start(from), latest: to.and_then(start) };
                let until = to.map_or_else(|| "now".to_owned(), |to| to.to_string());
                let why = format!("{holder} is named in office, which was from {from} to {until}");
                vec![made(if to.is_some() { Side::Both } else { Side::Earliest }, interval, why, of_writing)]
            }
            Standing::Former => {
                // Former after the first of several terms already.
                let Some(ended) = self.terms.iter().filter_map(|term| term.to).min() else {
                    return Vec::new();
                };
                let interval = LocalInterval { earliest: start(ended), latest: None };
                vec![made(
                    Side::Earliest,
                    interval,
                    format!("{holder} is named as a former holder, whose term ended on {ended}"),
                    true,
                )]
            }
        }
    }
}

/// Whether `words` name one of the holders of `terms` without a title: "Merkel", "Mrs. Merkel".
fn names_alone(words: &[Word<'_>], offices: &Offices, terms: Option<&[&Term]>) -> bool {
    let Some(terms) = terms else { return false };
    (0..words.len()).filter(|at| words[*at].is_capital()).any(|at| {
        offices.named(words[at..].iter().map(|word| word.norm.as_str())).is_some_and(|(named, _)| {
            named.iter().any(|term| terms.iter().any(|known| known.holder == term.holder))
        })
    })
}

/// Words for the beginning of a term.
const TAKING_OFFICE: [&[&str]; 12] = [
    &["taking", "office"],
    &["took", "office"],
    &["assuming", "office"],
    &["assumed", "office"],
    &["entering", "office"],
    &["entered", "office"],
    &["took", "power"],
    &["taking", "power"],
    &["came", "to", "power"],
    &["was", "sworn", "in"],
    &["inauguration"],
    &["becoming", "president"],
];

/// Bounds from "since taking office two years ago", "in her two years in office", "his first month in office".
fn in_office(words: &[Word<'_>], terms: &[&Term], knowledge: &Knowledge) -> Vec<OfficeBound> {
    let says = |at: usize, phrase: &[&str]| {
        phrase.iter().enumerate().all(|(i, word)| words.get(at + i).is_some_and(|w| w.norm == *word))
    };
    // With several terms of one holder the words could mean any; nothing is said.
    let [term] = terms else { return Vec::new() };
    let mut found = Vec::new();
    for expression in grammar::parse(words, knowledge) {
        let before = |len: usize| expression.start.checked_sub(len);
        let after_phrase =
            TAKING_OFFICE.iter().any(|phrase| before(phrase.len()).is_some_and(|at| says(at, phrase)));
        let (count, unit, side, counted) = match expression.meaning {
            Meaning::Shift { count, unit, back: true, base: Base::Now } => (count, unit, None, after_phrase),
            Meaning::Length { count, unit, side, half: false } => {
                let end = expression.end;
                let into = says(end, &["in", "office"])
                    || says(end, &["in", "power"])
                    || (says(end, &["into"]) && {
                        let own =
                            end + 1
                                + usize::from(words.get(end + 1).is_some_and(|w| {
                                    matches!(w.norm.as_str(), "his" | "her" | "their" | "the")
                                }));
                        words.get(own).is_some_and(|w| {
                            matches!(
                                w.norm.as_str(),
                                "term" | "presidency" | "tenure" | "office" | "premiership"
                            )
                        })
                    })
                    || ["after", "of", "since"].iter().any(|word| {
                        says(end, &[word]) && TAKING_OFFICE.iter().any(|phrase| says(end + 1, phrase))
                    });
                (count, unit, side, into)
            }
            _ => continue,
        };
        let (Amount::Exactly(n), true) = (count, counted) else { continue };
        let first = side == Some(Step::That) || before(1).is_some_and(|at| words[at].norm == "first");
        let Some((interval, phrase)) = window(term, n, unit, first, expression.bound) else { continue };
        let span = words[expression.start].span.cover(words[expression.end - 1].span);
        let why = format!("{phrase} {}, when {} took office", term.from, term.holder);
        found.push(OfficeBound {
            interval,
            bound: TimeBound { side: Side::Both, why, span: Some(span) },
            telling: false,
            of_writing: true,
        });
    }
    found
}

/// When a holder has been in office for `n` units. People count units that are over: "five months" lasts until the sixth is;
/// and they round up a little: a quarter of a month, two months of a year, early.
fn window(
    term: &Term,
    n: u32,
    unit: Unit,
    first: bool,
    bound: Option<&str>,
) -> Option<(LocalInterval, String)> {
    let after = |n: u32| shifted(term.from, n, unit, false);
    let slack = match unit {
        Unit::Day => 1,
        Unit::Week => 3,
        Unit::Month => 7,
        Unit::Year => 60,
        _ => return None,
    };
    let days = |date: Date| Some(date.at(0, 0, 0, 0));
    let name = format!("{n} {}{}", unit.name(), if n == 1 { "" } else { "s" });
    if first {
        let interval = LocalInterval { earliest: days(term.from), latest: days(after(n)?) };
        return Some((interval, format!("within the first {name} after")));
    }
    let (earliest, latest) = match bound {
        Some("LESS_THAN" | "EQUAL_OR_LESS") => (after(n.saturating_sub(1))?, after(n)?),
        Some("MORE_THAN" | "EQUAL_OR_MORE") => (after(n)?, after(n.checked_add(1)?)?),
        _ => (plus(after(n)?, -slack)?, after(n.checked_add(1)?)?),
    };
    Some((LocalInterval { earliest: days(earliest), latest: days(latest) }, format!("{name} after")))
}
