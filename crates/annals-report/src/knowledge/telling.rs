//! `knowledge/telling.toml`: words that part incidents, count over a period, and hold somebody responsible.

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
    /// Beside a date these say when the report itself came out.
    pub issues: Words,
    /// From and to what lies beside these somebody was on the way.
    pub travels: Words,
    /// Where people are cared for.
    pub hospitals: Words,
    /// What is done to people who come to such a place.
    pub brings_to_care: Words,
    /// What lasts longer than an incident and kills in sum.
    pub wars: Words,
    /// What lasts as long, though a single incident may bear the name: many dead are those of all of it.
    pub campaigns: Words,
    /// What follows these is what something answered.
    pub responses: Phrases,
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
    /// Before a plural these set each one apart.
    pub separate: Words,
    /// After "a" and one of `separate` these turn to another incident.
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
    /// What tells of figures.
    pub accounts: Words,
    /// Words of reporting.
    pub reporting: Words,
    /// After these "from 12 to 15" is a later count.
    pub rises: Words,
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
    /// Craft that somebody flies: a name for nobody.
    pub craft: Phrases,
    /// What is dropped, or launched far away from where it strikes.
    pub missiles: Words,
    /// A place after one of these and "from" is where `missiles` came from.
    pub launched: Words,
}

/// Single words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    words: Vec<String>,
    #[expect(dead_code, reason = "for whoever edits the table")]
    source: String,
}

impl Words {
    /// Whether `word`, in lower case, is one of them.
    pub fn holds(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
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
    /// Says before "since" how rare one incident is: "first", "deadliest".
    pub fn is_rank(&self, word: &str) -> bool {
        // Not "priest".
        let is_superlative = word.strip_suffix("iest").is_some_and(|stem| stem.len() > "pr".len());
        is_superlative || self.ranks.holds(word)
    }

    /// The table compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        super::parse("knowledge/telling.toml", include_str!("../../../../knowledge/telling.toml"))
    }
}
