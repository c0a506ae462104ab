//! How many the words of a figure say.

use std::ops::Range;

use annals_encoder::Tagged;
use annals_types::{Span, statement::Scope};

use super::super::{figures::Figure, line::Line, number, view::View};
use crate::knowledge::casualties::Casualties;

/// How many a phrase says.
#[derive(Clone, Copy, Default)]
pub(super) struct Amount {
    pub low: Option<u32>,
    pub high: Option<u32>,
    pub approximate: bool,
}

impl Amount {
    pub(super) const fn exactly(number: u32) -> Self {
        Self { low: Some(number), high: Some(number), approximate: false }
    }
}

pub(super) fn amount(view: &View, tagged: &Tagged, figure: Span, phrase: Option<&Figure>) -> Amount {
    if let Some(phrase) = phrase {
        return Amount { low: phrase.low, high: phrase.high, approximate: phrase.approximate };
    }
    let Some((index, words)) = view.words(figure) else { return Amount::default() };
    let line = &view.lines[index];
    if are_two_names(line, words.clone()) {
        return Amount::exactly(2);
    }
    let some = Amount { low: Some(2), ..Amount::default() };
    // "Most died in their sleep".
    let is_some = words.len() == 1 && line.is_any(words.start, &["most", "some", "many"]);
    if is_some || number::begins_a_share(line, words.start) {
        return some;
    }
    if let Some(amount) =
        words.clone().filter(|&at| !is_age_at_end(line, &words, at)).find_map(|at| number::amount(line, at))
    {
        return Amount { low: amount.low, high: amount.high, approximate: amount.approximate };
    }
    let plural = is_plural(view, tagged);
    if plural && is_denied(line, &words) {
        return Amount { low: Some(0), high: Some(0), approximate: false };
    }
    // A name or a description: one, unless its noun is a plural.
    if plural { some } else { Amount::exactly(1) }
}

/// "A husband and wife", "a man and a woman", marked as one: the scope of both, where they are two people.
pub(super) fn pair(
    view: &View,
    figure: Span,
    (index, first): (usize, &Figure),
    phrases: &[Vec<Figure>],
    lexicon: &Casualties,
) -> Option<Scope> {
    let is_one = |phrase: &Figure| (phrase.low, phrase.high) == (Some(1), Some(1));
    let (_, words) = view.words(figure)?;
    let line = &view.lines[index];
    if !is_one(first) || !line.is(first.end, "and") {
        return None;
    }
    let next = first.end + 1;
    let is_second = |&other: &&Figure| other.start == next && other.end == words.end && is_one(other);
    // "A shepherd and father of ten" is one; "a man and wife of one village" are two.
    if line.is(words.end, "of") && number::number(line, words.end + 1).is_some() {
        return None;
    }
    let described = phrases.get(index)?.iter().find(is_second).map(|other| other.scope);
    // One article for both.
    let bare = || {
        let (len, noun) = lexicon.nouns.longest(next, |i| line.norm(i))?;
        (!noun.plural && noun.roles.is_empty() && next + len == words.end).then_some(noun.scope)
    };
    let second = described.or_else(bare)?;
    Some(if second == first.scope { second } else { Scope::All })
}

/// "William and Dorothy Field": nothing but names, with one "and" between them; where that has a capital too, capitals tell no names.
fn are_two_names(line: &Line, words: Range<usize>) -> bool {
    let is_and = |at: &usize| line.is(*at, "and") && !line.capital(*at);
    let inside = words.start + 1..words.end.saturating_sub(1);
    let is_name = |at: usize| line.capital(at) || line.is(at, ".");
    !line.headline && inside.filter(is_and).count() == 1 && words.filter(|at| !is_and(at)).all(is_name)
}

/// Whether the last noun of what is marked is a plural.
pub(super) fn is_plural(view: &View, tagged: &Tagged) -> bool {
    let is_noun = |token: &usize| matches!(view.class("upos", *token), Some("NOUN" | "PROPN" | "PRON"));
    let noun = tagged.words.clone().rev().find(is_noun);
    noun.is_some_and(|token| view.class("number", token) == Some("Plur"))
}

/// "No Norwegians were hurt": whether "no" opens the words or stands before them.
pub(super) fn is_denied(line: &Line, words: &Range<usize>) -> bool {
    let is_no = |at: usize| line.is(at, "no");
    is_no(words.start) || words.start.checked_sub(1).is_some_and(is_no)
}

/// "Ann Field, 34": whether the phrase that was found in what is `marked` is the age of who is named before it, and counts nobody.
pub(super) fn is_age_of_one(view: &View, marked: Span, (index, phrase): (usize, &Figure)) -> bool {
    let words = view.words(marked).filter(|(line, _)| *line == index).map(|(_, words)| words);
    words.is_some_and(|words| {
        phrase.end == phrase.start + 1 && is_age_at_end(&view.lines[index], &words, phrase.start)
    })
}

/// Whether the last of `words`, which begin with a name, is an age.
fn is_age_at_end(line: &Line, words: &Range<usize>, at: usize) -> bool {
    let age = number::number(line, at).is_some_and(|(age, _)| age <= number::OLDEST);
    age && at > words.start && at + 1 == words.end && line.is(at - 1, ",") && line.capital(words.start)
}

pub(super) fn says_a_number(view: &View, figure: Span) -> bool {
    let Some((index, mut words)) = view.words(figure) else { return false };
    let line = &view.lines[index];
    words.any(|at| number::amount(line, at).is_some())
}
