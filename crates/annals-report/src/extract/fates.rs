//! Who of the people that a report names was killed.
//!
//! A logistic regression over what the words around a name say, with the weights of [`learned`](super::fates_learned): each thing that is
//! measured counts once where any mention of the person has it, and once for the share of the mentions that have it. A person is all the
//! full names of the report that may be names of one ([`PersonName`]).

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    IncidentMention, Layers, Mentions, Report, Span, Statement,
    layers::{EntityKind, QuantityRole, Token},
    reading::MentionRole,
    statement::{Property, Scope, Stance, Value},
    time::LocalInterval,
};

use super::{fates_learned::WEIGHTS, person_name::PersonName, scene::Scene};
use crate::{Knowledge, knowledge::casualties::CueForm};

/// From here on somebody is taken for killed: even odds.
pub(super) const EVEN: f64 = 0.0;

/// A figure of one person that ends at most so many bytes before a name counts who bears it: "his wife", "a boy of nine,".
const NEAR: u32 = 24;

/// A preposition stands at most so many tokens before the head of what it joins.
const CASE_BEFORE: usize = 8;

/// Of a sentence about another day than that of the main incident.
const ANOTHER_TIME: &str = "times: another";

/// Most names of one report that are weighed.
const MOST: usize = 2000;

/// What is measured of a person, by name: 1 where any mention has it, and the share of the mentions that have it. A name that was not
/// learned weighs nothing.
pub type Measures = BTreeMap<String, (f64, f64)>;

/// A person whom a report names in full.
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    /// Where the fullest name stands.
    pub name: Span,
    /// All mentions by a full name, in order.
    pub mentions: Vec<Span>,
    /// What their words say.
    pub measures: Measures,
    /// The lists that the mentions stand in, by number.
    lists: BTreeSet<usize>,
}

impl Person {
    fn has(&self, what: &str) -> bool {
        self.measures.contains_key(what)
    }

    /// Whether this person is counted or named among the injured: "the wounded were identified as".
    fn is_hurt(&self) -> bool {
        let is_named = self.has("of identified") && self.has("beside hurt") && !self.has("beside killed");
        is_named || self.has("figure injured") || self.has("after figure injured")
    }

    /// Whether a figure counts this person among the dead.
    fn is_counted_dead(&self) -> bool {
        ["figure killed", "after figure killed", "figure perpetrator killed"]
            .iter()
            .any(|what| self.has(what))
    }

    /// Whether this person is named where another day than that of the main incident is told of.
    pub fn is_of_another_time(&self) -> bool {
        self.has(ANOTHER_TIME)
    }

    /// Whether both stand in one list of names.
    pub fn is_listed_with(&self, other: &Self) -> bool {
        !self.lists.is_disjoint(&other.lists)
    }

    /// The log-odds that this person was killed in the main incident.
    pub fn odds(&self) -> f64 {
        // By the meaning of the words, whatever was learned.
        if (self.is_hurt() || self.has("agent of killed")) && !self.is_counted_dead() {
            return f64::NEG_INFINITY;
        }
        let weight = |(name, (any, share)): (&String, &(f64, f64))| {
            let found = WEIGHTS.binary_search_by(|(known, ..)| (*known).cmp(name.as_str())).ok()?;
            let (_, of_any, of_share) = WEIGHTS[found];
            Some(of_any * any + of_share * share)
        };
        self.measures.iter().filter_map(weight).sum()
    }
}

/// The people whom `report` names in full, before any weight is used.
pub fn measured(
    report: &Report,
    layers: &Layers,
    mentions: &Mentions,
    incidents: &[IncidentMention],
    statements: &[Statement],
    knowledge: &Knowledge,
) -> Vec<Person> {
    people(incidents, statements, &Scene::new(report, layers, mentions, knowledge), &[])
}

/// Whether a `figure` of one person counts who bears the `name`: it holds it, or ends right before it.
pub(super) fn is_by(figure: Span, name: Span) -> bool {
    figure.overlaps(name) || ends_before(figure, name)
}

fn ends_before(figure: Span, name: Span) -> bool {
    figure.end() <= name.start() && name.start() - figure.end() <= NEAR
}

