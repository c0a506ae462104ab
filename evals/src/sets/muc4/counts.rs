//! How many a phrase says: numbers in words and digits, heads in the plural.

/// Words that are one thing although they look like many, and others that are many people (Huddleston and Pullum, The Cambridge
/// Grammar of the English Language, chapter 5, section 3).
const ONE: [&str; 3] = ["barracks", "headquarters", "premises"];
const MANY: [&str; 8] =
    ["children", "dead", "injured", "people", "personnel", "police", "population", "wounded"];

/// `PLURAL` or `1`, by the form of a head.
pub fn one_or_many(head: &str) -> &'static str {
    let in_s = head.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| head.ends_with(ending));
    let is_plural = in_s && !ONE.contains(&head) || head.ends_with("men") || MANY.contains(&head);
    if is_plural { "PLURAL" } else { "1" }
}

/// A phrase in capitals whose last word is in the plural, in the singular.
pub fn singular(phrase: &str) -> String {
    let endings = [("MEN", "MAN"), ("IES", "Y"), ("SSES", "SS"), ("S", "")];
    let cut = |(plural, one): (&str, &str)| Some(phrase.strip_suffix(plural)?.to_owned() + one);
    endings.into_iter().find_map(cut).unwrap_or_else(|| phrase.to_owned())
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
    fn of_many_one_is_told() {
        let told = ["RED CROSS NURSES", "POLICEMEN", "MISSIONARIES", "HOSTESSES", "CREW"].map(singular);
        assert_eq!(told, ["RED CROSS NURSE", "POLICEMAN", "MISSIONARY", "HOSTESS", "CREW"]);
    }

    #[test]
    fn words_that_say_how_many() {
        assert_eq!(
            ["students", "boss", "gunmen", "bus driver", "bus", "headquarters", "injured"].map(one_or_many),
            ["PLURAL", "1", "PLURAL", "1", "1", "1", "PLURAL"]
        );
        assert_eq!(
            ["six", "12", "1,000", "1989", "zero", "many"].map(count),
            [Some(6), Some(12), Some(1000), None, None, None]
        );
    }
}
