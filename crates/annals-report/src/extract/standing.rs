//! How the words of an incident stand in their sentence: told, recalled, named as a cause, or named in general.

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Reality, Token},
    mention::TimeMention,
};

use super::{later, scene::Scene};

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
}

/// How the trigger at `word` stands in `sentence`.
pub fn standing(word: Span, sentence: Span, scene: &Scene<'_>) -> Standing {
    if answered(word, sentence, scene).is_some() {
        Standing::Cause
    } else if is_vague(word, scene) {
        Standing::Vague
    } else if is_recalled(word, scene) {
        Standing::Recalled
    } else {
        Standing::Told
    }
}

/// The words that make the trigger at `word` the cause of another: those of response close before it with no other trigger
/// between, or "after" with a time before it and another trigger before that.
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
        if telling.responses.begin(&next)
            && (!brings_help(index, tokens, scene) || is_met(word, sentence, scene))
        {
            return Some(tokens[index].span);
        }
    }
    // "came a day after": what follows has its own clause, however long the way to it.
    let told_before = |at: u32| scene.triggers_in(Span::new(sentence.start().min(at), at)).next().is_some();
    let after = tokens.iter().enumerate().skip(1).find(|(index, token)| {
        telling.sequels.holds(&token.norm)
            && telling.spans.holds(&tokens[index - 1].norm)
            && told_before(token.span.start())
    });
    after.map(|(_, token)| token.span).or_else(|| opening(word, sentence, scene))
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
    next.filter(|cue| cue.start() >= word.end())
        .map_or(sentence, |cue| Span::new(sentence.start(), cue.start()))
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

/// Whether the last word of a trigger has the form of a plural.
pub fn is_plural(word: Span, scene: &Scene<'_>) -> bool {
    scene
        .tokens_in(word)
        .last()
        .is_some_and(|token| token.norm.len() > 3 && token.norm.ends_with('s') && !token.norm.ends_with("ss"))
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

/// "the death of a soldier would be answered", "threatened to kill ten soldiers": a figure that is only supposed.
pub fn is_supposed(figure: Span, scene: &Scene<'_>) -> bool {
    const REACH: usize = 4;
    let sentence = scene.sentence_of(figure);
    let before = scene.words_before(figure.start(), REACH);
    let is_planned = |at: usize| {
        let cue = scene.knowledge.reality.cues.longest(at, |i| before.get(i).copied());
        cue.is_some_and(|(len, reality)| *reality == Reality::Planned && before.get(at + len) == Some(&"to"))
    };
    if (0..before.len()).any(is_planned) {
        return true;
    }
    let after = scene.words_in(Span::new(figure.end().min(sentence.end()), sentence.end()));
    after.windows(2).take(REACH).any(|pair| pair[0].norm == "would" && pair[1].norm == "be")
}

/// "of which six were arson attacks": the trigger says what a number of things were.
pub fn counts_before(word: Span, scene: &Scene<'_>) -> bool {
    let before = scene.words_before(word.start(), 2);
    matches!(before.as_slice(), [number, "were" | "was"] if number.chars().all(|c| c.is_ascii_digit()))
        && is_plural(word, scene)
}

/// "a 2015 treaty": a year that dates a thing, no incident.
pub fn dates_a_thing(time: &TimeMention, scene: &Scene<'_>) -> bool {
    let partial = time.partial;
    let year_only = partial.year.is_some() && partial.month.is_none() && partial.weekday.is_none();
    if !year_only {
        return false;
    }
    let article =
        matches!(scene.words_before(time.span.start(), 1).as_slice(), ["a" | "an" | "the" | "its" | "their"]);
    let next = scene
        .tokens_in(Span::new(time.span.end(), scene.sentence_of(time.span).end().max(time.span.end())))
        .first()
        .map(|token| token.span);
    let of_incident = next.is_some_and(|next| scene.triggers_in(next).next().is_some());
    article && !of_incident
}

/// "12 people were killed this year": whether a time over which people are counted may be that of the count. By the parse it is not where its clause
/// describes somebody or something: "a teacher who had moved there in 2019", "Smith, born in 1985", "a town founded in 1850". Where nothing
/// was parsed, it must stand close, after a word that makes it a stretch of time.
pub fn dates_a_count(time: &TimeMention, quantity: &Quantity, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    let is_counted = |at: usize| {
        let span = tokens[at].span;
        span.overlaps(quantity.figure) || quantity.cue.is_some_and(|cue| span.overlaps(cue))
    };
    if upwards(time.span, scene).next().is_none_or(|at| tokens[at].head.is_none()) {
        return is_beside(time.span, quantity.figure, scene);
    }
    for at in upwards(time.span, scene).filter(|&at| !tokens[at].span.overlaps(time.span)) {
        if is_counted(at) {
            return true;
        }
        if describes(at, quantity, scene) {
            return false;
        }
    }
    true
}

/// Whether the word at `at` heads a clause or a phrase that describes a noun, and neither tells of those who are counted nor how long
/// something has gone on: "the unrest that began in 2011", "deaths recorded in 2019".
fn describes(at: usize, quantity: &Quantity, scene: &Scene<'_>) -> bool {
    const BEGINS: [&str; 5] = ["began", "begun", "broke", "erupted", "started"];
    const RECORDS: [&str; 5] = ["confirmed", "documented", "recorded", "registered", "seen"];
    let tokens = &scene.layers.tokens;
    let token = &tokens[at];
    let describes = token.deprel.as_deref().is_some_and(|how| how.starts_with("acl") || how == "appos");
    let tells = [BEGINS, RECORDS].as_flattened().contains(&token.norm.as_str())
        || scene.knowledge.telling.reporting.holds(&token.norm);
    let above = token.head.and_then(|head| tokens.get(head as usize));
    let of_cue = above.is_some_and(|above| quantity.cue.is_some_and(|cue| above.span.overlaps(cue)));
    let counts = || {
        let words = [Some(quantity.figure), quantity.cue];
        words.into_iter().flatten().any(|words| upwards(words, scene).any(|above| above == at))
    };
    describes && !tells && !of_cue && !counts()
}

/// The first word of `span` and those above it in the parse, from below.
fn upwards<'a>(span: Span, scene: &Scene<'a>) -> impl Iterator<Item = usize> + use<'a> {
    /// A bound for damaged parses.
    const HIGHEST: usize = 10;
    let tokens = &scene.layers.tokens;
    let first = tokens.partition_point(|token| token.span.end() <= span.start());
    let first = Some(first).filter(|&first| first < tokens.len());
    let above = move |&at: &usize| {
        tokens[at].head.map(|head| head as usize).filter(|&head| head != at && head < tokens.len())
    };
    std::iter::successors(first, above).take(HIGHEST)
}

