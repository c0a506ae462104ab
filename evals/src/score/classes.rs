//! Macro F1 of classes.

use std::collections::BTreeMap;

use super::counts::Counts;

/// Sums by class.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Classes(BTreeMap<String, Counts>);

impl Classes {
    /// Counts one item.
    pub fn add(&mut self, gold: &str, found: &str) {
        let right = gold == found;
        let of_gold = self.0.entry(gold.into()).or_default();
        of_gold.tp += usize::from(right);
        of_gold.fn_ += usize::from(!right);
        self.0.entry(found.into()).or_default().fp += usize::from(!right);
    }

    /// The mean F1 of the classes that occur, found or expected, in percent.
    pub fn macro_f1(&self) -> Option<f64> {
        let f1s: Vec<f64> = self.0.values().filter_map(|counts| counts.f1()).collect();
        (!f1s.is_empty()).then(|| f1s.iter().sum::<f64>() / f1s.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_weighs_the_same() {
        let mut classes = Classes::default();
        for (gold, found) in
            [("yes", "yes"), ("yes", "yes"), ("yes", "no"), ("no", "no"), ("uncertain", "yes")]
        {
            classes.add(gold, found);
        }
        // yes: tp 2, fp 1, fn 1: 4/6. no: tp 1, fp 1: 2/3. uncertain: 0.
        assert!((classes.macro_f1().unwrap() - 100.0 * (2.0 / 3.0 + 2.0 / 3.0) / 3.0).abs() < 1e-9);
        assert_eq!(Classes::default().macro_f1(), None);
    }
}
