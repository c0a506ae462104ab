//! Counts of incidents: "more than 40 attacks", "at least eight times since spring".

use annals_types::{
    layers::{Quantity, QuantityRole, Trigger},
    statement::{Scope, Stance},
};

use super::{
    line::{Line, is_function_word},
    number,
    view::View,
};
use crate::knowledge::telling::Telling;

/// Words between a number and the incidents that it counts: "five separate drone attacks".
const DESCRIPTION: usize = 4;

/// The kind of what is seen and heard of an attack, of which nothing more is told.
const EXPLOSION: &str = "explosion";

/// The counts of the incidents that `triggers` name, which are the triggers of the report that `view` shows.
pub fn counts(view: &View, triggers: &[Trigger], telling: &Telling) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut rest = triggers;
    for (line, sentence) in view.lines.iter().zip(&view.layers.sentences) {
        let here = rest.iter().take_while(|trigger| trigger.span.start() < sentence.span.end()).count();
        found.extend(of_line(line, &rest[..here], telling));
        rest = &rest[here..];
    }
    found
}

fn of_line(line: &Line, triggers: &[Trigger], telling: &Telling) -> Vec<Quantity> {
    let is_heard = (0..line.len()).any(|at| line.norm(at).is_some_and(|word| telling.perceives.holds(word)));
    let mut found = Vec::new();
    let mut done = 0;
    for trigger in triggers {
        let start = line.words.partition_point(|word| word.span.start() < trigger.span.start());
        let end = line.words.partition_point(|word| word.span.start() < trigger.span.end());
        // "shot three times" tells of one incident; only a plural noun, or a period, counts several.
        let plural = line.norm(end.wrapping_sub(1)).is_some_and(|norm| norm.ends_with('s'));
        // "he heard two explosions": one attack may make many.
        let alone = trigger.incident_type == EXPLOSION && (is_heard || !trigger.aggregate);
        if alone || !plural && !trigger.aggregate {
            continue;
        }
        // "at least five drone attacks"
        let before = (start.saturating_sub(DESCRIPTION + 3).max(done)..start).find_map(|at| {
            let amount = number::amount(line, at)?;
            let plain = (at + amount.len..start)
                .all(|i| !line.mark(i) && !is_function_word(&line.words[i].norm) || line.is(i, "of"));
            (at + amount.len <= start && start - at - amount.len <= DESCRIPTION && plain)
                .then_some((at, amount, end))
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
        let year = amount.low.is_some_and(|n| (1900..2100).contains(&n)) && amount.len == 1;
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
