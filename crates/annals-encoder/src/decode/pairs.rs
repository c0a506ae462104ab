//! Scores of a word with another: `relu(of[a] + to[b]) . weight + bias`.

use crate::header::Pair;

/// The table of a pair: its bias, and its weight row by row.
#[derive(Debug)]
pub struct Table {
    bias: Vec<f32>,
    weight: Vec<f32>,
}

impl Table {
    /// Takes the pair's tables out of the tensors; `None` where they are not there.
    pub fn new(pair: &Pair, tensors: &[f32]) -> Option<Self> {
        let part =
            |(start, len): (usize, usize)| tensors.get(start..start.checked_add(len)?).map(<[f32]>::to_vec);
        Some(Self { bias: part(pair.bias)?, weight: part(pair.weight)? })
    }

    /// How many labels it scores.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    /// Writes the scores of all labels to `scores`, which has their number. Sums run over the rows in order.
    pub fn score(&self, of: &[f32], to: &[f32], scores: &mut [f32]) {
        scores.copy_from_slice(&self.bias);
        for ((a, b), row) in of.iter().zip(to).zip(self.weight.chunks_exact(self.bias.len())) {
            let x = a + b;
            if x > 0.0 {
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += x * weight;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_by_the_formula() {
        let pair = Pair {
            name: "p".into(),
            labels: vec!["a".into(), "b".into()],
            hidden: 2,
            weight: (0, 4),
            bias: (4, 2),
        };
        let tensors = [1.0, 2.0, 3.0, 4.0, 0.5, 0.25];
        let Some(table) = Table::new(&pair, &tensors) else { panic!("the tables are there") };
        let mut scores = [0.0; 2];
        table.score(&[1.0, -5.0], &[1.0, 1.0], &mut scores);
        assert!((scores[0] - 2.5).abs() < 1e-6 && (scores[1] - 4.25).abs() < 1e-6, "{scores:?}");
        assert!(Table::new(&pair, &tensors[..5]).is_none());
    }
}
