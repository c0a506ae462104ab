//! Words out of a line of text, for tests and benchmarks.

use annals_encoder::Words;

/// Words parted by blanks; a stop ends a sentence, and "|" before a word begins a paragraph.
pub fn words(text: &str) -> Words<'_> {
    let mut found = Words { sentences: vec![0], paragraphs: vec![0], ..Words::default() };
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let (word, begins) = word.strip_prefix('|').map_or((word, false), |word| (word, true));
        if begins || found.words.last() == Some(&".") {
            found.sentences.push(found.words.len());
        }
        if begins {
            found.paragraphs.push(found.words.len());
        }
        found.words.push(word);
    }
    found
}
