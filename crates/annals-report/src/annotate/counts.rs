//! Counts of incidents: "more than 40 attacks", "at least eight times since spring".

use annals_types::{
    layers::{Quantity, QuantityRole, Trigger},
    statement::{Scope, Stance},
};

use super::{
    figures::is_calendar,
    line::{DETERMINERS, Line, is_function_word},
    number,
    view::View,
};
use crate::Knowledge;

/// Words between a number and the incidents that it counts: "five separate drone attacks".
const DESCRIPTION: usize = 4;

/// The kind of what is seen and heard of an attack, of which nothing more is told.
const EXPLOSION: &str = "explosion";

/// The kind of what comes from the air or from afar.
const BOMBARDMENT: &str = "bombardment";

/// The counts of the incidents that `triggers` name, which are the triggers of the report that `view` shows.
pub fn counts(view: &View, triggers: &[Trigger], knowledge: &Knowledge) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut rest = triggers;
    for (line, sentence) in view.lines.iter().zip(&view.layers.sentences) {
        let here = rest.iter().take_while(|trigger| trigger.span.start() < sentence.span.end()).count();
        found.extend(of_line(line, &rest[..here], knowledge));
        rest = &rest[here..];
    }
    found
}

fn of_line(line: &Line, triggers: &[Trigger], knowledge: &Knowledge) -> Vec<Quantity> {
    let (telling, casualties) = (&knowledge.telling, &knowledge.casualties);
    let is_heard = (0..line.len()).any(|at| line.norm(at).is_some_and(|word| telling.perceives.holds(word)));
    let mut found = Vec::new();
    let mut done = 0;
    for trigger in triggers {
        let start = line.words.partition_point(|word| word.span.start() < trigger.span.start());
        let end = line.words.partition_point(|word| word.span.start() < trigger.span.end());
        let last = end.checked_sub(1).and_then(|last| line.norm(last));
        // "shot three times" tells of one incident; only a plural noun, or a period, counts several. A phrase with an article
        // within is none: "thousands took to the streets".
        let plural = last.is_some_and(|last| last.ends_with('s'))
            && !(start..end).any(|at| line.is_any(at, DETERMINERS));
        // "he heard two explosions": one attack may make many.
        let is_only_heard = trigger.incident_type == EXPLOSION && (is_heard || !trigger.aggregate);
        // "dropped four barrel bombs", "fired tens of shells": one attack may take many.
        let kind = knowledge.incident_types.get(&trigger.incident_type);
        let falls = kind.is_some_and(|kind| kind.kinds.iter().any(|general| general == BOMBARDMENT));
        let is_munition = falls && !trigger.aggregate && last.is_some_and(|last| casualties.is_fired(last));
        // "fired at least 27 shots"
        let is_round = last.is_some_and(|last| telling.rounds.holds(last));
        // "Two suicide bombers attacked a mosque": people are no attacks; "homicides" are.
        let noun = end.checked_sub(1).and_then(|last| casualties.nouns.longest(last, |i| line.norm(i)));
        let is_of_doers = noun.is_some_and(|(_, noun)| noun.roles.is_empty());
        if is_only_heard || is_munition || is_round || is_of_doers || !plural && !trigger.aggregate {
            continue;
        }
        // "at least five drone attacks"; not "in 24 hours ten strikes", nor "the 13 November attacks".
        let before = (start.saturating_sub(DESCRIPTION + 3).max(done)..start).find_map(|at| {
            let amount = number::amount(line, at)?;
            // "Ten of 58 shootings".
            let is_next = |i: usize| number::amount(line, i).is_some() && !line.is(i - 1, "of");
            let describes = |i: usize| !line.mark(i) && !is_function_word(&line.words[i].norm) && !is_next(i);
            let plain = (at + amount.len..start).all(|i| describes(i) || line.is(i, "of"));
            let near = at + amount.len <= start && start - at - amount.len <= DESCRIPTION;
            (near && plain && !is_calendar(line, at, &amount, casualties)).then_some((at, amount, end))
        });
        // "attacked at least five times"
        let after = || {
            let from = if trigger.aggregate { end } else { line.len() };
            (from..line.len().min(end + 8)).find_map(|at| {
                let amount = number::amount(line, at)?;
                let times = at + amount.len;
                line.is(times, "times").then_some((at, amount, times + 1))
            })
        };
        let Some((at, amount, until)) = before.or_else(after) else { continue };
        // "one attack" names the attack and counts nothing.
        let year = amount.low.is_some_and(|n| number::YEARS.contains(&n)) && amount.len == 1;
        let single = year || amount.low == Some(1) && amount.high == Some(1);
        let Some(figure) = line.span(at, until).filter(|_| !single) else { continue };
        done = until;
        found.push(Quantity {
            figure,
            cue: Some(trigger.span),
            role: QuantityRole::Attacks,
            low: amount.low,
            high: amount.high,
            approximate: amount.approximate,
            scope: Scope::All,
            part: false,
            stance: Stance::Asserts,
            change: None,
            confidence: if trigger.aggregate { 0.8 } else { 0.5 },
        });
    }
    found
}
