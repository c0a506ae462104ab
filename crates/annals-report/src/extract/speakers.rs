//! Who says what: the chain of speakers of a stretch of text, innermost first.

use annals_types::{
    Span,
    layers::Attribution,
    statement::{Speaker, Stance},
};

use super::scene::Scene;
use crate::resolve::actor;

/// The speakers of the words at `span`, innermost first, and how the innermost stands to them.
pub fn of(span: Span, scene: &Scene<'_>) -> (Vec<Speaker>, Stance) {
    let attributions = &scene.layers.attributions;
    let innermost = attributions
        .iter()
        .enumerate()
        .filter(|(_, attribution)| attribution.content.iter().any(|content| content.overlaps(span)))
        .min_by_key(|(index, attribution)| {
            // Of two who say the same words the one who is quoted says them.
            let size = attribution.content.iter().map(|content| content.len()).sum::<u32>();
            (size, attribution.within.is_none(), *index)
        });
    let Some((index, attribution)) = innermost else { return (Vec::new(), Stance::Asserts) };
    let mut speakers = Vec::new();
    let mut next = Some(index);
    let mut steps = 0;
    // A chain of quotations is short; the bound keeps a damaged one from going round.
    while let (Some(index), true) = (next, steps < 4) {
        let attribution = &attributions[index];
        speakers.extend(
            source(attribution, scene)
                .map(|source| actor::speaker(source, &scene.report.text, scene.knowledge)),
        );
        next = attribution.within.map(|within| within as usize).filter(|&within| within < attributions.len());
        steps += 1;
    }
    (speakers, attribution.stance)
}

/// The naming phrase of a source: its own, or for a pronoun that of the last source named before it.
pub fn source(attribution: &Attribution, scene: &Scene<'_>) -> Option<Span> {
    let source = attribution.source?;
    if !is_pronoun(scene.words(source)) {
        return Some(source);
    }
    scene.named_source_before(source.start()).or(Some(source))
}

pub fn is_pronoun(words: &str) -> bool {
    matches!(
        words.to_lowercase().as_str(),
        "he" | "she" | "it" | "they" | "who" | "which" | "that" | "i" | "we"
    )
}
