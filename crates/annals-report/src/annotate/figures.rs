//! Phrases that count or describe people: "at least 17 people", "two of his sons", "a 12-year-old girl", "no one".
//!
//! Found by a small grammar: amount or determiner, up to a few words of description, a noun of `knowledge/people.toml` or a
//! counted noun of `knowledge/casualties.toml`. What befell them is the business of [`super::quantities`].

mod age;
mod calendar;
mod noun;

use annals_types::{layers::QuantityRole, statement::Scope};

use age::{age_head, describes, with_name};
pub use calendar::{is_calendar, is_of_ages};
use noun::{head_at, is_armed_group, is_plural, noun_at, side_at, stands_alone};

use super::{
    line::{CONJUNCTIONS, DETERMINERS, Line, PREPOSITIONS, is_adverb, is_function_word},
    number,
};
use crate::knowledge::casualties::{Casualties, CueForm};

/// A phrase that counts or describes people. Positions are words of the line.
#[derive(Clone, Debug)]
pub struct Figure {
    /// First word.
    pub start: usize,
    /// After the last word.
    pub end: usize,
    /// After the last word that belongs to it, a clause of description left in between.
    pub reach: usize,
    /// At least.
    pub low: Option<u32>,
    /// At most.
    pub high: Option<u32>,
    /// "about", "nearly".
    pub approximate: bool,
    /// Who is counted.
    pub scope: Scope,
    /// The noun, first word and after the last.
    pub head: (usize, usize),
    /// What the noun or an adjective says befell them, and where it stands: "three deaths", "two wounded men".
    pub inner: Option<(Vec<QuantityRole>, (usize, usize))>,
}

/// All figures of `line`, in order; they do not overlap.
pub fn figures(line: &Line, lexicon: &Casualties) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        match figure_at(line, at, lexicon) {
            Some(figure) => {
                at = figure.reach.max(at + 1);
                found.push(figure);
            }
            None => at += 1,
        }
    }
    found
}

fn figure_at(line: &Line, at: usize, lexicon: &Casualties) -> Option<Figure> {
    if line.mark(at) {
        return None;
    }
    nobody(line, at, lexicon)
        .or_else(|| share(line, at, lexicon))
        .or_else(|| counted(line, at, lexicon))
        .or_else(|| described(line, at, lexicon))
        .or_else(|| bare(line, at, lexicon))
        .map(|figure| Figure { reach: after_age(line, figure.reach), ..figure })
}

/// "Boy, 3, wounded": the age between commas after those whom it describes is passed over.
fn after_age(line: &Line, at: usize) -> usize {
    let age = line.is(at, ",").then(|| number::number(line, at + 1)).flatten();
    match age {
        Some((age, len)) if age <= number::OLDEST && line.is(at + 1 + len, ",") => at + len + 2,
        _ => at,
    }
}

/// "no one", "nobody", "none", "no casualties", "no one else", "zero deaths", "not a single fighter".
fn nobody(line: &Line, at: usize, lexicon: &Casualties) -> Option<Figure> {
    let (_, len) = line
        .first_phrase(at, &["no one", "nobody", "no-one", "none", "no", "zero", "not a single", "not one"])?;
    let plain = Figure { low: Some(0), high: Some(0), ..empty(at, at + len) };
    if line.is(at, "no") && len == 1 || line.is_any(at, &["zero", "not"]) {
        let mut head = at + len;
        // "no other immediate reported casualties"
        while head < at + len + 5 && noun_at(line, head, lexicon).is_none() {
            if line.mark(head) || line.norm(head).is_none_or(is_function_word) {
                return None;
            }
            head += 1;
        }
        let (end, scope, roles) = head_at(line, head, lexicon)?;
        let inner = (!roles.is_empty()).then_some((roles, (head, end)));
        return Some(Figure { end, reach: end, scope, head: (head, end), inner, ..plain });
    }
    Some(none_of(line, plain, lexicon))
}

/// "none of their members": the people of whom it is nobody belong to it.
fn none_of(line: &Line, plain: Figure, lexicon: &Casualties) -> Figure {
    let of = plain.end;
    if !line.is(of, "of") {
        return plain;
    }
    if line.is_any(of + 1, &["them", "whom", "those", "these"]) {
        return Figure { end: of + 2, reach: of + 2, ..plain };
    }
    let head = of + 1 + usize::from(line.is_any(of + 1, DETERMINERS));
    let whole = Figure { low: Some(0), high: Some(0), ..empty(plain.start, plain.end) };
    complete(line, head, whole, lexicon).unwrap_or(plain)
}

