//! One account.

use std::collections::BTreeMap;

use annals_types::{
    Account, ReportId, StatementId,
    account::{AccountPlace, Standing, Toll},
    reading::MentionRole,
    statement::{ActorRole, Blame, Property},
    time::TimePrecision,
};

use super::{ALERT, FIGURE, GONE, LABEL, PLAIN, QUIET, Rich, TITLE, TITLE_LENGTH, Writer, reasons};
use crate::{
    sanitize::shorten,
    view::{self, Source, View},
    words,
};

/// So many claims of a toll, and sources or copies of one source, are listed unless reasons are asked for.
const MOST_VALUES: usize = 12;
const MOST_SOURCES: usize = 10;

/// Blanks before the facts, and the width of the labels' column.
pub(super) const INDENT: usize = 2;
pub(super) const COLUMN: usize = 11;

pub(super) fn write(page: &mut Writer, view: &View<'_>, number: usize, account: &Account, why: bool) {
    let sources = view.sources(account);
    let facts = Facts { view, account, numbers: view::numbers(&sources), why };
    title(page, number, account, TITLE);
    facts.what(page);
    facts.when(page);
    facts.places(page);
    facts.who(page);
    for property in Property::TOLLS {
        if let Some(toll) = account.tolls.get(property) {
            facts.toll(page, property, toll);
        }
    }
    facts.responsibility(page);
    facts.disputes(page);
    facts.relations(page);
    fact(page, "Grades", &Rich::plain(&words::grades(account.grades).join(" · ")));
    facts.sources(page, &sources);
}

/// An incident that is only recalled: when and where, its figures with who says so, and by which reports.
pub(super) fn brief(page: &mut Writer, view: &View<'_>, number: usize, account: &Account) {
    let sources = view.sources(account);
    let facts = Facts { view, account, numbers: view::numbers(&sources), why: false };
    title(page, number, account, PLAIN);
    let mut body = facts.when_said().0;
    if let Some(place) = account.places.first() {
        body.push(PLAIN, &format!("; {}", words::place(place)));
    }
    if let Some(reality) = words::reality(account.reality) {
        body.push(ALERT, &format!("; {reality}"));
    }
    page.paragraph(BRIEF, &body);
    for property in Property::TOLLS {
        let Some(toll) = account.tolls.get(property) else { continue };
        let mut body = Rich::styled(FIGURE, &words::headed(property, toll));
        let claims: Vec<_> = words::distinct(toll)
            .into_iter()
            .take(MOST_BRIEF)
            .map(|value| {
                let who = words::claimants(value, view).join(", ");
                let said = words::said(value).map(str::to_owned).or_else(|| words::became(value, view));
                let said = said.map(|said| format!(", {said}")).unwrap_or_default();
                format!("{} ({who}{said})", words::claimed(value))
            })
            .collect();
        body.push(PLAIN, &format!(": {}", claims.join("; ")));
        page.paragraph(BRIEF, &body);
    }
    let named = words::once(sources.iter().map(|source| words::outlet(source.report).to_owned()));
    let more = named.len().saturating_sub(MOST_BRIEF);
    let mut line = format!("told by {}", named[..named.len() - more].join(", "));
    if more > 0 {
        line = format!("{line} and {more} more");
    }
    page.paragraph(BRIEF, &Rich::styled(QUIET, &line));
}

/// Blanks before the lines of a recalled incident, and how many claims or sources it names.
const BRIEF: usize = 4;
const MOST_BRIEF: usize = 4;

fn title(page: &mut Writer, number: usize, account: &Account, style: anstyle::Style) {
    let number = format!("{number:<2} ");
    let title = Rich::styled(style, &shorten(&account.title, TITLE_LENGTH));
    page.hang(0, &Rich::styled(QUIET, number.trim_end()), number.len(), &title);
}

/// What is drawn, and which number each report has among the sources.
struct Facts<'a> {
    view: &'a View<'a>,
    account: &'a Account,
    numbers: BTreeMap<&'a ReportId, usize>,
    why: bool,
}

fn fact(page: &mut Writer, label: &str, body: &Rich) {
    page.hang(INDENT, &Rich::styled(LABEL, label), COLUMN, body);
}

