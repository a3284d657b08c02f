//! Rings on the Earth, and the flat plane distances are measured in.

use values::Point;

/// A flat plane in metres around a point: good to better than 1 % over the size of a city.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane {
    lon0: f64,
    lat0: f64,
    shrink: f64,
}

/// Metres in a degree of latitude (mean Earth radius of 6,371,008.8 m, IUGG).
const METRES_PER_DEGREE: f64 = 111_195.08;

impl Plane {
    /// The plane around the mean of some points (around 0, 0 for none).
    pub(super) fn around(points: impl Iterator<Item = Point>) -> Plane {
        let (mut n, mut lon, mut lat) = (0.0, 0.0, 0.0);
        for p in points {
            n += 1.0;
            lon += p.lon();
            lat += p.lat();
        }
        let n = if n > 0.0 { n } else { 1.0 };
        let lat0: f64 = lat / n;
        Plane {
            lon0: lon / n,
            lat0,
            // A city at the very pole would shrink to nothing.
            shrink: lat0.to_radians().cos().max(1e-6),
        }
    }

    /// A point in metres east and north of the plane's middle.
    pub(super) fn metres(&self, p: Point) -> (f64, f64) {
        self.flat((p.lon(), p.lat()))
    }

    /// A pair of degrees (longitude, latitude) in metres.
    pub(super) fn flat(&self, (lon, lat): (f64, f64)) -> (f64, f64) {
        (
            (lon - self.lon0) * self.shrink * METRES_PER_DEGREE,
            (lat - self.lat0) * METRES_PER_DEGREE,
        )
    }

    /// Metres back to degrees (longitude, latitude).
    pub(super) fn degrees(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            self.lon0 + x / (self.shrink * METRES_PER_DEGREE),
            self.lat0 + y / METRES_PER_DEGREE,
        )
    }
}

/// The rings of a district in degrees (longitude, latitude), without the repeated last point.
/// Inside is what an odd number of rings enclose: so holes and several parts need no more care.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) rings: Vec<Vec<(f64, f64)>>,
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Outline {
    pub(super) fn new(rings: Vec<Vec<(f64, f64)>>) -> Outline {
        let mut o = Outline {
            rings: Vec::with_capacity(rings.len()),
            west: f64::INFINITY,
            south: f64::INFINITY,
            east: f64::NEG_INFINITY,
            north: f64::NEG_INFINITY,
        };
        for mut ring in rings {
            ring.dedup();
            if ring.len() > 1 && ring.first() == ring.last() {
                ring.pop();
            }
            if ring.len() < 3 {
                continue;
            }
            for &(x, y) in &ring {
                o.west = o.west.min(x);
                o.east = o.east.max(x);
                o.south = o.south.min(y);
                o.north = o.north.max(y);
            }
            o.rings.push(ring);
        }
        o
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rings.is_empty()
    }

    /// West, south, east, north in degrees; infinite and inverted when empty.
    pub(super) fn bounds(&self) -> (f64, f64, f64, f64) {
        (self.west, self.south, self.east, self.north)
    }

    /// Even-odd rule with half-open edges: a point on the border between two outlines that share
    /// their vertices is inside exactly one of them.
    pub(super) fn contains(&self, p: Point) -> bool {
        let (x, y) = (p.lon(), p.lat());
        if x < self.west || x > self.east || y < self.south || y > self.north {
            return false;
        }
        let mut inside = false;
        for ring in &self.rings {
            for (a, b) in edges(ring) {
                if (a.1 > y) != (b.1 > y) {
                    // Always computed from the lower end, so that both neighbours get the same x.
                    let (low, high) = if a.1 < b.1 { (a, b) } else { (b, a) };
                    let at = low.0 + (high.0 - low.0) * ((y - low.1) / (high.1 - low.1));
                    if x < at {
                        inside = !inside;
                    }
                }
            }
        }
        inside
    }
}

/// The edges of a closed ring.
pub(super) fn edges<T: Copy>(ring: &[T]) -> impl Iterator<Item = (T, T)> {
    ring.iter()
        .copied()
        .zip(ring.iter().copied().cycle().skip(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    fn square(x: f64, y: f64, side: f64) -> Vec<(f64, f64)> {
        vec![
            (x, y),
            (x + side, y),
            (x + side, y + side),
            (x, y + side),
            (x, y),
        ]
    }

    #[test]
    fn holes_and_parts() {
        let o = Outline::new(vec![
            square(0.0, 0.0, 3.0),
            square(1.0, 1.0, 1.0),
            square(10.0, 0.0, 1.0),
        ]);
        assert!(o.contains(at(0.5, 0.5)));
        assert!(!o.contains(at(1.5, 1.5)), "in the hole");
        assert!(o.contains(at(10.5, 0.5)), "in the second part");
        assert!(!o.contains(at(5.0, 0.5)), "between the parts");
        assert!(Outline::new(vec![vec![(0.0, 0.0), (1.0, 1.0), (0.0, 0.0)]]).is_empty());
    }

    #[test]
    fn a_common_border_belongs_to_exactly_one() {
        let a = Outline::new(vec![vec![(0.0, 0.0), (1.0, 0.0), (1.3, 1.0), (0.0, 1.0)]]);
        let b = Outline::new(vec![vec![(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.3, 1.0)]]);
        for i in 0..100 {
            let t = f64::from(i) / 100.0;
            let p = at(1.0 + 0.3 * t, t);
            assert_ne!(a.contains(p), b.contains(p), "{t}");
        }
    }

    #[test]
    fn the_plane_measures_metres() {
        let (a, b) = (at(9.19, 45.46), at(9.20, 45.47));
        let plane = Plane::around([a, b].into_iter());
        let ((ax, ay), (bx, by)) = (plane.metres(a), plane.metres(b));
        let flat = (bx - ax).hypot(by - ay);
        assert!((flat - a.metres_to(b)).abs() < 1.0, "{flat}");
        let (lon, lat) = plane.degrees((bx, by));
        assert!((lon - b.lon()).abs() < 1e-9 && (lat - b.lat()).abs() < 1e-9);
    }
}
