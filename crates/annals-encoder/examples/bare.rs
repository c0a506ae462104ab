//! Times the bare network, so that another runtime can be timed beside it: `cargo run --release --example bare -- MODEL < windows`.
//!
//! Reads JSON lines `{"pieces": [...], "shapes": [...], "first": [...]}` from standard input and writes for each a line with the
//! median of its runs on one thread, in milliseconds.
#![allow(clippy::print_stdout)]

use std::{
    error::Error,
    io::{self, BufRead},
    time::{Duration, Instant},
};

use annals_encoder::{Encoder, Input};
use serde_json::Value;

const RUNS: usize = 41;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name the model file")?;
    let encoder = Encoder::load(std::fs::read(path)?)?.with_cache_bytes(0);
    for line in io::stdin().lock().lines() {
        let window: Value = serde_json::from_str(&line?)?;
        let numbers = |name: &str| serde_json::from_value::<Vec<i32>>(window[name].clone());
        let input =
            Input { pieces: numbers("pieces")?, shapes: numbers("shapes")?, first: numbers("first")? };
        let inputs = [input];
        let mut times = Vec::with_capacity(RUNS);
        for _ in 0..RUNS {
            let start = Instant::now();
            encoder.run_bare(&inputs)?;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        println!("{:.3}", Duration::as_secs_f64(&times[RUNS / 2]) * 1e3);
    }
    Ok(())
}
