//! [`Blocks`]: items of a collection by the keys that they hold.

/// Items by the keys that they hold, and keys by item. An item is told by its rank: `0..count`, in an order that the caller chooses.
#[derive(Debug)]
pub struct Blocks<W> {
    /// The holders of each key that several hold, ascending, key after key, with what the key is to each.
    holders: Vec<(u32, W)>,
    /// For each of `holders` where its block begins and ends.
    bounds: Vec<(u32, u32)>,
    /// The places in `holders` of each item, item after item.
    places: Vec<u32>,
    /// Where the places of each item begin; one more at the end.
    starts: Vec<u32>,
}

/// A key's hash, an item that holds it, and what the key is to it.
pub type Held<W> = (u64, u32, W);

impl<W: Copy> Blocks<W> {
    /// Of `count` items and what they hold, in any order. What one item holds twice counts once.
    pub fn of(count: usize, mut held: Vec<Held<W>>) -> Self {
        held.sort_by_key(|&(key, item, _)| (key, item));
        held.dedup_by_key(|&mut (key, item, _)| (key, item));
        let (mut holders, mut bounds) = (Vec::new(), Vec::new());
        for block in held.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1) {
            let start = holders.len() as u32;
            let end = start + block.len() as u32;
            holders.extend(block.iter().map(|&(_, item, weight)| (item, weight)));
            bounds.extend(block.iter().map(|_| (start, end)));
        }
        drop(held);
        let mut starts = vec![0; count + 1];
        for (item, _) in &holders {
            starts[*item as usize + 1] += 1;
        }
        for item in 0..count {
            starts[item + 1] += starts[item];
        }
        let (mut next, mut places) = (starts.clone(), vec![0; holders.len()]);
        for (place, (item, _)) in holders.iter().enumerate() {
            let next = &mut next[*item as usize];
            places[*next as usize] = place as u32;
            *next += 1;
        }
        Self { holders, bounds, places, starts }
    }

    /// The blocks that `item` stands in, each as all holders of one key, ascending, with its own place among them.
    pub fn of_item(&self, item: usize) -> impl Iterator<Item = (&[(u32, W)], usize)> {
        let places = &self.places[self.starts[item] as usize..self.starts[item + 1] as usize];
        places.iter().map(|&place| {
            let (start, end) = self.bounds[place as usize];
            (&self.holders[start as usize..end as usize], (place - start) as usize)
        })
    }
}

/// How much speaks for each of many items, summed up for one question after the other.
#[derive(Debug)]
pub struct Tally {
    /// By item; 0 where nothing was added.
    sums: Vec<f64>,
    /// The items with a sum.
    touched: Vec<u32>,
}

impl Tally {
    /// Of items `0..count`.
    pub fn of(count: usize) -> Self {
        Self { sums: vec![0.0; count], touched: Vec::new() }
    }

    /// Adds `weight`, which is above 0.
    pub fn add(&mut self, item: u32, weight: f64) {
        let sum = &mut self.sums[item as usize];
        if *sum == 0.0 {
            self.touched.push(item);
        }
        *sum += weight;
    }

    /// The `most` items with the highest sums among those that `counts` allows, of equals the first, in no order. The tally is empty
    /// afterwards.
    pub fn take_highest(&mut self, most: usize, counts: impl Fn(usize) -> bool) -> Vec<usize> {
        let sums = &mut self.sums;
        let taken =
            self.touched.drain(..).map(|item| (std::mem::take(&mut sums[item as usize]), item as usize));
        let mut taken: Vec<(f64, usize)> = taken.filter(|&(_, item)| counts(item)).collect();
        if taken.len() > most {
            taken.select_nth_unstable_by(most, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            taken.truncate(most);
        }
        taken.into_iter().map(|(_, item)| item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_finds_all_who_hold_what_it_holds() {
        let held = [(7, 2, 'a'), (7, 0, 'b'), (9, 1, 'c'), (7, 2, 'd'), (8, 2, 'e'), (8, 3, 'f')];
        let blocks = Blocks::of(4, held.to_vec());
        let of_item = |item| blocks.of_item(item).collect::<Vec<_>>();
        assert_eq!(of_item(0), [(&[(0, 'b'), (2, 'a')][..], 0)]);
        assert!(of_item(1).is_empty());
        assert_eq!(of_item(2), [(&[(0, 'b'), (2, 'a')][..], 1), (&[(2, 'e'), (3, 'f')][..], 0)]);
        assert_eq!(of_item(3), [(&[(2, 'e'), (3, 'f')][..], 1)]);
    }

    #[test]
    fn the_highest_are_taken_and_nothing_is_left() {
        let mut tally = Tally::of(5);
        for (item, weight) in [(3, 1.0), (0, 0.5), (3, 1.0), (1, 0.5), (4, 9.0)] {
            tally.add(item, weight);
        }
        let mut highest = tally.take_highest(2, |item| item != 4);
        highest.sort_unstable();
        assert_eq!(highest, [0, 3]);
        assert!(tally.take_highest(2, |_| true).is_empty());
    }
}
