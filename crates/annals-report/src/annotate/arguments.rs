//! Who did what to whom: arguments of triggers, as the network scores each word against the trigger.

use annals_types::layers::{Argument, ArgumentRole, Trigger};

use super::view::{View, named};

/// The arguments of `triggers`, which are the triggers of the report that `view` shows.
pub fn arguments(view: &View, triggers: &[Trigger]) -> Vec<Argument> {
    let mut found = Vec::new();
    for (index, trigger) in triggers.iter().enumerate() {
        let Some(token) = view.token_at(trigger.span.start()) else { continue };
        for part in view.labels.arguments("role", token) {
            if let (Some(role), Some(span)) = (named(part.label), view.span(&part.words)) {
                found.push(Argument { trigger: index as u32, span, role });
            }
        }
    }
    found.sort_by_key(|argument| (argument.span, argument.role, argument.trigger));
    found.dedup();
    let mut kept: Vec<Argument> = found
        .chunk_by(|a, b| (a.span, a.role) == (b.span, b.role))
        .flat_map(|same| own(same, triggers))
        .collect();
    kept.sort_by_key(|argument| (argument.span, argument.trigger, argument.role));
    kept
}

/// Of arguments with the same words and role those that are kept: who acts may do several things, all else belongs to the nearest
/// ("the strike answered an attack on a convoy").
fn own(same: &[Argument], triggers: &[Trigger]) -> Vec<Argument> {
    let distance = |argument: &&Argument| {
        let trigger = triggers.get(argument.trigger as usize);
        trigger.map_or(u32::MAX, |trigger| trigger.span.start().abs_diff(argument.span.start()))
    };
    match same {
        [first, ..] if first.role != ArgumentRole::Agent => {
            same.iter().min_by_key(distance).cloned().into_iter().collect()
        }
        _ => same.to_vec(),
    }
}
