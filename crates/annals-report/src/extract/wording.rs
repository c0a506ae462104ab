//! What the words of a figure say: a number, the least that it may stand for, and what befell those who are counted.

use annals_types::layers::{Quantity, QuantityRole, Token};

use super::scene::Scene;
use crate::{
    annotate::number_word,
    knowledge::{casualties::Casualties, numbers::Numbers},
};

/// The least that a code book takes the number of a figure for: 12 for "dozens". `None` where its words say none: "his wife", "civilians", "a 1-year-old
/// girl".
pub fn least(quantity: &Quantity, scene: &Scene<'_>) -> Option<u32> {
    let low = quantity.low?;
    let tokens = scene.tokens_in(quantity.figure);
    let numbers = &scene.knowledge.numbers;
    let says = |is: fn(&str, &Numbers) -> bool| {
        let mut said = tokens
            .iter()
            .enumerate()
            .filter(|(at, token)| is(&token.norm, numbers) && !is_age(&tokens[*at..]));
        said.next().is_some()
    };
    match quantity.high {
        Some(1) if low == 1 => says(|word, _| matches!(word, "one" | "1" | "single")).then_some(low),
        Some(_) => Some(low),
        None if says(is_number) => {
            let worded = tokens.iter().find_map(|token| numbers.least(&token.norm, low));
            Some(worded.unwrap_or(low))
        }
        None => None,
    }
}

/// Whether a word says a number.
pub fn is_number(word: &str, numbers: &Numbers) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
        || number_word(word).is_some()
        || numbers.words.contains(word)
}

/// "1-year-old", "1 year old": the age of somebody, by the words from it on.
fn is_age(tokens: &[Token]) -> bool {
    const UNITS: [&str; 8] = ["year", "years", "month", "months", "week", "weeks", "day", "days"];
    // Treebanks write the parts of "1-year-old" and the hyphens between them as tokens.
    let parts = tokens.iter().take(3).flat_map(|token| token.norm.split('-'));
    let mut parts = parts.filter(|part| !part.is_empty());
    parts.nth(1).is_some_and(|unit| UNITS.contains(&unit))
}

/// "Three of the wounded": a number of those who were hurt before.
pub fn names_some_of_those_hurt(figure: &str, casualties: &Casualties) -> bool {
    let words: Vec<String> = figure.split_whitespace().map(str::to_lowercase).collect();
    let hurt = |at: usize| {
        let cue = casualties.cues.longest(at, |i| words.get(i).map(String::as_str));
        cue.is_some_and(|(_, cue)| cue.roles.contains(&QuantityRole::Injured))
    };
    let is_some =
        |at: usize| words[at] == "of" && matches!(words[at + 1].as_str(), "the" | "those") && hurt(at + 2);
    (0..words.len().saturating_sub(1)).any(is_some)
}

/// "All three", "both victims", "the four men": everybody of whom was told before, and so maybe the dead; not "the other two".
pub fn are_all_of_before(figure: &str, casualties: &Casualties) -> bool {
    let words: Vec<String> = figure.split_whitespace().map(str::to_lowercase).collect();
    let is_count =
        |word: &String| word.parse::<u32>().is_ok() || number_word(word).is_some_and(|number| number > 1);
    let is_whole = match words.first().map(String::as_str) {
        Some("both") => true,
        Some("all" | "the") => words.get(1).is_some_and(is_count),
        _ => false,
    };
    is_whole && !words.iter().any(|word| casualties.further.contains(word))
}

/// Whether words say what befell those whom a figure counts: those that the network takes for its cue, or any word of its sentence that can
/// tell it. Where none does, nobody said it, however sure the network is. A name may stand in a list of the dead.
pub fn says_what_befell(quantity: &Quantity, scene: &Scene<'_>) -> bool {
    if quantity.cue.is_some() || quantity.role == QuantityRole::Attacks {
        return true;
    }
    let casualties = &scene.knowledge.casualties;
    let words = scene.tokens_in(scene.sentence_of(quantity.figure));
    let word = |at: usize| words.get(at).map(|word| word.norm.as_str());
    let tells = |roles: &[QuantityRole]| roles.contains(&quantity.role);
    let told = |at: usize| {
        casualties.cues.longest(at, word).is_some_and(|(_, cue)| tells(&cue.roles))
            || casualties.nouns.longest(at, word).is_some_and(|(_, noun)| tells(&noun.roles))
    };
    let is_name = |word: &Token| word.upos.as_deref() == Some("PROPN");
    scene.tokens_in(quantity.figure).iter().any(is_name) || (0..words.len()).any(told)
}
