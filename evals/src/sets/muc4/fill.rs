//! All slots of a template, out of an incident that the network shows and what annals reads of the message.
//!
//! * Times and places are those of the reading that stand in sentences where something of the incident is named. Without a day
//!   the incident was on or before the day of the message; without a town of the country it was in the country.
//! * Classes of set lists are learned from words ([`super::classes`]).
//! * How many comes from a number before the head, else from its being plural.
//! * Nations are those that are named in the phrase of a target and are not the incident's.

use std::{collections::BTreeMap, ops::Range};

use annals_encoder::Labels;
use annals_report::knowledge::countries::Countries;
use annals_types::{
    Reading,
    mention::{PlaceMention, PlacePrecision, TimeMention},
    time::{TimePrecision, TimexKind},
};
use jiff::civil::{Date, DateTime};

use super::{
    assemble::{Entity, Incident, Mention},
    classes::{Classes, Features, Words, features, own},
    counts::{count, head, one_or_many},
    hurt::Hurt,
    inferred,
    message::Message,
};
use crate::{
    document::Placed,
    network::classes_of,
    score::{
        muc4::{CONTENT, Fill, MONTHS, Template},
        templates::normal,
    },
};

/// The countries of the task (task documentation, 1.0): an incident belongs to one of them.
const COUNTRIES: [&str; 9] = ["SV", "GT", "HN", "AR", "BO", "CL", "CO", "EC", "PE"];

/// Those of them whose first-level divisions are provinces; the others' are departments mostly.
const PROVINCES: [&str; 2] = ["AR", "EC"];

/// From this probability on a word for people describes a target. What is right in half of the templates that are right at all
/// is worth telling, as F1 wants what is right more often than in half of its own value.
const DESCRIBED: f32 = 0.3;

/// Words before a head in which its number is looked for.
const BEFORE: usize = 3;

/// The longest description behind a name: words between commas.
const LONGEST: usize = 8;

/// Names of nations in the keys that are not their usual ones (task documentation, set list of foreign nations).
const NATIONS: [(&str, &str); 2] = [("RU", "USSR"), ("CN", "PEOPLES REP OF CHINA")];

/// A reference to nobody named.
const NOBODY: &str = "-";

/// What is known of a message.
struct Known<'a> {
    message: &'a Message<'a>,
    placed: &'a Placed,
    /// Parts of speech of the words of `placed`.
    upos: Vec<&'a str>,
    /// First byte of each sentence.
    sentences: Vec<usize>,
    words: Words,
    hurt: Hurt,
    reading: &'a Reading,
    classes: &'a Classes,
    countries: &'a Countries,
    /// ISO code of the country that most places of the message are in.
    country: Option<String>,
}

/// The templates of a message. `labels` are those of `placed`, the words of the message.
pub fn templates(
    message: &Message,
    placed: &Placed,
    labels: &Labels,
    reading: &Reading,
    (classes, countries): (&Classes, &Countries),
    incidents: &[Incident],
) -> Vec<Template> {
    let bytes = super::bytes_of(message.text);
    let first = |&word: &usize| placed.at.get(word).map(|at| bytes[at.0 as usize]);
    let known = Known {
        message,
        placed,
        upos: classes_of(labels, "upos"),
        sentences: placed.document.sentences.iter().filter_map(first).collect(),
        words: Words::new(message.text),
        hurt: Hurt::of(labels),
        reading,
        classes,
        countries,
        country: country(reading),
    };
    let mut slots: Vec<Slots> = incidents.iter().map(|incident| known.slots(incident)).collect();
    known.described(incidents, &mut slots);
    for slots in &mut slots {
        known.spared(slots);
    }
    slots.into_iter().map(|slots| slots.0).filter(is_specific).collect()
}

/// Whether anybody or anything of the incident is known: others are not specific enough to be reported (task documentation, 1.0).
fn is_specific(template: &Template) -> bool {
    CONTENT.iter().any(|slot| template.slots.contains_key(*slot))
}

