//! What people do, and what staff does for them. One function is one part of a transaction. Identifiers
//! follow from [`Ctx::base`], which the caller makes: a transaction may be run again.

mod birthday;
mod consent;
mod desk;
mod entry;
mod family;
mod outside;
mod over;
mod own;
mod passkey;
mod roles;
mod typed;

pub use birthday::{had_birthdays, tell_birthdays};
pub use consent::{agree, consents, revoke};
pub use desk::{
    Done, GivenCode, Wanted, assist, blocks, by_code, find, give_paper, look, looks_like_paper,
    prove_pin, receipt, register, review, seen, stop_assisting, unreviewed,
};
pub use entry::{
    Asked, Entered, Forgotten, Keep, Way, add_external, add_mail, ask_link, enter,
    enter_by_external, enter_by_link, enter_by_paper, forget, is_own_path, leave, leave_before,
    leave_others, link_stands, sessions, sweep, take_way, ways, who,
};
pub(crate) use family::put;
pub use family::{
    Family, Relation, accept, add_child, add_guardian, ask_to_wait, change, family, go_on,
    household_and_ties, invitations, invite, language_of, leave_child, open_invitation, person,
    standing, withdraw,
};
pub use outside::{Elsewhere, back_from_outside, go_outside};
pub use over::{end_over, kept_until, overdue};
pub use own::{erase, export};
pub use passkey::{add_passkey, ask_passkey, begin_passkey, enter_by_passkey};
pub(crate) use roles::give_demo_role;
pub use roles::{
    all, confirm_way, create_administrator, end_sessions, first_administrator, give, of, take,
    unconfirmed,
};

pub use typed::{Waiting, drop_typed, keep_typed, once, typed};

use audit::Entry;
use db::{Fault, Read, Write};
use seal::{Keys, SealError, Seed};
use serde_json::Value;
use values::{Day, Id, Moment};

use crate::model::Message;
use crate::rules::Refused;
use crate::store::{self, Trouble};

/// What every action needs from outside.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// The keys of the installation.
    pub keys: Keys,
    /// Chance for what is sealed.
    pub seed: Seed,
    /// Identifiers of what is made follow from it.
    pub base: Id,
    /// The moment.
    pub now: Moment,
    /// The day in the city.
    pub today: Day,
}

impl Ctx {
    /// The identifier of one thing that is made.
    pub fn id(&self, what: &str) -> Id {
        Id::named("people", &format!("{} {what}", self.base))
    }
}

/// Whose hands act, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doer {
    /// Who acts.
    pub hands: Id,
    /// In whose name: the same person, unless staff helps.
    pub subject: Id,
}

impl Doer {
    /// Somebody acting for themselves.
    pub fn oneself(id: Id) -> Doer {
        Doer {
            hands: id,
            subject: id,
        }
    }
}

/// Why an action did not end.
#[derive(Debug)]
pub enum Error {
    /// An expected no.
    Refused(Refused),
    /// Everything else.
    Trouble(Trouble),
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Error {
        Error::Refused(refused)
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Error {
        Error::Trouble(trouble)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::Trouble(fault.into())
    }
}

impl From<SealError> for Error {
    fn from(error: SealError) -> Error {
        Error::Trouble(error.into())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Refused(refused) => write!(f, "refused: {refused:?}"),
            Error::Trouble(trouble) => trouble.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

/// Writes into the trail: whose hands, about whom, and in whose name when that differs.
fn trail(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    doer: Doer,
    about: (&str, Id),
    action: &str,
    mut detail: Value,
) -> Result<(), Fault> {
    if doer.hands != doer.subject {
        detail["on_behalf_of"] = doer.subject.to_string().into();
    }
    audit::record(
        tx,
        &Entry {
            at: ctx.now,
            actor: audit::Actor::Person(doer.hands),
            subject: audit::Subject::new(about.0, about.1),
            action: format!("people.{action}"),
            detail,
        },
    )?;
    Ok(())
}

/// Tells somebody something inside the site.
///
/// # Errors
/// From the database.
pub fn tell(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    person: Id,
    key: &str,
    args: &[(&str, String)],
    href: Option<&str>,
) -> Result<(), Fault> {
    let args: Vec<(String, String)> = args
        .iter()
        .map(|(k, v)| ((*k).to_string(), v.clone()))
        .collect();
    let message = Message {
        id: ctx.id(&format!("message {person} {key}")),
        person,
        key: key.to_string(),
        args,
        href: href.map(String::from),
        at: ctx.now,
        read_at: None,
    };
    store::put_message(tx, &message)
}

/// What somebody was told, newest first.
///
/// # Errors
/// From the database.
pub fn messages(c: &mut Read<'_>, person: Id) -> Result<Vec<Message>, Fault> {
    store::messages(c, person)
}

/// Notes that everything was read.
///
/// # Errors
/// From the database.
pub fn read_messages(tx: &mut Write<'_>, person: Id, now: Moment) -> Result<u64, Fault> {
    store::read_messages(tx, person, now)
}

/// Who of the staff looked at somebody's file, newest first.
///
/// # Errors
/// From the database.
pub fn accesses(c: &mut Read<'_>, person: Id) -> Result<Vec<crate::model::Access>, Fault> {
    store::accesses(c, person)
}
