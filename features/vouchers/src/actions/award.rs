//! Giving vouchers, and what officers do with them: suspend, resume, close, replace.

use db::{Read, Write};
use ledger::model::{Act as Books, Kind, Opening};
use serde_json::json;
use values::{Cents, Day, Id, Moment};

use super::{Ctx, Error, Wallets, apart, books, must_terms, must_voucher, trail};
use crate::model::{EndedTo, FundState, How, State, Terms, TermsState, Voucher, Who, account_of};
use crate::policy::Act;
use crate::rules::{self, CHUNK, Refused, ends_at, words};
use crate::store;

/// A voucher to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// For whom.
    pub who: Who,
    /// Who is told.
    pub holder: Id,
    /// How much.
    pub amount: Cents,
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Day,
    /// School year or edition.
    pub window: String,
}

/// Gives vouchers under approved terms: one order of the ledger for all of them, all or none. The same
/// context again finds what was given.
///
/// # Errors
/// Not an officer; the own household; [`Refused::AlreadyHas`]; [`Refused::FundShort`]; a field that
/// cannot be.
pub fn award(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    terms: Id,
    all: &[Award],
) -> Result<Vec<Voucher>, Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let op = ctx.id("award");
    let terms = must_terms(tx, terms)?;
    let ids: Vec<Id> = (0..all.len())
        .map(|n| ctx.id(&format!("voucher {n}")))
        .collect();
    if let Some(first) = ids.first()
        && store::voucher(tx, *first)?.is_some()
    {
        let found: Vec<Voucher> = ids
            .iter()
            .map(|id| must_voucher(tx, *id))
            .collect::<Result<_, _>>()
            .map_err(|_| Refused::KeyReused)?;
        let same = found.iter().zip(all).all(|(v, a)| {
            v.terms == terms.id && v.who == a.who && v.amount == a.amount && v.holder == a.holder
        });
        return match same {
            true => Ok(found),
            false => Err(Refused::KeyReused.into()),
        };
    }
    if terms.state != TermsState::Approved {
        return Err(Refused::WrongState {
            state: terms.state.as_str().to_string(),
        }
        .into());
    }
    if all.is_empty() || all.len() > CHUNK {
        return Err(Refused::Wrong {
            field: "awards".into(),
        }
        .into());
    }
    let concerned: Vec<Id> = all
        .iter()
        .flat_map(|a| a.who.child().into_iter().chain([a.holder]))
        .collect();
    apart(tx, w, by, &concerned, &[], ctx.now)?;
    let (mut made, mut lines) = (Vec::new(), Vec::new());
    let mut drawn = std::collections::BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for (a, id) in all.iter().zip(&ids) {
        check(tx, w, &terms, a, ctx.now)?;
        let twice = a
            .who
            .child()
            .is_some_and(|c| !seen.insert((c, a.window.trim())));
        if twice {
            return Err(Refused::AlreadyHas.into());
        }
        let fund = pick_fund(tx, &terms, a.amount, &mut drawn)?;
        let v = new_voucher(&terms, a, (*id, fund), None, ctx.now);
        lines.push(fill(tx, w, &v, a.amount, ctx.now)?);
        made.push(v);
    }
    let order = books::order(op, Books::Award, &by.to_string(), lines);
    books::must(tx, w, &order, ctx.now)?;
    for v in &mut made {
        keep(tx, w, v, &by.to_string(), ctx.now)?;
        let people = ctx.people(w, v.id);
        let args = told(&terms, v);
        people::actions::tell(tx, &people, v.holder, "vouchers-told-given", &args, WALLET)?;
    }
    let detail = json!({"vouchers": made.len(), "order": op.to_string()});
    trail(tx, by, ("terms", terms.id), "award", detail, ctx.now)?;
    Ok(made)
}

/// Somebody as an officer names them: an identifier, or a fiscal code. What is found is a look at their
/// file, which they see.
fn named(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (by, field, text): (Id, &str, &str),
) -> Result<Id, Error> {
    let wrong = || Refused::Wrong {
        field: field.to_string(),
    };
    if let Ok(id) = text.trim().parse::<Id>() {
        return Ok(id);
    }
    let code = codes::FiscalCode::parse(text).map_err(|_| wrong())?;
    let people = ctx.people(w, ctx.id(&format!("find {field}")));
    let wanted = people::actions::Wanted::Code(code);
    let found = people::actions::find(tx, &people, by, &wanted)?;
    Ok(found.first().ok_or_else(wrong)?.id)
}

