//! Figures that the network marks and that count nobody who was killed or hurt: animals, ages, speakers, who did it, who was spared.

use std::{collections::BTreeSet, ops::Range};

use annals_types::{
    Span,
    layers::{Attribution, Quantity, QuantityRole, Trigger},
    statement::Scope,
};

use super::{
    figures::{self, Figure},
    line::{BE, DETERMINERS, HAVE, Line, is_function_word, reciprocal},
    number,
    view::View,
};
use crate::{
    closed_classes::{is_dash, is_reflexive},
    knowledge::casualties::{Casualties, Cue, CueForm, Open},
};

/// Whether the words at `marked` are no people, or nothing has befallen them by the words of the cue.
pub fn is_nobody(view: &View, marked: Span, cue: Option<Span>, lexicon: &Casualties) -> bool {
    is_animal(view, marked, lexicon)
        || has_members(view, marked)
        || is_age(view, marked, lexicon)
        || is_each_other(view, marked)
        || are_shot_down(view, marked, lexicon)
        || is_rank_in_period(view, marked, lexicon)
        || is_shot_at(view, marked, lexicon)
        || cue.is_some_and(|cue| {
            is_infinitive(view, cue)
                || is_attempt(view, cue, lexicon)
                || is_saved(view, cue, lexicon)
                || is_only_claimed(view, marked, cue, lexicon)
                || is_of_another_verb(view, marked, cue, lexicon)
                || is_of_clause_after(view, marked, cue, lexicon)
                || is_suspected_of_it(view, marked, cue)
        })
}

/// "Eight drones attacked the city, and five were shot down": a number alone that is shot down counts what flies, where that was named before it
/// in its sentence or in the one before. "Five were shot down in the street" are people.
fn are_shot_down(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    /// Words of "shot down".
    const LONGEST: usize = 2;
    let Some((index, words)) = view.words(marked) else { return false };
    let line = &view.lines[index];
    let is_alone = number::amount(line, words.start).is_some_and(|amount| amount.len == words.len());
    let verb = (words.end..line.len()).find(|&at| !line.is_any(at, BE) && !line.is_any(at, HAVE));
    let downs = |at: usize| lexicon.downs.longest(at, |i| line.norm(i)).map(|(len, ())| at + len);
    let mut before = words.start.saturating_sub(LONGEST)..words.start;
    let is_downed =
        verb.is_some_and(|at| downs(at).is_some()) || before.any(|at| downs(at) == Some(words.start));
    let flies =
        |line: &Line, end: usize| (0..end).any(|at| line.norm(at).is_some_and(|norm| lexicon.flies(norm)));
    let is_named = || {
        let told = index.checked_sub(1).and_then(|before| view.lines.get(before));
        flies(line, words.start) || told.is_some_and(|told| flies(told, told.len()))
    };
    is_alone && is_downed && is_named()
}

/// "They shot each other": they are counted themselves.
fn is_each_other(view: &View, marked: Span) -> bool {
    view.words(marked).is_some_and(|(index, words)| {
        reciprocal(&view.lines[index], words.start).is_some_and(|len| len == words.len())
    })
}

/// "The city's 14th homicide of the year": which one of many it is, and how many died by it is told elsewhere.
fn is_rank_in_period(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    /// Words from the killing to the period.
    const NEAR: usize = 4;
    const PERIODS: [&str; 4] = ["year", "month", "week", "decade"];
    let Some((index, words)) = view.words(marked) else { return false };
    let line = &view.lines[index];
    let is_killing = |at: usize| line.norm(at).is_some_and(|norm| lexicon.killings.words.contains(norm));
    let Some(killing) = (words.start + 1..=words.end).find(|&at| is_killing(at)) else { return false };
    let is_year = |at: usize| {
        number::number(line, at).is_some_and(|(year, len)| len == 1 && number::YEARS.contains(&year))
    };
    let mut after = (killing + 1..=killing + NEAR).take_while(|&at| !line.mark(at));
    line.norm(killing - 1).is_some_and(number::is_ordinal)
        && after.any(|at| line.is_any(at, &PERIODS) || is_year(at))
}

