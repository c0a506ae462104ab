//! What the words around a name say of who bears it.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use annals_types::{
    IncidentMention, Span,
    layers::{QuantityRole, Token},
    reading::MentionRole,
    statement::Scope,
    time::LocalInterval,
};

use super::{
    super::{person_name::PersonName, scene::Scene},
    ANOTHER_TIME, ends_before,
};
use crate::{Knowledge, knowledge::casualties::CueForm};

/// A preposition stands at most so many tokens before the head of what it joins.
const CASE_BEFORE: usize = 8;

/// A full name where it stands.
pub(super) struct Name<'k> {
    pub span: Span,
    pub words: PersonName<'k>,
    sentence: usize,
    /// Names with no verb between them stand in one list; which one.
    pub list: usize,
    /// Whether a word for a person brings it in: "his father, Salem al-Harbi". That is nobody who was named before.
    is_introduced: bool,
    /// What the words around it say.
    pub said: BTreeSet<String>,
}

impl Name<'_> {
    /// Whether a `shorter` name may be one of the same person.
    pub(super) fn is_also(&self, shorter: &Self) -> bool {
        self.words.is_also(&shorter.words) || self.words.ends_with(&shorter.words) && !shorter.is_introduced
    }

    /// Whether an `other` name, of other words, must be somebody else's: a list names each person once, and a sentence brings in nobody whom it
    /// has named already ("Salem al-Harbi and his grandson Salim al-Harbi").
    pub(super) fn is_another(&self, other: &Self) -> bool {
        let later = if self.span < other.span { other } else { self };
        (self.list == other.list || self.sentence == other.sentence && later.is_introduced)
            && !self.words.is_same(&other.words)
    }
}

/// What a word speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Topic {
    Killed,
    Died,
    Hurt,
    Mourned,
    Identified,
    Charged,
    Accused,
    Said,
}

impl Topic {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Died => "died",
            Self::Hurt => "hurt",
            Self::Mourned => "mourned",
            Self::Identified => "identified",
            Self::Charged => "charged",
            Self::Accused => "accused",
            Self::Said => "said",
        }
    }
}

/// The tokens of a report, with what they speak of.
pub(super) struct Words<'a, 's> {
    scene: &'s Scene<'a>,
    incidents: &'s [IncidentMention],
    tokens: &'a [Token],
    topics: Vec<Option<Topic>>,
    /// Before each token, and after the last: how many verbs and ends of sentences were passed. It is the same for names of one list.
    lists: Vec<usize>,
    /// Of each sentence, what its words speak of.
    spoken_of: Vec<BTreeSet<Topic>>,
    /// How many people each sentence names in full.
    named: BTreeMap<usize, usize>,
}

impl<'a, 's> Words<'a, 's> {
    pub(super) fn new(scene: &'s Scene<'a>, incidents: &'s [IncidentMention], spans: &[Span]) -> Self {
        let tokens = scene.layers.tokens.as_slice();
        let mut topics = vec![None; tokens.len()];
        for sentence in scene.sentences() {
            let end = (sentence.end_token as usize).min(tokens.len());
            for (at, found) in topics.iter_mut().enumerate().take(end).skip(sentence.first_token as usize) {
                *found = topic(&tokens[..end], at, scene.knowledge);
            }
        }
        // Words of saying are known by the network.
        for said in &scene.layers.attributions {
            let first = tokens.partition_point(|token| token.span.start() < said.cue.start());
            for (token, topic) in tokens[first..].iter().zip(&mut topics[first..]) {
                if token.span.start() >= said.cue.end() {
                    break;
                }
                *topic = topic.or(Some(Topic::Said));
            }
        }
        let of_sentence = |first: u32, end: u32| {
            topics
                .get(first as usize..end as usize)
                .into_iter()
                .flatten()
                .filter_map(|topic| *topic)
                .collect()
        };
        let spoken_of =
            scene.sentences().iter().map(|sentence| of_sentence(sentence.first_token, sentence.end_token));
        let spoken_of = spoken_of.collect();
        let mut named: BTreeMap<usize, usize> = BTreeMap::new();
        for sentence in spans.iter().filter_map(|span| scene.layers.sentence_at(span.start())) {
            *named.entry(sentence).or_default() += 1;
        }
        let mut lists = vec![0; tokens.len() + 1];
        for at in 0..tokens.len() {
            let is_verb = matches!(tokens[at].upos.as_deref(), Some("VERB" | "AUX"));
            lists[at + 1] = lists[at] + usize::from(is_verb);
        }
        for (passed, sentence) in scene.sentences().iter().enumerate() {
            for list in lists
                .get_mut(sentence.first_token as usize..sentence.end_token as usize)
                .into_iter()
                .flatten()
            {
                *list += passed;
            }
        }
        Self { scene, incidents, tokens, topics, lists, spoken_of, named }
    }

