//! At a provider's desk: what can this code pay, take it, undo it.

use db::{Read, Write};
use ledger::model::{Act as Books, Kind, Line, Opening, Order};
use people::policy::Actor;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use values::{Cents, Id, Moment};

use super::money::{Case, can_pay, can_spend, enough};
use super::{
    Answer, Ctx, Error, Ground, PostAsk, Ticketed, books, hooks, must_terms, must_voucher,
};
use crate::model::{Finding, Flag, Item, OwnBy, Spend, Terms, Token, TokenKind, Voucher};
use crate::rules::{
    MISS_SPAN, MISSES, PIN_MISSES, Refused, Shown, UNDO, Why, is_double, number, read_code,
};
use crate::store;

/// Most prices a desk can name, cents.
const PRICE: i64 = 10_000_000;

/// What a desk is told, and nothing else: no fund, no income, no other voucher, no balance beyond this
/// offer. A test holds these three fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The child's first name, when the organisation has a booking of it; else nothing.
    pub name: Option<String>,
    /// What the voucher can pay for this offer.
    pub available: Cents,
    /// What the family pays itself, when the price is known.
    pub family: Option<Cents>,
}

/// What a desk asks to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redeem {
    /// Made before the first try and kept until there is an answer.
    pub key: Id,
    /// What the camera read or somebody typed.
    pub shown: String,
    /// The PIN of a printed code.
    pub pin: Option<String>,
    /// For which organisation.
    pub organisation: Id,
    /// For which service of the catalogue.
    pub service: Option<Id>,
    /// The whole price.
    pub price: Cents,
    /// What the voucher pays.
    pub amount: Cents,
    /// What the family pays itself.
    pub own: Cents,
    /// Who takes that.
    pub own_by: OwnBy,
    /// It is a second child, a second lesson: yes.
    pub confirmed: bool,
    /// To learn it: the same answers, nothing is written.
    pub practice: bool,
}

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Its number; none in practice.
    pub number: Option<String>,
    /// The item; none in practice.
    pub spend: Option<Id>,
    /// What the voucher paid.
    pub amount: Cents,
    /// What the family paid itself.
    pub own: Cents,
    /// When.
    pub at: Moment,
    /// Until when it can be undone without formalities.
    pub undo_until: Moment,
}

/// What was undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The receipt.
    pub number: String,
    /// What is back with the family.
    pub amount: Cents,
}

/// The operator: a member of the organisation, in nobody else's name.
pub(super) fn operator(c: &mut Read<'_>, ctx: &Ctx, organisation: Id) -> Result<Id, Error> {
    let Actor::Person { id, .. } = &ctx.actor else {
        return Err(Refused::Forbidden.into());
    };
    let own = providers::actions::organisations_of(c, *id)?;
    match own.iter().any(|(o, _)| *o == organisation) {
        true => Ok(*id),
        false => Err(Refused::Forbidden.into()),
    }
}

/// A code that is good, with what it stands for.
struct Good {
    token: Token,
    voucher: Voucher,
    terms: Terms,
}

/// Who has tried too often waits.
fn not_locked(c: &mut Read<'_>, operator: Id, now: Moment) -> Result<Result<(), Refused>, Error> {
    let Some((since, misses)) = store::attempts(c, operator)? else {
        return Ok(Ok(()));
    };
    let until = since.plus_seconds(MISS_SPAN);
    Ok(match misses >= MISSES && now < until {
        true => Err(Refused::TooManyAttempts { until }),
        false => Ok(()),
    })
}

/// Finds what a code stands for. A wrong one is counted, also in practice.
fn resolve(
    tx: &mut Write<'_>,
    ground: &Ground,
    (operator, organisation): (Id, Id),
    (text, pin): (&str, Option<&str>),
    now: Moment,
) -> Answer<Good> {
    if let Err(no) = not_locked(tx, operator, now)? {
        return Ok(Err(no));
    }
    let keys = &ground.wallets.keys;
    let found = match read_code(text) {
        Some(shown) => store::token(tx, keys, &shown)?,
        None => None,
    };
    let oldest = now.plus_seconds(-MISS_SPAN);
    let good = |t: &Token| t.revoked_at.is_none() && now <= t.ends_at;
    let Some(kept) = found.filter(|k| good(&k.token)) else {
        store::miss(tx, operator, now, oldest)?;
        return Ok(Err(Refused::UnknownCode));
    };
    let voucher = must_voucher(tx, kept.token.voucher)?;
    if kept.token.kind == TokenKind::Printed {
        let pin = pin.map(str::trim).filter(|p| !p.is_empty());
        let fits = match (pin, voucher.who.child()) {
            (Some(pin), _) => store::pin_fits(keys, &kept, pin),
            // Where there is a booking, the paper alone is enough.
            (None, Some(child)) => ground.seats.knows(tx, organisation, child)?,
            (None, None) => false,
        };
        if !fits {
            if pin.is_some() {
                store::miss_pin(tx, kept.token.id, PIN_MISSES, now)?;
                store::miss(tx, operator, now, oldest)?;
            }
            return Ok(Err(Refused::PinWrong));
        }
    }
    let terms = must_terms(tx, voucher.terms)?;
    Ok(Ok(Good {
        token: kept.token,
        voucher,
        terms,
    }))
}

