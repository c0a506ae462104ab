//! [`Mentions`]: spans with normalised values.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Span,
    time::{LocalInterval, PartialDate, TimePrecision, TimexKind},
};

/// What the words of one report refer to. Each list stands in the order of its spans.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Mentions {
    /// Expressions of time.
    pub times: Vec<TimeMention>,
    /// Names of places.
    pub places: Vec<PlaceMention>,
    /// Names and descriptions of those who act, suffer or speak.
    pub actors: Vec<ActorMention>,
}

/// An expression of time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TimeMention {
    /// The expression without its preposition: "early Monday", not "on early Monday".
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// TIMEX3 value, such as `2021-06-27`, `2021-06-28TMO`, `P5M`, `PAST_REF`; with `X` for what is not known (`XXXX-02-15`).
    pub value: String,
    /// TIMEX3 `mod`: `START`, `END`, `MORE_THAN` ...; `None` where there is none.
    pub modifier: Option<String>,
    /// What it allows, in local time; open where nothing anchors it.
    pub interval: LocalInterval,
    /// How finely.
    pub precision: TimePrecision,
    /// Its calendar parts as said.
    pub partial: PartialDate,
    /// Why the interval is what it is, for a person.
    pub why: String,
}

/// How well a place is known, from fine to coarse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlacePrecision {
    /// The spot itself.
    Exact,
    /// A named town or village.
    Town,
    /// Near or around a named place.
    Near,
    /// A county, district or region within a province.
    District,
    /// A province or state.
    Province,
    /// A country.
    Country,
    /// Larger than a country.
    Region,
}

/// A place of the gazetteer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PlaceValue {
    /// Its usual English name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Name of the first-level division.
    pub admin1: Option<String>,
    /// Latitude of its centre, degrees, WGS 84.
    pub lat: f64,
    /// Longitude of its centre, degrees.
    pub lon: f64,
    /// Radius in kilometres of a circle that holds it, by its kind and size.
    pub radius_km: f64,
    /// `GeoNames` id.
    pub geonames: Option<u32>,
    /// IANA zone.
    pub zone: Option<String>,
    /// Population, 0 where not known.
    pub population: u32,
}

impl PlaceValue {
    /// Name of the first-level division that it lies in, or of itself where it is one.
    pub fn division(&self) -> &str {
        self.admin1.as_ref().unwrap_or(&self.name)
    }
}

/// Great-circle distance in kilometres of two points (latitude and longitude in degrees) on a sphere of 6371 km (haversine).
pub fn great_circle_km((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    let (from, to) = (lat_a.to_radians(), lat_b.to_radians());
    let half_lat = (to - from) / 2.0;
    let half_lon = (lon_b - lon_a).to_radians() / 2.0;
    let h = half_lat.sin().powi(2) + from.cos() * to.cos() * half_lon.sin().powi(2);
    2.0 * 6371.0 * h.clamp(0.0, 1.0).sqrt().asin()
}

/// A name of a place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PlaceMention {
    /// The name as written.
    pub span: Span,
    /// How finely the words place something: `near` for "near Arbil".
    pub precision: PlacePrecision,
    /// The place of the gazetteer; `None` for a name that stands in a place's position but is not known.
    pub place: Option<PlaceValue>,
    /// Whether the gazetteer does not know the name, and `place` has the point of the town around it.
    pub lent: bool,
    /// Why this one of several of the name, for a person.
    pub why: String,
    /// An adjective or a name used for a government ("American", "Washington said"): no location.
    pub metonymic: bool,
}

impl PlaceMention {
    /// The place, unless it is only that of the surroundings.
    pub fn known(&self) -> Option<&PlaceValue> {
        self.place.as_ref().filter(|_| !self.lent)
    }
}

/// What kind of actor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A state or its government.
    State,
    /// Armed forces or police of a state.
    Force,
    /// An armed group.
    ArmedGroup,
    /// An agency, ministry, hospital, company, outlet.
    Organisation,
    /// News media.
    Outlet,
    /// A person.
    Person,
    /// People described: "witnesses", "three civilians".
    People,
}

/// A name or description of someone who acts, suffers or speaks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ActorMention {
    /// The phrase as written.
    pub span: Span,
    /// Key of `knowledge/actors.toml`, such as `force/us`; `None` for an unknown name.
    pub actor: Option<String>,
    /// Usual name; as written for an unknown one.
    pub name: String,
    /// What kind.
    pub kind: ActorKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_111_kilometres() {
        assert!((great_circle_km((33.0, 44.0), (34.0, 44.0)) - 111.19).abs() < 0.1);
        assert!(great_circle_km((33.0, 44.0), (33.0, 44.0)) < 1e-9);
    }
}
