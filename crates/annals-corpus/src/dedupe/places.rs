//! [`Places`]: where in a text something stands.

/// Where each of a run of things stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Places<T>(Vec<(T, u32)>);

impl<T: Copy + Ord> Places<T> {
    /// Of `things`, one after the other.
    pub fn of(things: impl Iterator<Item = T>) -> Self {
        let mut places: Vec<(T, u32)> = things.zip(0..).collect();
        places.sort_unstable();
        Self(places)
    }

    /// The first `most` places of `thing`, ascending.
    pub fn of_thing(&self, thing: T, most: usize) -> impl Iterator<Item = usize> {
        let start = self.0.partition_point(|(other, _)| *other < thing);
        self.0[start..]
            .iter()
            .take(most)
            .take_while(move |(other, _)| *other == thing)
            .map(|(_, place)| *place as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_places_are_found() {
        let places = Places::of("abcaba".chars());
        assert_eq!(places.of_thing('a', 2).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(places.of_thing('b', 9).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(places.of_thing('d', 9).count(), 0);
    }
}
