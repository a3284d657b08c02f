//! Points on the Earth.

use serde::{Deserialize, Serialize};

/// The Earth's mean radius in metres (IUGG: 6,371,008.8 m).
pub const EARTH_RADIUS: f64 = 6_371_008.8;

/// A position in WGS 84 degrees. Always valid: finite, latitude within ±90, longitude within ±180.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
pub struct Point {
    lat: f64,
    lon: f64,
}

#[derive(Deserialize)]
struct Raw {
    lat: f64,
    lon: f64,
}

impl TryFrom<Raw> for Point {
    type Error = PointError;
    fn try_from(r: Raw) -> Result<Self, PointError> {
        Point::new(r.lat, r.lon)
    }
}

/// The numbers are no position on Earth.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
#[error("latitude {lat}, longitude {lon} is not a place on Earth (degrees, WGS 84)")]
pub struct PointError {
    /// Latitude as given.
    pub lat: f64,
    /// Longitude as given.
    pub lon: f64,
}

impl Point {
    /// A point from latitude and longitude in degrees.
    pub fn new(lat: f64, lon: f64) -> Result<Point, PointError> {
        if lat.is_finite() && lon.is_finite() && lat.abs() <= 90.0 && lon.abs() <= 180.0 {
            Ok(Point { lat, lon })
        } else {
            Err(PointError { lat, lon })
        }
    }

    /// Latitude in degrees, north positive.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Longitude in degrees, east positive.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Great-circle distance in metres (haversine on [`EARTH_RADIUS`]).
    pub fn metres_to(self, other: Point) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let dlat = b - a;
        let dlon = (other.lon - self.lon).to_radians();
        let h = (dlat / 2.0).sin().powi(2) + a.cos() * b.cos() * (dlon / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS * h.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_of_one_degree_of_latitude() {
        let a = Point::new(45.0, 9.0).unwrap();
        let b = Point::new(46.0, 9.0).unwrap();
        assert!((a.metres_to(b) - 111_195.0).abs() < 10.0);
        assert_eq!(a.metres_to(a), 0.0);
    }

    #[test]
    fn nonsense_is_refused_also_from_json() {
        assert!(Point::new(f64::NAN, 9.0).is_err());
        assert!(Point::new(91.0, 9.0).is_err());
        assert!(serde_json::from_str::<Point>(r#"{"lat":45,"lon":999}"#).is_err());
    }
}
