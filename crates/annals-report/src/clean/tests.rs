use std::sync::LazyLock;

use annals_types::report::{Block, Draft, Markup};
use proptest::prelude::*;

use super::*;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

fn cleaned(text: &str, title: Option<&str>) -> (Report, Cleaned) {
    let report = Draft { text: text.into(), title: title.map(str::to_owned), ..Draft::default() }.finish();
    let cleaned = clean(&report, &KNOWLEDGE);
    (report, cleaned)
}

/// The kind of the segment that holds `words`.
#[track_caller]
fn check(text: &str, expected: &[(&str, SegmentKind)]) {
    let (report, cleaned) = cleaned(text, None);
    for (words, kind) in expected {
        let at = report.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        let segment = cleaned.segments.iter().find(|segment| segment.span.holds(at as u32)).unwrap();
        assert_eq!(segment.kind, *kind, "{words:?} ({})", segment.why);
    }
}

const STORY: &str = "Ferry sinks off Port Lune, nine missing

The ferry Marigold sank off Port Lune on Monday night with 61 people on board, the harbour master said.

Nine people are missing. Boats searched the bay until morning, and the harbour was closed to all other traffic.

The ferry had left the harbour of Port Lune in a storm, although the harbour master had told all boats to stay.

The owner of the Marigold said that the crew had been told that the storm had passed.";

#[test]
fn a_clean_story_stays_whole() {
    check(
        STORY,
        &[
            ("Ferry sinks", SegmentKind::Headline),
            ("The ferry Marigold", SegmentKind::Body),
            ("Nine people", SegmentKind::Body),
            ("The owner", SegmentKind::Body),
        ],
    );
}

#[test]
fn lists_and_buttons_around_it_are_set_aside() {
    let text = format!(
        "{STORY}\n\nSource link\n\nThe Daily Anchor\n\nRecent Posts\n\nBake your own bread\nFlour prices fall...\nRead More\n\nComments are closed."
    );
    check(
        &text,
        &[
            ("The owner", SegmentKind::Body),
            ("Source link", SegmentKind::Credit),
            ("The Daily Anchor", SegmentKind::Boilerplate),
            ("Bake your own", SegmentKind::Related),
            ("Flour prices", SegmentKind::Related),
            ("Comments are closed", SegmentKind::Comment),
        ],
    );
}

#[test]
fn names_and_titles_behind_the_last_sentence_are_set_aside() {
    let signed = format!("{STORY} The search goes on tonight. A. Roe / Lee Moe");
    check(&signed, &[("The search", SegmentKind::Body), ("A. Roe", SegmentKind::Credit)]);
    let ended = format!("{STORY} The search is led by Gov. Ann Roe");
    check(&ended, &[("Ann Roe", SegmentKind::Body)]);
    let listed = format!(
        "{STORY} The search goes on... 67 Related New Comet Seen From Mountain Observatory Flour Prices Fall Again in Port Lune \
         Bake Your Own Bread Says Minister of Food"
    );
    check(&listed, &[("The search", SegmentKind::Body), ("Flour Prices", SegmentKind::Related)]);
}

#[test]
fn the_outlet_behind_the_first_line_is_set_aside_where_that_is_the_title() {
    let title = "Two hurt in fire at Port Lune - WXYZ News, Weather & Sports";
    let text =
        format!("{title}\n\nTwo men were hurt when a boat burned in the harbour of Port Lune on Monday.");
    let (report, cleaned) = cleaned(&text, Some(title));
    let kinds: Vec<_> = cleaned.segments.iter().map(|s| (s.kind, s.span.of(&report.text).trim())).collect();
    assert_eq!(kinds[0], (SegmentKind::Headline, "Two hurt in fire at Port Lune"));
    assert_eq!(kinds[1], (SegmentKind::Boilerplate, "- WXYZ News, Weather & Sports"));
    assert_eq!(kinds[2].0, SegmentKind::Body);
}

#[test]
fn a_spliced_story_is_found_by_its_words() {
    let splice = "New comet seen from mountain observatory\nAstronomers using a large mirror photographed the comet with three different filters, and its tail stretches across a third of the sky.\n\n";
    let text = STORY.replace("The ferry had left", &format!("{splice}The ferry had left"));
    check(
        &text,
        &[
            ("New comet", SegmentKind::OtherStory),
            ("Astronomers using", SegmentKind::OtherStory),
            ("The ferry had left", SegmentKind::Body),
        ],
    );
}

#[test]
fn a_picture_from_the_archive_is_another_story() {
    let picture = "FILE - Rescuers at a ferry that sank in 2019 with 40 people on board.";
    let text = STORY.replace("Nine people", &format!("{picture}\n\nNine people"));
    check(&text, &[("Rescuers at", SegmentKind::OtherStory), ("Nine people", SegmentKind::Body)]);
    let under_a_picture = |text: &str| {
        let report = Draft { text: text.into(), ..Draft::default() }.finish();
        let mut units = units::units(&report, &KNOWLEDGE.cleaning);
        for unit in &mut units {
            unit.set(SegmentKind::Caption, "caption");
        }
        shape::cues(&mut units, &KNOWLEDGE.cleaning);
        units.iter().map(|unit| unit.kind).collect::<Vec<_>>()
    };
    assert_eq!(under_a_picture(picture), [SegmentKind::OtherStory]);
    assert_eq!(under_a_picture("Photos: Boats search the bay."), [SegmentKind::Caption]);
}

