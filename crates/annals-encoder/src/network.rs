//! The network itself, run window by window.
//!
//! One window at a time and without padding: the int8 network scales its activations by the whole input, so neighbours in a
//! batch would change each other's labels.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::NdTensor;

use crate::{
    error::{Error, Kind},
    header::{Header, RELATION},
};

/// What the network reads of one window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The pieces, special ones included.
    pub pieces: Vec<i32>,
    /// For each piece the shape of its word.
    pub shapes: Vec<i32>,
    /// For each word its first piece.
    pub first: Vec<i32>,
}

/// Rows of equal width.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    width: usize,
    values: Vec<f32>,
}

impl Matrix {
    /// Rows of `width` numbers, one after the other.
    pub fn new(width: usize, values: Vec<f32>) -> Self {
        Self { width, values }
    }

    /// The row of this number; empty where there is none.
    pub fn row(&self, row: usize) -> &[f32] {
        self.values.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }

    /// How many numbers a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// All numbers, row after row.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// All numbers, row after row.
    pub fn into_values(self) -> Vec<f32> {
        self.values
    }

    fn bytes(&self) -> usize {
        self.values.len() * size_of::<f32>()
    }
}

/// What the network says of one window: its outputs, as the model file describes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Logits of all heads, a row for each word.
    pub labels: Matrix,
    /// Arcs of the parse: a row for each word, the root and then each word as its head.
    pub heads: Option<Matrix>,
    /// Vectors of dependents, and of heads with the root first.
    pub relation: Option<(Matrix, Matrix)>,
    /// Vectors of words, and of what they are arguments of.
    pub argument: Option<(Matrix, Matrix)>,
    /// Links in the order of the header: a row for each word, nothing and then each word as its target.
    pub links: Vec<Matrix>,
    /// Logits for the whole window.
    pub window: Vec<f32>,
    /// Each word's part in its sentence's vector.
    pub sense: Option<Matrix>,
    /// For each word the vector of the event that it tells of, if it tells of one.
    pub event: Option<Matrix>,
}

impl Outcome {
    /// Memory that it takes, in bytes.
    pub fn bytes(&self) -> usize {
        let pairs =
            [&self.relation, &self.argument].into_iter().flatten().map(|(of, to)| of.bytes() + to.bytes());
        let alone =
            self.heads.iter().chain(&self.sense).chain(&self.event).chain(&self.links).map(Matrix::bytes);
        self.labels.bytes() + pairs.sum::<usize>() + alone.sum::<usize>()
    }
}

/// An output that is asked for, with the width of its rows.
#[derive(Debug, Clone)]
struct Output {
    name: String,
    width: Width,
    /// Rows beside those of the words.
    more_rows: usize,
}

#[derive(Debug, Clone, Copy)]
enum Width {
    Fixed(usize),
    /// The words of the window and one column before them.
    Words,
}

/// A network ready to run.
pub struct Network {
    model: Model,
    inputs: [NodeId; 3],
    outputs: Vec<(Output, NodeId)>,
    links: Vec<String>,
    /// Columns of the output `window`; none where it is not asked for.
    window: Option<(usize, NodeId)>,
    threads: usize,
    pools: Mutex<Vec<Arc<ThreadPool>>>,
}

impl Network {
    /// Loads an ONNX network, with its weights laid out for speed, that has the inputs and outputs that `header` speaks of.
    pub fn load(onnx: Vec<u8>, header: &Header, threads: usize) -> Result<Self, Error> {
        let load = || ModelOptions::with_all_ops().prepack_weights(true).load(onnx);
        let model = load().map_err(|error| Kind::Network(error.to_string()))?;
        let node = |name: &str| {
            model
                .find_node(name)
                .ok_or_else(|| Error::from(Kind::Columns(format!("the network has no {name}"))))
        };
        let inputs = [node("pieces")?, node("shapes")?, node("first")?];
        let mut outputs = Vec::new();
        for output in asked(header) {
            let node = node(&output.name)?;
            outputs.push((output, node));
        }
        let window =
            if header.windows.is_empty() { None } else { Some((header.windows.len(), node("window")?)) };
        Ok(Self {
            inputs,
            outputs,
            links: header.links.clone(),
            window,
            threads: threads.max(1),
            pools: Mutex::default(),
            model,
        })
    }

