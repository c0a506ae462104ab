//! `knowledge/telling.toml`: words that part incidents, count over a period, and hold somebody responsible.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Error;

/// The table, loaded. All words are lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telling {
    /// At the start of a sentence these turn to another incident.
    pub turns: Words,
    /// "Another strike" beside these is told on of one scene.
    pub one_scene: Words,
    /// Of a country these are, wherever they came to harm.
    pub citizens: Words,
    /// Words for what happened and for who comes to help.
    pub happeners: Words,
    /// After one of `happeners`, in a sentence without an incident of its own, these go on about what was told before.
    pub happens: Words,
    /// What police and courts do about an incident afterwards.
    pub aftermath: Words,
    /// What is done and borne in the days after an incident.
    pub follow_up: Words,
    /// A day of these is that of one of `follow_up` where that is their subject or object.
    pub holds_a_follow_up: Words,
    /// Who does these to `remains` finds those who died before.
    pub finds: Words,
    /// What is done to `remains` in the days after an incident.
    pub recovers: Words,
    /// What is left of people who died, and where they lie.
    pub remains: Words,
    /// A day of these is that of what somebody says of an incident.
    pub judges: Words,
    /// Papers and talks, which a date before them tells apart.
    pub papers: Words,
    /// Beside a date these say when the report itself came out.
    pub issues: Words,
    /// From and to what lies beside these somebody was on the way.
    pub travels: Words,
    /// Where people are cared for.
    pub hospitals: Words,
    /// Who cares for them.
    pub carers: Words,
    /// What is done to people who come to such a place.
    pub brings_to_care: Words,
    /// What lasts longer than an incident and kills in sum.
    pub wars: Words,
    /// What lasts as long, though a single incident may bear the name: many dead are those of all of it.
    pub campaigns: Words,
    /// What follows these is what something answered.
    pub responses: Phrases,
    /// Right after the word for something that happened these say what it answered.
    pub answers: Words,
    /// After "since" these say from when on something has lasted.
    pub begins: Words,
    /// These say that somebody counted people, and not when they came to harm.
    pub records: Words,
    /// After a span of time these set what went before apart: "a day after".
    pub sequels: Words,
    /// Spans of time.
    pub spans: Words,
    /// Before a number these make it an age.
    pub aged: Words,
    /// After a number these make it an age, where one of `old` follows.
    pub years: Words,
    /// After a number of years these make it an age.
    pub old: Words,
    /// Before the word of an incident these mark it as further back.
    pub recalls: Words,
    /// Before "of" and the word of an incident these say that a day is kept in memory of it.
    pub remembers: Words,
    /// Before "since" these say how rare one incident is; see [`Telling::is_rank`].
    pub ranks: Words,
    /// Before a plural these make it a series, no single incident.
    pub series: Words,
    /// Right after a plural these spread it over several places.
    pub spread: Words,
    /// Right before a day these tell when somebody was born.
    pub births: Words,
    /// Before a plural these set each one apart.
    pub separate: Words,
    /// After "a" these too turn to another incident, but set no plural apart.
    pub related: Words,
    /// After "a" and one of `separate` or `related` these turn to another incident.
    pub incidents: Words,
    /// Who does these does the deed that follows.
    pub performs: Words,
    /// A figure in a sentence with these corrects one given before.
    pub corrects: Phrases,
    /// These say that what was told was wrong.
    pub errs: Phrases,
    /// Before one of `accounts` or of `reporting` these speak of what was told before.
    pub former: Words,
    /// So do these, but only right before one of them.
    pub firsts: Words,
    /// What these tell of an explosion counts no attacks.
    pub perceives: Words,
    /// What is fired: a number of these counts no attacks.
    pub rounds: Words,
    /// Before one of `accounts` these name the number that takes the place of a wrong one.
    pub rights: Words,
    /// What tells of figures.
    pub accounts: Words,
    /// Words of reporting.
    pub reporting: Words,
    /// After these a number says how many it is by now; see [`Telling::is_change`].
    pub rises: Words,
    alters: Words,
    /// These leave open what follows.
    pub expects: Phrases,
    /// Soon after one of `expects` these lead to a number that is not reached yet.
    pub reaches: Words,
    /// A figure in a sentence with these takes the place of one given before.
    pub updates: Phrases,
    /// Whom these have for their object is held responsible by a court.
    pub charges: Words,
    /// Who follows these is held responsible.
    pub blames: Words,
    /// Who follows these is held responsible where one of `liable` comes after him.
    pub deems: Words,
    /// Of whom these are said, he is held responsible.
    pub liable: Words,
    /// Who follows these is held responsible too.
    pub points: Phrases,
    /// Who stands before these is held responsible.
    pub accountable: Phrases,
    /// Who stands before these is harmed himself.
    pub suffers: Words,
    /// Who takes part in these is not blamed for them.
    pub fights: Words,
    /// Names that follow these and "as" are those of the people spoken of.
    pub identifies: Words,
    /// Who is the object of these, or lies before or after them, died.
    pub mourns: Words,
    /// Who does these to an attacker stops the attack.
    pub overcomes: Words,
    /// Who stands before these takes it on himself.
    pub claims: Phrases,
    /// Who does these to what happened takes it on himself.
    pub lays_claim: Words,
    /// Before a plural these make what is claimed other deeds than the one that is told.
    pub unlike: Words,
    /// Who stands before these denies it, where one of `deeds` follows.
    pub denies: Words,
    /// What is denied by who denies a deed.
    pub deeds: Words,
    /// After "the" these stand for an armed group that was named before.
    pub bodies: Words,
    /// A place after one of these and "from" is where missiles and shells came from.
    pub launched: Words,
}