/// "most of them", "the majority of the dead", "mostly women": of a total; no number of its own.
fn share(line: &Line, at: usize, lexicon: &Casualties) -> Option<Figure> {
    if let Some(ratio) = ratio(line, at, lexicon) {
        return Some(ratio);
    }
    let (k, len) = line.first_phrase(
        at,
        &["most of", "the majority of", "a majority of", "mostly", "many of", "some of", "several of"],
    )?;
    if k == 3 {
        let (end, scope, _) = head_at(line, at + 1, lexicon)?;
        let mut figure = Figure { low: Some(2), scope, head: (at + 1, end), ..empty(at, end) };
        take_second_noun(line, &mut figure, lexicon);
        return Some(figure);
    }
    let after = at + len;
    // "most of the dead", "many of the wounded", but not "most of the burned houses"
    let is_of_people = |at: usize| {
        lexicon.not_people.longest(at, |i| line.norm(i)).is_none()
            && lexicon.animals.longest(at, |i| line.norm(i)).is_none()
    };
    let of_hurt = line.is(after, "the")
        && is_of_people(after + 2)
        && lexicon.cues.longest(after + 1, |i| line.norm(i)).is_some_and(|(len, cue)| {
            len == 1 && matches!(cue.form, CueForm::Predicate | CueForm::Participle)
        });
    let pronoun = line.is_any(after, &["them", "whom", "those", "these"]);
    let end = if pronoun {
        after + 1
    } else if of_hurt {
        after + 2
    } else {
        return None;
    };
    let mut figure = Figure { low: Some(2), ..empty(at, end) };
    take_predicate_noun(line, &mut figure, lexicon);
    Some(figure)
}

/// "One in eight people", "one in five of the wounded": some of all, however many these are; not "three in two days".
fn ratio(line: &Line, at: usize, lexicon: &Casualties) -> Option<Figure> {
    let (some, len) = number::number(line, at)?;
    let of = at + len + 1 + usize::from(line.is(at + len + 1, "every"));
    let (_, all_len) = number::number(line, of).filter(|(all, _)| line.is(at + len, "in") && some < *all)?;
    let end = of + all_len;
    let figure = Figure { low: Some(2), ..empty(at, end) };
    let people =
        |head: usize| complete(line, head, figure.clone(), lexicon).filter(|figure| figure.inner.is_none());
    if !line.is(end, "of") {
        return people(end);
    }
    let head = end + 1 + usize::from(line.is_any(end + 1, DETERMINERS));
    let hurt = || {
        let (len, cue) = lexicon.cues.longest(head, |i| line.norm(i))?;
        let is_hurt = head > end + 1 && matches!(cue.form, CueForm::Predicate | CueForm::Participle);
        is_hurt.then(|| Figure { end: head + len, reach: head + len, ..figure.clone() })
    };
    people(head).or_else(hurt)
}

fn counted(line: &Line, at: usize, lexicon: &Casualties) -> Option<Figure> {
    let lead = lead(line, at, lexicon);
    let amount = number::amount(line, at + lead)?;
    let after = at + lead + amount.len;
    if is_calendar(line, at + lead, &amount, lexicon) || age_head(line, at + lead).is_some() {
        return None;
    }
    let mut figure =
        Figure { low: amount.low, high: amount.high, approximate: amount.approximate, ..empty(at, after) };
    // "two of his sons", "dozens of civilians", "eight of them"
    if line.is(after, "of") {
        if line.is_any(after + 1, &["them", "whom", "those", "these"]) {
            figure.end = after + 2;
            figure.reach = figure.end;
            take_predicate_noun(line, &mut figure, lexicon);
            return Some(figure);
        }
        let mut head = after + 1;
        let owned = line.is_any(head, DETERMINERS);
        head += usize::from(owned);
        let inside = number::number(line, head);
        head += inside.map_or(0, |(_, len)| len);
        if let Some(mut found) = complete(line, head, figure.clone(), lexicon) {
            take_second_noun(line, &mut found, lexicon);
            return Some(found);
        }
        // "one of Chinese nationality"
        return Some(ellipsis(line, figure, lexicon));
    }
    if line.is_any(after, &["member", "members", "people"])
        && line.is(after + 1, "of")
        && let Some(found) = complete(line, after, figure.clone(), lexicon)
    {
        return Some(with_membership(line, found, lexicon));
    }
    if lexicon.not_people.longest(after, |i| line.norm(i)).is_some() {
        return None;
    }
    let Some(mut found) = complete(line, after, figure.clone(), lexicon) else {
        return Some(ellipsis(line, figure, lexicon));
    };
    // "14 worker processes" are things.
    let is_of_things =
        lexicon.nouns.longest(found.head.0, |i| line.norm(i)).is_some_and(|(_, noun)| noun.compounds)
            && lexicon.not_people.longest(found.end, |i| line.norm(i)).is_some()
            && line.norm(found.end).is_some_and(|norm| norm.ends_with('s'));
    if is_of_things {
        return None;
    }
    // "Ten people or more"
    if let Some((_, len)) = line.first_phrase(found.end, &["or more", "or so", "and more", "at least"])
        && number::amount(line, found.end + len).is_none()
        && !is_more_of_others(line, found.end, lexicon)
    {
        let is_about = line.is(found.end + len - 1, "so");
        found.high = found.high.filter(|_| is_about);
        found.approximate |= is_about;
        found.end += len;
        found.reach = found.reach.max(found.end);
        return Some(found);
    }
    take_second_noun(line, &mut found, lexicon);
    Some(found)
}

