//! Names compared across spellings: the words of a text, folded.
//!
//! A folded word is lower case without accents, apostrophes and doubled letters, so that "Kata'ib", "Kataib" and "Kattaib" are
//! one. [`skeleton`] goes further and keeps consonants only: for names whose vowels each paper writes in its own way.

use std::collections::HashMap;

use annals_types::Span;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gap {
    /// Nothing before it, or anything that no name runs across.
    Break,
    /// Blanks, or the end of a possessive and blanks.
    Blank,
    /// A hyphen.
    Hyphen,
    /// A full stop: after "St" and the like a name goes on.
    Stop,
    /// A comma.
    Comma,
}

/// One word of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Where it stands, without a possessive ending; with the stops of an abbreviation ("U.S.").
    pub span: Span,
    /// Lower case, no accents, apostrophes or doubled letters.
    pub folded: String,
    /// How many doubled letters of it were made single: what is left of its spelling where that must be told from another.
    pub doubled: u8,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it has two letters or more, all of them capital.
    pub all_capital: bool,
    /// Whether a possessive ending was cut off.
    pub possessive: bool,
}

impl Word {
    /// Whether a name may run from the word before to this one.
    pub fn continues(&self, before: &Self) -> bool {
        match self.gap {
            Gap::Blank | Gap::Hyphen => true,
            Gap::Stop => matches!(before.folded.as_str(), "st" | "mt" | "ft" | "dr" | "gen"),
            Gap::Break | Gap::Comma => false,
        }
    }
}

/// The words of `text` in `span`, in order.
pub fn words(text: &str, span: Span) -> Vec<Word> {
    let part = span.of(text);
    let base = span.start() as usize;
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    while let Some(start) = part[at..].find(char::is_alphanumeric).map(|found| at + found) {
        let (end, possessive) = word_end(&part[start..]);
        let end = start + end;
        let raw = &part[start..end];
        let gap = if words.is_empty() { Gap::Break } else { gap(&part[at..start]) };
        let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
        let (folded, doubled) = fold_counting(raw);
        words.push(Word {
            span: Span::at(base + start, end - start),
            folded,
            doubled,
            gap,
            capital: raw.chars().next().is_some_and(char::is_uppercase),
            all_capital: letters >= 2 && !raw.chars().any(char::is_lowercase),
            possessive,
        });
        at = end + if possessive { possessive_len(&part[end..]) } else { 0 };
    }
    words
}

/// The folded words of a name of a table.
pub fn key(name: &str) -> Vec<String> {
    words(name, Span::at(0, name.len())).into_iter().map(|word| word.folded).collect()
}

/// Lower case, no accents or apostrophes, doubled letters made single; "Saint" and "Mount" as abbreviated.
pub fn fold(word: &str) -> String {
    fold_counting(word).0
}

/// [`fold`], and how many letters were dropped as doubled; 255 for more.
fn fold_counting(word: &str) -> (String, u8) {
    let mut folded = String::with_capacity(word.len());
    let mut doubled = 0_u8;
    let mut push = |c: char| {
        if !folded.ends_with(c) || c.is_numeric() {
            folded.push(c);
        } else {
            doubled = doubled.saturating_add(1);
        }
    };
    if word.is_ascii() {
        word.bytes().filter(u8::is_ascii_alphanumeric).for_each(|b| push(char::from(b.to_ascii_lowercase())));
    } else {
        for c in word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
            match c {
                'ß' => push('s'),
                'ø' => push('o'),
                'ł' => push('l'),
                'đ' | 'ð' => push('d'),
                'ı' => push('i'),
                'ə' => push('e'),
                'æ' => ['a', 'e'].into_iter().for_each(&mut push),
                'œ' => ['o', 'e'].into_iter().for_each(&mut push),
                'þ' => ['t', 'h'].into_iter().for_each(&mut push),
                // Modifier letters stand for the Arabic ayn and hamza, as apostrophes do.
                '\u{2b0}'..='\u{2ff}' => {}
                c if c.is_alphanumeric() => push(c),
                _ => {}
            }
        }
    }
    let short = match folded.as_str() {
        "saint" => "st",
        "mount" => "mt",
        "fort" => "ft",
        _ => return (folded, doubled),
    };
    (short.into(), doubled)
}

/// The consonants of a folded word, those that transliterations mix made one; the first letter stays when it is a vowel, as `a`.
pub fn skeleton(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            'a' | 'e' | 'i' | 'o' | 'u' if out.is_empty() => out.push('a'),
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' => {}
            'q' | 'c' => out.push('k'),
            'z' => out.push('s'),
            'v' => out.push('f'),
            'j' => out.push('g'),
            'k' | 'd' | 'g' | 't' | 's' if rest.peek() == Some(&'h') => {
                rest.next();
                out.push(c);
            }
            // At the end it is only the mark of an Arabic feminine.
            'h' if rest.peek().is_none() => {}
            _ => out.push(c),
        }
    }
    out
}

/// Whether `word` is the Arabic article in one of its written forms.
pub fn is_article(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ad"
            | "as"
            | "ash"
            | "at"
            | "ar"
            | "an"
            | "az"
            | "ez"
            | "es"
            | "ed"
            | "er"
            | "ul"
            | "uz"
    )
}

/// Phrases of a table, found at the beginning of a run of words by their first word.
#[derive(Debug, Default)]
pub struct Phrases {
    longest: HashMap<String, usize>,
    ids: HashMap<String, Vec<u32>>,
    capitals: HashMap<String, Capitals>,
}

/// How a phrase of a table is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Capitals {
    /// In small letters: any writing will do.
    None,
    /// As a name: some word must begin with a capital.
    Name,
    /// As an acronym of up to five letters: in capitals.
    All,
}

