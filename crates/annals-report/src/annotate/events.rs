//! Event mentions: every word that names something that happens, with what chains over reports compare.
//!
//! The network reads the words as they are, without stand-ins for known names: here who acted is what tells two events of one kind
//! apart. Nothing that is read here goes into the accounts.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use annals_encoder::{Encoder, Error, Labels, Words, repair, split};
use annals_types::{
    EventMention, EventReading, Layers, Report, Segment, Span,
    event::{StoryWord, StoryWordKind},
    function_words::is_function_word,
    layers::Token,
};

use super::{MOST_TOKENS, stretches, syntax};
use crate::{Knowledge, knowledge::senses::Meaning};

/// The head of the network that finds event mentions, and its labels for them: what happens, and what is said not to.
const HEAD: &str = "ecb";
const KINDS: [&str; 2] = ["ACT", "NEG"];

/// So many words before and after a mention are near it.
const NEARBY: usize = 4;

/// Parts of speech of words that mean something by themselves.
const CONTENT: [&str; 4] = ["VERB", "NOUN", "PROPN", "ADJ"];

/// Pronouns that can stand for what happened.
const PRONOUNS: [&str; 6] = ["it", "that", "these", "this", "those", "which"];

/// Relations that lead out of a phrase into another clause or to another thing.
const OUT_OF_PHRASE: [&str; 9] =
    ["acl", "advcl", "appos", "cc", "ccomp", "conj", "parataxis", "punct", "xcomp"];

/// The event mentions of `report`: those `given`, each by the spans that it stands at, or all that the network finds.
pub fn events(
    report: &Report,
    segments: &[Segment],
    given: Option<&[Vec<Span>]>,
    encoder: &Encoder,
    knowledge: &Knowledge,
) -> Result<EventReading, Error> {
    let text = &report.text;
    let mut reading = EventReading { report: report.id.clone(), words: Vec::new(), mentions: Vec::new() };
    // What stands in junk has no words that were read, and is known by its own words alone.
    let mut found: BTreeMap<usize, EventMention> = BTreeMap::new();
    let (mut read, mut sentences) = (0, 0);
    for mut layers in stretches::stretches(&split::split(text, segments)) {
        if read + layers.tokens.len() > MOST_TOKENS {
            break;
        }
        read += layers.tokens.len();
        let mut labels = encoder.label(&Words::of(text, &layers))?;
        repair::sentences(&mut layers, &mut labels);
        syntax::attach(&mut layers, &labels);
        let stretch = Stretch::new(&layers, &labels, knowledge, sentences);
        reading.words.extend(layers.tokens.iter().flat_map(story_words));
        match given {
            None => reading.mentions.extend(
                stretch
                    .mentions()
                    .into_iter()
                    .filter_map(|tokens| stretch.mention(&tokens, encoder).transpose())
                    .collect::<Result<Vec<_>, _>>()?,
            ),
            Some(given) => {
                for (index, spans) in given.iter().enumerate() {
                    if let Some(mention) = stretch.mention(&stretch.tokens(spans), encoder)? {
                        found.entry(index).or_insert(EventMention { spans: spans.clone(), ..mention });
                    }
                }
            }
        }
        sentences += layers.sentences.len() as u32;
    }
    for (index, spans) in given.into_iter().flatten().enumerate() {
        reading.mentions.push(found.remove(&index).unwrap_or_else(|| unread(text, spans, knowledge)));
    }
    Ok(reading)
}

/// A given mention whose words were not read.
fn unread(text: &str, spans: &[Span], knowledge: &Knowledge) -> EventMention {
    let head = spans.first().map(|span| span.of(text).to_lowercase()).unwrap_or_default();
    let Meaning { forms, meanings, broader } = knowledge.senses.meaning(&head);
    let words = vec![knowledge.senses.form(&head)];
    EventMention {
        spans: spans.to_vec(),
        phrase: words.concat(),
        head,
        forms,
        words,
        meanings,
        broader,
        ..EventMention::default()
    }
}

/// The words of a token that tell its story: the runs of letters and digits that are no function words.
fn story_words(token: &Token) -> Vec<StoryWord> {
    let upos = token.upos.as_deref();
    let parts = token.norm.split(|c: char| !c.is_alphanumeric() && c != '_');
    let told = parts.filter(|part| tells(part)).map(|part| {
        let kind = if upos == Some("PROPN") {
            StoryWordKind::Name
        } else if upos == Some("NUM") || part.starts_with(|c: char| c.is_ascii_digit()) {
            StoryWordKind::Number
        } else {
            StoryWordKind::Common
        };
        StoryWord { word: part.to_owned(), kind }
    });
    told.collect()
}

