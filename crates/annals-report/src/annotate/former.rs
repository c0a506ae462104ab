//! Figures beside those that took their place: "15, not 12 as reported earlier", "revised down from 12 to 10", "earlier reports put the
//! toll at 12", "an earlier version of this article said 12".

use std::{cell::LazyCell, ops::Range};

use annals_types::{layers::Quantity, statement::Change};

use super::{
    line::{Line, is_function_word},
    number,
    view::View,
};
use crate::{
    closed_classes::is_calendar,
    knowledge::{
        casualties::Casualties,
        telling::{Phrases, Telling, Words},
    },
};

/// Says of `quantities` which are those of before, and which took their place; adds the one of two such numbers that the network passed
/// over where it found the other.
pub fn mark(view: &View, quantities: &mut Vec<Quantity>, telling: &Telling, lexicon: &Casualties) {
    let mut mistaken: Option<Quantity> = None;
    for line in view.lines {
        if let Some(wrong) = mistaken.take()
            && let Some(right) = correct_number(line, telling, lexicon)
        {
            if set_change(line, &right, quantities) {
                tell_as(&wrong, line, &right, quantities);
            } else {
                quantities.extend(instead_of(&wrong, line, &right));
            }
        }
        for Contrast { old, new, was_told } in contrasts(line, telling, lexicon) {
            if let Some(new) = &new {
                part(line, &old, new, quantities);
            }
            let is_known = set_change(line, &old, quantities);
            let Some(new) = new else { continue };
            match (is_known, set_change(line, &new, quantities)) {
                (false, true) if was_told => {
                    quantities.extend(passed_over(line, &old, &new, quantities, lexicon));
                }
                (true, false) => quantities.extend(passed_over(line, &new, &old, quantities, lexicon)),
                _ => {}
            }
        }
        for (at, change) in accounts(line, telling) {
            if let Some(quantity) = first_after(line, at, quantities) {
                quantity.change = quantity.change.or(Some(change));
                let wrong = (quantity.change == Some(Change::Mistaken)).then(|| quantity.clone());
                mistaken = wrong.filter(|wrong| is_only_role(wrong, line, quantities));
            }
        }
    }
}

/// Whether all figures of `line` count people whom the same befell as those of `wrong`: else a number in the next sentence may be of either.
fn is_only_role(wrong: &Quantity, line: &Line, quantities: &[Quantity]) -> bool {
    let Some(whole) = line.span(0, line.len()) else { return false };
    let mut here = quantities.iter().filter(|quantity| whole.contains(quantity.figure));
    here.all(|quantity| quantity.role == wrong.role)
}

/// "The correct number is six", after a number that was said to be wrong: the one that takes its place. Not "the correct figure is 30 million
/// naira": it ends there, or goes on with people or with what befell them.
fn correct_number(line: &Line, telling: &Telling, lexicon: &Casualties) -> Option<Marked> {
    let names_it = |at: usize| {
        line.norm(at).is_some_and(|word| telling.rights.holds(word))
            && line.norm(at + 1).is_some_and(|word| telling.accounts.holds(word))
    };
    let at = (0..line.len()).find(|&at| names_it(at))?;
    let is = at + 2;
    let (words, _) = numbered(line, is + 1).filter(|_| line.is_any(is, &["is", "was"]))?;
    let counts_people = line.mark(words.end)
        || lexicon.nouns.longest(words.end, |i| line.norm(i)).is_some()
        || lexicon.cues.longest(words.end, |i| line.norm(i)).is_some();
    (counts_people && !is_measure(line, &words, lexicon)).then_some((words, Change::Correction))
}

/// Gives the words for what befell those whom `wrong` counts to the figure of the number `right`, where it has none of its own.
fn tell_as(wrong: &Quantity, line: &Line, (right, _): &Marked, quantities: &mut [Quantity]) {
    let Some(span) = line.span(right.start, right.end) else { return };
    for quantity in quantities.iter_mut().filter(|quantity| quantity.figure.overlaps(span)) {
        if quantity.role == wrong.role && quantity.cue.is_none() {
            quantity.cue = wrong.cue;
        }
    }
}

/// The figure of the number `right`, which counts those that `wrong` was thought to count.
fn instead_of(wrong: &Quantity, line: &Line, (right, change): &Marked) -> Option<Quantity> {
    let (figure, (_, number)) = (line.span(right.start, right.end)?, numbered(line, right.start)?);
    Some(Quantity {
        figure,
        low: Some(number),
        high: Some(number),
        approximate: false,
        change: Some(*change),
        ..wrong.clone()
    })
}

