//! How the words of an incident stand in their sentence: told, recalled, named as a cause, or named in general.

use annals_types::{
    Span,
    layers::{QuantityRole, Reality, Token},
    mention::TimeMention,
    time::TimePrecision,
};

use super::{dating::dates_what_follows, scene::Scene};
use crate::annotate::is_ordinal;

/// How a trigger stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// As what the sentence tells.
    Told,
    /// As something further back: "the previous raid", "last sent jets".
    Recalled,
    /// As what something else answered or followed: "in response to rocket attacks", "a day after drones hit the port".
    Cause,
    /// As a kind of thing, not one that happened: "recent attacks", "the means to carry out attacks".
    Vague,
    /// As what a day is kept in memory of: "the fifth anniversary of the shooting".
    Remembered,
}

/// How the trigger at `word` stands in `sentence`.
pub fn standing(word: Span, sentence: Span, scene: &Scene<'_>) -> Standing {
    if answered(word, sentence, scene).is_some() {
        Standing::Cause
    } else if is_vague(word, scene) {
        Standing::Vague
    } else if is_remembered(word, scene) {
        Standing::Remembered
    } else if is_recalled(word, scene) {
        Standing::Recalled
    } else {
        Standing::Told
    }
}

/// "The fifth anniversary of the deadly shooting"; not "on the anniversary of independence, gunmen attacked".
fn is_remembered(word: Span, scene: &Scene<'_>) -> bool {
    /// Words from that of memory to the trigger.
    const NEAR: usize = 5;
    let before = scene.words_before(word.start(), NEAR);
    let remembers = |pair: &[&str]| pair[1] == "of" && scene.knowledge.telling.remembers.holds(pair[0]);
    let Some(at) = before.windows(2).rposition(remembers) else { return false };
    before[at..].iter().all(|word| word.contains(char::is_alphanumeric))
}

/// The words that make the trigger at `word` the cause of another: those of response close before it with no other trigger
/// between, or "after" with a time before it and another trigger before that; and "since", where it says what another is measured by.
pub fn answered(word: Span, sentence: Span, scene: &Scene<'_>) -> Option<Span> {
    const NEAR: usize = 9;
    const REACH: usize = 24;
    let tokens = scene.words_in(Span::new(sentence.start(), word.start()));
    let tokens = &tokens[tokens.len().saturating_sub(REACH)..];
    let from = tokens.first().map_or(word.start(), |token| token.span.start());
    let triggers: Vec<Span> =
        scene.triggers_in(Span::new(from, word.start())).map(|(_, trigger)| trigger.span).collect();
    let telling = &scene.knowledge.telling;
    for index in (tokens.len().saturating_sub(NEAR)..tokens.len()).rev() {
        if triggers.last().is_some_and(|last| tokens[index].span.start() < last.end()) {
            break;
        }
        let next: Vec<&str> = tokens[index..].iter().take(3).map(|token| token.norm.as_str()).collect();
        // "The strikes answered a bombing"; not "police answered a call".
        let is_answer = telling.answers.holds(next[0])
            && index
                .checked_sub(1)
                .is_some_and(|before| scene.triggers_in(tokens[before].span).next().is_some());
        if is_answer {
            return Some(tokens[index].span);
        }
        if telling.responses.begin(&next)
            && (!brings_help(index, tokens, scene) || is_met(word, sentence, scene))
        {
            return Some(tokens[index].span);
        }
    }
    // "came a day after": what follows has its own clause, however long the way to it.
    let told_before = |at: u32| {
        let before = Span::new(sentence.start().min(at), at);
        scene.triggers_in(before).next().is_some()
            || is_deed(word, scene)
                && counts_the_killed(before, scene)
                && !counts_further_dead(before, scene)
                && counts_the_harmed(Span::new(word.end().min(sentence.end()), sentence.end()), scene)
    };
    let after = tokens.iter().enumerate().skip(1).find(|(index, token)| {
        telling.sequels.holds(&token.norm)
            && telling.spans.holds(&tokens[index - 1].norm)
            && told_before(token.span.start())
    });
    after
        .map(|(_, token)| token.span)
        .or_else(|| opening(word, sentence, scene))
        .or_else(|| measured(word, sentence, scene))
}

