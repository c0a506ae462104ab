//! Later deaths: "two more have died of their wounds" counts people beyond a toll of before, and "a third victim has died" says what the
//! toll is by then.

use annals_types::{
    Span, Statement,
    layers::{Quantity, QuantityRole},
    statement::{Change, Count, Property, Scope, Stance, Value},
};

use super::{scene::Scene, wording::names_some_of_those_hurt};
use crate::knowledge::casualties::CueForm;

/// Marks the figures that count those who died after others were counted, and gives those that number them the number that they say.
pub fn mark(statements: &mut [Statement], scene: &Scene<'_>) {
    for index in 0..statements.len() {
        let statement = &statements[index];
        let Some(death) = Death::of(statement, scene) else { continue };
        if death.is_further(scene) && !is_beside_others(statements, index, &death, scene) {
            statements[index].change = Some(Change::Further);
        } else if let Some(nth) = death.nth(scene)
            && (death.is_perfect(scene)
                || told_before(statements, index, nth)
                || is_all_told(statements, index))
        {
            let count = Count { low: Some(nth), high: Some(nth), part: false, ..death.count };
            let statement = &mut statements[index];
            (statement.value, statement.least, statement.roll) = (Value::Count(count), Some(nth), 0);
            statement.change = Some(Change::Update);
        }
    }
}

/// People of whom is said that they died: not that they were killed, which may have been at once.
struct Death {
    figure: Span,
    cue: Span,
    count: Count,
    /// Whether the words join them to others.
    joined: bool,
}

impl Death {
    /// `None` for a figure that is about counts of before: what it says of them is kept.
    fn of(statement: &Statement, scene: &Scene<'_>) -> Option<Self> {
        let Value::Count(count) = statement.value else { return None };
        let (figure, cue) = (statement.figure?, statement.cue?);
        let is_of_before =
            matches!(statement.change, Some(Change::Former | Change::Mistaken | Change::Correction));
        let is_death = statement.property == Property::Killed
            && statement.stance == Stance::Asserts
            && !is_of_before
            && count.low.is_some_and(|low| low > 0)
            && tells_of_dying(cue, scene);
        is_death.then_some(Self { figure, cue, count, joined: statement.roll > 1 })
    }

    /// "Two more people", "another person", "three of the wounded".
    fn is_further(&self, scene: &Scene<'_>) -> bool {
        !self.joined && counts_further(self.figure, scene)
    }

    /// The 3 of "a third victim"; not that of "the third victim", who may be the third of those who were hurt.
    fn nth(&self, scene: &Scene<'_>) -> Option<u32> {
        nth(self.figure, scene).filter(|_| self.count.is_one() && self.count.scope != Scope::Perpetrator)
    }

    /// "Has died", of a headline "dies": the news of the day, by which nobody died after.
    fn is_perfect(&self, scene: &Scene<'_>) -> bool {
        const NEAR: usize = 2;
        let has = |word: &str| matches!(word, "has" | "have");
        scene.words_before(self.cue.start(), NEAR).iter().any(|word| has(word))
            || scene.tokens_in(self.cue).iter().any(|word| has(&word.norm) || word.norm == "dies")
    }
}

/// Whether a figure is of somebody who died after others, or of the wounded: "two more people", "a third victim". What befell them is not
/// asked.
fn follows_others(figure: Span, scene: &Scene<'_>) -> bool {
    counts_further(figure, scene) || nth(figure, scene).is_some()
}

/// Whether a figure tells of a death after others, or of one of the wounded.
pub fn is_death(quantity: &Quantity, scene: &Scene<'_>) -> bool {
    quantity.role == QuantityRole::Killed
        && (names_some_of_those_hurt(scene.words(quantity.figure), &scene.knowledge.casualties)
            || quantity.cue.is_some_and(|cue| tells_of_dying(cue, scene))
                && follows_others(quantity.figure, scene))
}

fn tells_of_dying(cue: Span, scene: &Scene<'_>) -> bool {
    let dies = &scene.knowledge.casualties.dies;
    scene.tokens_in(cue).iter().any(|token| dies.contains(&token.norm))
}

fn counts_further(figure: Span, scene: &Scene<'_>) -> bool {
    let words = words(figure, scene);
    let first = match words.as_slice() {
        ["a" | "an", first, ..] | [first, ..] => {
            *first == "another" || scene.knowledge.casualties.added.contains(*first)
        }
        [] => false,
    };
    let more = words.windows(2).any(|pair| pair[1] == "more" && !matches!(pair[0], "or" | "and" | "no"))
        && !words.windows(2).any(|pair| pair == ["more", "than"]);
    first
        || more
        || names_some_of_those_hurt(scene.words(with_whom(figure, scene)), &scene.knowledge.casualties)
        || was_hurt(figure, scene)
}

