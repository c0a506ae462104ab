//! Which figures of the killed and the injured count everybody, and which only a part: "eight were killed, three of one family".
//!
//! A logistic regression over what is measured of each figure, with the weights of [`learned`](super::totals_learned). Its chance becomes the confidence of the
//! statement. Where it finds totals, the other numbers beside them are parts; where it finds none, what the network says of parts stands.

use std::collections::{BTreeMap, BTreeSet};

use annals_types::{
    IncidentMention, Layers, Span, Statement,
    layers::{Quantity, QuantityRole, Token},
    reading::MentionRole,
    statement::{Count, Property, Scope, Stance, Value},
};

use super::{
    scene::{tokens_within, words},
    totals_learned::WEIGHTS,
};
use crate::{
    annotate::{follows_of_whom, is_among, number_word},
    knowledge::casualties::Casualties,
};

/// From here on a figure is taken for a total: even odds.
const EVEN: f64 = 0.5;

/// What is measured of a figure, in the order of [`WEIGHTS`].
pub type Measures = [f64; WEIGHTS.len()];

/// A figure and what is measured of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measured {
    /// Index of its statement.
    pub statement: usize,
    /// At least so many; at most, where only that is said.
    pub value: u32,
    /// By [`WEIGHTS`].
    pub measures: Measures,
    /// Whether its words say that it counts some of those who were hurt: "thirteen of the dead".
    pub is_share: bool,
}

/// What is measured, by name.
pub fn names() -> impl Iterator<Item = &'static str> {
    WEIGHTS.iter().map(|(name, ..)| *name)
}

/// The properties that weights were learned for.
const PROPERTIES: [Property; 2] = [Property::Killed, Property::Injured];

/// Sets confidence and `part` of the figures in `statements`.
pub fn tell_apart(
    layers: &Layers,
    incidents: &[IncidentMention],
    statements: &mut [Statement],
    lexicon: &Casualties,
) {
    for property in PROPERTIES {
        let measured = measured(property, layers, incidents, statements, lexicon);
        let mention = |figure: &Measured| statements[figure.statement].mention;
        let mut largest: BTreeMap<u32, u32> = BTreeMap::new();
        for figure in &measured {
            let value = largest.entry(mention(figure)).or_default();
            *value = figure.value.max(*value);
        }
        let mut by_mention: BTreeMap<u32, Vec<(usize, f64)>> = BTreeMap::new();
        let mut shares = Vec::new();
        for figure in &measured {
            let larger = largest.get(&mention(figure)).is_some_and(|&largest| largest > figure.value);
            let is_share = figure.is_share && larger;
            shares.extend(is_share.then_some(figure.statement));
            let chance = if is_share { 0.0 } else { chance(property, &figure.measures) };
            by_mention.entry(mention(figure)).or_default().push((figure.statement, chance));
        }
        for index in shares {
            if let Value::Count(count) = &mut statements[index].value {
                count.part = true;
            }
        }
        for figures in by_mention.into_values() {
            settle(&figures, statements);
        }
    }
}

/// The figures of one incident with their chances.
fn settle(figures: &[(usize, f64)], statements: &mut [Statement]) {
    let sided = figures.iter().filter_map(|&(index, _)| count(&statements[index])).any(|count| {
        matches!(count.scope, Scope::Combatant | Scope::MemberOfForce | Scope::Perpetrator | Scope::Other)
    });
    let several = |statement: &Statement| count(statement).is_some_and(|count| !count.is_one());
    let found = figures.iter().any(|&(index, chance)| chance >= EVEN && several(&statements[index]));
    for &(index, chance) in figures {
        let statement = &mut statements[index];
        if !several(statement) {
            continue;
        }
        let whole = chance >= EVEN;
        // What each side lost is added up, and is never a part of what the other did.
        if found
            && !sided
            && let Value::Count(count) = &mut statement.value
        {
            count.part = !whole;
        }
        let is_part = count(statement).is_some_and(|count| count.part);
        statement.confidence = (if is_part { 1.0 - chance } else { chance }) as f32;
    }
}

