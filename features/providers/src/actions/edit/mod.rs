//! What a provider does with its records: edit a draft, send it, take it back, confirm that all is
//! still right.

mod draft;
mod send;

use catalogue::model::{Assurance, Image, Kind, ServiceAtLocation};
use db::{Fault, Read, Write};
use serde_json::Value;
use std::collections::BTreeSet;
use values::{Id, Refusal, Text};

use super::{Act, Ground, No, in_force, must_manage};
use crate::model::{Change, Conflict, Draft, Fields, Parcel, Target, Translation};
use crate::rules::edit::{self, At};
use crate::store;
pub use draft::{Translated, keep_draft, open_draft, opened, resolve, throw_away, translate};
pub use send::{Place, new_places, retire, send, take_back};
pub(super) use send::{publish_later, queue};

/// The key of an organisation's source among the sources of the catalogue.
pub fn source(organisation: Id) -> String {
    format!("provider:{organisation}")
}

/// A draft with what stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The draft.
    pub draft: Draft,
    /// What is shown now.
    pub shown: Fields,
    /// Fields that somebody else has changed too since the draft was begun.
    pub conflicts: Vec<Conflict>,
    /// What is known of its translations.
    pub translations: Vec<Translation>,
    /// Of the places of a service those that others say: they are not taken out here.
    pub fixed: BTreeSet<Id>,
}

impl Opened {
    fn new(c: &mut Read<'_>, draft: Draft, shown: Fields) -> Result<Opened, Fault> {
        let mut fixed = BTreeSet::new();
        if draft.target.kind == Kind::Service {
            let key = source(draft.target.organisation);
            for tie in catalogue::actions::places_of(c, draft.target.record)? {
                if exchange::spoken::by(c, &key, tie.id)?.is_none() {
                    fixed.extend(reference_in(&tie.body, "location_id"));
                }
            }
        }
        Ok(Opened {
            conflicts: edit::conflicts(&draft.base, &draft.wanted, &shown),
            translations: store::translations(c, draft.target.record)?,
            fixed,
            draft,
            shown,
        })
    }
}

/// What became of a draft that was sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sent {
    /// Changes that go out at once.
    pub now: Vec<Change>,
    /// Changes that wait, each with why (a key of the locales, `providers-why-…`).
    pub waits: Vec<(Change, &'static str)>,
}