/// Whether people are said to have been killed in `part`, and not to have died of what was done before.
fn counts_the_killed(part: Span, scene: &Scene<'_>) -> bool {
    let dies = &scene.knowledge.casualties.dies;
    scene.quantities_in(part).any(|(_, told)| {
        let kills = |cue: Span| !scene.tokens_in(cue).iter().any(|word| dies.contains(&word.norm));
        told.role == QuantityRole::Killed && told.high != Some(0) && told.cue.is_some_and(kills)
    })
}

/// Whether the trigger at `word` tells of what people did to each other: a flood or a fire kills on for days.
fn is_deed(word: Span, scene: &Scene<'_>) -> bool {
    let types = &scene.knowledge.incident_types;
    scene.triggers_in(word).any(|(_, trigger)| types.deed(&trigger.incident_type).is_some())
}

/// "Nine more people were confirmed killed": whether `part` adds to the dead of what was told before, or tells that they were found.
fn counts_further_dead(part: Span, scene: &Scene<'_>) -> bool {
    let (casualties, telling) = (&scene.knowledge.casualties, &scene.knowledge.telling);
    scene.tokens_in(part).iter().any(|word| {
        casualties.further.contains(&word.norm)
            || telling.remains.holds(&word.norm)
            || matches!(word.norm.as_str(), "found" | "confirmed" | "recovered" | "identified")
    })
}

/// Whether people are said to have been killed or hurt in `part`.
fn counts_the_harmed(part: Span, scene: &Scene<'_>) -> bool {
    scene.quantities_in(part).any(|(_, told)| {
        matches!(told.role, QuantityRole::Killed | QuantityRole::Injured) && told.high != Some(0)
    })
}

/// "The deadliest attack since the massacre in Florida": the "since" close before `word`, after another trigger that is said to be the first or
/// the worst of its kind; not "the deadliest attack since March, a bombing", where the mark ends what it is measured by.
fn measured(word: Span, sentence: Span, scene: &Scene<'_>) -> Option<Span> {
    /// Words from "since" to the trigger.
    const NEAR: usize = 5;
    /// Words from that of a rank to "since".
    const REACH: usize = 8;
    let words = scene.words_in(Span::new(sentence.start(), word.start()));
    let since =
        (words.len().saturating_sub(NEAR)..words.len()).rev().find(|&at| words[at].norm == "since")?;
    let is_end =
        |at: usize| words[at].norm == "," && words.get(at + 1).is_none_or(|next| next.norm != "when");
    if (since..words.len()).any(is_end) {
        return None;
    }
    let ranks = |word: &&Token| scene.knowledge.telling.is_rank(&word.norm);
    let rank = words[since.saturating_sub(REACH)..since].iter().find(ranks)?;
    let since = words[since].span;
    let between = Span::new(rank.span.end(), since.start());
    scene.triggers_in(between).next().is_some().then_some(since)
}

/// "Charged with two counts of murder": whether by the parse the trigger at `word`, a bare noun, is what somebody is charged with. What he is
/// charged in is not, nor what is told of by where and of whom: "with murder in the shooting of two men".
pub fn is_charge(word: Span, scene: &Scene<'_>) -> bool {
    /// Words from a preposition to its noun.
    const NEAR: usize = 8;
    let tokens = &scene.layers.tokens;
    let is_noun = scene.tokens_in(word).last().is_some_and(|last| last.upos.as_deref() == Some("NOUN"));
    let rest = scene.words_in(scene.after_in_sentence(word));
    let is_told = rest.first().is_some_and(|next| {
        matches!(next.norm.as_str(), "of" | "in" | "at" | "near" | "on" | "outside" | "that")
    });
    if !is_noun || is_told {
        return false;
    }
    for at in scene.upwards(word) {
        let joins = |token: &&Token| {
            token.head.is_some_and(|head| head as usize == at)
                && matches!(token.deprel.as_deref(), Some("case" | "mark"))
        };
        let Some(joint) = tokens[at.saturating_sub(NEAR)..at].iter().find(joins) else { continue };
        let above = tokens[at].head.and_then(|head| tokens.get(head as usize));
        let charged = above.is_some_and(|above| scene.knowledge.telling.charges.holds(&above.norm));
        match joint.norm.as_str() {
            "with" | "of" | "on" if charged => return true,
            "in" | "for" | "after" | "over" | "from" | "during" | "following" => return false,
            _ => {}
        }
    }
    false
}