/// Gives one family a voucher: holder and child as the officer names them, by identifier or fiscal code. No
/// child named means that it is for the holder. A child must be one the holder may act for.
///
/// # Errors
/// As [`award`]; nobody is found ([`Refused::Wrong`] with the field).
pub fn award_one(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    terms: Id,
    (holder, child): (&str, &str),
    (amount, starts_on, ends_on, window): (Cents, Day, Day, &str),
) -> Result<Voucher, Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let holder = named(tx, w, ctx, (by, "holder", holder))?;
    let child = match child.trim() {
        "" => holder,
        text => {
            let child = named(tx, w, ctx, (by, "child", text))?;
            let family = people::actions::family(tx, &w.keys, holder, w.day(ctx.now))?;
            if child != holder && !family.children.iter().any(|r| r.child.id == child) {
                return Err(Refused::Wrong {
                    field: "child".into(),
                }
                .into());
            }
            child
        }
    };
    let wanted = Award {
        who: Who::Child(child),
        holder,
        amount,
        starts_on,
        ends_on,
        window: window.to_string(),
    };
    let mut made = award(tx, w, ctx, terms, &[wanted])?;
    made.pop().ok_or_else(|| Refused::Unknown.into())
}

/// Vouchers an officer asks for: by code or identifier of a voucher, or by a fiscal code. The latter is a
/// look at a file, which the person sees.
///
/// # Errors
/// Not an officer; nothing is found ([`Refused::Wrong`], field `q`).
pub fn find(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, text: &str) -> Result<Vec<Voucher>, Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let text = text.trim();
    let mut found: Vec<Voucher> = store::by_code(tx, text)?.into_iter().collect();
    if let Ok(id) = text.parse::<Id>() {
        found.extend(store::voucher(tx, id)?);
        found.extend(of_person(tx, id)?);
    }
    if found.is_empty() && codes::FiscalCode::parse(text).is_ok() {
        let id = named(tx, w, ctx, (by, "q", text))?;
        found = of_person(tx, id)?;
    }
    match found.is_empty() {
        true => Err(Refused::Wrong { field: "q".into() }.into()),
        false => Ok(found),
    }
}

fn of_person(c: &mut Read<'_>, id: Id) -> Result<Vec<Voucher>, Error> {
    let mut all = store::of_child(c, id)?;
    all.extend(store::told_to(c, id)?);
    all.sort_by_key(|v| (std::cmp::Reverse(v.made_at), v.id));
    all.dedup_by_key(|v| v.id);
    Ok(all)
}

/// Where families see their vouchers.
pub(super) const WALLET: Option<&str> = Some("/my/vouchers");

pub(super) fn told(terms: &Terms, v: &Voucher) -> Vec<(&'static str, String)> {
    vec![
        ("call", terms.code.clone()),
        ("amount", v.amount.to_string()),
        ("until", v.ends_on.to_string()),
    ]
}

fn check(
    c: &mut Read<'_>,
    w: &Wallets,
    terms: &Terms,
    a: &Award,
    now: Moment,
) -> Result<(), Error> {
    let wrong = |field: &str| {
        Error::from(Refused::Wrong {
            field: field.to_string(),
        })
    };
    if !(1..=10_000_000).contains(&a.amount.0) {
        return Err(Refused::WrongAmount {
            field: "amount".into(),
        }
        .into());
    }
    if a.starts_on < terms.spend_from || a.starts_on > a.ends_on {
        return Err(wrong("starts_on"));
    }
    if a.ends_on > terms.spend_until || a.ends_on < w.day(now) {
        return Err(wrong("ends_on"));
    }
    if a.window.trim().is_empty() || a.window.chars().count() > 60 {
        return Err(wrong("window"));
    }
    let exists = |c: &mut Read<'_>, id| -> Result<bool, Error> {
        let found = people::actions::person(c, &w.keys, id).map_err(super::of_trouble)?;
        Ok(found.is_some_and(|p| p.erased_at.is_none()))
    };
    if !exists(c, a.holder)? {
        return Err(wrong("holder"));
    }
    match &a.who {
        Who::Child(child) => {
            if !exists(c, *child)? {
                return Err(wrong("child"));
            }
            if store::live(c, *child, terms.id, a.window.trim())?.is_some() {
                return Err(Refused::AlreadyHas.into());
            }
        }
        Who::Group(name) if name.trim().is_empty() || name.chars().count() > 100 => {
            return Err(wrong("group"));
        }
        Who::Group(_) => {}
    }
    Ok(())
}

/// The first fund of the terms that can be awarded and has enough besides what is drawn already.
pub(super) fn pick_fund(
    c: &mut Read<'_>,
    terms: &Terms,
    amount: Cents,
    drawn: &mut std::collections::BTreeMap<Id, i64>,
) -> Result<Id, Error> {
    let mut best = 0;
    for fund in &terms.funds {
        if store::fund(c, *fund)?.is_none_or(|f| f.state != FundState::Open) {
            continue;
        }
        let has = books::see(c, *fund, Kind::Unallocated, "")?.map_or(0, |a| a.available());
        let used = drawn.entry(*fund).or_default();
        if has - *used >= amount.0 {
            *used += amount.0;
            return Ok(*fund);
        }
        best = best.max(has - *used);
    }
    Err(Refused::FundShort {
        available: Cents(best),
    }
    .into())
}

