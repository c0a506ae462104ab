//! Figures of killed, injured, missing, detained, displaced and of crowds: the network finds them and says who is counted, the
//! words of the phrase say how many.

mod amount;
mod beside;
mod fate;
mod phrase;

use std::ops::Range;

use annals_encoder::Tagged;
use annals_types::{
    Span,
    layers::{Quantity, QuantityRole},
    statement::{Scope, Stance},
};

use self::amount::{Amount, amount, is_age_of_one, is_denied, is_plural, pair, says_a_number};
use self::phrase::{cuts_a_number, is_either, is_of_either, phrase, stops_at_and, without_state};
use super::{
    figures::{self, Figure},
    line::DETERMINERS,
    mistaken, number, own_hand, passed, shares,
    view::{View, named},
};
use crate::knowledge::casualties::{Casualties, CueForm};

/// The heads that mark figures; one phrase may count the dead and the wounded.
pub const HEADS: &[&str] = &["killed", "injured", "other_figure"];

/// The quantities of the report that `view` shows.
pub fn quantities(view: &View, lexicon: &Casualties) -> Vec<Quantity> {
    let phrases: Vec<Vec<Figure>> = view.lines.iter().map(|line| figures::figures(line, lexicon)).collect();
    let cues = view.labels.spans("figure_cue");
    let place = |figure| phrase(view, figure, &phrases).map(|(line, phrase)| (line, phrase.start));
    let mut found: Vec<Quantity> = Vec::new();
    for head in HEADS {
        for tagged in view.labels.spans(head) {
            if mistaken::stands_for_nobody(view, &tagged.words) {
                continue;
            }
            let Some(role) = role(view, &tagged, lexicon) else { continue };
            // The halves of a number that was marked in two pieces give it twice, and so do those of "14 women and children".
            let last = found.last();
            let is_told = |one: &Quantity| {
                last.is_some_and(|last| {
                    let same = (last.role, last.low, last.high) == (one.role, one.low, one.high);
                    // And so do those of "one in five of the wounded".
                    let joined = (one.scope == Scope::Other || one.high.is_none())
                        && place(one.figure).is_some_and(|at| place(last.figure) == Some(at));
                    same && (last.figure == one.figure || joined)
                })
            };
            let mut counted = quantity(view, &tagged, role, &phrases, &cues, lexicon);
            counted.retain(|one| !is_told(one));
            found.append(&mut counted);
        }
    }
    beside::spare_wholes(view, &mut found);
    beside::both(view, &cues, &mut found, lexicon);
    beside::carry_scope(view, &mut found);
    beside::keep_kind_of_whole(view, &mut found);
    beside::join_predicates(view, &mut found);
    found.extend(shares::wholes(view, &phrases, &found, lexicon));
    shares::mark(view, &mut found, lexicon);
    shares::mark_peoples(view, &mut found);
    shares::count_most(view, &mut found);
    found.extend(own_hand::only_themselves(view, &phrases, &found, lexicon));
    found
}

/// The role of a figure: of those that are rare in what the network learned from, the one whose words stand in the sentence, where
/// those of the network's do not ("20,000 people took part").
fn role(view: &View, tagged: &Tagged, lexicon: &Casualties) -> Option<QuantityRole> {
    let role = named::<QuantityRole>(tagged.label)?;
    if matches!(role, QuantityRole::Killed | QuantityRole::Injured) {
        return Some(role);
    }
    let Some(line) = view.lines.get(view.sentence(tagged.words.start)) else { return Some(role) };
    let told: Vec<QuantityRole> = (0..line.len())
        .filter_map(|at| lexicon.cues.longest(at, |i| line.norm(i)))
        .flat_map(|(_, cue)| cue.roles.iter().copied())
        .filter(|role| !matches!(role, QuantityRole::Killed | QuantityRole::Injured))
        .collect();
    match told.as_slice() {
        [one, rest @ ..] if !told.contains(&role) && rest.iter().all(|other| other == one) => Some(*one),
        _ => Some(role),
    }
}

