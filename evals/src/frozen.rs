//! The frozen table: the figures of the last accepted state, kept in the repository.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::{
    data::Part,
    measure::{Bench, Figures},
};

/// How far a figure may fall before the gate fails, in points. Most parts hold a few hundred items, of which one moves a
/// figure by a fifth of a point or more; this is the agreed bound.
const SLACK: f64 = 0.5;

/// Figures of which lower is better.
const LOWER_IS_BETTER: &[&str] = &["bias.flip", "stray.share"];

/// The frozen figures.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Frozen {
    /// What the figures were measured on.
    on: String,
    /// By name.
    figures: BTreeMap<String, f64>,
}

impl Frozen {
    fn path() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("frozen.json")
    }

    /// The table in the repository; empty where there is none yet.
    pub fn load() -> Result<Self, Box<dyn std::error::Error>> {
        match std::fs::read_to_string(Self::path()) {
            Ok(text) => Ok(serde_json::from_str(&text)?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    /// A frozen figure.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.figures.get(name).copied()
    }

    /// A sentence for each figure that fell by more than the slack.
    pub fn falls(&self, figures: &Figures, bench: &Bench) -> Vec<String> {
        if bench.part == Part::Train {
            return vec!["the gate needs the measured part; leave --part out".into()];
        }
        if self.figures.is_empty() {
            return vec!["the frozen table is empty; fill it with --freeze".into()];
        }
        figures
            .values()
            .iter()
            .filter(|(name, _)| !name.starts_with("rate."))
            .filter_map(|(name, &value)| {
                let before = self.get(name)?;
                let fall =
                    if LOWER_IS_BETTER.contains(&name.as_str()) { value - before } else { before - value };
                (fall > SLACK).then(|| format!("{name} fell from {before:.1} to {value:.1}"))
            })
            .collect()
    }

    /// Takes over `figures`; refuses to let one fall unless `lower`.
    pub fn update(
        mut self,
        figures: &Figures,
        bench: &Bench,
        lower: bool,
    ) -> Result<(), Box<dyn std::error::Error>> {
        if bench.part == Part::Train {
            return Err("figures of train are not frozen; leave --part out".into());
        }
        let falls = if self.figures.is_empty() { Vec::new() } else { self.falls(figures, bench) };
        if !falls.is_empty() && !lower {
            return Err(format!("{}; say --lower to accept it", falls.join("; ")).into());
        }
        self.on = "dev".into();
        for (name, value) in figures.values() {
            if !name.starts_with("rate.") {
                self.figures.insert(name.clone(), (value * 100.0).round() / 100.0);
            }
        }
        std::fs::write(Self::path(), serde_json::to_string_pretty(&self)? + "\n")?;
        Ok(())
    }
}
