//! What reading costs beside the bare network: `ANNALS_MODEL=FILE cargo bench -p annals-encoder --bench reading`.
//!
//! Without `ANNALS_MODEL` the tiny one of the tests is read, whose network costs next to nothing, so
//! that its ratio says nothing.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use annals_encoder::{Encoder, Labels, Words};
use common::words;
use criterion::{Criterion, criterion_group, criterion_main};

const TEXT: &str = "The bridge over the river was closed on Tuesday after two lorries had collided , the road office said . \
    Its speaker , Anna Berg , told reporters that nobody was badly hurt . Three people were treated for bruises . \
    \" We expect to open one lane by the evening , \" she said . |The old bridge , built in 1931 , carries some 12,000 cars a day . \
    Last year it was shut for a week when a barge struck a pillar . |Farmers from the villages to the north had asked for \
    a second crossing , which the district council refused in spring .";

/// Decodes every layer of words, spans and trees.
fn decode(labels: &Labels, words: &Words<'_>) {
    for head in labels.heads() {
        black_box((labels.class(head), labels.spans(head)));
    }
    let ends = words.sentences[1..].iter().copied().chain([words.words.len()]);
    for (start, end) in words.sentences.iter().copied().zip(ends) {
        black_box(labels.tree(start..end));
    }
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..21)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn reading(criterion: &mut Criterion) {
    let bytes = std::env::var_os("ANNALS_MODEL").map_or_else(
        || include_bytes!("../tests/small.annals").to_vec(),
        |path| std::fs::read(path).unwrap(),
    );
    let start = Instant::now();
    let encoder = Encoder::load(bytes).unwrap().with_cache_bytes(0);
    println!("{} ready after {:?}", encoder.name(), start.elapsed());
    let text = [TEXT; 4].join(" ");
    let words = words(&text);
    let (_, inputs) = encoder.inputs(&words);
    let bare = || drop(black_box(encoder.run_bare(&inputs)));
    let whole = || decode(&encoder.label(&words).unwrap(), &words);
    let (network, all) = (median(bare), median(whole));
    let pieces: usize = inputs.iter().map(|input| input.pieces.len()).sum();
    println!(
        "{pieces} pieces in {} windows: bare network {network:?}, with tokenising and decoding {all:?}, ratio {:.3} (at most 1.25)",
        inputs.len(),
        all.as_secs_f64() / network.as_secs_f64()
    );
    criterion.bench_function("bare network", |bencher| bencher.iter(bare));
    criterion.bench_function("words to labels", |bencher| bencher.iter(whole));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = reading
}
criterion_main!(benches);
