//! Chance that is the same on every machine: ChaCha8 with our own drawing rules, so that neither a
//! platform nor a new version of a library changes the demo.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of chance that begins with a seed.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of a seed.
    pub(super) fn new(seed: u64) -> Chance {
        // SplitMix64 (Steele, Lea, Flood 2014) spreads a small seed over the whole key.
        let mut key = [0u8; 32];
        let mut state = seed;
        for part in key.chunks_mut(8) {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            part.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes());
        }
        Chance(ChaCha8Rng::from_seed(key))
    }

    /// A stream of its own, for what may need more or fewer draws on another day or map: the rest
    /// of the catalogue then stays as it is.
    pub(super) fn branch(&mut self) -> Chance {
        Chance::new(self.0.next_u64())
    }

    /// A number from 0 to `n - 1`; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        if n == 0 {
            return 0;
        }
        // The high half of a 64 × 64 bit product: even enough for a demo, and without division.
        let wide = u128::from(self.0.next_u64()) * n as u128;
        (wide >> 64) as usize
    }

    /// A whole number between two ends, both included.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = usize::try_from(to.saturating_sub(from).saturating_add(1)).unwrap_or(1);
        from + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True in so many cases of a hundred.
    pub(super) fn percent(&mut self, chance: u32) -> bool {
        (self.below(100) as u32) < chance
    }

    /// One of a list.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }

    /// The place of one of a list, more often the heavier; none when all weights are zero.
    pub(super) fn weighted(&mut self, weights: &[u64]) -> Option<usize> {
        let total: u64 = weights.iter().sum();
        if total == 0 {
            return None;
        }
        let mut at = self.below(usize::try_from(total).unwrap_or(usize::MAX)) as u64;
        for (i, w) in weights.iter().enumerate() {
            if at < *w {
                return Some(i);
            }
            at -= w;
        }
        None
    }

    /// Mixes a list (Fisher and Yates).
    pub(super) fn mix<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            let j = self.below(i + 1);
            list.swap(i, j);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_for_ever() {
        let mut c = Chance::new(2026);
        let first: Vec<usize> = (0..8).map(|_| c.below(1000)).collect();
        // Written down once: a change here changes every demo catalogue.
        assert_eq!(first, EXPECTED);
        assert_ne!(
            Chance::new(1).below(1_000_000),
            Chance::new(2).below(1_000_000)
        );
    }
    const EXPECTED: [usize; 8] = [154, 805, 275, 433, 292, 888, 699, 324];

    #[test]
    fn draws_stay_inside_and_reach_the_ends() {
        let mut c = Chance::new(7);
        let seen: std::collections::BTreeSet<i64> = (0..400).map(|_| c.between(-2, 3)).collect();
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [-2, -1, 0, 1, 2, 3]);
        assert!((0..100).all(|_| c.weighted(&[0, 5, 0]) == Some(1)));
        assert_eq!(c.weighted(&[0, 0]), None);
        assert_eq!(c.below(0), 0);
        assert!((0..100).all(|_| !c.percent(0) && c.percent(100)));
    }
}