fn count(statement: &Statement) -> Option<Count> {
    match statement.value {
        Value::Count(count) => Some(count),
        _ => None,
    }
}

/// How likely a figure counts everybody, 0 to 1.
fn chance(property: Property, measures: &Measures) -> f64 {
    let weight = |(_, killed, injured): &(&str, f64, f64)| {
        if property == Property::Killed { *killed } else { *injured }
    };
    let odds: f64 = WEIGHTS.iter().zip(measures).map(|(weights, measure)| weight(weights) * measure).sum();
    1.0 / (1.0 + (-odds).exp())
}

/// One figure before it is measured.
struct Figure<'a> {
    index: usize,
    statement: &'a Statement,
    count: Count,
    value: u32,
    span: Span,
    /// The sentence that holds it.
    sentence: usize,
    /// Whether a number stands in it.
    is_numeral: bool,
}

/// What is measured of every figure of `property` that is asserted and counts somebody.
pub fn measured(
    property: Property,
    layers: &Layers,
    incidents: &[IncidentMention],
    statements: &[Statement],
    lexicon: &Casualties,
) -> Vec<Measured> {
    let figures: Vec<Figure<'_>> = statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| statement.property == property && statement.stance == Stance::Asserts)
        .filter_map(|(index, statement)| figure(index, statement, layers))
        .collect();
    let mut numerals: Vec<u32> =
        figures.iter().filter(|figure| figure.is_numeral).map(|figure| figure.value).collect();
    numerals.sort_unstable();
    let largest = numerals.last().copied().or_else(|| figures.iter().map(|figure| figure.value).max());
    let mut told: BTreeMap<u32, (usize, BTreeSet<&str>)> = BTreeMap::new();
    let mut in_sentence: BTreeMap<usize, usize> = BTreeMap::new();
    let mut largest_of: BTreeMap<&str, u32> = BTreeMap::new();
    for figure in &figures {
        if figure.is_numeral {
            let largest = largest_of.entry(speaker(figure.statement)).or_default();
            *largest = figure.value.max(*largest);
        }
        let (times, speakers) = told.entry(figure.value).or_default();
        *times += 1;
        speakers.insert(speaker(figure.statement));
        *in_sentence.entry(figure.sentence).or_default() += 1;
    }
    let words = words(layers);
    let beside = Beside { layers, words: &words, lexicon };
    let measure = |figure: &Figure<'_>| {
        let (count, numeral) = (figure.count, figure.is_numeral);
        let one = count.is_one();
        let larger = numerals.len() - numerals.partition_point(|&value| value <= figure.value);
        let larger_by_same =
            largest_of.get(speaker(figure.statement)).is_some_and(|&largest| largest > figure.value);
        let share = f64::from(figure.value.max(1)) / f64::from(largest.unwrap_or(1).max(1));
        let (times, speakers) =
            told.get(&figure.value).map_or((1, 1), |(times, speakers)| (*times, speakers.len()));
        let words = beside.words(figure);
        let role = incidents.get(figure.statement.mention as usize).map(|incident| incident.role);
        let scope = |scope: Scope| count.scope == scope;
        let measures = [
            1.0,
            f64::from(numeral),
            f64::from(one),
            f64::from(one && numeral),
            f64::from(!numeral && count.high.is_none()),
            f64::from(numeral && count.high.is_none()),
            f64::from(count.low.is_none()),
            f64::from(beside.part(figure)),
            f64::from(figure.value.max(1)).ln(),
            if numeral { share.ln() } else { 0.0 },
            log(larger),
            if numeral { log(times - 1) } else { 0.0 },
            if numeral { log(speakers - 1) } else { 0.0 },
            f64::from(!figure.statement.speakers.is_empty()),
            log(figure.sentence),
            log(figures.len()),
            (in_sentence.get(&figure.sentence).copied().unwrap_or(1) - 1) as f64,
            f64::from(words.among),
            f64::from(words.further),
            f64::from(words.at_first),
            f64::from(words.with),
            f64::from(words.of),
            f64::from(figure.statement.cue.is_none()),
            f64::from(beside.score(figure)),
            f64::from(role == Some(MentionRole::Main)),
            f64::from(role == Some(MentionRole::Also)),
            f64::from(role == Some(MentionRole::Background)),
            f64::from(figure.statement.change.is_some()),
            f64::from(scope(Scope::All)),
            f64::from(scope(Scope::Civilian)),
            f64::from(scope(Scope::Child)),
            f64::from(scope(Scope::Woman)),
            f64::from(numeral && (scope(Scope::Child) || scope(Scope::Woman))),
            f64::from(numeral && larger > 0 && !larger_by_same),
            f64::from(words.listed),
            f64::from(words.toll),
            f64::from(words.to),
        ];
        let is_share = beside.is_share(figure) || beside.is_told_as_part(figure);
        Measured { statement: figure.index, value: figure.value, measures, is_share }
    };
    figures.iter().map(measure).collect()
}

