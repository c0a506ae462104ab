//! [`Line`]: one sentence as words, the form in which the rules of this folder look at it.

use std::ops::Range;

use annals_types::{Layers, Span, layers::Sentence};

use crate::knowledge::stand_ins::NameKind;

/// A known name among the tokens of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What kind of name it is.
    pub kind: NameKind,
}

/// One word or mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Lower case, without a possessive ending; as written where it belongs to a known name ("Republican Army"), so that no table
    /// takes it for the word that it looks like.
    pub norm: String,
    /// Where it stands, without a possessive ending.
    pub span: Span,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it had a possessive ending.
    pub possessive: bool,
    /// Whether it is a mark and no word.
    pub mark: bool,
    /// What kind of known name it is, or is a part of; see [`is_one_word`].
    pub name: Option<NameKind>,
}

/// One sentence as words. Parts of a hyphenated word are one word, and so are most known names; a possessive ending
/// belongs to its word.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    /// The words, in order.
    pub words: Vec<Word>,
    /// Whether it is (part of) the headline.
    pub headline: bool,
}

impl Line {
    /// The words of `sentence`. `names`: the known names of the report, in order.
    pub fn new(text: &str, layers: &Layers, sentence: &Sentence, names: &[Name]) -> Self {
        let mut words: Vec<Word> = Vec::new();
        // The first token of the name that the last word is.
        let mut begun = None;
        let mut hyphen_open = false;
        // Where all stands in capitals, "NO", "IN" and "BY" are words like any other; "US" is hardly ever one there.
        let has_small =
            layers.tokens_of(sentence).iter().any(|token| token.span.of(text).contains(char::is_lowercase));
        for (index, token) in (sentence.first_token as usize..).zip(layers.tokens_of(sentence)) {
            let raw = token.span.of(text);
            let next_name = names.partition_point(|name| name.tokens.end <= index);
            let name = names.get(next_name).filter(|name| name.tokens.start <= index);
            let named = name.is_some();
            let glued = words.last().is_some_and(|last| last.span.end() == token.span.start());
            let norm = token.norm.as_str();
            if glued
                && matches!(norm, "'s" | "'")
                && let Some(last) = words.last_mut().filter(|last| !last.mark)
            {
                last.possessive = true;
                continue;
            }
            let is_word = raw.chars().any(char::is_alphanumeric);
            let hyphen = matches!(norm, "-" | "\u{2010}" | "\u{2011}");
            // Contracted words stay in one piece here.
            if glued
                && let Some(last) = words.last_mut().filter(|last| !last.mark && !last.possessive)
                && (norm == "not" && last.norm == "can" || CLITICS.contains(&norm))
            {
                last.norm.push_str(norm);
                last.span = last.span.cover(token.span);
                continue;
            }
            if let Some(last) = words.last_mut().filter(|last| glued && !last.mark && !last.possessive) {
                if hyphen_open && is_word {
                    last.norm.push('-');
                    last.norm.push_str(norm);
                    last.span = last.span.cover(token.span);
                    hyphen_open = false;
                    continue;
                }
                if hyphen {
                    hyphen_open = true;
                    last.span = last.span.cover(token.span);
                    continue;
                }
            }
            hyphen_open = false;
            let (norm, span, possessive) = match norm.strip_suffix("'s").filter(|stem| !stem.is_empty()) {
                // The ending is as long in the text as in the norm, but for the apostrophe.
                Some(stem) => {
                    let ending = raw.chars().rev().take(2).map(char::len_utf8).sum::<usize>() as u32;
                    (
                        stem,
                        Span::new(token.span.start(), token.span.end() - ending.min(token.span.len())),
                        true,
                    )
                }
                None => (norm, token.span, false),
            };
            if let Some(last) = words.last_mut()
                && name.is_some_and(|name| begun == Some(name.tokens.start) && is_one_word(name.kind))
            {
                last.norm.push(' ');
                last.norm.push_str(span.of(text));
                last.span = last.span.cover(span);
                last.possessive = possessive;
                continue;
            }
            begun = name.map(|name| name.tokens.start).filter(|&start| start == index);
            // "IS", "US", "IT": names, not the words that they look like.
            let acronym = raw.len() == 2
                && raw.bytes().all(|b| b.is_ascii_uppercase())
                && (has_small || norm == "us" || !is_function_word(norm));
            words.push(Word {
                norm: if acronym || named { span.of(text).to_owned() } else { norm.to_owned() },
                span,
                capital: raw.chars().next().is_some_and(char::is_uppercase),
                possessive,
                mark: !is_word,
                name: name.map(|name| name.kind),
            });
        }
        Self { words, headline: sentence.headline }
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The form of word `at` that tables are asked for: lower case, but for names.
    pub fn norm(&self, at: usize) -> Option<&str> {
        self.words.get(at).map(|word| word.norm.as_str())
    }

    /// Whether word `at` is `norm`.
    pub fn is(&self, at: usize, norm: &str) -> bool {
        self.norm(at) == Some(norm)
    }

    /// Whether word `at` is one of `norms`.
    pub fn is_any(&self, at: usize, norms: &[&str]) -> bool {
        self.norm(at).is_some_and(|norm| norms.contains(&norm))
    }

    /// Whether `phrase` (words with blanks between) starts at word `at`; its number of words if so.
    pub fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut len = 0;
        for want in phrase.split(' ') {
            if !self.is(at + len, want) {
                return None;
            }
            len += 1;
        }
        Some(len)
    }

    /// The first phrase of `phrases` that starts at word `at`: its index and its number of words.
    pub fn first_phrase(&self, at: usize, phrases: &[&str]) -> Option<(usize, usize)> {
        phrases.iter().enumerate().find_map(|(k, phrase)| Some((k, self.phrase(at, phrase)?)))
    }

