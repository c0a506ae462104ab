//! A dump of `GeoNames` (`allCountries.txt`, `IQ.txt`), made into a table that the [gazetteer](super::gazetteer) takes beside its own.
//!
//! The columns of a dump are those of `GeoNames`' readme: geonameid, name, asciiname, alternatenames, latitude, longitude, feature
//! class, feature code, country code, cc2, admin1 to admin4 code, population, elevation, dem, timezone, modification date.
//! An imported table begins with [`HEAD`]; then it has a line a place, by id, with the fields that [`Place::read`] names.

use std::{collections::BTreeMap, ops::RangeInclusive};

use super::{fold, gazetteer::Kind};

/// The first line of an imported table.
pub const HEAD: &str = "annals-gazetteer/1";
/// How many columns a dump has.
const COLUMNS: usize = 19;
/// Other spellings that are kept of one place: names of the largest cities are listed in hundreds of languages.
const MOST_ALIASES: usize = 40;
/// Places that one table may hold: the whole of `GeoNames` has 13 million, most of them streams and hills.
const MOST_PLACES: usize = 8_000_000;
/// Degrees; what is no number is not among them.
const LATITUDES: RangeInclusive<f32> = -90.0..=90.0;
const LONGITUDES: RangeInclusive<f32> = -180.0..=180.0;

/// Why a line of a dump was left out.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LineError {
    /// It has another number of columns.
    #[error("{0} columns where a GeoNames dump has 19")]
    Columns(usize),
    /// A column that should hold a number does not.
    #[error("the {column} {value:?} is no number in its range")]
    Number {
        /// Which column.
        column: &'static str,
        /// What it holds, the first 40 characters.
        value: String,
    },
    /// It has no name.
    #[error("the name is empty")]
    NoName,
    /// There are too many places.
    #[error("more than {MOST_PLACES} places; import the dumps of single countries")]
    TooMany,
}

/// Gathers the places of dumps.
#[derive(Debug, Default)]
pub struct Import {
    places: BTreeMap<u32, String>,
    passed_over: usize,
}

impl Import {
    /// Takes a line of a dump. Of one place that comes twice the later line counts.
    pub fn add(&mut self, line: &str) -> Result<(), LineError> {
        let columns: Vec<&str> = line.split('\t').take(COLUMNS + 1).collect();
        let [
            id,
            name,
            ascii,
            others,
            lat,
            lon,
            class,
            code,
            country,
            _,
            admin1,
            _,
            _,
            _,
            population,
            _,
            _,
            zone,
            _,
        ] = columns[..]
        else {
            return Err(LineError::Columns(line.split('\t').count()));
        };
        let id: u32 = number("geonameid", id, |id| *id > 0)?;
        let lat: f32 = number("latitude", lat, |lat| LATITUDES.contains(lat))?;
        let lon: f32 = number("longitude", lon, |lon| LONGITUDES.contains(lon))?;
        let population: u64 =
            if population.is_empty() { 0 } else { number("population", population, |_| true)? };
        if name.trim().is_empty() {
            return Err(LineError::NoName);
        }
        let Some(kind) = kind(class, code) else {
            self.passed_over += 1;
            return Ok(());
        };
        if self.places.len() >= MOST_PLACES && !self.places.contains_key(&id) {
            return Err(LineError::TooMany);
        }
        let population = u32::try_from(population).unwrap_or(u32::MAX);
        let aliases = aliases(name, ascii, others).join("|");
        let line = format!(
            "{kind}\t{country}\t{admin1}\t{lat:.4}\t{lon:.4}\t{population}\t{zone}\t{id}\t{}\t{aliases}\n",
            name.trim().replace('|', " ")
        );
        self.places.insert(id, line);
        Ok(())
    }

    /// How many places it holds.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many lines name what no report would place something by: streams of no name, fields, single buildings.
    pub const fn passed_over(&self) -> usize {
        self.passed_over
    }

    /// The table.
    pub fn table(&self) -> String {
        self.places.values().fold(format!("{HEAD}\n"), |table, line| table + line)
    }
}

/// A column that is a number for which `holds`.
fn number<T: std::str::FromStr>(
    column: &'static str,
    value: &str,
    holds: impl Fn(&T) -> bool,
) -> Result<T, LineError> {
    let parsed = value.trim().parse().ok().filter(holds);
    parsed.ok_or_else(|| LineError::Number { column, value: value.chars().take(40).collect() })
}

