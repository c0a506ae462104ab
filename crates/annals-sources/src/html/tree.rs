//! The elements that are open at a place of a page.
//!
//! Not the tree of the HTML standard, but as much of it as decides which words are seen and what stands around them:
//! elements that end others, end tags that match nothing, end tags in the wrong order, and a bound on the depth.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{
    elements::{Implied, Kind, implied_end, is_barrier, is_table_part, may_imply_end, may_stay_open},
    flow::Place,
};
use crate::limits::{MAX_HTML_DEPTH, MAX_PATH, MAX_PATH_NAME};

/// A start tag, with the attributes that annals looks at. One is filled again and again, so that its room is made once.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub kind: Rc<Kind>,
    pub self_closing: bool,
    /// Each name with the end of its value in `values`; the value begins where the one before ends.
    attributes: Vec<(&'static str, usize)>,
    values: String,
}

impl Tag {
    /// Makes it a tag without attributes.
    pub fn restart(&mut self, kind: Rc<Kind>) {
        self.kind = kind;
        self.self_closing = false;
        self.attributes.clear();
        self.values.clear();
    }

    /// Adds an attribute, without a value so far.
    pub fn add(&mut self, name: &'static str) {
        self.attributes.push((name, self.values.len()));
    }

    /// Adds to the value of the last attribute.
    pub fn add_value(&mut self, value: &str) {
        self.values.push_str(value);
        if let Some((_, end)) = self.attributes.last_mut() {
            *end = self.values.len();
        }
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let at = self.attributes.iter().position(|(own, _)| *own == name)?;
        let start = at.checked_sub(1).map_or(0, |before| self.attributes[before].1);
        Some(&self.values[start..self.attributes[at].1])
    }

    /// Whether what stands in it is not shown.
    fn is_hidden(&self) -> bool {
        let style = self.get("style").unwrap_or_default();
        let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        let says = |(name, value): (&str, &str), what: &str, how: &str| {
            let begin = value.trim().as_bytes().get(..how.len());
            name.trim().eq_ignore_ascii_case(what)
                && begin.is_some_and(|begin| begin.eq_ignore_ascii_case(how.as_bytes()))
        };
        self.get("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
            || rules.any(|rule| says(rule, "display", "none") || says(rule, "visibility", "hidden"))
    }

    /// Adds name, classes, id and role to `out`: `div.sidebar.wide#related[role=navigation]`.
    fn describe(&self, out: &mut String) {
        let start = out.len();
        out.push_str(&self.kind.name);
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
        out.truncate(out.floor_char_boundary(start + MAX_PATH_NAME));
    }
}

#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is known by itself")]
struct Open {
    kind: Rc<Kind>,
    /// Its end tag came in the wrong order: it is over, and takes its place only until those in it are.
    over: bool,
    /// Where its description starts in [`Tree::described`]; it ends where the next one starts.
    described: usize,
    /// Its place in [`Tree::elements`], once a block stood in it.
    place: Option<u32>,
    /// Whether it starts and ends a block of text.
    block: bool,
    dropped: bool,
    pre: bool,
    cell: u32,
}

/// The different elements around blocks, by their descriptions, each with its place.
#[derive(Default, Debug)]
struct Elements(FxHashMap<Box<str>, u32>);

impl Elements {
    fn place(&mut self, described: &str) -> u32 {
        if let Some(place) = self.0.get(described) {
            return *place;
        }
        let place = self.0.len() as u32;
        self.0.insert(described.into(), place);
        place
    }
}

/// The elements that are open.
#[derive(Default, Debug)]
pub(super) struct Tree {
    open: Vec<Open>,
    /// The descriptions of the open elements, end to end.
    described: String,
    elements: Elements,
    /// Elements that were too deep to be kept and are still open.
    beyond: usize,
    /// How many open elements are not shown.
    dropped: usize,
    /// How many open elements are links.
    links: usize,
    /// How many open elements are written in another language than HTML.
    foreign: usize,
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

