//! What desks need of bookings.

use db::{Fault, Read, Write};
use values::{Cents, Id, Moment};

use crate::rules::Refused;

/// A booking as a desk meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticketed {
    /// Who offers it.
    pub organisation: Id,
    /// The service of the catalogue.
    pub service: Id,
    /// When the first lesson begins.
    pub starts_at: Moment,
    /// When the last one is over.
    pub ends_at: Moment,
    /// The whole price.
    pub price: Cents,
    /// The family's own part.
    pub own: Cents,
    /// What is held: of which voucher, how much.
    pub held: Vec<(Id, Cents)>,
    /// Who was there, where a roll was called.
    pub roll_call: Option<bool>,
}

/// What is to be posted of a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostAsk {
    /// The identifier of the ledger's order.
    pub key: Id,
    /// The booking.
    pub booking: Id,
    /// Of which voucher.
    pub voucher: Id,
    /// How much of it.
    pub amount: Cents,
    /// What the family paid itself.
    pub own: Cents,
    /// Whose hands.
    pub operator: Id,
}

/// What desks need of bookings. Bookings post the hold and tell it back through
/// [`bookings::money::Money::posted`] in the same transaction.
pub trait Seats: Send + Sync + std::fmt::Debug {
    /// Whether the organisation has a booking of a child: then its desk may know the first name.
    ///
    /// # Errors
    /// From the database.
    fn knows(&self, c: &mut Read<'_>, organisation: Id, child: Id) -> Result<bool, Fault>;

    /// A booking.
    ///
    /// # Errors
    /// From the database.
    fn ticketed(&self, c: &mut Read<'_>, booking: Id) -> Result<Option<Ticketed>, Fault>;

    /// Posts what is held for a booking.
    ///
    /// # Errors
    /// From the database.
    fn post(
        &self,
        tx: &mut Write<'_>,
        ask: &PostAsk,
        now: Moment,
    ) -> Result<Result<(), Refused>, Fault>;
}

/// A city without bookings.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSeats;

impl Seats for NoSeats {
    fn knows(&self, _: &mut Read<'_>, _: Id, _: Id) -> Result<bool, Fault> {
        Ok(false)
    }

    fn ticketed(&self, _: &mut Read<'_>, _: Id) -> Result<Option<Ticketed>, Fault> {
        Ok(None)
    }

    fn post(
        &self,
        _: &mut Write<'_>,
        _: &PostAsk,
        _: Moment,
    ) -> Result<Result<(), Refused>, Fault> {
        Ok(Err(Refused::HoldEnded))
    }
}