/// A voucher's code: that of the call, and eight signs.
fn code(terms: &Terms, id: Id) -> String {
    let number: String = rules::number(id).chars().filter(|c| *c != '-').collect();
    format!("{}-{}", terms.code, &number[..10])
}

pub(super) fn new_voucher(
    terms: &Terms,
    a: &Award,
    (id, fund): (Id, Id),
    replaces: Option<Id>,
    now: Moment,
) -> Voucher {
    Voucher {
        id,
        code: code(terms, id),
        terms: terms.id,
        fund,
        who: match &a.who {
            Who::Group(name) => Who::Group(name.trim().to_string()),
            child => child.clone(),
        },
        holder: a.holder,
        amount: a.amount,
        starts_on: a.starts_on,
        ends_on: a.ends_on,
        window: a.window.trim().to_string(),
        state: State::Issued,
        how: None,
        replaces,
        made_at: now,
    }
}

/// Opens a voucher's account, and the line that fills it.
pub(super) fn fill(
    tx: &mut Write<'_>,
    w: &Wallets,
    v: &Voucher,
    amount: Cents,
    now: Moment,
) -> Result<ledger::model::Line, Error> {
    let opening = Opening {
        fund: v.fund,
        kind: Kind::Voucher,
        owner: v.id.to_string(),
        ends_at: Some(ends_at(v.ends_on, &w.zone)),
    };
    ledger::actions::open(tx, &opening, now)?;
    let from = ledger::model::account(v.fund, Kind::Unallocated, "");
    Ok(books::moved(
        from,
        v.account(),
        amount,
        format!("voucher:{}", v.id),
    ))
}

/// Keeps a new voucher with its first steps.
pub(super) fn keep(
    tx: &mut Write<'_>,
    w: &Wallets,
    v: &mut Voucher,
    actor: &str,
    now: Moment,
) -> Result<(), Error> {
    store::put_voucher(tx, v)?;
    store::put_step(
        tx,
        v.id,
        ("new", State::Issued, "award"),
        (actor, None),
        now,
    )?;
    if v.starts_on <= w.day(now) {
        store::step(tx, v, (State::Active, None), "begin", (actor, None), now)?;
    }
    Ok(())
}

fn wrong_state(v: &Voucher) -> Error {
    Refused::WrongState {
        state: v.state.as_str().to_string(),
    }
    .into()
}

/// Whom a voucher concerns.
pub(super) fn concerned(v: &Voucher) -> Vec<Id> {
    v.who.child().into_iter().chain([v.holder]).collect()
}

fn officer(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    reason: &str,
) -> Result<(Id, Voucher, String), Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let v = must_voucher(tx, id)?;
    apart(tx, w, by, &concerned(&v), &[], ctx.now)?;
    Ok((by, v, words(reason, Refused::ReasonNeeded)?))
}

fn tell_reason(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    v: &Voucher,
    key: &str,
    reason: &str,
) -> Result<(), Error> {
    let terms = must_terms(tx, v.terms)?;
    let mut args = told(&terms, v);
    args.push(("reason", reason.to_string()));
    let people = ctx.people(w, ctx.id(&format!("told {}", v.id)));
    people::actions::tell(tx, &people, v.holder, key, &args, WALLET)?;
    Ok(())
}

/// Suspends a voucher, with a reason its family reads: nothing new is spent or held. What was booked
/// stays booked.
///
/// # Errors
/// Not an officer; the own household; no reason; it is over or suspended.
pub fn suspend(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    reason: &str,
) -> Result<Voucher, Error> {
    let (by, mut v, reason) = officer(tx, w, ctx, id, reason)?;
    if !matches!(v.state, State::Issued | State::Active) {
        return Err(wrong_state(&v));
    }
    let hands = by.to_string();
    let to = (State::Suspended, None);
    if !store::step(tx, &mut v, to, "suspend", (&hands, Some(&reason)), ctx.now)? {
        return Err(wrong_state(&v));
    }
    tell_reason(tx, w, ctx, &v, "vouchers-told-suspended", &reason)?;
    trail(tx, by, ("voucher", id), "suspend", json!({}), ctx.now)?;
    Ok(v)
}

