//! Which speakers of a report are one: "the civil protection agency", "the agency" and "a spokesman for the agency".
//!
//! Across reports a voice is told by its words alone, so these are brought into one form: without articles, "director of the hospital" as
//! "hospital director", persons by their last names. Its house leaves out the place too: in one incident "police in Idlib" are the police.

use std::collections::{BTreeMap, BTreeSet};

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
        fold::{self, Gap, Word},
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
    let mut known = Known::new(scene);
    for phrase in phrases {
        let voice = voice(phrase, &known, scene);
        known.push(voice, scene);
    }
    let known: BTreeMap<Span, Speaker> =
        known.voices.into_iter().map(|voice| (voice.speaker.span, voice.speaker)).collect();
    for speaker in statements.iter_mut().flat_map(|statement| &mut statement.speakers) {
        if let Some(known) = known.get(&speaker.span) {
            speaker.clone_from(known);
        }
    }
}

/// Who speaks at one place of a report.
#[derive(Clone)]
struct Voice {
    speaker: Speaker,
    /// The words of the phrase in one form, and those before "for" or "of" in it.
    forms: Vec<Vec<String>>,
    /// Whether it was brought in anew: "a hospital director".
    is_new: bool,
}

/// The voices of a report so far, with quick ways to those that a later phrase may mean.
struct Known {
    voices: Vec<Voice>,
    /// Those that have a form, by its last word, in order.
    by_word: BTreeMap<String, Vec<usize>>,
    /// Persons by the last words of their names, in order: the full name, and the voice.
    people: BTreeMap<String, Vec<(String, usize)>>,
    /// How many voices were brought in anew by each form.
    new: BTreeMap<String, usize>,
    /// The last voice in whose sentence something is written.
    writer: Option<usize>,
    /// The sentences with a word for something written.
    written: BTreeSet<Span>,
    /// The full names of the persons of the report by their last words, whether or not they speak.
    full_names: BTreeMap<String, BTreeSet<String>>,
}

impl Known {
    fn new(scene: &Scene<'_>) -> Self {
        let table = &scene.knowledge.actors;
        let writes = |sentence: &Span| {
            let words = fold::words(&scene.report.text, *sentence);
            (0..words.len()).any(|at| table.tells_of_writing(&words[at..]))
        };
        let written = scene.sentences().iter().map(|sentence| sentence.span).filter(writes).collect();
        let mut full_names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let people = scene.layers.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        for name in people.filter_map(|entity| Name::at(entity.span, scene)).filter(Name::is_full) {
            full_names.entry(name.last).or_default().insert(name.whole);
        }
        Self {
            voices: Vec::new(),
            by_word: BTreeMap::new(),
            people: BTreeMap::new(),
            new: BTreeMap::new(),
            writer: None,
            written,
            full_names,
        }
    }

    fn push(&mut self, voice: Voice, scene: &Scene<'_>) {
        let index = self.voices.len();
        let lasts: BTreeSet<&String> = voice.forms.iter().filter_map(|form| form.last()).collect();
        for last in lasts {
            self.by_word.entry(last.clone()).or_default().push(index);
        }
        let phrase = voice.speaker.span;
        if voice.speaker.id.is_none()
            && let Some(name) = name_of(phrase, scene)
        {
            self.people.entry(name.last).or_default().push((voice.speaker.voice.clone(), index));
        }
        if voice.is_new
            && let Some(form) = voice.forms.first()
        {
            *self.new.entry(form.join(" ")).or_default() += 1;
        }
        if self.written.contains(&scene.sentence_of(phrase)) {
            self.writer = Some(index);
        }
        self.voices.push(voice);
    }

    /// The voice of a person with this name: one of the same full name; for a bare last name the last one with it.
    fn person(&self, name: &Name) -> Option<&Voice> {
        let people = self.people.get(&name.last)?;
        let (_, index) = people.iter().rev().find(|(voice, _)| !name.is_full() || *voice == name.whole)?;
        self.voices.get(*index)
    }

    /// The name in full, where the report has one alone that ends like it.
    fn in_full(&self, name: Name) -> String {
        match self.full_names.get(&name.last) {
            Some(names) if !name.is_full() && names.len() == 1 => names.iter().cloned().collect(),
            _ => name.whole,
        }
    }

    /// The last voice that "the agency" stands for.
    fn earlier(&self, forms: &[Vec<String>]) -> Option<&Voice> {
        let last = forms.first()?.last()?;
        let with_word = self.by_word.get(last)?.iter().rev().filter_map(|&index| self.voices.get(index));
        with_word.into_iter().find(|other| is_one(forms, other))
    }
}