/// The country of most places: one of the task's where there is one.
fn country(reading: &Reading) -> Option<String> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    let codes = reading.mentions.places.iter().filter_map(|place| place.place.as_ref()?.country.as_deref());
    codes.for_each(|code| *votes.entry(code).or_default() += 1);
    let of_task = |code: &str| COUNTRIES.contains(&code);
    votes.into_iter().rev().max_by_key(|&(code, votes)| (of_task(code), votes)).map(|(code, _)| code.into())
}

/// One value, of somebody or of nobody in particular.
fn fill(value: impl Into<String>, refers: Option<&str>) -> Fill {
    Fill { values: vec![value.into()], refers: refers.map(Into::into).into_iter().collect(), optional: false }
}

/// Words in capitals with single blanks.
fn capitals(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase()
}

/// Puts fills into a template, each once.
struct Slots(Template);

impl Slots {
    fn put(&mut self, slot: &str, fill: Fill) {
        let fills = self.0.slots.entry(slot.into()).or_default();
        if !fills.contains(&fill) {
            fills.push(fill);
        }
    }

    fn put_some(&mut self, slot: &str, value: Option<impl Into<String>>, refers: Option<&str>) {
        if let Some(value) = value {
            self.put(slot, fill(value, refers));
        }
    }
}

