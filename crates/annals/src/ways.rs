//! The ways in and out that all commands share: from paths to readings, and from words to a file or a terminal.

use std::{
    fs::File,
    io::{IsTerminal, Write},
    path::PathBuf,
};

use annals_formats::text::TextOptions;
use annals_report::Reader;
use annals_types::{
    Reading, Report,
    document::{Diagnostic, ReaderVersion},
};
use rayon::prelude::*;

use crate::{args::Manner, exit::Error, gazetteer, progress};

/// What was found under the paths.
pub struct Found {
    /// The readings, in the order of the reports.
    pub readings: Vec<Reading>,
    /// What read them.
    pub version: ReaderVersion,
    /// What was set aside.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads all reports under the paths.
pub fn read(paths: &[PathBuf], manner: &Manner) -> Result<Found, Error> {
    let imported = gazetteer::table(manner.gazetteer.as_deref())?;
    let reader = imported.map_or_else(Reader::new, |table| Reader::with_places(&table))?;
    let gathered =
        progress::gathering(|seen| annals_sources::gather_with(paths, &mut std::io::stdin(), seen));
    let readings = readings(&reader, &gathered.reports, manner.threads)?;
    let version = ReaderVersion { version: env!("CARGO_PKG_VERSION").into(), model: reader.model() };
    Ok(Found { readings, version, diagnostics: gathered.diagnostics })
}

/// The readings of `reports`, in their order, whatever the number of threads.
fn readings(reader: &Reader, reports: &[Report], threads: Option<u16>) -> Result<Vec<Reading>, Error> {
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

/// A page needs a file, unless something else reads the output.
pub fn refuse_page(is_page: bool, manner: &Manner) -> Result<(), Error> {
    let to_terminal = manner.output.is_none() && std::io::stdout().is_terminal();
    if is_page && to_terminal { Err(Error::PageToTerminal) } else { Ok(()) }
}

/// Writes to the file that was named, else to standard output.
pub fn write(rendered: &str, manner: &Manner) -> Result<(), Error> {
    if let Some(path) = &manner.output {
        let written = File::create(path).and_then(|mut file| file.write_all(rendered.as_bytes()));
        written.map_err(|error| Error::OutputFile { path: path.display().to_string(), error })?;
    } else {
        let mut out = std::io::stdout().lock();
        out.write_all(rendered.as_bytes())?;
        out.flush()?;
    }
    Ok(())
}

/// How text is drawn: in colour on a terminal only.
pub fn text_options(manner: &Manner) -> TextOptions {
    let to_terminal = manner.output.is_none() && std::io::stdout().is_terminal();
    // https://no-color.org: set and not empty.
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    TextOptions {
        width: manner.width.map_or_else(terminal_width, usize::from),
        color: to_terminal && !no_color,
        why: false,
    }
}

/// That of the terminal, between 40 and 100 columns: longer lines are hard to read. 80 where there is no terminal.
fn terminal_width() -> usize {
    if std::io::stdout().is_terminal() { textwrap::termwidth().clamp(40, 100) } else { 80 }
}
