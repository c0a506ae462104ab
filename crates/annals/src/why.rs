//! `annals why`: why two reports or incidents belong together or not.

use annals_formats::{
    document::{self, document},
    json,
    named::named,
    text,
};
use annals_types::{ReportId, account::Policy};

use crate::{
    args::{Why, WhyFormat},
    exit::{Error, Exit},
    progress,
    ways::{self, Found},
};

/// Reads the reports, brings them together and says why the two that were named belong together or not.
pub fn run(args: &Why) -> Result<Exit, Error> {
    let (paths, [left, right]) = args.asked().ok_or(Error::OneName)?;
    let Found { readings, version, diagnostics } = ways::read(&paths, &args.manner)?;
    let sources = readings.iter().map(|reading| (reading.report.source.clone(), reading.report.id.clone()));
    let read: Vec<(String, ReportId)> = sources.collect();
    let collection = annals_corpus::collect(readings, Policy::default());
    let document = document(&collection, version, diagnostics, document::With::default());
    progress::tell(&document.diagnostics);
    if document.reports.is_empty() {
        return Ok(Exit::Failure);
    }
    let (left, right) = (named(&document, &read, &left)?, named(&document, &read, &right)?);
    if left == right {
        return Err(Error::SameTwice);
    }
    let explanation = annals_corpus::why(&collection, &left, &right);
    let why = document::why(&collection, &document, (&left, &right), &explanation);
    let rendered = match args.format {
        WhyFormat::Text => text::why(&why, &ways::text_options(&args.manner)),
        WhyFormat::Json => json::why(&why),
    };
    ways::write(&rendered, &args.manner)?;
    Ok(Exit::of(document.reports.len(), document.diagnostics.len()))
}
