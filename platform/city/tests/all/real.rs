use std::path::PathBuf;

use city::{BoundaryError, City, DistrictId, Districts};
use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde_json::Value;
use values::Point;

use crate::cities;

/// A GeoJSON file of the shared data; none (and said so) where it is absent.
fn shared(test: &str, file: &str) -> Option<Value> {
    let dir = std::env::var_os("WISHMI_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    match std::fs::read(dir.join(file)) {
        Ok(bytes) => Some(serde_json::from_slice(&bytes).unwrap()),
        Err(_) => {
            println!("skipped: {test}: shared data absent");
            None
        }
    }
}

fn drawn() -> Districts {
    City::load(&cities().join("milano")).unwrap().districts
}

fn ring(value: &Value) -> LineString<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|c| Coord {
            x: c[0].as_f64().unwrap(),
            y: c[1].as_f64().unwrap(),
        })
        .collect()
}

fn boundaries(file: &Value) -> Vec<(DistrictId, MultiPolygon<f64>)> {
    file["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            assert_eq!(f["geometry"]["type"], "Polygon");
            let mut rings = f["geometry"]["coordinates"]
                .as_array()
                .unwrap()
                .iter()
                .map(ring);
            let outer = rings.next().unwrap();
            let polygon = Polygon::new(outer, rings.collect());
            (
                DistrictId(f["properties"]["ID_NIL"].to_string()),
                MultiPolygon(vec![polygon]),
            )
        })
        .collect()
}

const NIL: &str = "milano/ds964_nil_wm_2020.geojson";

#[test]
fn official_boundaries_hold_centres_and_sports_grounds() {
    let test = "official_boundaries_hold_centres_and_sports_grounds";
    let (Some(nil), Some(sports)) = (
        shared(test, NIL),
        shared(test, "milano/ds629_impianti_sportivi_2020.geojson"),
    ) else {
        return;
    };
    let official = drawn().with_boundaries(boundaries(&nil)).unwrap();
    assert!(official.official());
    for d in official.all() {
        assert_eq!(
            official.at(d.centre).map(|f| &f.id),
            Some(&d.id),
            "{}",
            d.name
        );
    }
    let (mut all, mut agree) = (0, 0);
    for f in sports["features"].as_array().unwrap() {
        let c = &f["geometry"]["coordinates"];
        let point = Point::new(c[1].as_f64().unwrap(), c[0].as_f64().unwrap()).unwrap();
        let declared = official
            .resolve(f["properties"]["ID_NIL"].as_str().unwrap())
            .unwrap();
        all += 1;
        if official.at(point).is_some_and(|d| d.id == declared.id) {
            agree += 1;
        }
    }
    // data/README.md: the declared ID_NIL agrees with the polygon for 402 of 407.
    assert_eq!((all, agree), (407, 402));
    // A point in Switzerland, one in the sea, one in China.
    for (lat, lon) in [(46.0, 8.96), (44.0, 9.0), (39.9, 116.4)] {
        assert_eq!(official.at(Point::new(lat, lon).unwrap()), None);
    }
}

#[test]
fn official_boundaries_draw_a_small_map_and_know_neighbours() {
    let Some(nil) = shared(
        "official_boundaries_draw_a_small_map_and_know_neighbours",
        NIL,
    ) else {
        return;
    };
    let official = drawn().with_boundaries(boundaries(&nil)).unwrap();
    let bytes: usize = official.shapes().iter().map(|s| s.path.len()).sum();
    println!("{bytes} bytes of paths for 88 official boundaries");
    assert!(bytes <= 18_000, "{bytes}");
    assert!(official.shapes().iter().all(|s| s.path.starts_with('M')));
    let near = |id: &str| {
        let mut ids: Vec<String> = official
            .neighbours(&DistrictId::from(id))
            .iter()
            .map(|d| d.id.0.clone())
            .collect();
        ids.sort();
        ids
    };
    // Duomo is surrounded by the other districts of the old centre.
    let duomo = near("1");
    for id in ["2", "4", "5", "6", "7"] {
        assert!(
            duomo.contains(&id.to_string()),
            "{id} beside Duomo: {duomo:?}"
        );
    }
    assert!(!duomo.contains(&"80".to_string()), "Affori is far away");
    for d in official.all() {
        let mine = official.neighbours(&d.id);
        assert!(!mine.is_empty(), "{}", d.name);
        for other in mine {
            assert!(
                official.neighbours(&other.id).iter().any(|b| b.id == d.id),
                "{} and {}",
                d.name,
                other.name
            );
        }
    }
}

#[test]
fn drawn_boundaries_come_near_the_official_ones() {
    let Some(nil) = shared("drawn_boundaries_come_near_the_official_ones", NIL) else {
        return;
    };
    let drawn = drawn();
    let official = drawn.with_boundaries(boundaries(&nil)).unwrap();
    let (mut inside, mut same) = (0, 0);
    // A grid of points about 200 m apart over the whole city.
    for i in 0..85 {
        for j in 0..120 {
            let p =
                Point::new(45.386 + f64::from(i) * 0.0018, 9.04 + f64::from(j) * 0.002).unwrap();
            if let Some(truth) = official.at(p) {
                inside += 1;
                if drawn.at(p).is_some_and(|d| d.id == truth.id) {
                    same += 1;
                }
            }
        }
    }
    println!("drawn and official boundaries agree at {same} of {inside} points");
    assert!(same * 100 >= inside * 60, "{same} of {inside}");
}

#[test]
fn wrong_boundaries_are_told_all_at_once() {
    let drawn = City::load(&cities().join("portofiaba")).unwrap().districts;
    let square = |x: f64| {
        let ring = vec![(x, 28.0), (x + 1.0, 28.0), (x + 1.0, 29.0), (x, 29.0)];
        MultiPolygon(vec![Polygon::new(LineString::from(ring), vec![])])
    };
    let id = DistrictId::from;
    let flat = MultiPolygon(vec![Polygon::new(
        LineString::from(vec![(1.0, 1.0), (2.0, 2.0)]),
        vec![],
    )]);
    let errors = drawn
        .with_boundaries(vec![
            (id("puerto"), square(-17.0)),
            (id("puerto"), square(-16.0)),
            (id("nowhere"), square(-15.0)),
            (id("faro"), flat),
            // Metres of a national grid instead of degrees.
            (id("salinas"), square(514_000.0)),
        ])
        .unwrap_err();
    assert_eq!(
        errors,
        [
            BoundaryError::Twice(id("puerto")),
            BoundaryError::Unknown(id("nowhere")),
            BoundaryError::Empty(id("faro")),
            BoundaryError::NotOnEarth(id("salinas")),
            BoundaryError::Missing(id("casco-alto")),
            BoundaryError::Missing(id("dragos")),
        ]
    );
    let five = ["puerto", "faro", "casco-alto", "salinas", "dragos"];
    let good = (0..)
        .zip(five)
        .map(|(i, d)| (id(d), square(-20.0 + f64::from(i))));
    let official = drawn.with_boundaries(good.collect()).unwrap();
    let p = Point::new(28.5, -18.5).unwrap();
    assert_eq!(official.at(p).map(|d| d.id.as_str()), Some("faro"));
    let near: Vec<&str> = official
        .neighbours(&id("faro"))
        .iter()
        .map(|d| d.id.as_str())
        .collect();
    assert_eq!(near, ["puerto", "casco-alto"]);
}
