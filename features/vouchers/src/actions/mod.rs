//! What officers, families, desks, banks and the clock do. One function is one part of a transaction;
//! identifiers, chance and the present moment come from the caller, since a transaction may be run again.
//!
//! What officers and families do ends in `Err(Error::Refused(…))`, and nothing of it is kept. What a desk
//! asks ends in `Ok(Err(…))`: the no is kept with its key, and a wrong code is counted.

mod award;
mod back;
mod bank;
mod books;
mod desk;
mod funds;
mod hooks;
mod incident;
mod lists;
mod money;
mod paper;
mod pays;
mod programs;
mod retention;
mod seats;
mod settle;
mod sweep;
mod tend;
mod terms;
mod tokens;
mod wallet;

use std::collections::BTreeSet;
use std::sync::Arc;

use audit::Entry;
use db::{Fault, Read, Write};
use jiff::tz::TimeZone;
use ledger::actions::OrderError;
use people::policy::Actor;
use people::rules::Apart;
use seal::{Keys, SealError, Seed};
use serde_json::Value;
use values::{Day, Id, Moment, Refuse};

use crate::model::{Terms, Voucher};
use crate::policy::{self, Act};
use crate::rules::{Offer, Refused};
use crate::store;

pub use award::{Award, award, award_one, close, find, replace, resume, suspend};
pub use bank::{
    Balance, Owed, balances, bank_entries, bank_files, decide_entry, line_names, movements_file,
    owed, payout, provider_name, short, take_bank_file, verify, waiting_payees,
};
pub use desk::{Quote, Receipt, Redeem, Undone, quote, redeem, undo};
pub use funds::{
    Gate, agree_to_close, approve_grant, ask_to_close, close_fund, closing, fund, funds, gate,
    grants, move_fund, plan_fund, prepare_grant,
};
pub(crate) use hooks::TEST;
pub use hooks::{
    ENDED_AFTER, HOOKS, MOST_HOOKS, Sent, Turn, deliveries, due, end_hook, hook_events,
    hook_secret, hooks, put_hook, sent, sign, signatures, take, tell_bookings,
};
pub use incident::{
    approve as approve_incident, calculate, decide as decide_flag, flags, incident, incidents,
    open as open_incident,
};
pub use lists::{
    Checked, LIST_KEPT, LIST_ROWS, ListKept, Report, call, check_list, export_list, import_kept,
    import_list, keep_list, lists,
};
pub use paper::{Listed, enter, paper};
pub use programs::{
    MOST_KEYS, answered_call, find_key, is_stale, keep_call, key_secret, keys, make_key, program,
    program_quote, program_redeem, program_undo, receipt_of, revoke_key, statement_of, touch_key,
};
pub use retention::{Forgotten, Keep, forget, nobody};
pub(crate) use seats::of_money;
pub use seats::{Booked, NoSeats, PostAsk, Seats, Ticketed};
pub use settle::{
    Entry as StatementEntry, Statement, approve, batch, batches, change_payee, confirm, draft,
    export, lines, payees, put_document, returned, seal, statement, verify_payee, void,
};
pub use sweep::{Compose, Reminder, Swept, begin, remind, scan, sweep, tell_spends};
pub use tend::{
    AGAIN_AFTER, OVERLAP_SECRETS, PAUSED_DAYS, TESTS, Told, again, hook, pause_hook, resume_hook,
    rotate_hook, test_hook, tidy_hooks, told,
};
pub use terms::{approve_terms, close_terms, put_terms, terms, terms_all};
pub use tokens::{SHOWN_DAYS, print, printed, revoke, show, shown, ticket};
pub use wallet::{
    Movement, Spendable, Wallet, What, family_wallet, item, item_by_number, movements, refund,
    spendable, steps, voucher, voucher_by_code, wallet, wallet_of,
};

/// What knows the offers: the catalogue, as the city's.
pub trait Offers: Send + Sync + std::fmt::Debug {
    /// What is known of a service.
    fn offer(&self, service: Id) -> Option<Offer>;
}

/// What every act needs of the installation. It is what pays for bookings, too ([`bookings::money`]).
#[derive(Clone, Debug)]
pub struct Wallets {
    /// The keys of what is sealed.
    pub keys: Keys,
    /// The city's time.
    pub zone: TimeZone,
    /// What is offered.
    pub offers: Arc<dyn Offers>,
}

impl Wallets {
    /// The day in the city.
    pub fn day(&self, at: Moment) -> Day {
        at.day(&self.zone)
    }
}

