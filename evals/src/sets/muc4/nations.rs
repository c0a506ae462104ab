//! Of which nation somebody or something is, where that is told and is not the country of the incident.

use std::ops::Range;

use annals_report::knowledge::{
    countries::Countries,
    fold::{Word, words},
};
use annals_types::Span;

use super::known::{BEFORE, Known};

/// Names of nations in the keys that are not their usual ones (task documentation, set list of foreign nations).
const NATIONS: [(&str, &str); 4] =
    [("CN", "PEOPLES REP OF CHINA"), ("DE", "WEST GERMANY"), ("KR", "REPUBLIC OF KOREA"), ("RU", "USSR")];

/// Words of a nation that is no more (the same set list: SOVIET UNION).
const SOVIET: [&str; 2] = ["soviet", "soviets"];

/// Words behind which "AMERICAN" tells of a continent.
const PARTS: [&str; 7] = ["central", "inter", "latin", "north", "pan", "south", "ibero"];

/// Words that in a text of capitals are no nation's.
const COMMON: [&str; 3] = ["car", "pole", "poles"];

/// Prepositions behind which stands where somebody is or is sent.
const AWAY: [&str; 3] = ["at", "in", "to"];

impl Known<'_> {
    /// The nation that is told of these people or things where the incident was in another country: by a modifier before them, within
    /// them where they have no name, right behind them ("ANN LEE, 40, FROM SPAIN"), or in a description of somebody with a name.
    pub fn nation(
        &self,
        mentions: &[Range<usize>],
        described: Option<&str>,
        is_named: bool,
    ) -> Option<String> {
        let phrase = |mention: &Range<usize>| {
            let before =
                (0..mention.start).rev().take(BEFORE).take_while(|&word| self.is_modifier(word)).count();
            self.written(mention.start - before..if is_named { mention.start } else { mention.end })
        };
        let phrases = mentions.iter().filter_map(phrase);
        let behind = mentions.iter().filter_map(|mention| self.origin(mention.end));
        let told = phrases.chain(behind).chain(described.map(str::to_owned));
        let own = self.country.as_deref();
        let code = told.into_iter().find_map(|text| nation_in(self.countries, &text, own))?;
        let renamed = NATIONS.iter().find(|(own, _)| *own == code).map(|(_, name)| (*name).to_owned());
        let name =
            |code: &str| Some(self.countries.get(code)?.name().trim_start_matches("The ").to_uppercase());
        renamed.or_else(|| name(&code))
    }

    /// The word behind "from" that follows a phrase which ends here, perhaps behind an age.
    fn origin(&self, end: usize) -> Option<String> {
        let words = &self.placed.document.words;
        let is_between = |word: &usize| words[*word] == "," || self.upos(*word) == "NUM";
        let from = end + (end..words.len()).take(3).take_while(is_between).count();
        let is_from = words.get(from).is_some_and(|word| word == "from");
        if is_from && from + 1 < words.len() { self.written(from + 1..from + 2) } else { None }
    }
}

/// The code of the first nation in a text that is not `own`, up to where somebody is sent.
fn nation_in(countries: &Countries, text: &str, own: Option<&str>) -> Option<String> {
    let words = words(text, Span::at(0, text.len()));
    let end = words.iter().position(|word| AWAY.contains(&word.folded.as_str())).unwrap_or(words.len());
    let codes = (0..end).filter_map(|at| of_words(countries, &words, at));
    codes.into_iter().find(|code| Some(*code) != own).map(Into::into)
}

/// The nation that the words from `at` on tell.
fn of_words<'c>(countries: &'c Countries, words: &[Word], at: usize) -> Option<&'c str> {
    let before = at.checked_sub(1).map(|before| words[before].folded.as_str());
    if before.is_some_and(|before| PARTS.contains(&before)) || COMMON.contains(&words[at].folded.as_str()) {
        return None;
    }
    if SOVIET.contains(&words[at].folded.as_str()) {
        return Some("RU");
    }
    // Of a longer text in capitals, the table takes "US" for a pronoun.
    let words = &words[at..words.len().min(at + 2)];
    let found = countries.demonym(words).or_else(|| countries.named(words));
    found.map(|(country, _)| country.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_foreign_nation_of_a_phrase_counts() {
        let countries = Countries::shipped().unwrap();
        let nation = |text: &str| nation_in(&countries, text, Some("PE"));
        assert_eq!(nation("DUTCH REPORTER"), Some("NL".to_owned()));
        assert_eq!(nation("PERUVIAN SINGER"), None);
        assert_eq!(nation("U.S. EMBASSY"), Some("US".to_owned()));
        assert_eq!(nation("SOVIET SEAMEN"), Some("RU".to_owned()));
        assert_eq!(nation("U.S. SINGERS"), Some("US".to_owned()));
        assert_eq!(nation("CENTRAL AMERICAN UNIVERSITY"), None);
        assert_eq!(nation("CONSUL IN FRANCE"), None);
        assert_eq!(nation("CAR"), None);
        assert_eq!(nation("U.S. MORMON MISSIONARIES"), Some("US".to_owned()));
    }
}
