//! One account: a short running text, the tolls, the map, the sources and the reasons.

use annals_types::{
    Account,
    account::AccountActor,
    mention::PlacePrecision,
    statement::{ActorRole, Blame, PlaceRole, Property},
    time::Side,
};

use super::{TITLE_LENGTH, escape::Html, map, origins, refs::Refs, sources, toll};
use crate::{
    sanitize::shorten,
    view::{self, View},
    words,
};

pub(super) fn write(out: &mut Html, view: &View<'_>, number: usize, account: &Account) {
    let found = view.sources(account);
    let refs = Refs::new(view, view::numbers(&found));
    out.raw("<article class=\"account\" id=\"").text(account.id.as_str()).raw("\">");
    out.raw("<header><p class=\"kicker\">").text(&number.to_string()).raw(" · ");
    refs.value(out, &capital(&words::key(&account.incident_type.value)), &account.incident_type.statements);
    out.raw("</p><h2>").text(&shorten(&account.title, TITLE_LENGTH)).raw("</h2>");
    grades(out, account);
    out.raw("</header>");
    lede(out, &refs, account);
    disputes(out, &refs, account);

    let tolls: Vec<_> = Property::TOLLS
        .into_iter()
        .filter_map(|property| Some((property, account.tolls.get(property)?)))
        .collect();
    out.raw("<div class=\"facts\">");
    for (property, toll) in tolls {
        toll::write(out, &refs, property, toll);
    }
    map::write(out, &refs, account);
    out.raw("</div>");
    sources::write(out, &found);
    origins::write(out, &refs, account, &found);
    why(out, &refs, account);
    out.raw("</article>");
}

fn grades(out: &mut Html, account: &Account) {
    let [incident, toll, attribution] = words::grades(account.grades);
    out.raw("<ul class=\"grades\" aria-label=\"Grades\">");
    if let Some(reality) = words::reality(account.reality) {
        out.raw("<li class=\"alert\">").text(reality).raw("</li>");
    }
    for grade in [incident, toll, attribution] {
        out.raw("<li>").text(grade).raw("</li>");
    }
    out.raw("</ul>");
}

/// What happened, in a few sentences made of the account's own values.
fn lede(out: &mut Html, refs: &Refs<'_>, account: &Account) {
    out.raw("<p class=\"lede\">");
    let bounds: Vec<_> = account.time.bounds.iter().flat_map(|bound| bound.statements.clone()).collect();
    match words::when(&account.time) {
        when if when == "not known" => {
            out.raw("At a time ");
            refs.value(out, "not known", &bounds);
        }
        when => refs.value(out, &capital(&when), &bounds),
    }
    let places = account.places.iter().filter(|place| place.role != PlaceRole::In);
    let mut shown: Vec<_> = places.take(4).collect();
    if shown.is_empty() {
        shown = account.places.iter().take(1).collect();
    }
    for (i, place) in shown.iter().enumerate() {
        out.raw(if i == 0 { ", " } else { " and " });
        let near = place.role == PlaceRole::Near || place.precision == PlacePrecision::Near;
        if i == 0 && !near {
            out.raw(if place.precision == PlacePrecision::Exact { "at " } else { "in " });
        }
        refs.value(out, &words::place(place), &place.statements);
    }
    if shown.is_empty() {
        out.raw(", at a place not known");
    }
    out.raw(". ");
    actors(out, refs, account);
    for claim in &account.responsibility {
        refs.value(out, &capital(&words::blame(&claim.name, claim.stance)), &claim.statements);
        let mut said = refs.speakers(&claim.statements);
        said.retain(|speaker| *speaker != claim.name);
        // A claim or denial is the actor's own word.
        if !said.is_empty() && matches!(claim.stance, Blame::Attributes | Blame::Doubts) {
            out.raw(", says ").text(&said.join("; "));
        }
        out.raw(". ");
    }
    for relation in &account.relations {
        out.text(&capital(words::relation(relation.kind))).raw(" ");
        match refs.view.incident(&relation.incident) {
            Some((_, other)) => {
                out.link_to("v", other.id.as_str()).text(&shorten(&other.title, TITLE_LENGTH)).raw("</a>");
            }
            None => _ = out.raw("another incident"),
        }
        refs.marks(out, &relation.statements);
        out.raw(". ");
    }
    out.raw("</p>");
}

fn actors(out: &mut Html, refs: &Refs<'_>, account: &Account) {
    let mut first = true;
    for (role, phrase) in [
        (ActorRole::Agent, "by "),
        (ActorRole::Target, "against "),
        (ActorRole::Victim, "harming "),
        (ActorRole::Other, "also named: "),
    ] {
        let named: Vec<&AccountActor> = account.actors.iter().filter(|actor| actor.role == role).collect();
        for (i, actor) in named.iter().enumerate() {
            if i > 0 {
                out.raw(", ");
            } else if std::mem::take(&mut first) {
                out.text(&capital(phrase));
            } else {
                out.raw(if role == ActorRole::Other { "; " } else { ", " }).raw(phrase);
            }
            refs.value(out, &actor.name, &actor.statements);
        }
    }
    if !first {
        out.raw(". ");
    }
}

pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn disputes(out: &mut Html, refs: &Refs<'_>, account: &Account) {
    if account.disputes.is_empty() {
        return;
    }
    out.raw("<div class=\"disputes\" role=\"note\"><h3>In dispute</h3>");
    for dispute in &account.disputes {
        out.raw("<h4>").text(words::property(dispute.property)).raw("</h4><ul class=\"sides\">");
        for side in &dispute.sides {
            let (value, who) = words::side(side, refs.view);
            out.raw("<li><b>");
            refs.value(out, &value, side);
            out.raw("</b> <span>").text(&who).raw("</span></li>");
        }
        out.raw("</ul>");
    }
    out.raw("</div>");
}

fn why(out: &mut Html, refs: &Refs<'_>, account: &Account) {
    let links: Vec<_> = account.reports.iter().filter(|member| !member.why.is_empty()).collect();
    if account.time.bounds.is_empty() && links.is_empty() {
        return;
    }
    out.raw("<details class=\"why\"><summary>Why this time, and why these reports belong together</summary>");
    if !account.time.bounds.is_empty() {
        out.raw("<h3>Time</h3><ul>");
        for bound in &account.time.bounds {
            let side = match bound.side {
                Side::Earliest => "not before: ",
                Side::Latest => "not after: ",
                Side::Both => "",
            };
            out.raw("<li>").raw(side);
            refs.value(out, &bound.why, &bound.statements);
            out.raw("</li>");
        }
        out.raw("</ul>");
    }
    for member in links {
        let name = refs.view.report(&member.report).map(words::outlet).unwrap_or_default();
        out.raw("<h3>").text(name).raw("</h3><table class=\"terms\"><tbody>");
        let heaviest = member.why.iter().map(|term| term.weight.abs()).fold(1.0, f64::max);
        for term in &member.why {
            out.raw("<tr><td class=\"num\">").text(&format!("{:+.2}", term.weight));
            out.raw("</td><td><span class=\"bar");
            out.raw(if term.weight < 0.0 { " minus" } else { "" }).raw("\" style=\"width:");
            out.number(term.weight.abs() / heaviest * 4.0).raw("rem\"></span></td><td>");
            out.text(&term.feature).raw("</td></tr>");
        }
        let sum: f64 = member.why.iter().map(|term| term.weight).sum();
        out.raw("<tr class=\"sum\"><td class=\"num\">").text(&format!("{sum:+.2}"));
        out.raw("</td><td></td><td>log-odds that both tell of one incident</td></tr></tbody></table>");
    }
    out.raw("</details>");
}
