use std::{collections::BTreeSet, env, fs, time::Instant};

use annals_formats::html;

use crate::sample;

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
}

#[test]
fn many_incidents_take_time_in_proportion() {
    let mut document = sample::document();
    let account = document.incidents[0].clone();
    document.incidents = vec![account; 1_000];
    let start = Instant::now();
    html::page(&document);
    // Far above what it takes even unoptimised, far below what a quadratic walk would.
    assert!(start.elapsed().as_secs() < 20);
}
