//! What the times of a report date: what is told, a clause of its own, a thing, a count, the report itself, or what came after.

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Token},
    mention::TimeMention,
    statement::Scope,
};

use super::{finding::dates_what_came_after, later, scene::Scene};
use crate::closed_classes::is_dash;

/// Whether a time may say when something told happened: neither when it was said or written, nor of what kind a thing is or what came after.
pub fn dates_what_is_told(time: &TimeMention, scene: &Scene<'_>) -> bool {
    !scene.places_the_saying(time.span)
        && !dates_the_report(time, scene)
        && !dates_a_thing(time, scene)
        && !dates_an_aftermath(time, scene)
        && !dates_a_later_death(time, scene)
        && !dates_what_came_after(time, scene)
        && !dates_a_birth(time, scene)
        && !dates_a_death_long_after(time, scene)
}

/// "The worst floods since 1962, when a storm killed 340": whether a time dates what its own clause tells, and not what stands before it.
pub fn dates_what_follows(time: &TimeMention, scene: &Scene<'_>) -> bool {
    let after = scene.words_in(scene.after_in_sentence(time.span));
    let is = |at: usize, norm: &str| after.get(at).is_some_and(|word| word.norm == norm);
    scene.words_before(time.span.start(), 1) == ["since"] && (is(0, "when") || is(0, ",") && is(1, "when"))
}

/// A word of a name, or a dash within one.
pub fn is_of_a_name(word: &Token) -> bool {
    word.upos.as_deref() == Some("PROPN") || is_dash(&word.norm)
}

/// "A Christmas parade", "the Labor Day weekend": the feast says of what kind something is, which may have been days before.
fn dates_a_gathering(time: &TimeMention, scene: &Scene<'_>) -> bool {
    let holidays = &scene.knowledge.holidays;
    let words = scene.tokens_in(time.span);
    let named = holidays.at(words.iter().map(|word| word.norm.as_str()));
    let Some(last) = words.last().filter(|_| named.is_some_and(|(_, len)| len == words.len())) else {
        return false;
    };
    scene.tokens_in(scene.after_in_sentence(time.span)).first().is_some_and(|next| {
        holidays.lasts(&next.norm) || !holidays.names_a_day(&last.norm) && holidays.gathers(&next.norm)
    })
}

/// "a 2015 treaty": a year that dates a thing, no incident such as "the 1925 Tri-State Tornado"; nor does the feast of "a Christmas parade".
pub fn dates_a_thing(time: &TimeMention, scene: &Scene<'_>) -> bool {
    /// Words between a year and an incident, as in "the 2004 Indian Ocean tsunami".
    const LONGEST_NAME: usize = 5;
    if dates_a_gathering(time, scene) {
        return true;
    }
    if dates_a_paper(time, scene) {
        return true;
    }
    let partial = time.partial;
    let year_only = partial.year.is_some() && partial.month.is_none() && partial.weekday.is_none();
    if !year_only {
        return false;
    }
    let article =
        matches!(scene.words_before(time.span.start(), 1).as_slice(), ["a" | "an" | "the" | "its" | "their"]);
    let after = scene.tokens_in(scene.after_in_sentence(time.span));
    let names = after.iter().take(LONGEST_NAME).take_while(|word| is_of_a_name(word)).count();
    let is_incident = |word: &Token| scene.triggers_in(word.span).next().is_some();
    (article || describes_what_follows(time.span, after.len().min(LONGEST_NAME), scene))
        && !after.iter().take(names + 1).any(is_incident)
}

/// "At 1722 Alder Street", "a silver 2002 sedan": whether by the parse a number describes a noun among the `count` words after it.
fn describes_what_follows(number: Span, count: usize, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    let inside = scene.tokens_in(number);
    let [token] = inside else { return false };
    let at = tokens.partition_point(|other| other.span.start() < token.span.start());
    let head = token.head.map_or(at, |head| head as usize);
    let is_noun = |at: usize| matches!(tokens[at].upos.as_deref(), Some("NOUN" | "PROPN"));
    matches!(token.deprel.as_deref(), Some("nummod" | "compound" | "amod"))
        && (at + 1..(at + 1 + count).min(tokens.len())).contains(&head)
        && is_noun(head)
}

