//! Who did what to whom: arguments of triggers, as the network scores each word against the trigger.

use annals_types::layers::{Argument, Trigger};

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
    found.sort_by_key(|argument| (argument.span, argument.trigger, argument.role));
    found.dedup();
    found
}
