//! "Three people in Idlib and five in Saraqib": parts of one toll, each of a place of its own.

use annals_types::{
    Span, Statement,
    statement::{Property, Stance, Value},
};

use super::scene::Scene;
use crate::annotate::gapping::IN;

/// How many words may stand between two such figures.
const NEAR: usize = 8;

/// Marks such figures as parts, each with how many they are together.
pub fn mark(statements: &mut [Statement], scene: &Scene<'_>) {
    let mut told: Vec<(u32, Property, Span, usize, u32)> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let Value::Count(count) = statement.value else { continue };
        let harmed = matches!(statement.property, Property::Killed | Property::Injured);
        if let (true, Stance::Asserts, Some(figure), Some(low)) =
            (harmed, statement.stance, statement.figure, count.low)
        {
            told.push((statement.mention, statement.property, figure, index, low));
        }
    }
    told.sort_unstable_by_key(|&(mention, property, figure, ..)| (mention, property, figure));
    for chain in told.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1) && goes_on(a.2, b.2, scene)) {
        if chain.len() < 2 {
            continue;
        }
        let all = chain.iter().map(|part| part.4).fold(0, u32::saturating_add);
        for &(.., index, low) in chain {
            let Value::Count(count) = &mut statements[index].value else { continue };
            count.part = true;
            if low > 1 {
                statements[index].roll = all;
            }
        }
    }
}

/// Whether only the place of the first stands between two figures, and the second has a place too.
fn goes_on(first: Span, second: Span, scene: &Scene<'_>) -> bool {
    if first.end() > second.start() || scene.sentence_of(first) != scene.sentence_of(second) {
        return false;
    }
    let between = scene.tokens_in(Span::new(first.end(), second.start()));
    let rest = Span::new(second.end(), scene.sentence_of(second).end().max(second.end()));
    let next = scene.tokens_in(rest).first();
    let is_in = |word: &str| IN.contains(&word);
    let [first, place @ .., last] = between else { return false };
    between.len() <= NEAR
        && is_in(&first.norm)
        && matches!(last.norm.as_str(), "and" | ",")
        && next.is_some_and(|next| is_in(&next.norm))
        && place.iter().any(|word| word.upos.as_deref() == Some("PROPN"))
        && place.iter().all(|word| !matches!(word.upos.as_deref(), Some("VERB" | "AUX" | "NUM")))
}
