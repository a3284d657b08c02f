//! What a parcel becomes: records of the provider's own source, to be imported.

use catalogue::model::{Kind, ServiceAtLocation};
use db::{Fault, Read};
use serde_json::Value;
use values::Id;

use super::edit::{reference, shown, source};
use crate::model::{Change, Fields, Parcel, ParcelState, Target};
use crate::rules::edit;
use crate::store;

/// What a parcel becomes in the catalogue: the records of the provider's own source.
pub(crate) struct Publication {
    pub parcel: Parcel,
    pub source: exchange::SourceRow,
    pub records: Vec<exchange::model::Mapped>,
    pub same: Vec<(Id, Id)>,
    pub expects: Vec<(String, Option<String>)>,
    /// The records that are in it, by the catalogue's identifier, with their drafts.
    made: Vec<(Id, Id)>,
}

/// What is to be imported next for the record of a parcel: of those on their way the one that was
/// decided, or sent, first, so that none overtakes another. None when there is nothing (more) to do.
pub(crate) fn publication(c: &mut Read<'_>, id: Id) -> Result<Option<Publication>, Fault> {
    let Some(named) = store::parcel(c, id)? else {
        return Ok(None);
    };
    let next = store::on_the_way(c, named.target)?
        .into_iter()
        .filter(|p| p.state == ParcelState::Publishing)
        .min_by_key(|p| (p.decided_at.unwrap_or(p.sent_at), p.id));
    let Some(parcel) = next else {
        return Ok(None);
    };
    let t = parcel.target;
    let key = source(t.organisation);
    let name = store::organisation(c, t.organisation)?.map(|o| o.name);
    let name = name.unwrap_or_default();
    let mut out = Publication {
        source: exchange::SourceRow {
            key: key.clone(),
            name: name.clone(),
            publisher: name,
            licence: String::new(),
            url: String::new(),
            class: "provider".into(),
            complete: false,
            profile: String::new(),
        },
        parcel,
        records: Vec::new(),
        same: Vec::new(),
        expects: Vec::new(),
        made: Vec::new(),
    };
    let shown = shown(c, t.kind, t.record)?.unwrap_or_default();
    let changes = out.parcel.changes.clone();
    if changes.iter().any(|c| c.field == edit::OUT_OF_USE) {
        retire(c, &key, t, &mut out)?;
        return Ok(Some(out));
    }
    add(c, &key, t, &shown, &changes, &mut out)?;
    if let Some(change) = changes.iter().find(|c| c.field == edit::PLACES) {
        tie(c, &key, t, change, &mut out)?;
    }
    Ok(Some(out))
}

/// Adds the ties of a service to its places: new ones, and those that say something else now. What is
/// no longer wanted the source says no more.
fn tie(
    c: &mut Read<'_>,
    key: &str,
    t: Target,
    change: &Change,
    out: &mut Publication,
) -> Result<(), Fault> {
    let wanted = edit::places_in(&change.to);
    let mut there = Vec::new();
    for image in catalogue::actions::places_of(c, t.record)? {
        if let Some(place) = image.body.get("location_id").and_then(Value::as_str)
            && let Ok(place) = place.parse::<Id>()
        {
            there.push((place, image));
        }
    }
    for at in &wanted {
        let known = there.iter().find(|(place, _)| *place == at.location_id);
        let shown = known.and_then(|(_, i)| i.body.as_object().cloned());
        let record = match known {
            Some((_, image)) => image.id,
            None => ServiceAtLocation::new(t.record, at.location_id).id,
        };
        let target = Target {
            kind: Kind::ServiceAtLocation,
            record,
            fresh: known.is_none(),
            ..t
        };
        let shown = shown.unwrap_or_default();
        let mut says = at.fields();
        for name in ["id", "service_id", "location_id"] {
            if let Some(value) = shown.get(name) {
                says.insert(name.into(), value.clone());
            }
        }
        let mut changes = edit::changes(&shown, &says);
        if known.is_some() && changes.is_empty() {
            continue;
        }
        if known.is_none() {
            for (field, to) in [("service_id", t.record), ("location_id", at.location_id)] {
                changes.push(Change {
                    field: field.into(),
                    from: Value::Null,
                    to: Value::String(to.to_string()),
                });
            }
        }
        add(c, key, target, &shown, &changes, out)?;
    }
    let before = edit::places_in(&change.from);
    for (place, image) in &there {
        let had = before.iter().any(|a| a.location_id == *place);
        if had && wanted.iter().all(|a| a.location_id != *place) {
            silence(c, key, image.id, out)?;
        }
    }
    Ok(())
}

