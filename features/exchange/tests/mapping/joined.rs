//! Second files, rows that belong together, and what files say about districts.

use exchange::model::Draft;
use serde_json::json;

use super::engine::{SQUARES, with};
use super::{Done, run};

const JOINED: &str = r#"
[record]
id = "{id}"

[[skip]]
when = { value = "{comune}", is_not = ["Prova"] }
reason = "è di un altro comune"

[[join]]
name = "alunni"
title = "Elenco alunni"
key = "{codice|upper}"
with = "{id}"
columns = ["sito"]

[[join]]
name = "private"
title = "Elenco private"
key = "{codice}"
with = "{id}"

[[rule]]
when = { absent = ["alunni", "private"] }
status = "defunct"
active = false
alert = { it = "Chiusa", en = "Closed" }
finding = "closed"
reason = "{id} non c'è più"

[[rule]]
when = { absent = ["alunni"], present = ["private"] }
finding = "only-in-list"
reason = "{id}"

[organization]
name = "{nome}"
website = ["{alunni.sito|url}", "{sito|url}"]

[service]
name = "{nome}"
"#;

#[test]
fn second_files_decide_what_is_still_there() {
    let main = "id;nome;comune;sito\nA1;Uno;Prova;www.uno.it\nA2;Due;PROVA;www.due.it\nA3;Tre;prova;\nA4;Quattro;Altrove;\n";
    let d = run(
        &with(JOINED),
        main,
        "x.csv",
        &[
            (
                "alunni",
                "a.csv",
                "codice,sito\na1,http//nuovo.it\na1,doppio.it\n",
            ),
            ("private", "p.csv", "codice\nA2\n"),
        ],
    );
    assert_eq!((d.tally.rows, d.tally.skipped, d.tally.records), (4, 1, 3));
    assert_eq!(
        d.all("row-skipped")[0].args["reason"],
        "è di un altro comune"
    );
    assert_eq!(d.body("A1", "organization")["website"], "http://nuovo.it");
    assert_eq!(
        d.body("A2", "organization")["website"],
        "https://www.due.it"
    );
    assert_eq!(d.body("A1", "service")["status"], "active");
    assert_eq!(d.body("A2", "service")["status"], "active");
    assert_eq!(d.body("A3", "service")["status"], "defunct");
    assert_eq!(
        d.body("A3", "service")["alert"],
        json!({"en": "Closed", "it": "Chiusa"})
    );
    assert_eq!(d.body("A3", "organization")["active"], false);
    assert_eq!(d.all("closed")[0].args["reason"], "A3 non c'è più");
    assert_eq!(d.all("only-in-list")[0].record.as_deref(), Some("A2"));
    assert_eq!(d.all("second-file-key-twice")[0].args["count"], "1");
    let paths = &d.drafts().next().unwrap().paths;
    assert_eq!(paths["website"], "alunni.sito");
}

#[test]
fn without_the_second_file_nothing_is_called_closed() {
    let d = run(
        &with(JOINED),
        "id;nome;comune;sito\nA1;Uno;Prova;\n",
        "x.csv",
        &[],
    );
    assert_eq!(d.body("A1", "service")["status"], "active");
    assert_eq!(d.count("second-file-missing"), 2);
    assert_eq!(d.count("closed"), 0);
}

