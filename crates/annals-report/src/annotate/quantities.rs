//! Figures of killed, injured, missing, detained, displaced and of crowds: the network finds them and says who is counted, the
//! words of the phrase say how many.

use std::{cmp::Reverse, ops::Range};

use annals_encoder::Tagged;
use annals_types::{
    Span,
    layers::{Quantity, QuantityRole},
    statement::{Scope, Stance},
};

use super::{
    aboard, died_there,
    figures::{self, Figure},
    line::{DETERMINERS, Line},
    mistaken, number, own_hand, passed, shares,
    view::{FARTHEST, View, named},
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
            let last = found.last().cloned();
            let is_told = |one: &Quantity| {
                last.as_ref().is_some_and(|last: &Quantity| {
                    let same = (last.role, last.low, last.high) == (one.role, one.low, one.high);
                    let joined = one.scope == Scope::Other
                        && place(one.figure).is_some_and(|at| place(last.figure) == Some(at));
                    same && (last.figure == one.figure || joined)
                })
            };
            let counted = quantity(view, &tagged, role, &phrases, &cues, lexicon);
            found.extend(counted.into_iter().filter(|one| !is_told(one)));
        }
    }
    spare_ages(view, &mut found);
    spare_wholes(view, &mut found);
    both(view, &cues, &mut found, lexicon);
    carry_scope(view, &mut found);
    keep_kind_of_whole(view, &mut found);
    join_predicates(view, &mut found);
    found.extend(shares::wholes(view, &phrases, &found, lexicon));
    shares::mark(view, &mut found, lexicon);
    shares::mark_peoples(view, &mut found);
    shares::count_most(view, &mut found);
    found.extend(own_hand::only_themselves(view, &phrases, &found, lexicon));
    found
}

/// "Brought out 36 workers; seven of them were dead", "39 people, 37 of whom were treated": those of whom only some came to harm did not, where nothing
/// tells it of them but the words for those.
fn spare_wholes(view: &View, found: &mut Vec<Quantity>) {
    let are_some = |quantity: &Quantity| {
        view.words(quantity.figure).is_some_and(|(index, words)| {
            (words.start + 1..words.end).any(|at| {
                view.lines[index].is(at - 1, "of") && view.lines[index].is_any(at, &["them", "whom"])
            })
        })
    };
    let some: Vec<Quantity> = found.iter().filter(|quantity| are_some(quantity)).cloned().collect();
    // Of "six people, two of them children, were killed" the six are the subject.
    let is_subject = |figure: Span, cue: Span| {
        let tokens = &view.layers.tokens;
        let (Some(figure), Some(cue)) = (view.tokens(figure), view.tokens(cue)) else { return false };
        figure.clone().any(|at| {
            tokens[at].deprel.as_deref().is_some_and(|how| how.starts_with("nsubj"))
                && tokens[at].head.is_some_and(|head| cue.contains(&(head as usize)))
        })
    };
    let tells = |quantity: &Quantity, of_some: &Quantity| {
        of_some.role == quantity.role
            && are_of_one_sentence(view, quantity, of_some)
            && quantity.figure.end() <= of_some.figure.start()
            && of_some.low.is_some_and(|low| Some(low) < quantity.low)
            && of_some.cue.is_some_and(|cue| {
                cue.start() >= of_some.figure.end()
                    && quantity.cue.is_none_or(|own| own == cue)
                    && is_subject(of_some.figure, cue)
                    && !is_subject(quantity.figure, cue)
            })
    };
    found.retain(|quantity| !some.iter().any(|of_some| tells(quantity, of_some)));
}

/// "A seamstress of 44": the number after one who is described is an age.
fn spare_ages(view: &View, found: &mut Vec<Quantity>) {
    let people: Vec<Span> =
        found.iter().filter(|one| (one.low, one.high) == (Some(1), Some(1))).map(|one| one.figure).collect();
    let is_one_before = |index: usize, line: &Line, at: usize| {
        people
            .iter()
            .filter_map(|&one| view.words(one))
            .any(|(other, words)| other == index && words.end == at && line.is_any(words.start, &["a", "an"]))
    };
    found.retain(|quantity| {
        let Some((index, words)) = view.words(quantity.figure) else { return true };
        let line = &view.lines[index];
        let is_number = number::number(line, words.start)
            .is_some_and(|(age, len)| len == words.len() && (1..=number::OLDEST).contains(&age));
        let of = words.start.wrapping_sub(1);
        !(is_number && line.is(of, "of") && is_one_before(index, line, of))
    });
}

