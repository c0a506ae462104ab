//! Names, with a kind: spans by the network, kinds by the network and by the heads of names in `knowledge/`.

use annals_encoder::Tagged;
use annals_types::{
    Span,
    layers::{Entity, EntityKind},
};

use super::view::View;
use crate::knowledge::names::Names;

/// The heads that find names, the one that decides where two disagree first.
const HEADS: &[&str] = &["conll2003", "re3d", "toponym"];

/// The names of the report that `view` shows, in order; they do not overlap.
pub fn entities(view: &View, names: &Names) -> Vec<Entity> {
    let mut taken = vec![false; view.layers.tokens.len()];
    let mut found = Vec::new();
    for head in HEADS {
        for tagged in view.labels.spans(head) {
            let Some(kind) = kind(view, head, &tagged, names) else { continue };
            // "The" alone names nobody.
            let names_nothing =
                |token| matches!(view.class("upos", token), Some("DET" | "PUNCT" | "ADP" | "CCONJ"));
            if tagged.words.clone().all(names_nothing) {
                continue;
            }
            if taken[tagged.words.clone()].iter().any(|taken| *taken) {
                continue;
            }
            taken[tagged.words.clone()].fill(true);
            found.extend(view.span(&tagged.words).map(|span| Entity { span, kind }));
        }
    }
    found.sort_by_key(|entity| entity.span);
    found
}

/// The names of places of the report that `view` shows, in order; they do not overlap.
pub fn toponyms(view: &View) -> Vec<Span> {
    view.labels.spans("toponym").iter().filter_map(|tagged| view.span(&tagged.words)).collect()
}

/// What a label of a set means here; `None` for what is no name. What `re3d` calls an organisation is mostly none: "people", "the
/// regime".
fn kind(view: &View, head: &str, tagged: &Tagged, names: &Names) -> Option<EntityKind> {
    let by_head = || {
        let norm = |token: usize| view.layers.tokens.get(token).map(|token| token.norm.as_str());
        tagged.words.clone().rev().find_map(|token| names.heads.get(norm(token)?)).copied()
    };
    Some(match (head, tagged.label) {
        (_, "PER" | "Person") => EntityKind::Person,
        (_, "LOC" | "Location" | "place") => {
            by_head().filter(|kind| *kind == EntityKind::Facility).unwrap_or(EntityKind::Place)
        }
        ("conll2003", "ORG") => by_head().unwrap_or(EntityKind::Organisation),
        ("conll2003", "MISC") => by_head().unwrap_or_else(|| {
            let nationality =
                view.class("re3d", tagged.words.start).is_some_and(|label| label.ends_with("Nationality"));
            if nationality || view.class("upos", tagged.words.start) == Some("ADJ") {
                EntityKind::Nationality
            } else {
                EntityKind::Other
            }
        }),
        (_, "Nationality") => EntityKind::Nationality,
        (_, "Weapon") => EntityKind::Weapon,
        (_, "MilitaryPlatform" | "Vehicle") => EntityKind::Vehicle,
        _ => return None,
    })
}
