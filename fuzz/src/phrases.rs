//! Bytes as text.

/// What strangers' texts hold besides words: other scripts, marks that turn the direction of writing, broken encodings, symbols,
/// characters of several bytes and such as combine with their neighbours.
const ODD: &[&str] = &[
    "\n",
    "\n\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[31m",
    "é",
    "ß",
    "İ",
    "ǆ",
    "ﬁ",
    "e\u{301}",
    "Ã©",
    "�",
    "…",
    "—",
    "’",
    "“",
    "”",
    "٣",
    "الأربعاء",
    "星期一",
    "Понедельник",
    "👩‍👩‍👧",
    "🇸🇾",
    "½",
    "²",
    "㋿",
    "0",
    "9",
    "1,000,000",
    "99999999999999999999",
    "-",
    ".",
    ",",
    ":",
    ";",
    "(",
    ")",
    "\"",
    "'",
    "&amp;",
    "<",
    ">",
    "@",
    "#",
    "%",
    "$",
    "/",
    "\\",
];

/// The text that `bytes` stand for: each byte is an item of `phrases`, or of a list of odd characters beyond them. Items are
/// parted by blanks, unless the highest bit of the byte is set.
pub fn spell(bytes: &[u8], phrases: &[&str]) -> String {
    let mut text = String::new();
    for byte in bytes {
        let number = usize::from(byte & 0x7f);
        let item = phrases.get(number).or_else(|| ODD.get(number.saturating_sub(phrases.len()) % ODD.len()));
        if byte & 0x80 == 0 && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(item.copied().unwrap_or_default());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_phrases_then_odd_characters() {
        assert_eq!(spell(&[0, 1, 0x81, 3], &["on", "Monday"]), "on MondayMonday \n\n");
    }
}
