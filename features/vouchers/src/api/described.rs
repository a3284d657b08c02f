//! The description: OpenAPI 3.1.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::call::MOST;
use super::words::{self, WORDS, Word, words_of};
use super::{CALLS, ROOT, ROUTES};
use crate::actions::hook_events;
use crate::pages::Vouchers;

/// `GET /openapi.json`, for everybody.
pub(super) async fn show(State(_): State<Vouchers>) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, document().to_string())
}

/// `GET /errors`, for everybody: where `type` of a problem leads.
pub(super) async fn errors(State(_): State<Vouchers>) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, words::page())
}

/// The whole document.
pub fn document() -> Value {
    let mut paths = Map::new();
    for (method, path) in ROUTES {
        let item = paths
            .entry(format!("{ROOT}{path}"))
            .or_insert_with(|| json!({}));
        item[method] = operation(method, path);
    }
    let errors: Vec<Value> = WORDS.iter().map(Word::described).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Vouchers and bookings, for programs of organisations",
            "version": env!("CARGO_PKG_VERSION"),
            "description": format!("Amounts are whole cents. Moments are RFC 3339, days ISO 8601 in the city's time. A call that changes something names a UUID in `Idempotency-Key`, made before the first try and kept until there is an answer: the same call again is answered the same, also when it was refused; another call under the key is refused with `key_reused`. Only `try_again` and `fault` are technical: send the same call with the same key again. Every word of an error is in `x-errors`: whether it is `final` (kept under the key), whether and how to send the call `again`, what the program does (`caller`) and what the person is told (`person`); for reading at `{ROOT}/errors`. Unknown fields are refused. At most {CALLS} calls of a key in a minute."),
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": paths,
        "webhooks": webhooks(),
        "components": {
            "securitySchemes": {"key": {
                "type": "http",
                "scheme": "bearer",
                "description": "A key that a manager of the organisation has made: scope `operator`, or `read` for what only looks things up.",
            }},
            "parameters": {"Key": {
                "name": "Idempotency-Key",
                "in": "header",
                "required": true,
                "schema": {"type": "string", "format": "uuid"},
            }},
            "schemas": schemas(),
        },
        "x-errors": errors,
    })
}

fn whole(about: &str) -> Value {
    json!({"type": "integer", "minimum": 0, "description": about})
}

fn uuid() -> Value {
    json!({"type": "string", "format": "uuid"})
}

fn maybe(mut schema: Value) -> Value {
    let kind = schema["type"].clone();
    schema["type"] = json!([kind, "null"]);
    schema
}

fn moment() -> Value {
    json!({"type": "string", "format": "date-time"})
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({"type": "object", "required": required, "properties": properties, "additionalProperties": false})
}

fn see(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}

fn list(name: &str, of: Value) -> Value {
    let mut properties = Map::new();
    properties.insert(name.to_string(), json!({"type": "array", "items": of}));
    object(&[name], Value::Object(properties))
}