/// An organisation that takes vouchers now.
fn admitted(c: &mut Read<'_>, organisation: Id) -> Result<Result<(), Refused>, Error> {
    let state = match providers::actions::organisation(c, organisation)? {
        None => "unknown",
        Some(o) if o.blocked => "blocked",
        Some(_) => return Ok(Ok(())),
    };
    Ok(Err(Refused::ProviderNotAdmitted {
        state: state.into(),
    }))
}

/// The booking of a ticket, when it can be taken here and now.
fn ticketed(
    c: &mut Read<'_>,
    ground: &Ground,
    good: &Good,
    organisation: Id,
    now: Moment,
) -> Answer<(Id, Ticketed)> {
    let other = Refused::NotValidForOffer {
        why: Why::OtherBooking,
    };
    let Some(booking) = good.token.booking else {
        return Ok(Err(other));
    };
    let Some(found) = ground.seats.ticketed(c, booking)? else {
        return Ok(Err(Refused::HoldEnded));
    };
    if found.organisation != organisation {
        return Ok(Err(other));
    }
    if let Some(at) = good.token.used_at {
        let paid = store::of_booking(c, booking)?;
        let by = paid
            .iter()
            .find(|s| s.voucher == good.voucher.id)
            .map_or_else(String::new, |s| s.number.clone());
        return Ok(Err(Refused::HoldAlreadyResolved { by, at }));
    }
    if !found.held.iter().any(|(v, _)| *v == good.voucher.id) {
        let paid = store::of_booking(c, booking)?;
        return Ok(Err(match paid.first() {
            Some(s) => Refused::HoldAlreadyResolved {
                by: s.number.clone(),
                at: s.at,
            },
            None => Refused::HoldEnded,
        }));
    }
    let from = ground.wallets.day(found.starts_at);
    if ground.wallets.day(now) < from {
        return Ok(Err(Refused::NotYetRedeemable { from }));
    }
    Ok(Ok((booking, found)))
}

/// What a code can pay here. Wrong codes are counted, of the operator and of the code.
///
/// # Errors
/// Nobody of the organisation; from the database.
pub fn quote(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    (shown, pin): (&str, Option<&str>),
    (organisation, service): (Id, Option<Id>),
    price: Option<Cents>,
) -> Answer<Quote> {
    let operator = operator(tx, ctx, organisation)?;
    quote_by(
        tx,
        ground,
        operator,
        (shown, pin),
        (organisation, service),
        price,
        ctx.now,
    )
}

/// The same by hands that are known: a person's at a desk, or the key of a program.
pub(super) fn quote_by(
    tx: &mut Write<'_>,
    ground: &Ground,
    operator: Id,
    (shown, pin): (&str, Option<&str>),
    (organisation, service): (Id, Option<Id>),
    price: Option<Cents>,
    now: Moment,
) -> Answer<Quote> {
    let w = &ground.wallets;
    let who = (operator, organisation);
    let good = match resolve(tx, ground, who, (shown, pin), now)? {
        Ok(good) => good,
        Err(no) => return Ok(Err(no)),
    };
    let (available, family) = if good.token.kind == TokenKind::Ticket {
        match ticketed(tx, ground, &good, organisation, now)? {
            Ok((_, found)) => (held_of(&found, good.voucher.id), Some(found.own)),
            Err(no) => return Ok(Err(no)),
        }
    } else {
        if let Err(no) = admitted(tx, organisation)? {
            return Ok(Err(no));
        }
        let case = Case {
            voucher: &good.voucher,
            terms: &good.terms,
            service,
            organisation,
            on: w.day(now),
        };
        if let Err(no) = can_pay(tx, w, &case, now)? {
            return Ok(Err(no));
        }
        let (can, ..) = can_spend(tx, &good.voucher, &good.terms, now)?;
        // What is more than the price is nobody's business.
        let price = price.or_else(|| service.and_then(|s| w.offers.offer(s)?.price));
        match price {
            Some(price) => {
                let (pays, own) = crate::rules::after_voucher(price, can);
                (pays, Some(own))
            }
            None => (can, None),
        }
    };
    let name = match good.voucher.who.child() {
        Some(child) if ground.seats.knows(tx, organisation, child)? => {
            let person = people::actions::person(tx, &w.keys, child).map_err(super::of_trouble)?;
            person.map(|p| p.facts.name.given)
        }
        _ => None,
    };
    Ok(Ok(Quote {
        name,
        available,
        family,
    }))
}

fn held_of(found: &Ticketed, voucher: Id) -> Cents {
    let mine = found.held.iter().filter(|(v, _)| *v == voucher);
    Cents(mine.map(|(_, a)| a.0).sum())
}

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
    Ok(None)
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
pub(super) fn redeem_by(
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
    let case = Case {
        voucher: v,
        terms: &good.terms,
        service: r.service,
        organisation: r.organisation,
        on: w.day(now),
    };
    if let Err(no) = can_pay(tx, w, &case, now)? {
        return Ok(Err(no));
    }
    let known = r.service.and_then(|s| w.offers.offer(s)?.price);
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
pub(super) fn undo_by(
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
