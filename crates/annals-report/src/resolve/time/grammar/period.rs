//! Stretches of time that reports of results set beside each other: "the year-ago quarter", "the latest period".

use super::{Grammar, lexicon};
use crate::resolve::time::expression::{Expression, Meaning, OfYear, Period};

/// Words that make a stretch the same part of another year.
const ALIKE: [&str; 7] = ["comparable", "corresponding", "equivalent", "like", "same", "similar", "matching"];

impl Grammar<'_> {
    /// "the year-ago quarter", "the year-earlier month", "year-earlier", "the latest period", "the 1988 second quarter", "last year's
    /// third quarter", "the corresponding period last year".
    pub(super) fn period(&self, at: usize) -> Option<Expression> {
        let found = |end, (quarter, is_quarter), year| {
            let meaning = Meaning::Period(Period { quarter, is_quarter, year });
            Some(Expression { start: at, end, meaning, bound: None })
        };
        if let Some((noun, by)) = self.years_own(at) {
            let (end, stretch) = self.stretch_of_results(noun)?;
            return found(end, stretch, OfYear::Present(by));
        }
        let the = self.skip(at, &["the"]);
        let has_article = the > at;
        if has_article
            && let Some(year) = self.four_digits(the)
            && let Some((end, stretch)) = self.stretch_of_results(the + 1)
        {
            return found(end, stretch, OfYear::Said(year));
        }
        let latest = if self.says(the, &["most", "recent"]) { the + 2 } else { self.skip(the, &["latest"]) };
        if has_article && latest > the {
            let (end, stretch) = self.stretch_of_results(latest)?;
            return found(end, stretch, OfYear::Told);
        }
        let alike = self.skip(the, &ALIKE);
        if let Some(noun) = self.year_ago(alike) {
            let month = || (self.norm(noun) == "month").then_some((noun + 1, (None, true)));
            return match self.stretch_of_results(noun).or_else(month) {
                Some((end, stretch)) => found(end, stretch, OfYear::Before),
                // "the year-ago results": the article is that of the results.
                None if alike == at => found(noun, (None, false), OfYear::Before),
                None => None,
            };
        }
        if alike == the {
            return None;
        }
        let (end, stretch) = self.stretch_of_results(alike)?;
        let (end, year) = self.year_beside(end)?;
        found(end, stretch, year)
    }

    /// "last year's": the index after it, and how many years from the present one.
    fn years_own(&self, at: usize) -> Option<(usize, i16)> {
        let by = match self.norm(at) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        (self.norm(at + 1) == "year" && self.norm(at + 2) == "'s").then_some((at + 3, by))
    }

    /// "year-ago", "year-earlier".
    fn year_ago(&self, at: usize) -> Option<usize> {
        let joined = self.norm(at) == "year" && self.norm(at + 1) == "-" && self.glued(at + 1);
        (joined && matches!(self.norm(at + 2), "ago" | "earlier")).then_some(at + 3)
    }

    /// "quarter", "third quarter", "third-quarter", "period": the index after it, which quarter, and whether it is one.
    fn stretch_of_results(&self, at: usize) -> Option<(usize, (Option<i8>, bool))> {
        if let Some(n) = lexicon::ordinal(self.norm(at)).filter(|n| (1..=4).contains(n)) {
            let noun = self.skip(at + 1, &["-"]);
            return (self.norm(noun) == "quarter").then_some((noun + 1, (Some(n as i8), true)));
        }
        match self.norm(at) {
            "quarter" => Some((at + 1, (None, true))),
            "period" => Some((at + 1, (None, false))),
            _ => None,
        }
    }

    /// "last year", "a year ago", "of 1988" after "the same period".
    fn year_beside(&self, at: usize) -> Option<(usize, OfYear)> {
        let of = self.skip(at, &["of", "in"]);
        if let Some(year) = self.four_digits(of).filter(|_| of > at) {
            return Some((of + 1, OfYear::Said(year)));
        }
        if self.says(of, &["last", "year"]) {
            return Some((of + 2, OfYear::Present(-1)));
        }
        let ago = |at| matches!(self.norm(at), "ago" | "earlier" | "before");
        let a_year = self.says(at, &["a", "year"]) || self.says(at, &["the", "year"]);
        (a_year && ago(at + 2)).then_some((at + 3, OfYear::Before))
    }
}