/// What is said of a call: its words, what it takes, what it gives, with which status.
fn operation(method: &str, path: &str) -> Value {
    let (id, summary, body, gives) = match path {
        "/quotes" => (
            "quote",
            "What a code can pay for this offer, and the family's own part; nothing is taken. Wrong codes are counted.",
            Some(see("AskQuote")),
            see("Quote"),
        ),
        "/redemptions" => (
            "redeem",
            "Takes what a code pays: a code shown by the family, a paper with its PIN, or a booking's ticket",
            Some(see("AskRedemption")),
            see("Receipt"),
        ),
        "/redemptions/{id}/undo" => (
            "undo",
            "Undoes what this key has taken within a quarter of an hour. What was paid for a booking is held again as before, and its ticket can be used again.",
            None,
            object(
                &["redemption", "number", "amount"],
                json!({"redemption": uuid(), "number": {"type": "string"}, "amount": whole("Cents that are back with the family.")}),
            ),
        ),
        "/receipts" => (
            "receipts",
            "Receipts of a span, newest first",
            None,
            list("receipts", see("Item")),
        ),
        "/receipts/{number}" => ("receipt", "One receipt by its number", None, see("Item")),
        "/statement" => (
            "statement",
            "What was earned, where it stands, when it comes",
            None,
            object(
                &["entries", "sums"],
                json!({
                    "entries": {"type": "array", "items": see("Item")},
                    "sums": {"type": "object", "description": "Cents by state, of the entries given.", "additionalProperties": {"type": "integer"}},
                }),
            ),
        ),
        "/sessions" => (
            "sessions",
            "The organisation's sessions that are not over",
            None,
            list("sessions", json!({"type": "object"})),
        ),
        "/sessions/{id}/bookings" => (
            "bookings",
            "The bookings of a session with first names and what roll calls have said",
            None,
            list("bookings", json!({"type": "object"})),
        ),
        "/bookings/{id}/confirm" => (
            "confirmBooking",
            "Says yes to a booking that waits for it",
            None,
            see("Stands"),
        ),
        "/bookings/{id}/refuse" => (
            "refuseBooking",
            "Says no to it, with a reason the family reads; place and money are free again",
            Some(object(&["reason"], json!({"reason": {"type": "string"}}))),
            see("Stands"),
        ),
        "/bookings/{id}/roll" => (
            "rollCall",
            "Writes down who was there in a lesson",
            Some(object(
                &["lesson", "presence"],
                json!({
                    "lesson": whole("Number of the lesson, from 1."),
                    "presence": {"type": "string", "enum": ["attended", "absent", "ill"]},
                }),
            )),
            json!({"type": "object"}),
        ),
        "/me" => (
            "me",
            "What the key is and may",
            None,
            json!({"type": "object"}),
        ),
        "/errors" => (
            "errors",
            "Every word of an error, for reading",
            None,
            json!({"type": "string"}),
        ),
        _ => (
            "description",
            "This document",
            None,
            json!({"type": "object"}),
        ),
    };
    let mut parameters = Vec::new();
    for name in ["id", "number"] {
        if path.contains(&format!("{{{name}}}")) {
            let schema = if name == "id" {
                uuid()
            } else {
                json!({"type": "string"})
            };
            parameters
                .push(json!({"name": name, "in": "path", "required": true, "schema": schema}));
        }
    }
    if matches!(path, "/receipts" | "/statement") {
        for (name, about) in [
            ("from", "First day; thirty days ago when nothing is said."),
            ("to", "Last day, included; today when nothing is said."),
        ] {
            parameters.push(json!({"name": name, "in": "query", "description": about, "schema": {"type": "string", "format": "date"}}));
        }
        parameters.push(json!({"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": MOST}}));
    }
    if method == "post" && path != "/quotes" {
        parameters.push(json!({"$ref": "#/components/parameters/Key"}));
    }
    let status = if path == "/redemptions" { "201" } else { "200" };
    let mut responses = Map::new();
    let kind = match path {
        "/errors" => "text/html",
        _ => "application/json",
    };
    let content = json!({kind: {"schema": gives}});
    responses.insert(
        status.into(),
        json!({"description": "Done.", "content": content}),
    );
    responses.extend(refusals(id));
    let mut operation = json!({
        "operationId": id,
        "summary": summary,
        "parameters": parameters,
        "responses": responses,
    });
    if let Some(schema) = body {
        operation["requestBody"] =
            json!({"required": true, "content": {"application/json": {"schema": schema}}});
    }
    if matches!(path, "/openapi.json" | "/errors") {
        operation["security"] = json!([]);
    }
    operation
}

fn webhooks() -> Value {
    let names = [
        "webhook-id",
        "webhook-timestamp",
        "webhook-key-id",
        "webhook-signature",
    ];
    let headers = names.map(
        |name| json!({"name": name, "in": "header", "required": true, "schema": {"type": "string"}}),
    );
    let mut all = Map::new();
    for event in hook_events() {
        all.insert(event.to_string(), json!({"post": {
            "summary": "Told at least once; the header `webhook-id` is the same each time",
            "security": [],
            "parameters": headers,
            "requestBody": {"required": true, "content": {"application/json": {"schema": object(
                &["id", "type", "timestamp", "data"],
                json!({
                    "id": uuid(),
                    "type": {"const": event},
                    "timestamp": moment(),
                    "data": {"type": "object", "description": "Identifiers, amounts in cents, states; no names."},
                }),
            )}}},
            "responses": {"2XX": {"description": "It has arrived. Anything else, or no answer within ten seconds, and it comes again."}},
        }}));
    }
    Value::Object(all)
}

