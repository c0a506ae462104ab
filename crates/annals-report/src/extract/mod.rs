//! Makes incident mentions and statements of layers and mentions.
//!
//! [`drafts`] gathers triggers and figures into drafts of incidents, sentence by sentence, by how words for what happened stand in theirs
//! ([`standing`]) and what times date ([`dating`]); [`roles`] says which one the report is
//! about, and [`figure_roles`] moves figures whose own words tell of another; [`facts`] finds time, places and actors of each, [`marks`]
//! what tells it apart; [`speakers`] finds who says what, [`voices`] which of them are one, and
//! [`blame`] who is held responsible; [`statements`] writes it all down; [`totals`] tells figures of everybody from those of a part,
//! [`later`] finds those who died after others were counted, [`losses`] whose soldiers are counted, [`places_apart`] parts of a toll that
//! are told place by place, [`aboard`] how many were on board; [`roll`] counts people who are described one by one, and [`named`] the dead
//! who are named, told from others by [`fates`], [`name_list`] among them in lists, names of one person joined by [`person_name`]; [`days`] says which
//! day is likely where words leave none or several. All look at the report through [`scene`]; [`wording`] says what the words of a figure say,
//! [`finding`] who only found the dead. What ends in `_learned` holds weights.

mod aboard;
mod blame;
mod dating;
pub mod days;
mod days_learned;
mod drafts;
mod facts;
pub mod fates;
mod fates_learned;
mod figure_roles;
mod finding;
mod later;
mod losses;
mod marks;
mod name_list;
mod named;
mod person_name;
mod places_apart;
mod roles;
mod roll;
mod scene;
mod speakers;
mod standing;
mod statements;
#[cfg(test)]
mod tests;
pub mod totals;
mod totals_learned;
mod voices;
mod wording;

use annals_types::{IncidentMention, Layers, Mentions, Report, Statement, reading::MentionRole};

use crate::Knowledge;
use scene::Scene;

/// What a report tells.
#[derive(Clone, PartialEq, Debug)]
pub struct Extracted {
    /// The mentions, with those added that only the extraction could see (descriptions used as speakers or victims).
    pub mentions: Mentions,
    /// The main incident first, then in the order of their anchors.
    pub incidents: Vec<IncidentMention>,
    /// In the order of their words.
    pub statements: Vec<Statement>,
}

/// The incidents that `report` tells, and what it states of them.
pub fn extract(report: &Report, layers: &Layers, mentions: Mentions, knowledge: &Knowledge) -> Extracted {
    let scene = Scene::new(report, layers, &mentions, knowledge);
    let drafts = sorted_drafts(&scene);
    let incidents = facts::mentions(&drafts, &scene);
    let (mut statements, added) = statements::statements(&drafts, &incidents, &scene);
    roll::number(&mut statements, &scene);
    totals::tell_apart(layers, &incidents, &mut statements, &knowledge.casualties);
    places_apart::mark(&mut statements, &scene);
    later::mark(&mut statements, &scene);
    let named = named::statements(&incidents, &statements, &scene);
    statements.extend(named);
    voices::tell(&mut statements, &scene);
    losses::tell(&mut statements, &scene);
    statements.sort_by(|a, b| (a.spans.first(), &a.id).cmp(&(b.spans.first(), &b.id)));
    let mut mentions = mentions;
    mentions.actors.extend(added);
    Extracted { mentions, incidents, statements }
}

/// The drafts with their roles: that of the main incident first, then in the order of their anchors.
fn sorted_drafts(scene: &Scene<'_>) -> Vec<drafts::Draft> {
    let mut drafts = drafts::drafts(scene);
    roles::assign(&mut drafts, scene);
    figure_roles::settle(&mut drafts, scene);
    for draft in &mut drafts {
        draft.stoppers = blame::stoppers(draft, scene);
    }
    drafts.sort_by_key(|draft| (draft.role != MentionRole::Main, draft.anchor()));
    drafts
}
