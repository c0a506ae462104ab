//! Templates of incidents against gold ones, as Du, Rush and Cardie (NAACL 2021, GTT) compare them on MUC-4.
//!
//! * A string is compared in lower case without punctuation, articles and spare blanks ([`normal`]).
//! * A found entity is right when each of its mentions is one of a gold entity of the same role in the matched template, and
//!   each gold entity makes at most one right.
//! * The type of a template is one more slot with one value.
//! * Templates of a document are matched one to one so that the most slots are right. All that is found counts for precision
//!   and all that is gold for recall, matched or not, so this is the matching with the best F1 of the document.

use std::collections::{BTreeMap, BTreeSet};

use super::{counts::Counts, matching::best};

/// The mentions of one entity, made [`normal`].
pub type Entity = BTreeSet<String>;

/// An incident.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Template {
    /// Its type.
    pub kind: String,
    /// Its entities by role.
    pub roles: BTreeMap<String, Vec<Entity>>,
}

/// Which templates may be matched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pairing {
    /// Any two.
    Free,
    /// Those of one type.
    SameType,
}

/// Lower case, without ASCII punctuation and articles, one blank between words.
pub fn normal(text: &str) -> String {
    let kept: String =
        text.chars().filter(|c| !c.is_ascii_punctuation()).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> =
        kept.split_whitespace().filter(|word| !matches!(*word, "a" | "an" | "the")).collect();
    words.join(" ")
}

/// Adds the counts of one document.
pub fn add(counts: &mut Counts, gold: &[Template], found: &[Template], pairing: Pairing) {
    let right = |g: usize, f: usize| match pairing {
        Pairing::SameType if gold[g].kind != found[f].kind => 0,
        _ => right_slots(&gold[g], &found[f]),
    };
    let both: usize =
        best(gold.len(), found.len(), |g, f| right(g, f) as u32).into_iter().map(|(g, f)| right(g, f)).sum();
    counts.add(both, slots(found), slots(gold));
}

fn right_slots(gold: &Template, found: &Template) -> usize {
    let roles = gold.roles.iter().filter_map(|(role, gold)| Some((gold, found.roles.get(role)?)));
    let entities = roles.map(|(gold, found)| {
        best(gold.len(), found.len(), |g, f| u32::from(found[f].is_subset(&gold[g]))).len()
    });
    usize::from(gold.kind == found.kind) + entities.sum::<usize>()
}

fn slots(templates: &[Template]) -> usize {
    templates.iter().map(|template| 1 + template.roles.values().map(Vec::len).sum::<usize>()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `bombing Target=bus,coach;tower Weapon=bomb`: entities parted by `;`, their mentions by `,`.
    fn template(text: &str) -> Template {
        let mut words = text.split(' ');
        let kind = words.next().unwrap().into();
        let roles = words.map(|role| {
            let (role, entities) = role.split_once('=').unwrap();
            let entities = entities.split(';').map(|entity| entity.split(',').map(normal).collect());
            (role.to_owned(), entities.collect())
        });
        Template { kind, roles: roles.collect() }
    }

    #[track_caller]
    fn check(gold: &[&str], found: &[&str], pairing: Pairing, (tp, fp, fn_): (usize, usize, usize)) {
        let read = |texts: &[&str]| -> Vec<Template> { texts.iter().map(|text| template(text)).collect() };
        let mut counts = Counts::default();
        add(&mut counts, &read(gold), &read(found), pairing);
        assert_eq!(counts, Counts { tp, fp, fn_ });
    }

    #[test]
    fn a_found_entity_must_lie_in_a_gold_one() {
        let gold = ["bombing Target=bus,coach;tower Weapon=bomb"];
        check(&gold, &gold, Pairing::Free, (4, 0, 0));
        check(&gold, &["bombing Target=coach"], Pairing::Free, (2, 0, 2));
        check(&gold, &["bombing Target=coach,tower"], Pairing::Free, (1, 1, 3));
        // Two found ones that are one gold one: the second is wrong.
        check(&gold, &["bombing Target=bus;coach Victim=tower"], Pairing::Free, (2, 2, 2));
    }

    #[test]
    fn templates_are_matched_so_that_most_is_right() {
        // The first found one has one slot in common with each; the second fits the first gold one only.
        let gold = ["attack Victim=ann,bea", "attack Victim=cid"];
        let found = ["attack Victim=ann", "attack Victim=bea Weapon=gun", "attack"];
        check(&gold, &found, Pairing::Free, (3, 3, 1));
    }

    #[test]
    fn a_template_of_another_type_keeps_its_roles_in_free_pairing() {
        check(&["bombing Target=bus"], &["attack Target=bus"], Pairing::Free, (1, 1, 1));
        check(&["bombing Target=bus"], &["attack Target=bus"], Pairing::SameType, (0, 2, 2));
    }

    #[test]
    fn nothing_gold_and_nothing_found() {
        check(&[], &["attack"], Pairing::Free, (0, 1, 0));
        check(&["attack"], &[], Pairing::Free, (0, 0, 1));
        check(&[], &[], Pairing::Free, (0, 0, 0));
    }

    #[test]
    fn strings_are_compared_without_articles_and_punctuation() {
        assert_eq!(normal("The \"Blue  House\", a hotel"), "blue house hotel");
        assert_eq!(normal("U.S.-owned"), "usowned");
    }
}
