//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -7.96),
    ("origins", 0.88),
    ("corroborated", 0.28),
    ("signs", 2.06),
    ("main", 0.0),
    ("weakest_link", 0.84),
    ("doubted", 0.0),
    ("disputes", -0.18),
    ("day", 3.83),
    ("few_days", 1.88),
    ("town", 0.91),
    ("towns", -0.96),
    ("placed", 1.46),
    ("toll", 0.42),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.91),
    ("injured", -0.03),
    ("none", -0.03),
    ("several", -0.54),
    ("injured_none", 0.91),
    ("injured_several", 0.88),
    ("size", 0.0),
    ("stated", 0.52),
    ("origins", 0.21),
    ("speakers", 0.37),
    ("others", -0.21),
    ("whole", 0.0),
    ("disputed", -0.02),
    ("spread", -0.17),
    ("replaced", -0.02),
    ("incident_origins", 0.0),
    ("killed_too", -1.03),
];
