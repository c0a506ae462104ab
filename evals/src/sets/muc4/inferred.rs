//! What a template says without a string of the text: instruments told by verbs, and that nobody was hurt.

use super::classes::Words;

/// Words that tell of shooting (task documentation, 7.8, note 7: "by inference from a verb such as shoot"). Of the attacks of the
/// training part without a named instrument whose message has one of them, two in three have a gun in the key.
const SHOOTING: [&str; 9] =
    ["BULLET", "BULLETS", "GUNFIRE", "GUNNED", "GUNSHOT", "RIDDLED", "SHOOTING", "SHOT", "SHOTS"];

/// Words that tell of machine guns (task documentation, 7.7, note 1).
const MACHINEGUNNING: [&str; 2] = ["MACHINEGUNNED", "MACHINEGUNNING"];

/// Words for people hurt.
const HURT: [&str; 8] =
    ["CASUALTIES", "DEATHS", "FATALITIES", "HURT", "INJURED", "INJURIES", "VICTIMS", "WOUNDED"];

/// Words that say there was none.
const NOT: [&str; 3] = ["NO", "NOBODY", "WITHOUT"];

/// Words between a word of [`NOT`] and one of [`HURT`]: "no one was hurt".
const BETWEEN: usize = 4;

/// The type of the instrument of an incident for which none is named.
pub fn instrument(kind: &str, words: &Words) -> Option<&'static str> {
    let tells = |known: &[&str]| words.iter().any(|(word, _)| known.contains(&word));
    match kind {
        "BOMBING" => Some("BOMB"),
        "ATTACK" if tells(&MACHINEGUNNING) => Some("MACHINE GUN"),
        "ATTACK" if tells(&SHOOTING) => Some("GUN"),
        _ => None,
    }
}

/// Whether the message says that nobody was hurt.
pub fn spares_all(words: &Words) -> bool {
    let words: Vec<&str> = words.iter().map(|(word, _)| word).collect();
    let hurts = |rest: &[&str]| rest.iter().take(BETWEEN + 1).any(|word| HURT.contains(word));
    (0..words.len()).any(|at| NOT.contains(&words[at]) && hurts(&words[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_tell_of_weapons() {
        let of = |kind: &str, text: &str| instrument(kind, &Words::new(text));
        assert_eq!(of("ATTACK", "THE BAKER WAS SHOT"), Some("GUN"));
        assert_eq!(of("ATTACK", "MEN MACHINEGUNNED A MILL, SHOTS FELL"), Some("MACHINE GUN"));
        assert_eq!(of("ATTACK", "A MILL WAS ATTACKED"), None);
        assert_eq!(of("BOMBING", "SHOTS"), Some("BOMB"));
        assert_eq!(of("ARSON", "SHOTS"), None);
    }

    #[test]
    fn nobody_was_hurt() {
        let spares = |text: &str| spares_all(&Words::new(text));
        assert!(spares("NO ONE WAS HURT") && spares("WITHOUT CAUSING CASUALTIES"));
        assert!(!spares("TWO WERE HURT; NO BUS RUNS") && !spares("NO"));
    }
}
