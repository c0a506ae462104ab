//! Known countries and actors are shown to the network under other names, so that nothing it says hangs on who they are.

use std::ops::Range;

use annals_encoder::StandIn;
use annals_types::{Layers, Span};

use crate::{
    Knowledge,
    knowledge::{
        fold::{self, Word},
        stand_ins::NameKind,
    },
};

/// The stand-ins of the known names in the sentences of `layers`, which are those of `text`.
pub fn stand_ins<'a>(text: &str, layers: &Layers, knowledge: &'a Knowledge) -> Vec<StandIn<'a>> {
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
            if let (Some(words), Some(read_as)) = (tokens(text, layers, span), knowledge.stand_ins.get(kind))
            {
                found.push(StandIn { words, read_as });
            }
            at += count;
        }
    }
    found
}

/// What kind of known name begins `words`, and how many words it takes. A country comes first: "Peruvian army" keeps its second
/// word, whether or not that army has a row of its own.
fn name_at(words: &[Word], knowledge: &Knowledge) -> Option<(NameKind, usize)> {
    let countries = knowledge.actors.countries();
    if let Some((country, count)) = countries.demonym(words) {
        let last = &words[count - 1];
        let plural = last.folded.ends_with('s') && !last.all_capital && !country.adjective().ends_with('s');
        return Some((if plural { NameKind::People } else { NameKind::Adjective }, count));
    }
    if let Some((_, count)) = countries.named(words) {
        return Some((NameKind::Country, count));
    }
    let found = knowledge.actors.find(words)?;
    Some((NameKind::of(found.actor.kind)?, found.words))
}

/// The tokens that `span` is made of, with the stop of "U.S."; none where it ends inside of one.
fn tokens(text: &str, layers: &Layers, span: Span) -> Option<Range<usize>> {
    let first = layers.tokens.partition_point(|token| token.span.end() <= span.start());
    let after = layers.tokens.partition_point(|token| token.span.start() < span.end());
    let last = layers.tokens.get(after.checked_sub(1)?)?;
    let rest = Span::new(span.end().min(last.span.end()), last.span.end()).of(text);
    let whole = layers.tokens.get(first)?.span.start() == span.start() && matches!(rest, "" | ".");
    (whole && first < after).then_some(first..after)
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
            .map(|name| (words[name.words].join(" "), name.read_as))
            .collect();
        let expect: Vec<(String, &str)> =
            expect.iter().map(|(name, as_)| ((*name).to_owned(), *as_)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn countries_keep_what_follows() {
        check(
            "The Peruvian army and Peru's president met Bolivians.",
            &[("Peruvian", "Chilean"), ("Peru", "Chile"), ("Bolivians", "Chileans")],
        );
        check("U.S. jets left.", &[("U.S.", "Chilean")]);
    }

    #[test]
    fn actors_by_their_kind() {
        check(
            "The Pentagon told Reuters that Boko Haram attacked UNHCR staff.",
            &[("Pentagon", "NATO"), ("Reuters", "Reuters"), ("Boko Haram", "Taliban"), ("UNHCR", "Unicef")],
        );
    }

    #[test]
    fn others_are_read_as_they_are() {
        check("The mayor of Springfield, Jane Doe, told us that the turkey was cold.", &[]);
    }
}