    pub(super) fn name(&self, span: Span) -> Name<'a> {
        let scene = self.scene;
        let sentence = scene.layers.sentence_at(span.start()).unwrap_or(0);
        let first = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end()).max(first);
        let mut said = BTreeSet::new();
        let mut add = |what: &str| {
            said.insert(what.to_owned());
        };
        self.figures(span, &mut add);
        self.neighbours(sentence, first, end, &mut add);
        self.governor(first, end, &mut add);
        self.sentences(sentence, &mut add);
        if self.is_of_another_time(span) {
            add(ANOTHER_TIME);
        }
        let speaks = scene.layers.attributions.iter().filter_map(|said| said.source);
        if speaks.into_iter().any(|source| source.overlaps(span)) {
            add("speaks");
        }
        let is_introduced = said.contains("person before");
        // "Tom Field Sr.": the network takes the last word for no part of the name now and then.
        let next = self.tokens.get(end).filter(|token| PersonName::is_generation(&token.norm));
        let whole = next.map_or(span, |next| span.cover(next.span));
        let words = PersonName::new(scene.words(whole), &scene.knowledge.names);
        Name { span, words, sentence, list: self.lists[first.min(self.tokens.len())], is_introduced, said }
    }

    /// Whether the sentence of `name` holds a time before the main incident and none that may be its own, or the words before the name go
    /// back from it: "two men were shot a year after Ann Field was killed".
    fn is_of_another_time(&self, name: Span) -> bool {
        let Some(main) = self.incidents.iter().find(|incident| incident.role == MentionRole::Main) else {
            return false;
        };
        let main = main.time.interval;
        let times = || self.scene.times_in(self.scene.sentence_of(name)).map(|(_, time)| time.interval);
        let is_before =
            |time: LocalInterval| time.latest.zip(main.earliest).is_some_and(|(end, start)| end <= start);
        let goes_back =
            |token: &Token| token.norm == "after" && self.scene.length_before(token.span.start()).is_some();
        times().any(is_before) && !times().any(|time| time.meet(main).is_some())
            || self.scene.tokens_in(self.scene.before_in_sentence(name)).iter().any(goes_back)
    }

    /// The figures of one person that hold the name or end right before it: "his wife", "a boy of nine,".
    fn figures(&self, span: Span, add: &mut impl FnMut(&str)) {
        for (_, quantity) in self.scene.quantities_in(self.scene.sentence_of(span)) {
            let figure = quantity.figure;
            let is_one = quantity.high == Some(1) || quantity.low == Some(1) && quantity.high.is_none();
            let role = match quantity.role {
                QuantityRole::Killed if quantity.scope == Scope::Perpetrator => "perpetrator killed",
                QuantityRole::Killed => "killed",
                QuantityRole::Injured => "injured",
                _ => "other",
            };
            if figure.overlaps(span) {
                add(&format!("{} {role}", if is_one { "figure" } else { "in figure" }));
            } else if is_one && ends_before(figure, span) {
                add(&format!("after figure {role}"));
            }
        }
    }

    /// What stands right before the tokens from `first` to `end`, and right after them.
    fn neighbours(&self, sentence: usize, first: usize, end: usize, add: &mut impl FnMut(&str)) {
        let Some(bounds) = self.scene.sentences().get(sentence) else { return };
        let inside = |at: usize| {
            let in_sentence = (bounds.first_token as usize..bounds.end_token as usize).contains(&at);
            self.tokens.get(at).filter(|_| in_sentence)
        };
        let before = |back: usize| first.checked_sub(back).and_then(inside);
        let after = |on: usize| inside(end + on);
        match before(1) {
            Some(token) => add(&format!("before: {}", neighbour(token))),
            None => add("before: nothing"),
        }
        match after(0) {
            Some(token) => add(&format!("after: {}", neighbour(token))),
            None => add("after: nothing"),
        }
        let knowledge = self.scene.knowledge;
        let is_person = |token: &Token| knowledge.casualties.nouns.get(&token.norm).is_some();
        let is_mark = |token: &Token| token.upos.as_deref() == Some("PUNCT");
        let word = before(1).filter(|token| !is_mark(token)).or_else(|| before(2));
        if word.is_some_and(is_person) {
            add("person before");
        }
        if before(1).is_some_and(|token| knowledge.telling.old.holds(&token.norm)) {
            add("age before");
        }
        let is_number = |token: Option<&Token>| {
            token.is_some_and(|token| token.norm.len() <= 2 && token.norm.chars().all(|c| c.is_ascii_digit()))
        };
        if after(0).is_some_and(is_mark) && is_number(after(1)) {
            add("age after");
        }
        if after(1).is_some_and(|token| matches!(token.norm.as_str(), "who" | "whose")) {
            add("who after");
        }
    }

    /// Which word the name depends on, past names that it is listed with, and how.
    fn governor(&self, first: usize, end: usize, add: &mut impl FnMut(&str)) {
        /// A bound for damaged parses.
        const HIGHEST: usize = 10;
        let head = |at: usize| self.tokens.get(at).and_then(|token| token.head).map(|head| head as usize);
        let is_top = |&at: &usize| head(at).is_none_or(|head| !(first..end).contains(&head) || head == at);
        let Some(mut at) = (first..end).find(is_top) else { return };
        for _ in 0..HIGHEST {
            let (Some(token), Some(above)) = (self.tokens.get(at), head(at)) else { break };
            let relation = token.deprel.as_deref().unwrap_or_default();
            let kind = relation.split(':').next().unwrap_or_default();
            if above == at || kind == "root" {
                break;
            }
            if !matches!(kind, "conj" | "appos" | "flat" | "compound" | "list" | "parataxis" | "dep") {
                let governor = self.governor_kind(above);
                let acts = relation == "nsubj" && self.has_object(above);
                let relation = if acts { "agent".to_owned() } else { self.relation(at, relation) };
                add(&format!("{relation} of {governor}"));
                add(&format!("of {governor}"));
                // "The wounded were identified as Ann Field": of whom the verb is said.
                for topic in self.of_whom(above, first..end) {
                    add(&format!("beside {}", topic.name()));
                }
                return;
            }
            at = above;
        }
        add("top");
    }

    /// Whether the verb at `verb`, or one joined to it, has an object: who "shot and killed" somebody is not the one who was.
    fn has_object(&self, verb: usize) -> bool {
        const NEAR: usize = 12;
        let is = |token: &Token, relation: &str| token.deprel.as_deref() == Some(relation);
        let above = |token: &Token| token.head.map(|head| head as usize);
        let is_joined = |at: usize| {
            self.tokens.get(at).is_some_and(|token| is(token, "conj") && above(token) == Some(verb))
        };
        let after = self.tokens.get(verb + 1..).unwrap_or_default();
        after
            .iter()
            .take(NEAR)
            .any(|token| is(token, "obj") && above(token).is_some_and(|head| head == verb || is_joined(head)))
    }

    /// What the subjects and objects of the verb at `verb` speak of, those in `but` left out.
    fn of_whom(&self, verb: usize, but: Range<usize>) -> BTreeSet<Topic> {
        let sentence =
            self.tokens.get(verb).and_then(|verb| self.scene.layers.sentence_at(verb.span.start()));
        let Some(sentence) = sentence.and_then(|at| self.scene.sentences().get(at)) else {
            return BTreeSet::new();
        };
        let is_of_verb = |at: &usize| {
            let token = &self.tokens[*at];
            token.head == Some(verb as u32)
                && matches!(token.deprel.as_deref(), Some("nsubj" | "nsubj:pass" | "obj"))
                && !but.contains(at)
        };
        let tokens = sentence.first_token as usize..(sentence.end_token as usize).min(self.tokens.len());
        tokens.filter(is_of_verb).filter_map(|at| self.topics[at]).collect()
    }

    fn governor_kind(&self, at: usize) -> &str {
        let upos = || match self.tokens.get(at).and_then(|token| token.upos.as_deref()) {
            Some("VERB") => "verb",
            Some("NOUN") => "noun",
            Some("PROPN") => "name",
            _ => "word",
        };
        self.topics.get(at).copied().flatten().map_or_else(upos, Topic::name)
    }

    fn relation(&self, at: usize, relation: &str) -> String {
        match relation {
            "nsubj" => "subject".to_owned(),
            "nsubj:pass" => "passive subject".to_owned(),
            "obj" | "iobj" => "object".to_owned(),
            "obl" | "nmod" => {
                let from = at.saturating_sub(CASE_BEFORE);
                let case = self.tokens[from..at].iter().rev().find(|token| {
                    token.head.is_some_and(|head| head as usize == at)
                        && token.deprel.as_deref() == Some("case")
                });
                match case.map(|case| case.norm.as_str()) {
                    Some(case @ ("of" | "by" | "with" | "to" | "from" | "for" | "as")) => case.to_owned(),
                    Some("alongside") => "with".to_owned(),
                    _ => relation.to_owned(),
                }
            }
            _ => relation.split(':').next().unwrap_or_default().to_owned(),
        }
    }

    /// Which incident a sentence tells of, the main one before others.
    fn told(&self, sentence: usize) -> Option<MentionRole> {
        let span = self.scene.sentences().get(sentence)?.span;
        let mut tellers = self.incidents.iter().filter(|incident| incident.telling.contains(&span));
        let first = tellers.next()?.role;
        Some(if tellers.any(|other| other.role == MentionRole::Main) { MentionRole::Main } else { first })
    }

    /// What the sentence and the one before it speak of, and how many people are named in it.
    fn sentences(&self, sentence: usize, add: &mut impl FnMut(&str)) {
        for topic in self.spoken_of.get(sentence).into_iter().flatten() {
            add(&format!("sentence {}", topic.name()));
        }
        let before = sentence.checked_sub(1).and_then(|before| self.spoken_of.get(before));
        for topic in before.into_iter().flatten() {
            add(&format!("sentence before {}", topic.name()));
        }
        add(match self.told(sentence) {
            Some(MentionRole::Main) => "told of: main",
            Some(MentionRole::Aggregate) => "told of: aggregate",
            Some(_) => "told of: another",
            None => "told of: none",
        });
        add(match self.named.get(&sentence) {
            Some(0 | 1) | None => "names: one",
            Some(2) => "names: two",
            Some(3..=5) => "names: some",
            Some(_) => "names: many",
        });
    }
}