/// Ends a suspension.
///
/// # Errors
/// Not an officer; the own household; no reason; it is not suspended.
pub fn resume(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    reason: &str,
) -> Result<Voucher, Error> {
    let (by, mut v, reason) = officer(tx, w, ctx, id, reason)?;
    if v.state != State::Suspended {
        return Err(wrong_state(&v));
    }
    let hands = by.to_string();
    let to = (State::Active, None);
    if !store::step(tx, &mut v, to, "resume", (&hands, Some(&reason)), ctx.now)? {
        return Err(wrong_state(&v));
    }
    tell_reason(tx, w, ctx, &v, "vouchers-told-resumed", &reason)?;
    trail(tx, by, ("voucher", id), "resume", json!({}), ctx.now)?;
    Ok(v)
}

/// What ended credit becomes: moves what is available of a voucher where its terms say. The order's
/// identifier follows from the voucher, its end and how often its account has moved, so that the same is
/// done once, and again when something has come back meanwhile.
pub(super) fn lapse(
    tx: &mut Write<'_>,
    w: &Wallets,
    terms: &Terms,
    v: &Voucher,
    actor: &str,
    now: Moment,
) -> Result<Cents, Error> {
    let account = ledger::actions::account(tx, v.account())?;
    let Some(account) = account.filter(|a| a.available() > 0) else {
        return Ok(Cents(0));
    };
    let amount = Cents(account.available());
    let to = match terms.ended_to {
        EndedTo::Unallocated => Kind::Unallocated,
        EndedTo::Lapsed => Kind::Lapsed,
    };
    let name = format!("{} {} {}", v.id, v.ends_on, account.moves);
    let line = books::moved(
        account_of(v.fund, v.id),
        ledger::model::account(v.fund, to, ""),
        amount,
        format!("voucher:{}", v.id),
    );
    let id = Id::named("vouchers end", &name);
    let order = books::order(id, Books::Lapse, actor, vec![line]);
    books::must(tx, w, &order, now)?;
    Ok(amount)
}

fn end_by_hand(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (by, v, reason): (Id, &mut Voucher, &str),
    how: How,
) -> Result<Cents, Error> {
    if v.state == State::Ended {
        return Err(wrong_state(v));
    }
    let hands = by.to_string();
    let to = (State::Ended, Some(how));
    if !store::step(tx, v, to, "end", (&hands, Some(reason)), ctx.now)? {
        return Err(wrong_state(v));
    }
    store::revoke_all(tx, v.id, ctx.now)?;
    // By hand it may end before its day: what is left always can be awarded again.
    let terms = Terms {
        ended_to: EndedTo::Unallocated,
        ..must_terms(tx, v.terms)?
    };
    lapse(tx, w, &terms, v, &hands, ctx.now)
}

/// Closes a voucher, with a reason its family reads; what is available can be awarded again. What is held
/// by bookings stays held, and what comes back of it goes the same way.
///
/// # Errors
/// Not an officer; the own household; no reason; it is over.
pub fn close(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    reason: &str,
) -> Result<Cents, Error> {
    let (by, mut v, reason) = officer(tx, w, ctx, id, reason)?;
    let back = end_by_hand(tx, w, ctx, (by, &mut v, &reason), How::Closed)?;
    tell_reason(tx, w, ctx, &v, "vouchers-told-closed", &reason)?;
    let detail = json!({"back": back.0});
    trail(tx, by, ("voucher", id), "close", detail, ctx.now)?;
    Ok(back)
}

/// Gives another voucher in the place of one: of the same call and window, with another amount or end.
///
/// # Errors
/// As [`close`] and [`award`].
pub fn replace(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    (amount, ends_on): (Cents, Day),
    reason: &str,
) -> Result<Voucher, Error> {
    let (by, mut old, reason) = officer(tx, w, ctx, id, reason)?;
    end_by_hand(tx, w, ctx, (by, &mut old, &reason), How::Replaced)?;
    let terms = must_terms(tx, old.terms)?;
    let wanted = Award {
        who: old.who.clone(),
        holder: old.holder,
        amount,
        starts_on: w.day(ctx.now).max(old.starts_on),
        ends_on,
        window: old.window.clone(),
    };
    check(tx, w, &terms, &wanted, ctx.now)?;
    let fund = pick_fund(tx, &terms, amount, &mut Default::default())?;
    let new = (ctx.id("replacement"), fund);
    let mut v = new_voucher(&terms, &wanted, new, Some(old.id), ctx.now);
    let line = fill(tx, w, &v, amount, ctx.now)?;
    let hands = by.to_string();
    let order = books::order(ctx.id("replace"), Books::Award, &hands, vec![line]);
    books::must(tx, w, &order, ctx.now)?;
    keep(tx, w, &mut v, &hands, ctx.now)?;
    tell_reason(tx, w, ctx, &v, "vouchers-told-replaced", &reason)?;
    let detail = json!({"by": v.id.to_string()});
    trail(tx, by, ("voucher", id), "replace", detail, ctx.now)?;
    Ok(v)
}
