//! Counts over a period or a whole war, which are no single incident's: "400 people have been killed since March".

use annals_types::{
    Span,
    layers::{Quantity, QuantityRole, Token, Trigger},
    mention::TimeMention,
    reading::MentionRole,
    time::TimePrecision,
};

use jiff::civil::DateTime;

use super::{Draft, Gathering, days::is_of_these_days};
use crate::{
    annotate::FARTHEST,
    closed_classes::{joins_a_stretch, opens_a_stretch},
    extract::{dating::dates_a_count, scene::Scene, standing::is_plural},
    knowledge::telling::Words,
};

impl Gathering<'_, '_> {
    /// The figures of `part` that are counted over a period or a whole war, and those that are told in one breath with them: "30,000 people have
    /// been killed and two million displaced since March".
    pub(super) fn counted_over_time(&self, part: Span) -> Vec<usize> {
        let scene = self.scene;
        let goes_with = |before: Span, figure: Span| {
            let between = Span::new(before.end().min(figure.start()), figure.start());
            scene.triggers_in(between).next().is_none() && scene.times_in(between).next().is_none()
        };
        let mut found = Vec::new();
        let mut last: Option<Span> = None;
        for (index, quantity) in scene.quantities_in(part) {
            let sums_up =
                self.sums_up(quantity, part) || last.is_some_and(|before| goes_with(before, quantity.figure));
            last = sums_up.then_some(quantity.figure);
            found.extend(sums_up.then_some(index));
        }
        found
    }

    /// The word for what happened that stands nearest where `part` counts people, and all of them over a long period, after an incident was told:
    /// those of its kind then name no further one. What has gone on for some days may be the news itself.
    pub(super) fn summing_word(&self, summed: &[usize], part: Span) -> Option<usize> {
        let scene = self.scene;
        let is_counted = |(index, quantity): (usize, &Quantity)| {
            quantity.role == QuantityRole::Attacks || summed.binary_search(&index).is_ok()
        };
        let told = |draft: &Draft| draft.role != MentionRole::Aggregate;
        let first = &scene.layers.quantities[*summed.first()?];
        let word = first.cue.unwrap_or(first.figure);
        let (index, nearest) =
            scene.triggers_in(part).min_by_key(|(_, trigger)| scene.gap(trigger.span, word))?;
        let is_one = scene.quantities_in(part).all(is_counted)
            && !scene.knowledge.incident_types.spreads(&nearest.incident_type)
            && !scene.times_in(part).any(|(_, time)| is_of_these_days(time, scene))
            && self.drafts.iter().any(told);
        is_one.then_some(index)
    }

    /// Whether a figure is said to have grown over a period or a whole war, though words of an incident stand beside it.
    fn sums_up(&self, quantity: &Quantity, sentence: Span) -> bool {
        /// Bytes from the figure to the time: a phrase's length, not a clause's.
        const NEAR: u32 = 60;
        /// Bytes of "killed and 4,000 wounded", from one figure to the next that is told with it.
        const JOINED: u32 = 32;
        let scene = self.scene;
        let rest = Span::new(quantity.figure.end().min(sentence.end()), sentence.end());
        let next = scene.quantities_in(rest).next().map(|(_, other)| other.figure);
        let joined = next.filter(|next| scene.gap(*next, quantity.figure) <= JOINED);
        let is_near = |time: Span| {
            [Some(quantity.figure), joined]
                .into_iter()
                .flatten()
                .any(|figure| scene.gap(time, figure) <= NEAR)
        };
        let since = scene
            .times_in(sentence)
            .any(|(_, time)| is_near(time.span) && self.counts_since(time) && !lasts_since(time, quantity));
        since
            || self.is_of_a_campaign(quantity, sentence)
            || self.counts_so_far(quantity, sentence)
            || self.counts_up_to_now(quantity, sentence)
            || self.counts_since_a_change(quantity, sentence)
            || self.counts_between(quantity, sentence)
            || self.counts_a_quarter(quantity, sentence)
            || self.is_of_a_stretch(quantity, sentence)
    }

