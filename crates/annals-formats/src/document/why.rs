//! Makes the [`Why`] of two reports or incidents.

use annals_types::{
    Collection, Document, ReportId, Why,
    account::Term,
    collection::Comparison,
    why::{Explanation, PairEntry, Side, SideEntry, TellingEntry, WHY_FORMAT},
};

use super::{IncidentsOf, places_in_text::PlacesInText, round};
use crate::words;

/// What `explanation` says of `left` and `right`, in the words of `document`, which is that of `collection`.
pub fn why(
    collection: &Collection,
    document: &Document,
    (left, right): (&Side, &Side),
    explanation: &Explanation,
) -> Why {
    let maker = Maker { collection, document };
    let pairs: Vec<PairEntry> =
        explanation.pairs.iter().map(|(comparison, together)| maker.pair(comparison, *together)).collect();
    let mean = explanation.mean.map(round);
    Why {
        format: WHY_FORMAT.into(),
        reader: document.reader.clone(),
        left: maker.side(left),
        right: maker.side(right),
        verdict: explanation.verdict,
        because: words::why::because(explanation.verdict, mean, pairs.first()),
        mean,
        pairs,
        further: u32::try_from(explanation.further).unwrap_or(u32::MAX),
        diagnostics: document.diagnostics.clone(),
    }
}

struct Maker<'a> {
    collection: &'a Collection,
    document: &'a Document,
}

impl Maker<'_> {
    fn side(&self, side: &Side) -> SideEntry {
        match side {
            Side::Report(id) => {
                let report = self.document.reports.iter().find(|report| &report.id == id);
                SideEntry::Report {
                    id: id.clone(),
                    source: report.map(|report| report.source.clone()).unwrap_or_default(),
                    title: report.and_then(|report| report.title.clone()),
                    origin: report.and_then(|report| report.origin.clone()),
                }
            }
            Side::Incident(id) => {
                let account = self.document.incidents.iter().find(|account| &account.id == id);
                let title = account.map(|account| account.title.clone()).unwrap_or_default();
                SideEntry::Incident { id: id.clone(), title }
            }
        }
    }

    fn pair(&self, comparison: &Comparison, together: bool) -> PairEntry {
        let rounded = |term: &Term| Term { feature: term.feature.clone(), weight: round(term.weight) };
        let terms: Vec<Term> = comparison.terms.iter().map(rounded).collect();
        PairEntry {
            left: self.telling(&comparison.left),
            right: self.telling(&comparison.right),
            together,
            score: round(terms.iter().map(|term| term.weight).sum()),
            terms,
            veto: comparison.veto.clone(),
        }
    }

    fn telling(&self, (report, mention): &(ReportId, u32)) -> TellingEntry {
        let index = self.collection.readings.binary_search_by(|reading| reading.report.id.cmp(report)).ok();
        let reading = index.and_then(|index| self.collection.readings.get(index));
        let told = reading.and_then(|reading| reading.incidents.get(*mention as usize));
        let links = index.and_then(|index| self.collection.links.get(index));
        let words = reading.zip(told).and_then(|(reading, told)| {
            let sentence = told.telling.first().copied().unwrap_or(told.anchor());
            PlacesInText::new(&reading.report, false).entries(sentence).next()
        });
        TellingEntry {
            report: report.clone(),
            outlet: self
                .document
                .reports
                .iter()
                .find(|entry| &entry.id == report)
                .map_or("", words::outlet)
                .to_owned(),
            incident: IncidentsOf { accounts: &self.collection.accounts, links }.of_mention(*mention),
            role: told.map_or(annals_types::reading::MentionRole::Background, |told| told.role),
            words,
        }
    }
}
