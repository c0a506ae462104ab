//! Pages in, text with blocks and the way back out.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::time::{Duration, Instant};

use annals_sources::{gather_with, html, limits};
use annals_types::{Report, document::DiagnosticKind};
use proptest::prelude::*;

fn read(page: &str) -> Report {
    html::read(page.as_bytes(), "page.html").unwrap()
}

#[track_caller]
fn check(page: &str, text: &str) {
    assert_eq!(read(page).given_text(), text);
}

/// Tag, path and share of links of each block.
#[track_caller]
fn check_blocks(page: &str, blocks: &[(&str, &str, &str, u8)]) {
    let report = read(page);
    let markup = report.markup.as_ref().unwrap();
    let found: Vec<_> = markup
        .blocks
        .iter()
        .map(|block| {
            let path: Vec<&str> = markup.path(block).collect();
            (block.span.of(&report.text), block.tag.as_str(), path.join(" "), block.link_percent)
        })
        .collect();
    let found: Vec<_> =
        found.iter().map(|(text, tag, path, links)| (*text, *tag, path.as_str(), *links)).collect();
    assert_eq!(found, blocks);
}

#[track_caller]
fn check_meta(head: &str, title: &str, outlet: &str, url: &str, published: &str, lang: &str) {
    let report = read(&format!("{head}<body><h1>Two hurt in fall</h1><p>Words."));
    let published_found = report.published.map(|published| published.to_string());
    let found = [&report.title, &report.outlet, &report.url, &published_found, &report.lang];
    let found = found.map(|value| value.as_deref().unwrap_or_default());
    assert_eq!(found, [title, outlet, url, published, lang]);
}

/// Every run of equal length holds the same bytes, runs are in order, and every word but blanks lies in one.
#[track_caller]
fn check_runs(page: &[u8]) {
    let Ok(report) = html::read(page, "page.html") else { return };
    let markup = report.markup.as_ref().unwrap();
    let text = report.text.as_bytes();
    let mut covered = vec![false; text.len()];
    let mut end = 0;
    for run in &markup.runs {
        let (start, len) = (run.text as usize, run.len as usize);
        assert!(start >= end && len > 0, "runs are in order: {run:?}");
        end = start + len;
        let raw = &page[run.raw as usize..run.raw_end as usize];
        if raw.len() == len {
            assert_eq!(raw, &text[start..end]);
        }
        covered[start..end].fill(true);
    }
    for (at, char) in report.text.char_indices().filter(|(at, _)| *at >= report.body_start as usize) {
        let may_miss = char.is_whitespace() || char == '\u{fffd}' || !char.is_ascii();
        assert!(covered[at] || may_miss, "{char:?} at {at} of {:?} leads nowhere", report.text);
    }
    let mut end = report.body_start;
    for block in &markup.blocks {
        let between = &report.text[end as usize..block.span.start() as usize];
        assert!(between.trim().is_empty(), "{between:?} between blocks");
        assert!(!block.span.is_empty());
        end = block.span.end();
    }
    assert_eq!(end as usize, report.text.len());
}

#[test]
fn blocks_stand_apart() {
    check("<p>One<p>Two<div>Three<p>Four</div>Five", "One\n\nTwo\n\nThree\n\nFour\n\nFive");
    check("<ul><li>One<li>Two<ul><li>Three</ul></ul><dl><dt>A<dd>B</dl>", "One\n\nTwo\n\nThree\n\nA\n\nB");
    check("<h1>One<h2>Two</h2>", "One\n\nTwo");
}

#[test]
fn white_space_is_as_a_browser_shows_it() {
    check("<p>  One\n\t <b> two</b>  three </p>\n<p> four", "One two three\n\nfour");
    check("<p>One<b>two</b>, <i>three</i>.", "Onetwo, three.");
    check("<p>One<br>two <br/> three<br><br>four", "One\ntwo\nthree\n\nfour");
    check("<pre>one\n  two\r\nthree</pre>", "one\ntwo\nthree");
    check("<p>10&nbsp;killed, mili&shy;tary, a\u{200b}b", "10 killed, military, ab");
}

