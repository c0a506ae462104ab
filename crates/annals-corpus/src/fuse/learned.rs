//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -8.3),
    ("origins", 1.14),
    ("corroborated", 0.0),
    ("signs", 2.35),
    ("main", 0.09),
    ("weakest_link", 0.79),
    ("doubted", 0.0),
    ("disputes", -0.27),
    ("day", 3.84),
    ("few_days", 2.18),
    ("town", 0.75),
    ("towns", -0.95),
    ("placed", 1.47),
    ("toll", 0.64),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.65),
    ("injured", -0.15),
    ("none", 0.4),
    ("several", -0.68),
    ("injured_none", 0.93),
    ("injured_several", 1.04),
    ("size", 0.0),
    ("stated", 0.97),
    ("origins", 0.24),
    ("speakers", 0.17),
    ("others", -0.16),
    ("whole", 0.0),
    ("disputed", -0.13),
    ("spread", -0.17),
    ("replaced", 0.0),
    ("incident_origins", 0.0),
    ("killed_too", -1.1),
];