/// Whether a lower-case word means something: no function word, and no single letter.
fn tells(word: &str) -> bool {
    let begins = word.starts_with(char::is_alphanumeric);
    let long = word.chars().nth(1).is_some() || word.chars().all(|c| c.is_ascii_digit());
    begins && long && !is_function_word(word)
}

/// One stretch of a report with what the network said of it.
struct Stretch<'a> {
    layers: &'a Layers,
    labels: &'a Labels,
    knowledge: &'a Knowledge,
    /// The words that hang on each.
    children: Vec<Vec<usize>>,
    /// Whether each word stands in a cue of speech.
    cue: Vec<bool>,
    /// The dictionary form of each word.
    forms: Vec<String>,
    /// Sentences of the report before the stretch.
    before: u32,
}

impl<'a> Stretch<'a> {
    fn new(layers: &'a Layers, labels: &'a Labels, knowledge: &'a Knowledge, before: u32) -> Self {
        let mut children = vec![Vec::new(); layers.tokens.len()];
        for (index, token) in layers.tokens.iter().enumerate() {
            if let Some(list) = token
                .head
                .filter(|&head| head as usize != index)
                .and_then(|head| children.get_mut(head as usize))
            {
                list.push(index);
            }
        }
        let mut cue = vec![false; layers.tokens.len()];
        for words in labels.spans("cue").into_iter().map(|span| span.words) {
            cue[words].fill(true);
        }
        let forms = layers.tokens.iter().map(|token| knowledge.senses.form(&token.norm)).collect();
        Self { layers, labels, knowledge, children, cue, forms, before }
    }

    /// The tokens of the mentions that the network finds.
    fn mentions(&self) -> Vec<Vec<usize>> {
        let found = self.labels.spans(HEAD).into_iter().filter(|span| KINDS.contains(&span.label));
        found.flat_map(|span| self.parted(span.words)).collect()
    }

    /// A run of words that the network took for one mention, parted where it holds two: the network marks words and not where a mention
    /// begins, so that a verb and what it is done to, or a noun and the verb after it, come as one run.
    fn parted(&self, words: Range<usize>) -> Vec<Vec<usize>> {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for word in words {
            match parts.last_mut() {
                Some(part) if !self.parts(part, word) => part.push(word),
                _ => parts.push(vec![word]),
            }
        }
        parts
    }

    /// Whether a mention ends before `word`.
    fn parts(&self, part: &[usize], word: usize) -> bool {
        let tokens = &self.layers.tokens;
        let is = |at: usize, wanted: &[&str]| {
            tokens.get(at).and_then(|token| token.upos.as_deref()).is_some_and(|upos| wanted.contains(&upos))
        };
        let any = |wanted: &[&str]| part.iter().any(|&earlier| is(earlier, wanted));
        any(&["VERB"]) && is(word, &CONTENT) || any(&CONTENT) && is(word, &["VERB"])
    }

    /// The tokens that the spans touch.
    fn tokens(&self, spans: &[Span]) -> Vec<usize> {
        let touched = |span: &Span| {
            let first = self.layers.tokens.partition_point(|token| token.span.end() <= span.start());
            let after = self.layers.tokens.partition_point(|token| token.span.start() < span.end());
            first..after.max(first)
        };
        spans.iter().flat_map(touched).collect::<BTreeSet<usize>>().into_iter().collect()
    }

    fn upos(&self, token: usize) -> &str {
        self.layers.tokens[token].upos.as_deref().unwrap_or_default()
    }

    fn relation(&self, token: usize) -> &str {
        let relation = self.layers.tokens[token].deprel.as_deref().unwrap_or_default();
        relation.split(':').next().unwrap_or_default()
    }

    fn is_content(&self, token: usize) -> bool {
        CONTENT.contains(&self.upos(token))
    }

