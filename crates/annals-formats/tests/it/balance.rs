//! Whether a page is well formed: every tag closed in order, every id once, every attribute quoted.

use std::collections::BTreeSet;

/// Elements of the page that have no end tag.
const VOID: [&str; 3] = ["meta", "br", "!doctype"];

/// What is wrong with the markup; empty where nothing is.
pub fn faults(page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let Some(end) = tag_end(&rest[at..]) else {
            faults.push(format!("no end of a tag: {}", head(&rest[at..])));
            break;
        };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                faults.push(format!("</{name}> closes something else, before {}", head(rest)));
            }
            continue;
        }
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        for id in tag.split(" id=\"").skip(1).filter_map(|piece| piece.split('"').next()) {
            if !ids.insert(id) {
                faults.push(format!("id {id} stands twice"));
            }
        }
        if tag.matches('"').count() % 2 == 1 || tag.contains('<') {
            faults.push(format!("broken quotes: <{tag}>"));
        }
        if name == "style" {
            rest = rest.find("</style>").map_or("", |end| &rest[end..]);
            open.push(name);
        } else if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> is never closed")));
    faults
}

/// Where the tag at the start of `markup` ends: the first `>` outside of quotes.
fn tag_end(markup: &str) -> Option<usize> {
    let mut quoted = false;
    markup.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == '>' && !quoted).then_some(at)
    })
}

fn head(text: &str) -> String {
    text.chars().take(60).collect()
}

#[test]
fn faults_are_found() {
    assert!(faults("<!doctype html><p id=\"a\">1 &lt; 2<br></p><line x=\"1\"/>").is_empty());
    for broken in ["<p>", "<p></b></p>", "<a id=\"x\"></a><b id=\"x\"></b>", "<p class=\"a>", "<p"] {
        assert!(!faults(broken).is_empty(), "{broken}");
    }
}
