//! How values are called in English: shared by the terminal and the page. Nothing here is escaped.

pub(crate) mod inspection;
mod time;
pub(crate) mod why;

use annals_types::{
    account::{
        AccountPlace, AttributionGrade, Grades, IncidentGrade, Standing, Toll, TollGrade, TollScope,
        TollValue,
    },
    document::{ReportEntry, StatementEntry, ValueEntry},
    layers::Reality,
    mention::PlacePrecision,
    segment::SegmentKind,
    statement::{ActorRole, Blame, PlaceRole, Property, RelationKind, Stance},
};

pub(crate) use self::time::{date, first_day, period, when};
use crate::view::View;

/// With commas between thousands.
pub(crate) fn number(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A range in words: `4`, `4 to 6`, `4 or more`, `up to 6`.
pub(crate) fn figure(low: Option<u32>, high: Option<u32>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!("{} or more", number(low)),
        (None, Some(high)) => format!("up to {}", number(high)),
        (None, None) => "not known".into(),
    }
}

/// A range with who is counted: `3 children`, `4 or more`.
pub(crate) fn counted(low: Option<u32>, high: Option<u32>, scope: TollScope) -> String {
    let figure = figure(low, high);
    match (people(scope), scope, low, high) {
        (Some((_, many)), _, None, None) => format!("{many}: {figure}"),
        (Some((one, _)), _, Some(1), Some(1)) => format!("{figure} {one}"),
        (Some((_, many)), ..) => format!("{figure} {many}"),
        (None, TollScope::Part, ..) => format!("{figure} in one part"),
        (None, TollScope::Further, ..) => format!("{figure} more"),
        (None, ..) => figure,
    }
}

/// The word for one and for several of the people of a scope; none where it says nothing of who they are.
const fn people(scope: TollScope) -> Option<(&'static str, &'static str)> {
    match scope {
        TollScope::All | TollScope::Part | TollScope::Further => None,
        TollScope::Civilian => Some(("civilian", "civilians")),
        TollScope::Combatant => Some(("fighter", "fighters")),
        TollScope::MemberOfForce => Some(("soldier or police officer", "soldiers or police")),
        TollScope::Child => Some(("child", "children")),
        TollScope::Woman => Some(("woman", "women")),
        TollScope::Responder => Some(("rescuer", "rescuers")),
        TollScope::Perpetrator => Some(("attacker or suspect", "attackers or suspects")),
    }
}

/// What a value of a toll says: `3 children`, `2 more`, `any civilians` of a denial that gives no number.
pub(crate) fn claimed(value: &TollValue) -> String {
    said_of(value.low, value.high, value.scope, value.stance)
}

fn said_of(low: Option<u32>, high: Option<u32>, scope: TollScope, stance: Stance) -> String {
    if stance != Stance::Denies || low.or(high).is_some() {
        return counted(low, high, scope);
    }
    people(scope).map_or_else(|| "anybody".to_owned(), |(_, many)| format!("any {many}"))
}

/// Low, best and high; one number where they are the same. `?` is a side that nobody states.
pub(crate) fn triple(toll: &Toll) -> String {
    let side = |side: Option<u32>| side.map_or_else(|| "?".into(), number);
    if toll.low == toll.high && toll.low == toll.best {
        return toll.low.map_or_else(|| "not known".into(), number);
    }
    format!("{} – {} – {}", side(toll.low), side(toll.best), side(toll.high))
}

/// A toll's name before its claims: `Killed 1 – 4 – 5`; the name alone where the one claim says it all.
pub(crate) fn headed(of: Property, toll: &Toll) -> String {
    let name = property(of);
    if distinct(toll).len() > 1 { format!("{name} {}", triple(toll)) } else { name.into() }
}

