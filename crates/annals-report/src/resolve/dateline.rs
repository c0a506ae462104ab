//! Datelines: "PORT LUNE, Ruritania, Jan. 5 (Agency) - Two boats sank." says where and when a report was filed, which need not be where and
//! when what it tells of happened.

use annals_types::{
    Layers, Report, Span,
    layers::{Sentence, Token},
    mention::{PlaceMention, PlacePrecision},
};

use crate::closed_classes::is_dash;

/// Tokens of the longest dateline.
const LONGEST: usize = 20;

/// The datelines of `report`, ascending: the beginnings of paragraphs in which a place comes first, up to a dash, names, numbers and marks
/// follow it, and a sentence begins after the dash (AP style guide: datelines). `places` are the names of places,
/// ascending, each with whether it stands for somebody.
pub fn datelines(report: &Report, layers: &Layers, places: &[(Span, bool)]) -> Vec<Span> {
    let paragraphs = layers.sentences.chunk_by(|a, b| a.paragraph == b.paragraph);
    let firsts = paragraphs.filter_map(|paragraph| paragraph.first());
    firsts.filter_map(|sentence| dateline(sentence, report, layers, places)).collect()
}

fn dateline(sentence: &Sentence, report: &Report, layers: &Layers, places: &[(Span, bool)]) -> Option<Span> {
    let first = places.partition_point(|(place, _)| place.start() < sentence.span.start());
    places.get(first).filter(|(place, metonymic)| place.start() == sentence.span.start() && !metonymic)?;
    let tokens = layers.tokens_of(sentence);
    let words = |token: &Token| token.span.of(&report.text);
    let dash = (0..tokens.len().min(LONGEST)).find(|&at| parts(tokens, at, words(&tokens[at])))?;
    let in_place = |span: Span| places[first..].iter().take(LONGEST).any(|(place, _)| place.contains(span));
    opening(tokens, dash, report, in_place)
}

/// The one of `datelines`, ascending, that holds `span`.
pub fn holding(datelines: &[Span], span: Span) -> Option<Span> {
    let after = datelines.partition_point(|dateline| dateline.end() <= span.start());
    datelines.get(after).copied().filter(|dateline| dateline.contains(span))
}

/// "QUETTA: Two miners died in Harnai.": papers of some countries write a colon. Only the first sentence below the headline is looked at,
/// and only for a town, where no other paragraph begins so: lists name so the towns, countries and provinces that they tell of.
pub fn before_colon(report: &Report, layers: &Layers, places: &[PlaceMention]) -> Option<Span> {
    let mut told = layers.sentences.iter().skip_while(|sentence| sentence.headline);
    let sentence = told.next()?;
    let found = colon_opening(sentence, report, layers, places)?;
    let mut paragraph = sentence.paragraph;
    let is_listed = told.any(|other| {
        let begins = std::mem::replace(&mut paragraph, other.paragraph) != other.paragraph;
        begins && colon_opening(other, report, layers, places).is_some()
    });
    (!is_listed).then_some(found)
}

/// The town, and what goes with it, before the colon that `sentence` opens with.
fn colon_opening(
    sentence: &Sentence,
    report: &Report,
    layers: &Layers,
    places: &[PlaceMention],
) -> Option<Span> {
    let first = places.partition_point(|place| place.span.start() < sentence.span.start());
    let opens = |place: &&PlaceMention| {
        place.span.start() == sentence.span.start()
            && place.precision == PlacePrecision::Town
            && !place.metonymic
    };
    places.get(first).filter(opens)?;
    let tokens = layers.tokens_of(sentence);
    let colon = tokens.iter().take(LONGEST).position(|token| token.norm == ":")?;
    let in_place = |span: Span| places[first..].iter().take(LONGEST).any(|place| place.span.contains(span));
    opening(tokens, colon, report, in_place)
}

/// The tokens up to the one at `mark`, where they are names, numbers and marks, and a sentence begins after it.
fn opening(tokens: &[Token], mark: usize, report: &Report, in_place: impl Fn(Span) -> bool) -> Option<Span> {
    let is_small = |token: &Token| token.span.of(&report.text).starts_with(char::is_lowercase);
    let named = tokens[..mark].iter().all(|token| !is_small(token) || in_place(token.span));
    // Where the network begins a sentence after the mark, the dateline is one of its own.
    let begins = tokens.get(mark + 1).is_none_or(|next| !is_small(next));
    (named && begins).then(|| tokens[0].span.cover(tokens[mark].span))
}

/// Whether the token at `at`, written as `words`, is a dash, and no hyphen within a word.
fn parts(tokens: &[Token], at: usize, words: &str) -> bool {
    let token = &tokens[at];
    let before = at.checked_sub(1).is_some_and(|before| tokens[before].span.end() == token.span.start());
    let after = tokens.get(at + 1).is_some_and(|next| next.span.start() == token.span.end());
    is_dash(words) && !(words == "-" && before && after)
}

#[cfg(test)]
mod tests {
    use annals_encoder::split;
    use annals_types::{Segment, report::Draft, segment::SegmentKind};

    use super::*;
    use crate::{Knowledge, resolve::place::places};

    fn read(text: &str) -> (Report, Layers, Vec<PlaceMention>) {
        let report = Draft { text: text.into(), ..Draft::default() }.finish();
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        let layers = split::split(text, &[body]);
        let places = places(&report, &layers, &Knowledge::shipped().unwrap());
        (report, layers, places)
    }

    fn check(text: &str, expected: &[&str]) {
        let (report, layers, places) = read(text);
        let places: Vec<(Span, bool)> = places.iter().map(|place| (place.span, place.metonymic)).collect();
        let found = datelines(&report, &layers, &places);
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_place_before_a_dash_that_opens_a_sentence_is_a_dateline() {
        check("CAIRO, Aug 12 (Agency) - Six people died in Baghdad.", &["CAIRO, Aug 12 (Agency) -"]);
        check("BEIRUT, Lebanon — A bridge fell.\n\nHe left.", &["BEIRUT, Lebanon —"]);
        check("Geneva -- Aleppo was hit.", &["Geneva --"]);
        check("Geneva --\n\nAleppo was hit.", &["Geneva --"]);
    }

    #[test]
    fn a_town_before_a_colon_opens_a_report() {
        let found = |text: &str| {
            let (report, layers, places) = read(text);
            before_colon(&report, &layers, &places).map(|line| line.of(text).to_owned())
        };
        assert_eq!(found("PESHAWAR: Two men died in Bannu.").as_deref(), Some("PESHAWAR:"));
        assert_eq!(found("CAIRO, Aug 12: Six people died in Giza.").as_deref(), Some("CAIRO, Aug 12:"));
        assert_eq!(found("Yemen: Six people died in Taiz."), None);
        assert_eq!(found("Baghdad was hit: Six people died."), None);
        assert_eq!(found("Six people died.\n\nCairo: Two men died."), None);
        assert_eq!(found("Cairo: Two men died.\n\nBaghdad: Six people died."), None);
    }

    #[test]
    fn a_dash_within_a_sentence_makes_none() {
        check("Baghdad - the capital - was hit.", &[]);
        check("Baghdad was hit on Friday - Police said so.", &[]);
        check("Karachi: Six people died.", &[]);
        check("Deir ez-Zor was hit.", &[]);
        check("Six people died - Cairo mourns.", &[]);
    }
}
