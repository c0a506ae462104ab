//! Figures of killed, injured, missing, detained and displaced: which [`figures`](super::figures) a cue speaks of.
//!
//! A cue of `knowledge/casualties.toml` looks for its people where its form puts them: before a passive ("five were killed"),
//! after an active verb ("killing five"), after "of" ("the deaths of five"). From there the link spreads over what is joined
//! to them: "three women and two children", "including a nurse".

use annals_types::{
    layers::{Quantity, QuantityRole},
    statement::{Scope, Stance},
};

use super::{
    cues::{Found, Voice, cues},
    figures::{self, Figure, Kind},
    line::{Line, is_function_word, is_quote},
    persons::{name_at, name_before},
};
use crate::{Knowledge, knowledge::casualties::Casualties};

/// Words that join people to those said before as a part of them.
const PART_OPENERS: &[&str] = &[
    "including",
    "among them",
    "as well as",
    "along with",
    "alongside",
    "together with",
    "plus",
    "with",
    "among those",
    "included",
    "include",
];

/// What a figure was linked to.
#[derive(Clone, Debug)]
struct Link {
    roles: Vec<QuantityRole>,
    cue: Option<(usize, usize)>,
    part: bool,
    confidence: f32,
}

/// The quantities of `line`.
pub fn quantities(line: &Line, knowledge: &Knowledge) -> Vec<Quantity> {
    let lexicon = &knowledge.casualties;
    let mut people = figures::figures(line, lexicon);
    let cues = cues(line, &people, lexicon);
    let mut links: Vec<Option<Link>> = vec![None; people.len()];
    link_by_noun(line, &people, &mut links);
    for cue in cues.iter().filter(|cue| cue.voice == Voice::Toll) {
        link_toll(line, cue, &people, &mut links);
    }
    for cue in cues.iter().filter(|cue| cue.voice == Voice::Passive) {
        link_adjacent_subject(line, cue, &people, &mut links);
    }
    for cue in cues.iter().filter(|cue| cue.voice == Voice::Active) {
        link_object(line, cue, &mut people, &mut links, lexicon);
    }
    for cue in cues.iter().filter(|cue| cue.voice == Voice::Passive) {
        link_far_subject(line, cue, &cues, &mut people, &mut links, lexicon);
    }
    spread(line, &people, &cues, &mut links);
    let mut found = Vec::new();
    let mut last_scope = Scope::All;
    for (figure, link) in people.iter().zip(&links) {
        let Some(link) = link else { continue };
        let scope = scope_of(figure, last_scope);
        if figure.kind == Kind::Counted && !link.part {
            last_scope = scope;
        }
        found.extend(quantity(line, figure, link, scope, &cues));
    }
    found
}

/// A number alone counts people of the kind named before: "4 civilians were killed and 70 wounded".
fn scope_of(figure: &Figure, last: Scope) -> Scope {
    let inherits = matches!(last, Scope::Civilian | Scope::Combatant | Scope::MemberOfForce);
    if figure.kind == Kind::Ellipsis && inherits && !figure.of_total { last } else { figure.scope }
}

fn quantity<'a>(
    line: &'a Line,
    figure: &'a Figure,
    link: &'a Link,
    scope: Scope,
    cues: &'a [Found],
) -> impl Iterator<Item = Quantity> + 'a {
    let shared = link.roles.len() > 1 && figure.low != Some(0);
    let (low, high) = match (figure.low, figure.high) {
        (Some(_), Some(high)) if shared => (None, Some(high)),
        (Some(_), None) if shared => (Some(2), None),
        bounds => bounds,
    };
    let stance = stance(line, figure, cues);
    let (low, high) = if stance == Stance::Unknown { (None, None) } else { (low, high) };
    link.roles.iter().filter_map(move |role| {
        Some(Quantity {
            figure: line.span(figure.start, figure.end)?,
            cue: link.cue.and_then(|(from, to)| line.span(from, to)),
            role: *role,
            low,
            high,
            approximate: figure.approximate,
            scope,
            part: link.part || figure.of_total,
            stance,
            confidence: link.confidence,
        })
    })
}

/// "it was not clear if anyone was hurt"; "casualties" with no number.
fn stance(line: &Line, figure: &Figure, _cues: &[Found]) -> Stance {
    let open_question = (0..figure.start).any(|i| {
        line.first_phrase(
            i,
            &[
                "not clear",
                "unclear",
                "not known",
                "unknown",
                "not immediately clear",
                "not immediately known",
                "no word",
                "if",
                "whether",
            ],
        )
        .is_some()
    });
    if open_question && figure.low.is_none() && figure.high.is_none() {
        return Stance::Unknown;
    }
    if figure.kind == Kind::Bare && figure.inner.as_ref().is_some_and(|(roles, _)| roles.len() > 1) {
        return Stance::Unknown;
    }
    if (figure.start.saturating_sub(3)..figure.start).any(|i| line.is_any(i, &["possibly", "perhaps"])) {
        return Stance::Doubts;
    }
    Stance::Asserts
}

