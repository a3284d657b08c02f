//! How a call is read, and carried out once.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use db::Write;
use people::policy::Actor;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use values::{Day, Id, Moment};

use super::Program;
use super::problem::{Problem, Wrong, answer};
use crate::actions::{self, Ctx, Ground};
use crate::model::Key;
use crate::pages::Vouchers;
use crate::rules::ends_at;

/// Most items of one answer.
pub(super) const MOST: u32 = 1_000;

pub(super) type Told = Result<Response, Problem>;

pub(super) fn ok(status: u16, body: &Value) -> Response {
    answer(status, body.to_string())
}

/// A body that is not too long, and how it was announced.
pub(super) struct Sent {
    headers: HeaderMap,
    bytes: Bytes,
}

impl FromRequest<Vouchers> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, v: &Vouchers) -> Result<Sent, Response> {
        let headers = request.headers().clone();
        let bytes = Bytes::from_request(request, v).await.map_err(|no| {
            let told = match no.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Problem::own("too_large"),
                _ => Problem::own("malformed").with_detail("the body broke off".into()),
            };
            told.into_response()
        })?;
        Ok(Sent { headers, bytes })
    }
}

impl Sent {
    /// Reads a body. What is not known is refused, so that a misspelt field is noticed; numbers are whole
    /// cents, and nothing else is taken for one.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let kind = self
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Problem::own("unsupported_media_type"));
        }
        serde_json::from_slice(&self.bytes).map_err(|e| {
            // The reader's own words are not given back: they may hold a code.
            let text = match e.classify() {
                serde_json::error::Category::Data => e.to_string(),
                _ => format!("no JSON at line {}, column {}", e.line(), e.column()),
            };
            Problem::own("malformed").with_detail(text)
        })
    }

    /// The key that makes two tries one.
    pub(super) fn key(&self) -> Result<Id, Problem> {
        let mut all = self.headers.get_all("idempotency-key").iter();
        let (Some(one), None) = (all.next(), all.next()) else {
            return Err(Problem::own("key_required"));
        };
        let text = one.to_str().unwrap_or_default().trim_matches('"');
        text.parse().map_err(|_| Problem::own("key_required"))
    }
}

/// The part of the address that names something.
pub(super) struct Named(pub(super) String);

impl FromRequestParts<Vouchers> for Named {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, v: &Vouchers) -> Result<Named, Response> {
        let found = Path::<String>::from_request_parts(parts, v).await;
        found
            .map(|Path(text)| Named(text))
            .map_err(|_| Problem::own("not_found").into_response())
    }
}

impl Named {
    pub(super) fn id(&self) -> Result<Id, Problem> {
        self.0.parse().map_err(|_| Problem::own("not_found"))
    }
}

/// A call that changes something that is named in its address: whose, what, under which key.
pub(super) struct Call {
    pub(super) program: Key,
    pub(super) id: Id,
    pub(super) sent: Sent,
    key: Id,
}

impl FromRequest<Vouchers> for Call {
    type Rejection = Response;

    async fn from_request(request: Request, v: &Vouchers) -> Result<Call, Response> {
        let (mut parts, body) = request.into_parts();
        let Program(program) = Program::from_request_parts(&mut parts, v).await?;
        let named = Named::from_request_parts(&mut parts, v).await?;
        let id = named.id().map_err(IntoResponse::into_response)?;
        let sent = Sent::from_request(Request::from_parts(parts, body), v).await?;
        let key = sent.key().map_err(IntoResponse::into_response)?;
        Ok(Call {
            program,
            id,
            sent,
            key,
        })
    }
}

/// Parameters of the address; unknown ones are refused.
fn query(raw: Option<&str>, known: &[&str]) -> Result<Vec<(String, String)>, Problem> {
    let raw = raw.unwrap_or_default();
    let bad = |detail: String| Problem::own("malformed").with_detail(detail);
    let mut all = Vec::new();
    for pair in raw.split('&').filter(|p| !p.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if !known.contains(&name) {
            return Err(bad(format!("unknown parameter «{}»", name.escape_debug())));
        }
        all.push((
            name.to_string(),
            value.replace("%3A", ":").replace("%3a", ":"),
        ));
    }
    Ok(all)
}

/// Days `from` and `to` in the city, both included; the last thirty days when nothing is said.
pub(super) fn span(v: &Vouchers, raw: Option<&str>) -> Result<(Moment, Moment, u32), Problem> {
    let all = query(raw, &["from", "to", "limit"])?;
    let get = |name: &str| all.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    let bad =
        |name: &str| Problem::own("malformed").with_detail(format!("{name}: a day, 2026-12-31"));
    let day = |name: &str, or: Day| match get(name) {
        Some(text) => text.parse::<Day>().map_err(|_| bad(name)),
        None => Ok(or),
    };
    let today = v.today();
    let to = day("to", today)?;
    let month = v.now().plus_seconds(-30 * 24 * 3600).day(v.zone());
    let from = day("from", month.min(to))?;
    let limit = match get("limit") {
        None => MOST,
        Some(n) => n
            .parse::<u32>()
            .ok()
            .filter(|n| (1..=MOST).contains(n))
            .ok_or_else(|| Problem::own("malformed").with_detail(format!("limit: 1 to {MOST}")))?,
    };
    let eve = from.yesterday().map_err(|_| bad("from"))?;
    let begins = ends_at(eve, v.zone()).0 + 1;
    Ok((Moment(begins), ends_at(to, v.zone()), limit))
}

pub(super) fn ctx(v: &Vouchers) -> Ctx {
    let now = v.now();
    let (base, seed) = v.0.chance.turn(now);
    Ctx {
        // The key is the hands; there is no person.
        actor: Actor::Visitor,
        seed,
        base,
        now,
    }
}

/// Carries out a call once. A no undoes whatever was begun, and is kept by itself where it is final.
pub(super) async fn once<J>(v: &Vouchers, call: &Call, what: &str, money: bool, job: J) -> Told
where
    J: Fn(&mut Write<'_>, &Ground, &Ctx) -> Result<Value, Wrong> + Send + Sync + 'static,
{
    let mut hasher = Sha256::new();
    hasher.update(format!("{what} {}", call.id).as_bytes());
    hasher.update([0]);
    hasher.update(&call.sent.bytes);
    let hash = hasher.finalize().to_vec();
    let (key, program) = (call.key, call.program.id);
    let (ground, ctx) = (v.0.ground.clone(), ctx(v));
    let now = ctx.now;
    let again = hash.clone();
    let done =
        v.0.db
            .write(move |tx| {
                actions::program(tx, program, now)?;
                if let Some(before) = actions::answered_call(tx, key, program, &hash)? {
                    return Ok(before);
                }
                let text = job(tx, &ground, &ctx)?.to_string();
                actions::keep_call(tx, (key, program), &hash, (200, &text), money, now)?;
                Ok::<_, Wrong>((200, text))
            })
            .await;
    let problem = match done {
        Ok((status, text)) => return Ok(answer(status, text)),
        Err(wrong) => wrong.problem(),
    };
    if !problem.is_kept() {
        return Err(problem);
    }
    let (status, text) = (problem.status, problem.json().to_string());
    let (status, text) =
        v.0.db
            .write(move |tx| {
                if let Some(before) = actions::answered_call(tx, key, program, &again)? {
                    return Ok(before);
                }
                let said = (status, text.as_str());
                actions::keep_call(tx, (key, program), &again, said, money, now)?;
                Ok::<_, Wrong>((status, text.clone()))
            })
            .await
            .map_err(Wrong::problem)?;
    Ok(answer(status, text))
}