impl Known<'_> {
    fn slots(&self, incident: &Incident) -> Slots {
        let kind = incident.kind.to_uppercase();
        let mut slots = Slots(Template::default());
        let sentences = self.sentences_of(incident);
        slots.put_some("INCIDENT: DATE", self.day(&sentences), None);
        slots.put_some("INCIDENT: LOCATION", self.location(&sentences), None);
        slots.put("INCIDENT: TYPE", fill(kind.clone(), None));
        slots.put("INCIDENT: STAGE OF EXECUTION", fill("ACCOMPLISHED", None));
        let of = |role: &'static str| incident.entities.iter().filter(move |entity| entity.role == role);
        if !matches!(kind.as_str(), "ARSON" | "KIDNAPPING") {
            of("Weapon").for_each(|entity| self.instrument(&mut slots, &kind, entity));
            if of("Weapon").next().is_none() {
                let inferred = inferred::instrument(&kind, &self.words);
                slots.put_some("INCIDENT: INSTRUMENT TYPE", inferred, Some(NOBODY));
            }
        }
        self.perpetrators(&mut slots, &kind, incident);
        if kind != "KIDNAPPING" {
            of("Target").for_each(|entity| self.thing(&mut slots, &kind, entity));
        }
        of("Victim").for_each(|entity| self.person(&mut slots, &kind, entity));
        slots
    }

    /// People without a name who were hit: the network marks names alone. Each goes to the incident that is named most often in
    /// sentences with them, the first of equals.
    fn described(&self, incidents: &[Incident], slots: &mut [Slots]) {
        let mut places: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        for (word, place) in self.words.iter().filter(|(word, _)| self.classes.is_head("described", word)) {
            places.entry(word).or_default().push(place);
        }
        let sentences: Vec<BTreeMap<usize, usize>> =
            incidents.iter().map(|incident| self.sentences_of(incident)).collect();
        for places in places.into_values() {
            let by_words =
                self.classes.chance("described", "TARGET", &features(&self.words, &places, "", true));
            let heads: Vec<Range<usize>> = self.heads(&places).map(|head| head..head + 1).collect();
            if self.hurt.chance(&heads, by_words) < DESCRIBED {
                continue;
            }
            let beside = |incident: usize| -> usize {
                let count = |place: &Range<usize>| sentences[incident].get(&self.sentence(place.start));
                places.iter().filter_map(count).sum()
            };
            let Some(chosen) = (0..incidents.len()).rev().max_by_key(|&incident| beside(incident)) else {
                return;
            };
            self.group(&mut slots[chosen], incidents[chosen].kind, &places);
        }
    }

    /// That nobody was hurt, where no target is human and the message says so.
    fn spared(&self, slots: &mut Slots) {
        let has_people =
            ["HUM TGT: NAME", "HUM TGT: DESCRIPTION"].iter().any(|slot| slots.0.slots.contains_key(*slot));
        if !has_people && inferred::spares_all(&self.words) {
            slots.put("HUM TGT: EFFECT OF INCIDENT", fill("NO INJURY OR DEATH", Some(NOBODY)));
        }
    }

    /// The words at these places of the message.
    fn heads(&self, places: &[Range<usize>]) -> impl Iterator<Item = usize> {
        let bytes = super::bytes_of(self.message.text);
        let points = move |byte: usize| bytes.partition_point(|&at| at < byte) as u32;
        places
            .iter()
            .filter(|place| place.start >= self.message.body)
            .map(move |place| self.placed.words_of(points(place.start), points(place.end)))
            .filter_map(Iterator::last)
    }

    /// Unnamed people whose heads stand at these places.
    fn group(&self, slots: &mut Slots, kind: &str, places: &[Range<usize>]) {
        let heads: Vec<usize> = self.heads(places).collect();
        // The phrase with most modifiers says most.
        let phrase = |&head: &usize| {
            head - (0..head).rev().take(BEFORE).take_while(|&word| self.is_modifier(word)).count()..head + 1
        };
        let Some(words) = heads.iter().map(phrase).rev().max_by_key(Range::len) else { return };
        let Some(id) = self.written(words) else { return };
        let counted = heads.iter().find_map(|head| self.counted(*head..head + 1));
        let head = heads.first().map(|&head| self.placed.document.words[head].as_str()).unwrap_or_default();
        let seen = features(&self.words, places, &kind.to_uppercase(), true);
        slots.put("HUM TGT: DESCRIPTION", fill(id.clone(), None));
        slots.put_some("HUM TGT: TYPE", self.classes.of("human", &seen), Some(&id));
        let number = counted.unwrap_or_else(|| one_or_many(head).into());
        slots.put("HUM TGT: NUMBER", fill(number, Some(&id)));
        let own: Vec<Range<usize>> = heads.iter().map(|&head| head..head + 1).collect();
        let effect = self.hurt.effect(&own).or_else(|| self.classes.of("harm", &seen));
        slots.put_some("HUM TGT: EFFECT OF INCIDENT", effect, Some(&id));
        slots.put_some("HUM TGT: FOREIGN NATION", self.nation(&own), Some(&id));
    }

    /// The sentence that holds a byte.
    fn sentence(&self, byte: usize) -> usize {
        self.sentences.partition_point(|&first| first <= byte)
    }

    /// The sentences where something of the incident is named, with how often.
    fn sentences_of(&self, incident: &Incident) -> BTreeMap<usize, usize> {
        let mut found = BTreeMap::new();
        for mention in incident.entities.iter().flat_map(|entity| &entity.mentions) {
            *found.entry(self.sentence(mention.place.start)).or_default() += 1;
        }
        found
    }

    /// The day that is said most often beside the incident, else "on or before the day of the message".
    fn day(&self, sentences: &BTreeMap<usize, usize>) -> Option<String> {
        let mut votes: Vec<(Date, usize)> = Vec::new();
        for time in &self.reading.mentions.times {
            let Some(day) = day_of(time).filter(|day| self.message.day.is_none_or(|last| *day <= last))
            else {
                continue;
            };
            let start = time.span.range().start;
            let count = sentences.get(&self.sentence(start)).copied().unwrap_or_default();
            if start < self.message.body || count == 0 {
                continue;
            }
            match votes.iter_mut().find(|(other, _)| *other == day) {
                Some((_, votes)) => *votes += count,
                None => votes.push((day, count)),
            }
        }
        let told = votes.iter().rev().max_by_key(|(_, votes)| *votes).map(|(day, _)| written(*day));
        told.or_else(|| self.message.day.map(|day| format!("- {}", written(day))))
    }

    /// The country, and a town or province of it that is named beside the incident.
    fn location(&self, sentences: &BTreeMap<usize, usize>) -> Option<String> {
        let code = self.country.as_deref()?;
        let country = self.countries.get(code)?.name().to_uppercase();
        let beside: Vec<(&PlaceMention, usize)> = self
            .reading
            .mentions
            .places
            .iter()
            .filter(|place| place.span.range().start >= self.message.body)
            .filter(|place| place.place.as_ref().and_then(|value| value.country.as_deref()) == Some(code))
            .filter_map(|place| Some((place, *sentences.get(&self.sentence(place.span.range().start))?)))
            .collect();
        let name = |place: &PlaceMention| {
            self.message.text.get(place.span.range()).map(capitals).unwrap_or_default()
        };
        let most = |precision: PlacePrecision| {
            let mut votes: Vec<(String, usize)> = Vec::new();
            for (place, count) in beside.iter().filter(|(place, _)| place.precision == precision) {
                let name = name(place);
                match votes.iter_mut().find(|(other, _)| *other == name) {
                    Some((_, votes)) => *votes += count,
                    None => votes.push((name, *count)),
                }
            }
            votes.into_iter().rev().max_by_key(|(_, votes)| *votes).map(|(name, _)| name)
        };
        if let Some(town) = most(PlacePrecision::Exact).or_else(|| most(PlacePrecision::Town)) {
            return Some(format!("{country}: {town} (CITY)"));
        }
        let Some(province) = most(PlacePrecision::Province) else { return Some(country) };
        let kind = if PROVINCES.contains(&code) { "PROVINCE" } else { "DEPARTMENT" };
        Some(format!("{country}: {province} ({kind})"))
    }

    fn instrument(&self, slots: &mut Slots, kind: &str, entity: &Entity) {
        let id = told(entity);
        let class = self.classes.of("instrument", &self.features(entity, kind, false));
        slots.put("INCIDENT: INSTRUMENT ID", fill(id.clone(), None));
        slots.put_some("INCIDENT: INSTRUMENT TYPE", class, Some(&id));
    }

    fn perpetrators(&self, slots: &mut Slots, kind: &str, incident: &Incident) {
        let mut seen = Features::new();
        for entity in &incident.entities {
            let slot = match entity.role {
                "PerpInd" => "PERP: INDIVIDUAL ID",
                "PerpOrg" => "PERP: ORGANIZATION ID",
                _ => continue,
            };
            seen.append(&mut self.features(entity, kind, false));
            let id = told(entity);
            slots.put(slot, fill(id.clone(), None));
            if entity.role == "PerpOrg" {
                let class = self.classes.of("confidence", &self.features(entity, kind, true));
                slots.put_some("PERP: ORGANIZATION CONFIDENCE", class, Some(&id));
            }
        }
        let category = self.classes.of("category", &seen).unwrap_or("TERRORIST ACT");
        slots.put("PERP: INCIDENT CATEGORY", fill(category, None));
    }

    fn thing(&self, slots: &mut Slots, kind: &str, entity: &Entity) {
        let id = told(entity);
        let near = self.features(entity, kind, false);
        let far = self.features(entity, kind, true);
        slots.put("PHYS TGT: ID", fill(id.clone(), None));
        slots.put_some("PHYS TGT: TYPE", self.classes.of("physical", &near), Some(&id));
        slots.put("PHYS TGT: NUMBER", fill(self.number(entity), Some(&id)));
        slots.put_some("PHYS TGT: EFFECT OF INCIDENT", self.classes.of("damage", &far), Some(&id));
        slots.put_some("PHYS TGT: FOREIGN NATION", self.nation(&words_of(entity)), Some(&id));
    }

    fn person(&self, slots: &mut Slots, kind: &str, entity: &Entity) {
        let id = told(entity);
        let mut seen = self.features(entity, kind, true);
        let mut near = self.features(entity, kind, false);
        near.retain(|feature| !feature.starts_with("k:"));
        let number = if self.classes.of("named", &near) == Some("NAME") {
            slots.put("HUM TGT: NAME", fill(id.clone(), None));
            if let Some(description) =
                entity.mentions.iter().find_map(|mention| self.title(mention).or_else(|| self.role(mention)))
            {
                seen.append(&mut own(&description));
                slots.put("HUM TGT: DESCRIPTION", fill(description, Some(&id)));
            }
            "1".into()
        } else {
            slots.put("HUM TGT: DESCRIPTION", fill(id.clone(), None));
            self.number(entity)
        };
        slots.put_some("HUM TGT: TYPE", self.classes.of("human", &seen), Some(&id));
        slots.put("HUM TGT: NUMBER", fill(number, Some(&id)));
        let own = words_of(entity);
        let effect = self.hurt.effect(&own).or_else(|| self.classes.of("harm", &seen));
        slots.put_some("HUM TGT: EFFECT OF INCIDENT", effect, Some(&id));
        slots.put_some("HUM TGT: FOREIGN NATION", self.nation(&own), Some(&id));
    }

    /// The nation that is named in one of these phrases or by a modifier before it, where the incident was in another country.
    fn nation(&self, mentions: &[Range<usize>]) -> Option<String> {
        let bytes = super::bytes_of(self.message.text);
        let nations: Vec<(Range<usize>, &str)> = self
            .reading
            .mentions
            .places
            .iter()
            .filter(|place| place.precision == PlacePrecision::Country)
            .filter_map(|place| Some((place.span.range(), place.place.as_ref()?.country.as_deref()?)))
            .filter(|(_, code)| self.country.as_deref() != Some(code))
            .collect();
        let code = mentions.iter().find_map(|mention| {
            let before =
                (0..mention.start).rev().take(BEFORE).take_while(|&word| self.is_modifier(word)).count();
            let (start, end) = self.placed.span_of(&(mention.start - before..mention.end))?;
            let phrase = bytes[start as usize]..bytes[end as usize];
            let is_inside = |place: &Range<usize>| phrase.start <= place.start && place.end <= phrase.end;
            nations.iter().find(|(place, _)| is_inside(place)).map(|(_, code)| *code)
        })?;
        let renamed = NATIONS.iter().find(|(own, _)| *own == code).map(|(_, name)| (*name).to_owned());
        renamed.or_else(|| self.countries.get(code).map(|country| country.name().to_uppercase()))
    }

    /// Whether a word is a noun, an adjective or a name of some length, as those before a head are.
    fn is_modifier(&self, word: usize) -> bool {
        matches!(self.upos.get(word), Some(&("NOUN" | "ADJ" | "PROPN")))
            && self.placed.document.words[word].len() > 1
    }

    /// The features of an entity, its mentions in the order of the text.
    fn features(&self, entity: &Entity, kind: &str, around: bool) -> Features {
        let mut places: Vec<Range<usize>> =
            entity.mentions.iter().map(|mention| mention.place.clone()).collect();
        places.sort_by_key(|place| place.start);
        features(&self.words, &places, kind, around)
    }

    /// Words of the message, as they are written, in capitals.
    fn written(&self, words: Range<usize>) -> Option<String> {
        let bytes = super::bytes_of(self.message.text);
        let (start, end) = self.placed.span_of(&words)?;
        Some(capitals(&self.message.text[bytes[start as usize]..bytes[end as usize]]))
    }

    /// The nouns and adjectives right before a name: "FORMER MINISTER".
    fn title(&self, mention: &Mention) -> Option<String> {
        let before = (0..mention.words.start).rev().take(LONGEST);
        let count = before.take_while(|&word| self.is_modifier(word)).count();
        let words = mention.words.start - count..mention.words.start;
        let has_noun = words.clone().any(|word| self.upos.get(word) == Some(&"NOUN"));
        if has_noun { self.written(words) } else { None }
    }

    /// What stands behind a name between commas: ", MAYOR OF THE TOWN,".
    fn role(&self, mention: &Mention) -> Option<String> {
        let words = &self.placed.document.words;
        let first = mention.words.end + 1;
        if words.get(mention.words.end)? != "," {
            return None;
        }
        let is_article = |word: &usize| matches!(words[*word].as_str(), "a" | "an" | "the");
        let first = first + (first..words.len()).take_while(is_article).count();
        let is_inside = |&word: &usize| {
            !matches!(self.upos.get(word), Some(&("PUNCT" | "VERB" | "AUX" | "PRON" | "SCONJ")))
        };
        let count = (first..words.len()).take(LONGEST + 1).take_while(is_inside).count();
        let begins_well = matches!(self.upos.get(first), Some(&("NOUN" | "ADJ" | "PROPN")));
        let has_noun = (first..first + count).any(|word| self.upos.get(word) == Some(&"NOUN"));
        if count > LONGEST || !begins_well || !has_noun {
            return None;
        }
        self.written(first..first + count)
    }

    /// How many: a number before the head of a mention, else `PLURAL` or `1`.
    fn number(&self, entity: &Entity) -> String {
        let counted = entity.mentions.iter().find_map(|mention| self.counted(mention.words.clone()));
        counted.unwrap_or_else(|| one_or_many(head(&entity.told)).into())
    }

    /// The number in these words or right before them.
    fn counted(&self, mention: Range<usize>) -> Option<String> {
        let before = (mention.start.saturating_sub(BEFORE)..mention.start).rev().take_while(|&word| {
            matches!(self.upos.get(word), Some(&("NUM" | "ADJ" | "NOUN" | "PROPN" | "ADV" | "DET")))
        });
        let words = &self.placed.document.words;
        let number = mention.clone().chain(before).find_map(|word| count(words.get(word)?))?;
        Some(number.to_string())
    }
}

