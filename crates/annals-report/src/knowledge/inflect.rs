//! Makes the forms of a dictionary word: tables hold one form, reports use all.

/// The forms of a verb; each a list of words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerbForms {
    /// `kill`.
    pub base: Vec<String>,
    /// `kills`.
    pub third: Vec<String>,
    /// `killing`.
    pub gerund: Vec<String>,
    /// `killed` in "they killed".
    pub past: Vec<String>,
    /// `killed` in "were killed".
    pub participle: Vec<String>,
}

/// The forms of `row`: a base form, after slashes the past and the participle where they are irregular. Of several words,
/// the first verb is inflected: the first word, or the second after an adverb in `-ly`; and the word after "and".
pub fn verb(row: &str) -> VerbForms {
    let mut parts = row.split('/').map(words);
    let base = parts.next().unwrap_or_default();
    let past = parts.next();
    let participle = parts.next();
    let inflected = |change: fn(&str) -> String| -> Vec<String> {
        let first = usize::from(base.len() > 1 && base[0].ends_with("ly"));
        base.iter()
            .enumerate()
            .map(|(i, word)| {
                let second_verb = i >= 2 && base[i - 1] == "and";
                if i == first || second_verb { change(word) } else { word.clone() }
            })
            .collect()
    };
    let past = past.unwrap_or_else(|| inflected(past_of));
    VerbForms {
        third: inflected(third_of),
        gerund: inflected(gerund_of),
        participle: participle.unwrap_or_else(|| past.clone()),
        past,
        base,
    }
}

/// Singular and plural of `row`: of several words the last is inflected; an irregular plural stands after a slash.
pub fn noun(row: &str) -> (Vec<String>, Vec<String>) {
    let mut parts = row.split('/').map(words);
    let singular = parts.next().unwrap_or_default();
    let plural = parts.next().map_or_else(
        || {
            let mut plural = singular.clone();
            if let Some(last) = plural.last_mut() {
                *last = plural_of(last);
            }
            plural
        },
        |irregular| {
            let kept = singular.len().saturating_sub(irregular.len());
            let mut plural = singular[..kept].to_vec();
            plural.extend(irregular);
            plural
        },
    );
    (singular, plural)
}

/// The words of `text`, lower case.
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

fn plural_of(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
        format!("{stem}ies")
    } else if needs_e(word) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn third_of(word: &str) -> String {
    if word == "be" {
        "is".into()
    } else if word.ends_with('o') {
        format!("{word}es")
    } else {
        plural_of(word)
    }
}

fn past_of(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
        format!("{stem}ied")
    } else if word.ends_with('e') {
        format!("{word}d")
    } else {
        format!("{}ed", doubled(word))
    }
}

fn gerund_of(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ie") {
        format!("{stem}ying")
    } else if let Some(stem) = word.strip_suffix('e').filter(|stem| stem.len() > 1 && !stem.ends_with('e')) {
        format!("{stem}ing")
    } else {
        format!("{}ing", doubled(word))
    }
}

/// `gun` to `gunn`: a short word that ends in consonant, vowel, consonant doubles the last.
fn doubled(word: &str) -> String {
    let bytes = word.as_bytes();
    let vowel = |b: u8| b"aeiou".contains(&b);
    let doubles = match bytes {
        [.., a, b, c] if !vowel(*a) && vowel(*b) && !vowel(*c) && !b"wxy".contains(c) => {
            bytes.iter().filter(|b| vowel(**b)).count() == 1 || word == "kidnap"
        }
        _ => false,
    };
    match word.chars().last().filter(|_| doubles) {
        Some(last) => format!("{word}{last}"),
        None => word.into(),
    }
}

fn needs_e(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end))
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(row: &str, expect: [&str; 4]) {
        let forms = verb(row);
        let [third, gerund, past, participle] =
            [forms.third, forms.gerund, forms.past, forms.participle].map(|words| words.join(" "));
        assert_eq!([third.as_str(), &gerund, &past, &participle], expect, "{row}");
    }

    #[test]
    fn verbs() {
        check("kill", ["kills", "killing", "killed", "killed"]);
        check("die", ["dies", "dying", "died", "died"]);
        check("injure", ["injures", "injuring", "injured", "injured"]);
        check("bury alive", ["buries alive", "burying alive", "buried alive", "buried alive"]);
        check("gun down", ["guns down", "gunning down", "gunned down", "gunned down"]);
        check("kidnap", ["kidnaps", "kidnapping", "kidnapped", "kidnapped"]);
        check("murder", ["murders", "murdering", "murdered", "murdered"]);
        check("flee/fled", ["flees", "fleeing", "fled", "fled"]);
        check("slay/slew/slain", ["slays", "slaying", "slew", "slain"]);
        check(
            "shoot and kill/shot and killed",
            ["shoots and kills", "shooting and killing", "shot and killed", "shot and killed"],
        );
        check("fatally wound", ["fatally wounds", "fatally wounding", "fatally wounded", "fatally wounded"]);
        check(
            "go missing/went missing/gone missing",
            ["goes missing", "going missing", "went missing", "gone missing"],
        );
    }

    #[test]
    fn nouns() {
        for (row, plural) in [
            ("boy", "boys"),
            ("fatality", "fatalities"),
            ("wife/wives", "wives"),
            ("displaced person/displaced people", "displaced people"),
            ("car crash", "car crashes"),
            ("police officer", "police officers"),
            ("suspected person/people", "suspected people"),
        ] {
            assert_eq!(noun(row).1.join(" "), plural);
        }
    }
}