/// "The city's 14th homicide of the year": whether the trigger at `word` says which killing of a period something was, and so tells of
/// nothing further.
pub fn is_nth_of_period(word: Span, scene: &Scene<'_>) -> bool {
    /// Words from the trigger to the period.
    const NEAR: usize = 4;
    let is_nth = scene.words_before(word.start(), 1).first().is_some_and(|word| is_ordinal(word));
    let killings = &scene.knowledge.casualties.killings.words;
    let is_killing = scene.tokens_in(word).last().is_some_and(|last| killings.contains(&last.norm));
    let rest = scene.after_in_sentence(word);
    let near = scene.words_in(rest).iter().take(NEAR).next_back().map_or(word, |last| word.cover(last.span));
    let is_period = |(_, time): (usize, &TimeMention)| {
        near.contains(time.span)
            && time.precision >= TimePrecision::Month
            && time.precision != TimePrecision::Unknown
    };
    is_nth && is_killing && scene.times_in(rest).any(is_period)
}

/// "Officers responded to a shooting", "in response to reports of a shooting": the word of response at `at` says that helpers came, or that
/// they were called. `words` end where the word of the incident begins.
fn brings_help(at: usize, words: &[Token], scene: &Scene<'_>) -> bool {
    let telling = &scene.knowledge.telling;
    if !matches!(words[at].norm.as_str(), "response" | "responded" | "responding") {
        return false;
    }
    let is_call = |pair: &[Token]| match pair[0].norm.as_str() {
        "report" | "reports" => pair[1].norm == "of",
        // "Calls for peace" are no calls for help.
        "call" | "calls" => !matches!(pair[1].norm.as_str(), "for" | "to"),
        _ => false,
    };
    // "Police said that the army struck in response to": another verb begins another clause.
    let ends = |word: &Token| {
        let acts = word.upos.as_deref() == Some("VERB") && !telling.happens.holds(&word.norm);
        acts || matches!(word.norm.as_str(), "," | ";")
    };
    let helps = |word: &Token| {
        telling.happeners.holds(&word.norm)
            && !matches!(word.norm.as_str(), "it" | "this" | "incident" | "crime")
    };
    words[at..].windows(2).any(is_call) || words[..at].iter().rev().take_while(|word| !ends(word)).any(helps)
}

/// "Police responded to the attack by opening fire": whether right after the trigger at `word` something that was done stands against it.
fn is_met(word: Span, sentence: Span, scene: &Scene<'_>) -> bool {
    const NEAR: usize = 3;
    let rest = scene.words_in(Span::new(word.end().min(sentence.end()), sentence.end()));
    let joint = rest.iter().take(NEAR).find(|next| matches!(next.norm.as_str(), "with" | "by"));
    let after = joint.map(|joint| Span::new(joint.span.end().min(sentence.end()), sentence.end()));
    after.is_some_and(|after| scene.triggers_in(after).next().is_some())
}

/// "A day after a bomb killed four people at a market, gunmen shot dead six": the "after" of a clause that opens a sentence which goes on to
/// tell what followed, where `word` stands in that clause.
fn opening(word: Span, sentence: Span, scene: &Scene<'_>) -> Option<Span> {
    const FIRST: usize = 3;
    let telling = &scene.knowledge.telling;
    let words = scene.words_in(sentence);
    let opens =
        |at: &usize| telling.spans.holds(&words[at - 1].norm) && telling.sequels.holds(&words[*at].norm);
    let after = (1..words.len().min(FIRST)).find(opens)?;
    let comma = words[after..].iter().find(|word| word.norm == ",")?.span;
    let goes_on = scene.triggers_in(Span::new(comma.end(), sentence.end())).next().is_some();
    (goes_on && words[after].span.end() <= word.start() && word.end() <= comma.start())
        .then(|| words[after].span)
}

