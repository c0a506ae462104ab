//! Cuts a stretch of text into tokens as the English Web Treebank of Universal Dependencies has them: the parts of hyphenated
//! words are tokens of their own, and so are the possessive `'s`, the contracted verbs and the `n't`; numbers keep their
//! points and commas, abbreviations and initialisms their full stops; runs of dots and dashes are one mark.

use annals_types::{Span, layers::Token};

use super::abbreviations;

/// Appends the tokens of `stretch` to `tokens`, in order. Every character that is not white space lies in exactly one.
pub fn tokenise(text: &str, stretch: Span, tokens: &mut Vec<Token>) {
    let part = stretch.of(text);
    let mut at = 0;
    while let Some(first) = part[at..].chars().next() {
        if is_blank(first) {
            at += first.len_utf8();
            continue;
        }
        let len = token_len(&part[at..], first);
        push(text, Span::at(stretch.start() as usize + at, len), tokens);
        at += len;
    }
}

/// White space and what shows nothing: byte-order marks, zero-width and direction marks.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || c.is_control()
}

fn push(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let word = span.of(text);
    // "Tripoli's" is two tokens; "Kata'ib" is one.
    let stem = word.len() - clitic_len(word);
    if stem > 0 && stem < word.len() {
        let cut = span.start() + stem as u32;
        tokens.push(token(text, Span::new(span.start(), cut)));
        tokens.push(token(text, Span::new(cut, span.end())));
    } else {
        tokens.push(token(text, span));
    }
}

fn token(text: &str, span: Span) -> Token {
    Token { span, norm: norm(span.of(text)), upos: None, head: None, deprel: None }
}

/// Lower case, with typographic apostrophes, quotes and dashes made plain.
pub fn norm(word: &str) -> String {
    if word.is_ascii() && !word.contains('`') {
        return word.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | '‘' | 'ʼ' | '`' | 'ʿ' | 'ʾ' | '′' => plain.push('\''),
            '“' | '”' | '„' | '«' | '»' => plain.push('"'),
            '–' | '—' | '‑' | '‐' | '−' => plain.push('-'),
            c if c.is_ascii() => plain.push(c.to_ascii_lowercase()),
            c => plain.extend(c.to_lowercase()),
        }
    }
    plain
}

/// Length in bytes of the ending of `word` that is a token of its own; 0 where it has none.
fn clitic_len(word: &str) -> usize {
    if word.eq_ignore_ascii_case("cannot") {
        return "not".len();
    }
    let Some(at) = word.rfind(['\'', '’']) else { return 0 };
    let after = word[at..].trim_start_matches(['\'', '’']);
    let is_one = |endings: &[&str]| endings.iter().any(|ending| after.eq_ignore_ascii_case(ending));
    if is_one(&["s", "re", "ve", "ll", "d", "m"]) {
        return word.len() - at;
    }
    let before = word[..at].chars().next_back();
    match before {
        Some(n @ ('n' | 'N')) if is_one(&["t"]) => word.len() - at + n.len_utf8(),
        _ => 0,
    }
}

/// Length in bytes of the token that `rest` begins with; `first` is its first character.
fn token_len(rest: &str, first: char) -> usize {
    if let Some(len) = address_len(rest) {
        len
    } else if first.is_alphanumeric() {
        word_len(rest)
    } else if matches!(first, '#' | '@') && rest[first.len_utf8()..].starts_with(char::is_alphanumeric) {
        first.len_utf8() + word_len(&rest[first.len_utf8()..])
    } else if matches!(first, '.' | '-' | '–' | '—' | '*' | '_' | '=' | '`')
        || first == '\'' && rest.starts_with("''")
    {
        // "...", "--", "``" are one mark.
        rest.chars().take_while(|&c| c == first).map(char::len_utf8).sum()
    } else if matches!(first, '!' | '?') {
        rest.chars().take_while(|c| matches!(c, '!' | '?')).map(char::len_utf8).sum()
    } else {
        first.len_utf8()
    }
}

/// Prefixes that a hyphen does not part from their word.
const PREFIXES: &[&str] = &[
    "anti", "co", "de", "e", "ex", "inter", "mid", "mini", "multi", "neo", "non", "over", "post", "pre",
    "pro", "re", "semi", "sub", "super", "trans", "ultra", "un", "under", "vice",
];

/// Whether a hyphen joins `word` to what follows. In capitals before a small letter it is a name: "UN-backed".
fn is_prefix(word: &str, next: char) -> bool {
    let name = next.is_lowercase() && word.len() > 1 && !word.contains(char::is_lowercase);
    !name && PREFIXES.iter().any(|prefix| word.eq_ignore_ascii_case(prefix))
}

/// Length in bytes of the internet or mail address at the start of `rest`, if there is one.
fn address_len(rest: &str) -> Option<usize> {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let whole = if rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.") {
        rest.find(|c: char| is_blank(c) || matches!(c, '<' | '>' | '"' | '”' | ')' | ']'))
            .unwrap_or(rest.len())
    } else {
        let mut inner = rest.char_indices().take(LONGEST_NAME);
        let (name, _) = inner.find(|&(_, c)| !is_inner(c)).filter(|&(name, _)| name > 0)?;
        let host = rest[name..].strip_prefix('@')?;
        let host_len = host.find(|c: char| !is_inner(c)).unwrap_or(host.len());
        if !host[..host_len].contains('.') {
            return None;
        }
        name + 1 + host_len
    };
    Some(rest[..whole].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '-']).len())
}

