//! Lists of the dead by name: "the dead were identified as A, 34, B, 41, and C", "killed in the blast were A and B", "police named those killed:"
//! above a name a line.

use annals_types::{
    Span,
    layers::{EntityKind, QuantityRole, Sentence, Token},
    statement::Scope,
};

use super::scene::Scene;
use crate::{
    annotate::number_word,
    knowledge::casualties::{Casualties, Cue, CueForm},
};

/// What brings in a list after those whom it names: "the dead were", "those killed include".
const JOINTS: &[&str] = &[":", "were", "are", "include", "included", "including"];
/// Fewer names are no list.
pub(super) const FEWEST: usize = 2;
/// Most names of one list: those of a disaster whose dead are all named.
const MOST: usize = 500;
/// Most words after a name that describe who bears it: ", a teacher from Leeds".
const MOST_DESCRIBING: usize = 8;

/// The names of the people of one list, with the sentence that brings it in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameList {
    /// What says that they are dead.
    pub sentence: Span,
    /// Their names, in order.
    pub names: Vec<Span>,
}

/// The lists of the dead in a report.
pub fn lists(scene: &Scene<'_>) -> Vec<NameList> {
    let sentences = scene.sentences();
    let found = (0..sentences.len()).filter_map(|index| {
        let sentence = &sentences[index];
        let tokens = scene.layers.tokens_of(sentence);
        let start = list_after(tokens, scene)?;
        let mut names =
            if start < tokens.len() { names(tokens, start) } else { by_line(&sentences[index + 1..], scene) };
        names.retain(|name| !is_other(*name, scene));
        let is_list = names.len() >= FEWEST && names.iter().any(|name| is_person(*name, scene));
        is_list.then_some(NameList { sentence: sentence.span, names })
    });
    found.collect()
}

/// Whether the network takes a name for that of a person.
fn is_person(name: Span, scene: &Scene<'_>) -> bool {
    scene.entities_over(name).any(|entity| entity.kind == EntityKind::Person)
}

/// Whether it takes a name for that of something else alone: the town that somebody was from, the agency of a picture.
fn is_other(name: Span, scene: &Scene<'_>) -> bool {
    scene.entities_over(name).next().is_some() && !is_person(name, scene)
}

/// Where in a sentence a list of those may begin whom it calls dead; after its last token where the lines below hold the list.
fn list_after(tokens: &[Token], scene: &Scene<'_>) -> Option<usize> {
    let dead = dead_after(tokens, &scene.knowledge.casualties).or_else(|| victims_after(tokens, scene))?;
    let identifies = |token: &Token| scene.knowledge.telling.identifies.holds(&token.norm);
    let is_identified = tokens.iter().any(identifies);
    let start = (dead..tokens.len()).find_map(|at| {
        let joint = match tokens[at].norm.as_str() {
            "as" => is_identified,
            norm => JOINTS.contains(&norm),
        };
        (joint && (at + 1 == tokens.len() || name_at(tokens, at + 1).is_some())).then_some(at + 1)
    })?;
    let between = &tokens[dead..start];
    // "The dead were honoured; speakers included": another clause is about other people.
    let turns = |token: &Token| {
        matches!(token.norm.as_str(), ";" | ",")
            || token.upos.as_deref() == Some("VERB") && !identifies(token)
    };
    if between[..between.len().saturating_sub(1)].iter().any(turns) {
        return None;
    }
    let goes_below = start == tokens.len();
    let ends_so = tokens.last().is_some_and(|last| last.norm == ":");
    // "The dead were women and the suspects were": other people come between.
    (!speaks_of_others(between, &scene.knowledge.casualties) && (!goes_below || ends_so)).then_some(start)
}

/// After the words of a sentence that stand for people who were killed: "the dead", "those killed", "killed in the blast".
fn dead_after(tokens: &[Token], casualties: &Casualties) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map(|token| token.norm.as_str());
    (0..tokens.len()).find_map(|at| {
        let (len, cue) = casualties.cues.longest(at, word)?;
        if cue.roles != [QuantityRole::Killed] {
            return None;
        }
        let before = at.checked_sub(1).and_then(word);
        // "Relatives of those killed are": of whom else it tells.
        let is_owned = |back: usize| {
            let token = at.checked_sub(back).and_then(|at| tokens.get(at));
            token.is_some_and(|token| token.upos.as_deref() == Some("ADP"))
        };
        if is_owned(2) || before.is_some_and(|word| casualties.nouns.get(word).is_some()) && is_owned(3) {
            return None;
        }
        let stands_for_people = match cue.form {
            CueForm::Predicate => matches!(before, Some("the" | "their")),
            CueForm::Participle | CueForm::Subject => {
                at == 0 && cue.form == CueForm::Participle
                    || matches!(before, Some("those" | "who"))
                    || before.and_then(|word| casualties.nouns.get(word)).is_some_and(|noun| noun.plural)
            }
            _ => false,
        };
        stands_for_people.then_some(at + len)
    })
}

/// After "the victims", where the report counts some as killed and nobody as injured: then they are the dead.
fn victims_after(tokens: &[Token], scene: &Scene<'_>) -> Option<usize> {
    let counts = |role| scene.layers.quantities.iter().any(|quantity| quantity.role == role);
    let first = tokens.windows(2).position(|pair| pair[0].norm == "the" && pair[1].norm == "victims")?;
    (counts(QuantityRole::Killed) && !counts(QuantityRole::Injured)).then_some(first + 2)
}