/// "A man suspected of robbing a woman was shot dead": by the parse a figure is the object of a verb that is not the cue's, and what the
/// cue says befell somebody before it.
fn is_of_another_verb(view: &View, marked: Span, cue: Span, lexicon: &Casualties) -> bool {
    /// Words from whom it befell to the figure.
    const REACH: usize = 24;
    let (Some(figure), Some(cue)) = (view.tokens(marked), view.tokens(cue)) else { return false };
    let verb = figure.clone().find_map(|at| {
        let token = view.layers.tokens.get(at)?;
        let head = token.head.map(|head| head as usize).filter(|&head| head < figure.start)?;
        (token.deprel.as_deref() == Some("obj")).then_some(head)
    });
    let is_another = verb.is_some_and(|verb| {
        view.class("upos", verb) == Some("VERB") && !cue.contains(&verb) && !is_active(view, verb, lexicon)
    });
    let befalls = |who: usize| cue.clone().any(|verb| hangs(view, who, "nsubj:pass", verb));
    is_another && figure.end <= cue.start && (figure.start.saturating_sub(REACH)..figure.start).any(befalls)
}

/// "Was shot after he got into a fight with two men": by the parse a figure after the cue belongs to a verb of its own, in a clause that says when
/// or why it happened or who somebody is, and that tells of no harm itself.
fn is_of_clause_after(view: &View, marked: Span, cue: Span, lexicon: &Casualties) -> bool {
    /// Words from the figure up to its verb: a bound for damaged parses.
    const HIGHEST: usize = 6;
    let (Some(figure), Some(cue)) = (view.tokens(marked), view.tokens(cue)) else { return false };
    // "The number killed then rose to six": what rises is the number itself.
    let is_bare = |(index, words): (usize, Range<usize>)| {
        number::amount(&view.lines[index], words.start).is_some_and(|amount| amount.len == words.len())
    };
    // "The number of dead rose after": a noun tells of a count, and of nobody to whom a verb did it.
    let has = |class| cue.clone().any(|at| view.class("upos", at) == Some(class));
    let is_noun = has("NOUN") && !has("VERB");
    if figure.start < cue.end
        || is_noun
        || view.words(marked).is_some_and(|(index, words)| {
            is_bare((index, words.clone())) || names_the_dead(&view.lines[index], words, lexicon)
        })
    {
        return false;
    }
    let tokens = &view.layers.tokens;
    let above = |&at: &usize| tokens.get(at)?.head.map(|head| head as usize).filter(|&head| head != at);
    let head = figure.clone().find(|&at| above(&at).is_none_or(|head| !figure.contains(&head)));
    let chain = std::iter::successors(head, above).skip(1).take(HIGHEST);
    let mut verbs = chain.filter(|&at| view.class("upos", at) == Some("VERB"));
    let Some(verb) = verbs.next().filter(|&verb| cue.end <= verb && verb < figure.start) else {
        return false;
    };
    let deprel = tokens.get(verb).and_then(|token| token.deprel.as_deref());
    let is_clause = matches!(deprel, Some("advcl" | "acl:relcl"));
    let tells_harm = is_active(view, verb, lexicon)
        || view.span(&(verb..verb + 1)).and_then(|verb| view.words(verb)).is_some_and(|(index, words)| {
            lexicon.cues.longest(words.start, |at| view.lines[index].norm(at)).is_some()
        });
    is_clause && !tells_harm
}

/// "12 bodies", "six victims": whom the noun itself says to have come to harm, whatever verb stands beside it.
fn names_the_dead(line: &Line, words: Range<usize>, lexicon: &Casualties) -> bool {
    words.into_iter().any(|at| {
        line.is_any(at, &["victim", "victims"])
            || lexicon.nouns.longest(at, |i| line.norm(i)).is_some_and(|(_, noun)| !noun.roles.is_empty())
    })
}

/// "The shooting suspect": who is suspected of it, and not whom it befell. One whom somebody shot has an article of his own.
fn is_suspected_of_it(view: &View, marked: Span, cue: Span) -> bool {
    let (Some((index, figure)), Some((_, cue))) = (view.words(marked), view.words(cue)) else { return false };
    let line = &view.lines[index];
    let is_named = figure.len() == 1 && cue.len() == 1 && cue.end == figure.start;
    let is_gerund = line.norm(cue.start).is_some_and(|norm| norm.ends_with("ing"));
    let has_article = cue.start > 0 && line.is_any(cue.start - 1, DETERMINERS);
    let is_suspect = line.is(figure.start, "suspect") || has_article && line.is(figure.start, "suspects");
    is_named && is_gerund && is_suspect
}

