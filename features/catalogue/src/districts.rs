//! Districts as imports have made them: official boundaries and figures beside the city folder's.

use city::{BoundaryError, DistrictId, Districts};
use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde_json::Value;

/// The city's districts with the boundaries that have been imported: all of them, or none.
///
/// # Errors
/// What is wrong with the imported boundaries as a whole (one missing, one unknown); the city
/// folder's own are then to be used.
pub fn with_boundaries(
    base: &Districts,
    bodies: &[(String, Value)],
) -> Result<Option<Districts>, Vec<BoundaryError>> {
    let list: Vec<(DistrictId, MultiPolygon<f64>)> = bodies
        .iter()
        .filter_map(|(id, body)| Some((DistrictId(id.clone()), polygons(body.get("boundary")?)?)))
        .collect();
    if list.is_empty() {
        return Ok(None);
    }
    base.with_boundaries(list).map(Some)
}

/// A figure that was imported for a district (`residents`, `minors` …).
pub fn figure(body: &Value, name: &str) -> Option<f64> {
    body.get("figures")?.get(name)?.get("value")?.as_f64()
}

/// A GeoJSON Polygon or MultiPolygon.
fn polygons(geometry: &Value) -> Option<MultiPolygon<f64>> {
    let coordinates = geometry.get("coordinates")?;
    let ring = |v: &Value| -> Option<LineString<f64>> {
        v.as_array()?
            .iter()
            .map(|p| {
                Some(Coord {
                    x: p.get(0)?.as_f64()?,
                    y: p.get(1)?.as_f64()?,
                })
            })
            .collect()
    };
    let polygon = |v: &Value| -> Option<Polygon<f64>> {
        let mut rings = v
            .as_array()?
            .iter()
            .map(ring)
            .collect::<Option<Vec<_>>>()?
            .into_iter();
        Some(Polygon::new(rings.next()?, rings.collect()))
    };
    match geometry.get("type")?.as_str()? {
        "Polygon" => Some(MultiPolygon(vec![polygon(coordinates)?])),
        "MultiPolygon" => coordinates
            .as_array()?
            .iter()
            .map(polygon)
            .collect::<Option<Vec<_>>>()
            .map(MultiPolygon),
        _ => None,
    }
}
