//! The curves of [`Weight`](super::weights::Weight), in its order: name, and points of what was measured with log-odds.
//! Written by `training/link_weights.py`, which says what they were learned from and which were set by hand.

/// A name and the points of its curve.
type Curve = (&'static str, &'static [(f64, f64)]);

/// A curve each weight.
#[rustfmt::skip]
pub const CURVES: [Curve; 39] = [
    ("prior", &[(0.0, -0.65)]),
    ("same_day", &[(0.0, 1.47)]),
    ("days_shared", &[(0.0, 0.77)]),
    ("spans_overlap", &[(0.0, 0.3)]),
    ("day_gap", &[(1.0, -0.6), (3.0, -1.4), (7.0, -2.0), (31.0, -3.0), (92.0, -3.0), (366.0, -3.0)]),
    ("month_day_same", &[(0.0, 2.2)]),
    ("month_day_differs", &[(0.0, -5.0)]),
    ("weekday_same", &[(0.0, 0.8)]),
    ("weekday_differs", &[(0.0, -1.5)]),
    ("day_gap_doubted", &[(0.0, -0.79)]),
    ("published_gap", &[(0.0, 0.78), (1.0, 0.53), (3.0, 0.11), (7.0, -0.31), (14.0, -0.96), (31.0, -2.0), (92.0, -2.5), (366.0, -4.03)]),
    ("published_gap_named", &[(0.0, 1.05), (1.0, 1.05), (3.0, 1.05), (7.0, 1.05), (14.0, 1.01), (31.0, 1.01), (92.0, 1.01), (366.0, -0.5)]),
    ("published_unknown", &[(0.0, -1.6)]),
    ("place_same", &[(0.0, 0.88)]),
    ("place_holds", &[(0.0, 0.88)]),
    ("place_gap", &[(0.0, 0.38), (30.0, 0.0), (60.0, -0.5), (150.0, -1.02), (300.0, -1.5), (1000.0, -2.39)]),
    ("names_shared", &[(2.0, 0.58), (5.0, 0.99), (8.0, 1.23), (12.0, 2.11), (16.0, 2.11), (24.0, 2.74)]),
    ("names_differ", &[(0.0, 0.0)]),
    ("landmarks_shared", &[(0.0, -0.28), (3.0, -0.22), (6.0, 0.48), (10.0, 0.48), (15.0, 0.48), (25.0, 0.47), (40.0, 0.47)]),
    ("ages_shared", &[(0.0, -0.99), (0.5, -0.52), (1.0, 0.73)]),
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
    ("figure_same", &[(0.0, 1.31)]),
    ("figure_agrees", &[(0.0, 0.53)]),
    ("figure_differs", &[(0.0, -0.45)]),
    ("telling", &[(0.0, -0.58), (0.05, -0.03), (0.12, -0.03), (0.2, -0.03), (0.3, -0.03), (0.5, 0.0)]),
    ("report", &[(0.0, -3.92), (0.05, -2.58), (0.1, -0.57), (0.16, 0.7), (0.25, 1.64), (0.35, 2.01), (0.55, 2.01)]),
    ("title", &[(0.0, -0.8), (0.15, -0.6), (0.3, 0.24), (0.45, 0.35), (0.6, 0.35), (0.8, 0.35)]),
    ("title_alone", &[(0.0, -3.01), (0.2, -1.66), (0.4, 0.06), (0.6, 1.41), (0.8, 2.23)]),
    ("same_outlet", &[(0.0, -0.1)]),
    ("copied", &[(0.0, 8.0)]),
];
