//! Templates out of what the network says of a document: spans with roles, and the incident types that its windows show.
//!
//! 1. The types whose strongest window reaches [`SHOWN`] get a template each; where none does, the strongest type if it reaches
//!    [`HINTED`]. Two incidents of one type in a document stay one here; [`super::apart`] parts them.
//! 2. Mentions of one role are one entity when they are alike (see [`alike`]) or one explains the other in brackets. Of most
//!    roles the likeliest are kept ([`MOST`]).
//! 3. An entity goes to the template whose type is strongest where one of its mentions stands; perpetrators go to each type
//!    that is nearly as strong there ([`SHARED`]), since whoever burned the bus has mostly attacked its driver too.
//! 4. Of its mentions one is told, the fullest, as the measure wants all told ones to be right and asks for no more than one, and
//!    the keys give the fullest version of a name (task documentation, part 2, slot 18).

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::score::templates::{Template, normal};

/// From this probability on a window shows a type.
const SHOWN: f32 = 0.5;

/// From this probability on the strongest type is taken when no type is shown. Chosen on the dev part, where all from 0.25 to 0.35 are
/// as good: on texts that the network has learned from, hardly any type is in doubt.
const HINTED: f32 = 0.3;

/// Entities whose surest mention stays below are left out.
const SURE: f32 = 0.45;

/// Perpetrators are shared with types that have this part of the strongest one's probability.
const SHARED: f32 = 0.5;

/// Of the entities of these roles no more are told in a document. The keys of the training part name one organisation mostly, and
/// there these numbers are the best.
const MOST: [(&str, usize); 4] = [("PerpOrg", 1), ("PerpInd", 2), ("Target", 4), ("Weapon", 2)];

/// Roles whose entities may stand in several templates.
const PERPETRATORS: [&str; 2] = ["PerpInd", "PerpOrg"];

/// A span with a role.
#[derive(Clone, PartialEq, Debug)]
pub struct Mention<'a> {
    /// `PerpInd` and so on.
    pub role: &'a str,
    /// Its words in the document.
    pub words: Range<usize>,
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
    /// As it is written.
    pub text: &'a str,
    /// The network's probability.
    pub score: f32,
    /// The probability of each type in the window where it stands.
    pub types: Vec<f32>,
}

/// Mentions that name the same, in one role.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity<'m> {
    /// `PerpInd` and so on.
    pub role: &'m str,
    /// What it is called, [`normal`].
    pub told: String,
    /// All its mentions, in no order.
    pub mentions: Vec<&'m Mention<'m>>,
}

/// An incident: a type and who and what had part in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Incident<'m> {
    /// Its type.
    pub kind: &'m str,
    /// Its entities, by role.
    pub entities: Vec<Entity<'m>>,
    /// People without a name whom it hit, each by the places of their head in bytes.
    pub groups: Vec<Vec<Range<usize>>>,
}

impl Incident<'_> {
    /// In the form of GTT.
    pub fn template(&self) -> Template {
        let mut template = Template { kind: self.kind.into(), ..Template::default() };
        for entity in &self.entities {
            template.roles.entry(entity.role.into()).or_default().push([entity.told.clone()].into());
        }
        template
    }
}

/// The incidents of a document. `types` are the incident types with the probability of their strongest window, `words` the
/// words of the document.
pub fn incidents<'m>(
    words: &[String],
    mentions: &'m [Mention<'m>],
    types: &[(&'m str, f32)],
) -> Vec<Incident<'m>> {
    let chosen = shown(types);
    let mut incidents: BTreeMap<usize, Incident> = chosen
        .iter()
        .map(|&kind| (kind, Incident { kind: types[kind].0, entities: Vec::new(), groups: Vec::new() }))
        .collect();
    let roles: BTreeSet<&str> = mentions.iter().map(|mention| mention.role).collect();
    for role in roles {
        let of_role: Vec<&Mention> = mentions.iter().filter(|mention| mention.role == role).collect();
        let mut entities = entities(words, &of_role);
        entities.retain(|mentions| mentions.iter().any(|mention| mention.score >= SURE));
        for mentions in likeliest(role, entities) {
            let Some(told) = told(&mentions) else { continue };
            let entity = Entity { role, told, mentions };
            for kind in types_of(&entity.mentions, &chosen, PERPETRATORS.contains(&role)) {
                if let Some(incident) = incidents.get_mut(&kind) {
                    incident.entities.push(entity.clone());
                }
            }
        }
    }
    incidents.into_values().collect()
}

