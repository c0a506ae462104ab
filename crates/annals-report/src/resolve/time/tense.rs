//! Whether a clause looks back or ahead: which Friday a bare "Friday" is.

use super::words::Word;

/// Where the clause around an expression lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tense {
    Past,
    /// "since": never ahead.
    Since,
    Future,
    /// "was to meet on Friday", "ahead of Friday's vote": ahead of something told, on either side of the writing.
    Between,
    Unsaid,
}

/// How many words a cue may stand away.
const REACH: usize = 12;

/// The tense of the clause that holds the words `start..end`: the nearest cue before the expression counts, else the
/// nearest one after it.
pub fn tense(words: &[Word<'_>], start: usize, end: usize) -> Tense {
    let stops = |word: &Word<'_>| matches!(word.norm.as_str(), ";" | "." | ":");
    let before =
        (0..start).rev().take(REACH).take_while(|at| !stops(&words[*at])).find_map(|at| cue(words, at));
    let after =
        || (end..words.len()).take(REACH).take_while(|at| !stops(&words[*at])).find_map(|at| cue(words, at));
    let lead = start.checked_sub(1).map_or("", |at| words[at].norm.as_str());
    if words.get(end).is_some_and(|word| word.norm == "'s") {
        // "Wednesday's ruling" was told of before; "will speak at Wednesday's hearing" looks ahead.
        let looks_ahead = || matches!(before, Some(Tense::Future | Tense::Between));
        let is_scene = matches!(lead, "at" | "during" | "before" | "in");
        return if leads_up_to(words, start) || is_scene && looks_ahead() {
            Tense::Between
        } else {
            Tense::Past
        };
    }
    if is_planned(words, start, end) {
        return Tense::Future;
    }
    if leads_up_to(words, start) {
        return Tense::Between;
    }
    if start > 0 && words[start - 1].norm == "since" {
        return Tense::Since;
    }
    if start > 0 && matches!(words[start - 1].norm.as_str(), "by" | "until" | "till") {
        return after().unwrap_or(Tense::Future);
    }
    if start > 0 && words[start - 1].norm == "through" {
        return after().unwrap_or(Tense::Unsaid);
    }
    before.or_else(|| after().map(|tense| of_clause_after(words, start, end, tense))).unwrap_or(Tense::Unsaid)
}

/// The tense that a cue after the words `start..end` gives them. "His speech on Sunday will be discussed": inside a subject, they may lie on
/// either side; "On Sunday, they will vote" opens the clause, and "once it opens on Sunday, they will" leads up to it.
fn of_clause_after(words: &[Word<'_>], start: usize, end: usize, tense: Tense) -> Tense {
    let first = if start > 0 && words[start - 1].norm == "on" { start - 1 } else { start };
    let leads = words.get(end).is_some_and(|next| next.norm == ",");
    let opens = leads
        || first == 0
        || matches!(
            words[first - 1].norm.as_str(),
            "," | "\"" | "“" | "'" | "`" | "-" | "and" | "but" | "that"
        );
    if tense == Tense::Future && !opens { Tense::Between } else { tense }
}

/// "ahead of the caucuses on Monday": whether a phrase before `start`, and no verb after it, leads up to what is to come. "He finished ahead of
/// them on Monday" tells of a lead over somebody.
fn leads_up_to(words: &[Word<'_>], start: usize) -> bool {
    /// Words of the phrase.
    const LONGEST: usize = 7;
    const MEASURES: [&str; 4] = ["well", "far", "just", "narrowly"];
    const LEADS: [&str; 17] = [
        "out", "is", "are", "was", "were", "be", "been", "came", "come", "finished", "placed", "ranked",
        "pulled", "stayed", "remained", "edged", "points",
    ];
    let is_over_somebody = |at: usize| {
        let verb = words[..at].iter().rfind(|word| !MEASURES.contains(&word.norm.as_str()));
        at + 2 < start && verb.is_some_and(|verb| LEADS.contains(&verb.norm.as_str()))
    };
    let from = start.saturating_sub(LONGEST);
    let is_lead =
        |at: &usize| words[*at].norm == "ahead" && words.get(at + 1).is_some_and(|of| of.norm == "of");
    let lead = (from..start).rev().find(is_lead);
    lead.filter(|at| !is_over_somebody(*at)).is_some_and(|at| {
        (at + 2..start)
            .all(|at| cue(words, at).is_none() && !matches!(words[at].norm.as_str(), "," | ";" | "and"))
    })
}

/// "reopens on Friday", "effective Jan. 1", "declared Sunday a day of mourning": plans that are told in the present tense, or without a
/// verb.
fn is_planned(words: &[Word<'_>], start: usize, end: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).map_or("", |at| words[at].norm.as_str());
    let after = |ahead: usize| words.get(end + ahead).map_or("", |word| word.norm.as_str());
    let leads = if before(1) == "on" { before(2) } else { before(1) };
    let verb = matches!(
        leads,
        "begins"
            | "starts"
            | "opens"
            | "reopens"
            | "resumes"
            | "meets"
            | "convenes"
            | "expires"
            | "effective"
    );
    // "Friday a day of violence ended" is told of what was.
    let declared = matches!(before(1), "declared" | "declares" | "declaring" | "proclaimed");
    let noun = if matches!(after(1), "national" | "public") { after(2) } else { after(1) };
    verb || declared && after(0) == "a" && matches!(noun, "day" | "holiday")
}

/// The tense that the word at `at` gives its clause.
pub fn cue(words: &[Word<'_>], at: usize) -> Option<Tense> {
    let norm = words[at].norm.as_str();
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at].norm.as_str());
    let after = |ahead: usize| words.get(at + ahead).map_or("", |word| word.norm.as_str());
    // "due to its loss" says why.
    let is_cause = norm == "due"
        && after(1) == "to"
        && matches!(
            after(2),
            "a" | "an" | "the" | "its" | "his" | "her" | "their" | "this" | "that" | "these" | ""
        );
    if is_cause {
        return None;
    }
    // "planned a rally on Saturday" looks ahead; "set aside plans for a trip" need not.
    let is_plan = match norm {
        "planned" => matches!(after(1), "a" | "an" | "another" | "for" | "on"),
        "plan" | "plans" | "planning" => matches!(after(1), "a" | "an" | "another"),
        _ => false,
    };
    if is_plan || (norm == "soon" && before(1) == "as" && after(1) == "as") {
        return Some(Tense::Future);
    }
    if before(1) == "been" && before(2) == "had" {
        return Some(Tense::Past);
    }
    let future = matches!(
        norm,
        "will"
            | "'ll"
            | "shall"
            | "would"
            | "scheduled"
            | "expected"
            | "due"
            | "payable"
            | "upcoming"
            | "slated"
            | "intends"
            | "hopes"
            | "forecast"
            | "tomorrow"
    ) || (norm == "be" && before(1) == "to")
        || (norm == "to" && matches!(before(1), "plans" | "planned" | "planning" | "plan"))
        || (norm == "to"
            && matches!(
                before(1),
                "is" | "are"
                    | "set"
                    | "going"
                    | "about"
                    | "ready"
                    | "agreed"
                    | "likely"
                    | "unlikely"
                    | "poised"
            ));
    if future {
        // "Was due to open", "said that it would open": ahead of what was told.
        let told = norm == "would" || (1..=2).any(|back| matches!(before(back), "was" | "were" | "been"));
        return Some(if told { Tense::Between } else { Tense::Future });
    }
    if before(1) == "be" {
        return None;
    }
    let past = matches!(
        norm,
        "was"
            | "were"
            | "had"
            | "has"
            | "have"
            | "been"
            | "said"
            | "told"
            | "began"
            | "came"
            | "went"
            | "took"
            | "struck"
            | "hit"
            | "shot"
            | "left"
            | "fell"
            | "fled"
            | "found"
            | "made"
            | "met"
            | "won"
            | "lost"
            | "broke"
            | "blew"
            | "held"
            | "rose"
            | "grew"
            | "gave"
            | "got"
            | "ran"
            | "saw"
            | "sent"
            | "led"
            | "did"
            | "since"
            | "ago"
            | "bought"
            | "sold"
            | "brought"
    ) || (norm.len() > 4
        && norm.ends_with("ed")
        // Mohammed is no participle.
        && !(at > 0 && words[at].is_capital())
        && !matches!(norm, "united" | "hundred" | "wounded" | "armed"));
    past.then_some(Tense::Past)
}
