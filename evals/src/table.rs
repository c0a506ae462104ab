//! The table that a person reads.

use std::fmt::Write;

use crate::{frozen::Frozen, measure::Figures};

/// Each figure beside the frozen one, with the difference where there is one.
pub fn render(figures: &Figures, frozen: &Frozen) -> String {
    let mut out = String::from("\nfigure                              now   frozen\n");
    let mut last_set = "";
    for (name, &value) in figures.values() {
        let set = name.split('.').next().unwrap_or_default();
        if set != last_set {
            out.push('\n');
            last_set = set;
        }
        let _ = write!(out, "{name:<32}{value:>8.1}");
        if let Some(before) = frozen.get(name) {
            let _ = write!(out, "{before:>9.1}");
            let difference = value - before;
            if difference.abs() >= 0.05 {
                let _ = write!(out, "  {difference:+.1}");
            }
        }
        out.push('\n');
    }
    out
}
