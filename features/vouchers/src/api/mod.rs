//! What organisations' own programs read and do: `/api/vouchers/v1`, with a key that a manager has made.
//!
//! The same actions as at the desk, in the same transactions. Whatever changes something names a key of
//! idempotency: the same call again gets the same answer, also the same no; another call under the key is
//! told so. What is technical is not kept. Everything is described at [`DOCUMENT`].

mod booked;
mod call;
mod described;
mod money;
mod problem;
mod words;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::extract::{DefaultBodyLimit, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Router};
use serde_json::json;
use values::{Id, Moment};
use web::{Caller, Limiter};

use crate::actions;
use crate::model::{Key, Scope};
use crate::pages::Vouchers;
pub use described::document;
use problem::{Problem, Wrong};
pub use words::{Again, Arg, WORDS, Word, table, word};

/// Where it stands.
pub const ROOT: &str = "/api/vouchers/v1";
/// Its description.
pub const DOCUMENT: &str = "/api/vouchers/v1/openapi.json";
/// Longest body, bytes.
const BODY: usize = 16 * 1024;
/// Most calls of a key in a minute, at each node.
pub const CALLS: u32 = 6_000;
/// Most wrong keys of a caller in a minute.
const STRANGERS: u32 = 60;
/// What every key begins with, so that it is found where it was left by mistake.
pub const PREFIX: &str = "wmk_";

/// What is served: method, path after [`ROOT`], by what.
const ROUTES: [(&str, &str); 14] = [
    ("post", "/quotes"),
    ("post", "/redemptions"),
    ("post", "/redemptions/{id}/undo"),
    ("get", "/receipts"),
    ("get", "/receipts/{number}"),
    ("get", "/statement"),
    ("get", "/sessions"),
    ("get", "/sessions/{id}/bookings"),
    ("post", "/bookings/{id}/confirm"),
    ("post", "/bookings/{id}/refuse"),
    ("post", "/bookings/{id}/roll"),
    ("get", "/me"),
    ("get", "/errors"),
    ("get", "/openapi.json"),
];

fn served(path: &str) -> MethodRouter<Vouchers> {
    match path {
        "/quotes" => post(money::quote),
        "/redemptions" => post(money::redeem),
        "/redemptions/{id}/undo" => post(money::undo),
        "/receipts" => get(money::receipts),
        "/receipts/{number}" => get(money::receipt),
        "/statement" => get(money::statement),
        "/sessions" => get(booked::sessions),
        "/sessions/{id}/bookings" => get(booked::bookings),
        "/bookings/{id}/confirm" => post(booked::confirm),
        "/bookings/{id}/refuse" => post(booked::refuse),
        "/bookings/{id}/roll" => post(booked::roll),
        "/me" => get(me),
        "/errors" => get(described::errors),
        _ => get(described::show),
    }
}

/// The routes for programs.
pub(crate) fn routes() -> Router<Vouchers> {
    let mut router = Router::new();
    for (_, path) in ROUTES {
        router = router.route(&format!("{ROOT}{path}"), served(path));
    }
    router
        .layer(DefaultBodyLimit::max(BODY))
        .layer(Extension(Arc::new(Gate::default())))
}

/// Counts the calls of each key, minute by minute.
#[derive(Default)]
struct Counts {
    minute: i64,
    of: HashMap<Id, u32>,
}

/// What the interface remembers between calls.
#[derive(Default)]
struct Gate {
    counts: Mutex<Counts>,
    strangers: OnceLock<Limiter>,
}

impl Gate {
    fn too_often(&self, key: Id, now: Moment) -> bool {
        let minute = now.0.div_euclid(60_000_000);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.minute != minute {
            counts.minute = minute;
            counts.of.clear();
        }
        let n = counts.of.entry(key).or_insert(0);
        *n += 1;
        *n > CALLS
    }

    fn strangers(&self, v: &Vouchers) -> &Limiter {
        self.strangers.get_or_init(|| {
            let mut secret = [0; 32];
            v.0.chance.with(|r| rand::Rng::fill_bytes(r, &mut secret));
            Limiter::new(STRANGERS, 60, secret)
        })
    }
}

/// A program with a good key. What may change something needs the scope of an operator; that is asked of
/// the method, and once more in the transaction.
pub(super) struct Program(pub(super) Key);

impl FromRequestParts<Vouchers> for Program {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, v: &Vouchers) -> Result<Program, Response> {
        let caller = Caller::from_request_parts(parts, v)
            .await
            .unwrap_or_default();
        let gate = parts.extensions.get::<Arc<Gate>>().cloned();
        let key = enter(parts, v, caller, &gate.unwrap_or_default()).await;
        key.map(Program).map_err(IntoResponse::into_response)
    }
}

async fn enter(parts: &Parts, v: &Vouchers, caller: Caller, gate: &Gate) -> Result<Key, Problem> {
    let now = v.now();
    let sent = parts
        .headers
        .get(header::AUTHORIZATION)
        .and_then(|h| h.to_str().ok())
        .and_then(|h| h.split_once(' '))
        .filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"))
        .map(|(_, secret)| secret.trim().to_string())
        .filter(|s| s.starts_with(PREFIX) && s.len() < 200);
    let wallets = v.0.ground.wallets.clone();
    let found = match sent {
        Some(secret) => {
            v.0.db
                .read(move |c| actions::find_key(c, &wallets, &secret, now))
                .await
                .map_err(|e| Wrong::from(e).problem())?
        }
        None => None,
    };
    let Some(key) = found else {
        return Err(match gate.strangers(v).take(caller, now) {
            Ok(()) => Problem::own("unauthorized"),
            Err(_) => Problem::own("too_many_calls"),
        });
    };
    if gate.too_often(key.id, now) {
        return Err(Problem::own("too_many_calls"));
    }
    if parts.method != Method::GET && key.scope == Scope::Read {
        return Err(Problem::own("read_only"));
    }
    if actions::is_stale(&key, now) {
        let id = key.id;
        v.0.db
            .write(move |tx| actions::touch_key(tx, id, now))
            .await
            .map_err(|e| Wrong::from(e).problem())?;
    }
    Ok(key)
}

/// What the key is and may.
pub(super) async fn me(Program(key): Program) -> Response {
    call::ok(
        200,
        &json!({
            "key": key.id,
            "name": key.name,
            "organisation": key.organisation,
            "scope": key.scope.as_str(),
            "ends_at": key.ends_at.rfc3339(),
        }),
    )
    .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_own_minute() {
        let (gate, minute) = (Gate::default(), 60_000_000);
        let (busy, other) = (Id::named("t", "busy"), Id::named("t", "other"));
        for _ in 0..CALLS {
            assert!(!gate.too_often(busy, Moment(minute)));
        }
        assert!(gate.too_often(busy, Moment(2 * minute - 1)));
        assert!(!gate.too_often(other, Moment(2 * minute - 1)));
        assert!(!gate.too_often(busy, Moment(2 * minute)));
    }
}
