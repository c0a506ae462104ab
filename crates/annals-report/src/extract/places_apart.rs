//! "Three people in Idlib and five in Saraqib": parts of one toll, each of a place of its own.

use annals_types::{
    Span, Statement,
    mention::PlacePrecision,
    statement::{Property, Stance, Value},
};

use super::scene::Scene;
use crate::annotate::gapping::IN;

/// How many words may stand between two such figures.
const NEAR: usize = 8;

/// One figure of those who were killed or hurt.
struct Told {
    mention: u32,
    property: Property,
    figure: Span,
    /// The figure, with the passive that follows it.
    said: Span,
    /// Index of its statement.
    statement: usize,
    low: u32,
}

/// Marks such figures as parts, each with how many they are together.
pub fn mark(statements: &mut [Statement], scene: &Scene<'_>) {
    let mut told: Vec<Told> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let Value::Count(count) = statement.value else { continue };
        let harmed = matches!(statement.property, Property::Killed | Property::Injured);
        if let (true, Stance::Asserts, Some(figure), Some(low)) =
            (harmed, statement.stance, statement.figure, count.low)
        {
            let said = with_passive(figure, statement.cue, scene);
            let (mention, property) = (statement.mention, statement.property);
            told.push(Told { mention, property, figure, said, statement: index, low });
        }
    }
    told.sort_unstable_by_key(|part| (part.mention, part.property, part.figure));
    let of_one = |a: &Told, b: &Told| (a.mention, a.property) == (b.mention, b.property);
    for chain in told.chunk_by(|a, b| of_one(a, b) && goes_on(a.said, b.figure, scene)) {
        let sum = |parts: &[Told]| parts.iter().map(|part| part.low).fold(0, u32::saturating_add);
        // "Nine people in southern Lebanon, five in Haris and four in Talousa": the first counts all of them. That of a town may do so by
        // chance.
        let parts = match chain {
            [whole, parts @ ..]
                if parts.len() > 1 && whole.low == sum(parts) && is_of_a_land(whole, &parts[0], scene) =>
            {
                if let Value::Count(count) = &mut statements[whole.statement].value {
                    count.part = false;
                }
                parts
            }
            parts => parts,
        };
        if parts.len() < 2 {
            continue;
        }
        let all = sum(parts);
        for part in parts {
            let Value::Count(count) = &mut statements[part.statement].value else { continue };
            count.part = true;
            if part.low > 1 {
                statements[part.statement].roll = all;
            }
        }
    }
}

/// Whether the place that stands between two such figures is a country or a part of one.
fn is_of_a_land(whole: &Told, next: &Told, scene: &Scene<'_>) -> bool {
    let between = Span::new(whole.said.end(), next.figure.start().max(whole.said.end()));
    let mut places = scene.places_in(between).map(|(_, place)| place).peekable();
    places.peek().is_some() && places.all(|place| place.precision >= PlacePrecision::District)
}

/// "Three people were killed", "three were confirmed dead": a figure with what befell its people, where nothing but verbs stands between.
fn with_passive(figure: Span, cue: Option<Span>, scene: &Scene<'_>) -> Span {
    let follows = |cue: &Span| {
        figure.end() <= cue.start() && {
            let between = scene.tokens_in(Span::new(figure.end(), cue.start()));
            between.iter().all(|word| matches!(word.upos.as_deref(), Some("AUX" | "VERB")))
        }
    };
    cue.filter(follows).map_or(figure, |cue| figure.cover(cue))
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
