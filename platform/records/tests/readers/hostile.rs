//! Damage of every kind gives an error or records, never a panic.

use proptest::prelude::*;
use records::{Kind, Limits, Options};

const KINDS: [Kind; 7] = [
    Kind::Csv,
    Kind::GeoJson,
    Kind::Json,
    Kind::Hsds,
    Kind::Ical,
    Kind::Xlsx,
    Kind::Ods,
];

fn options(kind: Option<Kind>) -> Options {
    Options {
        kind,
        limits: Limits {
            file_bytes: 1 << 20,
            record_bytes: 4096,
            fields: 50,
            depth: 10,
            records: 1000,
            unpacked_bytes: 1 << 20,
        },
        ..Options::default()
    }
}

/// Counts what comes, so that nothing is optimised away; errors are fine.
fn drain(bytes: &[u8], kind: Option<Kind>, name: &str) -> usize {
    match super::all(bytes, name, &options(kind)) {
        Ok(records) => records
            .iter()
            .map(|r| r.fields.iter().count() + r.raw.len())
            .sum(),
        Err(e) => e.to_string().len(),
    }
}

fn sheets() -> [Vec<u8>; 2] {
    [
        super::sheets::xlsx(),
        super::sheets::ods(super::sheets::ODS_ROWS),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for kind in KINDS {
            prop_assert!(drain(&bytes, Some(kind), "x") < 1 << 22);
        }
        drain(&bytes, None, "x.csv");
    }

    #[test]
    fn signs_that_mean_something(text in "[\\[\\]{}\",:;\\\\\n\r\t a1\u{feff}è|']{0,200}") {
        for kind in KINDS {
            drain(text.as_bytes(), Some(kind), "x");
        }
    }

    #[test]
    fn damaged_geojson(at in 0usize..300, byte in any::<u8>(), cut in 0usize..300) {
        let mut text = br#"{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:4326"}},"features":[{"type":"Feature","properties":{"a":"\u00e8","b":[1,{"c":null}]},"geometry":{"type":"Polygon","coordinates":[[[9.1,45.1],[9.2,45.1],[9.2,45.2],[9.1,45.1]]]}},{"type":"Feature","properties":{},"geometry":null}]}"#.to_vec();
        let i = at % text.len();
        text[i] = byte;
        drain(&text, Some(Kind::GeoJson), "x");
        text.truncate(cut);
        drain(&text, Some(Kind::GeoJson), "x");
    }

    #[test]
    fn damaged_calendars(text in "(BEGIN:|END:|VEVENT|VCALENDAR|VALARM|DTSTART|;TZID=|:|\n| |\"|2024|è){0,60}") {
        drain(format!("BEGIN:VCALENDAR\n{text}").as_bytes(), Some(Kind::Ical), "x");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_spreadsheets(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        for file in sheets() {
            let mut damaged = file.clone();
            let i = at.index(damaged.len());
            damaged[i] = byte;
            drain(&damaged, None, "x.xlsx");
            damaged.truncate(cut.index(file.len()));
            drain(&damaged, None, "x.xlsx");
        }
    }
}