#[test]
fn rows_of_a_group_become_one_record_with_monthly_hours() {
    let profile = with(
        r#"
[group]
by = "{area}/{sport}"
varying = ["mese", "apre", "chiude", "nota"]

[organization]
id = "comune"
name = "Comune"

[location]
id = "{area}"
name = "{area}"

[service]
name = "{sport}"

[service_at_location.monthly]
month = "{mese|map:mesi}"
opens = "{apre}"
closes = "{chiude}"
note = "{nota}"

[maps.mesi]
GENNAIO = "1"
FEBBRAIO = "2"
MARZO = "3"
"#,
    );
    let d = run(
        &profile,
        "area;sport;mese;apre;chiude;nota;vie\nP;Volley;GENNAIO;7;19;;a\nP;Basket;GENNAIO;;;;a\nP;Volley;FEBBRAIO;7;19;chiuso giovedì;a\nP;Volley;MARZO;6:30;24;;b\n",
        "x.csv",
        &[],
    );
    assert_eq!(d.tally.rows, 4);
    assert_eq!(d.tally.records, 2);
    assert_eq!(
        (
            d.kinds()["service"],
            d.kinds()["location"],
            d.kinds()["organization"]
        ),
        (2, 1, 1)
    );
    let tie = d.body("P/Volley", "service_at_location");
    assert_eq!(
        tie["schedules"],
        json!([
            {"use": "operating_hours", "freq": "DAILY", "bymonth": [1, 2], "opens_at": "07:00", "closes_at": "19:00", "period": "always", "attending": "in_person", "description": {"it": "chiuso giovedì"}},
            {"use": "operating_hours", "freq": "DAILY", "bymonth": [3], "opens_at": "06:30", "closes_at": "24:00", "period": "always", "attending": "in_person"},
        ])
    );
    assert_eq!(
        d.body("P/Basket", "service_at_location").get("schedules"),
        None
    );
    let differs = d.all("group-differs");
    assert_eq!(
        (differs.len(), differs[0].column.as_deref()),
        (1, Some("vie"))
    );
}

const PEOPLE: &str = r#"
[record]
id = "{q}"

[[shapes]]
name = "quartieri"
level = "district"
id = "{id}"

[district]
id = "{q}"
area = "{mq}"

[district.figures]
year = "{anno}"
residents = "{residenti}"
"#;

#[test]
fn figures_of_districts_and_their_areas_are_checked() {
    let profile = exchange::profile::Profile::parse(&with(PEOPLE), "p.toml").unwrap();
    let shapes: Vec<records::Record> = super::reader(SQUARES, "q.geojson", &Default::default())
        .map(Result::unwrap)
        .collect();
    let mut ground = exchange::mapping::Shapes::default();
    for s in &shapes {
        ground.add(&s.text("id"), s.geometry.as_ref().unwrap());
    }
    // a tenth of a degree by a tenth at 45° north: 87.4 km²
    let text =
        "q;anno;residenti;mq\n1;2024;10;87400000,5\n2;2024;0;1,5\n9;2024;5;1\nN.D.;2024;5;1\n";
    let main = super::reader(text, "x.csv", &profile.options());
    let inputs = [(
        "quartieri".to_string(),
        super::reader(SQUARES, "q.geojson", &Default::default()),
    )];
    let d = Done::of(
        exchange::mapping::map(&profile, main, inputs.into(), super::home(&ground)).unwrap(),
    );
    let Draft::District(one) = &d.record("1").drafts[0] else {
        panic!("a district expected");
    };
    assert_eq!(
        (
            one.id.as_str(),
            one.figures["residents"],
            one.figures["year"]
        ),
        ("1", 10.0, 2024.0)
    );
    let wrong = d.all("area-disagrees");
    assert_eq!(
        (
            wrong.len(),
            wrong[0].args["district"].as_str(),
            wrong[0].args["percent"].as_str()
        ),
        (1, "2", "-100")
    );
    assert_eq!(d.all("no-residents")[0].args["district"], "2");
    let unknown: Vec<_> = d
        .all("district-unknown")
        .iter()
        .map(|f| f.args["district"].clone())
        .collect();
    assert_eq!(unknown, ["9", "N.D."]);
    assert_eq!(d.tally.rejected, 2);
}

#[test]
fn boundaries_come_as_geojson_and_a_point_is_none() {
    let profile = with(
        "[file]\nkind = \"geojson\"\n[record]\nid = \"{id}\"\n[district]\nlevel = \"area\"\nid = \"{id}\"\nboundary = true\n",
    );
    let point = SQUARES.replace("]}}]}", "]}},{\"type\":\"Feature\",\"properties\":{\"id\":3},\"geometry\":{\"type\":\"Point\",\"coordinates\":[9,45]}}]}");
    let d = run(&profile, &point, "x.geojson", &[]);
    // the catalogue keeps no boundaries of areas: they are only examined
    assert!(d.mapped.iter().all(|m| m.drafts.is_empty()));
    let missing = d.all("shape-missing");
    assert_eq!((missing.len(), missing[0].row), (1, Some(3)));
}
