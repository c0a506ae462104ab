//! Years, and what is made of them: centuries, decades, halves, quarters and seasons.

use super::{Grammar, lexicon};
use crate::{closed_classes::month, knowledge::casualties::CueForm, resolve::time::expression::Said};

/// Years that a bare number of four digits is read as.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1700..=2099;

/// Years that a number is read as beside a month alone.
const OLD_YEARS: std::ops::Range<u32> = 1000..*YEARS.start();

impl<'w> Grammar<'w> {
    /// "2015" where it is a year and no count; "nineteen ninety-six".
    pub(super) fn year(&self, at: usize) -> Option<(usize, i16)> {
        if matches!(self.norm(at), "nineteen" | "twenty") {
            let tens = lexicon::number(self.norm(at + 1)).filter(|tens| (10..100).contains(tens))?;
            let hyphen = self.skip(at + 2, &["-"]);
            let ones = lexicon::number(self.norm(hyphen)).filter(|ones| *ones < 10 && tens >= 20);
            let century = if self.norm(at) == "nineteen" { 1900 } else { 2000 };
            let year = i16::try_from(century + tens + ones.unwrap_or(0)).ok()?;
            return Some((if ones.is_some() { hyphen + 1 } else { at + 2 }, year));
        }
        let year = self.four_digits(at).filter(|_| !self.is_count(at))?;
        let placed = matches!(
            self.before(at),
            "in" | "since"
                | "until"
                | "till"
                | "of"
                | "by"
                | "from"
                | "between"
                | "during"
                | "early"
                | "late"
                | "mid"
                | "before"
                | "after"
                | "year"
                | "through"
                | "fiscal"
                | "quarter"
        );
        if placed {
            return Some((at + 1, year));
        }
        // "1924 16.05.2017": a clock that lost its colon.
        if self.numeric(at + 1).is_some() {
            return None;
        }
        let next = self.norm(at + 1);
        let glued_mark = self.glued(at) && !matches!(self.before(at), "(" | "\"" | "-" | "/" | "“" | "'");
        let counts = next.len() > 3
            && next.ends_with('s')
            && self.words[at + 1].text.chars().all(char::is_lowercase)
            && !self.dates_things(at)
            || matches!(
                next,
                "people"
                    | "men"
                    | "women"
                    | "children"
                    | "of"
                    | "more"
                    | "%"
                    | "percent"
                    | "km"
                    | "feet"
                    | "dead"
            )
            || lexicon::Unit::of(next).is_some();
        let money = matches!(
            self.before(at),
            "$" | "£" | "€" | "#" | "no" | "least" | "than" | "about" | "some" | "over" | "nearly"
        );
        let part_of_number =
            matches!(next, "." | ":" | "," | "/") && self.glued(at + 2) && self.digits(at + 2).is_some();
        let counted = counts || money || part_of_number || self.is_plural_subject(at);
        (!glued_mark && !counted).then_some((at + 1, year))
    }

    /// "the 1992 protests", "his 2016 campaigns": whether the number at `at` is rather the year of things that are known than how many they are.
    fn dates_things(&self, at: usize) -> bool {
        let is_modern = self.digits(at).is_some_and(|number| number > 1900 && !number.is_multiple_of(100));
        let known = matches!(self.before(at), "the" | "its" | "their" | "his" | "her" | "'s");
        known && is_modern && !self.is_counted(at) && lexicon::Unit::of(self.norm(at + 1)).is_none()
    }

