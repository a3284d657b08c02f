//! What goes out comes in again: the export of a catalogue, imported into an empty database, gives
//! the same export.
//!
//! The normal form in which they are compared: an importing source names its records anew (UUIDv5 of
//! the source and the record's old identifier), so old identifiers are renamed the same way; parts
//! without an identity of their own have one worked out from their owner's, which is left out; so
//! are what only the importing database can know: versions, moments of change and provenance.
//! Everything else is compared byte for byte.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use catalogue::model::Kind;
use catalogue::snapshot::Snapshot;
use city::City;
use db::Db;
use exchange::profile::Profile;
use exchange::{Exchange, Known};
use serde_json::{Map, Value};
use values::{Clock, HandClock, Id, Moment};

use super::town::{city, root};

const SOURCE: &str = "vicini";

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
language = "es"
"#;

const FILES: [&str; 6] = [
    "organizations",
    "locations",
    "services",
    "service_at_locations",
    "taxonomies",
    "taxonomy_terms",
];

fn exchange_of(db: &Db, city: &Arc<City>) -> Exchange {
    let clock: Arc<dyn Clock> = Arc::new(HandClock::at(Moment(1_795_341_600_000_000)));
    Exchange::new(db.clone(), city.clone(), clock, "test")
}

async fn export(db: &Db, city: &City, folder: &Path) -> BTreeMap<&'static str, Vec<Value>> {
    let snapshot = db
        .read(Snapshot::load)
        .await
        .expect("readable")
        .expect("settled");
    exchange::hsds::write_folder(folder, &snapshot, city).expect("written");
    FILES
        .iter()
        .map(|name| {
            let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("read");
            (*name, serde_json::from_str(&text).expect("JSON"))
        })
        .collect()
}

/// New names of old identifiers.
fn renamed(all: &BTreeMap<&'static str, Vec<Value>>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let text = |o: &Value, k: &str| o[k].as_str().expect("a text").to_string();
    for (file, kind) in [
        ("organizations", Kind::Organization),
        ("locations", Kind::Location),
        ("services", Kind::Service),
    ] {
        for o in &all[file] {
            let id = text(o, "id");
            let new = Id::named(SOURCE, &format!("{}:{id}", kind.as_str()));
            names.insert(id, new.to_string());
        }
    }
    for o in &all["service_at_locations"] {
        let part = |k: &str| names[&text(o, k)].clone();
        let key = format!("{} {}", part("service_id"), part("location_id"));
        let new = Id::named("service_at_location", &key).to_string();
        names.insert(text(o, "id"), new);
    }
    names
}

/// The normal form of an object. `keep` are the identifiers that stay.
fn normal(value: &Value, names: &BTreeMap<String, String>, keep: &dyn Fn(&str) -> bool) -> Value {
    match value {
        Value::String(s) => match names.get(s) {
            Some(new) => Value::from(new.clone()),
            None => value.clone(),
        },
        Value::Array(list) => list.iter().map(|v| normal(v, names, keep)).collect(),
        Value::Object(o) => {
            let mut out = Map::new();
            for (k, v) in o {
                match k.as_str() {
                    "version" | "modified_at" | "provenance" | "last_modified" => {}
                    "id" if !v
                        .as_str()
                        .is_some_and(|id| names.contains_key(id) || keep(id)) => {}
                    _ => drop(out.insert(k.clone(), normal(v, names, keep))),
                }
            }
            Value::Object(out)
        }
        _ => value.clone(),
    }
}

/// The lines of a file in normal form, in order of identifier.
fn lines(
    all: &[Value],
    names: &BTreeMap<String, String>,
    keep: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let mut list: Vec<Value> = all.iter().map(|o| normal(o, names, keep)).collect();
    list.sort_by_key(|o| o["id"].as_str().map(str::to_string));
    for o in &mut list {
        // Places of a service are listed in order of their identifiers, which are others now.
        if let Some(places) = o["service_at_locations"].as_array_mut() {
            places.sort_by_key(|p| p["id"].as_str().map(str::to_string));
        }
        if o["service_at_locations"].is_null() {
            o.as_object_mut().map(|o| o.remove("service_at_locations"));
        }
    }
    list.iter().map(Value::to_string).collect()
}

testing::on_both!(
    the_export_imported_again_exports_the_same,
    |db| async move {
        let city = city("portofiaba");
        let day = "2026-11-22".parse()?;
        let demo = root().join("cities/portofiaba/demo");
        let here = testing::sqlite().await;
        let first = exchange_of(&here, &city);
        first
            .import(exchange::demo::incoming(&demo, &city, day)?, &|_| {})
            .await?;
        let out = tempfile::tempdir()?;
        let before = export(&here, &city, out.path()).await;
        assert!(before["services"].len() > 20);
        let again = tempfile::tempdir()?;
        assert_eq!(export(&here, &city, again.path()).await, before);

        let known = Known {
            profile: Arc::new(Profile::parse(PROFILE, "vicini.toml")?),
            name: "vicini".to_string(),
            text: PROFILE.to_string(),
        };
        let there = exchange_of(&db, &city);
        let incoming = known.incoming(out.path(), BTreeMap::new(), city.clone());
        let outcome = there.import(incoming, &|_| {}).await?;
        assert_eq!(outcome.import.counts.rejected, 0, "{outcome:?}");
        let back = tempfile::tempdir()?;
        let after = export(&db, &city, back.path()).await;

        let names = renamed(&before);
        let identity = names.values().map(|n| (n.clone(), n.clone())).collect();
        for file in FILES {
            let terms = file.starts_with("taxonom");
            let keep = |_: &str| terms;
            let (a, b) = (
                lines(&before[file], &names, &keep),
                lines(&after[file], &identity, &keep),
            );
            assert_eq!(a.len(), b.len(), "{file}");
            for (a, b) in a.iter().zip(&b) {
                assert_eq!(a, b, "{file}");
            }
        }
        Ok(())
    }
);
