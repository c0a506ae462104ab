//! The best one-to-one matching of two lists.

use pathfinding::{kuhn_munkres::kuhn_munkres, matrix::Matrix};

/// Pairs of a row and a column, each in at most one of them, with the greatest sum of `weight`; pairs of weight zero are left
/// out.
pub fn best(rows: usize, columns: usize, weight: impl Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    let size = rows.max(columns);
    let mut weights = Matrix::new(size, size, 0);
    for row in 0..rows {
        for column in 0..columns {
            weights[(row, column)] = i64::from(weight(row, column));
        }
    }
    let (_, column_of) = kuhn_munkres(&weights);
    column_of.into_iter().enumerate().filter(|&pair| weights[pair] > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_greatest_not_the_first_pair() {
        let weights = [[3, 2, 0], [2, 0, 0]];
        assert_eq!(best(2, 3, |row, column| weights[row][column]), [(0, 1), (1, 0)]);
        assert_eq!(best(3, 2, |row, column| weights[column][row]), [(0, 1), (1, 0)]);
        assert!(best(0, 2, |_, _| 1).is_empty());
        assert!(best(0, 0, |_, _| 1).is_empty());
    }
}
