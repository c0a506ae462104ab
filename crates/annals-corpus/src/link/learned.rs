//! The curves of [`Weight`](super::weights::Weight), in its order: name, and points of what was measured with log-odds.
//! Written by `training/link_weights.py`, which says what they were learned from and which were set by hand.

/// A name and the points of its curve.
type Curve = (&'static str, &'static [(f64, f64)]);

/// A curve each weight.
#[rustfmt::skip]
pub const CURVES: [Curve; 39] = [
    ("prior", &[(0.0, -0.86)]),
    ("same_day", &[(0.0, 1.5)]),
    ("days_shared", &[(0.0, 0.79)]),
    ("spans_overlap", &[(0.0, 0.3)]),
    ("day_gap", &[(1.0, -0.5), (3.0, -1.2), (7.0, -2.0), (31.0, -3.0), (92.0, -3.0), (366.0, -3.0)]),
    ("month_day_same", &[(0.0, 2.2)]),
    ("month_day_differs", &[(0.0, -5.0)]),
    ("weekday_same", &[(0.0, 0.8)]),
    ("weekday_differs", &[(0.0, -1.5)]),
    ("day_gap_doubted", &[(0.0, -0.75)]),
    ("published_gap", &[(0.0, 0.77), (1.0, 0.51), (3.0, 0.07), (7.0, -0.31), (14.0, -0.95), (31.0, -1.98), (92.0, -2.49), (366.0, -4.02)]),
    ("published_gap_named", &[(0.0, 1.03), (1.0, 1.03), (3.0, 1.03), (7.0, 1.03), (14.0, 1.03), (31.0, 1.03), (92.0, 1.03), (366.0, -0.49)]),
    ("published_unknown", &[(0.0, -1.6)]),
    ("place_same", &[(0.0, 0.88)]),
    ("place_holds", &[(0.0, 0.88)]),
    ("place_gap", &[(0.0, 0.38), (30.0, 0.0), (60.0, -0.5), (150.0, -1.01), (300.0, -1.5), (1000.0, -2.39)]),
    ("names_shared", &[(2.0, 0.57), (5.0, 0.98), (8.0, 1.22), (12.0, 2.11), (16.0, 2.11), (24.0, 2.74)]),
    ("names_differ", &[(0.0, 0.0)]),
    ("landmarks_shared", &[(0.0, -0.28), (3.0, -0.23), (6.0, 0.47), (10.0, 0.47), (15.0, 0.47), (25.0, 0.47), (40.0, 0.47)]),
    ("ages_shared", &[(0.0, -1.0), (0.5, -0.53), (1.0, 0.73)]),
    ("street_shared", &[(0.0, 0.96)]),
    ("streets_differ", &[(0.0, -1.32)]),
    ("block_shared", &[(0.0, 0.0)]),
    ("blocks_differ", &[(0.0, -2.27)]),
    ("type_same", &[(0.0, 0.3)]),
    ("type_compatible", &[(0.0, 0.2)]),
    ("type_related", &[(0.0, -0.2)]),
    ("type_differs", &[(0.0, -1.0)]),
    ("actor_shared", &[(0.0, 0.4)]),
    ("agents_differ", &[(0.0, -1.2)]),
    ("figure_same", &[(0.0, 1.3)]),
    ("figure_agrees", &[(0.0, 0.53)]),
    ("figure_differs", &[(0.0, -0.45)]),
    ("telling", &[(0.0, -0.59), (0.05, -0.03), (0.12, -0.03), (0.2, -0.03), (0.3, -0.03), (0.5, 0.0)]),
    ("report", &[(0.0, -3.92), (0.05, -2.58), (0.1, -0.57), (0.16, 0.7), (0.25, 1.63), (0.35, 2.01), (0.55, 2.01)]),
    ("title", &[(0.0, -0.8), (0.15, -0.6), (0.3, 0.24), (0.45, 0.35), (0.6, 0.35), (0.8, 0.35)]),
    ("title_alone", &[(0.0, -3.0), (0.2, -1.65), (0.4, 0.07), (0.6, 1.41), (0.8, 2.24)]),
    ("same_outlet", &[(0.0, -0.1)]),
    ("copied", &[(0.0, 8.0)]),
];
