//! Whom words of blame, of claiming and of denying hold responsible: "blamed the rebels", "the group claimed responsibility".

use annals_types::{
    Span,
    layers::Token,
    mention::{PlaceMention, PlacePrecision},
    statement::{Blame, Stance},
};

use super::{
    Held, doers, known,
    sides::{bodies, is_nobody_in_particular, last_side, sides},
};
use crate::{
    extract::{scene::Scene, speakers},
    knowledge::{fold, telling::Telling},
};

/// Bytes between somebody and the word that ties him to the incident: a phrase's length, not a clause's.
const NEAR: u32 = 60;

/// Bytes of "is", "was", "were" between a country and "behind", "responsible for".
const COPULA: u32 = 6;

/// "blamed the rebels", "the group claimed responsibility", "Moscow denied"; and, apart, what is negated: "did not blame the rebels".
pub fn accused(sentence: Span, scene: &Scene<'_>, found: &mut Vec<Held>, negated: &mut Vec<Held>) {
    let telling = &scene.knowledge.telling;
    let tokens = scene.words_in(sentence);
    let bodies = bodies(sentence, scene);
    let mut parties = parties(sentence, scene);
    parties.extend(bodies.iter().map(|&(phrase, _)| phrase));
    parties.sort_unstable();
    let places = standing_for(sentence, scene);
    for (index, token) in tokens.iter().enumerate() {
        let cue = token.span;
        let near = |party: &&Span| scene.gap(**party, cue) <= NEAR;
        let before = || parties.iter().filter(|party| party.end() <= cue.start()).rfind(near);
        let after = || parties.iter().filter(|party| party.start() >= cue.end()).find(near);
        let right_after = || places.iter().find(|place| place.start() >= cue.end() && place.gap(cue) <= 1);
        let place_before =
            || places.iter().rfind(|place| place.end() <= cue.start() && place.gap(cue) <= COPULA);
        let next: Vec<&str> = tokens[index..].iter().take(4).map(|token| token.norm.as_str()).collect();
        let is_not = || is_negated(&tokens[..index]);
        let blames = telling.blames.holds(&token.norm);
        let is_blamed = blames && doers::is_blamed(cue, scene);
        let is_of_the_past = || is_of_the_past(&tokens[..index]);
        let of_a_deed = || begins_with_a_deed(&tokens[index + 1..], sentence, scene);
        let blamed = is_blamed.then(|| doers::blamed(cue, scene)).flatten();
        let blamed = blamed.filter(|whom| !is_nobody_in_particular(*whom, scene) && of_a_deed());
        let (party, blame, is_not) = if is_blamed {
            (blamed.as_ref(), Blame::Attributes, is_not())
        } else if blames || telling.points.begin(&next) {
            let party = right_after().or_else(after).map(|party| whose(party, &parties, tokens));
            (party, Blame::Attributes, is_not())
        } else if telling.deems.holds(&token.norm) {
            let end = liable(&tokens[index + 1..], telling);
            let party = right_after().or_else(after);
            let is_liable = |party: &&Span| end.is_some_and(|end| party.end() <= end.start());
            (party.filter(is_liable), Blame::Attributes, is_not())
        } else if telling.accountable.begin(&next) && names_a_deed(&tokens[index + 1..], telling) {
            (place_before().or_else(before), accountable(cue, &tokens[..=index], scene), false)
        } else if (telling.claims.begin(&next) || doers::claims_a_deed(cue, scene))
            && !nobody(&tokens[..index])
            && !is_of_the_past()
            && !claims_others(&tokens[index..], telling)
        {
            (before(), Blame::Claims, is_not())
        } else if telling.denies.holds(&token.norm)
            && denies_a_deed(&tokens[index + 1..], telling)
            && !is_of_the_past()
        {
            let whom = denied(&tokens[index + 1..], &parties);
            let whom = whom.or_else(|| denied(&tokens[index + 1..], &places)).or_else(before);
            (whom, Blame::Denies, is_not())
        } else {
            continue;
        };
        let by_parse = || doers::subject(cue, scene).filter(|_| blame == Blame::Claims);
        let pronoun =
            || subject_pronoun(cue, scene).filter(|_| matches!(blame, Blame::Claims | Blame::Denies));
        let Some(actor) = party.copied().or_else(by_parse).or_else(|| pronoun().map(|(phrase, _)| phrase))
        else {
            continue;
        };
        if is_not {
            negated.push(Held::new(actor, cue, blame));
        } else if !known(actor, found) {
            let body = bodies.iter().copied().chain(pronoun()).find(|&(phrase, _)| phrase == actor);
            found
                .push(Held { named: body.map_or(actor, |(_, named)| named), ..Held::new(actor, cue, blame) });
        }
    }
}

