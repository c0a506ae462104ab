//! Curves that weights are read at: points of what is measured with log-odds.

/// The log-odds of a curve (points ascending by what is measured) where `measured` was found: straight between its points, beyond them as at
/// the last; 0 for a curve without points.
pub fn at(curve: &[(f64, f64)], measured: f64) -> f64 {
    let after = curve.partition_point(|&(at, _)| at < measured);
    match (after.checked_sub(1).and_then(|before| curve.get(before)), curve.get(after)) {
        (Some(&(low, from)), Some(&(high, to))) => from + (to - from) * (measured - low) / (high - low),
        (Some(&(_, weight)), None) | (None, Some(&(_, weight))) => weight,
        (None, None) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_straight_between_its_points() {
        let curve = [(0.0, -1.0), (1.0, 3.0)];
        assert!((at(&curve, 0.5) - 1.0).abs() < 1e-9);
        assert!((at(&curve, 7.0) - 3.0).abs() < 1e-9);
        assert!((at(&curve, -7.0) + 1.0).abs() < 1e-9);
        assert!((at(&[], 1.0)).abs() < 1e-9);
    }
}
