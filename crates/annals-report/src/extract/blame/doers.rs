//! Who does a deed by the parse: the subject of its verb, the "by" of a passive, whoever carries it out.

use annals_types::{
    Span,
    layers::{EntityKind, Token},
    statement::{Blame, SpeakerKind},
};

use super::{
    Held, is_deed,
    sides::{describes_a_side, is_craft, is_somebody, sides},
};
use crate::{
    annotate::FARTHEST,
    extract::{scene::Scene, speakers},
};

/// Somebody who does a deed, and how surely he is said to do it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Doer {
    /// The phrase that stands for him.
    phrase: Span,
    /// The phrase that names him.
    named: Span,
    /// How he is tied to the deed.
    blame: Blame,
}

impl Doer {
    const fn new(phrase: Span, blame: Blame) -> Self {
        Self { phrase, named: phrase, blame }
    }

    /// As one held responsible by `cue`, of which it is `said` that somebody did it or that nobody did.
    pub fn held(self, cue: Span, said: Blame) -> Held {
        let blame = if said == Blame::Denies { said } else { self.blame };
        Held { named: self.named, ..Held::new(self.phrase, cue, blame) }
    }
}

/// The side or the person that is the subject of the verb at `cue`.
pub fn subject(cue: Span, scene: &Scene<'_>) -> Option<Span> {
    let tree = Tree::around(cue, scene);
    let verb = tree.words_of(cue).into_iter().find(|&word| tree.is(word, "VERB"))?;
    tree.subject(verb).and_then(|subject| tree.named_by(subject))
}

/// Whether the verb of blame at `cue` tells of its subject, or of the noun that it describes: "the rebels are blamed for the raid", "a group
/// accused of killing two nurses"; not "blamed the rebels", "the raid was blamed on the rebels".
pub fn is_blamed(cue: Span, scene: &Scene<'_>) -> bool {
    let tree = Tree::around(cue, scene);
    tree.words_of(cue).first().is_some_and(|&verb| tree.blamed(verb).is_some())
}

/// The side or the person whom the verb of blame at `cue` so tells of.
pub fn blamed(cue: Span, scene: &Scene<'_>) -> Option<Span> {
    let tree = Tree::around(cue, scene);
    let verb = *tree.words_of(cue).first()?;
    tree.blamed(verb).and_then(|whom| tree.named_by(whom))
}

/// "Claimed the raid", "claims an attack on the airport": by the parse, what happened is the object of the verb at `cue`; not "claimed 12 lives", "claimed that
/// an attack had failed".
pub fn claims_a_deed(cue: Span, scene: &Scene<'_>) -> bool {
    let tree = Tree::around(cue, scene);
    let verb = tree.words_of(cue).first().copied().filter(|&verb| tree.is(verb, "VERB"));
    let claims = verb.filter(|&verb| scene.knowledge.telling.lays_claim.holds(&tree.tokens[verb].norm));
    let object = claims.and_then(|verb| tree.child(verb, "obj"));
    let Some(object) = object.map(|object| &tree.tokens[object]) else { return false };
    let mut here = scene.triggers_in(scene.sentence_of(cue));
    let happened = |trigger: usize, words: Span| words.overlaps(object.span) && is_deed(trigger, scene);
    scene.knowledge.telling.deeds.holds(&object.norm)
        || here.any(|(trigger, told)| happened(trigger, told.span))
}

/// Whether `side`, which stands right before the verb at `cue`, is its subject or a part of it: "insurgents killed", "members of the group
/// killed", but not "a landslide in Yemen killed", "a quake that struck Nepal killed". Where the parse tells no subject, the words are taken
/// as they stand.
pub fn is_in_subject(side: Span, cue: Span, scene: &Scene<'_>) -> bool {
    let tree = Tree::around(cue, scene);
    let verb = tree.words_of(cue).into_iter().find(|&word| tree.is(word, "VERB"));
    let words = tree.words_of(side);
    let (Some(subject), Some(head)) = (verb.and_then(|verb| tree.subject(verb)), tree.top(&words)) else {
        return true;
    };
    words.contains(&subject) || tree.is_joined_to_doer(head)
}

/// The "it" or "they" that is the subject of the verb at `cue`.
pub fn pronoun(cue: Span, scene: &Scene<'_>) -> Option<Span> {
    let tree = Tree::around(cue, scene);
    let verb = tree.words_of(cue).into_iter().find(|&word| tree.is(word, "VERB"))?;
    let subject = tree.subject(verb).filter(|&subject| is_own(&tree.tokens[subject].norm))?;
    Some(tree.tokens[subject].span)
}

/// Pronouns for a body that acts, and what is its own.
fn is_own(word: &str) -> bool {
    matches!(word, "it" | "they" | "we" | "its" | "our")
}

