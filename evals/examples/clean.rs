//! Times the cleaning of pages: `cargo run --release -p evals --example clean -- TIMES < PATHS`, where PATHS has the path of
//! a page a line. Prints, for each of TIMES passes over all pages, the processor's seconds from their bytes to their segments, on
//! one thread. `evals/speed.py` runs it beside another extractor.

#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::{error::Error, io};

use annals_report::{Knowledge, clean::clean};

fn main() -> Result<(), Box<dyn Error>> {
    let times: usize = std::env::args().nth(1).unwrap_or_default().parse()?;
    let paths: Vec<String> = io::stdin().lines().collect::<Result<_, _>>()?;
    let pages: Vec<Vec<u8>> = paths.iter().map(std::fs::read).collect::<Result<_, _>>()?;
    let knowledge = Knowledge::shipped()?;
    for _ in 0..times {
        let start = seconds()?;
        for (page, path) in pages.iter().zip(&paths) {
            if let Ok(report) = annals_sources::html::read(page, path) {
                std::hint::black_box(clean(&report, &knowledge));
            }
        }
        println!("{}", seconds()? - start);
    }
    Ok(())
}

/// Seconds that the processor has spent on this program, as Linux counts them: other programs that run beside it do not bear on them.
fn seconds() -> Result<f64, Box<dyn Error>> {
    let spent = std::fs::read_to_string("/proc/self/schedstat")?;
    Ok(spent.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e9)
}