/// Characters of the longest name before the `@` of a mail address.
const LONGEST_NAME: usize = 64;

/// Length in bytes of the word or number at the start of `rest`.
fn word_len(rest: &str) -> usize {
    let mut end = run_len(rest);
    loop {
        let mut after = rest[end..].chars();
        let (Some(joint), next) = (after.next(), after.next()) else { return end };
        let joins = next.is_some_and(|next| match joint {
            // "Kata'ib"; "al-Assad" and "and/or" are three.
            '\'' | '’' | 'ʼ' | '‘' | '@' | '_' => next.is_alphanumeric(),
            // "non-lethal", "e-mail"
            '-' => next.is_alphanumeric() && is_prefix(&rest[..end], next),
            // "3,500", "2.5", "10:30", "11/28"
            ',' | '.' | ':' | '/' if next.is_ascii_digit() => rest[..end].ends_with(|c: char| c.is_ascii_digit()),
            // "U.S", "p.m", "a.k.a": single letters.
            '.' if next.is_alphabetic() && end <= LONGEST_INITIALISM => is_initialism(&rest[..end]) && is_single_letter(&rest[end + 1..]),
            // "example.com", "name@host"
            '.' => is_domain(&rest[..end], &rest[end + 1..]),
            '&' => next.is_uppercase() && end <= 2,
            _ => false,
        } || joint == '.' && is_domain(&rest[..end], &rest[end + 1..]));
        if !joins {
            return end + stop_len(&rest[..end], &rest[end..]);
        }
        end += joint.len_utf8();
        end += run_len(&rest[end..]);
    }
}

/// 1 where the full stop that follows belongs to the word: an abbreviation or an initialism.
fn stop_len(word: &str, after: &str) -> usize {
    if !after.starts_with('.') || after.starts_with("..") {
        return 0;
    }
    let number_follows = after[1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let is_initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I";
    usize::from(
        is_initial
            || word.contains('.') && is_initialism(word)
            || abbreviations::is_abbreviation(word, number_follows),
    )
}

/// Letters, digits and combining marks.
fn run_len(rest: &str) -> usize {
    rest.chars().take_while(|&c| c.is_alphanumeric() || is_combining(c)).map(char::len_utf8).sum()
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200d}' | '\u{fe0f}')
}

/// Bytes of the longest initialism; longer runs of letters and stops are noise.
const LONGEST_INITIALISM: usize = 24;

/// `U`, `U.S`: single letters parted by full stops.
fn is_initialism(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic))
}

fn is_single_letter(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next().is_some_and(char::is_alphabetic) && !letters.next().is_some_and(char::is_alphanumeric)
}

/// Whether `after` begins with a lower-case word that ends an internet name, and `before` could begin one.
fn is_domain(before: &str, after: &str) -> bool {
    const ENDS: &[&str] =
        &["com", "org", "net", "gov", "edu", "info", "co", "uk", "tv", "news", "io", "int", "mil"];
    let end = run_len(after);
    ENDS.contains(&&after[..end]) && before.starts_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenise(text, Span::at(0, text.len()), &mut tokens);
        tokens.iter().map(|token| token.span.of(text)).collect()
    }

    /// `expected` holds the tokens, parted by blanks.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(words(text).join(" "), expected);
    }

    #[test]
    fn words_keep_their_inner_marks() {
        check("Kata’ib fighters left al-Assad's F-16.", "Kata’ib fighters left al - Assad 's F - 16 .");
        check("(\"No,\" he said)", "( \" No , \" he said )");
        check("The workers' bus", "The workers ' bus");
        check("They don’t; he'll say I cannot.", "They do n’t ; he 'll say I can not .");
    }

    #[test]
    fn numbers_keep_their_points() {
        check("3,500 died, 2.5m fled at 10:30.", "3,500 died , 2.5m fled at 10:30 .");
        check("$5m for 17-year-olds", "$ 5m for 17 - year - olds");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check(
            "Mr. Oduya of the U.S. came at 9 p.m. He left.",
            "Mr. Oduya of the U.S. came at 9 p.m. He left .",
        );
        check(
            "Write to jo.lind@example.org, or see https://example.org/a?b=1.",
            "Write to jo.lind@example.org , or see https://example.org/a?b=1 .",
        );
        check("Non-lethal aid?!", "Non-lethal aid ?!");
        check("See example.com. Then wait...", "See example.com . Then wait ...");
    }

    #[test]
    fn norms_are_plain() {
        assert_eq!(norm("Kata’ib"), "kata'ib");
        assert_eq!(norm("“—"), "\"-");
    }

    proptest! {
        #[test]
        fn any_text_is_covered(text in "(\\PC|[ .,'’a-zA-Z0-9&@_-]){0,120}") {
            let mut tokens = Vec::new();
            tokenise(&text, Span::at(0, text.len()), &mut tokens);
            let mut covered = vec![false; text.len()];
            let mut end = 0;
            for token in &tokens {
                prop_assert!(token.span.start() >= end && !token.span.is_empty());
                prop_assert!(text.get(token.span.range()).is_some());
                covered[token.span.range()].fill(true);
                end = token.span.end();
            }
            for (at, c) in text.char_indices() {
                prop_assert!(covered[at] || is_blank(c), "{:?} at {} is in no token", c, at);
            }
        }
    }
}
