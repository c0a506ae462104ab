//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -8.77),
    ("origins", 0.88),
    ("corroborated", 0.27),
    ("signs", 2.3),
    ("main", 0.47),
    ("weakest_link", 0.94),
    ("doubted", -0.07),
    ("disputes", -0.2),
    ("day", 3.8),
    ("few_days", 2.23),
    ("town", 0.68),
    ("towns", -0.84),
    ("placed", 1.56),
    ("toll", 0.62),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.77),
    ("injured", -0.27),
    ("none", 0.61),
    ("several", -0.63),
    ("injured_none", 0.71),
    ("injured_several", 1.01),
    ("size", 0.01),
    ("stated", 0.86),
    ("origins", 0.09),
    ("speakers", 0.4),
    ("others", -0.19),
    ("whole", 0.0),
    ("disputed", -0.18),
    ("spread", -0.16),
    ("replaced", -0.03),
    ("incident_origins", 0.0),
    ("killed_too", -0.97),
];