/// "In 2019 12 people were killed": whether a time stands within the same few words as a figure, after a word that makes it a stretch.
fn is_beside(time: Span, figure: Span, scene: &Scene<'_>) -> bool {
    /// Bytes.
    const NEAR: u32 = 60;
    let from = time.end().min(figure.end());
    let between = scene.tokens_in(Span::new(from, time.start().max(figure.start()).max(from)));
    let is_stretch = matches!(scene.words_before(time.start(), 1).as_slice(), ["in" | "during" | "since"])
        || scene.tokens_in(time).first().is_some_and(|first| first.norm == "this");
    let is_parted = between.iter().any(|word| matches!(word.norm.as_str(), "who" | "which"));
    is_stretch && !is_parted && scene.gap(time, figure) <= NEAR
}

/// "Posted: Sunday, May 12, 2013", "(Nov. 18, 2015) -", "Updated 14:32": a date by which the report says of itself when it came out. A
/// declared date says so already, and the day of the news need not be the same.
pub fn dates_the_report(time: &TimeMention, scene: &Scene<'_>) -> bool {
    const NEAR: usize = 3;
    if is_a_stamp(time, scene) {
        return true;
    }
    if scene.report.published.is_none() {
        return false;
    }
    let before = scene.words_before(time.span.start(), NEAR);
    let labelled = before.iter().any(|word| scene.knowledge.telling.issues.holds(word));
    let after = scene.report.text.get(time.span.end() as usize..).unwrap_or_default();
    let bracketed = before.last() == Some(&"(")
        && after
            .strip_prefix(')')
            .is_some_and(|rest| rest.trim_start_matches([' ', '\n', '\u{a0}']).starts_with(['-', '–', '—']));
    let label = before.iter().rev().take(2).any(|word| *word == ":" || *word == "(");
    bracketed
        || labelled && (label || before.last().is_some_and(|word| scene.knowledge.telling.issues.holds(word)))
}

/// "Updated 14:32", "10:15 GMT - Police say", a line of nothing but "10:15 a.m. ET, Sept. 25": a clock that tells when a page or an entry of it
/// was written, not when what it tells happened.
fn is_a_stamp(time: &TimeMention, scene: &Scene<'_>) -> bool {
    let has_clock = time.value.split_once('T').is_some_and(|(_, clock)| clock.contains(':'));
    if !has_clock {
        return false;
    }
    let text = &scene.report.text;
    let (Some(before), Some(after)) =
        (text.get(..time.span.start() as usize), text.get(time.span.end() as usize..))
    else {
        return false;
    };
    let before = before.rsplit('\n').next().unwrap_or_default().trim_end();
    let after = after.split('\n').next().unwrap_or_default().trim_start();
    let is_wordless = |words: &str| !words.contains(char::is_alphanumeric);
    let labels = |word: &str| scene.knowledge.telling.issues.holds(&word.to_lowercase());
    let mut words = before.split(|c: char| !c.is_alphanumeric()).rev().filter(|word| !word.is_empty());
    let last = words.next().unwrap_or_default();
    let is_labelled = labels(last) || matches!(last, "at" | "on") && words.next().is_some_and(labels);
    if is_labelled || scene.is_in_dateline(time.span) || is_wordless(before) && is_wordless(after) {
        return true;
    }
    let partial = time.partial;
    let is_bare = partial.day.is_none() && partial.weekday.is_none() && partial.month.is_none();
    let goes_on =
        after.starts_with(|c: char| c.is_uppercase() || matches!(c, '-' | '–' | '—' | ':' | '|' | ']' | ')'));
    let ends_title = is_wordless(after) && before.ends_with(['-', '–', '—', '|']);
    is_bare && (is_wordless(before) && goes_on || ends_title)
}

