//! What the figures of one sentence say of each other: whose kind a number alone counts, and what one number says of the dead and the
//! wounded together.

use std::{collections::BTreeMap, ops::Range};

use annals_encoder::Tagged;
use annals_types::{
    Span,
    layers::{Quantity, QuantityRole},
    statement::Scope,
};

use super::{
    super::view::{View, named},
    fate::by_cue,
    phrase::overlap,
};
use crate::knowledge::casualties::Casualties;

/// "Brought out 36 workers; seven of them were dead", "39 people, 37 of whom were treated": those of whom only some came to harm did not, where nothing
/// tells it of them but the words for those.
pub(super) fn spare_wholes(view: &View, found: &mut Vec<Quantity>) {
    let are_some = |quantity: &Quantity| {
        view.words(quantity.figure).is_some_and(|(index, words)| {
            (words.start + 1..words.end).any(|at| {
                view.lines[index].is(at - 1, "of") && view.lines[index].is_any(at, &["them", "whom"])
            })
        })
    };
    let mut some: BTreeMap<Option<usize>, Vec<Quantity>> = BTreeMap::new();
    for quantity in found.iter().filter(|quantity| are_some(quantity)) {
        some.entry(view.layers.sentence_at(quantity.figure.start())).or_default().push(quantity.clone());
    }
    // Of "six people, two of them children, were killed" the six are the subject.
    let is_subject = |figure: Span, cue: Span| {
        let tokens = &view.layers.tokens;
        let (Some(figure), Some(cue)) = (view.tokens(figure), view.tokens(cue)) else { return false };
        figure.clone().any(|at| {
            tokens[at].deprel.as_deref().is_some_and(|how| how.starts_with("nsubj"))
                && tokens[at].head.is_some_and(|head| cue.contains(&(head as usize)))
        })
    };
    let tells = |quantity: &Quantity, of_some: &Quantity| {
        of_some.role == quantity.role
            && quantity.figure.end() <= of_some.figure.start()
            && of_some.low.is_some_and(|low| Some(low) < quantity.low)
            && of_some.cue.is_some_and(|cue| {
                cue.start() >= of_some.figure.end()
                    && quantity.cue.is_none_or(|own| own == cue)
                    && is_subject(of_some.figure, cue)
                    && !is_subject(quantity.figure, cue)
            })
    };
    found.retain(|quantity| {
        let beside = some.get(&view.layers.sentence_at(quantity.figure.start()));
        !beside.into_iter().flatten().any(|of_some| tells(quantity, of_some))
    });
}

/// "20 killed and wounded" bounds each from above: a figure whose cue is joined to one of another role counts for both. Of a
/// figure that two heads claim without such cues the surer claim stays.
pub(super) fn both(view: &View, cues: &[Tagged], found: &mut Vec<Quantity>, lexicon: &Casualties) {
    let mut more: Vec<Quantity> = Vec::new();
    for quantity in found.iter() {
        let Some(cue) = quantity.cue.and_then(|cue| view.tokens(cue)) else { continue };
        for other in cues.iter().filter(|other| are_joined(view, &other.words, &cue)) {
            let role = named::<QuantityRole>(other.label)
                .map(|role| by_cue(view, role, view.span(&other.words), lexicon));
            let Some(role) = role.filter(|role| *role != quantity.role) else { continue };
            let told = |known: &Quantity| {
                let same_cue = known
                    .cue
                    .and_then(|span| view.tokens(span))
                    .is_some_and(|words| overlap(&words, &other.words) > 0);
                known.role == role && (known.figure == quantity.figure || same_cue)
            };
            if !found.iter().chain(&more).any(told) {
                more.push(Quantity { role, cue: view.span(&other.words), ..quantity.clone() });
            }
        }
    }
    found.append(&mut more);
    found.sort_by_key(|quantity| (quantity.figure, quantity.role));
    found.dedup_by_key(|quantity| (quantity.figure, quantity.role));
    let mut kept: Vec<Quantity> = Vec::with_capacity(found.len());
    for same in found.chunk_by(|a, b| a.figure == b.figure) {
        if let [one] = same {
            kept.push(one.clone());
            continue;
        }
        let cues_of = |quantity: &Quantity| quantity.cue.and_then(|cue| view.tokens(cue));
        let nobody = same.iter().all(|quantity| quantity.low.is_none_or(|low| low == 0));
        let joined = same.iter().filter_map(cues_of).collect::<Vec<_>>();
        if nobody {
            kept.extend_from_slice(same);
        } else if joined.windows(2).any(|pair| are_joined(view, &pair[0], &pair[1])) {
            let bounded = |quantity: &Quantity| Quantity {
                low: quantity.low.filter(|_| quantity.high.is_none()),
                ..quantity.clone()
            };
            kept.extend(same.iter().map(bounded));
        } else {
            kept.extend(same.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence)).cloned());
        }
    }
    *found = kept;
}

/// Whether two cues are one phrase: the same words, or "killed and wounded", "killed or wounded".
fn are_joined(view: &View, a: &Range<usize>, b: &Range<usize>) -> bool {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    overlap(first, second) > 0
        || first.end + 1 == second.start && view.class("upos", first.end) == Some("CCONJ")
}

