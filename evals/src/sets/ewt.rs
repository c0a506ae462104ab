//! `ewt`: words, tags and trees of the English Web Treebank; on gold words, and from the raw text of each document.

use crate::{
    data::{self, Error},
    document::Placed,
    measure::{Bench, Figures},
    read::conllu::{self, Treebank},
    score::attachment::{Parsed, Tag, Tally},
};

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("ewt"), "{}.conllu.gz", bench.part)?;
    let treebank = conllu::read(&piece.path)?;
    let mut raw = Tally::default();
    for document in &treebank {
        let text = document.text();
        raw.add(&gold(document), &found(&text, &Placed::cut(&document.id, &text)));
    }
    figures.set("ewt.raw.tokens", raw.tokens.f1());
    figures.set("ewt.raw.words", raw.words.f1());
    figures.set("ewt.raw.sents", raw.sentences.f1());
    Ok(())
}

/// What the treebank says of a document.
fn gold(document: &Treebank) -> Parsed {
    let mut parsed = Parsed::default();
    let mut at = 0;
    for sentence in &document.sentences {
        let (start, base) = (at, parsed.words.len());
        for token in &sentence.tokens {
            let end = at + characters(&token.form);
            let words: Vec<&str> =
                sentence.words[token.words.clone()].iter().map(|word| word.form.as_str()).collect();
            parsed.push_token(at..end, &words);
            at = end;
        }
        parsed.tags.extend(sentence.words.iter().map(|word| Tag {
            upos: word.upos.clone(),
            head: word.head.map(|head| base + head),
            relation: word.relation.clone(),
        }));
        parsed.sentences.insert((start, at));
    }
    parsed
}

/// What annals says of its text.
fn found(text: &str, placed: &Placed) -> Parsed {
    // Of the text's code points, how many before each are no blanks.
    let mut before = vec![0];
    let mut count = 0;
    for character in text.chars() {
        count += usize::from(!character.is_whitespace());
        before.push(count);
    }
    let place = |&(start, end): &(u32, u32)| before[start as usize]..before[end as usize];
    let mut parsed = Parsed::default();
    for (word, at) in placed.document.words.iter().zip(&placed.at) {
        parsed.push_token(place(at), &[word]);
    }
    parsed.sentences = placed
        .document
        .ranges()
        .filter_map(|range| placed.span_of(&range))
        .map(|at| (place(&at).start, place(&at).end))
        .collect();
    parsed
}

fn characters(form: &str) -> usize {
    form.chars().filter(|character| !character.is_whitespace()).count()
}
