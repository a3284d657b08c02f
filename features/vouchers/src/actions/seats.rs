//! What desks need of bookings.

use std::collections::BTreeMap;

use bookings::actions::{Act, No, Post};
use bookings::model::State;
use bookings::money::Why;
use bookings::rules::Refused as Booking;
use db::{Fault, Read, Write};
use jiff::tz::TimeZone;
use people::actions::Doer;
use seal::Seed;
use values::{Cents, Id, Moment, Refuse};

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
        seed: Seed,
        now: Moment,
    ) -> Result<Result<(), Refused>, Fault>;

    /// Undoes what was posted for a booking: it is held again as it was.
    ///
    /// # Errors
    /// From the database.
    fn undo(
        &self,
        tx: &mut Write<'_>,
        booking: Id,
        operator: Id,
        seed: Seed,
        now: Moment,
    ) -> Result<Result<(), Refused>, Fault>;

    /// What the bookings themselves stand on, where there are some.
    fn ground(&self) -> Option<&bookings::actions::Ground> {
        None
    }
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
        _: Seed,
        _: Moment,
    ) -> Result<Result<(), Refused>, Fault> {
        Ok(Err(Refused::HoldEnded))
    }

    fn undo(
        &self,
        _: &mut Write<'_>,
        _: Id,
        _: Id,
        _: Seed,
        _: Moment,
    ) -> Result<Result<(), Refused>, Fault> {
        Ok(Err(Refused::HoldEnded))
    }
}

/// The bookings of this installation.
#[derive(Clone)]
pub struct Booked(pub bookings::actions::Ground);

impl std::fmt::Debug for Booked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Booked")
    }
}

impl Seats for Booked {
    fn ground(&self) -> Option<&bookings::actions::Ground> {
        Some(&self.0)
    }

    fn knows(&self, c: &mut Read<'_>, organisation: Id, child: Id) -> Result<bool, Fault> {
        for b in bookings::actions::of_child(c, child)? {
            let counts = matches!(
                b.state,
                State::Reserved | State::Confirmed | State::Attended | State::Absent
            );
            let session = match counts {
                true => bookings::actions::session(c, b.session)?,
                false => None,
            };
            if session.is_some_and(|s| s.organisation == organisation) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn ticketed(&self, c: &mut Read<'_>, booking: Id) -> Result<Option<Ticketed>, Fault> {
        let Some(b) = bookings::actions::booking(c, booking)? else {
            return Ok(None);
        };
        let Some(s) = bookings::actions::session(c, b.session)? else {
            return Ok(None);
        };
        let roll = bookings::actions::roll_for(c, booking)?;
        let sure = b.state == State::Confirmed;
        Ok(Some(Ticketed {
            organisation: s.organisation,
            service: s.service,
            starts_at: s.starts_at(),
            ends_at: s.ends_at(),
            price: b.price,
            own: b.own(),
            held: b
                .parts
                .iter()
                .filter(|p| sure && p.hold.is_some())
                .map(|p| (p.purse, p.due()))
                .collect(),
            roll_call: Some(
                roll.values()
                    .any(|p| *p == bookings::model::Presence::Attended),
            ),
        }))
    }

    fn post(
        &self,
        tx: &mut Write<'_>,
        ask: &PostAsk,
        seed: Seed,
        now: Moment,
    ) -> Result<Result<(), Refused>, Fault> {
        let act = self.hands(ask.key, ask.operator, seed, now);
        let what = Post {
            key: ask.key,
            amounts: BTreeMap::from([(ask.voucher, ask.amount)]),
            own: Some(ask.own),
            why: Why::Redeemed,
        };
        let done = bookings::actions::post(tx, &self.0, &act, ask.booking, &what);
        answered(done, &self.0.city.zone)
    }

    fn undo(
        &self,
        tx: &mut Write<'_>,
        booking: Id,
        operator: Id,
        seed: Seed,
        now: Moment,
    ) -> Result<Result<(), Refused>, Fault> {
        let act = self.hands(booking, operator, seed, now);
        let why = "undone at the desk";
        let done = bookings::actions::undo_post(tx, &self.0, &act, booking, why);
        answered(done, &self.0.city.zone)
    }
}

impl Booked {
    fn hands(&self, base: Id, operator: Id, seed: Seed, now: Moment) -> Act {
        let ctx = people::actions::Ctx {
            keys: self.0.providers.keys.clone(),
            seed,
            base,
            now,
            today: now.day(&self.0.city.zone),
        };
        Act::by(ctx, Doer::oneself(operator))
    }
}

fn answered<T>(done: Result<T, No>, zone: &TimeZone) -> Result<Result<(), Refused>, Fault> {
    match done {
        Ok(_) => Ok(Ok(())),
        Err(No::Refused(no)) => Ok(Err(told(no, zone))),
        Err(No::Fault(fault)) => Err(fault),
        Err(No::People(error)) => Err(Fault::Column {
            statement: "bookings",
            column: "people".into(),
            why: error.to_string(),
        }),
    }
}

/// What the bookings' no means at a desk.
fn told(no: Booking, zone: &TimeZone) -> Refused {
    match no {
        Booking::WrongStep(state) => Refused::WrongState {
            state: state.as_str().to_string(),
        },
        Booking::MoreThanHeld(held) => Refused::InsufficientBalance { available: held },
        Booking::KeyReused => Refused::KeyReused,
        Booking::NotThere => Refused::Unknown,
        Booking::Money(no) => of_money(&no, zone),
        other => Refused::Person {
            key: other.refusal().key,
        },
    }
}

/// What pays speaks to bookings by a key and figures; a desk is told the same.
pub(crate) fn of_money(no: &values::Refusal, zone: &TimeZone) -> Refused {
    let arg = |name: &str| {
        let found = no.args.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let at = arg("at").parse::<jiff::Timestamp>().ok();
    let at = at.map(|t| Moment(t.as_microsecond()));
    let word = no.key.rsplit_once("refused-").map(|(_, word)| word);
    match (word, no.key.as_str()) {
        (Some("hold-ended"), _) => Refused::HoldEnded,
        (Some("insufficient-balance"), _) => Refused::InsufficientBalance {
            available: web::form::amount(&arg("cents")).unwrap_or_default(),
        },
        // Whose order it was bookings do not say.
        (Some("hold-already-resolved"), _) => Refused::HoldAlreadyResolved {
            by: String::new(),
            at: at.unwrap_or_default(),
        },
        (Some("voucher-ended"), _) => Refused::VoucherEnded {
            on: at.unwrap_or_default().day(zone),
        },
        (_, "vouchers-no-voucher-ended") => Refused::VoucherEnded {
            on: arg("on").parse().unwrap_or_default(),
        },
        (_, "vouchers-no-wrong-state") => Refused::WrongState {
            state: arg("state"),
        },
        _ => Refused::Person {
            key: no.key.clone(),
        },
    }
}
