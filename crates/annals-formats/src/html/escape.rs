//! [`Html`]: a page under construction. What is not a literal of this crate goes through an escape.

use crate::sanitize;

/// HTML text that grows. Only literals are written as they are.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// Markup.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Words, on one line: escaped for an element or a quoted attribute.
    pub(super) fn text(&mut self, words: &str) -> &mut Self {
        self.escape(&sanitize::clean(words));
        self
    }

    /// Words with their line ends.
    pub(super) fn lines(&mut self, words: &str) -> &mut Self {
        for (i, line) in words.split('\n').enumerate() {
            if i > 0 {
                self.0.push('\n');
            }
            self.text(line);
        }
        self
    }

    /// A coordinate or length, to a tenth.
    pub(super) fn number(&mut self, number: f64) -> &mut Self {
        let number = (number * 10.0).round() / 10.0 + 0.0;
        self.0.push_str(&number.to_string());
        self
    }

    /// The start of a link to an anchor of this page: `<a class="..." href="#...">`.
    pub(super) fn link_to(&mut self, class: &'static str, anchor: &str) -> &mut Self {
        self.raw("<a class=\"").raw(class).raw("\" href=\"#").text(anchor).raw("\">")
    }

    fn escape(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// An address that may be linked: only the web's own schemes, so that no address of a report runs anything.
pub(super) fn safe_url(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let plain = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (web && plain && !rest.is_empty()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_leave_their_place() {
        let mut out = Html::default();
        out.raw("<p title=\"").text("\"><script>'&\u{202e}").raw("\">");
        assert_eq!(out.finish(), r#"<p title="&quot;&gt;&lt;script&gt;&#39;&amp;\u{202e}">"#);
    }

    #[test]
    fn only_web_addresses_are_linked() {
        assert!(safe_url("https://example.org/a?b").is_some());
        assert!(safe_url("HTTP://example.org").is_some());
        for url in
            ["javascript:alert(1)", "java\nscript://x", "data:text/html,x", " https://a", "https://", "//a"]
        {
            assert!(safe_url(url).is_none(), "{url:?}");
        }
    }
}
