//! Cuts a sentence into the words that the grammar of times works on.
//!
//! The tokens of [`annals_types::Layers`] follow treebanks; here "a.m." is one word and "three-hour" three, which keeps the
//! grammar small.

use annals_types::Span;

/// One word, number or mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word<'t> {
    /// In the report's text.
    pub span: Span,
    /// As written.
    pub text: &'t str,
    /// Lower case, with plain apostrophes; "am" and "pm" for all their forms.
    pub norm: String,
    /// The value of a number in digits.
    pub number: Option<u32>,
    /// "15th".
    pub ordinal: bool,
    /// Nothing stands between it and the word before.
    pub glued: bool,
}

impl Word<'_> {
    /// Whether it begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Number of digits, for a number in digits.
    pub fn digits(&self) -> usize {
        self.text.bytes().take_while(u8::is_ascii_digit).count()
    }
}

/// The words of `text` in `span`.
pub fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let start = span.start() as usize;
    let sentence = span.of(text);
    let mut found: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    while let Some(first) = sentence[at..].chars().next() {
        if first.is_whitespace() || first == '\u{ad}' || first == '\u{200b}' {
            at += first.len_utf8();
            continue;
        }
        let rest = &sentence[at..];
        let (len, norm, number, ordinal) = cut(rest, first, found.last());
        let span = Span::at(start + at, len);
        let glued = found.last().is_some_and(|last| last.span.end() == span.start());
        found.push(Word { span, text: &rest[..len], norm, number, ordinal, glued });
        at += len;
    }
    found
}

/// The length of the word at the start of `rest`, its norm, its value, and whether it is an ordinal.
fn cut(rest: &str, first: char, before: Option<&Word<'_>>) -> (usize, String, Option<u32>, bool) {
    if first.is_ascii_digit() {
        return number(rest);
    }
    if let Some((len, norm)) = half_of_day(rest, before) {
        return (len, norm.into(), None, false);
    }
    if is_apostrophe(first) {
        let len = first.len_utf8() + letters(&rest[first.len_utf8()..]);
        let norm = format!("'{}", rest[first.len_utf8()..len].to_lowercase());
        return (len, norm, None, false);
    }
    if !first.is_alphabetic() {
        let len = first.len_utf8();
        let norm = if matches!(first, '\u{2010}' | '\u{2011}' | '–' | '—') {
            "-"
        } else if first == '،' {
            ","
        } else {
            &rest[..len]
        };
        return (len, norm.into(), None, false);
    }
    let len = if rest.get(..2).is_some_and(|s| s.eq_ignore_ascii_case("o'")) || rest.starts_with("o’") {
        let apostrophe = if rest.starts_with("o’") { 4 } else { 2 };
        apostrophe + letters(&rest[apostrophe..])
    } else {
        letters(rest)
    };
    (len, rest[..len].to_lowercase().replace('’', "'"), None, false)
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn letters(rest: &str) -> usize {
    rest.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(rest.len(), |(at, _)| at)
}

/// "27", "15th", "2,500". A number too large to matter has no value.
fn number(rest: &str) -> (usize, String, Option<u32>, bool) {
    let bytes = rest.as_bytes();
    let mut len = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    while bytes.get(len) == Some(&b',')
        && bytes.get(len + 1..len + 4).is_some_and(|group| group.iter().all(u8::is_ascii_digit))
        && !bytes.get(len + 4).is_some_and(u8::is_ascii_digit)
        && len <= 12
    {
        len += 4;
    }
    let digits: String = rest[..len].chars().filter(char::is_ascii_digit).collect();
    let value = digits.parse().ok();
    let after = &rest[len..];
    let suffix = letters(after);
    let ordinal = matches!(after[..suffix].to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th");
    if ordinal {
        len += suffix;
    }
    (len, rest[..len].to_lowercase(), value, ordinal)
}

/// "a.m.", "p.m", "AM", after a number. A lone "am" is a verb, so a number must stand before.
fn half_of_day(rest: &str, before: Option<&Word<'_>>) -> Option<(usize, &'static str)> {
    before.filter(|word| word.number.is_some() && !word.ordinal)?;
    let bytes = rest.as_bytes();
    let norm = match bytes.first()? {
        b'a' | b'A' => "am",
        b'p' | b'P' => "pm",
        _ => return None,
    };
    let mut at = 1;
    let dotted = bytes.get(at) == Some(&b'.');
    at += usize::from(dotted);
    if dotted && bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    if !matches!(bytes.get(at)?, b'm' | b'M') {
        return None;
    }
    at += 1;
    if rest[at..].chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    if dotted && bytes.get(at) == Some(&b'.') {
        at += 1;
    }
    Some((at, norm))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = words(text, Span::at(0, text.len()));
        let norms: Vec<&str> = found.iter().map(|word| word.norm.as_str()).collect();
        assert_eq!(norms.join("|"), expected);
    }

    #[test]
    fn cuts_words_numbers_and_marks() {
        check("At 4:50 a.m. on Oct. 24th", "at|4|:|50|am|on|oct|.|24th");
        check("a three-hour fight, 2,500 troops", "a|three|-|hour|fight|,|2,500|troops");
        check("Monday’s raid at two o’clock", "monday|'s|raid|at|two|o'clock");
        check("5pm; I am late", "5|pm|;|i|am|late");
    }
}
