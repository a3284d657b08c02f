//! Every kind of file, well and badly formed.

mod hostile;
mod real;
mod sheets;

use std::io::Cursor;

use records::{Cell, Geometry, Header, Kind, Limits, Note, Options, ReadError, Record, from_read};

/// Reads a whole text as the named file.
fn all(text: &[u8], name: &str, options: &Options) -> Result<Vec<Record>, ReadError> {
    from_read(Cursor::new(text.to_vec()), name, options)?.collect()
}

fn csv(text: &str) -> Vec<Record> {
    all(text.as_bytes(), "x.csv", &Options::default()).unwrap()
}

#[test]
fn csv_gives_names_lines_and_the_exact_text() {
    let r = csv("nome;note\r\n\"Uno; due\";\"a\r\nb\"\r\n\r\ntre;\r\n");
    assert_eq!(r.len(), 2);
    assert_eq!(r[0].text("nome"), "Uno; due");
    assert_eq!(r[0].text("note"), "a\r\nb");
    assert_eq!((r[0].address.line, r[1].address.line), (2, 5));
    assert_eq!(r[0].raw, "\"Uno; due\";\"a\r\nb\"");
    assert_eq!(r[1].raw, "tre;");
    assert_eq!(r[1].fields.get("note"), &Cell::Null);
    assert_eq!(r[1].address.to_string(), "line 5");
    assert!(r[1].notes.is_empty());
}

#[test]
fn ragged_rows_are_noted_and_kept() {
    let r = csv("a,b,c\n1,2\n1,2,3,4\n1,2,3,\n");
    assert_eq!(
        r[0].notes,
        [Note::Ragged {
            expected: 3,
            found: 2
        }]
    );
    assert_eq!(r[0].text("c"), "");
    assert_eq!(
        r[1].notes,
        [Note::Ragged {
            expected: 3,
            found: 4
        }]
    );
    assert_eq!(r[1].text("column 4"), "4");
    // an empty field too many is only a trailing separator
    assert_eq!(r[2].notes, []);
}

#[test]
fn trailing_empty_columns_twins_and_nameless_columns() {
    let mut reader = from_read(
        Cursor::new("a,,a,,\n1,2,3,,\n"),
        "x.csv",
        &Options::default(),
    )
    .unwrap();
    let r = reader.next().unwrap().unwrap();
    assert_eq!(r.fields.names(), ["a", "column 2", "a (2)"]);
    assert_eq!(r.text("a (2)"), "3");
    assert_eq!(r.notes, []);
    assert!(reader.next().is_none());
    assert_eq!(reader.facts().columns.len(), 3);
}

#[test]
fn titles_above_the_header_are_passed_over_and_columns_can_be_named() {
    let text = "Comune di Prova\n\nnome,cap\nUno,20121\nDue,20122\n";
    assert_eq!(csv(text)[1].text("nome"), "Due");
    let named = Options {
        header: Header::None,
        columns: vec!["x".into(), "y".into()],
        ..Options::default()
    };
    let r = all(b"1,2\n3,4\n", "x.csv", &named).unwrap();
    assert_eq!((r.len(), r[1].text("y")), (2, "4".into()));
    let line = Options {
        header: Header::Line(2),
        ..Options::default()
    };
    assert_eq!(
        all(b"1,2\nx,y\n3,4\n", "x.csv", &line).unwrap()[0].text("x"),
        "3"
    );
    let none = Options {
        header: Header::None,
        ..Options::default()
    };
    assert!(matches!(
        all(b"1,2\n", "x.csv", &none),
        Err(ReadError::Option { .. })
    ));
    assert!(matches!(
        all(b"", "x.csv", &Options::default()),
        Err(ReadError::Empty { .. })
    ));
}

#[test]
fn text_encoded_twice_is_noted_and_put_right() {
    let text = "paese;quartiere\nPerÃ¹;Caâ€™ Granda\nPer\u{fffd};x\n";
    let r = csv(text);
    assert_eq!(
        (r[0].text("paese"), r[0].text("quartiere")),
        ("Perù".into(), "Ca’ Granda".into())
    );
    assert_eq!(r[0].notes.len(), 2);
    assert!(matches!(&r[1].notes[..], [Note::LostCharacters { column, .. }] if column == "paese"));
    let as_is = Options {
        mend: false,
        ..Options::default()
    };
    let r = all(text.as_bytes(), "x.csv", &as_is).unwrap();
    assert_eq!(r[0].text("paese"), "PerÃ¹");
    assert_eq!(r[0].notes.len(), 2);
}

