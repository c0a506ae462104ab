//! Expressions of invented sentences.

mod events;

use annals_types::{
    Report, Span,
    layers::{Entity, EntityKind, Layers, Sentence},
    report::Draft,
    time::LocalInterval,
};
use jiff::civil::date;

use super::times;
use crate::Knowledge;

fn report(published: &str, text: &str) -> Report {
    Draft { source: "test".into(), published: published.parse().ok(), text: text.into(), ..Draft::default() }
        .finish()
}

/// One sentence a line.
fn layers(text: &str) -> Layers {
    let mut at = 0;
    let mut sentences = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::at(at, line.trim_end().len());
        at += line.len();
        sentences.push(Sentence { span, first_token: 0, end_token: 0, paragraph: 0, headline: false });
    }
    Layers { sentences, ..Layers::default() }
}

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: std::sync::LazyLock<Knowledge> =
        std::sync::LazyLock::new(|| Knowledge::shipped().unwrap());
    &KNOWLEDGE
}

/// All expressions of `text` as `words = value`.
#[track_caller]
fn check(published: &str, text: &str, expected: &[&str]) {
    let report = report(published, text);
    let found: Vec<String> = times(&report, &layers(text), knowledge())
        .iter()
        .map(|time| {
            let modifier = time.modifier.as_ref().map(|modifier| format!(" {modifier}")).unwrap_or_default();
            format!("{} = {}{modifier}", time.span.of(text), time.value)
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_name_of_an_outlet_is_no_time() {
    let text = "The bridge fell at dawn on Friday, Dawn reported.";
    let report = report("2019-05-13", text);
    let name = Span::at(text.find("Dawn").unwrap(), "Dawn".len());
    let layers = Layers { known: vec![name], ..layers(text) };
    let found = times(&report, &layers, knowledge());
    assert_eq!(found.iter().map(|time| time.span.of(text)).collect::<Vec<_>>(), ["dawn on Friday"]);
}

/// What the first expression of `text` allows.
fn interval(published: &str, text: &str) -> LocalInterval {
    times(&report(published, text), &layers(text), knowledge())[0].interval
}

// 2024-03-05 is a Tuesday.

#[test]
fn weekdays_go_back_from_the_published_date() {
    check("2024-03-05", "Shells fell on Monday.", &["Monday = 2024-03-04"]);
    check("2024-03-05", "Shells fell on Tuesday.", &["Tuesday = 2024-03-05"]);
    check("2024-03-05", "Shells fell on Wednesday.", &["Wednesday = 2024-02-28"]);
    check("2024-03-05", "The council will meet on Wednesday.", &["Wednesday = 2024-03-06"]);
    check("2024-03-05", "Last Tuesday a bridge fell.", &["Last Tuesday = 2024-02-27"]);
    check("", "Shells fell on Monday.", &["Monday = XXXX-WXX-1"]);
}

#[test]
fn parts_of_days_belong_to_their_day() {
    check("2024-03-05", "It began early Monday.", &["early Monday = 2024-03-04 START"]);
    check("2024-03-05", "It began on Monday morning.", &["Monday morning = 2024-03-04TMO"]);
    check("2024-03-05", "It began late on Monday night.", &["late on Monday night = 2024-03-04TNI END"]);
    check("2024-03-05", "They fled last night.", &["last night = 2024-03-04TNI"]);
    check("2024-03-05", "Homes were hit overnight.", &["overnight = 2024-03-04TNI"]);
    check("2024-03-05", "It was calm this morning.", &["this morning = 2024-03-05TMO"]);
    check("", "Raids began at dawn.", &["dawn = XXXX-XX-XXTMO"]);
}

#[test]
fn dates_in_all_their_forms() {
    for date in [
        "June 27, 2021",
        "27 June 2021",
        "27 Jun 2021",
        "2021-06-27",
        "27/06/2021",
        "27.06.2021",
        "June 27th, 2021",
        "the 27th of June 2021",
    ] {
        check("", &format!("It happened on {date} there."), &[&format!("{date} = 2021-06-27")]);
    }
    check("2024-03-05", "It happened on Feb. 15.", &["Feb. 15 = 2024-02-15"]);
    check("2024-01-05", "It happened on 30 December.", &["30 December = 2023-12-30"]);
    check("", "It happened on February 15.", &["February 15 = XXXX-02-15"]);
    check("", "It happened on 06/07/2021.", &["06/07/2021 = 2021-XX-XX"]);
    check(
        "",
        "On 3 May 2019 a bus burned. On May 5 another did.",
        &["3 May 2019 = 2019-05-03", "May 5 = 2019-05-05"],
    );
    check("", "It lasted from 12 to 14 March 2020.", &["12 to 14 March 2020 = 2020-03-12"]);
    check("2024-03-05", "On Sunday, March 3, it rained.", &["Sunday, March 3 = 2024-03-03"]);
}

#[test]
fn months_and_years() {
    check("2021-06-28", "It was in late February.", &["late February = 2021-02 END"]);
    check("2021-06-28", "It was in mid-May.", &["mid-May = 2021-05 MID"]);
    check("2021-06-28", "The war began in March 2011.", &["March 2011 = 2011-03"]);
    check("2021-06-28", "It had begun in 2014.", &["2014 = 2014"]);
    check("2021-06-28", "It was so in the 1980s.", &["1980s = 198"]);
    check(
        "2021-06-28",
        "It was quiet last month and this year.",
        &["last month = 2021-05", "this year = 2021"],
    );
    check("", "It was in April.", &["April = XXXX-04"]);
}

#[test]
fn parts_and_many_years() {
    check(
        "2024-03-05",
        "It fell in the first half of this year.",
        &["the first half of this year = 2024-H1"],
    );
    check("2024-03-05", "It fell in the second half of 2023.", &["the second half of 2023 = 2023-H2"]);
    check("2024-03-05", "They led in the first half.", &[]);
    check("2024-03-05", "It was so in the late '80s.", &["the late '80s = 198 END"]);
    check("2024-03-05", "All of 1989's figures fell.", &["1989 = 1989"]);
    check("2024-03-05", "It grew over the last decade.", &["the last decade = P10Y"]);
    check("2024-03-05", "It grew in the fiscal third quarter.", &["the fiscal third quarter = 2023-Q3"]);
    check("2024-03-05", "It happened on 10/13/89.", &["10/13/89 = 1989-10-13"]);
    check("2024-04-01", "It lasted from March to May.", &["March = 2024-03", "May = 2024-05"]);
    check(
        "2024-10-24",
        "It grew in the third quarter. It will fall in the current quarter.",
        &["the third quarter = 2024-Q3", "the current quarter = 2024-Q4"],
    );
    check(
        "2024-10-24",
        "It grew in the second quarter. That quarter was good.",
        &["the second quarter = 2024-Q2", "That quarter = 2024-Q2"],
    );
}

#[test]
fn days_before_and_ahead() {
    check("2024-03-05", "It rained the day before yesterday.", &["the day before yesterday = 2024-03-03"]);
    check("2024-03-05", "They planned a rally on Saturday.", &["Saturday = 2024-03-09"]);
    check("2024-03-05", "They put aside plans for a trip on Friday.", &["Friday = 2024-03-01"]);
    check("2024-03-05", "It could be open as soon as Friday.", &["Friday = 2024-03-08"]);
    check("2023-11-01", "The loan was extended through January.", &["January = 2024-01"]);
    check("2024-03-05", "A fair in the town on Wednesday.", &["Wednesday = 2024-03-06"]);
}

#[test]
fn counted_times() {
    check("2024-03-05", "They fought for half an hour.", &["half an hour = PT30M"]);
    check("2024-03-05", "A half-century later all was well.", &["half-century later = XXXX"]);
    check("2024-03-05", "Two days ago a mine exploded.", &["Two days ago = 2024-03-03"]);
    check("2024-03-05", "He took office five months ago.", &["five months ago = 2023-10"]);
    check("2024-03-05", "It burned for five days.", &["five days = P5D"]);
    check("2024-03-05", "After a three-hour fight they left.", &["three-hour = PT3H"]);
    check(
        "2024-03-05",
        "On March 1 it began. A week later it ended.",
        &["March 1 = 2024-03-01", "A week later = 2024-W10"],
    );
    check("2024-03-05", "It killed nine in the past 24 hours.", &["the past 24 hours = PT24H"]);
    check(
        "2024-03-05",
        "It is shelled every Friday and daily.",
        &["every Friday = XXXX-WXX-5", "daily = P1D"],
    );
}

#[test]
fn clock_times() {
    check("2024-03-05", "It hit just before 3 a.m. on Monday.", &["3 a.m. on Monday = 2024-03-04T03:00"]);
    check("", "It hit at 0230 local time.", &["0230 local time = XXXX-XX-XXT02:30"]);
    check("2024-03-05", "It hit at 10:35 p.m. Sunday.", &["10:35 p.m. Sunday = 2024-03-03T22:35"]);
    check(
        "2024-03-05",
        "It hit around midnight on Sunday.",
        &["around midnight on Sunday = 2024-03-03T00:00"],
    );
}

#[test]
fn quarters_are_compared_with_quarters() {
    check(
        "1989-10-20",
        "Sales rose in the third quarter. They were two million a year earlier.",
        &["the third quarter = 1989-Q3", "a year earlier = 1988-Q3"],
    );
    check("1989-10-20", "They were two million a year ago.", &["a year ago = 1988"]);
    check(
        "2024-10-24",
        "The mill made a profit in the third quarter. The year-ago quarter brought a loss.\nYear-earlier figures were restated.",
        &["the third quarter = 2024-Q3", "The year-ago quarter = 2023-Q3", "Year-earlier = 2023-Q3"],
    );
    check(
        "2024-10-24",
        "Profit fell in the third quarter.\nIn the first nine months it rose, compared with a loss in the 2023 period.\nA year earlier all was well.",
        &[
            "the third quarter = 2024-Q3",
            "the first nine months = P9M",
            "the 2023 period = 2023",
            "A year earlier = 2023",
        ],
    );
    check(
        "2024-10-24",
        "A loss is due in the fourth quarter.\nThe third quarter was good.\nThe quarter was better than the corresponding period last year.",
        &[
            "the fourth quarter = 2024-Q4",
            "The third quarter = 2024-Q3",
            "The quarter = 2024-Q3",
            "the corresponding period last year = 2023-Q3",
        ],
    );
    check("2024-10-24", "It opens in next year's first quarter.", &["next year's first quarter = 2025-Q1"]);
    check(
        "2024-10-24",
        "Orders fell in September from a year earlier.",
        &["September = 2024-09", "a year earlier = 2023-09"],
    );
    check(
        "2024-10-24",
        "In the quarter ended July 31 it lost money.",
        &["the quarter = 2024-Q2", "July 31 = 2024-07-31"],
    );
    check(
        "2024-10-24",
        "It earned more in the year ended June 30.",
        &["the year = P1Y", "June 30 = 2024-06-30"],
    );
}

#[test]
fn the_words_that_belong_to_an_expression() {
    check("2024-03-05", "Earlier yesterday a mine exploded.", &["yesterday = 2024-03-04"]);
    check("2024-03-05", "They met earlier this week.", &["this week = 2024-W10"]);
    check("2024-03-05", "They meet later this afternoon.", &["later this afternoon = 2024-03-05TAF"]);
    check(
        "2024-03-05",
        "It came on Monday. Later that day all was calm.",
        &["Monday = 2024-03-04", "Later that day = 2024-03-04"],
    );
    check("2024-03-05", "It grew over several years.", &["several years = PXY"]);
    check("2024-03-05", "It lasted over two years.", &["over two years = P2Y MORE_THAN"]);
    check("2024-03-05", "Prices fell for weeks or months.", &["weeks or months = PXW"]);
    check(
        "2024-03-05",
        "Eight trading days were enough in coming years.",
        &["Eight trading days = P8D", "coming years = PXY"],
    );
    check("2024-03-05", "The late-November talks failed.", &["late-November = 2023-11 END"]);
    check("2024-03-05", "It burned last Oct. 23.", &["last Oct. 23 = 2023-10-23"]);
    check(
        "2024-03-05",
        "She left in June 1998 and came back later that year.",
        &["June 1998 = 1998-06", "later that year = 1998 END"],
    );
    check(
        "2024-03-05",
        "It burned around 7:15 p.m. on Monday.",
        &["around 7:15 p.m. on Monday = 2024-03-04T19:15"],
    );
    check("2024-03-05", "It takes two to three weeks.", &["two to three weeks = P2W"]);
    check("2024-03-05", "It opens over the next two years or so.", &["the next two years or so = P2Y"]);
    check("2024-03-05", "It was so in June last year.", &["June last year = 2023-06"]);
    check(
        "2024-03-05",
        "It earned two million in 1988, when watches that year sold well.",
        &["1988 = 1988", "that year = 1988"],
    );
    check("2024-03-05", "The court sits the week of March 18.", &["the week of March 18 = 2024-W12"]);
    check("2024-03-05", "A temple of the 11th century fell.", &["11th century = 10"]);
    check("2024-03-05", "A last-minute deal was the year-long plan.", &["year-long = PXY"]);
    check("2024-03-05", "It fell due to its Monday loss.", &["Monday = 2024-03-04"]);
}

#[test]
fn the_date_that_a_report_opens_with() {
    let expected = ["Monday 23 Oct 2017 = 2017-10-23", "Sunday = 2017-10-22"];
    for header in ["AFP", "Anadolu", "Xinhua News Agency", "Beirut"] {
        check("", &format!("{header} Monday 23 Oct 2017 Two people died on Sunday."), &expected);
    }
    let told = "They fled on Monday 23 Oct 2017 and came back on Sunday.";
    check("", told, &["Monday 23 Oct 2017 = 2017-10-23", "Sunday = XXXX-WXX-7"]);
    // Capitals that go on in a sentence are no outlet.
    for source in ["US-based monitors", "QRT monitors"] {
        let told = format!("Gunmen killed 12 people in Jos June 24, 2018, {source} said on Sunday.");
        check("", &told, &["June 24, 2018 = 2018-06-24", "Sunday = XXXX-WXX-7"]);
    }
}

#[test]
fn holidays_have_dates() {
    check("2024-01-05", "A club burned on New Year's Eve.", &["New Year's Eve = 2023-12-31"]);
    check("", "A club burned on Christmas Day 2016.", &["Christmas Day 2016 = 2016-12-25"]);
    check("2024-03-05", "It burned on Orthodox Christmas.", &["Orthodox Christmas = 2024-01-07"]);
    check("2024-03-05", "It burned on Orthodox Easter.", &[]);
    check("2013-04-16", "It was quiet on Patriots' Day.", &["Patriots' Day = 2013-04-15"]);
}

#[test]
fn plans_are_told_in_the_present() {
    check("2024-03-05", "The fair reopens Friday.", &["Friday = 2024-03-08"]);
    check("2024-03-05", "The trial resumes on Monday.", &["Monday = 2024-03-11"]);
    check("2024-03-05", "He declared Sunday a day of mourning.", &["Sunday = 2024-03-10", "a day = P1D"]);
    check("1989-10-27", "He was named chairman, effective Jan. 1.", &["Jan. 1 = 1990-01-01"]);
}

#[test]
fn dates_and_hours_as_agencies_write_them() {
    check("1989-11-17", "SAN SALVADOR, 16 NOV 89 (Agency) -- Six died.", &["16 NOV 89 = 1989-11-16"]);
    check("2024-03-05", "It fell on 02-Mar-2024.", &["02-Mar-2024 = 2024-03-02"]);
    check("1992-03-17", "It exploded at 1445 today.", &["1445 today = 1992-03-17T14:45"]);
    check(
        "2024-03-05",
        "It began at 20:00 Moscow time on Friday.",
        &["20:00 Moscow time on Friday = 2024-03-01T20:00"],
    );
    check("2024-03-05", "They fled at 11 at night.", &["11 at night = 2024-03-05T23:00"]);
    check(
        "2024-03-05",
        "It hit Sunday at around 5 a.m. there.",
        &["Sunday at around 5 a.m. = 2024-03-03T05:00"],
    );
    check("2024-03-05", "It hit on Sunday, at 10 p.m. there.", &["Sunday, at 10 p.m. = 2024-03-03T22:00"]);
    check(
        "",
        "He wrote on Tuesday, 5 March 2024, 10:00.",
        &["Tuesday, 5 March 2024, 10:00 = 2024-03-05T10:00"],
    );
    // What follows is counted.
    check("2024-03-05", "On 12 MAR 15 people died.", &["12 MAR = 2024-03-12"]);
}

#[test]
fn parts_of_units_and_the_end_of_the_year() {
    check("1989-10-27", "It will close by year end.", &["year end = 1989-12-31"]);
    check("2024-03-05", "It took a quarter of an hour.", &["a quarter of an hour = PT15M"]);
    check("2024-03-05", "It took 2.5 years.", &["2.5 years = P2Y6M"]);
    check("2024-03-05", "It is shelled every other day.", &["every other day = P2D"]);
    check(
        "2024-10-24",
        "Orders rose in September from the year-earlier month.",
        &["September = 2024-09", "the year-earlier month = 2023-09"],
    );
}

#[test]
fn the_day_of_an_earlier_event_is_not_the_one_told_of() {
    check(
        "2023-02-20",
        "It shook on Monday, two weeks after the Feb. 6 quake.\nIt struck at 8:04 p.m. there.",
        &["Monday = 2023-02-20", "two weeks = P2W", "Feb. 6 = 2023-02-06", "8:04 p.m. = 2023-02-20T20:04"],
    );
}

#[test]
fn what_is_recalled_was_not_today() {
    check(
        "2024-10-07",
        "On the anniversary of the October 7 attack a boy fell on October 7.",
        &["October 7 = 2023-10-07", "October 7 = 2024-10-07"],
    );
    // An age recalls nothing.
    check("2024-10-07", "A 12-year-old fell in the October 7 attack.", &["October 7 = 2024-10-07"]);
}

#[test]
fn a_length_of_time_is_nobodys_name() {
    let text = "A 27-year veteran left.";
    let entities = vec![Entity { span: Span::at(0, "A 27-year veteran".len()), kind: EntityKind::Person }];
    let layers = Layers { entities, ..layers(text) };
    let found = times(&report("2024-03-05", text), &layers, knowledge());
    assert_eq!(found.iter().map(|time| time.span.of(text)).collect::<Vec<_>>(), ["27-year"]);
}

#[test]
fn what_is_no_time() {
    for text in [
        "Prices may rise and troops march on.",
        "A 17-year-old and a boy aged five years died.",
        "Men 18 to 24 years old were called up.",
        "There are 2,500 troops and 2000 tents.",
        "It was the second attack, and the dawn raid failed.",
        "May Smith said so.",
        "They won 3:2 at home.",
        "The sun sat low.",
    ] {
        check("2024-03-05", text, &[]);
    }
}

#[test]
fn a_report_that_opens_with_its_date_is_anchored_by_it() {
    check(
        "",
        "Fri 07 Apr 2017 Raid kills nine.\nIt came on Thursday.",
        &["Fri 07 Apr 2017 = 2017-04-07", "Thursday = 2017-04-06"],
    );
    check(
        "",
        "Published April 19 2017 A raid came on Tuesday.",
        &["April 19 2017 = 2017-04-19", "Tuesday = 2017-04-18"],
    );
    // A date told of is no date of writing.
    check(
        "",
        "On 3 May 2019 a bus burned. It was on Friday.",
        &["3 May 2019 = 2019-05-03", "Friday = XXXX-WXX-5"],
    );
}

#[test]
fn early_hours_end_at_six() {
    let hours = |day: i8| LocalInterval {
        earliest: Some(date(2024, 3, day).at(0, 0, 0, 0)),
        latest: Some(date(2024, 3, day).at(6, 0, 0, 0)),
    };
    let dawn = "It hit before dawn on Monday.";
    check("2024-03-05", dawn, &["dawn on Monday = 2024-03-04TMO"]);
    assert_eq!(interval("2024-03-05", dawn), hours(4));
    let small = "Two fell in the early hours of Saturday.";
    check("2024-03-05", small, &["Saturday = 2024-03-02 START"]);
    assert_eq!(interval("2024-03-05", small), hours(2));
}

#[test]
fn a_count_of_four_digits_is_no_year() {
    for text in [
        "A crowd of 2000 people gathered.",
        "A fleet of 1900 trucks came.",
        "The march was attended by 2000 protesters.",
        "The toll rises to 2000.",
        "An estimated 1800 were killed.",
        "1800 were hurt.",
        "Shells killed 2000 in the town.",
        "As many as 1900 may be missing.",
    ] {
        check("2024-03-05", text, &[]);
    }
    check("2024-03-05", "It had begun in 2000.", &["2000 = 2000"]);
    check("2024-03-05", "By the end of 2015 people had fled.", &["the end of 2015 = 2015 END"]);
    check("2024-03-05", "Sales for 1988 were low.", &["1988 = 1988"]);
    check("2024-03-05", "2013 and 2014 were dry.", &["2013 = 2013", "2014 = 2014"]);
}

#[test]
fn earlier_and_later_are_told_from_the_writing() {
    check("2024-12-10", "Nine were killed earlier this year.", &["earlier this year = 2024 START"]);
    let days = |from: (i8, i8), to: (i8, i8)| {
        LocalInterval::days(date(2024, from.0, from.1), date(2024, to.0, to.1))
    };
    assert_eq!(interval("2024-12-10", "Nine were killed earlier this year."), days((1, 1), (11, 10)));
    assert_eq!(interval("2024-03-05", "It will open later this month."), days((3, 6), (3, 31)));
    // 2024-03-16 is a Saturday.
    let counted = "Three people were killed in the last week.";
    check("2024-03-16", counted, &["the last week = 2024-W10"]);
    assert_eq!(interval("2024-03-16", counted), days((3, 9), (3, 16)));
    assert_eq!(interval("2024-03-16", "Three people were killed last week."), days((3, 4), (3, 10)));
}

#[test]
fn words_that_lead_to_a_time_do_not_pile_up() {
    let text = |lead: &str| format!("It hit {}Monday.", lead.repeat(20_000));
    let started = std::time::Instant::now();
    check("2024-03-05", &text("around "), &["Monday = 2024-03-04"]);
    check("2024-03-05", &text("earlier "), &["Monday = 2024-03-04"]);
    check("2024-03-05", &text("later "), &["Monday = 2024-03-04"]);
    check("2024-03-05", &text("the week of "), &["Monday = 2024-03-04"]);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn what_was_to_come_lies_on_either_side_of_the_writing() {
    // A Tuesday.
    let tuesday = "2024-03-05";
    check(tuesday, "He was due to meet them on Monday.", &["Monday = 2024-03-04"]);
    check(tuesday, "They said that they would meet on Friday.", &["Friday = 2024-03-08"]);
    check(tuesday, "The clinic was to reopen in February.", &["February = 2024-02"]);
    check(tuesday, "His speech on Monday will be discussed.", &["Monday = 2024-03-04"]);
    check(tuesday, "On Monday, they will vote.", &["Monday = 2024-03-11"]);
    check(tuesday, "Once it opens on Monday, they will leave.", &["Monday = 2024-03-11"]);
    check(tuesday, "He toured the valley ahead of the vote on Friday.", &["Friday = 2024-03-08"]);
    check(tuesday, "He toured the valley ahead of Friday's vote.", &["Friday = 2024-03-08"]);
    check(tuesday, "It was told well ahead of the vote on Friday.", &["Friday = 2024-03-08"]);
    check(tuesday, "The party finished ahead of the others in Friday's vote.", &["Friday = 2024-03-01"]);
    check(tuesday, "She came out ahead of her rival on Friday.", &["Friday = 2024-03-01"]);
    check(tuesday, "He will speak at Friday's hearing.", &["Friday = 2024-03-08"]);
    check(tuesday, "He will appeal Friday's ruling.", &["Friday = 2024-03-01"]);
    check(tuesday, "They are likely to meet on Monday.", &["Monday = 2024-03-11"]);
}

#[test]
fn the_previous_weekday_lies_before_the_day_told_of() {
    check(
        "2024-03-05",
        "A bridge fell on Friday.\nThe previous Friday it had rained.",
        &["Friday = 2024-03-01", "The previous Friday = 2024-02-23"],
    );
}

#[test]
fn years_of_things_that_are_known() {
    check("2024-03-05", "They led the 2016 campaigns.", &["2016 = 2016"]);
    check("2024-03-05", "They fed the 1945 villagers.", &[]);
    check("2024-03-05", "They sold 2016 cows.", &[]);
    check("2024-03-05", "Seen at 1924 16.05.2017 there.", &["16.05.2017 = 2017-05-16"]);
}

#[test]
fn stretches_around_what_is_told() {
    check("2024-03-05", "It burned over the weekend in the valley.", &["the weekend = 2024-W09-WE"]);
    check("2021-06-28", "They have fought since the spring.", &["the spring = 2021-SP"]);
    check("2021-06-28", "She had a summer job in the spring fair.", &[]);
    check("2021-06-28", "They fled in the fall of the town.", &[]);
    check("2021-06-28", "It stays shut until the fall.", &["the fall = 2021-FA"]);
    check("2021-06-28", "The worker was injured in the fall and died.", &[]);
    check("2021-06-28", "He broke his neck in the fall, police said.", &[]);
    check("2024-03-05", "It broke the eight-month-old truce.", &["eight-month-old = P8M"]);
    check("2024-03-05", "They held her six-month-old son.", &[]);
    check("2024-03-05", "An 18-month-old drowned in a pool.", &[]);
    check("2024-03-05", "An 18-month-old died in a pool.", &[]);
}

#[test]
fn rates_and_titles_are_no_times() {
    check("2024-03-05", "They do hundreds of interviews a day.", &[]);
    check("2024-03-05", "It costs five million a year.", &[]);
    check("2024-03-05", "It lasts a day.", &["a day = P1D"]);
    check("2024-03-05", "He faces a year in prison.", &["a year = P1Y"]);
    check("2024-03-05", "Monday marks a year since the blast.", &["Monday = 2024-03-04", "a year = P1Y"]);
    check("2024-03-05", "The army says a week of fighting has killed 200.", &["a week = P1W"]);
    check("2024-03-05", "He told ''60 Minutes'' so.", &[]);
    check("2024-03-05", "He told the Daily News so.", &[]);
}
