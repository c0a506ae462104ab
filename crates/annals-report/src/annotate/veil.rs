//! Known countries and actors are shown to the network under other names, so that nothing it says hangs on who they are.

use annals_encoder::StandIn;
use annals_types::{Layers, Span};

use crate::{
    Knowledge,
    knowledge::{
        fold::{self, Word},
        stand_ins::{NameKind, StandIns},
    },
};

/// The stand-ins of the known names in the sentences of `layers`, which are those of `text`, with what kind of name each is.
pub fn stand_ins<'a>(text: &str, layers: &Layers, knowledge: &'a Knowledge) -> Vec<(NameKind, StandIn<'a>)> {
    let mut found = Vec::new();
    for sentence in &layers.sentences {
        let words = fold::words(text, sentence.span);
        let mut at = 0;
        while at < words.len() {
            let Some((kind, count)) = name_at(&words[at..], knowledge) else {
                at += 1;
                continue;
            };
            let span = words[at].span.cover(words[at + count - 1].span);
            found.extend(
                stand_in(text, layers, span, kind, &knowledge.stand_ins).map(|stand_in| (kind, stand_in)),
            );
            at += count;
        }
    }
    found
}

/// What kind of known name begins `words`, and how many words it takes. "Peruvian army" is one name, whether or not that army has
/// a row of its own; "Peruvian soldiers" are people of that country.
fn name_at(words: &[Word], knowledge: &Knowledge) -> Option<(NameKind, usize)> {
    let actors = &knowledge.actors;
    let country = country_at(words, knowledge);
    let after_country =
        |count: usize| country.map_or(&words[..0], |(_, taken)| &words[taken.min(count)..count]);
    let body = actors.compose(words).filter(|found| knowledge.stand_ins.is_body(after_country(found.words)));
    // "Palestinian Authority", "Saudi-led coalition": rows whose names begin with a country name one actor, not the country.
    let named = actors.find(words).filter(|found| country.is_none_or(|(_, taken)| found.words > taken));
    let actor = [named, body].into_iter().flatten().max_by_key(|found| found.words);
    actor.and_then(|found| Some((NameKind::of(found.actor.kind)?, found.words))).or(country)
}

fn country_at(words: &[Word], knowledge: &Knowledge) -> Option<(NameKind, usize)> {
    let countries = knowledge.actors.countries();
    let named = countries.named(words).map(|(_, count)| (NameKind::Country, count));
    // "The US launched": the name, where "US strikes" has the adjective.
    let noun = |count: usize| {
        knowledge.place_words.is_noun_use(words, count) && knowledge.actors.compose(words).is_none()
    };
    let adjective = countries.demonym(words).filter(|&(_, count)| {
        named.is_none_or(|(_, longest)| longest < count || longest == count && !noun(count))
    });
    if let Some((country, count)) = adjective {
        let last = &words[count - 1];
        let plural = last.folded.ends_with('s') && !last.all_capital && !country.adjective().ends_with('s');
        return Some((if plural { NameKind::People } else { NameKind::Adjective }, count));
    }
    named
}

/// The stand-in of the name at `span`: for its tokens with the stop of "U.S." and the prefix of "anti-U.S."; none where it begins or
/// ends otherwise inside of a token.
fn stand_in<'a>(
    text: &str,
    layers: &Layers,
    span: Span,
    kind: NameKind,
    stand_ins: &'a StandIns,
) -> Option<StandIn<'a>> {
    let first = layers.tokens.partition_point(|token| token.span.end() <= span.start());
    let after = layers.tokens.partition_point(|token| token.span.start() < span.end());
    let last = layers.tokens.get(after.checked_sub(1)?)?;
    let rest = Span::new(span.end().min(last.span.end()), last.span.end()).of(text);
    let begins = layers.tokens.get(first)?.span.start().min(span.start());
    let read_as = match Span::new(begins, span.start()).of(text) {
        "" => stand_ins.get(kind)?,
        before => stand_ins.prefixed(kind, before.strip_suffix('-')?)?,
    };
    (matches!(rest, "" | ".") && first < after).then_some(StandIn { words: first..after, read_as })
}

#[cfg(test)]
mod tests {
    use annals_encoder::{Words, split};
    use annals_types::{Segment, segment::SegmentKind};

    use super::*;

    /// Checks which tokens of `text` are read as what.
    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let knowledge = Knowledge::shipped().unwrap();
        let body = Segment { kind: SegmentKind::Body, span: Span::at(0, text.len()), why: String::new() };
        let layers = split::split(text, &[body]);
        let words = Words::of(text, &layers).words;
        let found: Vec<(String, &str)> = stand_ins(text, &layers, &knowledge)
            .into_iter()
            .map(|(_, name)| (words[name.words].join(" "), name.read_as))
            .collect();
        let expect: Vec<(String, &str)> =
            expect.iter().map(|(name, as_)| ((*name).to_owned(), *as_)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn countries_keep_what_follows() {
        check(
            "Peruvian soldiers and Peru's president met Bolivians.",
            &[("Peruvian", "Chilean"), ("Peru", "Chile"), ("Bolivians", "Chileans")],
        );
        check("U.S. jets left.", &[("U.S.", "Chilean")]);
        check(
            "The Peruvian army and Peru's government met.",
            &[("Peruvian army", "NATO"), ("Peru 's government", "Kremlin")],
        );
        check(
            "The Palestinian Authority and Peruvian officials met.",
            &[("Palestinian Authority", "Kremlin"), ("Peruvian", "Chilean")],
        );
    }

    #[test]
    fn a_name_with_the_form_of_its_adjective_is_what_its_place_makes_it() {
        check("The US launched a strike.", &[("US", "Chile")]);
        check("US strikes hit a camp in the U.S., police said.", &[("US", "Chilean"), ("U.S.", "Chile")]);
        check("A UK-based group and US officials met.", &[("UK", "Chilean"), ("US", "Chilean")]);
    }

    #[test]
    fn a_body_is_one_whatever_its_country() {
        for country in ["Syrian", "Peruvian", "Russian"] {
            for body in ["Arab Army", "regime forces", "Aerospace Forces", "government forces"] {
                check(&format!("A {country} {body} jet fell."), &[(&format!("{country} {body}"), "NATO")]);
            }
        }
    }

    #[test]
    fn acronyms_side_by_side_are_known() {
        check(
            "The BBC TV channel named Daesh, ISIL IS.",
            &[("BBC", "Reuters"), ("Daesh", "Taliban"), ("ISIL", "Taliban"), ("IS", "Taliban")],
        );
    }

    #[test]
    fn actors_by_their_kind() {
        check(
            "The Pentagon told Reuters that Boko Haram attacked UNHCR staff.",
            &[("Pentagon", "NATO"), ("Reuters", "Reuters"), ("Boko Haram", "Taliban"), ("UNHCR", "Unicef")],
        );
        check(
            "The White House and the Irish Republican Army spoke to the Kurdistan Regional Government.",
            &[
                ("White House", "Kremlin"),
                ("Irish Republican Army", "Taliban"),
                ("Kurdistan Regional Government", "Kremlin"),
            ],
        );
    }

    #[test]
    fn within_a_word() {
        check(
            "An ISIS-held town, an anti-ISIS network and UN-backed talks.",
            &[("ISIS", "Taliban"), ("anti-ISIS", "anti-Taliban"), ("UN", "Unicef")],
        );
        check("The anti-aircraft gun of a pro-government group.", &[]);
    }

    #[test]
    fn others_are_read_as_they_are() {
        check("The mayor of Springfield, Jane Doe, told us that the turkey was cold.", &[]);
    }
}
