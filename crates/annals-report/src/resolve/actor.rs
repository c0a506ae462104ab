//! Names and descriptions of states, forces, groups, agencies, and of those who speak.

use annals_types::{
    Layers, Report, Span,
    layers::EntityKind,
    mention::{ActorKind, ActorMention},
    statement::{Speaker, SpeakerKind},
};

use crate::{
    Knowledge,
    closed_classes::{is_compass, is_place_preposition},
    knowledge::{
        actors::{Actor, Actors, FoundActor},
        fold::{self, Word},
    },
};

/// How many words of a phrase are looked at: names and titles stand at its beginning, clauses after them.
const MOST_WORDS: usize = 40;

/// The names of actors in the told segments of `report`, in the order of their spans.
pub fn actors(report: &Report, layers: &Layers, knowledge: &Knowledge) -> Vec<ActorMention> {
    let text = &report.text;
    let mut mentions = Vec::new();
    for sentence in &layers.sentences {
        let words = fold::words(text, sentence.span);
        let mut at = 0;
        while at < words.len() {
            let (mention, taken) = mention_at(&words, at, text, knowledge);
            mentions.extend(mention);
            at += taken;
        }
    }
    add_people(text, layers, &mut mentions);
    mentions.sort_by_key(|mention| mention.span);
    mentions
}

/// Who the words `phrase`, found at `span`, mean.
pub fn describe(phrase: &str, span: Span, knowledge: &Knowledge) -> ActorMention {
    let words = fold::words(phrase, Span::at(0, phrase.len()));
    let who = identify(&words, phrase, &knowledge.actors);
    ActorMention { span, actor: who.id, name: who.name, kind: who.kind }
}

/// The speaker that the words of `text` at `phrase` mean.
pub fn speaker(phrase: Span, text: &str, knowledge: &Knowledge) -> Speaker {
    let words = fold::words(text, phrase);
    let who = identify(&words, phrase.of(text), &knowledge.actors);
    let voice = who.id.clone().unwrap_or_else(|| fold::join(undetermined(&words)));
    Speaker { name: who.name, id: who.id, house: voice.clone(), voice, span: phrase, kind: who.speaker_kind }
}

/// Without the articles and the like that it begins with.
pub fn undetermined(words: &[Word]) -> &[Word] {
    &words[words.iter().take_while(|word| is_determiner(&word.folded)).count()..]
}

struct Who {
    id: Option<String>,
    name: String,
    kind: ActorKind,
    speaker_kind: SpeakerKind,
}

impl From<Actor> for Who {
    fn from(actor: Actor) -> Self {
        Self { id: Some(actor.id), name: actor.name, kind: actor.kind, speaker_kind: actor.speaker_kind }
    }
}

/// Who a whole phrase means: a known name where it is the phrase or is spoken for, else the description, else a person.
fn identify(words: &[Word], phrase: &str, table: &Actors) -> Who {
    let words = &words[..words.len().min(MOST_WORDS)];
    let words = undetermined(words);
    let as_written = |kind, speaker_kind| Who { id: None, name: squeeze(phrase), kind, speaker_kind };

    let mut known: Option<FoundActor> = None;
    let mut role = None;
    let mut spoken_for = false;
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let here = longer(table.find(rest), table.compose(rest));
        let is_role =
            table.role(rest).filter(|(_, count)| here.as_ref().is_none_or(|found| found.words < *count));
        spoken_for |= table.speaks_for(rest);
        if let Some((found, count)) = is_role {
            role = role.or(Some(found));
            // "police spokesman": the last word of a description may itself speak for someone.
            spoken_for |= table.speaks_for(&rest[count - 1..]);
            at += count;
        } else if let Some(found) = here {
            at += found.words;
            if found.words == words.len() {
                return found.actor.into();
            }
            known = known.or(Some(found));
        } else {
            at += 1;
        }
    }

    match (known, role) {
        (Some(known), None) => known.actor.into(),
        (Some(known), Some(role)) => {
            let own_voice = matches!(
                role.speaker_kind,
                SpeakerKind::Responder | SpeakerKind::Witness | SpeakerKind::Monitor | SpeakerKind::Media
            );
            let medium = known.actor.kind == ActorKind::Outlet && role.speaker_kind != SpeakerKind::Media;
            let monitor_of_itself = known.actor.speaker_kind == role.speaker_kind;
            if (own_voice && !monitor_of_itself) || (medium && !spoken_for) {
                as_written(role.kind, role.speaker_kind)
            } else {
                known.actor.into()
            }
        }
        (None, Some(role)) => {
            match country_spoken_for(words, table).filter(|_| spoken_for || role.kind == ActorKind::Force) {
                Some(actor) if role.speaker_kind == SpeakerKind::Official && names_only(words, table) => {
                    actor.into()
                }
                _ => as_written(role.kind, role.speaker_kind),
            }
        }
        (None, None) => match table.state(words).filter(|found| found.words == words.len()) {
            Some(found) => found.actor.into(),
            None if words.iter().filter(|word| word.capital).count() >= 1 => {
                as_written(ActorKind::Person, SpeakerKind::Other)
            }
            None => as_written(ActorKind::People, SpeakerKind::Other),
        },
    }
}

/// The government of the country that the phrase names ("officials in Iraq").
fn country_spoken_for(words: &[Word], table: &Actors) -> Option<Actor> {
    (0..words.len()).find_map(|at| table.state(&words[at..])).map(|found| found.actor)
}