    /// "Airstrikes have killed dozens of civilians over the past several weeks", "in recent months": a figure of weeks or more up to the news.
    fn counts_up_to_now(&self, quantity: &Quantity, sentence: Span) -> bool {
        let scene = self.scene;
        let is_one = |time: &TimeMention| {
            is_stretch(time, 2)
                && time.interval.latest.is_some()
                && !self.is_ranked(time.span.start())
                && !lasts_since(time, quantity)
                && dates_a_count(time, quantity, scene)
        };
        self.is_of_many_things(quantity, sentence) && scene.lengths_in(sentence).any(is_one)
    }

    /// "The militia has killed hundreds since it took the district", "since the siege began", where no day is named and what was done is told in the
    /// perfect: not since one thing that happened.
    fn counts_since_a_change(&self, quantity: &Quantity, sentence: Span) -> bool {
        let (scene, telling) = (self.scene, &self.scene.knowledge.telling);
        let rest = scene.words_in(Span::new(quantity.figure.end().min(sentence.end()), sentence.end()));
        let rest = &rest[..rest.len().min(FARTHEST)];
        let opens = |word: &Token| word.norm == "since" && word.deprel.as_deref() == Some("mark");
        let Some(at) = rest.iter().position(opens) else { return false };
        let since = rest[at].span.start();
        let before = scene.words_before(since, FARTHEST);
        if self.is_ranked(since) || !before.iter().any(|word| matches!(*word, "has" | "have" | "'ve")) {
            return false;
        }
        let end =
            rest[at..].iter().find(|word| word.norm == ",").map_or(sentence.end(), |mark| mark.span.start());
        let clause = Span::new(since, end);
        let lasts = |word: &Token| telling.wars.holds(&word.norm) || telling.campaigns.holds(&word.norm);
        let is_day =
            |time: &TimeMention| time.partial.weekday.is_some() || time.precision <= TimePrecision::Day;
        let is_of_one =
            scene.triggers_in(clause).next().is_some() && !scene.tokens_in(clause).iter().any(lasts);
        !is_of_one
            && !scene.times_in(clause).any(|(_, time)| is_day(time))
            && self.is_of_many_things(quantity, sentence)
    }

    /// "Three civilians were killed and seven wounded between 26 February and 4 March": a figure of all the days from one to another, a week or
    /// more. Over a few days one battle may be fought, and "the siege of a school from 24 February to 4 March" is one incident.
    fn counts_between(&self, quantity: &Quantity, sentence: Span) -> bool {
        let scene = self.scene;
        // "From 3 to 9 March" is one expression, "between 26 February and 4 March" two.
        let is_one = |time: &TimeMention| {
            leads_a_stretch(time, scene)
                && scene.words_in(time.span).iter().any(|word| joins_a_stretch(&word.norm))
                && lasts_a_week(time.interval.earliest, time.interval.latest)
        };
        let are_two = |first: &TimeMention, last: &TimeMention| {
            are_ends_of_a_stretch(first, last, scene)
                && lasts_a_week(first.interval.earliest, last.interval.latest)
        };
        let times: Vec<&TimeMention> = scene.times_in(sentence).map(|(_, time)| time).collect();
        let over = times.iter().enumerate().any(|(index, time)| {
            let next = times.get(index + 1);
            (is_one(time) || next.is_some_and(|next| are_two(time, next)))
                && dates_a_count(time, quantity, scene)
                && self.hangs_on_harm(time.span, sentence)
        });
        // Somebody who is named was killed on one of the days.
        over && quantity.low > Some(1) && self.is_of_many_things(quantity, sentence)
    }

