//! What organisations, officers and the clock do. One function is one transaction; identifiers,
//! chance and the present moment come from the caller, since a transaction may be run again.

mod case;
mod claim;
mod daily;
mod documents;
mod edit;
mod heard;
mod members;
mod moderate;
mod notice;
mod office;
mod publish;
mod runs;
mod sessions;

use std::sync::Arc;

use audit::{Entry, Fact};
use city::City;
use db::{Fault, Read, Write};
use seal::{Keys, Seed};
use serde_json::{Value, json};
use values::{Day, Id, Moment, Refusal};

use crate::model::{Case, Role};
use crate::rules::checklist::{Checklist, Item, Mark, Standing, blocks_new_bookings};
use crate::rules::{Outsider, form};
use crate::store;

pub use case::{begin, case_of, cases, renew, save, submit, withdraw};
pub use claim::{
    claim_by_document, claim_by_mail, claims, claims_waiting, decide_claim, give_code, proven,
};
pub use daily::{Done, daily};
pub use documents::{Content, add_document, document, documents, remove_document};
pub use edit::{
    Opened, Place, Sent, Translated, confirm, drafts, keep_draft, new_places, open_draft, opened,
    parcels, resolve, retire, send, source, take_back, throw_away, translate,
};
pub use heard::{admitted_in_catalogue, report, reports, say};
pub use members::{
    INVITATION_DAYS, accept, invitations, invite, leave, members, organisations_of, people_of,
    set_role, take_back_invitation,
};
pub use moderate::{Looked, approve, look, published, queue as moderation, refuse};
pub(crate) use notice::tell;
pub use notice::{About, Notice, Reader, Unchecked, ask_to_check, readers, unchecked};
pub use office::{
    Waiting, admit, admitted, answer, ask, events, lift, office_case, queue, refuse_case, suspend,
};
pub(crate) use publish::{Publication, publication};
pub use runs::{run, run_for_real, runs, start_run};
pub(crate) use runs::{run_ended, run_step, run_work};
pub use sessions::{
    Sessions, Tried, Undo, feed_read, feeds, forget_files, sessions_of, sessions_undone, stop_feed,
    take_sessions, tried, try_sessions, undo_of_sessions,
};

/// What every act needs of the installation.
#[derive(Clone)]
pub struct Ground {
    /// The city.
    pub city: Arc<City>,
    /// What it asks of organisations.
    pub checklist: Arc<Checklist>,
    /// The keys of what is sealed.
    pub keys: Keys,
}

impl Ground {
    fn day(&self, at: Moment) -> Day {
        at.day(&self.city.zone)
    }
}

/// Who acts, when, and with what chance for sealing: one a transaction, made outside it.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    /// The person.
    pub by: Id,
    /// The moment.
    pub at: Moment,
    /// Chance.
    pub seed: Seed,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum No {
    /// It is not right; one refusal a mistake.
    #[error("refused: {}", .0.iter().map(|r| r.key.as_str()).collect::<Vec<_>>().join(", "))]
    Refused(Vec<Refusal>),
    /// From the database.
    #[error(transparent)]
    Db(#[from] Fault),
}

impl From<Refusal> for No {
    fn from(no: Refusal) -> No {
        No::Refused(vec![no])
    }
}

impl From<Vec<Refusal>> for No {
    fn from(no: Vec<Refusal>) -> No {
        No::Refused(no)
    }
}

impl No {
    fn unknown() -> No {
        Refusal::new("providers-refused-unknown", 404).into()
    }

    fn changed() -> No {
        Refusal::new("providers-refused-changed", 409).into()
    }
}

/// Refuses whoever is no manager of the organisation. Strangers are told the same as of something
/// that does not exist.
fn must_manage(c: &mut Read<'_>, organisation: Id, person: Id) -> Result<(), No> {
    let role = store::members(c, organisation)?
        .into_iter()
        .find(|m| m.person == person)
        .map(|m| m.role);
    match role {
        Some(Role::Manager) => Ok(()),
        Some(Role::Operator) => Err(Refusal::new("providers-refused-role", 403).into()),
        None => Err(No::unknown()),
    }
}

/// Somebody who may decide about an organisation's things.
fn outsider(c: &mut Read<'_>, organisation: Id, person: Id) -> Result<Outsider, No> {
    Ok(Outsider::of(person, &store::ties(c, organisation)?)?)
}

fn trail(
    tx: &mut Write<'_>,
    actor: audit::Actor,
    at: Moment,
    (kind, id): (&str, Id),
    action: &str,
    detail: Value,
) -> Result<(), Fault> {
    audit::record(
        tx,
        &Entry {
            at,
            actor,
            subject: audit::Subject::new(kind, id),
            action: format!("providers.{action}"),
            detail,
        },
    )?;
    Ok(())
}

/// The facts of this feature: what others may want to know of an organisation.
pub mod facts {
    /// Whether an organisation is admitted and takes new bookings has changed: `{blocked}`.
    pub const STANDING: &str = "providers.standing";
    /// An end comes near: `{what: "admission" or the item's key, on, days}`.
    pub const ENDS: &str = "providers.ends";
    /// A case has moved: `{case, step}`.
    pub const CASE: &str = "providers.case";
    /// A change of a record has moved: `{parcel, state}`.
    pub const PARCEL: &str = "providers.parcel";
}

fn note(
    tx: &mut Write<'_>,
    topic: &'static str,
    organisation: Id,
    body: Value,
    at: Moment,
) -> Result<(), Fault> {
    audit::note(
        tx,
        &Fact {
            at,
            topic,
            subject: audit::Subject::new("provider", organisation),
            body,
        },
    )?;
    Ok(())
}

/// The admission in force, if there is one.
fn in_force(cases: &[Case]) -> Option<&Case> {
    cases.iter().find(|c| c.state.in_force())
}

/// How the checklist stands for a case's organisation.
fn standing<'g>(
    c: &mut Read<'_>,
    ground: &'g Ground,
    case: &Case,
    today: Day,
) -> Result<Vec<Standing<'g>>, Fault> {
    let documents = store::documents(c, case.organisation)?;
    Ok(ground.checklist.standing(
        form::nature(&case.form),
        &case.form.declared,
        &documents,
        today,
    ))
}