/// A problem: one of the words, with its status and its arguments.
fn problem() -> Value {
    let codes: Vec<&str> = WORDS.iter().map(|w| w.code).collect();
    let each: Vec<Value> = WORDS
        .iter()
        .map(|w| {
            json!({
                "if": {"properties": {"code": {"const": w.code}}},
                "then": {"properties": {"status": {"const": w.status}, "args": w.schema()}},
            })
        })
        .collect();
    json!({
        "type": "object",
        "required": ["type", "title", "status", "code", "args"],
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string", "description": "The word to decide by; `x-errors` says what each means.", "enum": codes},
            "args": {"type": "object", "description": "What the word needs to be understood."},
            "detail": {"type": "string"},
        },
        "additionalProperties": false,
        "allOf": each,
    })
}

/// What an operation can be refused with, status by status.
fn refusals(operation: &str) -> Map<String, Value> {
    let mut by: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for w in words_of(operation) {
        by.entry(w.status).or_default().push(w.code);
    }
    by.into_iter()
        .map(|(status, codes)| {
            let named: Vec<String> = codes.iter().map(|c| format!("`{c}`")).collect();
            let schema = json!({"allOf": [
                see("Problem"),
                {"properties": {"code": {"enum": codes}}},
            ]});
            (
                status.to_string(),
                json!({
                    "description": named.join(", "),
                    "content": {"application/problem+json": {"schema": schema}},
                }),
            )
        })
        .collect()
}

fn schemas() -> Value {
    json!({
        "Problem": problem(),
        "AskQuote": object(&["code"], json!({
            "code": {"type": "string", "description": "What the camera read, or eight signs."},
            "pin": {"type": "string", "description": "Of a printed code."},
            "service": uuid(),
            "price": whole("Cents; the catalogue's when nothing is said."),
        })),
        "Quote": object(&["name", "available", "family"], json!({
            "name": maybe(json!({"type": "string", "description": "First name, when the organisation has a booking of the child."})),
            "available": whole("Cents the voucher can pay for this."),
            "family": maybe(whole("Cents the family pays itself, when the price is known.")),
        })),
        "AskRedemption": object(&["code", "price", "amount"], json!({
            "code": {"type": "string"},
            "pin": {"type": "string"},
            "service": uuid(),
            "price": whole("Cents, the whole price."),
            "amount": whole("Cents the voucher pays."),
            "own": whole("Cents the family pays itself; both together are the price."),
            "own_by": {"type": "string", "enum": ["nobody", "provider", "city"]},
            "confirmed": {"type": "boolean", "description": "After `second_use`: it is a second child, a second lesson. Send it with the same key."},
            "practice": {"type": "boolean", "description": "The same answers, nothing is taken."},
        })),
        "Receipt": object(&["redemption", "number", "amount", "own", "at", "undo_until"], json!({
            "redemption": maybe(uuid()),
            "number": maybe(json!({"type": "string"})),
            "amount": whole("Cents."),
            "own": whole("Cents."),
            "at": moment(),
            "undo_until": moment(),
        })),
        "Stands": object(&["id", "state"], json!({"id": uuid(), "state": {"type": "string"}})),
        "Item": {
            "type": "object",
            "required": ["id", "number", "kind", "amount", "at", "state"],
            "properties": {
                "id": uuid(),
                "number": {"type": "string"},
                "kind": {"type": "string", "enum": ["payment", "adjustment"]},
                "adjusts": maybe(uuid()),
                "service": maybe(uuid()),
                "booking": maybe(uuid()),
                "price": whole("Cents."),
                "amount": {"type": "integer", "description": "Cents; below zero for what was given back."},
                "own": whole("Cents."),
                "own_by": {"type": "string"},
                "at": moment(),
                "undo_until": moment(),
                "state": {"type": "string", "enum": ["accrued", "in_review", "batched", "sent", "paid", "returned", "undone"]},
                "document": maybe(json!({"type": "string"})),
                "payout": maybe(uuid()),
                "sent_at": maybe(moment()),
                "paid_at": maybe(moment()),
                "due_on": maybe(json!({"type": "string", "format": "date"})),
            },
        },
    })
}
