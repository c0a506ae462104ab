//! JSON-LD: what schema.org's `Article` and its kin declare.

use annals_types::report::Published;
use serde_json::{Map, Value};

use crate::dates;

/// What JSON-LD declares of the article on the page.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Article {
    pub headline: Option<String>,
    pub published: Option<Published>,
    pub publisher: Option<String>,
    pub lang: Option<String>,
    pub url: Option<String>,
    /// Whether an article declared this, or only the page around it.
    by_the_story: bool,
}

/// How many objects are looked at: pages have some twenty.
const MAX_OBJECTS: usize = 1000;

impl Article {
    /// Reads one script. Broken JSON declares nothing.
    pub fn read(&mut self, script: &str) {
        let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let Ok(value) = serde_json::from_str::<Value>(script) else { return };
        // In the order in which they stand.
        let mut stack = vec![&value];
        for _ in 0..MAX_OBJECTS {
            let Some(value) = stack.pop() else { return };
            match value {
                Value::Array(values) => stack.extend(values.iter().rev()),
                Value::Object(object) => {
                    self.take(object, &value_types(object));
                    stack.extend(
                        ["mainEntityOfPage", "mainEntity", "@graph"]
                            .iter()
                            .filter_map(|key| object.get(*key)),
                    );
                }
                _ => {}
            }
        }
    }

    fn take(&mut self, object: &Map<String, Value>, types: &[&str]) {
        let is_article = types.iter().any(|kind| {
            kind.ends_with("Article")
                || matches!(*kind, "BlogPosting" | "LiveBlogPosting" | "SocialMediaPosting" | "Report")
        });
        if (!is_article && !types.contains(&"WebPage")) || (self.by_the_story && is_article) {
            return;
        }
        let text = |key: &str| object.get(key).and_then(name_of);
        let found = Self {
            headline: text("headline").or_else(|| is_article.then(|| text("name")).flatten()),
            published: text("datePublished").and_then(|declared| dates::published(&declared)),
            publisher: object.get("publisher").and_then(name_of),
            lang: text("inLanguage"),
            url: text("url").or_else(|| text("mainEntityOfPage")).filter(|url| url.starts_with("http")),
            by_the_story: is_article,
        };
        // An article knows better than its page.
        let (first, second) =
            if is_article { (found, std::mem::take(self)) } else { (std::mem::take(self), found) };
        *self = Self {
            headline: first.headline.or(second.headline),
            published: first.published.or(second.published),
            publisher: first.publisher.or(second.publisher),
            lang: first.lang.or(second.lang),
            url: first.url.or(second.url),
            by_the_story: first.by_the_story || second.by_the_story,
        };
    }
}

fn value_types(object: &Map<String, Value>) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A string, the first string of an array, or the `name` (else `@id`) of an object.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text: String = text.trim().chars().take(1000).collect();
            (!text.is_empty()).then_some(text)
        }
        Value::Array(values) => values.iter().find_map(name_of),
        Value::Object(object) => {
            ["name", "@id"].iter().find_map(|key| object.get(*key)?.as_str()).map(str::to_owned)
        }
        _ => None,
    }
}
