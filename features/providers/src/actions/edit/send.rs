//! A draft is sent: what goes out at once, what waits, and how it is taken back.

use audit::Actor;
use catalogue::model::Kind;
use db::{Fault, Read, Write};
use jobs::New;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use values::{Id, Refusal};

use super::super::{Act, Ground, No, facts, must_manage, note, trail};
use super::draft::{begun, draft_of};
use super::*;
use crate::model::{Change, Fields, Made, Parcel, ParcelState, Target, Translation};
use crate::rules::edit::{self, Weight};
use crate::{jobs as later, store};

/// Sends a draft: what may go out goes out, the rest waits for a moderator. `ids` are for the two
/// parcels and the job.
///
/// # Errors
/// Conflicts (`providers-refused-conflict`, one a field); mistakes; [`No`] otherwise.
pub fn send(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    revision: i64,
    ids: [Id; 3],
    act: Act,
) -> Result<Sent, No> {
    let opened = draft_of(tx, ground, target, act)?;
    let draft = opened.draft;
    if draft.revision != revision {
        return Err(No::changed());
    }
    if !opened.conflicts.is_empty() {
        let told = opened.conflicts.iter().map(|c| {
            Refusal::new("providers-refused-conflict", 409)
                .arg("name", &c.field)
                .field(&c.field)
        });
        return Err(No::Refused(told.collect()));
    }
    edit::check(target.kind, &draft.wanted, &ground.city)?;
    must_be_there(tx, target, &draft.wanted)?;
    // What somebody else has changed and this draft has not stays as it is shown.
    let none = BTreeSet::new();
    let wanted = edit::rebase(&draft.base, &draft.wanted, &opened.shown, &none);
    let changes = edit::changes(&opened.shown, &wanted);
    if changes.is_empty() {
        return Err(Refusal::new("providers-refused-nothing", 422).into());
    }
    for (field, language, words, was) in edit::left_behind(
        target.kind,
        (&opened.shown, &wanted),
        &ground.city.default_language,
        &opened.translations,
    ) {
        let row = Translation {
            field: field.to_string(),
            language,
            text_hash: edit::text_hash(&words),
            original_hash: edit::text_hash(&was),
            made: Made::City,
            made_by: None,
            made_at: act.at,
            confirmed: None,
        };
        store::put_translation(tx, target.record, &row)?;
    }
    let sent = queue(tx, draft.target, &opened.shown, changes, ids, act)?;
    if !store::drop_draft(tx, draft.target, revision)? {
        return Err(No::changed());
    }
    Ok(sent)
}

/// Refuses a service at a place nobody knows of yet: one whose draft was not sent.
fn must_be_there(c: &mut Read<'_>, t: Target, wanted: &Fields) -> Result<(), No> {
    let mut wrong = Vec::new();
    for at in edit::places(wanted) {
        let there = place_name(c, at.location_id)?.is_some();
        if !there && !begun(c, t, Kind::Location, at.location_id)? {
            wrong.push(
                Refusal::new("providers-refused-place-draft", 409)
                    .arg("name", &at.name)
                    .field(edit::PLACES),
            );
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(No::Refused(wrong))
    }
}

/// A place somebody may choose for a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// True when it is not shown yet: a draft, or on its way.
    pub new: bool,
}

/// The places an organisation has begun and that are not shown yet.
///
/// # Errors
/// [`No`].
pub fn new_places(
    c: &mut Read<'_>,
    ground: &Ground,
    organisation: Id,
    person: Id,
) -> Result<Vec<Place>, No> {
    must_manage(c, organisation, person)?;
    let mut all: Vec<Place> = Vec::new();
    for draft in store::drafts(c, organisation)? {
        if draft.target.fresh && draft.target.kind == Kind::Location {
            all.push(Place {
                id: draft.target.record,
                name: name_of(&draft.wanted, ground),
                new: true,
            });
        }
    }
    for parcel in store::fresh_parcels(c, organisation, Kind::Location)? {
        let id = parcel.target.record;
        if all.iter().any(|p| p.id == id) || place_name(c, id)?.is_some() {
            continue;
        }
        let name = parcel.changes.iter().find(|c| c.field == "name");
        all.push(Place {
            id,
            name: name
                .and_then(|c| c.to.as_str())
                .unwrap_or_default()
                .to_string(),
            new: true,
        });
    }
    Ok(all)
}