/// "The union claimed 700,000": a verb that tells of harm only where people or lives are its object, before a number alone.
fn is_only_claimed(view: &View, marked: Span, cue: Span, lexicon: &Casualties) -> bool {
    let needs_people = |(index, words): (usize, Range<usize>)| {
        let known = lexicon.cues.longest(words.start, |at| view.lines[index].norm(at));
        known.is_some_and(|(len, cue)| cue.needs_people && len == words.len())
    };
    let is_bare = |(index, words): (usize, Range<usize>)| {
        let line = &view.lines[index];
        number::amount(line, words.start).is_some_and(|amount| amount.len == words.len())
            && lexicon.nouns.longest(words.end, |at| line.norm(at)).is_none()
    };
    view.words(cue).is_some_and(needs_people) && view.words(marked).is_some_and(is_bare)
}

/// "Three of the children later escaped", "the driver, who escaped unhurt": who gets away, and from nothing that is named, is neither
/// driven out nor missing.
pub fn gets_away(view: &View, cue: Span, lexicon: &Casualties) -> bool {
    view.words(cue).is_some_and(|(index, words)| {
        let line = &view.lines[index];
        // "Escaped Mosul"; in headlines all words may have capitals.
        let is_named = line.is_any(words.end, DETERMINERS)
            || line.is_any(words.end, &["from", "to", "into", "across", "over"])
            || !line.headline && line.capital(words.end);
        let mut norms = words.filter_map(|at| line.norm(at));
        !is_named && norms.any(|norm| lexicon.escapes.contains(norm))
    })
}

