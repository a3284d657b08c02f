//! Checks of places: outside the city, on one point with others, in another district than declared.

use std::collections::HashMap;

use records::Geometry;
use serde_json::{Value, json};
use values::{Id, Point};

use super::eval::Eval;
use super::findings::Findings;
use super::{DISTRICT, Mapper};
use crate::model::Finding;
use crate::profile::{DistrictSpec, LocationSpec};

/// How far an area may differ from its polygon unless the profile says otherwise, in hundredths.
const AREA_TOLERANCE: f64 = 5.0;

impl Mapper<'_> {
    /// Whether a point can be believed, and the district it lies in. A point outside the city is
    /// dropped: the record stays, without a place on the map.
    pub(super) fn in_city(
        &self,
        ev: &Eval<'_>,
        tolerance: f64,
        raw: Option<Point>,
    ) -> (Option<Point>, Option<String>) {
        let Some(point) = raw else {
            return (None, None);
        };
        if let Some(district) = self.at(DISTRICT, point) {
            return (Some(point), Some(district));
        }
        let metres = match self.shapes.get(DISTRICT) {
            Some(shapes) => shapes.metres_to_border(point),
            None => self.home.ground.metres_to_city(point),
        };
        let sure = self.shapes.contains_key(DISTRICT) || self.home.ground.has_boundaries();
        let limit = tolerance.max(if sure { 0.0 } else { UNSURE });
        let at = format!("{:.5} {:.5}", point.lat(), point.lon());
        let distance = metres.map_or(String::from("?"), |m| format!("{m:.0}"));
        let args = [("point", at.as_str()), ("distance", distance.as_str())];
        if metres.is_some_and(|m| m <= limit) {
            ev.tell("coordinates-near-border", None, &args);
            (Some(point), None)
        } else {
            ev.tell("coordinates-outside-city", None, &args);
            (None, None)
        }
    }

    /// [`Mapper::in_city`], and what the file declares about the place compared with the polygons.
    pub(super) fn place(
        &self,
        ev: &Eval<'_>,
        spec: &LocationSpec,
        raw: Option<Point>,
    ) -> (Option<Point>, Option<String>) {
        let (kept, district) = self.in_city(ev, spec.tolerance, raw);
        for declared in &spec.declared {
            let Some(value) = ev.one(&declared.value) else {
                continue;
            };
            let column = declared.value.values().first().map(|v| v.column.clone());
            let Some(found) = kept.and_then(|p| self.at(&declared.level, p)) else {
                continue;
            };
            // drawn boundaries are too rough to contradict anybody
            if declared.level == DISTRICT
                && !self.shapes.contains_key(DISTRICT)
                && !self.home.ground.has_boundaries()
            {
                continue;
            }
            let meant = if declared.level == DISTRICT {
                self.home.district(&value)
            } else {
                None
            };
            let meant = meant.unwrap_or_else(|| plain(&value));
            if meant != plain(&found) && meant != found {
                ev.tell(
                    "district-disagrees",
                    column.as_deref(),
                    &[
                        ("level", &declared.level),
                        ("declared", &value),
                        ("found", &found),
                    ],
                );
            }
        }
        let _ = ev.path();
        (kept, district)
    }

    /// The area of a level that holds a point: the profile's shapes first, then the city's.
    fn at(&self, level: &str, point: Point) -> Option<String> {
        match self.shapes.get(level) {
            Some(shapes) => shapes.at(point).map(str::to_string),
            None if level == DISTRICT => self.home.ground.district_at(point),
            None => None,
        }
    }

    /// Compares an area the file declares with the polygon's.
    pub(super) fn declared_area(
        &self,
        ev: &Eval<'_>,
        spec: &DistrictSpec,
        id: &str,
        declared: Result<f64, String>,
    ) {
        let column = spec
            .area
            .as_ref()
            .and_then(|e| e.values().first().map(|v| v.column.clone()));
        let declared = match declared {
            Ok(n) => n,
            Err(text) => {
                ev.tell("not-a-number", column.as_deref(), &[("found", &text)]);
                return;
            }
        };
        let found = match self.shapes.get(DISTRICT) {
            Some(shapes) => shapes.area(id),
            None => self.home.ground.district_area(id),
        };
        let Some(found) = found.filter(|f| *f > 0.0) else {
            return;
        };
        let percent = (declared / found - 1.0) * 100.0;
        if percent.abs() > spec.area_tolerance.unwrap_or(AREA_TOLERANCE) {
            ev.tell(
                "area-disagrees",
                column.as_deref(),
                &[
                    ("district", id),
                    ("declared", &format!("{declared:.0}")),
                    ("found", &format!("{found:.0}")),
                    ("percent", &format!("{percent:+.0}")),
                ],
            );
        }
    }
}

