//! People who are told of one by one or in groups and joined by "and": "a boy and his aunt were shot" tells of two, "a man and two girls" of
//! three.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Span, Statement,
    layers::Token,
    statement::{Property, Scope, Stance, Value},
};

use super::scene::Scene;
use crate::closed_classes::is_reflexive;

/// Sets of each person who is described how many the words of the sentence join so far, and of each group that others are joined to how many
/// they are together.
pub fn number(statements: &mut [Statement], scene: &Scene<'_>) {
    let mut told: BTreeMap<(u32, Property, Span), Vec<Member>> = BTreeMap::new();
    for (index, statement) in statements.iter().enumerate() {
        let Some(member) = Member::of(index, statement, scene) else { continue };
        let sentence = scene.sentence_of(member.figure);
        told.entry((statement.mention, statement.property, sentence)).or_default().push(member);
    }
    for ((_, property, _), mut members) in told {
        members.sort_by_key(|member| member.figure);
        members.dedup_by(|next, member| next.figure.overlaps(member.figure));
        let links: Vec<Link> = links(&members, property, scene);
        for (index, roll) in described(&members, &links, scene).into_iter().chain(together(&members, &links))
        {
            statements[index].roll = roll;
        }
    }
}

/// Somebody, or a group of known size, of whom a sentence tells.
#[derive(Clone, Copy)]
struct Member {
    /// Index of the statement.
    index: usize,
    figure: Span,
    /// The words that tell what befell them.
    cue: Option<Span>,
    count: u32,
    scope: Scope,
    /// Whether they are said to be women, men, children or of some side.
    is_of_a_kind: bool,
}

impl Member {
    /// `None` where nobody is killed or injured, or nobody says how many.
    fn of(index: usize, statement: &Statement, scene: &Scene<'_>) -> Option<Self> {
        let Value::Count(count) = statement.value else { return None };
        let of_people = matches!(statement.property, Property::Killed | Property::Injured);
        let is_told = of_people && statement.stance == Stance::Asserts;
        let figure = statement.figure?;
        let lexicon = &scene.knowledge.casualties;
        let scope = count.scope;
        let is_of_a_kind = scope != Scope::All
            || words(figure, scene)
                .any(|word| lexicon.male.contains(&word) || lexicon.female.contains(&word));
        let count = count.low.filter(|&low| is_told && low > 0 && count.high == Some(low))?;
        Some(Self { index, figure, cue: statement.cue, count, scope, is_of_a_kind })
    }
}

/// What stands between one member and the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// Something else.
    Apart,
    /// A comma, and so many people between commas whom no statement counts.
    Comma(u32),
    /// "And", and so many people before it whom no statement counts.
    And(u32),
    /// More than that, with "and" at its end: "a boy was killed and a girl".
    Far,
    /// More than that, and others than those before: "a woman is in hospital, and three others were hurt".
    Others,
}

/// How each member is joined to the one before.
fn links(members: &[Member], property: Property, scene: &Scene<'_>) -> Vec<Link> {
    let before = |at: usize| at.checked_sub(1).map(|before| &members[before]);
    let link = |(at, member): (usize, &Member)| {
        before(at).map_or(Link::Apart, |before| link((before, member), property, scene))
    };
    let mut links: Vec<Link> = members.iter().enumerate().map(link).collect();
    // A comma goes on with a list only where the list ends in "and": "a man, a father of two" is one.
    let mut is_list = false;
    for link in links.iter_mut().rev() {
        match link {
            Link::And(_) => is_list = true,
            Link::Comma(_) if is_list => {}
            _ => is_list = false,
        }
        if matches!(link, Link::Comma(_)) && !is_list {
            *link = Link::Apart;
        }
    }
    links
}

fn link((before, member): (&Member, &Member), property: Property, scene: &Scene<'_>) -> Link {
    match list_link(before.figure, member.figure, scene) {
        Link::Apart | Link::Far
            if !before.figure.overlaps(member.figure) && are_others(member.figure, scene) =>
        {
            Link::Others
        }
        // Whoever is killed in another clause is often of another incident.
        Link::Apart if property == Property::Injured && are_both_new(before, member, scene) => Link::Far,
        link => link,
    }
}