/// A place that is out of use: the source says no more of it, nor of its own services there.
fn retire(c: &mut Read<'_>, key: &str, t: Target, out: &mut Publication) -> Result<(), Fault> {
    for image in catalogue::actions::services_at(c, t.record)? {
        silence(c, key, image.id, out)?;
    }
    silence(c, key, t.record, out)
}

/// From now on the source says nothing of a record. What others say of it stays.
fn silence(c: &mut Read<'_>, key: &str, record: Id, out: &mut Publication) -> Result<(), Fault> {
    let Some(link) = exchange::spoken::by(c, key, record)? else {
        return Ok(());
    };
    let Some(said) = exchange::spoken::said(c, key, &link.record)? else {
        return Ok(());
    };
    // A record of this source holds one draft, its own.
    out.expects.push((link.record.clone(), Some(said.hash)));
    out.records.push(exchange::model::Mapped {
        record: link.record,
        drafts: Vec::new(),
        findings: Vec::new(),
    });
    Ok(())
}

/// Adds a record of the source, with those it refers to as far as the source must say them itself.
fn add(
    c: &mut Read<'_>,
    key: &str,
    t: Target,
    shown: &Fields,
    changes: &[Change],
    out: &mut Publication,
) -> Result<Id, Fault> {
    let linked = exchange::spoken::by(c, key, t.record)?;
    let (draft, record) = match &linked {
        Some(link) => (link.draft, link.record.clone()),
        None => {
            let record = format!("{} {}", t.kind.as_str(), t.record);
            // A new record keeps the identifier it was begun with.
            let draft = if t.fresh {
                t.record
            } else {
                Id::named(key, &record)
            };
            (draft, record)
        }
    };
    let before = exchange::spoken::said(c, key, &record)?;
    let said = before.as_ref().and_then(|s| s.body(draft));
    let mut body = edit::body(t.kind, said.and_then(Value::as_object), shown, changes);
    for name in edit::references(t.kind) {
        if let Some(to) = reference(&body, name) {
            let to = referred(c, key, t, name, to, out)?;
            body.insert((*name).to_string(), Value::String(to.to_string()));
        }
    }
    body.insert("id".into(), Value::String(draft.to_string()));
    if linked.is_none() && !t.fresh {
        out.same.push((draft, t.record));
    }
    out.made.push((t.record, draft));
    out.expects.push((record.clone(), before.map(|s| s.hash)));
    out.records.push(exchange::model::Mapped {
        record,
        drafts: vec![exchange::model::Draft::Record(
            exchange::model::RecordDraft {
                kind: t.kind,
                id: draft,
                body: Value::Object(body),
                paths: Default::default(),
            },
        )],
        findings: Vec::new(),
    });
    Ok(draft)
}

/// The draft by which a record is referred to: the source's own where it has one. Its own organisation
/// and service the source says itself, so that the reference holds whatever other sources do; a place
/// of somebody else's is referred to as they say it.
fn referred(
    c: &mut Read<'_>,
    key: &str,
    t: Target,
    name: &str,
    to: Id,
    out: &mut Publication,
) -> Result<Id, Fault> {
    if let Some((_, draft)) = out.made.iter().find(|(record, _)| *record == to) {
        return Ok(*draft);
    }
    if let Some(link) = exchange::spoken::by(c, key, to)? {
        return Ok(link.draft);
    }
    // A draft already, of this source or another.
    if exchange::spoken::entity(c, to)?.is_some_and(|entity| entity != to) {
        return Ok(to);
    }
    let kind = match name {
        "organization_id" => Kind::Organization,
        "service_id" => Kind::Service,
        _ => {
            if let Some(link) = exchange::spoken::any(c, to)? {
                return Ok(link.draft);
            }
            // A new place of its own that has its yes but is not there yet comes along.
            let place = Target {
                kind: Kind::Location,
                record: to,
                fresh: true,
                ..t
            };
            let way = store::on_the_way(c, place)?;
            let ready = way
                .iter()
                .find(|p| p.target.fresh && p.state == ParcelState::Publishing);
            return match ready {
                Some(parcel) => add(c, key, place, &Fields::new(), &parcel.changes, out),
                None => Ok(to),
            };
        }
    };
    match shown(c, kind, to)? {
        None => Ok(to),
        Some(fields) => {
            let above = Target {
                kind,
                record: to,
                fresh: false,
                ..t
            };
            add(c, key, above, &fields, &[], out)
        }
    }
}