#[test]
fn what_nobody_sees_is_left_out() {
    check(
        "<head><title>T</title><style>s</style></head><p>a<script>if (a < b) '<p>no'</script> b<noscript>no</noscript>\
         <template><p>no</template><svg><title>no</title><path/></svg><select><option>no</select><textarea>no</textarea>",
        "a b",
    );
    check(
        "<p>a<p hidden>no<p style='color:red; Display : none'>no<div style=\"visibility:hidden\"><p>no</div>b",
        "a\n\nb",
    );
    check("<p>a<!-- no --> b<![CDATA[no]]><?no?>", "a b");
}

#[test]
fn a_text_that_scripts_would_show_is_read_without_them() {
    let told = "The ferry sank in the bay &amp; nine people are missing. ".repeat(12);
    let page = format!("<p>Menu<noscript><p>{told}</p><p>The end.</noscript><p>Contact");
    check_runs(page.as_bytes());
    let text = read(&page).text;
    assert!(text.starts_with("Menu\n\nThe ferry sank in the bay & nine"), "{text}");
    assert!(text.ends_with("missing.\n\nThe end.\n\nContact"), "{text}");
    check("<p>a<noscript><p>Please allow scripts.</noscript>b", "ab");
}

#[test]
fn a_text_without_scripts_neither_opens_nor_closes_what_is_around_it() {
    let told = "The ferry sank in the bay and nine people are missing. ".repeat(12);
    let told = told.trim_end();
    for left_open in ["<div hidden>no", "<p hidden>no", "<select><option>no", "<title>no"] {
        let page = format!("<p>Menu<noscript><p>{told}</p>{left_open}</noscript><p>Contact");
        assert_eq!(read(&page).given_text(), format!("Menu\n\n{told}\n\nContact"), "{left_open}");
    }
    for stray in ["</article>", "</ul></article>", "<article></article></article>", "<li>"] {
        let page = format!(
            "<article id=s><ul><li>Menu<noscript><div>{told}</div>{stray}</noscript><b>Contact</b></ul><p>End</article>"
        );
        check_blocks(
            &page,
            &[
                ("Menu", "li", "article#s ul li", 0),
                (told, "div", "article#s ul li div", 0),
                ("Contact", "li", "article#s ul li b", 0),
                ("End", "p", "article#s p", 0),
            ],
        );
    }
    // Nor do elements in it that were too deep to be kept swallow end tags after it.
    let deep = "<div>".repeat(limits::MAX_HTML_DEPTH - 2);
    let page = format!(
        "{deep}<noscript><b><i><u><s><p>{told}</noscript>{}<p>Contact",
        "</div>".repeat(limits::MAX_HTML_DEPTH - 2)
    );
    check_runs(page.as_bytes());
    let report = read(&page);
    let markup = report.markup.as_ref().unwrap();
    assert_eq!(markup.path(markup.blocks.last().unwrap()).collect::<Vec<_>>(), ["p"]);
}

#[test]
fn references_are_resolved() {
    check(
        "<p>a &amp; b &lt;c&gt; &#8220;d&#x201d; &eacute; AT&T &notareference; &amp;amp;",
        "a & b <c> “d” é AT&T ¬areference; &amp;",
    );
}

#[test]
fn rows_stand_on_lines() {
    check("<table><tr><th>Town<th>Dead<tr><td>Aleppo<td>4</table><p>End", "Town\tDead\nAleppo\t4\n\nEnd");
    let story = "A long story in a cell. ".repeat(10);
    check(&format!("<table><tr><td>Menu<td>{story}</table>"), &format!("Menu\n\n{}", story.trim()));
    check("<table><tr><td>Menu<td><p>A story.<p>More.</table>", "Menu\n\nA story.\n\nMore.");
}

#[test]
fn blocks_tell_where_they_stand() {
    check_blocks(
        "<body class=x><div class='side bar' id=related role=complementary><a href=1>One</a> two</div><p><a href=2>Three</a></p>",
        &[("One two", "div", "div.side.bar#related[role=complementary]", 50), ("Three", "p", "p a", 100)],
    );
    check_blocks("<p><a>One</a><a>two</a>", &[("One two", "p", "p", 100)]);
    check_blocks("<p><i class=caption>One <b>two</b></i>", &[("One two", "p", "p i.caption", 0)]);
}

