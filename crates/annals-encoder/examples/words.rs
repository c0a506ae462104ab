//! Cuts texts into words for training, so that the network learns on the very tokens that it will be given.
//!
//! Reads JSON lines `"text"` from standard input and writes for each a JSON line of paragraphs, each a list of sentences, each a
//! list of `[start, end]` of tokens in Unicode code points.

use std::io::{self, BufRead, Write};

use annals_encoder::split;
use annals_types::{Segment, Span, segment::SegmentKind};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        let layers = split::split(&text, &[body]);
        let mut points = vec![0_u32; text.len() + 1];
        let mut count = 0;
        for (at, c) in text.char_indices() {
            points[at] = count;
            count += 1;
            points[at + c.len_utf8()] = count;
        }
        let mut paragraphs: Vec<Vec<Vec<[u32; 2]>>> = Vec::new();
        let mut last = None;
        for sentence in &layers.sentences {
            if last != Some(sentence.paragraph) {
                paragraphs.push(Vec::new());
            }
            last = Some(sentence.paragraph);
            let tokens = layers.tokens_of(sentence).iter();
            let spans =
                tokens.map(|token| [points[token.span.start() as usize], points[token.span.end() as usize]]);
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.push(spans.collect());
            }
        }
        serde_json::to_writer(&mut out, &paragraphs)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