/// The words of a number, and what is said of it.
type Marked = (Range<usize>, Change);

/// A number of before, and the one that took its place.
struct Contrast {
    old: Marked,
    new: Option<Marked>,
    /// Whether the number of before was told by somebody, and not only said to be wrong.
    was_told: bool,
}

/// Makes two figures of one that holds both numbers: "36 to 22" after "from".
fn part(line: &Line, (old, _): &Marked, (new, _): &Marked, quantities: &mut Vec<Quantity>) {
    let spans = line.span(old.start, old.end).zip(line.span(new.start, new.end));
    let numbers = numbered(line, old.start).zip(numbered(line, new.start));
    let (Some((old, new)), Some(((_, former), (_, now)))) = (spans, numbers) else { return };
    let holds_both = |quantity: &Quantity| quantity.figure.overlaps(old) && quantity.figure.overlaps(new);
    let mut parted: Vec<Quantity> = Vec::new();
    for quantity in quantities.iter_mut().filter(|quantity| holds_both(quantity)) {
        let of =
            |figure, number| Quantity { figure, low: Some(number), high: Some(number), ..quantity.clone() };
        parted.push(of(old, former));
        *quantity = of(new, now);
    }
    quantities.extend(parted);
}

/// Says of the quantities whose figures hold the number at these words what is said of it; whether there are any. Of "from 12 to 15" each
/// number is one of its own, and no bound of the other.
fn set_change(line: &Line, (words, change): &Marked, quantities: &mut [Quantity]) -> bool {
    let Some(span) = line.span(words.start, words.end) else { return false };
    let number = numbered(line, words.start).map(|(_, number)| number);
    let mut is_known = false;
    for quantity in quantities.iter_mut().filter(|quantity| quantity.figure.overlaps(span)) {
        is_known = true;
        quantity.change = Some(*change);
        if quantity.high.is_some_and(|high| quantity.low.is_some_and(|low| low < high)) {
            (quantity.low, quantity.high) = (number, number);
        }
    }
    is_known
}

/// "15, not 12", "not 12 but 15", "from 12 to 10".
fn contrasts(line: &Line, telling: &Telling, lexicon: &Casualties) -> Vec<Contrast> {
    let mut found = Vec::new();
    let corrects = LazyCell::new(|| has(line, &telling.corrects));
    for at in 0..line.len() {
        if let Some((_, len)) = line.first_phrase(at, &["not", "rather than", "instead of"])
            && let Some((words, old)) = numbered(line, at + len)
        {
            let was_told = old > 1 && (says_before(line, &words, telling) || *corrects);
            let new = if was_told {
                Some(number_before(line, at))
            } else {
                other_number(line, at, &words, old, lexicon).map(Some)
            };
            if let Some(new) = new {
                let new = new.map(|words| (words, Change::Correction));
                found.push(Contrast { old: (words, Change::Mistaken), new, was_told });
            }
        }
        // "Fewer than the 36 they first reported".
        if at > 0
            && line.is(at, "the")
            && line.is_any(at - 1, &["than", "from"])
            && let Some((words, _)) = numbered(line, at)
            && words.start > at
            && says_before(line, &words, telling)
        {
            found.push(Contrast { old: (words, Change::Former), new: None, was_told: true });
        }
        if let Some((old, new)) = from_to(line, at) {
            let (before, now) = if *corrects {
                (Change::Mistaken, Change::Correction)
            } else if updates(line, at, telling) {
                (Change::Former, Change::Update)
            } else {
                continue;
            };
            found.push(Contrast { old: (old, before), new: Some((new, now)), was_told: true });
        }
        if let Some(old) = up_from(line, at) {
            found.push(Contrast { old: (old, Change::Former), new: None, was_told: true });
        }
    }
    found
}

/// The number that stands in the place of the one at `old`, which "not" or the like at `at` says is not it: "15 people, not 12", "not 12 but
/// 15"; none where it counts something else than people, or nothing is set against it.
fn other_number(
    line: &Line,
    at: usize,
    old: &Range<usize>,
    number: u32,
    lexicon: &Casualties,
) -> Option<Range<usize>> {
    const NEAR: usize = 6;
    if is_measure(line, old, lexicon) {
        return None;
    }
    let but = (old.end..old.end + NEAR).take_while(|&i| !line.mark(i)).find(|&i| line.is(i, "but"));
    let after = but.and_then(|but| numbered(line, but + 1)).map(|(words, _)| words);
    let joined = at > 0 && line.is(at - 1, ",") || !line.is(at, "not");
    let ends = |at: usize| {
        at >= line.len() || line.mark(at) || lexicon.nouns.longest(at, |i| line.norm(i)).is_some()
    };
    let before = || {
        let before = number_before(line, at).filter(|before| joined && at - before.end <= NEAR)?;
        // "Four people died, not one survived" takes nothing back.
        let stands_alone = !line.is(at, "not") || number > 1 && ends(old.end);
        (stands_alone && !is_measure(line, &before, lexicon)).then_some(before)
    };
    after.filter(|after| !is_measure(line, after, lexicon)).or_else(before)
}