#[test]
fn an_advert_speaks_to_the_reader_of_something_else() {
    let advert = "Insurance gives you peace of mind, whether you rent or own. Choose a plan that fits your budget and compare quotes from twenty companies.\n\n";
    let text = STORY.replace("Nine people", &format!("{advert}Nine people"));
    check(&text, &[("Insurance gives", SegmentKind::Boilerplate), ("Nine people", SegmentKind::Body)]);
}

#[test]
fn a_login_page_is_dead() {
    let (_, cleaned) =
        cleaned("Log in to continue\n\nThis article is for subscribers only.\n\nForgot your password?", None);
    assert!(cleaned.dead);
    assert!(!self::cleaned(STORY, None).1.dead);
}

#[test]
fn a_page_that_speaks_of_something_else_than_its_title_is_dead() {
    let title = Some("Ferry sinks off Port Lune, nine missing");
    let videos = "New comet seen from an observatory in the mountains\n\nHow to bake bread without an oven in twenty minutes.";
    assert!(cleaned(videos, title).1.dead);
    assert!(!cleaned("Nine people are missing in the bay.", title).1.dead);
    assert!(!cleaned("The ferries left the harbour in a storm.", title).1.dead);
    assert!(!cleaned(videos, Some("Update")).1.dead);
    let paragraph = |n: usize| {
        format!(
            "On night {n} a comet was seen from an observatory in the mountains, as in the {n} nights before it."
        )
    };
    let long = (1..30).map(paragraph).collect::<Vec<_>>().join("\n\n");
    assert!(!cleaned(&long, title).1.dead);
}

#[test]
fn a_story_in_another_script_than_its_title_is_not_strange() {
    let title = Some("Ferry sinks off Port Lune, nine missing");
    let body = "Паром затонул в бухте в понедельник вечером, девять человек пропали без вести, сообщил начальник порта.";
    assert!(!cleaned(body, title).1.dead);
}

#[test]
fn a_declared_title_is_a_headline() {
    let (report, cleaned) = cleaned("Nine people are missing after a ferry sank.", Some("Ferry sinks"));
    assert_eq!(cleaned.segments[0].kind, SegmentKind::Headline);
    assert_eq!(cleaned.segments[0].span.end(), report.body_start);
    assert_eq!(cleaned.title.as_deref(), Some("Ferry sinks"));
}

#[test]
fn the_one_main_heading_above_the_story_is_a_headline() {
    let kinds = |headings: &[&str]| {
        let mut text = String::new();
        let mut blocks = Vec::new();
        let story = ("p", "Rescuers searched the bay until morning.");
        for (tag, words) in headings.iter().map(|words| ("h1", *words)).chain([story]) {
            let span = Span::at(text.len(), words.len());
            blocks.push(Block { span, tag: tag.into(), path: Vec::new(), link_percent: 0 });
            text.push_str(words);
            text.push_str("\n\n");
        }
        let markup = Some(Markup { blocks, ..Markup::default() });
        let report = Draft { text, title: Some("News".into()), markup, ..Draft::default() }.finish();
        let mut units = units::units(&report, &KNOWLEDGE.cleaning);
        for unit in units.iter_mut().filter(|unit| unit.block.is_some_and(|block| block.tag == "h1")) {
            unit.set(SegmentKind::Boilerplate, markup::OUTSIDE);
        }
        shape::headlines(&mut units, &report);
        units.iter().filter(|unit| unit.block.is_some()).map(|unit| unit.kind).collect::<Vec<_>>()
    };
    let (heading, outside, body) = (SegmentKind::Headline, SegmentKind::Boilerplate, SegmentKind::Body);
    assert_eq!(kinds(&["Ferry sinks off Port Lune"]), [heading, body]);
    assert_eq!(kinds(&["The Anchor"]), [outside, body]);
    assert_eq!(kinds(&["Ferry sinks off Port Lune", "More news of the coast"]), [outside, outside, body]);
}

proptest! {
    #[test]
    fn segments_lie_end_to_end(text in "(\\PC|[ \n.a-zA-Z]){0,300}", title in proptest::option::of("\\PC{0,20}")) {
        let (report, cleaned) = cleaned(&text, title.as_deref());
        let mut end = 0;
        for segment in &cleaned.segments {
            prop_assert_eq!(segment.span.start(), end);
            prop_assert!(report.text.is_char_boundary(segment.span.end() as usize));
            end = segment.span.end();
        }
        prop_assert_eq!(end as usize, report.text.len());
    }
}
