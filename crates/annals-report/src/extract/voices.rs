//! Which speakers of a report are one: "the civil protection agency", "the agency" and "a spokesman for the agency".
//!
//! Across reports a voice is told by its words alone, so these are brought into one form: without articles, "director of the hospital" as
//! "hospital director", persons by their last names. Its house leaves out the place too: in one incident "police in Idlib" are the police.

use std::collections::BTreeMap;

use annals_types::{
    Span, Statement,
    layers::EntityKind,
    mention::PlacePrecision,
    statement::{Speaker, SpeakerKind},
};

use super::scene::Scene;
use crate::{
    knowledge::{
        actors::Actors,
        fold::{self, Word},
    },
    resolve::actor,
};

/// Gives all speakers of `statements` that are one the same name and voice.
pub fn tell(statements: &mut [Statement], scene: &Scene<'_>) {
    let sources = scene
        .layers
        .attributions
        .iter()
        .filter_map(|attribution| super::speakers::source(attribution, scene));
    let spoken = statements.iter().flat_map(|statement| &statement.speakers).map(|speaker| speaker.span);
    let mut phrases: Vec<Span> = sources.chain(spoken).collect();
    // A headline shortens names that are spelled out below it.
    phrases.sort_unstable_by_key(|&phrase| (scene.in_headline(phrase), phrase));
    phrases.dedup();
    let mut known: Vec<Voice> = Vec::new();
    for phrase in phrases {
        let voice = voice(phrase, &known, scene);
        known.push(voice);
    }
    let known: BTreeMap<Span, Speaker> =
        known.into_iter().map(|voice| (voice.speaker.span, voice.speaker)).collect();
    for speaker in statements.iter_mut().flat_map(|statement| &mut statement.speakers) {
        if let Some(known) = known.get(&speaker.span) {
            speaker.clone_from(known);
        }
    }
}

/// Who speaks at one place of a report.
struct Voice {
    speaker: Speaker,
    /// The words of the phrase in one form, and those before "for" or "of" in it.
    forms: Vec<Vec<String>>,
    /// Whether it was brought in anew: "a hospital director".
    is_new: bool,
}

/// The voice of the words at `phrase`, after those that are `known` from the words before.
fn voice(phrase: Span, known: &[Voice], scene: &Scene<'_>) -> Voice {
    let text = &scene.report.text;
    let table = &scene.knowledge.actors;
    let all = fold::words(text, phrase);
    let words = actor::undetermined(&all);
    let speaker = actor::speaker(phrase, text, scene.knowledge);
    let is_definite = all.first().is_some_and(|first| first.folded == "the");
    let is_new =
        all.first().is_some_and(|first| matches!(first.folded.as_str(), "a" | "an" | "one" | "another"));
    let same = |speaker: &Speaker| Speaker { span: phrase, ..speaker.clone() };

    if table.is_writing(words)
        && let Some(last) = known.last()
    {
        return Voice { speaker: same(&last.speaker), forms: Vec::new(), is_new: false };
    }
    if let Some(whose) = spoken_for(words, table)
        && speaker.id.is_none()
        && whose != phrase
    {
        let voice = voice(whose, known, scene);
        return Voice { speaker: same(&voice.speaker), ..voice };
    }
    if scene.in_headline(phrase)
        && speaker.id.is_none()
        && let Some(long) = known.iter().find(|other| holds_all(words, other))
    {
        return Voice { speaker: same(&long.speaker), forms: Vec::new(), is_new: false };
    }
    if let Some(name) = last_name(phrase, scene)
        && speaker.id.is_none()
    {
        let long = known.iter().find(|other| other.speaker.voice == name && other.speaker.id.is_none());
        let speaker =
            long.map_or(Speaker { house: name.clone(), voice: name, ..speaker }, |long| same(&long.speaker));
        return Voice { speaker, forms: Vec::new(), is_new: false };
    }
    if let Some(named) = called(words, text) {
        return Voice {
            speaker: same(&actor::speaker(named, text, scene.knowledge)),
            forms: Vec::new(),
            is_new,
        };
    }
    let house = fold::join(without_place(words, &speaker, scene));
    let forms = forms(words);
    let earlier =
        known.iter().rev().find(|other| is_definite && speaker.id.is_none() && is_one(&forms, other));
    if let Some(other) = earlier {
        return Voice { speaker: same(&other.speaker), forms, is_new: other.is_new };
    }
    let voice = speaker.id.clone().or_else(|| forms.first().map(|form| form.join(" "))).unwrap_or_default();
    let house = speaker.id.clone().unwrap_or(house);
    Voice { speaker: Speaker { voice, house, ..speaker }, forms, is_new }
}

