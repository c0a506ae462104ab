//! Figures that count some of those whom another figure counts: "treated 44 people, three of them in serious condition", "one is in
//! critical condition", "ten remain in hospital", "two Czechs were among the dead".

use std::ops::Range;

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole},
    statement::Stance,
};

use super::{
    figures::Figure,
    line::{BE, DETERMINERS, Line, is_adverb},
    number,
    view::View,
};
use crate::knowledge::casualties::{Casualties, CueForm, Open};

/// Forms of the verb for who stays as he was.
const REMAIN: &[&str] = &["remain", "remains", "remained"];

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
        let whole =
            whole(view, phrases, part, lexicon).or_else(|| whole_within(view, phrases, part, lexicon));
        let known = |whole: &Quantity| {
            let others = found.iter().filter(|other| other.figure != part.figure).chain(&wholes);
            others.into_iter().any(|quantity| quantity.figure.overlaps(whole.figure))
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

/// The five of "he was one of five people shot", "one of the five people hurt has died": those whom the figure of `part` itself counts, where
/// what befell them follows at once.
fn whole_within(
    view: &View,
    phrases: &[Vec<Figure>],
    part: &Quantity,
    lexicon: &Casualties,
) -> Option<Quantity> {
    let (index, words) = view.words(part.figure)?;
    let line = &view.lines[index];
    let of = words.clone().find(|&at| line.is(at, "of"))?;
    let the = of + 1 + usize::from(line.is_any(of + 1, DETERMINERS));
    let first = the + usize::from(line.is_any(the, &["other"]));
    let amount = number::amount(line, first)?;
    let phrase = phrases.get(index)?.iter().find(|phrase| phrase.start <= of && of < phrase.end)?;
    let after = line.skip_adverbs(phrase.end);
    let (len, cue) = lexicon.cues.longest(after, |i| line.norm(i))?;
    let role = match cue.roles.as_slice() {
        [role @ (QuantityRole::Killed | QuantityRole::Injured)] => *role,
        _ => return None,
    };
    let describes = matches!(cue.form, CueForm::Participle | CueForm::Predicate);
    if !describes || amount.low <= part.low || first + amount.len > phrase.end {
        return None;
    }
    Some(Quantity {
        figure: line.span(first, phrase.end)?,
        cue: line.span(after, after + len),
        role,
        low: amount.low,
        high: amount.high,
        approximate: amount.approximate,
        scope: phrase.scope,
        part: false,
        stance: Stance::Asserts,
        ..part.clone()
    })
}

/// Marks as parts the numbers that open a sentence and say how some of those who were told of as hurt are: "one is in critical condition"; those
/// of people who are among others, or still in hospital; and of people in hospital, where more were hurt.
pub fn mark(view: &View, quantities: &mut [Quantity], lexicon: &Casualties) {
    /// Sentences from those who were cared for to all who were hurt: what stands further off may tell of another incident.
    const NEAR: usize = 2;
    let hurt: Vec<Quantity> =
        quantities.iter().filter(|quantity| quantity.role == QuantityRole::Injured).cloned().collect();
    let all_hurt: Vec<(usize, Option<u32>)> = hurt
        .iter()
        .filter(|other| is_all_hurt(view, other, lexicon))
        .filter_map(|other| Some((view.words(other.figure)?.0, other.low)))
        .collect();
    for quantity in quantities.iter_mut().filter(|quantity| quantity.role == QuantityRole::Injured) {
        let Some((index, words)) = view.words(quantity.figure) else { continue };
        let opens = words.start == 0 && tells_how_they_are(&view.lines[index], words.end, lexicon);
        let is_number = number::number(&view.lines[index], 0).is_some_and(|(_, len)| len == words.len());
        let told_before = |other: &Quantity| {
            other.low > quantity.low && view.words(other.figure).is_some_and(|(before, _)| before < index)
        };
        quantity.part |= opens && is_number && hurt.iter().any(told_before);
        let more_beside =
            |&(other, low): &(usize, Option<u32>)| low > quantity.low && other.abs_diff(index) <= NEAR;
        quantity.part |= is_cared_for(view, quantity, lexicon) && all_hurt.iter().any(more_beside);
    }
    let told: Vec<(QuantityRole, Option<u32>, Span)> =
        quantities.iter().map(|quantity| (quantity.role, quantity.low, quantity.figure)).collect();
    for quantity in quantities.iter_mut().filter(|quantity| quantity.low > Some(1)) {
        let Some((index, words)) = view.words(quantity.figure) else { continue };
        let line = &view.lines[index];
        // "1,175 people were injured, of whom 793 had gone home."
        let is_of_before = |&(role, low, figure): &(QuantityRole, Option<u32>, Span)| {
            role == quantity.role
                && low > quantity.low
                && view.words(figure).is_some_and(|(line, before)| line == index && before.end <= words.start)
        };
        quantity.part |= follows_of_whom(|at| line.norm(at), words.start) && told.iter().any(is_of_before);
        quantity.part |= match quantity.role {
            QuantityRole::Killed | QuantityRole::Missing => is_among(|at| line.norm(at), words.end),
            QuantityRole::Injured => {
                // "Four others remain in hospital" counts all who are left.
                let is_other = |at: usize| line.norm(at).is_some_and(|word| lexicon.others.contains(word));
                let are_others = words.clone().any(is_other);
                is_among(|at| line.norm(at), words.end)
                    || !are_others && remains_in_care(line, words.end, lexicon)
            }
            _ => false,
        };
    }
}

/// "Killed 23 people, most of them soldiers", "45 people, mostly women": more than half of those whom the number right before counts.
pub fn count_most(view: &View, quantities: &mut [Quantity]) {
    /// Words from the number to those of whom most are something.
    const NEAR: usize = 3;
    let begins_with_most = |words: &Range<usize>, line: &Line| {
        let at = words.start + usize::from(line.is(words.start, "the"));
        line.is(words.start, "mostly") || line.is_any(at, &["most", "majority"]) && line.is(at + 1, "of")
    };
    let mut order: Vec<usize> = (0..quantities.len()).collect();
    order.sort_by_key(|&at| quantities[at].figure);
    for (at, &part) in order.iter().enumerate() {
        let part_of = &quantities[part];
        if (part_of.low, part_of.high) != (Some(2), None) {
            continue;
        }
        let Some((index, words)) = view.words(part_of.figure) else { continue };
        let line = &view.lines[index];
        if !begins_with_most(&words, line) {
            continue;
        }
        let before = order[..at].iter().rev().map(|&before| &quantities[before]);
        let beside = before.map_while(|all| {
            let (at, before) = view.words(all.figure)?;
            (at == index && before.end + NEAR >= words.start).then_some((all, before))
        });
        let all = beside.into_iter().find_map(|(all, mut before)| {
            let is_before = before.end <= words.start && all.role == part_of.role;
            let says_a_number = before.any(|word| number::number(line, word).is_some());
            (is_before && says_a_number && all.high.is_none_or(|high| high > 2)).then_some(all.low?)
        });
        if let Some(all) = all {
            let part = &mut quantities[part];
            part.low = Some(all / 2 + 1).max(part.low);
            part.part = true;
        }
    }
}

/// "Of whom 12", "of whom at least 12": whether a figure that begins at `at` of the lower-case words that `word` gives counts some of those before.
pub fn follows_of_whom<'a>(word: impl Fn(usize) -> Option<&'a str>, at: usize) -> bool {
    at > 1 && word(at - 1) == Some("whom") && word(at - 2) == Some("of")
}

