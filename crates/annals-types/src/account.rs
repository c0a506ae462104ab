//! [`Account`]: what is known of an incident. These types are written to `annals/1` as they are.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    IncidentId, ReportId, StatementId,
    layers::Reality,
    mention::PlacePrecision,
    reading::MentionRole,
    statement::{ActorRole, Blame, PlaceRole, Property, RelationKind, Scope, Stance},
    time::{LikelyDay, Side, TimePrecision},
};

/// What is known of one incident: properties, each with the statements that it rests on.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// From the founding mention.
    pub id: IncidentId,
    /// Composed from the incident's own facts.
    pub title: String,
    /// What kind of incident.
    #[serde(rename = "type")]
    pub incident_type: TypeValue,
    /// Whether it happened, as the reports say.
    pub reality: Reality,
    /// When.
    pub time: AccountTime,
    /// Where, the finest place first.
    pub places: Vec<AccountPlace>,
    /// Who, agents first, then targets, victims and others.
    pub actors: Vec<AccountActor>,
    /// How many.
    pub tolls: Tolls,
    /// Who did it, as claims, denials and attributions.
    pub responsibility: Vec<Responsibility>,
    /// How it stands to other incidents.
    pub relations: Vec<Relation>,
    /// What speakers contradict each other about.
    pub disputes: Vec<Dispute>,
    /// Three grades, since one grade would mix things.
    pub grades: Grades,
    /// The rule that chose every `best`.
    pub policy: Policy,
    /// 0 to 1: that this is one incident, on the day and at the place given.
    pub confidence: f64,
    /// The reports that tell of it, with the reasons why they belong together.
    pub reports: Vec<Member>,
}

/// The kind of incident, with the code books' names for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypeValue {
    /// Key of `knowledge/incident_types.toml`.
    pub value: String,
    /// ACLED: `event type: sub-event type`.
    pub acled: Option<String>,
    /// PLOVER: `TYPE/mode`.
    pub plover: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// What says so.
    pub statements: Vec<StatementId>,
}

/// When, as far as words constrain it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountTime {
    /// Not before (RFC 3339). Where the zone is not known, widened to hold the time in every zone.
    #[schemars(with = "Option<String>")]
    pub earliest: Option<Timestamp>,
    /// Before.
    #[schemars(with = "Option<String>")]
    pub latest: Option<Timestamp>,
    /// How finely that is.
    pub precision: TimePrecision,
    /// The local dates that remain, ascending, where few do.
    #[schemars(with = "Vec<String>")]
    pub days: Vec<Date>,
    /// Where words leave none or several days, the likeliest; a guess, that bounds nothing.
    pub likely: Option<LikelyDay>,
    /// IANA zone of the place.
    pub local_zone: Option<String>,
    /// What set each bound.
    pub bounds: Vec<Bound>,
}

/// One reason why the interval is as it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    /// Which side it set.
    pub side: Side,
    /// For a person.
    pub why: String,
    /// The words; empty for a declared publication date.
    pub statements: Vec<StatementId>,
}

/// A place of an incident.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountPlace {
    /// Usual name; as written where not in the gazetteer.
    pub name: String,
    /// How it stands to the incident.
    pub role: PlaceRole,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Degrees, WGS 84.
    pub lat: Option<f64>,
    /// Degrees.
    pub lon: Option<f64>,
    /// Radius of a circle that holds it.
    pub radius_km: Option<f64>,
    /// `GeoNames` id.
    pub geonames: Option<u32>,
    /// How finely the words place it.
    pub precision: PlacePrecision,
    /// What says so.
    pub statements: Vec<StatementId>,
}

/// Somebody in an incident.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountActor {
    /// Usual name; as written where not known.
    pub name: String,
    /// Key of `knowledge/actors.toml`.
    pub id: Option<String>,
    /// How they stand to the incident.
    pub role: ActorRole,
    /// What says so.
    pub statements: Vec<StatementId>,
}

/// One toll each; `None` where nothing is stated.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tolls {
    /// The dead.
    pub killed: Option<Toll>,
    /// The hurt.
    pub injured: Option<Toll>,
    /// The missing.
    pub missing: Option<Toll>,
    /// The arrested or held.
    pub detained: Option<Toll>,
    /// Those who fled or were evacuated.
    pub displaced: Option<Toll>,
    /// Those who took part.
    pub participants: Option<Toll>,
}

impl Tolls {
    /// The toll of `property`, where it is one that an account has a toll for and something is stated.
    pub const fn get(&self, property: Property) -> Option<&Toll> {
        match property {
            Property::Killed => self.killed.as_ref(),
            Property::Injured => self.injured.as_ref(),
            Property::Missing => self.missing.as_ref(),
            Property::Detained => self.detained.as_ref(),
            Property::Displaced => self.displaced.as_ref(),
            Property::Participants => self.participants.as_ref(),
            _ => None,
        }
    }

    /// The place of the toll of `property`, for filling.
    pub const fn get_mut(&mut self, property: Property) -> Option<&mut Option<Toll>> {
        match property {
            Property::Killed => Some(&mut self.killed),
            Property::Injured => Some(&mut self.injured),
            Property::Missing => Some(&mut self.missing),
            Property::Detained => Some(&mut self.detained),
            Property::Displaced => Some(&mut self.displaced),
            Property::Participants => Some(&mut self.participants),
            _ => None,
        }
    }
}

