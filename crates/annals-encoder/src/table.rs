//! The labels of a model file, made ready for decoding.

use crate::{
    decode::{pairs, sequence::Scheme},
    error::{Error, Kind},
    header::{HeadKind, Header, RELATION},
};

/// All that is needed to read the network's outputs.
#[derive(Debug)]
pub struct Table {
    /// Heads that label words.
    pub heads: Vec<Head>,
    /// Names of the arcs of a parse.
    pub relation: Option<Pair>,
    /// Tables of what a word is to a trigger.
    pub arguments: Vec<Pair>,
    /// Names of links, in the order of [`crate::network::Outcome::links`].
    pub links: Vec<String>,
    /// Names of the columns of a window's scores.
    pub windows: Vec<String>,
}

/// A head with its columns.
#[derive(Debug)]
pub struct Head {
    pub name: String,
    pub kind: HeadKind,
    pub first: usize,
    pub labels: Vec<String>,
    pub scheme: Scheme,
}

/// A pair with its table.
#[derive(Debug)]
pub struct Pair {
    pub name: String,
    pub labels: Vec<String>,
    pub scheme: Scheme,
    pub table: pairs::Table,
}

impl Table {
    /// Takes over a checked header and its tensors.
    pub fn new(header: Header, tensors: &[f32]) -> Result<Self, Error> {
        let heads = header.heads.into_iter().map(|head| {
            let scheme = Scheme::new(&head.labels);
            Head { name: head.name, kind: head.kind, first: head.first, labels: head.labels, scheme }
        });
        let mut table = Self {
            heads: heads.collect(),
            relation: None,
            arguments: Vec::new(),
            links: header.links,
            windows: header.windows,
        };
        for pair in header.pairs {
            let missing = || Kind::Columns(format!("the tables of the pair {} are missing", pair.name));
            let found = pairs::Table::new(&pair, tensors).ok_or_else(missing)?;
            let pair = Pair {
                scheme: Scheme::new(&pair.labels),
                name: pair.name,
                labels: pair.labels,
                table: found,
            };
            if pair.name == RELATION {
                table.relation = Some(pair);
            } else {
                table.arguments.push(pair);
            }
        }
        Ok(table)
    }
}
