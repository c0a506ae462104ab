//! What short invented reports must give: text in, roles and statements out.

use std::{fmt::Write, sync::LazyLock, time::Instant};

use annals_types::{
    Reading,
    reading::MentionRole,
    report::Draft,
    statement::{Property, Scope, Stance, Value},
};
use proptest::prelude::*;

use crate::Reader;

pub(super) static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new().expect("the shipped tables are sound"));

pub(super) fn read(text: &str) -> Reading {
    READER.read(&Draft { text: text.into(), ..Draft::default() }.finish())
}

/// One line an incident: role, type, then its tolls as `killed 3`, `?` for a toll that is not known, with the speaker.
fn told(text: &str) -> Vec<String> {
    let reading = read(text);
    let mut lines = Vec::new();
    for (index, incident) in reading.incidents.iter().enumerate() {
        let mut line = format!("{:?} {}", incident.role, incident.incident_type.value).to_lowercase();
        for statement in reading.statements.iter().filter(|statement| statement.mention as usize == index) {
            let Value::Count(count) = &statement.value else { continue };
            let figure = match (statement.stance, count.low) {
                (Stance::Asserts, Some(low)) => low.to_string(),
                _ => "?".into(),
            };
            let _ = write!(line, ", {} {figure}", statement.property.as_str());
            if let Some(speaker) = statement.speakers.first() {
                let _ = write!(line, " ({})", speaker.name);
            }
        }
        lines.push(line);
    }
    lines
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn one_incident_with_its_toll() {
    check(
        "An airstrike hit a market in Aleppo on Monday, killing four people.",
        &["main airstrike, killed 4"],
    );
}

#[test]
fn a_dateline_says_where_and_when_the_report_was_filed() {
    let reading = read(
        "CAIRO, 12 August 2023 (Wire) - A bomb killed six people in a market in Baghdad on Friday, police said on Saturday.",
    );
    let [incident] = &reading.incidents[..] else { panic!("{:?}", reading.incidents) };
    assert_eq!(incident.time.days, ["2023-08-11".parse().unwrap()]);
    let names = incident.places.iter().filter_map(|&(index, _)| {
        reading.mentions.places[index as usize].place.as_ref().map(|place| place.name.as_str())
    });
    assert_eq!(names.collect::<Vec<_>>(), ["Baghdad"]);
}

#[test]
fn two_towns_of_no_known_division_are_not_of_one() {
    let reading = read(
        "Attack in Mali\n\nBAMAKO, Feb. 21, 2023 - Three peacekeepers were killed in an attack on a convoy on Tuesday near Songobia, \
         in the Mopti region, the mission said.",
    );
    let text = &reading.report.text;
    let mut places = reading.incidents[0].places.iter();
    assert!(places.all(|&(index, _)| reading.mentions.places[index as usize].span.of(text) != "BAMAKO"));
}

#[test]
fn where_the_words_name_no_town_the_dateline_stands() {
    let reading = read("BEIRUT, Lebanon - A fire killed six people in a warehouse, police said.");
    let places = &reading.incidents[0].places;
    let place = &reading.mentions.places[places[0].0 as usize].place;
    assert_eq!(place.as_ref().map(|place| place.name.as_str()), Some("Beirut"));
}

#[test]
fn who_died_a_week_earlier_is_no_victim_of_this() {
    check(
        "An airstrike hit a market in Aleppo on Tuesday, killing nine people. A week earlier, a mine killed two soldiers near Idlib.",
        &["main airstrike, killed 9", "background bombing, killed 2"],
    );
}

#[test]
fn what_is_denied_after_what_is_said_is_that_alone() {
    check(
        "The coalition said on Wednesday that an airstrike on Mayadin killed four fighters, and denied that civilians had been hurt.",
        &["main airstrike, killed 4 (The coalition), injured ? (The coalition)"],
    );
}

#[test]
fn what_was_answered_is_no_incident_without_words_of_its_own() {
    check(
        "The army carried out airstrikes near Aleppo on Monday in response to rocket attacks. Four people were killed.",
        &["main airstrike, killed 4"],
    );
}

#[test]
fn what_came_a_day_before_is_recalled() {
    check(
        "The army carried out airstrikes on Monday, killing four people.\n\nThe airstrikes came a day after a car bomb \
         exploded in Homs, killing seven people.",
        &["main airstrike, killed 4", "background bombing, killed 7"],
    );
}

#[test]
fn a_month_alone_lies_further_back_than_a_weekday() {
    check(
        "The army carried out airstrikes on Monday, killing four people.\n\nThe airstrikes in December killed nine people.",
        &["main airstrike, killed 4", "background airstrike, killed 9"],
    );
}

#[test]
fn a_count_over_a_period_is_an_aggregate() {
    check(
        "A bomb exploded in Homs on Monday, killing four people.\n\nThere have been more than 40 attacks since January.",
        &["main bombing, killed 4", "aggregate attack, attacks 41"],
    );
}

#[test]
fn what_would_be_is_not_told() {
    check(
        "An airstrike hit Aleppo on Monday. The minister said the death of a soldier would be a turning point.",
        &["main airstrike"],
    );
}

fn count_of(text: &str, property: Property) -> usize {
    read(text).statements.iter().filter(|statement| statement.property == property).count()
}

#[test]
fn whoever_is_blamed_is_held_responsible() {
    let text = "A bomb killed four people in Homs on Monday. The army blamed the rebels for the attack.";
    assert!(count_of(text, Property::Responsibility) > 0);
    assert_eq!(count_of("A flood hit Homs on Monday.", Property::Responsibility), 0);
}

#[test]
fn who_was_shot_may_be_the_one_who_died() {
    let open = |text: &str| {
        let counts = read(text).statements.into_iter().filter_map(|statement| match statement.value {
            Value::Count(count) => Some(count),
            _ => None,
        });
        counts.into_iter().any(|count| count.open)
    };
    assert!(open("The teen accidentally shot himself."));
    assert!(!open("A boy was shot in Springfield on Monday. A girl died in the shooting, police said."));
    assert!(!open("A man died in Springfield on Monday and his son was shot in the leg."));
}

#[test]
fn a_death_has_a_day_of_its_own() {
    check(
        "A shooting in Springfield on Friday left a boy wounded.\n\nThe boy died on Sunday at a hospital.",
        &["main shooting, injured 1, killed 1"],
    );
}

#[test]
fn figures_of_several_incidents_count_none_of_them() {
    check(
        "One man was killed and six people were wounded in separate shootings in Springfield on Monday.",
        &["main shooting", "aggregate other, killed 1, injured 6"],
    );
}

#[test]
fn a_plural_alone_does_not_part_a_toll_from_its_incident() {
    check(
        "Fifty-one people were killed in the mosque shootings in Christchurch on Friday.",
        &["main shooting, killed 51"],
    );
    check(
        "A man was charged on Monday with the murders of two women in Springfield.",
        &["main killing, killed 2"],
    );
}

#[test]
fn shootings_in_many_places_have_no_toll_of_one() {
    for several in ["in shootings across Springfield", "in three shootings in Springfield"] {
        let told = told(&format!("Four people were killed {several} on Monday."));
        assert!(
            told.iter().any(|line| line.starts_with("aggregate") && line.contains("killed 4")),
            "{told:?}"
        );
    }
}

#[test]
fn the_least_that_words_of_a_number_stand_for() {
    let least = |who: &str| {
        let reading = read(&format!("{who} killed in an airstrike near Aleppo on Monday."));
        let killed = reading.statements.into_iter().find(|statement| statement.property == Property::Killed);
        killed.expect("a toll").least
    };
    assert_eq!(least("Dozens of people were"), Some(12));
    assert_eq!(least("Five people were"), Some(5));
    assert_eq!(least("One man was"), Some(1));
    assert_eq!(least("Civilians were"), None);
    assert_eq!(least("A 1-year-old girl was"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_sound_statements(text in "(\\PC|[ .,\n]|killed |airstrike |said |on Monday |five ){0,60}") {
        let reading = read(&text);
        for statement in &reading.statements {
            prop_assert!((statement.mention as usize) < reading.incidents.len());
            let first = statement.spans.first().copied();
            prop_assert!(first.is_some_and(|span| !span.is_empty()));
            for span in statement.spans.iter().copied().chain(statement.figure).chain(statement.cue) {
                prop_assert!(reading.report.text.get(span.range()).is_some());
            }
        }
    }
}

#[test]
fn reading_time_grows_with_the_text_and_not_with_its_square() {
    let sentence = |n: usize| {
        format!(
            "Police said on Monday that {} people were killed in an airstrike near Aleppo. US jets bombed a camp on Monday. ",
            n % 7 + 2
        )
    };
    let text = |count: usize| (0..count).map(sentence).collect::<String>();
    let took = |count: usize| {
        let text = text(count);
        let start = Instant::now();
        read(&text);
        start.elapsed()
    };
    took(100);
    let (short, long) = (took(500), took(1000));
    // Twice the text may take three times as long on a busy machine; with the square it would take four.
    assert!(long < short.mul_f64(3.0) + std::time::Duration::from_millis(500), "{short:?} {long:?}");
}

/// The day of the first incident, where one is left.
fn day(text: &str) -> Option<String> {
    let days = read(text).incidents.first()?.time.days.clone();
    (days.len() == 1).then(|| days[0].to_string())
}

#[test]
fn what_happened_is_timed_by_the_sentences_beside_it() {
    let text = "AFP Friday 3 May 2019\n\nA man was shot dead in Erbil. It happened around noon on Thursday on Main Street.";
    assert_eq!(day(text).as_deref(), Some("2019-05-02"));
    let text = "AFP Friday 3 May 2019\n\nA man was shot dead in Erbil. Officers found his car on Thursday.";
    assert_eq!(day(text).as_deref(), Some("2019-05-02"));
}

#[test]
fn what_only_stands_beside_it_does_not_time_it() {
    for beside in
        ["A vigil will be held on Sunday.", "He had left prison on 3 May 2015.", "Nobody knows why."]
    {
        let text = format!("AFP Friday 3 May 2019\n\nA man was shot dead in Erbil. {beside}");
        assert_eq!(day(&text), None, "{text}");
    }
}

#[test]
fn what_courts_do_afterwards_does_not_time_it() {
    for after in ["was charged on Thursday with", "was convicted on Thursday of"] {
        let text = format!(
            "AFP Friday 3 May 2019\n\nA teacher {after} the shooting of a man in Erbil. The man was shot dead."
        );
        assert_ne!(day(&text).as_deref(), Some("2019-05-02"), "{text}");
    }
}

#[test]
fn two_towns_are_two_places_however_near() {
    check(
        "An airstrike in Khan Younis killed five people on Monday. An airstrike in Rafah killed three people on Monday.",
        &["main airstrike, killed 5", "also airstrike, killed 3"],
    );
}

#[test]
fn a_total_of_some_counts_nobody_else() {
    check(
        "A flood hit Mocuba on Sunday, killing four people.\n\nA total of 6,200 people were displaced.",
        &["main flood, killed 4, displaced 6200"],
    );
}

#[test]
fn bodies_counted_twice_are_no_dead() {
    check(
        "A flood hit Mocuba on Sunday. The agency corrected the death toll to 25, saying that two bodies had been counted twice.",
        &["main flood, killed 25 (The agency)"],
    );
}

#[test]
fn none_of_the_members_is_nobody() {
    let text = "An airstrike on Mayadin killed four people on Monday. The Green Hill Brigades said that none of their members were in the area.";
    let counts: Vec<String> = told(text);
    assert!(counts.iter().all(|line| !line.contains("injured")), "{counts:?}");
}

#[test]
fn a_title_that_speaks_of_numbers_counts_nobody() {
    check(
        "Plovdiv protest: police revise number of detained\n\nPolice in Plovdiv said on Monday that 15 people had been detained at \
         Saturday's protest against water cuts.",
        &["main protest, detained 15 (Police in Plovdiv)"],
    );
}

#[test]
fn riot_police_make_no_riot() {
    check(
        "Riot police used tear gas on Saturday at a protest against water cuts in Plovdiv. Two farmers were hurt.",
        &["main protest, injured 2"],
    );
}

#[test]
fn those_of_the_wounded_who_died_later_are_no_other_incident() {
    check(
        "An airstrike hit a market in Mayadin on Tuesday, killing nine people and wounding 22. Three of the wounded died overnight.",
        &["main airstrike, killed 9, injured 22, killed 3"],
    );
}

#[test]
fn what_comes_next_saturday_dates_nothing_told_before() {
    let reading = read("One man was hurt by a bottle in Plovdiv.\n\nNext Saturday we will meet again.");
    assert_eq!(reading.incidents[0].time.bounds, []);
}

#[test]
fn what_is_planned_for_next_friday_dates_nothing_that_happened() {
    let reading = read(
        "Farmers blocked a road near Larissa in a protest on Tuesday. The march to the capital is set for next Friday.",
    );
    let dated = reading.incidents[0].time.bounds.iter().filter_map(|bound| bound.span);
    let words: Vec<&str> = dated.map(|span| span.of(&reading.report.text)).collect();
    assert!(words.iter().all(|words| !words.contains("Friday")), "{words:?}");
}

#[test]
fn who_was_found_safe_is_missing_no_more() {
    check(
        "A flood hit Mocuba on Sunday, and four people died. Crews looked for a missing girl, who was found safe in the evening.",
        &["main flood, killed 4"],
    );
}

#[test]
fn explosions_that_were_heard_are_no_attacks() {
    let reading =
        read("An airstrike killed nine people in Mayadin on Tuesday. A baker heard two explosions.");
    let killed = reading.statements.iter().filter(|statement| statement.property == Property::Killed);
    assert_eq!(killed.count(), 1);
    assert!(reading.incidents.iter().all(|incident| incident.role != MentionRole::Aggregate));
}

#[test]
fn whom_a_figure_counts_does_not_hang_on_the_name_of_the_side() {
    let scope = |name: &str| {
        let reading = read(&format!("A car bomb killed 30 {name} near Homs on Monday."));
        reading.statements.iter().find_map(|statement| match &statement.value {
            Value::Count(count) => Some(count.scope),
            _ => None,
        })
    };
    for force in ["Peshmerga", "regime forces", "Peruvian armed forces"] {
        assert_eq!(scope(force), Some(Scope::MemberOfForce), "{force}");
    }
    for group in ["Houthis", "Tamil Tigers fighters"] {
        assert_eq!(scope(group), Some(Scope::Combatant), "{group}");
    }
}

/// The figures of the killed in a report: at least so many, and whether that is a part.
fn figures_of_killed(text: &str) -> Vec<(Option<u32>, bool)> {
    let reading = read(text);
    let killed = reading.statements.iter().filter(|statement| statement.property == Property::Killed);
    let count = |statement: &annals_types::Statement| match &statement.value {
        Value::Count(count) => Some((count.low, count.part)),
        _ => None,
    };
    killed.filter_map(count).collect()
}

#[test]
fn beside_a_figure_of_everybody_the_others_are_parts() {
    let figures = figures_of_killed(
        "An airstrike hit a block of flats in Aleppo on Monday. The hospital said that 19 people were killed. Among the dead were five medics \
         and three children.",
    );
    assert_eq!(figures, [(Some(19), false), (Some(5), true), (Some(3), true)]);
}

#[test]
fn some_of_the_dead_are_a_part_of_them() {
    let figures = figures_of_killed(
        "An earthquake killed 20 people in Turkey on Monday. Thirteen of the dead were in Elazig.",
    );
    assert_eq!(figures, [(Some(20), false), (Some(13), true)]);
}

#[test]
fn a_toll_that_rose_is_of_everybody() {
    let figures = figures_of_killed(
        "An airstrike hit a block of flats in Aleppo on Monday. The hospital said that four people were killed. The death toll later rose to \
         nine, it said.",
    );
    assert_eq!(figures.last(), Some(&(Some(9), false)));
}

#[test]
fn those_who_are_named_as_killed_are_counted() {
    let reading = read(
        "An airstrike hit a house in Aleppo on Monday. Karim Haddad was killed along with his wife Salma Haddad and their daughter Rana Haddad. \
         Neighbours mourned Karim Haddad.",
    );
    let named =
        reading.statements.iter().find(|statement| statement.figure.is_none() && statement.spans.len() > 1);
    let quotes: Vec<&str> =
        named.iter().flat_map(|named| &named.spans).map(|span| span.of(&reading.report.text)).collect();
    assert_eq!(quotes, ["Karim Haddad", "Salma Haddad", "Rana Haddad"]);
}

/// How many people a report names as killed.
fn named(text: &str) -> Option<usize> {
    let reading = read(text);
    let roll = reading.statements.iter().find(|statement| statement.by_name)?;
    Some(roll.spans.len())
}

#[test]
fn a_father_is_not_his_son() {
    let son = "A bomb hit a house in Aleppo on Monday. Karim Salem al-Harbi, 7, was killed.";
    assert_eq!(named(&format!("{son} His father, Salem al-Harbi, was also killed.")), Some(2));
    // By the last names alone nobody else is named.
    let lopez = "A bomb hit a house in Aleppo on Monday. Maria Garcia Lopez, 34, was killed. Ann Field was killed, too.";
    assert_eq!(named(&format!("{lopez} Neighbours mourned Garcia Lopez.")), Some(2));
    assert_eq!(named(&format!("{lopez} Garcia Lopez was killed at once.")), Some(2));
}

/// The main incident of a report of Saturday 9 March 2024.
fn main_of(text: &str) -> annals_types::IncidentMention {
    let published = "2024-03-09".parse().ok();
    let reading = READER.read(&Draft { text: text.into(), published, ..Draft::default() }.finish());
    reading.incidents.first().cloned().expect("an incident")
}

#[test]
fn news_without_a_day_has_a_likely_one() {
    let likely = |text: &str| main_of(text).time.likely.map(|likely| likely.day.to_string());
    assert_eq!(likely("Two men were shot in Springfield.").as_deref(), Some("2024-03-09"));
    assert_eq!(likely("Two men were shot in Springfield on Thursday."), None);
    // A day that no words tie to the incident is likelier than one that is not named at all.
    let elsewhere =
        "Two men were shot in Springfield.\n\nA neighbour was still awake at 10:30 p.m. on Feb. 20.";
    assert_eq!(likely(elsewhere).as_deref(), Some("2024-02-20"));
    let why = |text: &str| main_of(text).time.likely.map(|likely| likely.why).unwrap_or_default();
    assert!(why("Two men were shot in Springfield.").contains("names no day"));
    assert!(why(elsewhere).contains("words around the days that the report names"));
    let undated = read("Two men were shot in Springfield.");
    assert_eq!(undated.incidents[0].time.likely, None);
}

#[test]
fn of_the_days_of_a_night_one_is_likely() {
    let time = main_of("Two men were shot overnight in Springfield.").time;
    assert_eq!(time.days.len(), 2);
    let likely = time.likely.expect("one of the two");
    assert!(time.days.contains(&likely.day));
    assert!(likely.why.contains("several days are left"), "{}", likely.why);
}

/// On Friday somebody died who was hurt before.
const DIED_LATER: &str = "A boy who was shot in the head in Springfield died on Friday, police said.\n\nThe boy, 12, was pronounced dead \
                          at the hospital on Friday.\n\nTwo suspects fled after the Tuesday night shooting, which happened about 9 p.m. \
                          Tuesday.";

#[test]
fn the_day_of_a_death_is_not_that_of_the_shooting() {
    let time = main_of(DIED_LATER).time;
    let days: Vec<String> = time.days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2024-03-05"]);
}

#[test]
fn a_clearly_likelier_day_stands_before_that_of_the_words() {
    let time = main_of(
        "Police say they arrested a man wanted in a murder in Springfield on Friday.\n\nThe man shot a teenager last Sunday night, March 3, as \
         he was walking on Elm Street around 9 p.m.\n\nHe died at a hospital.",
    )
    .time;
    let days: Vec<String> = time.days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2024-03-03"]);
    let says_so = |why: &str| why.contains("rather than 2024-03-08");
    assert!(time.bounds.iter().any(|bound| says_so(&bound.why)), "{:?}", time.bounds);
}

#[test]
fn days_are_measured_before_their_weights_choose() {
    let published = "2024-03-09".parse().ok();
    let text = "A boy, 12, was shot in the head in Springfield about 9 p.m. on Tuesday, police said.\n\nHe died on Friday.";
    let report = Draft { text: text.into(), published, ..Draft::default() }.finish();
    let Reading { report, layers, mentions, .. } = READER.read(&report);
    let choice = super::days::measured(&report, &layers, &mentions, READER.knowledge()).expect("an incident");
    let left: Vec<String> = choice.left.iter().map(ToString::to_string).collect();
    assert_eq!(left, ["2024-03-05"]);
    assert!(choice.days.iter().any(|measured| measured.day == Some(jiff::civil::date(2024, 3, 8))));
}

/// The speakers of the tolls of a report with a title, as `9 hospital`, in the order of the words.
fn speakers(title: &str, text: &str) -> Vec<String> {
    let draft = Draft { title: Some(title.into()), text: text.into(), ..Draft::default() };
    let reading = READER.read(&draft.finish());
    let said = reading.statements.iter().filter_map(|statement| {
        let Value::Count(count) = &statement.value else { return None };
        let who = statement.speakers.first().map_or("nobody", |speaker| speaker.name.as_str());
        Some(format!("{} {who}", count.low.unwrap_or(0)))
    });
    said.collect()
}

#[test]
fn nobody_below_a_headline_speaks_in_it() {
    let text =
        "A bomb went off in the market of Homs on Monday. A butcher said that he heard it from his shop.";
    assert_eq!(speakers("Nine killed in blast in Homs", text), ["9 nobody"]);
}

#[test]
fn headlines_name_their_speakers_in_their_own_way() {
    let text = "A bomb went off in the market of Homs on Monday.";
    assert_eq!(speakers("Northern Monitor: ten civilians killed in Homs", text), ["10 Northern Monitor"]);
    assert_eq!(speakers("Ten people killed in Homs blast - police", text), ["10 police"]);
    assert_eq!(speakers("Blast hits market in Homs, hospital counts nine dead", text), ["9 hospital"]);
    // Where the news is from, and an age with a dash, speak not.
    assert_eq!(speakers("Syria: ten people killed in Homs", text), ["10 nobody"]);
    // Nor does what happened.
    assert_eq!(speakers("Attack on police: ten people killed", text), ["10 nobody"]);
    assert_eq!(speakers("Blast near hospital: nine people killed", text), ["9 nobody"]);
    assert_eq!(speakers("Blast in front of hospital, nine people killed", text), ["9 nobody"]);
}

#[test]
fn those_who_are_one_have_one_name() {
    let text = "The civil protection agency said on Monday that a flood in Homs killed 12 people. The agency said that nine people were \
                hurt. Forty people are missing, a spokesman for the agency said.";
    let agency = "The civil protection agency";
    let said = speakers("", text);
    assert_eq!(said, [format!("12 {agency}"), format!("9 {agency}"), format!("40 {agency}")]);
    // Another agency is another one.
    let text = "The civil protection agency said on Monday that a flood in Homs killed 12 people. The news agency said that nine people \
                were hurt.";
    assert_eq!(speakers("", text), [format!("12 {agency}"), "9 The news agency".to_owned()]);
}

#[test]
fn the_words_of_a_statement_leave_out_what_was_set_aside() {
    let text = "An airstrike hit the market of Homs on Monday.\n\nSubscribe today and get the first month free.\n\nArmy jets struck \
                again on Tuesday, killing four people.";
    let reading = read(text);
    for span in reading.statements.iter().flat_map(|statement| &statement.spans) {
        assert!(!span.of(text).contains("Subscribe"), "{}", span.of(text));
    }
}