/// "Date of birth: 01/06/1992", "a man born on May 5": when somebody was born; not "a Leeds-born man".
fn dates_a_birth(time: &TimeMention, scene: &Scene<'_>) -> bool {
    /// The word, one between it and the day, and one before it.
    const NEAR: usize = 3;
    let before = scene.words_before(time.span.start(), NEAR);
    let joins = |word: &&&str| matches!(**word, "on" | "in" | ":");
    let mut backwards = before.iter().rev().skip(before.iter().rev().take(1).filter(joins).count());
    backwards.next().is_some_and(|word| scene.knowledge.telling.births.holds(word))
        && !backwards.next().is_some_and(|word| is_dash(word))
}

/// "Died on Friday, two days after he was shot": when somebody died, told to be that long after what happened.
pub fn dates_a_death_long_after(time: &TimeMention, scene: &Scene<'_>) -> bool {
    /// Words from that of dying to the time.
    const NEAR: usize = 4;
    let before = scene.words_before(time.span.start(), NEAR);
    if !before.iter().any(|word| scene.knowledge.casualties.dies.contains(*word)) {
        return false;
    }
    let sentence = scene.sentence_of(time.span);
    let is_length = |length: &&TimeMention| {
        let between = Span::new(time.span.end(), length.span.start().max(time.span.end()));
        let is_next = length.span.start() >= time.span.end()
            && scene.words_in(between).iter().all(|word| {
                matches!(
                    word.norm.as_str(),
                    "," | "-" | "–" | "—" | "about" | "nearly" | "almost" | "just" | "some"
                )
            });
        is_next
            && scene
                .words_in(scene.after_in_sentence(length.span))
                .first()
                .is_some_and(|next| next.norm == "after")
    };
    let mut lengths = scene.lengths_in(sentence);
    lengths
        .find(is_length)
        .is_some_and(|length| scene.triggers_in(scene.after_in_sentence(length.span)).next().is_some())
}

