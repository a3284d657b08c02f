//! Who belongs to whom, by number.

/// Lists of numbers by number, packed in two vectors.
#[derive(Clone, Default)]
pub(super) struct Lists {
    start: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    pub fn of(len: usize, mut pairs: Vec<(u32, u32)>) -> Lists {
        pairs.sort_unstable();
        let mut start = vec![0u32; len + 1];
        for (k, _) in &pairs {
            start[*k as usize + 1] += 1;
        }
        for i in 0..len {
            start[i + 1] += start[i];
        }
        Lists {
            start,
            items: pairs.into_iter().map(|(_, v)| v).collect(),
        }
    }

    pub fn get(&self, n: u32) -> &[u32] {
        let n = n as usize;
        match (self.start.get(n), self.start.get(n + 1)) {
            (Some(a), Some(b)) => &self.items[*a as usize..*b as usize],
            _ => &[],
        }
    }
}
