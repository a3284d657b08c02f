//! What is kept of somebody's bookings: for them to take away, and to be erased.

use db::{Fault, Read, Write};
use people::actions::{Ctx, Doer};
use people::belongings::Belongings;
use seal::Keys;
use serde_json::{Value, json};
use values::{Id, Moment};

use crate::actions::{self, Act, Ground, No};
use crate::model::{Booking, WaitState};
use crate::store;

/// Most bookings of one person that are gone through.
const MOST: i64 = 100_000;

/// The bookings of this installation.
#[derive(Clone)]
pub struct Kept(pub Ground);

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept")
    }
}

/// Those a person takes part in, and the groups they booked for.
fn theirs(c: &mut Read<'_>, of: Id) -> Result<Vec<Booking>, Fault> {
    let mut all = store::of_child(c, of, MOST)?;
    let made = store::of_party(c, of, MOST)?;
    all.extend(made.into_iter().filter(|b| b.who.child().is_none()));
    Ok(all)
}

fn one(c: &mut Read<'_>, keys: &Keys, b: &Booking) -> Result<Value, Fault> {
    let session = store::session(c, b.session)?;
    let steps: Vec<Value> = store::events(c, b.id)?
        .iter()
        .map(|s| json!({"what": s.event.as_str(), "at": s.at.rfc3339(), "reason": s.reason}))
        .collect();
    let roll: Vec<Value> = store::roll(c, b.id)?
        .iter()
        .map(|(lesson, p)| json!({"lesson": lesson, "said": p.as_str()}))
        .collect();
    let backs: Vec<Value> = store::backs(c, b.id)?
        .iter()
        .map(|(lesson, why, voucher, own)| {
            json!({"lesson": lesson, "why": why, "voucher": voucher.to_string(), "own": own.to_string()})
        })
        .collect();
    let parts: Vec<Value> = b
        .parts
        .iter()
        .map(|p| json!({"voucher": p.purse, "amount": p.amount.to_string(), "back": p.back.to_string(), "posted": p.posted.map(|c| c.to_string())}))
        .collect();
    Ok(json!({
        "id": b.id, "session": b.session, "title": session.map(|s| s.title), "places": b.who.places(),
        "price": b.price.to_string(), "vouchers": parts, "state": b.state.as_str(),
        "how": b.how.map(|h| h.as_str()), "made": b.made_at.rfc3339(),
        "answers": store::answers_of(c, keys, b.id)?, "steps": steps, "attendance": roll, "given_back": backs,
    }))
}

impl Belongings for Kept {
    fn name(&self) -> &'static str {
        "bookings"
    }

    fn export(&self, c: &mut Read<'_>, keys: &Keys, of: Id) -> Result<Value, Fault> {
        let mut bookings = Vec::new();
        for b in theirs(c, of)? {
            bookings.push(one(c, keys, &b)?);
        }
        let waiting: Vec<Value> = store::waits_of(c, of, MOST)?
            .iter()
            .map(|w| json!({"session": w.session, "state": w.state.as_str(), "since": w.at.rfc3339(), "offer_until": w.offer_until.map(Moment::rfc3339)}))
            .collect();
        Ok(json!({"bookings": bookings, "waiting": waiting}))
    }

    /// Gives up what is still to come, at no cost; leaves the lists; forgets what was answered. What remains
    /// are identifiers beside sums that accounts of public money need.
    fn erase(&self, tx: &mut Write<'_>, ctx: &Ctx, of: Id) -> Result<(), Fault> {
        let act = Act::by(ctx.clone(), Doer::oneself(of));
        for mut b in theirs(tx, of)? {
            if b.state.is_live() && b.posted_at.is_none() {
                actions::give_up_for_good(tx, &self.0, &act, &mut b).map_err(fault)?;
            }
            store::drop_tickets(tx, b.id, 0)?;
        }
        for w in store::waits_of(tx, of, MOST)? {
            if matches!(w.state, WaitState::Waiting | WaitState::Offered) {
                actions::leave_for_good(tx, &self.0, &act, w).map_err(fault)?;
            }
        }
        store::forget_answers(tx, of)?;
        Ok(())
    }
}

/// Nothing is refused to who goes for good: a no would be a fault of ours.
fn fault(no: No) -> Fault {
    match no {
        No::Fault(fault) => fault,
        other => Fault::Column {
            statement: "bookings",
            column: "erase".into(),
            why: other.to_string(),
        },
    }
}
