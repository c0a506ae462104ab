//! Web pages: all that a reader of the page sees, in blocks, and what the page declares of itself.
//!
//! The page is read for its words, not for its story: menus, adverts and lists of other stories are in the text as well,
//! each in blocks of their own, and telling them from the story is left to those who know language. What is left out is
//! what nobody sees: scripts, styles, forms' choices, hidden elements.
//!
//! The text is as a browser shows it. Blocks stand apart by an empty line; `br` is a line break, two of them start a block; white
//! space is one blank; short cells of a table row are set apart by tabs, and such rows by line breaks. Soft hyphens and zero-width
//! blanks, which are not shown, are left out.
//!
//! Every character leads back to the bytes of the page as it was given, whatever its encoding, through
//! [`Markup::runs`](annals_types::report::Markup::runs). (For a page within JSON there are no such runs, since the bytes
//! of the file are JSON; for a packed file they count in the unpacked one.)
//!
//! The tokens come from `html5gum`, which knows their places; the tree is our own, and only as good as words need.

mod align;
mod elements;
mod encoding;
mod flow;
mod json_ld;
mod meta;
mod page;
mod tree;

use annals_types::{
    Report,
    document::{DiagnosticKind, GENERATOR},
    report::{Draft, Markup, Run},
};

use self::{elements::is_heading, flow::Flow, meta::fold, page::Page};
use crate::{
    Error,
    decode::{Decoded, decode},
    error::size,
    kind::refuse_binary,
    limits::{MAX_HTML_BLOCKS, MAX_HTML_DEPTH, MAX_TEXT},
    text::{Found, broken, check_text},
};

/// Reads one page. `source` names it for a person.
///
/// Reads on over what is only partly wrong (broken sequences of bytes, elements too deep in each other).
///
/// # Errors
///
/// Where it is no text, where it shows none, and where it is over a limit of [`limits`](crate::limits).
///
/// ```
/// let page = b"<title>Two hurt - Example</title><h1>Two hurt</h1><p>A bus fell   into a &#8220;ditch&#8221;.";
/// let report = annals_sources::html::read(page, "page.html")?;
/// assert_eq!(report.title.as_deref(), Some("Two hurt"));
/// assert_eq!(report.text, "Two hurt\n\nA bus fell into a “ditch”.");
/// # Ok::<(), annals_sources::Error>(())
/// ```
pub fn read(bytes: &[u8], source: &str) -> Result<Report, Error> {
    read_page(bytes, source).map(|found| found.value.finish())
}

/// The same, and what was amiss.
pub(crate) fn read_page(bytes: &[u8], source: &str) -> Result<Found<Draft>, Error> {
    refuse_binary(bytes)?;
    let decoded = decode(bytes, encoding::declared);
    let draft = Draft { source: source.to_owned(), ..Draft::default() };
    let mut found = read_text(&decoded.text, draft, Some(&decoded))?;
    found.amiss = found.amiss.or_else(|| broken(&decoded));
    Ok(found)
}

/// Reads a page whose metadata was partly given from outside.
pub(crate) fn read_given(page: &str, given: Draft) -> Result<Found<Draft>, Error> {
    read_text(page, given, None)
}

/// A title that was given beside a text, without the references to characters that crawlers leave in it: "eight killed &amp; 20 hurt".
pub(crate) fn given_title(title: &str) -> String {
    let title = title.trim();
    if title.contains('&') && title.contains(';') { align::unescape(title) } else { title.to_owned() }
}

/// So many lines hold the mark of a page that annals wrote.
const FIRST_LINES: usize = 8;

fn read_text(source: &str, mut draft: Draft, decoded: Option<&Decoded>) -> Result<Found<Draft>, Error> {
    if source.lines().take(FIRST_LINES).any(|line| line.contains(GENERATOR)) {
        let message = "a page that annals wrote, and no report; keep it outside the folder that is read";
        return Err(Error::new(DiagnosticKind::Unsupported, message));
    }
    let Page { flow, meta, elements, too_deep } = page::go_through(source);
    if flow.full {
        return Err(if flow.blocks.len() >= MAX_HTML_BLOCKS {
            Error::limit("too many blocks of text", format!("more than {MAX_HTML_BLOCKS}"), MAX_HTML_BLOCKS)
        } else {
            let limit = size(MAX_TEXT as u64);
            Error::limit("too much text for one report", format!("more than {limit}"), limit)
        });
    }
    if flow.blocks.is_empty() || check_text(&flow.text).is_err() {
        return Err(Error::empty("a page that shows no text"));
    }
    let headings = headings(&flow);
    meta.fill(&mut draft, &headings);
    let title = draft.title.as_deref().map(fold);
    draft.title_in_text = headings.iter().any(|(_, heading)| Some(fold(heading)) == title);
    let runs = decoded.map(|decoded| runs(&flow, decoded)).unwrap_or_default();
    draft.markup = Some(Markup { blocks: flow.blocks, elements, runs });
    draft.text = flow.text;
    let amiss = too_deep.then(|| {
        let found = format!("more than {MAX_HTML_DEPTH} elements in each other");
        Error::limit("too deep, read as if flat from there", found, MAX_HTML_DEPTH)
    });
    Ok(Found { value: draft, amiss })
}

/// The headings of a page that are short enough for one, with their level.
fn headings(flow: &Flow) -> Vec<(u8, String)> {
    const LONGEST: u32 = 400;
    let headings = flow.blocks.iter().filter(|block| is_heading(&block.tag) && block.span.len() <= LONGEST);
    headings
        .map(|block| (block.tag.as_bytes()[1] - b'0', block.span.of(&flow.text).replace('\n', " ")))
        .collect()
}

/// The way back to the file.
fn runs(flow: &Flow, decoded: &Decoded) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(flow.pieces.len());
    let mut add = |text: usize, len: usize, raw: usize, raw_end: usize, same: bool| {
        // What has as many bytes as in the file, but others, could be taken for the same.
        if len == 0 || (!same && raw_end - raw == len) {
            return;
        }
        let run = Run { text: text as u32, len: len as u32, raw: raw as u32, raw_end: raw_end as u32 };
        match runs.last_mut() {
            Some(last)
                if same
                    && last.raw_end == run.raw
                    && last.text + last.len == run.text
                    && last.raw_end - last.raw == last.len =>
            {
                last.len += run.len;
                last.raw_end = run.raw_end;
            }
            _ => runs.push(run),
        }
    };
    for piece in &flow.pieces {
        let places = decoded.raw(piece.source.start, piece.source.end);
        if piece.same {
            for (start, len, raw, raw_end, same) in places {
                add(piece.text + (start - piece.source.start), len, raw, raw_end, same);
            }
        } else if let Some((raw, raw_end)) =
            places.map(|(_, _, raw, raw_end, _)| (raw, raw_end)).reduce(|one, next| (one.0, next.1))
        {
            add(piece.text, piece.len, raw, raw_end, false);
        }
    }
    runs
}
