//! What families, organisations, the city and the clock do. One function is one part of a transaction.
//! What is refused here is an error, so that nothing of it is kept; the same key again finds what was done.

mod book;
mod cancel;
mod due;
mod keep;
mod roll;
mod session;
mod tell;
mod ticket;
mod undo;
mod wait;

use std::sync::Arc;

use audit::Entry;
use city::City;
use db::{Fault, Read, Write};
use ledger::actions::OrderError;
use ledger::model::{Act as LedgerAct, Kind, Line, Order, Outcome, Refused as LedgerRefused};
use people::actions::{Ctx, Doer};
use people::model::Matter;
use people::rules::Standing;
use providers::model::Role;
use serde_json::{Value, json};
use values::{Cents, Id, Moment, Refusal, Refuse};

use crate::letters::{Mailroom, News, What};
use crate::model::{Booking, Event, Session, State, Step, Who, fund_of};
use crate::money::{Ask, Money};
use crate::rules::Refused;
use crate::store;
use tell::{initial, news, tell, tell_house, write};

pub use book::{Want, confirm, lease, lease_group, refuse, reserve};
pub(crate) use cancel::give_up_for_good;
pub use cancel::{cancel, cancel_by_organisation, cancel_lesson, cancel_session};
pub use due::{Due, coming, due, remind, settle_due};
pub use keep::{Forgotten, Keep, forget, forget_links, nobody};
pub use roll::{Post, call, dispute, ill, post, settle_dispute};
pub use session::{change_session, open_session, set_session_state};
pub use ticket::{Scanned, scan, ticket};
pub use undo::undo_post;
pub(crate) use wait::leave_for_good;
pub use wait::{accept_offer, decline_offer, leave_list, wait_for};

/// The topic on which the database tells that a session has changed.
pub const TOPIC: &str = "bookings";

/// What every act needs of the installation.
#[derive(Clone)]
pub struct Ground {
    /// The city.
    pub city: Arc<City>,
    /// What organisations stand on.
    pub providers: providers::actions::Ground,
    /// What pays besides the family's own money.
    pub money: Arc<dyn Money>,
    /// How people are written to; none where no letters leave.
    pub mailroom: Option<Mailroom>,
}

/// Who acts, when, with what chance.
#[derive(Clone, Debug)]
pub struct Act {
    /// Keys, chance, the moment.
    pub ctx: Ctx,
    /// Whose hands, and in whose name; the program itself has none.
    pub doer: Option<Doer>,
    /// The hands are a program's of this organisation, which has shown its key.
    house: Option<Id>,
}

impl Act {
    /// Somebody's.
    pub fn by(ctx: Ctx, doer: Doer) -> Act {
        Act {
            ctx,
            doer: Some(doer),
            house: None,
        }
    }

    /// A program's of an organisation; `key` is what it has shown. Who may is the caller's to know.
    pub fn program(ctx: Ctx, organisation: Id, key: Id) -> Act {
        Act {
            ctx,
            doer: Some(Doer::oneself(key)),
            house: Some(organisation),
        }
    }

    /// The program's own.
    pub fn clock(ctx: Ctx) -> Act {
        Act {
            ctx,
            doer: None,
            house: None,
        }
    }

    fn now(&self) -> Moment {
        self.ctx.now
    }

    /// Whose hands, as the books say.
    fn actor(&self) -> String {
        self.doer
            .map_or_else(|| "job:bookings".to_string(), |d| d.hands.to_string())
    }

    fn behalf(&self) -> Option<Id> {
        self.doer
            .filter(|d| d.hands != d.subject)
            .map(|d| d.subject)
    }

