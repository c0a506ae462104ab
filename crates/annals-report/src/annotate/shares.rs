//! Figures that count some of those whom another figure counts: "treated 44 people, three of them in serious condition", "one is in
//! critical condition".

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole},
    statement::Stance,
};

use super::{
    figures::Figure,
    line::{BE, Line},
    number,
    view::View,
};
use crate::knowledge::casualties::{Casualties, CueForm, Open};

/// The wholes that the network passed over while it found a part of them: the phrase before "three of them", with a cue that says the
/// same of its people.
pub fn wholes(
    view: &View,
    phrases: &[Vec<Figure>],
    found: &[Quantity],
    lexicon: &Casualties,
) -> Vec<Quantity> {
    let mut wholes: Vec<Quantity> = Vec::new();
    for part in found {
        let whole = whole(view, phrases, part, lexicon);
        let known = |whole: &Quantity| {
            found.iter().chain(&wholes).any(|quantity| quantity.figure.overlaps(whole.figure))
        };
        wholes.extend(whole.filter(|whole| !known(whole)));
    }
    wholes
}

fn whole(view: &View, phrases: &[Vec<Figure>], part: &Quantity, lexicon: &Casualties) -> Option<Quantity> {
    let (index, words) = view.words(part.figure)?;
    let (line, phrases) = (&view.lines[index], phrases.get(index)?);
    let last = words.end.checked_sub(2)?;
    if !line.is(last, "of") || !line.is_any(last + 1, &["them", "whom"]) {
        return None;
    }
    let before = phrases.iter().filter(|phrase| phrase.end <= words.start).max_by_key(|phrase| phrase.end)?;
    if before.low.is_none() || before.low <= part.low {
        return None;
    }
    let says_it = |at: usize, is_form: fn(CueForm) -> bool| {
        let (len, cue) = lexicon.cues.longest(at, |i| line.norm(i))?;
        (is_form(cue.form) && cue.roles.contains(&part.role)).then_some((at, at + len))
    };
    let active = || {
        (before.start.saturating_sub(3)..before.start)
            .find_map(|at| says_it(at, |form| matches!(form, CueForm::Active | CueForm::Participle)))
            .filter(|(_, end)| *end == before.start)
    };
    let passive = || {
        let is_passive = |form| matches!(form, CueForm::Participle | CueForm::Subject);
        (before.end..words.start).find_map(|at| says_it(at, is_passive))
    };
    let (start, end) = active().or_else(passive)?;
    Some(Quantity {
        figure: line.span(before.start, before.end)?,
        cue: line.span(start, end),
        low: before.low,
        high: before.high,
        approximate: before.approximate,
        scope: before.scope,
        part: false,
        ..part.clone()
    })
}

/// Marks as parts the numbers that open a sentence and say how some of those who were told of as hurt are: "one is in critical condition".
pub fn mark(view: &View, quantities: &mut [Quantity], lexicon: &Casualties) {
    let hurt: Vec<Quantity> =
        quantities.iter().filter(|quantity| quantity.role == QuantityRole::Injured).cloned().collect();
    for quantity in quantities.iter_mut().filter(|quantity| quantity.role == QuantityRole::Injured) {
        let Some((index, words)) = view.words(quantity.figure) else { continue };
        let opens = words.start == 0 && tells_how_they_are(&view.lines[index], words.end, lexicon);
        let is_number = number::number(&view.lines[index], 0).is_some_and(|(_, len)| len == words.len());
        let told_before = |other: &Quantity| {
            other.low > quantity.low && view.words(other.figure).is_some_and(|(before, _)| before < index)
        };
        quantity.part |= opens && is_number && hurt.iter().any(told_before);
    }
}

/// Marks as parts the zeros that speak of one people alone, where others were told of: "no British nationals were among the 44 dead".
pub fn mark_peoples(view: &View, quantities: &mut [Quantity]) {
    let told: Vec<QuantityRole> = quantities
        .iter()
        .filter(|quantity| quantity.low > Some(0) && quantity.stance == Stance::Asserts)
        .map(|quantity| quantity.role)
        .collect();
    for quantity in quantities.iter_mut().filter(|quantity| quantity.high == Some(0)) {
        quantity.part |= told.contains(&quantity.role) && names_a_people(view, quantity.figure);
    }
}

/// Whether a nationality stands in a figure, as an adjective or as a noun.
fn names_a_people(view: &View, figure: Span) -> bool {
    view.tokens(figure).is_some_and(|mut tokens| {
        tokens.any(|token| view.class("re3d", token).is_some_and(|label| label.ends_with("Nationality")))
    })
}

/// "Is in critical condition", "remain in hospital", at word `at`.
fn tells_how_they_are(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    let verb = line.skip_adverbs(at);
    let state = line.skip_adverbs(verb + 1);
    (line.is_any(verb, BE) || line.is_any(verb, &["remain", "remains", "remained"]))
        && lexicon
            .cues
            .longest(state, |i| line.norm(i))
            .is_some_and(|(_, cue)| cue.form == CueForm::Predicate && cue.open == Some(Open::Care))
}