#[test]
fn limits_are_hard_and_say_where() {
    let small = Options {
        limits: Limits {
            record_bytes: 1000,
            fields: 10,
            depth: 5,
            records: 3,
            file_bytes: 1_000_000,
            ..Limits::default()
        },
        ..Options::default()
    };
    let told = |text: &str, name: &str| all(text.as_bytes(), name, &small).unwrap_err().to_string();
    let unclosed = format!("a,b\n1,\"{}", "x\n".repeat(4000));
    assert!(
        told(&unclosed, "x.csv").contains("line 2"),
        "{}",
        told(&unclosed, "x.csv")
    );
    assert!(told(&format!("a\n{}\n", "1,".repeat(50)), "x.csv").contains("number of fields"));
    assert!(told("a\n1\n2\n3\n4\n", "x.csv").contains("number of records"));
    assert!(told(&"a\n".repeat(60_000), "x.csv").contains("records"));
    let deep = format!("[{}{}]", "{\"a\":".repeat(9), "1}".repeat(9));
    assert!(
        told(&deep, "x.json").contains("nesting"),
        "{}",
        told(&deep, "x.json")
    );
    assert!(told(&format!("[{{\"a\":\"{}\"}}]", "x".repeat(2000)), "x.json").contains("record"));
    let ics = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{}\n",
        "x".repeat(2000)
    );
    assert!(told(&ics, "x.ics").contains("in bytes"));
    let file = Options {
        limits: Limits {
            file_bytes: 100,
            ..Limits::default()
        },
        ..Options::default()
    };
    let e = all("a\n1\n".repeat(100).as_bytes(), "x.csv", &file).unwrap_err();
    assert!(matches!(e, ReadError::TooMuch { limit: 100, .. }), "{e}");
}

#[test]
fn geojson_streams_features_with_shape_and_exact_text() {
    let text = r#"{ "type": "FeatureCollection",
      "crs": {"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},
      "features": [
        {"type":"Feature","id":7,"properties":{"ID_NIL":48,"NIL":"TRENNO","via":{"a":[1,null]}},"geometry":{"type":"Point","coordinates":[9.1,45.4]}},
        {"type":"Feature","properties":null,"geometry":null}
      ], "after": [1,2] }"#;
    let r = all(text.as_bytes(), "x.geojson", &Options::default()).unwrap();
    assert_eq!(r.len(), 2);
    assert_eq!(r[0].text("ID_NIL"), "48");
    assert_eq!(r[0].text("@id"), "7");
    assert_eq!(r[0].text("via.a.0"), "1");
    assert_eq!(r[0].geometry, Some(Geometry::Point([9.1, 45.4])));
    assert_eq!(r[0].address.to_string(), "/features/0 (line 4)");
    assert!(
        r[0].raw.starts_with("{\"type\":\"Feature\",\"id\":7") && r[0].raw.ends_with("45.4]}}")
    );
    assert_eq!(r[1].geometry, None);

    let wrong = text.replace("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:32632");
    let e = all(wrong.as_bytes(), "x.geojson", &Options::default()).unwrap_err();
    assert!(
        matches!(&e, ReadError::Crs { crs } if crs == "EPSG:32632")
            && e.to_string().contains("ogr2ogr")
    );
    let after = text.replace(
        "\"after\": [1,2]",
        "\"crs\": {\"properties\":{\"name\":\"EPSG:3003\"}}",
    );
    assert!(matches!(
        all(after.as_bytes(), "x.geojson", &Options::default()),
        Err(ReadError::Crs { .. })
    ));
}

