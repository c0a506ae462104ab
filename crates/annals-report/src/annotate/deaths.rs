//! Deaths that the network's figures leave out. Where a report counts nobody as killed, somebody of whom the parse says that they
//! died ("Ann Field, 16, has died", "he was pronounced dead"), else words that say that somebody must have ("a fatal shooting"). Where it
//! counts nobody as injured either, somebody of whom the parse says that they were hurt ("a boy is recovering after being shot").

use std::{collections::BTreeSet, ops::Range};

use annals_types::{
    Span,
    layers::{Entity, EntityKind, Quantity, QuantityRole, Reality, Trigger},
    statement::{Scope, Stance},
};

use super::{
    figures::{self, Figure},
    line::{Line, PREPOSITIONS},
    number, own_hand,
    view::View,
};
use crate::{
    closed_classes::is_reflexive,
    knowledge::casualties::{Casualties, CueForm, Open},
};

/// How sure these rules are beside the network.
const BY_RULE: f32 = 0.6;

/// How many words after "fatal" the word of an incident stands at most, and how many after "attempted" that of a killing.
const REACH: usize = 3;

/// In so many sentences such a word speaks of what the report is about.
const FIRST_SENTENCES: usize = 8;

/// What is added to `found`: nothing where anybody is counted as killed, or is said not to be.
pub fn deaths(
    view: &View,
    found: &[Quantity],
    entities: &[Entity],
    triggers: &[Trigger],
    lexicon: &Casualties,
) -> Vec<Quantity> {
    if found.iter().any(|quantity| quantity.role == QuantityRole::Killed) {
        return Vec::new();
    }
    let all = 0..view.lines.len();
    let mut dead = told(all.map(|line| Sentence { view, line, entities, lexicon }), QuantityRole::Killed);
    dead.retain(|quantity| !is_natural(view, quantity, triggers, lexicon));
    dead.extend(view.lines.iter().filter_map(|line| lives_taken(line, lexicon)));
    for quantity in &mut dead {
        if own_hand::tells(view, quantity.figure, quantity.cue) {
            quantity.scope = Scope::Perpetrator;
        }
    }
    if dead.is_empty() { implied(view, triggers, lexicon).into_iter().collect() } else { dead }
}

/// "Died after a long illness", "died peacefully": whether one person's death was one by illness or age, of which no incident is told.
pub fn is_natural(view: &View, quantity: &Quantity, triggers: &[Trigger], lexicon: &Casualties) -> bool {
    /// Words from that of dying to what tells so.
    const NEAR: usize = 6;
    let cue = quantity.cue.filter(|_| quantity.role == QuantityRole::Killed && quantity.high == Some(1));
    let Some((index, cue)) = cue.and_then(|cue| view.words(cue)) else { return false };
    let line = &view.lines[index];
    let dies = lexicon
        .cues
        .longest(cue.start, |i| line.norm(i))
        .is_some_and(|(_, cue)| cue.form == CueForm::Subject);
    let mut after = (cue.end..cue.end + NEAR).take_while(|&at| !line.is(at, "."));
    let has_incident = || {
        let sentence = line.span(0, line.len());
        sentence.is_some_and(|sentence| triggers.iter().any(|trigger| trigger.span.overlaps(sentence)))
    };
    dies && after.any(|at| lexicon.natural.longest(at, |i| line.norm(i)).is_some()) && !has_incident()
}

/// Whoever was "shot" is hurt and not dead where no word of the report tells of a death, but for those of a death by one's own hand.
pub fn spare_the_shot(text: &str, view: &View, found: &mut [Quantity], lexicon: &Casualties) {
    let is_open = |cue: Span| lexicon.is_open_harm(cue.of(text));
    let mut shot: Vec<&mut Quantity> = found
        .iter_mut()
        .filter(|quantity| quantity.role == QuantityRole::Killed && quantity.cue.is_some_and(is_open))
        .collect();
    if shot.is_empty() || view.lines.iter().any(|line| tells_of_death(line, lexicon)) {
        return;
    }
    for quantity in &mut shot {
        quantity.role = QuantityRole::Injured;
    }
}

