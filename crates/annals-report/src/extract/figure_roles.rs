//! Figures that by their own words tell of another incident than the one that they were gathered with.
//!
//! [`super::drafts`] gathers a figure with the nearest word for what happened. The network reads of each figure by itself whether it
//! counts people of the main incident, of another one or of several; where it is sure of that, and holds what was gathered for next to
//! impossible, its word counts more than nearness. A report that tells no such incident keeps its figures where they are, and so does an
//! incident that words or numbers surely set apart.

use annals_types::{Span, layers::QuantityRole, reading::MentionRole};

use super::{
    drafts::{Draft, are_two_days},
    roles::may_be_same,
    scene::Scene,
};

/// A figure moves where so much speaks for another part, and no more than [`HARDLY`] for the one that it has.
///
/// Both were chosen on the training parts of the articles on Syria (`fakes`), of the assessments (`airwars`) and of the shooting
/// reports (`gva`); the marks that taught the network this (`gold`) cannot choose them.
const SURE: f32 = 0.9;
/// See [`SURE`].
const HARDLY: f32 = 0.05;

/// A figure moves to an incident that is no main one where it was told so many sentences before at most.
const OTHER_WITHIN: usize = 2;

/// What a figure tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// What the report is about.
    Main,
    /// A further incident, or one that is recalled.
    Other,
    /// Several, over a period.
    Several,
}

impl Part {
    const fn of(role: MentionRole) -> Self {
        match role {
            MentionRole::Main => Self::Main,
            MentionRole::Also | MentionRole::Background => Self::Other,
            MentionRole::Aggregate => Self::Several,
        }
    }
}

/// Moves them, where the report tells such an incident. Drafts have their roles.
pub fn settle(drafts: &mut Vec<Draft>, scene: &Scene<'_>) {
    let gathered = drafts.iter().enumerate();
    let gathered =
        gathered.flat_map(|(draft, known)| known.quantities.iter().map(move |&quantity| (draft, quantity)));
    let moves: Vec<(usize, usize, Part)> = gathered
        .filter_map(|(draft, quantity)| {
            Some((draft, quantity, told_part(quantity, &drafts[draft], drafts, scene)?))
        })
        .collect();
    for (from, quantity, part) in moves {
        let figure = scene.layers.quantities[quantity].figure;
        let sentence = scene.sentence_of(figure);
        let Some(to) = draft_for(part, sentence, drafts, scene) else { continue };
        if is_dated_apart(sentence, &drafts[from], &drafts[to], scene) {
            continue;
        }
        drafts[from].quantities.retain(|&other| other != quantity);
        drafts[to].quantities.push(quantity);
        drafts[to].quantities.sort_unstable();
        drafts[to].tell(sentence);
    }
    drafts.retain(|draft| !draft.triggers.is_empty() || !draft.quantities.is_empty());
}

/// "On 14 November fighters attacked a village, killing 11. On 17 November a convoy hit a mine": whether `sentence` itself dates what its figures
/// were gathered with, and the other happened on no such day.
fn is_dated_apart(sentence: Span, from: &Draft, to: &Draft, scene: &Scene<'_>) -> bool {
    let times = &scene.mentions.times;
    let own = from.times.iter().map(|&time| &times[time]).find(|time| sentence.contains(time.span));
    own.filter(|own| dates_what_happened(own.span, from, scene)).is_some_and(|own| {
        !to.times.is_empty() && to.times.iter().all(|&time| are_two_days(own, &times[time]))
    })
}

/// Whether by the parse a time hangs on a verb for what `draft` tells, or on one that has a word for that right below it; not "by an affidavit
/// obtained on Monday, she shot him".
fn dates_what_happened(time: Span, draft: &Draft, scene: &Scene<'_>) -> bool {
    let tokens = &scene.layers.tokens;
    let tells = |at: usize| {
        let is_of = |index: &usize| scene.layers.triggers[*index].span.overlaps(tokens[at].span);
        draft.triggers.iter().any(is_of)
    };
    let verb = scene.upwards(time).find(|&at| tokens[at].upos.as_deref() == Some("VERB"));
    verb.is_some_and(|verb| tells(verb) || scene.hanging_on(verb).any(tells))
}

