//! [`Report`]: one text from one source, with what it declares of itself.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

use crate::{ReportId, Span};

/// One text from one source, with what it declares of itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Derived from address, title and text.
    pub id: ReportId,
    /// The id that the report was given with, kept as it is.
    pub external_id: Option<String>,
    /// Where it was read from, for a person: a path as given, with the line for JSON lines (`crawl.jsonl:12`).
    pub source: String,
    /// The declared title.
    pub title: Option<String>,
    /// The declared address.
    pub url: Option<String>,
    /// The outlet: declared site name, else the host of the address.
    pub outlet: Option<String>,
    /// When it was published, as declared. Never guessed from the time of reading.
    pub published: Option<Published>,
    /// Declared language, a BCP 47 tag such as `en` or `en-GB`.
    pub lang: Option<String>,
    /// What is read, at most 4 GiB (in practice bounded far lower by the sources). Where the declared title is not the first
    /// line of the text as given, it stands here before it as a paragraph of its own; [`Report::body_start`] tells.
    pub text: String,
    /// Length in bytes of what was put before the text as given (title and blank lines); 0 where nothing was.
    pub body_start: u32,
    /// What the markup said of the text, for HTML.
    pub markup: Option<Markup>,
}

impl Report {
    /// The text as it was given: what `annals/1` offsets count in.
    pub fn given_text(&self) -> &str {
        self.text.get(self.body_start as usize..).unwrap_or_default()
    }

    /// The host that it came from: that of the address, else the outlet where that is written as a host.
    pub fn host(&self) -> Option<String> {
        self.url.as_deref().and_then(host_of).or_else(|| as_host(self.outlet.as_deref()?))
    }
}

/// The host of an address of the web, lower case, without `www.`.
pub fn host_of(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    as_host(rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?)
}

/// `name` as a host; none where it does not look like one.
fn as_host(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let host = name.strip_prefix("www.").unwrap_or(&name);
    (host.contains('.') && host.chars().all(|char| char.is_alphanumeric() || matches!(char, '.' | '-')))
        .then(|| host.to_owned())
}

/// What a source found, before it becomes a [`Report`]: see [`Draft::finish`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Draft {
    /// See [`Report::external_id`].
    pub external_id: Option<String>,
    /// See [`Report::source`].
    pub source: String,
    /// See [`Report::title`].
    pub title: Option<String>,
    /// See [`Report::url`].
    pub url: Option<String>,
    /// See [`Report::outlet`].
    pub outlet: Option<String>,
    /// See [`Report::published`].
    pub published: Option<Published>,
    /// See [`Report::lang`].
    pub lang: Option<String>,
    /// The text as given, without the title unless it holds it.
    pub text: String,
    /// Whether the text holds the title somewhere, though not at its start, as a page does that shows its headline below
    /// a menu. Such a title is not put before the text again.
    pub title_in_text: bool,
    /// Counted in [`Draft::text`].
    pub markup: Option<Markup>,
}

impl Draft {
    /// The report: derives its id, and puts the title before the text where the text does not open with it.
    pub fn finish(self) -> Report {
        let address = self.url.as_deref().or(self.external_id.as_deref());
        let title = self.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let id = ReportId::of(address, title, &self.text);
        let before = match title {
            Some(title) if !opens_with(&self.text, title) => format!("{title}\n\n"),
            _ => String::new(),
        };
        let body_start = before.len() as u32;
        let markup = self.markup.map(|markup| markup.shift(body_start));
        let title = title.map(str::to_owned);
        Report {
            id,
            external_id: self.external_id,
            source: self.source,
            title,
            url: self.url,
            outlet: self.outlet,
            published: self.published,
            lang: self.lang,
            text: before + &self.text,
            body_start,
            markup,
        }
    }
}

/// Whether `text` holds `title` near its beginning, after a date line or the name of the outlet at most.
fn opens_with(text: &str, title: &str) -> bool {
    const BEFORE_THE_TITLE: usize = 200;
    let end = text.ceil_char_boundary((BEFORE_THE_TITLE + title.len()).min(text.len()));
    text[..end].contains(title)
}

/// What HTML markup said of a report's text: its blocks, and the way back to the file.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Markup {
    /// Blocks of text in document order; they do not overlap. Text between them is white space.
    pub blocks: Vec<Block>,
    /// The different elements around the blocks, by their names with classes, id and role: `div.sidebar#related`.
    #[serde(default)]
    pub elements: Vec<String>,
    /// Runs of text that stand byte by byte in the file, in order of `text`; see [`Run`].
    pub runs: Vec<Run>,
}

