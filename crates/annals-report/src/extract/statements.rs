//! Writes down what a report states of its incidents.

use std::{cell::OnceCell, collections::BTreeSet};

use annals_types::{
    IncidentMention, Span, Statement, StatementId,
    layers::{Attribution, Quantity, QuantityRole, Reality, Token},
    mention::ActorMention,
    reading::MentionRole,
    statement::{ActorRole, Blame, Change, Count, PlaceRole, Property, Scope, Stance, Value},
};

use super::{
    aboard,
    blame::{self, Held},
    drafts::Draft,
    scene::Scene,
    speakers, wording,
};
use crate::{
    annotate::{FARTHEST, victims::Dead},
    knowledge::{
        casualties::{Cue, CueForm, Open},
        telling::Phrases,
    },
    resolve::actor,
};

/// The statements on `incidents`, in the order of their words, and the actors that had to be added to the mentions.
pub fn statements(
    drafts: &[Draft],
    incidents: &[IncidentMention],
    scene: &Scene<'_>,
) -> (Vec<Statement>, Vec<ActorMention>) {
    let dead = Dead::of(&scene.report.text, &scene.layers.quantities, &scene.knowledge.casualties);
    let mut writer =
        Writer { scene, dead, aboard: OnceCell::new(), statements: Vec::new(), added: Vec::new() };
    for (index, (draft, incident)) in drafts.iter().zip(incidents).enumerate() {
        let index = index as u32;
        for &quantity in &draft.quantities {
            writer.toll(index, &scene.layers.quantities[quantity]);
        }
        if draft.role == MentionRole::Aggregate {
            continue;
        }
        writer.kind(index, incident);
        writer.time(index, incident);
        for &(place, role) in &incident.places {
            writer.place(index, place, role);
        }
        for &(actor, role) in &incident.actors {
            writer.actor(index, actor, role);
        }
    }
    for (index, held) in blame::held_responsible(drafts, scene) {
        writer.responsibility(index as u32, held);
    }
    let mut seen = BTreeSet::new();
    writer.statements.retain(|statement| seen.insert(statement.id.clone()));
    writer.statements.sort_by(|a, b| (a.spans.first(), &a.id).cmp(&(b.spans.first(), &b.id)));
    (writer.statements, writer.added)
}

/// Words of a phrase that speaks of figures given before.
const PHRASE: usize = 3;

/// Words on either side of such a phrase that tell whether it is about numbers. A choice: it was not learned.
const AROUND: usize = 6;

/// The words around a phrase that begins at word `at`, with its own.
fn around(at: usize, words: &[Token]) -> &[Token] {
    &words[at.saturating_sub(AROUND)..words.len().min(at + PHRASE + AROUND)]
}

struct Writer<'a, 's> {
    scene: &'s Scene<'a>,
    dead: Dead<'s>,
    /// How many were on board, once it was asked.
    aboard: OnceCell<Option<(u32, Span)>>,
    statements: Vec<Statement>,
    added: Vec<ActorMention>,
}

impl Writer<'_, '_> {
    fn toll(&mut self, mention: u32, quantity: &Quantity) {
        if !wording::says_what_befell(quantity, self.scene) {
            return;
        }
        let (_, stance) = speakers::of(quantity.figure, self.scene);
        let stance = if quantity.stance == Stance::Asserts { stance } else { quantity.stance };
        let is_denied = quantity.high != Some(0)
            && quantity.cue.is_some_and(|cue| self.is_denied(cue, &["xcomp", "ccomp", "obj"]));
        let stance = if is_denied { Stance::Denies } else { stance };
        let is_granted = stance == Stance::Denies && !is_denied && self.is_granted(quantity);
        let stance = if is_granted { Stance::Asserts } else { stance };
        let least = wording::least(quantity, self.scene);
        // Who denies that civilians were killed denies it of any number.
        let any = stance == Stance::Denies && quantity.high.is_none() && least.is_none();
        // Of everyone on board the report may say elsewhere how many they were.
        let scene = self.scene;
        let aboard = if aboard::is_everybody(quantity, scene) {
            *self.aboard.get_or_init(|| aboard::number(scene))
        } else {
            None
        };
        let (low, high) = match aboard {
            Some((all, _)) => (Some(all), Some(all)),
            None => (quantity.low.filter(|_| !any), quantity.high),
        };
        let least = least.or(aboard.map(|(all, _)| all));
        let count = Count {
            low,
            high,
            scope: quantity.scope,
            part: quantity.part,
            approximate: quantity.approximate,
            open: self.is_open(quantity),
        };
        let mut clause = self.clause(quantity.figure, quantity.cue.unwrap_or(quantity.figure));
        let first = clause.first().copied().unwrap_or(quantity.figure);
        clause.extend(aboard.map(|(_, words)| words));
        let statement =
            self.statement(mention, quantity.role.into(), Value::Count(count), first, Some(quantity.figure));
        let statement = Statement {
            stance,
            spans: clause,
            cue: quantity.cue,
            change: quantity.change.or_else(|| self.change(first, quantity.figure)),
            least,
            confidence: quantity.confidence,
            speakers: if is_granted { Vec::new() } else { statement.speakers.clone() },
            ..statement
        };
        self.statements.push(statement);
    }