/// Whether an organisation takes new bookings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bookings {
    /// It does.
    Open,
    /// It does not: it is not admitted, or not any more.
    NotAdmitted,
    /// It does not, because of these items of the checklist.
    Lapsed(Vec<Item>),
}

/// Whether an organisation takes new bookings on a day. What was booked before stays booked.
///
/// # Errors
/// From the database.
pub fn blocks_new_bookings_of(
    c: &mut Read<'_>,
    ground: &Ground,
    organisation: Id,
    today: Day,
) -> Result<Bookings, Fault> {
    let cases = store::cases_of(c, &ground.keys, organisation)?;
    let Some(case) = in_force(&cases).filter(|c| c.valid_until.is_none_or(|d| today <= d)) else {
        return Ok(Bookings::NotAdmitted);
    };
    let standing = standing(c, ground, case, today)?;
    let lapsed: Vec<Item> = blocks_new_bookings(&standing)
        .into_iter()
        .cloned()
        .collect();
    Ok(if lapsed.is_empty() {
        Bookings::Open
    } else {
        Bookings::Lapsed(lapsed)
    })
}

/// Works out anew whether new bookings are taken, and tells it when it is different.
fn settle(
    tx: &mut Write<'_>,
    ground: &Ground,
    organisation: Id,
    at: Moment,
) -> Result<bool, Fault> {
    let now = blocks_new_bookings_of(tx, ground, organisation, ground.day(at))?;
    let blocked = now != Bookings::Open;
    let changed = store::block(tx, organisation, blocked)?;
    if changed {
        note(
            tx,
            facts::STANDING,
            organisation,
            json!({ "blocked": blocked }),
            at,
        )?;
    }
    Ok(changed)
}

/// An item of the checklist as it is shown: with how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The item.
    pub item: Item,
    /// How it stands.
    pub mark: Mark,
}

/// The checklist of a case as it stands on a day.
///
/// # Errors
/// From the database.
pub fn checklist(
    c: &mut Read<'_>,
    ground: &Ground,
    case: &Case,
    today: Day,
) -> Result<Vec<Shown>, Fault> {
    let all = standing(c, ground, case, today)?;
    Ok(all
        .into_iter()
        .map(|s| Shown {
            item: s.item.clone(),
            mark: s.mark,
        })
        .collect())
}

/// An organisation in lists.
///
/// # Errors
/// From the database.
pub fn organisation(c: &mut Read<'_>, id: Id) -> Result<Option<store::Organisation>, Fault> {
    store::organisation(c, id)
}

/// Name and fiscal code of an organisation as its admission has them; of its last case where none is in
/// force.
///
/// # Errors
/// From the database or the keys.
pub fn named(
    c: &mut Read<'_>,
    keys: &seal::Keys,
    organisation: Id,
) -> Result<Option<(String, String)>, Fault> {
    let cases = store::cases_of(c, keys, organisation)?;
    let case = in_force(&cases).or_else(|| cases.last());
    Ok(case.map(|c| (c.form.name.clone(), c.form.fiscal_code.clone())))
}