/// The indexes of the types that get a template.
fn shown(types: &[(&str, f32)]) -> Vec<usize> {
    let shown: Vec<usize> = (0..types.len()).filter(|&kind| types[kind].1 >= SHOWN).collect();
    if !shown.is_empty() {
        return shown;
    }
    let strongest = (0..types.len()).max_by(|&a, &b| types[a].1.total_cmp(&types[b].1));
    strongest.filter(|&kind| types[kind].1 >= HINTED).into_iter().collect()
}

/// The entities of a role whose mentions have the greatest sums of probabilities: [`MOST`]. In their order.
fn likeliest<'m>(role: &str, mut entities: Vec<Vec<&'m Mention<'m>>>) -> Vec<Vec<&'m Mention<'m>>> {
    let Some(&(_, most)) = MOST.iter().find(|(own, _)| *own == role) else { return entities };
    let sum = |entity: &Vec<&Mention>| entity.iter().map(|mention| mention.score).sum::<f32>();
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by(|&a, &b| sum(&entities[b]).total_cmp(&sum(&entities[a])));
    let mut place = 0..;
    entities.retain(|_| place.next().is_some_and(|place| order.iter().take(most).any(|&kept| kept == place)));
    entities
}

/// Mentions of one role, grouped.
fn entities<'m>(words: &[String], mentions: &[&'m Mention<'m>]) -> Vec<Vec<&'m Mention<'m>>> {
    let mut by_form: BTreeMap<String, Vec<&Mention>> = BTreeMap::new();
    for mention in mentions {
        let form = normal(mention.text);
        if !form.is_empty() {
            by_form.entry(form).or_default().push(mention);
        }
    }
    // Each form points to the first one of its group.
    let forms: Vec<&str> = by_form.keys().map(String::as_str).collect();
    let mut group: Vec<usize> = (0..forms.len()).collect();
    for (b, (form, found)) in by_form.iter().enumerate() {
        for (a, (other, others)) in by_form.iter().take(b).enumerate() {
            if alike(form, other) || found.iter().any(|x| others.iter().any(|y| explains(words, x, y))) {
                let (from, to) = (group[b].max(group[a]), group[b].min(group[a]));
                group.iter_mut().filter(|place| **place == from).for_each(|place| *place = to);
            }
        }
    }
    let mut grouped: BTreeMap<usize, Vec<&Mention>> = BTreeMap::new();
    for (place, found) in group.into_iter().zip(by_form.into_values()) {
        grouped.entry(place).or_default().extend(found);
    }
    grouped.into_values().collect()
}

/// Whether two forms name the same: all words of one are in the other, or its initials are the other.
fn alike(a: &str, b: &str) -> bool {
    let words = |form: &str| -> BTreeSet<String> { form.split(' ').map(Into::into).collect() };
    let (in_a, in_b) = (words(a), words(b));
    in_a.is_subset(&in_b) || in_b.is_subset(&in_a) || initials(a) == b || initials(b) == a
}

/// "ufc" of "union of farmers' cooperatives".
fn initials(form: &str) -> String {
    let counts =
        |word: &&str| !matches!(*word, "of" | "in" | "at" | "on" | "from" | "with" | "by" | "for" | "to");
    form.split(' ').filter(counts).filter_map(|word| word.chars().next()).collect()
}

/// Whether one of the two stands in brackets behind the other: "farmers' union (ufc)".
fn explains(words: &[String], a: &Mention, b: &Mention) -> bool {
    let (first, second) = if a.words.start < b.words.start { (a, b) } else { (b, a) };
    second.words.start == first.words.end + 1
        && words.get(first.words.end).is_some_and(|word| matches!(word.as_str(), "(" | "["))
}

/// What an entity is called: the form with the most words, the surest of equals, the first one of those; `None` for no mention.
fn told(entity: &[&Mention]) -> Option<String> {
    let mut forms: BTreeMap<String, f32> = BTreeMap::new();
    for mention in entity {
        let surest = forms.entry(normal(mention.text)).or_default();
        *surest = surest.max(mention.score);
    }
    let words = |form: &str| form.split(' ').count();
    let fuller =
        |a: &(String, f32), b: &(String, f32)| words(&a.0).cmp(&words(&b.0)).then(a.1.total_cmp(&b.1));
    forms.into_iter().rev().max_by(fuller).map(|(form, _)| form)
}