/// "4 civilians were killed and 70 wounded": a number alone counts those that the figures before it name, and so do others beside militants.
/// Where a part of them is told of next, they are of more than one kind.
pub(super) fn carry_scope(view: &View, found: &mut [Quantity]) {
    found.sort_by_key(|quantity| (quantity.figure, quantity.role));
    let is_bare = |span: Span| {
        view.tokens(span).is_some_and(|mut words| {
            words.all(|token| matches!(view.class("upos", token), Some("NUM" | "ADV" | "ADP")))
        })
    };
    let is_others = |span: Span| {
        let mut words = view.tokens(span).into_iter().flatten();
        words.next_back().is_some_and(|last| view.layers.tokens[last].norm == "others")
    };
    for index in 1..found.len() {
        let (before, after) = (&found[index - 1], &found[index]);
        if !are_of_one_sentence(view, before, after) || after.scope != Scope::All || before.role == after.role
        {
            continue;
        }
        let scope = common_scope(view, &found[..index]);
        // "Killing ten militants and injuring 20 others"; beside soldiers or civilians others may be anybody.
        let is_of_them = scope == Scope::Combatant && is_others(after.figure);
        if !is_of_them && !is_bare(after.figure) {
            continue;
        }
        // "29 children dead and 48 wounded, 30 of them children": the 48 are more than the children. Others of whom a part is told are
        // not all militants, whoever the part is: "15 others, mostly civilians".
        let is_told_of_part = found.get(index + 1).is_some_and(|next| {
            next.part
                && next.role == after.role
                && (is_of_them || next.scope == scope)
                && are_of_one_sentence(view, after, next)
        });
        if !is_told_of_part {
            found[index].scope = scope;
        }
    }
}

/// The scope of all those of whom the last of `told` counts some: of the figures of its role that stand together in its sentence. "14 people,
/// two of them children" are people, and "four soldiers and three civilians" anybody.
fn common_scope(view: &View, told: &[Quantity]) -> Scope {
    let Some(last) = told.last() else { return Scope::All };
    let is_other = |other: &Quantity| other.role != last.role || !are_of_one_sentence(view, other, last);
    let first = told.iter().rposition(is_other).map_or(0, |before| before + 1);
    let [whole, rest @ ..] = &told[first..] else { return Scope::All };
    let is_part = rest.first().is_some_and(|next| next.part);
    if is_part || rest.iter().all(|other| other.scope == whole.scope) { whole.scope } else { Scope::All }
}

/// "Seven militants, including two commanders", "22 medics, including a senior official": a part is of the kind of its whole, unless its words
/// say more than what post somebody holds.
pub(super) fn keep_kind_of_whole(view: &View, found: &mut [Quantity]) {
    /// Words from the whole to its part.
    const NEAR: usize = 3;
    for index in 1..found.len() {
        let (whole, part) = (&found[index - 1], &found[index]);
        let (Some(before), Some(after)) = (view.tokens(whole.figure), view.tokens(part.figure)) else {
            continue;
        };
        let between = before.end..after.start.max(before.end);
        let includes = between.len() <= NEAR
            && view.layers.tokens[between]
                .iter()
                .any(|token| matches!(token.norm.as_str(), "including" | "among"));
        let holds_a_post = match whole.scope {
            Scope::Combatant => matches!(part.scope, Scope::MemberOfForce | Scope::Other),
            Scope::Civilian | Scope::Responder | Scope::MemberOfForce => part.scope == Scope::Other,
            _ => false,
        };
        let is_of_whole = part.part && whole.role == part.role && are_of_one_sentence(view, whole, part);
        if is_of_whole && includes && holds_a_post {
            found[index].scope = whole.scope;
        }
    }
}

/// "Two of the dead were members of the brigades": the plural says who the two are, and counts nobody.
pub(super) fn join_predicates(view: &View, found: &mut Vec<Quantity>) {
    const NEAR: usize = 4;
    let norm = |token: usize| view.layers.tokens.get(token).map(|token| token.norm.as_str());
    let is_plural = |quantity: &Quantity| (quantity.low, quantity.high) == (Some(2), None);
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for index in 1..found.len() {
        let (subject, predicate) = (&found[index - 1], &found[index]);
        let (Some(before), Some(after)) = (view.tokens(subject.figure), view.tokens(predicate.figure)) else {
            continue;
        };
        let same =
            subject.role == predicate.role && view.sentence(before.start) == view.sentence(after.start);
        let between = before.end..after.start;
        let linked = between.len() <= NEAR
            && between
                .clone()
                .next_back()
                .and_then(norm)
                .is_some_and(|word| matches!(word, "were" | "are" | "was"))
            && between.clone().rev().skip(1).all(|token| view.class("upos", token) != Some("PUNCT"));
        if same && linked && is_plural(predicate) && !is_plural(subject) {
            joined.push((index - 1, index));
        }
    }
    for (subject, predicate) in joined.into_iter().rev() {
        let scope = found.remove(predicate).scope;
        if found[subject].scope == Scope::All {
            found[subject].scope = scope;
        }
    }
}

fn are_of_one_sentence(view: &View, a: &Quantity, b: &Quantity) -> bool {
    view.layers.sentence_at(a.figure.start()) == view.layers.sentence_at(b.figure.start())
}
