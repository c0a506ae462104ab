//! "A triple shooting", "the double murder": how many it befell stands before the word for what was done to them.

use annals_types::{
    layers::{Quantity, QuantityRole, Reality, Trigger},
    statement::Scope,
};

use super::{deaths::one, line::Line, view::View};
use crate::knowledge::casualties::{Casualties, CueForm};

/// What is added to `found`: those whom the incidents of `triggers` befell, where such a word counts them.
pub fn multiples(
    view: &View,
    found: &[Quantity],
    triggers: &[Trigger],
    lexicon: &Casualties,
) -> Vec<Quantity> {
    let happened = |quantity: &Quantity| {
        quantity.cue.is_some_and(|cue| {
            triggers.iter().any(|trigger| trigger.reality == Reality::Asserted && trigger.span.overlaps(cue))
        })
    };
    let is_known = |quantity: &Quantity| found.iter().any(|known| known.figure.overlaps(quantity.figure));
    let told =
        view.lines.iter().flat_map(|line| (0..line.len()).filter_map(move |at| of_word(line, at, lexicon)));
    told.filter(|quantity| happened(quantity) && !is_known(quantity)).collect()
}

/// Those of the multiple at word `at`.
fn of_word(line: &Line, at: usize, lexicon: &Casualties) -> Option<Quantity> {
    let norm = line.norm(at)?;
    // "Triple-murder" is one word here.
    let (multiple, joined) = norm.split_once('-').map_or((norm, None), |(first, rest)| (first, Some(rest)));
    let number = *lexicon.multiples.get(multiple)?;
    let is_deadly = joined.is_none() && line.norm(at + 1).is_some_and(|word| lexicon.deadly.contains(word));
    let noun_at = if joined.is_some() { at } else { at + 1 + usize::from(is_deadly) };
    let role = role(joined.or_else(|| line.norm(noun_at))?, lexicon)?;
    let role = if is_deadly { QuantityRole::Killed } else { role };
    let is_only_tried = at
        .checked_sub(1)
        .and_then(|before| line.norm(before))
        .is_some_and(|before| lexicon.killings.not_after.contains(before));
    // "A double murder and suicide": one more died, and the words count only the others.
    let after = noun_at + 1;
    let and_own = line.is(after + usize::from(line.is(after, "and") || line.mark(after)), "suicide");
    if is_only_tried || and_own {
        return None;
    }
    let figure = line.span(at, at + 1)?;
    let cue = line.span(noun_at, noun_at + 1)?;
    Some(Quantity { cue: Some(cue), role, low: Some(number), high: Some(number), ..one(figure, Scope::All) })
}

/// What the noun of one incident says befell its people: "shooting", "homicide".
fn role(noun: &str, lexicon: &Casualties) -> Option<QuantityRole> {
    let with_of = [noun, "of"];
    let of = lexicon.cues.longest(0, |i| with_of.get(i).copied());
    let of = of.filter(|(len, cue)| *len == 2 && cue.form == CueForm::Of).map(|(_, cue)| &cue.roles);
    let counted = lexicon.nouns.longest(0, |i| (i == 0).then_some(noun));
    let counted = counted.filter(|(_, noun)| !noun.plural).map(|(_, noun)| &noun.roles);
    let is_several = noun.ends_with('s');
    match of.or(counted)?.as_slice() {
        [role @ (QuantityRole::Killed | QuantityRole::Injured)] if !is_several => Some(*role),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(QuantityRole, u32)>) {
        let lexicon = Casualties::shipped().unwrap();
        let line = Line::of_words(text);
        let found = (0..line.len()).find_map(|at| of_word(&line, at, &lexicon));
        assert_eq!(found.map(|found| (found.role, found.low.unwrap())), expected, "{text}");
    }

    #[test]
    fn a_multiple_counts_whom_the_incident_befell() {
        check("a quadruple shooting", Some((QuantityRole::Injured, 4)));
        check("a triple-murder suspect", Some((QuantityRole::Killed, 3)));
        check("the double homicide", Some((QuantityRole::Killed, 2)));
        check("a double fatal shooting", Some((QuantityRole::Killed, 2)));
    }

    #[test]
    fn a_multiple_of_something_else_counts_nobody() {
        check("four triple shootings", None);
        check("an attempted double murder", None);
        check("a double murder-suicide", None);
        check("a double murder and suicide", None);
        check("a triple bill", None);
    }
}
