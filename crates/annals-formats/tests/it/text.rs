use annals_formats::text::{self, TextOptions};
use annals_types::{
    Span, StatementId,
    account::TollScope,
    document::{StatementEntry, ValueEntry},
};

use crate::sample;

fn render(width: usize, why: bool) -> String {
    let mut document = sample::document();
    if !why {
        document.reports.iter_mut().for_each(|report| report.text = None);
    }
    text::render(&document, &TextOptions { width, color: false, why })
}

#[test]
fn narrow() {
    insta::assert_snapshot!(render(60, false));
}

#[test]
fn wide() {
    insta::assert_snapshot!(render(100, false));
}

#[test]
fn with_reasons() {
    insta::assert_snapshot!(render(80, true));
}

#[test]
fn every_line_fits() {
    for width in [0, 40, 53, 77] {
        for line in render(width, true).lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= width.max(40), "{line:?}");
        }
    }
}

#[test]
fn colour_only_where_asked_for() {
    let document = sample::document();
    let options = TextOptions { width: 80, color: true, why: false };
    assert!(text::render(&document, &options).contains("\u{1b}["));
    assert!(!render(80, false).contains('\u{1b}'));
}

#[test]
fn words_of_reports_cannot_steer_the_terminal() {
    let mut document = sample::document();
    let hostile = "\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}\r\nx\u{200b}";
    document.incidents[0].title = hostile.into();
    document.incidents[0].places[0].name = hostile.into();
    for report in &mut document.reports {
        report.title = Some(hostile.into());
        report.outlet = Some(hostile.into());
    }
    for statement in &mut document.statements {
        statement.spans[0].quote = hostile.into();
    }
    let out = text::render(&document, &TextOptions { width: 80, color: false, why: true });
    assert!(!out.chars().any(|c| c != '\n' && (c.is_control() || c == '\u{202e}' || c == '\u{200b}')));
    assert!(out.contains(r"\u{1b}]0;owned"));
}

#[test]
fn parts_go_without_saying_beside_their_total() {
    let mut document = sample::document();
    let part = ValueEntry::Count {
        low: Some(3),
        high: Some(3),
        scope: TollScope::All,
        part: true,
        approximate: false,
    };
    let one = document.incidents[0].disputes[0].sides[0][0].clone();
    let whole = document.statements.iter().find(|statement| statement.id == one).unwrap().clone();
    let id = StatementId::of(&whole.report, "killed", Span::new(0, 1), "part");
    document.incidents[0].disputes[0].sides[0].push(id.clone());
    document.statements.push(StatementEntry { id: id.clone(), value: part, ..whole });
    let options = TextOptions { width: 400, color: false, why: false };
    assert!(!text::render(&document, &options).contains("3 in one part"));
    document.incidents[0].disputes[0].sides[0] = vec![id];
    assert!(text::render(&document, &options).contains("killed: 3 in one part ("));
}
