//! All slots of a template, out of an incident that the network shows and what annals reads of the message.
//!
//! * Times and places are those of the reading that stand where something of the incident is named ([`super::setting`]).
//! * Classes of set lists are learned from words ([`super::classes`]).
//! * How many comes from a number before the head, else from its being plural.
//! * Nations are those that are named in the phrase of a target and are not the incident's.

use std::ops::Range;

use super::{
    assemble::{Entity, Incident},
    classes::{Features, features, own},
    counts::one_or_many,
    inferred,
    known::{BEFORE, Known, told, words_of},
};
use crate::score::muc4::{CONTENT, Fill, Template};

/// A reference to nobody named.
const NOBODY: &str = "-";

/// The templates of the incidents of a message.
pub fn templates(known: &Known, incidents: &[Incident]) -> Vec<Template> {
    incidents.iter().map(|incident| known.slots(incident).0).filter(is_specific).collect()
}

/// Whether more than an organisation is known of the incident: others are not specific enough to be reported, as "an attack
/// perpetrated by a subversive group" (task documentation, 1.0, note 7).
fn is_specific(template: &Template) -> bool {
    CONTENT.iter().any(|slot| *slot != "PERP: ORGANIZATION ID" && template.slots.contains_key(*slot))
}

/// One value, of somebody or of nobody in particular.
fn fill(value: impl Into<String>, refers: Option<&str>) -> Fill {
    Fill { values: vec![value.into()], refers: refers.map(Into::into).into_iter().collect(), optional: false }
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
        incident.groups.iter().for_each(|places| self.group(&mut slots, &kind, places));
        self.spared(&mut slots);
        slots
    }

    /// That nobody was hurt, where no target is human and the message says so.
    fn spared(&self, slots: &mut Slots) {
        let has_people =
            ["HUM TGT: NAME", "HUM TGT: DESCRIPTION"].iter().any(|slot| slots.0.slots.contains_key(*slot));
        if !has_people && inferred::spares_all(&self.words) {
            slots.put("HUM TGT: EFFECT OF INCIDENT", fill("NO INJURY OR DEATH", Some(NOBODY)));
        }
    }

    /// Unnamed people whose heads stand at these places.
    fn group(&self, slots: &mut Slots, kind: &str, places: &[Range<usize>]) {
        let heads = self.heads(places);
        // The phrase with most modifiers says most.
        let phrase = |&head: &usize| {
            head - (0..head).rev().take(BEFORE).take_while(|&word| self.is_modifier(word)).count()..head + 1
        };
        let Some(words) = heads.iter().map(phrase).rev().max_by_key(Range::len) else { return };
        let Some(id) = self.written(words) else { return };
        let counted = heads.iter().find_map(|head| self.counted(*head..head + 1));
        let head = heads.first().map(|&head| self.placed.document.words[head].as_str()).unwrap_or_default();
        let seen = features(&self.words, places, kind, true);
        slots.put("HUM TGT: DESCRIPTION", fill(id.clone(), None));
        slots.put_some("HUM TGT: TYPE", self.classes.of("human", &seen), Some(&id));
        let number = counted.unwrap_or_else(|| one_or_many(head).into());
        slots.put("HUM TGT: NUMBER", fill(number, Some(&id)));
        let own: Vec<Range<usize>> = heads.iter().map(|&head| head..head + 1).collect();
        let effect = self.hurt.effect(&own).or_else(|| self.classes.of("harm", &seen));
        slots.put_some("HUM TGT: EFFECT OF INCIDENT", effect, Some(&id));
        slots.put_some("HUM TGT: FOREIGN NATION", self.nation(&own, None, false), Some(&id));
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
        slots.put_some("PHYS TGT: FOREIGN NATION", self.nation(&words_of(entity), None, false), Some(&id));
    }

    fn person(&self, slots: &mut Slots, kind: &str, entity: &Entity) {
        let id = told(entity);
        let mut seen = self.features(entity, kind, true);
        let mut near = self.features(entity, kind, false);
        near.retain(|feature| !feature.starts_with("k:"));
        let mut described = None;
        let is_named = self.classes.of("named", &near) == Some("NAME");
        let number = if is_named {
            slots.put("HUM TGT: NAME", fill(id.clone(), None));
            described = self.description(entity);
            if let Some(description) = &described {
                seen.append(&mut own(description));
                slots.put("HUM TGT: DESCRIPTION", fill(description, Some(&id)));
            }
            "1".into()
        } else {
            slots.put("HUM TGT: DESCRIPTION", fill(id.clone(), None));
            self.number(entity)
        };
        slots.put_some("HUM TGT: TYPE", self.classes.of("human", &seen), Some(&id));
        slots.put("HUM TGT: NUMBER", fill(number, Some(&id)));
        let nation = self.nation(&words_of(entity), described.as_deref(), is_named);
        let own = words_of(entity);
        let effect = self.hurt.effect(&own).or_else(|| self.classes.of("harm", &seen));
        slots.put_some("HUM TGT: EFFECT OF INCIDENT", effect, Some(&id));
        slots.put_some("HUM TGT: FOREIGN NATION", nation, Some(&id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incident_of_nobody_is_not_specific() {
        let mut slots = Slots(Template::default());
        slots.put("INCIDENT: TYPE", fill("BOMBING", None));
        slots.put("PERP: ORGANIZATION ID", fill("UNION", None));
        assert!(!is_specific(&slots.0));
        slots.put("PHYS TGT: ID", fill("BUS", None));
        assert!(is_specific(&slots.0));
    }
}
