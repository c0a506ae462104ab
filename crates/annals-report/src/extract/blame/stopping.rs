//! Who stops an attacker: "police shot the gunman", "the assailant was overpowered by guards". The words for what is done to the attacker
//! blame nobody for what the attacker did.

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Token},
    statement::Scope,
};

use super::{
    doers::Tree,
    hurts, is_deed,
    sides::{can_act, is_perpetrator},
};
use crate::{
    extract::{drafts::Draft, scene::Scene},
    knowledge::casualties::{Cue, CueForm},
};

/// Somebody who stops the attacker of an incident.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stopper {
    /// The word for what he does to the attacker.
    pub verb: Span,
    /// Who does it; the word itself where nobody is named.
    pub phrase: Span,
}

impl Stopper {
    /// Whether `actor`, tied to an incident by `cue`, is he, or is tied to it by what he does.
    pub fn is(self, actor: Span, cue: Span) -> bool {
        self.phrase.overlaps(actor) || self.verb.overlaps(cue)
    }
}

/// Those who stop the attacker of `draft`, where it tells of anything else that was done: the police who shot a man, and no more, did
/// that and stopped nothing.
pub fn stoppers(draft: &Draft, scene: &Scene<'_>) -> Vec<Stopper> {
    let sentences = draft.telling.iter();
    sentences
        .flat_map(|&sentence| Stops { draft, tree: Tree::around(sentence, scene), scene }.all())
        .collect()
}

/// The words of one sentence in which an attacker may be stopped.
struct Stops<'d, 's, 'a> {
    draft: &'d Draft,
    tree: Tree<'s, 'a>,
    scene: &'s Scene<'a>,
}

