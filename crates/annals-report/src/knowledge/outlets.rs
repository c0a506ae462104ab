//! `knowledge/outlets.toml`, `knowledge/stations.toml` and `knowledge/outlets_learned.toml`: where news outlets are at home.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::{Error, parse_rows};

/// Rows of a later table count more.
const TABLES: [(&str, &str); 3] = [
    ("knowledge/outlets_learned.toml", include_str!("../../../../knowledge/outlets_learned.toml")),
    ("knowledge/stations.toml", include_str!("../../../../knowledge/stations.toml")),
    ("knowledge/outlets.toml", include_str!("../../../../knowledge/outlets.toml")),
];

const WORLD: (&str, &str) =
    ("knowledge/world_domains.toml", include_str!("../../../../knowledge/world_domains.toml"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WorldDomain {
    ending: String,
}

/// Where an outlet is at home.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    host: String,
    /// The town of its newsroom; none for one in exile, or where only the division is known.
    pub town: Option<String>,
    /// The first-level division, as `GeoNames` names it.
    pub division: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// The table, loaded.
#[derive(Debug, Default)]
pub struct Outlets {
    by_host: HashMap<String, Outlet>,
    /// Endings of addresses that name a country and are used everywhere: "tv".
    world: HashSet<String>,
}

impl Outlets {
    /// The tables compiled into the program.
    pub fn shipped() -> Result<Self, Error> {
        let mut by_host = HashMap::new();
        for (table, text) in TABLES {
            let rows: Vec<Outlet> = parse_rows(table, text)?;
            by_host.extend(rows.into_iter().map(|row| (row.host.clone(), row)));
        }
        let (table, text) = WORLD;
        let rows: Vec<WorldDomain> = parse_rows(table, text)?;
        Ok(Self { by_host, world: rows.into_iter().map(|row| row.ending).collect() })
    }

    /// The outlet at `host`, lower case, or at the host that it is a part of: "news.example.com".
    pub fn at(&self, host: &str) -> Option<&Outlet> {
        let parts = std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, rest)| rest));
        parts.take(6).find_map(|part| self.by_host.get(part))
    }

    /// The ISO 3166-1 alpha-2 code of the country that the last part of `host` names; none where the ending is used everywhere.
    pub fn country_of(&self, host: &str) -> Option<String> {
        let (_, last) = host.rsplit_once('.')?;
        match last {
            "uk" => Some("GB".to_owned()),
            code if code.len() == 2 && !self.world.contains(code) => Some(code.to_uppercase()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Knowledge, knowledge::gazetteer::Kind};

    #[test]
    fn hosts_and_their_parts() {
        let outlets = Knowledge::shipped().unwrap().outlets;
        let town = |host: &str| outlets.at(host).and_then(|outlet| outlet.town.clone());
        assert_eq!(town("theparisnews.com").as_deref(), Some("Paris"));
        assert_eq!(town("local.theparisnews.com"), town("theparisnews.com"));
        assert_eq!(town("com"), None);
        assert_eq!(town(""), None);
    }

    #[test]
    fn endings_name_countries() {
        let outlets = Knowledge::shipped().unwrap().outlets;
        assert_eq!(outlets.country_of("paper.example.co.uk").as_deref(), Some("GB"));
        assert_eq!(outlets.country_of("example.pk").as_deref(), Some("PK"));
        assert_eq!(outlets.country_of("example.tv"), None);
        assert_eq!(outlets.country_of("example.com"), None);
        assert_eq!(outlets.country_of("pk"), None);
    }

    #[test]
    fn towns_are_in_the_gazetteer() {
        let knowledge = Knowledge::shipped().unwrap();
        let towns: Vec<bool> = knowledge
            .outlets
            .by_host
            .values()
            .filter(|outlet| outlet.town.is_some())
            .map(|outlet| {
                knowledge.gazetteer.home(outlet).map(|home| knowledge.gazetteer.kind(home))
                    == Some(Kind::Town)
            })
            .collect();
        let known = towns.iter().filter(|known| **known).count();
        assert!(known * 20 >= towns.len() * 19, "{known} of {}", towns.len());
    }
}
