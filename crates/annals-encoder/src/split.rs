//! Sentences and tokens.
//!
//! [`paragraphs`] finds the paragraphs of the text, [`tokens`] cuts each into tokens, and this module decides after which
//! token a sentence ends. All of it is linear in the length of the text.

mod abbreviations;
pub mod paragraphs;
pub mod tokens;

use annals_types::{
    Layers, Segment, Span,
    layers::{Sentence, Token},
    segment::SegmentKind,
};

use abbreviations::Stop;

/// Layers that hold the sentences and tokens of the told segments of `text`, and nothing else yet.
pub fn split(text: &str, segments: &[Segment]) -> Layers {
    let mut layers = Layers::default();
    let mut paragraph_count = 0;
    let mut first_segment = 0;
    for paragraph in paragraphs::paragraphs(text) {
        // Both lists ascend, so segments that end before this paragraph are done with.
        while segments.get(first_segment).is_some_and(|segment| segment.span.end() <= paragraph.start()) {
            first_segment += 1;
        }
        let before = layers.sentences.len();
        for segment in &segments[first_segment..] {
            if segment.span.start() >= paragraph.end() {
                break;
            }
            if segment.kind.is_told() {
                let start = segment.span.start().max(paragraph.start());
                let end = segment.span.end().min(paragraph.end());
                let headline = segment.kind == SegmentKind::Headline;
                add_sentences(text, Span::new(start, end), paragraph_count, headline, &mut layers);
            }
        }
        paragraph_count += u32::from(layers.sentences.len() > before);
    }
    layers
}

/// Adds the sentences of `stretch`, which lies in one paragraph and one segment.
fn add_sentences(text: &str, stretch: Span, paragraph: u32, headline: bool, layers: &mut Layers) {
    let mut first = layers.tokens.len();
    tokens::tokenise(text, stretch, &mut layers.tokens);
    let end = layers.tokens.len();
    let mut index = first;
    while index < end {
        let after = match after_stop(text, &layers.tokens[first..end], index - first) {
            Some(after) => first + after,
            None if index + 1 == end => end,
            None => {
                index += 1;
                continue;
            }
        };
        layers.sentences.push(Sentence {
            span: layers.tokens[first].span.cover(layers.tokens[after - 1].span),
            first_token: first as u32,
            end_token: after as u32,
            paragraph,
            headline,
        });
        first = after;
        index = after;
    }
}

/// Where the next sentence begins, when the token at `index` ends one: the index after it and the closing marks that follow.
fn after_stop(text: &str, tokens: &[Token], index: usize) -> Option<usize> {
    let word = tokens[index].span.of(text);
    let stop = abbreviations::stop_of(word, index.checked_sub(1).map(|before| tokens[before].span.of(text)))?;
    let mut after = index + 1;
    while after < tokens.len() && is_closing(text, tokens, after) {
        after += 1;
    }
    let Some(next) = tokens.get(after) else { return Some(after) };
    let glued = next.span.start() == tokens[after - 1].span.end();
    // Past opening quotes and brackets stands the word that tells whether a new sentence begins.
    let lead =
        tokens[after..].iter().take(4).map(|token| token.span.of(text)).find(|word| !is_opening(word))?;
    let first = lead.chars().next()?;
    if first.is_lowercase() || matches!(first, ',' | ';' | ':' | ')' | ']' | '%' | '.' | '!' | '?' | '…') {
        return None;
    }
    // "said.The": a blank was lost; but not "Example.Com" or "3.B".
    if glued && after == index + 1 && !(stop == Stop::Plain && glued_break(text, tokens, index, first)) {
        return None;
    }
    let ends = match stop {
        Stop::Plain => true,
        Stop::Title => false,
        Stop::Month => !first.is_numeric() && first.is_alphabetic(),
        Stop::Clock => !abbreviations::follows_clock(lead),
        Stop::Address => first.is_alphabetic() && !abbreviations::is_direction(lead),
        Stop::Acronym => abbreviations::opens_sentence(lead) || after > index + 1,
    };
    ends.then_some(after)
}

fn glued_break(text: &str, tokens: &[Token], index: usize, next: char) -> bool {
    let before = index.checked_sub(1).map_or("", |before| tokens[before].span.of(text));
    next.is_uppercase() && before.chars().count() > 1 && before.chars().all(char::is_lowercase)
}

/// Whether the token closes what stands before it: a bracket, or a quote that no blank parts from it.
fn is_closing(text: &str, tokens: &[Token], index: usize) -> bool {
    let glued = tokens[index].span.start() == tokens[index - 1].span.end();
    match tokens[index].span.of(text) {
        ")" | "]" | "”" | "»" => true,
        "\"" | "'" | "’" | "''" => glued,
        _ => false,
    }
}

