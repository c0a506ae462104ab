//! Figures that the network marks and that count nobody who was killed or hurt: animals, ages, speakers, who did it, who was spared.

use std::ops::Range;

use annals_types::{
    Span,
    layers::{Attribution, Quantity, QuantityRole},
    statement::Scope,
};

use super::{
    figures::Figure,
    line::{BE, DETERMINERS, HAVE, Line},
    number,
    view::View,
};
use crate::{
    closed_classes::is_reflexive,
    knowledge::casualties::{Casualties, Cue, CueForm},
};

/// Whether the words at `marked` are no people, or nothing has befallen them by the words of the cue.
pub fn is_nobody(view: &View, marked: Span, cue: Option<Span>, lexicon: &Casualties) -> bool {
    is_animal(view, marked, lexicon)
        || is_age(view, marked, lexicon)
        || cue.is_some_and(|cue| is_infinitive(view, cue) || is_saved(view, cue, lexicon))
}

/// Whether words that name no number and no people stand for nobody: "the", "number of detained"; where people are missing, detained or
/// displaced the name of a place as well, and where they take part any words.
pub fn counts_nobody(view: &View, tokens: &Range<usize>, role: QuantityRole, lexicon: &Casualties) -> bool {
    let is_function = |token: usize| match view.class("upos", token) {
        Some("DET") => matches!(norm(view, token), "the" | "a" | "an"),
        upos => matches!(upos, Some("ADP" | "PUNCT" | "CCONJ")),
    };
    let is_place = |token: usize| {
        ["conll2003", "re3d"].into_iter().any(|head| {
            view.class(head, token).is_some_and(|label| label.ends_with("LOC") || label.ends_with("Location"))
        })
    };
    let rare = !matches!(role, QuantityRole::Killed | QuantityRole::Injured);
    role == QuantityRole::Participants
        || tokens.clone().all(is_function)
        || rare && tokens.clone().all(is_place)
        || names_a_toll(view, tokens, lexicon)
}

/// "Number of detained", "death toll": words that a number follows, or does not.
fn names_a_toll(view: &View, tokens: &Range<usize>, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.span(tokens).and_then(|span| view.words(span)) else { return false };
    let line = &view.lines[index];
    let before = words.start.checked_sub(1).and_then(|at| line.norm(at));
    let is_toll = |(len, cue): (usize, &Cue)| cue.form == CueForm::Toll && len > 1 && len >= words.len();
    // "a number of injured people" are several.
    let is_number = line.is(words.start, "number") && line.is(words.start + 1, "of") && before != Some("a");
    is_number
        || lexicon.cues.longest(words.start, |i| line.norm(i)).is_some_and(is_toll) && before != Some("a")
}

/// "Two bodies had been counted twice": what follows the figure takes its people back.
pub fn is_miscounted(view: &View, figure: Span, lexicon: &Casualties) -> bool {
    const REACH: usize = 4;
    let Some((index, words)) = view.words(figure) else { return false };
    let line = &view.lines[index];
    (words.end..words.end + REACH)
        .take_while(|&at| !line.mark(at))
        .any(|at| lexicon.miscounted.longest(at, |i| line.norm(i)).is_some())
}

/// "A missing girl, who was found safe": what follows in the clause, and before the next of the `phrases` of its line, tells that nobody
/// of the figure is missing, or has died.
pub fn is_found(view: &View, figure: Span, phrases: &[Vec<Figure>], lexicon: &Casualties) -> bool {
    const REACH: usize = 12;
    let Some((index, words)) = view.words(figure) else { return false };
    let line = &view.lines[index];
    let next = phrases.get(index).and_then(|phrases| {
        phrases.iter().map(|phrase| phrase.start).filter(|&start| start >= words.end).min()
    });
    let end = (words.end + REACH).min(next.unwrap_or(line.len()));
    let mut at = words.end;
    while at < end {
        if line.mark(at) {
            let Some(after) = goes_on(line, at) else { return false };
            at = after;
        } else if lexicon.found.longest(at, |i| line.norm(i)).is_some() {
            return true;
        } else {
            at += 1;
        }
    }
    false
}

