//! Gathers triggers and figures into drafts of incidents, sentence by sentence.
//!
//! A trigger joins the draft that it fits best: same kind, no other day, no other town. It founds a draft of its own only where
//! something of its own places or counts it, so that a passing word makes no incident.
//!
//! [`fit`] says which draft something told belongs to, by its [`ground`] (times and towns) and whether [`days`] are one; [`clauses`] parts sentences
//! that tell of several, [`turns`] finds those that turn to another. [`periods`] and [`sums`] tell what counts more than one incident.

mod clauses;
mod days;
mod fit;
mod ground;
mod periods;
mod sums;
mod turns;

use annals_types::{
    Span,
    layers::{EntityKind, Quantity, QuantityRole, Reality, Sentence, Trigger},
    reading::MentionRole,
};

pub use days::{are_two_days, is_other_day, lies_ahead};
use turns::Turn;

use super::{
    blame::Stopper,
    dating::{dates_what_follows, is_arrest},
    later,
    scene::Scene,
    standing::{
        Standing, answered, before_cause, clause_of_cause, counts_before, is_charge, is_nth_of_period,
        is_plural, is_recalled, is_supposed, repeats, standing,
    },
    wording::says_what_befell,
};
use crate::knowledge::incident_types::Deed;

/// An incident in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Set by [`super::roles`]; aggregates are known at once.
    pub role: MentionRole,
    /// Indices of its triggers, ascending.
    pub triggers: Vec<usize>,
    /// Indices of its figures, ascending.
    pub quantities: Vec<usize>,
    /// Sentences that tell of it, ascending.
    pub telling: Vec<Span>,
    /// Indices of the times that place it, the nearest to a trigger first.
    pub times: Vec<usize>,
    /// Indices of the places that its triggers stand near, in order of mention.
    pub places: Vec<usize>,
    /// Whether words mark it as recalled: "last month", "earlier".
    pub recalled: bool,
    /// Whether it is only named as what another answered or followed.
    pub cause: bool,
    /// What surely sets it apart from what stands beside it.
    pub apart: Option<Apart>,
    /// The first of its words.
    pub first: Span,
    /// Those who stop its attacker: found out once it is whole.
    pub stoppers: Vec<Stopper>,
}

/// What sets an incident apart from another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Apart {
    /// A word that turns to it: "elsewhere", "another attack".
    ByWords,
    /// A total that adds it to others.
    ByNumbers,
}

impl Draft {
    fn new(role: MentionRole, first: Span) -> Self {
        Self {
            role,
            triggers: Vec::new(),
            quantities: Vec::new(),
            telling: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
            recalled: false,
            cause: false,
            apart: None,
            first,
            stoppers: Vec::new(),
        }
    }

    /// The word that it is known by.
    pub const fn anchor(&self) -> Span {
        self.first
    }

    /// Notes that a sentence tells of it.
    pub fn tell(&mut self, sentence: Span) {
        if let Err(at) = self.telling.binary_search(&sentence) {
            self.telling.insert(at, sentence);
        }
    }
}

/// The drafts of a report, in the order of their anchors.
pub fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let mut gathering = Gathering {
        scene,
        drafts: Vec::new(),
        active: None,
        counting: None,
        summing: None,
        turned: false,
        turns: Vec::new(),
        before: None,
        whole: Span::new(0, 0),
        part: Span::new(0, 0),
    };
    for sentence in scene.sentences() {
        gathering.sentence(sentence);
    }
    gathering.set_totals_apart();
    gathering.take_from_before();
    let is_told = |&index: &usize| says_what_befell(&scene.layers.quantities[index], scene);
    gathering.drafts.retain(|draft| !draft.triggers.is_empty() || draft.quantities.iter().any(is_told));
    gathering.drafts
}