/// "A boy was grazed when a man shot a woman": two who are both told of for the first time and cannot be one, each with words of its own for
/// what befell them.
fn are_both_new(before: &Member, member: &Member, scene: &Scene<'_>) -> bool {
    let is_new =
        |figure: Span| words(figure, scene).next().is_some_and(|word| matches!(word.as_str(), "a" | "an"));
    let cues = before.cue.zip(member.cue);
    cues.is_some_and(|(first, second)| first != second)
        && is_new(before.figure)
        && is_new(member.figure)
        && are_unlike(before, member, scene)
}

/// "A boy" and "a woman": whether two cannot be one person, by what they are said to be; "a teenager" may be "a 15-year-old boy".
fn are_unlike(a: &Member, b: &Member, scene: &Scene<'_>) -> bool {
    let lexicon = &scene.knowledge.casualties;
    let is = |nouns: &BTreeSet<String>, member: &Member| {
        words(member.figure, scene).any(|word| nouns.contains(&word))
    };
    let are_man_and_woman = |a, b| is(&lexicon.male, a) && is(&lexicon.female, b);
    let of_two_kinds = a.scope != Scope::All && b.scope != Scope::All && a.scope != b.scope;
    of_two_kinds || are_man_and_woman(a, b) || are_man_and_woman(b, a)
}

/// "Three others", "the other three", "three more"; but not who was only there: "with two other boys".
fn are_others(figure: Span, scene: &Scene<'_>) -> bool {
    let further = &scene.knowledge.casualties.further;
    let before = scene.words_before(figure.start(), 1);
    let beside = before.iter().any(|word| leaves_unhurt(word));
    !beside && words(figure, scene).any(|word| further.contains(&word))
}

/// Whether a preposition before people says that they were there, or are looked for, and not what befell them: "with two other boys", "searching
/// for two others".
fn leaves_unhurt(word: &str) -> bool {
    matches!(word, "with" | "beside" | "alongside" | "for")
}

fn list_link(before: Span, figure: Span, scene: &Scene<'_>) -> Link {
    let first = words(figure, scene).next();
    // Who was told of before is joined to nobody.
    if matches!(first.as_deref(), Some("the" | "he" | "she")) || before.overlaps(figure) {
        return Link::Apart;
    }
    let between = scene.tokens_in(Span::new(before.end().min(figure.start()), figure.start()));
    let is_and = |token: &Token| matches!(token.norm.as_str(), "and" | "&" | "then");
    let reflexive = first.as_deref().is_some_and(is_reflexive);
    let mut others = 0;
    for (at, token) in between.iter().enumerate() {
        let opens = at.checked_sub(1).is_some_and(|at| between[at].norm == ",");
        if opens && is_person(token, scene) {
            others += 1;
        } else if !is_and(token) && token.norm != "," && !is_age(&token.norm) {
            return if scene.words_before(figure.start(), 1) == ["and"] { Link::Far } else { Link::Apart };
        }
    }
    if reflexive || between.iter().any(is_and) {
        Link::And(others)
    } else if between.is_empty() {
        Link::Apart
    } else {
        Link::Comma(others)
    }
}

/// "Son" in "a mother, son and daughter".
fn is_person(token: &Token, scene: &Scene<'_>) -> bool {
    let nouns = &scene.knowledge.casualties.nouns;
    let noun = nouns.longest(0, |i| (i == 0).then_some(token.norm.as_str()));
    noun.is_some_and(|(_, noun)| !noun.plural && noun.roles.is_empty())
}

fn is_age(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
}

/// The statements of those who are described one by one, each with how many of them the words join so far.
fn described(members: &[Member], links: &[Link], scene: &Scene<'_>) -> Vec<(usize, u32)> {
    let mut rolls = Vec::new();
    let mut nth = 0;
    let is_one = |member: &Member| member.count == 1 && !is_numeral(member.figure, scene);
    for (at, (member, link)) in members.iter().zip(links).enumerate() {
        if !is_one(member) {
            continue;
        }
        let after_one = at.checked_sub(1).is_some_and(|before| is_one(&members[before]));
        let more = match link {
            Link::And(others) | Link::Comma(others) if after_one => others + 1,
            Link::And(_) | Link::Far | Link::Others => 1,
            Link::Comma(_) | Link::Apart => 0,
        };
        nth = if nth == 0 { 1 } else { nth + more };
        rolls.push((member.index, nth));
    }
    rolls
}