    /// "The group denied that it was behind the bombing that left six dead": whether by the parse a figure stands in a clause that only says which
    /// incident is meant, and is not what is denied. Of "denied a massacre in which 40 were killed" the massacre is.
    fn is_granted(&self, quantity: &Quantity) -> bool {
        /// Steps up the parse: a clause further up is another one.
        const HIGHEST: usize = 5;
        let tokens = &self.scene.layers.tokens;
        let words = quantity.cue.unwrap_or(quantity.figure);
        let mut here = self.scene.upwards(words).take(HIGHEST);
        let clause = here.find(|&at| tokens[at].deprel.as_deref() == Some("acl:relcl"));
        let Some(noun) = clause.and_then(|clause| tokens[clause].head).map(|head| head as usize) else {
            return false;
        };
        let Some(named) = tokens.get(noun).map(|noun| noun.span) else { return false };
        let is_known = |child: usize| {
            matches!(tokens[child].norm.as_str(), "the" | "this" | "that" | "these" | "those")
                || tokens[child].deprel.as_deref() == Some("nmod:poss")
        };
        let mut triggers = self.scene.triggers_in(self.scene.sentence_of(words));
        self.scene.hanging_on(noun).any(is_known)
            && triggers.any(|(_, trigger)| {
                trigger.span.overlaps(named)
                    && trigger.reality != Reality::Denied
                    && !self.is_denied(named, &["obj"])
            })
    }

    /// Whether what is counted is a harm that may have been deadly, and nothing tells those who are counted from others: neither their
    /// words nor dead who are counted beside them ("one killed, four shot"). Of "four shot, one dead" the one is of the four, unless the
    /// words make them of other kinds ("three women were shot and a boy was killed") or tell the dead apart ("shot four people and killed two
    /// others", "and killed himself").
    fn is_open(&self, quantity: &Quantity) -> bool {
        if quantity.role != QuantityRole::Injured || quantity.high == Some(0) {
            return false;
        }
        let casualties = &self.scene.knowledge.casualties;
        let sentence = self.scene.sentence_of(quantity.figure);
        if (quantity.low, quantity.high) == (Some(1), Some(1)) {
            return self.dead.may_hold(quantity, sentence);
        }
        if casualties.is_multiple(self.scene.words(quantity.figure)) {
            return true;
        }
        let cue = quantity.cue.map(|cue| self.scene.words(cue));
        let beside = |(_, other): (usize, &Quantity)| {
            let of_other_kind =
                quantity.scope != Scope::All && other.scope != Scope::All && quantity.scope != other.scope;
            let words = self.scene.words(other.figure);
            let is_apart = other.scope == Scope::Perpetrator
                || casualties.tells_apart(words)
                || words.split_whitespace().any(|word| casualties.further.contains(word));
            // "One of four people who were shot died": the one is of the four.
            let is_of_them = other.figure.overlaps(quantity.figure);
            let is_dead = other.role == QuantityRole::Killed && !other.part && !is_of_them;
            is_dead && (is_apart || other.figure < quantity.figure || of_other_kind)
        };
        let figure = self.scene.words(quantity.figure);
        let may_be_the_dead = if wording::are_all_of_before(figure, casualties) {
            cue.is_none_or(|cue| casualties.is_open(cue)) && !self.tells_a_condition(quantity.figure)
        } else {
            cue.is_none_or(|cue| casualties.is_open_harm(cue)) && !casualties.tells_apart(figure)
        };
        may_be_the_dead && !self.scene.quantities_in(sentence).any(beside)
    }

