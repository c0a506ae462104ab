//! What befell those whom a figure counts, where the words around it tell more than the network.

use annals_types::{Span, layers::QuantityRole};

use super::{
    super::{
        aboard, died_there,
        figures::Figure,
        line::{DETERMINERS, HAVE, Line},
        view::{FARTHEST, View},
    },
    amount::Amount,
};
use crate::knowledge::casualties::{Casualties, CueForm};

/// What befell the people of a figure that the network takes for one of `role`, and the words that tell it.
pub(super) fn befell(
    view: &View,
    (figure, phrases): (Span, &[Vec<Figure>]),
    amount: Amount,
    role: QuantityRole,
    cue: Option<Span>,
    lexicon: &Casualties,
) -> (QuantityRole, Option<Span>) {
    if role == QuantityRole::Detained
        && let Some((role, words)) = end_of_captives(view, figure, phrases, lexicon)
    {
        return (role, Some(words));
    }
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

/// "Twelve people were taken to a hospital": by the parse, the verb of what was done to them, where the network marks no cue.
fn done_to(view: &View, figure: Span) -> Option<Span> {
    let tokens = &view.layers.tokens;
    let subject = view.tokens(figure)?.find(|&at| tokens[at].deprel.as_deref() == Some("nsubj:pass"))?;
    let verb = tokens.get(tokens[subject].head? as usize)?;
    (verb.upos.as_deref() == Some("VERB") && !verb.span.overlaps(figure)).then_some(verb.span)
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

/// "20 hostages and three gunmen had been killed": what the passive after them, or after those they are joined to, says befell people who were
/// held.
fn end_of_captives(
    view: &View,
    figure: Span,
    phrases: &[Vec<Figure>],
    lexicon: &Casualties,
) -> Option<(QuantityRole, Span)> {
    let (index, words) = view.words(figure)?;
    let line = &view.lines[index];
    let mut norms = words.clone().filter_map(|at| line.norm(at));
    if !norms.any(|norm| lexicon.captives.contains(norm)) {
        return None;
    }
    let is_joined = |other: &&Figure| {
        let span = line.span(other.start, other.end);
        line.is(words.end, "and")
            && other.start == words.end + 1
            && span.is_some_and(|other| share_a_verb(view, figure, other))
    };
    let joined = phrases.get(index)?.iter().find(is_joined);
    let end = joined.map_or(words.end, |other| other.end);
    let verb = if line.is_any(end, &["was", "were"]) {
        end + 1
    } else if line.is_any(end, HAVE) && line.is(end + 1, "been") {
        end + 2
    } else {
        return None;
    };
    let at = line.skip_adverbs(verb);
    let (len, cue) = lexicon.cues.longest(at, |i| line.norm(i))?;
    let [role @ (QuantityRole::Killed | QuantityRole::Injured)] = cue.roles[..] else { return None };
    let is_told =
        cue.form == CueForm::Participle && cue.open.is_none() && !line.is_any(at + len, &["and", "or", "/"]);
    is_told.then_some((role, line.span(at, at + len)?))
}

/// "20 hostages and three gunmen had been killed": whether by the parse these are one subject; not "freed 20 hostages and two gunmen were killed".
/// Where the parse misses that they are joined, no verb may stand before them.
fn share_a_verb(view: &View, first: Span, second: Span) -> bool {
    let tokens = &view.layers.tokens;
    let (Some(first), Some(second)) = (view.tokens(first), view.tokens(second)) else { return false };
    let relation = |at: usize| tokens[at].deprel.as_deref().unwrap_or_default();
    let is_object = first.clone().any(|at| matches!(relation(at), "obj" | "iobj" | "obl" | "nmod"));
    let is_subject = first.clone().any(|at| relation(at).starts_with("nsubj"));
    let mut second = second;
    let is_joined = second.any(|at| {
        relation(at) == "conj" && tokens[at].head.is_some_and(|head| first.contains(&(head as usize)))
    });
    let opens = || {
        let sentence = view.layers.sentences.get(view.sentence(first.start));
        let from = sentence.map_or(first.start, |sentence| sentence.first_token as usize);
        (from..first.start).all(|at| view.class("upos", at) != Some("VERB"))
    };
    !is_object && (is_subject && is_joined || opens())
}

/// Whether nothing right before a verb denies it or leaves it open: "may die", "did not die".
fn is_told_as_done(view: &View, verb: Span, lexicon: &Casualties) -> bool {
    view.words(verb)
        .is_some_and(|(index, words)| !aboard::is_open_before(&view.lines[index], words.start, lexicon))
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

/// "Abducting dozens": who is taken is neither killed nor hurt by the words of the cue.
pub(super) fn by_cue(
    view: &View,
    role: QuantityRole,
    cue: Option<Span>,
    lexicon: &Casualties,
) -> QuantityRole {
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
