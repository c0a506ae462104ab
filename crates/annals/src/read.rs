//! `annals read`: from paths to an account.

use annals_formats::{
    document::{self, document},
    html, json,
    text::{self, TextOptions},
};

use crate::{
    args::{Format, Read, With},
    exit::{Error, Exit},
    progress,
    ways::{self, Found},
};

/// Reads the reports, brings them together and writes the account.
pub fn run(args: &Read) -> Result<Exit, Error> {
    ways::check_output(args.format == Format::Html, &args.ways.manner)?;
    let Found { readings, version, diagnostics } = ways::read(&args.ways.paths, &args.ways.manner)?;
    let collection = annals_corpus::collect(readings, args.policy.into());
    let document = document(&collection, version, diagnostics, with(args));
    progress::tell(&document.diagnostics);
    progress::tell_dead(&document.reports);
    let rendered = match args.format {
        Format::Text => {
            text::render(&document, &TextOptions { why: args.why, ..ways::text_options(&args.ways.manner) })
        }
        Format::Json => json::document(&document),
        Format::Jsonl => json::lines(&document),
        Format::Html => html::page(&document),
    };
    ways::write(&rendered, &args.ways.manner)?;
    Ok(Exit::of(document.reports.len(), document.diagnostics.len()))
}

/// What the document must hold: JSON what was asked for, the page the texts, and the reasons the words that were set aside.
fn with(args: &Read) -> document::With {
    document::With {
        text: args.with.contains(&With::Text)
            || match args.format {
                Format::Html => true,
                Format::Text => args.why,
                Format::Json | Format::Jsonl => false,
            },
        offsets: args.with.contains(&With::Offsets),
    }
}
