//! A drawing of the districts that a page can carry inside it: whole numbers, few corners.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use serde::Serialize;
use values::Point;

use super::outline::Outline;
use super::{District, DistrictId};

/// Width of the drawing in its own units.
const WIDTH: f64 = 1000.0;
/// Free units around the drawing, so that a border's line is not cut.
const MARGIN: f64 = 4.0;
/// All paths together may take so many bytes; corners are dropped until they do. With about 60
/// bytes of markup for each of 88 districts a page's map stays below 25 KB.
const BUDGET: usize = 18_000;
/// Tolerances tried in turn, in units of the drawing.
const TOLERANCES: [f64; 8] = [0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0];

type Xy = (i32, i32);

/// A position in the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MapPoint {
    /// Units from the left.
    pub x: i32,
    /// Units from the top.
    pub y: i32,
}

/// The size of the drawing and how the Earth is laid into it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ViewBox {
    /// Width in units.
    pub width: i32,
    /// Height in units.
    pub height: i32,
    #[serde(skip)]
    west: f64,
    #[serde(skip)]
    north: f64,
    #[serde(skip)]
    per_lon: f64,
    #[serde(skip)]
    per_lat: f64,
}

impl ViewBox {
    fn around(outlines: &[Outline]) -> ViewBox {
        let (mut w, mut s, mut e, mut n) = (
            f64::INFINITY,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
        );
        for o in outlines {
            let b = o.bounds();
            (w, s, e, n) = (w.min(b.0), s.min(b.1), e.max(b.2), n.max(b.3));
        }
        if !(w < e && s < n) {
            (w, s, e, n) = (0.0, 0.0, 1.0, 1.0);
        }
        let shrink = ((s + n) / 2.0).to_radians().cos().max(1e-6);
        let per_lon = (WIDTH - 2.0 * MARGIN) / (e - w);
        let per_lat = per_lon / shrink;
        ViewBox {
            width: WIDTH as i32,
            height: ((n - s) * per_lat + 2.0 * MARGIN).ceil() as i32,
            west: w,
            north: n,
            per_lon,
            per_lat,
        }
    }

    /// Where a point falls.
    pub(super) fn project(&self, p: Point) -> MapPoint {
        let (x, y) = self.unit((p.lon(), p.lat()));
        MapPoint { x, y }
    }

    fn unit(&self, (lon, lat): (f64, f64)) -> Xy {
        (
            ((lon - self.west) * self.per_lon + MARGIN).round() as i32,
            ((self.north - lat) * self.per_lat + MARGIN).round() as i32,
        )
    }
}

/// A district in the drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// Which district.
    pub district: DistrictId,
    /// SVG path data; holes need `fill-rule="evenodd"`.
    pub path: String,
    /// The district's centre: where a label or a bubble goes.
    pub centre: MapPoint,
}

/// The drawing of all districts.
pub(super) fn draw(list: &[District], outlines: &[Outline]) -> (ViewBox, Vec<Shape>) {
    let view = ViewBox::around(outlines);
    let rings: Vec<Vec<Vec<Xy>>> = outlines.iter().map(|o| units(o, &view)).collect();
    let owners = owners(&rings);
    let mut paths = Vec::new();
    for tolerance in TOLERANCES {
        paths = rings
            .iter()
            .map(|district| path(district, &owners, tolerance))
            .collect::<Vec<String>>();
        if paths.iter().map(String::len).sum::<usize>() <= BUDGET {
            break;
        }
    }
    let shapes = list
        .iter()
        .zip(paths)
        .map(|(d, path)| Shape {
            district: d.id.clone(),
            path,
            centre: view.project(d.centre),
        })
        .collect();
    (view, shapes)
}

/// The rings in whole units, without repeated points.
fn units(outline: &Outline, view: &ViewBox) -> Vec<Vec<Xy>> {
    outline
        .rings
        .iter()
        .map(|ring| {
            let mut units: Vec<Xy> = ring.iter().map(|p| view.unit(*p)).collect();
            units.dedup();
            while units.len() > 1 && units.first() == units.last() {
                units.pop();
            }
            units
        })
        .filter(|ring| ring.len() >= 3)
        .collect()
}

/// Which districts touch each vertex.
fn owners(rings: &[Vec<Vec<Xy>>]) -> HashMap<Xy, BTreeSet<usize>> {
    let mut owners: HashMap<Xy, BTreeSet<usize>> = HashMap::new();
    for (i, district) in rings.iter().enumerate() {
        for v in district.iter().flatten() {
            owners.entry(*v).or_default().insert(i);
        }
    }
    owners
}

fn path(rings: &[Vec<Xy>], owners: &HashMap<Xy, BTreeSet<usize>>, tolerance: f64) -> String {
    let mut out = String::new();
    for ring in rings {
        let ring = simpler(ring, owners, tolerance);
        if ring.len() < 3 {
            continue;
        }
        let (mut x, mut y) = ring[0];
        // Writing to a String cannot fail.
        let _ = write!(out, "M{x} {y}");
        let mut last = 'M';
        for &(nx, ny) in &ring[1..] {
            let (dx, dy) = (nx - x, ny - y);
            let space = if last == 'M' || dx < 0 { "" } else { " " };
            let _ = match (dx, dy) {
                (_, 0) => write!(out, "h{dx}"),
                (0, _) => write!(out, "v{dy}"),
                _ => {
                    let l = if last == 'l' { space } else { "l" };
                    let between = if dy < 0 { "" } else { " " };
                    write!(out, "{l}{dx}{between}{dy}")
                }
            };
            last = if dx == 0 || dy == 0 { 'h' } else { 'l' };
            (x, y) = (nx, ny);
        }
        out.push('z');
    }
    out
}

