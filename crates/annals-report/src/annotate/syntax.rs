//! Parts of speech and the parse, from the network to the tokens.

use annals_encoder::Labels;
use annals_types::Layers;

/// Fills in part of speech, head and relation of each token.
pub fn attach(layers: &mut Layers, labels: &Labels) {
    for sentence in &layers.sentences {
        let first = sentence.first_token as usize;
        let range = first..sentence.end_token as usize;
        for (token, arc) in range.clone().zip(labels.tree(range)) {
            let Some(word) = layers.tokens.get_mut(token) else { continue };
            word.head = Some(arc.head.unwrap_or(token) as u32);
            word.deprel = Some(arc.relation.to_owned());
            word.upos = labels.class_of("upos", token).map(|(label, _)| label.to_owned());
        }
    }
}