    fn subject(&self) -> Result<Id, No> {
        self.doer.map(|d| d.subject).ok_or(Refused::NotThere.into())
    }
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum No {
    /// An expected no.
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// From the database.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// From people.
    #[error(transparent)]
    People(people::actions::Error),
}

impl From<Refused> for No {
    fn from(no: Refused) -> No {
        No::Refused(no)
    }
}

impl From<people::actions::Error> for No {
    fn from(error: people::actions::Error) -> No {
        match error {
            people::actions::Error::Refused(r) => No::Refused(Refused::People(r.refusal())),
            other => No::People(other),
        }
    }
}

/// One session as it stands: free places count what nobody holds.
///
/// # Errors
/// From the database.
pub fn session(c: &mut Read<'_>, id: Id) -> Result<Option<Session>, Fault> {
    store::session(c, id)
}

/// Sessions of a service that are not over, soonest first.
///
/// # Errors
/// From the database.
pub fn sessions_of_service(
    c: &mut Read<'_>,
    service: Id,
    now: Moment,
) -> Result<Vec<Session>, Fault> {
    store::sessions_of_service(c, service, now)
}

/// Sessions of an organisation that end after a moment, soonest first.
///
/// # Errors
/// From the database.
pub fn sessions_of_organisation(
    c: &mut Read<'_>,
    organisation: Id,
    from: Moment,
) -> Result<Vec<Session>, Fault> {
    store::sessions_of_organisation(c, organisation, from)
}

/// Services for which something can be booked now.
///
/// # Errors
/// From the database.
pub fn bookable(c: &mut Read<'_>, now: Moment) -> Result<Vec<Id>, Fault> {
    store::bookable(c, now)
}

/// How many places nobody has or holds.
///
/// # Errors
/// From the database.
pub fn free(c: &mut Read<'_>, session: Id) -> Result<i64, Fault> {
    let id = ledger::model::account(fund_of(session), Kind::Free, "");
    Ok(ledger::actions::account(c, id)?.map_or(0, |a| a.available()))
}

/// One booking.
///
/// # Errors
/// From the database.
pub fn booking(c: &mut Read<'_>, id: Id) -> Result<Option<Booking>, Fault> {
    store::booking(c, id)
}

/// What was put together in one go.
///
/// # Errors
/// From the database.
pub fn of_checkout(c: &mut Read<'_>, checkout: Id) -> Result<Vec<Booking>, Fault> {
    store::of_checkout(c, checkout)
}

/// The last bookings of a child.
///
/// # Errors
/// From the database.
pub fn of_child(c: &mut Read<'_>, child: Id) -> Result<Vec<Booking>, Fault> {
    store::of_child(c, child, 200)
}

/// The last bookings made in somebody's name.
///
/// # Errors
/// From the database.
pub fn of_party(c: &mut Read<'_>, party: Id) -> Result<Vec<Booking>, Fault> {
    store::of_party(c, party, 200)
}

/// All bookings of a session, for its organisation.
///
/// # Errors
/// From the database.
pub fn of_session(c: &mut Read<'_>, session: Id) -> Result<Vec<Booking>, Fault> {
    store::of_session(c, session)
}

/// What is disputed, the longest first.
///
/// # Errors
/// From the database.
pub fn disputed(c: &mut Read<'_>) -> Result<Vec<Booking>, Fault> {
    store::disputed(c)
}

/// What happened to a booking, in order.
///
/// # Errors
/// From the database.
pub fn steps(c: &mut Read<'_>, booking: Id) -> Result<Vec<Step>, Fault> {
    store::events(c, booking)
}

/// What happened to bookings within a span, in order.
///
/// # Errors
/// From the database.
pub fn happened(
    c: &mut Read<'_>,
    from: Moment,
    to: Moment,
) -> Result<Vec<crate::model::Happened>, Fault> {
    store::happened(c, from, to)
}

/// What was answered to the organisation's questions, by booking.
///
/// # Errors
/// From the database; also when an answer cannot be opened.
pub fn answers(
    c: &mut Read<'_>,
    keys: &seal::Keys,
    session: Id,
) -> Result<std::collections::BTreeMap<Id, std::collections::BTreeMap<String, String>>, Fault> {
    store::answered(c, keys, session)
}

/// The waiting list of a session, in order.
///
/// # Errors
/// From the database.
pub fn list(c: &mut Read<'_>, session: Id) -> Result<Vec<crate::model::Waiting>, Fault> {
    store::list(c, session)
}

/// Where a child waits or waited, newest first.
///
/// # Errors
/// From the database.
pub fn waits_of(c: &mut Read<'_>, child: Id) -> Result<Vec<crate::model::Waiting>, Fault> {
    store::waits_of(c, child, 50)
}

/// Who was there in one lesson, by booking.
///
/// # Errors
/// From the database.
pub fn roll_of(
    c: &mut Read<'_>,
    session: Id,
    lesson: u16,
) -> Result<std::collections::BTreeMap<Id, crate::model::Presence>, Fault> {
    store::roll_of(c, session, lesson)
}

/// The roll of one booking, by lesson.
///
/// # Errors
/// From the database.
pub fn roll_for(
    c: &mut Read<'_>,
    booking: Id,
) -> Result<std::collections::BTreeMap<u16, crate::model::Presence>, Fault> {
    store::roll(c, booking)
}

/// What was given back of a booking: lesson, why, of the vouchers, of the family's own.
///
/// # Errors
/// From the database.
pub fn backs(c: &mut Read<'_>, booking: Id) -> Result<Vec<(u16, String, Cents, Cents)>, Fault> {
    store::backs(c, booking)
}

/// What is to be paid for by a booking.
pub fn ask(s: &Session, b: &Booking) -> Ask {
    Ask {
        child: b.who.child(),
        party: b.party,
        organisation: s.organisation,
        service: s.service,
        session: s.id,
        starts_at: s.starts_at(),
        price: b.price,
    }
}

/// What somebody does for an organisation, if anything.
///
/// # Errors
/// From the database.
pub fn staff_of(c: &mut Read<'_>, person: Id, organisation: Id) -> Result<Option<Role>, Fault> {
    let all = providers::actions::organisations_of(c, person)?;
    Ok(all
        .into_iter()
        .find(|(o, _)| *o == organisation)
        .map(|(_, role)| role))
}

fn known(c: &mut Read<'_>, id: Id) -> Result<Session, No> {
    store::session(c, id)?.ok_or(Refused::NotThere.into())
}

fn known_booking(c: &mut Read<'_>, id: Id) -> Result<Booking, No> {
    store::booking(c, id)?.ok_or(Refused::NotThere.into())
}

/// The acting person as staff of the organisation; only managers where `manager`. Strangers are told
/// the same as of something that does not exist.
fn must_be_staff(c: &mut Read<'_>, act: &Act, organisation: Id, manager: bool) -> Result<Id, No> {
    let doer = act.doer.ok_or(Refused::NotThere)?;
    if let Some(own) = act.house {
        return match own == organisation && !manager {
            true => Ok(doer.hands),
            false => Err(Refused::NotThere.into()),
        };
    }
    // Nobody acts for an organisation in somebody else's name.
    if doer.hands != doer.subject {
        return Err(Refused::NotThere.into());
    }
    match staff_of(c, doer.hands, organisation)? {
        Some(Role::Manager) => Ok(doer.hands),
        Some(Role::Operator) if !manager => Ok(doer.hands),
        _ => Err(Refused::NotThere.into()),
    }
}

/// Whether the acting person may do it for who takes part; the others who are to be told.
fn must_stand(c: &mut Read<'_>, act: &Act, child: Id) -> Result<Vec<Id>, No> {
    let standing = people::actions::standing(
        c,
        &act.ctx.keys,
        act.subject()?,
        child,
        Matter::Bookings,
        act.ctx.today,
    )?;
    Ok(match standing {
        Standing::Oneself => Vec::new(),
        Standing::Guardian { others, .. } => others,
    })
}

/// The same of a booking: the child's people, or whoever booked for the group.
fn must_own(c: &mut Read<'_>, act: &Act, b: &Booking) -> Result<Vec<Id>, No> {
    match b.who {
        Who::Child(child) => match must_stand(c, act, child) {
            // who has no business with the child is not told that there is a booking
            Err(No::Refused(Refused::People(r))) if r.key == "people-no-guardian" => {
                Err(Refused::NotThere.into())
            }
            other => other,
        },
        Who::Group { .. } if act.subject()? == b.party => Ok(Vec::new()),
        Who::Group { .. } => Err(Refused::NotThere.into()),
    }
}

/// Carries out an order of the ledger that has been thought through. What it refuses is told.
fn order(
    tx: &mut Write<'_>,
    act: &Act,
    id: Id,
    what: LedgerAct,
    lines: Vec<Line>,
    reason: Option<&str>,
) -> Result<Vec<Id>, No> {
    let order = Order {
        id,
        act: what,
        actor: act.actor(),
        on_behalf_of: act.behalf().map(|id| id.to_string()),
        approver: None,
        reason: reason.map(String::from),
        document: None,
        lines,
    };
    match ledger::actions::carry_out(tx, &order, act.now()) {
        Ok(Outcome::Done(made)) => Ok(made),
        Ok(Outcome::Refused(no)) => Err(refused(no).into()),
        Err(OrderError::KeyReused(_)) => Err(Refused::KeyReused.into()),
        Err(OrderError::Fault(fault)) => Err(fault.into()),
    }
}

/// What the ledger's no means here.
fn refused(no: LedgerRefused) -> Refused {
    let money = |word: &str| Refusal::new(format!("bookings-refused-{word}"), 409);
    match no {
        LedgerRefused::InsufficientBalance { available } => Refused::Money(
            money("insufficient-balance")
                .arg("cents", Cents(available))
                .field("pay"),
        ),
        LedgerRefused::Ended { on } => {
            Refused::Money(money("voucher-ended").arg("at", on.rfc3339()).field("pay"))
        }
        LedgerRefused::MoreThanHeld { held } => Refused::MoreThanHeld(Cents(held)),
        LedgerRefused::HoldAlreadyResolved { at, .. } => {
            Refused::Money(money("hold-already-resolved").arg("at", at.rfc3339()))
        }
        LedgerRefused::HoldEnded { on } => {
            Refused::Money(money("hold-ended").arg("at", on.rfc3339()))
        }
        other => Refused::Money(money("books").arg("why", format!("{other:?}"))),
    }
}

fn account(session: Id, kind: Kind) -> Id {
    ledger::model::account(fund_of(session), kind, "")
}

fn about(booking: Id) -> String {
    format!("booking:{booking}")
}

/// The line that holds places.
fn hold_places(session: Id, places: i64, until: Moment, subject: String) -> Line {
    Line::Hold {
        debit: account(session, Kind::Free),
        credit: account(session, Kind::Taken),
        amount: places,
        until,
        subject,
    }
}

/// Keeps where a booking has come to, and the step that led there.
fn step(
    tx: &mut Write<'_>,
    act: &Act,
    b: &mut Booking,
    to: State,
    event: Event,
    reason: Option<&str>,
) -> Result<(), No> {
    let from = b.state;
    b.state = to;
    b.changed_at = act.now();
    if !matches!(to, State::Leased | State::Reserved) {
        b.waits_until = None;
    }
    if !store::move_on(tx, from, b)? {
        return Err(Refused::WrongStep(from).into());
    }
    note(tx, act, b.id, Some(from), to, event, reason)
}

fn note(
    tx: &mut Write<'_>,
    act: &Act,
    booking: Id,
    from: Option<State>,
    to: State,
    event: Event,
    reason: Option<&str>,
) -> Result<(), No> {
    let step = Step {
        from,
        to,
        event,
        actor: act.actor(),
        on_behalf_of: act.behalf(),
        at: act.now(),
        reason: reason.map(String::from),
    };
    store::put_event(tx, booking, &step)?;
    Ok(())
}

/// Writes into the trail what staff did: at a desk for somebody, for an organisation, for the city.
fn trail(
    tx: &mut Write<'_>,
    act: &Act,
    about: (&str, Id),
    action: &str,
    mut detail: Value,
) -> Result<(), No> {
    let Some(doer) = act.doer else { return Ok(()) };
    if doer.hands != doer.subject {
        detail["on_behalf_of"] = json!(doer.subject.to_string());
    }
    audit::record(
        tx,
        &Entry {
            at: act.now(),
            actor: audit::Actor::Person(doer.hands),
            subject: audit::Subject::new(about.0, about.1),
            action: format!("bookings.{action}"),
            detail,
        },
    )?;
    Ok(())
}