/// "Ten people and more than 20 soldiers", "ten people and more soldiers": whether "and more" at word `at` begins what is counted next.
fn is_more_of_others(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    line.phrase(at, "and more")
        .is_some_and(|len| line.is(at + len, "than") || head_at(line, at + len, lexicon).is_some())
}

/// How many words lead up to the number of a count at `at`: "the 14", "her two daughters", "another 27 people", "all five victims",
/// "all of the four", "the other 15 passengers".
fn lead(line: &Line, at: usize, lexicon: &Casualties) -> usize {
    let all = line.first_phrase(at, &["all of the", "all the", "all of his", "all of her", "all of their"]);
    let one = ["the", "all", "his", "her", "their", "its", "our", "another", "these", "those"];
    let lead = all.map_or(usize::from(line.is_any(at, &one)), |(_, len)| len);
    let is_added = line.norm(at + lead).is_some_and(|word| word == "other" || lexicon.added.contains(word));
    lead + usize::from(is_added)
}

/// A number with no noun of people after it: "70" in "70 wounded", "14 of Chinese nationality", "dozens more".
fn ellipsis(line: &Line, mut figure: Figure, lexicon: &Casualties) -> Figure {
    if line.is(figure.end, "more") {
        figure.end += 1;
        figure.reach = figure.end;
    }
    // "of those killed, six were children": the predicate gives the scope.
    if line.is_any(figure.end, &["were", "are"])
        && let Some((end, scope, roles)) = head_at(line, figure.end + 1, lexicon)
        && roles.is_empty()
        && scope != Scope::All
    {
        figure.scope = scope;
        figure.head = (figure.end + 1, end);
        figure.reach = end;
    }
    figure
}

/// One person described, or a group owned: "a child", "the 16-year-old suspect", "his wife", "their children".
fn described(line: &Line, at: usize, lexicon: &Casualties) -> Option<Figure> {
    let determiner =
        line.norm(at).filter(|norm| *norm != "that" && DETERMINERS.contains(norm) || *norm == "one")?;
    let figure = Figure { low: Some(1), high: Some(1), ..empty(at, at + 1) };
    let found = complete(line, at + 1, figure, lexicon)?;
    if found.inner.as_ref().is_some_and(|(_, span)| *span == found.head) && found.scope == Scope::All {
        // "the death of", "an injury": no person.
        return None;
    }
    // "his injuries": no people.
    if found.inner.as_ref().is_some_and(|(roles, span)| *span == found.head && roles.len() == 1) {
        return None;
    }
    let plural = is_plural(line, &found, lexicon);
    match (plural, determiner) {
        (false, _) => Some(one_or_couple(line, found, lexicon)),
        (true, "his" | "her" | "their" | "its") => Some(Figure { high: None, low: Some(2), ..found }),
        (true, _) => None,
    }
}

/// One person; of "an elderly couple" two, and of "the Field family", "family killed" several, whom nobody counts.
fn one_or_couple(line: &Line, figure: Figure, lexicon: &Casualties) -> Figure {
    if line.norm(figure.head.1 - 1).is_some_and(|noun| lexicon.families.contains(noun)) {
        return Figure { low: Some(2), high: None, ..figure };
    }
    let count = Some(1 + u32::from(line.is(figure.head.1 - 1, "couple")));
    Figure { low: count, high: count, ..figure }
}