pub(crate) const fn property(property: Property) -> &'static str {
    match property {
        Property::Killed => "Killed",
        Property::Injured => "Injured",
        Property::Missing => "Missing",
        Property::Detained => "Detained",
        Property::Displaced => "Displaced",
        Property::Participants => "Took part",
        Property::Attacks => "Attacks",
        Property::Type => "Kind",
        Property::Reality => "Happened",
        Property::Time => "When",
        Property::Place => "Where",
        Property::Actor => "Who",
        Property::Responsibility => "By whom",
        Property::Relation => "Related",
    }
}

/// `rocket_attack` as `rocket attack`.
pub(crate) fn key(key: &str) -> String {
    if key == "other" { "kind not told".into() } else { key.replace('_', " ") }
}

pub(crate) const fn standing(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::InForce => None,
        Standing::Superseded => Some("superseded"),
        Standing::Corrected => Some("corrected"),
        Standing::Copied => Some("copied"),
    }
}

pub(crate) const fn stance(stance: Stance) -> Option<&'static str> {
    match stance {
        Stance::Asserts => None,
        Stance::Denies => Some("denied"),
        Stance::Doubts => Some("doubted"),
        Stance::Unknown => Some("not known, they say"),
    }
}

/// The stance to a value, unless its figure says the same: `not known`.
pub(crate) fn said(value: &TollValue) -> Option<&'static str> {
    let says_itself = value.stance == Stance::Unknown && value.low.or(value.high).is_none();
    stance(value.stance).filter(|_| !says_itself)
}

pub(crate) const fn reality(reality: Reality) -> Option<&'static str> {
    match reality {
        Reality::Asserted => None,
        Reality::Denied => Some("said not to have happened"),
        Reality::Doubted => Some("disputed whether it happened"),
        Reality::Planned => Some("announced, not yet done"),
        Reality::Hypothetical => Some("only supposed"),
    }
}

/// The three grades, each a phrase.
pub(crate) const fn grades(grades: Grades) -> [&'static str; 3] {
    let incident = match grades.incident {
        IncidentGrade::SingleSource => "one source only",
        IncidentGrade::Corroborated => "borne out by independent sources",
        IncidentGrade::Disputed => "disputed whether it happened",
        IncidentGrade::Denied => "only denied",
    };
    let toll = match grades.toll {
        TollGrade::Agreed => "figures agree",
        TollGrade::Updated => "figures updated over time",
        TollGrade::Contested => "figures contested",
        TollGrade::Unknown => "no figures stated",
    };
    let attribution = match grades.attribution {
        AttributionGrade::Claimed => "responsibility claimed",
        AttributionGrade::Attributed => "responsibility attributed",
        AttributionGrade::Denied => "responsibility denied",
        AttributionGrade::Contested => "responsibility contested",
        AttributionGrade::Unknown => "nobody held responsible",
    };
    [incident, toll, attribution]
}

pub(crate) fn blame(name: &str, blame: Blame) -> String {
    match blame {
        Blame::Claims => format!("claimed by {name}"),
        Blame::Denies => format!("denied by {name}"),
        Blame::Attributes => format!("{name} held responsible"),
        Blame::Doubts => format!("doubts that it was {name}"),
    }
}

pub(crate) const fn actor_role(role: ActorRole) -> &'static str {
    match role {
        ActorRole::Agent => "by",
        ActorRole::Target => "against",
        ActorRole::Victim => "harmed",
        ActorRole::Other => "also named",
    }
}

pub(crate) const fn relation(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::InResponseTo => "in response to",
        RelationKind::After => "after",
    }
}

pub(crate) const fn segment(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Body => "body",
        SegmentKind::Headline => "headline",
        SegmentKind::Dateline => "dateline",
        SegmentKind::Byline => "byline",
        SegmentKind::Caption => "caption",
        SegmentKind::Credit => "credit",
        SegmentKind::Boilerplate => "boilerplate",
        SegmentKind::Related => "other headlines",
        SegmentKind::OtherStory => "another story",
        SegmentKind::Comment => "comments",
    }
}

