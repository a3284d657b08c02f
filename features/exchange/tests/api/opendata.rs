//! The files of the open data, their catalogue and their page.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use axum::http::{Method, StatusCode};
use serde_json::Value;
use testing::{Outcome, run};

use super::town::{Town, city, demo};

fn records(text: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text);
    let names = reader.headers().expect("a header").clone();
    reader
        .records()
        .map(|r| {
            let r = r.expect("a record");
            names
                .iter()
                .zip(r.iter())
                .map(|(n, c)| (n.to_string(), c.to_string()))
                .collect()
        })
        .collect()
}

async fn bytes(town: &Town, path: &str) -> Vec<u8> {
    let got = town.raw(path).await;
    assert_eq!(got.0, StatusCode::OK, "{path}");
    got.1
}

#[test]
fn the_datapackage_holds_everything_and_describes_itself() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        let zip = bytes(&town, "/opendata/hsds.zip").await;
        assert_eq!(
            zip,
            bytes(&town, "/opendata/hsds.zip").await,
            "not the same bytes"
        );
        let mut archive = zip::ZipArchive::new(Cursor::new(zip))?;
        let mut files = BTreeMap::new();
        for i in 0..archive.len() {
            let mut file = archive.by_index(i)?;
            let name = file.name()?.into_owned();
            let mut text = Vec::new();
            file.read_to_end(&mut text)?;
            files.insert(name, text);
        }
        let about: Value = serde_json::from_slice(&files["datapackage.json"])?;
        assert_eq!(about["licenses"][0]["title"], "CC BY 4.0");
        let resources = about["resources"].as_array().unwrap();
        assert_eq!(resources.len() + 1, files.len());
        let mut rows = BTreeMap::new();
        for r in resources {
            let path = r["path"].as_str().unwrap();
            let table = records(&files[path]);
            let fields: BTreeSet<&str> = r["schema"]["fields"]
                .as_array()
                .unwrap()
                .iter()
                .map(|f| f["name"].as_str().unwrap())
                .collect();
            for row in &table {
                let names: BTreeSet<&str> = row.keys().map(String::as_str).collect();
                assert_eq!(names, fields, "{path}");
            }
            let ids: BTreeSet<&String> = table.iter().map(|r| &r["id"]).collect();
            assert_eq!(
                ids.len(),
                table.len(),
                "{path}: an identifier is there twice"
            );
            rows.insert(r["name"].as_str().unwrap().to_string(), table);
        }
        let s = town.catalogue.view();
        let s = s.snapshot();
        assert_eq!(rows["service"].len(), s.services().len());
        assert_eq!(rows["organization"].len(), s.organizations().len());
        assert_eq!(rows["location"].len(), s.locations().len());
        assert_eq!(
            rows["service_at_location"].len(),
            s.services_at_locations().len()
        );
        let schedules: usize = s
            .services()
            .iter()
            .map(|h| h.record.schedules.len())
            .sum::<usize>()
            + s.locations()
                .iter()
                .map(|h| h.record.schedules.len())
                .sum::<usize>()
            + s.services_at_locations()
                .iter()
                .map(|h| h.record.schedules.len())
                .sum::<usize>();
        assert_eq!(rows["schedule"].len(), schedules);
        // What is referred to is there.
        let ids =
            |table: &str| -> BTreeSet<&String> { rows[table].iter().map(|r| &r["id"]).collect() };
        for (table, column, of) in [
            ("service", "organization_id", "organization"),
            ("service_at_location", "service_id", "service"),
            ("service_at_location", "location_id", "location"),
            ("attribute", "taxonomy_term_id", "taxonomy_term"),
            ("attribute", "link_id", "service"),
            ("cost_option", "service_id", "service"),
            ("taxonomy_term", "taxonomy_id", "taxonomy"),
        ] {
            let known = ids(of);
            for row in &rows[table] {
                assert!(
                    known.contains(&row[column]),
                    "{table}.{column} {}",
                    row[column]
                );
            }
        }
        Ok(())
    })
}

