//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.

/// That an account tells of one incident, on its day and at its place.
pub const INCIDENT: &[(&str, f64)] = &[
    ("prior", -8.94),
    ("origins", 0.94),
    ("corroborated", 0.2),
    ("signs", 2.34),
    ("main", 0.46),
    ("weakest_link", 0.93),
    ("doubted", -0.07),
    ("disputes", -0.19),
    ("day", 3.73),
    ("few_days", 2.2),
    ("town", 0.67),
    ("towns", -0.89),
    ("placed", 1.53),
    ("toll", 0.84),
];

/// That the best figure of a toll is that of the record.
pub const TOLL: &[(&str, f64)] = &[
    ("prior", 0.88),
    ("injured", -0.2),
    ("none", 0.73),
    ("several", -0.66),
    ("injured_none", 0.39),
    ("injured_several", 0.94),
    ("size", 0.01),
    ("stated", 0.67),
    ("origins", 0.2),
    ("speakers", 0.35),
    ("others", -0.17),
    ("whole", 0.0),
    ("disputed", -0.04),
    ("spread", -0.17),
    ("replaced", -0.15),
    ("incident_origins", 0.0),
    ("killed_too", -0.97),
];