    /// Whether the words before the number at `at` make it a count: "a crowd of 2000 people", "the toll rises to 2000", "killing 1800".
    fn is_count(&self, at: usize) -> bool {
        let before = self.before(at);
        let further = at.checked_sub(2).map_or("", |at| self.norm(at));
        let casualties = &self.knowledge.casualties;
        match before {
            "of" => !is_of_time(further) && self.is_counted(at),
            "by" => further.ends_with("ed") && self.is_counted(at),
            "to" => {
                let rises = self.knowledge.telling.rises.holds(further) || casualties.tolls.contains(further);
                // Prices rise to those of a year.
                rises && self.norm(at + 1) != "levels"
            }
            "as" => matches!(further, "many" | "few" | "much"),
            "estimated" => true,
            _ => casualties.cues.get(before).is_some_and(|cue| {
                matches!(cue.form, CueForm::Active | CueForm::Participle) && cue.open.is_none()
            }),
        }
    }

    /// Whether people follow the number at `at`, or after a round one things.
    fn is_counted(&self, at: usize) -> bool {
        let casualties = &self.knowledge.casualties;
        let word = |at: usize| -> Option<&'w str> { self.words.get(at).map(|word| word.norm.as_str()) };
        let people = casualties.nouns.longest(at + 1, word).is_some_and(|(_, noun)| noun.plural);
        let is_round = self.digits(at).is_some_and(|number| number.is_multiple_of(100));
        people || is_round && casualties.not_people.longest(at + 1, word).is_some()
    }

    /// "1800 were killed": one year is no plural. "Sales for 1988 were low", "2013 and 2014 were bad years".
    fn is_plural_subject(&self, at: usize) -> bool {
        let before = self.before(at);
        let of_time = month(before).is_some()
            || lexicon::season(before).is_some()
            || matches!(before, "for" | "to" | "than" | "with" | ".");
        let of_years = matches!(before, "and" | "or")
            && at.checked_sub(2).is_some_and(|other| self.four_digits(other).is_some());
        matches!(self.norm(at + 1), "were" | "are" | "have") && !of_time && !of_years
    }

    /// "fiscal 1989", "the year 2000", "the year two thousand".
    pub(super) fn named_year(&self, at: usize) -> Option<(usize, Said)> {
        let said = |end, year| Some((end, Said { year: Some(year), ..Said::default() }));
        if self.norm(at) == "fiscal" {
            let year_at = self.skip(at + 1, &["year"]);
            return said(year_at + 1, self.four_digits(year_at)?);
        }
        if !self.says(at, &["the", "year"]) {
            return None;
        }
        if self.says(at + 2, &["two", "thousand"]) {
            return said(at + 4, 2000);
        }
        let (end, year) = self.year(at + 2)?;
        said(end, year)
    }

    /// "20th century".
    pub(super) fn century(&self, at: usize) -> Option<(usize, Said)> {
        let word = self.words.get(at).filter(|word| word.ordinal)?;
        let nth = word.number.filter(|nth| (2..=21).contains(nth) && self.norm(at + 1) == "century")?;
        let year = i16::try_from((nth - 1) * 100).ok()?;
        Some((at + 2, Said { year: Some(year), years: Some(100), ..Said::default() }))
    }

    /// "1980s", "the 1990s", "the nineties", "'80s".
    pub(super) fn decade(&self, at: usize) -> Option<(usize, Said)> {
        let word = self.words.get(at)?;
        let said = |end, year| Some((end, Said { year: Some(year), years: Some(10), ..Said::default() }));
        if self.norm(at) == "the"
            && let Some(year) = lexicon::decade(self.norm(at + 1))
        {
            return said(at + 2, year);
        }
        if self.norm(at) == "'"
            && let Some(tens) =
                self.digits(at + 1).filter(|tens| matches!(tens, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90))
            && self.glued(at + 1)
            && self.decade_mark(at + 2)
        {
            return said(at + 3, 1900 + tens as i16);
        }
        let year = word
            .number
            .filter(|year| word.text.len() == 4 && YEARS.contains(year) && year.is_multiple_of(10))?;
        said(at + 2, year as i16).filter(|_| self.decade_mark(at + 1))
    }