/// The two numbers of "from 12 to 10", "to 10 from 12" and "to 10 on Monday, from 12", the former first.
fn from_to(line: &Line, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let from = line.is(at, "from");
    let (first, _) = numbered(line, at + 1).filter(|_| from || line.is(at, "to"))?;
    let (joint, second_at) = if from { ("to", first.end) } else { ("from", after_a_day(line, first.end)) };
    let (second, _) = numbered(line, second_at + 1).filter(|_| line.is(second_at, joint))?;
    // "Death to 31 people from six countries" counts something else.
    let stands_alone = |end: usize| {
        line.mark(end) || line.norm(end).is_none_or(|word| is_calendar(word) || is_function_word(word))
    };
    if !from && second_at > first.end && !stands_alone(second.end) {
        return None;
    }
    Some(if from { (first, second) } else { (second, first) })
}

/// Where a line goes on after the day and the comma that may stand at word `at`: "on Monday,", "people by late Tuesday".
fn after_a_day(line: &Line, at: usize) -> usize {
    /// Words before the day.
    const NEAR: usize = 3;
    let is_day = |&at: &usize| line.norm(at).is_some_and(is_calendar);
    let mut near = (at..line.len()).take(NEAR + 1).take_while(|&at| !line.mark(at));
    let end =
        near.find(is_day).map_or(at, |day| (day..line.len()).find(|at| !is_day(at)).unwrap_or(line.len()));
    end + usize::from(line.is(end, ","))
}

/// The 39 of "stands at 52, up from 39": a number stands before it in its clause.
fn up_from(line: &Line, at: usize) -> Option<Range<usize>> {
    /// Words from the number of now to "up from", with its noun and its day.
    const NEAR: usize = 6;
    let (_, len) = line.first_phrase(at, &[", up from", ", down from", "( up from"])?;
    let (old, former) = numbered(line, at + len)?;
    let new = number_before(line, at).filter(|new| at - new.end <= NEAR)?;
    let is_of_clause = (new.end..at).all(|at| !line.mark(at));
    // "Up from 39 last year" and "in the same months of last year" are of another time, and no count of before.
    let is_of_another_time = line
        .first_phrase(old.end, &["last year", "a year", "in the same", "at the same", "during the same"])
        .is_some();
    (is_of_clause && !is_of_another_time && numbered(line, new.start).is_some_and(|(_, now)| now != former))
        .then_some(old)
}

/// Where a report speaks of what was said before: "an earlier toll of", "had previously reported"; the first figure after it is meant.
fn accounts(line: &Line, telling: &Telling) -> Vec<(usize, Change)> {
    const NEAR: usize = 2;
    /// Words from the first one to "had said".
    const REACH: usize = 10;
    let wrong = has(line, &telling.errs);
    let mut found = Vec::new();
    // "Earlier the prosecutor had spoken of 14."
    if line.norm(0).is_some_and(|word| telling.former.holds(word)) {
        let is_told = |at: &usize| {
            line.is(*at, "had") && line.norm(at + 1).is_some_and(|word| telling.reporting.holds(word))
        };
        found.extend((1..REACH).find(is_told).map(|had| (had + 2, Change::Former)));
    }
    // "The governor said 15 people had died in an earlier statement."; not "12 had died; in an earlier statement he had said nine".
    let phrase = (0..line.len()).find_map(|at| {
        let (_, len) = line.first_phrase(at, &["in an", "in a", "in its", "in his", "in her", "in their"])?;
        let is = |at: usize, words: &Words| line.norm(at).is_some_and(|word| words.holds(word));
        (is(at + len, &telling.former) && is(at + len + 1, &telling.accounts)).then_some(at)
    });
    let says_it_after = |at: usize| {
        (at..line.len()).any(|at| {
            line.is(at, "had") && line.norm(at + 1).is_some_and(|word| telling.reporting.holds(word))
        })
    };
    let before = phrase.filter(|&at| !says_it_after(at)).and_then(|at| {
        number_before(line, at)
            .filter(|number| at - number.end <= REACH && (number.end..at).all(|at| !line.mark(at)))
    });
    if let Some(number) = &before {
        found.push((number.start, Change::Former));
    }
    // What follows such a statement was not told in it.
    let is_past =
        |at: usize| before.is_some() && phrase.is_some_and(|phrase| (phrase..phrase + 4).contains(&at));
    for at in 0..line.len() {
        let near = match line.norm(at) {
            Some(word) if telling.former.holds(word) => NEAR,
            // "First responders said" tells of nothing that was said before.
            Some(word) if telling.firsts.holds(word) => 1,
            _ => continue,
        };
        let next = |words: &Words| {
            (at + 1..=at + near).find(|&i| line.norm(i).is_some_and(|word| words.holds(word)))
        };
        if is_past(at) {
            continue;
        }
        if let Some(noun) = next(&telling.accounts) {
            let mistaken = wrong || line.is(noun, "version");
            found.push((noun + 1, if mistaken { Change::Mistaken } else { Change::Former }));
        } else if let Some(verb) = next(&telling.reporting) {
            found.push((verb + 1, if wrong { Change::Mistaken } else { Change::Former }));
        }
    }
    found
}

