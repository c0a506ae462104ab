//! `ewt`: words, tags and trees of the English Web Treebank; on gold words, and from the raw text of each document.

use serde_json::json;

use crate::{
    data::{self, Error},
    document::{Document, Placed},
    measure::{Bench, Figures},
    network::tags_of,
    read::conllu::{self, Treebank},
    score::{
        attachment::{Parsed, Tag, Tally},
        counts::Share,
    },
};

/// Scores the set.
pub fn score(bench: &Bench, figures: &mut Figures) -> Result<(), Error> {
    let piece = data::piece(&bench.folder("ewt"), "{}.conllu.gz", bench.part)?;
    let treebank = conllu::read(&piece.path)?;
    let gold: Vec<Parsed> = treebank.iter().map(gold).collect();
    from_raw_text(&treebank, &gold, bench, figures)?;
    on_gold_words(&treebank, &gold, bench, figures)
}

/// Every word counts, punctuation too; of a relation its universal part. Heads come from the tree of the gold sentence.
fn on_gold_words(
    treebank: &[Treebank],
    gold: &[Parsed],
    bench: &Bench,
    figures: &mut Figures,
) -> Result<(), Error> {
    let documents: Vec<Document> = treebank.iter().map(Treebank::document).collect();
    let (mut upos, mut unlabelled, mut labelled) = (Share::default(), Share::default(), Share::default());
    let asked: Vec<&Document> = documents.iter().collect();
    for ((document, gold), labels) in documents.iter().zip(gold).zip(bench.network().label(&asked)) {
        let labels = labels?;
        let found = tags_of(&labels, document);
        let mut wrong = Vec::new();
        for (index, gold) in gold.tags.iter().enumerate() {
            let found = found.get(index);
            let is_attached = found.is_some_and(|found| found.head == gold.head);
            let is_related = is_attached && found.is_some_and(|found| found.relation == gold.relation);
            upos.add(found.is_some_and(|found| found.upos == gold.upos));
            unlabelled.add(is_attached);
            labelled.add(is_related);
            if found != Some(gold) {
                let told = |tag: &Tag| {
                    let head = tag.head.map_or("", |head| document.words[head].as_str());
                    format!("{} {} {head}", tag.upos, tag.relation)
                };
                wrong.push((&document.words[index], told(gold), found.map(told)));
            }
        }
        figures.detail("ewt", &document.id, json!(document.words.join(" ")), json!(wrong));
    }
    figures.set("ewt.upos", upos.percent());
    figures.set("ewt.uas", unlabelled.percent());
    figures.set("ewt.las", labelled.percent());
    Ok(())
}

/// Words and sentences as annals cuts them.
fn from_raw_text(
    treebank: &[Treebank],
    gold: &[Parsed],
    bench: &Bench,
    figures: &mut Figures,
) -> Result<(), Error> {
    let texts: Vec<String> = treebank.iter().map(Treebank::text).collect();
    let placed: Vec<Placed> =
        treebank.iter().zip(&texts).map(|(document, text)| Placed::cut(&document.id, text)).collect();
    let mut found: Vec<Parsed> =
        texts.iter().zip(&placed).map(|(text, placed)| found(text, placed)).collect();
    let tally = |found: &[Parsed]| {
        let mut tally = Tally::default();
        gold.iter().zip(found).for_each(|(gold, found)| tally.add(gold, found));
        tally
    };
    let raw = tally(&found);
    figures.set("ewt.raw.tokens", raw.tokens.f1());
    figures.set("ewt.raw.words", raw.words.f1());
    figures.set("ewt.raw.sents", raw.sentences.f1());
    // These words are cut by rule; only what is said of them comes from the network.
    let asked: Vec<&Document> = placed.iter().map(|placed| &placed.document).collect();
    for ((found, placed), labels) in found.iter_mut().zip(&placed).zip(bench.network().label(&asked)) {
        found.tags = tags_of(&labels?, &placed.document);
    }
    let raw = tally(&found);
    figures.set("ewt.raw.upos", raw.upos.f1());
    figures.set("ewt.raw.uas", raw.unlabelled.f1());
    figures.set("ewt.raw.las", raw.labelled.f1());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_count_the_same_characters() {
        let rows = "\
# newdoc id = a
1-2\tDon’t\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn’t\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\t!\t!\tPUNCT\t.\t_\t0\troot\t_\t_

# newpar
1\tZoë\tZoë\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\t_
";
        let mut treebank = conllu::parse(rows).unwrap();
        for (sentence, text) in treebank[0].sentences.iter_mut().zip(["Don’t!", "Zoë ran"]) {
            sentence.text = text.into();
        }
        let text = treebank[0].text();
        assert_eq!(text, "Don’t!\n\nZoë ran");
        let (gold, found) = (gold(&treebank[0]), found(&text, &Placed::cut("a", &text)));
        let mut tally = Tally::default();
        tally.add(&gold, &found);
        assert_eq!((tally.words.tp, tally.words.fp, tally.words.fn_), (5, 0, 0));
        assert_eq!((tally.sentences.tp, tally.sentences.fp, tally.sentences.fn_), (2, 0, 0));
        // "Don’t" is one token of the treebank and two of ours.
        assert_eq!((tally.tokens.tp, tally.tokens.fp, tally.tokens.fn_), (3, 2, 1));
        assert_eq!(gold.tags[2].head, None);
        assert_eq!(gold.tags[3].head, Some(4));
    }
}