    /// "third quarter", "third-quarter", "fiscal third quarter", "Q3"; "the summer of 2013"; "the first half".
    pub(super) fn quarter(&self, at: usize) -> Option<(usize, Said)> {
        let start = self.skip(at, &["the"]);
        if let Some(n) = self.norm(start).strip_prefix('q')
            && n.is_empty()
            && self.glued(start + 1)
        {
            let n = self.digits(start + 1).filter(|n| (1..=4).contains(n))?;
            return Some((start + 2, Said { quarter: Some(n as i8), ..Said::default() }));
        }
        if let Some(season) = lexicon::season(self.norm(start)) {
            // "fall" is a verb too: a bare season counts beside its year.
            if self.is_season_of_year(at, start) {
                return Some((start + 1, Said { season: Some(season), ..Said::default() }));
            }
            let year = self.skip(start + 1, &["of"]);
            return self.year(year).map(|_| (start + 1, Said { season: Some(season), ..Said::default() }));
        }
        let fiscal = self.skip(start, &["fiscal"]);
        let n = lexicon::ordinal(self.norm(fiscal)).filter(|n| (1..=4).contains(n))?;
        if self.norm(fiscal + 1) == "half" && n <= 2 {
            return Some((fiscal + 2, Said { half: Some(n as i8), ..Said::default() }));
        }
        let noun = self.skip(fiscal + 1, &["fiscal", "-"]);
        // "the third-quarter loss": an adjective, whose article is the noun's.
        if self.norm(fiscal + 1) == "-" && start > at {
            return None;
        }
        (self.norm(noun) == "quarter").then(|| (noun + 1, Said { quarter: Some(n as i8), ..Said::default() }))
    }

    /// "since the spring", "until the fall": whether the season at `noun`, after the article at `the`, is a time, and no kind of thing: "the summer
    /// job", "hurt in the fall".
    fn is_season_of_year(&self, the: usize, noun: usize) -> bool {
        let next = self.norm(noun + 1);
        let leads = match self.norm(noun) {
            "fall" => self.before(the) == "until",
            _ => matches!(self.before(the), "in" | "since" | "by" | "until" | "during" | "through" | "over"),
        };
        let ends =
            matches!(next, "" | "." | "," | ";" | ")" | "and" | "but" | "when" | "as" | "with" | "to" | "or");
        noun > the && leads && ends
    }

    pub(super) fn four_digits(&self, at: usize) -> Option<i16> {
        let word = self.words.get(at)?;
        let year =
            word.number.filter(|year| !word.ordinal && word.text.len() == 4 && YEARS.contains(year))?;
        // "1,980" has a comma; "2016:" may be a clock without one; "1989's figures" are those of the year.
        let is_decade = year.is_multiple_of(10) && self.decade_mark(at + 1);
        (!is_decade).then_some(year as i16)
    }

    /// "February 1349": a year before those that are read as such anywhere, right after a month, where nothing follows that it may count.
    pub(super) fn old_year(&self, at: usize) -> Option<(usize, i16)> {
        let word = self.words.get(at)?;
        let year =
            word.number.filter(|year| !word.ordinal && word.text.len() == 4 && OLD_YEARS.contains(year))?;
        let ends = matches!(
            self.norm(at + 1),
            "" | "."
                | ","
                | ";"
                | ")"
                | "and"
                | "but"
                | "when"
                | "as"
                | "in"
                | "at"
                | "to"
                | "by"
                | "until"
                | "the"
        );
        ends.then_some((at + 1, year as i16))
    }

    fn decade_mark(&self, at: usize) -> bool {
        self.glued(at) && matches!(self.norm(at), "s" | "'s")
    }
}

/// Whether `word` names a part of a year, so that "of" and a number after it is a year: "by the end of 2015 people had fled".
fn is_of_time(word: &str) -> bool {
    matches!(word, "beginning" | "start" | "middle" | "end" | "part" | "rest" | "half" | "most")
        || month(word).is_some()
        || lexicon::season(word).is_some()
        || lexicon::Unit::of(word).is_some()
}
