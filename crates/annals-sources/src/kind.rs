//! What kind of content a file holds: by the end of its name, else by its first bytes.

use std::path::Path;

use annals_types::document::DiagnosticKind;

use crate::{Error, decode::utf_16_without_mark};

/// A kind of content that annals reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Plain text: one report.
    Text,
    /// A web page: one report.
    Html,
    /// A JSON object or an array of them: reports.
    Json,
    /// A JSON object a line: reports.
    Lines,
}

/// How a file is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
}

/// What the end of a file's name tells; `None` where annals does not know the ending.
pub(crate) fn by_name(path: &Path) -> Option<Kind> {
    let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let mut last = ending(path)?;
    if matches!(last.as_str(), "gz" | "zst") {
        last = ending(Path::new(path.file_stem()?))?;
    }
    match last.as_str() {
        "txt" | "text" => Some(Kind::Text),
        "html" | "htm" | "xhtml" => Some(Kind::Html),
        "json" => Some(Kind::Json),
        "jsonl" | "ndjson" => Some(Kind::Lines),
        _ => None,
    }
}

/// How content that starts with `head` is packed.
pub(crate) fn packing(head: &[u8]) -> Option<Packing> {
    match head {
        [0x1f, 0x8b, 8, ..] => Some(Packing::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Packing::Zstd),
        _ => None,
    }
}

/// What content looks like that starts with `head`.
pub(crate) fn by_content(head: &[u8]) -> Kind {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        let line = text.lines().next().unwrap_or_default();
        // A whole object in the first line, or a first line that goes on and on, is a file of lines.
        let whole = serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
        return if whole || line.len() == text.len() { Kind::Lines } else { Kind::Json };
    }
    if text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', ']'])) {
        return Kind::Json;
    }
    if looks_like_html(text) { Kind::Html } else { Kind::Text }
}

/// Whether `text` begins as pages do, or as pieces of pages do.
pub(crate) fn looks_like_html(text: &str) -> bool {
    const STARTS: [&str; 12] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "?xml",
        "!--",
        "p",
        "div",
        "article",
        "section",
        "h1",
        "table",
    ];
    let Some(rest) = text.trim_start().strip_prefix('<') else { return false };
    STARTS.iter().any(|start| {
        let Some((begin, after)) = rest.split_at_checked(start.len()) else { return false };
        begin.eq_ignore_ascii_case(start) && !after.starts_with(|char: char| char.is_ascii_alphanumeric())
    })
}

/// How many of `bytes` are control characters that no text needs. Bytes are summed up in runs that a byte can count, so that many are
/// looked at in one step.
fn controls(bytes: &[u8]) -> usize {
    const RUN: usize = u8::MAX as usize;
    // The three runs and the last one do not overlap, so that each byte counts once.
    let is_control = |byte: u8| {
        u8::from(byte <= 8)
            + u8::from(byte.wrapping_sub(0x0e) <= 0x1a - 0x0e)
            + u8::from(byte.wrapping_sub(0x1c) <= 0x1f - 0x1c)
            + u8::from(byte == 0x7f)
    };
    let in_run = |run: &[u8]| run.iter().map(|&byte| is_control(byte)).sum::<u8>();
    bytes.chunks(RUN).map(|run| usize::from(in_run(run))).sum()
}

/// Refuses content that is no text, naming what it is where its first bytes tell.
pub(crate) fn refuse_binary(bytes: &[u8]) -> Result<(), Error> {
    const MAGIC: [(&[u8], &str); 14] = [
        (b"%PDF-", "a PDF file; export it as text or HTML first"),
        (b"PK\x03\x04", "a zip archive or an office document; unpack or export it first"),
        (b"\xd0\xcf\x11\xe0", "an office document; export it as text first"),
        (b"{\\rtf", "an RTF document; export it as text first"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"RIFF", "a media file"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "a database"),
        (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
        (b"Rar!", "a rar archive; unpack it first"),
        (b"\xfd7zXZ", "an xz file; unpack it first"),
        (b"BZh", "a bzip2 file; unpack it first"),
    ];
    let binary = |what: &str| Err(Error::new(DiagnosticKind::Binary, format!("not text but {what}")));
    if let Some((magic, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // The shortest marks are also words.
        let is_word =
            magic.is_ascii() && std::str::from_utf8(&bytes[..bytes.len().min(64)]).is_ok_and(is_plain);
        if !is_word || magic.len() > 4 {
            return binary(what);
        }
    }
    if bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || utf_16_without_mark(bytes).is_some()
    {
        return Ok(());
    }
    let controls = controls(bytes);
    // Pages with a stray NUL further down exist; browsers read them.
    let zero_at_start = bytes[..bytes.len().min(1 << 10)].contains(&0);
    // Text has hardly any control characters; random bytes have one in ten.
    if zero_at_start || controls * 20 > bytes.len() {
        return binary("binary data; export what it holds as text or HTML first");
    }
    Ok(())
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|char| !char.is_control() || char.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_those_that_no_text_needs() {
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(4 * 256).collect();
        let is_control = |byte: &&u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
        assert_eq!(controls(&bytes), bytes.iter().filter(is_control).count());
        assert_eq!(controls(b"Two hurt\n\tin a crash\r\n"), 0);
    }

    #[test]
    fn names_tell_the_kind() {
        assert_eq!(by_name(Path::new("a/b.TXT")), Some(Kind::Text));
        assert_eq!(by_name(Path::new("a/b.html.gz")), Some(Kind::Html));
        assert_eq!(by_name(Path::new("crawl.ndjson.zst")), Some(Kind::Lines));
        assert_eq!(by_name(Path::new("b.gz")), None);
        assert_eq!(by_name(Path::new("photo.png")), None);
    }

    #[test]
    fn content_tells_the_kind() {
        assert_eq!(by_content(b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n"), Kind::Lines);
        assert_eq!(by_content(b"{\n  \"text\": \"a\"\n}"), Kind::Json);
        assert_eq!(by_content(b" [{\"text\": \"a\"}]"), Kind::Json);
        assert_eq!(by_content(b"[Agencies] Two men died."), Kind::Text);
        assert_eq!(by_content(b"\xef\xbb\xbf<!DOCTYPE html><p>a"), Kind::Html);
        assert_eq!(by_content(b"<P>a"), Kind::Html);
        assert_eq!(by_content(b"<3 this"), Kind::Text);
        assert_eq!(by_content(b"<pain> is a word"), Kind::Text);
    }

    #[test]
    fn binary_data_is_named() {
        let said = |bytes: &[u8]| refuse_binary(bytes).err().map(|error| error.to_string());
        assert_eq!(
            said(b"%PDF-1.7 ..."),
            Some("not text but a PDF file; export it as text or HTML first".into())
        );
        assert_eq!(
            said(b"\x00\x01\x02 data"),
            Some("not text but binary data; export what it holds as text or HTML first".into())
        );
        assert_eq!(said(b"Rar! he cried"), None);
        assert_eq!(said(b"\xff\xfeo\0n\0e\0"), None);
        assert_eq!(said(b"\x1b[31mred\x1b[0m"), None);
    }
}