/// A plural without a number: "civilians", "several" aside.
fn bare(line: &Line, at: usize, lexicon: &Casualties) -> Option<Figure> {
    let norm = line.norm(at)?;
    if norm == "anyone" || norm == "anybody" {
        return Some(Figure { low: None, high: None, ..empty(at, at + 1) });
    }
    if is_function_word(norm) || line.words.get(at).is_some_and(|word| word.possessive) {
        return None;
    }
    let aged = age_head(line, at).is_some();
    let starts_noun = noun_at(line, at, lexicon).is_some()
        || aged
        || lexicon.adjectives.longest(at, |i| line.norm(i)).is_some();
    let object = follows_cue(line, at, lexicon);
    if !(starts_noun || object && line.capital(at)) {
        return None;
    }
    let figure = Figure { low: Some(2), high: None, ..empty(at, at) };
    let found = complete(line, at, figure, lexicon)?;
    // "20-year-old Jane Doe", "the death of baby Jane Doe", "killing of Springfield boy": one, without an article.
    let no_article = aged
        || object
        || line.headline
            && line.is_any(after_age(line, found.reach), &["killed", "shot", "wounded", "injured"]);
    if no_article && found.inner.is_none() && !ends_plural(line, &found, lexicon) {
        return Some(one_or_couple(line, found, lexicon));
    }
    // "injuries": no people; "casualties" are, of one kind or another.
    if found.inner.as_ref().is_some_and(|(roles, span)| *span == found.head && roles.len() == 1) {
        return None;
    }
    // Headlines leave articles out: "Teen dead after fall", "Police: Man arrested".
    let opens = (at < 3 && (0..at).all(|i| line.capital(i)))
        || line.is_any(at.wrapping_sub(1), &[":", ";", "|", ","]);
    if opens && !is_plural(line, &found, lexicon) && found.inner.is_none() {
        let next = line.skip_adverbs(after_age(line, found.reach));
        let told = lexicon.cues.longest(next, |i| line.norm(i)).is_some_and(|(_, cue)| {
            matches!(cue.form, CueForm::Participle | CueForm::Predicate | CueForm::Subject)
        });
        return told.then(|| one_or_couple(line, found, lexicon));
    }
    let numbered_only =
        lexicon.nouns.longest(found.head.0, |i| line.norm(i)).is_some_and(|(_, noun)| noun.numbered_only);
    if numbered_only || !is_plural(line, &found, lexicon) {
        return None;
    }
    Some(found)
}

/// Whether a cue that its people follow ends right before word `at`: "killing", "the death of".
fn follows_cue(line: &Line, at: usize, lexicon: &Casualties) -> bool {
    (1..=3).filter_map(|len| at.checked_sub(len)).any(|start| {
        lexicon
            .cues
            .longest(start, |i| line.norm(i))
            .is_some_and(|(len, cue)| start + len == at && matches!(cue.form, CueForm::Active | CueForm::Of))
    })
}

/// Whether a phrase is a plural: by its noun, or by its age ("17-year-olds").
fn ends_plural(line: &Line, figure: &Figure, lexicon: &Casualties) -> bool {
    let ages = line.norm(figure.end - 1).is_some_and(|norm| norm.ends_with("olds"));
    ages || is_plural(line, figure, lexicon)
}

fn empty(start: usize, end: usize) -> Figure {
    Figure {
        start,
        end,
        reach: end,
        low: None,
        high: None,
        approximate: false,
        scope: Scope::All,
        head: (start, end),
        inner: None,
    }
}