#[test]
fn our_own_importer_reads_the_package() -> Outcome {
    run(async {
        let town = Town::open(city("portofiaba"), demo(&city("portofiaba"))).await?;
        let zip = bytes(&town, "/opendata/hsds.zip").await;
        let folder = tempfile::tempdir()?;
        zip::ZipArchive::new(Cursor::new(zip))?.extract(folder.path())?;
        let reader = records::open(folder.path(), &records::Options::default())?;
        let mut services = 0;
        for record in reader {
            let record = record?;
            let object: Value = serde_json::from_str(&record.raw)?;
            services += usize::from(object.get("status").is_some());
        }
        assert_eq!(services, town.catalogue.view().snapshot().services().len());
        Ok(())
    })
}

#[test]
fn services_and_places_are_files_for_people() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        let view = town.catalogue.view();
        let s = view.snapshot();
        let table = records(&bytes(&town, "/opendata/services.csv").await);
        let lines: usize = s
            .services()
            .iter()
            .map(|h| s.places_of(h.record.id).count().max(1))
            .sum();
        assert_eq!(table.len(), lines);
        for row in table.iter().take(200) {
            let held = s.service(row["id"].parse()?).expect("a service");
            let name = held
                .record
                .name
                .best(&view.city().default_language, &[])
                .expect("a name")
                .1;
            assert_eq!(row["name"], name);
            assert_eq!(
                row["free"],
                held.record
                    .is_free()
                    .map_or(String::new(), |b| b.to_string())
            );
            assert!(!row["organization"].is_empty() && !row["themes"].is_empty());
        }
        assert!(
            table
                .iter()
                .any(|r| r["weekdays"].contains("TU") && r["from"].ends_with(":00"))
        );
        let places: Value =
            serde_json::from_slice(&bytes(&town, "/opendata/places.geojson").await)?;
        let features = places["features"].as_array().unwrap();
        assert_eq!(
            features.len(),
            s.locations()
                .iter()
                .filter(|l| l.record.point.is_some())
                .count()
        );
        let sum: u64 = features
            .iter()
            .filter_map(|f| f["properties"]["services"].as_u64())
            .sum();
        assert!(sum > 0);
        for f in features {
            let c = f["geometry"]["coordinates"].as_array().unwrap();
            assert!(
                (8.5..10.0).contains(&c[0].as_f64().unwrap()),
                "longitude first"
            );
        }
        Ok(())
    })
}

#[test]
fn files_are_kept_until_the_catalogue_changes() -> Outcome {
    run(async {
        let rows = demo(&city("portofiaba"));
        let town = Town::open(city("portofiaba"), rows.clone()).await?;
        let first = town.get("/opendata/services.csv").await;
        let etag = first.header("etag").to_string();
        assert!(
            first
                .header("content-disposition")
                .contains("portofiaba-services.csv")
        );
        assert_eq!(first.header("access-control-allow-origin"), "*");
        let again = town
            .ask(
                Method::GET,
                "/opendata/services.csv",
                &[("if-none-match", &etag)],
                "",
            )
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        let mut changed = rows
            .into_iter()
            .find(|r| r.kind == catalogue::model::Kind::Service)
            .unwrap();
        changed.body["name"] = serde_json::json!({"es": "Otro nombre"});
        town.change(vec![changed]).await?;
        let now = town
            .ask(
                Method::GET,
                "/opendata/services.csv",
                &[("if-none-match", &etag)],
                "",
            )
            .await;
        assert_eq!(now.status, StatusCode::OK);
        assert!(now.body.contains("Otro nombre"));
        for (method, path, status) in [
            (Method::POST, "/opendata/services.csv", 405),
            (Method::GET, "/opendata/nothing", 404),
        ] {
            assert_eq!(
                town.ask(method, path, &[], "").await.status.as_u16(),
                status,
                "{path}"
            );
        }
        Ok(())
    })
}

/// The properties that DCAT-AP_IT 1.0 requires of each class.
const REQUIRED: [(&str, &[&str]); 4] = [
    (
        "http://dati.gov.it/onto/dcatapit#Catalog",
        &[
            "dct:title",
            "dct:description",
            "dct:publisher",
            "dct:modified",
            "dcat:dataset",
        ],
    ),
    (
        "http://dati.gov.it/onto/dcatapit#Dataset",
        &[
            "dct:identifier",
            "dct:title",
            "dct:description",
            "dct:modified",
            "dcat:theme",
            "dct:rightsHolder",
            "dct:accrualPeriodicity",
            "dcat:distribution",
        ],
    ),
    (
        "http://dati.gov.it/onto/dcatapit#Distribution",
        &["dct:format", "dct:license", "dcat:accessURL", "dct:title"],
    ),
    (
        "http://dati.gov.it/onto/dcatapit#Agent",
        &["dct:identifier", "foaf:name"],
    ),
];

