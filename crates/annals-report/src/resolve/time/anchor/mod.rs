//! Places expressions in the calendar: TIMEX3 value, interval, precision, reason.

mod attributive;
mod calendar;
mod period;
mod relative;

pub use calendar::describe;
pub use period::Figures;
pub use relative::{falls_on, shifted, slack};

use annals_types::{
    Layers,
    mention::TimeMention,
    time::{LocalInterval, PartialDate, TimePrecision, TimexKind},
};
use jiff::civil::Date;

use super::{
    context::Written,
    expression::{Expression, Meaning, Said, Step},
    tense::Tense,
    words::Word,
};
use crate::Knowledge;

/// What expressions are counted from, as far as the text was read.
#[derive(Debug)]
pub struct Anchor<'a> {
    /// Of the report: its parse tells which word a time belongs to.
    pub layers: &'a Layers,
    pub knowledge: &'a Knowledge,
    /// When the report was written.
    pub written: Option<&'a Written>,
    /// The day that the text told of last.
    pub told: Option<Date>,
    /// The last date that was told with its year in so many words.
    pub dated: Option<Date>,
    /// A day in the year that the text told of last in so many words.
    pub year: Option<Date>,
    /// What figures were told for.
    pub figures: Figures,
}

/// An expression placed.
#[derive(Clone, PartialEq, Debug)]
struct Placed {
    kind: TimexKind,
    value: String,
    modifier: Option<&'static str>,
    interval: LocalInterval,
    precision: TimePrecision,
    partial: PartialDate,
    why: String,
}

impl Placed {
    /// Nothing but a value.
    fn open(kind: TimexKind, value: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            kind,
            value: value.into(),
            modifier: None,
            interval: LocalInterval::default(),
            precision: TimePrecision::Unknown,
            partial: PartialDate::default(),
            why: why.into(),
        }
    }
}

