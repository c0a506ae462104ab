//! [`Statement`]: the atom. Somebody asserts, denies or doubts that a property of an incident has a value.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Span, StatementId, layers::QuantityRole, time::LocalInterval};

/// *Speaker* *asserts / denies / doubts* *property = value* of *an incident mention*, with its words.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Statement {
    /// From report, property, words and value.
    pub id: StatementId,
    /// Index in [`Reading::incidents`](crate::Reading::incidents) of the mention that it speaks of.
    pub mention: u32,
    /// Of which property.
    pub property: Property,
    /// Which value.
    pub value: Value,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// Who says it, innermost first: the governor, then state TV that quotes him. Empty when only the outlet does.
    pub speakers: Vec<Speaker>,
    /// When it was said, as far as words or metadata tell, in the speaker's local time.
    pub said: LocalInterval,
    /// The words: the clause that says it first, then whatever else it rests on. Never empty.
    pub spans: Vec<Span>,
    /// The smallest phrase that holds the value: "at least 17 people", the name of the one held responsible.
    pub figure: Option<Span>,
    /// The word that gives the property: "killed", "death toll".
    pub cue: Option<Span>,
    /// "rose to", "revised to": what the words say of earlier figures.
    pub change: Option<Change>,
    /// Of one person who was killed or injured, and is described or named: how many such people the words join up to this one, 2 for the
    /// aunt of "a boy and his aunt were shot". Of a group that others are joined to: how many they are together, 3 for the "two girls" of
    /// "a man and two girls". Else 0, as in "one dead".
    pub roll: u32,
    /// Of a count whose words say a number: the least that a code book takes it for, 12 for "dozens"; `None` where people are named or
    /// described or a plural is all that is said ("civilians").
    #[serde(default)]
    pub least: Option<u32>,
    /// Whether it counts the people whom the report names, and rests on their names.
    #[serde(default)]
    pub by_name: bool,
    /// Of a count of soldiers or fighters: whose they were, where the words say so.
    #[serde(default)]
    pub losses: Option<Losses>,
    /// 0 to 1.
    pub confidence: f32,
}

/// What can be stated of an incident.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Property {
    /// How many were killed.
    Killed,
    /// How many were injured.
    Injured,
    /// How many are missing.
    Missing,
    /// How many were detained.
    Detained,
    /// How many were displaced.
    Displaced,
    /// How many took part (protests and the like).
    Participants,
    /// How many attacks, of an aggregate.
    Attacks,
    /// What kind of incident.
    Type,
    /// Whether it happened.
    Reality,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who was part in it.
    Actor,
    /// Who did it, as a claim, denial or attribution.
    Responsibility,
    /// How it stands to another incident.
    Relation,
}

impl Property {
    /// The properties that an account has a toll for, in the order in which tolls are listed.
    pub const TOLLS: [Self; 6] =
        [Self::Killed, Self::Injured, Self::Missing, Self::Detained, Self::Displaced, Self::Participants];

    /// As written in `annals/1`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Detained => "detained",
            Self::Displaced => "displaced",
            Self::Participants => "participants",
            Self::Attacks => "attacks",
            Self::Type => "type",
            Self::Reality => "reality",
            Self::Time => "time",
            Self::Place => "place",
            Self::Actor => "actor",
            Self::Responsibility => "responsibility",
            Self::Relation => "relation",
        }
    }
}

impl From<QuantityRole> for Property {
    fn from(role: QuantityRole) -> Self {
        match role {
            QuantityRole::Killed => Self::Killed,
            QuantityRole::Injured => Self::Injured,
            QuantityRole::Missing => Self::Missing,
            QuantityRole::Detained => Self::Detained,
            QuantityRole::Displaced => Self::Displaced,
            QuantityRole::Attacks => Self::Attacks,
            QuantityRole::Participants => Self::Participants,
        }
    }
}