/// Asks that a place of one's own be taken out of use: it waits for a moderator, and then it is no
/// longer shown, nor the organisation's services there. `ids` as for [`send`].
///
/// # Errors
/// [`No`].
pub fn retire(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    ids: [Id; 3],
    act: Act,
) -> Result<(), No> {
    let shown = must_own(tx, ground, target, act.by)?;
    if target.fresh || target.kind != Kind::Location {
        return Err(No::unknown());
    }
    let change = Change {
        field: edit::OUT_OF_USE.into(),
        from: Value::Null,
        to: Value::Bool(true),
    };
    queue(tx, target, &shown, vec![change], ids, act)?;
    Ok(())
}

/// Makes parcels of changes; what waited already goes into the new parcel that waits.
pub(in crate::actions) fn queue(
    tx: &mut Write<'_>,
    target: Target,
    shown: &Fields,
    changes: Vec<Change>,
    [now, waits, job]: [Id; 3],
    act: Act,
) -> Result<Sent, No> {
    let mut sent = Sent::default();
    for change in changes {
        match edit::weigh(target.kind, target.fresh, &change) {
            Weight::Now => sent.now.push(change),
            Weight::Waits(why) => sent.waits.push((change, why)),
        }
    }
    let mut newer: Vec<Change> = sent.waits.iter().map(|(c, _)| c.clone()).collect();
    if !newer.is_empty() {
        for older in store::on_the_way(tx, target)? {
            if older.state == ParcelState::Waiting {
                newer = edit::merge(&older.changes, &newer, shown);
                let gone = ParcelState::Withdrawn;
                store::move_parcel(tx, older.id, ParcelState::Waiting, gone, None, None)?;
            }
        }
        put(tx, waits, target, newer, ParcelState::Waiting, act)?;
    }
    if !sent.now.is_empty() {
        put(
            tx,
            now,
            target,
            sent.now.clone(),
            ParcelState::Publishing,
            act,
        )?;
        publish_later(tx, now, job, act.at)?;
    }
    Ok(sent)
}

fn put(
    tx: &mut Write<'_>,
    id: Id,
    target: Target,
    changes: Vec<Change>,
    state: ParcelState,
    act: Act,
) -> Result<(), No> {
    let names: Vec<&str> = changes.iter().map(|c| c.field.as_str()).collect();
    let detail = json!({
        "organisation": target.organisation,
        "kind": target.kind.as_str(),
        "record": target.record,
        "fields": names,
        "state": state.as_str(),
    });
    store::put_parcel(
        tx,
        &Parcel {
            id,
            target,
            changes,
            state,
            sent_by: act.by,
            sent_at: act.at,
            decided_at: None,
            reason: None,
            import: None,
        },
    )?;
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("parcel", id),
        "send",
        detail,
    )?;
    let body = json!({ "parcel": id, "state": state.as_str() });
    note(tx, facts::PARCEL, target.organisation, body, act.at)?;
    Ok(())
}

/// Lets the worker bring a parcel into the catalogue.
pub(in crate::actions) fn publish_later(
    tx: &mut Write<'_>,
    parcel: Id,
    job: Id,
    at: values::Moment,
) -> Result<(), Fault> {
    let new = New::now(later::PUBLISH, json!({ "parcel": parcel }), at).key(parcel.to_string());
    jobs::enqueue(tx, job, at, &new)?;
    Ok(())
}

/// Takes back what waits.
///
/// # Errors
/// When it no longer waits; [`No`] otherwise.
pub fn take_back(tx: &mut Write<'_>, id: Id, act: Act) -> Result<(), No> {
    let parcel = store::parcel(tx, id)?.ok_or_else(No::unknown)?;
    must_manage(tx, parcel.target.organisation, act.by)?;
    let to = ParcelState::Withdrawn;
    if !store::move_parcel(tx, id, ParcelState::Waiting, to, None, None)? {
        return Err(No::changed());
    }
    let detail = json!({ "organisation": parcel.target.organisation });
    let actor = Actor::Person(act.by);
    trail(tx, actor, act.at, ("parcel", id), "take-back", detail)?;
    Ok(())
}