/// Low, best and high of one property, and every value that is behind them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Toll {
    /// The smallest total that a speaker stands by.
    pub low: Option<u32>,
    /// What the policy chose.
    pub best: Option<u32>,
    /// The largest total; disjoint scopes that could all be true are added.
    pub high: Option<u32>,
    /// Whether speakers contradict each other.
    pub disputed: bool,
    /// Why this best, for a person.
    pub why: String,
    /// 0 to 1: that a record of the incident will give `best`; 0 where no `best` is known. `null` where it was not learned: only the
    /// killed and the injured were.
    pub confidence: Option<f64>,
    /// The values, those in force first, then the larger ones first.
    pub values: Vec<TollValue>,
}

/// One value that one or several speakers stand by.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TollValue {
    /// At least so many.
    pub low: Option<u32>,
    /// At most so many.
    pub high: Option<u32>,
    /// Who is counted.
    pub scope: TollScope,
    /// How the speakers stand to it.
    pub stance: Stance,
    /// Whether it counts.
    pub standing: Standing,
    /// Who says so: the innermost speaker of each chain, else the outlet, else the report's source; sorted, each once.
    pub speakers: Vec<String>,
    /// From how many independent origins. Copies and repeated quotations of one speaker count once.
    pub origins: u32,
    /// What says so.
    pub statements: Vec<StatementId>,
    /// What took its place, where it was superseded or corrected.
    pub replaced_by: Vec<StatementId>,
}

/// The scope of a value in an account: who is counted, or `part` for one of several places or families.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TollScope {
    /// Everybody.
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
    /// One of several places, families or groups; some other kind.
    Part,
    /// Those who died after others were counted: "two more".
    Further,
}

impl From<Scope> for TollScope {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::All => Self::All,
            Scope::Civilian => Self::Civilian,
            Scope::Combatant => Self::Combatant,
            Scope::MemberOfForce => Self::MemberOfForce,
            Scope::Child => Self::Child,
            Scope::Woman => Self::Woman,
            Scope::Responder => Self::Responder,
            Scope::Perpetrator => Self::Perpetrator,
            Scope::Other => Self::Part,
        }
    }
}

/// How a statement stands beside the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It counts.
    InForce,
    /// A later count took its place, or it counted as hurt who is known to have died.
    Superseded,
    /// It was corrected.
    Corrected,
    /// It came with a copy and weighs nothing of its own.
    Copied,
}

/// A claim, denial or attribution of responsibility.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Responsibility {
    /// Key of `knowledge/actors.toml`; `None` where annals does not know the name.
    pub actor: Option<String>,
    /// Usual name; as written where not known.
    pub name: String,
    /// How.
    pub stance: Blame,
    /// What says so.
    pub statements: Vec<StatementId>,
}

/// How an incident stands to another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// The other.
    pub incident: IncidentId,
    /// What says so.
    pub statements: Vec<StatementId>,
}

/// Statements that cannot all be true.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// About what.
    pub property: Property,
    /// The sides, each a list of statements that agree.
    pub sides: Vec<Vec<StatementId>>,
}

/// Three grades of an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grades {
    /// That it happened.
    pub incident: IncidentGrade,
    /// What it cost.
    pub toll: TollGrade,
    /// Who did it.
    pub attribution: AttributionGrade,
}

/// How well it is borne out that the incident happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncidentGrade {
    /// One origin.
    SingleSource,
    /// Two or more independent origins.
    Corroborated,
    /// Some say it happened, some that it did not.
    Disputed,
    /// Only denied.
    Denied,
}

/// How the tolls stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TollGrade {
    /// All figures in force agree.
    Agreed,
    /// Figures changed over time and the latest agree.
    Updated,
    /// Speakers contradict each other.
    Contested,
    /// No figure is stated.
    Unknown,
}

/// How responsibility stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributionGrade {
    /// Somebody says that they did it.
    Claimed,
    /// Somebody says that somebody else did it.
    Attributed,
    /// Those accused deny it and nobody claims it.
    Denied,
    /// Several are named, or it is both claimed or attributed and denied.
    Contested,
    /// Nobody is named.
    Unknown,
}

/// The rule that chooses `best`.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Most independent origins, then closeness of the speaker to the facts, then recency, then specificity. Where speakers do not contest
    /// a small toll, another number stands if all words together speak for it.
    #[default]
    Range,
    /// The lowest total in force.
    Conservative,
    /// The total that most origins give; the lower of equals.
    Majority,
    /// The total of the speaker closest to the facts.
    Hierarchy,
}

/// A report that tells of an incident.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The report.
    pub report: ReportId,
    /// What the incident is to it.
    pub role: MentionRole,
    /// Why it belongs: the terms of its strongest link to the rest; empty for the founding report.
    pub why: Vec<Term>,
}

/// One term of a score: log-odds (natural) that add up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What was compared and how it came out, for a person: `date gap 0 days`.
    pub feature: String,
    /// What it adds; 0 where the comparison could not be made.
    pub weight: f64,
}

/// A count over a period.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Aggregate {
    /// Of what.
    pub property: Property,
    /// Who is counted.
    pub scope: TollScope,
    /// How many.
    pub value: AggregateValue,
    /// In which countries, by ISO 3166-1 codes, where that is told; ascending.
    pub countries: Vec<String>,
    /// Over which period.
    pub period: Period,
    /// What says so.
    pub statements: Vec<StatementId>,
}

/// How many, over a period.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AggregateValue {
    /// At least so many.
    pub low: Option<u32>,
    /// At most so many.
    pub high: Option<u32>,
}

/// A period; `None` is an open side.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Not before (RFC 3339).
    #[schemars(with = "Option<String>")]
    pub earliest: Option<Timestamp>,
    /// Before.
    #[schemars(with = "Option<String>")]
    pub latest: Option<Timestamp>,
}