/// The same with bookings, for desks.
#[derive(Clone, Debug)]
pub struct Ground {
    /// Vouchers.
    pub wallets: Wallets,
    /// Bookings.
    pub seats: Arc<dyn Seats>,
}

/// Who acts, when, with what chance.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// Who.
    pub actor: Actor,
    /// Chance for what is sealed.
    pub seed: Seed,
    /// Identifiers of what is made follow from it.
    pub base: Id,
    /// The moment.
    pub now: Moment,
}

impl Ctx {
    /// The identifier of one thing that is made.
    pub fn id(&self, what: &str) -> Id {
        Id::named("vouchers", &format!("{} {what}", self.base))
    }

    /// What the rooms of people need.
    fn people(&self, w: &Wallets, base: Id) -> people::actions::Ctx {
        people::actions::Ctx {
            keys: w.keys.clone(),
            seed: self.seed,
            base,
            now: self.now,
            today: w.day(self.now),
        }
    }

    fn hands(&self) -> Result<Id, Refused> {
        self.actor.hands().ok_or(Refused::Forbidden)
    }

    fn may(&self, w: &Wallets, act: Act) -> Result<Id, Refused> {
        policy::may(&self.actor, act, w.day(self.now))
    }
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An expected no.
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// From the database.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// From the keys.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl From<Refused> for Error {
    fn from(no: Refused) -> Error {
        Error::Refused(no)
    }
}

impl From<people::rules::Refused> for Error {
    fn from(no: people::rules::Refused) -> Error {
        use people::rules::Refused as No;
        Error::Refused(match no {
            No::OwnAffair => Refused::OwnAffair,
            No::SamePerson => Refused::SamePerson,
            No::Forbidden => Refused::Forbidden,
            other => Refused::Person {
                key: other.refusal().key,
            },
        })
    }
}

impl From<people::actions::Error> for Error {
    fn from(error: people::actions::Error) -> Error {
        use people::actions::Error as E;
        match error {
            E::Refused(no) => no.into(),
            E::Trouble(trouble) => of_trouble(trouble),
        }
    }
}

impl Error {
    /// What the rooms of people could not do.
    pub(crate) fn from_people(trouble: impl std::fmt::Display) -> Error {
        of_trouble(trouble)
    }
}

fn of_trouble(trouble: impl std::fmt::Display) -> Error {
    // People keep the kinds of their troubles to themselves.
    Error::Fault(Fault::Column {
        statement: "people",
        column: "facts".into(),
        why: trouble.to_string(),
    })
}

impl From<OrderError> for Error {
    fn from(error: OrderError) -> Error {
        match error {
            OrderError::KeyReused(_) => Error::Refused(Refused::KeyReused),
            OrderError::Fault(fault) => Error::Fault(fault),
        }
    }
}

/// An answer to a desk: what was done, or a no that is kept.
pub type Answer<T> = Result<Result<T, Refused>, Error>;

/// Writes into the trail what staff did. Redemptions are not here: the ledger's orders are their trail.
fn trail(
    tx: &mut Write<'_>,
    by: Id,
    about: (&str, Id),
    action: &str,
    detail: Value,
    now: Moment,
) -> Result<(), Fault> {
    audit::record(
        tx,
        &Entry {
            at: now,
            actor: audit::Actor::Person(by),
            subject: audit::Subject::new(about.0, about.1),
            action: format!("vouchers.{action}"),
            detail,
        },
    )?;
    Ok(())
}

/// A member of staff who has nothing to do with the people and organisations concerned.
fn apart(
    c: &mut Read<'_>,
    w: &Wallets,
    staff: Id,
    concerned: &[Id],
    organisations: &[Id],
    now: Moment,
) -> Result<Apart, Error> {
    let household = people::actions::household_and_ties(c, staff, w.day(now))?;
    let own: BTreeSet<String> = providers::actions::organisations_of(c, staff)?
        .into_iter()
        .map(|(o, _)| o.to_string())
        .collect();
    for o in organisations {
        Apart::new(staff, &household, &own, &[], Some(&o.to_string()))?;
    }
    Ok(Apart::new(staff, &household, &own, concerned, None)?)
}

fn must_voucher(c: &mut Read<'_>, id: Id) -> Result<Voucher, Error> {
    Ok(store::voucher(c, id)?.ok_or(Refused::Unknown)?)
}

fn must_terms(c: &mut Read<'_>, id: Id) -> Result<Terms, Error> {
    Ok(store::terms(c, id)?.ok_or(Refused::Unknown)?)
}
