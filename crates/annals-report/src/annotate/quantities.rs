//! Figures of killed, injured, missing, detained, displaced and of crowds: the network finds them and says who is counted, the
//! words of the phrase say how many.

use std::{cmp::Reverse, ops::Range};

use annals_encoder::Tagged;
use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Token},
    statement::{Scope, Stance},
};

use super::{
    figures::{self, Figure},
    line::{DETERMINERS, HAVE, Line},
    mistaken, number, own_hand, shares,
    view::{View, named},
};
use crate::knowledge::casualties::{Casualties, CueForm};

/// The heads that mark figures; one phrase may count the dead and the wounded.
pub const HEADS: &[&str] = &["killed", "injured", "other_figure"];

/// The quantities of the report that `view` shows.
pub fn quantities(view: &View, lexicon: &Casualties) -> Vec<Quantity> {
    let phrases: Vec<Vec<Figure>> = view.lines.iter().map(|line| figures::figures(line, lexicon)).collect();
    let cues = view.labels.spans("figure_cue");
    let mut found: Vec<Quantity> = Vec::new();
    for head in HEADS {
        for tagged in view.labels.spans(head) {
            if mistaken::stands_for_nobody(view, &tagged.words) {
                continue;
            }
            let Some(role) = role(view, &tagged, lexicon) else { continue };
            found.extend(quantity(view, &tagged, role, &phrases, &cues, lexicon));
        }
    }
    both(view, &cues, &mut found, lexicon);
    carry_scope(view, &mut found);
    join_predicates(view, &mut found);
    found.extend(shares::wholes(view, &phrases, &found, lexicon));
    shares::mark(view, &mut found, lexicon);
    shares::mark_peoples(view, &mut found);
    found.extend(own_hand::only_themselves(view, &phrases, &found, lexicon));
    found
}

/// "4 civilians were killed and 70 wounded": a number alone counts those that the figure before it names.
fn carry_scope(view: &View, found: &mut [Quantity]) {
    found.sort_by_key(|quantity| (quantity.figure, quantity.role));
    let is_bare = |span: Span| {
        view.tokens(span).is_some_and(|mut words| {
            words.all(|token| matches!(view.class("upos", token), Some("NUM" | "ADV" | "ADP")))
        })
    };
    for index in 1..found.len() {
        let (before, after) = (&found[index - 1], &found[index]);
        let same =
            view.layers.sentence_at(before.figure.start()) == view.layers.sentence_at(after.figure.start());
        if same && after.scope == Scope::All && before.role != after.role && is_bare(after.figure) {
            found[index].scope = before.scope;
        }
    }
}

