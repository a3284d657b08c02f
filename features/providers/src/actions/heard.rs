//! What visitors report about an organisation's records: the organisation sees it without a word of who
//! wrote it, says something, or that the record is right; what it mends is told by itself
//! ([`super::published`]).

use std::collections::BTreeSet;

use db::{Fault, Read, Write};
use values::{Id, Refusal};
use voice::actions as ticket;
use voice::model::{Filed, Side, Told};
use voice::rules::ticket::Act as Step;

use super::{Act, Ground, No, in_force, must_manage};
use crate::store;

/// The organisations of the catalogue that are an organisation's own, where they are by now.
pub(crate) fn own(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Id>, Fault> {
    let mut all = Vec::new();
    for record in store::own(c, organisation)? {
        // One that was made by it is now perhaps part of a record that was there.
        let record = exchange::spoken::entity(c, record)?.unwrap_or(record);
        if !all.contains(&record) {
            all.push(record);
        }
    }
    Ok(all)
}

/// The organisations of the catalogue that belong to somebody who is admitted now: who takes bookings and
/// vouchers.
///
/// # Errors
/// From the database.
pub fn admitted_in_catalogue(c: &mut Read<'_>) -> Result<BTreeSet<Id>, Fault> {
    let mut all = BTreeSet::new();
    for record in store::own_of_admitted(c)? {
        all.insert(exchange::spoken::entity(c, record)?.unwrap_or(record));
    }
    Ok(all)
}

/// Refuses who is no manager, and whose organisation is not admitted; returns what is its own.
fn must_hear(
    c: &mut Read<'_>,
    ground: &Ground,
    organisation: Id,
    person: Id,
) -> Result<Vec<Id>, No> {
    must_manage(c, organisation, person)?;
    let cases = store::cases_of(c, &ground.keys, organisation)?;
    if in_force(&cases).is_none() {
        return Err(Refusal::new("providers-refused-not-admitted", 409).into());
    }
    Ok(own(c, organisation)?)
}

/// A report as an organisation may see it: without the address for the answer and without the receipt,
/// and nothing in its words that looks like a person's address, number or tax code.
fn veiled(mut filed: Filed) -> Filed {
    filed.report.mail = None;
    filed.receipt = None;
    filed.note = None;
    filed.report.text = voice::rules::without_personal(&filed.report.text);
    filed
}

/// The newest reports about an organisation's records, for one of its managers.
///
/// # Errors
/// [`No`].
pub fn reports(
    c: &mut Read<'_>,
    ground: &Ground,
    organisation: Id,
    limit: u32,
    person: Id,
) -> Result<Vec<Filed>, No> {
    let own = must_hear(c, ground, organisation, person)?;
    let all = ticket::of_organizations(c, &own, limit)?;
    Ok(all.into_iter().map(veiled).collect())
}

/// One of them with what has happened to it, as far as it is the organisation's business. Reports about
/// others' records are not there for it.
///
/// # Errors
/// [`No`].
pub fn report(
    c: &mut Read<'_>,
    ground: &Ground,
    (organisation, number): (Id, i64),
    person: Id,
) -> Result<(Filed, Vec<Told>), No> {
    let own = must_hear(c, ground, organisation, person)?;
    let filed = ticket::numbered(c, number)?
        .filter(|f| f.organization.is_some_and(|o| own.contains(&o)))
        .ok_or_else(No::unknown)?;
    let mut told = ticket::history(c, filed.id)?;
    for t in &mut told {
        let asked = t.step == voice::model::Step::AskedOrganisation;
        // What the office and the writer say to each other stays between them.
        if t.side != "organisation" && !asked {
            t.words = None;
        }
    }
    Ok((veiled(filed), told))
}

/// The organisation says something about a report: in its own words, or that the record is right.
///
/// # Errors
/// [`No`].
pub fn say(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, number): (Id, i64),
    (right, words): (bool, &str),
    act: Act,
) -> Result<(), No> {
    report(tx, ground, (organisation, number), act.by)?;
    let words = words.to_string();
    let step = match right {
        true => Step::Right(words),
        false => Step::Say(words),
    };
    let side = Side::Organisation(act.by);
    match ticket::act(tx, (number, None), &side, &step, None, act.at) {
        Ok(_) => Ok(()),
        Err(ticket::No::Refused(no)) => Err(no.into()),
        Err(ticket::No::Db(fault)) => Err(fault.into()),
    }
}
