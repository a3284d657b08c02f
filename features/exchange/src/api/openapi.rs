//! `/api/openapi.json`: what the open interfaces take and give (OpenAPI 3.1). Parameters come from
//! the table requests are read with, object schemas from the table of the datapackage.

use axum::Router;
use axum::routing::get;
use http::header;
use serde_json::{Map, Value, json};
use values::Id;

use super::params::{self, List, Param, Sort};
use super::{HSDS, ROOT, profile};
use crate::hsds::tables::{TABLES, Table, Type};

/// Where it is served.
pub const PATH: &str = "/api/openapi.json";

/// A path that another part of the program serves, with its operations.
pub type Extra = (String, Value);

/// The route of the document.
pub(crate) fn router(document: &Value) -> Router {
    let text = bytes::Bytes::from(document.to_string());
    Router::new()
        .route(
            PATH,
            get(async move || {
                let headers = [
                    (header::CONTENT_TYPE, "application/json"),
                    (header::CACHE_CONTROL, "no-cache"),
                ];
                (headers, text)
            })
            .fallback(async || super::problem::Problem::method()),
        )
        .layer(axum::middleware::from_fn(super::open_to_all))
}

/// The whole document. `extra` are the paths of other parts of the program; `example` gives the
/// identifier of an object that can be asked for.
pub fn document(
    title: &str,
    licence: Option<(&str, &str)>,
    extra: Vec<Extra>,
    example: &dyn Fn(List) -> Option<Id>,
) -> Value {
    let mut paths = Map::new();
    paths.insert(format!("{ROOT}/"), json!({"get": root()}));
    for list in List::ALL {
        let path = format!("{ROOT}/{}", list.path());
        paths.insert(
            path.clone(),
            json!({"get": listed(list), "post": posted(list)}),
        );
        paths.insert(
            format!("{path}/{{id}}"),
            json!({"get": single(list, example(list))}),
        );
    }
    paths.insert(
        format!("{ROOT}/profile/{{file}}"),
        json!({"get": profile_file()}),
    );
    paths.insert(PATH.to_string(), json!({"get": itself()}));
    paths.extend(extra);
    let mut info = json!({
        "title": title,
        "version": env!("CARGO_PKG_VERSION"),
        "summary": format!("The catalogue as HSDS {HSDS}, as open data and as a search"),
        "description": "Read-only and open to everybody, without a key. Errors are problem documents (RFC 9457) that name the parameter. Unknown parameters are refused, so that a misspelt filter is noticed.",
    });
    if let Some((name, url)) = licence {
        info["license"] = json!({"name": name, "url": url});
    }
    json!({
        "openapi": "3.1.0",
        "info": info,
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "HSDS", "description": format!("Human Services Data Specification {HSDS}, with the UK profile's filters")},
            {"name": "open data", "description": "The whole catalogue as files"},
            {"name": "search", "description": "The search of the pages, as JSON"},
            {"name": "about", "description": "Descriptions of the interfaces"},
        ],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "responses": responses(),
        },
    })
}

/// What our API adds to the official HSDS OpenAPI document, as a merge patch of it.
pub(super) fn patch() -> Value {
    let mut paths = Map::new();
    for list in List::ALL {
        let parameters: Vec<Value> = params::of_list(list).into_iter().map(parameter).collect();
        let verbs = json!({"get": {"parameters": parameters}, "post": {"parameters": parameters}});
        paths.insert(format!("/{}", list.path()), verbs);
    }
    json!({
        "info": {"title": "Wish Mi", "version": profile::VERSION},
        "paths": paths,
        "components": {"schemas": {"Page": {"properties": {"next": {
            "type": "string",
            "format": "uri-reference",
            "description": "Address of the next page; stable while the catalogue changes.",
        }}}}},
    })
}

/// Answers of a kind, by content type.
fn answer(about: &str, kind: &str, schema: Value) -> Value {
    json!({"description": about, "content": {kind: {"schema": schema}}})
}

fn see(response: &str) -> Value {
    json!({"$ref": format!("#/components/responses/{response}")})
}