impl Markup {
    /// The same, for a text before which `by` bytes were put.
    #[must_use]
    pub fn shift(mut self, by: u32) -> Self {
        for block in &mut self.blocks {
            block.span = block.span.shift(by);
        }
        for run in &mut self.runs {
            run.text += by;
        }
        self
    }

    /// The elements around `block`, outermost first.
    pub fn path(&self, block: &Block) -> impl DoubleEndedIterator<Item = &str> {
        block.path.iter().filter_map(|place| self.elements.get(*place as usize)).map(String::as_str)
    }
}

/// A block of text in an HTML page: what stood in one `p`, `li`, `h2`, `td` ...
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// Its text.
    pub span: Span,
    /// Name of the nearest block element, lower case.
    pub tag: String,
    /// Places in [`Markup::elements`] of the elements around it, outermost first; see [`Markup::path`].
    pub path: Vec<u32>,
    /// Share of its characters that are link text, in percent.
    pub link_percent: u8,
}

/// `len` bytes of text from byte `text` on that come from the bytes `raw..raw_end` of the file in its own encoding. Where
/// `raw_end - raw == len`, byte by byte; otherwise the run as a whole (an entity, a character re-encoded, white space).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Run {
    /// First byte in [`Report::text`].
    pub text: u32,
    /// Length in bytes in the text.
    pub len: u32,
    /// First byte in the file.
    pub raw: u32,
    /// Byte after the last in the file.
    pub raw_end: u32,
}

/// A declared time of publication: a date, and the instant where a time of day with zone was declared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Published {
    /// The date as declared, in the outlet's own zone.
    pub date: Date,
    /// The instant, where declared.
    pub at: Option<Timestamp>,
}

impl Published {
    /// The declared day with the time of day in UTC, as near to it as that day lets be: an outlet's evening can be the next day in UTC,
    /// and what it tells is still of its own day. Midnight where no instant is declared.
    pub fn moment(&self) -> DateTime {
        let day = self.date.to_datetime(Time::midnight());
        let last = self.date.to_datetime(Time::MAX);
        self.at.map_or(day, |at| at.to_zoned(TimeZone::UTC).datetime().clamp(day, last))
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "{at}"),
            None => write!(f, "{}", self.date),
        }
    }
}

impl From<Published> for String {
    fn from(published: Published) -> Self {
        published.to_string()
    }
}

/// A string that is neither a date nor an RFC 3339 time.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0:?} is not a date (2024-03-05) or a time with offset (2024-03-05T10:00:00+02:00)")]
pub struct NotPublished(String);

impl FromStr for Published {
    type Err = NotPublished;

    /// Reads a date, a local date and time (the time of day is dropped, since its zone is not known), or an RFC 3339 time.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let s = s.trim();
        let date = s.get(..10).and_then(|day| day.parse::<Date>().ok());
        let Some(date) = date else { return Err(NotPublished(s.into())) };
        Ok(Self { date, at: s.parse().ok() })
    }
}

impl TryFrom<String> for Published {
    type Error = NotPublished;

    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expected: &str) {
        assert_eq!(input.parse::<Published>().unwrap().to_string(), expected);
    }

    #[test]
    fn a_title_stands_once() {
        let draft = |text: &str, title_in_text| {
            let draft = Draft {
                title: Some("Two hurt".into()),
                text: text.into(),
                title_in_text,
                ..Draft::default()
            };
            draft.finish().text
        };
        assert_eq!(draft("A bus fell.", false), "Two hurt\n\nA bus fell.");
        assert_eq!(draft("Two hurt\n\nA bus fell.", false), "Two hurt\n\nA bus fell.");
        assert_eq!(draft("Menu\n\nTwo hurt", true), "Menu\n\nTwo hurt");
    }

    #[test]
    fn publication_times() {
        check("2024-03-05", "2024-03-05");
        check("2024-03-05 10:00:00", "2024-03-05");
        check("2024-03-05T10:00:00", "2024-03-05");
        check("2024-03-05T10:00:00+02:00", "2024-03-05T08:00:00Z");
        assert!("5 March".parse::<Published>().is_err());
        assert!("2024-13-05".parse::<Published>().is_err());
    }

    #[test]
    fn hosts_of_addresses_and_of_outlets_written_as_hosts() {
        let host = |url: Option<&str>, outlet: Option<&str>| {
            let given =
                Draft { url: url.map(str::to_owned), outlet: outlet.map(str::to_owned), ..Draft::default() };
            given.finish().host()
        };
        assert_eq!(host(Some("http://me@WWW.Example.com:80/a?b"), None).as_deref(), Some("example.com"));
        assert_eq!(host(None, Some("www.example.co.uk")).as_deref(), Some("example.co.uk"));
        assert_eq!(host(None, Some("The Example Times")), None);
        assert_eq!(host(Some("file:///a.txt"), None), None);
    }
}
