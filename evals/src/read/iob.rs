//! IOB2 files: index, word and label on a line, parted by tabs; an empty line ends a sentence.

use std::path::Path;

use crate::{data::Error, document::Document};

/// A document and what stands beside each of its words: `O`, `B-PER`, `I-PER`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Labelled {
    /// The words; one paragraph.
    pub document: Document,
    /// The ids of the sentences; empty where the file has none.
    pub sentences: Vec<String>,
    /// A label a word.
    pub labels: Vec<String>,
}

/// The documents of a file. They begin at `# newdoc` or at a sentence of nothing but `-DOCSTART-`.
pub fn read(path: &Path) -> Result<Vec<Labelled>, Error> {
    parse(&super::unpacked(path)?).map_err(|reason| Error::unreadable(path, reason))
}

fn parse(text: &str) -> Result<Vec<Labelled>, String> {
    let mut documents: Vec<Labelled> = Vec::new();
    let mut opens = true;
    let (mut id, mut sentence) = (String::new(), String::new());
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for (number, line) in text.lines().chain([""]).enumerate() {
        if let Some(name) = line.strip_prefix("# newdoc") {
            opens = true;
            name.trim_start_matches(" id =").trim().clone_into(&mut id);
        } else if let Some(name) = line.strip_prefix("# sent_id = ") {
            name.trim().clone_into(&mut sentence);
        } else if line.starts_with("# ") {
            // The text of the sentence and the like.
        } else if !line.is_empty() {
            let mut cells = line.split('\t').skip(1);
            let row = cells.next().zip(cells.next());
            rows.push(row.ok_or_else(|| format!("line {}: no word and label", number + 1))?);
        } else if matches!(rows[..], [("-DOCSTART-", _)]) {
            opens = true;
            rows.clear();
        } else if !rows.is_empty() {
            if opens {
                let id = if id.is_empty() { documents.len().to_string() } else { std::mem::take(&mut id) };
                documents.push(Labelled {
                    document: Document { id, ..Document::default() },
                    ..Labelled::default()
                });
            }
            opens = false;
            if let Some(last) = documents.last_mut() {
                last.labels.extend(rows.iter().map(|(_, label)| (*label).to_owned()));
                last.document.push_sentence(false, rows.drain(..).map(|(word, _)| word.to_owned()));
                last.sentences.push(std::mem::take(&mut sentence));
            }
        }
    }
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &[&str], &[usize])]) {
        let found = parse(text).unwrap();
        let found: Vec<(&str, Vec<&str>, &[usize])> = found
            .iter()
            .map(|labelled| {
                let document = &labelled.document;
                let words = document.words.iter().zip(&labelled.labels).flat_map(|(a, b)| [&**a, &**b]);
                (document.id.as_str(), words.collect(), document.sentences.as_slice())
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|&(id, words, sentences)| (id, words.to_vec(), sentences)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn documents_begin_at_newdoc() {
        check(
            "# newdoc id = first\n# sent_id = first-1\n# text = Ann # 1\n1\tAnn\tB-PER\t-\tx\n2\t#\tO\t-\t-\n\n\
             1\tOslo\tB-LOC\t-\t-\n\n# newdoc id = second\n1\tNo\tO\t-\t-\n",
            &[
                ("first", &["Ann", "B-PER", "#", "O", "Oslo", "B-LOC"], &[0, 2]),
                ("second", &["No", "O"], &[0]),
            ],
        );
    }

    #[test]
    fn documents_begin_at_docstart() {
        check(
            "0\tA\tO\n\n0\t-DOCSTART-\tO\n\n0\tB\tO\n1\tC\tO\n\n",
            &[("0", &["A", "O"], &[0]), ("1", &["B", "O", "C", "O"], &[0])],
        );
    }

    #[test]
    fn a_line_without_a_label_is_refused() {
        assert_eq!(parse("1\tA\tO\n2\tB\n"), Err("line 2: no word and label".into()));
    }
}
