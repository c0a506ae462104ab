//! The measures between gold marks and found ones: figure by figure those of the set's `score.py`.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Marks, Quote, Stated, TOLLS};
use crate::score::counts::{Counts, Share};

/// Sums over reports.
#[derive(Debug, Default)]
pub struct Scorer {
    toll: Counts,
    value: Counts,
    figure: Counts,
    blame: Counts,
    junk: Counts,
    speaker: Share,
    role: Share,
    scope: Share,
    date: Share,
    main: Share,
    kind: Share,
    group_precision: f64,
    group_recall: f64,
    grouped: usize,
}

impl Scorer {
    /// Adds one report.
    pub fn add(&mut self, gold: &Marks, found: &Marks) {
        for (counts, whole) in [(&mut self.toll, true), (&mut self.value, false)] {
            let (gold, found) = (tolls(gold, whole), tolls(found, whole));
            counts.add(gold.intersection(&found).count(), found.len(), gold.len());
        }
        self.figures_of(gold, found);
        self.blame_of(gold, found);
        let (gold_junk, found_junk) = (characters(&gold.junk), characters(&found.junk));
        self.junk.add(gold_junk.intersection(&found_junk).count(), found_junk.len(), gold_junk.len());
        self.main_of(gold, found);
    }

    /// The figures by name, in percent.
    pub fn figures(&self) -> Vec<(&'static str, Option<f64>)> {
        let n = self.grouped as f64;
        let (precision, recall) = (self.group_precision / n, self.group_recall / n);
        let group = (self.grouped > 0).then(|| 200.0 * precision * recall / (precision + recall));
        vec![
            ("toll", self.toll.f1()),
            ("value", self.value.f1()),
            ("figure", self.figure.f1()),
            ("speaker", self.speaker.percent()),
            ("scope", self.scope.percent()),
            ("role", self.role.percent()),
            ("group", group),
            ("blame", self.blame.f1()),
            ("junk", self.junk.f1()),
            ("date", self.date.percent()),
            ("type", self.kind.percent()),
            ("main", self.main.percent()),
        ]
    }

    fn figures_of(&mut self, gold: &Marks, found: &Marks) {
        let (gold, found) = (figures(gold), figures(found));
        let matched = matched(&gold, &found);
        self.figure.add(matched.len(), found.len(), gold.len());
        for (g, f) in &matched {
            let (g, f) = (&gold[g], &found[f]);
            let (a, b) = (g.stated.speakers.first(), f.stated.speakers.first());
            self.speaker.add(match (a, b) {
                (None, None) => true,
                (Some(a), Some(b)) => a.overlaps(b),
                _ => false,
            });
            self.role.add(g.role == f.role);
            self.scope.add(g.stated.scope == f.stated.scope);
        }
        // B-cubed over the matched figures, grouped by incident.
        for (g, f) in &matched {
            let together = |same_gold: bool, same_found: bool| {
                matched
                    .iter()
                    .filter(|(a, b)| {
                        (!same_gold || gold[a].incident == gold[g].incident)
                            && (!same_found || found[b].incident == found[f].incident)
                    })
                    .count() as f64
            };
            let both = together(true, true);
            self.group_precision += both / together(false, true);
            self.group_recall += both / together(true, false);
            self.grouped += 1;
        }
    }

    fn blame_of(&mut self, gold: &Marks, found: &Marks) {
        let (gold, found) = (blame(gold), blame(found));
        let mut used = BTreeSet::new();
        for (actor, stance) in &gold {
            let hit = found.iter().enumerate().find(|(index, (other, other_stance))| {
                !used.contains(index)
                    && stance == other_stance
                    && actor.is_some_and(|actor| other.is_some_and(|other| actor.overlaps(other)))
            });
            if let Some((index, _)) = hit {
                used.insert(index);
            }
        }
        self.blame.add(used.len(), found.len(), gold.len());
    }

    fn main_of(&mut self, gold: &Marks, found: &Marks) {
        let main = |marks: &Marks| -> Vec<usize> {
            (0..marks.incidents.len()).filter(|&index| marks.incidents[index].role == "main").collect()
        };
        let (gold_main, found_main) = (main(gold), main(found));
        let first_gold = gold_main.first().map(|&index| &gold.incidents[index]);
        let first_found = found_main.first().map(|&index| &found.incidents[index]);
        if let Some(first) = first_gold.filter(|incident| incident.time.earliest.is_some()) {
            self.date.add(first_found.is_some_and(|incident| incident.time == first.time));
        }
        self.main.add(gold_main.len() == found_main.len());
        if let (Some(gold), Some(found)) = (first_gold, first_found) {
            self.kind.add(gold.incident_type == found.incident_type);
        }
    }
}

type TollKey = (String, Option<u32>, Option<u32>, Option<String>, &'static str);

/// The set of tolls of a report; with scope and role when `whole`.
fn tolls(marks: &Marks, whole: bool) -> BTreeSet<TollKey> {
    let mut out = BTreeSet::new();
    for incident in &marks.incidents {
        let role = match incident.role.as_str() {
            "main" => "main",
            "aggregate" => "aggregate",
            _ => "other",
        };
        for stated in &incident.statements {
            if TOLLS.contains(&stated.property.as_str()) && (stated.low.is_some() || stated.high.is_some()) {
                let (scope, role) = if whole { (stated.scope.clone(), role) } else { (None, "") };
                out.insert((stated.property.clone(), stated.low, stated.high, scope, role));
            }
        }
    }
    out
}

/// A figure with the incident that it belongs to.
struct Figure<'a> {
    incident: &'a str,
    role: &'a str,
    stated: &'a Stated,
}

