//! What weighs for one of the places of a name: a name and a log-odds for each term of `choose.rs`, in its order.
//! In the form that `training/place_weights.py` writes. Set by hand, its HAND: those that it learned were no better
//! across reports, and weighed capitals so high that the Tripoli of a report on Lebanon lay in Libya.

/// How many terms there are.
pub const TERMS: usize = 13;

/// A weight each term.
#[rustfmt::skip]
pub const WEIGHTS: [(&str, f64); TERMS] = [
    ("size", 1.0),
    ("country", 8.0),
    ("region", 7.0),
    ("state", 6.7),
    ("province", 5.0),
    ("facility", 5.5),
    ("district", 4.5),
    ("capital", 1.0),
    ("alias", -1.2),
    ("country_told", 1.2),
    ("division_told", 2.0),
    ("places_near", 1.6),
    ("home", 2.0),
];