/// The group of "Russian mercenaries of the Hill group", where `party` is the "Russian": only the words of one phrase, with an "of" among
/// them, stand between the two.
fn whose<'p>(party: &'p Span, parties: &'p [Span], tokens: &[Token]) -> &'p Span {
    let inside = |from: u32, to: u32| {
        let first = tokens.partition_point(|token| token.span.start() < from);
        &tokens[first..tokens.partition_point(|token| token.span.start() < to).max(first)]
    };
    let is_adjective =
        inside(party.start(), party.end()).iter().all(|word| word.upos.as_deref() == Some("ADJ"));
    let next = parties.iter().find(|next| next.start() >= party.end());
    let Some(next) = next.filter(|_| is_adjective) else { return party };
    let between = inside(party.end(), next.start());
    let joins = |word: &Token| matches!(word.norm.as_str(), "of" | "from");
    let one_phrase = between
        .iter()
        .all(|word| joins(word) || matches!(word.upos.as_deref(), Some("ADJ" | "DET" | "NOUN" | "PROPN")));
    let names_people = between.first().is_some_and(|word| word.upos.as_deref() == Some("NOUN"));
    if one_phrase && names_people && between.iter().any(joins) { next } else { party }
}

/// Words before one of blame, of claiming or of denying in which something may negate it.
const NEGATED_WITHIN: usize = 5;

/// "Has not claimed", "neither confirmed nor denied", "declined to blame", "stopped short of claiming", "has yet to be charged": whether the
/// words `before` another say that nobody did so. It must be of the same clause: not "who did not give his name denied".
pub fn is_negated(before: &[Token]) -> bool {
    /// Words from one that is bound to what follows it to the verb that it negates: "refused to formally blame".
    const NEXT: usize = 3;
    let near = &before[before.len().saturating_sub(NEGATED_WITHIN)..];
    let word = |at: usize| near.get(at).map_or("", |word| word.norm.as_str());
    let negates = |at: usize| {
        let is_next = near.len() - at <= NEXT;
        match word(at) {
            // "Not only blamed the rebels, but sent troops".
            "not" | "n't" | "never" | "nor" | "neither" => {
                !matches!(word(at + 1), "only" | "just" | "merely")
            }
            "declined" | "declines" | "declining" | "refused" | "refuses" | "refusing" => {
                is_next && word(at + 1) == "to"
            }
            "short" => is_next && word(at + 1) == "of",
            "yet" => word(at + 1) == "to",
            "without" => near.len() - at < NEXT,
            _ => false,
        }
    };
    // Another verb begins another clause, but for "confirmed or denied", "tried to blame".
    let ends = |at: usize| {
        let is_verb = near[at].upos.as_deref() == Some("VERB");
        matches!(word(at), "," | ";" | ":" | "and" | "but")
            || is_verb && !matches!(word(at + 1), "or" | "nor" | "to" | "of")
    };
    (0..near.len()).rev().take_while(|&at| !ends(at)).any(negates)
}

