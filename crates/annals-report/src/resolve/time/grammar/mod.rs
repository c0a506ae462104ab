//! A small hand-written grammar of news English over the words of one sentence.
//!
//! At each word every rule is tried, and the longest reading stands. Rules look ahead by a bounded number of words, so the
//! cost is linear in the length of the sentence.

mod calendar;
mod clock;
mod counted;
mod date;
mod near;
mod period;
mod year;

use super::{expression::Expression, lexicon, words::Word};
use crate::Knowledge;

/// The expressions of time among `words`, in order; they do not overlap.
pub fn parse(words: &[Word<'_>], knowledge: &Knowledge) -> Vec<Expression> {
    let grammar = Grammar { words, knowledge };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(end) = grammar.no_time(at) {
            at = end;
        } else if let Some(expression) = grammar.longest(at) {
            at = expression.end.max(at + 1);
            found.push(expression);
        } else {
            at += 1;
        }
    }
    found
}

/// The words of a sentence, with ways to look at them, and what is known of holidays and of people that numbers count.
#[derive(Clone, Copy)]
struct Grammar<'w> {
    words: &'w [Word<'w>],
    knowledge: &'w Knowledge,
}

impl<'w> Grammar<'w> {
    /// The word at `at` in lower case; empty outside the sentence.
    fn norm(&self, at: usize) -> &'w str {
        self.words.get(at).map_or("", |word| &word.norm)
    }

    /// The word before `at`.
    fn before(&self, at: usize) -> &'w str {
        at.checked_sub(1).map_or("", |at| self.norm(at))
    }

    /// Whether the words from `at` on are `phrase`, word by word.
    fn says(&self, at: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(index, word)| self.norm(at + index) == *word)
    }

    /// The index after `at` where the word there is one of `words`, else `at`.
    fn skip(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(words.contains(&self.norm(at)))
    }

    /// The value of a number in digits without suffix.
    fn digits(&self, at: usize) -> Option<u32> {
        self.words.get(at).filter(|word| !word.ordinal).and_then(|word| word.number)
    }

    /// Whether the word at `at` follows the one before without a blank.
    fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.glued)
    }

    fn longest(&self, at: usize) -> Option<Expression> {
        let readings = [
            self.period(at),
            self.repeated(at),
            self.counted(at),
            self.near(at),
            self.calendar(at),
            self.vague(at),
        ];
        // Of readings of equal length the first rule wins.
        readings.into_iter().flatten().fold(None, |best: Option<Expression>, next| match best {
            Some(best) if best.end >= next.end => Some(best),
            _ => Some(next),
        })
    }

    /// The end of words at `at` that look like a time and are none of their own: ages, and the "this week" of "ten years ago this week".
    fn no_time(&self, at: usize) -> Option<usize> {
        if self.before(at) == "ago" {
            match self.norm(at) {
                "today" => return Some(at + 1),
                "this" if matches!(self.norm(at + 1), "week" | "month") => return Some(at + 2),
                _ => {}
            }
        }
        let (end, _) = self.amount(at)?;
        let unit = self.skip(end, &["-"]);
        lexicon::Unit::of(self.norm(unit))?;
        let after = self.skip(unit + 1, &["-"]);
        if matches!(self.norm(after), "old" | "olds") {
            return self.counted(at).is_none_or(|length| length.end <= after).then_some(after + 1);
        }
        (self.before(at) == "aged" || self.says(unit + 1, &["of", "age"])).then_some(unit + 1)
    }
}
