//! Which incident a report is about, and which it adds or recalls.

use annals_types::{Span, mention::TimeMention, reading::MentionRole, time::TimePrecision};
use jiff::civil::Date;

use super::{
    dating::dates_what_is_told,
    drafts::{Apart, Draft, is_other_day, lies_ahead},
    scene::Scene,
};
use crate::resolve::time::{Written, written};

/// Sets the role of each draft: one main, the others further ones or background. Dates the main one by the sentences beside it where
/// none of its own names a day.
pub fn assign(drafts: &mut [Draft], scene: &Scene<'_>) {
    /// What happened on the day before the main incident is news with it.
    const EVE: i32 = 1;
    let Some(main) = main(drafts, scene) else { return };
    if drafts[main].times.is_empty() {
        let written = written(scene.report, scene.knowledge);
        let time = time_beside(&drafts[main], drafts, written.as_ref(), scene);
        drafts[main].times.extend(time);
    }
    let main_time = earliest(&drafts[main], scene);
    let told_of_main = drafts[main].telling.clone();
    // Once something was recalled, "a week later" goes on from it.
    let mut recalled_before = false;
    for (index, draft) in drafts.iter_mut().enumerate() {
        if draft.role == MentionRole::Aggregate {
            continue;
        }
        let days = earliest(draft, scene).zip(main_time).map_or(0, |(a, b)| (b - a).get_days());
        let before = days > EVE || days == EVE && !is_news_of_its_own(draft, &told_of_main, scene);
        draft.role = if index == main {
            MentionRole::Main
        } else if draft.recalled || before || recalled_before && is_counted_on(draft, scene) {
            recalled_before = true;
            MentionRole::Background
        } else {
            MentionRole::Also
        };
    }
}

/// Whether what happened on the eve is told for itself, with a town of its own: not what the main incident answered or followed, whose sentences
/// are `told_of_main`, nor "the nine had died in a fire".
fn is_news_of_its_own(draft: &Draft, told_of_main: &[Span], scene: &Scene<'_>) -> bool {
    let is_had = |told: &Span| scene.tokens_in(*told).iter().any(|word| word.norm == "had");
    !draft.cause
        && !draft.places.is_empty()
        && !draft.telling.iter().any(|told| told_of_main.contains(told) || is_had(told))
}

/// The day or part of a day that the sentences around the main incident name first: "officers found her on Sunday". It must be news
/// ([`is_news`]), and sentences that tell of another incident do not count, but those do that tell of one of its kind which may be
/// the same.
fn time_beside(
    main: &Draft,
    drafts: &[Draft],
    written: Option<&Written>,
    scene: &Scene<'_>,
) -> Option<usize> {
    const SENTENCES_BEFORE: usize = 2;
    const SENTENCES_AFTER: usize = 8;
    let first = scene.layers.sentence_at(main.anchor().start())?;
    let sentences = scene.sentences();
    let last = sentences.len().min(first + SENTENCES_AFTER);
    let free = |sentence: Span| {
        let told_by = |draft: &&Draft| draft.telling.contains(&sentence);
        drafts
            .iter()
            .filter(|draft| draft.anchor() != main.anchor())
            .filter(told_by)
            .all(|draft| may_be_same(draft, main, scene))
    };
    let near = sentences[first..last]
        .iter()
        .chain(sentences[first.saturating_sub(SENTENCES_BEFORE)..first].iter().rev());
    near.filter(|sentence| free(sentence.span)).find_map(|sentence| {
        let mut times = scene.times_in(sentence.span);
        let found = times.find(|(index, time)| {
            names_a_day(time)
                && !lies_ahead(time, scene)
                && !is_heading(*index, written, scene)
                && is_news(time, written.map(|written| written.date))
                && dates_what_is_told(time, scene)
                && !is_other_day(time, scene)
        });
        found.map(|(index, _)| index)
    })
}

