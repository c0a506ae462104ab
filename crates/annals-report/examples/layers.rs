//! Writes what the rules read in texts, as JSON lines, so that training can learn from it.
//!
//! Reads JSON lines, each a string, from standard input. Offsets of the output are Unicode code points.

use std::io::{self, BufRead, Write};

use annals_report::{Knowledge, annotate};
use annals_types::{Segment, Span, segment::SegmentKind};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let knowledge = Knowledge::shipped()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        serde_json::to_writer(&mut out, &layers(&text, &knowledge))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

fn layers(text: &str, knowledge: &Knowledge) -> Value {
    let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
    let layers = annotate::annotate(text, &[body], knowledge);
    let mut points = vec![0_u32; text.len() + 1];
    let mut count = 0;
    for (at, c) in text.char_indices() {
        points[at] = count;
        count += 1;
        points[at + c.len_utf8()] = count;
    }
    let of = |span: Span| [points[span.start() as usize], points[span.end() as usize]];
    let quantity = |quantity: &annals_types::layers::Quantity| {
        json!({
            "figure": of(quantity.figure), "cue": quantity.cue.map(of), "role": quantity.role, "low": quantity.low,
            "high": quantity.high, "scope": quantity.scope, "part": quantity.part, "stance": quantity.stance,
        })
    };
    let trigger = |trigger: &annals_types::layers::Trigger| {
        json!({
            "span": of(trigger.span), "type": trigger.incident_type, "reality": trigger.reality,
            "aggregate": trigger.aggregate,
        })
    };
    json!({
        "quantities": layers.quantities.iter().map(quantity).collect::<Vec<_>>(),
        "triggers": layers.triggers.iter().map(trigger).collect::<Vec<_>>(),
    })
}
