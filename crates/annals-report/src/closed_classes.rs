//! Function words, points of the compass, zones of time and the calendar. All are folded (doubled letters are single), zones as they are
//! written too. The nouns and verbs that tell names of places stand in `knowledge/place_words.toml`.

/// Of people; headlines shorten them to "self".
pub fn is_reflexive(word: &str) -> bool {
    is_reflexive_of_one(word) || word == "themselves"
}

/// Of one person.
pub fn is_reflexive_of_one(word: &str) -> bool {
    matches!(word, "himself" | "herself" | "self")
}

pub fn is_place_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "near"
            | "from"
            | "outside"
            | "around"
            | "towards"
            | "toward"
            | "through"
            | "acros"
            | "into"
            | "throughout"
            | "inside"
            | "within"
            | "of"
            | "betwen"
            | "beyond"
            | "downtown"
            | "nearby"
            | "leaving"
            | "central"
    )
}

/// Before the first of two times these make them the ends of one stretch. In full letters, not folded.
pub fn opens_a_stretch(word: &str) -> bool {
    matches!(word, "between" | "from")
}

/// Between two times these make them the ends of one stretch. In full letters, not folded.
pub fn joins_a_stretch(word: &str) -> bool {
    matches!(word, "and" | "to" | "until" | "till" | "through")
}

pub fn is_compass(word: &str) -> bool {
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "northside"
            | "southside"
            | "eastside"
            | "westside"
            | "northeastern"
            | "northwestern"
            | "southeastern"
            | "southwestern"
            | "central"
            | "downtown"
            | "greater"
            | "uper"
            | "lower"
            | "mainland"
            | "rural"
            | "metro"
            | "coastal"
            | "suburban"
            | "iner"
            | "ocupied"
    )
}

pub fn is_compass_point(word: &str) -> bool {
    matches!(word, "ne" | "nw" | "se" | "sw")
}

/// A dash, as typewriters and printers write it; a hyphen too.
pub fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "---" | "–" | "—")
}

/// The month, 1 to 12, of a name or abbreviation in lower case.
pub fn month(word: &str) -> Option<i8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" | "febr" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// Names of zones as they stand after a time of day.
pub fn is_zone(word: &str) -> bool {
    matches!(
        word,
        "gmt"
            | "utc"
            | "est"
            | "edt"
            | "et"
            | "cst"
            | "cdt"
            | "ct"
            | "mst"
            | "mdt"
            | "pst"
            | "pdt"
            | "pt"
            | "cet"
            | "cest"
            | "bst"
            | "eet"
            | "eest"
            | "msk"
            | "ist"
    )
}

pub fn is_calendar(word: &str) -> bool {
    matches!(
        word,
        "jan"
            | "feb"
            | "apr"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "easter"
            | "christmas"
            | "ramadan"
    )
}

pub fn is_function(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "at"
            | "of"
            | "and"
            | "or"
            | "but"
            | "from"
            | "to"
            | "for"
            | "by"
            | "with"
            | "is"
            | "was"
            | "are"
            | "were"
            | "that"
            | "which"
            | "who"
            | "where"
            | "while"
            | "when"
            | "as"
            | "after"
            | "before"
            | "near"
            | "this"
            | "these"
            | "those"
            | "it"
            | "he"
            | "she"
            | "they"
            | "we"
            | "over"
            | "last"
            | "since"
            | "during"
            | "because"
            | "if"
            | "although"
            | "meanwhile"
            | "outside"
            | "acros"
            | "inside"
            | "betwen"
            | "both"
            | "to-day"
            | "has"
            | "had"
            | "have"
            | "wil"
            | "would"
            | "not"
            | "about"
            | "against"
            | "into"
            | "than"
            | "like"
            | "i"
    )
}
