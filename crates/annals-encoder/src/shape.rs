//! The shape of a word: what of its spelling the uncased pieces do not show.

use unicode_categories::UnicodeCategories;

/// Shapes as the network was trained on them. 1: no capital; 2: a capital first and no other; 3: all letters capital, at least
/// two; 4: any other mix; 5: begins with a digit. (0 is for special pieces.)
pub fn shape(word: &str) -> i32 {
    let Some(first) = word.chars().next() else { return 1 };
    if is_digit(first) {
        return 5;
    }
    let (mut letters, mut capitals, mut first_capital) = (0, 0, false);
    for letter in word.chars().filter(|character| character.is_letter()) {
        let capital = letter.is_uppercase();
        first_capital |= letters == 0 && capital;
        letters += 1;
        capitals += usize::from(capital);
    }
    match capitals {
        0 => 1,
        _ if letters > 1 && capitals == letters => 3,
        1 if first_capital && first.is_letter() => 2,
        _ => 4,
    }
}

/// Digits of any script, and those set high or low.
fn is_digit(character: char) -> bool {
    character.is_number_decimal_digit() || matches!(character, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_tell_spellings_apart() {
        let words = [
            ("the", 1),
            ("", 1),
            ("...", 1),
            ("Élan", 2),
            ("A", 2),
            ("UN", 3),
            ("U.N.", 3),
            ("iPhone", 4),
            ("McCoy", 4),
            ("'S", 4),
            ("12th", 5),
            ("٣", 5),
        ];
        for (word, expected) in words {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
