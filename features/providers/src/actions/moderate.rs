//! What moderators do: look at what waits, field by field, and say yes or no.

use audit::Actor;
use catalogue::model::Kind;
use db::{Fault, Read, Write};
use serde_json::json;
use values::{Id, Refusal};

use super::edit::{name_of, place_name, publish_later, shown};
use super::{Act, Ground, No, facts, note, outsider, trail};
use crate::model::{Conflict, Fields, Parcel, ParcelState, Target};
use crate::rules::{edit, form};
use crate::store;

/// A parcel as a moderator sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// The parcel.
    pub parcel: Parcel,
    /// The organisation's name.
    pub by: String,
    /// The record's name as shown, or as wanted when it is new.
    pub name: String,
    /// Fields that have changed since the parcel was sent.
    pub moved: Vec<Conflict>,
    /// Stands for what is seen here; a decision names it.
    pub seen: String,
}

fn looked(c: &mut Read<'_>, ground: &Ground, parcel: Parcel) -> Result<Looked, Fault> {
    let t = parcel.target;
    let shown = shown(c, t.kind, t.record)?.unwrap_or_default();
    let (mut base, mut wanted) = (Fields::new(), Fields::new());
    for change in &parcel.changes {
        base.insert(change.field.clone(), change.from.clone());
        wanted.insert(change.field.clone(), change.to.clone());
    }
    let organisation = store::organisation(c, t.organisation)?;
    let name = if t.fresh { &wanted } else { &shown };
    Ok(Looked {
        by: organisation.map(|o| o.name).unwrap_or_default(),
        name: name_of(name, ground),
        moved: edit::conflicts(&base, &wanted, &shown),
        seen: edit::seen(&parcel.changes, &shown),
        parcel,
    })
}

/// What waits, oldest first.
///
/// # Errors
/// From the database.
pub fn queue(c: &mut Read<'_>, ground: &Ground) -> Result<Vec<Looked>, Fault> {
    let mut all = Vec::new();
    for parcel in store::parcels_in(c, ParcelState::Waiting)? {
        all.push(looked(c, ground, parcel)?);
    }
    Ok(all)
}

/// One parcel.
///
/// # Errors
/// [`No`].
pub fn look(c: &mut Read<'_>, ground: &Ground, id: Id) -> Result<Looked, No> {
    let parcel = store::parcel(c, id)?.ok_or_else(No::unknown)?;
    Ok(looked(c, ground, parcel)?)
}

/// Says yes to what was seen ([`Looked::seen`]); the worker publishes it.
///
/// # Errors
/// When it is the moderator's own organisation; when what would be approved is not what was seen any
/// more; when it no longer waits; [`No`] otherwise.
pub fn approve(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    seen: &str,
    job: Id,
    act: Act,
) -> Result<(), No> {
    let looked = look(tx, ground, id)?;
    if looked.seen != seen {
        return Err(No::changed());
    }
    must_have_places(tx, &looked.parcel)?;
    decide(tx, &looked.parcel, ParcelState::Publishing, None, act)?;
    publish_later(tx, id, job, act.at)?;
    Ok(())
}

/// Refuses a yes to a service at a place that is not there yet and that nobody has said yes to.
fn must_have_places(c: &mut Read<'_>, parcel: &Parcel) -> Result<(), No> {
    for change in parcel.changes.iter().filter(|c| c.field == edit::PLACES) {
        for at in edit::places_in(&change.to) {
            if place_name(c, at.location_id)?.is_some() {
                continue;
            }
            let place = Target {
                kind: Kind::Location,
                record: at.location_id,
                ..parcel.target
            };
            let on_the_way = store::on_the_way(c, place)?;
            if !on_the_way
                .iter()
                .any(|p| p.target.fresh && p.state == ParcelState::Publishing)
            {
                return Err(Refusal::new("providers-refused-place-first", 409)
                    .arg("name", &at.name)
                    .into());
            }
        }
    }
    Ok(())
}

/// Says no, with a reason.
///
/// # Errors
/// As [`approve`].
pub fn refuse(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    reason: &str,
    act: Act,
) -> Result<(), No> {
    let reason = form::note(reason)?;
    let parcel = look(tx, ground, id)?.parcel;
    decide(tx, &parcel, ParcelState::Refused, Some(&reason), act)
}

fn decide(
    tx: &mut Write<'_>,
    parcel: &Parcel,
    to: ParcelState,
    reason: Option<&str>,
    act: Act,
) -> Result<(), No> {
    let organisation = parcel.target.organisation;
    let stranger = outsider(tx, organisation, act.by)?;
    if !store::decide_parcel(tx, parcel.id, to, &stranger, reason, act.at)? {
        return Err(No::changed());
    }
    let verb = match to {
        ParcelState::Refused => "refuse-parcel",
        _ => "approve-parcel",
    };
    let detail = json!({ "organisation": organisation });
    let actor = Actor::Person(act.by);
    trail(tx, actor, act.at, ("parcel", parcel.id), verb, detail)?;
    let body = json!({ "parcel": parcel.id, "state": to.as_str() });
    note(tx, facts::PARCEL, organisation, body, act.at)?;
    Ok(())
}

/// Says that a parcel is in the catalogue, with the import's number, or why it could not be brought
/// there.
///
/// # Errors
/// From the database.
pub fn published(
    tx: &mut Write<'_>,
    id: Id,
    import: Result<i64, &str>,
    now: values::Moment,
) -> Result<(), Fault> {
    let Some(parcel) = store::parcel(tx, id)? else {
        return Ok(());
    };
    let (to, reason, number) = match import {
        Ok(number) => (ParcelState::Published, None, Some(number)),
        Err(why) => (ParcelState::Failed, Some(why), None),
    };
    let reason = reason.or(parcel.reason.as_deref());
    if !store::move_parcel(tx, id, ParcelState::Publishing, to, reason, number)? {
        return Ok(());
    }
    let organisation = parcel.target.organisation;
    let detail = json!({ "organisation": organisation, "state": to.as_str(), "import": number });
    let actor = Actor::System("providers".into());
    trail(tx, actor, now, ("parcel", id), "publish", detail)?;
    // Whoever deals with a visitor's report about this record gets to know what was mended. That all
    // of it was only checked again changes nothing.
    let fields: Vec<String> = parcel
        .changes
        .iter()
        .map(|c| c.field.clone())
        .filter(|f| !f.ends_with("_id") && f != "assured")
        .collect();
    if import.is_ok() && !fields.is_empty() {
        let link = format!("/staff/changes/{id}");
        let record = parcel.target.record;
        voice::actions::mended(tx, record, parcel.sent_by, (&fields, &link), now)?;
    }
    let body = json!({ "parcel": id, "state": to.as_str() });
    note(tx, facts::PARCEL, organisation, body, now)
}
