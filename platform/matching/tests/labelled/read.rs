//! Real records as things. The official codes are kept aside as the truth and **not** given to the
//! matcher: with them every pair would be trivial.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use matching::{Kind, Thing};
use values::Point;

/// A real record: its truth (two records with one truth are one thing) and what the matcher sees.
#[derive(Clone, Debug)]
pub struct Record {
    pub truth: String,
    pub thing: Thing,
}

/// The folder of the shared data, if it is there.
pub fn data() -> Option<PathBuf> {
    let path = std::env::var_os("WISHMI_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    path.join("milano").is_dir().then_some(path)
}

fn rows(path: &Path, delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_path(path)
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    reader
        .deserialize()
        .map(|r| r.unwrap_or_else(|e| panic!("{}: {e}", path.display())))
        .collect()
}

fn features(path: &Path) -> Vec<(BTreeMap<String, String>, Option<Point>)> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    json["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            let c = &f["geometry"]["coordinates"];
            let point = c[1].as_f64().zip(c[0].as_f64());
            let properties = f["properties"]
                .as_object()
                .unwrap()
                .iter()
                .filter_map(|(k, v)| match v {
                    serde_json::Value::String(s) => Some((k.clone(), s.trim().to_string())),
                    serde_json::Value::Number(n) => Some((k.clone(), n.to_string())),
                    _ => None,
                })
                .collect();
            (
                properties,
                point.and_then(|(lat, lon)| Point::new(lat, lon).ok()),
            )
        })
        .collect()
}

fn given(row: &BTreeMap<String, String>, column: &str) -> Option<String> {
    row.get(column)
        .map(|v| v.trim().to_string())
        .filter(|v| !v.is_empty() && v != "Non Disponibile")
}

fn decimal(row: &BTreeMap<String, String>, column: &str) -> Option<f64> {
    given(row, column)?.replace(',', ".").parse().ok()
}

fn record(truth: String, kind: Kind, name: String) -> Record {
    Record {
        truth,
        thing: Thing::new(0, kind, name),
    }
}

/// Schools of a city in 2016/17, as organisations.
pub fn schools(path: &Path) -> Vec<Record> {
    rows(path, b';')
        .iter()
        .map(|r| {
            let mut out = school(r);
            if given(r, "bStatale").as_deref() == Some("True") {
                out.thing.themes.push("scuola statale".to_string());
            }
            out.thing.point = decimal(r, "Lat")
                .zip(decimal(r, "Long"))
                .and_then(|(lat, lon)| Point::new(lat, lon).ok());
            out
        })
        .collect()
}

/// Recognised private schools of 2023/24 in some towns, as organisations.
pub fn private_schools(path: &Path, towns: &[&str]) -> Vec<Record> {
    rows(path, b',')
        .iter()
        .filter(|r| towns.is_empty() || towns.contains(&r["DESCRIZIONECOMUNE"].as_str()))
        .map(school)
        .collect()
}

fn school(r: &BTreeMap<String, String>) -> Record {
    let code = given(r, "CODICESCUOLA").unwrap_or_default();
    let name = given(r, "DENOMINAZIONESCUOLA").unwrap_or_default();
    let mut out = record(format!("scuola:{code}"), Kind::Organization, name);
    let t = &mut out.thing;
    t.themes = given(r, "DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA")
        .into_iter()
        .collect();
    t.emails = given(r, "INDIRIZZOEMAILSCUOLA").into_iter().collect();
    t.website = given(r, "SITOWEBSCUOLA");
    t.address = given(r, "INDIRIZZOSCUOLA");
    t.postal_code = given(r, "CAPSCUOLA");
    out
}

/// The city's own list of libraries, as places.
pub fn city_libraries(path: &Path) -> Vec<Record> {
    rows(path, b';')
        .iter()
        .map(|r| {
            let name = given(r, "nome").unwrap_or_default();
            let mut out = record(format!("ds41:{name}"), Kind::Place, name);
            let t = &mut out.thing;
            t.address = given(r, "indirizzo");
            t.phones = given(r, "telefono")
                .map(|p| format!("+39{p}"))
                .into_iter()
                .collect();
            t.point = decimal(r, "lat")
                .zip(decimal(r, "lon"))
                .and_then(|(lat, lon)| Point::new(lat, lon).ok());
            out
        })
        .collect()
}

/// The national registry of libraries, as places.
pub fn national_libraries(path: &Path) -> Vec<Record> {
    features(path)
        .into_iter()
        .map(|(p, point)| {
            let name = given(&p, "denominazioni.ufficiale").unwrap_or_default();
            let code = given(&p, "codiceIsil").unwrap_or_default();
            let mut out = record(format!("isil:{code}"), Kind::Place, name);
            out.thing.address = given(&p, "indirizzo.via-piazza");
            out.thing.point = point;
            out
        })
        .collect()
}