#[test]
fn wrong_markup_is_read() {
    check_blocks(
        "<a><div>One</a> two</div>three",
        &[("One two", "div", "a div", 50), ("three", "body", "", 0)],
    );
    check("<table><tr><td>a</div></table></p></li>b</body></html>c", "a\n\nb\n\nc");
    check("<p>a < b and c <3 d <e", "a < b and c <3 d");
    check("<div><p>One</div><p>Two</section>Three", "One\n\nTwo\n\nThree");
}

#[test]
fn a_headline_stands_once() {
    let page = "<title>Two hurt - Daily</title><nav>Menu</nav><h1>Two  hurt</h1><p>A bus fell.";
    let report = read(page);
    assert_eq!(report.title.as_deref(), Some("Two hurt"));
    assert_eq!(report.text, "Menu\n\nTwo hurt\n\nA bus fell.");
    let report = read("<title>Two hurt</title><p>A bus fell.");
    assert_eq!((report.text.as_str(), report.body_start), ("Two hurt\n\nA bus fell.", 10));
    assert_eq!(report.markup.unwrap().blocks[0].span.of(&report.text), "A bus fell.");
}

#[test]
fn pages_declare_themselves() {
    check_meta(
        r#"<html lang="en-GB"><link rel=canonical href="https://www.daily.example/a"><meta property="og:title" content="Two hurt in fall &#8211; The Daily">
        <meta property="og:site_name" content="The Daily"><meta property="article:published_time" content="2024-03-05T10:00:00Z">"#,
        "Two hurt in fall",
        "The Daily",
        "https://www.daily.example/a",
        "2024-03-05T10:00:00Z",
        "en-GB",
    );
    check_meta(
        r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
        {"@type": "WebPage", "datePublished": "2020-01-01", "url": "https://a.example/p"},
        {"@type": ["NewsArticle"], "headline": "Two hurt", "datePublished": "2024-03-05", "inLanguage": "en",
         "publisher": {"@type": "Organization", "name": "Daily"}}]}</script>"#,
        "Two hurt",
        "Daily",
        "https://a.example/p",
        "2024-03-05",
        "en",
    );
    check_meta("<title>Two hurt in fall | World | Daily Example</title>", "Two hurt in fall", "", "", "", "");
    check_meta(
        "<title>A bus fell - daily</title><link rel=canonical href='https://www.daily.example/2024/03/05/a'>",
        "A bus fell",
        "daily.example",
        "https://www.daily.example/2024/03/05/a",
        "2024-03-05",
        "",
    );
    check_meta("<time datetime=2020-01-01></time>", "Two hurt in fall", "", "", "2020-01-01", "");
    check_meta("<script type='application/ld+json'>{broken</script><title>T</title>", "T", "", "", "", "");
}

#[test]
fn a_time_below_the_headline_goes_first() {
    let report =
        read("<nav><time datetime=2020-01-01>x</time></nav><h1>T</h1><time datetime=2024-03-05>y</time>");
    assert_eq!(report.published.unwrap().to_string(), "2024-03-05");
}

#[test]
fn encodings_lead_back_to_the_file() {
    for (page, place) in [
        (&b"<meta charset=windows-1251><p>\xea\xe8\xe5\xe2, <b>six</b>"[..], "six"),
        (&b"\xef\xbb\xbf<p>caf\xc3\xa9, six"[..], "six"),
        (&b"<p>\x93caf\xe9\x94 &amp; six"[..], "six"),
        (&b"<p>caf\xc3\xa9 \xc3 six"[..], "six"),
    ] {
        let report = html::read(page, "page.html").unwrap();
        let at = report.text.find(place).unwrap() as u32;
        let run = report
            .markup
            .unwrap()
            .runs
            .into_iter()
            .find(|run| (run.text..run.text + run.len).contains(&at))
            .unwrap();
        let raw = (run.raw + (at - run.text)) as usize;
        assert_eq!(&page[raw..raw + 3], b"six", "{run:?}");
    }
    let page: Vec<u8> = "<p>a &amp; six".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let page = [&b"\xff\xfe"[..], &page].concat();
    let report = html::read(&page, "page.html").unwrap();
    assert_eq!(report.text, "a & six");
    assert_eq!(report.markup.unwrap().runs.last().map(|run| run.raw_end as usize), Some(page.len()));
}