/// The letter of the kind of place, by `GeoNames`' feature class and code; none for what is not taken.
fn kind(class: &str, code: &str) -> Option<char> {
    match class {
        // Abandoned, destroyed and historical places are still named; religious ones are single houses.
        "P" => (code != "PPLR").then_some('T'),
        // Countries and first-level divisions are in the tables that ship.
        "A" => matches!(code, "ADM2" | "ADM3" | "ADM4" | "ADM5" | "ADMD").then_some('D'),
        "L" => match code {
            "MILB" | "NVB" | "RSVI" => Some('F'),
            "AREA" | "RGN" | "PRK" | "RESN" | "RESF" | "PRT" | "OAS" => Some('D'),
            _ => None,
        },
        "S" => matches!(
            code,
            "AIRB"
                | "AIRF"
                | "AIRP"
                | "AIRQ"
                | "AIRH"
                | "HSP"
                | "INSM"
                | "FT"
                | "PRN"
                | "DAM"
                | "PS"
                | "PSN"
                | "CMPRF"
                | "PKLT"
                | "UNIV"
                | "SQR"
                | "PAL"
                | "GOVL"
                | "DIP"
                | "MKT"
                | "OILR"
                | "STDM"
        )
        .then_some('F'),
        "T" => {
            matches!(code, "ISL" | "ISLS" | "MT" | "MTS" | "PASS" | "VAL" | "PEN" | "CAPE" | "DSRT" | "PLN")
                .then_some('D')
        }
        "H" => matches!(
            code,
            "LK" | "LKS" | "RSV" | "BAY" | "GULF" | "SEA" | "STRT" | "CHN" | "CNL" | "HBR" | "STM" | "FJD"
        )
        .then_some('W'),
        _ => None,
    }
}

/// The spellings in Latin letters, folded, without those that fold to the name itself.
fn aliases(name: &str, ascii: &str, others: &str) -> Vec<String> {
    let own = fold::key(name).join(" ");
    let mut aliases: Vec<String> = Vec::new();
    for other in std::iter::once(ascii).chain(others.split(',')) {
        if aliases.len() == MOST_ALIASES {
            break;
        }
        let written = other.chars().next().is_some_and(char::is_uppercase)
            && other.chars().any(char::is_lowercase)
            && other.chars().all(is_latin);
        if !written {
            continue;
        }
        let words = fold::key(other);
        let alias = words.join(" ");
        if alias.len() >= 4 && words.len() <= 4 && alias != own && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    aliases
}

fn is_latin(c: char) -> bool {
    match c {
        ' ' | '-' | '.' | '\'' | '’' | '‘' | '`' | 'ʼ' | 'ʾ' | 'ʿ' => true,
        c => c.is_alphabetic() && (c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c)),
    }
}

/// A line of an imported table.
#[derive(Clone, PartialEq, Debug)]
pub struct Place<'a> {
    /// What kind of place.
    pub kind: Kind,
    /// ISO 3166-1 alpha-2; empty where it is in no country.
    pub country: &'a str,
    /// `GeoNames`' code of its first-level division.
    pub admin1: &'a str,
    /// Latitude, degrees.
    pub lat: f32,
    /// Longitude, degrees.
    pub lon: f32,
    /// Inhabitants, 0 where not known.
    pub population: u32,
    /// IANA zone; empty where not known.
    pub zone: &'a str,
    /// `GeoNames` id.
    pub geonames: u32,
    /// Its name.
    pub name: &'a str,
    /// Other names, folded.
    pub aliases: Vec<&'a str>,
}

