//! What the network said of windows that it has read, so that copies of a report cost little.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use xxhash_rust::xxh3::Xxh3;

use crate::network::{Input, Outcome};

/// The most memory that remembered windows take, in bytes; about a hundred windows.
const MOST_BYTES: usize = 64 << 20;

/// Outcomes by window, the oldest forgotten first. Shared between threads.
#[derive(Debug)]
pub struct Cache {
    kept: Mutex<Kept>,
    most_bytes: usize,
}

#[derive(Debug, Default)]
struct Kept {
    outcomes: HashMap<u128, Arc<Outcome>>,
    order: VecDeque<u128>,
    bytes: usize,
}

impl Default for Cache {
    fn default() -> Self {
        Self::with_bytes(MOST_BYTES)
    }
}

impl Cache {
    /// A cache that takes at most `most_bytes`; with 0 it keeps nothing.
    pub fn with_bytes(most_bytes: usize) -> Self {
        Self { kept: Mutex::default(), most_bytes }
    }

    /// What was said of the window with this key.
    pub fn get(&self, key: u128) -> Option<Arc<Outcome>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).outcomes.get(&key).cloned()
    }

    /// Remembers what was said, and forgets the oldest where there is no room.
    pub fn put(&self, key: u128, outcome: &Arc<Outcome>) {
        let size = outcome.bytes();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if size > self.most_bytes || kept.outcomes.contains_key(&key) {
            return;
        }
        while kept.bytes + size > self.most_bytes {
            let Some(oldest) = kept.order.pop_front() else { break };
            if let Some(gone) = kept.outcomes.remove(&oldest) {
                kept.bytes -= gone.bytes();
            }
        }
        kept.bytes += size;
        kept.order.push_back(key);
        kept.outcomes.insert(key, Arc::clone(outcome));
    }
}

/// The key of a window: 128 bits over all that the network reads of it. One encoder has one model, one cache and one store.
pub fn key(input: &Input) -> u128 {
    let mut hasher = Xxh3::new();
    for part in [&input.pieces, &input.shapes, &input.first] {
        hasher.update(&part.len().to_le_bytes());
        for number in part {
            hasher.update(&number.to_le_bytes());
        }
    }
    hasher.digest128()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Matrix;

    /// An outcome of 400 bytes.
    fn outcome() -> Arc<Outcome> {
        let labels = Matrix::new(10, vec![0.0; 100]);
        Arc::new(Outcome {
            labels,
            heads: None,
            relation: None,
            argument: None,
            links: Vec::new(),
            window: Vec::new(),
            sense: None,
            event: None,
        })
    }

    #[test]
    fn the_oldest_is_forgotten_first() {
        let cache = Cache::with_bytes(1000);
        for key in 0..3 {
            cache.put(key, &outcome());
        }
        assert!(cache.get(0).is_none());
        assert!(cache.get(1).is_some() && cache.get(2).is_some());
    }

    #[test]
    fn what_is_too_large_is_not_kept() {
        let cache = Cache::with_bytes(399);
        cache.put(0, &outcome());
        assert!(cache.get(0).is_none());
    }

    #[test]
    fn keys_tell_parts_apart() {
        let input = |pieces: &[i32], shapes: &[i32]| Input {
            pieces: pieces.to_vec(),
            shapes: shapes.to_vec(),
            first: Vec::new(),
        };
        assert_ne!(key(&input(&[1, 2], &[3])), key(&input(&[1], &[2, 3])));
        assert_eq!(key(&input(&[1, 2], &[3])), key(&input(&[1, 2], &[3])));
    }
}
