//! Takes what a code pays.

use db::{Read, Write};
use ledger::model::{Act as Books, Kind, Line, Opening};
use sha2::{Digest, Sha256};
use values::{Id, Moment};

use super::super::pays::{Case, can_pay, can_spend, enough};
use super::super::{Answer, Ctx, Error, Ground, PostAsk, books, hooks};
use super::{Good, Receipt, Redeem, admitted, held_of, operator, resolve, ticketed};
use crate::model::{Finding, Flag, Item, OwnBy, Spend, TokenKind};
use crate::rules::{Refused, Shown, UNDO, is_double, number, read_code};
use crate::store;

/// Most prices a desk can name, cents.
const PRICE: i64 = 10_000_000;

/// What was asked, under every key of the ring: a code of eight signs must not be found from its hash.
fn bodies(ground: &Ground, operator: Id, r: &Redeem) -> Vec<Vec<u8>> {
    let shown = match read_code(&r.shown) {
        Some(Shown::Secret(s) | Shown::Code(s)) => s,
        None => r.shown.trim().to_string(),
    };
    let body = |hash: &seal::Hash| {
        let mut hasher = Sha256::new();
        hasher.update(hash.as_bytes());
        let service = r.service.map(|s| s.to_string()).unwrap_or_default();
        hasher.update(format!(
            "|{operator}|{}|{service}|{}|{}|{}|{}",
            r.organisation,
            r.price.0,
            r.amount.0,
            r.own.0,
            r.own_by.as_str()
        ));
        hasher.finalize().to_vec()
    };
    let keys = &ground.wallets.keys;
    let now = keys.hash(&store::CODE, shown.as_bytes());
    let mut all = vec![body(&now)];
    all.extend(keys.look(&store::CODE, shown.as_bytes()).iter().map(body));
    all
}

/// The answer a key was given before.
fn answered(
    c: &mut Read<'_>,
    r: &Redeem,
    bodies: &[Vec<u8>],
) -> Result<Option<Result<Receipt, Refused>>, Error> {
    if store::is_new(c, r.key)? {
        return Ok(None);
    }
    let same = |hash: &Vec<u8>| bodies.contains(hash);
    if let Some((s, hash)) = store::asked(c, r.key)? {
        return Ok(Some(match same(&hash) {
            true => Ok(receipt(&s)),
            false => Err(Refused::KeyReused),
        }));
    }
    // A ticket's items have identifiers of their own.
    let paid = store::of_op(c, r.key)?;
    if let Some(s) = paid.first() {
        let as_asked = s.organisation == r.organisation && s.amount == r.amount && s.own == r.own;
        return Ok(Some(match as_asked {
            true => Ok(receipt(s)),
            false => Err(Refused::KeyReused),
        }));
    }
    if let Some((hash, no)) = store::refusal(c, r.key)? {
        return Ok(Some(match same(&hash) {
            true => Err(no),
            false => Err(Refused::KeyReused),
        }));
    }
    // What is left is a program's call of another kind.
    Ok(Some(Err(Refused::KeyReused)))
}

fn receipt(s: &Spend) -> Receipt {
    Receipt {
        number: Some(s.number.clone()),
        spend: Some(s.id),
        amount: s.amount,
        own: s.own,
        at: s.at,
        undo_until: s.undo_until,
    }
}

/// What is not asked twice: the no is not kept, the same key is sent again when it has been answered.
fn is_question(no: &Refused) -> bool {
    matches!(
        no,
        Refused::Second { .. } | Refused::TooManyAttempts { .. } | Refused::KeyReused
    )
}

/// Takes what a code pays: walk-in, or a booking's ticket. The same key gets the same answer.
///
/// # Errors
/// Nobody of the organisation; from the database.
pub fn redeem(tx: &mut Write<'_>, ground: &Ground, ctx: &Ctx, r: &Redeem) -> Answer<Receipt> {
    let operator = operator(tx, ctx, r.organisation)?;
    redeem_by(tx, ground, ctx, operator, r)
}

/// The same by hands that are known.
pub(in crate::actions) fn redeem_by(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    operator: Id,
    r: &Redeem,
) -> Answer<Receipt> {
    let bodies = bodies(ground, operator, r);
    if let Some(before) = answered(tx, r, &bodies)? {
        return Ok(before);
    }
    let body = &bodies[0];
    let answer = take(tx, ground, ctx, operator, r, body)?;
    if let Err(no) = &answer
        && !is_question(no)
        && !r.practice
    {
        store::put_refusal(tx, r.key, body, no, ctx.now)?;
    }
    Ok(answer)
}

/// The parts make the price.
fn amounts(r: &Redeem) -> Result<(), Refused> {
    let wrong = |field: &str| {
        Err(Refused::WrongAmount {
            field: field.to_string(),
        })
    };
    if !(1..=PRICE).contains(&r.price.0) {
        return wrong("price");
    }
    if !(1..=r.price.0).contains(&r.amount.0) {
        return wrong("amount");
    }
    if r.own.0 < 0 || r.amount.0 + r.own.0 != r.price.0 {
        return wrong("own");
    }
    if (r.own.0 == 0) != (r.own_by == OwnBy::Nobody) {
        return wrong("own_by");
    }
    Ok(())
}

