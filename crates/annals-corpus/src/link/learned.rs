//! The curves of [`Weight`](super::weights::Weight), in its order: name, and points of what was measured with log-odds.
//! Written by `training/link_weights.py`, which says what they were learned from and which were set by hand.

/// A name and the points of its curve.
type Curve = (&'static str, &'static [(f64, f64)]);

/// A curve each weight.
#[rustfmt::skip]
pub const CURVES: [Curve; 39] = [
    ("prior", &[(0.0, -0.44)]),
    ("same_day", &[(0.0, 1.52)]),
    ("days_shared", &[(0.0, 0.75)]),
    ("spans_overlap", &[(0.0, 0.3)]),
    ("day_gap", &[(1.0, -0.5), (3.0, -1.2), (7.0, -2.0), (31.0, -3.0), (92.0, -3.0), (366.0, -3.0)]),
    ("month_day_same", &[(0.0, 2.2)]),
    ("month_day_differs", &[(0.0, -5.0)]),
    ("weekday_same", &[(0.0, 0.8)]),
    ("weekday_differs", &[(0.0, -1.5)]),
    ("day_gap_doubted", &[(0.0, -0.81)]),
    ("published_gap", &[(0.0, 0.78), (1.0, 0.51), (3.0, 0.06), (7.0, -0.33), (14.0, -0.99), (31.0, -2.03), (92.0, -2.54), (366.0, -4.09)]),
    ("published_gap_named", &[(0.0, 1.05), (1.0, 1.05), (3.0, 1.05), (7.0, 1.05), (14.0, 1.02), (31.0, 1.03), (92.0, 1.03), (366.0, -0.47)]),
    ("published_unknown", &[(0.0, -1.6)]),
    ("place_same", &[(0.0, 1.46)]),
    ("place_holds", &[(0.0, 1.1)]),
    ("place_gap", &[(0.0, 0.64), (30.0, 0.0), (60.0, -0.5), (150.0, -1.0), (300.0, -1.5), (1000.0, -2.06)]),
    ("names_shared", &[(2.0, 0.55), (5.0, 0.99), (8.0, 1.25), (12.0, 2.1), (16.0, 2.1), (24.0, 2.74)]),
    ("names_differ", &[(0.0, 0.0)]),
    ("landmarks_shared", &[(0.0, -0.34), (3.0, -0.27), (6.0, 0.42), (10.0, 0.42), (15.0, 0.42), (25.0, 0.42), (40.0, 0.42)]),
    ("ages_shared", &[(0.0, -1.0), (0.5, -0.52), (1.0, 0.75)]),
    ("street_shared", &[(0.0, 0.96)]),
    ("streets_differ", &[(0.0, -1.35)]),
    ("block_shared", &[(0.0, 0.0)]),
    ("blocks_differ", &[(0.0, -2.28)]),
    ("type_same", &[(0.0, 0.3)]),
    ("type_compatible", &[(0.0, 0.2)]),
    ("type_related", &[(0.0, -0.2)]),
    ("type_differs", &[(0.0, -1.0)]),
    ("actor_shared", &[(0.0, 0.4)]),
    ("agents_differ", &[(0.0, -1.2)]),
    ("figure_same", &[(0.0, 1.31)]),
    ("figure_agrees", &[(0.0, 0.57)]),
    ("figure_differs", &[(0.0, -0.49)]),
    ("telling", &[(0.0, -0.53), (0.05, -0.11), (0.12, -0.11), (0.2, -0.11), (0.3, -0.11), (0.5, -0.11)]),
    ("report", &[(0.0, -3.9), (0.05, -2.57), (0.1, -0.61), (0.16, 0.61), (0.25, 1.53), (0.35, 1.93), (0.55, 1.93)]),
    ("title", &[(0.0, -0.8), (0.15, -0.6), (0.3, 0.21), (0.45, 0.29), (0.6, 0.29), (0.8, 0.29)]),
    ("title_alone", &[(0.0, -2.85), (0.2, -1.59), (0.4, 0.05), (0.6, 1.4), (0.8, 2.24)]),
    ("same_outlet", &[(0.0, -0.1)]),
    ("copied", &[(0.0, 8.0)]),
];