/// Whether a draft can tell once more of the main incident, kept apart only by a place that was read differently: news of the same
/// kind, neither recalled nor counted.
pub fn may_be_same(draft: &Draft, main: &Draft, scene: &Scene<'_>) -> bool {
    let types = &scene.knowledge.incident_types;
    let kind = |draft: &Draft| {
        draft.triggers.first().map(|&index| scene.layers.triggers[index].incident_type.as_str())
    };
    let alike = kind(draft).zip(kind(main)).is_none_or(|(a, b)| types.compatible(a, b));
    alike && !draft.recalled && !draft.cause && draft.role != MentionRole::Aggregate
}

/// Whether a time is the date that the report opens with.
fn is_heading(time: usize, written: Option<&Written>, scene: &Scene<'_>) -> bool {
    let opening = written.and_then(|written| written.span);
    opening.is_some_and(|opening| scene.mentions.times[time].span.overlaps(opening))
}

/// Whether a time lies in the days up to the writing; where that is not known, whether it is told as news is, by the weekday.
fn is_news(time: &TimeMention, written: Option<Date>) -> bool {
    const DAYS: i32 = 8;
    let Some(written) = written else { return time.partial.weekday.is_some() && time.partial.year.is_none() };
    let earliest = time.interval.earliest.map(jiff::civil::DateTime::date);
    earliest.is_some_and(|earliest| (0..=DAYS).contains(&(written - earliest).get_days()))
}

/// A day or a part of one, not an hour of a day that is not named.
fn names_a_day(time: &TimeMention) -> bool {
    let partial = time.partial;
    matches!(time.precision, TimePrecision::PartOfDay | TimePrecision::Day)
        || time.precision == TimePrecision::Hour && (partial.weekday.is_some() || partial.day.is_some())
}

/// Whether a draft is told by days counted from something else: "a week later".
fn is_counted_on(draft: &Draft, scene: &Scene<'_>) -> bool {
    draft.times.first().is_some_and(|&time| is_other_day(&scene.mentions.times[time], scene))
}

/// The draft that is told most, where what stands earlier counts more.
fn main(drafts: &[Draft], scene: &Scene<'_>) -> Option<usize> {
    let weight = |draft: &Draft| {
        let words = draft.triggers.iter().map(|&index| scene.layers.triggers[index].span);
        let figures = draft.quantities.iter().map(|&index| scene.layers.quantities[index].figure);
        let all: f64 = words
            .chain(figures)
            .filter_map(|span| scene.layers.sentence_at(span.start()))
            .map(weight_of_sentence)
            .sum();
        // "Another attack" and what was recalled are told beside something, but not what the headline tells.
        let is_beside = draft.recalled || draft.apart == Some(Apart::ByWords) && !heads(draft, scene);
        if is_beside { all / 4.0 } else { all }
    };
    let candidates = drafts.iter().enumerate().filter(|(_, draft)| draft.role != MentionRole::Aggregate);
    // The first of equals: what is told first is what the report is about.
    candidates.rev().max_by(|(_, a), (_, b)| weight(a).total_cmp(&weight(b))).map(|(index, _)| index)
}

/// Whether the title names a place of a draft, or one of its numbers.
fn heads(draft: &Draft, scene: &Scene<'_>) -> bool {
    let title = scene.report.title.as_deref().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    let holds = |name: &str| {
        let name: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
        words.windows(name.len()).any(|words| words == name)
    };
    let counts = |index: &usize| {
        let number = scene.layers.quantities[*index].low.filter(|&low| low > 1);
        number.is_some_and(|number| words.contains(&number.to_string().as_str()))
    };
    draft.places.iter().any(|&place| holds(&scene.words(scene.mentions.places[place].span).to_lowercase()))
        || draft.quantities.iter().any(counts)
}

/// News tells the most important first: the headline and the lead weigh as much as all that follows.
fn weight_of_sentence(index: usize) -> f64 {
    1.0 / (1.0 + index as f64 / 2.0)
}

fn earliest(draft: &Draft, scene: &Scene<'_>) -> Option<Date> {
    let first = draft.times.first()?;
    scene.mentions.times[*first].interval.earliest.map(jiff::civil::DateTime::date)
}
