//! Runs the specifications of `spec/`: Markdown pages in which every heading with an example is a test.
//!
//! `spec/README.md` says how a page is written; [`page`] reads it, [`expect`] checks what it expects.

#![allow(clippy::expect_used, reason = "a test")]

mod expect;
mod page;

use std::{path::PathBuf, sync::Arc};

use annals_report::Reader;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let reader = Arc::new(Reader::new().expect("the shipped knowledge loads"));
    let mut pages: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of specifications is there")
        .map(|entry| entry.expect("its entries can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "README"))
        .collect();
    pages.sort();
    let mut trials = Vec::new();
    for path in pages {
        let text = std::fs::read_to_string(&path).expect("a page can be read");
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let examples = page::examples(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for example in examples {
            let reader = Arc::clone(&reader);
            trials.push(Trial::test(format!("{stem}: {}", example.name), move || {
                expect::check(&reader, &example).map_err(Failed::from)
            }));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