/// Pools, as places.
pub fn pools(path: &Path) -> Vec<Record> {
    features(path)
        .into_iter()
        .map(|(p, point)| {
            let name = given(&p, "DENOMINAZIONE").unwrap_or_default();
            let sort = given(&p, "TIPOLOGIA").unwrap_or_default();
            let mut out = record(format!("piscina:{sort}|{name}"), Kind::Place, name);
            out.thing.themes = vec![sort];
            out.thing.address = given(&p, "INDIRIZZO");
            out.thing.point = point;
            out
        })
        .collect()
}

/// Sports facilities: places, managers (organisations) and what is played there (services), the
/// last with keys of parent and place that [`numbered`] fills in.
pub struct Sports {
    pub places: Vec<Record>,
    pub managers: Vec<Record>,
    /// (truth of the manager, truth of the place, service).
    pub services: Vec<(String, String, Record)>,
}

pub fn sports(path: &Path) -> Sports {
    let mut places = BTreeMap::new();
    let mut managers = BTreeMap::new();
    let mut services = BTreeMap::new();
    for (p, point) in features(path) {
        let street = given(&p, "VIA").unwrap_or_default();
        let locality = given(&p, "LOCALITA").unwrap_or_default();
        let (number, postal) = locality.split_once(", ").unwrap_or((&locality, ""));
        let number = number.trim_end_matches(',').trim();
        let name = given(&p, "SPECIFICA_LOCALITA").unwrap_or_default();
        let place = format!("impianto:{street} {number}|{name}");
        let mut r = record(place.clone(), Kind::Place, name);
        r.thing.address = Some(format!("{street} {number}").trim().to_string());
        r.thing.postal_code = Some(postal.trim_start_matches(", ").to_string());
        r.thing.point = point;
        places.entry(place.clone()).or_insert(r);
        let Some(manager) = given(&p, "Gestore") else {
            continue;
        };
        let truth = format!("gestore:{manager}");
        let mut r = record(truth.clone(), Kind::Organization, manager);
        r.thing.emails = given(&p, "Mail").into_iter().collect();
        r.thing.website = given(&p, "Sito Internet");
        managers.entry(truth.clone()).or_insert(r);
        let sort = given(&p, "Tipo").unwrap_or_default();
        let service = format!("servizio:{place}|{truth}|{sort}");
        let r = record(service.clone(), Kind::Service, sort);
        services.entry(service).or_insert((truth, place, r));
    }
    Sports {
        places: places.into_values().collect(),
        managers: managers.into_values().collect(),
        services: services.into_values().collect(),
    }
}

/// Seats of the territorial social services, as places.
pub fn social_services(path: &Path) -> Vec<Record> {
    rows(path, b';')
        .iter()
        .map(|r| {
            let address = given(r, "indirizzo").unwrap_or_default();
            let mut out = record(
                format!("sociale:{address}"),
                Kind::Place,
                given(r, "nome").unwrap_or_default(),
            );
            out.thing.address = Some(address);
            out.thing.postal_code = given(r, "cap");
            out.thing.point = decimal(r, "lat")
                .zip(decimal(r, "lon"))
                .and_then(|(lat, lon)| Point::new(lat, lon).ok());
            out
        })
        .collect()
}

/// Seats of the municipi, as places. The file has no names.
pub fn municipio_seats(path: &Path) -> Vec<Record> {
    rows(path, b';')
        .iter()
        .map(|r| {
            let n = given(r, "municipio").unwrap_or_default();
            let mut out = record(
                format!("municipio:{n}"),
                Kind::Place,
                format!("Municipio {n}"),
            );
            out.thing.address = given(r, "indirizzo");
            out.thing.postal_code = given(r, "cap");
            out.thing.emails = given(r, "email").into_iter().collect();
            out.thing.point = decimal(r, "lat")
                .zip(decimal(r, "lon"))
                .and_then(|(lat, lon)| Point::new(lat, lon).ok());
            out
        })
        .collect()
}

/// Gives the records their keys, from `first` on.
pub fn numbered(records: &mut [Record], first: u64) {
    for (r, key) in records.iter_mut().zip(first..) {
        r.thing.key = key;
    }
}

/// Half of a record: development or held out, by a hash of its truth.
pub fn held_out(truth: &str) -> bool {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    for b in truth.bytes() {
        h = (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }
    // FNV alone leaves its last bytes visible in single bits.
    h = (h ^ (h >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (h >> 63) == 1
}