/// A phrase found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found<'a> {
    /// The rows that have it, in the order of the table.
    pub ids: &'a [u32],
    /// How many words it takes.
    pub words: usize,
}

impl Phrases {
    /// Adds `phrase` for row `id`.
    pub fn add(&mut self, phrase: &str, id: u32) {
        let words = words(phrase, Span::at(0, phrase.len()));
        let Some(first) = words.first() else { return };
        let longest = self.longest.entry(first.folded.clone()).or_default();
        *longest = words.len().max(*longest);
        let capitals = if words.len() == 1 && first.all_capital && first.folded.len() <= 5 {
            Capitals::All
        } else if words.iter().any(|word| word.capital) {
            Capitals::Name
        } else {
            Capitals::None
        };
        let key = join(&words);
        self.capitals.entry(key.clone()).or_insert(capitals);
        let ids = self.ids.entry(key).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    /// The longest phrase at the beginning of `words`.
    pub fn longest(&self, words: &[Word]) -> Option<Found<'_>> {
        let first = words.first()?;
        let most = (*self.longest.get(&first.folded)?).min(run(words));
        (1..=most).rev().find_map(|count| {
            let key = join(&words[..count]);
            let ids = self.ids.get(&key)?;
            let part = &words[..count];
            let written = match self.capitals.get(&key)? {
                Capitals::None => true,
                Capitals::Name => part.iter().any(|word| word.capital),
                // Where the next words are in capitals too, all of the line may be.
                Capitals::All => first.all_capital && !is_shouted(words),
            };
            written.then_some(Found { ids, words: count })
        })
    }
}

/// Whether the first of `words` and the two after it stand in capitals: "BBC TV channel" has but two such.
fn is_shouted(words: &[Word]) -> bool {
    let next = words.windows(2).take(2).filter(|pair| pair[1].all_capital && pair[1].continues(&pair[0]));
    next.count() == 2
}

/// The folded words with blanks between them.
pub fn join(words: &[Word]) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&word.folded);
    }
    key
}

/// How many words from the first on a name may run through, at most 12.
pub fn run(words: &[Word]) -> usize {
    let pairs = words.iter().zip(words.iter().skip(1)).take(11);
    (1 + pairs.take_while(|(before, word)| word.continues(before)).count()).min(words.len())
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ' | 'ʾ' | 'ʿ' | 'ʻ' | '′')
}

/// Length of the word at the start of `rest`, and whether a possessive ending follows it.
fn word_end(rest: &str) -> (usize, bool) {
    if let Some(end) = abbreviation_end(rest) {
        return (end, possessive_len(&rest[end..]) > 0);
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || is_combining_mark(c) {
            end = at + c.len_utf8();
        } else if is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric()) {
            if possessive_len(&rest[at..]) > 0 {
                return (at, true);
            }
        } else {
            break;
        }
    }
    (end, false)
}

/// Length of `'s` at the start of `rest`, where no letter follows; else 0.
fn possessive_len(rest: &str) -> usize {
    let mut chars = rest.chars();
    let Some(mark) = chars.next().filter(|&c| is_apostrophe(c)) else { return 0 };
    match (chars.next(), chars.next()) {
        (Some('s' | 'S'), None) => mark.len_utf8() + 1,
        (Some('s' | 'S'), Some(after)) if !after.is_alphanumeric() => mark.len_utf8() + 1,
        _ => 0,
    }
}

/// Length of "U.S.", "C.I.A" and the like at the start of `rest`.
fn abbreviation_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut end = 0;
    let mut letters = 0;
    // No abbreviation has more letters; the bound keeps a run of "a.a.a." linear.
    while letters < 12
        && bytes.get(end).is_some_and(u8::is_ascii_alphabetic)
        && bytes.get(end + 1) == Some(&b'.')
    {
        end += 2;
        letters += 1;
    }
    let last = rest[end..].chars().next().is_some_and(char::is_alphanumeric);
    if last && letters >= 1 {
        let after = rest[end..].chars().nth(1);
        if bytes[end].is_ascii_alphabetic() && !after.is_some_and(char::is_alphanumeric) {
            return Some(end + 1);
        }
        return None;
    }
    (letters >= 2).then_some(end)
}

fn gap(between: &str) -> Gap {
    let inner = between.trim();
    match inner {
        "" if between.is_empty() || between.matches('\n').nth(1).is_some() => Gap::Break,
        "" => Gap::Blank,
        "-" | "\u{2010}" | "\u{2011}" => Gap::Hyphen,
        "." => Gap::Stop,
        "," => Gap::Comma,
        _ if inner.chars().all(is_apostrophe) => Gap::Blank,
        _ => Gap::Break,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(key(text).join(" "), expected);
    }

    #[test]
    fn spellings_meet() {
        check("Kata'ib Hizballah", "kataib hizbalah");
        check("Kataʾib Ḥizballāh", "kataib hizbalah");
        check("the U.S. and C.I.A. men", "the us and cia men");
        check("Syria's army, St. Louis", "syria army st louis");
        check("J. Smith", "j smith");
        check("Saint-Denis", "st denis");
    }

    #[test]
    fn skeletons_meet() {
        for (a, b) in [
            ("hizbalah", "hezbolah"),
            ("latakia", "latakiyah"),
            ("erbil", "irbil"),
            ("qaim", "kaim"),
            ("daraya", "dareia"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        assert_ne!(skeleton("raqa"), skeleton("rafah"));
    }

    proptest! {
        #[test]
        fn any_text_is_split_into_words_of_it(text in "\\PC*") {
            let mut end = 0;
            for word in words(&text, Span::at(0, text.len())) {
                prop_assert!(!word.span.of(&text).is_empty());
                prop_assert!(word.span.start() >= end);
                end = word.span.end();
            }
        }
    }
}
