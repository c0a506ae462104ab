//! Labels words: sentences and tokens, names, triggers and their arguments, who says what, figures.
//!
//! The network of `annals-encoder` reads the sentences, known names under stand-ins ([`veil`]) and long reports in [`stretches`]. The modules
//! here turn what it says of words into layers, each layer in a module of its own over one [`view::View`], whose sentences are
//! [`line::Line`]s: [`syntax`] the parse, [`entities`] the names, [`triggers`] the words for what happened with their [`arguments`], [`attributions`]
//! who says what, [`quantities`] the figures. [`events`] reads event mentions apart from all that.
//!
//! Figures take most of it. [`figures`] is the grammar of phrases that count people, [`number`] that of numbers; [`mistaken`] tells what was marked
//! and counts nobody. What the network passes over is added: by [`joined`], [`shares`], [`gapping`], [`multiples`], [`own_hand`], [`deaths`], [`counts`] of
//! incidents, and [`aboard`]. [`died_there`] and [`passed`] say what befell people and how many they are at least; [`victims`] looks at the
//! figures of the whole report, [`former`] marks those that were given before. Words of the domain come from `knowledge/`.
//!
//! Where no word and no figure of a whole report is a sure one, it tells of no incident: [`evidence`] then empties these layers.

mod aboard;
mod arguments;
mod attributions;
mod counts;
mod deaths;
mod died_there;
mod entities;
pub mod events;
mod evidence;
mod figures;
mod former;
pub mod gapping;
mod joined;
mod line;
mod mistaken;
mod multiples;
mod number;
mod own_hand;
mod passed;
mod quantities;
mod shares;
mod stretches;
mod syntax;
#[cfg(test)]
mod tests;
mod triggers;
mod veil;
pub(crate) mod victims;
mod view;

use annals_encoder::{Encoder, Error, Words, repair, split};
use annals_types::{Layers, Segment};

use crate::Knowledge;
use evidence::Evidence;
use line::{Line, Name};
use view::View;

pub(crate) use number::{OLDEST, is_ordinal, unit as number_word};
pub(crate) use shares::{follows_of_whom, is_among};
pub(crate) use view::FARTHEST;

/// Most tokens of one report that the network reads: those of a book. The rest is only cut into sentences.
const MOST_TOKENS: usize = 100_000;

/// What was read, and what stayed unread.
#[derive(Debug, Default)]
pub struct Annotated {
    /// The layers of the told segments.
    pub layers: Layers,
    /// How many tokens at the end were too many to be read; mostly none.
    pub unread: usize,
}

/// The layers of the told segments of `text`.
pub fn annotate(
    text: &str,
    segments: &[Segment],
    encoder: &Encoder,
    knowledge: &Knowledge,
) -> Result<Annotated, Error> {
    let mut found = Annotated::default();
    let mut evidence = Evidence::default();
    for stretch in stretches::stretches(&split::split(text, segments)) {
        let is_read = found.unread == 0 && found.layers.tokens.len() + stretch.tokens.len() <= MOST_TOKENS;
        let layers = if is_read {
            let (layers, seen) = read(text, stretch, encoder, knowledge)?;
            evidence = evidence.and(seen);
            layers
        } else {
            found.unread += stretch.tokens.len();
            stretch
        };
        stretches::append(&mut found.layers, layers);
    }
    if !evidence.tells_of_something() {
        evidence::clear(&mut found.layers);
    }
    Ok(found)
}

/// Fills in the layers of the sentences in `layers`, and says what in them speaks for incidents.
fn read(
    text: &str,
    mut layers: Layers,
    encoder: &Encoder,
    knowledge: &Knowledge,
) -> Result<(Layers, Evidence), Error> {
    let stand_ins = veil::stand_ins(text, &layers, knowledge);
    let names: Vec<Name> =
        stand_ins.iter().map(|(kind, name)| Name { tokens: name.words.clone(), kind: *kind }).collect();
    let stand_ins = stand_ins.into_iter().map(|(_, name)| name).collect();
    let mut labels = encoder.label(&Words { stand_ins, ..Words::of(text, &layers) })?;
    repair::sentences(&mut layers, &mut labels);
    syntax::attach(&mut layers, &labels);
    let lines: Vec<Line> =
        layers.sentences.iter().map(|sentence| Line::new(text, &layers, sentence, &names)).collect();
    let view = View { layers: &layers, lines: &lines, labels: &labels };
    let triggers = triggers::triggers(&view, knowledge);
    let arguments = arguments::arguments(&view, &triggers);
    let entities = entities::entities(&view, &knowledge.names);
    let toponyms = entities::toponyms(&view);
    let attributions = attributions::attributions(text, &view, knowledge);
    let mut quantities = quantities::quantities(&view, &knowledge.casualties);
    quantities.retain(|quantity| !mistaken::is_speaker(quantity, &attributions));
    aboard::everybody(&view, &mut quantities, &knowledge.casualties);
    quantities.retain(|quantity| !mistaken::counts_incidents(&view, quantity, &triggers));
    quantities.extend(joined::more(&view, &quantities, &knowledge.casualties));
    quantities.extend(gapping::more(&view, &quantities));
    quantities.extend(multiples::multiples(&view, &quantities, &triggers, &knowledge.casualties));
    deaths::spare_the_shot(text, &view, &mut quantities, &knowledge.casualties);
    quantities.retain(|quantity| !deaths::is_natural(&view, quantity, &triggers, &knowledge.casualties));
    quantities.extend(deaths::deaths(&view, &quantities, &entities, &triggers, &knowledge.casualties));
    quantities.extend(deaths::harms(&view, &quantities, &entities, &knowledge.casualties));
    victims::settle(text, &lines, &mut quantities, &knowledge.casualties);
    quantities.extend(own_hand::also_themselves(&view, &quantities, knowledge));
    quantities.extend(counts::counts(&view, &triggers, knowledge));
    former::mark(&view, &mut quantities, &knowledge.telling, &knowledge.casualties);
    quantities.sort_by_key(|quantity| (quantity.figure, quantity.role));
    let known = names.iter().filter_map(|name| view.span(&name.tokens)).collect();
    let quantity_roles =
        quantities.iter().map(|quantity| view.roles("figure_role", quantity.figure)).collect();
    let evidence = Evidence::of(&view, &triggers, &quantities, knowledge);
    let layers = Layers {
        known,
        entities,
        toponyms,
        triggers,
        arguments,
        attributions,
        quantities,
        quantity_roles,
        ..layers
    };
    Ok((layers, evidence))
}
