//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -8.21),
    ("origins", 0.98),
    ("corroborated", 0.11),
    ("signs", 2.21),
    ("main", 0.0),
    ("weakest_link", 0.76),
    ("doubted", -0.1),
    ("disputes", -0.2),
    ("day", 3.78),
    ("few_days", 2.19),
    ("town", 0.72),
    ("towns", -0.81),
    ("placed", 1.49),
    ("toll", 0.81),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.68),
    ("injured", -0.22),
    ("none", 0.74),
    ("several", -0.64),
    ("injured_none", 0.78),
    ("injured_several", 1.0),
    ("size", 0.01),
    ("stated", 0.91),
    ("origins", 0.1),
    ("speakers", 0.4),
    ("others", -0.2),
    ("whole", 0.0),
    ("disputed", -0.18),
    ("spread", -0.16),
    ("replaced", -0.01),
    ("incident_origins", 0.0),
    ("killed_too", -0.98),
];
