//! The curves of [`Weight`](super::weights::Weight), in its order: name, and points of what was measured with log-odds.
//! Written by `training/link_weights.py`, which says what they were learned from and which were set by hand.

/// A name and the points of its curve.
type Curve = (&'static str, &'static [(f64, f64)]);

/// A curve each weight.
#[rustfmt::skip]
pub const CURVES: [Curve; 37] = [
    ("prior", &[(0.0, -1.07)]),
    ("same_day", &[(0.0, 1.52)]),
    ("days_shared", &[(0.0, 0.88)]),
    ("spans_overlap", &[(0.0, 0.3)]),
    ("day_gap", &[(1.0, -0.5), (3.0, -1.2), (7.0, -2.0), (31.0, -3.0), (92.0, -3.0), (366.0, -3.0)]),
    ("month_day_same", &[(0.0, 2.2)]),
    ("month_day_differs", &[(0.0, -5.0)]),
    ("weekday_same", &[(0.0, 0.8)]),
    ("weekday_differs", &[(0.0, -1.5)]),
    ("day_gap_doubted", &[(0.0, -0.92)]),
    ("published_gap", &[(0.0, 1.3), (1.0, 1.06), (3.0, 0.82), (7.0, 0.46), (14.0, -0.22), (31.0, -1.31), (92.0, -1.62), (366.0, -2.97)]),
    ("published_unknown", &[(0.0, -1.6)]),
    ("place_same", &[(0.0, 0.88)]),
    ("place_holds", &[(0.0, 0.88)]),
    ("place_gap", &[(0.0, 0.41), (30.0, -0.12), (60.0, -0.5), (150.0, -1.0), (300.0, -1.5), (1000.0, -1.98)]),
    ("names_shared", &[(2.0, 0.33), (5.0, 2.18), (8.0, 3.03), (12.0, 3.63), (16.0, 3.8), (24.0, 5.22)]),
    ("names_differ", &[(0.0, 0.0)]),
    ("landmarks_shared", &[(0.0, 0.04), (3.0, 0.32), (6.0, 0.99), (10.0, 0.99), (15.0, 0.99), (25.0, 0.99), (40.0, 0.99)]),
    ("ages_shared", &[(0.0, -0.96), (0.5, -0.25), (1.0, 1.11)]),
    ("street_shared", &[(0.0, 1.01)]),
    ("streets_differ", &[(0.0, -1.33)]),
    ("block_shared", &[(0.0, 0.0)]),
    ("blocks_differ", &[(0.0, -2.46)]),
    ("type_same", &[(0.0, 0.3)]),
    ("type_compatible", &[(0.0, 0.2)]),
    ("type_related", &[(0.0, -0.2)]),
    ("type_differs", &[(0.0, -1.0)]),
    ("actor_shared", &[(0.0, 0.4)]),
    ("agents_differ", &[(0.0, -1.2)]),
    ("figure_same", &[(0.0, 1.58)]),
    ("figure_agrees", &[(0.0, 0.79)]),
    ("figure_differs", &[(0.0, 0.0)]),
    ("telling", &[(0.0, -0.59), (0.05, -0.41), (0.12, -0.41), (0.2, -0.41), (0.3, -0.41), (0.5, -0.23)]),
    ("report", &[(0.0, -3.76), (0.05, -2.8), (0.1, -0.9), (0.16, 0.36), (0.25, 1.41), (0.35, 1.61), (0.55, 1.61)]),
    ("title", &[(0.0, -0.8), (0.15, -0.6), (0.3, 0.1), (0.45, 0.49), (0.6, 0.61), (0.8, 0.61)]),
    ("same_outlet", &[(0.0, -0.1)]),
    ("copied", &[(0.0, 8.0)]),
];
