//! Hashes of word shingles, and the agency that a text is credited to, for the recognition of copies.

use annals_types::{Segment, Span, mention::ActorKind, reading::Fingerprint, segment::SegmentKind};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use annals_encoder::split::tokens::norm;

use crate::{
    knowledge::{actors::Actors, cleaning::Cleaning, fold},
    resolve::actor,
};

/// Words in a shingle. Five are rarely shared by chance between two texts, and survive the small changes of reprints
/// (Broder 1997 takes four to ten).
const WIDTH: usize = 5;

/// Seed of the hashes; part of what readings keep, so it never changes.
const SEED: u64 = 0x616e_6e61_6c73_0001;

/// The fingerprint of the told segments of `text`. Case, quotes, dashes and all punctuation do not count.
pub fn fingerprint(text: &str, segments: &[Segment]) -> Fingerprint {
    let mut words = Vec::new();
    for segment in segments.iter().filter(|segment| segment.kind.is_told()) {
        add_words(text, segment.span, &mut words);
    }
    let normal: Vec<String> = words.iter().map(|span| norm(span.of(text))).collect();
    let shingles =
        normal.windows(WIDTH).map(|shingle| xxh3_64_with_seed(shingle.join(" ").as_bytes(), SEED)).collect();
    Fingerprint { width: WIDTH as u32, shingles, words, agency: None, outlet: None, house: None }
}

/// Appends the runs of letters and digits in `stretch`.
fn add_words(text: &str, stretch: Span, words: &mut Vec<Span>) {
    let part = stretch.of(text);
    let mut start = None;
    for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                words.push(Span::at(stretch.start() as usize + first, at - first));
                start = None;
            }
            _ => {}
        }
    }
}

/// A date line stands within so many bytes of the beginning of the told text.
const DATE_LINE: usize = 240;

/// A credit line holds at most so many words beside the name: "Source: Reuters", "By The Associated Press".
const BESIDE: usize = 2;

/// The outlet that `text` is credited to in its date line, as in `DORF (AP) -`, or in a line of its own. Where several share the
/// brackets (`KXXX/AP`) a newsroom added to it, and nobody is named.
pub fn agency(text: &str, segments: &[Segment], actors: &Actors, cleaning: &Cleaning) -> Option<String> {
    let mut openings = segments
        .iter()
        .filter(|segment| matches!(segment.kind, SegmentKind::Dateline | SegmentKind::Body))
        .map(|segment| segment.span);
    let in_date_line = openings.by_ref().take(2).find_map(|span| {
        let part = span.of(text);
        let end = part.floor_char_boundary(DATE_LINE.min(part.len()));
        bracketed(&part[..end]).and_then(|name| outlet(name, 0, actors, cleaning))
    });
    in_date_line.or_else(|| {
        let lines = segments
            .iter()
            .filter(|segment| matches!(segment.kind, SegmentKind::Credit | SegmentKind::Byline));
        lines
            .flat_map(|segment| segment.span.of(text).lines())
            .find_map(|line| outlet(line, BESIDE, actors, cleaning))
    })
}

/// The known outlet of a declared name.
pub fn published_by(name: Option<&str>, actors: &Actors, cleaning: &Cleaning) -> Option<String> {
    outlet(name?, 0, actors, cleaning)
}

/// The words of a declared name of an outlet, as they tell a speaker of that name; none where it has no words.
pub fn house(name: Option<&str>) -> Option<String> {
    let name = name?;
    let words = fold::words(name, Span::at(0, name.len()));
    Some(fold::join(actor::undetermined(&words))).filter(|house| !house.is_empty())
}

/// What stands in the first brackets that a dash follows.
fn bracketed(opening: &str) -> Option<&str> {
    let (_, rest) = opening.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let dashed = after.trim_start_matches(' ').starts_with(['-', '–', '—']);
    (dashed && !name.contains('/')).then_some(name)
}

