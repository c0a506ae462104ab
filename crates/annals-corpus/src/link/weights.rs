//! The weights of the comparison: natural log-odds that two mentions tell of one incident. They add up.
//!
//! A [`Weight`] is a curve over what was measured, or one number where something holds or does not. The numbers stand in
//! [`learned`](super::learned), which `training/link_weights.py` writes.

use super::learned::CURVES;
use crate::curve;

/// One thing that a comparison can find, each with its own log-odds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// Before anything is compared; most pairs that meet in a block are two incidents.
    Prior,
    /// Each is known to the day, and the day is the same.
    SameDay,
    /// The few days that each allows share one.
    DaysShared,
    /// The longer spans that they allow overlap.
    SpansOverlap,
    /// Days between the nearest days that they allow.
    DayGap,
    /// No year, but the same day of the same month.
    MonthDaySame,
    /// No year, and another day or month.
    MonthDayDiffers,
    /// Only weekdays are known, and they are the same.
    WeekdaySame,
    /// Only weekdays are known, and they are neither the same nor next to each other.
    WeekdayDiffers,
    /// The dates that were read lie further apart than the publication of two main stories allows, so that one was misread.
    DayGapDoubted,
    /// Days between the publication of two main stories.
    PublishedGap,
    /// The same where both name one person: of somebody charged or buried is told for long.
    PublishedGapNamed,
    /// One of them is only recalled, or has no date of publication, and their days are not known to be the same.
    PublishedUnknown,
    /// Only one gives a day: days from it to the publication of the other, which tells it as news.
    NewsGap,
    /// The same where the other does not tell it as news.
    ToldLaterGap,
    /// Both give days, none of them the same: so many days before the first day of one the other was published.
    ToldBefore,
    /// Both tell news of the day or of the day before, and the one was published as many days after the other as its day lies after the other's.
    NewsApart,
    /// The same part of a day.
    PartSame,
    /// Parts of a day that are neither the same nor next to each other.
    PartDiffers,
    /// The same town or spot.
    PlaceSame,
    /// One place holds the other.
    PlaceHolds,
    /// Kilometres between them.
    PlaceGap,
    /// Kilometres between the place of one and the home of the other's outlet, where the other names no place.
    HomeGap,
    /// Both name people, and share words of their names: how rare those are together.
    NamesShared,
    /// Both name people, and share no word of a name.
    NamesDiffer,
    /// Both name buildings, organisations or small places: how rare the shared words of those names are together.
    LandmarksShared,
    /// Both tell ages: the share of the ages of the one with fewer that the other tells too.
    AgesShared,
    /// Both name streets, and share one.
    StreetShared,
    /// Both name streets, and share none.
    StreetsDiffer,
    /// Both number blocks of houses, and share one.
    BlockShared,
    /// Both number blocks of houses, and share none.
    BlocksDiffer,
    /// The same type.
    TypeSame,
    /// The same type, of those that strike many places at once, in days that meet. Set by hand: the reports that teach weights tell of none.
    TypeSpreads,
    /// One type is a kind of the other.
    TypeCompatible,
    /// Two kinds of one more general type.
    TypeRelated,
    /// Nothing in common.
    TypeDiffers,
    /// Somebody did the same in both.
    ActorShared,
    /// Each names who did it, and they name different ones.
    AgentsDiffer,
    /// The same figure of two or more.
    FigureSame,
    /// Figures that can both be true.
    FigureAgrees,
    /// One is more than three times the other.
    FigureDiffers,
    /// Similarity (0 to 1) of the sentences that tell of it.
    Telling,
    /// Similarity (0 to 1) of the whole reports, where it is the main incident of both.
    Report,
    /// The share (0 to 1) of the title of each report that the other report holds, on average, where it is the main incident of both.
    Title,
    /// The same where one page holds nothing but its title, so that the wording of the reports tells nothing.
    TitleAlone,
    /// Both reports come from one outlet.
    SameOutlet,
    /// The words were taken over from the other report.
    Copied,
}

impl Weight {
    /// The log-odds where `measured` was found; for what holds or does not, any number does.
    ///
    /// Between the points of its curve the weight lies on a straight line, beyond them it stays. Whole hundredths, so that terms add up
    /// as they are printed.
    pub fn at(self, measured: f64) -> f64 {
        (curve::at(self.curve(), measured) * 100.0).round() / 100.0
    }

    /// Points (measured, log-odds), ascending.
    fn curve(self) -> &'static [(f64, f64)] {
        CURVES[self as usize].1
    }

    /// What it is called where weights are learned.
    pub fn name(self) -> &'static str {
        CURVES[self as usize].0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use Weight as W;

    #[rustfmt::skip]
    const ALL: [Weight; 47] = [
        W::Prior, W::SameDay, W::DaysShared, W::SpansOverlap, W::DayGap, W::MonthDaySame, W::MonthDayDiffers, W::WeekdaySame,
        W::WeekdayDiffers, W::DayGapDoubted, W::PublishedGap, W::PublishedGapNamed, W::PublishedUnknown, W::NewsGap, W::ToldLaterGap, W::ToldBefore, W::NewsApart, W::PartSame, W::PartDiffers, W::PlaceSame, W::PlaceHolds, W::PlaceGap, W::HomeGap,
        W::NamesShared, W::NamesDiffer, W::LandmarksShared, W::AgesShared, W::StreetShared, W::StreetsDiffer, W::BlockShared, W::BlocksDiffer,
        W::TypeSame, W::TypeSpreads, W::TypeCompatible, W::TypeRelated, W::TypeDiffers, W::ActorShared, W::AgentsDiffer, W::FigureSame,
        W::FigureAgrees, W::FigureDiffers, W::Telling, W::Report, W::Title, W::TitleAlone, W::SameOutlet, W::Copied,
    ];

    #[test]
    fn every_weight_has_its_curve() {
        assert_eq!(CURVES.len(), Weight::Copied as usize + 1);
        // By the names of the variants, so that no two curves can change places.
        for (number, (name, _)) in CURVES.iter().enumerate() {
            let mut words = String::new();
            for c in format!("{:?}", ALL[number]).chars() {
                if c.is_uppercase() && !words.is_empty() {
                    words.push('_');
                }
                words.extend(c.to_lowercase());
            }
            assert_eq!(*name, words);
            assert_eq!(ALL[number] as usize, number);
        }
        for (name, curve) in CURVES {
            assert!(curve.is_sorted_by(|a, b| a.0 < b.0), "{name}");
            assert!(
                !curve.is_empty() && curve.iter().all(|(at, weight)| at.is_finite() && weight.is_finite()),
                "{name}"
            );
        }
    }

    #[test]
    fn a_weight_lies_between_those_of_its_neighbours() {
        for weight in [Weight::Report, Weight::PublishedGap] {
            let (first, last) = (weight.curve()[0], weight.curve()[weight.curve().len() - 1]);
            assert!((weight.at(first.0 - 1.0) - first.1).abs() < 1e-9);
            assert!((weight.at(last.0 + 1.0) - last.1).abs() < 1e-9);
            let (a, b) = (weight.curve()[0], weight.curve()[1]);
            let middle = weight.at(f64::midpoint(a.0, b.0));
            assert!((middle - f64::midpoint(a.1, b.1)).abs() < 0.006);
        }
    }
}