/// Who does what the words at `deed` name, a verb or a noun.
pub fn of_deed(deed: Span, scene: &Scene<'_>) -> Vec<Doer> {
    let tree = Tree::around(deed, scene);
    let words = tree.words_of(deed);
    let verbs: Vec<usize> = words.iter().copied().filter(|&word| tree.is(word, "VERB")).collect();
    if verbs.is_empty() {
        return tree.top(&words).map_or_else(Vec::new, |noun| tree.doers_of_noun(noun));
    }
    verbs.into_iter().flat_map(|verb| tree.doers_of_verb(verb)).collect()
}

/// Who harmed the people of a figure, by the verb at `cue`: the subject where they are its object, else the "by" of its passive.
pub fn of_harm(cue: Span, figure: Span, scene: &Scene<'_>) -> Vec<Doer> {
    let tree = Tree::around(cue, scene);
    let verbs = tree.words_of(cue).into_iter().filter(|&word| tree.is(word, "VERB"));
    let harms = |verb: usize| {
        tree.by(verb).is_some() || tree.child(verb, "obj").is_some_and(|object| tree.holds(object, figure))
    };
    verbs.filter(|&verb| harms(verb)).flat_map(|verb| tree.doers_of_verb(verb)).collect()
}

/// The parse of one sentence. Words are indices of all tokens.
pub(super) struct Tree<'s, 'a> {
    pub scene: &'s Scene<'a>,
    pub tokens: &'a [Token],
    pub first: usize,
    pub end: usize,
}

/// Steps up a chain of verbs ("continued to shell and burn"): a bound for damaged parses.
const STEPS: usize = 4;

impl<'s, 'a> Tree<'s, 'a> {
    /// That of the sentence in which `span` begins.
    pub fn around(span: Span, scene: &'s Scene<'a>) -> Self {
        let sentence = scene.layers.sentence_at(span.start()).map(|index| &scene.layers.sentences[index]);
        let (first, end) =
            sentence.map_or((0, 0), |sentence| (sentence.first_token as usize, sentence.end_token as usize));
        Self { scene, tokens: &scene.layers.tokens, first, end }
    }

    /// The words that `span` touches.
    pub fn words_of(&self, span: Span) -> Vec<usize> {
        let words = &self.tokens[self.first..self.end];
        let from = self.first + words.partition_point(|word| word.span.end() <= span.start());
        (from..self.end).take_while(|&word| self.tokens[word].span.start() < span.end()).collect()
    }

    /// Whether a word is of this part of speech.
    pub fn is(&self, word: usize, upos: &str) -> bool {
        self.tokens[word].upos.as_deref() == Some(upos)
    }