/// What the word at `at` speaks of.
fn topic(tokens: &[Token], at: usize, knowledge: &Knowledge) -> Option<Topic> {
    let word = |at: usize| tokens.get(at).map(|token| token.norm.as_str());
    let (casualties, telling) = (&knowledge.casualties, &knowledge.telling);
    let norm = word(at)?;
    if telling.mourns.holds(norm) {
        return Some(Topic::Mourned);
    }
    if telling.identifies.holds(norm) {
        return Some(Topic::Identified);
    }
    if telling.aftermath.holds(norm) || telling.charges.holds(norm) {
        return Some(Topic::Charged);
    }
    let noun = casualties.nouns.longest(at, word).map(|(_, noun)| noun);
    if noun.is_some_and(|noun| noun.scope == Scope::Perpetrator) {
        return Some(Topic::Accused);
    }
    let cue = casualties.cues.longest(at, word).map(|(_, cue)| cue);
    let dies = cue.is_some_and(|cue| matches!(cue.form, CueForm::Subject | CueForm::Predicate));
    let roles = cue.map(|cue| &cue.roles).filter(|roles| !roles.is_empty());
    match roles.or_else(|| noun.map(|noun| &noun.roles))?.as_slice() {
        [QuantityRole::Killed] => Some(if dies { Topic::Died } else { Topic::Killed }),
        roles if roles.contains(&QuantityRole::Injured) => Some(Topic::Hurt),
        _ => casualties.survivors.contains(norm).then_some(Topic::Hurt),
    }
}

/// What stands beside a name: the word where it is one of a closed class, else what part of speech it is.
fn neighbour(token: &Token) -> &str {
    match (token.upos.as_deref(), token.norm.as_str()) {
        (
            _,
            norm @ ("of" | "by" | "to" | "with" | "from" | "for" | "and" | "," | ":" | "(" | "-" | "." | "as"
            | "'s" | "were" | "was" | "is"),
        ) => norm,
        (Some(upos), _) => upos,
        (None, _) => "word",
    }
}