    /// "At least 289 people were abducted in the first quarter of the year": a figure of so many months is no single incident's.
    fn counts_a_quarter(&self, quantity: &Quantity, sentence: Span) -> bool {
        let is_one = |time: &TimeMention| {
            let is_part_of_year = time
                .value
                .split_once('-')
                .is_some_and(|(_, part)| matches!(part, "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2"));
            is_part_of_year
                && dates_a_count(time, quantity, self.scene)
                && self.hangs_on_harm(time.span, sentence)
        };
        quantity.low > Some(1)
            && self.is_of_many_things(quantity, sentence)
            && self.scene.times_in(sentence).any(|(_, time)| is_one(time))
            && !self.is_of_one_thing(quantity, sentence)
    }

    /// "A bomb killed nine people", "nine were killed in an ambush": whether by the parse one thing that happened stands beside a figure below its verb.
    fn is_of_one_thing(&self, quantity: &Quantity, sentence: Span) -> bool {
        let (scene, tokens) = (self.scene, &self.scene.layers.tokens);
        let is_verb = |at: &usize| tokens[*at].upos.as_deref() == Some("VERB");
        let Some(verb) = scene.upwards(quantity.figure).find(is_verb) else { return false };
        scene.triggers_in(sentence).any(|(_, trigger)| {
            let last = tokens.partition_point(|token| token.span.end() < trigger.span.end());
            let is_below = tokens.get(last).is_some_and(|noun| noun.head == u32::try_from(verb).ok());
            let is_one = |child: usize| matches!(tokens[child].norm.as_str(), "a" | "an" | "one" | "another");
            is_below && !is_plural(trigger.span, scene) && scene.hanging_on(last).any(is_one)
        })
    }

    /// Whether by the parse a time hangs on the word for what befell those whom `sentence` counts, or on the verb that says it of them: "killed",
    /// "recorded 5,587 deaths". Where nothing was parsed, it may.
    fn hangs_on_harm(&self, time: Span, sentence: Span) -> bool {
        let (scene, tokens) = (self.scene, &self.scene.layers.tokens);
        let above = |span: Span| scene.upwards(span).find(|&at| !tokens[at].span.overlaps(span));
        let verb_above =
            |span: Span| scene.upwards(span).find(|&at| tokens[at].upos.as_deref() == Some("VERB"));
        above(time).is_none_or(|head| {
            scene.quantities_in(sentence).any(|(_, told)| {
                let is_told = told.figure.overlaps(tokens[head].span)
                    || told.cue.is_some_and(|cue| cue.overlaps(tokens[head].span));
                is_told || verb_above(told.figure) == Some(head)
            })
        })
    }

    /// "Hundreds were killed in a week of heavy bombing"; not "on Monday after a week of clashes".
    fn is_of_a_stretch(&self, quantity: &Quantity, sentence: Span) -> bool {
        /// Bytes from the figure to the length, and words from that to what went on.
        const NEAR: u32 = 60;
        const WITHIN: usize = 4;
        /// "In the".
        const BEFORE: usize = 2;
        let scene = self.scene;
        let is_time_of_all = |time: &TimeMention| {
            let before = scene.words_before(time.span.start(), BEFORE);
            before.iter().any(|word| matches!(*word, "in" | "during" | "over" | "within"))
        };
        let goes_on = |time: &TimeMention| {
            let rest = scene.words_in(scene.after_in_sentence(time.span));
            let rest = &rest[..rest.len().min(WITHIN)];
            rest.first().is_some_and(|word| word.norm == "of")
                && rest.iter().any(|word| scene.triggers_in(word.span).next().is_some())
        };
        let is_one = |time: &TimeMention| {
            is_stretch(time, 1)
                && scene.gap(time.span, quantity.figure) <= NEAR
                && is_time_of_all(time)
                && goes_on(time)
        };
        self.is_of_many_things(quantity, sentence) && scene.lengths_in(sentence).any(is_one)
    }

    /// Whether a figure of people who came to harm may add up what happened one by one: a flood may last for weeks.
    fn is_of_many_things(&self, quantity: &Quantity, sentence: Span) -> bool {
        let types = &self.scene.knowledge.incident_types;
        let spreads = |(_, trigger): (usize, &Trigger)| types.spreads(&trigger.incident_type);
        !matches!(quantity.role, QuantityRole::Attacks | QuantityRole::Participants)
            && !self.scene.triggers_in(sentence).any(spreads)
    }