/// A place with what holds it: `near Tell Ahmar, Aleppo, Syria`.
pub(crate) fn place(place: &AccountPlace) -> String {
    let mut out = String::new();
    if place.role == PlaceRole::Near || place.precision == PlacePrecision::Near {
        out.push_str("near ");
    }
    out.push_str(&place.name);
    let country = place.country.as_deref().map(country);
    for part in [place.admin1.as_deref(), country].into_iter().flatten() {
        if part != place.name {
            out.push_str(", ");
            out.push_str(part);
        }
    }
    out
}

/// The places to look at, and the larger ones around them; where only larger ones are named, the first is what is known.
pub(crate) fn finest(places: &[AccountPlace]) -> (Vec<&AccountPlace>, Vec<&AccountPlace>) {
    let (mut fine, mut larger): (Vec<_>, Vec<_>) = places
        .iter()
        .partition(|place| place.role != PlaceRole::In && place.precision < PlacePrecision::Province);
    if fine.is_empty() && !larger.is_empty() {
        fine.push(larger.remove(0));
    }
    (fine, larger)
}

/// How finely a place is known: `town, within 5 km`.
pub(crate) fn place_precision(place: &AccountPlace) -> String {
    let precision = match place.precision {
        PlacePrecision::Exact => "the spot itself",
        PlacePrecision::Town => "town",
        PlacePrecision::Near => "surroundings",
        PlacePrecision::District => "district",
        PlacePrecision::Province => "province",
        PlacePrecision::Country => "country",
        PlacePrecision::Region => "region",
    };
    match place.radius_km {
        // A country is as large as it is: its radius says nothing more.
        Some(_) if place.precision >= PlacePrecision::Country => precision.into(),
        Some(radius) if radius >= 1.0 => format!("{precision}, within {} km", number(radius.round() as u32)),
        Some(radius) if radius > 0.0 => format!("{precision}, within {} m", number((radius * 1000.0) as u32)),
        Some(_) => precision.into(),
        None => format!("{precision}, not on the map"),
    }
}

/// The English name of an ISO 3166-1 alpha-2 code; the code itself where there is none.
pub(crate) fn country(code: &str) -> &str {
    let rows = include_str!("countries.tsv").lines();
    rows.filter_map(|row| row.split_once('\t'))
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, name)| name)
}

/// What a report is called beside its words: its outlet, else the host of its address, else its file.
pub(crate) fn outlet(report: &ReportEntry) -> &str {
    let host = || {
        let (_, rest) = report.url.as_deref()?.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?;
        Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
    };
    let file = || report.source.rsplit('/').find(|piece| !piece.is_empty()).unwrap_or(&report.source);
    report.outlet.as_deref().filter(|outlet| !outlet.trim().is_empty()).or_else(host).unwrap_or_else(file)
}

/// Who makes a statement: `the governor, quoted by state TV`; the outlet where nobody else does.
pub(crate) fn speakers(statement: &StatementEntry, view: &View<'_>) -> String {
    let mut names = statement.speakers.iter().map(|speaker| speaker.name.as_str());
    match names.next() {
        Some(first) => names.fold(first.to_owned(), |chain, name| chain + ", quoted by " + name),
        None => view.report(&statement.report).map(outlet).unwrap_or_default().to_owned(),
    }
}

/// Who stands by a value: a report that was given without an outlet by its file's name, and nobody twice.
pub(crate) fn claimants(value: &TollValue, view: &View<'_>) -> Vec<String> {
    let name = |speaker: &String| view.read_from(speaker).map_or(speaker.as_str(), outlet).to_owned();
    once(value.speakers.iter().map(name))
}

/// Who makes the statements, each once; who only repeats them in a copy is left out, unless nobody else does.
pub(crate) fn sayers(statements: &[annals_types::StatementId], view: &View<'_>) -> Vec<String> {
    let said = |is_copy: bool| {
        let made = view.statements(statements).filter(|it| (it.standing == Standing::Copied) == is_copy);
        once(made.map(|statement| speakers(statement, view)))
    };
    Some(said(false)).filter(|own| !own.is_empty()).unwrap_or_else(|| said(true))
}

