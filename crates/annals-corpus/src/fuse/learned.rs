//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -8.03),
    ("origins", 0.93),
    ("corroborated", 0.31),
    ("signs", 1.93),
    ("main", 0.0),
    ("weakest_link", 1.06),
    ("doubted", -0.63),
    ("disputes", -0.37),
    ("day", 3.93),
    ("few_days", 1.69),
    ("town", 0.83),
    ("towns", -0.96),
    ("placed", 1.45),
    ("toll", 0.51),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.78),
    ("injured", -0.13),
    ("none", 0.24),
    ("several", -0.65),
    ("injured_none", 0.84),
    ("injured_several", 0.92),
    ("size", 0.0),
    ("stated", 0.73),
    ("origins", 0.24),
    ("speakers", 0.4),
    ("others", -0.14),
    ("whole", 0.0),
    ("disputed", -0.17),
    ("spread", -0.19),
    ("replaced", -0.19),
    ("incident_origins", 0.0),
    ("killed_too", -0.92),
];