    /// "All four were taken to a hospital and are in stable condition": whether the sentence goes on to tell how those of `figure` are, who
    /// live; not "all three died in hospital".
    fn tells_a_condition(&self, figure: Span) -> bool {
        let words = self.scene.tokens_in(self.scene.after_in_sentence(figure));
        let words = &words[..words.len().min(FARTHEST)];
        let cues = &self.scene.knowledge.casualties.cues;
        let cue = |at: usize| cues.longest(at, |i| words.get(i).map(|word| word.norm.as_str()));
        let told = || (0..words.len()).filter_map(cue).map(|(_, cue)| cue);
        let is_state = |cue: &Cue| cue.form == CueForm::Predicate && cue.open == Some(Open::Care);
        told().any(is_state) && !told().any(|cue| cue.roles.contains(&QuantityRole::Killed))
    }

    /// "Denied killing civilians": the parse hangs the word for what befell them on one of denial; "did not deny" is none.
    /// `relations` are those by which it may hang there.
    fn is_denied(&self, cue: Span, relations: &[&str]) -> bool {
        /// How many words before a verb may negate it.
        const NEAR: usize = 2;
        let tokens = &self.scene.layers.tokens;
        let own = tokens.partition_point(|token| token.span.end() <= cue.start());
        let Some(token) = tokens.get(own) else { return false };
        let is_complement = token.deprel.as_deref().is_some_and(|how| relations.contains(&how));
        let Some(head) = token.head.filter(|_| is_complement).map(|head| head as usize) else { return false };
        let Some(above) = tokens.get(head) else { return false };
        let is_denial = self.scene.knowledge.speech.verbs.get(&above.norm) == Some(&Stance::Denies);
        let is_not =
            |word: &Token| word.head == token.head && matches!(word.norm.as_str(), "not" | "n't" | "never");
        is_denial && !tokens[head.saturating_sub(NEAR)..head].iter().any(is_not)
    }

    /// Words near a figure that speak of the figures before.
    fn change(&self, clause: Span, figure: Span) -> Option<Change> {
        let words = self.scene.words_in(self.scene.sentence_of(clause));
        let norms: Vec<&str> = words.iter().map(|word| word.norm.as_str()).collect();
        let telling = &self.scene.knowledge.telling;
        let stands = |phrases: &Phrases, is_of: &dyn Fn(usize) -> bool| {
            (0..norms.len()).any(|at| phrases.begin(&norms[at..]) && is_of(at))
        };
        if stands(&telling.corrects, &|at| self.corrects_numbers(at, words, figure)) {
            Some(Change::Correction)
        } else if stands(&telling.updates, &|at| self.updates_numbers(at, words, figure))
            || self.is_raised(words, figure)
        {
            Some(Change::Update)
        } else {
            None
        }
    }

    /// Whether a phrase of correction at word `at` is about numbers: it stands near `figure`, or near a word for counts or for what gave them. Not
    /// "the ministry revised its advice to travellers after a storm that killed 12".
    fn corrects_numbers(&self, at: usize, words: &[Token], figure: Span) -> bool {
        let accounts = &self.scene.knowledge.telling.accounts;
        self.is_of_tolls(at, words)
            || around(at, words).iter().any(|word| word.span.overlaps(figure) || accounts.holds(&word.norm))
    }

    /// Whether a phrase of growth at word `at` is about numbers: "the toll has reached", "has reached 40", "12 are now known to have died", but not "the
    /// flood, which killed 12, has reached the coast".
    fn updates_numbers(&self, at: usize, words: &[Token], figure: Span) -> bool {
        let after = words[at..].iter().take(PHRASE + AROUND).take_while(|word| word.norm != ",");
        let is_count = words[at].norm == "are";
        is_count || self.is_of_tolls(at, words) || after.into_iter().any(|word| word.span.overlaps(figure))
    }

    /// "Bringing to seven the number of people killed": a word of change and "to" right before the figure, and a word for a count of all near it.
    fn is_raised(&self, words: &[Token], figure: Span) -> bool {
        let first = words.partition_point(|word| word.span.end() <= figure.start());
        let [.., verb, to] = &words[..first] else { return false };
        to.norm == "to"
            && self.scene.knowledge.telling.is_change(&verb.norm)
            && self.is_of_tolls(first, words)
    }

    /// Whether a word for a count of all stands near word `at`.
    fn is_of_tolls(&self, at: usize, words: &[Token]) -> bool {
        around(at, words).iter().any(|word| self.scene.knowledge.casualties.tolls.contains(&word.norm))
    }