/// What the words of a figure of `draft` clearly say that it tells of, where that is something else. A figure moves to the main
/// incident only from one that may be the same: of its kind, and not recalled.
fn told_part(quantity: usize, draft: &Draft, drafts: &[Draft], scene: &Scene<'_>) -> Option<Part> {
    let role = scene.layers.quantities[quantity].role;
    if draft.apart.is_some() || matches!(role, QuantityRole::Attacks | QuantityRole::Participants) {
        return None;
    }
    let chances = scene.layers.quantity_roles.get(quantity)?;
    let chance = |part: Part| match part {
        Part::Main => chances.main,
        Part::Other => chances.also + chances.background,
        Part::Several => chances.aggregate,
    };
    let now = Part::of(draft.role);
    let part = [Part::Main, Part::Other, Part::Several].into_iter().find(|&part| chance(part) >= SURE)?;
    if part == now || chance(now) > HARDLY {
        return None;
    }
    let may_move = (now, part) != (Part::Other, Part::Main)
        || drafts.iter().any(|main| main.role == MentionRole::Main && may_be_same(draft, main, scene));
    may_move.then_some(part)
}

/// The draft of this part that a figure in `sentence` can tell of: the main one, a count that the sentence gives, or the other one
/// that was told last.
fn draft_for(part: Part, sentence: Span, drafts: &[Draft], scene: &Scene<'_>) -> Option<usize> {
    let mut of_part = drafts.iter().enumerate().filter(|(_, draft)| Part::of(draft.role) == part);
    match part {
        Part::Main => of_part.next().map(|(index, _)| index),
        Part::Several => of_part.find(|(_, draft)| draft.telling.contains(&sentence)).map(|(index, _)| index),
        Part::Other => {
            let here = scene.layers.sentence_at(sentence.start())?;
            let ago = |draft: &Draft| {
                let last = draft.telling.iter().rev().find(|told| told.start() <= sentence.start())?;
                Some(here - scene.layers.sentence_at(last.start())?).filter(|ago| *ago <= OTHER_WITHIN)
            };
            let near = of_part.filter(|(_, draft)| !draft.cause);
            near.filter_map(|(index, draft)| Some((ago(draft)?, index))).min().map(|(_, index)| index)
        }
    }
}

#[cfg(test)]
mod tests {
    use annals_types::{Statement, layers::RoleChances, statement::Value};

    use crate::{
        Knowledge,
        extract::{extract, tests::read},
    };

    const MAIN: RoleChances = RoleChances { main: 0.96, also: 0.02, background: 0.01, aggregate: 0.01 };
    const RECALLED: RoleChances = RoleChances { main: 0.01, also: 0.02, background: 0.96, aggregate: 0.01 };
    const UNSURE: RoleChances = RoleChances { main: 0.2, also: 0.0, background: 0.8, aggregate: 0.0 };

    /// The incident and the number of each figure of `text`, where the network holds the figures to be of `roles`.
    fn told(text: &str, roles: &[RoleChances]) -> Vec<(u32, Option<u32>)> {
        let mut reading = read(text);
        reading.layers.quantity_roles = roles.to_vec();
        assert_eq!(reading.layers.quantities.len(), roles.len());
        let knowledge = Knowledge::shipped().unwrap();
        let extracted = extract(&reading.report, &reading.layers, reading.mentions, &knowledge);
        let count = |statement: &Statement| match statement.value {
            Value::Count(count) => Some((statement.mention, count.low)),
            _ => None,
        };
        extracted.statements.iter().filter_map(count).collect()
    }

    const TWO: &str = "An airstrike killed four people in Idlib on Monday. Last month a bomb killed nine people in Kunduz.\n\n\
                       In the raid on Idlib five people died, the hospital said.";

    #[test]
    fn a_figure_goes_where_its_own_words_surely_say() {
        assert_eq!(told(TWO, &[MAIN, RECALLED, MAIN]), [(0, Some(4)), (1, Some(9)), (0, Some(5))]);
        assert_eq!(told(TWO, &[MAIN, RECALLED, RECALLED]), [(0, Some(4)), (1, Some(9)), (1, Some(5))]);
        assert_eq!(told(TWO, &[MAIN, RECALLED, UNSURE]), [(0, Some(4)), (1, Some(9)), (0, Some(5))]);
    }

    #[test]
    fn what_is_recalled_gives_no_figure_to_the_main_incident() {
        assert_eq!(told(TWO, &[MAIN, MAIN, MAIN]), [(0, Some(4)), (1, Some(9)), (0, Some(5))]);
    }

    #[test]
    fn a_report_of_one_incident_keeps_its_figures() {
        assert_eq!(told("An airstrike killed four people in Idlib on Monday.", &[RECALLED]), [(0, Some(4))]);
    }
}
