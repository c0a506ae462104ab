//! [`Refs`]: values as links to their words.

use std::collections::BTreeMap;

use annals_types::{ReportId, StatementId, document::StatementEntry};

use super::escape::Html;
use crate::{view::View, words};

/// So many marks follow one value.
const MOST_MARKS: usize = 6;

/// Draws values as links, with a mark for each source that says so.
pub(super) struct Refs<'a> {
    pub(super) view: &'a View<'a>,
    numbers: BTreeMap<&'a ReportId, usize>,
}

impl<'a> Refs<'a> {
    /// Marks count the sources of one incident.
    pub(super) const fn new(view: &'a View<'a>, numbers: BTreeMap<&'a ReportId, usize>) -> Self {
        Self { view, numbers }
    }

    /// No marks: outside of an incident sources have no numbers.
    pub(super) const fn of_reports(view: &'a View<'a>) -> Self {
        Self::new(view, BTreeMap::new())
    }

    /// Which source of the incident a report counts as.
    pub(super) fn number(&self, report: &ReportId) -> Option<usize> {
        self.numbers.get(report).copied()
    }

    /// The statement whose words a value opens: of the source that is named first, then as listed.
    pub(super) fn first(&self, statements: &[StatementId]) -> Option<&'a StatementEntry> {
        let number = |it: &&StatementEntry| self.numbers.get(&it.report).copied().unwrap_or(usize::MAX);
        self.view.statements(statements).min_by_key(number)
    }

    /// The value, linked to its first words; then a mark for each source with words.
    pub(super) fn value(&self, out: &mut Html, value: &str, statements: &[StatementId]) {
        match self.first(statements) {
            Some(first) => _ = out.link_to("v", first.id.as_str()).text(value).raw("</a>"),
            None => _ = out.text(value),
        }
        self.marks(out, statements);
    }

    /// A small number for each source that has words, linked to them.
    pub(super) fn marks(&self, out: &mut Html, statements: &[StatementId]) {
        let mut first: BTreeMap<usize, &StatementId> = BTreeMap::new();
        for statement in self.view.statements(statements) {
            if let Some(&number) = self.numbers.get(&statement.report) {
                first.entry(number).or_insert(&statement.id);
            }
        }
        if first.is_empty() {
            return;
        }
        out.raw("<sup class=\"marks\">");
        for (number, id) in first.iter().take(MOST_MARKS) {
            out.raw("<a aria-label=\"words in source ").text(&number.to_string()).raw("\" href=\"#");
            out.text(id.as_str()).raw("\">").text(&number.to_string()).raw("</a>");
        }
        out.raw(if first.len() > MOST_MARKS { "…</sup>" } else { "</sup>" });
    }

    /// Who makes the statements, each once.
    pub(super) fn speakers(&self, statements: &[StatementId]) -> Vec<String> {
        let mut said = words::sayers(statements, self.view);
        said.truncate(MOST_MARKS);
        said
    }
}
