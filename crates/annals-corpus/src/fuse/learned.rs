//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -9.5),
    ("reports", 0.5),
    ("corroborated", 0.52),
    ("signs", 2.37),
    ("main", 0.51),
    ("weakest_link", 0.69),
    ("doubted", 0.0),
    ("disputes", -0.24),
    ("day", 3.4),
    ("few_days", 2.57),
    ("town", 1.32),
    ("towns", -1.01),
    ("placed", 1.32),
    ("toll", 1.0),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", -0.77),
    ("injured", 0.02),
    ("none", 0.27),
    ("several", 0.08),
    ("injured_none", 0.12),
    ("injured_several", 0.68),
    ("size", 0.01),
    ("stated", 1.82),
    ("origins", 0.0),
    ("speakers", 0.19),
    ("others", -0.48),
    ("whole", 0.0),
    ("disputed", 0.0),
    ("spread", 0.0),
    ("replaced", 0.0),
    ("reports", 0.09),
    ("killed_too", -1.16),
];
