//! Whether a report is in English: what is not is set aside and not half-read.

use annals_types::Segment;
use whatlang::Lang;

use crate::{closed_classes::is_function, knowledge::fold::fold};

/// Fewer letters than this say too little of a language.
const LEAST_LETTERS: usize = 80;

/// As many letters are enough to tell.
const ENOUGH_LETTERS: usize = 4000;

/// Share of function words from which on a text is English whatever its other words: news has a third and more, other languages
/// share few ("in", "a") with English.
const ENGLISH_SHARE: f64 = 0.12;

/// The English name of the language of the told words of `text`, where it is surely another than English.
pub fn other_than_english(text: &str, segments: &[Segment]) -> Option<&'static str> {
    let told = told(text, segments);
    let letters = told.chars().filter(|c| c.is_alphabetic()).count();
    if letters < LEAST_LETTERS || function_share(&told) >= ENGLISH_SHARE {
        return None;
    }
    let found = whatlang::detect(&told).filter(|found| found.is_reliable() && found.lang() != Lang::Eng)?;
    Some(found.lang().eng_name())
}

/// The beginning of the told words.
fn told(text: &str, segments: &[Segment]) -> String {
    let mut told = String::new();
    for segment in segments.iter().filter(|segment| segment.kind.is_told()) {
        told.push_str(segment.span.of(text));
        told.push('\n');
        if told.len() >= ENOUGH_LETTERS {
            told.truncate(told.floor_char_boundary(ENOUGH_LETTERS));
            break;
        }
    }
    told
}

/// The share of English function words among the words of `text`.
fn function_share(text: &str) -> f64 {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut all, mut function) = (0_u32, 0_u32);
    for word in words {
        all += 1;
        function += u32::from(is_function(&fold(word)));
    }
    f64::from(function) / f64::from(all.max(1))
}

#[cfg(test)]
mod tests {
    use annals_types::{Span, segment::SegmentKind};

    use super::*;

    fn language(text: &str) -> Option<&'static str> {
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        other_than_english(text, &[body])
    }

    #[test]
    fn other_languages_are_told_by_name() {
        let german = "Bei einem Luftangriff auf einen Markt sind am Montag nach Angaben der Behörden neun Menschen getötet \
                      und zwölf weitere verletzt worden, wie das Krankenhaus mitteilte.";
        let arabic = "قتل تسعة أشخاص وأصيب اثنا عشر آخرون في غارة جوية على سوق شعبي في المدينة صباح يوم الاثنين بحسب مصادر \
                      طبية في المستشفى الرئيسي";
        assert_eq!(language(german), Some("German"));
        assert_eq!(language(arabic), Some("Arabic"));
    }

    #[test]
    fn english_is_read_whatever_it_holds() {
        for text in [
            "An airstrike hit a market on Monday, killing nine people and wounding twelve more, the hospital said.",
            "NINE PEOPLE WERE KILLED IN AN AIR STRIKE ON A MARKET ON MONDAY, AND TWELVE WERE WOUNDED, A HOSPITAL SAID.",
            "Karim al-Harbi, Salem al-Harbi, Nadia al-Masri, Yusuf al-Masri, Omar Khalil, Huda Khalil, Samir Haddad.",
            "Tote.",
            "",
        ] {
            assert_eq!(language(text), None, "{text}");
        }
    }
}
