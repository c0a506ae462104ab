//! What is done once people have died: they are found, brought out and buried, and what befell them is condemned. Whoever does that killed nobody, and
//! when it is done says nothing of when they died.

use annals_types::{Span, mention::TimeMention};

use super::scene::Scene;

/// "Five bodies were pulled from the rubble on Thursday", "the president on Sunday condemned the attack": whether a time is that of what was done with
/// the dead, or of what was said of an incident. By the parse: the first verb above it, where no word for an incident stands on the way.
/// The day on which the dead were found stays: often no other is told.
pub fn dates_what_came_after(time: &TimeMention, scene: &Scene<'_>) -> bool {
    /// Steps up the parse: a verb further up is that of another clause.
    const HIGHEST: usize = 4;
    let tokens = &scene.layers.tokens;
    let above = scene.upwards(time.span).take(HIGHEST).filter(|&at| !tokens[at].span.overlaps(time.span));
    let telling = &scene.knowledge.telling;
    for at in above {
        let word = &tokens[at];
        let is_verb = word.upos.as_deref() == Some("VERB");
        if is_verb && telling.recovers.holds(&word.norm) && is_of_the_dead(at, scene) {
            return !is_under_something(at, scene);
        }
        if is_verb && scene.knowledge.casualties.dies.contains(&word.norm) {
            return is_of_wounds(at, scene);
        }
        if scene.triggers_in(word.span).next().is_some() {
            return false;
        }
        if is_verb {
            return telling.judges.holds(&word.norm);
        }
    }
    false
}

/// "Troops found a mass grave", "rescuers who recovered the bodies": whether `phrase` names whoever does that.
pub fn is_finder(phrase: Span, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    let telling = &scene.knowledge.telling;
    let first = tokens.partition_point(|token| token.span.end() <= phrase.start());
    let words = tokens[first..].iter().take_while(|token| token.span.start() < phrase.end());
    let mut subjects = words.filter(|word| word.deprel.as_deref() == Some("nsubj"));
    subjects.any(|word| {
        word.head.is_some_and(|head| {
            let head = head as usize;
            tokens.get(head).is_some_and(|verb| {
                (telling.finds.holds(&verb.norm) || telling.recovers.holds(&verb.norm))
                    && is_of_the_dead(head, scene)
            })
        })
    })
}

/// Whether the verb at `at` is done to the dead: by its object, or its subject in the passive.
fn is_of_the_dead(at: usize, scene: &Scene<'_>) -> bool {
    let is_done_to = |how: Option<&str>| matches!(how, Some("obj" | "nsubj:pass"));
    scene.hanging_on(at).any(|child| {
        let word = &scene.layers.tokens[child];
        is_done_to(word.deprel.as_deref()) && scene.knowledge.telling.remains.holds(&word.norm)
    })
}

/// "Died of her wounds on Friday": of what was done before.
fn is_of_wounds(at: usize, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    scene.hanging_on(at).any(|child| matches!(tokens[child].norm.as_str(), "wounds" | "injuries" | "burns"))
}

/// "Victims were buried under the rubble": that is how they died.
fn is_under_something(at: usize, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    scene.hanging_on(at).any(|child| {
        scene
            .hanging_on(child)
            .any(|case| matches!(tokens[case].norm.as_str(), "under" | "beneath" | "underneath"))
    })
}
