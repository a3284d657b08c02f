//! Every rule of the engine on made-up files.

use exchange::model::Severity;
use serde_json::json;

use super::{Done, run};

const HEAD: &str = r#"
[source]
key = "prova"
name = "Prova"
publisher = "Nessuno"
licence = "CC0"
precedence = "municipality"
"#;

pub(crate) fn with(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

/// Two unit squares side by side, and the text of their GeoJSON.
pub(crate) const SQUARES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":1},"geometry":{"type":"Polygon","coordinates":[[[9.0,45.0],[9.1,45.0],[9.1,45.1],[9.0,45.1],[9.0,45.0]]]}},
{"type":"Feature","properties":{"id":2},"geometry":{"type":"Polygon","coordinates":[[[9.1,45.0],[9.2,45.0],[9.2,45.1],[9.1,45.1],[9.1,45.0]]]}}]}"#;

const PLACES: &str = r#"
[text]
empty = ["N.D."]

[record]
id = "{id}"
require = ["nome"]

[[shapes]]
name = "quartieri"
level = "district"
id = "{id}"

[organization]
id = "{gestore|fold}"
name = "{gestore}"
email = "{mail|email}"

[location]
name = "{nome|title}"
tolerance = 200
shared_point = 2
phones = "{tel|split:`;`|phone}"
declared = [{ level = "district", value = "{q}" }]

[location.point]
lat = "{lat|number}"
lon = "{lon|number}"

[location.address]
street = "{via|street}"
city = "Prova"

[service]
name = "{nome|title}"
themes = "{tipo|map:temi}"
ages = "{eta}"
free = "{gratis|yes}"

[maps.temi]
NUOTO = ["sport.swimming", "sport.water"]
"#;

const COLUMNS: &str = "id;nome;gestore;mail;tel;q;lat;lon;via;tipo;eta;gratis\n";

fn places(rows: &str) -> Done {
    run(
        &with(PLACES),
        &format!("{COLUMNS}{rows}"),
        "x.csv",
        &[("quartieri", "q.geojson", SQUARES)],
    )
}

#[test]
fn a_row_becomes_an_organisation_a_place_a_service_and_their_tie() {
    let d = places(
        "7;PISCINA SAN PAOLO;Nuoto Club;info@x.it;02 123456;1;45,05;9,05;VIA ROMA12;Nuoto;6-10;sì\n",
    );
    assert_eq!(d.findings, []);
    assert_eq!(
        d.kinds().into_iter().collect::<Vec<_>>(),
        [
            ("location", 1),
            ("organization", 1),
            ("service", 1),
            ("service_at_location", 1)
        ]
    );
    // the manager may have other rows: it is a record of its own
    assert_eq!(d.mapped[0].record, "organization/nuoto club");
    assert_eq!(
        d.body("organization/nuoto club", "organization")["email"],
        "info@x.it"
    );
    let l = d.body("7", "location");
    assert_eq!(l["name"], "Piscina San Paolo");
    assert_eq!(l["point"], json!({"lat": 45.05, "lon": 9.05}));
    assert_eq!(l["district"], "1");
    assert_eq!(l["phones"][0]["number"], "+3902123456");
    assert_eq!(l["address"]["address_1"], "Via Roma 12");
    let s = d.body("7", "service");
    assert_eq!(s["themes"], json!(["sport.swimming", "sport.water"]));
    assert_eq!(s["ages"], json!({"from": 72, "to": 131}));
    assert_eq!(s["cost_options"][0]["amount"], 0);
    let tie = d.body("7", "service_at_location");
    assert_eq!(
        (&tie["service_id"], &tie["location_id"]),
        (&s["id"], &l["id"])
    );
    assert_eq!(
        s["organization_id"],
        d.body("organization/nuoto club", "organization")["id"]
    );
    // identifiers follow from source and record alone
    let id = values::Id::named("prova", "service:7").to_string();
    assert_eq!(s["id"], id.as_str());
    // where each field stands in the file
    let paths = d
        .drafts()
        .find(|r| r.kind.as_str() == "service")
        .unwrap()
        .paths
        .clone();
    assert_eq!(paths["themes"], "tipo");
    assert_eq!(paths["cost_options"], "gratis");
}