/// "145 Egyptians are among the dead": whether the people whose figure ends before `at` of the lower-case words that `word` gives are said to be
/// among others.
pub fn is_among<'a>(word: impl Fn(usize) -> Option<&'a str>, at: usize) -> bool {
    /// Words to the verb, with those that describe the people.
    const NEAR: usize = 4;
    let is_mark = |word: &str| !word.contains(char::is_alphanumeric);
    // "Ten people who were among the crowd died": those are all.
    let goes_on = |word: &&str| !is_mark(word) && !matches!(*word, "who" | "that" | "which");
    let mut near = (at..at + NEAR).map_while(&word).take_while(goes_on);
    let Some(verb) = near.position(|word| BE.contains(&word)) else { return false };
    (at + verb + 1..).map_while(word).find(|word| !is_adverb(word)) == Some("among")
}

/// "Remain in hospital", "are still under treatment", at word `at`: some of those who were hurt.
fn remains_in_care(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    let stays = line.is_any(at, REMAIN) || line.is_any(at, BE) && line.is(at + 1, "still");
    stays && is_state_of_care(line, at + 1, lexicon)
}

/// "Sixty-six were hospitalised", "four were taken to hospital": whether all that is said of the people of a figure is that they were cared
/// for.
fn is_cared_for(view: &View, quantity: &Quantity, lexicon: &Casualties) -> bool {
    let Some((index, words)) = quantity.cue.and_then(|cue| view.words(cue)) else { return false };
    lexicon.is_care(|i| view.lines[index].norm(words.start + i))
}