    /// "Homicides are up over last year, with 115 people killed so far": a sentence of a long time in which "so far" follows a figure.
    fn counts_so_far(&self, quantity: &Quantity, sentence: Span) -> bool {
        /// Words from the figure to the end of "so far".
        const NEAR: usize = 6;
        let from = quantity.figure.end().min(sentence.end());
        let after = self.scene.words_in(Span::new(from, sentence.end()));
        let so_far = after[..after.len().min(NEAR)]
            .windows(2)
            .any(|pair| pair[0].norm == "so" && pair[1].norm == "far");
        so_far && self.scene.times_in(sentence).any(|(_, time)| is_long(time))
    }

    /// Whether a figure is too large for one incident, and words for what lasts longer, for several attacks up to now or for a list stand with it. An
    /// earthquake may kill as many, in a war too.
    fn is_of_a_campaign(&self, quantity: &Quantity, sentence: Span) -> bool {
        // Even the worst single incidents of the kinds told here rarely kill as many.
        const MANY: u32 = 1000;
        let scene = self.scene;
        let telling = &scene.knowledge.telling;
        let many = quantity.low.or(quantity.high).is_some_and(|count| count >= MANY);
        let spreads =
            |(_, trigger): (usize, &Trigger)| scene.knowledge.incident_types.spreads(&trigger.incident_type);
        many && !scene.triggers_in(sentence).any(spreads)
            && (self.goes_on_since_then(quantity, sentence)
                || self.names(&telling.wars, sentence)
                || self.names(&telling.campaigns, sentence)
                || self.adds_up_attacks(quantity, sentence)
                || self.counts_a_list(quantity))
    }

    /// "The ministry's list of nearly 7,000 victims": whether a figure says how long a list is.
    fn counts_a_list(&self, quantity: &Quantity) -> bool {
        /// "List of the".
        const NEAR: usize = 3;
        let before = self.scene.words_before(quantity.figure.start(), NEAR);
        let lists = &self.scene.knowledge.casualties.lists;
        before.contains(&"of") && before.iter().any(|word| lists.contains(*word))
    }

    /// "Protests were put down in 2011. Since then more than 2,000 people have been killed": not since a day, on which one incident may have
    /// happened.
    fn goes_on_since_then(&self, quantity: &Quantity, sentence: Span) -> bool {
        let scene = self.scene;
        let words = scene.tokens_in(sentence);
        let before = scene.layers.sentence_at(sentence.start()).and_then(|index| index.checked_sub(1));
        let before = before.map(|before| scene.sentences()[before].span);
        self.is_up_to_now(quantity)
            && words.windows(2).any(|pair| pair[0].norm == "since" && pair[1].norm == "then")
            && before.is_some_and(|before| scene.times_in(before).any(|(_, time)| is_long(time)))
    }

    /// "Attacks by militants have killed thousands": whether a figure is told of several attacks up to now.
    fn adds_up_attacks(&self, quantity: &Quantity, sentence: Span) -> bool {
        let several = |(_, trigger): (usize, &Trigger)| {
            trigger.span.end() <= quantity.figure.start() && is_plural(trigger.span, self.scene)
        };
        self.is_up_to_now(quantity) && self.scene.triggers_in(sentence).any(several)
    }

    /// "Have been wounded": whether the words for what befell those who are counted are in the perfect.
    fn is_up_to_now(&self, quantity: &Quantity) -> bool {
        /// Words of such a verb before the last.
        const AUXILIARIES: usize = 2;
        let before = |cue: Span| self.scene.words_before(cue.start(), AUXILIARIES);
        quantity.cue.is_some_and(|cue| before(cue).iter().any(|word| matches!(*word, "has" | "have")))
    }