/// The statements of groups, each with how many they and those in one list with them are.
fn together(members: &[Member], links: &[Link]) -> Vec<(usize, u32)> {
    let mut rolls = Vec::new();
    let mut from = 0;
    for at in 1..=members.len() {
        if matches!(links.get(at), Some(Link::And(_) | Link::Comma(_) | Link::Others)) {
            continue;
        }
        from += usize::from(is_sum(&members[from..at], links[from + 1..at].first()));
        let list = &members[from..at];
        let others = links[from + 1..at].iter().map(|link| match link {
            Link::And(others) | Link::Comma(others) => *others,
            Link::Apart | Link::Far | Link::Others => 0,
        });
        let all = list.iter().map(|member| member.count).chain(others).fold(0, u32::saturating_add);
        if list.len() > 1 {
            let groups = list.iter().filter(|member| member.count > 1);
            rolls.extend(groups.map(|member| (member.index, all)));
        }
        from = at;
    }
    rolls
}

/// "Eight others, five men and three women": the first are all of the others.
fn is_sum(list: &[Member], link: Option<&Link>) -> bool {
    let Some((first, rest)) = list.split_first() else { return false };
    let others = rest.iter().map(|member| member.count).fold(0, u32::saturating_add);
    matches!(link, Some(Link::Comma(_))) && !first.is_of_a_kind && first.count == others
}

/// "One man", but not "one of them": counted, not described.
fn is_numeral(figure: Span, scene: &Scene<'_>) -> bool {
    let mut words = words(figure, scene);
    matches!(words.next().as_deref(), Some("one" | "1")) && words.next().as_deref() != Some("of")
}

/// The words of a figure, lower case.
fn words<'a>(figure: Span, scene: &Scene<'a>) -> impl Iterator<Item = String> + use<'a> {
    let words = scene.words(figure).split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use annals_types::{Statement, report::Draft};

    use crate::Reader;

    static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().expect("the shipped tables are sound"));

    /// Checks who is told of in `text`, each as `roll figure`, in the order of the words.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let reading = READER.read(&Draft { text: text.into(), ..Draft::default() }.finish());
        let line = |statement: &Statement| {
            let figure = statement.figure.filter(|_| statement.cue.is_some())?;
            Some(format!("{} {}", statement.roll, figure.of(text)))
        };
        let found: Vec<String> = reading.statements.iter().filter_map(line).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn people_who_are_joined() {
        check(
            "A boy and a toddler were wounded in a shooting in Springfield on Monday.",
            &["1 A boy", "2 a toddler"],
        );
        check(
            "A shooting in Springfield killed a man, a woman and a boy on Monday.",
            &["1 a man", "2 a woman", "3 a boy"],
        );
    }

    #[test]
    fn who_is_told_of_again_is_joined_to_nobody() {
        check(
            "A boy was wounded in a shooting in Springfield on Monday and the boy was treated.",
            &["1 A boy", "1 the boy"],
        );
    }

    #[test]
    fn groups_are_as_many_as_they_and_those_beside_them() {
        check(
            "A man and two girls were killed in a shooting in Springfield on Monday.",
            &["1 A man", "3 two girls"],
        );
    }

    #[test]
    fn others_are_counted_with_those_before() {
        check(
            "A woman is in hospital in critical condition after a shooting in Springfield that wounded three others.",
            &["1 A woman", "4 three others"],
        );
    }

    #[test]
    fn two_who_are_new_are_two() {
        check(
            "A girl was hit by a stray bullet in a shooting in Springfield on Monday that wounded a woman.",
            &["1 A girl", "2 a woman"],
        );
    }

    #[test]
    fn one_who_is_described_twice_is_one() {
        check(
            "A teenager was injured in a stabbing in Springfield on Monday that left a 15-year-old boy in critical condition.",
            &["1 A teenager", "1 a 15-year-old boy"],
        );
    }

    #[test]
    fn whom_others_tell_apart_are_not_counted_twice() {
        check(
            "Eight people, five men and three women, were wounded in a shooting in Springfield on Monday.",
            &["0 Eight people", "8 five men", "8 three women"],
        );
    }

    #[test]
    fn a_number_describes_nobody() {
        check("One man was killed in a shooting in Springfield on Monday.", &["0 One man"]);
    }
}