impl<'a> Place<'a> {
    /// Reads a line; none where it is not one of an imported table.
    pub fn read(line: &'a str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let kind = match next()? {
            "T" => Kind::Town,
            "D" => Kind::District,
            "F" => Kind::Facility,
            "W" => Kind::Water,
            _ => return None,
        };
        Some(Self {
            kind,
            country: next()?,
            admin1: next()?,
            lat: next()?.parse().ok().filter(|lat| LATITUDES.contains(lat))?,
            lon: next()?.parse().ok().filter(|lon| LONGITUDES.contains(lon))?,
            population: next()?.parse().ok()?,
            zone: next()?,
            geonames: next()?.parse().ok()?,
            name: next()?,
            aliases: next()?.split('|').filter(|alias| !alias.is_empty()).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(id: &str, name: &str, others: &str, lat: &str, code: &str) -> String {
        let class = &code[..1];
        format!(
            "{id}\t{name}\t{name}\t{others}\t{lat}\t44.5\t{class}\t{code}\tIQ\t\t07\t\t\t\t1200\t\t300\tAsia/Baghdad\t2024-01-01"
        )
    }

    #[test]
    fn a_village_of_a_dump() {
        let mut import = Import::default();
        import
            .add(&line("900000001", "Zorvaniqa", "Zurvaniqah,Zorvaneeka,زورفانقا", "33.25", "PPL"))
            .unwrap();
        let table = import.table();
        let mut lines = table.lines();
        assert_eq!(lines.next(), Some(HEAD));
        let place = Place::read(lines.next().unwrap()).unwrap();
        assert_eq!(
            (place.kind, place.name, place.country, place.admin1),
            (Kind::Town, "Zorvaniqa", "IQ", "07")
        );
        assert_eq!(place.aliases, ["zurvaniqah", "zorvaneka"]);
        assert_eq!((place.population, place.geonames, place.zone), (1200, 900_000_001, "Asia/Baghdad"));
    }

    #[test]
    fn bad_lines_say_what_is_wrong() {
        let mut import = Import::default();
        let said = |import: &mut Import, line: &str| import.add(line).unwrap_err().to_string();
        assert_eq!(said(&mut import, "1\tX"), "2 columns where a GeoNames dump has 19");
        assert_eq!(
            said(&mut import, &line("900000001", "Zorvaniqa", "", "north", "PPL")),
            "the latitude \"north\" is no number in its range"
        );
        assert_eq!(
            said(&mut import, &line("900000001", "Zorvaniqa", "", "91", "PPL")),
            "the latitude \"91\" is no number in its range"
        );
        assert_eq!(said(&mut import, &line("900000001", " ", "", "33", "PPL")), "the name is empty");
        assert!(import.is_empty());
        import.add(&line("900000002", "Some Creek", "", "33", "SBLDG")).unwrap();
        assert_eq!((import.len(), import.passed_over()), (0, 1));
    }

    #[test]
    fn a_place_lies_on_the_globe() {
        let read = |lat: &str, lon: &str| {
            let line = format!("T\tIQ\t07\t{lat}\t{lon}\t1200\tAsia/Baghdad\t900000001\tZorvaniqa\t");
            Place::read(&line).is_some()
        };
        assert!(read("90", "-180"));
        for (lat, lon) in [("NaN", "44"), ("33", "nan"), ("inf", "44"), ("90.1", "44"), ("33", "-180.1")] {
            assert!(!read(lat, lon), "{lat} {lon}");
        }
    }

    proptest! {
        #[test]
        fn any_line_is_survived(line in "(\\PC|\t|[0-9]){0,200}") {
            let _ = Import::default().add(&line);
        }

        #[test]
        fn any_line_is_taken_or_told(
            mut columns in prop::collection::vec("\\PC{0,12}", COLUMNS),
            id in 0..4_u32,
            (lat, lon) in (-95.0..95.0_f32, -190.0..190.0_f32),
            population in "[0-9]{0,12}",
        ) {
            for (column, value) in
                [(0, id.to_string()), (4, lat.to_string()), (5, lon.to_string()), (14, population)]
            {
                columns[column] = value;
            }
            (columns[6], columns[7]) = ("P".into(), "PPL".into());
            let mut import = Import::default();
            let taken = import.add(&columns.join("\t")).is_ok();
            let on_globe = lat.abs() <= 90.0 && lon.abs() <= 180.0;
            prop_assert_eq!(taken, id > 0 && on_globe && !columns[1].trim().is_empty());
            prop_assert_eq!(import.len(), usize::from(taken));
            let table = import.table();
            prop_assert_eq!(table.lines().skip(1).count(), usize::from(taken));
            for line in table.lines().skip(1) {
                prop_assert!(Place::read(line).is_some());
            }
        }
    }
}
