//! What families see of their credit, and what comes back to it after the quarter of an hour.

use db::{Read, Write};
use ledger::model::{Act as Books, Kind, Phase};
use people::model::Matter;
use people::policy::Actor;
use values::{Cents, Id, Moment};

use super::back::{Return, give_back};
use super::pays::{age, can_spend, is_live};
use super::tokens::must_stand;
use super::{Ctx, Error, Wallets, apart, award, must_terms, must_voucher};
use crate::model::{Spend, Step, Terms, Voucher, Who};
use crate::policy::{self, Act};
use crate::rules::{Refused, ends_at, words};
use crate::store;

/// A voucher as its family sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wallet {
    /// The voucher.
    pub voucher: Voucher,
    /// For what it can be used.
    pub terms: Terms,
    /// What is left, with what is held.
    pub left: Cents,
    /// Held by bookings.
    pub held: Cents,
    /// What can be spent now.
    pub available: Cents,
    /// The most that one payment can take of it now, by the limits of its call.
    pub most: Cents,
    /// What was spent, less what came back.
    pub spent: Cents,
    /// The last moment.
    pub ends_at: Moment,
}

/// The vouchers of a child or a young person, or with none those for groups, as who may act sees them.
///
/// # Errors
/// Not theirs; from the database.
pub fn wallet(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    child: Option<Id>,
) -> Result<Vec<Wallet>, Error> {
    let subject = ctx.actor.subject().ok_or(Refused::Forbidden)?;
    let found = match child {
        Some(child) => {
            let today = w.day(ctx.now);
            people::actions::standing(c, &w.keys, subject, child, Matter::Vouchers, today)?;
            store::of_child(c, child)?
        }
        None => store::of_holder(c, subject)?,
    };
    found.into_iter().map(|v| seen(c, w, v, ctx.now)).collect()
}

/// Every voucher somebody sees, each with whose it is as the family calls them: their children's, their own,
/// those of groups in their name. Who may not see the credit of one child is shown the others'.
///
/// # Errors
/// From the database.
pub fn family_wallet(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    own: Id,
) -> Result<Vec<(Wallet, String)>, Error> {
    let family = people::actions::family(c, &w.keys, own, w.day(ctx.now))?;
    let people = family
        .children
        .iter()
        .map(|r| (r.child.id, r.child.facts.name.given.clone()))
        .chain([(own, family.person.facts.name.given.clone())]);
    let mut all = Vec::new();
    for (person, name) in people {
        match wallet(c, w, ctx, Some(person)) {
            Ok(found) => all.extend(found.into_iter().map(|w| (w, name.clone()))),
            Err(Error::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    for wallet in wallet(c, w, ctx, None)? {
        if let Who::Group(name) = &wallet.voucher.who {
            let name = name.clone();
            all.push((wallet, name));
        }
    }
    Ok(all)
}

/// A voucher that can be spent today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spendable {
    /// The voucher.
    pub voucher: Voucher,
    /// For what it can be used.
    pub terms: Terms,
    /// Whose it is.
    pub whose: String,
    /// Whole years of the child today; none for a group.
    pub age: Option<i32>,
    /// The most that one payment can take of it now; more than nothing.
    pub most: Cents,
}

/// What of [`family_wallet`] can be spent today.
///
/// # Errors
/// From the database.
pub fn spendable(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    own: Id,
) -> Result<Vec<Spendable>, Error> {
    let mut all = Vec::new();
    for (wallet, whose) in family_wallet(c, w, ctx, own)? {
        let Wallet {
            voucher,
            terms,
            most,
            ..
        } = wallet;
        if is_live(c, w, (&voucher, &terms), ctx.now)?.is_err() {
            continue;
        }
        if most.0 > 0 {
            all.push(Spendable {
                age: age(c, w, &voucher.who, w.day(ctx.now))?,
                voucher,
                terms,
                whose,
                most,
            });
        }
    }
    Ok(all)
}

/// One voucher as who may act sees it.
///
/// # Errors
/// Not theirs; from the database.
pub fn wallet_of(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Wallet, Error> {
    let v = must_voucher(c, id)?;
    must_stand(c, w, ctx, &v)?;
    seen(c, w, v, ctx.now)
}

fn seen(c: &mut Read<'_>, w: &Wallets, v: Voucher, now: Moment) -> Result<Wallet, Error> {
    let terms = must_terms(c, v.terms)?;
    let (most, ..) = can_spend(c, &v, &terms, now)?;
    let account = ledger::actions::account(c, v.account())?;
    let (left, held, available) = account
        .as_ref()
        .map_or((0, 0, 0), |a| (a.balance(), a.held(), a.available()));
    Ok(Wallet {
        terms,
        most,
        left: Cents(left),
        held: Cents(held),
        available: Cents(available),
        spent: store::used(c, v.id, Moment(0))?,
        ends_at: ends_at(v.ends_on, &w.zone),
        voucher: v,
    })
}

/// What happened to a voucher's credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was given.
    Given,
    /// It is kept for a booking.
    Held,
    /// What was kept is free again.
    Released,
    /// It was spent.
    Spent,
    /// It came back.
    CameBack,
    /// Its day had passed, or it was closed.
    Ended,
    /// A mistake was made good.
    Corrected,
}

impl What {
    /// Its word in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            What::Given => "given",
            What::Held => "held",
            What::Released => "released",
            What::Spent => "spent",
            What::CameBack => "came-back",
            What::Ended => "ended",
            What::Corrected => "corrected",
        }
    }
}