/// Whether "the agency" is the one named before by more words, or "the director of the northern hospital" tells more of "a hospital
/// director".
fn is_one(forms: &[Vec<String>], other: &Voice) -> bool {
    let Some(own) = forms.first().filter(|own| !own.is_empty()) else { return false };
    other
        .forms
        .iter()
        .any(|form| !form.is_empty() && (form.ends_with(own) || other.is_new && own.ends_with(form)))
}

/// Whether a voice is told by all of `words`: "hospital" of "a hospital director".
fn holds_all(words: &[Word], other: &Voice) -> bool {
    let Some(form) = other.forms.first() else { return false };
    words.iter().all(|word| form.contains(&word.folded))
}

/// The last word of the name of a person: titles and first names are given once and then left out.
fn last_name(phrase: Span, scene: &Scene<'_>) -> Option<String> {
    let people = scene.layers.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    let name = people.into_iter().find(|entity| phrase.contains(entity.span))?;
    let words = fold::words(&scene.report.text, name.span);
    words.last().filter(|word| word.capital).map(|word| word.folded.clone())
}

/// Whom a spokesman speaks for: the agency of "a spokesman for the agency", "the agency's spokesman" and "agency spokesman Jo Field".
fn spoken_for(words: &[Word], table: &Actors) -> Option<Span> {
    let at = (0..words.len()).find(|&at| table.voice_of(&words[at..]).is_some())?;
    let after = at + table.voice_of(&words[at..])?;
    let whose = match words.get(after).map(|word| word.folded.as_str()) {
        Some("for" | "of") => &words[after + 1..],
        _ => &words[..at],
    };
    Some(whose.first()?.span.cover(whose.last()?.span))
}

/// The name in "a group called Bread for All".
fn called(words: &[Word], text: &str) -> Option<Span> {
    let at = words.iter().position(|word| matches!(word.span.of(text), "called" | "named"))?;
    let name = words.get(at + 1).filter(|name| at > 0 && name.capital)?;
    Some(name.span.cover(words.last()?.span))
}

/// "police in Idlib" and "Idlib police" without the town: in one incident there is one police.
fn without_place<'w>(words: &'w [Word], speaker: &Speaker, scene: &Scene<'_>) -> &'w [Word] {
    let local =
        speaker.id.is_none() && matches!(speaker.kind, SpeakerKind::Official | SpeakerKind::Responder);
    let is_role =
        |words: &[Word]| scene.knowledge.actors.role(words).is_some_and(|(_, count)| count == words.len());
    let is_place = |words: &[Word]| {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        let span = first.span.cover(last.span);
        let mut places =
            scene.mentions.places.iter().filter(|place| place.precision < PlacePrecision::Country);
        places.any(|place| place.span.contains(span))
    };
    if !local {
        return words;
    }
    let joint = words.iter().position(|word| matches!(word.folded.as_str(), "in" | "at"));
    if let Some(at) = joint
        && is_role(&words[..at])
        && is_place(&words[at + 1..])
    {
        return &words[..at];
    }
    let own = (1..words.len()).find(|&at| is_role(&words[at..]) && is_place(&words[..at]));
    own.map_or(words, |at| &words[at..])
}

/// The words in one form, "director of the hospital" as "hospital director"; and those before the first preposition.
fn forms(words: &[Word]) -> Vec<Vec<String>> {
    let folded = |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.folded.clone()).collect() };
    let joint = words.iter().position(|word| matches!(word.folded.as_str(), "of" | "for"));
    let Some(at) = joint else { return vec![folded(words)] };
    let (head, rest) = (&words[..at], actor::undetermined(&words[at + 1..]));
    let is_of = words[at].folded == "of" && head.len() == 1 && !head[0].capital;
    let whole = if is_of { [folded(rest), folded(head)].concat() } else { folded(words) };
    vec![whole, folded(head)]
}
