use std::sync::LazyLock;

use annals_types::{
    Span,
    layers::{Entity, EntityKind, Sentence},
    report::Draft,
};
use proptest::prelude::*;

use super::*;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

fn read(text: &str) -> Vec<PlaceMention> {
    read_as(text, None, &[])
}

/// What an outlet at `host` prints, with `toponyms` for what the network says.
fn read_as(text: &str, host: Option<&str>, toponyms: &[&str]) -> Vec<PlaceMention> {
    let report = Draft { text: text.into(), outlet: host.map(str::to_owned), ..Draft::default() }.finish();
    let toponyms = toponyms.iter().map(|name| Span::at(text.find(name).unwrap(), name.len())).collect();
    let mut sentences = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(". ") {
        let span = Span::at(at, part.trim_end().len());
        sentences.push(Sentence { span, first_token: 0, end_token: 0, paragraph: 0, headline: false });
        at += part.len();
    }
    places(&report, &Layers { sentences, toponyms, ..Layers::default() }, &KNOWLEDGE)
}

/// What is read where the network takes `names` for names of a kind besides.
fn read_named(
    text: &str,
    toponyms: &[&str],
    names: &[(EntityKind, &str)],
) -> Vec<(String, Option<PlaceValue>)> {
    let span = |name: &str| Span::at(text.find(name).unwrap(), name.len());
    let report = Draft { text: text.into(), ..Draft::default() }.finish();
    let entities = names.iter().map(|&(kind, name)| Entity { span: span(name), kind }).collect();
    let whole = Sentence {
        span: Span::at(0, text.len()),
        first_token: 0,
        end_token: 0,
        paragraph: 0,
        headline: false,
    };
    let toponyms = toponyms.iter().map(|name| span(name)).collect();
    let layers = Layers { sentences: vec![whole], toponyms, entities, ..Layers::default() };
    let found = places(&report, &layers, &KNOWLEDGE);
    found.into_iter().map(|mention| (mention.span.of(text).to_owned(), mention.place)).collect()
}

/// The division of each name that is read.
fn divisions(read: Vec<(String, Option<PlaceValue>)>) -> Vec<String> {
    let division = |place: PlaceValue| place.admin1.unwrap_or(place.name);
    read.into_iter()
        .map(|(name, place)| format!("{name}: {}", place.map_or_else(|| "-".into(), division)))
        .collect()
}

