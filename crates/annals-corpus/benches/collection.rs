//! What finding copies and linking cost: `cargo bench -p annals-corpus --bench collection`. Small collections; for large ones made of real
//! readings see `evals scale` and `docs/scale.md`.
#![allow(missing_docs)]

#[path = "../tests/notation/mod.rs"]
mod notation;

use std::{fmt::Write, hint::black_box};

use annals_corpus::{dedupe, link};
use annals_types::Reading;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const WORDS: [&str; 24] = [
    "bridge", "river", "market", "lorry", "school", "evening", "harbour", "tower", "storm", "village",
    "driver", "roof", "window", "garden", "engine", "station", "ladder", "meadow", "cellar", "mill",
    "bakery", "forest", "square", "fence",
];

/// `count` reports on as many towns and days as a tenth of them, every fifth a copy of the one before.
fn collection(count: usize) -> Vec<Reading> {
    let mut text = String::new();
    for nth in 0..count {
        let story = if nth % 5 == 4 { nth - 1 } else { nth };
        let (town, day) = (story % (count / 10).max(1), 1 + story % 28);
        let told: Vec<String> = (0..60)
            .map(|at| {
                format!("{}{}", WORDS[(story * 7 + at * at) % WORDS.len()], (story * 31 + at * 17) % 97)
            })
            .collect();
        let _ = writeln!(text, "R{nth} 2024-03-{:02} \"Post {}\"", (day + nth % 2).min(28), nth % 50);
        let _ = writeln!(
            text,
            "  tells shelling main on 2024-03-{day:02} at Town{town}(34.{},41.{},IQ)",
            town % 90 + 10,
            town % 80 + 10
        );
        let _ = writeln!(text, "  text {}\n  killed {}", told.join(" "), story % 7);
    }
    let mut readings = notation::readings(&text);
    readings.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    readings
}

fn benches(criterion: &mut Criterion) {
    for count in [100, 400, 1600] {
        let readings = collection(count);
        let origins = dedupe::origins(&readings);
        let mut group = criterion.benchmark_group("collection");
        group.sample_size(10).throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::new("copies", count), |bench| {
            bench.iter(|| black_box(dedupe::origins(&readings)));
        });
        group.bench_function(BenchmarkId::new("links", count), |bench| {
            bench.iter(|| black_box(link::link(&readings, &origins)));
        });
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
