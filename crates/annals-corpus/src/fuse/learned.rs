//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -7.93),
    ("origins", 0.53),
    ("corroborated", 0.28),
    ("signs", 1.93),
    ("main", 0.06),
    ("weakest_link", 0.84),
    ("doubted", 0.0),
    ("disputes", -0.2),
    ("day", 3.35),
    ("few_days", 2.15),
    ("town", 0.82),
    ("towns", 0.0),
    ("placed", 1.05),
    ("toll", 0.83),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", -0.58),
    ("injured", 0.03),
    ("none", 0.27),
    ("several", 0.13),
    ("injured_none", 0.02),
    ("injured_several", 0.7),
    ("size", 0.01),
    ("stated", 1.59),
    ("origins", 0.0),
    ("speakers", 0.25),
    ("others", -0.38),
    ("whole", 0.0),
    ("disputed", 0.0),
    ("spread", -0.17),
    ("replaced", -0.1),
    ("incident_origins", 0.01),
    ("killed_too", -1.17),
];
