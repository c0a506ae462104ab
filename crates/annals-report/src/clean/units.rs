//! The pieces that are judged: paragraphs and lines of a text, blocks of a page.

use annals_encoder::split::{paragraphs::paragraphs, tokens::norm};
use annals_types::{Report, Span, report::Block, segment::SegmentKind};

use super::{inline, title};
use crate::knowledge::cleaning::Cleaning;

/// A paragraph, line or block, with what is known of it so far.
#[derive(Clone, Debug)]
pub struct Unit<'a> {
    /// Without the blanks around it.
    pub span: Span,
    /// Lower case, plain quotes, single blanks: what cues are compared with.
    pub line: String,
    /// How many words it has.
    pub words: usize,
    /// Whether it ends as a sentence does.
    pub ends_sentence: bool,
    /// The block of the page.
    pub block: Option<&'a Block>,
    /// What it is taken for; body until something speaks against it.
    pub kind: SegmentKind,
    /// What gave it away.
    pub why: String,
    /// Whether what follows belongs to it as well.
    pub tail: bool,
}

impl Unit<'_> {
    /// Takes it for `kind`.
    pub fn set(&mut self, kind: SegmentKind, why: impl Into<String>) {
        self.kind = kind;
        self.why = why.into();
    }

    /// Whether nothing spoke against it yet.
    pub fn is_body(&self) -> bool {
        self.kind == SegmentKind::Body
    }

    /// A line that ends without a full stop and is short enough for a headline.
    pub const fn is_title_like(&self) -> bool {
        !self.ends_sentence && self.words >= 2 && self.words <= LONGEST_HEADLINE
    }
}

/// Words of the longest headline; style books of agencies ask for fewer than a dozen, outlets take more.
const LONGEST_HEADLINE: usize = 22;

/// The units of `report`, in order. The title that was put before the text is a unit of its own.
pub fn units<'a>(report: &'a Report, cleaning: &Cleaning) -> Vec<Unit<'a>> {
    let text = &report.text;
    let before = report.body_start;
    let mut units = Vec::new();
    if before > 0 {
        let declared = text[..before as usize].trim_end();
        let end = title::outlet_from(declared, report.host().as_deref(), cleaning).unwrap_or(declared.len());
        let mut headline = unit(text, Span::at(0, end), None);
        headline.set(SegmentKind::Headline, "declared title");
        units.push(headline);
        if end < declared.len() {
            let mut outlet = unit(text, Span::at(end, declared.len() - end), None);
            outlet.set(SegmentKind::Boilerplate, "name of the outlet");
            units.push(outlet);
        }
    }
    if let Some(markup) = report.markup.as_ref().filter(|markup| !markup.blocks.is_empty()) {
        units.extend(markup.blocks.iter().map(|block| unit(text, block.span, Some(block))));
    } else {
        let mut paragraphs = paragraphs(&text[before as usize..]).into_iter().peekable();
        // A text may open with the declared title, the name of the outlet behind it included.
        if before == 0
            && let Some(span) = paragraphs.peek().copied()
            && report.title.as_deref().map(str::trim) == Some(span.of(text))
            && let Some(end) = title::outlet_from(span.of(text), report.host().as_deref(), cleaning)
        {
            paragraphs.next();
            let at = span.start() as usize;
            let mut headline = unit(text, Span::at(at, end), None);
            headline.set(SegmentKind::Headline, "declared title");
            let mut outlet = unit(text, Span::at(at + end, span.len() as usize - end), None);
            outlet.set(SegmentKind::Boilerplate, "name of the outlet");
            units.extend([headline, outlet]);
        }
        for span in paragraphs {
            for piece in inline::pieces(text, span.shift(before), cleaning) {
                let mut unit = unit(text, piece.span, None);
                if let Some((kind, why)) = piece.junk {
                    unit.set(kind, why);
                }
                units.push(unit);
            }
        }
    }
    units
}

fn unit<'a>(text: &str, span: Span, block: Option<&'a Block>) -> Unit<'a> {
    let words = span.of(text);
    let line = plain(words);
    let bare = line.trim_end_matches(['"', '\'', ')', ']', ' ']);
    Unit {
        span,
        words: line.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count(),
        ends_sentence: bare.ends_with(['.', '!', '?', ':', ';', '…']) && !bare.ends_with("..."),
        line,
        block,
        kind: SegmentKind::Body,
        why: String::new(),
        tail: false,
    }
}

/// `words` in lower case, with plain quotes and single blanks.
pub fn plain(words: &str) -> String {
    let norm = norm(words);
    if has_single_blanks(&norm) {
        return norm;
    }
    let mut line = String::with_capacity(norm.len());
    for word in norm.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether a line of ASCII has no other white space than single blanks between words.
fn has_single_blanks(line: &str) -> bool {
    let mut blank = true;
    let single = line.bytes().all(|byte| {
        let before = std::mem::replace(&mut blank, byte == b' ');
        byte.is_ascii() && !matches!(byte, b'\t'..=b'\r') && !(before && blank)
    });
    single && !blank
}