/// "Two of the dead were members of the brigades": the plural says who the two are, and counts nobody.
fn join_predicates(view: &View, found: &mut Vec<Quantity>) {
    const NEAR: usize = 4;
    let norm = |token: usize| view.layers.tokens.get(token).map(|token| token.norm.as_str());
    let is_plural = |quantity: &Quantity| (quantity.low, quantity.high) == (Some(2), None);
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for index in 1..found.len() {
        let (subject, predicate) = (&found[index - 1], &found[index]);
        let (Some(before), Some(after)) = (view.tokens(subject.figure), view.tokens(predicate.figure)) else {
            continue;
        };
        let same =
            subject.role == predicate.role && view.sentence(before.start) == view.sentence(after.start);
        let between = before.end..after.start;
        let linked = between.len() <= NEAR
            && between
                .clone()
                .next_back()
                .and_then(norm)
                .is_some_and(|word| matches!(word, "were" | "are" | "was"))
            && between.clone().rev().skip(1).all(|token| view.class("upos", token) != Some("PUNCT"));
        if same && linked && is_plural(predicate) && !is_plural(subject) {
            joined.push((index - 1, index));
        }
    }
    for (subject, predicate) in joined.into_iter().rev() {
        let scope = found.remove(predicate).scope;
        if found[subject].scope == Scope::All {
            found[subject].scope = scope;
        }
    }
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

fn quantity(
    view: &View,
    tagged: &Tagged,
    role: QuantityRole,
    phrases: &[Vec<Figure>],
    cues: &[Tagged],
    lexicon: &Casualties,
) -> Vec<Quantity> {
    let Some(marked) = view.span(&view.trimmed(&tagged.words)) else { return Vec::new() };
    let cue = cue(view, tagged, cues);
    let marked = cue.and_then(|cue| without_state(view, marked, cue)).unwrap_or(marked);
    if mistaken::is_nobody(view, marked, cue, lexicon) {
        return Vec::new();
    }
    let phrase = phrase(view, marked, phrases).filter(|phrase| !is_age_of_one(view, marked, *phrase));
    let died = death_after(view, marked, lexicon)
        .or_else(|| death_of_subject(view, marked, lexicon))
        .or_else(|| death_of_the_hurt(view, marked, lexicon));
    let cue = cue.or(died.filter(|_| role == QuantityRole::Killed));
    let cue = cue.or_else(|| done_to(view, marked).filter(|_| role == QuantityRole::Injured));
    let (role, cue) = match died {
        Some(died) if role == QuantityRole::Injured => (QuantityRole::Killed, Some(died)),
        _ => (by_cue(view, role, cue, lexicon), cue),
    };
    if phrase.is_none()
        && !says_a_number(view, marked)
        && mistaken::counts_nobody(view, &tagged.words, role, lexicon)
        || mistaken::is_miscounted(view, marked, lexicon)
        || matches!(role, QuantityRole::Missing | QuantityRole::Killed)
            && mistaken::is_found(view, marked, phrases, lexicon)
    {
        return Vec::new();
    }
    if phrase.is_none() && is_of_calendar(view, marked, lexicon) {
        return Vec::new();
    }
    // "No indication" counts nobody.
    let is_no_thing = |(index, words): (usize, Range<usize>)| is_denied(&view.lines[index], &words);
    if phrase.is_none()
        && (mistaken::only_joins(view, &tagged.words)
            || !is_plural(view, tagged) && view.words(marked).is_some_and(is_no_thing))
    {
        return Vec::new();
    }
    // "A total of", marked by itself before the number that it announces.
    let announces = view.words(marked).is_some_and(|(index, words)| {
        let line = &view.lines[index];
        line.phrase(words.start, "a total of").is_some_and(|len| words.len() <= len)
    });
    if announces {
        return Vec::new();
    }
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
    let is_figure = |whole: &Span| article && whole.contains(marked) || anyone && marked.contains(*whole);
    let figure = whole.filter(is_figure).unwrap_or(marked);
    let amount = amount(view, tagged, figure, phrase.map(|(_, phrase)| phrase));
    let nobody = amount.high == Some(0);
    let stance = match view.vote("figure_stance", &tagged.words).unwrap_or(Stance::Asserts) {
        Stance::Unknown if nobody => Stance::Asserts,
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
    let scope = view.vote("scope", &tagged.words).unwrap_or(Scope::All);
    let by_noun = phrase.map_or(Scope::All, |(_, phrase)| phrase.scope);
    let scope = if by_noun == Scope::All { scope } else { by_noun };
    // "Two soldiers killed, five others injured": nobody says that these are soldiers.
    let others =
        view.words(figure).and_then(|(index, words)| view.lines[index].norm(words.end.checked_sub(1)?));
    let scope = if others == Some("others") { by_noun } else { scope };
    // "The attackers fled": nobody was driven out.
    if (role, scope) == (QuantityRole::Displaced, Scope::Perpetrator) {
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

/// "Twelve people were taken to a hospital": by the parse, the verb of what was done to them, where the network marks no cue.
fn done_to(view: &View, figure: Span) -> Option<Span> {
    let tokens = &view.layers.tokens;
    let subject = view.tokens(figure)?.find(|&at| tokens[at].deprel.as_deref() == Some("nsubj:pass"))?;
    let verb = tokens.get(tokens[subject].head? as usize)?;
    (verb.upos.as_deref() == Some("VERB") && !verb.span.overlaps(figure)).then_some(verb.span)
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

/// "Three of the wounded died": the verb right after those who were hurt that tells of their death.
fn death_after(view: &View, figure: Span, lexicon: &Casualties) -> Option<Span> {
    let (index, words) = view.words(figure)?;
    let line = &view.lines[index];
    let at = line.skip_adverbs(words.end);
    let (len, cue) = lexicon.cues.longest(at, |i| line.norm(i))?;
    let span = line.span(at, at + len)?;
    let mut tokens = view.tokens(span)?;
    let is_verb = tokens.any(|token| view.class("upos", token) == Some("VERB"));
    (is_verb && cue.form == CueForm::Subject && cue.roles == [QuantityRole::Killed]).then_some(span)
}

/// "Two of those wounded in the attack on a church have succumbed": by the parse, the verb of dying whose subject they are.
fn death_of_subject(view: &View, figure: Span, lexicon: &Casualties) -> Option<Span> {
    let words = view.tokens(figure)?;
    let tokens = &view.layers.tokens;
    // Of "a seventh victim" the network now and then marks the first two words.
    let head = tokens[words.clone().next_back()?].head.map(|head| head as usize);
    let subject = words.clone().chain(head).find(|&at| {
        tokens[at].deprel.as_deref() == Some("nsubj")
            && tokens[at].head.is_some_and(|head| !words.contains(&(head as usize)))
    })?;
    let verb = tokens.get(tokens[subject].head? as usize)?;
    let follows = verb.span.start() >= figure.end();
    let has_died = follows && verb.upos.as_deref() == Some("VERB") && lexicon.dies.contains(&verb.norm);
    (has_died && is_told_as_done(view, verb.span)).then_some(verb.span)
}

/// Whether nothing right before a verb denies it or leaves it open: "may die", "did not die".
fn is_told_as_done(view: &View, verb: Span) -> bool {
    const NEAR: usize = 3;
    let Some(at) = view.tokens(verb).map(|tokens| tokens.start) else { return false };
    let open = |token: &Token| match token.norm.as_str() {
        "not" | "n't" | "never" => true,
        norm => token.upos.as_deref() == Some("AUX") && !HAVE.contains(&norm),
    };
    let before = &view.layers.tokens[at.saturating_sub(NEAR)..at];
    !before
        .iter()
        .rev()
        .take_while(|token| matches!(token.upos.as_deref(), Some("AUX" | "ADV" | "PART")))
        .any(open)
}

/// "A woman wounded in the attack on a church died": the verb of dying after those who were hurt, with no other verb and no other clause between.
fn death_of_the_hurt(view: &View, figure: Span, lexicon: &Casualties) -> Option<Span> {
    let (index, words) = view.words(figure)?;
    let line = &view.lines[index];
    let (len, cue) = lexicon.cues.longest(words.end, |i| line.norm(i))?;
    // "Three of the ten injured": those of whom some died.
    let word = |back: usize| words.start.checked_sub(back).and_then(|at| line.norm(at));
    let is_whole_of_some = word(1) == Some("of")
        || word(1).is_some_and(|word| DETERMINERS.contains(&word)) && word(2) == Some("of");
    if cue.roles != [QuantityRole::Injured] || is_whole_of_some {
        return None;
    }
    for at in words.end + len..line.len() {
        let span = line.span(at, at + 1)?;
        if line.norm(at).is_some_and(|word| lexicon.dies.contains(word)) {
            return is_told_as_done(view, span).then_some(span);
        }
        let mut tokens = view.tokens(span)?;
        // A number is a subject of its own: "of the wounded two died".
        let ends =
            tokens.any(|token| matches!(view.class("upos", token), Some("VERB" | "NUM" | "CCONJ" | "PUNCT")));
        if ends {
            return None;
        }
    }
    None
}

/// "Abducting dozens": who is taken is neither killed nor hurt by the words of the cue.
fn by_cue(view: &View, role: QuantityRole, cue: Option<Span>, lexicon: &Casualties) -> QuantityRole {
    let told = cue.and_then(|cue| view.words(cue)).and_then(|(index, words)| {
        let line = &view.lines[index];
        lexicon.cues.longest(words.start, |i| line.norm(i)).filter(|(len, _)| *len == words.len())
    });
    match told {
        Some((_, cue)) if cue.roles == [QuantityRole::Detained] => QuantityRole::Detained,
        _ => role,
    }
}

/// Whether the noun of a phrase leaves open who was killed and who was hurt: "30 casualties".
fn is_either(phrase: &Figure) -> bool {
    phrase.high != Some(0)
        && phrase.inner.as_ref().is_some_and(|(roles, words)| {
            *words == phrase.head
                && roles.contains(&QuantityRole::Killed)
                && roles.contains(&QuantityRole::Injured)
        })
}

/// "30 casualties, including four dead": the four are all the dead among those that a phrase before counts as killed or hurt.
fn is_of_either(view: &View, figure: Span, phrases: &[Vec<Figure>]) -> bool {
    let Some((index, words)) = view.words(figure) else { return false };
    let line = &view.lines[index];
    let before = phrases.get(index).into_iter().flatten().filter(|phrase| phrase.end <= words.start);
    before.max_by_key(|phrase| phrase.end).is_some_and(|phrase| {
        is_either(phrase)
            && (phrase.end..words.start)
                .all(|at| line.is_any(at, &[",", "(", "including", "among", "them", "of", "whom", "with"]))
    })
}

fn says_a_number(view: &View, figure: Span) -> bool {
    let Some((index, mut words)) = view.words(figure) else { return false };
    let line = &view.lines[index];
    words.any(|at| number::amount(line, at).is_some())
}

/// The "four" of "left four dead": the adjective that tells what befell them is no part of the figure.
fn without_state(view: &View, marked: Span, cue: Span) -> Option<Span> {
    let (figure, cue) = (view.tokens(marked)?, view.tokens(cue)?);
    let is_state = cue.start > figure.start
        && figure.end == cue.end
        && cue.clone().all(|token| view.class("upos", token) == Some("ADJ"))
        && view.class("upos", cue.start - 1) == Some("NUM");
    is_state.then(|| view.span(&(figure.start..cue.start))).flatten()
}

/// The phrase of the grammar that shares most words with `figure`, and the number of its line.
fn phrase<'a>(view: &View, figure: Span, phrases: &'a [Vec<Figure>]) -> Option<(usize, &'a Figure)> {
    let (index, words) = view.words(figure)?;
    let shared = |phrase: &&Figure| overlap(&words, &(phrase.start..phrase.end));
    let near = |phrase: &&Figure| Reverse(phrase.start.abs_diff(words.start));
    let touching = phrases.get(index)?.iter().filter(|phrase| shared(phrase) > 0);
    touching.max_by_key(|phrase| (shared(phrase), near(phrase))).map(|phrase| (index, phrase))
}

/// How many a phrase says.
#[derive(Clone, Copy, Default)]
struct Amount {
    low: Option<u32>,
    high: Option<u32>,
    approximate: bool,
}

fn amount(view: &View, tagged: &Tagged, figure: Span, phrase: Option<&Figure>) -> Amount {
    if let Some(phrase) = phrase {
        return Amount { low: phrase.low, high: phrase.high, approximate: phrase.approximate };
    }
    let Some((index, words)) = view.words(figure) else { return Amount::default() };
    let line = &view.lines[index];
    if let Some(amount) =
        words.clone().filter(|&at| !is_age_at_end(line, &words, at)).find_map(|at| number::amount(line, at))
    {
        return Amount { low: amount.low, high: amount.high, approximate: amount.approximate };
    }
    let plural = is_plural(view, tagged);
    if plural && is_denied(line, &words) {
        return Amount { low: Some(0), high: Some(0), approximate: false };
    }
    // A name or a description: one, unless its noun is a plural.
    if plural {
        Amount { low: Some(2), ..Amount::default() }
    } else {
        Amount { low: Some(1), high: Some(1), approximate: false }
    }
}

/// Whether the last noun of what is marked is a plural.
fn is_plural(view: &View, tagged: &Tagged) -> bool {
    let is_noun = |token: &usize| matches!(view.class("upos", *token), Some("NOUN" | "PROPN" | "PRON"));
    let noun = tagged.words.clone().rev().find(is_noun);
    noun.is_some_and(|token| view.class("number", token) == Some("Plur"))
}

/// "No Norwegians were hurt": whether "no" opens the words or stands before them.
fn is_denied(line: &Line, words: &Range<usize>) -> bool {
    let is_no = |at: usize| line.is(at, "no");
    is_no(words.start) || words.start.checked_sub(1).is_some_and(is_no)
}

/// "Ann Field, 34": whether the phrase that was found in what is `marked` is the age of who is named before it, and counts nobody.
fn is_age_of_one(view: &View, marked: Span, (index, phrase): (usize, &Figure)) -> bool {
    let words = view.words(marked).filter(|(line, _)| *line == index).map(|(_, words)| words);
    words.is_some_and(|words| {
        phrase.end == phrase.start + 1 && is_age_at_end(&view.lines[index], &words, phrase.start)
    })
}

/// Whether the last of `words`, which begin with a name, is an age.
fn is_age_at_end(line: &Line, words: &Range<usize>, at: usize) -> bool {
    let age = number::number(line, at).is_some_and(|(age, _)| age <= number::OLDEST);
    age && at > words.start && at + 1 == words.end && line.is(at - 1, ",") && line.capital(words.start)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The nearest word of the sentence that says what befell them.
fn cue(view: &View, tagged: &Tagged, cues: &[Tagged]) -> Option<Span> {
    let sentence = view.sentence(tagged.words.start);
    let distance = |cue: &&Tagged| tagged.words.start.abs_diff(cue.words.start);
    let same =
        cues.iter().filter(|cue| cue.label == tagged.label && view.sentence(cue.words.start) == sentence);
    same.min_by_key(distance).and_then(|cue| view.span(&cue.words))
}

/// "20 killed and wounded" bounds each from above: a figure whose cue is joined to one of another role counts for both. Of a
/// figure that two heads claim without such cues the surer claim stays.
fn both(view: &View, cues: &[Tagged], found: &mut Vec<Quantity>, lexicon: &Casualties) {
    let mut more: Vec<Quantity> = Vec::new();
    for quantity in found.iter() {
        let Some(cue) = quantity.cue.and_then(|cue| view.tokens(cue)) else { continue };
        for other in cues.iter().filter(|other| are_joined(view, &other.words, &cue)) {
            let role = named::<QuantityRole>(other.label)
                .map(|role| by_cue(view, role, view.span(&other.words), lexicon));
            let Some(role) = role.filter(|role| *role != quantity.role) else { continue };
            let told = |known: &Quantity| {
                let same_cue = known
                    .cue
                    .and_then(|span| view.tokens(span))
                    .is_some_and(|words| overlap(&words, &other.words) > 0);
                known.role == role && (known.figure == quantity.figure || same_cue)
            };
            if !found.iter().chain(&more).any(told) {
                more.push(Quantity { role, cue: view.span(&other.words), ..quantity.clone() });
            }
        }
    }
    found.append(&mut more);
    found.sort_by_key(|quantity| (quantity.figure, quantity.role));
    let mut kept: Vec<Quantity> = Vec::with_capacity(found.len());
    for same in found.chunk_by(|a, b| a.figure == b.figure) {
        if let [one] = same {
            kept.push(one.clone());
            continue;
        }
        let cues_of = |quantity: &Quantity| quantity.cue.and_then(|cue| view.tokens(cue));
        let nobody = same.iter().all(|quantity| quantity.low.is_none_or(|low| low == 0));
        let joined = same.iter().filter_map(cues_of).collect::<Vec<_>>();
        if nobody {
            kept.extend_from_slice(same);
        } else if joined.windows(2).any(|pair| are_joined(view, &pair[0], &pair[1])) {
            let bounded = |quantity: &Quantity| Quantity {
                low: quantity.low.filter(|_| quantity.high.is_none()),
                ..quantity.clone()
            };
            kept.extend(same.iter().map(bounded));
        } else {
            kept.extend(same.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence)).cloned());
        }
    }
    *found = kept;
}

/// Whether two cues are one phrase: the same words, or "killed and wounded", "killed or wounded".
fn are_joined(view: &View, a: &Range<usize>, b: &Range<usize>) -> bool {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    overlap(first, second) > 0
        || first.end + 1 == second.start && view.class("upos", first.end) == Some("CCONJ")
}
