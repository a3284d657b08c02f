//! The official schemas accept every answer, and our profile only adds to them.

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};
use testing::{Outcome, run, shared_data};

use super::town::Town;

/// The official schemas, by file name, with references between the files resolved.
struct Schemas {
    folder: std::path::PathBuf,
    bundle: Value,
}

impl Schemas {
    fn read() -> Option<Schemas> {
        let folder = shared_data("hsds/3.1")?;
        let text = std::fs::read_to_string(folder.join("openapi-3.1-local-bundle.json"));
        let bundle = serde_json::from_str(&text.expect("the bundle")).expect("JSON");
        Some(Schemas {
            folder: folder.join("schema"),
            bundle,
        })
    }

    fn file(&self, name: &str) -> Value {
        let text = std::fs::read_to_string(self.folder.join(name)).expect(name);
        serde_json::from_str(&text).expect("JSON")
    }

    /// The validator of an object; `patch` changes files before they are used. The files become
    /// definitions of one schema, and references between them point there.
    fn object(&self, name: &str, patch: &dyn Fn(&str, Value) -> Value) -> Validator {
        let mut all = serde_json::Map::new();
        for entry in std::fs::read_dir(&self.folder).expect("schemas").flatten() {
            let file = entry.file_name().to_string_lossy().into_owned();
            if file == "openapi.json" {
                continue;
            }
            let mut schema = patch(&file, self.file(&file));
            point_inside(&mut schema);
            all.insert(file.trim_end_matches(".json").to_string(), schema);
        }
        build(&json!({"$ref": format!("#/$defs/{name}"), "$defs": all}))
    }

    /// The validator of a component of the official OpenAPI document.
    fn component(&self, name: &str) -> Validator {
        let mut root = self.bundle.clone();
        root["$ref"] = json!(format!("#/components/schemas/{name}"));
        build(&root)
    }
}

fn build(schema: &Value) -> Validator {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(schema)
        .expect("a schema")
}

