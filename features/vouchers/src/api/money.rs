//! What codes pay, and what was paid.

use axum::extract::{RawQuery, State};
use serde::Deserialize;
use serde_json::{Value, json};
use values::{Cents, Id};

use super::Program;
use super::call::{Call, Named, Sent, Told, ctx, ok, once, span};
use super::problem::{Problem, Wrong};
use crate::actions::{self, Receipt, Redeem};
use crate::model::{Key, OwnBy, Spend};
use crate::pages::Vouchers;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskQuote {
    code: String,
    pin: Option<String>,
    service: Option<Id>,
    price: Option<Cents>,
}

/// What a code can pay. It moves nothing, so it needs no key of idempotency; wrong codes are counted.
pub(super) async fn quote(State(v): State<Vouchers>, Program(key): Program, sent: Sent) -> Told {
    let ask: AskQuote = sent.read()?;
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
pub(super) async fn redeem(State(v): State<Vouchers>, Program(key): Program, sent: Sent) -> Told {
    let ask: AskRedeem = sent.read()?;
    let nobody = match ask.own.0 {
        0 => OwnBy::Nobody,
        _ => OwnBy::Provider,
    };
    let r = Redeem {
        key: sent.key()?,
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

/// Undoes what this program has taken within a quarter of an hour.
pub(super) async fn undo(State(v): State<Vouchers>, call: Call) -> Told {
    let (by, spend) = (call.program.id, call.id);
    once(&v, &call, "undo", true, move |tx, ground, ctx| {
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
    Named(number): Named,
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
