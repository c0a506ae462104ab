//! [`View`]: a document with the look-ups that drawing it needs.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    Account, Document, IncidentId, ReportId, StatementId,
    account::Member,
    document::{ReportEntry, StatementEntry},
    mention::PlacePrecision,
    reading::MentionRole,
    statement::Property,
};

/// A document, indexed.
pub(crate) struct View<'a> {
    pub(crate) document: &'a Document,
    reports: BTreeMap<&'a ReportId, &'a ReportEntry>,
    statements: BTreeMap<&'a StatementId, &'a StatementEntry>,
    by_incident: BTreeMap<&'a IncidentId, Vec<&'a StatementEntry>>,
    incidents: BTreeMap<&'a IncidentId, (usize, &'a Account)>,
    by_source: BTreeMap<&'a str, &'a ReportEntry>,
    /// What reports are about, each with its number, in the order of the document.
    pub(crate) told: Vec<(usize, &'a Account)>,
    /// What reports only recall; numbered after the others.
    pub(crate) recalled: Vec<(usize, &'a Account)>,
    /// The spots and towns of all incidents, each once, from south to north.
    pub(crate) towns: Vec<Town<'a>>,
}

/// A place of some incident, for maps of others.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Town<'a> {
    /// Degrees.
    pub(crate) lat: f64,
    /// Degrees.
    pub(crate) lon: f64,
    pub(crate) name: &'a str,
}

/// A report that tells of an incident, with the copies that go back to it.
pub(crate) struct Source<'a> {
    /// Counts the origins of the incident from 1.
    pub(crate) number: usize,
    pub(crate) report: &'a ReportEntry,
    pub(crate) member: &'a Member,
    /// The copies of it that tell of the incident too, in the order of publication.
    pub(crate) copies: Vec<(&'a ReportEntry, &'a Member)>,
}

impl<'a> View<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let (mut told, mut recalled): (Vec<_>, Vec<_>) =
            document.incidents.iter().partition(|it| is_told(it));
        if told.is_empty() {
            std::mem::swap(&mut told, &mut recalled);
        }
        let mut by_incident: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for statement in &document.statements {
            if let Some(incident) = &statement.incident {
                by_incident.entry(incident).or_default().push(statement);
            }
        }
        let after = told.len() + 1;
        let told: Vec<_> = (1..).zip(told).collect();
        let recalled: Vec<_> = (after..).zip(recalled).collect();
        Self {
            document,
            reports: document.reports.iter().map(|report| (&report.id, report)).collect(),
            statements: document.statements.iter().map(|statement| (&statement.id, statement)).collect(),
            by_incident,
            incidents: told.iter().chain(&recalled).map(|&(n, it)| (&it.id, (n, it))).collect(),
            by_source: document.reports.iter().map(|report| (report.source.as_str(), report)).collect(),
            told,
            recalled,
            towns: towns(document),
        }
    }

    pub(crate) fn report(&self, id: &ReportId) -> Option<&'a ReportEntry> {
        self.reports.get(id).copied()
    }

    /// The report that was read from there.
    pub(crate) fn read_from(&self, source: &str) -> Option<&'a ReportEntry> {
        self.by_source.get(source).copied()
    }

    /// The incident, and its number counted from 1.
    pub(crate) fn incident(&self, id: &IncidentId) -> Option<(usize, &'a Account)> {
        self.incidents.get(id).copied()
    }

    /// The statements of an incident, in the order of the document.
    pub(crate) fn statements_of(&self, incident: &IncidentId) -> impl Iterator<Item = &'a StatementEntry> {
        self.by_incident.get(incident).into_iter().flatten().copied()
    }

    /// Those of the statements that the document holds.
    pub(crate) fn statements<'b>(
        &'b self,
        ids: &'b [StatementId],
    ) -> impl Iterator<Item = &'a StatementEntry> + use<'a, 'b> {
        ids.iter().filter_map(|id| self.statements.get(id).copied())
    }

    /// The sources of an incident, copies under their origin (copies of copies under the first): those it is the main matter of first,
    /// then the earlier first.
    pub(crate) fn sources(&self, account: &'a Account) -> Vec<Source<'a>> {
        let mut members: Vec<_> = account
            .reports
            .iter()
            .filter_map(|member| Some((self.report(&member.report)?, member)))
            .collect();
        // Undated reports come last: "~" stands after every digit.
        let order = |report: &'a ReportEntry, member: &Member| {
            (member.role, report.published.as_deref().unwrap_or("~"), &report.id)
        };
        members.sort_by(|(a, am), (b, bm)| order(a, am).cmp(&order(b, bm)));

        let told: BTreeSet<_> = members.iter().map(|(report, _)| &report.id).collect();
        let mut folded: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let origin_of = |report: &'a ReportEntry| {
            report.origin.as_ref().filter(|origin| told.contains(&origin.report)).map(|origin| &origin.report)
        };
        for &(report, member) in &members {
            let Some(mut first) = origin_of(report) else { continue };
            // No more steps than reports, whatever a document says.
            for _ in 0..members.len() {
                let Some(before) = self.report(first).and_then(origin_of) else { break };
                first = before;
            }
            folded.entry(first).or_default().push((report, member));
        }
        let origins = members.into_iter().filter(|(report, _)| origin_of(report).is_none());
        origins
            .enumerate()
            .map(|(n, (report, member))| Source {
                number: n + 1,
                report,
                member,
                copies: folded.remove(&report.id).unwrap_or_default(),
            })
            .collect()
    }
}

fn towns(document: &Document) -> Vec<Town<'_>> {
    let places = document.incidents.iter().flat_map(|account| &account.places);
    let mut towns: Vec<_> = places
        .filter(|place| place.precision <= PlacePrecision::Near)
        .filter_map(|place| Some(Town { lat: place.lat?, lon: place.lon?, name: &place.name }))
        .collect();
    towns.sort_by(|a, b| a.lat.total_cmp(&b.lat).then(a.lon.total_cmp(&b.lon)).then(a.name.cmp(b.name)));
    towns.dedup_by_key(|town| town.name);
    towns
}

/// Whether a report is about the incident, or tells figures of it in a round-up; the rest is only recalled.
fn is_told(account: &Account) -> bool {
    let has_figures = Property::TOLLS.into_iter().any(|property| account.tolls.get(property).is_some());
    account.reports.iter().any(|member| match member.role {
        MentionRole::Main => true,
        MentionRole::Also => has_figures,
        MentionRole::Background | MentionRole::Aggregate => false,
    })
}

/// Which source of an incident each report counts as: a copy has the number of its origin.
pub(crate) fn numbers<'a>(sources: &[Source<'a>]) -> BTreeMap<&'a ReportId, usize> {
    let of = |source: &Source<'a>| {
        let reports = source.copies.iter().map(|(report, _)| *report).chain([source.report]);
        let number = source.number;
        reports.map(move |report| (&report.id, number)).collect::<Vec<_>>()
    };
    sources.iter().flat_map(of).collect()
}