/// Which of the `chosen` types an entity belongs to.
fn types_of(entity: &[&Mention], chosen: &[usize], is_shared: bool) -> Vec<usize> {
    let strength = |kind: usize| {
        entity.iter().filter_map(|mention| mention.types.get(kind).copied()).fold(0.0_f32, f32::max)
    };
    let Some(strongest) = chosen.iter().copied().rev().max_by(|&a, &b| strength(a).total_cmp(&strength(b)))
    else {
        return Vec::new();
    };
    chosen
        .iter()
        .copied()
        .filter(|&kind| kind == strongest || is_shared && strength(kind) >= SHARED * strength(strongest))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: [&str; 3] = ["arson", "attack", "bombing"];

    /// `text` with mentions as `[Role words]`; `types` hold in the whole text. Probabilities of mentions are `score`.
    #[track_caller]
    fn check(text: &str, score: f32, types: [f32; 3], expected: &[&str]) {
        let mut words: Vec<String> = Vec::new();
        let mut marks: Vec<(&str, Range<usize>, String)> = Vec::new();
        for piece in text.split_inclusive(']') {
            let (before, marked) = piece.split_once('[').unwrap_or((piece, ""));
            words.extend(before.split_whitespace().map(Into::into));
            if let Some((role, inner)) = marked.trim_end_matches(']').split_once(' ') {
                let start = words.len();
                words.extend(inner.split_whitespace().map(Into::into));
                marks.push((role, start..words.len(), inner.into()));
            }
        }
        let mentions: Vec<Mention> = marks
            .iter()
            .map(|(role, words, text)| Mention {
                role,
                words: words.clone(),
                place: 0..0,
                text,
                score,
                types: types.into(),
            })
            .collect();
        let types: Vec<(&str, f32)> = TYPES.into_iter().zip(types).collect();
        let found: Vec<String> = incidents(&words, &mentions, &types)
            .iter()
            .map(|incident| {
                let template = incident.template();
                let roles = template.roles.iter().map(|(role, entities)| {
                    let names: Vec<&str> = entities.iter().flatten().map(String::as_str).collect();
                    format!(" {role}={}", names.join(";"))
                });
                template.kind.clone() + &roles.collect::<String>()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn each_type_that_is_shown_has_a_template() {
        check("nothing", 0.9, [0.1, 0.2, 0.1], &[]);
        check("nothing", 0.9, [0.1, 0.4, 0.3], &["attack"]);
        check("nothing", 0.9, [0.6, 0.7, 0.3], &["arson", "attack"]);
        check("[Weapon stones] fell", 0.9, [0.1, 0.4, 0.3], &["attack Weapon=stones"]);
        check("[Weapon stones] fell", 0.9, [0.1, 0.1, 0.1], &[]);
    }

    #[test]
    fn unsure_mentions_are_left_out() {
        check("[Weapon stones] fell", 0.3, [0.1, 0.9, 0.1], &["attack"]);
    }

    #[test]
    fn mentions_that_name_the_same_are_one_entity() {
        check(
            "[PerpInd armed men] and [PerpInd a group of armed men] and [PerpInd the men] and [PerpInd two boys]",
            0.9,
            [0.1, 0.9, 0.1],
            &["attack PerpInd=group of armed men;two boys"],
        );
        check(
            "the [PerpOrg farmers' union] ( [PerpOrg ufc] ) and the [PerpOrg ufc]",
            0.9,
            [0.1, 0.9, 0.1],
            &["attack PerpOrg=farmers union"],
        );
    }

    #[test]
    fn perpetrators_are_shared_and_targets_are_not() {
        check(
            "[PerpInd men] at a [Target bus]",
            0.9,
            [0.1, 0.6, 0.9],
            &["attack PerpInd=men", "bombing PerpInd=men Target=bus"],
        );
    }

    #[test]
    fn initials_name_the_same() {
        assert!(alike("union of farmers cooperatives", "ufc"));
        assert!(!alike("union of farmers", "ufc") && !alike("red bus", "blue bus"));
    }

    #[test]
    fn of_many_organisations_the_likeliest_is_told() {
        check(
            "[PerpOrg ufc] and [PerpOrg league] and [PerpOrg ufc] and [Target bus] and [Target mill]",
            0.9,
            [0.1, 0.9, 0.1],
            &["attack PerpOrg=ufc Target=bus;mill"],
        );
    }
}