struct Gathering<'a, 's> {
    scene: &'s Scene<'a>,
    drafts: Vec<Draft>,
    /// The draft that the last sentence told of.
    active: Option<usize>,
    /// The count over a period that the last sentence told of, where it told of nothing else.
    counting: Option<usize>,
    /// The count over a period that the last sentence's last figure belongs to.
    summing: Option<usize>,
    /// Whether the sentence turned to an incident that is not told yet.
    turned: bool,
    /// The drafts that words turned to so far.
    turns: Vec<Turn>,
    /// The sentence before.
    before: Option<Span>,
    /// The sentence that is read, of which a part may tell of an incident of its own.
    whole: Span,
    /// That part; the whole sentence where it tells of one thing.
    part: Span,
}

/// How many of the drafts told last a trigger may still join: a bound, so that long reports stay cheap.
const WITHIN_REACH: usize = 32;

impl Gathering<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let span = sentence.span;
        if self.begins_paragraph(span) {
            self.come_back();
        }
        let known = self.drafts.len();
        let mut left = None;
        if self.turns_away(sentence) {
            left = self.active.take().filter(|&left| !self.is_aggregate(left) && !self.drafts[left].recalled);
            self.turned = true;
        }
        self.whole = span;
        for part in self.parts(span) {
            self.part(part);
        }
        if let Some(from) = left {
            let elsewhere = self.opens_with_a_turn(sentence);
            let founded =
                (known..self.drafts.len()).filter(|&to| self.drafts[to].apart == Some(Apart::ByWords));
            self.turns.extend(founded.map(|to| Turn { to, from, elsewhere }));
        }
        self.turned = false;
    }

    /// What a sentence tells, or a part of it that tells of an incident of its own.
    fn part(&mut self, span: Span) {
        self.part = span;
        let summed = self.counted_over_time(span);
        let summing_word = self.summing_word(&summed, span);
        let here = self.words_told(span, summing_word);
        self.summing = self.figures_told(span, &here, &summed);
        if here.is_empty() {
            self.go_on(span);
        }
        let of = |aggregate: bool| {
            here.iter().map(|&(_, draft)| draft).find(|&draft| self.is_aggregate(draft) == aggregate)
        };
        let (told, counting) = (of(false), of(true).filter(|_| summing_word.is_none()));
        self.active = told.or(self.active);
        self.counting = counting.filter(|_| told.is_none());
    }

    /// The words for what happened in `part`, each with the draft that it goes to. Those of the kind of the word that sums up name no further
    /// incident.
    fn words_told(&mut self, part: Span, summing_word: Option<usize>) -> Vec<(Span, usize)> {
        let scene = self.scene;
        let counted = repeats(part, scene);
        let openings = self.openings(part);
        let summed_kind = summing_word.map(|word| scene.layers.triggers[word].incident_type.as_str());
        let mut here = Vec::new();
        for (index, trigger) in scene.triggers_in(part) {
            let opens = || openings.iter().any(|opening| opening.contains(trigger.span));
            let is_beside =
                || is_struck_gathering(trigger, scene) || describes_the_dead(trigger, part, scene);
            if trigger.reality == Reality::Hypothetical || opens() || is_beside() {
                continue;
            }
            let sums_up = summed_kind == Some(trigger.incident_type.as_str());
            let draft = if counted || sums_up || self.goes_on_counting(trigger, part) {
                self.aggregate(index, trigger, part)
            } else {
                self.place_trigger(index, trigger, part)
            };
            if let Some(draft) = draft {
                here.push((trigger.span, draft));
                self.drafts[draft].tell(self.whole);
            }
        }
        here
    }

    /// Gives the figures in `part` to the drafts of the words told `here`, or to others. The count over a period that the last figure went to.
    fn figures_told(&mut self, part: Span, here: &[(Span, usize)], summed: &[usize]) -> Option<usize> {
        let scene = self.scene;
        let mut summing = None;
        for (index, quantity) in scene.quantities_in(part) {
            // The town where a report was filed is nobody who came to harm.
            if is_supposed(quantity.figure, scene) || scene.is_in_dateline(quantity.figure) {
                continue;
            }
            // "Killing 11, a day after a bomb killed seven": what was told before is not of the cause.
            let told_before = |trigger: Span| {
                trigger.start() > quantity.figure.end()
                    && answered(trigger, part, scene).is_some_and(|cue| quantity.figure.end() <= cue.start())
            };
            // "The worst attack since 2012, when 26 people died": what follows is of no word before it.
            let since = self.measured_by(quantity.figure, part);
            let words = here.iter().filter(|(trigger, _)| since.is_none_or(|since| since.contains(*trigger)));
            let nearest = words.min_by_key(|(trigger, _)| {
                let gap = scene.gap(*trigger, quantity.cue.unwrap_or(quantity.figure));
                (told_before(*trigger), gap)
            });
            let part = since.unwrap_or(part);
            let draft = match nearest {
                Some(_) if summed.binary_search(&index).is_ok() => Some(self.period(quantity.figure, part)),
                Some(&(trigger, _)) if self.are_apart(trigger) => Some(self.period(quantity.figure, part)),
                // Where it fits nothing else it is of the same incident: "killed the gunman minutes after he shot dead three".
                Some(&(trigger, draft)) if told_before(trigger) => {
                    self.place_quantity(quantity, part).or(Some(draft))
                }
                Some(&(_, draft)) => Some(draft),
                None => self.place_quantity(quantity, part),
            };
            let Some(draft) = draft else { continue };
            let is_count = quantity.role != QuantityRole::Attacks && self.is_aggregate(draft);
            summing = is_count.then_some(draft);
            self.drafts[draft].quantities.push(index);
            self.drafts[draft].tell(self.whole);
            let time = self.own_time(quantity.figure, part);
            let is_own = time.is_some_and(|time| self.is_aggregate(draft) || self.is_time_of(time, quantity));
            if is_own && !self.comes_after(quantity) {
                self.note_times(draft, quantity.figure, part);
            }
        }
        summing
    }

    /// The rest of `part` from the time on that dates what follows it alone, where `figure` stands there.
    fn measured_by(&self, figure: Span, part: Span) -> Option<Span> {
        let times = self.scene.times_in(part).map(|(_, time)| time);
        let mut former = times.filter(|time| dates_what_follows(time, self.scene));
        let since = former.find(|time| time.span.end() <= figure.start())?;
        Some(Span::new(since.span.start(), part.end()))
    }

    /// "It happened around noon on Main Street", "officers were called to Elm Street on Monday": a sentence without an incident or a
    /// figure of its own, but about one, places the one told last.
    fn go_on(&mut self, sentence: Span) {
        let scene = self.scene;
        let busy =
            scene.triggers_in(sentence).next().is_some() || scene.quantities_in(sentence).next().is_some();
        let told = self.active.filter(|&active| !self.is_aggregate(active));
        let (Some(cue), Some(draft), false) = (goes_on(sentence, scene), told, busy) else { return };
        let time = self.nearest_time(cue, sentence);
        let places = self.towns(sentence);
        let fits = self.no_other_time(&self.drafts[draft], time)
            && self.no_other_place(&self.drafts[draft], &places);
        if !fits || time.is_none() && places.is_empty() {
            return;
        }
        let known = &mut self.drafts[draft];
        known.tell(sentence);
        known.times.extend(time.filter(|time| !known.times.contains(time)));
        for place in places {
            if !known.places.contains(&place) {
                known.places.push(place);
            }
        }
    }

    fn begins_paragraph(&mut self, sentence: Span) -> bool {
        let between =
            self.before.map(|before| Span::new(before.end().min(sentence.start()), sentence.start()));
        self.before = Some(sentence);
        between.is_some_and(|between| self.scene.words(between).contains('\n'))
    }

    /// A new paragraph goes on with the news, not with what the one before recalled or counted.
    fn come_back(&mut self) {
        self.counting = None;
        self.summing = None;
        if self.active.is_some_and(|active| self.drafts[active].recalled) {
            let told = |draft: &Draft| draft.role != MentionRole::Aggregate && !draft.recalled;
            self.active = self.drafts.iter().position(told).or(self.active);
        }
    }

    fn is_aggregate(&self, draft: usize) -> bool {
        self.drafts[draft].role == MentionRole::Aggregate
    }

    /// Whether a trigger speaks on of attacks that were counted: after them in the sentence, as "the attacks" in the next
    /// one, or as a number of attacks with nothing of their own.
    fn goes_on_counting(&self, trigger: &Trigger, sentence: Span) -> bool {
        if self.counting.is_some() && is_plural(trigger.span, self.scene) {
            return true;
        }
        if counts_before(trigger.span, self.scene) {
            return true;
        }
        let placed = !self.towns(sentence).is_empty();
        let same = self.drafts.last().is_some_and(|draft| {
            draft.role == MentionRole::Aggregate && draft.telling.last() == Some(&self.whole)
        });
        if same && !placed {
            return true;
        }
        let mut quantities = self.scene.quantities_in(sentence).map(|(_, quantity)| quantity).peekable();
        let only_attacks = quantities.peek().is_some()
            && quantities.all(|quantity| {
                let several = quantity.low.is_some_and(|low| low > 1);
                quantity.role == QuantityRole::Attacks && several
            });
        only_attacks && !placed && self.active.is_some() && is_plural(trigger.span, self.scene)
    }

    /// The draft that a trigger belongs to; `None` where it founds none.
    fn place_trigger(&mut self, index: usize, trigger: &Trigger, sentence: Span) -> Option<usize> {
        if trigger.aggregate {
            return self.aggregate(index, trigger, sentence);
        }
        // What somebody is charged with, and what is one of so many of its year, is what was told before.
        if let Some(active) = self.active.filter(|&active| !self.is_aggregate(active))
            && (is_charge(trigger.span, self.scene) || is_nth_of_period(trigger.span, self.scene))
        {
            let known = &mut self.drafts[active].triggers;
            // It may be the only word for it.
            if known.is_empty() {
                known.push(index);
            }
            return None;
        }
        let apart = standing(trigger.span, sentence, self.scene);
        // Words set apart within a sentence have what follows them for their own.
        let own = match apart {
            Standing::Cause => clause_of_cause(trigger.span, sentence, self.scene),
            Standing::Vague | Standing::Remembered => Span::new(trigger.span.start(), sentence.end()),
            Standing::Told | Standing::Recalled => before_cause(trigger.span, sentence, self.scene),
        };
        let time = self.own_time(trigger.span, own);
        let places = self.own_towns(own);
        let recalled = apart != Standing::Told;
        let counted = self.scene.quantities_in(own).next().is_some();
        let has_ground = time.is_some() || !places.is_empty() || counted;
        if matches!(apart, Standing::Cause | Standing::Vague) && !has_ground {
            return None;
        }
        // What a sentence names as a cause is one thing, by however many words.
        let joined = if apart == Standing::Cause {
            let last = self.drafts.len().checked_sub(1);
            last.filter(|&last| self.drafts[last].cause && sentence.contains(self.drafts[last].first))
        } else {
            let fit = self.best_fit(trigger, own, time, &places, recalled);
            fit.or_else(|| self.disaster_around(trigger).filter(|_| time.is_none() && !recalled))
                .or_else(|| self.same_hands(trigger, time, &places).filter(|_| !recalled))
        };
        let draft = if let Some(draft) = joined {
            draft
        } else {
            let specific = !self.is_generic(&trigger.incident_type);
            let told = self.drafts.iter().any(|draft| draft.role != MentionRole::Aggregate);
            if !has_ground && !specific && told {
                return None;
            }
            let anew = self.drafts.iter().any(|draft| self.counts_anew(draft, time, own));
            let recalled = recalled || anew || self.lies_further_back(time);
            let cause = matches!(apart, Standing::Cause | Standing::Vague);
            let apart = (self.turned && self.active.is_none()).then_some(Apart::ByWords);
            self.drafts.push(Draft { recalled, cause, apart, ..Draft::new(MentionRole::Also, trigger.span) });
            self.drafts.len() - 1
        };
        self.drafts[draft].triggers.push(index);
        self.note_times(draft, trigger.span, own);
        let counted = self.scene.length_before(own.start()).filter(|_| apart == Standing::Cause);
        if let Some(length) = counted.filter(|length| !self.drafts[draft].times.contains(length)) {
            self.drafts[draft].times.push(length);
        }
        for place in places {
            if !self.drafts[draft].places.contains(&place) {
                self.drafts[draft].places.push(place);
            }
        }
        Some(draft)
    }

    /// "A man with a knife attacked passers-by before police shot him": what is done to somebody of whom the sentence told just before goes on
    /// with the same incident, of whatever kind it is.
    fn same_hands(&self, trigger: &Trigger, time: Option<usize>, places: &[usize]) -> Option<usize> {
        let tokens = &self.scene.layers.tokens;
        let at = tokens.partition_point(|token| token.span.end() <= trigger.span.start());
        let is_one_told = |child: usize| {
            tokens[child].deprel.as_deref() == Some("obj")
                && matches!(tokens[child].norm.as_str(), "him" | "her" | "them")
        };
        let told = self.drafts.iter().rposition(|draft| {
            draft.role != MentionRole::Aggregate
                && !draft.recalled
                && draft.telling.last() == Some(&self.whole)
                && self.no_other_time(draft, time)
                && self.no_other_place(draft, places)
        });
        told.filter(|_| self.scene.hanging_on(at).any(is_one_told))
    }

    /// "In Kano four people drowned when a bridge collapsed": what gives way in a flood is a part of it.
    fn disaster_around(&self, trigger: &Trigger) -> Option<usize> {
        let (scene, types) = (self.scene, &self.scene.knowledge.incident_types);
        let spreads = |&trigger: &usize| types.spreads(&scene.layers.triggers[trigger].incident_type);
        let is_disaster = |draft: &Draft| {
            draft.role != MentionRole::Aggregate && !draft.recalled && draft.triggers.iter().any(spreads)
        };
        types.gives_way(&trigger.incident_type).then(|| self.drafts.iter().rposition(is_disaster)).flatten()
    }

    fn aggregate(&mut self, index: usize, trigger: &Trigger, sentence: Span) -> Option<usize> {
        let same = self.counting.or_else(|| {
            self.drafts.iter().rposition(|draft| {
                draft.role == MentionRole::Aggregate && draft.telling.last() == Some(&self.whole)
            })
        });
        // Words that merely name several attacks count nothing.
        if same.is_none()
            && !repeats(sentence, self.scene)
            && self.scene.quantities_in(sentence).next().is_none()
        {
            return None;
        }
        let draft = same.unwrap_or_else(|| {
            self.drafts.push(Draft::new(MentionRole::Aggregate, trigger.span));
            self.drafts.len() - 1
        });
        self.drafts[draft].triggers.push(index);
        self.note_times(draft, trigger.span, sentence);
        Some(draft)
    }

    /// The draft that a figure without a trigger in its sentence belongs to.
    fn place_quantity(&mut self, quantity: &Quantity, sentence: Span) -> Option<usize> {
        let figure = quantity.figure;
        let time = self
            .own_time(figure, sentence)
            .filter(|&time| !self.comes_after(quantity) && self.is_time_of(time, quantity));
        let apart = time.is_some_and(|time| is_other_day(&self.scene.mentions.times[time], self.scene));
        let same_time = |draft: &Draft| time.is_some_and(|time| draft.times.contains(&time));
        // Words that turn to something else, and parts of a sentence that have a day or a town of their own, go on with nothing else.
        let turned = self.turned && self.active.is_none();
        let set_apart = turned || self.whole_of(sentence).is_some();
        let places = if set_apart { self.towns(sentence) } else { Vec::new() };
        let has_ground = !places.is_empty() || time.is_some() && !turned;
        let turns = set_apart && has_ground && !self.comes_after(quantity);
        let fits = |draft: &Draft| {
            draft.role != MentionRole::Aggregate
                && !(draft.cause && draft.telling.last() == Some(&self.whole))
                && (!apart || same_time(draft))
                && self.no_other_time(draft, time)
                && !self.counts_anew(draft, time, sentence)
                && (!turns || self.is_told_there(draft, time, &places))
        };
        if self.counts_a_period(quantity, sentence) {
            return Some(self.period(figure, sentence));
        }
        if let Some(summing) = self.summing.filter(|_| self.goes_on_summing(quantity, time, sentence)) {
            return Some(summing);
        }
        if let Some(active) = self.active.filter(|&active| fits(&self.drafts[active])) {
            return Some(active);
        }
        let other = self.drafts.iter().position(fits);
        if other.is_none() && self.drafts.iter().all(|draft| draft.role == MentionRole::Aggregate)
            || (time.is_some() || !places.is_empty()) && other.is_none()
        {
            let anew = self.drafts.iter().any(|draft| self.counts_anew(draft, time, sentence));
            let former = self.measured_by(figure, sentence).is_some();
            self.drafts.push(Draft {
                recalled: apart || anew || former || is_recalled(figure, self.scene),
                places,
                apart: (turned && turns).then_some(Apart::ByWords),
                ..Draft::new(MentionRole::Also, figure)
            });
            self.active = Some(self.drafts.len() - 1);
            return self.active;
        }
        other
    }

    /// Whether a figure is of what came after something that was told, on a day of its own: the death of somebody who was hurt, the arrest of
    /// whoever did it.
    fn comes_after(&self, quantity: &Quantity) -> bool {
        let is_told = |draft: &Draft| draft.role != MentionRole::Aggregate && draft.first < quantity.figure;
        self.is_death_of_one_told(quantity) || is_arrest(quantity) && self.drafts.iter().any(is_told)
    }

    /// "He died on Thursday", "the boy has died", "Field died", "three of the wounded died overnight", "a third victim has died": somebody
    /// who was told of before, and whose death has a day of its own.
    fn is_death_of_one_told(&self, quantity: &Quantity) -> bool {
        let is_one = (quantity.low, quantity.high) == (Some(1), Some(1));
        let words = self.scene.words(quantity.figure);
        if later::is_death(quantity, self.scene) {
            return true;
        }
        if quantity.role != QuantityRole::Killed || !is_one {
            return false;
        }
        let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_definite = matches!(first.to_lowercase().as_str(), "the" | "he" | "she");
        is_definite || self.is_last_name(quantity.figure)
    }

    /// Whether the words at `figure` are the last of the name of a person who was named before.
    fn is_last_name(&self, figure: Span) -> bool {
        let words = self.scene.words(figure);
        let entities = &self.scene.layers.entities;
        !words.contains(char::is_whitespace)
            && entities.iter().take_while(|entity| entity.span.end() <= figure.start()).any(|entity| {
                entity.kind == EntityKind::Person
                    && self
                        .scene
                        .words(entity.span)
                        .strip_suffix(words)
                        .is_some_and(|rest| rest.ends_with(' '))
            })
    }

    /// "Separate shootings", "three attacks", "shootings across the city": several incidents, which no figure beside them counts one of.
    fn are_apart(&self, trigger: Span) -> bool {
        const NEAR: usize = 4;
        let (scene, telling) = (self.scene, &self.scene.knowledge.telling);
        let sentence = scene.sentence_of(trigger);
        let before = scene.words_before(trigger.start(), NEAR);
        let after = scene.words_in(Span::new(trigger.end().min(sentence.end()), sentence.end()));
        let is_count = |(_, quantity): (usize, &Quantity)| {
            quantity.role == QuantityRole::Attacks
                && quantity.low.is_some_and(|low| low > 1)
                && quantity.figure.overlaps(trigger)
        };
        let spreads = scene
            .triggers_in(trigger)
            .any(|(_, known)| scene.knowledge.incident_types.spreads(&known.incident_type));
        is_plural(trigger, scene)
            && !spreads
            && (before.iter().any(|word| telling.separate.holds(word))
                || after.first().is_some_and(|next| telling.spread.holds(&next.norm))
                || scene.quantities_in(sentence).any(is_count))
    }

    fn is_generic(&self, incident_type: &str) -> bool {
        self.scene.knowledge.incident_types.get(incident_type).is_none_or(|found| found.kinds.is_empty())
    }
}