/// How far from the nearest known centre a point may lie while a city's boundaries are not known,
/// metres: further away than any district's edge, nearer than the next town's other side.
const UNSURE: f64 = 5_000.0;

/// Identifiers written as numbers are compared as numbers: `08`, `8.0` and `8` are one.
fn plain(value: &str) -> String {
    let v = value.trim();
    let whole = v.strip_suffix(".0").unwrap_or(v);
    match whole.parse::<u64>() {
        Ok(n) => n.to_string(),
        Err(_) => values::fold(v),
    }
}

/// Places by the point they lie on.
#[derive(Default)]
pub(super) struct Points {
    by: HashMap<(i64, i64), Vec<Use>>,
}

struct Use {
    id: Id,
    row: u64,
    name: String,
    address: Option<String>,
}

impl Points {
    pub(super) fn add(
        &mut self,
        point: Point,
        id: Id,
        row: u64,
        name: &str,
        address: Option<&str>,
    ) {
        // a ten-millionth of a degree is a centimetre
        let whole = |degrees: f64| (degrees * 1e7).round() as i64;
        let uses = self
            .by
            .entry((whole(point.lat()), whole(point.lon())))
            .or_default();
        if uses.iter().all(|u| u.id != id) {
            uses.push(Use {
                id,
                row,
                name: name.chars().take(60).collect(),
                address: address.map(str::to_string),
            });
        }
    }

    /// One finding for each point with at least so many places. Places of one address share their
    /// building, which is no error; others cannot all be where they are said to be.
    pub(super) fn findings(&self, threshold: usize) -> Vec<Finding> {
        let mut out = Findings::default();
        let mut shared: Vec<_> = self
            .by
            .iter()
            .filter(|(_, uses)| uses.len() >= threshold)
            .collect();
        shared.sort_by_key(|(point, uses)| (uses.first().map(|u| u.row), **point));
        for ((lat, lon), uses) in shared {
            let mut addresses: Vec<_> = uses.iter().map(|u| &u.address).collect();
            addresses.sort();
            addresses.dedup();
            let code = if addresses.len() > 1 {
                "shared-point"
            } else {
                "shared-building"
            };
            let join = |texts: Vec<String>| texts.into_iter().take(10).collect::<Vec<_>>();
            let rows = join(uses.iter().map(|u| u.row.to_string()).collect()).join(", ");
            let names = join(uses.iter().map(|u| u.name.clone()).collect()).join("; ");
            out.row = uses.first().map(|u| u.row);
            out.add(
                code,
                None,
                &[
                    (
                        "point",
                        &format!("{:.5} {:.5}", *lat as f64 / 1e7, *lon as f64 / 1e7),
                    ),
                    ("count", &uses.len().to_string()),
                    ("rows", &rows),
                    ("names", &names),
                ],
            );
        }
        out.list
    }
}

/// A polygon as a GeoJSON geometry.
pub(super) fn geojson(geometry: &Geometry) -> Value {
    match geometry {
        Geometry::Polygon(p) => json!({ "type": "Polygon", "coordinates": p }),
        Geometry::MultiPolygon(m) => json!({ "type": "MultiPolygon", "coordinates": m }),
        Geometry::Point(p) => json!({ "type": "Point", "coordinates": p }),
        Geometry::Other(_) => Value::Null,
    }
}