/// The words of `sentence` that tell of the cause whose trigger stands at `word`.
pub fn clause_of_cause(word: Span, sentence: Span, scene: &Scene<'_>) -> Span {
    let from = answered(word, sentence, scene).map_or(word.start(), Span::start);
    let ends = opening(word, sentence, scene).and_then(|_| {
        let rest = scene.words_in(Span::new(word.end(), sentence.end()));
        rest.iter().find(|word| word.norm == ",").map(|comma| comma.span.start())
    });
    Span::new(from, ends.unwrap_or(sentence.end()))
}

/// The part of `sentence` that tells of the trigger at `word`: it ends where the words of what it answered begin.
pub fn before_cause(word: Span, sentence: Span, scene: &Scene<'_>) -> Span {
    let rest = Span::new(word.end().min(sentence.end()), sentence.end());
    let next = scene.triggers_in(rest).next().and_then(|(_, next)| answered(next.span, sentence, scene));
    let cause = next.map(Span::start).filter(|&cue| cue >= word.end());
    let mut times = scene.times_in(rest).map(|(_, time)| time);
    let recalled = times.find(|time| dates_what_follows(time, scene)).map(|time| time.span.start());
    let end = cause.into_iter().chain(recalled).min();
    end.map_or(sentence, |end| Span::new(sentence.start(), end))
}

/// Whether the words before a trigger mark it as further back: "an earlier attack", "last month's", "last sent jets".
pub fn is_recalled(word: Span, scene: &Scene<'_>) -> bool {
    const NEAR: usize = 3;
    const REACH: usize = 6;
    let recalls = &scene.knowledge.telling.recalls;
    let before = scene.words_before(word.start(), REACH);
    before.iter().enumerate().any(|(index, found)| {
        let next = before.get(index + 1).copied().unwrap_or_default();
        // "earlier this evening", "last night", "just past midnight" are times of day.
        let of_today =
            matches!(next, "this" | "today" | "on" | "in" | "that" | "night" | "midnight" | "noon");
        let near = before.len() - index <= NEAR && !describes_another(found, word, scene);
        recalls.holds(found) && !of_today && (near || next.ends_with("ed"))
    })
}

/// "A former student opened fire": by the parse, the last such word before `word` belongs to another noun before it, which is no time.
fn describes_another(recall: &str, word: Span, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    let sentence = scene.sentence_of(word);
    let before = scene.tokens_in(Span::new(sentence.start(), word.start().max(sentence.start())));
    let Some(found) = before.iter().rev().find(|token| token.norm == recall) else { return false };
    let Some(noun) = found.head.and_then(|head| tokens.get(head as usize)) else { return false };
    // "A device planted earlier by gunmen went off".
    let ends_a_clause = noun.upos.as_deref() == Some("VERB")
        && noun.deprel.as_deref().is_some_and(|how| how.starts_with("acl"))
        && noun.span.end() <= found.span.start();
    if ends_a_clause && !noun.span.overlaps(word) {
        return true;
    }
    let is_noun = matches!(noun.upos.as_deref(), Some("NOUN" | "PROPN"));
    let of_word =
        noun.head.and_then(|head| tokens.get(head as usize)).is_some_and(|above| above.span.overlaps(word))
            && noun.deprel.as_deref() != Some("nsubj");
    let of_time = scene.times_in(sentence).any(|(_, time)| time.span.overlaps(noun.span));
    is_noun && noun.span.end() <= word.start() && !of_word && !of_time
}