fn object(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn parameter(p: &Param) -> Value {
    let mut parameter = json!({
        "name": p.name,
        "in": "query",
        "required": false,
        "description": p.about,
        "schema": p.schema(),
    });
    if p.sort == Sort::Cursor {
        parameter["schema"]["examples"] = json!(["01920000-0000-7000-8000-000000000000"]);
    }
    parameter
}

fn root() -> Value {
    json!({
        "tags": ["HSDS"],
        "operationId": "getAPIMetaInformation",
        "summary": "The version of HSDS, the profile, this document",
        "responses": {
            "200": answer("About this API.", "application/json", json!({
                "type": "object",
                "required": ["version", "profile", "openapi_url"],
                "properties": {
                    "version": {"type": "string"},
                    "profile": {"type": "string", "format": "uri"},
                    "openapi_url": {"type": "string", "format": "uri"},
                    "wishmi": {"type": "object"},
                },
            })),
            "304": see("NotModified"),
            "400": see("Problem"),
        },
    })
}

fn camel(name: &str) -> String {
    name.split('_')
        .map(|w| w[..1].to_uppercase() + &w[1..])
        .collect()
}

/// The answers of a list.
fn pages(list: List) -> Value {
    let mut item = object(list.object());
    if list == List::Services {
        item = json!({"anyOf": [item, object("minimal")]});
    }
    let page = json!({
        "allOf": [object("Page")],
        "type": "object",
        "required": ["contents"],
        "properties": {"contents": {"type": "array", "items": item}},
    });
    json!({
        "description": "A page of the list; with `format=ndjson` all of it, one object a line.",
        "headers": {"Link": {
            "description": "The next page (`rel=\"next\"`), the same as `next`.",
            "schema": {"type": "string"},
        }},
        "content": {
            "application/json": {"schema": page},
            "application/x-ndjson": {"schema": {"type": "string"}},
        },
    })
}

fn listed(list: List) -> Value {
    let parameters: Vec<Value> = params::of_list(list).into_iter().map(parameter).collect();
    json!({
        "tags": ["HSDS"],
        "operationId": format!("getPaginatedListOf{}", camel(list.path())),
        "summary": format!("The list of {}", list.path().replace('_', " ")),
        "parameters": parameters,
        "responses": {
            "200": pages(list),
            "304": see("NotModified"),
            "400": see("Problem"),
        },
    })
}

fn posted(list: List) -> Value {
    let known = params::of_list(list);
    let properties: Map<String, Value> = known
        .iter()
        .map(|p| {
            let mut schema = p.schema();
            schema["description"] = json!(p.about);
            (p.name.to_string(), schema)
        })
        .collect();
    let schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    json!({
        "tags": ["HSDS"],
        "operationId": format!("postPaginatedListOf{}", camel(list.path())),
        "summary": format!("The list of {}, with the question outside of the address", list.path().replace('_', " ")),
        "description": "Reads only, as GET does: what is asked is in no address and so in no log. Parameters may also stand in the address; the body's count.",
        "parameters": known.into_iter().map(parameter).collect::<Vec<_>>(),
        "requestBody": {"required": false, "content": {
            "application/json": {"schema": schema},
            "application/x-www-form-urlencoded": {"schema": schema},
        }},
        "responses": {
            "200": pages(list),
            "400": see("Problem"),
            "413": see("Problem"),
            "415": see("Problem"),
        },
    })
}

fn single(list: List, example: Option<Id>) -> Value {
    let mut id = json!({
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {"type": "string", "format": "uuid"},
    });
    if let Some(example) = example {
        id["example"] = json!(example);
    }
    let mut parameters = vec![id];
    parameters.extend(params::of_detail(list).into_iter().map(parameter));
    let mut responses = json!({
        "200": answer("The object with everything nested.", "application/json", object(list.object())),
        "304": see("NotModified"),
        "400": see("Problem"),
        "404": see("Problem"),
    });
    if !matches!(list, List::Taxonomies | List::TaxonomyTerms) {
        responses["301"] = json!({
            "description": "It is part of another record now.",
            "headers": {"Location": {"schema": {"type": "string", "format": "uri-reference"}}},
        });
        responses["410"] = see("Problem");
    }
    json!({
        "tags": ["HSDS"],
        "operationId": format!("get{}ById", camel(list.object())),
        "summary": format!("One {}", list.object().replace('_', " ")),
        "parameters": parameters,
        "responses": responses,
    })
}

fn profile_file() -> Value {
    json!({
        "tags": ["HSDS"],
        "operationId": "getProfileFile",
        "summary": "A merge patch of our profile of HSDS",
        "parameters": [{
            "name": "file",
            "in": "path",
            "required": true,
            "schema": {"type": "string", "enum": profile::names().collect::<Vec<_>>()},
        }],
        "responses": {
            "200": answer("The patch (RFC 7386).", "application/merge-patch+json", json!({"type": "object"})),
            "400": see("Problem"),
            "404": see("Problem"),
        },
    })
}

fn itself() -> Value {
    json!({
        "tags": ["about"],
        "operationId": "getOpenApi",
        "summary": "This document",
        "responses": {"200": answer("OpenAPI 3.1.", "application/json", json!({"type": "object"}))},
    })
}

fn responses() -> Value {
    json!({
        "NotModified": {"description": "The reader has it already (`If-None-Match`)."},
        "Problem": answer(
            "What is wrong, and how to mend it.",
            "application/problem+json",
            object("Problem"),
        ),
    })
}

fn schemas() -> Map<String, Value> {
    let mut all: Map<String, Value> = TABLES
        .iter()
        .map(|t| (t.name.to_string(), schema(t)))
        .collect();
    all.insert(
        "minimal".into(),
        json!({
            "type": "object",
            "required": ["id", "modified_date"],
            "properties": {
                "id": {"type": "string", "format": "uuid"},
                "modified_date": {"type": "string", "format": "date-time"},
                "wishmi": {"type": "object"},
            },
        }),
    );
    all.insert(
        "Page".into(),
        json!({
            "type": "object",
            "required": ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty"],
            "properties": {
                "total_items": {"type": "integer", "minimum": 0},
                "total_pages": {"type": "integer", "minimum": 0},
                "page_number": {"type": "integer", "minimum": 1},
                "size": {"type": "integer", "minimum": 0},
                "first_page": {"type": "boolean"},
                "last_page": {"type": "boolean"},
                "empty": {"type": "boolean"},
                "next": {
                    "type": "string",
                    "format": "uri-reference",
                    "description": "Address of the next page; stable while the catalogue changes.",
                },
            },
        }),
    );
    all.insert(
        "Problem".into(),
        json!({
            "type": "object",
            "required": ["title", "status", "detail"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "parameter": {"type": "string", "description": "The parameter that is wrong."},
                "in": {"type": "string", "enum": ["query", "body", "path"]},
                "gone_at": {"type": "string", "format": "date-time"},
            },
        }),
    );
    all
}

/// The JSON schema of a table.
pub(crate) fn schema(t: &Table) -> Value {
    let mut properties = Map::new();
    for f in t.fields {
        let text = |format: &str| json!({"type": "string", "format": format});
        let schema = match f.is {
            Type::Id => text("uuid"),
            Type::Text => json!({"type": "string"}),
            Type::Uri => text("uri"),
            Type::Email => text("email"),
            Type::Date => text("date"),
            Type::Time => json!({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}),
            Type::DateTime => text("date-time"),
            Type::Number => json!({"type": "number"}),
            Type::Enum(values) => json!({"type": "string", "enum": values}),
            Type::Array(of) => json!({"type": "array", "items": object(of)}),
            Type::Object(of) => object(of),
        };
        properties.insert(f.name.to_string(), schema);
    }
    if t.of_profile() {
        properties.insert(
            "wishmi".into(),
            json!({"type": "object", "description": "What HSDS has no place for; see the profile."}),
        );
    }
    let required: Vec<&str> = t
        .fields
        .iter()
        .filter(|f| f.required)
        .map(|f| f.name)
        .collect();
    json!({
        "type": "object",
        "description": t.about,
        "required": required,
        "properties": properties,
        "additionalProperties": false,
    })
}
