//! The weights of the comparison: natural log-odds that two mentions tell of one incident. They add up.

/// One weight a named outcome of a comparison.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Weights {
    /// Before anything is compared; most pairs that meet in a block are two incidents.
    pub prior: f64,
    /// Each is known to the day, and the day is the same.
    pub same_day: f64,
    /// The few days that each allows share one.
    pub days_shared: f64,
    /// The longer spans that they allow overlap.
    pub spans_overlap: f64,
    /// One day apart: the same night, another time zone, or two days in a row.
    pub day_gap_1: f64,
    /// Two or three days apart.
    pub day_gap_3: f64,
    /// Four to seven.
    pub day_gap_7: f64,
    /// Eight to thirty-one.
    pub day_gap_31: f64,
    /// More.
    pub day_gap_over: f64,
    /// No year, but the same day of the same month.
    pub month_day_same: f64,
    /// No year, and another day or month.
    pub month_day_differs: f64,
    /// Only weekdays are known, and they are the same.
    pub weekday_same: f64,
    /// Only weekdays are known, and they are neither the same nor next to each other.
    pub weekday_differs: f64,
    /// The dates that were read lie further apart than the publication of two main stories allows, so that one was misread.
    pub day_gap_doubted: f64,
    /// Two main stories published within a day of each other.
    pub published_gap_1: f64,
    /// Within three days.
    pub published_gap_3: f64,
    /// Within a week.
    pub published_gap_7: f64,
    /// Within a month.
    pub published_gap_31: f64,
    /// Further apart.
    pub published_gap_over: f64,
    /// One of them is only recalled, or has no date of publication, and their days are not known to be the same.
    pub published_unknown: f64,
    /// The same town or spot.
    pub place_same: f64,
    /// One place holds the other.
    pub place_holds: f64,
    /// Within 30 km of each other.
    pub place_near: f64,
    /// Within 150 km.
    pub place_apart: f64,
    /// Further.
    pub place_far: f64,
    /// One rare name is shared.
    pub name_shared: f64,
    /// Each further one, up to two.
    pub name_shared_more: f64,
    /// Both have rare names and share none.
    pub names_differ: f64,
    /// The same type.
    pub type_same: f64,
    /// One type is a kind of the other.
    pub type_compatible: f64,
    /// Two kinds of one more general type.
    pub type_related: f64,
    /// Nothing in common.
    pub type_differs: f64,
    /// Somebody did the same in both.
    pub actor_shared: f64,
    /// Each names who did it, and they name different ones.
    pub agents_differ: f64,
    /// The same figure of two or more.
    pub figure_same: f64,
    /// Figures that can both be true.
    pub figure_agrees: f64,
    /// One is more than three times the other.
    pub figure_differs: f64,
    /// Times the similarity (0 to 1) of the sentences that tell of it.
    pub telling: f64,
    /// Times the similarity (0 to 1) of the whole reports, where it is the main incident of both.
    pub report: f64,
    /// The similarity of whole reports at which it argues neither way.
    pub report_neutral: f64,
    /// The similarity of tellings at which it argues neither way.
    pub telling_neutral: f64,
    /// The words were taken over from the other report.
    pub copied: f64,
}

/// The weights in use, by `training/link_weights.py` on the training part of the shooting reports, rounded. What those reports
/// cannot teach (types, actors, days of one campaign: all are shootings far from each other) was set by hand and held while
/// the rest was learned; the script lists it.
pub const WEIGHTS: Weights = Weights {
    prior: -1.7,
    same_day: 1.4,
    days_shared: 0.7,
    spans_overlap: 0.3,
    day_gap_1: -0.5,
    day_gap_3: -1.2,
    day_gap_7: -2.0,
    day_gap_31: -3.0,
    day_gap_over: -5.0,
    day_gap_doubted: 0.0,
    month_day_same: 2.2,
    month_day_differs: -5.0,
    weekday_same: 0.8,
    weekday_differs: -1.5,
    published_gap_1: 0.8,
    published_gap_3: 0.4,
    published_gap_7: 0.0,
    published_gap_31: -1.0,
    published_gap_over: -3.2,
    published_unknown: -2.8,
    place_same: 0.6,
    place_holds: 0.4,
    place_near: 0.6,
    place_apart: -1.2,
    place_far: -2.0,
    name_shared: 1.5,
    name_shared_more: 1.0,
    names_differ: -0.4,
    type_same: 0.3,
    type_compatible: 0.2,
    type_related: -0.2,
    type_differs: -1.0,
    actor_shared: 0.4,
    agents_differ: -1.2,
    figure_same: 2.1,
    figure_agrees: 0.8,
    figure_differs: -0.3,
    telling: 7.9,
    telling_neutral: 0.12,
    report: 9.9,
    report_neutral: 0.16,
    copied: 8.0,
};