/// "Injured 85": whether a figure counts those who were hurt, whatever was done for them.
fn is_all_hurt(view: &View, quantity: &Quantity, lexicon: &Casualties) -> bool {
    let Some((index, words)) = quantity.cue.and_then(|cue| view.words(cue)) else { return false };
    let cue = lexicon.cues.longest(words.start, |i| view.lines[index].norm(i));
    !quantity.part
        && quantity.stance == Stance::Asserts
        && cue.is_some_and(|(_, cue)| cue.open.is_none())
        && !is_cared_for(view, quantity, lexicon)
}

/// Marks as parts the zeros that speak of one people alone or of no single one, where others were told of: "no British nationals were among the
/// 44 dead", "not a single fighter was killed".
pub fn mark_peoples(view: &View, quantities: &mut [Quantity]) {
    let told: Vec<QuantityRole> = quantities
        .iter()
        .filter(|quantity| quantity.low > Some(0) && quantity.stance == Stance::Asserts)
        .map(|quantity| quantity.role)
        .collect();
    for quantity in quantities.iter_mut().filter(|quantity| quantity.high == Some(0)) {
        let is_of_some = names_a_people(view, quantity.figure) || says_not_one(view, quantity.figure);
        quantity.part |= told.contains(&quantity.role) && is_of_some;
    }
}

/// "Not a single fighter".
fn says_not_one(view: &View, figure: Span) -> bool {
    view.words(figure).is_some_and(|(index, words)| view.lines[index].is(words.start, "not"))
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
    (line.is_any(verb, BE) || line.is_any(verb, REMAIN)) && is_state_of_care(line, verb + 1, lexicon)
}

/// "In critical condition", "still in hospital", at word `at`.
fn is_state_of_care(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    let state = line.skip_adverbs(at);
    lexicon
        .cues
        .longest(state, |i| line.norm(i))
        .is_some_and(|(_, cue)| cue.form == CueForm::Predicate && cue.open == Some(Open::Care))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_are_among_others() {
        let among = |text: &str, at| is_among(|at| text.split(' ').nth(at), at);
        assert!(among("145 egyptians are among the dead", 1));
        assert!(among("two czechs were also among the injured", 2));
        assert!(!among("12 people were killed among them a child", 2));
        assert!(!among("four died , two were among the first", 1));
        assert!(!among("ten people who were among the crowd died", 2));
    }

    #[test]
    fn some_are_still_cared_for() {
        let lexicon = Casualties::shipped().unwrap();
        let remains = |text: &str, at| remains_in_care(&Line::of_words(text), at, &lexicon);
        assert!(remains("ten people remain under treatment", 2));
        assert!(remains("ten people are still in hospital", 2));
        assert!(!remains("ten people are in hospital", 2));
        assert!(!remains("ten people remain missing", 2));
    }
}