/// Whether words speak of people who were hurt, or who did it.
fn speaks_of_others(tokens: &[Token], casualties: &Casualties) -> bool {
    let word = |at: usize| tokens.get(at).map(|token| token.norm.as_str());
    (0..tokens.len()).any(|at| {
        let is_hurt = |(_, cue): (usize, &Cue)| {
            cue.form != CueForm::Active && cue.roles.iter().any(|role| *role != QuantityRole::Killed)
        };
        let hurt = casualties.cues.longest(at, word).is_some_and(is_hurt);
        let noun = casualties.nouns.longest(at, word);
        hurt || noun.is_some_and(|(_, noun)| noun.scope == Scope::Perpetrator)
    })
}

/// The names that stand one after another from `start` on.
fn names(tokens: &[Token], start: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = start;
    while let Some(end) = name_at(tokens, at).filter(|_| found.len() < MOST) {
        found.push(tokens[at].span.cover(tokens[end - 1].span));
        let Some(next) = next_name(tokens, end) else { break };
        at = next;
    }
    found
}

/// Where the next name of a list begins after one that ends at `end`: past an age and a few words of description.
fn next_name(tokens: &[Token], end: usize) -> Option<usize> {
    (end..tokens.len().min(end + MOST_DESCRIBING)).find_map(|at| {
        let parts = matches!(tokens[at].norm.as_str(), "," | ";" | "and" | "&");
        let is_verb =
            tokens[end..at].iter().any(|token| matches!(token.upos.as_deref(), Some("VERB" | "AUX")));
        (parts && !is_verb && name_at(tokens, at + 1).is_some()).then_some(at + 1)
    })
}

/// The lines below, as long as each begins with a name and says little else.
fn by_line(sentences: &[Sentence], scene: &Scene<'_>) -> Vec<Span> {
    let names = sentences.iter().map_while(|sentence| {
        let tokens = scene.layers.tokens_of(sentence);
        let is_mark = |token: &&Token| !token.norm.contains(char::is_alphanumeric);
        let first = tokens.iter().take_while(is_mark).count();
        let end = name_at(tokens, first)?;
        let is_short = tokens.len() <= end + MOST_DESCRIBING
            && !tokens[end..].iter().any(|token| matches!(token.upos.as_deref(), Some("VERB" | "AUX")));
        is_short.then(|| tokens[first].span.cover(tokens[end - 1].span))
    });
    names.take(MOST).collect()
}

/// Where the full name that begins at `at` ends: two words or more that are written as names, and no number among them.
fn name_at(tokens: &[Token], at: usize) -> Option<usize> {
    let is_name =
        |token: &Token| token.upos.as_deref() == Some("PROPN") && number_word(&token.norm).is_none();
    // "al-Harbi", "O'Neil", "Jr."
    let joins = |token: &Token| matches!(token.norm.as_str(), "-" | "." | "'");
    let mut end = at;
    while let Some(token) = tokens.get(end) {
        let goes_on = is_name(token) || joins(token) && end > at && tokens.get(end + 1).is_some_and(is_name);
        if !goes_on {
            break;
        }
        end += 1;
    }
    let words = tokens.get(at..end)?.iter().filter(|token| is_name(token)).count();
    (words >= FEWEST).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::read;
    use annals_types::statement::{Property, Value};

    /// How many are counted by their names.
    #[track_caller]
    fn check(text: &str, expected: Option<u32>) {
        let reading = read(text);
        let counts = reading
            .statements
            .iter()
            .filter(|statement| statement.by_name && statement.property == Property::Killed);
        let found = counts.filter_map(|statement| match statement.value {
            Value::Count(count) => count.low,
            _ => None,
        });
        assert_eq!(found.max(), expected, "{text}");
    }

    #[test]
    fn those_who_are_identified_as_dead_are_counted() {
        let shots = "A gunman opened fire at a bar in Reno on Tuesday.";
        let names = "Anna Keller, 34, Ben Ortiz, 41, Carla Dunn, 29, David Hsu, 55, and Erin Walsh, 23";
        check(&format!("{shots} The dead were identified as {names}."), Some(5));
        check(&format!("{shots} The coroner identified those killed as {names}."), Some(5));
        check(&format!("{shots} Killed in the shooting were {names}."), Some(5));
        check(&format!("{shots} Five people were killed. The victims were {names}."), Some(5));
        check(
            &format!(
                "{shots} Police named those killed:\n\n- Anna Keller, 34\n- Ben Ortiz, 41\n- Carla Dunn, 29"
            ),
            Some(3),
        );
    }

    #[test]
    fn who_is_named_as_something_else_is_not_counted() {
        let shots = "A gunman opened fire at a bar in Reno on Tuesday, killing four people.";
        check(&format!("{shots} The suspects were identified as Ben Ortiz and Carla Dunn."), None);
        check(&format!("{shots} The wounded were identified as Ben Ortiz and Carla Dunn."), None);
        check(&format!("{shots} Two were injured. The victims were Ben Ortiz and Carla Dunn."), None);
        // fixme: "The dead were honoured on Friday; speakers included Ben Ortiz and Carla Dunn." counts two for the network.
        check(&format!("{shots} Lawyers for those killed are Ben Ortiz and Carla Dunn."), None);
        let at_home = "Anna Keller, 34, Las Vegas, and Ben Ortiz, 41, San Diego";
        check(&format!("{shots} The dead were identified as {at_home}."), Some(2));
    }
}
