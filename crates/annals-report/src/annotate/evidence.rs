//! Whether a report tells of any incident: a page on software has crashes and executions, one on sport shots and attacks, and a review retells the deaths
//! of a film. What the words of such a report seem to say is taken out again.

use annals_types::{
    Span,
    layers::{Layers, Quantity, QuantityRole, Trigger},
};

use super::{line::Line, triggers::KINDS, view::View};
use crate::{
    Knowledge,
    knowledge::{casualties::Casualties, telling::Words},
};

/// How sure one of the heads for kinds of incidents must be of one word in a long report. In reports of incidents one nearly always is of some. Chosen on
/// train, so that the figures of `gva` lose next to nothing by it and by [`SURE_OF_FIGURE`].
const SURE: f32 = 0.2;

/// How sure a figure of people harmed must be that has a cue, in a long report.
const SURE_OF_FIGURE: f32 = 0.75;

/// How sure the head for figures is of the least likely that it marks.
const LEAST_OF_FIGURE: f32 = 0.5;

/// Up to so many sentences a report is short, and taken at each word: a chance word is the likelier the longer a text is, and of a dead page little more
/// than a line may be left. From [`LONG`] on nothing more is asked; between the two, what is asked grows with the length.
const SHORT: usize = 5;
/// See [`SHORT`].
const LONG: usize = 12;

/// What speaks for incidents in what was read of a report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    /// How likely the likeliest word for an incident is one.
    trigger: f32,
    /// How sure the surest figure of people harmed is.
    figure: f32,
    /// Whether the headline has words for nothing else.
    headline: bool,
    /// Sentences that are none of the headline, and those of them that speak of films, books or games.
    sentences: usize,
    of_fiction: usize,
    /// Whether the headline is that of a review.
    review: bool,
}

impl Evidence {
    /// What the stretch that `view` shows has.
    pub fn of(view: &View, triggers: &[Trigger], quantities: &[Quantity], knowledge: &Knowledge) -> Self {
        let chance = |span: Span| {
            let tokens = view.tokens(span).into_iter().flatten();
            tokens
                .flat_map(|token| KINDS.map(|head| 1.0 - view.probability(head, token, "O")))
                .fold(0.0, f32::max)
        };
        let counts_harmed = |quantity: &&Quantity| {
            matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured | QuantityRole::Missing)
                && quantity.cue.is_some()
                && quantity.low.is_some_and(|low| low > 0)
        };
        let harmed = quantities.iter().filter(counts_harmed);
        let (headline, body): (Vec<&Line>, Vec<&Line>) = view.lines.iter().partition(|line| line.headline);
        let holds = |line: &&&Line, words: &Words| {
            (0..line.len()).any(|at| line.norm(at).is_some_and(|norm| words.holds(norm)))
        };
        let reality = &knowledge.reality;
        Self {
            trigger: triggers.iter().map(|trigger| chance(trigger.span)).fold(0.0, f32::max),
            figure: harmed.map(|quantity| quantity.confidence).fold(0.0, f32::max),
            headline: headline.iter().any(|line| tells_of_harm(line, &knowledge.casualties)),
            sentences: body.len(),
            of_fiction: body.iter().filter(|line| holds(line, &reality.fiction)).count(),
            review: headline.iter().any(|line| holds(&line, &reality.reviews)),
        }
    }

    /// What both have.
    pub fn and(self, other: Self) -> Self {
        Self {
            trigger: self.trigger.max(other.trigger),
            figure: self.figure.max(other.figure),
            headline: self.headline || other.headline,
            sentences: self.sentences + other.sentences,
            of_fiction: self.of_fiction + other.of_fiction,
            review: self.review || other.review,
        }
    }

    /// Whether one of the words for incidents, or one of the figures, is sure enough for the length of the report, or its headline has words for nothing
    /// else, and it is no review of a film, a book or a game.
    pub fn tells_of_something(&self) -> bool {
        let length = self.sentences.saturating_sub(SHORT).min(LONG - SHORT) as f32 / (LONG - SHORT) as f32;
        let figure = LEAST_OF_FIGURE + (SURE_OF_FIGURE - LEAST_OF_FIGURE) * length;
        let is_sure = self.headline || self.trigger >= SURE * length || self.figure >= figure;
        !self.is_review() && (self.sentences <= SHORT || is_sure)
    }

    /// "Review: Ashes over Beirut", of which several sentences speak of the film.
    fn is_review(&self) -> bool {
        /// Sentences of a review of which one speaks of what it reviews at least.
        const EVERY: usize = 5;
        self.review && self.of_fiction >= 2 && self.of_fiction * EVERY >= self.sentences
    }
}

/// "Homicide", "fatal", "gunshot wounds": whether a line has words that tell of people killed or hurt in any company.
fn tells_of_harm(line: &Line, lexicon: &Casualties) -> bool {
    let is_harm = |role: &QuantityRole| matches!(role, QuantityRole::Killed | QuantityRole::Injured);
    (0..line.len()).any(|at| {
        let word = line.norm(at).unwrap_or_default();
        let cue = lexicon.cues.longest(at, |i| line.norm(i));
        lexicon.killings.words.contains(word)
            || lexicon.deadly.contains(word)
            || cue.is_some_and(|(len, cue)| len > 1 && cue.open.is_none() && cue.roles.iter().any(is_harm))
    })
}

/// Takes out what a report that tells of no incident seems to say of one. Who says what stays: it is said all the same.
pub fn clear(layers: &mut Layers) {
    layers.triggers.clear();
    layers.arguments.clear();
    layers.quantities.clear();
    layers.quantity_roles.clear();
}
