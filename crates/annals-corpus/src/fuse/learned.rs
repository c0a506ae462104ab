//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -7.97),
    ("origins", 0.87),
    ("corroborated", 0.31),
    ("signs", 1.85),
    ("main", 0.0),
    ("weakest_link", 0.95),
    ("doubted", -0.64),
    ("disputes", -0.4),
    ("day", 3.98),
    ("few_days", 1.81),
    ("town", 0.81),
    ("towns", -0.89),
    ("placed", 1.49),
    ("toll", 0.63),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.92),
    ("injured", -0.19),
    ("none", 0.09),
    ("several", -0.69),
    ("injured_none", 0.85),
    ("injured_several", 0.83),
    ("size", 0.01),
    ("stated", 0.72),
    ("origins", 0.23),
    ("speakers", 0.35),
    ("others", -0.12),
    ("whole", 0.0),
    ("disputed", -0.34),
    ("spread", -0.08),
    ("replaced", -0.37),
    ("incident_origins", 0.0),
    ("killed_too", -0.88),
];
