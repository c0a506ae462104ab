//! Repairs the ends of sentences that rules got wrong: after an abbreviation that they do not know, or where a full stop was lost.

use annals_types::{Layers, layers::Sentence};

use crate::labels::Labels;

/// Below this probability of a beginning, two sentences that rules parted are one.
const JOIN_BELOW: f32 = 0.1;
/// Above it, a new sentence begins where rules saw none. High, since rules see what ends a sentence, and what they leave whole
/// mostly is.
const PART_ABOVE: f32 = 0.97;

/// Joins and parts the sentences of `layers` where the network is sure that the rules are wrong. `labels` are those of the tokens
/// of `layers`; what they say of sentences follows. Paragraphs stay apart, and a headline from what follows it.
pub fn sentences(layers: &mut Layers, labels: &mut Labels) {
    // No sentence begins inside of a name.
    let begins = |token: usize| {
        let chance = labels.probability("sentence", token, "starts")?;
        Some(if labels.order.continues(token) { 0.0 } else { chance })
    };
    if layers.tokens.is_empty() || begins(0).is_none() {
        return;
    }
    let mut mended: Vec<Sentence> = Vec::with_capacity(layers.sentences.len());
    for sentence in &layers.sentences {
        let first = sentence.first_token as usize;
        let joins = mended.last().is_some_and(|before| {
            before.paragraph == sentence.paragraph
                && before.headline == sentence.headline
                && before.end_token == sentence.first_token
                && begins(first).is_some_and(|chance| chance < JOIN_BELOW)
        });
        let open = if joins { mended.pop() } else { None };
        let mut start = open.map_or(sentence.first_token, |before| before.first_token);
        for token in first + 1..sentence.end_token as usize {
            if begins(token).is_some_and(|chance| chance > PART_ABOVE) {
                mended.extend(part(layers, sentence, start, token as u32));
                start = token as u32;
            }
        }
        mended.extend(part(layers, sentence, start, sentence.end_token));
    }
    labels.set_sentences(&mended.iter().map(|sentence| sentence.first_token as usize).collect::<Vec<_>>());
    layers.sentences = mended;
}

/// The sentence of the tokens from `first` up to `end`, otherwise like `sentence`.
fn part(layers: &Layers, sentence: &Sentence, first: u32, end: u32) -> Option<Sentence> {
    let tokens = layers.tokens.get(first as usize..end as usize)?;
    let span = tokens.first()?.span.cover(tokens.last()?.span);
    Some(Sentence { span, first_token: first, end_token: end, ..sentence.clone() })
}

#[cfg(test)]
mod tests {
    use annals_types::{Segment, Span, segment::SegmentKind};

    use super::*;
    use crate::{Encoder, split};

    /// `expected` holds the sentences, parted by ` | `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        let mut layers = split::split(text, &[body]);
        let encoder = Encoder::shipped().unwrap();
        let mut labels = encoder.label(&crate::Words::of(text, &layers)).unwrap();
        sentences(&mut layers, &mut labels);
        let found: Vec<_> = layers.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn what_rules_part_wrongly_is_joined() {
        check(
            "He works at the Intl. Bank of Port Lune. She does not.",
            "He works at the Intl. Bank of Port Lune. | She does not.",
        );
        check("Call the Govt. Office in Oslo today.", "Call the Govt. Office in Oslo today.");
    }

    #[test]
    fn nothing_stays_nothing() {
        check("", "");
        check("?! --", "?! --");
    }
}