/// The first figure of `line` that begins at word `at` or after.
fn first_after<'q>(line: &Line, at: usize, quantities: &'q mut [Quantity]) -> Option<&'q mut Quantity> {
    let rest = line.span(at, line.len())?;
    let in_line = quantities.iter_mut().filter(|quantity| rest.contains(quantity.figure));
    in_line.min_by_key(|quantity| quantity.figure)
}

/// The number at word `at`, an article left out.
fn numbered(line: &Line, at: usize) -> Option<(Range<usize>, u32)> {
    let at = at + usize::from(line.is(at, "the"));
    number::number(line, at).map(|(number, len)| (at..at + len, number))
}

/// The nearest number before word `at`.
fn number_before(line: &Line, at: usize) -> Option<Range<usize>> {
    (0..at)
        .rev()
        .find_map(|start| numbered(line, start).map(|(words, _)| words))
        .filter(|words| words.end <= at)
}

/// "12 as reported earlier", "12 as previously stated".
fn says_before(line: &Line, number: &Range<usize>, telling: &Telling) -> bool {
    const NEAR: usize = 6;
    let after = number.end..number.end + NEAR;
    let is_before = |word: &str| telling.former.holds(word) || telling.firsts.holds(word);
    after.clone().any(|at| line.norm(at).is_some_and(is_before))
        && after.clone().any(|at| line.norm(at).is_some_and(|word| telling.reporting.holds(word)))
}

/// Whether a phrase of these stands in the line.
fn has(line: &Line, phrases: &Phrases) -> bool {
    let words: Vec<&str> = (0..line.len()).filter_map(|at| line.norm(at)).collect();
    phrases.stand_in(&words)
}

/// "rose from 12 to 15": a word of change right before.
fn updates(line: &Line, at: usize, telling: &Telling) -> bool {
    const NEAR: usize = 3;
    (at.saturating_sub(NEAR)..at).any(|i| line.norm(i).is_some_and(|word| telling.is_change(word)))
}

/// The figure of the number `passed`, after the model of that of the number beside it, where that one is a count of people.
fn passed_over(
    line: &Line,
    (passed, change): &Marked,
    (found, _): &Marked,
    quantities: &[Quantity],
    lexicon: &Casualties,
) -> Option<Quantity> {
    let (span, found_span) = (line.span(passed.start, passed.end)?, line.span(found.start, found.end)?);
    let (_, number) = numbered(line, passed.start)?;
    if [passed, found].iter().any(|words| is_measure(line, words, lexicon)) {
        return None;
    }
    let model = quantities.iter().find(|quantity| {
        quantity.figure.overlaps(found_span) && quantity.low.is_some_and(|low| low > 1) && !quantity.part
    })?;
    Some(Quantity {
        figure: span,
        low: Some(number),
        high: Some(number),
        approximate: false,
        change: Some(*change),
        ..model.clone()
    })
}