#[test]
fn the_catalogue_has_what_the_national_profile_requires() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        let host = [("host", "wish.example")];
        let got = town
            .ask(Method::GET, "/opendata/catalog.jsonld", &host, "")
            .await;
        let nodes = got.json()["@graph"].as_array().unwrap().clone();
        let ids: BTreeSet<&str> = nodes.iter().filter_map(|n| n["@id"].as_str()).collect();
        for (class, required) in REQUIRED {
            let of: Vec<&Value> = nodes
                .iter()
                .filter(|n| {
                    n["@type"]
                        .as_array()
                        .is_some_and(|t| t.contains(&Value::from(class)))
                })
                .collect();
            assert!(!of.is_empty(), "no {class}");
            for node in of {
                for property in required {
                    assert!(
                        node.get(*property).is_some(),
                        "{class} {} lacks {property}",
                        node["@id"]
                    );
                }
            }
        }
        for node in &nodes {
            for (_, values) in node.as_object().unwrap() {
                for v in values.as_array().into_iter().flatten() {
                    let Some(to) = v["@id"].as_str() else {
                        continue;
                    };
                    let ours = to.starts_with("http://wish.example/opendata/catalog#");
                    assert!(!ours || ids.contains(to), "{to} is not described");
                    if let Some(path) = to.strip_prefix("http://wish.example").filter(|_| !ours) {
                        assert_eq!(town.raw(path).await.0, StatusCode::OK, "{path}");
                    }
                }
            }
        }
        // Titles in every language of the city.
        let catalog = nodes
            .iter()
            .find(|n| n["@id"].as_str().is_some_and(|i| i.ends_with("#catalog")));
        let titles = catalog.unwrap()["dct:title"].as_array().unwrap();
        let langs: Vec<&str> = titles
            .iter()
            .filter_map(|t| t["@language"].as_str())
            .collect();
        assert_eq!(langs, ["it", "en", "ar", "zh", "es", "fil"]);
        // Turtle says the same: as many statements.
        let turtle = town
            .ask(Method::GET, "/opendata/catalog.ttl", &host, "")
            .await;
        let count = |node: &Value| -> usize {
            let all = node.as_object().unwrap().values();
            all.filter_map(Value::as_array).map(Vec::len).sum()
        };
        let statements: usize = nodes.iter().map(count).sum();
        let written = turtle
            .body
            .lines()
            .filter(|l| l.ends_with(" ;") || l.ends_with(" ."))
            .count();
        let prefixes = turtle
            .body
            .lines()
            .filter(|l| l.starts_with("@prefix"))
            .count();
        assert_eq!(written - prefixes, statements, "{}", turtle.body);
        Ok(())
    })
}

#[test]
fn the_page_lists_all_files_in_every_language() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        for lang in ["it", "en", "ar", "zh", "es", "fil"] {
            let page = town
                .ask(Method::GET, &format!("/{lang}/open-data"), &[], "")
                .await;
            assert_eq!(page.status, StatusCode::OK, "{lang}");
            for href in [
                "/opendata/services.csv",
                "/opendata/hsds.zip",
                "/opendata/places.geojson",
                "/opendata/catalog.ttl",
                "/api/openapi.json",
                "/api/hsds/v3/",
                "https://creativecommons.org/licenses/by/4.0/",
            ] {
                assert!(
                    page.body.contains(&format!("href=\"{href}\"")),
                    "{lang}: {href}"
                );
            }
            assert!(
                !page.body.contains("exchange-"),
                "{lang}: a message is missing"
            );
        }
        Ok(())
    })
}

#[test]
fn no_message_is_missing_or_surplus() {
    let lang = |l: &str| l.parse().expect("a language");
    let sources: Vec<i18n::Source> = exchange::pages::LOCALES.to_vec();
    let catalog = i18n::Catalog::new(&lang("it"), &sources).expect("readable messages");
    let findings = i18n::missing(&catalog, &["it", "en", "ar", "zh", "es", "fil"].map(lang));
    let all: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}
