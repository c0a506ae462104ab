//! Why two belong together or not, for a terminal: the terms as bars that add up.

use annals_types::{
    Why,
    account::Term,
    why::{PairEntry, TellingEntry},
};

use super::{ALERT, FIGURE, LABEL, PLAIN, QUIET, QUOTE_LENGTH, Rich, TITLE, TextOptions, Writer, quoted};
use crate::{
    sanitize::shorten,
    words::{self, many},
};

const INDENT: usize = 2;
const COLUMN: usize = 12;

/// Most columns of a bar to either side.
const BAR: usize = 14;

/// Most further pairs that are listed.
const MOST_PAIRS: usize = 12;

/// Why two reports or incidents belong together or not.
pub fn why(why: &Why, options: &TextOptions) -> String {
    let mut page = Writer::new(options.width.max(TextOptions::MIN_WIDTH), options.color);
    for side in [&why.left, &why.right] {
        page.paragraph(0, &Rich::styled(TITLE, &shorten(&words::why::side(side), super::TITLE_LENGTH)));
    }
    page.blank();
    page.paragraph(0, &Rich::plain(&why.because));
    if let Some((best, others)) = why.pairs.split_first() {
        pair(&mut page, best);
        further(&mut page, others, why.further as usize);
    }
    page.finish()
}

fn pair(page: &mut Writer, pair: &PairEntry) {
    page.blank();
    for side in [&pair.left, &pair.right] {
        telling(page, side);
    }
    page.blank();
    bars(page, &pair.terms);
    let sum = format!("{:+7.2}", pair.score);
    page.hang(
        INDENT,
        &Rich::styled(FIGURE, &sum),
        9,
        &Rich::styled(FIGURE, "sum, log-odds that both tell of one incident"),
    );
    if let Some(veto) = &pair.veto {
        page.hang(INDENT, &Rich::styled(ALERT, "   veto"), 9, &Rich::styled(ALERT, veto));
    }
}

fn telling(page: &mut Writer, side: &TellingEntry) {
    let words = side.words.as_ref().map_or("", |words| words.quote.as_str());
    let mut body = Rich::plain(&format!("{}: ", side.outlet));
    body.push(QUIET, &shorten(&quoted(words), QUOTE_LENGTH / 2));
    page.hang(INDENT, &Rich::styled(LABEL, words::why::telling(side)), COLUMN, &body);
}

/// A line a term: its weight, a bar to the left (against) or right (for) of an axis, what was compared.
fn bars(page: &mut Writer, terms: &[Term]) {
    let half = if page.width() < 70 { BAR / 2 } else { BAR };
    let heaviest = terms.iter().map(|term| term.weight.abs()).fold(1.0, f64::max);
    for term in terms {
        let length = ((term.weight.abs() / heaviest * half as f64).round() as usize).min(half);
        let (against, of) = if term.weight < 0.0 { (length, 0) } else { (0, length) };
        let bar = format!(
            "{}{}│{}{}",
            " ".repeat(half - against),
            "█".repeat(against),
            "█".repeat(of),
            " ".repeat(half - of)
        );
        let label = format!("{:+7.2}  {bar} ", term.weight);
        let style = if term.weight == 0.0 { QUIET } else { PLAIN };
        page.hang(
            INDENT,
            &Rich::styled(QUIET, &label),
            10 + 2 * half + 2,
            &Rich::styled(style, &term.feature),
        );
    }
}

/// The other pairs of mentions, a line each.
fn further(page: &mut Writer, pairs: &[PairEntry], not_explained: usize) {
    if pairs.is_empty() {
        return;
    }
    page.blank();
    page.paragraph(
        0,
        &Rich::styled(TITLE, &many(pairs.len() + not_explained, "further pair", "further pairs")),
    );
    for pair in pairs.iter().take(MOST_PAIRS) {
        let words = |side: &TellingEntry| {
            shorten(side.words.as_ref().map_or("", |words| words.quote.as_str()), 60).into_owned()
        };
        let mut body = Rich::plain(&format!("“{}” and “{}”", words(&pair.left), words(&pair.right)));
        match (&pair.veto, pair.together) {
            (_, true) => body.push(QUIET, ", together"),
            (Some(veto), false) => body.push(ALERT, &format!(", {veto}")),
            (None, false) => body.push(QUIET, ", apart"),
        };
        page.hang(INDENT, &Rich::styled(QUIET, &format!("{:+7.2}", pair.score)), 9, &body);
    }
    let more = (pairs.len() + not_explained).saturating_sub(MOST_PAIRS);
    if more > 0 {
        page.paragraph(INDENT, &Rich::styled(QUIET, &format!("and {more} more")));
    }
}
