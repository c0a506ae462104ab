//! CoNLL-U: treebanks of Universal Dependencies (<https://universaldependencies.org/format.html>).

use std::{ops::Range, path::Path};

use crate::{data::Error, document::Document};

/// A document of a treebank.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Treebank {
    /// Its id.
    pub id: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// A sentence with its tree.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sentence {
    /// Its id.
    pub id: String,
    /// Whether a paragraph begins with it.
    pub opens_paragraph: bool,
    /// Its text.
    pub text: String,
    /// What the text is cut into; a token is one word or several (`don't`).
    pub tokens: Vec<Token>,
    /// Its words, without empty nodes.
    pub words: Vec<Word>,
}

/// A stretch without blanks, as written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// As written.
    pub form: String,
    /// Its words in the sentence.
    pub words: Range<usize>,
    /// Whether a blank stands after it.
    pub blank_after: bool,
}

/// A word of the tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Its form.
    pub form: String,
    /// Its universal part of speech.
    pub upos: String,
    /// Its head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Its relation to the head, the part after a colon left off.
    pub relation: String,
}

impl Treebank {
    /// The words in their sentences and paragraphs.
    pub fn document(&self) -> Document {
        let mut document = Document { id: self.id.clone(), ..Document::default() };
        for sentence in &self.sentences {
            let words = sentence.words.iter().map(|word| word.form.clone());
            document.push_sentence(sentence.opens_paragraph, words);
        }
        document
    }

    /// The text as it was before it was cut: sentences parted by a blank but where the file says that none stood there,
    /// paragraphs by an empty line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut blank = false;
        for sentence in &self.sentences {
            if sentence.opens_paragraph && !text.is_empty() {
                text.push_str("\n\n");
            } else if blank {
                text.push(' ');
            }
            text.push_str(&sentence.text);
            blank = sentence.tokens.last().is_none_or(|token| token.blank_after);
        }
        text
    }
}

/// The universal part of a relation: `nmod` of `nmod:poss`.
pub fn universal(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

/// The documents of a file.
pub fn read(path: &Path) -> Result<Vec<Treebank>, Error> {
    parse(&super::unpacked(path)?).map_err(|reason| Error::unreadable(path, reason))
}

/// The documents of a text in `CoNLL-U`.
pub fn parse(text: &str) -> Result<Vec<Treebank>, String> {
    let mut documents: Vec<Treebank> = Vec::new();
    let mut sentence = Sentence::default();
    for (number, line) in text.lines().chain([""]).enumerate() {
        if let Some(id) = line.strip_prefix("# newdoc") {
            let id = id.trim_start_matches(" id =").trim().to_owned();
            documents.push(Treebank { id, sentences: Vec::new() });
            sentence.opens_paragraph = true;
        } else if line.starts_with("# newpar") {
            sentence.opens_paragraph = true;
        } else if let Some(id) = line.strip_prefix("# sent_id = ") {
            id.trim().clone_into(&mut sentence.id);
        } else if let Some(text) = line.strip_prefix("# text = ") {
            text.trim().clone_into(&mut sentence.text);
        } else if line.is_empty() {
            if !sentence.words.is_empty() {
                check_heads(&sentence).map_err(|reason| format!("line {}: {reason}", number + 1))?;
                if documents.is_empty() {
                    documents.push(Treebank::default());
                }
                if let Some(document) = documents.last_mut() {
                    document.sentences.push(std::mem::take(&mut sentence));
                }
            }
        } else if !line.starts_with('#') {
            row(line, &mut sentence)
                .ok_or_else(|| format!("line {}: not the ten columns of CoNLL-U", number + 1))?;
        }
    }
    Ok(documents)
}

/// Takes in one line of ten columns; `None` where it is not one.
fn row(line: &str, sentence: &mut Sentence) -> Option<()> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [id, form, _, upos, _, _, head, relation, _, misc] = cells[..] else { return None };
    let token = |words| Token {
        form: form.to_owned(),
        words,
        blank_after: !misc.split('|').any(|feature| feature == "SpaceAfter=No"),
    };
    if let Some((first, last)) = id.split_once('-') {
        let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
        sentence.tokens.push(token(first.checked_sub(1)?..last));
    } else if !id.contains('.') {
        let index = sentence.words.len();
        if id.parse() != Ok(index + 1) {
            return None;
        }
        // The words of a token of several have no say in the text.
        if sentence.tokens.last().is_none_or(|token| token.words.end <= index) {
            sentence.tokens.push(token(index..index + 1));
        }
        sentence.words.push(Word {
            form: form.to_owned(),
            upos: upos.to_owned(),
            head: head.parse::<usize>().ok()?.checked_sub(1),
            relation: universal(relation).to_owned(),
        });
    }
    Some(())
}

fn check_heads(sentence: &Sentence) -> Result<(), String> {
    let count = sentence.words.len();
    match sentence.words.iter().filter_map(|word| word.head).find(|&head| head >= count) {
        Some(head) => Err(format!("the head {} lies outside of the {count} words above", head + 1)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# newdoc id = a
# sent_id = a-1
# newpar id = a-p1
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod:neg\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tSpaceAfter=No

# text = Stay
1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_
1.1\tyou\tyou\tPRON\tPRP\t_\t_\t_\t1:nsubj\t_

# newpar
# text = Now
1\tNow\tnow\tADV\tRB\t_\t0\troot\t_\t_
";

    #[test]
    fn words_trees_and_tokens_are_read() {
        let [document] = &parse(FILE).unwrap()[..] else { panic!("one document") };
        let sentence = &document.sentences[0];
        let words: Vec<_> = sentence
            .words
            .iter()
            .map(|word| (word.form.as_str(), word.upos.as_str(), word.head, word.relation.as_str()))
            .collect();
        assert_eq!(
            words,
            [
                ("Do", "AUX", Some(2), "aux"),
                ("n't", "PART", Some(2), "advmod"),
                ("go", "VERB", None, "root"),
                (".", "PUNCT", Some(2), "punct"),
            ]
        );
        let tokens: Vec<_> =
            sentence.tokens.iter().map(|token| (token.form.as_str(), token.words.clone())).collect();
        assert_eq!(tokens, [("Don't", 0..2), ("go", 2..3), (".", 3..4)]);
        assert_eq!(document.document().sentences, [0, 4, 5]);
        assert_eq!(document.document().paragraphs, [0, 5]);
    }

    #[test]
    fn the_text_has_blanks_and_empty_lines_where_they_stood() {
        assert_eq!(parse(FILE).unwrap()[0].text(), "Don't go.Stay\n\nNow");
    }

    #[test]
    fn what_is_no_treebank_is_refused() {
        assert!(parse("1\tStay\n").unwrap_err().contains("line 1"));
        assert!(parse("1\tStay\t_\t_\t_\t_\t7\troot\t_\t_\n").unwrap_err().contains("head 7"));
    }
}
