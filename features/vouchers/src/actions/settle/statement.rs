//! What providers have earned, and the papers for it.

use db::{Read, Write};
use values::{Cents, Day, Id, Moment};

use super::super::{Ctx, Error, Wallets};
use super::payee::manager_or;
use crate::model::{Item, Spend};
use crate::rules::{Clock, Refused, clock, words};
use crate::store;

/// One item of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The item.
    pub spend: Spend,
    /// How long it has waited; for what is not paid.
    pub clock: Option<Clock>,
    /// In which payout it is.
    pub payout: Option<Id>,
    /// When that was sent.
    pub sent_at: Option<Moment>,
    /// When the bank answered.
    pub paid_at: Option<Moment>,
    /// The latest day on which the money comes, as the law has it.
    pub comes_by: Option<Day>,
}

/// What a provider has earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Item by item, newest first.
    pub entries: Vec<Entry>,
    /// Sum by state, in the order of the states.
    pub sums: Vec<(Item, Cents)>,
}

/// The statement of a provider, for its people and for finance.
///
/// # Errors
/// Neither of them; from the database.
pub fn statement(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    organisation: Id,
    span: (Moment, Moment),
    most: u32,
) -> Result<Statement, Error> {
    manager_or(c, w, ctx, organisation, true)?;
    statement_by(c, w, organisation, span, (most, ctx.now))
}

/// The same for hands that are known.
pub(in crate::actions) fn statement_by(
    c: &mut Read<'_>,
    w: &Wallets,
    organisation: Id,
    span: (Moment, Moment),
    (most, now): (u32, Moment),
) -> Result<Statement, Error> {
    let today = w.day(now);
    let mut statement = Statement {
        entries: Vec::new(),
        sums: Item::ALL.iter().map(|s| (*s, Cents(0))).collect(),
    };
    for spend in store::of_organisation(c, organisation, span, most)? {
        if let Some(sum) = statement.sums.iter_mut().find(|(s, _)| *s == spend.state) {
            sum.1.0 += spend.amount.0;
        }
        let payout = store::payout_of(c, spend.id)?;
        let open = !matches!(spend.state, Item::Paid | Item::Undone);
        let clock = open.then(|| clock(spend.at, today, &w.zone));
        statement.entries.push(Entry {
            clock,
            payout: payout.as_ref().map(|p| p.line),
            sent_at: payout.as_ref().and_then(|p| p.sent_at),
            paid_at: payout
                .and_then(|p| p.answered_at)
                .filter(|_| spend.state == Item::Paid),
            comes_by: clock.map(|c| c.due),
            spend,
        });
    }
    Ok(statement)
}

/// Ties the provider's invoice or debit note to an item.
///
/// # Errors
/// Neither a manager nor finance; no document.
pub fn put_document(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    spend: Id,
    document: &str,
) -> Result<(), Error> {
    let s = store::spend(tx, spend)?.ok_or(Refused::Unknown)?;
    manager_or(tx, w, ctx, s.organisation, false)?;
    let document = words(document, Refused::DocumentNeeded)?;
    store::set_document(tx, spend, s.organisation, &document)?;
    Ok(())
}
