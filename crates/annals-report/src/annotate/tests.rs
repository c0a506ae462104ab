//! Tables of invented sentences, one a layer; and what must hold for any text.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use annals_encoder::Encoder;
use annals_types::{
    Layers, Segment, Span,
    layers::{ArgumentRole, QuantityRole, Reality},
    segment::SegmentKind,
};
use proptest::prelude::*;

use super::annotate;
use crate::Knowledge;

static ENCODER: LazyLock<Encoder> = LazyLock::new(|| Encoder::shipped().unwrap());
static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

fn read(text: &str) -> Layers {
    let span = Span::at(0, text.len());
    annotate(text, &[Segment { kind: SegmentKind::Body, span, why: String::new() }], &ENCODER, &KNOWLEDGE)
        .unwrap()
        .layers
}

/// Checks the quantities of `text`, each as `role low..high scope "figure"`, with ` part` and the stance where they matter.
#[track_caller]
fn quantities(text: &str, expect: &[&str]) {
    let layers = read(text);
    let found: Vec<String> = layers
        .quantities
        .iter()
        .map(|q| {
            let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
            let bounds = if q.low == q.high && q.low.is_some() {
                number(q.low)
            } else {
                format!("{}..{}", number(q.low), number(q.high))
            };
            let part = if q.part { " part" } else { "" };
            format!("{:?} {bounds} {:?}{part} {:?} {:?}", q.role, q.scope, q.stance, q.figure.of(text))
                .replace(" Asserts", "")
                .replace(" All", "")
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

/// Checks the attributions of `text`, each as `source|cue|content`.
#[track_caller]
fn attributions(text: &str, expect: &[&str]) {
    let layers = read(text);
    let found: Vec<String> = layers
        .attributions
        .iter()
        .map(|a| {
            let content: Vec<&str> = a.content.iter().map(|span| span.of(text)).collect();
            let source = a.source.map_or("nobody", |span| span.of(text));
            format!("{source}|{}|{}", a.cue.of(text), content.join(" ... "))
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

/// Checks the triggers of `text`, each as `type word`, with the reality where it is not asserted.
#[track_caller]
fn triggers(text: &str, expect: &[&str]) {
    let layers = read(text);
    let found: Vec<String> = layers
        .triggers
        .iter()
        .map(|t| {
            let reality =
                if t.reality == Reality::Asserted { String::new() } else { format!(" {:?}", t.reality) };
            let aggregate = if t.aggregate { " aggregate" } else { "" };
            format!("{} {}{reality}{aggregate}", t.incident_type, t.span.of(text))
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn totals() {
    quantities(
        "At least 17 people were killed in Marvel on Monday.",
        &[r#"Killed 17.. "At least 17 people""#],
    );
    quantities("The death toll rose to 43.", &[r#"Killed 43 "43""#]);
    quantities("The death toll rose from 12 to 15.", &[r#"Killed 12 "12""#, r#"Killed 15 "15""#]);
    quantities("It left four dead.", &[r#"Killed 4 "four""#]);
    quantities("A couple of nurses were hurt.", &[r#"Injured 2 Responder "A couple of nurses""#]);
    quantities("Nobody was hurt.", &[r#"Injured 0 "Nobody""#]);
    quantities("Civilians were killed.", &[r#"Killed 2.. Civilian "Civilians""#]);
    quantities("Two to four people died.", &[r#"Killed 2..4 "Two to four people""#]);
}

#[test]
fn one_person() {
    quantities("A 12-year-old girl was killed.", &[r#"Killed 1 Child "A 12-year-old girl""#]);
    quantities("The strike killed his wife.", &[r#"Killed 1 Woman "his wife""#]);
    quantities("Nora Field, 34, was shot and killed.", &[r#"Killed 1 part "Nora Field""#]);
    quantities("The shelling left a dustman injured.", &[r#"Injured 1 "a dustman""#]);
}

#[test]
fn nobody_who_was_killed_or_hurt() {
    quantities("A police dog was shot and killed.", &[]);
    quantities("The blast nearly killed his father.", &[]);
    quantities("A nurse helped save the life of a man.", &[]);
    quantities("A boy who accidentally shot his brother was questioned.", &[r#"Injured 1 "his brother""#]);
    quantities("A woman, 29, was shot.", &[r#"Injured 1 Woman "A woman""#]);
    quantities(
        "A Tulsa woman shot and killed a man who broke into her apartment early Thanksgiving morning, police said.",
        &[r#"Killed 1 "a man""#],
    );
    quantities(
        "A gunman shot dead two people at a mall in Boise on Sunday as shoppers fled.",
        &[r#"Killed 2 "two people""#],
    );
    // A number between commas is no age where nobody stands before it.
    quantities(
        "In the capital, 12, mostly women, were killed.",
        &[r#"Killed 12 "12""#, r#"Killed 7.. Woman part "mostly women""#],
    );
}

#[test]
fn who_died_where_they_were_brought() {
    let roles = |text: &str| -> Vec<QuantityRole> {
        read(text).quantities.iter().map(|quantity| quantity.role).collect()
    };
    let check = |text: &str, expect: &[QuantityRole]| assert_eq!(roles(text), expect, "{text}");
    check(
        "The woman was wounded in Springfield and taken to a hospital, where she died.",
        &[QuantityRole::Killed],
    );
    check(
        "Two men were wounded in Springfield and taken to a hospital, where they died.",
        &[QuantityRole::Killed],
    );
    check(
        "Three people were wounded by a suicide bomber at a checkpoint where he died.",
        &[QuantityRole::Injured, QuantityRole::Killed],
    );
    check(
        "The woman was wounded in Springfield and taken to a hospital, where she nearly died.",
        &[QuantityRole::Injured],
    );
}

#[test]
fn who_kills_himself_is_who_did_it() {
    quantities(
        "A 42-year-old man who opened fire at a park in Boise on Saturday, wounding nine people, later killed \
         himself at a home in Meridian, the sheriff said.",
        &[r#"Killed 1 Perpetrator "A 42-year-old man""#, r#"Injured 9 "nine people""#],
    );
}

#[test]
fn numbers_beside_a_toll_that_are_none() {
    quantities("Oil rose from 70 to 75 dollars after 12 people were killed.", &[r#"Killed 12 "12 people""#]);
    quantities(
        "Three people died, among them a boy who was 15, not 12 as earlier reported.",
        &[r#"Killed 3 "Three people""#, r#"Killed 1 Child part "a boy""#],
    );
    quantities(
        "A boy of nine drowned and his mother is missing.",
        &[r#"Killed 1 Child "A boy of nine""#, r#"Missing 1 Woman "his mother""#],
    );
    quantities("The quake caused 30 casualties.", &[]);
    quantities("The blast caused at least 30 casualties, including four dead.", &[r#"Killed 4 "four""#]);
    quantities("Two gunmen killed three people. The attackers fled.", &[r#"Killed 3 "three people""#]);
    quantities("Residents have heard four explosions since Monday.", &[]);
}

#[test]
fn who_is_missing_and_who_was_found() {
    quantities("Three people remain missing; a fourth was found alive.", &[r#"Missing 3 "Three people""#]);
    quantities("Two missing girls, who were last seen on Monday, were found safe.", &[]);
    quantities("Two girls, missing since Monday, were found safe.", &[]);
}

#[test]
fn parts_of_those_who_were_hurt() {
    quantities(
        "Crews treated 44 people, three of them in serious condition.",
        &[r#"Injured 44 "44 people""#, r#"Injured 3 part "three of them""#],
    );
    quantities(
        "Seven people were injured. One is in critical condition.",
        &[r#"Injured 7 "Seven people""#, r#"Injured 1 part "One""#],
    );
    quantities("They abducted dozens of passengers.", &[r#"Detained 24.. "dozens of passengers""#]);
}

#[test]
fn raids_and_bombs() {
    triggers("Soldiers arrested three men in a raid on a camp.", &["arrest_sweep raid"]);
    triggers("Warplanes killed three men in a raid on a camp.", &["airstrike raid"]);
    triggers("A roadside bomb hit a minibus, killing six people.", &["bombing roadside bomb", "bombing hit"]);
}

#[test]
fn who_died_by_their_own_hand() {
    quantities(
        "A man killed two people, then himself.",
        &[r#"Killed 2 "two people""#, r#"Killed 1 Perpetrator "himself""#],
    );
    quantities(
        "A gunman shot his wife before killing himself.",
        &[r#"Injured 1 Woman "his wife""#, r#"Killed 1 Perpetrator "himself""#],
    );
    quantities("Then he kills himself.", &[r#"Killed 1 Perpetrator "himself""#]);
    quantities(
        "A man shot and killed two people before fatally shooting himself at a home in Boise on Friday, police said.",
        &[r#"Killed 2 "two people""#, r#"Killed 1 Perpetrator "himself""#],
    );
    for talked_of in [
        "He threatened to kill himself.",
        "The suspect had often talked about killing himself, his mother said.",
    ] {
        quantities(talked_of, &[]);
    }
}

#[test]
fn who_quotes_and_who_hears() {
    attributions(
        "After the raid, people fled to Leeds, York and Hull, said Nora Field, a nurse.",
        &["Nora Field, a nurse|said|After the raid, people fled to Leeds, York and Hull"],
    );
    attributions("No source specified that anyone died.", &[]);
}

#[test]
fn one_victim_told_twice() {
    quantities("Springfield: 17-year-old shot, killed.", &[r#"Killed 1 Child "17-year-old""#]);
    quantities(
        "A man was shot dead. A woman was shot in the hand.",
        &[r#"Killed 1 "A man""#, r#"Injured 1 Woman "A woman""#],
    );
    quantities(
        "A man was killed. Another man was shot in the hand.",
        &[r#"Killed 1 "A man""#, r#"Injured 1 "Another man""#],
    );
    quantities("The teen accidentally shot himself.", &[r#"Injured 1 Child "The teen""#]);
    quantities("It sent 4 people to the hospital.", &[r#"Injured 4 "4 people""#]);
    quantities(
        "He was charged with the murder of 20-year-old Nora Field.",
        &[r#"Killed 1 "20-year-old Nora Field""#],
    );
}

#[test]
fn two_roles() {
    quantities(
        "4 civilians were killed and 70 wounded.",
        &[r#"Killed 4 Civilian "4 civilians""#, r#"Injured 70 Civilian "70""#],
    );
    quantities(
        "Two soldiers killed, 5 others injured in raid.",
        &[r#"Killed 2 MemberOfForce "Two soldiers""#, r#"Injured 5 "5 others""#],
    );
    quantities(
        "The raid killed 10 people and wounded 30.",
        &[r#"Killed 10 "10 people""#, r#"Injured 30 "30""#],
    );
}

#[test]
fn parts() {
    quantities(
        "Twelve people, including three children, were killed.",
        &[r#"Killed 12 "Twelve people""#, r#"Killed 3 Child part "three children""#],
    );
}

#[test]
fn what_is_not_known() {
    quantities(
        "There were reports of casualties.",
        &[r#"Killed .. Unknown "casualties""#, r#"Injured .. Unknown "casualties""#],
    );
}

#[test]
fn counts_of_incidents_and_crowds() {
    quantities(
        "There have been more than 40 attacks since January.",
        &[r#"Attacks 41.. "more than 40 attacks""#],
    );
    quantities(
        "They carried out at least five drone attacks.",
        &[r#"Attacks 5.. "at least five drone attacks""#],
    );
    quantities(
        "The town was bombed at least eight times since spring.",
        &[r#"Attacks 8.. "at least eight times""#],
    );
    quantities(
        "At least nine protesters were hurt.",
        &[r#"Injured 9.. Civilian "At least nine protesters""#],
    );
    quantities("One attack killed two men.", &[r#"Killed 2 "two men""#]);
    // One attack may take many bombs.
    quantities("A helicopter dropped six barrel bombs on the town.", &[]);
}

#[test]
fn numbers_that_count_nobody() {
    for text in [
        "The army has 2,500 troops in the country.",
        "The strike on 12 March destroyed three tanks.",
        "The town lies 20 km away.",
        "Officers arrived at 9:30 p.m.",
        "The scandal killed his campaign.",
    ] {
        quantities(text, &[]);
    }
}

#[test]
fn those_who_did_it() {
    quantities("Two men were arrested.", &[r#"Detained 2 Perpetrator "Two men""#]);
    quantities("No arrests have been made.", &[r#"Detained 0 "No arrests""#]);
}

#[test]
fn who_says_it() {
    attributions("The mayor said that five people died.", &["The mayor|said|that five people died"]);
    attributions("Five people died, the mayor said.", &["the mayor|said|Five people died"]);
    attributions(
        "\"Five people died,\" said mayor Nora Field.",
        &["mayor Nora Field|said|\"Five people died,\""],
    );
    attributions("According to the army, five people died.", &["the army|According to|five people died"]);
    attributions(
        "Five people died, according to a source at the ministry.",
        &["a source at the ministry|according to|Five people died"],
    );
    attributions(
        "Five people died on Monday a monitoring group said.",
        &["a monitoring group|said|Five people died on Monday"],
    );
    attributions(
        "Two officials, speaking on condition of anonymity, said five people died.",
        &["Two officials|said|five people died"],
    );
    attributions("The fire claimed the lives of three men.", &[]);
    attributions("They were believed to be asleep.", &[]);
}

#[test]
fn a_death_is_found_where_nobody_is_counted() {
    let killed = |text: &str| {
        read(text).quantities.iter().filter(|quantity| quantity.role == QuantityRole::Killed).count()
    };
    assert!(killed("Police are investigating a fatal shooting on the south side.") > 0);
    assert!(killed("Two men face murder charges after a shooting at a bar.") > 0);
    assert_eq!(
        killed("Two men face charges of attempted second-degree murder after a shooting at a bar."),
        0
    );
    assert_eq!(killed("Homicide detectives are investigating a shooting at a bar."), 0);
}

#[test]
fn a_harm_is_found_where_nobody_is_counted() {
    quantities("The man accidentally shot self in leg.", &[r#"Injured 1 "The man""#]);
    quantities("The driver was not injured.", &[]);
    quantities("The boy was nearly killed.", &[]);
}

#[test]
fn a_quotation_runs_on() {
    let text = "\"We saw smoke. Five people died,\" the mayor said. \"It was terrible.\"";
    let layers = read(text);
    let said: Vec<&str> = layers.attributions[0].content.iter().map(|span| span.of(text)).collect();
    assert!(said.iter().any(|words| words.contains("It was terrible")), "{said:?}");
}

#[test]
fn incidents_by_their_words() {
    triggers("An airstrike hit the market.", &["airstrike airstrike", "airstrike hit"]);
    triggers("Teachers went on strike over wages.", &["protest strike"]);
    triggers("Shells fell on the town.", &["shelling Shells", "shelling fell"]);
    triggers("A car bomb exploded.", &["bombing car bomb", "bombing exploded"]);
    triggers("He was fired by the board.", &[]);
    triggers("The army denied that the airstrike took place.", &["airstrike airstrike Denied"]);
    triggers("The group denied responsibility for the attack.", &["attack attack"]);
    triggers("The group threatened an attack.", &["attack attack Planned"]);
    triggers("There have been more than 40 attacks since January.", &["attack attacks aggregate"]);
}

#[test]
fn who_did_it() {
    for (text, agent) in [
        // fixme: "Israeli forces bombed the school on Monday." names no agent for the network.
        ("Soldiers attacked the school with grenades.", "Soldiers"),
        ("Rebels attacked the police station with grenades.", "Rebels"),
    ] {
        let layers = read(text);
        let agents: Vec<&str> = layers
            .arguments
            .iter()
            .filter(|a| a.role == ArgumentRole::Agent)
            .map(|a| a.span.of(text))
            .collect();
        assert_eq!(agents, [agent], "{text}");
    }
}

/// What must not hang on who acted: figures, incidents and how they are told.
#[test]
fn who_acted_changes_nothing_else() {
    let told = |actor: &str| {
        let text = format!(
            "{actor} forces bombed a market in Marvel on Monday, killing 12 people. {actor} officials said two soldiers died."
        );
        let layers = read(&text);
        let figures: Vec<_> = layers
            .quantities
            .iter()
            .map(|q| (q.figure.of(&text).to_owned(), q.role, q.low, q.high, q.scope, q.stance))
            .collect();
        let triggers: Vec<_> = layers
            .triggers
            .iter()
            .map(|t| (t.span.of(&text).to_owned(), t.incident_type.clone(), t.reality))
            .collect();
        (figures, triggers, layers.attributions.len(), layers.arguments.len())
    };
    let peru = told("Peruvian");
    assert_eq!(peru.0.len(), 2, "{peru:?}");
    for actor in ["Israeli", "Syrian", "U.S.", "North Korean"] {
        assert_eq!(told(actor), peru, "{actor}");
    }
}

/// Sentences of thousands of words occur on broken pages, and so do thousands of sentences of a word or two; the reading must not
/// look back over all of them for each word.
#[test]
fn long_texts_take_linear_time() {
    let encoder = Encoder::shipped().unwrap().with_cache_bytes(0);
    let time = |unit: &str, words: usize| {
        let text = unit.repeat(words / unit.split_whitespace().count());
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        let start = Instant::now();
        annotate(&text, &[body], &encoder, &KNOWLEDGE).unwrap();
        start.elapsed()
    };
    for unit in [
        "killing five people and wounding a child in the town as the army said that ",
        "Five died, he said. ",
        "A. B. C. ",
        "not 12 but from 12 to 10 ",
    ] {
        time(unit, 1_000);
        let (short, long) = (time(unit, 1_000), time(unit, 4_000));
        assert!(
            long < 8 * short + Duration::from_millis(100),
            "{unit}: {short:?} for a quarter, {long:?} for the whole"
        );
    }
}

/// A book is read from its beginning, and the rest is told to be unread.
#[test]
fn what_is_too_long_is_told() {
    let text = "Rain fell on the hills. ".repeat(20_000);
    let span = Span::at(0, text.len());
    let found = annotate(
        &text,
        &[Segment { kind: SegmentKind::Body, span, why: String::new() }],
        &ENCODER,
        &KNOWLEDGE,
    )
    .unwrap();
    assert!(found.unread > 10_000 && found.unread < 30_000, "{}", found.unread);
    assert_eq!(found.layers.tokens.len(), 120_000);
}

fn newsy() -> impl Strategy<Value = String> {
    let words = [
        "killed",
        "at least",
        "12",
        "people",
        ",",
        "\"",
        "said",
        "the",
        "army",
        "and",
        "wounded",
        "of",
        "them",
        ".",
        "including",
        "a",
        "17-year-old",
        "boy",
        "'s",
        "death toll",
        "rose to",
        "no",
        "casualties",
        "who",
        "were",
        "(",
        ")",
        "-",
        "according to",
        "airstrike",
        "on",
        "\n",
        "Nora",
        "Field",
        "IS",
        "that",
        "left",
        "dead",
        ":",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..60)
        .prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn what_is_found_lies_in_the_text_and_in_order(text in newsy()) {
        let layers = read(&text);
        for q in &layers.quantities {
            prop_assert!(!q.figure.of(&text).is_empty());
            prop_assert!(q.low.zip(q.high).is_none_or(|(low, high)| low <= high));
        }
        prop_assert!(layers.quantities.is_sorted_by_key(|q| q.figure));
        prop_assert!(layers.triggers.is_sorted_by_key(|t| t.span));
        let count = layers.attributions.len();
        prop_assert!(layers.attributions.iter().all(|a| a.within.is_none_or(|k| (k as usize) < count)));
        prop_assert!(layers.arguments.iter().all(|a| (a.trigger as usize) < layers.triggers.len()));
    }
}
