//! The curves of [`Weight`](super::weights::Weight), in its order: name, and points of what was measured with log-odds.
//! Written by `training/link_weights.py`, which says what they were learned from and which were set by hand.

/// A name and the points of its curve.
type Curve = (&'static str, &'static [(f64, f64)]);

/// A curve each weight.
#[rustfmt::skip]
pub const CURVES: [Curve; 34] = [
    ("prior", &[(0.0, -1.44)]),
    ("same_day", &[(0.0, 1.52)]),
    ("days_shared", &[(0.0, 0.7)]),
    ("spans_overlap", &[(0.0, 0.3)]),
    ("day_gap", &[(1.0, -0.5), (3.0, -1.2), (7.0, -2.0), (31.0, -3.0), (92.0, -3.0), (366.0, -3.0)]),
    ("month_day_same", &[(0.0, 2.2)]),
    ("month_day_differs", &[(0.0, -5.0)]),
    ("weekday_same", &[(0.0, 0.8)]),
    ("weekday_differs", &[(0.0, -1.5)]),
    ("day_gap_doubted", &[(0.0, -1.1)]),
    ("published_gap", &[(0.0, 1.61), (1.0, 1.34), (3.0, 0.91), (7.0, 0.36), (14.0, -0.23), (31.0, -1.21), (92.0, -1.72), (366.0, -3.22)]),
    ("published_unknown", &[(0.0, -1.6)]),
    ("place_same", &[(0.0, 0.77)]),
    ("place_holds", &[(0.0, 0.49)]),
    ("place_gap", &[(0.0, 0.6), (30.0, 0.3), (60.0, -0.6), (150.0, -1.2), (300.0, -2.0), (1000.0, -2.0)]),
    ("names_shared", &[(2.0, 0.5), (5.0, 2.34), (8.0, 3.28), (12.0, 3.94), (16.0, 4.3), (24.0, 5.87)]),
    ("names_differ", &[(0.0, 0.0)]),
    ("ages_shared", &[(0.0, -1.1), (0.5, -0.1), (1.0, 1.27)]),
    ("street_shared", &[(0.0, 2.28)]),
    ("streets_differ", &[(0.0, -1.4)]),
    ("block_shared", &[(0.0, 0.0)]),
    ("blocks_differ", &[(0.0, -1.83)]),
    ("type_same", &[(0.0, 0.3)]),
    ("type_compatible", &[(0.0, 0.2)]),
    ("type_related", &[(0.0, -0.2)]),
    ("type_differs", &[(0.0, -1.0)]),
    ("actor_shared", &[(0.0, 0.4)]),
    ("agents_differ", &[(0.0, -1.2)]),
    ("figure_same", &[(0.0, 1.52)]),
    ("figure_agrees", &[(0.0, 0.69)]),
    ("figure_differs", &[(0.0, -0.6)]),
    ("telling", &[(0.0, -1.15), (0.05, -0.55), (0.12, -0.19), (0.2, -0.11), (0.3, -0.11), (0.5, -0.05)]),
    ("report", &[(0.0, -3.97), (0.05, -3.06), (0.1, -1.01), (0.16, 0.67), (0.25, 1.74), (0.35, 1.74), (0.55, 1.74)]),
    ("copied", &[(0.0, 8.0)]),
];
