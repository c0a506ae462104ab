//! What browsers do with the elements of HTML, as far as it matters for the words that a reader sees.

use std::{cell::Cell, rc::Rc, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::limits::MAX_HTML_DEPTH;

/// Elements that start and end a block of text.
static BLOCKS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "noframes",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "video",
        "xmp",
        "audio",
    ])
});

/// Elements without content.
static VOID: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link",
        "meta", "param", "source", "track", "wbr",
    ])
});

/// Elements whose content is not shown as words of the page.
static DROPPED: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "applet", "audio", "canvas", "datalist", "iframe", "math", "noembed", "noframes", "noscript",
        "object", "optgroup", "option", "rp", "script", "select", "style", "svg", "template", "textarea",
        "title", "video",
    ])
});

/// A name of elements, with what is asked of it at every tag, found out once a page.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is known by itself")]
pub(super) struct Kind {
    /// In lower case.
    pub name: Box<str>,
    /// Whether it starts and ends a block of text.
    pub block: bool,
    /// Whether it has no content and no end tag.
    pub void: bool,
    /// Whether its content is not shown as words of the page.
    pub dropped: bool,
    /// Whether it is written in another language than HTML, in which `<x/>` ends itself.
    pub foreign: bool,
    /// Whether it is a link.
    pub link: bool,
    /// How many elements of the name are open.
    pub open: Cell<usize>,
}

impl Kind {
    fn of(name: &str) -> Self {
        Self {
            name: name.into(),
            block: is_block(name),
            void: VOID.contains(name),
            dropped: DROPPED.contains(name),
            foreign: matches!(name, "svg" | "math"),
            link: name == "a",
            open: Cell::new(0),
        }
    }
}

/// The names of elements that a page uses.
#[derive(Debug, Default)]
pub(super) struct Kinds(FxHashMap<Box<str>, Rc<Kind>>);

impl Kinds {
    /// The one that is called `name`.
    pub fn get(&mut self, name: &str) -> Rc<Kind> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        // No more names are in use than elements are open; the others only take room.
        if self.0.len() > 2 * MAX_HTML_DEPTH {
            self.0.retain(|_, kind| Rc::strong_count(kind) > 1);
        }
        let kind = Rc::new(Kind::of(name));
        self.0.insert(name.into(), kind.clone());
        kind
    }
}

/// Whether `name` starts and ends a block of text.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(name)
}

/// Whether `name` is a heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether an end tag within `name` does not reach the elements around it.
pub(super) fn is_barrier(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption" | "template" | "object" | "button")
}

/// Whether `name` is a part of a table.
pub(super) fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "caption" | "colgroup" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th")
}

/// What a start tag `name` ends when it comes while `open` is open, and where the search for such an element stops.
pub(super) fn implied_end(name: &str, open: &str) -> Implied {
    let ends = match name {
        "li" => open == "li",
        "dd" | "dt" => matches!(open, "dd" | "dt"),
        "td" | "th" => matches!(open, "td" | "th"),
        "tr" => open == "tr",
        "thead" | "tbody" | "tfoot" => matches!(open, "thead" | "tbody" | "tfoot"),
        "option" => open == "option",
        _ => is_heading(name) && is_heading(open),
    };
    let stops = match name {
        "li" => matches!(open, "ul" | "ol" | "menu" | "dir") || is_barrier(open),
        "dd" | "dt" => open == "dl" || is_barrier(open),
        "td" | "th" => matches!(open, "tr" | "table"),
        "tr" | "thead" | "tbody" | "tfoot" => open == "table",
        "option" => open == "select",
        _ => is_block(open),
    };
    if ends {
        Implied::Ends
    } else if stops {
        Implied::Stops
    } else {
        Implied::Goes
    }
}

/// What an open element is to a start tag that may end another one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Implied {
    /// It is ended.
    Ends,
    /// Nothing is ended.
    Stops,
    /// The search goes on with the element around it.
    Goes,
}

/// Whether a start tag `name` may end another element, other than a paragraph.
pub(super) fn may_imply_end(name: &str) -> bool {
    matches!(name, "li" | "dd" | "dt" | "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "option")
        || is_heading(name)
}

/// Whether the end tag of `name` is often left out.
pub(super) fn may_stay_open(name: &str) -> bool {
    matches!(name, "p" | "rt" | "rp") || (may_imply_end(name) && !is_heading(name))
}
