//! What becomes of a report: it comes in, is moved from state to state, and its writer is written to.
//! The same act serves the officers' pages, the organisations', the receipt and the command line.

use std::fmt;

use audit::{Actor, Entry};
use db::{Fault, Read, Write};
use mail::{Letter, Outbox};
use seal::Seed;
use serde_json::json;
use values::{Id, Moment, Refusal};

use crate::model::{Filed, Report, Side, State, Step, Told};
use crate::rules::ticket::{self, Act};
use crate::{rules, store};

/// Why something was not done.
#[derive(Debug)]
pub enum No {
    /// It is not right.
    Refused(Refusal),
    /// From the database.
    Db(Fault),
}

impl From<Fault> for No {
    fn from(fault: Fault) -> No {
        No::Db(fault)
    }
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> No {
        No::Refused(refusal)
    }
}

impl fmt::Display for No {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            No::Refused(refusal) => write!(f, "refused: {}", refusal.key),
            No::Db(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for No {}

fn unknown() -> No {
    Refusal::new("voice-refused-unknown", 404).into()
}

/// What a new report gets besides what was written.
#[derive(Clone, Debug)]
pub struct New {
    /// Its identifier.
    pub id: Id,
    /// Its receipt.
    pub receipt: String,
    /// The catalogue's organisation of the record.
    pub organization: Option<Id>,
    /// For how many days the address for the answer is kept.
    pub keep_days: u16,
}

/// Keeps a report and gives it its number. The address for the answer is kept apart, and for some days.
///
/// # Errors
/// From the database.
pub fn report(tx: &mut Write<'_>, new: &New, report: &Report, now: Moment) -> Result<i64, Fault> {
    let number = store::put_ticket(tx, new, report, now)?;
    if let Some(mail) = &report.mail {
        let until = rules::days_from(now, i64::from(new.keep_days));
        store::put_contact(tx, new.id, mail, until)?;
    }
    let came = Told {
        step: Step::Received,
        side: Side::Visitor.as_str().to_string(),
        person: None,
        words: None,
        fields: Vec::new(),
        link: None,
        at: now,
    };
    store::put_step(tx, new.id, &came)?;
    let about = json!({
        "about": report.subject.kind(),
        "record": report.subject.record(),
        "what": report.what,
    });
    trail(tx, &Side::Visitor, number, "report", about, now)?;
    Ok(number)
}

/// Nothing of what is said, and nothing by which the receipt could be found.
fn trail(
    tx: &mut Write<'_>,
    side: &Side,
    number: i64,
    verb: &str,
    detail: serde_json::Value,
    at: Moment,
) -> Result<(), Fault> {
    let actor = match side {
        Side::Visitor => Actor::Visitor,
        Side::Organisation(id) | Side::Officer(id) => Actor::Person(*id),
        Side::Operator(name) => Actor::Operator(name.clone()),
    };
    audit::record(
        tx,
        &Entry {
            at,
            actor,
            subject: audit::Subject::new("report", number),
            action: format!("voice.{verb}"),
            detail,
        },
    )?;
    Ok(())
}

/// Makes the letter to a report's writer.
pub type ToWriter<'a> = dyn Fn(&Filed, &Act) -> Option<Letter> + Send + Sync + 'a;

/// How a report's writer is written to.
pub struct Post<'a> {
    /// Where letters are posted.
    pub outbox: &'a Outbox,
    /// The identifier of the letter: random, made outside the transaction.
    pub id: Id,
    /// Chance for sealing.
    pub seed: Seed,
    /// What it says; none when nothing is to be told.
    pub letter: &'a ToWriter<'a>,
}

impl fmt::Debug for Post<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Post")
    }
}

/// Does something with a report. `seen` is the revision of the page it was decided on; none where
/// nothing is decided that another could have decided otherwise. Its writer is written to when they have
/// left an address and are asked or answered.
///
/// # Errors
/// `voice-refused-unknown` when there is none with this number, `voice-refused-changed` when somebody
/// was faster, what [`ticket::after`] and the words refuse; from the database.
pub fn act(
    tx: &mut Write<'_>,
    (number, seen): (i64, Option<i64>),
    side: &Side,
    act: &Act,
    post: Option<&Post<'_>>,
    now: Moment,
) -> Result<Filed, No> {
    let filed = store::numbered(tx, number)?.ok_or_else(unknown)?;
    if seen.is_some_and(|seen| seen != filed.revision) {
        return Err(Refusal::new("voice-refused-changed", 409).into());
    }
    let (words, note) = (act.words()?, act.note()?);
    let (state, asked) = ticket::after(&filed, side, act, now)?;
    let mut next = filed.clone();
    (next.state, next.asked) = (state, asked);
    next.revision += 1;
    match act {
        Act::Take => next.assigned_to = side.person(),
        Act::Release => next.assigned_to = None,
        // Whoever asks looks after it from then on.
        Act::Ask(..) => next.assigned_to = next.assigned_to.or(side.person()),
        Act::Answer { .. } | Act::Close { .. } => {
            next.assigned_to = side.person().or(next.assigned_to);
            next.answer = words.clone();
            next.note = note;
            next.ended_at = Some(now);
        }
        Act::Reopen(_) => {
            (next.answer, next.assigned_to, next.ended_at) = (None, None, None);
            next.since = now;
        }
        Act::Say(_) | Act::Mended { .. } | Act::Right(_) => {}
    }
    next.reason = match act {
        Act::Close { reason, .. } => Some(*reason),
        _ => None,
    };
    if !store::move_ticket(tx, &next, filed.revision)? {
        return Err(Refusal::new("voice-refused-changed", 409).into());
    }
    let (fields, link) = match act {
        Act::Mended { fields, link } => (fields.clone(), link.clone()),
        _ => (Vec::new(), None),
    };
    let told = Told {
        step: act.step(),
        side: side.as_str().to_string(),
        person: side.person(),
        words,
        fields,
        link,
        at: now,
    };
    store::put_step(tx, filed.id, &told)?;
    let detail = json!({ "step": told.step.as_str(), "state": state.as_str(), "side": told.side });
    trail(tx, side, number, "step", detail, now)?;
    if let Some(post) = post
        && next.report.mail.is_some()
        && let Some(letter) = (post.letter)(&next, act)
    {
        post.outbox.post(tx, post.id, &letter, post.seed, now)?;
    }
    Ok(next)
}

