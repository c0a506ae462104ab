//! Datelines: "PORT LUNE, Ruritania, Jan. 5 (Agency) - Two boats sank." says where and when a report was filed, which need not be where and
//! when what it tells of happened.

use annals_types::{
    Layers, Report, Span,
    layers::{Sentence, Token},
};

use crate::closed_classes::is_dash;

/// Tokens of the longest dateline.
const LONGEST: usize = 20;

/// The datelines of `report`, ascending: the beginnings of paragraphs in which a place comes first, up to a dash, names, numbers and marks
/// follow it, and a sentence begins after the dash (AP style guide: datelines). `places` are the names of places, ascending, each with whether
/// it stands for somebody.
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
    let is_small = |token: &Token| words(token).starts_with(char::is_lowercase);
    let named = tokens[..dash].iter().all(|token| !is_small(token) || in_place(token.span));
    let begins = tokens.get(dash + 1).is_some_and(|next| !is_small(next));
    (named && begins).then(|| Span::new(sentence.span.start(), tokens[dash].span.end()))
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

    fn check(text: &str, expected: &[&str]) {
        let report = Draft { text: text.into(), ..Draft::default() }.finish();
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        let layers = split::split(text, &[body]);
        let places = places(&report, &layers, &Knowledge::shipped().unwrap());
        let places: Vec<(Span, bool)> = places.iter().map(|place| (place.span, place.metonymic)).collect();
        let found = datelines(&report, &layers, &places);
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_place_before_a_dash_that_opens_a_sentence_is_a_dateline() {
        check("CAIRO, Aug 12 (Agency) - Six people died in Baghdad.", &["CAIRO, Aug 12 (Agency) -"]);
        check("BEIRUT, Lebanon — A bridge fell.\n\nHe left.", &["BEIRUT, Lebanon —"]);
        check("Geneva -- Aleppo was hit.", &["Geneva --"]);
    }

    #[test]
    fn a_dash_within_a_sentence_makes_none() {
        check("Baghdad - the capital - was hit.", &[]);
        check("Baghdad was hit on Friday - Police said so.", &[]);
        check("Deir ez-Zor was hit.", &[]);
        check("Six people died - Cairo mourns.", &[]);
    }
}
