//! From scores to labels: spans by the best legal sequence, trees by the best spanning tree. Pure functions over numbers.
//!
//! All sums run in the order of the words, so that the same scores give the same labels to the bit.

pub mod pairs;
pub mod sequence;
pub mod tree;

/// Index of the greatest of `scores`, the first of equals; 0 for none. What is no number is never the greatest.
pub fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate().skip(1) {
        if *score > scores[best] || scores[best].is_nan() {
            best = index;
        }
    }
    best
}

/// The probability of the label at `index` among `scores`, by softmax; 0 to 1.
pub fn probability(scores: &[f32], index: usize) -> f32 {
    let greatest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total: f32 = scores.iter().map(|score| (score - greatest).exp()).sum();
    scores.get(index).map_or(0.0, |score| (score - greatest).exp() / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equals_is_best() {
        assert_eq!(best(&[1.0, 3.0, 3.0]), 1);
        assert_eq!(best(&[f32::NAN, -1.0]), 1);
        assert_eq!(best(&[]), 0);
    }

    #[test]
    fn probabilities_sum_to_one() {
        let scores = [100.0, 101.0, 99.0];
        let total: f32 = (0..3).map(|index| probability(&scores, index)).sum();
        assert!((total - 1.0).abs() < 1e-6);
        assert!(probability(&scores, 3).abs() < f32::EPSILON);
    }
}