/// Whether a word of `line` is one of death and no reflexive follows it.
fn tells_of_death(line: &Line, lexicon: &Casualties) -> bool {
    (0..line.len()).any(|at| {
        let word = |words: &BTreeSet<String>| line.norm(at).is_some_and(|norm| words.contains(norm));
        let cue = lexicon.cues.longest(at, |i| line.norm(i));
        let noun = lexicon.nouns.longest(at, |i| line.norm(i));
        let told = cue.filter(|(_, cue)| cue.open.is_none() && cue.roles.contains(&QuantityRole::Killed));
        let by_own_hand = told.is_some_and(|(len, _)| line.norm(at + len).is_some_and(is_reflexive));
        told.is_some() && !by_own_hand
            || noun.is_some_and(|(_, noun)| noun.roles.contains(&QuantityRole::Killed))
            || word(&lexicon.deadly)
            || word(&lexicon.killings.words)
            || word(&lexicon.dies)
    })
}

/// What is added to `found`, the deaths among it: nothing where anybody is counted as killed or injured.
pub fn harms(view: &View, found: &[Quantity], entities: &[Entity], lexicon: &Casualties) -> Vec<Quantity> {
    let somebody = |quantity: &Quantity| {
        matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured) && quantity.high != Some(0)
    };
    if found.iter().any(somebody) {
        return Vec::new();
    }
    let first = 0..view.lines.len().min(FIRST_SENTENCES);
    let mut hurt = told(first.map(|line| Sentence { view, line, entities, lexicon }), QuantityRole::Injured);
    let is_pronoun = |quantity: &Quantity| {
        view.tokens(quantity.figure)
            .is_some_and(|mut tokens| tokens.all(|token| view.class("upos", token) == Some("PRON")))
    };
    let named = hurt.iter().any(|quantity| !is_pronoun(quantity));
    let first = hurt.first().map(|quantity| quantity.figure);
    hurt.retain(|quantity| !is_pronoun(quantity) || !named && Some(quantity.figure) == first);
    hurt
}

/// "Has cost 17 lives": how many died by that, unless it is only possible.
fn lives_taken(line: &Line, lexicon: &Casualties) -> Option<Quantity> {
    /// Words from what leaves it open to the verb: "could also have cost".
    const OPEN: usize = 4;
    let holds = |words: &BTreeSet<String>, at: usize| line.norm(at).is_some_and(|norm| words.contains(norm));
    (0..line.len()).find_map(|at| {
        let amount = number::amount(line, at + 1).filter(|_| holds(&lexicon.takes_lives, at))?;
        let lives = at + 1 + amount.len;
        let is_open = (at.saturating_sub(OPEN)..at).any(|before| holds(&lexicon.unsure, before));
        if is_open || !holds(&lexicon.lives, lives) || amount.high == Some(0) {
            return None;
        }
        let figure = line.span(at + 1, lives + 1)?;
        let counted = one(figure, Scope::All);
        Some(Quantity {
            cue: line.span(at, at + 1),
            low: amount.low,
            high: amount.high,
            approximate: amount.approximate,
            ..counted
        })
    })
}

/// Those of whom the sentences say that this befell them, in order, each figure once.
fn told<'a>(sentences: impl Iterator<Item = Sentence<'a>>, role: QuantityRole) -> Vec<Quantity> {
    let mut told: Vec<Quantity> = sentences.flat_map(|sentence| sentence.told(role)).collect();
    told.sort_by_key(|quantity| quantity.figure);
    told.dedup_by_key(|quantity| quantity.figure);
    told
}

/// "A fatal shooting", "the murder": at least one. What a report is about stands near its beginning.
fn implied(view: &View, triggers: &[Trigger], lexicon: &Casualties) -> Option<Quantity> {
    let is_trigger = |span: Span| {
        let mut here = triggers.iter().filter(|trigger| trigger.span.overlaps(span));
        here.any(|trigger| trigger.reality == Reality::Asserted)
    };
    let is_killing = |line: &Line, at: usize| {
        let killings = &lexicon.killings;
        let holds =
            |words: &BTreeSet<String>, at: usize| line.norm(at).is_some_and(|norm| words.contains(norm));
        holds(&killings.words, at)
            && !(at.saturating_sub(REACH)..at).any(|before| holds(&killings.not_after, before))
            && !holds(&killings.not_before, at + 1)
    };
    let is_deadly = |line: &Line, at: usize| {
        let near = || (at + 1..=at + REACH).filter_map(|after| line.span(after, after + 1)).any(is_trigger);
        line.norm(at).is_some_and(|norm| lexicon.deadly.contains(norm)) && near()
    };
    view.lines.iter().take(FIRST_SENTENCES).find_map(|line| {
        let told = line.span(0, line.len()).is_some_and(is_trigger);
        let at = (0..line.len()).find(|&at| is_deadly(line, at) || told && is_killing(line, at))?;
        let word = line.span(at, at + 1)?;
        Some(Quantity { cue: Some(word), high: None, ..one(word, Scope::All) })
    })
}

