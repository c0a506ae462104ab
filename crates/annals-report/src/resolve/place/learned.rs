//! What weighs for one of the places of a name: a name and a log-odds for each term of `choose.rs`, in its order.
//! Written by `training/place_weights.py`, which says what they were learned from.

/// How many terms there are.
pub const TERMS: usize = 15;

/// A weight each term.
#[rustfmt::skip]
pub const WEIGHTS: [(&str, f64); TERMS] = [
    ("size", 1.00),
    ("country", 9.56),
    ("region", 8.07),
    ("state", 8.23),
    ("province", 6.04),
    ("facility", 5.58),
    ("district", 4.54),
    ("capital", 3.17),
    ("alias", -2.52),
    ("country_told", 1.09),
    ("division_told", 2.07),
    ("places_near", 1.97),
    ("nearest", 0.05),
    ("home", 2.78),
    ("home_near", 0.93),
];