/// An organisation has changed a record: every report about it that is not over gets to know. Returns
/// how many.
///
/// # Errors
/// From the database.
pub fn mended(
    tx: &mut Write<'_>,
    record: Id,
    by: Id,
    (fields, link): (&[String], &str),
    now: Moment,
) -> Result<usize, Fault> {
    let mut told = 0;
    for number in store::open_about(tx, record)? {
        let mend = Act::Mended {
            fields: fields.to_vec(),
            link: Some(link.to_string()),
        };
        let side = Side::Organisation(by);
        match act(tx, (number, None), &side, &mend, None, now) {
            Ok(_) => told += 1,
            Err(No::Db(fault)) => return Err(fault),
            // It has come to an end in this very moment: nothing is to be told.
            Err(No::Refused(_)) => {}
        }
    }
    Ok(told)
}

/// A report by what its writer was given: the receipt, or the identifier for those from before.
///
/// # Errors
/// From the database.
pub fn receipt(c: &mut Read<'_>, key: &str) -> Result<Option<Filed>, Fault> {
    if let Some(receipt) = ticket::typed(key) {
        return store::by_receipt(c, &receipt);
    }
    match key.parse() {
        Ok(id) => filed(c, id),
        Err(_) => Ok(None),
    }
}

/// A report by its identifier.
///
/// # Errors
/// From the database.
pub fn filed(c: &mut Read<'_>, id: Id) -> Result<Option<Filed>, Fault> {
    store::ticket(c, id)
}

/// A report by its number.
///
/// # Errors
/// From the database.
pub fn numbered(c: &mut Read<'_>, number: i64) -> Result<Option<Filed>, Fault> {
    store::numbered(c, number)
}

/// What has happened to a report, in order.
///
/// # Errors
/// From the database.
pub fn history(c: &mut Read<'_>, id: Id) -> Result<Vec<Told>, Fault> {
    store::steps(c, id)
}

/// All reports, oldest first.
///
/// # Errors
/// From the database.
pub fn reports(c: &mut Read<'_>) -> Result<Vec<Filed>, Fault> {
    store::tickets(c)
}

/// Which reports an officer wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// In this state; those that wait longest first, the newest first where they are over.
    In(State),
    /// Of all that are not over, those that wait longest first.
    Waiting,
}

/// A part of the reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The reports.
    pub reports: Vec<Filed>,
    /// There are more.
    pub more: bool,
}

/// The officers' queue from a place on: at most `limit` reports after the one of which `after` tells
/// since when it waits (or when it came, for those that are over) and the number.
///
/// # Errors
/// From the database.
pub fn queue(
    c: &mut Read<'_>,
    wanted: Wanted,
    after: Option<(Moment, i64)>,
    limit: u32,
) -> Result<Shown, Fault> {
    let mut reports = Vec::new();
    let states: &[State] = match &wanted {
        Wanted::In(state) => std::slice::from_ref(state),
        Wanted::Waiting => &[State::Open, State::Assigned, State::Asked],
    };
    for state in states {
        reports.extend(match state.is_over() {
            true => store::ended(c, *state, after, limit + 1)?,
            false => store::waiting(c, *state, after, limit + 1)?,
        });
    }
    if wanted == Wanted::Waiting {
        reports.sort_by_key(|f| (f.since, f.number));
    }
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = reports.len() > most;
    reports.truncate(most);
    Ok(Shown { reports, more })
}

/// The newest reports about what belongs to one of these organisations of the catalogue.
///
/// # Errors
/// From the database.
pub fn of_organizations(c: &mut Read<'_>, of: &[Id], limit: u32) -> Result<Vec<Filed>, Fault> {
    let mut all = Vec::new();
    for organization in of {
        all.extend(store::of_organization(c, *organization, limit)?);
    }
    all.sort_by_key(|f| std::cmp::Reverse(f.number));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// Numbers of the reports about what belongs to an organisation of the catalogue of which nobody was
/// written to yet, and which are not over.
///
/// # Errors
/// From the database.
pub fn untold(c: &mut Read<'_>, organization: Id) -> Result<Vec<i64>, Fault> {
    store::untold(c, organization)
}

/// Notes that the organisation was written to about its reports.
///
/// # Errors
/// From the database.
pub fn told(tx: &mut Write<'_>, organization: Id, now: Moment) -> Result<u64, Fault> {
    store::told(tx, organization, now)
}

/// Forgets the address for the answer at once: its owner does not want one any more. False when there
/// is none.
///
/// # Errors
/// From the database.
pub fn forget_contact(tx: &mut Write<'_>, filed: &Filed, now: Moment) -> Result<bool, Fault> {
    let gone = store::forget_contact(tx, filed.id)?;
    if gone {
        trail(tx, &Side::Visitor, filed.number, "forget", json!({}), now)?;
    }
    Ok(gone)
}
