//! Times that describe a noun: "the May 5 bombing".

use annals_types::{Layers, Span};

use crate::{
    closed_classes::is_function,
    knowledge::fold::fold,
    resolve::time::{
        expression::{Expression, Said},
        words::Word,
    },
};

/// What is called by its day without an article: "after Friday prayers".
const CALLED_BY_THEIR_DAY: [&str; 4] = ["prayer", "prayers", "mass", "sermon"];

/// Whether `expression`, which says `said`, describes the noun after it: by the parse, and where there is none by the article before
/// it.
pub fn describes_a_noun(words: &[Word<'_>], expression: &Expression, said: &Said, layers: &Layers) -> bool {
    let Some(next) = words.get(expression.end) else { return false };
    if CALLED_BY_THEIR_DAY.contains(&next.norm.as_str()) {
        return true;
    }
    let Some(inside) = words.get(expression.start..expression.end) else { return false };
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return false };
    by_parse(first.span.cover(last.span), layers).unwrap_or_else(|| by_article(words, expression, said))
}

/// Whether a word of `expression` hangs on a noun after it; `None` where no network read it.
fn by_parse(expression: Span, layers: &Layers) -> Option<bool> {
    let tokens = &layers.tokens;
    let from = tokens.partition_point(|token| token.span.end() <= expression.start());
    let inside = tokens[from..].iter().take_while(|token| token.span.start() < expression.end());
    let mut found = None;
    for (token, head) in inside.filter_map(|token| Some((token, tokens.get(token.head? as usize)?))) {
        let relation = token.deprel.as_deref().and_then(|relation| relation.split(':').next());
        let describes = matches!(relation, Some("compound" | "nmod" | "nummod"));
        found = Some(found == Some(true) || describes && head.span.start() >= expression.end());
    }
    found
}

/// Whether a day stands between "the" and a word that can be a noun: "the May 5 bombing", "the Friday attack".
fn by_article(words: &[Word<'_>], expression: &Expression, said: &Said) -> bool {
    let is_the = |at: usize| words.get(at).is_some_and(|word| word.norm == "the");
    let article = is_the(expression.start) || expression.start.checked_sub(1).is_some_and(is_the);
    let is_noun =
        |next: &Word<'_>| next.text.starts_with(char::is_lowercase) && !is_function(&fold(&next.norm));
    let is_day = said.weekday.is_some() || said.month.is_some() && said.day.is_some();
    is_day && said.edge.is_none() && !said.week && article && words.get(expression.end).is_some_and(is_noun)
}

#[cfg(test)]
mod tests {
    use annals_types::layers::Token;

    use super::*;

    /// "After the May 5 march", where "May" hangs on the word of this index as `deprel`.
    #[track_caller]
    fn check(head: u32, deprel: &str, expected: Option<bool>) {
        let token = |start: usize, norm: &str, head: Option<u32>, deprel: &str| Token {
            span: Span::at(start, norm.len()),
            norm: norm.into(),
            upos: None,
            head,
            deprel: Some(deprel.into()),
        };
        let tokens = vec![
            token(0, "after", Some(4), "case"),
            token(6, "the", Some(4), "det"),
            token(10, "may", Some(head), deprel),
            token(14, "5", Some(2), "nummod"),
            token(16, "march", Some(4), "root"),
        ];
        let layers = Layers { tokens, ..Layers::default() };
        assert_eq!(by_parse(Span::new(10, 15), &layers), expected);
    }

    #[test]
    fn a_day_that_hangs_on_the_noun_after_it_describes_it() {
        check(4, "compound", Some(true));
        check(4, "nmod:unmarked", Some(true));
        check(4, "obl", Some(false));
        check(2, "root", Some(false));
        assert_eq!(by_parse(Span::new(10, 15), &Layers::default()), None);
    }
}