#[test]
fn json_lists_are_found_where_they_are() {
    let get = |text: &str, options: &Options| {
        all(text.as_bytes(), "x.json", options)
            .map(|r| r.iter().map(|r| r.text("n")).collect::<Vec<_>>())
    };
    let plain = Options::default();
    assert_eq!(
        get(r#" [ {"n":1} , {"n":"b"} ] "#, &plain).unwrap(),
        ["1", "b"]
    );
    assert_eq!(
        get(
            r#"{"total_items":2,"contents":[{"n":1},{"n":2}],"x":{}}"#,
            &plain
        )
        .unwrap(),
        ["1", "2"]
    );
    assert_eq!(get("{\"n\":1}\n{\"n\":2}\n", &plain).unwrap(), ["1", "2"]);
    assert_eq!(
        get(r#"{"n":1,"services":[{"n":9}]}"#, &plain).unwrap(),
        ["1"]
    );
    assert_eq!(get("[]", &plain).unwrap(), Vec::<String>::new());
    let at = |p: &str| Options {
        pointer: Some(p.into()),
        ..Options::default()
    };
    let nested = r#"{"a":{"x":1,"data":[{"n":5}],"y":[]},"n":3}"#;
    assert_eq!(get(nested, &at("/a/data")).unwrap(), ["5"]);
    let e = get(nested, &at("/a/rows")).unwrap_err();
    assert!(
        e.to_string().contains("/a/rows") && e.to_string().contains("a, n"),
        "{e}"
    );
    for wrong in [
        "[{\"n\":1}",
        "[{\"n\":1} {\"n\":2}]",
        "{\"contents\":[{\"n\":1}",
        "[1]",
        "[{\"n\":}]",
        "{\"a\" 1}",
        "[{\"n\":1}]]",
        "tralala",
        "{a:1}",
        "{\"a\":1,}",
    ] {
        assert!(
            matches!(get(wrong, &plain), Err(ReadError::Malformed { .. })),
            "{wrong}: {:?}",
            get(wrong, &plain)
        );
    }
}

#[test]
fn a_number_beyond_floats_keeps_its_digits() {
    let r = all(
        br#"[{"id":12345678901234567890,"ok":1082}]"#,
        "x.json",
        &Options::default(),
    )
    .unwrap();
    assert_eq!(r[0].text("id"), "12345678901234567890");
    assert_eq!(r[0].fields.get("ok"), &Cell::Number(1082.0));
}

#[test]
fn calendar_events_are_records() {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1@x\r\nSUMMARY:Letture ad alta voce per bambine e\r\n  bambini\r\nDTSTART;TZID=Europe/Rome:20241005T103000\r\nRRULE:FREQ=WEEKLY;BYDAY=SA\r\nBEGIN:VALARM\r\nSUMMARY:no\r\nEND:VALARM\r\nCATEGORIES:LIBRI,BAMBINI\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2@x\r\nDTSTART:20241006T080000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let r = all(text.as_bytes(), "feed", &Options::default()).unwrap();
    assert_eq!(r.len(), 2);
    assert_eq!(
        r[0].text("summary"),
        "Letture ad alta voce per bambine e bambini"
    );
    assert_eq!(r[0].text("dtstart"), "2024-10-05T10:30:00");
    assert_eq!(r[0].text("dtstart.zone"), "Europe/Rome");
    assert_eq!(r[0].text("rrule"), "FREQ=WEEKLY;BYDAY=SA");
    assert_eq!(r[0].address.line, 6);
    assert!(r[0].raw.starts_with("BEGIN:VEVENT") && r[0].raw.ends_with("END:VEVENT"));
    assert_eq!(r[1].text("dtstart.zone"), "UTC");
    let cut = &text[..text.len() - 40];
    assert!(
        all(cut.as_bytes(), "x.ics", &Options::default())
            .unwrap_err()
            .to_string()
            .contains("cut off")
    );
    let not = Options {
        kind: Some(Kind::Ical),
        ..Options::default()
    };
    assert!(all(b"<html>", "x", &not).is_err());
}

#[test]
fn the_kind_is_told_from_the_content_or_explained() {
    let told = |text: &[u8], name: &str| {
        all(text, name, &Options::default())
            .unwrap_err()
            .to_string()
    };
    assert!(told(b"%PDF-1.7", "elenco.csv").contains("PDF"));
    assert!(told(b"<!doctype html><p>404", "elenco.csv").contains("error page"));
    assert!(told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "elenco.xls").contains("save it as"));
    assert!(told(b"qualcosa", "elenco").contains("name its kind"));
    let e = records::open("no/such/file.csv".as_ref(), &Options::default()).unwrap_err();
    assert!(e.to_string().contains("file.csv"), "{e}");
}

#[test]
fn a_tabular_package_becomes_nested_services() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put(
        "services.csv",
        "id,organization_id,name,status\ns1,o1,Nuoto,active\n",
    );
    put(
        "organizations.csv",
        "id,name,description\no1,Polisportiva,x\no2,Sola,y\n",
    );
    put(
        "locations.csv",
        "id,name,location_type,latitude,longitude\nl1,Piscina,physical,45.4,9.1\nl2,Altra,physical,45.5,9.2\n",
    );
    put(
        "service_at_location.csv",
        "id,service_id,location_id\nx1,s1,l1\n",
    );
    put(
        "addresses.csv",
        "id,location_id,address_1,city\na1,l1,Via Uno 1,Milano\n",
    );
    put(
        "phones.csv",
        "id,service_id,organization_id,number\np1,,o1,02 123\np2,s1,,02 456\n",
    );
    put(
        "schedules.csv",
        "id,service_at_location_id,freq,byday\nh1,x1,WEEKLY,MO\n",
    );
    put(
        "attributes.csv",
        "id,link_id,link_entity,taxonomy_term_id\nt,s1,service,term\n",
    );
    put(
        "taxonomy_terms.csv",
        "id,code,name,description\nterm,nuoto,Nuoto,x\n",
    );
    let mut reader = records::open(folder.path(), &Options::default()).unwrap();
    let r: Vec<Record> = reader.by_ref().map(Result::unwrap).collect();
    assert_eq!(r.len(), 3);
    assert_eq!(r[0].text("organization.name"), "Polisportiva");
    assert_eq!(r[0].text("organization.phones.0.number"), "02 123");
    assert_eq!(r[0].text("phones.0.number"), "02 456");
    assert_eq!(
        r[0].text("service_at_locations.0.location.addresses.0.city"),
        "Milano"
    );
    assert_eq!(r[0].text("service_at_locations.0.schedules.0.byday"), "MO");
    assert_eq!(r[0].text("attributes.0.taxonomy_term.code"), "nuoto");
    assert_eq!(r[0].address.to_string(), "services.csv:2");
    assert_eq!(
        (r[1].text("name"), r[1].address.to_string()),
        ("Sola".into(), "organizations.csv:3".into())
    );
    assert_eq!(r[2].text("name"), "Altra");
    assert_eq!(reader.facts().kind, Kind::Hsds);
    assert!(reader.facts().sha256.is_some());
}