/// Where a clause goes on after the comma at `at`: at "who", or at a form of "be" or "have" after it or after a second comma.
fn goes_on(line: &Line, at: usize) -> Option<usize> {
    const REACH: usize = 6;
    if !line.is(at, ",") {
        return None;
    }
    let is_verb = |i: usize| line.is_any(i, BE) || line.is_any(i, HAVE);
    if line.is(at + 1, "who") || is_verb(at + 1) {
        return Some(at + 1);
    }
    let second = (at + 1..at + REACH).find(|&i| line.mark(i)).filter(|&mark| line.is(mark, ","))?;
    is_verb(second + 1).then_some(second + 1)
}

/// Whether a figure is who harmed others.
pub fn is_doer(view: &View, figure: Span, cue: Option<Span>, lexicon: &Casualties) -> bool {
    cue.is_some_and(|cue| is_agent(view, figure, cue, lexicon)) || did_it(view, figure, lexicon)
}

/// Whether what the cue says did not befall the people of a figure, by the word before it.
pub fn is_spared(view: &View, figure: Span, cue: Option<Span>) -> bool {
    cue.is_some_and(|cue| is_negated(view, figure, cue))
}

/// "There were casualties": words that only fill the subject's place.
pub fn stands_for_nobody(view: &View, words: &Range<usize>) -> bool {
    words.clone().all(|token| {
        let Some(word) = view.layers.tokens.get(token) else { return true };
        word.deprel.as_deref() == Some("expl")
            || word.norm == "there"
            || matches!(word.upos.as_deref(), Some("AUX" | "VERB"))
                && view.class("upos", token.saturating_sub(1)) == Some("PRON")
    })
}

/// "Including", marked alone: words that only join others.
pub fn only_joins(view: &View, words: &Range<usize>) -> bool {
    words.clone().all(|token| matches!(view.class("upos", token), Some("VERB" | "ADP" | "PUNCT" | "CCONJ")))
}

/// "Died, police said": a plural with no number that says something is who says it, and nobody whom it befell.
pub fn is_speaker(quantity: &Quantity, attributions: &[Attribution]) -> bool {
    let is_bare = quantity.low.is_some_and(|low| low > 1) && quantity.high.is_none();
    is_bare
        && attributions.iter().any(|said| said.source.is_some_and(|source| source.contains(quantity.figure)))
}

/// "A police dog": the last noun of the phrase is that of an animal.
fn is_animal(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.words(marked) else { return false };
    let line = &view.lines[index];
    words.clone().any(|at| {
        lexicon.animals.longest(at, |i| line.norm(i)).is_some_and(|(len, ())| at + len == words.end)
    })
}

/// "A woman, 29, who was shot": a number alone between commas after somebody; but "in the capital, 12, mostly women, were killed". And "a
/// boy of nine".
fn is_age(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    if is_age_after_of(view, marked, lexicon) {
        return true;
    }
    let Some(words) = view.tokens(marked).filter(|words| words.len() == 1 && words.start > 1) else {
        return false;
    };
    norm(view, words.start).parse().is_ok_and(|age: u32| age <= number::OLDEST)
        && norm(view, words.start - 1) == ","
        && norm(view, words.end) == ","
        && is_somebody(view, words.start - 2, lexicon)
}

/// "A boy of nine", "a mother of three": a number alone after a noun for one man, woman or child.
fn is_age_after_of(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.words(marked).filter(|(_, words)| words.start > 1) else { return false };
    let line = &view.lines[index];
    let is_alone = number::number(line, words.start)
        .is_some_and(|(age, len)| len == words.len() && age <= number::OLDEST);
    let is_one = |at: usize| {
        lexicon.nouns.longest(at, |i| line.norm(i)).is_some_and(|(len, noun)| {
            len == 1
                && !noun.plural
                && (matches!(noun.scope, Scope::Child | Scope::Woman)
                    || line.norm(at).is_some_and(|norm| lexicon.male.contains(norm)))
        })
    };
    is_alone
        && line.is(words.start - 1, "of")
        && is_one(words.start - 2)
        && lexicon.nouns.longest(words.end, |i| line.norm(i)).is_none()
}

