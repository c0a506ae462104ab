//! How links and refusals are put.

use annals_types::{
    reading::MentionRole,
    why::{PairEntry, SideEntry, TellingEntry, Verdict},
};

/// The outcome in a sentence; `best` is the first pair.
pub(crate) fn because(verdict: Verdict, mean: Option<f64>, best: Option<&PairEntry>) -> String {
    let mean = mean.map(|mean| format!("{mean:+.1}")).unwrap_or_default();
    let veto = best.and_then(|pair| pair.veto.as_deref()).unwrap_or("something forbids it");
    match verdict {
        Verdict::Together => "They tell of one incident.".to_owned(),
        Verdict::TogetherByGroup => {
            "They tell of one incident: other tellings of it speak for that, though these two alone do not.".to_owned()
        }
        Verdict::Told => "The report tells of that incident.".to_owned(),
        Verdict::Copied => "One took its words from the other, so they tell of one incident.".to_owned(),
        Verdict::NothingTold => "One of them tells of no incident, so there is nothing to compare.".to_owned(),
        Verdict::Forbidden => format!("They are kept apart whatever else agrees: {veto}."),
        Verdict::Against => "They are kept apart: the terms speak against one incident.".to_owned(),
        Verdict::GroupAgainst => format!(
            "They are kept apart: alone they would be joined, but on the mean the tellings that each is grouped with speak against it ({mean})."
        ),
        Verdict::GroupForbidden => {
            "They are kept apart: alone they would be joined, but among the tellings that each is grouped with are two that cannot be one incident."
                .to_owned()
        }
        Verdict::NeverMet => {
            "They are kept apart: they share too little that is rare for annals to have compared them.".to_owned()
        }
    }
}

/// What a side is called.
pub(crate) fn side(side: &SideEntry) -> String {
    match side {
        SideEntry::Report { source, title: Some(title), .. } => format!("{source}: {title}"),
        SideEntry::Report { source, title: None, .. } => source.clone(),
        SideEntry::Incident { id, title } => format!("{title} ({id})"),
    }
}

/// What an incident is to the report that tells of it.
pub(crate) const fn telling(telling: &TellingEntry) -> &'static str {
    match telling.role {
        MentionRole::Main => "is about",
        MentionRole::Also => "also tells",
        MentionRole::Background => "recalls",
        MentionRole::Aggregate => "counts",
    }
}
