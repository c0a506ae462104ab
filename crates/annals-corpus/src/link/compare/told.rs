//! What was compared, put in words for a person.

use annals_types::reading::MentionRole;

use super::{Actors, Figures, Kinship, What, common, in_both, published_gap};
use crate::link::facts::{Facts, Name};

/// So many names and the like that are shared are shown.
const MOST_SHOWN: usize = 6;

impl What {
    /// For a person.
    pub(super) fn told(&self, a: &Facts, b: &Facts) -> String {
        let shared = |what: &str, shared: Vec<String>| {
            let more = if shared.len() > MOST_SHOWN { " ..." } else { "" };
            format!("{what}: {}{more}", shared[..shared.len().min(MOST_SHOWN)].join(", "))
        };
        let words = |a: &[Name], b: &[Name]| {
            let mut words: Vec<String> = in_both(a, b).map(|name| name.word.clone()).collect();
            words.sort_unstable();
            words
        };
        match self {
            Self::Prior => "before anything is compared".to_owned(),
            Self::Time(gap) => gap.to_string(),
            Self::Published(days) | Self::PublishedNamed(days) => {
                let named = if *days > 1 && matches!(self, Self::PublishedNamed(_)) {
                    ", and a rare name shared"
                } else {
                    ""
                };
                let of_groups =
                    if published_gap(a, b) == Some(*days) { "" } else { ", the nearest of their groups" };
                format!("published {}{of_groups}{named}", days_apart(*days))
            }
            Self::Unpublished => "one is only recalled, or has no day of publication".to_owned(),
            Self::News(days) => format!("news, without a day, {}", days_after(*days)),
            Self::ToldLater(days) => format!("told without a day {}", days_after(*days)),
            Self::ToldBefore(1) => "one was published the day before the other's day".to_owned(),
            Self::ToldBefore(days) => format!("one was published {days} days before the other's day"),
            Self::NewsApart(days) => format!("each is news of its own day, {}", days_apart(*days)),
            Self::Part(true) => "same part of the day".to_owned(),
            Self::Part(false) => "another part of the day".to_owned(),
            Self::Place(nearness) => nearness.to_string(),
            Self::Home(km)
                if [a, b].iter().any(|facts| facts.role != MentionRole::Main && facts.places.is_empty()) =>
            {
                format!("one names no place, and its report is about one {km:.0} km away")
            }
            Self::Home(km) if *km < 1.0 => "one names no place, and its outlet is at home there".to_owned(),
            Self::Home(km) => format!("one names no place, and its outlet is at home {km:.0} km away"),
            Self::Names(rarity) if *rarity > 0.0 => shared("names shared", words(&a.names, &b.names)),
            Self::Names(_) => "no name shared".to_owned(),
            Self::Landmarks(rarity) if *rarity > 0.0 => {
                shared("names of buildings and the like shared", words(&a.landmarks, &b.landmarks))
            }
            Self::Landmarks(_) => "no building or the like shared".to_owned(),
            Self::Ages(share) if *share > 0.0 => {
                shared("ages shared", common(&a.ages, &b.ages).map(u8::to_string).collect())
            }
            Self::Ages(_) => "other ages".to_owned(),
            Self::Streets(true) => shared("street shared", common(&a.streets, &b.streets).cloned().collect()),
            Self::Streets(false) => "other streets".to_owned(),
            Self::Blocks(true) => {
                shared("block shared", common(&a.blocks, &b.blocks).map(u32::to_string).collect())
            }
            Self::Blocks(false) => "other blocks".to_owned(),
            Self::Type(Kinship::Same) => "same type".to_owned(),
            Self::Spreads => "one of those that strike many places at once, in days that meet".to_owned(),
            Self::Type(Kinship::Compatible) => "one type is a kind of the other".to_owned(),
            Self::Type(Kinship::Related) => "related types".to_owned(),
            Self::Type(Kinship::None) => "types have nothing in common".to_owned(),
            Self::Actors(Actors::Unknown) => "actors not compared".to_owned(),
            Self::Actors(Actors::Shared) => "an actor shared".to_owned(),
            Self::Actors(Actors::AgentsDiffer) => "different agents named".to_owned(),
            Self::Figures(Figures::Unknown) => "figures not compared".to_owned(),
            Self::Figures(Figures::Same) => "the same figure".to_owned(),
            Self::Figures(Figures::Agree) => "figures agree".to_owned(),
            Self::Figures(Figures::Close) => "figures differ little".to_owned(),
            Self::Figures(Figures::Differ) => "figures differ widely".to_owned(),
            Self::Telling(cosine) => format!("wording of the telling {:.0} % alike", cosine * 100.0),
            Self::Report(cosine) => format!("wording of the reports {:.0} % alike", cosine * 100.0),
            Self::Title(share) => format!("each report holds {:.0} % of the other's title", share * 100.0),
            Self::TitleAlone(share) => {
                format!("{:.0} % of the title shared, and no more is known of one page", share * 100.0)
            }
            Self::SameOutlet => "one outlet, which words its stories alike".to_owned(),
        }
    }
}

fn days_after(days: i64) -> String {
    match days {
        ..0 => format!(
            "published {} before the day of the other",
            if days == -1 { "1 day".to_owned() } else { format!("{} days", -days) }
        ),
        0 => "published on the day of the other".to_owned(),
        1 => "published 1 day after the day of the other".to_owned(),
        _ => format!("published {days} days after the day of the other"),
    }
}

fn days_apart(days: i64) -> String {
    match days {
        0 => "on the same day".to_owned(),
        1 => "1 day apart".to_owned(),
        _ => format!("{days} days apart"),
    }
}