fn fields(image: Image) -> Fields {
    match image.body {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

/// What is shown of a record; nothing of one that is new, gone, or part of another. Of a service with
/// the places it is at ([`edit::PLACES`]).
pub(super) fn shown(c: &mut Read<'_>, kind: Kind, record: Id) -> Result<Option<Fields>, Fault> {
    let image = catalogue::actions::image(c, kind, record)?;
    let Some(mut fields) = image.filter(Image::is_live).map(fields) else {
        return Ok(None);
    };
    if kind == Kind::Service {
        let mut all = Vec::new();
        for tie in catalogue::actions::places_of(c, record)? {
            if let Ok(tie) = tie.record::<ServiceAtLocation>() {
                let name = place_name(c, tie.location_id)?.unwrap_or_default();
                all.push(At::of(tie, name));
            }
        }
        edit::put_places(&mut fields, all);
    }
    Ok(Some(fields))
}

/// The name of a place that is shown.
pub(super) fn place_name(c: &mut Read<'_>, place: Id) -> Result<Option<String>, Fault> {
    let image = catalogue::actions::image(c, Kind::Location, place)?;
    let name = |i: Image| Some(i.body.get("name")?.as_str()?.to_string());
    Ok(image.filter(Image::is_live).and_then(name))
}

pub(super) fn reference(fields: &Fields, key: &str) -> Option<Id> {
    fields.get(key)?.as_str()?.parse().ok()
}

fn reference_in(body: &Value, key: &str) -> Option<Id> {
    body.get(key)?.as_str()?.parse().ok()
}

/// Whether a record is the organisation's to edit: it speaks of it already, has shown that it is the
/// organisation of it, or has begun it.
fn owns(c: &mut Read<'_>, t: Target, shown: &Fields) -> Result<bool, Fault> {
    if t.kind == Kind::ServiceAtLocation {
        let Some(service) = reference(shown, "service_id") else {
            return Ok(false);
        };
        let above = Target {
            kind: Kind::Service,
            record: service,
            ..t
        };
        let fields = self::shown(c, Kind::Service, service)?.unwrap_or_default();
        return owns(c, above, &fields);
    }
    let of = match t.kind {
        Kind::Organization => Some(t.record),
        _ => reference(shown, "organization_id"),
    };
    let Some(of) = of else { return Ok(false) };
    if store::owners(c, of)?.contains(&t.organisation) {
        return Ok(true);
    }
    // An organisation that was new is now perhaps part of a record that was there.
    Ok(exchange::spoken::by(c, &source(t.organisation), of)?.is_some())
}

/// Refuses who is no manager, whose organisation is not admitted, or whose record it is not; returns
/// what is shown.
pub(super) fn must_own(
    c: &mut Read<'_>,
    ground: &Ground,
    t: Target,
    person: Id,
) -> Result<Fields, No> {
    must_manage(c, t.organisation, person)?;
    let cases = store::cases_of(c, &ground.keys, t.organisation)?;
    if in_force(&cases).is_none() {
        return Err(Refusal::new("providers-refused-not-admitted", 409).into());
    }
    let shown = shown(c, t.kind, t.record)?;
    if t.fresh {
        return match shown {
            Some(_) => Err(No::changed()),
            None => Ok(Fields::new()),
        };
    }
    let shown = shown.ok_or_else(No::unknown)?;
    if owns(c, t, &shown)? {
        Ok(shown)
    } else {
        Err(No::unknown())
    }
}

/// Says with one press that all of a record is still right: it becomes checked today, by the
/// organisation.
///
/// # Errors
/// [`No`].
pub fn confirm(
    tx: &mut Write<'_>,
    ground: &Ground,
    target: Target,
    ids: [Id; 3],
    act: Act,
) -> Result<(), No> {
    let shown = must_own(tx, ground, target, act.by)?;
    if target.fresh || target.kind == Kind::ServiceAtLocation {
        return Err(No::unknown());
    }
    let name = store::organisation(tx, target.organisation)?.map(|o| o.name);
    let assured = Assurance {
        on: ground.day(act.at),
        by: name.unwrap_or_default(),
    };
    let to = serde_json::to_value(&assured).unwrap_or_default();
    let mut wanted = shown.clone();
    wanted.insert("assured".into(), to);
    let changes = edit::changes(&shown, &wanted);
    if changes.is_empty() {
        return Ok(());
    }
    queue(tx, target, &shown, changes, ids, act)?;
    Ok(())
}

/// The drafts of an organisation, last edited first, for one of its managers.
///
/// # Errors
/// [`No`].
pub fn drafts(c: &mut Read<'_>, organisation: Id, person: Id) -> Result<Vec<Draft>, No> {
    must_manage(c, organisation, person)?;
    Ok(store::drafts(c, organisation)?)
}

/// What an organisation has sent, newest first: what waits, what was refused and why, what is
/// published.
///
/// # Errors
/// [`No`].
pub fn parcels(
    c: &mut Read<'_>,
    organisation: Id,
    person: Id,
    limit: u32,
) -> Result<Vec<Parcel>, No> {
    must_manage(c, organisation, person)?;
    Ok(store::parcels_of(c, organisation, limit)?)
}

/// A record's name, for lists; of a name in several languages the city's own.
pub(super) fn name_of(fields: &Fields, ground: &Ground) -> String {
    match fields.get("name") {
        Some(Value::String(name)) => name.clone(),
        Some(texts) => serde_json::from_value::<Text>(texts.clone())
            .ok()
            .and_then(|t| {
                t.best(&ground.city.default_language, &[])
                    .map(|(_, name)| name.to_string())
            })
            .unwrap_or_default(),
        None => String::new(),
    }
}
