//! Undoes what was just taken.

use db::Write;
use ledger::model::{Act as Books, Kind, Order};
use values::{Cents, Id};

use super::super::{Ctx, Error, Ground, books, hooks, must_voucher};
use super::{Undone, operator};
use crate::model::{Item, Spend};
use crate::rules::Refused;
use crate::store;

/// Undoes a payment within a quarter of an hour, by the operator who took it. A booking's is as it was
/// before: place and credit are held again, and its ticket can be used again.
///
/// # Errors
/// Nobody of the organisation; [`Refused::UndoOver`]; [`Refused::WrongState`]: it has gone on (to a
/// settlement, to a correction), or a ticket's was undone already. A walk-in's is answered the same again.
pub fn undo(tx: &mut Write<'_>, ground: &Ground, ctx: &Ctx, spend: Id) -> Result<Undone, Error> {
    let s = store::spend(tx, spend)?.ok_or(Refused::Unknown)?;
    let operator = operator(tx, ctx, s.organisation)?;
    undo_by(tx, ground, ctx, operator, &s)
}

/// The same by hands that are known.
pub(in crate::actions) fn undo_by(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    operator: Id,
    s: &Spend,
) -> Result<Undone, Error> {
    let now = ctx.now;
    let done = Undone {
        number: s.number.clone(),
        amount: s.amount,
    };
    if s.state == Item::Undone && s.booking.is_none() {
        return Ok(done);
    }
    let deadline = s.undo_until;
    let theirs = s.operator == operator.to_string();
    if s.adjusts.is_some() || !theirs || now > deadline {
        return Err(Refused::UndoOver { deadline }.into());
    }
    let settled = !matches!(s.state, Item::Accrued | Item::InReview);
    let corrected = store::adjustments(tx, s.id)? > 0;
    if settled || corrected {
        let state = match settled {
            true => s.state.as_str(),
            false => "corrected",
        };
        return Err(Refused::WrongState {
            state: state.to_string(),
        }
        .into());
    }
    if let Some(booking) = s.booking {
        // One order may have paid of several vouchers: all of it comes back.
        let all = store::of_op(tx, s.op)?;
        ground.seats.undo(tx, booking, operator, ctx.seed, now)??;
        store::unuse_tickets(tx, booking)?;
        return Ok(Undone {
            amount: Cents(all.iter().map(|s| s.amount.0).sum()),
            ..done
        });
    }
    let v = must_voucher(tx, s.voucher)?;
    let payable = ledger::model::account(s.fund, Kind::Payable, &s.organisation.to_string());
    let line = books::moved(payable, v.account(), s.amount, format!("spend:{}", s.id));
    let order = Order {
        reason: Some("undone at the desk".into()),
        ..books::order(
            Id::named("vouchers undo", &s.id.to_string()),
            Books::Refund,
            &operator.to_string(),
            vec![line],
        )
    };
    books::must(tx, &ground.wallets, &order, now)?;
    store::must_set_item(tx, s.id, s.state, Item::Undone)?;
    hooks::of_spend(tx, hooks::UNDONE, s, now)?;
    Ok(done)
}
