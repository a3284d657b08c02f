//! Sessions, their bookings, and what is done with them.

use axum::extract::State;
use bookings::actions::{Act, No};
use bookings::model::{Booking, Presence, Session, Who};
use db::Write;
use serde::Deserialize;
use serde_json::{Value, json};
use values::Id;

use super::Program;
use super::call::{Call, Named, Told, ok, once};
use super::problem::{Problem, Wrong, booked};
use crate::actions::{self, Ctx, Ground};
use crate::model::Key;
use crate::pages::Vouchers;

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
    named: Named,
) -> Told {
    let session = named.id()?;
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

/// Does something with a booking, once.
async fn done<J>(v: &Vouchers, call: &Call, what: &str, money: bool, job: J) -> Told
where
    J: Fn(&mut Write<'_>, &bookings::actions::Ground, &Act, Id) -> Result<Value, No>
        + Send
        + Sync
        + 'static,
{
    let (program, booking) = (call.program.clone(), call.id);
    once(v, call, what, money, move |tx, ground, ctx| {
        let act = act_of(ground, ctx, &program);
        let answer = job(tx, ground_of(ground)?, &act, booking);
        booked(answer, &ground.wallets.zone)
    })
    .await
}

fn stands(b: &Booking) -> Value {
    json!({"id": b.id, "state": b.state.as_str()})
}

/// Says yes to a booking that waits for it.
pub(super) async fn confirm(State(v): State<Vouchers>, call: Call) -> Told {
    done(&v, &call, "confirm", false, |tx, g, act, booking| {
        bookings::actions::confirm(tx, g, act, booking).map(|b| stands(&b))
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskRefuse {
    reason: String,
}

/// Says no to it, with a reason the family reads.
pub(super) async fn refuse(State(v): State<Vouchers>, call: Call) -> Told {
    let ask: AskRefuse = call.sent.read()?;
    done(&v, &call, "refuse", true, move |tx, g, act, booking| {
        bookings::actions::refuse(tx, g, act, booking, &ask.reason).map(|b| stands(&b))
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskRoll {
    lesson: u16,
    presence: Presence,
}

/// Writes down who was there; again with another key, it mends it.
pub(super) async fn roll(State(v): State<Vouchers>, call: Call) -> Told {
    let ask: AskRoll = call.sent.read()?;
    done(&v, &call, "roll", false, move |tx, _, act, booking| {
        bookings::actions::call(tx, act, booking, ask.lesson, ask.presence)?;
        let all = bookings::actions::roll_for(tx, booking)?;
        let said = all.get(&ask.lesson).map(|p| p.as_str());
        Ok(json!({"id": booking, "lesson": ask.lesson, "presence": said}))
    })
    .await
}
