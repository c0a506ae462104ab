//! Days, months, years and what is joined to them.

use annals_types::time::PartOfDay;

use super::{Grammar, lexicon};
use crate::{
    closed_classes::month,
    resolve::time::expression::{Edge, Expression, Meaning, Said, Step},
};

impl Grammar<'_> {
    /// A point or stretch of the calendar, put together from neighbouring pieces: "just before 3 a.m. on Monday, 28 June".
    pub(super) fn calendar(&self, at: usize) -> Option<Expression> {
        self.night_into(at).or_else(|| self.led(at)).or_else(|| self.plain(at))
    }

    /// "overnight into Sunday", "the night from Saturday to Sunday": the night that ends on a day.
    fn night_into(&self, at: usize) -> Option<Expression> {
        let overnight = self.norm(at) == "overnight";
        let noun = if overnight { at } else { self.skip(at, &["the"]) };
        if !overnight && self.norm(noun) != "night" {
            return None;
        }
        let day = |at: usize| {
            let (end, said) = self.piece(at)?;
            let joined = self.joined(end, said).filter(|(_, said)| is_plain_day(said));
            joined.or_else(|| is_plain_day(&said).then_some((end, said)))
        };
        let lead = self.norm(noun + 1);
        let (end, said) = if overnight && lead == "into" {
            day(self.skip(noun + 2, &["early"]))?
        } else {
            let (to, first) = day(noun + 2).filter(|_| matches!(lead, "from" | "between"))?;
            let joins = matches!(self.norm(to), "to" | "and" | "into");
            let (end, last) = day(to + 1).filter(|_| joins)?;
            let next = first.weekday.map(|weekday| weekday % 7 + 1);
            Some((end, last)).filter(|_| next.is_some() && last.weekday == next)?
        };
        let end = self.skip(end, &["morning"]);
        let said = Said { overnight: true, part: Some(PartOfDay::Night), edge: Some(Edge::Start), ..said };
        Some(Expression { start: at, end, meaning: Meaning::Calendar(said), bound: None })
    }

    /// The same without a word that leads it.
    fn plain(&self, at: usize) -> Option<Expression> {
        let (first, edge) = self.edge(at);
        let (mut end, mut said) = self.piece(first)?;
        if edge.is_some() && (said.edge.is_some() || Self::bare_clock(&said)) {
            return None;
        }
        said.edge = said.edge.or(edge);
        // A sentence can say no more than a handful of pieces of one time.
        for _ in 0..5 {
            let Some((next, joined)) = self.joined(end, said) else { break };
            end = next;
            said = joined;
        }
        let is_day = said.names_date() && said.day_to.is_none() && said.clock.is_none();
        if is_day && said.edge.is_none() && self.in_early_hours(at) {
            said.edge = Some(Edge::Start);
        }
        if !self.stands_alone(at, end, &said) {
            return None;
        }
        Some(Expression { start: at, end, meaning: Meaning::Calendar(said), bound: None })
    }

    /// "later this afternoon", "around 7:15 p.m.", "the week of March 6": what the first word adds to an expression. One word leads, so
    /// that a text that repeats it thousands of times does not recurse as deep.
    fn led(&self, at: usize) -> Option<Expression> {
        let inner = |at| {
            let inner = self.plain(at)?;
            let Meaning::Calendar(said) = inner.meaning else { return None };
            Some((inner, said))
        };
        match self.norm(at) {
            "earlier" | "later" => {
                let (inner, said) = inner(at + 1)?;
                // In "earlier Friday" the first word sets beside another event.
                let fits = said.part.is_some() && said.clock.is_none() && said.weekday.is_none();
                fits.then_some(Expression { start: at, ..inner })
            }
            "around" => {
                let (inner, said) = inner(at + 1)?;
                (said.clock.is_some() || said.day.is_some()).then_some(Expression { start: at, ..inner })
            }
            "the" if self.says(at + 1, &["week", "of"]) => {
                let (inner, said) = inner(at + 3)?;
                let meaning = Meaning::Calendar(Said { week: true, ..said });
                let whole = said.day.is_some() && said.day_to.is_none() && !said.names_hour();
                whole.then_some(Expression { start: at, meaning, ..inner })
            }
            _ => None,
        }
    }

    const fn bare_clock(said: &Said) -> bool {
        said.clock.is_some() && !said.names_day()
    }

    /// "the early hours of" before a day: as "early Monday" is, though only the day is the expression.
    fn in_early_hours(&self, at: usize) -> bool {
        const PHRASES: [&[&str]; 5] = [
            &["early", "hours", "of"],
            &["early", "hours", "on"],
            &["small", "hours", "of"],
            &["wee", "hours", "of"],
            &["early", "morning", "hours", "of"],
        ];
        PHRASES
            .iter()
            .any(|phrase| at.checked_sub(phrase.len()).is_some_and(|start| self.says(start, phrase)))
    }

    /// "the end of": its noun, and which part it is.
    pub(super) fn edge_of(&self, at: usize) -> Option<(usize, Edge)> {
        let noun = self.skip(at, &["the"]);
        let edge = match self.norm(noun) {
            "beginning" | "start" => Edge::Start,
            "middle" => Edge::Mid,
            "end" => Edge::End,
            _ => return None,
        };
        (self.norm(noun + 1) == "of").then_some((noun, edge))
    }

    /// "early", "mid-", "the end of".
    fn edge(&self, at: usize) -> (usize, Option<Edge>) {
        if let Some((start, edge)) = self.edge_of(at) {
            return (start + 2, Some(edge));
        }
        let start = self.skip(at, &["the"]);
        let edge = match self.norm(start) {
            "early" => Edge::Start,
            "mid" => Edge::Mid,
            "late" => Edge::End,
            _ => return (at, None),
        };
        let next = self.skip(start + 1, &["-"]);
        // "the late-November talks": the article is that of the noun.
        let is_adjective = start > at && next > start + 1 && month(self.norm(next)).is_some();
        if is_adjective {
            return (at, None);
        }
        // "early on Monday", "late in May": one expression, as "early Monday" is.
        if matches!(self.norm(next), "on" | "in") && start == at {
            let inner = self.skip(next + 1, &["the"]);
            if let Some((_, said)) = self.piece(inner)
                && (said.names_day() || said.month.is_some() || said.year.is_some())
            {
                return (inner, Some(edge));
            }
        }
        (next, Some(edge))
    }

    /// What the piece after `said` adds, where the two are one expression.
    fn joined(&self, at: usize, said: Said) -> Option<(usize, Said)> {
        const ABOUT: [&str; 4] = ["around", "about", "approximately", "roughly"];
        let (start, comma, word) = match self.norm(at) {
            // "Sunday, at 10 p.m."
            "," if self.norm(at + 1) == "at" => (self.skip(at + 2, &ABOUT), false, "at"),
            "," => (self.skip(at + 1, &["on"]), true, ""),
            "at" => (self.skip(at + 1, &ABOUT), false, "at"),
            word @ ("on" | "of") => (at + 1, false, word),
            // "Sunday around 5 a.m."
            about if ABOUT.contains(&about) && said.names_day() => (at + 1, false, "at"),
            "in" if self.norm(at + 1) == "the" => (at + 2, false, "in the"),
            _ => (at, false, ""),
        };
        let (start, edge) = if word.is_empty() || word == "on" { self.edge(start) } else { (start, None) };
        if matches!(word, "" | "of")
            && !comma
            && let Some((end, counted)) = self.of_present(start, &said)
        {
            return Some((end, said.join(counted)?));
        }
        let (end, mut next) = self.part_after(start, &said).or_else(|| self.piece(start))?;
        next.edge = next.edge.or(edge);
        let date = next.month.is_some() || next.day.is_some();
        let fits = match word {
            // "overnight" and "Saturday night" are two times.
            "" | "on" if !comma && is_night_beside_day(&said, &next) => {
                lexicon::part(self.norm(end)).is_none()
            }
            "on" => !said.names_day() && said.names_hour() && next.names_day(),
            "at" => said.names_day() && next.clock.is_some() && !next.names_day(),
            "in the" => next.part.is_some() && !next.names_day() && said.clock.is_some(),
            "of" => {
                (said.names_hour() && !said.names_day() && next.names_day())
                    || (said.names_part_of_year() && next.year.is_some() && next.month.is_none())
            }
            _ if comma => {
                (said.weekday.is_some() && date && said.day.is_none())
                    || (said.names_hour() && !said.names_day() && next.names_day())
                    || (said.year.is_some()
                        && said.day.is_some()
                        && next.clock.is_some()
                        && !next.names_day())
                    || (said.day.is_some() && next.weekday.is_some() && next.day.is_none())
            }
            _ => {
                // Two pieces side by side: an hour and a day, a weekday and a date, a quarter and its year.
                (next.names_hour() && said.names_day() && !next.names_day())
                    || (said.names_hour() && next.names_day() && !said.names_day())
                    || (said.weekday.is_some() && date)
                    || (said.day.is_some() && next.weekday.is_some())
                    || ((said.quarter.is_some() || said.season.is_some() || said.holiday.is_some())
                        && next.year.is_some()
                        && next.month.is_none())
                    || (said.year.is_some() && next.quarter.is_some())
            }
        };
        if !fits {
            return None;
        }
        let joined = said.join(next)?;
        Some((end, joined))
    }

    /// "June last year", "Friday of last week": the year of a month and the week of a weekday, counted from the present one, and the index
    /// after it.
    fn of_present(&self, at: usize, said: &Said) -> Option<(usize, Said)> {
        let by = match self.norm(at) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        let of = match self.norm(at + 1) {
            "year" if said.month.is_some() || said.quarter.is_some() || said.half.is_some() => {
                Said { year_by: Some(by), ..Said::default() }
            }
            "week" if said.weekday.is_some() && said.day.is_none() && said.step.is_none() => {
                Said { week_by: Some(by), ..Said::default() }
            }
            _ => return None,
        };
        (self.norm(at + 2) != "'s").then_some((at + 2, of))
    }

    /// "morning" after a day.
    fn part_after(&self, at: usize, said: &Said) -> Option<(usize, Said)> {
        let part = lexicon::part(self.norm(at)).filter(|_| said.names_day() || said.clock.is_some())?;
        Some((at + 1, Said { part: Some(part), ..Said::default() }))
    }

    /// One piece of a date or time.
    fn piece(&self, at: usize) -> Option<(usize, Said)> {
        self.numeric(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.stepped(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.date(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.named_year(at))
            .or_else(|| self.year(at).map(|(end, year)| (end, Said { year: Some(year), ..Said::default() })))
    }

    /// "today", "this morning", "last night", "overnight", "at dawn".
    fn deictic(&self, at: usize) -> Option<(usize, Said)> {
        let day = |offset, part| Said { offset: Some(offset), part, ..Said::default() };
        let night = Some(PartOfDay::Night);
        let part = lexicon::part(self.norm(at + 1)).filter(|_| !self.norm(at + 1).ends_with('s'));
        Some(match self.norm(at) {
            "the" if self.says(at + 1, &["day", "before", "yesterday"]) => (at + 4, day(-2, None)),
            "the" if self.says(at + 1, &["day", "after", "tomorrow"]) => (at + 4, day(2, None)),
            "today" => (at + 1, day(0, None)),
            "yesterday" => (at + 1, day(-1, None)),
            "tomorrow" => (at + 1, day(1, None)),
            "tonight" => (at + 1, day(0, night)),
            "overnight" => (at + 1, Said { overnight: true, part: night, ..Said::default() }),
            "last" if self.norm(at + 1) == "night" => (at + 2, day(-1, night)),
            "last" if part.is_some() => (at + 2, day(-1, part)),
            "this" if part.is_some() => (at + 2, day(0, part)),
            "that" | "same" if part.is_some() => {
                (at + 2, Said { part, step: Some(Step::That), ..Said::default() })
            }
            "the" if matches!(self.norm(at + 1), "morning" | "afternoon" | "evening" | "night") => {
                (at + 2, Said { part, step: Some(Step::That), ..Said::default() })
            }
            "the" if matches!(self.norm(at + 1), "next" | "following") => {
                let part = lexicon::part(self.norm(at + 2))?;
                (at + 3, Said { part: Some(part), step: Some(Step::After), ..Said::default() })
            }
            "year" if self.norm(at + 1) == "-" && self.glued(at + 1) && self.norm(at + 2) == "end" => {
                (at + 3, Said { month: Some(12), day: Some(31), ..Said::default() })
            }
            // "by year end", "since year's end"
            "year" if matches!(self.before(at), "by" | "at" | "before" | "until" | "since") => {
                let noun = self.skip(at + 1, &["'s"]);
                let end = (self.norm(noun) == "end").then_some(noun + 1)?;
                (end, Said { month: Some(12), day: Some(31), ..Said::default() })
            }
            "dawn" | "dusk" | "daybreak" | "nightfall" | "sunrise" | "sunset" | "midday" => {
                (at + 1, Said { part: self.part_or_before(at), ..Said::default() })
            }
            "morning" | "afternoon" | "evening" if matches!(self.before(at), "in" | "mid" | "-") => {
                (at + 1, Said { part: lexicon::part(self.norm(at)), ..Said::default() })
            }
            _ => return None,
        })
    }

    /// The part of the day of the word at `at`. What came "before dawn" or "pre-dawn" came in the early hours.
    fn part_or_before(&self, at: usize) -> Option<PartOfDay> {
        let part = lexicon::part(self.norm(at));
        let pre = || at.checked_sub(2).is_some_and(|pre| self.says(pre, &["pre", "-"]));
        let early = part == Some(PartOfDay::Dawn) && (self.before(at) == "before" || pre());
        if early { Some(PartOfDay::EarlyHours) } else { part }
    }

    /// "last Friday", "this September", "next spring", "this past winter".
    fn stepped(&self, at: usize) -> Option<(usize, Said)> {
        let start = self.skip(at, &["the"]);
        let (step, after) = match self.norm(start) {
            "this" if matches!(self.norm(start + 1), "past") => (Step::Last, start + 2),
            "this" if matches!(self.norm(start + 1), "coming") => (Step::Next, start + 2),
            "last" | "past" | "previous" => (Step::Last, start + 1),
            "this" => (Step::This, start + 1),
            "next" | "coming" => (Step::Next, start + 1),
            "that" | "same" => (Step::That, start + 1),
            "following" => (Step::After, start + 1),
            _ => return None,
        };
        let norm = self.norm(after);
        let said = if let Some(season) = lexicon::season(norm) {
            Said { season: Some(season), ..Said::default() }
        } else if let Some((end, said)) = self.holiday(after) {
            return Some((end, Said { step: Some(step), ..said }));
        } else if let Some(weekday) = lexicon::weekday(norm).filter(|_| !lexicon::is_abbreviation(norm)) {
            // "The previous Friday" is that before the day told of; "last Friday" that before the writing.
            let step = if self.norm(start) == "previous" { Step::Before } else { step };
            return Some((after + 1, Said { weekday: Some(weekday), step: Some(step), ..Said::default() }));
        } else if month(norm).is_some() && self.is_month(after) {
            let (end, said) = self.month_first(after).filter(|(_, said)| said.year.is_none())?;
            return Some((end, Said { step: Some(step), ..said }));
        } else {
            return None;
        };
        Some((after + 1, Said { step: Some(step), ..said }))
    }

    /// "Monday", "Tue."; also "Mondays attack", where the apostrophe was lost.
    fn weekday(&self, at: usize) -> Option<(usize, Said)> {
        let norm = self.norm(at);
        let weekday = lexicon::weekday(norm)?;
        let mut end = at + 1;
        if lexicon::is_abbreviation(norm) {
            if !self.words[at].is_capital() {
                return None;
            }
            end = self.skip(end, &["."]);
            let next = self.skip(end, &[","]);
            if self.date(next).is_none() && self.numeric(next).is_none() {
                return None;
            }
        }
        Some((end, Said { weekday: Some(weekday), ..Said::default() }))
    }

    /// A fixed holiday of the table.
    fn holiday(&self, at: usize) -> Option<(usize, Said)> {
        let holidays = &self.knowledge.holidays;
        if holidays.is_of_another_calendar(self.before(at)) {
            return None;
        }
        let words = self.words.get(at..)?.iter().map(|word| word.norm.as_str());
        let (row, len) = holidays.at(words)?;
        self.words[at].is_capital().then(|| (at + len, Said { holiday: Some(row), ..Said::default() }))
    }

    /// Whether what was found is an expression of its own.
    fn stands_alone(&self, start: usize, end: usize, said: &Said) -> bool {
        // "the first half" is one of a match too.
        if said.half.is_some() {
            return said.year.is_some() || said.year_by.is_some();
        }
        let only_part = said.part.is_some() && !said.names_day() && said.clock.is_none();
        // "evening prayers", "dawn raid": a kind of thing; "at dawn", "before dawn", "in the morning" are times.
        if only_part && said.step.is_none() && said.edge.is_none() {
            let before = self.before(start);
            return matches!(
                before,
                "at" | "before"
                    | "after"
                    | "around"
                    | "by"
                    | "until"
                    | "since"
                    | "during"
                    | "in"
                    | "from"
                    | "pre"
                    | "-"
            ) && end > start;
        }
        true
    }
}

/// Whether one is "overnight" and the other a day: "overnight Saturday", "on March 2 overnight".
fn is_night_beside_day(a: &Said, b: &Said) -> bool {
    let is_night = |said: &Said| said.overnight && !said.names_date() && said.clock.is_none();
    let is_day = |said: &Said| {
        (said.weekday.is_some() || said.day.is_some())
            && !(said.overnight || said.names_hour() || said.swappable)
            && said.edge.is_none()
            && said.day_to.is_none()
    };
    is_night(a) && is_day(b) || is_day(a) && is_night(b)
}

/// Whether it says a day and no hour of it.
fn is_plain_day(said: &Said) -> bool {
    said.names_date() && !said.names_hour() && said.day_to.is_none() && !said.swappable
}