/// "4 civilians were killed and 70 wounded": a number alone counts those that the figures before it name, and so do others beside militants.
/// Where a part of them is told of next, they are of more than one kind.
fn carry_scope(view: &View, found: &mut [Quantity]) {
    found.sort_by_key(|quantity| (quantity.figure, quantity.role));
    let is_bare = |span: Span| {
        view.tokens(span).is_some_and(|mut words| {
            words.all(|token| matches!(view.class("upos", token), Some("NUM" | "ADV" | "ADP")))
        })
    };
    let is_others = |span: Span| {
        let mut words = view.tokens(span).into_iter().flatten();
        words.next_back().is_some_and(|last| view.layers.tokens[last].norm == "others")
    };
    for index in 1..found.len() {
        let (before, after) = (&found[index - 1], &found[index]);
        if !are_of_one_sentence(view, before, after) || after.scope != Scope::All || before.role == after.role
        {
            continue;
        }
        let scope = common_scope(view, &found[..index]);
        // "Killing ten militants and injuring 20 others"; beside soldiers or civilians others may be anybody.
        let is_of_them = scope == Scope::Combatant && is_others(after.figure);
        if !is_of_them && !is_bare(after.figure) {
            continue;
        }
        // "29 children dead and 48 wounded, 30 of them children": the 48 are more than the children. Others of whom a part is told are
        // not all militants, whoever the part is: "15 others, mostly civilians".
        let is_told_of_part = found.get(index + 1).is_some_and(|next| {
            next.part
                && next.role == after.role
                && (is_of_them || next.scope == scope)
                && are_of_one_sentence(view, after, next)
        });
        if !is_told_of_part {
            found[index].scope = scope;
        }
    }
}

/// "Seven militants, including two commanders", "22 medics, including a senior official": a part is of the kind of its whole, unless its words
/// say more than what post somebody holds.
fn keep_kind_of_whole(view: &View, found: &mut [Quantity]) {
    /// Words from the whole to its part.
    const NEAR: usize = 3;
    for index in 1..found.len() {
        let (whole, part) = (&found[index - 1], &found[index]);
        let (Some(before), Some(after)) = (view.tokens(whole.figure), view.tokens(part.figure)) else {
            continue;
        };
        let between = before.end..after.start.max(before.end);
        let includes = between.len() <= NEAR
            && view.layers.tokens[between]
                .iter()
                .any(|token| matches!(token.norm.as_str(), "including" | "among"));
        let holds_a_post = match whole.scope {
            Scope::Combatant => matches!(part.scope, Scope::MemberOfForce | Scope::Other),
            Scope::Civilian | Scope::Responder | Scope::MemberOfForce => part.scope == Scope::Other,
            _ => false,
        };
        let is_of_whole = part.part && whole.role == part.role && are_of_one_sentence(view, whole, part);
        if is_of_whole && includes && holds_a_post {
            found[index].scope = whole.scope;
        }
    }
}

/// The scope of all those of whom the last of `told` counts some: of the figures of its role that stand together in its sentence. "14 people,
/// two of them children" are people, and "four soldiers and three civilians" anybody.
fn common_scope(view: &View, told: &[Quantity]) -> Scope {
    let Some(last) = told.last() else { return Scope::All };
    let is_other = |other: &Quantity| other.role != last.role || !are_of_one_sentence(view, other, last);
    let first = told.iter().rposition(is_other).map_or(0, |before| before + 1);
    let [whole, rest @ ..] = &told[first..] else { return Scope::All };
    let is_part = rest.first().is_some_and(|next| next.part);
    if is_part || rest.iter().all(|other| other.scope == whole.scope) { whole.scope } else { Scope::All }
}