    /// The stretch of text from word `from` up to, but without, word `to`.
    pub fn span(&self, from: usize, to: usize) -> Option<Span> {
        let words = self.words.get(from..to)?;
        Some(words.first()?.span.cover(words.last()?.span))
    }

    /// Whether word `at` begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }

    /// Whether word `at` is a mark or lies outside.
    pub fn mark(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|word| word.mark)
    }

    /// The first word from `at` on that is no adverb and no quotation mark.
    pub fn skip_adverbs(&self, mut at: usize) -> usize {
        while self.words.get(at).is_some_and(|word| is_adverb(&word.norm) || is_quote(&word.norm)) {
            at += 1;
        }
        at
    }

    /// A line of these words, in lower case and parted by single spaces.
    #[cfg(test)]
    pub fn of_words(text: &str) -> Self {
        let word = |norm: &str| Word {
            norm: norm.into(),
            span: Span::new(0, 0),
            capital: false,
            possessive: false,
            mark: norm.chars().all(|c| !c.is_alphanumeric()),
            name: None,
        };
        Self { words: text.split(' ').map(word).collect(), headline: false }
    }
}

/// "Each other" at word `at`: its number of words.
pub fn reciprocal(line: &Line, at: usize) -> Option<usize> {
    line.first_phrase(at, &["each other", "one another"]).map(|(_, len)| len)
}

/// Whether names of this kind are one word each. What an organisation is called may tell what its people are: "civil defence workers".
const fn is_one_word(kind: NameKind) -> bool {
    !matches!(kind, NameKind::Organisation)
}

/// Contracted words that are written together with the one before.
const CLITICS: &[&str] = &["n't", "'re", "'ve", "'ll", "'d", "'m"];

/// Forms of "be" and "get" that make a passive.
pub const BE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re", "got", "gets", "get", "getting",
    "wasn't", "weren't", "isn't",
];
/// Other auxiliaries.
pub const HAVE: &[&str] = &["have", "has", "had", "having", "'ve", "'d"];
/// Modal verbs.
pub const MODAL: &[&str] =
    &["will", "would", "could", "may", "might", "can", "should", "must", "shall", "'ll"];
/// Prepositions that open a phrase of their own, "of" not among them.
pub const PREPOSITIONS: &[&str] = &[
    "in",
    "at",
    "on",
    "by",
    "near",
    "from",
    "with",
    "to",
    "into",
    "for",
    "against",
    "during",
    "since",
    "between",
    "inside",
    "outside",
    "around",
    "across",
    "under",
    "over",
    "through",
    "within",
    "after",
    "before",
    "until",
    "toward",
    "towards",
    "behind",
    "amid",
    "among",
    "about",
    "throughout",
    "along",
    "beside",
    "beneath",
    "below",
    "above",
    "upon",
    "via",
    "per",
    "onto",
    "off",
    "out",
    "without",
    "despite",
    "following",
    "like",
    "than",
    "beyond",
    "including",
    "as",
];
/// Articles and possessives.
pub const DETERMINERS: &[&str] = &[
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "this", "that", "these", "those",
    "another",
];
/// Personal and relative pronouns.
const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "it",
    "they",
    "him",
    "them",
    "who",
    "whom",
    "which",
    "whose",
    "i",
    "we",
    "us",
    "you",
    "himself",
    "herself",
    "themselves",
    "itself",
    "me",
    "what",
    "there",
    "someone",
    "somebody",
    "anything",
    "everything",
    "something",
];
/// Words that join or subordinate clauses.
pub const CONJUNCTIONS: &[&str] = &[
    "and",
    "or",
    "but",
    "nor",
    "that",
    "when",
    "while",
    "because",
    "although",
    "though",
    "if",
    "whether",
    "where",
    "as",
    "after",
    "before",
    "since",
    "until",
    "so",
    "whereas",
    "then",
    "than",
    "why",
    "how",
    "meanwhile",
];

/// Whether `norm` may stand between the parts of a verb and its neighbours without changing who does what.
pub fn is_adverb(norm: &str) -> bool {
    matches!(
        norm,
        "also"
            | "later"
            | "then"
            | "now"
            | "already"
            | "just"
            | "still"
            | "all"
            | "both"
            | "so"
            | "far"
            | "since"
            | "first"
            | "too"
            | "again"
            | "once"
            | "ever"
            | "even"
            | "only"
            | "instantly"
            | "meanwhile"
            | "initially"
            | "there"
            | "not"
            | "soon"
            | "apparently"
    ) || (norm.len() > 4
        && norm.ends_with("ly")
        && !matches!(norm, "family" | "only" | "july" | "italy" | "supply" | "assembly" | "elderly"))
}

/// Whether `norm` is a quotation mark.
fn is_quote(norm: &str) -> bool {
    matches!(
        norm,
        "\"" | "'"
            | "\u{201c}"
            | "\u{201d}"
            | "\u{2018}"
            | "\u{2019}"
            | "``"
            | "''"
            | "\u{ab}"
            | "\u{bb}"
            | "["
            | "]"
    )
}

/// Whether `norm` is a word of the grammar and so never part of the middle of a noun phrase.
pub fn is_function_word(norm: &str) -> bool {
    [BE, HAVE, MODAL, PREPOSITIONS, DETERMINERS, PRONOUNS, CONJUNCTIONS]
        .iter()
        .any(|list| list.contains(&norm))
        || matches!(
            norm,
            "of" | "not"
                | "no"
                | "do"
                | "does"
                | "did"
                | "said"
                | "says"
                | "each"
                | "every"
                | "any"
                | "both"
                | "there"
        )
}
