//! The calls themselves.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use bookings::actions::Act;
use bookings::model::{Booking, Presence, Session, Who};
use db::Write;
use people::policy::Actor;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use values::{Cents, Day, Id, Moment};

use super::Program;
use super::problem::{Problem, Wrong, answer};
use crate::actions::{self, Ctx, Ground, Receipt, Redeem};
use crate::model::{Key, OwnBy, Spend};
use crate::pages::Vouchers;
use crate::rules::{Refused, ends_at};

/// Most items of one answer.
pub(super) const MOST: u32 = 1_000;

type Told = Result<Response, Problem>;

fn ok(status: u16, body: &Value) -> Response {
    answer(status, body.to_string())
}

/// Reads a body. What is not known is refused, so that a misspelt field is noticed; numbers are whole
/// cents, and nothing else is taken for one.
pub(super) fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Problem> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Problem::own("unsupported_media_type"));
    }
    serde_json::from_slice(body).map_err(|e| {
        // The reader's own words are not given back: they may hold a code.
        let text = match e.classify() {
            serde_json::error::Category::Data => e.to_string(),
            _ => format!("no JSON at line {}, column {}", e.line(), e.column()),
        };
        Problem::own("malformed").with_detail(text)
    })
}

/// The key that makes two tries one.
fn idempotency(headers: &HeaderMap) -> Result<Id, Problem> {
    let mut all = headers.get_all("idempotency-key").iter();
    let (Some(one), None) = (all.next(), all.next()) else {
        return Err(Problem::own("key_required"));
    };
    let text = one.to_str().unwrap_or_default().trim_matches('"');
    text.parse().map_err(|_| Problem::own("key_required"))
}