impl Stops<'_, '_, '_> {
    fn all(&self) -> Vec<Stopper> {
        let words = (self.tree.first..self.tree.end).filter(|&word| self.tree.is(word, "VERB"));
        let verbs: Vec<(usize, usize)> =
            words.filter_map(|verb| Some((verb, self.overcomes(verb)?))).collect();
        // "Police shot the gunman and wounded a bystander": that they did too.
        let harms = |&(verb, len): &(usize, usize)| {
            let object = self.object(verb, len).filter(|&object| !self.is_attacker(object, verb));
            object.filter(|_| self.tree.relation(verb) != "advcl").and_then(|_| self.head(verb))
        };
        let guilty: Vec<Span> = verbs.iter().filter_map(harms).map(|head| self.tree.phrase(head)).collect();
        let all = verbs.iter().flat_map(|&(verb, len)| self.of(verb, len));
        all.filter(|stopper| !guilty.iter().any(|phrase| phrase.overlaps(stopper.phrase))).collect()
    }

    /// To whom is done what `len` words from `verb` on say.
    fn object(&self, verb: usize, len: usize) -> Option<usize> {
        let tree = &self.tree;
        let object = |word: usize| tree.child(word, "obj").or_else(|| tree.child(word, "nsubj:pass"));
        (verb..verb + len).find_map(object).or_else(|| self.counted_attacker(verb))
    }

    /// The attacker who is counted right after the word at `verb`: what the parse makes of "shot dead a gunman who" is often wrong.
    fn counted_attacker(&self, verb: usize) -> Option<usize> {
        const NEAR: u32 = 2;
        let span = self.token(verb).span;
        let is_next = |quantity: &Quantity| {
            let cue = quantity.cue.filter(|cue| cue.overlaps(span) && cue.end() <= quantity.figure.start());
            quantity.scope == Scope::Perpetrator && cue.is_some_and(|cue| cue.gap(quantity.figure) <= NEAR)
        };
        let mut here = self.scene.quantities_in(self.scene.sentence_of(span)).map(|(_, quantity)| quantity);
        self.tree.words_of(here.find(|quantity| is_next(quantity))?.figure).last().copied()
    }

    /// Who does it.
    fn head(&self, verb: usize) -> Option<usize> {
        self.tree.by(verb).or_else(|| self.tree.subject(verb))
    }

    fn token(&self, word: usize) -> &Token {
        &self.tree.tokens[word]
    }

    /// How many words from `verb` on say that somebody is harmed, held or overcome: "shot dead".
    fn overcomes(&self, verb: usize) -> Option<usize> {
        let word = |at: usize| (at < self.tree.end).then(|| self.token(at).norm.as_str());
        let role = |role: &QuantityRole| {
            matches!(role, QuantityRole::Killed | QuantityRole::Injured | QuantityRole::Detained)
        };
        let harms = |(_, cue): &(usize, &Cue)| {
            matches!(cue.form, CueForm::Active | CueForm::Participle) && cue.roles.iter().any(role)
        };
        let cue = self.scene.knowledge.casualties.cues.longest(verb, word).filter(harms);
        let overcomes = self.scene.knowledge.telling.overcomes.holds(&self.token(verb).norm);
        cue.map(|(len, _)| len).or(overcomes.then_some(1))
    }

    /// Those who do what `len` words from `verb` on say to an attacker, where more is told of him than that.
    fn of(&self, verb: usize, len: usize) -> Vec<Stopper> {
        let tree = &self.tree;
        let object = self.object(verb, len).filter(|&object| self.is_attacker(object, verb));
        let Some(object) = object else { return Vec::new() };
        if !self.tells_of_another_deed(verb, object) {
            return Vec::new();
        }
        let verb_span = self.token(verb).span;
        let stopper = |phrase: Span| Stopper { verb: verb_span, phrase };
        let Some(head) = self.head(verb) else { return vec![stopper(verb_span)] };
        let joined = tree.children(head).filter(|&child| tree.relation(child) == "conj");
        std::iter::once(head).chain(joined).map(|head| stopper(tree.phrase(head))).collect()
    }

    /// Whether the words around `object`, to whom `verb` is done, say that he did a deed.
    fn is_attacker(&self, object: usize, verb: usize) -> bool {
        let phrase = self.tree.phrase(object);
        let is_counted_so = |(_, quantity): (usize, &Quantity)| {
            quantity.scope == Scope::Perpetrator && quantity.figure.overlaps(phrase)
        };
        is_perpetrator(phrase, self.scene)
            || self.scene.quantities_in(phrase).any(is_counted_so)
            || self.tree.children(object).any(|clause| self.tells_what_he_did(clause))
            || self.stands_for_a_doer(object, verb)
    }

    /// "Who stabbed two people": the clause at `clause` tells of a deed whose doer it describes.
    fn tells_what_he_did(&self, clause: usize) -> bool {
        let tree = &self.tree;
        let is_active =
            tree.child(clause, "nsubj:pass").is_none() && tree.child(clause, "aux:pass").is_none();
        let is_subject = tree.child(clause, "nsubj").is_some_and(|who| tree.is(who, "PRON"));
        tree.relation(clause) == "acl:relcl" && is_active && is_subject && self.is_of_a_deed(clause)
    }

    /// Whether the word at `verb` is one of a deed of the draft, or harms people.
    fn is_of_a_deed(&self, verb: usize) -> bool {
        let span = self.token(verb).span;
        let mut here = self.scene.triggers_in(span);
        here.any(|(index, _)| self.draft.triggers.contains(&index) && is_deed(index, self.scene))
            || self.harms().any(|cue| cue.overlaps(span))
    }

    /// The words by which the figures of the draft say that others than attackers were harmed.
    fn harms(&self) -> impl Iterator<Item = Span> {
        let quantities = self.draft.quantities.iter().map(|&index| &self.scene.layers.quantities[index]);
        quantities
            .filter(|quantity| hurts(quantity) && quantity.scope != Scope::Perpetrator)
            .filter(|quantity| quantity.high != Some(0))
            .map(|quantity| quantity.cue.unwrap_or(quantity.figure))
    }

    /// "He was shot dead", "officers shot the man", "two of the militants": `object` stands for the last who was said before to do a deed, and
    /// not for whoever does `verb`.
    fn stands_for_a_doer(&self, object: usize, verb: usize) -> bool {
        let of_some = self.tree.child(object, "nmod").filter(|_| self.tree.is(object, "NUM"));
        let object = of_some.unwrap_or(object);
        let word = self.token(object);
        let is_pronoun = matches!(word.norm.as_str(), "he" | "she" | "him" | "her");
        let article = self.tree.child(object, "det").map(|article| self.token(article).norm.as_str());
        if !is_pronoun && article != Some("the") {
            return false;
        }
        if is_pronoun && self.follows_an_attacker(object) {
            return true;
        }
        let Some(doer) = self.last_doer(verb) else { return false };
        if !is_pronoun {
            return word.norm == self.token(doer).norm;
        }
        let phrase = self.tree.phrase(doer);
        is_perpetrator(phrase, self.scene) || !can_act(phrase, self.scene)
    }

    /// Whether the last single person told of before `pronoun` in its sentence is an attacker.
    fn follows_an_attacker(&self, pronoun: usize) -> bool {
        let noun = |word: usize| self.scene.knowledge.casualties.nouns.get(&self.token(word).norm);
        let mut before = (self.tree.first..pronoun).rev().filter_map(noun);
        before
            .find(|noun| !noun.plural && noun.roles.is_empty())
            .is_some_and(|noun| noun.scope == Scope::Perpetrator)
    }

    /// The subject of the last deed told before `verb`, in its sentence or the one that tells of the incident before it.
    fn last_doer(&self, verb: usize) -> Option<usize> {
        let deed = |tree: &Tree<'_, '_>, upto: usize| {
            let words =
                (tree.first..upto).rev().filter(|&word| tree.is(word, "VERB") && self.is_of_a_deed(word));
            words.filter_map(|word| tree.subject(word)).find(|&subject| !tree.is(subject, "PRON"))
        };
        deed(&self.tree, verb).or_else(|| {
            let here = self.scene.sentence_of(self.token(verb).span);
            let before = self.draft.telling.iter().rfind(|sentence| sentence.end() <= here.start())?;
            let tree = Tree::around(*before, self.scene);
            deed(&tree, tree.end)
        })
    }

    /// Whether the draft tells of a deed, or of people harmed, by other words than those that tell how `object` was stopped.
    fn tells_of_another_deed(&self, verb: usize, object: usize) -> bool {
        let (verb, object) = (self.token(verb).span, self.token(object).span);
        let own = Span::new(verb.start().min(object.start()), verb.end().max(object.start()));
        let trigger = |&index: &usize| {
            let span = self.scene.layers.triggers[index].span;
            !span.overlaps(own) && is_deed(index, self.scene)
        };
        self.draft.triggers.iter().any(trigger) || self.harms().any(|cue| !cue.overlaps(own))
    }
}
