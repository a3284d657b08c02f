//! Lists of vouchers that another procedure of the city hands over (`payments::voucher_csv`): tried, then
//! imported as a whole or not at all; and the same list written again.
//!
//! A voucher needs somebody who is told. Holder and minor are found by their fiscal codes; who is not
//! there is written down as a desk does it, the holder with proof from a register. Whoever signs in with
//! that code proven (SPID, CIE) is that person, and finds the voucher waiting: nobody claims anything by
//! saying a code. The list has no name of a minor: the family completes it, so that its facts count as
//! declared.

mod import;
mod plan;

use db::{Read, Write};
use payments::voucher_csv::{Minor, VoucherRow, write_vouchers};
use people::model::Person;
use serde_json::json;
use values::{Cents, Id, Moment, Refusal};

use super::{Ctx, Error, Wallets, must_terms};
use crate::model::{Terms, TermsState};
use crate::policy::Act;
use crate::rules::Refused;
use crate::store;
pub use import::import_list;
use plan::plan;

/// Most vouchers of one list that is imported in one transaction.
pub const LIST_ROWS: usize = 20_000;

/// How long a list that was tried is kept to be imported, seconds.
pub const LIST_KEPT: i64 = 24 * 3600;

/// How lists name the type of a minor's data when we write them.
const MINOR: &str = "CF";

/// What trying a list came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Something is wrong: every defect, by row and column (`payments-list-place` says where).
    Wrong(Vec<Refusal>),
    /// This very file was imported.
    Known {
        /// When.
        at: Moment,
        /// How many vouchers it has.
        rows: u64,
    },
    /// It can be imported.
    Good(Report),
}

/// What a list would do, or has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The list.
    pub id: Id,
    /// Under which call.
    pub terms: Id,
    /// How many vouchers.
    pub rows: u64,
    /// What they are worth altogether.
    pub total: Cents,
    /// How many people are not known yet and are written down.
    pub new_people: u64,
}

/// A list as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListKept {
    /// The list.
    pub id: Id,
    /// Under which call.
    pub terms: Id,
    /// How many vouchers.
    pub rows: u64,
    /// What they are worth altogether.
    pub total: Cents,
    /// When it was tried.
    pub made_at: Moment,
    /// When it was imported.
    pub imported_at: Option<Moment>,
    /// True while it can be imported.
    pub waits: bool,
}

/// Whose hands: an officer, or who runs the program's commands on the machine.
fn hands(w: &Wallets, ctx: &Ctx, operator: Option<&str>) -> Result<(Id, String), Error> {
    match operator {
        Some(name) => Ok((
            Id::named("vouchers operator", name),
            format!("operator {name}"),
        )),
        None => {
            let by = ctx.may(w, Act::Prepare)?;
            Ok((by, by.to_string()))
        }
    }
}

fn list_id(hash: &str, terms: Id) -> Id {
    Id::named("vouchers list", &format!("{hash} {terms}"))
}

/// The terms of a call by its code, when they can be awarded under.
///
/// # Errors
/// [`Refused::Unknown`]; not approved.
pub fn call(c: &mut Read<'_>, code: &str) -> Result<Terms, Error> {
    let found = store::all_terms(c)?.into_iter().find(|t| t.code == code);
    Ok(found.ok_or(Refused::Unknown)?)
}

/// Tries a list: nothing is changed. `operator` is who runs the program's commands, where it is no officer.
///
/// # Errors
/// Not an officer; the terms are not approved; from the database. What is wrong with the list is an answer.
pub fn check_list(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    operator: Option<&str>,
    (terms, bytes): (Id, &[u8]),
) -> Result<Checked, Error> {
    let (by, _) = hands(w, ctx, operator)?;
    let terms = must_terms(c, terms)?;
    if terms.state != TermsState::Approved {
        return Err(Refused::WrongState {
            state: terms.state.as_str().to_string(),
        }
        .into());
    }
    let hash = payments::content_hash(bytes);
    if let Some(kept) = store::list_of(c, list_id(&hash, terms.id))?
        && let Some(at) = kept.imported_at
    {
        return Ok(Checked::Known {
            at,
            rows: kept.rows,
        });
    }
    Ok(match plan(c, w, &terms, (by, bytes), ctx.now)? {
        Ok(plan) => Checked::Good(plan.report),
        Err(wrong) => Checked::Wrong(wrong),
    })
}