    fn kind(&mut self, mention: u32, incident: &IncidentMention) {
        let value = Value::Word(incident.incident_type.value.clone());
        let statement =
            self.statement(mention, Property::Type, value, incident.anchor(), Some(incident.anchor()));
        self.statements.push(statement);
        if incident.reality != Reality::Asserted {
            let word = format!("{:?}", incident.reality).to_lowercase();
            let statement =
                self.statement(mention, Property::Reality, Value::Word(word), incident.anchor(), None);
            self.statements.push(statement);
        }
    }

    fn time(&mut self, mention: u32, incident: &IncidentMention) {
        for bound in &incident.time.bounds {
            let Some(span) = bound.span else { continue };
            let time = self.scene.mentions.times.iter().position(|time| time.span.overlaps(span));
            if let Some(time) = time {
                let statement =
                    self.statement(mention, Property::Time, Value::Time(time as u32), span, Some(span));
                self.statements.push(statement);
            }
        }
    }

    fn place(&mut self, mention: u32, place: u32, role: PlaceRole) {
        let span = self.scene.mentions.places[place as usize].span;
        let statement = self.statement(mention, Property::Place, Value::Place(place, role), span, Some(span));
        self.statements.push(statement);
    }

    fn actor(&mut self, mention: u32, actor: u32, role: ActorRole) {
        let span = self.scene.mentions.actors[actor as usize].span;
        let statement = self.statement(mention, Property::Actor, Value::Actor(actor, role), span, Some(span));
        self.statements.push(statement);
    }

    /// Who is held responsible, by the words of a sentence.
    fn responsibility(&mut self, mention: u32, held: Held) {
        let actor = self.actor_at(held.named);
        let value = Value::Responsibility(actor, held.blame);
        let spans = self.clause(held.actor, held.cue);
        let first = spans.first().copied().unwrap_or(held.actor);
        let mut statement = self.statement(mention, Property::Responsibility, value, first, Some(held.actor));
        statement.spans = spans;
        if !statement.spans.iter().any(|span| span.contains(held.named)) {
            statement.spans.push(held.named);
            statement.spans.sort_unstable();
        }
        if self.says_so_himself(held) {
            let himself = actor::speaker(held.named, &self.scene.report.text, self.scene.knowledge);
            statement.speakers.insert(0, himself);
        }
        self.statements.push(Statement { cue: Some(held.cue), ..statement });
    }

    /// The words from one of these stretches to the other within a sentence; each by itself where they stand in two, so that nothing that
    /// was set aside stands between them.
    fn clause(&self, a: Span, b: Span) -> Vec<Span> {
        if self.scene.sentence_of(a) == self.scene.sentence_of(b) {
            return vec![a.cover(b)];
        }
        vec![a.min(b), a.max(b)]
    }

    /// "The group denied it": whoever claims or denies by a word of his own says so.
    fn says_so_himself(&self, held: Held) -> bool {
        let own = |said: &Attribution| {
            said.cue.overlaps(held.cue) && said.source.is_some_and(|source| source.overlaps(held.actor))
        };
        matches!(held.blame, Blame::Claims | Blame::Denies) && self.scene.layers.attributions.iter().any(own)
    }

    /// The mention of an actor at `span`; a description is added where no name is known.
    fn actor_at(&mut self, span: Span) -> u32 {
        let known = &self.scene.mentions.actors;
        if let Some(index) = known.iter().position(|actor| actor.span.overlaps(span)) {
            return index as u32;
        }
        if let Some(index) = self.added.iter().position(|actor| actor.span == span) {
            return (known.len() + index) as u32;
        }
        self.added.push(actor::describe(self.scene.words(span), span, self.scene.knowledge));
        (known.len() + self.added.len() - 1) as u32
    }

    fn statement(
        &self,
        mention: u32,
        property: Property,
        value: Value,
        clause: Span,
        figure: Option<Span>,
    ) -> Statement {
        let (speakers, _) = speakers::of(figure.unwrap_or(clause), self.scene);
        let key = format!("{mention} {value:?}");
        Statement {
            id: StatementId::of(&self.scene.report.id, property.as_str(), figure.unwrap_or(clause), &key),
            mention,
            property,
            value,
            stance: Stance::Asserts,
            speakers,
            said: self.scene.published(),
            spans: vec![clause],
            figure,
            cue: None,
            change: None,
            roll: 0,
            least: None,
            by_name: false,
            losses: None,
            confidence: 0.8,
        }
    }
}
