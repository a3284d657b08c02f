//! The ground records stand on: polygons of districts and larger areas.

use std::collections::BTreeMap;

use records::{Geometry, Position};
use values::Point;

/// Level of the neighbourhoods themselves.
pub const DISTRICT: &str = "district";

/// What the mapping asks of a city's geography. The city answers for its districts; a profile's
/// `[[shapes]]` answer for whatever level they bring, and go before.
pub trait Ground {
    /// Identifier of the district that holds the point.
    fn district_at(&self, point: Point) -> Option<String>;
    /// The city's identifier of a district as a source writes it (number or name).
    fn resolve(&self, written: &str) -> Option<String>;
    /// Area of a district in square metres; none when its real boundary is not known.
    fn district_area(&self, id: &str) -> Option<f64>;
    /// Distance in metres from a point outside to the nearest district; none when not known.
    fn metres_to_city(&self, point: Point) -> Option<f64>;
    /// Whether the districts' real boundaries are known. Without them (a new city whose boundaries
    /// are not imported yet) nothing is said about points far from a centre.
    fn has_boundaries(&self) -> bool;
}

/// Polygons of one level.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    areas: BTreeMap<String, Area>,
}

#[derive(Clone, Debug)]
struct Area {
    polygons: Vec<Vec<Vec<Position>>>,
    /// West, south, east, north.
    bounds: [f64; 4],
}

/// Mean radius of the Earth, metres (IUGG), as in `values::Point`.
const EARTH: f64 = 6_371_008.8;

impl Shapes {
    /// Adds an area; one that is there already grows by the shape. False when it is no polygon.
    pub fn add(&mut self, id: &str, geometry: &Geometry) -> bool {
        let polygons = geometry.polygons();
        if polygons.is_empty() {
            return false;
        }
        let area = self.areas.entry(id.to_string()).or_insert(Area {
            polygons: Vec::new(),
            bounds: [180.0, 90.0, -180.0, -90.0],
        });
        for position in polygons.iter().flatten().flatten() {
            let [lon, lat] = *position;
            let [w, s, e, n] = area.bounds;
            area.bounds = [w.min(lon), s.min(lat), e.max(lon), n.max(lat)];
        }
        area.polygons.extend(polygons.iter().cloned());
        true
    }

    /// True when there is no area.
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    /// Whether there is an area of this identifier.
    pub fn has(&self, id: &str) -> bool {
        self.areas.contains_key(id)
    }

    /// The area that holds a point.
    pub fn at(&self, point: Point) -> Option<&str> {
        let (lon, lat) = (point.lon(), point.lat());
        self.areas
            .iter()
            .find(|(_, a)| {
                let [w, s, e, n] = a.bounds;
                (w..=e).contains(&lon)
                    && (s..=n).contains(&lat)
                    && a.polygons.iter().any(|p| inside(p, lon, lat))
            })
            .map(|(id, _)| id.as_str())
    }

    /// Square metres of an area, on the sphere (within 0.3 % of the ellipsoid).
    pub fn area(&self, id: &str) -> Option<f64> {
        let area = self.areas.get(id)?;
        Some(
            area.polygons
                .iter()
                .map(|p| {
                    p.iter()
                        .enumerate()
                        .map(|(i, r)| if i == 0 { ring_area(r) } else { -ring_area(r) })
                        .sum::<f64>()
                })
                .sum(),
        )
    }

    /// Metres from a point to the nearest border of any area.
    pub fn metres_to_border(&self, point: Point) -> Option<f64> {
        let (lon, lat) = (point.lon(), point.lat());
        // a plane touching at the point: right where it matters, near the border
        let scale = lat.to_radians().cos();
        let flat = |p: &Position| {
            (
                (p[0] - lon).to_radians() * scale * EARTH,
                (p[1] - lat).to_radians() * EARTH,
            )
        };
        self.areas
            .values()
            .flat_map(|a| a.polygons.iter().flatten())
            .flat_map(|ring| ring.windows(2))
            .map(|w| to_segment(flat(&w[0]), flat(&w[1])))
            .min_by(f64::total_cmp)
    }
}

