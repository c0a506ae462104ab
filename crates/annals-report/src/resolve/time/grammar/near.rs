//! Weeks, months and years beside the present one, and words for now, then and some day.

use super::Grammar;
use crate::resolve::time::{
    expression::{Amount, Edge, Expression, Meaning, Reach, Step},
    lexicon::Unit,
};

impl Grammar<'_> {
    /// "last month", "early this week", "that day", "the following week", "the end of the year".
    pub(super) fn near(&self, at: usize) -> Option<Expression> {
        // "later that day": one expression. In "earlier this week" the first word sets beside another event.
        if matches!(self.norm(at), "earlier" | "later")
            && self.norm(at + 1) == "that"
            && let Some(inner) = self.near(at + 1)
            && let Meaning::Near { unit: Unit::Day | Unit::Week, .. } = inner.meaning
        {
            return Some(Expression { start: at, ..inner });
        }
        let (start, edge) = self.near_edge(at);
        let the = self.norm(start) == "the";
        let after = start + usize::from(the);
        let (step, unit_at) = match self.norm(after) {
            "last" | "previous" => (Step::Last, after + 1),
            "past" if the => (Step::Last, after + 1),
            "this" if self.norm(after + 1) == "past" => (Step::Last, after + 2),
            "this" | "current" => (Step::This, after + 1),
            "next" | "following" if the => (Step::After, after + 1),
            "next" | "coming" => (Step::Next, after + 1),
            "that" if self.norm(after + 1) == "same" => (Step::That, after + 2),
            "same" if the => (Step::That, after + 1),
            "that" => (Step::That, after + 1),
            _ if the => (Step::This, after),
            _ => return None,
        };
        let plain = the && unit_at == after;
        let unit_at = self.skip(unit_at, &["fiscal", "full", "entire", "whole"]);
        let word = self.norm(unit_at);
        let unit = Unit::of(word).filter(|_| !word.ends_with('s'))?;
        // "the year-ago results", "the day-long siege"
        let compound = self.norm(unit_at + 1) == "-" && self.glued(unit_at + 1);
        // "This Week" in quotation marks is a title.
        let title = matches!(self.before(at), "\"" | "“" | "`") && self.words[unit_at].is_capital();
        if unit < Unit::Day || compound || title {
            return None;
        }
        // "the last week of June", "the last day of the festival": counted within something, not from the writing.
        let definite = the || self.before(start) == "the";
        if definite && matches!(step, Step::Last | Step::After) && self.norm(unit_at + 1) == "of" {
            return None;
        }
        let mut step = step;
        let mut end = unit_at + 1;
        // Some other twelve months than those of the calendar.
        if the && unit == Unit::Year && matches!(self.norm(end), "ended" | "ending") {
            let meaning = Meaning::Length { count: Amount::Exactly(1), half: false, unit, side: None };
            return Some(Expression { start: at, end, meaning, bound: None });
        }
        if self.says(end, &["or", "so"]) {
            end += 2;
        }
        if plain {
            // "the day before", "the week after"; "the day" is the one told of; a bare "the year" is the present one.
            match self.norm(end) {
                "before" | "after" if !self.clause_ends(end + 1) => return None,
                "before" | "earlier" if unit <= Unit::Week => (step, end) = (Step::Last, end + 1),
                "after" if unit <= Unit::Week => (step, end) = (Step::After, end + 1),
                _ if unit == Unit::Day
                    && !matches!(self.before(at), "in" | "of" | "during" | "throughout") =>
                {
                    return None;
                }
                _ if unit == Unit::Day => step = Step::That,
                // "Over the weekend in the valley" is no weekend of the valley's.
                "that" | "in" if unit == Unit::Weekend && matches!(self.before(at), "over" | "during") => {}
                "of" | "when" | "that" | "in" if edge.is_none() => return None,
                _ if matches!(unit, Unit::Decade | Unit::Century) && edge.is_none() => return None,
                _ => {}
            }
        }
        if unit == Unit::Day && step == Step::This && self.norm(after) != "this" {
            return None;
        }
        if step == Step::After && unit > Unit::Week && self.norm(after) == "next" {
            step = Step::Next;
        }
        let edge = edge.map(|(_, edge)| edge);
        let counts_back = edge.is_none() && unit_at == start + 2 && self.counts_back(start);
        let reach = if edge.is_some() && step == Step::This && matches!(self.norm(at), "earlier" | "later") {
            Reach::FromNow
        } else if counts_back && matches!(unit, Unit::Week | Unit::Month | Unit::Year) {
            Reach::UpToNow
        } else {
            Reach::Whole
        };
        Some(Expression { start: at, end, meaning: Meaning::Near { unit, step, edge, reach }, bound: None })
    }

    /// Whether "the last" at `at` begins a stretch that ends with the present one: "killed in the last week", not "last week".
    fn counts_back(&self, at: usize) -> bool {
        self.says(at, &["the", "last"])
            && matches!(self.before(at), "in" | "over" | "during" | "within" | "for")
    }

    fn near_edge(&self, at: usize) -> (usize, Option<(usize, Edge)>) {
        if let Some((noun, edge)) = self.edge_of(at) {
            return (noun + 2, Some((noun, edge)));
        }
        let edge = match self.norm(at) {
            "early" => Edge::Start,
            "late" => Edge::End,
            "mid" => Edge::Mid,
            "earlier" if matches!(self.norm(at + 2), "month" | "year") => Edge::Start,
            "later" if matches!(self.norm(at + 2), "month" | "year") => Edge::End,
            _ => return (at, None),
        };
        (self.skip(at + 1, &["-"]), Some((at, edge)))
    }

    /// Whether nothing of the clause follows that the words before could govern.
    fn clause_ends(&self, at: usize) -> bool {
        matches!(
            self.norm(at),
            "" | "," | "." | ";" | ")" | "and" | "but" | "in" | "at" | "on" | "when" | "-"
        )
    }

    /// "now", "recently", "the future".
    pub(super) fn vague(&self, at: usize) -> Option<Expression> {
        let the = usize::from(self.norm(at) == "the");
        let (end, value) = match self.norm(at + the) {
            "now" | "nowadays" | "currently" if the == 0 => (at + 1, "PRESENT_REF"),
            "right" if self.norm(at + 1) == "now" => (at + 2, "PRESENT_REF"),
            "these" if self.norm(at + 1) == "days" => (at + 2, "PRESENT_REF"),
            "recently" | "lately" if the == 0 => (at + 1, "PAST_REF"),
            "more" if self.norm(at + 1) == "recently" => (at + 2, "PAST_REF"),
            "near" | "short" | "long"
                if the == 1 && self.norm(at + 2) == "term" && self.norm(at + 3) != "-" =>
            {
                (at + 3, "FUTURE_REF")
            }
            "recent" if the == 0 && Unit::of(self.norm(at + 1)).is_none() => return None,
            "near" if the == 1 && self.norm(at + 2) == "future" => (at + 3, "FUTURE_REF"),
            "future" if the == 1 => (at + 2, "FUTURE_REF"),
            "past"
                if the == 1
                    && self.before(at) == "in"
                    && Unit::of(self.norm(at + 2)).is_none()
                    && self.amount(at + 2).is_none() =>
            {
                (at + 2, "PAST_REF")
            }
            _ => return None,
        };
        Some(Expression { start: at, end, meaning: Meaning::Vague(value), bound: None })
    }
}
