//! Figures of killed, injured, missing, detained and displaced: which [`figures`] a cue speaks of.
//!
//! A cue of `knowledge/casualties.toml` looks for its people where its form puts them: before a passive ("five were killed"),
//! after an active verb ("killing five"), after "of" ("the deaths of five"). From there the link spreads over what is joined
//! to them: "three women and two children", "including a nurse".

#![allow(clippy::similar_names, reason = "lines and links are what this module is about")]

use std::ops::Range;

use annals_types::{
    layers::{Quantity, QuantityRole},
    statement::{Scope, Stance},
};

use super::{
    cues::{Found, Voice, cues},
    figures::{self, Figure, Kind},
    line::{Line, is_function_word, is_quote},
    persons::{names_after, names_before},
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
    link_by_noun(line, &people, &mut links, Noun::Casualties);
    for cue in cues.iter().filter(|cue| cue.voice == Voice::Toll) {
        link_toll(line, cue, &people, &mut links);
    }
    for cue in cues.iter().filter(|cue| cue.voice == Voice::Active) {
        link_object(line, cue, &mut people, &mut links, lexicon);
    }
    for cue in cues.iter().filter(|cue| cue.voice == Voice::Passive) {
        link_adjacent_subject(line, cue, &mut people, &mut links);
    }
    for index in (0..cues.len()).filter(|index| cues[*index].voice == Voice::Passive) {
        link_far_subject(line, index, &cues, &mut people, &mut links, lexicon);
    }
    spread(line, &people, &cues, &mut links);
    link_by_noun(line, &people, &mut links, Noun::Crowd);
    let mut found = Vec::new();
    let mut last_scope = Scope::All;
    for (figure, link) in people.iter().zip(&links) {
        let Some(link) = link else { continue };
        let by_cue =
            || cues.iter().find(|cue| link.cue == Some((cue.start, cue.end))).and_then(|cue| cue.scope);
        let scope = Some(scope_of(figure, last_scope))
            .filter(|scope| *scope != Scope::All)
            .or_else(by_cue)
            .unwrap_or(Scope::All);
        if figure.kind == Kind::Counted && !link.part {
            last_scope = scope;
        }
        found.extend(quantity(line, figure, link, scope, &cues));
    }
    found
}

