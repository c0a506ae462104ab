//! Times that say when something was told, not when it happened.

use annals_types::{
    Span,
    layers::{Attribution, Token},
};

use super::Scene;

impl Scene<'_> {
    /// Whether a time tells when something was said: it stands right after a cue of speech ("said on Monday") or hangs on one; or what else
    /// the speaker did ("the president, who came on Sunday, said").
    pub fn places_the_saying(&self, time: Span) -> bool {
        /// Bytes from the cue to the time: those of a preposition or two.
        const NEAR: u32 = 12;
        let sentence = self.sentence_of(time).start();
        let near = time.start().saturating_sub(NEAR).max(sentence);
        let first = self.cues.partition_point(|&(end, _)| end < near);
        let is_told = |index: usize| {
            self.layers.attributions[index].content.iter().any(|content| content.contains(time))
        };
        let until = time.start();
        let before = |from: usize| self.cues[from..].iter().take_while(move |&&(end, _)| end <= until);
        let first_here = self.cues.partition_point(|&(end, _)| end <= sentence);
        let hangs = |index: usize| {
            let said = &self.layers.attributions[index];
            self.hangs_on(time, said.cue) || self.ends_quotation(time, said)
        };
        before(first).any(|&(_, index)| !is_told(index))
            || before(first_here).any(|&(_, index)| !is_told(index) && hangs(index))
            || self.is_of_the_speaker(time)
    }

    /// "In Geneva, the agency said", "in Kabul, a hospital treated 30": whether in `sentence` the words from the byte `opening` on, up to the verb,
    /// name who speaks, or a hospital.
    pub fn opens_with_who_speaks(&self, sentence: Span, opening: u32) -> bool {
        /// Words of a subject.
        const REACH: usize = 8;
        let rest = self.words_in(Span::new(opening, sentence.end().max(opening)));
        let is_verb = |word: &&Token| matches!(word.upos.as_deref(), Some("VERB" | "AUX"));
        let verb = rest.iter().take(REACH).find(is_verb);
        let Some(verb) = verb else { return false };
        let subject = Span::new(opening, verb.span.end());
        let speaks = |said: &Attribution| {
            subject.contains(said.cue) || said.source.is_some_and(|source| subject.contains(source))
        };
        self.layers.attributions.iter().any(speaks)
            || self.words_in(subject).iter().any(|word| self.knowledge.telling.hospitals.holds(&word.norm))
    }

    /// Whether a time stands in a clause that describes who speaks, before the cue of what he says, with no word there for what happened
    /// and to whom: not "a man, who survived Monday's attack, said".
    fn is_of_the_speaker(&self, time: Span) -> bool {
        let after = self.cues.partition_point(|&(end, _)| end <= time.end());
        self.cues.get(after).is_some_and(|&(_, index)| {
            let said = &self.layers.attributions[index];
            let speaker = said.source.filter(|source| {
                source.end() <= time.start() && self.sentence_of(*source) == self.sentence_of(said.cue)
            });
            let tells_after = said.content.iter().any(|content| content.start() >= said.cue.end());
            time.end() <= said.cue.start()
                && tells_after
                && !said.content.iter().any(|content| content.contains(time))
                && speaker.is_some_and(|speaker| {
                    let between = Span::new(speaker.start(), said.cue.start());
                    let clause = self.words_in(Span::new(speaker.start(), time.start()));
                    clause.iter().any(|word| word.norm == "who")
                        && self.triggers_in(between).next().is_none()
                        && self.quantities_in(between).next().is_none()
                })
        })
    }

    /// "The mayor told state television on Monday": whether the parse hangs a time on a cue before it, and no mark parts the two.
    fn hangs_on(&self, time: Span, cue: Span) -> bool {
        let tokens = &self.layers.tokens;
        let between = self.tokens_in(Span::new(cue.end(), time.start()));
        let is_parted = between.iter().any(|word| word.upos.as_deref() == Some("PUNCT"));
        // "Believed to have died in an airstrike on 8 August": the day is that of the airstrike.
        let names_what_happened = |token: &&Token| self.triggers_in(token.span).next().is_some();
        let above = self.upwards(time).map(|at| &tokens[at]).take_while(|token| !names_what_happened(token));
        let mut verbs = above.filter(|token| token.upos.as_deref() == Some("VERB"));
        !is_parted && verbs.next().is_some_and(|verb| cue.contains(verb.span))
    }

    /// "A flood killed two, the mayor told Al Arabiya television on Wednesday": whether all that was said stands before the
    /// cue, and between the cue and the time after it nothing but to whom and where.
    fn ends_quotation(&self, time: Span, said: &Attribution) -> bool {
        let between = Span::new(said.cue.end(), time.start());
        let names = |word: &Token| match word.upos.as_deref() {
            Some("ADP") => matches!(word.norm.as_str(), "at" | "in" | "on" | "to"),
            upos => matches!(upos, Some("ADJ" | "DET" | "NOUN" | "PROPN")),
        };
        let is_before = |content: &Span| content.end() <= said.cue.start();
        !said.content.is_empty()
            && said.content.iter().all(is_before)
            && self.tokens_in(between).iter().all(names)
            && self.triggers_in(between).next().is_none()
            && self.quantities_in(between).next().is_none()
    }
}
