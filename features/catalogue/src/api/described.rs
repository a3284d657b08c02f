//! `GET /api/search` as the OpenAPI document tells it.

use city::City;
use serde_json::{Value, json};

use super::Params;
use super::search::MOST;
use crate::pages::search::ask::{NAMES, SORTS};
use crate::search::OLDEST;

/// Path items of the interfaces of this feature, by path.
pub fn described(city: &City) -> Vec<(String, Value)> {
    let search = json!({
        "tags": ["search"],
        "operationId": "search",
        "summary": "The question of the results page, answered to programs",
        "description": "Filters add up. With every answer come the counts that each other choice would give. Words are searched with stems, synonyms, slips of the finger and the names of themes; filters that are read out of them are told under `understood` and can be forbidden with `not`.",
        "parameters": Params::of(city).described(),
        "responses": {
            "200": {
                "description": "A page of results.",
                "headers": {"ETag": {
                    "description": "The generation of the catalogue and the day; not with `open=now`.",
                    "schema": {"type": "string"},
                }},
                "content": {"application/json": {"schema": answered()}},
            },
            "304": {"description": "The reader has it already (`If-None-Match`)."},
            "422": {
                "description": "What is wrong, and how to mend it.",
                "content": {"application/problem+json": {"schema": refused()}},
            },
        },
    });
    vec![("/api/search".to_string(), json!({"get": search}))]
}

fn whole() -> Value {
    json!({"type": "integer", "minimum": 0})
}

/// Counts by the value of a parameter.
fn counts() -> Value {
    json!({"type": "object", "additionalProperties": whole()})
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({"type": "object", "required": required, "properties": properties, "additionalProperties": false})
}

fn answered() -> Value {
    let orders: Vec<&str> = SORTS.iter().map(|(_, n)| *n).collect();
    let filters: Vec<&str> = NAMES.iter().map(|(_, n)| *n).collect();
    let without: Vec<&str> = filters.iter().copied().chain(["q"]).collect();
    let results = |about: &str| json!({"type": "array", "description": about, "maxItems": MOST, "items": found()});
    object(
        &[
            "total",
            "page",
            "per_page",
            "pages",
            "sort",
            "generation",
            "results",
            "facets",
            "some_words",
        ],
        json!({
            "total": whole(),
            "page": {"type": "integer", "minimum": 1},
            "per_page": {"type": "integer", "minimum": 1, "maximum": MOST},
            "pages": {"type": "integer", "minimum": 1},
            "sort": {"type": "string", "enum": orders, "description": "The order they are in."},
            "generation": {"type": "integer", "minimum": 0, "description": "Which generation of the catalogue answered."},
            "results": results("What was found."),
            "close": results("What comes close: it fails one of the filters that were read out of the words."),
            "facets": facets(),
            "understood": object(&["words", "filters"], json!({
                "words": {"type": "string", "description": "The words that were sought."},
                "filters": {"type": "array", "items": {"type": "string", "enum": filters}},
                "age": {"type": "string"},
                "place": {"type": "string"},
            })),
            "some_words": {"type": "boolean", "description": "True when results match only some of the words."},
            "relaxed": {
                "type": "array",
                "description": "When there are no results: without which filter there would be how many.",
                "items": object(&["without", "total"], json!({
                    "without": {"type": "string", "enum": without},
                    "total": whole(),
                })),
            },
        }),
    )
}

fn found() -> Value {
    let months = || json!({"type": "integer", "minimum": 0});
    object(
        &[
            "id",
            "name",
            "lang",
            "organization",
            "themes",
            "free",
            "places",
            "href",
        ],
        json!({
            "id": {"type": "string", "format": "uuid"},
            "name": {"type": "string"},
            "lang": {"type": "string", "description": "The language of the name (BCP 47)."},
            "organization": {"type": ["string", "null"]},
            "themes": {"type": "array", "items": {"type": "string"}},
            "minimum_age_months": months(),
            "maximum_age_months": months(),
            "free": {"type": ["boolean", "null"], "description": "Null when it is not known."},
            "price": {"type": "string", "pattern": "^[0-9]+\\.[0-9]{2}$", "description": "The lowest price known."},
            "places": {"type": "array", "items": object(&["id", "name"], json!({
                "id": {"type": "string", "format": "uuid"},
                "name": {"type": "string"},
                "district": {"type": "string"},
                "lat": {"type": "number", "minimum": -90, "maximum": 90},
                "lon": {"type": "number", "minimum": -180, "maximum": 180},
            }))},
            "metres": whole(),
            "next_in_days": whole(),
            "href": {"type": "string", "format": "uri-reference"},
            "demo": {"type": "boolean", "description": "Invented for demonstration."},
        }),
    )
}

fn facets() -> Value {
    let by_name = [
        "theme", "district", "age", "when", "season", "price", "need", "speaks",
    ];
    let plain = ["free", "alone", "remote"];
    let mut properties = serde_json::Map::new();
    properties.extend(by_name.map(|n| (n.to_string(), counts())));
    properties.extend(plain.map(|n| (n.to_string(), whole())));
    properties.insert("within".into(), counts());
    properties["age"]["description"] = json!(format!("By years, 0 to {OLDEST}."));
    let required: Vec<&str> = by_name.into_iter().chain(plain).collect();
    object(&required, Value::Object(properties))
}

fn refused() -> Value {
    json!({
        "type": "object",
        "required": ["title", "status", "detail"],
        "properties": {
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "field": {"type": "string", "description": "The parameter that is wrong."},
        },
    })
}