/// The voice of the words at `phrase`, after those that are `known` from the words before.
fn voice(phrase: Span, known: &Known, scene: &Scene<'_>) -> Voice {
    let text = &scene.report.text;
    let table = &scene.knowledge.actors;
    let all = fold::words(text, phrase);
    let words = actor::undetermined(&all);
    let speaker = actor::speaker(phrase, text, scene.knowledge);
    let is_definite = all.first().is_some_and(|first| first.folded == "the");
    let is_new = all.first().is_some_and(|first| NEW.contains(&first.folded.as_str()));
    let same = |speaker: &Speaker| Speaker { span: phrase, ..speaker.clone() };

    if table.is_writing(words)
        && let Some(writer) = known.writer.and_then(|writer| known.voices.get(writer))
    {
        return Voice { speaker: same(&writer.speaker), forms: Vec::new(), is_new: false };
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
        && let Some(long) = known.voices.iter().find(|other| holds_all(words, other))
    {
        return Voice { speaker: same(&long.speaker), forms: Vec::new(), is_new: false };
    }
    if speaker.id.is_none()
        && let Some(name) = name_of(phrase, scene)
    {
        let speaker = if let Some(long) = known.person(&name) {
            same(&long.speaker)
        } else {
            let voice = known.in_full(name);
            Speaker { house: voice.clone(), voice, ..speaker }
        };
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
    if is_definite
        && speaker.id.is_none()
        && let Some(other) = known.earlier(&forms)
    {
        return Voice { speaker: same(&other.speaker), forms, is_new: other.is_new };
    }
    let form = forms.first().map(|form| form.join(" ")).unwrap_or_default();
    let (voice, house) = match &speaker.id {
        Some(id) => (id.clone(), id.clone()),
        None if is_new => anew(&form, house, known, &speaker, scene),
        None => (form, house),
    };
    Voice { speaker: Speaker { voice, house, ..speaker }, forms, is_new }
}

/// With these, folded, a phrase brings in somebody who was not told of before.
const NEW: [&str; 9] = ["a", "an", "one", "another", "other", "some", "several", "two", "thre"];

/// Voice and house of somebody who is brought in anew: "one witness" and "another witness" are two, and no others than those of this
/// report. A body that is brought in once, "a local hospital", may be that of other reports.
fn anew(form: &str, house: String, known: &Known, speaker: &Speaker, scene: &Scene<'_>) -> (String, String) {
    let before = known.new.get(form).copied().unwrap_or(0);
    if before == 0 && speaker.kind != SpeakerKind::Witness {
        return (form.to_owned(), house);
    }
    let voice = format!("{form} {} of {}", before + 1, scene.report.id);
    (voice.clone(), voice)
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

/// The name of a person, folded.
struct Name {
    /// All of its words but titles.
    whole: String,
    last: String,
}

impl Name {
    /// The name at `span`, without the titles before it.
    fn at(span: Span, scene: &Scene<'_>) -> Option<Self> {
        let words = fold::words(&scene.report.text, span);
        let written = |word: &Word| scene.words(word.span).to_lowercase();
        let is_title = |word: &&Word| !word.capital || scene.knowledge.names.is_title(&written(word));
        let own = &words[words.iter().take_while(is_title).count()..];
        Some(Self { whole: fold::join(own), last: own.last()?.folded.clone() })
    }

    fn is_full(&self) -> bool {
        self.whole != self.last
    }
}

/// The name of the person whom a phrase means: not of one whom somebody else speaks for ("a lawyer for Ali Hassan").
fn name_of(phrase: Span, scene: &Scene<'_>) -> Option<Name> {
    let entities = &scene.layers.entities;
    let first = entities.partition_point(|entity| entity.span.start() < phrase.start());
    let inside = entities[first..].iter().take_while(|entity| entity.span.start() < phrase.end());
    let mut people =
        inside.filter(|entity| entity.kind == EntityKind::Person && phrase.contains(entity.span));
    let words = fold::words(&scene.report.text, phrase);
    let named = people.find(|entity| is_head(entity.span, &words))?;
    Name::at(named.span, scene)
}

/// Whether the `name` in a phrase of these words is what the phrase is about: only what describes it stands before, and after it at most a
/// preposition or a comma.
fn is_head(name: Span, words: &[Word]) -> bool {
    let first = words.partition_point(|word| word.span.end() <= name.start());
    let end = words.partition_point(|word| word.span.start() < name.end());
    let joins =
        |word: &Word| matches!(word.folded.as_str(), "for" | "of" | "at" | "in" | "from" | "to" | "with");
    let (Some(own), Some(last)) = (words.get(first), words.get(end.wrapping_sub(1))) else { return false };
    // "the director of the hospital, Ali Hassan"
    let is_described = own.gap == Gap::Comma || !words[..first].iter().any(joins);
    let ends = words.get(end).is_none_or(|next| next.gap != Gap::Blank || joins(next));
    is_described && ends && !last.possessive
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
        let places = &scene.mentions.places;
        let first = places.partition_point(|place| place.span.end() <= span.start());
        let mut over = places[first..].iter().take_while(|place| place.span.start() < span.end());
        over.any(|place| place.precision < PlacePrecision::Country && place.span.contains(span))
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

#[cfg(test)]
mod tests;
