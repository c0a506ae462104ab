//! Labels words: sentences and tokens, triggers, attribution, quantities.
//!
//! A lexical stand-in for a network: word lists of `knowledge/` and a few rules of English syntax, each layer in a module of
//! its own over the [`line::Line`] of a sentence.

mod arguments;
mod attributions;
mod counts;
mod cues;
mod entities;
mod figures;
mod line;
mod naming;
mod number;
mod persons;
mod quantities;
#[cfg(test)]
mod tests;
mod triggers;
mod victims;

use std::collections::HashSet;

use annals_types::{Layers, Segment};

use crate::Knowledge;
use line::Line;

/// The layers of the told segments of `text`.
pub fn annotate(text: &str, segments: &[Segment], knowledge: &Knowledge) -> Layers {
    let mut layers = annals_encoder::split::split(text, segments);
    label(text, &mut layers, knowledge);
    layers
}

/// Fills in all layers above the sentences and tokens that `layers` holds.
pub fn label(text: &str, layers: &mut Layers, knowledge: &Knowledge) {
    let lines: Vec<Line> =
        layers.sentences.iter().map(|sentence| Line::new(text, layers, sentence)).collect();
    let report_words: HashSet<&str> =
        lines.iter().flat_map(|line| line.words.iter().map(|word| word.norm.as_str())).collect();
    for line in &lines {
        let found = triggers::triggers(line, &report_words, knowledge);
        layers.arguments.extend(arguments::arguments(line, layers.triggers.len(), &found, &knowledge.names));
        layers.quantities.extend(counts::counts(line, &found));
        layers.triggers.extend(found);
        layers.entities.extend(entities::entities(line, &knowledge.names));
        layers.quantities.extend(quantities::quantities(line, knowledge));
    }
    victims::settle(text, &lines, &mut layers.quantities, &knowledge.casualties);
    layers.attributions = attributions::attributions(&lines, knowledge);
    layers.arguments.sort_by_key(|argument| (argument.span, argument.trigger, argument.role));
    layers.quantities.sort_by_key(|quantity| (quantity.figure, quantity.role));
}