type FigureKey = (String, (u32, u32));

/// The figures of a report by property and span; the last of several with the same counts, as in `score.py`.
fn figures(marks: &Marks) -> BTreeMap<FigureKey, Figure<'_>> {
    let mut out = BTreeMap::new();
    for incident in &marks.incidents {
        for stated in &incident.statements {
            if let Some(figure) = stated.figure.as_ref().filter(|_| TOLLS.contains(&stated.property.as_str()))
            {
                out.insert(
                    (stated.property.clone(), (figure.start, figure.end)),
                    Figure { incident: &incident.key, role: &incident.role, stated },
                );
            }
        }
    }
    out
}

/// One to one: same property, overlapping figures, longest overlap first.
fn matched(
    gold: &BTreeMap<FigureKey, Figure<'_>>,
    found: &BTreeMap<FigureKey, Figure<'_>>,
) -> Vec<(FigureKey, FigureKey)> {
    let mut candidates = Vec::new();
    for g in gold.keys() {
        for f in found.keys() {
            let overlap = i64::from(g.1.1.min(f.1.1)) - i64::from(g.1.0.max(f.1.0));
            if g.0 == f.0 && overlap > 0 {
                candidates.push((-overlap, g.clone(), f.clone()));
            }
        }
    }
    candidates.sort();
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    candidates
        .into_iter()
        .filter(|(_, g, f)| {
            let free = !used_gold.contains(g) && !used_found.contains(f);
            if free {
                used_gold.insert(g.clone());
                used_found.insert(f.clone());
            }
            free
        })
        .map(|(_, g, f)| (g, f))
        .collect()
}

fn blame(marks: &Marks) -> Vec<(Option<&Quote>, &str)> {
    let all = marks.incidents.iter().flat_map(|incident| &incident.statements);
    all.filter(|stated| stated.property == "responsibility")
        .map(|stated| (stated.actor.as_ref(), stated.stance.as_str()))
        .collect()
}

fn characters(junk: &[Quote]) -> BTreeSet<u32> {
    junk.iter().flat_map(|quote| quote.start..quote.end).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn stated(
        property: &str,
        low: u32,
        scope: &str,
        figure: (u32, u32),
        speaker: Option<(u32, u32)>,
    ) -> Value {
        let quote = |(start, end): (u32, u32)| json!({"start": start, "end": end, "quote": ""});
        json!({"property": property, "low": low, "high": low, "scope": scope, "stance": "asserts",
               "figure": quote(figure), "speakers": speaker.map(quote).into_iter().collect::<Vec<_>>()})
    }

    fn marks(incidents: &Value) -> Marks {
        serde_json::from_value(json!({"id": "x", "junk": [], "incidents": incidents})).unwrap()
    }

    fn incident(key: &str, role: &str, statements: &[Value]) -> Value {
        json!({"key": key, "role": role, "type": "airstrike", "statements": statements,
               "time": {"earliest": "2021-06-27", "latest": "2021-06-27"}})
    }

    #[track_caller]
    fn check(scorer: &Scorer, name: &str, expected: f64) {
        let found =
            scorer.figures().into_iter().find(|(figure, _)| *figure == name).and_then(|(_, value)| value);
        assert!(
            found.is_some_and(|found| (found - expected).abs() < 1e-6),
            "{name}: {found:?}, expected {expected}"
        );
    }

    #[test]
    fn one_report_by_hand() {
        // Gold: 4 killed (all) said by somebody, 1 child killed; found: the 4 without a speaker, 2 injured elsewhere.
        let gold = marks(&json!([incident(
            "A",
            "main",
            &[
                stated("killed", 4, "all", (10, 16), Some((0, 5))),
                stated("killed", 1, "child", (30, 37), None),
            ]
        )]));
        let found = marks(&json!([incident(
            "0",
            "main",
            &[stated("killed", 4, "all", (10, 11), None), stated("injured", 2, "all", (50, 55), None),]
        )]));
        let mut scorer = Scorer::default();
        scorer.add(&gold, &found);
        check(&scorer, "toll", 50.0);
        check(&scorer, "value", 50.0);
        check(&scorer, "figure", 50.0);
        check(&scorer, "speaker", 0.0);
        check(&scorer, "scope", 100.0);
        check(&scorer, "date", 100.0);
        check(&scorer, "type", 100.0);
    }

    #[test]
    fn grouping_is_b_cubed() {
        // Three figures, gold {1 2} {3}, found {1} {2 3}. Precision (1 + 1/2 + 1/2) / 3 = 2/3 = recall.
        let three: Vec<Value> =
            [(0, 2), (10, 12), (20, 22)].map(|span| stated("killed", 1, "all", span, None)).into();
        let gold = marks(&json!([incident("A", "main", &three[..2]), incident("B", "also", &three[2..])]));
        let found = marks(&json!([incident("0", "main", &three[..1]), incident("1", "also", &three[1..])]));
        let mut scorer = Scorer::default();
        scorer.add(&gold, &found);
        check(&scorer, "group", 200.0 / 3.0);
        check(&scorer, "role", 200.0 / 3.0);
    }
}