    /// The word that the others of a mention hang on; of several a noun, verb or adjective.
    fn head(&self, tokens: &[usize]) -> Option<usize> {
        let hangs_out = |&token: &usize| {
            let head = self.layers.tokens[token].head.map_or(token, |head| head as usize);
            head == token || !tokens.contains(&head)
        };
        let roots: Vec<usize> = tokens.iter().copied().filter(hangs_out).collect();
        let content = |of: &[usize]| of.iter().copied().find(|&token| self.is_content(token));
        content(&roots)
            .or_else(|| content(tokens))
            .or_else(|| roots.first().copied())
            .or_else(|| tokens.first().copied())
    }

    /// The mention of these tokens (ascending); `None` for none.
    fn mention(&self, tokens: &[usize], encoder: &Encoder) -> Result<Option<EventMention>, Error> {
        let Some(head) = self.head(tokens) else { return Ok(None) };
        let layers = self.layers;
        let norm = |token: usize| layers.tokens[token].norm.as_str();
        let Meaning { forms, meanings, broader } = self.knowledge.senses.meaning(norm(head));
        let sentence = layers.sentences.partition_point(|sentence| sentence.end_token as usize <= head);
        let bounds = layers
            .sentences
            .get(sentence)
            .map_or(head..head + 1, |found| found.first_token as usize..found.end_token as usize);
        let outside = |range: Range<usize>| range.filter(|token| !tokens.contains(token)).collect::<Vec<_>>();
        let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
        let nearby =
            first.saturating_sub(NEARBY).max(bounds.start)..(last + 1 + NEARBY).min(bounds.end).max(first);
        let own = tokens
            .iter()
            .copied()
            .filter(|&token| self.is_content(token) || matches!(self.upos(token), "ADV" | "ADP"));
        let mut words = self.sorted(own);
        if words.is_empty() {
            words.push(self.forms[head].clone());
        }
        let [subjects, objects, others] = self.arguments(head, tokens);
        let label = |name: &str| {
            self.labels.class_of(name, head).map(|(label, _)| label.to_owned()).unwrap_or_default()
        };
        let written: Vec<&str> = tokens.iter().map(|&token| norm(token)).collect();
        let alone = |words: &[&str]| -> Result<Vec<Vec<f32>>, Error> {
            let each = |word: &&str| {
                let read =
                    Words { words: vec![word], sentences: vec![0], paragraphs: vec![0], ..Words::default() };
                Ok(encoder.label(&read)?.vector(0..1))
            };
            words.iter().map(each).collect()
        };
        let senses = alone(&written)?;
        let at = tokens.iter().position(|&token| token == head).unwrap_or_default();
        Ok(Some(EventMention {
            spans: self.spans(tokens),
            head: norm(head).to_owned(),
            forms,
            phrase: tokens.iter().map(|&token| self.forms[token].as_str()).collect::<Vec<_>>().join(" "),
            words,
            meanings,
            broader,
            upos: self.upos(head).to_owned(),
            class: label("timeml"),
            pronoun: PRONOUNS.contains(&norm(head)),
            cue: self.cue[head],
            subjects,
            objects,
            others,
            sentence: self.before + sentence as u32,
            sentence_words: self.sorted(outside(bounds).into_iter().filter(|&token| {
                (self.is_content(token) || self.upos(token) == "NUM") && tells(norm(token))
            })),
            nearby: self.sorted(outside(nearby).into_iter().filter(|&token| tells(norm(token)))),
            sense: senses.get(at).cloned().unwrap_or_default(),
            phrase_sense: mean(&senses),
            context: self.labels.vector(head..head + 1),
            event: self.labels.event(tokens),
        }))
    }

    /// Neighbouring tokens as one span.
    fn spans(&self, tokens: &[usize]) -> Vec<Span> {
        let mut spans: Vec<(usize, Span)> = Vec::new();
        for &token in tokens {
            let span = self.layers.tokens[token].span;
            match spans.last_mut() {
                Some((last, known)) if *last + 1 == token => (*last, *known) = (token, known.cover(span)),
                _ => spans.push((token, span)),
            }
        }
        spans.into_iter().map(|(_, span)| span).collect()
    }

