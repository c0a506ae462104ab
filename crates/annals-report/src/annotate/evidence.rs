//! Whether a report tells of any incident: a page on software crashes and is executed, singers battle and explode.

use annals_types::{
    Span,
    layers::{Layers, Quantity, QuantityRole, Trigger},
};

use super::{line::Line, triggers::KINDS, view::View};
use crate::knowledge::casualties::Casualties;

/// How sure one of the heads for kinds of incidents must be of one word. In reports of incidents one nearly always is of some. Chosen on train, where
/// of 4,000 reports some 20 are lost by it and by [`SURE_OF_FIGURE`], most of which said nothing right.
const SURE: f32 = 0.2;

/// How sure a figure must be that has a cue.
const SURE_OF_FIGURE: f32 = 0.75;

/// Of fewer sentences than these each word counts: a chance word for harm is the likelier the longer a text is.
const LONG: usize = 6;

/// Whether one of the words for incidents, or one of the figures, is a sure one, or the headline has words for nothing else, or the report is short: of a
/// dead page little more may be left.
pub fn tells_of_something(
    view: &View,
    triggers: &[Trigger],
    quantities: &[Quantity],
    lexicon: &Casualties,
) -> bool {
    let chance = |span: Span| {
        let tokens = view.tokens(span).into_iter().flatten();
        tokens
            .flat_map(|token| KINDS.map(|head| 1.0 - view.probability(head, token, "O")))
            .fold(0.0, f32::max)
    };
    triggers.iter().any(|trigger| chance(trigger.span) >= SURE)
        || quantities.iter().any(|quantity| quantity.cue.is_some() && quantity.confidence >= SURE_OF_FIGURE)
        || view.lines.len() < LONG
        || view.lines.iter().any(|line| line.headline && tells_of_harm(line, lexicon))
}

/// "Homicide", "fatal", "gunshot wounds": whether a line has words that tell of people killed or hurt in any company.
fn tells_of_harm(line: &Line, lexicon: &Casualties) -> bool {
    let is_harm = |role: &QuantityRole| matches!(role, QuantityRole::Killed | QuantityRole::Injured);
    (0..line.len()).any(|at| {
        let word = line.norm(at).unwrap_or_default();
        let cue = lexicon.cues.longest(at, |i| line.norm(i));
        lexicon.killings.words.contains(word)
            || lexicon.deadly.contains(word)
            || cue.is_some_and(|(len, cue)| len > 1 && cue.open.is_none() && cue.roles.iter().any(is_harm))
    })
}

/// Takes out what a report that tells of no incident seems to say of one.
pub fn clear(layers: &mut Layers) {
    layers.triggers.clear();
    layers.arguments.clear();
    layers.quantities.clear();
    layers.quantity_roles.clear();
}