/// Tries a list and keeps it for a day, to be imported when somebody confirms.
///
/// # Errors
/// As [`check_list`].
pub fn keep_list(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (terms, bytes): (Id, &[u8]),
) -> Result<Checked, Error> {
    let checked = check_list(tx, w, ctx, None, (terms, bytes))?;
    store::forget_lists(tx, ctx.now.plus_seconds(-LIST_KEPT))?;
    if let Checked::Good(report) = &checked {
        let (_, by) = hands(w, ctx, None)?;
        let hash = payments::content_hash(bytes);
        let rows = usize::try_from(report.rows).unwrap_or(usize::MAX);
        store::put_list(
            tx,
            &w.keys,
            ctx.seed,
            (report.id, terms, &hash),
            (rows, report.total, bytes),
            (&by, ctx.now),
        )?;
    }
    Ok(checked)
}

/// Imports a list that was tried and kept.
///
/// # Errors
/// [`Refused::Unknown`] when it is not kept any more; as [`check_list`].
pub fn import_kept(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Checked, Error> {
    ctx.may(w, Act::Prepare)?;
    let kept = store::list_of(tx, id)?.ok_or(Refused::Unknown)?;
    if let Some(at) = kept.imported_at {
        return Ok(Checked::Known {
            at,
            rows: kept.rows,
        });
    }
    let content = kept.open(&w.keys)?.ok_or(Refused::Unknown)?;
    import_list(tx, w, ctx, None, (kept.terms, &content))
}

/// The last lists, newest first.
///
/// # Errors
/// Not an officer; from the database.
pub fn lists(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx) -> Result<Vec<ListKept>, Error> {
    ctx.may(w, Act::Prepare)?;
    let all = store::lists(c)?.into_iter().map(|l| ListKept {
        waits: l.is_there() && l.imported_at.is_none(),
        id: l.id,
        terms: l.terms,
        rows: l.rows,
        total: l.total,
        made_at: l.made_at,
        imported_at: l.imported_at,
    });
    Ok(all.collect())
}

/// The vouchers of a call as a list, for the procedure that awards them: the file, and how many vouchers
/// are not in it (groups, and holders whose fiscal code is not known). It is written into the trail.
///
/// # Errors
/// Not an officer; from the database or the keys.
pub fn export_list(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    terms: Id,
) -> Result<(Vec<u8>, u64), Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let terms = must_terms(tx, terms)?;
    let (mut rows, mut left_out) = (Vec::new(), 0);
    for v in store::of_terms(tx, terms.id, 200_000)? {
        let (holder, child) = (
            person(tx, w, Some(v.holder))?,
            person(tx, w, v.who.child())?,
        );
        let code = |p: &Option<Person>| p.as_ref().and_then(|p| p.facts.code.clone());
        let (Some(code_of_holder), Some(code_of_child)) = (code(&holder), code(&child)) else {
            left_out += 1;
            continue;
        };
        let facts = holder.map(|h| h.facts);
        rows.push(VoucherRow {
            line: rows.len() + 1,
            voucher: v.code.clone(),
            call: terms.code.clone(),
            valid_from: v.starts_on,
            valid_to: v.ends_on,
            name: facts
                .as_ref()
                .map(|f| f.name.given.clone())
                .unwrap_or_default(),
            surname: facts
                .as_ref()
                .map(|f| f.name.family.clone())
                .unwrap_or_default(),
            minor: (code_of_child != code_of_holder).then(|| Minor {
                kind: MINOR.to_string(),
                code: code_of_child,
            }),
            holder: code_of_holder,
            amount: v.amount,
            email: facts.as_ref().and_then(|f| f.mail.clone()),
            mobile: facts.and_then(|f| f.phone),
        });
    }
    let detail = json!({"vouchers": rows.len()});
    super::trail(tx, by, ("terms", terms.id), "export_list", detail, ctx.now)?;
    Ok((write_vouchers(&rows), left_out))
}

fn person(c: &mut Read<'_>, w: &Wallets, id: Option<Id>) -> Result<Option<Person>, Error> {
    let Some(id) = id else {
        return Ok(None);
    };
    people::actions::person(c, &w.keys, id).map_err(super::of_trouble)
}