/// Whether a word is the last of a name of a person or of a noun for people.
fn is_somebody(view: &View, token: usize, lexicon: &Casualties) -> bool {
    const LONGEST: usize = 3;
    let is_person = |head| {
        view.class(head, token).is_some_and(|label| label.ends_with("PER") || label.ends_with("Person"))
    };
    let named =
        view.class("upos", token) == Some("PROPN") && ["conll2003", "re3d"].into_iter().any(is_person);
    let word = view.layers.tokens.get(token).and_then(|token| view.words(token.span));
    let is_noun = |(index, words): (usize, Range<usize>)| {
        let line = &view.lines[index];
        (words.end.saturating_sub(LONGEST)..words.end).any(|at| {
            lexicon.nouns.longest(at, |i| line.norm(i)).is_some_and(|(len, _)| at + len == words.end)
        })
    };
    named || word.is_some_and(is_noun)
}

/// "Helped save the life of a man".
fn is_saved(view: &View, cue: Span, lexicon: &Casualties) -> bool {
    const REACH: usize = 3;
    let Some(words) = view.tokens(cue) else { return false };
    words.clone().any(|token| lexicon.lives.contains(norm(view, token)))
        && (words.start.saturating_sub(REACH)..words.end)
            .any(|token| lexicon.rescues.contains(norm(view, token)))
}

/// "threatened to kill ten": nobody has been killed by that. "Is said to have killed" is no plain infinitive.
pub fn is_infinitive(view: &View, cue: Span) -> bool {
    let Some(words) = view.tokens(cue) else { return false };
    let before = words.start.checked_sub(1).and_then(|token| view.class("upos", token));
    words.clone().any(|token| {
        view.class("upos", token) == Some("VERB") && view.class("verb_form", token) == Some("Inf")
    }) && matches!(before, Some("PART" | "AUX"))
}

/// "The driver was not injured", "he was nearly killed": nothing befell those who are named before; "it nearly killed him": nor those
/// after.
fn is_negated(view: &View, figure: Span, cue: Span) -> bool {
    let Some(words) = view.tokens(cue) else { return false };
    let before = words.start.checked_sub(1).and_then(|token| view.layers.tokens.get(token));
    let is_after = figure.end() <= cue.start();
    before.is_some_and(|token| match token.norm.as_str() {
        "not" | "n't" | "never" => is_after,
        "nearly" | "almost" => is_after || view.class("upos", words.start) == Some("VERB"),
        _ => false,
    }) && view.class("upos", words.start) != Some("ADV")
}

/// "A girl shot her friend": by the parse the figure is the subject of a verb that has an object, so that it is who did it.
fn is_agent(view: &View, figure: Span, cue: Span, lexicon: &Casualties) -> bool {
    const REACH: usize = 12;
    let told_of_subject = view.words(cue).is_none_or(|(index, words)| {
        let line = &view.lines[index];
        let known = words.into_iter().find_map(|at| lexicon.cues.longest(at, |i| line.norm(i)));
        known.is_none_or(|(_, cue)| matches!(cue.form, CueForm::Subject | CueForm::Predicate))
    });
    if told_of_subject {
        return false;
    }
    let (Some(figure), Some(cue)) = (view.tokens(figure), view.tokens(cue)) else { return false };
    let near = figure.start.min(cue.start)..figure.end.max(cue.end) + REACH;
    let others = || near.clone().filter(|at| !figure.contains(at) && !is_reflexive(norm(view, *at)));
    // "shot and killed her friend": the object may hang on either verb.
    let joined = |verb: usize| {
        near.clone().filter(move |&at| {
            hangs(view, at, "conj", verb)
                && is_active(view, at, lexicon)
                && !others().any(|who| hangs(view, who, "nsubj", at))
        })
    };
    cue.clone().filter(|&at| view.class("upos", at) == Some("VERB")).any(|verb| {
        figure.clone().any(|at| hangs(view, noun_of_age(view, at), "nsubj", verb))
            && [verb]
                .into_iter()
                .chain(joined(verb))
                .any(|verb| others().any(|at| hangs(view, at, "obj", verb)))
    })
}

