//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -8.01),
    ("origins", 0.88),
    ("corroborated", 0.17),
    ("signs", 2.12),
    ("main", 0.0),
    ("weakest_link", 0.83),
    ("doubted", -0.65),
    ("disputes", -0.62),
    ("day", 4.06),
    ("few_days", 1.86),
    ("town", 0.9),
    ("towns", -0.61),
    ("placed", 1.32),
    ("toll", 0.64),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.98),
    ("injured", -0.19),
    ("none", 0.14),
    ("several", -0.74),
    ("injured_none", 0.78),
    ("injured_several", 0.85),
    ("size", 0.01),
    ("stated", 0.69),
    ("origins", 0.23),
    ("speakers", 0.35),
    ("others", -0.11),
    ("whole", 0.0),
    ("disputed", -0.31),
    ("spread", -0.07),
    ("replaced", -0.33),
    ("incident_origins", 0.0),
    ("killed_too", -0.88),
];