/// One line of a voucher's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// When.
    pub at: Moment,
    /// What.
    pub what: What,
    /// How much, without sign.
    pub amount: Cents,
    /// What was paid, when it was a payment or came back from one.
    pub spend: Option<Spend>,
    /// For which booking, when it was kept for one.
    pub booking: Option<Id>,
}

/// The last movements of a voucher, newest first.
///
/// # Errors
/// Not theirs; from the database.
pub fn movements(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    voucher: Id,
    most: u32,
) -> Result<Vec<Movement>, Error> {
    let v = must_voucher(c, voucher)?;
    must_stand(c, w, ctx, &v)?;
    let mut all = Vec::new();
    for (t, at) in ledger::actions::history(c, v.account(), most)? {
        let incoming = t.credit.0 == v.account();
        let (what, amount) = match (t.phase, t.act) {
            (Phase::Hold, _) => (What::Held, t.pending),
            (Phase::Void | Phase::Expire, _) => (What::Released, -t.pending),
            (Phase::Post, _) => (What::Spent, t.posted),
            (Phase::Single, Books::Award) => (What::Given, t.posted),
            (Phase::Single, Books::Redeem) => (What::Spent, t.posted),
            (Phase::Single, Books::Refund) if incoming => (What::CameBack, t.posted),
            (Phase::Single, Books::Lapse) => (What::Ended, t.posted),
            (Phase::Single, _) => match (incoming, t.kinds) {
                (true, (Kind::Payable | Kind::Receivable, _)) => (What::CameBack, t.posted),
                _ => (What::Corrected, t.posted),
            },
        };
        let paid = store::of_op(c, t.op)?;
        let spend = paid.into_iter().find(|s| s.voucher == v.id);
        let of = |word: &str| t.subject.strip_prefix(word).and_then(|id| id.parse().ok());
        let undone = match (&spend, of("spend:")) {
            (None, Some(id)) => store::spend(c, id)?,
            _ => None,
        };
        let spend = spend.or(undone);
        all.push(Movement {
            at,
            what,
            amount: Cents(amount),
            booking: of("booking:").or(spend.as_ref().and_then(|s| s.booking)),
            spend,
        });
    }
    Ok(all)
}

/// One voucher; who may see it is the caller's to know.
///
/// # Errors
/// From the database.
pub fn voucher(c: &mut Read<'_>, id: Id) -> Result<Option<Voucher>, Error> {
    Ok(store::voucher(c, id)?)
}

/// The same by its code.
///
/// # Errors
/// From the database.
pub fn voucher_by_code(c: &mut Read<'_>, code: &str) -> Result<Option<Voucher>, Error> {
    Ok(store::by_code(c, code.trim())?)
}

/// One item to be paid; who may see it is the caller's to know.
///
/// # Errors
/// From the database.
pub fn item(c: &mut Read<'_>, id: Id) -> Result<Option<Spend>, Error> {
    Ok(store::spend(c, id)?)
}

/// The same by the number of its receipt.
///
/// # Errors
/// From the database.
pub fn item_by_number(c: &mut Read<'_>, number: &str) -> Result<Option<Spend>, Error> {
    Ok(store::by_number(c, &number.trim().to_uppercase())?)
}

/// The steps of a voucher with their reasons, for its family and for officers.
///
/// # Errors
/// From the database.
pub fn steps(c: &mut Read<'_>, id: Id) -> Result<Vec<Step>, Error> {
    Ok(store::steps(c, id)?)
}

/// Gives back what was paid, in whole or in part, with a reason: by the organisation that was paid, or by
/// an officer of finance who has nothing to do with either side. `not_given` says that the provider did
/// not give what was paid: ended credit gets new validity. The context's base makes it happen once.
///
/// # Errors
/// [`Refused::MoreThanPaid`]; no reason; neither of them.
pub fn refund(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    spend: Id,
    amount: Cents,
    (reason, not_given): (&str, bool),
) -> Result<Spend, Error> {
    let s = store::spend(tx, spend)?.ok_or(Refused::Unknown)?;
    let hands = match &ctx.actor {
        Actor::Person { id, .. } => *id,
        _ => return Err(Refused::Forbidden.into()),
    };
    let own = providers::actions::organisations_of(tx, hands)?;
    if !own.iter().any(|(o, _)| *o == s.organisation) {
        policy::may(&ctx.actor, Act::PreparePayments, w.day(ctx.now))?;
        let v = must_voucher(tx, s.voucher)?;
        apart(
            tx,
            w,
            hands,
            &award::concerned(&v),
            &[s.organisation],
            ctx.now,
        )?;
    }
    // What bookings paid, bookings give back: they count what came back of it.
    if s.booking.is_some() || s.adjusts.is_some() {
        return Err(Refused::WrongState {
            state: "booked".into(),
        }
        .into());
    }
    let reason = words(reason, Refused::ReasonNeeded)?;
    let back = Return {
        spend: &s,
        amount,
        key: ctx.id("refund"),
        by_provider: not_given,
        actor: &hands.to_string(),
        reason: &reason,
        approver: None,
    };
    Ok(give_back(tx, w, &back, ctx.now)??)
}
