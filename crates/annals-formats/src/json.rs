//! `annals/1` as JSON: one document, or a line an incident; and its JSON Schema.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use annals_types::{
    Account, Document, Inspection, Why,
    account::Aggregate,
    document::{Diagnostic, ReaderVersion, ReportEntry, StatementEntry},
};
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter};

/// The whole document, indented, with a line end.
pub fn document(document: &Document) -> String {
    write(document, Plain(PrettyFormatter::new()))
}

/// The layers of reports, indented, with a line end.
pub fn inspection(inspection: &Inspection) -> String {
    write(inspection, Plain(PrettyFormatter::new()))
}

/// Why two belong together or not, indented, with a line end.
pub fn why(why: &Why) -> String {
    write(why, Plain(PrettyFormatter::new()))
}

/// A line an incident, with its reports and statements. Then a line each for every report that belongs to no incident, every
/// aggregate and every diagnostic, so that nothing is lost.
///
/// Every line is an object with `format` and `reader` and one of the keys `incident`, `report`, `aggregate` and `diagnostic`.
/// Where the document holds texts, every report has a line of its own, and its text stands only there.
pub fn lines(document: &Document) -> String {
    let reports: BTreeMap<_, _> = document.reports.iter().map(|report| (&report.id, report)).collect();
    let mut of_incident: BTreeMap<_, Vec<&StatementEntry>> = BTreeMap::new();
    let mut of_none: BTreeMap<_, &StatementEntry> = BTreeMap::new();
    for statement in &document.statements {
        match &statement.incident {
            Some(incident) => of_incident.entry(incident).or_default().push(statement),
            None => _ = of_none.insert(&statement.id, statement),
        }
    }

    let mut out = String::new();
    let mut line =
        |what: What<'_>, reports: Option<Vec<ReportEntry>>, statements: Option<Vec<&StatementEntry>>| {
            let line = Line { format: &document.format, reader: &document.reader, what, statements, reports };
            out.push_str(&write(&line, Plain(CompactFormatter)));
        };

    let mut told = BTreeSet::new();
    for incident in &document.incidents {
        told.extend(incident.reports.iter().map(|member| &member.report));
        let reports = incident.reports.iter().filter_map(|member| reports.get(&member.report));
        let reports = reports.map(|&report| ReportEntry { text: None, ..report.clone() }).collect();
        let statements = of_incident.remove(&incident.id).unwrap_or_default();
        line(What::Incident(incident), Some(reports), Some(statements));
    }

    let mut aggregates = Vec::new();
    let mut counted = BTreeSet::new();
    for aggregate in &document.aggregates {
        counted.extend(&aggregate.statements);
        let statements = aggregate.statements.iter().filter_map(|id| of_none.get(id).copied()).collect();
        aggregates.push((aggregate, statements));
    }
    let mut of_report: BTreeMap<_, Vec<&StatementEntry>> = BTreeMap::new();
    for statement in &document.statements {
        if statement.incident.is_none() && !counted.contains(&statement.id) {
            of_report.entry(&statement.report).or_default().push(statement);
        }
    }
    for report in &document.reports {
        let statements = of_report.remove(&report.id).unwrap_or_default();
        if report.text.is_some() || !statements.is_empty() || !told.contains(&report.id) {
            line(What::Report(report), None, Some(statements));
        }
    }
    for (aggregate, statements) in aggregates {
        line(What::Aggregate(aggregate), None, Some(statements));
    }
    for diagnostic in &document.diagnostics {
        line(What::Diagnostic(diagnostic), None, None);
    }
    out
}

/// The JSON Schema (draft 2020-12) of [`document()`], with a line end.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    write(&generator.into_root_schema_for::<Document>(), Plain(PrettyFormatter::new()))
}

/// The JSON Schema of [`inspection()`], with a line end.
pub fn inspection_schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    write(&generator.into_root_schema_for::<Inspection>(), Plain(PrettyFormatter::new()))
}

/// The JSON Schema of [`why()`], with a line end.
pub fn why_schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    write(&generator.into_root_schema_for::<Why>(), Plain(PrettyFormatter::new()))
}

#[derive(Serialize)]
struct Line<'a> {
    format: &'a str,
    reader: &'a ReaderVersion,
    #[serde(flatten)]
    what: What<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statements: Option<Vec<&'a StatementEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reports: Option<Vec<ReportEntry>>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum What<'a> {
    Incident(&'a Account),
    Report(&'a ReportEntry),
    Aggregate(&'a Aggregate),
    Diagnostic(&'a Diagnostic),
}

fn write(value: &impl Serialize, formatter: impl Formatter) -> String {
    let mut bytes = Vec::new();
    // Neither writing to memory nor these types can fail: their keys are strings, and `f64::NAN` is written as null.
    let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter));
    debug_assert!(written.is_ok(), "{written:?}");
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// A formatter that writes what steers a terminal or breaks a line as `\u` escapes. JSON need not escape them, but a person
/// looks at JSON in a terminal too, and tools that split at every Unicode line end would cut a line of JSON in two.
struct Plain<F>(F);

/// Whether a character is written as an escape beyond what JSON demands: DEL and C1 controls (NEL among them), line and
/// paragraph separators, marks and overrides of direction.
const fn is_escaped(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

macro_rules! delegate {
    ($($name:ident($($arg:ident: $kind:ty),*));* $(;)?) => {
        $(fn $name<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $arg: $kind)*) -> io::Result<()> {
            self.0.$name(writer $(, $arg)*)
        })*
    };
}

impl<F: Formatter> Formatter for Plain<F> {
    delegate! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
        write_char_escape(escape: CharEscape);
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_escaped) {
            let (before, from) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let mut chars = from.chars();
            if let Some(c) = chars.next() {
                // All of them lie in the BMP: one unit, four digits.
                write!(writer, "\\u{:04x}", u32::from(c))?;
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}
