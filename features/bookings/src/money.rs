//! What pays for a place besides the family's own money. Bookings know only this; vouchers implement it,
//! and a city without vouchers has [`NoMoney`]. So the same checkout serves who has a voucher and who
//! has none, free and paid.

use db::{Fault, Read, Write};
use ledger::model::Line;
use values::{Cents, Day, Id, Moment, Refusal};

use crate::model::How;

/// What is to be paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Who takes part; none for a group without names.
    pub child: Option<Id>,
    /// In whose name it is booked.
    pub party: Id,
    /// Who offers it.
    pub organisation: Id,
    /// The service of the catalogue.
    pub service: Id,
    /// The session.
    pub session: Id,
    /// When it begins: a voucher pays only for what begins before it ends.
    pub starts_at: Moment,
    /// The whole price.
    pub price: Cents,
}

/// Something that can pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purse {
    /// The voucher.
    pub id: Id,
    /// Its name in the words of the city, in the language asked for.
    pub name: values::Text,
    /// How much of it can be spent on this.
    pub available: Cents,
    /// Its last day.
    pub ends: Day,
}

/// What was posted of a booking: the organisation has earned it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The booking.
    pub booking: Id,
    /// What it was for.
    pub ask: Ask,
    /// The voucher.
    pub purse: Id,
    /// How much.
    pub amount: Cents,
    /// What the family pays of its own to the organisation.
    pub own: Cents,
    /// The ledger's order.
    pub op: Id,
    /// Who did it: a person's identifier, or a part of the program.
    pub actor: String,
    /// Why: it was redeemed at the desk, confirmed by the roll call, by itself, or is due after all.
    pub why: Why,
}

/// Why money was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Redeemed at the organisation's desk.
    Redeemed,
    /// The roll call, or nobody said otherwise in time.
    Attended,
    /// Nobody came.
    Absent,
    /// Cancelled too late.
    Late,
}

/// Something that was paid and comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// The booking.
    pub booking: Id,
    /// What it was for.
    pub ask: Ask,
    /// The voucher.
    pub purse: Id,
    /// How much.
    pub amount: Cents,
    /// An identifier from which the ledger's order follows: the same one gives back once.
    pub key: Id,
    /// Whose doing it was.
    pub how: How,
    /// Who does it.
    pub actor: String,
    /// Why, in words for those who read the books; no names.
    pub reason: String,
}

/// Something that was paid by mistake, at a desk, a moment ago: it is as if it had not been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The booking.
    pub booking: Id,
    /// What it was for.
    pub ask: Ask,
    /// The voucher.
    pub purse: Id,
    /// How much was posted: all of it comes back.
    pub amount: Cents,
    /// How much was promised before, to be held again; more than was posted where less was taken.
    pub hold: Cents,
    /// Until when it is held.
    pub until: Moment,
    /// An identifier from which the ledger's order follows.
    pub key: Id,
    /// Who does it.
    pub actor: String,
    /// Why, in words for those who read the books; no names.
    pub reason: String,
}

/// What pays. One method is one part of the caller's transaction.
pub trait Money: Send + Sync + std::fmt::Debug {
    /// What can pay for this today, the one that ends first at the head.
    ///
    /// # Errors
    /// From the database.
    fn purses(&self, c: &mut Read<'_>, ask: &Ask, now: Moment) -> Result<Vec<Purse>, Fault>;

    /// The ledger's line that holds an amount of a purse for the organisation until a moment; opens
    /// the account it needs. The refusal says why it cannot pay for this.
    ///
    /// # Errors
    /// From the database.
    fn hold(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        ask: &Ask,
        amount: Cents,
        until: Moment,
        now: Moment,
    ) -> Result<Result<Line, Refusal>, Fault>;

    /// It was posted, in this transaction.
    ///
    /// # Errors
    /// From the database.
    fn posted(&self, tx: &mut Write<'_>, posted: &Posted, now: Moment) -> Result<(), Fault>;

    /// Gives back what had been posted, by an order of the ledger.
    ///
    /// # Errors
    /// From the database.
    fn give_back(
        &self,
        tx: &mut Write<'_>,
        back: &Back,
        now: Moment,
    ) -> Result<Result<(), Refusal>, Fault>;

    /// The booking for which a ticket of what pays was made, when one is shown at a roll call; none for
    /// everything else, and for tickets that are over.
    ///
    /// # Errors
    /// From the database.
    fn ticketed(&self, _: &mut Read<'_>, _: &str, _: Moment) -> Result<Option<Id>, Fault> {
        Ok(None)
    }

    /// Puts what was posted back into the purse, by an order of the ledger; the line that holds again what
    /// was promised. Refused when it is not all there any more: in a settlement, or given back in part.
    ///
    /// # Errors
    /// From the database.
    fn undo(
        &self,
        tx: &mut Write<'_>,
        mistake: &Mistake,
        now: Moment,
    ) -> Result<Result<Line, Refusal>, Fault>;

    /// What was held for a booking that the organisation or the city cancelled is free again: a purse
    /// that has ended meanwhile may be given new validity.
    ///
    /// # Errors
    /// From the database.
    fn freed(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        booking: Id,
        how: How,
        now: Moment,
    ) -> Result<(), Fault>;
}

/// Nothing pays but the family itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoMoney;

impl Money for NoMoney {
    fn purses(&self, _: &mut Read<'_>, _: &Ask, _: Moment) -> Result<Vec<Purse>, Fault> {
        Ok(Vec::new())
    }

    fn hold(
        &self,
        _: &mut Write<'_>,
        _: Id,
        _: &Ask,
        _: Cents,
        _: Moment,
        _: Moment,
    ) -> Result<Result<Line, Refusal>, Fault> {
        Ok(Err(Refusal::new("bookings-refused-no-voucher", 409)))
    }

    fn posted(&self, _: &mut Write<'_>, _: &Posted, _: Moment) -> Result<(), Fault> {
        Ok(())
    }

    fn give_back(
        &self,
        _: &mut Write<'_>,
        _: &Back,
        _: Moment,
    ) -> Result<Result<(), Refusal>, Fault> {
        Ok(Ok(()))
    }

    fn undo(
        &self,
        _: &mut Write<'_>,
        _: &Mistake,
        _: Moment,
    ) -> Result<Result<Line, Refusal>, Fault> {
        Ok(Err(Refusal::new("bookings-refused-no-voucher", 409)))
    }

    fn freed(&self, _: &mut Write<'_>, _: Id, _: Id, _: How, _: Moment) -> Result<(), Fault> {
        Ok(())
    }
}
