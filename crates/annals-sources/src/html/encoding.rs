//! What a page declares of its encoding: `<meta charset>`, `<meta http-equiv>`, an XML declaration.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page a declaration is looked for. The standard says 1024; pages put scripts before it.
const DECLARED_WITHIN: usize = 16 << 10;

/// The encoding that the page declares.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let label = in_xml(&head).or_else(|| in_meta(&head))?;
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    // A declaration that could be read as ASCII is not written in UTF-16.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn in_xml(head: &str) -> Option<&str> {
    let declaration = head.trim_start().strip_prefix("<?xml")?.split('>').next()?;
    value(declaration.split_once("encoding")?.1)
}

fn in_meta(mut head: &str) -> Option<&str> {
    loop {
        let at = head.find('<')?;
        head = &head[at..];
        if let Some(comment) = head.strip_prefix("<!--") {
            head = comment.split_once("-->")?.1;
        } else if let Some(meta) = head.strip_prefix("<meta") {
            let tag = meta.split('>').next().unwrap_or_default();
            if let Some(label) = tag.split_once("charset").and_then(|(_, rest)| value(rest)) {
                return Some(label);
            }
            head = meta;
        } else {
            head = &head[1..];
        }
    }
}

/// The value in ` = "value"`.
fn value(rest: &str) -> Option<&str> {
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = rest.find(|char: char| char.is_whitespace() || matches!(char, '"' | '\'' | ';' | '/' | '?'));
    Some(&rest[..end.unwrap_or(rest.len())]).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: Option<&str>) {
        assert_eq!(declared(page.as_bytes()).map(Encoding::name), expected);
    }

    #[test]
    fn declarations() {
        check("<meta charset=windows-1251>", Some("windows-1251"));
        check(
            "<META http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>",
            Some("windows-1252"),
        );
        check("<?xml version='1.0' encoding='shift_jis'?>", Some("Shift_JIS"));
        check("<!-- <meta charset=windows-1251> --><meta charset=\"utf-8\"/>", Some("UTF-8"));
        check("<meta charset=utf-16>", Some("UTF-8"));
        check("<meta charset=nonsense>", None);
        check("<p>charset=utf-8", None);
    }
}
