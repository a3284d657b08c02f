//! Boundaries drawn from centre points: each district is what lies nearest to its centre, up to
//! an edge around all centres.

use super::outline::edges;

type Xy = (f64, f64);

/// The cell of every centre (metres), as a ring: the Voronoi cell, clipped by the convex hull of
/// circles of `reach` metres around all centres. Centres differ from one another.
pub(super) fn cells(centres: &[Xy], reach: f64) -> Vec<Vec<Xy>> {
    let city = hull(
        centres
            .iter()
            .flat_map(|c| circle(*c, reach))
            .collect::<Vec<_>>(),
    );
    centres
        .iter()
        .map(|&c| {
            let mut cell = city.clone();
            for &other in centres {
                if other != c {
                    cell = nearer(&cell, c, other);
                }
            }
            cell
        })
        .collect()
}

/// A circle as a polygon of 16 sides.
fn circle((x, y): Xy, radius: f64) -> impl Iterator<Item = Xy> {
    (0..16).map(move |i| {
        let a = f64::from(i) * std::f64::consts::TAU / 16.0;
        (x + radius * a.cos(), y + radius * a.sin())
    })
}

/// The part of a convex ring that is nearer to `a` than to `b`.
fn nearer(ring: &[Xy], a: Xy, b: Xy) -> Vec<Xy> {
    let normal = (b.0 - a.0, b.1 - a.1);
    let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let side = |p: Xy| (p.0 - middle.0) * normal.0 + (p.1 - middle.1) * normal.1;
    let mut out = Vec::with_capacity(ring.len() + 1);
    for (p, q) in edges(ring) {
        let (sp, sq) = (side(p), side(q));
        if sp <= 0.0 {
            out.push(p);
        }
        if (sp < 0.0 && sq > 0.0) || (sp > 0.0 && sq < 0.0) {
            let t = sp / (sp - sq);
            out.push((p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t));
        }
    }
    out
}

/// Convex hull, counter-clockwise (Andrew's monotone chain).
fn hull(mut points: Vec<Xy>) -> Vec<Xy> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let turn = |o: Xy, a: Xy, b: Xy| (a.0 - o.0) * (b.1 - o.1) - (a.1 - o.1) * (b.0 - o.0);
    let half = |points: &mut dyn Iterator<Item = Xy>| {
        let mut chain: Vec<Xy> = Vec::new();
        for p in points {
            while let [.., o, a] = chain[..] {
                if turn(o, a, p) > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(p);
        }
        chain.pop();
        chain
    };
    let mut ring = half(&mut points.iter().copied());
    ring.extend(half(&mut points.iter().rev().copied()));
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(ring: &[Xy]) -> f64 {
        edges(ring).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
    }

    #[test]
    fn cells_fill_the_city_and_hold_what_is_nearest() {
        // Scattered by a fixed congruence, so that the test is the same on every machine.
        let centres: Vec<Xy> = (0u32..40)
            .map(|i| {
                let i = i + 1;
                (
                    f64::from(i * 7919 % 1009) * 10.0,
                    f64::from(i * 104_729 % 997) * 10.0,
                )
            })
            .collect();
        let cells = cells(&centres, 500.0);
        let whole = area(&hull(
            centres.iter().flat_map(|c| circle(*c, 500.0)).collect(),
        ));
        let sum: f64 = cells.iter().map(|c| area(c)).sum();
        assert!((sum / whole - 1.0).abs() < 1e-9, "{sum} of {whole}");
        for (i, cell) in cells.iter().enumerate() {
            assert!(cell.len() >= 3);
            for &v in cell {
                let d = |c: Xy| (c.0 - v.0).hypot(c.1 - v.1);
                let own = d(centres[i]);
                assert!(centres.iter().all(|&c| d(c) > own - 1e-6));
            }
        }
    }

    #[test]
    fn one_district_is_a_circle() {
        let cells = cells(&[(0.0, 0.0)], 100.0);
        assert_eq!(cells.len(), 1);
        assert_eq!(cells[0].len(), 16);
    }
}