/// Even-odd rule; a border shared by two areas belongs to exactly one of them.
fn inside(polygon: &[Vec<Position>], lon: f64, lat: f64) -> bool {
    let mut odd = false;
    for edge in polygon.iter().flat_map(|ring| ring.windows(2)) {
        let ([x1, y1], [x2, y2]) = (edge[0], edge[1]);
        if (y1 > lat) != (y2 > lat) && lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1 {
            odd = !odd;
        }
    }
    odd
}

/// Area of a ring on the sphere: sum of the trapezoids to the equator in the equal-area projection
/// of Lambert (longitude, sine of latitude).
fn ring_area(ring: &[Position]) -> f64 {
    let twice: f64 = ring
        .windows(2)
        .map(|w| {
            let ([x1, y1], [x2, y2]) = (w[0], w[1]);
            (x2 - x1).to_radians() * (y1.to_radians().sin() + y2.to_radians().sin())
        })
        .sum();
    (twice / 2.0 * EARTH * EARTH).abs()
}

/// Distance of the origin from a segment.
fn to_segment((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> f64 {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let length = dx * dx + dy * dy;
    let t = if length == 0.0 {
        0.0
    } else {
        (-(x1 * dx + y1 * dy) / length).clamp(0.0, 1.0)
    };
    (x1 + t * dx).hypot(y1 + t * dy)
}

impl Ground for Shapes {
    fn district_at(&self, point: Point) -> Option<String> {
        self.at(point).map(str::to_string)
    }
    fn resolve(&self, written: &str) -> Option<String> {
        self.has(written).then(|| written.to_string())
    }
    fn district_area(&self, id: &str) -> Option<f64> {
        self.area(id)
    }
    fn metres_to_city(&self, point: Point) -> Option<f64> {
        self.metres_to_border(point)
    }
    fn has_boundaries(&self) -> bool {
        !self.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square of a hundredth of a degree at 45° north, with a hole.
    fn square() -> Shapes {
        let ring = |w: f64, s: f64, e: f64, n: f64| vec![[w, s], [e, s], [e, n], [w, n], [w, s]];
        let mut shapes = Shapes::default();
        let geometry = Geometry::Polygon(vec![
            ring(9.0, 45.0, 9.01, 45.01),
            ring(9.004, 45.004, 9.006, 45.006),
        ]);
        assert!(shapes.add("a", &geometry));
        assert!(shapes.add("b", &Geometry::Polygon(vec![ring(9.01, 45.0, 9.02, 45.01)])));
        assert!(!shapes.add("c", &Geometry::Point([9.0, 45.0])));
        shapes
    }

    fn p(lon: f64, lat: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    #[test]
    fn points_lie_in_one_area_or_none() {
        let s = square();
        assert_eq!(s.at(p(9.002, 45.002)), Some("a"));
        assert_eq!(s.at(p(9.005, 45.005)), None);
        assert_eq!(s.at(p(9.01, 45.005)), Some("b"));
        assert_eq!(s.at(p(9.03, 45.005)), None);
    }

    #[test]
    fn areas_and_distances_are_in_metres() {
        let s = square();
        // 0.01° of latitude is 1,111.95 m, of longitude at 45.005° 786.2 m; the hole is a 25th
        let expected = 1111.95 * 786.2 * (1.0 - 1.0 / 25.0);
        let area = s.area("a").unwrap();
        assert!((area / expected - 1.0).abs() < 0.001, "{area} {expected}");
        let d = s.metres_to_border(p(9.03, 45.005)).unwrap();
        assert!((d - 786.2).abs() < 1.0, "{d}");
        assert_eq!(s.area("x"), None);
        assert_eq!(Shapes::default().metres_to_border(p(9.0, 45.0)), None);
    }
}
