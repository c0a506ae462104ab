//! Times of day.

use super::{Grammar, Word, lexicon};
use crate::{closed_classes::is_zone, resolve::time::expression::Said};

impl Grammar<'_> {
    /// "9 a.m.", "10:35", "0230 local time", "noon", "just after midnight", "two o'clock", "4 in the morning".
    pub(super) fn clock(&self, at: usize) -> Option<(usize, Said)> {
        let (end, said) = match self.norm(at) {
            "noon" => (at + 1, of(12, 0)),
            "midnight" => (at + 1, of(self.midnight(at), 0)),
            _ => self.numbered(at)?,
        };
        let end = self.zone(end);
        Some((end, said))
    }

    /// A day begins with its midnight; what leads up to midnight ends with it: "just before midnight", "until midnight".
    fn midnight(&self, at: usize) -> i8 {
        if matches!(self.before(at), "before" | "until" | "till" | "to" | "by") { 24 } else { 0 }
    }

    fn numbered(&self, at: usize) -> Option<(usize, Said)> {
        if let Some(hour) =
            lexicon::number(self.norm(at)).or_else(|| self.digits(at)).filter(|hour| (1..=12).contains(hour))
        {
            if self.norm(at + 1) == "o'clock" {
                let (end, half) = self.half(at + 2);
                return Some((end, of(on_day(hour as i8, half), 0)));
            }
            // "Killed four in the morning rush hour" counts people.
            let placed = at == 0
                || matches!(
                    self.before(at),
                    "at" | "around"
                        | "about"
                        | "by"
                        | "since"
                        | "until"
                        | "till"
                        | "from"
                        | "before"
                        | "after"
                        | "to"
                        | "and"
                );
            if placed
                && self.says(at + 1, &["in", "the"])
                && matches!(self.norm(at + 3), "morning" | "afternoon" | "evening")
            {
                let half = if self.norm(at + 3) == "morning" { Half::Am } else { Half::Pm };
                return Some((at + 4, of(on_day(hour as i8, half), 0)));
            }
            if placed && self.says(at + 1, &["at", "night"]) {
                let half = if (6..12).contains(&hour) { Half::Pm } else { Half::Am };
                return Some((at + 3, of(on_day(hour as i8, half), 0)));
            }
        }
        let first = self.digits(at)?;
        let width = self.words[at].digits();
        // "10:35", "10.35 p.m."
        let mark = self.norm(at + 1);
        if width <= 2 && matches!(mark, ":" | ".") && self.glued(at + 1) && self.glued(at + 2) {
            let minute =
                self.digits(at + 2).filter(|minute| *minute < 60 && self.words[at + 2].digits() == 2);
            if let (Some(minute), true) = (minute, first <= 24) {
                let (end, half) = self.half(at + 3);
                if mark == ":" || half != Half::Unsaid {
                    return valid(end, on_day(first as i8, half), minute as i8);
                }
            }
        }
        if let "am" | "pm" = self.norm(at + 1) {
            let (end, half) = self.half(at + 1);
            return match width {
                1 | 2 if (1..=12).contains(&first) => Some((end, of(on_day(first as i8, half), 0))),
                // "630 a.m.": the colon was lost.
                3 | 4 => valid(end, on_day((first / 100).min(30) as i8, half), (first % 100) as i8),
                _ => None,
            };
        }
        // "0230 local time", "1850 (Syrian time)", "at 1600 GMT".
        let zoned = is_zone(self.norm(at + 1))
            || matches!(self.norm(at + 1), "hours" | "hrs" | "local")
            || (self.norm(at + 1) == "(" && self.norm(at + 3) == "time");
        let told = zoned || self.military(at) || self.is_beside_day(at);
        if width == 4 && !self.words[at].text.contains(',') && told {
            let end = self.skip(at + 1, &["hours", "hrs"]);
            return valid(end, (first / 100).min(30) as i8, (first % 100) as i8);
        }
        None
    }

    /// "at 0230": a leading nought makes it no year.
    fn military(&self, at: usize) -> bool {
        matches!(self.before(at), "at" | "around" | "about") && self.words[at].text.starts_with('0')
    }

    /// "at 1445 today", "around 2130 on Monday": nothing happens at a year. "About 2000 on Monday" counts people.
    fn is_beside_day(&self, at: usize) -> bool {
        let is_round = self.digits(at).is_some_and(|number| number.is_multiple_of(100));
        let follows_at = at.checked_sub(2).is_some_and(|before| self.norm(before) == "at");
        let is_placed = match self.before(at) {
            "at" => true,
            "around" | "about" | "approximately" => follows_at || !is_round,
            _ => false,
        };
        is_placed
            && (matches!(self.norm(at + 1), "today" | "yesterday" | "tonight")
                || lexicon::weekday(self.norm(self.skip(at + 1, &["on"]))).is_some())
    }

    fn half(&self, at: usize) -> (usize, Half) {
        match self.norm(at) {
            "am" => (at + 1, Half::Am),
            "pm" => (at + 1, Half::Pm),
            "in" if self.norm(at + 1) == "the" => match self.norm(at + 2) {
                "morning" => (at + 3, Half::Am),
                "afternoon" | "evening" => (at + 3, Half::Pm),
                _ => (at, Half::Unsaid),
            },
            _ => (at, Half::Unsaid),
        }
    }

    /// The end of a zone after a time: "local time", "Moscow time", "GMT".
    fn zone(&self, at: usize) -> usize {
        let is_name = |word: &Word<'_>| word.is_capital() && lexicon::weekday(&word.norm).is_none();
        let named = self.words.get(at).is_some_and(is_name);
        if (named || self.norm(at) == "local") && self.norm(at + 1) == "time" {
            at + 2
        } else if is_zone(self.norm(at)) && self.words[at].text.chars().all(char::is_uppercase) {
            at + 1
        } else {
            at
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
    Unsaid,
}

const fn on_day(hour: i8, half: Half) -> i8 {
    match (hour, half) {
        (12, Half::Am) => 0,
        (1..=11, Half::Pm) => hour + 12,
        _ => hour,
    }
}

fn of(hour: i8, minute: i8) -> Said {
    Said { clock: Some((hour, minute)), ..Said::default() }
}

fn valid(end: usize, hour: i8, minute: i8) -> Option<(usize, Said)> {
    let ends_day = hour == 24 && minute == 0;
    (ends_day || hour < 24 && (0..60).contains(&minute)).then(|| (end, of(hour, minute)))
}
