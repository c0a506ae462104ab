//! Goes through the tokens of a page.

use std::{convert::Infallible, ops::Range};

use html5gum::{
    Emitter, ForwardingEmitter, Span, Tokenizer,
    emitters::callback::{Callback, CallbackEmitter, CallbackEvent},
};

use super::{
    align::{References, pieces},
    elements::Kinds,
    flow::{Flow, Style},
    meta::Meta,
    tree::{Tag, Tree},
};
use crate::limits::MAX_ATTRIBUTE;

/// What was found in a page.
#[derive(Debug)]
pub(super) struct Page {
    pub flow: Flow,
    pub meta: Meta,
    /// See [`Markup::elements`](annals_types::report::Markup::elements).
    pub elements: Vec<String>,
    /// Whether elements stood deeper than the limit.
    pub too_deep: bool,
}

/// Goes through `source`.
pub(super) fn go_through(source: &str) -> Page {
    let mut walk = Walk {
        source,
        tree: Tree::default(),
        flow: Flow::default(),
        meta: Meta::default(),
        references: References::default(),
        kinds: Kinds::default(),
        tag: Tag::default(),
        valued: false,
        after_link: None,
        noscript_end: 0,
    };
    walk.go(0..source.len());
    walk.flow.end_block();
    let too_deep = walk.tree.too_deep;
    Page { flow: walk.flow, meta: walk.meta, elements: walk.tree.into_elements(), too_deep }
}

/// Attributes that annals looks at.
const ATTRIBUTES: [&str; 14] = [
    "class", "id", "role", "hidden", "style", "href", "rel", "content", "name", "property", "itemprop",
    "datetime", "lang", "type",
];

struct Walk<'s> {
    source: &'s str,
    tree: Tree,
    flow: Flow,
    meta: Meta,
    references: References,
    kinds: Kinds,
    /// The start tag that is being read.
    tag: Tag,
    /// Whether annals looks at the attribute whose value comes next.
    valued: bool,
    /// Where the last link ended, in the text so far.
    after_link: Option<usize>,
    /// Up to here the source was looked through for the content of `noscript`: each byte once, however many elements are open.
    noscript_end: usize,
}

/// Letters from which on the content of `noscript` is the text of the page, and not a request to allow scripts.
const LEAST_WITHOUT_SCRIPTS: usize = 500;

impl Walk<'_> {
    /// Goes through a part of the source.
    fn go(&mut self, part: Range<usize>) {
        let source = &self.source[part.clone()];
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            self.event(&event, Span { start: part.start + span.start, end: part.start + span.end });
            None::<Infallible>
        });
        // Without this, the content of scripts is taken for markup.
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(source, Quiet(emitter)).finish();
    }

    /// Goes through the content of a `noscript` that starts at `from`, where it holds the text that scripts would show.
    fn noscript(&mut self, from: usize) {
        let rest = self.source.get(from..).unwrap_or_default();
        let end = rest.match_indices("</").map(|(at, _)| at).find(|at| {
            rest.as_bytes()[at + 2..].get(..8).is_some_and(|name| name.eq_ignore_ascii_case(b"noscript"))
        });
        self.noscript_end = end.map_or(self.source.len(), |end| from + end);
        let Some(end) = end else { return };
        if letters(&rest[..end]) >= LEAST_WITHOUT_SCRIPTS {
            self.flow.end_block();
            let outside = self.tree.enter();
            let tag = std::mem::take(&mut self.tag);
            self.go(from..from + end);
            self.tag = tag;
            self.flow.end_block();
            self.tree.leave(outside);
            // So that a title or script left open in it does not take the words after it.
            self.meta.end("script");
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.restart(self.kinds.get(tag_name(name)));
                self.valued = false;
            }
            CallbackEvent::AttributeName { name } => {
                let known = ATTRIBUTES.into_iter().find(|known| known.as_bytes() == *name);
                // The first of two attributes of one name counts, as in browsers.
                let known = known.filter(|name| self.tag.get(name).is_none());
                self.valued = known.is_some();
                if let Some(name) = known {
                    self.tag.add(name);
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if std::mem::take(&mut self.valued) {
                    self.tag.add_value(cut(words(value)));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.tag.self_closing = *self_closing;
                self.start(span.end);
            }
            CallbackEvent::EndTag { name } => self.end(tag_name(name)),
            CallbackEvent::String { value } => self.text(words(value), span),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    /// The start tag that ends before `at` was read.
    fn start(&mut self, at: usize) {
        self.meta.start(&self.tag);
        match &*self.tag.kind.name {
            "br" if self.tree.is_shown() => self.flow.line_break(),
            // Links that touch each other are items of a menu, which style sheets set apart.
            "a" if self.after_link == Some(self.flow.text.len()) && self.flow.after_word() => {
                self.flow.blank(at);
            }
            _ => {}
        }
        if &*self.tag.kind.name == "noscript" && self.tree.is_shown() && at >= self.noscript_end {
            self.noscript(at);
        }
        self.tree.start(&self.tag, &mut || self.flow.end_block());
    }

    fn end(&mut self, name: &str) {
        match name {
            "br" => self.flow.line_break(),
            "a" => self.after_link = Some(self.flow.text.len()),
            _ => {}
        }
        self.meta.end(name);
        self.tree.end(&self.kinds.get(name), &mut || self.flow.end_block());
    }

    fn text(&mut self, value: &str, span: Span<usize>) {
        if self.meta.text(value) || !self.tree.is_shown() {
            return;
        }
        let style =
            Style { pre: self.tree.is_pre(), link: self.tree.is_link(), depth: self.tree.least_depth() };
        let Self { source, tree, flow, references, .. } = self;
        let mut came = false;
        pieces(value, source, span.start, span.end, references, |words, place, same| {
            came |= flow.add(words, place, same, style, &mut || tree.place());
        });
        if came {
            tree.words_came();
        }
    }
}

/// An emitter that is not told of errors in the markup: the tokeniser then does not look for them, byte by byte.
struct Quiet<F: Callback<Infallible, usize>>(CallbackEmitter<F, Infallible, usize>);

impl<F: Callback<Infallible, usize>> ForwardingEmitter for Quiet<F> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Letters of `markup` outside of tags.
fn letters(markup: &str) -> usize {
    let mut in_tag = false;
    let seen = markup.chars().filter(|c| {
        in_tag = *c == '<' || (in_tag && *c != '>');
        !in_tag && c.is_alphabetic()
    });
    seen.count()
}

/// A tag name of bounded length, in lower case as the tokeniser gives it.
fn tag_name(name: &[u8]) -> &str {
    let name = words(name);
    &name[..name.floor_char_boundary(32)]
}

fn words(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// As much of an attribute as annals looks at.
fn cut(value: &str) -> &str {
    &value[..value.floor_char_boundary(MAX_ATTRIBUTE)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_cut() {
        assert_eq!(cut("short"), "short");
        assert_eq!(cut(&"é".repeat(MAX_ATTRIBUTE)).len(), MAX_ATTRIBUTE);
    }
}
