//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -9.21),
    ("origins", 1.01),
    ("corroborated", 0.23),
    ("signs", 2.26),
    ("main", 0.79),
    ("weakest_link", 1.11),
    ("doubted", -0.05),
    ("disputes", -0.14),
    ("day", 3.75),
    ("few_days", 2.25),
    ("town", 0.7),
    ("towns", -0.98),
    ("placed", 1.45),
    ("toll", 0.73),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.46),
    ("injured", -0.21),
    ("none", 0.23),
    ("several", -0.69),
    ("injured_none", -0.03),
    ("injured_several", 1.02),
    ("size", 0.01),
    ("stated", 0.94),
    ("origins", 0.17),
    ("speakers", 0.48),
    ("others", -0.12),
    ("whole", 0.0),
    ("disputed", -0.18),
    ("spread", -0.14),
    ("replaced", -0.18),
    ("incident_origins", 0.0),
    ("killed_too", -1.11),
];