    /// The dictionary forms of words, sorted.
    fn sorted(&self, tokens: impl Iterator<Item = usize>) -> Vec<String> {
        tokens.map(|token| self.forms[token].clone()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The words of who did it, of what it was done to, and of the rest that hangs on the head.
    fn arguments(&self, head: usize, own: &[usize]) -> [Vec<String>; 3] {
        let mut found: [Vec<usize>; 3] = Default::default();
        let passive = self.labels.class_of("voice", head).is_some_and(|(voice, _)| voice == "Pass");
        for &child in self.children[head].iter().filter(|child| !own.contains(child)) {
            let role = match self.relation(child) {
                "nsubj" | "csubj" if passive => 1,
                "nsubj" | "csubj" => 0,
                "obj" | "iobj" => 1,
                "obl" | "nmod" | "compound" | "amod" | "nummod" => 2,
                _ => continue,
            };
            found[role].extend(self.phrase(child, own));
        }
        let above = self.layers.tokens[head].head.map(|above| above as usize).filter(|&above| above != head);
        if let Some(above) = above {
            // "wanted to flee": who wanted is who would flee.
            if found[0].is_empty() && matches!(self.relation(head), "xcomp" | "conj" | "advcl" | "acl") {
                let subject = self.children[above].iter().find(|&&child| self.relation(child) == "nsubj");
                found[0] = subject.map(|&subject| self.phrase(subject, own)).unwrap_or_default();
            }
            // "the man arrested on Friday".
            if self.relation(head) == "acl" {
                found[1].push(above);
            }
        }
        found.map(|tokens| {
            self.sorted(tokens.into_iter().filter(|&token| {
                (self.is_content(token) || self.upos(token) == "NUM")
                    && tells(&self.layers.tokens[token].norm)
            }))
        })
    }

    /// The words of the phrase of `top`.
    fn phrase(&self, top: usize, own: &[usize]) -> Vec<usize> {
        let mut words = vec![top];
        let mut at = 0;
        while let Some(&word) = words.get(at) {
            words.extend(
                self.children[word]
                    .iter()
                    .copied()
                    .filter(|child| !own.contains(child) && !OUT_OF_PHRASE.contains(&self.relation(*child))),
            );
            at += 1;
        }
        words
    }
}

/// The mean of vectors, of length 1 where it is not 0.
fn mean(vectors: &[Vec<f32>]) -> Vec<f32> {
    let mut sum = vec![0.0_f32; vectors.first().map_or(0, Vec::len)];
    for vector in vectors {
        for (total, number) in sum.iter_mut().zip(vector) {
            *total += number;
        }
    }
    let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
    if length > 0.0 {
        for number in &mut sum {
            *number /= length;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use annals_types::report::Draft;

    use super::*;
    use crate::Reader;

    const TEXT: &str = "The harbour police arrested Arvid Lund in Oskarsborg on Monday after a search of his boat. \
                        Lund checked himself into a clinic later, his lawyer said.";

    fn report(text: &str) -> Report {
        Draft { text: text.into(), ..Draft::default() }.finish()
    }

    fn span(word: &str) -> Span {
        Span::at(TEXT.find(word).unwrap(), word.len())
    }

    #[test]
    fn what_happens_is_found_with_who_did_it_to_whom() {
        let reading = Reader::new().unwrap().events(&report(TEXT)).unwrap();
        let arrest = reading.mentions.iter().find(|mention| mention.head == "arrested").unwrap();
        assert_eq!(arrest.forms[0], "arrest");
        assert!(arrest.subjects.contains(&"police".to_owned()), "{:?}", arrest.subjects);
        assert!(arrest.objects.contains(&"lund".to_owned()), "{:?}", arrest.objects);
        assert!(reading.mentions.iter().any(|mention| mention.head == "said"));
        assert!(
            reading.words.iter().any(|word| word.word == "oskarsborg" && word.kind == StoryWordKind::Name)
        );
    }

    #[test]
    fn given_mentions_keep_their_order_and_their_parts() {
        let given = [vec![span("said")], vec![span("checked"), span("into")], vec![]];
        let reading = Reader::new().unwrap().events_at(&report(TEXT), &given).unwrap();
        let heads: Vec<&str> = reading.mentions.iter().map(|mention| mention.head.as_str()).collect();
        assert_eq!(heads, ["said", "checked", ""]);
        assert_eq!(reading.mentions[1].spans, given[1]);
        assert_eq!(reading.mentions[1].phrase, "check into");
    }

    #[test]
    fn no_words_tell_no_events() {
        let reading = Reader::new().unwrap().events(&report("")).unwrap();
        assert!(reading.mentions.is_empty() && reading.words.is_empty());
    }
}