/// The value that is stated. Untagged in JSON: the property tells which it is.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Value {
    /// Of a toll or of attacks.
    Count(Count),
    /// A key of `knowledge/incident_types.toml`, or a reality.
    Word(String),
    /// Index in [`Mentions::times`](crate::Mentions::times).
    Time(u32),
    /// Index in [`Mentions::places`](crate::Mentions::places), and its role.
    Place(u32, PlaceRole),
    /// Index in [`Mentions::actors`](crate::Mentions::actors), and its role.
    Actor(u32, ActorRole),
    /// Who is held responsible: index in [`Mentions::actors`](crate::Mentions::actors), and how.
    Responsibility(u32, Blame),
    /// Kind, and index of the other mention in [`Reading::incidents`](crate::Reading::incidents).
    Relation(RelationKind, u32),
}

/// How many, of whom.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Count {
    /// At least so many.
    pub low: Option<u32>,
    /// At most so many.
    pub high: Option<u32>,
    /// Who is counted.
    pub scope: Scope,
    /// A part of a total of the same incident.
    pub part: bool,
    /// "about", "some", "nearly".
    pub approximate: bool,
    /// The words leave it open whether the harm was deadly, and tell the people apart from no others: "four were shot".
    pub open: bool,
}

impl Count {
    /// Whether it counts exactly one.
    pub fn is_one(&self) -> bool {
        (self.low, self.high) == (Some(1), Some(1))
    }
}

/// Who is counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// People of no said kind.
    All,
    /// Civilians.
    Civilian,
    /// Fighters of non-state groups.
    Combatant,
    /// Soldiers, police, government forces.
    MemberOfForce,
    /// Children.
    Child,
    /// Women.
    Woman,
    /// Medics, firefighters, rescuers.
    Responder,
    /// Attackers and suspects.
    Perpetrator,
    /// Some other said kind.
    Other,
}

/// How a speaker stands to what is stated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Is not sure, or calls it into question.
    Doubts,
    /// Says that it is not known.
    Unknown,
}

/// Who says something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Speaker {
    /// Usual name; as written for an unknown one.
    pub name: String,
    /// Key of `knowledge/actors.toml`, where known.
    pub id: Option<String>,
    /// The same for all phrases that mean one speaker: `civil protection agency` of "The civil protection agency", "the agency" and "a
    /// spokesman for the agency" in one report.
    pub voice: String,
    /// The same for all voices of one house in one incident: `police` of "Police in Idlib" and "the police".
    pub house: String,
    /// The naming phrase.
    pub span: Span,
    /// How close the speaker is to the facts.
    pub kind: SpeakerKind,
}

/// How close a speaker is to the facts, from close to far. The order is the one in which `policy = range` prefers speakers
/// whose figures are borne by equally many origins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// Hospitals, rescuers, coroners, morgues.
    Responder,
    /// Witnesses, residents, relatives.
    Witness,
    /// Police, governors, ministries: officials of the place.
    Official,
    /// Monitors and aid groups that count.
    Monitor,
    /// Those who fight or are accused.
    Party,
    /// News media and agencies.
    Media,
    /// Anybody else, anonymous ones too.
    Other,
}

/// What words say of the figures before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// "rose to", "has climbed to", "now": a later count.
    Update,
    /// "revised", "corrected", "earlier reported": it replaces.
    Correction,
    /// The 12 of "earlier reports put the toll at 12": it was the count of before.
    Former,
    /// The 12 of "15, not 12 as reported": it was wrong.
    Mistaken,
    /// "Two more people have died": so many beyond a count of before.
    Further,
}

/// Whose people were lost: "49 of its soldiers", "50 Azerbaijani soldiers".
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Losses {
    /// The side, by the same key for a state and its forces.
    pub side: String,
    /// Whether it is the side of whoever says so.
    pub own: bool,
}

/// How a place stands to the incident.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceRole {
    /// The spot, or the smallest named place.
    At,
    /// Near it.
    Near,
    /// A larger place that holds it.
    In,
}

/// How an actor stands to the incident.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorRole {
    /// Who did it, as said.
    Agent,
    /// What or who was aimed at.
    Target,
    /// Who was hurt.
    Victim,
    /// Anybody else.
    Other,
}

/// How responsibility is put on an actor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Blame {
    /// The actor says so itself.
    Claims,
    /// The actor says it was not it.
    Denies,
    /// Somebody says that the actor did it.
    Attributes,
    /// Somebody calls it into question.
    Doubts,
}

/// How one incident stands to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Done because of the other.
    InResponseTo,
    /// A stated time after the other.
    After,
}