/// Extends `figure` over description and noun from word `at` on: "young Syrian men", "more people", "wounded children".
fn complete(line: &Line, at: usize, mut figure: Figure, lexicon: &Casualties) -> Option<Figure> {
    let mut head = at;
    let mut scope = Scope::All;
    let mut injured = None;
    loop {
        if head > at + 5 {
            return None;
        }
        if let Some((end, age_scope)) = age_head(line, head) {
            if noun_at(line, end, lexicon).is_none() && !describes(line, end, lexicon) {
                figure.scope = age_scope;
                figure.head = (head, end);
                figure.end = with_name(line, end);
                figure.reach = figure.end;
                figure.inner = injured;
                return Some(figure);
            }
            if scope == Scope::All {
                scope = age_scope;
            }
            head = end;
            continue;
        }
        if let Some((end, side)) = side_at(line, head) {
            if stands_alone(line, end, lexicon) {
                return Some(Figure {
                    scope: side,
                    head: (head, end),
                    end,
                    reach: end,
                    inner: injured,
                    ..figure
                });
            }
            scope = side;
            head = end;
            continue;
        }
        if let Some((end, noun_scope, roles)) = head_at(line, head, lexicon) {
            figure.scope = match (noun_scope, scope) {
                (Scope::All, adjective) => adjective,
                // "civilian volunteers", "rebel commanders"
                (Scope::Other | Scope::MemberOfForce, Scope::Combatant) => Scope::Combatant,
                (noun, _) => noun,
            };
            figure.head = (head, end);
            figure.end = end;
            figure.reach = end;
            figure.inner = if roles.is_empty() { injured } else { Some((roles, (head, end))) };
            return Some(figure);
        }
        if line.mark(head) {
            return None;
        }
        let norm = line.norm(head)?;
        if let Some((len, adjective)) = lexicon.adjectives.longest(head, |i| line.norm(i)) {
            scope = *adjective;
            head += len;
            continue;
        }
        if lexicon.not_people.longest(head, |i| line.norm(i)).is_some() {
            return None;
        }
        if let Some((len, cue)) = lexicon.cues.longest(head, |i| line.norm(i)) {
            let adjective = matches!(cue.form, CueForm::Participle | CueForm::Predicate);
            let over = line.is(head + len, "others");
            if !adjective || over || len > 1 || matches!(norm, "hit" | "killed" | "shot") {
                return None;
            }
            injured = Some((cue.roles.clone(), (head, head + len)));
            head += len;
            continue;
        }
        if is_function_word(norm) || is_adverb(norm) && norm != "all" || matches!(norm, "later" | "ago") {
            return None;
        }
        if number::number(line, head).is_some() && head > at {
            return None;
        }
        head += 1;
    }
}

/// "eight of them children", "most of them women": the noun gives the scope.
fn take_predicate_noun(line: &Line, figure: &mut Figure, lexicon: &Casualties) {
    let at = figure.end + usize::from(line.is_any(figure.end, &["were", "are", "was"]));
    if let Some((end, scope, roles)) = head_at(line, at, lexicon)
        && roles.is_empty()
    {
        figure.scope = scope;
        figure.head = (at, end);
        figure.reach = end;
        take_second_noun(line, figure, lexicon);
    }
}

/// "Mostly women and children", "30 of them women and children": one number or share for both counts neither kind by itself.
fn take_second_noun(line: &Line, figure: &mut Figure, lexicon: &Casualties) {
    let is_kind = |scope| matches!(scope, Scope::Woman | Scope::Child);
    let second = figure.head.1 + 1;
    if !line.is_any(figure.head.1, &["and", "or"]) || !is_kind(figure.scope) {
        return;
    }
    let Some((end, scope, roles)) = head_at(line, second, lexicon) else { return };
    let other = Figure { head: (second, end), ..empty(second, end) };
    let both_plural = is_plural(line, figure, lexicon) && is_plural(line, &other, lexicon);
    if roles.is_empty() && is_kind(scope) && scope != figure.scope && both_plural {
        if figure.end == figure.head.1 {
            figure.end = end;
        }
        figure.scope = Scope::Other;
        figure.reach = end;
    }
}