/// The nearest word of the sentence that says what befell them.
fn cue(view: &View, tagged: &Tagged, cues: &[Tagged]) -> Option<Span> {
    let sentence = view.sentence(tagged.words.start);
    let distance = |cue: &&Tagged| tagged.words.start.abs_diff(cue.words.start);
    let same =
        cues.iter().filter(|cue| cue.label == tagged.label && view.sentence(cue.words.start) == sentence);
    same.min_by_key(distance).and_then(|cue| view.span(&cue.words))
}

fn quantity(
    view: &View,
    tagged: &Tagged,
    role: QuantityRole,
    phrases: &[Vec<Figure>],
    cues: &[Tagged],
    lexicon: &Casualties,
) -> Vec<Quantity> {
    // Of "from 12 to 15" the network now and then marks "12 to".
    let last = tagged.words.clone().rev().find(|&token| !view.is_preposition(token));
    let words = tagged.words.start..last.map_or(tagged.words.end, |last| last + 1);
    let Some(marked) = view.span(&view.trimmed(&words)) else { return Vec::new() };
    let cue = cue(view, tagged, cues);
    let marked = cue.and_then(|cue| without_state(view, marked, cue)).unwrap_or(marked);
    if mistaken::is_no_word(view, marked) || mistaken::is_nobody(view, marked, cue, lexicon) {
        return Vec::new();
    }
    let phrase = phrase(view, marked, phrases).filter(|phrase| !is_age_of_one(view, marked, *phrase));
    // Of "a bomber", "his wife" the network now and then marks the first word alone.
    let whole = phrase.and_then(|(index, phrase)| view.lines[index].span(phrase.start, phrase.end));
    let article = tagged.words.len() == 1
        && view
            .layers
            .tokens
            .get(tagged.words.start)
            .is_some_and(|token| DETERMINERS.contains(&token.norm.as_str()));
    // And of "anyone" more than that.
    let anyone = phrase.is_some_and(|(_, phrase)| (phrase.low, phrase.high) == (None, None));
    let is_cut = phrase.is_some_and(|(index, phrase)| {
        cuts_a_number(view, index, marked, phrase) || stops_at_and(view, marked, phrase)
    });
    let is_figure =
        |whole: &Span| is_cut || article && whole.contains(marked) || anyone && marked.contains(*whole);
    let figure = whole.filter(is_figure).unwrap_or(marked);
    let pair = phrase.and_then(|phrase| pair(view, figure, phrase, phrases, lexicon));
    let amount = if pair.is_some() {
        Amount::exactly(2)
    } else {
        let amount = amount(view, tagged, figure, phrase.map(|(_, phrase)| phrase));
        if passed::is_passed(view, figure, lexicon) { Amount { high: None, ..amount } } else { amount }
    };
    let (role, cue) = fate::befell(view, (marked, phrases), amount, role, cue, lexicon);
    if phrase.is_none()
        && !says_a_number(view, marked)
        && mistaken::counts_nobody(view, &tagged.words, role, lexicon)
        || mistaken::is_miscounted(view, marked, lexicon)
        || matches!(role, QuantityRole::Missing | QuantityRole::Killed)
            && mistaken::is_found(view, marked, phrases, lexicon)
        || role == QuantityRole::Killed && mistaken::has_survived(view, marked, cue, lexicon)
        || counts_no_people(view, tagged, marked, phrase.map(|(_, phrase)| phrase), lexicon)
    {
        return Vec::new();
    }
    let nobody = amount.high == Some(0);
    let stance = match view.vote("figure_stance", &tagged.words).unwrap_or(Stance::Asserts) {
        // Who says that nobody died asserts a number; the network hears a denial in it now and then.
        Stance::Unknown | Stance::Denies if nobody => Stance::Asserts,
        // Of "anyone" with no number nothing can be asserted.
        Stance::Asserts if amount.low.is_none() && amount.high.is_none() => Stance::Unknown,
        stance => stance,
    };
    if !nobody
        && (mistaken::is_doer(view, figure, cue, lexicon)
            || stance == Stance::Asserts && mistaken::is_spared(view, figure, cue))
    {
        return Vec::new();
    }
    let by_own_hand = role == QuantityRole::Killed && own_hand::tells(view, figure, cue);
    let scope = if by_own_hand {
        Scope::Perpetrator
    } else {
        pair.unwrap_or_else(|| scope(view, tagged, figure, phrase.map(|(_, phrase)| phrase), lexicon))
    };
    if role == QuantityRole::Displaced
        && (scope == Scope::Perpetrator || is_flight(view, figure, cue, amount, lexicon))
        || matches!(role, QuantityRole::Displaced | QuantityRole::Missing)
            && cue.is_some_and(|cue| mistaken::gets_away(view, cue, lexicon))
    {
        return Vec::new();
    }
    if stance != Stance::Unknown && phrase.is_some_and(|(_, phrase)| is_either(phrase)) {
        return Vec::new();
    }
    let (low, high) = if stance == Stance::Unknown { (None, None) } else { (amount.low, amount.high) };
    let made = |role| Quantity {
        figure,
        cue,
        role,
        low,
        high,
        approximate: amount.approximate,
        scope,
        part: view.vote::<String>("part", &tagged.words).as_deref() == Some("part")
            && !is_of_either(view, figure, phrases),
        stance,
        change: None,
        confidence: tagged.score,
    };
    // "no casualties": the noun says more than one thing.
    let inner = phrase.and_then(|(_, phrase)| phrase.inner.as_ref()).map(|(roles, _)| roles.as_slice());
    match inner {
        Some(roles) if nobody && roles.contains(&role) => roles.iter().map(|role| made(*role)).collect(),
        _ => vec![made(role)],
    }
}

