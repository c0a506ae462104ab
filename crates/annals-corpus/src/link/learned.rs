//! The curves of [`Weight`](super::weights::Weight), in its order: name, and points of what was measured with log-odds.
//! Written by `training/link_weights.py`, which says what they were learned from and which were set by hand.

/// A name and the points of its curve.
type Curve = (&'static str, &'static [(f64, f64)]);

/// A curve each weight.
#[rustfmt::skip]
pub const CURVES: [Curve; 39] = [
    ("prior", &[(0.0, -0.41)]),
    ("same_day", &[(0.0, 1.49)]),
    ("days_shared", &[(0.0, 0.73)]),
    ("spans_overlap", &[(0.0, 0.3)]),
    ("day_gap", &[(1.0, -0.5), (3.0, -1.2), (7.0, -2.0), (31.0, -3.0), (92.0, -3.0), (366.0, -2.99)]),
    ("month_day_same", &[(0.0, 2.2)]),
    ("month_day_differs", &[(0.0, -5.0)]),
    ("weekday_same", &[(0.0, 0.8)]),
    ("weekday_differs", &[(0.0, -1.5)]),
    ("day_gap_doubted", &[(0.0, -0.86)]),
    ("published_gap", &[(0.0, 0.83), (1.0, 0.53), (3.0, 0.11), (7.0, -0.3), (14.0, -0.86), (31.0, -2.04), (92.0, -2.68), (366.0, -4.05)]),
    ("published_gap_named", &[(0.0, 1.04), (1.0, 1.04), (3.0, 1.04), (7.0, 1.04), (14.0, 0.93), (31.0, 0.93), (92.0, 0.93), (366.0, -0.31)]),
    ("published_unknown", &[(0.0, -1.6)]),
    ("place_same", &[(0.0, 1.14)]),
    ("place_holds", &[(0.0, 0.9)]),
    ("place_gap", &[(0.0, 0.3), (30.0, -0.16), (60.0, -0.5), (150.0, -1.0), (300.0, -1.5), (1000.0, -1.96)]),
    ("names_shared", &[(2.0, 0.44), (5.0, 0.82), (8.0, 1.1), (12.0, 1.97), (16.0, 1.97), (24.0, 2.53)]),
    ("names_differ", &[(0.0, 0.0)]),
    ("landmarks_shared", &[(0.0, -0.2), (3.0, -0.12), (6.0, 0.58), (10.0, 0.58), (15.0, 0.58), (25.0, 0.58), (40.0, 0.58)]),
    ("ages_shared", &[(0.0, -1.01), (0.5, -0.55), (1.0, 0.85)]),
    ("street_shared", &[(0.0, 1.0)]),
    ("streets_differ", &[(0.0, -1.37)]),
    ("block_shared", &[(0.0, 0.0)]),
    ("blocks_differ", &[(0.0, -2.48)]),
    ("type_same", &[(0.0, 0.3)]),
    ("type_compatible", &[(0.0, 0.2)]),
    ("type_related", &[(0.0, -0.2)]),
    ("type_differs", &[(0.0, -1.0)]),
    ("actor_shared", &[(0.0, 0.4)]),
    ("agents_differ", &[(0.0, -1.2)]),
    ("figure_same", &[(0.0, 1.29)]),
    ("figure_agrees", &[(0.0, 0.46)]),
    ("figure_differs", &[(0.0, -0.2)]),
    ("telling", &[(0.0, -0.59), (0.05, -0.1), (0.12, -0.1), (0.2, -0.1), (0.3, -0.1), (0.5, -0.05)]),
    ("report", &[(0.0, -4.13), (0.05, -2.78), (0.1, -0.72), (0.16, 0.67), (0.25, 1.78), (0.35, 2.07), (0.55, 2.07)]),
    ("title", &[(0.0, -0.8), (0.15, -0.6), (0.3, 0.33), (0.45, 0.45), (0.6, 0.45), (0.8, 0.45)]),
    ("title_alone", &[(0.0, -3.09), (0.2, -1.76), (0.4, 0.14), (0.6, 1.57), (0.8, 2.38)]),
    ("same_outlet", &[(0.0, -0.1)]),
    ("copied", &[(0.0, 8.0)]),
];