fn figure<'a>(index: usize, statement: &'a Statement, layers: &Layers) -> Option<Figure<'a>> {
    let count = count(statement)?;
    let value = count.low.or(count.high).filter(|_| count.high != Some(0))?;
    let span = statement.figure?;
    let sentence = layers.sentence_at(span.start()).unwrap_or(0);
    let is_numeral = tokens_within(&layers.tokens, span).iter().any(|token| is_number(&token.norm));
    Some(Figure { index, statement, count, value, span, sentence, is_numeral })
}

fn is_number(norm: &str) -> bool {
    norm.starts_with(|first: char| first.is_ascii_digit())
        || number_word(norm).is_some()
        || matches!(norm, "dozen" | "hundred")
}

fn speaker(statement: &Statement) -> &str {
    statement.speakers.first().map_or("", |speaker| speaker.name.as_str())
}

fn is_harm(roles: &[QuantityRole]) -> bool {
    roles.iter().any(|role| matches!(role, QuantityRole::Killed | QuantityRole::Injured))
}

/// Of a number of things; each further one says less.
fn log(count: usize) -> f64 {
    (count as f64).ln_1p()
}

/// What stands around figures.
struct Beside<'a> {
    layers: &'a Layers,
    /// Its tokens, each known name as one.
    words: &'a [Token],
    lexicon: &'a Casualties,
}

/// What the words in, before and after a figure say.
#[expect(clippy::struct_excessive_bools, reason = "each is measured by itself")]
struct Words {
    /// "including three children", "three of them".
    among: bool,
    /// "another three", "three more".
    further: bool,
    /// "initial reports said".
    at_first: bool,
    /// "with his two sons".
    with: bool,
    /// "two of".
    of: bool,
    /// "a list of 700 victims".
    listed: bool,
    /// "a toll of nine", "the number of the dead".
    toll: bool,
    /// "rose to nine", "put at nine".
    to: bool,
}

