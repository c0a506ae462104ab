//! Names of people: which of them are names of one person.

use crate::knowledge::names::Names;

/// What tells a father from a son of one name.
const GENERATIONS: [&str; 6] = ["jr", "sr", "junior", "senior", "ii", "iii"];

/// Begins names of two words that are as often written in one: "Abdul Karim", "Abd al-Karim".
const JOINED: [&str; 3] = ["abd", "abdel", "abdul"];

/// The words of a name without particles and titles, lower case.
#[derive(Clone, Debug)]
pub struct PersonName<'k> {
    words: Vec<String>,
    known: &'k Names,
}

impl<'k> PersonName<'k> {
    pub fn new(words: &str, known: &'k Names) -> Self {
        let mut own: Vec<String> = Vec::new();
        let mut is_joined = false;
        for word in parts(words).map(str::to_lowercase) {
            let is_title = own.is_empty() && known.is_title(&word);
            if JOINED.contains(&word.as_str()) {
                is_joined = true;
            } else if !is_title && !known.particles.contains(&word) {
                own.push(if is_joined { format!("abdul{word}") } else { word });
                is_joined = false;
            }
        }
        Self { words: own, known }
    }

    /// Whether `word`, in lower case, tells a father from a son of one name.
    pub fn is_generation(word: &str) -> bool {
        GENERATIONS.contains(&word.trim_end_matches('.'))
    }

    /// Whether `words` are a name in full, not a description ("his elder brother") and no name alone, which mostly repeats one.
    pub fn is_full(words: &str, known: &'k Names) -> bool {
        // "Min-jun", "d'Arcy", "al-Harbi": a word has its capital anywhere.
        let is_part =
            |word: &str| word.contains(char::is_uppercase) || Self::new(word, known).words.is_empty();
        let own = Self::new(words, known).words;
        words.split_whitespace().all(is_part)
            && own.iter().filter(|word| !Self::is_generation(word)).count() > 1
    }

    /// How many words it has.
    pub const fn words(&self) -> usize {
        self.words.len()
    }

    /// Whether a `shorter` name is one of the same person: the same given name, and every other word in this one.
    pub fn is_also(&self, shorter: &Self) -> bool {
        let in_longer = |word: &String| self.words.iter().any(|other| self.is_spelling(word, other));
        let given = self.words.first().zip(shorter.words.first());
        given.is_some_and(|(a, b)| self.is_spelling(a, b)) && shorter.words.iter().all(in_longer)
    }

    /// Whether both are the same words.
    pub fn is_same(&self, other: &Self) -> bool {
        self.words == other.words
    }

    /// Whether two names may be spellings of one that nothing else tells apart: the last words agree, and the first letters.
    pub fn resembles(&self, other: &Self) -> bool {
        let first = |name: &Self| name.words.first().and_then(|word| word.chars().next());
        let last = self.words.last().zip(other.words.last());
        first(self) == first(other) && last.is_some_and(|(a, b)| self.is_spelling(a, b))
    }

    /// Whether a `shorter` name is what stands at the end of this one: a person by the last names alone, or one whose name the other bears.
    pub fn ends_with(&self, shorter: &Self) -> bool {
        !shorter.words.is_empty() && self.words.ends_with(&shorter.words)
    }

    /// Whether two words are spellings of one name: names that were put into other letters differ by one now and then, some by more. An
    /// initial stands for each name that begins with it.
    fn is_spelling(&self, a: &str, b: &str) -> bool {
        const LONG: usize = 4;
        if a == b || self.known.are_spellings(a, b) {
            return true;
        }
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        if a.len().min(b.len()) == 1 {
            return a.first() == b.first();
        }
        if a.len().min(b.len()) < LONG || a.len().abs_diff(b.len()) > 1 {
            return false;
        }
        let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
        same + end + 1 >= a.len().max(b.len())
    }
}

/// The parts of a name: an apostrophe may stand in one ("O'Neil", "Juma\u{2019}a").
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}'))
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_same(a: &str, b: &str, expected: bool) {
        let known = Names::shipped().unwrap();
        assert_eq!(PersonName::new(a, &known).is_also(&PersonName::new(b, &known)), expected, "{a} / {b}");
    }

    #[test]
    fn names_of_one_person() {
        check_same("Ann Mary Field", "Ann Field", true);
        check_same("Mohamed Salem al-Harbi", "Muhammad al-Harby", true);
        check_same("Muhammad Salem al-Harbi", "Mahmoud Salem al-Harbi", false);
        check_same("Ann Field", "Tom Field", false);
        // The son bears the father's name.
        check_same("Karim Salem al-Harbi", "Salem al-Harbi", false);
        check_same("Robert J. Miller", "R. J. Miller", true);
        check_same("Elsie Marie Ortiz", "Elsie M. Ortiz", true);
        check_same("Elsie Marie Ortiz", "Elsie T. Ortiz", false);
        check_same("Karim Abd al-Rahman Nasser", "Karim Abdulrahman Nasser", true);
        check_same("Abdel Karim Nasser", "Abdulkarim Nasser", true);
        check_same("Yusuf Haddad", "Yousaf Haddad", true);
        check_same("Alhaji Musa Bello", "Musa Bello", true);
        check_same("Tom Field Sr.", "Tom Field Jr.", false);
        check_same("Tom Field Sr.", "Tom Field", true);
    }

    #[test]
    fn names_in_full() {
        let known = Names::shipped().unwrap();
        assert!(PersonName::is_full("Ann Field", &known));
        assert!(PersonName::is_full("Salem al-Harbi", &known));
        assert!(PersonName::is_full("Salem Juma\u{2019}a", &known));
        assert!(PersonName::is_full("Kim Min-jun", &known));
        assert!(PersonName::is_full("Ann d'Arcy", &known));
        assert!(!PersonName::is_full("Field Jr.", &known));
        assert!(!PersonName::is_full("Officer Field", &known));
        assert!(!PersonName::is_full("Dr. Field", &known));
        assert!(!PersonName::is_full("his elder brother", &known));
    }
}
