//! Abbreviations that end in a full stop, and what may follow them. Spellings after the Associated Press and Reuters
//! style books.

/// What the end of a token says of the end of the sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stop {
    /// A full stop, question mark, exclamation mark or ellipsis.
    Plain,
    /// `Mr.`, `Gen.`, `No.`, an initial: a name or number follows.
    Title,
    /// `Jan.`: ends a sentence unless a number follows.
    Month,
    /// `p.m.`: ends a sentence unless a day or a zone follows.
    Clock,
    /// `Ave.`: ends a sentence when a capital follows that is not a direction.
    Address,
    /// `U.S.`, `Inc.`, `Jr.`: ends a sentence only before a word that usually opens one.
    Acronym,
}

const TITLES: &[&str] = &[
    "mr.", "mrs.", "ms.", "dr.", "prof.", "rev.", "fr.", "hon.", "sen.", "rep.", "gov.", "pres.", "gen.",
    "lt.", "col.", "maj.", "capt.", "cpt.", "cmdr.", "adm.", "sgt.", "cpl.", "pvt.", "det.", "insp.",
    "supt.", "brig.", "spc.", "pfc.", "msgr.", "amb.", "st.", "ste.", "mt.", "ft.", "no.", "nos.", "vs.",
    "v.", "art.", "sec.", "fig.", "e.g.", "i.e.", "cf.", "approx.", "incl.", "messrs.", "atty.", "asst.",
    "dep.", "sra.", "mlle.", "mme.",
];

const MONTHS: &[&str] = &[
    "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.", "p.",
    "pp.",
];

const ADDRESSES: &[&str] = &["ave.", "blvd.", "rd.", "ln.", "pkwy.", "hwy.", "ct.", "pl.", "sq."];

const NAME_ENDS: &[&str] = &[
    "inc.", "corp.", "co.", "ltd.", "jr.", "sr.", "bros.", "dept.", "univ.", "assn.", "etc.", "al.", "ph.d.",
    "m.d.", "est.", "min.", "max.", "esq.", "ala.", "ariz.", "ark.", "calif.", "colo.", "conn.", "del.",
    "fla.", "ga.", "ill.", "ind.", "kan.", "ky.", "la.", "md.", "mass.", "mich.", "minn.", "miss.", "mo.",
    "mont.", "neb.", "nev.", "okla.", "ore.", "pa.", "tenn.", "tex.", "vt.", "va.", "wash.", "wis.", "wyo.",
    "mon.", "tue.", "tues.", "wed.", "thu.", "thur.", "thurs.", "fri.",
];

const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "there",
    "here",
    "but",
    "and",
    "or",
    "so",
    "yet",
    "if",
    "when",
    "while",
    "where",
    "after",
    "before",
    "since",
    "until",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "on",
    "of",
    "over",
    "to",
    "under",
    "with",
    "without",
    "although",
    "though",
    "however",
    "because",
    "despite",
    "during",
    "earlier",
    "later",
    "meanwhile",
    "some",
    "many",
    "most",
    "several",
    "no",
    "not",
    "nobody",
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "both",
    "all",
    "another",
    "other",
    "what",
    "who",
    "why",
    "how",
    "then",
    "thus",
    "also",
    "according",
    "about",
    "more",
    "only",
    "even",
    "still",
    "such",
    "once",
    "police",
    "officials",
    "authorities",
];

const AFTER_CLOCK: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "eastern",
    "central",
    "mountain",
    "pacific",
    "local",
    "greenwich",
];

/// What `word` says as a possible end of a sentence; `None` where it is none. `before` is the token before it.
pub(super) fn stop_of(word: &str, before: Option<&str>) -> Option<Stop> {
    match word.chars().next_back()? {
        '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' => return Some(Stop::Plain),
        '.' => {}
        _ => return None,
    }
    if word.bytes().all(|byte| byte == b'.') {
        return Some(Stop::Plain);
    }
    let lower = word.to_lowercase();
    let is_one = |list: &[&str]| list.contains(&lower.as_str());
    Some(if matches!(lower.as_str(), "a.m." | "p.m.") {
        Stop::Clock
    } else if lower == "st." && before.is_some_and(is_street_name) {
        Stop::Acronym
    } else if is_one(TITLES) {
        Stop::Title
    } else if is_one(MONTHS) {
        Stop::Month
    } else if is_one(ADDRESSES) {
        Stop::Address
    } else {
        Stop::Acronym
    })
}

/// `42nd`, `Main`: what stands before the `St.` of a street, but not before that of a saint.
fn is_street_name(before: &str) -> bool {
    before.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a full stop after `word` (without it) belongs to the word.
pub(super) fn is_abbreviation(word: &str, number_follows: bool) -> bool {
    let mut with_stop = word.to_lowercase();
    with_stop.push('.');
    let is_one = |list: &[&str]| list.contains(&with_stop.as_str());
    match with_stop.as_str() {
        // Words of their own as well: only a number makes them abbreviations, or (for months) a capital.
        "no." | "nos." | "fig." | "art." | "sec." | "p." | "pp." => number_follows,
        "mar." | "may." | "jun." | "sep." => number_follows && starts_upper(word),
        "miss." | "mass." | "ill." | "ind." | "la." | "pa." | "mo." | "ore." | "wash." | "del." | "min."
        | "max." | "est." | "mon." | "sat." | "sun." | "wed." | "al." | "fri." | "va." | "co." | "pl."
        | "ct." | "dep." => starts_upper(word) || with_stop == "al.",
        "fr." | "hon." | "col." | "gen." | "capt." | "det." | "st." | "mt." | "ft." | "amb." => {
            starts_upper(word) || with_stop == "ft."
        }
        _ => is_one(TITLES) || is_one(MONTHS) || is_one(ADDRESSES) || is_one(NAME_ENDS),
    }
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether `word` often opens a sentence and never is a name.
pub(super) fn opens_sentence(word: &str) -> bool {
    OPENERS.contains(&word.to_lowercase().as_str())
}

/// Whether `word` may follow `p.m.` in the same sentence: a day, a month, a zone.
pub(super) fn follows_clock(word: &str) -> bool {
    let all_capitals = word.len() > 1 && word.chars().all(char::is_uppercase);
    all_capitals
        || !word.starts_with(char::is_alphabetic)
        || AFTER_CLOCK.contains(&word.to_lowercase().as_str())
}

/// Whether `word` is a point of the compass in an address: `N.`, `SW`, `South`.
pub(super) fn is_direction(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    matches!(
        word.as_str(),
        "n" | "s" | "e" | "w" | "nw" | "ne" | "sw" | "se" | "north" | "south" | "east" | "west"
    )
}