/// A number alone counts people of the kind named before: "4 civilians were killed and 70 wounded". "Others" and "of them"
/// do so for fighters and forces; after civilians, "others" may be anybody.
fn scope_of(figure: &Figure, last: Scope) -> Scope {
    let side = matches!(last, Scope::Combatant | Scope::MemberOfForce);
    let inherits = match figure.kind {
        Kind::Ellipsis if figure.others => side,
        Kind::Ellipsis => side || last == Scope::Civilian,
        _ => side && (figure.others || figure.of_total),
    };
    if figure.scope == Scope::All && inherits { last } else { figure.scope }
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
    let open_question = (figure.start.saturating_sub(20)..figure.start).any(|i| {
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
    // "casualties", "several casualties": dead or wounded is not said, and how many neither.
    let open = figure.high.is_none() && matches!(figure.kind, Kind::Bare | Kind::Counted);
    if open && figure.inner.as_ref().is_some_and(|(roles, _)| roles.len() > 1) {
        return Stance::Unknown;
    }
    if (figure.start.saturating_sub(3)..figure.start).any(|i| line.is_any(i, &["possibly", "perhaps"])) {
        return Stance::Doubts;
    }
    Stance::Asserts
}

/// What a noun says of those that it counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    /// "deaths", "the wounded".
    Casualties,
    /// "protesters", "refugees": people whom anything may befall. "Nine protesters were hurt" counts the hurt.
    Crowd,
}

impl Noun {
    fn of(roles: &[QuantityRole]) -> Self {
        let crowd = [QuantityRole::Participants, QuantityRole::Displaced];
        if roles.iter().all(|role| crowd.contains(role)) { Self::Crowd } else { Self::Casualties }
    }
}

/// "three deaths", "two wounded men", "no casualties".
fn link_by_noun(line: &Line, people: &[Figure], links: &mut [Option<Link>], kind: Noun) {
    for (figure, link) in people.iter().zip(links).filter(|(_, link)| link.is_none()) {
        let Some((roles, cue)) = &figure.inner else { continue };
        if Noun::of(roles) != kind {
            continue;
        }
        // "the number of casualties", "to avoid casualties", "among the casualties": no report of any.
        let before = |back: usize| figure.start.checked_sub(back).and_then(|i| line.norm(i));
        let spoken_of = matches!(before(1), Some("the" | "more" | "these" | "those"))
            || matches!((before(2), before(1)), (Some("number"), Some("of")))
            || (1..=3).any(|back| {
                matches!(
                    before(back),
                    Some("avoid" | "minimise" | "minimize" | "prevent" | "limit" | "avoiding")
                )
            });
        if figure.kind == Kind::Bare && spoken_of {
            continue;
        }
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
fn link_adjacent_subject(line: &Line, cue: &Found, people: &mut Vec<Figure>, links: &mut Vec<Option<Link>>) {
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
        // "the number of people killed has risen to 20"
        let start = people[index].start;
        if people[index].kind == Kind::Bare
            && start > 1
            && line.is(start - 2, "number")
            && line.is(start - 1, "of")
        {
            link_toll(line, cue, people, links);
        } else {
            set(links, index, cue, false, 0.9);
        }
    } else if let Some(person) = unknown_person(line, cue, before) {
        insert(people, links, person, cue);
    } else if before > 0
        && line.is_any(before - 1, &["he", "she"])
        && cue.roles == [QuantityRole::Killed]
        && cue.scope.is_none()
    {
        // "He later died": counts only where nobody else is said to be dead; see `victims`.
        insert(people, links, figures::one(before - 1, before), cue);
    }
}

/// A person by a noun that no table has: "a dustman was killed", "left two dustmen injured". Only people are killed or
/// wounded.
fn unknown_person(line: &Line, cue: &Found, end: usize) -> Option<Figure> {
    let hurt = cue.roles.iter().any(|role| matches!(role, QuantityRole::Killed | QuantityRole::Injured));
    let start = (end.saturating_sub(5)..end)
        .rev()
        .find(|i| line.is_any(*i, &["a", "an", "left", "leaving", "leaves"]))?;
    let start = start + usize::from(!line.is_any(start, &["a", "an"]));
    let left = start > 0 && line.is_any(start - 1, &["left", "leaving", "leaves"]);
    let plain =
        (start + 1..end).all(|i| !line.mark(i) && line.norm(i).is_some_and(|norm| !is_function_word(norm)));
    let passive = cue.verb < cue.start && line.is_any(cue.end - 1, &["killed", "wounded", "injured"]);
    (hurt && plain && line.is_any(start, &["a", "an"]) && end > start + 1 && (left || passive))
        .then(|| figures::one(start, end))
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
    // "claim" takes lives, but never by name.
    if line.norm(cue.start).is_some_and(|norm| norm.starts_with("claim")) && cue.end == cue.start + 1 {
        return;
    }
    for name in names_after(line, next, lexicon) {
        insert(people, links, name, cue);
    }
}

/// "At least 30 militants of the group that fights in the north were killed"; "John Doe, 34, was shot".
fn link_far_subject(
    line: &Line,
    index: usize,
    cues: &[Found],
    people: &mut Vec<Figure>,
    links: &mut Vec<Option<Link>>,
    lexicon: &Casualties,
) {
    let cue = &cues[index];
    if links.iter().flatten().any(|link| link.cue == Some((cue.start, cue.end))) {
        return;
    }
    let stop = clause_start(line, index, cues);
    let first = people.partition_point(|figure| figure.start < stop);
    let passive = cue.verb < cue.start;
    let candidate = (first..people.len()).take_while(|k| people[*k].reach <= cue.verb).find(|k| {
        let figure = &people[*k];
        let counted = matches!(figure.kind, Kind::Counted | Kind::Described | Kind::Bare | Kind::Nobody);
        cue.verb - figure.reach <= 16 && counted && !after_preposition(line, figure)
    });
    let no_person = line.is(cue.start, "hit") || cue.roles.contains(&QuantityRole::Detained) && !passive;
    let names =
        if no_person { Vec::new() } else { names_before(line, line.skip_adverbs_back(cue.verb), lexicon) };
    // "Twelve people including minister John Doe were killed": both.
    let whole = candidate.filter(|k| {
        let after = people[*k].reach;
        passive
            && (names.is_empty() || PART_OPENERS.iter().any(|phrase| line.phrase(after, phrase).is_some()))
    });
    if let Some(whole) = whole {
        set(links, whole, cue, false, 0.7);
    }
    for name in names {
        insert(people, links, name, cue);
    }
}

/// The first word of the clause of a cue: after another cue, a mark or a word that opens a clause.
fn clause_start(line: &Line, index: usize, cues: &[Found]) -> usize {
    const OPENERS: &[&str] = &[
        "after", "before", "whose", "since", "if", ";", ":", "said", "says", "that", "when", "while",
        "because", "where", "but", "reported", "added", "told",
    ];
    let verb = cues[index].verb;
    let floor =
        index.checked_sub(1).map_or(0, |before| cues[before].end.min(verb)).max(verb.saturating_sub(40));
    (floor..verb).rev().find(|i| line.is_any(*i, OPENERS)).map_or(floor, |i| i + 1)
}

fn after_preposition(line: &Line, figure: &Figure) -> bool {
    const BEFORE: &[&str] = &[
        "in", "at", "by", "near", "from", "with", "to", "for", "against", "on", "of", "than", "as",
        "between", "into", "like",
    ];
    figure.start > 0 && line.is_any(figure.start - 1, BEFORE)
}

/// Joined figures share the link: "three women and two children", "12 people, including a nurse".
fn spread(line: &Line, people: &[Figure], cues: &[Found], links: &mut [Option<Link>]) {
    spread_right(line, people, cues, links);
    spread_left(line, people, links);
}

/// To what follows a linked figure or a cue.
fn spread_right(line: &Line, people: &[Figure], cues: &[Found], links: &mut [Option<Link>]) {
    // The last linked figure before the one at hand.
    let mut linked: Option<usize> = None;
    for index in 0..people.len() {
        let figure = &people[index];
        let alone = figure.kind == Kind::Ellipsis && !figure.of_total;
        if links[index].is_none() && !alone {
            let passed = cues.partition_point(|cue| cue.end <= figure.start);
            let nearest = passed.checked_sub(1).map(|k| &cues[k]).filter(|cue| figure.start - cue.end < 25);
            let previous = linked.and_then(|k| Some((k, links[k].clone()?)));
            links[index] = match (opener_before(line, figure.start), previous) {
                // "including": of the nearest cue or linked figure before.
                (Some(opener), previous) => {
                    let own = |cue: &&Found| {
                        cue.end <= opener
                            && previous.as_ref().is_none_or(|(k, _)| cue.end >= people[*k].start)
                    };
                    let by_cue = nearest.filter(|cue| cue.voice != Voice::Toll).filter(own).map(|cue| Link {
                        roles: cue.roles.clone(),
                        cue: Some((cue.start, cue.end)),
                        part: true,
                        confidence: 0.75,
                    });
                    let crossed = nearest.is_some_and(|cue| cue.start >= opener);
                    let by_figure = previous
                        .filter(|(k, _)| figure.start - people[*k].reach < 25 && !crossed)
                        .map(|(_, link)| Link { part: true, confidence: 0.75, ..link });
                    by_cue.or(by_figure)
                }
                // "five people were killed, a woman and four children"
                (None, _) if nearest.is_some_and(|cue| follows_as_list(line, cue, figure)) => {
                    nearest.map(|cue| Link {
                        roles: cue.roles.clone(),
                        cue: Some((cue.start, cue.end)),
                        part: true,
                        confidence: 0.6,
                    })
                }
                (None, Some((k, link))) => {
                    let gap = people[k].reach..figure.start;
                    let share = figure.of_total && gap.len() < 15;
                    let crossed = nearest.is_some_and(|cue| cue.start >= gap.start);
                    (share || !crossed && joins_right(line, gap)).then_some(Link {
                        part: true,
                        confidence: 0.7,
                        ..link
                    })
                }
                (None, None) => None,
            };
        }
        if links[index].is_some() {
            linked = Some(index);
        }
    }
}

/// Whether a figure stands right after a cue and a mark, and is no subject of its own.
fn follows_as_list(line: &Line, cue: &Found, figure: &Figure) -> bool {
    cue.end + 1 == figure.start
        && cue.voice == Voice::Passive
        && line.is_any(cue.end, &[",", ":", "-", "(", "\u{2013}", "\u{2014}"])
        && matches!(figure.kind, Kind::Described | Kind::Counted)
        && line.is_any(figure.reach, &["and", ",", "."])
}

/// Whether the words between two figures join them: "and", or a short description and "and".
fn joins_right(line: &Line, gap: Range<usize>) -> bool {
    let last = gap.clone().next_back();
    let short = gap.len() <= 3;
    gap.len() <= 6
        && last.is_some_and(|i| line.is_any(i, &["and", ",", "&", ":"]))
        && gap.clone().all(|i| {
            let norm = line.norm(i).unwrap_or_default();
            line.is_any(
                i,
                &["and", ",", "&", ":", "of", "from", "the", "same", "also", "another", "in", "his", "her"],
            ) || line.capital(i)
                || is_quote(norm)
                || short && !is_function_word(norm)
        })
}

/// To what stands before a linked subject in the same list or total.
fn spread_left(line: &Line, people: &[Figure], links: &mut [Option<Link>]) {
    for index in (0..people.len().saturating_sub(1)).rev() {
        let (figure, next) = (&people[index], index + 1);
        if links[index].is_some() || figure.kind == Kind::Ellipsis || after_preposition(line, figure) {
            continue;
        }
        let Some(link) = links[next].clone() else { continue };
        if link.cue.is_none_or(|(start, _)| start < figure.start) {
            continue;
        }
        let gap = figure.reach..people[next].start;
        let opener = opener_before(line, people[next].start).filter(|start| *start >= gap.start);
        // A plural without a number may lack its adjectives: "thousands of children and newborn babies".
        let adjectives = if people[next].kind == Kind::Bare {
            gap.clone()
                .rev()
                .take(2)
                .take_while(|i| !line.mark(*i) && !line.norm(*i).is_some_and(is_function_word))
                .count()
        } else {
            0
        };
        let gap = gap.start..gap.end - adjectives;
        let comma_only = gap.len() == 1
            && line.is(gap.start, ",")
            && (figure.kind == Kind::Bare || people[next].kind == Kind::Bare);
        let ends =
            !comma_only && gap.clone().next_back().is_some_and(|i| line.is_any(i, &["and", ",", "&", "or"]));
        // "19 fighters from the group and four civilians were killed"
        let described = line.is_any(gap.start, &["of", "from", "in"]) && gap.len() <= 6;
        if opener.is_some() && gap.len() <= 8 {
            links[index] = Some(Link { part: false, ..link });
            if let Some(part) = &mut links[next] {
                part.part = true;
            }
        } else if ends && (gap.len() <= 2 || described) {
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
    // "including field commanders": a word of description that the noun phrase left out.
    if end > 1
        && !line.mark(end - 1)
        && !line.norm(end - 1).is_some_and(is_function_word)
        && line.is_any(end - 2, &["including", "with"])
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
    if people.get(at).is_some_and(overlaps) || at > 0 && people.get(at - 1).is_some_and(overlaps) {
        return;
    }
    people.insert(at, name);
    links.insert(
        at,
        Some(Link { roles: cue.roles.clone(), cue: Some((cue.start, cue.end)), part: true, confidence: 0.6 }),
    );
}