/// "75 dollars", "a boy who was 15": a number of something else than people, or an age.
fn is_measure(line: &Line, number: &Range<usize>, lexicon: &Casualties) -> bool {
    let is_age = number.start >= 2
        && line.is(number.start - 1, "was")
        && line.is_any(number.start - 2, &["who", "he", "she"]);
    is_age || lexicon.not_people.longest(number.end, |i| line.norm(i)).is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test")]

    use super::*;

    fn telling() -> Telling {
        Telling::shipped().expect("the table is sound")
    }

    fn lexicon() -> Casualties {
        Casualties::shipped().expect("the table is sound")
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Change)]) {
        let words: Vec<&str> = text.split(' ').collect();
        let found: Vec<(String, Change)> = contrasts(&Line::of_words(text), &telling(), &lexicon())
            .into_iter()
            .flat_map(|contrast| [contrast.old].into_iter().chain(contrast.new))
            .map(|(at, change)| (words[at].join(" "), change))
            .collect();
        let expected: Vec<(String, Change)> =
            expected.iter().map(|(words, change)| ((*words).to_owned(), *change)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_was_wrong_stands_beside_what_is_right() {
        let corrected = [("12", Change::Mistaken), ("15", Change::Correction)];
        check("15 people were held , not 12 as reported earlier", &corrected);
        check("the correct number is 15 rather than 12 , as first stated", &corrected);
        check("the toll was corrected from 12 to 15", &corrected);
        check("the toll was revised to 15 from 12", &corrected);
        let updated = [("12", Change::Former), ("15", Change::Update)];
        check("the toll rose from 12 to 15", &updated);
        check("the toll rose to 15 on monday , from 12 a day before", &updated);
        check("the toll rose to 15 people by late tuesday from 12", &updated);
        check("the toll rose to 15 in towns from 12 to 40 miles away", &[]);
        check("a stampede brought death to 31 people from 6 countries", &[]);
        check("it brought death to 31 people on monday from 6 countries", &[]);
        check("gun deaths stand at 52 , up from 39 last year", &[]);
        check("gun deaths stand at 52 , up from 39 in the same months of 2022", &[]);
        check("the toll stands at 15 , up from 12 on monday", &updated[..1]);
        check("the number of dead is 15 , down from 12", &updated[..1]);
        check("15 people , fewer than the 12 they first reported", &[("12", Change::Former)]);
        check("the 12 people who died", &[]);
        check("not 12 but 15 people live there", &corrected);
        check("15 , not 12 , people were held", &corrected);
        check("15 people rather than 12 were held", &corrected);
        check("not one but two people were held", &[("one", Change::Mistaken), ("two", Change::Correction)]);
        check("15 people were held , not 12 miles from town", &[]);
        check("15 people died , not one person survived", &[]);
        check("the 12 people who first told police", &[]);
        check("15 people were held and not 12 hours later", &[]);
        check("the road from 12 to 15 main street", &[]);
    }

    #[test]
    fn a_right_number_counts_people() {
        let right = |text: &str| {
            correct_number(&Line::of_words(text), &telling(), &lexicon()).map(|(words, _)| words)
        };
        assert_eq!(right("the correct number is six ."), Some(4..5));
        assert_eq!(right("the correct number is six"), Some(4..5));
        assert_eq!(right("the actual toll was six dead"), Some(4..5));
        assert_eq!(right("the correct figure is 30 people"), Some(4..5));
        assert_eq!(right("the correct figure is 30 million naira in damage"), None);
        assert_eq!(right("the correct figure is 30 houses"), None);
        assert_eq!(right("the correct figure is 30 per cent"), None);
        assert_eq!(right("the correct figure is $ 30 million"), None);
    }

    #[test]
    fn what_was_told_before_is_told_as_such() {
        let found = |text: &str| accounts(&Line::of_words(text), &telling());
        assert_eq!(found("earlier reports put the toll at 12"), [(2, Change::Former)]);
        assert_eq!(found("police had previously said that 12 died"), [(4, Change::Former)]);
        assert_eq!(found("an earlier version of this article said that 12 died"), [(3, Change::Mistaken)]);
        assert_eq!(found("an earlier report misstated the number as 12"), [(3, Change::Mistaken)]);
        assert_eq!(found("earlier that day 12 people died"), []);
        assert_eq!(found("he said 12 died in an earlier statement"), [(2, Change::Former)]);
        assert_eq!(found("he said 12 died in an earlier attack"), []);
        assert_eq!(
            found("12 died , medics said ; in an earlier statement they had said 9"),
            [(10, Change::Former)]
        );
        assert_eq!(found("earlier the mayor had spoken of 12"), [(5, Change::Former)]);
        assert_eq!(found("earlier he had killed 12"), []);
        assert_eq!(found("police first said that 12 died"), [(3, Change::Former)]);
        assert_eq!(found("the first count was 12"), [(3, Change::Former)]);
        assert_eq!(found("first responders said 12 people died"), []);
        assert_eq!(found("the first minister said 12 people died"), []);
    }
}