/// Whether by the parse word `at` hangs on word `head` by `relation`.
fn hangs(view: &View, at: usize, relation: &str, head: usize) -> bool {
    view.layers.tokens.get(at).is_some_and(|token| {
        token.deprel.as_deref() == Some(relation) && token.head.is_some_and(|known| known as usize == head)
    })
}

/// Whether word `at` tells of harm that its subject does to somebody else.
fn is_active(view: &View, at: usize, lexicon: &Casualties) -> bool {
    let span = view.span(&(at..at + 1));
    span.and_then(|span| view.words(span)).is_some_and(|(index, words)| {
        let known = lexicon.cues.longest(words.start, |at| view.lines[index].norm(at));
        known.is_some_and(|(_, cue)| matches!(cue.form, CueForm::Active | CueForm::Participle))
    })
}

/// Of a word of "7-year-old" the noun that the age describes, where it describes one; else the word itself.
fn noun_of_age(view: &View, at: usize) -> usize {
    const STEPS: usize = 3;
    let up = |at: &usize| {
        let token = view.layers.tokens.get(*at)?;
        let relation = token.deprel.as_deref()?.split(':').next()?;
        let of_age = matches!(relation, "nummod" | "compound" | "obl" | "nmod" | "amod");
        token.head.map(|head| head as usize).filter(|_| of_age)
    };
    let above = std::iter::successors(Some(at), up).take(STEPS + 1);
    let mut above = above.skip_while(|at| norm(view, *at) != "old");
    above.nth(1).unwrap_or(at)
}

/// "A boy who accidentally shot his brother": who did something of the kind to somebody else.
fn did_it(view: &View, figure: Span, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.words(figure) else { return false };
    let line = &view.lines[index];
    let Some(who) = (words.start..=words.end).find(|&at| line.is_any(at, &["who", "that"])) else {
        return false;
    };
    let at = line.skip_adverbs(who + 1);
    lexicon.cues.longest(at, |i| line.norm(i)).is_some_and(|(len, cue)| {
        matches!(cue.form, CueForm::Active | CueForm::Participle)
            && line.norm(at + len).is_some_and(|next| DETERMINERS.contains(&next) || line.capital(at + len))
    })
}

fn norm<'a>(view: &'a View<'_>, token: usize) -> &'a str {
    view.layers.tokens.get(token).map_or("", |token| token.norm.as_str())
}

#[cfg(test)]
mod tests {
    use annals_types::statement::Stance;

    use super::*;
    use crate::annotate::deaths::one;

    #[test]
    fn a_plural_without_a_number_that_says_something_is_who_says_it() {
        let text = "Two men died, officers said.";
        let at = |words: &str| Span::at(text.find(words).unwrap(), words.len());
        let figure = |words: &str, low, high| Quantity { low: Some(low), high, ..one(at(words), Scope::All) };
        let said = |source| Attribution {
            source,
            cue: at("said"),
            content: vec![at("Two men died")],
            stance: Stance::Asserts,
            within: None,
        };
        let by_officers = [said(Some(at("officers")))];
        assert!(is_speaker(&figure("officers", 2, None), &by_officers));
        assert!(!is_speaker(&figure("officers", 2, Some(2)), &by_officers), "a number counts people");
        assert!(!is_speaker(&figure("Two men", 2, None), &by_officers));
        assert!(!is_speaker(&figure("officers", 2, None), &[said(None)]));
    }
}
