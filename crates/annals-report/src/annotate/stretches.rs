//! Long reports are read in stretches of whole sentences, so that neither memory nor time grows faster than the report.

use std::ops::Range;

use annals_types::{
    Layers,
    layers::{Argument, Attribution, Sentence, Token},
};

/// Most tokens that are read together, in whole sentences: some twelve pages. News is shorter.
const MOST_TOKENS: usize = 6_000;

/// Cuts sentences and tokens into stretches, at the ends of paragraphs where there are such.
pub fn stretches(layers: &Layers) -> Vec<Layers> {
    let mut found = Vec::new();
    let mut start = 0;
    // Where the stretch may end: after the last paragraph that still fits.
    let mut fits = 0;
    for (index, sentence) in layers.sentences.iter().enumerate() {
        let first = layers.sentences[start].first_token;
        if index > start && (sentence.end_token - first) as usize > MOST_TOKENS {
            let end = if fits > start { fits } else { index };
            found.push(stretch(layers, start..end));
            start = end;
        }
        let next = layers.sentences.get(index + 1);
        if next.is_none_or(|next| next.paragraph != sentence.paragraph) {
            fits = index + 1;
        }
    }
    if start < layers.sentences.len() {
        found.push(stretch(layers, start..layers.sentences.len()));
    }
    found
}

fn stretch(layers: &Layers, sentences: Range<usize>) -> Layers {
    let first = layers.sentences[sentences.start].first_token;
    let end = layers.sentences[sentences.end - 1].end_token;
    let moved = |sentence: &Sentence| Sentence {
        first_token: sentence.first_token - first,
        end_token: sentence.end_token - first,
        ..sentence.clone()
    };
    Layers {
        sentences: layers.sentences[sentences].iter().map(moved).collect(),
        tokens: layers.tokens[first as usize..end as usize].to_vec(),
        ..Layers::default()
    }
}

/// Puts the layers of the next stretch behind those of the ones before.
pub fn append(whole: &mut Layers, next: Layers) {
    let tokens = whole.tokens.len() as u32;
    let (triggers, attributions) = (whole.triggers.len() as u32, whole.attributions.len() as u32);
    whole.sentences.extend(next.sentences.into_iter().map(|sentence| Sentence {
        first_token: sentence.first_token + tokens,
        end_token: sentence.end_token + tokens,
        ..sentence
    }));
    whole.tokens.extend(
        next.tokens.into_iter().map(|token| Token { head: token.head.map(|head| head + tokens), ..token }),
    );
    whole.known.extend(next.known);
    whole.entities.extend(next.entities);
    whole.toponyms.extend(next.toponyms);
    whole.triggers.extend(next.triggers);
    whole.arguments.extend(
        next.arguments
            .into_iter()
            .map(|argument| Argument { trigger: argument.trigger + triggers, ..argument }),
    );
    whole.attributions.extend(next.attributions.into_iter().map(|attribution| Attribution {
        within: attribution.within.map(|within| within + attributions),
        ..attribution
    }));
    whole.quantities.extend(next.quantities);
    whole.quantity_roles.extend(next.quantity_roles);
}

#[cfg(test)]
mod tests {
    use annals_encoder::split;
    use annals_types::{Segment, Span, segment::SegmentKind};
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Layers {
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        split::split(text, &[body])
    }

    fn joined(layers: &Layers) -> Layers {
        let mut whole = Layers::default();
        for part in stretches(layers) {
            append(&mut whole, part);
        }
        whole
    }

    #[test]
    fn news_is_one_stretch() {
        let layers = split("Rain fell. The river rose.\n\nNobody was hurt.");
        assert_eq!(stretches(&layers), [layers]);
    }

    #[test]
    fn a_book_is_cut_between_paragraphs() {
        let layers = split(&"Rain fell all day. The river rose by a metre.\n\n".repeat(1_500));
        let parts = stretches(&layers);
        assert!(parts.len() > 2 && parts.iter().all(|part| part.tokens.len() <= MOST_TOKENS));
        assert!(parts.iter().all(|part| part.sentences.len().is_multiple_of(2)), "no paragraph is cut");
        assert_eq!(joined(&layers), layers);
    }

    #[test]
    fn a_sentence_is_never_cut() {
        let layers = split(&format!("Rain fell. It {} stopped. Sun.", "rained and ".repeat(MOST_TOKENS)));
        assert_eq!(stretches(&layers).iter().map(|part| part.sentences.len()).collect::<Vec<_>>(), [1, 1, 1]);
        assert_eq!(joined(&layers), layers);
    }

    proptest! {
        #[test]
        fn any_text_comes_back_whole(text in any::<String>()) {
            let layers = split(&text);
            prop_assert_eq!(joined(&layers), layers);
        }
    }
}
