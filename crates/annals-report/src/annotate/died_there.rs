//! People who were hurt and died where they were brought: "he was taken to a hospital, where he died".

use annals_types::{Span, layers::QuantityRole};

use super::{
    aboard,
    line::{BE, HAVE, Line},
    view::{FARTHEST, View},
};
use crate::knowledge::casualties::{Casualties, CueForm};

/// The clause after "where" that tells of the death of those of `figure`: one whose subject is a pronoun for one person or for
/// several, as they are (`is_one`), with nobody else told of between.
pub fn death(view: &View, figure: Span, is_one: bool, lexicon: &Casualties) -> Option<Span> {
    let (index, words) = view.words(figure)?;
    let line = &view.lines[index];
    let place = (words.end..line.len().min(words.end + FARTHEST)).find(|&at| line.is(at, "where"))?;
    if !line.is_any(place + 1, if is_one { &["he", "she"] } else { &["they", "both"] }) {
        return None;
    }
    let between = view.tokens(line.span(words.end, place)?)?;
    let is_somebody = |token: usize| {
        let token = &view.layers.tokens[token];
        token.deprel.as_deref().is_some_and(|relation| relation.starts_with("nsubj"))
            && !matches!(token.norm.as_str(), "who" | "that" | "which")
            && !token.span.overlaps(figure)
    };
    if between.into_iter().any(is_somebody) {
        return None;
    }
    let mut at = line.skip_adverbs(place + 2);
    while line.is_any(at, HAVE) || line.is_any(at, BE) {
        at = line.skip_adverbs(at + 1);
    }
    cue(line, at, lexicon).filter(|_| !aboard::is_open_before(line, at, lexicon))
}

/// The words from `at` on where they tell of a death: "died", "pronounced dead".
pub fn cue(line: &Line, at: usize, lexicon: &Casualties) -> Option<Span> {
    let (len, cue) = lexicon.cues.longest(at, |i| line.norm(i))?;
    let is_death = matches!(cue.form, CueForm::Subject | CueForm::Predicate);
    line.span(at, at + len).filter(|_| is_death && cue.roles == [QuantityRole::Killed])
}
