//! Words of reports made safe to look at: nothing in them may steer a terminal, turn the direction of text or hide.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// `text` on one line: white space becomes blanks, what steers or hides becomes a visible `\u{202e}`.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| matches!(treat(c), Treat::Keep)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match treat(c) {
            Treat::Keep => out.push(c),
            Treat::Blank if out.ends_with(' ') => {}
            Treat::Blank => out.push(' '),
            Treat::Escape => out.extend(c.escape_unicode()),
        }
    }
    Cow::Owned(out)
}

/// At most `most` characters (as a reader counts them) of `text`, cut after a word where one ends near, and then marked by an
/// ellipsis.
pub fn shorten(text: &str, most: usize) -> Cow<'_, str> {
    let Some((cut, _)) = text.grapheme_indices(true).nth(most) else { return Cow::Borrowed(text) };
    let kept = &text[..cut];
    let word = kept.rfind(char::is_whitespace).filter(|&end| end * 4 > cut * 3).unwrap_or(cut);
    Cow::Owned(format!("{}…", kept[..word].trim_end()))
}

enum Treat {
    Keep,
    Blank,
    Escape,
}

// One arm for each reason why a character is escaped.
#[allow(clippy::match_same_arms)]
const fn treat(c: char) -> Treat {
    match c {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Treat::Blank,
        // Control characters: C0, DEL, C1. U+009B alone starts a control sequence on some terminals.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Treat::Escape,
        // Direction: marks, embeddings, overrides, isolates.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Treat::Escape
        }
        // No width, or read as blank: soft hyphen, fillers, joiners, word joiner and invisible operators, deprecated format
        // characters, byte order mark, annotation anchors, tags, supplementary variation selectors.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => Treat::Escape,
        _ => Treat::Keep,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected);
    }

    #[test]
    fn steering_characters_become_visible() {
        check("a \u{1b}]0;owned\u{7} title", r"a \u{1b}]0;owned\u{7} title");
        check("\u{9b}31mred", r"\u{9b}31mred");
        check("safe\u{202e}gnp.exe", r"safe\u{202e}gnp.exe");
        check("zero\u{200b}width", r"zero\u{200b}width");
    }

    #[test]
    fn white_space_becomes_one_blank() {
        check("one\r\n\n\ttwo", "one two");
    }

    #[test]
    fn letters_of_all_scripts_stay() {
        check("Ⱥ é 東京 مدينة 👍", "Ⱥ é 東京 مدينة 👍");
    }

    #[test]
    fn long_words_are_cut_at_a_reader_s_characters() {
        assert_eq!(shorten("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}e\u{301}…");
        assert_eq!(shorten("one two three four", 16), "one two three…");
        assert_eq!(shorten("short", 5), "short");
    }

    proptest! {
        #[test]
        fn never_a_control_character(text in any::<String>()) {
            prop_assert!(!clean(&text).chars().any(char::is_control));
        }
    }
}