#[test]
fn wrong_values_are_dropped_by_name_and_the_record_stays() {
    let d = places("1;Uno;A;non c'è;chiamare;1;ics;9,05;Via Uno;Scacchi;tanti;forse\n");
    let codes: Vec<(&str, Option<&str>)> = d
        .findings
        .iter()
        .map(|f| (f.code.as_str(), f.column.as_deref()))
        .collect();
    for expected in [
        ("not-an-email", Some("mail")),
        ("not-a-phone", Some("tel")),
        ("not-a-number", Some("lat")),
        ("not-a-coordinate", None),
        ("unknown-value", Some("tipo")),
        ("not-an-age", None),
        ("not-yes-or-no", Some("gratis")),
    ] {
        assert!(codes.contains(&expected), "{expected:?} in {codes:?}");
    }
    assert!(
        d.findings
            .iter()
            .all(|f| f.row == Some(2) && f.record.as_deref() == Some("1"))
    );
    assert_eq!(d.body("1", "location").get("point"), None);
    // a telephone that cannot be read is still better than none
    assert_eq!(d.body("1", "location")["phones"][0]["number"], "chiamare");
    assert_eq!(d.tally.rejected, 0);
}

#[test]
fn rows_with_errors_are_rejected_with_their_row() {
    let d = places(
        "1;;A;;;1;45,05;9,05;Via Uno;Nuoto;;\n;Due;A;;;1;45,05;9,05;Via Due;Nuoto;;\n3;Tre;A;;;1;45,05;9,05;Via Tre;Nuoto;;\n3;Altro;A;;;1;45,05;9,05;Via Tre;Nuoto;;\n3;Tre;A;;;1;45,05;9,05;Via Tre;Nuoto;;\n",
    );
    assert_eq!(
        (
            d.tally.rows,
            d.tally.records,
            d.tally.rejected,
            d.tally.skipped
        ),
        (5, 4, 3, 1)
    );
    let missing = d.all("missing-value");
    assert_eq!(missing[0].args["what"], "nome");
    assert_eq!(
        (missing[0].row, missing[0].severity),
        (Some(2), Severity::Error)
    );
    assert!(
        missing
            .iter()
            .any(|f| f.row == Some(3) && f.args["what"] == "record.id")
    );
    let twice = d.all("duplicate-key");
    assert_eq!(
        (twice[0].row, twice[0].args["first"].as_str()),
        (Some(5), "4")
    );
    assert_eq!(d.all("duplicate-row")[0].row, Some(6));
    assert!(d.record("row 3").drafts.is_empty());
    assert!(d.record("3 (row 5)").drafts.is_empty());
    assert_eq!(d.record("3").drafts.len(), 3);
}

#[test]
fn a_profile_may_let_the_first_of_two_rows_count() {
    let profile = with(
        "[record]\nid = \"{id}\"\nduplicates = \"first\"\n[organization]\nname = \"{nome}\"\n",
    );
    let d = run(&profile, "id;nome\n1;Uno\n1;Altro\n", "x.csv", &[]);
    assert_eq!(
        (d.tally.records, d.tally.skipped, d.tally.rejected),
        (1, 1, 0)
    );
    let told = d.all("duplicate-key-passed-over");
    assert_eq!(
        (told[0].row, told[0].severity),
        (Some(3), Severity::Warning)
    );
    assert_eq!(d.body("1", "organization")["name"], "Uno");
}

#[test]
fn points_outside_near_the_border_shared_and_in_another_district() {
    let d = places(concat!(
        "1;Cina;A;;;1;28,26;103,58;Via Uno;Nuoto;;\n",
        "2;Orlo;A;;;1;45,1005;9,05;Via Due;Nuoto;;\n",
        "3;Altrove;A;;;02;45,05;9,05;Via Tre;Nuoto;;\n",
        "4;Stesso punto;A;;;1;45,05;9,05;Via Quattro;Nuoto;;\n",
        "5;Stesso palazzo;A;;;1;45,06;9,06;VIA CINQUE;Nuoto;;\n",
        "6;Stesso palazzo;A;;;1;45,06;9,06;Via Cinque;Nuoto;;\n",
        "7;Zero;A;;;1;0;0;Via Sei;Nuoto;;\n",
        "8;Niente;A;;;N.D.;;;Via Sette;Nuoto;;\n",
    ));
    let out = d.all("coordinates-outside-city");
    assert_eq!(out.len(), 1);
    assert_eq!(
        (out[0].row, out[0].args["point"].as_str()),
        (Some(2), "28.26000 103.58000")
    );
    assert_eq!(d.body("1", "location").get("point"), None);
    assert_eq!(d.body("1", "location").get("district"), None);
    // 55 metres north of the border
    let near = d.all("coordinates-near-border");
    assert_eq!(
        (near[0].row, near[0].args["distance"].as_str()),
        (Some(3), "56")
    );
    assert!(d.body("2", "location").get("point").is_some());
    let other = d.all("district-disagrees");
    assert_eq!(other.len(), 1);
    assert_eq!(
        (
            other[0].row,
            other[0].args["declared"].as_str(),
            other[0].args["found"].as_str()
        ),
        (Some(4), "02", "1")
    );
    assert_eq!(d.body("3", "location")["district"], "1");
    let shared = d.all("shared-point");
    assert_eq!((shared.len(), shared[0].args["rows"].as_str()), (1, "4, 5"));
    assert_eq!(d.all("shared-building")[0].args["rows"], "6, 7");
    assert_eq!(d.all("not-a-coordinate")[0].row, Some(8));
    assert_eq!(d.all("coordinates-missing")[0].row, Some(9));
}