/// What became of a value that no longer stands: `corrected to 15`, `superseded by 12, says the hospital`.
pub(crate) fn became(of: &TollValue, view: &View<'_>) -> Option<String> {
    let word = standing(of.standing)?;
    let joint = if of.standing == Standing::Corrected { "to" } else { "by" };
    // Who was counted as hurt and died is told with the word for it.
    let own = view.statements(&of.statements).next().map(|it| it.property);
    let figures = once(view.statements(&of.replaced_by).map(|it| {
        let other = (own != Some(it.property)).then(|| format!(" {}", property(it.property).to_lowercase()));
        let figure = match it.value {
            ValueEntry::Count { low: None, high: None, scope, .. } if it.stance == Stance::Denies => {
                format!("the denial of {}", said_of(None, None, scope, it.stance))
            }
            _ => value(&it.value, view),
        };
        figure + other.as_deref().unwrap_or_default()
    }));
    if figures.is_empty() {
        return Some(word.to_owned());
    }
    let own: Vec<String> = claimants(of, view).iter().map(|name| named(name).0).collect();
    let mut others = sayers(&of.replaced_by, view);
    others.retain(|name| !own.contains(&named(name).0));
    let said = if others.is_empty() { String::new() } else { format!(", says {}", others.join(", ")) };
    Some(format!("{word} {joint} {}{said}", figures.join(", ")))
}

/// Each name once: `the coalition`, `The coalition` and `Coalition` are one.
pub(crate) fn once(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<(String, String)> = Vec::new();
    for name in names {
        let (key, shown) = named(&name);
        match kept.iter_mut().find(|(known, _)| *known == key) {
            // The name with its article reads better within a sentence.
            Some((_, known)) if shown.starts_with("the ") => *known = shown,
            Some(_) => {}
            None => kept.push((key, shown)),
        }
    }
    kept.into_iter().map(|(_, shown)| shown).collect()
}

/// By what a name is compared, and how it is written within a sentence: `The coalition` as `coalition` and `the coalition`.
pub(crate) fn named(name: &str) -> (String, String) {
    let (article, bare) = match name.split_once(' ') {
        Some((first, rest)) if is_article(first, rest) => (Some(first.to_lowercase()), rest),
        _ => (None, name),
    };
    let shown = article.map_or_else(|| name.to_owned(), |article| format!("{article} {bare}"));
    (bare.to_lowercase(), shown)
}

