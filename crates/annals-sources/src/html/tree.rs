//! The elements that are open at a place of a page.
//!
//! Not the tree of the HTML standard, but as much of it as decides which words are seen and what stands around them:
//! elements that end others, end tags that match nothing, end tags in the wrong order, and a bound on the depth.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{
    elements::{
        Implied, implied_end, is_barrier, is_block, is_dropped, is_foreign, is_table_part, is_void,
        may_imply_end, may_stay_open,
    },
    flow::Place,
};
use crate::limits::{MAX_HTML_DEPTH, MAX_PATH, MAX_PATH_NAME};

/// A start tag, with the attributes that annals looks at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Tag {
    pub name: String,
    pub attributes: Vec<(&'static str, String)>,
    pub self_closing: bool,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// Whether what stands in it is not shown.
    fn is_hidden(&self) -> bool {
        let style = self.get("style").unwrap_or_default();
        let says = |what: &str| {
            style.split(';').any(|rule| {
                rule.split_once(':').is_some_and(|(name, value)| {
                    let (name, value) = (name.trim(), value.trim());
                    format!("{name}:{value}").to_ascii_lowercase().starts_with(what)
                })
            })
        };
        self.get("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
            || (!style.is_empty() && (says("display:none") || says("visibility:hidden")))
    }

    /// Name, classes, id and role: `div.sidebar.wide#related[role=navigation]`.
    fn describe(&self) -> String {
        let mut out = self.name.clone();
        for class in self.get("class").unwrap_or_default().split_ascii_whitespace() {
            out.push('.');
            out.push_str(class);
        }
        if let Some(id) = self.get("id").filter(|id| !id.is_empty()) {
            out.push('#');
            out.push_str(id);
        }
        if let Some(role) = self.get("role").filter(|role| !role.is_empty()) {
            out.push_str("[role=");
            out.push_str(role);
            out.push(']');
        }
        out.truncate(out.floor_char_boundary(MAX_PATH_NAME));
        out
    }
}

#[derive(Debug)]
struct Open {
    /// Empty where its end tag came in the wrong order: it is over, and takes its place only until those in it are.
    name: String,
    described: Rc<str>,
    /// Whether it starts and ends a block of text.
    block: bool,
    dropped: bool,
    pre: bool,
    cell: u32,
}

/// The elements that are open.
#[derive(Default, Debug)]
pub(super) struct Tree {
    open: Vec<Open>,
    counts: FxHashMap<String, usize>,
    /// Elements that were too deep to be kept and are still open.
    beyond: usize,
    /// How many open elements are not shown.
    dropped: usize,
    /// The least depth since [`Tree::words_came`].
    least: usize,
    /// How many elements, the outermost, no tag ends now: those around a part that is gone through on its own.
    floor: usize,
    tables: u32,
    rows: u32,
    cells: u32,
    /// Whether elements stood deeper than [`MAX_HTML_DEPTH`].
    pub too_deep: bool,
}

/// What [`Tree::leave`] brings back.
#[derive(Debug)]
pub(super) struct Outside {
    floor: usize,
    beyond: usize,
}

impl Tree {
    /// A part begins that ends no element around it.
    pub fn enter(&mut self) -> Outside {
        Outside {
            floor: std::mem::replace(&mut self.floor, self.open.len()),
            beyond: std::mem::take(&mut self.beyond),
        }
    }

    /// The part ends, and with it what was left open in it.
    pub fn leave(&mut self, outside: Outside) {
        self.close_from(self.floor);
        Outside { floor: self.floor, beyond: self.beyond } = outside;
    }

    /// Whether words here are shown.
    pub fn is_shown(&self) -> bool {
        self.dropped == 0
    }

    /// Whether white space is kept.
    pub fn is_pre(&self) -> bool {
        self.open.last().is_some_and(|last| last.pre)
    }

    /// Whether an element of the name is open.
    pub fn is_in(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|count| *count > 0)
    }

    /// The least depth since the last words.
    pub const fn least_depth(&self) -> usize {
        self.least
    }

    /// Words came: depths count anew.
    pub fn words_came(&mut self) {
        self.least = self.open.len();
    }

    /// Where a block stands that starts here.
    pub fn place(&self) -> Place {
        let nearest = self.open.iter().rev().find(|open| open.block && open.name != "button");
        let cell = nearest.filter(|open| matches!(open.name.as_str(), "td" | "th"));
        let first = self.open.len().saturating_sub(2 * MAX_PATH);
        let around = self.open.iter().enumerate().skip(first);
        Place {
            tag: nearest.map_or_else(|| "body".to_owned(), |open| open.name.clone()),
            path: around
                .filter(|(_, open)| !matches!(open.name.as_str(), "" | "html" | "body"))
                .map(|(index, open)| (index + 1, open.described.clone()))
                .collect(),
            cell: cell.map(|open| (self.tables, self.rows, open.cell)),
        }
    }

    /// A start tag. `ends_block` is called before a block element starts or ends.
    pub fn start(&mut self, tag: &Tag, ends_block: &mut impl FnMut()) {
        let name = tag.name.as_str();
        let block = is_block(name);
        if block {
            ends_block();
            self.end_paragraph();
        }
        if may_imply_end(name) {
            self.end_implied(name);
        }
        if name == "a" {
            self.end("a", &mut || {});
        }
        match name {
            "table" => self.tables += 1,
            "tr" => self.rows += 1,
            "td" | "th" => self.cells += 1,
            _ => {}
        }
        let foreign = is_foreign(name) || self.is_in("svg") || self.is_in("math");
        if is_void(name) || matches!(name, "html" | "body" | "head") || (foreign && tag.self_closing) {
            return;
        }
        if self.open.len() >= MAX_HTML_DEPTH {
            self.too_deep = true;
            self.beyond += usize::from(!may_stay_open(name));
            return;
        }
        let dropped = is_dropped(name) || tag.is_hidden();
        self.dropped += usize::from(dropped);
        let pre = matches!(name, "pre" | "listing" | "xmp" | "plaintext") || self.is_pre();
        if let Some(count) = self.counts.get_mut(name) {
            *count += 1;
        } else {
            // At most as many names are open as elements; the others only take room.
            if self.counts.len() > 2 * MAX_HTML_DEPTH {
                self.counts.retain(|_, count| *count > 0);
            }
            self.counts.insert(name.to_owned(), 1);
        }
        let described = tag.describe().into();
        self.open.push(Open { name: name.to_owned(), described, block, dropped, pre, cell: self.cells });
    }

    /// An end tag.
    pub fn end(&mut self, name: &str, ends_block: &mut impl FnMut()) {
        let block = is_block(name);
        if block {
            ends_block();
        }
        if name == "table" {
            self.tables += 1;
        }
        if self.beyond > 0 && !matches!(name, "html" | "body" | "head") && !is_void(name) {
            self.beyond -= usize::from(!may_stay_open(name));
            return;
        }
        if !self.is_in(name) {
            return;
        }
        let table_part = is_table_part(name);
        for index in (self.floor..self.open.len()).rev() {
            let open = self.open[index].name.as_str();
            if open == name {
                if block || !self.open[index + 1..].iter().any(|open| open.block) {
                    self.close_from(index);
                } else {
                    self.close_early(index);
                }
                return;
            }
            if if table_part { open == "table" } else { is_barrier(open) && block } {
                return;
            }
        }
    }

    fn end_paragraph(&mut self) {
        let inside = self.open.get(self.floor..).unwrap_or_default();
        let position = inside.iter().rposition(|open| open.block).map(|at| self.floor + at);
        if let Some(position) = position.filter(|position| self.open[*position].name == "p") {
            self.close_from(position);
        }
    }

    fn end_implied(&mut self, name: &str) {
        for index in (self.floor..self.open.len()).rev() {
            match implied_end(name, &self.open[index].name) {
                Implied::Ends => return self.close_from(index),
                Implied::Stops => return,
                Implied::Goes => {}
            }
        }
    }

    /// Closes the element at `index` and those in it.
    fn close_from(&mut self, index: usize) {
        for open in self.open.drain(index..) {
            self.dropped -= usize::from(open.dropped);
            if let Some(count) = self.counts.get_mut(&open.name) {
                *count -= 1;
            }
        }
        self.least = self.least.min(self.open.len());
    }

    /// Closes the element at `index` while blocks in it stay open.
    fn close_early(&mut self, index: usize) {
        let open = &mut self.open[index];
        self.dropped -= usize::from(std::mem::take(&mut open.dropped));
        if let Some(count) = self.counts.get_mut(&open.name) {
            *count -= 1;
        }
        open.name.clear();
        open.block = false;
    }
}