#[test]
fn shared_organisations_that_differ_are_told_once() {
    let d = places(
        "1;Uno;A;a@x.it;;;45,05;9,05;;Nuoto;;\n2;Due;A;b@x.it;;;45,06;9,05;;Nuoto;;\n3;Tre;A;c@x.it;;;45,07;9,05;;Nuoto;;\n",
    );
    assert_eq!(d.count("shared-record-differs"), 1);
    assert_eq!(d.kinds()["organization"], 1);
    assert_eq!(d.body("organization/a", "organization")["email"], "a@x.it");
}

#[test]
fn a_column_that_is_not_there_ends_the_import_with_the_columns_that_are() {
    let profile = exchange::profile::Profile::parse(
        &with("[record]\nid = \"{codice}\"\n[location]\nname = \"{nome}\"\n"),
        "p.toml",
    )
    .unwrap();
    let ground = exchange::mapping::Shapes::default();
    let main = super::reader("id;nome\n1;Uno\n", "x.csv", &profile.options());
    let mut mapper =
        exchange::mapping::map(&profile, main, Default::default(), super::home(&ground)).unwrap();
    let e = mapper.next().unwrap().unwrap_err().to_string();
    assert!(e.contains("«codice»") && e.contains("id, nome"), "{e}");
    assert!(mapper.next().is_none());
}

#[test]
fn what_readers_note_becomes_findings() {
    let profile = with("[record]\nid = \"{id}\"\n[organization]\nname = \"{nome}\"\n");
    let d = run(
        &profile,
        "id;nome\n1;PerÃ¹\n2\n3;Per\u{fffd}\n",
        "x.csv",
        &[],
    );
    assert_eq!(d.body("1", "organization")["name"], "Perù");
    let twice = d.all("text-encoded-twice");
    assert_eq!(
        (
            twice[0].row,
            twice[0].column.as_deref(),
            twice[0].args["mended"].as_str()
        ),
        (Some(2), Some("nome"), "Perù")
    );
    assert_eq!(d.all("row-ragged")[0].row, Some(3));
    assert_eq!(d.all("characters-lost")[0].row, Some(4));
    assert_eq!(d.all("missing-value")[0].args["what"], "organization.name");
}

#[test]
fn calendar_feeds_become_dated_services() {
    let profile = with(
        r#"
[file]
kind = "ical"
[record]
id = "{uid}"
[organization]
id = "biblioteca"
name = "Biblioteca"
[service]
name = "{summary}"
description = "{description}"
url = "{url|url}"
rhythm = "weekly"
[service.event]
starts = "{dtstart}"
ends = "{dtend}"
zone = "{dtstart.zone}"
rule = "{rrule}"
except = "{exdate}"
"#,
    );
    let feed = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Letture\nDTSTART:20240706T080000Z\nDTEND:20240706T093000Z\nRRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20240831T000000Z\nEXDATE:20240810T080000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nSUMMARY:Festa\nDTSTART;VALUE=DATE:20240914\nDTEND;VALUE=DATE:20240916\nRRULE:FREQ=HOURLY\nEND:VEVENT\nEND:VCALENDAR\n";
    let d = run(&profile, feed, "x.ics", &[]);
    let s = &d.body("1", "service")["schedules"][0];
    assert_eq!(s["use"], "events");
    assert_eq!(
        (&s["dtstart"], &s["opens_at"], &s["closes_at"]),
        (&json!("2024-07-06"), &json!("10:00"), &json!("11:30"))
    );
    assert_eq!(
        (&s["byday"], &s["until"], &s["except"]),
        (&json!(["SA"]), &json!("2024-08-31"), &json!(["2024-08-10"]))
    );
    assert_eq!(d.count("not-a-rule"), 1);
    let s = &d.body("2", "service")["schedules"][0];
    assert_eq!(
        (&s["freq"], &s["dtstart"], &s["until"]),
        (&json!("DAILY"), &json!("2024-09-14"), &json!("2024-09-15"))
    );
}

#[test]
fn the_same_file_gives_the_same_drafts() {
    let rows = "1;Uno;A;;;1;45,05;9,05;Via Uno;Nuoto;;\n2;Due;B;;;1;45,06;9,05;Via Due;Nuoto;;\n";
    assert_eq!(places(rows).mapped, places(rows).mapped);
}