/// Whether the phrase holds nothing but a general word for officials, and a country: a police chief is not the state.
fn names_only(words: &[Word], table: &Actors) -> bool {
    words.len() <= 4
        && !words.iter().any(|word| matches!(word.folded.as_str(), "police" | "mayor" | "governor" | "court"))
        && words.first().is_some_and(|first| !first.capital || table.speaks_for(std::slice::from_ref(first)))
}

/// The mention at word `at`, if any, and how many words are dealt with.
fn mention_at(words: &[Word], at: usize, text: &str, knowledge: &Knowledge) -> (Option<ActorMention>, usize) {
    let table = &knowledge.actors;
    let rest = &words[at..];
    let known = longer(table.find(rest), table.compose(rest)).filter(|found| !is_other_use(words, at, found));
    let role = table.role(rest).filter(|(_, count)| known.as_ref().is_none_or(|found| found.words < *count));
    let span = |count: usize| rest[0].span.cover(rest[count - 1].span);
    if let Some((role, count)) = role {
        let told = role.speaker_kind != SpeakerKind::Other;
        let mention = told.then(|| ActorMention {
            span: span(count),
            actor: None,
            name: squeeze(span(count).of(text)),
            kind: role.kind,
        });
        return (mention, count);
    }
    let known = known.or_else(|| state_that_acts(words, at, knowledge));
    match known {
        Some(found) => {
            let mention = ActorMention {
                span: span(found.words),
                actor: Some(found.actor.id),
                name: found.actor.name,
                kind: found.actor.kind,
            };
            (Some(mention), found.words)
        }
        None => (None, 1),
    }
}

/// A postal abbreviation after a comma ("Scranton, PA") is a place, whatever else the letters stand for.
fn is_other_use(words: &[Word], at: usize, found: &FoundActor) -> bool {
    let word = &words[at];
    found.words == 1 && word.all_capital && word.folded.len() == 2 && word.gap == fold::Gap::Comma
}

/// A country that acts: "Syria condemned", "by Israel", "US-led strikes". After a preposition of place it is where, not who, and after a word for
/// what befell it ("that struck Nepal") it did nothing.
fn state_that_acts(words: &[Word], at: usize, knowledge: &Knowledge) -> Option<FoundActor> {
    let table = &knowledge.actors;
    if let Some(leader) = table.leader(&words[at..]) {
        return Some(leader);
    }
    let found = table.state(&words[at..])?;
    let joined = words.get(at + found.words).is_some_and(|next| next.gap == fold::Gap::Hyphen);
    // "by US investors": the adjective, which has the form of the name.
    let adjective = table.countries().demonym(&words[at..]).is_some_and(|(_, count)| count == found.words)
        && !knowledge.place_words.is_noun_use(&words[at..], found.words);
    if joined || adjective {
        return None;
    }
    let before = at.checked_sub(1).map(|before| words[before].folded.as_str());
    let before = match before {
        Some("the") => at.checked_sub(2).map(|before| words[before].folded.as_str()),
        before => before,
    };
    if before == Some("by") {
        return Some(found);
    }
    let last = &words[at + found.words - 1];
    let next = words.get(at + found.words)?;
    let subject = before.is_none_or(|before| !is_no_subject_after(before) && !tells_what_befell(before));
    (subject && !last.possessive && next.continues(last) && knowledge.place_words.is_verb_of_acting(next))
        .then_some(found)
}

/// Whether a country right after `word`, a folded one, is where something is, or is named beside another, and does nothing by what follows it.
fn is_no_subject_after(word: &str) -> bool {
    is_place_preposition(word)
        || is_compass(word)
        || matches!(word, "to" | "for" | "and" | "over" | "on" | "with" | "against" | "off" | "along")
}

/// Whether a folded word right before a country tells what befell it: "a quake that struck Nepal killed", "war-torn Yemen", "flood-hit Pakistan".
fn tells_what_befell(word: &str) -> bool {
    matches!(
        word,
        "hit"
            | "hits"
            | "struck"
            | "stricken"
            | "torn"
            | "ravaged"
            | "batered"
            | "devastated"
            | "rocked"
            | "shok"
            | "jolted"
            | "lashed"
            | "swept"
            | "plagued"
    )
}

/// Persons that the layers name, where no actor was found.
fn add_people(text: &str, layers: &Layers, mentions: &mut Vec<ActorMention>) {
    let taken: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    let free = |span: Span| {
        let after = taken.partition_point(|other| other.end() <= span.start());
        taken.get(after).is_none_or(|other| !other.overlaps(span))
    };
    for entity in
        layers.entities.iter().filter(|entity| entity.kind == EntityKind::Person && free(entity.span))
    {
        mentions.push(ActorMention {
            span: entity.span,
            actor: None,
            name: squeeze(entity.span.of(text)),
            kind: ActorKind::Person,
        });
    }
}

fn longer(a: Option<FoundActor>, b: Option<FoundActor>) -> Option<FoundActor> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.words > a.words { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// Of a folded word: "three" has a single e.
fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "one"
            | "two"
            | "thre"
            | "some"
            | "several"
            | "its"
            | "their"
            | "his"
            | "her"
            | "other"
            | "many"
            | "both"
    )
}

/// With runs of blanks made one: a phrase may run over a line's end.
fn squeeze(phrase: &str) -> String {
    phrase.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