impl Anchor<'_> {
    /// The mention that `expression` makes in a clause of `tense`.
    ///
    /// `ended` is the day right after it, of "the quarter ended July 31".
    pub fn mention(
        &self,
        words: &[Word<'_>],
        expression: &Expression,
        tense: Tense,
        ended: Option<Date>,
    ) -> Option<TimeMention> {
        let beside = ended.and_then(Self::quarter_ended).or_else(|| self.beside_figures(words, expression));
        let mut placed = match (beside, &expression.meaning) {
            (Some(beside), _) => beside,
            (None, Meaning::Calendar(said)) => {
                if let Some((said, why)) = self.of_what_is_called(words, expression, said) {
                    Placed { why, ..self.calendar(&said, tense)? }
                } else {
                    self.calendar(&self.of_anniversary(words, expression, said), tense)?
                }
            }
            (None, Meaning::Near { unit, step, edge, reach }) => self.near(*unit, *step, *edge, *reach),
            (None, Meaning::Shift { count, unit, back, base }) => self.shift(*count, *unit, *back, *base),
            (None, Meaning::Length { count, half, unit, side }) => self.length(*count, *half, *unit, *side),
            (None, Meaning::Repeated(value)) => {
                Placed::open(TimexKind::Set, value.clone(), "a repeated time")
            }
            (None, Meaning::Vague(value)) => self.vague(value),
            (None, Meaning::Period(_)) => return None,
        };
        self.open_side(words, expression, &mut placed);
        let span = words[expression.start].span.cover(words[expression.end.checked_sub(1)?].span);
        Some(TimeMention {
            span,
            kind: placed.kind,
            value: placed.value,
            modifier: placed.modifier.or(expression.bound).map(Into::into),
            interval: placed.interval,
            precision: placed.precision,
            partial: placed.partial,
            why: placed.why,
        })
    }

    /// "The Sept. 11 attacks": the same with its year, where the world calls by that day what happened on it, and why.
    fn of_what_is_called(
        &self,
        words: &[Word<'_>],
        expression: &Expression,
        said: &Said,
    ) -> Option<(Said, String)> {
        let is_bare = said.year.or(said.year_by).is_none() && said.weekday.is_none() && said.step.is_none();
        let noun = words.get(expression.end).filter(|_| is_bare)?.norm.as_str();
        let year = self.knowledge.holidays.year_called(said.month?, said.day?, noun, self.now())?;
        Some((
            Said { year: Some(year), ..*said },
            format!("the day by which what happened in {year} is called"),
        ))
    }

    /// "A year on from the October 7 attack", told on October 7: the attack that is recalled was not today.
    fn of_anniversary(&self, words: &[Word<'_>], expression: &Expression, said: &Said) -> Said {
        let is_today = self.now().is_some_and(|now| {
            (said.month, said.day) == (Some(now.month()), Some(now.day()))
                && said.year.or(said.year_by).is_none()
                && said.weekday.is_none()
        });
        let recalls = || preposition(words, expression) == "since" || tells_of_years(words, expression);
        if is_today && recalls() && attributive::describes_a_noun(words, expression, said, self.layers) {
            Said { step: said.step.or(Some(Step::Last)), ..*said }
        } else {
            *said
        }
    }

    /// "since Monday", "until March", "before 2015": the words give one side of an interval only. The parts then say nothing
    /// of the day itself, so they are dropped.
    fn open_side(&self, words: &[Word<'_>], expression: &Expression, placed: &mut Placed) {
        // "Since the conflict began in 2011"; a mere weekday may be that of one incident.
        let before = words[..expression.start].iter().rev().map(|word| word.norm.as_str());
        let begins =
            placed.partial.weekday.is_none() && self.knowledge.telling.since_a_beginning(before).is_some();
        let preposition = if begins { "since" } else { preposition(words, expression) };
        let possessive = words.get(expression.end).is_some_and(|word| word.norm == "'s");
        // "Since 1962, when a storm killed 340": the storm was in that year.
        let at_comma = usize::from(words.get(expression.end).is_some_and(|word| word.norm == ","));
        let told = words.get(expression.end + at_comma).is_some_and(|word| word.norm == "when");
        if possessive
            || told && preposition == "since"
            || matches!(placed.kind, TimexKind::Duration | TimexKind::Set)
            || self.governs_a_noun(words, expression, preposition)
        {
            return;
        }
        let hour = placed.partial.part.is_some() && placed.precision <= TimePrecision::PartOfDay;
        let known = placed.interval != LocalInterval::default();
        let now = self.written.and_then(|written| LocalInterval::day(written.date).latest);
        let (earliest, latest) = (placed.interval.earliest, placed.interval.latest);
        placed.interval = match preposition {
            "since" => LocalInterval { earliest, latest: now.filter(|now| known && earliest < Some(*now)) },
            "until" | "till" => LocalInterval { earliest: None, latest },
            "by" if !hour => LocalInterval { earliest: None, latest },
            "before" if !hour => LocalInterval { earliest: None, latest: earliest },
            "after" if !hour => LocalInterval { earliest, latest: None },
            _ => return,
        };
        placed.partial = PartialDate::default();
        placed.precision = super::precision(placed.interval);
        placed.why = format!("{preposition} {}", placed.why);
    }

    /// Whether it is the day of something that what is told came before or after: "two weeks after the Feb. 6 quake".
    pub fn is_of_another(&self, words: &[Word<'_>], expression: &Expression) -> bool {
        let preposition = preposition(words, expression);
        matches!(preposition, "after" | "before") && self.governs_a_noun(words, expression, preposition)
    }

    /// "after Friday prayers", "displaced by the Feb. 6 earthquake": the preposition governs the noun, and the day is that of the noun.
    /// What comes before or after a thing of a longer stretch comes before or after that stretch all the same.
    fn governs_a_noun(&self, words: &[Word<'_>], expression: &Expression, preposition: &str) -> bool {
        let Meaning::Calendar(said) = &expression.meaning else { return false };
        let says_enough = match preposition {
            "after" | "before" => said.names_day(),
            "by" => true,
            _ => false,
        };
        says_enough && attributive::describes_a_noun(words, expression, said, self.layers)
    }

    fn now(&self) -> Option<Date> {
        self.written.map(|written| written.date)
    }

    /// `2024-03-05, the declared publication date`.
    fn now_why(&self) -> String {
        self.written.map_or_else(
            || "a day that is not known, since the report does not say when it was written".into(),
            |written| format!("{}, {}", written.date, written.why),
        )
    }
}

/// Whether years, or their return, are told around `expression`; ages are none.
fn tells_of_years(words: &[Word<'_>], expression: &Expression) -> bool {
    /// Some two clauses.
    const REACH: usize = 20;
    let mut around = expression.start.saturating_sub(REACH)..(expression.end + REACH).min(words.len());
    around.any(|at| match words[at].norm.as_str() {
        "anniversary" => true,
        "year" | "years" => words.get(at + 1).is_none_or(|next| !matches!(next.norm.as_str(), "-" | "old")),
        _ => false,
    })
}

/// The word before `expression`, an article or "about" aside.
fn preposition<'w>(words: &'w [Word<'_>], expression: &Expression) -> &'w str {
    let word = |back: usize| expression.start.checked_sub(back).map_or("", |at| words[at].norm.as_str());
    if matches!(word(1), "the" | "about" | "around" | "early" | "late") { word(2) } else { word(1) }
}