/// `expected`: words, country or division or `-`, and marks: `near`, `metonymic`, a precision other than that of a town.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text)
        .iter()
        .map(|mention| {
            let place = mention.place.as_ref();
            let country = place.map_or("-", |place| place.country.as_deref().unwrap_or("?"));
            let admin = place
                .and_then(|place| place.admin1.as_deref())
                .filter(|_| country == "US")
                .map(|admin| format!("/{admin}"));
            let precision = match mention.precision {
                PlacePrecision::Town => String::new(),
                other => format!(" {other:?}").to_lowercase(),
            };
            let metonymic = if mention.metonymic { " metonymic" } else { "" };
            format!("{} {country}{}{precision}{metonymic}", mention.span.of(text), admin.unwrap_or_default())
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn spellings_of_one_town() {
    for spelling in ["Arbil", "Erbil", "Irbil", "ERBIL", "Arbīl", "Erbill"] {
        check(&format!("It fell near {spelling}."), &[&format!("{spelling} IQ near")]);
    }
    check("Shells fell in al-Qaim and Al Qa'im.", &["al-Qaim IQ", "Al Qa'im IQ"]);
    check("Soldiers waited at Tabqa and in at-Tabqa.", &["Tabqa SY", "at-Tabqa SY"]);
    for spelling in ["Deir al-Zour", "Deir ez-Zor", "Dayr az-Zawr", "Deir el-Zor"] {
        check(&format!("A raid in {spelling}."), &[&format!("{spelling} SY")]);
    }
    for spelling in ["Hasakah", "el-Hasakeh", "Hassakeh"] {
        check(&format!("A raid in {spelling}."), &[&format!("{spelling} SY")]);
    }
}

#[test]
fn the_outlet_is_at_home_somewhere() {
    let admin = |host: Option<&str>| {
        let found = read_as("Two men were hurt in Paris.", host, &[]);
        found[0].place.as_ref().and_then(|place| place.admin1.clone())
    };
    assert_eq!(admin(Some("theparisnews.com")).as_deref(), Some("Texas"));
    assert_eq!(admin(Some("www.parisbeacon.com")).as_deref(), Some("Illinois"));
    assert_ne!(admin(None).as_deref(), Some("Texas"));
}

#[test]
fn the_network_tells_where_a_name_begins_and_ends() {
    let names = |text: &str, toponyms: &[&str]| -> Vec<(String, bool)> {
        let found = read_as(text, None, toponyms);
        found.iter().map(|found| (found.span.of(text).to_owned(), found.place.is_some())).collect()
    };
    let name = |name: &str| (name.to_owned(), true);
    assert_eq!(names("Police in Benue State said so.", &["Benue State"]), [name("Benue State")]);
    assert_eq!(
        names("He died at Aleppo University Hospital.", &["Aleppo University Hospital"]),
        [name("Aleppo University Hospital")]
    );
    let idlib = read_as("A raid in Idlib Province.", None, &["Idlib Province"]);
    assert_eq!(idlib[0].precision, PlacePrecision::Province);
    assert_eq!(names("The S.C. governor spoke.", &["S.C."]), [name("S.C.")]);
    assert_eq!(names("A fire in CHARLESTON, W.Va. - Two died.", &[]), [name("CHARLESTON"), name("W.Va.")]);
}

#[test]
fn a_name_that_the_network_cut_is_made_whole() {
    let names = |text: &str, seen: &str| -> Vec<String> {
        read_as(text, None, &[seen]).iter().map(|found| found.span.of(text).to_owned()).collect()
    };
    assert_eq!(names("He was born in the Netherlands.", "the Netherlands"), ["Netherlands"]);
    assert_eq!(names("He flew to Mexico City on Monday.", "Mexico"), ["Mexico City"]);
    assert_eq!(
        names("She died at Saltmarsh Zorvan Hospital.", "Saltmarsh Zorvan"),
        ["Saltmarsh Zorvan Hospital"]
    );
    assert_eq!(names("They met at Mall of Zorvaniqa today.", "Mall of"), ["Mall of Zorvaniqa"]);
    // What stands in an office's name is the place, as long as the network says.
    assert_eq!(
        names("A clerk of Zorva Ottumwa Court spoke.", "Zorva Ottumwa").first().map(String::as_str),
        Some("Zorva Ottumwa")
    );
}

#[test]
fn names_that_only_the_network_knows() {
    let seen = |text: &str, toponyms: &[&str]| -> Vec<(String, Option<String>)> {
        let found = read_as(text, None, toponyms);
        let place = |found: &PlaceMention| found.place.as_ref().map(|place| place.name.clone());
        found.iter().map(|found| (found.span.of(text).to_owned(), place(found))).collect()
    };
    let one = |name: &str, place: Option<&str>| (name.to_owned(), place.map(str::to_owned));
    assert_eq!(seen("A body lay in Zorvaniqa.", &["Zorvaniqa"]), [one("Zorvaniqa", None)]);
    assert_eq!(
        seen("A man fell on Qorvathul Street.", &["Qorvathul Street"]),
        [one("Qorvathul Street", None)]
    );
    // By the part that is known, where the report tells of places around it; else not at all.
    assert_eq!(
        seen("He swam in Ottumwa Lagoon. Police of Ottumwa, Iowa, said so.", &["Ottumwa Lagoon"]),
        [one("Ottumwa Lagoon", Some("Ottumwa")), one("Ottumwa", Some("Ottumwa")), one("Iowa", Some("Iowa"))]
    );
    let lagoon = &read_as(
        "He swam in Ottumwa Lagoon. Police in Sydney, Australia, said so.",
        None,
        &["Ottumwa Lagoon"],
    )[0];
    assert_eq!(lagoon.known(), None);
    // Two names that the network took for one.
    assert_eq!(
        seen("It spread to Greece Italy and Spain.", &["Greece Italy", "Spain"]),
        [one("Greece", Some("Greece")), one("Italy", Some("Italy")), one("Spain", Some("Spain"))]
    );
}

/// Of the first name: its country and division, where it lies as far as is known, and whether that is lent.
fn first(text: &str, host: Option<&str>, toponyms: &[&str]) -> (String, PlacePrecision, bool) {
    let found = read_as(text, host, toponyms).swap_remove(0);
    let place = found.place.map(|place| format!("{}, {}", place.name, place.admin1.unwrap_or_default()));
    (place.unwrap_or_default(), found.precision, found.lent)
}

#[test]
fn unknown_names_are_lent_the_town_around_them() {
    let lent = |place: &str| (place.to_owned(), PlacePrecision::Near, true);
    // Beside it, in one breath, in the one region of the report, at home.
    let beside =
        first("Fire broke out at Qorvathul Gardens, Ottumwa.", None, &["Qorvathul Gardens", "Ottumwa"]);
    assert_eq!(beside, lent("Qorvathul Gardens, Iowa"));
    let told = "A man fell on Qorvathul Street. He was brought to a clinic in Ottumwa.";
    assert_eq!(first(told, None, &["Qorvathul Street", "Ottumwa"]), lent("Qorvathul Street, Iowa"));
    let street = "A man fell on Qorvathul Street.";
    assert_eq!(
        first(street, Some("ottumwacourier.com"), &["Qorvathul Street"]),
        lent("Qorvathul Street, Iowa")
    );
    // Nothing tells where it is.
    let unknown = (String::new(), PlacePrecision::Exact, false);
    assert_eq!(first(street, None, &["Qorvathul Street"]), unknown);
}

#[test]
fn the_state_beside_an_unknown_name_holds_what_is_lent() {
    let text = "It began in Qorvathul, Ill., a day after a march in Ottumwa, Iowa.";
    let (place, _, lent) = first(text, None, &["Qorvathul", "Ottumwa"]);
    assert_eq!((place.as_str(), lent), ("Qorvathul, ", true));
}

#[test]
fn a_report_of_many_regions_lends_nothing_from_afar() {
    let far = "He flew to Sydney, Australia, and to Cairo, Egypt. ".to_owned();
    let text = format!("{far}{}He went on to Zorvaniqa.", "Nobody knew of it. ".repeat(20));
    let found = read_as(&text, None, &["Zorvaniqa"]);
    assert!(found.iter().any(|found| found.span.of(&text) == "Zorvaniqa" && found.place.is_none()));
}

#[test]
fn a_town_far_from_the_country_told_of_lends_nothing_to_other_sentences() {
    let text = "Floods came to Germany. They struck Qorvathul. The chancellor spoke in Washington.";
    let found = read_as(text, None, &["Germany", "Qorvathul", "Washington"]);
    assert!(found.iter().any(|found| found.span.of(text) == "Qorvathul" && found.place.is_none()));
}

#[test]
fn points_of_the_compass_are_no_towns_in_a_longer_name() {
    let name = &["Qorvathul Hall", "North Qorvathul"];
    let found = read_as("He fell at Qorvathul Hall in North Qorvathul.", None, name);
    assert_eq!(found.iter().map(|found| found.place.is_some()).collect::<Vec<_>>(), [false, false]);
}

#[test]
fn the_spelling_as_written_comes_first() {
    let altoona = read("He was born in Altoona.");
    assert_eq!(altoona[0].place.as_ref().map(|place| place.name.as_str()), Some("Altoona"));
}

#[test]
fn villages_of_other_states_are_not_meant_by_a_bare_name() {
    let text = "Two men were hurt in Roxbury, police said. Boston police came.";
    let state = |host: Option<&str>| {
        let found = read_as(text, host, &["Roxbury", "Boston"]);
        found[0].place.as_ref().and_then(|place| place.admin1.clone())
    };
    assert_eq!(state(Some("bostonglobe.com")).as_deref(), Some("Massachusetts"));
}

#[test]
fn seas_islands_and_bases() {
    check("A ship sank off Sumatra.", &["Sumatra ID region"]);
    check("Soldiers trained at Fort Hood.", &["Fort Hood US exact"]);
}

#[test]
fn letters_are_no_towns_that_are_spelled_otherwise() {
    check("He was at SA for a week.", &[]);
    check("Troops came from the EU.", &["EU ? region metonymic"]);
    check("Prices rose in the EU.", &["EU ? region"]);
}

#[test]
fn a_list_of_countries_holds_none_in_the_other() {
    check(
        "It spread through China, Japan and Spain.",
        &["China CN country", "Japan JP country", "Spain ES country"],
    );
}

#[test]
fn adjectives_of_parts_of_a_country() {
    let found = read("English police spoke.");
    assert_eq!(found[0].place.as_ref().map(|place| place.name.as_str()), Some("England"));
    assert!(found[0].metonymic);
}

#[test]
fn the_outlets_country_is_spoken_of() {
    let country = |host: Option<&str>| {
        let found = read_as("Two men were hurt in Dundrum. Police in Chicago knew them.", host, &[]);
        found[0].known().and_then(|place| place.country.clone())
    };
    assert_eq!(country(Some("example.ie")).as_deref(), Some("IE"));
    assert_eq!(country(None), None);
}

#[test]
fn names_that_are_spelled_otherwise() {
    check("David Cameron spoke. Cameron left.", &[]);
    check("He fled to Cameroon.", &["Cameroon CM country"]);
}

#[test]
fn whose_it_is_is_not_where_it_is() {
    check("A US-led raid near Erbil.", &["US US country metonymic", "Erbil IQ near"]);
}

#[test]
fn the_larger_place_beside_it_decides() {
    check(
        "A man was shot in Springfield, Ill., on Monday.",
        &["Springfield US/Illinois", "Ill. US province"],
    );
    check("A man was shot in Springfield, MO.", &["Springfield US/Missouri", "MO US province"]);
    check("Clashes broke out in Tripoli, Lebanon.", &["Tripoli LB", "Lebanon LB country"]);
    check("Clashes broke out in Tripoli, Libya.", &["Tripoli LY", "Libya LY country"]);
}

#[test]
fn other_places_of_the_report_decide() {
    check(
        "Lebanese soldiers left Beirut. They went into Tripoli.",
        &["Lebanese LB country metonymic", "Beirut LB", "Tripoli LB"],
    );
}

#[test]
fn a_city_that_everybody_knows_tells_where_villages_lie() {
    check("He was shot in London. Police in Aldgate came.", &["London GB", "Aldgate GB near"]);
}

#[test]
fn an_adjective_speaks_of_no_village_of_english_speaking_lands() {
    check(
        "Police in Nairobi met American troops. Shots were heard in Westgate.",
        &["Nairobi KE", "American US country metonymic", "Westgate KE near"],
    );
}

#[test]
fn a_capital_is_known_however_small() {
    check("A blast in Syria. A man died in Kuwait City.", &["Syria SY country", "Kuwait City KW"]);
}

#[test]
fn villages_named_after_states_are_not_meant() {
    let text = "It rained in Middletown, N.Y., in Newburgh, N.Y., and in Goshen, N.Y. A man in Florida won.";
    assert_eq!(read(text).last().map(|found| found.precision), Some(PlacePrecision::Province));
}

#[test]
fn the_land_that_a_name_lies_in_decides() {
    check(
        "Police in Beirut spoke. A raid hit the village of Houla in southern Lebanon. They mourned in Houla.",
        &["Beirut LB", "Houla LB near", "Lebanon LB country", "Houla LB near"],
    );
    check("Clashes in Tripoli in northern Lebanon.", &["Tripoli LB", "Lebanon LB country"]);
    let left = read("Police in Beirut spoke. They had fled from Houla in Lebanon.");
    assert_eq!(left[1].known().and_then(|place| place.country.as_deref()), Some("SY"));
}

#[test]
fn letters_that_are_no_places() {
    check("The fire began at 3:30 EST in Erbil.", &["Erbil IQ"]);
    // One word is not shortened to two letters with stops.
    assert!(read_as("He flew to L.A. on Monday.", None, &["L.A."]).is_empty());
}

#[test]
fn countries_under_their_usual_names() {
    check("He lived in the Czech Republic.", &["Czech Republic CZ country"]);
    let found = read_as("He lived in the Netherlands.", None, &["Netherlands"]);
    assert_eq!(found[0].known().and_then(|place| place.country.as_deref()), Some("NL"));
}

#[test]
fn people_and_papers_are_no_places() {
    check("Paris Hilton met Mr London.", &[]);
    // The town in the name of a paper is the town, but locates nothing.
    check("The Washington Post wrote of it.", &["Washington US/District of Columbia metonymic"]);
    check("It was told by the Houston Chronicle.", &["Houston US/Texas metonymic"]);
    check("The men broke the Oslo Accords.", &["Oslo NO metonymic"]);
    check("Jack London spoke. London was tired.", &[]);
    check("The Police of the South agreed. White House aides spoke.", &[]);
    check("Reading is fun. Mobile phones rang in March.", &[]);
}

#[test]
fn a_town_is_told_by_its_own_force() {
    check("Memphis Police said so.", &["Memphis US/Tennessee"]);
    check("It was told by the Memphis Fire Department.", &["Memphis US/Tennessee"]);
    // A paper, a state and a fire that bears its name act in no town.
    check("It was told by the Memphis Fire.", &["Memphis US/Tennessee metonymic"]);
    check("It was told by the Houston Chronicle.", &["Houston US/Texas metonymic"]);
}

#[test]
fn a_street_that_bears_the_name_of_a_town() {
    let found = read_as("It was in the 1900 block of Dover.", None, &["Dover"]);
    assert!(found.iter().all(|mention| mention.known().is_none()));
    check("It was at the corner of East Dover and Houston.", &[]);
    check("It was in the city of Houston.", &["Houston US/Texas"]);
}

#[test]
fn adjectives_and_governments() {
    check("Washington said so.", &["Washington US/District of Columbia metonymic"]);
    check("American troops are in Syria.", &["American US country metonymic", "Syria SY country"]);
}

#[test]
fn beside_and_not_in() {
    check("It fell north of Baghdad.", &["Baghdad IQ near"]);
    check("It fell 30 km from Mosul.", &["Mosul IQ near"]);
    check("A blast in Idlib province.", &["Idlib SY province"]);
}

#[test]
fn unknown_names_in_the_position_of_places() {
    check("A raid on the village of Zorvaniqa began.", &["Zorvaniqa -"]);
    check("It was in Qorvathul province.", &["Qorvathul - province"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_text_is_read(text in "(\\PC|Paris, |Al |in |Tripoli|, Ill\\.|US |the village of ){0,40}") {
        for mention in read(&text) {
            prop_assert!(!mention.span.of(&text).is_empty());
        }
    }
}

#[test]
fn streets_and_quarters_are_no_towns() {
    check("A man was shot on Remsen Avenue in Chicago.", &["Chicago US/Illinois"]);
    check("Gunfire was heard on the South Side of Chicago.", &["Chicago US/Illinois"]);
}

#[test]
fn a_town_is_told_by_its_people_and_police() {
    check("An Ottumwa man was shot dead.", &["Ottumwa US/Iowa"]);
    check(
        "A Crossville man fled. Crossville police followed.",
        &["Crossville US/Tennessee", "Crossville US/Tennessee"],
    );
}

#[test]
fn abbreviations_of_countries_are_written_in_capitals() {
    check("Car bomb kills nine in market.", &[]);
    check("Soldiers were killed in the CAR on Monday.", &["CAR CF country"]);
}

#[test]
fn congo_alone_is_the_larger_one() {
    check("Soldiers were killed in Congo on Monday.", &["Congo CD country"]);
}

#[test]
fn what_is_near_a_town_is_no_other_of_its_name() {
    check(
        "A crush at Mina, near Mecca. They had camped in Mina.",
        &["Mina SA near", "Mecca SA near", "Mina SA near"],
    );
    check("A raid in Aleppo near Azaz.", &["Aleppo SY", "Azaz SY near"]);
}

#[test]
fn capitals_are_known_by_their_country() {
    check("A blast in the Afghan capital.", &["Afghan AF country metonymic", "capital AF"]);
    check("A blast in Somalia's capital.", &["Somalia SO country", "capital SO"]);
    check("A blast in the capital of Mali.", &["capital ML", "Mali ML country"]);
    check("Kenya mourns. Five died in the country's capital.", &["Kenya KE country", "capital KE"]);
    check("A blast in the Iraqi capital, Baghdad.", &["Iraqi IQ country metonymic", "Baghdad IQ"]);
    check("A blast in the provincial capital.", &[]);
}

#[test]
fn a_dateline_lends_nothing_to_what_lies_elsewhere() {
    check(
        "BEIRUT — Shells fell on the village of Zorvaniqa in southern Syria.",
        &["BEIRUT LB", "Zorvaniqa -", "Syria SY country"],
    );
    check("BEIRUT — Shells fell on the village of Zorvaniqa.", &["BEIRUT LB", "Zorvaniqa LB near"]);
}

#[test]
fn a_park_is_in_no_town_that_is_also_called_so_elsewhere() {
    // Eden is another spelling of Aden.
    let found = read_as("Four men were shot at Eden Park.", None, &["Eden Park"]);
    assert_eq!(found[0].known(), None);
    // Of no county either: it and the hospital bear the name of the same man.
    let found = read_as("He died at Jefferson Hospital.", None, &["Jefferson Hospital"]);
    assert_eq!(found[0].known(), None);
}

#[test]
fn new_is_no_name_of_its_own() {
    let text = "A New Britain man was shot in Hartford, Conn.";
    let found = read_as(text, None, &["New", "Hartford"]);
    assert_eq!(found[0].span.of(text), "New Britain");
    assert_eq!(found[0].known().map(|place| place.name.as_str()), Some("New Britain"));
}

#[test]
fn a_town_that_the_state_beside_it_lacks_is_none_of_another_state() {
    let text = "He lived in Salina, N.Y. He was shot in Salina.";
    let found = read(text);
    let named: Vec<_> = found.iter().filter(|found| found.span.of(text) == "Salina").collect();
    assert_eq!(named.len(), 2);
    assert!(named.iter().all(|found| found.known().is_none()));
}

#[test]
fn houses_stand_in_no_town_that_they_are_called_after() {
    let text = "Two people died in Brooklyn Homes. Police in Baltimore said so.";
    let found = read_as(text, None, &["Brooklyn", "Baltimore"]);
    assert_eq!((found[0].span.of(text), found[0].known()), ("Brooklyn Homes", None));
    // "Westside" is also another name of a town.
    let found = read_as("A boy died at a Westside apartment.", None, &["Westside"]);
    assert!(found.is_empty());
}

#[test]
fn a_name_that_looks_like_a_person_is_a_place_where_its_neighbours_say_so() {
    let person =
        |text: &str, name: &'static str| divisions(read_named(text, &[name], &[(EntityKind::Person, name)]));
    assert_eq!(person("A 40-year-old Duluth man was hurt.", "Duluth"), ["Duluth: Minnesota"]);
    assert_eq!(person("Rep. Ann Roe, D-Duluth, spoke first.", "Duluth"), ["Duluth: Minnesota"]);
    assert!(person("Then Duluth spoke first.", "Duluth").is_empty());
}

#[test]
fn a_known_name_of_a_place_needs_no_mark_as_toponym() {
    let text = "The Duluth symposium follows that of Toronto.";
    let duluth = (EntityKind::Place, "Duluth");
    assert_eq!(divisions(read_named(text, &["Toronto"], &[duluth])).len(), 2);
    assert_eq!(divisions(read_named(text, &["Toronto"], &[(EntityKind::Organisation, "Duluth")])).len(), 1);
}

#[test]
fn the_network_takes_too_much_for_a_name() {
    let names = |text: &str, name: &'static str| -> Vec<String> {
        read_named(text, &[name], &[]).into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(names("Shells fell in Idlib province.", "Idlib province"), ["Idlib"]);
    assert_eq!(names("Shells fell in the city.", "city"), Vec::<String>::new());
    let both = read_named("He flew to Washington, D.C., on Monday.", &["Washington, D.C."], &[]);
    assert_eq!(divisions(both), ["Washington, D.C.: District of Columbia"]);
}

#[test]
fn a_river_is_a_place() {
    let river = read_named("He lives on the Orva River in Ohio.", &["Orva River", "Ohio"], &[]);
    assert_eq!(divisions(river), ["Orva River: Ohio", "Ohio: Ohio"]);
}

#[test]
fn the_state_is_left_to_the_bare_name_of_a_town_told_with_another() {
    let text = "SPOKANE, Wash. - Crews left central Washington for Washington, D.C., on Monday.";
    let found = read(text);
    let divisions: Vec<&str> = found
        .iter()
        .filter(|mention| mention.span.of(text) == "Washington")
        .filter_map(|mention| mention.place.as_ref())
        .map(|place| place.admin1.as_deref().unwrap_or("the state"))
        .collect();
    assert_eq!(divisions, ["the state", "District of Columbia"]);
}

#[test]
fn a_village_is_not_meant_by_the_name_of_a_great_city() {
    let text = "They came from Houston, San Antonio, Austin and Dallas to see Portland.";
    let found = read(text);
    let last = found.last().and_then(|mention| mention.place.as_ref());
    assert_eq!(last.and_then(|place| place.admin1.as_deref()), Some("Oregon"));
}

#[test]
fn a_place_is_near_the_town_whose_it_is_said_to_be() {
    let text = "Florida and Orlando saw little of it. The officials were at London's Heathrow on Monday.";
    let found = read(text);
    let last = found.last().and_then(|mention| mention.place.as_ref());
    assert_eq!(last.and_then(|place| place.country.as_deref()), Some("GB"));
}

#[test]
fn a_state_beside_its_town_leaves_the_town_its_bare_name() {
    check(
        "NEW YORK, N.Y. - A man was shot. Police in New York said so.",
        &["NEW YORK US/New York", "N.Y. US province", "New York US/New York"],
    );
}

#[test]
fn towns_with_their_states_are_no_list_of_lands() {
    check(
        "Tornadoes hit Washington, Missouri, and Nevada, Iowa, on Friday.",
        &["Washington US/Missouri", "Missouri US province", "Nevada US/Iowa", "Iowa US province"],
    );
    check(
        "Tornadoes hit homes in Lebanon, Ohio, and Peru, Indiana, on Friday.",
        &["Lebanon US/Ohio", "Ohio US province", "Peru US/Indiana", "Indiana US province"],
    );
}

#[test]
fn a_village_is_meant_in_its_own_papers() {
    let text = "A Peru man was arrested in Miami County, Indiana.";
    let country = |host: Option<&str>| {
        let found = read_as(text, host, &[]);
        found[0].place.as_ref().and_then(|place| place.country.clone())
    };
    assert_eq!(country(Some("cbs4indy.com")).as_deref(), Some("US"));
    assert_eq!(country(Some("kokomotribune.com")).as_deref(), Some("US"));
    assert_eq!(country(None).as_deref(), Some("PE"));
}

#[test]
fn what_is_a_states_tells_the_state() {
    let precision = |text: &str| read_as(text, None, &["New York"])[0].precision;
    assert_eq!(precision("They drove to the New York border."), PlacePrecision::Province);
    assert_eq!(precision("He met New York's attorney general."), PlacePrecision::Province);
    assert_eq!(precision("He met the attorney general of New York."), PlacePrecision::Province);
}

#[test]
fn two_towns_are_no_town_with_its_land() {
    let both = read_named("He flew to Paris, London and Rome.", &["Paris, London"], &[]);
    assert_eq!(divisions(both), ["Paris: Ile-de-France", "London: England", "Rome: Latium"]);
}

#[test]
fn initials_of_two_lands_keep_their_own_meaning() {
    let sa = |lands: &str| {
        let text = format!("Floods came to {lands}. Police in SA spoke.");
        let found = read_as(&text, None, &["South Africa", "SA"]);
        let sa = found.iter().find(|found| found.span.of(&text) == "SA");
        sa.and_then(|found| found.known()).map(|place| place.name.clone())
    };
    assert_eq!(sa("South Africa").as_deref(), Some("South Africa"));
    assert_eq!(sa("South Africa and South Australia").as_deref(), Some("South Australia"));
}

#[test]
fn a_neighborhood_is_in_no_town_far_away() {
    let toponyms = &["Chicago", "Gresham"];
    let part = read_named("He drove to Chicago, where she lives in the Gresham neighborhood.", toponyms, &[]);
    assert_eq!(divisions(part), ["Chicago: Illinois", "Gresham: Illinois"]);
    let town = read_named("He drove from Chicago to Gresham.", toponyms, &[]);
    assert_eq!(divisions(town), ["Chicago: Illinois", "Gresham: Oregon"]);
}
