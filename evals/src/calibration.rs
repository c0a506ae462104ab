//! What confidence is learned from, and shown by: accounts and tolls with what is measured of them, and whether the record agrees.

use annals_corpus::fuse::confidence;
use annals_types::{Collection, statement::Property};
use serde::Serialize;

/// An account, or one of its tolls.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Case {
    /// The data set.
    set: &'static str,
    /// `incident` or `toll`.
    kind: &'static str,
    /// Names of weights, each with the number measured.
    measured: Vec<(&'static str, f64)>,
    /// The confidence that annals gives today.
    confidence: f64,
    /// Whether the record agrees.
    right: bool,
}

impl Case {
    /// The cases of one account: itself where `right` says whether it is, and its tolls where `record` gives the lowest and highest
    /// figure that the record allows.
    pub fn of(
        set: &'static str,
        collection: &Collection,
        index: usize,
        right: Option<bool>,
        record: impl Fn(Property) -> Option<(u32, u32)>,
    ) -> Vec<Self> {
        let (Some(account), Some((measured, tolls))) =
            (collection.accounts.get(index), confidence::measured(collection, index))
        else {
            return Vec::new();
        };
        let mut cases = Vec::new();
        if let Some(right) = right {
            cases.push(Self { set, kind: "incident", measured, confidence: account.confidence, right });
        }
        for (property, measured) in tolls {
            let Some(toll) = account.tolls.get(property) else { continue };
            if let (Some(best), Some(confidence), Some((low, high))) =
                (toll.best, toll.confidence, record(property))
            {
                let right = (low..=high).contains(&best);
                cases.push(Self { set, kind: "toll", measured, confidence, right });
            }
        }
        cases
    }
}
