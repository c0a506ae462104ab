//! Pages: decoding, the tree, the flow of text, cleaning, and the way back to the bytes.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{sync::LazyLock, time::Duration};

use annals_fuzz::{segments_cover_the_text, spell};
use annals_report::{Knowledge, clean};
use annals_types::Report;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=related>",
    "<div>",
    "</div>",
    "<ul><li>",
    "</li>",
    "<li>",
    "</ul>",
    "<a href=/x>",
    "</a>",
    "<h1>",
    "</h1>",
    "<table>",
    "<tr><td>",
    "</td>",
    "</table>",
    "<br>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<title>",
    "</title>",
    "<aside>",
    "</aside>",
    "<article>",
    "</article>",
    "<meta charset=utf-16>",
    "<meta property=og:title content=\"Two hurt\">",
    "<script type=application/ld+json>",
    "{\"@type\":\"NewsArticle\",\"articleBody\":\"",
    "\"}",
    "<template>",
    "<svg>",
    "<![CDATA[",
    "&#x1F600",
    "&nbsp",
    "&#0;",
    "<b",
    "=\"",
    "Two people were hurt when a bus fell into a ditch.",
    "Read more:",
    "Subscribe",
    "Sign in to go on reading",
    "Share this",
    "©",
    "Photo: Jan Lind",
    "Related stories",
    "Advertisement",
    "Two hurt",
    "Copyright 2024. All rights reserved.",
    "OSLO (Example) -",
];

fn sound(page: &[u8], report: Report) {
    let runs = report.markup.as_ref().map(|markup| markup.runs.clone()).unwrap_or_default();
    for run in &runs {
        assert!(
            run.raw <= run.raw_end && run.raw_end as usize <= page.len(),
            "{run:?} leads out of the page"
        );
        assert!(
            report.text.get(run.text as usize..(run.text + run.len) as usize).is_some(),
            "{run:?} splits a character"
        );
    }
    assert!(runs.is_sorted_by_key(|run| run.text));
    let cleaned = clean::clean(&report, &KNOWLEDGE);
    segments_cover_the_text(&report, &cleaned.segments);
}

#[test]
fn any_bytes_are_a_page() {
    bolero::check!().with_test_time(Duration::from_secs(1)).for_each(|bytes: &[u8]| {
        if let Ok(report) = annals_sources::html::read(bytes, "page.html") {
            sound(bytes, report);
        }
    });
}

#[test]
fn any_tags_are_a_page() {
    bolero::check!().with_test_time(Duration::from_secs(3)).for_each(|bytes: &[u8]| {
        let page = spell(bytes, TAGS);
        if let Ok(report) = annals_sources::html::read(page.as_bytes(), "page.html") {
            sound(page.as_bytes(), report);
        }
    });
}
