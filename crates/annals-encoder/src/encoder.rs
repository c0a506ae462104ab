//! The encoder: words of one report in, labels out.

use std::{collections::BTreeMap, fmt::Write as _, ops::Range, sync::Arc};

use annals_types::Layers;

use crate::{
    cache::{self, Cache},
    error::Error,
    file::ModelFile,
    labels::Labels,
    network::{Input, Network, Outcome},
    order::{Order, StandIn},
    shape::shape,
    store::{self, Store},
    table::Table,
    windows::{Window, piece_limit, ranges, windows},
    wordpiece::{Cutter, Piece, Vocabulary},
};

/// Reads reports with one network. Made once and shared between threads; each thread that labels runs its own windows.
pub struct Encoder {
    name: String,
    window: usize,
    vocabulary: Vocabulary,
    table: Arc<Table>,
    network: Network,
    cache: Cache,
    store: Option<Arc<dyn Store>>,
}

/// The words of one report, with what is known of their order in sentences and paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Words<'a> {
    /// The words as written.
    pub words: Vec<&'a str>,
    /// The first word of each sentence, ascending.
    pub sentences: Vec<usize>,
    /// The first word of each paragraph, ascending.
    pub paragraphs: Vec<usize>,
    /// Names that are read as others, ascending. Those that overlap one before, or reach over the end of a sentence, are ignored.
    pub stand_ins: Vec<StandIn<'a>>,
}

impl<'a> Words<'a> {
    /// The tokens of `layers`, which are those of `text`, in their sentences and paragraphs.
    pub fn of(text: &'a str, layers: &Layers) -> Self {
        let mut paragraphs = Vec::new();
        let mut last = None;
        for sentence in &layers.sentences {
            if last != Some(sentence.paragraph) {
                paragraphs.push(sentence.first_token as usize);
            }
            last = Some(sentence.paragraph);
        }
        Self {
            words: layers.tokens.iter().map(|token| token.span.of(text)).collect(),
            sentences: layers.sentences.iter().map(|sentence| sentence.first_token as usize).collect(),
            paragraphs,
            stand_ins: Vec::new(),
        }
    }

