//! The nouns of figures: whom they name, and whether more than one.

use annals_types::{layers::QuantityRole, statement::Scope};

use super::Figure;
use crate::{
    annotate::line::{CONJUNCTIONS, DETERMINERS, Line, PREPOSITIONS, is_function_word},
    knowledge::{casualties::Casualties, stand_ins::NameKind},
};

pub fn noun_at(line: &Line, at: usize, lexicon: &Casualties) -> Option<usize> {
    lexicon.nouns.longest(at, |i| line.norm(i)).map(|(len, _)| at + len)
}

/// The noun at `at`, with the nouns that follow it in a compound: where it ends, its scope, its roles.
pub fn head_at(line: &Line, at: usize, lexicon: &Casualties) -> Option<(usize, Scope, Vec<QuantityRole>)> {
    let (len, noun) = lexicon.nouns.longest(at, |i| line.norm(i))?;
    let mut end = at + len;
    let (mut scope, mut roles, mut compounds) = (noun.scope, noun.roles.clone(), noun.compounds);
    while let Some((len, noun)) = lexicon.nouns.longest(end, |i| line.norm(i)).filter(|_| compounds) {
        compounds = noun.compounds;
        if line.words.get(end - 1).is_some_and(|word| word.possessive) {
            return None;
        }
        if noun.scope != Scope::All {
            scope = noun.scope;
        }
        roles.clone_from(&noun.roles);
        end += len;
    }
    // "police chief's" car: not the person.
    if line.words.get(end - 1).is_some_and(|word| word.possessive) {
        return None;
    }
    Some((end, scope, roles))
}

pub fn is_plural(line: &Line, figure: &Figure, lexicon: &Casualties) -> bool {
    let mut at = figure.head.0;
    let mut plural = false;
    while at < figure.head.1 {
        match lexicon.nouns.longest(at, |i| line.norm(i)) {
            Some((len, noun)) => {
                plural = noun.plural;
                at += len;
            }
            None => at += 1,
        }
    }
    plural
}

/// The name of a force or of an armed group at `at`, whatever its words: where it ends, and the scope of its people.
pub fn side_at(line: &Line, at: usize) -> Option<(usize, Scope)> {
    let word = line.words.get(at)?;
    let scope = match word.name? {
        NameKind::Force => Scope::MemberOfForce,
        NameKind::ArmedGroup => Scope::Combatant,
        _ => return None,
    };
    (!word.possessive).then_some((at + 1, scope))
}

/// Whether the name at `at` is that of an armed group, or the words after it call it one: "the Field Brigades, an armed group".
pub fn is_armed_group(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    const NAME: usize = 6;
    const DESCRIPTION: usize = 5;
    let start = at + usize::from(line.is_any(at, DETERMINERS));
    if side_at(line, start).is_some_and(|(_, scope)| scope == Scope::Combatant) {
        return true;
    }
    let is_band = |i: usize| lexicon.armed_groups.longest(i, |k| line.norm(k)).is_some();
    let end = (start..start + NAME).find(|&i| line.mark(i)).unwrap_or(start + NAME);
    let is_described = line.is(end, ",") && line.is_any(end + 1, DETERMINERS);
    (start..end).take_while(|&i| !line.is_any(i, CONJUNCTIONS) && !line.is_any(i, PREPOSITIONS)).any(is_band)
        || is_described && (end + 2..end + 2 + DESCRIPTION).take_while(|&i| !line.mark(i)).any(is_band)
}

/// Whether no noun follows a name at `at`: "30 Peshmerga and", not "30 Peshmerga positions".
pub fn stands_alone(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    line.mark(at)
        || line.norm(at).is_some_and(is_function_word)
        || lexicon.cues.longest(at, |i| line.norm(i)).is_some()
}