/// `service.json` becomes `#/$defs/service`.
fn point_inside(schema: &mut Value) {
    match schema {
        Value::Object(o) => {
            o.remove("$schema");
            for (key, value) in o {
                match value.as_str().and_then(|v| v.strip_suffix(".json")) {
                    Some(name) if key == "$ref" => *value = json!(format!("#/$defs/{name}")),
                    _ => point_inside(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(point_inside),
        _ => {}
    }
}

fn accept(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .take(5)
        .map(|e| format!("{}: {e}", e.instance_path().as_str()))
        .collect();
    assert!(errors.is_empty(), "{what}: {}\n{value}", errors.join("; "));
}

fn same(_: &str, schema: Value) -> Value {
    schema
}

/// With the patches of our profile.
fn ours(file: &str, mut schema: Value) -> Value {
    let patch = exchange::api::profile_file(file);
    if let Some(patch) = patch {
        merge(&mut schema, &serde_json::from_str(patch).expect("JSON"));
    }
    schema
}

/// RFC 7386.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    for (key, value) in patch {
        if value.is_null() {
            target.as_object_mut().map(|t| t.remove(key));
        } else {
            merge(&mut target[key], value);
        }
    }
}

#[test]
fn every_object_of_the_demo_city_is_valid_in_every_form() -> Outcome {
    run(async {
        let Some(schemas) = Schemas::read() else {
            return Ok(());
        };
        let town = Town::milan().await?;
        let page = schemas.component("Page");
        // (list, forms, schema of the whole, schema of the item in lists)
        for (list, object, component) in [
            ("services", "service", Some("compiled_service_list")),
            (
                "organizations",
                "organization",
                Some("compiled_organization_list"),
            ),
            (
                "service_at_locations",
                "service_at_location",
                Some("compiled_service_at_location_list"),
            ),
            ("locations", "location", None),
            ("taxonomies", "taxonomy", Some("taxonomy")),
            ("taxonomy_terms", "taxonomy_term", Some("taxonomy_term")),
        ] {
            let plain = schemas.object(object, &same);
            let profiled = schemas.object(object, &ours);
            let item = component.map(|c| schemas.component(c));
            let first = town.ok(&format!("/{list}")).await.json();
            accept(&page, &first, list);
            assert!(!first["empty"].as_bool().unwrap(), "{list}");
            let mut seen = 0;
            for line in town
                .ok(&format!("/{list}?format=ndjson"))
                .await
                .body
                .lines()
            {
                let value: Value = serde_json::from_str(line)?;
                accept(&plain, &value, list);
                accept(&profiled, &value, list);
                if let Some(item) = &item {
                    accept(item, &value, list);
                }
                assert!(value.as_object().unwrap().values().all(|v| !v.is_array()));
                seen += 1;
            }
            assert_eq!(Some(seen), first["total_items"].as_u64(), "{list}");
            for id in town.ok(&format!("/{list}?per_page=25")).await.ids() {
                let value = town.ok(&format!("/{list}/{id}")).await.json();
                accept(&plain, &value, list);
                accept(&profiled, &value, list);
                assert_eq!(value["id"], json!(id));
            }
        }
        // Full forms, all of them.
        for (list, object) in [
            ("services?full=true", "service"),
            ("organizations?full=true", "organization"),
            ("organizations?full_service=true", "organization"),
            ("service_at_locations?full=true", "service_at_location"),
        ] {
            let plain = schemas.object(object, &same);
            let profiled = schemas.object(object, &ours);
            let service = schemas.object("service", &same);
            for line in town
                .ok(&format!("/{list}&format=ndjson"))
                .await
                .body
                .lines()
            {
                let value: Value = serde_json::from_str(line)?;
                accept(&plain, &value, list);
                accept(&profiled, &value, list);
                // what the official schema of an organisation does not look into
                for s in value["services"].as_array().into_iter().flatten() {
                    accept(&service, s, list);
                }
                if let Some(s) = value.get("service") {
                    accept(&service, s, list);
                }
            }
        }
        Ok(())
    })
}

#[test]
fn compiled_schemas_accept_the_single_objects() -> Outcome {
    run(async {
        let Some(schemas) = Schemas::read() else {
            return Ok(());
        };
        let town = Town::milan().await?;
        for (list, component) in [
            ("services", "compiled_service"),
            ("organizations", "compiled_organization"),
        ] {
            let compiled = schemas.component(component);
            for id in town.ok(&format!("/{list}?per_page=10")).await.ids() {
                let value = town.ok(&format!("/{list}/{id}")).await.json();
                accept(&compiled, &value, list);
            }
        }
        Ok(())
    })
}

#[test]
fn our_profile_only_adds_properties() {
    let Some(schemas) = Schemas::read() else {
        return;
    };
    for (name, text) in exchange::api::PROFILE {
        let official = schemas.file(name);
        let patch: Value = serde_json::from_str(text).expect("JSON");
        let mut merged = official.clone();
        merge(&mut merged, &patch);
        jsonschema::draft202012::meta::validate(&merged).expect("a JSON schema");
        let known = official["properties"].as_object().expect("properties");
        for (key, value) in known {
            assert_eq!(&merged["properties"][key], value, "{name} changes {key}");
        }
        assert_eq!(merged["required"], official["required"], "{name}");
        let added = patch["properties"].as_object().expect("properties").keys();
        assert_eq!(added.collect::<Vec<_>>(), ["wishmi"], "{name}");
    }
}

#[test]
fn our_tables_name_only_official_properties() {
    let Some(schemas) = Schemas::read() else {
        return;
    };
    for table in exchange::hsds::tables::TABLES {
        let official = schemas.file(&format!("{}.json", table.name));
        assert_eq!(official["path"], table.file, "{}", table.name);
        let required: Vec<&str> = official["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for f in table.fields {
            // The compiled schemas of lists and organisations name these two.
            let nested = matches!(
                (table.name, f.name),
                ("service_at_location", "service") | ("organization", "services")
            );
            assert!(
                nested || official["properties"].get(f.name).is_some(),
                "{} has no {}",
                table.name,
                f.name
            );
            assert!(
                f.required || !required.contains(&f.name),
                "{} must have {}",
                table.name,
                f.name
            );
        }
        for name in required {
            assert!(
                table.fields.iter().any(|f| f.name == name),
                "{} lacks {name}",
                table.name
            );
        }
    }
}

/// The document we serve is true: it accepts what we answer, and every property we give is in it.
#[test]
fn our_own_document_accepts_every_answer() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        let document = town.ok("/api/openapi.json").await.json();
        let validator = |name: &str| {
            let mut root = document.clone();
            root["$ref"] = json!(format!("#/components/schemas/{name}"));
            build(&root)
        };
        for (list, object) in [
            ("services?format=ndjson", "service"),
            ("services?full=true&format=ndjson", "service"),
            (
                "organizations?full_service=true&format=ndjson",
                "organization",
            ),
            ("locations?format=ndjson", "location"),
            (
                "service_at_locations?full=true&format=ndjson",
                "service_at_location",
            ),
            ("taxonomies?format=ndjson", "taxonomy"),
            ("taxonomy_terms?format=ndjson", "taxonomy_term"),
            ("services?minimal=true&format=ndjson", "minimal"),
        ] {
            let validator = validator(object);
            for line in town.ok(&format!("/{list}")).await.body.lines() {
                accept(&validator, &serde_json::from_str(line)?, list);
            }
        }
        let problem = town.get("/services?page=0").await;
        accept(&validator("Problem"), &problem.json(), "problem");
        Ok(())
    })
}