impl Facts<'_> {
    /// `[1] [3]`: where the words stand.
    fn marks(&self, statements: &[StatementId]) -> String {
        let found = self.view.statements(statements).filter_map(|it| self.numbers.get(&it.report));
        let mut numbers: Vec<_> = found.copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().fold(String::new(), |marks, number| marks + " [" + &number.to_string() + "]")
    }

    fn quotes(&self, page: &mut Writer, statements: &[StatementId]) {
        if self.why {
            reasons::quotes(page, self.view, statements);
        }
    }

    fn what(&self, page: &mut Writer) {
        let mut body = Rich::plain(&words::key(&self.account.incident_type.value));
        if let Some(reality) = words::reality(self.account.reality) {
            body.push(ALERT, &format!(", {reality}"));
        }
        body.push(QUIET, &self.marks(&self.account.incident_type.statements));
        fact(page, "What", &body);
    }

    /// When, and what says so. Where no day can be told, the reports' own words are added.
    fn when_said(&self) -> (Rich, Vec<StatementId>) {
        let time = &self.account.time;
        let mut body = Rich::plain(&words::when(time));
        let statements: Vec<_> = time.bounds.iter().flat_map(|bound| bound.statements.clone()).collect();
        let is_told = time.earliest.is_some() && time.precision <= TimePrecision::Month;
        if time.days.is_empty() && !is_told {
            let mut said: Vec<&str> = Vec::new();
            for statement in self.view.statements(&statements) {
                let span = statement.figure.as_ref().or(statement.spans.first());
                if let Some(span) =
                    span.filter(|span| span.quote.len() < 60 && !said.contains(&span.quote.as_str()))
                {
                    said.push(&span.quote);
                }
            }
            if !said.is_empty() {
                said.truncate(4);
                body.push(PLAIN, &format!("; the reports say “{}”", said.join("”, “")));
            }
        }
        (body, statements)
    }

    fn when(&self, page: &mut Writer) {
        let (mut body, statements) = self.when_said();
        body.push(QUIET, &self.marks(&statements));
        fact(page, "When", &body);
        if self.why {
            reasons::bounds(page, self.view, &self.account.time);
        }
    }

    fn places(&self, page: &mut Writer) {
        if self.account.places.is_empty() {
            fact(page, "Where", &Rich::plain("not known"));
        }
        let (fine, larger) = words::finest(&self.account.places);
        for (i, place) in fine.iter().enumerate() {
            let mut body = Rich::plain(&words::place(place));
            body.push(QUIET, &format!(" ({})", words::place_precision(place)));
            body.push(QUIET, &self.marks(&place.statements));
            fact(page, if i == 0 { "Where" } else { "" }, &body);
            if self.why {
                reasons::place(page, self.view, &place.statements);
            }
        }
        self.larger(page, &larger);
    }

    /// What holds the places, and what else is named around them, on one line.
    fn larger(&self, page: &mut Writer, larger: &[&AccountPlace]) {
        let mut body = Rich::styled(QUIET, "also named: ");
        for (i, place) in larger.iter().enumerate() {
            body.push(PLAIN, if i == 0 { "" } else { ", " });
            body.push(PLAIN, &place.name);
            body.push(QUIET, &self.marks(&place.statements));
        }
        if !larger.is_empty() {
            fact(page, "", &body);
        }
    }

    fn who(&self, page: &mut Writer) {
        let mut label = "Who";
        for role in [ActorRole::Agent, ActorRole::Target, ActorRole::Victim, ActorRole::Other] {
            let mut body = Rich::plain(words::actor_role(role));
            let mut actors = self.account.actors.iter().filter(|actor| actor.role == role).peekable();
            if actors.peek().is_none() {
                continue;
            }
            for (i, actor) in actors.enumerate() {
                body.push(PLAIN, if i == 0 { " " } else { ", " });
                body.push(PLAIN, &actor.name);
                body.push(QUIET, &self.marks(&actor.statements));
            }
            fact(page, label, &body);
            label = "";
        }
    }

    fn toll(&self, page: &mut Writer, property: Property, toll: &Toll) {
        let triple = words::triple(toll);
        let mut body = Rich::styled(FIGURE, &triple);
        if triple.contains('–') {
            body.push(QUIET, "  low – best – high");
        }
        if toll.disputed {
            body.push(ALERT, "  disputed");
        }
        fact(page, words::property(property), &body);
        if self.why {
            page.paragraph(INDENT + COLUMN, &Rich::styled(QUIET, &toll.why));
        }
        let mut values = words::distinct(toll);
        let more = values.len().saturating_sub(if self.why { usize::MAX } else { MOST_VALUES });
        values.truncate(values.len() - more);
        let labels: Vec<_> = values
            .iter()
            .map(|value| {
                let gone = matches!(value.standing, Standing::Superseded | Standing::Corrected);
                let style = if gone { GONE } else { PLAIN };
                Rich::styled(style, &words::claimed(value))
            })
            .collect();
        let widest = labels.iter().map(Rich::width).max().unwrap_or_default();
        let column = (widest + 2).min(page.width() * 2 / 5);
        for (value, label) in values.into_iter().zip(&labels) {
            let mut body = Rich::plain(&words::claimants(value, self.view).join(", "));
            let stance = words::said(value);
            let mut notes: Vec<String> = Vec::new();
            notes.extend(stance.map(str::to_owned));
            notes.extend(words::became(value, self.view));
            if value.origins > 1 {
                notes.push(format!("{} origins", words::number(value.origins)));
            }
            if !notes.is_empty() {
                body.push(QUIET, &format!(" ({})", notes.join(", ")));
            }
            body.push(QUIET, &self.marks(&value.statements));
            page.hang(INDENT + COLUMN, label, column, &body);
            self.quotes(page, &value.statements);
        }
        if more > 0 {
            let line = format!("and {more} more (all of them with --why)");
            page.paragraph(INDENT + COLUMN, &Rich::styled(QUIET, &line));
        }
    }

    fn responsibility(&self, page: &mut Writer) {
        for (i, claim) in self.account.responsibility.iter().enumerate() {
            let mut body = Rich::plain(&words::blame(&claim.name, claim.stance));
            let mut said = words::sayers(&claim.statements, self.view);
            said.retain(|speaker| *speaker != claim.name);
            // A claim or denial is the actor's own word.
            if !said.is_empty() && matches!(claim.stance, Blame::Attributes | Blame::Doubts) {
                body.push(PLAIN, &format!(", says {}", said.join("; ")));
            }
            body.push(QUIET, &self.marks(&claim.statements));
            fact(page, if i == 0 { "By whom" } else { "" }, &body);
            self.quotes(page, &claim.statements);
        }
    }

    fn disputes(&self, page: &mut Writer) {
        for (i, dispute) in self.account.disputes.iter().enumerate() {
            let sides: Vec<_> = dispute.sides.iter().map(|side| words::side(side, self.view)).collect();
            let sides: Vec<_> = sides.into_iter().map(|(value, who)| format!("{value} ({who})")).collect();
            let mut body = Rich::styled(ALERT, &words::property(dispute.property).to_lowercase());
            body.push(PLAIN, &format!(": {}", sides.join(" against ")));
            fact(page, if i == 0 { "Disputed" } else { "" }, &body);
        }
    }

    fn relations(&self, page: &mut Writer) {
        for (i, relation) in self.account.relations.iter().enumerate() {
            let mut body = Rich::plain(&format!("{} ", words::relation(relation.kind)));
            match self.view.incident(&relation.incident) {
                Some((number, other)) => {
                    let title = shorten(&other.title, TITLE_LENGTH);
                    body.push(PLAIN, &format!("incident {number}, {title}"))
                }
                None => body.push(PLAIN, "another incident"),
            };
            body.push(QUIET, &self.marks(&relation.statements));
            fact(page, if i == 0 { "Related" } else { "" }, &body);
        }
    }

    fn sources(&self, page: &mut Writer, sources: &[Source<'_>]) {
        let most = if self.why { usize::MAX } else { MOST_SOURCES };
        for (i, source) in sources.iter().take(most).enumerate() {
            let report = source.report;
            let mut body = Rich::styled(QUIET, &format!("[{}] ", source.number));
            body.push(PLAIN, words::outlet(report));
            if let Some(published) = &report.published {
                body.push(PLAIN, &format!(", {}", words::date(published)));
            }
            if let Some(title) = &report.title {
                body.push(PLAIN, &format!(": {}", shorten(title, TITLE_LENGTH)));
            }
            match source.member.role {
                MentionRole::Main => {}
                MentionRole::Also => _ = body.push(QUIET, " (among others)"),
                MentionRole::Background | MentionRole::Aggregate => _ = body.push(QUIET, " (recalls it)"),
            }
            if report.dead {
                body.push(QUIET, " (the page was not there: title alone)");
            }
            if let Some(origin) = &report.origin {
                body.push(QUIET, &format!(" (copied, {} the same words)", words::percent(origin.share)));
            }
            fact(page, if i == 0 { "Sources" } else { "" }, &body);
            if self.why {
                reasons::terms(page, source.member);
            }
            for (copy, _) in source.copies.iter().take(most) {
                let share = copy.origin.as_ref().map_or(1.0, |origin| origin.share);
                let date = copy
                    .published
                    .as_deref()
                    .map(|day| format!(", {}", words::date(day)))
                    .unwrap_or_default();
                let line = format!(
                    "also carried by {}{date}, {} the same words",
                    words::outlet(copy),
                    words::percent(share)
                );
                page.paragraph(INDENT + COLUMN + 4, &Rich::styled(QUIET, &line));
            }
            if let Some(more) = source.copies.len().checked_sub(most).filter(|&more| more > 0) {
                let line = format!("and by {more} more (all of them with --why)");
                page.paragraph(INDENT + COLUMN + 4, &Rich::styled(QUIET, &line));
            }
        }
        if let Some(more) = sources.len().checked_sub(most).filter(|&more| more > 0) {
            let line = format!("and {more} more (all of them with --why)");
            page.paragraph(INDENT + COLUMN, &Rich::styled(QUIET, &line));
        }
    }
}
