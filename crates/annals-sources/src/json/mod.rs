//! JSON: an object is a report, an array holds reports, a file of lines holds an object a line.

mod given;

use std::io::{BufRead, Read};

use annals_types::{
    document::DiagnosticKind,
    report::{Draft, host_of},
};
use serde::de::DeserializeSeed;

use self::given::{Element, Given, Reports};
use crate::{
    Error, dates,
    decode::decode,
    error::size,
    html,
    kind::{looks_like_html, refuse_binary},
    limits::{MAX_LINE, MAX_LINES_FILE},
    text::{Found, broken, check_text},
    unpack::failed,
};

/// Takes what is found: the source, and the report or why there is none.
pub(crate) type Take<'f> = dyn FnMut(String, Result<Found<Draft>, Error>) + 'f;

/// Reads a file of JSON: values one after the other, each a report or an array of them. Also takes a file of lines.
pub(crate) fn read(bytes: &[u8], source: &str, take: &mut Take<'_>) {
    if let Err(error) = refuse_binary(bytes) {
        return take(source.to_owned(), Err(error));
    }
    let decoded = decode(bytes, |_| None);
    let mut amiss = broken(&decoded);
    if decoded.text.trim().is_empty() {
        return take(source.to_owned(), Err(Error::empty("no text in it")));
    }
    let mut values = 0;
    let mut found = 0;
    let mut rest = serde_json::Deserializer::from_str(&decoded.text);
    while rest.end().is_err() {
        values += 1;
        let value_number = values;
        let mut each = |number: Option<usize>, element: Element| {
            found += 1;
            let source = match (number, value_number) {
                (None, 1) => source.to_owned(),
                (number, value) => format!("{source}#{}", number.unwrap_or(value)),
            };
            take(source.clone(), report(element, &source).map(|report| with_amiss(report, amiss.take())));
        };
        if let Err(error) = Reports(&mut each).deserialize(&mut rest) {
            return take(source.to_owned(), Err(malformed(&error, Some(found))));
        }
    }
    if found == 0 {
        take(source.to_owned(), Err(Error::empty("an empty array")));
    }
}

/// Reads a file of JSON lines. A line that is no report costs no other line.
pub(crate) fn read_lines(mut stream: impl BufRead, source: &str, take: &mut Take<'_>) {
    let mut line = Vec::new();
    let mut total = 0;
    let mut found_any = false;
    for number in 1.. {
        line.clear();
        let read = match (&mut stream).take(MAX_LINE as u64 + 1).read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) => return take(source.to_owned(), Err(failed(&error))),
        };
        let here = format!("{source}:{number}");
        total += read as u64;
        if number == 1 && (line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff")) {
            let message = "JSON lines in UTF-16; save the file as UTF-8";
            return take(source.to_owned(), Err(Error::new(DiagnosticKind::Unsupported, message)));
        }
        if line.len() > MAX_LINE && line.last() != Some(&b'\n') {
            total += match stream.skip_until(b'\n') {
                Ok(skipped) => skipped as u64,
                Err(error) => return take(source.to_owned(), Err(failed(&error))),
            };
            found_any = true;
            let found = format!("more than {}", size(MAX_LINE as u64));
            take(here, Err(Error::limit("line too long", found, size(MAX_LINE as u64))));
        } else if !line.trim_ascii().is_empty() && line.as_slice().trim_ascii() != b"\xef\xbb\xbf" {
            found_any = true;
            let report = read_line(&line, &here);
            // A binary file has no lines to go through.
            if number == 1 && matches!(&report, Err(error) if error.kind() == DiagnosticKind::Binary) {
                return take(source.to_owned(), report);
            }
            take(here, report);
        }
        if total > MAX_LINES_FILE {
            let limit = size(MAX_LINES_FILE);
            return take(
                source.to_owned(),
                Err(Error::limit("too large", format!("more than {limit}"), limit)),
            );
        }
    }
    if !found_any {
        take(source.to_owned(), Err(Error::empty("no text in it")));
    }
}

fn read_line(line: &[u8], source: &str) -> Result<Found<Draft>, Error> {
    refuse_binary(line)?;
    let decoded = decode(line, |_| None);
    let element = serde_json::from_str(decoded.text.trim()).map_err(|error| malformed(&error, None))?;
    Ok(with_amiss(report(element, source)?, broken(&decoded)))
}

fn with_amiss(mut report: Found<Draft>, amiss: Option<Error>) -> Found<Draft> {
    report.amiss = report.amiss.or(amiss);
    report
}

/// The report that an element gives.
fn report(element: Element, source: &str) -> Result<Found<Draft>, Error> {
    let Element::Object(given) = element else {
        return Err(Error::new(DiagnosticKind::Malformed, "not a JSON object with the text of a report"));
    };
    let Given { id, title, url, outlet, published, lang, text, html } = *given;
    let (text, html) = match (text, html) {
        (Some(text), _) if looks_like_html(&text) && text.contains("</") => (None, Some(text)),
        (None, None) => return Err(Error::empty("neither \"text\" nor \"html\" in it")),
        given => given,
    };
    let declared = published.as_deref().map(|declared| (declared, dates::published(declared)));
    let unread_date = declared.filter(|(_, date)| date.is_none()).map(|(declared, _)| {
        let declared: String = declared.chars().take(40).collect();
        let message =
            format!("published {declared:?} is no date that annals reads (2024-03-05 is); read without it");
        Error::new(DiagnosticKind::Malformed, message)
    });
    let declared = declared.and_then(|(_, date)| date);
    let trimmed = |value: Option<String>| value.map(|value| value.trim().to_owned());
    let given = Draft {
        external_id: id,
        source: source.to_owned(),
        title: title.map(|title| html::given_title(&title)),
        url: trimmed(url),
        outlet: trimmed(outlet),
        published: declared,
        lang: trimmed(lang),
        ..Draft::default()
    };
    let mut found = match (text, html) {
        (Some(text), _) => {
            check_text(&text)?;
            let published = given.published.or_else(|| given.url.as_deref().and_then(dates::in_address));
            let outlet = given.outlet.clone().or_else(|| given.url.as_deref().and_then(host_of));
            Found { value: Draft { text, published, outlet, ..given }, amiss: None }
        }
        (None, html) => html::read_given(&html.unwrap_or_default(), given)?,
    };
    found.amiss = found.amiss.or(unread_date);
    Ok(found)
}

/// What is wrong with text that is not JSON. `found`: how many reports before the place were read, in a file of several lines.
fn malformed(error: &serde_json::Error, found: Option<usize>) -> Error {
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    let message = match found {
        None => format!("not JSON: {said} at column {}", error.column()),
        Some(0) => format!("not JSON: {said} at line {} column {}", error.line(), error.column()),
        Some(found) => {
            format!(
                "not JSON from line {} column {} on: {said}; {found} before it were read",
                error.line(),
                error.column()
            )
        }
    };
    Error::new(DiagnosticKind::Malformed, message)
}