/// With these a headline goes on after what befell somebody: "wounded while cleaning a gun".
const CLAUSES: &[&str] = &["while", "when", "as", "and", "but"];

/// The people of a phrase, where it counts any.
fn counted(line: &Line, phrase: &Figure) -> Option<Quantity> {
    let figure = line.span(phrase.start, phrase.end)?;
    let amount = Quantity {
        low: phrase.low,
        high: phrase.high,
        approximate: phrase.approximate,
        ..one(figure, phrase.scope)
    };
    (amount.high != Some(0)).then_some(amount)
}

/// After "shot" these make its subject the one who fired.
const AIMS: &[&str] = &["at", "toward", "towards", "into", "up", "down", "back", "past", "through"];

/// One person who died, by a rule.
pub fn one(figure: Span, scope: Scope) -> Quantity {
    Quantity {
        figure,
        cue: None,
        role: QuantityRole::Killed,
        low: Some(1),
        high: Some(1),
        approximate: false,
        scope,
        part: false,
        stance: Stance::Asserts,
        change: None,
        confidence: BY_RULE,
    }
}

/// One sentence.
struct Sentence<'a> {
    view: &'a View<'a>,
    line: usize,
    entities: &'a [Entity],
    lexicon: &'a Casualties,
}

impl Sentence<'_> {
    /// Those of whom it says that they died, or were hurt.
    fn told(&self, role: QuantityRole) -> Vec<Quantity> {
        let line = &self.view.lines[self.line];
        let is_bodily =
            (0..line.len()).any(|at| line.norm(at).is_some_and(|norm| self.lexicon.bodily.contains(norm)));
        let phrases = figures::figures(line, self.lexicon);
        let mut found = Vec::new();
        let mut at = 0;
        while at < line.len() {
            let Some((len, cue)) = self.lexicon.cues.longest(at, |i| line.norm(i)) else {
                at += 1;
                continue;
            };
            let (start, words) = (at, line.span(at, at + len));
            at += len;
            let aims = line.is_any(at, AIMS);
            let told_of_subject =
                matches!(cue.form, CueForm::Subject | CueForm::Predicate | CueForm::Participle);
            if cue.roles != [role]
                || cue.open == Some(Open::Care) && cue.form != CueForm::Predicate && !is_bodily
                || !told_of_subject && (role, cue.form) != (QuantityRole::Injured, CueForm::Active)
            {
                continue;
            }
            let Some((words, tokens)) = words.and_then(|words| Some((words, self.view.tokens(words)?)))
            else {
                continue;
            };
            // The parse of headlines is often wrong: there the words right before tell who it was.
            if line.headline && cue.form != CueForm::Active {
                let goes_on = at == line.len()
                    || line.mark(at)
                    || line.is_any(at, PREPOSITIONS)
                    || line.is_any(at, CLAUSES);
                let denied = |phrase: &Figure| {
                    (phrase.reach..start)
                        .any(|at| line.norm(at).is_some_and(|norm| self.lexicon.unsure.contains(norm)))
                };
                let before = phrases.iter().find(|phrase| line.skip_adverbs(phrase.reach) == start);
                let before = before.filter(|phrase| !denied(phrase));
                if aims && cue.form == CueForm::Participle {
                    continue;
                }
                if let Some(quantity) = before.filter(|_| goes_on).and_then(|phrase| counted(line, phrase)) {
                    found.push(Quantity { cue: Some(words), role, ..quantity });
                    continue;
                }
            }
            let Some(head) = self.head(&tokens).filter(|&head| !self.is_open(head, &tokens)) else {
                continue;
            };
            let Some(who) = self.who(head, cue.form, line.headline) else { continue };
            if let Some(quantity) = self.quantity(who, &phrases) {
                found.push(Quantity { cue: Some(words), role, ..quantity });
            }
        }
        found
    }

    /// The token of a stretch that the others hang on.
    fn head(&self, tokens: &Range<usize>) -> Option<usize> {
        tokens.clone().find(|&token| self.above(token).is_none_or(|above| !tokens.contains(&above)))
    }

    fn above(&self, token: usize) -> Option<usize> {
        let head = self.view.layers.tokens.get(token)?.head? as usize;
        (head != token).then_some(head)
    }

    fn relation(&self, token: usize) -> &str {
        self.view.layers.tokens.get(token).and_then(|token| token.deprel.as_deref()).unwrap_or_default()
    }

    fn norm(&self, token: usize) -> &str {
        self.view.layers.tokens.get(token).map_or("", |token| token.norm.as_str())
    }

    /// The tokens right below `head` in the parse.
    fn below(&self, head: usize) -> impl Iterator<Item = usize> {
        let sentence = &self.view.layers.sentences[self.line];
        let tokens = sentence.first_token as usize..sentence.end_token as usize;
        tokens.filter(move |&token| self.above(token) == Some(head))
    }

    /// Whether it is denied, doubted or only supposed: "did not die", "could have died", "if he dies"; not by the "not" of the `cue` itself.
    fn is_open(&self, head: usize, cue: &Range<usize>) -> bool {
        let mut outside = self.below(head).filter(|token| !cue.contains(token));
        outside.any(|token| self.lexicon.unsure.contains(self.norm(token)))
    }

    /// Whom the word at `head` befell. `elliptic` where words may stand without their helping verb: "Man shot while cleaning a gun".
    fn who(&self, head: usize, form: CueForm, elliptic: bool) -> Option<usize> {
        let passive = self.below(head).any(|token| self.relation(token).ends_with(":pass"));
        let described = matches!(self.relation(head), "acl" | "amod");
        if form == CueForm::Active || form == CueForm::Participle && !passive && !described {
            let object = self.below(head).find(|&token| self.relation(token) == "obj");
            // "Kidnapped two engineers and burned three vehicles", but "was hit and killed".
            let is_joined = self.relation(head) == "conj";
            if object.is_some() || form == CueForm::Active || !elliptic && !is_joined {
                return object;
            }
        }
        let subject = |of: usize| self.below(of).find(|&token| self.relation(token).starts_with("nsubj"));
        let found = subject(head).or_else(|| match self.relation(head) {
            "acl" | "amod" => self.above(head),
            "conj" | "xcomp" => self.above(head).and_then(subject),
            // "is recovering after being shot"
            "advcl" if passive => self.above(head).and_then(subject),
            _ => None,
        })?;
        // "Girl, 6, who had been shot, who died": the one that the clause describes.
        if matches!(self.norm(found), "who" | "that") && self.relation(head).starts_with("acl") {
            return self.above(head);
        }
        Some(found)
    }

    fn quantity(&self, who: usize, phrases: &[Figure]) -> Option<Quantity> {
        let token = self.view.layers.tokens.get(who)?;
        if matches!(token.norm.as_str(), "he" | "she") {
            return Some(one(token.span, Scope::All));
        }
        // "They killed me", "it died": nobody whom a report counts.
        if matches!(token.norm.as_str(), "i" | "me" | "you" | "we" | "us" | "it" | "they" | "them") {
            return None;
        }
        let (_, words) = self.view.words(token.span)?;
        let line = &self.view.lines[self.line];
        let phrase = phrases.iter().find(|phrase| phrase.start < words.end && words.start < phrase.end);
        if let Some(phrase) = phrase {
            return counted(line, phrase);
        }
        let named = self
            .entities
            .iter()
            .find(|entity| entity.kind == EntityKind::Person && entity.span.contains(token.span));
        if let Some(entity) = named {
            return Some(one(entity.span, Scope::All));
        }
        // "Missing Springfield teen was shot": headlines leave articles out.
        let noun = self.lexicon.nouns.longest(words.start, |i| line.norm(i)).map(|(_, noun)| noun);
        let person = noun.filter(|noun| line.headline && noun.roles.is_empty() && !noun.plural)?;
        Some(one(token.span, person.scope))
    }
}
