use std::{collections::BTreeSet, env, fs, time::Instant};

use annals_formats::html;

use crate::{balance::faults, sample};

/// The values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!("{attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_value_leads_to_its_words() {
    let mut document = sample::document();
    for with_text in [true, false] {
        if !with_text {
            document.reports.iter_mut().for_each(|report| report.text = None);
        }
        let page = html::page(&document);
        assert_eq!(faults(&page), [""; 0]);
        if let Some(path) = env::var_os("ANNALS_PAGE").filter(|_| with_text) {
            fs::write(path, &page).unwrap();
        }
        let anchors: BTreeSet<_> = values(&page, " id").into_iter().collect();
        for link in values(&page, "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(link == "-" || anchors.contains(link), "no anchor {link}");
        }
        for statement in &document.statements {
            assert_eq!(page.matches(&format!(" id=\"{}\"", statement.id)).count(), 1);
        }
        assert_eq!(page.contains("Ten phones to buy"), with_text);
    }
}

#[test]
fn the_words_behind_a_value_are_marked() {
    let page = html::page(&sample::document());
    let governor = page.split("<mark id=\"").find(|rest| rest.contains(">killing at least four people<"));
    assert!(governor.is_some());
}

#[test]
fn a_toll_told_on_several_days_is_drawn_over_time() {
    let page = html::page(&sample::document());
    let course = page.split("<details class=\"course\">").nth(1).unwrap();
    let course = course.split("</details>").next().unwrap();
    assert!(course.contains("Killed over time, from 14 May 2023 to 16 May 2023"));
    // What the same speakers raised later is struck, what stands is not.
    let struck: Vec<&str> =
        course.split("<s>").skip(1).filter_map(|rest| rest.split("</s>").next()).collect();
    assert!(struck.len() == 1 && struck[0].contains(">5</a>"), "{struck:?}");
    // The injured were told on one day only.
    assert_eq!(page.matches("<details class=\"course\">").count(), 1);
}

#[test]
fn copies_hang_on_their_origin() {
    let mut document = sample::document();
    let page = html::page(&document);
    let graph = page.split("<section class=\"origins\">").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(graph.contains("4 speakers quoted in 2 reports, carried by 1 copy"));
    assert!(graph.contains("Coast Daily 93 %"));
    // One line to each report from each that it quotes, and one to the copy.
    assert_eq!(graph.matches("<path").count(), 5);
    for report in &mut document.reports {
        report.origin = None;
    }
    let copy = document.reports[1].id.clone();
    document
        .incidents
        .iter_mut()
        .for_each(|incident| incident.reports.retain(|member| member.report != copy));
    assert!(!html::page(&document).contains("class=\"origins\""), "a graph that shows no more than the list");
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let page = html::page(&sample::document());
    for tag in ["<script", "<img", "<link", "<iframe", "@import", "url("] {
        assert!(!page.contains(tag), "{tag}");
    }
}

#[test]
fn reports_are_hostile() {
    let mut document = sample::document();
    let hostile = "\"><script>alert('x')</script><b onclick=x>&amp;\u{202e}";
    for report in &mut document.reports {
        report.title = Some(hostile.into());
        report.outlet = Some(hostile.into());
        report.url = Some("javascript:alert(1)".into());
        report.text = Some(hostile.repeat(20));
    }
    for statement in &mut document.statements {
        statement.spans[0].quote = hostile.into();
        statement.spans[0].end = u32::MAX;
    }
    let account = &mut document.incidents[0];
    account.title = hostile.into();
    account.places[0].name = hostile.into();
    account.places[0].lat = Some(f64::NAN);
    account.actors[0].name = hostile.into();
    account.incident_type.value = hostile.into();
    let page = html::page(&document);
    assert!(!page.contains("<script") && !page.contains("<b onclick") && !page.contains('\u{202e}'));
    assert!(!page.contains("javascript:"));
    assert_eq!(faults(&page), [""; 0]);
}

/// `count` incidents, each with its own three reports.
fn many(count: usize) -> annals_types::Document {
    let one = sample::document();
    let mut document = one.clone();
    for nth in 1..count {
        let part = serde_json::to_string(&one).unwrap();
        // Ids are 16 characters after their prefix: the last five make room for a number.
        let mut renamed = String::new();
        for (i, piece) in part.split("\"r_").enumerate() {
            if i > 0 {
                renamed.push_str("\"r_");
                renamed.push_str(&piece[..11]);
                renamed = format!("{renamed}{nth:05}");
                renamed.push_str(&piece[16..]);
            } else {
                renamed.push_str(piece);
            }
        }
        let part: annals_types::Document = serde_json::from_str(&renamed).unwrap();
        document.reports.extend(part.reports);
        document.statements.extend(part.statements);
        document.incidents.extend(part.incidents);
    }
    document
}

#[test]
fn many_incidents_take_time_in_proportion() {
    let document = many(if cfg!(debug_assertions) { 500 } else { 5_000 });
    let start = Instant::now();
    let page = html::page(&document);
    let taken = start.elapsed();
    println!("{} incidents, {} bytes, {taken:?}", document.incidents.len(), page.len());
    let texts: usize = document.reports.iter().filter_map(|it| it.text.as_ref()).map(String::len).sum();
    // The text stands once; every statement adds its anchor, its value and its line in the account.
    let most = texts * 2 + document.statements.len() * 1_500 + document.incidents.len() * 8_000;
    assert!(page.len() < most, "{} bytes for {texts} of text", page.len());
    // Far above what it takes even unoptimised, far below what a quadratic walk would.
    assert!(taken.as_secs() < 20);
}
