//! Which incident a report is about, and which it adds or recalls.

use annals_types::reading::MentionRole;

use super::{
    drafts::{Draft, is_other_day},
    scene::Scene,
};

/// Sets the role of each draft: one main, the others further ones or background.
pub fn assign(drafts: &mut [Draft], scene: &Scene<'_>) {
    let Some(main) = main(drafts, scene) else { return };
    let main_time = earliest(&drafts[main], scene);
    // Once something was recalled, "a week later" goes on from it.
    let mut recalled_before = false;
    for (index, draft) in drafts.iter_mut().enumerate() {
        if draft.role == MentionRole::Aggregate {
            continue;
        }
        let before = earliest(draft, scene).zip(main_time).is_some_and(|(a, b)| a < b);
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
        if draft.recalled { all / 4.0 } else { all }
    };
    let candidates = drafts.iter().enumerate().filter(|(_, draft)| draft.role != MentionRole::Aggregate);
    // The first of equals: what is told first is what the report is about.
    candidates.rev().max_by(|(_, a), (_, b)| weight(a).total_cmp(&weight(b))).map(|(index, _)| index)
}

/// News tells the most important first: the headline and the lead weigh as much as all that follows.
fn weight_of_sentence(index: usize) -> f64 {
    1.0 / (1.0 + index as f64 / 2.0)
}

fn earliest(draft: &Draft, scene: &Scene<'_>) -> Option<jiff::civil::Date> {
    let first = draft.times.first()?;
    scene.mentions.times[*first].interval.earliest.map(jiff::civil::DateTime::date)
}