/// "four members of the army", "two members of the Field Brigades, an armed group": the force gives the scope, or what it is said to be.
fn with_membership(line: &Line, figure: Figure, lexicon: &Casualties) -> Figure {
    let at = figure.end + 1;
    if is_armed_group(line, at, lexicon) {
        return Figure { scope: Scope::Combatant, ..figure };
    }
    let scope = (at..(at + 6).min(line.len()))
        .take_while(|i| !line.mark(*i) && !line.is_any(*i, CONJUNCTIONS) && !line.is_any(*i, PREPOSITIONS))
        .find_map(|i| {
            lexicon.adjectives.longest(i, |k| line.norm(k)).map(|(_, scope)| *scope).or_else(|| {
                lexicon
                    .nouns
                    .longest(i, |k| line.norm(k))
                    .map(|(_, noun)| noun.scope)
                    .filter(|scope| *scope != Scope::All)
            })
        });
    Figure { scope: scope.unwrap_or(figure.scope), ..figure }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the figures of `text`, each as `low..high scope "phrase"`.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let line = Line::of_words(text);
        let found: Vec<String> = figures(&line, &Casualties::shipped().unwrap())
            .iter()
            .map(|figure| {
                let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
                let words: Vec<&str> = (figure.start..figure.end).filter_map(|at| line.norm(at)).collect();
                let (low, high) = (number(figure.low), number(figure.high));
                format!("{low}..{high} {:?} {:?}", figure.scope, words.join(" "))
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn numbers_and_bounds() {
        check("at least 17 people were killed", &[r#"17.. All "at least 17 people""#]);
        check("the blast killed more than 40 shoppers", &[r#"41.. Civilian "more than 40 shoppers""#]);
        check("two to four people died", &[r#"2..4 All "two to four people""#]);
        check("a couple of nurses were hurt", &[r#"2..2 All "a couple of nurses""#]);
        check("some 20,000 people marched", &[r#"20000..20000 All "some 20,000 people""#]);
        check("dozens died and several were missing", &[r#"24.. All "dozens""#, r#"3.. All "several""#]);
        check("civilians were killed", &[r#"2.. Civilian "civilians""#]);
        check("the other two were hurt", &[r#"2..2 All "the other two""#]);
        check("all of the four victims were hurt", &[r#"4..4 All "all of the four victims""#]);
    }

    #[test]
    fn nobody_at_all() {
        check("no one was hurt", &[r#"0..0 All "no one""#]);
        check("no casualties were reported", &[r#"0..0 All "no casualties""#]);
        check("none of their members were there", &[r#"0..0 All "none of their members""#]);
        check("none of them was hurt", &[r#"0..0 All "none of them""#]);
    }

    #[test]
    fn one_person() {
        check("a 12-year-old girl was killed", &[r#"1..1 Child "a 12-year-old girl""#]);
        check("the strike killed his wife", &[r#"1..1 Woman "his wife""#]);
        check("his 71 year-old wife was killed", &[r#"1..1 Woman "his 71 year-old wife""#]);
        check("a 9 year-old boy was killed", &[r#"1..1 Child "a 9 year-old boy""#]);
        check("the 2 1/2 year-old boy was killed", &[r#"1..1 Child "the 2 1/2 year-old boy""#]);
        check("a 4 yo boy was killed", &[r#"1..1 Child "a 4 yo boy""#]);
        check("a 40 yr old man was killed", &[r#"1..1 All "a 40 yr old man""#]);
        check("a 43 y / o man was killed", &[r#"1..1 All "a 43 y / o man""#]);
        check("a retired police chief was killed", &[r#"1..1 MemberOfForce "a retired police chief""#]);
    }

    #[test]
    fn a_couple_is_two() {
        check("an elderly couple was found dead", &[r#"2..2 All "an elderly couple""#]);
        check("the killing of an elderly couple", &[r#"2..2 All "an elderly couple""#]);
    }

    #[test]
    fn an_age_between_commas() {
        check("boy , 3 , wounded in town", &[r#"1..1 Child "boy""#]);
        check("driver , 21 , killed", &[r#"1..1 All "driver""#]);
        check("boy , 3 , at school", &[r#"3..3 All "3""#]);
    }

    #[test]
    fn a_group_of_people() {
        check("the strike killed his family", &[r#"2.. All "his family""#]);
        check("the field family was killed", &[r#"2.. All "the field family""#]);
    }

    #[test]
    fn members_of_a_force_and_of_an_armed_group() {
        check("four members of the army died", &[r#"4..4 MemberOfForce "four members""#]);
        check(
            "two members of the field brigades , an armed group , died",
            &[r#"2..2 Combatant "two members""#],
        );
    }

    #[test]
    fn shares_of_a_total() {
        check(
            "12 people , eight of them children",
            &[r#"12..12 All "12 people""#, r#"8..8 Child "eight of them""#],
        );
        check("most of them civilians", &[r#"2.. Civilian "most of them""#]);
    }

    #[test]
    fn one_number_for_women_and_children() {
        check("killed dozens of women and children", &[r#"24.. Other "dozens of women and children""#]);
        check("14 women and children were hurt", &[r#"14..14 Other "14 women and children""#]);
        check("14 women and a boy were hurt", &[r#"14..14 Woman "14 women""#, r#"1..1 Child "a boy""#]);
    }

    #[test]
    fn shares_of_things() {
        check("many of the wounded were taken away", &[r#"2.. All "many of the wounded""#]);
        check("most of the burned houses stood empty", &[]);
    }

    #[test]
    fn numbers_that_count_nobody() {
        check("the town lies 20 km away", &[]);
        check("the strike on 12 march destroyed three tanks", &[]);
    }
}