/// The people who are named in full, by their first mentions; and those whose names are `listed`, which the network may have missed.
pub(super) fn people(
    incidents: &[IncidentMention],
    statements: &[Statement],
    scene: &Scene<'_>,
    listed: &[Span],
) -> Vec<Person> {
    let known = &scene.knowledge.names;
    let persons = scene.layers.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    let mut spans: Vec<Span> = persons
        .map(|entity| entity.span)
        .filter(|&span| PersonName::is_full(scene.words(span), known))
        .take(MOST)
        .collect();
    let missed = listed.iter().filter(|name| !spans.iter().any(|span| span.overlaps(**name)));
    let missed: Vec<Span> = missed.copied().collect();
    spans.extend(missed);
    spans.sort_unstable();
    if spans.is_empty() {
        return Vec::new();
    }
    let words = Words::new(scene, incidents, &spans);
    let names: Vec<Name<'_>> = spans.iter().map(|&span| words.name(span)).collect();
    let mut people: Vec<Vec<usize>> = Vec::new();
    // The fullest name first: shorter ones of the same person fall to it.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(names[at].words.words()), names[at].span));
    for at in order {
        let name = &names[at];
        let of = |may_be: &dyn Fn(&Name<'_>) -> bool| {
            let is_another = |person: &[usize]| person.iter().any(|&one| names[one].is_another(name));
            people.iter().position(|person| may_be(&names[person[0]]) && !is_another(person))
        };
        // The same words rather than a near spelling.
        match of(&|one| one.words.is_same(&name.words)).or_else(|| of(&|one| one.is_also(name))) {
            Some(person) => people[person].push(at),
            None => people.push(vec![at]),
        }
    }
    let told = told(incidents, statements);
    let mut people: Vec<Person> = people.into_iter().map(|person| joined(&person, &names, told)).collect();
    people.sort_by_key(|person| person.mentions.first().copied());
    people
}

/// The person who bears the names at `indices`, the fullest first.
fn joined(indices: &[usize], names: &[Name<'_>], told: &str) -> Person {
    let each = 1.0 / indices.len() as f64;
    let of_all = [("bias", (1.0, (indices.len() as f64).ln())), (told, (1.0, 0.0))];
    let mut measures: Measures = of_all.map(|(name, measure)| (name.to_owned(), measure)).into();
    for said in indices.iter().flat_map(|&at| &names[at].said) {
        let (any, share) = measures.entry(said.clone()).or_default();
        *any = 1.0;
        *share += each;
    }
    let mut mentions: Vec<Span> = indices.iter().map(|&at| names[at].span).collect();
    mentions.sort_unstable();
    let lists = indices.iter().map(|&at| names[at].list).collect();
    Person { name: names[indices[0]].span, mentions, measures, lists }
}

/// How many the report says were killed in the main incident, by other words than their names.
fn told(incidents: &[IncidentMention], statements: &[Statement]) -> &'static str {
    let is_main = |mention: u32| {
        incidents.get(mention as usize).is_some_and(|incident| incident.role == MentionRole::Main)
    };
    let killed = statements.iter().filter(|statement| {
        is_main(statement.mention)
            && statement.property == Property::Killed
            && statement.stance == Stance::Asserts
    });
    let count = |statement: &Statement| match statement.value {
        Value::Count(count) if count.scope != Scope::Perpetrator => count.low.or(count.high),
        _ => None,
    };
    match killed.filter_map(count).max() {
        None | Some(0) => "told: nobody",
        Some(1) => "told: one",
        Some(2 | 3) => "told: some",
        Some(_) => "told: many",
    }
}

/// A full name where it stands.
struct Name<'k> {
    span: Span,
    words: PersonName<'k>,
    sentence: usize,
    /// Names with no verb between them stand in one list; which one.
    list: usize,
    /// Whether a word for a person brings it in: "his father, Salem al-Harbi". That is nobody who was named before.
    is_introduced: bool,
    /// What the words around it say.
    said: BTreeSet<String>,
}

impl Name<'_> {
    /// Whether a `shorter` name may be one of the same person.
    fn is_also(&self, shorter: &Self) -> bool {
        self.words.is_also(&shorter.words) || self.words.ends_with(&shorter.words) && !shorter.is_introduced
    }

    /// Whether an `other` name, of other words, must be somebody else's: a list names each person once, and a sentence brings in nobody whom it
    /// has named already ("Salem al-Harbi and his grandson Salim al-Harbi").
    fn is_another(&self, other: &Self) -> bool {
        let later = if self.span < other.span { other } else { self };
        (self.list == other.list || self.sentence == other.sentence && later.is_introduced)
            && !self.words.is_same(&other.words)
    }
}