    /// How a word hangs on the one above it.
    pub fn relation(&self, word: usize) -> &'a str {
        self.tokens[word].deprel.as_deref().unwrap_or_default()
    }

    /// The word that `word` hangs on.
    pub fn above(&self, word: usize) -> Option<usize> {
        self.tokens[word]
            .head
            .map(|head| head as usize)
            .filter(|&head| head != word && (self.first..self.end).contains(&head))
    }

    /// The words that hang on `word`, in order.
    pub fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        let near = word.saturating_sub(FARTHEST).max(self.first)..(word + FARTHEST).min(self.end);
        near.filter(move |&other| self.above(other) == Some(word))
    }

    /// The first of them in this relation.
    pub fn child(&self, word: usize, relation: &str) -> Option<usize> {
        self.children(word).find(|&child| self.relation(child) == relation)
    }

    /// The first of `words` that hangs on none of them.
    fn top(&self, words: &[usize]) -> Option<usize> {
        words.iter().copied().find(|&word| self.above(word).is_none_or(|above| !words.contains(&above)))
    }

    /// Whether the phrase around `head` is another name of who does something, or of those whom he belongs to: "of the group", "by the army",
    /// "militants loyal to the rebels". Any other preposition says where something is or whom it struck, and an object is struck.
    fn is_joined_to_doer(&self, head: usize) -> bool {
        let is_another_name = matches!(
            self.relation(head),
            "nsubj" | "conj" | "appos" | "flat" | "compound" | "amod" | "nmod:poss"
        );
        is_another_name
            || self.child(head, "case").is_some_and(|case| match self.tokens[case].norm.as_str() {
                "of" | "from" | "by" => true,
                "to" | "with" => self.above(head).is_some_and(|above| !self.is(above, "NOUN")),
                _ => false,
            })
    }

    /// Whether the words of `span` are `word`, or hang on it.
    fn holds(&self, word: usize, span: Span) -> bool {
        self.words_of(span).into_iter().any(|other| other == word || self.above(other) == Some(word))
    }

    fn performs(&self, word: usize) -> bool {
        self.scene.knowledge.telling.performs.holds(&self.tokens[word].norm)
    }

    /// The subject of a verb in the active; of one that is joined to another or hangs on it without a subject of its own, that of the other.
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let mut verb = verb;
        for _ in 0..STEPS {
            if self.child(verb, "nsubj:pass").is_some() || self.child(verb, "aux:pass").is_some() {
                return None;
            }
            if let Some(subject) = self.child(verb, "nsubj") {
                return Some(subject);
            }
            let shares = match self.relation(verb) {
                "conj" => true,
                // "kept shelling the town", "attacked it, killing four", but not "agreed to destroy the stocks", nor "called for the
                // release of two nurses, kidnapped on Saturday".
                "xcomp" | "advcl" => {
                    self.child(verb, "mark").is_none() && !self.tokens[verb].norm.ends_with("ed")
                }
                _ => false,
            };
            verb = self.above(verb).filter(|&above| shares && self.is(above, "VERB"))?;
        }
        None
    }

    /// Of whom the verb of blame at `verb` tells in the passive, or as a participle after a noun, where "for" or "of" or who says so follows.
    fn blamed(&self, verb: usize) -> Option<usize> {
        let next = self.tokens[..self.end].get(verb + 1)?;
        if !matches!(next.norm.as_str(), "for" | "of" | "over" | "by") {
            return None;
        }
        let described = || self.above(verb).filter(|_| self.relation(verb).starts_with("acl"));
        match self.child(verb, "nsubj:pass") {
            // "The rebels, who are blamed".
            Some(subject) if self.is(subject, "PRON") => described(),
            Some(subject) => Some(subject),
            None if self.child(verb, "nsubj").is_none() && self.child(verb, "obj").is_none() => described(),
            None => None,
        }
    }

    /// The "by the rebels" of a passive or of a noun.
    pub fn by(&self, word: usize) -> Option<usize> {
        self.children(word).find(|&child| {
            matches!(self.relation(child), "obl:agent" | "obl" | "nmod")
                && self.child(child, "case").is_some_and(|case| self.tokens[case].norm == "by")
        })
    }

    fn doers_of_verb(&self, verb: usize) -> Vec<Doer> {
        let passive = self.relation(verb).starts_with("acl") && self.child(verb, "nsubj").is_none();
        let subject = self.subject(verb).filter(|_| !passive || self.relation(verb) == "acl:relcl");
        let blame = self.stance(verb);
        let found = self.by(verb).or(subject);
        found.map_or_else(Vec::new, |head| self.doers(head, blame))
    }

    /// Whoever carries out what `noun` names, or stands with "by" behind it.
    fn doers_of_noun(&self, noun: usize) -> Vec<Doer> {
        let verb = self
            .above(noun)
            .filter(|&verb| matches!(self.relation(noun), "obj" | "nsubj:pass") && self.performs(verb));
        if let Some(verb) = verb {
            let none = self.children(noun).any(|child| self.tokens[child].norm == "no");
            let found = self.doers_of_verb(verb).into_iter();
            return found
                .map(|doer| Doer { blame: if none { Blame::Denies } else { doer.blame }, ..doer })
                .collect();
        }
        let clause = self
            .children(noun)
            .find(|&child| self.relation(child).starts_with("acl") && self.performs(child));
        if let Some(verb) = clause {
            return self.doers_of_verb(verb);
        }
        // "its attack": of whoever speaks.
        let own = || self.child(noun, "nmod:poss").filter(|&owner| is_own(&self.tokens[owner].norm));
        self.by(noun).or_else(own).map_or_else(Vec::new, |head| self.doers(head, Blame::Attributes))
    }

    /// Those whom the phrase around `head` names, and those joined to it: "the army and the rebels".
    fn doers(&self, head: usize, blame: Blame) -> Vec<Doer> {
        if is_own(&self.tokens[head].norm) {
            return self.speaker_himself(head, blame).into_iter().collect();
        }
        // "one of its drones"
        let craft = self.child(head, "nmod").filter(|_| self.tokens[head].norm == "one").unwrap_or(head);
        let owner = self.child(craft, "nmod:poss").filter(|&owner| is_own(&self.tokens[owner].norm));
        if let Some(owner) = owner.filter(|_| is_craft(self.tokens[craft].span, self.scene)) {
            return self.speaker_himself(owner, blame).into_iter().collect();
        }
        let joined = self.children(head).filter(|&child| self.relation(child) == "conj");
        let named = std::iter::once(head).chain(joined).filter_map(|head| self.named_by(head));
        named.map(|phrase| Doer::new(phrase, blame)).collect()
    }

    /// "The group said that it had carried out the raid": whoever says so himself claims it.
    fn speaker_himself(&self, pronoun: usize, blame: Blame) -> Option<Doer> {
        let phrase = self.tokens[pronoun].span;
        let (speakers, _) = speakers::of(phrase, self.scene);
        let speaker = speakers.first()?;
        // "Two brothers died after they shot each other, the office said": those who were told of before.
        let is_of_others = matches!(self.tokens[pronoun].norm.as_str(), "it" | "they")
            && speaker.span.start() > phrase.end()
            && (pronoun.saturating_sub(FARTHEST).max(self.first)..pronoun).any(|word| {
                self.relation(word).starts_with("nsubj") && (self.is(word, "NOUN") || self.is(word, "PROPN"))
            });
        if is_of_others {
            return None;
        }
        let reports = matches!(
            speaker.kind,
            SpeakerKind::Witness | SpeakerKind::Media | SpeakerKind::Monitor | SpeakerKind::Responder
        );
        let is_side = matches!(speaker.kind, SpeakerKind::Party | SpeakerKind::Official)
            || !reports && matches!(self.tokens[pronoun].norm.as_str(), "it" | "its");
        let blame = if blame == Blame::Attributes { Blame::Claims } else { blame };
        let here = self.scene.sentence_of(speaker.span) == self.scene.sentence_of(phrase);
        let named = self.sides_of(speaker.span).first().copied().unwrap_or(speaker.span);
        is_side.then_some(Doer { phrase: if here { named } else { phrase }, named, blame })
    }

    /// "had not carried out", "whether the rebels carried out".
    fn stance(&self, verb: usize) -> Blame {
        let has = |words: &[&str]| {
            self.children(verb).any(|child| words.contains(&self.tokens[child].norm.as_str()))
        };
        if has(&["whether", "if"]) {
            Blame::Doubts
        } else if has(&["not", "n't", "n’t", "never"]) {
            Blame::Denies
        } else {
            Blame::Attributes
        }
    }

    /// The side or the person that the phrase around `head` names.
    fn named_by(&self, head: usize) -> Option<Span> {
        if !(self.is(head, "NOUN") || self.is(head, "PROPN") || self.is(head, "ADJ")) {
            return None;
        }
        let (scene, phrase) = (self.scene, self.phrase(head));
        if is_craft(phrase, scene) {
            // "warplanes of the coalition"
            let owners = self.children(head).filter(|&child| self.relation(child) == "nmod");
            return owners.flat_map(|owner| self.sides_of(self.phrase(owner))).next();
        }
        let sides = self.sides_of(phrase);
        let at_head = sides.iter().find(|side| side.overlaps(self.tokens[head].span));
        at_head
            .or(sides.last())
            .copied()
            .or_else(|| describes_a_side(phrase, scene).then_some(phrase))
            .or_else(|| self.organisation(head))
            .or_else(|| is_somebody(self.tokens[head].span, scene).then_some(phrase))
            .filter(|named| !sides.is_empty() || !self.speaks(*named))
    }

    /// Whether a phrase is the source of something said in the sentence.
    fn speaks(&self, phrase: Span) -> bool {
        let sentence = self.scene.sentence_of(phrase);
        let said = &self.scene.layers.attributions;
        let first = said.partition_point(|said| said.cue.start() < sentence.start());
        let here = said[first..].iter().take_while(|said| said.cue.start() < sentence.end());
        here.filter_map(|said| said.source).any(|source| source.overlaps(phrase))
    }

    /// The sides that a phrase names.
    fn sides_of(&self, phrase: Span) -> Vec<Span> {
        let sides = sides(self.scene.sentence_of(phrase), self.scene);
        sides.into_iter().filter(|side| side.overlaps(phrase)).collect()
    }

    /// "Isis": a body that no table knows.
    fn organisation(&self, head: usize) -> Option<Span> {
        let mut over = self.scene.entities_over(self.tokens[head].span);
        over.find(|entity| entity.kind == EntityKind::Organisation).map(|entity| entity.span)
    }

    /// A noun with what stands before it and describes it, and the parts of its name.
    pub fn phrase(&self, head: usize) -> Span {
        const DESCRIBES: [&str; 7] = ["det", "amod", "compound", "nummod", "nmod:poss", "flat", "case"];
        let belongs = |word: usize| {
            // "by the army": the preposition is none of its words, but the "'s" of one of them is.
            let mut at = word;
            for _ in 0..STEPS {
                let describes = DESCRIBES.contains(&self.relation(at));
                match self
                    .above(at)
                    .filter(|&above| describes && (above != head || self.relation(at) != "case"))
                {
                    Some(above) if above == head => return true,
                    Some(above) => at = above,
                    None => return false,
                }
            }
            false
        };
        let first = (self.first..head).rev().take_while(|&word| belongs(word)).last().unwrap_or(head);
        let last = (head + 1..self.end).take_while(|&word| belongs(word)).last().unwrap_or(head);
        self.tokens[first].span.cover(self.tokens[last].span)
    }
}