/// "For the raid", "of killing two nurses": whether the words `after` one of blame begin with what was done; not "of failing to stop it".
fn begins_with_a_deed(after: &[Token], sentence: Span, scene: &Scene<'_>) -> bool {
    const WITHIN: usize = 8;
    let telling = &scene.knowledge.telling;
    let harms = |word: Span| {
        let mut here = scene.quantities_in(sentence).filter_map(|(_, quantity)| quantity.cue);
        here.any(|cue| cue.overlaps(word))
    };
    let is_deed = |word: &Token| {
        scene.triggers_in(word.span).next().is_some()
            || telling.deeds.holds(&word.norm)
            || telling.performs.holds(&word.norm)
            || harms(word.span)
    };
    let ends = |word: &Token| word.upos.as_deref() == Some("VERB");
    after.iter().take(WITHIN).find(|word| is_deed(word) || ends(word)).is_some_and(is_deed)
}

/// The word for one who answers for something, soon after "held" and in its clause.
fn liable(after: &[Token], telling: &Telling) -> Option<Span> {
    const WITHIN: usize = 10;
    let clause =
        after.iter().take(WITHIN).take_while(|word| !matches!(word.norm.as_str(), "," | ";" | "." | "and"));
    clause.into_iter().find(|word| telling.liable.holds(&word.norm)).map(|word| word.span)
}

/// "The rebels, who in the past have denied targeting civilians": what was said then is not said of what is told now.
fn is_of_the_past(before: &[Token]) -> bool {
    const WITHIN: usize = 6;
    says_in_the_past(&before[before.len().saturating_sub(WITHIN)..])
}

fn says_in_the_past(words: &[Token]) -> bool {
    words.windows(3).any(|words| words.iter().map(|word| word.norm.as_str()).eq(["in", "the", "past"]))
}

/// "Has claimed responsibility for similar attacks", "for attacks on markets in the past": whether the words from that of a `claim` on speak
/// of other deeds than the one that is told.
fn claims_others(claim: &[Token], telling: &Telling) -> bool {
    const WITHIN: usize = 14;
    /// Words from "for" to the plural.
    const NOUN_WITHIN: usize = 5;
    let ends = |word: &Token| matches!(word.norm.as_str(), "," | ";" | "." | "but");
    let clause = &claim[..claim.len().min(WITHIN)];
    let clause = &clause[..clause.iter().position(ends).unwrap_or(clause.len())];
    let Some(of) = clause.iter().position(|word| word.norm == "for") else { return false };
    let deeds = &clause[of + 1..];
    let is_plural = |word: &Token| word.norm.len() > 3 && word.norm.ends_with('s');
    says_in_the_past(deeds)
        || deeds.iter().take(2).any(|word| telling.unlike.holds(&word.norm))
            && deeds.iter().take(NOUN_WITHIN).any(is_plural)
}

/// "No group has claimed responsibility"; not "in a message that gave no details, the group claimed".
fn nobody(before: &[Token]) -> bool {
    const REACH: usize = 6;
    before
        .iter()
        .rev()
        .take(REACH)
        .take_while(|word| word.norm != ",")
        .any(|word| matches!(word.norm.as_str(), "no" | "nobody" | "none" | "neither"))
}

/// The "it" or "they" that is the subject of the verb at `cue`, with the side that it stands for.
fn subject_pronoun(cue: Span, scene: &Scene<'_>) -> Option<(Span, Span)> {
    let pronoun = doers::pronoun(cue, scene)?;
    Some((pronoun, last_side(pronoun, scene)?))
}

/// "was responsible for the raid"; "may have been behind it" leaves it open, and "was not behind it" and "denied that rebels were responsible
/// for it" say that it was not he.
fn accountable(cue: Span, upto: &[Token], scene: &Scene<'_>) -> Blame {
    const NEAR: usize = 3;
    let negated =
        upto.iter().rev().take(NEAR).any(|word| matches!(word.norm.as_str(), "not" | "n't" | "n’t"));
    // "The group that in May was behind": the month leaves nothing open.
    let open = |word: &Token| {
        matches!(word.norm.as_str(), "may" | "might" | "could") && word.upos.as_deref() != Some("PROPN")
    };
    let (_, stance) = speakers::of(cue, scene);
    if negated || stance == Stance::Denies {
        Blame::Denies
    } else if upto.iter().rev().take(NEAR + 1).any(open) {
        Blame::Doubts
    } else {
        Blame::Attributes
    }
}