#[test]
fn a_folder_of_pages_is_read_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for page in [10, 2, 1] {
        std::fs::write(
            folder.path().join(format!("page-{page}.json")),
            format!(r#"{{"page_number":{page},"contents":[{{"id":"{page}"}}]}}"#),
        )
        .unwrap();
    }
    let r: Vec<Record> = records::open(folder.path(), &Options::default())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let ids: Vec<String> = r.iter().map(|r| r.text("id")).collect();
    assert_eq!(ids, ["1", "2", "10"]);
    assert_eq!(
        r[2].address.to_string(),
        "page-10.json:/contents/0 (line 1)"
    );
    assert_eq!(r[2].address.index, 2);
}

/// A file that never ends.
struct Endless {
    head: &'static [u8],
    body: &'static [u8],
    at: usize,
}

impl std::io::Read for Endless {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        for slot in buf.iter_mut() {
            *slot = match self.at.checked_sub(self.head.len()) {
                None => self.head[self.at],
                Some(i) => self.body[i % self.body.len()],
            };
            self.at += 1;
        }
        Ok(buf.len())
    }
}

#[test]
fn records_come_before_the_file_ends() {
    for (name, head, body) in [
        ("x.csv", "a;b\n", "1;due\n"),
        (
            "x.geojson",
            "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"a\":1}}",
            ",{\"properties\":{\"a\":1},\"geometry\":null}",
        ),
        ("x.json", "{\"contents\":[{\"a\":1}", ",\n{\"a\":1}"),
        ("x.jsonl", "", "{\"a\":1}\n"),
        (
            "x.ics",
            "BEGIN:VCALENDAR\n",
            "BEGIN:VEVENT\na:1\nEND:VEVENT\n",
        ),
    ] {
        let endless = Endless {
            head: head.as_bytes(),
            body: body.as_bytes(),
            at: 0,
        };
        let reader = from_read(endless, name, &Options::default()).unwrap();
        let first: Vec<String> = reader.take(50_000).map(|r| r.unwrap().text("a")).collect();
        assert_eq!(first.len(), 50_000, "{name}");
        assert!(first.iter().all(|a| a == "1"), "{name}");
    }
}

#[test]
fn the_hash_is_there_once_everything_is_read() {
    let mut reader = from_read(Cursor::new("a\n1\n"), "x.csv", &Options::default()).unwrap();
    assert_eq!(reader.facts().sha256, None);
    assert_eq!(reader.by_ref().count(), 1);
    assert_eq!(reader.facts().sha256.unwrap().len(), 64);
    assert_eq!(reader.facts().bytes, 4);
}