/// Whom a figure counts: what its noun says, else what the network says. Of others the figures before tell more than the network; see
/// [`beside::carry_scope`].
fn scope(view: &View, tagged: &Tagged, figure: Span, phrase: Option<&Figure>, lexicon: &Casualties) -> Scope {
    if let Some((index, words)) = view.words(figure)
        && is_of_a_community(view, index, &words, lexicon)
    {
        return Scope::All;
    }
    let by_noun = phrase.map_or(Scope::All, |phrase| phrase.scope);
    // "Two soldiers killed, five others injured": nobody says that these are soldiers.
    let last = view.words(figure).and_then(|(index, words)| view.lines[index].norm(words.last()?));
    if last == Some("others") || by_noun != Scope::All {
        by_noun
    } else {
        view.vote("scope", &tagged.words).unwrap_or(Scope::All)
    }
}

/// "70 members of the Field tribe": whether the members whom `words` count are those of a family or a people, and so may be anybody. Fighters and
/// forces in the name of what they are members of win: "members of the clan militia".
fn is_of_a_community(view: &View, index: usize, words: &Range<usize>, lexicon: &Casualties) -> bool {
    /// Words from "of" to the community: its name.
    const REACH: usize = 8;
    let line = &view.lines[index];
    let member = words.clone().find(|&at| line.is_any(at, &["member", "members"]));
    let Some(of) = member.map(|at| at + 1).filter(|&of| line.is(of, "of")) else { return false };
    let token = |at: usize| line.span(at, at + 1).and_then(|span| view.tokens(span))?.next();
    let class = |at: usize| view.class("upos", token(at)?);
    let describes = |at: usize| {
        let word = token(at).and_then(|token| view.layers.tokens.get(token));
        word.is_some_and(|word| word.deprel.as_deref() == Some("amod"))
    };
    let is_named = |at: &usize| {
        let is_of_name = matches!(class(*at), Some("DET" | "ADJ" | "NOUN" | "PROPN" | "NUM" | "PRON"));
        !line.mark(*at) && (is_of_name || describes(*at))
    };
    let name: Vec<usize> = (of + 1..of + 1 + REACH).take_while(is_named).collect();
    let head = name.iter().rev().find(|&&at| matches!(class(at), Some("NOUN" | "PROPN")));
    let fights = |&at: &usize| {
        let noun = lexicon.nouns.longest(at, |i| line.norm(i));
        lexicon.armed_groups.longest(at, |i| line.norm(i)).is_some()
            || noun.is_some_and(|(_, noun)| matches!(noun.scope, Scope::Combatant | Scope::MemberOfForce))
    };
    head.is_some_and(|&at| line.norm(at).is_some_and(|norm| lexicon.families.contains(norm)))
        && !name.iter().any(fights)
}

