//! How the words of an incident stand in their sentence: told, recalled, named as a cause, or named in general.

use annals_types::Span;

use super::scene::Scene;

/// How a trigger stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// As what the sentence tells.
    Told,
    /// As something further back: "the previous raid", "last ordered an attack".
    Recalled,
    /// As what something else answered or followed: "in response to rocket attacks", "a day after drones hit the port".
    Cause,
    /// As a kind of thing, not one that happened: "recent attacks", "the means to carry out attacks".
    Vague,
}

/// How the trigger at `word` stands in `sentence`.
pub fn standing(word: Span, sentence: Span, scene: &Scene<'_>) -> Standing {
    if answered(word, sentence, scene).is_some() {
        Standing::Cause
    } else if is_vague(word, scene) {
        Standing::Vague
    } else if is_recalled(word, scene) {
        Standing::Recalled
    } else {
        Standing::Told
    }
}

/// The words that make the trigger at `word` the cause of another: those of response close before it with no other trigger
/// between, or "after" with a time before it and another trigger before that.
pub fn answered(word: Span, sentence: Span, scene: &Scene<'_>) -> Option<Span> {
    const REACH: usize = 9;
    let tokens = scene.tokens_in(Span::new(sentence.start(), word.start()));
    let last_trigger = scene
        .triggers_in(Span::new(sentence.start(), word.start()))
        .map(|(_, trigger)| trigger.span.end())
        .last();
    let telling = &scene.knowledge.telling;
    let from = tokens.len().saturating_sub(REACH);
    for index in (from..tokens.len()).rev() {
        if last_trigger.is_some_and(|end| tokens[index].span.start() < end) {
            break;
        }
        let next: Vec<&str> = tokens[index..].iter().take(3).map(|token| token.norm.as_str()).collect();
        if telling.responses.begin(&next) {
            return Some(tokens[index].span);
        }
    }
    // "came a day after": what follows has its own clause, however long the way to it.
    let after = tokens.iter().enumerate().skip(2).find(|(index, token)| {
        telling.sequels.holds(&token.norm)
            && telling.spans.holds(&tokens[index - 1].norm)
            && scene
                .triggers_in(Span::new(sentence.start(), token.span.start()))
                .next()
                .is_some()
    });
    after.map(|(_, token)| token.span)
}

/// Whether the words before a trigger mark it as further back: "an earlier attack", "last month's", "last ordered an attack".
pub fn is_recalled(word: Span, scene: &Scene<'_>) -> bool {
    const NEAR: usize = 3;
    const REACH: usize = 6;
    let recalls = &scene.knowledge.telling.recalls;
    let before = scene.words_before(word.start(), REACH);
    before.iter().enumerate().any(|(index, found)| {
        let next = before.get(index + 1).copied().unwrap_or_default();
        // "earlier this evening" is a time of day.
        let of_today = matches!(next, "this" | "today" | "on" | "in" | "that");
        let near = before.len() - index <= NEAR;
        recalls.holds(found) && !of_today && (near || next.ends_with("ed") || next == "round")
    })
}

/// "recent attacks", "a series of attacks", "to carry out attacks": a kind of thing. Only plurals without "the" are.
fn is_vague(word: Span, scene: &Scene<'_>) -> bool {
    const NEAR: usize = 4;
    if !is_plural(word, scene) {
        return false;
    }
    let telling = &scene.knowledge.telling;
    let before = scene.words_before(word.start(), NEAR);
    let definite = before
        .iter()
        .rposition(|word| matches!(*word, "the" | "these" | "those" | "this" | "that" | "two" | "three"));
    let open = &before[definite.map_or(0, |at| at + 1)..];
    open.iter().any(|word| telling.series.holds(word))
        || open.windows(2).any(|pair| {
            matches!(pair[0], "to" | "for" | "had") && telling.performs.holds(pair[1])
        })
}

/// Whether the last word of a trigger has the form of a plural.
pub fn is_plural(word: Span, scene: &Scene<'_>) -> bool {
    scene.tokens_in(word).last().is_some_and(|token| {
        token.norm.len() > 3 && token.norm.ends_with('s') && !token.norm.ends_with("ss")
    })
}

/// "at least five times since April": the sentence counts something over a period.
pub fn repeats(sentence: Span, scene: &Scene<'_>) -> bool {
    let tokens = scene.tokens_in(sentence);
    let has = |word: &str| tokens.iter().any(|token| token.norm == word);
    has("times") && has("since")
}

/// "the death of a soldier would be answered": a figure that is only supposed.
pub fn is_supposed(figure: Span, scene: &Scene<'_>) -> bool {
    const REACH: usize = 4;
    let sentence = scene.sentence_of(figure);
    let after = scene.tokens_in(Span::new(figure.end().min(sentence.end()), sentence.end()));
    after.windows(2).take(REACH).any(|pair| pair[0].norm == "would" && pair[1].norm == "be")
}
