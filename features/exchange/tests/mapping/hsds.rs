//! HSDS files map themselves: our own examples, the standard's, pages, packages.

use exchange::mapping;
use exchange::profile::Profile;
use serde_json::{Value, json};

use super::{Done, data, home, run};

const PROFILE: &str = r#"
[source]
key = "vicini"
name = "Città vicina"
publisher = "Città vicina"
licence = "CC BY"
precedence = "region"

[file]
kind = "hsds"

[text]
language = "it"

[hsds]
themes = "temi"

[maps.temi]
"corsi di nuoto" = ["sport.swimming"]
"#;

fn page(services: &Value) -> String {
    json!({"total_items": 1, "contents": services}).to_string()
}

fn service(id: &str) -> Value {
    json!({
        "id": id, "name": "Nuoto", "status": "active", "minimum_age": 6, "maximum_age": 10,
        "email": "info@x.it", "url": "www.x.it", "fees_description": "a corso",
        "organization": {"id": "o1", "name": "Polisportiva", "description": "x", "website": "htpp://p.it",
            "organization_identifiers": [{"id": "i", "identifier_scheme": "RUNTS", "identifier": "123a"}]},
        "schedules": [{"id": "h", "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "17:00:00", "closes_at": "18:00", "valid_from": "2024-09-01"}],
        "cost_options": [{"id": "c", "amount": 12.5, "option": "al mese"}],
        "languages": [{"id": "l", "code": "it"}],
        "attributes": [
            {"id": "a", "taxonomy_term": {"id": "t", "code": "X1", "name": "Corsi di nuoto"}},
            {"id": "b", "taxonomy_term": {"id": "u", "code": "", "name": "Scacchi"}}],
        "service_at_locations": [{"id": "x", "description": "vasca piccola", "location": {
            "id": "l1", "location_type": "physical", "name": "Piscina", "latitude": 45.4, "longitude": 9.1,
            "addresses": [{"id": "ad", "address_1": "Via Uno 1", "city": "Qui", "country": "IT"}],
            "phones": [{"id": "p", "number": "02 123456"}]}}]
    })
}

fn told(text: &str) -> Done {
    let profile = Profile::parse(PROFILE, "p.toml").unwrap();
    let mut ground = mapping::Shapes::default();
    let ring = vec![
        [9.0, 45.0],
        [10.0, 45.0],
        [10.0, 46.0],
        [9.0, 46.0],
        [9.0, 45.0],
    ];
    ground.add("1", &records::Geometry::Polygon(vec![ring]));
    let mut home = home(&ground);
    home.known = Box::new(|_, term| term == "sport.swimming");
    let main = super::reader(text, "x.json", &profile.options());
    Done::of(mapping::map(&profile, main, Default::default(), home).unwrap())
}

#[test]
fn a_service_with_everything_nested_is_taken_apart() {
    let d = told(&page(&json!([service("s1")])));
    assert_eq!(
        d.kinds().into_iter().collect::<Vec<_>>(),
        [
            ("location", 1),
            ("organization", 1),
            ("service", 1),
            ("service_at_location", 1)
        ]
    );
    let s = d.body("service/s1", "service");
    assert_eq!(s["name"], json!({"it": "Nuoto"}));
    assert_eq!(s["ages"], json!({"from": 72, "to": 131}));
    assert_eq!(s["themes"], json!(["sport.swimming"]));
    assert_eq!(s["url"], "https://www.x.it");
    assert_eq!(s["cost_options"][0]["amount"], 1250);
    assert_eq!(s["schedules"][0]["byday"], json!(["MO", "WE"]));
    assert_eq!(s["schedules"][0]["opens_at"], "17:00");
    let o = d.body("organization/o1", "organization");
    assert_eq!(o["website"], "http://p.it");
    assert_eq!(
        o["identifiers"],
        json!([{"scheme": "runts", "value": "123A"}])
    );
    assert_eq!(s["organization_id"], o["id"]);
    let l = d.body("location/l1", "location");
    assert_eq!(
        (&l["district"], &l["address"]["address_1"]),
        (&json!("1"), &json!("Via Uno 1"))
    );
    assert_eq!(l["phones"][0]["number"], "+3902123456");
    assert_eq!(
        d.body("service/s1", "service_at_location")["description"]["it"],
        "vasca piccola"
    );
    assert_eq!(d.all("unknown-theme")[0].args["found"], "Scacchi");
    assert_eq!(d.count("url-mended"), 1);
}

#[test]
fn what_is_nested_twice_is_given_once_and_errors_reject_one_object() {
    let mut broken = service("s3");
    broken.as_object_mut().unwrap().remove("name");
    let d = told(&page(
        &json!([service("s1"), service("s2"), broken, service("s1"), {"name": "senza"}]),
    ));
    assert_eq!(
        (
            d.kinds()["organization"],
            d.kinds()["location"],
            d.kinds()["service"]
        ),
        (1, 1, 2)
    );
    assert_eq!(d.tally.rejected, 3);
    assert_eq!(d.count("missing-value"), 2);
    assert_eq!(d.count("duplicate-key"), 1);
}

#[test]
fn what_our_own_export_wrote_comes_back_whole() {
    let record = json!({"id": values::Id::named("x", "1"), "organization_id": values::Id::named("x", "2"),
        "name": {"it": "Nuoto", "ar": "سباحة"}, "rhythm": "weekly", "needs": ["disability"]});
    let mut ours = service("s1");
    ours["wishmi"] = json!({"record": record, "version": 3});
    let d = told(&page(&json!([ours])));
    let s = d.body("service/s1", "service");
    assert_eq!(s["name"]["ar"], "سباحة");
    assert_eq!(
        (&s["rhythm"], &s["needs"]),
        (&json!("weekly"), &json!(["disability"]))
    );
    // identifiers are this source's all the same
    assert_eq!(
        s["id"],
        values::Id::named("vicini", "service:s1").to_string()
    );
    assert_eq!(
        s["organization_id"],
        d.body("organization/o1", "organization")["id"]
    );
}

#[test]
fn what_stands_by_itself_and_inside_another_is_given_once() {
    let lines = [
        json!({"id": "x", "service_id": "s1", "location_id": "l1", "description": "da sola"}),
        json!({"id": "o1", "name": "Polisportiva", "description": "x"}),
        service("s1"),
        json!({"id": "l1", "location_type": "physical", "name": "Piscina"}),
        json!({"id": "o7", "name": "Ente", "description": "x", "services": [{"id": "s7", "name": "Corso", "status": "active"}]}),
        json!({"id": "s7", "name": "Corso", "status": "active", "organization_id": "o7"}),
        json!({"id": "t", "code": "x", "name": "Termine", "taxonomy": "service"}),
    ];
    let text: String = lines.iter().map(|l| format!("{l}\n")).collect();
    let d = told(&text);
    assert_eq!(d.tally.rejected, 0, "{:?}", d.findings);
    assert_eq!(
        d.kinds().into_iter().collect::<Vec<_>>(),
        [
            ("location", 1),
            ("organization", 2),
            ("service", 2),
            ("service_at_location", 1)
        ]
    );
    let tie = d.body("service_at_location/s1/l1", "service_at_location");
    assert_eq!(tie["description"]["it"], "da sola");
    let mut ids: Vec<_> = d.drafts().map(|r| r.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), d.drafts().count());
}

#[test]
fn an_organisation_with_its_services_and_a_bare_place() {
    let text = format!(
        "{}\n{}\n",
        json!({"id": "o9", "name": "Ente", "description": "x", "services": [{"id": "s9", "name": "Sportello", "status": "chiuso"}]}),
        json!({"id": "l9", "location_type": "virtual", "name": "In rete", "latitude": 1.0, "longitude": 1.0}),
    );
    let d = told(&text);
    assert_eq!(
        d.body("organization/o9", "service")["organization_id"],
        d.body("organization/o9", "organization")["id"]
    );
    assert_eq!(d.all("unknown-value")[0].args["found"], "chiuso");
    assert_eq!(
        d.body("location/l9", "location")["location_type"],
        "virtual"
    );
    assert_eq!(d.count("coordinates-outside-city"), 1);
}

#[test]
fn the_standards_own_examples_are_understood() {
    let Some(folder) = data(
        "the_standards_own_examples_are_understood",
        "hsds/3.1/examples",
    ) else {
        return;
    };
    for (file, kinds) in [
        (
            "service_full.json",
            vec![
                ("location", 1),
                ("organization", 1),
                ("service", 1),
                ("service_at_location", 1),
            ],
        ),
        (
            "service_list.json",
            vec![("organization", 1), ("service", 1)],
        ),
        (
            "organization_full.json",
            vec![
                ("location", 1),
                ("organization", 1),
                ("service", 1),
                ("service_at_location", 1),
            ],
        ),
        (
            "service_at_location_full.json",
            vec![
                ("location", 1),
                ("organization", 1),
                ("service", 1),
                ("service_at_location", 1),
            ],
        ),
        ("location.json", vec![("location", 1)]),
    ] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let d = run(PROFILE, &text, file, &[]);
        assert_eq!(
            d.kinds().into_iter().collect::<Vec<_>>(),
            kinds,
            "{file}: {:?}",
            d.findings
        );
        assert_eq!(d.tally.rejected, 0, "{file}: {:?}", d.findings);
    }
    let profile = Profile::parse(PROFILE, "p.toml").unwrap();
    let ground = mapping::Shapes::default();
    let main = records::open(&folder.join("csv"), &profile.options()).unwrap();
    let d = Done::of(mapping::map(&profile, main, Default::default(), home(&ground)).unwrap());
    assert_eq!(
        d.kinds().into_iter().collect::<Vec<_>>(),
        [
            ("location", 1),
            ("organization", 1),
            ("service", 1),
            ("service_at_location", 1)
        ]
    );
}