/// Single words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    words: BTreeSet<String>,
    #[expect(dead_code, reason = "for whoever edits the table")]
    source: String,
}

impl Words {
    /// Whether `word`, in lower case, is one of them.
    pub fn holds(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// Phrases, most of several words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    phrases: Vec<String>,
    #[expect(dead_code, reason = "for whoever edits the table")]
    source: String,
}

impl Phrases {
    /// Whether one of them stands anywhere in `words`, in lower case.
    pub fn stand_in(&self, words: &[&str]) -> bool {
        (0..words.len()).any(|at| self.begin(&words[at..]))
    }

    /// Whether `words`, in lower case, begin with one of them.
    pub fn begin(&self, words: &[&str]) -> bool {
        self.phrases.iter().any(|phrase| {
            let mut wanted = phrase.split(' ');
            let mut given = words.iter();
            wanted.all(|word| given.next() == Some(&word))
        })
    }
}

impl Telling {
    /// After `word` "from 12 to 15" is a later count: "rose", "brought".
    pub fn is_change(&self, word: &str) -> bool {
        self.rises.holds(word) || self.alters.holds(word)
    }

    /// Says before "since" how rare one incident is: "first", "deadliest".
    pub fn is_rank(&self, word: &str) -> bool {
        // Not "priest".
        let is_superlative = word.strip_suffix("iest").is_some_and(|stem| stem.len() > "pr".len());
        is_superlative || self.ranks.holds(word)
    }

    /// "Since the conflict began in 2011": how many words lie between a time and the "since" of the clause in which it dates a beginning;
    /// `before` are the words before the time, the nearest first.
    pub fn since_a_beginning<'a>(&self, before: impl Iterator<Item = &'a str>) -> Option<usize> {
        const REACH: usize = 10;
        let joins = |word: &str| matches!(word, "in" | "on" | "out" | "early" | "late" | "last" | "mid");
        let mut words = before.take(REACH).enumerate().skip_while(|(_, word)| joins(word));
        words.next().filter(|(_, verb)| self.begins.holds(verb))?;
        // "Have since begun" has no subject between.
        let mut clause = words.skip(1).take_while(|(_, word)| !matches!(*word, "," | ";"));
        clause.find(|(_, word)| *word == "since").map(|(between, _)| between)
    }

    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        super::parse("knowledge/telling.toml", include_str!("../../../../knowledge/telling.toml"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_after_since_opens_a_period() {
        let telling = Telling::shipped().unwrap();
        let found = |before: &str| telling.since_a_beginning(before.split(' ').rev());
        assert_eq!(found("have died since the conflict began in"), Some(4));
        assert_eq!(found("have died since fighting broke out in"), Some(4));
        assert_eq!(found("the work has since begun in"), None);
        assert_eq!(found("the war began in"), None);
        assert_eq!(found("since the war began , a strike in"), None);
    }
}