    /// "since March", "since the war began in 2011"; not "since Friday's bombing", which says of which one the figure is.
    fn counts_since(&self, time: &TimeMention) -> bool {
        let start = time.span.start();
        let is_since = self.scene.words_before(start, 1) == ["since"];
        let since = if is_since { Some(start) } else { self.clause_since(time).map(Span::start) };
        since.is_some_and(|since| !self.is_ranked(since)) && !self.is_day_of_an_incident(time)
    }

    /// "The deadliest attack since March", "the first in recent months": whether what stands before the byte `at` says how rare one incident is.
    fn is_ranked(&self, at: u32) -> bool {
        const NEAR: usize = 8;
        let scene = self.scene;
        scene.words_before(at, NEAR).iter().any(|word| scene.knowledge.telling.is_rank(word))
    }

    /// "Since the war began in 2011": the clause of a beginning that a time dates. A mere weekday may be that of one incident.
    fn clause_since(&self, time: &TimeMention) -> Option<Span> {
        let before = self.scene.words_in(self.scene.before_in_sentence(time.span));
        let telling = &self.scene.knowledge.telling;
        let between = telling.since_a_beginning(before.iter().rev().map(|word| word.norm.as_str()))?;
        let since = before.iter().rev().nth(between)?;
        time.partial.weekday.is_none().then(|| since.span.cover(time.span))
    }

    /// "Since protests erupted on Oct. 1": the clauses of `part` that only say from when on something is counted, whatever they name.
    pub(super) fn openings(&self, part: Span) -> Vec<Span> {
        self.scene.times_in(part).filter_map(|(_, time)| self.clause_since(time)).collect()
    }

    /// "Friday's bombing", "the Friday bombing", "Tuesday, when a landslide hit the town": a day of the news, and what happened on it. "Since the
    /// attack of Oct. 7" may be a whole war.
    fn is_day_of_an_incident(&self, time: &TimeMention) -> bool {
        /// Words from the day to the word of its incident.
        const NEAR: usize = 6;
        let scene = self.scene;
        let is_dated = time.partial.month.is_some() || time.partial.year.is_some();
        if is_dated || time.precision > TimePrecision::Day {
            return false;
        }
        let rest = scene.words_in(scene.after_in_sentence(time.span));
        let rest = &rest[..rest.len().min(NEAR)];
        let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return false };
        let second = rest.get(1).map(|word| word.norm.as_str());
        let is_told =
            first.norm == "'s" || first.norm == "when" || first.norm == "," && second == Some("when");
        let told = first.span.cover(if is_told { last.span } else { first.span });
        let one = |(_, trigger): (usize, &Trigger)| is_told || !is_plural(trigger.span, scene);
        scene.triggers_in(told).any(one)
    }

    /// "Killed in the war": whether one of `words` is told of; not "the war monitor said", nor "in the war-torn town".
    fn names(&self, words: &Words, sentence: Span) -> bool {
        let scene = self.scene;
        let tokens = scene.tokens_in(sentence);
        let speaks = |word: Span| {
            scene
                .layers
                .attributions
                .iter()
                .any(|said| said.source.is_some_and(|source| source.overlaps(word)))
        };
        let describes = |at: usize| {
            let span = tokens[at].span;
            let is_joined =
                tokens.get(at + 1).is_some_and(|next| next.norm == "-" && next.span.start() == span.end());
            is_joined
                || match tokens[at].deprel.as_deref() {
                    Some(relation) => matches!(relation, "compound" | "amod"),
                    None => speaks(span),
                }
        };
        (0..tokens.len()).any(|at| words.holds(&tokens[at].norm) && !describes(at))
    }

    /// The count over a period that `sentence` gives; founded by `figure` where it is the first.
    pub(super) fn period(&mut self, figure: Span, sentence: Span) -> usize {
        let last = self.drafts.iter().rposition(|draft| draft.role == MentionRole::Aggregate);
        if let Some(last) = last.filter(|&last| sentence.contains(self.drafts[last].first)) {
            return last;
        }
        self.drafts.push(Draft::new(MentionRole::Aggregate, figure));
        self.drafts.len() - 1
    }

    /// Whether a figure that no words of an incident stand beside is one of attacks, or is counted over a period or a whole war.
    pub(super) fn counts_a_period(&self, quantity: &Quantity, sentence: Span) -> bool {
        quantity.role == QuantityRole::Attacks
            || self.is_over_a_period(quantity, sentence)
            || self.counts_between(quantity, sentence)
            || self.names(&self.scene.knowledge.telling.wars, sentence)
            || self.is_of_a_campaign(quantity, sentence)
    }

    /// Whether a figure without a day and a town of its own goes on with what the sentence before counted: "more than 1,200 have been wounded".
    pub(super) fn goes_on_summing(&self, quantity: &Quantity, time: Option<usize>, sentence: Span) -> bool {
        let is_of_people =
            matches!(quantity.role, QuantityRole::Killed | QuantityRole::Injured | QuantityRole::Displaced);
        is_of_people && time.is_none() && self.is_up_to_now(quantity) && self.towns(sentence).is_empty()
    }

    /// "since March", "so far this year": a count over a period; not of a "teacher who had moved to the town in 2019".
    fn is_over_a_period(&self, quantity: &Quantity, sentence: Span) -> bool {
        self.scene.times_in(sentence).any(|(_, time)| {
            (is_long(time) || self.counts_since(time))
                && !lasts_since(time, quantity)
                && dates_a_count(time, quantity, self.scene)
        })
    }

    /// Whether a time that stands beside a figure may be that of what it counts: a long one may be that of something else in the sentence.
    pub(super) fn is_time_of(&self, time: usize, quantity: &Quantity) -> bool {
        let time = &self.scene.mentions.times[time];
        !is_long(time) || dates_a_count(time, quantity, self.scene)
    }
}

