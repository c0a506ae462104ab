//! The ways in and out that all commands share: from paths to readings, and from words to a file or a terminal.

use std::{
    fs::{self, File},
    io::{self, IsTerminal, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use annals_formats::text::TextOptions;
use annals_report::Reader;
use annals_types::{
    Reading, Report,
    document::{Diagnostic, DiagnosticKind, ReaderVersion},
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
    let gathered = progress::gathering(|seen| annals_sources::gather_with(paths, &mut io::stdin(), seen));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(manner.threads.unwrap_or(0).into()).build()?;
    let (readings, failed) = pool.install(|| readings(&gathered.reports, |report| reader.read(report)));
    let version = ReaderVersion { version: env!("CARGO_PKG_VERSION").into(), model: reader.model() };
    let diagnostics = gathered.diagnostics.into_iter().chain(failed).collect();
    Ok(Found { readings, version, diagnostics })
}

/// The readings of `reports`, in their order, whatever the number of threads. A report on which `read` panics is set aside: one fault of
/// the program must not cost the others.
fn readings<R: Send>(reports: &[Report], read: impl Fn(&Report) -> R + Sync) -> (Vec<R>, Vec<Diagnostic>) {
    let bar = progress::bar(reports.len());
    let results: Vec<Result<R, Diagnostic>> = reports
        .par_iter()
        .map(|report| {
            // A reader holds nothing between two reports but a cache of what the network said of whole windows.
            let reading = catch_unwind(AssertUnwindSafe(|| read(report)));
            bar.inc(1);
            reading.map_err(|_| fault(report))
        })
        .collect();
    bar.finish_and_clear();
    let (mut readings, mut failed) = (Vec::with_capacity(results.len()), Vec::new());
    for result in results {
        match result {
            Ok(reading) => readings.push(reading),
            Err(diagnostic) => failed.push(diagnostic),
        }
    }
    (readings, failed)
}

fn fault(report: &Report) -> Diagnostic {
    Diagnostic {
        source: report.source.clone(),
        kind: DiagnosticKind::Reading,
        message:
            "annals failed while it read this report, which is a fault of the program; the others were read. \
                  Please send the report to its makers"
                .to_owned(),
    }
}

/// What is wrong with the way out is told before anything is read: a page needs a file, unless something else reads the output, and a file
/// needs a folder.
pub fn check_output(is_page: bool, manner: &Manner) -> Result<(), Error> {
    if let Some(path) = &manner.output {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let found = folder.map_or(Ok(()), |folder| fs::metadata(folder).map(drop));
        found.map_err(|error| Error::OutputFile { path: path.display().to_string(), error })?;
    }
    let to_terminal = manner.output.is_none() && io::stdout().is_terminal();
    if is_page && to_terminal { Err(Error::PageToTerminal) } else { Ok(()) }
}

/// Writes to the file that was named, else to standard output.
pub fn write(rendered: &str, manner: &Manner) -> Result<(), Error> {
    if let Some(path) = &manner.output {
        replace(path, |file| file.write_all(rendered.as_bytes()))
            .map_err(|error| Error::OutputFile { path: path.display().to_string(), error })?;
    } else {
        let mut out = io::stdout().lock();
        out.write_all(rendered.as_bytes())?;
        out.flush()?;
    }
    Ok(())
}

/// Writes beside the file and moves it into its place, so that what stood there stays whole until all is written. What is no file (a pipe,
/// a device) is written to as it is.
pub fn replace(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return fill(&mut File::create(path)?);
    }
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut beside = path.clone().into_os_string();
    beside.push(".part");
    let written = File::create(&beside).and_then(|mut file| {
        fill(&mut file)?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    });
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// How text is drawn: in colour on a terminal only.
pub fn text_options(manner: &Manner) -> TextOptions {
    let to_terminal = manner.output.is_none() && io::stdout().is_terminal();
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
    if io::stdout().is_terminal() { textwrap::termwidth().clamp(40, 100) } else { 80 }
}

#[cfg(test)]
mod tests {
    use annals_types::report::Draft;

    use super::*;

    #[test]
    fn a_report_that_cannot_be_read_does_not_cost_the_others() {
        let reports: Vec<Report> = ["one.txt", "two.txt", "three.txt"]
            .map(|source| Draft { source: source.into(), ..Draft::default() }.finish())
            .into();
        let (readings, failed) = readings(&reports, |report| {
            assert_ne!(report.source, "two.txt");
            report.source.clone()
        });
        assert_eq!(readings, ["one.txt", "three.txt"]);
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0].source, "two.txt");
        // Who shows it puts the source before it.
        assert!(failed[0].message.starts_with("annals failed"));
    }
}