/// The countries and capitals of `sentence`, in order, wherever they stand: what they stand for hangs on the words beside them.
fn standing_for(sentence: Span, scene: &Scene<'_>) -> Vec<Span> {
    let countries = scene.knowledge.actors.countries();
    let is_capital = |place: &PlaceMention| {
        let words = fold::words(&scene.report.text, place.span);
        countries.capital(&words).is_some_and(|(_, count)| count == words.len())
    };
    let places = &scene.mentions.places;
    let first = places.partition_point(|place| place.span.start() < sentence.start());
    places[first..]
        .iter()
        .take_while(|place| place.span.start() < sentence.end())
        .filter(|place| place.precision == PlacePrecision::Country || is_capital(place))
        .filter(|place| !scene.is_in_name(place.span))
        .map(|place| place.span)
        .collect()
}

/// Of whom it is denied: "denied that the army had used gas", "denied its forces were behind it".
fn denied<'p>(after: &[Token], parties: &'p [Span]) -> Option<&'p Span> {
    const SUBJECT_WITHIN: usize = 4;
    let last = after.get(..SUBJECT_WITHIN.min(after.len()))?.last()?;
    let first = after.first()?;
    let subject = parties
        .iter()
        .find(|party| first.span.start() <= party.start() && party.start() <= last.span.start())?;
    // "denied involvement and the army said": another clause.
    let joins =
        |word: &&Token| word.span.start() < subject.start() && matches!(word.norm.as_str(), "and" | "but");
    if after.iter().any(|word| joins(&word)) {
        return None;
    }
    // "denied Russian involvement": no clause of its own.
    let verb = after.iter().find(|token| token.span.start() >= subject.end())?;
    matches!(verb.upos.as_deref(), Some("VERB" | "AUX")).then_some(subject)
}

/// The sides named in `sentence`, and the capitals and countries that stand for one ("Moscow denied"), in order.
fn parties(sentence: Span, scene: &Scene<'_>) -> Vec<Span> {
    let places = &scene.mentions.places;
    let first = places.partition_point(|place| place.span.start() < sentence.start());
    let standing_for = places[first..]
        .iter()
        .take_while(|place| place.span.start() < sentence.end())
        .filter(|place| place.metonymic && !scene.is_in_name(place.span))
        .map(|place| place.span);
    let mut found: Vec<Span> = sides(sentence, scene).into_iter().chain(standing_for).collect();
    found.sort_unstable();
    found
}

/// Words after "denied" in which what is denied must be named.
const DENIED_WITHIN: usize = 10;

/// "denied any role in the attack", but not "denied that civilians were hurt".
fn denies_a_deed(after: &[Token], telling: &Telling) -> bool {
    let clause = after
        .iter()
        .take(DENIED_WITHIN)
        .take_while(|token| !matches!(token.norm.as_str(), "." | ";" | "," | "\""));
    clause.into_iter().any(|token| telling.deeds.holds(&token.norm))
}

/// Words after "responsible for" or "behind" in which what somebody answers for must be named.
const ANSWERED_WITHIN: usize = 5;

/// "responsible for the raid", "behind it", but not "responsible for the police", "behind the front line".
fn names_a_deed(after: &[Token], telling: &Telling) -> bool {
    let within = &after[..after.len().min(ANSWERED_WITHIN)];
    let ends = within.get(1).is_some_and(|token| token.upos.as_deref() == Some("PUNCT"));
    // "an attack that the rebels were responsible for."
    ends || denies_a_deed(within, telling)
        || within.iter().take(2).any(|token| matches!(token.norm.as_str(), "it" | "this" | "that" | "them"))
}