/// Whether what is `marked` counts things or days, or announces a number, or says that there is nothing.
fn counts_no_people(
    view: &View,
    tagged: &Tagged,
    marked: Span,
    phrase: Option<&Figure>,
    lexicon: &Casualties,
) -> bool {
    // Of "six neighbouring homes" the phrase is the number alone.
    let is_number = phrase.is_none_or(|phrase| phrase.head == (phrase.start, phrase.end));
    // "A total of", marked by itself before the number that it announces.
    let announces = |(index, words): (usize, Range<usize>)| {
        view.lines[index].phrase(words.start, "a total of").is_some_and(|len| words.len() <= len)
    };
    // "No indication" counts nobody.
    let is_no_thing = |(index, words): (usize, Range<usize>)| is_denied(&view.lines[index], &words);
    is_number && mistaken::counts_things(view, marked, lexicon)
        || view.words(marked).is_some_and(announces)
        || phrase.is_none()
            && (is_of_calendar(view, marked, lexicon)
                || mistaken::only_joins(view, &tagged.words)
                || !is_plural(view, tagged) && view.words(marked).is_some_and(is_no_thing))
}

/// Whether a bare number is an age, a day, a time or a sum of money: the 34 of "two men, aged 34 and 41".
fn is_of_calendar(view: &View, figure: Span, lexicon: &Casualties) -> bool {
    view.words(figure).is_some_and(|(index, words)| {
        let line = &view.lines[index];
        number::amount(line, words.start).is_some_and(|amount| {
            amount.len == words.len() && figures::is_calendar(line, words.start, &amount, lexicon)
        })
    })
}

/// "600 prisoners fled", "as people fled": somebody ran, and nobody was driven from home.
fn is_flight(view: &View, figure: Span, cue: Option<Span>, amount: Amount, lexicon: &Casualties) -> bool {
    let is_captive = |(index, mut words): (usize, Range<usize>)| {
        words.any(|at| view.lines[index].norm(at).is_some_and(|norm| lexicon.captives.contains(norm)))
    };
    let is_uncounted = || (amount.low, amount.high) == (Some(2), None) && !says_a_number(view, figure);
    view.words(figure).is_some_and(is_captive)
        || cue.is_some_and(|cue| is_uncounted() && only_runs(view, cue, lexicon))
}

/// "As people fled", "customers ran for cover": a word of flight that names nothing which was left.
fn only_runs(view: &View, cue: Span, lexicon: &Casualties) -> bool {
    const GOES_ON: [&str; 7] = ["for", "in", "when", "as", "while", "and", "after"];
    view.words(cue).is_some_and(|(index, words)| {
        let line = &view.lines[index];
        let known = lexicon.cues.longest(words.start, |i| line.norm(i));
        let is_flight = known.is_some_and(|(len, cue)| len == words.len() && cue.form == CueForm::Subject);
        is_flight && words.len() == 1 && (line.mark(words.end) || line.is_any(words.end, &GOES_ON))
    })
}
