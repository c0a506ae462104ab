//! English function words, which stand in every report and tell no story from another.

const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "before", "but",
    "by", "for", "from", "had", "has", "have", "he", "her", "his", "in", "into", "is", "it", "its", "more",
    "no", "not", "of", "on", "one", "or", "other", "out", "over", "said", "say", "says", "she", "that",
    "the", "their", "them", "there", "they", "this", "to", "two", "up", "was", "were", "when", "where",
    "which", "while", "who", "will", "with", "would",
];

/// Whether a word, in small letters, is one of them.
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(is_function_word("would") && !is_function_word("strike"));
    }
}