/// What a word speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Topic {
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
    const fn name(self) -> &'static str {
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
struct Words<'a, 's> {
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
    fn new(scene: &'s Scene<'a>, incidents: &'s [IncidentMention], spans: &[Span]) -> Self {
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

    fn name(&self, span: Span) -> Name<'a> {
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
    fn of_whom(&self, verb: usize, but: std::ops::Range<usize>) -> BTreeSet<Topic> {
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

#[cfg(test)]
mod tests {
    use annals_types::Reading;

    use super::*;
    use crate::extract::tests::{READER, read};

    /// The people of a report.
    fn people_of(reading: &Reading) -> Vec<Person> {
        let Reading { report, layers, mentions, incidents, statements, .. } = reading;
        measured(report, layers, mentions, incidents, statements, READER.knowledge())
    }

    /// Whom a report names, and whether each was killed.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let reading = read(text);
        let people = people_of(&reading);
        let found: Vec<(&str, bool)> = people
            .iter()
            .map(|person| (person.name.of(&reading.report.text), person.odds() >= EVEN))
            .collect();
        let why = || people.iter().map(|person| format!("{:.2} {:?}", person.odds(), person.measures));
        assert_eq!(found, expected, "{text}\n{}", why().collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn every_weight_has_a_name_that_can_be_measured() {
        assert!(WEIGHTS.is_sorted_by(|a, b| a.0 < b.0), "they are searched by name");
        let topics = [
            Topic::Killed,
            Topic::Died,
            Topic::Hurt,
            Topic::Mourned,
            Topic::Identified,
            Topic::Charged,
            Topic::Accused,
            Topic::Said,
        ];
        let kinds: Vec<&str> =
            topics.map(Topic::name).into_iter().chain(["verb", "noun", "name", "word"]).collect();
        for (name, ..) in WEIGHTS {
            let last = name.rsplit(' ').next().unwrap();
            let is_of_a_word = name.split(' ').any(|word| word == "of") && !name.contains(':');
            let is_of_a_topic = ["beside ", "sentence "].iter().any(|begin| name.starts_with(begin));
            assert!(!(is_of_a_word || is_of_a_topic) || kinds.contains(&last), "{name}");
        }
    }

    #[test]
    fn who_is_named_with_another_time_is_told_apart() {
        let text = "Tom Walsh was shot dead in Reno on Monday, two years after Ann Field was killed there.";
        let found: Vec<bool> = people_of(&read(text)).iter().map(Person::is_of_another_time).collect();
        assert_eq!(found, [false, true]);
    }

    #[test]
    fn names_of_one_list_are_those_of_several_people() {
        let strike = "An airstrike hit a house in Aleppo on Monday, killing several people.";
        let check = |text: &str, expected: &[&str]| {
            let expected: Vec<(&str, bool)> = expected.iter().map(|name| (*name, true)).collect();
            check(&format!("{strike} {text}"), &expected);
        };
        check(
            "Samira Haddad, 50, and her daughters, Amira Haddad, 21, and Amina Haddad, 19, were killed.",
            &["Samira Haddad", "Amira Haddad", "Amina Haddad"],
        );
        check(
            "Karim Haddad was killed with his wife, Salma Haddad. Karim Hadad was killed in his bed.",
            &["Karim Haddad", "Salma Haddad"],
        );
    }

    #[test]
    fn who_is_named_as_killed_is_told_from_who_kills_speaks_or_mourns() {
        let strike = "An airstrike hit a house in Aleppo on Monday, killing three people.";
        check(
            &format!(
                "{strike} Karim Haddad was killed along with his wife, Salma Haddad, his cousin Omar Nasser said."
            ),
            &[("Karim Haddad", true), ("Salma Haddad", true), ("Omar Nasser", false)],
        );
        check(
            &format!("{strike} The victims were identified as Anna Keller, 34, and Ben Ortiz, 41."),
            &[("Anna Keller", true), ("Ben Ortiz", true)],
        );
        check(
            &format!("{strike} The wounded were identified as Anna Keller, 34, and Ben Ortiz, 41."),
            &[("Anna Keller", false), ("Ben Ortiz", false)],
        );
        check(
            "Police say Ben Ortiz shot and killed Anna Keller at a bar in Reno on Monday.",
            &[("Ben Ortiz", false), ("Anna Keller", true)],
        );
    }
}