#[test]
fn runs_lead_back() {
    check_runs(b"<p>a &amp; b\r\n c&nbsp;d <i>e</i> &nGg; &#13; f\rg\0h");
    check_runs("<p>\u{fffd}é mili&shy;tary\u{200b}x <br><br>y<pre>a\r\nb</pre>".as_bytes());
    check_runs(b"caf\xc3\xa9 caf\xe9 \xf0\x9f\x98 x");
}

/// Reads `page`, which must be quick, and gives its text or what is wrong.
#[track_caller]
fn quick(page: &str) -> Result<Report, annals_sources::Error> {
    let start = Instant::now();
    let read = html::read(page.as_bytes(), "page.html");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    read
}

#[test]
fn ten_thousand_nested_tags_are_read_and_told() {
    for tag in ["div", "b", "a", "p", "li", "table", "svg"] {
        let page = format!(
            "<p>before</p>{}<p>deep{}<p>after",
            format!("<{tag}>").repeat(10_000),
            format!("</{tag}>").repeat(10_000)
        );
        let found = gather_with(&["-".into()], &mut page.as_bytes(), &mut |_| {});
        assert_eq!(found.reports.len(), 1, "{tag}");
        assert!(found.reports[0].text.ends_with("after"), "{tag}");
        if !matches!(tag, "a" | "p" | "li") {
            assert_eq!(found.diagnostics[0].kind, DiagnosticKind::Limit, "{tag}");
            assert!(found.diagnostics[0].message.contains("at most 512"), "{tag}");
        }
    }
}

#[test]
fn hostile_pages_are_quick() {
    let many = 50_000;
    assert_eq!(quick(&"<b><p>x</b>".repeat(many / 10)).unwrap().text.len(), many / 10 * 3 - 2);
    assert!(quick(&format!("<p>x{}", "</b>".repeat(many))).is_ok());
    assert!(quick(&format!("<p>x{}", "<i><div>".repeat(many))).is_ok());
    assert!(quick(&format!("<p class='{}'>x", "c ".repeat(many))).is_ok());
    assert!(quick(&format!("<p {}>x", "a=b ".repeat(many))).is_ok());
    assert!(quick(&format!("<{}>x", "t".repeat(many))).is_ok());
    assert!(quick(&format!("<p>x{}", "&amp".repeat(many))).is_ok());
    assert!(quick(&format!("<p>x{}", "&".repeat(many))).is_ok());
    assert!(quick(&format!("<p>x{}", "<!--".repeat(many))).is_ok());
    assert!(quick(&format!("<p>x{}", "<br>".repeat(many))).is_ok());
    assert!(quick(&format!("<p>x{}", "<table><tr><td>".repeat(many / 10))).is_ok());
    assert!(quick(&format!("<title>{}</title><p>x", "t - ".repeat(many))).is_ok());
    assert!(quick(&format!("<script type='application/ld+json'>{}</script><p>x", "[".repeat(many))).is_ok());
    assert!(quick(&"<meta ".repeat(many)).is_err());
}

#[test]
fn too_many_blocks_are_refused() {
    let error = quick(&"<p>x".repeat(limits::MAX_HTML_BLOCKS + 1)).unwrap_err();
    assert_eq!(error.kind(), DiagnosticKind::Limit);
    assert!(error.to_string().contains("50000"), "{error}");
}

fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé\u{ad} \r\n&;<>]{0,8}",
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div class=a id=b>",
            "</div>",
            "<a href=x>",
            "</a>",
            "<b>",
            "</b>",
            "<br>",
            "<li>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<h1>",
            "</h1>",
            "<pre>",
            "</pre>",
            "<script>",
            "</script>",
            "<p hidden>",
            "<!-- x -->",
            "&amp;",
            "&nbsp;",
            "&eacute",
            "&#x27;",
            "&notin;",
            "&nGg;",
            "\r\n",
            "\0",
            "<title>",
            "</title>",
            "<svg/>",
            "<textarea>",
            "<noscript>",
            "</noscript>",
            "word",
            "two words",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_word_leads_back(page in markup()) {
        check_runs(page.as_bytes());
    }

    #[test]
    fn any_unicode_is_taken(page in ".{0,200}") {
        check_runs(page.as_bytes());
    }

    #[test]
    fn any_bytes_are_taken(page in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = html::read(&page, "page.html");
        let tagged = [&b"<meta charset=shift_jis><p>"[..], &page].concat();
        let _ = html::read(&tagged, "page.html");
    }
}