fn is_opening(word: &str) -> bool {
    matches!(word, "(" | "[" | "“" | "‘" | "«" | "\"" | "'" | "„" | "-" | "–" | "—" | "--" | "*" | "•" | "``")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(text: &str) -> Vec<Segment> {
        vec![Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() }]
    }

    /// `expected` holds the sentences, parted by ` | `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let layers = split(text, &whole(text));
        let found: Vec<_> = layers.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn stops_end_sentences() {
        check(
            "Shells fell. Nobody was hurt! Why? No one knows.",
            "Shells fell. | Nobody was hurt! | Why? | No one knows.",
        );
        check("It burned… The crew left.", "It burned… | The crew left.");
        check("It burned ... and then it sank.", "It burned ... and then it sank.");
        check("The bridge fell.Two cars sank.", "The bridge fell. | Two cars sank.");
        check("Read it at example.com. Then call.", "Read it at example.com. | Then call.");
    }

    #[test]
    fn abbreviations_do_not() {
        check(
            "Mr. Oduya met Gen. Lind. Lt. Col. Ames left.",
            "Mr. Oduya met Gen. Lind. | Lt. Col. Ames left.",
        );
        check(
            "The U.S. Army left the U.S. The base is shut.",
            "The U.S. Army left the U.S. | The base is shut.",
        );
        check(
            "On Jan. 5 he left. He came back in Jan. Nobody saw him.",
            "On Jan. 5 he left. | He came back in Jan. | Nobody saw him.",
        );
        check(
            "It began at 9 p.m. Monday. It ended at 5 a.m. Police came.",
            "It began at 9 p.m. Monday. | It ended at 5 a.m. | Police came.",
        );
        check("John F. Marsh, No. 2 at St. Anne, spoke.", "John F. Marsh, No. 2 at St. Anne, spoke.");
        check("He said no. She agreed.", "He said no. | She agreed.");
        check("Six men incl. 2 brothers left. All ran.", "Six men incl. 2 brothers left. | All ran.");
        check("Up 3.5 percent. Down 1.2.", "Up 3.5 percent. | Down 1.2.");
    }

    #[test]
    fn quotes_and_brackets_close_after_the_stop() {
        check("“We act. We win.” He left.", "“We act. | We win.” | He left.");
        check(
            "\"Is it true?\" he asked. \"No.\" She left.",
            "\"Is it true?\" he asked. | \"No.\" | She left.",
        );
        check("They left (late.) Then it rained.", "They left (late.) | Then it rained.");
        check("Two died. “It was loud,” he said.", "Two died. | “It was loud,” he said.");
    }

    #[test]
    fn datelines_stay_with_their_sentence() {
        check(
            "PORT LUNE, Jan. 5 (Agency) -- Two boats sank.",
            "PORT LUNE, Jan. 5 (Agency) -- Two boats sank.",
        );
    }

    #[test]
    fn only_told_segments_are_split() {
        let text = "Flood hits town\n\nBuy now. Click.\n\nWater rose.";
        let kinds = [
            (SegmentKind::Headline, 0, 17),
            (SegmentKind::Boilerplate, 17, 34),
            (SegmentKind::Body, 34, text.len()),
        ];
        let segments: Vec<_> = kinds
            .into_iter()
            .map(|(kind, start, end)| Segment {
                kind,
                span: Span::at(start, end - start),
                why: String::new(),
            })
            .collect();
        let layers = split(text, &segments);
        let found: Vec<_> =
            layers.sentences.iter().map(|s| (s.span.of(text), s.paragraph, s.headline)).collect();
        assert_eq!(found, [("Flood hits town", 0, true), ("Water rose.", 1, false)]);
    }

    proptest! {
        #[test]
        fn sentences_hold_their_tokens_in_order(text in "(\\PC|[ \n.!?\"'a-zA-Z0-9,]){0,200}") {
            let layers = split(&text, &whole(&text));
            let mut next = 0;
            let mut end = 0;
            for sentence in &layers.sentences {
                prop_assert_eq!(sentence.first_token, next);
                prop_assert!(sentence.end_token > sentence.first_token);
                next = sentence.end_token;
                prop_assert!(sentence.span.start() >= end);
                for token in layers.tokens_of(sentence) {
                    prop_assert!(sentence.span.contains(token.span));
                }
                end = sentence.span.end();
            }
            prop_assert_eq!(next as usize, layers.tokens.len());
        }
    }
}
