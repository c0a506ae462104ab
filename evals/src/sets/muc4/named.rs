//! How people who have a name are described: by what stands before the name or behind it.

use std::ops::Range;

use super::{
    assemble::{Entity, Mention},
    counts::{one_or_many, singular},
    known::Known,
};

/// The longest description beside a name, in words.
const LONGEST: usize = 8;

/// How far back in a list of names the word is looked for that describes all of them.
const LIST: usize = 40;

impl Known<'_> {
    /// What somebody with a name is called beside it.
    pub fn description(&self, entity: &Entity) -> Option<String> {
        let of = |beside: fn(&Self, &Mention) -> Option<String>| {
            entity.mentions.iter().find_map(|mention| beside(self, mention))
        };
        entity
            .mentions
            .iter()
            .find_map(|mention| self.title(mention).or_else(|| self.role(mention)))
            .or_else(|| of(Self::of_all))
    }

    /// Whether a word describes somebody.
    fn describes(&self, word: usize) -> bool {
        self.upos(word) == "NOUN"
            || self.upos(word) == "PROPN" && self.names.titles.contains(&self.placed.document.words[word])
    }

    /// The words that end before `end` and describe somebody: "FORMER MINISTER", without names behind the last noun.
    fn before(&self, end: usize) -> Range<usize> {
        let count = (0..end).rev().take(LONGEST).take_while(|&word| self.is_part(word)).count();
        let last = (end - count..end).rev().find(|&word| self.describes(word));
        last.map_or(end..end, |last| end - count..last + 1)
    }

    /// Whether a word is a modifier or of one that hyphens join: "15-YEAR-OLD".
    fn is_part(&self, word: usize) -> bool {
        let is_hyphen = |word: usize| self.placed.document.words.get(word).is_some_and(|word| word == "-");
        self.is_modifier(word)
            || word > 0 && is_hyphen(word)
            || self.upos(word) == "NUM" && is_hyphen(word + 1)
    }

    /// What stands right before a name.
    fn title(&self, mention: &Mention) -> Option<String> {
        let words = self.before(mention.words.start);
        if words.is_empty() { None } else { self.written(words) }
    }

    /// What stands behind a name between commas, perhaps behind an age: ", MAYOR OF THE TOWN,".
    fn role(&self, mention: &Mention) -> Option<String> {
        let words = &self.placed.document.words;
        let is_comma = |word: usize| words.get(word).is_some_and(|word| word == ",");
        if !is_comma(mention.words.end) {
            return None;
        }
        let mut first = mention.words.end + 1;
        if self.upos(first) == "NUM" && is_comma(first + 1) {
            first += 2;
        }
        let is_article = |word: &usize| matches!(words[*word].as_str(), "a" | "an" | "the");
        let first = first + (first..words.len()).take_while(is_article).count();
        let is_inside = |word: &usize| {
            !matches!(self.upos(*word), "PUNCT" | "AUX" | "PRON" | "SCONJ") && !self.is_verb(*word)
        };
        let count = (first..words.len()).take(2 * LONGEST).take_while(is_inside).count();
        let is_joint = |word: &usize| matches!(self.upos(*word), "ADP" | "DET" | "CCONJ" | "ADV" | "PART");
        let count = count - (first..first + count).rev().take_while(is_joint).count();
        let begins_well = matches!(self.upos(first), "NOUN" | "ADJ" | "PROPN");
        let has_noun = (first..first + count).any(|word| self.describes(word));
        if begins_well && has_noun { self.written(first..first + count) } else { None }
    }

    /// Whether a word is a verb that is no mere modifier.
    fn is_verb(&self, word: usize) -> bool {
        self.upos(word) == "VERB" && self.tags.get(word).is_some_and(|tag| tag.relation != "amod")
    }

    /// What stands in the plural before a list of names, of one of them: "REPORTER" of "REPORTERS ANN LEE AND BO DY".
    fn of_all(&self, mention: &Mention) -> Option<String> {
        let words = &self.placed.document.words;
        let is_name = |word: &usize| self.upos(*word) == "PROPN" && !self.describes(*word);
        let is_listed = |word: &usize| is_name(word) || matches!(words[*word].as_str(), "," | "and");
        let back = (0..mention.words.start).rev().take(LIST).take_while(is_listed).count();
        let end = mention.words.start - back;
        let described = self.before(end);
        let last = described.end.checked_sub(1)?;
        let is_plural = one_or_many(&words[last]) == "PLURAL";
        if back == 0 || described.end < end || !is_name(&end) || !is_plural {
            return None;
        }
        Some(singular(&self.written(described)?))
    }
}
