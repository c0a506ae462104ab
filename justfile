# The habits worth having. `just` lists them.

_default:
    @just --list --unsorted

# The account of an example that ships with the repository.
example:
    cargo run --release -p annals -- read examples/airstrikes

# What must be green before a commit: the tests, then the lints.
check: test lint

# All tests, and the examples in the documentation.
test:
    cargo test --workspace

# Format and lint as the gate does.
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# Accept changed snapshots and the JSON Schema after looking at them.
accept:
    INSTA_UPDATE=always ANNALS_WRITE=1 cargo test --workspace

# The measured table over every data set in DATA, whole.
evals DATA="../shared/data" *ARGS:
    cargo run --release -p evals -- --data {{DATA}} {{ARGS}}

# Take the present figures into the frozen table.
freeze DATA="../shared/data":
    cargo run --release -p evals -- --data {{DATA}} --freeze

# Compare our scorer of `gold` with the set's own, on the same marks.
cross-check DATA="../shared/data":
    evals/cross_check.sh {{DATA}}

# What finding copies and linking cost as a collection grows, beside datasketch on the same reports; PYTHON has datasketch and NumPy.
scale DATA="../shared/data" PYTHON="python3":
    cargo run --release -p evals -- --data {{DATA}} --only gva --part train --keep target/kept
    cargo run --release -p evals -- scale --kept target/kept --reports 1000,10000,30000,100000
    cargo run --release -p evals -- scale --kept target/kept --reports 10000 --copies-only --dump target/kept/words.jsonl
    {{PYTHON}} evals/datasketch_rate.py target/kept/words.jsonl

# Learn the confidence of accounts and tolls anew, and show how it holds on dev.
confidence DATA="../shared/data" PYTHON="python3":
    rm -rf target/kept
    cargo run --release -p evals -- --data {{DATA}} --only gva,airwars --part train --keep target/kept --teach confidence=target/train.jsonl
    cargo run --release -p evals -- --data {{DATA}} --only gva,airwars --keep target/kept --teach confidence=target/dev.jsonl
    {{PYTHON}} training/confidence.py target/train.jsonl --shown target/dev.jsonl

# Time the network beside ONNX Runtime on the same file; PYTHON has the packages of training/network/requirements.txt.
speed PYTHON="python3":
    {{PYTHON}} training/network/speed.py models/en/en-1.annals

# Time the cleaning of pages beside trafilatura on the same pages; PYTHON has trafilatura 2.3.1.
speed-clean PYTHON="python3" DATA="../shared/data":
    {{PYTHON}} evals/speed.py --data {{DATA}}

# Throw random input at everything that parses, MINUTES a target.
fuzz MINUTES="5":
    PROPTEST_CASES=$(({{MINUTES}} * 20000)) cargo test --release --workspace --exclude annals-fuzz -- any_ hostile
    BOLERO_RANDOM_TEST_TIME_MS=$(({{MINUTES}} * 60000)) BOLERO_RANDOM_ITERATIONS=1000000000 cargo test --release -p annals-fuzz

# Make the picture in the README anew; needs chromium.
screenshot:
    docs/screenshot.sh
