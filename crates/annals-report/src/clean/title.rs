//! The name of the outlet that pages put behind their title: "Two hurt in fire - WXYZ News, Weather & Sports".

use crate::knowledge::cleaning::Cleaning;

/// What parts a title from what stands behind it.
const SEPARATORS: [&str; 7] = [" - ", " | ", " – ", " — ", " :: ", " : ", " · "];

/// Words of the longest piece that can be a call sign or a town behind the name of an outlet.
const SHORT: usize = 4;

/// Words of the shortest headline that may be left.
const SHORTEST_HEADLINE: usize = 3;

/// Letters of a host's name that are too few to be found by chance.
const LEAST_LETTERS: usize = 4;

/// Titles are cut within so many bytes; longer ones are no titles.
const LONGEST_TITLE: usize = 1000;

/// The byte of `title` at which the name of its outlet begins, with the mark before it. `host`: where the page came from.
pub fn outlet_from(title: &str, host: Option<&str>, cleaning: &Cleaning) -> Option<usize> {
    if title.len() > LONGEST_TITLE {
        return None;
    }
    let host = host.and_then(host_letters);
    let mut from = None;
    for (at, piece) in pieces(title).into_iter().skip(1).rev() {
        if is_outlet(piece, host.as_deref(), cleaning) {
            from = Some(at);
        } else if !is_short_name(piece) {
            break;
        }
    }
    from.filter(|&at| title[..at].split_whitespace().count() >= SHORTEST_HEADLINE)
}

/// The pieces of `title` with the byte at which the separator before each begins.
fn pieces(title: &str) -> Vec<(usize, &str)> {
    let mut marks: Vec<(usize, usize)> = SEPARATORS
        .iter()
        .flat_map(|mark| title.match_indices(mark).map(|(at, mark)| (at, at + mark.len())))
        .collect();
    marks.sort_unstable();
    let mut pieces = Vec::new();
    let (mut from, mut start) = (0, 0);
    for (at, end) in marks {
        // " - | " is one mark.
        if at >= start {
            pieces.push((from, &title[start..at]));
            (from, start) = (at, end);
        }
    }
    pieces.push((from, &title[start..]));
    pieces
}

/// Whether a piece of a title names an outlet: it begins or ends in the letters of its host, or ends in a word that such names are made
/// of, and no word in small letters makes it a sentence.
fn is_outlet(piece: &str, host: Option<&str>, cleaning: &Cleaning) -> bool {
    let words: Vec<String> = piece
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let of_host = |host: &str| {
        let letters = |words: &[String]| words.concat();
        (1..=words.len())
            .any(|count| letters(&words[..count]) == host || letters(&words[words.len() - count..]) == host)
    };
    let called = words.split_last().is_some_and(|(last, rest)| {
        let of_name = |word: &String| cleaning.is_of_outlet_name(word);
        let speaker = rest.iter().any(|word| cleaning.is_speaker(word));
        !speaker && (of_name(last) || rest.iter().filter(|word| of_name(word)).count() > 1)
    });
    let plain = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.starts_with(char::is_lowercase)
            && !word.contains(['.', '&'])
            && !cleaning.is_of_outlet_name(bare)
            && !matches!(bare, "and" | "for" | "the" | "of" | "in" | "on" | "at" | "to" | "your" | "from")
    };
    (host.is_some_and(of_host) || called) && !piece.split_whitespace().any(plain)
}

fn is_short_name(piece: &str) -> bool {
    let mut words = piece.split_whitespace();
    piece.split_whitespace().count() <= SHORT && !words.any(|word| word.starts_with(char::is_lowercase))
}

/// The letters of the name that a host is registered under: "wxyz" of "news.wxyz.com" and of "wxyz.co.uk".
fn host_letters(host: &str) -> Option<String> {
    let names: Vec<&str> = host.split('.').collect();
    let general = |name: &str| matches!(name, "co" | "com" | "org" | "net" | "gov" | "ac");
    let name = match names[..] {
        [.., name, general_name, _] if general(general_name) => name,
        [.., name, _] => name,
        _ => return None,
    };
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(letters).filter(|letters| letters.len() >= LEAST_LETTERS)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::Knowledge;

    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

    #[track_caller]
    fn check(title: &str, host: &str, expect: &str) {
        let from = outlet_from(title, Some(host), &KNOWLEDGE.cleaning).unwrap_or(title.len());
        assert_eq!(&title[..from], expect);
    }

    #[test]
    fn names_of_outlets_are_cut_off() {
        check("Two hurt in fire - WXYZ 7 News, Weather & Sports", "wxyz.com", "Two hurt in fire");
        check("Two hurt in fire - WXYZ - Springfield, Ohio", "wxyz.com", "Two hurt in fire");
        check("Two hurt in fire | Springfield Courier Online", "example.org", "Two hurt in fire");
        check("Fire - two hurt - KPQR | KPQR.com | Salem, Oregon", "kpqr.com", "Fire - two hurt");
        check("Two hurt in fire - The News for South Salem, Weather", "kpqr.com", "Two hurt in fire");
    }

    #[test]
    fn titles_stay_whole() {
        for (title, host) in [
            ("Two hurt in fire", "wxyz.com"),
            ("Fire - two hurt, police say", "wxyz.com"),
            ("Man held - news of his arrest spread", "wxyz.com"),
            ("Fire in Salem, Oregon", "wxyz.com"),
            ("Salem – Seven killed in dawn attack", "dawn.com"),
            ("Salem - Gunmen Storm TV Station, Kill Seven", "wxyz.com"),
            ("Five killed in Salem - State TV", "wxyz.com"),
            ("Salem - WXYZ News - Two Dead", "wxyz.com"),
            ("Rebels take a town - Sky over Salem", "news.sky.com"),
            ("WXYZ 7 News, Weather & Sports", "wxyz.com"),
            ("", "wxyz.com"),
        ] {
            check(title, host, title);
        }
    }

    proptest! {
        #[test]
        fn a_headline_is_left_of_any_title(
            title in "(\\PC| - | \\| |News|a b c d){0,30}",
            host in proptest::option::of("\\PC{0,20}"),
        ) {
            if let Some(from) = outlet_from(&title, host.as_deref(), &KNOWLEDGE.cleaning) {
                prop_assert!(title[..from].split_whitespace().count() >= SHORTEST_HEADLINE);
                prop_assert!(SEPARATORS.iter().any(|mark| title[from..].starts_with(mark)));
            }
        }
    }
}