/// "Blew himself up at a rally", "a bomb went off at a vigil": by the parse, a gathering at which an attack is told to have happened, by the word that
/// it hangs on or the subject of that. It is where that struck, and no further incident, unless those who took part or were detained are counted.
fn is_struck_gathering(trigger: &Trigger, scene: &Scene<'_>) -> bool {
    let (tokens, types) = (&scene.layers.tokens, &scene.knowledge.incident_types);
    let sentence = scene.sentence_of(trigger.span);
    let relation = |at: usize| tokens[at].deprel.as_deref().unwrap_or_default();
    let at = tokens.partition_point(|token| token.span.end() <= trigger.span.start());
    let is_scene = scene.hanging_on(at).any(|child| {
        relation(child) == "case" && matches!(tokens[child].norm.as_str(), "at" | "outside" | "near")
    });
    let strikes = |at: usize| {
        scene.triggers_in(sentence).any(|(_, other)| {
            other.span.overlaps(tokens[at].span) && types.deed(&other.incident_type) == Some(Deed::Attack)
        })
    };
    let is_counted = |(_, told): (usize, &Quantity)| {
        matches!(told.role, QuantityRole::Participants | QuantityRole::Detained)
    };
    let head = || scene.upwards(trigger.span).find(|&above| !tokens[above].span.overlaps(trigger.span));
    types.gathers(&trigger.incident_type)
        && is_scene
        && head().is_some_and(|head| {
            let mut subjects = scene.hanging_on(head).filter(|&child| relation(child).starts_with("nsubj"));
            strikes(head) || subjects.any(strikes)
        })
        && !scene.quantities_in(sentence).any(is_counted)
}

/// "Bombs went off at a ceremony for a slain general": a participle that says of somebody how he died, beside another word for what happened.
fn describes_the_dead(trigger: &Trigger, part: Span, scene: &Scene<'_>) -> bool {
    let words = scene.tokens_in(trigger.span);
    let is_described = matches!(
        words,
        [word] if word.deprel.as_deref() == Some("amod")
            && matches!(word.norm.as_str(), "slain" | "murdered" | "assassinated")
    );
    is_described && scene.triggers_in(part).any(|(_, other)| other.span != trigger.span)
}

/// The word by which a sentence goes on about what was told: one of happening or of coming to help, after a word for what happened
/// or for who comes.
fn goes_on(sentence: Span, scene: &Scene<'_>) -> Option<Span> {
    const REACH: usize = 8;
    let telling = &scene.knowledge.telling;
    let tokens = scene.words_in(sentence);
    let subject = tokens.iter().take(REACH).position(|token| telling.happeners.holds(&token.norm))?;
    let mut rest = tokens[subject + 1..].iter().take(REACH);
    rest.find(|token| telling.happens.holds(&token.norm)).map(|token| token.span)
}