/// "three deaths", "two wounded men", "no casualties".
fn link_by_noun(line: &Line, people: &[Figure], links: &mut [Option<Link>]) {
    for (figure, link) in people.iter().zip(links) {
        let Some((roles, cue)) = &figure.inner else { continue };
        // A plural alone is a report of casualties only where nothing else counts it: "reports of casualties".
        if figure.kind == Kind::Bare && roles.len() < 2 && *cue == figure.head && !line.headline {
            continue;
        }
        *link = Some(Link { roles: roles.clone(), cue: Some(*cue), part: false, confidence: 0.8 });
    }
}

/// "the death toll rose to 43": the number that follows, or the one right before ("19 deaths" is a noun of its own).
fn link_toll(line: &Line, cue: &Found, people: &[Figure], links: &mut [Option<Link>]) {
    let introduces = |figure: &Figure| {
        figure.start > 0
            && line.is_any(
                figure.start - 1,
                &[
                    "to", "at", "is", "was", "of", "reached", "stands", "topped", "exceeded", "passed",
                    "hit", "as", ":", "reaching", "rose", "nears",
                ],
            )
    };
    let numeric = |figure: &Figure| matches!(figure.kind, Kind::Counted | Kind::Ellipsis);
    let after = people.iter().position(|figure| {
        figure.start >= cue.end && figure.start < cue.end + 25 && numeric(figure) && introduces(figure)
    });
    // "brought to 49 the number killed"
    let before = people.iter().rposition(|figure| {
        figure.end <= cue.start && figure.end + 2 >= cue.start && numeric(figure) && introduces(figure)
    });
    if let Some(index) = after.or(before) {
        set(links, index, cue, false, 0.8);
    }
}

fn set(links: &mut [Option<Link>], index: usize, cue: &Found, part: bool, confidence: f32) -> bool {
    match links.get_mut(index) {
        Some(link @ None) => {
            *link =
                Some(Link { roles: cue.roles.clone(), cue: Some((cue.start, cue.end)), part, confidence });
            true
        }
        _ => false,
    }
}

/// "five people were killed", "12 dead", "a man who died".
fn link_adjacent_subject(line: &Line, cue: &Found, people: &[Figure], links: &mut [Option<Link>]) {
    let mut before = line.skip_adverbs_back(cue.verb);
    while before > 0
        && line.is_any(
            before - 1,
            &[
                "who",
                "that",
                "which",
                ",",
                ")",
                "critically",
                "found",
                "left",
                "reported",
                "believed",
                "feared",
                "-",
                "\u{2013}",
                "\u{2014}",
            ],
        )
    {
        if line.is(before - 1, ",") && !line.is_any(before, &["who", "whom"]) {
            break;
        }
        if line.is(before - 1, ")") {
            break;
        }
        before = line.skip_adverbs_back(before - 1);
    }
    if let Some(index) = people.iter().position(|figure| figure.reach == before && figure.start < before) {
        set(links, index, cue, false, 0.9);
    }
}

/// "killing five people", "the deaths of two nurses", "killed Jane Doe".
fn link_object(
    line: &Line,
    cue: &Found,
    people: &mut Vec<Figure>,
    links: &mut Vec<Option<Link>>,
    lexicon: &Casualties,
) {
    let next = line.skip_adverbs(cue.end);
    if let Some(index) = people.iter().position(|figure| (cue.end..=next).contains(&figure.start)) {
        set(links, index, cue, false, 0.9);
        return;
    }
    // "killing herself": the subject is the one who died; a matter of names and pronouns.
    if let Some(name) = name_at(line, next, lexicon) {
        insert(people, links, name, cue);
    }
}

/// "At least 30 militants of the group that fights in the north were killed"; "John Doe, 34, was shot".
fn link_far_subject(
    line: &Line,
    cue: &Found,
    cues: &[Found],
    people: &mut Vec<Figure>,
    links: &mut Vec<Option<Link>>,
    lexicon: &Casualties,
) {
    let linked = people
        .iter()
        .zip(links.iter())
        .any(|(_, link)| link.as_ref().is_some_and(|link| link.cue == Some((cue.start, cue.end))));
    if linked {
        return;
    }
    if let Some(name) = name_before(line, line.skip_adverbs_back(cue.verb), lexicon) {
        insert(people, links, name, cue);
        return;
    }
    let passive = cue.verb < cue.start;
    if !passive {
        return;
    }
    // Back to the beginning of the clause: another cue, a mark or a word that opens a clause.
    let stop = (0..cue.verb)
        .rev()
        .find(|i| {
            line.is_any(
                *i,
                &[
                    ";", ":", "said", "says", "that", "when", "while", "because", "where", "but", "reported",
                    "added", "told",
                ],
            ) || cues.iter().any(|other| other.start != cue.start && other.end == i + 1)
        })
        .map_or(0, |i| i + 1);
    let candidate = people.iter().position(|figure| {
        figure.start >= stop
            && figure.reach <= cue.verb
            && cue.verb - figure.reach <= 14
            && figure.kind != Kind::Ellipsis
            && !after_preposition(line, figure)
    });
    if let Some(index) = candidate {
        if links[index].is_none() {
            set(links, index, cue, false, 0.7);
        }
    }
}