/// Whether words that name no number and no people stand for nobody: "the", "number of detained", the place of a dateline; where people are
/// missing, detained or displaced any name of a place as well, and where they take part any words.
pub fn counts_nobody(view: &View, tokens: &Range<usize>, role: QuantityRole, lexicon: &Casualties) -> bool {
    let is_function = |token: usize| match view.class("upos", token) {
        Some("DET") => matches!(norm(view, token), "the" | "a" | "an"),
        // Of "went up to 25", "is down to 22".
        upos => matches!(upos, Some("ADP" | "PUNCT" | "CCONJ")) || matches!(norm(view, token), "up" | "down"),
    };
    let is_place = |token: usize| {
        ["conll2003", "re3d"].into_iter().any(|head| {
            view.class(head, token).is_some_and(|label| label.ends_with("LOC") || label.ends_with("Location"))
        })
    };
    let rare = !matches!(role, QuantityRole::Killed | QuantityRole::Injured);
    // "Sinja - Five people were killed": where the report was filed.
    let opens = || {
        let sentence = view.layers.sentences.get(view.sentence(tokens.start));
        sentence.is_some_and(|sentence| sentence.first_token as usize == tokens.start)
            && is_dash(norm(view, tokens.end))
    };
    role == QuantityRole::Participants
        || tokens.clone().all(is_function)
        || tokens.clone().all(is_place) && (rare || opens())
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

/// "Five villages lost whole families", "six neighbouring homes": a number alone, or with the noun after it, which counts things and no people.
pub fn counts_things(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.words(marked) else { return false };
    let line = &view.lines[index];
    let Some(amount) = number::amount(line, words.start) else { return false };
    let tokens = |part: Range<usize>| line.span(part.start, part.end).and_then(|span| view.tokens(span));
    let is_noun = |token: usize| view.class("upos", token) == Some("NOUN");
    // "Neighbouring" may be read as a form of a verb.
    let describes = |token: usize| {
        let relation = view.layers.tokens.get(token).and_then(|token| token.deprel.as_deref());
        view.class("upos", token) == Some("ADJ") || relation == Some("amod")
    };
    let after = words.start + amount.len;
    let is_adjective = |&at: &usize| tokens(at..at + 1).is_some_and(|mut tokens| tokens.all(describes));
    let described = (after..words.end).take_while(is_adjective).count();
    // "14 worker processes": a noun for one person may describe things.
    let one = lexicon.nouns.longest(after + described, |i| line.norm(i)).filter(|(_, noun)| noun.compounds);
    let person = one.map_or(0, |(len, _)| len);
    let is_of_thing = lexicon.not_people.longest(after + described + person, |i| line.norm(i)).is_some();
    let noun = after + described + if is_of_thing { person } else { 0 };
    let Some((len, ())) = lexicon.not_people.longest(noun, |i| line.norm(i)) else { return false };
    // "12 shot" counts people, and so does "12 house guests".
    (words.end == noun || words.end == noun + len)
        && tokens(noun..noun + len).is_some_and(|mut tokens| tokens.all(is_noun))
        && lexicon.cues.longest(noun, |i| line.norm(i)).is_none()
        && lexicon.nouns.longest(noun + len, |i| line.norm(i)).is_none()
}

/// "An earlier figure of 32 survivors": who survived was not killed, unless the word for that stands beside it: "two survivors died".
pub fn has_survived(view: &View, marked: Span, cue: Option<Span>, lexicon: &Casualties) -> bool {
    /// Words from survivors to what befell them later, as in "have since died".
    const NEAR: usize = 3;
    let Some((index, words)) = view.words(marked) else { return false };
    let last = words.end.checked_sub(1).and_then(|last| view.lines[index].norm(last));
    let is_beside = |(other, cue): (usize, Range<usize>)| {
        other == index && (cue.end == words.start || (words.end..=words.end + NEAR).contains(&cue.start))
    };
    last.is_some_and(|last| lexicon.survivors.contains(last))
        && !cue.and_then(|cue| view.words(cue)).is_some_and(is_beside)
}

/// Whether a figure is who harmed others.
pub fn is_doer(view: &View, figure: Span, cue: Option<Span>, lexicon: &Casualties) -> bool {
    cue.is_some_and(|cue| is_agent(view, figure, cue, lexicon))
        || did_it(view, figure, lexicon)
        || acts_upon(view, figure, lexicon)
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

/// "🔻 13 killed": a picture, or a word in another script, counts nobody.
pub fn is_no_word(view: &View, marked: Span) -> bool {
    let is_read = |token: usize| {
        let word = view.layers.tokens.get(token);
        word.is_some_and(|word| word.norm.contains(|c: char| c.is_ascii_alphanumeric()))
    };
    view.tokens(marked).is_none_or(|mut words| !words.any(is_read))
}

/// "Including", "among them", marked alone: words that only join others.
pub fn only_joins(view: &View, words: &Range<usize>) -> bool {
    let points_back = words.len() == 2
        && norm(view, words.start) == "among"
        && matches!(norm(view, words.start + 1), "them" | "whom");
    points_back
        || words
            .clone()
            .all(|token| matches!(view.class("upos", token), Some("VERB" | "ADP" | "PUNCT" | "CCONJ")))
}

/// "Died, police said": a plural with no number that says something is who says it, and nobody whom it befell.
pub fn is_speaker(quantity: &Quantity, attributions: &[Attribution]) -> bool {
    let is_bare = quantity.low.is_some_and(|low| low > 1) && quantity.high.is_none();
    is_bare
        && attributions.iter().any(|said| said.source.is_some_and(|source| source.contains(quantity.figure)))
}

/// "Attacks in the capital, including one in a market", "two strikes, one of them on a school": a number alone, with nothing that befell anybody, which
/// counts some of the incidents named in the plural before it.
pub fn counts_incidents(view: &View, quantity: &Quantity, triggers: &[Trigger]) -> bool {
    /// Words from the incidents to those of them that are counted.
    const NEAR: usize = 8;
    let Some((index, words)) = view.words(quantity.figure) else { return false };
    let line = &view.lines[index];
    let is_alone = number::amount(line, words.start).is_some_and(|amount| amount.len == words.len());
    let is_of_them = line.is(words.end, "of") && line.is_any(words.end + 1, &["them", "which", "these"]);
    let opens = words.start.checked_sub(1).is_some_and(|before| line.is_any(before, &["including", "among"]));
    let from = line.span(words.start.saturating_sub(NEAR), words.start);
    let is_plural = |trigger: &Trigger| {
        let word = view.tokens(trigger.span).and_then(Iterator::last);
        word.is_some_and(|word| {
            view.class("upos", word) == Some("NOUN") && view.class("number", word) == Some("Plur")
        })
    };
    is_alone
        && quantity.cue.is_none()
        && (opens || is_of_them)
        && from.is_some_and(|from| {
            triggers.iter().any(|trigger| from.contains(trigger.span) && is_plural(trigger))
        })
}

/// "A police dog": the last noun of the phrase is that of an animal.
fn is_animal(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.words(marked) else { return false };
    let line = &view.lines[index];
    words.clone().any(|at| {
        lexicon.animals.longest(at, |i| line.norm(i)).is_some_and(|(len, ())| at + len == words.end)
    }) || is_of_more_animals(view, index, words, lexicon)
}

/// "Wolves killed 14 sheep. Nine more were injured": more of what was counted last, in the sentence or in the one before it.
fn is_of_more_animals(view: &View, index: usize, words: Range<usize>, lexicon: &Casualties) -> bool {
    let line = &view.lines[index];
    let number = number::amount(line, words.start).map(|amount| words.start + amount.len);
    let is_bare = number
        .is_some_and(|end| line.is_any(end, &["more", "others"]) && (end..=end + 1).contains(&words.end));
    if !is_bare {
        return false;
    }
    let counted = |line: &Line, at: usize| {
        let after = at + number::number(line, at)?.1;
        let animals = lexicon.animals.longest(after, |i| line.norm(i)).is_some();
        let people = lexicon.nouns.longest(after, |i| line.norm(i)).is_some();
        (animals || people).then_some(animals)
    };
    let here = (0..words.start).rev().find_map(|at| counted(line, at));
    let before = || {
        let line = view.lines.get(index.checked_sub(1)?)?;
        (0..line.len()).rev().find_map(|at| counted(line, at))
    };
    here.or_else(before) == Some(true)
}

/// "Ten members of one family": the family is that of those who are counted, and nobody besides.
fn has_members(view: &View, marked: Span) -> bool {
    view.words(marked).filter(|(_, words)| words.start > 1).is_some_and(|(index, words)| {
        let line = &view.lines[index];
        line.is(words.start - 1, "of") && line.is_any(words.start - 2, &["member", "members"])
    })
}

/// "A woman, 29, who was shot", "a girl, four, died": a number alone between commas after somebody, in words after one person alone; but "in the
/// capital, 12, mostly women, were killed", and "of the victims, four, among them a child, died". And "a boy of nine".
fn is_age(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    if is_age_after_of(view, marked, lexicon) || are_ages(view, marked, lexicon) {
        return true;
    }
    let Some(words) = view.tokens(marked).filter(|words| words.len() == 1 && words.start > 1) else {
        return false;
    };
    let age = norm(view, words.start);
    let is_one = view.class("number", words.start - 2) != Some("Plur");
    let in_words = || number::unit(age).is_some_and(|age| age > 0) && is_one;
    (age.parse().is_ok_and(|age: u32| age <= number::OLDEST) || in_words())
        && norm(view, words.start - 1) == ","
        && norm(view, words.end) == ","
        && is_somebody(view, words.start - 2, lexicon)
}

/// The "between 19 and 35" of "six men, aged between 19 and 35", the 15 of "under the age of 15": nothing but ages.
fn are_ages(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.words(marked) else { return false };
    let line = &view.lines[index];
    let is_number = |at: usize| number::number(line, at).is_some();
    let joins = |at: usize| line.is_any(at, &["between", "from", "about", "around", "and", "to"]);
    let first = words.clone().find(|&at| is_number(at));
    first.is_some_and(|first| figures::is_of_ages(line, first))
        && words.clone().all(|at| is_number(at) || joins(at))
        && lexicon.nouns.longest(words.end, |at| line.norm(at)).is_none()
}

/// "A boy of nine", "a girl of about 12", "a mother of three", "a seamstress of 44": a number alone after a noun for one man, woman or child, or for
/// one of a calling with its article; not "a family of five", "a militia of 30".
fn is_age_after_of(view: &View, marked: Span, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.words(marked).filter(|(_, words)| words.start > 1) else { return false };
    let line = &view.lines[index];
    let is_alone = number::amount(line, words.start).is_some_and(|amount| {
        amount.len == words.len()
            && amount.low == amount.high
            && amount.low.is_some_and(|age| age <= number::OLDEST)
    });
    // Of "about 12" the network now and then marks the number alone.
    let about = usize::from(line.is_any(words.start - 1, &["about", "around"]));
    let Some(of) = (words.start - about).checked_sub(1).filter(|&of| of > 0) else { return false };
    let has_article = |at: usize| (at.saturating_sub(2)..at).any(|i| line.is_any(i, &["a", "an"]));
    let are_several = |at: usize| {
        line.norm(at).is_some_and(|norm| lexicon.families.contains(norm))
            || lexicon.armed_groups.longest(at, |i| line.norm(i)).is_some()
    };
    let is_one = |at: usize| {
        lexicon.nouns.longest(at, |i| line.norm(i)).is_some_and(|(len, noun)| {
            let is_called = noun.roles.is_empty()
                && has_article(at)
                && !are_several(at)
                && !line.is_any(at, &["one", "other", "member"]);
            let is_human = matches!(noun.scope, Scope::Child | Scope::Woman)
                || line.norm(at).is_some_and(|norm| lexicon.male.contains(norm));
            len == 1 && !noun.plural && (is_human || is_called)
        })
    };
    is_alone
        && line.is(of, "of")
        && is_one(of - 1)
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

/// "Shot at two officers": who is fired at need not be hit. "Shot at least two" is no such thing, since "at" belongs to the number there.
fn is_shot_at(view: &View, figure: Span, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.words(figure).filter(|(_, words)| words.start > 1) else { return false };
    let line = &view.lines[index];
    let harm = lexicon.cues.longest(words.start - 2, |at| line.norm(at));
    line.is(words.start - 1, "at") && harm.is_some_and(|(len, cue)| len == 1 && cue.open == Some(Open::Harm))
}

/// "The attempted murder of two officers": nobody was killed by that.
fn is_attempt(view: &View, cue: Span, lexicon: &Casualties) -> bool {
    let Some((index, words)) = view.words(cue) else { return false };
    let line = &view.lines[index];
    let is = |at: usize, words: &BTreeSet<String>| line.norm(at).is_some_and(|norm| words.contains(norm));
    let killings = &lexicon.killings;
    let killing = words.clone().find(|&at| is(at, &killings.words));
    killing.and_then(|at| at.checked_sub(1)).is_some_and(|before| is(before, &killings.not_after))
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
    let is_subject = |verb: usize| figure.clone().any(|at| hangs(view, noun_of_age(view, at), "nsubj", verb));
    // "Members kidnapped two engineers and burned three vehicles": the subject of the verb that it is joined to.
    let shares_subject = |verb: usize| {
        let above = view.layers.tokens.get(verb).and_then(|token| token.head).map(|head| head as usize);
        above.is_some_and(|above| hangs(view, verb, "conj", above) && is_subject(above))
            && !others().any(|who| hangs(view, who, "nsubj", verb) || hangs(view, who, "aux:pass", verb))
    };
    cue.clone().filter(|&at| view.class("upos", at) == Some("VERB")).any(|verb| {
        (is_subject(verb) || shares_subject(verb))
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

/// "A woman shot and killed a man": whoever stands right before a verb of harm that somebody described by a noun follows at once did it,
/// whatever the parse says. In headlines such words may tell of two.
fn acts_upon(view: &View, figure: Span, lexicon: &Casualties) -> bool {
    /// Words from the article to the noun.
    const DESCRIPTION: usize = 4;
    let Some((index, words)) = view.words(figure) else { return false };
    let line = &view.lines[index];
    let at = line.skip_adverbs(words.end);
    let Some((len, cue)) = lexicon.cues.longest(at, |i| line.norm(i)) else { return false };
    // "Of the 12 killed the youngest boy was four".
    let is_whole_of_some = words.start.checked_sub(1).is_some_and(|before| line.is(before, "of"));
    let article = at + len;
    let describes = |&i: &usize| {
        line.norm(i).is_some_and(|norm| !is_function_word(norm))
            && !line.mark(i)
            && lexicon.not_people.longest(i, |k| line.norm(k)).is_none()
    };
    let is_somebody = (article + 1..=article + DESCRIPTION)
        .take_while(describes)
        .any(|i| lexicon.nouns.longest(i, |k| line.norm(k)).is_some());
    !line.headline
        && !is_whole_of_some
        && matches!(cue.form, CueForm::Active | CueForm::Participle)
        && line.is_any(article, &["a", "an", "the", "his", "her", "their"])
        && is_somebody
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