/// A ring with fewer corners. It is cut where the districts that touch it change, and every piece
/// is simplified on its own, always from the same end: so two neighbours draw their common border
/// alike.
fn simpler(ring: &[Xy], owners: &HashMap<Xy, BTreeSet<usize>>, tolerance: f64) -> Vec<Xy> {
    let n = ring.len();
    let of = |i: usize| owners.get(&ring[i % n]);
    let mut cuts: Vec<usize> = (0..n)
        .filter(|&i| {
            let here = of(i);
            let wider = |other: Option<&BTreeSet<usize>>| match (here, other) {
                (Some(h), Some(o)) => h != o && h.is_superset(o),
                _ => false,
            };
            wider(of(i + n - 1)) || wider(of(i + 1))
        })
        .collect();
    if cuts.len() < 2 {
        // A ring that touches nobody, or one district all around: cut it at its lowest corner and
        // at the one farthest from it, which are the same for both sides.
        let low = (0..n).min_by_key(|i| ring[*i]).unwrap_or(0);
        let far = (0..n)
            .max_by_key(|i| {
                let d = distance2(ring[*i], ring[low]);
                (d, ring[*i])
            })
            .unwrap_or(n / 2);
        cuts = vec![low.min(far), low.max(far)];
    }
    let mut out = Vec::new();
    for (k, &from) in cuts.iter().enumerate() {
        let to = match cuts.get(k + 1) {
            Some(&next) => next,
            None => cuts[0] + n,
        };
        let mut piece: Vec<Xy> = (from..=to).map(|i| ring[i % n]).collect();
        let turned = piece.first() > piece.last();
        if turned {
            piece.reverse();
        }
        let mut kept = douglas_peucker(&piece, tolerance);
        if turned {
            kept.reverse();
        }
        kept.pop();
        out.extend(kept);
    }
    out.dedup();
    while out.len() > 1 && out.first() == out.last() {
        out.pop();
    }
    if out.len() < 3 { ring.to_vec() } else { out }
}

fn distance2(a: Xy, b: Xy) -> i64 {
    let (dx, dy) = (i64::from(a.0 - b.0), i64::from(a.1 - b.1));
    dx * dx + dy * dy
}

/// Douglas and Peucker, "Algorithms for the reduction of the number of points required to
/// represent a digitized line" (1973): keeps the ends and every point farther than `tolerance`
/// from the simplified line.
fn douglas_peucker(line: &[Xy], tolerance: f64) -> Vec<Xy> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mut keep = vec![false; line.len()];
    keep[0] = true;
    keep[line.len() - 1] = true;
    let mut work = vec![(0, line.len() - 1)];
    while let Some((from, to)) = work.pop() {
        let mut worst = (tolerance, None);
        for i in from + 1..to {
            let d = away(line[i], line[from], line[to]);
            if d > worst.0 {
                worst = (d, Some(i));
            }
        }
        if let (_, Some(i)) = worst {
            keep[i] = true;
            work.push((from, i));
            work.push((i, to));
        }
    }
    line.iter()
        .zip(keep)
        .filter_map(|(p, k)| k.then_some(*p))
        .collect()
}

/// Distance of a point from a segment.
fn away(p: Xy, a: Xy, b: Xy) -> f64 {
    let f = |v: Xy| (f64::from(v.0), f64::from(v.1));
    let ((px, py), (ax, ay), (bx, by)) = (f(p), f(a), f(b));
    let (dx, dy) = (bx - ax, by - ay);
    let length2 = dx * dx + dy * dy;
    let t = if length2 == 0.0 {
        0.0
    } else {
        (((px - ax) * dx + (py - ay) * dy) / length2).clamp(0.0, 1.0)
    };
    (px - ax - t * dx).hypot(py - ay - t * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_its_corners_only() {
        let line = [(0, 0), (5, 0), (10, 1), (20, 0), (20, 10)];
        assert_eq!(douglas_peucker(&line, 1.5), [(0, 0), (20, 0), (20, 10)]);
        assert_eq!(douglas_peucker(&line, 0.5).len(), 4);
    }

    #[test]
    fn neighbours_draw_their_border_alike() {
        // A wavy common border between (10, 0) and (10, 40), walked in both directions.
        let wave: Vec<Xy> = (0..=40).map(|y| (10 + (y * y) % 5, y)).collect();
        let mut left = vec![(0, 40), (0, 0)];
        left.extend(wave.iter());
        let mut right: Vec<Xy> = wave.iter().rev().copied().collect();
        right.extend([(30, 0), (30, 40)]);
        let owners = owners(&[vec![left.clone()], vec![right.clone()]]);
        let common = |ring: &[Xy]| -> BTreeSet<Xy> {
            simpler(ring, &owners, 2.0)
                .into_iter()
                .filter(|v| wave.contains(v))
                .collect()
        };
        let (a, b) = (common(&left), common(&right));
        assert_eq!(a, b);
        assert!(a.len() > 2 && a.len() < wave.len());
    }

    #[test]
    fn path_data_is_short_and_right() {
        let ring = vec![vec![(0, 0), (10, 0), (10, 10), (5, 20), (0, 10)]];
        assert_eq!(path(&ring, &HashMap::new(), 0.5), "M0 0h10v10l-5 10-5-10z");
    }
}