    /// Runs all `inputs`, one after the other. The labels of each depend on nothing but itself.
    pub fn run(&self, inputs: &[Input]) -> Result<Vec<Outcome>, Error> {
        if inputs.is_empty() {
            return Ok(Vec::new());
        }
        let pool = self.take_pool();
        let run = || inputs.iter().map(|input| self.run_one(input, &pool)).collect();
        // A thread that waits for another pool from inside its own takes up other work meanwhile, on the same stack, and would
        // begin report after report. A thread outside all pools simply waits.
        let found = std::thread::scope(|scope| scope.spawn(|| pool.run(run)).join());
        self.give_pool_back(pool);
        found.unwrap_or_else(|_| Err(Kind::Run("its thread broke off".to_owned()).into()))
    }

    /// A pool that nobody else uses: one shared by all would let only one report run at a time.
    fn take_pool(&self) -> Arc<ThreadPool> {
        let free = self.pools.lock().unwrap_or_else(PoisonError::into_inner).pop();
        free.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(self.threads)))
    }

    fn give_pool_back(&self, pool: Arc<ThreadPool>) {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner).push(pool);
    }

    fn run_one(&self, input: &Input, pool: &Arc<ThreadPool>) -> Result<Outcome, Error> {
        let words = input.first.len();
        let [pieces, shapes, first] = self.inputs;
        let row = |values: &[i32]| NdTensor::from_data([1, values.len()], values.to_vec());
        let inputs = vec![
            (pieces, row(&input.pieces).into()),
            (shapes, row(&input.shapes).into()),
            (first, NdTensor::from_data([words], input.first.clone()).into()),
        ];
        let nodes: Vec<NodeId> =
            self.outputs.iter().map(|(_, node)| *node).chain(self.window.map(|(_, node)| node)).collect();
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let values =
            self.model.run(inputs, &nodes, Some(options)).map_err(|error| Kind::Run(error.to_string()))?;
        let mut values = values.into_iter();
        let mut found: HashMap<&str, Matrix> = HashMap::new();
        for ((output, _), value) in self.outputs.iter().zip(&mut values) {
            found.insert(&output.name, matrix(output, value, words)?);
        }
        let window = match self.window.zip(values.next()) {
            Some(((columns, _), value)) => {
                let ([found], values) = value.into_shape_vec::<f32, 1>().map_err(|_| unexpected("window"))?;
                if found == columns { values } else { return Err(unexpected("window")) }
            }
            None => Vec::new(),
        };
        let labels = found.remove("labels").ok_or_else(|| unexpected("labels"))?;
        let links = self.links.iter().map(|name| found.remove(name.as_str()).ok_or_else(|| unexpected(name)));
        let links = links.collect::<Result<_, _>>()?;
        let mut pair = |of: &str, to: &str| found.remove(of).zip(found.remove(to));
        let (relation, argument) = (pair("relation_of", "relation_to"), pair("argument_of", "argument_to"));
        Ok(Outcome {
            labels,
            heads: found.remove("heads"),
            relation,
            argument,
            links,
            window,
            sense: found.remove("sense"),
            event: found.remove("event"),
        })
    }
}

fn matrix(output: &Output, value: Value, words: usize) -> Result<Matrix, Error> {
    let ([rows, width], values) = value.into_shape_vec::<f32, 2>().map_err(|_| unexpected(&output.name))?;
    let expected = match output.width {
        Width::Fixed(width) => width,
        Width::Words => words + 1,
    };
    if rows != words + output.more_rows || width != expected {
        return Err(unexpected(&output.name));
    }
    Ok(Matrix::new(width, values))
}

#[cold]
fn unexpected(name: &str) -> Error {
    Kind::Columns(format!("the network's output {name} has another form than the header says")).into()
}

/// The outputs with rows for words that a header speaks of.
fn asked(header: &Header) -> Vec<Output> {
    let output = |name: &str, width, more_rows| Output { name: name.to_owned(), width, more_rows };
    let mut asked = vec![output("labels", Width::Fixed(header.columns()), 0)];
    for (first, is_relation) in [("relation", true), ("argument", false)] {
        if let Some(pair) = header.pairs.iter().find(|pair| (pair.name == RELATION) == is_relation) {
            asked.push(output(&format!("{first}_of"), Width::Fixed(pair.hidden), 0));
            asked.push(output(&format!("{first}_to"), Width::Fixed(pair.hidden), usize::from(is_relation)));
            if is_relation {
                asked.push(output("heads", Width::Words, 0));
            }
        }
    }
    asked.extend(header.links.iter().map(|name| output(name, Width::Words, 0)));
    for (name, width) in [("sense", header.sense), ("event", header.event)] {
        if width > 0 {
            asked.push(output(name, Width::Fixed(width), 0));
        }
    }
    asked
}
