//! [`Layers`]: what the network says of the words of one report.
//!
//! Layers are views into the text: every item is a span with labels. What a label means in the world (which day, which
//! town, how many) is the business of [`crate::mention`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Span,
    statement::{Change, Scope, Stance},
};

/// Everything annotated in the told segments of one report. Each list stands in the order of its spans.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Layers {
    /// Sentences; they do not overlap and never cross a paragraph or a segment.
    pub sentences: Vec<Sentence>,
    /// Tokens of all sentences.
    pub tokens: Vec<Token>,
    /// Names of known countries and actors, ascending. Each is one word to those who count words, however many it has.
    #[serde(default)]
    pub known: Vec<Span>,
    /// Names and descriptions of things.
    pub entities: Vec<Entity>,
    /// Names of places and adjectives of them, also where a name is at the same time part of a longer one.
    pub toponyms: Vec<Span>,
    /// Words that name an incident.
    pub triggers: Vec<Trigger>,
    /// What stands in which relation to a trigger.
    pub arguments: Vec<Argument>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
    /// Phrases that tell how many were killed, injured, missing, detained or displaced.
    pub quantities: Vec<Quantity>,
    /// What the incident of each quantity is to the report; as many as there are quantities, or none.
    #[serde(default)]
    pub quantity_roles: Vec<RoleChances>,
}

/// How likely an incident is each of [`crate::reading::MentionRole`] to its report, by the words that tell of it: chances that add up to 1.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct RoleChances {
    /// That the report is about it.
    pub main: f32,
    /// That it is a further one.
    pub also: f32,
    /// That it is recalled.
    pub background: f32,
    /// That several are counted over a period.
    pub aggregate: f32,
}

impl Default for RoleChances {
    /// Nothing is known.
    fn default() -> Self {
        Self { main: 0.25, also: 0.25, background: 0.25, aggregate: 0.25 }
    }
}

impl Layers {
    /// The tokens of `sentence`.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.first_token as usize..sentence.end_token as usize).unwrap_or_default()
    }

    /// The index of the sentence that holds the byte at `offset`.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start() <= offset);
        let index = after.checked_sub(1)?;
        self.sentences[index].span.holds(offset).then_some(index)
    }
}

/// One sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sentence {
    /// Without surrounding blanks.
    pub span: Span,
    /// Index of its first token in [`Layers::tokens`].
    pub first_token: u32,
    /// Index after its last token.
    pub end_token: u32,
    /// Counts paragraphs of the report from 0; sentences of one paragraph share it.
    pub paragraph: u32,
    /// Whether it is (part of) the headline.
    pub headline: bool,
}

/// One token.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Lower case, with typographic apostrophes and quotes made plain: what word lists are compared with.
    pub norm: String,
    /// UD part of speech; `None` where no network read it.
    pub upos: Option<String>,
    /// Index of the syntactic head in [`Layers::tokens`], itself for a root; `None` where no network read it.
    pub head: Option<u32>,
    /// UD relation to the head.
    pub deprel: Option<String>,
}

/// What kind of thing a name names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A government body, company, agency, outlet or party.
    Organisation,
    /// An army, police, militia or armed group.
    Force,
    /// A town, province, country, region.
    Place,
    /// A base, airport, hospital, embassy, street.
    Facility,
    /// `American`, `Syrian`.
    Nationality,
    /// A weapon.
    Weapon,
    /// A vehicle, ship or aircraft.
    Vehicle,
    /// A name of which more is not known.
    Other,
}

/// A name or description.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// Where it stands.
    pub span: Span,
    /// What kind of thing it names.
    pub kind: EntityKind,
}

/// Whether words say that something happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reality {
    /// Said to have happened; reported speech that nobody contests as well.
    Asserted,
    /// Said not to have happened.
    Denied,
    /// Alleged, disputed whether it happened at all.
    Doubted,
    /// Threatened or to come.
    Planned,
    /// `if`, `would`, generic. Never becomes an incident.
    Hypothetical,
}

/// A word or two that name an incident.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Trigger {
    /// Where it stands.
    pub span: Span,
    /// A key of `knowledge/incident_types.toml`.
    pub incident_type: String,
    /// Whether it is said to have happened.
    pub reality: Reality,
    /// A count over a period or a whole war ("more than 40 attacks since January"), no single incident.
    pub aggregate: bool,
}

/// What an argument is to its trigger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArgumentRole {
    /// Who did it.
    Agent,
    /// What or who was aimed at.
    Target,
    /// Who was hurt.
    Victim,
    /// Where.
    Place,
    /// When.
    Time,
    /// With what.
    Instrument,
}

/// A phrase in a role to a trigger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Argument {
    /// Index in [`Layers::triggers`].
    pub trigger: u32,
    /// The phrase.
    pub span: Span,
    /// Its role.
    pub role: ArgumentRole,
}

/// Source, cue and content of a piece of reported speech, as in `PolNeAR`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attribution {
    /// Who says it, with what stands beside the name ("Jan Lind, an army spokesman"); `None` where the passive hides them ("it
    /// was reported").
    pub source: Option<Span>,
    /// The word that tells that something is said: `said`, `according to`.
    pub cue: Span,
    /// What is said; more than one span where the cue stands in the middle.
    pub content: Vec<Span>,
    /// How the source stands to the content.
    pub stance: Stance,
    /// Index in [`Layers::attributions`] of the attribution in whose content this one stands: the one who quotes.
    pub within: Option<u32>,
}

/// What a figure counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuantityRole {
    /// The dead.
    Killed,
    /// The hurt.
    Injured,
    /// The missing.
    Missing,
    /// The arrested or held.
    Detained,
    /// Those who fled or were evacuated.
    Displaced,
    /// Attacks, strikes, clashes: counts of incidents.
    Attacks,
    /// People who take part in a protest and the like.
    Participants,
}

/// A phrase that tells how many, with the word that tells of what.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Quantity {
    /// The smallest phrase that holds the number or stands for it: "at least 17 people", "a child", "no one".
    pub figure: Span,
    /// The word that gives the role: "killed", "death toll"; `None` where the figure itself gives it.
    pub cue: Option<Span>,
    /// What is counted.
    pub role: QuantityRole,
    /// At least so many; `None` where no lower bound is said.
    pub low: Option<u32>,
    /// At most so many; `None` where no upper bound is said.
    pub high: Option<u32>,
    /// "about", "some", "nearly".
    pub approximate: bool,
    /// Who is counted.
    pub scope: Scope,
    /// A part of a total that the same report gives.
    pub part: bool,
    /// How the words stand to the figure: `unknown` for "it was not clear if anyone was hurt".
    pub stance: Stance,
    /// What the words right around say of this and other figures: "15, not 12 as reported", "from 12 to 10".
    #[serde(default)]
    pub change: Option<Change>,
    /// 0 to 1.
    pub confidence: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_without_known_names_are_read() {
        let mut layers = serde_json::to_value(Layers::default()).unwrap_or_default();
        if let Some(keys) = layers.as_object_mut() {
            keys.remove("known");
        }
        assert_eq!(serde_json::from_value::<Layers>(layers).ok(), Some(Layers::default()));
    }
}