/// "Recent months", "the past several weeks": a length of so many weeks at least.
fn is_stretch(time: &TimeMention, weeks: u32) -> bool {
    let Some(length) = time.value.strip_prefix('P').filter(|length| !length.starts_with('T')) else {
        return false;
    };
    // "PXW" is of weeks that nobody counts.
    let is_long = |number: &str| number.parse::<u32>().map_or(true, |number| number >= weeks);
    length.strip_suffix('W').map_or_else(|| length.ends_with(['M', 'Y']), is_long)
}

/// "Between 26 February and 4 March", "from May to July": whether two times are the first and the last of one stretch.
pub(super) fn are_ends_of_a_stretch(first: &TimeMention, last: &TimeMention, scene: &Scene<'_>) -> bool {
    let between = Span::new(first.span.end(), last.span.start().max(first.span.end()));
    leads_a_stretch(first, scene) && matches!(scene.words_in(between), [word] if joins_a_stretch(&word.norm))
}

/// Whether "between" or "from" stands right before a time.
fn leads_a_stretch(time: &TimeMention, scene: &Scene<'_>) -> bool {
    scene.words_before(time.span.start(), 1).first().is_some_and(|word| opens_a_stretch(word))
}

/// Whether a stretch lasts for seven days or more.
fn lasts_a_week(earliest: Option<DateTime>, latest: Option<DateTime>) -> bool {
    const DAYS: i32 = 7;
    earliest.zip(latest).is_some_and(|(earliest, latest)| {
        latest.since((jiff::Unit::Day, earliest)).is_ok_and(|length| length.get_days() >= DAYS)
    })
}

/// Several months or more.
fn is_long(time: &TimeMention) -> bool {
    time.precision >= TimePrecision::Months && time.precision != TimePrecision::Unknown
}

/// "Missing since Tuesday", "held since March": who is missing or held is so all the time, and is counted once. Many who got lost or were held over
/// months are a count over a period.
fn lasts_since(time: &TimeMention, quantity: &Quantity) -> bool {
    /// From so many on. A choice: it was not learned.
    const MANY: u32 = 5;
    let is_few = quantity.low.is_some_and(|low| low < MANY);
    matches!(quantity.role, QuantityRole::Missing | QuantityRole::Detained)
        && (is_few || time.precision <= TimePrecision::Day)
}