/// A figure with the words after it that may say of whom it is: "two of those wounded", of which the network now and then marks the first.
fn with_whom(figure: Span, scene: &Scene<'_>) -> Span {
    /// "Of those wounded".
    const WORDS: usize = 3;
    let sentence = scene.sentence_of(figure);
    let after = scene.words_in(Span::new(figure.end(), sentence.end().max(figure.end())));
    after.iter().take(WORDS).next_back().map_or(figure, |last| figure.cover(last.span))
}

/// "A woman wounded in the attack", "a man who was injured": somebody who was hurt before, by the words right after. "A man was shot and died"
/// tells of both as one thing.
fn was_hurt(figure: Span, scene: &Scene<'_>) -> bool {
    let rest = scene.tokens_in(Span::new(figure.end(), scene.sentence_of(figure).end().max(figure.end())));
    let first = rest.first().map(|word| word.norm.as_str());
    if matches!(first, Some("was" | "were")) {
        return false;
    }
    let between = |word: &str| matches!(word, "who" | "was" | "were" | "had" | "been");
    let at = rest.iter().position(|word| !between(&word.norm)).unwrap_or_default();
    let cue = scene.knowledge.casualties.cues.longest(at, |i| rest.get(i).map(|word| word.norm.as_str()));
    cue.is_some_and(|(_, cue)| {
        cue.roles == [QuantityRole::Injured] && (first == Some("who") || cue.form != CueForm::Subject)
    })
}

fn nth(figure: Span, scene: &Scene<'_>) -> Option<u32> {
    let words = words(figure, scene);
    // Of "a seventh victim" the network now and then marks the first two words.
    let after = Span::new(figure.end(), scene.sentence_of(figure).end().max(figure.end()));
    let next = scene.tokens_in(after).first().map(|next| next.norm.as_str());
    let (nth, noun) = match words.as_slice() {
        ["a" | "an", nth, noun, ..] => (nth, *noun),
        ["a" | "an", nth] => (nth, next?),
        // Headlines leave the article out.
        [nth, noun, ..] if scene.in_headline(figure) => (nth, *noun),
        _ => return None,
    };
    if noun == "of" {
        return None;
    }
    let nths = &scene.knowledge.numbers.nths;
    nths.iter().position(|known| known == nth).map(|at| at as u32 + 2)
}

fn words<'s>(figure: Span, scene: &Scene<'s>) -> Vec<&'s str> {
    scene.tokens_in(figure).iter().map(|token| token.norm.as_str()).collect()
}

/// "Three people died in Hama, and five more were killed in Homs": so many more than in another incident, which was told before.
fn is_beside_others(statements: &[Statement], index: usize, death: &Death, scene: &Scene<'_>) -> bool {
    let own = &statements[index];
    let killed = |other: &Statement| {
        let several = matches!(other.value, Value::Count(count) if count.low.is_some_and(|low| low > 0));
        several && other.property == Property::Killed && other.stance == Stance::Asserts
    };
    let mut others = statements.iter().filter(|other| other.id != own.id && killed(other));
    let here = others.clone().any(|other| other.mention == own.mention);
    !here
        && !death.is_perfect(scene)
        && !names_some_of_those_hurt(scene.words(death.figure), &scene.knowledge.casualties)
        && others.any(|other| other.figure.is_some_and(|figure| figure < death.figure))
}

/// Whether nobody else is counted as killed or hurt in the same incident, of whom this one could be the last.
fn is_all_told(statements: &[Statement], index: usize) -> bool {
    statements.iter().enumerate().all(|(at, other)| {
        let harmed = matches!(other.property, Property::Killed | Property::Injured);
        at == index || !harmed || other.mention != statements[index].mention
    })
}

/// Whether the report counts the dead without the last of `nth`, or all of them, somewhere else.
fn told_before(statements: &[Statement], index: usize, nth: u32) -> bool {
    let own = &statements[index];
    statements.iter().enumerate().any(|(at, other)| {
        let Value::Count(count) = other.value else { return false };
        at != index
            && (other.property, other.mention, other.stance) == (own.property, own.mention, Stance::Asserts)
            && !count.part
            && count.low.is_some_and(|low| low == nth || low + 1 == nth)
    })
}
