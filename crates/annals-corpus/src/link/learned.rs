//! The curves of [`Weight`](super::weights::Weight), in its order: name, and points of what was measured with log-odds.
//! Written by `training/link_weights.py`, which says what they were learned from and which were set by hand.

/// A name and the points of its curve.
type Curve = (&'static str, &'static [(f64, f64)]);

/// A curve each weight.
#[rustfmt::skip]
pub const CURVES: [Curve; 37] = [
    ("prior", &[(0.0, -1.2)]),
    ("same_day", &[(0.0, 1.65)]),
    ("days_shared", &[(0.0, 0.44)]),
    ("spans_overlap", &[(0.0, 0.3)]),
    ("day_gap", &[(1.0, -0.5), (3.0, -1.2), (7.0, -2.0), (31.0, -3.0), (92.0, -3.0), (366.0, -3.0)]),
    ("month_day_same", &[(0.0, 2.2)]),
    ("month_day_differs", &[(0.0, -5.0)]),
    ("weekday_same", &[(0.0, 0.8)]),
    ("weekday_differs", &[(0.0, -1.5)]),
    ("day_gap_doubted", &[(0.0, -1.0)]),
    ("published_gap", &[(0.0, 1.56), (1.0, 1.18), (3.0, 0.9), (7.0, 0.4), (14.0, -0.13), (31.0, -1.08), (92.0, -1.48), (366.0, -3.15)]),
    ("published_unknown", &[(0.0, -1.6)]),
    ("place_same", &[(0.0, 0.84)]),
    ("place_holds", &[(0.0, 0.52)]),
    ("place_gap", &[(0.0, 0.39), (30.0, 0.0), (60.0, -0.5), (150.0, -1.0), (300.0, -1.5), (1000.0, -1.89)]),
    ("names_shared", &[(2.0, 0.14), (5.0, 2.22), (8.0, 3.19), (12.0, 3.79), (16.0, 4.21), (24.0, 5.9)]),
    ("names_differ", &[(0.0, 0.0)]),
    ("landmarks_shared", &[(0.0, -0.08), (3.0, -0.08), (6.0, 0.69), (10.0, 0.7), (15.0, 0.7), (25.0, 0.7), (40.0, 0.7)]),
    ("ages_shared", &[(0.0, -1.17), (0.5, -0.14), (1.0, 1.12)]),
    ("street_shared", &[(0.0, 2.25)]),
    ("streets_differ", &[(0.0, -1.43)]),
    ("block_shared", &[(0.0, 0.0)]),
    ("blocks_differ", &[(0.0, -1.94)]),
    ("type_same", &[(0.0, 0.3)]),
    ("type_compatible", &[(0.0, 0.2)]),
    ("type_related", &[(0.0, -0.2)]),
    ("type_differs", &[(0.0, -1.0)]),
    ("actor_shared", &[(0.0, 0.4)]),
    ("agents_differ", &[(0.0, -1.2)]),
    ("figure_same", &[(0.0, 1.28)]),
    ("figure_agrees", &[(0.0, 0.58)]),
    ("figure_differs", &[(0.0, -0.83)]),
    ("telling", &[(0.0, -0.3), (0.05, -0.3), (0.12, -0.3), (0.2, -0.3), (0.3, -0.3), (0.5, -0.3)]),
    ("report", &[(0.0, -3.45), (0.05, -2.76), (0.1, -0.98), (0.16, 0.51), (0.25, 1.54), (0.35, 1.67), (0.55, 1.67)]),
    ("title", &[(0.0, -1.99), (0.15, -1.13), (0.3, -0.27), (0.45, 0.23), (0.6, 0.59), (0.8, 0.78)]),
    ("same_outlet", &[(0.0, -1.16)]),
    ("copied", &[(0.0, 8.0)]),
];