fn after_preposition(line: &Line, figure: &Figure) -> bool {
    figure.start > 0
        && line.is_any(
            figure.start - 1,
            &[
                "in", "at", "by", "near", "from", "with", "to", "for", "against", "on", "of", "than", "as",
                "between", "into", "like",
            ],
        )
}

/// Joined figures share the link: "three women and two children", "12 people, including a nurse".
fn spread(line: &Line, people: &[Figure], cues: &[Found], links: &mut [Option<Link>]) {
    // To the right: what follows a linked figure or its cue.
    for index in 1..people.len() {
        if links[index].is_some() {
            continue;
        }
        let figure = &people[index];
        if figure.kind == Kind::Ellipsis && !figure.of_total {
            continue;
        }
        let opener = opener_before(line, figure.start);
        let Some(previous) = (0..index).rev().find(|k| links[*k].is_some()) else { continue };
        let Some(link) = links[previous].clone() else { continue };
        let gap = people[previous].reach..figure.start;
        match opener {
            Some(part_start) => {
                // Including: of the nearest cue or figure before, however far in the sentence.
                let crossed = cues.iter().any(|cue| cue.start >= part_start && cue.end <= figure.start);
                if !crossed && figure.start - people[previous].reach < 25 {
                    let nearest = cues
                        .iter()
                        .rev()
                        .find(|cue| cue.end <= part_start && cue.start >= people[previous].start);
                    let (roles, cue) = nearest.map_or((link.roles, link.cue), |cue| {
                        (cue.roles.clone(), Some((cue.start, cue.end)))
                    });
                    links[index] = Some(Link { roles, cue, part: true, confidence: 0.75 });
                }
            }
            None if figure.of_total && figure.start - people[previous].reach < 15 => {
                links[index] = Some(Link { part: true, confidence: 0.7, ..link });
            }
            None => {
                let joined = gap.len() <= 6
                    && gap.clone().next_back().is_some_and(|i| line.is_any(i, &["and", ",", "&"]))
                    && gap.clone().all(|i| {
                        line.is_any(
                            i,
                            &[
                                "and", ",", "&", "of", "from", "the", "same", "also", "another", "in", "his",
                                "her",
                            ],
                        ) || line.capital(i)
                            || is_quote(line.norm(i).unwrap_or_default())
                            || !is_function_word(line.norm(i).unwrap_or_default()) && gap.len() <= 3
                    })
                    && !cues.iter().any(|cue| gap.contains(&cue.start));
                if joined {
                    links[index] = Some(Link { part: true, confidence: 0.75, ..link });
                }
            }
        }
    }
    // To the left: what stands before a linked subject in the same list or total.
    for index in (0..people.len().saturating_sub(1)).rev() {
        if links[index].is_some() || people[index].kind == Kind::Ellipsis {
            continue;
        }
        let next = index + 1;
        let Some(link) = links[next].clone() else { continue };
        let Some((cue_start, _)) = link.cue else { continue };
        if cue_start < people[index].start {
            continue;
        }
        let gap = people[index].reach..people[next].start;
        let opener = opener_before(line, people[next].start).filter(|start| *start >= gap.start);
        let joined = gap.len() <= 2
            && gap.clone().all(|i| line.is_any(i, &["and", ",", "&", "or"]))
            && !gap.is_empty();
        if opener.is_some() && gap.len() <= 8 && !after_preposition(line, &people[index]) {
            links[index] = Some(Link { part: false, ..link });
            if let Some(part) = &mut links[next] {
                part.part = true;
            }
        } else if joined && !after_preposition(line, &people[index]) {
            links[index] = Some(Link { part: true, ..link });
        }
    }
}

/// Where "including", "as well as" and the like before word `at` begin.
fn opener_before(line: &Line, at: usize) -> Option<usize> {
    let mut end = at;
    while end > 0
        && (line.is_any(end - 1, &["the", "both", "(", ","]) || line.norm(end - 1).is_some_and(is_quote))
    {
        end -= 1;
    }
    (1..=2).filter_map(|len| end.checked_sub(len)).find(|start| {
        PART_OPENERS.iter().any(|phrase| line.phrase(*start, phrase).is_some_and(|len| start + len == end))
    })
}

fn insert(people: &mut Vec<Figure>, links: &mut Vec<Option<Link>>, name: Figure, cue: &Found) {
    let at = people.partition_point(|figure| figure.start < name.start);
    let overlaps = |figure: &Figure| figure.start < name.end && name.start < figure.end;
    if people.iter().any(overlaps) {
        return;
    }
    people.insert(at, name);
    links.insert(
        at,
        Some(Link { roles: cue.roles.clone(), cue: Some((cue.start, cue.end)), part: true, confidence: 0.6 }),
    );
}