/// "A third victim died on Thursday after the attack": a time that the parse hangs on the word for a later death.
pub fn dates_a_later_death(time: &TimeMention, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    let at = tokens.partition_point(|token| token.span.end() <= time.span.start());
    let inside =
        tokens.iter().enumerate().skip(at).take_while(|(_, token)| token.span.start() < time.span.end());
    let heads = inside.filter_map(|(_, token)| tokens.get(token.head? as usize));
    let above: Vec<Span> = heads.map(|head| head.span).filter(|head| !head.overlaps(time.span)).collect();
    let sentence = scene.sentence_of(time.span);
    scene.quantities_in(sentence).any(|(_, quantity)| {
        quantity.cue.is_some_and(|cue| above.iter().any(|above| above.overlaps(cue)))
            && later::is_death(quantity, scene)
    })
}

/// "The toll rose to 44 on Saturday": a word of change right before the number of those who were harmed.
fn is_rise(at: usize, scene: &Scene<'_>) -> bool {
    /// Bytes between, as of "at least".
    const NEAR: u32 = 12;
    let tokens = &scene.layers.tokens;
    let verb = &tokens[at];
    let to = tokens
        .get(at + 1)
        .is_some_and(|next| matches!(next.norm.as_str(), "to" | "from" | "by" | "past" | "above"));
    to && verb.upos.as_deref() == Some("VERB")
        && scene.knowledge.telling.rises.holds(&verb.norm)
        && scene.quantities_in(scene.sentence_of(verb.span)).any(|(_, quantity)| {
            let harmed =
                matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured | QuantityRole::Missing);
            harmed
                && tokens.get(at + 2).is_some_and(|next| {
                    quantity.figure.contains(next.span)
                        || next.span.end() <= quantity.figure.start()
                            && scene.gap(next.span, quantity.figure) <= NEAR
                })
        })
}

/// "On Wednesday the Red Cross put the toll at 38": a verb with a toll as its subject or object.
fn is_count(at: usize, scene: &Scene<'_>) -> bool {
    /// Words from the verb to what it counts.
    const NEAR: usize = 8;
    let tokens = &scene.layers.tokens;
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(tokens.len());
    tokens[at].upos.as_deref() == Some("VERB")
        && tokens[near].iter().any(|token| {
            token.head.is_some_and(|head| head as usize == at)
                && matches!(token.deprel.as_deref(), Some("obj" | "nsubj" | "nsubj:pass"))
                && scene.knowledge.casualties.tolls.contains(&token.norm)
        })
}

/// From so many on arrests are no step of one case.
const MASS_ARREST: u32 = 5;

/// "was charged on Monday": a time that says when something was done about an incident afterwards. By the parse: the nearest word
/// above the time that is a verb, or a word for such a thing, where no word for an incident stands nearer.
pub fn dates_an_aftermath(time: &TimeMention, scene: &Scene<'_>) -> bool {
    const HIGHEST: usize = 6;
    let tokens = &scene.layers.tokens;
    let mut at = tokens.partition_point(|token| token.span.end() <= time.span.start());
    for _ in 0..HIGHEST {
        let Some(token) = tokens.get(at) else { return false };
        let outside = !time.span.overlaps(token.span);
        let telling = &scene.knowledge.telling;
        let counts = || is_rise(at, scene) || is_count(at, scene);
        if outside
            && (telling.aftermath.holds(&token.norm) || telling.follow_up.holds(&token.norm) || counts())
        {
            let sentence = scene.sentence_of(time.span);
            let nearer = |other: Span| scene.gap(other, time.span) <= scene.gap(token.span, time.span);
            // Forty who are arrested are what the news tells of.
            let mass = |(_, quantity): (usize, &Quantity)| {
                quantity.role == QuantityRole::Detained && quantity.low.is_some_and(|low| low >= MASS_ARREST)
            };
            return !scene.triggers_in(sentence).any(|(_, trigger)| nearer(trigger.span))
                && !scene.quantities_in(sentence).any(mass);
        }
        if outside && token.upos.as_deref() == Some("VERB") {
            return false;
        }
        match token.head {
            Some(head) if head as usize != at => at = head as usize,
            _ => return false,
        }
    }
    false
}
