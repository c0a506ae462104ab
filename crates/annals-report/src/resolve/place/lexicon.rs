//! Words beside a name that tell whether it is one of a place. All are folded: doubled letters are single.

use annals_types::mention::PlacePrecision;

pub fn is_title(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "sir"
            | "lady"
            | "lord"
            | "sen"
            | "rep"
            | "col"
            | "lt"
            | "sgt"
            | "capt"
            | "cpl"
            | "maj"
            | "pvt"
            | "judge"
            | "justice"
            | "rev"
            | "oficer"
            | "detective"
            | "prof"
            | "coach"
            | "deputy"
    )
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

/// Nouns that stay outside a name but tell that it is one of a place.
pub fn is_generic(word: &str) -> bool {
    division(word).is_some()
        || is_organisation_word(word)
        || matches!(
            word,
            "township"
                | "police"
                | "airport"
                | "base"
                | "camp"
                | "river"
                | "lake"
                | "stret"
                | "avenue"
                | "road"
                | "park"
                | "beach"
                | "hospital"
                | "fire"
                | "schol"
                | "border"
                | "suburb"
                | "area"
                | "metropolitan"
                | "international"
                | "sherif"
                | "mayor"
                | "residents"
                | "resident"
                | "native"
        )
}

/// Nouns that make a name before them part of the name of an organisation.
pub fn is_organisation_word(word: &str) -> bool {
    matches!(
        word,
        "university"
            | "colege"
            | "police"
            | "fire"
            | "hospital"
            | "high"
            | "schol"
            | "times"
            | "post"
            | "news"
            | "herald"
            | "tribune"
            | "journal"
            | "state"
            | "department"
            | "united"
            | "city"
            | "sherif"
            | "council"
            | "church"
            | "medical"
            | "academy"
            | "institute"
            | "museum"
            | "chamber"
            | "stock"
            | "comunity"
            | "regional"
            | "airlines"
            | "airport"
    )
}

pub fn division(word: &str) -> Option<PlacePrecision> {
    match word {
        "province" | "governorate" | "oblast" | "state" | "region" | "provinces" => {
            Some(PlacePrecision::Province)
        }
        "district" | "county" | "subdistrict" | "prefecture" | "municipality" => {
            Some(PlacePrecision::District)
        }
        "city" | "town" | "vilage" | "neighborhod" | "neighbourhod" => Some(PlacePrecision::Town),
        _ => None,
    }
}

pub fn is_settlement(word: &str) -> bool {
    matches!(
        word,
        "town"
            | "vilage"
            | "city"
            | "district"
            | "province"
            | "hamlet"
            | "neighborhod"
            | "neighbourhod"
            | "suburb"
            | "region"
            | "municipality"
            | "governorate"
            | "township"
            | "comunity"
            | "setlement"
            | "port"
    )
}

pub fn is_calendar(word: &str) -> bool {
    matches!(
        word,
        "january"
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

pub fn is_verb_of_speech(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "has"
            | "had"
            | "denied"
            | "denies"
            | "acused"
            | "acuses"
            | "blamed"
            | "blames"
            | "condemned"
            | "warned"
            | "warns"
            | "vowed"
            | "claims"
            | "claimed"
            | "insists"
            | "insisted"
            | "wants"
            | "wanted"
            | "anounced"
            | "rejected"
            | "agred"
            | "caled"
            | "urged"
            | "responded"
            | "retaliated"
            | "wil"
            | "would"
            | "sought"
            | "suports"
            | "suported"
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

/// Nouns that make a name before them that of a street.
pub fn is_street(word: &str) -> bool {
    matches!(
        word,
        "stret"
            | "st"
            | "avenue"
            | "ave"
            | "road"
            | "rd"
            | "drive"
            | "dr"
            | "lane"
            | "ln"
            | "boulevard"
            | "blvd"
            | "parkway"
            | "pkwy"
            | "highway"
            | "hwy"
            | "turnpike"
    )
}

/// Nouns that a town's name stands before: "a Springfield man", "Springfield police".
pub fn is_local(word: &str) -> bool {
    matches!(
        word,
        "police"
            | "man"
            | "woman"
            | "men"
            | "women"
            | "boy"
            | "girl"
            | "ten"
            | "tenager"
            | "couple"
            | "family"
            | "residents"
            | "resident"
            | "native"
            | "home"
            | "house"
            | "apartment"
            | "firefighters"
    )
}
