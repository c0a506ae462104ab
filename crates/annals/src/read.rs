//! `annals read`: from paths to an account.

use std::{
    fs::File,
    io::{IsTerminal, Write},
};

use annals_formats::{
    document::{self, document},
    html, json,
    text::{self, TextOptions},
};
use annals_report::Reader;
use annals_types::{Document, Reading, document::ReaderVersion};
use rayon::prelude::*;

use crate::{
    args::{Format, Read, With},
    exit::{Error, Exit},
    progress,
};

/// Reads the reports, brings them together and writes the account.
pub fn run(args: &Read) -> Result<Exit, Error> {
    if args.format == Format::Html && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Error::PageToTerminal);
    }
    let reader = Reader::new()?;
    let gathered =
        progress::gathering(|seen| annals_sources::gather_with(&args.paths, &mut std::io::stdin(), seen));
    let readings = readings(&reader, &gathered.reports, args.threads)?;
    let collection = annals_corpus::collect(readings, args.policy.into());
    let version = ReaderVersion { version: env!("CARGO_PKG_VERSION").into(), model: reader.model() };
    let document = document(&collection, version, gathered.diagnostics, with(args));
    progress::tell(&document.diagnostics);
    write(&document, args)?;
    Ok(match (document.reports.is_empty(), document.diagnostics.is_empty()) {
        (true, _) => Exit::Failure,
        (false, false) => Exit::Diagnostics,
        (false, true) => Exit::Success,
    })
}

/// What the document must hold: JSON what was asked for, the page the texts, and the reasons the words that were set aside.
fn with(args: &Read) -> document::With {
    document::With {
        text: args.with.contains(&With::Text) || args.format == Format::Html || args.why,
        offsets: args.with.contains(&With::Offsets),
    }
}

/// The readings of `reports`, in their order, whatever the number of threads.
fn readings(
    reader: &Reader,
    reports: &[annals_types::Report],
    threads: Option<u16>,
) -> Result<Vec<Reading>, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0).into()).build()?;
    let bar = progress::bar(reports.len());
    let readings = pool.install(|| {
        reports
            .par_iter()
            .map(|report| {
                let reading = reader.read(report);
                bar.inc(1);
                reading
            })
            .collect()
    });
    bar.finish_and_clear();
    Ok(readings)
}

fn write(document: &Document, args: &Read) -> Result<(), Error> {
    let rendered = match args.format {
        Format::Text => text::render(document, &text_options(args)),
        Format::Json => json::document(document),
        Format::Jsonl => json::lines(document),
        Format::Html => html::page(document),
    };
    if let Some(path) = &args.output {
        let written = File::create(path).and_then(|mut file| file.write_all(rendered.as_bytes()));
        written.map_err(|error| Error::OutputFile { path: path.display().to_string(), error })?;
    } else {
        let mut out = std::io::stdout().lock();
        out.write_all(rendered.as_bytes())?;
        out.flush()?;
    }
    Ok(())
}

fn text_options(args: &Read) -> TextOptions {
    let to_terminal = args.output.is_none() && std::io::stdout().is_terminal();
    // https://no-color.org: set and not empty.
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    TextOptions {
        width: args.width.map_or_else(terminal_width, usize::from),
        color: to_terminal && !no_color,
        why: args.why,
    }
}

/// That of the terminal, between 40 and 100 columns: longer lines are hard to read. 80 where there is no terminal.
fn terminal_width() -> usize {
    if std::io::stdout().is_terminal() { textwrap::termwidth().clamp(40, 100) } else { 80 }
}