fn path_id(text: &str) -> Result<Id, Problem> {
    text.parse().map_err(|_| Problem::own("not_found"))
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
fn span(v: &Vouchers, raw: Option<&str>) -> Result<(Moment, Moment, u32), Problem> {
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

fn ctx(v: &Vouchers) -> Ctx {
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskQuote {
    code: String,
    pin: Option<String>,
    service: Option<Id>,
    price: Option<Cents>,
}

/// What a code can pay. It moves nothing, so it needs no key of idempotency; wrong codes are counted.
pub(super) async fn quote(
    State(v): State<Vouchers>,
    Program(key): Program,
    headers: HeaderMap,
    body: Bytes,
) -> Told {
    let ask: AskQuote = read(&headers, &body)?;
    let (ground, now) = (v.0.ground.clone(), v.now());
    let said =
        v.0.db
            .write(move |tx| {
                let shown = (ask.code.as_str(), ask.pin.as_deref());
                let what = (ask.service, ask.price);
                actions::program_quote(tx, &ground, key.id, shown, what, now)
            })
            .await
            .map_err(|e| Wrong::from(e).problem())?;
    match said {
        Ok(quote) => Ok(ok(200, &json!(quote))),
        Err(no) => Err(Problem::from(&no)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskRedeem {
    code: String,
    pin: Option<String>,
    service: Option<Id>,
    price: Cents,
    amount: Cents,
    #[serde(default)]
    own: Cents,
    own_by: Option<OwnBy>,
    #[serde(default)]
    confirmed: bool,
    #[serde(default)]
    practice: bool,
}

/// Takes what a code pays. The redemption itself keeps key and answer: nothing else is written for it.
pub(super) async fn redeem(
    State(v): State<Vouchers>,
    Program(key): Program,
    headers: HeaderMap,
    body: Bytes,
) -> Told {
    let ask: AskRedeem = read(&headers, &body)?;
    let nobody = match ask.own.0 {
        0 => OwnBy::Nobody,
        _ => OwnBy::Provider,
    };
    let r = Redeem {
        key: idempotency(&headers)?,
        shown: ask.code,
        pin: ask.pin,
        organisation: key.organisation,
        service: ask.service,
        price: ask.price,
        amount: ask.amount,
        own: ask.own,
        own_by: ask.own_by.unwrap_or(nobody),
        confirmed: ask.confirmed,
        practice: ask.practice,
    };
    let (ground, ctx) = (v.0.ground.clone(), ctx(&v));
    let said =
        v.0.db
            .write(move |tx| actions::program_redeem(tx, &ground, &ctx, key.id, &r))
            .await
            .map_err(|e| Wrong::from(e).problem())?;
    match said {
        Ok(receipt) => Ok(ok(201, &taken(&receipt))),
        Err(no) => Err(Problem::from(&no)),
    }
}

fn taken(r: &Receipt) -> Value {
    json!({
        "redemption": r.spend,
        "number": r.number,
        "amount": r.amount.0,
        "own": r.own.0,
        "at": r.at.rfc3339(),
        "undo_until": r.undo_until.rfc3339(),
    })
}

/// True for what is not kept: it was not carried out, and the same call may be sent again.
fn passes(problem: &Problem) -> bool {
    problem.status >= 429
        || ["key_reused", "forbidden", "unauthorized", "read_only"].contains(&problem.code.as_str())
}

/// Carries out a call once. A no undoes whatever was begun, and is kept by itself.
async fn once<J>(
    v: &Vouchers,
    (key, program): (Id, &Key),
    (what, body): (String, &[u8]),
    money: bool,
    job: J,
) -> Told
where
    J: Fn(&mut Write<'_>, &Ground, &Ctx) -> Result<Value, Wrong> + Send + Sync + 'static,
{
    let mut hasher = Sha256::new();
    hasher.update(what.as_bytes());
    hasher.update([0]);
    hasher.update(body);
    let hash = hasher.finalize().to_vec();
    let (ground, ctx, program) = (v.0.ground.clone(), ctx(v), program.id);
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
    if passes(&problem) {
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

/// Undoes what this program has taken within a quarter of an hour.
pub(super) async fn undo(
    State(v): State<Vouchers>,
    Program(program): Program,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Told {
    let (spend, key) = (path_id(&id)?, idempotency(&headers)?);
    let what = (format!("undo {spend}"), body.as_ref());
    let by = program.id;
    once(&v, (key, &program), what, true, move |tx, ground, ctx| {
        let done = actions::program_undo(tx, ground, ctx, by, spend)?;
        Ok(json!({"redemption": spend, "number": done.number, "amount": done.amount.0}))
    })
    .await
}

fn item(s: &Spend) -> Value {
    json!({
        "id": s.id,
        "number": s.number,
        "kind": if s.adjusts.is_some() { "adjustment" } else { "payment" },
        "adjusts": s.adjusts,
        "service": s.service,
        "booking": s.booking,
        "price": s.price.0,
        "amount": s.amount.0,
        "own": s.own.0,
        "own_by": s.own_by.as_str(),
        "at": s.at.rfc3339(),
        "undo_until": s.undo_until.rfc3339(),
        "state": s.state.as_str(),
        "document": s.document,
    })
}

async fn stated(v: &Vouchers, key: Key, raw: Option<&str>) -> Result<actions::Statement, Problem> {
    let (from, to, limit) = span(v, raw)?;
    let (wallets, now) = (v.0.ground.wallets.clone(), v.now());
    v.0.db
        .read(move |c| actions::statement_of(c, &wallets, &key, (from, to), (limit, now)))
        .await
        .map_err(|e| Wrong::from(e).problem())
}

/// The receipts of a span, newest first.
pub(super) async fn receipts(
    State(v): State<Vouchers>,
    Program(key): Program,
    RawQuery(raw): RawQuery,
) -> Told {
    let statement = stated(&v, key, raw.as_deref()).await?;
    let all: Vec<Value> = statement.entries.iter().map(|e| item(&e.spend)).collect();
    Ok(ok(200, &json!({"receipts": all})))
}

/// One receipt by its number.
pub(super) async fn receipt(
    State(v): State<Vouchers>,
    Program(key): Program,
    Path(number): Path<String>,
) -> Told {
    let found =
        v.0.db
            .read(move |c| actions::receipt_of(c, &key, &number))
            .await
            .map_err(|e| Wrong::from(e).problem())?;
    match found {
        Some(s) => Ok(ok(200, &item(&s))),
        None => Err(Problem::own("not_found")),
    }
}

/// What was earned and where it stands: when was it sent, when was it paid, when is it due.
pub(super) async fn statement(
    State(v): State<Vouchers>,
    Program(key): Program,
    RawQuery(raw): RawQuery,
) -> Told {
    let statement = stated(&v, key, raw.as_deref()).await?;
    let entries: Vec<Value> = statement
        .entries
        .iter()
        .map(|e| {
            let mut one = item(&e.spend);
            one["payout"] = json!(e.payout);
            one["sent_at"] = json!(e.sent_at.map(|m| m.rfc3339()));
            one["paid_at"] = json!(e.paid_at.map(|m| m.rfc3339()));
            one["due_on"] = json!(e.comes_by.map(|d| d.to_string()));
            one
        })
        .collect();
    let sums: serde_json::Map<String, Value> = statement
        .sums
        .iter()
        .map(|(state, sum)| (state.as_str().to_string(), json!(sum.0)))
        .collect();
    Ok(ok(200, &json!({"entries": entries, "sums": sums})))
}

fn ground_of(ground: &Ground) -> Result<&bookings::actions::Ground, Problem> {
    let found = ground.seats.ground();
    found.ok_or_else(|| Problem::own("not_found"))
}

fn session_json(s: &Session, free: i64) -> Value {
    let lessons: Vec<Value> = s
        .lessons
        .iter()
        .map(|l| {
            json!({
                "n": l.n,
                "starts_at": l.starts_at.rfc3339(),
                "ends_at": l.ends_at.rfc3339(),
                "cancelled": l.cancelled.is_some(),
            })
        })
        .collect();
    json!({
        "id": s.id,
        "service": s.service,
        "title": s.title,
        "place": s.place,
        "places": s.places,
        "free": free,
        "price": s.price.0,
        "state": s.state.as_str(),
        "lessons": lessons,
    })
}

/// The organisation's sessions that are not over.
pub(super) async fn sessions(State(v): State<Vouchers>, Program(key): Program) -> Told {
    let now = v.now();
    let all =
        v.0.db
            .read(move |c| {
                let found = bookings::actions::sessions_of_organisation(c, key.organisation, now)?;
                let mut all = Vec::new();
                for s in found {
                    let free = bookings::actions::free(c, s.id)?;
                    all.push(session_json(&s, free));
                }
                Ok::<_, Wrong>(all)
            })
            .await
            .map_err(Wrong::problem)?;
    Ok(ok(200, &json!({"sessions": all})))
}

/// A booking as the organisation's desk sees it; a first name, as there.
fn booking_json(b: &Booking, name: Option<&str>, roll: Value) -> Value {
    let (group, places) = match &b.who {
        Who::Child(_) => (None, 1),
        Who::Group { name, places } => (Some(name.as_str()), *places),
    };
    json!({
        "id": b.id,
        "session": b.session,
        "state": b.state.as_str(),
        "name": name,
        "group": group,
        "places": places,
        "price": b.price.0,
        "waits_until": b.waits_until.map(|m| m.rfc3339()),
        "made_at": b.made_at.rfc3339(),
        "roll": roll,
    })
}

/// The bookings of one of the organisation's sessions, with what the roll calls have said.
pub(super) async fn bookings(
    State(v): State<Vouchers>,
    Program(key): Program,
    Path(id): Path<String>,
) -> Told {
    let session = path_id(&id)?;
    let keys = v.0.ground.wallets.keys.clone();
    let all = v
        .0
        .db
        .read(move |c| {
            let found = bookings::actions::session(c, session)?;
            if found.is_none_or(|s| s.organisation != key.organisation) {
                return Err(Problem::own("not_found").into());
            }
            let mut all = Vec::new();
            for b in bookings::actions::of_session(c, session)? {
                // What is only being filled in is nobody's business yet.
                if b.state == bookings::model::State::Leased {
                    continue;
                }
                let name = match b.who.child() {
                    Some(child) => people::actions::person(c, &keys, child)
                        .map_err(actions::Error::from_people)?
                        .map(|p| p.facts.name.given),
                    None => None,
                };
                let roll: serde_json::Map<String, Value> = bookings::actions::roll_for(c, b.id)?
                    .into_iter()
                    .map(|(n, p)| (n.to_string(), json!(p.as_str())))
                    .collect();
                all.push(booking_json(&b, name.as_deref(), json!(roll)));
            }
            Ok::<_, Wrong>(all)
        })
        .await
        .map_err(Wrong::problem)?;
    Ok(ok(200, &json!({"bookings": all})))
}

fn act_of(ground: &Ground, ctx: &Ctx, program: &Key) -> Act {
    let people = people::actions::Ctx {
        keys: ground.wallets.keys.clone(),
        seed: ctx.seed,
        base: ctx.base,
        now: ctx.now,
        today: ground.wallets.day(ctx.now),
    };
    Act::program(people, program.organisation, program.id)
}

/// Says yes to a booking that waits for it.
pub(super) async fn confirm(
    State(v): State<Vouchers>,
    Program(program): Program,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Told {
    let (booking, key) = (path_id(&id)?, idempotency(&headers)?);
    let (what, of) = (format!("confirm {booking}"), program.clone());
    once(
        &v,
        (key, &program),
        (what, &body),
        false,
        move |tx, g, ctx| {
            let act = act_of(g, ctx, &of);
            let b = bookings::actions::confirm(tx, ground_of(g)?, &act, booking)?;
            Ok(json!({"id": b.id, "state": b.state.as_str()}))
        },
    )
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskRefuse {
    reason: String,
}

/// Says no to it, with a reason the family reads.
pub(super) async fn refuse(
    State(v): State<Vouchers>,
    Program(program): Program,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Told {
    let ask: AskRefuse = read(&headers, &body)?;
    let (booking, key) = (path_id(&id)?, idempotency(&headers)?);
    let (what, of) = (format!("refuse {booking}"), program.clone());
    once(
        &v,
        (key, &program),
        (what, &body),
        true,
        move |tx, g, ctx| {
            let act = act_of(g, ctx, &of);
            let b = bookings::actions::refuse(tx, ground_of(g)?, &act, booking, &ask.reason)?;
            Ok(json!({"id": b.id, "state": b.state.as_str()}))
        },
    )
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskRoll {
    lesson: u16,
    presence: Presence,
}

/// Writes down who was there; again with another key, it mends it.
pub(super) async fn roll(
    State(v): State<Vouchers>,
    Program(program): Program,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Told {
    let ask: AskRoll = read(&headers, &body)?;
    let (booking, key) = (path_id(&id)?, idempotency(&headers)?);
    let (what, of) = (format!("roll {booking}"), program.clone());
    once(
        &v,
        (key, &program),
        (what, &body),
        false,
        move |tx, g, ctx| {
            let act = act_of(g, ctx, &of);
            bookings::actions::call(tx, &act, booking, ask.lesson, ask.presence)?;
            let said = bookings::actions::roll_for(tx, booking)?
                .get(&ask.lesson)
                .copied();
            Ok(json!({
                "id": booking,
                "lesson": ask.lesson,
                "presence": said.map(Presence::as_str),
            }))
        },
    )
    .await
}

/// What the key is and may.
pub(super) async fn me(Program(key): Program) -> Response {
    ok(
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

/// Every word a call may be refused with has a status; the description lists them.
pub(super) fn codes() -> Vec<(&'static str, u16)> {
    Refused::vocabulary()
}