/// "The December 25, 2011 agreement", "its 5 May statement": a date that tells which of several papers or talks is meant.
fn dates_a_paper(time: &TimeMention, scene: &Scene<'_>) -> bool {
    /// Words of a name between the date and the paper: "the 2015 Minsk agreement".
    const LONGEST_NAME: usize = 3;
    let before = scene.words_before(time.span.start(), 1);
    let is_determined = matches!(before.as_slice(), ["the" | "a" | "an" | "its" | "their" | "his" | "her"]);
    let after = scene.tokens_in(scene.after_in_sentence(time.span));
    let names = after.iter().take(LONGEST_NAME).take_while(|word| is_of_a_name(word)).count();
    let is_paper = |word: &Token| scene.knowledge.telling.papers.holds(&word.norm);
    is_determined && after.iter().take(names + 1).any(is_paper)
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
    if scene.upwards(time.span).next().is_none_or(|at| tokens[at].head.is_none()) {
        return is_beside(time.span, quantity.figure, scene);
    }
    for at in scene.upwards(time.span).filter(|&at| !tokens[at].span.overlaps(time.span)) {
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
    let (tokens, telling) = (&scene.layers.tokens, &scene.knowledge.telling);
    let token = &tokens[at];
    let describes = token.deprel.as_deref().is_some_and(|how| how.starts_with("acl") || how == "appos");
    let tells =
        [&telling.begins, &telling.records, &telling.reporting].iter().any(|words| words.holds(&token.norm));
    let above = token.head.and_then(|head| tokens.get(head as usize));
    let of_cue = above.is_some_and(|above| quantity.cue.is_some_and(|cue| above.span.overlaps(cue)));
    let counts = || {
        let words = [Some(quantity.figure), quantity.cue];
        words.into_iter().flatten().any(|words| scene.upwards(words).any(|above| above == at))
    };
    describes && !tells && !of_cue && !counts()
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
    let is_any =
        |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.norm.as_str()));
    // "Went up to 25".
    let joint = at + 1 + usize::from(is_any(at + 1, &["up", "down"]));
    is_any(joint, &["to", "from", "by", "past", "above"])
        && verb.upos.as_deref() == Some("VERB")
        && scene.knowledge.telling.is_change(&verb.norm)
        && scene.quantities_in(scene.sentence_of(verb.span)).any(|(_, quantity)| {
            let harmed =
                matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured | QuantityRole::Missing);
            harmed
                && tokens.get(joint + 1).is_some_and(|next| {
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

/// "Thousands attended funerals on Monday", "the search was suspended on Tuesday": a verb with what is done in the days after as its subject or
/// object.
fn holds_a_follow_up(at: usize, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    let telling = &scene.knowledge.telling;
    let verb = &tokens[at];
    verb.upos.as_deref() == Some("VERB")
        && telling.holds_a_follow_up.holds(&verb.norm)
        && scene.hanging_on(at).any(|child| {
            matches!(tokens[child].deprel.as_deref(), Some("obj" | "nsubj" | "nsubj:pass"))
                && telling.follow_up.holds(&tokens[child].norm)
        })
}

/// From so many on arrests are no step of one case. A choice: it was not learned.
const MASS_ARREST: u32 = 5;

/// "A suspect was taken into custody": whether a figure is of a few who are held for what they did. Many are what the news tells of.
pub fn is_arrest(quantity: &Quantity) -> bool {
    quantity.role == QuantityRole::Detained
        && quantity.scope == Scope::Perpetrator
        && quantity.low.is_some_and(|low| low < MASS_ARREST)
}

/// "was charged on Monday", "was taken into custody on Monday": a time that says when something was done about an incident afterwards. By the
/// parse: the nearest word above the time that is a verb, or words for such a thing, where no word for an incident stands nearer.
pub fn dates_an_aftermath(time: &TimeMention, scene: &Scene<'_>) -> bool {
    /// Steps up the parse: a verb further up is that of another clause.
    const HIGHEST: usize = 6;
    let sentence = scene.sentence_of(time.span);
    // Forty who are arrested are what the news tells of.
    let is_mass = |(_, quantity): (usize, &Quantity)| {
        quantity.role == QuantityRole::Detained && quantity.low.is_some_and(|low| low >= MASS_ARREST)
    };
    for at in scene.upwards(time.span).take(HIGHEST) {
        let token = &scene.layers.tokens[at];
        if token.span.overlaps(time.span) {
            continue;
        }
        if let Some(step) = step_after(at, sentence, scene) {
            let is_nearer = |other: Span| scene.gap(other, time.span) <= scene.gap(step, time.span);
            return !scene.triggers_in(sentence).any(|(_, trigger)| is_nearer(trigger.span))
                && !scene.quantities_in(sentence).any(is_mass);
        }
        if token.upos.as_deref() == Some("VERB") {
            return false;
        }
    }
    false
}

/// The words around the token `at` of `sentence`, where they tell what is done about an incident afterwards, or how many are known by then to
/// have come to harm.
fn step_after(at: usize, sentence: Span, scene: &Scene<'_>) -> Option<Span> {
    let token = &scene.layers.tokens[at];
    let telling = &scene.knowledge.telling;
    let mut arrests = scene.quantities_in(sentence).filter(|(_, quantity)| is_arrest(quantity));
    let arrest = arrests.find_map(|(_, quantity)| quantity.cue.filter(|cue| cue.overlaps(token.span)));
    let is_step = || {
        telling.aftermath.holds(&token.norm)
            || telling.follow_up.holds(&token.norm)
            || is_rise(at, scene)
            || is_count(at, scene)
            || holds_a_follow_up(at, scene)
    };
    arrest.or_else(|| is_step().then_some(token.span))
}