fn take(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    operator: Id,
    r: &Redeem,
    body: &[u8],
) -> Answer<Receipt> {
    if let Err(no) = amounts(r) {
        return Ok(Err(no));
    }
    let who = (operator, r.organisation);
    let shown = (r.shown.as_str(), r.pin.as_deref());
    let good = match resolve(tx, ground, who, shown, ctx.now)? {
        Ok(good) => good,
        Err(no) => return Ok(Err(no)),
    };
    match good.token.kind {
        TokenKind::Ticket => take_ticket(tx, ground, ctx, operator, r, &good),
        TokenKind::Show | TokenKind::Printed => walk_in(tx, ground, ctx, operator, r, &good, body),
    }
}

fn walk_in(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    operator: Id,
    r: &Redeem,
    good: &Good,
    body: &[u8],
) -> Answer<Receipt> {
    let (w, v, now) = (&ground.wallets, &good.voucher, ctx.now);
    if let Err(no) = admitted(tx, r.organisation)? {
        return Ok(Err(no));
    }
    let offer = r.service.and_then(|s| w.offers.offer(s));
    let case = Case {
        voucher: v,
        terms: &good.terms,
        service: r.service,
        offer: offer.as_ref(),
        organisation: r.organisation,
        on: w.day(now),
    };
    if let Err(no) = can_pay(tx, w, &case, now)? {
        return Ok(Err(no));
    }
    let known = offer.as_ref().and_then(|o| o.price);
    if let Some(new) = known.filter(|p| r.price > *p) {
        return Ok(Err(Refused::PriceChanged { new }));
    }
    let (_, available, used) = can_spend(tx, v, &good.terms, now)?;
    if let Err(no) = enough(&good.terms, r.amount, (available, used)) {
        return Ok(Err(no));
    }
    let last = store::last(tx, v.id, r.organisation)?;
    let double = last.filter(|s| is_double(s.at, now));
    if let Some(s) = double.as_ref().filter(|_| !r.confirmed) {
        return Ok(Err(Refused::Second {
            number: s.number.clone(),
            at: s.at,
        }));
    }
    let payable = Opening {
        fund: v.fund,
        kind: Kind::Payable,
        owner: r.organisation.to_string(),
        ends_at: None,
    };
    let line = Line::Move {
        debit: v.account(),
        credit: payable.id(),
        amount: r.amount.0,
        subject: format!("spend:{}", r.key),
    };
    let order = books::order(r.key, Books::Redeem, &operator.to_string(), vec![line]);
    if r.practice {
        // Everything was looked at; the books are not asked, since an account may not be open yet.
        return Ok(Ok(practised(r, now)));
    }
    ledger::actions::open(tx, &payable, now)?;
    if let Err(no) = books::carry(tx, w, &order, now)? {
        return Ok(Err(no));
    }
    let spend = Spend {
        id: r.key,
        op: r.key,
        number: number(r.key),
        adjusts: None,
        owed: false,
        voucher: v.id,
        fund: v.fund,
        booking: None,
        service: r.service,
        organisation: r.organisation,
        operator: operator.to_string(),
        price: r.price,
        amount: r.amount,
        own: r.own,
        own_by: r.own_by,
        at: now,
        undo_until: now.plus_seconds(UNDO),
        state: match double {
            Some(_) => Item::InReview,
            None => Item::Accrued,
        },
        document: None,
    };
    store::put_spend(tx, &spend, body)?;
    hooks::of_spend(tx, hooks::REDEEMED, &spend, now)?;
    if let Some(before) = double {
        let flag = Flag {
            id: Id::named("vouchers flag", &format!("{} double", spend.id)),
            spend: Some(spend.id),
            line: None,
            finding: Finding::Double,
            detail: vec![("before".into(), before.number)],
            at: now,
            outcome: None,
        };
        store::put_flag(tx, &flag)?;
    }
    Ok(Ok(receipt(&spend)))
}

fn practised(r: &Redeem, now: Moment) -> Receipt {
    Receipt {
        number: None,
        spend: None,
        amount: r.amount,
        own: r.own,
        at: now,
        undo_until: now.plus_seconds(UNDO),
    }
}

fn take_ticket(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    operator: Id,
    r: &Redeem,
    good: &Good,
) -> Answer<Receipt> {
    let (booking, found) = match ticketed(tx, ground, good, r.organisation, ctx.now)? {
        Ok(found) => found,
        Err(no) => return Ok(Err(no)),
    };
    if r.price > found.price {
        return Ok(Err(Refused::PriceChanged { new: found.price }));
    }
    let held = held_of(&found, good.voucher.id);
    if r.amount > held {
        return Ok(Err(Refused::InsufficientBalance { available: held }));
    }
    if r.practice {
        return Ok(Ok(practised(r, ctx.now)));
    }
    let ask = PostAsk {
        key: r.key,
        booking,
        voucher: good.voucher.id,
        amount: r.amount,
        own: r.own,
        operator,
    };
    if let Err(no) = ground.seats.post(tx, &ask, ctx.seed, ctx.now)? {
        return Ok(Err(no));
    }
    store::use_token(tx, good.token.id, ctx.now)?;
    let paid = store::of_op(tx, r.key)?;
    let mine = paid.iter().find(|s| s.voucher == good.voucher.id);
    match mine {
        Some(s) => Ok(Ok(receipt(s))),
        // Bookings have posted it before by another order.
        None => Ok(Err(Refused::HoldAlreadyResolved {
            by: booking.to_string(),
            at: ctx.now,
        })),
    }
}
