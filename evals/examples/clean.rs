//! Times the cleaning of pages: `cargo run --release -p evals --example clean -- TIMES < PATHS`, where PATHS has the path of
//! a page a line. Prints, for each of TIMES passes over all pages, the seconds from their bytes to their segments, on one
//! thread. `evals/speed.py` runs it beside another extractor.

#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::{error::Error, io, time::Instant};

use annals_report::{Knowledge, clean::clean};

fn main() -> Result<(), Box<dyn Error>> {
    let times: usize = std::env::args().nth(1).unwrap_or_default().parse()?;
    let paths: Vec<String> = io::stdin().lines().collect::<Result<_, _>>()?;
    let pages: Vec<Vec<u8>> = paths.iter().map(std::fs::read).collect::<Result<_, _>>()?;
    let knowledge = Knowledge::shipped()?;
    for _ in 0..times {
        let start = Instant::now();
        for (page, path) in pages.iter().zip(&paths) {
            if let Ok(report) = annals_sources::html::read(page, path) {
                std::hint::black_box(clean(&report, &knowledge));
            }
        }
        println!("{}", start.elapsed().as_secs_f64());
    }
    Ok(())
}