/// "recent attacks", "a series of attacks", "to carry out attacks": a kind of thing. Only plurals without "the" are.
fn is_vague(word: Span, scene: &Scene<'_>) -> bool {
    const NEAR: usize = 4;
    if !is_plural(word, scene) {
        return false;
    }
    let telling = &scene.knowledge.telling;
    let before = scene.words_before(word.start(), NEAR);
    let definite = before
        .iter()
        .rposition(|word| matches!(*word, "the" | "these" | "those" | "this" | "that" | "two" | "three"));
    let open = &before[definite.map_or(0, |at| at + 1)..];
    open.iter().any(|word| telling.series.holds(word))
        || open
            .windows(2)
            .any(|pair| matches!(pair[0], "to" | "for" | "had") && telling.performs.holds(pair[1]))
}

/// Whether the last word of a trigger has the form of a plural; that of "took to the streets" tells nothing of the trigger.
pub fn is_plural(word: Span, scene: &Scene<'_>) -> bool {
    let tokens = scene.tokens_in(word);
    let is_verb_phrase = tokens.len() > 1 && tokens[0].upos.as_deref() == Some("VERB");
    !is_verb_phrase
        && tokens.last().is_some_and(|token| {
            token.norm.len() > 3 && token.norm.ends_with('s') && !token.norm.ends_with("ss")
        })
}

/// "hit eight times since spring": the sentence counts something over a period.
pub fn repeats(sentence: Span, scene: &Scene<'_>) -> bool {
    let words = scene.words_in(sentence);
    let is_number = |word: &Token| {
        word.upos.as_deref() == Some("NUM")
            || matches!(word.norm.as_str(), "many" | "several" | "countless" | "numerous")
    };
    let times = words.windows(2).any(|pair| is_number(&pair[0]) && pair[1].norm == "times");
    times && (0..words.len()).any(|at| words[at].norm == "since" && opens_a_span(at, words))
}

/// Whether the "since" at `at` says from when on something is counted: not "was stabbed five times and has since died".
fn opens_a_span(at: usize, words: &[Token]) -> bool {
    let before = at.checked_sub(1).map_or("", |before| words[before].norm.as_str());
    match words[at].deprel.as_deref() {
        // "Hit eight times since."
        Some(relation) => matches!(relation, "case" | "mark") || before == "times",
        None => !matches!(before, "has" | "have" | "had"),
    }
}

/// "the death of a soldier would be answered", "threatened to kill ten soldiers", "the toll could rise to 100": a figure that is only
/// supposed.
pub fn is_supposed(figure: Span, scene: &Scene<'_>) -> bool {
    const REACH: usize = 4;
    let sentence = scene.sentence_of(figure);
    let before = scene.words_before(figure.start(), REACH);
    let is_planned = |at: usize| {
        let cue = scene.knowledge.reality.cues.longest(at, |i| before.get(i).copied());
        cue.is_some_and(|(len, reality)| *reality == Reality::Planned && before.get(at + len) == Some(&"to"))
    };
    if (0..before.len()).any(is_planned) || is_not_reached(&before, scene) {
        return true;
    }
    let after = scene.words_in(Span::new(figure.end().min(sentence.end()), sentence.end()));
    after.windows(2).take(REACH).any(|pair| pair[0].norm == "would" && pair[1].norm == "be")
}

/// "Could rise to", "may yet exceed", "is expected to top": whether the words `before` a number lead to it and leave open if it is reached. Not
/// "in May rose to": only bare verbs lead there.
fn is_not_reached(before: &[&str], scene: &Scene<'_>) -> bool {
    /// Words from the one that leaves it open to the verb, with "to" or "yet" between.
    const NEAR: usize = 2;
    let telling = &scene.knowledge.telling;
    // "May have risen to", "would be up to" tell of what is there.
    let leads = |at: usize| {
        let next = before[at + 1..].iter().take(NEAR).take_while(|word| !matches!(**word, "have" | "be"));
        next.into_iter().any(|word| telling.reaches.holds(word))
    };
    (0..before.len()).any(|at| telling.expects.begin(&before[at..]) && leads(at))
}

/// "of which six were arson attacks": the trigger says what a number of things were.
pub fn counts_before(word: Span, scene: &Scene<'_>) -> bool {
    let before = scene.words_before(word.start(), 2);
    matches!(before.as_slice(), [number, "were" | "was"] if number.chars().all(|c| c.is_ascii_digit()))
        && is_plural(word, scene)
}
