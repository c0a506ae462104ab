//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -8.11),
    ("origins", 0.95),
    ("corroborated", 0.29),
    ("signs", 1.95),
    ("main", 0.0),
    ("weakest_link", 1.06),
    ("doubted", -0.63),
    ("disputes", -0.38),
    ("day", 3.93),
    ("few_days", 1.65),
    ("town", 0.82),
    ("towns", -0.96),
    ("placed", 1.51),
    ("toll", 0.51),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.78),
    ("injured", -0.15),
    ("none", 0.28),
    ("several", -0.68),
    ("injured_none", 0.77),
    ("injured_several", 0.92),
    ("size", 0.01),
    ("stated", 0.75),
    ("origins", 0.22),
    ("speakers", 0.38),
    ("others", -0.1),
    ("whole", 0.0),
    ("disputed", -0.09),
    ("spread", -0.22),
    ("replaced", -0.16),
    ("incident_origins", 0.0),
    ("killed_too", -0.92),
];
