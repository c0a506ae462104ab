//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -9.38),
    ("origins", 0.91),
    ("corroborated", 0.27),
    ("signs", 2.3),
    ("main", 0.87),
    ("weakest_link", 1.18),
    ("doubted", 0.0),
    ("disputes", -0.1),
    ("day", 3.74),
    ("few_days", 2.2),
    ("town", 0.66),
    ("towns", -0.92),
    ("placed", 1.44),
    ("toll", 0.72),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.57),
    ("injured", -0.25),
    ("none", 0.23),
    ("several", -0.73),
    ("injured_none", -0.03),
    ("injured_several", 1.04),
    ("size", 0.01),
    ("stated", 0.83),
    ("origins", 0.18),
    ("speakers", 0.48),
    ("others", -0.13),
    ("whole", 0.0),
    ("disputed", -0.15),
    ("spread", -0.14),
    ("replaced", -0.16),
    ("incident_origins", 0.0),
    ("killed_too", -1.09),
];
