//! How many a phrase says: numbers in words and digits, heads in the plural.

/// `PLURAL` or `1`, by the form of a head.
pub fn one_or_many(head: &str) -> &'static str {
    let is_plural = head.ends_with('s') && !head.ends_with("ss")
        || head.ends_with("men")
        || matches!(head, "people" | "children" | "police" | "dead" | "wounded");
    if is_plural { "PLURAL" } else { "1" }
}

/// The last word before the first preposition.
pub fn head(told: &str) -> &str {
    let mut head = "";
    for word in told.split(' ') {
        if matches!(word, "of" | "in" | "at" | "on" | "from" | "with" | "by" | "for" | "to" | "near")
            && !head.is_empty()
        {
            break;
        }
        head = word;
    }
    head
}

/// A number that a word says. Years and the like are none.
pub fn count(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if let Some(number) = WORDS.iter().position(|known| *known == word) {
        return Some(number as u32).filter(|number| *number > 0);
    }
    word.replace(',', "").parse().ok().filter(|number| (1..1900).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_how_many() {
        assert_eq!(
            ["students", "boss", "gunmen", "bus driver"].map(one_or_many),
            ["PLURAL", "1", "PLURAL", "1"]
        );
        assert_eq!(
            ["six", "12", "1,000", "1989", "zero", "many"].map(count),
            [Some(6), Some(12), Some(1000), None, None, None]
        );
    }
}