fn are_of_one_sentence(view: &View, a: &Quantity, b: &Quantity) -> bool {
    view.layers.sentence_at(a.figure.start()) == view.layers.sentence_at(b.figure.start())
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
    let (role, cue) = befell(view, marked, amount, role, cue, lexicon);
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
        pair.unwrap_or_else(|| scope(view, tagged, figure, phrase.map(|(_, phrase)| phrase)))
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

/// What befell the people of a figure that the network takes for one of `role`, and the words that tell it.
fn befell(
    view: &View,
    figure: Span,
    amount: Amount,
    role: QuantityRole,
    cue: Option<Span>,
    lexicon: &Casualties,
) -> (QuantityRole, Option<Span>) {
    let passive = by_passive(view, figure, lexicon);
    let is_hurt = passive.is_some_and(|(told, _)| told == QuantityRole::Injured);
    let death = || {
        death_after(view, figure, lexicon)
            .or_else(|| death_of_subject(view, figure, lexicon))
            .or_else(|| death_of_the_hurt(view, figure, lexicon))
    };
    let is_one = (amount.low, amount.high) == (Some(1), Some(1));
    let died =
        died_there::death(view, figure, is_one, lexicon).or_else(|| if is_hurt { None } else { death() });
    let cue = cue.or(died.filter(|_| role == QuantityRole::Killed));
    let cue = cue.or_else(|| done_to(view, figure).filter(|_| role == QuantityRole::Injured));
    match died {
        Some(died) if role == QuantityRole::Injured => (QuantityRole::Killed, Some(died)),
        _ => match passive.filter(|(told, _)| are_harms(role, *told)) {
            Some((told, words)) => (told, Some(words)),
            None => (by_cue(view, role, cue, lexicon), cue),
        },
    }
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

/// Whom a figure counts: what its noun says, else what the network says. Of others the figures before tell more than the network; see
/// [`carry_scope`].
fn scope(view: &View, tagged: &Tagged, figure: Span, phrase: Option<&Figure>) -> Scope {
    let by_noun = phrase.map_or(Scope::All, |phrase| phrase.scope);
    // "Two soldiers killed, five others injured": nobody says that these are soldiers.
    let last = view.words(figure).and_then(|(index, words)| view.lines[index].norm(words.last()?));
    if last == Some("others") || by_noun != Scope::All {
        by_noun
    } else {
        view.vote("scope", &tagged.words).unwrap_or(Scope::All)
    }
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
    let died = died_there::cue(line, line.skip_adverbs(words.end), lexicon)?;
    view.tokens(died)?.any(|token| view.class("upos", token) == Some("VERB")).then_some(died)
}

/// "Two of those wounded in the attack on a church have succumbed", "a woman was hit in the head and died": by the parse, the verb of dying
/// whose subject they are, or that is joined to theirs.
fn death_of_subject(view: &View, figure: Span, lexicon: &Casualties) -> Option<Span> {
    let words = view.tokens(figure)?;
    let tokens = &view.layers.tokens;
    // Of "a seventh victim" the network now and then marks the first two words.
    let head = tokens[words.clone().next_back()?].head.map(|head| head as usize);
    let subject = words.clone().chain(head).find(|&at| {
        matches!(tokens[at].deprel.as_deref(), Some("nsubj" | "nsubj:pass"))
            && tokens[at].head.is_some_and(|head| !words.contains(&(head as usize)))
    })?;
    let verb = tokens[subject].head? as usize;
    let has_died = |&at: &usize| {
        tokens.get(at).is_some_and(|token| {
            token.span.start() >= figure.end()
                && token.upos.as_deref() == Some("VERB")
                && lexicon.dies.contains(&token.norm)
        })
    };
    let is_declared = |&at: &usize| declared_dead(view, at, lexicon).is_some();
    if let Some(died) = Some(verb).filter(has_died).or_else(|| joined_to(view, verb, has_died)) {
        let died = tokens[died].span;
        return is_told_as_done(view, died, lexicon).then_some(died);
    }
    joined_to(view, verb, is_declared).and_then(|at| declared_dead(view, at, lexicon))
}

/// "A woman was hit in the head and was pronounced dead": the words from the verb at token `at` on, where they say that somebody died or was
/// found to be dead, and nothing denies it or leaves it open.
fn declared_dead(view: &View, at: usize, lexicon: &Casualties) -> Option<Span> {
    let token = view.layers.tokens.get(at).filter(|token| token.upos.as_deref() == Some("VERB"))?;
    let (index, words) = view.words(token.span)?;
    let died = died_there::cue(&view.lines[index], words.start, lexicon)?;
    is_told_as_done(view, died, lexicon).then_some(died)
}

/// The first word joined to the verb at `verb`, after it in its sentence and without a subject of its own, that is `wanted`.
fn joined_to(view: &View, verb: usize, wanted: impl Fn(&usize) -> bool) -> Option<usize> {
    let tokens = &view.layers.tokens;
    let sentence = view.layers.sentences.get(view.sentence(verb))?;
    let end = (sentence.end_token as usize).min(tokens.len()).min(verb + FARTHEST);
    let relation = |at: usize| tokens[at].deprel.as_deref().unwrap_or_default();
    let hangs = |at: usize, head: usize| tokens[at].head == Some(head as u32);
    let has_subject =
        |joined: usize| (verb..end).any(|at| hangs(at, joined) && relation(at).starts_with("nsubj"));
    let joined = (verb + 1..end).filter(|&at| relation(at) == "conj" && hangs(at, verb));
    joined.filter(wanted).find(|&at| !has_subject(at))
}

/// Whether nothing right before a verb denies it or leaves it open: "may die", "did not die".
fn is_told_as_done(view: &View, verb: Span, lexicon: &Casualties) -> bool {
    view.words(verb)
        .is_some_and(|(index, words)| !aboard::is_open_before(&view.lines[index], words.start, lexicon))
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
            return is_told_as_done(view, span, lexicon).then_some(span);
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

/// Whether one of these is of the dead and the other of the wounded.
const fn are_harms(a: QuantityRole, b: QuantityRole) -> bool {
    matches!(
        (a, b),
        (QuantityRole::Killed, QuantityRole::Injured) | (QuantityRole::Injured, QuantityRole::Killed)
    )
}

/// "Three more were injured": what the passive right after a figure says befell its people, where it tells of one thing and nothing says
/// that they died.
fn by_passive(view: &View, figure: Span, lexicon: &Casualties) -> Option<(QuantityRole, Span)> {
    /// Words after the passive in which a death may be told.
    const REACH: usize = 40;
    let (index, words) = view.words(figure)?;
    let line = &view.lines[index];
    let verb = words.end + 1;
    // The adverb of "was fatally wounded" is a part of the cue.
    let (at, (len, cue)) = (verb..=line.skip_adverbs(verb))
        .find_map(|at| Some((at, lexicon.cues.longest(at, |i| line.norm(i))?)))?;
    let [role] = cue.roles[..] else { return None };
    let is_told = line.is_any(words.end, &["was", "were"]) && cue.form == CueForm::Participle;
    let is_alone = cue.open.is_none() && !line.is_any(at + len, &["and", "or", "/"]);
    let is_dying = |i: usize| line.norm(i).is_some_and(|norm| lexicon.dies.contains(norm));
    let dies = |i: usize| is_dying(i) && !has_a_subject(view, line, i);
    if !is_told || !is_alone || (at + len..at + len + REACH).any(dies) {
        return None;
    }
    Some((role, line.span(at, at + len)?))
}

/// "And the suspect died", "and two later died": whether somebody is named right before the verb at word `at`, other than "and died".
fn has_a_subject(view: &View, line: &Line, at: usize) -> bool {
    /// Words before the verb, of which more never only help it.
    const REACH: usize = 6;
    let Some(verb) = line.span(at, at + 1).and_then(|span| view.tokens(span)) else { return false };
    let helps = |token: &usize| matches!(view.class("upos", *token), Some("ADV" | "AUX" | "PART"));
    let before = (verb.start.saturating_sub(REACH)..verb.start).rev().find(|token| !helps(token));
    before.is_some_and(|token| {
        matches!(view.class("upos", token), Some("NOUN" | "PROPN" | "PRON" | "NUM"))
            && view.layers.tokens[token].norm != "who"
    })
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
    let best = touching.clone().max_by_key(|phrase| (shared(phrase), near(phrase)));
    // "18 members of a local militia" are eighteen, however long the name of what they are members of.
    let line = &view.lines[index];
    let leads = |phrase: &&&Figure| {
        let is_number = number::amount(line, phrase.start).is_some();
        phrase.start == words.start && is_number && line.is(phrase.end, "of")
    };
    let first = touching.clone().find(|phrase| leads(&phrase));
    first.or(best).map(|phrase| (index, phrase))
}

/// Whether what is marked ends or begins within the words of one number: "a hundred and" of "a hundred and six people".
fn cuts_a_number(view: &View, index: usize, marked: Span, phrase: &Figure) -> bool {
    let line = &view.lines[index];
    let Some((_, words)) = view.words(marked).filter(|(line, _)| *line == index) else { return false };
    let is_number = |at: usize| number::number(line, at).is_some();
    let parts_number = |at: usize| {
        let before = at.checked_sub(1).is_some_and(|before| is_number(before) || line.is(before, "and"));
        phrase.start < at && at < phrase.head.0 && before && is_number(at)
    };
    parts_number(words.start) || parts_number(words.end)
}

/// Whether what is marked ends at the "and" within a phrase: "14 women and" of "14 women and children".
fn stops_at_and(view: &View, marked: Span, phrase: &Figure) -> bool {
    view.words(marked).is_some_and(|(index, words)| {
        (phrase.start + 1..phrase.end).contains(&words.end)
            && view.lines[index].is_any(words.end - 1, &["and", "or"])
    })
}

/// How many a phrase says.
#[derive(Clone, Copy, Default)]
struct Amount {
    low: Option<u32>,
    high: Option<u32>,
    approximate: bool,
}

impl Amount {
    const fn exactly(number: u32) -> Self {
        Self { low: Some(number), high: Some(number), approximate: false }
    }
}

fn amount(view: &View, tagged: &Tagged, figure: Span, phrase: Option<&Figure>) -> Amount {
    if let Some(phrase) = phrase {
        return Amount { low: phrase.low, high: phrase.high, approximate: phrase.approximate };
    }
    let Some((index, words)) = view.words(figure) else { return Amount::default() };
    let line = &view.lines[index];
    if are_two_names(line, words.clone()) {
        return Amount::exactly(2);
    }
    let some = Amount { low: Some(2), ..Amount::default() };
    if number::begins_a_share(line, words.start) {
        return some;
    }
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
    if plural { some } else { Amount::exactly(1) }
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

/// "A husband and wife", "a man and a woman", marked as one: the scope of both, where they are two people.
fn pair(
    view: &View,
    figure: Span,
    (index, first): (usize, &Figure),
    phrases: &[Vec<Figure>],
    lexicon: &Casualties,
) -> Option<Scope> {
    let is_one = |phrase: &Figure| (phrase.low, phrase.high) == (Some(1), Some(1));
    let (_, words) = view.words(figure)?;
    let line = &view.lines[index];
    if !is_one(first) || !line.is(first.end, "and") {
        return None;
    }
    let next = first.end + 1;
    let is_second = |&other: &&Figure| other.start == next && other.end == words.end && is_one(other);
    // "A shepherd and father of ten" is one; "a man and wife of one village" are two.
    if line.is(words.end, "of") && number::number(line, words.end + 1).is_some() {
        return None;
    }
    let described = phrases.get(index)?.iter().find(is_second).map(|other| other.scope);
    // One article for both.
    let bare = || {
        let (len, noun) = lexicon.nouns.longest(next, |i| line.norm(i))?;
        (!noun.plural && noun.roles.is_empty() && next + len == words.end).then_some(noun.scope)
    };
    let second = described.or_else(bare)?;
    Some(if second == first.scope { second } else { Scope::All })
}

/// "William and Dorothy Field": nothing but names, with one "and" between them; where that has a capital too, capitals tell no names.
fn are_two_names(line: &Line, words: Range<usize>) -> bool {
    let is_and = |at: &usize| line.is(*at, "and") && !line.capital(*at);
    let inside = words.start + 1..words.end.saturating_sub(1);
    let is_name = |at: usize| line.capital(at) || line.is(at, ".");
    !line.headline && inside.filter(is_and).count() == 1 && words.filter(|at| !is_and(at)).all(is_name)
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
    found.dedup_by_key(|quantity| (quantity.figure, quantity.role));
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