impl Beside<'_> {
    fn sentence(&self, figure: &Figure<'_>) -> Span {
        self.layers.sentences.get(figure.sentence).map_or(figure.span, |sentence| sentence.span)
    }

    fn words(&self, figure: &Figure<'_>) -> Words {
        const BEFORE: usize = 3;
        const NEAR: usize = 6;
        const REACH: usize = 12;
        let inside = tokens_within(self.words, figure.span);
        let sentence = self.sentence(figure);
        let start = figure.span.start().max(sentence.start());
        let all_before = tokens_within(self.words, Span::new(sentence.start(), start));
        let reach = &all_before[all_before.len().saturating_sub(REACH)..];
        let near = &all_before[all_before.len().saturating_sub(NEAR)..];
        let before = &all_before[all_before.len().saturating_sub(BEFORE)..];
        let end = figure.span.end().min(sentence.end());
        let after = tokens_within(self.words, Span::new(end, sentence.end())).first();
        let any = |tokens: &[Token], words: &[&str]| {
            tokens.iter().any(|token| words.contains(&token.norm.as_str()))
        };
        let last = &before[before.len().saturating_sub(1)..];
        let two = &before[before.len().saturating_sub(2)..];
        let next = after.map(std::slice::from_ref).unwrap_or_default();
        let is_further = |token: &Token| self.lexicon.further.contains(&token.norm);
        Words {
            among: any(before, &["including", "among", "amongst", "whom"])
                || any(inside, &["them", "whom", "those"]),
            further: [inside, last, next].iter().any(|tokens| tokens.iter().any(is_further)),
            at_first: reach.iter().any(|token| self.lexicon.at_first.contains(&token.norm)),
            with: any(two, &["with", "alongside"]),
            of: any(next, &["of"]),
            listed: near.iter().any(|token| self.lexicon.lists.contains(&token.norm)),
            toll: near.iter().any(|token| self.lexicon.tolls.contains(&token.norm)),
            to: any(last, &["at", "to"]),
        }
    }

    /// "Thirteen of the dead", "three of the wounded": "of" in the figure or right after it, then a word for those who were hurt.
    fn is_share(&self, figure: &Figure<'_>) -> bool {
        let sentence = self.sentence(figure);
        let tokens = tokens_within(self.words, Span::new(figure.span.start(), sentence.end()));
        let inside = tokens_within(self.words, figure.span).len();
        let norm = |at: usize| tokens.get(at).map(|token| token.norm.as_str());
        let Some(of) = (0..=inside).find(|&at| norm(at) == Some("of")) else { return false };
        let is_hurt = self.lexicon.cues.longest(of + 2, norm).is_some_and(|(_, cue)| is_harm(&cue.roles))
            || self.lexicon.nouns.longest(of + 2, norm).is_some_and(|(_, noun)| is_harm(&noun.roles));
        matches!(norm(of + 1), Some("the" | "those" | "these")) && is_hurt
    }

    /// "145 Egyptians are among the dead", "sixty-six people were hospitalised": whether a figure was marked as a part, and
    /// its words tell no more than that its people were among others, or cared for, or "of whom" stands before it.
    fn is_told_as_part(&self, figure: &Figure<'_>) -> bool {
        let words = tokens_within(self.words, self.sentence(figure));
        let word = |at: usize| words.get(at).map(|word| word.norm.as_str());
        let start = words.partition_point(|word| word.span.start() < figure.span.start());
        let end = words.partition_point(|word| word.span.start() < figure.span.end());
        let is_care = figure.statement.cue.is_some_and(|cue| {
            let words = tokens_within(self.words, cue);
            self.lexicon.is_care(|at| words.get(at).map(|word| word.norm.as_str()))
        });
        (is_among(word, end) || is_care || follows_of_whom(word, start)) && self.part(figure)
    }

    fn quantity(&self, figure: &Figure<'_>) -> Option<&Quantity> {
        let quantities = &self.layers.quantities;
        let first = quantities.partition_point(|quantity| quantity.figure < figure.span);
        let same = quantities[first..].iter().take_while(|quantity| quantity.figure == figure.span);
        let of = |role: QuantityRole| Property::from(role) == figure.statement.property;
        same.into_iter().find(|quantity| of(quantity.role))
    }

    /// Whether the network takes it for a part.
    fn part(&self, figure: &Figure<'_>) -> bool {
        self.quantity(figure).is_some_and(|quantity| quantity.part)
    }

    /// How sure the network is of it.
    fn score(&self, figure: &Figure<'_>) -> f32 {
        self.quantity(figure).map_or(0.0, |quantity| quantity.confidence)
    }
}
