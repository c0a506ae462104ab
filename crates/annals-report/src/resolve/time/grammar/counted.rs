//! Lengths of time, times counted from another one, and repeated times.

use super::{Grammar, Word, lexicon};
use crate::{
    closed_classes::{is_function, month},
    knowledge::fold::fold,
    resolve::time::{
        expression::{Amount, Base, Expression, Meaning, Step},
        lexicon::Unit,
        tense::cue,
    },
};

/// What may stand between a count and its unit: "three more weeks", "eight trading days".
const QUALIFIERS: [&str; 10] = [
    "more",
    "additional",
    "whole",
    "full",
    "straight",
    "consecutive",
    "long",
    "trading",
    "business",
    "working",
];

/// Words before a bare plural that say on which side of the present it lies.
const SIDES: [&str; 3] = ["recent", "coming", "past"];

impl Grammar<'_> {
    /// "five months", "a few", "twenty-four", "a couple of": the index after it, and how many.
    pub(super) fn amount(&self, at: usize) -> Option<(usize, Amount)> {
        let norm = self.norm(at);
        if let Some(n) =
            self.digits(at).filter(|_| !self.glued(at) || !matches!(self.before(at), "$" | "." | ":"))
        {
            return Some((at + 1, Amount::Exactly(n)));
        }
        let some = |words| Some((at + words, Amount::Some));
        match norm {
            "several" | "many" | "few" => return some(1),
            "dozens" | "hundreds" | "thousands" | "scores" if self.norm(at + 1) == "of" => return some(2),
            "a" | "an" => {
                return match self.norm(at + 1) {
                    "few" => some(2),
                    "couple" => Some((self.skip(at + 2, &["of"]), Amount::Exactly(2))),
                    "dozen" => Some((at + 2, Amount::Exactly(12))),
                    "hundred" => Some((at + 2, Amount::Exactly(100))),
                    _ => Some((at + 1, Amount::Exactly(1))),
                };
            }
            _ => {}
        }
        let mut total = lexicon::number(norm)?;
        let mut end = at + 1;
        let units = self.skip(end, &["-"]);
        if let Some(ones) =
            lexicon::number(self.norm(units)).filter(|ones| (20..100).contains(&total) && *ones < 10)
        {
            total += ones;
            end = units + 1;
        }
        if let Some(scale) = lexicon::number(self.norm(end)).filter(|scale| *scale >= 100) {
            total = total.saturating_mul(scale);
            end += 1;
        }
        Some((end, Amount::Exactly(total)))
    }

    /// "half an hour", "half-century", "a quarter of an hour": the index after it, and the same in whole units.
    fn part_of(&self, at: usize) -> Option<(usize, u32, Unit)> {
        const QUARTERS: [(&[&str], u32, Unit); 4] = [
            (&["quarter", "of", "an", "hour"], 15, Unit::Minute),
            (&["three", "quarters", "of", "an", "hour"], 45, Unit::Minute),
            (&["quarter", "of", "a", "century"], 25, Unit::Year),
            (&["quarter", "-", "century"], 25, Unit::Year),
        ];
        let noun = self.skip(at, &["a"]);
        if let Some((phrase, count, unit)) = QUARTERS.iter().find(|(phrase, ..)| self.says(noun, phrase)) {
            return Some((noun + phrase.len(), *count, *unit));
        }
        if self.norm(at) != "half" {
            return None;
        }
        let unit_at = self.skip(at + 1, &["a", "an", "-"]);
        let (count, unit) = match Unit::of(self.norm(unit_at)).filter(|_| unit_at > at + 1)? {
            Unit::Minute => (30, Unit::Second),
            Unit::Hour => (30, Unit::Minute),
            Unit::Day => (12, Unit::Hour),
            Unit::Year => (6, Unit::Month),
            Unit::Decade => (5, Unit::Year),
            Unit::Century => (50, Unit::Year),
            _ => return None,
        };
        Some((unit_at + 1, count, unit))
    }

    /// "three days", "the past two months", "five months ago", "three-hour", "a week later".
    pub(super) fn counted(&self, at: usize) -> Option<Expression> {
        let (first, bound) = self.bound(at);
        let (first, side) = self.side(first);
        // "60 Minutes" in quotation marks is a title.
        let unit_of_title = self.words.get(first + 1).filter(|word| Unit::of(&word.norm).is_some());
        if matches!(self.before(at), "\"" | "“" | "`" | "'") && unit_of_title.is_some_and(Word::is_capital)
        {
            return None;
        }
        // "the last-minute deal"
        if side.is_some() && self.norm(first) == "-" {
            return None;
        }
        if let Some((end, count, unit)) = self.part_of(first) {
            let count = Amount::Exactly(count);
            let (end, meaning) = self
                .turned(end, count, unit)
                .filter(|_| side.is_none())
                .unwrap_or((end, Meaning::Length { count, half: false, unit, side }));
            return Some(Expression { start: at, end, meaning, bound });
        }
        let first = self.article(first);
        let said = self.amount(first);
        let (mut end, count) = match said {
            Some(found) => found,
            None if side.is_some() && first > at => {
                (first, if self.norm(first).ends_with('s') { Amount::Some } else { Amount::Exactly(1) })
            }
            None => self.uncounted(first)?,
        };
        if let Some(after) = self.or_more(end, count) {
            end = after;
        }
        let mut half = false;
        let fraction =
            self.digits(end) == Some(1) && self.says(end + 1, &["/"]) && self.digits(end + 2) == Some(2);
        if fraction || self.says(end, &["and", "a", "half"]) {
            (end, half) = (end + 3, true);
        }
        // "2.5 years"
        let decimal = self.norm(end) == "." && self.glued(end) && self.glued(end + 1);
        if decimal && self.norm(end + 1) == "5" {
            (end, half) = (end + 2, true);
        }
        if said.is_some() {
            end = self.skip(end, &QUALIFIERS);
        }
        let hyphen = self.norm(end) == "-" && self.glued(end) && self.glued(end + 1);
        let unit_at = if hyphen { end + 1 } else { end };
        let unit = Unit::of(self.norm(unit_at))?;
        let plural = self.norm(unit_at).ends_with('s');
        if !self.measures(first, unit_at, count, unit, plural, hyphen, side) {
            return None;
        }
        let mut end = unit_at + 1;
        if let Some(after) = self.of_thing(end, unit).filter(|_| hyphen) {
            let meaning = Meaning::Length { count, half, unit, side };
            return Some(Expression { start: at, end: after, meaning, bound });
        }
        // "a minute and a half"
        if self.says(end, &["and", "a", "half"]) {
            (end, half) = (end + 3, true);
        }
        if self.says(end, &["or", "so"]) {
            end += 2;
        }
        // "for weeks or months": the first unit stands.
        let other = self.norm(end + 1);
        if count == Amount::Some
            && matches!(self.norm(end), "or" | "and")
            && plural
            && other.ends_with('s')
            && Unit::of(other).is_some()
        {
            end += 2;
        }
        // "two years' time", "five days' fighting"
        if self.norm(end) == "-" && self.norm(end + 1) == "long" {
            end += 2;
        }
        if side.is_none()
            && !hyphen
            && let Some((end, meaning)) = self.turned(end, count, unit)
        {
            return Some(Expression { start: at, end, meaning, bound });
        }
        Some(Expression { start: at, end, meaning: Meaning::Length { count, half, unit, side }, bound })
    }

    /// Whether "the" stands before the one word before `at`: "over the last decade" is ten years, "last decade" one of the calendar.
    fn has_article(&self, at: usize) -> bool {
        at.checked_sub(2).is_some_and(|the| self.norm(the) == "the")
    }

    /// The index after "the" in "the nine months": the article of a count of several whole units.
    fn article(&self, at: usize) -> usize {
        let after = self.skip(at, &["the"]);
        let counted = self.amount(after).is_some_and(|(unit, count)| {
            matches!(count, Amount::Exactly(2..))
                && Unit::of(self.norm(unit)).is_some()
                && self.norm(unit).ends_with('s')
        });
        if counted { after } else { at }
    }

    /// The index after the second count of "two to three weeks", "a month or two"; the first count stands.
    fn or_more(&self, at: usize, count: Amount) -> Option<usize> {
        let joins = matches!(self.norm(at), "to" | "or") || self.norm(at) == "-" && self.glued(at);
        let (after, other) = self.amount(at + 1).filter(|_| joins)?;
        let (Amount::Exactly(first), Amount::Exactly(second)) = (count, other) else { return None };
        // "18 to 24 years old"
        let is_age = self.norm(after + 1) == "old" || self.says(after + 1, &["of", "age"]);
        (second > first && Unit::of(self.norm(after)).is_some() && !is_age).then_some(after)
    }

    /// "more than", "at least": TIMEX3's `mod`, and the index after the words.
    fn bound(&self, at: usize) -> (usize, Option<&'static str>) {
        const BOUNDS: [(&[&str], &str); 8] = [
            (&["more", "than"], "MORE_THAN"),
            (&["no", "more", "than"], "EQUAL_OR_LESS"),
            (&["less", "than"], "LESS_THAN"),
            (&["at", "least"], "EQUAL_OR_MORE"),
            (&["up", "to"], "EQUAL_OR_LESS"),
            (&["over"], "MORE_THAN"),
            (&["nearly"], "LESS_THAN"),
            (&["almost"], "LESS_THAN"),
        ];
        for (phrase, bound) in BOUNDS {
            let after = at + phrase.len();
            // "over several years": from one end to the other, no bound.
            let counts = |(_, count)| count != Amount::Some || phrase != ["over"];
            if self.says(at, phrase) && self.amount(after).is_some_and(counts) {
                return (after, Some(bound));
            }
        }
        let before = self.before(at);
        (at, matches!(before, "about" | "around" | "roughly" | "approximately" | "some").then_some("APPROX"))
    }

    /// "the past", "the next", "the first", "recent".
    fn side(&self, at: usize) -> (usize, Option<Step>) {
        let after = self.skip(at, &["the"]);
        let step = match self.norm(after) {
            "past" | "last" | "previous" | "preceding" | "recent" => Step::Last,
            "next" | "coming" => Step::Next,
            "first" if after > at => Step::That,
            _ => return (at, None),
        };
        (after + 1, Some(step))
    }

    /// Bare plurals as in "for weeks", "years ago", "recent days".
    fn uncounted(&self, at: usize) -> Option<(usize, Amount)> {
        let plural = Unit::of(self.norm(at)).is_some() && self.norm(at).ends_with('s');
        let placed = matches!(self.before(at), "for" | "recent" | "in" | "within")
            || matches!(self.norm(at + 1), "ago" | "later" | "earlier");
        let hyphen = Unit::of(self.norm(at)).is_some() && self.says(at + 1, &["-", "long"]);
        ((plural && placed) || hyphen).then_some((at, Amount::Some))
    }

    /// "the eight-month-old truce": the index after "old", where `end` follows the unit of the age of a thing. People are counted in years soon,
    /// and named after their age or called what they are; "an 18-month-old drowned" says no more of them.
    fn of_thing(&self, end: usize, unit: Unit) -> Option<usize> {
        let noun = end + 2;
        let word = self.words.get(noun).filter(|_| self.says(end, &["-", "old"]))?;
        let lower = word.text.chars().all(|c| c.is_lowercase() || c == '\'');
        let at = |at: usize| -> Option<&str> { self.words.get(at).map(|word| word.norm.as_str()) };
        let people = self.knowledge.casualties.nouns.longest(noun, at).is_some();
        let told = is_function(&fold(&word.norm)) || word.text.chars().any(|c| !c.is_alphabetic());
        let verb = cue(self.words, noun).is_some() || word.norm.ends_with("ed");
        (unit < Unit::Year && lower && !people && !told && !verb).then_some(noun)
    }

    /// Whether count and unit are a length of time. "second" is an ordinal more often than a unit, "a day" a rate more
    /// often than a length.
    #[allow(clippy::too_many_arguments, reason = "all of what was read so far")]
    fn measures(
        &self,
        first: usize,
        unit_at: usize,
        count: Amount,
        unit: Unit,
        plural: bool,
        hyphen: bool,
        side: Option<Step>,
    ) -> bool {
        let one = count == Amount::Exactly(1);
        if unit == Unit::Second && !plural && !hyphen {
            return false;
        }
        if side.is_some() && first == unit_at {
            // "recent weeks", "coming years", "past decade"; "last week" and "next year" name a week and a year.
            return (plural && SIDES.contains(&self.before(first)))
                || (!plural && self.before(first) == "past" && unit != Unit::Day)
                || (unit >= Unit::Decade && !plural && self.has_article(first));
        }
        if matches!(self.norm(first), "a" | "an") && !hyphen {
            let rated = self.is_counted_thing(first)
                || self.words.get(first.wrapping_sub(1)).is_some_and(|word| {
                    word.number.is_some()
                        || lexicon::number(&word.norm).is_some()
                        || matches!(
                            word.norm.as_str(),
                            "times"
                                | "million"
                                | "billion"
                                | "trillion"
                                | "once"
                                | "twice"
                                | "what"
                                | "such"
                                | "quite"
                                | "cents"
                                | "dollars"
                                | "barrels"
                                | "people"
                                | "%"
                        )
                });
            let turned = self.turn(unit_at + 1).is_some();
            return turned
                || (!rated && unit != Unit::Weekend && unit != Unit::Second && unit != Unit::Quarter);
        }
        if unit == Unit::Quarter && one {
            return false;
        }
        // "one day" and "three days", "three-day"; "12 day" is a slip that still means a length.
        plural || one || hyphen || count == Amount::Some || unit != Unit::Second
    }

    /// "hundreds of interviews a day", "24 hours a day": whether the word before the article at `article` is a plural with its count before it.
    fn is_counted_thing(&self, article: usize) -> bool {
        const REACH: usize = 3;
        let Some(thing) = article.checked_sub(1) else { return false };
        let plural = self.norm(thing).len() > 3 && self.norm(thing).ends_with('s');
        plural
            && self.words[thing.saturating_sub(REACH)..thing].iter().any(|word| {
                let number = word.number.or_else(|| lexicon::number(&word.norm));
                number.is_some_and(|number| number > 1)
                    || matches!(word.norm.as_str(), "dozens" | "hundreds" | "thousands" | "many" | "several")
            })
    }

    /// The index after what turns a length that ends before `at` into a point, and the point.
    fn turned(&self, at: usize, count: Amount, unit: Unit) -> Option<(usize, Meaning)> {
        let (end, back, base) = self.turn(at)?;
        Some((end, Meaning::Shift { count, unit, back, base }))
    }

    /// What turns a length into a point: the index after the words, whether it lies before, and from where it counts.
    fn turn(&self, at: usize) -> Option<(usize, bool, Base)> {
        let ends = |at: usize| {
            let norm = self.norm(at);
            norm.is_empty()
                || matches!(
                    norm,
                    "," | "." | ";" | ")" | ":" | "and" | "but" | "when" | "in" | "at" | "on" | "-"
                )
        };
        Some(match self.norm(at) {
            "ago" => (at + 1, true, Base::Now),
            "earlier" | "previously" => (at + 1, true, Base::Text),
            "later" | "afterward" | "afterwards" => (at + 1, false, Base::Text),
            "before" if ends(at + 1) => (at + 1, true, Base::Text),
            "after" if ends(at + 1) => (at + 1, false, Base::Text),
            "from" if self.norm(at + 1) == "now" => (at + 2, false, Base::Now),
            _ => return None,
        })
    }

    /// "daily", "every Friday", "each month", "on Fridays".
    pub(super) fn repeated(&self, at: usize) -> Option<Expression> {
        let found = |end, value: String| {
            Some(Expression { start: at, end, meaning: Meaning::Repeated(value), bound: None })
        };
        let norm = self.norm(at);
        // "The Daily Herald" is a paper, "the Weekly Review" a magazine.
        let is_capital = |at: usize| self.words.get(at).is_some_and(Word::is_capital);
        if matches!(norm, "daily" | "weekly" | "monthly") && at > 0 && is_capital(at) && is_capital(at + 1) {
            return None;
        }
        match norm {
            "daily" => return found(at + 1, "P1D".into()),
            "nightly" => return found(at + 1, "XXXX-XX-XXTNI".into()),
            "weekly" => return found(at + 1, "P1W".into()),
            "monthly" => return found(at + 1, "P1M".into()),
            "annually" | "yearly" => return found(at + 1, "P1Y".into()),
            "every" | "each" => {}
            _ => {
                let weekday =
                    lexicon::weekday(norm).filter(|_| norm.ends_with("days") && self.before(at) == "on")?;
                return found(at + 1, format!("XXXX-WXX-{weekday}"));
            }
        }
        let (end, count) = match self.amount(at + 1) {
            Some((end, Amount::Exactly(n))) if norm == "every" => (end, n),
            Some(_) => return None,
            None if norm == "every" && matches!(self.norm(at + 1), "other" | "second") => (at + 2, 2),
            None => (at + 1, 1),
        };
        let word = self.norm(end);
        if let Some(unit) = Unit::of(word).filter(|unit| *unit != Unit::Second) {
            return found(end + 1, unit.period(&count.to_string()));
        }
        if let Some(weekday) = lexicon::weekday(word) {
            return found(end + 1, format!("XXXX-WXX-{weekday}"));
        }
        if let Some(month) = month(word).filter(|_| self.words[end].is_capital()) {
            return found(end + 1, format!("XXXX-{month:02}"));
        }
        if let Some(season) = lexicon::season(word) {
            return found(end + 1, format!("XXXX-{season}"));
        }
        let part = lexicon::part(word)?;
        found(end + 1, format!("XXXX-XX-XX{}", lexicon::part_code(part)))
    }
}
