//! Outcomes as bytes, for those who keep what the network said longer than a run.

use std::fmt;

use crate::network::{Matrix, Outcome};

/// Where outcomes are kept beyond the memory of one encoder, by the key of their window. An encoder asks before it runs its
/// network and gives what the network then said; what a store loses is computed again.
///
/// Keys hold nothing of the model: a store is for one model only.
pub trait Store: fmt::Debug + Send + Sync {
    /// The bytes that were given under this key, all of them and as they were, or nothing.
    fn get(&self, key: u128) -> Option<Vec<u8>>;
    /// Keeps `outcome`, or not.
    fn put(&self, key: u128, outcome: &[u8]);
}

/// A matrix that an outcome may lack and does.
const ABSENT: u32 = u32::MAX;

/// Which matrices stand in which order: another number with each change, so that what was kept before is not misread.
const LAYOUT: u32 = 2;

/// The layout, then the matrices of `outcome` one after the other, each as its width and its count of values (`u32`) and the values (`f32`), all
/// little-endian: labels, arcs, relations of and to, arguments of and to, senses, events, the window's row, then the links.
pub fn pack(outcome: &Outcome) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(outcome.bytes() + 1024);
    bytes.extend(LAYOUT.to_le_bytes());
    let (relation, argument) = (outcome.relation.as_ref(), outcome.argument.as_ref());
    let window = Matrix::new(outcome.window.len(), outcome.window.clone());
    let alone = [
        Some(&outcome.labels),
        outcome.heads.as_ref(),
        relation.map(|(of, _)| of),
        relation.map(|(_, to)| to),
        argument.map(|(of, _)| of),
        argument.map(|(_, to)| to),
        outcome.sense.as_ref(),
        outcome.event.as_ref(),
        Some(&window),
    ];
    for matrix in alone.into_iter().chain(outcome.links.iter().map(Some)) {
        let Some(matrix) = matrix else {
            bytes.extend(ABSENT.to_le_bytes());
            continue;
        };
        // No window has rows or columns beyond a few thousand.
        bytes.extend((matrix.width() as u32).to_le_bytes());
        bytes.extend((matrix.values().len() as u32).to_le_bytes());
        bytes.extend(matrix.values().iter().flat_map(|value| value.to_le_bytes()));
    }
    bytes
}

/// The outcome that [`pack`] wrote; nothing where the bytes are of no outcome, or of another layout.
pub fn unpack(bytes: &[u8]) -> Option<Outcome> {
    let mut rest = bytes;
    if number(&mut rest)? != LAYOUT {
        return None;
    }
    let labels = matrix(&mut rest)??;
    let heads = matrix(&mut rest)?;
    let relation = matrix(&mut rest)?.zip(matrix(&mut rest)?);
    let argument = matrix(&mut rest)?.zip(matrix(&mut rest)?);
    let sense = matrix(&mut rest)?;
    let event = matrix(&mut rest)?;
    let window = matrix(&mut rest)??.into_values();
    let mut links = Vec::new();
    while !rest.is_empty() {
        links.push(matrix(&mut rest)??);
    }
    Some(Outcome { labels, heads, relation, argument, links, window, sense, event })
}

/// The next matrix of `rest`: outside nothing where the bytes end too early, inside where it is absent.
#[expect(
    clippy::option_option,
    reason = "the two tell apart bytes that end too early and a matrix that is absent"
)]
fn matrix(rest: &mut &[u8]) -> Option<Option<Matrix>> {
    let width = number(rest)?;
    if width == ABSENT {
        return Some(None);
    }
    let count = number(rest)? as usize;
    let (values, after) = rest.split_at_checked(count.checked_mul(size_of::<f32>())?)?;
    *rest = after;
    let (values, _) = values.as_chunks();
    Some(Some(Matrix::new(width as usize, values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())))
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (bytes, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn a_matrix() -> impl Strategy<Value = Matrix> {
        (1_usize..4, prop::collection::vec(-9.0_f32..9.0, 0..12))
            .prop_map(|(width, values)| Matrix::new(width, values))
    }

    fn an_outcome() -> impl Strategy<Value = Outcome> {
        let pair = || prop::option::of((a_matrix(), a_matrix()));
        let alone = || prop::option::of(a_matrix());
        let links = prop::collection::vec(a_matrix(), 0..3);
        let window = prop::collection::vec(-9.0_f32..9.0, 0..4);
        (a_matrix(), alone(), pair(), pair(), links, window, alone(), alone()).prop_map(
            |(labels, heads, relation, argument, links, window, sense, event)| Outcome {
                labels,
                heads,
                relation,
                argument,
                links,
                window,
                sense,
                event,
            },
        )
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_back(outcome in an_outcome()) {
            prop_assert_eq!(unpack(&pack(&outcome)), Some(outcome));
        }

        #[test]
        fn any_bytes_are_an_outcome_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack(&bytes);
        }

        #[test]
        fn bytes_that_end_too_early_are_nothing(outcome in an_outcome(), cut in 1_usize..4) {
            let bytes = pack(&outcome);
            prop_assert_eq!(unpack(&bytes[..bytes.len() - cut]), None);
        }
    }
}
