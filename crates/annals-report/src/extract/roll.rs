//! People who are described one by one and joined by "and": "a boy and his aunt were shot" tells of two.

use std::collections::BTreeMap;

use annals_types::{
    Span, Statement,
    statement::{Property, Stance, Value},
};

use super::scene::Scene;

/// Sets of each described person how many the words of the sentence join so far, in `statements`, which stand in the order of their words.
pub fn number(statements: &mut [Statement], scene: &Scene<'_>) {
    let mut last: BTreeMap<(u32, Property), Person> = BTreeMap::new();
    for statement in statements {
        let of_people = matches!(statement.property, Property::Killed | Property::Injured);
        let Value::Count(count) = statement.value else { continue };
        let is_one = count.is_one() && statement.stance == Stance::Asserts;
        let Some(figure) = statement.figure.filter(|_| of_people && is_one) else { continue };
        if is_numeral(figure, scene) {
            continue;
        }
        let place = (statement.mention, statement.property);
        let person = Person::after(last.get(&place), figure, scene);
        statement.roll = person.nth;
        last.insert(place, person);
    }
}

/// One person who is told of.
struct Person {
    figure: Span,
    sentence: Span,
    /// Which one of those whom the sentence joins, from 1.
    nth: u32,
}

impl Person {
    /// The one at `figure`, told of after `last`.
    fn after(last: Option<&Self>, figure: Span, scene: &Scene<'_>) -> Self {
        let sentence = scene.sentence_of(figure);
        let before = last.filter(|last| last.sentence == sentence);
        let nth = before.map_or(1, |last| {
            last.nth + u32::from(!last.figure.overlaps(figure) && is_joined(figure, scene))
        });
        Self { figure, sentence, nth }
    }
}

/// Whether "and" stands before somebody who was not told of before.
fn is_joined(figure: Span, scene: &Scene<'_>) -> bool {
    let is_known = matches!(words(figure, scene).next().as_deref(), Some("the" | "he" | "she"));
    !is_known && scene.words_before(figure.start(), 1) == ["and"]
}

/// "One man", but not "one of them": counted, not described.
fn is_numeral(figure: Span, scene: &Scene<'_>) -> bool {
    let mut words = words(figure, scene);
    matches!(words.next().as_deref(), Some("one" | "1")) && words.next().as_deref() != Some("of")
}

/// The words of a figure, lower case.
fn words<'a>(figure: Span, scene: &Scene<'a>) -> impl Iterator<Item = String> + use<'a> {
    let words = scene.words(figure).split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}