/// The words of the mentions of an entity.
fn words_of(entity: &Entity) -> Vec<Range<usize>> {
    entity.mentions.iter().map(|mention| mention.words.clone()).collect()
}

/// What an entity is called, as it is written.
fn told(entity: &Entity) -> String {
    let told = entity.mentions.iter().find(|mention| normal(mention.text) == entity.told);
    told.map_or_else(|| entity.told.to_uppercase(), |mention| capitals(mention.text))
}

/// The day of a time that is one day or part of one. A day of the week says none (task documentation, 7.3, note 1).
fn day_of(time: &TimeMention) -> Option<Date> {
    if time.partial.weekday.is_some() && time.partial.day.is_none() {
        return None;
    }
    let is_day =
        matches!(time.precision, TimePrecision::Day | TimePrecision::Hour | TimePrecision::PartOfDay)
            && matches!(time.kind, TimexKind::Date | TimexKind::Time);
    time.interval.latest.filter(|_| is_day)?;
    time.interval.earliest.map(DateTime::date)
}

/// `05 JAN 90`.
fn written(day: Date) -> String {
    let month = MONTHS[(day.month() as usize).saturating_sub(1).min(11)];
    format!("{:02} {month} {:02}", day.day(), day.year().rem_euclid(100))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_incident_of_nobody_is_not_specific() {
        let mut slots = Slots(Template::default());
        slots.put("INCIDENT: TYPE", fill("BOMBING", None));
        assert!(!is_specific(&slots.0));
        slots.put("PHYS TGT: ID", fill("BUS", None));
        assert!(is_specific(&slots.0));
    }

    #[test]
    fn days_are_written_as_in_the_keys() {
        assert_eq!(written(date(1990, 1, 5)), "05 JAN 90");
    }
}