    /// Whether words here belong to a link.
    pub fn is_link(&self) -> bool {
        self.links > 0
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
    pub fn place(&mut self) -> Place {
        let nearest = self.open.iter().rev().find(|open| open.block && &*open.kind.name != "button");
        let cell = nearest.filter(|open| matches!(&*open.kind.name, "td" | "th"));
        let tag = nearest.map_or("body", |open| &open.kind.name).to_owned();
        let cell = cell.map(|open| (self.tables, self.rows, open.cell));
        let around = self.open.len().saturating_sub(2 * MAX_PATH)..self.open.len();
        let path = around.filter_map(|index| Some((index + 1, self.element(index)?))).collect();
        Place { tag, path, cell }
    }

    /// The place in [`Tree::elements`] of an open element, unless it is over.
    fn element(&mut self, index: usize) -> Option<u32> {
        let end = self.open.get(index + 1).map_or(self.described.len(), |next| next.described);
        let open = self.open.get_mut(index).filter(|open| !open.over)?;
        if open.place.is_none() {
            open.place = Some(self.elements.place(&self.described[open.described..end]));
        }
        open.place
    }

    /// The descriptions of the elements around blocks, in the order of their places.
    pub fn into_elements(self) -> Vec<String> {
        let mut elements: Vec<(Box<str>, u32)> = self.elements.0.into_iter().collect();
        elements.sort_unstable_by_key(|(_, place)| *place);
        elements.into_iter().map(|(described, _)| described.into()).collect()
    }

    /// A start tag. `ends_block` is called before a block element starts or ends.
    pub fn start(&mut self, tag: &Tag, ends_block: &mut impl FnMut()) {
        let kind = &*tag.kind;
        let name = &*kind.name;
        if kind.block {
            ends_block();
            self.end_paragraph();
        }
        if may_imply_end(name) {
            self.end_implied(name);
        }
        if kind.link {
            self.end(&tag.kind, &mut || {});
        }
        match name {
            "table" => self.tables += 1,
            "tr" => self.rows += 1,
            "td" | "th" => self.cells += 1,
            _ => {}
        }
        let foreign = kind.foreign || self.foreign > 0;
        if kind.void || matches!(name, "html" | "body" | "head") || (foreign && tag.self_closing) {
            return;
        }
        if self.open.len() >= MAX_HTML_DEPTH {
            self.too_deep = true;
            self.beyond += usize::from(!may_stay_open(name));
            return;
        }
        let dropped = kind.dropped || tag.is_hidden();
        let pre = matches!(name, "pre" | "listing" | "xmp" | "plaintext") || self.is_pre();
        self.dropped += usize::from(dropped);
        self.links += usize::from(kind.link);
        self.foreign += usize::from(kind.foreign);
        kind.open.update(|open| open + 1);
        self.open.push(Open {
            kind: tag.kind.clone(),
            over: false,
            described: self.described.len(),
            place: None,
            block: kind.block,
            dropped,
            pre,
            cell: self.cells,
        });
        tag.describe(&mut self.described);
    }

    /// An end tag.
    pub fn end(&mut self, kind: &Rc<Kind>, ends_block: &mut impl FnMut()) {
        let name = &*kind.name;
        if kind.block {
            ends_block();
        }
        if name == "table" {
            self.tables += 1;
        }
        if self.beyond > 0 && !matches!(name, "html" | "body" | "head") && !kind.void {
            self.beyond -= usize::from(!may_stay_open(name));
            return;
        }
        if kind.open.get() == 0 {
            return;
        }
        let table_part = is_table_part(name);
        for index in (self.floor..self.open.len()).rev() {
            let open = &self.open[index];
            if open.over {
                continue;
            }
            if Rc::ptr_eq(&open.kind, kind) {
                if kind.block || !self.open[index + 1..].iter().any(|open| open.block) {
                    self.close_from(index);
                } else {
                    self.close_early(index);
                }
                return;
            }
            let open = &*open.kind.name;
            if if table_part { open == "table" } else { is_barrier(open) && kind.block } {
                return;
            }
        }
    }

    fn end_paragraph(&mut self) {
        let inside = self.open.get(self.floor..).unwrap_or_default();
        let position = inside.iter().rposition(|open| open.block).map(|at| self.floor + at);
        if let Some(position) = position.filter(|position| &*self.open[*position].kind.name == "p") {
            self.close_from(position);
        }
    }

    fn end_implied(&mut self, name: &str) {
        for index in (self.floor..self.open.len()).rev() {
            let open = &self.open[index];
            if open.over {
                continue;
            }
            match implied_end(name, &open.kind.name) {
                Implied::Ends => return self.close_from(index),
                Implied::Stops => return,
                Implied::Goes => {}
            }
        }
    }

    /// Closes the element at `index` and those in it.
    fn close_from(&mut self, index: usize) {
        for at in index..self.open.len() {
            self.ends(at);
        }
        if let Some(first) = self.open.get(index) {
            self.described.truncate(first.described);
        }
        self.open.truncate(index);
        self.least = self.least.min(index);
    }

    /// Closes the element at `index` while blocks in it stay open.
    fn close_early(&mut self, index: usize) {
        self.ends(index);
        self.open[index].block = false;
    }

    /// The element at `index` is over.
    fn ends(&mut self, index: usize) {
        let open = &mut self.open[index];
        if !std::mem::replace(&mut open.over, true) {
            self.dropped -= usize::from(open.dropped);
            self.links -= usize::from(open.kind.link);
            self.foreign -= usize::from(open.kind.foreign);
            open.kind.open.update(|open| open - 1);
        }
    }
}
