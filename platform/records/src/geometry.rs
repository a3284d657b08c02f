//! Shapes on the map.

use serde::Serialize;
use serde_json::Value;

/// Longitude and latitude, degrees, WGS 84 (the order of GeoJSON).
pub type Position = [f64; 2];

/// A shape. Only what districts and places need: other GeoJSON types are not read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Geometry {
    /// One place.
    Point(Position),
    /// Outer ring and holes.
    Polygon(Vec<Vec<Position>>),
    /// Several polygons.
    MultiPolygon(Vec<Vec<Vec<Position>>>),
    /// Lines or collections: there, but of no use here. Holds the name of the type.
    Other(String),
}

impl Geometry {
    /// Reads a GeoJSON geometry (RFC 7946). Absent or null gives none.
    pub(crate) fn from_json(value: &Value) -> Result<Option<Geometry>, String> {
        if value.is_null() {
            return Ok(None);
        }
        let kind = value
            .get("type")
            .and_then(Value::as_str)
            .ok_or("a geometry without «type»")?;
        let coordinates = value.get("coordinates").unwrap_or(&Value::Null);
        Ok(Some(match kind {
            "Point" => Geometry::Point(position(coordinates)?),
            "Polygon" => Geometry::Polygon(polygon(coordinates)?),
            "MultiPolygon" => Geometry::MultiPolygon(
                list(coordinates)?
                    .iter()
                    .map(polygon)
                    .collect::<Result<_, _>>()?,
            ),
            other => Geometry::Other(other.chars().take(40).collect()),
        }))
    }

    /// The polygons of the shape; none for points.
    pub fn polygons(&self) -> &[Vec<Vec<Position>>] {
        match self {
            Geometry::Polygon(p) => std::slice::from_ref(p),
            Geometry::MultiPolygon(m) => m,
            Geometry::Point(_) | Geometry::Other(_) => &[],
        }
    }
}

fn list(value: &Value) -> Result<&Vec<Value>, String> {
    value
        .as_array()
        .ok_or_else(|| "coordinates that are no list".to_string())
}

fn position(value: &Value) -> Result<Position, String> {
    let numbers = list(value)?;
    match (
        numbers.first().and_then(Value::as_f64),
        numbers.get(1).and_then(Value::as_f64),
    ) {
        (Some(lon), Some(lat)) if lon.is_finite() && lat.is_finite() => Ok([lon, lat]),
        _ => Err("a position that is no pair of numbers".into()),
    }
}

fn polygon(value: &Value) -> Result<Vec<Vec<Position>>, String> {
    let rings: Vec<Vec<Position>> = list(value)?
        .iter()
        .map(|r| list(r)?.iter().map(position).collect())
        .collect::<Result<_, _>>()?;
    // RFC 7946, 3.1.6: a ring is closed and has at least four positions.
    if rings.is_empty() || rings.iter().any(|r: &Vec<Position>| r.len() < 4) {
        return Err("a polygon with a ring of fewer than four positions".into());
    }
    Ok(rings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn shapes_are_read_and_nonsense_is_told() {
        let p = Geometry::from_json(&json!({"type":"Point","coordinates":[9.1,45.4,120]}));
        assert_eq!(p, Ok(Some(Geometry::Point([9.1, 45.4]))));
        assert_eq!(Geometry::from_json(&Value::Null), Ok(None));
        let m = Geometry::from_json(&json!({"type":"MultiPolygon","coordinates":
            [[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}))
        .unwrap()
        .unwrap();
        assert_eq!(m.polygons().len(), 2);
        for wrong in [
            json!({"coordinates":[1,2]}),
            json!({"type":"Point","coordinates":["9","45"]}),
            json!({"type":"Point","coordinates":[9]}),
            json!({"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}),
            json!({"type":"Polygon","coordinates":[]}),
            json!({"type":"Polygon"}),
        ] {
            assert!(Geometry::from_json(&wrong).is_err(), "{wrong}");
        }
        assert_eq!(
            Geometry::from_json(&json!({"type":"LineString","coordinates":[]})),
            Ok(Some(Geometry::Other("LineString".into())))
        );
    }
}
