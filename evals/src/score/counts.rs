//! Precision, recall, F1 and shares, in percent.

/// True positives, false positives, false negatives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Found and right.
    pub tp: usize,
    /// Found and wrong.
    pub fp: usize,
    /// Missed.
    pub fn_: usize,
}

impl Counts {
    /// Adds one report's counts: how many were found, expected, and both.
    pub const fn add(&mut self, both: usize, found: usize, expected: usize) {
        self.tp += both;
        self.fp += found - both;
        self.fn_ += expected - both;
    }

    /// 100 · 2tp / (2tp + fp + fn); `None` where there is nothing to find and nothing found.
    pub fn f1(self) -> Option<f64> {
        let all = 2 * self.tp + self.fp + self.fn_;
        (all > 0).then(|| 200.0 * self.tp as f64 / all as f64)
    }
}

/// A share of cases.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// Those that are right.
    pub right: usize,
    /// All.
    pub all: usize,
}

impl Share {
    /// Counts one case.
    pub const fn add(&mut self, right: bool) {
        self.right += right as usize;
        self.all += 1;
    }

    /// In percent; `None` where there is no case.
    pub fn percent(self) -> Option<f64> {
        (self.all > 0).then(|| 100.0 * self.right as f64 / self.all as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_of_two_of_three_found_among_four() {
        let mut counts = Counts::default();
        counts.add(2, 3, 4);
        // Precision 2/3, recall 2/4: F1 = 4/7.
        assert!((counts.f1().unwrap() - 400.0 / 7.0).abs() < 1e-9);
        assert_eq!(Counts::default().f1(), None);
    }

    #[test]
    fn a_share_of_nothing_is_not_a_hundred_percent() {
        assert_eq!(Share::default().percent(), None);
        assert_eq!(Share { right: 1, all: 4 }.percent(), Some(25.0));
    }
}
