//! `annals inspect`: the layers of each report by itself.

use annals_formats::{document::inspection, html, json, text};

use crate::{
    args::{Inspect, InspectFormat, InspectWith},
    exit::{Error, Exit},
    progress,
    ways::{self, Found},
};

/// Reads the reports and shows what is seen in each.
pub fn run(args: &Inspect) -> Result<Exit, Error> {
    ways::check_output(args.format == InspectFormat::Html, &args.ways.manner)?;
    let Found { readings, version, diagnostics } = ways::read(&args.ways.paths, &args.ways.manner)?;
    let offsets = args.with.contains(&InspectWith::Offsets);
    let inspection = inspection(&readings, version, diagnostics, offsets);
    progress::tell(&inspection.diagnostics);
    let rendered = match args.format {
        InspectFormat::Text => text::inspect(&inspection, &ways::text_options(&args.ways.manner)),
        InspectFormat::Json => json::inspection(&inspection),
        InspectFormat::Html => html::inspect(&inspection),
    };
    ways::write(&rendered, &args.ways.manner)?;
    Ok(Exit::of(inspection.readings.len(), inspection.diagnostics.len()))
}