/// The outlet that `line` names with at most `beside` words beside it, before the name. Other words than those that lead to who wrote
/// the text may credit a picture: "Photo: Reuters".
fn outlet(line: &str, beside: usize, actors: &Actors, cleaning: &Cleaning) -> Option<String> {
    let words = fold::words(line, Span::at(0, line.len()));
    let leads = words.iter().take_while(|word| cleaning.leads_to_author(&word.folded)).count();
    (0..=beside.min(leads).min(words.len().saturating_sub(1))).find_map(|start| {
        let found = actors.find(words.get(start..)?)?;
        let whole = start + found.words == words.len();
        (whole && found.actor.kind == ActorKind::Outlet).then_some(found.actor.id)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str, kind: SegmentKind) -> Fingerprint {
        fingerprint(text, &[Segment { kind, span: Span::at(0, text.len()), why: String::new() }])
    }

    #[test]
    fn typography_does_not_count() {
        let plain = of("\"We saw it,\" the driver said - twice.", SegmentKind::Body);
        let typeset = of("“WE SAW IT”, the driver said — twice", SegmentKind::Body);
        assert_eq!(plain.shingles, typeset.shingles);
        assert_eq!(plain.shingles.len(), 3);
        assert_eq!(plain.words.len(), 7);
    }

    #[test]
    fn the_agency_in_the_date_line_or_in_a_line_of_its_own_is_credited() {
        let knowledge = crate::Knowledge::shipped().unwrap();
        let body = |text: &str| {
            let segments =
                [Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() }];
            agency(text, &segments, &knowledge.actors, &knowledge.cleaning)
        };
        assert_eq!(body("DORF (AP) - A mill burned.").as_deref(), Some("outlet/ap"));
        assert_eq!(body("DORF, March 3 (Reuters) — A mill burned.").as_deref(), Some("outlet/reuters"));
        assert_eq!(body("DORF (KXXX/AP) - A mill burned."), None, "a newsroom has its part in it");
        assert_eq!(body("DORF (AP) asked the mayor."), None, "no date line");
        assert_eq!(body("A mill (old) - burned."), None);
        let published_by = |name: &str| published_by(Some(name), &knowledge.actors, &knowledge.cleaning);
        assert_eq!(published_by("SANA").as_deref(), Some("outlet/sana"));
        assert_eq!(published_by("SANA Weekly"), None);
        assert_eq!(house(Some("The Harar Times")), house(Some("harar times")));
        assert_eq!(house(Some(" - ")), None);
        let credit = |line: &str| {
            let segments =
                [Segment { kind: SegmentKind::Credit, span: Span::at(0, line.len()), why: String::new() }];
            agency(line, &segments, &knowledge.actors, &knowledge.cleaning)
        };
        assert_eq!(credit("Source: Agence France-Presse").as_deref(), Some("outlet/afp"));
        assert_eq!(credit("Source: Reuters").as_deref(), Some("outlet/reuters"));
        assert_eq!(credit("By The Associated Press").as_deref(), Some("outlet/ap"));
        assert_eq!(credit("Reuters").as_deref(), Some("outlet/reuters"));
        for picture in ["Photo: Reuters", "Photo by Reuters", "(Image via Reuters)", "Jane Doe/Reuters"] {
            assert_eq!(credit(picture), None, "{picture}");
        }
    }

    #[test]
    fn junk_has_no_fingerprint() {
        assert!(of("Sign up for our newsletter today", SegmentKind::Boilerplate).words.is_empty());
    }

    proptest! {
        #[test]
        fn any_brackets_are_survived(text in "\\PC{0,20}[()/é—-]{0,4}\\PC{0,20}") {
            let _ = bracketed(&text);
        }

        #[test]
        fn any_text_has_one(text in "\\PC{0,80}") {
            let fingerprint = of(&text, SegmentKind::Body);
            prop_assert_eq!(fingerprint.shingles.len(), (fingerprint.words.len() + 1).saturating_sub(WIDTH));
            prop_assert!(fingerprint.words.iter().all(|span| text.get(span.range()).is_some()));
        }
    }
}
