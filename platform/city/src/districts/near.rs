//! Which districts lie side by side.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::outline::{Outline, Plane, edges};

/// Borders are compared in squares of this many metres: official files draw the common border of
/// two districts a few metres apart.
const SQUARE: f64 = 12.0;
/// So many metres of common border make a neighbour; less is a corner.
const COMMON: f64 = 60.0;

/// For every outline the positions of those it shares a border with, in order.
pub(super) fn neighbours(outlines: &[Outline], plane: &Plane) -> Vec<Vec<usize>> {
    // Squares each border passes through, counted once per district.
    let mut squares: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut passed: Vec<Vec<(i64, i64)>> = Vec::with_capacity(outlines.len());
    for (i, outline) in outlines.iter().enumerate() {
        let mut mine = Vec::new();
        for ring in &outline.rings {
            for (a, b) in edges(ring) {
                let (a, b) = (plane.flat(a), plane.flat(b));
                let length = (b.0 - a.0).hypot(b.1 - a.1);
                // Steps of half a square miss no square by more than a corner.
                let steps = (length / (SQUARE / 2.0)).ceil().clamp(1.0, 1e6) as u32;
                for s in 0..steps {
                    let t = f64::from(s) / f64::from(steps);
                    let (x, y) = (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
                    mine.push(((x / SQUARE).floor() as i64, (y / SQUARE).floor() as i64));
                }
            }
        }
        mine.sort_unstable();
        mine.dedup();
        for square in &mine {
            squares.entry(*square).or_default().push(i);
        }
        passed.push(mine);
    }
    let mut common: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (i, mine) in passed.iter().enumerate() {
        for (x, y) in mine {
            let mut here: Vec<usize> = (-1..=1)
                .flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)))
                .filter_map(|s| squares.get(&s))
                .flatten()
                .copied()
                .filter(|j| *j != i)
                .collect();
            here.sort_unstable();
            here.dedup();
            for j in here {
                *common.entry((i, j)).or_default() += 1;
            }
        }
    }
    let mut neighbours = vec![BTreeSet::new(); outlines.len()];
    for ((i, j), n) in common {
        // A border drawn with fewer turns on one side passes through fewer squares there: the
        // longer of the two counts for both.
        if f64::from(n) * SQUARE >= COMMON {
            neighbours[i].insert(j);
            neighbours[j].insert(i);
        }
    }
    neighbours
        .into_iter()
        .map(|set| set.into_iter().collect())
        .collect()
}