/// `An` of `An Nahar` is none.
fn is_article(word: &str, rest: &str) -> bool {
    word.eq_ignore_ascii_case("the")
        || ["a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
            && rest.starts_with(char::is_lowercase)
}

/// The values of a toll that are worth a line: what a copy only repeats is left to the document.
pub(crate) fn distinct(toll: &Toll) -> Vec<&TollValue> {
    let same = |a: &TollValue, b: &TollValue| {
        (a.low, a.high, a.scope, a.stance) == (b.low, b.high, b.scope, b.stance)
    };
    let repeats = |value: &TollValue| {
        value.standing == Standing::Copied
            && toll.values.iter().any(|other| other.standing != Standing::Copied && same(value, other))
    };
    toll.values.iter().filter(|value| !repeats(value)).collect()
}

/// A stated value in a few words.
pub(crate) fn value(value: &ValueEntry, view: &View<'_>) -> String {
    match value {
        ValueEntry::Count { low, high, scope, part, approximate } => {
            let about = if *approximate { "about " } else { "" };
            let scope = if *part && *scope == TollScope::All { TollScope::Part } else { *scope };
            format!("{about}{}", counted(*low, *high, scope))
        }
        ValueEntry::Time { value, earliest, latest, .. } => {
            time::told(earliest.as_deref(), latest.as_deref()).unwrap_or_else(|| value.clone())
        }
        ValueEntry::Place { name, .. } | ValueEntry::Actor { name, .. } => name.clone(),
        ValueEntry::Responsibility { name, blame: how, .. } => blame(name, *how),
        ValueEntry::Relation { kind, incident } => {
            let other = incident.as_ref().and_then(|id| view.incident(id));
            let title = other.map_or("another incident", |(_, account)| account.title.as_str());
            format!("{} {title}", relation(*kind))
        }
        ValueEntry::Word { word } => key(word),
    }
}

/// A statement in a few words, with how the speaker stands to it: `6`, `a denial of any civilians`, `Sunday 3 March 2024`.
fn stated(statement: &StatementEntry, view: &View<'_>) -> String {
    match &statement.value {
        ValueEntry::Count { low, high, scope, .. } if statement.stance == Stance::Denies => {
            format!("a denial of {}", said_of(*low, *high, *scope, statement.stance))
        }
        // Words that no day is known of stand for themselves.
        ValueEntry::Time { earliest: None, latest: None, .. } => {
            let words = statement.figure.as_ref().or(statement.spans.first());
            words.map_or_else(|| value(&statement.value, view), |words| format!("“{}”", words.quote))
        }
        told => {
            let value = value(told, view);
            stance(statement.stance).map_or_else(|| value.clone(), |stance| format!("{value} {stance}"))
        }
    }
}

/// One side of a dispute: `6`, and who says so, `the hospital`. Parts of a total go without saying beside it.
pub(crate) fn side(statements: &[annals_types::StatementId], view: &View<'_>) -> (String, String) {
    let is_part = |it: &StatementEntry| matches!(it.value, ValueEntry::Count { part: true, .. });
    let has_whole = view.statements(statements).any(|it| !is_part(it));
    let told = view.statements(statements).filter(|&it| !(has_whole && is_part(it)));
    let mut values = once(told.map(|it| stated(it, view)));
    let mut who = once(view.statements(statements).map(|it| speakers(it, view)));
    values.truncate(MOST_NAMED);
    who.truncate(MOST_NAMED);
    (values.join(", "), who.join("; "))
}

/// How many values or speakers of one side of a dispute are named.
const MOST_NAMED: usize = 4;

/// What a document holds: `3 incidents and 2 recalled, in 9 reports, 2 of them copied`.
pub(crate) fn summary(view: &View<'_>) -> String {
    let copied = view.document.reports.iter().filter(|report| report.origin.is_some()).count();
    let mut out = many(view.told.len(), "incident", "incidents");
    if !view.recalled.is_empty() {
        out = format!("{out} and {} recalled,", number(view.recalled.len() as u32));
    }
    out = format!("{out} in {}", many(view.document.reports.len(), "report", "reports"));
    match copied {
        0 => out,
        _ => format!("{out}, {} of them copied", number(copied as u32)),
    }
}

/// `1 report`, `2 reports`.
pub(crate) fn many(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count as u32), if count == 1 { one } else { many })
}

/// A share as a whole percentage.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_words() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(figure(Some(4), None), "4 or more");
        assert_eq!(counted(Some(1), Some(1), TollScope::Child), "1 child");
        assert_eq!(counted(Some(0), Some(0), TollScope::Civilian), "0 civilians");
        assert_eq!(counted(Some(2), Some(3), TollScope::All), "2 to 3");
        assert_eq!(counted(Some(2), Some(2), TollScope::Further), "2 more");
    }

    #[test]
    fn a_denial_without_a_number_is_of_anybody() {
        assert_eq!(said_of(None, None, TollScope::Civilian, Stance::Denies), "any civilians");
        assert_eq!(said_of(None, None, TollScope::All, Stance::Denies), "anybody");
        assert_eq!(said_of(Some(3), Some(3), TollScope::Civilian, Stance::Denies), "3 civilians");
        assert_eq!(said_of(None, None, TollScope::All, Stance::Unknown), "not known");
    }

    #[test]
    fn nobody_is_named_twice() {
        let given = ["Coalition", "The coalition", "a doctor", "A doctor", "the coalition"];
        assert_eq!(once(given.map(String::from)), ["the coalition", "a doctor"]);
    }

    #[test]
    fn countries_have_names() {
        assert_eq!(country("IQ"), "Iraq");
        assert_eq!(country("ZZ"), "ZZ");
    }
}