    /// Which words are read, and what they are.
    fn read(&self) -> (Order, Words<'a>) {
        let mut order = Order::default();
        let mut read = Words { words: Vec::with_capacity(self.words.len()), ..Words::default() };
        let plain = |order: &mut Order, read: &mut Words<'a>, end: usize| {
            for word in order.len()..end {
                order.push(1);
                read.words.push(self.words[word]);
            }
        };
        for name in &self.stand_ins {
            if self.is_within_a_sentence(&name.words) && name.words.start >= order.len() {
                plain(&mut order, &mut read, name.words.start);
                order.push(name.words.len());
                read.words.push(name.read_as);
            }
        }
        plain(&mut order, &mut read, self.words.len());
        let places = |firsts: &[usize]| firsts.iter().filter_map(|first| order.read(*first)).collect();
        (read.sentences, read.paragraphs) = (places(&self.sentences), places(&self.paragraphs));
        (order, read)
    }

    fn is_within_a_sentence(&self, words: &Range<usize>) -> bool {
        let begun = |at: usize| self.sentences.partition_point(|first| *first <= at);
        words.start < words.end && words.end <= self.words.len() && begun(words.start) == begun(words.end - 1)
    }
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Encoder {
    /// The model that ships with annals, `models/en/en-1.annals`, compiled in.
    pub fn shipped() -> Result<Self, Error> {
        Self::load(include_bytes!("../../../models/en/en-1.annals"))
    }

    /// Reads a model file from its bytes, and checks it. The network runs on one thread for each report.
    pub fn load(bytes: impl AsRef<[u8]>) -> Result<Self, Error> {
        Self::load_with_threads(bytes, 1)
    }

    /// As [`Encoder::load`], with this many threads for each report. Labels do not depend on it.
    pub fn load_with_threads(bytes: impl AsRef<[u8]>, threads: usize) -> Result<Self, Error> {
        let file = ModelFile::read(bytes.as_ref())?;
        let vocabulary = Vocabulary::read(&file.vocabulary)?;
        let network = Network::load(file.network, &file.header, threads)?;
        let mut name = format!("{} sha256:", file.header.name);
        for byte in &file.hash[..6] {
            // Writing to a string does not fail.
            let _ = write!(name, "{byte:02x}");
        }
        let window = file.header.window;
        let table = Arc::new(Table::new(file.header, &file.tensors)?);
        Ok(Self { name, window, vocabulary, table, network, cache: Cache::default(), store: None })
    }

    /// The same encoder, remembering windows in at most this many bytes; 0 for none. Labels do not depend on it.
    #[must_use]
    pub fn with_cache_bytes(mut self, bytes: usize) -> Self {
        self.cache = Cache::with_bytes(bytes);
        self
    }

    /// The same encoder, which asks `store` before it runs its network. Labels do not depend on it.
    #[must_use]
    pub fn with_store(mut self, store: Arc<dyn Store>) -> Self {
        self.store = Some(store);
        self
    }

    /// The model's name with the beginning of its hash, as in `en-1 sha256:0123456789ab`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The pieces of one word, each with its bytes in it.
    pub fn pieces(&self, word: &str) -> Vec<Piece> {
        self.vocabulary.cut(word)
    }

    /// Labels the words of one report.
    pub fn label(&self, words: &Words<'_>) -> Result<Labels, Error> {
        let (order, words) = words.read();
        let (windows, inputs) = self.inputs(&words);
        let keys: Vec<u128> = inputs.iter().map(cache::key).collect();
        let mut known: BTreeMap<u128, _> =
            keys.iter().filter_map(|&key| Some((key, self.known(key)?))).collect();
        let mut missing = BTreeMap::new();
        for (&key, input) in keys.iter().zip(inputs) {
            if !known.contains_key(&key) {
                missing.entry(key).or_insert(input);
            }
        }
        let (missing_keys, missing): (Vec<u128>, Vec<Input>) = missing.into_iter().unzip();
        for (key, outcome) in missing_keys.into_iter().zip(self.network.run(&missing)?) {
            let outcome = Arc::new(outcome);
            self.cache.put(key, &outcome);
            if let Some(store) = &self.store {
                store.put(key, &store::pack(&outcome));
            }
            known.insert(key, outcome);
        }
        let mut window_of = Vec::with_capacity(words.words.len());
        for (index, window) in windows.iter().enumerate() {
            window_of.resize(window.own.end, index);
        }
        let outcomes = keys.iter().filter_map(|key| known.get(key).cloned());
        Ok(Labels {
            table: Arc::clone(&self.table),
            windows: windows.into_iter().zip(outcomes).collect(),
            window_of,
            sentences: ranges(&words.sentences, words.words.len()),
            order,
        })
    }

    /// What was said of the window with this key before: in this run, or in the one that filled the store.
    fn known(&self, key: u128) -> Option<Arc<Outcome>> {
        self.cache.get(key).or_else(|| {
            let outcome = Arc::new(store::unpack(&self.store.as_ref()?.get(key)?)?);
            self.cache.put(key, &outcome);
            Some(outcome)
        })
    }

    /// Runs the bare network on the windows of a report and throws the outcome away: what [`Encoder::label`] is measured against.
    #[doc(hidden)]
    pub fn run_bare(&self, inputs: &[Input]) -> Result<usize, Error> {
        self.network.run(inputs).map(|outcomes| outcomes.len())
    }

    /// The windows of a report, and what the network reads of each; stand-ins are ignored.
    #[doc(hidden)]
    pub fn inputs(&self, words: &Words<'_>) -> (Vec<Window>, Vec<Input>) {
        let limit = piece_limit(self.window);
        let mut cutter = Cutter::default();
        let (mut pieces, mut ends, mut counts) = (Vec::new(), Vec::new(), Vec::new());
        for word in &words.words {
            let before = pieces.len();
            cutter.cut(&self.vocabulary, word, &mut pieces);
            pieces.truncate(before + limit);
            counts.push(pieces.len() - before);
            ends.push(pieces.len());
        }
        let mut begins_paragraph = vec![false; words.words.len()];
        for &word in &words.paragraphs {
            if let Some(begins) = begins_paragraph.get_mut(word) {
                *begins = true;
            }
        }
        let found = windows(&counts, &words.sentences, &words.paragraphs, self.window);
        let input = |window: &Window| {
            let mut input = Input {
                pieces: Vec::with_capacity(self.window),
                shapes: Vec::with_capacity(self.window),
                first: Vec::new(),
            };
            input.push(self.vocabulary.start, 0);
            for word in window.words.clone() {
                if begins_paragraph[word] && word > window.words.start {
                    input.push(self.vocabulary.separator, 0);
                }
                input.first.push((input.pieces.len() as u32).cast_signed());
                let shape = shape(words.words[word]);
                for piece in &pieces[ends[word] - counts[word]..ends[word]] {
                    input.push(piece.id, shape);
                }
            }
            input.push(self.vocabulary.separator, 0);
            input
        };
        let inputs = found.iter().map(input).collect();
        (found, inputs)
    }
}

impl Input {
    fn push(&mut self, piece: u32, shape: i32) {
        self.pieces.push(piece.cast_signed());
        self.shapes.push(shape);
    }
}
